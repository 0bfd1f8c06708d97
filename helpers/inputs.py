"""Inputs are checked here, once, so that a mistake meets a clear sentence and not a surprise later.

Every function returns float64 numbers, or raises a `ValueError` that names the argument, what
came and what was expected.
"""

import numpy as np

from helpers.words import say

LONGEST_SHOWN = 60


def shown(value):
    """Return a short text of any value, fit for the middle of a sentence."""
    if isinstance(value, np.ndarray | np.generic):
        return say("came_array", shape=value.shape) if value.ndim else shown(value.item())
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def refuse(name, came, expected, **values):
    """Raise the `ValueError` that says what `name` was and what it should have been."""
    came = came if isinstance(came, str) else shown(came)
    raise ValueError(say("refused", name=name, came=came, expected=say(expected, **values)))


def _array(name, value):
    """Return `value` as a float64 array of any shape, with at least one number."""
    try:
        array = np.asarray(value)
    except ValueError:  # rows of unequal length
        refuse(name, shown(value), "expected_numbers")
    if array.dtype.kind not in "biuf":
        refuse(name, shown(value), "expected_numbers")
    if array.size == 0:
        refuse(name, say("came_empty", shape=array.shape), "expected_some")
    return array.astype(float, copy=False)


def numbers(name, value):
    """Return `value` as a float64 array of any shape, with at least one number and no NaN."""
    array = _array(name, value)
    if np.isnan(array).any():
        refuse(name, say("came_nan", count=int(np.isnan(array).sum())), "expected_no_nan")
    return array


def finite(name, value):
    """Return `value` as numbers of any shape, none of them NaN or infinite."""
    array = _array(name, value)
    if not np.isfinite(array).all():
        numbers(name, array)
        refuse(name, say("came_infinite"), "expected_finite")
    return array


def number(name, value):
    """Return `value` as one finite float."""
    array = finite(name, value)
    if array.ndim:
        refuse(name, array, "expected_one_number")
    return float(array)


def count(name, value):
    """Return `value` as a whole number above 0."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 1:
        refuse(name, value, "expected_count")
    return int(value)


def generator(name, value):
    """Return `value` if it is a random generator of NumPy; chance always comes in as one."""
    if not isinstance(value, np.random.Generator):
        refuse(name, value, "expected_generator")
    return value


def row(name, value, length=None):
    """Return `value` as finite numbers of shape (length,)."""
    array = finite(name, value)
    if array.ndim != 1 or length not in (None, array.size):
        refuse(name, array, "expected_row", length="n" if length is None else length)
    return array


def table(name, value, columns):
    """Return `value` as finite numbers of shape (rows, columns)."""
    array = finite(name, value)
    if array.ndim != 2 or array.shape[1] != columns:
        refuse(name, array, "expected_table", columns=columns)
    return array


def examples(name, value, columns):
    """Return `value` as one example of shape (columns,) or a table of shape (rows, columns)."""
    array = finite(name, value)
    if array.ndim not in (1, 2) or array.shape[-1] != columns:
        refuse(name, array, "expected_examples", columns=columns)
    return array


def labels(name, value):
    """Return `value` as labels, each of them 0 or 1, of any shape."""
    array = numbers(name, value)
    wrong = array[(array != 0) & (array != 1)]
    if wrong.size:
        refuse(name, say("came_label", label=wrong[0].item()), "expected_labels")
    return array


def one_hot(name, value):
    """Return `value` as a table of labels (rows, classes), with exactly one 1 in each row."""
    array = labels(name, value)
    if array.ndim != 2 or (array.sum(axis=1) != 1).any():
        refuse(name, array, "expected_one_hot")
    return array
