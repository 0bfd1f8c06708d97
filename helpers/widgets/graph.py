"""The explorer of notebook 13: values forward through a graph, and slopes back, step by step."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from ipywidgets import HTML
from matplotlib.patches import Circle, FancyArrowPatch

from helpers import inputs, plots, style
from helpers.autograd import Value, neuron, squash
from helpers.diagrams import Node, Sheet
from helpers.plots import bold, word
from helpers.style import compact, sign_color
from helpers.widgets import code
from helpers.widgets.controls import choice, layout, slider, whole_slider
from helpers.widgets.explorer import Played
from helpers.words import _, joined

LEAVES = ("w1", "w2", "b", "x1", "x2")
LIMIT = 4  # of a leaf
WIDTH, TALL, COLUMN = 840, 352, 107  # pixels: of the graph, and from one column to the next
LEFT, RADIUS, SMALL_RADIUS = 44, 36, 26  # of the first column; circles of values and of leaves
BESIDE, BEND = 33, 0.25  # degrees between an arrow and the one back; how far that is bent
UNDER, LINE = 13, 17  # pixels from a circle to the slope under it, and from one to the next there

SPELT = {  # what a value is called, in matplotlib's mathematics and in a sentence
    "w1x1": (r"w_1 x_1", "w₁x₁"),
    "w2x2": (r"w_2 x_2", "w₂x₂"),
    "w1x2": (r"w_1 x_2", "w₁x₂"),
    "minus_z": (r"-z", "−z"),
    "e": (r"e^{-z}", "e⁻ᶻ"),
    "u": (r"1 + e^{-z}", "1 + e⁻ᶻ"),
    "a": (r"\sigma(z)", "σ(z)"),
}
SUMS = ("w1x1", "w2x2", "w1x2", "minus_z", "u")  # that need brackets behind a ∂
SIGMOID_OF_Z = """\
minus_z = -z
e = np.exp(minus_z)
u = 1 + e
"""
BACK_TO_Z = """\
dy_de = dy_du
dy_dminus_z = dy_de * e
"""
NEURON = f"""\
w1x1 = w1 * x1
wkx2 = wk * x2
s = w1x1 + wkx2
z = s + b
{SIGMOID_OF_Z}y = 1 / u
dy_du = -1 / u**2
{BACK_TO_Z}dy_dz = -dy_dminus_z
dy_ds, dy_db = dy_dz, dy_dz
dy_dw1x1, dy_dwkx2 = dy_ds, dy_ds
dy_dx1, dy_dx2 = dy_dw1x1 * w1, dy_dwkx2 * wk
"""
SILU = f"""\
w1x1 = w1 * x1
z = w1x1 + b
{SIGMOID_OF_Z}a = 1 / u
y = z * a
dy_da = z
dy_du = dy_da * -1 / u**2
{BACK_TO_Z}dy_dz = a - dy_dminus_z
dy_dw1x1, dy_db = dy_dz, dy_dz
dy_dw1, dy_dx1 = dy_dw1x1 * x1, dy_dw1x1 * w1"""


def _chain(value, *names):
    """Return the values from one back along first parents, by these names."""
    found = {}
    for name in names:
        found[name], value = value, (*value.parents, value)[0]
    return found


def _neuron(w1, w2, b, x1, x2):
    found = _chain(neuron([w1, w2], [x1, x2], b), "y", "u", "e", "minus_z", "z", "s", "w1x1")
    return found | {"w2x2": found["s"].parents[1]}


def _twice(w1, w2, b, x1, x2):
    found = _chain(neuron([w1, w1], [x1, x2], b), "y", "u", "e", "minus_z", "z", "s", "w1x1")
    return found | {"w1x2": found["s"].parents[1]}


def _silu(w1, w2, b, x1, x2):
    z = w1 * x1 + b
    a = squash(z)
    return {"y": z * a} | _chain(a, "a", "u", "e", "minus_z", "z", "w1x1")


class Kind(NamedTuple):
    """A graph: its formula in a picture and in words, how it is made, and where its values stand.

    `code` is how to make it without a graph, and how to go back. `places` holds a column and a
    height in pixels for each value, leaves first and then in the order in which they are made.
    `below` names the arrows whose arrow back lies on their right.
    """

    formula: str
    said: str
    make: Callable
    code: str
    places: dict
    below: tuple


ROW = {"minus_z": (4, 183), "e": (5, 183), "u": (6, 183), "y": (7, 183)}
GRAPHS = {
    "neuron": Kind(
        r"$y = \sigma(w_1 x_1 + w_2 x_2 + b)$",
        "y = σ(w₁x₁ + w₂x₂ + b)",
        _neuron,
        NEURON.replace("wk", "w2") + "dy_dw1, dy_dw2 = dy_dw1x1 * x1, dy_dw2x2 * x2",
        {"w1": (0, 312), "x1": (0, 226), "w2": (0, 140), "x2": (0, 54), "b": (2.3, 312)}
        | {"w1x1": (1, 269), "w2x2": (1, 97), "s": (2, 183), "z": (3, 183)} | ROW,
        (("x1", "w1x1"), ("x2", "w2x2")),
    ),
    "twice": Kind(
        r"$y = \sigma(w_1 x_1 + w_1 x_2 + b)$",
        "y = σ(w₁x₁ + w₁x₂ + b)",
        _twice,
        NEURON.replace("wk", "w1") + "dy_dw1 = dy_dw1x1 * x1 + dy_dw1x2 * x2",
        {"x1": (0, 318), "w1": (0, 183), "x2": (0, 48), "b": (2.3, 312)}
        | {"w1x1": (1, 272), "w1x2": (1, 94), "s": (2, 183), "z": (3, 183)} | ROW,
        (("x2", "w1x2"),),
    ),
    "silu": Kind(
        r"$y = z\,\sigma(z),\ \ z = w_1 x_1 + b$",
        "y = z·σ(z), z = w₁x₁ + b",
        _silu,
        SILU,
        {"w1": (0, 270), "x1": (0, 184), "b": (1.3, 322), "w1x1": (1, 227), "z": (2, 227)}
        | {"minus_z": (3, 90), "e": (4, 90), "u": (5, 90), "a": (6, 90), "y": (7, 227)},
        (("x1", "w1x1"),),
    ),
}  # fmt: skip


class Walk:
    """A graph made of the numbers of its leaves, and its slopes after so many steps.

    `values` are all that have a name, `made` the names of those that are no leaves in their order,
    `back` these in the order in which they hand their slopes on, and `links` all pairs of a parent
    and what was made from it, with the slope there. `arrived` tells what came to each value.
    """

    def __init__(self, kind, numbers, step=0):
        leaves = {name: Value(numbers[name], name=name) for name in LEAVES}
        self.values = leaves | kind.make(**leaves)
        self.values = {name: self.values[name] for name in kind.places}
        self.made = [name for name, value in self.values.items() if value.parents]
        names = {id(value): name for name, value in self.values.items()}
        self.links = {
            (names[id(parent)], name): slope
            for name, value in self.values.items()
            for parent, slope in zip(value.parents, value.slopes, strict=True)
            if id(parent) in names
        }
        order = [names.get(id(value)) for value in reversed(self.values["y"].order())]
        self.back = [name for name in order if name in self.made]
        self.forward, taken = min(step, len(self.made)), max(0, step - len(self.made) - 1)
        self.backward, self.handed = step > len(self.made), self.back[:taken]
        self.arrived = {name: [] for name in self.values}
        if self.backward:
            self.values["y"].backward(order.index(self.handed[-1]) + 1 if taken else 0)
            self.arrived["y"].append(1.0)
        for name in self.handed:
            for parent in self.parents(name):
                slope = self.links[parent, name] * self.values[name].grad
                self.arrived[parent].append(slope)

    @property
    def last(self):
        """Return how many steps there are: each value is made, then 1 at the end, then back."""
        return 2 * len(self.made) + 1

    def parents(self, name):
        """Return what a value was made from, as far as it has a name."""
        return [parent for parent, made in self.links if made == name]

    def paths(self, name):
        """Return how many slopes arrive at a value in all."""
        return [parent for parent, _made in self.links].count(name)


class Graph(Played):
    """Sliders for the leaves, a step, and a choice of graphs; Play walks forward, then back."""

    size = (840, 460)
    interval = 900

    def __init__(self, graph="neuron", w1=0.5, w2=1, b=-2, x1=2, x2=3, step=0):
        inputs.one_of("graph", graph, GRAPHS)
        leaves = {"w1": w1, "w2": w2, "b": b, "x1": x1, "x2": x2}
        said = {name: kind.said for name, kind in GRAPHS.items()}
        controls = {"graph": choice("graph", graph, said, width=230, unseen=_("graph"))}
        controls |= {name: slider(name, value, LIMIT) for name, value in leaves.items()}
        most = Walk(GRAPHS[graph], self.numbers_of(controls)).last
        controls["step"] = whole_slider("step", step, most)
        self.sentence = HTML(layout=layout(min_height="40px"))  # two lines
        super().__init__(controls, "step", below=[self.sentence])
        self.fit()

    @staticmethod
    def numbers_of(controls):
        """Return the numbers of the leaves."""
        return {name: controls[name].value for name in LEAVES}

    def walk(self):
        """Return the graph as far as it is shown."""
        kind = GRAPHS[self.controls["graph"].value]
        return Walk(kind, self.numbers_of(self.controls), self.controls["step"].value)

    def fit(self):
        """Let the steps, and the leaves that can be moved, be those of the graph."""
        walk = self.walk()
        self.controls["step"].max = walk.last
        for name in LEAVES:
            self.controls[name].disabled = name not in walk.values

    def changed(self, name):
        if name == "graph":
            with self.held():
                self.fit()
        super().changed(name)

    def restore(self):
        self.fit()
        super().restore()

    def code(self):
        leaves = [name for name in LEAVES if name in self.walk().values]
        numbers = code.let(**{name: self.controls[name].value for name in leaves})
        told = ", ".join(f"dy_d{name}" for name in leaves)
        lines = GRAPHS[self.controls["graph"].value].code
        return code.lines("import numpy as np\n", numbers, lines, f"print(y, {told})")

    def draw(self, figure):
        ax = plots.panel(figure, 0, 40, WIDTH, TALL)
        sheet = Sheet(ax, WIDTH, TALL)
        start = self.numbers_of(self.controls)
        drawn = {n: GraphDiagram(sheet, k, Walk(k, start)) for n, k in GRAPHS.items()}
        return drawn | {
            "title": figure.text(24 / 840, 1 - 30 / 460, "", size=style.MEDIUM),
            "formula": plots.Words(figure, 24, 436, 24, 800),
        }

    def show(self, panels):
        shown, walk = self.controls["graph"].value, self.walk()
        for name in GRAPHS:
            panels[name].set_visible(name == shown)
        panels["title"].set_text(GRAPHS[shown].formula)
        panels[shown].update(walk)
        words, self.sentence.value = told(walk)
        panels["formula"].update(*words)
        said = _("A graph of values for {formula}, from left to right. The values so far are "
                 "{values}. The slopes so far are {slopes}. {sentence}")  # fmt: skip
        values, slopes = [], []
        for name, value in walk.values.items():
            if name not in walk.made[walk.forward :]:
                values.append(f"{spoken(name)} = {compact(value.data)}")
            if walk.arrived[name]:
                under = f"({spoken(name)})" if name in SUMS else spoken(name)
                slopes.append(f"∂y/∂{under} = {compact(value.grad)}")
        return said.format(
            formula=GRAPHS[shown].said,
            values=joined(values),
            slopes=joined(slopes) or _("none"),
            sentence=self.sentence.value,
        )


def spoken(name):
    """Return what a value is called in a sentence."""
    return SPELT[name][1] if name in SPELT else style.symbol(name)


def spelt(name):
    """Return what a value is called in matplotlib's mathematics, without the dollar signs."""
    return SPELT[name][0] if name in SPELT else style.formula(name)[1:-1]


