"""Training is gradient descent: step after step against the gradient, and a record of the way.

Python that the lessons have not met: an `@` above a `def` is no product, it wraps the function;
`callable` tells whether something can be called, as a function can, and a thing whose class has a
`__call__`; `getattr` finds what a thing has under a name, or what is given for the case that it has
nothing; `raise` ends all with an error; a name that begins with `_` is for the helpers alone;
`# fmt: skip` speaks to the tool that lays out the code. Each function of `inputs` returns what it
was given, checked, or raises a `ValueError` that says what came and what was expected; the names at
the end of a call, such as "epoch", say only how many arguments a function takes. `unchecked`
returns a function without its checks, for a loop in which all was checked before.
"""

from copy import deepcopy
from typing import NamedTuple

import numpy as np

from helpers import inputs
from helpers.network import Network
from helpers.words import _


class Diverged(ArithmeticError):  # the kind in brackets is Python's own, and ours a case of it
    """The parameters ran off to infinity; `epoch` tells after which epoch they were there."""

    def __init__(self, epoch, learning_rate):
        self.epoch, self.learning_rate = epoch, learning_rate
        # `_` hands a sentence back in the reader's language; two texts in a row are one, and
        # `format` fills its braces, as an f before the quotes would.
        said = _("After epoch {epoch} a parameter is no longer finite: the training ran off. Try a "
                 "learning rate below {rate}, or look for a mistake in the gradient.")  # fmt: skip
        # Python's own error keeps the sentence, and shows it.
        super().__init__(said.format(epoch=epoch, rate=learning_rate))

    # What copy and pickle make it from anew, a class and what it is called with; else it would be
    # called with the sentence alone.
    def __reduce__(self):
        return type(self), (self.epoch, self.learning_rate)


class History(NamedTuple):
    """The way of a training: what the loss and the parameters were after each epoch.

    Row 0 is the start, which `start` holds as a network. `losses` has shape (epochs + 1,) or
    (epochs + 1, networks) and is taken over all rows; `parameters` has shape (epochs + 1, n) or
    (epochs + 1, networks, n), with n parameters in a network. (A `NamedTuple` is made from its
    three fields in order, without an `__init__` of our own; behind each colon stands of what kind
    it is.)
    """

    start: Network
    losses: np.ndarray
    parameters: np.ndarray

    def network(self, epoch=-1):
        """Return the network (or all networks) as it was after `epoch`; -1 is the last."""
        epoch = inputs.whole("epoch", epoch, -1, len(self.losses) - 1)
        return self.start.with_values(self.parameters[epoch])


