"""Inputs are checked here, once, so that a mistake meets a clear sentence and not a surprise later.

Every check takes the name of an argument and what came, and returns float64 numbers, or raises a
`ValueError` that names the argument, what came and what was expected.
"""

import functools
import re
from contextlib import suppress
from inspect import isclass, signature

import numpy as np

from helpers.words import _, joined

LONGEST_SHOWN = 60
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")  # in memory, another one at each start
MOST_NAMED = 18  # choices


def checked(check):
    """Return a decorator that lets the arguments of a function go through `check` first.

    `check` takes them and returns them as numbers. `unchecked` gives back the function as it is
    written. A call that does not fit is told with the names of the function, not of its check.
    """

    def decorate(function):
        @functools.wraps(function)
        def careful(*arguments, **named):
            with np.errstate(over="ignore"):
                try:
                    given = check(*arguments, **named)
                except TypeError:
                    told = misfit(function, arguments, named)
                    if not told:
                        raise
                    raise TypeError(f"{function.__name__}(): {told}") from None
                return function(*given)

        careful.bare = function
        return careful

    return decorate


def unchecked(function):
    """Return a function without its check, for a loop in which all was checked before."""
    return getattr(function, "bare", function)


def shown(value):
    """Return a short text of any value on one line, fit for the middle of a sentence."""
    if isinstance(value, np.ndarray | np.generic):
        if value.ndim:
            return _("an array of shape {shape}").format(shape=value.shape)
        return shown(value.item())
    text = ADDRESS.sub("", " ".join(repr(value).split()))
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def refuse(name, value, expected, came=None):
    """Raise the `ValueError` that says what `name` was and what it should have been.

    `came` are words for the value where they tell more than what is `shown` of it.
    """
    came = shown(value) if came is None else came
    said = _("{name} was {came}; expected {expected}.")
    raise ValueError(said.format(name=name, came=came, expected=expected))


def _array(name, value):
    """Return `value` as a float64 array of any shape, with at least one number."""
    try:
        array = np.asarray(value)
    except ValueError:  # rows of unequal length
        refuse(name, value, _("numbers"))
    if array.dtype.kind == "O" and all(isinstance(number, int | float) for number in array.flat):
        with suppress(OverflowError):  # whole numbers of more than 19 digits, or numbers as objects
            array = array.astype(float)
    if array.dtype.kind not in "biuf":
        refuse(name, value, _("numbers"))
    if array.size == 0:
        came = _("empty, with shape {shape}").format(shape=array.shape)
        refuse(name, array, _("at least one number"), came)
    return array.astype(float, copy=False)


def numbers(name, value):
    """Return `value` as a float64 array of any shape, with at least one number and no NaN."""
    array = _array(name, value)
    if np.isnan(array).any():
        came = _("numbers with {count} NaN (not a number) among them")
        came = came.format(count=np.isnan(array).sum())
        refuse(name, array, _("numbers without NaN"), came)
    return array


def finite(name, value):
    """Return `value` as numbers of any shape, none of them NaN or infinite."""
    array = _array(name, value)
    if not np.isfinite(array).all():
        numbers(name, array)
        came = _("numbers with an infinite one among them")
        refuse(name, array, _("finite numbers"), came)
    return array


def number(name, value):
    """Return `value` as one finite float."""
    array = finite(name, value)
    if array.ndim:
        refuse(name, array, _("one number"))
    return float(array)


def above_0(name, value, most=None):
    """Return `value` as one finite float above 0, up to `most` if that is given."""
    value = number(name, value)
    if value <= 0 or (most is not None and value > most):
        expected = _("a number above 0") if most is None else _("a number above 0, at most {most}")
        refuse(name, value, expected.format(most=f"{most or 0:.3g}"))
    return value


def from_0(name, value):
    """Return `value` as one finite float that is not below 0."""
    value = number(name, value)
    if value < 0:
        refuse(name, value, _("a number from 0 up"))
    return value


def share(name, value):
    """Return `value` as one finite float from 0 to below 1."""
    value = number(name, value)
    if not 0 <= value < 1:
        refuse(name, value, _("a number from 0 to below 1"))
    return value


