"""Studies: losses of each case computed apart, and what a row and the best of a table are."""

import math
from itertools import pairwise

import numpy as np
import pytest
from by_hand import loss
from test_optimisers import by_hand as step_by_hand

from helpers import points, studies
from helpers.studies import Row, Study, best, losses, row, table
from helpers.training import Diverged

SIZES = [2, 8, 8, 8, 8, 1]


def walked(slopes, w, name, rate, steps):
    """Return the places of a walk, each weight by itself; `slopes` is of lists of numbers."""
    places, seen = [list(w)], []
    for _step in range(steps):
        seen.append(slopes(places[-1]))
        ways = list(zip(*seen, strict=True))  # all slopes so far, weight by weight
        moves = [step_by_hand(name.lower(), way, rate) for way in ways]
        places.append([a - b for a, b in zip(places[-1], moves, strict=True)])
    return places


# ---------------------------------------------------------------- one neuron


def clouds():
    """Return X, y_true and 20 starts w1, w2, b as the docstrings say that they are drawn."""
    rng = np.random.default_rng(8)
    X, y_true = points.two_clouds(rng, 100, 1.5)
    return X.tolist(), y_true.tolist(), rng.standard_normal((20, 3)).tolist()


def neuron(X, y_true, w):
    """Return the loss of a neuron, and its three slopes."""
    total, slopes = 0.0, [0.0, 0.0, 0.0]
    for x, y in zip(X, y_true, strict=True):
        a = 1 / (1 + math.exp(-(w[0] * x[0] + w[1] * x[1] + w[2])))
        total += (y - a) ** 2 / len(X)
        at_z = 2 * (a - y) * a * (1 - a) / len(X)
        slopes = [s + at_z * e for s, e in zip(slopes, [*x, 1], strict=True)]
    return total, slopes


def newton(X, y_true):
    """Return the loss at the bottom, to which second derivatives lead in a few steps."""
    w = [0.0, 0.0, 0.0]
    for _ in range(20):
        slopes = neuron(X, y_true, w)[1]
        beside = [[w[j] + 1e-5 * (i == j) for j in range(3)] for i in range(3)]
        bend = [(np.array(neuron(X, y_true, v)[1]) - slopes) / 1e-5 for v in beside]
        w = (w - np.linalg.solve(bend, slopes)).tolist()
    assert max(map(abs, slopes)) < 1e-9
    return neuron(X, y_true, w)[0]


@pytest.mark.parametrize("name", studies.OPTIMISERS)
@pytest.mark.parametrize("case", ["c = 1", "c = 30", "standardised"])
def test_units_are_a_neuron_with_its_sums_written_out(case, name):
    X, y_true, starts = clouds()
    lowest = newton(X, y_true)
    s = 1
    if case == "standardised":
        for k in (0, 1):
            column = [x[k] for x in X]
            mean = sum(column) / 100
            spread = math.sqrt(sum((number - mean) ** 2 for number in column) / 100)
            for x in X:
                x[k] = (x[k] - mean) / spread
    else:
        s = float(case.split()[-1])
        X = [[x1, s * x2] for x1, x2 in X]
    found = losses("units", case, name, 0.05, 4)
    assert found.shape == (5, 20)
    for place in (0, 7):
        w1, w2, b = starts[place]
        way = walked(lambda w: neuron(X, y_true, w)[1], [w1, w2 / s, b], name, 0.05, 4)
        wanted = [neuron(X, y_true, w)[0] / (1.01 * lowest) for w in way]
        assert found[:, place] == pytest.approx(wanted, rel=1e-6)


def test_a_start_is_the_same_neuron_for_every_s_and_nothing_falls_below_the_lowest_loss():
    cases = [losses("units", case, "plain", 1e-3, 1)[0] for case in studies.STRETCHES]
    assert np.ptp(cases, axis=0) == pytest.approx(0, abs=1e-12)
    long = losses("units", "standardised", "plain", 10, 3000)
    assert long[-1] * 1.01 == pytest.approx(1, rel=1e-9)  # every start comes to the same bottom
    assert long.min() * 1.01 > 1 - 1e-12


