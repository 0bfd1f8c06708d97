"""Layouts are where everything stands in a picture and how it looks, a line for each artist.

What a picture shows is compared with plain Python elsewhere; here a place that moved by a pixel, a
thinner line and a smaller mark are seen. `python -m tests.pictures.layouts` writes them anew; look
at the pictures before you commit that.
"""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import Box
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.spines import Spine

from helpers import (
    blocks,
    course,
    diagrams,
    loops,
    paths,
    people,
    pixels,
    plots,
    sanity,
    style,
    tiles,
    widgets,
)
from helpers.activations import sigmoid
from helpers.network import Network
from helpers.recurrence import Gated, Recurrent
from helpers.runs import Run
from helpers.valley import Valley
from tests.support.explorers import EXPLORERS, NINE

FOLDER = Path(__file__).with_name("layouts")
STATES = EXPLORERS | {
    "feedforward-step": lambda: widgets.Feedforward(steps=3, **NINE),
    "backprop-w4": lambda: widgets.Backprop(name="w4", **NINE),
    "museum-number": lambda: widgets.Museum(number=3, named=[True, False]),
    "missteps-number": lambda: widgets.Missteps(number=7, seed=1),
    "misreadings-number": lambda: widgets.Misreadings(number=5, seed=1),
    "oversights-number": lambda: widgets.Oversights(number=6, seed=1),
    "lapses-number": lambda: widgets.Lapses(number=5, seed=1),
    "adder-wrong": lambda: widgets.Adder(a=91, b=37, t=5, epoch=3),
    "adder-by-hand": lambda: widgets.Adder(a=200, b=255, network="by_hand"),
    "attention-book": lambda: widgets.Attention("book", book="a3 k7 m1 k4 k?", place=1, steps=50),
    "attention-off": lambda: widgets.Attention(text="christopher", place=4, off=[1], mask=False),
    "misroutes-number": lambda: widgets.Misroutes(number=2, seed=1),
    "blunders-number": lambda: widgets.Blunders(number=8, seed=1),
    "graph-twice": lambda: widgets.Graph("twice", step=17),
    "graph-silu": lambda: widgets.Graph("silu", step=15),
    "training-epoch": lambda: widgets.Training(epoch=300),
    "digit-changed": lambda: widgets.Digit(pixels=[0, 9, 16, 4] * 16, speaks=7),
    "kernel-drawn": lambda: widgets.Kernel(0, [0, 9, 16, 4] * 16, [0.5, -4.7, 5] * 3, -0.3, 5, 0),
}
NET = Network([2, 2, 1], **NINE)
TABLE = people.X, people.y_true
RUNGS = [rung(NET, *TABLE) for rung in (sanity.chance, sanity.slopes, sanity.by_heart)]
RUN = Run(n=20, layers=[2])
RUN.to(3)
LOOP = Recurrent([1, 1, 1], w1=0.5, w2=-2, w3=1)
UNIT = Gated([1, 1, 1], [0, 0.5, 0, 0, 1, -1, 2, 1, 0, 0, 0])
SHARES = np.array([[0.6, 0.7, 0.9], [0.8, 0.95, 1]])
WALK = [(1, 0), (0.4, 0.3), (-1, 1), (-2, 1.5)]
DRAWINGS = {  # functions of an axes
    "draw-neuron": lambda ax: diagrams.neuron([2, -1], -3, [4, 3], ax),
    "draw-network": lambda ax: diagrams.network(NET, [2, 3], ax),
    "draw-names": lambda ax: diagrams.network(Network([3, 2, 2]), ax=ax),
    "draw-sigmoid": lambda ax: plots.sigmoid_curve(2, ax),
    "draw-plane": lambda ax: plots.plane(lambda X: sigmoid(X @ [1, -0.5] - 1), ax),
    "draw-gate": lambda ax: plots.gate("XOR", NET.feedforward, ax, [0.5], scale=True),
    "draw-people": lambda ax: plots.people(ax),
    "draw-people-plane": lambda ax: plots.people_plane(NET, ax),
    "draw-hidden-plane": lambda ax: plots.hidden_plane(NET, ax),
    "draw-slice": lambda ax: plots.loss_slice(NET, "w6", *TABLE, ax),
    "draw-curve": lambda ax: plots.loss_curve(np.geomspace(0.4, 0.002, 60), ax),
    "draw-landscape": lambda ax: plots.loss_landscape(NET, "w6", "b3", *TABLE, ax, path=WALK),
    "draw-valley": lambda ax: plots.valley_walk(Valley(4, 20), WALK, ax),
    "draw-ladder": lambda ax: plots.ladder({"right": RUNGS}, ax),
    "draw-shares": lambda ax: plots.shares((0.1, 1), {"a": SHARES, "b": SHARES[:, 0]}, ax, "rate"),
    "draw-ranges": lambda ax: plots.ranges({"a": [1, 2, 4], "b": [2.5]}, ax, "$L$", mark=2),
    "draw-cloud": lambda ax: tiles.clouds({"one": TABLE}, ax),
    "draw-field": lambda ax: tiles.fields({"one": NET}, *TABLE, ax, ringed=[1, 0, 0, 1]),
    "draw-losses": lambda ax: tiles.losses({"one": RUN}, ax),
    "draw-pictures": lambda ax: pixels.pictures(np.arange(192).reshape(3, 64) / 191, "123", 2, ax),
    "draw-maps": lambda ax: pixels.maps(np.arange(-64, 128).reshape(3, 64) / 128, 1, "123", 2, ax),
    "draw-unrolled": lambda ax: loops.unrolled(LOOP, [[1], [-2]], ax),
    "draw-keep": lambda ax: loops.gate(UNIT, [[1], [-2]], ax),
    "draw-paths": lambda ax: paths.joined(2, -3, ax),
    "draw-wheels": lambda ax: paths.wheels(ax, w1=0.001, h1=-0.0002, L=0.00003),
    "draw-ways": lambda ax: paths.two_ways(ax=ax),
    "draw-ways-numbers": lambda ax: paths.two_ways(NET, [2, 3], 1, ax),
    "draw-block": lambda ax: blocks.block(ax),
    "draw-block-back": lambda ax: blocks.block(ax, back=True),
    "draw-course": lambda ax: course.course(ax),
    "draw-confusion": lambda ax: pixels.confusion(np.arange(100).reshape(10, 10) % 7, ax),
}
SHORT = 5  # a line of so many points is told point by point


