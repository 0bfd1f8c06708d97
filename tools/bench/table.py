"""The table of the benchmark, for the screen and as Markdown: every row is a ratio."""

from collections.abc import Callable
from typing import NamedTuple

from tools.bench.timing import ratio

HEAD = ("measured", "against", "ratio", "middle half", "times", "target")
MISSING = "–"


class Row(NamedTuple):
    """One line: what was measured against what; a ratio below 1 means that it is faster."""

    cells: tuple


def row(measured, against, target=None, verdicts=None, extra=""):
    """Return the line for the `Times` of two contestants.

    `target` is the largest good ratio; `verdicts` is a text for targets of another kind.
    """
    spread = ratio(measured, against)
    return Row(
        (
            measured.name,
            against.name,
            f"**{short(spread.median)}**",
            f"{short(spread.low)} to {short(spread.high)}",
            f"{duration(measured.median)} : {duration(against.median)}{extra}",
            verdicts or verdict(spread.median, target),
        )
    )


def missing(name, against, why):
    """Return the line for a contestant that is not installed."""
    return Row((name, against, MISSING, MISSING, why, MISSING))


def verdict(value, target, unit=""):
    """Return the target, and whether it was met."""
    if target is None:
        return MISSING
    return f"at most {target:g}{unit}: {'met' if value <= target else 'missed'}"


class Section(NamedTuple):
    """Some lines under a heading, and sentences that say what they mean."""

    title: str
    note: str
    rows: list
    store: Callable = lambda: None  # writes the pictures that stand beside the table

    def markdown(self):
        """Return the section as Markdown."""
        table = [HEAD, ("---",) * len(HEAD), *(row.cells for row in self.rows)]
        lines = "\n".join(f"| {' | '.join(cells)} |" for cells in table)
        return f"## {self.title}\n\n{self.note}\n\n{lines}\n"


def short(value):
    """Return a ratio with two digits that count: 0.083, 1.4, 12, 250."""
    digits = 0 if value >= 10 else 1 if value >= 1 else 2 if value >= 0.1 else 3
    return f"{value:.{digits}f}"


def duration(seconds):
    """Return a time in the unit that fits: 12 µs, 3.4 ms, 1.2 s."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1 or unit == "µs":
            value = seconds * factor
            return f"{value:.{0 if value >= 10 else 1}f} {unit}"
