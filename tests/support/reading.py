"""Digits learned in plain NumPy, with a mistake or without: what notebook 10 is compared with.

No helper is used: the pixels come from the file, the rows from the same draw of chance.
"""

import csv
from functools import cache
from itertools import pairwise

import numpy as np
from lessons import ROOT

KEYS = ("axis", "no_shift", "mean_twice", "labels", "leak", "sigma_slope")
RATE, BATCH, EPOCHS = 0.2, 10, 300
LARGE = [1000, 999, 998]


@cache
def stored():
    """Return the pixels from 0 to 1, shape (1797, 64), and the digits."""
    with np.load(ROOT / "helpers/data/digits.npz") as file:
        return file["pixels"].astype(float) / 16, file["digits"].astype(int)


def rows(key):
    """Return the rows to train on and to validate with: the first 397 of the draw are for tests."""
    order = np.random.default_rng(0).permutation(1797).tolist()
    validation, training = order[397:497], order[597:797]
    if key == "leak":
        training = validation + training[:100]
    return training, validation


def softmax(z):
    """Return the shares of one list of sums."""
    return np.exp(np.array(z) - np.logaddexp.reduce(z))


def shares(key, Z):
    """Return the shares of a batch, one list of sums after another."""
    if key == "axis":
        return np.transpose([softmax(column) for column in np.transpose(Z)])
    if key == "no_shift":
        with np.errstate(all="ignore"):
            return np.array([np.exp(row) / sum(np.exp(row)) for row in Z])
    return np.array([softmax(row) for row in Z])


def table(key, digits):
    """Return a row of 0 with one 1 for each digit."""
    places = [(digit + 1) % 10 if key == "labels" else digit for digit in digits]
    return np.array([[float(k == place) for k in range(10)] for place in places])


def loss(key, Z, Y):
    """Return the mean of -log of the share of the place with the 1."""
    P = shares(key, Z)
    return sum(-np.log(P[i, Y[i].argmax()]) for i in range(len(Z))) / len(Z)


def slopes(key, P, Y):
    """Return dL/dZ of a batch with the shares P."""
    n = len(Y)
    factor = {"mean_twice": 1 / n, "sigma_slope": P * (1 - P)}.get(key, 1)
    return factor * (P - Y) / n


@cache
def learned(key, nudge=0.0):
    """Return the losses after 0, 1, … epochs, and the weights (64, 10) and biases at the end.

    A `nudge` is how far from 0 the weights begin, up and down in turn.
    """
    X, digits = stored()
    training, _validation = rows(key)
    X, Y = X[training], table(key, digits[training])
    W, b = nudge * np.resize([1.0, -1.0, 1.0], (64, 10)), np.zeros(10)
    losses = [fast_loss(key, X @ W + b, Y)]
    for _epoch in range(EPOCHS):
        for first in range(0, len(X), BATCH):
            x, y = X[first : first + BATCH], Y[first : first + BATCH]
            back = slopes(key, fast_shares(key, x @ W + b), y)
            W, b = W - RATE * np.einsum("ni,nk->ik", x, back), b - RATE * back.sum(axis=0)
        losses.append(fast_loss(key, X @ W + b, Y))
    return losses, W, b


def fast_shares(key, Z):
    """Return the same as `shares` of sums that are not large, for a table at once."""
    axis = 0 if key == "axis" else 1
    e = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def fast_loss(key, Z, Y):
    right = np.maximum((fast_shares(key, Z) * Y).sum(axis=1), np.finfo(float).tiny)
    return float(np.mean(-np.log(right)))


def right(key, part, nudge=0.0):
    """Return the share of rows whose largest share is that of their digit, all asked at once."""
    X, digits = stored()
    _losses, W, b = learned(key, nudge)
    answers = fast_shares(key, X[part] @ W + b).argmax(axis=1)
    return sum(answers == digits[part]) / len(part)


def ratio(key, batch):
    """Return a slope at sums of 0, of the first digit of a batch, divided by the difference."""
    Z, Y, k, h = np.zeros((len(batch), 10)), table(key, batch), batch[0], 1e-4
    up, down = Z.copy(), Z.copy()
    up[0, k], down[0, k] = h, -h
    difference = (loss(key, up, Y) - loss(key, down, Y)) / (2 * h)
    slope = slopes(key, shares(key, Z), Y)[0, k]
    return slope / difference if difference else float("nan")


