"""What pytest does with every notebook that nbval runs."""

import os
import re
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

# Each of two workers has a core of its own. With more threads they wait for each other, in circles,
# and a training of ten seconds may take a minute. NumPy reads it when it is loaded, so that this
# stands before all that loads it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from tools import frameworks, stored
from tools.marks import ENGLISH

ROOT = Path(__file__).resolve().parent


def pytest_collection_modifyitems(config, items):
    """Compare a cell whose frameworks are missing with the sentence that it prints instead.

    Lessons in other languages are run by tests/notebooks/test_again.py, in the kernel of English.
    What is left for another day is counted as deselected, as these are.
    """
    others = {item for item in items if hasattr(item, "cell") and in_another_language(item.path)}
    # Where no days are asked for none rests; and a copy of this file may lie where no tests are.
    if "LESSON_DAYS" in os.environ and (ROOT / "tests/support/turns.py").is_file():
        import turns

        others |= {item for item in items if turns.rests(item.nodeid)}
    config.hook.pytest_deselected(items=list(others))
    items[:] = [item for item in items if item not in others]
    for item in items:
        if hasattr(item, "cell"):
            item.cell = frameworks.here(item.cell)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Compare the pictures of a cell too, where what it shows is compared."""
    result = yield
    if hasattr(item, "cell") and item.options["check"]:
        found = stored.complaints(item.cell, item.test_outputs)
        if found:
            item.raise_cell_error("Cell pictures differ", "\n".join(found))
    return result


# Their tests play a whole lesson: once in each process, to look at what it has drawn or left, or in
# a kernel of its own.
PLAYING = ("tests/exercises/test_exercises.py", "tests/notebooks/test_drawings.py",
           "tests/notebooks/test_again.py")  # fmt: skip


class ByLesson(LoadScopeScheduling):
    """Gives one worker all tests that play the same lesson, so that it is played once."""

    def _split_scope(self, nodeid):
        lesson = re.search(r"\d\d_[a-z]+", nodeid) if nodeid.startswith(PLAYING) else None
        return lesson[0] if lesson else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)  # one process alone has none
def pytest_xdist_make_scheduler(config, log):
    return ByLesson(config, log)


def in_another_language(path):
    """Return whether a path is a lesson of the course in another language than English."""
    return path.parents[1] == ROOT / "notebooks" and path.parent.name != ENGLISH
