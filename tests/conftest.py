"""What the tests share."""

import functools
import gc

import pytest
from hypothesis import settings
from lessons import PATHS, Lesson
from matplotlib.backends import backend_agg
from matplotlib.mathtext import MathTextParser

# The same inputs are drawn in every run, so that a red test stays red until it is mended.
EACH_TIME = {"derandomize": True, "database": None, "deadline": None}
settings.register_profile("course", **EACH_TIME, max_examples=40)
settings.register_profile("quick", **EACH_TIME, max_examples=8)  # of make quick
settings.load_profile("course")


def pytest_collection_finish():
    """Let the collector pass over what all tests keep: each explorer calls it when it is made."""
    gc.collect()
    gc.freeze()


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
