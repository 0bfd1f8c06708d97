"""Training is gradient descent: step after step against the gradient, and a record of the way."""

import math
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from helpers.inputs import count, finite, generator, number, refuse, shown, table
from helpers.network import Network, SoftmaxNetwork
from helpers.parameters import Parameters
from helpers.words import say

ORDERS = ("fixed", "shuffled")
LARGEST = 1e100  # a parameter beyond this is on its way to infinity
ALWAYS = 40.0  # σ of it is 1 to the last bit, and its slope 0
REPORTS = 10  # lines printed in a training that reports
LOSSES_AT_ONCE = 30_000  # outputs held in memory while losses are computed


class Diverged(ArithmeticError):
    """The parameters ran off towards infinity; `epoch` tells when."""

    def __init__(self, epoch, learning_rate):
        self.epoch = epoch
        super().__init__(say("training_diverged", epoch=epoch, learning_rate=learning_rate))


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

    where L is the network's loss over the batch. The rows come as they stand, or with
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

    batches = [slice(first, first + batch_size) for first in range(0, rows, batch_size)]
    if gradient is None and type(net) not in OUTPUTS:
        gradient = type(net).gradient
    steps = _OwnSteps if gradient else _Steps
    steps = steps(net, X, targets, batches, learning_rate, gradient)
    parameters = np.empty((epochs + 1, *net.values.shape))
    parameters[0], checked = net.values, 1
    with np.errstate(all="ignore"):  # exp may overflow: 1 / (1 + inf) is the right 0
        for epoch in range(1, epochs + 1):
            if shuffle:
                steps.arrange(rng.permutation(rows))
            steps.run()
            steps.values.take(steps.places, out=parameters[epoch], mode="clip")  # buffers nothing
            if REPORTS * epoch // epochs > REPORTS * (epoch - 1) // epochs:
                _stop_if_diverged(parameters, range(checked, epoch + 1), learning_rate)
                checked = epoch + 1
                if report:
                    now = net.with_values(parameters[epoch])
                    loss = f"{np.median(now.loss(X, targets)):.4f}"
                    print(say("training_line", epoch=f"{epoch:{len(str(epochs))}}", loss=loss))
    start = net.with_values(parameters[0])
    return History(start, _losses(start, parameters, X, targets), parameters)


class Walk:
    """Gradient descent one step at a time, in which only the parameters in `names` move.

    `net` is copied. `path` holds the values of the moving parameters and `losses` the loss over
    all rows: at the start and after each iteration. An iteration is one step on one batch; an
    epoch is as many iterations as it takes to use every row once.
    """

    def __init__(self, net, names, X, y_true, batch_size=1, order="fixed", rng=None):
        self.net, self.X, self.targets = _checked_data(net, X, y_true)
        self.names, self.places = tuple(names), [net.place(name) for name in names]
        self.batch_size = _checked_batch_size(batch_size, len(self.X))
        self.rng = rng if _checked_order(order, rng) else None
        self.path, self.losses = [], []
        self._coming = []
        self._note()

    @property
    def iterations(self):
        """Return how many steps were taken."""
        return len(self.path) - 1

    @property
    def epochs(self):
        """Return how many epochs are complete."""
        return self.iterations // math.ceil(len(self.X) / self.batch_size)

    @property
    def batch(self):
        """Return the rows of the next step."""
        return self._coming[: self.batch_size]

    def gradients(self):
        """Return dL/dp of each row's own loss, shape (rows, names); their mean is that of L."""
        rows = zip(self.X[:, None], self.targets[:, None], strict=True)
        return np.array([self.net.gradient(*row).values[self.places] for row in rows])

    def step(self, learning_rate):
        """Take one step on the next batch."""
        gradient = self.net.gradient(self.X[self.batch], self.targets[self.batch])
        self.net.values[self.places] -= learning_rate * gradient.values[self.places]
        self._coming = self._coming[self.batch_size :]
        self._note()

    def _note(self):
        if len(self._coming) == 0:
            rows = len(self.X)
            self._coming = np.arange(rows) if self.rng is None else self.rng.permutation(rows)
        self.path.append(self.net.values[self.places])
        self.losses.append(float(self.net.loss(self.X, self.targets)))


