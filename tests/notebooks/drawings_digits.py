"""What the pictures of notebook 10 have to show."""

from math import log

import numpy as np
import pytest
import reading
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from panels import number_of, reads, sheet, ticks

NOTEBOOK = "10_digits"
SIZES = (50, 100, 200, 400, 700, 1000, 1400)


@reads(NOTEBOOK, "data-picture")
def the_first_twenty(panel):
    X, digits = reading.stored()
    sheet(panel, X[:20], [str(digit) for digit in digits[:20]], "tiles", (0, 1), "x")


@reads(NOTEBOOK, "loss-picture")
def two_losses(panel):
    panel.named("p", "L")
    panel.curve(lambda p: -log(p), 0.002, 1, label="-logp")
    panel.curve(lambda p: (1 - p) ** 2, 0.002, 1, label="(1 - p)^2", run="dashed")
    panel.legend("-logp", "(1 - p)^2")
    assert (panel.ax.get_xlim(), panel.ax.get_ylim()) == ((0, 1), (0, 6.5))


@reads(NOTEBOOK, "train-picture")
def known_and_new(panel):
    panel.named("epoch", "L")
    nets, training, validation, _test = reading.lesson()
    for rows, run, label in (
        (training, "solid", "training"),
        (validation, "dashed", "validation"),
    ):
        losses = [reading.cross_entropy(p, rows) for p in nets]
        panel.line(range(31), losses, rtol=1e-6, kind=run, label=label)
    panel.legend("training", "validation")
    assert (panel.ax.get_yscale(), panel.ax.get_ylim()) == ("log", (0.001, 3))


@reads(NOTEBOOK, "confusion-picture")
def what_is_taken_for_what(panel):
    panel.named("y_pred", "y_true")
    _X, digits = reading.stored()
    answers = reading.crossed().argmax(axis=1)
    counts = {}
    for digit, answer in zip(digits.tolist(), answers.tolist(), strict=True):
        counts[answer, digit] = counts.get((answer, digit), 0) + 1
    most = max(count for (answer, digit), count in counts.items() if answer != digit)
    grounds = {tuple(part.get_center().tolist()): part for part in panel.those(Rectangle)}
    assert len(grounds) == sum(answer != digit for answer, digit in counts)
    for place, count in counts.items():
        (text,) = [t for t in panel.those(Text) if t.get_position() == place]
        right = place[0] == place[1]
        assert text.get_text() == str(count)
        assert (text.get_fontweight() == "bold") == right
        panel.left.remove(text)
        if not right:
            ground = panel.take([grounds[place]], "ground")
            grey = 255 * np.array(ground.get_facecolor()[:3])
            assert grey == pytest.approx([255 + count / most * (0xAF - 255)] * 3, abs=1.5)
    assert (panel.ax.get_xlim(), panel.ax.get_ylim()) == ((-0.5, 9.5), (9.5, -0.5))
    for axis in (panel.ax.xaxis, panel.ax.yaxis):
        assert ticks(axis) == [(digit, str(digit)) for digit in range(10)]


@reads(NOTEBOOK, "worst-picture")
def the_surest_mistakes(panel):
    X, digits = reading.stored()
    shares = reading.crossed()
    answers = shares.argmax(axis=1)
    wrong = [i for i in range(1797) if answers[i] != digits[i]]
    worst = sorted(wrong, key=lambda i: -shares[i].max())[:20]
    titles = [f"{digits[i]}: {answers[i]}" for i in worst]
    sheet(panel, X[worst], titles, "tiles", (0, 1), "x")


@reads(NOTEBOOK, "weights-picture")
def what_weights_look_like(panel):
    hidden = reading.lesson()[0][-1][0].T[:10]
    titles = [*map(str, range(10)), *[""] * 10]
    flat = reading.lesson(hidden=(), rate=0.1)[0][-1][0].T
    rows = np.concatenate([flat, hidden])
    sheet(panel, rows, titles, "signed_tiles", (-1.5, 1.5), "w")


@reads(NOTEBOOK, "sure-picture")
def said_and_right(panel):
    panel.named("p", "%")
    (diagonal,) = [line for line in panel.those(Line2D) if len(line.get_xdata()) == 2]
    assert diagonal.get_xydata().tolist() == [[0.25, 25], [1, 100]]
    panel.left.remove(diagonal)
    for case, run, mark in (("epoch 30", "solid", "o"), ("z / t", "dashed", "s")):
        rows, label = reading.surest(case), case.replace(" / ", "/")
        said, right = [row[2] for row in rows], [100 * row[3] for row in rows]
        panel.line(said, right, kind=run, marker=mark, label=label, rtol=1e-5)
    panel.legend("epoch 30", "z/t")


@reads(NOTEBOOK, "curve-picture")
def more_rows(panel):
    panel.named("n", "%")
    for case, label, run, mark in (
        ("64-32-10, rate 1", "64-32-10", "solid", "o"),
        ("nearest, k = 1", "nearest", "dashed", "s"),
    ):
        means = [100 * sum(shares) / 20 for shares in (reading.asked(case, n) for n in SIZES)]
        panel.line(SIZES, means, kind=run, marker=mark, label=label, rtol=1e-5)
    panel.legend("64-32-10", "nearest")
    told = [(place, number_of(text)) for place, text in ticks(panel.ax.xaxis)]
    assert told == [(n, n) for n in SIZES]
    assert (panel.ax.get_xscale(), panel.ax.get_yscale()) == ("log", "linear")
