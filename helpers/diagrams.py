"""Diagrams are neurons drawn as circles: inputs left, output right, a weight on every edge.

Each diagram is a class that draws on an axes what never changes, and has `update`, which moves
the rest; `moving` lists the artists that `update` changes. The functions draw one still diagram.
A diagram is laid out in pixels, and drawn at that size where there is room for it.
"""

from functools import cache
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import get_hinting_flag
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import ArrowStyle, Circle, FancyArrowPatch
from matplotlib.textpath import TextPath

from helpers import figures, style
from helpers.activations import sigmoid
from helpers.inputs import finite, number, refuse, row
from helpers.network import Network
from helpers.parameters import Parameters
from helpers.words import _

RADIUS = 33  # of a circle that holds a number, in pixels
COLUMN, ROW = 236, 148  # from one layer to the next, from one neuron to the next
BIAS = 44  # the length of a bias's arrow
MARGIN = 12
FROM_0 = ("sigmoid", "relu", "softplus")  # what a hidden neuron puts out is never negative
NEAR = 44  # pixels from a rim to a number that stands on an arrow
MOST_NAMED = 4  # arrows between two layers; where there are more, they carry numbers alone


def pixels(ax):
    """Return width and height of an axes in pixels, at the size at which pictures are shown."""
    return ax.get_position(original=True).size * ax.figure.get_size_inches() * style.DPI


class Sheet:
    """An axes as a plain sheet of so many pixels, on which a circle is a circle."""

    def __init__(self, ax, width, height):
        ax.axis("off")
        if ax.figure.get_layout_engine():
            ax.figure.draw_without_rendering()  # now it has the room that the layout gives it
        room = pixels(ax)
        self.ax, self.scale = ax, min(1.0, *(room / (width, height)))
        across, up = (room / self.scale - (width, height)) / 2
        ax.set(xlim=(-across, width + across), ylim=(-up, height + up), aspect="equal")

    def text(self, x, y, text="", size=style.SMALL, **look):
        """Write a text at a point, centred unless said otherwise, and return it."""
        look = {"ha": "center", "va": "center", "zorder": 4} | look
        return self.ax.text(x, y, text, size=self.scale * size, **look)

    def width(self, text, size=style.SMALL):
        """Return how wide a text is here."""
        return width_of(text, self.scale * size) / self.scale

    def arrow(self, start, end, value=None, **look):
        """Draw the filled arrow of a signed number, or a plain one, and return it."""
        look = {"shrinkA": 0, "shrinkB": 0, "lw": 0, "zorder": 1, "color": style.INK} | look
        shape = self.shape(value)
        return self.ax.add_patch(FancyArrowPatch(start, end, arrowstyle=shape, **look))

    def shape(self, value=None):
        """Return the shape of an arrow: the larger the number, the wider; without one, plain."""
        tail = 1.2 if value is None else tail_of(value)
        sizes = {"tail_width": tail, "head_width": 4 + 1.5 * tail, "head_length": 5 + 1.1 * tail}
        return ArrowStyle.Simple(**{name: self.scale * size for name, size in sizes.items()})


def tail_of(value):
    """Return how wide the arrow of a signed number is, in points."""
    return 0.8 + 1.1 * min(abs(value), 4)


@cache
def width_of(text, size, weight="normal"):
    """Return how wide a text is, in pixels at the size at which pictures are shown."""
    if "$" in text:
        return TextPath((0, 0), text, size=size).get_extents().width * style.DPI / 72
    font = get_font(findfont(FontProperties(family=style.RC["font.family"], weight=weight)))
    font.set_size(size, figures.SHARP * style.DPI)
    font.set_text(text, 0, get_hinting_flag())  # as it is drawn: some glyphs become wider by that
    return font.get_width_height()[0] / 64 / figures.SHARP