# ---------------------------------------------------------------- a deep network


def ring_and_starts(gain):
    """Return the ring, and of the 40 starts those with numbers 0 and 33."""
    rng = np.random.default_rng(8)
    X, y_true = points.ring(rng, 40, 0.1)
    drawn = rng.standard_normal((40, 2 * 8 + 3 * 64 + 8 + 33)).tolist()
    for values in drawn:
        values[:16] = [gain * w / math.sqrt(2) for w in values[:16]]
        values[16:216] = [gain * w / math.sqrt(8) for w in values[16:216]]
        values[216:] = [0.0] * 33
    return X.tolist(), [[y] for y in y_true.tolist()], drawn


@pytest.mark.parametrize(("case", "gain"), [("gain 1", 1), ("gain 4", 4)])
def test_depth_begins_with_weights_of_that_size_and_no_bias(case, gain):
    X, Y_true, drawn = ring_and_starts(gain)
    found = losses("depth", case, "plain", 1e-9, 1)
    assert found.shape == (2, 40)
    for place in (0, 33):
        assert found[0, place] == pytest.approx(loss(SIZES, drawn[place], X, Y_true) / 0.01)


def test_depth_walks_against_the_slope_of_that_loss():
    """What a small step of rate η gains is η times the squared length of the slope."""
    X, Y_true, drawn = ring_and_starts(4)
    before, after = losses("depth", "gain 4", "plain", 1e-3, 1)[:, 5]
    values, h, squares = drawn[5], 1e-5, 0.0
    for i in range(len(values)):
        up, down = ([*values[:i], values[i] + d, *values[i + 1 :]] for d in (h, -h))
        squares += ((quick(up, X, Y_true) - quick(down, X, Y_true)) / (2 * h)) ** 2
    assert 0.01 * (before - after) == pytest.approx(1e-3 * squares, rel=1e-3)


def quick(values, X, Y_true):
    """Return the same loss, of whole tables at once."""
    a, w, b = np.array(X), 0, 216
    for n_in, n_out in pairwise(SIZES):
        weights = np.array(values[w : w + n_in * n_out]).reshape(n_out, n_in)
        a = 0.5 + 0.5 * np.tanh((np.einsum("rn,mn->rm", a, weights) + values[b : b + n_out]) / 2)
        w, b = w + n_in * n_out, b + n_out
    return float(np.mean((a - Y_true) ** 2))


def test_at_the_goal_of_depth_at_most_one_of_40_points_is_wrong():
    """Each point on the wrong side of 0.5 adds a quarter or more to the sum of the squares."""
    assert 1 * 0.25 / 40 < 0.01 < 2 * 0.25 / 40


# ---------------------------------------------------------------- a table of words


@pytest.mark.parametrize("name", studies.OPTIMISERS)
@pytest.mark.parametrize("case", studies.STUDIES["words"].cases)
def test_words_are_a_walk_word_by_word(case, name):
    found = losses("words", case, name, 0.5, 3)
    assert found.shape == (4, 5)
    total = sum(1 / k for k in range(1, 1001))
    p = [1 / k / total for k in range(1, 1001)]
    for run in (0, 4):
        rng = np.random.default_rng([8, run])
        c = rng.standard_normal(1000).tolist()

        def slopes(w, rng=rng, c=c):
            shares = p
            if case == "divided":
                shares = [1] * 1000
            elif case.startswith("batch"):
                size = int(case.split()[1])
                shares = [count / size for count in rng.multinomial(size, p).tolist()]
            return [share * (a - b) for share, a, b in zip(shares, w, c, strict=True)]

        way = walked(slopes, [0.0] * 1000, name, 0.5, 3)
        each = [sum(q * (a - b) ** 2 for q, a, b in zip(p, w, c, strict=True)) for w in way]
        wanted = [loss / each[0] / 0.01 for loss in each]
        assert found[:, run] == pytest.approx(wanted, rel=1e-9)


