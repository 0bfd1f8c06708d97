"""No edit changes a number or a weighty word of a text unseen."""

import pytest
from said import ENGLISH, FOLDER, how, said, stored

from tools import editions

STORED = dict(stored())


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_what_is_said_is_what_was_looked_at(path):
    assert path.read_text("utf-8").split("\n") == STORED[path].split("\n")


def test_nothing_is_stored_of_what_is_gone():
    assert set(FOLDER.rglob("*.txt")) == set(STORED)


LIES = [
    ("en", "01_neuron", "beach-explorer-seen", "−1.6", "−1.9"),
    ("en", "06_training", "lowest-seen", "five hundred", "fifty"),
    ("en", "06_training", "break-quiet-seen", "158", "184"),
    ("en", "05_sgd", "bet-seen", "four of five", "nine of ten"),
    ("en", "04_backprop", "museum-train-seen", "not a single network is", "every network is"),
    ("en", "02_feedforward", "trap-seen", "two of the four", "all four of the"),
    ("zh-CN", "03_loss", "judge-seen", "答案是 (b)", "答案是 (a)"),
    ("zh-CN", "03_loss", "shift-picture", "44", "983"),
    ("zh-CN", "03_loss", "broadcast", "十六", "十五"),
    ("zh-CN", "03_loss", "game-after", "一倍半", "两倍半"),
    ("zh-CN", "03_loss", "landscape-told", "损失", "代价"),
    ("zh-CN", "12_recurrence", "state-weights-seen", "接近 1", "接近 −1"),
    ("zh-CN", "08_optimisers", "recap", "学习率", "学习速度"),
    ("zh-CN", "lesson", "page", "损失", "代价"),
    ("zh-CN", "plans", "page", "02_feedforward", "03_loss"),
    ("zh-CN", "02_feedforward", "hand-output-seen", "h_1", "z_1"),
    ("zh-CN", "02_feedforward", "output-half", "`W2`", "`w2`"),
    ("zh-CN", "mistakes", "page", "负", "正"),
    ("zh-CN", "14_attention", "recap", "键", "值"),
    ("zh-CN", "questions_last", "question-10", "上升", "下降"),
]


@pytest.mark.parametrize(("language", "name", "cell", "old", "new"), LIES)
def test_an_edit_is_seen(language, name, cell, old, new):
    files = {path.stem: path for path in ENGLISH}
    if language != "en":
        files = {editions.name(source): own for source, own in editions.pairs(language)}
    text = editions.texts(files[name])[cell]
    assert old in text, text
    lie = text.replace(old, new, 1)
    assert said({cell: lie}, *how(language)) != said({cell: text}, *how(language))