class Node:
    """A circle with the name of a quantity and, under it, its value."""

    def __init__(self, sheet, centre, name, radius=RADIUS, valued=True, tinted=False):
        self.centre, self.radius = np.array(centre, dtype=float), radius
        self.circle = Circle(centre, radius, fc=style.PAPER, ec=style.INK, lw=1.4, zorder=2)
        sheet.ax.add_patch(self.circle)
        x, y = self.centre
        self.name = sheet.text(x, y + 11 * valued, style.formula(name), style.MEDIUM)
        self.value = sheet.text(x, y - 12)
        self.moving = [self.circle, self.name, self.value] if tinted and valued else [self.value]

    def rim(self, towards):
        """Return the point of the circle that faces another point."""
        direction = np.asarray(towards) - self.centre
        return self.centre + self.radius * direction / np.hypot(*direction)

    def at(self, degrees):
        """Return the point of the circle at an angle, counted from the right."""
        angle = np.radians(degrees)
        return self.centre + self.radius * np.array([np.cos(angle), np.sin(angle)])


class Sum:
    """What comes into a neuron, above its circle: "z₁ = 3", the name a text of its own."""

    def __init__(self, sheet, x, y, name):
        look = {"ha": "left", "va": "baseline"}
        self.sheet, self.x, self.called = sheet, x, name
        self.moving = self.name, self.number = [sheet.text(x, y, **look) for _part in range(2)]

    def update(self, value):
        """Show the name and this value, both together in the middle; None shows nothing."""
        name, said = ("", "") if value is None else (self.called, f"= {style.short(value, 4)}")
        wide = self.sheet.width(self.called) + 4
        left = self.x - (wide + self.sheet.width(said)) / 2
        self.name.set(text=name, x=left)
        self.number.set(text=said, x=left + wide)


class Edge:
    """An arrow with a signed number: its width, its colour, and the number beside it.

    The label stands above the arrow or below it, at a share `at` of its length: with its name, as
    "w₁ = +2", or the number alone where there is no name. With `above=None` it stands on the arrow.
    """

    def __init__(self, sheet, start, end, name="", above=True, at=0.5):
        start, end = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
        self.sheet, self.equals, self.ends = sheet, "= " if name else "", (start, end)
        self.arrow, self.wide = sheet.arrow(start, end, 0), 0
        self.along = along = (end - start) / np.hypot(*(end - start))
        self.name = sheet.text(0, 0, style.formula(name) if name else "", ha="left", va="baseline")
        self.number = sheet.text(0, 0, ha="left" if name else "center", va="baseline")
        self.moving = [self.arrow, self.name, self.number]
        if name:
            self.wide = width_of(self.name.get_text(), style.SMALL) + 4
        if above is None:
            self.number.set(bbox={"fc": style.PAPER, "ec": "none", "pad": 1})
            return self.put(*(start + at * (end - start) - [0, 5]))
        up = 1 if above else -1
        across = np.array([-along[1], along[0]]) * (up if along[0] >= 0 else -up)
        x, y = start + at * (end - start) + 7 * across + [0, 2 if above else -12]
        whole = self.wide + width_of("= +0.0" if name else "+0.0", style.SMALL)
        lean = np.clip(3 * up * along[1], -1, 1)  # to which side the arrow leaves room
        self.put(x - (whole * (1 + lean) / 2 if name else whole * lean / 2), y)

    def point(self, share, aside=0):
        """Return the point at a share of the arrow's length, so many pixels to its left."""
        start, end = self.ends
        return start + share * (end - start) + aside * np.array([-self.along[1], self.along[0]])

    def put(self, x, y):
        """Put the label's left end at a point, or its middle where there is no name."""
        self.name.set_position((x, y))
        self.number.set_position((x + self.wide, y))

    def update(self, value):
        """Show this value."""
        self.arrow.set_arrowstyle(self.sheet.shape(value))
        self.number.set_text(self.equals + style.signed(value))
        for artist in self.moving:
            artist.set_color(style.sign_color(round(value, 2)))  # the colour of what is written


def bias_edge(sheet, node, name="", above=False, length=BIAS):
    """Return the arrow that brings the bias to a node, from above or from below."""
    (x, y), side = node.centre, 1 if above else -1
    rim, end = (x, y + side * node.radius), (x, y + side * (node.radius + length))
    edge = Edge(sheet, end, rim, name)
    if above:
        edge.put(x - (edge.wide + width_of("= +0", style.SMALL)) / 2, end[1] + 6)
    elif name or length < BIAS:
        edge.put(x + (10 if name else 30), end[1] + 3)
    else:
        edge.put(x, end[1] - 14)
    return edge


