"""In its notebook every exercise runs untouched, its solution is right, and answers get their due.

What a learner is told for many answers, wrong and right, is what the transcripts hold, in every
language: a notebook is played in English, and a check is run where it speaks another one.
"""

import contextlib
import re
from collections import Counter
from functools import cache

import pytest
from answers import CHECKS
from lessons import ENGLISH_PATHS, PATHS, Lesson, exercises, played, said_by, solution_code
from transcripts import FILES, answers, file_of, written

from helpers.words import _
from tools.marks import ENGLISH, languages

LESSONS = {path.stem: Lesson(path) for path in ENGLISH_PATHS}
LANGUAGES = languages()
EXERCISES = [
    pytest.param(language, name, key, id=f"{language}/{name}/{key.removeprefix('exercise-')}")
    for name, lesson in LESSONS.items()
    for key in exercises(lesson)
    for language in LANGUAGES
]
ANSWERS = [
    pytest.param(file.stem, *answer[:3], place, id=f"{file.stem}-{answer[0]}-{answer[1]}-{place}")
    for file in FILES
    for place, answer in enumerate(answers(file.read_text("utf-8")))
]
LEAST = {"wrong": 15, "right": 5}


def told(name, key, answer, spoken=(ENGLISH,)):
    """Return what the check of an exercise prints for an answer, the code of its stub, in each
    language.
    """
    lesson = LESSONS[name]
    _task, _stub, check, _solution = exercises(lesson)[key]
    space = dict(played(lesson.path).moments[key])
    said_by(answer, space, lesson.path.parent)
    folders = [lesson.path.parents[1] / language for language in spoken]
    return [said_by(check.source, space, folder).strip() for folder in folders]


def begins(text, sentence, language):
    """Return whether a text begins as this sentence does in a language."""
    with contextlib.chdir(PATHS[0].parents[1] / language):
        return text.startswith(_(sentence).format(why="").strip())


@cache
def transcript(name, language):
    """Return the answers to a lesson's exercises with what is said of them in a language."""
    return list(answers(file_of(name, language).read_text("utf-8")))


@pytest.mark.parametrize(("language", "name", "key"), EXERCISES)
def test_an_untouched_exercise_is_not_attempted(language, name, key):
    _task, stub, _check, _solution = exercises(LESSONS[name])[key]
    (untouched,) = told(name, key, stub.source, [language])
    sentence = (
        "Not attempted yet. Put your answer in place of the three dots, then run that cell and "
        "this one. After a restart, first choose Run All Above Selected Cell in the menu Run."
    )
    assert begins(untouched, sentence, language), untouched


@pytest.mark.parametrize(("language", "name", "key"), EXERCISES)
def test_its_solution_is_right(language, name, key):
    _task, _stub, _check, solution = exercises(LESSONS[name])[key]
    (solved,) = told(name, key, *solution_code(solution), [language])
    assert begins(solved, "Right. {why}", language), solved


def test_every_check_is_called_in_the_english_notebooks_and_nothing_else():
    called = {
        re.fullmatch(r"exercises\.(\w+)\(.*\)", check.source)[1]
        for lesson in LESSONS.values()
        for _task, _stub, check, _solution in exercises(lesson).values()
    }
    assert called == set(CHECKS)


@pytest.mark.parametrize(("name", "key", "part", "code", "place"), ANSWERS)
def test_the_check_says_what_the_transcript_holds(name, key, part, code, place):
    found = told(name, key, code, LANGUAGES)
    stored = [transcript(name, language)[place] for language in LANGUAGES]
    assert [one[:3] for one in stored] == [(key, part, code)] * len(LANGUAGES)
    assert found == [one[3] for one in stored]
    for language, said in zip(LANGUAGES, found, strict=True):
        assert begins(said, "Right. {why}", language) == (part == "right")


@pytest.mark.parametrize("name", LESSONS)
def test_every_exercise_has_many_answers(name):
    found = [file for file in FILES if file.stem == name]
    texts = [file.read_text("utf-8") for file in found]
    counts = Counter((key, part) for text in texts for key, part, *_ in answers(text))
    few = {
        (key, part): counts[key, part]
        for key in exercises(LESSONS[name])
        for part, least in LEAST.items()
        if counts[key, part] < least
    }
    assert few == {}
    assert texts == [written(answers(text)) for text in texts]
