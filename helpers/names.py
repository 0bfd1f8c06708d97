"""Names are 5163 first names, letter by letter, and what comes next after each beginning.

They are the first names of the US Census of 1990, which are in the public domain, as the package
names 0.3.0 on PyPI holds them, in small letters and in an order drawn once: `data/names.txt`. Each
has 2 to 11 letters from a to z.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers import inputs
from helpers.activations import softmax
from helpers.attention import Transformer
from helpers.symbols import NOBODY, Speaker, parts, stored
from helpers.words import _

FILE = Path(__file__).parent / "data" / "names.txt"
LETTERS = ".abcdefghijklmnopqrstuvwxyz"  # the point is the beginning and the end of a name
PLACES = 12  # one for the beginning, and at most eleven letters
STAGES = (0, 1, 2, 4, 8, 23)  # epochs after which the network of `speaker` is stored
TRAINING, VALIDATION = 4130, 516  # names; 517 are left to be asked in the end


class Parts(NamedTuple):
    """Names to train on, to choose by, and to be asked in the end, each a tuple of texts."""

    training: tuple
    validation: tuple
    test: tuple


@cache
def load():
    """Return all names in three `Parts`, in the order of the file."""
    names = tuple(FILE.read_text("utf-8").split())
    chosen = TRAINING + VALIDATION
    return Parts(names[:TRAINING], names[TRAINING:chosen], names[chosen:])


def coded(names):
    """Return X and y_true of names, both of shape (names, 12), numbers of letters.

    X holds the point and then the letters, y_true the letters and then the point, so that at each
    place y_true has what follows in X. -1 stands behind the end. "ann" makes .ann and ann.
    """
    names = listed(names)
    X, y_true = np.full((2, len(names), PLACES), NOBODY)
    for row, name in enumerate(names):
        letters = _numbers(name)
        X[row, : len(letters) + 1] = [0, *letters]
        y_true[row, : len(letters) + 1] = [*letters, 0]
    return X, y_true


def listed(names):
    """Return a name, or several names, as a list of texts of 1 to 11 letters."""
    return inputs.spelt("names", names, LETTERS[1:], 1, PLACES - 1)


def begun(beginning):
    """Return a beginning of a name with the point in front of it; it may have no letter yet."""
    (letters,) = inputs.spelt("beginning", [beginning], LETTERS[1:], 0, PLACES - 1)
    return f".{letters}"


def numbered(beginning):
    """Return X of one beginning, shape (1, letters + 1): the point, and then its letters."""
    return np.array([_numbers(begun(beginning))])


def _numbers(text):
    """Return the numbers of letters, and of the point."""
    return [LETTERS.index(letter) for letter in text]


def following(net, beginning="", temperature=1.0):
    """Return the shares that a network gives to each of the 27 letters after a beginning.

    They are softmax(z / temperature): below 1 likely letters become likelier.
    """
    net = _speaker(net)
    z = _sums(net, numbered(beginning))
    return softmax(z / inputs.above_0("temperature", temperature))[0]


def spoken(net, rng, count, beginning="", temperature=1.0):
    """Return so many names that begin like this, whose other letters are drawn from the shares.

    A name ends with the point, or with its eleventh letter.
    """
    net, rng = _speaker(net), inputs.generator("rng", rng)
    count = inputs.count("count", count)
    temperature = inputs.above_0("temperature", temperature)
    X = np.tile(numbered(beginning), (count, 1))
    while X.shape[1] <= PLACES:
        sums = np.concatenate([_sums(net, X[rows]) for rows in parts(count)])
        up_to = softmax(sums / temperature).cumsum(axis=-1)
        drawn = (up_to > rng.random((count, 1)) * up_to[:, -1:]).argmax(axis=-1)
        X = np.column_stack([X, drawn])
    return ["".join(LETTERS[k] for k in row).split(".")[1][: PLACES - 1] for row in X]


def speaker(epoch=STAGES[-1]):
    """Return the `Transformer([27, 32, 27])` that the lesson shows, after one of the `STAGES`.

    It has 12 places and 4 heads, and was trained by `rungs.learned`.
    """
    rows = stored("names")
    values = rows[STAGES.index(inputs.one_of("epoch", epoch, STAGES))]
    return Transformer([len(LETTERS), 32, len(LETTERS)], values, places=PLACES, heads=4)


def _speaker(net):
    """Return a network that reads letters and says letters."""
    net = inputs.network(net, Speaker)
    if (net.sizes[0], net.sizes[-1]) != (len(LETTERS),) * 2:
        inputs.refuse("net", net, _("one with 27 symbols and 27 answers"))
    return net


def _sums(net, X):
    """Return the sums of a network at the last place of each row, shape (rows, letters)."""
    return net.forward(X)[0][:, -1]
