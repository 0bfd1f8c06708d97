"""A value is a number that remembers what it was made from, and so can find its own slopes."""

import math

import numpy as np

from helpers import inputs
from helpers.network import Network
from helpers.words import _


class Value:
    """A number, `data`, and its slope, `grad`: dL/d(this number), once L.backward() was called.

    `parents` are the values that it was made from, and `slopes` its derivative by each of them;
    a leaf has none. `made` is the sign of the operation, and `name` what a picture calls it.
    """

    __slots__ = ("data", "grad", "made", "name", "parents", "slopes")  # no others can be set

    def __init__(self, data, parents=(), slopes=(), made="", name=""):
        self.data, self.grad = inputs.number("data", data), 0.0
        self.parents, self.slopes = _links(parents, slopes)
        self.made, self.name = inputs.text("made", made), inputs.text("name", name)

    def __add__(self, other):  # d(a + b)/da = 1, d(a + b)/db = 1
        other = self._value(other)
        return type(self)(self.data + other.data, (self, other), (1.0, 1.0), "+")

    def __mul__(self, other):  # d(a b)/da = b, d(a b)/db = a
        other = self._value(other)
        return type(self)(self.data * other.data, (self, other), (other.data, self.data), "×")

    def __pow__(self, k):  # d(a^k)/da = k a^(k - 1), for a number k
        k = inputs.number("exponent", k)
        if (self.data == 0 and k < 1) or (self.data < 0 and k % 1):
            expected = _("a base above 0, or another exponent than {k:g}").format(k=k)
            inputs.refuse("base", self.data, expected)
        try:
            return type(self)(self.data**k, (self,), (k * self.data ** (k - 1),), f"^{k:g}")
        except OverflowError:
            inputs.refuse("base", self.data, _("one whose power a computer can hold"))

    def exp(self):
        """Return e to the power of this value; its slope is itself."""
        if self.data > LARGEST_EXPONENT:
            inputs.refuse("exponent", self.data, _("a number up to {n}").format(n=LARGEST_EXPONENT))
        e = math.exp(self.data)
        return type(self)(e, (self,), (e,), "exp")

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -self._value(other)

    def __truediv__(self, other):
        return self * self._value(other) ** -1

    __radd__, __rmul__ = __add__, __mul__  # a plain number stands in front: 2 + a

    def __rsub__(self, other):
        return -self + other

    def __rtruediv__(self, other):
        return self**-1 * other

    def order(self):
        """Return all values that this one was made from, each after its parents; itself is last.

        A stack of what is still to be placed stands in for a function that calls itself, since
        Python lets a function do so about a thousand times only, and a graph may be deeper.
        """
        order, placed, waiting = [], set(), [self]
        while waiting:
            value = waiting.pop()
            before = [parent for parent in value.parents if parent not in placed]
            if before:
                waiting += [value, *before]
            elif value not in placed:
                order.append(value)
                placed.add(value)
        return order

    def backward(self, steps=None):
        """Add d(this value)/d(leaf) to the `grad` of each leaf below, by the chain rule.

        The `grad` of what lies between begins anew. From this value back to the leaves, each hands
        its `grad` times its slopes on to its parents, and where paths join, that is added up. So no
        value hands on before all that were made from it have. With `steps` only so many hand on.
        """
        order = self.order()
        steps = len(order) if steps is None else inputs.whole("steps", steps, 0, len(order))
        for value in order:
            if value.parents:
                value.grad = 0.0
        self.grad += 1.0
        for value in order[::-1][:steps]:
            for parent, slope in zip(value.parents, value.slopes, strict=True):
                parent.grad += slope * value.grad

    def _value(self, other):
        """Return `other` as a value: a plain number becomes a leaf."""
        return other if isinstance(other, Value) else type(self)(inputs.number("other", other))

    def __repr__(self):
        return f"Value({self.data:.4g}, grad={self.grad:.4g})"


LARGEST_EXPONENT = 709  # e^710 is larger than any number that a computer has


def _links(parents, slopes):
    """Return both as tuples, or refuse them: values, and a finite slope for each."""
    if not isinstance(parents, tuple | list) or not all(isinstance(p, Value) for p in parents):
        inputs.refuse("parents", parents, _("a tuple of values, such as (a, b)"))
    if not isinstance(slopes, tuple | list) or len(slopes) != len(parents):
        expected = _("a tuple of {count} numbers, one for each parent")
        inputs.refuse("slopes", slopes, expected.format(count=len(parents)))
    return tuple(parents), tuple(inputs.number("slopes", slope) for slope in slopes)


def squash(z):
    """Return σ(z) = 1 / (1 + exp(-z)) of a `Value`, made from its own operations."""
    return (1 + (-_a_value("z", z)).exp()) ** -1


def neuron(weights, x, bias):
    """Return σ(w · x + b) as a `Value`: `weights` and `bias` are values, `x` values or numbers."""
    if not isinstance(weights, list | tuple) or not weights:
        inputs.refuse("weights", weights, _("a list of values"))
    if not isinstance(x, list | tuple | np.ndarray) or len(x) != len(weights):
        expected = _("as many numbers or values as weights, {count}").format(count=len(weights))
        inputs.refuse("x", x, expected)
    first, *others = [_a_value("weights", w) * number for w, number in zip(weights, x, strict=True)]
    return squash(sum(others, first) + _a_value("bias", bias))


def _a_value(name, value):
    """Return `value` if it is a `Value`."""
    if not isinstance(value, Value):
        inputs.refuse(name, value, _("a Value, such as Value(2)"))
    return value


def graph(net, X, y_true, values=Value):
    """Return the parameters of a network as values, {name: value}, and its loss L made from them.

    The network is one of sigmoids with one output, and L the mean squared error over the rows of
    X. `values` is `Value`, or a class made from it.
    """
    net = inputs.one_network(net, Network)
    if (net.sizes[-1], net.hidden, net.output) != (1, "sigmoid", "sigmoid"):
        inputs.refuse("net", net, _("a network of sigmoids with one output"))
    if not isinstance(values, type) or not issubclass(values, Value):
        inputs.refuse("values", values, _("Value, or a class made from it"))
    X, Y_true = net._tables(X, y_true)
    leaves = {name: values(number, name=name) for name, number in net.by_name().items()}
    errors = [_output(net.sizes, leaves, x) - y for x, (y,) in zip(X, Y_true, strict=True)]
    first, *others = [error**2 for error in errors]
    return leaves, sum(others, first) * (1 / len(X))


def _output(sizes, leaves, x):
    """Return the output for one row x: a layer's neurons take the next weights and biases."""
    weights = (value for name, value in leaves.items() if name[0] == "w")
    biases = (value for name, value in leaves.items() if name[0] == "b")
    a = list(x)
    for size in sizes[1:]:
        a = [neuron([next(weights) for _number in a], a, next(biases)) for _neuron in range(size)]
    return a[0]


def graph_gradient(net, X, y_true, values=Value):
    """Return dL/dp for every parameter p, as `Parameters`, without a derivative on paper."""
    leaves, L = graph(net, X, y_true, values)
    L.backward()
    return net.like([leaf.grad for leaf in leaves.values()])
