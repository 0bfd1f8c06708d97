"""The window, against sums written out place by place, and its slopes against differences."""

import copy
import math

import numpy as np
import pytest

from helpers.symbols import FILE, FINE, stored
from helpers.windows import Window


def made(last, seed=0):
    """Return a small window, all of whose numbers are drawn."""
    net = Window.random([5, 3, 4, 6], np.random.default_rng(seed), last)
    net.values += 0.3 * np.random.default_rng(seed + 1).standard_normal(net.values.shape)
    return net


def asked():
    """Return symbols, some of them none, and answers, of which some are not asked for."""
    rng = np.random.default_rng(0)
    X, y = rng.integers(-1, 5, (3, 6, 2)), rng.integers(0, 6, (3, 6))
    y[0, :3], y[1, 4:] = -1, -1
    return X, y


def by_loops(net, row):
    """Return the shares at each place of a row of symbols."""
    p, last, found = net.p, net.look["last"], []
    for t in range(len(row)):
        seen = []
        for s in range(t - last + 1, t + 1):
            marks = [k for k in row[s] if k >= 0] if s >= 0 else []
            seen += [sum(p["E"][0][k][j] for k in marks) for j in range(3)]
        sums = [
            sum(v * w for v, w in zip(seen, p["W1"][0][:, j], strict=True)) + p["W1"][1][0, j]
            for j in range(4)
        ]
        z = np.maximum(sums, 0) @ p["U"][0] + p["U"][1][0]
        e = [math.exp(one) for one in z]
        found.append([one / sum(e) for one in e])
    return np.array(found)


@pytest.mark.parametrize("last", [1, 2, 4, 9])
def test_a_window_does_what_its_lines_say_place_by_place(last):
    net, (X, y) = made(last), asked()
    wanted = [by_loops(net, row) for row in X]
    assert net.feedforward(X) == pytest.approx(np.array(wanted))
    losses = [
        -math.log(shares[t, k])
        for shares, answers in zip(wanted, y, strict=True)
        for t, k in enumerate(answers)
        if k >= 0
    ]
    assert net.loss(X, y) == pytest.approx(sum(losses) / len(losses))


@pytest.mark.parametrize("last", [1, 3, 9])
def test_every_slope_of_a_window_is_that_of_a_difference(last):
    net, (X, y) = made(last), asked()
    found, wanted = net.gradient(X, y).values, []
    for h in 1e-5 * np.eye(net.values.size):
        ends = [net.with_values(net.values + s * h).loss(X, y) for s in (1, -1)]
        wanted.append((ends[0] - ends[1]) / 2e-5)
    assert found == pytest.approx(np.array(wanted), rel=1e-6, abs=1e-8)
    assert abs(found).max() > 0.01


def test_a_window_has_as_many_numbers_as_the_lesson_counts():
    sizes = {(10, 250, 3): 14_797, (10, 135, 8): 14_877, (32, 128, 8): 37_243}
    for (width, neurons, last), count in sizes.items():
        assert Window([27, width, neurons, 27], last=last).values.size == count


def test_a_start_has_matrices_sized_by_what_comes_in():
    net = Window.random([27, 32, 128, 27], np.random.default_rng(0), 8)
    spread = {"E": 1, "W1": 1 / 16, "U": 1 / math.sqrt(128)}
    for name, (W, b) in net.p.items():
        assert (b == 0).all()
        assert W.std() == pytest.approx(spread[name], rel=0.1)


def test_a_copy_is_one():
    net, (X, _y) = made(4), asked()
    again = copy.deepcopy(net)
    assert (again.feedforward(X) == net.feedforward(X)).all()
    again.values += 1
    assert not np.allclose(again.p["E"][0], net.p["E"][0])


def test_what_is_stored_is_whole_64ths():
    with np.load(FILE) as file:
        assert {name: file[name].shape for name in file.files} == {
            "names": (6, 14_779),
            "books": (4, 1_850),
        }
        for name in file.files:
            assert (stored(name) == file[name] / 64).all()
    assert FINE == 64
    with pytest.raises(ValueError, match="read-only"):
        stored("names")[0, 0] = 1


def test_sizes_that_are_none_meet_a_sentence():
    for sizes in (5, [27, 10, 0, 27], [27, 10, 250]):
        with pytest.raises(ValueError, match=r"^sizes was "):
            Window(sizes)
