"""Marks are the words by which the tools know a place of a lesson, in the language of its folder.

They stand in the catalogue of the helpers, so that a new language needs nothing here.
"""

import re
import tomllib
from pathlib import Path

from helpers import words

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = "en"


def languages():
    """Return the languages of the course, English first.

    Each has a folder for notebooks, which may be empty still, and a catalogue.
    """
    catalogues = {path.name.replace("_", "-") for path in words.LOCALE.iterdir() if path.is_dir()}
    found = {path.name for path in ROOT.glob("notebooks/*") if path.is_dir()}
    return [ENGLISH, *sorted(found & catalogues)]


def others():
    """Return the languages of the course but English, in which everything is written first."""
    return languages()[1:]


def known(language):
    """Return what is known of a language besides its words, from terms.toml at its catalogue."""
    path = words.LOCALE / language.replace("-", "_") / "terms.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def paper(language):
    """Return the family of fonts in which a language is set on paper; "" if Typst's own do."""
    return known(language).get("style", {}).get("paper", "")


def marks(language):
    """Return {name: what a lesson of this language says there}; `minutes` is a pattern."""
    _ = words.catalogue(language).gettext

    bold = {
        "objectives": _("You will"),
        "predict": _("Predict."),
        "stop": _("A good place to stop."),
        "question": _("A question to take along."),
    }
    titles = {
        "recap": _("What we have seen"),
        "recall": _("Before you begin"),
        "solutions": _("Solutions"),
    }
    folds = {
        "picture": _("The picture in words"),
        "answers": _("Answers"),
        "solution": _("Solution"),
    }
    hints = [
        _("Hint 1: a nudge"),
        _("Hint 2: the formula with blanks"),
        _("Hint 3: the numbers"),
    ]
    minutes = re.escape(_("About {minutes} minutes")).replace(r"\{minutes\}", r"(\d+)")
    figure, teacher = _("Figure:"), _("For the teacher: ")
    return {
        **{name: f"**{said}**" for name, said in bold.items()},
        **{name: f"## {said}" for name, said in titles.items()},
        **{name: f"<summary>{said}</summary>" for name, said in folds.items()},
        "figure": f"*{figure}*",
        "teacher": f"<summary>{teacher}",
        "minutes": rf"^\*{minutes}",
        "hints": hints,
        "extra": _("Extra: "),
        "skip": _("Skip to the lesson"),
    }
