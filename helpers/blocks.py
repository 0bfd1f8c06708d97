"""The block of notebook 14 in three lines: it looks, it thinks, it says.

A way leads past each of the first two, to the sum at its end. Lengths are pixels, counted upwards.
"""

from itertools import pairwise

import numpy as np
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path

from helpers import inputs, style
from helpers.course import BACK
from helpers.diagrams import Sheet, axes_or_current

WIDE, HIGH = 820, 316  # the sheet
COLUMNS, LINES = (76, 178, 296, 510, 650, 716, 788), (244, 140, 36)  # the middles of all steps
BOX, PAD, RADIUS, AROUND = 34, 11, 13, 12  # heights and widths; AROUND is left beside a bare name
ABOVE = 5  # from a way up to the name of what goes along it
PAST = 46  # from the middle of a line up to the way that leads past it
HEAD, SHAFT = 12, 1.2  # of an arrow: pixels and points
SUM = "+"
LOOK = r"$\mathrm{softmax}(Q\,K^\top\!/\sqrt{d}\,)\,V$"
STEPS = (
    ("$H = E[X] + P$", "norm", r"$W_q,\ W_k,\ W_v$", LOOK, "$W_o$", SUM, "$H$"),
    ("$H$", "norm", r"$W_1,\ b_1$", "ReLU", r"$W_2,\ b_2$", SUM, "$H$"),
    ("$H$", "norm", r"$U,\ u$", "softmax", r"$y_\mathrm{pred}$"),
)
OUT = (  # what goes from a step to the next, where the code of the lesson has a name for it
    ("", "$M$", "$Q, K, V$", "$O$", "", ""),
    ("", "$M$", "", "$R$", "", ""),
    ("", "$M$", "", ""),
)


def block(ax=None, back=False):
    """Draw the steps of a block of attention in their order, with the ways that lead past them.

    Names of rows stand bare, what is done with them stands in boxes, and sums in circles. With
    `back` the arrows are those of the slopes: dashed, and the other way round. Forward, what comes
    out of a step has its name above the arrow.
    """
    back = inputs.yes_or_no("back", back)
    sheet = Sheet(axes_or_current(ax), WIDE, HIGH)
    for y, steps, out in zip(LINES, STEPS, OUT, strict=True):
        reach = [_step(sheet, (x, y), name) for x, name in zip(COLUMNS, steps, strict=False)]
        for ((_left, start), (end, _right)), name in zip(pairwise(reach), out, strict=True):
            _way(sheet, [(start, y), (end, y)], back)
            if name and not back:
                sheet.text((start + end) / 2, y + ABOVE, name, va="bottom")
        if SUM in steps:
            end = COLUMNS[steps.index(SUM)]
            corners = [(end, y + PAST), (end, y + RADIUS)]
            _way(sheet, [(COLUMNS[0], y + AROUND), (COLUMNS[0], y + PAST), *corners], back)


def _step(sheet, place, name):
    """Draw a step at its place, and return where it ends to the left and to the right."""
    sheet.text(*place, name, style.MEDIUM, va="center_baseline")
    look = {"fc": style.PAPER, "ec": style.TICKS, "lw": style.THIN, "zorder": 2}
    half = sheet.width(name, style.MEDIUM) / 2
    if name == SUM:
        half = RADIUS
        sheet.ax.add_patch(Circle(place, RADIUS, **look))
    elif name[1:2] in ("H", "y"):
        half += AROUND / 2
    else:
        half += PAD
        sheet.ax.add_patch(Rectangle(place - np.array([half, BOX / 2]), 2 * half, BOX, **look))
    return place[0] - half, place[0] + half


def _way(sheet, corners, back):
    """Draw a way through corners, with an arrow at its end, or a dashed one at its start."""
    corners = np.array(corners[::-1] if back else corners, dtype=float)
    direction = corners[-1] - corners[-2]
    shaft = corners[-1] - HEAD * direction / np.hypot(*direction)
    look = {"fc": "none", "ec": style.INK, "capstyle": "butt", "joinstyle": "miter", "zorder": 1}
    look |= (BACK if back else {}) | {"lw": SHAFT}
    sheet.ax.add_patch(PathPatch(Path([*corners[:-1], shaft]), **look))
    sheet.arrow(shaft, corners[-1])
