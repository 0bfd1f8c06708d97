"""Any cell may be run once more after Run All, on any computer, and shows what is stored.

The sums of products are made from the last term to the first here, as another computer might, and
NumPy does without the abilities that this processor has beyond the oldest ones. The cells are run a
second time from the last to the first, so that each meets the names as later cells left them: one
that hangs on a name which a later cell uses for something else is seen.
"""

import os
import tempfile
from copy import deepcopy

import nbformat
from lessons import PATHS, Lesson, changes, pictures, printed
from nbclient import NotebookClient

from tools import arithmetics, frameworks
from tools.normalise import joined


def spoken(cell):
    """Return what a cell shows: its text, and its pictures."""
    outputs = cell.outputs = joined(cell.outputs)  # a stream may come in one piece or in two
    errors = "".join(output.get("ename", "") for output in outputs)
    return printed(cell) + errors, pictures(cell)


def again(lesson):
    """Yield each code cell as it is stored, as Run All leaves it, and run a second time."""
    nb = nbformat.reads(lesson.text, as_version=4)
    stored = [frameworks.here(cell) for cell in nb.cells]
    client = NotebookClient(
        nb,
        allow_errors=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(lesson.path.parent)}},
    )
    with tempfile.TemporaryDirectory() as folder:
        other = arithmetics.environment("reversed+plain", folder)
        with client.setup_kernel(env=os.environ | other):
            for place, cell in enumerate(nb.cells):
                client.execute_cell(cell, place)
            first = deepcopy(nb.cells)
            for place in reversed(range(len(nb.cells))):
                if nb.cells[place].cell_type == "code":
                    client.execute_cell(nb.cells[place], place)
    threes = zip(stored, first, nb.cells, strict=True)
    yield from (three for three in threes if three[0].cell_type == "code")


def differs(stored, one, two):
    """Return what a cell shows that it did not show before, and what that was; "" if nothing.

    The last digits of a sum may move a line by less than a pixel, so a picture is compared with
    the one before it, made of the same sums.
    """
    for now, before in ((spoken(one)[:1], spoken(stored)[:1]), (spoken(two), spoken(one))):
        if now != before:
            return f"shows\n{now[0][:200]}\nand showed\n{before[0][:200]}"
    return ""


def test_any_cell_again(lesson):
    """A cell shows what is stored, and when it is run a second time, the same."""
    lesson.refuse(
        (three[0], differs(*three))
        for three in again(lesson)
        if not changes(three[0]) and differs(*three)
    )


def made(*sources):
    """Return a lesson of such cells, with the outputs that they have on this computer."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nb = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(nb, kernel_name="python3").execute()
    return Lesson(PATHS[0], nb)


def test_the_check_itself():
    """Seen are a name that a later cell uses for something else, and a last digit."""
    lesson = made(
        "import numpy as np\nx = 2",
        "print(x)",
        "x = 3",
        "X = np.random.default_rng(5).standard_normal((9, 50))",
        "print(*(x.hex() for x in (X @ X.T).ravel()))",
    )
    assert [bool(differs(*three)) for three in again(lesson)] == [False, True, False, False, True]
