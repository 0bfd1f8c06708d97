"""The course on one picture: every station is read back and compared with plain numbers."""

import re
from itertools import pairwise
from math import dist, tanh

import downhill
import matplotlib.pyplot as plt
import numpy as np
import palette
import pytest
from drawn import arrow_of, box, centre_of, collisions, from_box, outside, overlap, texts, tint
from lessons import ROOT
from matplotlib.collections import QuadMesh
from matplotlib.colors import to_hex
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrowPatch, PathPatch, Rectangle
from matplotlib.text import Text
from plain import forward, loss, parameters, sigmoid, train
from playing import walk

from helpers import course, figures, style

COUNT, ACROSS, UP = 14, 48, 30  # pixels from the middle of a tile to the edge of a drawing
FORMULAS = {
    1: r"$y = \sigma(w \cdot x + b)$",
    2: r"$H_1 = \sigma(X\,W_1 + B_1)$",
    3: r"$L = \frac{1}{n}\sum\,(y_\mathrm{true} - y_\mathrm{pred})^2$",
    4: r"$\dfrac{\partial L}{\partial w_1} = \dfrac{\partial L}{\partial y}\,"
    r"\dfrac{\partial y}{\partial h_1}\,\dfrac{\partial h_1}{\partial w_1}$",
    5: r"$w \leftarrow w - \eta\,\partial L/\partial w$",
    7: r"$\max(0,\,z)$",
    8: r"$m\,/\sqrt{s}$",
    9: r"$y_\mathrm{pred} = 0.5$",
    10: r"$e^{z_k}/\,\sum e^{z_j}$",
    11: r"$\sum w\,x + b$",
    12: r"$h_t = \tanh([x_t,\,h_{t-1}]\,W_1 + B_1)$",
    13: r"$a \cdot b + a$",
    14: r"$\mathrm{softmax}(Q\,K^\top\!/\sqrt{d}\,)\,V$",
}
WORDS = {"true", "pred", "max", "tanh", "softmax"}  # that are mathematics
PALE = "#dddddd"  # of lines where a number is 0
DASHES = ["-", (0, (5, 2)), (0, (1, 1.5))]


class Station:
    """What stands on one tile, by its number."""

    def __init__(self, ax, number):
        self.ax = ax
        (self.number,) = [t for t in ax.texts if t.get_text() == str(number)]
        corner = self.number.get_position()
        tiles = [p for p in ax.patches if isinstance(p, Rectangle)]
        (self.tile,) = [t for t in tiles if dist((t.get_x(), box_top(t)), corner) < 0.01]
        (self.disc,) = [p for p in circles(ax) if dist(p.center, corner) < 0.01]
        self.middle = np.array(self.tile.get_center())

    def inside(self, place):
        low, high = self.tile.get_xy(), self.middle * 2 - self.tile.get_xy()
        return bool(np.all((low < place) & (place < high)))

    def of(self, kind):
        """Return the artists of a kind whose middle stands on the tile, in their order."""
        found = []
        for artist in self.ax.get_children():
            if isinstance(artist, kind) and artist is not self.tile:
                x, y, right, high = box(artist)
                middle = self.ax.transData.inverted().transform(((x + right) / 2, (y + high) / 2))
                found += [artist] if self.inside(middle) and right - x < 400 else []
        return found

    def texts(self):
        """Return the texts of a drawing, which are neither number nor formula."""
        return [t for t in self.of(Text) if t.get_text() and t is not self.number]

    def lines(self, color=palette.INK):
        """Return the lines of one colour, as places from the middle of the tile."""
        return [Line(one, one.get_xydata() - self.middle)
                for one in self.of(Line2D) if to_hex(one.get_color()) == color]  # fmt: skip

    def rings(self):
        """Return the circles of neurons, as places from the middle."""
        found = [one for one in self.of(Circle) if one is not self.disc]
        return {tuple((one.center - self.middle).round(6)): one for one in found}

    def arrows(self):
        """Return start, tip and colour of each arrow, with places from the middle."""
        found = map(arrow_of, self.of(FancyArrowPatch))
        return [(a.start - self.middle, a.tip - self.middle, a.color) for a in found]