def fraction(name):
    """Return ∂y/∂`name` as a fraction."""
    under = f"({spelt(name)})" if name in SUMS else spelt(name)
    return rf"$\frac{{\partial y}}{{\partial {under}}}$"


def bracketed(value):
    """Return a number as a factor or a later summand: a negative one in brackets."""
    text = compact(value)
    return f"({text})" if value < 0 else text


def calculation(value):
    """Return how a value was made from the numbers of its parents."""
    first, *others = [parent.data for parent in value.parents]
    if value.made == "exp":
        return f"exp({compact(first)})"
    if not others:
        power = value.made[1:].replace("-", "⁻").translate(style.SUPERSCRIPTS)
        return f"{bracketed(first)}{power}"
    sign = {"+": " + ", "×": "·"}[value.made]
    return f"{compact(first)}{sign}{bracketed(others[0])}"


def told(walk):
    """Return the formula of the last step as words, and what it does in a sentence."""
    if not walk.forward:
        return [], _("No step is taken yet. First the values are made, from left to right, and "
                     "then the slopes find their way back.")  # fmt: skip
    if not walk.backward:
        name = walk.made[walk.forward - 1]
        value = walk.values[name]
        made, number = calculation(value), compact(value.data)
        said = _("Forward: {name} = {made} = {number}. The graph keeps what it was made from.")
        words = [word(f"${spelt(name)}$"), word(f" = {made} = "), bold(number)]
        return words, said.format(name=spoken(name), made=made, number=number)
    if not walk.handed:
        words = [word(fraction("y")), word(" = "), bold("1")]
        return words, _("Back: the way back begins at y, and ∂y/∂y = 1.")
    name, words, joined = walk.handed[-1], [], ""
    own = walk.values[name].grad
    for parent in walk.parents(name):
        *before, new = walk.arrived[parent]
        slope, value = walk.links[parent, name], walk.values[parent].grad
        front = "".join(f"{compact(part)} + " for part in before)
        words += [word(",     ")] * bool(words) + [word(fraction(parent))]
        words += [word(f" = {front}{bracketed(own)}·{bracketed(slope)} = ")]
        words += [bold(compact(value, plus=True), sign_color(value))]
        if before:
            joined = _(" Two paths join in {name}, so their slopes are added: {parts} = {number}.")
            parts = f"{compact(before[0])} + {bracketed(new)}"
            joined = joined.format(name=spoken(parent), parts=parts, number=compact(value))
    said = _("Back: {name} hands its slope {own} on, times the slope at each arrow.")
    return words, said.format(name=spoken(name), own=compact(own)) + joined


