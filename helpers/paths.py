"""Paths lead from a number to the loss, link by link: wheels with belts, or two ways that join."""

from itertools import pairwise
from math import prod, sqrt

from matplotlib.patches import Circle, Wedge

from helpers import inputs, style
from helpers.chains import chain
from helpers.diagrams import RADIUS, Edge, Node, Sheet, axes_or_current

WIDE, TALL, UNDER = 520, 262, 16  # pixels: the sheet, and from a circle to the slope beside it
PLACES = {"a": (96, 190), "b": (96, 72), "u": (270, 72), "L": (444, 131)}
# The stations from x1 to the loss, in pixels: across, and up from the line of x1.
STATIONS = {"x1": (45, 0), "h1": (210, 88), "h2": (210, -88)}
STATIONS |= {"z3": (375, 0), "y_pred": (545, 0), "L": (755, 0)}
LINKS = {  # the slope of each in letters, and where that stands: from the middle, at which side
    ("x1", "h1"): (r"$w_1 \cdot \sigma'(z_1)$", (-10, 20), "right"),
    ("x1", "h2"): (r"$w_3 \cdot \sigma'(z_2)$", (-10, -20), "right"),
    ("h1", "z3"): ("$w_5$", (10, 20), "left"),
    ("h2", "z3"): ("$w_6$", (10, -20), "left"),
    ("z3", "y_pred"): (r"$\sigma'(z_3)$", (0, 32), "center"),
    ("y_pred", "L"): (r"$2\,(y_\mathrm{pred} - y_\mathrm{true})$", (0, 32), "center"),
}
WAYS = {"h1": {"color": style.INK}}  # the look of the arrows: filled over h1, hollow over h2
WAYS |= {"h2": {"color": None, "fc": style.PAPER, "ec": style.INK, "lw": 1.2}}
TURN = 300  # degrees, of the wheel that turns farthest
RING, WHEELS = (37, 46), 220  # pixels: a ring, from wheel to wheel
OVER, BELOW = 68, 70  # from the middle of a wheel to its name, and to how far it has moved
BROAD, LINE = 3, 30  # an arrow is as broad as that of this number; pixels from line to line


def joined(a, b, ax=None):
    """Draw L = u + a with u = a b: the numbers, the slope at each arrow, and those that arrive.

    In each circle stands its number, on each arrow the slope of what was made by what it was made
    from, and beside each circle the slope of L by its number. At `a` two paths join.
    """
    a, b = inputs.number("a", a), inputs.number("b", b)
    sheet = Sheet(axes_or_current(ax), WIDE, TALL)
    values = {"a": a, "b": b, "u": a * b, "L": a * b + a}
    nodes = {name: Node(sheet, PLACES[name], name) for name in values}
    for name, node in nodes.items():
        node.value.set_text(style.short(values[name]))
    steps = {("a", "L"): 1.0, ("u", "L"): 1.0, ("a", "u"): b, ("b", "u"): a}
    for (start, end), slope in steps.items():
        one, other = nodes[start], nodes[end]
        above = (start, end) != ("b", "u")
        Edge(sheet, one.rim(other.centre), other.rim(one.centre), above=above).update(slope)
    arrived = {"L": [1.0], "u": [1.0], "a": [1.0, b], "b": [a]}
    for name, parts in arrived.items():
        x, y = PLACES[name]
        side = 1 if name in ("a", "L") else -1
        first, *more = parts
        added = " + ".join([style.short(first), *map(style.factor, more)])
        whole = style.signed(sum(parts))
        said = f"{added} = {whole}" if more else whole
        look = {"color": style.sign_color(sum(parts)), "weight": "bold"}
        sheet.text(x, y + side * (RADIUS + UNDER), said, **look)


def wheels(ax=None, ratios=False, **moves):
    """Draw a chain of stations in a row, and below each how far it has moved.

    Each is a wheel: its ring is coloured as far as it has turned from the top, to the right where
    it has moved up. The farthest of all has turned by 300 degrees, and the others in proportion.
    A belt leads to each from the wheel before it. With `ratios` there stands at each belt how far
    its wheel turns for one turn of that before; for a wheel that stands still there is none.
    """
    inputs.yes_or_no("ratios", ratios)
    far = inputs.row("moves", [inputs.number(name, move) for name, move in moves.items()])
    sheet = Sheet(axes_or_current(ax), WHEELS * len(moves) - 80, 160)
    most, (inner, outer) = max(abs(far)) or 1, RING
    places = [(70 + WHEELS * i, 82) for i in range(len(moves))]
    for (x, y), name, move in zip(places, moves, far, strict=True):
        color, turned = style.sign_color(move), 90 - TURN * move / most
        for start, end, shade in ((0, 360, style.PALE), (min(90, turned), max(90, turned), color)):
            ring = Wedge((x, y), outer, start, end, width=outer - inner, fc=shade, ec="none")
            sheet.ax.add_patch(ring)
        sheet.ax.plot([x, x], [y + inner, y + outer], color=style.INK, lw=style.LINE)
        sheet.text(x, y + OVER, style.formula(name), style.MEDIUM)
        sheet.text(x, y - BELOW, style.tiny(move, 7, plus=True), style.MEDIUM, color=color)
    for (one, before), (other, after) in pairwise(zip(places, far, strict=True)):
        if not before:
            continue
        ratio = float(after / before)
        belt(sheet, one, other, ratio)
        if ratios:
            said, look = style.signed(ratio, 4), {"color": style.sign_color(ratio)}
            sheet.text((one[0] + other[0]) / 2, one[1] + OVER, said, style.MEDIUM, **look)