def box_top(tile):
    return tile.get_y() + tile.get_height()


class Line:
    """A line and its places."""

    def __init__(self, drawn, places):
        self.dash, self.places = drawn.get_linestyle(), places
        self.marker, self.size = drawn.get_marker(), (drawn.get_ms(), drawn.get_mew())
        self.dash = drawn._unscaled_dash_pattern if self.dash == "--" else self.dash

    def is_curve(self, x_ends, y_ends, of):
        """Require that it runs along a function, from the one end of x to the other."""
        x, y = np.transpose([back(self.places[:, 0], ACROSS, x_ends),
                             back(self.places[:, 1], UP, y_ends)], (0, 1))  # fmt: skip
        assert (x[0], x[-1]) == pytest.approx(x_ends)
        assert len(x) > 60
        assert y == pytest.approx([of(n) for n in x])


def back(pixels, half, ends):
    """Return the numbers at places that are so many pixels from the middle of a drawing."""
    low, high = ends
    return low + (high - low) * (np.asarray(pixels) / half + 1) / 2


def paths_of(ax):
    """Return the ground, which is filled, and the path, which is not."""
    found = [patch for patch in ax.patches if isinstance(patch, PathPatch)]
    return sorted(found, key=lambda patch: -patch.get_facecolor()[3])


def circles(ax):
    return [patch for patch in ax.patches if isinstance(patch, Circle)]


def grey(share):
    """Return the colour of a share between white and ink, as numbers from 0 to 255."""
    return 255 + share * (0x22 - 255)


def table_of(mesh):
    """Return the middles of the squares of a table and their colours from 0 to 255."""
    mesh.update_scalarmappable()
    corners = np.asarray(mesh.get_coordinates())
    middles = (corners[:-1, :-1] + corners[1:, 1:]) / 2
    return middles, 255 * mesh.get_facecolors().reshape(*middles.shape[:2], 4)


@pytest.fixture(scope="module")
def ax():
    with plt.rc_context():
        figures.use()
        figure, ax = plt.subplots(figsize=style.TALL)
        assert course.course(ax) is None
        figure.canvas.draw()
        yield ax
        plt.close(figure)


@pytest.fixture(scope="module")
def stations(ax):
    return {number: Station(ax, number) for number in range(1, COUNT + 1)}


# ---------------------------------------------------------------- the whole


def test_fourteen_stations_stand_in_rows_of_five_read_to_and_fro(stations):
    places = np.array([station.middle for station in stations.values()])
    rows = [places[:5], places[5:10], places[10:]]
    columns = sorted({x for x, _y in places.tolist()})
    assert [row[:, 0].tolist() for row in rows] == [columns, columns[::-1], columns[:4]]
    assert places[0].tolist() == [94, 422]
    assert set(np.diff(columns)) == {158}
    assert [len(set(row[:, 1])) for row in rows] == [1, 1, 1]
    down = [row[0, 1] for row in rows]
    assert np.diff(down).tolist() == [-163, -163]
    for station in stations.values():
        colors = [to_hex(p.get_facecolor()) for p in (station.tile, station.disc)]
        assert (*colors, to_hex(station.number.get_color())) == ("#ffffff", "#222222", "#ffffff")
        assert (station.tile.get_width(), station.tile.get_height()) == (120, 84)
        assert station.disc.get_radius() == 11


