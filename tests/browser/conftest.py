"""Fixtures of the browser tests: one server, one browser, one page a notebook."""

from pathlib import Path

import pytest
from another import turn
from lessons import ROOT

from tests.browser import chromium
from tests.browser.jupyter import Jupyter
from tests.browser.page import LAPTOP, NotebookPage

ALL = sorted(path.name for path in (ROOT / "notebooks" / "en").glob("*.ipynb"))
# The six of the path, and of those that go on every second one: the others have the next day, or
# any day that STUDY_DATE names.
NOTEBOOKS = ALL[:6] + turn(ALL[6:], 2)
SCREENSHOTS = ROOT / "tests" / "screenshots"


def pytest_collection_modifyitems(items):
    """Let one of two workers have all that shares a page: one notebook's tests, or one file's."""
    for item in items:
        params = getattr(item, "callspec", None) and item.callspec.params.values()
        pages = [str(param) for param in params or () if str(param).endswith((".ipynb", ".html"))]
        item.add_marker(pytest.mark.xdist_group(f"{item.path.name} {' '.join(pages)}"))


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
