"""The explorers of notebook 5 keep the course's promises: steps, batches, the rematch."""

import ast
import re

import nbformat
import numpy as np
import pytest
from lessons import ROOT

from helpers import people, score, widgets
from helpers.network import Network
from helpers.score import START, Score
from helpers.training import Walk, train
from helpers.views.descent import START as STAND
from helpers.widgets.rematch import STAND_IN


@pytest.fixture
def descent():
    made = widgets.descent()
    yield made
    made.close()


def click(explorer, label):
    """Click the button with this label."""
    for row in explorer.children[0].children:
        for child in getattr(row, "children", ()):
            if getattr(child, "description", "") == label:
                child.click()
                return
    raise AssertionError(f"no button {label}")


def test_an_epoch_is_four_steps_two_or_one(descent):
    for index, steps in enumerate((4, 4, 2, 1)):
        descent.batch.index = index
        assert descent.walk.iterations == 0
        click(descent, "An epoch")
        assert descent.walk.iterations == steps
        click(descent, "Step")
        click(descent, "An epoch")
        assert descent.walk.iterations == 2 * steps if steps > 1 else 3
    assert "Full epochs: 3" in descent.message.value


def test_only_the_two_shown_move_and_they_move_as_in_training(descent):
    descent.batch.index = 3
    click(descent, "Ten steps")
    walk = descent.walk
    start = Network([2, 2, 1], **STAND)
    moved = {name for name in start.names if walk.net[name] != start[name]}
    assert moved == {"w6", "b3"}
    assert len(walk.path) == 11
    gradient = start.gradient(people.X, people.y_true)
    expected = [start["w6"] - 10 * gradient["w6"], start["b3"] - 10 * gradient["b3"]]
    np.testing.assert_allclose(walk.path[1], expected)


def test_another_rate_goes_on_and_another_start_begins_anew(descent):
    click(descent, "Ten steps")
    descent.sliders["learning_rate"].value = 1
    assert descent.walk.iterations == 10
    descent.sliders["x"].value = -3
    assert descent.walk.iterations == 0
    assert descent.walk.path[0][0] == -3
    click(descent, "Another start")
    first = tuple(descent.walk.path[0])
    click(descent, "Another start")
    assert tuple(descent.walk.path[0]) != first
    descent.reset()
    assert tuple(descent.walk.path[0]) == (1, 0)
    click(descent, "Another start")
    assert tuple(descent.walk.path[0]) == first, "the same starts come again"


def test_another_pair_names_the_sliders_and_the_map(descent):
    descent.pair.value = ("w3", "w6")
    assert [descent.sliders[axis].description for axis in "xy"] == ["w₃", "w₆"]
    assert descent.walk.names == ("w3", "w6")
    assert [text.get_text() for text in descent.picture.view.map.names] == ["w₃", "w₆"]
    descent.reset()
    assert [descent.sliders[axis].description for axis in "xy"] == ["w₆", "b₃"]


def test_shuffled_and_fixed_part_ways(descent):
    orders = []
    for index in (0, 1):
        descent.batch.index = index
        order = []
        for _ in range(8):
            order += list(descent.walk.batch)
            click(descent, "Step")
        orders.append(order)
    assert orders[0] == [0, 1, 2, 3] * 2
    assert orders[1] != orders[0]
    assert sorted(orders[1][:4]) == sorted(orders[1][4:]) == [0, 1, 2, 3]


def test_start_values_of_the_descent_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="name was 'w12'; expected one of w1"):
        widgets.descent("w12")
    with pytest.raises(ValueError, match="y was 'w6'; expected another parameter than w6"):
        widgets.descent("w6", "w6")
    with pytest.raises(ValueError, match=r"learning_rate was 1000.0; expected a number from 0.1"):
        widgets.descent(learning_rate=1000)
    own = widgets.descent("w1", "w2", w5=1)
    assert own.pair.value == ("w1", "w2")
    own.close()


def final(message):
    return float(re.search(r"L = ([\d.]+) after 20 steps", message)[1])


def test_without_a_score_the_rematch_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rematch = widgets.rematch()
    assert "no score of notebook 3" in rematch.message.value
    assert "L = 0.0618" in rematch.message.value
    net = Network([2, 2, 1], **START)
    history = train(net, people.X, people.y_true, 10, 20, None)
    assert final(rematch.message.value) == pytest.approx(history.losses[-1], abs=1e-4)
    rematch.close()


