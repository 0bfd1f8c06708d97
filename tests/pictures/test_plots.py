"""A plot says what the numbers are: lines, images, marks, bars and words are read back.

What should be there is computed in plain Python.
"""

import math
import re

import downhill
import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import (
    box,
    collisions,
    outside,
    plain,
    said,
    texts,
    tint,
)
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize, to_hex
from palette import BLUE, INK, ORANGE, PURPLE, TEAL, sign_color
from plain import PEOPLE, forward, loss, parameters, sigmoid

from helpers import plots, style
from helpers.network import Network, Neuron
from helpers.people import X, y_true
from helpers.sanity import Rung
from helpers.valley import Valley

NINE = parameters(w1=0.3, w2=-0.5, w3=0.4, w4=0.7, w5=-2.5, w6=1.5, b1=0.5, b2=-1, b3=0.25)
OTHER = parameters(w1=-0.9, w2=0.2, w3=0.1, w4=-1.1, w5=3, w6=0.5, b1=-0.25, b3=-1)
NET, LATER = (Network([2, 2, 1], **numbers) for numbers in (NINE, OTHER))
INPUTS = [x for _name, x, _label in PEOPLE]
DASHED = (0, (5, 3))  # a line where an output is 0.5


pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def ax():
    return plt.subplots(figsize=style.HALF)[1]


@pytest.fixture
def panel():
    """Axes of 400 by 200 pixels, 60 from the left and 50 from the top of a figure."""
    figure = plt.figure(figsize=(7, 3.5), layout="none")
    return plots.panel(figure, 60, 50, 400, 200)


def lines_of(ax, **look):
    """Return the lines of an axes that have something to show and look so."""
    shown = [line for line in ax.lines if len(line.get_xdata()) and line.get_visible()]
    return [
        line for line in shown if all(getattr(line, f"get_{k}")() == v for k, v in look.items())
    ]


def the(found):
    """Return the only one of what was found."""
    (one,) = found
    return one


def point(ax):
    """Return where the white disc stands that says: you are here."""
    disc = the(lines_of(ax, marker="o", markersize=9, markerfacecolor=style.PAPER))
    assert to_hex(disc.get_markeredgecolor()) == INK
    assert disc.get_markeredgewidth() == 2.2
    return float(disc.get_xdata()[0]), float(disc.get_ydata()[0])


def rendered(ax):
    ax.figure.canvas.draw()
    return np.asarray(ax.figure.canvas.buffer_rgba())


def color_at(pixels, ax, x, y):
    """Return the colour that a picture shows at a point of the coordinates of an axes."""
    across, up = ax.transData.transform((x, y))
    return pixels[int(len(pixels) - up), int(across), :3] / 255


def ticks(axis):
    """Return what stands at which place along an axis."""
    axis.axes.figure.draw_without_rendering()
    low, high = sorted(axis.get_view_interval())
    found = zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
    return {t.get_text(): float(place) for place, t in found if low <= place <= high}


def number_of(text):
    """Return the number of a tick, written plainly or as a power."""
    text = text.replace("−", "-").replace(r"$\mathdefault{", "").replace("}$", "")
    return float(text)


def ticks_tell_where_they_are(ax):
    """Every tick is called by the number at which it stands."""
    for axis in (ax.xaxis, ax.yaxis):
        found = ticks(axis)
        assert len(found) > 1
        for text, place in found.items():
            assert number_of(text) == pytest.approx(place, abs=1e-9)


def named(ax):
    return plain(ax.get_xlabel()), plain(ax.get_ylabel())


# ---------------------------------------------------------------- where panels and titles stand


def test_a_panel_stands_where_its_pixels_say(panel):
    left, low, right, high = box(panel)
    assert (left, right, high - low) == pytest.approx((60, 460, 200))
    assert panel.figure.bbox.height - high == pytest.approx(50)
    assert plots.pixels(panel) == pytest.approx([400, 200])


@pytest.mark.parametrize(("x", "edge"), [(0, 60), (1, 460)])
def test_a_title_stands_above_the_left_or_the_right_end_of_a_panel(panel, x, edge):
    text = plots.title(panel, "epoch", x)
    panel.figure.draw_without_rendering()
    left, low, right, _high = box(text)
    assert (left, right)[x] == pytest.approx(edge, abs=1.5)
    assert 0 < low - box(panel)[3] < 12
    assert text.get_fontsize() == style.MEDIUM


def test_a_line_leaves_the_limits_alone(ax):
    ax.set(xlim=(0, 1), ylim=(0, 1))
    made = plots.line(ax, [-5, 5], [7, 8])
    assert (ax.get_xlim(), ax.get_ylim()) == ((0, 1), (0, 1))
    assert to_hex(made.get_color()) == INK


def test_the_name_of_the_upright_axis_is_not_turned(ax):
    plots.name_axes(ax, "$z$", "$y$")
    assert named(ax) == ("z", "y")
    assert ax.yaxis.label.get_rotation() == 0


# ---------------------------------------------------------------- words


def test_words_stand_in_a_row_each_in_its_colour():
    figure = plt.figure(figsize=(6, 1), layout="none")
    words = plots.Words(figure, 20, 60, 4, 500)
    words.update(plots.word("L = "), plots.word("−2", PURPLE), plots.bold("0.5", TEAL))
    figure.draw_without_rendering()
    shown = texts(figure)
    assert [t.get_text() for t in shown] == ["$L$", " = ", "−2", "0.5"]
    assert [to_hex(t.get_color()) for t in shown] == [INK, INK, PURPLE, TEAL]
    assert [t.get_fontweight() for t in shown] == ["normal", "normal", "normal", "bold"]
    assert {t.get_fontsize() for t in shown} == {style.LARGE}
    starts = [t.get_position()[0] * 600 for t in shown]
    assert starts[0] == pytest.approx(20, abs=1)
    ends = [start + box(t)[2] - box(t)[0] for start, t in zip(starts, shown, strict=True)]
    assert starts[1:] == pytest.approx(ends[:-1], abs=2)
    assert [t.get_position()[1] for t in shown] == pytest.approx([0.4] * 4)


NAMED = [  # what words say, and the texts in which they stand
    ("z₁ = w₁·x₁ + b", ["$z_{1}$", " = ", "$w_{1}$", "·", "$x_{1}$", " + ", "$b$"]),
    ("(y_true − y_pred)²", ["(", r"$y_{\mathrm{true}}$", " − ", r"$y_{\mathrm{pred}}$", ")²"]),
    ("∂L/∂w₁₂", ["∂", "$L$", "/∂", "$w_{12}$"]),
    ("L(b₀ − h)) / 2h", ["$L$", "(", "$b_{0}$", " − ", "$h$", ")) / 2", "$h$"]),
    ("σ′(z)", ["σ′(", "$z$", ")"]),
    ("Alice epoch AND: −2·10⁻⁹", ["Alice epoch AND: −2·10⁻⁹"]),
    ("y_test of y_predicted", ["y_test of y_predicted"]),
    (r"$\frac{a}{b}$ ", [r"$\frac{a}{b}$ "]),
]


@pytest.mark.parametrize(("sentence", "pieces"), NAMED)
def test_names_in_words_are_mathematics_and_whole_words_are_not(sentence, pieces):
    figure = plt.figure(figsize=(6, 1), layout="none")
    plots.Words(figure, 20, 60, 8, 500).update(plots.word(sentence))
    assert [t.get_text() for t in texts(figure)] == pieces


def test_words_without_room_are_smaller_and_words_that_went_are_gone():
    figure = plt.figure(figsize=(6, 1), layout="none")
    words = plots.Words(figure, 20, 60, 3, 60)
    words.update(plots.word("one"), plots.word("two two two"), plots.word("three"))
    assert {t.get_fontsize() for t in texts(figure)} == {style.MEDIUM}
    words.update(plots.word("one"))
    assert said(figure) == {"one"}
    assert {t.get_fontsize() for t in texts(figure)} == {style.LARGE}


SUMS = [
    (([2, -1], [2, 3], -1), "z = 2·2 + (−1)·3 + (−1) = 4 − 3 − 1 = ", "0"),
    (([0, 1], [2, 3], 4), "z = 0·2 + 1·3 + 4 = 0 + 3 + 4 = ", "7"),
    (([-0.5, 2], [-3, 0.25], 0), "z = −0.5·(−3) + 2·0.25 + 0 = 1.5 + 0.5 + 0 = ", "2"),
    (([0.1, 0.3], [0.123, -2], 1), "z = 0.1·0.123 + 0.3·(−2) + 1 = 0.0123 − 0.6 + 1 = ", "0.4123"),
]


@pytest.mark.parametrize(("numbers", "sentence", "result"), SUMS)
def test_a_sum_is_spelled_with_its_factors_its_terms_and_what_comes_out(numbers, sentence, result):
    words = plots.sum_words("z", *numbers)
    assert plots.text_of(words[:-1]) == sentence
    assert words[-1] == (result, style.INK, "bold")


def test_a_sum_that_is_not_spelled_has_no_terms():
    assert plots.text_of(plots.sum_words("z", [2, 1], [2, 3], -1, spell=False)) == (
        "z = 2·2 + 1·3 + (−1) = 6"
    )


