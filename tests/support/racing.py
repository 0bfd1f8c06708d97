"""A race of five optimisers on the four people, computed apart from `helpers`; and the long races.

What the studies found is read from their tables line by line.
"""

import csv
from functools import cache
from itertools import islice

import numpy as np
from deep import training
from downhill import Memory
from lessons import ROOT
from plain import ROWS

NAMES = ("plain", "momentum", "AdaGrad", "RMSProp", "Adam")


def rows(study):
    """Return the rows of the table of a long study, as dictionaries of what stands there."""
    lines = (ROOT / f"helpers/tables/{study}.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def best(study):
    """Return {(case, optimiser): (median, arrived)} with the rate with which the most arrive."""
    found = {}
    for row in rows(study):
        key, now = (row["case"], row["optimiser"]), (-int(row["arrived"]), float(row["median"]))
        found[key] = min(now, found.get(key, now))
    return {key: (median, -arrived) for key, (arrived, median) in found.items()}


@cache
def race(name, rate, steps=300, seed=0, many=100):
    """Return the losses of networks that learn the four people, shape (steps + 1, many)."""
    x, y = (np.array(column, dtype=float) for column in zip(*ROWS, strict=True))
    start, memory = np.random.default_rng(seed).standard_normal((many, 9)), Memory(name.lower())
    way = training(start, x, y, lambda slopes: memory.step(slopes, rate))
    return np.array([((out - y) ** 2).mean(axis=1) for _z1, out in islice(way, steps + 1)])


@cache
def steps_needed(name, rate, **more):
    """Return the median of the steps until the loss is below 0.01; None if not all arrive."""
    low = race(name, rate, **more) < 0.01
    return float(np.median(low.argmax(axis=0))) if low.any(axis=0).all() else None
