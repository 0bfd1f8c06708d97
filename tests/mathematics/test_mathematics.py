"""The mathematics: numbers worked by hand, and every derivative against differences."""

import math
import re

import by_hand
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers import sanity
from helpers.activations import (
    ACTIVATIONS,
    elu,
    leaky_relu,
    sigmoid,
    sigmoid_prime,
    sigmoid_prime_from_output,
    softmax,
)
from helpers.gradients import gradient_check
from helpers.losses import cross_entropy_loss, mse_loss, mse_loss_prime
from helpers.network import Network, Neuron
from helpers.people import EMILY, FRANK, LABELS, PEOPLE, SHIFT, X, y_true

NAMES = ("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3")
SIZES = [[2, 2, 1], [2, 1], [1, 1, 1], [3, 4, 2], [2, 3, 3, 1], [4, 2, 5, 3]]
CLASSES = [[2, 2], [3, 4, 2], [2, 3, 3, 4]]  # sizes for a softmax


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
    a, b = np.asarray(a), np.asarray(b)
    return np.linalg.norm(a - b) / max(np.linalg.norm(a) + np.linalg.norm(b), 1e-12)


def drawn(seed, sizes, rows, output="sigmoid"):
    """Return values for a network of these sizes, a table and labels, all drawn."""
    rng = np.random.default_rng(seed)
    values = rng.uniform(-1.5, 1.5, by_hand.count(sizes))
    table = rng.uniform(-2, 2, (rows, sizes[0]))
    if output == "softmax":
        return values, table, np.eye(sizes[-1])[rng.integers(0, sizes[-1], rows)]
    return values, table, rng.integers(0, 2, (rows, sizes[-1])).astype(float)


# ---------------------------------------------------------------- numbers worked by hand


def test_one_neuron():
    assert Neuron([0, 1], 4).feedforward([2, 3]) == 0.9990889488055994


def test_network_by_hand():
    net = Network([2, 2, 1], w2=1, w4=1, w6=1)
    _, hidden, output = net.activations([2, 3])
    assert hidden[0] == pytest.approx([0.9525741268224334] * 2, abs=1e-15)
    assert output[0, 0] == net.feedforward([2, 3])[0]
    assert output[0, 0] == pytest.approx(0.7216325609518421, abs=1e-15)


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
    assert (EMILY.name, EMILY.pounds, EMILY.inches, *EMILY.x) == ("Emily", 128, 63, -7, -3)
    assert (FRANK.name, FRANK.pounds, FRANK.inches, *FRANK.x) == ("Frank", 155, 68, 20, 2)
    assert EMILY.label is FRANK.label is None


def test_nobody_can_change_the_people():
    for array in (X, y_true, SHIFT):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_mse_by_hand():
    assert mse_loss(y_true, np.zeros(4)) == 0.5
    assert mse_loss(y_true, np.ones(4)) == 0.5
    assert mse_loss(y_true, y_true) == 0
    assert mse_loss(y_true, [0.8, 0.1, 0.3, 0.4]) == pytest.approx(0.125, abs=1e-15)
    assert mse_loss(y_true, [np.zeros(4), y_true, 1 - y_true]).tolist() == [0.5, 0, 1]
    assert mse_loss([[1, 0], [0, 0]], [[1, 0], [0, 1]]) == 0.25
    assert mse_loss_prime(y_true, np.zeros(4)).tolist() == [-0.5, 0, 0, -0.5]


def test_arguments_may_be_given_by_name():
    assert sigmoid(z=0) == 0.5
    assert mse_loss(y_pred=[0.5, 1], y_true=[0, 1]) == 0.125
    with pytest.raises(ValueError, match="z was 'steep'"):
        sigmoid(z="steep")


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
    assert h1 == pytest.approx(1 / (1 + math.exp(3)), abs=1e-16)
    product = dL_dy_pred * dy_pred_dh1 * dh1_dw1
    assert product == pytest.approx(0.0214695, abs=5e-8)
    assert net.gradient(X[:1], y_true[:1])["w1"] == pytest.approx(product, rel=1e-14)


