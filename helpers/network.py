"""A network is layers of neurons; the outputs of one layer are the inputs of the next."""

import numpy as np

from helpers.activations import sigmoid, sigmoid_prime_from_output, softmax
from helpers.inputs import count, examples, generator, labels, number, one_hot, refuse, row
from helpers.losses import cross_entropy_loss, mse_loss, mse_loss_prime
from helpers.parameters import Parameters


class Neuron:
    """One neuron: y = σ(w · x + b), with `weights` of shape (n,) and one `bias`."""

    def __init__(self, weights, bias):
        self.weights = row("weights", weights)
        self.bias = number("bias", bias)

    def feedforward(self, inputs):
        """Return the output for one example (n,), or one output a row for a table (rows, n)."""
        inputs = examples("inputs", inputs, columns=self.weights.size)
        return sigmoid(inputs @ self.weights + self.bias)


class Network(Parameters):
    """Layers of sigmoid neurons, each fed by all neurons before it: A = σ(A @ W + B).

    Its loss is the mean squared error.

    `Network([2, 2, 1])` has two inputs, two hidden neurons and one output, and every parameter 0.
    `Network([2, 2, 1], w1=0.5, b3=-1)` sets some by name; see `Parameters` for the other ways.
    """

    squash_output = staticmethod(sigmoid)
    loss_of = staticmethod(mse_loss)

    @staticmethod
    def output_slope(y_true, y_pred):
        """Return dL/dZ of the output layer: 2/n (y_pred - y_true) σ'(Z), with n = y_true.size."""
        return mse_loss_prime(y_true, y_pred) * sigmoid_prime_from_output(y_pred)

    @classmethod
    def random(cls, sizes, rng, networks=None):
        """Return a network with every parameter drawn from N(0, 1) by `rng`.

        `networks=200` draws 200 of them, along an axis in front.
        """
        front = () if networks is None else (count("networks", networks),)
        shape = (*front, cls(sizes).values.size)
        return cls(sizes, generator("rng", rng).standard_normal(shape))

    def with_values(self, values):
        """Return a network of the same kind and sizes with other `values`."""
        return type(self)(self.sizes, values)

    def activations(self, X):
        """Return [X, A1, A2, …], the table that enters and what each layer makes of it."""
        A = [np.atleast_2d(examples("X", X, columns=self.sizes[0]))]
        squash = [sigmoid] * (len(self.W) - 1) + [self.squash_output]
        for W, B, f in zip(self.W, self.B, squash, strict=True):
            A.append(f(A[-1] @ W + B))
        return A

    def feedforward(self, X):
        """Return the output: (outputs,) for one example (inputs,), (rows, outputs) for a table."""
        output = self.activations(X)[-1]
        return output if np.ndim(X) == 2 else output[..., 0, :]

    def loss(self, X, y_true):
        """Return the loss over the rows of X; `y_true` as for `gradient`."""
        output = self.activations(X)[-1]
        return self.loss_of(self._targets(y_true, output), output)

    def losses_along(self, changes, X, y_true):
        """Return the loss for many values of some parameters at once, the others as they are.

        `changes` maps names of parameters to arrays of values of one shape; the losses have it too.
        """
        arrays = np.broadcast_arrays(*changes.values())
        values = np.tile(self.values, (arrays[0].size, 1))
        for name, array in zip(changes, arrays, strict=True):
            values[:, self.place(name)] = array.ravel()
        return self.with_values(values).loss(X, y_true).reshape(arrays[0].shape)

    def gradient(self, X, y_true):
        """Return dL/dp for every parameter p, as `Parameters`, by backpropagation.

        L is the loss over the rows of X. `y_true` has shape (rows,) where there is one output,
        else (rows, outputs). All derivatives are taken before anything changes.
        """
        A = self.activations(X)
        gradient = Parameters(self.sizes, front=self.values.shape[:-1])
        dL_dZ = self.output_slope(self._targets(y_true, A[-1]), A[-1])
        for k in reversed(range(len(self.W))):
            np.matmul(np.swapaxes(A[k], -1, -2), dL_dZ, out=gradient.W[k])
            np.sum(dL_dZ, axis=-2, keepdims=True, out=gradient.B[k])
            if k > 0:
                dL_dA = dL_dZ @ np.swapaxes(self.W[k], -1, -2)
                dL_dZ = dL_dA * sigmoid_prime_from_output(A[k])
        return gradient

    def _targets(self, y_true, output):
        """Return `y_true` as a table (rows, outputs), the shape of the network's output."""
        shape = output.shape[-2:]
        targets = labels("y_true", y_true)
        if targets.shape != shape and not (shape[1] == 1 and targets.shape == shape[:1]):
            refuse("y_true", targets, "expected_targets", rows=shape[0], outputs=shape[1])
        return targets.reshape(shape)


class SoftmaxNetwork(Network):
    """A network whose outputs are the shares of two or more classes: the last layer is a softmax.

    Its loss is the cross-entropy. `y_true` has shape (rows, outputs), with one 1 in each row.
    """

    squash_output = staticmethod(softmax)
    loss_of = staticmethod(cross_entropy_loss)

    def __init__(self, sizes, values=None, **named):
        super().__init__(sizes, values, **named)
        if self.sizes[-1] < 2:
            refuse("sizes", list(self.sizes), "expected_classes")

    @staticmethod
    def output_slope(y_true, y_pred):
        """Return dL/dZ of the output layer: 1/n (y_pred - y_true), with n = rows."""
        return (y_pred - one_hot("y_true", y_true)) / len(y_true)
