"""A gradient is checked against differences; mistakes are planted here for the check to find."""

from functools import partial
from types import MappingProxyType

import numpy as np

from helpers.activations import sigmoid_prime, sigmoid_prime_from_output
from helpers.inputs import finite, number, refuse
from helpers.losses import mse_loss_prime
from helpers.parameters import Parameters

NOISE = 1e-10  # with h = 1e-5 a difference of losses cannot tell a smaller slope from 0


def numerical_gradient(net, X, y_true, h=1e-5):
    """Return dL/dp ≈ (L(p + h) - L(p - h)) / (2 h) for every parameter p, as `Parameters`.

    Each p is moved up and down by itself; all 2 n networks are computed in one pass. The error
    grows with h² for large h, and with 1 / h for small h, where rounding wins.
    """
    h = number("h", h)
    if h <= 0:
        refuse("h", h, "expected_above_0")
    steps = h * np.eye(len(net.names))
    moved = net.values[..., np.newaxis, np.newaxis, :] + np.stack([steps, -steps])
    losses = net.with_values(moved).loss(X, y_true)  # shape (..., 2, n)
    return Parameters(net.sizes, (losses[..., 0, :] - losses[..., 1, :]) / (2 * h))


def relative_error(a, b):
    """Return |a - b| / max(|a|, |b|), element by element; 0 where neither is above `NOISE`."""
    a, b = finite("a", a), finite("b", b)
    if a.shape != b.shape:
        refuse("a", a, "expected_like", other="b", shape=b.shape)
    larger = np.maximum(np.abs(a), np.abs(b))
    return np.where(larger > NOISE, np.abs(a - b) / np.maximum(larger, NOISE), 0.0)


# ---------------------------------------------------------------- planted mistakes


def right_slope(z, a, is_output):
    """Return dA/dZ of a layer with sums z and outputs a: the slope of the sigmoid."""
    return sigmoid_prime_from_output(a)


def backward(
    net, X, y_true, loss_slope=mse_loss_prime, slope=right_slope, bias_factor=1.0, learning_rate=0.0
):
    """Return dL/dp for every parameter p by backpropagation, with its pieces exchangeable.

    As it stands it is `net.gradient`. A mistake is one piece exchanged: `loss_slope` for
    dL/dy_pred, `slope` for dA/dZ, `bias_factor` for the biases' share, and `learning_rate` for
    the step that the weights have already made when the next layer back is taken.
    """
    A = net.activations(X)
    gradient = Parameters(net.sizes, front=net.values.shape[:-1])
    dL_dA = loss_slope(np.reshape(y_true, A[-1].shape[-2:]), A[-1])
    last = len(net.W) - 1
    for k in reversed(range(len(net.W))):
        Z = A[k] @ net.W[k] + net.B[k]
        dL_dZ = dL_dA * slope(Z, A[k + 1], is_output=k == last)
        gradient.W[k][...] = np.swapaxes(A[k], -1, -2) @ dL_dZ
        gradient.B[k][...] = bias_factor * dL_dZ.sum(axis=-2, keepdims=True)
        W_back = net.W[k] - learning_rate * gradient.W[k]
        dL_dA = dL_dZ @ np.swapaxes(W_back, -1, -2)
    return gradient


# Each is a function of (net, X, y_true); "after_update" also takes its learning_rate.
MISTAKES = MappingProxyType(
    {
        "factor_2": partial(backward, loss_slope=lambda y, p: mse_loss_prime(y, p) / 2),
        "after_update": partial(backward, learning_rate=0.1),
        "no_sigma_output": partial(
            backward, slope=lambda z, a, is_output: 1.0 if is_output else right_slope(z, a, False)
        ),
        "no_sigma_hidden": partial(
            backward, slope=lambda z, a, is_output: right_slope(z, a, True) if is_output else 1.0
        ),
        "sigma_of_activation": partial(backward, slope=lambda z, a, is_output: sigmoid_prime(a)),
        "no_bias": partial(backward, bias_factor=0.0),
        "z_one_minus_z": partial(backward, slope=lambda z, a, is_output: z * (1 - z)),
        "wrong_sign": partial(backward, loss_slope=lambda y, p: -mse_loss_prime(y, p)),
    }
)
