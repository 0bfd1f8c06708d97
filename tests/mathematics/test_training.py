"""Training: the steps are those of the formula, whatever the way they are run."""

import pickle
import re
import warnings

import by_hand
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import optimisers
from helpers.mistakes import MISTAKES
from helpers.network import Network
from helpers.people import X, y_true
from helpers.training import Diverged, History, train
from helpers.widgets.descent import Walk

PEOPLE = [(*x, y) for x, y in zip(X.tolist(), y_true.tolist(), strict=True)]


def rng(seed=1):
    return np.random.default_rng(seed)


def step_by_step(net, X, y_true, learning_rate, epochs, batch_size, orders=None):
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


# ---------------------------------------------------------------- the steps


@settings(deadline=None, max_examples=40)
@given(
    hidden=st.lists(st.integers(1, 4), max_size=2),
    outputs=st.integers(1, 3),
    kind=st.sampled_from(
        [("sigmoid", "sigmoid"), ("tanh", "sigmoid"), ("relu", "sigmoid"), ("tanh", "softmax")]
    ),
    rows=st.integers(1, 7),
    batch_size=st.integers(1, 7),
    networks=st.sampled_from([None, 1, 3]),
    seed=st.integers(0, 1000),
)
def test_every_step_is_the_formula(hidden, outputs, kind, rows, batch_size, networks, seed):
    batch_size, chance, softmax = min(batch_size, rows), rng(seed), kind[1] == "softmax"
    outputs += softmax
    net = Network.random([2, *hidden, outputs], chance, networks, hidden=kind[0], output=kind[1])
    table = chance.normal(size=(rows, 2)) * 3
    targets = chance.integers(0, 2, (rows, outputs)).astype(float)
    if softmax:
        targets = np.eye(outputs)[chance.integers(0, outputs, rows)]
    orders = {"fixed": None, "shuffled": [rng(seed).permutation(rows)]}
    for order, drawn in orders.items():
        history = train(net, table, targets, 0.7, 1, batch_size, order, rng(seed))
        expected = step_by_step(net, table, targets, 0.7, 1, batch_size, drawn)
        np.testing.assert_allclose(history.parameters, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 4, None])
def test_a_whole_training_is_that_of_plain_python(batch_size):
    """Nine numbers, lists and loops: the same nine after 200 epochs, and the same losses."""
    net = Network.random([2, 2, 1], rng())
    history = train(net, X, y_true, epochs=200, batch_size=batch_size)
    values, size = net.values.tolist(), batch_size or 4
    targets = [[y] for y in y_true.tolist()]
    for epoch in range(201):
        assert history.parameters[epoch] == pytest.approx(values, rel=1e-9)
        assert history.losses[epoch] == pytest.approx(
            by_hand.loss([2, 2, 1], values, X.tolist(), targets), rel=1e-9
        )
        for first in range(0, 4, size):
            slopes = by_hand.gradient(values, PEOPLE[first : first + size])
            values = [p - 0.1 * slope for p, slope in zip(values, slopes, strict=True)]
    assert history.losses.shape == (201,)
    for epoch in (0, 17, 200):
        assert history.network(epoch).values.tolist() == history.parameters[epoch].tolist()
    assert history.network().values.tolist() == history.parameters[200].tolist()


