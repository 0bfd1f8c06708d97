"""A recurrent network reads step by step, and what it has read so far is kept in its hidden state.

Its weights are the same at each step. So every step of every sequence is an example, a row of a
table, as the windows of a convolution are. What is new is that one of the inputs of a step comes
from the step before: the way back in the network is a way back in time.
"""

import numpy as np

from helpers import inputs
from helpers.activations import sigmoid
from helpers.losses import SMALLEST
from helpers.network import Network, Output
from helpers.words import _


def _sequences(name, value, columns):
    """Return `value` as finite numbers of shape (rows, steps, columns)."""
    array = inputs.finite(name, value)
    if array.ndim != 3 or array.shape[-1] != columns:
        expected = _("sequences of shape (rows, steps, {columns})").format(columns=columns)
        inputs.refuse(name, array, expected)
    return array


def _one_or_more_sequences(name, value, columns):
    """Return `value` as sequences, or as one of them, of shape (steps, columns)."""
    array = inputs.finite(name, value)
    if array.ndim not in (2, 3) or array.shape[-1] != columns:
        expected = _("one sequence of shape (steps, {columns}) or sequences of shape (rows, steps, "
                     "{columns})")  # fmt: skip
        inputs.refuse(name, array, expected.format(columns=columns))
    return array


def _cross_entropy(Y_true, A):
    """Return -1/n Σ log of the share that each of the n labels, 0 or 1, was given.

    A gives the share of a yes. (A share that is 0 counts as the smallest number above 0.)
    """
    given = np.where(Y_true == 1, A, 1 - A)
    return -np.log(np.maximum(given, SMALLEST)).mean(axis=tuple(range(-Y_true.ndim, 0)))


def _cross_entropy_slope(Y_true, Z, A):
    """Return dL/dZ = 1/n (A - Y_true); σ' has cancelled against the slope of the logarithm."""
    return (A - Y_true) / Y_true.size


def _last(Y_true):
    """Return 1 at the last step of each sequence, shape (rows, steps, outputs), and 0 before."""
    return (np.arange(Y_true.shape[-2]) == Y_true.shape[-2] - 1)[:, np.newaxis]


SIGMA = inputs.unchecked(sigmoid)
# An answer yes or no at each step; and at the last step alone, whatever is said before.
EACH = Output(sigmoid, _cross_entropy, _cross_entropy_slope)
LAST = Output(
    sigmoid,
    lambda Y_true, A: _cross_entropy(Y_true[..., -1:, :], A[..., -1:, :]),
    lambda Y_true, Z, A: _last(Y_true) * (A - Y_true) / Y_true[..., -1, :].size,
)


