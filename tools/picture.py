"""Draws the README's pictures with the course's own code: python -m tools.picture"""

from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt

from helpers import figures, widgets

ROOT = Path(__file__).resolve().parents[1]
EPOCH = 120  # early enough to see the loss fall, late enough for everybody to be told apart
SPIRALS = {"points_seed": 2, "seed": 2, "hidden": "tanh", "gain": 1, "epoch": 400}
PICTURES = {
    "picture.png": lambda: widgets.Training(epoch=EPOCH),
    "pictures/07_activations.png": lambda: widgets.Activations("sigmoid", layers=20),
    "pictures/08_optimisers.png": lambda: widgets.Race(step=100),
    "pictures/09_playground.png": lambda: widgets.Playground(**SPIRALS),
    "pictures/10_digits.png": lambda: widgets.Digit(row=316),
    "pictures/11_convolution.png": lambda: widgets.Kernel(row=34),
    "pictures/12_recurrence.png": lambda: widgets.Adder(),
    "pictures/13_autograd.png": lambda: widgets.Graph(step=17),
    "pictures/14_attention.png": lambda: widgets.Attention(),
}


def draw(name):
    """Return the still picture of an explorer as the bytes of a PNG, sharp, and its metadata."""
    matplotlib.use("agg")
    drawn = figures.printed(PICTURES[name]().still())
    plt.close("all")
    return drawn


if __name__ == "__main__":
    for name in PICTURES:
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_bytes(draw(name)[0])
