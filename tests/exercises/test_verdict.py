"""A check says what is wrong in one line, whatever is handed in to it, and never raises."""

import inspect
import math
import re
import sys

import numpy as np
import pytest
from answers import CHECKS, each, unsaid

from helpers.activations import sigmoid
from helpers.exercises import (
    and_gate,
    count_parameters,
    few_epochs,
    find_the_bug,
    forward_by_hand,
    largest_rate,
    leaky,
    mse_by_hand,
    neuron_by_hand,
    own_table,
    shuffled_epoch,
    small_loss,
    stable_sigmoid,
    tanh_slope,
    verdict,
    write_confusion,
    write_pool,
)

# ---------------------------------------------------------------- what all checks say


def divides_by_zero(z):
    return 1 / 0


def needs_a_lost_name(z):
    return lost  # noqa: F821


def has_no_value_yet(z):
    total += z  # noqa: F821
    return total


PARTLY = "Not attempted yet in full. The three dots are still in the answer for"
OF_2 = (
    "Right. The inputs weigh in with 7 and -2, the bias with -3: z = 2, and the sigmoid squashes 2 "
    "to 0.88."
)


def no_branch_for_0(z):
    if z > 0:
        return 1 / (1 + np.exp(-z))
    if z < 0:
        return np.exp(z) / (1 + np.exp(z))


def calls_itself(z):
    return calls_itself(z)


def changes_what_is_handed_in(sizes):
    """Count parameters rightly, and take the list apart on the way."""
    total = 0
    while len(sizes) > 1:
        inputs = sizes.pop(0)
        total += (inputs + 1) * sizes[0]
    return total


def rounds(z):
    return round(1 / (1 + math.exp(-min(max(z, -700), 700))), 4)


NOT_YET = (
    "Not attempted yet. Put your answer in place of the three dots, then run that cell and this "
    "one. After a restart, first choose Run All Above Selected Cell in the menu Run."
)


def without_names():
    return 0


