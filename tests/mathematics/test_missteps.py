"""Missteps: the steps of each are those of sums written out, and no two of them look alike."""

import itertools
import math

import numpy as np
import pytest

from helpers.missteps import MISSTEPS, RIGHT, compare, probe
from helpers.mistakes import MISTAKES
from helpers.network import Network
from helpers.people import X, y_true
from helpers.training import train

TRAININGS = {"right": RIGHT, **MISSTEPS}
OFF = {  # which of the seven rows tell it, counted from 0
    "right": [],
    "betas": [2, 3, 4, 6],
    "no_correction": [0, 1, 2, 3, 4, 6],
    "epsilon_inside": [4],
    "from_0": [0, 1, 2, 3, 4, 6],
    "neighbour": [0, 1, 2, 3, 4, 6],
    "not_squared": [1, 2, 3, 4, 6],
    "late": [0, 1, 2, 3, 4, 6],
    "decay_inside": [5],
    "restart": [6],
}
WALK = np.random.default_rng(0).normal(size=(250, 2)).tolist()
FIRST = [1, 2, *(first for first, _second in WALK[2:])]
SECOND = [10, -10, *(10 * second for _first, second in WALK[2:])]


def change(key, own, other):
    """Return the last change of a weight that met the slopes `own`, beside one that met `other`.

    Memories are written out as sums: the slope i steps ago counts β to the power of i.
    """
    t = len(own)
    beta1, beta2 = (0.999, 0.9) if key == "betas" else (0.9, 0.999)
    late = 1 if key == "late" else 0
    m = sum((1 - beta1) * beta1 ** (t - i) * own[i - 1 - late] for i in range(1 + late, t + 1))
    sizes = [abs(g) if key == "not_squared" else g * g
             for g in (other if key == "neighbour" else own)]  # fmt: skip
    s = sum((1 - beta2) * beta2 ** (t - i) * sizes[i - 1] for i in range(1, t + 1))
    counted = t - 1 if key == "from_0" else t
    if counted and key != "no_correction":
        m, s = m / (1 - beta1**counted), s / (1 - beta2**counted)
    root = math.sqrt(s + 1e-8) if key == "epsilon_inside" else math.sqrt(s) + 1e-8
    halvings = len([step for step in (101, 201) if step <= t])
    if key == "restart" and t > 200:
        halvings = 0
    return -0.1 / 2**halvings * m / root


def seven(key):
    """Return the seven changes of the probe."""
    small = [1e-6 * g for g in FIRST[:2]], [1e-6 * g for g in SECOND[:2]]
    pull = -0.1 * 0.1 * 5
    if key == "decay_inside":
        pull = change(key, [1 + 0.1 * 5], [10]) - change(key, [1], [10])
    return [
        change(key, FIRST[:1], SECOND[:1]),
        change(key, SECOND[:1], FIRST[:1]),
        change(key, FIRST[:2], SECOND[:2]),
        change(key, SECOND[:2], FIRST[:2]),
        change(key, *small),
        pull,
        change(key, FIRST, SECOND),
    ]


@pytest.mark.parametrize("key", TRAININGS)
def test_the_probe_is_seven_steps_by_sums(key):
    found, wanted = probe(TRAININGS[key]), seven(key)
    for place in range(7):
        rough = 1e-5 if (key, place) == ("decay_inside", 5) else 1e-9  # of 3·10⁻¹⁰ beside a 5
        assert found[place] == pytest.approx(wanted[place], rel=rough, abs=1e-15), place


def test_the_right_steps_can_be_said_by_head():
    steps = probe(RIGHT)
    assert steps[:2] == pytest.approx([-0.1, -0.1])
    assert steps[2] == pytest.approx(-0.1 * (2.9 / 1.9) / math.sqrt(4.999 / 1.999))
    assert steps[3] == pytest.approx(0.1 / 19)
    assert steps[5] == pytest.approx(-0.05)
    assert compare(RIGHT).right.tolist() == steps.tolist()


