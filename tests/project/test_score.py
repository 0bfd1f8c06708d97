"""The best score of the game is kept, and no folder or file can make that fail."""

import numpy as np
import pytest

from helpers import score
from helpers.network import Network
from helpers.people import X, y_true


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    score.clear()
    yield tmp_path
    score.unwritten.clear()


@pytest.fixture
def no_folder(tmp_path, monkeypatch):
    """Put the file into a folder that is not there: nobody, not even root, can write it."""
    monkeypatch.setattr(score, "FILE", tmp_path / "gone" / "score.json")
    return score.FILE.parent


def test_there_is_no_score_at_first():
    assert score.load() is None


def test_a_score_comes_back_from_one_file_as_plain_numbers(empty_folder):
    assert score.save(np.float32(0.25), np.int64(7), True)
    assert score.load() == score.Score(loss=0.25, moves=7, blind=True)
    assert [type(value) for value in score.load()] == [float, int, bool]
    assert [path.name for path in empty_folder.iterdir()] == ["score.json"]


@pytest.mark.parametrize(
    ("first", "second", "best"),
    [
        ((0.05, 3, False), (0.01, 20, True), (0.01, 20, True)),
        ((0.01, 20, True), (0.05, 3, False), (0.01, 20, True)),
        ((0.05, 20, False), (0.05, 12, True), (0.05, 12, True)),
    ],
)
def test_of_two_scores_the_smaller_loss_is_kept_then_the_fewer_moves(first, second, best):
    assert score.save(*first)
    assert score.save(*second)
    assert score.load() == best


def test_a_new_player_starts_without_a_score(empty_folder):
    score.save(0.05, 20, False)
    score.clear()
    assert score.load() is None
    assert not list(empty_folder.iterdir())
    score.save(0.3, 20, False)
    assert score.load() == (0.3, 20, False)


@pytest.mark.parametrize(
    "damaged",
    [
        b"\xff\xfe\x00",
        b"null",
        100_000 * b"[",
        b'{"loss": 0.1, "moves": 20, "blind": false, "name": "Alice"}',
        b'{"loss": NaN, "moves": 20, "blind": false}',
        b'{"loss": 0.1, "moves": 2000, "blind": false}',
        b'{"loss": 0.1, "moves": 20, "blind": "no"}',
    ],
)
def test_a_damaged_file_is_no_score_and_is_written_anew(damaged):
    score.FILE.write_bytes(damaged)
    assert score.load() is None
    assert score.save(0.3, 20, False)
    assert score.load() == (0.3, 20, False)


def test_a_score_that_cannot_be_written_is_remembered_until_a_new_player_comes(no_folder):
    assert not score.save(0.05, 20, False)
    assert not score.save(0.30, 20, False)
    assert score.load() == (0.05, 20, False)
    score.clear()
    assert score.load() is None


def test_a_score_is_remembered_beside_a_file_that_can_only_be_read(monkeypatch):
    def refuse(*_files):
        raise PermissionError

    score.save(0.30, 20, False)
    monkeypatch.setattr(score.os, "replace", refuse)
    assert not score.save(0.05, 20, False)
    assert score.load() == (0.05, 20, False)


def test_a_remembered_score_is_written_as_soon_as_that_is_possible(no_folder):
    score.save(0.05, 20, False)
    no_folder.mkdir()
    assert score.save(0.30, 20, False)
    assert score.load() == (0.05, 20, False)
    score.FILE.unlink()  # by hand; nothing else remembers it
    assert score.load() is None


def test_a_working_folder_that_is_gone_does_not_raise(tmp_path, monkeypatch):
    folder = tmp_path / "deleted"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert not score.save(0.05, 20, False)
    assert score.load() == (0.05, 20, False)
    score.clear()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("loss", None),
        ("loss", -0.1),
        ("loss", 1.1),
        ("moves", 21),
        ("moves", True),
        ("blind", "no"),
    ],
)
def test_what_is_no_score_is_refused_by_name(name, value):
    with pytest.raises(ValueError, match=f"^{name} was .*; expected "):
        score.save(**({"loss": 0.1, "moves": 20, "blind": False} | {name: value}))
    assert score.load() is None


# ---------------------------------------------------------------- the start of the game


@pytest.mark.parametrize(("learning_rate", "loss"), [(1, 0.117), (10, 0.005), (50, 0.5)])
def test_twenty_steps_of_gradient_descent_end_where_the_comment_says(learning_rate, loss):
    net = Network([2, 2, 1], **score.START)
    assert round(net.loss(X, y_true), 2) == 0.32
    assert np.abs(net.gradient(X, y_true).values).min() > 0.0115
    for _step in range(score.MOVES):
        net.values -= learning_rate * net.gradient(X, y_true).values
    assert round(net.loss(X, y_true), 3) == loss


def test_every_number_of_the_start_can_be_set_on_a_slider():
    assert all(round(value, 1) == value and -3 <= value <= 3 for value in score.START.values())
    assert list(score.START) == list(Network([2, 2, 1]).names)


def test_three_moves_each_the_best_by_itself_do_not_win_the_game_but_six_do():
    net, sliders, losses = Network([2, 2, 1], **score.START), np.linspace(-6, 6, 121), []
    for _move in range(6):
        along = {name: net.losses_along({name: sliders}, X, y_true) for name in net.names}
        best = min(along, key=lambda name: along[name].min())
        net[best] = sliders[along[best].argmin()]
        losses.append(along[best].min())
    assert round(losses[2], 2) == 0.06
    assert losses[5] < 0.005
