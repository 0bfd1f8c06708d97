"""Checks of notebook 10: softmax and cross-entropy by hand, a confusion matrix, a 4 read as a 9."""

from contextlib import suppress

import numpy as np

from helpers import digits, inputs, splits
from helpers.activations import sigmoid, softmax
from helpers.exercises.verdict import (
    STOPS,
    check,
    checked_input,
    comma_behind,
    flat,
    function,
    in_decimals,
    not_quite,
    numbers,
)
from helpers.words import _

SUMS = np.array([0.0, 2.0, -1.0])
LITTLE, USUAL = 0.001, 0.9  # what the right digit gets in one row, and in nine others
_NO_SHARES = np.full(3, np.nan)
FOUR, MOST = 63, 4  # the test row of the fourth exercise, and how many pixels may be changed


@check
def softmax_by_hand(shares):
    """1, e² and 1/e, each divided by their sum."""
    e = np.exp(SUMS)
    right = e / e.sum()
    came = flat(shares, 3)
    total = came.sum()
    cents = came if came.min() >= 0 and abs(total - 100) < 2 else _NO_SHARES
    below = came if came.min() < 0 < came.max() else _NO_SHARES
    far = came if abs(abs(total) - 1) > 0.02 else _NO_SHARES  # with the wrong sign it is -1
    mistakes = {
        _("{name} = {value} are the three powers of e. Divide each by what they are "
          "together."): e,
        _("{name} = {value} are the sums themselves. First make each positive, with e to its "
          "power."): SUMS,
        _("{name} = {value} are divided by the largest power. Divide by all three "
          "together."): e / e.max(),
        _("{name} = {value} are divided by the two other powers. The total holds all "
          "three."): e / (e.sum() - e),
        _("{name} = {value} take 0 for e to the power of 0. It is 1."): _shares(e * [0, 1, 1]),
        _("{name} = {value} take -e for e to the power of -1. It is 1 / e, which is above "
          "0."): _shares([*e[:2], -np.e]),
        _("{name} = {value} give the sum -1 nothing. e to the power of -1 is small, and above "
          "0."): _shares(e * [1, 1, 0]),
        _("{name} = {value} are three sigmoids, which know nothing of each other. All shares "
          "together are to be 1."): sigmoid(SUMS),
        _("{name} = {value} are sigmoids, divided by their total. A softmax divides powers of "
          "e."): _shares(sigmoid(SUMS)),
        _("{name} = {value} come from e to the power of minus z, so that the smallest sum gets "
          "most."): softmax(-SUMS),
        _("{name} = {value} give everything to the largest sum. A softmax leaves something to the "
          "others."): [0, 1, 0],
        _("{name} = {value} come from powers of 2. Take powers of e."): _shares(2**SUMS),
        _("{name} = {value} come from powers of 10. Take powers of e."): _shares(10**SUMS),
        _("{name} = {value} come from squares. Take e to the power of "
          "each sum."): _shares(SUMS**2),
        _("{name} = {value} are the sums without their signs, divided by their total. A softmax "
          "takes powers of e."): _shares(np.abs(SUMS)),
        _("{name} = {value} are the logarithms of the shares."): np.log(right),
        _("{name} = {value} are what the loss would be with each of the three as the right one. "
          "Here the shares are wanted."): -np.log(right),
        _("{name} = {value} are the right shares in another order. They belong to the sums 0, 2 "
          "and -1, in this order."): np.sort(right)[came.argsort().argsort()],
        _("{name} = {value} belong to the sums 2, 1 and 0 of the text."): softmax(
            np.array([2.0, 1.0, 0.0])
        ),
        _("{name} = {value} treat -1 as if it were 1."): softmax(np.abs(SUMS)),
        _("{name} = {value} is rounded too far. Keep four digits or more."): right.round(2),
        _("{name} = {value} look like per cents. Write plain numbers from 0 to 1, with four digits "
          "or more."): cents,
        _("{name} = {value} go below 0. e to the power of a sum is above 0, also where the sum is "
          "not."): below,
        _("{name} = {value} add up to {total}, and shares add up to 1. Was each power divided by "
          "the total of the three?").replace("{total}", f"{total:.4g}"): far,
    }  # fmt: skip
    likely = in_decimals("shares", came, mistakes)
    numbers({"shares": shares}, right={"shares": right}, mistakes=likely)
    return _("The sum 2 is larger than 0 by 2, so its share is e² times as large, and e² is "
             "7.3891.")  # fmt: skip


