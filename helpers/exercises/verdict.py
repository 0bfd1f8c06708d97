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
import sys
import warnings
from contextlib import nullcontext, redirect_stdout, suppress
from textwrap import shorten
from types import CodeType
from unittest.mock import patch

import numpy as np

from helpers import inputs, record
from helpers.words import _, joined, original

FOUR_DIGITS = 5e-4  # largest relative error of a number rounded to four digits, whichever
CLOSE = 1e-2  # relative error of a number with a wrong digit, or rounded on the way
EXACT = 1e-9  # relative error of a function
SHIFTS = 10.0 ** np.arange(1, 9)  # one for each decimal that an answer may be rounded to
LONGEST_ERROR = 200  # characters of what an error says
BLIND = sys.platform == "emscripten"  # a processor without flags for what overflows
OVERFLOW = "overflow encountered in exp"  # as NumPy says it
STOPS = (Exception, SystemExit)  # what an answer may do besides giving a result


class Verdict(Exception):
    """Ends a check early; its text is what the learner reads.

    `state` is what the record keeps of it, and `mistake` the sentence of a mistake, in English.
    """

    def __init__(self, text, state=record.NOT_QUITE, mistake=None):
        super().__init__(text)
        self.state, self.mistake = state, mistake


class Unwritten(Exception):
    """Ends a check at a function that is still as in its stub; its text is the name."""


def check(compare):
    """Make a check of the function `compare`: it prints one verdict, never raises, returns None.

    Its attribute `verdict` returns the text instead of printing it. A parameter of `compare` that
    is given by name alone is no answer but what the answers are about. What is said is kept in the
    record of the notebook.
    """
    whose = compare.__module__.rpartition(".")[-1], compare.__name__
    signature = inspect.signature(compare)
    about = {p.name for p in signature.parameters.values() if p.kind is p.KEYWORD_ONLY}

    def judged(*answers, **named_answers):
        try:
            given = signature.bind(*answers, **named_answers).arguments
            given = {name: given[name] for name in given if name not in about}
            try:
                _refuse_dots(given)
                why = compare(*answers, **named_answers)
                return Verdict(_("Right. {why}").format(why=why), record.RIGHT)
            except Unwritten as function:
                _refuse_dots(given | {str(function): ...})
        except Verdict as found:
            return found
        except STOPS as error:  # an answer that cannot even be looked at
            why = _("This answer cannot be compared ({error}).").format(error=_kind(error))
            return Verdict(_("Not quite. {why}").format(why=why))

    def verdict(*answers, **named_answers):
        found = judged(*answers, **named_answers)
        record.keep(*whose, found.state, found.mistake)
        return str(found)

    @functools.wraps(compare)
    def checked(*answers, **named_answers):
        print(verdict(*answers, **named_answers))

    checked.verdict = verdict
    return checked


def not_attempted():
    """End the check where nothing was answered yet."""
    raise Verdict(_("Not attempted yet. Put your answer in place of the three dots, then run that "
                    "cell and this one. After a restart, first choose Run All Above Selected Cell "
                    "in the menu Run."), record.OPEN)


def not_quite(sentence, **values):
    """End the check with a sentence, in which `values` are filled in."""
    said = _("Not quite. {why}").format(why=sentence.format(**values))
    raise Verdict(said, mistake=original(sentence))


def checked_input(check, *arguments, **named):
    """Return what a check of `helpers.inputs` returns, or end this check with its sentence."""
    try:
        return check(*arguments, **named)
    except ValueError as error:
        raise Verdict(_("Not quite. {why}").format(why=error)) from None


def read(name, answer, shape=()):
    """Return an answer as finite numbers of this shape, or end the check with a sentence."""
    for leaf in _leaves(answer):
        _refuse_what_is_no_number(name, leaf)
    answer = _in_shape(answer, shape)
    _refuse_commas(name, answer, shape)
    array = checked_input(inputs.finite, name, answer)
    if shape == () and array.ndim:
        not_quite(_("{name} holds {count} numbers, and one number is wanted."),
                  name=name, count=array.size)
    if array.ndim == 0 and len(shape) == 1:
        not_quite(_("{name} is the single number {value}, and {count} numbers are wanted, in "
                    "square brackets and with a comma between them."),
                  name=name, value=_short(array), count=np.prod(shape))
    if array.size != np.prod(shape) and len(shape) < 2:
        not_quite(_("{name} holds {came} numbers, and {count} are wanted. (A comma parts two "
                    "numbers; decimals have a point, as in 0.5.)"),
                  name=name, came=array.size, count=np.prod(shape))
    return checked_input(inputs.shaped, name, array, shape) if shape else np.float64(array)


