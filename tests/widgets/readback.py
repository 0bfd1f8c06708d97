"""Read back what a picture shows, artist by artist, and compare it with plain Python.

Nothing here computes with the helpers: colours, number formats and places are written out anew.
"""

import base64
import html
import re
from contextlib import contextmanager
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import plain
import pytest
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.colors import to_hex, to_rgb
from matplotlib.quiver import Quiver
from palette import BLUE, FAINT, INK, ORANGE, PAPER, answer_color, hidden_color, sign_color
from PIL import Image

from helpers.widgets.picture import Picture
from helpers.widgets.room import HIDDEN

LABELS = {0: ("s", BLUE), 1: ("o", ORANGE)}  # marker and colour
PEOPLE = [name for name, _x, _label in plain.PEOPLE]
ENDS = {  # from which circle to which each weight leads
    "w1": ("x1", "h1"), "w2": ("x2", "h1"), "w3": ("x1", "h2"), "w4": ("x2", "h2"),
    "w5": ("h1", "y"), "w6": ("h2", "y"),
}  # fmt: skip
# Widths in points: of a thin line, a guide, a dashed border, a curve, the rim of a circle; and
# (size, rim) of the mark of a person, and of the disc that says where one is.
THIN, GUIDE, LINE, CURVE, RIM = 1, 1.3, 1.6, 2.4, 1.4
PERSON, HERE = (9, 1.3), (9, 2.2)
BAR = 0.56  # of the height of a row, for a slope
PERSON_BAR = 0.6, 1.3  # and for a person, with the width of its rim
LEVELS = (0.05, 0.1, 0.2, 0.4, 0.6, 0.8)  # of the contours of a map
NUMBER = re.compile(r"−?\d+(?:\.\d+)?(?:e[-+]\d+)?(?:·10⁻[⁰¹²³⁴-⁹]+)?")


# How a number is written.


def fixed(value, digits=4):
    """Write a number with so many decimals; the minus sign is the long one, and 0 has none."""
    text = f"{value:.{digits}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "−")


def short(value, digits=2):
    """Write a number without the zeros at its end."""
    text = fixed(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(value):
    """Write a number with its sign."""
    return ("+" if float(f"{value:.2f}") > 0 else "") + short(value)


def tiny(value, plus=False, digits=4):
    """Write a number with its decimals, and one that would be 0.0000 as a power of ten."""
    sign = "+" if plus and value > 0 else ""
    if value == 0:
        return "0"
    if abs(value) >= 0.5 / 10**digits:
        return sign + fixed(value, digits)
    digit, power = f"{value:.0e}".split("e-")
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(one)] for one in str(int(power)))
    return f"{sign}{digit.replace('-', '−')}·10⁻{raised}"


def compact(value, plus=False):
    """Write a number with four decimals, with fewer where it is large, or with a power of ten."""
    sign = "+" if plus and value > 0 else ""
    if value and not 0.00005 <= abs(value) < 1e5:
        digit, power = f"{value:.0e}".split("e")
        raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(one)] for one in str(abs(int(power))))
        return f"{sign}{digit.replace('-', '−')}·10{'⁻' if int(power) < 0 else ''}{raised}"
    return sign + short(value, 4 if abs(value) < 10 else 2 if abs(value) < 1000 else 0)


def index(name):
    """Write w1 as w₁, and A20 as A₂₀."""
    return name[0] + "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in name[1:])


def maths(name):
    """Write w1 as matplotlib's mathematics."""
    letter, sub = name[0], name[1:].lstrip("_")
    sub = sub if sub.isdigit() else r"\mathrm{%s}" % sub  # noqa: UP031
    return f"${letter}_{{{sub}}}$" if len(name) > 1 else f"${name}$"


def read(text):
    """Read a name in mathematics as it is said, "$z_{1}$" as z₁; all else as it stands."""
    name = re.fullmatch(r"\$([A-Za-z])(?:_\{(?:(\d+)|\\mathrm\{(\w+)\})\})?\$", text)
    if not name:
        return text
    letter, number, kind = name.groups()
    return index(letter + number) if number else letter + (f"_{kind}" if kind else "")


def number(text):
    """Read a number as it is written: −0.5, 2·10⁻⁴."""
    digits, tens, power = text.replace("−", "-").partition("·10⁻")
    power = int("".join(str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(one)) for one in power)) if tens else 0
    return float(digits) / 10**power


# What an explorer shows.


def alt(explorer):
    """Return the alternative text of the picture."""
    return html.unescape(re.search(r'alt="([^"]*)"', explorer.html.value)[1])


def written(sentence):
    """Return the numbers in a sentence as they are written, indices left out."""
    return NUMBER.findall(sentence)


def pixels(explorer):
    """Return the picture that a learner sees as an array (height, width, 3)."""
    data = base64.b64decode(re.search(r"base64,([^\"]+)", explorer.html.value)[1])
    return np.asarray(Image.open(BytesIO(data)).convert("RGB")).astype(np.int16)


