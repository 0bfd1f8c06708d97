"""Rungs are ways to say the next letter of a name, or to look up a digit, trained from starts.

`table("names")` reads a table as `make study` wrote it, and `spelt("no mask", 0.01, 0.03, 0)` or
`looked_up("attention", 0.01, 100)` computes one row of a table anew; that takes up to a minute.

    names   what the test names cost, in nats a letter, for the block, its parts and its rivals
    books   how many of 1000 books of several sizes are read rightly, by attention and two rivals
"""

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import NamedTuple

import numpy as np

from helpers import books, depth, inputs, names, studies
from helpers.activations import softmax
from helpers.attention import Transformer
from helpers.losses import SMALLEST
from helpers.network import Output
from helpers.optimisers import Adam, Falling
from helpers.recurrence import Recurrent, clipped
from helpers.symbols import Speaker, marked
from helpers.training import train
from helpers.windows import Window
from helpers.words import _

LETTERS, WIDTH, HEADS = len(names.LETTERS), 32, 4
EPOCHS, BATCH = 23, 64  # 1495 steps
STARTS, FEWER = 5, 2  # of what is compared, and of those by which rates and decays are chosen
RATES, DECAYS = (0.003, 0.01, 0.03), (0.03, 0.1, 0.3, 1.0)
LOWER, HIGHER, LESS = 0.001, 0.1, 0.01  # where the first or the last of these is best, one more
FIRST = 100  # of the seeds of books
ROWS, ASKED = 3200, 1000  # books to learn from, others more of them; and to be asked
EACH = ROWS // BATCH  # steps of an epoch with so many
SMALLEST_BOOK, LARGEST_BOOK = 2, 8  # pairs, of those to learn from
SIZES = (2, 5, 8, 16, 26)  # pairs, of those to be asked
READING = (0.0003, 0.001, *RATES)  # rates of the rivals that read books


class Spelt(NamedTuple):
    """What names cost a network after its training, in nats a letter."""

    case: str
    rate: float
    decay: float
    seed: int  # of the start, and of the order of the names
    numbers: int
    training: float
    validation: float
    test: float
    blind: float  # of the test names if nobody may look at what comes later


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


# ---------------------------------------------------------------- names


def _block(rng, **changed):
    look = {"places": names.PLACES, "heads": HEADS} | changed
    return Transformer.random([LETTERS, WIDTH, LETTERS], rng, **look)


def _window(rng, width, neurons, last):
    return Window.random([LETTERS, width, neurons, LETTERS], rng, last)


RUNGS: dict[str, Callable] = {  # each has one more part than the one before
    "one head alone": partial(_block, heads=1, residual=False, without=("norm", "neurons")),
    "head, residual": partial(_block, heads=1, without=("norm", "neurons")),
    "head, residual, norm": partial(_block, heads=1, without=("neurons",)),
    "block, 1 head": partial(_block, heads=1),
    "block, 4 heads": _block,
}
WHOLE = "block, 4 heads"
WINDOWS: dict[str, Callable] = {
    "window of 3": partial(_window, width=10, neurons=250, last=3),
    "window of 8": partial(_window, width=10, neurons=135, last=8),
    "wide window of 8": partial(_window, width=32, neurons=128, last=8),
}
PARTS: dict[str, Callable] = {  # one part of the whole block is left out
    "no positions": partial(_block, places=None),
    "no residual": partial(_block, residual=False),
    "no norm": partial(_block, without=("norm",)),
    "no neurons": partial(_block, without=("neurons",)),
}
TUNED = RUNGS | WINDOWS | PARTS
LEAK: dict[str, Callable] = {"no mask": partial(_block, mask=False)}
WAYS = TUNED | LEAK


def begun(case, seed):
    """Return the generator of a start, and the network of this case as it begins."""
    rng = np.random.default_rng(inputs.whole("seed", seed, 0, 10**6))
    return rng, WAYS[inputs.one_of("case", case, WAYS)](rng)


