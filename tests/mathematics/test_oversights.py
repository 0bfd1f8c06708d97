"""Oversights: what is found of each is as in plain NumPy, and marks tell which rows are off."""

import pickle
from copy import deepcopy

import looking
import numpy as np
import pytest
import reading

from helpers.convolution import pool_back, windows_back
from helpers.gradients import gradient_check, numerical_gradient
from helpers.oversights import (
    ALIKE,
    NAMES,
    OVERSIGHTS,
    RIGHT,
    compare,
    probe,
    start,
    taught,
)

KEYS = looking.KEYS
WAYS = {None: RIGHT, **OVERSIGHTS}
OFF = {  # which of the seven rows tell it, counted from 0
    None: [],
    "padding": [0],
    "every_place": [2, 4, 5, 6],
    "ties": [6],
    "stride": [1, 3, 4, 5, 6],
    "turned": [4, 5, 6],
    "last_place": [3, 4, 5, 6],
}
CHANGED = {  # what of the right way is another one
    "padding": "count",
    "every_place": "pooled",
    "ties": "pooled",
    "stride": "back",
    "turned": "kernel",
    "last_place": "slopes",
}
EXACT = (0, 1, 2)  # rows without a difference of losses


def parts(net):
    """Return W1, b1, W2, b2, W3, b3 of a network, or of its slopes, a row for each kernel."""
    return [part for W, B in zip(net.W, net.B, strict=True) for part in (W.T, B.ravel())]


def pictures(kind):
    """Return ten pictures and what they say: pixels of chance, or digits."""
    X, digits = (part[looking.rows()[30:40]] for part in reading.stored())
    return (np.random.default_rng(3).random(X.shape) if kind == "chance" else X), digits


@pytest.mark.parametrize("key", WAYS)
def test_the_probe_is_seven_numbers_of_plain_numpy(key):
    found, wanted = probe(WAYS[key]), looking.seven(key)
    assert len(found) == len(NAMES) == len(ALIKE) == 7
    for place in range(7):
        rough = 1e-12 if place in EXACT else 1e-6  # differences
        assert found[place] == pytest.approx(wanted[place], rel=rough, abs=1e-9), place


def test_what_can_be_said_by_head():
    """A corner has one number and three of padding; a square that keeps one gives to one."""
    found = {key: probe(way) for key, way in WAYS.items()}
    assert found[None].tolist()[:3] == [1, 1 / 4, 1]
    assert found[None][3:] == pytest.approx([1] * 4, rel=1e-6)
    assert found["padding"][0] == 1 / 4
    assert found["stride"][1] == 0, "the last windows lie where the last but one should"
    assert found["every_place"][2] == 4
    assert found["last_place"][5:].tolist() == [0, 0], "there a 1 has nothing but paper"
    picture = reading.stored()[0][looking.PICTURE].reshape(8, 8)
    assert np.flatnonzero(picture.any(axis=0)).tolist() == [2, 3, 4, 5], "four columns are blank"
    assert not picture[5:, 5:].any()
    assert reading.stored()[1][looking.PICTURE] == 1
    assert looking.PICTURE in looking.rows()


@pytest.mark.parametrize("key", WAYS)
def test_marks_tell_which_rows_are_off_and_none_is_near_to_the_line(key):
    found, right = compare(WAYS[key]), looking.seven(None)
    assert [row for row, mark in enumerate(found.marks) if mark == "≠"] == OFF[key]
    assert set(found.marks) <= {"=", "≠"}
    assert found.right == pytest.approx(right, rel=1e-6)
    for row, (one, wanted) in enumerate(zip(looking.seven(key), right, strict=True)):
        if row in OFF[key]:
            assert abs(one / wanted - 1) > 0.05
        else:
            assert one == pytest.approx(wanted, rel=1e-12)


def test_right_parts_are_those_of_the_lesson():
    assert (RIGHT.pooled, RIGHT.back) == (pool_back, windows_back)


@pytest.mark.parametrize("key", WAYS)
def test_a_training_is_that_of_plain_numpy(key):
    history, (losses, p) = taught(WAYS[key]), looking.learned(key)
    assert history.losses == pytest.approx(losses, rel=1e-7)
    for mine, wanted in zip(parts(history.network()), p, strict=True):
        assert mine == pytest.approx(wanted, rel=1e-6, abs=1e-8)
    for mine, wanted in zip(parts(start(WAYS[key])), looking.start(), strict=True):
        assert mine == pytest.approx(wanted, rel=1e-14)


