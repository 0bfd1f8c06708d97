"""Sums learned bit by bit in plain NumPy, with a lapse or without, and by hand in plain Python.

No helper is used, but for the numbers of the stored networks and the draw of a start.
"""

import math
from functools import cache

import numpy as np

KEYS = ("highest", "carry", "state", "late", "cut", "element")
RATE, BATCH, EPOCHS, MOST = 1.0, 8, 200, 0.2
ORDER = np.random.default_rng(0).permutation(64)
HIDDEN = 3


# ---------------------------------------------------------------- one sum, in plain Python


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def added(values, a, b, steps=9):
    """Return of each step the two bits, the carry that leaves it, the state, y and the sum's bit.

    `values` are the weights neuron by neuron, then the biases, of two or three hidden neurons.
    """
    n = {13: 2, 22: 3}[len(values)]
    rows = [values[(n + 2) * j : (n + 2) * (j + 1)] for j in range(n)]
    last, biases = values[n * (n + 2) : n * (n + 3)], values[n * (n + 3) :]
    h, carry, found = [0.0] * n, 0, []
    for t in range(steps):
        x = [a // 2**t % 2, b // 2**t % 2]
        total, before = sum(x) + carry, [*x, *h]
        sums = [
            math.fsum(w * one for w, one in zip(row, before, strict=True)) + bias
            for row, bias in zip(rows, biases, strict=False)
        ]
        h, carry = [math.tanh(z) for z in sums], total // 2
        y = sigmoid(math.fsum(w * one for w, one in zip(last, h, strict=True)) + biases[-1])
        found.append((x, carry, h, y, total % 2))
    return found


def number(said):
    """Return the number of the bits that outputs say."""
    return sum(2**t for t, y in enumerate(said) if y > 0.5)


@cache
def judged(values):
    """Return the loss over all pairs of numbers from 0 to 15, and how many are added rightly."""
    losses, right = [], 0
    for a in range(16):
        for b in range(16):
            steps = added(values, a, b, 5)
            losses += [-math.log(y if bit else 1 - y) for *_others, y, bit in steps]
            right += number([step[3] for step in steps]) == a + b
    return math.fsum(losses) / len(losses), right


# ---------------------------------------------------------------- lapses, in plain NumPy


def tables(key, bits, order=None):
    """Return X (rows, steps, 2) and Y (rows, steps) of all pairs, as the key reads them."""
    pairs = [(a, b) for a in range(2**bits) for b in range(2**bits)]
    pairs = pairs if order is None else [pairs[i] for i in order]
    return read(key, pairs, bits)


def read(key, pairs, bits):
    X = [[[a >> t & 1, b >> t & 1] for t in range(bits + 1)] for a, b in pairs]
    Y = [[a + b >> t & 1 for t in range(bits + 1)] for a, b in pairs]
    X, Y = np.array(X, float), np.array(Y, float)
    if key == "highest":
        return X[:, ::-1], Y[:, ::-1]
    return (X[:, :-1], Y[:, :-1]) if key == "carry" else (X, Y)


def start():
    """Return W1 (5, 3), B1, W2 (3,) and B2: weights from N(0, 1/n), biases 0."""
    drawn = np.random.default_rng(125).standard_normal(22)
    return [
        drawn[:15].reshape(3, 5).T / math.sqrt(5),
        np.zeros(3),
        drawn[15:18] / math.sqrt(3),
        0.0,
    ]


def states(key, p, X):
    """Return H, (rows, steps + 1, 3): the state before step 1, after step 1, …"""
    W1, B1, _W2, _B2 = p
    rows, steps, _two = X.shape
    H = np.zeros((rows, steps + 1, HIDDEN))
    if key == "state":  # row after row, each from the last state of the one before
        for i in range(rows):
            H[i, 0] = H[i - 1, -1] if i else 0
            for t in range(steps):
                H[i, t + 1] = np.tanh(np.hstack([X[i, t], H[i, t]]) @ W1 + B1)
        return H
    for t in range(steps):
        before = H[:, max(t - 1, 0) if key == "late" else t]
        H[:, t + 1] = np.tanh(np.hstack([X[:, t], before]) @ W1 + B1)
    return H


def outputs(key, p, X):
    return 1 / (1 + np.exp(-(states(key, p, X)[:, 1:] @ p[2] + p[3])))


def loss(key, p, X, Y):
    Y_pred = outputs(key, p, X)
    return float(-np.log(np.where(Y == 1, Y_pred, 1 - Y_pred)).mean())


def slopes(key, p, X, Y):
    """Return the slopes of W1, B1, W2 and B2, back through time."""
    W1, _B1, W2, _B2 = p
    H, (rows, steps) = states(key, p, X), Y.shape
    dz2 = (1 / (1 + np.exp(-(H[:, 1:] @ W2 + p[3]))) - Y) / Y.size
    dH = np.zeros_like(H)
    dH[:, 1:] = dz2[..., np.newaxis] * W2
    gW1, gB1 = np.zeros((5, 3)), np.zeros(3)
    for i in reversed(range(rows)) if key == "state" else [slice(None)]:
        for t in reversed(range(steps)):
            s = max(t - 1, 0) if key == "late" else t  # whose state came in
            dz1 = dH[i, t + 1] * (1 - H[i, t + 1] ** 2)
            fed = np.concatenate([X[i, t], H[i, s]], axis=-1)
            gW1 += np.einsum("ri,rj->ij", fed.reshape(-1, 5), dz1.reshape(-1, 3))
            gB1 += dz1.reshape(-1, 3).sum(axis=0)
            if not (key == "cut" and t == 1):
                dH[i, s] += dz1 @ W1[2:].T
        if key == "state" and i > 0:
            dH[i - 1, -1] += dH[i, 0]
    return [gW1, gB1, np.einsum("rt,rti->i", dz2, H[:, 1:]), dz2.sum()]


def length(parts):
    return math.sqrt(sum(np.square(part).sum() for part in parts))


def clipped(key, parts, most):
    if key == "element":
        return [np.clip(part, -most, most) for part in parts]
    return [part * min(1, most / length(parts)) for part in parts]


@cache
def learned(key, nudge=0.0):
    """Return the losses after 0, 1, … epochs, the numbers at the end, and the slopes' lengths.

    A `nudge` is how far the weights begin from where they should, up and down in turn.
    """
    X, Y = tables(key, 3, ORDER)
    p, met = start(), []
    p[0] = p[0] + nudge * np.resize([1.0, -1.0, 1.0], (5, 3))
    losses = [loss(key, p, X, Y)]
    for _epoch in range(EPOCHS):
        for first in range(0, len(X), BATCH):
            rows = slice(first, first + BATCH)
            g = slopes(key, p, X[rows], Y[rows])
            met.append((length(g), max(np.abs(part).max() for part in g)))
            p = [a - RATE * b for a, b in zip(p, clipped(key, g, MOST), strict=True)]
        losses.append(loss(key, p, X, Y))
    return losses, p, met


def right(key, p, bits=5):
    """Return the share of all pairs in which each answer is right."""
    X, Y = tables(key, bits)
    return ((outputs(key, p, X) > 0.5) == Y).all(axis=1).mean()


def ratio(key, steps):
    """Return the slope of the first weight for 1 + 1, divided by a difference of losses."""
    X, Y = read(None, [(1, 1)], steps - 1)
    ends, h = [], 1e-4
    for step in (h, -h):
        p = start()
        p[0][0, 0] += step
        ends.append(loss(key, p, X, Y))
    return slopes(key, start(), X, Y)[0][0, 0] / ((ends[0] - ends[1]) / (2 * h))


def eight(key, nudge=0.0):
    """Return the eight numbers of an exhibit; None is the right one."""
    p = start()
    labels = read(key, [(7, 7)], 3)[1][0]

    def said(*pairs):
        return outputs(key, p, read(None, pairs, 3)[0])[-1]

    return [
        read(key, [(1, 0)], 3)[0][0, 0, 0],
        sum(2**t for t, bit in enumerate(labels) if bit),
        said((3, 3), (1, 0))[0],
        said((1, 1))[1] - said((0, 0))[1],
        ratio(key, 1),
        ratio(key, 4),
        length(clipped(key, [np.ones(22)], 1)),
        right(key, learned(key, nudge)[1]),
    ]
