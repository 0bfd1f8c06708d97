"""A blunder is a mistake planted in how a small transformer learns names.

The right way has six parts: how the block is made, which scores become shares together, what they
are divided by, the labels, how the slopes of the letters' rows are added up, and which names are
for training. Each blunder is made of the same pieces, with one part exchanged. Most of them have a
loss that falls, and two to nearly nothing; ten numbers tell them all.
"""

from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from helpers import exhibits, inputs, names
from helpers.attention import Transformer, scores_back
from helpers.optimisers import Adam
from helpers.symbols import NOBODY, SHARES
from helpers.training import train

SIZES = [len(names.LETTERS), 16, len(names.LETTERS)]  # letters, numbers for each, answers
SEED = 0  # of the start
TRAINING, VALIDATION = 300, 100  # names
RATE, BATCH, EPOCHS = 0.01, 30, 20


class Way(NamedTuple):
    """A way to learn names; its loss is the cross-entropy of the next letter."""

    made: Callable  # look = made(look), the arguments with which a `Transformer` is made
    lines: Callable  # S = lines(S), with scores in a row that are to become shares of one sum
    divisor: Callable  # divisor(d), of the scores of queries and keys of d numbers
    labels: Callable  # y_true = labels(X, y_true)
    rows: Callable  # dL/dE = rows(marks, dL_dH), of places at which letters are marked by a 1
    parted: Callable  # training, validation = parted(training, validation), names


def _as_it_is(array):
    """A table stays as it is, and so do the parts of a block."""
    return array


def _root(d):
    """Return √d, by which scores are divided."""
    return np.sqrt(d)


def _next(X, y_true):
    """Return as labels the letters that come next."""
    return y_true


def _added_up(marks, dL_dH):
    """Return dL/dE: each letter's row gets what all places with this letter say together."""
    return np.tensordot(marks, dL_dH, ((0, 1), (0, 1)))


def _apart(training, validation):
    """Return names to train on, and others to ask for."""
    return training[:TRAINING], validation[:VALIDATION]


def _no_mask(look):
    """A place sees what comes behind it as well."""
    return look | {"mask": False}


def _no_positions(look):
    """There is no P, so that no place knows where it is."""
    return look | {"places": None}


def _columns(S):
    """Shares are taken over the places that ask, for each that is looked at."""
    return S.mT


def _undivided(d):
    """Scores stay as large as they are."""
    return 1.0


def _itself(X, y_true):
    """The label of a place is the letter that stands there."""
    return X


def _two_ahead(X, y_true):
    """The label of a place is the letter after the next one."""
    return np.pad(y_true[:, 1:], [(0, 0), (0, 1)], constant_values=NOBODY)


def _behind_the_end(X, y_true):
    """Places behind the end are asked for as well, and the point is right there."""
    return np.where(y_true == NOBODY, names.LETTERS.index("."), y_true)


def _last_alone(marks, dL_dH):
    """The slope of each place takes the place of the one before: = where += should be."""
    rows, places, letters = np.nonzero(marks)
    dL_dE = np.zeros((marks.shape[-1], dL_dH.shape[-1]))
    dL_dE[letters] = dL_dH[rows, places]
    return dL_dE


def _among(training, validation):
    """The names to ask for are among those to train on."""
    _training, asked = _apart(training, validation)
    return training[: TRAINING - len(asked)] + asked, asked


LOOK = MappingProxyType({"places": names.PLACES, "without": ("neurons",)})  # of the block
RIGHT = Way(_as_it_is, _as_it_is, _root, _next, _added_up, _apart)
BLUNDERS = MappingProxyType(
    {
        "no_mask": RIGHT._replace(made=_no_mask),
        "axis": RIGHT._replace(lines=_columns),
        "no_positions": RIGHT._replace(made=_no_positions),
        "itself": RIGHT._replace(labels=_itself),
        "two_ahead": RIGHT._replace(labels=_two_ahead),
        "padding": RIGHT._replace(labels=_behind_the_end),
        "no_root": RIGHT._replace(divisor=_undivided),
        "overwritten": RIGHT._replace(rows=_last_alone),
        "among": RIGHT._replace(parted=_among),
    }
)


class _Learner(Transformer):
    """A block of the lesson that looks, and sends slopes back, as a way has it."""

    def __init__(self, way, values=None):
        vars(self).update(way=way)
        super().__init__(SIZES, values, **way.made(dict(LOOK)))

    def with_values(self, values):
        return type(self)(self.way, values)

    def __reduce__(self):
        return type(self), (self.way, self.values)

    def _attend(self, Q, K, V, seen):
        lines = self.way.lines
        S = Q @ K.mT / self.way.divisor(Q.shape[-1])
        A = lines(SHARES(lines(np.where(seen, S, -np.inf))))
        return A, A @ V

    def _attend_back(self, Q, K, V, A, dL_dO):
        lines, dL_dA = self.way.lines, dL_dO @ V.mT
        dL_dS = lines(inputs.unchecked(scores_back)(lines(A), lines(dL_dA)))
        dL_dS = dL_dS / self.way.divisor(Q.shape[-1])
        return dL_dS @ K, dL_dS.mT @ Q, A.mT @ dL_dO

    def _layer_back(self, name, inputs_of, dL_dZ, G):
        if name != "E":
            return super()._layer_back(name, inputs_of, dL_dZ, G)
        G["E"][0][...] = self.way.rows(inputs_of, dL_dZ)