class _OwnSteps:
    """The steps of an epoch with a gradient of somebody's own."""

    def __init__(self, net, X, targets, batches, learning_rate, gradient):
        self.net, self.X, self.targets = net, X, targets
        self.batches, self.learning_rate, self.gradient = batches, learning_rate, gradient
        self.values = net.values
        self.places = np.arange(net.values.size).reshape(net.values.shape)
        self.order = np.arange(len(X))

    def arrange(self, order):
        """Take the rows in this order from now on."""
        self.order = order

    def run(self):
        """Take all steps of one epoch."""
        for batch in self.batches:
            if np.abs(self.values).max() < LARGEST:  # else the gradient may have no answer
                rows = self.order[batch]
                gradient = self.gradient(self.net, self.X[rows], self.targets[rows])
                self.values -= self.learning_rate * gradient.values


class _Steps:
    """The steps of an epoch by backpropagation: what `Network.gradient` computes, but fast.

    The operations of an epoch are laid out once, on arrays that stay where they are, and `run`
    goes through the list. For speed alone, examples are columns here, a layer's matrices of all
    networks lie together, and the biases of a layer are one more column of its weights. That
    column is fed by one more neuron in the layer before, which always says 1: its own bias is so
    large that σ is 1 and σ' is 0.
    """

    def __init__(self, net, X, targets, batches, learning_rate, _gradient=None):
        self.X, self.targets = X, targets
        self.X_now = np.column_stack([X, np.ones(len(X))])
        self.targets_now = targets.copy()
        self.places, shapes, always = _layout(net)
        self.values = np.zeros(sum(map(math.prod, shapes)))
        self.values[self.places] = net.values
        self.values[always] = ALWAYS
        change = np.zeros_like(self.values)
        W, dW = _matrices(self.values, shapes), _matrices(change, shapes)
        lay_out = lru_cache(
            lambda examples: _backpropagation(W, dW, examples, learning_rate, *OUTPUTS[type(net)])
        )
        step = partial(np.subtract, self.values, change, self.values)
        self.operations = []
        for batch in batches:
            x, y_true = self.X_now[batch].T, self.targets_now[batch].T
            self.operations += [*lay_out(x.shape[1])(x, y_true), step]

    def arrange(self, order):
        """Take the rows in this order from now on."""
        self.X_now[:, :-1], self.targets_now[:] = self.X[order], self.targets[order]

    def run(self):
        """Take all steps of one epoch."""
        for operation in self.operations:
            operation()


def _layout(net):
    """Return how all parameters lie in one row, layer by layer, with biases among the weights.

    These are the places of the parameters, in the shape of `net.values`; the shape of each
    layer's matrices; and the places of the biases of the neurons that always say 1.
    """
    front, last = net.values.shape[:-1], len(net.sizes) - 2
    places, shapes, always, first = Parameters(net.sizes, net.values), [], [], 0
    for k, (n_in, n_out) in enumerate(pairwise(net.sizes)):
        shapes.append((*front, n_out if k == last else n_out + 1, n_in + 1))
        at = first + np.arange(math.prod(shapes[-1])).reshape(shapes[-1])
        places.W[k][...] = np.swapaxes(at[..., :n_out, :-1], -1, -2)
        places.B[k][...] = at[..., None, :n_out, -1]
        first += at.size
        if k < last:
            always += at[..., -1, -1].ravel().tolist()
    return places.values.astype(int), shapes, always


def _matrices(values, shapes):
    """Return views of a row of numbers as matrices of these shapes, in turn."""
    ends = np.cumsum([math.prod(shape) for shape in shapes])
    return [
        values[end - math.prod(shape) : end].reshape(shape)
        for end, shape in zip(ends, shapes, strict=True)
    ]


def _backpropagation(W, dW, examples, learning_rate, squash, slope):
    """Return a function of (x, y_true) that returns the operations for so many examples.

    They fill `dW` with learning_rate dL/dW. All batches share the arrays in between.
    """
    A = [np.empty((*weights.shape[:-1], examples)) for weights in W]  # the layers' outputs
    forward = []
    for k in range(len(W)):
        if k > 0:
            forward.append(_product(W[k], A[k - 1], A[k]))
        forward += _sigmoid(A[k]) if k < len(W) - 1 else squash(A[k])
    error, dL_dZ = np.empty_like(A[-1]), np.empty_like(A[-1])
    backward = slope(error, A[-1], learning_rate, dL_dZ)
    for k in reversed(range(1, len(W))):
        backward.append(_product(dL_dZ, np.swapaxes(A[k - 1], -1, -2), dW[k]))
        dL_dA = np.empty_like(A[k - 1])
        backward.append(_product(np.swapaxes(W[k], -1, -2), dL_dZ, dL_dA))
        dL_dZ = np.empty_like(A[k - 1])
        backward += _times_slope(dL_dA, A[k - 1], dL_dZ)

    def operations(x, y_true):
        return [
            _product(W[0], x, A[0]),
            *forward,
            partial(np.subtract, A[-1], y_true, error),
            *backward,
            _product(dL_dZ, x.T, dW[0]),
        ]

    return operations


