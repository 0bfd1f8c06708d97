"""What the pictures of notebook 14 have to show."""

import csv
import math

import attending
import matplotlib.pyplot as plt
import numpy as np
import pytest
from lessons import ROOT
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from matplotlib.text import Text
from palette import INK
from panels import reads, ticks, words

from helpers import course, style

NOTEBOOK = "14_attention"
NAMES = (ROOT / "helpers/data/names.txt").read_text("utf-8").split()
RUNGS = (
    "one head alone",
    "head, residual",
    "head, residual, norm",
    "block, 1 head",
    "block, 4 heads",
)
WINDOWS = ("window of 3", "window of 8", "wide window of 8")
PARTS = ("no positions", "no residual", "no norm", "no neurons")


def cost(stage):
    """Return what the training names cost the stored network after a stage, all of them at once."""
    X, Y, there = np.zeros((4130, 12), int), np.zeros((4130, 12), int), np.zeros((4130, 12), bool)
    for row, name in enumerate(NAMES[:4130]):
        letters = attending.numbered(name)
        X[row, : len(name) + 1], Y[row, : len(name) + 1] = [0, *letters], [*letters, 0]
        there[row, : len(name) + 1] = True
    shares, _looks = attending.at_once("names", stage, X[..., np.newaxis], [np.tri(12)] * 4)
    return -np.log(np.take_along_axis(shares, Y[..., np.newaxis], axis=-1)[there]).mean()


@reads(NOTEBOOK, "train-curve")
def the_training(panel):
    """The curve goes through what the stored network costs at its stages, but for its digits."""
    panel.named("epoch", "L")
    (line,) = panel.those(Line2D)
    x, y = line.get_xydata().T
    assert x.tolist() == [*range(24)]
    for stage in attending.STAGES["names"]:
        assert y[stage] == pytest.approx(cost(stage), abs=0.02), stage
    assert line.get_color() == INK
    assert panel.ax.get_yscale() == "linear"
    panel.left.remove(line)


def tests_of(case):
    """Return what the test names cost five starts, at the rate and decay that were chosen.

    The validation names choose, of two starts of each pair.
    """
    lines, found = (ROOT / "helpers/tables/names.csv").read_text("utf-8").splitlines(), {}
    for row in csv.DictReader(n for n in lines if n[0] != "#"):
        if row["case"] == case:
            key = row["rate"], row["decay"]
            found.setdefault(key, {})[int(row["seed"])] = (
                float(row["validation"]),
                float(row["test"]),
            )

    def validated(key):
        return found[key][0][0] + found[key][1][0] if {0, 1} <= found[key].keys() else math.inf

    chosen = found[min(found, key=validated)]
    return [chosen[seed][1] for seed in range(5)]


def fours():
    """Return what the test names cost counted fours, mixed as Witten and Bell do."""
    behind = {}
    for name in NAMES[:4130]:
        text = "..." + name + "."
        for i in range(3, len(text)):
            for far in range(4):
                counts = behind.setdefault(text[i - far : i], {})
                counts[text[i]] = counts.get(text[i], 0) + 1

    def share(letter, known):
        counts = behind.get(known)
        shorter = share(letter, known[1:]) if known else 1 / 27
        if counts is None:
            return shorter
        r = len(counts)
        return (counts.get(letter, 0) + r * shorter) / (sum(counts.values()) + r)

    told = [("..." + name + ".", i) for name in NAMES[4646:] for i in range(3, len(name) + 4)]
    return -sum(math.log(share(text[i], text[i - 3 : i])) for text, i in told) / len(told)


@reads(NOTEBOOK, "rungs-picture")
def rivals(panel):
    """The rungs and their rivals, and a mark at the counted fours."""
    ranges(panel, {"fours": [fours()]} | {case: tests_of(case) for case in (*RUNGS, *WINDOWS)})
    (mark,) = panel.those(Line2D)
    assert mark.get_xdata() == pytest.approx([fours()] * 2)
    panel.left.remove(mark)


@reads(NOTEBOOK, "parts-picture")
def left_out(panel):
    """The whole block, and the block without one of its parts."""
    ranges(panel, {case: tests_of(case) for case in (RUNGS[-1], *PARTS)})


def ranges(panel, wanted):
    """From the least to the most of five starts, with a dot at the mean, which is written."""
    assert words(panel.ax.get_xlabel()) == "L"
    assert ticks(panel.ax.yaxis) == [*enumerate(wanted)]
    panel.axes.remove(panel.ax.yaxis)
    for y, losses in enumerate(wanted.values()):
        mean = sum(losses) / len(losses)
        if len(losses) > 1:
            panel.line([min(losses), max(losses)], [y, y], atol=1e-6)
        (dot,) = [n for n in panel.those(Line2D) if n.get_xydata().tolist()[0][1] == y
                  and n.get_marker() == "o"]  # fmt: skip
        assert dot.get_xydata()[0] == pytest.approx([mean, y], abs=1e-5)
        panel.left.remove(dot)
        (text,) = [t for t in panel.those(Text) if t.get_position()[1] == y]
        assert text.get_text() == f"{mean:.3f}"
        panel.left.remove(text)


@reads(NOTEBOOK, "last-page-picture")
def the_whole_course(panel):
    """It is the picture that `tests/pictures/test_course.py` reads, pixel by pixel."""
    with plt.rc_context(style.RC):
        figure, ax = plt.subplots(figsize=panel.ax.figure.get_size_inches())
        course.course(ax)
        shown = [pixels(drawn) for drawn in (panel.ax.figure, figure)]
    plt.close(figure)
    assert shown[0].shape == shown[1].shape
    assert (shown[0] == shown[1]).all()
    panel.left.clear()


def pixels(figure):
    """Return what a figure shows."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())
