"""The room for names: lamps tell which numbers lie, and what is said of each is true."""

import numpy as np
import pytest
import spelling
from readback import check_said, check_way

from helpers.widgets import blunders as module

KEYS = list(spelling.KEYS)
LABELS = [  # of the rows, and how they are said
    (r"$y_\mathrm{true}(\mathrm{ann})_1$", "y_true(ann)₁"),
    (r"$N(\mathrm{ann} + \mathrm{mary})$", "N(ann + mary)"),
    (r"$|\mathrm{training} \cup \mathrm{validation}|$", "|training ∪ validation|"),
    (r"$\sum A_1(\mathrm{mary})$", "Σ A₁(mary)"),
    (r"$\max A,\ d = 64$", "max A, d = 64"),
    (r"$N(\mathrm{mar}\,\neq\,\mathrm{amr})$", "N(mar ≠ amr)"),
    (r"$a_\mathrm{y}(\mathrm{mark})\ /\ a_\mathrm{y}(\mathrm{mary})$", "a_y(mark) / a_y(mary)"),
    (
        r"$\partial L/\partial E_\mathrm{n}\,\div\,\Delta L/2h,\ \mathrm{ann}$",
        "(∂L/∂Eₙ) / (ΔL/2h), ann",
    ),
    ("validation", "validation"),
    (r"test $\mid x_1,\ \ldots,\ x_t$", "test | x₁, …, xₜ"),
]
LOSSES = (8, 9)  # rows that hold a loss, alike within 0.15
VALIDATION = 8
LOOKS = {  # what of the room's own sentences tells which mistake it was
    "no_mask": "no test loss catches a leak",
    "axis": "depend on those behind it",
    "no_positions": "their order less",
    "itself": "has its answer before it",
    "two_ahead": "two letters ahead",
    "padding": "behind the end are easily said",
    "no_root": "scores begin small",
    "overwritten": "the last alone is heard",
    "among": "of both parts together",
}


def losses_of(key):
    return spelling.learned(key)[0]


def off(key):
    """Return which rows differ from the right ones."""
    pairs = zip(spelling.ten(key), spelling.ten(None), strict=True)
    return {i for i, (a, b) in enumerate(pairs) if abs(a - b) > (0.15 if i in LOSSES else 1e-4)}


def check(room, key):
    """Compare curve, numbers and lamps with the mistake in plain NumPy."""
    numbers, losses = (spelling.ten(key), spelling.ten(None)), (losses_of(key), losses_of(None))
    ends = {"low": 0.002, "high": 5}
    check_way(room, LABELS, *numbers, off(key), losses, log=True, last=20, **ends)


CURVES = {  # what a sentence says of a curve, and when that is so: of its losses and the right ones
    "The loss falls to nearly nothing": lambda mine, _right: mine[-1] < 0.004,
    "The loss ends a little lower": lambda mine, right: 0.87 < mine[-1] / right[-1] < 0.95,
    "The loss ends a little higher": lambda mine, right: 1.05 < mine[-1] / right[-1] < 1.1,
    "The loss ends below two thirds of the right one": lambda mine, right: (
        0.6 < mine[-1] / right[-1] < 2 / 3
    ),
    "The curves nearly lie upon each other": lambda mine, right: all(
        0.96 < a / b < 1.04 for a, b in zip(mine, right, strict=True)
    ),
    "The loss falls more slowly": lambda mine, right: (
        all(a > 1.02 * b for a, b in zip(mine[2:], right[2:], strict=True))
        and mine[-1] > 1.12 * right[-1]
    ),
}
CHECKS = {  # which check is said to find it, and the rows of the table that are then off
    "Changing the last letter and looking at an earlier answer finds it": {6},
    "Adding up a row of weights finds it": {3},
    "Exchanging letters 1 and 2 finds it": {5},
    "Looking at the first label of a name finds it": {0},
    "Looking at the labels of one name finds it": {0},
    "Counting the terms of the mean finds it": {1},
    "Looking at the largest weight for 64 numbers finds it": {4},
    "Differences find it if a name has a letter twice": {7},
    "Counting the names of both parts together finds it": {2},
}


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_says_what_the_curve_does_and_which_check_finds_it(key):
    look = module.mistakes()[key][1]
    check_said(CURVES, CHECKS, look, losses_of(key), losses_of(None), off(key))


def test_what_else_is_said_is_so():
    ten = {key: spelling.ten(key) for key in (None, *KEYS)}
    assert ten["no_mask"][VALIDATION] < 0.05, "for validation names too"
    row = spelling.behind([0, *spelling.letters("mary")])
    other = spelling.behind([0, *spelling.letters("mark")])
    p = spelling.learned("axis")[1]
    one, two = (spelling.weights("axis", p, x)[:4] for x in (row, other))
    assert np.abs(one - two).max() > 1e-3, "weights of a place depend on a letter behind it"
    one, two = (spelling.weights(None, p, x)[:4] for x in (row, other))
    assert (one == two).all()
    X, Y = spelling.tables("padding", spelling.parted(None)[0])
    shares = spelling.forward("padding", spelling.learned("padding")[1], X)[-1]
    behind = X < 0
    assert (Y[behind] == 0).all(), "points"
    assert -np.log(shares[behind][:, 0]).mean() < 0.05, "easily said"
    losses = losses_of("among")
    assert 1 < ten["among"][VALIDATION] / losses[-1] < 1.03, "nearly as little as those learned"
    assert ten[None][VALIDATION] / losses_of(None)[-1] > 1.3, "as is not so for names not learned"


def test_at_width_16_scores_begin_small_in_any_case():
    X, _Y = spelling.tables(None, spelling.parted(None)[0])
    for key, most in (("no_root", 1.6), (None, 0.4)):
        _N, _size, _R, Q, K, *_more = spelling.forward(key, spelling.start(key), X)
        root = 1 if key == "no_root" else 4
        assert np.abs(np.einsum("rid,rjd->rij", Q, K)).max() / root < most
    rng = np.random.default_rng(0)
    assert np.abs(rng.standard_normal((1, 64)) @ rng.standard_normal((64, 12))).max() > 10
