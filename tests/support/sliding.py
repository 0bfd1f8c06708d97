"""Kernels that read digits in plain NumPy: what notebook 11 is compared with.

No helper is used. A map is added up weight by weight over the whole picture, without windows, and
on the way back a square of four is asked number by number.
"""

from functools import cache
from itertools import product

import numpy as np
import reading

PLACES = list(product(range(3), range(3)))  # of a weight in its kernel, line by line
CORNERS = list(product(range(2), range(2)))


def slipped(X, down, right):
    """Return pictures moved by up to one pixel; paper comes in."""
    framed = np.pad(X.reshape(-1, 8, 8), [(0, 0), (1, 1), (1, 1)])
    return framed[:, 1 - down : 9 - down, 1 - right : 9 - right].reshape(len(X), 64)


def maps(X, W, b):
    """Return the sums of kernels W, shape (9, k), with shape (pictures, 6, 6, k)."""
    X = X.reshape(-1, 8, 8, 1)
    return b + sum(X[:, i : i + 6, j : j + 6] * W[3 * i + j] for i, j in PLACES)


def corner(A, i, j):
    """Return one of the four numbers of each square of 2 by 2, as a view."""
    return A[:, i::2, j::2]


def forward(p, X):
    """Return maps, what is left of them after pooling, and shares, of a network W1, b1, W2, b2."""
    W1, b1, W2, b2 = p
    A = np.maximum(maps(X, W1, b1), 0)
    left = np.max([corner(A, *place) for place in CORNERS], axis=0)
    return A, left, reading.fast_shares(None, left.reshape(len(X), -1) @ W2 + b2)


def slopes(p, X, Y):
    """Return dL/dW1, dL/db1, dL/dW2 and dL/db2."""
    A, left, P = forward(p, X)
    blame = (P - Y) / len(X)
    at_left = (blame @ p[2].T).reshape(left.shape)
    back, given = np.zeros(A.shape), np.zeros(left.shape, bool)
    for place in CORNERS:
        takes = (corner(A, *place) == left) & ~given
        corner(back, *place)[takes] = at_left[takes]
        given |= takes
    back[A <= 0] = 0
    pictures, flat = X.reshape(-1, 8, 8), back.reshape(-1, back.shape[-1])
    dW1 = [pictures[:, i : i + 6, j : j + 6].reshape(-1) @ flat for i, j in PLACES]
    return np.array(dW1), flat.sum(axis=0), left.reshape(len(X), -1).T @ blame, blame.sum(axis=0)


def train(X, training, rng, kernels=24, epochs=30, rate=0.2, batch=16):
    """Return the networks after 0, 1, … epochs, each as W1, b1, W2, b2."""
    Y = np.eye(10)[reading.stored()[1]]
    drawn = [rng.standard_normal((out, into)).T for into, out in ((9, kernels), (9 * kernels, 10))]
    rng.standard_normal(kernels + 10)  # what biases would be
    W1, W2 = (W * np.sqrt(2 / len(W)) for W in drawn)
    p = [W1, np.zeros(kernels), W2, np.zeros(10)]
    found = [tuple(p)]
    for _epoch in range(epochs):
        order = training[rng.permutation(len(training))]
        for first in range(0, len(order), batch):
            rows = order[first : first + batch]
            steps = slopes(p, X[rows], Y[rows])
            p = [part - rate * step for part, step in zip(p, steps, strict=True)]
        found.append(tuple(p))
    return found


@cache
def lesson():
    """Return the networks of the lesson, and its training, validation and test rows."""
    rng = np.random.default_rng(0)
    order = rng.permutation(1797)
    return train(reading.stored()[0], order[597:], rng), order[597:], order[397:597], order[:397]


def share_right(p, X, rows):
    """Return the share of these rows of pictures that a network reads rightly."""
    return (forward(p, X[rows])[2].argmax(axis=1) == reading.stored()[1][rows]).mean()


def told(case, learned, part, epochs=None):
    """Return the shares of test rows in the stored table, of networks that know 1400 digits."""
    found = [row for row in reading.told("slips")
             if (row["case"], row["learned"], row["rows"]) == (case, learned, "1400")]  # fmt: skip
    known = min(int(row["epochs"]) for row in found) if epochs is None else epochs
    return [float(row[part]) for row in found if int(row["epochs"]) == known]


def mean(case, learned, part, epochs=None):
    """Return the mean of `told`."""
    shares = told(case, learned, part, epochs)
    return sum(shares) / len(shares)