class GraphDiagram:
    """Circles with values, slopes under them, and between them arrows forth and back."""

    def __init__(self, sheet, kind, walk):
        self.sheet = sheet
        self.nodes = {}
        for name, (column, height) in kind.places.items():
            radius = RADIUS if name in walk.made else SMALL_RADIUS
            at, answers = (LEFT + COLUMN * column, height), name == "y" and "a" not in walk.made
            node = self.nodes[name] = Node(sheet, at, name, radius, tinted=answers)
            node.name.set(text=f"${spelt(name)}$", y=height + 10)
            if name == "u":
                node.name.set_size(sheet.scale * style.SMALL)
        self.fixed, self.arrows = [], {}
        for parent, name in walk.links:
            one, other = self.nodes[parent], self.nodes[name]
            self.fixed.append(sheet.arrow(one.rim(other.centre), other.rim(one.centre)))
            side = -1 if (parent, name) in kind.below else 1
            self.arrows[parent, name] = BackArrow(sheet, one, other, side)
        self.slopes = {
            name: Slopes(sheet, node, walk.paths(name), aside=name == "b")
            for name, node in self.nodes.items()
        }
        look = {"fill": False, "ec": style.INK, "lw": 3.2, "zorder": 3}
        self.ring = sheet.ax.add_patch(Circle((0, 0), RADIUS, **look))
        self.moving = [self.ring]
        for part in (*self.nodes.values(), *self.arrows.values(), *self.slopes.values()):
            self.moving += part.moving
        for node in self.nodes.values():
            self.fixed += [part for part in (node.circle, node.name) if part not in self.moving]

    def set_visible(self, visible):
        """Show the graph without a number, or nothing."""
        for artist in self.fixed:
            if artist.get_visible() != visible:  # else everything would be drawn anew
                artist.set_visible(visible)
        for artist in self.moving:
            artist.set_visible(False)

    def update(self, walk):
        """Show the values and slopes of a walk, and a ring around what the last step was about."""
        made = walk.made[: walk.forward]
        for name, node in self.nodes.items():
            known = name in made or name not in walk.made
            node.value.set(text=compact(walk.values[name].data) if known else "", visible=True)
            self.slopes[name].update(walk.arrived[name], walk.values[name].grad)
        y = self.nodes["y"]
        if y.circle in self.moving:
            answer = style.ANSWERS(walk.values["y"].data) if "y" in made else style.PAPER
            y.circle.set(facecolor=answer, visible=True)
            y.name.set_visible(True)
        for link, arrow in self.arrows.items():
            if link[1] in walk.handed:
                arrow.update(walk.links[link], link[1] == walk.handed[-1])
        about = walk.handed[-1] if walk.handed else made[-1] if made else None
        if about:
            self.ring.set(center=self.nodes[about].centre, visible=True)