N, Y = map(names.LETTERS.index, "ny")
H = 1e-5
WIDE = 64  # numbers of a query whose weights are looked at
DIFFERENT = 1e-12  # from here on two shares are not the same
NAMES = (
    "y_true(ann)₁",
    "N(ann + mary)",
    "|training ∪ validation|",
    "Σ A₁(mary)",
    "max A, d = 64",
    "N(mar ≠ amr)",
    "a_y(mark) / a_y(mary)",
    "(∂L/∂Eₙ) / (ΔL/2h), ann",
    "validation",
    "test | x₁, …, xₜ",
)
# How far a number may be from the right one: by what differences lose, and a loss by 0.15.
ALIKE = (*(1e-6,) * 8, 0.15, 0.15)


def compare(way):
    """Compare the `probe` of a way to learn names with that of the right one."""
    return exhibits.compared(NAMES, probe(way), probe(RIGHT), ALIKE)


def probe(way):
    """Return ten numbers of a way to learn names, as `NAMES` tells them.

    Three are about what is learned: the number of the letter that is the first label of "ann", how
    many labels "ann" and "mary" have together, and how many names there are for training and
    validation. Two are about weights before any training: the sum of those with which the first
    place of "mary" looks, and the largest of those of a query of 64 numbers for 12 keys, all drawn
    from N(0, 1). Two are about shares after it: how many of the 27 are not the same after "mar" as
    after "amr", and that of y after "mar", if k follows in truth, divided by that if y follows.
    Then comes the slope of the first number that stands for n, for "ann", divided by the
    difference of losses that it should be, before training. The last two are the loss of the
    validation names as the way has it, and that of 100 test names, where nothing but the letters
    up to a place is there when the next is asked for.
    """
    net, learned = start(way), taught(way).network()
    training, validation = _parted(way)
    both = _tables(way, ["ann", "mary"])[1]
    mar, amr = (names.following(learned, beginning) for beginning in ("mar", "amr"))
    mark, mary = learned.feedforward(names.coded(["mark", "mary"])[0])[:, len("mar"), Y]
    return np.array(
        [
            both[0, 0],
            (both != NOBODY).sum(),
            len({*training, *validation}),
            net.looks(names.coded("mary")[0])[0, 0, 0].sum(),
            _largest(net),
            (np.abs(mar - amr) > DIFFERENT).sum(),
            mark / mary,
            _beside_difference(net, *_tables(way, "ann")),
            learned.loss(*_tables(way, validation)),
            _blind_loss(learned, names.load().test[:VALIDATION]),
        ]
    )


def _largest(net):
    """Return the largest weight of a query of 64 drawn numbers for 12 keys."""
    rng = np.random.default_rng(SEED)
    Q, K = rng.standard_normal((1, WIDE)), rng.standard_normal((names.PLACES, WIDE))
    return net._attend(Q, K, K, True)[0].max()


def _beside_difference(net, X, y_true):
    """Return dL/dp of the first number for the letter n, divided by (L(p + h) - L(p - h)) / 2h."""
    slope = net.named(net.gradient(X, y_true))["E"][0][N, 0]
    losses = []
    for step in (H, -H):
        moved = net.with_values(net.values)
        moved.p["E"][0][N, 0] += step
        losses.append(moved.loss(X, y_true))
    return slope / ((losses[0] - losses[1]) / (2 * H))


def _blind_loss(net, asked):
    """Return the loss of names where nothing is there but the letters up to the place asked."""
    X, y_true = names.coded(asked)
    rows, places = np.nonzero(y_true != NOBODY)
    there = np.arange(names.PLACES) <= places[:, np.newaxis]
    last = np.arange(names.PLACES) == places[:, np.newaxis]
    return net.loss(np.where(there, X[rows], NOBODY), np.where(last, y_true[rows], NOBODY))


def start(way):
    """Return the network with which a training starts: 2171 numbers, as `Transformer.random` draws.

    They are the same for all ways, but where there is no P.
    """
    net, whole = _Learner(_way(way)), Transformer.random(SIZES, np.random.default_rng(SEED), **LOOK)
    for name, (W, _b) in net.p.items():
        W[...] = whole.p[name][0]
    return net


def taught(way):
    """Return the `History` of a training on 300 names, in batches of 30 and always in order.

    Its losses are those of the way itself. It is kept, and so its numbers cannot be changed.
    """
    return _trained(_way(way))


@lru_cache(16)
def _trained(way):
    training, _validation = _parted(way)
    more = {"batch_size": BATCH, "optimiser": Adam()}
    return exhibits.kept(train(start(way), *_tables(way, training), RATE, EPOCHS, **more))


def _parted(way):
    """Return names to train on, and names to ask for, as a way has them."""
    return way.parted(names.load().training, names.load().validation)


def _tables(way, asked):
    """Return X and y_true of names, as a way has them."""
    X, y_true = names.coded(asked)
    return X, way.labels(X, y_true)


def _way(way):
    """Return a way to learn names whose parts can be called, or refuse it in a sentence."""
    return exhibits.like(way, RIGHT, "BLUNDERS")
