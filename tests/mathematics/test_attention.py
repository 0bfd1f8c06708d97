"""Attention and the block around it, against sums written out, and slopes against differences."""

import copy
import math
import pickle
import re

import numpy as np
import pytest

from helpers import symbols
from helpers.attention import (
    Transformer,
    attend,
    attend_back,
    normed,
    normed_back,
    scores_back,
    weights,
)
from helpers.optimisers import Adam, Falling
from helpers.training import train

BEFORE = np.tri(3, dtype=bool)
KEYS, VALUES = np.array([[0, 0], [1, 0], [1, 1]]), np.array([[21, 0], [0, 21], [21, 21]])
QUERIES = math.sqrt(2) * math.log(2) * np.array([[0, 1], [1, 0], [1, 1]])
LOOKS = {
    "whole": {},
    "one head": {"heads": 1},
    "no mask": {"mask": False},
    "no positions": {"places": None},
    "no residual": {"residual": False},
    "no norm": {"without": ("norm",)},
    "no neurons": {"without": ("neurons",)},
    "bare": {"without": ("norm", "neurons"), "places": None, "heads": 1},
}


def made(name, seed=0):
    """Return a small network of a kind, all of whose numbers are drawn."""
    net = Transformer.random([5, 8, 4], np.random.default_rng(seed), **BASE | LOOKS[name])
    net.values += 0.3 * np.random.default_rng(seed + 1).standard_normal(net.values.shape)
    return net


BASE = {"places": 6, "heads": 2}


def asked(seed=0, marks=2):
    """Return symbols, some of them none, and answers, of which some are not asked for."""
    rng = np.random.default_rng(seed)
    X, y = rng.integers(-1, 5, (3, 6, marks)), rng.integers(0, 4, (3, 6))
    X[:, 0], X[1, 4:], y[0, :3], y[1, 4:] = 1, -1, -1, -1
    return X, y


def differences(function, x):
    """Return the slope of a function of x along each of its numbers."""
    found = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        ends = []
        for h in (1e-5, -1e-5):
            moved = x.copy()
            moved[i] += h
            ends.append(function(moved))
        found[i] = (ends[0] - ends[1]) / 2e-5
    return found


# ---------------------------------------------------------------- by hand


def test_three_symbols_by_hand():
    A, found = attend(QUERIES, KEYS, VALUES, BEFORE)
    assert pytest.approx(np.array([[1, 0, 0], [1 / 3, 2 / 3, 0], [1 / 7, 2 / 7, 4 / 7]])) == A
    assert found == pytest.approx(np.array([[21, 0], [7, 14], [15, 18]]))
    assert weights(QUERIES, KEYS, BEFORE) == pytest.approx(A)
    _A, open_ = attend(QUERIES, KEYS, VALUES, np.ones((3, 3), bool))
    assert open_ == pytest.approx(np.array([[15.75, 15.75], [12.6, 16.8], [15, 18]]))


def test_the_way_back_by_hand():
    A = np.array([1, 2, 4]) / 7
    assert scores_back(A, [21, 0, 21]) == pytest.approx(np.array([6, -30, 24]) / 7)
    dL_dO = np.array([[0, 0], [0, 0], [1, 0]])
    dQ, dK, dV = attend_back(QUERIES, KEYS, VALUES, BEFORE, dL_dO)
    assert dV == pytest.approx(np.array([[1, 0], [2, 0], [4, 0]]) / 7)
    assert dQ * 7 * math.sqrt(2) == pytest.approx(np.array([[0, 0], [0, 0], [-6, 24]]))
    assert dK * 7 / math.log(2) == pytest.approx(np.array([[6, 6], [-30, -30], [24, 24]]))


# ---------------------------------------------------------------- drawn tables


def test_attention_is_what_loops_make_of_drawn_tables():
    rng = np.random.default_rng(3)
    Q, K, V = rng.standard_normal((3, 2, 4, 5, 3))
    seen = np.tri(5, dtype=bool) | (rng.random((5, 5)) < 0.3)
    A, mixed = attend(Q, K, V, seen)
    for where in np.ndindex(2, 4):
        for t in range(5):
            e = [
                math.exp(sum(Q[where][t] * K[where][s]) / math.sqrt(3)) if seen[t, s] else 0
                for s in range(5)
            ]
            shares = [one / sum(e) for one in e]
            assert A[where][t] == pytest.approx(shares)
            wanted = sum(share * row for share, row in zip(shares, V[where], strict=True))
            assert mixed[where][t] == pytest.approx(wanted)


