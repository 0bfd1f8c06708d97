"""Checks of notebook 10: softmax and cross-entropy by hand, a confusion matrix, a 4 read as a 9."""

import numpy as np

from helpers import digits, inputs, splits
from helpers.activations import softmax
from helpers.exercises.verdict import check, checked_input, function, not_quite, numbers
from helpers.words import _

SUMS = np.array([0.0, 2.0, -1.0])
LITTLE, USUAL = 0.001, 0.9  # what the right digit gets in one row, and in nine others
FOUR, MOST = 63, 4  # the test row of the fourth exercise, and how many pixels may be changed


@check
def softmax_by_hand(shares):
    """1, e² and 1/e, each divided by their sum."""
    e = np.exp(SUMS)
    right = e / e.sum()
    mistakes = {
        _("{name} = {value} are the three powers of e. Divide each by what they are "
          "together."): e,
        _("{name} = {value} are the sums themselves. First make each positive, with e to its "
          "power."): SUMS,
        _("{name} = {value} are divided by the largest power. Divide by all three "
          "together."): e / e.max(),
        _("{name} = {value} are three sigmoids, which know nothing of each other. All shares "
          "together are to be 1."): 1 / (1 + np.exp(-SUMS)),
        _("{name} = {value} come from e to the power of minus z, so that the smallest sum gets "
          "most."): softmax(-SUMS),
        _("{name} = {value} give everything to the largest sum. A softmax leaves something to the "
          "others."): [0, 1, 0],
        _("{name} = {value} come from powers of 2. Take powers "
          "of e."): 2**SUMS / (2**SUMS).sum(),
        _("{name} = {value} come from powers of 10. Take powers "
          "of e."): 10**SUMS / (10**SUMS).sum(),
        _("{name} = {value} come from squares. Take e to the power of "
          "each sum."): SUMS**2 / (SUMS**2).sum(),
        _("{name} = {value} are the sums without their signs, divided by their total. A softmax "
          "takes powers of e."): np.abs(SUMS) / np.abs(SUMS).sum(),
        _("{name} = {value} are the logarithms of the shares."): np.log(right),
        _("{name} = {value} are the right shares in another order. They belong to the sums 0, 2 "
          "and -1, in this order."): np.sort(right)[::-1],
        _("{name} = {value} belong to the sums 2, 1 and 0 of the text."): softmax(
            np.array([2.0, 1.0, 0.0])
        ),
        _("{name} = {value} treat -1 as if it were 1."): softmax(np.abs(SUMS)),
    }  # fmt: skip
    found = {sentence: {"shares": wrong} for sentence, wrong in mistakes.items()}
    numbers({"shares": shares}, right={"shares": right}, mistakes=found)
    return _("The sum 2 is larger than 0 by 2, so its share is larger by e², which is 7.3891.")


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
            _("{name} = {value} is a logarithm to the base 2. np.log is that to the base "
              "e."): {"loss": one / np.log(2), "mean": right["mean"] / np.log(2)},
            _("{name} = {value} is what the share lacks to 1. The loss is minus its "
              "logarithm."): {"loss": 1 - LITTLE},
            _("{name} = {value} is the squared error of the share. The loss is minus its "
              "logarithm."): {"loss": (1 - LITTLE) ** 2},
            _("{name} = {value} takes the share of the wrong digits. What counts is the share of "
              "the right one."): {"loss": -np.log(1 - LITTLE)},
            _("{name} = {value} is the share itself. The slope is the share minus what it should "
              "be."): {"slope": LITTLE},
            _("{name} = {value} is the slope along the share. Along the sum it is the share minus "
              "what it should be."): {"slope": -1 / LITTLE},
            _("{name} = {value} is divided by ten rows. Here the row is "
              "alone."): {"slope": (LITTLE - 1) / 10},
            _("{name} = {value} has a slope of a squash in front. With softmax and cross-entropy "
              "there is none."): {"slope": (LITTLE - 1) * LITTLE * (1 - LITTLE),
                                  "mean": (LITTLE - 1) * LITTLE},
            _("{name} = {value} is the slope at a wrong digit that got 0.999. At the right one y "
              "is 1."): {"slope": 1 - LITTLE},
            _("{name} = {value} is the total of ten rows. The loss is their "
              "mean."): {"mean": one + 9 * other},
            _("{name} = {value} takes the logarithm of the mean share. Take the mean of the ten "
              "logarithms."): {"mean": -np.log((LITTLE + 9 * USUAL) / 10)},
            _("{name} = {value} leaves the nine others out. Each of them adds "
              "-log 0.9."): {"mean": one / 10},
            _("{name} = {value} counts both kinds of rows alike. There are nine of the one and one "
              "of the other."): {"mean": (one + other) / 2},
            _("{name} = {value} counts one of the nine others. There are "
              "nine."): {"mean": (one + other) / 10},
            _("{name} = {value} takes 1 - 0.9 for the loss of the nine. It is "
              "-log 0.9."): {"mean": (one + 9 * (1 - USUAL)) / 10},
            _("{name} = {value} is divided by nine rows. There are "
              "ten."): {"mean": (one + 9 * other) / 9},
        },
    )  # fmt: skip
    return _("One row of ten, sure and wrong, makes nine tenths of the loss.")


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
            _("{name} counts a pair once, however often it occurs. In counts[true, answers] += 1 "
              "one of several wins; go through the pairs, or use "
              "np.add.at."): lambda true, answers: np.minimum(_counts(true, answers), 1),
            _("{name} counts right answers alone. The table has a place for each mistake "
              "too."): lambda true, answers: _counts(true, answers) * np.eye(10),
            _("{name} counts mistakes alone. Right answers stand on the "
              "diagonal."): lambda true, answers: _counts(true, answers) * (1 - np.eye(10)),
            _("{name} divides by the number of rows. What is wanted are "
              "counts."): lambda true, answers: _counts(true, answers) / len(true),
            _("{name} divides by how often each digit occurs. What is wanted are "
              "counts."): lambda true, answers: _counts(true, answers) / np.maximum(
                _counts(true, answers).sum(axis=1, keepdims=True), 1),
            _("{name} leaves the table empty."): lambda true, answers: np.zeros((10, 10)),
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