def within(name, value, low, high):
    """Return `value` as one finite float from `low` to `high`."""
    value = number(name, value)
    if not low <= value <= high:
        expected = _("a number from {low} to {high}")
        refuse(name, value, expected.format(low=f"{low:.3g}", high=f"{high:.3g}"))
    return value


def whole(name, value, low, high):
    """Return `value` as a whole number from `low` to `high`."""
    good = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not good or not low <= value <= high:
        expected = _("a whole number from {low} to {high}").format(low=low, high=high)
        refuse(name, value, expected)
    return int(value)


def count(name, value, most=None):
    """Return `value` as a whole number above 0, up to `most` if that is given."""
    if most is not None:
        return whole(name, value, 1, most)
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 1:
        refuse(name, value, _("a whole number above 0"))
    return int(value)


def one_of(name, value, choices):
    """Return `value` if it is one of the choices."""
    value = str(value) if isinstance(value, str) else value  # NumPy has texts of its own
    if not any(type(value) is type(choice) and value == choice for choice in choices):
        names = list(map(str, choices))
        if len(names) > MOST_NAMED:
            names[3:-1] = "…"
        refuse(name, value, _("one of {choices}").format(choices=joined(names)))
    return value


def functions(name, value, known, own):
    """Return the functions that `value` names among the `known`, or those that an `own` holds.

    They come without their checks.
    """
    found = value if isinstance(value, own) else known[one_of(name, value, known)]
    return own(*(unchecked(function(name, part)) for part in found))


def function(name, value, *arguments):
    """Return `value` if it can be called, with so many arguments where their names are given."""
    expected = _("a function of ({arguments})").format(arguments=", ".join(arguments) or "…")
    if arguments and isclass(value):  # calling it would make one, with the arguments for settings
        called = [vars(kind)["__call__"] for kind in value.__mro__ if "__call__" in vars(kind)]
        if called and not misfit(called[0], (value, *arguments)):
            such = _("{expected}, such as {name}() with brackets")
            expected = such.format(expected=expected, name=value.__name__)
        refuse(name, value, expected)
    if not callable(value) or (arguments and misfit(value, arguments)):
        refuse(name, value, expected)
    return value


def misfit(function, arguments, named=()):
    """Return what Python says of a call that does not fit a function, or "" as far as it tells."""
    with suppress(ValueError):  # some functions written in C do not tell
        try:
            signature(function).bind(*arguments, **dict(named))
        except TypeError as error:
            return str(error)
    return ""


def text(name, value):
    """Return `value` if it is a text."""
    if not isinstance(value, str):
        refuse(name, value, _("a text"))
    return value


def symbol(name, value):
    """Return `value` if it names a quantity, as y, h1 and y_pred do."""
    if not re.fullmatch(r"[A-Za-z]([0-9₀-₉]*|_[A-Za-z]+)", text(name, value)):
        refuse(name, value, _("a letter with a number or a word behind it, as h1 or y_pred"))
    return value


