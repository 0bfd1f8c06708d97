"""Optimisers: every step against plain Python that keeps its memory in a list of numbers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.network import Network
from helpers.optimisers import AdaGrad, Adam, Momentum, Plain, RMSProp
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
