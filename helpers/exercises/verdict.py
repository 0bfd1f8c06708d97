"""A verdict is what a check says of an answer: not attempted yet, not quite and why, or right.

A check is a function with `@check` that compares the answers it is given and returns what there is
to say when all is right, for example:

    @check
    def doubled(y, double):
        numbers({"y": y}, right={"y": 14.0}, mistakes={_("y = {value} is squared."): {"y": 49.0}})
        function("double", double, right=lambda x: 2 * x, probes=[(7,), (-1,)],
                 mistakes={_("{name} squares."): lambda x: x**2})
        return _("Twice 7 is 14.")

It ends early with the first thing that is not right. A mistake is a sentence and what an answer
with this mistake is; the sentence may use {name} and {value}.
"""

import copy
import functools
import inspect
import io
import warnings
from contextlib import redirect_stdout
from textwrap import shorten

import numpy as np

from helpers import inputs
from helpers.words import _

FOUR_DIGITS = 5e-4  # largest relative error of a number rounded to four digits
ROUNDED = 1e-2  # relative error of a number rounded too far
EXACT = 1e-9  # relative error of a function
LONGEST_ERROR = 200  # characters of what an error says
STOPS = (Exception, SystemExit)  # what an answer may do besides giving a result


class Verdict(Exception):
    """Ends a check early; its text is what the learner reads."""


def check(compare):
    """Make a check of the function `compare`: it prints one verdict, never raises, returns None."""
    signature = inspect.signature(compare)

    @functools.wraps(compare)
    def checked(*answers, **named_answers):
        try:
            _refuse_dots(signature.bind(*answers, **named_answers).arguments)
            text = _("Right. {why}").format(why=compare(*answers, **named_answers))
        except Verdict as verdict:
            text = str(verdict)
        except STOPS as error:  # an answer that cannot even be looked at
            why = _("This answer cannot be compared ({error}).").format(error=_kind(error))
            text = _("Not quite. {why}").format(why=why)
        print(text)

    return checked


def not_attempted():
    """End the check where nothing was answered yet."""
    raise Verdict(_("Not attempted yet. Put your answer in place of the three dots, then run that "
                    "cell and this one."))


def not_quite(sentence, **values):
    """End the check with a sentence, in which `values` are filled in."""
    raise Verdict(_("Not quite. {why}").format(why=sentence.format(**values)))


def checked_input(check, *arguments, **named):
    """Return what a check of `helpers.inputs` returns, or end this check with its sentence."""
    try:
        return check(*arguments, **named)
    except ValueError as error:
        raise Verdict(_("Not quite. {why}").format(why=error)) from None


def read(name, answer, shape=()):
    """Return an answer as finite numbers of this shape, or end the check with a sentence."""
    if shape == ():
        return np.float64(checked_input(inputs.number, name, answer))
    return checked_input(inputs.shaped, name, answer, shape)


def numbers(answers, right, mistakes=None):
    """Compare named numbers or arrays, in the order of `right`, to four digits.

    `mistakes` maps a sentence to the numbers that come out: {_("…"): {"z": 4.0}}.
    """
    for name, expected in right.items():
        value = answers[name]
        if _agree(value, expected, FOUR_DIGITS):
            continue
        for sentence, wrong in (mistakes or {}).items():
            if name in wrong and _agree(value, wrong[name], FOUR_DIGITS):
                not_quite(sentence, name=name, value=_short(value))
        read(name, value, np.shape(expected))
        if _agree(value, expected, ROUNDED):
            not_quite(_("{name} = {value} is close, and rounded too far. Keep four digits or "
                        "more."), name=name, value=_short(value))
        not_quite(_("{name} = {value} is not what comes out here. Go through the second hint with "
                    "your own numbers, one step at a time."), name=name, value=_short(value))


def function(name, candidate, right, probes, mistakes=None):
    """Compare a function with the `right` one at every tuple of arguments in `probes`.

    `mistakes` maps a sentence to a function that makes this mistake. A numerical overflow counts
    as an error, in the candidate and in a mistake.
    """
    is_function(name, candidate)
    results = [_call(candidate, probe) for probe in probes]
    if any(result is ... for result in results):
        not_attempted()
    expected = [_call(right, probe) for probe in probes]
    agreed = list(map(_agree, results, expected))
    if all(agreed):
        return
    for sentence, mistake in (mistakes or {}).items():
        if all(map(_agree, results, [_call(mistake, probe) for probe in probes])):
            not_quite(sentence, name=name)
    first = agreed.index(False)
    result, wanted = results[first], expected[first]
    call = f"{name}({', '.join(map(_short, probes[first]))})"
    if result is None:
        not_quite(_("{call} gives None. Is there a line that begins with return?"), call=call)
    if isinstance(result, BaseException):
        stopped(call, result)
    read(call, result, np.shape(wanted))
    not_quite(_("{call} gives {value}; it should give {right}."),
              call=call, value=_short(result), right=_short(wanted))


def is_function(name, candidate):
    """End the check where something that cannot be called stands in a function's place."""
    if not callable(candidate):
        not_quite(_("{name} should be a function, and it is {came}. Hand over its name without "
                    "brackets."), name=name, came=inputs.shown(candidate))


def stopped(call, error):
    """End the check with what stopped a call."""
    not_quite(_("{call} stopped with {error}: {text}"),
              call=call, error=_kind(error), text=shorten(str(error), LONGEST_ERROR))


def _refuse_dots(answers):
    """End the check where three dots of the stub are left, and say where if some are gone."""
    left = [name for name, answer in answers.items() if any(x is ... for x in _leaves(answer))]
    if not left:
        return
    # A function of the stub is there from the start: only calling it tells.
    leaves = [leaf for leaf in _leaves(answers) if not callable(leaf)]
    if all(leaf is ... for leaf in leaves):
        not_attempted()
    said = _("Not attempted yet in full. The three dots are still in {names}.")
    raise Verdict(said.format(names=", ".join(left)))


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
        except STOPS as error:
            return error


def _agree(one, other, tolerance=EXACT):
    """Return whether two answers are the same: numbers to a relative tolerance, or one error."""
    if isinstance(one, BaseException) or isinstance(other, BaseException):
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