def test_the_path_comes_by_all_stations_in_their_order_and_goes_on(ax, stations):
    _ground, path = paths_of(ax)
    (way,) = path.get_path().to_polygons(closed_only=False)
    steps = np.hypot(*np.diff(way, axis=0).T)
    passed = []
    for station in stations.values():
        shares = [np.clip((station.middle - a) @ (b - a) / ((b - a) @ (b - a) or 1), 0, 1)
                  for a, b in pairwise(way)]  # fmt: skip
        away = [dist(a + share * (b - a), station.middle)
                for share, (a, b) in zip(shares, pairwise(way), strict=True)]  # fmt: skip
        nearest = int(np.argmin(away))
        assert away[nearest] < 0.01
        passed.append(steps[:nearest].sum() + shares[nearest] * steps[nearest])
    assert passed == sorted(passed)
    assert (passed[0], passed[-1]) == pytest.approx((0, steps.sum()))
    _left, _low, right, high = ax.transData.inverted().transform_bbox(ax.figure.bbox).extents
    assert (way > 0).all()
    assert (way < (right, high)).all()
    for station in stations.values():
        kept_off(ax, way, station)
    last = stations[COUNT]
    edges = [x for x, _y in way.tolist()]
    assert (min(edges), max(edges)) == (stations[1].middle[0] - 78, stations[5].middle[0] + 78)
    (onward,) = [p for p in ax.patches if isinstance(p, FancyArrowPatch)
                 and arrow_of(p).tip[0] > last.middle[0] + 80
                 and abs(arrow_of(p).tip[1] - last.middle[1]) < 1]  # fmt: skip
    arrow = arrow_of(onward)
    assert arrow.color == palette.FAINT
    assert arrow.tip == pytest.approx(np.add(last.middle, (158, 0)), abs=0.5)
    assert arrow.start == pytest.approx(np.add(last.middle, (146, 0)), abs=0.5)
    (dashed,) = [line for line in ax.lines if to_hex(line.get_color()) == palette.FAINT]
    assert dashed.get_linestyle() == "--"
    assert dashed.get_xydata() - last.middle == pytest.approx(np.array([(60, 0), (146, 0)]))


def test_the_path_lies_on_the_ground_the_tiles_on_the_path_and_drawings_on_the_tiles(ax, stations):
    ground, path = paths_of(ax)
    for station in stations.values():
        drawn = [a for kind in (Line2D, Circle, FancyArrowPatch, AxesImage, QuadMesh, Text)
                 for a in station.of(kind) if a not in (station.disc, station.number)]  # fmt: skip
        levels = [ground, path, station.tile, min(drawn, key=lambda a: a.get_zorder())]
        assert all(one.get_zorder() < other.get_zorder() for one, other in pairwise(levels))
        top = max(drawn, key=lambda a: a.get_zorder())
        levels = [top, station.disc, station.number]
        assert all(one.get_zorder() < other.get_zorder() for one, other in pairwise(levels))
        rings = [a for a in drawn if isinstance(a, Circle)]
        for arrow in [a for a in drawn if isinstance(a, FancyArrowPatch)]:
            assert all(arrow.get_zorder() < ring.get_zorder() for ring in rings)
        for text in station.texts():
            assert all(ring.get_zorder() < text.get_zorder() for ring in rings)
        lines = sorted(station.of(Line2D), key=lambda a: a.get_zorder())
        for image in station.of(AxesImage):
            assert image.get_zorder() < lines[0].get_zorder()
        pale = [a.get_zorder() for a in lines if to_hex(a.get_color()) == PALE]
        dark = [a.get_zorder() for a in lines if to_hex(a.get_color()) != PALE]
        assert max(pale, default=0) < min(dark, default=9)


BASE = [[-ACROSS, -UP], [ACROSS, -UP]]


@pytest.mark.parametrize(
    ("number", "lines"),
    [
        (1, [BASE]),
        (3, [BASE]),
        (5, [BASE]),
        (6, [[[-ACROSS, UP], *BASE]]),
        (7, [[[-ACROSS, -UP / 3], [ACROSS, -UP / 3]], [[0, -UP], [0, UP]]]),
    ],
)
def test_axes_of_curves_are_pale_lines(stations, number, lines):
    """That of 7 lies where a function is 0: a third of the way up from -1.2 to 2.4."""
    found = [line.places for line in stations[number].lines(PALE)]
    assert len(found) == len(lines)
    for places, wanted in zip(found, lines, strict=True):
        assert places == pytest.approx(np.array(wanted))


def kept_off(ax, way, station):
    """Require that the path meets neither number nor formula, and a tile at its sides alone."""
    for part in (station.disc, formula(ax, station)):
        corners = ax.transData.inverted().transform_bbox(part.get_window_extent())
        assert min(from_box(corners.extents, *piece) for piece in pairwise(way)) > 2
    (left, low), (right, high) = station.tile.get_bbox().get_points()
    up = [(one, other) for one, other in pairwise(way) if abs(one[1] - other[1]) > 20]
    assert len(up) == 2
    for one, other in up:
        assert from_box((left, low, right, high), one, other) > 10


