"""What the tests share."""

import gc

import pytest
from hypothesis import settings
from lessons import PATHS, Lesson

# The same inputs are drawn in every run, so that a red test stays red until it is mended.
settings.register_profile("course", derandomize=True, database=None, deadline=None, max_examples=40)
settings.load_profile("course")


def pytest_collection_finish():
    """Let the collector pass over what all tests keep: each explorer calls it when it is made."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", params=PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def lesson(request):
    """Each notebook in turn."""
    return Lesson(request.param)
