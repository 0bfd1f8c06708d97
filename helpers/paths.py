"""Two paths lead to one number, and where they join, their slopes are added: a small graph."""

from helpers import inputs, style
from helpers.diagrams import RADIUS, Edge, Node, Sheet, axes_or_current

WIDE, TALL, UNDER = 520, 262, 16  # pixels: the sheet, and from a circle to the slope beside it
PLACES = {"a": (96, 190), "b": (96, 72), "u": (270, 72), "L": (444, 131)}


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
