"""The room for graphs: lamps tell which numbers lie, and what is said of each is true."""

import re

import numpy as np
import plain
import pytest
import routing
from readback import alt, check_room, pixels, unseen

from helpers import widgets
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


def lies_of(key):
    """Return of each row whether it differs from the right one."""
    pairs = zip(routing.seven(key), routing.seven(None), strict=True)
    return [abs(a - b) > 1e-4 for a, b in pairs]


@pytest.fixture
def room():
    """Return the room with a seed, so that the order of its rounds is known."""
    return widgets.Misroutes(seed=3)


@pytest.mark.parametrize("number", range(7))
@unseen()
def test_the_picture_is_true(room, number):
    for before in (5, 4, number):  # nothing is left behind
        room.controls["number"].value = before
    check(room, module.EXHIBITS[number])


@unseen()
def test_the_picture_of_a_hidden_mistake_is_true(room):
    for _round in range(3):
        room.hide_one()
        check(room, room.key)


def check(room, key):
    """Compare curve, numbers and lamps with the mistake in plain Python."""
    assert room.picture.panels["curve"].ax.get_yscale() == "linear"
    both = [(losses_of(one), routing.seven(one)) for one in (key, None)]
    check_room(room, LABELS, *both, lies_of(key), 0, 0.5)


def test_every_mistake_has_a_number_that_does_not_tell_it():
    assert module.EXHIBITS[0] is None
    assert sorted(module.EXHIBITS[1:]) == sorted(KEYS) == sorted(module.mistakes())
    assert list(module.EXHIBITS[1:]) != KEYS


def test_every_number_has_a_picture_and_a_sentence_of_its_own(room):
    seen = set()
    for number in range(7):
        room.controls["number"].value = number
        seen.add((pixels(room).tobytes(), alt(room)))
    assert len(seen) == len({text for _, text in seen}) == 7


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
    said = [holds for words, holds in CURVES.items() if words in look]
    assert len(said) == 1, look
    assert said[0](losses_of(key), losses_of(None))
    (rows,) = (rows for words, rows in CHECKS.items() if words in look)
    assert rows == {i for i, lie in enumerate(lies_of(key)) if lie}


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


def test_a_sentence_is_short_and_tells_a_check():
    for name, look in module.mistakes().values():
        assert len(look) < 200, name
        assert re.search(r"finds? it", look)
        assert look.count(". ") == 1, "two sentences"
