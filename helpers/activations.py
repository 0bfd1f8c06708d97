"""An activation function squashes the sum inside a neuron into the neuron's output."""

import numpy as np

from helpers.inputs import numbers


def sigmoid(z):
    """Return σ(z) = 1 / (1 + exp(-z)), for one number or an array of any shape.

    exp(-|z|) never overflows: for z < 0 the same value is written exp(z) / (1 + exp(z)).
    """
    z = numbers("z", z)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def sigmoid_prime(z):
    """Return σ'(z) = σ(z) (1 - σ(z)), the slope of σ at the pre-activation z."""
    return sigmoid_prime_from_output(sigmoid(z))


def sigmoid_prime_from_output(a):
    """Return a (1 - a): the same slope σ'(z), read from the output a = σ(z)."""
    a = numbers("a", a)
    return a * (1.0 - a)
