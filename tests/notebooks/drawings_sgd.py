"""What the pictures of notebook 5 have to show."""

import math
from functools import cache
from statistics import median

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.quiver import Quiver
from palette import FAINT
from panels import reads
from plain import NAMES, PEOPLE, ROWS, loss, parameters, step, walk

NOTEBOOK = "05_sgd"
START = parameters(w2=1, w4=1, w6=1)
PAIR = ("w6", "b3")
GUIDE = {"color": "#555555", "kind": "dotted"}


@reads(NOTEBOOK, "rates-slices")
def four_rates(*panels):
    for panel, rate in zip(panels, (1, 10, 75, 100), strict=True):
        panel.named("w6", "L" if rate == 1 else "", f"rate {rate}")
        along = {"color": FAINT, "label": "L"}
        panel.curve(lambda w6: loss(START | {"w6": float(w6)}), -13, 3, **along)
        states = walk(START, [ROWS] * 14, rate, ["w6"])
        places, heights = [p["w6"] for p in states], [loss(p) for p in states]
        # Rates that leap make the last digits of a sum grow.
        atol = 1e-9 if rate < 50 else 1e-5
        panel.line(places, heights, marker="o", label="step", atol=atol)
        low, high = panel.ax.get_ylim()
        assert low < min(heights) < max(heights) < high
        assert panel.ax.get_xlim()[0] < min(places)
    panels[0].legend("L", "step")


@reads(NOTEBOOK, "votes-arrows")
def votes(panel):
    panel.named("-∂L/∂w6", "-∂L/∂b3")
    each = [step(START, [row], 1) for row in ROWS]
    arrows = [(p["w6"] - START["w6"], p["b3"] - START["b3"]) for p in each]
    mean = tuple(sum(numbers) / 4 for numbers in zip(*arrows, strict=True))
    drawn = panel.those(Quiver)
    for quiver, wanted in zip(drawn, [*arrows, mean], strict=True):
        assert np.column_stack([quiver.U, quiver.V]) == pytest.approx(np.array([wanted]))
        assert (quiver.XY == 0).all()
        assert (quiver.angles, quiver.scale_units, quiver.scale) == ("xy", "xy", 1)
        panel.left.remove(quiver)
    *thin, thick = (quiver.width for quiver in drawn)
    assert 2 * max(thin) < thick
    # A mark stands beyond the tip, so that one sees which way the arrow goes.
    longer = [1 + 0.03 / math.hypot(*arrow) for arrow in arrows]
    beyond = [(x * far, y * far) for (x, y), far in zip(arrows, longer, strict=True)]
    panel.marks([(place, row[1]) for place, row in zip(beyond, ROWS, strict=True)])
    panel.names_at({row[0]: place for row, place in zip(PEOPLE, beyond, strict=True)})


@cache
def ten():
    """Return the ten networks that the notebook draws."""
    rows = np.random.default_rng(5).standard_normal((10, 9)).tolist()
    return [dict(zip(NAMES, row, strict=True)) for row in rows]


