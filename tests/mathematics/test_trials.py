"""Trials: each case is the run that its name tells, and a row says what that run answers."""

import math

import numpy as np
import pytest
from test_optimisers import by_hand as step_by_hand

from helpers import points, trials
from helpers.points import SHAPES
from helpers.trials import TRIALS, Trial, column, run, table, trial

GAIN = {"relu": 1.4, "tanh": 1, "sigmoid": 1}
NOISE = {"clouds": 2.4, "ring": 0.9, "XOR": 0.9, "spirals": 0.25}


def drawn(data, n, noise, seed, tested):
    """Return the points of a seed as they are told to be drawn: test rows first."""
    rng = np.random.default_rng(seed)
    X, y_true = SHAPES[data](rng, n, noise)
    order = rng.permutation(n)
    return X[order], y_true[order], tested


def told(case):
    """Return hidden, sizes and rate of a case of spirals, read off its name."""
    name, *more = case.split(", ")
    sizes, rate = [2, 8, 8, 1], 0.01
    for part in more:
        if part.startswith("rate "):
            rate = float(part.split()[1])
        elif part[0].isdigit() and "-" in part:
            sizes = [int(size) for size in part.split("-")]
    return name.lower(), sizes, rate


@pytest.mark.parametrize("case", TRIALS["spirals"].cases)
def test_a_case_of_spirals_is_what_its_name_says(case):
    hidden, sizes, rate = told(case)
    made = run("spirals", case, 3)
    assert (made.start.hidden, list(made.start.sizes)) == (hidden, sizes)
    assert made.learning_rate == rate
    assert (made.decay, made.batch_size, made.epoch) == (0, 10, 0)
    if "×" not in case:
        assert type(made.optimiser).__name__ == "Adam"
    X, y_true, tested = drawn("spirals", 750, 0.1, 3, 500)
    assert np.array_equal(made.X_test, X[:tested])
    assert np.array_equal(made.y_test, y_true[:tested])
    assert np.array_equal(made.X, X[tested:])
    first = np.random.default_rng(3).standard_normal(2)
    assert made.start.values[:2] == pytest.approx(first * GAIN[hidden] / math.sqrt(sizes[0]))


@pytest.mark.parametrize("case", TRIALS["overfit"].cases)
def test_a_case_of_overfit_is_what_its_name_says(case):
    data, *more = case.split(", ")
    many = "1000 points" in more
    sizes = [part for part in more if "-" in part] or ["2-16-16-1"]
    decay = [float(part.split()[1]) for part in more if part.startswith("decay")] or [0]
    made = run("overfit", case, 5)
    assert made.start.sizes == tuple(int(size) for size in sizes[0].split("-"))
    assert (made.start.hidden, made.decay, made.learning_rate) == ("tanh", decay[0], 0.01)
    X, y_true, tested = drawn(data, 2000, NOISE[data], 5, 1000 if many else 1900)
    assert np.array_equal(made.X_test, X[:tested])  # the first 1000 are the same in both
    assert np.array_equal(made.X, X[tested:])
    assert np.array_equal(made.y_true, y_true[tested:])


def test_all_cases_are_there():
    decays = [f"decay {decay}" for decay in (0.003, 0.01, 0.03, 0.1, 0.3, 1, 3)]
    smaller = {"clouds": ["2-3-1"], "ring": ["2-4-1"], "XOR": ["2-4-1", "2-8-8-1"],
               "spirals": ["2-8-8-1"]}  # fmt: skip
    wanted = {
        case
        for data in SHAPES
        for case in [data, *(f"{data}, {m}" for m in ["1000 points", *smaller[data], *decays])]
    }
    assert set(TRIALS["overfit"].cases) == wanted
    kinds = ("ReLU", "tanh", "sigmoid")
    wanted = {f"{kind}, rate {rate}" for kind in kinds for rate in (0.001, 0.003, 0.01, 0.03, 0.1)}
    wanted |= {f"ReLU, {more}" for more in ("2-26-1", "2-8-8-8-1", "7-8-8-1")}
    assert set(TRIALS["spirals"].cases) == wanted | {"sigmoid, × 2 4 2"}
    assert TRIALS["spirals"].epochs == (200, 2000)
    assert TRIALS["overfit"].epochs == (50, 400)


