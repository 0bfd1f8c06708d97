"""Turns: of the lessons after the path some are tested for long, and the others on other days.

Notebooks 1 to 6 are looked at whole each time. Those after them are all run and read each time, but
with `LESSON_DAYS=3`, as `make test` has it, what takes long looks at a third of them: any cell
again, claims, drawings, exercises, and the explorers that they show; so does the browser.
`STUDY_DATE=2025-01-31` takes the turn of some other day.
"""

import functools
import os
import re

from another import turn
from explorers import EXPLORERS
from lessons import ENGLISH_PATHS

DAYS = int(os.environ.get("LESSON_DAYS", "1"))
PATH = 6  # so many notebooks have their turn each day
LESSONS = [path.stem for path in ENGLISH_PATHS]
OF_LESSONS = re.compile(rf"(?:\d\d_|\[)({'|'.join(name[3:] for name in LESSONS)})\b")
LONG = (
    "tests/notebooks/test_again.py",
    "tests/notebooks/test_claims.py",
    "tests/notebooks/test_drawings.py",
    "tests/exercises/test_exercises.py",
    "tests/exercises/test_checks.py::test_a_row_says_what_is_stored_in_each_language",
)
WIDGETS = "tests/widgets/"
NAME = "|".join(EXPLORERS)
OF_ONE = re.compile(rf"(?<=/test_widget_)({NAME})(?=\.py)|(?<=[\[-])({NAME})(?=[]-])")


def of_the_day(days=DAYS):
    """Return the names of the lessons that have their turn, such as "01_neuron"."""
    return LESSONS[:PATH] + turn(LESSONS[PATH:], days)


@functools.cache
def shown_in():
    """Return {explorer: the names of the lessons that show it}."""
    texts = {path.stem: path.read_text("utf-8") for path in ENGLISH_PATHS}
    calls = {explorer: f"widgets.{explorer.title()}(" for explorer in EXPLORERS}
    return {e: {name for name, text in texts.items() if calls[e] in text} for e in EXPLORERS}


def rests(nodeid, days=DAYS):
    """Return whether a test, by its whole name, looks for long at a lesson of another day."""
    about = set()
    if nodeid.startswith(LONG):
        about = {name for name in LESSONS if name[3:] in OF_LESSONS.findall(nodeid)}
    elif nodeid.startswith(WIDGETS) and (found := OF_ONE.search(nodeid)):
        about = shown_in()[found[0]]
    return bool(about) and about.isdisjoint(of_the_day(days))
