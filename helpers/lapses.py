"""A lapse is a mistake planted in how a recurrent network learns to add.

The right way has four parts: the bits come lowest first, each sequence begins with nothing in
mind and hands its state from step to step, slopes come back from the last step to the first, and
where they are long they are made shorter without a change of direction. Each lapse is made of the
same pieces, with one thing wrong. Some have a curve of the loss that looks fine; eight numbers
tell them all.
"""

from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from helpers import addition, depth, exhibits, inputs
from helpers.gradients import numerical_gradient
from helpers.recurrence import Recurrent, clipped
from helpers.training import train

SIZES, SEED = [2, 3, 1], 125  # of the network, and of its start
BITS, TESTED = 3, 5  # of the numbers that are learned, and of those that are asked for
RATE, BATCH, EPOCHS, MOST = 1.0, 8, 200, 0.2  # the last: how long slopes may be


class Way(NamedTuple):
    """A way to learn sums; each part takes tables of shape (rows, steps, n), but for the last."""

    read: Callable  # X = read(X), the steps as they come; of Y_true as well
    handed: Callable  # X = handed(X), sequences in which a state is handed on; of Y_true as well
    back: Callable  # slopes = back(net, X, Y_true), a row
    clip: Callable  # slopes = clip(slopes, most)


def _as_it_is(T):
    """A table stays as it is."""
    return T


def _through_time(net, X, Y_true):
    """Slopes come back through all steps."""
    return net._gradient(X, Y_true).values


def _highest_first(T):
    """The highest bit comes first, as a number is written."""
    return T[..., ::-1, :]


def _no_step_more(T):
    """There is no step for the last carry."""
    return T[..., :-1, :]


def _one_long(T):
    """The state goes on from the last step of a row to the first step of the next."""
    return T.reshape(1, -1, T.shape[-1])


def _one_late(T):
    """A state arrives one step late, so that odd and even steps know nothing of each other."""
    return np.concatenate([T[:, first::2] for first in range(min(2, T.shape[1]))])


def _cut(net, X, Y_true):
    """Nothing comes back from the second step to the first."""
    Z, A = net._forward(X)
    _dL_dH, dL_dZ1, dL_dZ2 = net._in_time(Z, A, Y_true)
    alone = net._by_way_of_outputs(dL_dZ2) * (1 - A[1] ** 2)
    dL_dZ1[:, 0] = alone[:, 0]
    return net._add_up(A[:2], [dL_dZ1, dL_dZ2], net.like(np.zeros_like(net.values))).values


def _by_element(slopes, most):
    """Each slope that is too large is cut by itself, which turns the direction."""
    return np.clip(slopes, -most, most)


RIGHT = Way(_as_it_is, _as_it_is, _through_time, clipped)
LAPSES = MappingProxyType(
    {
        "highest": RIGHT._replace(read=_highest_first),
        "carry": RIGHT._replace(read=_no_step_more),
        "state": RIGHT._replace(handed=_one_long),
        "late": RIGHT._replace(handed=_one_late),
        "cut": RIGHT._replace(back=_cut),
        "element": RIGHT._replace(clip=_by_element),
    }
)

NAMES = (
    "a₁(1 + 0)",
    "Σ 2ᵗ⁻¹ y_true(7 + 7)",
    "y₁(3 + 3; 1 + 0)",
    "y₂(1 + 1) − y₂(0 + 0)",
    "(∂L/∂w) / (ΔL/2h), T = 1",
    "(∂L/∂w) / (ΔL/2h), T = 4",
    "|g|",
    "test",
)
# How far a number may be from the right one: by what differences lose, by a share of 0.05.
ALIKE = (1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 0.05)


def compare(way):
    """Compare the `probe` of a way to learn sums with that of the right one."""
    return exhibits.compared(NAMES, probe(way), probe(RIGHT), ALIKE)


