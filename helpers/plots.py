"""Plots draw what the numbers mean: the sigmoid, the plane of inputs, people, errors, the loss.

As in `diagrams`, a class draws once and is then moved by `update`, and a function draws once.
"""

import re
from functools import lru_cache
from itertools import zip_longest

import contourpy
import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize, PowerNorm
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.ticker import LinearLocator
from matplotlib.transforms import IdentityTransform, offset_copy
from PIL import Image

from helpers import inputs, style
from helpers.activations import sigmoid
from helpers.diagrams import axes_or_current, one_network, pixels, width_of
from helpers.network import Neuron
from helpers.people import PEOPLE, X
from helpers.valley import Valley
from helpers.words import _

GRID = 61  # points along each side of a plane of inputs
SLICE = 121  # points along a slice of the loss, and along each side of a landscape
PEOPLE_X1, PEOPLE_X2 = (-25, 35), (-10, 10)  # the part of the plane where the people stand
SPAN = 6  # of a parameter along a slice, to either side of 0
TOPS = (0.1, 0.2, 0.4, 0.6, 1.0)  # where the axis of a loss may end
LEVELS = (0.05, 0.1, 0.2, 0.4, 0.6, 0.8)  # of the contours of a landscape
BRIGHTEST = 0.6  # the loss at which a landscape has its brightest colour, as above it
TEXT_HEIGHT, GAP, DOT = 15, 8, 6  # pixels: of a small text, around it, and a marker's radius
APART = 18  # pixels between the middles of two names at the ends of lines
BESIDE = np.array(  # where a name may stand: right, left, below, above, and in between
    [(1, 0), (-1, 0), (0, -1), (0, 1), (0.9, 0.9), (-0.9, 0.9), (0.9, -0.9), (-0.9, -0.9)]
)
SPOTS = np.array(  # where the sides of a plane may be named, from its corners to its middle
    [(0, 1), (1, 0), (0, 0), (1, 1), (0.5, 1), (0.5, 0), (0, 0.5), (1, 0.5)]
    + [(x, y) for y in (0.25, 0.5, 0.75) for x in (0.25, 0.5, 0.75)]
)
UNIT = ([0, 0.5, 1], ["0", "0.5", "1"])  # ticks of what runs from 0 to 1
MARKS = ("o", "s", "D", "P")  # at what is drawn over numbers
FEW = 5  # numbers that have room below an axis
MOST_RANGES = 12  # lines of numbers below each other
BESIDE_EACH_OTHER = 1.12  # a factor along x, so that ranges do not cover each other
TENS = r"$\mathdefault{{10^{{{x:.0f}}}}}$"  # how a tick is written whose number is a power of ten
# A single letter, with an index or without: z, w₁, y_pred; no letter of a word or of a formula.
NAME = re.compile(r"(?<![^\W\d_])([A-Za-z](?:[₀-₉]+|_pred|_true)?)(?!\w)")
CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))  # the inputs of a gate
GATES = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "XOR": (0, 1, 1, 0), "NAND": (1, 1, 1, 0)}

VALLEY_SPAN, VALLEY_GRID = 3, 241  # of a weight to either side of 0, and points along that
POWERS = (-1, 3)  # of ten: the losses of the darkest and the brightest colour
FAR = 1e4  # where a walk goes further, it is drawn as if it went so far

HERE = {"marker": "o", "ms": 9, "mfc": style.PAPER, "mec": style.INK, "mew": 2.2, "zorder": 6}
HALF = {"color": style.INK, "ls": style.DASH, "lw": style.LINE}  # the line where an output is 0.5
GUIDE = {"color": style.TICKS, "ls": ":", "lw": 1.3}
CASING = [withStroke(linewidth=3, foreground=style.INK)]  # around white on a landscape
THIN_CASING = [withStroke(linewidth=2, foreground=style.INK)]  # and around its contours


def panel(figure, left, top, width, height):
    """Return axes in a figure, at a place in pixels counted from the upper left corner."""
    across, down = figure.get_size_inches() * style.DPI
    place = (left / across, 1 - (top + height) / down, width / across, height / down)
    return figure.add_axes(place)


def title(ax, text, x=0, up=7, **look):
    """Write what a panel is so many points above its left end (x=1: its right end); return it."""
    look = {"size": style.MEDIUM, "ha": "left" if x == 0 else "right"} | look
    return text_beside(ax, 0, up, x, 1, text, **look)


def text_beside(ax, right, up, x=0, y=0, text="", **look):
    """Write a text so many points beside a place, which is a share of the panel; return it.

    Unlike an annotation it can be moved as it is, so that a picture need not draw it anew.
    """
    place = offset_copy(ax.transAxes, ax.figure, right, up, units="points")
    return ax.text(x, y, text, transform=place, **look)


def line(ax, x=(), y=(), **look):
    """Draw a line that leaves the limits of its axes alone, and return it."""
    (made,) = ax.plot(x, y, scalex=False, scaley=False, **{"color": style.INK} | look)
    return made


def name_axes(ax, x, y):
    """Name both axes; the name of the upright one is not turned."""
    ax.set_xlabel(x)
    ax.set_ylabel(y, rotation=0, ha="right", va="center")


def spread(heights, most):
    """Return heights that are apart, in the same order, as near to these as may be, 0 to `most`."""
    order = np.argsort(-np.array(heights), kind="stable")[::-1]
    steps = APART * np.arange(len(order))
    wanted = np.array(heights)[order] - steps
    # Where neighbours would change places they take the mean of what they want.
    n = len(order)
    fair = [max(min(wanted[j:k].mean() for k in range(i + 1, n + 1)) for j in range(i + 1))
            for i in range(n)]  # fmt: skip
    found = np.empty(n)
    found[order] = np.clip(fair, 0, most - steps[-1]) + steps
    return found


