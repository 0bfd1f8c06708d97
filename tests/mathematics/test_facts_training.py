"""What the trainings of the course end with, from many starts at once."""

import ast

import numpy as np
import pytest
from lessons import ENGLISH_PATHS, Lesson

from helpers import people
from helpers.exercises.neuron import CORNERS, XOR
from helpers.exercises.training import CURVES
from helpers.network import Network
from helpers.training import train

RAW = people.X + people.SHIFT


def starts(count, sizes=(2, 2, 1), seed=0):
    return Network.random(sizes, np.random.default_rng(seed), networks=count)


@pytest.fixture(scope="module")
def many():
    """Return 200 networks trained on the four people, at rate 0.1 for 1000 epochs."""
    return train(starts(200), people.X, people.y_true)


def all_right(history, X, y_true):
    """Return for each network whether all rows are on the right side of 0.5."""
    return ((history.network().feedforward(X)[..., 0] > 0.5) == y_true).all(axis=-1)


def test_200_starts_end_well(many):
    """Every start has all four people right, with a loss from 0.0013 to 0.0031."""
    final = many.losses[-1]
    assert all_right(many, people.X, people.y_true).all()
    assert np.round(final.min(), 4) >= 0.0013
    assert np.round(final.max(), 4) <= 0.0031


def test_there_are_two_kinds_of_solution(many):
    """Hidden neurons that ask the same question end near 0.0023, opposite ones near 0.0015."""
    final, last = many.losses[-1], many.network()
    same = np.sign(last["w5"]) == np.sign(last["w6"])
    assert 0.3 < same.mean() < 0.7
    assert np.median(final[same]) == pytest.approx(0.0023, abs=0.0001)
    assert np.median(final[~same]) == pytest.approx(0.0015, abs=0.0001)
    assert final[same].min() > final[~same].max()


@pytest.mark.parametrize(
    ("person", "low", "high"), [(people.EMILY, 0.94, 0.975), (people.FRANK, 0.03, 0.24)]
)
def test_new_people(many, person, low, high):
    """Emily gets 0.94 to 0.97 and Frank 0.04 to 0.24, in the middle 0.04."""
    y_pred = many.network().feedforward(person.x)[:, 0]
    assert low <= y_pred.min() <= y_pred.max() <= high
    if person is people.FRANK:
        assert np.median(y_pred) == pytest.approx(0.04, abs=0.005)


def test_unshifted_data_teach_nothing():
    """In pounds and inches the loss stays at 0.25, in 50 of 50 starts."""
    history = train(starts(50), RAW, people.y_true)
    assert history.losses[-1] == pytest.approx(0.25, abs=1e-4)


@pytest.mark.parametrize("value", [-1, 0, 0.5, 2])
def test_equal_weights_stay_equal(value):
    """Two hidden neurons that start alike stay alike, epoch after epoch."""
    history = train(Network([2, 2, 1], np.full(9, value)), people.X, people.y_true)
    w1, w2, w3, w4, w5, w6, b1, b2, _ = history.parameters.T
    for one, two in ((w1, w3), (w2, w4), (w5, w6), (b1, b2)):
        assert np.allclose(one, two, rtol=1e-9, atol=1e-12)
    assert np.ptp(w1) > 0, "it does learn"


def test_one_neuron_does_better_on_these_people():
    history = train(Network([2, 1]), people.X, people.y_true)
    assert history.losses[-1] == pytest.approx(0.000113, abs=5e-7)


@pytest.mark.parametrize(
    ("sizes", "learning_rate", "epochs", "low", "high"),
    [
        ((2, 2, 1), 0.1, 1000, 0.10, 0.20),
        ((2, 2, 1), 1, 5000, 0.65, 0.80),
        ((2, 4, 1), 1, 5000, 0.97, 1.00),
        ((2, 1), 1, 5000, 0.00, 0.00),
    ],
)
def test_how_often_xor_is_solved(sizes, learning_rate, epochs, low, high):
    history = train(starts(100, sizes), CORNERS, XOR, learning_rate, epochs)
    assert low <= all_right(history, CORNERS, XOR).mean() <= high


def test_the_letters_of_the_five_curves():
    """The quiz sorts its curves by the loss after one epoch; the check knows their letters."""
    start = Network.random([2, 2, 1], np.random.default_rng(1))

    def uphill(net, X, y_true):
        wrong = net.gradient(X, y_true)
        wrong.values *= -1
        return wrong

    people_once = (people.X, people.y_true, 0.1, 1)
    runs = {
        "good": train(start, *people_once),
        "slow": train(start, people.X, people.y_true, 0.001, 1),
        "unshifted": train(start, RAW, people.y_true, 0.1, 1),
        "too_high": train(start, people.X, people.y_true, 100, 1),
        "sign": train(start, *people_once, gradient=uphill),
    }
    order = sorted(runs, key=lambda name: runs[name].losses[1])
    assert dict(zip(order, "ABCDE", strict=True)) == CURVES


def test_the_loop_of_the_notebook_is_the_helper():
    """The loop that notebook 6 builds piece by piece gives the numbers of helpers.training."""
    (path,) = [p for p in ENGLISH_PATHS if p.name == "06_training.ipynb"]
    cells = {cell.id: cell.source for cell in Lesson(path).code}
    space = {"np": np, "people": people, "print": lambda *_: None}
    pieces = ("start", "forward", "blame", "gradient", "update-code", "loss-of", "loop-code")
    for cell in pieces:
        exec(compile(ast.parse(cells[cell]), cell, "exec"), space)
    history = train(space["start"], people.X, people.y_true)
    assert np.allclose(history.losses, space["losses"], rtol=1e-9)
    assert np.allclose(history.parameters[-1], list(space["p"].values()), rtol=1e-9)
