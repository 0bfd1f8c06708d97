"""Rungs are ways to say the next letter of a name, each with a part more, trained from starts.

`table("names")` reads a table as `make study` wrote it, and `spelt("no mask", 0.01, 0.03, 0)` or
`sampled("no mask", 0.01, 0.03, 0)` computes one row of a table anew; that takes ten seconds.

    names     what the test names cost, in nats a letter, for the block, its parts and its rivals
    samples   names that the block makes up, and the networks on the way to it, and its rivals
"""

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import NamedTuple

import numpy as np

from helpers import inputs, names, studies
from helpers.attention import Transformer
from helpers.optimisers import Adam, Falling
from helpers.training import train
from helpers.windows import Window

LETTERS, WIDTH, HEADS = len(names.LETTERS), 32, 4
EPOCHS, BATCH = 23, 64  # 1495 steps
STARTS, FEWER = 5, 2  # of what is compared, and of those by which rates and decays are chosen
RATES, DECAYS = (0.003, 0.01, 0.03), (0.03, 0.1, 0.3, 1.0)
LOWER, HIGHER = 0.001, 0.1  # where the first or the last of these rates is best, one more
LESS = (0.003, 0.01)  # and two more decays
MADE_UP, DRAWN_BY = 7, 14  # names of a sample, and the seed by which they are drawn


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


class Sample(NamedTuple):
    """Seven names that a network makes up after its training, with spaces between them."""

    case: str
    rate: float
    decay: float
    seed: int
    says: str


# ---------------------------------------------------------------- names


def _block(rng, width=WIDTH, **changed):
    look = {"places": names.PLACES, "heads": HEADS} | changed
    return Transformer.random([LETTERS, width, LETTERS], rng, **look)


def _window(rng, width, neurons, last):
    return Window.random([LETTERS, width, neurons, LETTERS], rng, last)


ALONE = partial(_block, heads=1, residual=False, without=("norm", "neurons"))
RUNGS: dict[str, Callable] = {  # each has one more part than the one before
    "head, no positions": partial(ALONE, places=None),
    "one head alone": ALONE,
    "head, residual": partial(_block, heads=1, without=("norm", "neurons")),
    "head, residual, norm": partial(_block, heads=1, without=("neurons",)),
    "block, 1 head": partial(_block, heads=1),
    "block, 4 heads": _block,
}
WHOLE = "block, 4 heads"
RIVALS: dict[str, Callable] = {  # of the whole block, the last one by its width
    "window of 3": partial(_window, width=10, neurons=250, last=3),
    "window of 8": partial(_window, width=10, neurons=135, last=8),
    "wide window of 8": partial(_window, width=32, neurons=128, last=8),
    "wide block": partial(_block, width=52),
}
PARTS: dict[str, Callable] = {  # one part of the whole block is left out
    "no positions": partial(_block, places=None),
    "no residual": partial(_block, residual=False),
    "no norm": partial(_block, without=("norm",)),
    "no neurons": partial(_block, without=("neurons",)),
}
TUNED = RUNGS | RIVALS | PARTS
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


def sampled(case, rate, decay, seed):
    """Compute one row of the table "samples"; that takes about ten seconds."""
    net = learned(case, rate, decay, seed).network()
    made_up = names.spoken(net, np.random.default_rng(DRAWN_BY), MADE_UP)
    return Sample(case, rate, decay, seed, " ".join(made_up))


# ---------------------------------------------------------------- tables

KINDS = {"names": Spelt, "samples": Sample}
BEST = {  # the rate and the decay by which the validation names cost least, of two starts
    "head, no positions": (0.03, 0.003),
    "one head alone": (0.03, 0.01),
    "head, residual": (0.03, 0.01),
    "head, residual, norm": (0.01, 0.003),
    "block, 1 head": (0.01, 0.3),
    "block, 4 heads": (0.01, 0.3),
    "window of 3": (0.03, 0.1),
    "window of 8": (0.03, 0.3),
    "wide window of 8": (0.03, 0.3),
    "wide block": (0.01, 0.3),
    "no positions": (0.03, 0.1),
    "no residual": (0.003, 0.3),
    "no norm": (0.03, 0.1),
    "no neurons": (0.03, 0.1),
}


def tried(case):
    """Return the rates and the decays of which `BEST` was chosen for a case."""
    rate, decay = BEST[inputs.one_of("case", case, BEST)]
    beyond = {RATES[0]: [LOWER, *RATES], RATES[-1]: [*RATES, HIGHER]}
    return beyond.get(rate, [*RATES]), [*(LESS if decay < DECAYS[1] else ()), *DECAYS]


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
    "samples": [(case, *BEST[case], 0) for case in (*RUNGS, *RIVALS)],
}
KEYS["names"] = list(dict.fromkeys(KEYS["names"]))  # each once


def table(name):
    """Return the rows of a table as `make study` wrote them, each a `Spelt` or a `Sample`."""
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


def sample(case):
    """Return the seven names of a case in the table "samples", with spaces between them."""
    inputs.one_of("case", case, (*RUNGS, *RIVALS))
    (row,) = [row for row in table("samples") if row.case == case]
    return row.says


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
