"""Lies are wrong lines, one a piece, where mutmut changes nothing: pages in JavaScript, settings.

Each says what is no longer true with it, and names the test that has to turn red.
"""

from typing import NamedTuple


class Lie(NamedTuple):
    """A line of a file that becomes a wrong one, and the test that sees it."""

    lie: str  # what is no longer so
    path: str
    line: str  # a part of the file that stands in it once
    becomes: str
    test: str  # FILE::NAME