def test_the_ground_is_that_of_the_first_six_alone(ax, stations):
    ground, _way = paths_of(ax)
    assert to_hex(ground.get_facecolor()) == palette.CHOSEN
    (one, two), (right, _low) = stations[1].middle, stations[6].middle
    corners = ground.get_path().vertices
    assert corners.min(axis=0).tolist() == [one - 86, two + 64 - 2 * 163]
    assert corners.max(axis=0).tolist() == [right + 86, two + 64]
    for number, station in stations.items():
        places = [box(station.tile), box(station.disc), box(formula(ax, station))]
        corners = [(x, y) for left, low, right, high in places
                   for x in (left, right) for y in (low, high)]  # fmt: skip
        held = {bool(ground.contains_point(corner)) for corner in corners}
        assert held == {number <= 6}, number


def formula(ax, station):
    """Return the formula that stands below a tile."""
    x, low = station.middle[0], station.tile.get_y()
    places = [(text, *text.get_position()) for text in texts(ax)]
    (found,) = [text for text, left, y in places if left == x and 10 < low - y < 50]
    return found


def test_each_station_has_its_formula_below(ax, stations):
    said = {number: formula(ax, station).get_text() for number, station in stations.items()}
    assert {number: text for number, text in said.items() if number != 6} == FORMULAS


def test_no_text_runs_over_anything_or_leaves_the_figure(ax, stations):
    everything = texts(ax)
    assert not collisions(everything)
    assert not outside(everything, ax.figure)
    assert min(text.get_fontsize() for text in everything) >= 10
    ground, _way = paths_of(ax)
    left, low, right, high = box(ground)
    assert left >= 0 < low
    assert (right, high) < tuple(ax.figure.bbox.extents[2:])
    for station in stations.values():
        below = formula(ax, station)
        assert below.get_position()[1] == station.tile.get_y() - 26
        for other in stations.values():
            for part in (other.tile, other.disc):
                assert not overlap(box(below), box(part)), below.get_text()


def test_there_are_no_words_but_numbers_and_mathematics(ax):
    for text in texts(ax):
        said = text.get_text()
        assert said.isdigit() or (said[0], said[-1]) == ("$", "$")
        named = re.sub(r"\\(?!max|tanh)[a-zA-Z]+", " ", said)
        assert set(re.findall("[A-Za-z]{2,}", named)) <= WORDS


# ---------------------------------------------------------------- the path of six


def test_1_is_the_sigmoid_with_its_half(stations):
    half, curve = stations[1].lines()
    curve.is_curve((-6, 6), (0, 1), sigmoid)
    assert half.places.tolist() == [[-ACROSS, 0], [ACROSS, 0]]
    assert half.dash == (0, (5, 3))


def test_2_is_the_network_that_can_xor_as_it_sees_0_and_1(stations):
    numbers = parameters(w1=4, w2=4, b1=-2, w3=-4, w4=-4, b2=6, w5=4, w6=4, b3=-6)
    seen, rings = forward(numbers, (0, 1)), stations[2].rings()
    places = {"x1": (-40, 20), "x2": (-40, -20), "h1": (0, 20), "h2": (0, -20), "y": (40, 0)}
    assert set(rings) == set(places.values())
    colors = {name: 255 * np.array(rings[at].get_facecolor()[:3]) for name, at in places.items()}
    for name in ("x1", "x2"):
        assert colors[name].tolist() == [255] * 3
    for name in ("h1", "h2"):
        assert colors[name] == pytest.approx(palette.hidden_color(seen[name]), abs=1.01)
    assert colors["y"] == pytest.approx(tint(seen["y_pred"]), abs=1.01)
    edges = {("x1", "h1"): 1, ("x2", "h1"): 1, ("x1", "h2"): -1, ("x2", "h2"): -1}
    edges |= {("h1", "y"): 1, ("h2", "y"): 1}
    assert joined(stations[2].arrows(), places) == {
        edge: palette.sign_color(sign) for edge, sign in edges.items()
    }


