"""Editions in other languages say what the English lessons say, cell by cell."""

import pytest
from beside import knows, lost, otherwise, wrong
from lessons import ROOT

from tools import editions
from tools.marks import ENGLISH, languages

OTHERS = [language for language in languages() if language != ENGLISH]
FILES = [(language, *pair) for language in OTHERS for pair in editions.pairs(language)]


def named(value):
    return value.relative_to(ROOT).as_posix() if hasattr(value, "stem") else None


def faults(language, english, own):
    """Return what is wrong with the texts of a file, a line each: {cell: text} of both editions."""
    known, stem = knows(language), english.stem
    found = []
    theirs, ours = editions.texts(english), editions.texts(own)
    found += [f"{cell} is missing" for cell in theirs if cell not in ours]
    for cell in (cell for cell in theirs if cell in ours):
        if theirs[cell] == ours[cell]:
            found.append(f"{cell} is in English")
            continue
        apart = known["apart"].get(f"{stem} {cell}", ())
        found += [f"{cell} {what}" for what in lost(theirs[cell], ours[cell], language, apart)]
        found += [f"{cell} {what}" for what in wrong(ours[cell], known["never"])]
        found += [
            f"{cell} {what}"
            for what in otherwise(theirs[cell], ours[cell], known["terms"])
            if what not in apart
        ]
    return found


@pytest.mark.parametrize(("language", "english", "own"), FILES, ids=named)
def test_an_edition_says_what_the_english_says(language, english, own):
    assert not faults(language, english, own)


@pytest.mark.parametrize(("language", "english", "own"), FILES, ids=named)
def test_a_translator_has_seen_the_english_of_today(language, english, own):
    assert not editions.late(english, own)
