"""A convolution is a small neuron that looks at a picture through a window, place after place.

Its weights, the kernel, are the same at each place. So every window is an example, a row of a
table, and all that a layer of notebook 6 does with its examples is done with windows here.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers import inputs
from helpers.network import Network
from helpers.words import _

WINDOW, POOL = 3, 2  # pixels: the side of a window, and of a square of which one number is kept
PICTURES = 32  # whose windows are kept at once where the shares alone are asked for; few are faster


def length_after(length, window=WINDOW, padding=0, stride=1):
    """Return at how many places a window fits: (length + 2 padding - window) // stride + 1."""
    length, window = inputs.count("length", length), inputs.count("window", window)
    padding, stride = inputs.whole("padding", padding, 0, length), inputs.count("stride", stride)
    inputs.count("window", window, most=length + 2 * padding)
    return (length + 2 * padding - window) // stride + 1


def windows(X, window=WINDOW, padding=0, stride=1):
    """Return the windows of pictures X, shape (..., height, width), line by line.

    Their shape is (..., lines, places, window²). `padding` lays so many zeros around each picture,
    and `stride` is how far it is from one place to the next.
    """
    X = inputs.finite("X", X)
    if X.ndim < 2:
        inputs.refuse("X", X, _("pictures of shape (..., height, width)"))
    for length in X.shape[-2:]:
        length_after(length, window, padding, stride)  # refuses what does not fit
    return _windows(X, window, padding, stride)


def _windows(X, window=WINDOW, padding=0, stride=1):
    """Return `windows` of pictures that were checked before."""
    if padding:
        inside = X  # np.pad does the same in ten times as long
        X = np.zeros((*X.shape[:-2], *(length + 2 * padding for length in X.shape[-2:])))
        X[..., padding:-padding, padding:-padding] = inside
    V = sliding_window_view(X, (window, window), axis=(-2, -1))[..., ::stride, ::stride, :, :]
    return V.reshape(*V.shape[:-2], window**2)


def windows_back(dL_dV, side, window=WINDOW, padding=0, stride=1):
    """Return dL/dX, shape (..., side, side), from dL/dV of the `windows` V of square pictures X.

    A pixel lies in several windows, and where paths join, their slopes add up.
    """
    side, dL_dV = inputs.count("side", side), inputs.finite("dL_dV", dL_dV)
    places = length_after(side, window, padding, stride)
    inputs.of_shape("dL_dV", dL_dV, (*dL_dV.shape[:-3], places, places, window**2))
    dL_dX = np.zeros((*dL_dV.shape[:-3], side + 2 * padding, side + 2 * padding))
    for i in range(window):
        for j in range(window):
            down, right = (slice(first, first + stride * places, stride) for first in (i, j))
            dL_dX[..., down, right] += dL_dV[..., window * i + j]
    return dL_dX[..., padding : padding + side, padding : padding + side]


def pool(A):
    """Return the largest number of each square of 2 by 2 in maps A.

    A has the shape (..., lines, places, maps), lines and places even; half as many of each remain.
    """
    return _pool(_maps(A))


def pool_back(A, dL_dP):
    """Return dL/dA, where P = pool(A): the slope goes to the number that was kept, 0 to the others.

    Where several numbers of a square are the largest, the first of them counts as kept.
    """
    A = _maps(A)
    P = _pool(A)
    return _pool_back(A, P, inputs.shaped("dL_dP", dL_dP, P.shape))


def _corners(A):
    """Return the upper left numbers of all squares, the upper right ones, and the lower two."""
    return [A[..., i::POOL, j::POOL, :] for i in range(POOL) for j in range(POOL)]


def _pool(A):
    """Return `pool` of maps that were checked before."""
    return np.maximum.reduce(_corners(A))


def _pool_back(A, P, dL_dP):
    """Return `pool_back` of maps that were checked before, and were pooled to P."""
    dL_dA, left = np.empty_like(A), dL_dP
    for a, slope in zip(_corners(A), _corners(dL_dA), strict=True):
        slope[...] = left * (a == P)  # [...] writes into dL_dA
        left = left - slope  # what was given away is not there for the next
    return dL_dA


