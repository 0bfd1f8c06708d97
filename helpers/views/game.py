"""The game's two views: with everything to be seen, or with nothing but the slopes."""

from helpers import people, style
from helpers.parameters import Parameters
from helpers.plots import ErrorBars, LossHistory, PeoplePlane, SlopeBars
from helpers.score import MOVES


class GameView:
    """The people on the plane, their errors, and the loss after each move."""

    size = (8.4, 3.4)

    def __init__(self, figure):
        self.plane = PeoplePlane(figure.add_axes((0.08, 0.17, 0.33, 0.7)))
        self.errors = ErrorBars(figure.add_axes((0.5, 0.17, 0.19, 0.7)))
        self.history = LossHistory(figure.add_axes((0.77, 0.17, 0.215, 0.7)), MOVES)
        self.mse = figure.text(0.595, 0.93, "", ha="center", va="center", size=14)
        panels = (self.plane, self.errors, self.history)
        self.moving = [*(artist for panel in panels for artist in panel.moving), self.mse]

    def update(self, net, losses, over):
        """Show `net` on the four people and the `losses` since the start of the game."""
        self.plane.update(lambda points: net.feedforward(points)[:, 0])
        self.errors.update(people.y_true, net.feedforward(people.X)[:, 0])
        self.history.update(losses)
        self.mse.set_text(f"L = {style.fixed(losses[-1])}")


class BlindGameView:
    """The nine slopes; the losses are shown when the game is over."""

    size = GameView.size

    def __init__(self, figure):
        self.slopes = SlopeBars(
            figure.add_axes((0.08, 0.17, 0.5, 0.8)), Parameters([2, 2, 1]).names
        )
        self.history = LossHistory(figure.add_axes((0.69, 0.17, 0.295, 0.8)), MOVES)
        self.moving = [*self.slopes.moving, *self.history.moving]

    def update(self, net, losses, over):
        """Show the slopes of `net`'s loss and, when the game is `over`, all `losses`."""
        self.slopes.update(net.gradient(people.X, people.y_true).values)
        self.history.update(losses if over else [])
