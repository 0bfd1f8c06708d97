"""Starts are recurrent networks drawn by chance and then trained; hundreds take longer than a cell.

`table("adder")` reads a table as `make study` wrote it, and `added("3, plain", 7)` or
`remembered("tanh", 20, 7)` computes one row anew. Which start comes to what hangs on the last
digits of sums, so another computer may have another row; the shares over many starts stay.

    adder      networks that learn to add numbers of 8 bits, and add longer ones then
    memories   networks that learn to say the first bit after T others
"""

from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from helpers import addition, depth, inputs, studies
from helpers.activations import sigmoid
from helpers.optimisers import Adam
from helpers.recurrence import LAST, Gated, Recurrent, clipped, right
from helpers.training import train

STARTS, OTHERS = 200, 100  # with three neurons and plain descent, and of each other kind
ROWS, BATCH = 3200, 32
LENGTHS, LONGEST, MEMORIES, PART, MOST_STEPS = (5, 10, 20, 40), 80, 20, 100, 1500
NEURONS, UNITS, OPEN = 14, 8, 2.0  # 239 numbers, 249 numbers, and the bias of a gate that is open
RATE, ASKED, SOLVED = 0.01, 500, 0.99  # of Adam; sequences, and how many of them have to be right
DECAY = 0.01  # of the plane
PLAIN_RATES, PLAIN_LENGTH = (0.1, 0.3, 1.0), 20


class Added(NamedTuple):
    """What a network makes of sums after a training on 3200 pairs of 8 bits."""

    case: str
    seed: int  # of the start, and of the pairs
    loss: float  # over the 3200 pairs
    pairs: float  # the share of all 65,536 pairs that it adds
    longer: float  # the share of 2000 pairs of 60 bits
    carry: int  # 1 if it adds 2⁶⁰ - 1 and 1, else 0
    swapped: int  # 1 if it adds 1 and 2⁶⁰ - 1, else 0
    plane: float  # the share of states of which one plane tells the carry


class Remembered(NamedTuple):
    """How a network learns to say the first bit after T others."""

    case: str
    T: int
    seed: int
    ratio: float  # dL/dh of the first step over that of the last, before it has learned anything
    steps: float  # until 99 % of 500 sequences are right; infinite where 1500 are not enough
    right: float  # the share of them in the end


# ---------------------------------------------------------------- sums


def _adding(seed, hidden, rate, epochs, optimiser=None):
    """Return the `History` of a training on 3200 pairs of 8 bits, in batches of 32."""
    rng = np.random.default_rng(inputs.whole("seed", seed, 0, 10**6))
    net = depth.sized(Recurrent.random([2, hidden, 1], rng), 1)
    look = {"batch_size": BATCH, "optimiser": optimiser and optimiser()}
    return train(net, *addition.pairs(rng, ROWS), rate, epochs, **look)


ADDERS: dict[str, Callable] = {
    "3, plain": partial(_adding, hidden=3, rate=1.0, epochs=40),
    "3, Adam": partial(_adding, hidden=3, rate=0.02, epochs=15, optimiser=Adam),
    "4, plain": partial(_adding, hidden=4, rate=1.0, epochs=40),
    "2, plain": partial(_adding, hidden=2, rate=1.0, epochs=40),
    "2, longer": partial(_adding, hidden=2, rate=1.0, epochs=100),
}


def learned(seed, case="3, plain"):
    """Return the `History` of a start that learns to add: the weights are N(0, 1/n), biases 0.

    Plain descent goes 40 times through 3200 pairs at the rate 1, "longer" 100 times, and Adam 15
    times at 0.02.
    """
    return ADDERS[inputs.one_of("case", case, ADDERS)](seed)


@cache
def _long_pairs():
    return addition.pairs(np.random.default_rng(60), 2000, 60)


