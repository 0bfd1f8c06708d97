"""An activation function squashes the sum inside a neuron into the neuron's output.

The line `@checked(…)` above a function sends its arguments through a check first; a `Network`,
which has checked its tables already, calls the function as it is written.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from helpers.inputs import checked, numbers, rows


@checked(lambda z: [numbers("z", z)])
def sigmoid(z):
    """Return σ(z) = 1 / (1 + exp(-z)), for one number or an array of any shape.

    For z below -709 exp(-z) is infinite in a computer, and 1 / (1 + ∞) is 0, as it should be.
    """
    return 1.0 / (1.0 + np.exp(-z))


@checked(lambda z: [numbers("z", z)])
def sigmoid_prime(z):
    """Return σ'(z) = σ(z) σ(-z), the slope of σ at the sum z; σ(-z) is 1 - σ(z)."""
    return 1.0 / ((1.0 + np.exp(-z)) * (1.0 + np.exp(z)))


@checked(lambda a: [numbers("a", a)])
def sigmoid_prime_from_output(a):
    """Return a (1 - a): the same slope σ'(z), read from the output a = σ(z)."""
    return a * (1.0 - a)


@checked(lambda z: [rows("z", z)])
def softmax(z):
    """Return exp(z_i) / Σ_j exp(z_j) along the last axis: shares that are above 0 and sum to 1.

    The largest z is taken away from all first. That changes no share, and exp never overflows.
    """
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


class Activation(NamedTuple):
    """What a hidden layer does with its sums Z, and the slope of that where the outputs are A."""

    squash: Callable  # A = squash(Z)
    slope: Callable  # dA/dZ = slope(Z, A)


ACTIVATIONS = {
    "sigmoid": Activation(sigmoid, lambda Z, A: A * (1.0 - A)),
    "tanh": Activation(np.tanh, lambda Z, A: 1.0 - A**2),
    "relu": Activation(lambda Z: np.maximum(Z, 0), lambda Z, A: 1.0 * (A > 0)),
}