def made(name):
    """Return an explorer or a drawing as its layout."""
    if name in STATES:
        explorer = STATES[name]()
        told = [line for child in explorer.children for line in controls(child)]
        return "\n".join(told) + "\n" + layout(explorer.picture.figure)
    with plt.rc_context(style.RC):
        figure, ax = plt.subplots(figsize=style.HALF)
        DRAWINGS[name](ax)
        figure.canvas.draw()
        plt.close(figure)
        return layout(figure)


def layout(figure):
    """Return the layout of a figure as text."""
    told = []
    for ax in (ax for outer in figure.axes for ax in (outer, *outer.child_axes)):
        told += [frame(ax), *map(shape, ax.get_children())]
        told += [text(a) for a in ax.texts]
    told += [text(a) for a in figure.texts]
    return "\n".join(filter(None, told)) + "\n"


def controls(widget):
    """Yield a line for each control, with what decides about its look."""
    if isinstance(widget, Box):
        for child in widget.children:
            yield from controls(child)
        return
    names = "description placeholder min max step interval readout_format continuous_update"
    values = [f"{n}={getattr(widget, n)}" for n in names.split() if getattr(widget, n, "") != ""]
    options = [shown for shown, _key in getattr(widget, "options", ())]
    place = {k: v for k, v in widget.layout.get_state().items() if v and not k.startswith("_")}
    width = getattr(widget.style, "description_width", None)
    yield " ".join(map(str, [type(widget).__name__, *values, *options, width, place]))


