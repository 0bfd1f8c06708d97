"""Timing side by side: contestants take turns, so that a slow moment of the computer hits all."""

from time import perf_counter
from typing import NamedTuple

import numpy as np


class Times(NamedTuple):
    """The seconds that one contestant took, one number a round."""

    name: str
    seconds: np.ndarray

    @property
    def median(self):
        return float(np.median(self.seconds))


class Spread(NamedTuple):
    """The middle of many numbers, and the bounds of their middle half."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, numbers):
        low, median, high = np.percentile(numbers, [25, 50, 75])
        return cls(float(median), float(low), float(high))


def side_by_side(contestants, rounds, warm_up=True):
    """Return the `Times` of each contestant: A B C, A B C, … and so on, `rounds` times.

    `contestants` maps each name to a function that prepares one run and returns it as another
    function; only the run is timed. A round before the first warms up and does not count.
    """
    seconds = {name: [] for name in contestants}
    for _ in range(rounds + warm_up):
        for name, prepare in contestants.items():
            run = prepare()
            start = perf_counter()
            run()
            seconds[name].append(perf_counter() - start)
    return {name: Times(name, np.array(s[-rounds:])) for name, s in seconds.items()}


def ratio(ours, theirs):
    """Return the `Spread` of ours ÷ theirs, divided round by round."""
    return Spread.of(ours.seconds / theirs.seconds)
