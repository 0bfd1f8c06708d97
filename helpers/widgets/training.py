"""The explorer of notebook 6: train once, then walk through the epochs."""

from html import escape
from textwrap import indent

import numpy as np
from ipywidgets import HTML

from helpers import inputs, people, plots, style
from helpers.diagrams import NetworkDiagram
from helpers.network import Network
from helpers.training import Diverged, train
from helpers.widgets import code
from helpers.widgets.controls import SIZES, pick, whole_slider
from helpers.widgets.explorer import Played
from helpers.widgets.feedforward import parameters_text
from helpers.widgets.loss import predictions_text
from helpers.words import _

RATES = (0.001, 0.01, 0.1, 1, 10, 100)
EPOCHS = (100, 300, 1000, 3000)
SEEDS = 100  # starts to choose from
KEPT = 50  # trainings, of 0.3 megabytes at most
TRAINED = {}  # histories by seed and rate, of all explorers: each begins with the same one
LEARNED = 0.1  # a loss below this at the end


class Training(Played):
    """Learning rate, start and epochs train anew; the slider and Play move through the epochs."""

    size = (840, 456)

    def __init__(self, learning_rate=0.1, seed=1, epochs=1000, epoch=0):
        learning_rate = inputs.above_0("learning_rate", learning_rate, RATES[-1])
        epochs = inputs.count("epochs", epochs, EPOCHS[-1])
        self.message = HTML()
        controls = {
            "seed": whole_slider("seed", seed, SEEDS - 1, continuous_update=False),
            "rate": pick("rate", learning_rate, RATES),
            "epochs": pick("epochs", epochs, EPOCHS),
            "epoch": whole_slider("epoch", epoch, epochs, 550),
        }
        self.controls = controls
        self.train()
        super().__init__(controls, "epoch", below=[self.message])

    def train(self):
        """Train with the controls as they are; a way that was gone before is only looked up."""
        seed, rate, epochs = (self.controls[name].value for name in ("seed", "rate", "epochs"))
        whole = TRAINED.get((seed, rate))
        if whole is None or len(whole.losses) <= epochs:
            start = Network.random(SIZES, np.random.default_rng(seed))
            whole = train(start, people.X, people.y_true, rate, epochs)
            if len(TRAINED) == KEPT:
                TRAINED.clear()
            TRAINED[seed, rate] = whole
        way = slice(epochs + 1)  # of a longer training the beginning
        self.history = whole._replace(losses=whole.losses[way], parameters=whole.parameters[way])
        self.controls["epoch"].max = epochs

    def changed(self, name):
        """Train again or move to another epoch.

        A training that runs off is told in a sentence, and the controls go back to what is shown.
        """
        if name == "epoch":
            return super().changed(name)
        try:
            with self.held():
                self.train()
        except Diverged as sentence:
            with self.held():
                for name, value in self.shown.items():
                    self.controls[name].value = value
            self.message.value = escape(str(sentence))
        else:
            self.redraw()

    def restore(self):
        self.train()
        super().restore()

    def code(self):
        seed, rate, epochs, epoch = self.shown.values()
        given = (
            f"{', '.join(code.NAMES)} = np.random.default_rng({seed}).standard_normal(9)",
            code.let(learning_rate=rate, epochs=epochs),
        )
        step = code.steps(code.NAMES, "y")
        each = code.lines("for (x1, x2), y in zip(X, y_true):", indent(step, "    "))
        told = f"losses[{epoch}], *parameters[{epoch}]"
        return code.training(given, code.NAMES, "for epoch in range(epochs):", each, told)

    def state(self):
        seed, rate, epochs, epoch = self.shown.values()
        return {"learning_rate": rate, "seed": seed, "epochs": epochs, "epoch": epoch}

    def draw(self, figure):
        curve = plots.panel(figure, 92, 50, 254, 112)
        network = plots.panel(figure, 400, 2, 436, 218)
        plane, hidden = (plots.panel(figure, x, 262, w, 142) for x, w in ((92, 254), (446, 142)))
        bars = plots.panel(figure, 672, 262, 100, 142)
        plots.title(plane, r"$y_\mathrm{pred}(x_1, x_2)$")
        plots.title(hidden, r"$y_\mathrm{pred}(h_1, h_2)$")
        panels = {
            "epoch": plots.Words(figure, 92, 32, 2, 140),
            "loss": plots.Words(figure, 226, 32, 3, 140),
            "curve": plots.LossCurve(curve, "epoch", log=True),
            "network": NetworkDiagram(network, SIZES, 166, 92, 23, named=False, width=436),
            "plane": plots.PeoplePlane(plane, scale=False),
            "hidden": plots.HiddenPlane(hidden),
            "bars": plots.PersonBars(bars, "", 2),
        }
        plots.line(bars, [0.5, 0.5], [-0.5, 4], zorder=0, **plots.HALF)
        plots.answer_strip(bars, 3.6, 4)
        plots.label_key(plots.panel(figure, 612, 238, 160, 20))
        return panels

    def show(self, panels):
        self.shown = self.values
        epoch = self.controls["epoch"].value
        net, loss = self.history.network(epoch), loss_text(self.history.losses[epoch])
        panels["epoch"].update(plots.word("epoch "), plots.bold(f"{epoch}"))
        panels["loss"].update(plots.word("L = "), plots.bold(loss))
        panels["curve"].update(self.history.losses, epoch)
        for key in ("network", "plane", "hidden"):
            panels[key].update(net)
        panels["bars"].update(net.feedforward(people.X)[:, 0])
        self.message.value = self._message()
        said = _("Epoch {epoch} of {epochs}, start number {seed}. The loss is L = {loss}. "
                 "Predictions: {predictions}. The network has {parameters}. A curve shows the loss "
                 "after every epoch; a plane of weight and height is coloured by the output, a "
                 "second plane shows the four people at their hidden values h₁ and h₂, with the "
                 "line where the output is 0.5.")  # fmt: skip
        texts = {"predictions": predictions_text(net), "parameters": parameters_text(net)}
        return said.format(loss=loss, **self.shown, **texts)

    def _message(self):
        y_pred, end = self.history.network().feedforward(people.X)[:, 0], self.history.losses[-1]
        said = _("At epoch {epoch} L = {loss}; {right} of 4 people are on the right side of "
                 "0.5.") if end < LEARNED else _(
                 "At epoch {epoch} L = {loss}: not learned. {right} of 4 people are on the right "
                 "side of 0.5. Look at the curve: does it still fall, or has it jumped and gone "
                 "flat?")  # fmt: skip
        right = ((y_pred > 0.5) == people.y_true).sum()
        return said.format(epoch=self.shown["epochs"], loss=loss_text(end), right=right)


def loss_text(loss):
    """Return a loss with four decimals, and one too small for them as a power."""
    return style.fixed(loss) if loss >= 0.001 else style.tiny(loss, 2)
