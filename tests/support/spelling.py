"""Names learned letter by letter in plain NumPy, with a blunder or without.

No helper is used, but for the names as they are stored. `shares` goes through one name
place by place, in loops; `slopes` takes a table of names at once, and `learned` trains with them.
"""

import math
from functools import cache
from pathlib import Path

import numpy as np

KEYS = (
    "no_mask",
    "axis",
    "no_positions",
    "itself",
    "two_ahead",
    "padding",
    "no_root",
    "overwritten",
    "among",
)
TEXTS = Path(__file__).parents[2].joinpath("helpers/data/names.txt").read_text("utf-8").split()
TRAINING, VALIDATION, TEST = TEXTS[:4130], TEXTS[4130:4646], TEXTS[4646:]
LETTERS, WIDTH, PLACES = 27, 16, 12
RATE, BATCH, EPOCHS = 0.01, 30, 20


def letters(text):
    """Return the numbers of letters, a is 1, and 0 is the point."""
    return [".abcdefghijklmnopqrstuvwxyz".index(letter) for letter in text]


def behind(numbers, fill=-1):
    """Return twelve numbers, with -1 behind the end."""
    return [*numbers, *[fill] * (PLACES - len(numbers))]


def tables(key, texts):
    """Return X and Y, rows of twelve numbers, as the key has them."""
    X = [behind([0, *letters(text)]) for text in texts]
    if key == "itself":
        return np.array(X), np.array(X)
    if key == "two_ahead":
        return np.array(X), np.array([behind([*letters(text)[1:], 0]) for text in texts])
    fill = 0 if key == "padding" else -1
    return np.array(X), np.array([behind([*letters(text), 0], fill) for text in texts])


def parted(key):
    """Return the names that are learned, and those that are asked."""
    first = TRAINING[:200] + VALIDATION[:100] if key == "among" else TRAINING[:300]
    return first, VALIDATION[:100]


def start(key):
    """Return what is trained, by name: matrices from N(0, 0.08²), gains 1, shifts and biases 0."""
    rng, p = np.random.default_rng(0), {}
    for name, rows, columns in (
        ("E", LETTERS, WIDTH),
        ("P", PLACES, WIDTH),
        *((name, WIDTH, WIDTH) for name in ("Wq", "Wk", "Wv", "Wo")),
        ("U", WIDTH, LETTERS),
    ):
        p[name] = rng.normal(0, 0.08, (rows, columns))
    p |= {"gain1": np.ones(WIDTH), "shift1": np.zeros(WIDTH)}
    p |= {"gain3": np.ones(WIDTH), "shift3": np.zeros(WIDTH), "u": np.zeros(LETTERS)}
    if key == "no_positions":
        del p["P"]
    return p


# ---------------------------------------------------------------- one name, place by place


def softmax(numbers):
    e = [math.exp(z - max(numbers)) for z in numbers]
    return [one / math.fsum(e) for one in e]


def normed(row):
    from_mean = row - sum(row) / len(row)
    return from_mean / math.sqrt(sum(from_mean**2) / len(row) + 1e-5)


def looked(key, Q, K, seen):
    """Return the weights of each place for each other; `seen` are pairs (who, whom)."""
    root = 1.0 if key == "no_root" else math.sqrt(len(Q[0]))
    A = np.zeros((len(Q), len(K)))
    groups = {}  # pairs whose scores become shares of one sum
    for who, whom in seen:
        groups.setdefault(whom if key == "axis" else who, []).append((who, whom))
    for pairs in groups.values():
        found = softmax([float(Q[i] @ K[j]) / root for i, j in pairs])
        for pair, share in zip(pairs, found, strict=True):
            A[pair] = share
    return A


def who_sees(key, row):
    """Return the pairs (who, whom) of a row of numbers, -1 where nobody is."""
    places = range(len(row))
    return [
        (i, j)
        for i in places
        for j in places
        if i == j or (row[j] >= 0 and (j < i or key == "no_mask"))
    ]


