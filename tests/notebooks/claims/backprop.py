"""What notebook 4 claims, and whether it is so.

A network is nine numbers in a dictionary, as in `plain`; where many are needed each of the nine is
an array, one number a network.
"""

import random
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from lessons import ROOT, Lesson
from plain import (
    NAMES,
    PEOPLE,
    ROWS,
    forward,
    gradient,
    loss,
    parameters,
    sigmoid,
    slopes_of_one,
    train,
)

from helpers import people
from helpers.gradients import gradient_check
from helpers.mistakes import MISTAKES
from helpers.network import Network
from helpers.widgets.museum import EXHIBITS

ALICE, BOB, _CHARLIE, DIANA = ROWS
ONES = parameters(w1=1, w2=1, w3=1, w4=1, w5=1, w6=1)
GENERIC = dict(zip(NAMES, [0.4, 0.7, -0.6, 0.5, 0.9, -0.8, 0.3, -0.2, 0.1], strict=True))
EPSILON = 2.0**-52


def moved(p, name, change):
    return p | {name: p[name] + change}


def difference(p, name, h=1e-5, rows=(ALICE,), of=loss):
    """Return the central difference of a loss along one parameter."""
    return (of(moved(p, name, h), rows) - of(moved(p, name, -h), rows)) / (2 * h)


def drawn(count=100, size=1.0):
    """Return networks with numbers drawn by chance."""
    rng = random.Random(4)
    return [{name: rng.uniform(-size, size) for name in NAMES} for _network in range(count)]


def planted(p, row, mistake=None):
    """Return the nine slopes for one person as an array, with a mistake planted in them."""
    return np.array(list(gradient(p, [row], mistake).values()))


def slope(z, h=1e-4):
    return (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)


# ---------------------------------------------------------------- wiggle one weight, and the chain


def to_the_right_the_loss_rises():
    losses = [loss(moved(ONES, "w1", k / 10), [ALICE]) for k in range(-10, 11)]
    assert losses == sorted(losses)


def it_settles():
    quotients = [
        (loss(moved(ONES, "w1", 10.0**-k), [ALICE]) - loss(ONES, [ALICE])) * 10**k for k in range(6)
    ]
    changes = np.abs(np.diff(quotients))
    assert (changes[1:] < changes[:-1]).all()
    assert abs(quotients[3] - 0.0215) < 1e-4


def wheels():
    p = moved(ONES, "w1", 0.001)
    h1, y = (forward(p, ALICE[0])[n] - forward(ONES, ALICE[0])[n] for n in ("h1", "y_pred"))
    change = loss(p, [ALICE]) - loss(ONES, [ALICE])
    assert round(0.001 / h1) == -11
    assert abs(y / h1 - 0.25) < 0.01
    assert -1 < change / y < -0.95


# ---------------------------------------------------------------- the sigmoid, and the factors


def at_most_a_quarter():
    slopes = {z: slope(z) for z in np.linspace(-30, 30, 601)}
    assert max(slopes.values()) < 0.25 + 1e-8
    assert abs(max(slopes, key=slopes.get)) < 1e-9
    assert max(s for z, s in slopes.items() if abs(z) > 5) < 0.01


def two_ways_to_say_it():
    for z in np.linspace(-8, 8, 33):
        assert abs(slope(z) - sigmoid(z) * (1 - sigmoid(z))) < 1e-8
        assert abs(slope(z) - sigmoid(z) * sigmoid(-z)) < 1e-8


def mixed_up():
    assert all(abs(slope(sigmoid(z)) - slope(z)) > 0.01 for z in (-3, -1, 0, 1, 3))
    assert all(abs(z * (1 - z) - slope(z)) > 0.01 for z in (-3, -1, 0, 1, 3))


def a_square():
    for u in np.linspace(-1, 1, 21):
        for h in (0.1, 0.01, 0.001):
            assert abs(((u + h) ** 2 - u**2) / h - (2 * u + h)) < 1e-9


def cut_and_rounded():
    first, second, third = 0.95260965, 0.24943854, 0.09035332
    output = 1 - first / 2
    assert f"{output:.3f}" == "0.524"
    assert (round(2000 * (1 - 0.524)), round(1000 * first), round(1000 * second)) == (952, 953, 249)
    cut, rounded = (-first * 0.249 * 0.0904 for first in (-0.952, -0.953))
    assert (f"{cut:.4f}", f"{rounded:.4f}", f"{difference(ONES, 'w1'):.4f}") == (
        "0.0214",
        "0.0215",
        "0.0215",
    )
    assert cut < 0.02145 < rounded
    exact = difference(ONES, "w1")
    assert exact - 0.02145 < 0.001 * exact  # a part in a thousand
    assert first * 0.249 * third < 0.02145  # the second factor alone crosses the border


