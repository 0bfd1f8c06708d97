"""A score is the learner's best result in the game "be the optimiser", kept for notebook 5."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from helpers import inputs

MOVES = 20  # in the game; gradient descent gets as many steps in notebook 5
# Chosen by trying: the loss is 0.32 and every slope is visible (0.012 or more); three moves, each
# the best one by itself, still leave 0.06; twenty steps of gradient descent end at 0.117 with
# learning rate 1, at 0.005 with 10, and are thrown onto the plain with 50.
START = {"w1": 0.2, "w2": -0.3, "w3": 0.1, "w4": -0.1, "w5": -0.4, "w6": -0.6}
START |= {"b1": 0.5, "b2": 1.4, "b3": -0.7}
FILE = Path("score.json")  # in the working folder: beside the notebook
unwritten = []  # scores that could not be written


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
    score = _checked(loss, moves, blind)
    best = min(filter(None, (score, load())))
    new = FILE.with_suffix(".new")
    try:
        new.write_text(json.dumps(best._asdict()), "utf-8")
        os.replace(new, FILE)  # in one piece, so that no half file is ever read
    except OSError:
        unwritten.append(best)
        return False
    unwritten.clear()
    return True


def load():
    """Return the best `Score` so far, or None where there is none; a damaged file is none."""
    with suppress(OSError, ValueError, TypeError, RecursionError):
        return min([_checked(**json.loads(FILE.read_text("utf-8"))), *unwritten])
    return min(unwritten, default=None)


def clear():
    """Forget all scores."""
    unwritten.clear()
    with suppress(OSError):
        FILE.unlink()


def _checked(loss, moves, blind):
    loss, moves = inputs.within("loss", loss, 0, 1), inputs.whole("moves", moves, 0, MOVES)
    return Score(loss, moves, inputs.one_of("blind", blind, (True, False)))
