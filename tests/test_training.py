"""Training: the steps are those of the formula, whatever the way they are run."""

import re
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.network import Network, SoftmaxNetwork
from helpers.people import X, y_true
from helpers.training import Diverged, History, Walk, train


def rng(seed=1):
    return np.random.default_rng(seed)


def by_hand(net, X, y_true, learning_rate, epochs, batch_size, orders=None):
    """Return the parameters after each epoch, step by step as the formula says."""
    net = net.with_values(net.values)
    snapshots = [net.values.copy()]
    for epoch in range(epochs):
        order = np.arange(len(X)) if orders is None else orders[epoch]
        for first in range(0, len(X), batch_size):
            rows = order[first : first + batch_size]
            net.values -= learning_rate * net.gradient(X[rows], y_true[rows]).values
        snapshots.append(net.values.copy())
    return np.array(snapshots)


@settings(deadline=None, max_examples=40)
@given(
    hidden=st.lists(st.integers(1, 4), max_size=2),
    outputs=st.integers(1, 3),
    kind=st.sampled_from([Network, SoftmaxNetwork]),
    rows=st.integers(1, 7),
    batch_size=st.integers(1, 7),
    networks=st.sampled_from([None, 1, 3]),
    seed=st.integers(0, 1000),
)
def test_every_step_is_the_formula(hidden, outputs, kind, rows, batch_size, networks, seed):
    batch_size = min(batch_size, rows)
    chance = rng(seed)
    outputs += kind is SoftmaxNetwork
    net = kind.random([2, *hidden, outputs], chance, networks)
    table = chance.normal(size=(rows, 2)) * 3
    targets = chance.integers(0, 2, (rows, outputs)).astype(float)
    if kind is SoftmaxNetwork:
        targets = np.eye(outputs)[chance.integers(0, outputs, rows)]
    orders = [rng(seed).permutation(rows)]
    for order in ("fixed", "shuffled"):
        history = train(
            net,
            table,
            targets,
            learning_rate=0.7,
            epochs=1,
            batch_size=batch_size,
            order=order,
            rng=rng(seed),
        )
        expected = by_hand(
            net, table, targets, 0.7, 1, batch_size, orders if order == "shuffled" else None
        )
        np.testing.assert_allclose(history.parameters, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 4, None])
def test_a_whole_training_is_the_formula(batch_size):
    net = Network.random([2, 2, 1], rng())
    history = train(net, X, y_true, epochs=200, batch_size=batch_size)
    expected = by_hand(net, X, y_true, 0.1, 200, batch_size or 4)
    np.testing.assert_allclose(history.parameters, expected, rtol=1e-9)
    assert history.losses.shape == (201,)
    for epoch in (0, 17, 200):
        assert history.losses[epoch] == pytest.approx(history.network(epoch).loss(X, y_true))
    assert history.losses[-1] == pytest.approx(history.network().loss(X, y_true))


def test_the_order_is_drawn_anew_each_epoch():
    net = Network.random([2, 2, 1], rng())
    history = train(net, X, y_true, epochs=5, order="shuffled", rng=rng(3))
    chance = rng(3)
    orders = [chance.permutation(4) for _ in range(5)]
    np.testing.assert_allclose(
        history.parameters, by_hand(net, X, y_true, 0.1, 5, 1, orders), rtol=1e-9
    )
    assert len({tuple(order) for order in orders}) > 1


def test_with_the_full_batch_the_order_makes_no_difference():
    net = Network.random([2, 2, 1], rng())
    fixed = train(net, X, y_true, epochs=50, batch_size=4)
    shuffled = train(net, X, y_true, epochs=50, batch_size=None, order="shuffled", rng=rng())
    np.testing.assert_allclose(fixed.parameters, shuffled.parameters, rtol=1e-9)


def test_many_networks_are_trained_apart():
    nets = Network.random([2, 2, 1], rng(), networks=5)
    together = train(nets, X, y_true, epochs=100)
    assert together.losses.shape == (101, 5)
    assert together.parameters.shape == (101, 5, 9)
    for i in range(5):
        alone = train(Network([2, 2, 1], nets.values[i]), X, y_true, epochs=100)
        np.testing.assert_allclose(together.parameters[:, i], alone.parameters, rtol=1e-9)
        np.testing.assert_allclose(together.losses[:, i], alone.losses, rtol=1e-9)


