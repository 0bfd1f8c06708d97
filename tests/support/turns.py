"""Turns: some lessons are tested for long today, the others on other days.

All notebooks are run and read each time, but with `LESSON_DAYS=5`, as `make test` has it, what
takes long looks at a fifth of them: any cell again, claims, drawings, exercises, sums with more
digits, and the explorers that they show; so does the browser. Whatever the day, it looks at each
lesson that was changed lately, so that a fault is seen where it is made; a file of a test alone,
such as the claims of a lesson, brings that test and no other. `STUDY_DATE=2025-01-31` takes the
turn of another.
"""

import functools
import os
import re
import subprocess
from pathlib import PurePosixPath

from another import turn
from explorers import EXPLORERS
from lessons import ENGLISH_PATHS, ROOT

DAYS = int(os.environ.get("LESSON_DAYS", "1"))
OF_ALL = ("helpers/", "notebooks/")  # where files by which all tests change are called as lessons
LATELY = 4 * 3600  # seconds before the last commit: what somebody did in one go
LESSONS = [path.stem for path in ENGLISH_PATHS]
OF_LESSONS = re.compile(rf"(?:\d\d_|\[)({'|'.join(name[3:] for name in LESSONS)})\b")
WIDGETS = "tests/widgets/"
# What takes long, each with those of its own files that are called as a lesson, or an explorer.
LONG = {
    "tests/notebooks/test_again.py": (),
    "tests/notebooks/test_claims.py": ("tests/notebooks/claims/",),
    "tests/notebooks/test_drawings.py": ("tests/notebooks/drawings_",),
    "tests/exercises/test_exercises.py": ("tests/exercises/",),
    "tests/exercises/test_checks.py::test_a_row_says_what_is_stored_in_each_language":
        ("tests/exercises/",),
    "tests/project/test_arithmetics.py::test_a_notebook_prints_the_same_with_wider_numbers": (),
    WIDGETS: (WIDGETS,),
}  # fmt: skip
# What `make rehearsal` runs in turn, each with the files by which it is changed.
REHEARSALS = {
    "image-test": ("binder/", "tests/image/", "tools/image.py"),
    "colab-test": ("tests/colab/", "tools/colab"),
    "frameworks": ("requirements-frameworks.txt", "tests/frameworks/", "tools/frameworks.py"),
}
NAME = "|".join(EXPLORERS)
OF_ONE = re.compile(rf"(?<=/test_widget_)({NAME})(?=\.py)|(?<=[\[-])({NAME})(?=[]-])")


def of_the_day(days=DAYS, own=()):
    """Return the names of the lessons that are tested for long, such as "01_neuron".

    `own` says how the paths of files begin that change these tests alone.
    """
    looked_at = {*turn(LESSONS, days), *spoken_of(changed(), OF_ALL + own)}
    return [name for name in LESSONS if name in looked_at]


def rehearsed(days=DAYS):
    """Return the targets of `make` that are rehearsed: one a day, and what was changed lately."""
    today = turn(list(REHEARSALS), min(days, len(REHEARSALS)))
    return [name for name, files in REHEARSALS.items()
            if name in today or any(path.startswith(files) for path in changed())]  # fmt: skip


@functools.cache
def spoken_of(paths, folders):
    """Return the lessons of which files speak by their names, or whose explorers these make."""
    stems = [PurePosixPath(path).stem for path in paths if path.startswith(folders)]
    words = {word for stem in stems for word in re.split("[^a-z]+", stem)}
    shown = {name for word in words & set(EXPLORERS) for name in shown_in()[word]}
    return {name for name in LESSONS if name[3:] in words} | shown


@functools.cache
def changed(folder=ROOT):
    """Return the files that are not committed as they are, or were shortly before the last commit.

    Where git knows nothing, as in an archive, there are none.
    """
    since = git(folder, "log", "-1", "--format=%ct")
    if not since:
        return frozenset()
    lately = f"--since={int(since[0]) - LATELY}"
    known = git(folder, "log", lately, "--name-only", "--format=")
    now = git(folder, "ls-files", "--modified", "--others", "--exclude-standard")
    return frozenset([*known, *now])


def git(folder, *command):
    """Return the lines that git prints, or none."""
    try:
        done = subprocess.run(["git", *command], cwd=folder, capture_output=True, encoding="utf-8")
    except OSError:
        return []
    return [] if done.returncode else [line for line in done.stdout.splitlines() if line]


@functools.cache
def shown_in():
    """Return {explorer: the names of the lessons that show it}."""
    texts = {path.stem: path.read_text("utf-8") for path in ENGLISH_PATHS}
    calls = {explorer: f"widgets.{explorer.title()}(" for explorer in EXPLORERS}
    return {e: {name for name, text in texts.items() if calls[e] in text} for e in EXPLORERS}


def rests(nodeid, days=DAYS):
    """Return whether a test, by its whole name, looks for long at a lesson of another day."""
    for test, own in LONG.items():
        if nodeid.startswith(test):
            about = about_lessons(nodeid)
            return bool(about) and about.isdisjoint(of_the_day(days, own))
    return False


def about_lessons(nodeid):
    """Return the lessons that a long test is about, or that show the explorer that it is about."""
    if nodeid.startswith(WIDGETS):
        found = OF_ONE.search(nodeid)
        return shown_in()[found[0]] if found else set()
    return {name for name in LESSONS if name[3:] in OF_LESSONS.findall(nodeid)}


if __name__ == "__main__":
    print(*rehearsed())
