"""What the pictures of notebook 12 have to show."""

from math import dist, exp, tanh

import numpy as np
import palette
import pytest
import remembering
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrowPatch
from matplotlib.text import Text
from panels import kind, leads_to, reads, words
from pictures.drawn import arrow_of, box, centre_of, rings

NOTEBOOK = "12_recurrence"
MINUS = "\N{MINUS SIGN}"


def sigmoid(z):
    return 1 / (1 + exp(-z))


def circles(panel, wanted):
    """Read circles, {name: (what stands in it, its colour or none)}; return where they are."""
    found = rings(panel.ax)
    assert {name: ring.value for name, ring in found.items()} == {
        name: value for name, (value, _color) in wanted.items()
    }
    for name, ring in found.items():
        color = wanted[name][1] or (255, 255, 255)
        assert 255 * np.array(ring.color[:3]) == pytest.approx(color, abs=1.01), name
        for text in panel.those(Text):
            if dist(centre_of(panel.ax, text), ring.centre) < ring.radius:
                panel.left.remove(text)
    panel.left = [part for part in panel.left if not isinstance(part, Circle)]
    return found


def arrow(panel, found, before, after, value):
    """Read an arrow from one circle to another: its width and its colour are those of a number."""
    leads = [p for p in panel.those(FancyArrowPatch) if leads_to(p, before, after, found)]
    read = arrow_of(panel.take(leads, f"arrow from {before} to {after}"))
    assert read.color == palette.sign_color(value)
    assert read.tail == pytest.approx(0.8 + 1.1 * min(abs(value), 4), rel=0.02)
    return np.add(read.start, read.tip) / 2


def label(panel, middle, name, number, color):
    """Read the name and the number that stand nearest to the middle of an arrow."""
    for said in (name, number):
        near = [t for t in panel.those(Text) if words(t.get_text()).strip() == said]
        text = min(near, key=lambda t: dist(centre_of(panel.ax, t), middle))
        assert dist(centre_of(panel.ax, text), middle) < 90
        assert to_hex(text.get_color()) == color
        panel.left.remove(text)


@reads(NOTEBOOK, "unrolled-picture")
def three_steps(panel):
    weights, x = {"w1": 1.0, "w2": 0.5, "w3": 2.0}, [1, 0, 1]
    h, wanted = 0.0, {"h0": ("0", None)}
    for t in range(3):
        h = tanh(weights["w1"] * x[t] + weights["w2"] * h)
        y = sigmoid(weights["w3"] * h)
        wanted[f"x{t + 1}"] = f"{x[t]}", None
        wanted[f"h{t + 1}"] = f"{h:.4f}", palette.hidden_color(h, signed=True)
        wanted[f"y{t + 1}"] = f"{y:.4f}", palette.answer_color(y)
    found = circles(panel, wanted)
    for t in (1, 2, 3):
        ends = {"w1": f"x{t}", "w2": f"h{t - 1}", "w3": f"h{t}"}
        for name, before in ends.items():
            after = f"y{t}" if name == "w3" else f"h{t}"
            middle = arrow(panel, found, before, after, weights[name])
            label(panel, middle, name, f"= +{weights[name]:g}", palette.sign_color(1))
    for low, high in (("x", "h"), ("h", "y")):
        assert all(found[f"{low}{t}"].centre[1] < found[f"{high}{t}"].centre[1] for t in (1, 2, 3))
    across = [found[f"h{t}"].centre[0] for t in range(4)]
    assert across == sorted(across)


@reads(NOTEBOOK, "gate-picture")
def what_is_kept(panel):
    k, h = sigmoid(2), 0.0
    for x in (1, 1, 1, -1):
        before, c = h, tanh(x + sigmoid(0) * h)
        h = k * before + (1 - k) * c
    states = {"h3": before, "c4": c, "h4": h}
    wanted = {
        name: (f"{value:.2f}".replace("-", MINUS), palette.hidden_color(value, signed=True))
        for name, value in states.items()
    }
    found = circles(panel, wanted)
    for name, value, before in (("k =", k, "h3"), ("1 - k =", 1 - k, "c4")):
        middle = arrow(panel, found, before, "h4", value)
        label(panel, middle, name, f"{value:.2f}", palette.sign_color(1))
    assert found["h3"].centre[1] > found["c4"].centre[1]


@reads(NOTEBOOK, "state-picture")
def states_and_carries(panel):
    panel.named("h1", "h3")
    states = {0: set(), 1: set()}
    for a in range(16):
        for b in range(16):
            for state, carry in remembering.states(remembering.stored(), a, b, 5):
                states[carry].add((round(state[0], 9), round(state[2], 9)))
    for carry, (marker, color) in enumerate((("s", "#007ef0"), ("o", "#ff800e"))):
        marks = [n for n in panel.those(Line2D) if n.get_marker() == marker]
        line = panel.take(marks, f"states with a carry of {carry}")
        assert {tuple(point) for point in line.get_xydata().round(9)} == states[carry]
        assert (to_hex(line.get_markerfacecolor()), words(line.get_label())) == (
            color,
            f"c = {carry}",
        )
        assert (to_hex(line.get_markeredgecolor()), kind(line)) == ("#222222", "none")
    border = panel.take([n for n in panel.those(Line2D) if kind(n) == "dashed"], "line at 0")
    assert list(border.get_xdata()) == [0, 0]
    legend = panel.take([part for part in panel.left if part is panel.ax.get_legend()], "legend")
    assert [words(text.get_text()) for text in legend.get_texts()] == ["c = 0", "c = 1"]
    assert [n.get_marker() for n in legend.get_lines()] == ["s", "o"]


def blame_at_each_step(panel, **runs):
    """Read a line for each kind of start, {kind: (how it runs, its name or none)}."""
    panel.named("step", "|∂L/∂h_t| / |∂L/∂h41|")
    for case, (run, name) in runs.items():
        size = remembering.blame(case, 40, seed=17)
        panel.line(range(1, 42), size / size[-1], kind=run, label=name, rtol=1e-6)
    assert panel.ax.get_yscale() == "log"
    assert box(panel.ax)[2] > 0
    return size / size[-1]


@reads(NOTEBOOK, "long-picture")
def blame_step_by_step(panel):
    size = blame_at_each_step(panel, tanh=("solid", None))
    assert size[0] == pytest.approx(0.005, abs=5e-4)


@reads(NOTEBOOK, "gate-steps")
def blame_through_gates(panel):
    size = blame_at_each_step(panel, tanh=("solid", "tanh"), gates=("dashed", "GRU"))
    panel.legend("tanh", "GRU")
    assert size[0] == pytest.approx(0.02, abs=5e-3)
    assert size[0] > 3 * sigmoid(2) ** 40
