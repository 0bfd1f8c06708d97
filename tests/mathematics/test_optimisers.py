"""Optimisers: every step against plain Python that keeps its memory in a list of numbers."""

import math
import pickle
from copy import deepcopy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.network import Network
from helpers.optimisers import AdaGrad, Adam, Falling, Halved, Momentum, Plain, RMSProp
from helpers.people import X, y_true
from helpers.training import Diverged, train

NEW = {
    "plain": Plain,
    "momentum": Momentum,
    "adagrad": AdaGrad,
    "rmsprop": RMSProp,
    "adam": Adam,
}
SLOPES = st.lists(st.floats(-10, 10), min_size=1, max_size=6)


def by_hand(name, slopes, rate):
    """Return the last of the steps for one weight that met these slopes, from the sums themselves.

    A memory that fades is written out: the slope i steps ago counts β to the power of i.
    """
    last, ago = slopes[-1], list(enumerate(reversed(slopes)))
    if name == "plain":
        return rate * last
    if name == "momentum":
        return rate * sum(0.9**i * g for i, g in ago)
    if name == "adagrad":
        return rate * last / (math.sqrt(sum(g * g for g in slopes)) + 1e-8)
    if name == "rmsprop":
        return rate * last / (math.sqrt(sum(0.1 * 0.9**i * g * g for i, g in ago)) + 1e-8)
    shares = [sum(beta**i for i, _g in ago) for beta in (0.9, 0.999)]  # of a mean they come to 1
    m = sum(0.9**i * g for i, g in ago) / shares[0]
    s = sum(0.999**i * g * g for i, g in ago) / shares[1]
    return rate * m / (math.sqrt(s) + 1e-8)


@pytest.mark.parametrize("name", NEW)
@given(slopes=SLOPES, rate=st.floats(0.001, 10))
def test_a_step_is_the_formula_after_any_slopes(name, slopes, rate):
    optimiser = NEW[name]()
    steps = [optimiser(np.array([g, 2 * g]), rate) for g in slopes]
    for place, factor in ((0, 1), (1, 2)):
        wanted = by_hand(name, [factor * g for g in slopes], rate)
        assert steps[-1][place] == pytest.approx(wanted, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("name", "first"), [("adagrad", 0.1), ("adam", 0.1), ("rmsprop", 0.1)])
def test_the_first_step_of_a_rate_for_each_weight_does_not_ask_how_steep_it_is(name, first):
    step = NEW[name]()(np.array([1e-3, -5.0, 4e6]), first)
    grown = 1 / math.sqrt(0.1) if name == "rmsprop" else 1  # nothing makes up for its empty memory
    assert step == pytest.approx(grown * first * np.array([1, -1, 1]), rel=1e-4)


@pytest.mark.parametrize("name", NEW)
def test_a_training_begins_with_the_memory_that_was_handed_over_and_leaves_it_so(name):
    """The same call again gives the same, whatever was trained before."""
    net, optimiser = Network.random([2, 2, 1], np.random.default_rng(0)), NEW[name]()
    runs = [train(net, X, y_true, 0.05, 20, optimiser=optimiser).losses for _again in range(2)]
    assert runs[0].tolist() == runs[1].tolist()
    assert vars(optimiser) == vars(NEW[name]())


@pytest.mark.parametrize("name", NEW)
def test_networks_trained_at_once_are_trained_apart(name):
    many = Network.random([2, 2, 1], np.random.default_rng(1), networks=3)
    at_once = train(many, X, y_true, 0.05, 10, optimiser=NEW[name]()).losses
    for i, values in enumerate(many.values):
        alone = train(Network([2, 2, 1], values), X, y_true, 0.05, 10, optimiser=NEW[name]())
        assert at_once[:, i] == pytest.approx(alone.losses, rel=1e-9)


def test_a_training_with_a_memory_that_runs_off_is_told_as_any_other():
    with pytest.raises(Diverged, match=r"^After epoch \d+ a parameter is no longer finite"):
        train(Network([2, 2, 1]), X, y_true, 1e308, optimiser=Momentum())


