"""Pixels are square pictures made of numbers: digits, weights, maps, and what is confused."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from helpers import inputs, plots, style
from helpers.digits import CLASSES, SIDE
from helpers.words import _

APART = 9.5, 12  # pixels of a picture from one to the next, across and down
CORNERS = [(0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE), (0, 0), (SIDE, 0)]  # closed at the end


def pictures(X, titles=None, columns=10, ax=None, most=1, name="x"):
    """Draw the rows of X, shape (rows, side²), from white to ink, so many in a line.

    `titles` are what stands above them, one for each. Ink is `most`, and the numbers have a `name`.
    """
    most = inputs.above_0("most", most)
    _sheet(X, titles, columns, ax, style.TILES, (0, most), name)


def maps(X, limit, titles=None, columns=10, ax=None, name="w"):
    """Draw the rows of X from purple over white, which is 0, to teal, from -limit to limit."""
    limit = inputs.above_0("limit", limit)
    _sheet(X, titles, columns, ax, style.SIGNED_TILES, (-limit, limit), name)


def confusion(counts, ax=None):
    """Draw how many of each digit get which answer, a table [digit, answer] of whole numbers.

    Right ones are bold, wrong ones stand on grey, the darker the more there are; a 0 is left out.
    """
    counts = inputs.of_shape("counts", inputs.finite("counts", counts), (CLASSES, CLASSES))
    ax, most = plots.axes_or_current(ax), (counts * (1 - np.eye(CLASSES))).max()
    for digit, answer in np.argwhere(counts).tolist():
        count, right = counts[digit, answer], digit == answer
        look = {"ha": "center", "va": "center_baseline", "weight": "bold" if right else "normal"}
        ax.text(answer, digit, f"{count:g}", size=style.SMALL, **look)
        if not right:
            place = answer - 0.5, digit - 0.5
            ax.add_patch(Rectangle(place, 1, 1, fc=style.HIDDEN(count / most), ec="none"))
    ends = -0.5, CLASSES - 0.5
    ax.set(xlim=ends, ylim=ends[::-1], aspect="equal", xticks=range(CLASSES), yticks=range(CLASSES))
    ax.spines[:].set_visible(True)
    plots.name_axes(ax, style.formula("y_pred"), style.formula("y_true"))


def _sheet(X, titles, columns, ax, colors, ends, name):
    """Draw each row of X as a square in a frame, line below line, with its title above it."""
    X, ax = _pictures(X), plots.axes_or_current(ax)
    columns, name = inputs.count("columns", columns), inputs.text("name", name)
    titles = [""] * len(X) if titles is None else list(titles)
    if len(titles) != len(X):
        expected = _("one title for each of {count} pictures").format(count=len(X))
        inputs.refuse("titles", _("{count} titles").format(count=len(titles)), expected)
    frames, (across, down) = [], APART
    look = {"cmap": colors, "vmin": ends[0], "vmax": ends[1]}
    for k, (pixels, title) in enumerate(zip(X, titles, strict=True)):
        left, top = across * (k % columns), down * (k // columns)
        place = (left, left + SIDE, top + SIDE, top)
        ax.imshow(pixels, extent=place, **look)
        ax.text(left, top - 0.8, f"{title}", va="baseline")
        frames.append(np.add(CORNERS, (left, top)))
    ax.add_collection(LineCollection(frames, colors=style.TICKS, lw=style.THIN))
    lines = -(-len(X) // columns)
    ax.set(xlim=(-0.3, across * (min(columns, len(X)) - 1) + SIDE + 0.3))
    ax.set(ylim=(down * (lines - 1) + SIDE + 0.3, -4.5))
    ax.axis("off")
    bar = plots.color_scale(ax, colors, *ends)
    bar.set_yticks(sorted({*ends, 0}))
    bar.yaxis.set_major_formatter("{x:g}")
    plots.title(bar, style.formula(name), x=1)


def _pictures(X):
    """Return the rows of a table as square pictures, or refuse it in a sentence."""
    X = inputs.rows("X", X)
    side = round(X.shape[-1] ** 0.5)
    if X.ndim != 2 or side**2 != X.shape[1]:
        expected = _("a table of shape (rows, {columns}), a square picture each")
        inputs.refuse("X", X, expected.format(columns="side²"))
    return X.reshape(len(X), side, side)
