"""A third language is a folder and a catalogue: one that nobody speaks goes through all tests.

It is English with small and capital letters exchanged. Nothing in the copy of the course is changed
but what CONTRIBUTING tells a translator to write.
"""

import os
import re
import shutil
import string
import subprocess
import sys

import pytest
from lessons import FORMULA, ROOT

from tools import editions, translate

LANGUAGE = "qq"
LESSON = "01_neuron"
PARTS = ("helpers", "tools", "tests", "teach", "conftest.py", "pyproject.toml", "README.md",
         "CHANGELOG.md", "requirements.txt", "notebooks/en/glossary.md", "site", "binder",
         f"notebooks/en/{LESSON}.ipynb")  # fmt: skip
RULES = ("tests/notebooks/test_notebooks.py", "tests/notebooks/test_minutes.py",
         "tests/notebooks/test_numbers.py", "tests/notebooks/test_editions.py",
         "tests/teach/test_copies.py", "tests/exercises/test_exercises.py",
         "tests/exercises/test_checks.py")  # fmt: skip
# What stays as it is: code, formulas, links, tags, and places that are filled in.
FIXED = re.compile(rf"```.*?```|{FORMULA.pattern}|\]\([^)]*\)|</?\w+[^>]*>|{{[^}}]*}}", re.DOTALL)
SWAPPED = str.maketrans(string.ascii_letters, string.ascii_letters.swapcase())


def spoken(text):
    """Return an English text in the language, with its Greek letters as they are."""
    parts, end = [], 0
    for match in FIXED.finditer(text):
        parts += [text[end : match.start()].translate(SWAPPED), match[0]]
        end = match.end()
    return "".join([*parts, text[end:].translate(SWAPPED)])


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course with one lesson in English and in the language."""
    root = tmp_path_factory.mktemp("course")
    ignored = shutil.ignore_patterns("__pycache__", "zh-CN", "zh_CN", "*.zh-CN.*", "score.json")
    for part in PARTS:
        target = root / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, target, ignore=ignored)
        else:
            shutil.copy(ROOT / part, target)
    run(root, "-m", "tools.translate", LANGUAGE)
    path = translate.catalogues(root)[LANGUAGE]
    catalog = translate.read(path)
    for message in catalog:
        message.string = spoken(message.id) if message.id else message.string
    path.write_bytes(translate.text(catalog))
    for folder in editions.FOLDERS:
        (root / folder / LANGUAGE).mkdir()
    for folder in (root, root / "teach"):
        (folder / f"README.{LANGUAGE}.md").touch()
    run(root, "-m", "tools.translate")
    run(root, "-m", "tools.editions")
    for source, own in editions.pairs(LANGUAGE, root):
        if own.suffix != ".ipynb":
            own.write_text(spoken(source.read_text("utf-8")), "utf-8")
        else:
            nb = editions.read(own)
            for cell in nb.cells:
                if cell.cell_type == "markdown":
                    cell.source = spoken(cell.source)
            own.write_text(editions.text(nb), "utf-8")
        editions.seen(source, own)
    assert len(editions.pairs(LANGUAGE, root)) > 12
    both = [f"notebooks/{one}/{LESSON}.ipynb" for one in (editions.ENGLISH, LANGUAGE)]
    run(root, "-m", "tools.normalise", *both)  # with one matplotlib, whichever it is
    run(root, "-m", "tests.exercises.transcripts", LESSON)
    return root


# Prints what lies in the archive beside site and course, both of which are not here.
ARCHIVE = """
from teach.offline.__main__ import files
for name, told in files():
    if "/" not in name:
        print(name, told.decode("utf-8-sig"))
"""


def run(root, *arguments, language=""):
    """Run Python in the copy, and return what it prints."""
    env = os.environ | {"COURSE_LANGUAGE": language, "LESSON_DAYS": "1"}  # no lesson rests there
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_every_rule_holds_in_a_language_that_nobody_speaks(course):
    """But for those of links: the copy has one lesson, and the next one is not there."""
    said = run(course, "-m", "pytest", "-q", "--override-ini", "addopts=", *RULES,
               "-k", f"{LANGUAGE} and not link and not (stored and not neuron)",
               "-p", "no:cacheprovider")  # fmt: skip
    passed = int(re.search(r"(\d+) passed", said)[1])
    assert passed > 40
    assert "failed" not in said


def test_paper_and_the_archive_speak_it(course):
    said = run(course, "-c", ARCHIVE)
    assert spoken("Read me first.txt") in said
    assert spoken("This folder holds the whole course. It needs no network.") in said
    assert said.count(spoken("this computer has no Python")) > 0 or "pYTHON" in said
    said = run(course, "-m", "teach.press", "--class", "2", "--seed", "7", language=LANGUAGE)
    assert spoken("pages for each of") in said
    assert len(list((course / "worksheets").rglob("*.pdf"))) == 12


def test_any_cell_again_speaks_it(course):
    run(course, "-m", "pytest", "-q", "--override-ini", "addopts=", "-p", "no:cacheprovider",
        "tests/notebooks/test_again.py", "-k", LESSON)  # fmt: skip


def test_a_learner_in_its_folder_is_answered_in_it(course):
    said = (course / f"notebooks/{LANGUAGE}/{LESSON}.ipynb").read_text("utf-8")
    assert spoken("Not attempted yet.") in said
    assert "Not attempted yet." not in said