@check
def four_to_nine(ink):
    """At most four pixels of a test digit with other ink, so that a 4 is read as a 9."""
    if not isinstance(ink, dict):
        not_quite(_("my_ink is {came}. It should be a dictionary in curly brackets, such as "
                    "{{(0, 0): 16}}."), came=inputs.shown(ink))  # fmt: skip
    before = digits.load()[0][splits.parts(0)[1].test[FOUR]]
    picture = before.copy()
    for place, points in ink.items():
        picture[_pixel(place)] = _points(place, points) / digits.MOST_INK
    changed = int((picture != before).sum())
    if not changed:
        not_quite(_("No pixel is changed: each of these has that ink already."))
    if changed > MOST:
        not_quite(_("{count} pixels are changed, and four are allowed."), count=changed)
    shares = splits.reader().feedforward(picture)
    answer = int(shares.argmax())
    told = {"four": f"{shares[4]:.4f}", "nine": f"{shares[9]:.4f}", "answer": answer}
    if answer == 4:
        not_quite(_("It is still read as a 4, with a share of {four}; the 9 has {nine}. On the pad "
                    "the map says what speaks for a 9."), **told)  # fmt: skip
    if answer != 9:
        not_quite(_("It is read as a {answer} now; the 4 has {four} and the 9 has {nine}. Leave "
                    "out what speaks for another digit."), **told)  # fmt: skip
    return _("It is read as a 9, with a share of {nine}, and {count} of 64 pixels are "
             "changed.").format(count=changed, **told)  # fmt: skip


def _pixel(place):
    """Return the number of a pixel, told by its line and its column, or end the check."""
    pair = place if isinstance(place, tuple) else ()
    whole = [number for number in pair if isinstance(number, int | np.integer)]
    if len(pair) != 2 or len(whole) != 2 or not all(0 <= n < digits.SIDE for n in whole):
        not_quite(_("A pixel is called {came}. It should be a line and a column in round brackets, "
                    "both from 0 to 7, such as (2, 5)."), came=inputs.shown(place))  # fmt: skip
    return digits.SIDE * place[0] + place[1]


def _points(place, points):
    """Return how many points of a pixel are ink, or end the check."""
    return checked_input(inputs.whole, f"my_ink[{place}]", points, 0, digits.MOST_INK)
