"""Splits are the digits put in order by 20 draws of chance, and what is learned from each.

`table("digits")` reads a table as `make study` wrote it, and `split("64-10, rate 1", 1200, 3)`
computes the rows of one draw anew. A row says which share of its rows a way to read digits gets
right: of those it has learned from, of the validation rows, by which something is chosen, and of
the test rows.

    digits   networks with and without a hidden layer, the nearest neighbour, and an SVC
    sure     how sure the network is of its answers to test rows, and how many of them are right
"""

from collections.abc import Callable
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from helpers import depth, digits, inputs, studies
from helpers.activations import softmax
from helpers.losses import cross_entropy_loss
from helpers.network import Network
from helpers.training import train
from helpers.words import _

DRAWS = 20
BATCH, RATE, EPOCHS, LONGER = 16, 1.0, 30, 100
STEPS = 2640  # of training, whatever the number of rows: 30 epochs of 1400 rows
TRAINING = 1200  # rows; where 1400 are asked for, the validation rows join them
ALL = TRAINING + digits.VALIDATION
FEWER = (50, 100, 200, 400, 700, 1000)
RATES, NEIGHBOURS = (0.1, 0.2, 0.5, 1.0, 2.0), (1, 3, 5)
SOFT, TREES = (1, 3, 10), (100, 300, 1000)  # the C of an SVC, and the trees of a forest
MOST_NEURONS = 1000  # in a layer
EDGES = (0, 0.5, 0.7, 0.85, 0.95, 1)  # of the share that the answer gets
WATCHED = {f"epoch {epochs}": epochs for epochs in (5, EPOCHS, LONGER)}
SURE = (*WATCHED, "z / t")
SOFTER = np.arange(5, 31) / 10  # by which sums may be divided


class Split(NamedTuple):
    """Which share of its rows a way to read digits gets right; NaN where there are none."""

    case: str
    rows: int  # that it has learned from
    epochs: int  # 0 for what has none
    seed: int  # of the draw, and of the start
    training: float
    validation: float
    test: float


class Sure(NamedTuple):
    """The answers to test rows that get a share between two ends, and how many are right.

    They are those of 64-32-10 after so many epochs; or, "z / t", after 30, with its last sums
    divided by that t of `SOFTER` which makes the loss of the validation rows least.
    """

    case: str
    seed: int
    low: float
    high: float
    answers: int
    said: float  # the mean of the shares; NaN where there are no answers
    right: int


def parts(seed, rows=TRAINING):
    """Return the generator of a draw, and its `digits.Parts` with so many rows for training."""
    rng = np.random.default_rng(inputs.whole("seed", seed, 0, 10**6))
    training, validation, test = digits.parts(rng)
    if inputs.whole("rows", rows, 1, ALL) > TRAINING:
        training, validation = np.concatenate([training, validation]), validation[:0]
    return rng, digits.Parts(training[:rows], validation, test)


def taught(seed=0, rows=TRAINING, layers=(32,), rate=RATE, epochs=EPOCHS):
    """Train a network of tanh on the digits of a draw; return its `History`.

    The last layer is a softmax, the loss the cross-entropy; the rows come in batches of 16, in an
    order drawn anew each epoch.
    """
    rng, drawn = parts(seed, rows)
    X, said = digits.load()
    rate = inputs.above_0("rate", rate)
    rows = drawn.training
    return learned(start(layers, rng), X[rows], digits.one_hot(said[rows]), rate, epochs, rng)


def start(layers, rng):
    """Draw a network of tanh with such hidden layers, as `taught` begins with it.

    The weights are drawn from N(0, 1) and divided by √n, with n the inputs of their neuron; the
    biases begin at 0.
    """
    if not isinstance(layers, list | tuple):
        inputs.refuse("layers", layers, _("a list of numbers of neurons"))
    layers = [inputs.whole("layers", size, 1, MOST_NEURONS) for size in layers]
    sizes = [digits.SIDE**2, *layers, digits.CLASSES]
    return depth.sized(Network.random(sizes, rng, hidden="tanh", output="softmax"), 1)