def hidden(key, p, row):
    """Return H, a row for each place, and N."""
    H = []
    for place, number in enumerate(row):
        h = p["E"][number] if number >= 0 else np.zeros(WIDTH)
        H.append(h + p["P"][place] if "P" in p else h)
    return H, [normed(h) * p["gain1"] + p["shift1"] for h in H]


def weights(key, p, row):
    _H, N = hidden(key, p, row)
    Q, K = ([n @ p[name] for n in N] for name in ("Wq", "Wk"))
    return looked(key, Q, K, who_sees(key, row))


def shares(key, p, row, only=None):
    """Return the shares of the 27 answers, a list for each place, or for the `only` one."""
    H, N = hidden(key, p, row)
    A, V = weights(key, p, row), [n @ p["Wv"] for n in N]
    found = []
    for i in range(len(row)) if only is None else [only]:
        h = H[i] + sum(A[i, j] * V[j] for j in range(len(row))) @ p["Wo"]
        found.append(softmax(list((normed(h) * p["gain3"] + p["shift3"]) @ p["U"] + p["u"])))
    return found if only is None else found[0]


# ---------------------------------------------------------------- many names


def over(S, axis):
    e = np.exp(S - S.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def norm(H):
    size = np.sqrt(H.var(axis=-1, keepdims=True) + 1e-5)
    return (H - H.mean(axis=-1, keepdims=True)) / size, size


def norm_back(N, size, g):
    return (g - g.mean(-1, keepdims=True) - N * (g * N).mean(-1, keepdims=True)) / size


def forward(key, p, X):
    there, places = X >= 0, np.arange(PLACES)
    H = np.where(there[..., None], p["E"][X], 0.0) + p.get("P", 0.0)
    N1, size1 = norm(H)
    R = N1 * p["gain1"] + p["shift1"]
    Q, K, V = (R @ p[name] for name in ("Wq", "Wk", "Wv"))
    seen = there[:, None, :] & ((places <= places[:, None]) | (key == "no_mask"))
    seen |= np.eye(PLACES, dtype=bool)
    S = np.einsum("rid,rjd->rij", Q, K) / (1 if key == "no_root" else 4)
    A = over(np.where(seen, S, -np.inf), 1 if key == "axis" else 2)
    mixed = np.einsum("rij,rjd->rid", A, V)
    N3, size3 = norm(H + mixed @ p["Wo"])
    Z = (N3 * p["gain3"] + p["shift3"]) @ p["U"] + p["u"]
    return N1, size1, R, Q, K, V, A, mixed, N3, size3, over(Z, -1)


def mean_loss(key, p, X, Y):
    rows, places = np.nonzero(Y >= 0)
    return float(-np.log(forward(key, p, X)[-1][rows, places, Y[rows, places]]).mean())


def blind(key, p, texts):
    """Return the loss where nothing is there but the letters up to the one place that is asked."""
    X, Y = [], []
    for text in texts:
        for place, answer in enumerate([*letters(text), 0]):
            X.append(behind([0, *letters(text)[:place]]))
            Y.append(behind([-1] * place + [answer]))
    return mean_loss(key, p, np.array(X), np.array(Y))


def slopes(key, p, X, Y):
    """Return the slopes of all that is trained, by name."""
    N1, size1, R, Q, K, V, A, mixed, N3, size3, shares = forward(key, p, X)
    g, both = {}, "rti,rtj->ij"
    dZ = (shares - np.eye(LETTERS)[Y]) * (Y >= 0)[..., None] / (Y >= 0).sum()
    g["U"], g["u"] = np.einsum(both, N3 * p["gain3"] + p["shift3"], dZ), dZ.sum((0, 1))
    dN = dZ @ p["U"].T
    g["gain3"], g["shift3"] = (dN * N3).sum((0, 1)), dN.sum((0, 1))
    dH = norm_back(N3, size3, dN * p["gain3"])
    g["Wo"], dO = np.einsum(both, mixed, dH), dH @ p["Wo"].T
    dA = np.einsum("rid,rjd->rij", dO, V)
    dS = A * (dA - (A * dA).sum(axis=1 if key == "axis" else 2, keepdims=True))
    dS /= 1 if key == "no_root" else 4
    dQ, dK = np.einsum("rij,rjd->rid", dS, K), np.einsum("rij,rid->rjd", dS, Q)
    dV = np.einsum("rij,rid->rjd", A, dO)
    dR = 0
    for name, d in (("Wq", dQ), ("Wk", dK), ("Wv", dV)):
        g[name], dR = np.einsum(both, R, d), dR + d @ p[name].T
    g["gain1"], g["shift1"] = (dR * N1).sum((0, 1)), dR.sum((0, 1))
    dH = dH + norm_back(N1, size1, dR * p["gain1"])
    if "P" in p:
        g["P"] = dH.sum(axis=0)
    g["E"] = np.zeros((LETTERS, WIDTH))
    for row, place in zip(*np.nonzero(X >= 0), strict=True):
        before = 0 if key == "overwritten" else g["E"][X[row, place]]
        g["E"][X[row, place]] = before + dH[row, place]
    return g


@cache
def learned(key, nudge=0.0):
    """Return the losses after 0, 1, … epochs, and what was learned, by name.

    A `nudge` is how far the rows of the letters begin from where they should, up and down in turn.
    """
    X, Y = tables(key, parted(key)[0])
    p = start(key)
    p["E"] = p["E"] + nudge * np.resize([1.0, -1.0, 1.0], p["E"].shape)
    m, s, t = dict.fromkeys(p, 0.0), dict.fromkeys(p, 0.0), 0
    losses = [mean_loss(key, p, X, Y)]
    for _epoch in range(EPOCHS):
        for first in range(0, len(X), BATCH):
            rows, t = slice(first, first + BATCH), t + 1
            for name, g in slopes(key, p, X[rows], Y[rows]).items():
                m[name] = 0.9 * m[name] + 0.1 * g
                s[name] = 0.999 * s[name] + 0.001 * g**2
                M, S = m[name] / (1 - 0.9**t), s[name] / (1 - 0.999**t)
                p[name] = p[name] - RATE * M / (np.sqrt(S) + 1e-8)
        losses.append(mean_loss(key, p, X, Y))
    return losses, p


# ---------------------------------------------------------------- ten numbers


def ratio(key):
    """Return the slope of the first number of n for "ann", divided by a difference of losses."""
    X, Y = tables(key, ["ann"])
    ends, h, n = [], 1e-5, letters("n")[0]
    for step in (h, -h):
        p = start(key)
        p["E"][n, 0] += step
        ends.append(mean_loss(key, p, X, Y))
    return slopes(key, start(key), X, Y)["E"][n, 0] / ((ends[0] - ends[1]) / (2 * h))


def largest(key):
    """Return the largest weight of a query of 64 drawn numbers for 12 keys."""
    rng = np.random.default_rng(0)
    Q, K = rng.standard_normal((1, 64)), rng.standard_normal((12, 64))
    return looked(key, Q, K, [(0, j) for j in range(12)]).max()


def after(key, p, text, place):
    """Return the shares of the 27 answers after so many letters of a name."""
    return shares(key, p, behind([0, *letters(text)]), only=place)


def moved(key, p):
    """Return by how much each share after "mar" is another one than after "amr"."""
    pair = zip(after(key, p, "mar", 3), after(key, p, "amr", 3), strict=True)
    return [abs(one - other) for one, other in pair]


@cache
def ten(key, nudge=0.0):
    """Return the ten numbers of an exhibit; None is the right one."""
    (training, asked), p = parted(key), learned(key, nudge)[1]
    labels, y = tables(key, ["ann", "mary"])[1], letters("y")[0]
    return [
        labels[0, 0],
        sum(answer >= 0 for row in labels for answer in row),
        len(set(training) | set(asked)),
        sum(weights(key, start(key), behind([0, *letters("mary")]))[0]),
        largest(key),
        sum(change > 1e-12 for change in moved(key, p)),
        after(key, p, "mark", 3)[y] / after(key, p, "mary", 3)[y],
        ratio(key),
        mean_loss(key, p, *tables(key, asked)),
        blind(key, p, TEST[:100]),
    ]
