"""Training is gradient descent: step after step against the gradient, and a record of the way."""

from functools import partial
from typing import NamedTuple

import numpy as np

from helpers.inputs import count, finite, generator, number, refuse, shown, table
from helpers.network import Network
from helpers.words import say

ORDERS = ("fixed", "shuffled")
LARGEST = 1e100  # a parameter beyond this is on its way to infinity
REPORTS = 10  # lines printed in a training that reports
LOSSES_AT_ONCE = 1_000_000  # outputs held in memory while losses are computed


class Diverged(ArithmeticError):
    """The parameters ran off towards infinity; `epoch` tells when."""

    def __init__(self, epoch, learning_rate):
        self.epoch = epoch
        super().__init__(say("training_diverged", epoch=epoch, learning_rate=learning_rate))


class History(NamedTuple):
    """The way of a training: what the loss and the parameters were after each epoch.

    Row 0 is the start. `losses` has shape (epochs + 1,) or (epochs + 1, networks) and is taken
    over all rows; `parameters` has shape (epochs + 1, n) or (epochs + 1, networks, n).
    """

    sizes: tuple
    losses: np.ndarray
    parameters: np.ndarray

    def network(self, epoch=-1):
        """Return the network (or all networks) as it was after `epoch`; -1 is the last."""
        return Network(self.sizes, self.parameters[epoch])


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
):
    """Train `net` by gradient descent and return the `History`; `net` itself is not changed.

    Each epoch goes once through the rows of X, shape (rows, inputs), in batches of `batch_size`
    rows (None: all at once; the last batch of an epoch may be smaller). Each batch is one step

        p ← p - learning_rate dL/dp      for all parameters p, after all derivatives are taken

    where L is the mean squared error over the batch. The rows come as they stand, or with
    `order="shuffled"` in an order that `rng` draws anew each epoch. `report=True` prints ten
    lines on the way: the loss, of several networks the median.

    Several networks, `net.values` of shape (networks, n), are trained at once and apart, on
    the same batches. `gradient`, a function of (net, X, y_true) such as a planted mistake,
    takes the place of `net.gradient`.

    Raises `ValueError` for input that cannot be trained on, `Diverged` when a parameter runs
    off to infinity.
    """
    net, X, targets = _checked_data(net, X, y_true)
    learning_rate = _checked_rate(learning_rate)
    epochs = count("epochs", epochs)
    rows = len(X)
    batch_size = _checked_batch_size(batch_size, rows)
    shuffle = _checked_order(order, rng)

    X_now, targets_now = X.copy(), targets.copy()  # the rows in the order of this epoch
    batches = [slice(first, first + batch_size) for first in range(0, rows, batch_size)]
    data = [(X_now[batch], targets_now[batch]) for batch in batches]
    parameters = np.empty((epochs + 1, *net.values.shape))
    parameters[0] = net.values
    with np.errstate(all="ignore"):  # exp may overflow: 1 / (1 + inf) is the right 0
        run_epoch = _by_gradient if gradient else _in_place
        run_epoch = run_epoch(net, data, learning_rate, gradient)
        for epoch in range(1, epochs + 1):
            if shuffle:
                places = rng.permutation(rows)
                np.take(X, places, axis=0, out=X_now)
                np.take(targets, places, axis=0, out=targets_now)
            run_epoch()
            parameters[epoch] = net.values
            if not np.abs(net.values).max() < LARGEST:  # also for NaN
                raise Diverged(epoch, learning_rate)
            if report and REPORTS * epoch // epochs > REPORTS * (epoch - 1) // epochs:
                loss = np.median(net.loss(X, targets))
                print(say("training_line", epoch=f"{epoch:{len(str(epochs))}}", loss=f"{loss:.4f}"))
    return History(net.sizes, _losses(net.sizes, parameters, X, targets), parameters)


def _by_gradient(net, data, learning_rate, gradient):
    """Return a function that runs one epoch with a gradient of somebody's own."""

    def run():
        for X, targets in data:
            if not np.abs(net.values).max() < LARGEST:
                return
            net.values -= learning_rate * gradient(net, X, targets).values

    return run


def _in_place(net, data, learning_rate, _gradient=None):
    """Return a function that runs one epoch."""

    def run():
        for X, targets in data:
            net.values -= learning_rate * net.gradient(X, targets).values

    return run


def _losses(sizes, parameters, X, targets):
    """Return the loss of every snapshot."""
    networks = parameters[0].size // parameters.shape[-1]
    at_once = max(1, LOSSES_AT_ONCE // (networks * len(X) * max(sizes)))
    parts = [parameters[i : i + at_once] for i in range(0, len(parameters), at_once)]
    return np.concatenate([Network(sizes, part).loss(X, targets) for part in parts])


def _checked_data(net, X, y_true):
    """Return a copy of the network, and the data as tables (rows, inputs) and (rows, outputs)."""
    if not isinstance(net, Network):
        refuse("net", shown(net), "expected_network")
    net = Network(net.sizes, finite("net", net.values))
    X = np.array(table("X", X, columns=net.sizes[0]))
    net.loss(X, y_true)  # refuses labels that do not fit
    return net, X, np.array(y_true, dtype=float).reshape(len(X), net.sizes[-1])


def _checked_rate(learning_rate):
    value = number("learning_rate", learning_rate)
    if value <= 0:
        refuse("learning_rate", value, "expected_above_0")
    return value


def _checked_batch_size(batch_size, rows):
    if batch_size is None:
        return rows
    if count("batch_size", batch_size) > rows:
        refuse("batch_size", batch_size, "expected_count_to", most=rows)
    return int(batch_size)


def _checked_order(order, rng):
    """Return whether the rows are to be shuffled."""
    if order not in ORDERS:
        refuse("order", shown(order), "expected_name", names=", ".join(ORDERS))
    if order == "shuffled":
        generator("rng", rng)
    return order == "shuffled"
