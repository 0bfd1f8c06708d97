"""The gradient check: right gradients pass it, and every planted mistake is caught."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.gradients import MISTAKES, NOISE, backward, numerical_gradient, relative_error
from helpers.network import Network
from helpers.people import X, y_true

SIZES = [[2, 2, 1], [2, 1], [1, 1, 1], [3, 4, 2], [2, 3, 3, 1]]
GENERIC = {"w1": 0.5, "w2": -0.4, "w3": 0.3, "w4": 0.8, "w5": 1.1, "w6": -0.9}
GENERIC |= {"b1": 0.2, "b2": -0.3, "b3": 0.4}
HIDDEN, OUTPUT = ["w1", "w2", "w3", "w4", "b1", "b2"], ["w5", "w6", "b3"]

# What the check says of each mistake at a generic point: the derivatives that are wrong.
WRONG = {
    "factor_2": HIDDEN + OUTPUT,
    "after_update": HIDDEN,
    "no_sigma_output": HIDDEN + OUTPUT,
    "no_sigma_hidden": HIDDEN,
    "sigma_of_activation": HIDDEN + OUTPUT,
    "no_bias": ["b1", "b2", "b3"],
    "z_one_minus_z": HIDDEN + OUTPUT,
    "wrong_sign": HIDDEN + OUTPUT,
}


def drawn(seed, sizes, rows=3):
    rng = np.random.default_rng(seed)
    net = Network.random(sizes, rng)
    return net, rng.normal(size=(rows, sizes[0])), rng.integers(0, 2, (rows, sizes[-1]))


# ---------------------------------------------------------------- the check


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@given(seed=st.integers(0, 2**31), rows=st.integers(1, 4))
def test_right_gradients_pass(sizes, seed, rows):
    """Backpropagation and central differences agree to a relative error under 1e-7."""
    net, table, targets = drawn(seed, sizes, rows)
    gradient = net.gradient(table, targets).values
    slopes = numerical_gradient(net, table, targets).values
    assert np.abs(gradient - slopes).max() < 1e-9
    seen = np.abs(gradient) > 1e-3  # a smaller one drowns in rounding: eps / h
    assume(seen.any())
    assert relative_error(gradient, slopes)[seen].max() < 1e-7


def test_alice_passes_with_all_nine():
    net = Network([2, 2, 1], **dict.fromkeys(("w1", "w2", "w3", "w4", "w5", "w6"), 1))
    gradient, slopes = net.gradient(X[:1], y_true[:1]), numerical_gradient(net, X[:1], y_true[:1])
    assert slopes["w1"] == pytest.approx(0.0214695, abs=5e-8)
    assert relative_error(gradient.values, slopes.values).max() < 1e-8


def test_one_parameter_at_a_time_gives_the_same():
    net, table, targets = drawn(1, [3, 4, 2])
    slopes, h = numerical_gradient(net, table, targets, h=1e-3), 1e-3
    for name in net.names:
        losses = net.losses_along({name: net[name] + np.array([h, -h])}, table, targets)
        assert slopes[name] == pytest.approx((losses[0] - losses[1]) / (2 * h), abs=1e-15)


@pytest.mark.parametrize("front", [(5,), (2, 3), (1,)])
def test_many_networks_at_once(front):
    rng = np.random.default_rng(2)
    many = Network([2, 2, 1], rng.normal(size=(*front, 9)))
    slopes = numerical_gradient(many, X, y_true).values
    assert slopes.shape == (*front, 9)
    for place in np.ndindex(front):
        one = Network([2, 2, 1], many.values[place])
        assert np.allclose(slopes[place], numerical_gradient(one, X, y_true).values, atol=1e-14)


def test_the_check_changes_nothing():
    net, table, targets = drawn(3, [2, 2, 1])
    before = net.values.copy()
    numerical_gradient(net, table, targets)
    for mistake in MISTAKES.values():
        mistake(net, table, targets)
    assert np.array_equal(net.values, before)


def test_the_error_is_a_v():
    """Truncation falls with h², rounding rises with 1 / h; the best h is in between."""
    net = Network([2, 2, 1], **GENERIC)
    right = net.gradient(X[:1], y_true[:1]).values
    errors = {
        k: np.abs(numerical_gradient(net, X[:1], y_true[:1], h=10.0**-k).values - right).max()
        for k in (1, 2, 3, 5, 11, 13)
    }
    assert errors[1] / errors[2] == pytest.approx(100, rel=0.1)
    assert errors[2] / errors[3] == pytest.approx(100, rel=0.1)
    assert errors[5] < 1e-3 * errors[11] < errors[13]


@pytest.mark.parametrize(
    ("h", "sentence"),
    [
        (0, "h was 0.0; expected a number above 0"),
        (-1e-5, "h was -1e-05; expected a number above 0"),
        (np.nan, "h was numbers with 1 NaN"),
        ("small", "h was 'small'; expected numbers"),
    ],
)
def test_a_step_that_is_none_is_refused(h, sentence):
    with pytest.raises(ValueError, match=sentence):
        numerical_gradient(Network([2, 2, 1]), X, y_true, h=h)


# ---------------------------------------------------------------- the relative error


def test_relative_error_by_hand():
    a, b = [1.0, 0.0, -2.0, 3.0, 0.0, NOISE / 2], [1.0, 0.0, 2.0, 1.5, 5.0, -NOISE / 2]
    assert relative_error(a, b).tolist() == [0, 0, 2, 0.5, 1, 0]


def test_relative_error_is_symmetric_and_keeps_the_shape():
    rng = np.random.default_rng(4)
    a, b = rng.normal(size=(2, 3, 4))
    assert np.array_equal(relative_error(a, b), relative_error(b, a))
    assert relative_error(a, b).shape == (3, 4)
    assert relative_error(1.0, 2.0) == 0.5


def test_relative_error_refuses_what_cannot_be_compared():
    with pytest.raises(ValueError, match=r"expected the shape of b, which is \(3,\)"):
        relative_error(np.zeros(2), np.zeros(3))
    with pytest.raises(ValueError, match="NaN"):
        relative_error([np.nan], [1.0])


# ---------------------------------------------------------------- planted mistakes


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_the_backward_pass_without_a_mistake_is_right(sizes):
    net, table, targets = drawn(5, sizes)
    assert np.array_equal(backward(net, table, targets).values, net.gradient(table, targets).values)


@pytest.mark.parametrize("key", MISTAKES)
@pytest.mark.parametrize("rows", [slice(0, 1), slice(0, 4)], ids=["Alice", "all four"])
def test_every_planted_mistake_is_caught(key, rows):
    """At a generic point the check names exactly the derivatives that are wrong."""
    net = Network([2, 2, 1], **GENERIC)
    planted = MISTAKES[key](net, X[rows], y_true[rows])
    slopes = numerical_gradient(net, X[rows], y_true[rows])
    errors = relative_error(planted.values, slopes.values)
    assert [n for n, e in zip(net.names, errors, strict=True) if e > 1e-5] == [
        n for n in net.names if n in WRONG[key]
    ]
    assert errors[errors <= 1e-5].max(initial=0) < 1e-7


def test_all_eight_are_there_and_differ():
    net = Network([2, 2, 1], **GENERIC)
    planted = [mistake(net, X, y_true).values for mistake in MISTAKES.values()]
    assert set(MISTAKES) == set(WRONG)
    assert len(np.unique(np.round(planted, 12), axis=0)) == len(MISTAKES) == 8


@pytest.mark.parametrize("key", MISTAKES)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_mistakes_work_for_any_sizes_and_many_networks(key, sizes):
    net, table, targets = drawn(6, sizes)
    many = Network(sizes, np.stack([net.values, 2 * net.values]))
    one, both = (MISTAKES[key](n, table, targets).values for n in (net, many))
    assert np.allclose(both[0], one, rtol=1e-12, atol=1e-15)


def test_the_mistakes_by_what_they_are():
    net = Network([2, 2, 1], **GENERIC)
    right = net.gradient(X, y_true)
    made = {key: mistake(net, X, y_true) for key, mistake in MISTAKES.items()}
    assert np.allclose(made["factor_2"].values, right.values / 2)
    assert np.allclose(made["wrong_sign"].values, -right.values)
    assert made["no_bias"].values[6:].tolist() == [0, 0, 0]
    for key in ("no_sigma_hidden", "after_update"):
        assert np.array_equal(made[key].W[1], right.W[1])
        assert np.array_equal(made[key].B[1], right.B[1])
    moved = Network([2, 2, 1], net.values)
    moved.W[1][...] -= 0.5 * right.W[1]
    late = MISTAKES["after_update"](net, X, y_true, learning_rate=0.5)
    A = net.activations(X)
    dL_dZ2 = 2 / 4 * (A[2] - y_true[:, np.newaxis]) * A[2] * (1 - A[2])
    dL_dZ1 = dL_dZ2 @ moved.W[1].T * A[1] * (1 - A[1])
    assert np.allclose(late.W[0], X.T @ dL_dZ1, atol=1e-15)


# The table of the course, with fewer starts: where the median of the final losses lies.
@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        ("factor_2", 0.002, 0.006),
        ("after_update", 0.001, 0.003),
        ("no_sigma_output", 0, 1e-4),
        ("no_sigma_hidden", 0.0005, 0.003),
        ("sigma_of_activation", 0, 5e-4),
        ("no_bias", 0.0005, 0.004),
        ("wrong_sign", 0.9, 1),
    ],
)
def test_a_falling_loss_proves_nothing(key, low, high):
    """Trained with a mistake, most networks end as well as with the right gradient."""
    many = Network.random([2, 2, 1], np.random.default_rng(0), networks=40)
    for _ in range(1000):
        for i in range(4):
            many.values -= 0.1 * MISTAKES[key](many, X[i : i + 1], y_true[i : i + 1]).values
    assert low <= np.median(many.loss(X, y_true)) <= high
