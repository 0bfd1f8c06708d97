"""The record of a notebook is what its checks have said since the kernel started.

It is written as a code for a teacher: which exercises are right, and which mistakes were named on
the way. Nothing in it is about a person; a number drawn by chance parts it from other codes.
"""

import secrets
from functools import cache
from typing import NamedTuple
from zlib import crc32

from helpers import codes, inputs
from helpers.codes import Damaged, Field
from helpers.words import _

VERSION = 1  # of what is written here
LESSON, IDEAS = range(2)  # what kinds of codes there are; for the second see `ideas`
OPEN, RIGHT, NOT_QUITE = range(3)  # what a check said last
MOST = 3  # mistakes that are kept of an exercise, the latest ones
BITS = {"version": 3, "kind": 2, "lesson": 5, "whose": 20, "count": 4, "state": 2, "mistakes": 2}
MISTAKE = 20  # bits


class Exercise(NamedTuple):
    """What was said of an exercise last, and the numbers of the mistakes that were named."""

    state: int = OPEN
    mistakes: tuple = ()


class Record(NamedTuple):
    """The number of a lesson, the number of a record, and its exercises in their order."""

    lesson: int
    whose: int
    exercises: tuple


SAID = {}  # {(lesson, exercise): Exercise}


def number(sentence):
    """Return the number of a mistake, from 0 to 2²⁰ - 1, by its sentence in English."""
    return crc32(inputs.text("sentence", sentence).encode()) >> 12


def keep(lesson, exercise, state, mistake=None):
    """Keep what a check has said; `mistake` is the sentence of a named one, in English."""
    known = SAID.get((lesson, exercise), Exercise())
    named = [] if mistake is None else [number(mistake)]
    mistakes = [one for one in known.mistakes if one not in named] + named
    SAID[lesson, exercise] = Exercise(state, tuple(mistakes[-MOST:]))


def written(record):
    """Return the code of a `Record`."""
    fields = [(record.lesson, "lesson"), (record.whose, "whose")]
    fields += [(len(record.exercises), "count")]
    fields = head(LESSON) + [Field(number, BITS[name]) for number, name in fields]
    for one in record.exercises:
        fields += [Field(one.state, BITS["state"]), Field(len(one.mistakes), BITS["mistakes"])]
        fields += [Field(mistake, MISTAKE) for mistake in one.mistakes]
    return codes.write(fields)


def head(kind):
    """Return the fields with which a code of this kind begins."""
    return [Field(VERSION, BITS["version"]), Field(kind, BITS["kind"])]


def opened(code):
    """Return the kind of a code and the bits behind its head, or raise `Damaged`."""
    bits = codes.read(code)
    version, kind = bits.take(BITS["version"]), bits.take(BITS["kind"])
    if version != VERSION:
        raise Damaged(_("written by another edition of the course"))
    if kind not in (LESSON, IDEAS):
        raise Damaged(_("the code of another kind of page"))
    return kind, bits


def read(bits):
    """Return the `Record` in the bits of a code, behind its head, or raise `Damaged`."""
    lesson, whose, count = (bits.take(BITS[name]) for name in ("lesson", "whose", "count"))
    exercises = []
    for _one in range(count):
        state, mistakes = bits.take(BITS["state"]), bits.take(BITS["mistakes"])
        exercises.append(Exercise(state, tuple(bits.take(MISTAKE) for _m in range(mistakes))))
    return Record(lesson, whose, tuple(exercises))


@cache
def whose():
    """Return the number of this kernel's record, drawn when it is asked for first."""
    return secrets.randbelow(2 ** BITS["whose"])
