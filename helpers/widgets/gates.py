"""The explorer of gates: one neuron whose inputs are 0 or 1, and the corners it gets right."""

import numpy as np

from helpers import plots, style
from helpers.network import Neuron
from helpers.plots import GATES
from helpers.widgets import code
from helpers.widgets.controls import choice, slider
from helpers.widgets.explorer import Explorer
from helpers.words import _, joined

CORNERS = np.array(plots.CORNERS)
LIMIT = 8  # of both weights and of the bias
COLUMNS = {"corner": -146, "label": -80, "z": -22, "y": 174, "right": 210}  # where each ends, in
MARK = -122  # pixels from the foot of the bars, and where the mark of the label stands


class Gates(Explorer):
    """Sliders w1, w2 and b and a choice of gate; the plane and a row for each corner follow."""

    size = (840, 388)

    def __init__(self, gate="AND", w1=2, w2=-1, b=-3):
        start = {"w1": w1, "w2": w2, "b": b}
        controls = {name: slider(name, value, LIMIT) for name, value in start.items()}
        names = {name: name for name in GATES}
        controls["gate"] = choice("gate", gate, names, width=110, unseen=_("gate"))
        super().__init__(controls)

    def code(self):
        w1, w2, b, gate = self.values.values()
        return code.lines(
            code.SIGMOID,
            f"x1, x2 = np.array({code.literal(CORNERS.tolist())}).T",
            f"y_true = np.array({code.literal(list(GATES[gate]))})",
            code.let(w1=w1, w2=w2, b=b),
            "z = w1 * x1 + w2 * x2 + b",
            "y = sigmoid(z)",
            "right = ~np.isclose(y, 0.5) & ((y > 0.5) == y_true)",
            "print(z, y, right.sum())",
        )

    def draw(self, figure):
        ax = plots.panel(figure, 60, 46, 240, 240)
        plane = plots.Plane(ax, (-0.5, 1.5), (-0.5, 1.5))
        ax.set(xticks=[0, 1], yticks=[0, 1])
        return {
            "plane": plane,
            "corners": [plots.mark(ax, corner, 0, size=13) for corner in CORNERS],
            "name": plots.title(ax, ""),
            "table": CornerTable(plots.panel(figure, 590, 46, 120, 240)),
            "sum": plots.Words(figure, 60, 362, 10, 420),
            "count": plots.Words(figure, 590, 362, 2, 220),
        }

    def show(self, panels):
        w, b = (self.controls["w1"].value, self.controls["w2"].value), self.controls["b"].value
        gate, neuron = self.controls["gate"].value, Neuron(w, b)
        labels, z, y = GATES[gate], CORNERS @ w + b, neuron.feedforward(CORNERS)
        right = ~np.isclose(y, 0.5) & ((y > 0.5) == labels)  # at 0.5 it says neither yes nor no
        panels["plane"].update(neuron.feedforward)
        relabel(panels["corners"], labels)
        panels["name"].set_text(gate)
        panels["table"].update(gate, z, y, right)
        panels["sum"].update(*letters_words(w, b))
        panels["count"].update(plots.word(f"{gate}: "), plots.bold(f"{right.sum()} / 4"))
        return alternative(gate, w, b, y, right)


class CornerTable:
    """A row for each corner: its label, the sum z, the output y as a bar, and whether that fits."""

    def __init__(self, ax):
        width, places = plots.pixels(ax)[0], np.arange(len(CORNERS))
        look = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center"}
        self.texts = {
            name: [ax.text(at / width, place, "", **look) for place in places]
            for name, at in COLUMNS.items()
        }
        self.marks = [plots.mark(ax, (MARK / width, place), 0) for place in places]
        for marker in self.marks:
            marker.set(transform=ax.get_yaxis_transform(), clip_on=False)
        self.bars = ax.barh(places, 0, height=0.5, ec=style.INK, lw=1.3)
        self.half = plots.line(ax, [0.5, 0.5], [-0.5, 3.5], zorder=3, **plots.HALF)
        ax.set(xlim=(0, 1), ylim=(3.5, -0.5), yticks=[])
        ax.set_xticks(*plots.UNIT)
        plots.title(ax, "$y$")
        for name, at in (("$(x_1, x_2)$", "corner"), ("$z$", "z")):
            plots.title(ax, name, COLUMNS[at] / width)
        self.gate = plots.title(ax, "", COLUMNS["label"] / width)  # it says no and yes
        self.moving = [*self.marks, *self.bars, self.half, ax.spines["left"], self.gate]
        self.moving += [text for column in self.texts.values() for text in column]

    def update(self, gate, z, y, right):
        """Show for each corner what the gate says, the sum, the output, and whether these agree."""
        labels = GATES[gate]
        self.gate.set_text(gate)
        relabel(self.marks, labels)
        for bar, output in zip(self.bars, y, strict=True):
            bar.set(width=output, facecolor=style.ANSWERS(float(output)))
        columns = {
            "corner": [f"({x1}, {x2})" for x1, x2 in CORNERS],
            "label": [("no", "yes")[label] for label in labels],
            "z": map(style.short, z),
            "y": map(style.fixed, y),
            "right": [("✗", "✓")[good] for good in right.astype(int)],
        }
        for name, column in columns.items():
            for text, said in zip(self.texts[name], column, strict=True):
                text.set_text(said)


def relabel(marks, labels):
    """Give marks the shapes and colours of other labels."""
    for marker, label in zip(marks, labels, strict=True):
        marker.set(marker=style.LABEL_MARKERS[label], mfc=style.LABEL_COLORS[label])


def letters_words(w, b):
    """Return the sum in words with the letters of the inputs: z = 2·x₁ + (−1)·x₂ + (−3)."""
    terms = [f"{style.short(w[0])}·x₁", f"{style.factor(w[1])}·x₂", style.factor(b)]
    words = [plots.word("z = ")]
    for i, (text, value) in enumerate(zip(terms, (*w, b), strict=True)):
        words += [plots.word(" + ")] * (i > 0) + [plots.word(text, style.sign_color(value))]
    return words


def alternative(gate, w, b, y, right):
    """Return the alternative text."""
    rows = [
        (_("{corner} {y} right") if good else _("{corner} {y} wrong")).format(
            corner=f"({corner[0]}, {corner[1]})", y=style.fixed(output)
        )
        for corner, output, good in zip(CORNERS, y, right, strict=True)
    ]
    said = _("A neuron with w₁ = {w1}, w₂ = {w2} and b = {b}, as {gate}. At each corner its "
             "output, and whether that is what the gate says: {rows}. Right are {count} of 4. A "
             "plane of inputs is coloured by the output, with a dashed line where "
             "y = 0.5.")  # fmt: skip
    w1, w2, b = map(style.short, (*w, b))
    return said.format(w1=w1, w2=w2, b=b, gate=gate, rows=joined(rows), count=right.sum())