def put_inside(marker, x, y):
    """Put a marker at a point of its axes; beyond them it becomes a triangle at the border."""
    low, high = np.transpose([marker.axes.get_xlim(), marker.axes.get_ylim()])
    at = np.clip((x, y), low, high)
    beyond = ((x, y) - at) / (high - low)
    axis = np.argmax(np.abs(beyond))
    marker.set_data(*at[:, np.newaxis])
    marker.set_marker(("<>", "v^")[axis][int(beyond[axis] > 0)] if beyond.any() else "o")


class Words:
    """Texts in a row, each in a colour of its own, such as a sum with its signed terms.

    Names stand in the type of mathematics. Each is a text of its own, since a formula takes long
    to set, and the numbers beside it change more often. `count` is how many texts there may be.
    """

    def __init__(self, figure, left, top, count, room):
        self.across, down = figure.get_size_inches() * style.DPI
        self.left, self.room = left, room
        self.moving = [figure.text(0, 1 - top / down, "", zorder=4) for _part in range(count)]

    def update(self, *parts):
        """Show parts, each a text, a colour and a weight of the type, as large as there is room."""
        pieces = [(piece, *look) for text, *look in parts for piece in with_names(text)]
        wide = sum(room_of(text, style.LARGE, weight) for text, _color, weight in pieces)
        size, x = style.LARGE if wide <= self.room else style.MEDIUM, self.left
        for text, piece in zip_longest(self.moving, pieces, fillvalue=word("")):
            said, color, weight = piece
            at = (x + edges(said, size)[0]) / self.across
            text.set(text=said, color=color, fontweight=weight, fontsize=size, x=at)
            x += room_of(said, size, weight)


def with_names(text):
    """Return a text in pieces, in which names are mathematics: "z₁ = 3" gives "$z_{1}$", " = 3"."""
    if "$" in text:
        return [text]
    pieces = NAME.split(text)  # every second one is a name
    return [style.formula(piece) if i % 2 else piece for i, piece in enumerate(pieces) if piece]


def edges(text, size):
    """Return the room, in pixels, to the left and right of a formula; other text has its own."""
    return np.array([0.02, 0.1]) * size * style.DPI / 72 * ("$" in text)


def room_of(text, size, weight):
    """Return how wide a text is in a row, in pixels."""
    return width_of(text, size, weight) + edges(text, size).sum()


def word(text, color=style.INK, weight="normal"):
    """Return a part of `Words`."""
    return text, color, weight


def bold(text, color=style.INK):
    """Return what comes out, as the last part of `Words`."""
    return word(text, color, "bold")


def text_of(words):
    """Return what words say, without their colours."""
    return "".join(text for text, *_look in words)


def sum_words(name, weights, inputs, bias, spell=True):
    """Return a weighted sum in words: its factors, with `spell` its terms, and what comes out."""
    terms = [*np.multiply(weights, inputs), bias]
    products = [
        f"{style.factor(w) if i else style.short(w)}·{style.factor(x, 4)}"
        for i, (w, x) in enumerate(zip(weights, inputs, strict=True))
    ]
    words = [word(f"{name} = ")]
    for i, (text, term) in enumerate(zip([*products, style.factor(bias)], terms, strict=True)):
        words += [word(" + ")] * (i > 0) + [word(text, style.sign_color(round(term, 4)))]
    signs = [f" {style.MINUS if t < 0 else '+'} {style.short(abs(t), 4)}" for t in terms[1:]]
    spelled = f" = {style.short(terms[0], 4)}{''.join(signs)}" if spell else ""
    return [*words, word(f"{spelled} = "), bold(style.short(sum(terms), 4))]


class SigmoidPlot:
    """The curve σ(z), with a point that rides on it and guides to both axes."""

    def __init__(self, ax, limit=8):
        self.limit = limit
        ax.set(xlim=(-limit, limit), ylim=(-0.04, 1.04))
        ax.set_yticks(*UNIT)
        name_axes(ax, "$z$", "$y$")
        title(ax, r"$y = \sigma(z)$")
        z = np.linspace(-limit, limit, 201)
        line(ax, [-limit, limit], [0.5, 0.5], **HALF)
        line(ax, z, sigmoid(z), lw=style.THICK)
        self.guide, self.point = line(ax, **GUIDE), line(ax, clip_on=False, **HERE)
        self.moving = [self.guide, self.point]

    def update(self, z):
        """Put the point at z; beyond the plot it becomes a triangle at the border."""
        y = float(sigmoid(z))
        put_inside(self.point, z, y)
        at = self.point.get_xdata()[0]
        self.guide.set_data([at, at, -self.limit], [-0.04, y, y])


class Shades(AxesImage):
    """A square table as an image whose colours run smoothly from point to point, drawn fast."""

    def make_image(self, renderer, magnification=1.0, unsampled=False):
        """Return the image as it lies on the page, (height, width, 4), and where that is."""
        low, high = (self.axes.bbox.get_points() * magnification).round().astype(int)
        return self.tints(*(high - low)), *low, IdentityTransform()

    def tints(self, width, height):
        """Return the image in so many pixels, (height, width, 4)."""
        return smooth(self, self.get_array(), width, height)


def smooth(colors, table, width, height):
    """Return a square table as an image in so many pixels, (height, width, 4)."""
    return painted(colors, stretched(table, width, height))


def painted(colors, numbers):
    """Return the colours of numbers, four bytes each, as `colors.to_rgba` does, in half the time.

    `colors` is a `ScalarMappable` with a plain scale, and `numbers` are 32 bits wide.
    """
    if np.isnan(numbers.min(initial=np.inf)):  # has no colour
        return colors.to_rgba(numbers.ravel(), bytes=True).reshape(*numbers.shape, 4)
    low, high, count = colors.norm.vmin, colors.norm.vmax, colors.cmap.N
    places = (numbers - np.float32(low)) * np.float32(count / (high - low))
    np.clip(places, 0, count - 1, out=places)
    table = colors.cmap(np.arange(count), bytes=True).view(np.uint32)
    return table.take(places.astype(np.uint8)).view(np.uint8).reshape(*numbers.shape, 4)


