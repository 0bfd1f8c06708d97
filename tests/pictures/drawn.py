"""What a picture shows, read back from what was drawn: texts, circles, arrows, colours."""

import re
from itertools import combinations, pairwise
from math import dist
from typing import NamedTuple

import numpy as np
import palette
import pytest
from matplotlib.axis import Axis
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Circle, FancyArrowPatch
from matplotlib.text import Text

MINUS = "\N{MINUS SIGN}"


def tint(y):
    """Return the colour of an output from 0 to 1: blue, white at 0.5, orange, in 256 steps."""
    return palette.answer_color(min(int(y * 256), 255) / 255)


def is_tint(color, y):
    """Tell whether a colour is the one of an output, but for rounding."""
    return all(abs(255 * a - b) < 1.01 for a, b in zip(to_rgb(color), tint(y), strict=True))


def sign_color(value):
    """Return the colour of a signed number as it is written, with two decimals."""
    return palette.sign_color(round(value, 2))


def written(text):
    """Return the number in a text: "= −0.5" gives -0.5."""
    (found,) = re.findall(r"[−+]?\d+(?:\.\d+)?", text)
    return float(found.replace(MINUS, "-"))


def plain(text):
    r"""Return the name that mathematics writes: "$w_{1}$" is w1, "$y_{\mathrm{pred}}$" y_pred."""
    text = re.sub(r"_\{\\mathrm\{(\w+)\}\}", r"_\1", text.strip("$"))
    return re.sub(r"_\{?(\d+)\}?", r"\1", text)


def texts(part):
    """Return all texts in a figure or an axes that can be seen; ticks beyond an axis cannot."""
    beyond = set()
    for axis in part.findobj(Axis):
        low, high = sorted(axis.get_view_interval())
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            if not low <= tick.get_loc() <= high:
                beyond |= {tick.label1, tick.label2}
    found = [text for text in part.findobj(Text) if text not in beyond]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def said(ax):
    return {text.get_text() for text in texts(ax)}


def box(artist):
    """Return where an artist lies on the page, in pixels: left, low, right, high."""
    return artist.get_window_extent().extents


