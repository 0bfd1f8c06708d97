"""Gains are what the answers of a class to the twelve questions say, on the first day and the last.

Sheets of both days that have one word are of one learner: they tell who moved. See `ideas`.
"""

from collections import Counter

from helpers.ideas import DAYS, RIGHT, ideas
from helpers.words import _, left, right

NONE = "–"  # a day of which there is no sheet


def alone(sheets):
    """Return the sheets {(day, word): Sheet} whose word no sheet of the other day has.

    None is alone as long as there are sheets of one day only.
    """
    if len({day for day, _word in sheets}) < len(DAYS):
        return []
    words = Counter(word for _day, word in sheets)
    return [sheet for sheet in sheets.values() if words[sheet.word] == 1]


def lines(sheets):
    """Return what is said of the sheets {(day, word): Sheet} of a class, line by line."""
    first, last = ([one for one in sheets.values() if one.day == day] for day in DAYS)
    pairs = [(one, sheets["last", one.word]) for one in first if ("last", one.word) in sheets]
    said = _("Twelve ideas: {first} on the first day, {last} on the last, {both} on both.")
    told = [said.format(first=len(first), last=len(last), both=len(pairs)), "", _heading()]
    for number, idea in enumerate(ideas(), 1):
        days = [Counter(one.found(number) for one in day) for day in (first, last)]
        moves = Counter((one.found(number), other.found(number)) for one, other in pairs)
        told += _row(number, idea, days, moves)
    return told


def _heading():
    """Return the line above the rows: those who are right on each day, and those who moved."""
    heads = _("first day"), _("last day"), _("to right"), _("from right")
    return " " * 43 + "".join(right(head, 11) for head in heads)


def _row(number, idea, days, moves):
    """Return the lines of one idea: who is right and who moved, then each misconception."""
    rights = [day[RIGHT] if day else NONE for day in days]
    both = moves.total()
    to = sum(n for (one, other), n in moves.items() if one != RIGHT == other)
    away = sum(n for (one, other), n in moves.items() if one == RIGHT != other)
    cells = [*rights, to if both else NONE, away if both else NONE]
    yield f"{number:2} · {left(idea.name, 38)}" + "".join(f"{cell:>11}" for cell in cells)
    for place, name in enumerate(idea.misconceptions, 1):
        held = [day[str(place)] for day in days]
        if any(held):
            stayed = _(", stayed with {count}").format(count=moves[str(place), str(place)])
            counts = " → ".join(str(n) for n, day in zip(held, days, strict=True) if day)
            told = _("     {name}: {counts}").format(name=name, counts=counts)
            yield told + (stayed if both else "")
