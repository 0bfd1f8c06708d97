"""What a teacher's command needs besides the course, and how to get it."""

from importlib.util import find_spec

from helpers.words import _


def missing(package, command):
    """Return the sentence that says how to get a package of PyPI; "" if it is there."""
    if find_spec(package.replace("-", "_")):
        return ""
    said = _("{package} is missing: run make {command}, which installs it, or python -m pip "
             "install -r teach/requirements.txt.")  # fmt: skip
    return said.format(package=package, command=command)
