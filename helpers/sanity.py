"""Sanity is what to look at before a training is believed: a ladder of five rungs.

Each rung measures one number and says between which limits it should lie. A rung that is passed
proves nothing, and one that is not says where to look. `net` may be one network or many at once.
How often each rung is wrong was counted; `tests/mathematics/test_sanity.py` counts it again.
"""

from typing import NamedTuple

import numpy as np

from helpers import inputs
from helpers.gradients import gradient_check
from helpers.network import Network
from helpers.training import Diverged, train
from helpers.words import _

CHANCE = 0.25  # the loss of 0.5 for everybody


class Rung(NamedTuple):
    """What one rung found, and the limits between which it should be."""

    name: str
    found: float
    low: float
    high: float

    @property
    def passed(self):
        """Return whether what was found lies between the limits; NaN does not."""
        return bool(self.low <= self.found <= self.high)


def chance(net, X, y_true):
    """Look at the loss before training: L(p / 100), the median, is between 0.24 and 0.26.

    With every parameter a hundredth of itself all sums are near 0 and all outputs near 0.5, so
    that (0.5 - 0)² = (0.5 - 1)² = 1/4. Over 1000 starts it was 0.249 to 0.251. Another loss, such
    as a sum in the place of the mean, has another number here.
    """
    losses = inputs.network(net, Network).with_values(net.values / 100).loss(X, y_true)
    return Rung("chance", float(np.median(losses)), 0.24, 0.26)


def slopes(net, X, y_true, gradient=Network.gradient):
    """Compare the slopes with differences of the loss: how many lie is between 0 and 0.

    Of many networks the first is looked at. Over 1000 starts no slope of the right gradient was
    accused, and each of the planted mistakes was caught every time. What is compared is the way
    back with the way forward, so a loss that is wrong itself is not seen.
    """
    one = inputs.network(net, Network).with_values(net.values.reshape(-1, net.values.shape[-1])[0])
    lying = gradient_check(one, X, y_true, gradient).marks.count("≠")
    return Rung("slopes", float(lying), 0, 0)


def step(net, X, y_true, gradient=Network.gradient, learning_rate=0.1):
    """Measure the first step against the parameters: η |dL/dp| / |p| is between 1/10000 and 1/3.

    |p| is the root of the sum of squares, and the median over the networks counts. A longer step
    throws away a third of what was there; with a shorter one it takes ten thousand to change it.
    The right gradient at rate 0.1 has 0.006 in the median, 0.08 at most over 1000 starts.
    """
    inputs.function("gradient", gradient, "net", "X", "y_true")
    gradients = inputs.slopes("gradient", gradient(inputs.network(net, Network), X, y_true), net)
    learning_rate = inputs.above_0("learning_rate", learning_rate)
    sizes = learning_rate * np.linalg.norm(gradients, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):  # of parameters that are all 0
        shares = sizes / np.linalg.norm(net.values, axis=-1)
    return Rung("step", float(np.median(shares)), 1e-4, 1 / 3)


def by_heart(net, X, y_true, gradient=Network.gradient, learning_rate=0.1):
    """Learn two rows of both labels by heart: at least nine of ten starts get L below 0.1.

    What cannot learn two rows will not learn two hundred. They are the two that lie farthest
    apart, the easiest pair. 300 steps along the mean of both, with ten times the rate, did it from
    all of 1000 starts; without the slopes of the biases three in four do it.
    """
    X = inputs.table("X", X, columns=inputs.network(net, Network).sizes[0])
    y_true = inputs.targets("y_true", y_true, len(X), 1)[:, 0]
    no, yes = np.flatnonzero(y_true == 0), np.flatnonzero(y_true == 1)
    if not (no.size and yes.size):
        inputs.refuse("y_true", y_true, _("rows of both labels"))
    apart = np.linalg.norm(X[no][:, np.newaxis] - X[yes], axis=-1)  # shape (no, yes)
    i, j = np.unravel_index(apart.argmax(), apart.shape)
    pair = [no[i], yes[j]]
    losses = _losses(net, X[pair], y_true[pair], gradient, learning_rate)
    return Rung("by_heart", float(np.mean(losses < 0.1)), 0.9, 1)


def shuffled(net, X, y_true, rng, gradient=Network.gradient, learning_rate=0.1):
    """Train on labels that `rng` dealt out anew: the median of L is between 0.15 and 0.3.

    Such labels have nothing to do with the rows, so nobody can do much better than 0.5 for all,
    which is 1/4; with n parameters and four times as many rows about 1/4 · 3/4 can be had by
    heart. Less means that the labels, as they were dealt, are seen by the network, or that there
    are too few rows. More means that the steps lead away from what is best. Over 200
    shuffles of 40 rows it was 0.16 to 0.25.
    """
    y_true = inputs.generator("rng", rng).permutation(inputs.labels("y_true", y_true))
    least = 4 * inputs.network(net, Network).values.shape[-1]
    if len(y_true) < least:
        inputs.refuse("y_true", y_true, _("{least} rows or more").format(least=least))
    losses = _losses(net, X, y_true, gradient, learning_rate)
    return Rung("shuffled", float(np.median(losses)), 0.15, 0.3)


def climb(net, X, y_true, rng, gradient=Network.gradient, learning_rate=0.1):
    """Return all five rungs, in the order in which one climbs: those that train come last."""
    return (
        chance(net, X, y_true),
        slopes(net, X, y_true, gradient),
        step(net, X, y_true, gradient, learning_rate),
        by_heart(net, X, y_true, gradient, learning_rate),
        shuffled(net, X, y_true, rng, gradient, learning_rate),
    )


def _losses(net, X, y_true, gradient, learning_rate):
    """Return the losses after 300 steps with ten times the rate; infinite where it ran off."""
    rate = 10 * inputs.above_0("learning_rate", learning_rate)
    try:
        return train(net, X, y_true, rate, 300, batch_size=None, gradient=gradient).losses[-1]
    except Diverged:
        return np.full(net.values.shape[:-1], np.inf)
