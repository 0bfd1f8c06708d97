"""A misreading is a mistake planted in how handwritten digits are learned.

The right way has four parts: softmax, its slope behind the cross-entropy, one-hot labels, and rows
for training apart from those for validation. Each misreading is made of the same pieces, with one
thing wrong. Most of them have a curve of the loss that looks fine; seven numbers tell them.
"""

from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from helpers import digits, inputs, splits
from helpers.activations import softmax
from helpers.losses import cross_entropy_loss
from helpers.network import OUTPUTS, Network, Output
from helpers.training import train
from helpers.words import _

TRAINING, VALIDATION = 200, 100  # rows
RATE, BATCH, EPOCHS = 0.2, 10, 300


class Way(NamedTuple):
    """A way to learn digits; its loss is the cross-entropy."""

    squash: Callable  # A = squash(Z), shares of the ten digits
    slope: Callable  # dL/dZ = slope(Y_true, Z, A)
    label: Callable  # Y_true = label(digits)
    split: Callable  # training, validation = split(order), numbers of rows


def _split(order):
    """Return rows for training and rows for validation: these come first, those after them."""
    return order[VALIDATION : VALIDATION + TRAINING], order[:VALIDATION]


def _over_rows(z):
    """Shares are taken over the rows of the batch, for each digit, and not over the digits."""
    e = np.exp(z - z.max(axis=-2, keepdims=True))
    return e / e.sum(axis=-2, keepdims=True)


def _unshifted(z):
    """The largest z is not taken away first."""
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


def _mean_twice(Y_true, Z, A):
    """The mean over the rows of the batch is taken once more."""
    return RIGHT.slope(Y_true, Z, A) / len(Y_true)


def _sigma_kept(Y_true, Z, A):
    """The slope a (1 - a) of a sigmoid, which belongs to the squared error, is kept in front."""
    return RIGHT.slope(Y_true, Z, A) * A * (1 - A)


def _next_place(digits):
    """The 1 of a 3 stands at the place of the 4, and that of a 9 at the place of the 0."""
    return np.roll(RIGHT.label(digits), 1, axis=-1)


def _from_0(order):
    """Training rows are counted from 0, and not from where the validation rows end."""
    return order[:TRAINING], order[:VALIDATION]


RIGHT = Way(softmax, OUTPUTS["softmax"].slope, digits.one_hot, _split)
MISREADINGS = MappingProxyType(
    {
        "axis": RIGHT._replace(squash=_over_rows),
        "no_shift": RIGHT._replace(squash=_unshifted),
        "mean_twice": RIGHT._replace(slope=_mean_twice),
        "labels": RIGHT._replace(label=_next_place),
        "leak": RIGHT._replace(split=_from_0),
        "sigma_slope": RIGHT._replace(slope=_sigma_kept),
    }
)

H = 1e-5
LARGE = (1000, 999, 998)  # sums of which exp is infinite in a computer
ONE, THREE = (3,), (3, 8, 3)  # digits of a batch
NAMES = (
    "Σp",
    "p₀(1000, 999, 998)",
    "(∂L/∂z) / (ΔL/2h), n = 1",
    "(∂L/∂z) / (ΔL/2h), n = 3",
    "training",
    "validation",
    "training ∪ validation",
)
# How far a number may be from the right one: by what differences lose, by a share of 0.05, not.
ALIKE = (1e-6, 1e-6, 1e-6, 1e-6, 0.05, 0.05, 0)


class Comparison(NamedTuple):
    """Numbers of a way, such as one to learn digits, beside those of the right one.

    `marks` holds "=" where they are alike, shares of rows within 0.05, and "≠" where they are not.
    What is no number, NaN, is like nothing.
    """

    names: tuple
    found: np.ndarray
    right: np.ndarray
    marks: tuple


def compare(way):
    """Compare the `probe` of a way to learn digits with that of the right one."""
    found, right = probe(way), probe(RIGHT)
    marks = np.where(np.abs(found - right) <= ALIKE, "=", "≠")
    return Comparison(NAMES, found, right, tuple(marks.tolist()))


@np.errstate(all="ignore")  # what is no number is told as such
def probe(way):
    """Return seven numbers of a way to learn digits, as `NAMES` tells them.

    The first is what the ten shares of a row add up to, in a batch of three rows. The second is
    the share of the first of the sums 1000, 999 and 998. The third and the fourth are a slope
    divided by the difference of losses that it should be: along the sum of the 3 in the first row
    of a batch, which is one 3, or the digits 3, 8 and 3. In these batches all sums are 0. The next
    two are the shares of the training rows and of the validation rows that are answered rightly
    after training, and the last is how many different rows there are in both.
    """
    squash = inputs.unchecked(_way(way).squash)
    parts, net, (X, said) = rows(way), taught(way).network(), digits.load()
    shares = [(splits.answers(net.feedforward(X[part])) == said[part]).mean() for part in parts]
    return np.array(
        [
            squash(np.zeros((len(THREE), digits.CLASSES)))[0].sum(),
            squash(np.array([LARGE], float))[0, 0],
            _beside_difference(way, ONE),
            _beside_difference(way, THREE),
            *shares,
            len(np.union1d(*parts)),
        ]
    )


def _beside_difference(way, batch):
    """Return dL/dz of the first row at its own digit, divided by (L(z + h) - L(z - h)) / 2h."""
    squash, loss = inputs.unchecked(way.squash), inputs.unchecked(cross_entropy_loss)
    Y_true, at = way.label(np.array(batch)), (0, batch[0])
    Z, step = np.zeros(Y_true.shape), np.zeros(Y_true.shape)
    step[at] = H
    more, less = (loss(Y_true, squash(Z + change)) for change in (step, -step))
    return way.slope(Y_true, Z, squash(Z))[at] / ((more - less) / (2 * H))


def rows(way):
    """Return the numbers of the rows that a way trains on, and of those it validates with."""
    _rng, parts = splits.parts(0)
    order = np.concatenate([parts.validation[:VALIDATION], parts.training[:TRAINING]])
    return _way(way).split(order)


def taught(way):
    """Return the `History` of a training on 200 digits: 64 pixels, ten sums, no hidden layer.

    All weights are 0 at the start, and the rows come in batches of ten, always in the same order.
    It is kept, and so its numbers cannot be changed.
    """
    return _trained(_way(way))


@lru_cache(16)
def _trained(way):
    X, said = digits.load()
    training, _validation = rows(way)
    output = Output(way.squash, cross_entropy_loss, way.slope)
    net = Network([X.shape[1], digits.CLASSES], output=output)
    Y_true = way.label(said[training])
    history = train(net, X[training], Y_true, RATE, EPOCHS, batch_size=BATCH)
    for array in (history.losses, history.parameters):
        array.flags.writeable = False
    return history


def _way(way):
    """Return a way to learn digits whose parts can be called, or refuse it in a sentence."""
    if not isinstance(way, Way):
        inputs.refuse("way", way, _("a Way, such as RIGHT or one of MISREADINGS"))
    for name, part, arguments in zip(Way._fields, way, ARGUMENTS, strict=True):
        inputs.function(name, part, *arguments)
    return way


ARGUMENTS = ("z",), ("Y_true", "Z", "A"), ("digits",), ("order",)