@pytest.mark.parametrize("key", TRAININGS)
def test_marks_tell_which_rows_are_off(key):
    """None is near to the line between the two: a mistake is off by more than 1 in 1000."""
    found = compare(TRAININGS[key])
    assert [row for row, mark in enumerate(found.marks) if mark == "≠"] == OFF[key]
    assert set(found.marks) <= {"=", "≠"}
    wanted = [here / right for here, right in zip(seven(key), seven("right"), strict=True)]
    assert found.ratios == pytest.approx(wanted, rel=1e-5, abs=1e-12)
    for row, ratio in enumerate(wanted):
        assert abs(ratio - 1) > 1e-3 if row in OFF[key] else abs(ratio - 1) < 1e-7
    assert len(found.names) == len(found.steps) == len(found.marks) == 7


def test_no_two_have_the_same_signature():
    assert len(MISSTEPS) == 9
    for one, other in itertools.combinations(TRAININGS, 2):
        pairs = zip(compare(TRAININGS[one]).ratios, compare(TRAININGS[other]).ratios, strict=True)
        assert max(abs(a - b) / max(abs(a), abs(b), 1e-300) for a, b in pairs) > 0.5, (one, other)


@pytest.mark.parametrize("key", TRAININGS)
def test_a_training_looks_fine_and_changes_nothing_that_it_was_handed(key):
    net = Network.random([2, 2, 1], np.random.default_rng(0))
    before = net.values.copy()
    runs = [TRAININGS[key](net, X, y_true, 0.1, 300, decay=0.01).losses for _again in range(2)]
    assert runs[0].tolist() == runs[1].tolist()
    assert net.values.tolist() == before.tolist()
    assert runs[0][-1] < 0.05 < runs[0][0]


@pytest.mark.parametrize("key", TRAININGS)
def test_networks_at_once_are_trained_apart(key):
    many = Network.random([2, 2, 1], np.random.default_rng(1), networks=3)
    at_once = TRAININGS[key](many, X, y_true, 0.05, 10, 0.1).parameters
    for i, values in enumerate(many.values):
        alone = TRAININGS[key](Network([2, 2, 1], values), X, y_true, 0.05, 10, 0.1).parameters
        assert at_once[:, i] == pytest.approx(alone, rel=1e-9)


def test_decay_inside_takes_a_mistake_too():
    net, mistake = Network.random([2, 2, 1], np.random.default_rng(2)), MISTAKES["no_bias"]
    ways = [MISSTEPS["decay_inside"](net, X, y_true, 0.1, 5, 0.3, gradient=gradient).parameters
            for gradient in (mistake, lambda *rows: mistake(*rows))]  # fmt: skip
    assert ways[0] == pytest.approx(ways[1], rel=1e-12)


def test_decay_inside_is_the_slope_of_one_more_loss():
    """Of λ p² / 2; without a decay nothing is wrong, whatever form a gradient has."""
    net = Network.random([2, 2, 1], np.random.default_rng(2))
    inside, ways = MISSTEPS["decay_inside"], []
    for decay in (0, 0.3):
        for form in (None, lambda net, *_: _slopes(net), lambda net, *_: _slopes(net).by_name()):
            ways.append(inside(net, X, y_true, 0.1, 20, decay, gradient=form).parameters)
    assert ways[0].tolist() == RIGHT(net, X, y_true, 0.1, 20).parameters.tolist()
    for one, others in ((ways[0], ways[1:3]), (ways[3], ways[4:])):
        for other in others:
            assert other.tolist() == one.tolist()
    assert abs(ways[0] - ways[3]).max() > 0.1


def _slopes(net):
    return net.gradient(X, y_true)


def test_the_right_one_is_that_of_the_lesson():
    """Adam beside a decay, all rows at once, and half the rate from step 101 on."""
    net = Network.random([2, 2, 1], np.random.default_rng(3))
    values, slopes_met, wanted = net.values.tolist(), [[] for _p in range(9)], []
    for step in range(120):
        slopes = net.with_values(values).gradient(X, y_true).values.tolist()
        for met, slope in zip(slopes_met, slopes, strict=True):
            met.append(slope)
        moves = [change("right", met, []) for met in slopes_met]
        rate = 0.1 * 0.5 ** (step // 100)  # the decay goes by it as well
        values = [p + move - rate * 0.01 * p for p, move in zip(values, moves, strict=True)]
        wanted.append(values)
    found = RIGHT(net, X, y_true, 0.1, 120, 0.01).parameters[1:]
    assert found == pytest.approx(np.array(wanted), rel=1e-7)
    defaults = train(net, X, y_true, 0.1, 1000, None).losses.shape
    assert RIGHT(net, X, y_true).losses.shape == defaults