def added(case, seed):
    """Compute one row of the table "adder"; that takes about a second."""
    history = learned(seed, case)
    net, (ones, total) = history.network(), addition.carry_through(60)
    shares = [right(net, *data) for data in (addition.every_pair(), _long_pairs())]
    carried = [int(right(net, X, total)) for X in (ones, ones[..., ::-1])]
    told = plane(net, addition.every_pair(6)[0])[1]
    return Added(case, seed, float(history.losses[-1]), *map(float, shares), *carried, told)


def plane(net, X, rounds=50):
    """Return the plane that tells the carry from the states of a network, and how often it does.

    The plane is a weight for each hidden neuron and a bias, found by logistic regression (Newton's
    steps on the cross-entropy with a little weight decay, so that there is one answer).
    """
    H = inputs.one_network(net, Recurrent).activations(X)[-2]
    carry = addition.carries(X).ravel()
    V = np.column_stack([H.reshape(carry.size, -1), np.ones(carry.size)])
    p = np.zeros(V.shape[1])
    for _round in range(inputs.count("rounds", rounds)):
        a = sigmoid(V @ p)
        slopes = V.T @ (a - carry) + DECAY * p
        bend = (V * (a * (1 - a))[:, np.newaxis]).T @ V + DECAY * np.eye(len(p))
        p = p - np.linalg.solve(bend, slopes)
    return p, float(((V @ p > 0) == carry).mean())


# ---------------------------------------------------------------- memories


def first_bits(rng, rows, T):
    """Return X, shape (rows, T + 1, 1), bits written as -1 and 1, and the first bit as 0 or 1.

    y_true has the shape (rows, T + 1): the same answer is right at each step, and `LAST` asks for
    it at the last one.
    """
    rows, T = inputs.count("rows", rows), inputs.count("T", T)
    X = inputs.generator("rng", rng).integers(0, 2, (rows, T + 1, 1))
    return 2.0 * X - 1, np.repeat(X[:, 0], T + 1, axis=1).astype(float)


def _tanh(rng):
    return depth.sized(Recurrent.random([1, NEURONS, 1], rng, output=LAST), 1)


def _identity(rng):
    net = _tanh(rng)
    net.W[0][1:] = np.eye(NEURONS)
    return net


def _gated(rng, bias):
    net = depth.sized(Gated.random([1, UNITS, 1], rng, output=LAST), 1)
    net.B[0][:, :UNITS] = bias
    return net


def _clip(step):
    """Return an optimiser that has the slopes clipped first."""
    return lambda slopes, learning_rate: step(inputs.unchecked(clipped)(slopes, 1.0), learning_rate)


def _plain(slopes, learning_rate):
    return learning_rate * slopes


class Memory(NamedTuple):
    """A way to learn a long memory: a start, a rate, and what makes a step of slopes."""

    start: Callable  # of a generator
    rate: float
    step: Callable  # returns a new optimiser
    lengths: tuple = LENGTHS


def _adam():
    """Return an Adam that keeps its memory from one training to the next."""
    return inputs.unchecked(Adam())


def _adam_clipped():
    return _clip(_adam())


WAYS: dict[str, Memory] = {
    "tanh": Memory(_tanh, RATE, _adam),
    "tanh, clipped": Memory(_tanh, RATE, _adam_clipped),
    "tanh, identity": Memory(_identity, RATE, _adam),
    "gates, bias 0": Memory(partial(_gated, bias=0.0), RATE, _adam),
    "gates, bias 2": Memory(partial(_gated, bias=OPEN), RATE, _adam, (*LENGTHS, LONGEST)),
}
for _rate in PLAIN_RATES:
    _named = f"plain, rate {_rate:g}"
    WAYS[_named] = Memory(_tanh, _rate, lambda: _plain, (PLAIN_LENGTH,))
    WAYS[f"{_named}, clipped"] = WAYS[_named]._replace(step=lambda: _clip(_plain))