def stretched(table, width, height):
    """Return a square table with as many numbers as there are pixels, (height, width)."""
    with np.errstate(over="ignore"):  # what is too large becomes infinite, and has the last colour
        points = np.asarray(table, np.float32)
    half = (len(points) - 1) / np.array([width - 1, height - 1]) / 2
    half = np.minimum(half, 0.5)  # where there are fewer pixels than points, all points are in
    box = (*(0.5 - half), *(len(points) - 0.5 + half))  # the outermost hold the outer points
    outputs = Image.fromarray(points).resize((width, height), Image.Resampling.BILINEAR, box)
    return np.asarray(outputs)


class Plane:
    """A plane coloured by a function of its two coordinates, with the line where that is 0.5.

    The names of its sides keep off `marks`, if there are any, and these keep off the line.
    """

    def __init__(
        self, ax, x1=(-8, 8), x2=(-8, 8), names=("x1", "x2"), y="y", scale=True, marks=None
    ):
        self.marks = marks
        self.x1, self.x2 = np.linspace(*x1, GRID), np.linspace(*x2, GRID)
        self.points = points_of(self.x1, self.x2)
        self.image = ax.add_image(Shades(ax, cmap=style.ANSWERS, norm=Normalize(0, 1)))
        self.image.set_data(np.full((GRID, GRID), 0.5))
        self.image.set_extent((*x1, *x2))
        ax.set(xlim=x1, ylim=x2)
        ax.spines[:].set_visible(True)
        name_axes(ax, *map(style.formula, names))
        self.ax, self.line = ax, line(ax, zorder=3, **HALF)
        look = {"transform": ax.transAxes, "ha": "center", "va": "center_baseline", "zorder": 5}
        said = [f"{style.formula(y)}$\\,{sign}\\,0.5$" for sign in "<>"]
        self.sides = [ax.text(0, 0, text, **look) for text in said]
        self.moving = [self.image, *ax.spines.values(), self.line, *self.sides]
        self.moving += marks.moving if marks else []
        if inputs.yes_or_no("scale", scale):
            answer_scale(ax, y)

    def update(self, function, places=()):
        """Show the `function`, from a table (rows, 2) to outputs (rows,), and marks at places."""
        y = np.asarray(function(self.points), dtype=float).reshape(GRID, GRID)
        self.image.set_data(y)
        border = level_line(self.x1, self.x2, y, 0.5)
        self.line.set_data(*border)
        taken = np.empty((0, 2, 2))
        if self.marks:
            taken = self.marks.update(places, in_pixels(self.ax, border[:, ~np.isnan(border[0])].T))
        for text, side in zip(self.sides, (y < 0.5, y > 0.5), strict=True):
            half, size = half_size(text), pixels(self.ax)
            middles = half + GAP + SPOTS * (size - 2 * (half + GAP))
            boxes = around(middles, half)
            corners = np.round(boxes / size * (GRID - 1)).astype(int)
            free = [
                side[low : high + 1, left : right + 1].all() and not covered(box, taken)
                for box, ((left, low), (right, high)) in zip(boxes, corners, strict=True)
            ]
            text.set_visible(any(free))
            text.set_position(middles[np.argmax(free)] / size)


def points_of(x1, x2):
    """Return all points of a grid as one table (rows, 2), x1 running first."""
    across, up = np.meshgrid(x1, x2)
    return np.column_stack([across.ravel(), up.ravel()])


def in_pixels(ax, points):
    """Return points (n, 2) in the pixels of an axes with plain scales, from its lower left."""
    low, high = np.transpose([ax.get_xlim(), ax.get_ylim()])
    return (np.asarray(points) - low) / (high - low) * pixels(ax)


def half_size(text):
    """Return half the width and height of a text, in pixels."""
    return np.array([width_of(text.get_text(), style.SMALL), TEXT_HEIGHT]) / 2


def around(middles, half):
    """Return boxes (n, 2, 2) around middles (n, 2): lower left and upper right corners."""
    return np.stack([middles - half, middles + half], axis=1)


def covered(box, others):
    """Return how many of the others a box, (lower left, upper right), covers in part."""
    return ((box[0] < others[:, 1]) & (others[:, 0] < box[1])).all(axis=1).sum()


def beside(ax):
    """Return narrow axes to the right of others, for a scale of colours."""
    width = pixels(ax)[0]
    return ax.inset_axes((1 + 12 / width, 0, 12 / width, 1))


def color_scale(ax, colors, low, high):
    """Draw beside a map which colour stands for which number, and return the axes of that."""
    bar, numbers = beside(ax), np.linspace(low, high, 101)[:, np.newaxis]
    look = {"cmap": colors, "origin": "lower", "aspect": "auto"}
    bar.imshow(numbers, extent=(0, 1, low, high), **look)
    bar.set_xticks([])
    bar.yaxis.tick_right()
    bar.spines[:].set_visible(True)
    return bar


def answer_scale(ax, y):
    """Draw beside a plane which colour stands for which output."""
    bar = color_scale(ax, style.ANSWERS, 0, 1)
    line(bar, [0, 1], [0.5, 0.5], **HALF)
    bar.set_yticks(*UNIT)
    title(bar, style.formula(y), x=1)  # on the side where no tick is


def answer_strip(ax, high, low):
    """Draw the same along the axis of an output, at the foot of bars that end there."""
    look = {"cmap": style.ANSWERS, "aspect": "auto", "zorder": 1}
    ax.imshow(np.linspace(0, 1, 101)[np.newaxis], extent=(0, 1, low, high), **look)
    ax.set(xlim=(0, 1), ylim=(low, -0.5), xlabel=r"$y_\mathrm{pred}$")


def label_key(ax):
    """Draw which mark stands for which label."""
    ax.set(xlim=(0, pixels(ax)[0]), ylim=(-1, 1))
    ax.axis("off")
    ax.text(0, 0, r"$y_\mathrm{true}$", va="center", size=style.MEDIUM)
    for label, x in enumerate((60, 110)):
        mark(ax, (x, 0), label)
        ax.text(x + 14, 0, f"{label}", va="center_baseline")