def flat(answer, length):
    """Return an answer as a row of so many numbers, which are NaN where it is something else."""
    with suppress(ValueError):
        return np.reshape(inputs.finite("", answer), length)
    return np.full(length, np.nan)


def _refuse_what_is_no_number(name, answer):
    """End the check with what a single answer is, if it is something else than a finite number."""
    if answer is None:
        not_quite(_("{name} is None, which is no number. If it comes from print, leave print out: "
                    "print shows a number and hands nothing on."), name=name)
    if isinstance(answer, str) and answer.isalpha():
        not_quite(_("{name} has the word {came} in it, and numbers are wanted. For a label write "
                    "1, which stands for yes, or 0, for no; in the place of another word, a "
                    "number."), name=name, came=inputs.shown(answer))
    if isinstance(answer, str):
        not_quite(_("{name} has the text {came} in it, and numbers are wanted. Leave out "
                    "the quotes."), name=name, came=inputs.shown(answer))
    if callable(answer):
        not_quite(_("{name} is a function that was not called. Write its input in round brackets "
                    "after its name."), name=name)
    array = np.asarray(answer)
    if array.dtype.kind not in "biuf":
        not_quite(_("{name} has something of the kind {kind} in it, and numbers are wanted."),
                  name=name, kind=_kind(answer))
    for number in array[~np.isfinite(array)][:1]:
        not_quite(_("{name} has {came} in it, which is no finite number: somewhere on the way "
                    "there is a division by 0, a log of 0 or an exp of a large number."),
                  name=name, came=_short(number))


def _refuse_commas(name, answer, shape):
    """End the check at a tuple that a comma makes of one number, or of one answer."""
    if not isinstance(answer, tuple):
        return
    if len(answer) == 1 and shape != (1,) and not isinstance(answer[0], np.ndarray):
        comma_behind(name)
    if shape == () and all(isinstance(number, int) for number in answer):
        not_quite(_("{name} is {came}, because in Python a comma parts two numbers. Decimals are "
                    "written with a point, as in 0.5."),
                  name=name, came=answer)


def comma_behind(name):
    """End the check with a comma that stands behind an answer."""
    not_quite(_("{name} ends in a comma, which makes a tuple of it. Leave the comma "
                "out."), name=name)


def in_order(came, said, right, clues, few, unknown, twice):
    """Compare names, one for each panel, with the `right` ones, of which each is there once.

    `said` are the names that the answer `came` means. `clues` maps a right name to the sentence
    for its panel, where another name stands; the last name is right where all others are. The
    other sentences are for an answer of another length, a name that is none, and one given twice.
    """
    if len(said) != len(right):
        not_quite(few, came=inputs.shown(came))
    for panel, (name, one) in enumerate(zip(said, came, strict=True), 1):
        if name not in right:
            not_quite(unknown, panel=panel, came=inputs.shown(one))
    for name in right:
        if said.count(name) > 1:
            not_quite(twice, name=name, count=said.count(name))
    for name, clue in clues.items():
        panel = right.index(name)
        if said[panel] != name:
            not_quite(clue, panel=panel + 1, name=said[panel])


def numbers(answers, right, mistakes=None):
    """Compare named numbers or arrays, in the order of `right`, to four digits.

    `mistakes` maps a sentence to the numbers that come out: {_("…"): {"z": 4.0}}.
    """
    for name, expected in right.items():
        value = _in_shape(answers[name], np.shape(expected))
        if _has_four_digits(value, expected):
            continue
        likely = (mistakes or {}) | {
            _("{name} = {value} has the right size and the wrong sign."): {
                name: np.negative(expected)
            },
            _("{name} = {value} is 100 times what comes out. Write it as a plain number, not per "
              "cent."): {name: np.multiply(expected, 100)},
        }
        # A rounding of the right number may lie near a mistake's, and is not that.
        rounded = _is_rounded(value, expected)
        near = EXACT if rounded else FOUR_DIGITS
        for sentence, wrong in likely.items():
            if name in wrong and _agree(value, wrong[name], near):
                not_quite(sentence, name=name, value=_short(value))
        read(name, value, np.shape(expected))
        said = _short(answers[name] if np.shape(expected) else value)
        if rounded:
            not_quite(_("{name} = {value} is rounded too far. Keep four digits or more."),
                      name=name, value=said)
        if _agree(value, expected, CLOSE):
            not_quite(_("{name} = {value} comes close, and is no rounding of the right number. Was "
                        "something rounded on the way, or is one digit wrong?"),
                      name=name, value=said)
        not_quite(_("{name} = {value} is not what comes out here. Go through the second hint with "
                    "your own numbers, one step at a time."), name=name, value=said)


