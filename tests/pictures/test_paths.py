"""Two paths to one number, or to the loss: read back with several numbers, and refused."""

from itertools import pairwise
from math import dist

import matplotlib.pyplot as plt
import palette
import pytest
from drawn import (
    arrows,
    belts,
    box,
    centre_of,
    collisions,
    outside,
    plain,
    rings,
    texts,
    ways,
)
from matplotlib.colors import to_hex
from matplotlib.patches import Wedge
from plain import NAMES, forward, loss

from helpers import paths
from helpers.network import Network

pytestmark = pytest.mark.usefixtures("look")
MINUS = "\N{MINUS SIGN}"


@pytest.fixture
def ax():
    return plt.subplots(figsize=(8.4, 4))[1]  # room enough, so that nothing is drawn smaller


def signed(x):
    return f"{x:+g}".replace("-", MINUS) if x else "0"


@pytest.mark.parametrize(("a", "b"), [(2, 3), (-1.5, 0.5), (0.25, -4), (3, -1)])
def test_numbers_slopes_and_their_sum_are_those_of_differences(ax, a, b):
    paths.joined(a, b, ax)
    ax.figure.canvas.draw()  # an arrow learns its size in points when it is drawn
    found = rings(ax)
    values = {"a": a, "b": b, "u": a * b, "L": a * b + a}
    assert {name: ring.value for name, ring in found.items()} == {
        name: f"{value:g}".replace("-", MINUS) for name, value in values.items()
    }
    h = 1e-5
    dL_da = ((a + h) * b + a + h - ((a - h) * b + a - h)) / (2 * h)
    dL_db = (a * (b + h) - a * (b - h)) / (2 * h)
    bold = {t.get_text(): to_hex(t.get_color()) for t in texts(ax) if t.get_weight() == "bold"}
    parts = f"1 + {b:g}" if b > 0 else f"1 + ({MINUS}{-b:g})"
    wanted = {signed(1.0): 1, signed(round(dL_db, 6)): dL_db}
    wanted[f"{parts} = {signed(round(dL_da, 6))}"] = dL_da
    assert bold == {text: palette.sign_color(round(value, 6)) for text, value in wanted.items()}
    plain = sorted(t.get_text() for t in texts(ax) if t.get_weight() != "bold" and signed_text(t))
    assert plain == sorted([signed(1.0)] * 2 + [signed(b), signed(a)])
    slopes = {("a", "L"): 1, ("u", "L"): 1, ("a", "u"): b, ("b", "u"): a}
    labels = [t for t in texts(ax) if t.get_weight() != "bold"]
    for arrow in arrows(ax):
        ends = [
            min(found, key=lambda n: dist(found[n].centre, end)) for end in (arrow.start, arrow.tip)
        ]
        slope = slopes.pop(tuple(ends))
        assert arrow.color == palette.sign_color(slope)
        assert arrow.tail == pytest.approx(0.8 + 1.1 * min(abs(slope), 4), rel=0.02)
        middle = [(x + y) / 2 for x, y in zip(arrow.start, arrow.tip, strict=True)]
        label = min(labels, key=lambda t: dist(centre_of(ax, t), middle))
        assert label.get_text() == signed(slope)
    assert not slopes
    assert not collisions(texts(ax))
    assert not outside(texts(ax), ax.figure)


def signed_text(text):
    return text.get_text()[:1] in ("+", MINUS) and to_hex(text.get_color()) != palette.INK