def learned(case, rate, decay, seed, epochs=EPOCHS):
    """Return the `History` of a training on the 4130 names for training.

    They come in batches of 64, in an order drawn anew each epoch; Adam's rate falls evenly to 0.
    """
    rate, (rng, net) = inputs.above_0("rate", rate), begun(case, seed)
    X, y_true = names.coded(names.load().training)
    steps = inputs.count("epochs", epochs) * -(-len(X) // BATCH)
    look = {"order": "shuffled", "rng": rng, "optimiser": Falling(steps, Adam()), "decay": decay}
    return train(net, X, y_true, rate, epochs, BATCH, **look)


def spelt(case, rate, decay, seed):
    """Compute one row of the table "names"; that takes about ten seconds."""
    net = learned(case, rate, decay, seed).network()
    parts = [net.loss(*names.coded(part)) for part in names.load()]
    blind = parts[-1]
    if case in LEAK:
        blind = net.with_look(mask=True).loss(*names.coded(names.load().test))
    return Spelt(case, rate, decay, seed, net.values.size, *map(float, (*parts, blind)))


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
    net = Recurrent.random([books.SYMBOLS, neurons, books.DIGITS], rng, output=CHOSEN)
    return depth.sized(net, 1)


class Finder(NamedTuple):
    """A way to look up: how it begins, from how many books it learns, how often, at which rates."""

    start: Callable  # of a generator
    rows: int
    epochs: int
    rates: tuple
    best: float  # of the rates, by the books of 2, 5 and 8 pairs and two starts
    starts: int = STARTS


FINDERS: dict[str, Finder] = {
    "attention": Finder(_attention, ROWS, 10, (0.01,), 0.01),
    "window": Finder(partial(_book_window, neurons=64), 20 * ROWS, 6, READING, 0.003),
    "recurrent": Finder(partial(_recurrent, neurons=64), 20 * ROWS, 6, READING, 0.0003),
    "wide window": Finder(partial(_book_window, neurons=512), 80 * ROWS, 2, (0.003,), 0.003, 1),
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
    if not isinstance(net, Speaker | Recurrent) or net.sizes[0] != books.SYMBOLS:
        inputs.refuse("net", inputs.shown(net), _("a network that reads books"))
    found = []
    for pairs in SIZES:
        X, y_true = books.books(np.random.default_rng(pairs), ASKED, pairs)
        read = X if isinstance(net, Speaker) else marked(X, books.SYMBOLS)
        last = net.feedforward(read)[:, -1]
        found.append(float((last.argmax(axis=1) == y_true[:, -1]).mean()))
    return found


def looked_up(case, rate, seed):
    """Compute one row of the table "books"; that takes up to a minute, and the wide window more."""
    history = looking(case, rate, seed)
    net = history.network()
    return Found(case, rate, seed, net.values.size, float(history.losses[-1]), *shares_right(net))


# ---------------------------------------------------------------- tables

KINDS = {"names": Spelt, "books": Found}
BEST = {  # the rate and the decay by which the validation names cost least, of two starts
    "one head alone": (0.03, 0.01),
    "head, residual": (0.03, 0.01),
    "head, residual, norm": (0.01, 0.01),
    "block, 1 head": (0.01, 0.3),
    "block, 4 heads": (0.01, 0.3),
    "window of 3": (0.03, 0.1),
    "window of 8": (0.03, 0.3),
    "wide window of 8": (0.03, 0.3),
    "no positions": (0.03, 0.1),
    "no residual": (0.003, 0.3),
    "no norm": (0.03, 0.1),
    "no neurons": (0.03, 0.1),
}


def tried(case):
    """Return the rates and the decays of which `BEST` was chosen for a case."""
    rate, decay = BEST[inputs.one_of("case", case, BEST)]
    beyond = {RATES[0]: [LOWER, *RATES], RATES[-1]: [*RATES, HIGHER]}
    return beyond.get(rate, [*RATES]), [LESS, *DECAYS] if decay < DECAYS[1] else [*DECAYS]


KEYS = {  # with what they are computed, in the order of the table
    "names": [
        *(
            (case, *pair, seed)
            for case in TUNED
            for pair in product(*tried(case))
            for seed in range(FEWER)
        ),
        *((case, *BEST[case], seed) for case in BEST for seed in range(FEWER, STARTS)),
        *product((WHOLE, *PARTS), (BEST[WHOLE][0],), DECAYS, range(FEWER, STARTS)),
        *((case, *BEST[WHOLE], seed) for case in LEAK for seed in range(STARTS)),
    ],
    "books": [
        (case, rate, FIRST + start)
        for case, finder in FINDERS.items()
        for rate in finder.rates
        for start in range(finder.starts if rate == finder.best else FEWER)
    ],
}
KEYS["names"] = list(dict.fromkeys(KEYS["names"]))  # each once


def table(name):
    """Return the rows of a table as `make study` wrote them, each a `Spelt` or a `Found`."""
    kind = KINDS[inputs.one_of("name", name, KINDS)]
    return studies.read(studies.TABLES / f"{name}.csv", kind)


def chosen(case):
    """Return the rows of the five starts of a case in the table "names", at its best pair.

    The best rate and decay, `BEST`, are those with which the validation names cost two starts
    least. What has a leak is trained as the whole block is.
    """
    inputs.one_of("case", case, WAYS)
    return _rows(case, *BEST[WHOLE if case in LEAK else case])


def column(case, part="test"):
    """Return what the names of a part cost in the rows that `chosen` returns, shape (5,)."""
    return _losses(chosen(case), part)


def at_decay(case, decay, part="test"):
    """Return what names cost the block, whole or without a part, at one decay, shape (5,).

    The rate is that of the whole block.
    """
    inputs.one_of("case", case, (WHOLE, *PARTS))
    inputs.one_of("decay", decay, DECAYS)
    return _losses(_rows(case, BEST[WHOLE][0], decay), part)


def _losses(rows, part):
    """Return what the names of a part cost in rows."""
    inputs.one_of("part", part, Spelt._fields[5:])
    return np.array([getattr(row, part) for row in rows])


def _rows(case, rate, decay):
    """Return the rows of the table "names" for a case, a rate and a decay."""
    key = (case, rate, decay)
    return [row for row in table("names") if (row.case, row.rate, row.decay) == key]


def found(case):
    """Return the rows of a case in the table "books", at its best rate."""
    best = FINDERS[inputs.one_of("case", case, FINDERS)].best
    return [row for row in table("books") if row[:2] == (case, best)]
