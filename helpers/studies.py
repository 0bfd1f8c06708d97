"""Studies are comparisons of optimisers that take longer than a cell: their tables, and each row.

`table("units")` reads a table as `make study` wrote it, `row("units", "c = 100", "Adam", 0.02)`
computes one row of it anew. A row says after how many steps training reaches its goal, from
several starts. The last case of each study is the cure that makes a step size for each weight
needless:

    units   one neuron, two clouds of points, and the second input in units c times as small
    depth   a deep network of sigmoids and a ring of points, from small weights and from larger
    words   a table with a number for each of 1000 words, most of which are rare
"""

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers import depth, inputs, points
from helpers.network import Network
from helpers.optimisers import OPTIMISERS, Momentum
from helpers.training import Diverged, train
from helpers.valley import descend

TABLES = Path(__file__).parent / "tables"
SEED = 8
STRETCHES = {"c = 1": 1, "c = 3": 3, "c = 10": 10, "c = 30": 30, "c = 100": 100}
GAINS = {"gain 1": 1, "gain 4": 4}
BATCHES = {"batch 10": 10, "batch 100": 100}


class Row(NamedTuple):
    """What an optimiser needs with one rate: steps to the goal, of several starts.

    A start that does not reach it within the study's steps counts as infinity.
    """

    case: str
    optimiser: str
    rate: float
    arrived: int  # so many starts reach the goal
    median: float
    least: float
    most: float


# ---------------------------------------------------------------- what is studied


def _units(case, optimiser, rate, steps):
    """Return L / goal after 0, 1, … steps for 20 neurons, shape (steps + 1, 20); full batch.

    The data are two clouds of 50 points that overlap; the second input is multiplied by c, or
    both are "standardised": minus their mean, divided by their standard deviation. Goal: a loss
    within 1 % of the lowest. Starts are drawn from N(0, 1); where the second input is c times as
    large, its weight begins c times as small. So each start is the same neuron for every c, and
    what differs is the way from there.
    """
    X, y_true, starts = _clouds()
    if case == "standardised":
        X = _standardised(X)
    else:
        X, starts["w2"] = X * [1, STRETCHES[case]], starts["w2"] / STRETCHES[case]
    losses = train(starts, X, y_true, rate, steps, batch_size=None, optimiser=optimiser).losses
    return losses / (1.01 * _lowest())


@cache
def _lowest():
    """Return the lowest loss of a neuron on the two clouds, where a long walk comes to rest.

    It is the same in all units, since a weight can make up for those of its input.
    """
    X, y_true, _starts = _clouds()
    net = Network([2, 1])  # of standardised inputs
    walked = train(net, _standardised(X), y_true, 3, 2000, batch_size=None, optimiser=Momentum())
    return walked.losses.min()


def _clouds():
    """Return X, y_true and 20 neurons to start from."""
    rng = np.random.default_rng(SEED)
    return *points.two_clouds(rng, 100, noise=1.5), Network.random([2, 1], rng, networks=20)


