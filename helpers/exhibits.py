"""An exhibit of the bug museum is a way to learn with one part exchanged, told by a few numbers.

The right way and those with a mistake are tuples of functions. What all such rooms do with them
stands here: they refuse a way that cannot be one, compare its numbers with the right ones, and
keep what was learned.
"""

from inspect import isclass, signature
from typing import NamedTuple

import numpy as np

from helpers import inputs
from helpers.training import History
from helpers.words import _


class Comparison(NamedTuple):
    """A few numbers of a way to learn beside those of the right one.

    `marks` holds "=" where they are alike, and "≠" where they are not. What is no number, NaN, is
    like nothing.
    """

    names: tuple
    found: np.ndarray
    right: np.ndarray
    marks: tuple


def compared(names, found, right, alike):
    """Return the `Comparison` of numbers; `alike` tells how far each may be from the right one."""
    right = inputs.row("right", right)
    found = inputs.of_shape("found", found, right.shape)
    alike = inputs.shaped("alike", alike, right.shape)
    if not isinstance(names, tuple) or list(map(type, names)) != [str] * len(right):
        inputs.refuse("names", names, _("a tuple of {n} texts").format(n=len(right)))
    marks = np.where(np.abs(found - right) <= alike, "=", "≠")
    return Comparison(names, found, right, tuple(marks.tolist()))


def like(way, right, table):
    """Return `way` if it is a tuple like `right`, of functions that take as many arguments.

    `table` names where such ways are found.
    """
    if not hasattr(right, "_fields"):
        inputs.refuse("right", right, _("a tuple of functions by name"))
    table = inputs.text("table", table)
    if type(way) is not type(right):
        inputs.refuse("way", way, _("a Way, such as RIGHT or one of {table}").format(table=table))
    for name, part, model in zip(right._fields, way, right, strict=True):
        if not isclass(model):  # who needs a class says which
            inputs.function(name, part, *signature(model).parameters)
    return way


def kept(history):
    """Return a `History` whose numbers can no longer be changed, since others will ask for it."""
    if not isinstance(history, History):
        inputs.refuse("history", history, _("a History, such as train(net, X, y_true)"))
    for array in (history.losses, history.parameters):
        array.flags.writeable = False
    return history
