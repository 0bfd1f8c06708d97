"""Writes worksheets as PDF: python -m teach.press --class 30 --seed 7 [--lessons 1 2]

For each of the lessons 1 to 6 a file with a page for each pupil and a file with the key, below
`worksheets/` or where `--folder` says. The same class and seed give the same files.
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.words import _
from teach.needs import language, missing
from teach.press import typeset
from tools.arguments import whole

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "worksheets"
MOST = 300  # pupils


class Lesson(NamedTuple):
    """A lesson on paper: the module that makes its sheets, and, where a page needs the table, how
    far an answer may be from what exact outputs give.
    """

    module: str
    table: float | None


LESSONS = {
    1: Lesson("neuron", 0.01),
    2: Lesson("feedforward", 0.02),
    3: Lesson("loss", None),
    4: Lesson("backprop", None),
    5: Lesson("sgd", None),
    6: Lesson("training", 0.15),
}


def titles():
    """Return what is written above each lesson's pages."""
    return {
        1: _("1 · A neuron decides"),
        2: _("2 · From two inputs to one output"),
        3: _("3 · How wrong, in one number"),
        4: _("4 · Send the blame back"),
        5: _("5 · Step downhill"),
        6: _("6 · Train"),
    }


def sheets(lesson, pupils, seed):
    """Return {number: Sheet} for a class; no two pupils have one page, and all is by the seed."""
    make = import_module(f"teach.press.{LESSONS[lesson].module}").make
    made, pages = {}, set()
    for n in range(1, pupils + 1):
        rng = np.random.default_rng([seed, lesson, n])
        for _attempt in range(MOST):  # after that many, a page may come twice
            made[n] = make(rng)
            page = tuple(question.text for question in made[n].questions)
            if page not in pages:
                break
        pages.add(page)
    return made


def main(arguments, folder=FOLDER):
    """Write the files, and say where they are."""
    parser = argparse.ArgumentParser(prog="make worksheets", description=__doc__.split("\n")[0])
    parser.add_argument("--class", dest="pupils", nargs="?", const="", default="30")
    parser.add_argument("--seed", nargs="?", const="", default="1")
    parser.add_argument("--lessons", nargs="+", default=list(map(str, LESSONS)))
    parser.add_argument("--folder", type=Path, default=folder)
    told = parser.parse_args(arguments)
    folder = told.folder
    try:
        pupils = whole("CLASS", told.pupils, 1, MOST)
        seed = whole("SEED", told.seed, 0, 2**32)
        lessons = [whole("LESSONS", lesson, 1, max(LESSONS)) for lesson in told.lessons]
        spoken = language()
    except ValueError as sentence:
        return str(sentence)
    if sentence := missing("typst", "worksheets"):
        return sentence
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:  # it is a file, or nobody may write there
        said = _("No worksheets can be written into {folder}: {error}.")
        return said.format(folder=folder, error=error.strerror)
    for lesson in lessons:
        title, made = titles()[lesson], sheets(lesson, pupils, seed)
        stem = folder / f"{lesson:02}_{LESSONS[lesson].module}"
        sheet = title, LESSONS[lesson], made, spoken, seed
        Path(f"{stem}.pdf").write_bytes(typeset.pages(*sheet))
        Path(f"{stem}_key.pdf").write_bytes(typeset.key(*sheet))
    said = _("{pages} pages for each of {lessons} lessons, and their keys, are in {folder}.")
    print(said.format(pages=pupils, lessons=len(lessons), folder=folder.name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