@contextmanager
def unseen():
    """Leave out what takes longest, the drawing, while nobody looks at the picture itself.

    An arrow has its shape when it was drawn once.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Picture, "png", lambda picture: b"")
        yield


def axes_of(figure):
    """Return all axes of a figure, those inside others as well."""
    return [ax for outer in figure.axes for ax in (outer, *outer.child_axes)]


def texts_of(figure):
    """Return all texts that can be seen, but for the numbers on axes."""
    every = [text for ax in axes_of(figure) for text in ax.texts] + figure.texts
    return [text for text in every if text.get_visible() and text.get_text().strip()]


def drawn(figure):
    """Return all that a figure shows as plain data, artist by artist."""
    found = []
    for ax in axes_of(figure):
        found.append(("axes", *ax.get_xlim(), *ax.get_ylim(), ax.get_xlabel(), ax.get_ylabel()))
        found.append((*ax.get_position().bounds, *ticks(ax.xaxis), *ticks(ax.yaxis)))
        for line in filter(Artist.get_visible, ax.lines):
            look = line.get_color(), line.get_lw(), line.get_ls(), line.get_marker()
            face = to_hex(line.get_mfc(), keep_alpha=True) if line.get_marker() != "None" else ""
            points = np.nan_to_num(line.get_xydata().round(9), nan=1e9)  # where a line is broken
            found.append((*look, face, points.tolist()))
        for patch in filter(Artist.get_visible, ax.patches):
            path = patch.get_transform().transform_path(patch.get_path()).vertices
            look = patch.get_facecolor(), patch.get_edgecolor(), patch.get_lw(), patch.get_ls()
            found.append((*look, (path / ax.figure.dpi).round(6).tolist()))
        for image in ax.images:
            found.append((np.asarray(image.get_array()).round(9).tolist(), image.get_extent()))
        for collection in ax.collections:
            found.append(
                (collection.get_facecolor().tolist(), np.ravel(collection.get_lw()).tolist())
            )
            if isinstance(collection, Quiver):
                found.append((collection.get_offsets().tolist(), collection.U.tolist(),
                              collection.V.tolist()))  # fmt: skip
            else:
                found.append([path.vertices.round(9).tolist() for path in collection.get_paths()])
    for text in texts_of(figure):
        look = text.get_color(), text.get_fontweight(), text.get_fontsize(), text.get_ha()
        place = np.round([*text.get_position(), *getattr(text, "xy", ())], 9).tolist()
        found.append((text.get_text(), *look, *place))
    return found


def ticks(axis):
    """Return places and texts of the numbers on an axis."""
    return axis.get_ticklocs().tolist(), [label.get_text() for label in axis.get_ticklabels()]


def check_ticks(figure):
    """Ticks stand at equal distances, one of them at a 0 that is in sight; a scale may differ."""
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
            places, (low, high) = axis.get_ticklocs(), sorted(axis.get_view_interval())
            steps = np.diff(axis.get_transform().transform(places))
            assert (steps > 0).all()
            np.testing.assert_allclose(steps, steps[:1].repeat(len(steps)))
            if axis.get_scale() == "linear" and low <= 0 <= high and len(places):
                assert abs(places).min() < 1e-9


def check_marks_are_whole(figure):
    """A mark that stands alone, larger than a dot of a path, is seen whole at any edge."""
    for ax in axes_of(figure):
        left, low, right, high = ax.bbox.extents
        for mark in filter(Artist.get_visible, ax.lines):
            if mark.get_marker() == "None" or len(mark.get_xdata()) != 1 or mark.get_ms() < 5:
                continue
            ((x, y),) = mark.get_transform().transform(mark.get_xydata())
            radius = (mark.get_ms() + mark.get_mew()) / 2 * figure.dpi / 72
            room = min(x - left, right - x, y - low, high - y)
            assert room >= radius or not mark.get_clip_on()


def check_numbers_on_axes(figure):
    """The number at a tick is where the tick is, on every axis of a figure."""
    for ax in axes_of(figure):
        for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
            for place, text in zip(*ticks(axis), strict=True):
                power = re.fullmatch(r"\$\\mathdefault\{10\^\{(.*)\}\}\$", text)
                if power and axis.get_scale() == "linear":  # of powers of ten
                    assert place == int(power[1].replace("−", "-"))
                elif power:
                    assert place == pytest.approx(10.0 ** int(power[1].replace("−", "-")))
                elif text in PEOPLE:
                    assert place == PEOPLE.index(text)
                elif text:
                    assert number(text.removeprefix("≥ ")) == pytest.approx(place, rel=0.01)
                    if text.startswith("≥ "):  # so it is the last colour of a scale
                        assert place == pytest.approx(max(axis.get_view_interval()))


def in_pixels(ax, x, y):
    """Return the place of points of an axes in pixels at the size shown, from the upper left."""
    across, up = ax.transData.transform(np.transpose([x, y])).T * 100 / ax.figure.dpi
    return np.array([across, ax.figure.get_size_inches()[1] * 100 - up])


def box_of(artist):
    """Return left, bottom, right, top of an artist in pixels at the size shown."""
    figure = artist.figure
    return np.ravel(artist.get_window_extent(figure.canvas.get_renderer())) * 100 / figure.dpi


def overlap(one, other):
    """Tell whether two boxes share more than an edge."""
    return all(one[i] < other[i + 2] - 1 and other[i] < one[i + 2] - 1 for i in (0, 1))


# Parts that several explorers share.


def check_order(*axes):
    """Panels stand beside one another in this order."""
    lefts = [ax.get_position().x0 for ax in axes]
    assert lefts == sorted(lefts)


def check_words(words, *parts):
    """Texts in a row say these parts, (text, colour, weight), from left to right, apart.

    Every name is mathematics and a text of its own; a letter that stands alone is a name.
    """
    shown = [text for text in words.moving if text.get_text()]
    looks = [(read(t.get_text()), to_hex(t.get_color()), t.get_fontweight()) for t in shown]
    parts = [part if isinstance(part, tuple) else (part, INK, "normal") for part in parts]
    assert letters(looks) == letters(parts)
    for text in (text.get_text() for text in shown):
        assert "$" in text or not re.search(r"(?<![^\W\d_])[A-Za-z](?![^\W\d_])|_", text)
    for before, after in pairwise(shown):
        one, other = box_of(before), box_of(after)
        assert one[0] < other[0]
        wider = 2.5 if "$" in before.get_text() else 1  # than what is seen of it
        assert one[2] - wider < other[0]
        assert other[0] - one[2] < 4


def letters(parts):
    """Return the letters of parts one by one, each with its look."""
    return [(letter, *look) for text, *look in parts for letter in text]


def bold(text, color=INK):
    """Return the part that is the result."""
    return text, color, "bold"


def said_by(words):
    """Return what a row of texts says."""
    return "".join(read(text.get_text()) for text in words.moving)


def check_circle(node, name, value, color=PAPER, radius=None, rim=RIM):
    """A circle holds its name and its value, and nothing of it stands outside."""
    assert node.name.get_text() == name
    assert node.value.get_text() == value
    circle = node.circle
    shown = 255 * np.array(to_rgb(circle.get_facecolor()))
    wanted = 255 * np.array(to_rgb(color)) if isinstance(color, str) else color
    assert shown == pytest.approx(wanted, abs=1.5)
    assert to_hex(circle.get_edgecolor()) == INK
    assert circle.get_lw() == rim
    for text in (node.name, node.value):
        if text.get_text():
            away = np.hypot(*(np.array(text.get_position()) - circle.center))
            assert away < circle.radius / 2
    if re.fullmatch(r"−?\d\.\d{4}", value):
        left, _low, right, _top = box_of(node.value)
        _left, low, _right, top = box_of(circle)
        lowest = 16  # pixels from the middle down to the foot of the digits
        assert np.hypot((right - left) / 2, lowest) < (top - low) / 2 - 1.5, "off the rim"
    if name and value:
        assert node.name.get_position()[1] > node.value.get_position()[1]


def arrow_ends(arrow, start, end):
    """Return how far an arrow misses its ends, in pixels, and how wide its tail is, in points."""
    shape = arrow.get_transform().transform_path(arrow.get_path())
    scale = arrow.figure.dpi / 100
    start, end = (arrow.axes.transData.transform(point) for point in (start, end))
    along = (end - start) / np.hypot(*(end - start))
    points = shape.vertices[:-1] - start
    forth, aside = points @ along, points @ np.array([-along[1], along[0]])
    tail = 2 * np.abs(aside[forth < 2 * scale]).max()
    missed = abs(forth.min()), abs(forth.max() - np.hypot(*(end - start)))
    return max(missed) / scale, tail / scale * 72 / 100


def check_edge(edge, start, end, value, name=""):
    """An arrow leads from one point to another; width, colour and number are its value's."""
    missed, wide = arrow_ends(edge.arrow, start, end)
    assert missed < 1
    assert wide == pytest.approx(0.8 + 1.1 * min(abs(value), 4), abs=0.02)
    color = sign_color(float(f"{value:.2f}"))
    assert edge.number.get_text() == ("= " if name else "") + signed(value)
    assert edge.name.get_text() == (maths(name) if name else "")
    assert to_hex(edge.arrow.get_facecolor()) == color
    assert to_hex(edge.number.get_color()) == color
    if name:
        assert to_hex(edge.name.get_color()) == color