def _shares(numbers):
    """Return numbers divided by their total."""
    return numbers / np.sum(numbers)


@check
def sure_and_wrong(loss, slope, mean):
    """-log 0.001, 0.001 - 1, and the mean of that loss and nine of -log 0.9."""
    one, other = -np.log(LITTLE), -np.log(USUAL)
    right = {"loss": one, "slope": LITTLE - 1, "mean": (one + 9 * other) / 10}
    numbers(
        {"loss": loss, "slope": slope, "mean": mean},
        right=right,
        mistakes={
            _("{name} = {value} is a logarithm to the base 10. np.log is that to the base "
              "e."): {"loss": 3.0, "mean": right["mean"] / np.log(10)},
            _("{name} = {value} is the logarithm to the base 10, and without its minus. The loss "
              "is -np.log of the share."): {"loss": -3.0},
            _("{name} = {value} is a logarithm to the base 2. np.log is that to the base "
              "e."): {"loss": one / np.log(2), "mean": right["mean"] / np.log(2)},
            _("{name} = {value} is what the share lacks to 1. The loss is minus its "
              "logarithm."): {"loss": 1 - LITTLE},
            _("{name} = {value} is the squared error of the share. The loss is minus its "
              "logarithm."): {"loss": (1 - LITTLE) ** 2},
            _("{name} = {value} is one divided by the share. The loss is minus its "
              "logarithm."): {"loss": 1 / LITTLE},
            _("{name} = {value} is the logarithm times the share. The logarithm is multiplied by "
              "y, which is 1."): {"loss": LITTLE * one},
            _("{name} = {value} takes the share of the wrong digits. What counts is the share of "
              "the right one."): {"loss": -np.log(1 - LITTLE)},
            _("{name} = {value} is divided by ten rows. Here the row is "
              "alone."): {"loss": one / 10, "slope": (LITTLE - 1) / 10},
            _("{name} = {value} belongs to the other name: the loss is minus a logarithm, the "
              "slope a share minus y."): {"loss": LITTLE - 1, "slope": one},
            _("{name} = {value} is the share itself. The slope is the share minus what it should "
              "be."): {"slope": LITTLE},
            _("{name} = {value} is the slope along the share. Along the sum it is the share minus "
              "what it should be."): {"slope": -1 / LITTLE},
            _("{name} = {value} has a slope of a squash in front. With softmax and cross-entropy "
              "there is none."): {"slope": (LITTLE - 1) * LITTLE * (1 - LITTLE)},
            _("{name} = {value} is the slope of a squash, p (1 - p). With softmax and "
              "cross-entropy there is none."): {"slope": LITTLE * (1 - LITTLE)},
            _("{name} = {value} is the slope of the squared error along the share. Of the "
              "cross-entropy along the sum it is p - y."): {"slope": 2 * (LITTLE - 1)},
            _("{name} = {value} is y - p. The slope is p - y, below 0 at the right digit: a larger "
              "sum there makes the loss smaller."): {"slope": 1 - LITTLE},
            _("{name} = {value} leaves out the share that it has. The slope is p - y, and p is "
              "0.001."): {"slope": -1.0},
            _("{name} = {value} is the total of ten rows. The loss is their "
              "mean."): {"mean": one + 9 * other},
            _("{name} = {value} is the mean of the ten shares. Take the mean of the ten "
              "losses."): {"mean": (LITTLE + 9 * USUAL) / 10},
            _("{name} = {value} takes the logarithm of the mean share. Take the mean of the ten "
              "logarithms."): {"mean": -np.log((LITTLE + 9 * USUAL) / 10)},
            _("{name} = {value} is the loss of the one row. The nine others count as "
              "well."): {"mean": one},
            _("{name} = {value} is the loss of one of the nine. The mean is that of all "
              "ten."): {"mean": other},
            _("{name} = {value} leaves the nine others out. Each of them adds "
              "-log 0.9."): {"mean": one / 10},
            _("{name} = {value} leaves out the one row that is sure and wrong. It adds "
              "-log 0.001."): {"mean": 9 * other / 10},
            _("{name} = {value} divides only what stands last by ten. Put round brackets around "
              "the total."): {"mean": one + 9 * other / 10},
            _("{name} = {value} divides only the first loss by ten. Put round brackets around "
              "the total."): {"mean": one / 10 + 9 * other},
            _("{name} = {value} takes the nine losses away. Each is minus a logarithm, so it is "
              "above 0 and is added."): {"mean": (one - 9 * other) / 10},
            _("{name} = {value} counts both kinds of rows alike. There are nine of the one and one "
              "of the other."): {"mean": (one + other) / 2},
            _("{name} = {value} counts one of the nine others. There are "
              "nine."): {"mean": (one + other) / 10},
            _("{name} = {value} counts nine rows with 0.001 and one with 0.9. It is the other "
              "way round."): {"mean": (9 * one + other) / 10},
            _("{name} = {value} counts ten others. Nine and the one make "
              "ten."): {"mean": (one + 10 * other) / 10},
            _("{name} = {value} takes 1 - 0.9 for the loss of the nine. It is "
              "-log 0.9."): {"mean": (one + 9 * (1 - USUAL)) / 10},
            _("{name} = {value} takes 0.9 for the loss of the nine. It is "
              "-log 0.9."): {"mean": (one + 9 * USUAL) / 10},
            _("{name} = {value} is divided by nine rows. There are "
              "ten."): {"mean": (one + 9 * other) / 9},
        },
    )  # fmt: skip
    return _("One row of ten, sure and wrong, makes nearly nine tenths of the loss.")