# ---------------------------------------------------------------- activations


def test_sigmoid_at_both_ends():
    with np.errstate(all="raise", under="ignore"):
        assert sigmoid([-1000.0, 0.0, 1000.0]).tolist() == [0, 0.5, 1]
        assert sigmoid([-np.inf, np.inf]).tolist() == [0, 1]
        assert sigmoid(-700) == pytest.approx(math.exp(-700), rel=1e-14)
        assert sigmoid_prime([-1000.0, 1000.0]).tolist() == [0, 0]


def test_the_slope_of_the_sigmoid_is_alive_at_40():
    """There a (1 - a) is exactly 0 in a computer, and σ(z) σ(-z) is not."""
    assert sigmoid_prime(40) == sigmoid_prime(-40) == pytest.approx(math.exp(-40), rel=1e-15)
    assert sigmoid_prime_from_output(sigmoid(40)) == 0


def test_sigmoid_keeps_the_shape():
    for shape in ((), (3,), (2, 3), (2, 3, 4)):
        for f in (sigmoid, sigmoid_prime, sigmoid_prime_from_output):
            assert np.shape(f(np.zeros(shape))) == shape


@given(numbers(-700, 700))
def test_sigmoid_is_the_formula_and_symmetric(z):
    assert sigmoid(z) == pytest.approx(by_hand.sigmoid(z), rel=1e-14)
    assert sigmoid(z) + sigmoid(-z) == pytest.approx(1, abs=1e-15)


@given(numbers(-30, 30))
def test_two_ways_to_write_the_slope(z):
    assert sigmoid_prime(z) == pytest.approx(by_hand.sigmoid_prime(z), rel=1e-14)
    from_output = sigmoid_prime_from_output(by_hand.sigmoid(z))
    assert from_output == pytest.approx(by_hand.sigmoid_prime(z), rel=1e-9, abs=1e-15)


@given(numbers(-8, 8))
def test_sigmoid_prime_is_the_slope_of_the_sigmoid(z):
    (slope,) = by_hand.slopes(lambda v: by_hand.sigmoid(v[0]), [z])
    assert relative_error(sigmoid_prime(z), slope) < 1e-7


@pytest.mark.parametrize("name", by_hand.SQUASH)
@given(z=numbers(-5, 5))
def test_every_activation_is_the_formula_and_its_slope_the_difference(name, z):
    assume(abs(z) > 1e-3)  # where the rectifier bends
    f, ours = by_hand.SQUASH[name], ACTIVATIONS[name]
    Z = np.array([[z]])
    A = ours.squash(Z)
    (slope,) = by_hand.slopes(lambda v: f(v[0]), [z])
    assert A[0, 0] == pytest.approx(f(z), rel=1e-14)
    assert ours.slope(Z, A)[0, 0] == pytest.approx(slope, abs=1e-9)


@pytest.mark.parametrize("name", sorted(set(by_hand.SQUASH) - {"relu", "leaky_relu", "elu"}))
def test_at_0_a_smooth_activation_has_the_slope_of_differences(name):
    (slope,) = by_hand.slopes(lambda v: by_hand.SQUASH[name](v[0]), [0.0])
    Z = np.zeros((1, 1))
    found = ACTIVATIONS[name].slope(Z, ACTIVATIONS[name].squash(Z))
    assert found[0, 0] == pytest.approx(slope, abs=1e-9)


def test_the_rectifier_at_0_and_below_is_flat():
    Z = np.array([-1.0, 0.0, 1e-9])
    A = ACTIVATIONS["relu"].squash(Z)
    assert A.tolist() == [0, 0, 1e-9]
    assert ACTIVATIONS["relu"].slope(Z, A).tolist() == [0, 0, 1]
    assert list(ACTIVATIONS) == list(by_hand.SQUASH)


