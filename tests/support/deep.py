"""Other activations, and what many layers do with them, computed apart from `helpers`.

A slope is a difference of two values here, but where a training needs it, and there a formula.
"""

import math
from functools import cache
from itertools import islice

import numpy as np
from plain import ROWS

SHARE = np.vectorize(lambda z: math.erfc(-z / math.sqrt(2)) / 2, otypes=[float])


def logistic(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


FUNCTIONS = {
    "sigmoid": logistic,
    "tanh": np.tanh,
    "relu": lambda z: z * (z > 0),
    "leaky_relu": lambda z: z * np.where(z > 0, 1, 0.01),
    "elu": lambda z: np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1),
    "softplus": lambda z: np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))),
    "gelu": lambda z: z * SHARE(z),
    "silu": lambda z: z * logistic(z),
}
SLOPES = {
    "sigmoid": lambda z: 0.25 / np.cosh(np.clip(z / 2, -300, 300)) ** 2,
    "tanh": lambda z: 1 / np.cosh(np.clip(z, -300, 300)) ** 2,
    "relu": lambda z: np.heaviside(z, 0),
    "leaky_relu": lambda z: np.where(z > 0, 1, 0.01),
    "elu": lambda z: np.exp(np.minimum(z, 0)),
    "softplus": logistic,
    "gelu": lambda z: SHARE(z) + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi),
    "silu": lambda z: logistic(z) * (1 + z * logistic(-z)),
}


LEAKY = "Leaky\N{NO-BREAK SPACE}ReLU"
NAMES = ("sigmoid", "tanh", "ReLU", LEAKY, "ELU", "softplus", "GELU", "SiLU")
CALLED = dict(zip(FUNCTIONS, NAMES, strict=True))


def slope(f, z, h=1e-6):
    """Return the slope by differences; where z is 0 and a function may bend, from the left."""
    z = np.asarray(z, dtype=float)
    h = h * np.maximum(1, abs(z))  # far out z + h would be z
    return np.where(z == 0, (f(z) - f(z - h)) / h, (f(z + h) - f(z - h)) / (2 * h))


def root_mean_square(table):
    return math.sqrt(sum(number * number for number in table.ravel().tolist()) / table.size)


def sizes(f, gain, layers, seed, df=None):
    """Return how large the signal is after each layer, the blame at its sums, and its slopes."""
    rng = np.random.default_rng(seed)
    a, back = rng.standard_normal((32, 64)), rng.standard_normal((32, 64))
    weights = [gain / 8 * w for w in rng.standard_normal((layers, 64, 64))]
    sums, into, signal, blame, slopes = [], [], [], [], []
    for w in weights:
        into.append(a)
        sums.append(a @ w)
        a = f(sums[-1])
        signal.append(root_mean_square(a))
    for x, z, w in zip(into[::-1], sums[::-1], weights[::-1], strict=True):
        back = back * (df(z) if df else slope(f, z))
        blame.append(root_mean_square(back))
        slopes.append(root_mean_square(x.T @ back))
        back = back @ w.T
    return signal, blame[::-1], slopes[::-1]


def training(p, x, y, move, f=logistic, df=SLOPES["sigmoid"]):
    """Yield the sums of hidden neurons and the outputs of networks on the four people, for ever.

    A row of p is a network with two inputs and one output: its weights into the hidden neurons,
    those behind, and the biases in the same order. `move` turns slopes into steps.
    """
    many, hidden = len(p), (p.shape[1] - 1) // 4
    ends = [2 * hidden, 3 * hidden, 4 * hidden]
    while True:
        w1, w2, b1, b2 = np.split(p, ends, axis=1)
        w1 = w1.reshape(many, hidden, 2)
        z1 = np.einsum("pi,nhi->nph", x, w1) + b1[:, None]
        h = f(z1)
        out = logistic(np.einsum("nph,nh->np", h, w2) + b2)
        yield z1, out
        d2 = 2 / 4 * (out - y) * out * (1 - out)
        d1 = d2[:, :, None] * w2[:, None] * df(z1)
        slopes = [
            np.einsum("nph,pi->nhi", d1, x).reshape(many, -1),
            np.einsum("np,nph->nh", d2, h),
            d1.sum(axis=1),
            d2.sum(axis=1, keepdims=True),
        ]
        p = p - move(np.concatenate(slopes, axis=1))


@cache
def trained(name, tenth=False, seed=0, hidden=2, many=200, behind=1):
    """Train networks on the four people, a thousand steps of rate 0.4 on the mean of all.

    `behind` multiplies the weights behind the hidden neurons at the start. Return the sums of the
    hidden neurons (networks, people, hidden) and the outputs at the end.
    """
    x = np.array([row[0] for row in ROWS]) / (10 if tenth else 1)
    y = np.array([row[1] for row in ROWS])
    p = np.random.default_rng(seed).standard_normal((many, 4 * hidden + 1))
    p[:, 2 * hidden : 3 * hidden] *= behind
    way = training(p, x, y, lambda slopes: 0.4 * slopes, FUNCTIONS[name], SLOPES[name])
    return next(islice(way, 1000, None))


def right(name, tenth=False, **more):
    """Return for each network whether all four people are on the right side."""
    _sums, out = trained(name, tenth, **more)
    return ((out > 0.5) == [label == 1 for _x, label in ROWS]).all(axis=1)
