"""Packages are what the course needs installed; a missing or old one is named in a sentence."""

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from helpers.words import _

REQUIREMENTS = Path(__file__).parent.parent / "requirements.txt"
NEEDED_IN_A_LESSON = ("numpy", "matplotlib", "ipywidgets")


class PackageError(ImportError):
    """A package is missing or too old. Jupyter shows the sentence alone, without a traceback."""

    def _render_traceback_(self):
        return [str(self)]


def check():
    """Raise `PackageError` unless each package is there, as new as requirements.txt asks."""
    requirements = REQUIREMENTS.read_text("utf-8")
    bounds = dict(re.findall(r"^([\w-]+)>=([\d.]+)", requirements, re.MULTILINE))
    if _parts(_installed("ipython", or_else="0")) >= (9, 9):
        # Before 3.9, matplotlib loses the first figure of a notebook under such an IPython.
        bounds["matplotlib"] = max(bounds["matplotlib"], "3.9.0", key=_parts)
    for name in NEEDED_IN_A_LESSON:
        lowest, found = bounds[name], _installed(name)
        if found is None:
            said = _("{name} is not installed. Close Jupyter and run: pip install -r "
                     "requirements.txt (it needs {name} {lowest} or later).")  # fmt: skip
            raise PackageError(said.format(name=name, lowest=lowest))
        if _parts(found) < _parts(lowest):
            said = _("{name} {found} is too old. Close Jupyter and run: pip install -U {name} "
                     "(the course needs {name} {lowest} or later).")  # fmt: skip
            raise PackageError(said.format(name=name, lowest=lowest, found=found))


def _installed(name, or_else=None):
    """Return the version of a package as text."""
    try:
        return version(name)
    except PackageNotFoundError:
        return or_else


def _parts(text):
    """Return the leading numbers of a version: "3.11.2rc1" gives (3, 11, 2)."""
    return tuple(int(part) for part in re.match(r"\d+(\.\d+)*", text)[0].split("."))