class Recurrent(Network):
    """A layer that is fed by the inputs of a step and by what itself put out the step before.

    `Recurrent([2, 3, 1])` reads two numbers a step, keeps three and gives one. With x the inputs
    of step t, h what the hidden layer puts out and [x, h] both in one row, it is

        z1 = [x, h of step t - 1] @ W1 + B1          h = f(z1)          h of step 0 is 0
        z2 = h @ W2 + B2                             y = σ(z2)

    X has the shape (rows, steps, inputs), y_true (rows, steps, outputs), or (rows, steps) for one
    output. `activations` returns [V, H, A]: V holds [x, h of the step before], shape
    (rows, steps, inputs + hidden), H all h and A all y. `hidden` is as in `Network`; `output` is
    an `Output`: `EACH`, which asks for an answer 0 or 1 at each step, with the cross-entropy, or
    `LAST`, which asks for it at the last step alone; or "sigmoid", with the squared error.
    """

    _table = staticmethod(_sequences)

    def __init__(self, sizes, values=None, hidden="tanh", output=EACH, **named):
        if output != "softmax":
            return super().__init__(sizes, values, hidden, output, **named)
        inputs.refuse("output", output, _("sigmoid or an Output, such as EACH or LAST"))

    def _shapes(self, sizes):
        """Return the shapes of W1, (inputs + hidden, hidden), and of W2, (hidden, outputs)."""
        if len(inputs.sizes("sizes", sizes)) != 3:
            inputs.refuse("sizes", sizes, _("inputs, hidden and outputs, such as [2, 3, 1]"))
        n_in, hidden, n_out = inputs.sizes("sizes", sizes)
        return (n_in + hidden, hidden), (hidden, n_out)

    def _forward(self, X):
        (W1, B1, f), _outputs = self._layers
        n_in, hidden, _n_out = self.sizes
        front, (rows, steps) = self.values.shape[:-1], X.shape[:-1]
        V = np.zeros((*front, rows, steps, n_in + hidden))
        V[..., :n_in] = X
        Z1, H = np.zeros((2, *front, rows, steps, hidden))
        for t in range(steps):
            if t > 0:
                V[..., t, n_in:] = H[..., t - 1, :]  # what it remembers
            Z1[..., t, :] = self._product(V[..., t, :], W1) + B1
            H[..., t, :] = f(Z1[..., t, :])
        Z2 = self._outputs(H)
        return [Z1, Z2], [V, H, self._end.squash(Z2)]

    def _outputs(self, H):
        """Return the sums of the output neurons at each step."""
        Z2 = self._product(_as_rows(H), self.W[-1]) + self.B[-1]
        return Z2.reshape(*H.shape[:-1], -1)

    def _backward(self, Z, A, Y_true, gradient):
        """Return dL/dp for every parameter p, written into `gradient`, as `Network` does."""
        V, H, _A2 = A
        _dL_dH, *dL_dZ = self._in_time(Z, A, Y_true)
        return self._add_up([V, H], dL_dZ, gradient)

    def _in_time(self, Z, A, Y_true):
        """Return dL/dH and dL/dZ of both layers, from the last step to the first.

        What a step has put out goes two ways, to the outputs and to the step after it, and where
        paths join, their slopes add up.
        """
        (Z1, Z2), (_V, H, A2), W_back = Z, A, self.W[0][..., self.sizes[0] :, :].mT
        dL_dZ2, slope = self._end.slope(Y_true, Z2, A2), self._slope(Z1, H)
        dL_dH = self._by_way_of_outputs(dL_dZ2)
        dL_dZ1 = np.zeros_like(H)
        for t in reversed(range(H.shape[-2])):
            dL_dZ1[..., t, :] = dL_dH[..., t, :] * slope[..., t, :]
            if t > 0:
                dL_dH[..., t - 1, :] += self._product(dL_dZ1[..., t, :], W_back)
        return dL_dH, dL_dZ1, dL_dZ2

    def _by_way_of_outputs(self, dL_dZ2):
        """Return what the outputs of each step tell the state of that step."""
        dL_dH = self._product(_as_rows(dL_dZ2), self.W[-1].mT)
        return dL_dH.reshape(*dL_dZ2.shape[:-1], -1)

    def _add_up(self, fed, dL_dZ, gradient):
        """Return `gradient` with the slopes of each layer, from what it was fed, over all steps."""
        for k, (rows, blame) in enumerate(
            zip(map(_as_rows, fed), map(_as_rows, dL_dZ), strict=True)
        ):
            gradient.W[k].mT[...] = self._product(blame.mT, rows)
            gradient.B[k][...] = blame.sum(axis=-2, keepdims=True)
        return gradient

    @np.errstate(over="ignore")
    def in_time(self, X, y_true):
        """Return dL/dh of each step, shape (rows, steps, hidden): what it could change of the loss.

        It counts both ways, by the outputs of this step and by all that comes later.
        """
        X, Y_true = self._tables(X, y_true)
        return self._in_time(*self._forward(X), Y_true)[0]

    @np.errstate(over="ignore")
    def feedforward(self, X):
        """Return the outputs: (steps, outputs) for one sequence, else (rows, steps, outputs)."""
        output = self._output(self._rows(X))
        return output if np.ndim(X) == 3 else output[..., 0, :, :]

    def _rows(self, X):
        """Return X as sequences of shape (rows, steps, inputs), or refuse it in a sentence."""
        X = _one_or_more_sequences("X", X, self.sizes[0])
        return X.reshape(-1, *X.shape[-2:])

    def _tables(self, X, y_true):
        """Return both as sequences, or refuse them in a sentence."""
        X, Y_true = self._rows(X), inputs.labels("y_true", y_true)
        shape, outputs = X.shape[:-1], self.sizes[-1]
        if Y_true.shape != (*shape, outputs) and not (outputs == 1 and Y_true.shape == shape):
            expected = _("one label for each of {rows} rows, {steps} steps and {outputs} output(s)")
            numbers = {"rows": shape[0], "steps": shape[1], "outputs": outputs}
            inputs.refuse("y_true", Y_true, expected.format(**numbers))
        return X, Y_true.reshape(*shape, outputs)


def _as_rows(A):
    """Return numbers of shape (…, rows, steps, n) with every step of every row as a row."""
    return A.reshape(*A.shape[:-3], -1, A.shape[-1])


