"""Draws the README's picture with the course's own code: python tests/picture.py"""

from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np

from helpers import people, style, views
from helpers.network import Network
from helpers.training import train

PICTURE = Path(__file__).parents[1] / "picture.png"


def draw():
    """Draw the loss explorer's view of a network half-way through its training."""
    start = Network.random([2, 2, 1], np.random.default_rng(1))
    net = train(start, people.X, people.y_true, epochs=120).network()
    views.loss("w1", **net.by_name())
    plt.savefig(PICTURE, dpi=style.DPI, metadata={"Software": None})
    plt.close()


if __name__ == "__main__":
    draw()
