"""Words are all that the helpers say to a person, in the language of the notebook's folder.

A sentence stands in English where it is said: `_("{name} is missing.").format(name=name)`. What
other languages say instead stands in the catalogues below `helpers/locale`; the standard
library's gettext finds it.
"""

import gettext
import os
import unicodedata
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


def _(sentence):
    """Return a sentence in the reader's language, or as it stands where no catalogue has it."""
    return catalogue(language()).gettext(sentence)


def language():
    """Return the language of the working folder's name, else COURSE_LANGUAGE, else English.

    A kernel starts in the folder of its notebook: `zh-CN` tells Chinese, as zh_CN does.
    """
    try:
        folder = Path.cwd().name
    except FileNotFoundError:  # a working folder that was deleted
        folder = ""
    for name in (folder, os.environ.get("COURSE_LANGUAGE", "")):
        name = name.replace("-", "_")
        if name == "en" or gettext.find("helpers", LOCALE, [name]):
            return name
    return "en"


def joined(items):
    """Return texts one after the other, with what the reader's language sets between them."""
    return _(", ").join(items)


def together(*sentences):
    """Return sentences one after the other, as the reader's language sets them; "" counts not."""
    told = ""
    for sentence in filter(None, sentences):
        told = _("{one} {other}").format(one=told, other=sentence) if told else sentence
    return told


def left(text, width):
    """Return a text filled up with spaces at its right to a number of columns, as a screen has."""
    return text + " " * (width - columns(text))


def right(text, width):
    """Return a text filled up with spaces at its left; Chinese characters take two columns."""
    return " " * (width - columns(text)) + text


def columns(text):
    """Return how many columns a text takes on a screen."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def original(sentence):
    """Return in English what a sentence of the reader's language is the translation of."""
    return _originals(language()).get(sentence, sentence)


@cache
def _originals(language):
    """Return {sentence: the English one} of a language; English has none and needs none."""
    translated = getattr(catalogue(language), "_catalog", {})  # gettext shows it in no other way
    return {said: english for english, said in translated.items()}


@cache
def catalogue(language):
    """Return the translations into a language, zh_CN or zh-CN; English has and needs none."""
    return gettext.translation("helpers", LOCALE, [language.replace("-", "_")], fallback=True)