def test_slopes_of_attention_are_those_of_differences():
    rng = np.random.default_rng(4)
    tables, blame = list(rng.standard_normal((3, 2, 4, 3))), rng.standard_normal((2, 4, 3))
    seen = np.tri(4, dtype=bool)
    found = attend_back(*tables, seen, blame)
    for k in range(3):

        def loss(x, k=k):
            return (attend(*tables[:k], x, *tables[k + 1 :], seen)[1] * blame).sum()

        assert found[k] == pytest.approx(differences(loss, tables[k]), abs=1e-8)


def test_slopes_of_shares_and_norms_are_those_of_differences():
    rng = np.random.default_rng(5)
    X, blame = 3 + 2 * rng.standard_normal((2, 3, 6)), rng.standard_normal((2, 3, 6))
    N, size = normed(X)
    assert N.mean(axis=-1) == pytest.approx(0, abs=1e-12)
    assert (N**2).mean(axis=-1) == pytest.approx(1, abs=1e-4)
    assert size[..., 0] == pytest.approx(X.std(axis=-1), abs=1e-4)
    wanted = differences(lambda x: (normed(x)[0] * blame).sum(), X)
    assert normed_back(X, blame) == pytest.approx(wanted, abs=1e-8)

    def shares(S):
        e = np.exp(S)
        return e / e.sum(axis=-1, keepdims=True)

    wanted = differences(lambda S: (shares(S) * blame).sum(), X)
    assert scores_back(shares(X), blame) == pytest.approx(wanted, abs=1e-8)


# ---------------------------------------------------------------- the block


def by_loops(net, X):
    """Return the sums Z of a network for one row of symbols, place by place."""
    p, look = net.p, net.look
    H = np.array([sum((p["E"][0][s] for s in marks if s >= 0), np.zeros(8)) for marks in X])
    if "P" in p:
        H = H + p["P"][0][: len(H)]

    def norm(name, H):
        if name not in p:
            return H
        rows = [(h - h.mean()) / math.sqrt(((h - h.mean()) ** 2).mean() + 1e-5) for h in H]
        return np.array(rows) * p[name][0] + p[name][1]

    N, parts, d = norm("norm1", H), [], 8 // look["heads"]
    for head in range(look["heads"]):
        mine = slice(head * d, head * d + d)
        Q, K, V = (N @ p[name][0][:, mine] for name in ("Wq", "Wk", "Wv"))
        found = []
        for t in range(len(X)):
            known = [s for s in range(len(X)) if (X[s] >= 0).any() and (s <= t or not look["mask"])]
            known = sorted({*known, t})
            e = np.exp([Q[t] @ K[s] / math.sqrt(d) for s in known])
            found.append((e / e.sum()) @ V[known])
        parts.append(found)
    H = look["residual"] * H + np.concatenate(parts, axis=1) @ p["Wo"][0]
    if "W1" in p:
        R = np.maximum(norm("norm2", H) @ p["W1"][0] + p["W1"][1], 0)
        H = look["residual"] * H + R @ p["W2"][0] + p["W2"][1]
    return norm("norm3", H) @ p["U"][0] + p["U"][1]


@pytest.mark.parametrize("name", LOOKS)
def test_a_block_does_what_its_lines_say_place_by_place(name):
    net, (X, y) = made(name), asked()
    A = net.feedforward(X)
    losses = []
    for row, shares, right in zip(X, A, y, strict=True):
        e = np.exp(by_loops(net, row))
        wanted = e / e.sum(axis=1, keepdims=True)
        assert shares == pytest.approx(wanted)
        losses += [-math.log(wanted[t, k]) for t, k in enumerate(right) if k >= 0]
    assert net.loss(X, y) == pytest.approx(sum(losses) / len(losses))


@pytest.mark.parametrize("name", LOOKS)
def test_every_slope_of_a_block_is_that_of_a_difference(name):
    net, (X, y) = made(name), asked()
    wanted = differences(lambda values: net.with_values(values).loss(X, y), net.values)
    found = net.gradient(X, y).values
    assert found == pytest.approx(wanted, rel=1e-6, abs=1e-8)
    assert abs(found).max() > 0.01


def test_slopes_are_written_over_what_stood_there():
    net, (X, y) = made("whole"), asked()
    place = net.like(np.full_like(net.values, 7.0))
    X_3, Y = net._tables(X, y)
    assert (net._backward(*net._forward(X_3), Y, place).values == net.gradient(X, y).values).all()


def test_a_row_has_as_many_numbers_as_the_lesson_counts():
    assert Transformer([27, 32, 27], places=12, heads=4).values.size == 14_779
    book = {"without": ("neurons",)}
    assert Transformer([37, 16, 10], **book).values.size == 37 * 16 + 4 * 16**2 + 4 * 16 + 170