@pytest.mark.parametrize(
    "moves",
    [
        {"w1": 0.001, "h1": -9.03e-05, "y_pred": -2.25e-05, "L": 2.15e-05},
        {"a": -0.5, "L": 0.25},
        {"x1": 0.1, "h1": 0, "L": -0.2},
        {"w1": 0.1, "h1": 0.3, "L": -0.3},
    ],
)
def test_wheels_turn_as_far_as_stations_move(ax, moves):
    """In proportion, from the top: to the right for what moves up, the farthest by 300 degrees."""
    paths.wheels(ax, **moves)
    said = iter(texts(ax))
    middles = []
    for line, (name, move) in zip(ticks(ax), moves.items(), strict=True):
        x, (low, high) = line.get_xdata()[0], line.get_ydata()
        track, turned = [w for w in ax.patches if isinstance(w, Wedge) and w.center[0] == x]
        assert track.center == turned.center
        middles.append(track.center)
        y = track.center[1]
        assert (track.theta1, track.theta2, to_hex(track.get_facecolor())) == (0, 360, "#dddddd")
        angle = 300 * move / max(map(abs, moves.values()))
        assert (turned.theta1, turned.theta2) == pytest.approx(sorted((90, 90 - angle)))
        assert to_hex(turned.get_facecolor()) == palette.sign_color(move)
        assert (low, high) == (y + track.r - track.width, y + track.r)
        assert (turned.r, turned.width) == (track.r, track.width)
        over, below = next(said), next(said)
        assert (plain(over.get_text()), over.get_position()[0]) == (name, x)
        assert over.get_position()[1] > y + track.r
        assert below.get_position()[0] == x
        assert below.get_position()[1] < y - track.r
        number = f"{move:+.7f}".replace("-", MINUS) if move else "0"
        assert (below.get_text(), to_hex(below.get_color())) == (number, palette.sign_color(move))
    assert middles == sorted(middles)
    assert len({y for _x, y in middles}) == 1
    drawn = belts(ax, middles)
    for belt, (before, after) in zip(drawn, pairwise(moves.values()), strict=True):
        assert (belt and belt[0]) == (pytest.approx(after / before) if before else None)
    assert not collisions(texts(ax))
    assert not outside(texts(ax), ax.figure)


def ticks(ax):
    """Return the upright lines: where a wheel's ring begins."""
    return [line for line in ax.lines if len(set(line.get_xdata())) == 1]


def test_each_belt_carries_its_ratio(ax):
    """But not where the wheel before it stands still."""
    paths.wheels(ax, ratios=True, x1=0.1, h1=-0.02, h2=0, L=-0.2)
    ax.figure.canvas.draw()
    across = [line.get_xdata()[0] for line in ticks(ax)]
    middles = [(one + other) / 2 for one, other in pairwise(across)]
    said = {t.get_position()[0]: t for t in texts(ax) if t.get_position()[0] in middles}
    assert list(said) == middles[:2]
    assert [t.get_text() for t in said.values()] == [f"{MINUS}0.2", "0"]
    assert to_hex(said[middles[0]].get_color()) == palette.sign_color(-0.2)
    assert not collisions(texts(ax))


LINKS = {  # from which station to which: filled over h1 and hollow over h2, from the top down
    ("x1", "h1"): [palette.INK], ("h1", "z3"): [palette.INK],
    ("x1", "h2"): [palette.PAPER], ("h2", "z3"): [palette.PAPER],
    ("z3", "y_pred"): [palette.INK, palette.PAPER], ("y_pred", "L"): [palette.INK, palette.PAPER],
}  # fmt: skip


def read_ways(ax):
    """Return labels of the links, and what is left, of two ways whose arrows are as they should."""
    ax.figure.canvas.draw()
    shown, loose, others = ways(ax)
    assert {link: colors for link, (colors, _label) in shown.items()} == LINKS
    across = {name: ring.centre[0] for name, ring in rings(ax).items()}
    assert all(across[start] < across[end] for start, end in shown)
    assert {to_hex(patch.get_edgecolor()) for patch in ax.patches} == {palette.INK}
    assert not collisions(texts(ax))
    assert not outside(texts(ax), ax.figure)
    return {link: label for link, (_colors, label) in shown.items()}, loose, others


def test_two_ways_in_letters(ax):
    paths.two_ways(ax=ax)
    labels, loose, others = read_ways(ax)
    assert {link: label.get_text() for link, label in labels.items()} == {
        ("x1", "h1"): r"$w_1 \cdot \sigma'(z_1)$", ("h1", "z3"): "$w_5$",
        ("x1", "h2"): r"$w_3 \cdot \sigma'(z_2)$", ("h2", "z3"): "$w_6$",
        ("z3", "y_pred"): r"$\sigma'(z_3)$",
        ("y_pred", "L"): r"$2\,(y_\mathrm{pred} - y_\mathrm{true})$",
    }  # fmt: skip
    assert {to_hex(label.get_color()) for label in labels.values()} == {palette.INK}
    assert not loose
    assert not others


def four(x):
    """Return a number with at most four decimals, and its sign as the long one."""
    text = f"{x:.4f}".rstrip("0").rstrip(".")
    return "0" if float(text) == 0 else text.replace("-", MINUS)


