"""The slope view: the loss along one parameter, its tangent, a secant, and how far they differ."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D

from helpers import people, style
from helpers.network import Network
from helpers.plots import open_frame

LIMIT = 6  # of the parameter
H = np.linspace(-12, 0.5, 126)  # log10 of the steps h of which the errors are drawn
SMALLEST, LARGEST = -15, 0  # log10 of the errors that fit
TOPS = np.array([0.1, 0.2, 0.4, 0.6, 1.0])  # the loss axis ends at one of these
X, Y_TRUE = people.X[:1], people.y_true[:1]  # Alice


def tangent_slope(net, name):
    """Return dL/d`name` for Alice, by backpropagation."""
    return net.gradient(X, Y_TRUE)[name]


def secant_slopes(net, name, h):
    """Return (L(p + h) - L(p - h)) / (2 h) for each h of an array, p being the parameter `name`."""
    up, down = net.losses_along({name: net[name] + np.stack([h, -h])}, X, Y_TRUE)
    return (up - down) / (2 * h)


class TangentPlot:
    """The loss along a parameter; on it the tangent at a point, and the secant through two."""

    def __init__(self, ax):
        self.at = np.linspace(-LIMIT, LIMIT, 121)
        self.curve = ax.add_line(Line2D([], [], color=style.FAINT, lw=4, alpha=0.6))
        self.tangent = ax.add_line(Line2D([], [], color=style.BLUE, lw=2.2))
        self.secant = ax.add_line(Line2D([], [], color=style.ORANGE, lw=2.2, ls="--"))
        self.ends = Line2D([], [], ls="", marker="s", ms=8, color=style.ORANGE, mec=style.INK)
        self.point = Line2D([], [], marker="o", ms=10, color=style.BLUE, mec=style.PAPER)
        for marks in (self.ends, self.point):
            ax.add_line(marks).set(zorder=4)
        ax.set(xlim=(-LIMIT, LIMIT), ylim=(0, 1), xticks=range(-LIMIT, LIMIT + 1, 2))
        ax.set_yticks([0, 0.5, 1], ["0", "", ""])
        open_frame(ax)
        place = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center", "size": 10}
        self.heights = [ax.text(-0.02, height, "", **place) for height in (0.5, 1)]
        ax.text(-0.12, 0.75, "L", transform=ax.transAxes, ha="center", va="center", size=12)
        self.name = ax.text(0.5, -0.1, "", transform=ax.transAxes, ha="center", va="top", size=12)
        lines = [self.curve, self.tangent, self.secant, self.ends, self.point]
        self.moving = [*lines, *self.heights, self.name]

    def update(self, net, name, h, slope):
        """Show the loss of Alice along `name`, the tangent of this slope and the secant of h."""
        losses = net.losses_along({name: self.at}, X, Y_TRUE)
        top = TOPS[np.searchsorted(TOPS[:-1], losses.max())]
        p = net[name]
        ends = np.array([p - h, p + h])
        left, right = net.losses_along({name: ends}, X, Y_TRUE)
        L = net.loss(X, Y_TRUE)
        self.curve.set_data(self.at, losses / top)
        self.tangent.set_data(self.at, (L + slope * (self.at - p)) / top)
        self.secant.set_data(self.at, (left + (right - left) / (2 * h) * (self.at - ends[0])) / top)
        self.ends.set_data(ends, [left / top, right / top])
        self.point.set_data([p], [L / top])
        for text, height in zip(self.heights, (top / 2, top), strict=True):
            text.set_text(style.short(height))
        self.name.set_text(style.symbol(name))


class ErrorPlot:
    """How far the secant's slope is from the tangent's, for every h: a V on two log axes."""

    def __init__(self, ax):
        self.curve = ax.add_line(Line2D([], [], color=style.INK, lw=1.2))
        self.point = Line2D([], [], marker="s", ms=9, color=style.ORANGE, mec=style.INK)
        ax.add_line(self.point).set(zorder=4, clip_on=False)
        powers = {-12: "10⁻¹²", -9: "10⁻⁹", -6: "10⁻⁶", -3: "10⁻³", 0: "1"}
        ax.set(xlim=(H[0], H[-1]), ylim=(SMALLEST, LARGEST), xlabel="h")
        ax.set_xticks(list(powers), list(powers.values()))
        ax.set_yticks(list(powers), list(powers.values()))
        ax.set_ylabel("|ΔL/2h − dL/dp|")
        open_frame(ax)
        self.moving = [self.curve, self.point]

    def update(self, errors, h, error):
        """Show the errors for all of `H`, and where h stands among them."""
        self.curve.set_data(H, log10(errors))
        self.point.set_data([np.log10(h)], [log10(error)])


def log10(error):
    """Return log10 of an error's size, held within the plot."""
    return np.clip(np.log10(np.maximum(np.abs(error), 1e-99)), SMALLEST, LARGEST)


class SlopeView:
    """Both plots, and above them the slopes of the tangent and the secant as numbers."""

    size = (8.4, 3.9)

    def __init__(self, figure):
        self.plot = TangentPlot(figure.add_axes((0.075, 0.15, 0.46, 0.68)))
        self.errors = ErrorPlot(figure.add_axes((0.67, 0.15, 0.315, 0.68)))
        place = {"ha": "left", "va": "center", "size": 12}
        self.tangent = figure.text(0.075, 0.94, "", color=style.BLUE, **place)
        self.secant = figure.text(0.4, 0.94, "", color="#A04A00", **place)
        self.moving = [*self.plot.moving, *self.errors.moving, self.tangent, self.secant]

    def update(self, net, name, h):
        """Show Alice's loss along the parameter `name` of `net`, and the secant of half-width h."""
        slope = tangent_slope(net, name)
        *errors, error = secant_slopes(net, name, np.append(10.0**H, h)) - slope
        self.plot.update(net, name, h, slope)
        self.errors.update(errors, h, error)
        p = style.symbol(name)
        self.tangent.set_text(f"dL/d{p} = {style.fixed(slope, 7)}")
        self.secant.set_text(f"(L({p} + h) − L({p} − h)) / 2h = {style.fixed(slope + error, 7)}")


def slope(name="w1", h=1, **parameters):
    """Draw the view that the explorer of the same name starts with."""
    net = Network([2, 2, 1], **parameters)
    SlopeView(plt.figure(figsize=SlopeView.size)).update(net, name, h)