def test_dividing_is_what_a_larger_input_does_to_plain_descent():
    """With the input 1/√p and weights v = w √p, descent moves w as "divided" says."""
    total = sum(1 / k for k in range(1, 1001))
    rate, c = 0.2, np.random.default_rng([8, 0]).standard_normal(1000).tolist()
    found = losses("words", "divided", "plain", rate, 3)[:, 0]
    p = [1 / k / total for k in range(1, 1001)]
    x, v, each = [q**-0.5 for q in p], [0.0] * 1000, []
    for _step in range(4):
        rows = list(zip(p, x, v, c, strict=True))
        each.append(sum(q * (b * a - t) ** 2 for q, a, b, t in rows))
        v = [b - rate * q * (b * a - t) * a for q, a, b, t in rows]
    assert found == pytest.approx([100 * loss / each[0] for loss in each], rel=1e-9)


# ---------------------------------------------------------------- rows and tables


def planted(monkeypatch, falling, steps=40):
    """Put a study of three starts in the place of all; return the lengths of its walks."""
    asked = []

    def made(case, optimiser, rate, steps):
        asked.append(steps)
        return np.array([falling(step) for step in range(steps + 1)])

    study = Study(made, 3, steps, ("one", "other"), (0.1, 0.2))
    monkeypatch.setattr(studies, "STUDIES", {"made": study})
    return asked


def test_a_row_counts_the_steps_to_the_first_loss_that_is_not_above_the_goal(monkeypatch):
    asked = planted(monkeypatch, lambda step: [5 - step, 1 if step == 2 else 9, 2 - step])
    assert row("made", "one", "plain", 0.1) == Row("one", "plain", 0.1, 3, 2.0, 1.0, 4.0)
    assert asked == [4]  # all arrive within the tenth part


def test_a_start_that_does_not_arrive_is_infinitely_late(monkeypatch):
    asked = planted(monkeypatch, lambda step: [5 - step, 30 - step, 60 - step])
    found = row("made", "one", "plain", 0.1)
    assert found == Row("one", "plain", 0.1, 2, 29.0, 4.0, math.inf)
    assert asked == [4, 40]


def test_a_rate_at_which_a_start_runs_off_leads_nowhere(monkeypatch):
    def runs_off(step):
        if step > 20:
            raise Diverged(step, 0.1)
        return [0, 9, 9]

    planted(monkeypatch, runs_off)
    found = row("made", "one", "plain", 0.1)
    assert found == Row("one", "plain", 0.1, 0, math.inf, math.inf, math.inf)


def test_a_row_is_that_of_its_optimiser_with_a_new_memory_each_time():
    rows = [row("words", "divided", name, 0.2) for name in studies.OPTIMISERS]
    assert len({r.median for r in rows}) >= 4
    assert rows == [row("words", "divided", name, 0.2) for name in studies.OPTIMISERS]


def test_a_table_is_read_as_it_stands(monkeypatch, tmp_path):
    planted(monkeypatch, lambda step: [0, 0, 0])
    monkeypatch.setattr(studies, "TABLES", tmp_path)
    lines = ["# what it is", "case,optimiser,rate,arrived,median,least,most"]
    lines += ["one,plain,0.1,3,12.5,3,20", "one,plain,0.2,3,9,8,30", "one,plain,0.5,2,4,1,inf"]
    lines += ["one,Adam,0.1,0,inf,inf,inf", "other,plain,0.1,3,1,1,1"]
    (tmp_path / "made.csv").write_text("\n".join(lines) + "\n")
    rows = table("made")
    assert len(rows) == 5
    assert rows[0] == Row("one", "plain", 0.1, 3, 12.5, 3.0, 20.0)
    assert rows[2].most == math.inf
    assert [type(part) for part in rows[0]] == [str, str, float, int, float, float, float]
    # More starts count before fewer steps.
    assert best("made", "one", "plain") == rows[1]
    assert best("made", "one", "Adam") == rows[3]
