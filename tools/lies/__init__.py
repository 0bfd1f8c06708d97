"""Lies are wrong lines, one a piece, where mutmut changes nothing: pages in JavaScript, settings.

Each says what is no longer true with it, and names the tests that have to turn red.
"""

from typing import NamedTuple


class Lie(NamedTuple):
    """A line of a file that becomes a wrong one, and the test or tests that see it."""

    lie: str  # what is no longer so
    path: str
    line: str  # a part of the file that stands in it once
    becomes: str
    tests: str  # FILE::NAME, or several of them with blanks between
