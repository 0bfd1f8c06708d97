"""Any cell may be run once more after Run All, on any computer, and shows what is stored.

The sums of products are made from the last term to the first here, as another computer might, and
NumPy does without the abilities that this processor has beyond the oldest ones. The cells are run a
second time from the last to the first, so that each meets the names as later cells left them: one
that hangs on a name which a later cell uses for something else is seen.

The second time the kernel stands in the folder of another edition and has to print what is stored
there, so that what is the same in all languages is run once. With several, each has its turn.
"""

import contextlib
import os
import tempfile
from copy import deepcopy

import nbformat
import pytest
from lessons import ENGLISH_PATHS, PATHS, ROOT, Lesson, changes, pictures, printed
from nbclient import NotebookClient

from tools import arithmetics, frameworks
from tools.marks import others
from tools.normalise import joined


def spoken(cell):
    """Return what a cell shows: its text, and its pictures."""
    outputs = cell.outputs = joined(cell.outputs)  # a stream may come in one piece or in two
    errors = "".join(output.get("ename", "") for output in outputs)
    return printed(cell) + errors, pictures(cell)


def read(text, folder):
    """Return the cells of a notebook as they should be where this runs, in a folder's language."""
    with contextlib.chdir(folder):
        return [frameworks.here(cell) for cell in nbformat.reads(text, as_version=4).cells]


def again(lesson, editions=()):
    """Yield each code cell as it is stored and as Run All leaves it, and for each edition as it is
    stored there and as it is when it is run once more; without an edition, for the lesson itself.
    """
    nb = nbformat.reads(lesson.text, as_version=4)
    english = read(lesson.text, lesson.path.parent)
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
            for edition in editions or [lesson.path]:
                go = nbformat.v4.new_code_cell(f"import os; os.chdir({str(edition.parent)!r})")
                nb.cells.append(go)
                client.execute_cell(go, len(nb.cells) - 1)
                nb.cells.pop()
                for place in reversed(range(len(nb.cells))):
                    if nb.cells[place].cell_type == "code":
                        client.execute_cell(nb.cells[place], place)
                text = edition.read_text("utf-8") if editions else lesson.text
                said = {cell.id: cell for cell in read(text, edition.parent)}
                for stored, one, two in zip(english, first, nb.cells, strict=True):
                    if stored.cell_type == "code":
                        yield stored, one, said[stored.id], deepcopy(two)


def differs(stored, one, said, two):
    """Return what a cell shows that it should not, and what it should; "" if nothing.

    An explorer or a time is not the same twice, but neither of them ends in an error.
    The last digits of a sum may move a line by less than a pixel, so a picture is compared with
    the one before it, made of the same sums.
    """
    if changes(stored):
        errors = [o.ename for cell in (one, two) for o in cell.outputs if o.output_type == "error"]
        return f"ends in {errors[0]}" if errors else ""
    texts = [spoken(cell)[0] for cell in (one, stored, two, said)]
    for now, before in (texts[:2], texts[2:]):
        if now != before:
            return f"shows\n{now[:200]}\nand showed\n{before[:200]}"
    return "" if spoken(two)[1] == spoken(one)[1] else "shows another picture"


@pytest.fixture(params=ENGLISH_PATHS, ids=lambda path: path.stem)
def lesson(request):
    """Each notebook in English; the editions come along."""
    return Lesson(request.param)


def test_any_cell_again(lesson):
    """A cell shows what is stored, and when it is run a second time, what each edition stores."""
    editions = [ROOT / "notebooks" / other / lesson.path.name for other in others()]
    lesson.refuse((four[0], wrong) for four in again(lesson, editions) if (wrong := differs(*four)))


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
    assert [bool(differs(*four)) for four in again(lesson)] == [False, True, False, False, True]


def test_an_explorer_that_raises_the_second_time_is_seen():
    nb = made("x = [1]", "x.pop()").nb
    nb.cells[1].metadata.tags = ["widget"]
    lesson = Lesson(PATHS[0], nb)
    assert [differs(*four) for four in again(lesson)] == ["", "ends in IndexError"]


def test_what_an_edition_stores_is_compared(tmp_path):
    lesson = made("print('one')", "print('two')")
    nb = deepcopy(lesson.nb)
    nb.cells[1].outputs[0].text = "zwei\n"
    nbformat.write(nb, tmp_path / "edition.ipynb")
    found = [bool(differs(*four)) for four in again(lesson, [tmp_path / "edition.ipynb"])]
    assert found == [False, True]
