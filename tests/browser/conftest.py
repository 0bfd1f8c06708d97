"""Fixtures of the browser tests: one server, one browser, one page a notebook."""

import os
from pathlib import Path

import pytest
from another import turn
from lessons import ROOT
from xdist.scheduler import LoadScopeScheduling

from tests.browser import chromium
from tests.browser.jupyter import Jupyter
from tests.browser.page import LAPTOP, NotebookPage

ALL = sorted(path.name for path in (ROOT / "notebooks" / "en").glob("*.ipynb"))
# The six of the path, and of those that go on every third one: the others have the next days, or
# any day that STUDY_DATE names. Who names some, "01 02", has these.
FEW = os.environ.get("BROWSER_LESSONS", "").split()
UNKNOWN = set(FEW) - {name[:2] for name in ALL}
assert not UNKNOWN, f"LESSONS names {UNKNOWN}; expected numbers such as 01"
NOTEBOOKS = [name for name in ALL if name[:2] in FEW] or ALL[:6] + turn(ALL[6:], 3)
SCREENSHOTS = ROOT / "tests" / "screenshots"


class ByPage(LoadScopeScheduling):
    """Gives one worker the tests that share a page: those of a file with the same parameter.

    What xdist brings for groups, `loadgroup`, does nothing with pytest 9.2: it writes into the
    names of tests, which pytest no longer lets it.
    """

    def _split_scope(self, nodeid):
        path, _, test = nodeid.partition("::")
        _, _, page = test.partition("[")
        return path, page or test


@pytest.hookimpl(optionalhook=True)  # one process alone has none
def pytest_xdist_make_scheduler(config, log):
    return ByPage(config, log)


@pytest.fixture(scope="session")
def browser():
    with chromium.launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory):
    server = Jupyter(tmp_path_factory.mktemp("jupyter"))
    yield server
    server.stop()


@pytest.fixture(scope="module", params=NOTEBOOKS)
def notebook(request, browser, jupyter):
    """Return each notebook in turn, opened at the size of a laptop and run from the top."""
    page = browser.new_page(viewport=LAPTOP)
    opened = NotebookPage(page, jupyter, request.param)
    opened.run_all()
    yield opened
    page.close()


@pytest.fixture
def open_notebook(browser, jupyter):
    """Return a function that opens one notebook by name and runs it."""
    pages = []

    def open_and_run(name, folder="notebooks/en"):
        pages.append(browser.new_page(viewport=LAPTOP))
        opened = NotebookPage(pages[-1], jupyter, name, folder=folder)
        opened.run_all()
        return opened

    yield open_and_run
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def screenshots():
    """Return the ignored folder where pictures are left for a person to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    return Path(SCREENSHOTS)
