"""Slips are what becomes of networks that read digits when the pictures move by a pixel.

`table()` reads a table as `make study` wrote it, and `slip("24 kernels", 0.2, "still", 1400, 3)`
computes the rows of one training anew. A row says which share of the pictures of its test rows is
right: as they stand, moved by a pixel, and moved by a pixel in two directions at once.

The draws are those of `splits`. A network learns from their digits as they stand, "still", or
"copied", which is these and their four copies moved by a pixel. Its rate is the best by the
validation rows, of which there are copies as well where it learns from such: the best of `RATES`
after 30 epochs of 1200 rows, on the mean of the first ten draws. With it the network then learns
from 1400 rows of all 20 draws.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from helpers import depth, digits, inputs, splits, studies
from helpers.convolution import Convolution

CHOOSING = 10  # draws by which a rate is chosen
STOPS = (splits.EPOCHS, splits.LONGER)  # epochs
STRAIGHT = ((-1, 0), (1, 0), (0, -1), (0, 1))  # by so many pixels down, and to the right
STEPS = {
    "still": ((0, 0),),
    "moved": STRAIGHT,
    "diagonal": ((-1, -1), (-1, 1), (1, -1), (1, 1)),
    "copied": ((0, 0), *STRAIGHT),
}
LEARNED = ("still", "copied")
NEAREST = "nearest"  # the neighbour, which has no rate, no start and no epochs


class Slip(NamedTuple):
    """Which share of the pictures of some rows a way to read digits gets right."""

    case: str
    rate: float  # 0 for the nearest neighbour, as are its epochs
    learned: str  # from pictures that are "still" or "copied"
    rows: int  # so many
    epochs: int
    seed: int  # of the draw, and of the start
    validation: float  # of pictures as those from which it has learned; NaN where there are none
    still: float  # test rows, and so are those that follow
    moved: float
    diagonal: float


# ---------------------------------------------------------------- networks


def _kernels(count, rng):
    """Draw a convolution of ReLU with the start of notebook 7."""
    net = Convolution.random([digits.SIDE**2, count, digits.CLASSES], rng)
    return depth.sized(net, np.sqrt(2))


NETWORKS: dict[str, Callable] = {  # 2410 numbers, 810, 2410 and 835
    "24 kernels": partial(_kernels, 24),
    "8 kernels": partial(_kernels, 8),
    "64-32-10": partial(splits.start, [32]),
    "64-11-10": partial(splits.start, [11]),
}
RATES = {
    "24 kernels": (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0),
    "8 kernels": (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0),
    "64-32-10": (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 2.0),
    "64-11-10": (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 2.0),
}
BEST = {  # of these rates, by the validation rows
    ("24 kernels", "still"): 0.4,
    ("24 kernels", "copied"): 0.3,
    ("8 kernels", "still"): 0.5,
    ("8 kernels", "copied"): 0.2,
    ("64-32-10", "still"): 1.0,
    ("64-32-10", "copied"): 0.4,
    ("64-11-10", "still"): 0.2,
    ("64-11-10", "copied"): 0.1,
}


def pictures(rows, part="still"):
    """Return X and the digits of these rows, told by number, as a part of `STEPS` has them."""
    steps = STEPS[inputs.one_of("part", part, STEPS)]
    X, said = digits.some(rows)
    return np.concatenate([digits.moved(X, *step) for step in steps]), np.tile(said, len(steps))


def right(ask, rows, part="still"):
    """Return which share of these `pictures` gets its digit from `ask`, a function of X."""
    ask = inputs.function("ask", ask, "X")
    X, said = pictures(rows, part)
    return float((ask(X) == said).mean())


def taught(case, learned="still", rows=splits.TRAINING, seed=0, rate=None, epochs=splits.EPOCHS):
    """Train a network on the digits of a draw; return its `History`.

    `case` is a name of `NETWORKS`; without a rate it is the best. The rows come in batches of 16,
    in an order drawn anew each epoch.
    """
    inputs.one_of("case", case, NETWORKS)
    inputs.one_of("learned", learned, LEARNED)
    rng, drawn = splits.parts(seed, rows)
    rate = BEST[case, learned] if rate is None else inputs.above_0("rate", rate)
    X, said = pictures(drawn.training, learned)
    return splits.learned(NETWORKS[case](rng), X, digits.one_hot(said), rate, epochs, rng)


def slip(case, rate, learned, rows, seed, epochs=None):
    """Compute the rows of a case that has learned from so many rows of one draw.

    Without `epochs`, the most of them, there are those of the table: 30, and of 1400 rows 100 too.
    """
    inputs.one_of("learned", learned, LEARNED)
    _rng, drawn = splits.parts(seed, rows)
    if inputs.one_of("case", case, (*NETWORKS, NEAREST)) == NEAREST:
        rate = inputs.from_0("rate", rate)
        asked = {0: splits.neighbours(*pictures(drawn.training, learned))}
    else:
        stops = STOPS if rows == splits.ALL else STOPS[:1]
        stops = stops if epochs is None else (inputs.count("epochs", epochs),)
        history = taught(case, learned, rows, seed, rate, max(stops))
        asked = {stop: _asked(history.network(stop)) for stop in stops}
    found = []
    for stop, ask in asked.items():
        known = right(ask, drawn.validation, learned) if len(drawn.validation) else np.nan
        shares = [right(ask, drawn.test, part) for part in ("still", "moved", "diagonal")]
        found.append(Slip(case, rate, learned, rows, stop, seed, known, *shares))
    return found


def _asked(net):
    """Return what a network answers, as a function of pictures."""
    return lambda X: splits.answers(net.feedforward(X))


# ---------------------------------------------------------------- the table

KEYS = [  # with what its rows are computed, in its order
    *((case, rate, learned, splits.TRAINING, seed) for case in NETWORKS for learned in LEARNED
      for rate in RATES[case] for seed in range(CHOOSING)),
    *((case, BEST[case, learned], learned, splits.ALL, seed) for case in NETWORKS
      for learned in LEARNED for seed in range(splits.DRAWS)),
    *((NEAREST, 0.0, learned, splits.ALL, seed) for learned in LEARNED
      for seed in range(splits.DRAWS)),
]  # fmt: skip


def table():
    """Return the rows of the table as `make study` wrote them, each a `Slip`."""
    return studies.read(studies.TABLES / "slips.csv", Slip)


def column(case, part="still", learned="still", epochs=None):
    """Return the shares of a case that has learned from 1400 rows, one a draw, shape (20,).

    `part` is "still", "moved" or "diagonal"; without `epochs` it is the first number of them.
    """
    inputs.one_of("case", case, (*NETWORKS, NEAREST))
    inputs.one_of("part", part, Slip._fields[-3:])
    inputs.one_of("learned", learned, LEARNED)
    stops = (0,) if case == NEAREST else STOPS
    epochs = stops[0] if epochs is None else inputs.one_of("epochs", epochs, stops)
    key = (case, learned, splits.ALL, epochs)
    return np.array([getattr(row, part) for row in table()
                     if (row.case, row.learned, row.rows, row.epochs) == key])  # fmt: skip