def test_what_comes_in_is_not_changed_and_what_goes_out_is_not_shared():
    net = Network.random([2, 2, 1], rng())
    before, table, targets = net.values.copy(), X.copy(), y_true.copy()
    history = train(net, table, targets, epochs=3, order="shuffled", rng=rng())
    assert (net.values == before).all()
    assert (table == X).all()
    assert (targets == y_true).all()
    assert (history.parameters[0] == before).all()
    history.network()["w1"] = 99
    assert history.parameters[-1, 0] != 99
    assert isinstance(history, History)


def test_the_same_twice():
    net = Network.random([2, 2, 1], rng())
    runs = [train(net, X, y_true, epochs=20, order="shuffled", rng=rng(5)) for _ in range(2)]
    assert (runs[0].parameters == runs[1].parameters).all()


def test_200_starts_end_where_the_course_says():
    nets = Network.random([2, 2, 1], rng(0), networks=200)
    history = train(nets, X, y_true, learning_rate=0.1, epochs=1000)
    assert history.losses[-1].min() > 0.0012
    assert history.losses[-1].max() < 0.0032
    y_pred = history.network().feedforward(X)[..., 0]
    assert ((y_pred > 0.5) == (y_true == 1)).all()
    emily = history.network().feedforward([-7, -3])[..., 0]
    assert emily.min() > 0.93
    assert emily.max() < 0.98


def test_a_gradient_of_ones_own_takes_the_place():
    net = Network.random([2, 2, 1], rng())

    def half(net, X, y_true):
        gradient = net.gradient(X, y_true)
        gradient.values /= 2
        return gradient

    slow = train(net, X, y_true, learning_rate=0.2, epochs=30, gradient=half)
    np.testing.assert_allclose(
        slow.parameters, train(net, X, y_true, epochs=30).parameters, rtol=1e-9
    )


def test_a_softmax_network_learns_and_stays_one():
    targets = np.eye(2)[y_true.astype(int)]
    net = SoftmaxNetwork.random([2, 3, 2], rng())
    history = train(net, X, targets, epochs=300)
    assert history.losses[-1] < 0.05 < history.losses[0]
    assert type(history.network()) is SoftmaxNetwork
    assert (history.network().feedforward(X).argmax(axis=1) == y_true).all()
    assert history.losses[-1] == pytest.approx(history.network().loss(X, targets))
    with pytest.raises(ValueError, match=r"y_true was .+ exactly one 1 in each row"):
        train(net, X, np.ones_like(targets))


def test_a_network_of_another_kind_is_trained_by_its_own_gradient():
    class Halved(Network):
        def gradient(self, X, y_true):
            return self.with_values(super().gradient(X, y_true).values / 2)

    net = Halved.random([2, 2, 1], rng())
    history = train(net, X, y_true, learning_rate=0.2, epochs=30)
    assert type(history.network()) is Halved
    plain = train(Network(net.sizes, net.values), X, y_true, learning_rate=0.1, epochs=30)
    np.testing.assert_allclose(history.parameters, plain.parameters, rtol=1e-9)


def test_a_report_every_tenth_of_the_way(capsys):
    net = Network.random([2, 2, 1], rng())
    history = train(net, X, y_true, epochs=1000, report=True)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 10
    assert lines[0] == f"epoch  100   L {history.losses[100]:.4f}"
    assert lines[-1] == f"epoch 1000   L {history.losses[1000]:.4f}"
    train(net, X, y_true, epochs=3, report=True)
    assert len(capsys.readouterr().out.splitlines()) == 3
    train(net, X, y_true, epochs=25, report=True)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 10
    assert lines[-1].startswith("epoch 25 ")
    train(Network.random([2, 2, 1], rng(), 3), X, y_true, epochs=10, report=True)
    assert len(capsys.readouterr().out.splitlines()) == 10
    train(net, X, y_true, epochs=10)
    assert capsys.readouterr().out == ""


