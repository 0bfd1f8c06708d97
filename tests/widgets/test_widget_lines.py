"""Lines of code: they move, they are checked as they stand, and any order that works is right."""

import re
import sys
import types

import nbformat
import numpy as np
import pytest
from lessons import ROOT

from helpers import exercises, widgets
from helpers.activations import sigmoid
from helpers.exercises.neuron import CORNERS, XOR
from helpers.network import Network
from helpers.training import train

RIGHT = (
    "def my_mse_loss(y_true, y_pred):",
    "    total = 0",
    "    for y, p in zip(y_true, y_pred):",
    "        total = total + (y - p) ** 2",
    "    return total / len(y_true)",
)
MIXED = tuple(RIGHT[place] for place in (3, 0, 4, 1, 2))
IN_LESSONS = [  # notebook, cell, and in which order its lines are right
    ("01_neuron", "exercise-stable-sigmoid-lines", (2, 3, 1, 0)),
    ("02_feedforward", "exercise-count-parameters-lines", (4, 2, 1, 3, 0)),
    ("03_loss", "exercise-write-mse-loss-lines", (1, 4, 3, 0, 2)),
    ("04_backprop", "exercise-tanh-slope-lines", (2, 4, 3, 0, 1)),
    ("05_sgd", "exercise-shuffled-epoch-lines", (2, 4, 3, 1, 0)),
    ("06_training", "exercise-train-xor-lines", (2, 4, 0, 5, 3, 1)),
]


def made(lines=MIXED):
    return widgets.Lines(exercises.write_mse_loss, "my_mse_loss", *lines)


def order(lines, wanted):
    """Bring the lines into an order as a learner does: choose one, press up."""
    for place, line in enumerate(wanted):
        lines.list.index = lines.lines.index(line, place)
        while lines.list.index > place:
            lines.up.click()


def shown(lines):
    return [label.split("\N{NO-BREAK SPACE}" * 2, 1)[1] for label, _n in lines.list.options]


def test_a_line_moves_and_stays_chosen():
    lines = made()
    lines.list.index = 1
    lines.up.click()
    assert lines.lines[0] == RIGHT[0]
    assert lines.list.index == 0
    lines.up.click()
    assert lines.lines[0] == RIGHT[0]
    lines.down.click()
    assert lines.lines == list(MIXED)
    assert shown(lines) == [line.replace(" ", "\N{NO-BREAK SPACE}") for line in MIXED]
    numbers = [(label[0], n) for label, n in lines.list.options]
    assert numbers == [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5)]


def test_the_right_order_is_right_and_a_move_takes_the_verdict_away():
    lines = made()
    order(lines, RIGHT)
    lines.check_button.click()
    assert lines.said.value.startswith("<p>Right. ")
    lines.down.click()
    assert lines.said.value == ""


@pytest.fixture
def main(monkeypatch):
    """Return the names of a notebook with little more than its setup."""
    notebook = types.ModuleType("__main__")
    monkeypatch.setitem(sys.modules, "__main__", notebook)
    names = {"np": np, "widgets": widgets, "exercises": exercises, "sigmoid": sigmoid}
    names |= {"Network": Network, "train": train, "corners": CORNERS, "xor": XOR}
    vars(notebook).update(names)
    return vars(notebook)


def of_lesson(notebook, cell, names):
    """Return the widget that a cell makes in a notebook with these names."""
    nb = nbformat.read(ROOT / f"notebooks/en/{notebook}.ipynb", as_version=4)
    (source,) = [c.source for c in nb.cells if c.id == cell]
    return eval(source, names)


@pytest.mark.parametrize(("notebook", "cell", "right"), IN_LESSONS)
def test_lines_of_a_lesson_can_be_put_right(notebook, cell, right, main):
    """They are wrong as they are given, and right in this order."""
    lines = of_lesson(notebook, cell, main)
    lines.check_button.click()
    assert lines.said.value.startswith("<p>Not ")
    order(lines, [lines.lines[place] for place in right])
    lines.check_button.click()
    assert lines.said.value.startswith("<p>Right. ")


@pytest.mark.parametrize(("notebook", "cell", "right"), IN_LESSONS)
def test_lines_of_a_lesson_are_seen_as_wide_as_they_are_and_no_wider_than_a_picture(
    notebook, cell, right, main
):
    shown_in = of_lesson(notebook, cell, main).list
    widest = int(re.fullmatch(r"(\d+)px", shown_in.layout.max_width)[1])
    longest = max(len(label) for label, _n in shown_in.options)
    assert 0.602 * 13 * (longest + 2) + 20 <= widest <= 840  # letters of one width, and the mark
    assert len(shown_in.options) == len(right)


def test_lines_of_all_lessons_are_looked_after():
    """Each cell with lines to be ordered is in the table above."""
    found = [
        (path.stem, cell.id)
        for path in sorted(ROOT.glob("notebooks/en/*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        if cell.source.startswith("widgets.Lines(")
    ]
    assert found == [(notebook, cell) for notebook, cell, _right in IN_LESSONS]


def test_another_order_gets_the_sentence_of_its_mistake():
    lines = made()
    order(lines, [*RIGHT[:4], "    return total / len(y_true)"])
    lines.list.index = 1
    lines.down.click()
    lines.down.click()
    lines.check_button.click()
    assert "stopped at a name that has no value yet" in lines.said.value


def test_lines_that_are_no_python_are_told_so():
    lines = made()
    lines.check_button.click()
    assert lines.said.value.startswith(
        "<p>Not quite. In this order the lines stop with Indentation"
    )


def test_reset_brings_the_first_order_back():
    lines = made()
    order(lines, RIGHT)
    lines.reset_button.click()
    assert lines.lines == list(MIXED)
    assert lines.list.index == 0


def test_lines_run_with_the_names_of_the_notebook(main):
    main["offset"] = 0
    code = (
        "def f(y, p):",
        "    total = offset",
        "    for i in range(len(y)):",
        "        total += (y[i] - p[i]) ** 2",
        "    return total / len(y)",
    )
    lines = widgets.Lines(exercises.write_mse_loss, "f", *code)
    lines.check_button.click()
    assert lines.said.value.startswith("<p>Right. ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            (print, "x", "a", "b"),
            "check was <built-in function print>; expected a check of exercises, without brackets.",
        ),
        ((), "check was None; expected a check of exercises, without brackets."),
        ((exercises.write_mse_loss, "x", "a"), "lines was ('a',); expected two texts or more."),
        ((exercises.write_mse_loss, "x", 1, 2), "lines was (1, 2); expected two texts or more."),
    ],
)
def test_bad_arguments_are_refused(arguments, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        widgets.Lines(*arguments)
