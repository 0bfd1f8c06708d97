"""Parameters are all the weights and biases of a network: one row of numbers, with names."""

from functools import cached_property
from itertools import pairwise

import numpy as np

from helpers import inputs
from helpers.words import _


class _Matrices(tuple):
    """The matrices of all layers; what is put in the place of one is copied into it."""

    def __setitem__(self, k, numbers):  # p.W[k] = …
        self[k][...] = inputs.shaped("matrix", numbers, self[k].shape)


class Parameters:
    """The weights and biases between layers of the given `sizes`, all 0 unless said otherwise.

    The same numbers can be reached in three ways, and a change through one shows in all:

    - `p.values`, one row: the weights neuron by neuron, then the biases neuron by neuron;
    - by name, `p["w1"]` or `p.w1` … `p.b1` …, numbered in that order;
    - as matrices: `p.W[k]` has shape (inputs, outputs) of layer k + 1, `p.B[k]` has (1, outputs).

    That is so because a slice of an array, its `reshape` and its transpose are no copies, but
    windows on the same numbers.

    `values` may have axes in front, for many networks at once: shape (networks, parameters) gives
    `W[k]` the shape (networks, inputs, outputs). In an index `...` stands for these axes.

    `shapes` are those of the matrices W where they do not follow from the sizes, because a layer
    is fed by other numbers than all that the layer before puts out. A third number, 0, says that
    there are no biases behind a matrix.
    """

    def __init__(self, sizes, values=None, shapes=None, **named):
        sizes = inputs.sizes("sizes", sizes)
        shapes = inputs.shapes("shapes", tuple(pairwise(sizes)) if shapes is None else shapes)
        length = sum(n_in * n_out + biases for n_in, n_out, biases in shapes)
        row = np.zeros(length) if values is None else inputs.parameters("values", values, length)
        self._lay(sizes, shapes, row)
        for name, value in named.items():
            self[name] = value

    def _lay(self, sizes, shapes, row):
        """Let the matrices be parts of a row of numbers, which was checked before, as all is."""
        w, b = 0, sum(n_in * n_out for n_in, n_out, _n in shapes)  # where the next ones begin
        W, B = [], []
        for n_in, n_out, biases in shapes:
            neurons = row[..., w : w + n_in * n_out].reshape(*row.shape[:-1], n_out, n_in)
            W.append(neurons.mT)  # a neuron's weights are a column
            B.append(row[..., np.newaxis, b : b + biases])
            w, b = w + n_in * n_out, b + biases
        # Not self.W = W: what is set with a dot is a parameter, such as p.w1 = 0.5.
        vars(self).update(sizes=sizes, shapes=shapes, _values=row, W=_Matrices(W), B=_Matrices(B))

    @property
    def values(self):
        """Return the row of all numbers; what is put in its place is copied into it."""
        return self._values

    @cached_property
    def names(self):
        """Return all names in the order of `values`: w1, w2, …, then b1, b2, …"""
        biases = sum(biases for _n_in, _n_out, biases in self.shapes)
        counts = {"w": self.values.shape[-1] - biases, "b": biases}
        return tuple(f"{kind}{i + 1}" for kind, count in counts.items() for i in range(count))

    def place(self, name):
        """Return where in the row the parameter called `name` stands."""
        return self.names.index(inputs.one_of("name", name, self.names))

    def __getitem__(self, name):  # p["w1"]
        return self.values[..., self.place(name)][()]

    def __setitem__(self, name, value):  # p["w1"] = 0.5
        place, front = self.place(name), self.values.shape[:-1]
        self.values[..., place] = inputs.one_or_like(name, value, front)

    def __getattr__(self, name):  # p.w1, and all that is no other attribute
        if name[:1] in ("w", "b") and name[1:].isdigit() and name in self.names:
            return self[name]
        raise AttributeError(_("{kind} has no {name}").format(kind=type(self).__name__, name=name))

    def __setattr__(self, name, value):  # p.w1 = 0.5, and p.values = …
        if name == "values":
            self._values[...] = inputs.shaped("values", value, self._values.shape)
        else:
            self[name] = value  # refuses what is no parameter

    def like(self, values):
        """Return `Parameters` for the same places with other `values`, such as their slopes."""
        return self._like(inputs.parameters("values", values, self.values.shape[-1]))

    def _like(self, row):
        """Return the same of a row that was checked before, and is not copied."""
        found = object.__new__(Parameters)
        found._lay(self.sizes, self.shapes, row)
        return found

    def by_name(self):
        """Return a dictionary from each name to its number."""
        return {name: self[name] for name in self.names}

    def __reduce__(self):  # a copy has a row and matrices of its own, which belong together
        return type(self), (self.sizes, self.values, self.shapes)

    def __repr__(self):
        *front, count = self.values.shape
        many = f", {'×'.join(map(str, front))} networks" if front else ""
        return f"{type(self).__name__}({list(self.sizes)}: {count} parameters{many})"
