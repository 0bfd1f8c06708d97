"""Fixtures of the browser tests: one server, one browser, one page a notebook."""

import os
import re
from pathlib import Path

import pytest
from lessons import ROOT
from turns import of_the_day
from xdist.scheduler import LoadScopeScheduling

from tests.browser import chromium
from tests.browser.jupyter import Jupyter
from tests.browser.page import LAPTOP, NotebookPage

ALL = sorted(path.name for path in (ROOT / "notebooks" / "en").glob("*.ipynb"))
# Those of the day, or who names some, "01 02", has these.
FEW = os.environ.get("BROWSER_LESSONS", "").split()
UNKNOWN = set(FEW) - {name[:2] for name in ALL}
assert not UNKNOWN, f"LESSONS names {UNKNOWN}; expected numbers such as 01"
NOTEBOOKS = [f"en/{name}" for name in ALL if name[:2] in FEW]
NOTEBOOKS = NOTEBOOKS or [f"en/{name}.ipynb" for name in of_the_day()]
# The notebook of a test, in its name: the first of its parameters.
OPENED = re.compile(r"(?<=\[)[\w-]+/\d\d_\w+\.ipynb")
SCREENSHOTS = ROOT / "tests" / "screenshots"


class ByPage(LoadScopeScheduling):
    """Gives one worker the tests that share a page: those of a notebook, or of a file with the
    same parameter.

    What xdist brings for groups, `loadgroup`, does nothing with pytest 9.2: it writes into the
    names of tests, which pytest no longer lets it.
    """

    def _split_scope(self, nodeid):
        path, _, test = nodeid.partition("::")
        _, _, page = test.partition("[")
        notebook = OPENED.search(test)
        return notebook[0] if notebook else (path, page or test)


def pytest_collection_modifyitems(items):
    """Put the tests of a notebook beside each other, the learner's last: answers stay in a page."""
    notebooks = [found[0] for item in items if (found := OPENED.search(item.name))]

    def place(item):
        found = OPENED.search(item.name)
        return notebooks.index(found[0]) if found else -1, item.path.name == "test_learner.py"

    items.sort(key=place)


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


class Desk:
    """Has one notebook open, and keeps it for all tests of it: to open one takes longest."""

    def __init__(self, browser, jupyter):
        self.browser, self.jupyter, self.opened = browser, jupyter, None
        self.failed = {}  # why a notebook could not be opened: no test waits for it once more

    def open(self, notebook):
        """Return a notebook such as "en/01_neuron.ipynb", at a laptop's size, run from the top."""
        language, name = notebook.split("/")
        folder = f"notebooks/{language}"
        if notebook in self.failed:
            raise self.failed[notebook]
        if not self.opened or (self.opened.folder, self.opened.name) != (folder, name):
            self.close()
            page = self.browser.new_page(viewport=LAPTOP)
            try:
                opened = NotebookPage(page, self.jupyter, name, folder=folder)
                opened.run_all()
            except Exception as why:
                self.failed[notebook] = why
                page.close()
                raise
            self.opened = opened
        return self.opened

    def close(self):
        if self.opened:
            self.opened.page.close()
        self.opened = None


@pytest.fixture(scope="session")
def desk(browser, jupyter):
    desk = Desk(browser, jupyter)
    yield desk
    desk.close()


@pytest.fixture(params=NOTEBOOKS)
def notebook(request, desk):
    """Return each notebook in turn; a test may name others as its parameters."""
    return desk.open(request.param)


@pytest.fixture(scope="session")
def screenshots():
    """Return the ignored folder where pictures are left for a person to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    return Path(SCREENSHOTS)