def joined(arrows, places):
    """Return which circles of radius 10 the arrows join, from rim to rim, and their colours."""
    found = {}
    for start, tip, color in arrows:
        ends = []
        for end in (start, tip):
            name = min(places, key=lambda name, end=end: dist(places[name], end))
            assert dist(places[name], end) == pytest.approx(10, abs=1)
            ends.append(name)
        found[tuple(ends)] = color
    assert len(found) == len(arrows)
    return found


def test_3_is_the_squared_error_for_either_label(stations):
    yes, no = stations[3].lines()
    yes.is_curve((0, 1), (0, 1), lambda y: (1 - y) ** 2)
    no.is_curve((0, 1), (0, 1), lambda y: (0 - y) ** 2)
    assert (yes.dash, no.dash) == tuple(DASHES[:2])


def test_4_leads_back_from_the_loss_in_dashed_arrows(stations):
    station = stations[4]
    letters = station.texts()
    names = [text.get_text() for text in letters]
    places = [text.get_position()[0] - station.middle[0] for text in letters]
    assert names == ["$w_{1}$", "$h_{1}$", "$y$", "$L$"]
    assert np.diff(places).tolist() == [30] * 3
    assert {text.get_position()[1] - station.middle[1] for text in letters} == {-17}
    arcs, heads = station.lines(), station.arrows()
    assert len(arcs) == len(heads) == 3
    ends = zip(arcs, heads, pairwise(zip(places, letters, strict=True)), strict=True)
    for arc, (start, tip, color), ((one, _letter), (other, letter)) in ends:
        assert arc.dash == (0, (3, 2))
        assert arc.places[0][0] == pytest.approx(other - 3)
        assert tip[0] == pytest.approx(one + 3, abs=0.5)
        assert dist(start, arc.places[-1]) < 3
        assert arc.places[:, 1].max() == pytest.approx(19, abs=0.1)
        top = station.ax.transData.inverted().transform(box(letter)[2:])[1] - station.middle[1]
        assert min(arc.places[:, 1].min(), tip[1]) > top
        assert color == palette.INK


def test_5_walks_down_a_parabola_against_its_slope(stations):
    curve, path = stations[5].lines()
    ends = (-1.1, 1.1), (0, 1.21)
    curve.is_curve(*ends, lambda w: w * w)
    w = [-1.0]
    for _step in range(4):
        w.append(w[-1] - 0.2 * 2 * w[-1])
    assert (path.marker, path.size) == ("o", (6, 1.3))
    assert back(path.places[:, 0], ACROSS, ends[0]) == pytest.approx(w)
    assert back(path.places[:, 1], UP, ends[1]) == pytest.approx([n * n for n in w])


def test_6_is_the_loss_of_that_lesson_epoch_by_epoch(ax, stations):
    drawn = np.random.default_rng(1).standard_normal(9).tolist()
    names = ("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3")
    losses = [loss(p) for p in train(dict(zip(names, drawn, strict=True)))]
    (curve,) = stations[6].lines()
    assert back(curve.places[:, 0], ACROSS, (0, 1000)) == pytest.approx(range(1001))
    assert 10 ** back(curve.places[:, 1], UP, (-3, 0)) == pytest.approx(losses)
    said = formula(ax, stations[6]).get_text()
    assert said == rf"${losses[0]:.4f} \to {losses[-1]:.4f}$"


# ---------------------------------------------------------------- going on


def test_7_is_relu_and_two_that_it_replaced(stations):
    functions = lambda z: max(0, z), tanh, sigmoid
    lines = stations[7].lines()
    for line, of, dash in zip(lines, functions, DASHES, strict=True):
        line.is_curve((-2.4, 2.4), (-1.2, 2.4), of)
        assert line.dash == dash


