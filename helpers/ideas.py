"""Ideas are what twelve questions ask for, on the first day of a course and on the last.

The questions stand in two notebooks for teachers. Each has four options, A to D: one is right, and
each other is what somebody says who believes something else, which has a name here. A code carries
the answers, and a word that only the learner knows brings the two days together.

Source: Hestenes, Wells and Swackhamer, Force concept inventory, 1992, for the kind of question.
"""

import unicodedata
from typing import NamedTuple
from zlib import crc32

from helpers import codes, inputs, record
from helpers.codes import Damaged, Field
from helpers.words import _, joined

DAYS = "first", "last"
LETTERS = "ABCD"
RIGHT = "r"
# What the options A to D of each question are: r is right, 1 to 3 are the misconceptions in order.
# fmt: off
OPTIONS = {
    "first": ("1r23", "231r", "r312", "12r3", "r213", "31r2",
              "213r", "3r12", "132r", "2r31", "31r2", "r231"),
    "last": ("23r1", "r231", "321r", "1r23", "3r12", "132r",
             "r321", "12r3", "r213", "231r", "2r13", "13r2"),
}
# fmt: on
EDITION = 4  # of the questions: one more whenever a question or its beliefs become others
BITS = {"edition": 4, "day": 1, "word": 20, "answer": 3}
CHOSEN = {}  # {(day, number): letter}, since the kernel started


class Idea(NamedTuple):
    """What a question asks for, and what is believed instead of it."""

    name: str
    misconceptions: tuple


class Sheet(NamedTuple):
    """Twelve answers of one day, each a letter or "" where a question is open; `word` is a number.

    Two sheets of one learner have the same number.
    """

    day: str
    word: int
    answers: tuple

    def found(self, number):
        """Return what the answer to a question is: "r", "1", "2", "3", or "" where it is open."""
        answer = self.answers[number - 1]
        return OPTIONS[self.day][number - 1][LETTERS.index(answer)] if answer else ""


def ideas():
    """Return the twelve `Idea`s in the order of the questions."""
    return [
        Idea(_("what a weight does"), (
            _("larger weights say yes more often"),
            _("larger weights move the line"),
            _("what grows alike changes nothing"))),
        Idea(_("what a bias does"), (
            _("nothing in, nothing out"),
            _("without inputs nothing is decided"),
            _("a bias is added to the answer"))),
        Idea(_("why a neuron squashes"), (
            _("squashing only tidies up"),
            _("squashing makes a probability"),
            _("squashing makes a yes or a no"))),
        Idea(_("what squashing does to a sum"), (
            _("the surest answer moves most"),
            _("a fairly sure answer moves most"),
            _("each answer moves by the same"))),
        Idea(_("what a single neuron cannot do"), (
            _("strong weights bend the border"),
            _("a neuron looks at one input"),
            _("a neuron keeps one case"))),
        Idea(_("what a loss tells"), (
            _("the loss counts mistakes"),
            _("a smaller loss means no more mistakes"),
            _("a loss above 0 means a mistake"))),
        Idea(_("what a slope of the loss says"), (
            _("the rate is the step"),
            _("a large loss makes a large step"),
            _("loss and slope make the step"))),
        Idea(_("along a path"), (
            _("a neuron hands on every change"),
            _("along a path slopes add up"),
            _("along a path slopes are divided"))),
        Idea(_("where paths join"), (
            _("paths that join are multiplied"),
            _("one path decides"),
            _("all slopes on the way add up"))),
        Idea(_("what a step for one person promises"), (
            _("each right step helps all"),
            _("what one gains the others lose"),
            _("who is not asked is not touched"))),
        Idea(_("what equal starts do"), (
            _("training tells equals apart"),
            _("where all is alike nothing moves"),
            _("equals part late"))),
        Idea(_("what a small loss proves"), (
            _("a small loss shows a rule"),
            _("long training learns anything"),
            _("without a rule nothing is learned"))),
    ]  # fmt: skip


COUNT = len(OPTIONS["first"])


def question(day, number):
    """Return the key of a question in `CHOSEN`."""
    return inputs.one_of("day", day, DAYS), inputs.whole("number", number, 1, COUNT)


def choose(day, number, letter):
    """Keep the answer to a question: a letter from A to D, or "" to leave it open."""
    CHOSEN[question(day, number)] = inputs.one_of("letter", letter, (*LETTERS, ""))


def code(day, word):
    """Print the code of the answers that were chosen on this day.

    word : a text that the learner will still know on the last day; three dots are asked for it.
    """
    inputs.one_of("day", day, DAYS)
    if word is ...:
        print(_("No code yet. Put a word that you will still know at the end of the course in\n"
                "place of the three dots, between quotes, and run this cell again."))  # fmt: skip
        return
    answers = tuple(CHOSEN.get((day, number), "") for number in range(1, COUNT + 1))
    sheet = Sheet(day, number_of(word), answers)
    if not any(answers):
        print(_("No question has been answered yet, so there is no code."))
        return
    missing = [str(number) for number, answer in enumerate(answers, 1) if not answer]
    print(written(sheet))
    if missing:
        print(_("Still open: {numbers}.").format(numbers=joined(missing)))


def typed(day, word, letters):
    """Print the code of answers on paper, "BDAC ACDB DBCA" for example, with ? for an open one."""
    answers = "".join(inputs.text("letters", letters).upper().split())
    if len(answers) != COUNT or not set(answers) <= {*LETTERS, "?"}:
        wanted = _("{count} letters from A to D, or ? where a question is open")
        inputs.refuse("letters", letters, wanted.format(count=COUNT))
    answers = tuple(letter.replace("?", "") for letter in answers)
    print(written(Sheet(day, number_of(word), answers)))


def number_of(word):
    """Return the number of a word, from 0 to 2²⁰ - 1; case, accents' form and spaces are alike."""
    plain = unicodedata.normalize("NFKC", inputs.text("word", word)).casefold()
    plain = "".join(plain.split())
    if not plain:
        inputs.refuse("word", word, _("a word"))
    return crc32(plain.encode()) >> 12


def written(sheet):
    """Return the code of a `Sheet`."""
    day = DAYS.index(inputs.one_of("day", sheet.day, DAYS))
    told = {"edition": EDITION, "day": day, "word": sheet.word}
    fields = [*record.head(record.IDEAS), *(Field(told[name], BITS[name]) for name in told)]
    places = [1 + LETTERS.index(one) if one else 0 for one in sheet.answers]
    return codes.write([*fields, *(Field(place, BITS["answer"]) for place in places)])


def read(bits):
    """Return the `Sheet` in the bits of a code, behind its head, or raise `Damaged`."""
    edition = bits.take(BITS["edition"])
    day, word = DAYS[bits.take(BITS["day"])], bits.take(BITS["word"])
    places = [bits.take(BITS["answer"]) for _question in range(COUNT)]
    if edition != EDITION or max(places) > len(LETTERS):
        raise Damaged(_("written by another edition of the course"))
    return Sheet(day, word, tuple(LETTERS[place - 1] if place else "" for place in places))
