"""Checks of notebook 14: a row by hand, a mask, a softmax back, a book that fails, a leak."""

import re
from copy import deepcopy
from functools import cache, partial

import numpy as np

from helpers import books, inputs
from helpers.attention import Transformer, scores_back
from helpers.exercises.verdict import (
    STOPS,
    called,
    check,
    checked_input,
    flat,
    function,
    in_decimals,
    is_function,
    not_quite,
    numbers,
    read,
)
from helpers.names import LETTERS, PLACES, STAGES, coded, load, numbered, speaker
from helpers.symbols import SHARES
from helpers.words import _, joined

QUERY = np.sqrt(2) * np.log([2, 5])  # of the third place, in the first exercise
KEYS = np.array([[2.0, 0], [0, 0], [0, 1], [1, 1]])
VALUES = np.array([[10.0, 0], [0, 20], [20, 10], [10, 30]])
SEEN = np.array([True, True, True, False])
SLOPES = [  # weights of a row, and what arrives at them
    (np.array([0.25, 0.25, 0.5]), np.array([4.0, 0, 2])),
    (np.array([0.7, 0.3]), np.array([-1.0, 2.5])),
    (np.array([0.1, 0.0, 0.2, 0.3, 0.4]), np.array([3.0, 1, -2, 0.5, -1.5])),
]
FEWEST, MOST = 2, 26  # pairs of a book
STILL = 1e-9  # what changes less than this has not moved


def _kind(answer):
    """Return NumPy's letter for the kind of an answer, such as "f" for floats."""
    try:
        return np.asarray(answer).dtype.kind
    except STOPS:
        return "O"


# ---------------------------------------------------------------- a row by hand


def _row(scale=1.0, seen=SEEN):
    """Return the weights of the row with its scores multiplied by a number."""
    S = KEYS @ QUERY / np.sqrt(2)
    return SHARES(np.where(seen, scale * S, -np.inf))


@check
def one_row(weights, output):
    """Powers of e of the scores that are seen, divided by their sum, and the values so mixed."""
    S = KEYS @ QUERY / np.sqrt(2)
    A, powers = _row(), np.where(SEEN, np.exp(S), 0)
    shown, all_of_them = S * SEEN, np.ones(4, bool)
    if np.isfinite(flat(weights, 3)).all():
        not_quite(_("my_weights has three numbers, and there are four places. The fourth one is "
                    "hidden: its weight is 0."))  # fmt: skip
    if _kind(weights) == "f" and np.isneginf(np.asarray(weights)).any():
        not_quite(_("my_weights has -inf in it. That is the score of a hidden place; the softmax "
                    "is still to come, and makes it 0."))  # fmt: skip
    likely = {
        _("{name} = {value} look at the fourth place too, which comes later. The mask hides it "
          "before the softmax."): _row(seen=all_of_them),
        _("{name} = {value} hide the fourth place after the softmax, so that they no longer add up "
          "to 1. The mask comes first."): _row(seen=all_of_them) * SEEN,
        _("{name} = {value} come from scores without their root. Divide each by √d, which is √2 "
          "here."): _row(np.sqrt(2)),
        _("{name} = {value} come from scores that were multiplied by √2. Divide each by "
          "√2."): _row(2),
        _("{name} = {value} come from scores that were divided by d. Divide each by √d, which is "
          "√2 here."): _row(1 / np.sqrt(2)),
        _("{name} = {value} come from scores without their root, and look at the fourth place "
          "too."): _row(np.sqrt(2), all_of_them),
        _("{name} = {value} are the scores divided by their sum. A softmax divides powers of "
          "e."): shown / shown.sum(),
        _("{name} = {value} are the scores of all four divided by their sum. A softmax divides "
          "powers of e, and the fourth place is hidden."): S / S.sum(),
        _("{name} = {value} are the scores. The softmax is still to come."): shown,
        _("{name} = {value} are the scores of all four. The fourth place is hidden, and the "
          "softmax is still to come."): S,
        _("{name} = {value} are the powers of e. Divide each by their sum."): powers,
        _("{name} = {value} are the powers of e of all four. Leave the fourth place out, and "
          "divide each by the sum of the others."): np.exp(S),
        _("{name} = {value} are divided by the largest power. Divide by all three "
          "together."): powers / powers.max(),
        _("{name} = {value} give everything to the place that fits best. A softmax leaves "
          "something to the others."): np.eye(4)[2],
        _("{name} = {value} ask all places alike. The query fits some keys better than "
          "others."): SEEN / SEEN.sum(),
        _("{name} = {value} ask all four places alike. The fourth one is hidden, and the query "
          "fits some keys better than others."): np.full(4, 0.25),
        _("{name} = {value} give nothing to the second place. Its score is 0, and e to the power "
          "of 0 is 1."): powers * [1, 0, 1, 0] / 9,
        _("{name} = {value} come from powers of minus the scores, so that what fits least gets "
          "most."): _row(-1),
        _("{name} = {value} take every coordinate of the query for 1. It is √2 times a "
          "logarithm."): SHARES(np.where(SEEN, KEYS.sum(axis=1), -np.inf)),
        _("{name} = {value} exchange the two numbers of the query, or of the keys. The first goes "
          "with the first."): SHARES(np.where(SEEN, KEYS @ np.log([5, 2]), -np.inf)),
        _("{name} = {value} are the right weights in another order. They belong to the first, "
          "second, third and fourth place."): np.sort(A)[flat(weights, 4).argsort().argsort()],
    }  # fmt: skip
    likely = in_decimals("my_weights", flat(weights, 4), likely)
    numbers({"my_weights": weights}, right={"my_weights": A}, mistakes=likely)
    _mixed(output, A)
    return _("The powers of e are 4, 1 and 5, so there are ten parts to hand out, and the hidden "
             "place gets nothing.")  # fmt: skip


