"""An oversight is a mistake planted in a network that looks through windows twice.

The right way has five parts: how many numbers a mean is taken of, how blame goes back through
pooling, through windows and through a kernel, and how the slopes of a kernel are added up. Each
oversight is made of the same pieces, with one part exchanged. Most of them learn; seven numbers
tell them.
"""

from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from helpers import depth, digits, exhibits, splits
from helpers.convolution import POOL, WINDOW, length_after, pool, pool_back, windows, windows_back
from helpers.network import Network
from helpers.training import train

SIZES = (
    digits.SIDE**2,
    3,
    4,
    digits.CLASSES,
)  # pixels, kernels, kernels of the second look, shares
AROUND = {"window": WINDOW, "padding": 1, "stride": 1}  # the windows of the second look
SQUARES = {"window": POOL, "padding": 1, "stride": POOL}  # those of which the mean is taken
PLACES = length_after(digits.SIDE)  # along a line of the first maps, 6
POOLED = PLACES // POOL  # along one of the second, 3
MEANS = length_after(POOLED, **SQUARES)  # and of what is left of these, 2
SEED = 6
BIAS = 0.1  # at the start: with 0, what is seen of blank paper would sit on the bend of ReLU
TRAINING = 200  # rows
RATE, BATCH, EPOCHS = 0.2, 10, 20


class Way(NamedTuple):
    """A way to learn with windows; its loss is the cross-entropy."""

    count: Callable  # count(side): how many numbers there are in each of the `SQUARES` of a map
    pooled: Callable  # dL/dA = pooled(A, dL_dP)
    back: Callable  # dL/dX = back(dL_dV, side, window, padding, stride)
    kernel: Callable  # dL/dV = dL_dZ @ kernel(W).T
    slopes: Callable  # dL/dW, dL/dB = slopes(V, dL_dZ), of all pictures and places


def _without_padding(side):
    """Return how many numbers of a map lie in each square: the padding is none of them."""
    return windows(np.ones((side, side)), **SQUARES).sum(axis=-1)


def _itself(W):
    """Return the kernel that the picture was seen with."""
    return W


def _added_up(V, dL_dZ):
    """Return dL/dW and dL/dB, what all places of all pictures say together."""
    V, dL_dZ = (rows.reshape(-1, rows.shape[-1]) for rows in (V, dL_dZ))
    return V.T @ dL_dZ, dL_dZ.sum(axis=0)


def _with_padding(side):
    """Every square counts as full, also where it hangs over the edge."""
    return np.full((length_after(side, **SQUARES),) * 2, POOL**2)


def _to_every_place(A, dL_dP):
    """Each of the four numbers of a square gets the slope, as if all had been kept."""
    return _spread(dL_dP)


def _to_ties(A, dL_dP):
    """Each number of a square that is as large as the largest gets the slope."""
    return _spread(dL_dP) * (_spread(pool(A)) == A)


def _spread(P):
    """Return maps with each number of P in a square of 2 by 2."""
    return P.repeat(POOL, axis=-3).repeat(POOL, axis=-2)


def _stride_1(dL_dV, side, window, padding, stride):
    """The slopes of each window are laid one pixel, not a stride, beside those of the last."""
    near, wide = dL_dV.shape[-2] + window - 1, side + 2 * padding
    dL_dX = np.zeros((*dL_dV.shape[:-3], wide, wide))
    dL_dX[..., :near, :near] = windows_back(dL_dV, near, window)
    return dL_dX[..., padding : padding + side, padding : padding + side]


def _turned(W):
    """The kernel is turned by half a turn, which `windows_back` does already."""
    return W.reshape(-1, WINDOW**2, W.shape[-1])[:, ::-1].reshape(W.shape)


def _last_place(V, dL_dZ):
    """The slopes of each place are put where those of the place before stood: = in place of +=."""
    return _added_up(V[:, -1:], dL_dZ[:, -1:])


RIGHT = Way(_without_padding, pool_back, windows_back, _itself, _added_up)
OVERSIGHTS = MappingProxyType(
    {
        "padding": RIGHT._replace(count=_with_padding),
        "every_place": RIGHT._replace(pooled=_to_every_place),
        "ties": RIGHT._replace(pooled=_to_ties),
        "stride": RIGHT._replace(back=_stride_1),
        "turned": RIGHT._replace(kernel=_turned),
        "last_place": RIGHT._replace(slopes=_last_place),
    }
)


