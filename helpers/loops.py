"""A loop is drawn unrolled, step beside step, so that one sees where its numbers come from.

The arrows carry the weights, as in `diagrams`: each of them stands at every step, and it is the
same one.
"""

import numpy as np

from helpers import inputs, style
from helpers.diagrams import RADIUS, Edge, Node, Sheet, axes_or_current, shade
from helpers.recurrence import Gated, Recurrent
from helpers.words import _

STEP, LEVEL, EDGE, LABEL = 196, 132, 26, 88  # pixels; the last one is room for a label
MOST = 4  # steps


def _of_one(net, X, kind):
    """Return a network of one input, one hidden neuron and one output, and a short sequence."""
    if type(net) is not kind or net.sizes != (1, 1, 1) or net.values.ndim > 1:
        expected = _("one {kind}([1, 1, 1])").format(kind=kind.__name__)
        inputs.refuse("net", net, expected)
    X = inputs.table("X", X, 1)
    if len(X) > MOST:
        inputs.refuse("X", X, _("a sequence of at most {most} steps").format(most=MOST))
    return net, X


def unrolled(net, X, ax=None):
    """Draw `Recurrent([1, 1, 1])` at each step of a sequence X, shape (steps, 1).

    Of each step the input is at the bottom, the state above it, and the output at the top. From
    the left comes h0 = 0.
    """
    net, X = _of_one(net, X, Recurrent)
    _V, H, A = net.activations(X)
    steps = len(X)
    sheet = Sheet(
        axes_or_current(ax), RADIUS + EDGE + STEP * steps + LABEL, 2 * (RADIUS + LEVEL + 4)
    )
    x, middle = RADIUS + EDGE + STEP * np.arange(steps + 1), RADIUS + LEVEL + 4
    before = Node(sheet, (x[0], middle), "h0")
    before.value.set_text("0")
    for t in range(1, steps + 1):
        seen = Node(sheet, (x[t], middle - LEVEL), f"x{t}")
        state = Node(sheet, (x[t], middle), f"h{t}", tinted=True)
        said = Node(sheet, (x[t], middle + LEVEL), f"y{t}", tinted=True)
        h, y = float(H[0, t - 1, 0]), float(A[0, t - 1, 0])
        seen.value.set_text(style.short(float(X[t - 1, 0])))
        state.value.set_text(style.fixed(h))
        said.value.set_text(style.fixed(y))
        state.circle.set_facecolor(shade(net, h, False))
        said.circle.set_facecolor(shade(net, y, True))
        for a, b, name in ((seen, state, "w1"), (before, state, "w2"), (state, said, "w3")):
            edge = Edge(sheet, a.rim(b.centre), b.rim(a.centre), name, at=0.45)
            edge.update(net[name])
            if a is not before:  # beside an arrow that goes up
                edge.put(x[t] + 10, (a.centre[1] + b.centre[1]) / 2 - 5)
        before = state


def gate(net, X, ax=None):
    """Draw what a `Gated([1, 1, 1])` keeps at the last step of a sequence X, shape (steps, 1).

    The state before it and the candidate are on the left, the state after it on the right; on the
    arrows stand the keep gate k and 1 - k.
    """
    net, X = _of_one(net, X, Gated)
    V, G, _U, C, H, _A = net.activations(X)
    k, values = (
        float(G[0, -1, 0]),
        [float(part) for part in (V[0, -1, 1], C[0, -1, 0], H[0, -1, 0])],
    )
    tall = 2 * (RADIUS + 8) + LEVEL
    sheet = Sheet(axes_or_current(ax), 2 * (RADIUS + EDGE) + 2 * STEP, tall)
    left, right = RADIUS + EDGE, RADIUS + EDGE + 2 * STEP
    places = (left, tall - RADIUS - 8), (left, RADIUS + 8), (right, tall / 2)
    names = f"h{len(X) - 1}", f"c{len(X)}", f"h{len(X)}"
    nodes = [Node(sheet, *parts, tinted=True) for parts in zip(places, names, strict=True)]
    for node, value in zip(nodes, values, strict=True):
        node.value.set_text(style.fixed(value, 2))
        node.circle.set_facecolor(style.SIGNED((value + 1) / 2))
    for node, share, name, up in ((nodes[0], k, "k", True), (nodes[1], 1 - k, "1 - k", False)):
        edge = Edge(sheet, node.rim(nodes[2].centre), nodes[2].rim(node.centre), above=up, at=0.4)
        edge.update(share)
        x, y = edge.point(0.4, 24 if up else -24)
        edge.name.set(text=f"${name}$ =", position=(x - 8, y), ha="right", va="center")
        edge.number.set(text=style.fixed(share, 2), position=(x - 1, y), ha="left", va="center")
