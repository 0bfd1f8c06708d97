"""Computes the long studies and trials of helpers and writes their tables: python -m tools.study

Names compute these alone: python -m tools.study units depth
"""

import sys
import time
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain, product
from typing import NamedTuple

import numpy as np

from helpers import (
    books,
    digits,
    finders,
    names,
    rungs,
    slips,
    splits,
    starts,
    studies,
    symbols,
    trials,
)

WHAT = {
    "units": "One neuron, two clouds of points, the second input c times as large.\n"
    "Steps until the loss is within 1 % of the lowest, from {starts} starts.",
    "depth": "A ring of points, networks 2-8-8-8-8-1 of sigmoids, weights from N(0, 1) gain / √n.\n"
    "Steps until the loss is 0.01, from {starts} starts.",
    "words": "A table of 1000 words, word k with a frequency proportional to 1/k.\n"
    "Steps until the loss is a hundredth of that at the start, of {starts} tables.",
    "overfit": "Noisy points of four shapes, {most} networks each, and three cures.\n"
    "Shares of {test} test rows and {validation} validation rows; seeds from 0 to {last}.",
    "spirals": "Two spirals, 250 training rows, networks of several kinds.\n"
    "Shares of {test} test rows and {validation} validation rows; seeds from 0 to {last}.",
    "digits": "The 1797 digits in an order drawn {most} times: {test} test rows, {validation} "
    "validation rows, and 1200\nrows to learn from, or fewer, or these and the validation rows. "
    "Shares that are right; seeds from\n0 to {last}.",
    "sure": "The network 64-32-10 and {most} times {test} test rows: how sure it is, and how many "
    "are right.\nSeeds from 0 to {last}.",
    "slips": "Networks and the nearest neighbour, from the 1797 digits in an order drawn {most} "
    "times: from them\nas they stand, or from these and their four copies moved by a pixel. Shares "
    "of {test} test rows\nthat are right, as they stand and moved, and of {validation} validation "
    "rows, by which a rate is chosen.\nSeeds from 0 to {last}.",
    "adder": "Recurrent networks that learn to add from {rows} pairs of 8 bits, {most} starts\n"
    "of one kind, {others} of each other. The loss, the shares of all 65,536 pairs and of 2000\n"
    "of 60 bits, whether 2⁶⁰ - 1 and 1 are added, in this order and exchanged, and of how many\n"
    "states one plane tells the carry. Seeds from 0 to {last}, or to {before}.",
    "memories": "Networks that learn to say the first bit after T others, {most} starts.\n"
    "dL/dh of the first step over the last before training, steps until 99 % are right, in parts\n"
    "of {part}, and the share in the end; inf is more than {steps}. Seeds from 0 to {last}.",
    "names": "First names, letter by letter: a block of attention, its parts, and windows. What "
    "they cost\nafter {epochs} epochs, in nats a letter; blind is the test if no later letter may "
    "be looked at. Two\nstarts of each rate and decay, {starts} of the best pair. Seeds from 0 to "
    "{last}.",
    "samples": "Names that the networks of the table of names make up, {made_up} of each at its "
    "best rate and decay,\ndrawn with the seed {drawn_by}; the seed of each start is 0.",
    "books": "Books of {least} to {most} pairs to learn from, {few} for attention, more for the "
    "others: which share of\n{asked} books of 2, 5, 8, 16 and 26 pairs is read rightly. Two starts "
    "of each rate, {starts} of the best one.\nSeeds from {first} to {last}.",
    "far": "Heads that learn to say the first bit after T others, {most} starts with positions "
    "and without:\nsteps until 99 % of {asked} new rows are right, in parts of {part}, and the "
    "share in the end; inf is more\nthan {steps}. Seeds from 0 to {last}.",
}
SPEAKERS = "speakers"  # the two networks that are stored, which is no table
STUDIED = """\
The seed is {seed}; inf stands for more than {steps} steps. In each case every optimiser has the
same rates, from {low:g} to {high:g}.
"""
MADE = "Made by `make study`; do not edit by hand. See helpers/{module}.py.\n"
SUM = "The sum over all rows, by zlib.crc32: {:08x}."


class Table(NamedTuple):
    """How a stored table is made: of which keys, in its order, and the rows of one of them."""

    keys: Sequence
    rows: Callable  # of the parts of a key
    module: str  # of helpers
    numbers: dict  # which its head names
    more: str = ""  # what its head says besides


