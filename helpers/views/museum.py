"""The museum's view: a training that looks fine, and the gradient check that tells the truth."""

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D

from helpers import people, style
from helpers.gradients import MISTAKES, numerical_gradient, relative_error
from helpers.network import Network
from helpers.plots import open_frame
from helpers.training import Diverged, train

# A point at which nothing is special: no two neurons alike, none saturated, no parameter 0.
START = {"w1": 0.4, "w2": 0.7, "w3": -0.6, "w4": 0.5, "w5": 0.9, "w6": -0.8}
START |= {"b1": 0.3, "b2": -0.2, "b3": 0.1}
EPOCHS = 300
LIES = 1e-5  # relative error from which on a derivative is called wrong
# The order of the exhibits says nothing; 0 is the right gradient.
EXHIBITS = (
    None,
    "no_sigma_hidden",
    "factor_2",
    "no_bias",
    "z_one_minus_z",
    "after_update",
    "wrong_sign",
    "no_sigma_output",
    "sigma_of_activation",
)


def start():
    """Return the network at which training starts and the check is made."""
    return Network([2, 2, 1], **START)


def planted(key):
    """Return the gradient with a mistake as a function of (net, X, y_true); None is without."""
    return Network.gradient if key is None else MISTAKES[key]


@cache
def training_losses(key):
    """Return the loss after each epoch of a training with a mistake, up to where it runs off."""
    data = (start(), people.X, people.y_true)
    try:
        return train(*data, epochs=EPOCHS, gradient=planted(key)).losses
    except Diverged as diverged:
        epochs = diverged.epoch - 1
        return train(*data, epochs=epochs, gradient=planted(key)).losses if epochs else np.ones(1)


@cache
def checked(key):
    """Return nine derivatives with a mistake, nine differences, and which of them disagree."""
    net, X, y_true = start(), people.X[:1], people.y_true[:1]
    derivatives = planted(key)(net, X, y_true).values
    differences = numerical_gradient(net, X, y_true).values
    return derivatives, differences, relative_error(derivatives, differences) > LIES


class Lamps:
    """A row for each parameter: its derivative, the difference, their ratio, and a lamp."""

    columns = (0.2, 0.45, 0.7)  # right ends of the numbers
    lamp_at = 0.84

    def __init__(self, ax, names):
        ax.set(xlim=(0, 1), ylim=(len(names) - 0.4, -1.1))
        ax.axis("off")
        place = {"ha": "right", "va": "center", "size": 11}
        _, differences, _ = checked(None)
        for x, text in zip(self.columns, ("dL/dp", "ΔL/2h", "÷"), strict=True):
            ax.text(x, -0.75, text, **place)
        for i, (name, number) in enumerate(zip(names, differences, strict=True)):
            ax.text(-0.07, i, style.symbol(name), **place)
            ax.text(self.columns[1], i, style.fixed(number), **place)
        rows = range(len(names))
        self.derivatives = [ax.text(self.columns[0], i, "", **place) for i in rows]
        self.ratios = [ax.text(self.columns[2], i, "", **place) for i in rows]
        right = {"marker": "o", "ms": 15, "mfc": style.BLUE, "mec": style.BLUE}
        wrong = {"marker": "s", "ms": 17, "mfc": style.PAPER, "mec": style.ORANGE, "mew": 3}
        self.right = [ax.plot(self.lamp_at, i, **right)[0] for i in rows]
        self.wrong = [ax.plot(self.lamp_at, i, **wrong)[0] for i in rows]
        sign = {"ha": "center", "va": "center_baseline", "size": 12, "fontweight": "bold"}
        self.equal = [ax.text(self.lamp_at, i, "=", color=style.PAPER, **sign) for i in rows]
        self.unequal = [ax.text(self.lamp_at, i, "≠", color=style.INK, **sign) for i in rows]
        self.moving = [*self.derivatives, *self.ratios, *self.right, *self.wrong]
        self.moving += [*self.equal, *self.unequal]
        for mark in (*self.equal, *self.unequal):
            mark.set_zorder(4)

    def update(self, derivatives, differences, lies):
        """Show nine derivatives beside nine differences, and which of them disagree."""
        for i, lie in enumerate(lies):
            self.derivatives[i].set_text(style.fixed(derivatives[i] + 0.0))  # -0.0 becomes 0.0
            self.ratios[i].set_text(style.fixed(derivatives[i] / differences[i] + 0.0, 3))
            for mark in (self.right[i], self.equal[i]):
                mark.set_visible(not lie)
            for mark in (self.wrong[i], self.unequal[i]):
                mark.set_visible(bool(lie))


class MuseumView:
    """Left the loss over a training with a mistake, right the nine lamps."""

    size = (8.4, 3.7)

    def __init__(self, figure):
        ax = figure.add_axes((0.085, 0.1, 0.4, 0.85))
        right = training_losses(None)
        ax.plot(right, color=style.FAINT, ls=":", lw=2)
        self.curve = ax.add_line(Line2D([], [], color=style.INK, lw=2.4))
        self.end = Line2D([], [], marker="x", ms=13, mew=3, color=style.INK, clip_on=False)
        ax.add_line(self.end)
        ax.set(xlim=(0, EPOCHS), ylim=(0, 1), yticks=[0, 0.25, 0.5, 0.75, 1], ylabel="L")
        ax.set_xticks([0, 100, 200, 300])
        open_frame(ax)
        self.lamps = Lamps(figure.add_axes((0.56, 0.01, 0.44, 0.98)), start().names)
        self.moving = [self.curve, self.end, *self.lamps.moving]

    def update(self, key):
        """Show the exhibit with this mistake; None is the right gradient."""
        losses = training_losses(key)
        self.curve.set_data(np.arange(len(losses)), losses)
        stopped = len(losses) <= EPOCHS
        self.end.set_data([len(losses) - 1] * stopped, [losses[-1]] * stopped)
        self.lamps.update(*checked(key))


def museum(number=0):
    """Draw one exhibit of the museum; number 0 is the right gradient."""
    MuseumView(plt.figure(figsize=MuseumView.size)).update(EXHIBITS[number])
