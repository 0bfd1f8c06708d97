"""An activation function squashes the sum inside a neuron into the neuron's output."""

import numpy as np

from helpers.inputs import finite, numbers, refuse


def sigmoid(z):
    """Return σ(z) = 1 / (1 + exp(-z)), for one number or an array of any shape.

    exp(-|z|) never overflows: for z < 0 the same value is written exp(z) / (1 + exp(z)).
    """
    z = numbers("z", z)
    y, e = np.empty_like(z), np.empty_like(z)  # large arrays: new memory costs more than exp
    np.exp(np.minimum(z, 0.0, out=y), out=y)
    np.exp(np.negative(np.abs(z, out=e), out=e), out=e)
    return np.divide(y, np.add(e, 1.0, out=e), out=y)[()]


def sigmoid_prime(z):
    """Return σ'(z) = σ(z) (1 - σ(z)), the slope of σ at the pre-activation z."""
    return sigmoid_prime_from_output(sigmoid(z))


def sigmoid_prime_from_output(a):
    """Return a (1 - a): the same slope σ'(z), read from the output a = σ(z)."""
    a = numbers("a", a)
    return a * (1.0 - a)


def softmax(z):
    """Return exp(z_i) / Σ_j exp(z_j) along the last axis: shares that are above 0 and sum to 1.

    The largest z is taken away from all first. That changes no share, and exp never overflows.
    """
    z = finite("z", z)
    if z.ndim == 0:
        refuse("z", z.item(), "expected_row", length="n")
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_prime_from_output(a):
    """Return da_i/dz_j = a_i (δ_ij - a_j) for a = softmax(z), δ_ij being 1 for i = j and else 0.

    Every z moves every share: a has shape (..., n), its slopes (..., n, n).
    """
    a = finite("a", a)
    if a.ndim == 0:
        refuse("a", a.item(), "expected_row", length="n")
    return a[..., :, np.newaxis] * (np.eye(a.shape[-1]) - a[..., np.newaxis, :])