def learned(net, X, y_true, learning_rate, epochs, rng):
    """Train `net` on pictures in batches of 16, in an order drawn anew each epoch."""
    X = inputs.table("X", X, digits.SIDE**2)
    look = {"batch_size": min(BATCH, len(X)), "order": "shuffled", "rng": rng}
    return train(net, X, y_true, learning_rate, epochs, **look)


@cache
def reader(seed=0):
    """Return the network that the explorers of notebook 10 ask: trained on 1200 digits."""
    return taught(seed).network()


def answers(shares):
    """Return the digit with the largest share in each row."""
    return inputs.rows("shares", shares).argmax(axis=-1)


# ---------------------------------------------------------------- ways to read digits


def _by_network(seed, rows, layers, rate):
    """Yield after so many epochs what a network answers, as a function of pictures."""
    stops = (EPOCHS, LONGER) if rows >= TRAINING else (_as_epochs(rows),)
    history = taught(seed, rows, layers, rate, max(stops))
    for epochs in stops:
        net = history.network(epochs)
        yield epochs, lambda X, net=net: answers(net.feedforward(X))


def _by_neighbours(seed, rows, k):
    """Yield what the k nearest of the pictures say from which it has learned."""
    X, said = digits.load()
    known = parts(seed, rows)[1].training
    yield 0, neighbours(X[known], said[known], k)


def neighbours(X, said, k=1):
    """Return a function of pictures: what the k nearest in X say, the nearest where it is a tie.

    `said` holds the digit of each row of X.
    """
    X = inputs.table("X", X, digits.SIDE**2)
    said, k = inputs.digits("said", said, len(X)), inputs.count("k", k, most=len(X))

    def ask(pictures):
        # (a - b)² = a² - 2ab + b², and a² is the same for all that are known.
        squares = (X**2).sum(axis=1) - 2 * pictures @ X.T
        nearest = said[squares.argsort(axis=1, kind="stable")[:, :k]]
        votes = (nearest[:, :, np.newaxis] == range(digits.CLASSES)).sum(axis=1)
        first = np.take_along_axis(votes, nearest, axis=1)
        return nearest[range(len(nearest)), first.argmax(axis=1)]

    return ask


CASES: dict[str, Callable] = {
    **{f"64-32-10, rate {r:g}": partial(_by_network, layers=(32,), rate=r) for r in RATES},
    **{f"64-10, rate {r:g}": partial(_by_network, layers=(), rate=r) for r in RATES},
    **{f"nearest, k = {k}": partial(_by_neighbours, k=k) for k in NEIGHBOURS},
}
# scikit-learn's, with its own words; learners do not need it, so tools/study asks them.
RIVALS = {f"SVC, C = {c}": {"C": c} for c in SOFT}
RIVALS |= {f"forest, {n} trees": {"n_estimators": n} for n in TREES}
# The best of each kind by the validation rows; these learn from 1400 rows as well, and two of them
# from fewer.
BEST = ("64-32-10, rate 1", "64-10, rate 1", "nearest, k = 1", "SVC, C = 3", "forest, 1000 trees")
CURVES = BEST[0], BEST[2]


