"""The course as a whole: each notebook's Run All, the tests, and what an import costs."""

import subprocess
import sys
from contextlib import ExitStack
from time import perf_counter

import nbformat
import numpy as np

from tools import frameworks
from tools.bench.table import MISSING, Section, duration, missing, row, verdict
from tools.bench.timing import Times, side_by_side
from tools.normalise import ROOT, kernel

PATHS = sorted(ROOT.glob("notebooks/*/[0-9]*.ipynb"))
PATH, GOING_ON = (5, 180), (6, 220)  # seconds and MiB that a notebook may take: 1 to 6, and after
BLOCK = (25, 260)  # of notebook 14, which trains a block of attention
WITH_FRAMEWORKS = (30, None)  # of its kernel they take more than all the rest
# What a kernel says of itself.
MEMORY = "import psutil; print(psutil.Process().memory_info().rss / 2**20)"
TITLE = "The course as a whole"
NOTE = f"""\
*Run All* runs every cell of a notebook in a kernel that has started, as it has where a notebook \
is open, against the setup cell alone; how long the kernel took to start is given beside it. A \
notebook of the path, 1 to 6, may take {PATH[0]} s, and its kernel \
then {PATH[1]} MiB of memory; one of those that go on may take {GOING_ON[0]} s and {GOING_ON[1]} \
MiB, and the last one, which trains a block of attention, {BLOCK[0]} s and {BLOCK[1]} MiB. Cells \
that need a framework are left out, and have a row of their own, where the notebook may take \
{WITH_FRAMEWORKS[0]} s. `make test` runs every notebook, compares all outputs, and then runs \
all other tests; it is measured once, against the sum of Run All. Imports are measured in new \
Python processes, whose own start is part of both times."""


class Running:
    """Prepares to run the first cells of a notebook (None: all) in a kernel that it starts.

    Those that need a framework are left out, unless it is to be `framed`. `memory` is in MiB,
    `starts` are the seconds that the kernel took to start, one a run.
    """

    def __init__(self, path, cells=None, framed=False):
        self.path, self.cells, self.framed, self.memory, self.starts = path, cells, framed, [], []

    def __call__(self):
        nb = nbformat.read(self.path, as_version=4)
        code = [cell for cell in nb.cells if cell.cell_type == "code"][: self.cells]
        nb.cells = [cell for cell in code if self.framed or not frameworks.needed(cell)]
        nb.cells.append(nbformat.v4.new_code_cell(MEMORY))
        until_the_end, start = ExitStack(), perf_counter()
        run_all = until_the_end.enter_context(kernel(nb, self.path.parent))
        self.starts.append(perf_counter() - start)

        def run():
            with until_the_end:
                run_all()
            self.memory.append(float(nb.cells[-1].outputs[0].text))

        return run


def line(run, setup, lesson):
    """Return the row of a notebook: its seconds, and the most memory that its kernel ended with."""
    mebibytes, start = max(lesson.memory), duration(np.median(lesson.starts))
    number = int(lesson.path.name[:2])
    limits = PATH if number <= 6 else BLOCK if number == 14 else GOING_ON
    seconds, most = WITH_FRAMEWORKS if lesson.framed else limits
    both = [verdict(run.median, seconds, " s"), verdict(mebibytes, most, " MiB")]
    told = "; ".join(one for one in both if one != MISSING)
    return row(run, setup, verdicts=told, extra=f"; kernel {start}, {mebibytes:.0f} MiB")


def with_frameworks():
    """Return what runs the notebooks whose cells need frameworks with them, and what is missing."""
    runs, why = {}, {}
    for path in PATHS:
        cells = nbformat.read(path, as_version=4).cells
        if any(map(frameworks.needed, cells)):
            name = f"Run All, {path.parent.name}/{path.stem}, with frameworks"
            if any(map(frameworks.missing, cells)):
                why[name] = "not installed; make frameworks"
            else:
                runs[name] = Running(path, framed=True)
    return runs, why


def command(*arguments, codes=None):
    """Return a function that prepares to run a command with these arguments.

    It must succeed, unless there is a list `codes` for its exit codes.
    """

    def run():
        done = subprocess.run(arguments, cwd=ROOT, capture_output=True)
        if codes is None:
            done.check_returncode()
        else:
            codes.append(done.returncode)

    return lambda: run


def python(code):
    """Return the same for a new Python process that runs a line of code."""
    return command(sys.executable, "-c", code)


def section(rounds):
    """Measure, and return the rows."""
    lessons = {f"Run All, {path.parent.name}/{path.stem}": Running(path) for path in PATHS}
    more, lacking = with_frameworks()
    lessons |= more
    runs = {"setup cell alone": Running(PATHS[0], 1)} | lessons
    times = side_by_side(runs, rounds(3), warm_up=False)
    setup = times.pop("setup cell alone")
    rows = [line(run, setup, lessons[name]) for name, run in times.items()]
    rows += [missing(name, setup.name, why) for name, why in lacking.items()]

    all_notebooks = Times("all notebooks", sum(run.seconds for run in times.values())[:1])
    codes = []
    make = {"`make test`": command("make", "test", codes=codes)}
    tests = side_by_side(make, 1, warm_up=False)["`make test`"]
    rows.append(row(tests, all_notebooks, extra=", red" if any(codes) else ", green"))

    imports = {
        "import numpy": python("import numpy"),
        "import helpers": python("import helpers"),
        "helpers.training": python("from helpers import training, people"),
        "matplotlib, ipywidgets": python("import matplotlib.pyplot, ipywidgets"),
        "helpers.widgets": python("from helpers import plots, widgets"),
    }
    times = side_by_side(imports, rounds(9))
    rows += [
        row(times["import helpers"], times["import numpy"]),
        row(times["helpers.training"], times["import numpy"]),
        row(times["helpers.widgets"], times["matplotlib, ipywidgets"]),
    ]
    return Section(TITLE, NOTE, rows)
