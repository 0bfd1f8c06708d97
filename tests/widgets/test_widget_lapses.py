"""The fifth room of the museum: lamps tell which numbers lie, and what is said of each is true."""

import adding
import numpy as np
import pytest
from readback import check_said, check_way

from helpers.widgets import lapses as module

KEYS = list(adding.KEYS)
LABELS = [  # of the rows, and how they are said
    ("$a_1(1 + 0)$", "a₁(1 + 0)"),
    (r"$\sum 2^{t-1}\,y_\mathrm{true}(7 + 7)$", "Σ 2ᵗ⁻¹ y_true(7 + 7)"),
    (r"$y_1(3 + 3;\ 1 + 0)$", "y₁(3 + 3; 1 + 0)"),
    ("$y_2(1 + 1) - y_2(0 + 0)$", "y₂(1 + 1) − y₂(0 + 0)"),
    (r"$\partial L/\partial w\,\div\,\Delta L/2h,\ T = 1$", "(∂L/∂w) / (ΔL/2h), T = 1"),
    (r"$\partial L/\partial w\,\div\,\Delta L/2h,\ T = 4$", "(∂L/∂w) / (ΔL/2h), T = 4"),
    ("$|g|$", "|g|"),
    ("test", "test"),
]
SHARE = 7  # the row that holds a share of sums, alike within 0.05
LOOKS = {  # what of the room's own sentences tells which mistake it was
    "highest": "those still to be read",
    "carry": "it lacks the same step",
    "state": "no carry is left",
    "late": "the last carry is not known yet",
    "cut": "most slopes are right",
    "element": "few steps have slopes so large",
}


def losses_of(key):
    return adding.learned(key)[0]


def off(key):
    """Return which rows differ from the right ones."""
    pairs = zip(adding.eight(key), adding.eight(None), strict=True)
    return {i for i, (a, b) in enumerate(pairs) if abs(a - b) >= (0.05 if i == SHARE else 1e-4)}


def check(room, key):
    """Compare curve, numbers and lamps with the mistake in plain NumPy."""
    numbers, losses = (adding.eight(key), adding.eight(None)), (losses_of(key), losses_of(None))
    check_way(room, LABELS, *numbers, off(key), losses, log=True, last=200, low=0.001)


CURVES = {  # what a sentence says of a curve, and when that is so: of its losses and the right ones
    "The loss stays above 0.5": lambda mine, _right: min(mine) > 0.505,
    "The loss ends nearly as low": lambda mine, right: 1 < mine[-1] / right[-1] < 1.2,
    "The loss ends a little lower": lambda mine, right: 0.7 < mine[-1] / right[-1] < 0.9,
    "The curves nearly lie upon each other": lambda mine, right: (
        all(0.9 < a / b < 1.3 for a, b in zip(mine, right, strict=True))
        and mine[-1] == pytest.approx(right[-1], rel=0.02)
    ),
}
CHECKS = {  # which check is said to find it, and the rows of the table that are then off
    "Looking at what is read at step 1 finds it": {0},
    "Reading the largest sum back from its labels finds it": {1},
    "Asking for one sum alone and after another finds it": {2},
    "Changing step 1 and looking at step 2 finds it": {3},
    "Differences find it if a sequence has more than one step": {5},
    "The length after clipping finds it": {6},
}


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_says_what_the_curve_does_and_which_check_finds_it(key):
    look = module.mistakes()[key][1]
    check_said(CURVES, CHECKS, look, losses_of(key), losses_of(None), off(key))
    high = "above 0.5" in look
    assert (SHARE in off(key)) == high, "the test passes but where the loss stays high"


def test_what_else_is_said_is_so():
    X, _Y = adding.tables(None, 3)
    assert (X[:, -1] == 0).all(), "no carry leaves a last step without ones"
    _losses, p, met = adding.learned("element")
    assert np.mean([largest > adding.MOST for _length, largest in met]) < 0.1, "few steps"
    assert adding.right("carry", adding.learned("carry")[1]) == 1, "the test passes"
    rights = [a == b for a, b in zip(slopes_of("cut"), slopes_of(None), strict=True)]
    assert rights == [False, False, True, True], "weights and biases of the state; of the output"
    g = [np.array([0.1, -0.6, 0.3])]
    assert adding.clipped("element", g, 0.2)[0].tolist() == [0.1, -0.2, 0.2], "one by one"
    assert p is not None


def slopes_of(key):
    X, Y = adding.tables(None, 3)
    return [np.asarray(part).tolist() for part in adding.slopes(key, adding.start(), X, Y)]
