"""The training view: one epoch of a finished training, and a strip of six epochs side by side."""

import matplotlib.pyplot as plt
import numpy as np

from helpers import people, style
from helpers.diagrams import NetworkDiagram
from helpers.network import Network
from helpers.plots import (
    PEOPLE_X1,
    PEOPLE_X2,
    HiddenPlane,
    LossCurve,
    PeoplePlane,
    Plane,
    PredictionBars,
    loss_text,
    mark,
)
from helpers.training import train

SIZES = (2, 2, 1)
LEVELS = 32  # colours of the planes: bands compress far better than a smooth run of colours
STRIP = 6  # epochs shown by the still picture


class TrainingView:
    """Five panels that follow the history of a training and one epoch of it."""

    size = (8.4, 4.7)

    def __init__(self, figure):
        self.curve = LossCurve(figure.add_axes((0.085, 0.6, 0.345, 0.325)))
        self.diagram = WeightsDiagram(figure.add_axes((0.45, 0.5, 0.55, 0.5)), SIZES)
        self.plane = PeoplePlane(figure.add_axes((0.085, 0.105, 0.345, 0.36)))
        self.hidden = HiddenPlane(figure.add_axes((0.5, 0.105, 0.2, 0.36)))
        self.bars = PredictionBars(figure.add_axes((0.785, 0.105, 0.195, 0.36)))
        for plane in (self.plane, self.hidden):
            plane.image.set_cmap(plt.get_cmap(style.SIGNED, LEVELS))
            plane.image.set_interpolation_stage("data")
        panels = (self.curve, self.diagram, self.plane, self.hidden, self.bars)
        self.moving = [artist for panel in panels for artist in panel.moving]

    def update(self, history, epoch):
        """Show the network as it was after `epoch`, and the losses of all epochs."""
        net = history.network(epoch)
        self.curve.update(history.losses, epoch)
        self.diagram.update(net)
        self.plane.update(lambda points: net.feedforward(points)[:, 0])
        self.hidden.update(net)
        self.bars.update(net.feedforward(people.X)[:, 0])


class WeightsDiagram(NetworkDiagram):
    """A network without values in its circles, which leaves room for larger labels."""

    label_size = 10  # points
    at = 0.37  # where on an edge of the first layer its label stands

    def __init__(self, ax, sizes):
        super().__init__(ax, sizes)
        for text in ax.texts:
            text.set_size(self.label_size)
        for node in (*self.layers[0], *self.neurons):
            node.name.set_position(node.centre)
        self.neurons[-1].name.set_position(self.neurons[-1].centre - [0, 0.72])  # too long inside
        for edge in self.edges[: sizes[0] * sizes[1]]:
            edge.text.set_position(edge.start + self.at * (edge.end - edge.start))
        self.moving = [artist for edge in self.edges for artist in edge.moving]


def run(learning_rate=0.1, seed=1, epochs=1000):
    """Return the history of a 2-2-1 network that starts from `seed` and learns the four people."""
    start = Network.random(SIZES, np.random.default_rng(seed))
    return train(start, people.X, people.y_true, learning_rate, epochs)


def strip_epochs(epochs):
    """Return six epochs from the start to the last: closer together where more happens."""
    geometric = np.geomspace(min(10, epochs), epochs, STRIP - 1)
    return [0, *(int(float(f"{epoch:.1g}")) for epoch in geometric[:-1]), epochs]


def training(learning_rate=0.1, seed=1, epochs=1000):
    """Draw six epochs of the training that the explorer of the same name runs.

    Above, the plane of weight and height; below, the hidden space (h1, h2).
    """
    history = run(learning_rate, seed, epochs)
    figure = plt.figure(figsize=(8.4, 3.7))
    for i, epoch in enumerate(strip_epochs(epochs)):
        net = history.network(epoch)
        above = figure.add_axes((0.075 + 0.153 * i, 0.585, 0.141, 0.275))
        below = figure.add_axes((0.075 + 0.153 * i, 0.12, 0.141, 0.32))
        Plane(above, PEOPLE_X1, PEOPLE_X2).update(lambda X, net=net: net.feedforward(X)[:, 0])
        for person in people.PEOPLE:
            mark(above, person.x, person.label)
        HiddenPlane(below).update(net)
        above.set(xticks=[-20, 0, 20], yticks=[-5, 0, 5])
        loss = loss_text(history.losses[epoch])
        above.text(0.5, 1.06, f"epoch {epoch}\nL = {loss}", transform=above.transAxes, ha="center")
        for ax in (above, below):
            ax.tick_params(labelsize=8)
            if i:
                ax.set(ylabel="", yticklabels=[])
