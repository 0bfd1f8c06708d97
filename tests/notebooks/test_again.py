"""After Run All any cell may be run once more, and shows what is stored.

The cells are run a second time from the last to the first, so that each meets the names as later
cells left them: one that hangs on a name which a later cell uses for something else is seen.
"""

from copy import deepcopy

import nbformat
from lessons import PATHS, Lesson, changes, pictures, printed
from nbclient import NotebookClient

from tools.normalise import joined


def spoken(cell):
    """Return what a cell shows: its text, and its pictures."""
    cell.outputs = joined(cell.outputs)  # a stream may come in one piece or in two
    errors = "".join(output.get("ename", "") for output in cell.outputs)
    return printed(cell) + errors, pictures(cell)


def again(lesson):
    """Yield each code cell as Run All left it, and as it is after it was run a second time."""
    nb = nbformat.reads(lesson.text, as_version=4)
    client = NotebookClient(
        nb,
        allow_errors=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(lesson.path.parent)}},
    )
    with client.setup_kernel():
        for place, cell in enumerate(nb.cells):
            client.execute_cell(cell, place)
        first = deepcopy(nb.cells)
        for place in reversed(range(len(nb.cells))):
            if nb.cells[place].cell_type == "code":
                client.execute_cell(nb.cells[place], place)
        yield from (
            (one, two) for one, two in zip(first, nb.cells, strict=True) if one.cell_type == "code"
        )


def test_any_cell_again(lesson):
    """A cell that is run a second time shows what it showed the first time."""
    lesson.refuse(
        (one, f"shows when run again\n{spoken(two)[0][:200]}\nnot\n{spoken(one)[0][:200]}")
        for one, two in again(lesson)
        if not changes(one) and spoken(one) != spoken(two)
    )


def test_the_check_itself():
    """A cell that hangs on a name which a later one uses for something else is seen."""
    cells = [nbformat.v4.new_code_cell(source) for source in ("x = 2", "print(x)", "x = 3")]
    nb = nbformat.v4.new_notebook(cells=cells)
    made = Lesson(PATHS[0], nb)
    assert [spoken(one) != spoken(two) for one, two in again(made)] == [False, True, False]
