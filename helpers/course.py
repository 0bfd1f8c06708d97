"""The whole course is one picture: fourteen stations on a winding path, each with its mathematics.

A station is a white tile with its number at a corner, a drawing on it and its formula below. What
is drawn is computed as in its lesson. Lengths are pixels, counted upwards.
"""

from itertools import pairwise

import numpy as np
from matplotlib.colors import Normalize
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path

from helpers import digits, people, plots, style
from helpers.activations import ACTIVATIONS, sigmoid
from helpers.attention import weights
from helpers.diagrams import Node, Sheet, axes_or_current, shade
from helpers.kernels import NAMED
from helpers.network import Network
from helpers.optimisers import Adam
from helpers.recurrence import Recurrent
from helpers.runs import Run
from helpers.training import train
from helpers.valley import Valley, descend

WIDE, HIGH = 820, 504  # the sheet
COLUMNS, LAST = 5, 14
LEFT, TOP = 94, 422  # the middle of the first tile
ACROSS, DOWN = 158, 163  # from one column to the next, from one row to the next
TILE = np.array([120, 84])
HALF = np.array([48, 30])  # from the middle of a tile as far as a drawing goes
BADGE, BELOW = 11, 26  # the radius of a number's disc; from a tile to the middle of its formula
SIZE = 11  # of a formula, in points: with 12 the widest would meet their neighbours
TURN, BEND = 78, 18  # from the middle of a tile to where the path turns, and how round it does so
CIRCLE = 10  # the radius of a neuron
BACK = {"ls": (0, (3, 2)), "lw": style.LINE}  # the dashes of an arrow


class Tile:
    """A tile at its place on the sheet, and what can be drawn on it."""

    def __init__(self, sheet, number, formula):
        self.sheet, self.ax = sheet, sheet.ax
        self.middle = np.array(place(number), dtype=float)
        corner = self.middle - TILE / 2
        upper = corner[0], corner[1] + TILE[1]
        look = {"fc": style.PAPER, "ec": style.FAINT, "lw": style.THIN, "zorder": 2}
        self.ax.add_patch(Rectangle(corner, *TILE, **look))
        self.ax.add_patch(Circle(upper, BADGE, fc=style.INK, ec="none", zorder=7))
        look = {"color": style.PAPER, "weight": "bold", "va": "center_baseline", "zorder": 8}
        sheet.text(*upper, str(number), **look)
        sheet.text(self.middle[0], corner[1] - BELOW, formula, SIZE)

    def at(self, x, y, x_ends, y_ends, half=HALF):
        """Return places on the sheet, shape (2, n), of numbers that run between these ends."""
        low, high = np.transpose([x_ends, y_ends])[:, :, np.newaxis]
        shares = (np.array([x, y], dtype=float).reshape(2, -1) - low) / (high - low)
        return self.middle[:, np.newaxis] + np.reshape(half, (2, 1)) * (2 * shares - 1)

    def line(self, x, y, x_ends, y_ends, **look):
        """Draw a line through numbers that run between these ends."""
        plots.line(self.ax, *self.at(x, y, x_ends, y_ends), **{"zorder": 4} | look)

    def axis(self, x, y):
        """Draw a pale line through places that are shares of the drawing, from -1 to 1."""
        look = {"color": style.PALE, "lw": style.THIN, "zorder": 3}
        self.line(x, y, (-1, 1), (-1, 1), **look)

    def circle(self, x, y, name="", color=style.PAPER):
        """Draw a neuron so far from the middle, with a name on it or without, and return it."""
        node = Node(self.sheet, self.middle + np.array([x, y]), "h", CIRCLE, valued=False)
        node.circle.set(fc=color, zorder=4)
        node.name.set(text=name, va="center_baseline", zorder=5)
        return node

    def arrow(self, start, end, weight=0):
        """Draw the arrow from one circle to another, in the colour of its weight's sign."""
        ends = start.rim(end.centre), end.rim(start.centre)
        self.sheet.arrow(*ends, color=style.sign_color(weight), zorder=3)

    def cells(self, table, colors, low, high, side, x, y):
        """Draw a table as squares of colour; (x, y) is from the middle to its upper left corner."""
        rows, columns = table.shape
        across, up = self.middle[0] + x, self.middle[1] + y
        edges = across + side * np.arange(columns + 1), up - side * np.arange(rows + 1)
        look = {"cmap": colors, "vmin": low, "vmax": high, "ec": style.PALE, "lw": 0.5, "zorder": 4}
        self.ax.pcolormesh(*edges, table, **look)

    def map(self, numbers, colors, ends, half):
        """Draw a table, row 0 lowest, in colours that run between these ends, in a frame."""
        (left, low), (right, high) = self.middle - half, self.middle + half
        look = {"cmap": colors, "norm": Normalize(*ends), "interpolation": "bilinear", "zorder": 3}
        self.ax.imshow(numbers, origin="lower", extent=(left, right, low, high), **look)
        self.frame(left, low, right, high, color=style.TICKS, lw=style.THIN)

    def frame(self, left, low, right, high, **look):
        """Draw a frame."""
        corners = [left, right, right, left, left], [low, low, high, high, low]
        plots.line(self.ax, *corners, solid_joinstyle="miter", zorder=6, **look)