def belt(sheet, one, other, ratio):
    """Draw a belt that turns the wheel at `other` by `ratio` for one turn of that at `one`.

    It runs from a hub of radius a to a rim of radius b, with a / b = |ratio|, and is crossed where
    the wheels turn against each other. It touches both circles where the unit vector n leads from
    their middles, with n (one - other) = b - a, or -b - a where it is crossed.
    """
    rim, (x, y), side = RING[1], one, -1 if ratio < 0 else 1
    a, b = rim * min(1, abs(ratio)), side * rim / max(1, abs(ratio))
    for centre, radius in ((one, a), (other, abs(b))):
        sheet.ax.add_patch(Circle(centre, radius, fill=False, ec=style.INK, lw=style.THIN))
    across = (a - b) / (other[0] - x)
    for up in (1, -1):
        n = across, up * sqrt(1 - across**2)
        ends = [x + a * n[0], other[0] + b * n[0]], [y + a * n[1], y + b * n[1]]
        sheet.ax.plot(*ends, color=style.INK, lw=style.THIN)


def links(way):
    """Return the links from x1 to the loss over h1 or h2."""
    return [*pairwise(("x1", way, "z3", "y_pred", "L"))]


def slopes_of_links(net, x, y_true):
    """Return the slope of each link from x1 to the loss in a 2-2-1 network, for one example.

    They are w1 σ'(z1) and w3 σ'(z2), w5 and w6, σ'(z3), and 2 (y_pred - y_true).
    """
    slopes = {}
    for way, weight in (("h1", "w1"), ("h2", "w3")):
        last, middle, first = chain(net, x, y_true, weight)
        factors = net[weight] * first.slope, middle.number, middle.slope, last.value
        slopes |= dict(zip(links(way), map(float, factors), strict=True))
    return slopes


def two_ways(net=None, x=None, y_true=None, ax=None):
    """Draw both ways from x1 to the loss in a 2-2-1 network: over h1 filled, over h2 hollow.

    At each link stands its slope in letters; with a `net`, an example and its label it stands there
    as a number, and below are the product of each way and their sum, which is dL/dx1.
    """
    slopes = {} if net is None else slopes_of_links(net, x, y_true)
    tall, under = 2 * (STATIONS["h1"][1] + RADIUS + 10), 40 * bool(slopes)
    sheet = Sheet(axes_or_current(ax), 800, tall + under)
    nodes = {
        name: Node(sheet, (across, under + tall / 2 + up), name, valued=False)
        for name, (across, up) in STATIONS.items()
    }
    for link, (said, beside, side) in LINKS.items():
        one, other = (nodes[name].centre for name in link)
        look = {"size": style.MEDIUM, "ha": side}
        if slopes:
            said, look["color"] = style.signed(slopes[link], 4), style.sign_color(slopes[link])
        sheet.text(*(one + other) / 2 + beside, said, **look)
    for (way, look), up in zip(WAYS.items(), (16, -16), strict=True):
        for start, end in links(way):
            one, other = nodes[start], nodes[end]
            ends = one.rim(other.centre), other.rim(one.centre)
            if way not in (start, end):  # both ways run here, beside each other
                ends = one.at(up), other.at(180 - up)
            sheet.arrow(*ends, BROAD, **look)
    if slopes:
        products(sheet, slopes)


def products(sheet, slopes):
    """Write the product of the slopes on each way, behind its arrow, and below them their sum."""
    end, found = 700, []
    for way, row in (("h1", 2), ("h2", 1)):
        factors = [slopes[link] for link in links(way)]
        found.append(prod(factors))
        y = LINE * row + LINE / 2
        sheet.arrow((end - 380, y), (end - 340, y), BROAD, **WAYS[way])
        total(sheet, end, y, " · ".join(style.factor(one, 4) for one in factors), found[-1])
    sheet.ax.plot([end + 12, end + 82], [LINE + 1] * 2, color=style.INK, lw=style.THIN)
    total(sheet, end, LINE / 2, style.formula("dL_dx1"), sum(found))


def total(sheet, end, y, letters, value):
    """Write letters, "=" and a number in the colour of its sign; the "=" stands at `end`."""
    sheet.text(end, y, f"{letters} =", style.MEDIUM, ha="right")
    look = {"color": style.sign_color(value), "weight": "bold", "ha": "right"}
    sheet.text(end + 82, y, style.tiny(value, plus=True), style.MEDIUM, **look)