def in_decimals(name, came, mistakes):
    """Return `mistakes` for `numbers`, which are answers alone, so that four decimals are enough.

    A small number that is rounded to four decimals has fewer digits than `numbers` compares.
    """
    return {
        sentence: {name: came if np.allclose(came, wrong, FOUR_DIGITS, 6e-5) else wrong}
        for sentence, wrong in mistakes.items()
    }


def function(name, candidate, right, probes, mistakes=None):
    """Compare a function with the `right` one at every tuple of arguments in `probes`.

    `mistakes` maps a sentence to a function that makes this mistake. A numerical overflow counts
    as an error, in the candidate and in a mistake. An argument that is changed is a mistake too.
    """
    is_function(name, candidate)
    handed = copy.deepcopy(probes)
    results = [called(candidate, probe) for probe in handed]
    if all(result is ... for result in results):
        raise Unwritten(name)
    expected = [called(right, probe) for probe in probes]
    agreed = list(map(_agree, results, expected))
    if not all(map(_same, handed, probes)):
        not_quite(_("{name} changes what is handed in to it: whoever calls it finds other numbers "
                    "in place of their own. Work with names of your own inside."), name=name)
    if all(agreed):
        return
    for sentence, mistake in (mistakes or {}).items():
        if all(map(_agree, results, [called(mistake, probe) for probe in probes])):
            not_quite(sentence, name=name)
    _refuse_brackets_around_a_number(name, results, expected)
    first = agreed.index(False)
    result, wanted = results[first], expected[first]
    call = f"{name}({', '.join(map(_short, probes[first]))})"
    if result is None and any(one is not None and not isinstance(one, STOPS) for one in results):
        not_quite(_("{call} gives None, and other calls give an answer: in this case no line with "
                    "return is reached. Does a branch lack its return, or is no branch of an if "
                    "meant for this case, such as a number right at the border?"), call=call)
    if result is None:
        not_quite(_("{call} gives None. A result is handed back by a line that begins with return; "
                    "print only shows it."), call=call)
    if isinstance(result, BaseException):
        stopped(call, result)
    if any(leaf is ... for leaf in _leaves(result)):
        not_quite(_("{call} still gives three dots. Put your answer in their place there "
                    "too."), call=call)
    table = read(call, result, np.shape(wanted))
    if all(map(_is_rounded, results, expected)):
        not_quite(_("{call} gives {value}, a rounding of {right}. Do not round inside a function: "
                    "whoever goes on with its result needs all digits."),
                  call=call, value=_short(result), right=_told_apart(result, wanted)[1])
    if all(_agree(*pair, CLOSE) for pair in zip(results, expected, strict=True)):
        not_quite(_("{call} comes close to {right} and is not equal to it. Is something rounded "
                    "on the way, or taken as a difference?"), call=call, right=_short(wanted))
    if np.ndim(wanted) == 2:  # too long to be shown
        checked_input(inputs.shaped, call, result, np.shape(wanted))
        place = tuple(np.argwhere(~np.isclose(table, wanted, EXACT, 1e-12))[0])
        told, right = _told_apart(table[place], wanted[place])
        not_quite(_("{call} gives a table with {value} in row {row} and column {column}, both "
                    "counted from 0; {right} should stand there."),
                  call=call, row=place[0], column=place[1], value=told, right=right)
    told, right = _told_apart(result, wanted)
    not_quite(_("{call} gives {value}; it should give {right}."),
              call=call, value=told, right=right)


def _refuse_brackets_around_a_number(name, results, expected):
    """End the check where each result is the right number, but alone in a row or in a table."""
    if any(map(np.ndim, expected)) or isinstance(results[0], tuple):  # which a comma makes
        return
    taken = {
        (1,): _("{name} returns a row that holds one number. Take the number out with [0]."),
        (1, 1): _("{name} returns a table that holds one number. Take the number out with [0, 0]."),
    }
    arrays = [np.asarray(result, dtype=object) for result in results]
    shape = arrays[0].shape
    inside = [array.item() if array.shape == shape in taken else array for array in arrays]
    if shape in taken and all(map(_agree, inside, expected)):
        not_quite(taken[shape], name=name)


