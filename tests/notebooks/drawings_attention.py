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
RATES = {  # and decays at which the networks of the picture were trained
    "block, 4 heads": (0.01, 0.3),
    "block, 1 head": (0.01, 0.3),
    "one head alone": (0.03, 0.03),
    "window of 3": (0.03, 0.1),
    "window of 8": (0.03, 0.3),
    "wide window of 8": (0.03, 0.3),
}
PARTS = ("no positions", "no residual", "no norm", "no neurons")


def cost(stage):
    """Return what the training names cost the stored network after a stage, all of them at once."""
    W, b = attending.matrices("names", stage)
    X, Y, there = np.zeros((4130, 12), int), np.zeros((4130, 12), int), np.zeros((4130, 12), bool)
    for row, name in enumerate(NAMES[:4130]):
        letters = [attending.LETTERS.index(letter) for letter in name]
        X[row, : len(name) + 1], Y[row, : len(name) + 1] = [0, *letters], [*letters, 0]
        there[row, : len(name) + 1] = True

    def norm(H, name):
        H = H - H.mean(axis=-1, keepdims=True)
        return W[name] * H / np.sqrt((H**2).mean(axis=-1, keepdims=True) + 1e-5) + b[name]

    H = W["E"][X] + W["P"]
    N, found = norm(H, "norm1"), []
    for head in range(4):
        Q, K, V = ((N @ W[name])[..., 8 * head : 8 * head + 8] for name in ("Wq", "Wk", "Wv"))
        S = np.einsum("nid,njd->nij", Q, K) / math.sqrt(8) + np.triu(np.full((12, 12), -1e9), 1)
        A = np.exp(S - S.max(axis=-1, keepdims=True))
        found.append((A / A.sum(axis=-1, keepdims=True)) @ V)
    H = H + np.concatenate(found, axis=-1) @ W["Wo"]
    H = H + np.maximum(norm(H, "norm2") @ W["W1"] + b["W1"], 0) @ W["W2"] + b["W2"]
    Z = norm(H, "norm3") @ W["U"] + b["U"]
    log_p = Z - np.log(np.exp(Z).sum(axis=-1, keepdims=True))
    return -np.take_along_axis(log_p, Y[..., np.newaxis], axis=-1)[there].mean()


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
    """Return what the test names cost five starts, at the rate and decay that were chosen."""
    lines = (ROOT / "helpers/tables/names.csv").read_text("utf-8").splitlines()
    rows = [r for r in csv.DictReader(n for n in lines if n[0] != "#") if r["case"] == case]
    found = {}
    for row in rows:
        key = float(row["rate"]), float(row["decay"])
        found.setdefault(key, []).append((float(row["validation"]), float(row["test"])))
    if case in RATES:
        chosen = found[RATES[case]]
    else:
        chosen = min(found.values(), key=lambda pairs: sum(pair[0] for pair in pairs))
    assert len(chosen) == 5
    return [test for _validation, test in chosen]


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
    """From the least to the most of five starts, with a dot at the mean, which is written."""
    assert words(panel.ax.get_xlabel()) == "L"
    wanted = {"fours": [fours()]} | {case: tests_of(case) for case in (*RATES, *PARTS)}
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
    (mark,) = panel.those(Line2D)
    assert mark.get_xdata() == pytest.approx([fours()] * 2)
    panel.left.remove(mark)


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
