"""Parameters: one row of numbers with names and matrices, and whatever is written, it is done."""

import copy
import pickle
from itertools import pairwise

import numpy as np
import pytest

from helpers.activations import elu, leaky_relu
from helpers.network import Network, Neuron
from helpers.parameters import Parameters
from helpers.people import X, y_true

SIZES = [[2, 2, 1], [2, 1], [1, 1, 1], [3, 4, 2], [2, 3, 3, 1], [4, 2, 5, 3]]
NAMES = ("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3")


def start():
    return Network([2, 2, 1], np.arange(1.0, 10) / 10)


def in_step(p):
    """Return whether the row, the matrices and the names show the same numbers."""
    in_order = np.concatenate([W.mT.ravel() for W in p.W] + [B.ravel() for B in p.B])
    return in_order.tolist() == p.values.tolist() == list(p.by_name().values())


# ---------------------------------------------------------------- one memory, three ways


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_three_ways_stay_in_step(sizes):
    """A change by name, in a matrix or in the row shows in the other two."""
    p = Parameters(sizes)
    for k, (n_in, n_out) in enumerate(pairwise(sizes)):
        assert p.W[k].shape == (n_in, n_out)
        assert p.B[k].shape == (1, n_out)
    for i, name in enumerate(p.names):
        p[name] = i + 1
    assert p.values.tolist() == list(range(1, len(p.names) + 1))
    assert in_step(p)
    p.values[:] *= -1
    p.W[0][-1, -1] = 99
    p.B[-1][0, 0] = 77
    assert p[f"w{sizes[0] * sizes[1]}"] == 99
    assert p[f"b{sum(sizes[1:-1]) + 1}"] == 77
    assert p.by_name() == dict(zip(p.names, p.values, strict=True))
    assert in_step(p)


def test_parameters_do_not_share_what_came_in():
    values, weights = np.zeros(9), np.zeros(2)
    p, neuron = Parameters([2, 2, 1], values), Neuron(weights, 0)
    p["w1"] = 5
    assert values[0] == 0
    values[1] = 7
    assert p["w2"] == 0
    weights[:] = 100
    assert neuron.feedforward([1, 1]) == 0.5


def test_a_network_says_what_it_is():
    assert repr(Network([2, 2, 1])) == "Network([2, 2, 1]: 9 parameters)"
    assert repr(Parameters([2, 1])) == "Parameters([2, 1]: 3 parameters)"
    many = Network([2, 1], np.zeros((4, 5, 3)))
    assert repr(many) == "Network([2, 1]: 3 parameters, 4×5 networks)"


def test_names_in_order():
    assert Parameters([2, 2, 1]).names == NAMES
    assert Parameters([1, 1]).names == ("w1", "b1")
    assert Parameters([3, 4, 2]).names[19:22] == ("w20", "b1", "b2")
    assert Network([2, 2, 1], w5=3, b2=-1).by_name() == dict.fromkeys(NAMES, 0) | {
        "w5": 3,
        "b2": -1,
    }


# ---------------------------------------------------------------- what a learner may write


def trained_by(step):
    """Return the loss before and after 200 full steps that a learner wrote."""
    net = Network.random([2, 2, 1], np.random.default_rng(1))
    before = net.loss(X, y_true)
    for _ in range(200):
        step(net, 0.5, net.gradient(X, y_true))
    assert in_step(net)
    return before, net.loss(X, y_true)


def assigned(net, rate, gradient):
    net.values = net.values - rate * gradient.values


def in_place(net, rate, gradient):
    net.values -= rate * gradient.values


def in_the_row(net, rate, gradient):
    net.values[:] = net.values - rate * gradient.values


def by_item(net, rate, gradient):
    for name in net.names:
        net[name] = net[name] - rate * gradient[name]


def by_attribute(net, rate, gradient):
    for name in net.names:
        setattr(net, name, getattr(net, name) - rate * getattr(gradient, name))


def by_matrix(net, rate, gradient):
    for k in range(2):
        net.W[k] = net.W[k] - rate * gradient.W[k]
        net.B[k] -= rate * gradient.B[k]


@pytest.mark.parametrize("step", [assigned, in_place, in_the_row, by_item, by_attribute, by_matrix])
def test_every_way_to_write_a_step_trains(step):
    before, after = trained_by(step)
    assert after < 0.02 < before
    assert after == pytest.approx(trained_by(in_the_row)[1], rel=1e-9)


def test_values_put_in_place_are_copied():
    net, row = start(), np.zeros(9)
    net.values = row
    row[0] = 5
    assert net.w1 == 0
    assert net.feedforward([3, 3])[0] == 0.5
    net.values = [1] * 9
    assert net.W[0].tolist() == [[1, 1], [1, 1]]


