"""The first picture of an explorer in a notebook: the still one, where a cell shows that."""

from base64 import b64encode
from io import BytesIO
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image
from readback import alt, pixels

from helpers import figures, widgets
from helpers.widgets import explorer as shared


class Shell:
    """A cell that runs: what is to be done at its end is done when it has ended."""

    def __init__(self):
        self.waiting = []
        self.events = SimpleNamespace(register=self.register, unregister=self.unregister)

    def register(self, event, action):
        assert event == "post_run_cell"
        self.waiting.append(action)

    def unregister(self, event, action):
        assert event == "post_run_cell"
        self.waiting.remove(action)

    def end(self):
        for action in self.waiting[:]:
            action(None)


@pytest.fixture
def shell(monkeypatch):
    shell = Shell()
    monkeypatch.setattr(shared, "get_ipython", lambda: shell)
    return shell


def printed(figure):
    """Show a figure as a cell does, and return its PNG."""
    data, _metadata = figures.printed(figure)
    plt.close(figure)
    return data


def shows(explorer, data):
    """Return whether an explorer shows this PNG."""
    return b64encode(data).decode() in explorer.html.value


def test_a_still_picture_that_a_cell_shows_is_the_live_one_until_something_moves(shell):
    """So what is only looked at is drawn once, and an explorer without a picture is small."""
    explorer = widgets.Neuron(w1=1.5)
    assert explorer.html.value == ""
    still = explorer.still()
    label = still.get_label()
    data = printed(still)
    assert shows(explorer, data)
    assert alt(explorer) == label
    shell.end()
    assert shows(explorer, data)
    assert shell.waiting == []
    assert "picture" not in vars(explorer)
    explorer.controls["w1"].value = 2
    assert not shows(explorer, data)
    explorer.reset()
    wanted = np.asarray(Image.open(BytesIO(data)).convert("RGB")).astype(int)
    different = abs(pixels(explorer) - wanted).max(axis=-1) > 60
    assert different.mean() < 2e-4, "the same, back at the start"


def test_without_a_still_picture_it_is_drawn_at_the_end_of_the_cell_at_the_latest(shell):
    explorer = widgets.Neuron()
    shell.end()
    assert pixels(explorer).any()
    assert shell.waiting == []


def test_it_is_drawn_before_it_is_shown(shell):
    """Or the page below would move down for it a moment later."""
    explorer = widgets.Neuron()
    show = getattr(explorer, "_ipython_display_", None) or explorer._repr_mimebundle_
    shown = show()
    assert pixels(explorer).any()
    assert shown is None or "application/vnd.jupyter.widget-view+json" in str(shown)


def test_a_still_picture_that_somebody_changed_is_not_the_live_one(shell):
    explorer = widgets.Neuron()
    still = explorer.still()
    still.axes[0].set_title("mine")
    printed(still)
    assert explorer.html.value == ""


def test_a_still_picture_of_before_takes_the_place_of_nothing(shell):
    explorer = widgets.Neuron()
    still = explorer.still()
    explorer.controls["w1"].value = 2
    now = explorer.html.value
    printed(still)
    assert explorer.html.value == now
