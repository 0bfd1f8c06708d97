"""A gate is four corners marked by its answers, on white or on a plane: read back from the page."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import box, collisions, outside, overlap, plain, said, texts, tint
from matplotlib.colors import to_hex
from palette import BLUE, INK, ORANGE
from plain import sigmoid

from helpers import plots, style

pytestmark = pytest.mark.usefixtures("look")

TRUTH = {
    "AND": lambda a, b: a and b,
    "OR": lambda a, b: a or b,
    "NAND": lambda a, b: not (a and b),
    "XOR": lambda a, b: a != b,
}
PLACES = [(a, b) for a in (0, 1) for b in (0, 1)]


def strip(x1, x2):
    """Return an output that is above 0.5 in a slanted strip, and not the same if turned round."""
    first, second = sigmoid(5 * x1 + 4 * x2 - 2), sigmoid(-4 * x1 - 4 * x2 + 6)
    return sigmoid(6 * first + 6 * second - 9)


def of_table(table):
    return np.array([strip(*row) for row in table.tolist()])


@pytest.fixture
def ax():
    return plt.subplots(1, 3, figsize=(8.4, 3))[1][0]


def marks(ax):
    """Return which mark stands where: {(x1, x2): (shape, colour)}."""
    shown = [line for line in ax.lines if line.get_marker() in ("s", "o")]
    assert {to_hex(line.get_markeredgecolor()) for line in shown} == {INK}
    look = {
        tuple(line.get_xydata()[0].tolist()): (
            line.get_marker(),
            to_hex(line.get_markerfacecolor()),
        )
        for line in shown
    }
    assert len(look) == len(shown)
    return look


def dashes(ax):
    return [line for line in ax.lines if line.get_marker() == "None"]


@pytest.mark.parametrize("name", TRUTH)
@pytest.mark.parametrize("predict", [None, of_table], ids=["white", "plane"])
def test_each_corner_has_the_mark_of_its_answer(ax, name, predict):
    assert plots.gate(name, predict, ax) is None
    looks = {True: ("o", ORANGE), False: ("s", BLUE)}
    assert marks(ax) == {place: looks[bool(TRUTH[name](*place))] for place in PLACES}
    assert ax.get_title(loc="left") == name


@pytest.mark.parametrize("predict", [None, of_table], ids=["white", "plane"])
def test_the_axes_are_named_and_reach_half_a_step_beyond_the_corners(ax, predict):
    plots.gate("XOR", predict, ax)
    assert (plain(ax.get_xlabel()), plain(ax.get_ylabel())) == ("x1", "x2")
    assert (*ax.get_xlim(), *ax.get_ylim()) == (-0.5, 1.5, -0.5, 1.5)
    assert ax.get_xticks().tolist() == ax.get_yticks().tolist() == [0, 1]
    ax.figure.draw_without_rendering()
    assert not collisions(texts(ax.figure))
    assert not outside(texts(ax.figure), ax.figure)


def test_a_line_runs_where_the_two_inputs_have_this_sum(ax):
    plots.gate("XOR", ax=ax, lines=[0.5, 1.5])
    found = [line.get_xydata() for line in dashes(ax)]
    assert [sorted({x1 + x2 for x1, x2 in points}) for points in found] == [[0.5], [1.5]]
    assert all({points[0][0], points[1][0]} == {-0.5, 1.5} for points in found)
    assert {line._unscaled_dash_pattern for line in dashes(ax)} == {(0, (5, 3))}
    assert (*ax.get_xlim(), *ax.get_ylim()) == (-0.5, 1.5, -0.5, 1.5)


def test_a_white_gate_has_no_plane_and_no_line_of_its_own(ax):
    plots.gate("AND", ax=ax)
    assert not ax.images
    assert not dashes(ax)
    assert not ax.child_axes


def test_the_plane_holds_the_output_and_is_dashed_where_it_is_a_half(ax):
    plots.gate("XOR", of_table, ax)
    (image,) = ax.images
    shown = np.asarray(image.get_array())
    for i, j in ((0, 0), (0, 60), (60, 0), (17, 44)):
        assert shown[i, j] == pytest.approx(strip(-0.5 + j / 30, -0.5 + i / 30), abs=1e-12)
    assert tuple(image.get_extent()) == (-0.5, 1.5, -0.5, 1.5)
    (border,) = dashes(ax)
    points = border.get_xydata()[~np.isnan(border.get_xdata())]
    assert len(points) > 20
    assert max(abs(strip(*place) - 0.5) for place in points) < 0.02


def test_the_plane_is_seen_in_the_colour_of_the_output(ax):
    plots.gate("XOR", of_table, ax)
    for artist in (*ax.lines, *ax.texts):
        artist.set_visible(False)
    ax.figure.canvas.draw()
    pixels = np.asarray(ax.figure.canvas.buffer_rgba())
    for x1, x2 in ((-0.4, -0.3), (0.5, 0.45), (1.4, 1.3), (1.2, -0.3)):
        across, up = ax.transData.transform((x1, x2))
        seen = pixels[int(len(pixels) - up), int(across), :3] / 255
        assert seen == pytest.approx(np.array(tint(strip(x1, x2))) / 255, abs=0.04)


def steep(x1, x2):
    """Return an output whose strip is so narrow that a name would lie upon a corner."""
    return sigmoid(6 * sigmoid(8 * (x1 + x2 - 0.5)) + 6 * sigmoid(8 * (1.5 - x1 - x2)) - 9)


@pytest.mark.parametrize(("output", "size"), [(strip, (8.4, 3)), (steep, (9, 4))])
def test_the_names_of_the_sides_stand_on_their_sides_and_off_the_corners(output, size):
    ax = plt.subplots(1, 3, figsize=size)[1][0]
    plots.gate("XOR", lambda table: [output(*row) for row in table.tolist()], ax, y="h1")
    ax.figure.canvas.draw()
    sides = [text for text in texts(ax) if "0.5$" in text.get_text()]
    assert {plain(t.get_text().split("$\\,")[0]) for t in sides} == {"h1"}
    assert len(sides) == 2
    for text in sides:
        across, up = text.get_position()
        inside = output(-0.5 + 2 * across, -0.5 + 2 * up)
        assert (inside < 0.5) == ("<" in text.get_text())
        for place in PLACES:
            x, y = ax.transData.transform(place)
            assert not overlap(box(text), (x - 9, y - 9, x + 9, y + 9))


def test_the_scale_is_drawn_when_it_is_asked_for(ax):
    plots.gate("XOR", of_table, ax, y="y_pred", scale=True)
    (bar,) = ax.child_axes
    assert r"$y_{\mathrm{pred}}$" in said(bar)


REFUSED = {
    "name": (("XNOR",), {}),
    "predict": (("OR", 3), {}),
    "lines": (("OR",), {"lines": [[1, 2]]}),
    "ax": (("OR",), {"ax": 7}),
}


@pytest.mark.parametrize(("argument", "call"), REFUSED.items())
def test_a_wrong_argument_is_named(argument, call):
    positional, named = call
    with pytest.raises(ValueError, match=f"^{argument} was"):
        plots.gate(*positional, **named)


@pytest.mark.parametrize("wrong", [lambda table: [1.0], lambda table: np.full(len(table), np.nan)])
def test_a_function_that_gives_other_numbers_is_refused(wrong):
    with pytest.raises(ValueError, match="predict was"):
        plots.gate("OR", wrong, plt.subplots(figsize=style.HALF)[1])
