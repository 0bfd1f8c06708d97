"""Finders are ways to look something up that stands somewhere before, trained from starts.

`table("books")` reads a table as `make study` wrote it, and `looked_up("attention", 0.01, 100)` or
`far_off("positions", 80, 1)` computes one row of a table anew; that takes up to a minute, and the
wide rivals take longer.

    books   how many of 1000 books of several sizes are read rightly, by attention and rivals
    far     after how many steps a head knows the first bit when T others have come after it
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from helpers import books, depth, inputs, starts, studies
from helpers.activations import softmax
from helpers.attention import Transformer
from helpers.losses import SMALLEST
from helpers.network import Output
from helpers.optimisers import Adam, Falling
from helpers.recurrence import Gated, Recurrent, clipped
from helpers.symbols import NOBODY, Speaker, marked
from helpers.training import train
from helpers.windows import Window
from helpers.words import _

STARTS, FEWER, FIRST = 5, 2, 100  # of each finder, and of its rates; the first of their seeds
ROWS, ASKED, BATCH = 3200, 1000, 64  # to learn from, others more of them; and to be asked
EACH = ROWS // BATCH  # steps of an epoch with so many
SMALLEST_BOOK, LARGEST_BOOK = 2, 8  # pairs, of those to learn from
SIZES = (2, 5, 8, 16, 26)  # pairs, of those to be asked
READING = (0.0003, 0.001, 0.003, 0.01, 0.03)  # rates of the rivals that read books
WIDE_READING, GATED_READING = (0.001, 0.003, 0.01), (0.003, 0.01, 0.03, 0.1)


class Found(NamedTuple):
    """How many of 1000 books of each size a network reads rightly after its training."""

    case: str
    rate: float
    seed: int
    numbers: int
    loss: float  # of the books that it has learned from
    pairs_2: float
    pairs_5: float
    pairs_8: float
    pairs_16: float
    pairs_26: float


class Far(NamedTuple):
    """How a head learns to say the first bit after T others, of which each is a place."""

    case: str
    T: int
    seed: int
    numbers: int
    steps: float  # until 99 % of 1000 new rows are right; infinite where 1500 are not enough
    right: float  # the share of them in the end


# ---------------------------------------------------------------- books


def _last_loss(Y_true, A):
    """Return the mean of -log of the share that the right digit got at the last place."""
    right = (Y_true[..., -1, :] * A[..., -1, :]).sum(axis=-1)
    return -np.log(np.maximum(right, SMALLEST)).mean(axis=-1)


def _last_slope(Y_true, Z, A):
    """Return dL/dZ: 1/n (A - Y_true) at the last place, and 0 before."""
    slope = np.zeros_like(A)
    slope[..., -1, :] = (A - Y_true)[..., -1, :] / len(Y_true)
    return slope


CHOSEN = Output(softmax, _last_loss, _last_slope)  # one of ten digits, at the last place


def _attention(rng):
    look = {"mask": False, "without": ("neurons",)}
    return Transformer.random([books.SYMBOLS, 16, books.DIGITS], rng, **look)


def _book_window(rng, neurons):
    sizes = [books.SYMBOLS, 10, neurons, books.DIGITS]
    return Window.random(sizes, rng, LARGEST_BOOK + 1)


def _recurrent(rng, neurons):
    """Two symbols are read at a time, so their rows are drawn from N(0, 1/2)."""
    net = Recurrent.random([books.SYMBOLS, neurons, books.DIGITS], rng, output=CHOSEN)
    net = depth.sized(net, 1)
    net.W[0][: books.SYMBOLS] = rng.standard_normal((books.SYMBOLS, neurons)) / np.sqrt(2)
    return net


def _gated(rng, neurons):
    """The same with gates, of which the one that keeps begins open, as in notebook 12."""
    net = Gated.random([books.SYMBOLS, neurons, books.DIGITS], rng, output=CHOSEN)
    net = depth.sized(net, 1)
    for W in net.W[:2]:
        W[: books.SYMBOLS] = rng.standard_normal((books.SYMBOLS, W.shape[1])) / np.sqrt(2)
    net.B[0][:, :neurons] = starts.OPEN
    return net


class Finder(NamedTuple):
    """A way to look up: how it begins, from how many books it learns, how often, at which rates."""

    start: Callable  # of a generator
    rows: int
    epochs: int
    rates: tuple
    best: float  # of the rates, by the books of 2, 5 and 8 pairs and two starts


FINDERS: dict[str, Finder] = {
    "attention": Finder(_attention, ROWS, 10, (0.01,), 0.01),
    "window": Finder(partial(_book_window, neurons=64), 20 * ROWS, 6, READING, 0.003),
    "recurrent": Finder(partial(_recurrent, neurons=64), 20 * ROWS, 6, READING, 0.01),
    "gated": Finder(partial(_gated, neurons=64), 20 * ROWS, 6, GATED_READING, 0.03),
    "wide window": Finder(partial(_book_window, neurons=512), 80 * ROWS, 2, WIDE_READING, 0.003),
    "wide recurrent": Finder(partial(_recurrent, neurons=128), 80 * ROWS, 5, WIDE_READING, 0.003),
}


def shelf(rng, rows=ROWS):
    """Return X and y_true of books of 2 to 8 pairs in one table, as many of each size, shuffled."""
    sizes = range(SMALLEST_BOOK, LARGEST_BOOK + 1)
    each = -(-inputs.count("rows", rows) // len(sizes))
    parts = [books.padded(*books.books(rng, each, n), LARGEST_BOOK + 1) for n in sizes]
    order = inputs.generator("rng", rng).permutation(each * len(sizes))[:rows]
    return [np.concatenate(tables)[order] for tables in zip(*parts, strict=True)]


def looking(case, rate, seed):
    """Return the `History` of a training on books of 2 to 8 pairs, in batches of 64.

    Adam's rate falls evenly to 0. The slopes of the recurrent network are clipped to a length of 1.
    """
    finder = FINDERS[inputs.one_of("case", case, FINDERS)]
    rate, seed = inputs.above_0("rate", rate), inputs.whole("seed", seed, 0, 10**6)
    rng = np.random.default_rng(seed)
    net, (X, y_true) = finder.start(rng), shelf(rng, finder.rows)
    step = inputs.unchecked(Falling(finder.epochs * -(-len(X) // BATCH), Adam()))
    if isinstance(net, Recurrent):
        X, y_true = marked(X, books.SYMBOLS), _one_hot(y_true)
        falling, clip = step, inputs.unchecked(clipped)

        def step(slopes, learning_rate):
            return falling(clip(slopes, 1.0), learning_rate)

    return train(net, X, y_true, rate, finder.epochs, BATCH, "shuffled", rng, optimiser=step)


def _one_hot(y_true):
    """Return the answers to books, shape (rows, places, 10): at every place the one of the last."""
    return np.repeat(np.eye(books.DIGITS)[y_true[:, -1:]], y_true.shape[1], axis=1)


def shares_right(net):
    """Return the share of 1000 books that a network reads rightly, for 2, 5, 8, 16 and 26 pairs."""
    net, found = _reader(net, Speaker | Recurrent), []
    for pairs in SIZES:
        X, y_true = _asked(pairs)
        read = X if isinstance(net, Speaker) else marked(X, books.SYMBOLS)
        last = net.feedforward(read)[:, -1]
        found.append(float((last.argmax(axis=1) == y_true[:, -1]).mean()))
    return found


def looked(net, pairs):
    """Return the share that attention gives to the pair asked for, the mean of 1000 books."""
    X, _y_true = _asked(inputs.count("pairs", pairs, most=books.LETTERS))
    looks = _reader(net, Transformer).looks(X)[:, 0, -1, :-1]  # of the question, in the first head
    return float(looks[X[:, :-1, 0] == X[:, -1:, 0]].mean())


def _reader(net, kinds):
    """Return a network of these kinds that reads books, or refuse it in a sentence."""
    if not isinstance(net, kinds) or net.sizes[0] != books.SYMBOLS:
        inputs.refuse("net", net, _("a network that reads books"))
    return net


def _asked(pairs):
    """Return X and y_true of 1000 books of so many pairs, always the same."""
    return books.books(np.random.default_rng(pairs), ASKED, pairs)


def looked_up(case, rate, seed):
    """Compute one row of the table "books"; that takes up to a minute, and the wide rivals more."""
    history = looking(case, rate, seed)
    net = history.network()
    return Found(case, rate, seed, net.values.size, float(history.losses[-1]), *shares_right(net))


# ---------------------------------------------------------------- far off

HEADS_FAR = {"positions": True, "no positions": False}
ROUNDS = starts.MOST_STEPS // starts.PART  # an epoch has as many steps as a part there


def far_off(case, T, seed, epochs=ROUNDS):
    """Compute one row of the table "far", from so many rounds; that takes up to half a minute.

    A head of width 16 reads T + 1 bits and says the first one at the last place. As in the table
    "memories" of `starts` it has 3200 rows, in batches of 32, and Adam at the rate 0.01.
    """
    knows = HEADS_FAR[inputs.one_of("case", case, HEADS_FAR)]
    T, seed = inputs.count("T", T, books.MOST - 1), inputs.whole("seed", seed, 0, 10**6)
    rng, epochs = np.random.default_rng(seed), inputs.count("epochs", epochs)
    bits, asked = (rng.integers(0, 2, (rows, T + 1)) for rows in (starts.ROWS, ASKED))
    y_true = np.where(np.arange(T + 1) == T, bits[:, :1], NOBODY)
    look = {"places": T + 1 if knows else None, "without": ("neurons",)}
    head = Transformer.random([2, 16, 2], rng, **look)
    look = {"batch_size": starts.BATCH, "order": "shuffled", "rng": rng, "optimiser": Adam()}
    history = train(head, bits, y_true, starts.RATE, epochs, **look)
    said = [history.network(k).feedforward(asked)[:, -1] for k in range(1, epochs + 1)]
    right = [float((shares.argmax(axis=1) == asked[:, 0]).mean()) for shares in said]
    arrived = [k for k, share in enumerate(right, 1) if share >= starts.SOLVED]
    steps = arrived[0] * starts.PART if arrived else np.inf
    return Far(case, T, seed, head.values.size, steps, right[-1])


# ---------------------------------------------------------------- tables

KINDS = {"books": Found, "far": Far}
KEYS = {  # with what they are computed, in the order of the table
    "books": [
        (case, rate, FIRST + start)
        for case, finder in FINDERS.items()
        for rate in finder.rates
        for start in range(STARTS if rate == finder.best else FEWER)
    ],
    "far": [
        (case, T, seed)
        for case, T in (("positions", 80), ("no positions", 5))
        for seed in range(starts.MEMORIES)
    ],
}


def table(name):
    """Return the rows of a table as `make study` wrote them, each a `Found` or a `Far`."""
    kind = KINDS[inputs.one_of("name", name, KINDS)]
    return studies.read(studies.TABLES / f"{name}.csv", kind)


def found(case):
    """Return the rows of a case in the table "books", at its best rate."""
    best = FINDERS[inputs.one_of("case", case, FINDERS)].best
    return [row for row in table("books") if row[:2] == (case, best)]


def reached(case):
    """Return the rows of a case in the table "far"."""
    inputs.one_of("case", case, HEADS_FAR)
    return [row for row in table("far") if row.case == case]
