"""The room for graphs: lamps tell which numbers lie, and what is said of each is true."""

import numpy as np
import plain
import pytest
import routing
from readback import check_said, check_way

from helpers.widgets import misroutes as module

KEYS = list(routing.KEYS)
LABELS = [  # of the rows, and how they are said
    (r"$\partial(ab)\,/\,\partial b$", "∂(ab)/∂b"),
    (r"$\partial(ab + a)\,/\,\partial a$", "∂(ab + a)/∂a"),
    (r"$\partial(u + u^2)\,/\,\partial a,\ u = ab$", "∂(u + u²)/∂a, u = ab"),
    (r"$\partial(ab)\,/\,\partial a$, step 2", "∂(ab)/∂a, step 2"),
    ("$N$, step 3", "N, step 3"),
    (r"$\dfrac{\partial L/\partial w_1}{\Delta L\,/\,2h},\ n = 1$", "(∂L/∂w₁) / (ΔL/2h), n = 1"),
    (r"$\dfrac{\partial L/\partial w_1}{\Delta L\,/\,2h},\ n = 4$", "(∂L/∂w₁) / (ΔL/2h), n = 4"),
]
LOOKS = {  # what of the room's own sentences tells which mistake it was
    "overwritten": "of four people one is heard",
    "depth_first": "paths of unequal length",
    "no_zero": "added to that of the first",
    "changed": "too small by 2 %",
    "unlinked": "the second factor",
    "growing": "Counting the values",
}


def losses_of(key):
    return routing.learned(key)[0]


def off(key):
    """Return which rows differ from the right ones."""
    pairs = zip(routing.seven(key), routing.seven(None), strict=True)
    return {i for i, (one, right) in enumerate(pairs) if abs(one - right) > 1e-4}


def check(room, key):
    """Compare curve, numbers and lamps with the mistake in plain Python."""
    numbers, losses = (routing.seven(key), routing.seven(None)), (losses_of(key), losses_of(None))
    check_way(room, LABELS, *numbers, off(key), losses, log=False, last=40, high=0.5)


CURVES = {  # what a sentence says of a curve, and when that is so: of its losses and the right ones
    "The loss hardly falls": lambda mine, right: mine[-1] > 0.7 * mine[0] > 10 * right[-1],
    "The curves lie upon each other": lambda mine, right: mine == pytest.approx(right, rel=1e-9),
    "The curves can hardly be told apart": lambda mine, right: (
        0 < np.abs(np.subtract(mine, right)).max() < 0.002  # of an axis up to 0.5
    ),
    "The loss falls faster and ends at 0, below the right one": lambda mine, right: (
        all(a < b for a, b in zip(mine[2:], right[2:], strict=True)) and mine[-1] < 1e-6
    ),
    "The loss ends nearly twice as high": lambda mine, right: 1.7 < mine[-1] / right[-1] < 2,
}
CHECKS = {  # which check is said to find it, and the rows of the table that are then off
    "Differences find it if there is more than one row, and so does a leaf": {1, 2, 6},
    "Two paths of unequal length find it": {2},
    "The second step finds it": {3},
    "Any product finds it, and so do differences": {0, 1, 2, 3, 5, 6},
    "A slope by the second factor finds it, and so do differences": {0, 4, 5, 6},
    "Counting the values of a graph finds it": {4},
}


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_says_what_the_curve_does_and_which_check_finds_it(key):
    look = module.mistakes()[key][1]
    check_said(CURVES, CHECKS, look, losses_of(key), losses_of(None), off(key))
    (rows,) = (rows for words, rows in CHECKS.items() if words in look)
    assert rows == off(key), "and nothing else finds it"


def test_what_else_is_said_is_so():
    learned = {key: routing.learned(key)[1] for key in KEYS}
    kept = (1 - 2 * 0.01) ** 40
    for name in routing.HIDDEN:  # the decay alone moves them
        assert learned["unlinked"][name] == pytest.approx(routing.START[name] * kept)
    assert routing.ratio("changed", plain.ROWS) == pytest.approx(0.98)
    first = plain.slopes_of_one(routing.START, *plain.ROWS[-1])
    heard = routing.slopes("overwritten", routing.START, plain.ROWS)
    assert heard == {name: slope / 4 for name, slope in first.items()}, "one of four"
    assert routing.seven("growing")[:4] == routing.seven(None)[:4], "all slopes are right"