@pytest.mark.parametrize("kind", ["chance", "digits"])
@pytest.mark.parametrize("key", WAYS)
def test_slopes_are_those_of_plain_numpy(key, kind):
    """Every slope of an exhibit is as wrong as it should be, at the start and after training."""
    X, digits = pictures(kind)
    for net in (start(WAYS[key]), taught(WAYS[key]).network()):
        p = [part.copy() for part in parts(net)]
        found = parts(net.gradient(X, np.eye(10)[digits]))
        for mine, wanted in zip(found, looking.gradient(key, p, X, digits), strict=True):
            assert mine == pytest.approx(wanted, rel=1e-9, abs=1e-12)
        (*_, M, shares) = looking.forward(key, p, X)
        assert net.feedforward(X) == pytest.approx(shares, rel=1e-9)
        assert net.activations(X)[-2] == pytest.approx(M, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("kind", ["chance", "digits"])
def test_right_slopes_are_differences(kind):
    """So are those where padding is counted: differences do not find it."""
    X, digits = pictures(kind)
    Y_true = np.eye(10)[digits]
    for key in (None, "padding"):
        net = start(WAYS[key])
        check = gradient_check(net, X, Y_true)
        assert not check.named("≠")
        assert len(check.named("=")) > 200
        found = net.gradient(X, Y_true).values
        assert found == pytest.approx(numerical_gradient(net, X, Y_true).values, abs=1e-9)
        p, h = looking.start(), 1e-5
        for part, slopes in enumerate(looking.gradient(key, p, X, digits)):
            at = np.unravel_index(np.abs(slopes).argmax(), slopes.shape)
            losses = []
            for change in (h, -h):
                p[part][at] += change
                losses.append(looking.loss(key, p, X, digits))
                p[part][at] -= change
            assert (losses[0] - losses[1]) / (2 * h) == pytest.approx(slopes[at], rel=1e-6)


def test_a_check_finds_what_is_off_where_it_should_be():
    """Ties are found at the biases of the first kernels alone, and only where paper is blank."""
    for kind, wanted in (("chance", set()), ("digits", {"b1", "b2", "b3"})):
        X, digits = pictures(kind)
        check = gradient_check(start(OVERSIGHTS["ties"]), X, np.eye(10)[digits])
        assert set(check.named("≠")) <= wanted
        assert bool(check.named("≠")) == bool(wanted)
    for key, first in {"turned": 27, "every_place": 27, "stride": 27 + 108}.items():
        found = gradient_check(start(OVERSIGHTS[key]), *pictures_and_shares("chance")).named("≠")
        weights = {int(name[1:]) for name in found if name[0] == "w"}
        assert max(weights) <= first, "nothing behind it is wrong"
        assert len(weights) > first / 2


def pictures_and_shares(kind):
    X, digits = pictures(kind)
    return X, np.eye(10)[digits]


def test_most_curves_look_fine():
    """Five end below a quarter of the start, and two of them at or below the right one."""
    ends = {key: taught(way).losses[[0, -1]] for key, way in WAYS.items()}
    fine = {key for key, (first, last) in ends.items() if last < 0.22 * first}
    assert fine == set(WAYS) - {"last_place"}
    assert ends["last_place"][1] > 0.6 * ends["last_place"][0]
    assert (np.diff(taught(OVERSIGHTS["last_place"]).losses) < 0).all(), "and yet it falls"


@pytest.mark.parametrize("key", WAYS)
def test_nothing_that_is_printed_hangs_on_a_last_digit(key):
    exact, nudged = (looking.learned(key, nudge)[0] for nudge in (0.0, 1e-13))
    assert [f"{loss:.4f}" for loss in exact] == [f"{loss:.4f}" for loss in nudged]
    assert exact == pytest.approx(nudged, rel=1e-8)
    for number in looking.seven(key):
        more, less = (number * (1 + share) for share in (2e-7, -2e-7))  # as differences may do
        assert [f"{more:.4f}", f"{more:.3f}"] == [f"{less:.4f}", f"{less:.3f}"]
    right = looking.learned(None)[0]
    if key is not None:
        assert abs(exact[-1] - right[-1]) > 0.004, "who ends lower is no matter of digits"


def test_a_copy_has_the_same_mistake():
    X, Y_true = pictures_and_shares("chance")
    net = start(OVERSIGHTS["turned"])
    slopes = net.gradient(X, Y_true).values
    for copy in (deepcopy(net), pickle.loads(pickle.dumps(net)), net.with_values(net.values)):
        assert (copy.gradient(X, Y_true).values == slopes).all()
    assert not np.allclose(start(RIGHT).gradient(X, Y_true).values, slopes)


def test_many_networks_are_as_each_of_them():
    X, _Y_true = pictures_and_shares("digits")
    history = taught(OVERSIGHTS["padding"])
    many = history.start.with_values(history.parameters[:3])
    found = many.feedforward(X)
    assert found.shape == (3, 10, 10)
    for epoch in range(3):
        assert found[epoch] == pytest.approx(history.network(epoch).feedforward(X), rel=1e-12)


def test_a_way_of_somebodys_own():
    """Means over the places in the place of sums: 1/36 and 1/9 of what they should be."""

    def mean(V, dL_dZ):
        return [slopes / V.shape[1] for slopes in RIGHT.slopes(V, dL_dZ)]

    found = compare(RIGHT._replace(slopes=mean))
    assert "".join(found.marks) == "===≠≠≠≠"
    assert found.found[3:] == pytest.approx([1 / 9, *[1 / 36] * 3], rel=1e-6)
