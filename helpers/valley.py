"""A valley is a loss of two weights that is flat along its floor and steep across it."""

from copy import deepcopy

import numpy as np

from helpers import inputs
from helpers.training import Diverged
from helpers.words import _

CORNERS = 121  # of a contour
STRETCHES = (1e-6, 1e6)


class Valley:
    """L(w) = (u² + (c v)²) / 2, with c the `stretch` and (u, v) the place w in the valley's axes.

    Without a turn u is w1 and v is w2. With a `turn` of α degrees the floor lies at that angle:

        u = w1 cos α + w2 sin α         v = w2 cos α - w1 sin α

    It is half the mean squared error, up to a constant, of a neuron that does not squash and has
    two inputs, if the second one is c times as large as the first (without a turn).
    """

    def __init__(self, stretch=1, turn=0):
        self.stretch = inputs.within("stretch", stretch, *STRETCHES)
        self.turn = inputs.within("turn", turn, -90, 90)
        angle = np.deg2rad(self.turn)
        self.axes = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        self.steepness = np.array([1, self.stretch**2])

    @np.errstate(over="ignore")  # beyond the largest number L is infinite
    def loss(self, w):
        """Return L at places w, shape (..., 2)."""
        return ((_places(w) @ self.axes) ** 2 @ self.steepness) / 2

    def slopes(self, w):
        """Return dL/dw at places w, shape (..., 2)."""
        return (_places(w) @ self.axes * self.steepness) @ self.axes.T

    def contour(self, loss):
        """Return places all around where L is `loss`, shape (n, 2): an ellipse, its end its start.

        (u, v) = √(2 L) (cos t, sin t / c)     for t once around
        """
        around = np.linspace(0, 2 * np.pi, CORNERS)
        ellipse = np.column_stack([np.cos(around), np.sin(around) / self.stretch])
        return np.sqrt(2 * inputs.above_0("loss", loss)) * ellipse @ self.axes.T


def _places(w):
    """Return `w` as places, shape (..., 2)."""
    w = inputs.rows("w", w)
    if w.shape[-1] != 2:
        inputs.refuse("w", w, _("numbers of shape (..., 2)"))
    return w


def descend(slopes, w, learning_rate, steps, optimiser=None):
    """Walk downhill from w, shape (n,), and return the places after 0, 1, … steps, (steps + 1, n).

    `slopes` is a function of w that returns dL/dw, shape (n,). `optimiser` turns slopes into steps,
    as in `training.train`; its memory of this walk goes with it. Raises `Diverged` when a number
    runs off to infinity.
    """
    inputs.function("slopes", slopes, "w")
    w, learning_rate = inputs.row("w", w), inputs.above_0("learning_rate", learning_rate)
    inputs.function_or_none("optimiser", optimiser, "slopes", "learning_rate")
    optimiser = inputs.unchecked(deepcopy(optimiser))
    path = np.zeros((inputs.count("steps", steps) + 1, len(w)))
    path[0] = w
    with np.errstate(all="ignore"):  # `Diverged` tells of what NumPy would warn of
        for step in range(1, len(path)):
            g = inputs.of_shape("slopes", slopes(path[step - 1].copy()), w.shape)
            moved = learning_rate * g
            if optimiser is not None:  # it has another idea of a step
                moved = inputs.of_shape("optimiser", optimiser(g.copy(), learning_rate), w.shape)
            path[step] = path[step - 1] - moved
            if not np.isfinite(path[step]).all():
                raise Diverged(step, learning_rate)
    return path