# ---------------------------------------------------------------- two ways, and all nine


def where_paths_join_add():
    for p in drawn():
        for (x1, x2), label in ROWS[::3]:
            s, f = slopes_of_one(p, (x1, x2), label), forward(p, (x1, x2))
            through_h1, through_h2 = s["b1"] * p["w1"], s["b2"] * p["w3"]
            measured = [loss(p, [((x1 + h, x2), label)]) for h in (1e-5, -1e-5)]
            whole = (measured[0] - measured[1]) / 2e-5
            assert abs(through_h1 + through_h2 - whole) < 1e-8 * (1 + abs(whole))
            assert f["z3"] == p["w5"] * f["h1"] + p["w6"] * f["h2"] + p["b3"]


def blame_times_signal():
    tails = {"w1": "x1", "w2": "x2", "w3": "x1", "w4": "x2", "w5": "h1", "w6": "h2"}
    heads = {"w1": "b1", "w2": "b1", "w3": "b2", "w4": "b2", "w5": "b3", "w6": "b3"}
    for p in drawn():
        signals = forward(p, ALICE[0]) | dict(zip(("x1", "x2"), ALICE[0], strict=True))
        for name, tail in tails.items():
            blame = difference(p, heads[name])  # a bias moves the sum by as much as itself
            assert abs(difference(p, name) - blame * signals[tail]) < 1e-8


def all_three_are_negative():
    blames = [difference(ONES, name) for name in ("b1", "b2", "b3")]
    assert max(blames) < 0
    assert blames[2] < 20 * min(blames[:2])


def the_nine_as_answers():
    s = {name: difference(ONES, name) for name in NAMES}
    assert max(s[name] for name in ("b1", "b2", "b3")) < 0 < min(s[f"w{i}"] for i in range(1, 5))
    assert max(abs(s["w5"]), abs(s["w6"])) < abs(s["b3"]) / 10


def b3_is_the_one():
    falls = {
        name: max(loss(ONES, [ALICE]) - loss(moved(ONES, name, c), [ALICE]) for c in (0.1, -0.1))
        for name in NAMES
    }
    best, second = sorted(falls, key=falls.get, reverse=True)[:2]
    assert best == "b3"
    assert loss(moved(ONES, "b3", 0.1), [ALICE]) < loss(ONES, [ALICE])
    assert 0.08 < falls[second] / falls["b3"] < 0.12


def other_units_other_slope():
    """A weight before grams that is hundreds of times smaller answers the same, and moves more."""
    grams = 453.59
    moves = [loss(moved(ONES, "w1", h * grams), [ALICE]) for h in (1e-7, -1e-7)]
    slope = (moves[0] - moves[1]) / 2e-7
    assert slope == pytest.approx(difference(ONES, "w1") * grams, rel=1e-5)
    assert 38 < slope / abs(difference(ONES, "b3")) < 42


def the_lines_leave_the_weights_alone():
    (path,) = ROOT.glob("notebooks/en/04_*.ipynb")
    (cell,) = [cell for cell in Lesson(path).code if cell.id == "nine-lines"]
    targets = [line.split(" = ")[0] for line in cell.source.splitlines()]
    assert len(targets) == 9
    assert all(target.startswith("dL_d") for target in targets)


def a_moved_w5_is_seen():
    later = moved(ONES, "w5", -0.1 * difference(ONES, "w5"))
    assert abs(difference(later, "w1") - difference(ONES, "w1")) > 1e-6


def a_walk_back_costs_two_runs():
    """A run multiplies once by each weight; back it is once for each slope, and once for blame."""
    for sizes in ([2, 2, 1], [784, 100, 10], [5] * 9, [1, 1]):
        pairs = list(pairwise(sizes))
        run = sum(a * b for a, b in pairs)
        for_slopes, for_blame = run, sum(a * b for a, b in pairs[1:])
        assert for_slopes + for_blame <= 2 * run
    parameters_of_digits = sum((a + 1) * b for a, b in ((784, 100), (100, 10)))
    assert 2 * parameters_of_digits == 159_020
    assert 2 * parameters_of_digits / 3 > 12 * 60 * 60  # seconds, where backprop takes one


