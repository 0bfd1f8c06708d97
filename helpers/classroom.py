"""A classroom is what the codes of many notebooks say together, without a name.

Each code is of one learner: of one notebook, as `exercises.report.code` prints it, or of the twelve
questions, as `ideas.code` does; see `record` and `ideas`.
"""

import ast
import re
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from helpers import codes, gains, ideas, record, words
from helpers.codes import Damaged
from helpers.exercises.report import LESSONS, exercises_of
from helpers.record import NOT_QUITE, OPEN, RIGHT, Record
from helpers.words import _, joined


class Trouble(NamedTuple):
    """What of a text could not be counted: its line, how it begins, and why."""

    line: int
    text: str
    why: str


class Classroom(NamedTuple):
    """The records that count, by lesson, the sheets {(day, word): Sheet}, and what is in doubt."""

    records: dict
    sheets: dict
    troubles: list

    def __str__(self):
        return "\n".join(_lines(self))


def read(text):
    """Return the `Classroom` of any text with codes in it, such as a chat.

    A code that stands there twice counts once, and of one notebook, or one day and word, the code
    with the most in it counts. Whatever is no code that can be read is kept as a `Trouble`, so that
    none is lost.
    """
    found, others = codes.find(text)
    troubles = [Trouble(line, other, _("no code of this course")) for line, other in others]
    seen, kept = {}, {}
    for line, code in found:
        try:
            one = opened(code)
        except Damaged as why:
            troubles.append(Trouble(line, code, str(why)))
            continue
        key = one[:2]  # the lesson and the notebook, or the day and the word
        if key in seen:
            said = (
                _("from the same notebook as line {line}; the fuller one counts")
                if isinstance(one, Record)
                else _("of the same word and day as line {line}; the fuller one counts")
            )
            troubles.append(Trouble(line, code, said.format(line=seen[key][0])))
        seen.setdefault(key, (line, code))
        kept[key] = max(kept.get(key, one), one, key=fullness)
    records = {}
    for one in sorted(one for one in kept.values() if isinstance(one, Record)):
        records.setdefault(LESSONS[one.lesson - 1], []).append(one)
    sheets = {key: one for key, one in kept.items() if not isinstance(one, Record)}
    for sheet in gains.alone(sheets):
        said = _("no code of the other day has this word; it counts for its own day alone")
        troubles.append(Trouble(*seen[sheet[:2]], said))
    return Classroom(records, sheets, sorted(troubles))


def opened(code):
    """Return the `Record` or the `Sheet` of a code, or raise `Damaged` with a sentence."""
    kind, bits = record.opened(code)
    return fitting(record.read(bits)) if kind == record.LESSON else ideas.read(bits)


def fitting(one):
    """Return a `Record` if it fits the lessons that are here, or raise `Damaged`."""
    known = 1 <= one.lesson <= len(LESSONS)
    if not known or len(one.exercises) != len(exercises_of(LESSONS[one.lesson - 1])):
        raise Damaged(_("written by another edition of the course"))
    return one


def fullness(one):
    """Return how much a record or a sheet tells, to be compared."""
    if not isinstance(one, Record):
        return sum(map(bool, one.answers))
    states = Counter(exercise.state for exercise in one.exercises)
    return states[RIGHT], states[NOT_QUITE], sum(len(e.mistakes) for e in one.exercises)


def named(lesson, mistake):
    """Return the sentence of a mistake by its number, in the reader's language."""
    known = _sentences(lesson) | _sentences("verdict")
    if mistake not in known:
        return _("a mistake of another edition")
    return re.sub(r"\{\w+\}", "…", words.catalogue(words.language()).gettext(known[mistake]))


@cache
def _sentences(module):
    """Return {number: sentence} of all sentences that stand in a module of the exercises."""
    source = Path(find_spec(f"helpers.exercises.{module}").origin).read_text("utf-8")
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    marked = (call.args[0] for call in calls if getattr(call.func, "id", "") == "_")
    return {record.number(text.value): text.value for text in marked}


def _lines(room):
    """Return what is said of a classroom, line by line."""
    rooms = room.records.items()
    count = _("{lesson}: {count}")
    counts = [
        count.format(lesson=LESSONS.index(one) + 1, count=len(all_of)) for one, all_of in rooms
    ]
    lines = [_("Codes of each notebook: {counts}.").format(counts=joined(counts) or 0)]
    for lesson, all_of in rooms:
        lines += ["", _heading(lesson)]
        for place, name in enumerate(exercises_of(lesson)):
            lines += _row(lesson, name, [one.exercises[place] for one in all_of])
    if room.sheets:
        lines += ["", *gains.lines(room.sheets)]
    if room.troubles:
        lines += ["", _("Not counted, or only in part:")]
        said = _("  line {line}: {text}: {why}")
        lines += [said.format(**trouble._asdict()) for trouble in room.troubles]
    return lines


def _heading(lesson):
    states = _("right"), _("not quite"), _("open")
    return f"{LESSONS.index(lesson) + 1} · {lesson:<24}" + "".join(
        words.right(s, 11) for s in states
    )


def _row(lesson, name, exercises):
    """Return the lines of one exercise: how many are done, and the mistakes, common ones first."""
    states = Counter(one.state for one in exercises)
    mistakes = Counter(mistake for one in exercises for mistake in one.mistakes)
    lines = [f"  {name:<26}" + "".join(f"{states[s]:>11}" for s in (RIGHT, NOT_QUITE, OPEN))]
    return lines + [f"      {n} × {named(lesson, one)}" for one, n in mistakes.most_common()]