def _as_epochs(rows):
    """Return the epochs that make 2640 steps, as nearly as may be."""
    return round(STEPS / -(-rows // BATCH))


def split(case, rows, seed):
    """Compute the rows of a case that has learned from so many rows of one draw."""
    way = CASES[inputs.one_of("case", case, CASES)]
    parts(seed, rows)  # refuses what there is not
    return [judged(ask, case, rows, epochs, seed) for epochs, ask in way(seed, rows)]


def judged(ask, case, rows, epochs, seed):
    """Return the `Split` of a way to read digits: `ask` is a function of pictures."""
    inputs.function("ask", ask, "pictures")
    case, epochs = inputs.text("case", case), inputs.whole("epochs", epochs, 0, 10**6)
    X, said = digits.load()
    _rng, drawn = parts(seed, rows)
    shares = [(ask(X[part]) == said[part]).mean() if len(part) else np.nan for part in drawn]
    return Split(case, rows, epochs, seed, *map(float, shares))


def sure(seed):
    """Compute how sure the network of one draw is of its answers to test rows."""
    X, said = digits.load()
    drawn, history = parts(seed)[1], taught(seed, epochs=LONGER)
    found = {
        case: history.network(epochs).feedforward(X[drawn.test]) for case, epochs in WATCHED.items()
    }
    net = history.network(EPOCHS)
    found["z / t"] = softened(net, X[drawn.test], softness(net, drawn.validation))
    rows = []
    for case, shares in found.items():
        most, right = shares.max(axis=1), answers(shares) == said[drawn.test]
        for low, high in pairwise(EDGES):
            within = (most > low) & (most <= high)
            mean = float(most[within].mean()) if within.any() else np.nan
            rows.append(
                Sure(case, seed, low, high, int(within.sum()), mean, int(right[within].sum()))
            )
    return rows


def softened(net, X, t):
    """Return softmax(z / t), the shares of a network whose last sums z are divided by t."""
    return softmax(inputs.network(net, Network).forward(X)[0][-1] / inputs.above_0("t", t))


def softness(net, rows):
    """Return the t of `SOFTER` with which the loss of these digits, told by row, is least."""
    X, said = digits.some(rows)
    Y = digits.one_hot(said)
    losses = [cross_entropy_loss(Y, softened(net, X, t)) for t in SOFTER]
    return float(SOFTER[np.argmin(losses)])


# ---------------------------------------------------------------- tables

KINDS = {"digits": Split, "sure": Sure}
LEARNED_FROM = [(case, TRAINING) for case in (*CASES, *RIVALS)] + [(case, ALL) for case in BEST]
LEARNED_FROM += [(case, rows) for case in CURVES for rows in FEWER]
KEYS = {  # with what they are computed, in the order of the table
    "digits": [(case, rows, seed) for case, rows in LEARNED_FROM for seed in range(DRAWS)],
    "sure": [(seed,) for seed in range(DRAWS)],
}


def table(name):
    """Return the rows of a table as `make study` wrote them, each a `Split` or a `Sure`."""
    kind = KINDS[inputs.one_of("name", name, KINDS)]
    return studies.read(studies.TABLES / f"{name}.csv", kind)


def pooled(case):
    """Return of a case of the table "sure", all draws together, a row for each kind of answer.

    It holds the lower end, how many answers there are, the mean share that was said, and the share
    that is right.
    """
    inputs.one_of("case", case, SURE)
    found = []
    for low in EDGES[:-1]:
        kind = [row for row in table("sure") if (row.case, row.low) == (case, low)]
        count = sum(row.answers for row in kind)
        told = sum(row.said * row.answers for row in kind if row.answers)
        found.append((low, count, told / count, sum(row.right for row in kind) / count))
    return np.array(found)


def column(case, part="test", rows=TRAINING, epochs=None):
    """Return the shares of a case in the table, one for each draw, shape (20,).

    `part` is "training", "validation" or "test"; without `epochs` it is the first number of them.
    """
    inputs.one_of("case", case, (*CASES, *RIVALS))
    inputs.one_of("part", part, Split._fields[4:])
    found = [row for row in table("digits") if (row.case, row.rows) == (case, rows)]
    known = sorted({row.epochs for row in found})
    inputs.one_of("rows", rows, sorted({row.rows for row in table("digits") if row.case == case}))
    epochs = known[0] if epochs is None else inputs.one_of("epochs", epochs, known)
    return np.array([getattr(row, part) for row in found if row.epochs == epochs])
