"""Sentences are marked where they are said, also in what is no Python.

A page of the site and a start file have {{ a sentence }}, a script of the site say("a sentence").
"""

import re

IN_A_PAGE = re.compile(r"\{\{ (.+?) \}\}", re.DOTALL)
IN_A_SCRIPT = re.compile(r'\bsay\(\s*"([^"]+)"')
KINDS = dict.fromkeys((".html", ".bat", ".ps1", ".pl", ".sh"), IN_A_PAGE) | {".js": IN_A_SCRIPT}


def found(path):
    """Return the sentences of a file, in their order; one of another kind has none."""
    return KINDS[path.suffix].findall(joined(path)) if path.suffix in KINDS else []


def joined(path):
    """Return the text of a file in which strings that are added up are one."""
    return re.sub(r'"\s*\+\s*"', "", path.read_text("utf-8"))


def said(text, say):
    """Return a page in which say(sentence) stands in place of each {{ sentence }}."""
    return IN_A_PAGE.sub(lambda match: say(match[1]), text)
