"""Draws the README's picture with the course's own code: python -m tools.picture"""

from pathlib import Path

import matplotlib

from helpers import figures, widgets

PICTURE = Path(__file__).resolve().parents[1] / "picture.png"
EPOCH = 120  # early enough to see the loss fall, late enough for everybody to be told apart


def draw():
    """Return the still picture of the training explorer as the bytes of a PNG, sharp."""
    matplotlib.use("agg")
    png, _page = figures.printed(widgets.Training(epoch=EPOCH).still())
    return png


if __name__ == "__main__":
    PICTURE.write_bytes(draw())
