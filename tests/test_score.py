"""The score of the game: the better one is kept, and no folder or file can make it raise."""

import json

import numpy as np
import pytest

from helpers import score
from helpers.network import Network
from helpers.people import X, y_true


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(score, "_unwritten", None)
    return tmp_path


def test_no_score_at_first():
    assert score.load() is None


def test_a_score_comes_back():
    assert score.save(0.05, 20, blind=False)
    assert score.load() == (0.05, 20, False)
    assert [path.name for path in score.FILE.absolute().parent.iterdir()] == ["score.json"]


def test_numpy_numbers_are_numbers():
    assert score.save(np.float64(0.05), np.int64(7), np.bool_(True))
    assert score.load() == (0.05, 7, True)


@pytest.mark.parametrize(
    ("first", "second", "best"),
    [
        ((0.05, 20, False), (0.01, 20, True), (0.01, 20, True)),
        ((0.01, 20, True), (0.05, 3, False), (0.01, 20, True)),
        ((0.05, 20, False), (0.05, 12, False), (0.05, 12, False)),
    ],
)
def test_the_better_score_is_kept(first, second, best):
    assert score.save(*first)
    assert score.save(*second)
    assert score.load() == best


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[0.1, 20, false]",
        "null",
        "[" * 100_000,
        '{"loss": 0.1}',
        '{"loss": 0.1, "moves": 20, "blind": false, "name": "Alice"}',
        '{"loss": "0.1", "moves": 20, "blind": false}',
        '{"loss": NaN, "moves": 20, "blind": false}',
        '{"loss": -0.1, "moves": 20, "blind": false}',
        '{"loss": 0.1, "moves": 2000, "blind": false}',
        '{"loss": 0.1, "moves": true, "blind": false}',
        '{"loss": 0.1, "moves": 20, "blind": "no"}',
        '{"loss": [], "moves": 20, "blind": false}',
    ],
)
def test_a_damaged_or_foreign_file_is_no_score(text):
    score.FILE.write_text(text, "utf-8")
    assert score.load() is None
    assert score.save(0.3, 20, blind=False)
    assert score.load() == (0.3, 20, False)


def test_bytes_that_are_no_text_are_no_score():
    score.FILE.write_bytes(b"\xff\xfe\x00")
    assert score.load() is None


def test_a_score_that_cannot_be_written_is_remembered():
    score.FILE.mkdir()  # nobody, not even root, can replace a folder by a file
    assert not score.save(0.05, 20, blind=False)
    assert not score.save(0.30, 20, blind=False)
    assert score.load() == (0.05, 20, False)
    assert [path.name for path in score.FILE.absolute().parent.iterdir()] == ["score.json"]


def test_a_remembered_score_is_written_when_that_becomes_possible():
    score.FILE.mkdir()
    assert not score.save(0.05, 20, blind=False)
    score.FILE.rmdir()
    assert score.save(0.30, 20, blind=False)
    assert json.loads(score.FILE.read_text("utf-8"))["loss"] == 0.05
    score.FILE.unlink()
    assert score.load() is None


def test_a_folder_that_is_gone_does_not_raise(tmp_path, monkeypatch):
    monkeypatch.setattr(score, "FILE", tmp_path / "gone" / "score.json")
    assert not score.save(0.05, 20, blind=False)
    assert score.load() == (0.05, 20, False)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("a", 20, False), "loss"),
        ((None, 20, False), "loss"),
        ((float("nan"), 20, False), "loss"),
        ((-0.1, 20, False), "loss"),
        ((1.1, 20, False), "loss"),
        ((0.1, 21, False), "moves"),
        ((0.1, -1, False), "moves"),
        ((0.1, 2.5, False), "moves"),
        ((0.1, True, False), "moves"),
        ((0.1, 20, "no"), "blind"),
    ],
)
def test_bad_input_is_named(arguments, name):
    with pytest.raises(ValueError, match=f"^{name} was .*; expected "):
        score.save(*arguments)
    assert score.load() is None


def descend(net, learning_rate):
    for _ in range(score.MOVES):
        net.values[...] -= learning_rate * net.gradient(X, y_true).values
    return net.loss(X, y_true)


def test_the_start_makes_a_good_game():
    net = Network([2, 2, 1], **score.START)
    assert list(score.START) == list(net.names)
    assert all(round(value, 1) == value and -3 <= value <= 3 for value in score.START.values())
    assert 0.25 < net.loss(X, y_true) < 0.4
    assert np.abs(net.gradient(X, y_true).values).min() > 0.01
    assert round(descend(Network([2, 2, 1], **score.START), 1.0), 3) == 0.117
    assert round(descend(Network([2, 2, 1], **score.START), 10.0), 3) == 0.005


def test_three_moves_do_not_win_the_game_but_a_few_more_do():
    sliders = np.linspace(-6, 6, 121)
    values = np.array(list(score.START.values()))
    losses = []
    for _ in range(6):
        tries = np.repeat(values[np.newaxis], 9 * 121, axis=0)
        for place in range(9):
            tries[121 * place : 121 * (place + 1), place] = sliders
        loss = Network([2, 2, 1], tries).loss(X, y_true)
        values = tries[loss.argmin()]
        losses.append(loss.min())
    assert losses[2] > 0.05
    assert losses[5] < 0.005
