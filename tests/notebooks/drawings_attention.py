"""What the pictures of notebook 14 have to show."""

import csv
import functools
import math
from itertools import pairwise

import attending
import matplotlib.pyplot as plt
import numpy as np
import pytest
from lessons import ROOT
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrowPatch, PathPatch, Rectangle
from matplotlib.text import Text
from palette import INK
from panels import kind, reads, ticks, words
from pictures.drawn import arrow_of

from helpers import course, style

NOTEBOOK = "14_attention"
NAMES = (ROOT / "helpers/data/names.txt").read_text("utf-8").split()
RUNGS = (
    "head, no positions",
    "one head alone",
    "head, residual",
    "head, residual, norm",
    "block, 1 head",
    "block, 4 heads",
)
RIVALS = ("window of 3", "window of 8", "wide window of 8", "wide block")
PARTS = ("no positions", "no residual", "no norm", "no neurons")


def cost(stage, asked):
    """Return what names cost the stored network after a stage, all of them at once."""
    X, Y, there = (np.zeros((len(asked), 12), kind) for kind in (int, int, bool))
    for row, name in enumerate(asked):
        letters = attending.numbered(name)
        X[row, : len(name) + 1], Y[row, : len(name) + 1] = [0, *letters], [*letters, 0]
        there[row, : len(name) + 1] = True
    shares, _looks = attending.at_once("names", stage, X[..., np.newaxis], [np.tri(12)] * 4)
    return -np.log(np.take_along_axis(shares, Y[..., np.newaxis], axis=-1)[there]).mean()


@reads(NOTEBOOK, "train-curve")
def the_training(panel):
    """The curves go through what the stored network costs at its stages, but for its digits."""
    panel.named("epoch", "L")
    panel.legend("training", "validation")
    for run, asked in (("solid", NAMES[:4130]), ("dashed", NAMES[4130:4646])):
        (line,) = [line for line in panel.those(Line2D) if kind(line) == run]
        x, y = line.get_xydata().T
        assert x.tolist() == [*range(24)]
        for stage in attending.STAGES["names"]:
            assert y[stage] == pytest.approx(cost(stage, asked), abs=0.02), stage
        assert line.get_color() == INK
        panel.left.remove(line)
    assert panel.ax.get_yscale() == "linear"


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


@functools.cache
def fours():
    """Return what the test names cost counted fours, mixed as Witten and Bell do."""
    behind = {}
    for known, letter in behind_each(NAMES[:4130], 3):
        for far in range(4):
            count(behind, known[3 - far :], letter)

    def mixed(n, counts, shorter):
        return (n + len(counts) * shorter) / (sum(counts.values()) + len(counts))

    return told(behind, 3, mixed)


@functools.cache
def kneser_ney(back=5, off=0.9):
    """Return what the test names cost counts of five letters with a discount of 0.9."""
    behind = {}
    for known, letter in behind_each(NAMES[:4130], back):
        count(behind, known, letter)
    for longer in range(back, 0, -1):  # a letter counts once for each letter that stood before
        for known in [known for known in behind if len(known) == longer]:
            for letter in behind[known]:
                count(behind, known[1:], letter)

    def mixed(n, counts, shorter):
        return (max(n - off, 0) + off * len(counts) * shorter) / sum(counts.values())

    return told(behind, back, mixed)


def behind_each(asked, back):
    """Return each letter of names, and the end, with the letters that stand before it."""
    texts = ["." * back + name + "." for name in asked]
    return [(text[i - back : i], text[i]) for text in texts for i in range(back, len(text))]


def count(behind, known, letter):
    counts = behind.setdefault(known, {})
    counts[letter] = counts.get(letter, 0) + 1


def told(behind, back, mixed):
    """Return what the test names cost; `mixed` makes a share of a count and of a shorter one's."""

    def share(letter, known):
        counts = behind.get(known)
        shorter = share(letter, known[1:]) if known else 1 / 27
        return shorter if counts is None else mixed(counts.get(letter, 0), counts, shorter)

    losses = [-math.log(share(letter, known)) for known, letter in behind_each(NAMES[4646:], back)]
    return sum(losses) / len(losses)


@reads(NOTEBOOK, "block-picture")
def forward(panel):
    block(panel, back=False)


@reads(NOTEBOOK, "block-back-picture")
def back(panel):
    block(panel, back=True)


BLOCK = (  # the steps of a line, and whether a way leads past them
    (r"H = E[X] + P|norm|W_q,\ W_k,\ W_v|softmax(QK^\top\!/\sqrtd)V|W_o|+|H", True),
    (r"H|norm|W1,\ b1|ReLU|W2,\ b2|+|H", True),
    (r"H|norm|U,\ u|softmax|y_pred", False),
)