def _standardised(X):
    """Return X with mean 0 and standard deviation 1 in each column."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


def _depth(case, optimiser, rate, steps):
    """Return L / goal after 0, 1, … steps for 40 networks, shape (steps + 1, 40); full batch.

    The data are a ring of 40 points, the networks 2-8-8-8-8-1 of sigmoids. Weights are drawn from
    N(0, 1) and multiplied by 1 or 4 ("gain") / √n, with n the inputs of their neuron; biases are
    0. Goal: L = 0.01, so that at most one of the 40 points is on the wrong side of 0.5.
    """
    rng = np.random.default_rng(SEED)
    X, y_true = points.ring(rng, 40)
    starts = depth.sized(Network.random([2, 8, 8, 8, 8, 1], rng, networks=40), GAINS[case])
    losses = train(starts, X, y_true, rate, steps, batch_size=None, optimiser=optimiser).losses
    return losses / 0.01


@np.errstate(over="ignore")  # a walk that runs off has a loss of infinity before it is there itself
def _words(case, optimiser, rate, steps):
    """Return L / goal after 0, 1, … steps for 5 tables of words, shape (steps + 1, 5).

    Word k of 1000 occurs with a frequency p_k proportional to 1/k. It has one weight w_k, which
    begins at 0 and should become c_k, drawn from N(0, 1):

        L = 1/2 Σ p_k (w_k - c_k)²          dL/dw_k = p_k (w_k - c_k)

    Goal: a hundredth of the loss at the start. "all": these slopes. "divided": each slope is
    divided by its p_k, as happens to plain descent if the input of word k is 1/√p_k and not 1.
    "batch 10" and "batch 100": in each step so many words are drawn, and their shares stand in
    the place of p_k.
    """
    p = 1 / np.arange(1, 1001)
    p = p / p.sum()
    found = []
    for run in range(5):
        rng = np.random.default_rng([SEED, run])
        c = rng.standard_normal(1000)
        path = descend(_slopes(case, p, c, rng), np.zeros(1000), rate, steps, optimiser)
        losses = (path - c) ** 2 @ p / 2
        found.append(losses / (0.01 * losses[0]))
    return np.stack(found, axis=1)


def _slopes(case, p, c, rng):
    """Return the slopes of a table of words as a function of w."""
    if case in BATCHES:
        size = BATCHES[case]
        return lambda w: rng.multinomial(size, p) / size * (w - c)
    return {"all": lambda w: p * (w - c), "divided": lambda w: w - c}[case]


# ---------------------------------------------------------------- rows and tables


def _rates(low, high):
    """Return the rates 1, 2, 5, 10, … times powers of ten from `low` to `high`."""
    rates = [float(f"{digit}e{power}") for power in range(-5, 5) for digit in (1, 2, 5)]
    return tuple(rate for rate in rates if low <= rate <= high)


class Study(NamedTuple):
    """A study: how losses come about, in which cases, at which rates, within how many steps."""

    losses: Callable  # L / goal after each step, of (case, optimiser, rate, steps)
    starts: int
    steps: int
    cases: tuple
    rates: tuple  # the same for every optimiser and in every case


STUDIES = {
    "units": Study(_units, 20, 4000, (*STRETCHES, "standardised"), _rates(1e-4, 100)),
    "depth": Study(_depth, 40, 2000, tuple(GAINS), _rates(0.01, 50)),
    "words": Study(_words, 5, 4000, (*BATCHES, "all", "divided"), _rates(1e-3, 100)),
}


def losses(name, case, optimiser, rate, steps):
    """Return L / goal after 0, 1, … steps of one case of a study, shape (steps + 1, starts).

    `optimiser` is a name. Raises `Diverged` when one of the starts runs off to infinity.
    """
    study = _study(name, case, optimiser)
    rate, steps = inputs.above_0("rate", rate), inputs.count("steps", steps)
    return study.losses(case, OPTIMISERS[optimiser](), rate, steps)


def row(name, case, optimiser, rate):
    """Compute one `Row` of the study called `name`; that takes up to five seconds.

    If a start runs off to infinity, the rate is too large and none of the starts counts.
    """
    study = _study(name, case, optimiser)
    rate = inputs.above_0("rate", rate)
    for steps in (study.steps // 10, study.steps):  # often the tenth part is enough
        try:
            reached = losses(name, case, optimiser, rate, steps) <= 1
        except Diverged:
            reached = np.zeros((1, study.starts), dtype=bool)
        arrivals = np.where(reached.any(axis=0), reached.argmax(axis=0), np.inf)
        if np.isfinite(arrivals).all():
            break
    arrived = int(np.isfinite(arrivals).sum())
    found = np.median(arrivals), arrivals.min(), arrivals.max()
    return Row(case, optimiser, rate, arrived, *map(float, found))


def table(name):
    """Return the rows of the study called `name`, a list of `Row`, as `make study` wrote them."""
    return list(read(TABLES / f"{inputs.one_of('name', name, STUDIES)}.csv", Row))


@cache
def read(path, kind):
    """Return the rows that `make study` wrote to a file, each as a `NamedTuple` of this kind."""
    lines = path.read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    kinds = kind.__annotations__
    return tuple(kind(**{key: kinds[key](text) for key, text in row.items()}) for row in rows)


def best(name, case, optimiser):
    """Return the row with the best rate: the most starts arrive, and of such the median is least.

    Of rates that are equally good it is the lowest.
    """
    _study(name, case, optimiser)
    rows = [row for row in table(name) if (row.case, row.optimiser) == (case, optimiser)]
    return min(rows, key=lambda row: (-row.arrived, row.median))


def _study(name, case, optimiser):
    """Return the study called `name`, if it has this case and this optimiser."""
    study = STUDIES[inputs.one_of("name", name, STUDIES)]
    inputs.one_of("case", case, study.cases)
    inputs.one_of("optimiser", optimiser, OPTIMISERS)
    return study
