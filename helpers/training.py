"""Training is gradient descent: step after step against the gradient, and a record of the way.

Python that the lessons have not met: an `@` above a `def` is no product, it wraps the function;
`a is b` asks whether both are one and the same thing, not only equal; a `*` before an argument
hands over one by one what is in it; `callable` tells whether something can be called, as a function
can, and a thing whose class has a `__call__`; `getattr` finds what a thing has under a name, or
what is given for the case that it has nothing; `super()` is the class that ours is a case of;
a function whose name begins with `_` is for the helpers alone, and `_` by itself is one that
translates; `# fmt: skip` speaks to the tool that lays out the code.

`inputs.above_0("learning_rate", learning_rate)` returns what it was given if that is above 0, and
else raises a `ValueError` that names it, with what came and what was expected; the others do the
like. Where a function is checked, the names at the end are the arguments that it has to take.
`unchecked` returns a function without its checks, for a loop in which all was checked before.
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

    # A copy is made by calling this class with these two, and so is one that was kept in a file
    # (pickle). Without these lines Python would call it with the sentence alone.
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


# No warnings of NumPy inside: an infinite exp does no harm, an infinite parameter is `Diverged`.
@np.errstate(all="ignore")
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
    `net.gradient`; it is handed the labels of a batch in the shape that they are given in here
    (one of `MISTAKES` gets a table, a row for each row of X).
    `optimiser`, a function of (slopes, learning_rate) that returns what is to be subtracted, takes
    the place of learning_rate · slopes; `helpers.optimisers` has some, and what one of them
    remembers it remembers for this training alone. Each of the two may return `Parameters`, or a
    dictionary by name, or a row of numbers.

    With a weight decay λ, `decay`, each step also takes away learning_rate · λ · p of every
    parameter p. Where an optimiser of the helpers changes the rate on the way, this is the rate of
    that step. The decay goes past the gradient: no optimiser sees it.

    Raises `ValueError` for input that cannot be trained on, `Diverged` when a parameter runs
    off to infinity.
    """
    # Down to the empty line all is only checked and made ready.
    start = inputs.network(net, Network).with_values(net.values)  # a copy, which stays as it is
    # Inside, X has to be a table; around it, the labels become one too, a row for each row of X.
    X, Y_true = net._tables(net._table("X", X, columns=net.sizes[0]), y_true)
    learning_rate = inputs.above_0("learning_rate", learning_rate)
    epochs = inputs.count("epochs", epochs)
    batch_size = len(X) if batch_size is None else inputs.count("batch_size", batch_size, len(X))
    inputs.in_order("order", order, rng)  # "shuffled" needs an rng
    inputs.yes_no_or_function("report", report, "epoch")
    own = inputs.function_or_none("gradient", gradient, "net", "X", "y_true")
    # `unchecked` hands back another function only where there were checks, as in each of MISTAKES:
    # those get tables. A gradient of your own gets labels in the shape in which y_true came.
    gradient = inputs.unchecked(own)
    Y = Y_true if own is None or own is not gradient else Y_true.reshape(np.shape(y_true))
    # A copy with all that is in it, so that the one handed in remembers nothing of this training.
    optimiser = deepcopy(inputs.function_or_none("optimiser", optimiser, "slopes", "learning_rate"))
    step_of = inputs.unchecked(optimiser)
    # Optimisers of the helpers tell the rate of their last step; for others the rate stays what it
    # is, as float(0.1) is 0.1.
    rate_of = getattr(optimiser, "_rate", float)
    # Whether to look for infinity after each step, not only after each epoch: a function of your
    # own may check what it is handed, and would refuse infinity before `Diverged` can tell of it.
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
    # The epochs 1, 2, … in up to ten parts.
    for tenth in np.array_split(np.arange(1, epochs + 1), min(10, epochs)):
        for epoch in tenth.tolist():  # numbers of Python's own, for `report` and `Diverged`
            if order == "shuffled":
                rows = rng.permutation(len(X))
                batches = _cut(X[rows], Y[rows], batch_size)
            for x, y in batches:
                if gradient is None:
                    # Forward, which gives Z and A, and with them back, into `place`.
                    slopes = net._backward(*net._forward(x), y, place).values
                else:
                    slopes = inputs.slopes("gradient", gradient(net, x, y), net)  # now a row
                step = learning_rate * slopes
                # The optimiser gets a copy: the slopes of the next step are written over these.
                if optimiser is not None:
                    step = inputs.slopes("optimiser", step_of(slopes.copy(), learning_rate), net)
                if decay:  # 0 counts as False
                    # No +=, which would change a row that the optimiser may have kept.
                    step = step + rate_of(learning_rate) * decay * values
                # In their place, where W and B of `net` look for them: `values = values - step`
                # would make another row, and `net` would stay where it is.
                values -= step
                # `isfinite` is False for what is infinite, or no number at all (NaN).
                if careful and not np.isfinite(values).all():
                    break  # out of the batches; the lines below tell of it
            if not np.isfinite(values).all():
                raise Diverged(epoch, learning_rate)
            parameters[epoch] = values
            if callable(report):
                report(epoch)
        # The parameters after each epoch of this part are a network, so the part is many networks,
        # and one call gives all their losses.
        losses[tenth] = net.with_values(parameters[tenth])._loss(X, Y_true)
        if report is True:
            # The numbers of epochs are all as wide as the last one.
            print(f"epoch {epoch:{len(str(epochs))}}   L {np.median(losses[epoch]):.4f}")
    return History(start, losses, parameters)


def _cut(X, Y, n):
    """Return the rows of both tables in batches of n rows; the last one may be smaller."""
    return [(X[i : i + n], Y[i : i + n]) for i in range(0, len(X), n)]
