"""Every explorer: each control changes the picture, and nothing of the plumbing shows.

`EXPLORERS` is the list that all tests run over; a new explorer adds a row.
"""

import base64
import re
import threading
import time
from io import BytesIO
from statistics import median

import matplotlib.pyplot as plt
import numpy as np
import pytest
from ipywidgets import Button, Checkbox, Dropdown, Widget
from PIL import Image

from helpers import views, widgets

NINE = {"w1": 1, "w2": -0.5, "w3": 0.3, "w4": 0.7, "w5": -2, "w6": 1, "b3": 0.3}
EXPLORERS = {
    "neuron": lambda: widgets.neuron(),
    "feedforward": lambda: widgets.feedforward(**NINE),
    "loss": lambda: widgets.loss(**NINE),
    "game": lambda: widgets.game(),
    "training": lambda: widgets.training(),
    "descent": lambda: widgets.descent(),
    "rematch": lambda: widgets.rematch(),
    "backprop": lambda: widgets.backprop(**NINE),
    "slope": lambda: widgets.slope(**NINE),
}
TWINS = {
    "descent": lambda: views.descent(),
    "neuron": lambda: views.neuron(),
    "feedforward": lambda: views.feedforward(**NINE),
    "loss": lambda: views.loss(**NINE),
    "backprop": lambda: views.backprop(**NINE),
    "slope": lambda: views.slope(**NINE),
}
MOST_BYTES = 120_000
MOST_HEIGHT = 640  # pixels of controls and picture together, on a screen of 800


