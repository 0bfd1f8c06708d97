"""The fifth room of the museum: lamps tell which numbers lie, and what is said of each is true."""

import re
from itertools import pairwise

import adding
import numpy as np
import pytest
from matplotlib.colors import to_hex
from palette import FAINT, INK, PAPER
from readback import (
    alt,
    box_of,
    check_curve,
    check_lamps,
    fixed,
    overlap,
    pixels,
    short,
    unseen,
)

from helpers import widgets
from helpers.widgets import lapses as module
from helpers.widgets.room import HIDDEN

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


def lies_of(key):
    """Return of each row whether it differs from the right one."""
    pairs = zip(adding.eight(key), adding.eight(None), strict=True)
    return [abs(a - b) >= (0.05 if i == SHARE else 1e-4) for i, (a, b) in enumerate(pairs)]


@pytest.fixture
def room():
    """Return the room with a seed, so that the order of its rounds is known."""
    return widgets.Lapses(seed=3)


@pytest.mark.parametrize("number", range(7))
@unseen()
def test_the_picture_is_true(room, number):
    for before in (5, 2, number):  # a loss that stays high leaves nothing behind
        room.controls["number"].value = before
    check(room, module.EXHIBITS[number])


@unseen()
def test_the_picture_of_a_hidden_mistake_is_true(room):
    for _round in range(3):
        room.hide_one()
        check(room, room.key)


def check(room, key):
    """Compare curve, numbers and lamps with the mistake in plain NumPy."""
    panels, losses = room.picture.panels, losses_of(key)
    check_curve(panels["curve"], losses, last=200, low=0.001, high=1)
    ax, exhibit = panels["curve"].ax, room.controls["number"].value
    assert all(0.001 < loss < 1 for loss in losses), "no part of a curve is cut"
    assert panels["number"].get_text() == ("№ ?" if exhibit == HIDDEN else f"№ {exhibit}")
    assert not overlap(box_of(panels["number"]), box_of(panels["curve"].point))
    assert not overlap(box_of(panels["number"]), box_of(ax.get_legend()))
    assert (ax.get_xlabel(), ax.get_yscale()) == ("epoch", "log")
    (dotted,) = [one for one in ax.lines if to_hex(one.get_color()) == FAINT]
    assert dotted.get_ydata() == pytest.approx(losses_of(None))
    assert dotted.get_xdata().tolist() == list(range(201))
    legend = ax.get_legend()
    colors = [to_hex(handle.get_color()) for handle in legend.legend_handles]
    names = [text.get_text() for text in legend.get_texts()]
    assert colors == [to_hex(panels["curve"].line.get_color()), FAINT]
    assert names == ["№", "№ 0"]
    lamps, numbers, right = panels["lamps"], adding.eight(key), adding.eight(None)
    ratios = [fixed(one / wanted, 3) for one, wanted in zip(numbers, right, strict=True)]
    lies = lies_of(key)
    for i in range(8):
        assert lamps.found[i].get_text() == short(numbers[i], 4)
        assert lamps.right[i].get_text() == short(right[i], 4)
        assert lamps.ratios[i].get_text() == ratios[i]
        assert lamps.marks[i].get_text() == ("≠" if lies[i] else "=")
        assert lamps.lamps[i].get_marker() == ("s" if lies[i] else "o")
        assert to_hex(lamps.lamps[i].get_mfc()) == (INK if lies[i] else PAPER)
        assert to_hex(lamps.marks[i].get_color()) == (PAPER if lies[i] else INK)
    check_lamps(lamps, names, [label for label, _said in LABELS])
    check_apart(lamps, ax)
    rows = [f"{said}: {ratio} {'≠' if lie else '='}"
            for (_label, said), ratio, lie in zip(LABELS, ratios, lies, strict=True)]  # fmt: skip
    ends = f"up to epoch 200, from {fixed(losses[0])} to {fixed(losses[-1])}, beside a dotted one"
    assert ends in alt(room)
    assert alt(room).endswith(f"agree: {'; '.join(rows)}.")


def check_apart(lamps, ax):
    """The labels of the table stand apart from one another and from the numbers of the curve."""
    shown = [text for text in lamps.lamps[0].axes.texts if text.get_text() in dict(LABELS)]
    for one, other in pairwise(shown):
        assert box_of(one)[1] > box_of(other)[3]
    ticks = max(box_of(tick)[2] for tick in ax.get_xticklabels())
    assert min(box_of(label)[0] for label in shown) > ticks + 10
    rows = zip(shown, lamps.found, lamps.right, lamps.ratios, lamps.lamps, strict=True)
    for row in rows:
        for left, right in pairwise(row):
            assert not left.get_visible() or box_of(left)[2] + 6 < box_of(right)[0]


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
    said = [holds for words, holds in CURVES.items() if words in look]
    assert len(said) == 1, look
    assert said[0](losses_of(key), losses_of(None))
    (rows,) = (rows for words, rows in CHECKS.items() if words in look)
    off = {i for i, lie in enumerate(lies_of(key)) if lie}
    assert rows <= off
    assert (SHARE in off) == ("above 0.5" in look), "the test passes but where the loss stays high"


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


def test_a_sentence_is_short_and_tells_a_check():
    for name, look in module.mistakes().values():
        assert len(look) < 200, name
        assert re.search(r"finds? it", look)
        assert look.count(". ") == 1, "two sentences"
