"""A panel of a picture, read piece by piece: what is read was there, and nothing is left over.

What should be there is said by whoever reads, in plain Python; nothing here computes with helpers.
"""

import re
from math import dist

import numpy as np
import palette
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle
from matplotlib.text import Text
from palette import BLUE, INK, ORANGE, PAPER, answer_color
from pictures.drawn import arrow_of, box, centre_of, from_box, labels, rings, sign_color
from plain import forward, loss, neuron

LABELS = {0: ("s", BLUE), 1: ("o", ORANGE)}  # marker and colour
ENDS = {  # from which circle to which each weight leads
    "w1": ("x1", "h1"), "w2": ("x2", "h1"), "w3": ("x1", "h2"), "w4": ("x2", "h2"),
    "w5": ("h1", "y_pred"), "w6": ("h2", "y_pred"),
}  # fmt: skip
FED = {"b1": "h1", "b2": "h2", "b3": "y_pred"}
TEX = {r"\sigma": "σ", r"\partial": "∂", r"\Delta": "Δ", r"\delta": "δ", r"\eta": "η"}
TEX |= {r"\epsilon": "ε", r"\lambda": "λ", r"\log": "log"}
READERS = {}  # (notebook, cell): the function that reads its panels


def reads(notebook, cell):
    """Name a function of the panels of a picture as the reader of what this cell draws."""

    def keep(reader):
        assert (notebook, cell) not in READERS, f"{cell} has a reader"
        READERS[notebook, cell] = reader
        return reader

    return keep


def read(figure, reader):
    """Let a reader read all of a figure's panels, row after row, each from left to right."""
    assert not figure.texts + figure.legends, "words outside of all panels"
    places = {ax: ax.get_position() for ax in figure.axes}
    order = sorted(figure.axes, key=lambda ax: (-round(places[ax].y1, 1), places[ax].x0))
    panels = [Panel(ax) for ax in order]
    reader(*panels)
    for panel in panels:
        panel.finish()


def sheet(panel, pictures, titles, colors, ends, name):
    """Read square pictures with their titles, their frames and the scale; all are as large."""
    images = sorted(panel.those(AxesImage), key=lambda i: (i.get_extent()[3], i.get_extent()[0]))
    assert len(images) == len(pictures) == len(titles)
    boxes = []
    for image, pixels, title in zip(images, pictures, titles, strict=True):
        left, right, low, high = image.get_extent()
        assert (right - left, low - high) == (8, 8), "the first row of pixels is at the top"
        shown = np.asarray(image.get_array())
        side = round(len(np.ravel(pixels)) ** 0.5)
        assert shown == pytest.approx(np.reshape(pixels, (side, side)), abs=1e-9)
        assert (image.cmap.name, image.origin) == (colors, "upper")
        assert (image.norm.vmin, image.norm.vmax) == ends
        panel.left.remove(image)
        if title:
            (text,) = [t for t in panel.those(Text) if t.get_position() == (left, high - 0.8)]
            assert text.get_text() == title
            panel.left.remove(text)
        boxes.append((left, high))
    assert len(set(boxes)) == len(boxes)
    frames = panel.take(panel.those(LineCollection), "frames")
    corners = [(min(s[:, 0]), min(s[:, 1])) for s in frames.get_segments()]
    assert sorted(corners) == sorted(boxes)
    assert {to_hex(color) for color in frames.get_color()} == {"#555555"}
    low, high = ends
    panel.scale(None, {n: f"{n:g}".replace("-", "−") for n in {low, 0, high}}, name)


def words(text):
    """Return what a text says without the signs of TeX: w1, y_pred, ∂L/∂w6, σ(z)."""
    for tex, sign in TEX.items():
        text = text.replace(tex, sign)
    text = re.sub(r"\\mathrm|\\,|[${}]|(?<=[∂Δ]) ", "", text)
    return re.sub(r"_(\d)", r"\1", text)