class Gated(Recurrent):
    """A recurrent layer in which each neuron has two gates, numbers from 0 to 1, at each step.

    The keep gate k tells how much of what the neuron holds stays as it is; the rest makes place
    for a candidate c. The read gate r tells how much of what is held the candidate gets to see.
    With h what was put out the step before, it is

        [k, r] = σ([x, h] @ W1 + B1)          c = f([x, r * h] @ W2 + B2)
        h ← k * h + (1 - k) * c               y = σ(h @ W3 + B3)

    In W1 and B1 the keep gates come first. `activations` returns [V, G, U, C, H, A], with
    V = [x, h], G = [k, r] and U = [x, r * h].

    Source: Cho and others, Learning phrase representations using RNN encoder-decoder, 2014.
    """

    def _shapes(self, sizes):
        """Return the shapes of W1 of all gates, of W2 of the candidates, and of W3."""
        (fed, hidden), outputs = super()._shapes(sizes)
        return (fed, 2 * hidden), (fed, hidden), outputs

    def _forward(self, X):
        (W1, B1, _f), (W2, B2, f), _outputs = self._layers
        n_in, hidden, _n_out = self.sizes
        shape = (*self.values.shape[:-1], *X.shape[:-1])
        V, U = np.zeros((2, *shape, n_in + hidden))
        V[..., :n_in] = U[..., :n_in] = X
        G, (Z2, C, H) = np.zeros((*shape, 2 * hidden)), np.zeros((3, *shape, hidden))
        h = np.zeros((*shape[:-1], hidden))
        for t in range(shape[-1]):
            V[..., t, n_in:] = h
            G[..., t, :] = SIGMA(self._product(V[..., t, :], W1) + B1)
            k, r = G[..., t, :hidden], G[..., t, hidden:]
            U[..., t, n_in:] = r * h
            Z2[..., t, :] = self._product(U[..., t, :], W2) + B2
            C[..., t, :] = f(Z2[..., t, :])
            h = H[..., t, :] = k * h + (1 - k) * C[..., t, :]
        Z3 = self._outputs(H)
        return [Z2, Z3], [V, G, U, C, H, self._end.squash(Z3)]

    def _backward(self, Z, A, Y_true, gradient):
        """Return dL/dp for every parameter p, written into `gradient`, as `Network` does."""
        V, _G, U, _C, H, _A3 = A
        _dL_dH, *dL_dZ = self._in_time(Z, A, Y_true)
        return self._add_up([V, U, H], dL_dZ, gradient)

    def _in_time(self, Z, A, Y_true):
        """Return dL/dH and dL/dZ of all three layers, from the last step to the first.

        The state of a step goes four ways: to the outputs, and in the next step through the keep
        gate as it is, through the read gate to the candidate, and to the sums of the gates.
        """
        (Z2, Z3), (V, G, _U, C, H, A3), (n_in, hidden, _n_out) = Z, A, self.sizes
        W1_back, W2_back = (W[..., n_in:, :].mT for W in self.W[:2])
        dL_dZ3, slope = self._end.slope(Y_true, Z3, A3), self._slope(Z2, C)
        dL_dH = self._by_way_of_outputs(dL_dZ3)
        dL_dZ1, dL_dZ2 = np.zeros_like(G), np.zeros_like(C)
        gates = G * (1 - G)  # σ' of their sums
        for t in reversed(range(H.shape[-2])):
            k, r, h = G[..., t, :hidden], G[..., t, hidden:], V[..., t, n_in:]
            dL_dh = dL_dH[..., t, :]
            dL_dZ2[..., t, :] = dL_dh * (1 - k) * slope[..., t, :]
            dL_drh = self._product(dL_dZ2[..., t, :], W2_back)
            dL_dZ1[..., t, :hidden] = dL_dh * (h - C[..., t, :])
            dL_dZ1[..., t, hidden:] = dL_drh * h
            dL_dZ1[..., t, :] *= gates[..., t, :]
            if t > 0:
                by_gates = self._product(dL_dZ1[..., t, :], W1_back)
                dL_dH[..., t - 1, :] += dL_dh * k + dL_drh * r + by_gates
        return dL_dH, dL_dZ1, dL_dZ2, dL_dZ3


@inputs.checked(
    lambda slopes, most=1.0: (inputs.rows("slopes", slopes), inputs.above_0("most", most))
)
def clipped(slopes, most=1.0):
    """Return slopes g, a row, made shorter where |g| = √(Σ g²) is above `most`: g · most / |g|.

    All of them by one factor, so that the direction stays. With axes in front, each row by itself.

    Source: Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural networks, 2013.
    """
    length = np.sqrt((slopes**2).sum(axis=-1, keepdims=True))
    return slopes * np.minimum(1, most / np.maximum(length, SMALLEST))


@np.errstate(over="ignore")
def right(net, X, y_true, at_once=2000):
    """Return the share of sequences with every answer right: above 0.5 for a 1, below for a 0.

    `at_once` is of how many rows the states are kept at the same time. Of many networks it is an
    array, a share for each.
    """
    if not isinstance(net, Recurrent):
        inputs.refuse("net", net, _("a Recurrent, such as Recurrent([2, 3, 1])"))
    X, Y_true = inputs.network(net, Recurrent)._tables(X, y_true)
    found, at_once = 0, inputs.count("at_once", at_once)
    for first in range(0, len(X), at_once):
        rows = slice(first, first + at_once)
        said = net._output(X[rows]) > 0.5
        found = found + (said == Y_true[rows]).all(axis=(-2, -1)).sum(axis=-1)
    return found / len(X)
