"""Packages are what the course needs installed; a missing or old one is named in a sentence."""

import logging
import os
import re
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from helpers.words import _, joined

REQUIREMENTS = Path(__file__).parent.parent / "requirements.txt"
NEEDED_IN_A_LESSON = ("numpy", "matplotlib", "ipywidgets")
IN_A_BROWSER = sys.platform == "emscripten"
FRAMEWORKS = ("torch", "keras", "tensorflow")  # notebook 13 can use them
# TensorFlow is told so before it starts: to say nothing but errors, and to add up in one order.
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "KERAS_BACKEND": "tensorflow"}


class PackageError(ImportError):
    """A package is missing or too old. Jupyter shows the sentence alone, without a traceback."""

    def _render_traceback_(self):
        return [str(self)]


def check():
    """Raise `PackageError` unless each package is there, as new as requirements.txt asks."""
    # On its first day matplotlib looks for fonts, and says so in red.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
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


def found(*frameworks):
    """Return whether these frameworks are installed; if one is not, say how to get it.

    A cell that needs one has its lines below `if packages.found("torch"):`, so that a notebook
    runs to its end without.
    """
    said = missing(*frameworks)
    if said:
        print(said)
        return False
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    return True


def missing(*frameworks):
    """Return the sentence that names what is missing of these frameworks; "" if nothing is."""
    lacking = joined(name for name in frameworks if find_spec(name) is None)
    if IN_A_BROWSER:
        said = _("This cell needs {names}, which no browser has. On a computer of your own it\n"
                 "runs after make frameworks. Go on with the next cell.")  # fmt: skip
    else:
        said = _("This cell needs {names}, not installed here. Close Jupyter and run\n"
                 "make frameworks\n"
                 "in the folder of the course, or, without make,\n"
                 "pip install -r requirements-frameworks.txt")  # fmt: skip
    return said.format(names=lacking) if lacking else ""


def _installed(name, or_else=None):
    """Return the version of a package as text."""
    try:
        return version(name)
    except PackageNotFoundError:
        return or_else


def _parts(text):
    """Return the leading numbers of a version: "3.11.2rc1" gives (3, 11, 2)."""
    return tuple(int(part) for part in re.match(r"\d+(\.\d+)*", text)[0].split("."))
