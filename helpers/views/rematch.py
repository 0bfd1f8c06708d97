"""The rematch view: twenty steps of gradient descent from where the game of notebook 3 began."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D

from helpers import people, style
from helpers.network import Network
from helpers.plots import ErrorBars, LossHistory, PeoplePlane
from helpers.score import MOVES, START
from helpers.training import train


def descend(learning_rate):
    """Return the `History` of as many steps as the game has moves, each on all four people."""
    net = Network([2, 2, 1], **START)
    return train(net, people.X, people.y_true, learning_rate, epochs=MOVES, batch_size=None)


class RematchView:
    """The people on the plane, their errors, and the loss after each step, with a score."""

    size = (8.4, 3.4)

    def __init__(self, figure):
        self.plane = PeoplePlane(figure.add_axes((0.08, 0.17, 0.33, 0.7)))
        self.errors = ErrorBars(figure.add_axes((0.5, 0.17, 0.19, 0.7)))
        ax = figure.add_axes((0.77, 0.17, 0.215, 0.7))
        self.history = LossHistory(ax, MOVES)
        self.level = ax.add_line(Line2D([], [], color=style.POSITIVE, ls="--", lw=1.6))
        self.score = ax.add_line(Line2D([], [], color=style.POSITIVE, marker="D", ms=8))
        self.score.set(mec=style.PAPER, zorder=5, clip_on=False)
        self.mse = figure.text(0.595, 0.93, "", ha="center", va="center", size=14)
        panels = (self.plane, self.errors, self.history)
        self.moving = [*(artist for panel in panels for artist in panel.moving)]
        self.moving += [self.level, self.score, self.mse]

    def update(self, history, steps, score=None):
        """Show the network after so many steps; `score` is the learner's, if there is one."""
        net = history.network(steps)
        self.plane.update(lambda points: net.feedforward(points)[:, 0])
        self.errors.update(people.y_true, net.feedforward(people.X)[:, 0])
        self.history.update(history.losses[: steps + 1])
        self.mse.set_text(f"L = {style.fixed(history.losses[steps])}")
        self.level.set_data(*([[], []] if score is None else [[0, MOVES], [score.loss] * 2]))
        self.score.set_data(*([[], []] if score is None else np.array([score[1::-1]]).T))


def rematch(learning_rate=10, steps=MOVES):
    """Draw gradient descent alone, without anybody's score."""
    view = RematchView(plt.figure(figsize=RematchView.size))
    view.update(descend(learning_rate), steps)