@np.errstate(all="ignore")  # inside `train` NumPy warns of no infinity: `Diverged` tells of it
def train(net, X, y_true, learning_rate=0.1, epochs=1000, batch_size=1, order="fixed", rng=None,
          report=False, gradient=None, optimiser=None, decay=0.0):  # fmt: skip
    """Train `net` by gradient descent and return the `History`; `net` itself is not changed.

    Each epoch goes once through the rows of X, shape (rows, inputs), in batches of `batch_size`
    rows (None: all at once; the last batch of an epoch may be smaller). Each batch is one step

        p ← p - learning_rate dL/dp      for all parameters p, after all derivatives are taken

    where L is the network's loss over the batch. The rows come as they stand, or with
    `order="shuffled"` in an order that `rng` draws anew each epoch. `report=True` prints up to
    ten lines on the way: the loss, of several networks the median. If it is a function, that is
    called with the number of each epoch at its end.

    Several networks, `net.values` of shape (networks, n), are trained at once and apart, on
    the same batches. `gradient`, a function of (net, X, y_true), takes the place of
    `net.gradient`; it is handed the labels of a batch in the shape that they are given in here.
    `optimiser`, a function of (slopes, learning_rate) that returns what is to be subtracted, takes
    the place of learning_rate · slopes; `helpers.optimisers` has some, and what one of them
    remembers it remembers for this training alone. Each of the two may return `Parameters`, or a
    dictionary by name, or a row of numbers.

    With a weight decay λ, `decay`, each step also takes away learning_rate · λ · p of every
    parameter p, with a schedule, an optimiser that changes the rate on the way, the rate that it
    has at that step. It goes past the gradient: no optimiser sees it.

    Raises `ValueError` for input that cannot be trained on, `Diverged` when a parameter runs
    off to infinity.
    """
    # Down to the empty line all is only checked and made ready.
    start = inputs.network(net, Network).with_values(net.values)  # a copy, which stays as it is
    # `_table` refuses one example alone; `_tables` makes a column of the labels of people.
    X, Y_true = net._tables(net._table("X", X, columns=net.sizes[0]), y_true)
    learning_rate = inputs.above_0("learning_rate", learning_rate)
    epochs = inputs.count("epochs", epochs)
    batch_size = len(X) if batch_size is None else inputs.count("batch_size", batch_size, len(X))
    inputs.in_order("order", order, rng)
    inputs.yes_no_or_function("report", report, "epoch")
    own = inputs.function_or_none("gradient", gradient, "net", "X", "y_true")
    # One of the mistakes of the helpers takes tables, and need not check in each step what is
    # checked here; one that has no checks is handed labels in the shape that they came in.
    gradient = inputs.unchecked(own)
    Y = Y_true if own is None or own is not gradient else Y_true.reshape(np.shape(y_true))
    # A copy with all that is in it, so that the one handed in remembers nothing of this training.
    optimiser = deepcopy(inputs.function_or_none("optimiser", optimiser, "slopes", "learning_rate"))
    step_of = inputs.unchecked(optimiser)
    # Those of the helpers tell the rate of their last step; `float` leaves the rate as it is.
    rate_of = getattr(optimiser, "_rate", float)
    # What checks what it is handed would stumble over infinity.
    careful = gradient is not None or (optimiser is not None and optimiser is step_of)
    decay = inputs.from_0("decay", decay)

    net = start.with_values(start.values)  # a copy, which will move
    values = net.values  # the row in which the network keeps its numbers: to change it is to train
    # `Parameters`, named as those of the network: the slopes of each step go in here.
    place = net.like(np.zeros_like(values))
    # A row for each epoch, to be filled; `*` writes n, or networks and n, into the brackets.
    parameters = np.zeros((epochs + 1, *values.shape))
    losses = np.zeros(parameters.shape[:-1])
    parameters[0], losses[0] = values, net._loss(X, Y_true)
    batches = _cut(X, Y, batch_size)
    # The epochs 1, 2, … in up to ten parts. After each part come its losses, all in one call: the
    # parameters after each of its epochs are a network, and so a part is many networks.
    for tenth in np.array_split(np.arange(1, epochs + 1), min(10, epochs)):
        for epoch in tenth.tolist():  # as numbers of Python's own, for those who are told
            if order == "shuffled":
                rows = rng.permutation(len(X))
                batches = _cut(X[rows], Y[rows], batch_size)
            for x, y in batches:
                if gradient is None:  # forward, which gives Z and A, and with both of them back
                    slopes = net._backward(*net._forward(x), y, place).values
                else:
                    slopes = inputs.slopes("gradient", gradient(net, x, y), net)
                step = learning_rate * slopes
                # It gets a copy, since the slopes of the next step are written over these.
                if optimiser is not None:
                    step = inputs.slopes("optimiser", step_of(slopes.copy(), learning_rate), net)
                if decay:
                    # No +=, the row may be the optimiser's.
                    step = step + rate_of(learning_rate) * decay * values
                # In their place, where W and B of `net` look for them: `values = values - step`
                # would make another row, and `net` would stay where it is.
                values -= step
                # `isfinite` is False for what is infinite, or no number at all (NaN).
                if careful and not np.isfinite(values).all():
                    break
            if not np.isfinite(values).all():
                raise Diverged(epoch, learning_rate)
            parameters[epoch] = values
            if callable(report):
                report(epoch)
        losses[tenth] = net.with_values(parameters[tenth])._loss(X, Y_true)
        if report is True:
            # The numbers of epochs are all as wide as the last one.
            print(f"epoch {epoch:{len(str(epochs))}}   L {np.median(losses[epoch]):.4f}")
    return History(start, losses, parameters)


def _cut(X, Y, n):
    """Return the rows of both tables in batches of n rows; the last one may be smaller."""
    return [(X[i : i + n], Y[i : i + n]) for i in range(0, len(X), n)]
