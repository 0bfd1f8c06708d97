"""The neuron's view: its diagram, its point on the sigmoid, and what it says of every input."""

import matplotlib.pyplot as plt
from matplotlib.lines import Line2D

from helpers import style
from helpers.diagrams import NeuronDiagram
from helpers.network import Neuron
from helpers.plots import Plane, SigmoidPlot


class NeuronView:
    """Three panels that follow w (2,), b and x (2,)."""

    size = (8.4, 3.1)

    def __init__(self, figure):
        self.diagram = NeuronDiagram(figure.add_axes((0, 0.02, 0.42, 0.96)))
        self.sigmoid = SigmoidPlot(figure.add_axes((0.49, 0.16, 0.2, 0.76)))
        self.plane = Plane(figure.add_axes((0.755, 0.16, 0.235, 0.76)))
        self.point = Line2D([], [], marker="o", ms=10, color=style.PAPER, mec=style.INK, mew=1.6)
        self.plane.line.axes.add_line(self.point)
        self.moving = [
            *self.diagram.moving,
            *self.sigmoid.moving,
            *self.plane.moving,
            self.point,
        ]

    def update(self, w, b, x):
        """Show the neuron with weights `w` and bias `b`, at the inputs `x`."""
        self.diagram.update(w, b, x)
        self.sigmoid.update(w[0] * x[0] + w[1] * x[1] + b)
        self.plane.update(Neuron(w, b).feedforward)
        self.point.set_data([x[0]], [x[1]])


def neuron(x1=2, x2=3, w1=0, w2=1, b=4):
    """Draw the view that the explorer of the same name starts with."""
    NeuronView(plt.figure(figsize=NeuronView.size)).update([w1, w2], b, [x1, x2])
