"""The tables of splits: complete, in one fixed form, and what the helpers compute.

Some rows of each table are computed again, others each day. `STUDY_DATE=2025-01-31` draws those of
some other day.
"""

import math
import random
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from another import DAY, computer, same

from helpers import digits, splits, studies
from helpers.splits import Split, Sure, column, table
from tools import study


def leaps(key):
    """Return whether a training leaps, so that something small decides what comes out of it.

    At the rate 2 a network with a hidden layer is thrown to and fro, and two starts that differ by
    10⁻¹³ end far apart; up to the rate 1 they stay together to 10⁻¹¹. And another scikit-learn may
    draw other trees.
    """
    return str(key[0]).startswith(("64-32-10, rate 2", "forest"))


def drawn(name, day=DAY):
    """Return the keys whose turn it is on this day: one of each kind of way, and two others."""
    chance = random.Random(f"{day} {name}")
    keys = [key for key in study.keys(name) if not leaps(key)]
    if name == "sure":
        return chance.sample(keys, 2)
    kinds = [
        [key for key in keys if key[0].startswith(kind)] for kind in ("64-3", "64-1", "n", "S")
    ]
    return [chance.choice(kind) for kind in kinds] + chance.sample(keys, 2)


def stored(name, key):
    """Return the rows of a table that belong to a key."""
    if name == "sure":
        return [row for row in table(name) if (row.seed,) == key]
    return [row for row in table(name) if (row.case, row.rows, row.seed) == key]


# ---------------------------------------------------------------- what is stored


def test_the_table_of_digits_has_each_case_number_of_rows_and_draw_once_and_in_order():
    keys = []
    for row in table("digits"):
        keys += [(row.case, row.rows, row.seed)] * (not keys or keys[-1] != (*row[:2], row.seed))
    assert keys == study.keys("digits")
    epochs = {key: [row.epochs for row in stored("digits", key)] for key in keys[::7]}
    for (case, rows, _seed), found in epochs.items():
        steps = 2640 / math.ceil(rows / 16)
        wanted = [0] if case[0] in "nSf" else [30, 100] if rows >= 1200 else [round(steps)]
        assert found == wanted, case


def test_the_table_of_how_sure_has_each_kind_of_answer_once():
    edges = list(pairwise([0, 0.5, 0.7, 0.85, 0.95, 1]))
    cases = ("epoch 5", "epoch 30", "epoch 100", "z / t")
    wanted = [(case, seed, *ends) for seed in range(20) for case in cases for ends in edges]
    assert [row[:4] for row in table("sure")] == wanted
    for seed in range(20):
        right = {}
        for case in cases:
            rows = [row for row in table("sure") if row[:2] == (case, seed)]
            assert sum(row.answers for row in rows) == 397
            right[case] = sum(row.right for row in rows)
            for row in rows:
                assert math.isnan(row.said) == (row.answers == 0)
                assert row.answers == 0 or row.low < row.said <= row.high
                assert 0 <= row.right <= row.answers
        for epochs in (30, 100):
            asked = column("64-32-10, rate 1", epochs=epochs)[seed]
            assert right[f"epoch {epochs}"] / 397 == pytest.approx(asked, abs=1e-5)
        assert right["z / t"] == right["epoch 30"], "no answer changes"


def test_sums_are_softened_by_what_makes_the_validation_loss_least():
    """By hand, from the weights of one network."""
    X, said = digits.load()
    _rng, drawn = splits.parts(2)
    net, rows = splits.taught(2).network(), drawn.validation
    Z = np.tanh(X[rows] @ net.W[0] + net.B[0]) @ net.W[1] + net.B[1]
    losses = {}
    for t in [n / 10 for n in range(5, 31)]:
        e = np.exp(Z / t - (Z / t).max(axis=1, keepdims=True))
        shares = e / e.sum(axis=1, keepdims=True)
        losses[t] = -np.log(shares[range(200), said[rows]]).mean()
        assert splits.softened(net, X[rows], t) == pytest.approx(shares)
    assert splits.softness(net, rows) == min(losses, key=losses.get)


@pytest.mark.parametrize("rows", splits.FEWER)
def test_fewer_rows_are_learned_for_as_many_steps(rows):
    a_round = math.ceil(rows / 16)
    assert abs(splits._as_epochs(rows) * a_round - 2640) <= a_round / 2


@pytest.mark.parametrize("name", list(splits.KINDS))
def test_a_table_is_in_its_one_form_and_says_how_it_was_made(name):
    text = (studies.TABLES / f"{name}.csv").read_bytes().decode("utf-8")
    assert text == study.text(name, table(name))
    head = " ".join(line[2:] for line in text.splitlines() if line.startswith("#"))
    for word in ("397 test rows", "from 0 to 19.", "make study", "helpers/splits.py"):
        assert word in head


def test_shares_are_counts_of_rows():
    for row in table("digits"):
        for part, size in (("training", row.rows), ("validation", 200), ("test", 397)):
            share = getattr(row, part)
            if part == "validation" and row.rows == 1400:
                assert math.isnan(share)
            else:
                assert share * size == pytest.approx(round(share * size), abs=0.01)
                assert 0 <= share <= 1


# ---------------------------------------------------------------- what is computed again


@pytest.mark.parametrize("name", list(splits.KINDS))
def test_the_rows_of_the_day_are_computed_again(name):
    for key in drawn(name):
        assert same(study.rows(name, *key), stored(name, key)), f"{DAY}: {key}"


