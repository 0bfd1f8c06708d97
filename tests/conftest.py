"""What the tests share."""

import functools
import gc

import pytest
from hypothesis import settings
from lessons import PATHS, Lesson
from matplotlib.backends import backend_agg
from matplotlib.mathtext import MathTextParser

from helpers import figures

# The same inputs are drawn in every run, so that a red test stays red until it is mended.
EACH_TIME = {"derandomize": True, "database": None, "deadline": None}
settings.register_profile("course", **EACH_TIME, max_examples=40)
settings.register_profile("quick", **EACH_TIME, max_examples=8)  # of make quick
settings.load_profile("course")

# What takes longest comes first, so that no worker is left with it at the end.
LONG = ["test_arithmetics.py", "test_again.py", "test_widgets.py", "test_exercises.py"]
LONG += ["test_drawings.py", "test_code.py", "14_attention.ipynb"]


def pytest_collection_modifyitems(items):
    """Begin with what takes longest; all else stays in its order."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


def pytest_collection_finish():
    """Let the collector of what is left over pass over what all tests keep, and come seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="module", autouse=True)
def let_go():
    """Free what explorers leave behind once for all tests of a file, instead of at each of them."""
    with pytest.MonkeyPatch.context() as patch:
        free = figures.let_go
        patch.setattr(figures, "let_go", lambda: None)
        yield
        free()


@pytest.fixture(scope="session", autouse=True)
def formulas():
    """Set each formula once: matplotlib keeps the last 50 of a figure, and forgets them with it."""
    with pytest.MonkeyPatch.context() as patch:
        set_one = MathTextParser._parse_cached.__wrapped__
        patch.setattr(MathTextParser, "_parse_cached", functools.cache(set_one))
        patch.setattr(backend_agg, "MathTextParser", functools.cache(MathTextParser))
        yield


@pytest.fixture(scope="session", params=PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def lesson(request):
    """Each notebook in turn."""
    return Lesson(request.param)
