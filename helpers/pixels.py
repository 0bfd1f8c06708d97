"""Pixels are square pictures made of numbers: digits, weights, maps, and what is confused.

As in `plots`, a class draws once and is then moved by `update`, and a function draws once.
"""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle
from matplotlib.ticker import LinearLocator

from helpers import inputs, plots, style
from helpers.digits import CLASSES, SIDE
from helpers.words import _

APART, TITLE = 9.5, 2.5  # pixels from one picture to the next, and for what stands above it
TINTS = 19  # of signed numbers: ninths to both sides, which the palette of all pictures has
# Of them those that words can stand on.
WORDED = ListedColormap(style.SIGNED_TILES.resampled(TINTS)(range(6, 13)))
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
        came = _("{count} titles").format(count=len(titles))
        inputs.refuse("titles", titles, expected, came)
    above = TITLE if any(titles) else 0
    frames, across, down = [], APART, APART + above
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
    ax.set(ylim=(down * (lines - 1) + SIDE + 0.3, -1.68 * above - 0.3))
    ax.axis("off")
    bar = plots.color_scale(ax, colors, *ends)
    bar.set_yticks(sorted({*ends, 0}))
    bar.yaxis.set_major_formatter(lambda number, _place: style.short(number))
    plots.title(bar, style.formula(name), x=1)


def _pictures(X):
    """Return the rows of a table as square pictures, or refuse it in a sentence."""
    X = inputs.rows("X", X)
    side = round(X.shape[-1] ** 0.5)
    if X.ndim != 2 or side**2 != X.shape[1]:
        expected = _("a table of shape (rows, {columns}), a square picture each")
        inputs.refuse("X", X, expected.format(columns="side²"))
    return X.reshape(len(X), side, side)


class Pixels:
    """A picture in a frame, so many pixels a side.

    Squares of one colour each are packed smaller than an image, and look the same.
    """

    def __init__(self, ax, colors, side=SIDE):
        edges, self.shape = np.arange(side + 1), (side, side)
        look = {"cmap": colors, "edgecolors": style.PALE, "lw": 0.5}
        self.squares = ax.pcolormesh(edges, edges, np.zeros(self.shape), **look)
        ax.set(xlim=(0, side), ylim=(side, 0), xticks=[], yticks=[])
        ax.spines[:].set_visible(True)
        self.moving = [self.squares, *ax.spines.values()]

    def update(self, pixels, low, high):
        """Show so many numbers, in any shape, in the colours from low to high."""
        self.squares.set_array(np.reshape(pixels, self.shape))
        self.squares.set_clim(low, high)


class Cells(Pixels):
    """A small table of numbers, so many a side, each written on a tint that words can stand on."""

    def __init__(self, ax, colors, side):
        super().__init__(ax, colors, side)
        look = {"ha": "center", "va": "center_baseline", "size": style.SMALL, "gid": "cell"}
        self.numbers = [
            ax.text(i % side + 0.5, i // side + 0.5, "", **look) for i in range(side**2)
        ]
        self.moving += self.numbers

    def update(self, numbers, low, high):
        super().update(numbers, low, high)
        for text, number in zip(self.numbers, np.ravel(numbers), strict=True):
            text.set_text(style.short(number))


class Signed(Pixels):
    """A map of signed numbers, and its scale, which ends at the first of `tops` with room."""

    def __init__(self, ax, tops, side=SIDE):
        tints = style.SIGNED_TILES.resampled(TINTS)
        super().__init__(ax, tints, side)
        self.tops, self.scale = tops, plots.beside(ax)
        edges, look = np.linspace(0, 1, TINTS + 1), {"transform": self.scale.transAxes}
        self.scale.pcolormesh([0, 1], edges, np.arange(TINTS)[:, None], cmap=tints, **look)
        self.scale.set(xticks=[], xlim=(0, 1))
        self.scale.spines[:].set_visible(True)
        self.scale.yaxis.tick_right()
        self.scale.yaxis.set_major_locator(LinearLocator(3))
        self.scale.yaxis.set_major_formatter(lambda number, _place: brief(number))
        self.moving.append(self.scale.yaxis)

    def update(self, numbers):
        """Show so many numbers, in any shape."""
        most = np.abs(numbers).max()
        self.top = next((top for top in self.tops if most <= top), self.tops[-1])
        super().update(numbers, -self.top, self.top)
        self.scale.set_ylim(-self.top, self.top)


def brief(number):
    """Return a number of one digit, or of a few whole ones, as it stands beside a scale."""
    return style.short(number, 3) if number == 0 or abs(number) >= 0.001 else style.tiny(number, 2)
