"""Marks are the words by which the tools know a place of a lesson, in the language of its folder.

They stand in the catalogue of the helpers, so that a new language needs nothing here.
"""

import re
from pathlib import Path

from helpers import words

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = "en"


def languages():
    """Return the languages of the course, English first: the folders of its notebooks."""
    found = {path.parent.name for path in ROOT.glob("notebooks/*/[0-9]*.ipynb")}
    return [ENGLISH, *sorted(found - {ENGLISH})]


def marks(language):
    """Return {name: what a lesson of this language says there}; `minutes` is a pattern."""
    _ = words.catalogue(language.replace("-", "_")).gettext

    minutes = re.escape(_("About {minutes} minutes")).replace(r"\{minutes\}", r"(\d+)")
    return {
        "objectives": f"**{_('You will')}**",
        "predict": f"**{_('Predict.')}**",
        "figure": f"*{_('Figure:')}*",
        "picture": f"<summary>{_('The picture in words')}</summary>",
        "recap": f"## {_('What we have seen')}",
        "recall": f"## {_('Before you begin')}",
        "answers": f"<summary>{_('Answers')}</summary>",
        "stop": f"**{_('A good place to stop.')}**",
        "question": f"**{_('A question to take along.')}**",
        "extra": _("Extra: "),
        "minutes": rf"^\*{minutes}",
        "teacher": f"<summary>{_('For the teacher: ')}",
        "hints": [
            _("Hint 1: a nudge"),
            _("Hint 2: the formula with blanks"),
            _("Hint 3: the numbers"),
        ],
        "solution": f"<summary>{_('Solution')}</summary>",
        "solutions": f"## {_('Solutions')}",
        "skip": _("Skip to the lesson"),
    }
