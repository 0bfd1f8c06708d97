"""Mistakes are planted in a gradient here, for the gradient check to find.

Each is made of the lesson's own pieces: a slope is exchanged, forgotten, or taken too late.
"""

from types import MappingProxyType

import numpy as np

from helpers.activations import ACTIVATIONS, sigmoid_prime
from helpers.losses import mse_loss_prime
from helpers.network import OUTPUTS, Network


def times(factor):
    """Return a gradient that is `factor` times the right one."""

    def gradient(net, X, y_true):
        slopes = net.gradient(X, y_true)
        slopes.values *= factor
        return slopes

    return gradient


def exchanged(hidden=None, output=None):
    """Return a gradient with another slope in the hidden layers, or another dL/dZ at the output."""

    def gradient(net, X, y_true):
        f, end = ACTIVATIONS[net.hidden], OUTPUTS[net.output]
        f, end = f._replace(slope=hidden or f.slope), end._replace(slope=output or end.slope)
        return Network(net.sizes, net.values, f, end).gradient(X, y_true)

    return gradient


def no_bias(net, X, y_true):
    """Return the gradient without the slopes of the biases."""
    gradient = net.gradient(X, y_true)
    for dL_dB in gradient.B:
        dL_dB[...] = 0
    return gradient


def after_update(net, X, y_true, learning_rate=0.1):
    """Return the gradient that goes back through weights which have already made their step."""
    moved = net.with_values(net.values - learning_rate * net.gradient(X, y_true).values)
    X = net.checked_rows(X)
    with np.errstate(over="ignore"):
        return moved.backward(*net.forward(X), net.checked_labels(y_true, len(X)))


def error_times(slope):
    """Return dL/dZ of the output with `slope`(Z, A) in the place of σ'(Z)."""
    return lambda Y, Z, A: mse_loss_prime.bare(Y, A) * slope(Z, A)


def of_activation(Z, A):
    """Return σ' taken at the output A instead of the sum Z."""
    return sigmoid_prime.bare(A)


def z_one_minus_z(Z, A):
    """Return Z (1 - Z), where A (1 - A) would be right."""
    return Z * (1 - Z)


# Each is a function of (net, X, y_true).
MISTAKES = MappingProxyType(
    {
        "factor_2": times(0.5),
        "after_update": after_update,
        "no_sigma_output": exchanged(output=error_times(lambda Z, A: 1)),
        "no_sigma_hidden": exchanged(hidden=lambda Z, A: 1),
        "sigma_of_activation": exchanged(of_activation, error_times(of_activation)),
        "no_bias": no_bias,
        "z_one_minus_z": exchanged(z_one_minus_z, error_times(z_one_minus_z)),
        "wrong_sign": times(-1),
    }
)
