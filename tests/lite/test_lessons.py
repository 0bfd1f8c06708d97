"""Every lesson in the browser: it runs, prints what is stored, and its explorers move."""

import os
from time import monotonic

import nbformat
import pytest
from another import turn
from lessons import ROOT, is_widget, printed

from helpers import packages
from tests.browser.page import NOTEBOOK, NotebookPage
from tools import frameworks
from tools.marks import ENGLISH, others
from tools.normalise import joined

NAMES = sorted(path.name for path in (ROOT / "notebooks/en").glob("[01]*.ipynb"))
FEW = os.environ.get("SITE_LESSONS", "")  # "01 06 13", for a quick look
UNKNOWN = set(FEW.split()) - {name[:2] for name in NAMES}
assert not UNKNOWN, f"LESSONS names {UNKNOWN}; expected numbers such as 01"
# Each lesson in English. In other languages the code is the same, so of a few the first one.
CHOSEN = [("en", name) for name in NAMES if not FEW or name[:2] in FEW.split()]
FIRST = CHOSEN[:1] if FEW else CHOSEN
CHOSEN += [(language, name) for language in others() for _english, name in FIRST]
WAIT = 300_000  # milliseconds; the longest training takes a minute here
OUTPUTS = f"""() => [...{NOTEBOOK}.content.widgets].filter(cell => cell.model.type === 'code')
    .map(cell => [cell.model.id, cell.model.sharedModel.toJSON().outputs])"""


@pytest.fixture(params=CHOSEN, ids="/".join)
def opened(request, context, lite):
    language, name = request.param
    folder = f"notebooks/{language}"
    page = NotebookPage(context.new_page(), lite, name, "lite", wait=WAIT, folder=folder)
    page.path = ROOT / folder / name
    return shown_whole(page)


def shown_whole(opened):
    """Return the notebook with all cells in the page, also those that are out of sight."""
    opened.page.evaluate(
        f"() => {{ const n = {NOTEBOOK}.content;"
        " n.notebookConfig = {...n.notebookConfig, windowingMode: 'none'}; }"
    )
    return opened


def shown(outputs):
    """Return what a cell has printed, and how many pictures it has, of the form of a notebook."""
    cell = nbformat.from_dict({"outputs": joined([nbformat.from_dict(o) for o in outputs])})
    errors = [f"{o.ename}: {o.evalue}" for o in cell.outputs if o.output_type == "error"]
    pictures = [o for o in cell.outputs if "image/png" in o.get("data", {})]
    assert all(isinstance(o.data["image/png"], str) for o in pictures)
    return printed(cell) + "".join(errors), len(pictures)


def texts(nb):
    """Return what is stored of printed lines, cell by cell."""
    said = ["".join(o.text for o in cell.outputs if o.output_type == "stream")
            for cell in nb.cells if cell.cell_type == "code"]  # fmt: skip
    return [text.strip() for text in said if text.strip()]


def stored_texts(opened):
    """Return the same as a reader sees it."""
    cells = opened.page.locator(".jp-CodeCell")
    said = cells.evaluate_all(
        "cells => cells.map(cell => [...cell.querySelectorAll("
        "'[data-mime-type=\"application/vnd.jupyter.stdout\"]')].map(o => o.textContent).join(''))"
    )
    return [text.strip() for text in said if text.strip()]


# Look at the bars of a page from now on; how far each has come is told in `window.bars`, and when.
WATCH = """() => {
    window.bars = {};
    setInterval(() => document.querySelectorAll('.widget-hprogress .progress-bar').forEach(
        (bar, number) => {
            const seen = window.bars[number] ??= new Map(), width = parseFloat(bar.style.width);
            if (!seen.has(width)) seen.set(width, performance.now());
        }), 50);
}"""
BARS = "() => Object.values(window.bars).map(seen => [...seen])"


def test_a_lesson_prints_what_is_stored_and_its_explorers_move(opened, monkeypatch, capsys):
    monkeypatch.setattr(packages, "find_spec", lambda _name: None)  # no browser has a framework
    monkeypatch.setattr(packages, "IN_A_BROWSER", True)
    monkeypatch.setenv("COURSE_LANGUAGE", opened.path.parent.name)  # of what is said instead
    stored = nbformat.read(opened.path, 4)
    for _look in range(100):  # cells are drawn one after the other
        if stored_texts(opened) == texts(stored):
            break
        opened.page.wait_for_timeout(100)
    assert stored_texts(opened) == texts(stored), "before anything runs"
    opened.page.evaluate(WATCH)
    opened.wait_for_kernel()
    began = monotonic()
    opened.run_all()
    took, name = monotonic() - began, f"{opened.path.parent.name}/{opened.name}"
    bars = opened.page.evaluate(BARS)  # of each, how far it was seen, and at which millisecond
    trainings = [f", a bar {(seen[-1][1] - seen[0][1]) / 1000:.0f} s" for seen in bars]
    with capsys.disabled():
        print(f"\n{name}: all cells run in {took:.0f} s{''.join(trainings)}")
    now = dict(opened.page.evaluate(OUTPUTS))
    differing = {}
    for cell in stored.cells:
        if cell.cell_type == "code" and "nbval-ignore-output" not in cell.metadata.get("tags", []):
            said, there = shown(now[cell.id]), shown(frameworks.here(cell).outputs)
            if said != there:
                differing[cell.id] = (there, said)
    assert differing == {}
    assert len(bars) == sum("IntProgress(" in cell.source for cell in stored.cells)
    for seen in bars:  # it moves while Python is busy, and to its end
        assert len(seen) > 10, seen
        assert seen[-1][0] == 100
    for number, explorer in enumerate(opened.explorers):
        check_it_moves(explorer, number)
    assert opened.problems == []