def seven(key, nudge=0.0):
    """Return the seven numbers of an exhibit; None is the right one."""
    training, validation = rows(key)
    return [
        sum(shares(key, np.zeros((3, 10)))[0]),
        shares(key, [LARGE])[0][0],
        ratio(key, [3]),
        ratio(key, [3, 8, 3]),
        right(key, training, nudge),
        right(key, validation, nudge),
        len(set(training + validation)),
    ]


# ---------------------------------------------------------------- networks of the lesson


def forward(p, X):
    """Return what enters each layer, X first, and the shares, of a network W1, b1, W2, b2, …"""
    *hidden, last = zip(p[::2], p[1::2], strict=True)
    A = [X]
    for W, b in hidden:
        A.append(np.tanh(A[-1] @ W + b))
    return A, fast_shares(None, A[-1] @ last[0] + last[1])


def train(training, rng, hidden=(32,), epochs=30, rate=1.0, batch=16):
    """Return the networks after 0, 1, … epochs, each as W1, b1, W2, b2, …"""
    X, digits = stored()
    X, Y = X[training], np.eye(10)[digits[training]]
    sizes = list(pairwise([64, *hidden, 10]))
    drawn = [rng.standard_normal((out, into)).T for into, out in sizes]
    rng.standard_normal(sum(out for _into, out in sizes))  # what biases would be
    p = [part for W in drawn for part in (W / np.sqrt(len(W)), np.zeros(W.shape[1]))]
    found = [tuple(p)]
    for _epoch in range(epochs):
        order = rng.permutation(len(X))
        for first in range(0, len(X), batch):
            rows, steps = order[first : first + batch], []
            A, P = forward(p, X[rows])
            blame = (P - Y[rows]) / len(rows)
            for k in reversed(range(len(A))):
                steps = [A[k].T @ blame, blame.sum(axis=0), *steps]
                if k > 0:
                    blame = blame @ p[2 * k].T * (1 - A[k] ** 2)
            p = [part - rate * step for part, step in zip(p, steps, strict=True)]
        found.append(tuple(p))
    return found


@cache
def lesson(**how):
    """Return the networks of the lesson, and its training, validation and test rows."""
    rng = np.random.default_rng(0)
    order = rng.permutation(1797)
    return train(order[597:], rng, **how), order[597:], order[397:597], order[:397]


@cache
def crossed(cut=4, start=0):
    """Return the shares of all 1797 digits, each by a network that has not seen it."""
    X, _digits = stored()
    shares = np.zeros((1797, 10))
    for part in np.array_split(np.random.default_rng(cut).permutation(1797), 4):
        others = sorted(set(range(1797)) - set(part.tolist()))
        shares[part] = forward(train(others, np.random.default_rng(start))[-1], X[part])[1]
    return shares


def mistaken(cut=4, start=0):
    """Return how many of each digit were read as which other one, a table [digit, answer]."""
    counts = np.zeros((10, 10), int)
    pairs = zip(stored()[1], crossed(cut, start).argmax(axis=1), strict=True)
    for digit, answer in pairs:
        counts[digit, answer] += digit != answer
    return counts


def cross_entropy(p, rows):
    """Return the loss over these rows."""
    X, digits = stored()
    return -np.log(forward(p, X[rows])[1][range(len(rows)), digits[rows]]).mean()


def share_right(p, rows):
    """Return the share of these rows that a network reads rightly."""
    X, digits = stored()
    return (forward(p, X[rows])[1].argmax(axis=1) == digits[rows]).mean()


@cache
def told(name):
    """Return the rows of a stored table, each a dictionary of texts."""
    lines = (ROOT / f"helpers/tables/{name}.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def asked(case, rows, epochs=None):
    """Return the shares of test rows of a case, one for each draw."""
    found = [row for row in told("digits") if (row["case"], int(row["rows"])) == (case, rows)]
    known = {row["epochs"] for row in found}
    epochs = str(epochs or min(map(int, known)))
    return [float(row["test"]) for row in found if row["epochs"] == epochs]


def surest(case):
    """Return (lower end, answers, mean share said, share right) for each kind of answer."""
    found = []
    for low in ("0", "0.5", "0.7", "0.85", "0.95"):
        kind = [row for row in told("sure") if (row["case"], row["low"]) == (case, low)]
        count = [int(row["answers"]) for row in kind]
        said = sum(float(row["said"]) * n for row, n in zip(kind, count, strict=True) if n)
        right = sum(int(row["right"]) for row in kind)
        found.append((float(low), sum(count), said / sum(count), right / sum(count)))
    return found
