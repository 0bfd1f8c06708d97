"""Parameters are all the weights and biases of a network: one row of numbers, with names."""

from functools import cached_property

import numpy as np

from helpers.inputs import finite, number, refuse, shown


class Parameters:
    """The weights and biases between layers of the given `sizes`, all 0 unless said otherwise.

    The same numbers can be reached in three ways, and a change through one shows in all:

    - `values`, one row: the weights neuron by neuron, then the biases neuron by neuron;
    - by name, `p["w1"]` … `p["b1"]` …, numbered in that order;
    - as matrices: `W[k]` has shape (inputs, outputs) of layer k + 1, `B[k]` has shape (1, outputs).

    `values` may have axes in front, for many networks at once: shape (networks, parameters) gives
    `W[k]` the shape (networks, inputs, outputs). `front=(networks,)` makes them all 0.
    """

    def __init__(self, sizes, values=None, front=(), **named):
        self.sizes = _checked_sizes(sizes)
        pairs = list(zip(self.sizes[:-1], self.sizes[1:], strict=True))
        self.n_weights = sum(n_in * n_out for n_in, n_out in pairs)
        self.n_biases = sum(self.sizes[1:])
        self.values = self._checked_values(values, front)
        self.W, self.B = self._matrices(pairs)
        self.update(named)

    @cached_property
    def names(self):
        """Return all names in the order of `values`; made when first asked for, as it takes long
        for a large network."""
        weights = [f"w{i + 1}" for i in range(self.n_weights)]
        return tuple(weights + [f"b{i + 1}" for i in range(self.n_biases)])

    def _checked_values(self, values, front):
        length = self.n_weights + self.n_biases
        if values is None:
            return np.zeros((*front, length))
        values = np.array(finite("values", values))
        if values.ndim == 0 or values.shape[-1] != length:
            refuse("values", values, "expected_last_axis", length=length)
        return values

    def _matrices(self, pairs):
        """Return the weight matrices and the bias rows, as views into `values`."""
        W, B, w, b = [], [], 0, self.n_weights
        front = self.values.shape[:-1]
        for n_in, n_out in pairs:
            weights = self.values[..., w : w + n_in * n_out].reshape(*front, n_out, n_in)
            W.append(np.swapaxes(weights, -1, -2))
            B.append(self.values[..., b : b + n_out].reshape(*front, 1, n_out))
            w, b = w + n_in * n_out, b + n_out
        return tuple(W), tuple(B)

    def place(self, name):
        """Return where in the row the parameter called `name` stands."""
        if name not in self.names:
            refuse("name", shown(name), "expected_name", names=", ".join(self.names))
        return self.names.index(name)

    def __getitem__(self, name):
        return self.values[..., self.place(name)][()]

    def __setitem__(self, name, value):
        self.values[..., self.place(name)] = number(name, value)

    def by_name(self):
        """Return a dictionary from each name to its number."""
        return {name: self[name] for name in self.names}

    def update(self, named):
        """Set parameters from a dictionary by name."""
        for name, value in named.items():
            self[name] = value

    def __repr__(self):
        shape = self.values.shape[:-1]
        many = f", {'×'.join(map(str, shape))} networks" if shape else ""
        count = self.values.shape[-1]
        return f"{type(self).__name__}({list(self.sizes)}: {count} parameters{many})"


def _checked_sizes(sizes):
    whole = isinstance(sizes, list | tuple) and all(
        isinstance(size, int | np.integer) and not isinstance(size, bool) and size > 0
        for size in sizes
    )
    if not whole or len(sizes) < 2:
        refuse("sizes", sizes, "expected_sizes")
    return tuple(int(size) for size in sizes)