def level_line(x, y, heights, level):
    """Return x and y of the line where a surface has a height, with NaN between its pieces."""
    pieces = contourpy.contour_generator(x, y, heights).lines(level)
    gap = np.full((1, 2), np.nan)
    return np.concatenate([part for piece in pieces for part in (piece, gap)] or [gap]).T


def mark(ax, point, label, size=9):
    """Mark a point by the shape and colour of its label, and return the marker."""
    point, label = inputs.row("point", point, 2), inputs.whole("label", label, 0, 1)
    look = {"marker": style.LABEL_MARKERS[label], "mfc": style.LABEL_COLORS[label]}
    look |= {"ms": size, "mec": style.INK, "mew": 1.3, "zorder": 4}
    return line(ax, [point[0]], [point[1]], ls="", **look)


class Marks:
    """People as squares and circles, each with a name beside it; those who coincide share one."""

    def __init__(self, ax, persons=PEOPLE):
        self.ax, self.persons, self.named = ax, persons, True
        self.marks = [mark(ax, (0, 0), person.label) for person in persons]
        look = {"textcoords": "offset points", "ha": "center", "va": "center_baseline", "zorder": 5}
        self.names = [ax.annotate("", (0, 0), (0, 0), **look) for _person in persons]
        self.moving = [*self.marks, *self.names]

    def update(self, places, border=()):
        """Put everybody at a place, and names where there is room and no `border`, in pixels.

        Return all that is taken now, as boxes (n, 2, 2).
        """
        dots = in_pixels(self.ax, places)
        border = around(np.reshape(border, (-1, 2)), 4)
        taken = around(dots, DOT)
        for i, (marker, text) in enumerate(zip(self.marks, self.names, strict=True)):
            marker.set_data(*np.reshape(places[i], (2, 1)))
            near = np.flatnonzero(np.hypot(*(dots - dots[i]).T) < 2 * DOT)
            first = near[0] == i and self.named  # of those who stand here, who names them all
            text.set_visible(first)
            if first:
                text.set_text(", ".join(self.persons[j].name for j in near))
                others = np.concatenate([taken, border])
                text.xy, box = tuple(places[i]), self._put(text, dots[i], others)
                taken = np.concatenate([taken, [box]])
        return taken

    def _put(self, text, dot, others):
        """Put a name beside its dot, inside, where it covers least; return its box."""
        half = half_size(text)
        middles = dot + BESIDE * (half + DOT + 8)
        middles = np.clip(middles, half + 3, np.maximum(pixels(self.ax) - half - 3, half + 3))
        boxes = around(middles, half)
        side = int(np.argmin([covered(box, others) for box in boxes]))
        text.xyann = tuple((middles[side] - dot) * 72 / style.DPI)
        return boxes[side]


class PeoplePlane(Plane):
    """The plane of weight and height around the four people, coloured by a network's output."""

    def __init__(self, ax, scale=True):
        super().__init__(ax, PEOPLE_X1, PEOPLE_X2, y="y_pred", scale=scale, marks=Marks(ax))
        ax.set(yticks=range(-10, 11, 5))

    def update(self, net):
        """Show what a network says of every weight and height."""
        super().update(lambda points: net.feedforward(points)[:, 0], X)


class HiddenPlane(Plane):
    """The plane of two hidden outputs, in which the output neuron draws one straight line."""

    def __init__(self, ax, scale=False):
        super().__init__(ax, (-0.2, 1.2), (-0.2, 1.2), ("h1", "h2"), "y_pred", scale, Marks(ax))
        ax.set_xticks(*UNIT)
        ax.set_yticks(*UNIT)

    def update(self, net):
        """Show what a network with two hidden neurons makes of the people and of this plane."""
        output = Neuron(net.W[1][:, 0], net.B[1][0, 0])
        super().update(output.feedforward, net.activations(X)[1])


class Corners:
    """The four corners of a gate, each marked by what the gate called `name` answers there."""

    def __init__(self, ax, name):
        self.ax = ax
        self.moving = [mark(ax, *one, size=13) for one in zip(CORNERS, GATES[name], strict=True)]

    def update(self, places, border=()):
        """Return the boxes (4, 2, 2) that the corners take, in pixels; they stay where they are."""
        dots = in_pixels(self.ax, places)
        return np.stack([dots - 2 * DOT, dots + 2 * DOT], axis=1)


class PersonBars:
    """A number from 0 to 1 for each of the four people, as a bar and in a column of its own."""

    def __init__(self, ax, name, digits):
        places, self.digits = np.arange(len(PEOPLE)), digits
        colors = [style.LABEL_COLORS[person.label] for person in PEOPLE]
        self.bars = ax.barh(places, 0, color=colors, height=0.6, ec=style.INK, lw=1.3)
        look = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center"}
        column = 1 + (12 + width_of("0." + "0" * digits, style.SMALL)) / pixels(ax)[0]
        self.texts = [ax.text(column, place, "", **look) for place in places]
        ax.set_yticks(places, [person.name for person in PEOPLE], color=style.INK)
        ax.tick_params(axis="y", length=0)
        ax.set_xlim(0, 1)
        ax.set_xticks(*UNIT)
        ax.invert_yaxis()
        title(ax, name)
        self.moving = [*self.bars, *self.texts, ax.spines["left"]]

    def update(self, values):
        """Show the numbers, one a person."""
        for bar, text, value in zip(self.bars, self.texts, values, strict=True):
            bar.set_width(value)
            text.set_text(style.fixed(value, self.digits))


