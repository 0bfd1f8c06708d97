"""Plots draw what the numbers mean: the sigmoid, the plane of inputs, people, errors, the loss.

As in `diagrams`, a class draws once and is then moved by `update`, and a function draws once.
"""

import contourpy
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D

from helpers import people as four
from helpers import style
from helpers.activations import sigmoid
from helpers.losses import mse_loss
from helpers.network import Neuron

GRID = 61  # points along each side of a plane of inputs
SLICE = 121  # points along a slice of the loss, and along each side of a landscape
PEOPLE_X1, PEOPLE_X2 = (-25, 35), (-10, 10)  # the part of the plane where the people stand


def axes_or_current(ax):
    return plt.gca() if ax is None else ax


def open_frame(ax):
    """Leave out the two sides of a frame that carry no numbers."""
    ax.spines[["top", "right"]].set_visible(False)


class SigmoidPlot:
    """The curve σ(z), with a point that rides on it."""

    def __init__(self, ax, limit=10):
        self.limit = limit
        z = np.linspace(-limit, limit, 201)
        ax.plot(z, sigmoid(z), color=style.INK, lw=1.8)
        ax.set(xlabel="z", ylabel="σ(z)", xlim=(-limit, limit), ylim=(-0.05, 1.08))
        ax.set_yticks([0, 0.5, 1])
        open_frame(ax)
        self.guide = ax.add_line(Line2D([], [], color=style.FAINT, ls=":", lw=1.4))
        self.point = ax.add_line(
            Line2D([], [], marker="o", ms=10, color=style.POSITIVE, mec=style.PAPER)
        )
        self.point.set(clip_on=False, zorder=4)
        self.moving = [self.guide, self.point]

    def update(self, z):
        """Put the point at z; beyond the plot it stays at the border."""
        y = float(sigmoid(z))
        z = float(np.clip(z, -self.limit, self.limit))
        self.guide.set_data([z, z, -self.limit], [0, y, y])
        self.point.set_data([z], [y])


class Plane:
    """The plane of two inputs, coloured by the output there, with the line where it is 0.5."""

    def __init__(self, ax, x1=(-8, 8), x2=(-8, 8), names=("x₁", "x₂")):
        self.x1, self.x2 = np.linspace(*x1, GRID), np.linspace(*x2, GRID)
        across, up = np.meshgrid(self.x1, self.x2)
        self.points = np.column_stack([across.ravel(), up.ravel()])
        self.image = ax.imshow(
            np.zeros((GRID, GRID)),
            cmap=style.SIGNED,
            vmin=-0.15,  # keeps off the darkest ends of the map: black marks stay readable
            vmax=1.15,
            origin="lower",
            extent=(*x1, *x2),
            aspect="auto",
            interpolation="bilinear",
        )
        self.line = ax.add_line(Line2D([], [], color=style.INK, ls="--", lw=1.6))
        ax.set(xlabel=names[0], ylabel=names[1], xlim=x1, ylim=x2)
        self.moving = [self.image, self.line, *ax.spines.values()]

    def update(self, predict):
        """Show the function `predict`, from a table (rows, 2) to outputs (rows,)."""
        y = np.asarray(predict(self.points), dtype=float).reshape(GRID, GRID)
        self.image.set_data(y)
        self.line.set_data(*level_line(self.x1, self.x2, y, 0.5))


def level_line(x, y, heights, level):
    """Return x and y of the line where a surface has a height, with NaN between its pieces."""
    pieces = contourpy.contour_generator(x, y, heights).lines(level)
    gap = np.full((1, 2), np.nan)
    return np.concatenate([part for piece in pieces for part in (piece, gap)] or [gap]).T


def mark(ax, point, label):
    """Mark a point by the shape and colour of its label, and return the marker."""
    (marker,) = ax.plot(
        *point,
        style.LABEL_MARKERS[label],
        color=style.LABEL_COLORS[label],
        ms=10,
        mec=style.PAPER,
        mew=1.5,
        zorder=4,
    )
    return marker


