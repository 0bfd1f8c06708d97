"""Mistakes are planted in a gradient here, for the gradient check to find.

Each is made of the lesson's own pieces: a slope is exchanged, forgotten, or taken too late.
"""

from types import MappingProxyType

from helpers import inputs
from helpers.activations import HIDDEN, sigmoid, sigmoid_prime
from helpers.inputs import checked
from helpers.losses import mse_loss
from helpers.network import OUTPUTS, Network, Output

# A point at which nothing is special: no two neurons alike, none saturated, no parameter 0.
START = {"w1": 0.4, "w2": 0.7, "w3": -0.6, "w4": 0.5, "w5": 0.9, "w6": -0.8}
START |= {"b1": 0.3, "b2": -0.2, "b3": 0.1}


def _tables(net, X, y_true):
    """Return the three with both tables checked, or refuse them in a sentence."""
    return net, *inputs.network(net, Network)._tables(X, y_true)


def _times(factor):
    """Return a gradient that is `factor` times the right one."""

    @checked(_tables)
    def gradient(net, X, y_true):
        slopes = net._gradient(X, y_true)
        slopes.values *= factor
        return slopes

    return gradient


def _exchanged(hidden=None, output=None):
    """Return a gradient with another slope in the hidden layers, or another dL/dZ at the output."""

    @checked(_tables)
    def gradient(net, X, y_true):
        f, end = HIDDEN[net.hidden], OUTPUTS[net.output]
        f, end = f._replace(slope=hidden or f.slope), end._replace(slope=output or end.slope)
        return Network(net.sizes, net.values, f, end)._gradient(X, y_true)

    return gradient


@checked(_tables)
def _no_bias(net, X, y_true):
    """Return the gradient without the slopes of the biases."""
    gradient = net._gradient(X, y_true)
    for dL_dB in gradient.B:
        dL_dB[...] = 0
    return gradient


@checked(
    lambda net, X, y_true, learning_rate=0.1: (
        *_tables(net, X, y_true),
        inputs.above_0("learning_rate", learning_rate),
    )
)
def _after_update(net, X, y_true, learning_rate=0.1):
    """Return the gradient that goes back through weights which have already made their step."""
    gradient = net._gradient(X, y_true)
    moved = net.with_values(net.values - learning_rate * gradient.values)
    return moved._backward(*net._forward(X), y_true, gradient)


def _error_times(slope):
    """Return dL/dZ of the output with `slope`(Z, A) in the place of σ'(Z)."""
    return lambda Y_true, Z, A: 2 / Y_true.size * (A - Y_true) * slope(Z, A)


def _sigma_of_activation(Z, A):
    """Return σ' taken at the output A instead of the sum Z."""
    return inputs.unchecked(sigmoid_prime)(A)


def _z_one_minus_z(Z, A):
    """Return Z (1 - Z), where A (1 - A) would be right."""
    return Z * (1 - Z)


# Each is a function of (net, X, y_true).
MISTAKES = MappingProxyType(
    {
        "factor_2": _times(0.5),
        "after_update": _after_update,
        "no_sigma_output": _exchanged(output=_error_times(lambda Z, A: 1)),
        "no_sigma_hidden": _exchanged(hidden=lambda Z, A: 1),
        "sigma_of_activation": _exchanged(_sigma_of_activation, _error_times(_sigma_of_activation)),
        "no_bias": _no_bias,
        "z_one_minus_z": _exchanged(_z_one_minus_z, _error_times(_z_one_minus_z)),
        "wrong_sign": _times(-1),
    }
)

# A loss that adds up over the rows where it should take the mean, and goes back as it came.
SUMMED = Output(
    sigmoid,
    lambda Y_true, A: len(Y_true) * mse_loss(Y_true, A),
    lambda Y_true, Z, A: 2 * (A - Y_true) * A * (1 - A),
)
