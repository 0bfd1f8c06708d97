"""Five optimisers and their walks, computed apart from `helpers`, and in another form.

A mean that fades moves towards what comes in; the root of a sum of squares is a hypotenuse.
"""

from functools import cache

import numpy as np
from lessons import ROOT
from plain import ROWS

NAMES = ("plain", "momentum", "AdaGrad", "RMSProp", "Adam")


class Memory:
    """What an optimiser remembers; called with slopes it returns the direction of its step."""

    def __init__(self, name):
        self.name, self.beta = name, 0.9
        self.ball = self.root = self.mean = 0.0
        self.count = 0

    def __call__(self, g):
        self.count += 1
        if self.name == "plain":
            return g
        if self.name == "momentum":
            self.ball = g + self.beta * self.ball
            return self.ball
        if self.name in ("AdaGrad", "RMSProp"):
            kept = self.beta if self.name == "RMSProp" else 1.0
            fresh = 1 - self.beta if self.name == "RMSProp" else 1.0
            self.root = np.hypot(np.sqrt(kept) * self.root, np.sqrt(fresh) * g)
            return g / (self.root + 1e-8)
        # Of a mean over t slopes, corrected, the new one has the share (1 - β) / (1 - βᵗ).
        shares = [(1 - beta) / (1 - beta**self.count) for beta in (0.9, 0.999)]
        self.mean = self.mean + shares[0] * (g - self.mean)
        self.root = self.root + shares[1] * (g * g - self.root)
        return self.mean / (np.sqrt(self.root) + 1e-8)


def walk(name, c, rate, steps, start=(-2.5, 1.5), every=None):
    """Return the places of a walk through (w1² + c² w2²) / 2; `every` halves the rate."""
    at, memory, path = np.array(start, dtype=float), Memory(name), [tuple(start)]
    for step in range(steps):
        now = rate / 2 ** (step // every) if every else rate
        at = at - now * memory(at * [1, c * c])
        path.append(tuple(at.tolist()))
    return np.array(path)


def stored(study):
    """Return the lines of the table of a long study."""
    return (ROOT / f"helpers/tables/{study}.csv").read_text("utf-8").splitlines()


def height(path, c):
    """Return the loss along a walk through a valley without a turn."""
    return path[..., 0] ** 2 / 2 + (c * path[..., 1]) ** 2 / 2


def logistic(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


@cache
def race(name, rate, steps=400, seed=0, many=100):
    """Return the losses of networks that learn the four people, shape (steps + 1, many)."""
    x, y = (np.array(column, dtype=float) for column in zip(*ROWS, strict=True))
    p, memory, losses = np.random.default_rng(seed).standard_normal((many, 9)), Memory(name), []
    for step in range(steps + 1):
        w, v, b, d = p[:, :4].reshape(-1, 2, 2), p[:, 4:6], p[:, 6:8], p[:, 8:]
        h = logistic(np.einsum("pi,nhi->nph", x, w) + b[:, None])
        out = logistic(np.einsum("nph,nh->np", h, v) + d)
        losses.append(((out - y) ** 2).mean(axis=1))
        if step == steps:
            return np.array(losses)
        back = (out - y) / 2 * out * (1 - out)
        down = back[:, :, None] * v[:, None] * h * (1 - h)
        g = np.concatenate(
            [
                np.einsum("nph,pi->nhi", down, x).reshape(-1, 4),
                np.einsum("np,nph->nh", back, h),
                down.sum(axis=1),
                back.sum(axis=1, keepdims=True),
            ],
            axis=1,
        )
        p = p - rate * memory(g)


@cache
def steps_needed(name, rate, **more):
    """Return the median of the steps until the loss is below 0.01; None if not all arrive."""
    low = race(name, rate, **more) < 0.01
    return float(np.median(low.argmax(axis=0))) if low.any(axis=0).all() else None
