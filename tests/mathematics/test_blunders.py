"""Blunders: what is found of each is as in plain loops, and marks tell which rows are off."""

import pickle
from copy import deepcopy

import numpy as np
import pytest
import spelling

from helpers import attention, names
from helpers.attention import Transformer
from helpers.blunders import ALIKE, BLUNDERS, NAMES, RIGHT, compare, probe, start, taught
from helpers.style import fixed, short

KEYS = spelling.KEYS
WAYS = {None: RIGHT, **BLUNDERS}
OFF = {  # which of the ten rows tell it, counted from 0
    None: [],
    "no_mask": [6, 8, 9],
    "axis": [3, 4, 6, 8, 9],
    "no_positions": [5],
    "itself": [0, 8, 9],
    "two_ahead": [0, 1, 8, 9],
    "padding": [1, 8],
    "no_root": [4],
    "overwritten": [7],
    "among": [2, 8],
}
CHANGED = {  # what of the right way is another one
    "no_mask": "made",
    "axis": "lines",
    "no_positions": "made",
    "itself": "labels",
    "two_ahead": "labels",
    "padding": "labels",
    "no_root": "divisor",
    "overwritten": "rows",
    "among": "parted",
}
DIFFERENCE, LOSSES = 7, (8, 9)  # rows


def by_name(net, parameters=None):
    """Return what is trained, or its slopes, by the names of `spelling`."""
    found = {}
    for name, (W, b) in net.named(net if parameters is None else parameters).items():
        if "norm" in name:
            found |= {f"gain{name[-1]}": W.ravel(), f"shift{name[-1]}": b.ravel()}
        else:
            found |= {name: W} | ({"u": b.ravel()} if b.size else {})
    return found


def texts(key):
    return spelling.parted(key)[0][40:60]


@pytest.mark.parametrize("key", WAYS)
def test_the_probe_is_ten_numbers_of_plain_loops(key):
    found, wanted = probe(WAYS[key]), spelling.ten(key)
    assert len(found) == len(NAMES) == len(ALIKE) == 10
    for place in range(10):
        rough = 1e-7 if place == DIFFERENCE else 1e-9
        assert found[place] == pytest.approx(wanted[place], rel=rough, abs=1e-12), place


def test_what_can_be_said_by_head():
    """The letters a and n are 1 and 14; ann and mary have 4 and 5 labels, with the point."""
    found = {key: probe(way) for key, way in WAYS.items()}
    assert found[None][:4] == pytest.approx([1, 4 + 5, 300 + 100, 1])
    assert found[None][5:8] == pytest.approx([27, 1, 1])
    assert found["itself"][0] == 0, "the point"
    assert found["two_ahead"][:2].tolist() == [14, 3 + 4]
    assert found["padding"][1] == 12 + 12
    assert found["among"][2] == 300
    assert found["no_positions"][5] == 0
    assert found["axis"][3] == pytest.approx(1 / 11, rel=0.02), "one of eleven who look at it"
    assert found["axis"][4] == 1, "nobody else asks"
    assert 0.2 < found[None][4] < 0.3
    assert 0.7 < found["no_root"][4] < 0.9


@pytest.mark.parametrize("key", WAYS)
def test_marks_tell_which_rows_are_off_and_none_is_near_to_the_line(key):
    found, right = compare(WAYS[key]), spelling.ten(None)
    assert [row for row, mark in enumerate(found.marks) if mark == "≠"] == OFF[key]
    assert set(found.marks) <= {"=", "≠"}
    assert found.names == NAMES
    assert found.right == pytest.approx(right, rel=1e-7)
    assert min(map(abs, found.right)) > 0.01, "it is divided by, and written with four digits"
    for row, (one, wanted) in enumerate(zip(spelling.ten(key), right, strict=True)):
        if row in OFF[key]:
            assert abs(one - wanted) > (1.5 * ALIKE[row] if row in LOSSES else 0.05)
        else:
            assert abs(one - wanted) < (2 * ALIKE[row] / 3 if row in LOSSES else 1e-8)


@pytest.mark.parametrize("key", WAYS)
def test_a_share_that_counts_as_another_one_is_another_one(key):
    """So no computer counts otherwise."""
    moved = spelling.moved(key, spelling.learned(key)[1])
    if key == "no_positions":
        assert max(moved) < 1e-14
    else:
        assert min(moved) > 1e-10


