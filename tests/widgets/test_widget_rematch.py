"""The rematch: gradient descent, step by step, beside the learner's score."""

import re

import numpy as np
import plain
import pytest
from matplotlib.colors import to_hex
from palette import INK
from readback import (
    alt,
    check_curve,
    check_marks_are_whole,
    check_people_panels,
    fixed,
    predictions,
    unseen,
    written,
)
from test_widget_game import START

from helpers import score, widgets


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Work in a folder of its own, without a score."""
    monkeypatch.chdir(tmp_path)
    score.clear()
    yield
    score.clear()


def descent(rate):
    """Return the parameters before and after each of twenty steps on all four people."""
    return plain.walk(START, [plain.ROWS] * 20, rate)


@pytest.mark.parametrize("rate", [10, 1, 0.1, 50, 100])
@pytest.mark.parametrize("steps", [20, 0, 7])
@unseen()
def test_the_picture_is_true(rate, steps):
    check(widgets.Rematch(rate, steps), rate, steps, 0.0618, 3)


def test_the_picture_is_true_with_a_score_and_after_other_states():
    score.save(0.05, 17, False)
    explorer = widgets.Rematch()
    for control in explorer.controls.values():
        control.value = control.max
    explorer.controls["step"].value = 13
    explorer.controls["rate"].value = 10**0.5
    check(explorer, 10**0.5, 13, 0.05, 17)
    assert "Your best score of notebook 3: L = 0.0500 at move 17." in explorer.message.value


@pytest.mark.parametrize(("loss", "moves"), [(0.05, 20), (0, 7)])
@unseen()
def test_a_score_at_the_edge_of_its_axes_is_seen_whole(loss, moves):
    score.save(loss, moves, False)
    check_marks_are_whole(widgets.Rematch().picture.figure)


def check(explorer, rate, steps, loss, moves):
    """Compare all that is shown with the walk in plain Python."""
    states, panels = descent(rate), explorer.picture.panels
    losses = [plain.loss(p) for p in states]
    _y_pred, now = check_people_panels(explorer, states[steps], pixel=False)
    check_curve(panels["history"], losses[: steps + 1], last=20)
    ax = panels["history"].ax
    assert ax.get_xlabel() == "step"
    for part in ("level", "score"):
        assert panels[part].axes is ax
    np.testing.assert_allclose(panels["level"].get_xydata(), [[0, loss], [20, loss]])
    assert panels["level"].get_ls() == ":"
    np.testing.assert_allclose(panels["score"].get_xydata(), [[moves, loss]])
    assert panels["score"].get_marker() == "D"
    assert to_hex(panels["score"].get_mec()) == INK
    written_rate = f"{rate:.3g}"
    numbers = [f"{steps}", written_rate, fixed(now), *predictions(states[steps])]
    assert written(alt(explorer)) == [*numbers, fixed(loss), f"{moves}"]
    said = explorer.message.value
    told = re.search(r"learning rate ([\d.]+): L = ([\d.]+) after 20 steps", said)
    assert told.groups() == (written_rate, fixed(losses[-1]))
    assert ("Gradient descent is lower." in said) == (losses[-1] < loss)


@unseen()
def test_without_a_score_it_says_so():
    said = widgets.Rematch().message.value
    assert "no score of notebook 3" in said
    assert "L = 0.0618" in said


def test_the_stand_in_is_what_three_good_moves_reach():
    """Each move sets one parameter to its best value between −6 and 6, in steps of 0.1."""
    p, at = dict(START), [round(-6 + 0.1 * i, 1) for i in range(121)]
    for _move in range(3):
        p = min((p | {name: value} for name in plain.NAMES for value in at), key=plain.loss)
    assert round(plain.loss(p), 4) == 0.0618