class _Twice(Network):
    """Kernels look at a picture of 8 by 8, and others at the maps of what those have found.

    With V1 the windows of all pictures, a row each, and V2 those of the maps, padded by 1, it is

        Z1 = V1 @ W1 + B1       A1 = f(Z1)       P = pool(A1)
        Z2 = V2 @ W2 + B2       A2 = f(Z2)       M = means of squares of A2, padded by 1
        Z3 = M @ W3 + B3        A3 = softmax(Z3)

    and `activations` returns [V1, A1, P, V2, A2, M, A3]. `way` tells how blame goes back.
    """

    def __init__(self, way, values=None):
        vars(self).update(way=_way(way), _count=way.count(POOLED)[..., np.newaxis])
        super().__init__(SIZES, values, hidden="relu", output="softmax")

    def with_values(self, values):
        return type(self)(self.way, values)

    def __reduce__(self):
        return type(self), (self.way, self.values)

    def _shapes(self, sizes):
        """Return the shapes of W1, (9, 3), of W2, (3 · 9, 4), and of W3, (4 · 4, 10)."""
        _pixels, first, second, classes = sizes
        return (WINDOW**2, first), (first * WINDOW**2, second), (MEANS**2 * second, classes)

    def _forward(self, X):
        (W1, B1, f), (W2, B2, f), (W3, B3, softmax) = self._layers
        V1 = windows(X.reshape(-1, digits.SIDE, digits.SIDE)).reshape(-1, WINDOW**2)
        Z1 = self._product(V1, W1) + B1  # (rows · 36, 3)
        A1 = _as_maps(f(Z1), PLACES)
        P = pool(A1)
        V2 = _seen(P, AROUND)  # (..., 3, 3, maps, 9)
        V2 = V2.reshape(*V2.shape[:-5], -1, W2.shape[-2])
        Z2 = self._product(V2, W2) + B2  # (rows · 9, 4)
        A2 = _as_maps(f(Z2), POOLED)
        M = _mean(A2, self._count)
        M = M.reshape(*M.shape[:-3], -1)  # a row for each picture
        Z3 = self._product(M, W3) + B3
        return [Z1, Z2, Z3], [V1, A1, P, V2, A2, M, softmax(Z3)]

    def _backward(self, Z, A, Y_true, gradient):
        """Return dL/dp for every parameter p, as the way has it, written into `gradient`."""
        way, rows, (Z1, Z2, Z3) = self.way, len(Y_true), Z
        V1, A1, P, V2, A2, M, A3 = A
        dL_dZ3 = self._end.slope(Y_true, Z3, A3)
        dL_dM = (dL_dZ3 @ self.W[2].T).reshape(rows, MEANS, MEANS, -1)
        dL_dA2 = _mean_back(way, dL_dM, self._count)
        dL_dZ2 = dL_dA2.reshape(Z2.shape) * self._slope(Z2, A2.reshape(Z2.shape))
        dL_dV2 = (dL_dZ2 @ way.kernel(self.W[1]).T).reshape(*P.shape, -1)
        dL_dP = _seen_back(way, dL_dV2, AROUND)
        dL_dA1 = way.pooled(A1, dL_dP)
        dL_dZ1 = dL_dA1.reshape(Z1.shape) * self._slope(Z1, A1.reshape(Z1.shape))
        looks = (V1, dL_dZ1, way.slopes), (V2, dL_dZ2, way.slopes), (M, dL_dZ3, _added_up)
        for k, (V, dL_dZ, slopes) in enumerate(looks):
            V, dL_dZ = (part.reshape(rows, -1, part.shape[-1]) for part in (V, dL_dZ))
            gradient.W[k][...], gradient.B[k][...] = slopes(V, dL_dZ)
        return gradient


def _as_maps(A, side):
    """Return what kernels have found, a row for each place, as maps (..., rows, side, side, n)."""
    return A.reshape(*A.shape[:-2], -1, side, side, A.shape[-1])


def _seen(maps, how):
    """Return the windows of maps, shape (..., lines, places, maps, window²)."""
    return np.moveaxis(windows(np.moveaxis(maps, -1, -3), **how), -4, -2)


def _seen_back(way, dL_dV, how):
    """Return dL/dA of maps A, 3 by 3, from dL/dV of what is `_seen` of them."""
    return np.moveaxis(way.back(np.moveaxis(dL_dV, -2, -4), POOLED, *how.values()), -3, -1)