def _mixed(output, A):
    """Compare the mixed values, once the weights A are right."""
    S, leaking = KEYS @ QUERY / np.sqrt(2), _row(seen=np.ones(4, bool))
    likely = {
        _("{name} = {value} mixes the keys. They tell where to look; what is mixed are the "
          "values."): A @ KEYS,
        _("{name} = {value} is the mean of the three values. Each is multiplied by its "
          "weight."): VALUES[:3].mean(axis=0),
        _("{name} = {value} is the sum of the three values. Each is multiplied by its "
          "weight."): VALUES[:3].sum(axis=0),
        _("{name} = {value} mixes all four values. The fourth place has the weight "
          "0."): leaking @ VALUES,
        _("{name} = {value} is the value of the place with the largest weight. The others are "
          "mixed in, each with its own."): VALUES[2],
        _("{name} = {value} is mixed with the powers of e. Take the weights, which add up to "
          "1."): 10 * A @ VALUES,
        _("{name} = {value} is mixed with the scores. Take the weights."): S * SEEN @ VALUES,
        _("{name} = {value} is divided by the number of places. The weights add up to 1 "
          "already."): A @ VALUES / 3,
        _("{name} = {value} is divided by four places. The weights add up to 1 "
          "already."): A @ VALUES / 4,
        _("{name} has the four values, each times its weight. Add them "
          "up."): A[:, np.newaxis] * VALUES,
        _("{name} has the three values, each times its weight. Add them "
          "up."): (A[:, np.newaxis] * VALUES)[:3],
        _("{name} = {value} has its two numbers the wrong way round."): (A @ VALUES)[::-1],
    }  # fmt: skip
    numbers(
        {"my_output": output},
        right={"my_output": A @ VALUES},
        mistakes={sentence: {"my_output": wrong} for sentence, wrong in likely.items()},
    )


# ---------------------------------------------------------------- a mask


