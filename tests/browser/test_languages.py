"""The lessons in other languages: their words fit on the page, and controls have names in them.

What no language changes is tried in English alone.
"""

import pytest
from another import turn
from lessons import OTHER_PATHS

from tests.browser.page import LAPTOP, NotebookPage
from tests.browser.test_notebooks import (
    test_axe_finds_nothing_in_what_widgets_show,
    test_every_control_has_a_name,
    test_every_explorer_fits_the_screen,
    test_it_runs_without_an_error,
    test_nothing_needs_sideways_scrolling,
)

__all__ = [
    "test_axe_finds_nothing_in_what_widgets_show",
    "test_every_control_has_a_name",
    "test_every_explorer_fits_the_screen",
    "test_it_runs_without_an_error",
    "test_nothing_needs_sideways_scrolling",
]
OTHERS = [f"{path.parent.name}/{path.name}" for path in OTHER_PATHS]


@pytest.fixture(scope="module", params=turn(OTHERS, 7))
def notebook(request, browser, jupyter):
    """Return two notebooks of each other language, others each day."""
    page = browser.new_page(viewport=LAPTOP)
    language, name = request.param.split("/")
    opened = NotebookPage(page, jupyter, name, folder=f"notebooks/{language}")
    opened.run_all()
    yield opened
    page.close()
