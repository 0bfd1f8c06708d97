"""A network is layers of neurons; the outputs of one layer are the inputs of the next."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from helpers import inputs
from helpers.activations import HIDDEN, Activation, sigmoid, softmax
from helpers.losses import cross_entropy_loss, mse_loss
from helpers.parameters import Parameters
from helpers.words import _


class Neuron:
    """One neuron: y = σ(w · x + b), with `weights` of shape (n,) and one `bias`."""

    __slots__ = ("bias", "weights")  # what is called otherwise cannot be set

    def __init__(self, weights, bias):
        self.weights = np.array(inputs.row("weights", weights))
        self.bias = inputs.number("bias", bias)

    @np.errstate(over="ignore")  # a sum may be infinite, and σ(∞) is 1
    def feedforward(self, x):
        """Return the output for one example (n,), or one output a row for a table (rows, n)."""
        weights, bias = inputs.row("weights", self.weights), inputs.number("bias", self.bias)
        return sigmoid(inputs.examples("x", x, weights.size) @ weights + bias)


class Output(NamedTuple):
    """What the last layer does with its sums Z, the loss of that, and how the loss goes back."""

    squash: Callable  # A = squash(Z), the predictions
    loss: Callable  # L = loss(Y_true, A)
    slope: Callable  # dL/dZ = slope(Y_true, Z, A)


# `size` is rows times outputs, which are the n errors of the mean; `lambda` is a function without a
# name: it takes what stands before the colon and returns what follows.
OUTPUTS = {
    "sigmoid": Output(sigmoid, mse_loss, lambda Y, Z, A: 2.0 / Y.size * (A - Y) * A * (1.0 - A)),
    "softmax": Output(softmax, cross_entropy_loss, lambda Y, Z, A: (A - Y) / len(Y)),
}


class Network(Parameters):
    """Layers of neurons, each fed by all neurons before it: Z = A @ W + B, then A = f(Z).

    `Network([2, 2, 1])` has two inputs, two hidden neurons and one output, and every parameter 0.
    `Network([2, 2, 1], w1=0.5, b3=-1)` sets some by name; see `Parameters` for the other ways:
    a network is `Parameters` too and can all that they can, and what follows is added.

    `hidden` names what the hidden layers do: "sigmoid", "tanh", "relu" or another of
    `ACTIVATIONS`, or "linear", which squashes nothing. `output` names what the last layer does, and
    with it the loss: "sigmoid" with the mean squared error, or "softmax" with the cross-entropy,
    for two or more outputs of which exactly one is right in each row. Somebody's own `Activation`
    and `Output` will do as well.
    """

    _table = staticmethod(inputs.table)  # how `train` checks X; what reads no table has another one

    def __init__(self, sizes, values=None, hidden="sigmoid", output="sigmoid", **named):
        super().__init__(sizes, values, self._shapes(sizes), **named)
        f = inputs.functions("hidden", hidden, HIDDEN, Activation)
        end = inputs.functions("output", output, OUTPUTS, Output)
        if output == "softmax" and self.sizes[-1] < 2:
            inputs.refuse("sizes", list(self.sizes), _("two or more outputs, one for each class"))
        squash = [f.squash] * (len(self.W) - 1) + [end.squash]
        # Of two tables `dot` is the product `@` in half the time; of many networks matmul is.
        product = np.ndarray.dot if self.values.ndim == 1 else np.matmul
        # As self.hidden = hidden and so on, which are not written so here, because what is set with
        # a dot is a parameter: net.w1 = 0.5.
        vars(self).update(_layers=list(zip(self.W, self.B, squash, strict=True)), _end=end)
        vars(self).update(hidden=hidden, output=output, _slope=f.slope, _product=product)

    def _shapes(self, sizes):
        """Return the shapes of the matrices W; None, as here, says that the sizes tell them."""

    @classmethod
    def random(cls, sizes, rng, networks=None, **kind):
        """Return a network with every parameter drawn from N(0, 1) by `rng`.

        `networks=200` draws 200 of them, along an axis in front. `kind` is `hidden` and `output`.
        """
        inputs.names_among(kind, "hidden", "output")
        net = cls(sizes, **kind)  # `cls` is the class itself, `Network`
        front = () if networks is None else (inputs.count("networks", networks),)
        shape = (*front, *net.values.shape)
        return net.with_values(inputs.generator("rng", rng).standard_normal(shape))

    def with_values(self, values):
        """Return a network of the same kind and sizes with other `values`."""
        return type(self)(self.sizes, values, self.hidden, self.output)

    def __reduce__(self):
        return type(self), (self.sizes, self.values, self.hidden, self.output)

    def _forward(self, X):
        """Return Z and A, as `forward` does, for a table X that was checked before.

        The underscore in front says: for the helpers, who check what they pass on.
        """
        Z, A = [], [X]
        for W, B, squash in self._layers:
            Z.append(self._product(A[-1], W) + B)  # A @ W + B
            A.append(squash(Z[-1]))
        return Z, A

    def _backward(self, Z, A, Y_true, gradient):
        """Return dL/dp for every parameter p, as `Parameters`, by the chain rule.

        Z and A are what `forward` gave, Y_true has the shape (rows, outputs) of A[-1]. From the
        last layer to the first, with dL_dZ of shape (rows, neurons):

            dL_dW = A.T @ dL_dZ            dL_dB = the rows of dL_dZ added up
            dL_dA = dL_dZ @ W.T            dL_dZ of the layer before = dL_dA * f'(Z)

        They are written into `gradient`, in the place of what stood there, as `out` says.
        `.mT` is `.T`, of each network by itself where there are many; -2 is the axis of the rows,
        the last but one.
        """
        dL_dZ = self._end.slope(Y_true, Z[-1], A[-1])
        for k in reversed(range(len(self.W))):
            # dL_dZ.T @ A is A.T @ dL_dZ on its side: a row a neuron, as the numbers lie.
            self._product(dL_dZ.mT, A[k], out=gradient.W[k].mT)
            dL_dZ.sum(axis=-2, keepdims=True, out=gradient.B[k])
            if k > 0:
                dL_dA = self._product(dL_dZ, self.W[k].mT)
                dL_dZ = dL_dA * self._slope(Z[k - 1], A[k])
        return gradient

    @np.errstate(over="ignore")  # exp may become infinite: 1 / (1 + ∞) is 0, as it should be
    def _output(self, X):
        """Return A of the last layer, what it puts out, for a table that was checked before."""
        return self._forward(X)[1][-1]

    def _loss(self, X, Y_true):
        """Return the loss for tables that were checked before."""
        return self._end.loss(Y_true, self._output(X))

    @np.errstate(over="ignore")
    def forward(self, X):
        """Return Z and A, lists of what enters and leaves each layer, for a table X (rows, inputs).

        A[0] is X, then Z[k] = A[k] @ W[k] + B[k] and A[k + 1] = f(Z[k]), of shape (rows, neurons).
        """
        return self._forward(self._rows(X))

    def activations(self, X):
        """Return [X, A1, A2, …], the table that enters and what each layer makes of it."""
        return self.forward(X)[1]

    def feedforward(self, X):
        """Return the output: (outputs,) for one example (inputs,), (rows, outputs) for a table."""
        output = self._output(self._rows(X))
        return output if np.ndim(X) == 2 else output[..., 0, :]  # the only row, of each network

    def loss(self, X, y_true):
        """Return the loss over the rows of X; `y_true` as for `gradient`."""
        return self._loss(*self._tables(X, y_true))

    def gradient(self, X, y_true):
        """Return dL/dp for every parameter p, as `Parameters`, by backpropagation.

        L is the loss over the rows of X. `y_true` has shape (rows,) where there is one output,
        else (rows, outputs). All derivatives are taken before anything changes.
        """
        return self._gradient(*self._tables(X, y_true))

    @np.errstate(over="ignore")
    def _gradient(self, X, Y_true):
        """Return the gradient for tables that were checked before."""
        return self._backward(*self._forward(X), Y_true, self._like(np.zeros_like(self.values)))

    def _rows(self, X):
        """Return X as a table of shape (rows, inputs), or refuse it in a sentence."""
        return np.atleast_2d(inputs.examples("X", X, columns=self.sizes[0]))

    def _tables(self, X, y_true):
        """Return both as tables of as many rows, or refuse them in a sentence."""
        X = self._rows(X)
        Y_true = inputs.targets("y_true", y_true, len(X), self.sizes[-1])
        return X, inputs.one_hot("y_true", Y_true) if self.output == "softmax" else Y_true

    def losses_along(self, changes, X, y_true):
        """Return the loss for many values of some parameters at once, the others as they are.

        `changes` maps names of parameters to arrays of values of one shape; the losses have it too.
        """
        arrays = inputs.alike("changes", changes)
        many = self.with_values(np.tile(self.values, (arrays[0].size, 1)))
        for name, array in zip(changes, arrays, strict=True):
            many[name] = array.ravel()
        return many.loss(X, y_true).reshape(arrays[0].shape)