@pytest.mark.parametrize("make", [leaky_relu, elu])
@pytest.mark.parametrize("a", [0, 0.1, 1, 2])
def test_leaks_and_ends_have_a_parameter(make, a):
    """Below 0 Leaky ReLU rises with slope a, and ELU from -a; at 0 both slopes are a."""
    Z = np.array([-800.0, -2.0, 0.0, 3.0])
    own = make(a)
    A = own.squash(Z)
    low = [a * z for z in Z] if make is leaky_relu else [a * (math.exp(z) - 1) for z in Z]
    assert pytest.approx([*low[:3], 3]) == A
    slopes = [a] * 3 if make is leaky_relu else [a * math.exp(z) for z in Z[:3]]
    assert own.slope(Z, A) == pytest.approx([*slopes, 1], abs=1e-15)


def test_elu_takes_no_exponential_of_what_is_above_0():
    with np.errstate(over="raise"):
        assert elu().squash(np.array([1000.0])).tolist() == [1000]


def test_hidden_layers_that_squash_nothing_are_one_sum():
    """Their matrices multiply into one, and their slopes are those that differences find."""
    rng = np.random.default_rng(3)
    net = Network.random([3, 4, 2, 1], rng, hidden="linear")
    X, y_true = rng.standard_normal((5, 3)), [0, 1, 1, 0, 1]
    W, B = net.W[0], net.B[0]
    for w, b in zip(net.W[1:], net.B[1:], strict=True):
        W, B = W @ w, B @ w + b
    assert net.feedforward(X)[:, 0] == pytest.approx((1 / (1 + np.exp(-(X @ W + B))))[:, 0])
    assert gradient_check(net, X, y_true).named("≠") == []
    wrong = net.with_values(2 * net.values).gradient(X, y_true)
    assert gradient_check(net, X, y_true, lambda *_: wrong).named("≠")
    assert "linear" not in ACTIVATIONS


@pytest.mark.parametrize("make", [leaky_relu, elu])
def test_a_parameter_that_is_no_number_is_refused(make):
    with pytest.raises(ValueError, match=r"^a was 'x'; expected "):
        make("x")


@pytest.mark.parametrize("name", by_hand.SQUASH)
def test_far_out_an_activation_is_still_a_number(name):
    """No function and no slope overflows into NaN, and both go on as the formula says."""
    Z = np.array([-1000.0, 1e20])
    with np.errstate(over="ignore"):  # as in a network: 1 / (1 + ∞) is 0
        ours = Network([1, 1, 1], hidden=name)._layers[0][2], ACTIVATIONS[name].slope
        A = ours[0](Z)
        slopes = ours[1](Z, A)
    low = {"leaky_relu": -10, "elu": -1, "tanh": -1}.get(name, 0)
    assert A.tolist() == pytest.approx([low, 1 if name in ("sigmoid", "tanh") else 1e20])
    high = 0 if name in ("sigmoid", "tanh") else 1
    assert slopes.tolist() == pytest.approx([0.01 if name == "leaky_relu" else 0, high])


# ---------------------------------------------------------------- softmax, cross-entropy


def test_softmax_by_hand():
    assert softmax([0, 0]).tolist() == [0.5, 0.5]
    assert softmax(np.log([1, 2, 5])) == pytest.approx([0.125, 0.25, 0.625], abs=1e-15)
    assert softmax([[3, 3, 3, 3], [0, 1e-300, 0, 0]]).tolist() == [[0.25] * 4] * 2
    with np.errstate(all="raise", under="ignore"):
        assert softmax([1000, 0, -1000]).tolist() == [1, 0, 0]
        assert softmax([[0, 0], [-2000, -2000]]).tolist() == [[0.5, 0.5]] * 2  # each row by itself


