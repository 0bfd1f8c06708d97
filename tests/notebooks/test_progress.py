"""Progress: a training that takes long moves a bar, and the bar leaves nothing behind.

Names are what the course trains on for longest. Every cell that trains on all of them hands its
epochs on to a bar, which stands in a cell of its own between the two, so that it is seen while the
training runs and no stored output depends on it.
"""

import ast
import copy

import pytest
from lessons import ENGLISH_PATHS, Lesson, tags

LESSONS = [lesson for lesson in map(Lesson, ENGLISH_PATHS) if "IntProgress" in lesson.text]


def calls(cell, name):
    """Return the calls of a function of this name in a cell."""
    nodes = ast.walk(ast.parse(cell.source))
    return [n for n in nodes if isinstance(n, ast.Call) and ast.unparse(n.func).endswith(name)]


def arguments(call):
    """Return what stands in a call as texts, by place."""
    return [ast.unparse(argument) for argument in call.args]


def complaints(lesson):
    """Return what is wrong with the bars of a lesson, and with trainings that have none."""
    wrong, moved = [], set()
    for before, shown, trained in zip(lesson.code, lesson.code[1:], lesson.code[2:], strict=False):
        for bar in calls(before, "IntProgress"):
            if shown.source != "display(bar)" or not {"widget", "nbval-ignore-output"} <= {
                *tags(shown)
            }:
                wrong.append((shown, "does not show the bar in a cell whose output is ignored"))
            (training,) = calls(trained, "train") or [None]
            if training is None or "move" not in arguments(training):
                wrong.append((trained, "does not move the bar"))
            elif arguments(training)[4] != ast.unparse(bar.keywords[0].value):
                wrong.append((trained, "has other epochs than the bar"))
            moved.add(trained.id)
        if "def move(" in before.source and "    bar.value = epoch" not in before.source:
            wrong.append((before, "does not move the bar to the epoch"))
    for cell in lesson.code:
        whole = [c for c in calls(cell, "train") if arguments(c)[1:3] == ["X", "y_true"]]
        if whole and lesson.number == 14 and cell.id not in moved:
            wrong.append((cell, "trains on all names without a bar"))
    return wrong


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.path.stem)
def test_a_long_training_moves_a_bar_that_leaves_no_trace(lesson):
    assert lesson.number != 14 or len([c for c in lesson.code if calls(c, "IntProgress")]) == 2
    lesson.refuse(complaints(lesson))


@pytest.mark.parametrize(
    ("cell", "old", "new"),
    [
        ("alone-bar", "display(bar)", "bar"),
        ("alone", "rng, move,", "rng,"),
        ("train", "23, 64", "22, 64"),
        ("alone-start", "bar.value = epoch", "bar.value = 0"),
        ("train-start", "bar = ipywidgets.IntProgress(max=23)", "bar = None"),
    ],
)
def test_a_planted_mistake_is_seen(cell, old, new):
    (lesson,) = [lesson for lesson in LESSONS if lesson.number == 14]
    nb = copy.deepcopy(lesson.nb)
    (changed,) = [c for c in nb.cells if c.id == cell]
    assert changed.source.count(old) == 1
    changed.source = changed.source.replace(old, new)
    assert complaints(Lesson(lesson.path, nb))
