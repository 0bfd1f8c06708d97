"""What the pictures of notebook 6 have to show."""

from functools import cache

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from palette import FAINT, INK
from panels import reads
from plain import NAMES, PEOPLE, ROWS, forward, loss, neuron, sigmoid, train

from helpers import training
from helpers.network import Network

NOTEBOOK = "06_training"
AROUND = (-25, 35, -10, 10)  # of the plane of weight and height
HIDDEN = (-0.2, 1.2, -0.2, 1.2)
PLACES = {name: x for name, x, _label in PEOPLE}
MARKS = [(x, label) for _name, x, label in PEOPLE]
RAW = [((x1 + 135, x2 + 66), label) for (x1, x2), label in ROWS]
CORNERS = [((a, b), int(a != b)) for a in (0, 1) for b in (0, 1)]


def drawn(seed=1):
    """Return nine parameters drawn from N(0, 1)."""
    numbers = np.random.default_rng(seed).standard_normal(9).tolist()
    return dict(zip(NAMES, numbers, strict=True))


@cache
def states(rate=0.1, epochs=1000):
    """Return the parameters after each epoch of the training of notebook 6."""
    return train(drawn(), ROWS, rate, epochs)


def losses(those, rows=ROWS):
    return [loss(p, rows) for p in those]


def people_plane(panel, p, names=True, scale=True):
    """Read the plane of weight and height with the four people."""
    panel.plane(lambda a, b: forward(p, (a, b))["y_pred"], AROUND, "y_pred", scale, sides=names)
    panel.marks(MARKS)
    panel.names_at(PLACES if names else {})


@reads(NOTEBOOK, "untrained-plane")
def untrained(panel):
    panel.named("x1", "x2")
    people_plane(panel, drawn())


@reads(NOTEBOOK, "loss-curve")
def two_scales(left, right):
    for panel, scale in ((left, "linear"), (right, "log")):
        panel.named("epoch", "L")
        panel.line(range(1001), losses(states()))
        assert panel.ax.get_yscale() == scale


@reads(NOTEBOOK, "trained-plane")
def trained(panel):
    panel.named("x1", "x2")
    people_plane(panel, states()[-1])


@cache
def many(sizes, networks, rate, epochs, rows):
    """Return the parameters of many networks, drawn from seed 0, after a training.

    200 trainings take too long in plain Python; tests of the mathematics compare `train` with it.
    """
    X, y_true = np.array([x for x, _y in rows]), np.array([y for _x, y in rows])
    nets = Network.random(sizes, np.random.default_rng(0), networks=networks)
    return training.train(nets, X, y_true, rate, epochs).parameters[-1].tolist()


@reads(NOTEBOOK, "many-histograms")
def histograms(*panels):
    nets = [dict(zip(NAMES, row, strict=True))
            for row in many((2, 2, 1), 200, 0.1, 1000, tuple(ROWS))]  # fmt: skip
    same = [p["w5"] * p["w6"] > 0 for p in nets]
    shown = {
        "": [loss(p) for p in nets],
        "Emily": [forward(p, (-7, -3))["y_pred"] for p in nets],
        "Frank": [forward(p, (20, 2))["y_pred"] for p in nets],
    }
    for panel, (name, values) in zip(panels, shown.items(), strict=True):
        panel.named("y_pred" if name else "L", "" if name else "n", name)
        low, width = min(values), (max(values) - min(values)) / 24
        stacked = [0] * 24
        for color, group in ((INK, True), (FAINT, False)):
            heights = [0] * 24
            for value, one in zip(values, same, strict=True):
                heights[min(int((value - low) / width), 23)] += one == group
            found = [b for b in panel.those(Rectangle) if to_hex(b.get_facecolor()) == color]
            assert [b.get_height() for b in found] == heights
            assert [b.get_y() for b in found] == stacked
            lefts = [low + i * width for i in range(24)]
            assert [b.get_x() for b in found] == pytest.approx(lefts)
            assert [b.get_width() for b in found] == pytest.approx([width] * 24)
            stacked = [a + b for a, b in zip(stacked, heights, strict=True)]
            panel.left = [part for part in panel.left if part not in found]
    panels[0].bars_legend({"w5 w6 > 0": INK, "w5 w6 < 0": FAINT})


