"""Copies of the lessons: for pupils, without solutions and notes, or as pages to hand out.

`python -m teach.copies pupils` writes notebooks to `pupils/LANGUAGE/`, and `python -m teach.copies
handout` pages of HTML to `handout/LANGUAGE/`, with all solutions at the end.
"""

import re
import shutil
import sys
from copy import deepcopy
from pathlib import Path

import nbformat

from teach.needs import missing
from tools.given import given
from tools.lab import without_outputs
from tools.marks import marks

ROOT = Path(__file__).resolve().parents[1]
SOLUTION = re.compile(r"exercise-.+-solution")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "score.json", "*.po", "*.pot")


def sources():
    """Return the notebooks of every language."""
    return sorted(ROOT.glob("notebooks/*/[0-9]*.ipynb"))


def without_notes(nb, words):
    """Return a copy of a notebook without the folded notes for the teacher."""
    fold = re.compile(rf"\n*<details>{words['teacher']}.*?</details>[ ]*(?=\n|$)", re.DOTALL)
    nb = deepcopy(nb)
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            cell.source = fold.sub("", cell.source).strip("\n")
    nb.cells = [cell for cell in nb.cells if cell.source]
    return nb


def for_pupils(nb, words):
    """Return a notebook without notes, solutions and outputs."""
    nb = without_notes(nb, words)
    nb.cells = [cell for cell in nb.cells if not SOLUTION.fullmatch(cell.id)]
    return without_outputs(nb)


def to_hand_out(nb, words):
    """Return a notebook without notes, in which all solutions stand together at the end."""
    nb = without_notes(nb, words)
    titles = {cell.id: re.match(r"#+ (.+)", _task(cell)) for cell in nb.cells}
    solutions = [cell for cell in nb.cells if SOLUTION.fullmatch(cell.id)]
    nb.cells = [cell for cell in nb.cells if cell not in solutions]
    for cell in solutions:
        title = titles[cell.id.removesuffix("-solution")][1]
        fold = rf"<details>{words['solution']}\s*(.*?)\s*</details>"
        cell.source = f"### {title}\n\n{re.search(fold, cell.source, re.DOTALL)[1]}"
    heading = nbformat.v4.new_markdown_cell(words["solutions"], id="solutions")
    nb.cells += [heading, *solutions]
    return nb


def _task(cell):
    """Return a cell's text from its last title on: a task may stand below another section."""
    return cell.source[max(cell.source.rfind("### "), 0) :]


def write_pupils(folder):
    """Write the pupils' copies with all that they need to run, and print where each is."""
    shutil.copytree(ROOT / "helpers", folder / "helpers", dirs_exist_ok=True, ignore=LEFT_OUT)
    shutil.copy(ROOT / "requirements.txt", folder)
    for source in sources():
        target = folder / source.parent.name
        target.mkdir(exist_ok=True)
        nb = for_pupils(nbformat.read(source, as_version=4), marks(source.parent.name))
        nbformat.write(nb, target / source.name)
        for page in source.parent.glob("*.md"):
            shutil.copy(page, target / page.name)
        print(target / source.name)
    for source in sorted(ROOT.glob("teach/*/questions_*.ipynb")):
        target = folder / source.parent.name
        target.mkdir(exist_ok=True)
        (target / source.name).write_bytes(given(source))


def write_handouts(folder):
    """Write the pages to hand out, and print where each is; or return what is missing for that."""
    if sentence := missing("math-core", "handout", "tools/export/requirements.txt"):
        return sentence
    from tools.export.pages import page  # which needs more packages

    for source in sources():
        target = folder / source.parent.name / f"{source.stem}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        nb = to_hand_out(nbformat.read(source, as_version=4), marks(source.parent.name))
        target.write_text(page(source, nb), "utf-8", newline="\n")
        print(target)
    return None


KINDS = {"pupils": write_pupils, "handout": write_handouts}

if __name__ == "__main__":
    if len(sys.argv) == 2 and sys.argv[1] in KINDS:
        sys.exit(KINDS[sys.argv[1]](Path(sys.argv[1])))
    else:
        sys.exit(
            f"python -m teach.copies was asked for {sys.argv[1:]}; expected pupils or handout."
        )