def kind(line):
    """Return how a line runs: solid, dashed, dotted, dashdot, or none."""
    if line.get_linestyle() == "None":
        return "none"
    pattern = line._unscaled_dash_pattern[1]
    if pattern is None:
        return "solid"
    return "dashdot" if len(pattern) > 2 else "dotted" if pattern[0] < 2 else "dashed"


def look(line):
    """Return all by which a line is told from another one."""
    return kind(line), line.get_marker(), to_hex(line.get_color()), line.get_linewidth()


def number_of(text):
    """Return the number of a tick, written plainly or as a power of ten."""
    text = re.sub(r"\\mathdefault|[${}]", "", text).replace("−", "-")
    power = re.fullmatch(r"(?:([\d.]+)\\times)?10\^(-?\d+)", text)
    return float(power[1] or 1) * 10.0 ** int(power[2]) if power else float(text)


def ticks(axis):
    """Return the numbers that stand along an axis, as (place, text)."""
    low, high = sorted(axis.get_view_interval())
    every = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    shown = [(t.get_loc(), label) for t in every for label in (t.label1, t.label2)]
    return [
        (place, label.get_text())
        for place, label in shown
        if low <= place <= high and label.get_visible() and label.get_text()
    ]


def has_something(artist):
    """Tell whether there is something to see in an artist."""
    if isinstance(artist, Line2D):
        return not np.isnan(np.asarray(artist.get_xdata(), dtype=float)).all()
    return not isinstance(artist, Text) or artist.get_text().strip() != ""


