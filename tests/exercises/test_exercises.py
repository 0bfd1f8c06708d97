"""In its notebook every exercise runs untouched, its solution is right, and answers get their due.

What a learner is told for many answers, wrong and right, is what the transcripts hold.
"""

import contextlib
import re
from collections import Counter

import pytest
from answers import CHECKS
from lessons import PATHS, Lesson, exercises, played, said_by, solution_code
from transcripts import FILES, answers, written

from helpers.words import _

LESSONS = {path: Lesson(path) for path in PATHS}
EXERCISES = [
    pytest.param(path, key, id=f"{path.parent.name}/{path.stem}/{key.removeprefix('exercise-')}")
    for path, lesson in LESSONS.items()
    for key in exercises(lesson)
]
ENGLISH = {path.stem: path for path in LESSONS if path.parent.name == "en"}
ANSWERS = [
    pytest.param(ENGLISH[file.stem], *answer, id=f"{file.stem}-{answer[0]}-{answer[1]}-{place}")
    for file in FILES
    for place, answer in enumerate(answers(file.read_text("utf-8")))
]
LEAST = {"wrong": 15, "right": 5}


def told(path, key, answer):
    """Return what the check of an exercise prints for an answer, which is code for its stub."""
    _task, _stub, check, _solution = exercises(LESSONS[path])[key]
    space = dict(played(path).moments[key])
    said_by(answer, space, path.parent)
    return said_by(check.source, space, path.parent)


def begins(text, sentence, path):
    """Return whether a text begins as this sentence does in the language of a notebook."""
    with contextlib.chdir(path.parent):
        return text.startswith(_(sentence).format(why="").strip())


@pytest.mark.parametrize(("path", "key"), EXERCISES)
def test_an_untouched_exercise_is_not_attempted(path, key):
    _task, stub, _check, _solution = exercises(LESSONS[path])[key]
    untouched = told(path, key, stub.source)
    sentence = (
        "Not attempted yet. Put your answer in place of the three dots, then run that cell and "
        "this one. After a restart, first choose Run All Above Selected Cell in the menu Run."
    )
    assert begins(untouched, sentence, path), untouched


@pytest.mark.parametrize(("path", "key"), EXERCISES)
def test_its_solution_is_right(path, key):
    _task, _stub, _check, solution = exercises(LESSONS[path])[key]
    solved = told(path, key, *solution_code(solution))
    assert begins(solved, "Right. {why}", path), solved


def test_every_check_is_called_in_the_english_notebooks_and_nothing_else():
    called = {
        re.fullmatch(r"exercises\.(\w+)\(.*\)", check.source)[1]
        for path, lesson in LESSONS.items()
        if path.parent.name == "en"
        for _task, _stub, check, _solution in exercises(lesson).values()
    }
    assert called == set(CHECKS)


@pytest.mark.parametrize(("path", "key", "part", "code", "said"), ANSWERS)
def test_the_check_says_what_the_transcript_holds(path, key, part, code, said):
    assert told(path, key, code).strip() == said
    assert said.startswith("Right. ") == (part == "right")


@pytest.mark.parametrize("path", ENGLISH.values(), ids=ENGLISH)
def test_every_exercise_has_many_answers(path):
    found = [file for file in FILES if file.stem == path.stem]
    texts = [file.read_text("utf-8") for file in found]
    counts = Counter((key, part) for text in texts for key, part, *_ in answers(text))
    few = {
        (key, part): counts[key, part]
        for key in exercises(LESSONS[path])
        for part, least in LEAST.items()
        if counts[key, part] < least
    }
    assert few == {}
    assert texts == [written(answers(text)) for text in texts]
