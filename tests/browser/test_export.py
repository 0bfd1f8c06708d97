"""The lessons as `make export` writes them: complete, offline, for every reader, and on paper."""

import re
from urllib.parse import unquote

import pytest
from another import spoken
from lessons import FOLD, PATHS, Lesson, folds, is_widget, pictures, prose
from test_notebooks import formulas

from tests.browser.axe import faults
from tests.browser.page import LAPTOP
from tools.export import pages

PAPER = {"width": 673, "height": 980}  # A4 without its margins, at 96 pixels an inch
UNFOLD = "() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
# What a check says is a sentence, which may take two lines; code and numbers may not.
FOLDED_LINES = """() => [...document.querySelectorAll('.highlight pre, .printed')].filter(pre => {
    const look = getComputedStyle(pre), lines = pre.textContent.replace(/\\n$/, '').split('\\n');
    const inside = pre.clientHeight - parseFloat(look.paddingTop) - parseFloat(look.paddingBottom);
    const said = lines.length == 1 && /^[A-Z\u4e00-\u9fff][^=\\[\\]{}]*[.。]$/.test(lines[0]);
    return !said && inside > (lines.length + 0.5) * parseFloat(look.lineHeight);
}).map(pre => pre.textContent)"""
TOO_WIDE = """() => [...document.querySelectorAll('main *')]
    .filter(thing => thing.getBoundingClientRect().right > innerWidth)
    .map(thing => thing.outerHTML.slice(0, 80))"""

# A formula that does not fit into its column, at whose end it would be cut off.
CUT_OFF = """() => [...document.querySelectorAll('main math')].filter(formula => {
    for (let box = formula; box.tagName != 'MAIN'; box = box.parentElement)
        if (box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1) return true;
    return false;
}).map(formula => formula.textContent)"""


class Exported:
    """A lesson as it is exported, open in a page of the browser."""

    def __init__(self, browser, lesson, folder):
        self.lesson = lesson
        self.html = pages.page(lesson.path)
        file = folder / f"{lesson.path.stem}.html"
        file.write_text(self.html, "utf-8")
        self.page = browser.new_page(viewport=LAPTOP)
        self.requests = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())

    def all(self, selector, what):
        """Return one thing of every element that fits a selector."""
        return self.page.eval_on_selector_all(selector, f"all => all.map(x => {what})")


@pytest.fixture(
    scope="module", params=spoken(7), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def exported(request, browser, tmp_path_factory):
    opened = Exported(browser, Lesson(request.param), tmp_path_factory.mktemp("export"))
    yield opened
    opened.page.close()


def shown_code(cell):
    """Return the code that a Markdown cell shows, outside of what is folded."""
    return re.findall(r"^```python\n(.*?)^```", FOLD.sub("", cell.source), re.DOTALL | re.MULTILINE)


def test_every_cell_but_the_explorers_is_there(exported):
    kept = [cell for cell in exported.lesson.cells if not is_widget(cell)]
    assert exported.all(".cell", "x.id") == [cell.id for cell in kept]
    code = [
        c
        for cell in kept
        for c in ([cell.source] if cell.cell_type == "code" else shown_code(cell))
    ]
    assert exported.all(".cell > .highlight", "x.textContent.trim()") == [c.strip() for c in code]
    shown = [output.text for cell in kept for output in cell.get("outputs", []) if "text" in output]
    assert exported.all(".printed", "x.textContent") == shown


def test_every_formula_is_mathml(exported):
    texts = [formulas(cell)[0] for cell in exported.lesson.markdown]
    assert exported.page.locator("math").count() == sum(map(len, texts))
    left = exported.all(
        "main",
        "(() => { const copy = x.cloneNode(true);"
        " copy.querySelectorAll('pre, code').forEach(code => code.remove());"
        " return copy.textContent; })()",
    )
    assert re.findall(r".{0,30}[$\\].{0,30}", left[0]) == []


def test_the_course_has_hundreds_of_formulas():
    """So that a count of none on both sides is no success."""
    assert sum(len(formulas(cell)[0]) for p in PATHS for cell in Lesson(p).markdown) > 700


def test_every_picture_has_its_text_and_its_size(exported):
    stored = [
        output.metadata["image/png"]
        for cell in exported.lesson.code
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    assert len(stored) == sum(len(pictures(cell)) for cell in exported.lesson.code)
    shown = exported.all("img", "({alt: x.alt, width: x.width, height: x.height})")
    assert shown == [{k: look[k] for k in ("alt", "width", "height")} for look in stored]
    assert all(exported.all("img", "x.naturalWidth")), "a picture does not load"


def test_folds_stay_folded(exported):
    summaries = [summary for cell in exported.lesson.markdown for summary, _ in folds(cell)]
    assert len(exported.all("details:not([open]) > summary", "x.textContent")) == len(summaries)


def test_it_needs_no_script_and_no_network(exported):
    assert exported.page.locator("script, link, iframe, [onclick]").count() == 0
    assert [url for url in exported.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in exported.requests if url.startswith("file:")]) == 1
    assert "url(" not in exported.html.split("</style>")[0]


def test_axe_finds_nothing(exported):
    exported.page.evaluate(UNFOLD)
    assert faults(exported.page) == []


def test_it_says_its_language_and_title_and_has_a_way_past(exported):
    page = exported.page
    assert page.locator("html").get_attribute("lang") == exported.lesson.language
    assert page.title() == page.locator("h1").inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').tagName") == "MAIN"


def test_links_are_underlined_and_alive(exported):
    assert set(exported.all("main a", "getComputedStyle(x).textDecorationLine")) <= {"underline"}
    ids = {}
    for link in exported.all("main a", "x.getAttribute('href')"):
        if re.match("https://|mailto:", link):
            continue
        assert ".ipynb" not in link, "a notebook where its page should be"
        file, _, anchor = unquote(link).partition("#")
        here = exported.lesson.path
        source = (here.parent / file).resolve() if file else here
        if file.endswith(".html"):
            [source] = [s for s in pages.sources() if s.with_suffix(".html") == source]
        if anchor:
            html = ids.setdefault(source, pages.page(source))
            assert f' id="{anchor}"' in html, f"{link} leads to no place"
        assert source.exists(), f"{link} leads to no page"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("$y_{\\text{true}}$", ["y true"]),
        ("$s \\leftarrow 0.9 s + 0.1 g^2$", ["s ← 0.9 s + 0.1 g²"]),
        ("sum $z$", []),
        ("$n$ people", []),
        ("$a$ and $b$", []),
    ],
)
def test_a_formula_that_is_all_of_a_head_has_a_label(source, said):
    """And no other has one: where words stand beside it, a head is not empty."""
    html = pages.Exporter().markdown2html({}, f"| {source} |\n|---|\n| $c$ |\n")
    assert re.findall('aria-label="(.*?)"', html) == said


def test_every_line_of_code_stays_a_line_on_the_screen_and_on_paper(exported):
    page = exported.page
    page.evaluate(UNFOLD)
    assert page.evaluate(FOLDED_LINES) == []
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(CUT_OFF) == []
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    assert page.evaluate(FOLDED_LINES) == []
    assert page.evaluate(TOO_WIDE) == []
    picture_folds = page.locator("details.picture")
    assert not any(fold.is_visible() for fold in picture_folds.all())
    page.emulate_media(media="screen")
    page.set_viewport_size(LAPTOP)
    marks = exported.lesson.marks["picture"]
    assert picture_folds.count() == sum(prose(c).count(marks) for c in exported.lesson.markdown)