ROWS = [
    (neuron_by_hand, (..., ...), NOT_YET),
    (stable_sigmoid, (lambda z: ...,), NOT_YET),
    (shuffled_epoch, (lambda net, X, y, rate, rng: ...,), NOT_YET),
    (
        neuron_by_hand,
        (2, ...),
        f"{PARTLY} y.",
    ),
    (
        and_gate,
        ([..., ...], -1),
        f"{PARTLY} w.",
    ),
    (
        and_gate,
        (np.array([1, ...]), -1),
        f"{PARTLY} w.",
    ),
    (
        and_gate,
        ([1, ...], ...),
        f"{PARTLY} w, b.",
    ),
    (
        small_loss,
        ({"w1": 1, "b3": ...},),
        f"{PARTLY} b3.",
    ),
    (
        find_the_bug,
        (["w3", "w4", "b2"], lambda dL_dz3, w5, w6, h1, h2: ...),
        f"{PARTLY} my_line.",
    ),
    (
        own_table,
        (np.eye(2), ..., None),
        f"{PARTLY} my_y.",
    ),
    (neuron_by_hand, (1, 2, 3), "Not quite. This answer cannot be compared (TypeError)."),
    (
        neuron_by_hand,
        (2, 0.88),
        "Not quite. y = 0.88 is rounded too far. Keep four digits or more.",
    ),
    (
        mse_by_hand,
        (0.13,),
        "Not quite. L = 0.13 is rounded too far. Keep four digits or more.",
    ),
    (
        mse_by_hand,
        (0.12,),
        "Not quite. L = 0.12 is rounded too far. Keep four digits or more.",
    ),
    (
        neuron_by_hand,
        (2, 0.8888),
        (
            "Not quite. y = 0.8888 comes close, and is no rounding of the right number. Was "
            "something rounded on the way, or is one digit wrong?"
        ),
    ),
    (
        neuron_by_hand,
        (2, -0.8808),
        "Not quite. y = -0.8808 has the right size and the wrong sign.",
    ),
    (
        neuron_by_hand,
        (2, 88.08),
        (
            "Not quite. y = 88.08 is 100 times what comes out. Write it as a plain number, not per "
            "cent."
        ),
    ),
    (
        neuron_by_hand,
        (2, (0, 8808)),
        (
            "Not quite. y is (0, 8808), because in Python a comma parts two numbers. Decimals are "
            "written with a point, as in 0.5."
        ),
    ),
    (
        neuron_by_hand,
        ((2,), 0.8808),
        "Not quite. z ends in a comma, which makes a tuple of it. Leave the comma out.",
    ),
    (
        and_gate,
        (([1, 1],), -1.5),
        "Not quite. w ends in a comma, which makes a tuple of it. Leave the comma out.",
    ),
    (
        neuron_by_hand,
        (np.where([True, False, True]), 0.8808),
        "Not quite. z holds 2 numbers, and one number is wanted.",
    ),
    (
        shuffled_epoch,
        (lambda net, *rest: net.values.__isub__(...),),
        (
            "Not quite. my_epoch(…) stopped at three dots that are still inside. Put your answer "
            "in their place."
        ),
    ),
    (
        neuron_by_hand,
        (2, math.exp),
        (
            "Not quite. y is a function that was not called. Write its input in round brackets "
            "after its name."
        ),
    ),
    (
        neuron_by_hand,
        (2, math),
        "Not quite. y has something of the kind module in it, and numbers are wanted.",
    ),
    (
        neuron_by_hand,
        ([2, 2], 1),
        "Not quite. z holds 2 numbers, and one number is wanted.",
    ),
    (
        and_gate,
        (1, -1),
        (
            "Not quite. w is the single number 1, and 2 numbers are wanted, in square brackets and "
            "with a comma between them."
        ),
    ),
    (
        and_gate,
        ([0, 5, 1], -1),
        (
            "Not quite. w holds 3 numbers, and 2 are wanted. (A comma parts two numbers; decimals "
            "have a point, as in 0.5.)"
        ),
    ),
    (
        neuron_by_hand,
        ("2", 1),
        "Not quite. z has the text '2' in it, and numbers are wanted. Leave out the quotes.",
    ),
    (
        neuron_by_hand,
        (2, "yes"),
        (
            "Not quite. y has the word 'yes' in it, and numbers are wanted. For a label write 1, "
            "which stands for yes, or 0, for no; in the place of another word, a number."
        ),
    ),
    (
        neuron_by_hand,
        (None, 1),
        (
            "Not quite. z is None, which is no number. If it comes from print, leave print out: "
            "print shows a number and hands nothing on."
        ),
    ),
    (
        and_gate,
        (np.array([1, -np.inf]), -1.5),
        (
            "Not quite. w has -inf in it, which is no finite number: somewhere on the way there is "
            "a division by 0, a log of 0 or an exp of a large number."
        ),
    ),
    (
        neuron_by_hand,
        (2, math.nan),
        (
            "Not quite. y has nan in it, which is no finite number: somewhere on the way there is "
            "a division by 0, a log of 0 or an exp of a large number."
        ),
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
            "Not quite. stable_sigmoid should be a function, and it is 0.5. A function begins with "
            "def, and is handed over by its name, without brackets."
        ),
    ),
    (
        stable_sigmoid,
        (np.zeros((3, 4)),),
        (
            "Not quite. stable_sigmoid should be a function, and it is an array of shape (3, 4). A "
            "function begins with def, and is handed over by its name, without brackets."
        ),
    ),
    (
        shuffled_epoch,
        (7,),
        (
            "Not quite. my_epoch should be a function, and it is 7. A function begins with def, "
            "and is handed over by its name, without brackets."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: [sigmoid(z)],),
        (
            "Not quite. stable_sigmoid returns a row that holds one number. Take the number out "
            "with [0]."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: np.array([[sigmoid(z)]]),),
        (
            "Not quite. stable_sigmoid returns a table that holds one number. Take the number out "
            "with [0, 0]."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: None,),
        (
            "Not quite. stable_sigmoid(0) gives None. A result is handed back by a line that "
            "begins with return; print only shows it."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: z if z == 2 else ...,),
        (
            "Not quite. stable_sigmoid(0) still gives three dots. Put your answer in their place "
            "there too."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: 1 / (1 + ...),),
        (
            "Not quite. stable_sigmoid(0) stopped at three dots that are still inside. Put your "
            "answer in their place."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: 1 / (1 + math.e ^ z),),
        (
            "Not quite. stable_sigmoid(0) stopped at the sign ^, which is no power in Python. A "
            "power is written with two stars: z**2."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: np.e ^ np.array(z),),
        (
            "Not quite. stable_sigmoid(0) stopped at the sign ^, which is no power in Python. A "
            "power is written with two stars: z**2."
        ),
    ),
    (
        stable_sigmoid,
        (needs_a_lost_name,),
        (
            "Not quite. stable_sigmoid(0) stopped, because there is no lost here. Is it spelt as "
            "where it was made, or imported? After a restart, first choose Run All Above Selected "
            "Cell in the menu Run."
        ),
    ),
    (
        stable_sigmoid,
        (has_no_value_yet,),
        (
            "Not quite. stable_sigmoid(0) stopped at a name that has no value yet. Is it set only "
            "inside a loop, or in one branch of an if? Give it a value above them."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: np.ones((2, 3)) @ np.ones((2, 3)),),
        (
            "Not quite. stable_sigmoid(0) stopped, because the shapes of two arrays do not fit "
            "together. Print both shapes: in A @ B, A needs as many columns as B has rows."
        ),
    ),
    *[
        (
            stable_sigmoid,
            (unpacks,),
            (
                "Not quite. stable_sigmoid(0) stopped where two names are to take one number each. "
                "zip(a, b) hands out pairs, with one number of each row."
            ),
        )
        for unpacks in (
            lambda z: [a + b for a, b in [1, 2]],
            lambda z: [a + b for a, b in (np.ones(3),)],
        )
    ],
    (
        stable_sigmoid,
        (lambda z: [a + b + c for a, b, c in ([1, 2],)],),
        (
            "Not quite. stable_sigmoid(0) stopped where a row is taken apart into a fixed number "
            "of names: not enough values to unpack (expected 3, got 2). It has to work for a row "
            "of any length, so go through it with a loop."
        ),
    ),
    (
        stable_sigmoid,
        (no_branch_for_0,),
        (
            "Not quite. stable_sigmoid(0) gives None, and other calls give an answer: in this case "
            "no line with return is reached. Does a branch lack its return, or is no branch of an "
            "if meant for this case, such as a number right at the border?"
        ),
    ),
    (
        neuron_by_hand,
        (2, 0.881),
        "Not quite. y = 0.881 is rounded too far. Keep four digits or more.",
    ),
    (
        neuron_by_hand,
        (2, 0.8812),
        (
            "Not quite. y = 0.8812 comes close, and is no rounding of the right number. Was "
            "something rounded on the way, or is one digit wrong?"
        ),
    ),
    (neuron_by_hand, (2, 0.8807), OF_2),
    (neuron_by_hand, (2, 0.8808), OF_2),
    (
        leaky,
        (lambda z: z if z > 0 else 0.1 * z, None),
        (
            "Not quite. my_leaky([-2.13579, -0.0001, 0.05, 3]) stopped, because if and max() ask "
            "one question, and an array has an answer for each of its numbers. np.where(z > 0, …, "
            "…) chooses for each, and z.max() is the largest."
        ),
    ),
    (
        stable_sigmoid,
        (calls_itself,),
        "Not quite. stable_sigmoid(0) calls itself again and again, without end.",
    ),
    (
        count_parameters,
        (changes_what_is_handed_in,),
        (
            "Not quite. my_count changes what is handed in to it: whoever calls it finds other "
            "numbers in place of their own. Work with names of your own inside."
        ),
    ),
    (
        stable_sigmoid,
        (rounds,),
        (
            "Not quite. stable_sigmoid(2) gives 0.8808, a rounding of 0.880797. Do not round "
            "inside a function: whoever goes on with its result needs all digits."
        ),
    ),
    (
        tanh_slope,
        (lambda z: (math.tanh(z + 1e-4) - math.tanh(z - 1e-4)) / 2e-4,),
        (
            "Not quite. my_tanh_prime(0) comes close to 1 and is not equal to it. Is something "
            "rounded on the way, or taken as a difference?"
        ),
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
            "Not quite. my_epoch(…) stopped, because it asks for a place beyond the last one. "
            "Places are counted from 0, so n numbers have the places 0 to n - 1."
        ),
    ),
    *[
        (
            write_pool,
            (halves,),
            (
                "Not quite. my_pool([[1.0, 3.0, -2.0, -5.0], [0.0, 2.0, -4.0, -1.5]]) stopped, "
                "because a place or a length is no whole number. A loop over a row hands out its "
                "numbers; places come from range(len(…)). And where / makes decimals, // leaves "
                "out what is behind the point."
            ),
        )
        for halves in (
            lambda A: np.zeros((len(A) / 2, 2)),
            lambda A: range(len(A) / 2),
            lambda A: A[: len(A) / 2],
            lambda A: A[len(A) / 2],
        )
    ],
    (
        write_pool,
        (lambda A: A[9:].max(),),
        (
            "Not quite. my_pool([[1.0, 3.0, -2.0, -5.0], [0.0, 2.0, -4.0, -1.5]]) stopped, because "
            "it looks for the largest or the smallest of no numbers at all. Does a slice begin "
            "beyond the last row or column?"
        ),
    ),
    (
        write_pool,
        (without_names,),
        (
            "Not quite. my_pool([[1.0, 3.0, -2.0, -5.0], [0.0, 2.0, -4.0, -1.5]]) stopped, because "
            "without_names is given more values, or fewer, than the brackets of its def line have "
            "names."
        ),
    ),
    (
        write_pool,
        (lambda A: A.reshape(3, 3),),
        (
            "Not quite. my_pool([[1.0, 3.0, -2.0, -5.0], [0.0, 2.0, -4.0, -1.5]]) stopped at a "
            "reshape: cannot reshape array of size 8 into shape (3,3). A shape holds as many "
            "numbers as its own numbers give, multiplied."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: np.zeros(10, 10),),
        (
            "Not quite. my_confusion([4, 4, 8, 0, 4], [4, 9, 8, 0, 9]) stopped, because the "
            "numbers of rows and columns need brackets of their own: np.zeros((10, 10))."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: np.eye(10)[...] + np.eye(10)[..., ...],),
        (
            "Not quite. my_confusion([4, 4, 8, 0, 4], [4, 9, 8, 0, 9]) stopped at three dots that "
            "are still inside. Put your answer in their place."
        ),
    ),
    *[
        (
            write_confusion,
            (lambda true, answers, result=result: result,),
            (
                "Not quite. my_confusion([4, 4, 8, 0, 4], [4, 9, 8, 0, 9]) "
                f"was {came}; expected an array of shape (10, 10)."
            ),
        )
        for result, came in [
            (3, "3.0"),
            (np.eye(11), "an array of shape (11, 11)"),
            ([np.eye(10)], "an array of shape (1, 10, 10)"),
            (np.arange(100), "an array of shape (100,)"),
        ]
    ],
    (
        write_confusion,
        (lambda true, answers: np.eye(10)[0] + 0.5 * np.eye(10),),
        (
            "Not quite. my_confusion([4, 4, 8, 0, 4], [4, 9, 8, 0, 9]) gives a table with 1.5 in "
            "row 0 and column 0, both counted from 0; 1 should stand there."
        ),
    ),
    (stable_sigmoid, (lambda z: z,), "Not quite. stable_sigmoid(0) gives 0; it should give 0.5."),
    (
        neuron_by_hand,
        (2, 0.8808),
        (
            "Right. The inputs weigh in with 7 and -2, the bias with -3: z = 2, and the sigmoid "
            "squashes 2 to 0.88."
        ),
    ),
    (
        forward_by_hand,
        (0.2689, 0.8808, 0.7511),
        "Right. z1 = -1, z2 = 2, and the output is 0.7511.",
    ),
]