class BackArrow:
    """A dashed arrow from a value back to a parent, and the slope between them beside it."""

    def __init__(self, sheet, parent, made, side):
        toward = made.centre - parent.centre
        angle = np.degrees(np.arctan2(toward[1], toward[0]))
        start, end = made.at(angle + 180 - side * BESIDE), parent.at(angle + side * BESIDE)
        look = {"arrowstyle": "-|>", "mutation_scale": 12, "shrinkA": 0, "shrinkB": 0, "zorder": 3}
        look |= {"linestyle": (0, (4, 2)), "connectionstyle": f"arc3,rad={side * BEND}"}
        self.arrow = sheet.ax.add_patch(FancyArrowPatch(start, end, **look))
        across = side * np.array([-toward[1], toward[0]]) / np.hypot(*toward)
        top = (start + end) / 2 + BEND / 2 * np.hypot(*(end - start)) * across
        aside = 13 * across if side > 0 else 12 * across - 16 * toward / np.hypot(*toward)
        ha = "center"
        if abs(across[0]) > 0.5:  # a wide number must not reach back over a steep arrow
            aside, ha = 8 * across, "left" if across[0] > 0 else "right"
        self.text = sheet.text(*(top + aside), ha=ha)
        self.moving = [self.arrow, self.text]

    def update(self, slope, newest):
        """Show this slope; the arrows of the last step are the widest."""
        color = sign_color(slope)
        self.arrow.set(color=color, lw=2.4 if newest else 1.6, visible=True)
        self.text.set(text=compact(slope, plus=True), color=color, visible=True)


