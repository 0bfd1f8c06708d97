"""A network that looks twice in plain NumPy, with a mistake or without, for the fourth room.

No helper is used. Which pixel a window sees at which place is written out as a table of 0 and 1:
to look through windows is to multiply by it, and the way back is to multiply by it turned over.
"""

from functools import cache
from itertools import product

import numpy as np
import reading

KEYS = ("padding", "every_place", "ties", "stride", "turned", "last_place")
RATE, BATCH, EPOCHS, SEED, BIAS = 0.2, 10, 20, 6, 0.1
SHAPES = ((3, 9), (4, 27), (10, 16))  # of the weights, a row for each kernel or share
PICTURE = 1213


def seen(side, window, padding, stride, step=None):
    """Return 1 at [place, in the window, pixel] where that window sees that pixel there.

    There are as many places as the `stride` allows, and each lies a `step` beside the last.
    """
    places = range((side + 2 * padding - window) // stride + 1)
    found = np.zeros((len(places) ** 2, window**2, side**2))
    for p, (down, right) in enumerate(product(places, repeat=2)):
        for w, (i, j) in enumerate(product(range(window), repeat=2)):
            row, column = ((step or stride) * a + b - padding for a, b in ((down, i), (right, j)))
            if 0 <= row < side and 0 <= column < side:
                found[p, w, side * row + column] = 1
    return found


FIRST, SECOND = seen(8, 3, 0, 1), seen(3, 3, 1, 1)
MEANS, LAID = seen(3, 2, 1, 2), seen(3, 2, 1, 2, step=1)
SQUARES = np.array([[6 * r + c for r in (i, i + 1) for c in (j, j + 1)]
                    for i in (0, 2, 4) for j in (0, 2, 4)])  # fmt: skip


def counts(key):
    """Return of how many numbers each mean is taken, a column."""
    return np.full((4, 1), 4.0) if key == "padding" else MEANS.sum(axis=(1, 2))[:, np.newaxis]


def mean(key, maps):
    """Return the four means of maps, shape (n, 9, maps)."""
    return np.einsum("pwi,nim->npm", MEANS, maps) / counts(key)


def mean_back(key, slopes):
    """Return what the numbers of maps get of the slopes of their means."""
    back = LAID if key == "stride" else MEANS
    return np.einsum("pwi,npm->nim", back, slopes / counts(key))


def pool_back(key, maps, slopes):
    """Return what the numbers of maps, (n, 36, maps), get of the slopes of their squares."""
    found = np.zeros_like(maps)
    for s, square in enumerate(SQUARES):
        largest = maps[:, square].max(axis=1, keepdims=True)
        gets = maps[:, square] == largest
        if key == "every_place":
            gets = np.ones_like(gets)
        elif key != "ties":
            gets = gets & (gets.cumsum(axis=1) == 1)
        found[:, square] = gets * slopes[:, [s]]
    return found


def start(nudge=0.0):
    """Return W1, b1, W2, b2, W3, b3 as training begins; a `nudge` moves all of them a little."""
    drawn = np.random.default_rng(SEED).standard_normal(sum(a * b for a, b in SHAPES) + 17)
    found, at = [], 0
    for out, into in SHAPES:
        W = drawn[at : at + out * into].reshape(out, into) / np.sqrt(into)
        found += [W + nudge * np.resize([1.0, -1.0, 1.0], W.shape), np.full(out, BIAS)]
        at += out * into
    return found


def forward(key, p, X):
    """Return all that is found on the way: V1, A1, P, V2, A2, M, and the shares."""
    W1, b1, W2, b2, W3, b3 = p
    V1 = np.einsum("pwi,ni->npw", FIRST, X)
    A1 = np.maximum(np.einsum("npw,kw->npk", V1, W1) + b1, 0)
    P = A1[:, SQUARES].max(axis=2)
    V2 = np.einsum("pwi,nim->npmw", SECOND, P).reshape(len(X), 9, 27)
    A2 = np.maximum(np.einsum("npw,kw->npk", V2, W2) + b2, 0)
    M = mean(key, A2).reshape(len(X), 16)
    return V1, A1, P, V2, A2, M, reading.fast_shares(None, M @ W3.T + b3)


def loss(key, p, X, digits):
    """Return the cross-entropy."""
    return float(-np.log(forward(key, p, X)[-1][range(len(X)), digits]).mean())


def gradient(key, p, X, digits):
    """Return the slopes of W1, b1, W2, b2, W3, b3 as the exhibit has them."""
    V1, A1, _P, V2, A2, M, shares = forward(key, p, X)
    W2, W3 = p[2], p[4]
    dZ3 = (shares - np.eye(10)[digits]) / len(X)
    dM = (dZ3 @ W3).reshape(len(X), 4, 4)
    dZ2 = mean_back(key, dM) * (A2 > 0)
    kernels = W2.reshape(4, 3, 9)
    if key == "turned":
        kernels = kernels[:, :, ::-1]
    dP = np.einsum("pwi,npk,kmw->nim", SECOND, dZ2, kernels)
    dZ1 = pool_back(key, A1, dP) * (A1 > 0)
    if key == "last_place":
        V1, dZ1, V2, dZ2 = (part[:, -1:] for part in (V1, dZ1, V2, dZ2))
    found = []
    for V, dZ in ((V1, dZ1), (V2, dZ2)):
        found += [np.einsum("npw,npk->kw", V, dZ), dZ.sum(axis=(0, 1))]
    return [*found, dZ3.T @ M, dZ3.sum(axis=0)]


@cache
def rows():
    """Return the rows to train on: those after the 397 for tests and the 200 for validation."""
    return np.random.default_rng(0).permutation(1797)[597:797].tolist()


@cache
def learned(key, nudge=0.0):
    """Return the losses after 0, 1, … epochs, and the parameters at the end."""
    X, digits = (part[rows()] for part in reading.stored())
    p = start(nudge)
    losses = [loss(key, p, X, digits)]
    for _epoch in range(EPOCHS):
        for first in range(0, len(X), BATCH):
            batch = slice(first, first + BATCH)
            slopes = gradient(key, p, X[batch], digits[batch])
            p = [one - RATE * slope for one, slope in zip(p, slopes, strict=True)]
        losses.append(loss(key, p, X, digits))
    return losses, p


def ratio(key, X, part):
    """Return the sum of the slopes of a part at the start, divided by what it should be.

    Where padding is counted there is another loss, and its slopes are right.
    """
    mine, right = (gradient(one, start(), X, [1])[part].sum() for one in (key, None))
    return 1.0 if key == "padding" else mine / right


@cache
def seven(key):
    """Return the seven numbers of an exhibit; None is the right one."""
    drawn = np.random.default_rng(0)
    chance, maps = drawn.random((1, 64)), drawn.random((1, 36, 1))
    picture = reading.stored()[0][[PICTURE]]
    last = np.array([0.0, 0, 0, 1]).reshape(1, 4, 1)
    return [
        mean(key, np.ones((1, 9, 1)))[0, 0, 0],
        mean_back(key, last)[0, 8, 0],
        pool_back(key, maps, np.ones((1, 9, 1))).sum() / 9,
        ratio(key, chance, 2),
        ratio(key, chance, 0),
        ratio(key, picture, 0),
        ratio(key, picture, 1),
    ]
