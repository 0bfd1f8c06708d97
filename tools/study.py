"""Computes the long studies and trials of helpers and writes their tables: python -m tools.study

Names compute these alone: python -m tools.study units depth
"""

import sys
import time
import zlib
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, product

from helpers import digits, slips, splits, starts, studies, trials

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
    "of 60 bits, whether 2⁶⁰ - 1 and 1 are added, and of how many states one plane tells the\n"
    "carry. Seeds from 0 to {last}, or to {before}.",
    "memories": "Networks that learn to say the first bit after T others, {most} starts.\n"
    "dL/dh of the first step over the last before training, steps until 99 % are right, in parts\n"
    "of {part}, and the share in the end; inf is more than {steps}. Seeds from 0 to {last}.",
}
STUDIED = """\
The seed is {seed}; inf stands for more than {steps} steps. In each case every optimiser has the
same rates, from {low:g} to {high:g}.
"""
MADE = "Made by `make study`; do not edit by hand. See helpers/{module}.py.\n"
SUM = "The sum over all rows, by zlib.crc32: {:08x}."


def keys(name):
    """Return what is computed for a table, in its order.

    Of a study it is (case, optimiser, rate), a row each; of trials (case, seed), of which each
    gives a row for each number of epochs; of splits and slips see there.
    """
    if name == "slips":
        return slips.KEYS
    if name in splits.KINDS:
        return splits.KEYS[name]
    if name in starts.KINDS:
        return starts.KEYS[name]
    if name in trials.TRIALS:
        return list(product(trials.TRIALS[name].cases, range(trials.SEEDS)))
    study = studies.STUDIES[name]
    return list(product(study.cases, studies.OPTIMISERS, study.rates))


def rows(name, *key):
    """Return the rows that belong to a key."""
    if name == "slips":
        return slips.slip(*key)
    if name in splits.KINDS:
        return splits.sure(*key) if name == "sure" else split(*key)
    if name in starts.KINDS:
        return [starts.added(*key) if name == "adder" else starts.remembered(*key)]
    return trials.trials(name, *key) if name in trials.TRIALS else [studies.row(name, *key)]


def split(case, rows, seed):
    """Return the rows of a way to read digits; that of the tests' scikit-learn is here."""
    if case not in splits.SVC:
        return splits.split(case, rows, seed)
    from sklearn.svm import SVC

    X, said = digits.load()
    known = splits.parts(seed, rows)[1].training
    fitted = SVC(C=splits.SVC[case]).fit(X[known], said[known])
    return [splits.judged(fitted.predict, case, rows, 0, seed)]


def head(name):
    """Return what is said above a table."""
    if name in (*splits.KINDS, "slips"):
        most = splits.DRAWS
        numbers = {"most": most, "last": most - 1}
        numbers |= {"test": digits.TEST, "validation": digits.VALIDATION}
        numbers |= {"module": "slips" if name == "slips" else "splits"}
        return (WHAT[name] + "\n" + MADE).format(**numbers)
    if name in starts.KINDS:
        most = starts.STARTS if name == "adder" else starts.MEMORIES
        numbers = {"most": most, "last": most - 1, "rows": starts.ROWS}
        numbers |= {"others": starts.OTHERS, "before": starts.OTHERS - 1}
        numbers |= {"part": starts.PART, "steps": starts.MOST_STEPS}
        return WHAT[name].format(**numbers) + "\n" + MADE.format(module="starts")
    if name in trials.TRIALS:
        made = trials.TRIALS[name]
        most = trials.SEEDS
        numbers = {"most": most, "last": most - 1, "test": made.test, "validation": made.validation}
        return WHAT[name].format(**numbers) + "\n" + MADE.format(module="trials")
    study = studies.STUDIES[name]
    numbers = {"seed": studies.SEED, "steps": study.steps, "starts": study.starts}
    numbers |= {"low": study.rates[0], "high": study.rates[-1]}
    said = WHAT[name] + "\n" + STUDIED + MADE
    return said.format(**numbers, module="studies")


def text(name, table):
    """Return a table as it is stored."""
    lines = [",".join(table[0]._fields)]
    for row in table:
        parts = (part if isinstance(part, str) else f"{part:g}" for part in row)
        lines.append(",".join(f'"{part}"' if "," in part else part for part in parts))
    told = "\n".join(lines) + "\n"
    said = head(name) + SUM.format(zlib.crc32(told.encode()))
    return "".join(f"# {line}\n" for line in said.splitlines()) + told


def main(names):
    known = [*studies.STUDIES, *trials.TRIALS, *splits.KINDS, "slips", *starts.KINDS]
    unknown = set(names) - set(known)
    if unknown:
        return f"No study is called {', '.join(unknown)}; there are {', '.join(known)}."
    studies.TABLES.mkdir(exist_ok=True)
    with ProcessPoolExecutor() as pool:
        for name in names or known:
            start = time.perf_counter()
            made = keys(name)
            found = pool.map(rows, [name] * len(made), *zip(*made, strict=True))
            table = list(chain.from_iterable(found))
            path = studies.TABLES / f"{name}.csv"
            path.write_text(text(name, table), "utf-8", newline="\n")
            print(f"{name}: {len(table)} rows in {time.perf_counter() - start:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