class Slopes:
    """What has arrived, under a circle; where paths join, all parts, a line, and their sum.

    It is bold when all of it is there, so that it differs from a slope at an arrow.

    With `aside` it stands to the left, where an arrow leaves the circle downwards.
    """

    def __init__(self, sheet, node, paths, aside=False):
        (x, y), self.paths = node.centre, paths
        top = y - node.radius - UNDER
        count = paths + 1 if paths > 1 else 1
        self.texts = [sheet.text(x, top - LINE * i) for i in range(count)]
        if aside:
            self.texts[0].set(x=x - node.radius - 6, y=y, ha="right")
        self.rule = plots.line(sheet.ax, lw=style.THIN, zorder=4)
        if paths > 1:
            self.texts[-1].set_y(top - LINE * paths - 4)
            height = top - LINE * (paths - 1) - 11
            self.rule.set_data([x - 30, x + 30], [height, height])
        self.moving = [*self.texts, self.rule]

    def update(self, arrived, grad):
        """Show the parts that have arrived, and what they are together."""
        complete = len(arrived) >= self.paths
        whole = self.paths > 1 and complete
        numbers = [*arrived, grad] if whole else arrived
        for text, number in zip(self.texts, numbers, strict=False):
            last = complete and text is self.texts[-1]
            text.set(text=compact(number, plus=True), color=sign_color(number), visible=True)
            text.set_fontweight("bold" if last else "normal")
        self.rule.set_visible(whole)
