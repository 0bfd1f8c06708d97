"""Digits are 1797 pictures of handwritten figures, 8 by 8 pixels each, and what each one says.

Thirteen people wrote them. It is the test set of Alpaydin, Kaynak, Optical recognition of
handwritten digits, UCI Machine Learning Repository, 1998, doi:10.24432/C50P49, under the licence
CC BY 4.0, with nothing changed: `data/digits.npz` holds how many of the 16 points of the scan
under each pixel are ink.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers import inputs
from helpers.words import _

FILE = Path(__file__).parent / "data" / "digits.npz"
CLASSES, MOST_INK, SIDE = 10, 16, 8
TEST, VALIDATION = 397, 200  # rows; 1200 are left for training


class Parts(NamedTuple):
    """Numbers of rows: to train on, to choose by, and to be asked once in the end."""

    training: np.ndarray
    validation: np.ndarray
    test: np.ndarray


@cache
def load():
    """Return X, shape (1797, 64), pixels from 0 to 1 row by row, and the digits, shape (1797,)."""
    with np.load(FILE) as stored:
        X, digits = stored["pixels"] / MOST_INK, stored["digits"].astype(int)
    for array in (X, digits):
        array.flags.writeable = False  # a lesson that changes its copy cannot change everybody's
    return X, digits


def parts(rng):
    """Return all rows in three `Parts` of 1200, 200 and 397, in an order that `rng` draws."""
    order = inputs.generator("rng", rng).permutation(len(load()[1]))
    test, others = np.split(order, [TEST])
    validation, training = np.split(others, [VALIDATION])
    return Parts(training, validation, test)


def some(rows):
    """Return X and the digits of these rows, which are told by number."""
    X, digits = load()
    rows = inputs.row("rows", rows)
    if (rows % 1 != 0).any() or rows.min() < 0 or rows.max() >= len(X):
        expected = _("whole numbers from 0 to {last}").format(last=len(X) - 1)
        inputs.refuse("rows", rows, expected)
    return X[rows.astype(int)], digits[rows.astype(int)]


def moved(X, down=0, right=0):
    """Return pictures X, shape (rows, 64), moved by up to 8 pixels; -1 is up, or to the left.

    What leaves a picture is lost, and paper comes in.
    """
    X = inputs.table("X", X, SIDE**2)
    steps = [inputs.whole(*step, -SIDE, SIDE) for step in (("down", down), ("right", right))]
    found = np.zeros((len(X), SIDE, SIDE))
    to, come = (
        tuple(np.s_[max(sign * step, 0) : SIDE + min(sign * step, 0)] for step in steps)
        for sign in (1, -1)
    )
    found[:, *to] = X.reshape(-1, SIDE, SIDE)[:, *come]
    return found.reshape(len(X), -1)


def one_hot(digits):
    """Return a row for each digit, shape (n, 10): 1 at its own place, 0 elsewhere."""
    return np.eye(CLASSES)[inputs.digits("digits", digits)]