def test_a_diverging_run_ends_in_a_sentence_and_not_in_warnings():
    net = Network.random([2, 2, 1], rng())

    def doubling(net, X, y_true):
        return Network(net.sizes, -1e20 * net.values)

    def broken(net, X, y_true):
        return Network(net.sizes, np.full(9, 0.0)) - np.nan

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(Diverged, match=r"ran off in epoch 2\b.*smaller than 0\.1") as stop:
            train(net, X, y_true, epochs=50, gradient=doubling)
        assert stop.value.epoch == 2
        with pytest.raises(Diverged, match=r"epoch 1\b"):
            train(net, X, y_true, learning_rate=1e300, epochs=50)


def test_a_rate_far_too_high_saturates_without_a_warning():
    net = Network.random([2, 2, 1], rng())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        history = train(net, X, y_true, learning_rate=1e6, epochs=50)
    assert np.isfinite(history.losses).all()
    assert (history.losses <= 1).all()


REFUSED = {
    "learning_rate was -0.1; expected a number above 0": {"learning_rate": -0.1},
    "learning_rate was 0.0; expected a number above 0": {"learning_rate": 0},
    "learning_rate was numbers with an infinite one": {"learning_rate": np.inf},
    "learning_rate was numbers with 1 NaN": {"learning_rate": np.nan},
    "learning_rate was 'fast'; expected numbers": {"learning_rate": "fast"},
    "epochs was 0; expected a whole number": {"epochs": 0},
    "epochs was 2.5; expected a whole number": {"epochs": 2.5},
    "batch_size was 0; expected a whole number": {"batch_size": 0},
    "batch_size was 5; expected a whole number from 1 to 4": {"batch_size": 5},
    "order was 'random'; expected one of fixed, shuffled": {"order": "random"},
    "rng was None; expected a random generator": {"order": "shuffled"},
    "rng was 7; expected a random generator": {"order": "shuffled", "rng": 7},
    "net was 'net'; expected a Network": {"net": "net"},
    "X was numbers with 1 NaN": {"X": [[1, np.nan]], "y_true": [1]},
    "X was empty, with shape (0, 2)": {"X": np.empty((0, 2)), "y_true": np.empty(0)},
    "X was an array of shape (4, 3)": {"X": np.ones((4, 3))},
    "y_true was labels with 2.0 among them": {"y_true": [1, 0, 0, 2]},
    "y_true was an array of shape (3,)": {"y_true": [1, 0, 0]},
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_cannot_be_trained_on_is_refused_in_a_sentence(sentence):
    arguments = {"net": Network([2, 2, 1]), "X": X, "y_true": y_true, **REFUSED[sentence]}
    with pytest.raises(ValueError, match=re.escape(sentence)):
        train(**arguments)


def test_a_network_with_nan_is_refused():
    net = Network([2, 2, 1])
    net.values[3] = np.nan
    with pytest.raises(ValueError, match="net was numbers with 1 NaN"):
        train(net, X, y_true)


@pytest.mark.parametrize("order", ["fixed", "shuffled"])
@pytest.mark.parametrize("batch_size", [1, 2, 3, 4])
def test_a_walk_takes_the_steps_of_a_training(batch_size, order):
    net = Network.random([2, 2, 1], rng())
    walk = Walk(net, net.names, X, y_true, batch_size, order, rng(3))
    history = train(net, X, y_true, 0.5, 6, batch_size, order, rng(3))
    for epoch in range(1, 7):
        while walk.epochs < epoch:
            walk.step(0.5)
        np.testing.assert_allclose(walk.path[-1], history.parameters[epoch], rtol=1e-9)
        assert walk.losses[-1] == pytest.approx(history.losses[epoch])
    assert walk.iterations == 6 * -(-4 // batch_size)


def test_in_a_walk_the_others_are_held_and_the_people_vote():
    net = Network.random([2, 2, 1], rng())
    walk = Walk(net, ["w6", "b3"], X, y_true)
    assert list(walk.batch) == [0]
    full = net.gradient(X, y_true)
    np.testing.assert_allclose(walk.gradients().mean(axis=0), [full["w6"], full["b3"]])
    alice = net.gradient(X[:1], y_true[:1])
    walk.step(2)
    moved = {name for name in net.names if walk.net[name] != net[name]}
    assert moved == {"w6", "b3"}
    assert walk.net["w6"] == pytest.approx(net["w6"] - 2 * alice["w6"])
    assert list(walk.batch) == [1]
    assert len(walk.path) == len(walk.losses) == 2
    assert (walk.path[0] == [net["w6"], net["b3"]]).all()
