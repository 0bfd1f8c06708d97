"""A recurrent network against plain Python: forward, every slope, and back through time."""

import math
import pickle
from copy import deepcopy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import depth
from helpers.gradients import gradient_check, numerical_gradient
from helpers.optimisers import Adam
from helpers.recurrence import EACH, LAST, Gated, Recurrent, clipped, right
from helpers.training import train

KINDS = [Recurrent, Gated]
ENDS = {"each": EACH, "last": LAST, "squared": "sigmoid"}


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def drawn(kind, seed, sizes=(2, 3, 1), rows=4, steps=5, output=EACH, networks=None):
    """Return a network with biases that are not 0, and sequences for it."""
    rng = np.random.default_rng(seed)
    net = depth.sized(kind.random(list(sizes), rng, networks=networks, output=output), 1.2)
    net.values = net.values + 0.1
    X = rng.normal(size=(rows, steps, sizes[0]))
    return net, X, rng.integers(0, 2, (rows, steps, sizes[-1]))


def layer(W, B, x):
    """Return the sums of a layer in plain Python; W has a row an input, as in the lesson."""
    columns = zip(*W, strict=True)
    return [sum(a * w for a, w in zip(x, column, strict=True)) + b
            for column, b in zip(columns, B, strict=True)]  # fmt: skip


def states(net, sequence):
    """Return the state after each step, by loops."""
    W, B = [W.tolist() for W in net.W], [B[0].tolist() for B in net.B]
    h, found = [0.0] * net.sizes[1], []
    for x in sequence.tolist():
        if isinstance(net, Gated):
            gates = [sigmoid(z) for z in layer(W[0], B[0], x + h)]
            keep, read = gates[: len(h)], gates[len(h) :]
            seen = [r * number for r, number in zip(read, h, strict=True)]
            c = [math.tanh(z) for z in layer(W[1], B[1], x + seen)]
            h = [k * old + (1 - k) * new for k, old, new in zip(keep, h, c, strict=True)]
        else:
            h = [math.tanh(z) for z in layer(W[0], B[0], x + h)]
        found.append(h)
    return found


@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(0, 2**31), n_in=st.integers(1, 3), hidden=st.integers(1, 4))
def test_forward_is_that_of_loops(kind, seed, n_in, hidden):
    net, X, _Y = drawn(kind, seed, (n_in, hidden, 2))
    *_others, H, A = net.activations(X)
    for sequence, state, output in zip(X, H, A, strict=True):
        wanted = states(net, sequence)
        assert state == pytest.approx(np.array(wanted))
        said = [[sigmoid(z) for z in layer(net.W[-1].tolist(), net.B[-1][0], h)] for h in wanted]
        assert output == pytest.approx(np.array(said))
    assert net.feedforward(X).tolist() == A.tolist()
    assert net.feedforward(X[1]) == pytest.approx(A[1])


@pytest.mark.parametrize("kind", KINDS)
def test_the_loss_is_the_mean_of_logarithms_over_all_answers_or_over_the_last(kind):
    for name, output in ENDS.items():
        net, X, Y = drawn(kind, 3, (2, 3, 2), output=output)
        said = net.feedforward(X)
        shares = Y * said + (1 - Y) * (1 - said)
        if name == "squared":
            assert net.loss(X, Y) == pytest.approx(((1 - shares) ** 2).mean())
        else:
            assert net.loss(X, Y) == pytest.approx(
                -np.log(shares if name == "each" else shares[:, -1]).mean()
            )


def test_a_sure_wrong_answer_has_a_finite_loss():
    net = Recurrent([1, 1, 1], b2=1000)
    assert net.loss([[[0]]], [[0]]) == pytest.approx(708.4, abs=0.1)
    assert net.loss([[[0]]], [[1]]) == 0
    assert Recurrent([1, 1, 1], b2=-1000).feedforward([[0]]).tolist() == [[0]]


@pytest.mark.parametrize("output", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(0, 2**31), steps=st.integers(1, 6))
def test_gradients_agree_with_differences(kind, output, seed, steps):
    net, X, Y = drawn(kind, seed, (2, 3, 2), steps=steps, output=output)
    found = net.gradient(X, Y).values
    assert found == pytest.approx(numerical_gradient(net, X, Y).values, abs=2e-9)
    assert not gradient_check(net, X, Y).named("≠")