@given(arrays(float, (2, 3), elements=numbers(-30, 30)), numbers(-100, 100))
def test_softmax_is_the_formula_and_shares_one_whole(z, shift):
    shares = softmax(z)
    assert shares == pytest.approx(
        np.array([by_hand.softmax(row) for row in z.tolist()]), rel=1e-12
    )
    assert (shares > 0).all()
    assert shares.sum(axis=-1) == pytest.approx([1, 1], abs=1e-15)
    assert softmax(z + shift) == pytest.approx(shares, rel=1e-11)


def test_cross_entropy_by_hand():
    assert cross_entropy_loss([[1, 0], [0, 1]], [[1, 0], [0, 1]]) == 0
    assert cross_entropy_loss(np.eye(2), np.full((2, 2), 0.5)) == pytest.approx(math.log(2))
    assert cross_entropy_loss([[1, 0]], [[0.2, 0.8]]) == pytest.approx(math.log(5))
    half_right = cross_entropy_loss([[1, 0], [1, 0]], [[1, 0], [0.5, 0.5]])
    assert half_right == pytest.approx(math.log(2) / 2)
    many = cross_entropy_loss([[1, 0]], [[[0.5, 0.5]], [[0.2, 0.8]]])
    assert many == pytest.approx([math.log(2), math.log(5)])


def test_a_share_of_0_counts_as_the_smallest_number_above_0():
    for share in (0, 1e-320):
        loss = cross_entropy_loss([[1, 0]], [[share, 1]])
        assert loss == pytest.approx(1022 * math.log(2), rel=1e-15)
    assert cross_entropy_loss([[1, 0]], [[1e-300, 1]]) == pytest.approx(300 * math.log(10))


# ---------------------------------------------------------------- gradients


@given(st.data(), st.sampled_from([(1,), (4,), (3, 2)]))
def test_mse_loss_prime(data, shape):
    truth = data.draw(arrays(float, shape, elements=st.sampled_from([0.0, 1.0])))
    guess = data.draw(arrays(float, shape, elements=numbers(0.001, 0.999)))
    slopes = differences(lambda g: ((truth - g) ** 2).sum() / truth.size, guess)
    assert relative_error(mse_loss_prime(truth, guess), slopes) < 1e-7


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@given(data=st.data(), rows=st.integers(1, 4))
def test_gradient(sizes, data, rows):
    """Backpropagation against differences of the loss in plain Python."""
    values = data.draw(arrays(float, by_hand.count(sizes), elements=numbers(-1.5, 1.5)))
    table = data.draw(arrays(float, (rows, sizes[0]), elements=numbers(-2, 2)))
    targets = data.draw(arrays(float, (rows, sizes[-1]), elements=st.sampled_from([0.0, 1.0])))
    gradient = Network(sizes, values).gradient(table, targets).values
    assume(np.linalg.norm(gradient) > 1e-3)
    slopes = by_hand.slopes(lambda v: by_hand.loss(sizes, v, table, targets), values.tolist())
    assert relative_error(gradient, slopes) < 1e-7


@pytest.mark.parametrize("output", ["sigmoid", "softmax"])
@pytest.mark.parametrize("hidden", by_hand.SQUASH)
@given(data=st.data(), seed=st.integers(0, 2**31), rows=st.integers(1, 4))
def test_loss_and_gradient_of_every_kind_of_network(hidden, output, data, seed, rows):
    """Any hidden activation, any output with its loss: against plain Python and its differences."""
    sizes = data.draw(st.sampled_from(CLASSES if output == "softmax" else SIZES))
    values, table, targets = drawn(seed, sizes, rows, output)
    net = Network(sizes, values, hidden, output)
    kind = {"hidden": hidden, "output": output}
    passes = [by_hand.sums_and_outputs(sizes, values.tolist(), x, **kind) for x in table.tolist()]
    assert net.feedforward(table) == pytest.approx(np.array([y for _, y in passes]), rel=1e-12)
    assert net.loss(table, targets) == pytest.approx(
        by_hand.loss(sizes, values.tolist(), table.tolist(), targets, **kind), rel=1e-12
    )
    if hidden in ("relu", "leaky_relu"):  # they bend at 0, and there a difference is no slope
        assume(min((abs(z) for sums, _ in passes for z in sums), default=1) > 1e-3)
    gradient = net.gradient(table, targets).values
    slopes = by_hand.slopes(
        lambda v: by_hand.loss(sizes, v, table.tolist(), targets, **kind), values.tolist()
    )
    assert np.abs(gradient - slopes).max() < 1e-8
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


