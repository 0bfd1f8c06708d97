"""The explorer of one neuron: every number, length and colour is what plain Python says."""

import numpy as np
import plain
import pytest
from matplotlib.colors import to_hex
from palette import INK, PAPER, answer_color, sign_color
from readback import (
    CURVE,
    HERE,
    LINE,
    alt,
    arrow_ends,
    bias_ends,
    bold,
    check_circle,
    check_edge,
    check_labels_at_arrows,
    check_plane,
    check_words,
    fixed,
    maths,
    rim,
    short,
    ticks,
    unseen,
    written,
)

from helpers import widgets

STATES = [
    {},
    {"x1": -1.3, "x2": 0.7, "w1": 2.2, "w2": -0.6, "b": -0.4},
    {"x1": 0, "x2": -7.9, "w1": -3.1, "w2": 0.2, "b": 0},
    dict.fromkeys(("x1", "x2", "w1", "w2", "b"), 8),
    {"x1": 8, "x2": 8, "w1": -8, "w2": -8, "b": -8},
    {"x1": 1.25, "x2": 0.333, "w1": 0.123, "w2": -0.777, "b": 1},  # typed in: z has more digits
]


@pytest.mark.parametrize("state", STATES)
def test_the_picture_is_true(state):
    explorer = widgets.Neuron(**state)
    check(explorer, {"x1": 2, "x2": 3, "w1": 0, "w2": 1, "b": 4} | state)


def test_the_picture_is_true_after_other_states():
    """What was drawn before leaves nothing behind."""
    explorer = widgets.Neuron()
    for state in STATES[::-1]:
        with unseen():
            explorer.reset()
            for name, value in state.items():
                explorer.controls[name].value = value
        explorer.redraw()
    for state in STATES[1:]:
        with unseen():
            for name, value in state.items():
                explorer.controls[name].value = value
        explorer.redraw()
        check(explorer, state)


def check(explorer, state):
    """Compare all that is shown with the state."""
    panels, x, b = explorer.picture.panels, (state["x1"], state["x2"]), state["b"]
    w = (state["w1"], state["w2"])
    z, y = plain.neuron(*w, b, x)
    check_diagram(panels["diagram"], w, b, x, z, y)
    check_sigmoid(panels["curve"], z, y)
    check_plane(
        explorer, panels["plane"], lambda x1, x2: plain.neuron(*w, b, (x1, x2))[1],
        (-8, 8), (-8, 8), ("x1", "x2"), "y",
    )  # fmt: skip
    assert "$x_1, x_2$" in [text.get_text() for text in panels["plane"].ax.texts]
    assert panels["point"].axes is panels["plane"].ax
    assert panels["point"].get_xydata().tolist() == [list(x)]
    check_sum(panels["sum"], w, b, x, z)
    check_words(panels["answer"], f"y = σ({short(z, 4)}) = ", bold(fixed(y)))
    numbers = [short(n) for n in (*w, b, *x)]
    assert written(alt(explorer)) == [*numbers, short(z, 4), fixed(y), "0.5"]


def check_diagram(diagram, w, b, x, z, y):
    """Two inputs left, then z, then y; an arrow for each weight and for the bias."""
    for node, name, value in zip(
        [*diagram.inputs, diagram.z], ["x1", "x2", "z"], [*x, z], strict=True
    ):
        check_circle(node, maths(name), short(value))
    check_circle(diagram.y, "$y$", fixed(y), answer_color(y))
    (x1, x2), at_z, at_y = [n.circle for n in diagram.inputs], diagram.z.circle, diagram.y.circle
    assert x1.center[0] == x2.center[0] < at_z.center[0] < at_y.center[0]
    assert x1.center[1] > at_z.center[1] == at_y.center[1] > x2.center[1]
    edges = [
        (edge, rim(circle, at_z), rim(at_z, circle))
        for edge, circle in zip(diagram.weights, (x1, x2), strict=True)
    ]
    edges.append((diagram.bias, *bias_ends(diagram.bias.arrow, at_z, above=True)))
    for (edge, start, end), name, value in zip(edges, ("w1", "w2", "b"), (*w, b), strict=True):
        check_edge(edge, start, end, value, name)
    check_labels_at_arrows(edges)
    ax = diagram.z.circle.axes
    moving = {edge.arrow for edge, *_ends in edges}
    (to_y,) = [p for p in ax.patches if hasattr(p, "get_arrowstyle") and p not in moving]
    missed, _wide = arrow_ends(to_y, rim(at_z, at_y), rim(at_y, at_z))
    assert missed < 1
    assert to_hex(to_y.get_facecolor()) == INK