def spelt(name, value, letters, least, most):
    """Return a text, or a list of texts, as a list of texts of so many of the `letters`."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list | tuple):
        refuse(name, value, _("a text, or a list of texts"))
    for text in texts:
        known = isinstance(text, str) and all(letter in letters for letter in text)
        if not known or not least <= len(text) <= most:
            expected = _("{least} to {most} letters from {first} to {last}")
            ends = {"least": least, "most": most, "first": letters[0], "last": letters[-1]}
            refuse(name, text, expected.format(**ends))
    return list(texts)


def yes_or_no(name, value):
    """Return `value` if it is True or False."""
    return one_of(name, value, (True, False))


def yes_no_or_function(name, value, *arguments):
    """Return `value` if it is True, False, or can be called with so many arguments."""
    return function(name, value, *arguments) if callable(value) else yes_or_no(name, value)


def in_order(name, value, rng):
    """Return `value`, "fixed" or "shuffled"; what is shuffled needs a random generator."""
    if one_of(name, value, ("fixed", "shuffled")) == "shuffled" or rng is not None:
        generator("rng", rng)
    return value


def names_among(given, *known):
    """Refuse the first name in the dictionary `given` that is not known."""
    for name in given:
        one_of("name", name, known)


def function_or_none(name, value, *arguments):
    """Return `value` if it can be called, or None."""
    return None if value is None else function(name, value, *arguments)


def generator(name, value):
    """Return `value` if it is a random generator of NumPy; chance always comes in as one."""
    if not isinstance(value, np.random.Generator):
        refuse(name, value, _("a random generator such as np.random.default_rng(0)"))
    return value


def network(net, kind):
    """Return `net` if it is a network of this class, with finite numbers."""
    if not isinstance(net, kind):
        refuse("net", net, _("a Network, such as Network([2, 2, 1])"))
    finite("net", net.values)
    return net


def one_network(net, kind, sizes=None):
    """Return `net` if it is a single network of this class, and of these sizes if they matter."""
    if sizes not in (None, network(net, kind).sizes) or net.values.ndim > 1:
        expected = _("one Network({sizes})").format(sizes=list(sizes or net.sizes))
        refuse("net", net, expected)
    return net


def row(name, value, length=None):
    """Return `value` as finite numbers of shape (length,)."""
    array = finite(name, value)
    if array.ndim != 1 or length not in (None, array.size):
        expected = _("a row of numbers of shape ({length},)")
        refuse(name, array, expected.format(length="n" if length is None else length))
    return array


def rows(name, value):
    """Return `value` as finite numbers of shape (..., n), at least one row."""
    array = finite(name, value)
    if array.ndim == 0:
        refuse(name, array.item(), _("a row of numbers of shape ({length},)").format(length="n"))
    return array


def table(name, value, columns):
    """Return `value` as finite numbers of shape (rows, columns)."""
    array = finite(name, value)
    if array.ndim != 2 or array.shape[1] != columns:
        refuse(name, array, _("a table of shape (rows, {columns})").format(columns=columns))
    return array


def examples(name, value, columns):
    """Return `value` as one example of shape (columns,) or a table of shape (rows, columns)."""
    array = finite(name, value)
    if array.ndim not in (1, 2) or array.shape[-1] != columns:
        expected = _("one example of shape ({columns},) or a table of shape (rows, {columns})")
        refuse(name, array, expected.format(columns=columns))
    return array


def labels(name, value):
    """Return `value` as labels, each of them 0 or 1, of any shape."""
    array = numbers(name, value)
    wrong = array[(array != 0) & (array != 1)]
    if wrong.size:
        came = _("labels with {label} among them").format(label=wrong[0].item())
        refuse(name, array, _("labels that are 0 or 1"), came)
    return array


def one_hot(name, value):
    """Return `value` as a table of labels (rows, classes), with exactly one 1 in each row."""
    array = labels(name, value)
    if array.ndim != 2 or (array.sum(axis=1) != 1).any():
        expected = _("a table (rows, classes) with exactly one 1 in each row, 0 elsewhere")
        refuse(name, array, expected)
    return array


def digits(name, value, length=None):
    """Return `value` as a row of whole numbers from 0 to 9, of shape (length,)."""
    array = row(name, value, length)
    wrong = array[~np.isin(array, range(10))]
    if wrong.size:
        came = _("a row with {number} among them").format(number=f"{wrong[0]:g}")
        refuse(name, array, _("whole numbers from 0 to 9"), came)
    return array.astype(int)


def targets(name, value, rows, outputs):
    """Return `value` as labels of shape (rows, outputs); (rows,) will do for one output."""
    array = labels(name, value)
    if array.shape != (rows, outputs) and not (outputs == 1 and array.shape == (rows,)):
        expected = _("one label for each of {rows} rows and {outputs} output(s)")
        refuse(name, array, expected.format(rows=rows, outputs=outputs))
    return array.reshape(rows, outputs)


def sizes(name, value):
    """Return `value` as the sizes of two or more layers."""
    if not isinstance(value, list | tuple) or len(value) < 2:
        refuse(name, value, _("a list of two or more whole numbers, such as [2, 2, 1]"))
    return tuple(count(name, size) for size in value)


def shapes(name, value):
    """Return `value` as (inputs, outputs, biases) of one or more matrices.

    Where a third number is not given, there are as many biases as outputs; it may be 0.
    """
    pairs = isinstance(value, list | tuple) and len(value) > 0
    if not pairs or not all(isinstance(p, list | tuple) and len(p) in (2, 3) for p in value):
        expected = _("a list of pairs of whole numbers, such as [(2, 2), (2, 1)]")
        refuse(name, value, expected)
    for _n_in, n_out, *more in value:
        for biases in more:
            one_of(name, biases, (0, n_out))
    return tuple((*(count(name, size) for size in pair[:2]), pair[-1]) for pair in value)


def parameters(name, value, count):
    """Return a copy of `value` as finite numbers of shape (..., count)."""
    array = finite(name, value)
    if array.shape[-1:] != (count,):
        refuse(name, array, _("a last axis of {count} numbers").format(count=count))
    return array.copy()


def shaped(name, value, shape):
    """Return `value` as finite numbers of exactly this shape."""
    return of_shape(name, finite(name, value), shape)


def of_shape(name, value, shape):
    """Return `value` as numbers of exactly this shape; NaN and infinite ones are let through."""
    array = _array(name, value)
    if array.shape != shape:
        refuse(name, array, _("an array of shape {shape}").format(shape=shape))
    return array


def one_or_like(name, value, shape):
    """Return `value` as one finite number, or as numbers of this shape."""
    array = finite(name, value)
    return shaped(name, array, shape) if shape and array.ndim else number(name, array)


def alike(name, value):
    """Return the arrays of a dictionary, of which there is at least one, in one common shape."""
    expected = _("a dictionary from names of parameters to numbers, in arrays of one shape")
    if not isinstance(value, dict) or not value:
        refuse(name, value, expected)
    arrays = [finite(key, array) for key, array in value.items()]
    try:
        return np.broadcast_arrays(*arrays)
    except ValueError:
        shapes = joined(f"{key} {array.shape}" for key, array in zip(value, arrays, strict=True))
        refuse(name, value, expected, shapes)


def slopes(name, value, parameters):
    """Return `value` as a row of slopes, one for each number of `parameters.values`.

    It may be such a row, a dictionary that holds every name, or have such a row as its `values`.
    """
    names, shape = parameters.names, parameters.values.shape
    try:
        if isinstance(value, dict):
            row = np.stack([value[key] for key in names], axis=-1)
        else:
            row = np.asarray(getattr(value, "values", value))
    except (KeyError, ValueError):  # a name is missing, or rows are of unequal length
        row = np.empty(())
    known = len(value) == len(names) if isinstance(value, dict) else True
    if not known or row.shape != shape or row.dtype.kind not in "biuf":
        expected = _("Parameters, a dictionary of all {count} names, or a row of shape {shape}")
        refuse(name, value, expected.format(count=len(names), shape=shape))
    return row.astype(float, copy=False)


def labels_and_predictions(y_true, y_pred):
    """Return both as arrays; `y_pred` has the shape of `y_true`, or further axes in front."""
    return _with_predictions(labels, y_true, y_pred)


def _with_predictions(check, y_true, y_pred):
    y_true, y_pred = rows("y_true", check("y_true", y_true)), finite("y_pred", y_pred)
    if y_pred.shape[-y_true.ndim :] != y_true.shape:
        expected = _("the shape of {other}, which is {shape}")
        refuse("y_pred", y_pred, expected.format(other="y_true", shape=y_true.shape))
    return y_true, y_pred


def one_hot_and_shares(y_true, y_pred):
    """Return both as arrays: one 1 in each row of `y_true`, shares from 0 to 1 in `y_pred`."""
    y_true, y_pred = _with_predictions(one_hot, y_true, y_pred)
    if (y_pred < 0).any() or (y_pred > 1).any():
        refuse("y_pred", y_pred, _("shares from 0 to 1"))
    return y_true, y_pred