def is_function(name, candidate):
    """End the check where something that cannot be called stands in a function's place."""
    if not callable(candidate):
        not_quite(_("{name} should be a function, and it is {came}. A function begins with def, "
                    "and is handed over by its name, without brackets."),
                  name=name, came=inputs.shown(candidate))


def stopped(call, error):
    """End the check with what stopped a call."""
    text = shorten(str(error), LONGEST_ERROR)
    likely = [  # a kind of error, words that its text has, and what to say
        (TypeError, ("^", "bitwise_xor"),
         _("{call} stopped at the sign ^, which is no power in Python. A power is written with two "
           "stars: z**2.")),
        (TypeError, ("interpret '",),
         _("{call} stopped, because the numbers of rows and columns need brackets of their own: "
           "np.zeros((10, 10)).")),
        ((TypeError, IndexError), ("interpreted", "__index__", "newaxis"),
         _("{call} stopped, because a place or a length is no whole number. A loop over a row "
           "hands out its numbers; places come from range(len(…)). And where / makes decimals, // "
           "leaves out what is behind the point.")),
        ((TypeError, IndexError), ("ellipsis", "dtype('O')"),
         _("{call} stopped at three dots that are still inside. Put your answer in their place.")),
        (TypeError, ("positional",),
         _("{call} stopped, because {missing} is given more values, or fewer, than the brackets of "
           "its def line have names.")),
        (UnboundLocalError, ("",),
         _("{call} stopped at a name that has no value yet. Is it set only inside a loop, or in "
           "one branch of an if? Give it a value above them.")),
        (NameError, ("",),
         _("{call} stopped, because there is no {missing} here. Is it spelt as where it was made, "
           "or imported? After a restart, first choose Run All Above Selected Cell in the menu "
           "Run.")),
        (ValueError, ("matmul", "broadcast"),
         _("{call} stopped, because the shapes of two arrays do not fit together. Print both "
           "shapes: in A @ B, A needs as many columns as B has rows.")),
        ((TypeError, ValueError), ("expected 2", "non-iterable"),
         _("{call} stopped where two names are to take one number each. zip(a, b) hands out "
           "pairs, with one number of each row.")),
        (ValueError, ("unpack",),
         _("{call} stopped where a row is taken apart into a fixed number of names: {text}. It has "
           "to work for a row of any length, so go through it with a loop.")),
        (ValueError, ("ambiguous",),
         _("{call} stopped, because if and max() ask one question, and an array has an answer for "
           "each of its numbers. np.where(z > 0, …, …) chooses for each, and z.max() is the "
           "largest.")),
        (ValueError, ("zero-size",),
         _("{call} stopped, because it looks for the largest or the smallest of no numbers at all. "
           "Does a slice begin beyond the last row or column?")),
        (ValueError, ("reshape",),
         _("{call} stopped at a reshape: {text}. A shape holds as many numbers as its own numbers "
           "give, multiplied.")),
        (IndexError, ("range", "bounds"),
         _("{call} stopped, because it asks for a place beyond the last one. Places are counted "
           "from 0, so n numbers have the places 0 to n - 1.")),
        (RecursionError, ("",), _("{call} calls itself again and again, without end.")),
    ]
    for kind, words, sentence in likely:
        if isinstance(error, kind) and any(word in text for word in words):
            missing = getattr(error, "name", None) or text.partition("(")[0]
            not_quite(sentence, call=call, text=text, missing=missing)
    not_quite(_("{call} stopped with {error}: {text}"), call=call, error=_kind(error), text=text)


def mentioned(function):
    """Return the names that stand in the code of a function, and in functions inside it."""
    codes, names = [getattr(function, "__code__", None)], {getattr(function, "__name__", "")}
    for code in codes:
        if isinstance(code, CodeType):
            names.update(code.co_names, code.co_freevars)
            codes.extend(code.co_consts)
    return names


def _refuse_dots(answers):
    """End the check where three dots of the stub are left, and say where if some are gone."""
    parts = [
        (key, part)
        for name, answer in answers.items()
        for key, part in (answer if isinstance(answer, dict) else {name: answer}).items()
    ]
    left = [str(key) for key, part in parts if any(leaf is ... for leaf in _leaves(part))]
    if not left:
        return
    # A function of the stub is there from the start: only calling it tells.
    leaves = [leaf for leaf in _leaves(answers) if not callable(leaf)]
    if all(leaf is ... for leaf in leaves):
        not_attempted()
    said = _("Not attempted yet in full. The three dots are still in the answer for {names}.")
    raise Verdict(said.format(names=joined(left)), record.OPEN)


