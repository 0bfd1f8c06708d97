"""The explorer of notebook 6: train once, then walk through the epochs."""

import time
from html import escape

from ipywidgets import HTML, Dropdown, IntSlider, Layout, Play, jslink

from helpers import people
from helpers.inputs import refuse
from helpers.plots import loss_text
from helpers.training import Diverged
from helpers.views import TrainingView
from helpers.views.training import run
from helpers.widgets.explorer import SLIDER_WIDTH, Explorer
from helpers.widgets.feedforward import parameters_text
from helpers.widgets.loss import predictions_text
from helpers.words import say

RATES = (0.001, 0.01, 0.1, 1, 10, 100)
EPOCHS = (100, 300, 1000, 3000)
SEEDS = 100  # starts to choose from
FRAMES, INTERVAL = 100, 100  # of one play: pictures, and milliseconds from one to the next
LATE = 1.5  # seconds in which steps of Play may still arrive after Reset
LEARNED = 0.1  # a loss below this at the end


class TrainingExplorer(Explorer):
    """Learning rate, start and epochs train anew; the slider and Play move through the epochs."""

    view_class = TrainingView

    def __init__(self, learning_rate=0.1, seed=1, epochs=1000):
        self.history = run(learning_rate, seed, epochs)  # refuses what cannot be trained with
        if seed not in range(SEEDS):
            refuse("seed", seed, "expected_within", low=0, high=SEEDS - 1)
        self.rate = choice("learning_rate", learning_rate, RATES, "175px")
        self.epochs = choice("epochs", epochs, EPOCHS, "135px")
        self.message = HTML()
        seeds = WholeSlider("seed", seed, SEEDS - 1, SLIDER_WIDTH, continuous_update=False)
        epoch = WholeSlider("epoch", 0, epochs, "550px")
        self.late_until = 0.0
        self.play = Play(interval=INTERVAL, layout=Layout(margin="0 8px"))
        self._set_length()
        # In the browser, so that the kernel has no queue.
        self.link = jslink((self.play, "value"), (epoch, "value"))
        super().__init__([seeds, epoch], [self.rate, self.epochs, self.play], [self.message])
        self.start_choices = {self.rate: learning_rate, self.epochs: epochs}
        for box in self.start_choices:
            box.observe(self.on_choice, names="value")

    def on_choice(self, _change):
        """Answer another learning rate or another number of epochs."""
        self.train()

    def on_slider(self, change):
        if change.owner is self.sliders["seed"]:
            self.train()
        elif time.monotonic() < self.late_until:
            self.reset()  # a step of Play that was on its way when Reset was pressed
        else:
            self.redraw()

    def train(self):
        """Train with the controls as they are; a training that runs off is told in a sentence."""
        with self._lock:
            try:
                with self._unobserved():
                    self._train()
            except Diverged as sentence:
                self.message.value = escape(str(sentence))
            else:
                self.redraw()

    def _train(self):
        self.history = run(self.rate.value, self.sliders["seed"].value, self.epochs.value)
        self.sliders["epoch"].max = self.epochs.value
        self._set_length()

    def restore(self):
        for name in ("playing", "_playing"):  # in ipywidgets 8 and 7
            if self.play.has_trait(name):
                if getattr(self.play, name):
                    self.late_until = time.monotonic() + LATE
                setattr(self.play, name, False)
        self.play.value = 0
        super().restore()
        for box, value in self.start_choices.items():
            box.unobserve(self.on_choice, names="value")
            box.value = value
            box.observe(self.on_choice, names="value")
        self._train()

    def show(self, view):
        epoch = self.sliders["epoch"].value
        view.update(self.history, epoch)
        self.message.value = self._message()
        net = self.history.network(epoch)
        return say(
            "alt_training",
            epoch=epoch,
            epochs=len(self.history.losses) - 1,
            loss=loss_text(self.history.losses[epoch]),
            predictions=predictions_text(net),
            parameters=parameters_text(net),
            seed=self.sliders["seed"].value,
        )

    def _set_length(self):
        self.play.max = self.epochs.value
        self.play.step = max(1, self.epochs.value // FRAMES)

    def _message(self):
        y_pred = self.history.network().feedforward(people.X)[:, 0]
        return say(
            "training_learned" if self.history.losses[-1] < LEARNED else "training_stuck",
            epochs=len(self.history.losses) - 1,
            loss=loss_text(self.history.losses[-1]),
            right=((y_pred > 0.5) == people.y_true).sum(),
        )


class WholeSlider(IntSlider):
    """A slider for whole numbers from 0 on."""

    def __init__(self, name, value, most, width, **kwargs):
        self.name = name
        super().__init__(
            value=value,
            min=0,
            max=most,
            description=name,
            style={"description_width": "45px"},
            layout=Layout(width=width, margin="0 4px"),
            **kwargs,
        )


def choice(name, value, values, width):
    """Return a list to choose from, with `value` in it."""
    return Dropdown(
        options=sorted({value, *values}),
        value=value,
        description=name,
        style={"description_width": "initial"},
        layout=Layout(width=width, margin="0 4px"),
    )