@check
def write_confusion(confusion):
    """A table [digit, answer] in which every pair counts, as often as it occurs."""
    rng = np.random.default_rng(3)
    few = np.array([4, 4, 8, 0, 4]), np.array([4, 9, 8, 0, 9])
    many = rng.integers(0, 10, 60), rng.integers(0, 10, 60)
    function(
        "my_confusion",
        confusion,
        right=_counts,
        probes=[few, many],
        mistakes={
            _("{name} has rows and columns exchanged. The true digit chooses the "
              "row."): lambda true, answers: _counts(answers, true),
            _("{name} counts a pair once, however often it occurs. So does counts[true, answers] "
              "+= 1, and = in place of += in a loop. Go through the pairs and add 1 for each, or "
              "use np.add.at."): lambda true, answers: np.minimum(_counts(true, answers), 1),
            _("{name} has rows and columns exchanged, and counts a pair once, however often it "
              "occurs."): lambda true, answers: np.minimum(_counts(answers, true), 1),
            _("{name} gives ten rows that are alike. 10 * [10 * [0]] holds one list ten times; "
              "begin with np.zeros((10, 10))."): lambda true, answers: np.tile(
                _counts(true, answers).sum(axis=0), (digits.CLASSES, 1)),
            _("{name} stops after the first pair. Does return stand inside the loop? Move it to "
              "the left, under for."): lambda true, answers: _counts(true[:1], answers[:1]),
            _("{name} counts the last pair alone. Is the table made anew inside the loop? Make it "
              "once, above for."): lambda true, answers: _counts(true[-1:], answers[-1:]),
            _("{name} counts from 1: each pair is one place up and to the left, and a 0 comes "
              "last. The digit 0 has row 0 and column 0."): lambda true, answers: np.roll(
                _counts(true, answers), -1, (0, 1)),
            _("{name} leaves out the digits that do not occur. The table has ten rows and ten "
              "columns, whatever comes."): _of_what_occurs,
            _("{name} counts said, which are the digits of the notebook. What is handed in is "
              "called true."): lambda true, answers: _counts(digits.load()[1][:len(true)], answers),
            _("{name} goes on with a table that is filled already. Begin with an empty one inside, "
              "with np.zeros."): lambda true, answers: _grown(confusion, true, answers),
            _("{name} counts right answers alone. The table has a place for each mistake "
              "too."): lambda true, answers: _counts(true, answers) * np.eye(10),
            _("{name} counts mistakes alone. Right answers stand on the "
              "diagonal."): lambda true, answers: _counts(true, answers) * (1 - np.eye(10)),
            _("{name} divides by the number of rows. What is wanted are "
              "counts."): lambda true, answers: _counts(true, answers) / len(true),
            _("{name} divides by how often each digit occurs. What is wanted are "
              "counts."): lambda true, answers: _counts(true, answers) / np.maximum(
                _counts(true, answers).sum(axis=1, keepdims=True), 1),
            _("{name} leaves the table empty. A place of it grows by "
              "+= 1."): lambda true, answers: np.zeros((digits.CLASSES, digits.CLASSES)),
            _("{name} counts each digit against all answers. Only the answer to its own picture "
              "belongs to it."): lambda true, answers: np.outer(
                *(np.bincount(row, minlength=10) for row in (true, answers))),
        },
    )  # fmt: skip
    return _("Each row of the table adds up to how often that digit occurs.")


