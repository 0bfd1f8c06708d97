"""Measures, prints the table and writes it beside this file: python -m tools.bench

Names of sections measure these alone, and write nothing: python -m tools.bench small digits
With `--store` they take the place of those that stand in the table, but for rows of what is not
installed here, which stay as they were measured.
`--rounds 0.3` makes every measurement with that part of the usual repeats.
"""

import argparse
import os
import platform
import time
from importlib.metadata import version
from pathlib import Path

from tools.bench import course, digits, explorers, passes, pytorch, small

SECTIONS = {
    "small": small,
    "digits": digits,
    "passes": passes,
    "explorers": explorers,
    "course": course,
}
TABLE = Path(__file__).with_name("table.md")
HEAD = """\
# Benchmark

Made by `make bench`; do not edit by hand. A ratio is the first time divided by the second: below \
1 the first one is faster. The two took turns in one run. Given are the median of the ratios, the \
middle half of them, and the median times. A row of what was not installed then is of an earlier \
run."""


def surroundings():
    """Return a sentence that says with what was measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scikit-learn"))
    torch = f", PyTorch {pytorch.VERSION.split('+')[0]}" if pytorch.VERSION else ""
    return f"Python {platform.python_version()}, {packages}{torch}, {os.cpu_count()} cores."


def with_sections(table, renewed):
    """Return the table with other sections in the place of those with the same headings."""
    head, *sections = table.rstrip().split("\n\n## ")
    found = {part.partition("\n")[0]: part for part in (p.removeprefix("## ") for p in renewed)}
    kept = [measured(found.pop(part.partition("\n")[0], part), part) for part in sections]
    return "\n\n## ".join([head, *kept, *found.values()]) + "\n"


def measured(new, old):
    """Return a section in which each row of what is not installed here is the one that stood."""
    stood = {pair(line): line for line in old.splitlines() if line.startswith("| ")}
    lines = (
        stood.get(pair(line), line) if f"| {pytorch.NOT_INSTALLED}" in line else line
        for line in new.splitlines()
    )
    return "\n".join(lines)


def pair(line):
    """Return what a row of the table compares: what was measured, and against what."""
    return tuple(line.split("|")[1:3])


def main():
    parser = argparse.ArgumentParser(prog="python -m tools.bench")
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], metavar="SECTION")
    parser.add_argument("--rounds", type=float, default=1.0)
    parser.add_argument("--store", action="store_true")
    wanted = parser.parse_args()
    start = time.perf_counter()
    parts = [HEAD, surroundings()]
    if not pytorch.VERSION:
        parts.append(pytorch.HOW_TO_ADD)
    print("\n\n".join(parts), flush=True)
    for name in wanted.sections or SECTIONS:
        section = SECTIONS[name].section(lambda n: max(1, round(n * wanted.rounds)))
        parts.append(section.markdown().strip())
        print(f"\n{parts[-1]}", flush=True)
        if wanted.store or not wanted.sections:
            section.store()
    if not wanted.sections:
        TABLE.write_text("\n\n".join(parts) + "\n", "utf-8", newline="\n")
    elif wanted.store:
        renewed = parts[-len(wanted.sections) :]
        TABLE.write_text(with_sections(TABLE.read_text("utf-8"), renewed), "utf-8", newline="\n")
    print(f"\n{time.perf_counter() - start:.0f} s in all.")


if __name__ == "__main__":
    main()
