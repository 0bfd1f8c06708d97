"""What the pictures of notebook 4 have to show."""

import numpy as np
import pytest
from palette import FAINT
from panels import reads, words
from plain import parameters, sigmoid, slopes_of_one

NOTEBOOK = "04_backprop"
ONES = parameters(w1=1, w2=1, w3=1, w4=1, w5=1, w6=1)


@reads(NOTEBOOK, "sigma-prime-curve")
def sigma_and_its_slope(panel):
    panel.named("z", "σ, σ'")
    panel.curve(sigmoid, -8, 8, color=FAINT, label="σ(z)", run="dashed")
    slope = lambda z: (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5  # noqa: E731
    panel.curve(slope, -8, 8, label="σ'(z)", atol=1e-8)
    panel.legend("σ(z)", "σ'(z)")


@reads(NOTEBOOK, "two-ways-picture")
def two_ways(panel):
    panel.network(ONES | {"w6": -3}, (-2, -1))


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
    left.named("h", "δ")
    right.named("h", "")
    usual = 1, -2, np.float64, 2.0**-52
    single = 1, -2, np.float32, 2.0**-23
    large = 0.01, -200, np.float64, 2.0**-52
    vs(left, ("o", "ε = 2^-52", *usual), ("s", "ε = 2^-23", *single))
    vs(right, ("o", "x1 = -2", *usual), ("s", "x1 = -200", *large))
    assert left.ax.get_ylim() == right.ax.get_ylim() == (1e-13, 10)
