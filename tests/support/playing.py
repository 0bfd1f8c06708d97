"""Points, networks and their training for notebook 9, computed apart from `helpers`."""

import math
from functools import cache
from itertools import pairwise

import numpy as np
from racing import rows

SIDE = (0, 1.75 * 2 * math.pi)  # of the angle of a spiral


def drawn(data, n, noise, rng):
    """Return points as the notebook says that they are drawn: coordinates and labels."""
    y = np.array([k % 2 for k in range(n)])
    scatter = noise * rng.standard_normal((n, 2))
    if data == "clouds":
        at = [(4 * label - 2, 4 * label - 2) for label in y]
    elif data == "ring":
        low, high = np.where(y == 1, 0, 10 / 3), np.where(y == 1, 2, 5)
        r = 5 / 1.5 * np.sqrt(rng.uniform((low * 0.3) ** 2, (high * 0.3) ** 2))
        a = rng.uniform(0, 2 * np.pi, n)
        at = np.stack([r * np.cos(a), r * np.sin(a)], axis=1)
    elif data == "XOR":
        size, side = rng.uniform(0, 5, (n, 2)), rng.choice([-1.0, 1.0], n)
        at = [(s * a, s * b * (-1 if label else 1))
              for (a, b), s, label in zip(size, side, y, strict=True)]  # fmt: skip
    else:
        t = rng.uniform(0, 1, n)
        at = [(5 * u * math.sin(SIDE[1] * u) * (1 if label else -1),
               5 * u * math.cos(SIDE[1] * u) * (1 if label else -1))
              for u, label in zip(t, y, strict=True)]  # fmt: skip
    return np.array(at) + scatter, y


def parted(rng, X, y, share=0.5):
    """Return the training rows, then the test rows: the order is drawn first."""
    order = rng.permutation(len(X))
    tested = int(share * len(X))
    return X[order[tested:]], y[order[tested:]], X[order[:tested]], y[order[:tested]]


SQUASH = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": (lambda z: z * (z > 0), lambda z: 1.0 * (z > 0)),
}


class Walk:
    """A network 2-…-1 that learns points, kept after every epoch: `W`, `B` and both losses."""

    def __init__(self, data, n, noise=0.1, points_seed=0, layers=(8, 8), hidden="relu", gain=1.4,
                 seed=0, rate=0.01, batch=10, adam=True, epochs=200, share=0.5):  # fmt: skip
        rng = np.random.default_rng(points_seed)
        self.X, self.y, self.X_test, self.y_test = parted(rng, *drawn(data, n, noise, rng), share)
        self.f, self.slope = SQUASH[hidden]
        rng = np.random.default_rng(seed)
        sizes = [2, *layers, 1]
        pairs = list(pairwise(sizes))
        self.p = [rng.standard_normal((b, a)).T * gain / math.sqrt(a) for a, b in pairs]
        self.p += [np.zeros(b) for b in sizes[1:]]
        rng.standard_normal(sum(sizes[1:]))  # what was drawn for the biases is not used
        self.kept, self.depth = [[q.copy() for q in self.p]], len(pairs)
        m, s, t = [0] * len(self.p), [0] * len(self.p), 0
        for _epoch in range(epochs):
            order = rng.permutation(len(self.X))
            for first in range(0, len(order), batch):
                t += 1
                for i, g in enumerate(self.slopes(order[first : first + batch])):
                    m[i], s[i] = 0.9 * m[i] + 0.1 * g, 0.999 * s[i] + 0.001 * g * g
                    mean, square = m[i] / (1 - 0.9**t), s[i] / (1 - 0.999**t)
                    step = mean / (np.sqrt(square) + 1e-8) if adam else g
                    self.p[i] = self.p[i] - rate * step
            self.kept.append([q.copy() for q in self.p])

    def layers_of(self, X, epoch=None):
        """Return the sums and the outputs of all layers."""
        p = self.p if epoch is None else self.kept[epoch]
        Z, A = [], [np.asarray(X, dtype=float)]
        for k in range(self.depth):
            Z.append(A[-1] @ p[k] + p[self.depth + k])
            A.append(1 / (1 + np.exp(-Z[-1])) if k == self.depth - 1 else self.f(Z[-1]))
        return Z, A

    def output(self, X, epoch=None):
        """Return the outputs of points after an epoch."""
        return self.layers_of(X, epoch)[1][-1][:, 0]

    def slopes(self, rows):
        """Return the slopes of all weights, then of all biases."""
        Z, A = self.layers_of(self.X[rows])
        out = A[-1]
        blame = 2 / len(rows) * (out - self.y[rows, None]) * out * (1 - out)
        weights, biases = [], []
        for k in reversed(range(self.depth)):
            weights.insert(0, A[k].T @ blame)
            biases.insert(0, blame.sum(axis=0))
            if k:
                blame = blame @ self.p[k].T * self.slope(Z[k - 1])
        return weights + biases

    def losses(self, test=False):
        """Return the loss of training or test rows after every epoch."""
        X, y = (self.X_test, self.y_test) if test else (self.X, self.y)
        return [float(((self.output(X, e) - y) ** 2).mean()) for e in range(len(self.kept))]


walk = cache(Walk)


class RingNets:
    """A hundred networks 2-…-1 of tanh that learn a ring side by side, and what they answer."""

    def __init__(self, size):
        rng = np.random.default_rng(1)
        X, y, self.X, self.y = parted(rng, *drawn("ring", 400, 0.1, rng))
        starts = np.random.default_rng(0).standard_normal((100, 4 * size + 1))
        first, last = starts[:, : 2 * size], starts[:, 2 * size : 3 * size]
        self.W = (first.reshape(100, size, 2) / math.sqrt(2)).transpose(0, 2, 1)
        self.v, self.b, self.c = last / math.sqrt(size), np.zeros((100, size)), np.zeros(100)
        rng = np.random.default_rng(0)
        for _epoch in range(60):
            order = rng.permutation(200)
            for at in range(0, 200, 10):
                self.step(X[order[at : at + 10]], y[order[at : at + 10]])
        self.shares = ((self.outputs(self.X) > 0.5) == self.y).mean(axis=1)
        self.best = int(((self.outputs(X) - y) ** 2).mean(axis=1).argmin())

    def hidden(self, x):
        return np.tanh(x @ self.W + self.b[:, None])

    def outputs(self, x):
        """Return what each network says about points, shape (100, rows)."""
        z = np.einsum("nrk,nk->nr", self.hidden(np.asarray(x, dtype=float)), self.v)
        return 1 / (1 + np.exp(-(z + self.c[:, None])))

    def step(self, x, y):
        H, out = self.hidden(x), self.outputs(x)
        blame = 2 / len(x) * (out - y) * out * (1 - out)
        back = blame[..., None] * self.v[:, None] * (1 - H**2)
        self.v = self.v - 0.3 * np.einsum("nr,nrk->nk", blame, H)
        self.c = self.c - 0.3 * blame.sum(axis=1)
        self.W = self.W - 0.3 * np.einsum("ri,nrk->nik", x, back)
        self.b = self.b - 0.3 * back.sum(axis=1)


ring_nets = cache(RingNets)


@cache
def shares(name, case, part="test", epochs=None):
    """Return the shares of the twenty runs of a case, as its table has them."""
    return [
        float(row[part])
        for row in rows(name)
        if row["case"] == case and epochs in (None, int(row["epochs"]))
    ]