def test_the_rows_of_the_day_are_those_of_another_computer_too():
    keys = drawn("digits")[:3]
    for key, found in zip(keys, computer("study.split", keys), strict=True):
        assert same([Split(*row) for row in found], stored("digits", key)), f"{DAY}: {key}"


def test_a_forest_of_the_day_reads_about_as_well():
    forests = [key for key in study.keys("digits") if key[0].startswith("forest")]
    key = random.Random(DAY).choice(forests)
    (again,), (known,) = study.rows("digits", *key), stored("digits", key)
    assert again.training == known.training == 1
    assert again.test == pytest.approx(known.test, abs=0.02)


def test_another_day_has_other_rows():
    days = [date.fromordinal(number).isoformat() for number in range(738_000, 738_300)]
    found = {key for day in days for key in drawn("digits", day)}
    assert len(found) > 0.8 * len([key for key in study.keys("digits") if not leaps(key)])


def test_a_planted_wrong_number_is_seen():
    row = table("digits")[0]
    for wrong in (
        row._replace(test=row.test - 1 / 397),
        row._replace(seed=1),
        row._replace(rows=9),
    ):
        assert not same([wrong], [row])
    sure = table("sure")[-1]
    assert not same([sure._replace(right=sure.right - 1)], [sure])
    assert not same([Sure(*sure[:5], sure.said + 0.001, sure.right)], [sure])


# ---------------------------------------------------------------- ways to read digits, by hand


def test_the_nearest_neighbours_are_those_of_plain_python():
    X, said = digits.load()
    known, test = splits.parts(3, 200)[1][0], splits.parts(3)[1].test[:40]
    for k in (1, 3, 5):
        ((epochs, ask),) = splits.CASES[f"nearest, k = {k}"](3, 200)
        assert epochs == 0
        for row, answer in zip(test, ask(X[test]), strict=True):
            near = sorted(known, key=lambda one, row=row: sum((X[row] - X[one]) ** 2))[:k]
            votes = [int(said[one]) for one in near]
            best = max(votes, key=lambda vote, votes=votes: (votes.count(vote), -votes.index(vote)))
            assert answer == best


def test_training_takes_its_rows_its_start_and_its_order_from_one_seed():
    """By hand, with plain NumPy, the first two epochs of 64-32-10."""
    X, said = digits.load()
    rng = np.random.default_rng(5)
    order = rng.permutation(1797)
    training = order[597:][:300]
    W = [rng.standard_normal((out, into)).T for into, out in ((64, 32), (32, 10))]
    rng.standard_normal(42)
    W = [w / np.sqrt(len(w)) for w in W]
    B = [np.zeros(32), np.zeros(10)]
    Y = np.eye(10)[said]
    for _epoch in range(2):
        rows = training[rng.permutation(300)]
        for first in range(0, 300, 16):
            batch = rows[first : first + 16]
            h = np.tanh(X[batch] @ W[0] + B[0])
            e = np.exp(h @ W[1] + B[1])
            blame = (e / e.sum(axis=1, keepdims=True) - Y[batch]) / len(batch)
            back = blame @ W[1].T * (1 - h**2)
            W = [W[0] - X[batch].T @ back, W[1] - h.T @ blame]
            B = [B[0] - back.sum(axis=0), B[1] - blame.sum(axis=0)]
    net = splits.taught(5, rows=300, epochs=2).network()
    assert net.W[0] == pytest.approx(W[0], abs=1e-9)
    assert net.W[1] == pytest.approx(W[1], abs=1e-9)
    assert net.B[1][0] == pytest.approx(B[1], abs=1e-9)


def test_of_1400_rows_the_last_ones_are_those_of_validation_and_nothing_is_among_the_test_rows():
    _rng, few = splits.parts(0)
    _rng, all_of_them = splits.parts(0, 1400)
    assert all_of_them.training.tolist() == [*few.training, *few.validation]
    assert len(all_of_them.validation) == 0
    assert all_of_them.test.tolist() == few.test.tolist()
    assert not set(all_of_them.training.tolist()) & set(few.test.tolist())
    assert splits.parts(0, 50)[1].training.tolist() == few.training[:50].tolist()


def test_the_best_of_each_kind_are_those_that_the_validation_rows_like_best():
    for prefix, epochs in (
        ("64-32-10", (30, 100)),
        ("64-10", (30, 100)),
        ("nearest", (0,)),
        ("SVC", (0,)),
        ("forest", (0,)),
    ):
        cases = [case for case in (*splits.CASES, *splits.RIVALS) if case.startswith(prefix)]
        found = {(case, epoch): column(case, "validation", epochs=epoch).mean()
                 for case in cases for epoch in epochs}  # fmt: skip
        assert max(found, key=found.get)[0] in splits.BEST


@pytest.mark.parametrize("case", splits.SURE)
def test_answers_of_all_draws_are_counted_together(case):
    for low, count, told, right in splits.pooled(case).tolist():
        rows = [row for row in table("sure") if (row.case, row.low) == (case, low)]
        each = [(row.said, row.answers, row.right) for row in rows if row.answers]
        assert count == sum(answers for _said, answers, _right in each)
        assert told * count == pytest.approx(sum(said * answers for said, answers, _right in each))
        assert right * count == pytest.approx(sum(right for _said, _answers, right in each))
