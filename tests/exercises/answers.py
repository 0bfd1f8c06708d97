"""Answers are rows of a table here: a check, what is handed in to it, and what it then says."""

import ast
import inspect
import re

import pytest

from helpers import exercises

ENDS = (".", "?", ")", "…", "{text}", "{why}")  # of a whole sentence
CHECKS = {name: check for name, check in vars(exercises).items() if inspect.isfunction(check)}


def each(rows):
    """Return a decorator that gives a test the check, the answers and the sentence of every row."""
    named = [pytest.param(*row, id=f"{row[0].__name__}-{place}") for place, row in enumerate(rows)]
    return pytest.mark.parametrize(("check", "answers", "sentence"), named)


def unsaid(module, rows):
    """Return the sentences marked with _() in the source of a module that no row expects."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if is_marked(node)]
    expected = [sentence for _check, _answers, sentence in rows]
    expected += [sentence.removeprefix("Not quite. ") for sentence in expected]
    return [text for text in {call.args[0].value for call in calls} if not fits(text, expected)]


def is_marked(node):
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"


def fits(text, expected):
    """Return whether one of the expected sentences is this text with its {blanks} filled in.

    A text that does not end as a sentence does is a piece, which a sentence holds.
    """
    pattern = re.sub(r"\\{.*?\\}", ".+", re.escape(text))
    match = re.fullmatch if text.endswith(ENDS) else re.search
    return any(match(pattern, sentence) for sentence in expected)