def place(number):
    """Return the middle of the tile of a station: rows of five, read to and fro."""
    row, column = divmod(number - 1, COLUMNS)
    return LEFT + ACROSS * (COLUMNS - 1 - column if row % 2 else column), TOP - DOWN * row


def rounded(corners, closed=False):
    """Return the path along these corners, each of them a bend."""
    corners = np.array(corners, dtype=float)
    around = np.concatenate([corners[-1:], corners, corners[:1]]) if closed else corners
    found = [] if closed else [(Path.MOVETO, corners[0])]
    for before, corner, after in zip(around, around[1:], around[2:], strict=False):
        start, end = (
            corner + BEND * (other - corner) / np.hypot(*(other - corner))
            for other in (before, after)
        )
        found.append((Path.LINETO if found else Path.MOVETO, start))
        found += [(Path.CURVE3, corner), (Path.CURVE3, end)]
    found.append((Path.CLOSEPOLY, found[0][1]) if closed else (Path.LINETO, corners[-1]))
    codes, places = zip(*found, strict=True)
    return Path(places, codes)


def way(sheet):
    """Draw the path through all stations and past the last one, and the ground of the first six."""
    (left, one), (right, two), three = place(1), place(COLUMNS + 1), place(LAST)[1]
    last, end = place(LAST)[0], place(LAST)[0] + ACROSS
    corners = [(left, one), (right + TURN, one), (right + TURN, two), (left - TURN, two),
               (left - TURN, three), (last, three)]  # fmt: skip
    look = {"fc": "none", "ec": style.FAINT, "lw": style.THICK, "zorder": 1}
    sheet.ax.add_patch(PathPatch(rounded(corners), **look))
    onward = BACK | {"color": style.FAINT, "lw": style.THICK}
    plots.line(sheet.ax, [last + TILE[0] / 2, end - 12], [three, three], **onward)
    sheet.arrow((end - 12, three), (end, three), 1, color=style.FAINT)
    side, top = ACROSS / 2 + 7, TILE[1] / 2 + 22
    ground = [(left - side, one + top), (right + side, one + top),
              (right + side, two + top - DOWN), (right - side, two + top - DOWN),
              (right - side, one + top - DOWN), (left - side, one + top - DOWN)]  # fmt: skip
    look = {"fc": style.CHOSEN, "ec": "none", "zorder": 0}
    sheet.ax.add_patch(PathPatch(rounded(ground, closed=True), **look))


# ---------------------------------------------------------------- what stands on the tiles


def neuron(tile):
    """1: the sigmoid, and where it is a half."""
    z, ends = np.linspace(-6, 6, 97), ((-6, 6), (0, 1))
    tile.axis([-1, 1], [-1, -1])
    tile.line([-6, 6], [0.5, 0.5], *ends, color=style.INK, ls=style.DASH, lw=style.THIN)
    tile.line(z, sigmoid(z), *ends, lw=style.THICK)


def network(tile):
    """2: the network that can XOR, with what flows through it where x is (0, 1)."""
    net = Network([2, 2, 1], w1=4, w2=4, b1=-2, w3=-4, w4=-4, b2=6, w5=4, w6=4, b3=-6)
    columns, outputs = (-40, 0, 40), net.activations([[0, 1]])
    layers = []
    for k, (x, A) in enumerate(zip(columns, outputs, strict=True)):
        colors = [shade(net, a, k == 2) if k else style.PAPER for a in A[0].tolist()]
        heights = (20, -20) if len(colors) == 2 else (0,)
        layers.append([tile.circle(x, y, "", c) for y, c in zip(heights, colors, strict=True)])
    for (before, after), W in zip(pairwise(layers), net.W, strict=True):
        for (i, j), weight in np.ndenumerate(W):
            tile.arrow(before[i], after[j], weight)


