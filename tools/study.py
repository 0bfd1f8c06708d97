"""Computes the long studies of helpers.studies and writes their tables: python -m tools.study

Names of studies compute these alone: python -m tools.study units depth
"""

import sys
import time
import zlib
from concurrent.futures import ProcessPoolExecutor
from itertools import product

from helpers import studies

WHAT = {
    "units": "One neuron, two clouds of points, the second input c times as large.\n"
    "Steps until the loss is within 1 % of the lowest, from {starts} starts.",
    "depth": "A ring of points, networks 2-8-8-8-8-1 of sigmoids, weights from N(0, 1) gain / √n.\n"
    "Steps until the loss is 0.01, from {starts} starts.",
    "words": "A table of 1000 words, word k with a frequency proportional to 1/k.\n"
    "Steps until the loss is a hundredth of that at the start, of {starts} tables.",
}
HEAD = """\
{what}
The seed is {seed}; inf stands for more than {steps} steps. In each case every optimiser has the
same rates, from {low:g} to {high:g}.
Made by `make study`; do not edit by hand. See helpers/studies.py.
The sum over all rows, by zlib.crc32: {sum:08x}."""


def keys(name):
    """Return (case, optimiser, rate) of all rows of a table, in their order."""
    study = studies.STUDIES[name]
    return list(product(study.cases, studies.OPTIMISERS, study.rates))


def text(name, rows):
    """Return a table as it is stored."""
    study = studies.STUDIES[name]
    low, high = study.rates[0], study.rates[-1]
    what = WHAT[name].format(starts=study.starts)
    lines = [",".join(studies.Row._fields)]
    for row in rows:
        lines.append(",".join(part if isinstance(part, str) else f"{part:g}" for part in row))
    told = "\n".join(lines) + "\n"
    numbers = {"seed": studies.SEED, "steps": study.steps, "low": low, "high": high}
    head = HEAD.format(what=what, sum=zlib.crc32(told.encode()), **numbers)
    return "".join(f"# {line}\n" for line in head.splitlines()) + told


def main(names):
    unknown = set(names) - set(studies.STUDIES)
    if unknown:
        return f"No study is called {', '.join(unknown)}; there are {', '.join(studies.STUDIES)}."
    studies.TABLES.mkdir(exist_ok=True)
    with ProcessPoolExecutor() as pool:
        for name in names or studies.STUDIES:
            start = time.perf_counter()
            made = keys(name)
            rows = pool.map(studies.row, [name] * len(made), *zip(*made, strict=True))
            path = studies.TABLES / f"{name}.csv"
            path.write_text(text(name, rows), "utf-8", newline="\n")
            print(f"{name}: {len(made)} rows in {time.perf_counter() - start:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
