"""The explorer of notebook 12: a recurrent network adds two numbers, bit by bit."""

from functools import cache
from typing import NamedTuple

import numpy as np
from matplotlib.collections import EllipseCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from helpers import addition, plots, style
from helpers.addition import BITS
from helpers.diagrams import Sheet, shade
from helpers.recurrence import Recurrent, right
from helpers.style import fixed, short
from helpers.widgets import code
from helpers.widgets.controls import button, choice, whole_slider
from helpers.widgets.explorer import Played
from helpers.words import _, joined, together

MOST, STEPS = 2**BITS - 1, BITS + 1  # a step for each bit, and one for the last carry
EPOCHS = 40
COUNTED = 4  # bits of the pairs of which the right ones are counted: 256 pairs
HIDDEN = 3  # neurons of which there is room for
COLUMN, ROW, RADIUS = 61, 49, 23  # pixels
WIDTH, HEIGHT, FIRST = 600, 388, 566  # of the columns, and where the middle of the first one is
NAMES = 40  # where the names of rows end
LINES = {"t": 372, "a": 343, "b": 318, "c": 284, "h": 240, "y": 88, "sum": 44, "place": 14}


class Adder(Played):
    """Two numbers, the step t that is shown last, with Play, and the epoch of the training.

    a, b : whole numbers from 0 to 255. They are read from the right, lowest bits first.
    t : so many steps are shown, from 0 to 9.
    epoch : the network is that after so many epochs of its training, from 0 to 40.
    network : "trained", with 22 numbers, or "by_hand", with 13 and without epochs.
    """

    size = (840, 430)
    interval = 700

    def __init__(self, a=105, b=78, t=STEPS, epoch=EPOCHS, network="trained"):
        kinds = {"trained": _("trained: 22 numbers"), "by_hand": _("by hand: 13 numbers")}
        controls = {
            "network": choice("network", network, kinds, width=180, unseen=_("network")),
            "a": whole_slider("a", a, MOST, 270),
            "b": whole_slider("b", b, MOST, 270),
            "t": whole_slider("t", t, STEPS, 270),
            "epoch": whole_slider("epoch", epoch, EPOCHS, 270),
        }
        super().__init__(controls, "t", [button(_("Step"), self.step)])

    def step(self):
        """Take one step more; after the last it begins again."""
        t = self.controls["t"]
        t.value = (t.value + 1) % (STEPS + 1)

    def network(self):
        """Return the network that adds."""
        if self.controls["network"].value == "trained":
            return addition.adder(self.controls["epoch"].value)
        return by_hand()

    def code(self):
        net, (a, b, t) = self.network(), (self.controls[name].value for name in "abt")
        W1, W2 = (W.tolist() for W in net.W)
        B1, B2 = (B[0].tolist() for B in net.B)
        return code.lines(
            "import numpy as np\n",
            "W1 = np.array([",
            *(f"    {code.literal(row)}," for row in W1),
            "])",
            f"B1, B2 = np.array({code.literal(B1)}), np.array({code.literal(B2)})",
            f"W2 = np.array({code.literal(W2)})",
            code.let(a=a, b=b),
            f"h, c, number, H, C, Y = np.zeros({len(B1)}), 0, 0, [], [], []",
            f"for t in range({t}):",
            "    x = np.array([a >> t & 1, b >> t & 1])",
            "    c = int(x.sum() + c) // 2",
            "    h = np.tanh(np.concatenate([x, h]) @ W1 + B1)",
            "    y = 1 / (1 + np.exp(-(h @ W2 + B2)))",
            "    number += int(y[0] > 0.5) << t",
            "    H.append(h)\n    C.append(c)\n    Y.append(y[0])",
            "print(number, C, np.round(H, 2), np.round(Y, 2))",
        )

    def draw(self, figure):
        columns = plots.panel(figure, 12, 40, WIDTH, HEIGHT)
        curve = plots.LossCurve(plots.panel(figure, 684, 110, 132, 120), "epoch", log=True)
        curve.ax.set_yticks([1e-4, 1e-2, 1])  # of which older matplotlib would show more
        curve.ax.yaxis.set_label_coords(-0.07, 0.75)  # between two of them
        words = {"epoch": 60, "loss": 88, "most": 330, "right": 358}
        words = {key: plots.Words(figure, 684, top, 5, 150) for key, top in words.items()}
        return words | {
            "sum": plots.Words(figure, 24, 24, 6, 560),
            "columns": Columns(columns),
            "curve": curve,
        }

    def show(self, panels):
        kind, a, b, t, epoch = self.values.values()
        net, X = self.network(), addition.written(a, b, STEPS)
        (_V, H, Y), C, bits = net.activations(X), addition.carries(X), addition.sums(X)
        way = Way(t, X, C, H[0], Y[0, :, 0], bits)
        panels["columns"].update(net, way)
        panels["sum"].update(*sum_words(a, b, way))
        trained, (losses, counts) = kind == "trained", judged()
        count = counts[epoch] if trained else counted(net)
        told = {"epoch": ("epoch ", str(epoch)), "loss": ("L = ", fixed(losses[epoch]))}
        for key, (name, number) in told.items():
            panels[key].update(*([plots.word(name), plots.bold(number)] if trained else []))
        panels["curve"].update(losses, epoch if trained else len(losses))
        panels["most"].update(plots.word(f"a, b ≤ {2**COUNTED - 1}:"))
        panels["right"].update(plots.bold(f"{count} / {4**COUNTED}"))
        return self.told(way, losses[epoch], count)

    def told(self, way, loss, count):
        """Return the alternative text."""
        kind, a, b, _t, epoch = self.values.values()
        said = _("{kind} adds {a} and {b}, lowest bits first. {step} Of all {pairs} pairs of "
                 "numbers up to {most} it adds {count} rightly. A table has a column for each of "
                 "9 steps, the first at the right; a curve shows the loss over the epochs of the "
                 "training.")  # fmt: skip
        network = _("A network with 13 numbers, set by hand,")
        if kind == "trained":
            network = _("A network with 22 numbers, after epoch {epoch} of its training, where the "
                        "loss is {loss},")  # fmt: skip
        named = {"kind": network.format(epoch=epoch, loss=fixed(loss)), "a": a, "b": b}
        named |= {"pairs": 4**COUNTED, "most": 2**COUNTED - 1, "count": count}
        return said.format(**named, step=together(step_told(way), sum_told(way)))


