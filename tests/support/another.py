"""Another day, another computer: when stored rows have their turn, and how they come out there."""

import json
import os
import subprocess
import sys
from datetime import date

import numpy as np
from lessons import ENGLISH_PATHS, OTHER_PATHS, ROOT

from helpers import studies
from tools import arithmetics, study

DAY = os.environ.get("STUDY_DATE") or date.today().isoformat()


def turn(things, days):
    """Return those things that have their turn on the day: each once in so many days."""
    return things[date.fromisoformat(DAY).toordinal() % days :: days]


def spoken(days):
    """Return the lessons in English, and of those in other languages what has its turn.

    What no language changes is tried in English; in others it is enough to see each now and then.
    """
    return ENGLISH_PATHS + turn(OTHER_PATHS, days)


CODE = """
import json
from types import SimpleNamespace
from tools import arithmetics
arithmetics.enter(SimpleNamespace(ast_transformers=[]))
from helpers import finders, rungs, slips, studies, trials
from tools import study
print(json.dumps([{function}(*key) for key in {keys}]))
"""


def computer(function, keys):
    """Return what a function, such as "studies.row", gives for each key on another computer.

    There products add their terms from the last to the first.
    """
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(function=function, keys=keys)],
        cwd=ROOT,
        env=os.environ | {arithmetics.VARIABLE: "reversed"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def in_its_one_form(name, rows, key, *said):
    """Assert that a stored table has each key once, in order, and says how it was made."""
    keys = [row[:key] for row in rows]
    assert keys == study.keys(name)
    assert len(set(keys)) == len(keys)
    text = (studies.TABLES / f"{name}.csv").read_bytes().decode("utf-8")
    assert text == study.text(name, rows)
    head = " ".join(line[2:] for line in text.splitlines() if line.startswith("#"))
    for words in ("make study", *said):
        assert words in head


def others_on_other_days(drawn):
    """Assert that of a year's days many have rows of their own, and each always the same."""
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    for function in drawn():
        found = [drawn(day)[function] for day in days]
        assert len(set(found)) > 4
        assert drawn(days[0])[function] == found[0]


def same(one, other):
    """Return whether rows are equal, where a number may have lost digits when it was written."""
    pairs = [(a, b) for row, again in zip(one, other, strict=True)
             for a, b in zip(row, again, strict=True)]  # fmt: skip
    return all(a == b or (not isinstance(a, str) and np.isclose(a, b, 1e-5, 0, equal_nan=True))
               for a, b in pairs)  # fmt: skip
