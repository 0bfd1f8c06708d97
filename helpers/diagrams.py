"""Diagrams are neurons drawn as circles: inputs left, output right, a weight on every edge.

Each diagram is a class that draws on an axes what never changes, and has `update`, which moves
the rest; `moving` lists the artists that `update` changes. The functions draw one still diagram.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon

from helpers import style
from helpers.activations import sigmoid
from helpers.inputs import number, row
from helpers.parameters import Parameters

RADIUS = 0.44
COLUMN, NEURON_COLUMN = 3.6, 2.5  # from one layer to the next, from the inputs to the sum
ROW = 2.1  # from one neuron of a layer to the next
BIAS_LENGTH = 0.55
HEAD = 0.2  # length of an arrow's head
LARGEST_FONT = 11  # points
MARGIN = 0.12
WHITE = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1.0}


def weight_width(weight):
    """Return the line width of an edge in points: it grows with |weight| and never gets huge."""
    return 0.8 + 4.2 * np.tanh(abs(weight) / 3)


def bare(ax, left, right, bottom, top):
    """Make an axes a plain sheet in data units, a circle being a circle."""
    ax.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
    ax.axis("off")


def font_size(ax):
    """Return the size in points at which four decimals fit into a circle of a bare axes."""
    width, height = ax.get_position().size * ax.figure.get_size_inches()
    inches_per_unit = min(width / np.ptp(ax.get_xlim()), height / np.ptp(ax.get_ylim()))
    return min(LARGEST_FONT, 14.5 * inches_per_unit)


def label(ax, x, y, text="", scale=1, **kwargs):
    """Write a text centred at a point, and return it; `scale` compares it with other labels."""
    size = scale * font_size(ax)
    return ax.text(x, y, text, **{"ha": "center", "va": "center", "size": size} | kwargs)


class Node:
    """A circle with the name of a quantity and, under it, its value."""

    def __init__(self, ax, centre, name, fill=style.PAPER):
        self.centre = np.array(centre, dtype=float)
        x, y = self.centre
        ax.add_patch(Circle(centre, RADIUS, facecolor=fill, edgecolor=style.INK, lw=1.4, zorder=2))
        self.name = label(ax, x, y + 0.16, name, zorder=3, scale=min(1, 5 / len(name)))
        self.value = label(ax, x, y - 0.16, zorder=3, scale=0.9)
        self.moving = [self.value]

    def rim(self, towards):
        """Return the point of the circle that faces another point."""
        direction = np.asarray(towards) - self.centre
        return self.centre + RADIUS * direction / np.hypot(*direction)


class Edge:
    """An arrow from point to point that shows a signed number: width, colour and label."""

    def __init__(self, ax, start, end, at=0.3):
        self.start, self.end = np.asarray(start), np.asarray(end)
        self.direction = (self.end - self.start) / np.hypot(*(self.end - self.start))
        self.line = ax.add_line(Line2D([], [], solid_capstyle="butt", zorder=1))
        self.head = Polygon(np.zeros((3, 2)), closed=True, lw=0, zorder=1)
        ax.add_patch(self.head)
        x, y = self.start + at * (self.end - self.start)
        self.text = label(ax, x, y, bbox=WHITE, zorder=3)
        self.moving = [self.line, self.head, self.text]

    def update(self, name, value):
        """Show that the quantity called `name` has this value."""
        color, width = style.sign_color(value), weight_width(value)
        neck = self.end - HEAD * self.direction
        across = np.array([-self.direction[1], self.direction[0]]) * (0.06 + 0.012 * width)
        self.line.set_data(*np.transpose([self.start, neck]))
        self.line.set(color=color, linewidth=width)
        self.head.set(xy=[self.end, neck + across, neck - across], facecolor=color)
        self.text.set(text=f"{style.symbol(name)} = {style.short(value)}", color=color)


def plain_arrow(ax, start, end):
    """Draw an arrow that carries no number."""
    ax.annotate(
        "", end, start, arrowprops={"arrowstyle": "-|>", "color": style.INK, "lw": 1.4}, zorder=1
    )


def column_heights(count):
    """Return the height of each of `count` neurons of a layer, from the top down."""
    return ROW * ((count - 1) / 2 - np.arange(count))


class NeuronDiagram:
    """One neuron: inputs, weights, bias, the sum z and the output y = σ(z)."""

    def __init__(self, ax, n_inputs=2):
        heights = column_heights(n_inputs)
        top = max(heights[0], 0) + RADIUS
        y_at = NEURON_COLUMN + 1.8
        bare(ax, -RADIUS - MARGIN, y_at + RADIUS + MARGIN, -top - 0.7, top + 0.6)
        self.inputs = [
            Node(ax, (0, height), style.symbol(f"x{i + 1}")) for i, height in enumerate(heights)
        ]
        self.z = Node(ax, (NEURON_COLUMN, 0), "z", style.HIDDEN)
        self.y = Node(ax, (y_at, 0), "y", style.OUTPUT)
        self.weights = [
            Edge(ax, node.rim(self.z.centre), self.z.rim(node.centre), at=0.42)
            for node in self.inputs
        ]
        self.bias = Edge(ax, (NEURON_COLUMN, RADIUS + 1.1), (NEURON_COLUMN, RADIUS), at=-0.16)
        plain_arrow(ax, (NEURON_COLUMN + RADIUS, 0), (y_at - RADIUS, 0))
        label(ax, NEURON_COLUMN + 0.9, 0.22, "σ", scale=1.2)
        self.sum = label(ax, NEURON_COLUMN + 0.9, -top - 0.42)
        edges = [*self.weights, self.bias]
        nodes = [*self.inputs, self.z, self.y]
        self.moving = [artist for part in (*edges, *nodes) for artist in part.moving] + [self.sum]

    def update(self, w, b, x):
        """Show the neuron with weights `w`, bias `b` and inputs `x`."""
        z = float(np.dot(w, x) + b)
        for node, value in zip((*self.inputs, self.z), (*x, z), strict=True):
            node.value.set_text(style.short(value))
        self.y.value.set_text(style.fixed(sigmoid(z)))
        for i, (edge, value) in enumerate(zip(self.weights, w, strict=True)):
            edge.update(f"w{i + 1}", value)
        self.bias.update("b", b)
        self.sum.set_text(sum_text(w, x, b, z))


def sum_text(weights, inputs, bias, z):
    """Return a weighted sum with its numbers: 0·2 + 1·3 + 4 = 7."""
    products = [
        f"{style.factor(w) if i else style.short(w)}·{style.factor(x, digits=4)}"
        for i, (w, x) in enumerate(zip(weights, inputs, strict=True))
    ]
    return f"{' + '.join(products)} + {style.factor(bias)} = {style.short(z, digits=4)}"


class NetworkDiagram:
    """A network: a column of circles a layer, a weight on every edge, a bias at every neuron."""

    def __init__(self, ax, sizes):
        self.axes, self.names = ax, Parameters(sizes).names
        last = len(sizes) - 1
        half = max(column_heights(size)[0] for size in sizes) + RADIUS + BIAS_LENGTH + 0.4
        bare(ax, -RADIUS - MARGIN, COLUMN * last + RADIUS + MARGIN, -half, half)
        self.layers, hidden = [], 0
        for k, size in enumerate(sizes):
            names = node_names(k, last, size, hidden)
            hidden += size if 0 < k < last else 0
            fill = style.PAPER if k == 0 else style.OUTPUT if k == last else style.HIDDEN
            places = zip(column_heights(size), names, strict=True)
            self.layers.append([Node(ax, (COLUMN * k, y), name, fill) for y, name in places])
        self.neurons = [node for layer in self.layers[1:] for node in layer]
        pairs = [
            (source, target)
            for before, after in zip(self.layers[:-1], self.layers[1:], strict=True)
            for target in after
            for source in before
        ]
        self.edges = [  # in the order of the parameters: weights, then biases
            *(
                Edge(ax, source.rim(target.centre), target.rim(source.centre))
                for source, target in pairs
            ),
            *(bias_edge(ax, node) for node in self.neurons),
        ]
        self.sums = [label(ax, *outside(node, -0.2), scale=0.9) for node in self.neurons]
        parts = [*self.edges, *self.layers[0], *self.neurons]
        self.moving = [artist for part in parts for artist in part.moving] + self.sums

    def update(self, net, x=None, steps=None):
        """Show the parameters of `net` and, with an example `x`, the numbers that flow.

        A neuron takes two steps, its sum z and its output. The first `steps` of them are shown;
        None shows all.
        """
        for edge, name in zip(self.edges, self.names, strict=True):
            edge.update(name, net[name])
        if x is None:
            return
        for node, value in zip(self.layers[0], x, strict=True):
            node.value.set_text(style.short(value))
        for i, (z, a) in enumerate(zip(*flow(net, x), strict=True)):
            z_text, a_text = f"z{i + 1}".translate(style.SUBSCRIPTS), style.fixed(a)
            self.sums[i].set_text(
                f"{z_text} = {style.short(z, digits=4)}" if shown(2 * i, steps) else ""
            )
            self.neurons[i].value.set_text(a_text if shown(2 * i + 1, steps) else "")


def node_names(layer, last, size, hidden_before):
    """Return the names of a layer's circles: x₁ …, h₁ …, and y_pred, or y₁ … for several."""
    if layer == last and size == 1:
        return ["y_pred"]
    letter, before = ("x", 0) if layer == 0 else ("y", 0) if layer == last else ("h", hidden_before)
    return [style.symbol(f"{letter}{before + i + 1}") for i in range(size)]


