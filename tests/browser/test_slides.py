"""A talk: nothing on its slides runs over the edge, and sliders move.

The notebooks are those that are opened anyway, and of those in another language one a day.
"""

import nbformat
import pytest
from another import turn
from lessons import ENGLISH_PATHS, ROOT, slides
from playwright.sync_api import expect

from tests.browser.conftest import NOTEBOOKS
from tests.browser.page import LAPTOP, NOTEBOOK, WAIT, Explorer
from tests.browser.test_languages import OTHERS

PROJECTOR = {"width": 1280, "height": 720}
TALKS = [*NOTEBOOKS, *turn(OTHERS, 2)]
# The cells on the slide that is shown, with their edges and how far something in them runs over.
SHOWN = f"""() => [...{NOTEBOOK}.content.widgets]
    .filter(cell => cell.node.matches('.jp-deck-mod-visible, .jp-deck-mod-onscreen'))
    .map(cell => {{
        const box = cell.node.getBoundingClientRect();
        const parts = '.jp-RenderedHTMLCommon, .jp-OutputArea-output, .widget-vbox, .cm-scroller';
        const over = [...cell.node.querySelectorAll(parts)].map(e => e.scrollWidth - e.clientWidth);
        return {{id: cell.model.id, top: box.top, bottom: box.bottom, left: box.left,
                right: box.right, over: Math.max(0, ...over)}};
    }})"""
# What lies over the left end of a control that can be seen, so that it would be pressed instead.
COVERED = """() => [...document.querySelectorAll(
    '.jp-deck-mod-visible, .jp-deck-mod-onscreen')].flatMap(cell => [...cell.querySelectorAll(
    '.widget-slider .noUi-base, .widget-dropdown select, .widget-button, .widget-text input')])
    .filter(part => part.checkVisibility())
    .map(part => {
        const box = part.getBoundingClientRect();
        return [part, document.elementFromPoint(box.left + 2, (box.top + box.bottom) / 2)];
    })
    .filter(([part, found]) => !part.contains(found) && !found?.contains(part))
    .map(([part, found]) => `${part.className} under ${found?.className}`)"""


@pytest.fixture
def on_a_projector(notebook):
    """Show a notebook as large as a projector does; afterwards as it was."""
    notebook.page.set_viewport_size(PROJECTOR)
    go_to(notebook, "title")
    yield notebook
    notebook.page.evaluate("() => window.jupyterapp.commands.execute('deck:toggle')")
    notebook.page.set_viewport_size(LAPTOP)


@pytest.fixture
def talk(on_a_projector):
    """Return each notebook, run and shown as slides on a projector."""
    opened = on_a_projector
    # The button that the teachers' page names; in the tab of the talk, since others may be open.
    opened.page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) [title="Toggle Deck"]').click()
    opened.page.locator("body[data-jp-deck-mode=presenting]").wait_for(
        state="attached", timeout=WAIT
    )
    return opened


def go_to(opened, cell_id):
    opened.page.evaluate(
        f"id => {{ const n = {NOTEBOOK}.content;"
        " n.activeCellIndex = n.widgets.findIndex(cell => cell.model.id === id); }",
        cell_id,
    )


def on_the_slide(opened, ids):
    """Wait until these cells are shown and stand still; return where they are."""
    wanted, before = list(ids), None
    for _look in range(100):
        shown = opened.page.evaluate(SHOWN)
        if [cell["id"] for cell in shown] == wanted and shown == before:
            return shown
        before = shown
        opened.page.wait_for_timeout(50)
    raise AssertionError(f"{[cell['id'] for cell in shown]} is shown, and not {wanted}")


@pytest.mark.parametrize("notebook", TALKS, indirect=True)
def test_nothing_runs_over_the_edge_and_sliders_move(talk, screenshots):
    nb = nbformat.read(ROOT / talk.folder / talk.name, 4)
    widgets = {c.id for c in nb.cells if "widget" in c.metadata.get("tags", [])}
    moved = []
    for ids in slides(nb):
        go_to(talk, ids[0])
        shown = on_the_slide(talk, ids)
        for cell in shown:
            assert cell["top"] >= 0, ids
            assert cell["bottom"] <= PROJECTOR["height"], ids
            assert cell["left"] >= 0, ids
            assert cell["right"] <= PROJECTOR["width"], ids
            assert cell["over"] <= 2, ids
        if widgets & set(ids):
            assert talk.page.evaluate(COVERED) == [], ids
            picture = talk.cell((widgets & set(ids)).pop()).locator(".widget-html img").first
            if picture.count():
                explorer = Explorer(talk.page, picture)
                explorer.begin()
                moved += [explorer.moves()]
            talk.page.screenshot(
                path=screenshots / f"slide-{talk.language}-{talk.name[:2]}-{ids[0]}.png"
            )
    assert any(moved)
    assert False not in moved  # None is one without a slider and a list
    assert talk.problems == []


@pytest.mark.parametrize("notebook", ["en/01_neuron.ipynb"], indirect=True)
def test_the_arrow_keys_go_on(on_a_projector):
    opened = on_a_projector
    first, second, third, *_others = slides(nbformat.read(ENGLISH_PATHS[0], 4))
    opened.page.evaluate("() => window.jupyterapp.commands.execute('deck:toggle')")
    on_the_slide(opened, first)
    for key, ids in (("ArrowRight", second), ("ArrowRight", third), ("ArrowLeft", second)):
        opened.page.keyboard.press(key)
        on_the_slide(opened, ids)


@pytest.mark.parametrize("notebook", ["en/01_neuron.ipynb"], indirect=True)
def test_the_answer_of_a_prediction_is_seen_after_the_next_key(talk):
    """Its place is kept free before that."""

    ids = "another-weight", "another-weight-code"
    question, answer = map(talk.cell, ids)
    go_to(talk, ids[0])
    place = on_the_slide(talk, ids)
    expect(question).to_have_css("opacity", "1")
    expect(answer).to_have_css("opacity", "0")
    talk.page.keyboard.press("ArrowRight")
    for cell in (question, answer):
        expect(cell).to_have_css("opacity", "1")
        expect(cell).to_be_visible()
    assert on_the_slide(talk, ids) == place