@given(arrays(float, (9,), elements=numbers(-2, 2)))
def test_nine_slopes_are_those_of_the_chain_rule_by_hand(values):
    people = [(*x, y) for x, y in zip(X.tolist(), y_true.tolist(), strict=True)]
    gradient = Network([2, 2, 1], values).gradient(X, y_true)
    expected = by_hand.gradient(values.tolist(), people)
    assert gradient.values == pytest.approx(expected, rel=1e-10, abs=1e-15)


def test_gradient_changes_nothing():
    net = Network.random([2, 2, 1], np.random.default_rng(0))
    before = net.values.copy()
    gradient = net.gradient(X, y_true)
    assert np.array_equal(net.values, before)
    gradient.values[:] = 7
    assert np.array_equal(net.values, before)


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
    w1, w2, w3, w4, w5, w6, b1, b2, b3 = net.values.tolist()
    h1 = by_hand.sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = by_hand.sigmoid(w3 * x1 + w4 * x2 + b2)
    y_pred = by_hand.sigmoid(w5 * h1 + w6 * h2 + b3)
    assert net.feedforward([x1, x2])[0] == pytest.approx(y_pred, rel=1e-15)


def test_forward_gives_the_sums_and_the_outputs_of_every_layer():
    net = Network([2, 2, 1], w1=1, w2=2, w3=-1, w5=3, w6=0.5, b1=0.25, b3=-1)
    Z, A = net.forward(np.array([[1.0, -1.0], [0.5, 2.0]]))
    assert [z.tolist() for z in Z[:1]] == [[[-0.75, -1.0], [4.75, -0.5]]]
    assert A[0].tolist() == [[1, -1], [0.5, 2]]
    for row in range(2):
        h1, h2 = (by_hand.sigmoid(z) for z in Z[0][row].tolist())
        assert A[1][row] == pytest.approx([h1, h2], rel=1e-15)
        assert Z[1][row, 0] == pytest.approx(3 * h1 + 0.5 * h2 - 1, rel=1e-14)
    assert len(Z) == 2
    assert len(A) == 3


def test_a_network_equals_its_neurons():
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
@pytest.mark.parametrize(
    ("sizes", "kind"),
    [
        *((sizes, ("sigmoid", "sigmoid")) for sizes in SIZES),
        *((sizes, ("tanh", "softmax")) for sizes in CLASSES),
        ([3, 4, 2], ("relu", "sigmoid")),
    ],
    ids=str,
)
def test_many_networks_equal_one_by_one(sizes, kind, front):
    rng = np.random.default_rng(4)
    values = rng.standard_normal((*front, by_hand.count(sizes)))
    _, table, targets = drawn(4, sizes, 3, kind[1])
    many = Network(sizes, values, *kind)
    assert many["w1"].shape == front
    assert many.feedforward(table).shape == (*front, 3, sizes[-1])
    assert many.feedforward(table[0]).shape == (*front, sizes[-1])
    for place in np.ndindex(front):
        one = Network(sizes, values[place], *kind)
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