def test_right_parts_are_those_of_the_lesson():
    """So are the slopes of a mask left out, and of positions: a block of the lesson has them."""
    looks = {None: {"places": 12}, "no_mask": {"places": 12, "mask": False}, "no_positions": {}}
    X, y_true = names.coded(texts(None))
    for key, look in looks.items():
        net = start(WAYS[key])
        block = Transformer([27, 16, 27], net.values, without=("neurons",), **look)
        assert isinstance(net, Transformer)
        assert net.loss(X, y_true) == block.loss(X, y_true)
        found, wanted = (one.gradient(X, y_true).values for one in (net, block))
        assert found == pytest.approx(wanted, rel=1e-12, abs=1e-15)
        assert (net.looks(X) == block.looks(X)).all()


@pytest.mark.parametrize("key", WAYS)
def test_a_training_is_that_of_plain_numpy(key):
    history, (losses, p) = taught(WAYS[key]), spelling.learned(key)
    assert len(losses) == 21
    assert history.losses == pytest.approx(losses, rel=1e-7)
    found = by_name(history.network())
    assert set(found) == set(p)
    for name, wanted in p.items():
        assert found[name] == pytest.approx(wanted, rel=1e-5, abs=1e-7), name


@pytest.mark.parametrize("key", WAYS)
def test_a_start_is_drawn_as_that_of_the_lesson(key):
    """All begin with the same numbers; the places of one way have none."""
    found, wanted = by_name(start(WAYS[key])), spelling.start(key)
    assert set(found) == set(wanted)
    for name, numbers in wanted.items():
        assert (found[name] == numbers).all(), name
    assert start(RIGHT).values.size == 2171
    look = {"places": 12, "without": ("neurons",)}
    whole = Transformer.random([27, 16, 27], np.random.default_rng(0), **look)
    assert (start(RIGHT).values == whole.values).all()


@pytest.mark.parametrize("key", WAYS)
def test_slopes_are_those_of_plain_numpy(key):
    """Every slope of an exhibit is as it should be, or as wrong, before and after training."""
    X, Y = spelling.tables(key, texts(key))
    for net in (start(WAYS[key]), taught(WAYS[key]).network()):
        found = by_name(net, net.gradient(X, Y))
        for name, wanted in spelling.slopes(key, by_name(net), X, Y).items():
            assert found[name] == pytest.approx(wanted, rel=1e-8, abs=1e-12), (name, key)


@pytest.mark.parametrize("key", WAYS)
def test_one_name_in_loops_is_as_all_at_once(key):
    """The plain loops know nothing of tables: a name stands for itself."""
    net = taught(WAYS[key]).network()
    for text in ("ann", "mary", "christopher"):
        row = spelling.behind([0, *spelling.letters(text)])
        p = by_name(net)
        wanted = spelling.shares(key, p, row)
        found = net.feedforward(names.coded(["al", text])[0])[1]
        assert found == pytest.approx(np.array(wanted), rel=1e-9, abs=1e-14)
        assert spelling.forward(key, p, np.array([row]))[-1][0] == pytest.approx(found, rel=1e-9)
        looks = net.looks(names.coded(text)[0])[0, 0]
        assert looks == pytest.approx(spelling.weights(key, p, row), rel=1e-9, abs=1e-14)


@pytest.mark.parametrize("key", WAYS)
def test_all_slopes_but_those_of_one_are_differences(key):
    """So no check by differences finds eight of the nine."""
    net = start(WAYS[key])
    X, Y = spelling.tables(key, ["ann", "mary"])
    rng, h = np.random.default_rng(1), 1e-5
    for name, slopes in by_name(net, net.gradient(X, Y)).items():
        way, ends = rng.standard_normal(slopes.shape), []
        for step in (h, -h):
            moved = net.with_values(net.values)
            by_name(moved)[name][...] += step * way
            ends.append(moved.loss(X, Y))
        near = (slopes * way).sum() == pytest.approx((ends[0] - ends[1]) / (2 * h), rel=1e-6)
        assert near == ((name, key) != ("E", "overwritten")), name


def test_a_letter_used_once_has_the_right_slopes():
    """So differences for a name without a letter twice do not find it."""
    net, (X, Y) = start(BLUNDERS["overwritten"]), spelling.tables(None, ["mark"])
    right = start(RIGHT).gradient(X, Y).values
    assert (np.abs(net.gradient(X, Y).values - right) < 1e-15).all()
    X, Y = spelling.tables(None, ["ann"])
    wrong, right = (by_name(one, one.gradient(X, Y))["E"] for one in (net, start(RIGHT)))
    assert [*np.flatnonzero((np.abs(wrong - right) > 1e-6).any(axis=1))] == [14], "n"