def _mean(A, count):
    """Return the means of the squares of maps A, 3 by 3, each of so many numbers."""
    return _seen(A, SQUARES).sum(axis=-1) / count


def _mean_back(way, dL_dM, count):
    """Return dL/dA of maps A, 3 by 3, from dL/dM of the means of their squares."""
    share = (dL_dM / count)[..., np.newaxis]
    return _seen_back(way, np.repeat(share, POOL**2, axis=-1), SQUARES)


H = 1e-5
ONE, ROW = 1, 1213  # a digit 1, of which four columns are blank, and where its picture stands
NAMES = (
    "m₁(1, …, 1)",
    "∂m₄/∂a₉",
    "Σ ∂L/∂A / Σ ∂L/∂P",
    "(∂L/∂W₂) / (ΔL/2h), U(0, 1)",
    "(∂L/∂W₁) / (ΔL/2h), U(0, 1)",
    "(∂L/∂W₁) / (ΔL/2h), x₁₂₁₃",
    "(∂L/∂B₁) / (ΔL/2h), x₁₂₁₃",
)
ALIKE = (1e-6,) * len(NAMES)  # how far a number may be from the right one, because of differences


def compare(way):
    """Compare the `probe` of a way to learn with windows with that of the right one."""
    return exhibits.compared(NAMES, probe(way), probe(RIGHT), ALIKE)


@np.errstate(all="ignore")  # what is no number is told as such
def probe(way):
    """Return seven numbers of a way to learn with windows, as `NAMES` tells them.

    The first is the mean of the upper left square of a map of ones, which has one number and three
    of padding, and the second is how fast the mean of the lower right square grows with the last
    number of a map. The third is how much blame leaves a pooling on its way back, for each unit
    that enters. The others are slopes divided by the difference of losses that they should be,
    where all weights, or all biases, of a look are moved together: for one picture of pixels drawn
    by chance, and for a digit 1. They belong to the network with which training starts.
    """
    way, count = _way(way), way.count(POOLED)[..., np.newaxis]
    ones, last = np.ones((POOLED, POOLED, 1)), np.zeros((MEANS, MEANS, 1))
    last[-1, -1] = 1
    drawn = np.random.default_rng(0)
    chance, maps = drawn.random((1, SIZES[0])), drawn.random((PLACES, PLACES, 1))
    digit = digits.load()[0][[ROW]]
    return np.array(
        [
            _mean(ones, count)[0, 0, 0],
            _mean_back(way, last, count)[-1, -1, 0],
            way.pooled(maps, ones).sum() / ones.sum(),
            _beside_difference(way, chance, "W", 1),
            _beside_difference(way, chance, "W", 0),
            _beside_difference(way, digit, "W", 0),
            _beside_difference(way, digit, "B", 0),
        ]
    )


def _beside_difference(way, picture, part, look):
    """Return Σ dL/dp over some parameters, divided by (L(p + h) - L(p - h)) / 2h of all of them."""
    net, Y_true = start(way), digits.one_hot([ONE])
    step = net.like(np.zeros_like(net.values))
    getattr(step, part)[look][...] = H
    more, less = (
        net.with_values(net.values + change).loss(picture, Y_true)
        for change in (step.values, -step.values)
    )
    slope = getattr(net.gradient(picture, Y_true), part)[look].sum()
    return slope / ((more - less) / (2 * H))


def start(way):
    """Return the network with which a training starts: 312 numbers, with all biases 0.1."""
    net = _Twice(way)
    drawn = np.random.default_rng(SEED).standard_normal(net.values.shape)
    net = depth.sized(net.with_values(drawn), 1)
    for B in net.B:
        B[...] = BIAS
    return net


def taught(way):
    """Return the `History` of a training on 200 digits, in batches of ten and always in order.

    It is kept, and so its numbers cannot be changed.
    """
    return _trained(_way(way))


@lru_cache(16)
def _trained(way):
    X, said = digits.load()
    _rng, parts = splits.parts(0)
    rows = parts.training[:TRAINING]
    Y_true = digits.one_hot(said[rows])
    return exhibits.kept(train(start(way), X[rows], Y_true, RATE, EPOCHS, batch_size=BATCH))


def _way(way):
    """Return a way to learn with windows whose parts can be called, or refuse it in a sentence."""
    return exhibits.like(way, RIGHT, "OVERSIGHTS")
