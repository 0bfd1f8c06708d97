"""Training is gradient descent: step after step against the gradient, and a record of the way."""

from typing import NamedTuple

import numpy as np

from helpers import inputs
from helpers.network import Network
from helpers.parameters import Parameters
from helpers.words import _

ORDERS = ("fixed", "shuffled")
REPORTS = 10  # lines printed in a training that reports


class Diverged(ArithmeticError):
    """The parameters ran off to infinity; `epoch` tells after which epoch they were there."""

    def __init__(self, epoch, learning_rate):
        self.epoch = epoch
        said = _("After epoch {epoch} a parameter is no longer finite: the training ran off. Try a "
                 "learning rate below {rate}, or look for a mistake in the gradient.")  # fmt: skip
        super().__init__(said.format(epoch=epoch, rate=learning_rate))


class History(NamedTuple):
    """The way of a training: what the loss and the parameters were after each epoch.

    Row 0 is the start, which `start` holds as a network. `losses` has shape (epochs + 1,) or
    (epochs + 1, networks) and is taken over all rows; `parameters` has shape (epochs + 1, n) or
    (epochs + 1, networks, n).
    """

    start: Network
    losses: np.ndarray
    parameters: np.ndarray

    def network(self, epoch=-1):
        """Return the network (or all networks) as it was after `epoch`; -1 is the last."""
        return self.start.with_values(self.parameters[epoch])


def plain_step(values, slopes, learning_rate):
    """Take one step of gradient descent: values ← values - learning_rate · slopes, in place."""
    values -= learning_rate * slopes


def train(
    net,
    X,
    y_true,
    learning_rate=0.1,
    epochs=1000,
    batch_size=1,
    order="fixed",
    rng=None,
    report=False,
    gradient=None,
    optimiser=plain_step,
):
    """Train `net` by gradient descent and return the `History`; `net` itself is not changed.

    Each epoch goes once through the rows of X, shape (rows, inputs), in batches of `batch_size`
    rows (None: all at once; the last batch of an epoch may be smaller). Each batch is one step

        p ← p - learning_rate dL/dp      for all parameters p, after all derivatives are taken

    where L is the network's loss over the batch. The rows come as they stand, or with
    `order="shuffled"` in an order that `rng` draws anew each epoch. `report=True` prints ten
    lines on the way: the loss, of several networks the median.

    Several networks, `net.values` of shape (networks, n), are trained at once and apart, on
    the same batches. `gradient`, a function of (net, X, y_true) that returns `Parameters`, a
    dictionary by name or a row of numbers, takes the place of `net.gradient`. `optimiser`, a
    function of (values, slopes, learning_rate) that changes the values in place, takes the place
    of the plain step.

    Raises `ValueError` for input that cannot be trained on, `Diverged` when a parameter runs
    off to infinity.
    """
    if not isinstance(net, Network):
        inputs.refuse("net", inputs.shown(net), _("a Network, such as Network([2, 2, 1])"))
    start = net.with_values(inputs.finite("net", net.values))
    X = inputs.table("X", X, columns=net.sizes[0])
    Y_true = net.checked_labels(y_true, len(X))
    learning_rate = inputs.above_0("learning_rate", learning_rate)
    epochs = inputs.count("epochs", epochs)
    batch_size = len(X) if batch_size is None else inputs.count("batch_size", batch_size, len(X))
    if inputs.one_of("order", order, ORDERS) == "shuffled":
        inputs.generator("rng", rng)

    net = start.with_values(start.values)
    slopes_of = backpropagation(net) if gradient is None else own_slopes(net, gradient)
    batches = cut(X, Y_true, batch_size)
    parameters = np.empty((epochs + 1, *net.values.shape))
    losses = np.empty(parameters.shape[:-1])
    parameters[0], losses[0] = net.values, net.loss(X, Y_true)
    for tenth in np.array_split(np.arange(1, epochs + 1), min(REPORTS, epochs)):
        with np.errstate(all="ignore"):  # exp may become infinite: 1 / (1 + ∞) is the right 0
            for epoch in tenth:
                if order == "shuffled":
                    rows = rng.permutation(len(X))
                    batches = cut(X[rows], Y_true[rows], batch_size)
                for x, y in batches:
                    optimiser(net.values, slopes_of(x, y), learning_rate)
                parameters[epoch] = net.values
                if not np.isfinite(net.values).all():
                    raise Diverged(int(epoch), learning_rate)
        losses[tenth] = net.with_values(parameters[tenth]).loss(X, Y_true)
        if report:
            print(f"epoch {epoch:{len(str(epochs))}}   L {np.median(losses[epoch]):.4f}")
    return History(start, losses, parameters)


def cut(X, Y_true, batch_size):
    """Return the rows of both tables in batches of this size; the last one may be smaller."""
    firsts = range(0, len(X), batch_size)
    return [(X[i : i + batch_size], Y_true[i : i + batch_size]) for i in firsts]


def backpropagation(net):
    """Return a function that goes forward and back with a batch, and returns the slopes."""
    gradient = Parameters(net.sizes, np.zeros_like(net.values))  # the place for all of them

    def slopes_of(x, y):
        Z, A = net.forward(x)
        return net.backward(Z, A, y, gradient).values

    return slopes_of


def own_slopes(net, gradient):
    """Return the same for a gradient of somebody's own; at infinity there is none."""

    def slopes_of(x, y):
        if not np.isfinite(net.values).all():
            return np.nan
        return inputs.slopes("gradient", gradient(net, x, y), net)

    return slopes_of
