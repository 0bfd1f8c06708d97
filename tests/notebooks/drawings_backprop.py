"""What the pictures of notebook 4 have to show."""

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Wedge
from palette import FAINT, INK, PAPER, sign_color
from panels import reads, sign, words
from pictures.drawn import belts, ways
from plain import forward, loss, parameters, sigmoid, slopes_of_one

NOTEBOOK = "04_backprop"
ONES = parameters(w1=1, w2=1, w3=1, w4=1, w5=1, w6=1)


@reads(NOTEBOOK, "sigma-prime-curve")
def sigma_and_its_slope(panel):
    panel.named("z", "σ, σ'")
    panel.curve(sigmoid, -8, 8, color=FAINT, label="σ(z)", run="dashed")
    slope = lambda z: (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5  # noqa: E731
    panel.curve(slope, -8, 8, label="σ'(z)", atol=1e-8)
    panel.legend("σ(z)", "σ'(z)")


@reads(NOTEBOOK, "chain-ratios")
def wheels_with_ratios(panel):
    moves = wheels(panel)
    for before, behind in pairwise(moves.values()):
        ratio = behind / before
        number = panel.text(f"{ratio:+.4f}".replace("-", "−"))
        assert to_hex(number.get_color()) == sign_color(ratio)


@reads(NOTEBOOK, "chain-wheels")
def wheels(panel):
    after = ONES | {"w1": 1.001}
    moves = {"w1": 0.001}
    for name in ("h1", "y_pred"):
        moves[name] = forward(after, (-2, -1))[name] - forward(ONES, (-2, -1))[name]
    moves["L"] = loss(after, [((-2, -1), 1)]) - loss(ONES, [((-2, -1), 1)])
    middles = sorted({ring.center for ring in panel.those(Wedge)})
    for (x, y), (name, move) in zip(middles, moves.items(), strict=True):
        track, ring = [part for part in panel.those(Wedge) if part.center == (x, y)]
        assert (track.theta2 - track.theta1, to_hex(track.get_facecolor())) == (360, "#dddddd")
        turned = sorted((90, 90 - 300 * move / 0.001))
        assert (ring.theta1, ring.theta2) == pytest.approx(turned, abs=1e-6)
        assert to_hex(ring.get_facecolor()) == sign_color(move)
        assert panel.text(name).get_position()[0] == x
        number = panel.text(f"{move:+.7f}".replace("-", "−"))
        assert number.get_position()[0] == x
        assert to_hex(number.get_color()) == sign_color(move)
        panel.line([x, x], [y + ring.r - ring.width, y + ring.r])
        panel.left = [part for part in panel.left if part not in (track, ring)]
    for (ratio, artists), (before, behind) in zip(
        belts(panel.ax, middles), pairwise(moves.values()), strict=True
    ):
        assert ratio == pytest.approx(behind / before)
        panel.left = [part for part in panel.left if part not in artists]
    return moves


def ways_of(panel, wanted):
    """Read the ways from x1 to the loss, {link: its label}; return (colour, place) of the labels.

    The arrows over h1 are filled, those over h2 are hollow, and both run beside each other where
    the ways are one.
    """
    panel.circles(dict.fromkeys(("x1", "h1", "h2", "z3", "y_pred", "L"), ""), {})
    shown, loose, _others = ways(panel.ax)
    looks = {"h1": [INK], "h2": [PAPER]}
    for link, (colors, label) in shown.items():
        over = [looks[name] for name in link if name in looks] or [[INK, PAPER]]
        assert [colors] == over, link
        assert words(label.get_text()) == wanted.pop(link)
        panel.left.remove(label)
    assert not wanted
    panel.left = [part for part in panel.left if not isinstance(part, FancyArrowPatch)]
    return {link: to_hex(label.get_color()) for link, (_colors, label) in shown.items()}, loose


@reads(NOTEBOOK, "two-ways-picture")
def two_ways_in_letters(panel):
    letters = {
        ("x1", "h1"): r"w1 \cdot σ'(z1)", ("h1", "z3"): "w5",
        ("x1", "h2"): r"w3 \cdot σ'(z2)", ("h2", "z3"): "w6",
        ("z3", "y_pred"): "σ'(z3)", ("y_pred", "L"): "2(y_pred - y_true)",
    }  # fmt: skip
    colors, loose = ways_of(panel, letters)
    assert set(colors.values()) == {INK}
    assert not loose


@reads(NOTEBOOK, "two-ways-sum")
def two_ways_in_numbers(panel):
    p = ONES | {"w6": -3}
    f = forward(p, (-2, -1))
    bend, last = f["y_pred"] * (1 - f["y_pred"]), 2 * (f["y_pred"] - 1)
    first = f["h1"] * (1 - f["h1"])
    numbers = {
        ("x1", "h1"): first, ("h1", "z3"): 1, ("x1", "h2"): first, ("h2", "z3"): -3,
        ("z3", "y_pred"): bend, ("y_pred", "L"): last,
    }  # fmt: skip
    said = {link: sign(round(value, 4), 4) for link, value in numbers.items()}
    colors, loose = ways_of(panel, said)
    assert colors == {link: sign_color(value) for link, value in numbers.items()}
    assert [arrow.color for arrow in loose] == [INK, PAPER]
    moved = [loss(p, [((-2 + h, -1), 1)]) for h in (1e-5, -1e-5)]
    over_h1, over_h2 = first * bend * last, first * -3 * bend * last
    assert over_h1 + over_h2 == pytest.approx((moved[0] - moved[1]) / 2e-5, abs=1e-9)
    heights = []
    for letters, value in (
        (f"{first:.4f} · 1 · {bend:.4f} · (−{-last:.4f}) =", over_h1),
        (f"{first:.4f} · (−3) · {bend:.4f} · (−{-last:.4f}) =", over_h2),
        ("∂L/∂x1 =", over_h1 + over_h2),
    ):
        before, number = panel.text(letters), panel.text(sign(value, 4))
        assert to_hex(number.get_color()) == sign_color(value)
        assert before.get_position()[1] == number.get_position()[1]
        heights.append(number.get_position()[1])
    for arrow, height in zip(loose, heights, strict=False):
        assert arrow.start[1] == pytest.approx(height, abs=0.1)
    (rule,) = panel.those(Line2D)
    assert heights[2] < rule.get_ydata()[0] < heights[1] < heights[0]
    panel.left.remove(rule)


@reads(NOTEBOOK, "check-sides-picture")
def a_nudge_on_one_side_and_one_on_both(panel):
    panel.named("b3", "L")

    def along(b3):
        return loss(ONES | {"b3": float(b3)}, [((-2, -1), 1)])

    down, here, up = map(along, (-1, 0, 1))
    tangent = (along(1e-5) - along(-1e-5)) / 2e-5
    panel.curve(along, -1.6, 1.6, color="#dddddd")
    for run, label, middle, slope in (
        ("solid", "∂L/∂b3", here, tangent),
        ("dotted", "(L(b3 + h) - L(b3))/h", here, up - here),
        ("dashed", "(L(b3 + h) - L(b3 - h))/2h", (up + down) / 2, (up - down) / 2),
    ):
        straight = lambda b3, m=middle, s=slope: m + s * b3  # noqa: E731
        panel.curve(straight, -1.6, 1.6, label=label, run=run, atol=1e-8)
    panel.line([-1, 0, 1], [down, here, up], kind="none", marker="o")
    panel.legend("∂L/∂b3", "(L(b3 + h) - L(b3))/h", "(L(b3 + h) - L(b3 - h))/2h")
    assert panel.ax.get_ylim() == (0, 0.75)


def relative_error(h, w1, x1, kind):
    """Return the error of a central difference of Alice's loss along w1, in a kind of number."""
    one = kind(1)

    def loss_at(w1):
        h1 = one / (one + np.exp(-(kind(w1) * kind(x1) - one)))
        h2 = one / (one + np.exp(kind(3)))
        return (one - one / (one + np.exp(-(h1 + h2)))) ** 2

    return abs((loss_at(w1 + h) - loss_at(w1 - h)) / (2 * h) / slope_along_w1(w1, x1) - 1)


def slope_along_w1(w1, x1):
    return slopes_of_one(ONES | {"w1": w1, "w3": w1}, (x1, -1), 1)["w1"]


def vs(panel, *cases):
    """Read a V for each case; its jagged arm is noise, as much as such sums lose."""
    steps = [10 ** (-13 + i / 4) for i in range(53)]
    for marker, label, w1, x1, kind, epsilon in cases:
        (line,) = [n for n in panel.ax.lines if n.get_marker() == marker]
        assert words(line.get_label()) == label
        assert line.get_xdata() == pytest.approx(np.array(steps))
        noise = 3 * epsilon / abs(slope_along_w1(w1, x1))
        for h, error in line.get_xydata():
            right = relative_error(h, w1, x1, kind)
            assert error == pytest.approx(right, rel=1e-2, abs=noise / h)
        assert max(h * error for h, error in line.get_xydata() if h < 1e-3) > noise / 100
        panel.left.remove(line)
    panel.legend(*(label for _marker, label, *_case in cases))


@reads(NOTEBOOK, "extra-v-picture")
def two_precisions_and_two_inputs(left, right):
    left.named("h", "r")
    right.named("h", "")
    usual = 1, -2, np.float64, 2.0**-52
    single = 1, -2, np.float32, 2.0**-23
    large = 0.01, -200, np.float64, 2.0**-52
    vs(left, ("o", "ε = 2^-52", *usual), ("s", "ε = 2^-23", *single))
    vs(right, ("o", "x1 = -2", *usual), ("s", "x1 = -200", *large))
    assert left.ax.get_ylim() == right.ax.get_ylim() == (1e-13, 10)