@pytest.mark.parametrize(
    ("values", "x", "label"),
    [
        ([1, 1, 1, 1, 1, -3, 0, 0, 0], (-2, -1), 1),
        ([0.4, 0.7, -0.6, 0.5, 0.9, -0.8, 0.3, -0.2, 0.1], (3, -1), 0),
        ([-1, 2, 0, 0.5, -2, 1, 1, 0, -1], (0.5, 1), 1),
    ],
)
def test_two_ways_in_numbers(ax, values, x, label):
    """At each link its slope, below the product of each way, and the sum that a nudge measures."""
    paths.two_ways(Network([2, 2, 1], values), x, label, ax)
    labels, loose, others = read_ways(ax)
    p = dict(zip(NAMES, values, strict=True))
    f = forward(p, x)
    at_h1, at_h2, at_y = (f[name] * (1 - f[name]) for name in ("h1", "h2", "y_pred"))
    slopes = {
        ("x1", "h1"): p["w1"] * at_h1, ("h1", "z3"): p["w5"],
        ("x1", "h2"): p["w3"] * at_h2, ("h2", "z3"): p["w6"],
        ("z3", "y_pred"): at_y, ("y_pred", "L"): 2 * (f["y_pred"] - label),
    }  # fmt: skip
    for link, slope in slopes.items():
        sign = "+" if slope > 0 else ""
        assert labels[link].get_text() == sign + four(slope), link
        assert to_hex(labels[link].get_color()) == palette.sign_color(slope)
    rows = sorted({round(text.get_position()[1]) for text in others}, reverse=True)
    said = [[t for t in others if round(t.get_position()[1]) == row] for row in rows]
    said = [sorted(row, key=lambda text: text.get_position()[0]) for row in said]
    parts = []
    for way, (letters, number) in zip(("h1", "h2"), said[:2], strict=True):
        factors = [slopes[link] for link in LINKS if way in link or "y_pred" in link]
        texts_of = [four(v) if v >= 0 else f"({four(v)})" for v in factors]
        assert letters.get_text() == " · ".join(texts_of) + " ="
        parts.append(factors[0] * factors[1] * factors[2] * factors[3])
        check_total(number, parts[-1])
    (letters, number), h = said[2], 1e-5
    assert letters.get_text() == r"$\partial L/\partial x_{1}$ ="
    check_total(number, sum(parts))
    moved = [loss(p, [((x[0] + step, x[1]), label)]) for step in (h, -h)]
    assert sum(parts) == pytest.approx((moved[0] - moved[1]) / (2 * h), abs=1e-8)
    # Before each product its arrow, and above the sum a line.
    assert [arrow.color for arrow in loose] == [palette.INK, palette.PAPER]
    assert [arrow.start[1] for arrow in loose] == pytest.approx(rows[:2], abs=1)
    for arrow, row in zip(loose, said, strict=False):
        assert arrow.tip[0] < ax.transData.inverted().transform(box(row[0])[:2])[0]
    (line,) = ax.lines
    assert rows[2] < line.get_ydata()[0] == line.get_ydata()[1] < rows[1]


def check_total(text, value):
    said = ("+" if value > 0 else "") + f"{value:.4f}".replace("-", MINUS)
    assert text.get_text() == (said if value else "0")
    assert to_hex(text.get_color()) == palette.sign_color(value)
    assert text.get_weight() == "bold"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda ax: paths.joined("two", 3, ax), "a was 'two'; expected"),
        (lambda ax: paths.joined(2, None, ax), "b was None; expected"),
        (lambda ax: paths.joined(2, 3, 5), "ax was 5"),
        (lambda ax: paths.wheels(ax), "moves was empty"),
        (lambda ax: paths.wheels(ax, w1="far"), "w1 was 'far'; expected"),
        (lambda ax: paths.wheels(5, w1=1), "ax was 5"),
        (lambda ax: paths.two_ways(Network([2, 3, 1]), [1, 2], 1, ax), "net was"),
        (lambda ax: paths.two_ways(Network([2, 2, 1]), [1], 1, ax), "x was"),
        (lambda ax: paths.two_ways(Network([2, 2, 1]), [1, 2], 2, ax), "y_true was"),
        (lambda ax: paths.two_ways(Network([2, 2, 1]), ax=ax), "x was None"),
    ],
)
def test_a_mistake_meets_a_sentence(ax, call, said):
    with pytest.raises(ValueError, match=said):
        call(ax)