def test_a_start_has_matrices_of_one_size_and_gains_of_1():
    net = Transformer.random([27, 32, 27], np.random.default_rng(0), places=12, heads=4)
    for name, (W, b) in net.p.items():
        assert (b == 0).all()
        assert (W == 1).all() if "norm" in name else W.std() == pytest.approx(0.08, rel=0.1)


def test_what_comes_later_changes_nothing_behind_a_mask():
    X, _y = asked()
    other = X.copy()
    other[:, 3:] = 2
    with_mask, without = made("whole"), made("no mask")
    assert (with_mask.feedforward(X)[:, :3] == with_mask.feedforward(other)[:, :3]).all()
    assert not np.allclose(without.feedforward(X)[:, :3], without.feedforward(other)[:, :3])


def test_places_without_a_symbol_are_not_looked_at():
    X, _y = asked()
    short = X[:, :4].copy()
    padded = np.concatenate([short, np.full((3, 2, 2), -1)], axis=1)
    for name in LOOKS:
        found = made(name).feedforward(padded)[:, :4]
        assert found == pytest.approx(made(name).feedforward(short)), name


def test_without_positions_the_order_of_what_was_said_makes_no_difference():
    X, _y = asked(marks=1)
    X[:, :] = [[1], [2], [3], [4], [0], [1]]
    turned = X[:, [1, 0, 3, 2, 4, 5]]
    last = [made("no positions").feedforward(rows)[:, -1] for rows in (X, turned)]
    assert last[0] == pytest.approx(last[1])
    last = [made("whole").feedforward(rows)[:, -1] for rows in (X, turned)]
    assert not np.allclose(*last)


def test_a_copy_is_one():
    net, (X, y) = made("whole"), asked()
    for again in (copy.deepcopy(net), pickle.loads(pickle.dumps(net))):
        assert (again.feedforward(X) == net.feedforward(X)).all()
        assert again.look == net.look
        again.values += 1
        assert not np.allclose(again.p["E"][0], net.p["E"][0])
    net.values = net.values - 0.1 * net.gradient(X, y).values
    assert net.W[0] is net.p["E"][0]


def test_the_loss_of_many_rows_and_of_many_networks_is_taken_in_parts():
    net, (X, y) = made("whole"), asked()
    many = np.concatenate([X] * 400), np.concatenate([y] * 400)
    assert net.loss(*many) == pytest.approx(net.loss(X, y))
    both = net.with_values(np.stack([net.values, 2 * net.values]))
    wanted = [net.loss(X, y), net.with_values(2 * net.values).loss(X, y)]
    assert both._loss(*net._tables(X, y)) == pytest.approx(wanted)


def test_the_one_loop_trains_it_to_look_something_up():
    """Two pairs of one of three letters and one of three digits, then a letter: which digit?"""
    rng = np.random.default_rng(0)
    letters = rng.random((600, 3)).argsort(axis=1)[:, :2]
    digits, k = rng.integers(0, 3, (600, 2)), rng.integers(0, 2, 600)
    X = np.stack([letters, 3 + digits], axis=-1)
    question = np.stack([letters[range(600), k], np.full(600, 6)], axis=-1)
    X, y = np.concatenate([X, question[:, np.newaxis]], axis=1), np.full((600, 3), -1)
    y[:, -1] = digits[range(600), k]
    net = Transformer.random([7, 16, 3], rng, without=("neurons",))
    look = {"order": "shuffled", "rng": rng, "optimiser": Falling(40 * 10, Adam())}
    history = train(net, X[:500], y[:500], 0.01, 40, batch_size=50, **look)
    right = history.network().feedforward(X[500:])[:, -1].argmax(axis=1) == y[500:, -1]
    assert right.mean() > 0.95
    assert history.losses[0] == pytest.approx(math.log(3), abs=0.1)


@pytest.mark.parametrize("rows", [0, 1, 127, 128, 129, 4130])
def test_parts_go_through_all_rows_in_their_order(rows):
    table = np.arange(rows)
    parts = [table[part] for part in symbols.parts(rows)]
    assert np.concatenate(parts).tolist() == table.tolist()
    assert all(len(part) <= symbols.PART for part in parts)


@pytest.mark.parametrize("y_true", [np.zeros((2, 4), int), np.full((2, 3), -1)])
def test_answers_of_another_shape_and_none_at_all_are_refused(y_true):
    net = Transformer([5, 4, 5], places=3)
    expected = "an answer or -1 for each of 2 rows and 3 places"
    came = re.escape(f"y_true was an array of shape {y_true.shape}")
    with pytest.raises(ValueError, match=f"{came}; expected {expected}"):
        net.loss(np.zeros((2, 3), int), y_true)
