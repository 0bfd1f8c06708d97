"""Forward and backward pass of growing width and batch, against the products they contain."""

from functools import partial
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers import style
from helpers.network import Network
from tools.bench.table import Section, row
from tools.bench.timing import side_by_side

PICTURE = Path(__file__).with_name("cost.png")
WIDTHS = (16, 64, 256, 512, 1024)
BATCHES = (16, 256, 1024)
TITLE = "Forward and backward pass"
NOTE = f"""\
`net.gradient(X, y_true)` of a network n-n-n, against the five matrix products that it contains: \
two forward, three backward. They are the floor that NumPy can reach; they write into arrays that \
are there already.

![Two plots against the width n, one line a batch size: the time of both passes with the time of \
the products alone, and their ratio, which falls towards 1]({PICTURE.name})

*Figure:* left, milliseconds of both passes (solid) and of the products alone (dashed), for \
batches of {BATCHES[0]}, {BATCHES[1]} and {BATCHES[2]} rows from dark to light; the products grow \
with n². Right, the ratio of the two: for small arrays the calls cost more than the numbers."""


def contestants(width, batch):
    """Return the two passes, and the products alone."""
    rng = np.random.default_rng(0)
    net = Network.random([width] * 3, rng)
    net.values /= np.sqrt(width)
    X = rng.standard_normal((batch, width))
    y_true = rng.integers(0, 2, (batch, width)).astype(float)
    W, H, dL_dZ = rng.standard_normal((width, width)), X.copy(), X.copy()
    rows, square = np.empty_like(X), np.empty_like(W)

    def products():
        np.matmul(X, W, out=rows)
        np.matmul(H, W, out=rows)
        np.matmul(H.T, dL_dZ, out=square)
        np.matmul(dL_dZ, W.T, out=rows)
        np.matmul(X.T, dL_dZ, out=square)

    return {
        f"width {width}, batch {batch}": lambda: lambda: net.gradient(X, y_true),
        "matrix products": lambda: products,
    }


def section(rounds):
    """Measure, and return the rows."""
    times = {
        (width, batch): list(side_by_side(contestants(width, batch), rounds(9)).values())
        for width in WIDTHS
        for batch in BATCHES
    }
    rows = [
        row(ours, floor, target=2 if min(size) >= 256 else None)
        for size, (ours, floor) in times.items()
    ]
    return Section(TITLE, NOTE, rows, partial(draw, times))


def draw(times):
    """Draw how the cost grows, and store the picture beside the table."""
    figure = Figure(figsize=style.WIDE, dpi=style.DPI, layout="constrained")
    FigureCanvasAgg(figure)
    cost, ratio = figure.subplots(1, 2)
    for batch, shade in zip(BATCHES, ("#00224e", "#7d7c78", "#d3c164"), strict=True):
        ours, floor = (
            np.array([times[width, batch][i].median for width in WIDTHS]) for i in (0, 1)
        )
        cost.plot(WIDTHS, 1e3 * ours, "o-", color=shade)
        cost.plot(WIDTHS, 1e3 * floor, "o--", color=shade, markersize=4)
        ratio.plot(WIDTHS, ours / floor, "o-", color=shade, label=f"{batch}")
    for ax, label in ((cost, "ms"), (ratio, "×")):
        ax.set(xscale="log", yscale="log", xlabel="n", ylabel=label)
        ax.set_xticks(WIDTHS, WIDTHS, minor=False)
        ax.minorticks_off()
        ax.grid(alpha=0.3)
    ratio.set_yticks([1, 2, 5, 10, 20], ["1", "2", "5", "10", "20"])
    ratio.legend(title="batch", frameon=False)
    figure.savefig(PICTURE, metadata={"Software": None})