def test_a_term_of_a_sum_has_the_colour_of_its_own_sign():
    """Not that of the weight: a negative weight times a negative input adds."""
    words = plots.sum_words("z", [-2, 2, 0], [-3, -3, 1], -1)
    colors = {text: color.lower() for text, color, _weight in words}
    assert colors["−2·(−3)"] == TEAL
    assert colors["2·(−3)"] == PURPLE
    assert colors["0·1"] == INK
    assert colors["(−1)"] == PURPLE


# ---------------------------------------------------------------- the sigmoid


@pytest.mark.parametrize("z", [-6.5, -0.3, 0, 2, 7])
def test_the_point_on_the_sigmoid_stands_above_z_at_its_output(ax, z):
    assert plots.sigmoid_curve(z, ax) is None
    assert point(ax) == pytest.approx((z, sigmoid(z)))
    guide = the(lines_of(ax, linestyle=":"))
    assert guide.get_xdata() == pytest.approx([z, z, -8])
    assert guide.get_ydata() == pytest.approx([-0.04, sigmoid(z), sigmoid(z)])


def test_the_curve_is_the_sigmoid_and_the_line_of_a_half_is_dashed(ax):
    plots.sigmoid_curve(ax=ax)
    curve, half = the(lines_of(ax, linestyle="-")), the(lines_of(ax, linewidth=style.LINE))
    assert curve.get_ydata() == pytest.approx([sigmoid(z) for z in curve.get_xdata()])
    assert (curve.get_xdata()[0], curve.get_xdata()[-1]) == (-8, 8)
    assert np.diff(curve.get_xdata()) == pytest.approx(0.08)
    assert half.get_xydata().tolist() == [[-8, 0.5], [8, 0.5]]
    assert half.get_linestyle() == "--"
    assert {to_hex(line.get_color()) for line in (curve, half)} == {INK}
    assert len(lines_of(ax)) == 2


def test_the_axes_of_the_sigmoid_are_named_and_its_ticks_tell_where_they_are(ax):
    plots.sigmoid_curve(1, ax)
    assert named(ax) == ("z", "y")
    assert r"$y = \sigma(z)$" in said(ax)
    assert ticks(ax.yaxis) == {"0": 0, "0.5": 0.5, "1": 1}
    assert (ax.get_xlim(), ax.get_ylim()) == ((-8, 8), (-0.04, 1.04))
    ticks_tell_where_they_are(ax)


@pytest.mark.parametrize(("z", "at", "shape"), [(136, 8, ">"), (-9, -8, "<"), (8, 8, "o")])
def test_a_sum_beyond_the_sigmoid_is_a_triangle_at_the_border(ax, z, at, shape):
    plots.sigmoid_curve(z, ax)
    disc = the(lines_of(ax, markersize=9))
    assert disc.get_marker() == shape
    assert (disc.get_xdata()[0], disc.get_ydata()[0]) == pytest.approx((at, sigmoid(z)))


def test_a_sigmoid_that_is_moved_shows_the_new_point(ax):
    plot = plots.SigmoidPlot(ax)
    plot.update(99)
    plot.update(-2)
    assert point(ax) == pytest.approx((-2, sigmoid(-2)))


# ---------------------------------------------------------------- planes


def slanted(x1, x2):
    """Return an output that differs in all four corners, so that no turned plane looks alike."""
    return sigmoid(0.9 * x1 + 0.25 * x2 + 0.4)


def of_table(function):
    return lambda table: np.array([function(*row) for row in table.tolist()])


PLANES = {
    "plane": (
        lambda ax: plots.plane(of_table(slanted), ax, x1=(-4, 6), x2=(-3, 9)),
        slanted,
        (-4, 6, -3, 9),
        ("x1", "x2"),
    ),
    "people": (
        lambda ax: plots.people_plane(NET, ax),
        lambda x1, x2: forward(NINE, (x1, x2))["y_pred"],
        (-25, 35, -10, 10),
        ("x1", "x2"),
    ),
    "hidden": (
        lambda ax: plots.hidden_plane(NET, ax),
        lambda h1, h2: sigmoid(NINE["w5"] * h1 + NINE["w6"] * h2 + NINE["b3"]),
        (-0.2, 1.2, -0.2, 1.2),
        ("h1", "h2"),
    ),
}
planes = pytest.mark.parametrize(("draw", "output", "ends", "names"), PLANES.values(), ids=PLANES)


def image_of(ax):
    return the(ax.images)


@planes
def test_a_plane_holds_the_output_at_every_point(ax, draw, output, ends, names):
    """Row i, column j of the image is the output at x1[j], x2[i], from the lower left corner."""
    assert draw(ax) is None
    left, right, low, high = ends
    shown = np.asarray(image_of(ax).get_array())
    rows, columns = shown.shape
    for i, j in (
        (0, 0),
        (0, columns - 1),
        (rows - 1, 0),
        (rows - 1, columns - 1),
        (7, 31),
        (44, 12),
    ):
        x1 = left + (right - left) * j / (columns - 1)
        x2 = low + (high - low) * i / (rows - 1)
        assert shown[i, j] == pytest.approx(output(x1, x2), abs=1e-12)
    assert image_of(ax).get_extent() == pytest.approx(ends)
    assert (*ax.get_xlim(), *ax.get_ylim()) == pytest.approx(ends)


@planes
def test_a_plane_shows_the_colour_of_the_output_at_every_place(ax, draw, output, ends, names):
    """Read from the picture itself, where no line or word stands: nothing is turned or mirrored."""
    draw(ax)
    for artist in (*ax.lines, *ax.texts):
        artist.set_visible(False)
    pixels, (left, right, low, high) = rendered(ax), ends
    for across in (0.03, 0.3, 0.6, 0.97):
        for up in (0.04, 0.35, 0.7, 0.95):
            x1, x2 = left + across * (right - left), low + up * (high - low)
            expected = np.array(tint(output(x1, x2))) / 255
            assert color_at(pixels, ax, x1, x2) == pytest.approx(expected, abs=0.04)


@planes
def test_the_dashed_line_of_a_plane_is_where_the_output_is_a_half(ax, draw, output, ends, names):
    draw(ax)
    border = the(lines_of(ax, linestyle="--"))
    points = border.get_xydata()[~np.isnan(border.get_xdata())]
    assert len(points) > 20
    assert max(abs(output(*place) - 0.5) for place in points) < 0.02
    assert to_hex(border.get_color()) == INK
    assert border._unscaled_dash_pattern == DASHED


@planes
def test_both_sides_of_a_plane_say_what_they_are_and_stand_there(ax, draw, output, ends, names):
    draw(ax)
    left, right, low, high = ends
    found = {t.get_text()[-9:]: t for t in texts(ax) if "0.5$" in t.get_text()}
    assert len(found) == 2
    for text in found.values():
        x, y = text.get_position()
        value = output(left + x * (right - left), low + y * (high - low))
        assert (value < 0.5) == ("<" in text.get_text())


def test_the_name_of_a_side_stands_on_it_with_all_its_letters():
    """Of 80 lines across a plane none runs through one."""
    panel = plots.panel(plt.figure(figsize=(5, 5), layout="none"), 60, 40, 372, 372)
    plane, rng, seen = plots.Plane(panel), np.random.default_rng(0), 0
    for _line in range(80):
        w, b = 4 * rng.normal(size=2), 20 * rng.normal()
        plane.update(Neuron(w, b).feedforward)
        panel.figure.draw_without_rendering()
        for text, sign in zip(plane.sides, (-1, 1), strict=True):
            if text.get_visible():
                left, low, right, high = box(text)
                corners = [(x, y) for x in (left, right) for y in (low, high)]
                z = panel.transData.inverted().transform(corners) @ w + b
                assert (sign * z > 0).all()
                seen += 1
    assert seen > 130


@planes
def test_a_plane_has_named_axes_and_ticks_that_tell_where_they_are(ax, draw, output, ends, names):
    draw(ax)
    assert named(ax) == names
    ticks_tell_where_they_are(ax)


@planes
def test_a_plane_has_a_scale_of_answers(ax, draw, output, ends, names):
    """From 0 below to 1 above, in the colours of the plane, dashed at a half."""
    draw(ax)
    bar = the(ax.child_axes)
    assert ticks(bar.yaxis) == {"0": 0, "0.5": 0.5, "1": 1}
    pixels = rendered(ax)
    for y in (0.02, 0.3, 0.7, 0.98):
        expected = np.array(tint(y)) / 255
        assert color_at(pixels, bar, 0.5, y) == pytest.approx(expected, abs=0.04)
    half = the(lines_of(bar))
    assert half.get_ydata() == pytest.approx([0.5, 0.5])
    assert half.get_linestyle() == "--"
    assert plain(the(bar.texts).get_text()) == ("y" if draw is PLANES["plane"][0] else "y_pred")
    assert box(bar)[0] > box(ax)[2]


def test_a_plane_without_a_scale_has_none(ax):
    plots.plane(of_table(slanted), ax, scale=False)
    assert not ax.child_axes
    assert not collisions(texts(ax))


def test_a_plane_names_its_output(ax):
    plots.plane(of_table(slanted), ax, y="h1")
    assert {r"$h_{1}$$\,<\,0.5$", r"$h_{1}$$\,>\,0.5$", "$h_{1}$"} <= said(ax)


