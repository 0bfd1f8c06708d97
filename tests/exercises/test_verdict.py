"""A check says what is wrong in one line, whatever is handed in to it, and never raises."""

import inspect
import math
import re
import sys

import numpy as np
import pytest
from answers import CHECKS, each, unsaid

from helpers.exercises import (
    and_gate,
    forward_by_hand,
    largest_rate,
    neuron_by_hand,
    own_table,
    shuffled_epoch,
    small_loss,
    stable_sigmoid,
    verdict,
)

# ---------------------------------------------------------------- what all checks say


def divides_by_zero(z):
    return 1 / 0


NOT_YET = (
    "Not attempted yet. Put your answer in place of the three dots, then run that cell and this "
    "one."
)

ROWS = [
    (neuron_by_hand, (..., ...), NOT_YET),
    (stable_sigmoid, (lambda z: ...,), NOT_YET),
    (shuffled_epoch, (lambda net, X, y, rate, rng: ...,), NOT_YET),
    (neuron_by_hand, (2, ...), "Not attempted yet in full. The three dots are still in y."),
    (and_gate, ([..., ...], -1), "Not attempted yet in full. The three dots are still in w."),
    (
        and_gate,
        (np.array([1, ...]), -1),
        "Not attempted yet in full. The three dots are still in w.",
    ),
    (and_gate, ([1, ...], ...), "Not attempted yet in full. The three dots are still in w, b."),
    (
        small_loss,
        ({"w1": 1, "b3": ...},),
        "Not attempted yet in full. The three dots are still in weights.",
    ),
    (
        own_table,
        (np.eye(2), ..., None),
        "Not attempted yet in full. The three dots are still in y.",
    ),
    (neuron_by_hand, (1, 2, 3), "Not quite. This answer cannot be compared (TypeError)."),
    (
        neuron_by_hand,
        (2, 0.88),
        "Not quite. y = 0.88 is close, and rounded too far. Keep four digits or more.",
    ),
    (
        neuron_by_hand,
        (2, 0.7),
        (
            "Not quite. y = 0.7 is not what comes out here. Go through the second hint with your "
            "own numbers, one step at a time."
        ),
    ),
    (
        stable_sigmoid,
        (0.5,),
        (
            "Not quite. stable_sigmoid should be a function, and it is 0.5. Hand over its name "
            "without brackets."
        ),
    ),
    (
        stable_sigmoid,
        (np.zeros((3, 4)),),
        (
            "Not quite. stable_sigmoid should be a function, and it is an array of shape (3, 4). "
            "Hand over its name without brackets."
        ),
    ),
    (
        shuffled_epoch,
        (7,),
        "Not quite. my_epoch should be a function, and it is 7. Hand over its name without "
        "brackets.",
    ),
    (
        stable_sigmoid,
        (lambda z: None,),
        "Not quite. stable_sigmoid(0) gives None. Is there a line that begins with return?",
    ),
    (
        stable_sigmoid,
        (divides_by_zero,),
        "Not quite. stable_sigmoid(0) stopped with ZeroDivisionError: division by zero",
    ),
    (
        shuffled_epoch,
        (lambda net, X, y, rate, rng: X[99],),
        (
            "Not quite. my_epoch(…) stopped with IndexError: index 99 is out of bounds for axis 0 "
            "with size 6"
        ),
    ),
    (stable_sigmoid, (lambda z: z,), "Not quite. stable_sigmoid(0) gives 0; it should give 0.5."),
    (
        neuron_by_hand,
        (2, 0.8808),
        (
            "Right. The inputs weigh in with 6 and -1, the bias with -3: z = 2, and the sigmoid "
            "squashes 2 to 0.88."
        ),
    ),
    (
        forward_by_hand,
        (0.7311, 0.2689, 0.7535),
        "Right. z1 = 1, z2 = -1, and the output is 0.7535.",
    ),
]


@each(ROWS)
def test_a_check_says(check, answers, sentence, capsys):
    check(*answers)
    assert capsys.readouterr() == (f"{sentence}\n", "")


def test_every_sentence_of_the_verdicts_has_a_row():
    assert unsaid(verdict, ROWS) == []


# ---------------------------------------------------------------- whatever is handed in


class Hostile:
    """Raises wherever it can."""

    def _raise(self, *_):
        raise RuntimeError("no")

    __repr__ = __str__ = __eq__ = __array__ = __len__ = __iter__ = __float__ = __call__ = _raise
    __hash__ = None


class Table:
    """Three numbers that show themselves in three lines, as the tables of pandas do."""

    def __array__(self, dtype=None, copy=None):
        return np.arange(3.0)

    def __repr__(self):
        return "   a\n0  0\n1  1\n2  2"


class UnspeakableError(Exception):
    def __str__(self):
        raise RuntimeError("no")