def _mse_slope(error, a, learning_rate, dL_dZ):
    """Return the operations that fill `dL_dZ` for sigmoid outputs a, with error = a - y_true.

    The learning rate goes in here, and so into everything that follows.
    """
    dL_dA, factor = np.empty_like(a), np.full_like(a, learning_rate * 2 / math.prod(a.shape[-2:]))
    return [partial(np.multiply, error, factor, dL_dA), *_times_slope(dL_dA, a, dL_dZ)]


def _cross_entropy_slope(error, a, learning_rate, dL_dZ):
    """Return the same for softmax outputs, where dL/dZ = 1/rows (y_pred - y_true)."""
    return [partial(np.multiply, error, np.full_like(a, learning_rate / a.shape[-1]), dL_dZ)]


def _sigmoid(a):
    """Return the operations that replace each z in `a` by σ(z)."""
    a = a.reshape(-1)  # one long row, and never onto itself: both are faster
    other, ones = np.empty_like(a), np.ones_like(a)
    return [
        partial(np.negative, a, other),
        partial(np.exp, other, a),
        partial(np.add, a, ones, other),
        partial(np.reciprocal, other, a),
    ]


def _softmax(a):
    """Return the operations that replace the column of sums of each example by its softmax."""
    other, one_each = np.empty_like(a), np.empty_like(a[..., :1, :])
    return [
        partial(np.maximum.reduce, a, axis=-2, keepdims=True, out=one_each),
        partial(np.subtract, a, one_each, other),
        partial(np.exp, other, a),
        partial(np.add.reduce, a, axis=-2, keepdims=True, out=one_each),
        partial(np.divide, a, one_each, a),
    ]


def _times_slope(dL_dA, a, dL_dZ):
    """Return the operations that fill `dL_dZ` with dL/dA a (1 - a)."""
    dL_dA, a, dL_dZ = dL_dA.reshape(-1), a.reshape(-1), dL_dZ.reshape(-1)
    rest, slope, ones = np.empty_like(a), np.empty_like(a), np.ones_like(a)
    return [
        partial(np.subtract, ones, a, rest),
        partial(np.multiply, rest, a, slope),
        partial(np.multiply, dL_dA, slope, dL_dZ),
    ]


# How sums become outputs, and errors become dL/dZ. Other networks train by their own gradient.
OUTPUTS = {Network: (_sigmoid, _mse_slope), SoftmaxNetwork: (_softmax, _cross_entropy_slope)}


def _product(left, right, out):
    """Return the operation out = left @ right; with one plain matrix at the right, `dot` is it."""
    if right.ndim == 2 and (left.ndim == 2 or left.flags.c_contiguous):
        left, out = left.reshape(-1, left.shape[-1]), out.reshape(-1, out.shape[-1])
        return partial(left.dot, right, out)
    return partial(np.matmul, left, right, out)


def _stop_if_diverged(parameters, epochs, learning_rate):
    """Raise `Diverged` if a parameter went off in these epochs, with the first such epoch."""
    extremes = np.abs(parameters[epochs.start : epochs.stop]).reshape(len(epochs), -1).max(axis=1)
    kept = extremes < LARGEST  # not so for NaN
    if not kept.all():
        raise Diverged(epochs[int(np.argmin(kept))], learning_rate)


def _losses(net, parameters, X, targets):
    """Return the loss of every snapshot."""
    networks = parameters[0].size // parameters.shape[-1]
    at_once = max(1, LOSSES_AT_ONCE // (networks * len(X) * max(net.sizes)))
    parts = [parameters[i : i + at_once] for i in range(0, len(parameters), at_once)]
    return np.concatenate([net.with_values(part).loss(X, targets) for part in parts])


def _checked_data(net, X, y_true):
    """Return a copy of the network, and the data as tables (rows, inputs) and (rows, outputs)."""
    if not isinstance(net, Network):
        refuse("net", shown(net), "expected_network")
    net = net.with_values(finite("net", net.values))
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