class SlopeBars:
    """The slope of the loss along each parameter: a signed bar, and its number in a column."""

    def __init__(self, ax, names, limit):
        places, self.limit, self.names = np.arange(len(names)), limit, names
        look = {"transform": ax.get_yaxis_transform(), "fc": style.CHOSEN, "clip_on": False}
        self.chosen = ax.add_patch(Rectangle((0, -0.5), 1, 1, **look))
        self.bars = ax.barh(places, 0, height=0.56)
        self.zero = ax.axvline(0, color=style.INK, lw=style.THIN)
        look = {"transform": ax.get_yaxis_transform(), "va": "center"}
        column = 1 + (10 + width_of("−0.0000", style.SMALL)) / pixels(ax)[0]
        self.texts = [ax.text(column, place, "", ha="right", **look) for place in places]
        self.chosen.set(x=-70 / pixels(ax)[0], width=column + 82 / pixels(ax)[0])
        self.labels = [
            ax.text(-10 / pixels(ax)[0], place, rf"$\partial L/\partial${style.formula(name)}",
                    ha="right", size=style.MEDIUM, **look)
            for place, name in zip(places, names, strict=True)
        ]  # fmt: skip
        ax.set(xlim=(-limit, limit), ylim=(len(names) - 0.5, -0.5))
        ax.axis("off")
        self.moving = [self.chosen, *self.bars, self.zero, *self.labels, *self.texts]

    def update(self, slopes, chosen=None, shown=True):
        """Show the slopes; a longer bar than fits ends at the limit. `chosen` is one's name."""
        for artist in (*self.bars, *self.texts):
            artist.set_visible(shown)
        self.chosen.set_visible(chosen is not None)
        if chosen is not None:
            self.chosen.set_y(self.names.index(chosen) - 0.5)
        for bar, text, slope, name in zip(self.bars, self.texts, slopes, self.names, strict=True):
            color = style.sign_color(slope)
            bar.set(width=float(np.clip(slope, -self.limit, self.limit)), color=color)
            text.set(text=style.tiny(slope, plus=True), color=color)
            text.set_fontweight("bold" if name == chosen else "normal")


class LossCurve:
    """The loss after each epoch, step or move, with a mark at one of them.

    The axis of the loss goes from 0 to 1, a `log` one from 0.0001 to 1, or from one of the `ends`
    to the other.
    """

    def __init__(self, ax, count, log=False, ends=None):
        self.ax = ax
        ends = ends or ((1e-4, 1) if log else (0, 1))
        ax.set(yscale="log" if log else "linear", ylim=ends)
        ax.minorticks_off()
        ax.yaxis.set_major_formatter("{x:g}")
        name_axes(ax, count, "$L$")
        self.line, self.guide = line(ax, lw=style.THICK), line(ax, **GUIDE)
        self.point = line(ax, clip_on=False, **HERE)
        self.moving = [self.line, self.guide, self.point, ax.xaxis]

    def update(self, losses, at=-1, last=None):
        """Show the `losses` from number 0 on, a mark at one, the axis up to `last`."""
        low, high = self.ax.get_ylim()
        self.ax.set_xlim(0, len(losses) - 1 if last is None else last)
        shown = np.clip(losses, low, high)
        marked = np.arange(len(losses))[at : at + 1 or None]  # empty where there is no loss
        self.line.set_data(np.arange(len(losses)), shown)
        self.guide.set_data(np.repeat(marked, 2), [low, high][: 2 * len(marked)])
        self.point.set_data([], [])
        for place in marked:  # one at most
            put_inside(self.point, place, losses[place])


class LossSlice:
    """The loss along one parameter, all others held, with a point at the current value."""

    def __init__(self, ax, step=3, **look):
        self.ax, self.at = ax, np.linspace(-SPAN, SPAN, SLICE)
        ax.set(xlim=(-SPAN, SPAN), xticks=range(-SPAN, SPAN + 1, step))
        name_axes(ax, "$p$", "$L$")
        self.curve = line(ax, **{"lw": style.THICK} | look)
        self.point = line(ax, clip_on=False, **HERE)
        ax.yaxis.set_major_locator(LinearLocator(3))
        self.moving = [self.curve, self.point, ax.xaxis, ax.yaxis]

    def update(self, net, name, X, y_true):
        """Show the loss of `net` on the table X along the parameter called `name`.

        The axis of the loss ends at the first of `TOPS` that is high enough.
        """
        losses = net.losses_along({name: self.at}, X, y_true)
        self.ax.set_ylim(0, next((top for top in TOPS if losses.max() <= top), losses.max()))
        self.ax.set_xlabel(style.formula(name))
        self.curve.set_data(self.at, losses)
        put_inside(self.point, net[name], net.loss(X, y_true))


class Landscape:
    """The loss over two parameters as a map, with contours that carry their value and a scale.

    The colours are there for a valley, its slopes and the wide plains near 0.5, and a little more
    of them for what is low: a colour stands for the loss to the power 0.7, up to `BRIGHTEST`. How
    high the hills beyond are is told by the contours.
    """

    def __init__(self, ax, span=SPAN, scale=True):
        self.ax, self.along = ax, np.linspace(-span, span, SLICE)
        look = {"cmap": style.SIZES, "norm": PowerNorm(0.7, 0, BRIGHTEST), "origin": "lower"}
        look |= {"extent": (-span, span) * 2, "interpolation": "bilinear", "aspect": "auto"}
        self.image = ax.imshow(np.zeros((2, 2)), **look)
        ax.spines[:].set_visible(True)
        self.lines, self.drawn, self.moving = None, None, []
        if inputs.yes_or_no("scale", scale):
            bar, below = beside(ax), [0, *(level for level in LEVELS[1:] if level < BRIGHTEST)]
            ax.figure.colorbar(self.image, cax=bar)
            told = [*(f"{level:g}" for level in below), f"≥ {BRIGHTEST}"]
            bar.set_yticks([*below, BRIGHTEST], told)
            title(bar, "$L$")

    def update(self, net, names, X, y_true):
        """Show the loss of `net` on the table X over two parameters; the others are as they are."""
        held = np.delete(net.values, [net.place(name) for name in names])
        if (names, held.tobytes()) == self.drawn:
            return
        self.drawn = names, held.tobytes()
        across, up = np.meshgrid(self.along, self.along)
        losses = net.losses_along(dict(zip(names, (across, up), strict=True)), X, y_true)
        self.image.set_data(losses)
        if self.lines is not None:
            self.lines.remove()
        look = {"levels": LEVELS, "colors": style.PAPER, "linewidths": 1.0}
        self.lines = self.ax.contour(self.along, self.along, losses, **look)
        self.lines.set(path_effects=THIN_CASING)
        places = apart(self.lines, 0.88 * self.along[-1])
        for text in self.ax.clabel(self.lines, manual=places, fontsize=style.SMALL - 1, fmt="%g"):
            text.set(color=style.PAPER, path_effects=CASING, rotation=0)
        name_axes(self.ax, *map(style.formula, names))


