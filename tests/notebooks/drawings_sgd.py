"""What the pictures of notebook 5 have to show."""

from functools import cache
from statistics import median

import numpy as np
import pytest
from matplotlib.quiver import Quiver
from palette import FAINT
from panels import reads
from plain import NAMES, PEOPLE, ROWS, loss, parameters, step, walk

NOTEBOOK = "05_sgd"
START = parameters(w2=1, w4=1, w6=1)
PAIR = ("w6", "b3")


@reads(NOTEBOOK, "start-slice")
def along_w6(panel):
    panel.slice(START, "w6")


@reads(NOTEBOOK, "rates-slices")
def four_rates(*panels):
    for i, (panel, rate) in enumerate(zip(panels, (1, 10, 75, 100), strict=True)):
        panel.named("w6" if i > 1 else "", "" if i % 2 else "L", f"rate {rate}")
        along = {"color": FAINT, "label": "L(w6)"}
        panel.curve(lambda w6: loss(START | {"w6": float(w6)}), -13, 3, **along)
        states = walk(START, [ROWS] * 14, rate, ["w6"])
        places, heights = [p["w6"] for p in states], [loss(p) for p in states]
        # Rates that leap make the last digits of a sum grow.
        atol = 1e-9 if rate < 50 else 1e-5
        panel.line(places, heights, marker="o", label="step", atol=atol)
        low, high = panel.ax.get_ylim()
        assert low < min(heights) < max(heights) < high
        assert panel.ax.get_xlim()[0] < min(places)
    panels[0].legend("L(w6)", "step")


@reads(NOTEBOOK, "two-weights-map")
def three_walks(*panels):
    for panel, rate in zip(panels, (1, 10, 40), strict=True):
        panel.named("w6", "b3" if rate == 1 else "", f"rate {rate}")
        panel.landscape(START, PAIR, 8, scale=rate == 40)
        states = walk(START, [ROWS] * 20, rate, PAIR)
        path = [(p["w6"], p["b3"]) for p in states]
        panel.line(*zip(*path, strict=True), color="#ffffff", marker="o", atol=1e-5)
        panel.here(*path[-1])


@reads(NOTEBOOK, "votes-arrows")
def votes(panel):
    panel.named("-∂L/∂w6", "-∂L/∂b3")
    each = [step(START, [row], 1) for row in ROWS]
    arrows = [(p["w6"] - START["w6"], p["b3"] - START["b3"]) for p in each]
    mean = tuple(sum(numbers) / 4 for numbers in zip(*arrows, strict=True))
    four, thick = panel.those(Quiver)
    for quiver, wanted in ((four, arrows), (thick, [mean])):
        assert np.column_stack([quiver.U, quiver.V]) == pytest.approx(np.array(wanted))
        assert (quiver.XY == 0).all()
        assert (quiver.angles, quiver.scale_units, quiver.scale) == ("xy", "xy", 1)
        panel.left.remove(quiver)
    assert four.width < thick.width
    marked = [(arrow, row[1]) for arrow, row in zip(arrows, ROWS, strict=True)]
    panel.marks(marked)
    panel.names_at({row[0]: arrow for row, arrow in zip(PEOPLE, arrows, strict=True)})


WAYS = {  # name: size of a batch, whether shuffled, how the line runs, and its marker
    "fixed 1": (1, False, "solid", "o"),
    "shuffled 1": (1, True, "dashed", "s"),
    "shuffled 2": (2, True, "dotted", "^"),
    "fixed 4": (4, False, "dashdot", "D"),
}


def medians(size, shuffled):
    """Return the median loss of ten starts after each of 200 epochs."""
    rng = np.random.default_rng(5)
    nets = [dict(zip(NAMES, row, strict=True)) for row in rng.standard_normal((10, 9)).tolist()]
    rng = np.random.default_rng(6)
    orders = [rng.permutation(4) if shuffled else range(4) for _epoch in range(200)]
    batches = [[ROWS[i] for i in o[k : k + size]] for o in orders for k in range(0, 4, size)]
    walks = [walk(p, batches)[:: 4 // size] for p in nets]
    return [median(loss(p) for p in states) for states in zip(*walks, strict=True)]


@reads(NOTEBOOK, "four-ways-plot")
def four_ways(left, right):
    left.named("epoch", "L")
    right.named("step", "")
    for way, (size, shuffled, run, marker) in WAYS.items():
        found = medians(size, shuffled)
        look = {"kind": run, "marker": marker, "label": way}
        left.line(range(201), found, **look)
        steps = range(0, 201, 4 // size)
        right.line(steps, found[: len(steps)], **look)
    left.legend(*WAYS)
    for panel in (left, right):
        assert panel.ax.get_yscale() == "log"
        assert panel.ax.get_xlim() == (0, 200)


@cache
def two_clouds():
    """Return 200 points as (x, label), a hundred of each label."""
    rng = np.random.default_rng(0)
    ones, zeros = rng.standard_normal((100, 2)), rng.standard_normal((100, 2))
    rows = [((12 * a - 10, 4 * b - 3), 1) for a, b in ones.tolist()]
    return rows + [((12 * a + 10, 4 * b + 3), 0) for a, b in zeros.tolist()]


@reads(NOTEBOOK, "clouds-plot")
def clouds(panel):
    panel.named("x1", "x2")
    low, high = panel.ax.get_xlim(), panel.ax.get_ylim()
    for (x1, x2), _label in two_clouds():
        assert low[0] < x1 < low[1]
        assert high[0] < x2 < high[1]
    panel.marks(two_clouds())


def trace(orders):
    """Return the loss over all 200 rows after each step with one of them."""
    p, rows = parameters(), two_clouds()
    p |= dict(zip(NAMES, np.random.default_rng(1).standard_normal(9).tolist(), strict=True))
    losses = []
    for i in (i for order in orders for i in order):
        p = step(p, [rows[i]], 0.5)
        losses.append(loss(p, rows))
    return losses


@reads(NOTEBOOK, "trace-plot")
def fixed_and_shuffled(panel):
    panel.named("step", "L")
    rng = np.random.default_rng(2)
    panel.line(range(400), trace([range(200)] * 2), label="fixed")
    shuffled = trace([rng.permutation(200), rng.permutation(200)])
    panel.line(range(400), shuffled, kind="dashed", label="shuffled")
    panel.legend("fixed", "shuffled")


@reads(NOTEBOOK, "why-up-walks")
def why_up(panel):
    """Three walks: one person at a time, far too long steps, and uphill from the game's start."""
    panel.named("step", "L")
    game = dict(zip(NAMES, (0.2, -0.3, 0.1, -0.1, -0.4, -0.6, 0.5, 1.4, -0.7), strict=True))
    walks = {
        "A": ("solid", walk(START, [[row] for row in ROWS * 2], 3, PAIR)),
        "B": ("dashed", walk(START, [ROWS] * 8, 75, PAIR)),
        "C": ("dotted", walk(game, [ROWS] * 8, -5)),
    }
    for name, (run, states) in walks.items():
        losses = [loss(p) for p in states]
        panel.line(range(9), losses, kind=run, label=name, marker="o", atol=0.0006)
    panel.legend(*walks)
