"""Trials are runs repeated with 20 seeds, which take longer than a cell: their tables, each row.

`table("overfit")` reads a table as `make study` wrote it, and `trial("overfit", "ring", 400, 3)`
computes one row of it anew. A row says which share of its rows a run answers rightly: of those it
was trained on, of the validation rows, by which something is chosen, and of the test rows.

    overfit   100 noisy points of each shape, a network that is too large for them, and three cures
    spirals   activations, rates, layers and further inputs on two spirals
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from helpers import inputs, studies
from helpers.optimisers import Adam
from helpers.runs import Run

SEEDS = 20
PARTS = ("training", "validation", "test")
KINDS = {"ReLU": ("relu", 1.4), "tanh": ("tanh", 1.0), "sigmoid": ("sigmoid", 1.0)}  # gains
RATES = (0.001, 0.003, 0.01, 0.03, 0.1)
NOISE = {"clouds": 2.4, "ring": 0.9, "XOR": 0.9, "spirals": 0.25}
FEWER = {"clouds": ([3],), "ring": ([4],), "XOR": ([4], [8, 8]), "spirals": ([8, 8],)}
DECAYS = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
IN_SIGMOIDS = ((2, 4, 2), (2, 2, 1))  # how much longer a step of tanh is there: weights, biases


class Trial(NamedTuple):
    """Which share of its rows a run answers rightly; NaN where there are no validation rows."""

    case: str
    epochs: int
    seed: int  # of the points and of the start
    training: float
    validation: float
    test: float


class Trials(NamedTuple):
    """Cases, how many of the rows put aside are test rows and validation rows, and the epochs."""

    cases: dict[str, Callable]  # each gives a run for a seed
    test: int
    validation: int
    epochs: tuple


def _seeded(seed, **settings):
    """Return the run of these settings with this seed."""
    return Run(**settings, points_seed=seed, seed=seed)


def _in_steps_of_tanh(seed, **settings):
    """Return a run of sigmoids whose Adam has the rates times 2, 4 and 2 in its three layers.

    As tanh(z) = 2 σ(2z) - 1, a network of tanh is one of sigmoids with weights that are so many
    times as large, and with biases that are moved by 2, 2 and 1 times as much.
    """
    run, adam = _seeded(seed, **settings), Adam()
    longer = np.ones(len(run.start.names))
    places = run.start.with_values(np.arange(len(longer), dtype=float))
    for layer, (weights, biases) in enumerate(zip(*IN_SIGMOIDS, strict=True)):
        longer[places.W[layer].astype(int)] = weights
        longer[places.B[layer].astype(int)] = biases
    run.optimiser = lambda slopes, learning_rate: longer * adam(slopes, learning_rate)
    return run


def _of_spirals():
    """Return the cases of two spirals: 250 training rows, and Adam at 0.01, if nothing is said."""
    look = {"data": "spirals", "n": 750, "noise": 0.1, "test": 2 / 3}
    kinds = {name: look | {"hidden": kind, "gain": gain}
             for name, (kind, gain) in KINDS.items()}  # fmt: skip
    cases = {f"{name}, rate {rate:g}": kind | {"learning_rate": rate}
             for name, kind in kinds.items() for rate in RATES}  # fmt: skip
    for layers in ([26], [8, 8, 8]):
        cases[f"ReLU, {_sizes(layers)}"] = kinds["ReLU"] | {"layers": layers}
    cases["ReLU, 7-8-8-1"] = kinds["ReLU"] | {"further": ["squares", "product", "sines"]}
    made = {case: partial(_seeded, **settings) for case, settings in cases.items()}
    return made | {"sigmoid, × 2 4 2": partial(_in_steps_of_tanh, **kinds["sigmoid"])}


def _of_overfit():
    """Return the cases of networks 2-16-16-1 of tanh with 100 training rows, and their cures."""
    cases = {}
    for data, noise in NOISE.items():
        sick = {"data": data, "n": 2000, "noise": noise, "test": 0.95, "layers": [16, 16]}
        sick |= {"hidden": "tanh", "gain": 1.0}
        cases[data] = sick
        cases[f"{data}, 1000 points"] = sick | {"test": 0.5}
        cases |= {f"{data}, {_sizes(few)}": sick | {"layers": few} for few in FEWER[data]}
        cases |= {f"{data}, decay {decay:g}": sick | {"decay": decay} for decay in DECAYS}
    return {case: partial(_seeded, **settings) for case, settings in cases.items()}


def _sizes(layers):
    """Return what a network is called: 2-8-8-1 for [8, 8]."""
    return "-".join(map(str, [2, *layers, 1]))


TRIALS = {
    "overfit": Trials(_of_overfit(), 1000, 100, (50, 400)),
    "spirals": Trials(_of_spirals(), 250, 250, (200, 2000)),
}


def run(name, case, seed):
    """Return the `Run` of a case with a seed; it has not been trained yet."""
    return _trials(name, case).cases[case](inputs.whole("seed", seed, 0, 10**6))


def trial(name, case, epochs, seed):
    """Compute one `Trial` of the trials called `name`; that takes about a second."""
    (found,) = _trained(name, case, seed, [inputs.count("epochs", epochs)])
    return found


def trials(name, case, seed):
    """Compute the rows of a case with one seed, one for each number of epochs."""
    return list(_trained(name, case, seed, _trials(name, case).epochs))


def _trained(name, case, seed, stops):
    """Yield what one run has reached after each of so many epochs; if it ran off, before that."""
    made, trained = _trials(name, case), run(name, case, seed)
    for epochs in stops:
        trained.to(epochs)
        right = (trained.feedforward(trained.X_test) > 0.5) == trained.y_test
        tests, others = np.split(right, [made.test])
        validation = others[: made.validation].mean() if len(others) else np.nan
        shares = trained.accuracy("training"), float(validation), float(tests.mean())
        yield Trial(case, epochs, seed, *shares)


def table(name):
    """Return the rows of the trials called `name`, each a `Trial`, as `make study` wrote them."""
    return studies.read(studies.TABLES / f"{inputs.one_of('name', name, TRIALS)}.csv", Trial)


def column(name, case, part="test", epochs=None):
    """Return the shares of a case in the table, one for each seed, shape (20,).

    `part` is "training", "validation" or "test"; without `epochs` it is the first number of them.
    """
    made = _trials(name, case)
    inputs.one_of("part", part, PARTS)
    epochs = made.epochs[0] if epochs is None else epochs
    inputs.one_of("epochs", epochs, made.epochs)
    rows = [row for row in table(name) if (row.case, row.epochs) == (case, epochs)]
    return np.array([getattr(row, part) for row in rows])


def _trials(name, case):
    """Return the trials called `name`, if they have this case."""
    made = TRIALS[inputs.one_of("name", name, TRIALS)]
    inputs.one_of("case", case, made.cases)
    return made
