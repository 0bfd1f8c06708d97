"""A verdict is what a check says of an answer: not attempted yet, not quite and why, or right.

A check is a function with `@check` that compares the answers it is given, for example:

    @check
    def doubled(y, double):
        numbers({"y": y}, right={"y": 14.0}, mistakes={"doubled_squared": {"y": 49.0}})
        function("double", double, right=lambda x: 2 * x, probes=[(7,), (-1,)],
                 mistakes={"doubled_squared": lambda x: x**2})

It ends early with the first thing that is not right; where it comes to its end, the verdict is
right, and the sentence `doubled_right` is added, with the values of a dictionary that the check may
return. A mistake is the key of a sentence in `helpers.words` and what an answer with this mistake
is; the sentence may use {name} and {value}.
"""

import copy
import functools
import inspect
import io
import warnings
from contextlib import redirect_stdout

import numpy as np

from helpers import inputs
from helpers.words import say

FOUR_DIGITS = 5e-4  # largest relative error of a number rounded to four digits
ROUNDED = 1e-2  # relative error of a number rounded too far
EXACT = 1e-9  # relative error of a function


class Verdict(Exception):
    """Ends a check early; its text is what the learner reads."""


def check(compare):
    """Make a check of the function `compare`: it prints one verdict, never raises, returns None."""

    signature = inspect.signature(compare)

    @functools.wraps(compare)
    def checked(*answers, **named_answers):
        try:
            _refuse_dots(signature.bind(*answers, **named_answers).arguments)
            values = compare(*answers, **named_answers) or {}
            text = say("verdict_right", why=say(f"{compare.__name__}_right", **values))
        except Verdict as verdict:
            text = str(verdict)
        except Exception as error:  # an answer that cannot even be looked at
            text = say("verdict_not_quite", why=say("verdict_unreadable", error=_kind(error)))
        print(text)

    return checked


def not_quite(key, **values):
    """End the check with the sentence `key`."""
    raise Verdict(say("verdict_not_quite", why=say(key, **values)))


def read(name, answer, shape=()):
    """Return an answer as finite numbers of this shape, or end the check with a sentence."""
    try:
        value = inputs.finite(name, answer)
    except ValueError as error:
        raise Verdict(say("verdict_not_quite", why=error)) from None
    if value.shape != shape:
        expected = say("came_array", shape=shape) if shape else say("expected_one_number")
        not_quite("refused", name=name, came=inputs.shown(value), expected=expected)
    return value


def numbers(answers, right, mistakes=None):
    """Compare named numbers or arrays, in the order of `right`, to four digits.

    `mistakes` maps the key of a sentence to the numbers that come out: {"key": {"z": 4.0}}.
    """
    for name, expected in right.items():
        value = answers[name]
        if _agree(value, expected, FOUR_DIGITS):
            continue
        for key, wrong in (mistakes or {}).items():
            if name in wrong and _agree(value, wrong[name], FOUR_DIGITS):
                not_quite(key, name=name, value=_short(value))
        read(name, value, np.shape(expected))
        if _agree(value, expected, ROUNDED):
            not_quite("verdict_rounded", name=name, value=_short(value))
        not_quite("verdict_number", name=name, value=_short(value))


def function(name, candidate, right, probes, mistakes=None):
    """Compare a function with the `right` one at every tuple of arguments in `probes`.

    `mistakes` maps the key of a sentence to a function that makes this mistake. A numerical
    overflow counts as an error, in the candidate and in a mistake.
    """
    if not callable(candidate):
        not_quite("verdict_not_a_function", name=name, came=_short(candidate))
    results = [_call(candidate, probe) for probe in probes]
    if any(result is ... for result in results):
        raise Verdict(say("verdict_not_attempted"))
    expected = [_call(right, probe) for probe in probes]
    agreed = list(map(_agree, results, expected))
    if all(agreed):
        return
    for key, mistake in (mistakes or {}).items():
        if all(map(_agree, results, [_call(mistake, probe) for probe in probes])):
            not_quite(key, name=name)
    first = agreed.index(False)
    result, wanted = results[first], expected[first]
    call = f"{name}({', '.join(map(_short, probes[first]))})"
    if result is None:
        not_quite("verdict_none", call=call)
    if isinstance(result, Exception):
        not_quite("verdict_raised", call=call, error=_kind(result), text=result)
    read(call, result, np.shape(wanted))
    not_quite("verdict_result", call=call, value=_short(result), right=_short(wanted))


def _refuse_dots(answers):
    """End the check where three dots of the stub are left, and say where if some are gone."""
    left = [name for name, answer in answers.items() if any(x is ... for x in _leaves(answer))]
    if not left:
        return
    # A function of the stub is there from the start: only calling it tells.
    leaves = [leaf for leaf in _leaves(answers) if not callable(leaf)]
    if all(leaf is ... for leaf in leaves):
        raise Verdict(say("verdict_not_attempted"))
    raise Verdict(say("verdict_missing", names=", ".join(left)))


def _leaves(answer):
    """Return the single answers in an answer that may be a list, a dictionary, or both."""
    if isinstance(answer, np.ndarray) and answer.dtype == object:
        answer = answer.tolist()
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, list | tuple):
        return [leaf for part in answer for leaf in _leaves(part)]
    return [answer]


def _call(function, arguments):
    """Return what the function returns, or the exception that it raises."""
    with np.errstate(all="ignore", over="raise"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with redirect_stdout(io.StringIO()):
                return function(*copy.deepcopy(arguments))
        except Exception as error:
            return error


def _agree(one, other, tolerance=EXACT):
    """Return whether two answers are the same: numbers to a relative tolerance, or one error."""
    if isinstance(one, Exception) or isinstance(other, Exception):
        overflows = isinstance(one, ArithmeticError) and isinstance(other, ArithmeticError)
        return overflows or type(one) is type(other)
    try:
        one, other = inputs.finite("", one), inputs.finite("", other)
    except ValueError:
        return False
    return one.shape == other.shape and np.allclose(one, other, rtol=tolerance, atol=1e-12)


def _short(value):
    """Return a short text of an answer."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    return f"{value:.6g}" if isinstance(value, float) else inputs.shown(value)


def _kind(error):
    return type(error).__name__