def they_stay_twins():
    for p in train(ONES, epochs=300)[::100]:
        assert (p["w1"], p["w2"], p["b1"], p["w5"]) == (p["w3"], p["w4"], p["b2"], p["w6"])


# ---------------------------------------------------------------- knobs and saturation


def a_factor_0():
    p = ONES | {"w5": 0}
    assert [n for n in NAMES if abs(difference(p, n)) < 1e-12] == ["w1", "w2", "b1"]
    assert 0.001 < abs(difference(p, "w5") / difference(ONES, "w5") - 1) < 0.05


def bob():
    f, s = forward(ONES, BOB[0]), slopes_of_one(ONES, *BOB)
    assert (f["z1"], f["z2"]) == (31, 31)
    assert [name for name in NAMES if abs(s[name]) > 1e-9] == ["w5", "w6", "b3"]
    assert min(abs(s[name]) for name in ("w5", "w6", "b3")) > 0.1


def stuck():
    s = slopes_of_one(ONES | {"b1": 20}, *ALICE)
    assert {name for name in NAMES if abs(s[name]) < 1e-6} == {"w1", "w2", "b1"}
    assert abs(s["w5"]) > 8 * abs(slopes_of_one(ONES, *ALICE)["w5"])
    assert max(map(abs, slopes_of_one(ONES | {"b3": 20}, *ALICE).values())) < 1e-7
    assert forward(ONES | {"b1": 20}, DIANA[0])["z1"] == -1


def cannot_hear():
    """Whatever the other numbers: a saturated output that is wrong has no slopes to speak of."""
    for p in drawn():
        p = p | {"b3": 20}
        assert loss(p, [(ALICE[0], 0)]) > 0.9999
        assert max(map(abs, slopes_of_one(p, ALICE[0], 0).values())) < 1e-6


# ---------------------------------------------------------------- matrices and the check


def a_matrix_product_adds_over_paths():
    rng = np.random.default_rng(4)
    for n_out in (1, 2, 10):
        blames, W2 = rng.normal(size=(3, n_out)), rng.normal(size=(2, n_out))
        for row in range(3):
            for j in range(2):
                paths = [blames[row, k] * W2[j, k] for k in range(n_out)]
                assert abs(sum(paths) - (blames @ W2.T)[row, j]) < 1e-12


def the_mean_needs_its_n():
    for p in drawn(20):
        one_by_one = [slopes_of_one(p, *row) for row in ROWS]
        for name in NAMES:
            mean = sum(s[name] for s in one_by_one) / 4
            assert abs(difference(p, name, rows=ROWS) - mean) < 1e-7 * (1 + abs(mean))


def not_one_lies():
    found = [
        gradient_check(Network([2, 2, 1], values), people.X[:1], people.y_true[:1])
        for values in np.random.default_rng(0).uniform(-1, 1, (200, 9))
    ]
    assert not any(check.named("≠") for check in found)
    untold = [(c, i) for c in found for i, mark in enumerate(c.marks) if mark == "?"]
    assert 0 < len(untold) < 10
    assert max(abs(c.derivatives[i]) for c, i in untold) < 1e-4
    assert not any(c.bends[i] for c, i in untold)
    assert len(untold) == 3
    for check, i in untold:
        off = abs(check.derivatives[i] / check.differences[i] - 1)
        assert off < 1e-7, "they agree in seven digits"
    told = np.median([np.abs(c.derivatives).min() for c in found])
    assert max(abs(c.derivatives[i]) for c, i in untold) < told / 10


def the_bend_lifts_both_sides():
    here, tangent = loss(ONES, [ALICE]), difference(ONES, "b3")
    for b3 in np.linspace(-1, 1, 41):
        above = loss(ONES | {"b3": float(b3)}, [ALICE]) - (here + tangent * b3)
        assert above > 0 or abs(b3) < 1e-9
    down, up = (loss(ONES | {"b3": b3}, [ALICE]) for b3 in (-1, 1))
    right, left, both = up - here, here - down, (up - down) / 2
    assert left < tangent < right, "too steep, and too flat: they fall"
    assert abs(both - (left + right) / 2) < 1e-15
    assert abs(both - tangent) < 0.1 * abs(tangent) < 0.3 * abs(tangent) < abs(right - tangent)


