"""The lessons for Colab: python -m tools.colab writes them to `colab/LANGUAGE/`.

Colab begins each notebook on an empty machine, so each copy has a first cell that fetches the
course from its public address, and links lead from lesson to lesson there.
"""

import re
from pathlib import Path
from posixpath import normpath

import nbformat

from helpers import ADDRESS, __version__, words
from teach.copies import sources
from tools.lab import without_outputs

OWNER_AND_NAME = ADDRESS.removeprefix("https://github.com/")
NAME = OWNER_AND_NAME.rpartition("/")[2]
# The copies lie on a branch of their own, called colab.
OPENED = f"https://colab.research.google.com/github/{OWNER_AND_NAME}/blob/colab"
FETCH = f"""\
import os
import subprocess
import sys
from pathlib import Path

course = Path("{NAME}").resolve()
if not course.exists():
    address = ["--branch=v{__version__}", "{ADDRESS}", str(course)]
    subprocess.run(["git", "clone", "--quiet", "--depth=1", *address], check=True)
sys.path.insert(0, str(course))"""
LINK = re.compile(r"\]\(([\w./-]+\.(?:ipynb|md))(#[^)\s]*)?\)")


def for_colab(nb, language):
    """Return a notebook without outputs, with a first cell that fetches the course."""
    nb = without_outputs(nb)
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(
                lambda found: f"]({led(language, *found.groups())})", cell.source
            )
    _ = words.catalogue(language).gettext
    said = _("Colab begins with an empty machine: this fetches the course. Run it once, before all "
             "others.")  # fmt: skip
    spoken = f'# {said}\n{FETCH}\nos.environ["COURSE_LANGUAGE"] = "{language}"'
    nb.cells.insert(0, nbformat.v4.new_code_cell(spoken, id="fetch"))
    return nb


def led(language, path, place):
    """Return where a link of a lesson leads: a lesson is opened in Colab, a page is read."""
    if path.endswith(".ipynb"):
        return f"{OPENED}/{language}/{Path(path).name}"
    target = normpath(f"notebooks/{language}/{path}")
    return f"{ADDRESS}/blob/v{__version__}/{target}{place or ''}"


def write(folder):
    """Write the copies of every language, and print where each is."""
    for source in sources():
        target = folder / source.parent.name / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(for_colab(nbformat.read(source, 4), source.parent.name), target)
        print(target)


if __name__ == "__main__":
    write(Path("colab"))