def tables():
    """Return for each name how that table is made."""
    drawn = upto(splits.DRAWS) | {"test": digits.TEST, "validation": digits.VALIDATION}
    added = {"rows": starts.ROWS, "others": starts.OTHERS, "before": starts.OTHERS - 1}
    known = {"part": starts.PART, "steps": starts.MOST_STEPS}
    spelt = {"epochs": rungs.EPOCHS, "starts": rungs.STARTS, "last": rungs.STARTS - 1}
    read = {"least": finders.SMALLEST_BOOK, "most": finders.LARGEST_BOOK, "few": finders.ROWS}
    read |= {"asked": finders.ASKED, "starts": finders.STARTS, "first": finders.FIRST}
    read |= {"last": finders.FIRST + finders.STARTS - 1}
    said = {"made_up": rungs.MADE_UP, "drawn_by": rungs.DRAWN_BY}
    far = upto(starts.MEMORIES) | known | {"asked": finders.ASKED}
    return {
        **{name: of_study(name, made) for name, made in studies.STUDIES.items()},
        **{name: of_trials(name, made) for name, made in trials.TRIALS.items()},
        "digits": Table(splits.KEYS["digits"], split, "splits", drawn),
        "sure": Table(splits.KEYS["sure"], splits.sure, "splits", drawn),
        "slips": Table(slips.KEYS, slips.slip, "slips", drawn),
        "adder": Table(
            starts.KEYS["adder"], one(starts.added), "starts", upto(starts.STARTS) | added
        ),
        "memories": Table(
            starts.KEYS["memories"], one(starts.remembered), "starts", upto(starts.MEMORIES) | known
        ),
        "names": Table(rungs.KEYS["names"], one(rungs.spelt), "rungs", spelt),
        "samples": Table(rungs.KEYS["samples"], one(rungs.sampled), "rungs", said),
        "books": Table(finders.KEYS["books"], one(finders.looked_up), "finders", read),
        "far": Table(finders.KEYS["far"], one(finders.far_off), "finders", far),
    }


def upto(count):
    """Return what a head says of so many seeds."""
    return {"most": count, "last": count - 1}


def one(row):
    """Return a function that makes a list of the single row which `row` returns."""
    return lambda *key: [row(*key)]


def of_study(name, made):
    """Return how the table of a study is made: a key is (case, optimiser, rate)."""
    numbers = {"seed": studies.SEED, "steps": made.steps, "starts": made.starts}
    numbers |= {"low": made.rates[0], "high": made.rates[-1]}
    keys = list(product(made.cases, studies.OPTIMISERS, made.rates))
    return Table(keys, one(partial(studies.row, name)), "studies", numbers, STUDIED)


def of_trials(name, made):
    """Return how the table of trials is made: a key is (case, seed), a row a number of epochs."""
    numbers = upto(trials.SEEDS) | {"test": made.test, "validation": made.validation}
    keys = list(product(made.cases, range(trials.SEEDS)))
    return Table(keys, partial(trials.trials, name), "trials", numbers)


def keys(name):
    """Return what is computed for a table, in its order."""
    return tables()[name].keys


def rows(name, *key):
    """Return the rows that belong to a key."""
    return tables()[name].rows(*key)


def split(case, rows, seed):
    """Return the rows of a way to read digits; those of the tests' scikit-learn are here."""
    if case not in splits.RIVALS:
        return splits.split(case, rows, seed)
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.svm import SVC

    X, said = digits.load()
    known, look = splits.parts(seed, rows)[1].training, splits.RIVALS[case]
    rival = SVC(**look) if "C" in look else RandomForestClassifier(**look, random_state=seed)
    fitted = rival.fit(X[known], said[known])
    return [splits.judged(fitted.predict, case, rows, 0, seed)]


def head(name):
    """Return what is said above a table."""
    made = tables()[name]
    return (WHAT[name] + "\n" + made.more + MADE).format(**made.numbers, module=made.module)


def text(name, table):
    """Return a table as it is stored."""
    lines = [",".join(table[0]._fields)]
    for row in table:
        parts = (part if isinstance(part, str) else f"{part:g}" for part in row)
        lines.append(",".join(f'"{part}"' if "," in part else part for part in parts))
    told = "\n".join(lines) + "\n"
    said = head(name) + SUM.format(zlib.crc32(told.encode()))
    return "".join(f"# {line}\n" for line in said.splitlines()) + told


def speakers():
    """Train the two networks that are stored, and return their rows by name, in whole 64ths."""
    speaker = rungs.learned(rungs.WHOLE, *rungs.BEST[rungs.WHOLE], 0)
    reader = finders.looking("attention", finders.FINDERS["attention"].best, finders.FIRST)
    told = {
        "names": speaker.parameters[list(names.STAGES)],
        "books": reader.parameters[[steps // finders.EACH for steps in books.STAGES]],
    }
    return {name: np.round(rows * symbols.FINE).astype(np.int16) for name, rows in told.items()}


def main(asked):
    known = tables()
    unknown = set(asked) - {*known, SPEAKERS}
    if unknown:
        there = ", ".join([*known, SPEAKERS])
        return f"No study is called {', '.join(unknown)}; there are {there}."
    studies.TABLES.mkdir(exist_ok=True)
    with ProcessPoolExecutor() as pool:
        for name in [name for name in known if not asked or name in asked]:
            start = time.perf_counter()
            made = keys(name)
            found = pool.map(rows, [name] * len(made), *zip(*made, strict=True))
            table = list(chain.from_iterable(found))
            path = studies.TABLES / f"{name}.csv"
            path.write_text(text(name, table), "utf-8", newline="\n")
            print(f"{name}: {len(table)} rows in {time.perf_counter() - start:.0f} s", flush=True)
    if not asked or SPEAKERS in asked:
        np.savez_compressed(symbols.FILE, **speakers())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
