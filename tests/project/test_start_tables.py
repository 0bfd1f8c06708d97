"""The tables of starts: complete, in one fixed form, and what the helpers compute.

Which start comes to what may hang on the last digit of a sum, and so another computer may have
another row. Compared are what all have in common: the slopes before training, long memories that
are easy, and how many of several starts succeed. `STUDY_DATE=2025-01-31` draws the starts of some
other day.
"""

import math
import random
from types import SimpleNamespace

import numpy as np
import pytest
import remembering
from another import DAY, computer

from helpers import addition, starts, studies
from helpers.recurrence import LAST, Gated, Recurrent
from helpers.starts import ADDERS, LONG, WAYS, Added, Remembered, table
from tools import study

OTHERS = 3  # of six starts, that may come to something else on another computer
EASY = (5, 10)  # lengths at which each start learns within a few hundred steps, whatever its sums


def drawn(name, keys, count, day=DAY):
    """Return so many of the keys, whose turn it is on this day."""
    return random.Random(f"{day} {name}").sample(keys, count)


def stored(name, *key):
    """Return the row of a table that belongs to a key."""
    (row,) = [row for row in table(name) if row[: len(key)] == key]
    return row


def near(a, b):
    return math.isclose(a, b, rel_tol=1e-5)


# ---------------------------------------------------------------- what is stored


@pytest.mark.parametrize("name", list(starts.KINDS))
def test_each_row_is_there_once_and_in_order(name):
    length = {"adder": 2, "memories": 3}[name]
    assert [row[:length] for row in table(name)] == study.keys(name)


@pytest.mark.parametrize("name", list(starts.KINDS))
def test_a_table_is_in_its_one_form_and_says_how_it_was_made(name):
    text = (studies.TABLES / f"{name}.csv").read_bytes().decode("utf-8")
    assert text == study.text(name, table(name))
    head = " ".join(line[2:] for line in text.splitlines() if line.startswith("#"))
    seeds = {"adder": starts.STARTS, "memories": starts.MEMORIES}[name]
    for word in (f"{seeds} starts", f"from 0 to {seeds - 1}", "make study", "helpers/starts.py"):
        assert word in head


def test_shares_are_counts():
    for row in table("adder"):
        for share, size in ((row.pairs, 65536), (row.longer, 2000), (row.plane, 28672)):
            assert share * size == pytest.approx(round(share * size), abs=0.4)
            assert 0 <= share <= 1
        assert {row.carry, row.swapped} <= {0, 1}
        assert row.loss > 0
    for row in table("memories"):
        assert row.right * 500 == pytest.approx(round(row.right * 500), abs=0.01)
        assert (row.steps in range(100, 1501, 100)) == (row.right >= 0.99)
        assert row.steps <= 1500 or row.steps == math.inf


def test_who_adds_long_numbers_adds_short_ones():
    assert all(row.pairs > 0.99 for row in table("adder") if row.longer == 1)


