"""Misreadings: what is found of each is as in plain NumPy, and marks tell which rows are off."""

import math
import warnings

import numpy as np
import pytest
import reading

from helpers.misreadings import (
    ALIKE,
    MISREADINGS,
    NAMES,
    RIGHT,
    compare,
    probe,
    rows,
    taught,
)
from helpers.network import OUTPUTS

KEYS = reading.KEYS
WAYS = {None: RIGHT, **MISREADINGS}
OFF = {  # which of the seven rows tell it, counted from 0
    None: [],
    "axis": [0, 1, 2, 3, 4, 5],
    "no_shift": [1],
    "mean_twice": [3],
    "labels": [4, 5],
    "leak": [5, 6],
    "sigma_slope": [2, 3],
}
CHANGED = {  # what of the right way is another one
    "axis": "squash",
    "no_shift": "squash",
    "mean_twice": "slope",
    "labels": "label",
    "leak": "split",
    "sigma_slope": "slope",
}
FALL = [key for key in WAYS if key != "axis"]  # losses that fall all the way


@pytest.mark.parametrize("key", WAYS)
def test_the_probe_is_seven_numbers_of_plain_numpy(key):
    found, wanted = probe(WAYS[key]), reading.seven(key)
    assert len(found) == len(NAMES) == len(ALIKE) == 7
    for place in range(7):
        rough = 1e-6 if place in (2, 3) else 1e-12  # differences
        assert found[place] == pytest.approx(wanted[place], rel=rough, nan_ok=True), place


def test_what_can_be_said_by_head():
    """Where all sums are 0 each share is a tenth, and among three rows a third."""
    found = {key: probe(way) for key, way in WAYS.items()}
    e = math.e
    large = 1 / (1 + 1 / e + 1 / e**2)
    assert found[None][:4] == pytest.approx([1, large, 1, 1])
    assert round(large, 4) == 0.6652
    assert found[None][6] == 100 + 200
    assert found["axis"][[0, 1]] == pytest.approx([10 / 3, 1])
    assert found["axis"][3] == pytest.approx((1 / 3 - 1) / (2 / 3 - 1)), "two 3 among three rows"
    assert np.isnan(found["axis"][2]), "alone a share is 1 and stays 1: 0 / 0"
    assert np.isnan(found["no_shift"][1]), "inf / inf"
    assert found["mean_twice"][[2, 3]] == pytest.approx([1, 1 / 3])
    assert found["sigma_slope"][[2, 3]] == pytest.approx([0.1 * 0.9] * 2)
    assert found["leak"][[5, 6]].tolist() == [1, 200]
    assert found["labels"][4] == 0


@pytest.mark.parametrize("key", WAYS)
def test_marks_tell_which_rows_are_off_and_none_is_near_to_the_line(key):
    found, right = compare(WAYS[key]), reading.seven(None)
    assert [row for row, mark in enumerate(found.marks) if mark == "≠"] == OFF[key]
    assert set(found.marks) <= {"=", "≠"}
    assert found.right == pytest.approx(right, rel=1e-6)
    assert 0 not in found.right, "it is divided by"
    for row, (one, wanted) in enumerate(zip(reading.seven(key), right, strict=True)):
        if row in OFF[key]:
            assert not abs(one - wanted) < 2 * max(ALIKE[row], 0.001)  # NaN is not near either
        else:
            assert abs(one - wanted) <= ALIKE[row] / 1.5


def test_right_parts_are_those_of_the_lesson():
    softmax = OUTPUTS["softmax"]
    assert (RIGHT.squash, RIGHT.slope) == (softmax.squash, softmax.slope)


@pytest.mark.parametrize("key", WAYS)
def test_a_training_is_that_of_plain_numpy(key):
    history, (losses, W, b) = taught(WAYS[key]), reading.learned(key)
    assert history.losses == pytest.approx(losses, rel=1e-7)
    net = history.network()
    assert net.W[0] == pytest.approx(W, rel=1e-6, abs=1e-9)
    assert net.B[0].ravel() == pytest.approx(b, rel=1e-6, abs=1e-9)
    assert [part.tolist() for part in rows(WAYS[key])] == list(reading.rows(key))
    classes = len(reading.rows(key)[0]) if key == "axis" else 10
    assert losses[0] == pytest.approx(math.log(classes)), "all sums are 0"


@pytest.mark.parametrize("key", FALL)
def test_a_curve_looks_fine(key):
    losses = taught(WAYS[key]).losses
    assert (np.diff(losses) < 0).all()
    assert losses[-1] < losses[0] / 10


def test_one_curve_climbs():
    losses = taught(MISREADINGS["axis"]).losses
    assert 0 < losses.argmin() < 20
    assert losses.min() < losses[0] < 10 < losses[-1]


@pytest.mark.parametrize("key", WAYS)
def test_nothing_that_is_printed_hangs_on_a_last_digit(key):
    exact, nudged = (told(key, nudge) for nudge in (0.0, 1e-13))
    assert exact == nudged


def told(key, nudge):
    losses = reading.learned(key, nudge)[0]
    return [f"{loss:.4f}" for loss in losses], [f"{one:.4f}" for one in reading.seven(key, nudge)]


def test_large_sums_warn_of_nothing():
    """NaN is told as such, by the way that has it and by no warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isnan(probe(MISREADINGS["no_shift"])).sum() == 1
        assert np.isnan(probe(MISREADINGS["axis"])).sum() == 1


def test_a_way_of_somebodys_own():
    """A slope twice as large is off in the two rows of differences, and learns all the same."""
    twice = RIGHT._replace(slope=lambda Y_true, Z, A: 2 * (A - Y_true) / len(Y_true))
    found = compare(twice)
    assert "".join(found.marks) == "==≠≠==="
    assert found.found[2:4] == pytest.approx([2, 2])