class Panel:
    """An axes; `left` is what nobody has read yet."""

    def __init__(self, ax):
        self.ax = ax
        parts = [*ax.lines, *ax.patches, *ax.collections, *ax.images, *ax.texts, *ax.child_axes]
        self.left = [part for part in parts if part.get_visible() and has_something(part)]
        self.left += [ax.get_legend()] if ax.get_legend() else []
        self.axes = [ax.xaxis, ax.yaxis] if ax.axison else []  # those along which numbers stand
        self.left += [t for t in (ax.title, ax._left_title, ax._right_title) if t.get_text()]

    def those(self, cls, **wanted):
        """Return what is left of a class and looks so."""
        found = [part for part in self.left if isinstance(part, cls)]
        return [p for p in found if all(getattr(p, f"get_{k}")() == v for k, v in wanted.items())]

    def take(self, found, what):
        """Read the only one of what was found."""
        assert len(found) == 1, f"{len(found)} of {what} in a panel with {self.left}"
        self.left.remove(found[0])
        return found[0]

    def finish(self):
        """Nothing is left unread, and every number along an axis is where it stands."""
        assert not self.left, f"nobody read {self.left}"
        for axis in self.axes:
            for place, text in ticks(axis):
                assert number_of(text) == pytest.approx(place, rel=1e-6, abs=1e-9)
            if axis.get_label_text():
                assert len(ticks(axis)) > 1, "an axis with a name has numbers"

    # ---------------------------------------------------------------- words

    def named(self, x, y, title=""):
        """Read the names of both axes, and the title at the left."""
        ax = self.ax
        assert (words(ax.get_xlabel()), words(ax.get_ylabel())) == (x, y)
        assert words(ax.get_title("left")) == title
        if title:
            self.left.remove(ax._left_title)

    def text(self, said):
        """Read a text, and return it."""
        return self.take([t for t in self.those(Text) if words(t.get_text()) == said], said)

    def legend(self, *entries):
        """Read the legend: it names every line that has a label, by a sample that looks so."""
        legend = self.take([part for part in self.left if part is self.ax.get_legend()], "legend")
        assert [words(text.get_text()) for text in legend.get_texts()] == list(entries)
        called = {words(line.get_label()): look(line) for line in self.ax.lines}
        samples = [look(line) for line in legend.get_lines()]
        assert samples == [called[entry] for entry in entries]
        assert len(set(samples)) == len(samples), "two lines look alike"

    def bars_legend(self, entries):
        """Read the legend of bars, {entry: colour}."""
        legend = self.take([part for part in self.left if part is self.ax.get_legend()], "legend")
        said = [words(text.get_text()) for text in legend.get_texts()]
        colors = [to_hex(sample.get_facecolor()) for sample in legend.get_patches()]
        assert dict(zip(said, colors, strict=True)) == entries

    def names_along(self, side, names):
        """Read the names along an axis, x or y, of fields that are 1 wide."""
        axis = getattr(self.ax, f"{side}axis")
        assert ticks(axis) == [(place + 0.5, name) for place, name in enumerate(names)]
        assert not axis.get_label_text()
        self.axes.remove(axis)

    def field(self, x, y, color):
        """Read a field of this colour, and return the text in it: ink, or white on ink."""
        middle = x + 0.5, y + 0.5
        patches = [p for p in self.those(Rectangle) if p.get_center() == pytest.approx(middle)]
        ground = self.take(patches, f"field at {middle}")
        assert to_hex(ground.get_facecolor()) == color, f"field at {middle}"
        texts = [t for t in self.those(Text) if dist(t.get_position(), middle) < 0.1]
        text = self.take(texts, f"text at {middle}")
        assert to_hex(text.get_color()) == (PAPER if color == INK else INK)
        return text.get_text()

    # ---------------------------------------------------------------- lines and marks

    def line(self, x, y, atol=1e-9, color=INK, rtol=1e-7, **wanted):
        """Read the line through these points and no others; `kind` and `label` are its own."""
        points = np.column_stack([x, y])
        run, called = wanted.pop("kind", "solid"), wanted.pop("label", None)
        found = [n for n in self.those(Line2D, **wanted) if kind(n) == run]
        found = [n for n in found if to_hex(n.get_color()) == color]
        found = [n for n in found if called is None or words(n.get_label()) == called]
        through = [
            n for n in found
            if n.get_xydata().shape == points.shape
            and np.allclose(n.get_xydata(), points, rtol=rtol, atol=atol)
        ]  # fmt: skip
        self.take(through, f"{run} line {called or ''} through {points[:3]} … {points[-1]}")

    def ranges(self, x, ends):
        """Read the upright lines at x, each from the first of two ends to the second."""
        wanted = np.array(
            [[(place, end) for end in pair] for place, pair in zip(x, ends, strict=True)]
        )
        found = [
            n for n in self.those(LineCollection)
            if np.shape(n.get_segments()) == wanted.shape and np.allclose(n.get_segments(), wanted)
        ]  # fmt: skip
        lines = self.take(found, f"upright lines at {x}")
        assert {to_hex(color) for color in lines.get_color()} == {INK}

    def curve(self, function, low, high, color=INK, label=None, run="solid", atol=1e-9, jumps=0):
        """Read the line of a function from one end to another, in small even steps.

        Where it jumps the line has a gap, and it has no other.
        """
        found = [n for n in self.those(Line2D) if len(n.get_xdata()) > 100]
        found = [n for n in found if (kind(n), to_hex(n.get_color())) == (run, color)]
        found = [n for n in found if label is None or words(n.get_label()) == label]
        right = {n: np.array([function(x) for x in n.get_xdata()]) for n in found}
        for y in right.values():
            if jumps:
                y[1:][np.abs(np.diff(y)) > 0.5] = np.nan
                assert np.isnan(y).sum() == jumps
        near = {"rtol": 0, "atol": atol, "equal_nan": True}
        found = [n for n in found if np.allclose(n.get_ydata(), right[n], **near)]
        x = self.take(found, f"{run} curve {label or ''}").get_xdata()
        assert (x[0], x[-1]) == pytest.approx((low, high))
        assert np.diff(x) == pytest.approx(x[1] - x[0])

    def here(self, x, y):
        """Read the white disc that says: you are here, or several; all of each is to be seen."""
        disc = self.take(self.those(Line2D, marker="o", markersize=9, markeredgewidth=2.2), "disc")
        assert disc.get_xydata() == pytest.approx(np.column_stack([x, y]), abs=1e-6)
        assert to_hex(disc.get_markerfacecolor()) == PAPER
        assert not disc.get_clip_on(), "at a border the disc is cut"

    def marks(self, places):
        """Read the marks of labels, [(point, label)]."""
        found = [n for n in self.those(Line2D) if n.get_markeredgewidth() == 1.3]
        for (point, label), line in zip(places, found, strict=True):
            assert line.get_xydata() == pytest.approx(np.array([point], dtype=float), abs=1e-9)
            shown = line.get_marker(), to_hex(line.get_markerfacecolor())
            assert shown == LABELS[label], (point, label)
            assert to_hex(line.get_markeredgecolor()) == INK
            self.left.remove(line)

    def names_at(self, places):
        """Read names, {name: point}: each stands nearest to its own point; neighbours share one."""
        spots = {name: self.ax.transData.transform(point) for name, point in places.items()}
        seen = []
        for text in self.those(Text):
            if not set(text.get_text().split(", ")) <= set(spots):
                continue
            left, low, right, high = box(text)
            away = {n: dist(s, np.clip(s, (left, low), (right, high))) for n, s in spots.items()}
            for name in text.get_text().split(", "):
                assert away[name] < min(away.values()) + 12, f"{name} stands elsewhere"
            seen += text.get_text().split(", ")
            self.left.remove(text)
        assert sorted(seen) == sorted(places)

    # ---------------------------------------------------------------- planes and landscapes

    def image(self):
        """Read the image that fills the panel; return its numbers by place: {(x, y): number}."""
        (image,) = self.ax.images
        left, right, low, high = image.get_extent()
        assert (*self.ax.get_xlim(), *self.ax.get_ylim()) == pytest.approx((left, right, low, high))
        self.left.remove(image)
        heights = np.asarray(image.get_array())
        rows, columns = heights.shape
        across, up = np.linspace(left, right, columns), np.linspace(low, high, rows)
        some = [(i, j) for i in range(0, rows, 6) for j in range(0, columns, 6)]
        return image, {(float(across[j]), float(up[i])): heights[i, j] for i, j in some}

    def plane(self, output, ends, y="y", scale=True, sides=True):
        """Read a plane coloured by an output, its line of 0.5, its sides and its scale."""
        image, heights = self.image()
        assert image.get_extent() == pytest.approx(ends)
        for place, height in heights.items():
            assert height == pytest.approx(output(*place), abs=1e-7), place
        for value in (0, 0.3, 0.5, 0.8, 1):
            shown = 255 * np.array(image.cmap(image.norm(float(value)))[:3])
            assert shown == pytest.approx(answer_color(value), abs=1.5)
        some = [output(*place) > 0.5 for place in heights]
        if any(some) and not all(some):
            borders = [n for n in self.those(Line2D) if kind(n) == "dashed"]
            points = self.take(borders, "line of 0.5").get_xydata()
            points = points[~np.isnan(points[:, 0])]
            assert len(points) > 10
            for point in points:
                assert between(output, ends, point) == pytest.approx(0.5, abs=1e-4), point
        named = [t for t in self.those(Text) if re.search(r"[<>]0\.5", words(t.get_text()))]
        assert bool(named) == sides
        for text in named:
            assert words(text.get_text())[:-4] == y
            across, up = text.get_position()
            there = output(ends[0] + across * (ends[1] - ends[0]),
                           ends[2] + up * (ends[3] - ends[2]))  # fmt: skip
            assert (there < 0.5) == ("<" in text.get_text())
            self.left.remove(text)
        if scale:
            self.scale("answers", {0: "0", 0.5: "0.5", 1: "1"}, y)

    def scale(self, colors, numbers, name):
        """Read the scale beside a map: which colour is which number."""
        bar = self.take([part for part in self.left if part in self.ax.child_axes], "scale")
        assert dict(ticks(bar.yaxis)) == pytest.approx(numbers)
        assert [words(text.get_text()) for text in bar.texts] == [name]
        if colors == "answers":
            image, (line,) = bar.images[0], bar.lines
            assert (kind(line), list(line.get_ydata())) == ("dashed", [0.5, 0.5])
            assert list(image.get_extent()) == [0, 1, 0, 1]
            column = np.asarray(image.get_array())[:, 0]
            assert column == pytest.approx(np.linspace(0, 1, len(column)))
        assert box(bar)[0] > box(self.ax)[2]

    def landscape(self, p, names, span, scale=True):
        """Read the loss over two parameters as a map with contours and their numbers."""
        image, heights = self.image()
        assert (image.get_extent(), image.origin) == ([-span, span, -span, span], "lower")

        def there(x, y):
            return loss(p | dict(zip(names, (float(x), float(y)), strict=True)))

        for place, height in heights.items():
            assert height == pytest.approx(there(*place), abs=1e-9), place
        assert (image.cmap.name, image.norm.vmin, image.norm.vmax) == ("cividis", 0, 1)
        assert image.norm([0.04, 0.36]) == pytest.approx([0.2, 0.6]), "the root of the loss"
        (contours,) = self.ax.collections
        self.left.remove(contours)
        levels = list(contours.levels)
        assert levels == [0.05, 0.1, 0.2, 0.4, 0.6, 0.8]
        for level, path in zip(levels, contours.get_paths(), strict=True):
            for place in path.vertices[::9]:
                assert there(*place) == pytest.approx(level, abs=0.02)
        numbers = [t for t in self.those(Text) if re.fullmatch(r"0\.\d+", t.get_text())]
        assert len(numbers) > 3
        for text in numbers:
            assert there(*text.get_position()) == pytest.approx(float(text.get_text()), abs=0.03)
            self.left.remove(text)
        if scale:
            values = [0, 0.1, 0.2, 0.4, 0.6, 0.8, 1]
            self.scale(None, {value: f"{value:g}" for value in values}, "L")

    def slice(self, p, name):
        """Read the loss along one parameter, and the disc where the network stands."""
        self.named(name, "L")
        self.curve(lambda value: loss(p | {name: float(value)}), -6, 6)
        self.here(p[name], loss(p))

    # ---------------------------------------------------------------- diagrams

    def circles(self, values, answers, hidden=None):
        """Read the circles, {name: what stands in it}, and the colours of outputs by name.

        `answers` are in the map of answers, `hidden` from white to grey; inputs are white.
        """
        found = rings(self.ax)
        assert {name: ring.value for name, ring in found.items()} == values
        for name, ring in found.items():
            grey = palette.hidden_color((hidden or {}).get(name, 0))
            color = palette.answer_color(answers[name]) if name in answers else grey
            assert 255 * np.array(ring.color[:3]) == pytest.approx(color, abs=1.01), name
        for ring in found.values():
            for text in self.those(Text):
                if dist(centre_of(self.ax, text), ring.centre) < ring.radius:
                    self.left.remove(text)
        self.left = [part for part in self.left if not isinstance(part, Circle)]
        return found

    def parameters(self, found, ends, values):
        """Read the arrows of parameters, {name: (from, to)}, and the numbers beside them."""
        called = labels(self.ax)
        assert {name: label[:2] for name, label in called.items()} == {
            name: (f"= {sign(value)}", sign_color(value)) for name, value in values.items()
        }
        spans = {}
        for name, value in values.items():
            before, after = ends[name]
            leads = [p for p in self.those(FancyArrowPatch) if leads_to(p, before, after, found)]
            arrow = arrow_of(self.take(leads, f"arrow of {name}"))
            assert arrow.color == sign_color(value), name
            assert arrow.tail == pytest.approx(0.8 + 1.1 * min(abs(value), 4), rel=0.02), name
            spans[name] = arrow.start, arrow.tip
        for name, (_text, _color, around) in called.items():
            away = {other: from_box(around, *span) for other, span in spans.items()}
            assert away[name] <= min(away.values()) + 5, f"the number of {name} stands elsewhere"
        self.left = [part for part in self.left if not (isinstance(part, Text) and is_label(part))]

    def neuron(self, w, b, x):
        """Read the diagram of one neuron."""
        z, y = neuron(*w, b, x)
        values = {"x1": short(x[0]), "x2": short(x[1]), "z": short(z), "y": f"{y:.4f}"}
        found = self.circles(values, {"y": y})
        ends = {"w1": ("x1", "z"), "w2": ("x2", "z"), "b": (None, "z")}
        self.parameters(found, ends, {"w1": w[0], "w2": w[1], "b": b})
        squash = self.take(self.those(FancyArrowPatch), "arrow from z to y")
        assert leads_to(squash, "z", "y", found)
        self.text("σ")

    def network(self, p, x=None):
        """Read the diagram of a 2-2-1 network, with what flows through it for an example."""
        flow, values = forward(p, x or (0, 0)), dict.fromkeys(("x1", "x2", *FED.values()), "")
        if x:
            values |= {"x1": short(x[0]), "x2": short(x[1])}
            values |= {name: f"{flow[name]:.4f}" for name in FED.values()}
        y_pred, *hidden = ({name: flow[name]} if x else {} for name in ("y_pred", "h1", "h2"))
        found = self.circles(values, y_pred, hidden[0] | hidden[1])
        self.parameters(found, ENDS | {bias: (None, fed) for bias, fed in FED.items()}, p)
        called = labels(self.ax, "z")
        assert len(called) == (len(FED) if x else 0)
        for i, (name, (said, color, around)) in enumerate(called.items()):
            assert (name, said) == (f"z{i + 1}", f"= {short(flow[name], 4)}")
            assert color == palette.INK
            fed = found[FED[f"b{i + 1}"]]
            across, up = np.add(around[:2], around[2:]) / 2 - fed.centre
            assert across == pytest.approx(0, abs=1)
            assert 0 < up - fed.radius < 20


