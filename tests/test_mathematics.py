"""The mathematics: numbers worked by hand, derivatives against differences, refusals in words."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.activations import (
    sigmoid,
    sigmoid_prime,
    sigmoid_prime_from_output,
    softmax,
    softmax_prime_from_output,
)
from helpers.losses import (
    cross_entropy_loss,
    cross_entropy_loss_prime,
    mse_loss,
    mse_loss_prime,
)
from helpers.network import Network, Neuron, SoftmaxNetwork
from helpers.parameters import Parameters
from helpers.people import EMILY, FRANK, LABELS, PEOPLE, SHIFT, X, y_true

NAMES = ("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3")
SIZES = [[2, 2, 1], [2, 1], [1, 1, 1], [3, 4, 2], [2, 3, 3, 1], [4, 2, 5, 3]]


def numbers(low, high):
    return st.floats(low, high, allow_nan=False)


def differences(f, values, h=1e-5):
    """Return the slope of f along each of the values, by central differences."""
    slopes = np.empty_like(values)
    for place in np.ndindex(values.shape):
        up, down = values.copy(), values.copy()
        up[place] += h
        down[place] -= h
        slopes[place] = (f(up) - f(down)) / (2 * h)
    return slopes


def relative_error(a, b):
    """Return the distance of two arrays, relative to their size."""
    return np.linalg.norm(a - b) / max(np.linalg.norm(a) + np.linalg.norm(b), 1e-12)


# ---------------------------------------------------------------- numbers worked by hand


def test_one_neuron():
    assert Neuron([0, 1], 4).feedforward([2, 3]) == 0.9990889488055994


def test_network_by_hand():
    net = Network([2, 2, 1], w2=1, w4=1, w6=1)
    _, hidden, output = net.activations([2, 3])
    assert hidden[0] == pytest.approx([0.9525741268224334] * 2, abs=1e-15)
    assert (
        output[0, 0] == net.feedforward([2, 3])[0] == pytest.approx(0.7216325609518421, abs=1e-15)
    )


def test_people():
    assert LABELS == {"M": 0, "F": 1}
    assert [(p.name, p.pounds, p.inches, p.label) for p in PEOPLE] == [
        ("Alice", 133, 65, 1),
        ("Bob", 160, 72, 0),
        ("Charlie", 152, 70, 0),
        ("Diana", 120, 60, 1),
    ]
    assert SHIFT.tolist() == [135, 66]
    assert X.tolist() == [[-2, -1], [25, 6], [17, 4], [-15, -6]]
    assert y_true.tolist() == [1, 0, 0, 1]
    assert np.mean([(p.pounds, p.inches) for p in PEOPLE], axis=0).tolist() == [141.25, 66.75]
    assert (EMILY.pounds, EMILY.inches, *EMILY.x) == (128, 63, -7, -3)
    assert (FRANK.pounds, FRANK.inches, *FRANK.x) == (155, 68, 20, 2)
    assert EMILY.label is FRANK.label is None


def test_nobody_can_change_the_people():
    for array in (X, y_true, SHIFT):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_mse_by_hand():
    assert mse_loss(y_true, np.zeros(4)) == 0.5
    assert mse_loss(y_true, np.ones(4)) == 0.5
    assert mse_loss(y_true, y_true) == 0
    assert mse_loss_prime(y_true, np.zeros(4)).tolist() == [-0.5, 0, 0, -0.5]


def test_alice_factor_by_factor():
    net = Network([2, 2, 1], **dict.fromkeys(NAMES[:6], 1))
    _, hidden, output = net.activations(X[:1])
    h1, y_pred = hidden[0, 0], output[0, 0]
    dL_dy_pred = mse_loss_prime([1], [y_pred])[0]
    dy_pred_dh1 = net["w5"] * sigmoid_prime(hidden[0].sum())
    dh1_dw1 = X[0, 0] * sigmoid_prime(X[0].sum())
    assert hidden[0] == pytest.approx([0.04742587, 0.04742587], abs=5e-9)
    assert y_pred == pytest.approx(0.52369517, abs=5e-9)
    assert dL_dy_pred == pytest.approx(-0.95260965, abs=5e-9)
    assert dy_pred_dh1 == pytest.approx(0.24943854, abs=5e-9)
    assert dh1_dw1 == pytest.approx(-0.09035332, abs=5e-9)
    assert h1 == pytest.approx(sigmoid(-3), abs=1e-16)
    product = dL_dy_pred * dy_pred_dh1 * dh1_dw1
    assert product == pytest.approx(0.0214695, abs=5e-8)
    assert net.gradient(X[:1], y_true[:1])["w1"] == pytest.approx(product, rel=1e-14)


def test_rounded_factors_give_the_number_in_print():
    assert round(-0.952 * 0.249 * -0.0904, 4) == 0.0214


# ---------------------------------------------------------------- sigmoid


def test_sigmoid_at_both_ends():
    with np.errstate(all="raise", under="ignore"):
        assert sigmoid([-1000.0, 0.0, 1000.0]).tolist() == [0, 0.5, 1]
        assert sigmoid([-np.inf, np.inf]).tolist() == [0, 1]
        assert sigmoid(-700) == pytest.approx(np.exp(-700.0), rel=1e-14)
        assert sigmoid_prime([-1000.0, 1000.0]).tolist() == [0, 0]


def test_sigmoid_keeps_the_shape():
    for shape in ((), (3,), (2, 3), (2, 3, 4)):
        assert np.shape(sigmoid(np.zeros(shape))) == shape


@given(numbers(-700, 700))
def test_sigmoid_is_symmetric(z):
    assert 0 <= sigmoid(z) <= 1
    assert sigmoid(z) + sigmoid(-z) == pytest.approx(1, abs=1e-15)


@given(numbers(-30, 30))
def test_two_ways_to_write_the_slope(z):
    e = np.exp(-z)
    assert sigmoid_prime(z) == sigmoid_prime_from_output(sigmoid(z))
    assert sigmoid_prime(z) == pytest.approx(e / (1 + e) ** 2, rel=1e-9, abs=1e-15)


# ---------------------------------------------------------------- derivatives


@given(numbers(-8, 8))
def test_sigmoid_prime(z):
    slope = (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5
    assert relative_error(sigmoid_prime(z), slope) < 1e-7


@given(st.data(), st.sampled_from([(1,), (4,), (3, 2)]))
def test_mse_loss_prime(data, shape):
    truth = data.draw(arrays(float, shape, elements=st.sampled_from([0.0, 1.0])))
    guess = data.draw(arrays(float, shape, elements=numbers(0.001, 0.999)))
    slopes = differences(lambda g: mse_loss(truth, g), guess)
    assert relative_error(mse_loss_prime(truth, guess), slopes) < 1e-7


def drawn(data, sizes, rows):
    """Return a network, a table and labels, all drawn, of which no neuron is saturated."""
    count = len(Parameters(sizes).names)
    net = Network(sizes, data.draw(arrays(float, count, elements=numbers(-1.5, 1.5))))
    table = data.draw(arrays(float, (rows, sizes[0]), elements=numbers(-2, 2)))
    targets = data.draw(arrays(float, (rows, sizes[-1]), elements=st.sampled_from([0.0, 1.0])))
    return net, table, targets


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@given(data=st.data(), rows=st.integers(1, 4))
def test_gradient(sizes, data, rows):
    net, table, targets = drawn(data, sizes, rows)
    slopes = differences(lambda values: Network(sizes, values).loss(table, targets), net.values)
    gradient = net.gradient(table, targets).values
    assume(np.linalg.norm(gradient) > 1e-3)
    assert relative_error(gradient, slopes) < 1e-7


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_every_single_derivative(sizes):
    """Not only their length together: each one agrees, for a hundred starts."""
    rng = np.random.default_rng(1)
    table = rng.uniform(-2, 2, (5, sizes[0]))
    targets = rng.integers(0, 2, (5, sizes[-1])).astype(float)
    many = Network.random(sizes, rng, networks=100)
    gradient = many.gradient(table, targets).values
    for place in range(len(many.names)):
        h = np.zeros(len(many.names))
        h[place] = 1e-5
        up, down = (Network(sizes, many.values + step) for step in (h, -h))
        slopes = (up.loss(table, targets) - down.loss(table, targets)) / 2e-5
        assert relative_error(gradient[:, place], slopes) < 1e-7, many.names[place]
        assert np.abs(gradient[:, place] - slopes).max() < 1e-9, many.names[place]


def test_gradient_changes_nothing():
    net = Network.random([2, 2, 1], np.random.default_rng(0))
    before = net.values.copy()
    gradient = net.gradient(X, y_true)
    assert np.array_equal(net.values, before)
    gradient.values[:] = 7
    assert np.array_equal(net.values, before)


# ---------------------------------------------------------------- softmax, cross-entropy


def test_softmax_by_hand():
    assert softmax([0, 0]).tolist() == [0.5, 0.5]
    assert softmax(np.log([1, 2, 5])) == pytest.approx([0.125, 0.25, 0.625], abs=1e-15)
    assert softmax([[3, 3, 3, 3], [0, 1e-300, 0, 0]]).tolist() == [[0.25] * 4] * 2
    with np.errstate(all="raise", under="ignore"):
        assert softmax([1000, 0, -1000]).tolist() == [1, 0, 0]


@given(numbers(-30, 30), numbers(-30, 30))
def test_softmax_of_two_is_a_sigmoid(z1, z2):
    assert softmax([z1, z2]) == pytest.approx([sigmoid(z1 - z2), sigmoid(z2 - z1)], rel=1e-12)


@given(arrays(float, (2, 3), elements=numbers(-30, 30)), numbers(-100, 100))
def test_softmax_shares_one_whole(z, shift):
    shares = softmax(z)
    assert (shares > 0).all()
    assert shares.sum(axis=-1) == pytest.approx([1, 1], abs=1e-15)
    assert softmax(z + shift) == pytest.approx(shares, rel=1e-11)


@given(arrays(float, (4,), elements=numbers(-3, 3)))
def test_softmax_prime(z):
    slopes = [differences(lambda v, i=i: softmax(v)[i], z) for i in range(4)]
    assert relative_error(softmax_prime_from_output(softmax(z)), np.array(slopes)) < 1e-7
    table = softmax_prime_from_output(softmax([z, -z]))
    assert np.array_equal(table[1], softmax_prime_from_output(softmax(-z)))


def test_cross_entropy_by_hand():
    assert cross_entropy_loss([[1, 0], [0, 1]], [[1, 0], [0, 1]]) == 0
    assert cross_entropy_loss(np.eye(2), np.full((2, 2), 0.5)) == pytest.approx(np.log(2))
    assert cross_entropy_loss([[1, 0]], [[0.2, 0.8]]) == pytest.approx(np.log(5))
    assert cross_entropy_loss([[1, 0], [1, 0]], [[1, 0], [0.5, 0.5]]) == pytest.approx(
        np.log(2) / 2
    )
    assert np.isfinite(cross_entropy_loss([[1, 0]], [[0, 1]]))
    many = cross_entropy_loss([[1, 0]], [[[0.5, 0.5]], [[0.2, 0.8]]])
    assert many == pytest.approx(np.log([2, 5]))


@st.composite
def classes(draw, rows, n):
    return np.eye(n)[draw(st.lists(st.integers(0, n - 1), min_size=rows, max_size=rows))]


@given(st.data(), st.integers(1, 4), st.integers(2, 4))
def test_cross_entropy_loss_prime(data, rows, n):
    truth = data.draw(classes(rows, n))
    z = data.draw(arrays(float, (rows, n), elements=numbers(-1, 1)))
    shares = softmax(z)
    slopes = differences(lambda a: cross_entropy_loss(truth, a), shares)
    assert relative_error(cross_entropy_loss_prime(truth, shares), slopes) < 1e-7
    along_z = differences(lambda v: cross_entropy_loss(truth, softmax(v)), z)
    by_the_chain_rule = np.einsum(
        "ri,rij->rj", cross_entropy_loss_prime(truth, shares), softmax_prime_from_output(shares)
    )
    simple = SoftmaxNetwork.output_slope(truth, shares)
    assert simple == pytest.approx((shares - truth) / rows, rel=1e-15)
    assert relative_error(by_the_chain_rule, simple) < 1e-12
    assume(np.linalg.norm(simple) > 1e-3)
    assert relative_error(simple, along_z) < 1e-7


@pytest.mark.parametrize("sizes", [[2, 2], [3, 4, 2], [2, 3, 3, 4]], ids=str)
@given(data=st.data(), rows=st.integers(1, 4))
def test_gradient_of_a_softmax_network(sizes, data, rows):
    net, table, _ = drawn(data, sizes, rows)
    net = SoftmaxNetwork(sizes, net.values)
    targets = data.draw(classes(rows, sizes[-1]))
    slopes = differences(lambda values: net.with_values(values).loss(table, targets), net.values)
    gradient = net.gradient(table, targets).values
    assume(np.linalg.norm(gradient) > 1e-3)
    assert relative_error(gradient, slopes) < 1e-7


def test_a_softmax_network_is_a_network_with_another_end():
    rng = np.random.default_rng(7)
    net = SoftmaxNetwork.random([3, 4, 5], rng, networks=6)
    plain = Network(net.sizes, net.values)
    table, targets = rng.normal(size=(7, 3)), np.eye(5)[rng.integers(0, 5, 7)]
    _, hidden, shares = net.activations(table)
    assert np.array_equal(hidden, plain.activations(table)[1])
    assert shares == pytest.approx(softmax(hidden @ net.W[1] + net.B[1]), rel=1e-15)
    assert type(net.with_values(net.values)) is SoftmaxNetwork
    along = net.with_values(net.values[0]).losses_along(
        {"w1": np.array([[net["w1"][0], 9]])}, table, targets
    )
    assert along.shape == (1, 2)
    assert along[0, 0] == pytest.approx(net.loss(table, targets)[0])
    for i in range(6):
        one = SoftmaxNetwork(net.sizes, net.values[i])
        assert np.allclose(net.loss(table, targets)[i], one.loss(table, targets))
        assert np.allclose(
            net.gradient(table, targets).values[i], one.gradient(table, targets).values
        )


# ---------------------------------------------------------------- networks


def test_which_weight_is_where():
    """w1: x1 to h1, w2: x2 to h1, w3: x1 to h2, w4: x2 to h2, w5: h1 to o, w6: h2 to o."""
    net = Network([2, 2, 1], np.arange(1.0, 10))
    assert net.names == NAMES
    assert net.W[0].tolist() == [[1, 3], [2, 4]]
    assert net.W[1].tolist() == [[5], [6]]
    assert net.B[0].tolist() == [[7, 8]]
    assert net.B[1].tolist() == [[9]]
    x1, x2 = 0.3, -0.2
    net = Network([2, 2, 1], np.arange(1.0, 10) / 10)
    w1, w2, w3, w4, w5, w6, b1, b2, b3 = net.values
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    y_pred = sigmoid(w5 * h1 + w6 * h2 + b3)
    assert net.feedforward([x1, x2])[0] == pytest.approx(y_pred, rel=1e-15)


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
    in_order = [W.T.ravel() for W in p.W] + [B.ravel() for B in p.B]
    assert np.concatenate(in_order).tolist() == p.values.tolist()
    p.values[:] *= -1
    p.W[0][-1, -1] = 99
    p.B[-1][0, 0] = 77
    assert p[f"w{sizes[0] * sizes[1]}"] == 99
    assert p[f"b{sum(sizes[1:-1]) + 1}"] == 77
    assert p.by_name() == dict(zip(p.names, p.values, strict=True))


def test_parameters_do_not_share_what_came_in():
    values = np.zeros(9)
    p = Parameters([2, 2, 1], values)
    p["w1"] = 5
    assert values[0] == 0


def test_network_equals_its_neurons():
    rng = np.random.default_rng(2)
    for sizes in SIZES:
        net = Network.random(sizes, rng)
        a = rng.uniform(-2, 2, sizes[0])
        expected = a
        for W, B in zip(net.W, net.B, strict=True):
            expected = [Neuron(w, b).feedforward(expected) for w, b in zip(W.T, B[0], strict=True)]
        assert net.feedforward(a) == pytest.approx(expected, rel=1e-14)


def test_a_table_equals_its_rows():
    rng = np.random.default_rng(3)
    for sizes in SIZES:
        net = Network.random(sizes, rng)
        table = rng.uniform(-2, 2, (7, sizes[0]))
        output = net.feedforward(table)
        assert output.shape == (7, sizes[-1])
        assert net.feedforward(table[0]).shape == (sizes[-1],)
        assert np.allclose(output, [net.feedforward(row) for row in table], rtol=1e-14, atol=0)
    neuron = Neuron([0.5, -1], 0.25)
    table = rng.uniform(-2, 2, (7, 2))
    assert neuron.feedforward(table) == pytest.approx([neuron.feedforward(row) for row in table])


@pytest.mark.parametrize("front", [(5,), (2, 3)], ids=str)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_many_networks_equal_one_by_one(sizes, front):
    rng = np.random.default_rng(4)
    values = rng.standard_normal((*front, len(Parameters(sizes).names)))
    table = rng.uniform(-2, 2, (3, sizes[0]))
    targets = rng.integers(0, 2, (3, sizes[-1])).astype(float)
    many = Network(sizes, values)
    assert many["w1"].shape == front
    assert many.feedforward(table).shape == (*front, 3, sizes[-1])
    assert many.feedforward(table[0]).shape == (*front, sizes[-1])
    for place in np.ndindex(front):
        one = Network(sizes, values[place])
        for ours, theirs in (
            (many.feedforward(table)[place], one.feedforward(table)),
            (many.feedforward(table[0])[place], one.feedforward(table[0])),
            (many.loss(table, targets)[place], one.loss(table, targets)),
            (many.gradient(table, targets).values[place], one.gradient(table, targets).values),
        ):
            assert np.allclose(ours, theirs, rtol=1e-12, atol=1e-15)


def test_random_draws_from_the_generator_only():
    one, two = (Network.random([2, 2, 1], np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(one.values, two.values)
    many = Network.random([2, 2, 1], np.random.default_rng(5), networks=4000)
    assert many.values.shape == (4000, 9)
    assert abs(many.values.mean()) < 0.02
    assert abs(many.values.std() - 1) < 0.02


def test_labels_of_one_output_are_a_row_or_a_column():
    net = Network.random([2, 2, 1], np.random.default_rng(6))
    assert net.loss(X, y_true) == net.loss(X, y_true[:, None])
    assert net.loss(X, y_true) == pytest.approx(mse_loss(y_true, net.feedforward(X)[:, 0]))


# ---------------------------------------------------------------- refusals

net = Network([2, 2, 1])
pair = Network([2, 3, 2])
three = SoftmaxNetwork([2, 3])
neuron = Neuron([0, 1], 4)

# Everywhere where numbers come in: the name of the argument, and a function of that argument.
TAKES_NUMBERS = [
    ("z", sigmoid),
    ("z", sigmoid_prime),
    ("a", sigmoid_prime_from_output),
    ("y_true", lambda v: mse_loss(v, [0, 0])),
    ("y_pred", lambda v: mse_loss([0, 1], v)),
    ("y_true", lambda v: mse_loss_prime(v, [0, 0])),
    ("y_pred", lambda v: mse_loss_prime([0, 1], v)),
    ("z", softmax),
    ("a", softmax_prime_from_output),
    ("y_true", lambda v: cross_entropy_loss(v, [[0, 1]])),
    ("y_pred", lambda v: cross_entropy_loss([[0, 1]], v)),
    ("y_true", lambda v: cross_entropy_loss_prime(v, [[0, 1]])),
    ("y_pred", lambda v: cross_entropy_loss_prime([[0, 1]], v)),
    ("X", lambda v: three.gradient(v, [[1, 0, 0]])),
    ("y_true", lambda v: three.gradient([[1, 2]], v)),
    ("weights", lambda v: Neuron(v, 0)),
    ("bias", lambda v: Neuron([0, 1], v)),
    ("inputs", neuron.feedforward),
    ("X", net.feedforward),
    ("X", net.activations),
    ("X", lambda v: net.loss(v, [0, 1])),
    ("y_true", lambda v: net.loss([[1, 2], [3, 4]], v)),
    ("X", lambda v: net.gradient(v, [0, 1])),
    ("y_true", lambda v: net.gradient([[1, 2], [3, 4]], v)),
    ("values", lambda v: Parameters([2, 2, 1], v)),
    ("values", lambda v: Network([2, 2, 1], v)),
    ("w1", lambda v: Network([2, 2, 1], w1=v)),
    ("w1", lambda v: Parameters([2, 2, 1]).__setitem__("w1", v)),
]
SIGMOIDS = (sigmoid, sigmoid_prime, sigmoid_prime_from_output)
BAD = {
    "a word": "heavy",
    "words": ["a", "b"],
    "nothing": None,
    "nothing in a list": [None, 1],
    "ragged": [[1, 2], [3]],
    "NaN": [[np.nan, 1], [0, 1]],
    "one NaN": float("nan"),
    "empty": [],
    "empty table": np.zeros((0, 2)),
    "complex": [1j, 2],
    "an object": object(),
    "a dictionary": {"x1": 2},
    "a set": {1, 2},
    "infinite": [[np.inf, 1], [0, 1]],
}


def refused(name, f, value):
    """The error names the argument, what came and what was expected, in one short sentence."""
    with pytest.raises(ValueError, match=rf"^{name} was .+; expected .+\.$") as caught:
        f(value)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert len(sentence) < 300
    return sentence


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize(("name", "f"), TAKES_NUMBERS, ids=lambda v: v if type(v) is str else "")
def test_bad_numbers_are_refused(name, f, bad):
    if (bad == "infinite" and f in SIGMOIDS) or (bad == "nothing" and name == "values"):
        return  # the sigmoid has a value there; without values, all are 0
    refused(name, f, BAD[bad])


WRONG = [
    ("weights", lambda: Neuron([[0, 1]], 0), r"\(1, 2\).+\(n,\)"),
    ("weights", lambda: Neuron(3, 0), r"3\.0.+\(n,\)"),
    ("bias", lambda: Neuron([0, 1], [4, 4]), r"\(2,\).+one number"),
    ("inputs", lambda: neuron.feedforward([1, 2, 3]), r"\(3,\).+\(2,\).+\(rows, 2\)"),
    ("inputs", lambda: neuron.feedforward(5), r"5\.0.+\(2,\)"),
    ("inputs", lambda: neuron.feedforward(np.zeros((4, 3))), r"\(4, 3\).+\(rows, 2\)"),
    ("inputs", lambda: neuron.feedforward(np.zeros((1, 4, 2))), r"\(1, 4, 2\)"),
    ("X", lambda: net.feedforward([1, 2, 3]), r"\(3,\).+\(rows, 2\)"),
    ("X", lambda: net.feedforward(np.zeros((2, 4))), r"\(2, 4\).+\(rows, 2\)"),
    ("X", lambda: net.feedforward(np.zeros((1, 4, 2))), r"\(1, 4, 2\)"),
    ("X", lambda: net.gradient([1, 2, 3], [0]), r"\(3,\)"),
    ("y_true", lambda: net.gradient([[1, 2]], [0, 1]), r"\(2,\).+1 rows"),
    ("y_true", lambda: net.loss(X, y_true[:3]), r"\(3,\).+4 rows"),
    ("y_true", lambda: net.loss(X, [y_true]), r"\(1, 4\).+4 rows"),
    ("y_true", lambda: pair.loss(X, y_true), r"\(4,\).+4 rows and 2 output"),
    ("y_true", lambda: pair.gradient(X, y_true), r"\(4,\).+4 rows and 2 output"),
    ("y_true", lambda: mse_loss(1, 1), r"1\.0.+\(n,\)"),
    ("y_pred", lambda: mse_loss([0, 1], 0.5), r"0\.5.+y_true.+\(2,\)"),
    ("y_pred", lambda: mse_loss([0, 1], [0.5]), r"\(1,\).+y_true.+\(2,\)"),
    ("y_pred", lambda: mse_loss([0, 1], [[0.5], [0.5]]), r"\(2, 1\).+y_true.+\(2,\)"),
    ("y_pred", lambda: mse_loss([[0], [1]], [0.5, 0.5]), r"\(2,\).+y_true.+\(2, 1\)"),
    ("y_pred", lambda: mse_loss_prime([0, 1], [1, 1, 1]), r"\(3,\).+y_true.+\(2,\)"),
    ("y_true", lambda: mse_loss([0, 2], [0, 0]), r"2\.0.+0 or 1"),
    ("y_true", lambda: mse_loss([0, 0.5], [0, 0]), r"0\.5.+0 or 1"),
    ("y_true", lambda: mse_loss_prime([-1, 1], [0, 0]), r"-1\.0.+0 or 1"),
    ("y_true", lambda: net.loss(X, [1, 0, 0, 2]), r"2\.0.+0 or 1"),
    ("y_true", lambda: net.gradient(X, [1, 0, 0, -1]), r"-1\.0.+0 or 1"),
    ("y_true", lambda: net.gradient(X, [1, 0, 0, np.inf]), r"inf.+0 or 1"),
    ("z", lambda: softmax(3), r"3\.0.+\(n,\)"),
    ("a", lambda: softmax_prime_from_output(1), r"1\.0.+\(n,\)"),
    ("y_true", lambda: cross_entropy_loss([1, 0], [1, 0]), r"\(2,\).+exactly one 1"),
    ("y_true", lambda: cross_entropy_loss([[1, 1]], [[0.5, 0.5]]), r"\(1, 2\).+exactly one 1"),
    ("y_true", lambda: cross_entropy_loss_prime([[0, 0]], [[0.5, 0.5]]), r"exactly one 1"),
    ("y_true", lambda: cross_entropy_loss([[2, -1]], [[0.5, 0.5]]), r"2\.0.+0 or 1"),
    ("y_pred", lambda: cross_entropy_loss([[0, 1]], [[0.5, 0.3, 0.2]]), r"\(1, 3\).+\(1, 2\)"),
    ("y_pred", lambda: cross_entropy_loss([[0, 1]], [[-0.5, 1.5]]), r"shares from 0 to 1"),
    ("y_true", lambda: three.loss([[1, 2]], [[1, 0, 1]]), r"\(1, 3\).+exactly one 1"),
    ("y_true", lambda: three.gradient([[1, 2]], [[0, 0, 0]]), r"\(1, 3\).+exactly one 1"),
    ("y_true", lambda: three.gradient([[1, 2]], [2]), r"2\.0.+0 or 1"),
    ("y_true", lambda: three.gradient([[1, 2]], [1, 0, 0]), r"\(3,\).+1 rows and 3 output"),
    ("sizes", lambda: SoftmaxNetwork([2, 2, 1]), r"\[2, 2, 1\].+two or more outputs"),
    ("values", lambda: Parameters([2, 2, 1], np.zeros(8)), r"\(8,\).+9"),
    ("values", lambda: Parameters([2, 2, 1], 1.0), r"1\.0.+9"),
    ("values", lambda: Network([2, 2, 1], np.zeros((9, 2))), r"\(9, 2\).+9"),
    ("name", lambda: net["w7"], r"w7.+w1, .+b3"),
    ("name", lambda: net[0], r"0.+w1, .+b3"),
    ("name", lambda: net[["w1"]], r"w1, .+b3"),
    ("name", lambda: Network([2, 2, 1], w0=1), r"w0.+w1, .+b3"),
    ("name", lambda: net.__setitem__("bias", 1), r"bias.+w1, .+b3"),
    ("w1", lambda: Network([2, 2, 1], w1=[1, 2]), r"\(2,\).+one number"),
    ("sizes", lambda: Network([2]), r"\[2\].+two or more"),
    ("sizes", lambda: Network([]), r"\[\].+two or more"),
    ("sizes", lambda: Network([2, 0, 1]), r"\[2, 0, 1\].+above 0"),
    ("sizes", lambda: Network([2, -1]), r"-1.+above 0"),
    ("sizes", lambda: Network([2, 2.0, 1]), r"2\.0.+whole"),
    ("sizes", lambda: Network([2, True]), r"True.+whole"),
    ("sizes", lambda: Network("221"), r"221.+whole"),
    ("sizes", lambda: Network(3), r"3.+list"),
    ("sizes", lambda: Network(None), r"None.+list"),
    ("sizes", lambda: Network.random([2], np.random.default_rng(0)), r"\[2\].+two or more"),
]


@pytest.mark.parametrize(("name", "f", "told"), WRONG, ids=range(len(WRONG)))
def test_wrong_shapes_labels_and_names_are_refused(name, f, told):
    sentence = refused(name, lambda _: f(), None)
    assert re.search(told, sentence), sentence


@pytest.mark.parametrize("rng", [None, 5, "rng", np.random])
def test_chance_comes_from_a_generator(rng):
    refused("rng", lambda v: Network.random([2, 2, 1], v), rng)


@pytest.mark.parametrize("networks", [0, -1, 2.5, "many", True])
def test_how_many_networks(networks):
    rng = np.random.default_rng(0)
    refused("networks", lambda v: Network.random([2, 2, 1], rng, networks=v), networks)


@given(st.one_of(st.text(), st.lists(st.text(), max_size=3), st.binary()))
def test_nonsense_of_any_kind_is_refused(value):
    for name, f in TAKES_NUMBERS:
        refused(name, f, value)
