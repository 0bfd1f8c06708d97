"""Recurrent networks in plain NumPy and Python: what notebook 12 is compared with.

No helper is used: weights come from the stored file or from the same draws of chance.
"""

import csv
import math
from functools import cache

import numpy as np
from lessons import ROOT

NEURONS, UNITS = 14, 8


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, float)))


@cache
def stored(epoch=-1):
    """Return W1, b1, W2, b2 of the stored adder: the rows of W1 are a, b, h1, h2, h3."""
    lines = (ROOT / "helpers/data/adder.csv").read_text("utf-8").splitlines()
    rows = [line.split(",") for line in lines if not line.startswith("#")]
    p = [float(number) for number in rows[epoch]]
    return np.reshape(p[:15], (3, 5)).T, np.array(p[18:21]), np.array(p[15:18]), p[21]


BY_HAND = (
    np.array([[0.4, 12], [0.4, 12], [0, 0], [0.2, 6]]),
    np.array([-0.5, -15]),
    np.array([10.0, -4.0]),
    0.0,
)


def states(net, a, b, steps):
    """Yield the state after each step of a + b, as numbers, and the carry that leaves the step."""
    W1, b1, _W2, _b2 = net
    h, carry = [0.0] * len(b1), 0
    for t in range(steps):
        bits = a >> t & 1, b >> t & 1
        fed = [*bits, *h]
        h = [
            math.tanh(sum(x * W1[i][j] for i, x in enumerate(fed)) + b1[j]) for j in range(len(b1))
        ]
        carry = int(sum(bits) + carry >= 2)
        yield h, carry


def answer(net, a, b, steps=9):
    """Return what a network answers to a + b, as a number."""
    _W1, _b1, W2, b2 = net
    said = [float(np.dot(h, W2)) + b2 > 0 for h, _carry in states(net, a, b, steps)]
    return sum(bit << t for t, bit in enumerate(said))


# ---------------------------------------------------------------- long memories


def start(case, seed):
    """Return the weights of a start of the study: tanh, or gates with a bias of 2 or 0."""
    rng = np.random.default_rng(seed)
    if case == "tanh":
        p = rng.standard_normal(239)
        W1, w2 = p[:210].reshape(14, 15).T, p[210:224]
        return W1 / math.sqrt(15), w2 / math.sqrt(14)
    p = rng.standard_normal(249)
    gates, candidate, w3 = p[:144].reshape(16, 9).T, p[144:216].reshape(8, 9).T, p[216:224]
    return gates / 3, candidate / 3, w3 / math.sqrt(8)


def asked(seed, T, rows=500):
    """Return 500 sequences of bits, -1 or 1, shape (rows, T + 1), and the first bit as 0 or 1."""
    X = np.random.default_rng([seed, 1]).integers(0, 2, (rows, T + 1, 1))[..., 0]
    return 2.0 * X - 1, X[:, 0]


def blame(case, T, seed, bias=2.0):
    """Return the root of the mean square of dL/dh at each step, before training, by loops.

    The loss is the mean of -log of the share that the last answer gives to the first bit.
    """
    (X, first), weights = asked(seed, T), start(case, seed)
    rows, found = len(X), []
    if case == "tanh":
        W1, w = weights
        H = [np.zeros((rows, NEURONS))]
        for t in range(T + 1):
            H.append(np.tanh(X[:, [t]] * W1[0] + H[-1] @ W1[1:]))
        back = ((sigmoid(H[-1] @ w) - first) / rows)[:, np.newaxis] * w
        for h in reversed(H[1:]):
            found.append(math.sqrt((back**2).mean()))
            back = (back * (1 - h**2)) @ W1[1:].T
        return np.array(found[::-1])
    gates, candidate, w = weights
    h, kept = np.zeros((rows, UNITS)), []
    for t in range(T + 1):
        x = X[:, [t]]
        both = sigmoid(x * gates[0] + h @ gates[1:] + np.repeat([bias, 0], UNITS))
        k, r = both[:, :UNITS], both[:, UNITS:]
        c = np.tanh(x * candidate[0] + (r * h) @ candidate[1:])
        kept.append((h, k, r, c))
        h = k * h + (1 - k) * c
    back = ((sigmoid(h @ w) - first) / rows)[:, np.newaxis] * w
    for h, k, r, c in reversed(kept):
        found.append(math.sqrt((back**2).mean()))
        to_c = back * (1 - k) * (1 - c**2)
        to_rh = to_c @ candidate[1:].T
        to_k, to_r = back * (h - c) * k * (1 - k), to_rh * h * r * (1 - r)
        through = to_k @ gates[1:, :UNITS].T + to_r @ gates[1:, UNITS:].T
        back = back * k + to_rh * r + through
    return np.array(found[::-1])


# ---------------------------------------------------------------- the tables of the study


@cache
def table(name):
    """Return the rows of a stored table as dictionaries of texts."""
    lines = (ROOT / f"helpers/tables/{name}.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def solved(case, T):
    """Return how many starts of a case learn it, and how many there are."""
    rows = [row for row in table("memories") if (row["case"], row["T"]) == (case, str(T))]
    return sum(float(row["steps"]) <= 1500 for row in rows), len(rows)
