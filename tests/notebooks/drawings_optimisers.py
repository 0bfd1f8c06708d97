"""What the pictures of notebook 8 have to show."""

import downhill
import numpy as np
import racing
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from palette import INK, PAPER
from panels import kind, number_of, reads, ticks, words

NOTEBOOK = "08_optimisers"
MARKS = dict(zip(racing.NAMES, "osDPX", strict=True))
RUNS = dict(zip(racing.NAMES, ("solid", "dashed", "dotted", "dashdot", "dashed"), strict=True))


def valley(panel, c, path, scale=True):
    """Read the map of a valley along the first weight, and the walk upon it."""
    image, powers = panel.image()
    assert (image.cmap.name, image.norm.vmin, image.norm.vmax) == ("cividis", -1, 3)
    for place, power in powers.items():
        assert abs(power - np.log10(max(downhill.loss(place, c), 0.1))) < 1e-6, place
    white, dark = [], []
    for one in panel.those(Line2D):
        if one.get_markersize() != 9:  # the disc is read below
            (white if to_hex(one.get_color()) == PAPER else dark).append(one)
    contours, upper = white
    (casing,) = dark
    rings = contours.get_xydata()
    rings = rings[~np.isnan(rings[:, 0])]
    tens = np.log10([downhill.loss(place, c) for place in rings])
    assert np.allclose(tens, tens.round(), atol=1e-9)
    assert set(tens.round()) == {-1, 0, 1, 2}
    for one in (casing, upper):
        assert np.allclose(one.get_xydata(), path, atol=1e-9)
        assert (kind(one), one.get_marker()) == ("solid", "o")
    assert casing.get_linewidth() > upper.get_linewidth()
    assert casing.get_zorder() < upper.get_zorder()
    assert to_hex(casing.get_color()) == INK
    for one in (contours, casing, upper):
        panel.left.remove(one)
    panel.here(*np.transpose(path[-1:]))
    if scale:
        bar = panel.take([part for part in panel.left if part in panel.ax.child_axes], "scale")
        told = {place: number_of(text) for place, text in ticks(bar.yaxis)}
        assert told == {p: 10.0**p for p in range(-1, 4)}
        assert [words(text.get_text()) for text in bar.texts] == ["L"]


@reads(NOTEBOOK, "ball-picture")
def two_walks(*panels):
    rates = {"plain": 0.0195, "momentum": 0.0048}
    for panel, (name, rate) in zip(panels, rates.items(), strict=True):
        panel.named("w1", "w2", f"{name}, rate {rate}")
        valley(panel, 10, downhill.walk(name, rate, 10, steps=60))


@reads(NOTEBOOK, "honest-picture")
def steps_over_rates(panel):
    panel.named("rate", "step")
    rates = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)
    for name in racing.NAMES:
        needed = [racing.steps_needed(name, rate) for rate in rates]
        drawn = [np.nan if n is None else n for n in needed]
        line = panel.those(Line2D, marker=MARKS[name])[0]
        assert kind(line) == RUNS[name]
        assert np.array_equal(line.get_xydata()[:, 1], drawn, equal_nan=True), name
        assert line.get_xdata().tolist() == list(rates)
        panel.left.remove(line)
    panel.legend(*racing.NAMES)
    assert (panel.ax.get_xscale(), panel.ax.get_yscale()) == ("log", "log")


@reads(NOTEBOOK, "units-picture")
def steps_over_units(panel):
    panel.named("c", "step")
    stretches = (1, 3, 10, 30, 100)
    for name in racing.NAMES:
        line = panel.those(Line2D, marker=MARKS[name])[0]
        assert kind(line) == RUNS[name]
        assert line.get_xdata().tolist() == list(stretches)
        wanted = [racing.best("units")[f"c = {c}", name][0] for c in stretches]
        assert line.get_ydata().tolist() == wanted
        panel.left.remove(line)
    panel.legend(*racing.NAMES)
    assert (panel.ax.get_xscale(), panel.ax.get_yscale()) == ("log", "log")


@reads(NOTEBOOK, "schedule-picture")
def constant_and_halved(panel):
    panel.named("step", "L")
    ways = ((None, "dashed", "s", "RMSProp"), (50, "solid", "o", "Halved"))
    for every, run, marker, label in ways:
        path = downhill.walk("rmsprop", 0.5, 5, steps=400, every=every)
        heights = [downhill.loss(place, 5) for place in path]
        highest = [max(heights[k + 1 : k + 51]) for k in range(0, 400, 50)]
        look = {"kind": run, "marker": marker, "label": label}
        panel.line(range(50, 401, 50), highest, rtol=1e-6, **look)
    panel.legend("RMSProp", "Halved")
    assert panel.ax.get_yscale() == "log"


@reads(NOTEBOOK, "paths")
def five_paths(*panels):
    rates = {"Adam": 0.3, "plain": 0.11, "RMSProp": 0.5, "momentum": 0.02, "AdaGrad": 0.7}
    for place, (panel, (name, rate)) in enumerate(zip(panels, rates.items(), strict=True), 1):
        panel.named("w1", "w2" if place == 1 else "", f"{place}")
        path = downhill.walk(name.lower(), rate, 4, steps=40, start=(2.5, -1.5))
        valley(panel, 4, path, scale=place == 5)
