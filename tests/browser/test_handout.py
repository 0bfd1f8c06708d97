"""What is handed out opens without a network, shows all solutions, and shuts nobody out."""

import nbformat
import pytest
from another import spoken
from lessons import PATHS

from teach import copies
from tests.browser.axe import faults
from tests.browser.page import LAPTOP
from tools.export import pages
from tools.marks import marks


@pytest.fixture(params=spoken(7), ids=lambda path: f"{path.parent.name}/{path.stem}")
def opened(request, browser, tmp_path):
    path = request.param
    nb = copies.to_hand_out(nbformat.read(path, as_version=4), marks(path.parent.name))
    file = tmp_path / f"{path.stem}.html"
    file.write_text(pages.page(path, nb), "utf-8")
    page, asked = browser.new_page(viewport=LAPTOP), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    yield page, asked
    page.close()


def test_a_handout_is_whole(opened):
    page, asked = opened
    assert len([url for url in asked if not url.startswith("data:")]) == 1  # the page itself
    assert page.locator("#solutions h2").count() == 1
    assert page.locator("[id$=-solution] h3").count() >= 4
    assert page.locator("[id$=-solution] details").count() == 0
    links = page.eval_on_selector_all("main a", "all => all.map(a => a.getAttribute('href'))")
    lessons = {f"{path.stem}.html" for path in PATHS}
    assert links
    for link in links:
        assert link.startswith(("https://", "#")) or link.partition("#")[0] in lessons, link
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert faults(page) == []
