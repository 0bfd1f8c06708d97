"""Read back what a pad shows, and press its buttons; the test digits from the file itself."""

from functools import cache

import numpy as np
from ipywidgets import Button
from lessons import ROOT
from palette import INK
from readback import pixels

ARROWS = {"↑": (-1, 0), "↓": (1, 0), "←": (0, -1), "→": (0, 1)}


@cache
def stored():
    """Return the test digits as lists of pixels, and what each says, from the file itself."""
    with np.load(ROOT / "helpers" / "data" / "digits.npz") as file:
        points, said = file["pixels"].tolist(), file["digits"].tolist()
    test = np.random.default_rng(0).permutation(1797)[:397].tolist()
    return [points[row] for row in test], [said[row] for row in test]


def buttons_of(explorer):
    """Return the buttons of the pad, and those beside it."""
    rows = [getattr(child, "children", [child]) for child in explorer.pad.children]
    return [one for row in rows for one in row if isinstance(one, Button)]


def press(explorer, said):
    """Press the button beside the pad that says this."""
    (found,) = [one for one in buttons_of(explorer) if one.description == said]
    found.click()


def named(explorer, row, column):
    """Return the button of a pixel, by its name."""
    start = f"row {row}, column {column}: "
    (found,) = [one for one in buttons_of(explorer) if (one.tooltip or "").startswith(start)]
    return found


def on_pad(explorer):
    """Return the pixels that the pad shows, by the names of its buttons."""
    names = [named(explorer, i // 8, i % 8).tooltip for i in range(64)]
    assert all(name.endswith(" of 16") for name in names)
    return [int(name.split(": ")[1].removesuffix(" of 16")) for name in names]


def shade(share, end=INK):
    """Return the colour so far on the way from white, as three numbers from 0 to 255."""
    return [255 + share * (int(end[i : i + 2], 16) - 255) for i in (1, 3, 5)]


def middle(explorer, ax, row, column):
    """Return the colour that a learner sees beside the middle of a pixel of a map."""
    across, up = ax.transData.transform((column + 0.8, row + 0.8))
    return pixels(explorer)[2 * explorer.size[1] - 1 - round(up), round(across)].tolist()
