"""The third room of the museum: lamps tell which numbers lie, and what is said of each is true."""

import math

import numpy as np
import pytest
import reading
from readback import check_said, check_way, fixed

from helpers.widgets import misreadings as module
from helpers.widgets.room import known

KEYS = list(reading.KEYS)
LABELS = [  # of the rows, and how they are said
    (r"$\sum p$", "Σp"),
    ("$p_0(1000, 999, 998)$", "p₀(1000, 999, 998)"),
    (r"$\dfrac{\partial L/\partial z}{\Delta L\,/\,2h},\ n = 1$", "(∂L/∂z) / (ΔL/2h), n = 1"),
    (r"$\dfrac{\partial L/\partial z}{\Delta L\,/\,2h},\ n = 3$", "(∂L/∂z) / (ΔL/2h), n = 3"),
    ("training", "training"),
    ("validation", "validation"),
    ("training ∪ validation", "training ∪ validation"),
]
SHARES = (4, 5)  # rows that hold a share of pictures, alike within 0.05
LOOKS = {  # what of the room's own sentences tells which mistake it was
    "axis": "log 200",
    "no_shift": "∞ / ∞",
    "mean_twice": "a tenth of what it should be",
    "labels": "no digit is read rightly",
    "leak": "better than it should be",
    "sigma_slope": "five times as high",
}


def losses_of(key):
    return reading.learned(key)[0]


def off(key):
    """Return which rows differ from the right ones."""
    pairs = zip(reading.seven(key), reading.seven(None), strict=True)
    alike = [abs(a - b) < (0.05 if i in SHARES else 1e-4) for i, (a, b) in enumerate(pairs)]
    return {i for i, one in enumerate(alike) if not one}


def check(room, key):
    """Compare curve, numbers and lamps with the mistake in plain NumPy."""
    numbers, losses = (reading.seven(key), reading.seven(None)), (losses_of(key), losses_of(None))
    check_way(room, LABELS, *numbers, off(key), losses, log=True, last=300, low=0.01, high=100)


def test_what_is_no_number_is_a_question_mark():
    assert known(fixed, math.nan) == known(fixed, np.float64("nan")) == "?"
    assert known(fixed, 0.5) == "0.5000"


CURVES = {  # what a sentence says of a curve, and when that is so: of its losses and the right ones
    "The loss begins at log 200 instead of log 10, falls a little and then climbs": (
        lambda mine, right: (
            mine[0] == pytest.approx(math.log(200))
            and right[0] == pytest.approx(math.log(10))
            and 0 < np.argmin(mine) < 30
            and mine[-1] > 4 * mine[0] > 4 * min(mine) > 8
        )
    ),
    "The curves lie upon each other": lambda mine, right: mine == pytest.approx(right, rel=1e-6),
    "The loss falls more slowly": lambda mine, right: (
        all(a > 1.3 * b for a, b in zip(mine[5:], right[5:], strict=True))
        and all(np.diff(mine) < 0)
    ),
    "The loss ends nearly as low": lambda mine, right: right[-1] < mine[-1] < 1.2 * right[-1],
}
CHECKS = {  # which check is said to find it, and the rows of the table that are then off
    "Adding up the shares of one row finds it": {0},
    "Large sums find it": {1},
    "Differences find it if a batch has more than one row": {3},
    "Answers beside the digits themselves find it": {4, 5},
    "Counting the different rows finds it": {6},
    "Differences find it even in a batch of one row": {2, 3},
}


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_says_what_the_curve_does_and_which_check_finds_it(key):
    look = module.mistakes()[key][1]
    check_said(CURVES, CHECKS, look, losses_of(key), losses_of(None), off(key))
    (rows,) = (rows for words, rows in CHECKS.items() if words in look)
    assert not off(key) & {2, 3} - rows or key == "axis", "differences find no more than is said"


def test_what_else_is_said_is_so():
    X, _digits = reading.stored()
    training, validation = reading.rows(None)
    _losses, W, b = reading.learned("no_shift")
    assert abs(X[training] @ W + b).max() < 20, "the sums of this training stay small"
    assert reading.ratio("mean_twice", [3] * 10) == pytest.approx(0.1), "of a batch of ten"
    assert reading.BATCH == 10
    losses = losses_of("sigma_slope")
    assert losses[-1] / losses_of(None)[-1] == pytest.approx(5, abs=0.1)
    assert reading.right("labels", training) == 0, "no digit of those learned"
    assert reading.right("labels", validation) < 0.02
    assert [reading.ratio("labels", batch) for batch in ([3], [3, 8, 3])] == pytest.approx([1, 1])
    assert reading.right("leak", validation) > reading.right(None, validation) + 0.1
    ends = {key: losses_of(key)[-1] for key in KEYS}
    assert max(ends, key=ends.get) == "axis"
