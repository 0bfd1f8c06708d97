"""A lesson is a notebook as the tests read it: its cells, and a way to complain about them."""

import ast
import contextlib
import functools
import io
import os
import re
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import NamedTuple

import matplotlib.pyplot as plt
import nbformat

from tools.marks import ENGLISH, marks

ROOT = Path(__file__).resolve().parents[2]
PATHS = sorted(ROOT.glob("notebooks/*/[0-9]*.ipynb"))
ENGLISH_PATHS = [path for path in PATHS if path.parent.name == ENGLISH]
OTHER_PATHS = [path for path in PATHS if path.parent.name != ENGLISH]

TARGET = re.compile(r"\]\([^)]*\)")  # of a link
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$]+\$|`[^`]+`", re.DOTALL)  # or code
FENCE = re.compile(r"^ *```(.*?)^ *```[ ]*$", re.MULTILINE | re.DOTALL)
FOLD = re.compile(r"<details><summary>(.*?)</summary>\n(.*?)</details>", re.DOTALL)


class Lesson:
    """One notebook, read from `path`; `nb` may be given to look at a changed copy."""

    def __init__(self, path, nb=None):
        self.path = Path(path)
        self.text = self.path.read_text("utf-8") if nb is None else nbformat.v4.writes(nb) + "\n"
        self.nb = nbformat.v4.reads(self.text)
        self.cells = self.nb.cells
        self.code = [cell for cell in self.cells if cell.cell_type == "code"]
        self.markdown = [cell for cell in self.cells if cell.cell_type == "markdown"]

    @property
    def number(self):
        return int(self.path.name[:2])

    @property
    def language(self):
        return self.path.parent.name

    @property
    def marks(self):
        return marks(self.language)

    def refuse(self, complaints):
        """Fail with every complaint, a pair of a cell (or None) and what is wrong with it."""
        lines = [
            f'{self.path.name}, cell "{cell.id}": {what}' if cell else f"{self.path.name}: {what}"
            for cell, what in complaints
        ]
        assert not lines, "\n" + "\n".join(lines)


def tags(cell):
    return cell.metadata.get("tags", [])


def is_widget(cell):
    return "widget" in tags(cell)


CHANGING = ("widget", "timing")  # what such a cell shows is never the same twice


def changes(cell):
    return any(tag in tags(cell) for tag in CHANGING)


def prose(cell):
    """Return the text of a Markdown cell without fenced code."""
    return FENCE.sub("", cell.source)


def folds(cell):
    """Return (summary, text) of each folded part of a Markdown cell."""
    return FOLD.findall(prose(cell))


def headings(text):
    """Return (level, title) of each heading of a Markdown text."""
    found = re.findall(r"^(#{1,6}) +(.+?) *$", FENCE.sub("", text), re.MULTILINE)
    return [(len(marks), title) for marks, title in found]


def by_section(lesson):
    """Return (title, pieces) of each section of level 2; a piece is a cell and its part of it."""
    found = []
    for cell in lesson.markdown:
        for piece in re.split(r"^(?=## )", prose(cell), flags=re.MULTILINE):
            titles = [title for level, title in headings(piece) if level == 2]
            if titles or not found:
                found.append(("".join(titles), []))
            found[-1][1].append((cell, piece))
    return found


def pictures(cell):
    """Return the stored PNG pictures of a code cell, in base64."""
    data = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [d["image/png"] for d in data if "image/png" in d]


def printed(cell):
    """Return all text that is stored as output of a code cell."""
    texts = [
        output.get("text", "") or output.get("data", {}).get("text/plain", "")
        for output in cell.get("outputs", [])
        if "image/png" not in output.get("data", {})
    ]
    return "\n".join(texts)


def defined(cell):
    """Return the names of the functions and classes that a code cell defines at its top level."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    return [node.name for node in ast.parse(cell.source).body if isinstance(node, kinds)]


def exercises(lesson):
    """Return {KEY: the four cells}, in which a cell that is not there is None."""
    found = {cell.id: cell for cell in lesson.cells}
    parts = ("-stub", "-check", "-solution")
    others = (*parts, "-lines")
    keys = [i for i in found if i.startswith("exercise-") and not i.endswith(others)]
    return {k: [found.get(k + part) for part in ("", *parts)] for k in keys}


def solution_code(cell):
    """Return the code of the fenced python blocks in a solution cell."""
    return [body.removeprefix("python\n") for body in FENCE.findall(cell.source)]


def slides(nb):
    """Return the ids of the cells on each slide of a notebook.

    A fragment is on it too, and comes with the next key.
    """
    found = []
    for cell in nb.cells:
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        assert kind in (None, "slide", "fragment", "skip")
        if kind == "slide":
            found.append([cell.id])
        elif kind != "skip":
            found[-1].append(cell.id)
    return found


# ---------------------------------------------------------------- a notebook that is run


def under_nbval(cells, folder):
    """Run a notebook of these cells in a folder as the tests run those of the course."""
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "made.ipynb")
    (folder / "conftest.py").write_text((ROOT / "conftest.py").read_text("utf-8"), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, "-c", os.devnull, "--rootdir", ".", "made.ipynb"],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip


def said_by(source, space, folder):
    """Run code in a namespace, as a notebook in this folder does, and return what it prints."""
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(io.StringIO()) as out,
        warnings.catch_warnings(),
    ):
        warnings.filterwarnings("ignore", message="FigureCanvasAgg is non-interactive")
        exec(source, space)
    return out.getvalue()


def run(lesson, folder):
    """Run a notebook's cells in turn, but for those that change; yield each with its namespace.

    What a cell has drawn is open in pyplot until the next one runs.
    """
    imports, space = sys.path.copy(), {"__name__": "__main__"}
    plt.switch_backend("agg")
    try:
        with plt.rc_context():
            for cell in lesson.code:
                if not changes(cell):
                    said_by(cell.source, space, folder)
                    yield cell, space
                    plt.close("all")
    finally:
        sys.path[:] = imports


class Played(NamedTuple):
    """What a notebook has shown when it was run here: [(cell, figure)], and {exercise: names}.

    The names are those that there are once the exercise's stub has run.
    """

    figures: list
    moments: dict


@functools.cache
def played(path):
    """Run a notebook, once for all tests of this process; return what it has `Played`."""
    lesson, figures, moments = Lesson(path), [], {}
    stubs = {cells[1].id: key for key, cells in exercises(lesson).items()}
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / path.parent.name  # tells the language; the game's score goes there
        folder.mkdir()
        for cell, space in run(lesson, folder):
            figures += [(cell, plt.figure(number)) for number in plt.get_fignums()]
            for number in plt.get_fignums():
                plt.figure(number).draw_without_rendering()
            if cell.id in stubs:
                moments[stubs[cell.id]] = dict(space)
    return Played(figures, moments)
