"""The lessons in other languages: their words fit on the page, and controls have names in them.

What no language changes is tried in English alone.
"""

import pytest
from another import turn
from lessons import OTHER_PATHS

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
OTHERS = turn(OTHERS, 7)  # two of each other language, others each day
pytestmark = pytest.mark.parametrize("notebook", OTHERS, indirect=True)


# Draws letters, each alone, as the page would; two that have no glyph look alike.
DRAWN = """letters => letters.map(letter => {
    const paper = document.createElement('canvas').getContext('2d');
    const text = document.querySelector('.jp-RenderedHTMLCommon');
    paper.font = '40px ' + getComputedStyle(text).fontFamily;
    paper.fillText(letter, 10, 60);
    return paper.canvas.toDataURL();
})"""


def alike(page, letters):
    """Return whether two of the letters look alike on a page, as those without a glyph do."""
    return len(set(page.evaluate(DRAWN, letters))) < len(letters)


def test_its_letters_have_a_font(notebook):
    letters = [one for one in notebook.page.locator("h1").first.inner_text() if one.isalpha()]
    assert not alike(notebook.page, list(dict.fromkeys(letters)))
    assert alike(notebook.page, ["\ue000", "\ue001"]), "letters of nobody have no glyph"