def outside(node, distance):
    """Return the point above an upper or below a lower node; a negative distance swaps sides."""
    up = 1 if node.centre[1] >= 0 else -1
    return node.centre + np.array([0, up * (np.sign(distance) * RADIUS + distance)])


def bias_edge(ax, node):
    """Return the arrow that brings the bias to a node from outside the network."""
    return Edge(ax, outside(node, BIAS_LENGTH), outside(node, 0.001), at=-0.3)


def flow(net, x):
    """Return the sums z and the outputs of all neurons for one example, layer after layer."""
    A = net.activations(x)
    Z = [a @ W + B for a, W, B in zip(A[:-1], net.W, net.B, strict=True)]
    return np.hstack(Z)[0], np.hstack(A[1:])[0]


def shown(step, steps):
    """Tell whether a step counted from 0 is among the first `steps`, all where that is None."""
    return steps is None or step < steps


def neuron(w, b, x, ax=None):
    """Draw one neuron with weights `w`, bias `b` and inputs `x`."""
    w = row("w", w)
    x, b = row("x", x, length=w.size), number("b", b)
    NeuronDiagram(plt.gca() if ax is None else ax, w.size).update(w, b, x)


def network(net, x=None, ax=None):
    """Draw a `Network` with its parameters and, with an example `x`, the values in its neurons."""
    if x is not None:
        x = row("x", x, length=net.sizes[0])
    NetworkDiagram(plt.gca() if ax is None else ax, net.sizes).update(net, x)