class Way(NamedTuple):
    """What a network makes of two numbers, step by step; the first `t` of 9 steps are shown."""

    t: int
    X: np.ndarray  # the bits of both, shape (9, 2)
    C: np.ndarray  # the carry that leaves each step
    H: np.ndarray  # what the hidden neurons put out, shape (9, 2) or (9, 3)
    Y: np.ndarray  # the outputs
    bits: np.ndarray  # of the sum

    @property
    def said(self):
        """Return the bits that the network says."""
        return (self.Y > 0.5).astype(int)

    @property
    def wrong(self):
        """Return the numbers of those steps shown in which it is wrong, counted from 1."""
        return np.flatnonzero((self.said != self.bits)[: self.t]) + 1


class Columns:
    """A column for each step, from right to left: bits, carry, hidden neurons, output, sum."""

    def __init__(self, ax):
        self.sheet, self.x = Sheet(ax, WIDTH, HEIGHT), FIRST - COLUMN * np.arange(STEPS)
        name_rows(self.sheet)
        counts = {"t": range(1, STEPS + 1), "place": 2 ** np.arange(STEPS)}
        heads, _places = ([self.sheet.text(x, LINES[key], f"{number}", color=style.TICKS)
                           for x, number in zip(self.x, numbers, strict=True)]
                          for key, numbers in counts.items())  # fmt: skip
        rule = plots.line(ax, [NAMES + 12, WIDTH - 4], [LINES["b"] - 17] * 2, lw=style.THIN)
        low, look = LINES["sum"] - 18, {"ec": "none", "zorder": 0}
        whole = Rectangle((0, low), COLUMN - 4, LINES["t"] - low + 13, fc=style.CHOSEN, **look)
        self.ground = ax.add_patch(whole)
        self.wrong = [ax.add_patch(Rectangle((x - 12, LINES["sum"] - 13), 24, 26, fc=style.INK))
                      for x in self.x]  # fmt: skip
        self.bits = {key: [self.sheet.text(x, LINES[key], size=style.MEDIUM) for x in self.x]
                     for key in ("a", "b", "c", "sum")}  # fmt: skip
        heights = [LINES["h"] - ROW * j for j in range(HIDDEN)] + [LINES["y"]]
        self.cells = Cells(self.sheet, [(x, y) for x in self.x for y in heights])
        self.arrows = [self.sheet.arrow((RADIUS, y), (0, y)) for y in heights[:HIDDEN]]
        self.h3 = self.sheet.text(NAMES, heights[HIDDEN - 1], ha="right", size=style.MEDIUM)
        self.moving = [self.ground, *self.wrong, self.h3, *self.arrows, *self.cells.moving]
        self.moving += [text for row in self.bits.values() for text in row]
        self.moving += [*heads, rule]  # they stand before the ground, which moves

    def update(self, net, way):
        """Show the first steps of a way."""
        neurons, last = net.sizes[1], max(way.t, 1) - 1
        self.h3.set_text("$h_3$" if neurons == HIDDEN else "")
        self.ground.set(x=self.x[last] - COLUMN / 2 + 2, visible=way.t > 0)
        for j, arrow in enumerate(self.arrows):
            arrow.set_visible(way.t > 1 and j < neurons)
            y = LINES["h"] - ROW * j
            arrow.set_positions((self.x[last] + COLUMN - RADIUS, y), (self.x[last] + RADIUS, y))
        cells = np.full((STEPS, HIDDEN + 1), np.nan)
        cells[: way.t, :neurons], cells[: way.t, -1] = way.H[: way.t], way.Y[: way.t]
        colors = [[shade(net, h, False) for h in cells[i, :-1]] + [shade(net, cells[i, -1], True)]
                  for i in range(STEPS)]  # fmt: skip
        there = [True] * neurons + [False] * (HIDDEN - neurons) + [True]
        self.cells.update(cells.ravel(), np.reshape(colors, (-1, 4)), there * STEPS)
        rows = {"a": way.X[:, 0], "b": way.X[:, 1], "c": way.C, "sum": way.bits}
        for key, row in rows.items():
            for i, (text, bit) in enumerate(zip(self.bits[key], row, strict=True)):
                text.set_text(f"{bit:.0f}" if i < way.t or key in "ab" else "")
        for i, (ground, text) in enumerate(zip(self.wrong, self.bits["sum"], strict=True)):
            ground.set_visible(i + 1 in way.wrong)
            text.set_color(style.PAPER if i + 1 in way.wrong else style.INK)