class ValleyMap:
    """The loss of a valley as a map, with contours at the powers of ten, and a walk upon it."""

    def __init__(self, ax, scale=True):
        ends = (-VALLEY_SPAN, VALLEY_SPAN)
        ax.set(xlim=ends, ylim=ends, xticks=[-2, 0, 2], yticks=[-2, 0, 2])
        ax.spines[:].set_visible(True)
        name_axes(ax, "$w_1$", "$w_2$")
        self.ax, self.drawn = ax, None
        self.image = ax.add_image(ValleyImage(ax, cmap=style.SIZES, norm=Normalize(*POWERS)))
        self.image.set_data(np.zeros((2, 2)))
        self.image.set_extent(ends * 2)
        self.lines = line(ax, color=style.PAPER, lw=style.THIN, zorder=1)
        # A casing of its own below the path: path effects take as long again for each dot.
        self.casing = line(ax, lw=2.8, marker="o", ms=4.4, mew=0, zorder=3)
        self.path = line(ax, color=style.PAPER, lw=1.1, marker="o", ms=2.8, mew=0, zorder=4)
        self.here = line(ax, clip_on=False, **HERE)
        self.moving = [self.image, self.lines, *ax.spines.values()]
        self.moving += [self.casing, self.path, self.here]
        if inputs.yes_or_no("scale", scale):
            valley_scale(ax)

    def update(self, stretch, turn):
        """Show the valley with this stretch and turn."""
        if (stretch, turn) == self.drawn:
            return
        self.drawn = self.image.valley = stretch, turn
        self.image.set_data(valley_powers(stretch, turn))
        valley, gap = Valley(stretch, turn), np.full((1, 2), np.nan)
        levels = [10.0**power for power in range(*POWERS)]
        rings = [part for loss in levels for part in (valley.contour(loss), gap)]
        self.lines.set_data(*np.concatenate(rings).T)

    def walk(self, path):
        """Show a walk along places, shape (n, 2), and where it is at its end."""
        far = np.abs(path).max(axis=1, keepdims=True) / FAR
        for drawn in (self.casing, self.path):
            drawn.set_data(*(path / np.maximum(far, 1)).T)
        put_inside(self.here, *path[-1])


class ValleyImage(Shades):
    """The image of a `valley`, a stretch and a turn; it is made once for all maps of one size."""

    def tints(self, width, height):
        """Return the image in so many pixels, (height, width, 4)."""
        return valley_tints(*self.valley, width, height)


def valley_scale(ax):
    """Draw beside the map of a valley which colour stands for which loss, and the contours."""
    bar, (low, high) = beside(ax), POWERS
    look = {"cmap": style.SIZES, "origin": "lower", "aspect": "auto"}
    bar.imshow(np.linspace(0, 1, 101)[:, np.newaxis], extent=(0, 1, low, high), **look)
    for power in range(low + 1, high):
        line(bar, [0, 1], [power, power], color=style.PAPER, lw=style.THIN)
    bar.set(xticks=[], yticks=range(low, high + 1))
    bar.yaxis.set_major_formatter(TENS)
    bar.yaxis.tick_right()
    bar.tick_params(length=0)
    bar.spines[:].set_visible(True)
    title(bar, "$L$", up=11)  # as high above as what stands off a triangle at the border


@lru_cache(4)
def valley_tints(stretch, turn, width, height):
    """Return the colours of a valley in so many pixels, (height, width, 4)."""
    colors = ScalarMappable(Normalize(*POWERS), style.SIZES)
    return smooth(colors, valley_powers(stretch, turn), width, height)


@lru_cache(4)
def valley_powers(stretch, turn):
    """Return the power of ten that the loss is all over the map of a valley, a square table."""
    along = np.linspace(-VALLEY_SPAN, VALLEY_SPAN, VALLEY_GRID)
    places = np.stack(np.meshgrid(along, along), axis=-1)
    return np.log10(np.maximum(Valley(stretch, turn).loss(places), 10.0 ** POWERS[0]))


def apart(contours, limit):
    """Return a place on each contour within a limit, far from the middle and from each other."""
    places = [(0, 0)]
    for path in contours.get_paths():
        inside = path.vertices[(np.abs(path.vertices) < limit).all(axis=1)]
        if len(inside):
            away = np.hypot(*(inside - np.array(places)[:, np.newaxis]).T).min(axis=1)
            places.append(inside[away.argmax()])
    return places[1:]


def on_landscape(ax, x=(), y=(), **look):
    """Return a white line with a dark casing, which is seen on dark and on bright ground."""
    return line(ax, x, y, color=style.PAPER, mec=style.PAPER, path_effects=CASING, **look)


def sigmoid_curve(z=None, ax=None):
    """Draw σ, and the point above z where a z is given."""
    plot = SigmoidPlot(axes_or_current(ax))
    if z is not None:
        plot.update(inputs.number("z", z))


def plane(predict, ax=None, x1=(-8, 8), x2=(-8, 8), y="y", scale=True):
    """Draw the plane of inputs coloured by `predict`, a function of a table (rows, 2)."""
    outputs, x1, x2 = answers(predict), ends("x1", x1), ends("x2", x2)
    inputs.symbol("y", y)
    Plane(axes_or_current(ax), x1, x2, y=y, scale=scale).update(outputs)