SPREAD = [(x / 8, y / 2) for x in range(9) for y in range(3)]  # over a box


def check_labels_at_arrows(edges, most=30):
    """Each number stands nearer to its own arrow than to another one, and they do not collide.

    `edges` holds (edge, start, end).
    """
    boxes = []
    for edge, *_ends in edges:
        parts = [box_of(text) for text in (edge.name, edge.number) if text.get_text()]
        boxes.append(np.array([*np.min(parts, axis=0)[:2], *np.max(parts, axis=0)[2:]]))
    for i, box in enumerate(boxes):
        points = [box[:2] + share * (box[2:] - box[:2]) for share in SPREAD]
        away = [
            min(to_segment(edge.arrow.axes, point, a, b) for point in points)
            for edge, a, b in edges
        ]
        assert away[i] <= min(away) + 5
        assert away[i] < most
        assert not any(overlap(box, other) for other in boxes[:i])


def to_segment(ax, point, start, end):
    """Return the distance of a point to a line between two points of an axes, in pixels."""
    start, end = (ax.transData.transform(p) * 100 / ax.figure.dpi for p in (start, end))
    share = np.clip((point - start) @ (end - start) / ((end - start) @ (end - start)), 0, 1)
    return np.hypot(*(start + share * (end - start) - point))


def rim(a, b):
    """Return the point of circle a that faces circle b."""
    a_centre, b_centre = np.array(a.center), np.array(b.center)
    return a_centre + a.radius * (b_centre - a_centre) / np.hypot(*(b_centre - a_centre))


