"""Draws the pictures of README and teach/ with the course's own code: python -m tools.picture"""

from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt

from helpers import diagrams, figures, people, score, widgets
from helpers.network import Network

ROOT = Path(__file__).resolve().parents[1]
EPOCH = 120  # early enough to see the loss fall, late enough for everybody to be told apart
SPIRALS = {"points_seed": 2, "seed": 2, "hidden": "tanh", "gain": 1, "epoch": 400}


def board():
    """Return the network at which the game begins, with Alice's numbers, to be drawn on a board."""
    ax = plt.figure(figsize=(6.8, 3.2)).add_axes((0, 0, 1, 1))
    diagrams.network(Network([2, 2, 1], **score.START), people.X[0], ax)
    return ax.figure


PICTURES = {
    "picture.png": lambda: widgets.Training(epoch=EPOCH).still(),
    "pictures/07_activations.png": lambda: widgets.Activations("sigmoid", layers=20).still(),
    "pictures/08_optimisers.png": lambda: widgets.Race(step=100).still(),
    "pictures/09_playground.png": lambda: widgets.Playground(**SPIRALS).still(),
    "pictures/10_digits.png": lambda: widgets.Digit(row=316).still(),
    "pictures/11_convolution.png": lambda: widgets.Kernel(row=34).still(),
    "pictures/12_recurrence.png": lambda: widgets.Adder().still(),
    "pictures/13_autograd.png": lambda: widgets.Graph(step=17).still(),
    "pictures/14_attention.png": lambda: widgets.Attention().still(),
    "teach/board.png": board,
}


def draw(name):
    """Return a picture as the bytes of a PNG, sharp, and its metadata."""
    matplotlib.use("agg")
    drawn = figures.printed(PICTURES[name]())
    plt.close("all")
    return drawn


if __name__ == "__main__":
    for name in PICTURES:
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_bytes(figures.harder(draw(name)[0]))