def a_wrong_loss_goes_unseen():
    """Three times the loss, and three times its slopes: the two agree, and the loss is wrong."""
    for name in NAMES:
        wrong = difference(GENERIC, name, of=lambda p, rows: 3 * loss(p, rows))
        assert abs(wrong - 3 * slopes_of_one(GENERIC, *ALICE)[name]) < 1e-8


def the_v():
    right = slopes_of_one(ONES, *ALICE)["w1"]
    error = {k: abs(difference(ONES, "w1", 10.0**-k) - right) for k in range(13)}
    assert error[1] / right < 0.005  # an angle that is not seen
    assert f"{difference(ONES, 'w1', 1e-3):.7f}" == f"{right:.7f}"
    assert f"{difference(ONES, 'w1', 10**-2.8):.7f}" != f"{right:.7f}"
    assert all(90 < error[k] / error[k + 1] < 110 for k in (1, 2))
    assert error[12] > 1000 * min(error.values())
    assert min(error, key=error.get) in (4, 5, 6)


def steepest_at_minus_03():
    slopes = {k: slopes_of_one(ONES | {"w1": k / 10}, *ALICE)["w1"] for k in range(-60, 61)}
    assert max(slopes, key=slopes.get) == -3
    assert forward(ONES | {"w1": -0.5}, ALICE[0])["z1"] == 0
    outputs = [forward(ONES | {"w1": k / 10}, ALICE[0])["y_pred"] for k in range(-60, 61)]
    assert outputs == sorted(outputs, reverse=True)


# ---------------------------------------------------------------- the museum


@cache
def ends(mistake, rate=0.4, epochs=1000):
    """Return the losses of 60 networks after so many steps, and which get all four right."""
    row = np.random.default_rng(0).standard_normal((60, 9))
    p = dict(zip(NAMES, row.T.copy(), strict=True))

    def s(z):
        with np.errstate(over="ignore"):
            return 1 / (1 + np.exp(-z))

    def outputs(x):
        h1, h2 = (
            s(p["w1"] * x[0] + p["w2"] * x[1] + p["b1"]),
            s(p["w3"] * x[0] + p["w4"] * x[1] + p["b2"]),
        )
        return h1, h2, s(p["w5"] * h1 + p["w6"] * h2 + p["b3"])

    def bend(a):
        return s(a) * (1 - s(a)) if mistake == "sigma_of_activation" else a * (1 - a)

    for _step in range(epochs):
        steps = dict.fromkeys(NAMES, 0)
        blame_of = {}  # the output's, of each person
        for (x1, x2), label in ROWS:
            h1, h2, y = outputs((x1, x2))
            error = {"factor_2": 1, "wrong_sign": -2}.get(mistake, 2) * (y - label) / len(ROWS)
            blame_of[x1, x2] = error * (1 if mistake == "no_sigma_output" else bend(y))
            steps["w5"] += blame_of[x1, x2] * h1
            steps["w6"] += blame_of[x1, x2] * h2
            steps["b3"] += blame_of[x1, x2]
        late = 0.1 if mistake == "after_update" else 0
        flat = mistake == "no_sigma_hidden"
        for (x1, x2), blame in blame_of.items():
            h1, h2, _y = outputs((x1, x2))
            blame1 = blame * (p["w5"] - late * steps["w5"]) * (1 if flat else bend(h1))
            blame2 = blame * (p["w6"] - late * steps["w6"]) * (1 if flat else bend(h2))
            mine = {"w1": blame1 * x1, "w2": blame1 * x2, "w3": blame2 * x1, "w4": blame2 * x2}
            for name, slope_ in (mine | {"b1": blame1, "b2": blame2}).items():
                steps[name] += slope_
        if mistake == "no_bias":
            steps |= {"b1": 0, "b2": 0, "b3": 0}
        for name, slope_ in steps.items():
            p[name] = p[name] - rate * slope_
    answers = np.array([outputs(x)[2] for x, _label in ROWS])
    labels = np.array([[label] for _x, label in ROWS])
    return ((answers - labels) ** 2).mean(axis=0), (answers.round() == labels).all(axis=0)


