"""Lapses: what is found of each is as in plain NumPy, and marks tell which rows are off."""

import math

import adding
import numpy as np
import pytest

from helpers import lapses
from helpers.gradients import gradient_check
from helpers.lapses import ALIKE, LAPSES, NAMES, RIGHT, compare, probe, start, taught
from helpers.recurrence import Recurrent, clipped

KEYS = adding.KEYS
WAYS = {None: RIGHT, **LAPSES}
OFF = {  # which of the eight rows tell it, counted from 0
    None: [],
    "highest": [0, 1, 7],
    "carry": [1],
    "state": [2],
    "late": [3, 7],
    "cut": [5],
    "element": [6],
}
CHANGED = {  # what of the right way is another one
    "highest": "read",
    "carry": "read",
    "state": "handed",
    "late": "handed",
    "cut": "back",
    "element": "clip",
}
FALL = [key for key in WAYS if key not in ("highest", "late")]  # losses that fall all the way


@pytest.mark.parametrize("key", WAYS)
def test_the_probe_is_eight_numbers_of_plain_numpy(key):
    found, wanted = probe(WAYS[key]), adding.eight(key)
    assert len(found) == len(NAMES) == len(ALIKE) == 8
    for place in range(8):
        rough = 1e-6 if place in (4, 5) else 1e-12  # differences
        assert found[place] == pytest.approx(wanted[place], rel=rough, abs=1e-15), place


def test_what_can_be_said_by_head():
    found = {key: probe(way) for key, way in WAYS.items()}
    assert found[None][[0, 1, 4, 5, 6, 7]] == pytest.approx([1, 14, 1, 1, 1, 1])
    assert found["highest"][:2].tolist() == [0, 0b0111], "1110 from the other end"
    assert found["carry"][1] == 14 - 8
    assert found["element"][6] == pytest.approx(math.sqrt(22))
    assert found["late"][3] == 0
    assert found["cut"][4] == pytest.approx(1), "one step has nothing before it"
    assert 0 < found["cut"][5] < 0.95


@pytest.mark.parametrize("key", WAYS)
def test_marks_tell_which_rows_are_off_and_none_is_near_to_the_line(key):
    found, right = compare(WAYS[key]), adding.eight(None)
    assert [row for row, mark in enumerate(found.marks) if mark == "≠"] == OFF[key]
    assert set(found.marks) <= {"=", "≠"}
    assert found.right == pytest.approx(right, rel=1e-6)
    assert min(map(abs, found.right)) > 0.01, "it is divided by, and written with four digits"
    for row, (one, wanted) in enumerate(zip(adding.eight(key), right, strict=True)):
        if row in OFF[key]:
            assert abs(one - wanted) > max(10 * ALIKE[row], 0.005)
        else:
            assert abs(one - wanted) <= ALIKE[row] / 2


def test_right_parts_are_those_of_the_lesson():
    assert RIGHT.clip is clipped


def test_the_right_slopes_are_those_of_the_lesson_and_pass_the_check():
    """So does the network whose state is handed on in another way: it is no wrong slope."""
    X, Y_true = np.random.default_rng(1).integers(0, 2, (2, 3, 4, 2)).astype(float)
    Y_true = Y_true[..., :1]
    net = start()
    assert RIGHT.back(net, X, Y_true).tolist() == net.gradient(X, Y_true).values.tolist()
    for key in ("state", "late"):
        handed = LAPSES[key].handed
        check = gradient_check(net, handed(X), handed(Y_true))
        assert check.named("≠") == []
        assert len(check.named("=")) > 18
    cut = gradient_check(net, X, Y_true, LAPSES["cut"].back)
    assert {*cut.named("≠")} >= {"w1", "w6", "b1"}
    assert not {*cut.named("≠")} & {"w16", "w17", "w18", "b4"}, "those of the outputs are right"


@pytest.mark.parametrize("key", WAYS)
def test_a_training_is_that_of_plain_numpy(key):
    history, (losses, p, _lengths) = taught(WAYS[key]), adding.learned(key)
    assert history.losses == pytest.approx(losses, rel=1e-6)
    net = history.network()
    for one, wanted in zip((net.W[0], net.B[0], net.W[1], net.B[1]), p, strict=True):
        assert one.ravel() == pytest.approx(np.ravel(wanted), rel=1e-5, abs=1e-7)
    assert len(losses) == 201


def test_the_start_is_drawn_layer_by_layer():
    W1, B1, W2, B2 = adding.start()
    net = start()
    assert isinstance(net, Recurrent)
    assert net.sizes == (2, 3, 1)
    assert net.W[0] == pytest.approx(W1)
    assert net.W[1].ravel() == pytest.approx(W2)
    assert [*net.B[0].ravel(), *net.B[1].ravel()] == [*B1, B2] == [0, 0, 0, 0]


@pytest.mark.parametrize("key", FALL)
def test_a_curve_looks_fine(key):
    losses = taught(WAYS[key]).losses
    assert (np.diff(losses) < 0).all()
    assert losses[-1] < losses[0] / 150


@pytest.mark.parametrize("key", ["highest", "late"])
def test_two_curves_stay_high(key):
    losses = taught(WAYS[key]).losses
    assert losses.min() > 0.5


@pytest.mark.parametrize("key", WAYS)
def test_nothing_that_is_printed_hangs_on_a_last_digit(key):
    exact, nudged = (told(key, nudge) for nudge in (0.0, 1e-13))
    assert exact == nudged


def told(key, nudge):
    losses = adding.learned(key, nudge)[0]
    return [f"{loss:.4f}" for loss in losses], [f"{one:.4f}" for one in adding.eight(key, nudge)]


def test_no_answer_of_the_test_is_near_to_a_half():
    """So no computer counts another share."""
    for key in WAYS:
        X, _Y = adding.tables(key, 5)
        said = adding.outputs(key, adding.learned(key)[1], X)
        assert abs(said - 0.5).min() > 1e-6


def test_a_way_of_somebodys_own():
    """Slopes twice as large are off in both rows of differences, and the rest is right."""
    twice = RIGHT._replace(back=lambda net, X, Y_true: 2 * net.gradient(X, Y_true).values)
    found = compare(twice)
    assert "".join(found.marks) == "====≠≠=="
    assert found.found[4:6] == pytest.approx([2, 2])


def test_the_training_is_short():
    """Seven of them are run in one cell of the notebook."""
    assert lapses.EPOCHS * 64 // lapses.BATCH == 1600
