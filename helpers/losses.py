"""A loss says in one number how wrong the predictions are; smaller is better."""

import numpy as np

from helpers.inputs import checked, labels_and_predictions, one_hot_and_shares

SMALLEST = np.finfo(float).tiny  # below it, log would leave the numbers that a computer has


@checked(labels_and_predictions)
def mse_loss(y_true, y_pred):
    """Return L = 1/n Σ (y_true - y_pred)², the mean squared error.

    `y_true` holds n labels, 0 or 1. `y_pred` has the same shape and gives one number; with
    further axes in front, one set of predictions each, it gives one number a set.
    """
    return ((y_true - y_pred) ** 2).mean(axis=tuple(range(-y_true.ndim, 0)))


@checked(labels_and_predictions)
def mse_loss_prime(y_true, y_pred):
    """Return dL/dy_pred = 2/n (y_pred - y_true), one slope for each prediction."""
    return 2.0 / y_true.size * (y_pred - y_true)


@checked(one_hot_and_shares)
def cross_entropy_loss(y_true, y_pred):
    """Return L = -1/n Σ_rows Σ_k y_true_k log(y_pred_k), the mean cross-entropy of n rows.

    `y_true` has shape (n, classes), with the 1 of each row at its class and 0 elsewhere, so
    that L is the mean of -log of the share given to the right class. `y_pred` holds shares from
    0 to 1 (one that is 0 counts as the smallest number above 0) and has the same shape, or
    further axes in front, as for `mse_loss`.

    Behind a softmax the slope along its sums is dL/dz = 1/n (y_pred - y_true).
    """
    right = (y_true * y_pred).sum(axis=-1)
    return 0.0 - np.log(np.maximum(right, SMALLEST)).mean(axis=-1)  # a minus alone would give -0.0
