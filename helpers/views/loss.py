"""The loss view: the people on the plane, their errors, and the loss along one parameter."""

import matplotlib.pyplot as plt

from helpers import people, style
from helpers.network import Network
from helpers.plots import ErrorBars, LossSlice, PeoplePlane


class LossView:
    """Three panels that follow a 2-2-1 network and the name of one of its parameters."""

    size = (8.4, 3.4)

    def __init__(self, figure):
        self.plane = PeoplePlane(figure.add_axes((0.08, 0.17, 0.33, 0.7)))
        self.errors = ErrorBars(figure.add_axes((0.5, 0.17, 0.19, 0.7)))
        self.slice = LossSlice(figure.add_axes((0.77, 0.17, 0.215, 0.7)))
        self.mse = figure.text(0.59, 0.93, "", ha="center", va="center", size=14)
        self.moving = [
            *self.plane.moving,
            *self.errors.moving,
            *self.slice.moving,
            self.mse,
        ]

    def update(self, net, name="w1"):
        """Show `net` on the four people, and its loss along the parameter called `name`."""
        y_pred = net.feedforward(people.X)[:, 0]
        self.plane.update(lambda points: net.feedforward(points)[:, 0])
        self.errors.update(people.y_true, y_pred)
        self.slice.update(net, name, people.X, people.y_true)
        self.mse.set_text(f"L = {style.fixed(net.loss(people.X, people.y_true))}")


def loss(name="w1", **parameters):
    """Draw the view that the explorer of the same name starts with."""
    LossView(plt.figure(figsize=LossView.size)).update(Network([2, 2, 1], **parameters), name)