def two_would_be_noticed():
    losses, right = ends("wrong_sign")
    assert not right.any()
    assert np.median(losses) > 0.9
    assert (~ends("no_bias")[1]).sum() == 10
    others = set(MISTAKES) - {"wrong_sign", "no_bias", "z_one_minus_z"}
    assert len(others) == 5
    assert all(ends(mistake)[1].all() for mistake in others)


def numbers_run_off():
    """From each start, after a few steps numbers are beyond all bounds, in plain Python too."""
    for values in np.random.default_rng(0).standard_normal((60, 9)).tolist():
        p = dict(zip(NAMES, values, strict=True))
        for _step in range(10):
            slopes = gradient(p, ROWS, "z_one_minus_z")
            p = {name: p[name] - 0.4 * slopes[name] for name in NAMES}
        assert not all(abs(value) < 1e50 for value in p.values())


def not_even_the_best():
    right = ends(None)[0]
    lower = {key: int((ends(key)[0] < right).sum()) for key in MISTAKES if key != "z_one_minus_z"}
    assert sorted(lower.values())[-3:] == [51, 60, 60]
    assert lower["no_sigma_output"] == 60


def downhill_if_only_slightly():
    """Six of the eight have a positive product with the gradient at each of the 60 starts."""
    starts = np.random.default_rng(0).standard_normal((60, 9))
    networks = [dict(zip(NAMES, row, strict=True)) for row in starts]
    right = [list(gradient(p, ROWS).values()) for p in networks]
    downhill = {
        mistake
        for mistake in MISTAKES
        if all(
            np.dot(list(gradient(p, ROWS, mistake).values()), down) > 0
            for p, down in zip(networks, right, strict=True)
        )
    }
    assert len(downhill) == 6
    assert [m for m in downhill if not ends(m)[1].all()] == ["no_bias"]


def two_hundred_times():
    ratio = np.median(ends(None)[0]) / np.median(ends("no_sigma_output")[0])
    assert 150 < ratio < 250


def the_check_sees_it():
    right = slopes_of_one(GENERIC, *ALICE)
    row = list(GENERIC.values())
    for mistake in MISTAKES:
        wrong = planted(GENERIC, ALICE, mistake)
        assert any(
            abs(s - right[n]) > 1e-3 * abs(right[n]) for n, s in zip(NAMES, wrong, strict=True)
        )
        check = gradient_check(
            Network([2, 2, 1], row), people.X[:1], people.y_true[:1], MISTAKES[mistake]
        )
        assert check.named("≠")


def all_nine_are_half():
    wrong = planted(GENERIC, ALICE, "factor_2")
    assert np.allclose(np.array(wrong) / list(slopes_of_one(GENERIC, *ALICE).values()), 0.5)


def exhibit_1():
    assert EXHIBITS[1] == "no_sigma_hidden"
    f = forward(GENERIC, ALICE[0])
    ratios = [1 / slope(f["z1"]), 1 / slope(f["z2"])]
    assert min(ratios) > 4
    wrong = planted(GENERIC, ALICE, "no_sigma_hidden")
    found = np.array(wrong) / list(slopes_of_one(GENERIC, *ALICE).values())
    first, second = ratios
    assert np.allclose(found, [first, first, second, second, 1, 1, first, second, 1], rtol=1e-6)


def exhibit_5():
    assert EXHIBITS[5] == "after_update"
    wrong = planted(GENERIC, ALICE, "after_update")
    found = np.array(wrong) / list(slopes_of_one(GENERIC, *ALICE).values())
    assert 0.01 < np.abs(found - 1).max() < 0.03


# ---------------------------------------------------------------- extras and exercises


def twice_the_cross_entropy():
    """At many networks, for people with either label, and along all nine."""

    def cross_entropy(p, rows):
        ((x, label),) = rows
        y = forward(p, x)["y_pred"]
        return -np.log(y if label else 1 - y)

    for p in drawn(50):
        for x, label in ROWS:
            exhibit = planted(p, (x, label), "no_sigma_output")
            for name, s in zip(NAMES, exhibit, strict=True):
                d = difference(p, name, rows=[(x, label)], of=cross_entropy)
                assert abs(s - 2 * d) < 1e-6 * (1 + abs(s))


def four_times_as_long():
    for p in drawn(50, size=3):
        longer = planted(p, ALICE, "no_sigma_output")
        assert (np.abs(longer) >= 4 * np.abs(planted(p, ALICE))).all()