def loss(tile):
    """3: the squared error of an answer, where 1 is right and, dashed, where 0 is."""
    y, ends = np.linspace(0, 1, 65), ((0, 1), (0, 1))
    tile.axis([-1, 1], [-1, -1])
    tile.line(y, (1 - y) ** 2, *ends, lw=style.THICK)
    tile.line(y, y**2, *ends, ls=style.LINES[1])


def blame(tile):
    """4: the chain from the loss back to a weight, in dashed arrows."""
    places = tile.middle[0] + np.array([-45, -15, 15, 45])
    height = tile.middle[1]
    for x, name in zip(places, ("w1", "h1", "y", "L"), strict=True):
        tile.sheet.text(x, height - 17, style.formula(name), style.MEDIUM, zorder=5)
    angles = np.linspace(0, np.pi, 33)
    for end, start in pairwise(places):
        middle, half = (start + end) / 2, (start - end) / 2 - 3
        x, y = middle + half * np.cos(angles), height - 3 + 22 * np.sin(angles)
        plots.line(tile.ax, x[:-5], y[:-5], zorder=4, **BACK)
        tile.sheet.arrow((x[-6], y[-6]), (x[-1], y[-1]), zorder=4)


def walk(tile):
    """5: four steps down L = w², each against the slope."""
    w, ends = np.linspace(-1.1, 1.1, 89), ((-1.1, 1.1), (0, 1.1**2))
    path = descend(lambda w: 2 * w, [-1.0], 0.2, 4)[:, 0]
    tile.axis([-1, 1], [-1, -1])
    tile.line(w, w**2, *ends, lw=style.THICK)
    look = {"marker": "o", "ms": 6, "mfc": style.PAPER, "mec": style.INK, "mew": 1.3}
    tile.line(path, path**2, *ends, ls="", zorder=5, **look)


def training(tile):
    """6: the loss of that lesson after each of 1000 epochs, its height a power of ten."""
    start = Network.random([2, 2, 1], np.random.default_rng(1))
    losses = train(start, people.X, people.y_true, learning_rate=0.1, epochs=1000).losses
    tile.axis([-1, -1, 1], [1, -1, -1])
    tile.line(np.arange(1001), np.log10(losses), (0, 1000), (-3, 0), lw=style.THICK)


def bends(tile):
    """7: ReLU and, dashed and dotted, tanh and the sigmoid."""
    z, ends = np.linspace(-2.4, 2.4, 97), ((-2.4, 2.4), (-1.2, 2.4))
    tile.axis([-1, 1], [-1 / 3, -1 / 3])
    tile.axis([0, 0], [-1, 1])
    for name, dash in zip(("relu", "tanh", "sigmoid"), style.LINES, strict=False):
        look = {"ls": dash, "lw": style.THICK if name == "relu" else style.LINE}
        tile.line(z, ACTIVATIONS[name].squash(z), *ends, **look)


def valley(tile):
    """8: a narrow valley, a plain walk that goes to and fro, and on the right one of Adam."""
    narrow, ends = Valley(4), ((-3.2, 3.2), (-2, 2))  # as wide and high as a drawing
    places = np.stack(np.meshgrid(*(np.linspace(*end, 101) for end in ends)), axis=-1)
    powers = np.log10(np.maximum(narrow.loss(places), 10.0 ** plots.POWERS[0]))
    tile.map(powers, style.SIZES, plots.POWERS, HALF)
    for level in (0.1, 1, 10):
        line = narrow.contour(level)
        line[(np.abs(line) > np.array(ends)[:, 1]).any(axis=1)] = np.nan
        tile.line(*line.T, *ends, color=style.PAPER, lw=0.6)
    for rate, optimiser, start in ((0.11, None, [-2.6, 1.5]), (0.3, Adam(), [2.6, 1.5])):
        path = tile.at(*descend(narrow.slopes, start, rate, 14, optimiser).T, *ends)
        plots.line(tile.ax, *path, lw=2.4, marker="o", ms=3.6, mew=0, zorder=4)
        look = {"color": style.PAPER, "lw": 1.0, "marker": "o", "ms": 2.4, "mew": 0}
        plots.line(tile.ax, *path, zorder=5, **look)


def ring(tile):
    """9: points of two labels, and the line that a small network draws between them."""
    run = Run(data="ring", n=200, layers=[3], hidden="tanh", gain=1)
    run.to(40)
    ends, half = (-6.2, 6.2), (HALF[1], HALF[1])
    side = np.linspace(*ends, 63)
    y = run.network().feedforward(plots.points_of(side, side))[:, 0].reshape(63, 63)
    tile.map(y, style.ANSWERS, (0, 1), half)
    border = tile.at(*plots.level_line(side, side, y, 0.5), ends, ends, half)
    plots.line(tile.ax, *border, zorder=5, **plots.HALF)
    for point, label in zip(tile.at(*run.X[:40].T, ends, ends, half).T, run.y_true, strict=False):
        plots.mark(tile.ax, point, int(label), size=3.4).set(mew=0.6)