def _maps(A):
    """Return A as maps that can be pooled, or refuse it in a sentence."""
    A = inputs.finite("A", A)
    if A.ndim < 3 or A.shape[-3] % POOL or A.shape[-2] % POOL:
        expected = _("maps of shape (..., lines, places, maps), lines and places even")
        inputs.refuse("A", A, expected)
    return A


class Convolution(Network):
    """Kernels look at a square picture through windows of 3 by 3; what they find is pooled.

    `Convolution([64, 24, 10])` reads 64 pixels, 8 by 8, with 24 kernels and gives 10 shares. With
    V the windows, a row each, and P what is left of a picture after pooling, in one row, it is

        Z1 = V @ W1 + B1         A1 = f(Z1)         P = pool(A1)
        Z2 = P @ W2 + B2         A2 = softmax(Z2)

    `activations` returns [V, A1, P, A2]. `hidden` and `output` are as in `Network`.
    """

    def __init__(self, sizes, values=None, hidden="relu", output="softmax", **named):
        super().__init__(sizes, values, hidden, output, **named)

    def _shapes(self, sizes):
        """Return the shapes of W1, (9, kernels), and of W2, (length of P, classes)."""
        pixels, *layers = inputs.sizes("sizes", sizes)
        side = round(pixels**0.5)
        places = side - WINDOW + 1
        if len(layers) != 2 or side**2 != pixels or places < POOL or places % POOL:
            expected = _("pixels of a square picture with an even side from 4 on, kernels and "
                         "classes, such as [64, 24, 10]")  # fmt: skip
            inputs.refuse("sizes", sizes, expected)
        kernels, classes = layers
        # The windows of a picture whose pixels are their own numbers: which ones a window sees.
        seen = _windows(np.arange(pixels).reshape(side, side)).reshape(-1, WINDOW**2)
        vars(self).update(_seen=seen, _places=places)
        return (WINDOW**2, kernels), ((places // POOL) ** 2 * kernels, classes)

    def _forward(self, X):
        (W1, B1, f), (W2, B2, softmax) = self._layers
        V = X[:, self._seen].reshape(-1, WINDOW**2)
        Z1 = self._product(V, W1) + B1  # (rows · places², kernels)
        A1 = f(Z1)
        P = _pool(self._as_maps(A1, self._places))
        P = P.reshape(*P.shape[:-3], -1)  # a row for each picture
        Z2 = self._product(P, W2) + B2
        return [Z1, Z2], [V, A1, P, softmax(Z2)]

    def _as_maps(self, A, places):
        """Return A as square maps of this side, shape (..., rows, places, places, kernels)."""
        return A.reshape(*A.shape[:-2], -1, places, places, self.sizes[1])

    def _backward(self, Z, A, Y_true, gradient):
        """Return dL/dp for every parameter p, written into `gradient`, as `Network` does."""
        (V, A1, P, A2), places = A, self._places
        dL_dZ2 = self._end.slope(Y_true, Z[1], A2)
        dL_dP = self._product(dL_dZ2, self.W[1].mT)
        pooled = (self._as_maps(part, places // POOL) for part in (P, dL_dP))
        dL_dA1 = _pool_back(self._as_maps(A1, places), *pooled).reshape(A1.shape)
        dL_dZ1 = dL_dA1 * self._slope(Z[0], A1)
        for k, (rows, dL_dZ) in enumerate([(V, dL_dZ1), (P, dL_dZ2)]):
            gradient.W[k].mT[...] = self._product(dL_dZ.mT, rows)
            gradient.B[k][...] = dL_dZ.sum(axis=-2, keepdims=True)
        return gradient

    @np.errstate(over="ignore")
    def _output(self, X):
        """Return the shares alone, network by network and a part of the pictures at a time.

        What all kernels find in thousands of pictures would be too much to keep at once.
        """
        parts = [X[i : i + PICTURES] for i in range(0, len(X), PICTURES)]
        networks = map(self.with_values, self.values.reshape(-1, self.values.shape[-1]))
        A2 = [np.concatenate([net._forward(x)[1][-1] for x in parts]) for net in networks]
        return np.reshape(A2, (*self.values.shape[:-1], len(X), -1))