def gate(name, predict=None, ax=None, lines=None, y="y", scale=False):
    """Draw the four corners of the gate called `name`, on a plane coloured by `predict`.

    `predict` is a function of a table (rows, 2); without it the plane stays white. For each number
    of `lines` there is a dashed line where x1 + x2 is that number.
    """
    inputs.one_of("name", name, GATES)
    inputs.symbol("y", y)
    inputs.yes_or_no("scale", scale)
    lines = () if lines is None else inputs.row("lines", lines)
    ax, part = axes_or_current(ax), (-0.5, 1.5)
    if predict is None:
        ax.set(xlim=part, ylim=part)
        ax.spines[:].set_visible(True)
        name_axes(ax, "$x_1$", "$x_2$")
        Corners(ax, name)
    else:
        on = Plane(ax, part, part, y=y, scale=scale)
        on.marks = Corners(ax, name)
        on.update(answers(predict), CORNERS)
    for total in lines:
        line(ax, part, total - np.array(part), zorder=3, **HALF)
    ax.set(title=name, xticks=[0, 1], yticks=[0, 1])


def answers(predict):
    """Return `predict` as a function of a table (rows, 2) that is refused where it is none."""
    if not callable(predict) or inputs.misfit(predict, ("points",)):
        inputs.refuse("predict", predict, _("a function of a table of shape (rows, 2)"))

    def outputs(points):
        found = inputs.finite("predict", predict(points))
        if found.size != len(points):
            inputs.refuse("predict", found, _("a function that gives one number for each row"))
        return found

    return outputs


def ends(name, value):
    """Return the two ends of an axis, the lower one first."""
    low, high = inputs.row(name, value, 2)
    if low >= high:
        inputs.refuse(name, value, _("two numbers, the lower one first"))
    return low, high


def people(ax=None):
    """Draw the four people at their shifted weight and height."""
    ax = axes_or_current(ax)
    ax.set(xlim=PEOPLE_X1, ylim=PEOPLE_X2)
    name_axes(ax, "$x_1$", "$x_2$")
    Marks(ax).update(X)


def people_plane(net, ax=None, scale=True, names=True, sides=True):
    """Draw the four people on the plane of weight and height, coloured by a network's output."""
    from_plane(net)
    draw_plane(PeoplePlane(axes_or_current(ax), scale), net, names, sides)


def from_plane(net):
    """Return `net` if it is one network that gives a number for each point of a plane."""
    expected = _("one Network with 2 inputs and 1 output")
    return one_network(net, expected, lambda net: (net.sizes[0], net.sizes[-1]) == (2, 1))


def hidden_plane(net, ax=None, scale=True, names=True, sides=True):
    """Draw the four people on the plane of two hidden neurons, coloured by a network's output."""
    expected = _("one Network([2, 2, 1]) of sigmoids")
    one_network(net, expected, lambda net: (net.sizes, net.hidden) == ((2, 2, 1), "sigmoid"))
    draw_plane(HiddenPlane(axes_or_current(ax), scale), net, names, sides)


def draw_plane(plane, net, names, sides):
    """Show a network on a plane; a small one has no room for names, a full one none for sides."""
    plane.marks.named = inputs.yes_or_no("names", names)
    sides = inputs.yes_or_no("sides", sides)
    plane.update(net)
    for text in plane.sides:
        text.set_visible(sides and text.get_visible())


def loss_slice(net, name, X, y_true, ax=None):
    """Draw the loss of `net` along the parameter called `name`, and where `net` is on it."""
    inputs.one_of("name", name, one_network(net).names)
    LossSlice(axes_or_current(ax)).update(net, name, X, y_true)


def loss_curve(losses, ax=None, **look):
    """Draw the loss after every epoch, of one training or of several (columns), on a log scale."""
    losses, ax = inputs.rows("losses", losses), axes_or_current(ax)
    if losses.ndim > 2 or len(losses) < 2:
        inputs.refuse("losses", losses, _("two losses or more, or a table of them"))
    if losses.min() < 0:
        inputs.refuse("losses", losses, _("losses that are not below 0"), f"{losses.min():g}")
    for name in [name for name in look if not hasattr(Line2D, f"set_{name}")]:
        inputs.refuse(name, look[name], _("what a line of matplotlib knows"))
    ax.plot(losses, **{"color": style.INK, "lw": style.LINE} | look)
    ax.set(yscale="log", xlim=(0, len(losses) - 1))
    ax.minorticks_off()  # so that from mark to mark it is a factor of ten
    ax.yaxis.set_major_formatter("{x:g}")
    name_axes(ax, "epoch", "$L$")


def shares(x, rows, ax=None, name="x"):
    """Draw shares over the numbers x, in per cent: {label: shares}, told apart by dash and mark.

    Where the shares of a label are a table, with a row for each number of x, the line runs through
    the medians, and thin lines upright go from the smallest of a row to the largest. `name` says
    what x is; its axis is logarithmic, and the other one runs from 40 to 100 per cent.
    """
    x, ax, name = inputs.row("x", x), axes_or_current(ax), inputs.text("name", name)
    if not isinstance(rows, dict) or not 0 < len(rows) <= len(style.LINES):
        expected = _("a dictionary of one to {most} rows of shares")
        inputs.refuse("rows", rows, expected.format(most=len(style.LINES)))
    for k, (label, found) in enumerate(rows.items()):
        found = 100 * inputs.rows(label, found)
        table = inputs.of_shape(label, found, (len(x), *found.shape[1:])).reshape(len(x), -1)
        at = x * BESIDE_EACH_OTHER**k if found.ndim > 1 else x
        look = {"ls": style.LINES[k], "marker": MARKS[k], "mfc": style.PAPER, "zorder": 3}
        ax.plot(at, np.median(table, axis=1), color=style.INK, label=label, **look)
        if found.ndim > 1:
            ax.vlines(at, table.min(axis=1), table.max(axis=1), color=style.TICKS, lw=style.THIN)
    ax.set(xscale="log", ylim=(40, 100))
    told = x if len(x) <= FEW else x[::2]
    ax.set_xticks(told, [f"{number:g}" for number in told])
    ax.minorticks_off()
    name_axes(ax, name, "%")