def heights(count, step=ROW):
    """Return the height of each of `count` neurons of a layer, from the top down."""
    return step * ((count - 1) / 2 - np.arange(count))


class NeuronDiagram:
    """One neuron: inputs, weights, bias, the sum z and the output y = σ(z)."""

    size = (372, 320)  # pixels, with two inputs

    def __init__(self, ax, n_inputs=2):
        width, height = self.size[0], self.size[1] + ROW * (n_inputs - 2)
        sheet, middle = Sheet(ax, width, height), height / 2 - 10
        x = [RADIUS + MARGIN, width - 3.9 * RADIUS - MARGIN, width - RADIUS - MARGIN]
        ys = middle + heights(n_inputs)
        self.inputs = [Node(sheet, (x[0], y), f"x{i + 1}") for i, y in enumerate(ys)]
        self.z = Node(sheet, (x[1], middle), "z")
        self.y = Node(sheet, (x[2], middle), "y", tinted=True)
        self.weights = [
            Edge(sheet, node.rim(self.z.centre), self.z.rim(node.centre), f"w{i + 1}",
                 above=node.centre[1] >= middle, at=0.36)
            for i, node in enumerate(self.inputs)
        ]  # fmt: skip
        self.bias = bias_edge(sheet, self.z, "b", above=True)
        sheet.arrow(self.z.rim(self.y.centre), self.y.rim(self.z.centre))
        sheet.text((x[1] + x[2]) / 2, middle + 14, r"$\sigma$", style.MEDIUM)
        edges, nodes = [*self.weights, self.bias], [*self.inputs, self.z, self.y]
        self.moving = [artist for part in (*edges, *nodes) for artist in part.moving]

    def update(self, w, b, x):
        """Show the neuron with weights `w`, bias `b` and inputs `x`."""
        z = float(np.dot(w, x) + b)
        for edge, value in zip((*self.weights, self.bias), (*w, b), strict=True):
            edge.update(value)
        for node, value in zip((*self.inputs, self.z), (*x, z), strict=True):
            node.value.set_text(style.short(value))
        self.y.value.set_text(style.fixed(sigmoid(z)))
        self.y.circle.set_facecolor(style.ANSWERS(float(sigmoid(z))))


