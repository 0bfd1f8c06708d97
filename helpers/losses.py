"""A loss says in one number how wrong the predictions are; smaller is better."""

from helpers.inputs import finite, labels, refuse


def _pair(y_true, y_pred):
    """Return both as arrays; `y_pred` has the shape of `y_true`, or further axes in front."""
    y_true, y_pred = labels("y_true", y_true), finite("y_pred", y_pred)
    if y_true.ndim == 0:
        refuse("y_true", y_true.item(), "expected_row", length="n")
    if y_pred.shape[-y_true.ndim :] != y_true.shape:
        refuse("y_pred", y_pred, "expected_like", other="y_true", shape=y_true.shape)
    return y_true, y_pred


def mse_loss(y_true, y_pred):
    """Return L = 1/n Σ (y_true - y_pred)², the mean squared error.

    `y_true` holds n labels, 0 or 1. `y_pred` has the same shape and gives one number; with
    further axes in front, one set of predictions each, it gives one number a set.
    """
    y_true, y_pred = _pair(y_true, y_pred)
    squared_errors = (y_true - y_pred) ** 2
    return squared_errors.mean(axis=tuple(range(-y_true.ndim, 0)))


def mse_loss_prime(y_true, y_pred):
    """Return dL/dy_pred = 2/n (y_pred - y_true), one slope for each prediction."""
    y_true, y_pred = _pair(y_true, y_pred)
    return 2.0 / y_true.size * (y_pred - y_true)