def ranges(rows, ax=None, name="x", mark=None):
    """Draw numbers of several labels, {label: numbers}, a line below the other.

    A thin line goes from the smallest number to the largest, a dot stands at their mean, and at the
    right end this is written; a single number is a dot alone. `name` says what the numbers are, and
    where a `mark` is given, there is a dashed line upright.
    """
    ax, name = axes_or_current(ax), inputs.text("name", name)
    mark = None if mark is None else inputs.number("mark", mark)
    if not isinstance(rows, dict) or not 0 < len(rows) <= MOST_RANGES:
        expected = _("a dictionary of one to {most} rows of numbers")
        inputs.refuse("rows", rows, expected.format(most=MOST_RANGES))
    rows = {inputs.text("label", label): inputs.row(label, n) for label, n in rows.items()}
    ax.grid(axis="y", color=style.PALE, lw=style.THIN)
    ax.set_axisbelow(True)
    if mark is not None:
        ax.axvline(mark, color=style.TICKS, lw=style.THIN, ls=style.LINES[1])
    means = [numbers.mean() for numbers in rows.values()]
    said = [style.fixed(mean, 3) for mean in means]
    wide = GAP + max(width_of(text, style.SMALL) for text in said)
    beside = offset_copy(ax.get_yaxis_transform(), ax.figure, wide / style.DPI)
    look = {"transform": beside, "size": style.SMALL, "ha": "right", "va": "center_baseline"}
    for y, (numbers, mean, text) in enumerate(zip(rows.values(), means, said, strict=True)):
        if numbers.size > 1:
            ax.plot([numbers.min(), numbers.max()], [y, y], color=style.INK, lw=style.LINE)
        ax.plot([mean], [y], "o", color=style.INK, ms=4.5)
        ax.text(1, y, text, **look)
    ax.set(ylim=(len(rows) - 0.4, -0.6), xlabel=name)
    ax.set_yticks(range(len(rows)), rows, color=style.INK)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def loss_landscape(net, name_x, name_y, X, y_true, ax=None, span=SPAN, path=None, scale=True):
    """Draw the loss of `net` over two of its parameters, and where `net` is on it.

    A `path` is a table (steps, 2) of places that a walk came by: a chain of dots, and its end.
    """
    inputs.one_of("name_x", name_x, one_network(net).names)
    inputs.one_of("name_y", name_y, [name for name in net.names if name != name_x])
    ax, span = axes_or_current(ax), inputs.above_0("span", span)
    Landscape(ax, span, scale).update(net, (name_x, name_y), X, y_true)
    ax.autoscale(False)  # what of the path lies beyond the map is left out
    here = [[net[name_x], net[name_y]]]
    path = here if path is None else inputs.table("path", path, columns=2)
    on_landscape(ax, *np.transpose(path), marker="o", ms=3, mew=0.5, lw=1.2)
    put_inside(line(ax, clip_on=False, **HERE), *path[-1])


def valley_walk(valley, path, ax=None, scale=True):
    """Draw the loss of a `Valley` as a map, and on it a walk: its places, a table (steps, 2)."""
    if not isinstance(valley, Valley):
        inputs.refuse("valley", valley, _("a Valley, such as Valley(5)"))
    path = inputs.table("path", path, columns=2)
    drawn = ValleyMap(axes_or_current(ax), scale)
    drawn.update(valley.stretch, valley.turn)
    drawn.walk(path)


def ladder(climbs, ax=None):
    """Draw which rung catches what: each number that was found, on ink where it is caught.

    Below the name of a rung stands between which numbers it is passed. `climbs` maps a name to the
    rungs that `sanity.climb` returned; each is a row.
    """
    try:
        (names,) = {tuple(rung.name for rung in rungs) for rungs in climbs.values()}
    except (AttributeError, TypeError, ValueError):
        inputs.refuse("climbs", climbs, _("one row or more, all of the same rungs"))
    ax = axes_or_current(ax)
    for y, rungs in enumerate(climbs.values()):
        for x, rung in enumerate(rungs):
            back, front = (style.CHOSEN, style.INK) if rung.passed else (style.INK, style.PAPER)
            ax.add_patch(Rectangle((x + 0.03, y + 0.07), 0.94, 0.86, fc=back, ec="none"))
            look = {"ha": "center", "va": "center_baseline", "color": front}
            ax.text(x + 0.5, y + 0.52, brief(rung.found), **look)
    ax.set(xlim=(0, len(names)), ylim=(len(climbs), 0))
    look = {"family": "monospace", "size": style.SMALL, "color": style.INK}
    ax.set_xticks(np.arange(len(names)) + 0.5, names, **look)
    ax.set_yticks(np.arange(len(climbs)) + 0.5, climbs, **look)
    ax.tick_params(length=0, top=False, labeltop=True, bottom=False, labelbottom=False)
    ax.tick_params(axis="x", pad=18)  # room for the limits
    look = {"ha": "center", "va": "baseline", "size": style.SMALL - 1, "color": style.TICKS}
    for x, rung in enumerate(next(iter(climbs.values()))):
        limits = "–".join(f"{limit:.2g}" for limit in dict.fromkeys((rung.low, rung.high)))
        ax.annotate(limits, (x + 0.5, 0), (0, 6), textcoords="offset points", **look)
    ax.spines[:].set_visible(False)


def brief(number):
    """Return a number with two digits that count: 0.0056; of a large one only that it is large.

    Where steps leap, the digits of what is large hang on the last one of a sum.
    """
    return "∞" if np.isinf(number) else "≥ 10" if number >= 10 else f"{number:.2g}"
