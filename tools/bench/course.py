"""The course as a whole: each notebook's Run All, the tests, and what an import costs."""

import subprocess
import sys

import nbformat

from tools.bench.table import Section, row, verdict
from tools.bench.timing import Times, side_by_side
from tools.normalise import ROOT, execute

PATHS = sorted(ROOT.glob("notebooks/*/[0-9]*.ipynb"))
MOST_SECONDS = 6
TITLE = "The course as a whole"
NOTE = f"""\
*Run All* is a fresh kernel in which every cell of a notebook runs, against a fresh kernel that \
runs the setup cell alone; a notebook may take {MOST_SECONDS} s. `make test` runs every notebook, \
compares all outputs, and then runs all other tests; it is measured once, against the sum of Run \
All. Imports are measured in new Python processes, whose own start is part of both times."""


def running(path, cells=None):
    """Return a function that prepares to run the first cells of a notebook (None: all)."""

    def prepare():
        nb = nbformat.read(path, as_version=4)
        nb.cells = [cell for cell in nb.cells if cell.cell_type == "code"][:cells]
        return lambda: execute(nb, path.parent)

    return prepare


def python(*arguments, codes=None):
    """Return a function that prepares to run a new Python process with these arguments.

    The process must succeed, unless there is a list `codes` for its exit codes.
    """

    def run():
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True)
        if codes is None:
            done.check_returncode()
        else:
            codes.append(done.returncode)

    return lambda: run


def section(rounds):
    """Measure, and return the rows."""
    lessons = {f"Run All, {path.parent.name}/{path.stem}": running(path) for path in PATHS}
    runs = {"setup cell alone": running(PATHS[0], 1)} | lessons
    times = side_by_side(runs, rounds(3), warm_up=False)
    setup = times.pop("setup cell alone")
    rows = [
        row(run, setup, verdicts=verdict(run.median, MOST_SECONDS, " s")) for run in times.values()
    ]

    all_notebooks = Times("all notebooks", sum(run.seconds for run in times.values())[:1])
    codes = []
    pytest = {"`make test`": python("-m", "pytest", "-q", codes=codes)}
    tests = side_by_side(pytest, 1, warm_up=False)["`make test`"]
    rows.append(row(tests, all_notebooks, extra=", red" if any(codes) else ", green"))

    imports = {
        "import numpy": python("-c", "import numpy"),
        "import helpers": python("-c", "import helpers"),
        "helpers.training": python("-c", "from helpers import training, people"),
        "matplotlib, ipywidgets": python("-c", "import matplotlib.pyplot, ipywidgets"),
        "helpers.widgets": python("-c", "from helpers import plots, widgets"),
    }
    times = side_by_side(imports, rounds(9))
    rows += [
        row(times["import helpers"], times["import numpy"]),
        row(times["helpers.training"], times["import numpy"]),
        row(times["helpers.widgets"], times["matplotlib, ipywidgets"]),
    ]
    return Section(TITLE, NOTE, rows)
