"""In its notebook every exercise runs untouched, and the solution given there is right."""

import contextlib
import functools
import re

import pytest
from answers import CHECKS
from lessons import PATHS, Lesson, exercises, run, said_by, solution_code

from helpers.words import _

LESSONS = {path: Lesson(path) for path in PATHS}
EXERCISES = [
    pytest.param(path, key, id=f"{path.parent.name}/{path.stem}/{key.removeprefix('exercise-')}")
    for path, lesson in LESSONS.items()
    for key in exercises(lesson)
]


@functools.cache
def verdicts(path):
    """Run a notebook; return for each exercise what the check prints.

    Each is a pair: for the stub as shipped, and for the solution in its place.
    """
    found, folder = {}, path.parent
    after = {cells[1].id: (key, *cells) for key, cells in exercises(LESSONS[path]).items()}
    for cell, space in run(LESSONS[path], folder):
        if cell.id in after:
            key, _task, _stub, check, solution = after[cell.id]
            solved = dict(space)
            said_by(*solution_code(solution), solved, folder)
            found[key] = tuple(said_by(check.source, dict(s), folder) for s in (space, solved))
    return found


def begins(text, sentence, path):
    """Return whether a text begins as this sentence does in the language of a notebook."""
    with contextlib.chdir(path.parent):
        return text.startswith(_(sentence).format(why="").strip())


@pytest.mark.parametrize(("path", "key"), EXERCISES)
def test_an_untouched_exercise_is_not_attempted(path, key):
    untouched, _solved = verdicts(path)[key]
    sentence = (
        "Not attempted yet. Put your answer in place of the three dots, then run that cell and "
        "this one."
    )
    assert begins(untouched, sentence, path), untouched


@pytest.mark.parametrize(("path", "key"), EXERCISES)
def test_its_solution_is_right(path, key):
    _untouched, solved = verdicts(path)[key]
    assert begins(solved, "Right. {why}", path), solved


def test_every_check_is_called_in_the_english_notebooks_and_nothing_else():
    called = {
        re.fullmatch(r"exercises\.(\w+)\(.*\)", check.source)[1]
        for path, lesson in LESSONS.items()
        if path.parent.name == "en"
        for _task, _stub, check, _solution in exercises(lesson).values()
    }
    assert called == set(CHECKS)