@reads(NOTEBOOK, "training-view")
def six_epochs(*panels):
    for i, epoch in enumerate((0, 10, 30, 100, 300, 1000)):
        above, below, p = panels[i], panels[i + 6], states()[epoch]
        above.named("x1", "" if i else "x2", f"epoch {epoch}")
        people_plane(above, p, names=False, scale=False)
        below.named("h1", "" if i else "h2")
        below.plane(
            lambda a, b, p=p: neuron(p["w5"], p["w6"], p["b3"], (a, b))[1],
            HIDDEN, "y_pred", scale=i == 5, sides=False,
        )  # fmt: skip
        hidden = [(forward(p, x), label) for x, label in ROWS]
        below.marks([((flow["h1"], flow["h2"]), label) for flow, label in hidden])


@cache
def broken():
    """Return the losses of four spoilt trainings, and of one that is too slow."""
    return {
        "unshifted": losses(train(drawn(), RAW), RAW),
        "equal": losses(train(dict.fromkeys(NAMES, 0.5))),
        "too high": losses(states(100)),
        "sign": losses(states(-0.1)),  # a wrong sign is a rate below zero
        "slow": losses(states(0.001)),
    }


@reads(NOTEBOOK, "break-curves")
def break_curves(*panels):
    titles = {
        "unshifted": "x + (135, 66)",
        "equal": "w = b = 0.5",
        "too high": "rate 100",
        "sign": "w + η∂L/∂w",
    }
    for panel, (i, (key, title)) in zip(panels, enumerate(titles.items(), 1), strict=True):
        panel.named("epoch", "" if i > 1 else "L", title)
        panel.line(range(1001), losses(states()), color=FAINT, label="0")
        panel.line(range(1001), broken()[key], label=f"{i}")
        panel.legend("0", f"{i}")


@reads(NOTEBOOK, "xor-planes")
def xor(*panels):
    one = [0.0, 0.0, 0.0]  # a single neuron, trained on XOR
    for _epoch in range(5000):
        for (x1, x2), label in CORNERS:
            y = sigmoid(one[0] * x1 + one[1] * x2 + one[2])
            blame = 2 * (y - label) * y * (1 - y)
            one = [one[0] - blame * x1, one[1] - blame * x2, one[2] - blame]
    nets = [dict(zip(NAMES, row, strict=True))
            for row in many((2, 2, 1), 100, 1, 5000, tuple(CORNERS))]  # fmt: skip
    ends = losses(nets, CORNERS)
    solved = nets[ends.index(min(ends))]
    stuck = next(p for p, end in zip(nets, ends, strict=True) if end > 0.1)
    outputs = [
        lambda a, b: neuron(*one, (a, b))[1],
        lambda a, b: forward(solved, (a, b))["y_pred"],
        lambda a, b: forward(stuck, (a, b))["y_pred"],
    ]
    for panel, output, title in zip(panels, outputs, ("2-1", "2-2-1", "2-2-1"), strict=True):
        panel.named("x1", "x2" if title == "2-1" else "", title)
        panel.plane(output, (-0.5, 1.5, -0.5, 1.5), scale=panel is panels[-1])
        panel.marks(CORNERS)


@reads(NOTEBOOK, "quiz-curves")
def quiz(*panels):
    """The five curves are sorted by their loss after the first epoch."""
    curves = [losses(states()), *(v for key, v in broken().items() if key != "equal")]
    curves.sort(key=lambda curve: curve[1])
    for panel, curve, letter in zip(panels, curves, "ABCDE", strict=True):
        panel.named("epoch", "L" if letter == "A" else "", letter)
        panel.line(range(1001), curve)
