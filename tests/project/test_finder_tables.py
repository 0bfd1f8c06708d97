"""The tables of finders: complete, in one fixed form, and what the helpers compute.

A row of each is trained again, others each day. `STUDY_DATE=2025-01-31` draws those of some other
day.
"""

import random

import numpy as np
import pytest
from another import DAY, computer, in_its_one_form, others_on_other_days

from helpers import books, finders
from helpers.attention import Transformer
from helpers.finders import FINDERS, FIRST, STARTS
from helpers.optimisers import Adam
from helpers.starts import MEMORIES, SOLVED
from helpers.training import train

ROWS = {name: finders.table(name) for name in finders.KINDS}
KEY = 3  # parts of a row by which it is known
SLACK = 0.02  # of a share: what sums in another order may change


SAID = {
    "books": ("5 of the best", "Seeds from 100 to 104"),
    "far": ("20 starts", "Seeds from 0 to 19"),
}


def drawn(day=DAY):
    """Return a row of books, and one of bits, whose turn it is on this day."""
    chance = random.Random(f"{day} finders")
    read = [row for row in ROWS["books"] if row.case == "attention"]
    blind = [row for row in ROWS["far"] if row.case == "no positions"]
    return {"finders.looked_up": chance.choice(read), "finders.far_off": chance.choice(blind)}


def away(row, other):
    """Return by how much the numbers of two rows differ, at most; far, if the keys do."""
    if row[: KEY + 1] != tuple(other[: KEY + 1]):
        return np.inf
    pairs = zip(row[KEY + 1 :], other[KEY + 1 :], strict=True)
    apart = [0 if a == b else abs(a - b) for a, b in pairs]
    return np.inf if np.isnan(apart).any() else max(apart)


# ---------------------------------------------------------------- what is stored


@pytest.mark.parametrize("name", ROWS)
def test_a_table_is_in_its_one_form(name):
    in_its_one_form(name, ROWS[name], KEY, "helpers/finders.py", *SAID[name])


def test_of_books_the_best_rate_is_chosen():
    for case, finder in FINDERS.items():
        found = finders.found(case)
        assert [row.seed for row in found] == [*range(FIRST, FIRST + STARTS)]
        assert {row[:2] for row in found} == {(case, finder.best)}
        means = {}
        for rate in finder.rates:
            rows = [row for row in ROWS["books"] if row[:2] == (case, rate) and row.seed < 102]
            assert len(rows) == 2
            means[rate] = np.mean([row[5:8] for row in rows])
        assert max(means, key=means.get) == finder.best


def test_attention_reads_all_books():
    for row in finders.found("attention"):
        assert row[5:] == (1.0,) * 5


def test_with_positions_and_without_there_are_twenty_starts_each():
    for case, T in (("positions", 80), ("no positions", 5)):
        rows = finders.reached(case)
        assert [row[:KEY] for row in rows] == [(case, T, seed) for seed in range(MEMORIES)]
    for row in ROWS["far"]:
        assert row.steps == np.inf or (row.steps % 100 == 0 and row.steps <= 1500)
        assert row.steps < np.inf or row.right < SOLVED


# ---------------------------------------------------------------- what is computed again


def test_the_rows_of_the_day_are_trained_again():
    for function, row in drawn().items():
        found = getattr(finders, function.partition(".")[2])(*row[:KEY])
        assert away(row, found) < SLACK, f"{DAY}: {row} is now {found}"


def test_the_rows_of_the_day_are_those_of_another_computer_too():
    """The same where products add their terms from the last to the first."""
    for function, row in drawn().items():
        (found,) = computer(function, [row[:KEY]])
        assert away(row, found) < SLACK, f"{DAY}: {row} is there {found}"


def test_a_head_with_positions_that_was_quick_is_quick_again():
    """One of those that needed a single round of 100 steps; a little later on other computers."""
    quick = [row for row in finders.reached("positions") if row.steps == 100]
    row = random.Random(DAY).choice(quick)
    assert finders.far_off(*row[:KEY], epochs=2).right >= SOLVED


def test_another_day_has_other_rows():
    others_on_other_days(drawn)