def beginning(case, T, seed):
    """Return the start of a case, 500 sequences, and dL/dh of the first step over the last one.

    Each of the two is the root of the mean square over all sequences and neurons.
    """
    way = WAYS[inputs.one_of("case", case, WAYS)]
    net = way.start(np.random.default_rng(inputs.whole("seed", seed, 0, 10**6)))
    asked = first_bits(np.random.default_rng([seed, 1]), ASKED, T)
    dL_dH = net.in_time(*asked)
    return net, asked, depth.size(dL_dH[:, 0]) / depth.size(dL_dH[:, -1])


def remembered(case, T, seed):
    """Compute one row of the table "memories"; that takes up to ten seconds."""
    net, asked, ratio = beginning(case, T, seed)
    way, rng = WAYS[case], np.random.default_rng([seed, 2])
    step = way.step()
    for steps in range(PART, MOST_STEPS + 1, PART):
        # In parts, so that it can stop; a function of our own keeps its memory from part to part.
        history = train(
            net,
            *first_bits(rng, PART * BATCH, T),
            way.rate,
            1,
            BATCH,
            optimiser=lambda slopes, learning_rate: step(slopes, learning_rate),
        )
        net = history.network()
        share = _last_right(net, *asked)
        if share >= SOLVED:
            return Remembered(case, T, seed, ratio, steps, share)
    return Remembered(case, T, seed, ratio, np.inf, share)


def _last_right(net, X, y_true):
    """Return the share of sequences whose last answer is right."""
    return float(((net.feedforward(X)[:, -1, 0] > 0.5) == y_true[:, -1]).mean())


# ---------------------------------------------------------------- tables

KINDS = {"adder": Added, "memories": Remembered}
KEYS = {  # with what they are computed, in the order of the table
    "adder": [
        (case, seed) for case in ADDERS for seed in range(STARTS if case == "3, plain" else OTHERS)
    ],
    "memories": [
        (case, T, seed)
        for case, way in WAYS.items()
        for T in way.lengths
        for seed in range(MEMORIES)
    ],
}


def table(name):
    """Return the rows of a table as `make study` wrote them, each an `Added` or a `Remembered`."""
    kind = KINDS[inputs.one_of("name", name, KINDS)]
    return studies.read(studies.TABLES / f"{name}.csv", kind)


def learners(case):
    """Return of a case how many starts there are, and the shares of them that add well.

    The first share is of those that add all pairs of 8 bits, the second of those that also add
    2000 pairs of 60 bits, the third of those that also carry a one through sixty ones of the first
    number, and the fourth of those that do so with the two numbers exchanged as well.
    """
    inputs.one_of("case", case, ADDERS)
    rows = [row for row in table("adder") if row.case == case]
    eight = np.array([row.pairs == 1 for row in rows])
    sixty = eight & [row.longer == 1 for row in rows]
    carried = sixty & [row.carry == 1 for row in rows]
    both = carried & [row.swapped == 1 for row in rows]
    return len(rows), *(float(part.mean()) for part in (eight, sixty, carried, both))


def planes(case, adds):
    """Return in how many starts a plane tells the carry from all states, and how many there are.

    They are those that add all pairs of 8 bits, or those that do not.
    """
    inputs.one_of("case", case, ADDERS)
    inputs.yes_or_no("adds", adds)
    rows = [row for row in table("adder") if row.case == case and (row.pairs == 1) == adds]
    return sum(row.plane == 1 for row in rows), len(rows)


def solvers(case, T):
    """Return how many starts of a case say the first bit after T others, and of how many."""
    rows = _rows(case, T)
    return sum(row.steps <= MOST_STEPS for row in rows), len(rows)


def ratio(case, T):
    """Return the median over the starts of dL/dh of the first step over that of the last."""
    return float(np.median([row.ratio for row in _rows(case, T)]))


def _rows(case, T):
    """Return the rows of a case and a length in the table "memories"."""
    lengths = WAYS[inputs.one_of("case", case, WAYS)].lengths
    inputs.one_of("T", T, lengths)
    return [row for row in table("memories") if (row.case, row.T) == (case, T)]


LONG = [case for case in WAYS if not case.startswith("plain")]  # with Adam, for all lengths