@check
def write_mask(mask):
    """np.tri of so many places: True on the diagonal and below it."""
    is_function("my_mask", mask)
    came, larger = called(mask, (3,)), called(mask, (5,))
    kind = _kind(came)
    if kind == "U":
        not_quite(_("my_mask has texts in its table. True and False stand without quotes."))
    if kind == "f" and (np.asarray(came) < -1).any():
        not_quite(_("my_mask holds what is added to the scores. What is wanted comes before that: "
                    "True where a place may look, and False where it may not."))  # fmt: skip
    function(
        "my_mask",
        mask,
        right=np.tri,
        probes=[(3,), (1,), (5,)],
        mistakes={
            _("{name} lets each place look at itself and at the later ones. Rows are those who "
              "look, so exchange rows and columns."): lambda n: np.tri(n).T,
            _("{name} hides each place from itself, and so the first one has nobody to look at. "
              "The diagonal is True."): lambda n: np.tri(n, k=-1),
            _("{name} looks one place too far: in row i the last True stands in column "
              "i."): lambda n: np.tri(n, k=1),
            _("{name} lets all look at all. What comes later is to be hidden."): lambda n: np.ones(
                (n, n)),
            _("{name} lets each place look at itself alone. What came before it may be seen "
              "too."): np.eye,
            _("{name} hides all from all. A place may look at itself and at those before "
              "it."): lambda n: np.zeros((n, n)),
            _("{name} has True where a place may not look. Turn True and False "
              "round."): lambda n: 1 - np.tri(n),
            _("{name} lets each place look at the one before it alone."): lambda n: np.eye(n, k=-1),
            _("{name} lets each place look at itself and at the one before it alone. All that came "
              "before may be seen."): lambda n: np.eye(n) + np.eye(n, k=-1),
            _("{name} fills its first row alone. Does return stand inside the loop? Move it to the "
              "left, under for."): lambda n: np.tri(n) * np.eye(n)[0][:, np.newaxis],
            _("{name} gives shares already. What is wanted is who may be looked at, as True or "
              "False."): lambda n: np.tri(n) / np.arange(1, n + 1)[:, np.newaxis],
            _("{name} gives the same table for any number of places. How many there are is handed "
              "in as places."): lambda _n: larger if np.ndim(larger) == 2 else None,
        },
    )  # fmt: skip
    if kind != "b":
        not_quite(_("my_mask has its numbers in the right places, and numbers they are. A mask "
                    "answers with True and False: a comparison gives them, and so does "
                    "dtype=bool."))  # fmt: skip
    return _("Each row sees one place more than the row above it, and each place sees itself.")


# ---------------------------------------------------------------- a softmax back


@check
def softmax_row(back):
    """A (dL/dA - the sum of A dL/dA)."""
    is_function("my_scores_back", back)
    if isinstance(called(back, deepcopy(SLOPES[0])), np.exceptions.AxisError):
        not_quite(_("my_scores_back asks for a second axis. A is a single row here, so .sum() "
                    "alone, or axis=-1, will do."))  # fmt: skip
    function(
        "my_scores_back",
        back,
        right=scores_back,
        probes=SLOPES,
        mistakes={
            _("{name} lacks the mean. From what arrives at each weight take the weighted mean "
              "away, and multiply by A then."): lambda A, g: A * g,
            _("{name} takes the plain mean away. In a weighted mean what arrives at each weight is "
              "multiplied by that weight."): lambda A, g: A * (g - g.mean()),
            _("{name} takes the sum of what arrives away, without the weights. It is the sum of A "
              "times dL_dA."): lambda A, g: A * (g - g.sum()),
            _("{name} takes the mean of A times dL_dA away. The weights add up to 1 already, so "
              "their weighted mean is a sum."): lambda A, g: A * (g - (A * g).mean()),
            _("{name} is not multiplied by A. A place with a small weight hardly moves "
              "it."): lambda A, g: g - (A * g).sum(),
            _("{name} takes the plain mean away, and is not multiplied by A. The mean is a "
              "weighted one."): lambda A, g: g - g.mean(),
            _("{name} treats each weight as a sigmoid, with A (1 - A). In a softmax a score moves "
              "the other weights too."): lambda A, g: A * (1 - A) * g,
            _("{name} gives A (1 - A), in which dL_dA does not occur."): lambda A, g: A * (1 - A),
            _("{name} has the wrong sign. Take the mean away from what "
              "arrives."): lambda A, g: -scores_back(A, g),
            _("{name} adds the weighted mean. It is taken away."): lambda A, g: A * (
                g + (A * g).sum()),
            _("{name} lacks round brackets: the weighted mean is to be multiplied by A as "
              "well."): lambda A, g: A * g - (A * g).sum(),
            _("{name} multiplies by A twice."): lambda A, g: A * scores_back(A, g),
            _("{name} hands on what arrives. The softmax has a slope of its "
              "own."): lambda A, g: g,
            _("{name} gives the weighted mean alone. Each score gets a slope, so take the mean "
              "away from dL_dA and multiply by A."): lambda A, g: (A * g).sum(),
            _("{name} gives the slopes of all weights by all scores, a whole table. Multiply it by "
              "dL_dA, with @."): lambda A, g: np.diag(A) - np.outer(A, A),
            _("{name} takes a softmax of A once more. A is what came out of "
              "it."): lambda A, g: scores_back(SHARES(A), g),
            _("{name} takes dL_dA away from A. That short form belongs to softmax with "
              "cross-entropy; here anything may arrive."): lambda A, g: A - g,
            _("{name} divides by the number of weights. Nothing is averaged "
              "here."): lambda A, g: scores_back(A, g) / len(A),
        },
    )  # fmt: skip
    return _("What it gives adds up to 0 in each row: a softmax can only shift weight from one "
             "place to another.")  # fmt: skip