def test_the_rematch_knows_the_score_and_who_is_lower(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    score.save(0.05, 17, False)
    rematch = widgets.rematch()
    assert "Your best score of notebook 3: L = 0.0500 after 17 moves." in rematch.message.value
    assert "Gradient descent is lower." in rematch.message.value
    rematch.sliders["learning_rate"].value = 1
    assert "The score is lower" in rematch.message.value
    assert rematch.picture.view.score.get_xydata().tolist() == [[17, 0.05]]
    rematch.close()


def test_the_stand_in_is_what_three_good_moves_reach():
    net = Network([2, 2, 1], **START)
    at = np.linspace(-6, 6, 121)
    for _ in range(3):
        losses = {n: net.losses_along({n: at}, people.X, people.y_true) for n in net.names}
        name = min(losses, key=lambda n: losses[n].min())
        net[name] = at[losses[name].argmin()]
    assert Score(round(float(net.loss(people.X, people.y_true)), 4), 3, False) == STAND_IN


def test_the_walks_of_an_exercise_are_real():
    """The three lists of losses in "Why does the loss go up here?" come from three walks."""
    (cell,) = [
        cell
        for cell in nbformat.read(ROOT / "notebooks" / "en" / "05_sgd.ipynb", 4).cells
        if cell.id == "why-up-walks"
    ]
    shown = ast.literal_eval(re.search(r"walks = (\{.*?\})", cell.source, re.DOTALL)[1])
    stand, start = Network([2, 2, 1], **STAND), Network([2, 2, 1], **START)
    walks = {
        "A": (Walk(stand, ["w6", "b3"], people.X, people.y_true), 3),
        "B": (Walk(stand, ["w6", "b3"], people.X, people.y_true, 4), 75),
        "C": (Walk(start, start.names, people.X, people.y_true, 4), -5),
    }
    for name, (walk, learning_rate) in walks.items():
        for _ in range(8):
            walk.step(learning_rate)
        assert np.round(walk.losses, 3).tolist() == shown[name]


def test_the_arrows_are_the_steps_that_people_ask_for(descent):
    view, start = descent.picture.view, Network([2, 2, 1], **STAND)
    for line, x, y in zip(view.map.votes, people.X, people.y_true, strict=True):
        gradient = start.gradient([x], [y])
        tip = [1 - 10 * gradient["w6"], -10 * gradient["b3"]]
        np.testing.assert_allclose(line.get_xydata(), [[1, 0], tip])
    descent.batch.index = 3
    mean = view.map.mean.get_xydata()
    click(descent, "Step")
    np.testing.assert_allclose(mean, descent.walk.path, err_msg="the step it shows is the step")
    np.testing.assert_allclose(view.map.path.get_xydata(), descent.walk.path)
    np.testing.assert_allclose(view.map.point.get_xydata()[0], descent.walk.path[-1])


def test_the_votes_point_downhill_and_name_the_people(descent):
    votes, gradients = descent.picture.view.votes, descent.walk.gradients()
    for arrow, gradient in zip(votes.arrows, gradients, strict=True):
        np.testing.assert_allclose(arrow.line.get_xydata()[1], -gradient / 0.4)
    np.testing.assert_allclose(votes.mean.line.get_xydata()[1], -gradients.mean(axis=0) / 0.4)
    assert [arrow.line.get_alpha() for arrow in votes.arrows] == [1, 0.35, 0.35, 0.35]
    assert votes.scale[0].get_text() == "0.4"
    named = {text.get_text(): text.get_position() for text in votes.labels if text.get_text()}
    assert "".join(sorted("".join(named))) == "ABCD"
    for initials, place in named.items():
        for initial in initials:
            tip = votes.arrows["ABCD".index(initial)].line.get_xydata()[1]
            assert np.hypot(*(tip - place)) < 0.5


def test_the_map_is_the_loss_of_the_network(descent):
    view, start = descent.picture.view, Network([2, 2, 1], **STAND)
    drawn = view.map.image.get_array()
    for row, column in ((0, 0), (40, 40), (70, 10)):
        start["w6"], start["b3"] = view.map.along[column], view.map.along[row]
        assert drawn[row, column] == pytest.approx(start.loss(people.X, people.y_true))
