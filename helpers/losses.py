"""A loss says in one number how wrong the predictions are; smaller is better."""

import numpy as np

from helpers.inputs import finite, labels, one_hot, refuse

SMALLEST = np.finfo(float).tiny  # below it, log would leave the numbers that a computer has


def _pair(y_true, y_pred, check=labels):
    """Return both as arrays; `y_pred` has the shape of `y_true`, or further axes in front."""
    y_true, y_pred = check("y_true", y_true), finite("y_pred", y_pred)
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


def cross_entropy_loss(y_true, y_pred):
    """Return L = -1/n Σ_rows Σ_k y_true_k log(y_pred_k), the mean cross-entropy of n rows.

    `y_true` has shape (rows, classes), with the 1 of each row at its class and 0 elsewhere, so
    that L is the mean of -log of the share given to the right class. `y_pred` holds shares from
    0 to 1 (one that is 0 counts as the smallest number above 0) and has the same shape, or
    further axes in front, as for `mse_loss`.
    """
    y_true, y_pred = _shares(y_true, y_pred)
    right = (y_true * y_pred).sum(axis=-1)
    return -np.log(np.maximum(right, SMALLEST)).mean(axis=-1)


def cross_entropy_loss_prime(y_true, y_pred):
    """Return dL/dy_pred = -1/n y_true / y_pred, one slope for each share.

    Behind a softmax the slope along its sums is much simpler: dL/dz = 1/n (y_pred - y_true).
    """
    y_true, y_pred = _shares(y_true, y_pred)
    return -y_true / np.maximum(y_pred, SMALLEST) / len(y_true)


def _shares(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred, one_hot)
    if (y_pred < 0).any() or (y_pred > 1).any():
        refuse("y_pred", y_pred, "expected_shares")
    return y_true, y_pred