@pytest.fixture(params=EXPLORERS)
def explorer(request, tmp_path, monkeypatch):
    """Return each explorer in turn, working in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    made = EXPLORERS[request.param]()
    yield made
    made.close()


def pixels(explorer):
    """Return the picture that the learner sees as an array (height, width, 3)."""
    data = re.search(r"base64,([^\"]+)", explorer.html.value)[1]
    return np.asarray(Image.open(BytesIO(base64.b64decode(data))))


def alt(explorer):
    return re.search(r'alt="([^"]*)"', explorer.html.value)[1]


def controls(widget):
    """Return all widgets inside a widget."""
    for child in getattr(widget, "children", ()):
        yield child
        yield from controls(child)


def test_every_slider_changes_the_picture_and_its_sentence(explorer):
    for name, slider in explorer.sliders.items():
        explorer.reset()
        picture, sentence = pixels(explorer), alt(explorer)
        slider.value += 1.5 if slider.value < slider.min + 1.5 else -1.5
        assert (pixels(explorer) != picture).any(), f"{name} moves nothing"
        assert alt(explorer) != sentence, f"{name} is not in the alternative text"


def test_reset_brings_back_the_same_bytes(explorer):
    start = explorer.html.value
    for slider in explorer.sliders.values():
        slider.value = slider.max
    assert explorer.html.value != start
    explorer.reset_button.click()
    assert explorer.html.value == start


# In the game a move back is one more move.
@pytest.mark.parametrize("explorer", sorted(EXPLORERS.keys() - {"game"}), indirect=True)
def test_a_value_put_back_brings_back_the_same_bytes(explorer):
    start = explorer.html.value
    for slider in explorer.sliders.values():
        value = slider.value
        slider.value = slider.min
        slider.value = value
        assert explorer.html.value == start


def test_both_ends_of_every_slider_draw_without_a_warning(explorer, recwarn):
    for slider in explorer.sliders.values():
        for end in (slider.min, slider.max):
            slider.value = end
            assert pixels(explorer).std() > 1
    assert not [str(w.message) for w in recwarn if "comm" not in str(w.message).lower()]


def test_every_choice_changes_the_picture(explorer):
    for choice in [c for c in controls(explorer) if isinstance(c, Dropdown | Checkbox)]:
        before = pixels(explorer)
        if isinstance(choice, Checkbox):
            choice.value = not choice.value
        else:
            choice.index = (choice.index + 1) % len(choice.options)
        assert (pixels(explorer) != before).any(), f"{choice.description} changes nothing"


def test_every_button_has_a_name_and_works(explorer):
    buttons = [c for c in controls(explorer) if isinstance(c, Button)]
    assert explorer.reset_button in buttons
    for slider in explorer.sliders.values():
        slider.value = slider.min
    for button in buttons:
        before = explorer.html.value
        button.click()
        assert button.description
        assert explorer.html.value != before, f"{button.description} does nothing"


def test_callbacks_from_two_threads_leave_a_whole_picture(explorer):
    first, second = list(explorer.sliders.values())[:2]

    def drag(slider):
        for value in np.linspace(slider.min, slider.max, 12):
            slider.value = value

    threads = [threading.Thread(target=drag, args=(slider,)) for slider in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    after = explorer.html.value
    explorer.redraw()
    assert explorer.html.value == after


def test_no_pyplot_figure_is_left(explorer):
    next(iter(explorer.sliders.values())).value = 1
    assert plt.get_fignums() == []


def test_fifty_quick_changes_stay_small(explorer, record_property):
    slider = list(explorer.sliders.values())[-1]
    seconds = []
    for value in np.linspace(slider.min, slider.max, 50):
        start = time.perf_counter()
        slider.value = value
        seconds.append(time.perf_counter() - start)
        assert len(explorer.html.value) <= MOST_BYTES
    # Reported, not asserted: a time is measured by the benchmark, on a quiet machine.
    record_property("redraw_ms_median", 1000 * median(seconds))


def test_it_fits_a_notebook_beside_the_file_browser(explorer):
    width, height = explorer.picture.size
    rows = -(-(len(explorer.sliders) + 1) // 3)
    assert width <= 840
    assert height + 34 * (rows + 1) <= MOST_HEIGHT


def test_readouts_can_be_typed_into(explorer):
    for slider in explorer.sliders.values():
        assert slider.readout
        assert slider.description


def test_start_values_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="w1 was 'heavy'; expected numbers"):
        widgets.neuron(w1="heavy")
    with pytest.raises(ValueError, match=r"w1 was 99.0; expected a number from -8 to 8"):
        widgets.neuron(w1=99)
    with pytest.raises(ValueError, match="name was 'w12'; expected one of w1"):
        widgets.loss(name="w12")


@pytest.mark.parametrize("name", TWINS)
def test_the_still_twin_shows_what_the_explorer_starts_with(name, tmp_path):
    """Animated artists are all that may differ: the twin is the same view, drawn once."""
    TWINS[name]()
    figure = plt.gcf()
    figure.set_dpi(100)
    figure.canvas.draw()
    still = np.asarray(figure.canvas.buffer_rgba())[..., :3].astype(int)
    plt.close(figure)
    live = pixels(EXPLORERS[name]()).astype(int)
    assert still.shape == live.shape
    assert (abs(still - live).max(axis=-1) > 60).mean() < 0.01
    Widget.close_all()


def test_the_walk_shows_one_number_more_a_step():
    explorer = widgets.feedforward(**NINE)
    sentences = set()
    for _ in range(7):
        explorer.step_button.click()
        sentences.add(alt(explorer))
    assert len(sentences) == 7
    explorer.back_button.click()
    explorer.step_button.click()
    assert alt(explorer) in sentences


def test_the_game_counts_moves_ends_and_keeps_the_score(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    game = widgets.game()
    start = game.losses[0]
    for i in range(25):
        game.sliders["b3"].value = -0.6 + 0.1 * i if i < 12 else -0.1 * i
    assert len(game.losses) == 21, "twenty moves and the start"
    assert game.sliders["b3"].disabled
    assert min(game.losses) < start
    assert f"{min(game.losses):.4f}" in game.message.value
    assert (tmp_path / "score.json").exists()
    game.reset()
    assert not game.sliders["b3"].disabled
    assert game.losses == [start]


def test_the_blind_game_tells_no_loss_before_the_end(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    game = widgets.game()
    game.blind.value = True
    for i in range(20):
        assert f"{game.losses[-1]:.4f}" not in alt(game) + game.message.value
        game.sliders["w5"].value = -3 + 0.1 * i
    assert f"{min(game.losses):.4f}" in game.message.value