def test_8_is_a_narrow_valley_with_a_plain_walk_and_one_of_adam(stations):
    station = stations[8]
    (image,) = station.of(AxesImage)
    left, right, low, high = image.get_extent()
    assert (left - station.middle[0], right - station.middle[0]) == (-ACROSS, ACROSS)
    assert (low - station.middle[1], high - station.middle[1]) == (-UP, UP)
    powers = np.asarray(image.get_array())
    along, up = np.linspace(-3.2, 3.2, 101), np.linspace(-2, 2, 101)
    for i, j in ((0, 0), (17, 80), (50, 50), (62, 40), (100, 3)):
        wanted = max(downhill.loss((along[j], up[i]), 4), 0.1)
        assert 10 ** powers[i, j] == pytest.approx(wanted)
    assert (image.get_cmap().name, image.get_clim(), image.origin) == ("cividis", (-1, 3), "lower")
    *rings, plain, adam = station.lines(palette.PAPER)
    for ring, wanted in zip(rings, (0.1, 1, 10), strict=True):
        seen = ring.places[~np.isnan(ring.places[:, 0])]
        places = np.stack([back(seen[:, 0], ACROSS, (-3.2, 3.2)), back(seen[:, 1], UP, (-2, 2))], 1)
        assert len(places) > 40
        assert [downhill.loss(w, 4) for w in places] == pytest.approx([wanted] * len(places))
        assert np.abs(seen).max(axis=0)[0] <= ACROSS
    starts = {"plain": (0.11, (-2.6, 1.5)), "adam": (0.3, (2.6, 1.5))}
    casings = [line for line in station.lines() if line.marker == "o"]
    for line, casing, (name, (rate, start)) in zip(
        (plain, adam), casings, starts.items(), strict=True
    ):
        wanted = np.array(downhill.walk(name, rate, 4, 0, 14, start))
        assert back(line.places[:, 0], ACROSS, (-3.2, 3.2)) == pytest.approx(wanted[:, 0])
        assert back(line.places[:, 1], UP, (-2, 2)) == pytest.approx(wanted[:, 1])
        assert casing.places.tolist() == line.places.tolist()
        assert (line.size, casing.size) == ((2.4, 0), (3.6, 0))


def test_9_is_a_ring_with_the_border_that_a_network_learned(stations):
    station = stations[9]
    net = walk("ring", 200, layers=(3,), hidden="tanh", gain=1.0, epochs=40)
    (image,) = station.of(AxesImage)
    left, right, low, high = image.get_extent()
    assert (right - left, high - low) == (2 * UP, 2 * UP)
    side = np.linspace(-6.2, 6.2, 63)
    points = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    assert np.asarray(image.get_array()).ravel() == pytest.approx(net.output(points), abs=1e-6)
    assert (image.get_cmap().name, image.get_clim(), image.origin) == ("answers", (0, 1), "lower")
    marks = [line for line in station.lines() if line.marker in ("s", "o")]
    (border,) = [line for line in station.lines() if line.dash == (0, (5, 3))]
    places = back(border.places[~np.isnan(border.places[:, 0])], UP, (-6.2, 6.2))
    assert len(places) > 40
    assert net.output(places) == pytest.approx(np.full(len(places), 0.5), abs=0.02)
    assert len(marks) == 40
    assert {line.size for line in marks} == {(3.4, 0.6)}
    drawn = [one for one in station.of(Line2D) if one.get_marker() in ("s", "o")]
    for mark, line, x, label in zip(drawn, marks, net.X[:40], net.y[:40], strict=True):
        assert back(line.places[0], UP, (-6.2, 6.2)) == pytest.approx(np.array(x))
        look = mark.get_marker(), to_hex(mark.get_markerfacecolor())
        assert look == (("s", palette.BLUE), ("o", palette.ORANGE))[label]
        assert to_hex(mark.get_markeredgecolor()) == palette.INK


def pictures():
    return np.load(ROOT / "helpers/data/digits.npz")["pixels"].reshape(-1, 8, 8) / 16


@pytest.mark.parametrize(("number", "row"), [(10, 13), (11, 1223)])
def test_10_and_11_are_digits_that_somebody_wrote(stations, number, row):
    mesh = stations[number].of(QuadMesh)[0]
    middles, colors = table_of(mesh)
    wanted = pictures()[row]
    for (i, j), share in np.ndenumerate(wanted):
        assert colors[i, j, :3] == pytest.approx([grey(share)] * 3, abs=1.01)
        place = middles[i, j] - stations[number].middle
        assert place == pytest.approx(np.array([j - 3.5, 3.5 - i]) * 7.5)