def _leaves(answer):
    """Return the single answers in an answer that may be a list, a dictionary, or both."""
    if isinstance(answer, np.ndarray) and answer.dtype.kind in "OU":
        answer = answer.tolist()
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, list | tuple):
        return [leaf for part in answer for leaf in _leaves(part)]
    return [answer]


def _in_shape(answer, shape):
    """Return numbers in this shape where it differs by lengths of 1 alone, as a column's does."""
    if isinstance(answer, tuple) and len(answer) == 1:
        return answer  # a comma too many, and not on purpose
    try:
        array = inputs.finite("", answer)
    except ValueError:
        return answer
    alike = np.squeeze(array).shape == tuple(length for length in shape if length != 1)
    return array.reshape(shape) if alike else answer


def called(function, arguments):
    """Return what the function returns, or the exception that it raises."""
    with (
        np.errstate(all="ignore", over="raise"),
        warnings.catch_warnings(),
        patch.object(np, "exp", _exp) if BLIND else nullcontext(),
    ):
        warnings.simplefilter("ignore")
        try:
            with redirect_stdout(io.StringIO()):
                return function(*arguments)
        except STOPS as error:
            return error


def _exp(*numbers, exp=np.exp, **named):
    """Do what np.exp does, and raise at an overflow that NumPy does not see in a browser.

    As NumPy itself it does so where nobody has asked for silence in between.
    """
    result = exp(*numbers, **named)
    if np.isinf(result).any() and np.geterr()["over"] == "raise":
        raise FloatingPointError(OVERFLOW)
    return result


def _same(arguments, others):
    """Return whether arguments hold the same numbers as others."""
    return all(map(np.array_equal, arguments, others))


def _agree(one, other, tolerance=EXACT):
    """Return whether two answers are the same: numbers to a relative tolerance, or one error."""
    if isinstance(one, BaseException) or isinstance(other, BaseException):
        overflows = isinstance(one, ArithmeticError) and isinstance(other, ArithmeticError)
        return overflows or type(one) is type(other)
    both = _in_one_shape(one, other)
    return both is not None and np.allclose(*both, rtol=tolerance, atol=1e-12)


def _in_one_shape(answer, exact):
    """Return both as arrays of finite numbers, or None where they are none, or of other shapes."""
    try:
        answer, exact = inputs.finite("", answer), inputs.finite("", exact)
    except ValueError:
        return None
    return (answer, exact) if answer.shape == exact.shape else None


def _has_four_digits(answer, exact):
    """Return whether numbers are the exact ones to four digits, rounded or cut off.

    Four decimals will do as well, where they are off by no more than four digits may be.
    """
    both = _in_one_shape(answer, exact)
    if both is None:
        return False
    answer, exact = both
    size = np.abs(exact)
    fourth = 10 ** (np.floor(np.log10(size, out=np.full(size.shape, -9.0), where=size > 0)) - 3)
    most = np.maximum(fourth, np.minimum(FOUR_DIGITS * size, 5e-5))
    return bool(np.all(np.abs(answer - exact) < (1 + 1e-6) * most))


def _is_rounded(answer, exact):
    """Return whether numbers are the exact ones, or these rounded or cut off at some decimal.

    A single digit is no rounding: 0.8 for 0.75 may be a guess as well.
    """
    both = _in_one_shape(answer, exact)
    if both is None:
        return False
    answer, exact = both
    return _agree(answer, exact) or any(
        np.all(abs(exact) * shift >= 10)
        and np.allclose(answer * shift, np.rint(answer * shift), rtol=0, atol=1e-6)
        and np.all((abs(answer - exact) * shift < 0.5 + 1e-6)
                   | np.isclose(answer * shift, np.trunc(exact * shift), rtol=0, atol=1e-6))
        for shift in SHIFTS
    )


def _short(value):
    """Return a short text of an answer."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    several = isinstance(value, list) or (isinstance(value, tuple) and len(value) > 1)
    if several and all(isinstance(part, int | float) for part in value):
        told = ", ".join(map(_short, value))
        return f"[{told}]" if isinstance(value, list) else f"({told})"
    return f"{value:.6g}" if isinstance(value, float) else inputs.shown(value)


def _told_apart(value, other):
    """Return short texts of two answers, with all digits where the short ones are the same."""
    told = _short(value), _short(other)
    if told[0] == told[1]:
        told = tuple(repr(np.asarray(it).tolist()) for it in (value, other))
    return told


def _kind(value):
    return type(value).__name__
