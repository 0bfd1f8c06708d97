"""Addition of two numbers in bits, the lowest first, is what the networks of notebook 12 learn.

Of each step they see two bits, and they have to say one of the sum. What decides about it besides
is the carry, a bit that nobody shows them.
"""

from functools import cache
from pathlib import Path

import numpy as np

from helpers import inputs
from helpers.recurrence import Recurrent
from helpers.words import _

FILE = Path(__file__).parent / "data" / "adder.csv"
BITS, MOST_BITS = 8, 10**6  # of a number that is added

# Neuron by neuron, then the biases, as in `Recurrent([2, 2, 1]).values`: found by hand, with
# u = 4 (a + b) + 2 h2 - 5, h1 = tanh(u / 10), h2 = tanh(3 u) and y = σ(10 h1 - 4 h2).
BY_HAND = (0.4, 0.4, 0, 0.2, 12, 12, 0, 6, 10, -4, -0.5, -15, 0)


def bits(number, steps):
    """Return the bits of a whole number from 0 up, the lowest first, shape (steps,).

    >>> bits(6, 4)
    array([0, 1, 1, 0])
    """
    steps = inputs.whole("steps", steps, 1, MOST_BITS)
    if _number("number", number).bit_length() > steps:
        expected = _("a number of at most {steps} bits").format(steps=steps)
        inputs.refuse("number", number, expected)
    return np.array([int(bit) for bit in reversed(f"{number:0{steps}b}")])


def _number(name, value):
    """Return a whole number from 0 up, of any length, or refuse it in a sentence."""
    if type(value) is bool or not isinstance(value, int | np.integer) or value < 0:
        inputs.refuse(name, value, _("a whole number from 0 up"))
    return int(value)


def number(bits):
    """Return the whole number with these bits, the lowest first: Σ bit_t · 2^t, as a Python int."""
    row = inputs.row("bits", inputs.labels("bits", bits))
    return int("".join("1" if bit else "0" for bit in reversed(row)), 2)


def written(a, b, steps=None):
    """Return two numbers as a network reads them, shape (steps, 2), lowest bits first.

    Without `steps` there is one more than the longer number has bits, for the last carry.
    """
    a, b = _number("a", a), _number("b", b)
    steps = max(a.bit_length(), b.bit_length()) + 1 if steps is None else steps
    return np.stack([bits(a, steps), bits(b, steps)], axis=-1)


def carries(X):
    """Return the carry that leaves each step, shape (rows, steps), for pairs X (rows, steps, 2).

    It is 1 where the two bits and the carry of the step before make 2 or 3. One pair of shape
    (steps, 2) gives a row of shape (steps,).
    """
    X = _pairs(X)
    C, carry = np.zeros(X.shape[:-1]), 0
    for t in range(X.shape[-2]):
        carry = C[..., t] = X[..., t, :].sum(axis=-1) + carry >= 2
    return C


def sums(X):
    """Return the bits of the sum of each pair, shape (rows, steps), for pairs X (rows, steps, 2).

    They are those that stand at these steps: a carry that leaves the last step is lost.
    """
    X = _pairs(X)
    before = np.zeros(X.shape[:-1])  # the carry that enters each step
    before[..., 1:] = carries(X)[..., :-1]
    return (X.sum(axis=-1) + before) % 2


def _pairs(X):
    """Return X as pairs of numbers in bits, or refuse it in a sentence."""
    X = inputs.labels("X", X)
    if X.ndim not in (2, 3) or X.shape[-1] != 2:
        inputs.refuse("X", X, _("a pair of shape (steps, 2) or pairs of shape (rows, steps, 2)"))
    return X


def pairs(rng, rows, bits=BITS):
    """Return X, shape (rows, bits + 1, 2), pairs of numbers that `rng` draws, and their `sums`.

    Every number of so many bits is equally likely; the last step has two zeros, so that the last
    carry can be said.
    """
    rows, bits = inputs.count("rows", rows), inputs.whole("bits", bits, 1, MOST_BITS)
    X = np.zeros((rows, bits + 1, 2))
    X[:, :-1] = inputs.generator("rng", rng).integers(0, 2, (rows, bits, 2))
    return X, sums(X)


def every_pair(bits=BITS):
    """Return X and the `sums` of all 4^bits pairs; row 2^bits · a + b has the numbers a and b."""
    bits = inputs.whole("bits", bits, 1, 10)
    table = np.arange(2**bits)[:, np.newaxis] >> np.arange(bits + 1) & 1  # a row a number
    a, b = np.divmod(np.arange(4**bits), 2**bits)
    X = np.stack([table[a], table[b]], axis=-1).astype(float)
    return X, sums(X)


def carry_through(ones):
    """Return X, shape (1, ones + 1, 2), and its sum: 2^ones - 1 plus 1, a carry's longest way."""
    ones = inputs.whole("ones", ones, 1, MOST_BITS)
    X = np.zeros((1, ones + 1, 2))
    X[0, :-1, 0] = X[0, 0, 1] = 1
    return X, sums(X)


@cache
def _stored():
    """Return the rows of the file: the numbers of a network after each epoch of its training."""
    rows = np.loadtxt(FILE, delimiter=",", comments="#")
    rows.flags.writeable = False
    return rows


def adder(epoch=-1):
    """Return the `Recurrent([2, 3, 1])` that the lesson shows, after an epoch of its training.

    0 is the start and -1 the last. It was trained by `starts.learned(104)`, and its 22 numbers are
    stored with two decimals, since what comes out of such a training hangs on the last digits of
    sums: another computer may get another network from the same start.
    """
    rows = _stored()
    return Recurrent([2, 3, 1], rows[inputs.whole("epoch", epoch, -1, len(rows) - 1)])