def the_second_reason():
    """The right gradient at rate 1.6 ends higher than the exhibit at 0.1, in all 60 starts."""
    longer, shorter = ends(None, 1.6)[0], ends("no_sigma_output", 0.1)[0]
    assert (f"{np.median(longer):.6f}", f"{np.median(shorter):.6f}") == ("0.000346", "0.000114")
    assert (shorter < longer).all()
    early = [
        np.median(ends(*which, epochs=100)[0]) for which in ((None, 1.6), ("no_sigma_output", 0.1))
    ]
    assert early[0] < early[1]
    twelve = np.median(ends(None)[0]) / np.median(ends("sigma_of_activation")[0])
    assert round(twelve) == 12
    slopes = [slope(a) for a in np.linspace(0, 1, 101)]
    assert (f"{min(slopes):.4f}", f"{max(slopes):.4f}") == ("0.1966", "0.2500")


def hears_the_error():
    deaf = ONES | {"b3": 20}
    assert abs(gradient(deaf, [(ALICE[0], 0)])["b3"]) < 1e-6
    assert abs(gradient(deaf, [(ALICE[0], 0)], "no_sigma_output")["b3"] - 2) < 1e-6


def the_arms_cross():
    assert 5e-6 < EPSILON ** (1 / 3) < 7e-6
    assert 3e-11 < EPSILON ** (2 / 3) < 5e-11
    crossing = (10 * EPSILON) ** (1 / 3)  # 0.01 h² = ε / 10 h
    assert f"{crossing:.0e}" == "1e-05"
    assert f"{0.01 * crossing**2:.0e}" == "2e-12"
    assert 0.0045 < (2.0**-23) ** (1 / 3) < 0.0055
    right = slopes_of_one(ONES, *ALICE)["w1"]
    for h in (1, 0.1, 0.01):
        assert 0.7 < abs(difference(ONES, "w1", h) - right) / (0.01 * h * h) < 1
    steps = 10.0 ** np.arange(-12, -6, 0.05)
    rounded = [h * abs(difference(ONES, "w1", h) - right) / EPSILON for h in steps]
    assert 0.03 < np.median(rounded) < 0.3  # the left arm: about a tenth of ε / h


def single(h):
    """Return the relative error of a central difference in single precision."""
    one = np.float32(1)

    def loss_at(w1):
        h1 = one / (one + np.exp(one + np.float32(2) * np.float32(w1)))
        h2 = one / (one + np.exp(np.float32(3)))
        return (one - one / (one + np.exp(-h1 - h2))) ** 2

    d = (loss_at(1 + h) - loss_at(1 - h)) / (2 * h)
    return abs(d / slopes_of_one(ONES, *ALICE)["w1"] - 1)


def single_precision():
    error = {k: np.median([single(10**-k * c) for c in (0.9, 1.0, 1.1)]) for k in range(1, 9)}
    assert min(error, key=error.get) in (2, 3)
    assert error[5] > 1e-3  # an innocent gradient is accused
    assert error[8] == 1
    assert all(single(10**-k) == 1 for k in (6.25, 6.5, 6.75, 7, 7.25))  # dots below 10^-6


def a_larger_input_needs_a_smaller_step():
    large, row = ONES | {"w1": 0.01, "w3": 0.01}, ((-200, -1), 1)
    right = slopes_of_one(large, *row)["w1"]
    error = {k: abs(difference(large, "w1", 10.0**-k, [row]) / right - 1) for k in range(2, 12)}
    assert min(error, key=error.get) in (6, 7, 8)
    small = slopes_of_one(ONES, *ALICE)["w1"]
    at = abs(difference(ONES, "w1", 1e-2) / small - 1)
    assert 0.9 < error[4] / at < 1.1  # the same error at a hundredth of the step