def test_a_network_of_another_kind_stays_one():
    net = Network.random([2, 3, 2], np.random.default_rng(6), hidden="tanh", output="softmax")
    for other in (net, net.with_values(2 * net.values)):
        assert (other.sizes, other.hidden, other.output) == ((2, 3, 2), "tanh", "softmax")
    plain_values = (2 * net.values).tolist()
    expected = by_hand.sums_and_outputs([2, 3, 2], plain_values, [1, -2], "tanh", "softmax")[1]
    assert other.feedforward([1, -2]) == pytest.approx(expected, rel=1e-14)


def test_labels_of_one_output_are_a_row_or_a_column():
    net = Network.random([2, 2, 1], np.random.default_rng(6))
    one_by_one = [(y - a) ** 2 for y, a in zip(y_true, net.feedforward(X)[:, 0], strict=True)]
    assert net.loss(X, y_true) == net.loss(X, y_true[:, None]) == pytest.approx(sum(one_by_one) / 4)


def test_what_is_no_change_of_parameters_is_told_what_is():
    expected = "expected a dictionary from names of parameters to numbers, in arrays of one shape."
    with pytest.raises(ValueError, match=expected):
        Network([2, 2, 1]).losses_along(["w1"], X, y_true)


def test_numbers_that_are_kept_as_objects_are_numbers():
    table = np.array([[1, 2.5], [3, 4]], dtype=object)
    assert Network([2, 1], [1, 1, 0]).loss(table, [0, 1]) > 0


def test_a_call_that_does_not_fit_is_told_with_the_names_of_the_function():
    calls = {
        "sigmoid(): missing a required argument: 'z'": lambda: sigmoid(x=2),
        "mse_loss(): missing a required argument: 'y_pred'": lambda: mse_loss([1]),
        "mse_loss(): too many positional arguments": lambda: mse_loss([1], [0.5], [1]),
        "mse_loss(): got an unexpected keyword argument 'check'":
            lambda: mse_loss([1], [0.5], check=np.array),
    }  # fmt: skip
    for sentence, call in calls.items():
        with pytest.raises(TypeError, match=f"^{re.escape(sentence)}$"):
            call()


def test_a_loss_of_nothing_has_no_minus():
    assert str(cross_entropy_loss([[0, 1]], [[0, 1]])) == "0.0"


def test_losses_along_change_some_parameters_and_hold_the_others():
    net = Network([2, 2, 1], np.arange(9) / 10)
    w6, b3 = [-1.0, 0.5, 2.0], [[0.25], [-3.0]]
    losses = net.losses_along({"w6": w6, "b3": b3}, X, y_true)
    assert losses.shape == (2, 3)
    for i in range(2):
        for j in range(3):
            values = [0, 0.1, 0.2, 0.3, 0.4, w6[j], 0.6, 0.7, b3[i][0]]
            expected = by_hand.loss([2, 2, 1], values, X.tolist(), [[y] for y in y_true])
            assert losses[i, j] == pytest.approx(expected, rel=1e-12)
    assert net.values.tolist() == (np.arange(9) / 10).tolist()


def test_of_a_sum_that_no_computer_holds_a_neuron_is_sure():
    with np.errstate(all="raise"):
        assert Neuron([1e308, 1e308], 0).feedforward([10, 10]) == 1
        assert Neuron([1e308, 1e308], 0).feedforward([-10, -10]) == 0


def test_a_neuron_takes_what_is_set_and_refuses_another_name():
    neuron = Neuron([0, 1], 4)
    neuron.weights, neuron.bias = [1, 2], -3
    assert neuron.feedforward([2, 3]) == pytest.approx(by_hand.sigmoid(5))
    with pytest.raises(AttributeError, match="w1"):
        neuron.w1 = 5


def test_a_name_may_be_a_text_of_numpy():
    net = Network([2, 2, 1], w1=3)
    assert net[np.array(net.names)[0]] == 3


def test_a_network_of_zeros_has_no_size_to_measure_a_step_by(recwarn):
    rung = sanity.step(Network([2, 2, 1]), X, y_true)
    assert not rung.passed
    assert not recwarn.list