# Of each other language one a day.
OF_A_CLASS = ["questions_first.ipynb", "questions_last.ipynb", "classroom.ipynb"]
OF_A_CLASS = [(ENGLISH, name) for name in OF_A_CLASS] + [
    (language, name) for language in others() for name in turn(OF_A_CLASS, 3)
]


@pytest.mark.parametrize(("language", "name"), OF_A_CLASS)
def test_what_a_class_needs_runs_too(language, name, context, lite):
    page, folder = context.new_page(), f"teach/{language}"
    opened = shown_whole(NotebookPage(page, lite, name, "lite", wait=WAIT, folder=folder))
    opened.run_all()
    stored = nbformat.read(ROOT / folder / name, 4)
    now = dict(opened.page.evaluate(OUTPUTS))
    for cell in stored.cells:
        if cell.cell_type == "code" and "widget" not in cell.metadata.get("tags", []):
            assert shown(now[cell.id]) == shown(cell.outputs), cell.id
    if name.startswith("questions"):
        page.locator(".widget-toggle-button", has_text="C").first.click()
        chosen = page.locator(".widget-toggle-button.mod-active")
        chosen.wait_for()
        # Beside the letters a button takes the answer back.
        page.locator(".widget-toggle-buttons ~ button").first.click()
        chosen.wait_for(state="detached")
    assert opened.problems == []


def check_it_moves(explorer, number):
    """One of its sliders, or of its lists, changes the picture, and Reset brings the start back.

    The button Code shows the call that makes it, and Reset takes that away.
    """
    start = explorer.begin()
    explorer.press_code()
    explorer.code.wait_for(state="visible")
    assert "widgets." in explorer.code.input_value(), f"explorer {number} shows no code"
    assert explorer.moves(), f"explorer {number} does not move"
    explorer.reset.first.click()
    explorer.wait_for(start)
    assert explorer.code.is_hidden()


def test_all_explorers_are_looked_at():
    """Those that the notebooks mark; lines to be ordered and a bar have no picture."""
    marked = [
        cell
        for name in NAMES
        for cell in nbformat.read(ROOT / "notebooks/en" / name, 4).cells
        if cell.cell_type == "code" and is_widget(cell)
    ]
    assert len(marked) >= 40


ASK = f"""async code => {{
    const {{ kernel }} = {NOTEBOOK}.sessionContext.session;
    const future = kernel.requestExecute({{ code }});
    let said = '';
    future.onIOPub = ({{ content }}) => {{ said += content.text ?? content.evalue ?? ''; }};
    await future.done;
    return said;
}}"""
COMPLETED = f"""async code => {{
    const {{ kernel }} = {NOTEBOOK}.sessionContext.session;
    return (await kernel.requestComplete({{ code, cursor_pos: code.length }})).content.matches;
}}"""


def asked(context, lite, name, code):
    """Open a lesson, run its first code cell, and return what the kernel says to this code."""
    opened = NotebookPage(context.new_page(), lite, name, "lite", wait=WAIT)
    opened.wait_for_kernel()
    setup = next(cell.source for cell in nbformat.read(ROOT / "notebooks/en" / name, 4).cells
                 if cell.cell_type == "code")  # fmt: skip
    assert opened.page.evaluate(ASK, setup) == ""
    said = opened.page.evaluate(ASK, code)
    opened.page.close()
    return said


def test_a_game_of_notebook_3_is_known_in_notebook_5(context, lite):
    """Each page has a kernel of its own; the file that keeps the score is in the browser."""
    tell = "from helpers import score; print(score.load())"
    assert asked(context, lite, "05_sgd.ipynb", tell) == "None\n"
    keep = "from helpers import score; print(score.save(0.125, 4, True))"
    assert asked(context, lite, "03_loss.ipynb", keep) == "True\n"
    known = "Score(loss=0.125, moves=4, blind=True)\n"
    assert asked(context, lite, "05_sgd.ipynb", tell) == known


def test_what_is_typed_is_completed(context, lite):
    """Although what Jedi knows of other packages is not brought along."""
    opened = NotebookPage(context.new_page(), lite, NAMES[0], "lite", wait=WAIT)
    opened.wait_for_kernel()
    for code, wanted in {
        "import math\nmath.sq": "sqrt",
        "import numpy as np\nnp.lins": "linspace",
        "from helpers.network import Network\nNetwork.rand": "random",
        "'a'.upp": "upper",
    }.items():
        matches = opened.page.evaluate(COMPLETED, code)
        assert any(wanted in match for match in matches), code
