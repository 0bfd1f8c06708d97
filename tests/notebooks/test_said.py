"""No edit changes a number or a weighty word of a text unseen."""

import pytest
from lessons import Lesson
from said import ENGLISH, FOLDER, said


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_what_is_said_is_what_was_looked_at(path):
    stored = (FOLDER / f"{path.stem}.txt").read_text("utf-8")
    assert said(Lesson(path)).split("\n") == stored.split("\n")


def test_every_notebook_has_been_looked_at():
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in ENGLISH}


LIES = [
    ("01_neuron", "beach-explorer-seen", "−1.6", "−1.9"),
    ("06_training", "lowest-seen", "five hundred", "fifty"),
    ("06_training", "break-quiet-seen", "158", "184"),
    ("05_sgd", "bet-seen", "four of five", "nine of ten"),
    ("04_backprop", "museum-train-seen", "not a single network is", "every network is"),
    ("02_feedforward", "trap-seen", "two of the four", "all four of the"),
]


@pytest.mark.parametrize(("name", "cell", "old", "new"), LIES)
def test_an_edit_is_seen(name, cell, old, new):
    (path,) = (path for path in ENGLISH if path.stem == name)
    lesson = Lesson(path)
    (edited,) = (c for c in lesson.markdown if c.id == cell)
    before = said(lesson)
    assert old in edited.source, edited.source
    edited.source = edited.source.replace(old, new, 1)
    assert said(lesson) != before