def test_plain_is_the_step_of_the_loop():
    net = Network.random([2, 2, 1], np.random.default_rng(2))
    assert (
        train(net, X, y_true, epochs=10, optimiser=Plain()).losses.tolist()
        == train(net, X, y_true, epochs=10).losses.tolist()
    )


# ---------------------------------------------------------------- a schedule


@pytest.mark.parametrize("name", NEW)
@given(slopes=SLOPES, rate=st.floats(0.001, 10), every=st.integers(1, 4))
def test_a_rate_that_halves_hands_its_share_on(name, slopes, rate, every):
    halved = Halved(NEW[name](), every)
    steps = [halved(np.array([g, 2 * g]), rate) for g in slopes]
    halvings = len([t for t in range(2, len(slopes) + 1) if t % every == 1 % every])
    wanted = [by_hand(name, [factor * g for g in slopes], rate) for factor in (1, 2)]
    for _halving in range(halvings):
        wanted = [step / 2 for step in wanted]
    assert steps[-1] == pytest.approx(wanted, rel=1e-9, abs=1e-12)


def test_by_itself_a_rate_halves_after_each_100_steps_of_plain_descent():
    halved = Halved()
    steps = [halved(np.array([3.0]), 0.5)[0] for _step in range(301)]
    assert steps == [1.5] * 100 + [0.75] * 100 + [0.375] * 100 + [0.1875]


def test_a_rate_that_has_halved_a_million_times_is_0():
    halved = Halved(every=1)
    halved.t = 10**6
    assert halved(np.array([3.0]), 0.5).tolist() == [0]


@pytest.mark.parametrize("copy", [deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_of_a_schedule_goes_on_by_itself(copy):
    halved = Halved(Adam(), every=2)
    for g in (1.0, 2.0, 3.0):
        halved(np.array([g]), 0.1)
    other, slopes = copy(halved), [4.0, -5.0, 6.0]
    steps = [[one(np.array([g]), 0.1)[0] for g in slopes] for one in (halved, other)]
    assert steps[0] == steps[1]
    assert (halved.t, halved.optimiser.t) == (other.t, other.optimiser.t) == (6, 6)


def test_a_training_leaves_a_schedule_and_its_optimiser_as_they_were():
    net, halved = Network.random([2, 2, 1], np.random.default_rng(0)), Halved(Adam(), every=5)
    runs = [train(net, X, y_true, 0.05, 20, optimiser=halved).losses for _again in range(2)]
    assert runs[0].tolist() == runs[1].tolist()
    assert halved.t == 0
    assert vars(halved.optimiser) == vars(Adam())


def test_any_function_can_have_a_schedule():
    """One of a learner's own as well: here twice the plain step."""
    net = Network.random([2, 2, 1], np.random.default_rng(2))
    twice = Halved(lambda slopes, learning_rate: 2 * learning_rate * slopes, every=3)
    ways = (
        train(net, X, y_true, 0.1, 4, optimiser=twice),
        train(net, X, y_true, 0.2, 4, optimiser=Halved(every=3)),
    )
    assert ways[0].losses == pytest.approx(ways[1].losses)


def test_a_rate_falls_evenly_to_0_and_stays_there():
    falling, adam = Falling(4, Adam()), Adam()
    g = np.array([1.0, -3.0])
    for share in (1, 0.75, 0.5, 0.25):
        assert falling(g, 0.2) == pytest.approx(adam(g, 0.2 * share))
    assert falling(g, 0.2).tolist() == [0, 0]
    assert Falling(2)(g, 0.5).tolist() == [0.5, -1.5]


def test_a_training_begins_anew_with_a_rate_that_falls():
    net, falling = Network.random([2, 2, 1], np.random.default_rng(0)), Falling(8)
    both = [train(net, X, y_true, 0.5, 2, optimiser=falling).parameters for _ in range(2)]
    assert (both[0] == both[1]).all()
    values = net.values.copy()
    for t in range(8):
        row = slice(t % 4, t % 4 + 1)
        values -= 0.5 * (1 - t / 8) * net.with_values(values).gradient(X[row], y_true[row]).values
    assert both[0][-1] == pytest.approx(values)
