"""The explorer of notebook 6: trains again when it must, walks through epochs when it can."""

import re
import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest
from ipywidgets import Widget

from helpers import people, plots, views, widgets
from helpers.network import Network
from helpers.training import Diverged, train
from helpers.views.training import TrainingView, strip_epochs
from helpers.widgets.picture import Picture

MODULE = sys.modules[widgets.training.__module__]  # the name in the package is the class


@pytest.fixture
def explorer():
    made = widgets.training()
    yield made
    Widget.close_all()


def alt(explorer):
    return re.search(r'alt="([^"]*)"', explorer.html.value)[1]


def test_it_shows_the_training_of_the_text(explorer):
    """What is shown is what helpers.training does from the start that the text makes."""
    start = Network.random([2, 2, 1], np.random.default_rng(1))
    history = train(start, people.X, people.y_true)
    explorer.sliders["epoch"].value = 120
    assert np.array_equal(explorer.history.parameters, history.parameters)
    assert "Epoch 120 of 1000" in alt(explorer)
    assert f"L = {history.losses[120]:.4f}" in alt(explorer)
    assert "After 1000 epochs" in explorer.message.value


def test_walking_through_epochs_trains_nothing(explorer, monkeypatch):
    monkeypatch.setattr(MODULE, "run", lambda *_: pytest.fail("trained again"))
    for epoch in (0, 500, 1000):
        explorer.sliders["epoch"].value = epoch


@pytest.mark.parametrize(("box", "value"), [("rate", 1), ("epochs", 300)])
def test_a_choice_trains_again_and_reset_brings_all_back(explorer, box, value):
    start, history = explorer.html.value, explorer.history
    explorer.sliders["epoch"].value = explorer.play.value = 700
    getattr(explorer, box).value = value
    assert explorer.history is not history
    assert len(explorer.history.losses) == explorer.epochs.value + 1
    epoch = explorer.sliders["epoch"]
    assert epoch.max == explorer.play.max == explorer.epochs.value
    assert epoch.value == min(700, epoch.max)
    explorer.reset_button.click()
    assert (explorer.html.value, explorer.play.value, epoch.max) == (start, 0, 1000)


def test_more_epochs_than_at_the_start(explorer):
    explorer.epochs.value = 3000
    explorer.sliders["epoch"].value = 3000
    assert "Epoch 3000 of 3000" in alt(explorer)
    assert explorer.play.step == 30


def test_play_and_slider_are_linked_in_the_browser(explorer):
    """The link runs in the front end: its two ends are the values of Play and of the slider."""
    ends = [(explorer.play, "value"), (explorer.sliders["epoch"], "value")]
    assert [explorer.link.source, explorer.link.target] == ends


def test_reset_stops_play(explorer):
    playing = "playing" if explorer.play.has_trait("playing") else "_playing"
    setattr(explorer.play, playing, True)
    explorer.reset_button.click()
    assert not getattr(explorer.play, playing)


def test_a_hopeless_choice_says_so(explorer):
    """At a rate far too high the loss jumps and stays; the sentence below the picture says it."""
    explorer.rate.value = 100
    assert "not learned" in explorer.message.value
    assert "2 of 4" in explorer.message.value


def test_a_training_that_runs_off_leaves_a_sentence_and_the_picture(explorer, monkeypatch):
    picture = explorer.html.value

    def diverge(learning_rate, seed, epochs):
        raise Diverged(7, learning_rate)

    monkeypatch.setattr(MODULE, "run", diverge)
    explorer.rate.value = 100
    assert "ran off in epoch 7" in explorer.message.value
    assert explorer.html.value == picture


def test_start_values_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="seed was 100; expected a number from 0 to 99"):
        widgets.training(seed=100)
    with pytest.raises(ValueError, match="learning_rate was -1"):
        widgets.training(learning_rate=-1)
    with pytest.raises(ValueError, match="epochs was 0"):
        widgets.training(epochs=0)


def test_a_rate_that_is_not_in_the_list_joins_it():
    explorer = widgets.training(learning_rate=0.5, epochs=50)
    assert 0.5 in explorer.rate.options
    assert explorer.epochs.value == 50
    explorer.close()


def test_the_strip_shows_six_epochs():
    """The still twin: six planes above six hidden spaces, each with its epoch and loss."""
    views.training(learning_rate=0.1, seed=1, epochs=1000)
    figure = plt.gcf()
    texts = [text.get_text() for ax in figure.axes for text in ax.texts]
    plt.close(figure)
    assert len(figure.axes) == 12
    assert [text.split()[1] for text in texts] == ["0", "10", "30", "100", "300", "1000"]
    assert texts[-1].endswith("L = 0.0015")


@pytest.mark.parametrize("epochs", [1, 3, 50, 1000, 3000])
def test_strip_epochs_lie_within_the_training(epochs):
    chosen = strip_epochs(epochs)
    assert len(chosen) == 6
    assert (chosen[0], chosen[-1]) == (0, epochs)
    assert chosen == sorted(chosen)


def test_the_hidden_plane_shows_the_people_at_their_hidden_values():
    view = Picture(TrainingView).view
    net = Network.random([2, 2, 1], np.random.default_rng(5))
    history = train(net, people.X, people.y_true, epochs=300)
    view.update(history, 299)
    shown = [np.ravel(mark.get_data()) for mark in view.hidden.marks]
    now = history.network(299)
    assert np.allclose(shown, now.activations(people.X)[1])
    assert np.allclose([bar.get_width() for bar in view.bars.bars], now.feedforward(people.X)[:, 0])
    h1, h2 = view.hidden.line.get_data()
    z = now["w5"] * h1 + now["w6"] * h2 + now["b3"]
    assert np.nanmax(abs(z)) < 0.05


def test_a_loss_curve_of_several_trainings_has_a_line_each():
    figure, ax = plt.subplots()
    plots.loss_curve(np.array([[0.5, 0.4], [0.1, 0.2], [0.01, 0.1]]), ax=ax)
    plt.close(figure)
    assert [list(line.get_ydata()) for line in ax.lines] == [[0.5, 0.1, 0.01], [0.4, 0.2, 0.1]]
    assert (ax.get_yscale(), ax.get_xlim()) == ("log", (0, 2))


def test_a_tiny_loss_is_told_as_a_power():
    assert plots.loss_text(0.25) == "0.2500"
    assert plots.loss_text(4.16e-6) == "4.2e\N{MINUS SIGN}06"


def test_a_step_of_play_that_comes_after_reset_is_taken_back():
    explorer = widgets.training()
    start = explorer.html.value
    playing = "playing" if explorer.play.has_trait("playing") else "_playing"  # ipywidgets 7
    setattr(explorer.play, playing, True)
    explorer.sliders["epoch"].value = 200
    explorer.reset()
    explorer.sliders["epoch"].value = 210
    assert explorer.html.value == start
    assert explorer.sliders["epoch"].value == 0
    explorer.late_until = 0.0
    explorer.sliders["epoch"].value = 210
    assert explorer.html.value != start