def test_shares_of_starts_are_read_from_the_table():
    for case in ADDERS:
        rows = [row for row in remembering.table("adder") if row["case"] == case]
        eight = [row for row in rows if float(row["pairs"]) == 1]
        sixty = [row for row in eight if float(row["longer"]) == 1]
        carried = [row for row in sixty if row["carry"] == "1"]
        both = [row for row in carried if row["swapped"] == "1"]
        wanted = [len(rows), *(len(part) / len(rows) for part in (eight, sixty, carried, both))]
        assert list(starts.learners(case)) == pytest.approx(wanted)
    for case, way in WAYS.items():
        for T in way.lengths:
            assert starts.solvers(case, T) == remembering.solved(case, T)
    ratios = [row.ratio for row in table("memories") if row[:2] == ("tanh", 20)]
    assert starts.ratio("tanh", 20) == pytest.approx(sorted(ratios)[len(ratios) // 2], rel=0.5)


# ---------------------------------------------------------------- what is computed again


def test_slopes_before_training_are_those_of_plain_numpy():
    """Of the starts of the day, by loops of another kind; they are the same on all computers."""
    keys = [key for key in study.keys("memories") if key[0] in LONG and key[0] != "tanh, identity"]
    for case, T, seed in drawn("ratios", keys, 6):
        kind, bias = ("gates", float(case[-1])) if "gates" in case else ("tanh", 0.0)
        size = remembering.blame(kind, T, seed, bias)
        assert near(stored("memories", case, T, seed).ratio, size[0] / size[-1]), (case, T, seed)


def test_a_start_from_the_identity_keeps_each_neuron_as_it_is():
    net, (X, first), ratio = starts.beginning("tanh, identity", 5, 3)
    assert (net.W[0][1:] == np.eye(14)).all()
    assert near(stored("memories", "tanh, identity", 5, 3).ratio, ratio)
    assert (X.shape, first.shape) == ((500, 6, 1), (500, 6))


def test_easy_memories_of_the_day_are_learned_again():
    keys = [key for key in study.keys("memories") if key[1] in EASY]
    for key in drawn("easy", keys, 5):
        (again,) = study.rows("memories", *key)
        assert again[:3] == key
        assert near(again.ratio, stored("memories", *key).ratio)
        assert again.steps < math.inf
        assert stored("memories", *key).steps < math.inf


def test_as_many_starts_of_the_day_add_as_is_stored():
    keys = drawn("adder", [key for key in study.keys("adder") if key[0] == "3, plain"], 6)
    again = [study.rows("adder", *key)[0] for key in keys]
    known = [stored("adder", *key) for key in keys]
    assert [row[:2] for row in again] == keys
    assert (
        abs(sum(row.pairs == 1 for row in again) - sum(row.pairs == 1 for row in known)) <= OTHERS
    )
    for row in again:
        assert row.pairs < 1 or row.loss < 0.05, "who adds has a small loss"


def test_a_carry_is_sent_through_the_ones_of_either_number(monkeypatch):
    """The network of the explorer loses it where the ones are in the second number."""
    monkeypatch.setattr(starts, "learned", lambda seed, case: SimpleNamespace(
        losses=np.zeros(1), network=addition.adder))  # fmt: skip
    row = starts.added("3, plain", 0)
    assert (row.pairs, row.carry, row.swapped) == (1, 1, 0)


def test_another_computer_says_the_same_of_what_all_have_in_common():
    keys = [("memories", *key) for key in drawn("other", study.keys("memories")[:40], 2)]
    keys.append(("adder", *drawn("other", study.keys("adder")[:200], 1)[0]))
    *easy, sums = computer("study.rows", keys)
    for key, ((*found,),) in zip(keys, easy, strict=False):
        again = Remembered(*found)
        assert near(again.ratio, stored(*key).ratio)
        assert again.steps < math.inf
    assert Added(*sums[0])[:2] == keys[-1][1:]


def test_the_training_of_an_adder_takes_start_and_pairs_from_one_seed():
    """The first two batches by differences of a loss in plain NumPy."""
    rng = np.random.default_rng(7)
    p = rng.standard_normal(22)
    p[:15] /= math.sqrt(5)
    p[15:18] /= math.sqrt(3)
    p[18:] = 0
    X = np.zeros((3200, 9, 2))
    X[:, :8] = rng.integers(0, 2, (3200, 8, 2))
    history = starts.learned(7)
    assert history.parameters[0] == pytest.approx(p)
    assert (addition.pairs(rng_after_start(7), 3200)[0] == X).all()
    assert len(history.losses) == 41


def rng_after_start(seed):
    """Return the generator of a seed, from which the 22 numbers of the start are drawn already."""
    rng = np.random.default_rng(seed)
    rng.standard_normal(22)
    return rng


def test_a_plane_tells_the_carry_where_there_is_one():
    net = addition.adder()
    weights, share = starts.plane(net, addition.every_pair(4)[0])
    assert share == 1
    assert weights[0] > 3 * max(abs(weights[1:3])), "it is the first neuron that tells it"
    blind = Recurrent([2, 2, 1])
    _weights, share = starts.plane(blind, addition.every_pair(4)[0])
    assert share == pytest.approx(1 - addition.carries(addition.every_pair(4)[0]).mean())


def test_the_ways_are_what_they_are_called():
    rng = np.random.default_rng(0)
    assert type(WAYS["gates, bias 2"].start(rng)) is Gated
    assert WAYS["gates, bias 2"].start(rng).B[0].tolist() == [8 * [2] + 8 * [0]]
    assert WAYS["gates, bias 0"].start(rng).B[0].tolist() == [16 * [0]]
    assert WAYS["tanh"].start(rng)._end is not None
    assert {way.start(rng).output for way in WAYS.values()} == {LAST}
    g = np.array([3.0, 4.0])
    assert WAYS["plain, rate 1"].step()(g, 0.5).tolist() == [1.5, 2]
    assert WAYS["plain, rate 1, clipped"].step()(g, 0.5) == pytest.approx([0.3, 0.4])
    step = WAYS["tanh, clipped"].step()
    assert step(g, 0.01) == pytest.approx([0.01, 0.01], rel=1e-6), "the first step of Adam"
    assert step(0 * g, 0.01).min() > 0, "it remembers"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: starts.learned(-1), "seed was -1"),
        (lambda: starts.learned(0, "5, plain"), "case was '5, plain'"),
        (lambda: starts.added("plain", 0), "case was 'plain'"),
        (lambda: starts.remembered("relu", 5, 0), "case was 'relu'"),
        (lambda: starts.remembered("tanh", 0, 0), "T was 0"),
        (lambda: starts.solvers("plain, rate 1", 5), "T was 5; expected one of 20"),
        (lambda: starts.table("starts"), "name was 'starts'"),
        (lambda: starts.first_bits(3, 2, 5), "rng was 3"),
        (lambda: starts.plane(5, []), "net was 5"),
    ],
)
def test_a_mistake_meets_a_sentence(call, said):
    with pytest.raises(ValueError, match=said):
        call()
