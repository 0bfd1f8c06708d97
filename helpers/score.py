"""A score is the learner's best result in the game "be the optimiser", kept for notebook 5."""

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.inputs import number, refuse

MOVES = 20  # in the game; gradient descent gets as many steps in notebook 5
# Chosen by trying: the loss is 0.32 and every slope is visible (0.012 or more); three moves, each
# the best one by itself, still leave 0.06; twenty steps of gradient descent end at 0.117 with
# learning rate 1, at 0.005 with 10, and diverge with 50.
START = {
    "w1": 0.2,
    "w2": -0.3,
    "w3": 0.1,
    "w4": -0.1,
    "w5": -0.4,
    "w6": -0.6,
    "b1": 0.5,
    "b2": 1.4,
    "b3": -0.7,
}
FILE = Path("score.json")  # in the working folder: beside the notebook
_unwritten = None  # the best score, where it could not be written


class Score(NamedTuple):
    """The loss reached, after how many moves, and whether only the slopes were shown."""

    loss: float
    moves: int
    blind: bool


def save(loss, moves, blind):
    """Keep the better of this score and the one kept before; the smaller loss is the better one.

    Return True when the better one stands in the file `score.json`, and False when the file
    could not be written: then the score lasts as long as the kernel.
    """
    global _unwritten
    best = _better(_checked(loss, moves, blind), load())
    written = best == _read() or _write(best)
    _unwritten = None if written else best
    return written


def load():
    """Return the best `Score` so far, or None where there is none; a damaged file is none."""
    return _better(_unwritten, _read())


def _better(one, other):
    """Return the score with the smaller loss, with equal losses the one with fewer moves."""
    return min((score for score in (one, other) if score), key=lambda s: s[:2], default=None)


def _checked(loss, moves, blind):
    value = number("loss", loss)
    if not 0 <= value <= 1:
        refuse("loss", loss, "expected_loss")
    whole = isinstance(moves, int | np.integer) and not isinstance(moves, bool)
    if not whole or not 0 <= moves <= MOVES:
        refuse("moves", moves, "expected_moves", most=MOVES)
    if not isinstance(blind, bool | np.bool_):
        refuse("blind", blind, "expected_true_or_false")
    return Score(value, int(moves), bool(blind))


def _read():
    """Return the score in the file, or None where the file is missing, damaged or not ours."""
    try:
        return _checked(**json.loads(FILE.read_text("utf-8")))
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _write(score):
    """Write a new file, then put it in the old one's place; return whether that went well."""
    new = None
    try:
        handle, new = tempfile.mkstemp(prefix=".score-", suffix=".json", dir=FILE.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(score._asdict(), file)
        os.replace(new, FILE)
    except OSError:
        if new is not None:
            with suppress(OSError):
                os.unlink(new)
        return False
    return True