class NetworkDiagram:
    """A network: a column of circles a layer, a weight on every edge, a bias at every neuron."""

    def __init__(self, ax, sizes, column=COLUMN, step=ROW, radius=RADIUS, named=True, width=None):
        self.names, last = Parameters(sizes).names, len(sizes) - 1
        bias = round(0.3 * step)
        tall = 2 * radius + step * (max(sizes) - 1) + bias + 2 * MARGIN + 16
        wide = 2 * (radius + MARGIN) + column * last
        self.sheet = Sheet(ax, width or wide, tall)
        middle, labels = (tall + bias - 16) / 2, iter(self.names if named else [""] * 999)
        names = node_names(sizes)
        self.layers = [
            [Node(self.sheet, (radius + MARGIN + column * k, y), name, radius, named, k > 0)
             for name, y in zip(names[k], middle + heights(size, step), strict=True)]
            for k, size in enumerate(sizes)
        ]  # fmt: skip
        self.neurons = [node for layer in self.layers[1:] for node in layer]
        pairs = [
            (a, b, next(labels), middle, len(before) * len(after) > MOST_NAMED)
            for before, after in pairwise(self.layers) for b in after for a in before
        ]  # fmt: skip
        few = not any(crowded for *_ends, crowded in pairs)
        self.edges = [  # in the order of the parameters: weights, then biases
            *(self._edge(*pair) for pair in pairs),
            *(bias_edge(self.sheet, n, next(labels) * few, length=bias) for n in self.neurons),
        ]
        self.sums = [
            Sum(self.sheet, node.centre[0], node.centre[1] + radius + 7, style.formula(f"z{i + 1}"))
            for i, node in enumerate(self.neurons)
        ]
        look = {"fill": False, "ec": style.INK, "lw": 3.4, "zorder": 3, "visible": False}
        self.ring = ax.add_patch(Circle((0, 0), radius, **look))  # around the step just taken
        parts = [*self.edges, *self.layers[0], *self.neurons, *self.sums]
        self.moving = [*(artist for part in parts for artist in part.moving), self.ring]

    def _edge(self, a, b, name, middle, crowded):
        """Return the arrow from a to b; where those without names cross, its number is on it."""
        ends, level = (a.rim(b.centre), b.rim(a.centre)), a.centre[1] == b.centre[1]
        if crowded or not (name or level or middle in (a.centre[1], b.centre[1])):
            return Edge(self.sheet, *ends, above=None, at=NEAR / np.hypot(*(ends[1] - ends[0])))
        above = a.centre[1] > middle or a.centre[1] == middle <= b.centre[1]
        return Edge(self.sheet, *ends, name, above, 0.42 if level else 0.2)

    def update(self, net, x=None, steps=None):
        """Show the parameters of `net` and, with an example `x`, the numbers that flow.

        A neuron takes two steps, its sum z and its output. The first `steps` of them are shown,
        and a ring around the last; None shows all, and no ring.
        """
        for edge, value in zip(self.edges, net.values, strict=True):
            edge.update(value)
        if x is None:  # without a value below it a name stands in the middle of its circle
            for node in self.layers[0] + self.neurons:
                place = tuple(node.centre)
                if node.name.get_position() != place:  # even to the same place a name is moved
                    node.name.set_position(place)
            return
        for node, value in zip(self.layers[0], x, strict=True):
            node.value.set_text(style.short(value))
        if steps:
            self.ring.set_center(self.neurons[(steps - 1) // 2].centre)
        self.ring.set_visible(bool(steps))
        steps = 2 * len(self.neurons) if steps is None else steps
        sums, self.outputs = flow(net, x)
        for i, (z, a) in enumerate(zip(sums, self.outputs, strict=True)):
            node, spoken = self.neurons[i], 2 * i + 1 < steps
            self.sums[i].update(z if 2 * i < steps else None)
            node.value.set_text(style.fixed(a) if spoken else "")
            color = shade(net, a, node in self.layers[-1])
            node.circle.set_facecolor(color if spoken else style.PAPER)


def shade(net, a, answers):
    """Return the colour of a neuron of `net` that puts out a: whether it answers or is hidden."""
    if answers:
        return style.ANSWERS(float(a))
    return style.HIDDEN(float(a)) if net.hidden in FROM_0 else style.SIGNED((a + 1) / 2)


def node_names(sizes):
    """Return the names of the circles layer by layer: x1 …, h1 …, and y_pred, or y1 … for more."""
    hidden = iter(range(1, sum(sizes)))
    names = [[f"x{i + 1}" for i in range(sizes[0])]]
    names += [[f"h{next(hidden)}" for _neuron in range(size)] for size in sizes[1:-1]]
    many = [f"y{i + 1}" for i in range(sizes[-1])]
    return [*names, many if sizes[-1] > 1 else ["y_pred"]]


def flow(net, x):
    """Return the sums z and the outputs of all neurons for one example, layer after layer."""
    Z, A = net.forward(x)
    return np.hstack(Z)[0], np.hstack(A[1:])[0]


def axes_or_current(ax):
    """Return the axes to draw on: the current ones where `ax` is None."""
    if ax is not None and not isinstance(ax, Axes):
        refuse("ax", ax, _("one axes of matplotlib"))
    return plt.gca() if ax is None else ax


def one_network(net, expected="", fits=lambda net: True):
    """Return `net` if it is one `Network` that fits, or say what was expected."""
    if not isinstance(net, Network) or net.values.ndim > 1 or not fits(net):
        refuse("net", net, expected or _("one Network"))
    finite("net", net.values)
    return net


def neuron(w, b, x, ax=None):
    """Draw one neuron with weights `w`, bias `b` and inputs `x`."""
    w = row("w", w)
    x, b = row("x", x, length=w.size), number("b", b)
    NeuronDiagram(axes_or_current(ax), w.size).update(w, b, x)


def network(net, x=None, ax=None):
    """Draw a `Network` with its parameters and, with an example `x`, the values in its neurons."""
    sizes = one_network(net).sizes
    if x is not None:
        x = row("x", x, length=sizes[0])
    NetworkDiagram(axes_or_current(ax), sizes).update(net, x)