def _counts(true, answers):
    """Return the table of counts [digit, answer]."""
    found = np.zeros((digits.CLASSES, digits.CLASSES), dtype=int)
    np.add.at(found, (true, answers), 1)
    return found


def _of_what_occurs(true, answers):
    """Return the table of counts without the digits that are in neither of both rows."""
    kept = np.union1d(true, answers)
    return _counts(true, answers)[np.ix_(kept, kept)]


def _grown(confusion, true, answers):
    """Return what a function gives if that is more each time, else None."""
    with suppress(*STOPS):
        first = np.sum(confusion(true, answers))
        again = confusion(true, answers)
        return again if np.sum(again) > first else None
    return None


@check
def four_to_nine(ink):
    """At most four pixels of a test digit with other ink, so that a 4 is read as a 9."""
    if isinstance(ink, tuple) and len(ink) == 1 and isinstance(ink[0], dict):
        comma_behind("my_ink")
    if not isinstance(ink, dict) or not ink:
        not_quite(_("my_ink is {came}. It should be a dictionary that gives each pixel its ink, "
                    "such as {{(0, 0): 16}}."), came=inputs.shown(ink))  # fmt: skip
    ink = {_pixel(place): _points(place, points) for place, points in ink.items()}
    before, picture = _four({}), _four(ink)
    changed = int((picture != before).sum())
    if not changed:
        not_quite(_("No pixel is changed: each of these has that ink already."))
    if changed > MOST:
        not_quite(_("{count} pixels are changed, and at most four are allowed."), count=changed)
    shares = splits.reader().feedforward(picture)
    answer = int(shares.argmax())
    told = {"four": f"{shares[4]:.4f}", "nine": f"{shares[9]:.4f}", "answer": answer}
    if answer != 9:
        _name_what_was_meant(ink)
    if answer == 4:
        not_quite(_("It is still read as a 4, with a share of {four}; the 9 has {nine}. On the pad "
                    "the map says what speaks for a 9."), **told)  # fmt: skip
    if answer != 9:
        not_quite(_("It is read as a {answer} now; the 4 has {four} and the 9 has {nine}. Leave "
                    "out what speaks for another digit."), **told)  # fmt: skip
    return _("It is read as a 9, with a share of {nine}, and {count} of 64 pixels are "
             "changed.").format(count=changed, **told)  # fmt: skip


def _four(ink):
    """Return the picture of the 4, shape (64,), in which some pixels have other ink."""
    picture = digits.load()[0][splits.parts(0)[1].test[FOUR]].copy()
    for (row, column), points in ink.items():
        picture[digits.SIDE * row + column] = points / digits.MOST_INK
    return picture


def _name_what_was_meant(ink):
    """End the check where the pixels are right, and only told in another way."""
    others = {
        _("With row and column exchanged it would be read as a 9. The row comes first, then the "
          "column."): {place[::-1]: points for place, points in ink.items()},
        _("With rows and columns counted from 1 it would be read as a 9. Here both are counted "
          "from 0."): {(i - 1, j - 1): points for (i, j), points in ink.items() if min(i, j)},
        _("With full ink in these pixels it would be read as a 9. Full ink is 16 points, and not "
          "1."): {place: digits.MOST_INK if ink[place] == 1 else ink[place] for place in ink},
    }  # fmt: skip
    for sentence, meant in others.items():
        if splits.reader().feedforward(_four(meant)).argmax() == 9:
            not_quite(sentence)


def _pixel(place):
    """Return the row and the column of a pixel, or end the check."""
    pair = place if isinstance(place, tuple) else ()
    whole = [number for number in pair if isinstance(number, int | np.integer)]
    if len(pair) != 2 or len(whole) != 2 or not all(0 <= n < digits.SIDE for n in whole):
        not_quite(_("A pixel is called {came}. It should be a row and a column in round brackets, "
                    "two whole numbers from 0 to 7, such as (3, 1)."),
                  came=inputs.shown(place))  # fmt: skip
    return place


def _points(place, points):
    """Return how many points of a pixel are ink, or end the check."""
    if isinstance(points, float) and points.is_integer():
        points = int(points)
    return checked_input(inputs.whole, f"my_ink[{place}]", points, 0, digits.MOST_INK)