def overlap(one, other, slack=0.5):
    """Tell whether two boxes cover a common part, wider and higher than some slack."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > slack
        and min(one[3], other[3]) - max(one[1], other[1]) > slack
    )


def collisions(artists):
    """Return the pairs of texts that run over each other."""
    pairs = combinations(artists, 2)
    return [(a.get_text(), b.get_text()) for a, b in pairs if overlap(box(a), box(b))]


def outside(artists, figure):
    """Return the texts that run over the edge of the figure."""
    _left, _low, right, high = figure.bbox.extents
    boxes = [(text.get_text(), box(text)) for text in artists]
    return [t for t, b in boxes if b[0] < 0 or b[1] < 0 or b[2] > right or b[3] > high]


def between(point, one, other):
    """Return how far a point is from the straight piece between two others."""
    point, one, other = map(np.asarray, (point, one, other))
    along = other - one
    share = np.clip((point - one) @ along / (along @ along), 0, 1)
    return dist(point, one + share * along)


def from_box(around, one, other):
    """Return how far a box (left, low, right, high) is from the straight piece between points."""
    shares = np.linspace(0, 1, 401)[:, np.newaxis]
    places = (1 - shares) * np.asarray(one) + shares * np.asarray(other)
    nearest = np.clip(places, around[:2], around[2:])
    return np.hypot(*(places - nearest).T).min()


class Ring(NamedTuple):
    """A circle, with the texts inside it from the top down."""

    name: str
    value: str
    centre: tuple
    radius: float
    color: tuple


class Arrow(NamedTuple):
    """An arrow from one point to another, in the coordinates of its axes; widths in points."""

    start: tuple
    tip: tuple
    color: str
    tail: float
    head: float
    length: float  # of the head


def arrow_of(patch):
    """Return the straight filled arrow that a patch draws, from the corners of its outline."""
    points = patch.get_transform().transform(patch.get_path().vertices)
    towards = patch.axes.transData.transform(np.array(patch._posA_posB))
    along = (towards[1] - towards[0]) / dist(*towards)
    ahead, aside = points @ along, points @ np.array([-along[1], along[0]])
    tip, point = points[ahead.argmax()], patch.figure.dpi / 72
    start = tip - along * (ahead.max() - ahead.min())
    tail, shoulders = aside[ahead < ahead.min() + 0.5], ahead[aside == aside.max()]
    back = patch.axes.transData.inverted().transform
    return Arrow(
        start=tuple(back(start)),
        tip=tuple(back(tip)),
        color=to_hex(patch.get_facecolor()),
        tail=(tail.max() - tail.min()) / point,
        head=(aside.max() - aside.min()) / point,
        length=(ahead.max() - shoulders.min()) / point,
    )


def arrows(ax):
    return [arrow_of(patch) for patch in ax.patches if isinstance(patch, FancyArrowPatch)]


def centre_of(ax, text):
    left, low, right, high = box(text)
    return tuple(ax.transData.inverted().transform(((left + right) / 2, (low + high) / 2)))


def belts(ax, middles):
    """Return [(ratio, artists), or None] of the belts from each wheel in a row to the next.

    The ratio is that of the two radii around which the belt runs, each with its circle, and below 0
    where it is crossed: then the middles lie at different sides of its straight parts.
    """
    found = []
    for one, other in pairwise(map(np.array, middles)):
        near, parts = dist(one, other) / 2, []
        for line in ax.lines:
            start, end = line.get_xydata()
            if dist(start, one) < near and dist(end, other) < near:
                parts.append((line, start - one, end - other, end - start))
        if not parts:
            found.append(None)
            continue
        (upper, hub, rim, along), (lower, *mirrored) = parts
        assert np.array(mirrored) == pytest.approx(np.array([hub, rim, along]) * (1, -1))
        assert (along @ hub, along @ rim) == pytest.approx((0, 0), abs=1e-9), "it does not touch"
        radii = np.hypot(*hub), np.hypot(*rim)
        around = [circle_at(ax, *place) for place in zip((one, other), radii, strict=True)]
        assert {to_hex(line.get_color()) for line in (upper, lower)} == {palette.INK}
        ratio = (-1 if hub @ rim < 0 else 1) * radii[0] / radii[1]
        found.append((ratio, [upper, lower, *around]))
    return found


def circle_at(ax, middle, radius):
    """Return the empty circle in ink with this middle and this radius."""
    circles = (patch for patch in ax.patches if isinstance(patch, Circle) and not patch.get_fill())
    same = [c for c in circles if (*c.center, c.radius) == pytest.approx((*middle, radius))]
    assert same, f"there is no circle of radius {radius} around {middle}"
    assert to_hex(same[0].get_edgecolor()) == palette.INK
    return same[0]


def rings(ax):
    """Return every circle of a neuron by its name; the ring around a step is empty."""
    found = {}
    circles = [patch for patch in ax.patches if isinstance(patch, Circle)]
    for circle in filter(Circle.get_fill, circles):
        inside = [t for t in texts(ax) if dist(centre_of(ax, t), circle.center) < circle.radius]
        inside.sort(key=lambda t: -centre_of(ax, t)[1])
        name, value = [t.get_text() for t in inside] + [""] * (2 - len(inside))
        name = plain(name)
        assert name not in found, f"two circles are called {name}"
        found[name] = Ring(name, value, circle.center, circle.radius, circle.get_facecolor())
    return found


def labels(ax, letters="wb"):
    """Return {name: (number, colour, box)} of every "name = number" that stands in two texts.

    `letters` are those that a name may begin with; every number must have one, of these or z.
    """
    found, numbers = {}, [t for t in texts(ax) if t.get_text().startswith("= ")]
    name_of = r"\$([wb](_\{\d+\})?|z_\{\d+\})\$"
    for name in [t for t in texts(ax) if re.fullmatch(name_of, t.get_text())]:
        x, y = name.get_position()
        level = [n for n in numbers if n.get_position()[1] == y and n.get_position()[0] > x]
        number = min(level, key=lambda n: n.get_position()[0])
        numbers.remove(number)
        assert 0 <= box(number)[0] - box(name)[2] < 8, f"{name.get_text()} stands by itself"
        assert to_hex(name.get_color()) == to_hex(number.get_color())
        ends = ax.transData.inverted().transform([box(name)[:2], box(number)[2:]])
        found[plain(name.get_text())] = number.get_text(), to_hex(number.get_color()), ends.ravel()
    assert not numbers, "numbers without a name"
    return {name: label for name, label in found.items() if name[0] in letters}


def ways(ax):
    """Return {(from, to): (colours of its arrows from the top down, its label)}, and what is left.

    A label is the text outside of circles that is nearest to these arrows, within 30 pixels; what
    is left are the arrows that lead from no circle to another, and texts of no arrow.
    """
    found, links, loose = rings(ax), {}, []
    for arrow in sorted(arrows(ax), key=lambda arrow: -arrow.start[1]):
        link = tuple(
            name for point in (arrow.start, arrow.tip) for name, ring in found.items()
            if abs(dist(ring.centre, point) - ring.radius) < 0.5
        )  # fmt: skip
        if len(link) == 2:
            links.setdefault(link, []).append(arrow)
        else:
            loose.append(arrow)
    labels, others = {}, []
    back = ax.transData.inverted().transform
    for text in texts(ax):
        if any(dist(centre_of(ax, text), ring.centre) < ring.radius for ring in found.values()):
            continue
        around = back(np.reshape(box(text), (2, 2))).ravel()
        away = {
            link: min(from_box(around, arrow.start, arrow.tip) for arrow in several)
            for link, several in links.items()
        }
        nearest = min(away, key=away.get)
        if away[nearest] < 30:
            assert nearest not in labels, f"two labels at {nearest}"
            labels[nearest] = text
        else:
            others.append(text)
    assert set(labels) == set(links)
    shown = {link: ([a.color for a in several], labels[link]) for link, several in links.items()}
    return shown, loose, others


def cut(text, ring, ax):
    """Tell whether a text runs over the rim of a circle: neither inside it nor outside."""
    left, low, right, high = box(text)
    corners = ax.transData.inverted().transform([(left, low), (right, high)])
    centre = np.array(ring.centre)
    nearest = np.clip(centre, corners[0] + 0.5, corners[1] - 0.5)
    farthest = np.where(centre < corners.mean(axis=0), corners[1], corners[0])
    return dist(nearest, centre) < ring.radius < dist(farthest, centre)
