"""Pixels are pictures of 8 by 8 numbers: digits, the weights of a neuron, and what is confused."""

import numpy as np
from matplotlib.collections import LineCollection

from helpers import inputs, plots, style
from helpers.digits import CLASSES, SIDE
from helpers.words import _

APART = 9.5, 12  # pixels of a picture from one to the next, across and down
CORNERS = [(0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE), (0, 0), (SIDE, 0)]  # closed at the end


def pictures(X, titles=None, columns=10, ax=None):
    """Draw the rows of X, shape (rows, 64), from white to ink, so many in a line.

    `titles` are what stands above them, one for each.
    """
    _sheet(X, titles, columns, plots.axes_or_current(ax), style.TILES, 0, 1)


def maps(X, limit, titles=None, columns=10, ax=None):
    """Draw the rows of X from purple over white, which is 0, to teal, from -limit to limit."""
    limit, ax = inputs.above_0("limit", limit), plots.axes_or_current(ax)
    _sheet(X, titles, columns, ax, style.SIGNED_TILES, -limit, limit)
    scale(ax, limit)


def scale(ax, limit):
    """Draw beside maps which colour stands for which number, and return the axes."""
    bar = plots.beside(ax)
    look = {"cmap": style.SIGNED_TILES, "origin": "lower", "aspect": "auto"}
    bar.imshow(np.linspace(-1, 1, 101)[:, np.newaxis], extent=(0, 1, -limit, limit), **look)
    bar.set(xticks=[], yticks=[-limit, 0, limit])
    bar.yaxis.tick_right()
    bar.yaxis.set_major_formatter("{x:g}")
    bar.spines[:].set_visible(True)
    return bar


def confusion(counts, ax=None):
    """Draw how many of each digit get which answer, a table [digit, answer] of whole numbers.

    Right ones are bold, wrong ones stand on grey, the darker the more there are; a 0 is left out.
    """
    counts = inputs.of_shape("counts", inputs.finite("counts", counts), (CLASSES, CLASSES))
    ax, wrong = plots.axes_or_current(ax), counts * (1 - np.eye(CLASSES))
    look = {"cmap": style.HIDDEN, "vmin": 0, "vmax": max(1, wrong.max())}
    ax.imshow(wrong, extent=(-0.5, CLASSES - 0.5, CLASSES - 0.5, -0.5), **look)
    for (digit, answer), count in np.ndenumerate(counts):
        weight = "bold" if digit == answer else "normal"
        said = {"ha": "center", "va": "center_baseline", "weight": weight}
        if count:
            ax.text(answer, digit, f"{count:g}", size=style.SMALL, **said)
    ax.set(xticks=range(CLASSES), yticks=range(CLASSES))
    ax.spines[:].set_visible(True)
    plots.name_axes(ax, style.formula("y_pred"), style.formula("y_true"))


def _sheet(X, titles, columns, ax, colors, low, high):
    """Draw each row of X as a square in a frame, line below line, with its title above it."""
    X = inputs.table("X", X, SIDE**2)
    columns = inputs.count("columns", columns)
    titles = [""] * len(X) if titles is None else list(titles)
    if len(titles) != len(X):
        expected = _("one title for each of {count} pictures").format(count=len(X))
        inputs.refuse("titles", _("{count} titles").format(count=len(titles)), expected)
    frames, (across, down) = [], APART
    for k, (pixels, title) in enumerate(zip(X, titles, strict=True)):
        left, top = across * (k % columns), down * (k // columns)
        place = (left, left + SIDE, top + SIDE, top)
        ax.imshow(pixels.reshape(SIDE, SIDE), cmap=colors, vmin=low, vmax=high, extent=place)
        ax.text(left, top - 0.8, f"{title}", va="baseline")
        frames.append(np.add(CORNERS, (left, top)))
    ax.add_collection(LineCollection(frames, colors=style.TICKS, lw=style.THIN))
    lines = -(-len(X) // columns)
    ax.set(xlim=(-0.3, across * min(columns, len(X)) - across + SIDE + 0.3))
    ax.set(ylim=(down * lines - down + SIDE + 0.3, -4.5))
    ax.axis("off")