def bias_ends(arrow, circle, above):
    """Return start and end of the arrow that brings a bias to a circle, from above or below."""
    points = arrow.get_path().vertices[:-1]
    far = points[:, 1].max() if above else points[:, 1].min()
    x, y = circle.center
    return (x, far), (x, y + (1 if above else -1) * circle.radius)


def check_network(diagram, p, x=None, steps=6, named=True):
    """The diagram of a 2-2-1 network: circles in columns, an arrow a parameter, numbers in place.

    With x, the first `steps` of z₁, h₁, z₂, h₂, z₃, y_pred are written.
    """
    flow, circles = plain.forward(p, x or (0, 0)), {}
    (x1, x2), (h1, h2), (y,) = diagram.layers
    nodes = {"x1": x1, "x2": x2, "h1": h1, "h2": h2, "y": y}
    for name, node in nodes.items():
        circles[name] = node.circle
    centres = {name: circle.center for name, circle in circles.items()}
    assert centres["x1"][0] == centres["x2"][0] < centres["h1"][0] == centres["h2"][0]
    assert centres["h1"][0] < centres["y"][0]
    assert centres["x1"][1] == centres["h1"][1] > centres["x2"][1] == centres["h2"][1]
    assert centres["y"][1] == pytest.approx((centres["h1"][1] + centres["h2"][1]) / 2)
    names = ["x1", "x2", "h1", "h2", "y_pred"]
    values = ["", "", "", "", ""]
    colors = [PAPER] * 5
    if x is not None:
        values = [short(x[0]), short(x[1])]
        values += [fixed(flow["h1"]) if steps > 1 else "", fixed(flow["h2"]) if steps > 3 else ""]
        values += [fixed(flow["y_pred"]) if steps > 5 else ""]
        shades = [hidden_color(flow["h1"]), hidden_color(flow["h2"]), answer_color(flow["y_pred"])]
        colors[2:] = [shade if steps > 2 * i + 1 else PAPER for i, shade in enumerate(shades)]
    for node, name, value, color in zip(nodes.values(), names, values, colors, strict=True):
        check_circle(node, maths(name), value, color)
    edges = []
    for place, name in enumerate(plain.NAMES):
        edge = diagram.edges[place]
        if name in ENDS:
            a, b = (circles[end] for end in ENDS[name])
            start, end = rim(a, b), rim(b, a)
        else:
            at = circles[("h1", "h2", "y")[int(name[1]) - 1]]
            start, end = bias_ends(edge.arrow, at, above=False)
        check_edge(edge, start, end, p[name], name if named else "")
        edges.append((edge, start, end))
    for i, above in enumerate(diagram.sums):
        z = f"z{i + 1}"
        shown = x is not None and 2 * i < steps
        assert above.name.get_text() == (maths(z) if shown else "")
        assert above.number.get_text() == (f"= {short(flow[z], 4)}" if shown else "")
        if shown and above.name.get_visible():
            circle, one, other = above_circle(diagram, i), box_of(above.name), box_of(above.number)
            assert (one[0] + other[2]) / 2 == pytest.approx(circle[0], abs=1)
            assert 2 < other[0] - one[2] < 6
            assert 0 < above.number.get_position()[1] - circle[1] < 20
            assert above.name.get_position()[1] == above.number.get_position()[1]
    return edges


def above_circle(diagram, i):
    """Return the middle of a neuron in pixels, and the height of its rim on the sheet."""
    circle = diagram.neurons[i].circle
    x, y = circle.center
    ax = circle.axes
    across = ax.transData.transform((x, y))[0] * 100 / ax.figure.dpi
    return across, y + circle.radius


def check_plane(explorer, plane, predict, x1, x2, names, y, pixel=True):
    """A plane is coloured by `predict`, a function of two numbers, and says where it is 0.5."""
    ax = plane.ax
    assert (ax.get_xlim(), ax.get_ylim()) == (x1, x2)
    assert (ax.get_xlabel(), ax.get_ylabel()) == tuple(map(maths, names))
    heights = np.asarray(plane.image.get_array())
    rows, columns = heights.shape
    across = [x1[0] + (x1[1] - x1[0]) * i / (columns - 1) for i in range(columns)]
    up = [x2[0] + (x2[1] - x2[0]) * i / (rows - 1) for i in range(rows)]
    wanted = np.array([[predict(a, b) for a in across] for b in up])
    np.testing.assert_allclose(heights, wanted, atol=1e-9)
    assert tuple(plane.image.get_extent()) == (*x1, *x2)
    check_border(plane.line, predict, wanted, across, up)
    check_sides(plane, predict, y)
    for child in ax.child_axes:
        check_scale(child, y)
    if pixel:
        check_pixels(explorer, ax, predict)