@pytest.mark.parametrize("kind", KINDS)
def test_another_activation_has_its_own_slope(kind):
    net, X, Y = drawn(kind, 5)
    other = kind(net.sizes, net.values, hidden="softplus")
    found = other.gradient(X, Y).values
    assert found == pytest.approx(numerical_gradient(other, X, Y).values, abs=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_many_networks_are_many_networks(kind):
    many, X, Y = drawn(kind, 6, (2, 3, 2), networks=4)
    slopes, losses, told = many.gradient(X, Y), many.loss(X, Y), many.in_time(X, Y)
    assert many.feedforward(X[0]).shape == (4, 5, 2)
    for k in range(4):
        one = many.with_values(many.values[k])
        assert slopes.values[k] == pytest.approx(one.gradient(X, Y).values)
        assert losses[k] == pytest.approx(one.loss(X, Y))
        assert told[k] == pytest.approx(one.in_time(X, Y))
        assert many.feedforward(X)[k] == pytest.approx(one.feedforward(X))
    trained = train(many, X, Y, 0.5, 3, 2).network()
    one = train(many.with_values(many.values[2]), X, Y, 0.5, 3, 2).network()
    assert trained.values[2] == pytest.approx(one.values)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("output", [EACH, LAST])
def test_what_a_state_could_change_of_the_loss_by_differences(kind, output):
    """A state is moved, and plain Python goes on from there."""
    net, X, Y = drawn(kind, 7, (1, 3, 1), rows=2, steps=4, output=output)

    def loss_from(row, t, moved):
        H = states(net, X[row])[: t + 1]
        H[t] = moved
        rest = deepcopy(net)
        h = moved
        for x in X[row, t + 1 :]:
            fed = np.array([*x, *h])
            if kind is Gated:
                k, r = np.split(1 / (1 + np.exp(-(fed @ rest.W[0] + rest.B[0][0]))), 2)
                c = np.tanh(np.array([*x, *(r * h)]) @ rest.W[1] + rest.B[1][0])
                h = k * h + (1 - k) * c
            else:
                h = np.tanh(fed @ rest.W[0] + rest.B[0][0])
            H.append(h)
        A = 1 / (1 + np.exp(-(np.array(H) @ rest.W[-1] + rest.B[-1])))
        parts = -np.log(np.where(Y[row] == 1, A, 1 - A))
        return parts[-1, 0] / 2 if output is LAST else parts.sum() / 8

    found = net.in_time(X, Y)
    for row in range(2):
        for t in range(4):
            h = np.array(states(net, X[row])[t])
            for k, nudge in enumerate(1e-5 * np.eye(3)):
                ends = loss_from(row, t, h + nudge), loss_from(row, t, h - nudge)
                assert found[row, t, k] == pytest.approx((ends[0] - ends[1]) / 2e-5, abs=1e-8)


def test_three_steps_back_by_hand():
    """One neuron without biases, w = 0.5 from the input, 2 from itself, 1 to the output."""
    net = Recurrent([1, 1, 1], [0.5, 2, 1, 0, 0], output=LAST)
    h1 = math.tanh(0.5)
    h2 = math.tanh(2 * h1)
    h3 = math.tanh(-0.5 + 2 * h2)
    y = sigmoid(h3)
    dh3 = y - 1
    dz3 = dh3 * (1 - h3**2)
    dz2 = dz3 * 2 * (1 - h2**2)
    dz1 = dz2 * 2 * (1 - h1**2)
    slopes = net.gradient([[1], [0], [-1]], [[0, 0, 1]])
    wanted = [dz1 - dz3, dz3 * h2 + dz2 * h1, dh3 * h3, dz1 + dz2 + dz3, dh3]
    assert slopes.values.tolist() == pytest.approx(wanted)
    assert net.in_time([[1], [0], [-1]], [[0, 0, 1]]).ravel() == pytest.approx(
        [dz2 * 2, dz3 * 2, dh3]
    )


def test_what_comes_after_the_answer_changes_nothing_before_it():
    net, X, _Y = drawn(Recurrent, 8, rows=1, steps=6)
    other = X.copy()
    other[0, 4:] += 1
    first, second = net.feedforward(X), net.feedforward(other)
    assert (first[0, :4] == second[0, :4]).all()
    assert (first[0, 4:] != second[0, 4:]).all()


def test_each_sequence_begins_with_an_empty_state():
    net, X, _Y = drawn(Gated, 9, rows=3)
    assert net.feedforward(X)[2] == pytest.approx(net.feedforward(X[2]))
    assert (net.activations(X)[0][:, 0, 2:] == 0).all()


def test_shapes_names_and_copies():
    net = Recurrent([2, 3, 1])
    assert (net.W[0].shape, net.W[1].shape, net.values.size) == ((5, 3), (3, 1), 22)
    assert net.names[-1] == "b4"
    gated = Gated([1, 8, 1])
    assert [W.shape for W in gated.W] == [(9, 16), (9, 8), (8, 1)]
    assert (gated.values.size, Recurrent([1, 14, 1]).values.size) == (249, 239)
    for kind, one in ((Recurrent, net), (Gated, gated)):
        one.w1 = 0.5
        again = deepcopy(one)
        assert type(again) is kind
        assert (again.values == one.values).all()
        again.w1 = 1
        assert one.w1 == 0.5
    assert pickle.loads(pickle.dumps(net)).w1 == 0.5


def test_the_loop_of_notebook_6_trains_it():
    """Two steps of plain descent, by the gradient alone."""
    net, X, Y = drawn(Recurrent, 10)
    by_hand = net.values.copy()
    for rows in (slice(0, 2), slice(2, 4)):
        by_hand -= 0.3 * net.with_values(by_hand).gradient(X[rows], Y[rows]).values
    assert train(net, X, Y[..., 0], 0.3, 1, 2).network().values == pytest.approx(by_hand)
    adam = train(net, X, Y, 0.01, 200, 4, optimiser=Adam())
    assert adam.losses[-1] < adam.losses[0] / 2


def test_right_counts_sequences_without_a_wrong_answer():
    net, X, Y = drawn(Recurrent, 11, rows=50, steps=2, networks=3)
    said = net.feedforward(X) > 0.5
    wanted = [np.mean([(a == b).all() for a, b in zip(one, Y, strict=True)]) for one in said]
    assert right(net, X, Y).tolist() == pytest.approx(wanted)
    assert right(net, X, Y, at_once=7).tolist() == pytest.approx(wanted)
    assert 0 < min(wanted) < 1
    zero = Recurrent([1, 1, 1])
    assert right(zero, [[[0]]], [[0]]) == 1, "0.5 is not above 0.5"


@given(seed=st.integers(0, 2**31), most=st.floats(0.01, 10))
def test_clipped_slopes_keep_their_direction_and_are_short(seed, most):
    g = np.random.default_rng(seed).normal(size=(3, 4))
    for row, found in zip(g, clipped(g, most), strict=True):
        length = math.hypot(*row)
        if length <= most:
            assert found.tolist() == row.tolist()
        else:
            assert math.hypot(*found) == pytest.approx(most)
            assert found == pytest.approx(row * most / length)
    assert clipped([0, 0]).tolist() == [0, 0]
    assert clipped([3, 4]).tolist() == pytest.approx([0.6, 0.8])


X3, Y3 = np.zeros((2, 3, 2)), np.zeros((2, 3))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Recurrent([2, 1]), "sizes was .2, 1.; expected inputs, hidden and outputs"),
        (lambda: Gated([2, 3, 3, 1]), "sizes was .+; expected inputs, hidden and outputs"),
        (lambda: Recurrent([2, 3, 2], output="softmax"), "output was .?softmax.?; expected sigm"),
        (lambda: Recurrent([2, 3, 1]).forward(np.zeros(2)), "X was .+ one sequence of shape"),
        (lambda: Recurrent([2, 3, 1]).forward(np.zeros((3, 1))), "X was .+ .rows, steps, 2."),
        (lambda: Recurrent([2, 3, 1]).loss(X3, np.zeros((2, 4))), "y_true was .+; expected one l"),
        (lambda: Recurrent([2, 3, 2]).loss(X3, Y3), "2 rows, 3 steps and 2 output"),
        (lambda: Recurrent([2, 3, 1]).loss(X3, Y3 + 2), "y_true was labels with 2.0 among them"),
        (
            lambda: train(Recurrent([2, 3, 1]), X3[0], Y3[0]),
            "X was .+; expected sequences of shape .rows, steps, 2.",
        ),
        (lambda: right(5, X3, Y3), "net was 5; expected a Recurrent"),
        (lambda: clipped(3), "slopes was 3"),
        (lambda: clipped([3], 0), "most was 0.0; expected a number above 0"),
    ],
)
def test_a_mistake_meets_a_sentence(call, said):
    with pytest.raises(ValueError, match=said):
        call()