def frame(ax):
    """Return the place of a panel in pixels, its ends, the names of its axes and its ticks."""
    width, height = ax.figure.get_size_inches() * 100
    x, y, w, h = ax.get_position().bounds
    ticks = [axis.get_major_ticks()[:1] for axis in (ax.xaxis, ax.yaxis)] if ax.axison else []
    sizes = [(t.tick1line.get_markersize(), t.label1.get_fontsize()) for few in ticks for t in few]
    places = [axis.get_ticklocs() for axis in (ax.xaxis, ax.yaxis)] if ax.axison else ""
    names = ax.get_xlabel(), ax.get_ylabel(), ax.get_xscale(), ax.get_yscale()
    edges = [side for side, spine in ax.spines.items() if spine.get_visible() and ax.axison]
    return row("PANEL", x * width, y * height, w * width, h * height, ax.get_xlim(), ax.get_ylim(),
               *names, "ticks", *places, *sizes, *edges)  # fmt: skip


def shape(artist):
    """Return the look of a line, a patch or a collection, and where it is if few numbers say."""
    if isinstance(artist, Collection):
        return row(type(artist).__name__, artist.get_zorder(), np.ravel(artist.get_linewidth()))
    if not isinstance(artist, Line2D | Patch) or isinstance(artist, Spine):
        return ""
    seen = "" if artist.get_visible() else "hidden"
    clip = "" if artist.get_clip_on() else "unclipped"
    look = artist.get_zorder(), artist.get_lw(), artist.get_ls(), clip, seen
    if isinstance(artist, Line2D):
        points = artist.get_xydata() if len(artist.get_xdata()) <= SHORT else ""
        mark = artist.get_marker(), artist.get_ms(), artist.get_mew()
        colors = [hex_of(c) for c in (artist.get_color(), artist.get_mfc(), artist.get_mec())]
        return row("line", *look, *mark, *colors, points)
    colors = to_hex(artist.get_facecolor(), True), to_hex(artist.get_edgecolor(), True)
    path = artist.get_transform().transform_path(artist.get_path())
    corners = path.get_extents().get_points() / artist.figure.dpi * 100
    return row(type(artist).__name__, *look, *colors, corners)


def text(artist):
    """Return what a text says, where, and how it is written."""
    seen = "" if artist.get_visible() else "hidden"
    look = artist.get_fontsize(), artist.get_fontweight(), artist.get_ha(), artist.get_va()
    effects = [type(effect).__name__ for effect in artist.get_path_effects()]
    place = *beside(artist), *artist.get_position(), getattr(artist, "xy", "")
    return row("text", repr(artist.get_text()), *place, *look, hex_of(artist.get_color()),
               artist.get_zorder(), seen, *effects)  # fmt: skip


def beside(text):
    """Return by how many points a text stands beside a place that is a share of its panel."""
    if text.axes is None:
        return ()
    places = np.array([(0, 0), (1, 1)])
    shifts = text.get_transform().transform(places) - text.axes.transAxes.transform(places)
    constant = np.allclose(*shifts) and not np.allclose(shifts, 0)
    return shifts[0] * 72 / text.figure.dpi if constant else ()


def hex_of(color):
    return color if isinstance(color, str) and color == "none" else to_hex(color, True)


def row(*things):
    """Return a line of words and numbers, each number with four digits."""
    return " ".join(part for thing in things for part in parts(thing))


def parts(thing):
    if isinstance(thing, str):
        return [thing] if thing else []
    if isinstance(thing, int | float | np.number):
        return [f"{thing if abs(thing) > 1e-9 else 0:.4g}"]  # what rounding left is 0
    return [part for one in thing for part in parts(one)]


def main():
    for name in STATES | DRAWINGS:
        (FOLDER / f"{name}.txt").write_text(made(name), "utf-8", newline="\n")


if __name__ == "__main__":
    with TemporaryDirectory() as folder, chdir(folder):  # the game keeps a score where it is played
        main()
