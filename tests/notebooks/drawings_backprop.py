"""What the pictures of notebook 4 have to show."""

import numpy as np
import pytest
from palette import FAINT
from panels import reads
from plain import loss, parameters, sigmoid, slopes_of_one

NOTEBOOK = "04_backprop"
ONES = parameters(w1=1, w2=1, w3=1, w4=1, w5=1, w6=1)
ALICE = ((-2, -1), 1)


@reads(NOTEBOOK, "network-picture")
def at_alice(panel):
    panel.network(ONES, ALICE[0])


@reads(NOTEBOOK, "sigma-prime-curve")
def sigma_and_its_slope(panel):
    panel.named("z", "σ, σ'")
    panel.curve(sigmoid, -8, 8, color=FAINT, label="σ(z)", run="dashed")
    slope = lambda z: (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5  # noqa: E731
    panel.curve(slope, -8, 8, label="σ'(z)", atol=1e-8)
    panel.legend("σ(z)", "σ'(z)")


@reads(NOTEBOOK, "check-v-picture")
def v(panel):
    """The jagged arm is noise of the last digits, and no more of them than a sum can lose."""
    panel.named("h", "δ", "δ = |ΔL/2h - ∂L/∂w1|")
    steps = [10 ** (-13 + i / 4) for i in range(53)]
    (line,) = [n for n in panel.ax.lines if n.get_marker() == "o"]
    assert line.get_xdata() == pytest.approx(np.array(steps))
    slope = slopes_of_one(ONES, *ALICE)["w1"]
    for h, error in line.get_xydata():
        up, down = (loss(ONES | {"w1": 1 + change}, [ALICE]) for change in (h, -h))
        assert error == pytest.approx(abs((up - down) / (2 * h) - slope), rel=1e-3, abs=3e-16 / h)
    assert panel.ax.get_ylim()[0] <= min(line.get_ydata())
    panel.left.remove(line)
    panel.line(steps, [0.01 * h * h for h in steps], kind="dashed", label="0.01h^2")
    panel.line(steps, [2**-52 / (10 * h) for h in steps], kind="dotted", label="ε / 10 h", atol=0)
    panel.legend("0.01h^2", "ε / 10 h")
