"""Books in which a digit is looked up by its letter, against a dictionary."""

import numpy as np
import pytest

from helpers import books


@pytest.mark.parametrize("pairs", [1, 2, 8, 26])
def test_a_dictionary_finds_every_answer(pairs):
    X, y = books.books(np.random.default_rng(pairs), 300, pairs)
    assert (X.shape, y.shape) == ((300, pairs + 1, 2), (300, pairs + 1))
    for book, answers in zip(X.tolist(), y.tolist(), strict=True):
        *known, (letter, mark) = book
        assert mark == 36
        assert len(dict(known)) == pairs
        assert {symbol for symbol, _digit in known} <= set(range(26))
        assert {digit for _symbol, digit in known} <= set(range(26, 36))
        assert answers == [-1] * pairs + [dict(known)[letter] - 26]
    assert len(np.unique(y[:, -1])) == 10
    if pairs == 26:
        places = (X[:, :-1, 0] == X[:, -1:, 0]).argmax(axis=1)
        assert len(np.unique(places)) == 26, "each place is asked for"


def test_a_seed_gives_the_same_books():
    one, other = (books.books(np.random.default_rng(5), 20, 4) for _ in range(2))
    assert all((a == b).all() for a, b in zip(one, other, strict=True))


def test_books_of_all_sizes_fit_into_one_table():
    X, y = books.books(np.random.default_rng(0), 5, 2)
    wide, asked = books.padded(X, y, 6)
    assert (wide[:, 3:] == X).all()
    assert (wide[:, :3] == -1).all()
    assert (asked[:, 3:] == y).all()
    assert (asked[:, :3] == -1).all()
    assert all((a == b).all() for a, b in zip(books.padded(X, y, 3), (X, y), strict=True))
