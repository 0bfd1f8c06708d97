"""Symbols come in as whole numbers; a speaker says at each place which answer belongs there.

What the networks of notebook 14 have in common stands here: how they read tables of symbols, and
the loss of their answers.
"""

from functools import cache, partial
from pathlib import Path

import numpy as np

from helpers import inputs
from helpers.activations import softmax
from helpers.losses import SMALLEST
from helpers.network import Network
from helpers.words import _

NOBODY = -1  # a place without a symbol, which nobody looks at; an answer that is not asked for
FILE = Path(__file__).parent / "data" / "speakers.npz"
FINE = 64  # stored numbers are whole 64ths
PART = 128  # rows that are gone through at a time

SHARES = inputs.unchecked(softmax)


def _table(name, value, columns):
    """Return numbers of symbols as (rows, places, marks); `columns` is how many there are."""
    array = inputs.finite(name, value)
    if array.ndim not in (2, 3) or not np.isin(array, np.arange(NOBODY, columns)).all():
        expected = _("numbers of symbols from 0 to {last}, or -1 for none, of shape (rows, "
                     "places) or (rows, places, marks)")  # fmt: skip
        inputs.refuse(name, array, expected.format(last=columns - 1))
    return array.reshape(*array.shape[:2], -1).astype(int)


def _countable(X, symbols):
    """Return the arguments of `marked`, checked."""
    symbols = inputs.count("symbols", symbols)
    return _table("X", X, symbols), symbols


@inputs.checked(_countable)
def marked(X, symbols):
    """Return a row of 0 and 1 for each place, shape (rows, places, symbols): which are there.

    X is as in `Speaker`; `symbols` is how many there are.
    """
    # The last row and column of this table are those of -1, no symbol.
    return np.eye(symbols + 1)[X, :-1].sum(axis=2)


def parts(rows):
    """Return slices that go through so many rows in their order, a part at a time.

    The scores of many rows at once would take hundreds of megabytes.
    """
    rows = inputs.whole("rows", rows, 0, 10**9)
    return [slice(i, i + PART) for i in range(0, max(rows, 1), PART)]


class Speaker(Network):
    """A network that reads symbols and gives a share to each answer, at each place.

    X holds the numbers of symbols, shape (rows, places), or (rows, places, marks) where the rows of
    several symbols at a place are added; -1 is no symbol. y_true, shape (rows, places), holds the
    number of the right answer at each place, and -1 where none is asked for. L is the mean of -log
    of the shares that the right answers get.

    A subclass tells its `parts`, the shapes of its matrices by name, 0 in the third place where no
    biases belong to them, and `look`, the other arguments with which it was made.
    """

    def _begin(self, sizes, values, parts, look):
        _keep_memory()
        vars(self).update(parts=parts, look=look)
        super().__init__(sizes, values, hidden="relu", output="softmax")
        vars(self).update(p=self.named(self))

    def _shapes(self, sizes):
        """Return the shapes of all matrices; 0 says that there are no biases."""
        return tuple(self.parts.values())

    def named(self, parameters):
        """Return {name: (matrix, biases)} of parameters of this kind; of a norm: gain and shift."""
        if getattr(parameters, "shapes", None) != self.shapes:
            inputs.refuse("parameters", parameters, _("parameters of this network"))
        return dict(zip(self.parts, zip(parameters.W, parameters.B, strict=True), strict=True))

    def with_values(self, values):
        """Return a network of the same kind and sizes with other `values`."""
        return type(self)(self.sizes, values, **self.look)

    def __reduce__(self):
        return partial(type(self), **self.look), (self.sizes, self.values)

    def with_look(self, **kind):
        """Return a network with the same numbers and some other arguments, such as `mask`."""
        for name in kind:
            inputs.one_of("name", name, self.look)
        return type(self)(self.sizes, self.values, **self.look | kind)

    def _marked(self, X):
        """Return the same as `marked`, for symbols that were checked before."""
        return inputs.unchecked(marked)(X, self.sizes[0])

    def _times(self, X, name):
        """Return X @ W of the matrix called so, with its rows together in memory: half the time."""
        return X @ np.ascontiguousarray(self.p[name][0])

    def _layer_back(self, name, inputs_of, dL_dZ, G):
        """Write the slopes of a matrix and its biases, and return dL/d of what went into it."""
        W, b = G[name]
        W[...] = np.tensordot(inputs_of, dL_dZ, ((0, 1), (0, 1)))
        if b.size:
            b[...] = dL_dZ.sum(axis=(0, 1))
        return dL_dZ @ self.p[name][0].T

    _table = staticmethod(_table)

    def _rows(self, X):
        return self._table("X", X, self.sizes[0])

    def _tables(self, X, y_true):
        X = self._rows(X)
        Y = self._table("y_true", y_true, self.sizes[-1])[..., 0]
        if Y.shape != X.shape[:2] or not (Y != NOBODY).any():
            expected = _("an answer or -1 for each of {rows} rows and {places} places")
            inputs.refuse("y_true", Y, expected.format(rows=X.shape[0], places=X.shape[1]))
        return X, Y

    def feedforward(self, X):
        """Return the shares of the answers at each place, shape (rows, places, answers)."""
        X = self._rows(X)
        return np.concatenate([self._output(X[rows]) for rows in parts(len(X))])

    def _output(self, X):
        """Return the same for symbols that were checked before."""
        return SHARES(self._forward(X)[0])

    @staticmethod
    def _blame(Y_true, Z):
        """Return dL/dZ = (A - Y) / n where an answer is asked for, and 0 elsewhere."""
        dL_dZ = SHARES(Z)
        rows, places = np.nonzero(Y_true != NOBODY)
        dL_dZ[rows, places, Y_true[rows, places]] -= 1
        dL_dZ[Y_true == NOBODY] = 0.0
        return dL_dZ / len(rows)

    def _loss(self, X, Y_true):
        """Return the loss; of many networks one after the other, and of a part of the rows."""
        if self.values.ndim > 1:
            return np.array([self.with_values(values)._loss(X, Y_true) for values in self.values])
        total = 0.0
        for rows in parts(len(X)):
            y = Y_true[rows]
            asked = y != NOBODY
            right = self._output(X[rows])[asked, y[asked]]
            total -= np.log(np.maximum(right, SMALLEST)).sum()
        return total / (Y_true != NOBODY).sum()


def stored(name):
    """Return the numbers of stored networks, a row after each stage of a training.

    "names" are those of `names.speaker`, "books" those of `books.reader`. All are rounded to whole
    64ths, so that every computer has the same; `make study` trains them and writes the file.
    """
    return _stored()[inputs.one_of("name", name, ("names", "books"))]


@cache  # once is enough
def _keep_memory():
    """Let the C library of Linux keep what is freed: a training takes two thirds of its time.

    It gives memory back and asks for it anew, step after step, until it has seen one large table
    come and go.
    """
    np.empty(2**23, np.uint8)


@cache
def _stored():
    with np.load(FILE) as file:
        tables = {name: file[name] / FINE for name in file.files}
    for table in tables.values():
        table.flags.writeable = False
    return tables