def digit(tile):
    """10: a digit, as somebody wrote it."""
    show(tile, 13)


def kernel(tile):
    """11: a kernel on the six of that lesson, from purple over white to teal."""
    show(tile, 1223)
    side = 2 * HALF[1] / digits.SIDE
    corner = 2 * side - HALF[1], HALF[1] - 2 * side
    table = np.reshape(NAMED["horizontal"][0], (3, 3))
    tile.cells(table, style.SIGNED_TILES, -1, 1, side, *corner)
    left, top = tile.middle + corner
    tile.frame(left, top - 3 * side, left + 3 * side, top, color=style.INK, lw=style.LINE)


def show(tile, row):
    """Draw the digit of a row, from white to ink."""
    side = 2 * HALF[1] / digits.SIDE
    picture = digits.load()[0][row].reshape(digits.SIDE, digits.SIDE)
    tile.cells(picture, style.TILES, 0, 1, side, -HALF[1], HALF[1])


def loop(tile):
    """12: three steps of a loop, each state with the tint of its number."""
    net = Recurrent([1, 1, 1], w1=1, w2=0.5, w3=2)
    states = net.activations([[1], [0], [1]])[1][0, :, 0].tolist()
    nodes = [tile.circle(x, 12, "", shade(net, h, False))
             for x, h in zip((-38, 0, 38), states, strict=True)]  # fmt: skip
    for node in nodes:
        x, y = node.centre
        look = {"color": style.sign_color(net["w1"]), "zorder": 3}
        tile.sheet.arrow((x, y - 36), (x, y - CIRCLE), **look)
    for before, after in pairwise(nodes):
        tile.arrow(before, after, net["w2"])


def graph(tile):
    """13: the graph of a·b + a, where two paths join at a."""
    places = {"a": (-40, 20), "b": (-40, -20), r"\cdot": (0, -20), "+": (40, 0)}
    nodes = {name: tile.circle(*at, f"${name}$") for name, at in places.items()}
    for start, end in (("a", r"\cdot"), ("b", r"\cdot"), ("a", "+"), (r"\cdot", "+")):
        tile.arrow(nodes[start], nodes[end])


def attention(tile):
    """14: who looks at whom among three symbols, a row for each that asks."""
    Q = np.sqrt(2) * np.log(2) * np.array([[0, 1], [1, 0], [1, 1]])
    K, seen = np.array([[0, 0], [1, 0], [1, 1]]), np.tri(3, dtype=bool)
    A = np.ma.array(weights(Q, K, seen), mask=~seen)
    tile.cells(A, style.TILES, 0, 1, 2 * HALF[1] / 3, -HALF[1], HALF[1])


STATIONS = (  # in order: what is drawn, and the formula below it
    (neuron, r"$y = \sigma(w \cdot x + b)$"),
    (network, r"$H_1 = \sigma(X\,W_1 + B_1)$"),
    (loss, r"$L = \frac{1}{n}\sum\,(y_\mathrm{true} - y_\mathrm{pred})^2$"),
    (blame, r"$\dfrac{\partial L}{\partial w_1} = \dfrac{\partial L}{\partial y}\,"
            r"\dfrac{\partial y}{\partial h_1}\,\dfrac{\partial h_1}{\partial w_1}$"),
    (walk, r"$w \leftarrow w - \eta\,\partial L/\partial w$"),
    (training, r"$0.3935 \to 0.0015$"),
    (bends, r"$\max(0,\,z)$"),
    (valley, r"$m\,/\sqrt{s}$"),
    (ring, r"$y_\mathrm{pred} = 0.5$"),
    (digit, r"$e^{z_k}/\,\sum e^{z_j}$"),
    (kernel, r"$\sum w\,x + b$"),
    (loop, r"$h_t = \tanh([x_t,\,h_{t-1}]\,W_1 + B_1)$"),
    (graph, r"$a \cdot b + a$"),
    (attention, r"$\mathrm{softmax}(Q\,K^\top\!/\sqrt{d}\,)\,V$"),
)  # fmt: skip


def course(ax=None):
    """Draw the fourteen lessons in their order on one picture, the six of the path on a ground."""
    sheet = Sheet(axes_or_current(ax), WIDE, HIGH)
    way(sheet)
    for number, (draw, formula) in enumerate(STATIONS, 1):
        draw(Tile(sheet, number, formula))