def mark_people(ax):
    """Mark the four people at their shifted weight and height: the shape tells the label."""
    for person in four.PEOPLE:
        mark(ax, person.x, person.label)
        ax.annotate(
            person.name,
            person.x,
            xytext=(0, 9),
            textcoords="offset points",
            ha="center",
            size=10,
            bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.8, "alpha": 0.75},
            zorder=5,
        )


def people_axes(ax):
    """Set the limits and names of the plane where the people stand."""
    pounds, inches = (style.short(shift) for shift in four.SHIFT)
    ax.set(xlim=PEOPLE_X1, ylim=PEOPLE_X2, yticks=range(-10, 11, 5))
    ax.set(xlabel=f"x₁ (lb − {pounds})", ylabel=f"x₂ (in − {inches})")


class PeoplePlane(Plane):
    """The plane around the four people, coloured by a network's output."""

    def __init__(self, ax):
        super().__init__(ax, PEOPLE_X1, PEOPLE_X2)
        people_axes(ax)
        marks = set(ax.get_children())
        mark_people(ax)
        self.moving += [artist for artist in ax.get_children() if artist not in marks]


class ErrorBars:
    """Each person's squared error as a bar, and their mean as a line."""

    def __init__(self, ax):
        places = np.arange(len(four.PEOPLE))
        colors = [style.LABEL_COLORS[person.label] for person in four.PEOPLE]
        self.bars = ax.barh(places, np.zeros(len(places)), color=colors, height=0.62)
        self.texts = [
            ax.text(1.38, place, "", va="center", ha="right", size=10) for place in places
        ]
        self.mean = ax.axvline(0, color=style.INK, ls="--", lw=1.6)
        ax.set_yticks(places, [person.name for person in four.PEOPLE])
        ax.set(xlim=(0, 1.35), xlabel="(y_true − y_pred)²")
        ax.set_xticks([0, 0.5, 1])
        ax.invert_yaxis()
        open_frame(ax)
        self.moving = [*self.bars, *self.texts, self.mean]

    def update(self, y_true, y_pred):
        """Show the errors of the predictions `y_pred`, one a person."""
        squared_errors = (y_true - y_pred) ** 2
        for bar, text, error in zip(self.bars, self.texts, squared_errors, strict=True):
            bar.set_width(error)
            text.set_text(style.fixed(error))
        self.mean.set_xdata([mse_loss(y_true, y_pred)] * 2)


class SlopeBars:
    """The slope of the loss along each parameter as a signed bar with its number."""

    def __init__(self, ax, names, limit=0.2):
        places = np.arange(len(names))
        self.limit = limit
        self.bars = ax.barh(places, np.zeros(len(names)), height=0.62)
        self.texts = [ax.text(0, place, "", va="center", size=10) for place in places]
        ax.axvline(0, color=style.INK, lw=1.2)
        ax.set_yticks(places, [style.symbol(name) for name in names])
        ax.set(xlim=(-1.6 * limit, 1.6 * limit), xticks=[-limit, 0, limit], xlabel="dL/dp")
        ax.invert_yaxis()
        open_frame(ax)
        self.moving = [*self.bars, *self.texts]

    def update(self, slopes):
        """Show the slopes, one a parameter; a longer bar than fits ends at the limit."""
        for bar, text, slope in zip(self.bars, self.texts, slopes, strict=True):
            length = float(np.clip(slope, -self.limit, self.limit))
            bar.set(width=length, color=style.sign_color(np.sign(slope)))
            side = 1 if slope >= 0 else -1
            text.set(
                x=length + side * 0.05 * self.limit,
                text=style.fixed(slope),
                ha="left" if side > 0 else "right",
            )