def test_the_order_is_drawn_anew_each_epoch():
    net = Network.random([2, 2, 1], rng())
    history = train(net, X, y_true, epochs=5, order="shuffled", rng=rng(3))
    chance = rng(3)
    orders = [chance.permutation(4) for _ in range(5)]
    np.testing.assert_allclose(
        history.parameters, step_by_step(net, X, y_true, 0.1, 5, 1, orders), rtol=1e-9
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
    assert (history.start.values == before).all()
    history.network()["w1"] = 99
    assert history.parameters[-1, 0] != 99
    net["w1"] = 99
    assert (history.start.values == before).all()
    assert isinstance(history, History)


def test_the_same_twice():
    net = Network.random([2, 2, 1], rng())
    runs = [train(net, X, y_true, epochs=20, order="shuffled", rng=rng(5)) for _ in range(2)]
    assert (runs[0].parameters == runs[1].parameters).all()


def test_without_more_words_it_is_1000_epochs_of_single_steps_at_rate_0_1():
    net = Network.random([2, 2, 1], rng())
    expected = train(net, X, y_true, 0.1, 1000, 1, "fixed")
    assert (train(net, X, y_true).parameters == expected.parameters).all()


def test_a_softmax_network_learns_and_stays_one():
    targets = np.eye(2)[y_true.astype(int)]
    net = Network.random([2, 3, 2], rng(), hidden="tanh", output="softmax")
    history = train(net, X, targets, epochs=300)
    assert history.losses[-1] < 0.05 < history.losses[0]
    last = history.network()
    assert (last.hidden, last.output) == ("tanh", "softmax")
    assert (last.feedforward(X).argmax(axis=1) == y_true).all()
    expected = by_hand.loss([2, 3, 2], last.values.tolist(), X.tolist(), targets, "tanh", "softmax")
    assert history.losses[-1] == pytest.approx(expected)
    with pytest.raises(ValueError, match=r"y_true was .+ exactly one 1 in each row"):
        train(net, X, np.ones_like(targets))


def test_a_network_with_another_way_back_is_trained_by_it():
    class Halved(Network):
        def _backward(self, *passes):
            gradient = super()._backward(*passes)
            gradient.values /= 2
            return gradient

    net = Halved.random([2, 2, 1], rng())
    history = train(net, X, y_true, learning_rate=0.2, epochs=30)
    assert type(history.network()) is Halved
    plainly = train(Network(net.sizes, net.values), X, y_true, learning_rate=0.1, epochs=30)
    np.testing.assert_allclose(history.parameters, plainly.parameters, rtol=1e-9)


def test_a_function_is_told_of_each_epoch(capsys):
    net, told = Network.random([2, 2, 1], rng()), []
    train(net, X, y_true, epochs=25, report=told.append)
    assert told == [*range(1, 26)]
    assert all(type(epoch) is int for epoch in told)
    assert capsys.readouterr().out == ""


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
    many = train(Network.random([2, 2, 1], rng(), 3), X, y_true, epochs=10, report=True)
    middle = sorted(many.losses[10])[1]
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 10
    assert lines[-1] == f"epoch 10   L {middle:.4f}"
    train(net, X, y_true, epochs=10)
    assert capsys.readouterr().out == ""


# ---------------------------------------------------------------- a gradient of one's own

FORMS = {
    "Parameters": lambda gradient: gradient,
    "a network": lambda gradient: Network(gradient.sizes, gradient.values),
    "a dictionary": lambda gradient: gradient.by_name(),
    "a dictionary in another order": lambda g: dict(reversed(g.by_name().items())),
    "a row": lambda gradient: gradient.values,
    "a list": lambda gradient: gradient.values.tolist(),
}


@pytest.mark.parametrize("networks", [None, 3])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_gradient_of_ones_own_takes_the_place(form, networks):
    net = Network.random([2, 2, 1], rng(), networks)

    def half(net, X, y_true):
        gradient = net.gradient(X, y_true)
        gradient.values /= 2
        return form(gradient)

    slow = train(net, X, y_true, learning_rate=0.2, epochs=30, gradient=half)
    expected = train(net, X, y_true, epochs=30)
    np.testing.assert_allclose(slow.parameters, expected.parameters, rtol=1e-9)
    np.testing.assert_allclose(slow.losses, expected.losses, rtol=1e-9)


@pytest.mark.parametrize("labels", [y_true, y_true[:, np.newaxis], y_true.tolist()], ids=str)
@pytest.mark.parametrize("order", ["fixed", "shuffled"])
def test_a_gradient_of_ones_own_is_handed_labels_as_they_were_given(labels, order):
    """Else y_true - y_pred of a batch, written for four labels, would be a table of all pairs."""
    shapes, net = [], Network.random([2, 2, 1], rng())

    def gradient(net, X, y_true):
        shapes.append(y_true.shape)
        return net.gradient(X, y_true)

    look = {"batch_size": 3, "order": order, "rng": rng()}
    history = train(net, X, labels, epochs=2, gradient=gradient, **look)
    assert shapes == 2 * [(3, *np.shape(labels)[1:]), (1, *np.shape(labels)[1:])]
    expected = train(net, X, y_true, epochs=2, **(look | {"rng": rng()}))
    np.testing.assert_allclose(history.parameters, expected.parameters, rtol=1e-12)


def test_one_example_and_its_label_train_with_a_gradient_of_ones_own():
    net = Network.random([2, 2, 1], rng())
    for label in ([1], [[1]]):
        history = train(net, X[:1], label, epochs=3, gradient=lambda *rows: Network.gradient(*rows))
        assert history.parameters.shape == (4, 9)


def test_an_optimiser_of_ones_own_is_not_asked_at_infinity():
    """The optimiser inside it would refuse what is no number."""
    inner = optimisers.Momentum()

    def far(slopes, learning_rate):
        return 1e300 * inner(slopes, learning_rate)

    start = Network([2, 2, 1], np.linspace(-1, 1, 9))
    with pytest.raises(Diverged, match=r"^After epoch 1 "):
        train(start, X, y_true, learning_rate=1e10, epochs=5, optimiser=far)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_of_the_helpers_trains_as_one_that_is_checked(name):
    net, mistake = Network.random([2, 2, 1], rng()), MISTAKES[name]
    ours = train(net, X, y_true, epochs=3, batch_size=3, gradient=mistake)
    own = train(net, X, y_true, epochs=3, batch_size=3, gradient=lambda *rows: mistake(*rows))
    np.testing.assert_allclose(ours.parameters, own.parameters, rtol=1e-12)


def test_the_nine_lines_of_a_learner_are_a_gradient():
    """As notebook 6 writes it: a function of plain numbers that returns a dictionary by name."""
    net = Network.random([2, 2, 1], rng())

    def gradient(net, X, y_true):
        rows = [(*x, y) for x, y in zip(X.tolist(), y_true.ravel().tolist(), strict=True)]
        return dict(zip(net.names, by_hand.gradient(net.values.tolist(), rows), strict=True))

    history = train(net, X, y_true, epochs=30, gradient=gradient)
    expected = train(net, X, y_true, epochs=30)
    np.testing.assert_allclose(history.parameters, expected.parameters, rtol=1e-9)


RIGHT = dict.fromkeys(("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3"), 0.5)
BAD_GRADIENTS = {
    "one name is missing": {name: 0.5 for name in RIGHT if name != "b2"},
    "one name too many": RIGHT | {"w7": 0.5},
    "one other name": {name: 0.5 for name in RIGHT if name != "b2"} | {"b4": 0.5},
    "names with dL_d before them": {f"dL_d{name}": 0.5 for name in RIGHT},
    "a word in it": RIGHT | {"w1": "steep"},
    "nothing in it": RIGHT | {"w1": None},
    "a pair in it": RIGHT | {"w1": [0.5, 0.5]},
    "all pairs": {name: [0.5, 0.5] for name in RIGHT},
    "an empty dictionary": {},
    "nothing": None,
    "a word": "steep",
    "nine times nothing": [None] * 9,
    "a number": 0.5,
    "eight numbers": [0.5] * 8,
    "rows of unequal length": [[0.5], [0.5, 0.5]],
    "a row too many": [[0.5] * 9],
    "the parameters of another network": Network([2, 1]),
    "a function": np.sum,
}


@pytest.mark.parametrize("bad", BAD_GRADIENTS.values(), ids=BAD_GRADIENTS)
def test_a_gradient_that_does_not_fit_is_refused_in_a_sentence(bad):
    with pytest.raises(ValueError, match=r"^gradient was .+; expected .+\.$") as refused:
        train(Network([2, 2, 1]), X, y_true, gradient=lambda *_: bad)
    sentence = str(refused.value)
    assert sentence.endswith(
        "; expected Parameters, a dictionary of all 9 names, or a row of shape (9,)."
    )
    assert len(sentence) < 200


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_an_optimiser_takes_the_place_of_the_plain_step(form):
    net, rates = Network.random([2, 2, 1], rng()), set()

    def twice_as_far(slopes, learning_rate):
        rates.add(learning_rate)
        return form(Network(net.sizes, 2 * learning_rate * slopes))

    fast = train(net, X, y_true, learning_rate=0.05, epochs=30, optimiser=twice_as_far)
    expected = train(net, X, y_true, learning_rate=0.1, epochs=30)
    np.testing.assert_allclose(fast.parameters, expected.parameters, rtol=1e-9)
    assert rates == {0.05}


@pytest.mark.parametrize("bad", BAD_GRADIENTS.values(), ids=BAD_GRADIENTS)
def test_what_is_no_step_is_refused_in_a_sentence(bad):
    with pytest.raises(ValueError, match=r"^optimiser was .+; expected .+\.$"):
        train(Network([2, 2, 1]), X, y_true, optimiser=lambda *_: bad)


def test_an_optimiser_may_keep_the_slopes_that_it_was_given():
    """Momentum remembers them, so the next step must not write over them."""
    ways = []
    for keep in (np.copy, np.asarray):
        memory = [np.zeros(9)]

        def momentum(slopes, rate, keep=keep, memory=memory):
            memory.append(keep(slopes))
            return rate * sum(0.9**i * old for i, old in enumerate(reversed(memory)))

        net = Network.random([2, 2, 1], np.random.default_rng(3))
        ways.append(train(net, X, y_true, epochs=20, optimiser=momentum).losses)
    assert ways[0].tolist() == ways[1].tolist()


# ---------------------------------------------------------------- weight decay


@pytest.mark.parametrize("batch_size", [1, 3, None])
def test_with_decay_each_step_takes_away_a_share_of_every_parameter(batch_size):
    """Nine numbers, lists and loops: of each parameter as it was before the step."""
    net, size = Network.random([2, 2, 1], rng()), batch_size or 4
    history = train(net, X, y_true, 0.2, epochs=40, batch_size=batch_size, decay=0.3)
    values = net.values.tolist()
    for epoch in range(41):
        assert history.parameters[epoch] == pytest.approx(values, rel=1e-9)
        for first in range(0, 4, size):
            slopes = by_hand.gradient(values, PEOPLE[first : first + size])
            values = [p - 0.2 * g - 0.06 * p for p, g in zip(values, slopes, strict=True)]


def test_an_optimiser_does_not_see_the_decay():
    """Where it makes no step of its own, all that is left is a share of 0.99 after each step."""
    net, seen = Network.random([2, 2, 1], rng(), networks=3), []

    def still(slopes, learning_rate):
        seen.append(slopes)
        return 0 * slopes

    history = train(net, X, y_true, 0.1, 30, None, optimiser=still, decay=0.1)
    for epoch, (values, slopes) in enumerate(zip(history.parameters, seen, strict=False)):
        assert values == pytest.approx(net.values * 0.99**epoch, rel=1e-12)
        assert slopes == pytest.approx(net.with_values(values).gradient(X, y_true).values)
    assert len(seen) == 30


def test_a_decay_of_0_changes_nothing():
    net = Network.random([2, 2, 1], rng())
    ways = [train(net, X, y_true, epochs=20, **decay) for decay in ({}, {"decay": 0})]
    assert ways[0].parameters.tolist() == ways[1].parameters.tolist()


def test_diverged_can_be_copied():
    stop = pickle.loads(pickle.dumps(Diverged(3, 0.1)))
    assert (stop.epoch, str(stop)) == (3, str(Diverged(3, 0.1)))
    assert "After epoch 3 " in str(stop)


@pytest.mark.parametrize("name", ["gradient", "optimiser"])
def test_a_function_that_is_refused_is_told_the_arguments_of_the_docstring(name):
    told = re.search(rf"`{name}`, a function of (\([\w, ]+\))", train.__doc__)[1]
    with pytest.raises(ValueError, match=re.escape(f"expected a function of {told}.")):
        train(Network([2, 2, 1]), X, y_true, **{name: 3})
    with pytest.raises(ValueError, match=re.escape(f"expected a function of {told}.")):
        train(Network([2, 2, 1]), X, y_true, **{name: lambda: 3})


def test_an_optimiser_that_runs_off_ends_the_training():
    with pytest.raises(Diverged, match=r"^After epoch 1 a parameter is no longer finite"):
        train(Network([2, 2, 1]), X, y_true, optimiser=lambda slopes, _: 1 / (0 * slopes))


# ---------------------------------------------------------------- trainings that run off


def doubling(net, X, y_true):
    """A gradient that makes all parameters 1e20 times as large, at rate 0.1."""
    return -1e21 * net.values


def test_huge_numbers_are_numbers_and_the_training_goes_on():
    """15 epochs of 1e20 times as much: 1e300 is finite, and nothing has run off."""
    start = Network([2, 2, 1], np.ones(9))
    history = train(start, X, y_true, epochs=15, batch_size=4, gradient=doubling)
    assert history.parameters[-1] == pytest.approx(np.full(9, 1e300), rel=1e-6)
    assert history.losses[-1] == 0.5


@pytest.mark.parametrize(("batch_size", "epoch"), [(4, 16), (2, 8), (1, 4)])
def test_a_training_that_runs_off_ends_in_a_sentence_that_is_true(batch_size, epoch):
    """1e20 times as much in each step: the sixteenth is beyond the numbers of a computer."""
    start = Network([2, 2, 1], np.ones(9))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(Diverged) as stop:
            train(start, X, y_true, epochs=50, batch_size=batch_size, gradient=doubling)
    assert stop.value.epoch == epoch
    assert type(stop.value.epoch) is int
    assert str(stop.value) == (
        f"After epoch {epoch} a parameter is no longer finite: the training ran off. Try a "
        "learning rate below 0.1, or look for a mistake in the gradient."
    )


def broken(net, X, y_true):
    """A gradient with a single NaN in it."""
    return net.gradient(X, y_true).by_name() | {"b2": np.nan * net.b2}


@pytest.mark.parametrize("networks", [None, 3])
def test_not_a_number_ends_the_training_as_well(networks):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(Diverged, match=r"^After epoch 1 a parameter is no longer finite"):
            train(Network.random([2, 2, 1], rng(), networks), X, y_true, gradient=broken)


def test_of_several_networks_one_that_runs_off_is_enough():
    nets = Network([2, 2, 1], [np.zeros(9), np.ones(9)])
    with pytest.raises(Diverged, match=r"^After epoch 16 "):
        train(nets, X, y_true, epochs=50, batch_size=4, gradient=doubling)


def test_a_huge_rate_runs_off_without_a_gradient_of_ones_own():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(Diverged, match=r"^After epoch 1 .+ below 1e\+308"):
            train(Network([2, 1]), 10 * X, y_true, learning_rate=1e308)


def test_a_rate_far_too_high_saturates_without_a_warning():
    net = Network.random([2, 2, 1], rng())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        history = train(net, X, y_true, learning_rate=1e6, epochs=50)
    assert np.isfinite(history.losses).all()
    assert (history.losses <= 1).all()


# ---------------------------------------------------------------- refusals

REFUSED = {
    "learning_rate was -0.1; expected a number above 0": {"learning_rate": -0.1},
    "learning_rate was 0.0; expected a number above 0": {"learning_rate": 0},
    "learning_rate was numbers with an infinite one": {"learning_rate": np.inf},
    "learning_rate was numbers with 1 NaN": {"learning_rate": np.nan},
    "learning_rate was 'fast'; expected numbers": {"learning_rate": "fast"},
    "decay was -0.1; expected a number from 0 up": {"decay": -0.1},
    "decay was numbers with an infinite one": {"decay": np.inf},
    "decay was numbers with 1 NaN": {"decay": np.nan},
    "decay was None; expected numbers": {"decay": None},
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
    "X was an array of shape (2,)": {"X": [1, 2], "y_true": [1]},
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


# ---------------------------------------------------------------- the walk of notebook 5


@pytest.mark.parametrize("order", ["fixed", "shuffled"])
@pytest.mark.parametrize("batch_size", [1, 2, 4])
def test_a_walk_takes_the_steps_of_a_training_along_two_parameters(batch_size, order):
    net = Network.random([2, 2, 1], rng())
    walk = Walk(net, ["w6", "b3"], batch_size, rng(3) if order == "shuffled" else None)
    values, chance = net.values.tolist(), rng(3)
    for epoch in range(6):
        rows = [*chance.permutation(4)] if order == "shuffled" else [0, 1, 2, 3]
        for first in range(0, 4, batch_size):
            batch = rows[first : first + batch_size]
            assert list(walk.batch) == batch
            assert walk.epochs == epoch
            slopes = by_hand.gradient(values, [PEOPLE[row] for row in batch])
            for place in (5, 8):
                values[place] -= 0.5 * slopes[place]
            walk.step(0.5)
            assert walk.net.values == pytest.approx(values, rel=1e-12)
            assert walk.path[-1] == pytest.approx([values[5], values[8]], rel=1e-12)
            targets = [[y] for y in y_true.tolist()]
            assert walk.losses[-1] == pytest.approx(
                by_hand.loss([2, 2, 1], values, X.tolist(), targets), rel=1e-10
            )
    assert walk.epochs == 6
    assert len(walk.path) == len(walk.losses) == 6 * 4 // batch_size + 1
    assert walk.path[0] == pytest.approx([net["w6"], net["b3"]])


def test_in_a_walk_each_person_has_a_slope_of_their_own():
    net = Network.random([2, 2, 1], rng())
    slopes = Walk(net, ["w4", "b1"]).slopes()
    assert slopes.shape == (4, 2)
    for person, own in zip(PEOPLE, slopes, strict=True):
        expected = by_hand.gradient(net.values.tolist(), [person])
        assert own == pytest.approx([expected[3], expected[6]], rel=1e-9, abs=1e-15)


def test_a_weight_decay_goes_by_the_rate_of_a_schedule():
    """The steps themselves are 0 here: the decay alone is left, in ten steps of a falling rate.

    One schedule inside another has the rate of both.
    """
    net = Network.random([2, 2, 1], np.random.default_rng(0))
    still = optimisers.Falling(10, lambda slopes, learning_rate: 0 * slopes)
    for schedule, every in ((still, 10), (optimisers.Halved(still, every=2), 2)):
        look = {"optimiser": schedule, "decay": 0.5}
        found = train(net, X, y_true, 0.2, 10, None, **look).parameters[1:]
        wanted, values = [], net.values.tolist()
        for t in range(10):
            rate = 0.2 * (1 - t / 10) / 2 ** (t // every)
            values = [p - rate * 0.5 * p for p in values]
            wanted.append(values)
        assert found == pytest.approx(np.array(wanted), rel=1e-12)
