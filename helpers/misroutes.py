"""A misroute is a mistake planted in how a graph of values finds its slopes.

The right way has two parts: the class of the values, and what a leaf keeps of the leaf that stood
in its place a step before. Each misroute has one of them exchanged. Most of them train a network
whose loss looks fine; seven numbers tell them.
"""

from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from helpers import exhibits, inputs, people
from helpers.autograd import Value, graph
from helpers.gradients import numerical_gradient
from helpers.mistakes import START
from helpers.network import Network
from helpers.training import train
from helpers.words import _

RATE, DECAY, EPOCHS = 2, 0.01, 40


class Way(NamedTuple):
    """A way to find slopes by a graph, in a training that makes a graph in each step."""

    kind: type  # of its values
    keep: Callable  # keep(leaf, before), where `before` is the leaf of the step before


class _Overwritten(Value):
    """A gradient that arrives takes the place of one that was there: = and not +=."""

    def backward(self, steps=None):
        self.grad = 1.0
        for value in reversed(self.order()):
            for parent, slope in zip(value.parents, value.slopes, strict=True):
                parent.grad = slope * value.grad


class _DepthFirst(Value):
    """A value hands on as soon as it is met, before all that were made from it have."""

    def order(self):
        met, waiting = {}, [self]
        while waiting:
            value = waiting.pop()
            if id(value) not in met:
                met[id(value)] = value
                waiting += reversed(value.parents)
        return list(met.values())[::-1]


class _Changed(Value):
    """Weights decay before the way back, and there a product looks its slopes up once more."""

    def backward(self, steps=None):
        for value in self.order():  # in which factors come before their product
            if value.name:
                value.data *= 1 - RATE * DECAY
            elif value.made == "×":
                value.slopes = tuple(parent.data for parent in reversed(value.parents))
        super().backward(steps)


class _Unlinked(Value):
    """A product remembers its first factor alone."""

    def __mul__(self, other):
        product = super().__mul__(other)
        product.parents, product.slopes = product.parents[:1], product.slopes[:1]
        return product

    __rmul__ = __mul__


def _nothing(leaf, before):
    """A leaf begins anew."""


def _slope(leaf, before):
    """The slope is not set back to 0, so that the next one is added to it."""
    leaf.grad = before.grad


def _link(leaf, before):
    """A weight is made from the weight before by an operation that is recorded as well."""
    step = type(leaf)(leaf.data - before.data)
    leaf.parents, leaf.slopes, leaf.made = (before, step), (1.0, 1.0), "+"


RIGHT = Way(Value, _nothing)
MISROUTES = MappingProxyType(
    {
        "overwritten": RIGHT._replace(kind=_Overwritten),
        "depth_first": RIGHT._replace(kind=_DepthFirst),
        "no_zero": RIGHT._replace(keep=_slope),
        "changed": RIGHT._replace(kind=_Changed),
        "unlinked": RIGHT._replace(kind=_Unlinked),
        "growing": RIGHT._replace(keep=_link),
    }
)

A, B = 2, 3
NAMES = (
    "∂(ab)/∂b",
    "∂(ab + a)/∂a",
    "∂(u + u²)/∂a, u = ab",
    "∂(ab)/∂a, step 2",
    "N, step 3",
    "(∂L/∂w₁) / (ΔL/2h), n = 1",
    "(∂L/∂w₁) / (ΔL/2h), n = 4",
)
ALIKE = (1e-6,) * 7  # how far a number may be from the right one, by what differences lose


def compare(way):
    """Compare the `probe` of a way to find slopes with that of the right one."""
    return exhibits.compared(NAMES, probe(way), probe(RIGHT), ALIKE)


def probe(way):
    """Return seven numbers of a way to find slopes, as `NAMES` tells them.

    In the first five a = 2 and b = 3 are leaves: three slopes, in a graph of its own each; the
    slope of a product where a training comes to it in its second step; and N, of how many values
    its graph consists in the third. The last two are the slope of the loss by w1 divided by the
    difference of losses that it should be, for Alice alone and for all four people.
    """
    _way(way)
    (_a, b), _N = _last(way, lambda a, b: a * b)
    (joined, _b), _N = _last(way, lambda a, b: a * b + a)
    (apart, _b), _N = _last(way, _unequal)
    (second, _b), _N = _last(way, lambda a, b: a * b, steps=2)
    _slopes, N = _last(way, lambda a, b: a * b, steps=3)
    return np.array([b, joined, apart, second, N, *(_beside_difference(way, n) for n in (1, 4))])


def _unequal(a, b):
    """Return u + u² for u = a b: one path from u to the end is longer than the other."""
    u = a * b
    return u + u**2


def _last(way, function, steps=1):
    """Return the slopes of a and b after so many steps, and how many values are in that graph."""
    before = None
    for _step in range(steps):
        leaves = [way.kind(A, name="a"), way.kind(B, name="b")]
        for leaf, old in zip(leaves, before or [], strict=bool(before)):
            way.keep(leaf, old)
        end, before = function(*leaves), leaves
        end.backward()
    return [leaf.grad for leaf in leaves], len(Value.order(end))


def _beside_difference(way, n):
    """Return dL/dw1 for the first n people, divided by (L(w1 + h) - L(w1 - h)) / 2h."""
    net, X, y_true = Network([2, 2, 1], **START), people.X[:n], people.y_true[:n]
    return _gradient(way)(net, X, y_true)["w1"] / numerical_gradient(net, X, y_true)["w1"]


def _gradient(way):
    """Return a gradient for a training that finds its slopes in this way."""
    before = {}

    def gradient(net, X, y_true):
        leaves, L = graph(net, X, y_true, way.kind)
        for name in before:
            way.keep(leaves[name], before[name])
        before.update(leaves)
        L.backward()
        return {name: leaf.grad for name, leaf in leaves.items()}

    return gradient


def taught(way):
    """Return the `History` of a training of 2-2-1 on the four people, with a weight decay.

    In each step the graph is that of all four. It is kept, and so its numbers cannot be changed.
    """
    return _trained(_way(way))


@lru_cache(16)
def _trained(way):
    net, more = Network([2, 2, 1], **START), {"gradient": _gradient(way), "decay": DECAY}
    history = train(net, people.X, people.y_true, RATE, EPOCHS, batch_size=None, **more)
    return exhibits.kept(history)


def _way(way):
    """Return a way to find slopes whose parts fit, or refuse it in a sentence."""
    if isinstance(way, Way) and not (isinstance(way.kind, type) and issubclass(way.kind, Value)):
        inputs.refuse("kind", way.kind, _("Value, or a class made from it"))
    return exhibits.like(way, RIGHT, "MISROUTES")