def test_a_plane_on_one_side_alone_names_that_side_alone(ax):
    plots.plane(lambda table: np.full(len(table), 0.8), ax)
    assert [t for t in said(ax) if "0.5$" in t] == [r"$y$$\,>\,0.5$"]
    assert not [line for line in lines_of(ax) if not np.isnan(line.get_xdata()).all()]


def test_a_plane_that_is_moved_shows_the_new_output(ax):
    plane = plots.PeoplePlane(ax)
    plane.update(LATER)
    plane.update(NET)
    shown = np.asarray(image_of(ax).get_array())
    assert shown[0, -1] == pytest.approx(forward(NINE, (35, -10))["y_pred"])


def test_where_a_plane_has_a_pixel_for_each_point_it_has_the_colour_of_that_point():
    figure = plt.figure(figsize=(2, 2), layout="none")
    plane = plots.Plane(plots.panel(figure, 70, 60, plots.GRID, plots.GRID), scale=False)
    plane.update(of_table(slanted))
    colors, *_place = plane.image.make_image(None)
    wanted = [[tint(y) for y in row] for row in plane.image.get_array()]
    assert colors[..., :3] == pytest.approx(np.array(wanted), abs=2)


def test_shades_run_smoothly_from_point_to_point(panel):
    """A steep straight rise stays one, and is where it should be to a part of a pixel."""
    plane = plots.Plane(panel, (0, 1), (0, 1))
    for way, last in ((0, 399), (1, 199)):
        plane.update(lambda table, way=way: 0.5 + 40 * (table[:, way] - 0.1))
        colors, left, low, _transform = plane.image.make_image(None)
        assert (left, low, *colors.shape) == (60, 100, 200, 400, 4)
        shown = colors[0] if way == 0 else colors[:, 0]
        for at in (0, last // 10 - 2, last // 10, last // 10 + 1, last // 10 + 3, last):
            y = min(max(0.5 + 40 * (at / last - 0.1), 0), 1)
            assert shown[at, :3] == pytest.approx(tint(y), abs=2)


# ---------------------------------------------------------------- people


LOOKS = {0: ("s", BLUE), 1: ("o", ORANGE)}


def marks_of(ax):
    """Return where which mark stands: {(x, y): (shape, colour)}."""
    shown = [line for line in lines_of(ax) if line.get_marker() in "so" and line.get_mew() == 1.3]
    assert {to_hex(line.get_markeredgecolor()) for line in shown} <= {INK}
    return {
        (round(float(m.get_xdata()[0]), 9), round(float(m.get_ydata()[0]), 9)): (
            m.get_marker(),
            to_hex(m.get_markerfacecolor()),
        )
        for m in shown
    }


def names_of(ax):
    names = {name for name, _x, _label in PEOPLE}
    return {t.get_text(): t for t in texts(ax) if set(t.get_text().split(", ")) <= names}


@pytest.mark.parametrize("label", [0, 1])
def test_a_mark_has_the_shape_and_the_colour_of_its_label(ax, label):
    made = plots.mark(ax, (3, -2), label, size=14)
    assert marks_of(ax) == {(3, -2): LOOKS[label]}
    assert made.get_markersize() == 14


PEOPLE_PLANES = {
    "people": (lambda ax: plots.people(ax), INPUTS),
    "plane": (lambda ax: plots.people_plane(NET, ax), INPUTS),
    "hidden": (
        lambda ax: plots.hidden_plane(NET, ax),
        [(forward(NINE, x)["h1"], forward(NINE, x)["h2"]) for x in INPUTS],
    ),
}
people_planes = pytest.mark.parametrize(
    ("draw", "places"), PEOPLE_PLANES.values(), ids=PEOPLE_PLANES
)


@people_planes
def test_everybody_stands_at_their_place_with_the_mark_of_their_label(ax, draw, places):
    assert draw(ax) is None
    expected = {
        (round(x, 9), round(y, 9)): LOOKS[label]
        for (x, y), (_name, _x, label) in zip(places, PEOPLE, strict=True)
    }
    assert marks_of(ax) == expected


@people_planes
def test_every_name_stands_beside_its_own_mark(ax, draw, places):
    draw(ax)
    ax.figure.draw_without_rendering()
    spots = ax.transData.transform(places)
    seen = []
    for text, artist in names_of(ax).items():
        left, low, right, high = box(artist)
        nearest = np.clip(spots, (left, low), (right, high))
        away = np.hypot(*(spots - nearest).T)
        assert PEOPLE[int(away.argmin())][0] in text.split(", ")
        assert away.min() < 25
        seen += text.split(", ")
    assert sorted(seen) == ["Alice", "Bob", "Charlie", "Diana"]


@people_planes
@pytest.mark.parametrize("size", [style.HALF, style.TALL], ids=str)
def test_no_name_runs_over_another_or_over_a_mark(draw, places, size):
    _figure, ax = plt.subplots(figsize=size)
    draw(ax)
    ax.figure.draw_without_rendering()
    assert not collisions(texts(ax))
    assert not outside(texts(ax), ax.figure)
    for text in names_of(ax).values():
        left, low, right, high = box(text)
        for x, y in ax.transData.transform(places):
            assert not (left < x < right and low < y < high)


def test_those_who_coincide_share_one_name(panel):
    panel.set(xlim=(0, 10), ylim=(0, 10))
    marks = plots.Marks(panel)
    marks.update([(5, 5), (2, 2), (5, 5), (8, 8)])
    assert set(names_of(panel)) == {"Alice, Charlie", "Bob", "Diana"}
    marks.update([(5, 5), (2, 2), (5, 9), (8, 8)])
    assert set(names_of(panel)) == {"Alice", "Bob", "Charlie", "Diana"}


def test_those_who_stand_so_near_that_their_marks_touch_share_a_name(panel):
    """Marks are 12 pixels wide, and their names would run over each other."""
    left, _low, right, _high = box(panel)
    width = right - left
    for pixels, shared in ((5, True), (11, True), (13, False)):
        marks, beside = plots.Marks(panel), 0.5 + pixels / width
        marks.update([(0.5, 0.5), (0.1, 0.1), (beside, 0.5), (0.9, 0.9)])
        assert ("Alice, Charlie" in names_of(panel)) == shared, pixels
        for artist in marks.moving:
            artist.remove()


@pytest.mark.parametrize("seed", range(6))
def test_names_of_people_at_drawn_places_keep_off_each_other(panel, seed):
    panel.set(xlim=(0, 1), ylim=(0, 1))
    places = np.random.default_rng(seed).uniform(0.05, 0.95, (4, 2))
    plots.Marks(panel).update(places)
    panel.figure.draw_without_rendering()
    assert not collisions(list(names_of(panel).values()))
    for text in names_of(panel).values():
        left, low, right, high = box(text)
        assert left > box(panel)[0] - 1
        assert right < box(panel)[2] + 1
        assert low > box(panel)[1] - 1
        assert high < box(panel)[3] + 1


def test_the_plane_of_people_without_a_plane_has_its_limits_and_names(ax):
    plots.people(ax)
    assert named(ax) == ("x1", "x2")
    assert (ax.get_xlim(), ax.get_ylim()) == ((-25, 35), (-10, 10))
    ticks_tell_where_they_are(ax)


@pytest.mark.parametrize("sides", [True, False])
@pytest.mark.parametrize("draw", [plots.people_plane, plots.hidden_plane])
def test_small_planes_have_no_names_and_no_scale_and_need_no_sides(ax, draw, sides):
    draw(NET, ax, scale=False, names=False, sides=sides)
    assert not names_of(ax)
    assert bool([t for t in said(ax) if "0.5" in t and "$" in t]) == sides
    assert not ax.child_axes
    assert len(marks_of(ax)) == 4


def test_a_key_says_which_mark_is_which_label(panel):
    plots.label_key(panel)
    panel.figure.draw_without_rendering()
    middle = (box(panel)[1] + box(panel)[3]) / 2
    for part in (*panel.lines, *texts(panel)):
        assert box(part)[1] < middle < box(part)[3], "all in one line, in the middle"
        assert (box(part)[1] + box(part)[3]) / 2 == pytest.approx(middle, abs=4)
    assert {key: look for (key, _y), look in marks_of(panel).items()} == {
        60: LOOKS[0],
        110: LOOKS[1],
    }
    for text in texts(panel):
        if text.get_text() in "01":
            place = panel.transData.inverted().transform(box(text)[:2])[0]
            assert 0 < place - (60, 110)[int(text.get_text())] < 25


@pytest.mark.parametrize("ends", [(0, 1), (-2.5, 2.5), (-3, 0.5)])
@pytest.mark.parametrize("strange", [None, np.nan, np.inf, -np.inf])
def test_numbers_are_painted_as_matplotlib_would(ends, strange):
    colors = ScalarMappable(Normalize(*ends), style.ANSWERS)
    numbers = np.random.default_rng(2).uniform(-4, 4, (2, 30, 40)).astype(np.float32)
    numbers[:, 0, :2] = ends
    if strange is not None:
        numbers[0, 3, 4] = strange
    wanted = np.stack([colors.to_rgba(table, bytes=True) for table in numbers])
    assert np.array_equal(plots.painted(colors, numbers), wanted)


def test_in_pixels_counts_from_the_lower_left(panel):
    panel.set(xlim=(-1, 3), ylim=(0, 10))
    places = plots.in_pixels(panel, [(-1, 0), (3, 10), (0, 2.5)])
    assert places == pytest.approx(np.array([(0, 0), (400, 200), (100, 50)]))


# ---------------------------------------------------------------- bars


def test_everybodys_bar_is_as_long_as_their_number_and_has_the_colour_of_their_label(panel):
    bars = plots.PersonBars(panel, "$e^2$", 4)
    values = [0.9995, 0.0123, 0, 0.5]
    bars.update([0.1] * 4)
    bars.update(values)
    for i, (bar, value) in enumerate(zip(panel.patches, values, strict=True)):
        assert (bar.get_x(), bar.get_width()) == pytest.approx((0, value))
        assert bar.get_y() + bar.get_height() / 2 == pytest.approx(i)
        assert to_hex(bar.get_facecolor()) == LOOKS[PEOPLE[i][2]][1]
        assert to_hex(bar.get_edgecolor()) == INK
    assert ticks(panel.yaxis) == {"Alice": 0, "Bob": 1, "Charlie": 2, "Diana": 3}
    assert ticks(panel.xaxis) == {"0": 0, "0.5": 0.5, "1": 1}
    assert panel.get_xlim() == (0, 1)
    assert panel.get_ylim()[0] > panel.get_ylim()[1]  # from the top down
    assert "$e^2$" in said(panel)


def test_everybodys_number_stands_at_the_height_of_their_bar_beyond_the_longest(panel):
    values = [1.0, 0.0123, 0, 0.5]
    plots.PersonBars(panel, "", 4).update(values)
    panel.figure.draw_without_rendering()
    column = [t for t in panel.texts if t.get_text()]
    assert [t.get_text() for t in column] == ["1.0000", "0.0123", "0.0000", "0.5000"]
    for i, text in enumerate(column):
        assert text.get_position()[1] == i
        assert box(text)[0] > box(panel)[2] + 4
    assert len({round(box(t)[2]) for t in column}) == 1


def test_numbers_of_bars_have_as_many_digits_as_asked(panel):
    plots.PersonBars(panel, "", 2).update([0.256, 0, 1, 0.5])
    assert {"0.26", "0.00", "1.00", "0.50"} <= said(panel)


NAMED = ["w1", "w2", "w3", "b1", "b2", "b3"]
SLOPES = [0.1234, -0.25, 0, 2e-7, -0.9, 0.7]


def drawn_slopes(panel, **shown):
    bars = plots.SlopeBars(panel, NAMED, 0.5)
    bars.update([0.3] * 6)
    bars.update(SLOPES, **shown)
    panel.figure.draw_without_rendering()
    return bars


def test_every_slope_is_a_bar_to_the_side_of_its_sign(panel):
    bars = drawn_slopes(panel).bars
    for i, (bar, slope) in enumerate(zip(bars, SLOPES, strict=True)):
        assert bar.get_x() == 0
        assert bar.get_width() == pytest.approx(max(-0.5, min(0.5, slope)))
        assert bar.get_y() + bar.get_height() / 2 == pytest.approx(i)
        color = sign_color(slope)
        assert to_hex(bar.get_facecolor()) == color
    assert panel.get_xlim() == (-0.5, 0.5)
    assert panel.get_ylim() == (5.5, -0.5)


def test_every_slope_is_written_in_its_row_with_its_name_and_its_sign(panel):
    drawn_slopes(panel)
    rows = {}
    for text in panel.texts:
        rows.setdefault(text.get_position()[1], []).append(text)
    numbers = ["+0.1234", "−0.2500", "0", "+2·10⁻⁷", "−0.9000", "+0.7000"]
    for i, (name, number) in enumerate(zip(NAMED, numbers, strict=True)):
        left, right = sorted(rows[i], key=lambda t: box(t)[0])
        assert left.get_text().startswith(r"$\partial L/\partial$")
        assert plain(left.get_text().removeprefix(r"$\partial L/\partial$")) == name
        assert right.get_text() == number
        slope = SLOPES[i]
        assert to_hex(right.get_color()) == sign_color(slope)
        assert box(left)[2] < box(panel)[0]
        assert box(right)[0] > box(panel)[2]


def test_the_chosen_slope_is_bold_upon_a_ground_of_its_own(panel):
    bars = drawn_slopes(panel, chosen="w3")
    ground = bars.chosen
    assert ground.get_visible()
    assert (ground.get_y(), ground.get_height()) == (1.5, 1)
    assert to_hex(ground.get_facecolor()) == style.CHOSEN.lower()
    weights = [t.get_fontweight() for t in bars.texts]
    assert weights == ["bold" if name == "w3" else "normal" for name in NAMED]
    left, _low, right, _high = box(ground)
    for text in panel.texts:
        assert left < box(text)[0]
        assert box(text)[2] < right


def test_slopes_that_are_not_known_yet_are_not_shown(panel):
    bars = drawn_slopes(panel, shown=False)
    assert not bars.chosen.get_visible()
    assert not [bar for bar in bars.bars if bar.get_visible()]
    assert len(texts(panel)) == len(NAMED)  # the names alone


def test_answers_have_their_colours_along_the_foot_of_bars(panel):
    plots.PersonBars(panel, "", 2).update([0.1, 0.2, 0.3, 0.4])
    plots.answer_strip(panel, 3.6, 4)
    assert plain(panel.get_xlabel()).replace(r"_\mathrm{pred}", "_pred") == "y_pred"
    pixels = rendered(panel)
    for y in (0.02, 0.25, 0.75, 0.98):
        expected = np.array(tint(y)) / 255
        assert color_at(pixels, panel, y, 3.8) == pytest.approx(expected, abs=0.04)
    assert panel.get_xlim() == (0, 1)
    assert panel.get_ylim() == (4, -0.5)


# ---------------------------------------------------------------- losses


LOSSES = [0.9, 0.5, 0.25, 0.2, 0.01]


@pytest.mark.parametrize("log", [False, True])
def test_a_curve_of_losses_passes_through_all_of_them(panel, log):
    curve = plots.LossCurve(panel, "epoch", log)
    curve.update([0.3, 0.3])
    curve.update(LOSSES)
    line = the(lines_of(panel, linewidth=style.THICK))
    assert line.get_xdata().tolist() == [0, 1, 2, 3, 4]
    assert line.get_ydata().tolist() == LOSSES
    assert point(panel) == (4, 0.01)
    assert panel.get_xlim() == (0, 4)
    assert panel.get_yscale() == ("log" if log else "linear")
    assert panel.get_ylim() == ((1e-4, 1) if log else (0, 1))
    assert named(panel) == ("epoch", "L")
    ticks_tell_where_they_are(panel)


@pytest.mark.parametrize("at", [0, 2, 4, -1, -5])
def test_the_mark_of_a_curve_stands_at_its_epoch_with_a_guide(panel, at):
    plots.LossCurve(panel, "epoch").update(LOSSES, at)
    epoch = at % 5
    assert point(panel) == (epoch, LOSSES[epoch])
    guide = the(lines_of(panel, linestyle=":"))
    assert guide.get_xydata().tolist() == [[epoch, 0], [epoch, 1]]


def test_a_curve_may_end_later_and_a_loss_beyond_its_axis_is_at_the_border(panel):
    curve = plots.LossCurve(panel, "epoch", log=True)
    curve.update([2.0, 1e-7, 0.1], at=0, last=9)
    assert panel.get_xlim() == (0, 9)
    line = the(lines_of(panel, linewidth=style.THICK))
    assert line.get_ydata().tolist() == [1, 1e-4, 0.1]
    for at, marker, height in ((0, "^", 1), (1, "v", 1e-4), (2, "o", 0.1)):
        curve.update([2.0, 1e-7, 0.1], at, last=9)
        assert curve.point.get_marker() == marker, "a triangle says that it lies beyond"
        assert curve.point.get_xydata().tolist() == [[at, height]]


@pytest.mark.parametrize("log", [False, True])
def test_the_axis_of_a_curve_may_have_other_ends(panel, log):
    curve = plots.LossCurve(panel, "epoch", log, ends=(0.01, 100))
    curve.update([200, 5, 0.001], last=2)
    assert panel.get_ylim() == (0.01, 100)
    assert panel.get_yscale() == ("log" if log else "linear")
    assert curve.line.get_ydata().tolist() == [100, 5, 0.01]
    assert curve.point.get_xydata().tolist() == [[2, 0.01]]
    guide = the(lines_of(panel, linestyle=":"))
    assert guide.get_xydata().tolist() == [[2, 0.01], [2, 100]]


def test_a_curve_without_losses_is_empty(panel):
    plots.LossCurve(panel, "move").update([], last=5)
    assert not lines_of(panel)
    assert panel.get_xlim() == (0, 5)


def test_losses_of_a_training_are_drawn_on_a_log_axis(ax):
    assert plots.loss_curve(LOSSES, ax) is None
    line = the(lines_of(ax))
    assert line.get_xdata().tolist() == [0, 1, 2, 3, 4]
    assert line.get_ydata().tolist() == LOSSES
    assert (to_hex(line.get_color()), line.get_linewidth()) == (INK, style.LINE)
    assert ax.get_yscale() == "log"
    assert ax.get_xlim() == (0, 4)
    assert named(ax) == ("epoch", "L")
    ax.set(ylim=(0.001, 1))
    ticks_tell_where_they_are(ax)


def test_the_loss_before_and_after_one_epoch_is_a_curve_already(ax):
    plots.loss_curve(LOSSES[:2], ax)
    assert the(lines_of(ax)).get_ydata().tolist() == LOSSES[:2]
    assert ax.get_xlim() == (0, 1)


def test_losses_of_several_trainings_are_a_line_each_and_may_look_otherwise(ax):
    plots.loss_curve(np.array([[0.5, 0.4], [0.1, 0.2], [0.01, 0.1]]), ax, color=style.FAINT, lw=3)
    first, second = lines_of(ax)
    assert first.get_ydata().tolist() == [0.5, 0.1, 0.01]
    assert second.get_ydata().tolist() == [0.4, 0.2, 0.1]
    assert {(to_hex(n.get_color()), n.get_linewidth()) for n in ax.lines} == {("#8a8a8a", 3)}
    assert ax.get_xlim() == (0, 2)


# ---------------------------------------------------------------- ranges


FEW = {"4-gram": [1.978], "$n = 8$": [1.95, 1.9405, 1.96, 1.951, 1.944], "a": [2.25, -0.5]}
MANY_ROWS = {f"a name of row {k}": [k / 7, k / 5, 1.5] for k in range(12)}


def ranges_of(ax):
    """Return of each label its ends and its mean as they are drawn, and what is written."""
    ax.figure.canvas.draw()
    rows = {}
    for y, label in zip(ax.get_yticks(), ax.get_yticklabels(), strict=True):
        level = [line for line in lines_of(ax) if list(line.get_ydata()) in ([y], [y, y])]
        dots = [line.get_xdata()[0] for line in level if line.get_marker() == "o"]
        ends = [list(line.get_xdata()) for line in level if line.get_marker() == "None"]
        low, high = (ax.transData.transform((0, y + d))[1] for d in (0.3, -0.3))
        said = [t.get_text() for t in ax.texts if low < sum(box(t)[1::2]) / 2 < high]
        rows[label.get_text()] = ends, dots, said
    return rows


def test_ranges_go_from_the_smallest_number_to_the_largest_with_a_dot_at_the_mean(ax):
    assert plots.ranges(FEW, ax, "$L$") is None
    assert ranges_of(ax) == {
        "4-gram": ([], [1.978], ["1.978"]),
        "$n = 8$": ([[1.9405, 1.96]], [pytest.approx(sum(FEW["$n = 8$"]) / 5)], ["1.949"]),
        "a": ([[-0.5, 2.25]], [0.875], ["0.875"]),
    }
    assert ax.get_ylim() == (2.6, -0.6)  # the first row is on top, and none is cut
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("$L$", "")
    assert {to_hex(line.get_color()) for line in ax.lines} == {INK}
    look = {line.get_marker(): (line.get_linewidth(), line.get_ms()) for line in lines_of(ax)}
    assert look["None"][0] == style.LINE
    assert look["o"][1] == 4.5
    assert ticks(ax.xaxis)
    for text, place in ticks(ax.xaxis).items():
        assert number_of(text) == pytest.approx(place, abs=1e-9)


def test_a_mean_below_0_has_its_sign_and_three_decimals(ax):
    plots.ranges({"a": [-1, -2, -2], "b": [-0.0001]}, ax)
    assert [said for _ends, _dots, said in ranges_of(ax).values()] == [["−1.667"], ["0.000"]]
    assert ax.get_xlabel() == "x"


@pytest.mark.parametrize("size", [(8.4, 4.2), style.HALF], ids=str)
@pytest.mark.parametrize("rows", [FEW, MANY_ROWS, {"one": [-1234.5, 7]}], ids=len)
def test_names_and_means_of_ranges_stand_in_columns_and_meet_nothing(rows, size):
    figure, ax = plt.subplots(figsize=size)
    plots.ranges(rows, ax, "$L$", mark=1.978)
    figure.canvas.draw()
    assert not collisions(texts(figure))
    assert not outside(texts(figure), figure)
    left, _low, right, _high = box(ax)
    names = [box(label) for label in ax.get_yticklabels()]
    means = [box(text) for text in ax.texts]
    assert max(name[2] for name in names) < left
    assert min(mean[0] for mean in means) == pytest.approx(right + 8, abs=2)
    assert np.ptp([mean[2] for mean in means]) < 0.5  # they end below each other
    for name, mean in zip(names, means, strict=True):
        assert sum(name[1::2]) / 2 == pytest.approx(sum(mean[1::2]) / 2, abs=4)
    low, high = ax.get_xlim()
    assert low < min(map(min, rows.values())) <= max(map(max, rows.values())) < high


def test_a_mark_of_ranges_is_a_dashed_line_upright_that_is_seen_wherever_it_is(ax):
    plots.ranges({"a": [1, 2]}, ax, mark=3.5)
    mark = the([line for line in lines_of(ax) if line.get_linestyle() == "--"])
    assert (list(mark.get_xdata()), list(mark.get_ydata())) == ([3.5, 3.5], [0, 1])
    assert mark.get_transform() == ax.get_xaxis_transform()
    assert to_hex(mark.get_color()) == style.TICKS
    assert ax.get_xlim()[1] > 3.5


def test_ranges_are_drawn_into_the_current_axes_where_none_are_given():
    _figure, (left, right) = plt.subplots(1, 2)
    plt.sca(left)
    plots.ranges({"a": [1, 2]})
    assert (len(lines_of(left)), len(right.lines)) == (2, 0)


# ---------------------------------------------------------------- the loss along parameters


@pytest.mark.parametrize("name", ["w1", "w6", "b3"])
def test_a_slice_is_the_loss_for_every_value_of_one_parameter(ax, name):
    assert plots.loss_slice(NET, name, X, y_true, ax) is None
    curve = the(lines_of(ax, linewidth=style.THICK))
    assert (curve.get_xdata()[0], curve.get_xdata()[-1]) == (-6, 6)
    assert np.diff(curve.get_xdata()) == pytest.approx(0.1)
    for i in (0, 13, 60, 97, 120):
        value = float(curve.get_xdata()[i])
        assert curve.get_ydata()[i] == pytest.approx(loss(NINE | {name: value}), abs=1e-12)


@pytest.mark.parametrize("name", ["w1", "w6", "b3"])
def test_the_point_of_a_slice_stands_on_the_curve_where_the_network_is(ax, name):
    plots.loss_slice(NET, name, X, y_true, ax)
    assert point(ax) == pytest.approx((NINE[name], loss(NINE)))
    assert named(ax) == (name, "L")
    assert ticks(ax.xaxis) == {"−6": -6, "−3": -3, "0": 0, "3": 3, "6": 6}
    ticks_tell_where_they_are(ax)


FAR = Network([2, 2, 1], w2=1, w4=1, w6=9, b3=-8)  # beyond the slice, and high above it


def test_the_point_of_a_slice_stays_on_it(ax):
    """Beyond its right end and, further still, above its top: a triangle in the corner."""
    plots.loss_slice(FAR, "w6", X, y_true, ax)
    (marker,) = lines_of(ax, markersize=9)
    assert marker.get_marker() == "^"
    assert marker.get_xydata().tolist() == [[6, ax.get_ylim()[1]]]
    assert ax.get_ylim()[1] < FAR.loss(X, y_true)


def test_the_point_of_a_landscape_stays_on_it_and_so_does_its_map(ax):
    plots.loss_landscape(FAR, "w6", "b3", X, y_true, ax, path=[[5, -5], [7, -6.5], [9, -8]])
    (marker,) = lines_of(ax, markersize=9)
    assert marker.get_marker() == ">"
    np.testing.assert_array_equal(marker.get_xydata(), [[6, -6]])
    assert (ax.get_xlim(), ax.get_ylim()) == ((-6, 6), (-6, 6))


def test_a_slice_that_is_moved_shows_the_new_network_and_parameter(ax):
    piece = plots.LossSlice(ax)
    piece.update(NET, "w1", X, y_true)
    piece.update(LATER, "b3", X, y_true)
    assert point(ax) == pytest.approx((OTHER["b3"], loss(OTHER)))
    assert named(ax)[0] == "b3"
    assert lines_of(ax, linewidth=style.THICK)[0].get_ydata()[60] == pytest.approx(
        loss(OTHER | {"b3": 0})
    )


@pytest.mark.parametrize(
    ("highest", "top"),
    [(0.05, 0.1), (0.1, 0.1), (0.11, 0.2), (0.3, 0.4), (0.5, 0.6), (0.9, 1), (1.7, 1.7)],
)
def test_the_axis_of_a_slice_ends_above_its_highest_loss(ax, monkeypatch, highest, top):
    """A cross-entropy may be above 1, and then the axis ends with it."""
    losses = np.linspace(0, highest, 121)
    monkeypatch.setattr(Network, "losses_along", lambda *_: losses)
    monkeypatch.setattr(Network, "loss", lambda *_: highest)
    plots.LossSlice(ax).update(NET, "w1", X, y_true)
    assert ax.get_ylim() == (0, top)
    assert list(ticks(ax.yaxis).values()) == pytest.approx([0, top / 2, top])


LANDSCAPE_NAMES = ("w6", "b3")


def drawn_landscape(ax, **more):
    plots.loss_landscape(NET, *LANDSCAPE_NAMES, X, y_true, ax, **more)
    return ax


def test_a_landscape_is_the_loss_for_every_pair_of_values(ax):
    """Row i, column j is the loss at the second parameter i and the first one j."""
    assert plots.loss_landscape(NET, *LANDSCAPE_NAMES, X, y_true, ax) is None
    shown = np.asarray(image_of(ax).get_array())
    assert shown.shape == (121, 121)
    for i, j in ((0, 0), (0, 120), (120, 0), (120, 120), (30, 95), (77, 10)):
        at = {"w6": -6 + j / 10, "b3": -6 + i / 10}
        assert shown[i, j] == pytest.approx(loss(NINE | at), abs=1e-12)
    assert list(image_of(ax).get_extent()) == [-6, 6, -6, 6]
    assert image_of(ax).origin == "lower"
    assert named(ax) == LANDSCAPE_NAMES
    ticks_tell_where_they_are(ax)


def test_a_landscape_shows_the_colour_of_the_loss_at_every_place(ax):
    drawn_landscape(ax)
    for artist in (*ax.lines, *ax.texts, *ax.collections):
        artist.set_visible(False)
    pixels, cividis = rendered(ax), plt.colormaps["cividis"]
    for w6 in (-5.5, -1, 3, 5.5):
        for b3 in (-5.5, -2, 1, 5.5):
            share = (min(loss(NINE | {"w6": w6, "b3": b3}), 0.6) / 0.6) ** 0.7
            expected = cividis(share)[:3]
            assert color_at(pixels, ax, w6, b3) == pytest.approx(expected, abs=0.03)


def test_every_contour_of_a_landscape_is_at_the_loss_that_it_carries(ax):
    drawn_landscape(ax)
    contours = the(ax.collections)
    levels = [0.05, 0.1, 0.2, 0.4, 0.6, 0.8]
    assert list(contours.levels) == levels
    checked = 0
    for level, path in zip(levels, contours.get_paths(), strict=True):
        for w6, b3 in path.vertices[:: max(1, len(path.vertices) // 7)].tolist():
            assert loss(NINE | {"w6": w6, "b3": b3}) == pytest.approx(level, abs=0.01)
            checked += 1
    assert checked > 10
    assert {to_hex(c) for c in contours.get_edgecolor()} == {"#ffffff"}
    (casing,) = contours.get_path_effects()
    assert casing._gc == {"linewidth": 2, "foreground": "#222222"}
    for text in ax.texts:
        w6, b3 = text.get_position()
        there = loss(NINE | {"w6": float(w6), "b3": float(b3)})
        assert there == pytest.approx(float(text.get_text()), abs=0.02)
        assert text.get_text() == f"{float(text.get_text()):g}", "no zero that says nothing"
        assert to_hex(text.get_color()) == "#ffffff"
        assert text.get_path_effects()
        assert text.get_rotation() == 0
    assert ax.texts


def test_the_point_of_a_landscape_stands_where_the_network_is(ax):
    drawn_landscape(ax)
    assert point(ax) == (NINE["w6"], NINE["b3"])


def test_a_path_is_a_chain_of_white_dots_that_ends_where_one_is(ax):
    path = [(0, 0), (1, -2), (2, -3), (2.5, 1)]
    drawn_landscape(ax, span=8, path=path)
    chain = max(lines_of(ax), key=lambda line: len(line.get_xdata()))
    assert chain.get_xydata().tolist() == [list(map(float, p)) for p in path]
    assert to_hex(chain.get_color()) == "#ffffff"
    assert chain.get_path_effects()
    assert point(ax) == (2.5, 1)
    assert (ax.get_xlim(), ax.get_ylim()) == ((-8, 8), (-8, 8))


def test_a_landscape_has_a_scale_of_losses(ax):
    drawn_landscape(ax)
    ax.figure.draw_without_rendering()
    bar = the(ax.child_axes)
    found = ticks(bar.yaxis)
    assert list(found) == ["0", "0.1", "0.2", "0.4", "≥ 0.6"], "higher ones have the same colour"
    assert list(found.values()) == pytest.approx([0, 0.1, 0.2, 0.4, 0.6])
    assert plain(the(bar.texts).get_text()) == "L"
    assert not plt.subplots()[1].child_axes


def test_a_landscape_without_a_scale_has_none(ax):
    drawn_landscape(ax, scale=False)
    assert not ax.child_axes


def test_a_landscape_that_is_moved_shows_the_new_network_and_pair(ax):
    ground = plots.Landscape(ax)
    ground.update(NET, ("w6", "b3"), X, y_true)
    ground.update(LATER, ("w1", "w2"), X, y_true)
    shown = np.asarray(image_of(ax).get_array())
    assert shown[20, 100] == pytest.approx(loss(OTHER | {"w1": 4, "w2": -4}))
    assert named(ax) == ("w1", "w2")
    assert len(ax.collections) == 1


def test_a_landscape_follows_a_change_of_the_parameters_that_are_held(ax):
    """Where the two shown move alone, it is the same landscape and is kept."""
    ground = plots.Landscape(ax)
    ground.update(NET, ("w6", "b3"), X, y_true)
    kept = image_of(ax).get_array()
    ground.update(Network([2, 2, 1], **NINE | {"w6": 5, "b3": 1}), ("w6", "b3"), X, y_true)
    assert image_of(ax).get_array() is kept
    held = NINE | {"w5": 3}
    ground.update(Network([2, 2, 1], **held), ("w6", "b3"), X, y_true)
    assert np.asarray(image_of(ax).get_array())[10, 20] == pytest.approx(
        loss(held | {"w6": -4, "b3": -5})
    )


# ---------------------------------------------------------------- a walk through a valley


VALLEY = {"stretch": 4, "turn": 20}
WALK = [(-2.5, 1.5), (-1, -0.5), (0.5, 0.75), (0.25, 0)]


def drawn_valley(ax, path=WALK, **more):
    assert plots.valley_walk(Valley(**VALLEY), path, ax, **more) is None
    return ax


def test_a_valley_shows_the_colour_of_its_loss_at_every_place(ax):
    """The darkest is up to 0.1, the brightest 1000, and each factor of ten is a quarter between."""
    drawn_valley(ax)
    for artist in ax.lines:
        artist.set_visible(False)
    pixels, cividis = rendered(ax), plt.colormaps["cividis"]
    for w1 in (-2.9, -1.2, -0.05, 0.7, 2.9):
        for w2 in (-2.9, -0.4, 0, 1.3, 2.9):
            power = math.log10(max(downhill.loss((w1, w2), **VALLEY), 0.1))
            expected = cividis((power + 1) / 4)[:3]
            assert color_at(pixels, ax, w1, w2) == pytest.approx(expected, abs=0.03)
    assert (ax.get_xlim(), ax.get_ylim()) == ((-3, 3), (-3, 3))
    assert named(ax) == ("w1", "w2")
    ticks_tell_where_they_are(ax)


def test_a_map_of_a_valley_holds_the_powers_of_ten_that_it_shows(ax):
    """Row i, column j is the power at the second weight i and the first one j."""
    shown = np.asarray(image_of(drawn_valley(ax)).get_array())
    assert shown.shape == (241, 241)
    for i, j in ((0, 0), (0, 240), (240, 0), (240, 240), (60, 190), (154, 20)):
        there = downhill.loss((-3 + j / 40, -3 + i / 40), **VALLEY)
        assert shown[i, j] == pytest.approx(math.log10(there))
    assert shown[120, 120] == -1, "all below 0.1 is as dark as it gets"
    assert list(image_of(ax).get_extent()) == [-3, 3, -3, 3]


def test_every_contour_of_a_valley_is_at_a_power_of_ten(ax):
    contours = lines_of(drawn_valley(ax))[0]
    points = contours.get_xydata()
    losses = [downhill.loss(point, **VALLEY) for point in points if not np.isnan(point).any()]
    assert sorted({round(loss, 9) for loss in losses}) == [0.1, 1, 10, 100]
    gaps = np.flatnonzero(np.isnan(points[:, 0]))
    assert len(gaps) == 4, "no line leads from one to the next"
    assert to_hex(contours.get_color()) == "#ffffff"


def test_a_walk_is_a_white_chain_of_dots_with_a_dark_casing_and_its_end(ax):
    drawn_valley(ax)
    casing, path = (line for line in lines_of(ax, marker="o") if len(line.get_xdata()) == len(WALK))
    assert path.get_xydata().tolist() == casing.get_xydata().tolist() == list(map(list, WALK))
    assert (to_hex(path.get_color()), to_hex(casing.get_color())) == ("#ffffff", INK)
    assert 1 < casing.get_linewidth() - path.get_linewidth() < 2
    assert 1 < casing.get_markersize() - path.get_markersize() < 2
    assert casing.get_zorder() < path.get_zorder()
    assert path.get_antialiased()
    assert point(ax) == (0.25, 0)


@pytest.mark.parametrize(
    ("end", "at", "shape"),
    [
        ((-5, 1), (-3, 1), "<"),
        ((4, 9), (3, 3), "^"),
        ((1e300, -2e300), (3, -3), "v"),
        ((3.1, 0), (3, 0), ">"),
    ],
)
def test_a_walk_that_leaves_the_map_ends_in_a_triangle_that_points_to_it(ax, end, at, shape):
    drawn_valley(ax, [(0, 0), end])
    head = the(lines_of(ax, marker=shape))
    assert head.get_xydata().tolist() == [list(at)]
    chain = [line for line in lines_of(ax, marker="o") if len(line.get_xdata()) == 2]
    far = max(1, max(map(abs, end)) / 1e4)
    for line in chain:
        assert line.get_xydata()[1] * far == pytest.approx(end)
    assert len(chain) == 2
    rendered(ax)  # without a number that is too large for a pixel


def test_a_valley_is_drawn_in_fewer_pixels_than_its_table_has_places():
    """So it is on the way to a layout, before panels have their size."""
    figure = plt.figure(figsize=(0.4, 0.3), dpi=100, layout="none")
    plots.valley_walk(Valley(3), [(-2.5, 2.5)], figure.add_axes((0, 0, 1, 1)), scale=False)
    figure.canvas.draw()
    shown = np.asarray(figure.canvas.buffer_rgba())[..., :3].astype(int)
    assert shown.shape[:2] == (30, 40)
    floor, slope = shown[15, 36].sum(), shown[3, 36].sum()
    assert floor + 60 < slope
    plt.close(figure)


def test_a_valley_has_a_scale_of_losses_unless_it_shall_have_none(ax):
    bar = the(drawn_valley(ax).child_axes)
    ax.figure.draw_without_rendering()
    assert list(ticks(bar.yaxis).values()) == [-1, 0, 1, 2, 3]
    texts = [rf"$\mathdefault{{10^{{{power}}}}}$" for power in range(-1, 4)]
    assert [text.replace("−", "-") for text in ticks(bar.yaxis)] == texts
    assert [line.get_ydata()[0] for line in bar.lines] == [0, 1, 2], "where contours are"
    assert {line.get_linewidth() for line in bar.lines} == {lines_of(ax)[0].get_linewidth()}
    assert {tick.tick2line.get_markersize() for tick in bar.yaxis.get_major_ticks()} == {0}
    assert plain(the(bar.texts).get_text()) == "L"
    (image,) = bar.images
    assert (image.cmap.name, image.origin, *image.get_extent()) == ("cividis", "lower", 0, 1, -1, 3)
    other = plt.figure().add_subplot()
    assert not drawn_valley(other, scale=False).child_axes


def test_a_map_that_is_moved_shows_the_new_valley_and_is_kept_where_that_is_the_same(ax):
    ground = plots.ValleyMap(ax)
    ground.update(2, 0)
    kept = ground.image.get_array()
    ground.update(2, 0)
    assert ground.image.get_array() is kept
    for stretch, turn in ((2, 30), (5, 30)):
        ground.update(stretch, turn)
        there = math.log10(downhill.loss((1, -1), stretch, turn))
        assert np.asarray(ground.image.get_array())[80, 160] == pytest.approx(there)
        assert downhill.loss(ground.lines.get_xydata()[7], stretch, turn) == pytest.approx(0.1)
        pixels = ground.image.tints(301, 301)[::-1]  # from the top, as they are drawn
        expected = plt.colormaps["cividis"]((there + 1) / 4)[:3]
        assert pixels[200, 200, :3] / 255 == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("points", [33, 61])
def test_a_table_that_is_stretched_has_its_outer_numbers_at_the_outer_pixels(points):
    ramp = np.add.outer(10 * np.arange(points), np.arange(points))
    found = plots.stretched(ramp, 401, 201)
    across, up = np.linspace(0, points - 1, 401), np.linspace(0, points - 1, 201)
    assert found == pytest.approx(np.add.outer(10 * up, across), abs=2e-3)


# ---------------------------------------------------------------- the ladder of sanity


def rungs(*found):
    """Return three rungs that are passed from 0 to 1, with what they found."""
    return [Rung(name, number, 0, 1) for name, number in zip(("a", "b", "c"), found, strict=True)]


CLIMBS = {"one": rungs(0.25, 1, 0), "two": rungs(0.0056, 9, math.inf), "three": rungs(-1, 159.4, 1)}
WRITTEN = {
    "one": [("0.25", True), ("1", True), ("0", True)],
    "two": [("0.0056", True), ("9", False), ("∞", False)],
    "three": [("-1", False), ("≥ 10", False), ("1", True)],
}


def test_a_ladder_has_a_field_for_each_rung_dark_where_it_is_caught(ax):
    """The field in a row and a column holds what that rung found there, in a colour that is read"""
    plots.ladder(CLIMBS, ax)
    ax.figure.canvas.draw()
    rows = {t.get_text(): y for y, t in zip(ax.get_yticks(), ax.get_yticklabels(), strict=True)}
    columns = {t.get_text(): x for x, t in zip(ax.get_xticks(), ax.get_xticklabels(), strict=True)}
    assert list(rows) == list(CLIMBS)
    assert list(columns) == ["a", "b", "c"]
    assert ax.yaxis_inverted()  # the first row is on top
    assert len(ax.patches) == 9
    assert len(ax.texts) == 9 + 3
    for name, fields in WRITTEN.items():
        for (sentence, passed), column in zip(fields, "abc", strict=True):
            x, y = columns[column], rows[name]
            (field,) = [p for p in ax.patches if p.contains_point(ax.transData.transform((x, y)))]
            (text,) = [t for t in ax.texts if math.dist(t.get_position(), (x, y)) < 0.1]
            colors = to_hex(field.get_facecolor()).upper(), to_hex(text.get_color()).upper()
            assert text.get_text() == sentence
            assert colors == ((style.CHOSEN, INK) if passed else (INK, style.PAPER))


LIMITS = [(0.24, 0.26), (0, 0), (0.9, 1), (1e-4, 1 / 3), (0.15, 0.3)]
SAID = ["0.24–0.26", "0", "0.9–1", "0.0001–0.33", "0.15–0.3"]


def test_below_the_name_of_a_rung_stands_where_it_is_passed(ax):
    names = "abcde"
    row = [Rung(name, 0.5, *limits) for name, limits in zip(names, LIMITS, strict=True)]
    plots.ladder({"one": row, "two": row}, ax)
    ax.figure.canvas.draw()
    below = [text for text in ax.texts if text.get_fontsize() < style.SMALL]
    assert [text.get_text() for text in below] == SAID
    for text, name, place in zip(below, ax.get_xticklabels(), ax.get_xticks(), strict=True):
        around, field = box(text), box(ax.patches[0])
        assert (around[0] + around[2]) / 2 == pytest.approx(
            ax.transData.transform((place, 0))[0], abs=1
        )
        assert field[3] < around[1] < around[3] <= box(name)[1] + 1
    assert not collisions(texts(ax))


def test_a_ladder_is_read_without_a_figure_of_its_own():
    assert plots.ladder(CLIMBS) is None
    assert len(plt.gca().patches) == 9


# ---------------------------------------------------------------- arguments


DRAWINGS = {
    "sigmoid_curve": lambda ax: plots.sigmoid_curve(1, ax),
    "plane": lambda ax: plots.plane(of_table(slanted), ax),
    "people": lambda ax: plots.people(ax),
    "people_plane": lambda ax: plots.people_plane(NET, ax),
    "hidden_plane": lambda ax: plots.hidden_plane(NET, ax),
    "loss_slice": lambda ax: plots.loss_slice(NET, "w1", X, y_true, ax),
    "loss_curve": lambda ax: plots.loss_curve(LOSSES, ax),
    "loss_landscape": lambda ax: plots.loss_landscape(NET, "w1", "w2", X, y_true, ax),
    "valley_walk": lambda ax: plots.valley_walk(Valley(3), [(1, 1), (0, 0)], ax),
}
drawings = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)


@drawings
def test_axes_that_are_given_are_drawn_into_and_no_others(draw):
    figure, (left, right) = plt.subplots(1, 2)
    before = len(right.get_children())
    assert draw(left) is None
    assert named(left) != ("", "")
    assert named(right) == ("", "")
    assert len(right.get_children()) == before
    assert plt.get_fignums() == [figure.number]


@drawings
def test_without_axes_the_current_ones_are_drawn_into(draw):
    _figure, (left, right) = plt.subplots(1, 2)
    plt.sca(left)
    draw(None)
    assert "" not in named(left)
    assert named(right) == ("", "")


@drawings
def test_words_and_thin_lines_never_have_the_colour_of_an_answer(ax, draw):
    draw(ax)
    answers = {BLUE, ORANGE}
    assert not {to_hex(t.get_color()) for t in texts(ax)} & answers
    drawn_lines = [line for line in lines_of(ax) if line.get_linestyle() != "None"]
    assert not {to_hex(line.get_color()) for line in drawn_lines} & answers


THREE = Network([3, 2, 1])
MANY = Network.random([2, 2, 1], np.random.default_rng(0), networks=3)
NAN = float("nan")
BAD = {
    "z": (lambda: plots.sigmoid_curve(NAN), "z was numbers with 1 NaN"),
    "z text": (lambda: plots.sigmoid_curve("2"), "z was '2'; expected numbers."),
    "z list": (lambda: plots.sigmoid_curve([1, 2]), "z was an array of shape (2,); expected one n"),
    "predict": (lambda: plots.plane("x"), "predict was 'x'; expected a function of a table"),
    "predict one": (
        lambda: plots.plane(lambda p: 1.0),
        "predict was 1.0; expected a function that",
    ),
    "predict few": (lambda: plots.plane(lambda p: p[:5, 0]), "predict was an array of shape (5,);"),
    "predict nan": (
        lambda: plots.plane(lambda p: p[:, 0] * NAN),
        "predict was numbers with 3721 N",
    ),
    "y": (lambda: plots.plane(lambda p: p[:, 0], y=5), "y was 5; expected a text."),
    "y of a gate": (lambda: plots.gate("AND", lambda p: p[:, 0], y=None), "y was None; expected"),
    "x1": (lambda: plots.plane(len, x1=(3, 1)), "x1 was (3, 1); expected two numbers, the lower"),
    "x1 equal": (lambda: plots.plane(len, x1=(1, 1)), "x1 was (1, 1); expected two numbers, the l"),
    "x2": (lambda: plots.plane(len, x2=4), "x2 was 4.0; expected a row of numbers of shape (2,)."),
    "inputs": (
        lambda: plots.people_plane(THREE),
        "net was Network([3, 2, 1]: 11 parameters); expe",
    ),
    "outputs": (
        lambda: plots.people_plane(Network([2, 2])),
        "expected one Network with 2 inputs a",
    ),
    "none": (lambda: plots.people_plane(None), "net was None; expected one Network with 2 inputs"),
    "many": (lambda: plots.people_plane(MANY), "9 parameters, 3 networks); expected one Network w"),
    "hidden": (
        lambda: plots.hidden_plane(Network([2, 3, 1])),
        "expected one Network([2, 2, 1]) of",
    ),
    "signed": (
        lambda: plots.hidden_plane(Network([2, 2, 1], hidden="tanh")),
        "expected one Network([2, 2, 1]) of sigmoids.",
    ),
    "name": (
        lambda: plots.loss_slice(NET, "w9", X, y_true),
        "name was 'w9'; expected one of w1, w",
    ),
    "no net": (lambda: plots.loss_slice(3, "w1", X, y_true), "net was 3; expected one Network."),
    "X": (lambda: plots.loss_slice(NET, "w1", X[:, :1], y_true), "X was an array of shape (4, 1);"),
    "y_true": (lambda: plots.loss_slice(NET, "w1", X, y_true + 1), "y_true was labels with 2.0"),
    "few": (
        lambda: plots.loss_slice(NET, "w1", X, y_true[:2]),
        "y_true was an array of shape (2,)",
    ),
    "predict takes nothing": (
        lambda: plots.plane(lambda: 1),
        "<lambda>>; expected a function of a table of shape (rows, 2).",
    ),
    "predict of a gate takes nothing": (
        lambda: plots.gate("AND", lambda: 1),
        "<lambda>>; expected a function of a table of shape (rows, 2).",
    ),
    "no y": (
        lambda: plots.plane(lambda x: x[:, 0], y=""),
        "y was ''; expected a letter with a number or a word behind it, as h1 or y_pred.",
    ),
    "y in two lines": (
        lambda: plots.gate("AND", y="a\nb"),
        r"y was 'a\nb'; expected a letter with a number or a word behind it,",
    ),
    "unequal lines": (
        lambda: plots.gate("AND", lines=[[1], [2, 3]]),
        "lines was [[1], [2, 3]]; expected numbers.",
    ),
    "no lines": (lambda: plots.gate("AND", lines=[]), "lines was empty, with shape (0,);"),
    "scale of a white gate": (
        lambda: plots.gate("AND", scale="Zoe"),
        "scale was 'Zoe'; expected one of True, False.",
    ),
    "unequal path": (
        lambda: plots.loss_landscape(NET, "w1", "w2", X, y_true, path=[[1], [2, 3]]),
        "path was [[1], [2, 3]]; expected numbers.",
    ),
    "name of shares": (
        lambda: plots.shares([1, 2], {"a": [0.5, 0.6]}, name=5),
        "name was 5; expected a text.",
    ),
    "a text for an axes": (lambda: plots.people("a\nb"), r"ax was 'a\nb'; expected one axes"),
    "name_x": (
        lambda: plots.loss_landscape(NET, "w9", "w1", X, y_true),
        "name_x was 'w9'; expected one of w1, w2,",
    ),
    "name_y": (
        lambda: plots.loss_landscape(NET, "w1", "w1", X, y_true),
        "name_y was 'w1'; expected one of w2, w3,",
    ),
    "path": (
        lambda: plots.loss_landscape(NET, "w1", "w2", X, y_true, path=[1, 2, 3]),
        "path was an array of shape (3,); expected a table of shape (rows, 2).",
    ),
    "valley": (
        lambda: plots.valley_walk(5, [(1, 2)]),
        "valley was 5; expected a Valley, such as Valley(5).",
    ),
    "path of a valley": (
        lambda: plots.valley_walk(Valley(5), [1, 2]),
        "path was an array of shape (2,); expected a table of shape (rows, 2).",
    ),
    "path that ran off": (
        lambda: plots.valley_walk(Valley(5), [(1, np.inf)]),
        "path was numbers with an infinite one among them; expected finite numbers.",
    ),
    "scale of a valley": (
        lambda: plots.valley_walk(Valley(5), [(1, 2)], scale=1),
        "scale was 1; expected one of True, False.",
    ),
    "span": (
        lambda: plots.loss_landscape(NET, "w1", "w2", X, y_true, span=0),
        "span was 0.0; expected a number above 0.",
    ),
    "losses": (
        lambda: plots.loss_curve([]),
        "losses was empty, with shape (0,); expected at least",
    ),
    "losses below 0": (
        lambda: plots.loss_curve([1, -1]),
        "losses was -1; expected losses that are not below 0.",
    ),
    "look": (
        lambda: plots.loss_curve([2, 1], colour="red"),
        "colour was 'red'; expected what a line of matplotlib knows.",
    ),
    "scale": (
        lambda: plots.people_plane(NET, scale="x"),
        "scale was 'x'; expected one of True, False.",
    ),
    "scale of losses": (
        lambda: plots.loss_landscape(NET, "w1", "w2", X, y_true, scale=None),
        "scale was None; expected one of True, False.",
    ),
    "names": (
        lambda: plots.hidden_plane(NET, names=2),
        "names was 2; expected one of True, False.",
    ),
    "sides": (
        lambda: plots.people_plane(NET, sides="y"),
        "sides was 'y'; expected one of True, False.",
    ),
    "rows": (
        lambda: plots.ranges([1, 2]),
        "rows was [1, 2]; expected a dictionary of one to 12 rows of numbers.",
    ),
    "no rows": (lambda: plots.ranges({}), "rows was {}; expected a dictionary of one to 12 rows"),
    "rows too many": (
        lambda: plots.ranges({f"{k}": [k] for k in range(13)}),
        "expected a dictionary of one to 12 rows of numbers.",
    ),
    "label of a row": (lambda: plots.ranges({8: [1]}), "label was 8; expected a text."),
    "row": (lambda: plots.ranges({"block": 1.9}), "block was 1.9; expected a row of numbers"),
    "row empty": (
        lambda: plots.ranges({"block": []}),
        "block was empty, with shape (0,); expected",
    ),
    "row nan": (lambda: plots.ranges({"block": [1, NAN]}), "block was numbers with 1 NaN"),
    "name of rows": (lambda: plots.ranges({"a": [1]}, name=3), "name was 3; expected a text."),
    "mark": (lambda: plots.ranges({"a": [1]}, mark="1"), "mark was '1'; expected numbers."),
    "axes of rows": (lambda: plots.ranges({"a": [1]}, 5), "ax was 5; expected one axes of matpl"),
    "climbs a number": (
        lambda: plots.ladder(3),
        "climbs was 3; expected one row or more, all of the same",
    ),
    "no rungs": (lambda: plots.ladder({"right": 3}), "expected one row or more, all of the same"),
    "losses nan": (lambda: plots.loss_curve([NAN, 1]), "losses was numbers with 1 NaN"),
    "losses one": (
        lambda: plots.loss_curve([1]),
        "losses was an array of shape (1,); expected two",
    ),
    "losses text": (lambda: plots.loss_curve("abc"), "losses was 'abc'; expected numbers."),
    "label": (
        lambda: plots.mark(plt.gca(), (0, 0), -1),
        "label was -1; expected a whole number fr",
    ),
    "point": (lambda: plots.mark(plt.gca(), (0,), 1), "point was an array of shape (1,); expected"),
    "climbs": (lambda: plots.ladder({}), "climbs was {}; expected one row or more"),
    "climbs of other rungs": (
        lambda: plots.ladder({"one": rungs(1, 1, 1), "two": rungs(1, 1, 1)[:2]}),
        "expected one row or more, all of the same rungs.",
    ),
    "ax": (lambda: plots.people(3), "ax was 3; expected one axes of matplotlib."),
    "axes": (
        lambda: plots.people(plt.subplots(1, 2)[1]),
        "ax was an array of shape (2,); expected one axes of matplotlib.",
    ),
}


@pytest.mark.parametrize(("draw", "sentence"), BAD.values(), ids=BAD)
def test_a_bad_argument_is_refused_in_a_sentence(draw, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        draw()
