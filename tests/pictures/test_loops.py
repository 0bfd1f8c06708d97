"""Loops unrolled, and what a gate keeps: read back with other numbers, and refused."""

from math import tanh

import matplotlib.pyplot as plt
import numpy as np
import palette
import pytest
from drawn import arrows, box, centre_of, collisions, outside, rings, texts
from matplotlib.colors import to_hex

from helpers import loops
from helpers.recurrence import Gated, Recurrent

pytestmark = pytest.mark.usefixtures("look")
LOOP = Recurrent([1, 1, 1], w1=0.5, w2=-2, w3=1, b1=0.3)
UNIT = Gated([1, 1, 1], [0, 0.5, 0, 0, 1, -1, -1, 1, 0, 0, 0])


@pytest.fixture
def ax():
    return plt.subplots(figsize=(8.4, 3.4))[1]


@pytest.mark.parametrize("X", [[[1]], [[1], [-2]], [[0.25], [0], [1], [3]]], ids=len)
def test_each_step_has_its_circles_and_the_three_weights(ax, X):
    loops.unrolled(LOOP, X, ax)
    h, found = 0.0, rings(ax)
    assert found["h0"].value == "0"
    for t, (x,) in enumerate(X, 1):
        h = tanh(0.5 * x - 2 * h + 0.3)
        assert found[f"h{t}"].value == f"{h:.4f}".replace("-", "\N{MINUS SIGN}")
        assert found[f"x{t}"].value == f"{x:g}".replace("-", "\N{MINUS SIGN}")
        color = palette.hidden_color(h, signed=True)
        assert 255 * np.array(found[f"h{t}"].color[:3]) == pytest.approx(color, abs=1.01)
    assert len(found) == 3 * len(X) + 1
    colors = [arrow.color for arrow in arrows(ax)]
    assert (colors.count(palette.TEAL), colors.count(palette.PURPLE)) == (2 * len(X), len(X))
    assert [t.get_text() for t in texts(ax)].count("= \N{MINUS SIGN}2") == len(X)
    assert not collisions(texts(ax))
    assert not outside(texts(ax), ax.figure)


def test_what_is_kept_and_what_is_taken_make_the_new_state(ax):
    loops.gate(UNIT, [[1], [-2]], ax)
    h, k = 0.0, 0.0
    for x in (1, -2):
        k = 1 / (1 + np.exp(-(0.5 * h + 1)))
        c = tanh(x - 0.5 * h)  # the read gate is half open
        before, h = h, k * h + (1 - k) * c
    found = rings(ax)
    told = {name: float(ring.value.replace("\N{MINUS SIGN}", "-")) for name, ring in found.items()}
    assert told == pytest.approx({"h1": before, "c2": c, "h2": h}, abs=0.006)
    for name, value in (("h1", before), ("c2", c), ("h2", h)):
        color = palette.hidden_color(value, signed=True)
        assert 255 * np.array(found[name].color[:3]) == pytest.approx(color, abs=1.01)
    beside = [t.get_text() for t in texts(ax) if to_hex(t.get_color()) == palette.TEAL]
    shares = sorted(float(text) for text in beside if "=" not in text)
    assert shares == pytest.approx(sorted([k, 1 - k]), abs=0.006)
    assert not collisions(texts(ax))
    assert box(ax)[2] > 0
    (kept,) = [t for t in texts(ax) if t.get_text() == f"{k:.2f}"]
    (new,) = [t for t in texts(ax) if t.get_text() == f"{1 - k:.2f}"]
    upper, lower = sorted(arrows(ax)[:2], key=lambda arrow: -arrow.start[1])
    assert above(ax, kept, upper)
    assert not above(ax, new, lower)


def above(ax, text, arrow):
    """Return whether a text stands above the straight line of an arrow."""
    (x, y), (x0, y0), (x1, y1) = centre_of(ax, text), arrow.start, arrow.tip
    return y > y0 + (y1 - y0) * (x - x0) / (x1 - x0)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda ax: loops.unrolled(Recurrent([2, 1, 1]), [[1, 1]], ax),
            "net was .+; expected one ",
        ),
        (lambda ax: loops.unrolled(UNIT, [[1]], ax), "expected one Recurrent"),
        (lambda ax: loops.gate(LOOP, [[1]], ax), "expected one Gated"),
        (lambda ax: loops.unrolled(LOOP, [1, 0], ax), "X was .+ a table of shape .rows, 1."),
        (
            lambda ax: loops.gate(UNIT, 5 * [[1]], ax),
            "X was an array of shape .5, 1.; .+ at most 4 steps",
        ),
        (lambda ax: loops.unrolled(LOOP, [[1]], 5), "ax was 5"),
    ],
)
def test_a_mistake_meets_a_sentence(ax, call, said):
    with pytest.raises(ValueError, match=said):
        call(ax)
