"""No edit changes a number or a weighty word of a text unseen."""

import pytest
from lessons import Lesson
from said import ENGLISH, FOLDER, SAID, said, signs, stored, weighty

from tools import editions

STORED = dict(stored())


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_what_is_said_is_what_was_looked_at(path):
    assert path.read_text("utf-8").split("\n") == STORED[path].split("\n")


def test_nothing_is_stored_of_what_is_gone():
    assert set(FOLDER.rglob("*.txt")) == set(STORED)


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
    assert old in edited.source, edited.source
    lie = edited.source.replace(old, new, 1)
    assert said({cell: lie}, SAID) != said({cell: edited.source}, SAID)


IN_CHINESE = [
    ("03_loss", "judge-seen", "答案是 (b)", "答案是 (a)"),
    ("03_loss", "shift-picture", "44", "983"),
    ("03_loss", "broadcast", "十六", "十五"),
    ("03_loss", "game-after", "一倍半", "两倍半"),
    ("03_loss", "landscape-told", "损失", "代价"),
    ("12_recurrence", "state-weights-seen", "接近 1", "接近 −1"),
    ("08_optimisers", "recap", "学习率", "学习速度"),
    ("lesson", "page", "损失", "代价"),
    ("plans", "page", "02_feedforward", "03_loss"),
    ("02_feedforward", "hand-output-seen", "h_1", "z_1"),
    ("02_feedforward", "output-half", "`W2`", "`w2`"),
    ("mistakes", "page", "负", "正"),
    ("14_attention", "recap", "键", "值"),
    ("questions_last", "question-2", "降到", "升到"),
]


@pytest.mark.parametrize(("name", "cell", "old", "new"), IN_CHINESE)
def test_an_edit_in_another_language_is_seen(name, cell, old, new):
    (own,) = (own for source, own in editions.pairs("zh-CN") if editions.name(source) == name)
    text = editions.texts(own)[cell]
    assert old in text, text
    pattern = weighty("zh-CN")
    lie = text.replace(old, new, 1)
    assert said({cell: lie}, pattern, signs) != said({cell: text}, pattern, signs)
