"""What a teacher's command needs besides the course: a language that is there, and packages."""

import os
from importlib.util import find_spec

from helpers import inputs
from helpers.words import _
from tools.marks import ENGLISH, languages


def language():
    """Return the language that COURSE_LANGUAGE names, else English.

    Raises ValueError where the course is not in it.
    """
    named = os.environ.get("COURSE_LANGUAGE") or ENGLISH
    inputs.one_of("LANGUAGE", named, languages())
    return named


def missing(package, command, listed="requirements-teach.txt"):
    """Return the sentence that says how to get a package of PyPI, and where it is listed; "" if it
    is there.
    """
    if find_spec(package.replace("-", "_")):
        return ""
    said = _("{package} is missing: run make {command}, which installs it, or python -m pip "
             "install -r {file}.")  # fmt: skip
    return said.format(package=package, command=command, file=listed)