# ---------------------------------------------------------------- a book that must fail


@check
def failing_book(pairs, question):
    """A letter that stands there with two digits, which is asked for."""
    pairs, letter = _pairs(pairs), _letter(question)
    shares, looks = _read(pairs, letter)
    said, share = int(shares.argmax()), f"{shares.max():.2f}"
    places = [place for place, pair in enumerate(pairs) if pair[0] == letter]
    digits = sorted({pairs[place][1] for place in places})
    if not digits:
        not_quite(_("A good try: {letter} is not in the book, so there is nothing to find, and the "
                    "network still says {said}, with a share of {share}, because its weights add "
                    "up to 1 whatever stands there. Not even a dictionary has an answer here. Ask "
                    "for a letter of the book."),
                  letter=letter, said=said, share=share)  # fmt: skip
    if len(digits) == 1:
        _refuse_one_digit(pairs, letter, int(digits[0]), said)
    return _("The letter {letter} stands there with {digits}. The network looks at these pairs "
             "with the weights {weights} and says {said}, with a share of {share}; a dictionary "
             "says {last}. In another order of the pairs the network says the same, because it has "
             "no positions, and a dictionary need not: put another of these digits last, "
             "and one of the two answers is wrong.").format(
        letter=letter,
        digits=joined(pairs[place][1] for place in places),
        weights=joined(f"{looks[place]:.2f}" for place in places),
        said=said,
        share=share,
        last=pairs[places[-1]][1],
    )  # fmt: skip


def _refuse_one_digit(pairs, letter, digit, said):
    """End the check with a letter to which a single digit belongs."""
    letters = [pair[0] for pair in pairs]
    again = [other for other in letters if letters.count(other) > 1]
    if said != digit:
        not_quite(_("The network says {said}, and {digit} stands beside {letter}. It fails, and it "
                    "need not: there is a right answer, which a network that is trained for longer "
                    "might find. Look for a question that it cannot answer at all."),
                  said=said, digit=digit, letter=letter)  # fmt: skip
    if letters.count(letter) > 1:
        not_quite(_("{letter} stands there more than once, with {digit} each time. Whichever of "
                    "them it looks at, the network is right with {said}. Give them different "
                    "digits."), letter=letter, digit=digit, said=said)  # fmt: skip
    if again:
        not_quite(_("{other} stands there more than once, and you ask for {letter}, which stands "
                    "there once. So the network is right with {said}."),
                  other=again[0], letter=letter, said=said)  # fmt: skip
    not_quite(_("All letters of this book are different, and the network is right: beside {letter} "
                "stands {said}. What would make two rows fit the question equally well?"),
              letter=letter, said=said)  # fmt: skip


