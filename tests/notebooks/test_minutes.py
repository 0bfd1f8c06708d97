"""The minutes that a notebook promises are those that it takes.

Words at 150 a minute, 20 seconds a code cell, 4 minutes an explorer, 6 an exercise, rounded up to
five. Hints, stubs, checks and solutions are part of the six minutes of their exercise; what is
folded for the teacher, or for those who do not see a picture, is not read; an extra is not counted.
"""

import math
import re

import pytest
from lessons import (
    ENGLISH_PATHS,
    FOLD,
    FORMULA,
    ROOT,
    TARGET,
    Lesson,
    by_section,
    exercises,
    headings,
    is_widget,
    prose,
    tags,
)

from tools.marks import ENGLISH

WORDS, CELL, EXPLORER, EXERCISE = 1 / 150, 1 / 3, 4, 6
LONG = 60


def words(lesson, cell):
    """Return how many words of a Markdown cell a learner reads; a formula counts as one."""
    unread = (lesson.marks["teacher"], lesson.marks["picture"], lesson.marks["solution"])
    unread += tuple(f"<summary>{hint}" for hint in lesson.marks["hints"])

    def opened(fold):
        return "" if fold[0].startswith(tuple(f"<details>{mark}" for mark in unread)) else fold[2]

    text = FOLD.sub(opened, prose(cell))
    text = TARGET.sub("", FORMULA.sub(" 1 ", text))
    return len(re.findall(r"\w[\w'’.]*", text))


def on_the_way(lesson):
    """Return the cells outside of extras, the sections whose titles say that they are one."""
    found, extra = [], False
    for cell in lesson.cells:
        for level, title in headings(cell.source) if cell.cell_type == "markdown" else []:
            if level <= 2:
                extra = title.startswith(lesson.marks["extra"])
        found += [] if extra else [cell]
    return found


def minutes(lesson):
    """Return the minutes of a notebook for somebody to whom it is new, rounded up to five."""
    total = 0
    tasks = exercises(lesson)
    within = {cell.id for four in tasks.values() for cell in four if cell}
    for cell in on_the_way(lesson):
        if cell.cell_type == "markdown":
            total += WORDS * words(lesson, cell)
        elif cell.source.startswith("widgets.Lines("):
            continue  # part of its exercise
        elif is_widget(cell):
            total += EXPLORER
        elif cell.id not in within and "setup" not in tags(cell):
            total += CELL
    way = [cell.id for cell in on_the_way(lesson)]
    total += EXERCISE * sum(key in way for key in tasks)
    return 5 * math.ceil(total / 5)


def promised(lesson):
    found = re.search(lesson.marks["minutes"], lesson.cells[0].source, re.MULTILINE)
    return int(found[1]) if found else None


def test_minutes_are_honest(lesson):
    """The first cell promises the minutes that the formula gives."""
    english = lesson
    if lesson.language != ENGLISH:  # a language without spaces has no words to be counted
        english = Lesson(lesson.path.parents[1] / ENGLISH / lesson.path.name)
    says, takes = promised(lesson), minutes(english)
    lesson.refuse(
        [(lesson.cells[0], f"promises {says} minutes; it takes {takes}")] if says != takes else []
    )


def test_a_long_notebook_has_a_place_to_stop(lesson):
    """A notebook of more than an hour says where to stop and come back."""
    stops = sum(cell.source.count(lesson.marks["stop"]) for cell in lesson.markdown)
    lesson.refuse(
        [(None, f"takes {promised(lesson)} minutes and has no {lesson.marks['stop']}")]
        if promised(lesson) > LONG and not stops
        else []
    )


def test_the_first_slider_comes_soon(lesson):
    """There is something to touch within the first ten cells."""
    places = [n for n, cell in enumerate(lesson.cells, start=1) if is_widget(cell)]
    lesson.refuse([(None, f"has its first slider in cell {places[0]}")] if places[0] > 10 else [])


# ---------------------------------------------------------------- the README


README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("path", ENGLISH_PATHS, ids=lambda p: p.stem)
def test_readme_says_the_same_minutes(path):
    """The table of the path gives each notebook's minutes."""
    (row,) = re.findall(rf"^\|.*\(notebooks/en/{path.name}\).*$", README, re.MULTILINE)
    assert f"| {promised(Lesson(path))} |" in row


def notes(lesson):
    """Return (section, minutes) of each note for the teacher; sections are titles of level 2."""
    for title, pieces in by_section(lesson):
        for _cell, piece in pieces:
            for number in re.findall(rf"{lesson.marks['teacher']}(\d+) ", piece):
                yield title, int(number)


def test_every_note_for_the_teacher_tells_minutes(lesson):
    """A teacher's note says in its title how many minutes its section takes in class."""
    told = len(list(notes(lesson)))
    there = sum(cell.source.count(lesson.marks["teacher"]) for cell in lesson.markdown)
    bare = [c for c in lesson.markdown if "<summary>For the teacher</summary>" in c.source]
    lesson.refuse([(cell, "has a note without minutes") for cell in bare])
    assert told == there > 0


PLAN = re.findall(
    r"^ *\| \[(\d+)\]\(notebooks/en/\S+\) \| (.+?) \| (\d+) \|$", README, re.MULTILINE
)


def test_the_plan_adds_up():
    """The minutes of the README's plan are those of the notes in the sections it names.

    They come to 80 of the 90: somebody has to start, and to go from one notebook to the next.
    """
    assert len(PLAN) >= 3
    total = 0
    for number, sections, said in PLAN:
        (path,) = [p for p in ENGLISH_PATHS if p.name.startswith(f"{number:0>2}")]
        there = list(notes(Lesson(path)))
        wanted = [title.strip() for title in sections.split(" · ")]
        assert set(wanted) <= {title for title, _ in there}, (path.name, sections)
        taken = sum(took for title, took in there if title in wanted)
        assert taken == int(said), (path.name, taken, said)
        total += taken
    assert total == 80
    assert "which take 80" in README


def test_six_double_lessons_hold_the_six_notebooks():
    """What the README says of each are the minutes of all its notes, and 90 are enough."""
    path = [Lesson(p) for p in ENGLISH_PATHS if int(p.name[:2]) <= 6]
    taken = [sum(took for _title, took in notes(lesson)) for lesson in path]
    *most, last = taken
    assert f"they take {', '.join(map(str, most))} and {last} minutes" in README
    assert max(taken) <= 90
