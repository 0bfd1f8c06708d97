"""The game: moves are counted, the picture is true after each, and blind means blind."""

import plain
import pytest
from readback import (
    alt,
    check_curve,
    check_people_panels,
    check_slope_bars,
    fixed,
    maths,
    parameters_of,
    predictions,
    unseen,
    written,
)

from helpers import score, widgets

START = {"w1": 0.2, "w2": -0.3, "w3": 0.1, "w4": -0.1, "w5": -0.4, "w6": -0.6}
START |= {"b1": 0.5, "b2": 1.4, "b3": -0.7}
MOVES = [("w5", -4.2), ("b3", 6), ("w1", -1.4), ("w6", 6), ("w3", 0.7), ("b1", -6), ("w5", 0)]
MOVES += [("w1", 2.1), ("w5", 6), ("b3", -3), ("w6", 0)]  # everybody on the wrong side


@pytest.fixture
def game(tmp_path, monkeypatch):
    """Return a new game, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    score.clear()
    yield widgets.Game()
    score.clear()


def play(game, moves):
    """Make so many moves with one slider, each another value."""
    for move in range(moves):
        game.controls["b3"].value = -0.6 + 0.1 * move if move < 12 else -0.1 * move


def check(game, losses):
    """Compare all that is shown with the sliders and the moves made."""
    p, panels = parameters_of(game), game.picture.panels
    assert losses[-1] == plain.loss(p)
    moves = len(losses) - 1
    check_curve(panels["history"], losses, last=20)
    assert panels["history"].ax.get_xlabel() == "step"
    if game.controls["blind"].value:
        slopes = plain.gradient(p)
        check_slope_bars(panels["slopes"], slopes, 0.2)
        assert written(alt(game)) == [f"{moves}", "20", *map(fixed, slopes.values())]
    else:
        check_people_panels(game, p)
        assert written(alt(game)) == [f"{moves}", "20", fixed(losses[-1]), *predictions(p)]
    if moves < 20:
        numbers = [f"{20 - moves}", fixed(losses[-1]), fixed(min(losses))]
        assert written(game.message.value) == numbers


def test_the_picture_is_true_after_each_move(game):
    losses = [plain.loss(START)]
    assert parameters_of(game) == START
    check(game, losses)
    for name, value in MOVES:
        game.controls[name].value = value
        losses.append(plain.loss(parameters_of(game)))
        check(game, losses)
    assert max(losses) > 0.6, "a loss that high is drawn where it is"


@unseen()
def test_blind_the_picture_is_true_too(game):
    game.controls["blind"].value = True
    losses = [plain.loss(START)]
    for name, value in MOVES:
        game.controls[name].value = value
        losses.append(plain.loss(parameters_of(game)))
        panels, slopes = game.picture.panels, plain.gradient(parameters_of(game))
        check_slope_bars(panels["slopes"], slopes, 0.2)
        check_curve(panels["history"], [], last=20)
        assert written(alt(game)) == [f"{len(losses) - 1}", "20", *map(fixed, slopes.values())]
        assert set(panels) == {"history", "slopes"}
    play(game, 20 - len(MOVES))
    assert len(game.picture.panels["history"].line.get_xdata()) == 21


@unseen()
def test_it_counts_moves_ends_and_keeps_the_score(game, tmp_path):
    start, losses = game.losses[0], [plain.loss(START)]
    for move in range(25):
        game.controls["b3"].value = -0.6 + 0.1 * move if move < 12 else -0.1 * move
        if move < 20:
            losses.append(plain.loss(parameters_of(game)))
    assert game.losses == pytest.approx(losses)
    assert len(game.losses) == 21, "twenty moves and the start"
    assert game.controls["b3"].disabled
    best = fixed(min(losses))
    assert written(game.message.value)[:2] == [best, best]
    assert (tmp_path / "score.json").exists()
    assert score.load().loss == pytest.approx(min(losses))
    assert score.load().moves == losses.index(min(losses))
    game.reset_button.click()
    assert not game.controls["b3"].disabled
    assert game.losses == [start]


@unseen()
def test_of_two_equal_losses_the_first_one_counts(game):
    """The score tells after how many moves the best loss was reached, not how often."""
    for move in range(20):
        game.controls["b3"].value = -0.5 if move % 2 else 0.5
    best = min(game.losses)
    assert game.losses.count(best) > 5
    assert score.load().moves == game.losses.index(best) < 3


@unseen()
def test_the_blind_game_tells_no_loss_before_the_end(game):
    game.controls["blind"].value = True
    for move in range(20):
        assert fixed(game.losses[-1]) not in alt(game) + game.message.value
        game.controls["w5"].value = -3 + 0.1 * move
    assert fixed(min(game.losses)) in game.message.value
    assert score.load().blind


@unseen()
def test_blind_cannot_be_chosen_in_the_middle_of_a_game(game):
    blind = game.controls["blind"]
    assert not blind.disabled
    game.controls["w5"].value = 1
    assert blind.disabled
    assert game.losses[1:], "the move is kept"
    game.reset_button.click()
    assert not blind.disabled


def test_to_and_fro_before_the_first_move_is_no_move(game):
    start = game.html.value
    game.controls["blind"].value = True
    assert game.html.value != start
    game.controls["blind"].value = False
    assert game.html.value == start
    assert len(game.losses) == 1


@unseen()
def test_a_new_player_begins_without_a_score(game, tmp_path):
    play(game, 20)
    assert score.load()
    game.new_player()
    assert score.load() is None
    assert parameters_of(game) == START


@unseen()
def test_a_score_that_cannot_be_written_is_told(game, monkeypatch):
    monkeypatch.setattr(score, "FILE", score.Path("missing") / "score.json")
    play(game, 20)
    assert "could not be written" in game.message.value


def test_the_loss_axis_is_named_and_unbroken(game):
    ax = game.picture.panels["history"].ax
    assert (ax.get_ylabel(), ax.get_ylim()) == (maths("L"), (0, 1))
