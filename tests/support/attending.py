"""The stored networks of notebook 14 in plain NumPy, number by number: who looks at whom, and why.

No helper is used, but for the file with the stored numbers.
"""

import math
from functools import cache
from typing import NamedTuple

import numpy as np
from lessons import ROOT

LETTERS = ".abcdefghijklmnopqrstuvwxyz"
STAGES = {"names": (0, 1, 2, 4, 8, 23), "book": (0, 50, 100, 500)}
SHAPES = {  # rows, columns, and whether biases, or the shift of a norm, belong to it
    "names": {
        "E": (27, 32, 0), "P": (12, 32, 0), "norm1": (1, 32, 1), "Wq": (32, 32, 0),
        "Wk": (32, 32, 0), "Wv": (32, 32, 0), "Wo": (32, 32, 0), "norm2": (1, 32, 1),
        "W1": (32, 128, 1), "W2": (128, 32, 1), "norm3": (1, 32, 1), "U": (32, 27, 1),
    },
    "book": {
        "E": (37, 16, 0), "norm1": (1, 16, 1), "Wq": (16, 16, 0), "Wk": (16, 16, 0),
        "Wv": (16, 16, 0), "Wo": (16, 16, 0), "norm3": (1, 16, 1), "U": (16, 10, 1),
    },
}  # fmt: skip
HEADS = {"names": 4, "book": 1}


class Asked(NamedTuple):
    """Who looks at whom, head by head and place by place, and the shares at each place."""

    A: list
    p: list


@cache
def matrices(world, stage):
    """Return the matrices and the biases after a stage of the training, by name."""
    with np.load(ROOT / "helpers" / "data" / "speakers.npz") as file:
        row = file[{"names": "names", "book": "books"}[world]][STAGES[world].index(stage)] / 64
    W, b, k = {}, {}, 0
    for name, (rows, columns, _biases) in SHAPES[world].items():  # column by column
        W[name] = np.array([[row[k + rows * j + i] for j in range(columns)] for i in range(rows)])
        k += rows * columns
    for name, (_rows, columns, biases) in SHAPES[world].items():
        if biases:
            b[name] = row[k : k + columns]
            k += columns
    assert k == len(row)
    return W, b


def softmax(scores):
    """Return shares of a row of scores; None stands for what is not seen."""
    most = max(s for s in scores if s is not None)
    powers = [0.0 if s is None else math.exp(s - most) for s in scores]
    return [power / math.fsum(powers) for power in powers]


def normed(x, gain, shift):
    mean = math.fsum(x) / len(x)
    size = math.sqrt(math.fsum((one - mean) ** 2 for one in x) / len(x) + 1e-5)
    return np.array([(one - mean) / size for one in x]) * gain + shift


@cache
def asked(world, symbols, stage, off=(), mask=True, positions=True, T=1.0):
    """Return what the network of a world makes of symbols, one place after the other."""
    W, b = matrices(world, stage)
    n, heads = len(symbols), HEADS[world]
    H = [begun(world, W, symbol) for symbol in symbols]
    if world == "names" and positions:
        H = [h + W["P"][i] for i, h in enumerate(H)]
    N = [normed(h, W["norm1"][0], b["norm1"]) for h in H]
    Q, K, V = ([x @ W[name] for x in N] for name in ("Wq", "Wk", "Wv"))
    d, A = len(H[0]) // heads, []
    mixed = [np.zeros(len(H[0])) for _place in symbols]
    for head in range(heads):
        part = slice(d * head, d * (head + 1))
        A.append([])
        for i in range(n):
            hidden = [world == "names" and mask and j > i for j in range(n)]
            scores = [None if hidden[j] else Q[i][part] @ K[j][part] / math.sqrt(d)
                      for j in range(n)]  # fmt: skip
            A[head].append(softmax(scores))
            if head + 1 not in off:
                mixed[i][part] = sum(a * V[j][part] for j, a in enumerate(A[head][i]))
    p = []
    for i in range(n):
        h = H[i] + mixed[i] @ W["Wo"]
        if world == "names":
            sums = normed(h, W["norm2"][0], b["norm2"]) @ W["W1"] + b["W1"]
            h = h + [max(z, 0) for z in sums] @ W["W2"] + b["W2"]
        z = normed(h, W["norm3"][0], b["norm3"]) @ W["U"] + b["U"]
        p.append(softmax([one / T for one in z]))
    return Asked(A, p)


def at_once(world, stage, marks, sees):
    """Return the shares at each place, and who looks at whom in each head, of many texts at once.

    `marks`, (…, places, marks), are the numbers of the symbols at each place, and `sees`, a table
    of 0 and 1 for each head, tells who may look at whom.
    """
    W, b = matrices(world, stage)
    H = W["E"][np.array(marks)].sum(axis=-2)
    if "P" in W:
        H = H + W["P"][: H.shape[-2]]

    def norm(name):
        far = H - H.mean(axis=-1, keepdims=True)
        return far / np.sqrt(H.var(axis=-1, keepdims=True) + 1e-5) * W[name][0] + b[name]

    Q, K, V = (norm("norm1") @ W[name] for name in ("Wq", "Wk", "Wv"))
    d, found, looks = H.shape[-1] // len(sees), np.zeros_like(H), []
    for head, seen in enumerate(sees):
        part = slice(head * d, (head + 1) * d)
        powers = np.exp(Q[..., part] @ np.swapaxes(K[..., part], -1, -2) / np.sqrt(d)) * seen
        looks.append(powers / powers.sum(axis=-1, keepdims=True))
        found[..., part] = looks[-1] @ V[..., part]
    H = H + found @ W["Wo"]
    if "W1" in W:
        H = H + np.maximum(norm("norm2") @ W["W1"] + b["W1"], 0) @ W["W2"] + b["W2"]
    powers = np.exp(norm("norm3") @ W["U"] + b["U"])
    return powers / powers.sum(axis=-1, keepdims=True), looks


def numbered(text):
    """Return the numbers of letters, and of the point."""
    return [LETTERS.index(letter) for letter in text]


def begun(world, W, symbol):
    """Return the row, or the sum of the two rows, that a symbol begins with."""
    if world == "names":
        return W["E"][LETTERS.index(symbol)]
    letter, other = symbol
    return W["E"][ord(letter) - 97] + W["E"][36 if other == "?" else 26 + int(other)]


def symbols_of(world, text):
    """Return what stands at the places of a text."""
    return [".", *text] if world == "names" else text.split()


def spoken(text, rng, count, **kind):
    """Return names that begin so, whose letters are drawn all together, place by place."""
    names, ended = [text] * count, [False] * count
    for length in range(len(text), 12):
        u = rng.random((count, 1))[:, 0]
        for k in range(count):
            if not ended[k]:
                p = next_shares(names[k], **kind)
                up_to = np.cumsum(p)
                letter = LETTERS[next(i for i, one in enumerate(up_to) if one > u[k] * up_to[-1])]
                ended[k] = letter == "." or length == 11
                names[k] += "" if ended[k] else letter
    return names


@cache
def next_shares(name, stage=23, off=(), mask=True, positions=True, T=1.0):
    """Return the shares of the 27 letters after a beginning."""
    return asked("names", (".", *name), stage, off, mask, positions, T).p[-1]