def probe(way):
    """Return eight numbers of a way to learn sums, as `NAMES` tells them.

    The first two are what the network gets to see: the bit of a at step 1 of 1 + 0, and the number
    that the labels of 7 + 7 make. The next two are outputs before any training: that of step 1 for
    1 + 0, read after 3 + 3 in one batch, and by how much that of step 2 changes if two ones come in
    step 1. Then come the slope of w1 divided by the difference of losses that it should be, for a
    sequence of one step and for one of four; the length of 22 slopes of 1, clipped to 1; and after
    training the share of all pairs of numbers of five bits in which every answer is right.
    """
    net, seen = start(), _way(way).read(_written(1, 0))
    labels = way.read(addition.sums(_written(7, 7))[..., np.newaxis])
    after = _outputs(way, net, np.concatenate([_written(3, 3), _written(1, 0)]))
    ones, zeros = (_outputs(way, net, _written(bit, bit)) for bit in (1, 0))
    return np.array(
        [
            seen[0, 0, 0],
            addition.number(labels[0, :, 0]),
            after[1, 0],
            ones[0, 1] - zeros[0, 1],
            _beside_difference(way, 1),
            _beside_difference(way, BITS + 1),
            np.linalg.norm(way.clip(np.ones(net.values.size), 1.0)),
            _right(way, taught(way).network()),
        ]
    )


def _written(a, b, steps=BITS + 1):
    """Return two numbers as a table of one row, lowest bits first."""
    return addition.written(a, b, steps)[np.newaxis].astype(float)


def _beside_difference(way, steps):
    """Return dL/dw1, divided by (L(w1 + h) - L(w1 - h)) / 2h, for 1 + 1 in so many steps."""
    net, X = start(), _written(1, 1, steps)
    X, Y_true = way.handed(X), way.handed(addition.sums(X)[..., np.newaxis])
    return way.back(net, X, Y_true)[0] / numerical_gradient(net, X, Y_true).values[0]


def _outputs(way, net, X):
    """Return the output for each row and step of X, which were read before, shape (rows, steps)."""
    places = way.handed(np.arange(X[..., 0].size).reshape(*X.shape[:-1], 1))
    found = np.zeros(X.shape[:-1])
    found.flat[places] = net.activations(way.handed(X))[-1]  # where each of them belongs
    return found


def _right(way, net):
    """Return the share of all pairs of numbers of five bits in which every answer is right."""
    X, bits = addition.every_pair(TESTED)
    bits = way.read(bits[..., np.newaxis])[..., 0]
    return ((_outputs(way, net, way.read(X)) > 0.5) == bits).all(axis=1).mean()


def start():
    """Return the network as it begins: weights from N(0, 1/n), biases 0."""
    return depth.sized(Recurrent.random(SIZES, np.random.default_rng(SEED)), 1)


def taught(way):
    """Return the `History` of a training on all 64 pairs of numbers of three bits.

    They come in batches of eight, always in the same order. Its losses are those of the way itself,
    all rows in one batch. It is kept, and so its numbers cannot be changed.
    """
    return _trained(_way(way))


@lru_cache(16)
def _trained(way):
    X, bits = addition.every_pair(BITS)
    order = np.random.default_rng(0).permutation(len(X))
    X, Y_true = way.read(X[order]), way.read(bits[order][..., np.newaxis])
    clip = inputs.unchecked(way.clip)

    def gradient(net, X, Y_true):
        return clip(way.back(net, way.handed(X), way.handed(Y_true)), MOST)

    history = train(start(), X, Y_true, RATE, EPOCHS, batch_size=BATCH, gradient=gradient)
    many = start().with_values(history.parameters)
    losses = many.loss(way.handed(X), way.handed(Y_true))
    return exhibits.kept(history._replace(losses=losses))


def _way(way):
    """Return a way to learn sums whose parts can be called, or refuse it in a sentence."""
    return exhibits.like(way, RIGHT, "LAPSES")
