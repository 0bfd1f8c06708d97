"""What a learner is told for many answers, wrong and right, is what the transcripts hold."""

from collections import Counter

import pytest
from lessons import exercises
from test_exercises import LESSONS, told
from transcripts import FILES, answers, written

PATHS = {path.stem: path for path in LESSONS if path.parent.name == "en"}
ANSWERS = [
    pytest.param(PATHS[file.stem], *answer, id=f"{file.stem}-{answer[0]}-{answer[1]}-{place}")
    for file in FILES
    for place, answer in enumerate(answers(file.read_text("utf-8")))
]
LEAST = {"wrong": 15, "right": 5}


@pytest.mark.parametrize(("path", "key", "part", "code", "said"), ANSWERS)
def test_the_check_says_what_the_transcript_holds(path, key, part, code, said):
    assert told(path, key, code).strip() == said
    assert said.startswith("Right. ") == (part == "right")


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
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