def _read(pairs, letter):
    """Return the shares of the ten digits, and the weights of the places, of the last place."""
    X, net = books.numbered([*pairs, f"{letter}?"]), books.reader()
    return net.feedforward(X)[0, -1], net.looks(X)[0, 0, -1]


def _pairs(pairs):
    """Return the pairs of a book as texts of a letter and a digit, or end the check."""
    if isinstance(pairs, dict):
        not_quite(_("my_pairs is a dictionary, in which a letter can stand only once: Python keeps "
                    "what came last. Write the pairs as a text, such as \"b4 s1 m7\"."))
    if isinstance(pairs, list | tuple) and all(isinstance(pair, str) for pair in pairs):
        pairs = " ".join(pairs)
    if not isinstance(pairs, str):
        not_quite(_("my_pairs is {came}. It should be a text with a space between two pairs, such "
                    "as \"b4 s1 m7\"."), came=inputs.shown(pairs))  # fmt: skip
    found = re.findall(r"[^\s,;]+", pairs)
    for pair in found:
        _refuse_no_pair(pair)
    if not FEWEST <= len(found) <= MOST:
        not_quite(_("my_pairs has {count} pair(s). A book for this exercise has {fewest} to "
                    "{most}."), count=len(found), fewest=FEWEST, most=MOST)  # fmt: skip
    return found


def _refuse_no_pair(pair):
    """End the check with what is amiss with a pair, if it is not a letter and a digit."""
    if re.fullmatch("[a-z][0-9]", pair):
        return
    wrong = {
        _("In my_pairs {came} has its digit in front. The letter comes "
          "first."): "[0-9][a-z]",
        _("In my_pairs {came} has a capital letter. The network has learned small ones "
          "alone."): "[A-Z][0-9]",
        _("In my_pairs {came} has a number with several digits. A letter has one, from 0 to "
          "9."): "[a-z][0-9]{2,}",
        _("In my_pairs {came} is the question. It belongs into "
          "my_question."): r"[a-z]\?",
        _("In my_pairs {came} holds several pairs. Put a space between "
          "them."): "([a-z][0-9]){2,}",
    }  # fmt: skip
    for sentence, kind in wrong.items():
        if re.fullmatch(kind, pair):
            not_quite(sentence, came=inputs.shown(pair))
    not_quite(_("In my_pairs {came} cannot be read. A pair is a small letter and a digit with "
                "nothing between them, such as b4."), came=inputs.shown(pair))  # fmt: skip


def _letter(question):
    """Return the letter that a question asks for, or end the check."""
    if not isinstance(question, str):
        not_quite(_("my_question is {came}. It should be a letter in quotes, such as "
                    "\"s\"."), came=inputs.shown(question))  # fmt: skip
    letter = question.strip().removesuffix("?").strip()
    wrong = {
        _("my_question is {came}, which is no letter. Ask for a letter; a digit is what the "
          "network answers with."): "[0-9]+",
        _("my_question is {came}, a whole pair. Ask for the letter alone, and the network says the "
          "digit."): "[a-z][0-9]",
        _("my_question is {came}. The network has learned small letters alone."): "[A-Z]",
        _("my_question is {came}. A question is a single letter."): "(?s)(?![a-z]$).*",
    }  # fmt: skip
    for sentence, kind in wrong.items():
        if re.fullmatch(kind, letter):
            not_quite(sentence, came=inputs.shown(question))
    return letter


# ---------------------------------------------------------------- a leak


class _Hasty(Transformer):
    """A block whose first head looks one place too far; the others keep to the mask."""

    def _seen(self, there):
        seen = np.repeat(super()._seen(there), self.look["heads"], axis=1)
        seen[:, 0] |= there[:, np.newaxis] & np.tri(there.shape[1], k=1, dtype=bool)
        return seen


@cache
def _suspected():
    """Return the networks of the three suspects: trained briefly, for long, and with a leak."""
    net = speaker()
    return speaker(STAGES[2]), net, _Hasty(net.sizes, net.values, **net.look)