def test_a_planted_wrong_number_is_seen():
    for row in drawn().values():
        assert away(row, row) == 0
        for name in row._fields[KEY + 1 :]:
            other = row._replace(**{name: min(getattr(row, name), 9.0) + 0.05})
            assert away(row, other) > SLACK, name
        assert away(row, row._replace(seed=row.seed + 1)) == np.inf


# ---------------------------------------------------------------- the one that is stored


def test_the_stored_reader_reads_all_books():
    assert finders.shares_right(books.reader()) == [1.0] * 5
    assert max(finders.shares_right(books.reader(0))) < 0.2


def test_the_share_of_the_pair_asked_for_is_that_of_the_map():
    """Book by book, from what the stored reader looks at; a longer book takes some of it away."""
    net, rng = books.reader(), np.random.default_rng(5)
    X, _y_true = books.books(rng, 1000, 5)
    given = []
    for book in X:
        (place,) = [k for k, (letter, _digit) in enumerate(book[:-1]) if letter == book[-1, 0]]
        given.append(net.looks(book[np.newaxis])[0, 0, -1, place])
    assert finders.looked(net, 5) == pytest.approx(np.mean(given), abs=1e-12)
    shares = [finders.looked(net, pairs) for pairs in finders.SIZES]
    assert shares == sorted(shares, reverse=True)


# ---------------------------------------------------------------- how they learn


@pytest.mark.parametrize(("case", "numbers"), [("recurrent", 7178), ("gated", 20234)])
def test_a_network_that_keeps_a_state_learns_books_in_small(monkeypatch, case, numbers):
    """From 3200 books, once through them: the loss falls below that of ten equal shares."""
    few = FINDERS[case]._replace(rows=finders.ROWS, epochs=1)
    monkeypatch.setitem(FINDERS, case, few)
    row = finders.looked_up(case, few.best, FIRST)
    assert row[:4] == (case, few.best, FIRST, numbers)
    assert 1.2 < row.loss < np.log(10)
    assert all(0.05 < share < 0.7 for share in row[5:])


@pytest.mark.parametrize("case", FINDERS)
def test_each_begins_with_as_many_numbers_as_the_table_says(case):
    net = FINDERS[case].start(np.random.default_rng(0))
    assert {row.numbers for row in finders.found(case)} == {net.values.size}


def test_the_state_is_asked_at_the_last_place_alone():
    """The loss is the mean of -log of the share of the right digit there, and its slope is so."""
    history = finders.CHOSEN
    rng = np.random.default_rng(0)
    Z, digits = rng.standard_normal((4, 3, 10)), rng.integers(10, size=4)
    Y_true = np.eye(10)[np.repeat(digits[:, np.newaxis], 3, axis=1)]
    A = history.squash(Z)
    assert finders._one_hot(np.stack([digits * 0, digits * 0, digits], axis=1)) == pytest.approx(
        Y_true
    )
    assert history.loss(Y_true, A) == pytest.approx(-np.log(A[range(4), -1, digits]).mean())
    slope = history.slope(Y_true, Z, A)
    assert not slope[:, :-1].any()
    assert slope[:, -1] == pytest.approx((A[:, -1] - Y_true[:, -1]) / 4)


@pytest.mark.parametrize(("case", "places"), [("positions", 6), ("no positions", None)])
def test_the_far_bit_is_asked_at_the_last_place(case, places):
    """A training by hand, with the same draws, comes to the same share."""
    rng = np.random.default_rng(4)
    bits, asked = (rng.integers(0, 2, (rows, 6)) for rows in (3200, 1000))
    y_true = np.full(bits.shape, -1)
    y_true[:, -1] = bits[:, 0]
    head = Transformer.random([2, 16, 2], rng, places=places, without=("neurons",))
    net = train(head, bits, y_true, 0.01, 1, 32, "shuffled", rng, optimiser=Adam()).network()
    said = net.feedforward(asked)
    row = finders.far_off(case, 5, 4, epochs=1)
    assert row.right == (said[:, -1].argmax(axis=1) == asked[:, 0]).mean()
    assert row.numbers == net.values.size
    assert row.steps == (100 if row.right >= SOLVED else np.inf)


def test_what_reads_no_books_is_named():
    for net in (5, Transformer([2, 16, 2])):
        with pytest.raises(ValueError, match=f"net was {'5' if net == 5 else 'Transformer'}"):
            finders.shares_right(net)
