"""A book holds pairs of a letter and a digit, in which a network looks up what belongs to a letter.

The numbers of the symbols: letters are 0 to 25, digits 26 to 35, and 36 is the question mark.
"""

import re

import numpy as np

from helpers import inputs
from helpers.attention import Transformer
from helpers.symbols import NOBODY, stored
from helpers.words import _

LETTERS, DIGITS = 26, 10
ASKED, SYMBOLS = LETTERS + DIGITS, LETTERS + DIGITS + 1
MARKS = "0123456789?"  # what stands behind a letter
MOST = 1000  # places
STAGES = (0, 50, 100, 500)  # steps after which the network of `reader` is stored


def books(rng, rows, pairs):
    """Return X, shape (rows, pairs + 1, 2), and y_true, shape (rows, pairs + 1).

    Each row is a book of so many pairs, drawn by `rng`, all letters different, and at its last
    place one of these letters with a question mark. Its digit is the answer; at the other places
    -1 says that none is asked for.
    """
    rng, rows = inputs.generator("rng", rng), inputs.count("rows", rows)
    pairs = inputs.count("pairs", pairs, most=LETTERS)
    letters = rng.random((rows, LETTERS)).argsort(axis=1)[:, :pairs]
    digits, k = rng.integers(DIGITS, size=(rows, pairs)), rng.integers(pairs, size=rows)
    X, y_true = np.full((rows, pairs + 1, 2), ASKED), np.full((rows, pairs + 1), NOBODY)
    X[:, :-1] = np.stack([letters, LETTERS + digits], axis=-1)
    X[:, -1, 0], y_true[:, -1] = letters[range(rows), k], digits[range(rows), k]
    return X, y_true


def numbered(book):
    """Return X of one book, shape (1, places, 2), from texts such as "k7" and, to ask, "k?"."""
    if not isinstance(book, list | tuple) or not all(map(_is_place, book)) or not book:
        expected = _("a list of texts of a small letter and a digit or a question mark")
        inputs.refuse("book", book, expected)
    return np.array([[(ord(a) - ord("a"), LETTERS + MARKS.index(mark)) for a, mark in book]])


def _is_place(text):
    return isinstance(text, str) and re.fullmatch("[a-z][0-9?]", text) is not None


def padded(X, y_true, places):
    """Return the same with -1 in front, up to so many places: books of all sizes in one table."""
    X = inputs.finite("X", X)
    if X.ndim != 3:
        inputs.refuse("X", X, _("books of shape (rows, places, 2)"))
    y_true = inputs.of_shape("y_true", inputs.finite("y_true", y_true), X.shape[:2])
    more = [(0, 0), (inputs.whole("places", places, X.shape[1], MOST) - X.shape[1], 0)]
    X = np.pad(X, [*more, (0, 0)], constant_values=NOBODY)
    return X.astype(int), np.pad(y_true, more, constant_values=NOBODY).astype(int)


def reader(steps=STAGES[-1]):
    """Return the `Transformer([37, 16, 10])` that the lesson shows, after some steps of training.

    They are one of `STAGES`. It has one head and neither mask, positions nor the line with the
    ReLU, and was trained by `finders.looking` on books of 2 to 8 pairs.
    """
    values = stored("books")[STAGES.index(inputs.one_of("steps", steps, STAGES))]
    return Transformer([SYMBOLS, 16, DIGITS], values, mask=False, without=("neurons",))