@each(ROWS)
def test_a_check_says(check, answers, sentence, capsys):
    check(*answers)
    assert capsys.readouterr() == (f"{sentence}\n", "")


def test_every_sentence_of_the_verdicts_has_a_row():
    assert unsaid(verdict, ROWS) == []


def test_what_the_answers_are_about_is_no_answer(capsys):
    few_epochs(..., ..., history=None)
    assert capsys.readouterr().out == f"{NOT_YET}\n"


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
    "large square": np.full((3, 3), 1e308),
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
@pytest.mark.parametrize("name", CHECKS)
def test_a_check_never_raises_and_says_one_short_line(name, capsys):
    check = CHECKS[name]
    size = len(inspect.signature(check).parameters)
    for kind, odd in ODD.items():
        one_odd = [[1.0] * place + [odd] + [1.0] * (size - place - 1) for place in range(size)]
        for answers in ([odd] * size, *one_odd, [odd] * (size + 1), []):
            assert check(*answers) is None, kind
            out, err = capsys.readouterr()
            assert re.fullmatch(r"Not quite\. [^\n]{5,400}\n", out), kind
            assert "Warning" not in out + err, kind


def test_what_an_error_says_is_told_on_one_line(capsys):
    stable_sigmoid(raises_a_long_story)
    begin = "Not quite. stable_sigmoid(0) stopped with ValueError: first line second line and so on"
    assert capsys.readouterr().out.startswith(begin)