def test_11_has_a_kernel_upon_nine_pixels_above_0_where_there_is_ink_below(stations):
    station = stations[11]
    _picture, mesh = station.of(QuadMesh)
    middles, colors = table_of(mesh)
    wanted = [palette.PURPLE, palette.PAPER, palette.TEAL]
    for i, color in enumerate(wanted):
        for j in range(3):
            assert colors[i, j, :3] == pytest.approx(
                [int(color[k : k + 2], 16) for k in (1, 3, 5)], abs=1.01
            )
            place = middles[i, j] - station.middle
            assert place == pytest.approx(np.array([2 + j - 3.5, 3.5 - 2 - i]) * 7.5)
    (frame,) = station.lines()
    corners = {tuple(corner) for corner in frame.places.tolist()}
    assert corners == {(-15, 15), (7.5, 15), (7.5, -7.5), (-15, -7.5)}


def test_12_is_a_loop_of_three_steps_with_its_states(stations):
    rings, h, places = stations[12].rings(), 0.0, {}
    for t, x in enumerate((1, 0, 1)):
        h = tanh(x + 0.5 * h)
        places[t] = (-38 + 38 * t, 12)
        color = 255 * np.array(rings[places[t]].get_facecolor()[:3])
        assert color == pytest.approx(palette.hidden_color(h, signed=True), abs=1.01)
    assert len(rings) == 3
    arrows = stations[12].arrows()
    across = [arrow for arrow in arrows if abs(arrow[0][1] - arrow[1][1]) < 0.01]
    assert joined(across, places) == {(0, 1): palette.TEAL, (1, 2): palette.TEAL}
    up = [arrow for arrow in arrows if abs(arrow[0][0] - arrow[1][0]) < 0.01]
    assert [tuple(tip.round()) for _start, tip, _color in up] == [(-38, 2), (0, 2), (38, 2)]
    assert {color for _start, _tip, color in up} == {palette.TEAL}
    assert all(start[1] < tip[1] for start, tip, _color in up)


def test_13_is_the_graph_of_a_b_plus_a(stations):
    station = stations[13]
    rings = station.rings()
    names = {t.get_text(): tuple(np.subtract(t.get_position(), station.middle))
             for t in station.texts()}  # fmt: skip
    assert set(names.values()) == set(rings)
    wanted = {"$a$": (-40, 20), "$b$": (-40, -20), r"$\cdot$": (0, -20), "$+$": (40, 0)}
    assert names == wanted
    wanted = {("$a$", r"$\cdot$"), ("$b$", r"$\cdot$"), ("$a$", "$+$"), (r"$\cdot$", "$+$")}
    assert joined(station.arrows(), names) == dict.fromkeys(wanted, palette.INK)


def test_14_has_the_weights_of_three_symbols_below_each_other(stations):
    station = stations[14]
    (mesh,) = station.of(QuadMesh)
    middles, colors = table_of(mesh)
    for i, row in enumerate([[1], [1 / 3, 2 / 3], [1 / 7, 2 / 7, 4 / 7]]):
        for j in range(3):
            place = middles[i, j] - station.middle
            assert place == pytest.approx(np.array([20 * (j - 1), 20 * (1 - i)]))
            if j < len(row):
                assert colors[i, j, :3] == pytest.approx([grey(row[j])] * 3, abs=1.01)
                assert colors[i, j, 3] == 255
            else:
                assert colors[i, j, 3] == 0, "what is not seen has no colour"


# ---------------------------------------------------------------- the axes


@pytest.mark.usefixtures("look")
def test_it_is_drawn_into_the_current_axes_where_none_are_given_and_in_no_others():
    _figure, (left, right) = plt.subplots(1, 2)
    plt.sca(left)
    before, figures_before = len(right.get_children()), plt.get_fignums()
    assert course.course() is None
    assert {t.get_text() for t in texts(left)} >= {str(n) for n in range(1, COUNT + 1)}
    assert len(right.get_children()) == before
    assert plt.get_fignums() == figures_before


def test_what_is_no_axes_meets_a_sentence():
    with pytest.raises(ValueError, match="ax was 5; expected one axes of"):
        course.course(5)


def test_letters_stand_in_the_middle_of_their_circles(ax, stations):
    for text in stations[13].texts():
        assert dist(centre_of(ax, text), text.get_position()) < 3