def check_sigmoid(curve, z, y):
    """The curve is σ, and the point lies on it, or is a triangle at the border."""
    ax = curve.point.axes
    half, sigmoid = ax.lines[:2]
    for at, height in sigmoid.get_xydata():
        assert height == pytest.approx(plain.sigmoid(at))
    assert sigmoid.get_xydata()[[0, -1], 0].tolist() == [-8, 8] == list(ax.get_xlim())
    assert half.get_xydata().tolist() == [[-8, 0.5], [8, 0.5]]
    assert (half.get_ls(), half.get_lw()) == ("--", LINE)
    assert sigmoid.get_lw() == CURVE
    assert (curve.point.get_ms(), curve.point.get_mew()) == HERE
    at = max(-8, min(8, z))
    assert curve.point.get_xydata()[0] == pytest.approx([at, y])
    assert curve.point.get_marker() == ("o" if at == z else ">" if z > 0 else "<")
    assert to_hex(curve.point.get_mfc()) == PAPER
    guide = np.transpose([[at, at, -8], [ax.get_ylim()[0], y, y]])
    np.testing.assert_allclose(curve.guide.get_xydata(), guide)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("$z$", "$y$")
    assert ticks(ax.yaxis) == ([0, 0.5, 1], ["0", "0.5", "1"])
    assert [text.get_text() for text in ax.texts] == [r"$y = \sigma(z)$"]


def check_sum(words, w, b, x, z):
    """The sum in numbers: factors, terms in the colours of their signs, and what comes out."""
    terms = [w[0] * x[0], w[1] * x[1], b]

    def later(text):
        return f"({text})" if text.startswith("−") else text

    factors = [f"{short(w[0])}·{later(short(x[0], 4))}"]
    factors += [f"{later(short(w[1]))}·{later(short(x[1], 4))}", later(short(b))]
    colors = [sign_color(round(term, 4)) for term in terms]
    first, second, third = ((f, c, "normal") for f, c in zip(factors, colors, strict=True))
    spelled = f" = {short(terms[0], 4)}"
    for term in terms[1:]:
        spelled += f" {'−' if term < 0 else '+'} {short(abs(term), 4)}"
    parts = ["z = ", first, " + ", second, " + ", third, f"{spelled} = ", bold(short(z, 4))]
    check_words(words, *parts)


@unseen()
def test_a_sum_beyond_the_curve_is_marked_at_the_border():
    explorer = widgets.Neuron()
    for control in explorer.controls.values():
        control.value = 8
    curve = explorer.picture.panels["curve"]
    assert curve.point.get_marker() == ">"
    assert curve.point.get_xydata()[0] == pytest.approx([8, 1])
    assert "z = 136" in alt(explorer)
    explorer.controls["w1"].value = explorer.controls["w2"].value = -8
    assert curve.point.get_marker() == "<"
    explorer.reset()
    assert curve.point.get_marker() == "o"


def test_a_line_on_the_plane_is_as_steep_as_it_is():
    """The plane is a square, and the name of its upright axis stands at it, not at the curve."""
    panels = widgets.Neuron().picture.panels
    plane, curve = panels["plane"].ax, panels["curve"].point.axes
    assert plane.bbox.width == pytest.approx(plane.bbox.height)
    name = plane.yaxis.label.get_window_extent()
    assert curve.bbox.x1 + 10 < name.x0 < name.x1 < plane.bbox.x0
