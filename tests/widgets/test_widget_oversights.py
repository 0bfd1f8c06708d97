"""The fourth room of the museum: lamps tell which numbers lie, and what is said of each is true."""

import looking
import numpy as np
import pytest
import reading
from readback import check_said, check_way

from helpers.widgets import oversights as module

KEYS = list(looking.KEYS)
SLOPE = r"$\dfrac{\partial L/\partial %s}{\Delta L\,/\,2h},\ %s$"
LABELS = [  # of the rows, and how they are said
    (r"$m_1(1, \ldots, 1)$", "m₁(1, …, 1)"),
    (r"$\partial m_4\,/\,\partial a_9$", "∂m₄/∂a₉"),
    (r"$\sum\,\partial L/\partial A\;/\;\sum\,\partial L/\partial P$", "Σ ∂L/∂A / Σ ∂L/∂P"),
    (SLOPE % ("W_2", "U(0, 1)"), "(∂L/∂W₂) / (ΔL/2h), U(0, 1)"),
    (SLOPE % ("W_1", "U(0, 1)"), "(∂L/∂W₁) / (ΔL/2h), U(0, 1)"),
    (SLOPE % ("W_1", "x_{1213}"), "(∂L/∂W₁) / (ΔL/2h), x₁₂₁₃"),
    (SLOPE % ("B_1", "x_{1213}"), "(∂L/∂B₁) / (ΔL/2h), x₁₂₁₃"),
]
LOOKS = {  # what of the room's own sentences tells which mistake it was
    "padding": "all differences agree",
    "every_place": "four times as much blame leaves",
    "ties": "no slope is off",
    "stride": "gets no blame at all",
    "turned": "for the second are right",
    "last_place": "nearly all of each slope is missing",
}


def losses_of(key):
    return looking.learned(key)[0]


def off(key):
    """Return which rows differ from the right ones."""
    pairs = zip(looking.seven(key), looking.seven(None), strict=True)
    return {i for i, (one, right) in enumerate(pairs) if abs(one / right - 1) > 1e-4}


def check(room, key):
    """Compare curve, numbers and lamps with the mistake in plain NumPy."""
    numbers, losses = (looking.seven(key), looking.seven(None)), (losses_of(key), losses_of(None))
    check_way(room, LABELS, *numbers, off(key), losses, log=False, last=20, high=2.5)


def jumps(losses):
    """Return how far a curve climbs in all."""
    return sum(max(step, 0) for step in np.diff(losses))


CURVES = {  # what a sentence says of a curve, and when that is so: of its losses and the right ones
    "The loss falls later and ends nearly as low": lambda mine, right: (
        jumps(mine) == 0
        and all(a > b + 0.1 for a, b in zip(mine[3:12], right[3:12], strict=True))
        and right[-1] < mine[-1] < 1.2 * right[-1]
    ),
    "The loss jumps about and ends below the right one": lambda mine, right: (
        jumps(mine) > 0.3 and mine[-1] < 0.9 * right[-1]
    ),
    "The curves nearly lie upon each other": lambda mine, right: (
        max(abs(a - b) for a, b in zip(mine, right, strict=True)) < 0.03
    ),
    "The loss falls more slowly and ends twice as high": lambda mine, right: (
        jumps(mine) < 0.02
        and all(a > b + 0.02 for a, b in zip(mine[1:], right[1:], strict=True))
        and mine[-1] / right[-1] == pytest.approx(2, abs=0.5)
    ),
    "The loss jumps about and ends twice as high": lambda mine, right: (
        jumps(mine) > 0.3 and mine[-1] / right[-1] == pytest.approx(2, abs=0.5)
    ),
    "The loss falls, but ends eight times as high": lambda mine, right: (
        jumps(mine) == 0 and mine[-1] / right[-1] == pytest.approx(8, abs=0.5)
    ),
}
CHECKS = {  # which check is said to find it, and the rows of the table that are then off
    "The mean of a map of ones finds it": {0},
    "Adding up finds it": {2},
    "A digit with blank edges finds it, at the biases": {6},
    "One slope by hand finds it": {1},
    "Differences find it at the first kernels": {4, 5},
    "Differences find it at both kernels": {3, 4},
}


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_says_what_the_curve_does_and_which_check_finds_it(key):
    look = module.mistakes()[key][1]
    check_said(CURVES, CHECKS, look, losses_of(key), losses_of(None), off(key))


def test_what_else_is_said_is_so():
    numbers = {key: looking.seven(key) for key in [None, *KEYS]}
    assert (numbers["padding"][0], numbers["stride"][1]) == (1 / 4, 0)
    assert numbers["padding"][3:] == [1] * 4, "differences agree"
    assert numbers["every_place"][2] == 4
    assert numbers["ties"][3:6] == pytest.approx([1] * 3), "pixels of chance, and weights"
    assert numbers["turned"][3] == pytest.approx(1), "the second kernels"
    assert max(map(abs, numbers["last_place"][3:])) < 0.5
    assert max(map(abs, numbers["last_place"][4:])) < 0.05
    assert not reading.stored()[0][looking.PICTURE].reshape(8, 8)[:, [0, 1, 6, 7]].any()
