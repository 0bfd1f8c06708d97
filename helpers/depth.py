"""Depth is what many layers do to the signal on its way up, and to the blame on its way back."""

from typing import NamedTuple

import numpy as np

from helpers import inputs
from helpers.activations import ACTIVATIONS, Activation
from helpers.network import Network

WIDTH, ROWS = 64, 32  # neurons in each layer, examples


class Sizes(NamedTuple):
    """How large things are in the layers 1, 2, …: the root of the mean square of all entries."""

    signal: np.ndarray  # A, what leaves a layer
    blame: np.ndarray  # dL/dZ, for each of its sums
    slopes: np.ndarray  # dL/dW, for each of its weights


def size(array):
    """Return √(mean of the squares): what a number drawn from N(0, s²) has as its size is s."""
    return float(np.sqrt(np.mean(np.square(inputs.finite("array", array)))))


def sized(net, gain):
    """Return a network like `net` with its weights times `gain` / √n and its biases 0.

    n is how many inputs the neuron of a weight has: of weights drawn from N(0, 1) the sums of a
    layer then have the size of its inputs, times `gain`.
    """
    net, gain = inputs.network(net, Network), inputs.above_0("gain", gain)
    net = net.with_values(net.values)
    for W, B in zip(net.W, net.B, strict=True):
        W *= gain / np.sqrt(W.shape[-2])
        B *= 0
    return net


@np.errstate(over="ignore")  # exp may become infinite: 1 / (1 + ∞) is 0, as it should be
def through(activation, gain, layers, rng, width=WIDTH, rows=ROWS):
    """Send a signal up through `layers` layers of `width` neurons and a blame back; return `Sizes`.

    The inputs, and dL/dA behind the last layer, are drawn from N(0, 1) by `rng`. So are the
    weights, which are then multiplied by `gain` / √width; biases are 0. `activation` is a name or
    an `Activation`. For each layer, up and then back:

        Z = A @ W           A = f(Z) of this layer, from A of the layer before
        dL_dZ = dL_dA * f'(Z)           dL_dW = A.T @ dL_dZ           dL_dA = dL_dZ @ W.T
    """
    f = inputs.functions("activation", activation, ACTIVATIONS, Activation)
    gain, layers = inputs.above_0("gain", gain), inputs.count("layers", layers)
    width, rows = inputs.count("width", width), inputs.count("rows", rows)
    A = [inputs.generator("rng", rng).standard_normal((rows, width))]
    dL_dA = rng.standard_normal((rows, width))
    W = gain / np.sqrt(width) * rng.standard_normal((layers, width, width))
    Z, found = [], []
    for k in range(layers):
        Z.append(A[k] @ W[k])
        A.append(f.squash(Z[k]))
    for k in reversed(range(layers)):
        dL_dZ = dL_dA * f.slope(Z[k], A[k + 1])
        found.append((size(A[k + 1]), size(dL_dZ), size(A[k].T @ dL_dZ)))
        dL_dA = dL_dZ @ W[k].T
    return Sizes(*np.transpose(found[::-1]))