def _forecast(number, name):
    """Return the shares of the 27 letters after 0, 1, … letters of a name, a row for each.

    It is (letters + 1, 27); the columns are those of `names.LETTERS`, with the point first.
    """
    (letters,) = inputs.spelt("name", [name], LETTERS[1:], 1, PLACES - 1)
    return _suspected()[number - 1].feedforward(numbered(letters))[0]


suspects = {number: partial(_forecast, number) for number in (1, 2, 3)}


@check
def find_leak(leak, names, row):
    """The third, and two names for which a row moves that has read the same letters."""
    number, (one, other) = _number_of(leak), _two_names(names)
    alike = next(k for k in range(len(one)) if one[k] != other[k])
    if alike == 0:
        not_quite(_("{one} and {other} differ from the first letter on, so row 0, which has "
                    "read nothing, is the only one that has read the same. Take two names that "
                    "begin alike, and change a letter near the end."),
                  one=one, other=other)  # fmt: skip
    place = _place(row, len(one))
    if place > alike:
        not_quite(_("Row {row} has read {first} in one name and {second} in the other, so an "
                    "honest forecast moves there too. Rows 0 to {alike} have read the same: which "
                    "of them move?"),
                  row=place, first=one[:place], second=other[:place], alike=alike)  # fmt: skip
    moved = abs(suspects[number](one) - suspects[number](other)).max(axis=1)
    if moved[: alike + 1].max() < STILL:
        not_quite(_("Forecast {leak} is the same for {one} and {other} in the rows 0 to {alike}, "
                    "which have read the same letters. It moves behind them, as it may. Ask the "
                    "other two."), leak=number, one=one, other=other, alike=alike)  # fmt: skip
    if moved[place] < STILL:
        not_quite(_("Forecast {leak} does not move in row {row}. Another row that has read the "
                    "same letters in both names does. How far ahead does it "
                    "look?"), leak=number, row=place)  # fmt: skip
    losses = [f"{net.loss(*coded(load().test)):.2f}" for net in _suspected()]
    return _("Row {row} of forecast {leak} has read {letters} in both names and moves by {moved}: "
             "it has seen what comes next. On the test names the three cost {losses} nats a "
             "letter, which would not have told.").format(
        row=place,
        leak=number,
        letters=one[:place],
        moved=f"{moved[place]:.2g}",
        losses=joined(losses),
    )  # fmt: skip


def _number_of(leak):
    """Return the number of a suspect, or end the check."""
    if callable(leak):
        not_quite(_("my_leak is a function. Give the number of the suspect, 1, 2 or 3."))
    number = read("my_leak", leak)
    if number not in suspects:
        not_quite(_("my_leak = {value} belongs to none of the forecasts, which are 1, 2 and "
                    "3."), value=f"{number:g}")  # fmt: skip
    return int(number)


def _two_names(names):
    """Return two different names of one length, or end the check."""
    if not isinstance(names, list | tuple) or len(names) != 2:
        not_quite(_("my_names is {came}. A number alone is a guess: the proof is two names, each "
                    "in quotes, in square brackets and with a comma between them."),
                  came=inputs.shown(names))  # fmt: skip
    one, other = checked_input(inputs.spelt, "my_names", names, LETTERS[1:], 1, PLACES - 1)
    if one == other:
        not_quite(_("Both names are {one}, and so nothing can move. Change a letter of "
                    "one."), one=one)  # fmt: skip
    if len(one) != len(other):
        not_quite(_("{one} and {other} have different lengths. Take names of the same length, so "
                    "that each row of one has a row of the other beside it."),
                  one=one, other=other)  # fmt: skip
    return one, other


def _place(row, letters):
    """Return the number of a row of a forecast, or end the check."""
    place = read("my_row", row)
    if place not in range(letters + 1):
        not_quite(_("my_row = {value} is no row of this forecast. Its rows are 0, where nothing "
                    "has been read, to {last}, where the whole name has been."),
                  value=f"{place:g}", last=letters)  # fmt: skip
    return int(place)