def test_the_slope_that_stays_is_that_of_the_last_place():
    marks, dL_dH = np.zeros((2, 3, 4)), np.arange(12.0).reshape(2, 3, 2)
    for row, place, letter in ((0, 0, 1), (0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 1, 3)):
        marks[row, place, letter] = 1
    found = BLUNDERS["overwritten"].rows(marks, dL_dH)
    assert found.tolist() == [[0, 0], [4, 5], [6, 7], [8, 9]]
    assert RIGHT.rows(marks, dL_dH).tolist() == [[0, 0], [4, 6], [8, 10], [8, 9]]


def test_what_a_way_learns_from():
    """Names that are asked are of another part, but where a blunder puts them among the others."""
    parts = names.load().training, names.load().validation
    training, asked = RIGHT.parted(*parts)
    assert (len(training), len(asked)) == (300, 100)
    assert not {*training} & {*asked}
    training, asked = BLUNDERS["among"].parted(*parts)
    assert (len(training), len({*training}), len(asked)) == (300, 300, 100)
    assert {*asked} < {*training}
    X, y_true = names.coded(["ann"])
    labels = {key: way.labels(X, y_true)[0].tolist() for key, way in WAYS.items()}
    gone = [-1] * 8
    assert labels[None] == [1, 14, 14, 0, *gone]
    assert labels["itself"] == [0, 1, 14, 14, *gone]
    assert labels["two_ahead"] == [14, 14, 0, -1, *gone]
    assert labels["padding"] == [1, 14, 14, 0, *[0] * 8]


def test_curves_fall_and_two_fall_to_nearly_nothing():
    for key, way in WAYS.items():
        losses = taught(way).losses
        assert losses[0] == pytest.approx(np.log(27), rel=0.03), "one of 27 letters"
        assert (losses[-1] < 0.01) == (key in ("no_mask", "itself"))
        assert losses[-1] < 0.65 * losses[0]
        assert (np.diff(losses) > 0.01).sum() == 0, "hardly ever up"


def test_a_loss_as_the_way_has_it_does_not_catch_a_leak():
    """Without a mask the validation names cost nothing, until they are asked letter by letter."""
    right, leak = (probe(WAYS[key])[list(LOSSES)] for key in (None, "no_mask"))
    assert leak[0] < 0.05 < 2 < right[0]
    assert leak[1] > np.log(27) > 3 > right[1]
    net = taught(BLUNDERS["no_mask"]).network()
    masked = Transformer(net.sizes, net.values, places=12, without=("neurons",))
    asked = names.load().test[:100]
    assert masked.loss(*names.coded(asked)) == pytest.approx(leak[1], rel=1e-9)


@pytest.mark.parametrize("key", WAYS)
def test_nothing_that_is_printed_hangs_on_a_last_digit(key):
    exact, nudged = (told(key, nudge) for nudge in (0.0, 1e-13))
    assert exact == nudged
    numbers = zip(spelling.ten(key), spelling.ten(None), strict=True)
    for row, (number, right) in enumerate(numbers):
        off = 2e-7 if row == DIFFERENCE else 2e-9
        more, less = (number * (1 + share) for share in (off, -off))
        assert [short(more, 4), fixed(more / right, 3)] == [short(less, 4), fixed(less / right, 3)]


def told(key, nudge):
    losses = spelling.learned(key, nudge)[0]
    return [fixed(loss) for loss in losses], [short(one, 4) for one in spelling.ten(key, nudge)]


def test_a_copy_has_the_same_mistake():
    X, Y = spelling.tables(None, texts(None))
    net = start(BLUNDERS["overwritten"])
    slopes = net.gradient(X, Y).values
    for copy in (deepcopy(net), pickle.loads(pickle.dumps(net)), net.with_values(net.values)):
        assert (copy.gradient(X, Y).values == slopes).all()
    assert not np.allclose(start(RIGHT).gradient(X, Y).values, slopes)


def test_a_way_of_somebodys_own():
    """Half the slopes of letters are off in the row of differences, and the rest is right."""
    half = RIGHT._replace(rows=lambda marks, dL_dH: RIGHT.rows(marks, dL_dH) / 2)
    found = compare(half)
    assert "".join(found.marks) == "=======≠=="
    assert found.found[DIFFERENCE] == pytest.approx(0.5)


def test_a_block_of_the_lesson_looks_as_before():
    """Its two lines can be exchanged, and are those of the module."""
    assert Transformer._attend is attention.attend.bare
    assert Transformer._attend_back is attention._attend_back