def raises_unspeakable(*_):
    raise UnspeakableError


def raises_a_long_story(*_):
    raise ValueError("first line\nsecond line\n" + 1000 * "and so on ")


def yields(*_):
    yield 1


ITSELF = []
ITSELF.append(ITSELF)
ODD = {
    "None": None,
    "text": "{0} {name}",
    "lines": "one\ntwo",
    "bytes": b"one",
    "nan": math.nan,
    "infinity": -math.inf,
    "complex": 1j,
    "large": 1e300,
    "larger than a float": 10**400,
    "tiny": 5e-324,
    "empty": [],
    "ragged": [[1], [1, 2]],
    "nested": [[[1.0]]],
    "itself": ITSELF,
    "list of lines": ["one\ntwo"],
    "set": {1, 2},
    "range": range(3),
    "generator": (i for i in range(3)),
    "wrong shape": np.zeros((3, 4, 5)),
    "huge array": np.zeros(2_000_000),
    "large numbers": np.full((4, 2), 1e308),
    "objects": np.array([None, "a"]),
    "dictionary": {"z": 1},
    "table": Table(),
    "class": int,
    "module": math,
    "hostile": Hostile(),
    "function of nothing": lambda: 1,
    "returns None": lambda *_: None,
    "returns hostile": lambda *_: Hostile(),
    "returns a function": lambda *_: len,
    "returns a table": lambda *_: Table(),
    "returns nan": lambda *_: math.nan,
    "returns a large number": lambda *_: 1e300,
    "is a generator": yields,
    "raises": raises_unspeakable,
    "raises a long story": raises_a_long_story,
    "recursion": lambda *a: ODD["recursion"](*a),
    "stops an iteration": lambda *_: next(iter([])),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("name", CHECKS)
def test_a_check_never_raises_and_says_one_short_line(name, odd, capsys):
    check = CHECKS[name]
    size = len(inspect.signature(check).parameters)
    one_odd = [[1.0] * place + [odd] + [1.0] * (size - place - 1) for place in range(size)]
    for answers in ([odd] * size, *one_odd, [odd] * (size + 1), []):
        assert check(*answers) is None
        out, err = capsys.readouterr()
        assert re.fullmatch(r"Not quite\. [^\n]{5,400}\n", out)
        assert "Warning" not in out + err


def test_what_an_error_says_is_told_on_one_line(capsys):
    stable_sigmoid(raises_a_long_story)
    begin = "Not quite. stable_sigmoid(0) stopped with ValueError: first line second line and so on"
    assert capsys.readouterr().out.startswith(begin)


def test_a_rate_of_three_hundred_digits_is_answered_in_a_short_sentence(capsys):
    largest_rate(1e300)
    assert capsys.readouterr().out == (
        "Not quite. With 1e+300 the walk does rest, but not in the valley: the first steps throw "
        "it onto the plain, to -1.281e+299, where there is no slope left.\n"
    )


# ---------------------------------------------------------------- what ends a program


def leaves(*_):
    sys.exit()


def quits(*_):
    quit()


@pytest.mark.parametrize("end", [leaves, quits])
@pytest.mark.parametrize("name", CHECKS)
def test_an_answer_that_ends_the_program_does_not_end_it(name, end, capsys):
    check = CHECKS[name]
    check(*[end] * len(inspect.signature(check).parameters))
    assert capsys.readouterr().out.startswith("Not quite. ")


@pytest.mark.parametrize(
    ("check", "call"), [(stable_sigmoid, "stable_sigmoid(0)"), (shuffled_epoch, "my_epoch(…)")]
)
def test_that_it_would_have_ended_the_program_is_said(check, call, capsys):
    check(leaves)
    assert capsys.readouterr().out == f"Not quite. {call} stopped with SystemExit: \n"


class ExitsWhenLookedAt:
    def __array__(self, dtype=None, copy=None):
        sys.exit()


def test_a_value_that_ends_the_program_when_looked_at_does_not_end_it(capsys):
    neuron_by_hand(ExitsWhenLookedAt(), 1)
    said = "Not quite. This answer cannot be compared (SystemExit).\n"
    assert capsys.readouterr().out == said


def is_interrupted(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize("check", [stable_sigmoid, shuffled_epoch])
def test_a_learner_can_interrupt_an_answer_that_never_ends(check):
    with pytest.raises(KeyboardInterrupt):
        check(is_interrupted)


# ---------------------------------------------------------------- what an answer prints or changes


def talks(z):
    print("z is", z)
    return 0.5


def test_what_an_answer_prints_is_not_shown(capsys):
    stable_sigmoid(talks)
    assert capsys.readouterr().out == (
        "Not quite. stable_sigmoid(2) gives 0.5; it should give 0.880797.\n"
    )