def tanh_is_a_sigmoid():
    for z in np.linspace(-5, 5, 41):
        assert abs(np.tanh(z) - (2 * sigmoid(2 * z) - 1)) < 1e-12
        d = (np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5
        assert abs(d - 4 * slope(2 * z)) < 1e-6
        assert d <= 1 + 1e-9


def all_ones_hides_it():
    """w5 in the place of w6: equal at all ones, and seen at each of many drawn points."""

    def suspect(p):
        swapped = slopes_of_one(p | {"w6": p["w5"]}, *ALICE)
        f = forward(p, ALICE[0])
        error = 2 * (f["y_pred"] - 1) * slope(f["z3"])
        return error * p["w5"] * slope(f["z2"]), swapped

    assert abs(suspect(ONES)[0] - slopes_of_one(ONES, *ALICE)["b2"]) < 1e-8
    lies = [abs(suspect(p)[0] - slopes_of_one(p, *ALICE)["b2"]) > 1e-6 for p in drawn()]
    assert all(lies)


def zero_sums():
    p = parameters(w1=1, w2=8, b1=5, w5=2, w6=-2)
    f = forward(p, (3, -1))
    assert (f["z1"], f["z2"], f["z3"]) == (0, 0, 0)


assert [row[1:] for row in PEOPLE] == ROWS

CLAIMS = {
    "To the right the loss rises": to_the_right_the_loss_rises,
    "The smaller the step, the less the quotient still changes": it_settles,
    "each smaller in size than the one before it": wheels,
    "about eleven times smaller and goes the other way": wheels,
    "A quarter is the most that a sigmoid passes on": at_most_a_quarter,
    "there are two ways to say what the table suggests": two_ways_to_say_it,
    "What is easy to get wrong is to mix the two": mixed_up,
    "the distance that is left is $h$ itself": a_square,
    "the digits that are lost on the way decide on which side": cut_and_rounded,
    "because the two paths meet in the sum": where_paths_join_add,
    "> **A weight's slope is the blame at its arrow's head times": blame_times_signal,
    "All three are negative": all_three_are_negative,
    "Read the nine as answers": the_nine_as_answers,
    "The best of the other eight can do about a tenth": b3_is_the_one,
    "then the slope of $w_1$ is about forty times that of $b_3$": other_units_other_slope,
    "The nine lines leave the weights alone": the_lines_leave_the_weights_alone,
    "uses a network that did not make this prediction": a_moved_w5_is_seen,
    "a walk back that costs at most as much as two": a_walk_back_costs_two_runs,
    "move in the same way and stay equal": they_stay_twins,
    "and a factor 0 makes the product 0": a_factor_0,
    "For Bob both hidden neurons are saturated": bob,
    "Along a path multiply; where paths join, add: that is what": a_matrix_product_adds_over_paths,
    "with more people the $\\frac{1}{n}$ must appear in the blame": the_mean_needs_its_n,
    "The reason is the bend: it lifts the curve above its tangent": the_bend_lifts_both_sides,
    "a wrong loss in the way forward goes unseen": a_wrong_loss_goes_unseen,
    "Of 1800 slopes not one lies": not_one_lies,
    "The lines look like one from $h = 0.1$ on": the_v,
    "the slope is largest at $w_1 = -0.3$ and not at −0.5": steepest_at_minus_03,
    "With `z_one_minus_z` numbers run off": numbers_run_off,
    "The forgotten biases fail in 10 networks of 60": two_would_be_noticed,
    "by the loss the right gradient is *not even the best*": not_even_the_best,
    "all nine slopes are half of what they should be": all_nine_are_half,
    "One divided by it is the ratio, which is at least 4": exhibit_1,
    "Not one slope of exhibit 5 is off by more than 3 %": exhibit_5,
    "A network may train well with a wrong gradient, but the check sees it": the_check_sees_it,
    "With $h_1$ stuck, left, the three parameters": stuck,
    "a saturated output cannot hear how wrong it is": cannot_hear,
    "and is no law of nature": hears_the_error,
    "one may stand in the place of another and nobody sees it": all_ones_hides_it,
    "With six of the eight it gets lower at each of the 60": downhill_if_only_slightly,
    "two hundred times lower than with the right gradient": two_hundred_times,
    "It is 2, in all nine": twice_the_cross_entropy,
    "so for each person its slopes are at least four times as large": four_times_as_long,
    "and after a thousand epochs the second has done more": the_second_reason,
    "gives $b_3$ next to no slope, and the exhibit gives it 2.0000": hears_the_error,
    "In double precision the arms cross near": the_arms_cross,
    "At the left, single precision has it near": single_precision,
    "begins to rise at a step a hundred times smaller": a_larger_input_needs_a_smaller_step,
    "With these numbers all sums are 0": zero_sums,
    "four times as high as that of the sigmoid": tanh_is_a_sigmoid,
    "With all weights 1 the two are equal, so the check could not see it": all_ones_hides_it,
}

PLAIN = {
    "*No module named 'helpers'*": "quotes what Python says",
}