def between(output, ends, point, parts=60):
    """Return what is read at a point of an edge of the grid, on a straight line between its ends.

    A border is drawn through such points: one coordinate is that of a line of the grid.
    """
    low, high = np.reshape(ends, (2, 2)).T
    place = (np.array(point) - low) / (high - low) * parts
    first = np.floor(place + 1e-6)
    across = int(np.argmax(place - first))  # the coordinate that lies between two lines
    share = max(place[across] - first[across], 0)
    other = first.copy()
    other[across] += 1
    one, two = (output(*(low + at * (high - low) / parts)) for at in (first, other))
    return (1 - share) * one + share * two


def short(value, digits=2):
    """Write a number without the zeros at its end; the minus sign is the long one."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return text.replace("-", "−") if float(text) else "0"


def sign(value, digits=2):
    """Write a number with its sign."""
    return ("+" if round(value, digits) > 0 else "") + short(value, digits)


def leads_to(patch, before, after, found):
    """Tell whether an arrow goes from one circle, or from outside, to the rim of another."""
    arrow, end = arrow_of(patch), found[after]
    if abs(dist(arrow.tip, end.centre) - end.radius) > 0.5:
        return False
    if before is None:  # straight from above or from below
        return abs(arrow.start[0] - end.centre[0]) < 0.5
    return abs(dist(arrow.start, found[before].centre) - found[before].radius) < 0.5


def is_label(text):
    """Tell whether a text is the name of a parameter or the number behind it."""
    return re.fullmatch(r"[wb]\d?|z\d|= .*", words(text.get_text())) is not None
