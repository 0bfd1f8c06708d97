"""What the pictures of notebook 3 have to show."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import AxLine
from panels import reads
from plain import ROWS, loss, parameters

NOTEBOOK = "03_loss"
NET = parameters(w2=1, w4=1, w6=1)
GAME = parameters(w1=0.2, w2=-0.3, w3=0.1, w4=-0.1, w5=-0.4, w6=-0.6, b1=0.5, b2=1.4, b3=-0.7)
TABLE = [((133, 65), 1), ((160, 72), 0), ((152, 70), 0), ((120, 60), 1)]  # pounds and inches


@reads(NOTEBOOK, "shift-lines")
def lines_of_drawn_neurons(left, right):
    """Both panels are on one scale, and what they share is twenty lines on which a sum is 0."""
    rng = np.random.default_rng(0)
    (w1, w2), b = rng.standard_normal((2, 1000)).tolist(), rng.standard_normal(1000).tolist()
    for panel, title, rows in ((left, "table", TABLE), (right, "X", ROWS)):
        panel.named("x1", "x2", title)
        panel.marks(rows)
        drawn = panel.those(AxLine)
        for line, w, v, bias in zip(drawn, w1[:20], w2[:20], b[:20], strict=True):
            x, y = line.get_xy1()
            for step in (0, 10):  # at two places on it
                total = w * (x + step) + v * (y + step * line.get_slope()) + bias
                assert total == pytest.approx(0, abs=1e-9)
            assert to_hex(line.get_color()) == "#8a8a8a"
            panel.left.remove(line)
    spans = [(np.ptp(p.ax.get_xlim()), np.ptp(p.ax.get_ylim())) for p in (left, right)]
    assert spans[0] == spans[1]
    assert left.ax.get_window_extent().size == pytest.approx(
        right.ax.get_window_extent().size, 0.01
    )


@reads(NOTEBOOK, "cost-curves")
def costs(panel):
    panel.named("y_pred", "(y_true - y_pred)^2")
    panel.curve(lambda y: (1 - y) * (1 - y), 0, 1, label="y_true = 1")
    panel.curve(lambda y: y * y, 0, 1, label="y_true = 0", run="dashed")
    panel.curve(lambda y: 0.5 - y + y * y, 0, 1, label="L", run="dotted")
    panel.legend("y_true = 1", "y_true = 0", "L")


@reads(NOTEBOOK, "game-nudge")
def as_steep_as_the_slice(panel):
    """The straight line touches the slice where the network stands, and is as steep there."""
    (drawn,) = panel.those(AxLine)
    panel.left.remove(drawn)
    assert drawn.get_xy1() == pytest.approx((-0.7, loss(GAME)))
    beside = [loss(GAME | {"b3": -0.7 + h}) for h in (-1e-5, 1e-5)]
    assert drawn.get_slope() == pytest.approx((beside[1] - beside[0]) / 2e-5, abs=1e-4)
    assert (to_hex(drawn.get_color()), drawn.get_linestyle()) == ("#222222", "--")
    panel.slice(GAME, "b3")
    assert panel.ax.get_ylim() == (0.1, 0.6)


@reads(NOTEBOOK, "slice-w6")
def along_w6(panel):
    panel.line([0, 1], [0.25, 0.25], color="#555555", kind="dotted")
    panel.slice(NET, "w6")
    assert panel.ax.get_ylim() == (0.1, 0.6)