def medians(n, rate):
    """Return the median loss of the ten after each of 200 epochs in batches of n."""
    rng = np.random.default_rng(6)
    orders = [rng.permutation(4) for _epoch in range(200)]
    batches = [[ROWS[i] for i in o[k : k + n]] for o in orders for k in range(0, 4, n)]
    walks = [walk(p, batches, rate)[:: 4 // n] for p in ten()]
    return [median(loss(p) for p in states) for states in zip(*walks, strict=True)]


@reads(NOTEBOOK, "batches")
def sizes_of_a_batch(panel):
    panel.named("epoch", "L")
    called = []
    for n, rate, run in (
        (1, 0.1, "solid"),
        (2, 0.1, "dashed"),
        (4, 0.1, "dotted"),
        (4, 0.4, "none"),
    ):
        called.append(f"n = {n}, rate {rate}")
        marker = "o" if run == "none" else "None"
        panel.line(range(201), medians(n, rate), kind=run, label=called[-1], marker=marker)
    panel.legend(*called)
    assert panel.ax.get_ylim()[0] == 0


@cache
def two_clouds():
    """Return 200 points as (x, label), a hundred of each label."""
    rng = np.random.default_rng(0)
    ones, zeros = rng.standard_normal((100, 2)), rng.standard_normal((100, 2))
    rows = [((12 * a - 10, 4 * b - 3), 1) for a, b in ones.tolist()]
    return rows + [((12 * a + 10, 4 * b + 3), 0) for a, b in zeros.tolist()]


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
    panel.line([0, 1], [0.25, 0.25], **GUIDE)
    panel.legend("fixed", "shuffled")


def ends(rows, rate, epochs, shuffled):
    """Return the median loss of the ten after some epochs, a row a step."""
    rng, all_rows = np.random.default_rng(2), range(len(rows))
    orders = [rng.permutation(len(rows)) if shuffled else all_rows for _epoch in range(epochs)]
    batches = [[rows[i]] for order in orders for i in order]
    return median(loss(walk(p, batches, rate)[-1], rows) for p in ten())


@reads(NOTEBOOK, "orders-plot")
def order_of_the_rows(*panels):
    rates, looks = [0.02, 0.06, 0.2, 0.6], {"fixed": ("solid", "o"), "shuffled": ("dashed", "s")}
    for panel, rows, epochs in zip(panels, (ROWS, two_clouds()), (250, 5), strict=True):
        panel.named("rate", "L" if rows is ROWS else "", f"N = {len(rows)}")
        assert panel.ax.get_xscale() == "log"
        panel.line([0, 1], [0.25, 0.25], **GUIDE)
        for order, (run, marker) in looks.items():
            found = [round(ends(rows, rate, epochs, order == "shuffled"), 4) for rate in rates]
            panel.line(rates, found, kind=run, marker=marker, label=order, atol=1e-6)
            low, high = panel.ax.get_ylim()
            assert low <= min(found) < max(found) < high
    panels[0].legend("fixed", "shuffled")


@reads(NOTEBOOK, "why-up-walks")
def why_up(panel):
    """Three walks: one person at a time, far too long steps, and uphill from the game's start."""
    panel.named("step", "L")
    game = dict(zip(NAMES, (0.2, -0.3, 0.1, -0.1, -0.4, -0.6, 0.5, 1.4, -0.7), strict=True))
    walks = {
        "A": ("solid", "o", walk(START, [[row] for row in ROWS * 2], 3, PAIR)),
        "B": ("dashed", "s", walk(START, [ROWS] * 8, 75, PAIR)),
        "C": ("dotted", "^", walk(game, [ROWS] * 8, -5)),
    }
    for name, (run, marker, states) in walks.items():
        losses = [loss(p) for p in states]
        panel.line(range(9), losses, kind=run, label=name, marker=marker, atol=0.0006)
    panel.legend(*walks)


def along_w6(rate, w6):
    """Return the places of seventy steps along w6."""
    return [p["w6"] for p in walk(START | {"w6": w6}, [ROWS] * 70, rate, ["w6"])]


@reads(NOTEBOOK, "two-walks")
def two_computers(left, right):
    """Last digits differ here too, and at rate 100 they grow a hundred-billionfold."""
    left.named("step", "w6", "rate 100")
    right.named("step", "|Δw6|")
    starts = {"w6 = 1": 1, "w6 = 1 + 10^-8": 1 + 1e-8}
    for (label, w6), run in zip(starts.items(), ("solid", "dashed"), strict=True):
        color = {"color": FAINT} if w6 > 1 else {}
        left.line(range(71), along_w6(100, w6), kind=run, label=label, atol=0.01, **color)
    left.legend(*starts)
    assert right.ax.get_yscale() == "log"
    for rate, run in ((10, "dotted"), (100, "solid")):
        (line,) = [n for n in right.those(Line2D) if n.get_label() == f"rate {rate}"]
        walks = [along_w6(rate, w6) for w6 in starts.values()]
        apart = [abs(a - b) for a, b in zip(*walks, strict=True)]
        assert line.get_ydata() == pytest.approx(np.array(apart), rel=0.01, abs=1e-13)
        right.line(range(71), line.get_ydata(), kind=run, label=f"rate {rate}")
    right.legend("rate 10", "rate 100")
    assert right.ax.get_ylim()[0] < 1e-8
