"""What the pictures of notebook 2 have to show."""

from math import log10

import pytest
from panels import reads
from plain import forward, parameters, sigmoid

NOTEBOOK = "02_feedforward"
NINE = parameters(w1=1, w2=1, b1=-0.5, w3=-1, w4=-1, b2=1.5, w5=1, w6=1, b3=-1.5)
LIT = {
    "OR": {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 1},
    "NAND": {(0, 0): 1, (0, 1): 1, (1, 0): 1, (1, 1): 0},
    "XOR": {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 0},
}
PART = (-0.5, 1.5, -0.5, 1.5)  # of the plane, around the corners


def corners(panel, gate):
    """Read the names of a gate's panel and the marks at its corners."""
    panel.named("x1", "x2", gate)
    panel.marks(list(LIT[gate].items()))
    assert (*panel.ax.get_xlim(), *panel.ax.get_ylim()) == PART


@reads(NOTEBOOK, "two-lines")
def two_lines(*panels):
    sums = {"OR": [0.5], "NAND": [1.5], "XOR": [0.5, 1.5]}  # x1 + x2 on each line
    for panel, (gate, lines) in zip(panels, sums.items(), strict=True):
        corners(panel, gate)
        for total in lines:
            panel.line([-0.5, 1.5], [total + 0.5, total - 1.5], kind="dashed")


@reads(NOTEBOOK, "nine-picture")
def nine(panel):
    panel.network(NINE)


def flow(k, x):
    return forward({name: k * value for name, value in NINE.items()}, x)


@reads(NOTEBOOK, "lamp-seen-by-output")
def seen_by_output(*panels):
    for panel, k in zip(panels, (1, 2, 4), strict=True):
        panel.named("h1", "h2", f"k = {k}")
        hidden = [(flow(k, x), lit) for x, lit in LIT["XOR"].items()]
        panel.marks([((f["h1"], f["h2"]), lit) for f, lit in hidden])
        panel.line([0.4, 1.1], [1.1, 0.4], kind="dashed")  # h1 + h2 = 1.5
        assert (*panel.ax.get_xlim(), *panel.ax.get_ylim()) == pytest.approx((0, 1.1, 0, 1.1))


@reads(NOTEBOOK, "lamp-picture")
def lamp(*panels):
    outputs = {
        "OR": ("h1", lambda x1, x2: sigmoid(4 * x1 + 4 * x2 - 2)),
        "NAND": ("h2", lambda x1, x2: sigmoid(-4 * x1 - 4 * x2 + 6)),
        "XOR": ("y_pred", lambda x1, x2: flow(4, (x1, x2))["y_pred"]),
    }
    for panel, (gate, (y, output)) in zip(panels, outputs.items(), strict=True):
        corners(panel, gate)
        panel.plane(output, PART, y, scale=gate == "XOR")


@reads(NOTEBOOK, "cost-picture")
def cost(panel):
    panel.named("n", "N")
    counts = [1, 10, 100, 1000, 10000]
    into = [sum(2 for _neuron in range(n)) + n for n in counts]  # 2-n-1: two arrows and one each
    panel.line(counts, into, marker="o", label="3 n")
    panel.line(counts, [n * (n + 1) for n in counts], kind="dashed", marker="s", label="n^2 + n")
    panel.legend("3 n", "n^2 + n")
    for axis in (panel.ax.xaxis, panel.ax.yaxis):
        assert axis.get_transform().transform(1000) == pytest.approx(log10(1000))