def test_a_name_is_an_attribute():
    net = start()
    net.w1, net.b3 = 5, -2
    assert (net.w1, net.b3, net["w1"], net["b3"]) == (5, -2, 5, -2)
    assert (net.W[0][0, 0], net.B[1][0, 0]) == (5, -2)
    net.w6 += 1
    assert net.w6 == pytest.approx(1.6)
    many = Network([2, 2, 1], np.zeros((3, 9)))
    many.w2 = [1, 2, 3]
    many.w3 = 4
    assert many.values[:, 1:3].tolist() == [[1, 4], [2, 4], [3, 4]]


@pytest.mark.parametrize("name", ["w7", "b4", "w0", "w", "bias", "sizes", "W", "learning_rate"])
def test_an_attribute_that_is_no_parameter_is_refused(name):
    net = start()
    with pytest.raises(ValueError, match=rf"^name was '{name}'; expected one of w1, .+, b3\.$"):
        setattr(net, name, 1)
    assert in_step(net)
    assert net.sizes == (2, 2, 1)


@pytest.mark.parametrize("name", ["w7", "b4", "w0", "weights", "b", "_anything"])
def test_an_attribute_that_is_not_there_cannot_be_read(name):
    with pytest.raises(AttributeError, match=f"Network has no {name}"):
        getattr(start(), name)
    assert not hasattr(start(), name)


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda net: setattr(net, "values", 0), r"values was .*0.*; expected .* \(9,\)"),
        (lambda net: setattr(net, "values", np.zeros(8)), r"values was .* \(8,\); .* \(9,\)"),
        (lambda net: setattr(net, "values", [np.nan] * 9), "values was numbers with 9 NaN"),
        (lambda net: setattr(net, "w1", [1, 2]), r"w1 was an array of shape \(2,\)"),
        (lambda net: setattr(net, "w1", np.inf), "w1 was numbers with an infinite one"),
        (lambda net: setattr(net, "w1", "5"), "w1 was '5'; expected numbers"),
        (lambda net: net.W.__setitem__(0, 5), r"matrix was .*5.*; expected .* \(2, 2\)"),
        (lambda net: net.W.__setitem__(0, [1, 2]), r"matrix was .* \(2,\); .* \(2, 2\)"),
        (lambda net: net.B.__setitem__(1, np.nan), "matrix was numbers with 1 NaN"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(write, sentence):
    net = start()
    with pytest.raises(ValueError, match=sentence):
        write(net)
    assert net.values.tolist() == start().values.tolist()


# ---------------------------------------------------------------- copies

COPIES = {
    "copy.copy": copy.copy,
    "copy.deepcopy": copy.deepcopy,
    "pickle": lambda net: pickle.loads(pickle.dumps(net)),
    "with_values": lambda net: net.with_values(net.values),
}


@pytest.mark.parametrize("made", COPIES.values(), ids=COPIES)
def test_a_copy_is_one_network_of_its_own(made):
    net = Network([2, 3, 2], np.arange(17) / 10, hidden="tanh", output="softmax")
    other = made(net)
    assert type(other) is Network
    assert (other.sizes, other.hidden, other.output) == ((2, 3, 2), "tanh", "softmax")
    assert other.values.tolist() == net.values.tolist()
    before = net.feedforward([1, -1]).tolist()
    assert other.feedforward([1, -1]).tolist() == before
    other.values = np.linspace(-1, 1, 17)
    assert in_step(other)
    other.W[0][0, 0] = 9
    other.b1 = 8
    assert in_step(other)
    assert other.feedforward([1, -1]).tolist() != before
    assert net.values.tolist() == (np.arange(17) / 10).tolist()
    assert net.feedforward([1, -1]).tolist() == before


@pytest.mark.parametrize("hidden", [elu(2.0), leaky_relu(0.5)])
@pytest.mark.parametrize("made", COPIES.values(), ids=COPIES)
def test_a_copy_keeps_how_steep_its_neurons_are(made, hidden):
    net = Network([1, 2, 1], [1, -3, 2, 5, 0.1, -0.2, 0.3], hidden=hidden)
    other = made(net)
    for x in ([0.7], [-0.7]):
        assert other.feedforward(x).tolist() == net.feedforward(x).tolist()
        assert other.gradient([x], [1]).values.tolist() == net.gradient([x], [1]).values.tolist()


def test_a_gradient_is_no_network_and_can_be_copied():
    """Its numbers are slopes, and have no forward pass."""
    gradient = start().gradient(X, y_true)
    for one in (gradient, pickle.loads(pickle.dumps(gradient)), copy.deepcopy(gradient)):
        assert type(one) is Parameters
        assert one.values.tolist() == gradient.values.tolist()
        assert in_step(one)


def test_a_copy_of_parameters_or_of_many_networks_keeps_what_it_is():
    p = copy.deepcopy(Parameters([2, 1], [1, 2, 3]))
    assert type(p) is Parameters
    assert p.by_name() == {"w1": 1, "w2": 2, "b1": 3}
    many = pickle.loads(pickle.dumps(Network([2, 1], np.ones((4, 3)))))
    assert many.feedforward([0, 0]).shape == (4, 1)
    many.values = np.zeros((4, 3))
    assert many.feedforward([1, 1]).tolist() == [[0.5]] * 4
