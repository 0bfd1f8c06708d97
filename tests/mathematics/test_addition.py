"""Sums in bits against Python's own whole numbers, and the two networks that add."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import addition, starts
from helpers.addition import (
    BY_HAND,
    adder,
    bits,
    carries,
    carry_through,
    every_pair,
    number,
    pairs,
    sums,
    written,
)
from helpers.recurrence import Recurrent, right

WHOLE = st.integers(0, 2**100)


@given(n=WHOLE, more=st.integers(0, 5))
def test_bits_are_those_of_python(n, more):
    steps = max(n.bit_length(), 1) + more
    found = bits(n, steps)
    assert found.tolist() == [n >> t & 1 for t in range(steps)]
    assert number(found) == n


@given(a=WHOLE, b=WHOLE)
def test_sums_and_carries_are_those_of_python(a, b):
    X = written(a, b)
    assert number(sums(X)) == a + b
    assert X.shape == (max(a.bit_length(), b.bit_length()) + 1, 2)
    for t, carry in enumerate(carries(X)):
        low = 2 ** (t + 1)
        assert carry == (a % low + b % low >= low)
    assert number(X[:, 0]) == a
    assert number(X[:, 1]) == b


def test_a_carry_that_leaves_the_last_step_is_lost():
    assert number(sums(written(3, 1, 2))) == 0
    assert carries(written(3, 1, 2)).tolist() == [1, 1]


def test_pairs_are_drawn_evenly_and_end_with_two_zeros():
    X, y = pairs(np.random.default_rng(0), 4000, 3)
    assert (X.shape, y.shape) == ((4000, 4, 2), (4000, 4))
    assert (X[:, -1] == 0).all()
    counts = np.bincount([number(a) for a in X[:, :, 0]], minlength=8)
    assert counts.min() > 430
    assert abs(np.corrcoef(X[:, 0, 0], X[:, 0, 1])[0, 1]) < 0.05
    for row, answer in zip(X[:50], y, strict=False):
        assert number(answer) == number(row[:, 0]) + number(row[:, 1])
    assert pairs(np.random.default_rng(0), 2)[0].shape == (2, 9, 2)


def test_every_pair_is_there_once():
    X, y = every_pair(3)
    assert [(number(a), number(b)) for a, b in X.transpose(0, 2, 1)] == [
        (a, b) for a in range(8) for b in range(8)
    ]
    assert [number(answer) for answer in y] == [a + b for a in range(8) for b in range(8)]
    assert every_pair()[0].shape == (65536, 9, 2)


def test_the_longest_way_of_a_carry():
    X, y = carry_through(60)
    assert (number(X[0, :, 0]), number(X[0, :, 1]), number(y[0])) == (2**60 - 1, 1, 2**60)
    assert carries(X)[0].tolist() == [1] * 60 + [0]


# ---------------------------------------------------------------- networks that add


def by_hand(a, b):
    """Add with the thirteen numbers as they stand on paper; return the sum and the carries."""
    h2, total, carry = 0.0, 0, []
    for t in range(max(a.bit_length(), b.bit_length()) + 1):
        u = 4 * ((a >> t & 1) + (b >> t & 1)) + 2 * h2 - 5
        h1, h2 = math.tanh(u / 10), math.tanh(3 * u)
        total += (10 * h1 - 4 * h2 > 0) << t
        carry.append(h2 > 0)
    return total, carry


@given(a=WHOLE, b=WHOLE)
def test_thirteen_numbers_add_on_paper_and_in_the_network(a, b):
    total, carry = by_hand(a, b)
    assert total == a + b
    X = written(a, b)
    assert carry == (carries(X) == 1).tolist()
    _V, H, A = Recurrent([2, 2, 1], BY_HAND).activations(X)
    assert number(A[0, :, 0] > 0.5) == a + b
    assert (H[0, :, 1] > 0).tolist() == carry


def test_thirteen_numbers_add_everything():
    net = Recurrent([2, 2, 1], BY_HAND)
    assert net.values.size == 13
    assert right(net, *every_pair()) == 1
    assert right(net, *carry_through(100_000)) == 1


def test_the_stored_adder_adds_everything():
    net = adder()
    assert net.values.size == 22
    assert right(net, *every_pair()) == 1
    assert right(net, *pairs(np.random.default_rng(5), 2000, 60)) == 1
    assert right(net, *carry_through(100_000)) == 1
    X, y = every_pair()
    sure = np.where(y == 1, net.feedforward(X)[..., 0], 1 - net.feedforward(X)[..., 0])
    assert sure.min() > 0.99


def test_rounded_to_whole_numbers_it_still_adds_everything():
    net = adder().with_values(adder().values.round())
    assert set(net.values) <= set(range(-8, 9))
    for data in (every_pair(), pairs(np.random.default_rng(6), 2000, 60), carry_through(100_000)):
        assert right(net, *data) == 1


def test_its_first_neuron_is_the_carry():
    X = every_pair()[0]
    H, carry = adder().activations(X)[1], carries(X) == 1
    assert H[..., 0][carry].min() > 0.7
    assert H[..., 0][~carry].max() < -0.4


def test_the_stored_training_is_that_of_its_start():
    """Compared are the first epochs, in which a last digit does not yet count."""
    history = starts.learned(104)
    for epoch in range(3):
        assert adder(epoch).values == pytest.approx(history.parameters[epoch], abs=0.0051)
    assert (adder(40).values == adder().values).all()
    shares = [right(adder(epoch), *every_pair(6)) for epoch in range(41)]
    assert max(shares[:6]) < 0.6
    assert min(shares[7:]) == 1


def test_the_file_is_small_and_in_its_form():
    lines = addition.FILE.read_text("utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    assert len(rows) == 41
    for row in rows:
        numbers = row.split(",")
        assert len(numbers) == 22
        assert all(f"{round(float(n), 2):g}" == n for n in numbers)
    with pytest.raises(ValueError, match="read-only"):
        addition._stored()[0, 0] = 1
    mine = adder()
    mine.w1 = 0
    assert adder().w1 != 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: bits(-1, 3), "number was -1; expected a whole number from 0 up"),
        (lambda: bits(True, 3), "number was True"),
        (lambda: bits(8, 3), "number was 8; expected a number of at most 3 bits"),
        (lambda: bits(1, 0), "steps was 0"),
        (lambda: number([0, 2]), "bits was labels with 2.0 among them"),
        (lambda: number([[0, 1]]), "bits was an array of shape"),
        (lambda: written(2.5, 1), "a was 2.5"),
        (lambda: written(1, "2"), "b was '2'"),
        (lambda: sums([1, 0]), "X was .+; expected a pair of shape"),
        (lambda: sums([[1, 0.5]]), "X was labels with 0.5 among them"),
        (lambda: pairs(None, 3), "rng was None"),
        (lambda: every_pair(11), "bits was 11"),
        (lambda: adder(41), "epoch was 41; expected a whole number from -1 to 40"),
    ],
)
def test_a_mistake_meets_a_sentence(call, said):
    with pytest.raises(ValueError, match=said):
        call()
