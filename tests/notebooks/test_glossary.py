"""The glossary has every term and symbol of the lessons, each with a link to where it comes in."""

import re

import pytest
from beside import HAN, has_english
from lessons import PATHS, Lesson, prose

from tools.marks import ENGLISH

FOLDERS = sorted({path.parent for path in PATHS})
PAGES = [folder for folder in FOLDERS if (folder / "glossary.md").exists()]
# - **bias**: a sentence. [1 · weights-and-bias](01_neuron.ipynb#cell-id=weights-and-bias)
ENTRY = re.compile(
    r"^- (?:\*\*(?P<term>[^*]+)\*\*|(?P<symbol>\$[^$]+\$))(?P<aside> \([^)]*\)|（[^）]*）)?"
    r"(?:: |：)(?P<said>.+?)(?:(?<=。)|(?<!。) )"  # no space behind what is of full width
    r"\[(?P<number>\d+)\]\((?P<file>[^)#]+)#cell-id=(?P<cell>[^)]+)\)$"
)
# What begins with a capital opens a paragraph, but for gates, which are capitals altogether.
BOLD = re.compile(r"\*\*([a-z][^*$.:]*|[A-Z]{2,})\*\*")
GIVEN = re.compile(r"\*\*([^*$]+)\*\*（[^（）]*[a-z]")  # elsewhere, the term with the English word
# One or more; the second column is code.
SYMBOL = re.compile(r"^\| (\$[^$|]+\$(?:[,、] ?\$[^$|]+\$)*) \| `", re.MULTILINE)


def entries(folder):
    """Return the matches of all entries of a glossary, in order."""
    lines = (folder / "glossary.md").read_text("utf-8").splitlines()
    found = [(line, ENTRY.match(line)) for line in lines if line.startswith("- ")]
    assert [line for line, match in found if not match] == [], "these entries have another form"
    return [match for _line, match in found]


def lessons(folder):
    return {path.name: Lesson(path) for path in PATHS if path.parent == folder}


def bare(text):
    """Return the words, written in Chinese alone, behind which no word of English stands."""
    found = re.findall(rf"(?m)^- \*\*([{HAN}]+)\*\*.*", text)
    return [term for term in found if not has_english(rf"- \*\*{term}", text)]


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_a_word_has_its_english_one_behind_it(folder):
    assert bare((folder / "glossary.md").read_text("utf-8")) == []


def test_a_word_without_its_english_one_is_found():
    assert bare("- **层**（layer）：…\n- **对数**（轴）：…\n- **类**：…\n- **AND**：…") == [
        "对数",
        "类",
    ]


def test_there_is_a_glossary_in_every_language():
    assert PAGES == FOLDERS


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_every_term_and_symbol_has_an_entry(folder):
    """A term is what a lesson sets bold; a symbol opens a row of a table of symbols."""
    known = {match["term"] or match["symbol"] for match in entries(folder)}
    symbols = [name for name in known if name.startswith("$")]  # such as $W_1, B_1$, of two
    known |= {f"${one}$" for several in symbols for one in several.strip("$").split(", ")}
    for lesson in lessons(folder).values():
        lesson.refuse(
            (cell, f"introduces {name}, which the glossary does not have")
            for cell in lesson.markdown
            for pattern in (BOLD if folder.name == ENGLISH else GIVEN, SYMBOL)
            for found in pattern.findall(prose(cell))
            for name in re.split(r"(?<=\$)[,、] ?(?=\$)", found)
            if name not in known
        )


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_every_entry_leads_to_the_cell_that_introduces_it(folder):
    """The cell is there, speaks of the term, and no lesson before it sets the term bold."""
    there, wrong = lessons(folder), []
    for match in entries(folder):
        name = match["term"] or match["symbol"]
        lesson = there.get(match["file"])
        cells = [c for c in lesson.cells if c.id == match["cell"]] if lesson else []
        mark = f"**{name}**" if match["term"] else name
        if not cells or mark not in cells[0].source or lesson.number != int(match["number"]):
            wrong.append(f"{name}: {match['file']}#{match['cell']} does not introduce it")
        earlier = [x.path.name for x in there.values() if x.path.name < match["file"]]
        if match["term"] and any(mark in c.source for n in earlier for c in there[n].markdown):
            wrong.append(f"{name}: is introduced before {match['file']}")
    assert wrong == []


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_entries_are_sentences_in_order(folder):
    """An entry is a sentence that ends; terms are in alphabetical order, and none comes twice."""
    found = entries(folder)
    assert [m[0] for m in found if not m["said"].endswith((".", "。"))] == []
    terms = [match["term"] for match in found if match["term"]]
    assert len({match["term"] or match["symbol"] for match in found}) == len(found)
    if folder.name == ENGLISH:
        assert terms == sorted(terms, key=str.lower)