OUT = {  # the name of what comes out of a step, above the arrow that leads away from it
    (0, "norm"): "M",
    (0, r"W_q,\ W_k,\ W_v"): "Q, K, V",
    (0, r"softmax(QK^\top\!/\sqrtd)V"): "O",
    (1, "norm"): "M",
    (1, "ReLU"): "R",
    (2, "norm"): "M",
}


def block(panel, back):
    """Three lines of steps; an arrow from each to the next, and from the first over all to the +.

    Going back, all arrows are dashed and point the other way.
    """
    names, edges = panel.those(Text), {}
    for text in names:
        panel.left.remove(text)
    outs = [text for text in names if text.get_va() == "bottom"]  # above an arrow, and bare
    names = [text for text in names if text not in outs]
    for frame in [*panel.those(Rectangle), *panel.those(Circle)]:
        middle = frame.center if isinstance(frame, Circle) else frame.get_center()
        (inside,) = [t for t in names if t.get_position() == pytest.approx(tuple(middle))]
        reach = frame.radius if isinstance(frame, Circle) else frame.get_width() / 2
        assert isinstance(frame, Circle) == (inside.get_text() == "+")
        edges[inside] = reach
        panel.left.remove(frame)
    ways, heads = panel.those(PathPatch), panel.those(FancyArrowPatch)
    ends = []  # from where to where there is to be an arrow
    heights = sorted({t.get_position()[1] for t in names}, reverse=True)
    for height, (steps, past) in zip(heights, BLOCK, strict=True):
        line = sorted((t for t in names if t.get_position()[1] == height), key=place)
        assert [words(t.get_text()) for t in line] == steps.split("|")
        bare = [words(t.get_text())[0] in "Hy" for t in line]
        assert [t not in edges for t in line] == bare
        ends += [(a, b, 2) for a, b in pairwise(line)]
        ends += [(line[0], line[-2], 4)] if past else []
    found = {}
    for text in outs:
        x, y = place(text)
        (line,) = [h for h in heights if 0 < y - h < 10]
        before = max(
            (t for t in names if t.get_position()[1] == line and place(t)[0] < x), key=place
        )
        after = min(
            (t for t in names if t.get_position()[1] == line and place(t)[0] > x), key=place
        )
        left, right = place(before)[0] + edges[before], place(after)[0] - edges[after]
        assert x == pytest.approx((left + right) / 2, abs=0.5)
        found[heights.index(line), words(before.get_text())] = words(text.get_text())
    assert found == ({} if back else OUT)
    assert len(ways) == len(heads) == len(ends)
    for start, end, corners in ends:
        found = [w for w in ways if joins(w, start, end, back)]
        (way,) = [w for w in found if len(w.get_path().vertices) == corners]
        assert (way.get_linestyle() == "solid") != back
        (head,) = [
            h for h in heads if arrow_of(h).start == pytest.approx(way.get_path().vertices[-1])
        ]
        tip, aim = arrow_of(head).tip, np.array(place(start if back else end))
        assert math.dist(tip, aim) < math.dist(arrow_of(head).start, aim)
        assert math.dist(tip, aim) <= edges.get(start if back else end, 60) + 1
        panel.left.remove(way)
        panel.left.remove(head)


def place(text):
    return text.get_position()


def joins(way, start, end, back):
    """Tell whether a way runs between two steps: its ends lie nearest to them."""
    first, last = way.get_path().vertices[[0, -1]][:: -1 if back else 1]
    (x1, y1), (x2, y2) = place(start), place(end)
    straight = len(way.get_path().vertices) == 2
    near = x1 < first[0] < last[0] < x2 if straight else (first[0], last[0]) == (x1, x2)
    return near and abs(first[1] - y1) < 30 and abs(last[1] - y2) < 30


@reads(NOTEBOOK, "rungs-picture")
def rivals(panel):
    """The rungs and their rivals, and a mark at the counts that are tuned."""
    counted = {"fours": [fours()], "Kneser, Ney": [kneser_ney()]}
    ranges(panel, counted | {case: tests_of(case) for case in (*RUNGS, *RIVALS)})
    (mark,) = panel.those(Line2D)
    assert mark.get_xdata() == pytest.approx([kneser_ney()] * 2)
    panel.left.remove(mark)


@reads(NOTEBOOK, "parts-picture")
def left_out(panel):
    """The whole block, and the block without one of its parts."""
    ranges(panel, {case: tests_of(case) for case in (RUNGS[-1], *PARTS)})
    (mark,) = panel.those(Line2D)
    assert mark.get_xdata() == pytest.approx([sum(tests_of(RUNGS[-1])) / 5] * 2)
    panel.left.remove(mark)


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