def name_rows(sheet):
    """Write the names of the rows, but for that of the third hidden neuron."""
    names = {key: f"${key}$" for key in "tabcy"} | {"sum": "sum", "place": "$2^{t-1}$"}
    heights = {name: LINES[key] for key, name in names.items()}
    heights |= {f"$h_{j + 1}$": LINES["h"] - ROW * j for j in range(HIDDEN - 1)}
    for name, y in heights.items():
        size = style.SMALL if "2^" in name else style.MEDIUM
        sheet.text(NAMES, y, name, size, ha="right")


class Cells:
    """Neurons at all steps: circles, pale as long as they are empty, and their numbers."""

    def __init__(self, sheet, places):
        size = np.full(len(places), 2 * RADIUS)
        look = {"units": "xy", "offsets": places, "offset_transform": sheet.ax.transData}
        circles = EllipseCollection(size, size, 0 * size, lw=1.2, zorder=2, **look)
        self.circles = sheet.ax.add_collection(circles, autolim=False)
        self.numbers = [sheet.text(x, y) for x, y in places]
        self.moving = [self.circles, *self.numbers]

    def update(self, values, colors, there):
        """Show numbers, each in its colour; NaN leaves its circle empty."""
        empty, there = np.isnan(values)[:, np.newaxis], np.reshape(there, (-1, 1))
        paper, rims = to_rgba(style.PAPER), np.where(empty, to_rgba(style.PALE), to_rgba(style.INK))
        self.circles.set_facecolor(np.where(there, np.where(empty, paper, colors), 0))
        self.circles.set_edgecolor(np.where(there, rims, 0))
        for text, value in zip(self.numbers, values, strict=True):
            text.set_text("" if np.isnan(value) else fixed(value, 2))


def sum_words(a, b, way):
    """Return the sum in words: what the network says, once it has said it, and whether it is so."""
    words = [plots.word(f"{a} + {b}")]
    if way.t < STEPS:
        return words
    said = addition.number(way.said)
    return [*words, plots.word(" = " if said == a + b else " ≠ "), plots.bold(f"{said}")]


def step_told(way):
    """Return in words what happens at the step that is shown last."""
    if way.t == 0:
        return _("No step is taken yet.")
    said = _("At step {t} of 9 it reads the bits {x1} and {x2}, and the carry that leaves the step "
             "is {c}. The hidden neurons put out {h}, and the output is {y}, where the bit of the "
             "sum is {bit}.")  # fmt: skip
    i = way.t - 1
    (x1, x2), h = way.X[i].astype(int), joined(fixed(one, 2) for one in way.H[i])
    named = {"t": way.t, "x1": x1, "x2": x2, "c": short(way.C[i]), "h": h}
    return said.format(**named, y=fixed(way.Y[i], 2), bit=short(way.bits[i]))


def sum_told(way):
    """Return in words what the network has said so far, and where it is wrong."""
    said = _("It is right at every step so far.")
    if way.wrong.size:
        said = _("It is wrong at these steps: {steps}.")
    said = said.format(steps=joined(map(str, way.wrong)))
    if way.t < STEPS:
        return said if way.t else ""
    number = _("Its answer is {number}.").format(number=addition.number(way.said))
    return together(number, said)


@cache
def by_hand():
    """Return the network whose 13 numbers were set by hand."""
    return Recurrent([2, 2, 1], addition.BY_HAND)


@cache
def judged():
    """Return the loss over all pairs of small numbers after each epoch, and how many are right."""
    rows = [addition.adder(epoch).values for epoch in range(EPOCHS + 1)]
    many = Recurrent([2, HIDDEN, 1], rows)
    return many.loss(*addition.every_pair(COUNTED)), counted(many)


def counted(net):
    """Return how many pairs of small numbers a network adds rightly, or each of several."""
    X, Y = addition.every_pair(COUNTED)
    return np.round(len(X) * right(net, X, Y)).astype(int)
