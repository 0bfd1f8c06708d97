"""An activation function squashes the sum inside a neuron into the neuron's output.

The line `@checked(…)` above a function sends its arguments through a check first; a `Network`,
which has checked its tables already, calls the function as it is written. `lambda z: …` is a
function without a name: it takes z and returns what follows. `np.where(c, p, q)` is p where c holds
and q elsewhere. `partial(f, a)` is f with its first argument given; unlike a `lambda` in a function
it can be kept in a file by pickle.
"""

import math
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from helpers.inputs import checked, number, numbers, rows, unchecked


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


def leaky_relu(a=0.01):
    """Return the `Activation` z for z > 0 and a z elsewhere; its slope is 1 or a."""
    a = number("a", a)
    return Activation(partial(_leaky_relu, a), partial(_leaky_relu_slope, a))


def elu(a=1.0):
    """Return the `Activation` z for z > 0 and a (exp(z) - 1) elsewhere; its slope is 1 or a exp(z).

    Source: Clevert, Unterthiner, Hochreiter, Fast and accurate deep network learning by exponential
    linear units, 2016.
    """
    a = number("a", a)
    return Activation(partial(_elu, a), partial(_elu_slope, a))


def _leaky_relu(a, Z):
    return np.where(Z > 0, Z, a * Z)


def _leaky_relu_slope(a, Z, A):
    return np.where(Z > 0, 1.0, a)


def _elu(a, Z):
    return np.where(Z > 0, Z, a * np.expm1(np.minimum(Z, 0)))


def _elu_slope(a, Z, A):
    return np.where(Z > 0, 1.0, A + a)


def _share(Z):
    """Return Φ(Z), the share of the normal curve that lies to the left of Z."""
    # erfc is 1 - erf, which NumPy lacks; exact far out.
    return np.vectorize(math.erfc, otypes=[float])(-Z / np.sqrt(2.0)) / 2.0


def _gelu_slope(Z, A):
    """Return Φ(Z) + Z φ(Z); Φ, which takes long, is A / Z, and where Z is 0 it is 1/2."""
    share = np.divide(A, Z, out=np.full(np.shape(Z), 0.5), where=Z != 0)
    return share + Z * np.exp(-(Z**2) / 2.0) / np.sqrt(2.0 * np.pi)


_sigma = unchecked(sigmoid)  # σ(Z) of sums that were checked before

# The slope of ReLU and of Leaky ReLU at 0, where they bend, is that of their left side.
# GELU: Hendrycks, Gimpel, Gaussian error linear units, 2016. SiLU is z σ(z), also called swish.
ACTIVATIONS = {
    "sigmoid": Activation(sigmoid, lambda Z, A: A * (1.0 - A)),
    "tanh": Activation(np.tanh, lambda Z, A: 1.0 - A**2),
    "relu": Activation(lambda Z: np.maximum(Z, 0), lambda Z, A: 1.0 * (A > 0)),
    "leaky_relu": leaky_relu(),
    "elu": elu(),
    "softplus": Activation(lambda Z: np.logaddexp(0.0, Z), lambda Z, A: _sigma(Z)),
    "gelu": Activation(lambda Z: Z * _share(Z), _gelu_slope),
    "silu": Activation(lambda Z: Z * _sigma(Z), lambda Z, A: _sigma(Z) + A * _sigma(-Z)),
}
# What a hidden layer may do, besides these: leave its sums as they are.
HIDDEN = ACTIVATIONS | {"linear": Activation(lambda Z: Z, lambda Z, A: np.ones_like(Z))}