def test_the_steps_of_tanh_are_two_four_and_two_times_those_of_adam():
    made = run("spirals", "sigmoid, × 2 4 2", 1)
    slopes = np.random.default_rng(0).standard_normal((2, len(made.start.names)))
    sizes = {"W": [2 * 8, 8 * 8, 8], "B": [8, 8, 1]}
    times = [2] * sizes["W"][0] + [4] * sizes["W"][1] + [2] * sizes["W"][2]
    times += [2] * 8 + [2] * 8 + [1]
    for step in (0, 1):
        found = made.optimiser(slopes[step], 0.01)
        for i in range(len(times)):
            one = step_by_hand("adam", slopes[: step + 1, i].tolist(), 0.01)
            assert found[i] == pytest.approx(times[i] * one)


def test_a_row_is_what_its_run_answers():
    made = run("overfit", "clouds", 0)
    made.to(2)
    found = trial("overfit", "clouds", 2, 0)
    assert found[:3] == ("clouds", 2, 0)
    right = [
        (made.feedforward(x[np.newaxis])[0] > 0.5) == label
        for x, label in zip(made.X_test, made.y_test, strict=True)
    ]
    assert found.test == sum(right[:1000]) / 1000
    assert found.validation == sum(right[1000:1100]) / 100
    assert found.training == made.accuracy("training")
    many = trial("overfit", "clouds, 1000 points", 1, 0)
    assert math.isnan(many.validation)
    assert 0.5 < many.test < 1


def test_rows_of_one_seed_are_one_run_that_goes_on(monkeypatch):
    monkeypatch.setitem(TRIALS, "spirals", TRIALS["spirals"]._replace(epochs=(1, 3)))
    case = "tanh, rate 0.01"
    found = trials.trials("spirals", case, 2)
    assert found == [trial("spirals", case, epochs, 2) for epochs in (1, 3)]
    assert found[0] != found[1]


def test_a_column_has_the_shares_of_a_case():
    rows = [row for row in table("spirals") if row.case == "ReLU, 2-26-1"]
    for epochs in (200, 2000):
        wanted = [row.validation for row in rows if row.epochs == epochs]
        assert column("spirals", "ReLU, 2-26-1", "validation", epochs).tolist() == wanted
        assert [row.seed for row in rows if row.epochs == epochs] == list(range(20))
    assert column("spirals", "ReLU, 2-26-1").tolist() == [r.test for r in rows if r.epochs == 200]


def test_a_test_row_is_never_a_training_row():
    for name, case in (("spirals", "tanh, rate 0.01"), ("overfit", "ring, 1000 points")):
        made = run(name, case, 4)
        assert not {tuple(x) for x in made.X} & {tuple(x) for x in made.X_test}


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: table("spiral"), "name was 'spiral'; expected one of overfit, spirals."),
        (lambda: run("overfit", "cloud", 0), "case was 'cloud'; expected one of clouds,"),
        (lambda: run("overfit", "ring", -1), "seed was -1; expected a whole number from 0"),
        (lambda: column("overfit", "ring", "tests"), "expected one of training, validation, test."),
        (lambda: column("overfit", "ring", "test", 10), "epochs was 10; expected one of 50, 400."),
    ],
)
def test_what_is_not_there_is_told(call, sentence):
    with pytest.raises(ValueError, match="expected") as told_so:
        call()
    assert sentence in str(told_so.value)


def test_clouds_lie_where_the_best_rule_is_known():
    """As far apart as the notebook says, when it computes how good a rule can be."""
    X, y_true = points.two_clouds(np.random.default_rng(0), 40_000, 2.4, centre=2.0)
    best = (1 + math.erf(2 * math.sqrt(2) / 2.4 / math.sqrt(2))) / 2
    assert ((X.sum(axis=1) > 0) == y_true).mean() == pytest.approx(best, abs=0.006)
    assert Trial._fields == ("case", "epochs", "seed", "training", "validation", "test")
