"""Slopes of the museum's graphs in plain Python, with a mistake or without: no graph is made.

What each mistake does is told by the slopes that it gives, which are written down by hand.
"""

from functools import cache

import plain

KEYS = ("overwritten", "depth_first", "no_zero", "changed", "unlinked", "growing")
START = {"w1": 0.4, "w2": 0.7, "w3": -0.6, "w4": 0.5, "w5": 0.9, "w6": -0.8}
START |= {"b1": 0.3, "b2": -0.2, "b3": 0.1}
RATE, DECAY, EPOCHS = 2, 0.01, 40
HIDDEN = ("w1", "w2", "b1", "w3", "w4", "b2")  # behind the products of the output neuron
HEARD = plain.ROWS[-1]  # whose slopes arrive last


def slopes(key, p, rows):
    """Return the slopes that a graph of these rows gives in its first step."""
    if key == "overwritten":
        one = HEARD if HEARD in rows else rows[0]
        return {name: slope / len(rows) for name, slope in plain.slopes_of_one(p, *one).items()}
    moved = {name: value * (1 - RATE * DECAY) for name, value in p.items()}
    each = [plain.slopes_of_one(p, *row, moved=moved if key == "changed" else p) for row in rows]
    mean = {name: sum(one[name] for one in each) / len(rows) for name in plain.NAMES}
    return {n: 0 if key == "unlinked" and n in HIDDEN else slope for n, slope in mean.items()}


@cache
def learned(key, nudge=0.0):
    """Return the loss after 0, 1, … epochs, and the parameters at the end."""
    p = {name: value + nudge * (-1) ** i for i, (name, value) in enumerate(START.items())}
    losses, piled = [plain.loss(p)], dict.fromkeys(p, 0)
    for _epoch in range(EPOCHS):
        now = slopes(key, p, plain.ROWS)
        piled = {n: now[n] + (piled[n] if key == "no_zero" else 0) for n in p}
        p = {n: p[n] - RATE * piled[n] - RATE * DECAY * p[n] for n in p}
        losses.append(plain.loss(p))
    return losses, p


def ratio(key, rows):
    """Return the slope of the loss by w1 divided by the difference of losses."""
    h = 1e-5
    more, less = (plain.loss(START | {"w1": START["w1"] + step}, rows) for step in (h, -h))
    return slopes(key, START, rows)["w1"] / ((more - less) / (2 * h))


def seven(key):
    """Return the seven numbers of an exhibit; None is the right one. a = 2, b = 3, u = a b = 6."""
    a, b = (1.96, 2.94) if key == "changed" else (2, 3)  # where a slope is looked up
    return [
        0 if key == "unlinked" else a,
        b if key == "overwritten" else b + 1,
        {"overwritten": 2 * 6 * b, "depth_first": b}.get(key, (1 + 2 * 6) * b),
        b + b if key == "no_zero" else b,
        {"unlinked": 2, "growing": 3 + 2 * 2 * 2}.get(key, 3),
        ratio(key, plain.ROWS[:1]),
        ratio(key, plain.ROWS),
    ]