def check_border(line, predict, heights, across, up):
    """The dashed line is where the output is 0.5, to the width of a cell."""
    xs, ys = line.get_data()
    xs, ys = xs[~np.isnan(xs)], ys[~np.isnan(ys)]
    above = heights > 0.5
    assert (len(xs) > 0) == (above.any() and not above.all() and (heights < 0.5).any())
    dx, dy = across[1] - across[0], up[1] - up[0]
    for a, b in zip(xs, ys, strict=True):
        near = [predict(a + i * dx, b + j * dy) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        assert min(near) <= 0.5 <= max(near)
    assert (line.get_ls(), line.get_lw()) == ("--", LINE)
    assert to_hex(line.get_color()) == INK


def check_sides(plane, predict, y):
    """The sides are named "y < 0.5" and "y > 0.5", each at a place that is on its side."""
    (x_low, x_high), (y_low, y_high) = plane.ax.get_xlim(), plane.ax.get_ylim()
    for text, sign in zip(plane.sides, "<>", strict=True):
        assert text.get_text() == f"{maths(y)}$\\,{sign}\\,0.5$"
        if text.get_visible():
            across, up = text.get_position()
            there = predict(x_low + across * (x_high - x_low), y_low + up * (y_high - y_low))
            assert (there < 0.5) == (sign == "<")
    return [text.get_visible() for text in plane.sides]


def check_scale(ax, y):
    """Beside a plane stands which colour is which output, 0 at the foot."""
    (image,) = ax.images
    column = np.asarray(image.get_array())[:, 0]
    np.testing.assert_allclose(column, np.linspace(0, 1, len(column)))
    assert image.origin == "lower"
    assert tuple(image.get_extent()) == (0, 1, 0, 1)
    for value in (0, 0.25, 0.5, 0.75, 1):
        shown = 255 * np.array(image.cmap(float(value))[:3])
        assert shown == pytest.approx(answer_color(value), abs=1.5)
    assert (image.norm.vmin, image.norm.vmax) == (0, 1)
    assert ticks(ax.yaxis) == ([0, 0.5, 1], ["0", "0.5", "1"])
    (text,) = ax.texts
    assert text.get_text() == maths(y)


def check_pixels(explorer, ax, predict, color=answer_color, most=12, levels=()):
    """What is seen has the colour of the output there, but where something dark lies over it.

    Nor is it looked at beside a contour, where `predict` crosses one of `levels` within 4 pixels.
    """
    seen, (x_low, x_high), (y_low, y_high) = pixels(explorer), ax.get_xlim(), ax.get_ylim()
    shares = np.arange(1, 24) / 24
    across, up = x_low + (x_high - x_low) * shares, y_low + (y_high - y_low) * shares
    places = [(x, y) for x in across for y in up]
    columns, rows = (2 * in_pixels(ax, *np.transpose(places))).astype(int)
    found, wanted = seen[rows, columns], [color(predict(x, y)) for x, y in places]
    free = (found.min(axis=1) >= 160) | (color is not answer_color)  # no line, marker or letter
    dx, dy = 4 * (x_high - x_low) / ax.bbox.width * 2, 4 * (y_high - y_low) / ax.bbox.height * 2
    for place, (x, y) in enumerate(places if levels else ()):
        beside = [predict(x + i * dx, y + j * dy) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        free[place] &= not any(min(beside) <= level <= max(beside) for level in levels)
    assert free.sum() > 400
    right = abs(found - wanted).max(axis=1) <= most
    assert right[free].mean() >= 0.95


def check_marks(marks, places):
    """The four people stand at their places in the shape and colour of their label, named."""
    for marker, (name, _x, label), place in zip(marks.marks, plain.PEOPLE, places, strict=True):
        shape, color = LABELS[label]
        assert np.ravel(marker.get_data()) == pytest.approx(place), name
        assert marker.get_marker() == shape, name
        assert to_hex(marker.get_mfc()) == color, name
        assert to_hex(marker.get_mec()) == INK, name
        assert (marker.get_ms(), marker.get_mew()) == PERSON, name
    named = []
    for text in marks.names:
        if text.get_visible():
            those = text.get_text().split(", ")
            named += those
            for name in those:
                own = in_pixels(marks.ax, *places[PEOPLE.index(name)])
                assert np.hypot(*(in_pixels(marks.ax, *text.xy) - own)) <= 12
            assert np.hypot(*text.xyann) < 60
    assert sorted(named) == PEOPLE


def check_person_bars(bars, values, digits):
    """A bar for each of the four people has the length of a number, which is written beside it."""
    axis = bars.bars[0].axes
    assert axis.get_ylim()[0] > axis.get_ylim()[1], "Alice stands on top"
    assert ticks(axis.yaxis) == ([0, 1, 2, 3], PEOPLE)
    assert axis.get_xlim() == (0, 1)
    for i, (bar, text, value) in enumerate(zip(bars.bars, bars.texts, values, strict=True)):
        assert bar.get_x() == 0
        assert bar.get_width() == pytest.approx(value, abs=1e-12)
        assert bar.get_y() + bar.get_height() / 2 == pytest.approx(i)
        assert to_hex(bar.get_facecolor()) == LABELS[plain.PEOPLE[i][2]][1]
        assert to_hex(bar.get_edgecolor()) == INK
        assert (bar.get_height(), bar.get_lw()) == PERSON_BAR
        assert text.get_text() == fixed(value, digits)
        assert text.get_position()[1] == i
        end = in_pixels(axis, 1, i)[0]
        assert box_of(text)[0] > end + 1, "the number stands beyond the end of the longest bar"


def check_curve(curve, losses, last, at=-1, low=0.0, high=1.0, width=CURVE):
    """The curve of the losses, cut where its axis ends, with a mark at one of them."""
    ax = curve.ax
    shown = [min(max(loss, low), high) for loss in losses]
    assert ax.get_ylim() == (low, high)
    assert ax.get_xlim() == (0, last)
    assert ax.get_ylabel() == "$L$"
    np.testing.assert_allclose(curve.line.get_xdata(), range(len(losses)))
    np.testing.assert_allclose(curve.line.get_ydata(), shown, rtol=1e-7, atol=1e-12)
    assert (curve.line.get_lw(), curve.guide.get_lw()) == (width, GUIDE)
    assert (curve.point.get_ms(), curve.point.get_mew()) == HERE
    if losses:
        at = at % len(losses)
        np.testing.assert_allclose(curve.point.get_xydata(), [[at, shown[at]]], rtol=1e-7)
        beyond = (losses[at] > high) - (losses[at] < low)
        assert curve.point.get_marker() == {0: "o", 1: "^", -1: "v"}[beyond]
        np.testing.assert_allclose(curve.guide.get_xydata(), [[at, low], [at, high]])
    else:
        assert len(curve.point.get_xdata()) == len(curve.guide.get_xdata()) == 0


def check_slope_bars(bars, slopes, limit, chosen=None, shown=True):
    """A bar for each slope, to the side of its sign, in the colour of its sign, with its number."""
    ax = bars.bars[0].axes
    assert ax.get_xlim() == (-limit, limit)
    assert ax.get_ylim()[0] > ax.get_ylim()[1], "w1 stands on top"
    assert list(bars.zero.get_xdata()) == [0, 0]
    assert bars.chosen.get_visible() == (chosen is not None)
    if chosen:
        middle = bars.chosen.get_y() + bars.chosen.get_height() / 2
        assert middle == plain.NAMES.index(chosen)
        ground, row = box_of(bars.chosen), plain.NAMES.index(chosen)
        assert ground[0] + 2 < box_of(bars.labels[row])[0], "behind the whole row"
        assert ground[2] - 2 > box_of(bars.texts[row])[2]
    for i, (name, slope) in enumerate(slopes.items()):
        bar, text, label = bars.bars[i], bars.texts[i], bars.labels[i]
        assert bar.get_visible() == text.get_visible() == shown
        assert bar.get_x() == 0
        assert bar.get_width() == pytest.approx(max(-limit, min(limit, slope)), abs=1e-12)
        assert bar.get_y() + bar.get_height() / 2 == pytest.approx(i)
        assert bar.get_height() == BAR
        assert label.get_text() == rf"$\partial L/\partial${maths(name)}"
        assert label.get_position()[1] == text.get_position()[1] == i
        assert text.get_text() == tiny(slope, plus=True)
        assert to_hex(bar.get_facecolor()) == to_hex(text.get_color()) == sign_color(slope)
        assert text.get_fontweight() == ("bold" if name == chosen else "normal")


def check_people_panels(explorer, p, pixel=True):
    """The plane with the people, the bars of their squared errors, and the mean of these."""
    panels = explorer.picture.panels
    y_pred = [plain.forward(p, x)["y_pred"] for _name, x, _label in plain.PEOPLE]
    errors = [(row[2] - y) ** 2 for row, y in zip(plain.PEOPLE, y_pred, strict=True)]
    loss = plain.loss(p)
    check_people_plane(explorer, panels["plane"], p, pixel)
    check_person_bars(panels["errors"], errors, 4)
    np.testing.assert_allclose(panels["mean"].get_xdata(), [loss, loss])
    assert list(panels["mean"].get_ydata()) == [0, 1]
    bars = panels["errors"].bars
    assert panels["mean"].get_lw() == LINE, "it hides no short bar"
    assert all(panels["mean"].get_zorder() < bar.get_zorder() for bar in bars)
    last = panels.get("history") or panels["slice"]
    check_order(panels["plane"].ax, panels["errors"].bars[0].axes, last.ax)
    assert panels["mean"].axes is panels["errors"].bars[0].axes
    (title,) = [t.get_text() for t in panels["mean"].axes.texts if "true" in t.get_text()]
    assert title == r"$(y_\mathrm{true} - y_\mathrm{pred})^2$"
    terms = " + ".join(map(fixed, errors))
    check_words(panels["sum"], f"L = ({terms}) / 4 = ", bold(fixed(loss)))
    return y_pred, loss


def check_people_plane(explorer, plane, p, pixel=True, title="$x_1, x_2$"):
    """The plane of weight and height, coloured by the network's output, with the people on it."""
    check_marks(plane.marks, [x for _name, x, _label in plain.PEOPLE])
    check_plane(
        explorer, plane, lambda a, b: plain.forward(p, (a, b))["y_pred"],
        (-25, 35), (-10, 10), ("x1", "x2"), "y_pred", pixel,
    )  # fmt: skip
    titles = [text.get_text() for text in plane.ax.texts]
    assert title in titles


def check_map(explorer, landscape, p, pair, span):
    """The map of the loss over two parameters: heights, contours with their value, and scale."""
    ax, heights = landscape.ax, np.asarray(landscape.image.get_array())
    assert tuple(landscape.image.get_extent()) == (-span, span, -span, span)
    assert landscape.image.origin == "lower"
    assert (ax.get_xlim(), ax.get_ylim()) == ((-span, span), (-span, span))
    assert (ax.get_xlabel(), ax.get_ylabel()) == tuple(map(maths, pair))
    count = len(heights)
    for row in range(0, count, 12):
        for column in range(0, count, 12):
            at = [span * (2 * place / (count - 1) - 1) for place in (column, row)]
            there = plain.loss(p | dict(zip(pair, at, strict=True)))
            assert heights[row, column] == pytest.approx(there, abs=1e-12)

    def loss(x, y):
        return plain.loss(p | {pair[0]: x, pair[1]: y})

    check_pixels(explorer, ax, loss, loss_color, most=20, levels=LEVELS)
    lines = [c for c in ax.collections if c is landscape.lines]
    assert len(lines) == 1
    assert set(lines[0].get_linewidth()) == {THIN}
    (casing,) = lines[0].get_path_effects()  # or white is lost on the bright hill
    assert casing._gc == {"linewidth": 2, "foreground": INK}
    for level, path in zip(LEVELS, lines[0].get_paths(), strict=True):
        for x, y in path.vertices[::7]:
            near = [loss(x + dx, y + dy) for dx in (-0.15, 0, 0.15) for dy in (-0.15, 0, 0.15)]
            assert min(near) <= level <= max(near)
    for text in ax.texts:
        x, y = text.get_position()
        near = [loss(x + dx, y + dy) for dx in (-0.4, 0, 0.4) for dy in (-0.4, 0, 0.4)]
        assert min(near) <= float(text.get_text()) <= max(near)
        (casing,) = text.get_path_effects()  # dark around white, or it is not seen on yellow
        assert casing._gc == {"linewidth": 3, "foreground": INK}
    (scale,) = ax.child_axes
    assert [text.get_text() for text in scale.texts] == ["$L$"]
    places, texts = ticks(scale.yaxis)
    assert texts == ["0", "0.1", "0.2", "0.4", "≥ 0.6"], "what is higher has the last colour too"
    assert places == pytest.approx([0, 0.1, 0.2, 0.4, 0.6])
    norm = landscape.image.norm
    assert (norm.vmin, norm.vmax) == (0, 0.6)
    assert [norm(loss) for loss in (0.06, 0.3)] == pytest.approx([0.1**0.7, 0.5**0.7])
    assert landscape.image.cmap.name == "cividis"


def check_slice(part, p, name):
    """The loss along one parameter, all others held, and the point where the network is."""
    ax = part.ax
    for at, height in part.curve.get_xydata():
        assert height == pytest.approx(plain.loss(p | {name: at}), abs=1e-12)
    assert part.curve.get_xdata()[[0, -1]].tolist() == [-6, 6] == list(ax.get_xlim())
    np.testing.assert_allclose(part.point.get_xydata(), [[p[name], plain.loss(p)]])
    assert part.curve.get_lw() == CURVE
    assert (part.point.get_ms(), part.point.get_mew()) == HERE
    assert (ax.get_xlabel(), ax.get_ylabel()) == (maths(name), "$L$")
    low, top = ax.get_ylim()
    assert low == 0
    assert part.curve.get_ydata().max() <= top
    smaller = [end for end in (0.1, 0.2, 0.4, 0.6) if end < top]
    assert all(part.curve.get_ydata().max() > end for end in smaller), "as high as it must be"
    assert ticks(ax.yaxis)[0] == [0, top / 2, top]


def size_color(share):
    """Return the colour at a share of the scale of sizes, as three numbers from 0 to 255."""
    return 255 * np.array(colormaps["cividis"](share)[:3])


def loss_color(loss):
    """Return the colour of a loss on its map, the brightest from 0.6 on."""
    return size_color(np.minimum(np.asarray(loss) / 0.6, 1) ** 0.7)


def predictions(p):
    """Return what a network says of each person, as it is written."""
    return [fixed(plain.forward(p, x)["y_pred"]) for _name, x, _label in plain.PEOPLE]


def parameters_of(explorer):
    """Return the nine parameters that an explorer's sliders show."""
    return {name: explorer.controls[name].value for name in plain.NAMES}


def check_lamps(lamps, heads, names):
    """Names, what was found, what is right, ratios and lamps stand in columns under their heads."""
    ax, columns = lamps.lamps[0].axes, (lamps.found, lamps.right, lamps.ratios)
    for head, column in zip([*heads, "÷"], columns, strict=True):
        (text,) = [text for text in ax.texts if text.get_text() == head]
        places = [text.get_position(), *(one.get_position() for one in column)]
        assert {x for x, _y in places} == {text.get_position()[0]}
        assert [y for _x, y in places[1:]] == list(range(len(names)))
        assert text.get_position()[1] < 0
    shown = [text for text in ax.texts if text.get_text() in names]
    assert [text.get_text() for text in shown] == names
    assert [text.get_position()[1] for text in shown] == list(range(len(names)))
    for i, (lamp, mark) in enumerate(zip(lamps.lamps, lamps.marks, strict=True)):
        assert lamp.get_xydata().tolist() == [list(mark.get_position())]
        assert mark.get_position()[1] == i
    assert ax.get_ylim()[0] > ax.get_ylim()[1], "the first stands on top"
    row = abs(np.diff(ax.transData.transform([(0, 0), (0, 1)])[:, 1])[0]) * 100 / ax.figure.dpi
    parts = [*ax.texts, *lamps.lamps]
    room = np.array([box_of(part) for part in parts if part.get_visible()]) - box_of(ax.patch)
    (left, low), (right, top) = room[:, :2].min(axis=0), room[:, 2:].max(axis=0)
    assert min(left, low, -right, -top) >= 0, "the table stands inside its panel"
    assert abs(low + top) < row / 2, "with as much room above it as below"
    for i, lamp in enumerate(lamps.lamps):
        boxes = [box_of(part[i]) for part in (shown, *columns)] + [box_of(lamp)]
        assert all(one[2] + 4 < other[0] for one, other in pairwise(boxes)), "apart"


class Row(NamedTuple):
    """A row of a room of the museum: how it is labelled and said, its texts, whether it lies."""

    label: str
    said: str
    found: str
    right: str
    ratio: str
    lies: bool


def check_room(room, losses, right, rows, heads, last=300, between="; ", **ends):
    """Curve, table, lamps and alternative text of a room are those of the exhibit it shows.

    `losses` are those of the exhibit and `right` those of the right one, dotted; `heads` are how
    both are called, `between` stands between rows as they are said, and `ends` are those of the
    axis of the loss.
    """
    panels, exhibit = room.picture.panels, room.controls["number"].value
    check_curve(panels["curve"], losses, last=last, **ends)
    ax, number, lamps = panels["curve"].ax, panels["number"], panels["lamps"]
    legend = ax.get_legend()
    assert number.get_text() == ("№ ?" if exhibit == HIDDEN else f"№ {exhibit}")
    assert not overlap(box_of(number), box_of(panels["curve"].point))
    assert not overlap(box_of(number), box_of(legend))
    assert ax.get_xlabel() == "epoch"
    (dotted,) = [one for one in ax.lines if to_hex(one.get_color()) == FAINT]
    assert dotted.get_ydata() == pytest.approx(right)
    assert dotted.get_xdata().tolist() == list(range(len(right)))
    colors = [to_hex(handle.get_color()) for handle in legend.legend_handles]
    assert colors == [to_hex(panels["curve"].line.get_color()), FAINT]
    assert [text.get_text() for text in legend.get_texts()] == list(heads)
    for i, row in enumerate(rows):
        texts = [column[i].get_text() for column in (lamps.found, lamps.right, lamps.ratios)]
        assert texts == [row.found, row.right, row.ratio]
        assert lamps.marks[i].get_text() == ("≠" if row.lies else "=")
        assert lamps.lamps[i].get_marker() == ("s" if row.lies else "o")
        assert to_hex(lamps.lamps[i].get_mfc()) == (INK if row.lies else PAPER)
        assert to_hex(lamps.marks[i].get_color()) == (PAPER if row.lies else INK)
    check_lamps(lamps, heads, [row.label for row in rows])
    assert box_of(lamps.lamps[0].axes.patch)[0] > box_of(ax.patch)[2] + 10, "apart from the curve"
    told = between.join(f"{row.said} {row.ratio} {'≠' if row.lies else '='}" for row in rows)
    ends = f"up to epoch {len(losses) - 1}, from {fixed(losses[0])} to {fixed(losses[-1])}, beside"
    assert ends in alt(room)
    assert alt(room).endswith(f"agree: {told}.")


def check_way(room, labels, numbers, right, off, losses, log, last, low=0.0, high=1.0):
    """A room of ways shows what was found of one, and its losses, beside those of the right one.

    `labels` has for each row how it is labelled and said, `off` which rows lie, and `losses` those
    of the way and those of the right one.
    """
    rows = []
    for i, ((label, said), one, good) in enumerate(zip(labels, numbers, right, strict=True)):
        texts = unless_nan(short, one, 4), short(good, 4), unless_nan(fixed, one / good, 3)
        rows.append(Row(label, f"{said}:", *texts, i in off))
    mine, dotted = losses
    check_room(room, mine, dotted, rows, ["№", "№ 0"], last=last, low=low, high=high)
    assert room.picture.panels["curve"].ax.get_yscale() == ("log" if log else "linear")
    assert all(low < loss < high for loss in mine), "no part of a curve is cut"
    check_apart(room)


def unless_nan(write, number, digits):
    """Write a number, and "?" for what is none."""
    return "?" if np.isnan(number) else write(number, digits)


def check_apart(room):
    """What a table shows stands apart, and apart from the numbers of the curve."""
    lamps, ax = room.picture.panels["lamps"], room.picture.panels["curve"].ax
    heads = len(room.followed) + 1
    names = lamps.lamps[0].axes.texts[heads : heads + len(lamps.lamps)]
    for one, other in pairwise(names):
        assert box_of(one)[1] > box_of(other)[3], "a fraction is not as high as its row"
    ticks = max(box_of(tick)[2] for tick in ax.get_xticklabels())
    assert min(box_of(name)[0] for name in names) > ticks + 15
    for row in zip(names, lamps.found, lamps.right, lamps.ratios, lamps.lamps, strict=True):
        for left, right in pairwise(map(box_of, row)):
            assert left[2] + 6 < right[0]


def check_said(curves, checks, look, losses, right, off):
    """A sentence says one thing of the curve, which is so, and of a check what then is off.

    `curves` has for words of a sentence when they are so; `checks` the rows that must be off.
    """
    said = [holds for words, holds in curves.items() if words in look]
    assert len(said) == 1, look
    assert said[0](losses, right), look
    (rows,) = (rows for words, rows in checks.items() if words in look)
    assert rows <= off, look
    assert len(look) < 200, look
    assert re.search(r"finds? it", look)
    assert look.count(". ") == 1, "two sentences"