def test_a_rate_of_three_hundred_digits_is_answered_in_a_short_sentence(capsys):
    largest_rate(1e300)
    assert capsys.readouterr().out == (
        "Not quite. With 1e+300 the walk does rest, but not in the valley: the first steps throw "
        "it onto the plain, to -1.2808e+299, where there is no slope left.\n"
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


def test_where_numpy_is_blind_an_overflow_is_seen_all_the_same(monkeypatch, capsys):
    """As in a browser, whose processor has no flags: there np.exp returns infinity in silence."""
    monkeypatch.setattr(verdict, "BLIND", True)
    silent = lambda z: np.float64(math.inf if z > 709 else math.exp(z))  # noqa: E731
    with np.errstate(over="raise"):
        with pytest.raises(FloatingPointError, match="overflow"):
            verdict._exp(1000.0, exp=silent)
        assert verdict._exp(-1000.0, exp=silent) == 0
    with np.errstate(over="ignore"):
        assert verdict._exp(1000.0, exp=silent) == math.inf
    stable_sigmoid(lambda z: 1 / (1 + np.exp(-z)))
    seen = capsys.readouterr().out
    monkeypatch.setattr(verdict, "BLIND", False)
    stable_sigmoid(lambda z: 1 / (1 + np.exp(-z)))
    assert seen == capsys.readouterr().out
    assert seen.startswith("Not quite.")