class LossHistory:
    """The loss after each move of a game, against the number of moves."""

    def __init__(self, ax, moves):
        self.line = ax.add_line(Line2D([], [], color=style.INK, marker="o", ms=5, lw=1.4))
        ax.set(xlim=(0, moves), ylim=(0, 0.6), ylabel="L", xticks=range(0, moves + 1, 5))
        open_frame(ax)
        self.line.set_clip_on(False)
        self.moving = [self.line]

    def update(self, losses):
        """Show the losses from the start on; one above the plot stays at its border."""
        self.line.set_data(np.arange(len(losses)), np.minimum(losses, 0.6))


def loss_text(loss):
    """Return a loss with four decimals, and one too small for them as a power: 4.2e−06."""
    return style.fixed(loss) if loss >= 0.001 else f"{loss:.1e}".replace("-", style.MINUS)


class LossCurve:
    """The loss after every epoch on a logarithmic scale, with a marker at one epoch."""

    def __init__(self, ax, lowest=1e-5):
        self.lowest = lowest
        ax.set(yscale="log", ylim=(lowest, 1), xlim=(0, 1), xlabel="epoch", ylabel="L")
        ax.set_xticks([0, 0.5, 1], ["0", "", ""])  # the other two epochs are moving texts
        open_frame(ax)
        self.line = ax.add_line(Line2D([], [], color=style.INK, lw=1.8))
        self.guide = ax.add_line(Line2D([], [], color=style.FAINT, ls=":", lw=1.4))
        self.point = ax.add_line(
            Line2D([], [], marker="o", ms=10, color=style.POSITIVE, mec=style.PAPER)
        )
        self.point.set(clip_on=False, zorder=4)
        self.text = ax.text(1, 1.04, "", transform=ax.transAxes, ha="right", size=12)
        self.ticks = [
            ax.text(x, -0.045, "", transform=ax.transAxes, ha="center", va="top", size=10)
            for x in (0.5, 1)
        ]
        self.moving = [self.line, self.guide, self.point, self.text, *self.ticks]

    def update(self, losses, epoch):
        """Show the `losses` of all epochs and mark one; below the plot they stay at its border."""
        last = len(losses) - 1
        shown = np.clip(losses, self.lowest, 1)
        self.line.set_data(np.linspace(0, 1, last + 1), shown)
        self.guide.set_data([epoch / last] * 2, [self.lowest, 1])
        self.point.set_data([epoch / last], [shown[epoch]])
        self.text.set_text(f"epoch {epoch}   L = {loss_text(losses[epoch])}")
        for text, tick in zip(self.ticks, (last // 2, last), strict=True):
            text.set_text(tick)


class PredictionBars:
    """What a network says of each person as a bar from 0 to 1, with a line at 0.5."""

    def __init__(self, ax):
        places = np.arange(len(four.PEOPLE))
        colors = [style.LABEL_COLORS[person.label] for person in four.PEOPLE]
        self.bars = ax.barh(places, np.zeros(len(places)), color=colors, height=0.62)
        ax.axvline(0.5, color=style.INK, ls="--", lw=1.6, zorder=0)
        ax.set_yticks(places, [person.name for person in four.PEOPLE])
        self.texts = [ax.text(1.36, p, "", va="center", ha="right", size=10) for p in places]
        ax.set(xlim=(0, 1.36), xticks=[0, 0.5, 1], xlabel="y_pred")
        ax.invert_yaxis()
        open_frame(ax)
        self.moving = [*self.bars, *self.texts]

    def update(self, y_pred):
        """Show the predictions, one a person."""
        for bar, text, y in zip(self.bars, self.texts, y_pred, strict=True):
            bar.set_width(y)
            text.set_text(style.fixed(y, 2))


class HiddenPlane(Plane):
    """The plane of two hidden outputs, in which the output neuron draws one straight line."""

    def __init__(self, ax):
        super().__init__(ax, (-0.08, 1.08), (-0.08, 1.08), ("h₁", "h₂"))
        ax.set(xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
        self.marks = [mark(ax, (0.5, 0.5), person.label) for person in four.PEOPLE]
        for marker in self.marks:
            marker.set_clip_on(False)  # they often end up in the corners
        self.moving += self.marks

    def update(self, net):
        """Show what a network with two hidden neurons makes of the people and of this plane."""
        super().update(Neuron(net.W[1][:, 0], net.B[1][0, 0]).feedforward)
        for point, h in zip(self.marks, net.activations(four.X)[1], strict=True):
            point.set_data(*h[:, np.newaxis])


class LossSlice:
    """The loss along one parameter, all others held, with a point at the current value."""

    def __init__(self, ax, limit=6):
        self.at = np.linspace(-limit, limit, SLICE)
        self.curve = ax.add_line(Line2D([], [], color=style.INK, lw=1.8))
        self.point = ax.add_line(
            Line2D([], [], marker="o", ms=10, color=style.POSITIVE, mec=style.PAPER)
        )
        self.point.set(clip_on=False, zorder=4)
        self.name = ax.text(0.5, -0.1, "", transform=ax.transAxes, ha="center", va="top", size=12)
        ax.set(xlim=(-limit, limit), ylim=(0, 1), ylabel="L")
        ax.set_xticks([-limit, -limit / 2, 0, limit / 2, limit])
        open_frame(ax)
        self.moving = [self.curve, self.point, self.name]

    def update(self, net, name, X, y_true):
        """Show the loss of `net` on the table X along the parameter called `name`."""
        self.curve.set_data(self.at, net.losses_along({name: self.at}, X, y_true))
        self.point.set_data([net[name]], [net.loss(X, y_true)])
        self.name.set_text(style.symbol(name))


def sigmoid_curve(z=None, ax=None):
    """Draw σ, and the point above z where a z is given."""
    plot = SigmoidPlot(axes_or_current(ax))
    if z is not None:
        plot.update(z)


def plane(predict, ax=None, x1=(-8, 8), x2=(-8, 8)):
    """Draw the plane of inputs coloured by `predict`, a function of a table (rows, 2)."""
    Plane(axes_or_current(ax), x1, x2).update(predict)


def people(ax=None):
    """Draw the four people at their shifted weight and height."""
    ax = axes_or_current(ax)
    ax.axhline(0, color=style.FAINT, lw=0.8)
    ax.axvline(0, color=style.FAINT, lw=0.8)
    mark_people(ax)
    people_axes(ax)
    open_frame(ax)


def loss_slice(net, name, X, y_true, ax=None):
    """Draw the loss of `net` along the parameter called `name`, and where `net` is on it."""
    LossSlice(axes_or_current(ax)).update(net, name, X, y_true)


def loss_curve(losses, ax=None, **kwargs):
    """Draw the loss after every epoch, of one training or of several (columns), on a log scale."""
    ax = axes_or_current(ax)
    ax.plot(losses, **{"color": style.INK, "lw": 1.8} | kwargs)
    ax.set(yscale="log", xlabel="epoch", ylabel="L", xlim=(0, len(losses) - 1))
    open_frame(ax)


def loss_landscape(net, name_x, name_y, X, y_true, ax=None, limit=6):
    """Draw the loss of `net` over two of its parameters, and where `net` is on it."""
    ax = axes_or_current(ax)
    along = np.linspace(-limit, limit, SLICE)
    across, up = np.meshgrid(along, along)
    losses = net.losses_along({name_x: across, name_y: up}, X, y_true)
    image = ax.imshow(
        losses, cmap=style.MAGNITUDE, origin="lower", extent=(-limit, limit) * 2, aspect="auto"
    )
    ax.contour(along, along, losses, levels=8, colors=style.PAPER, linewidths=0.6)
    ax.plot(net[name_x], net[name_y], "o", ms=10, color=style.ORANGE, mec=style.PAPER)
    ax.set(xlabel=style.symbol(name_x), ylabel=style.symbol(name_y))
    ax.figure.colorbar(image, ax=ax, label="L")
