"""Editions are the lessons in other languages, each cell beside the English one.

`python -m tools.editions` brings every edition up to date, as `make translate` does: code, its
outputs and the order of the cells are those of the English lesson, and a text that is missing
stands there in English. It then lists the cells whose English is not the one that the translator
last looked at, with what has changed. `python -m tools.editions seen zh-CN 01_neuron [CELL ...]`
says that a translator has looked at a notebook, or at these cells of it.

In a cell of an edition, `english` of the metadata is a number of the English text that it renders.
Pages (`*.md`, and a read-me as plain text) have it in a comment at their end.
"""

import difflib
import hashlib
import re
import subprocess
import sys
from copy import deepcopy

import nbformat

from tools.marks import ENGLISH, ROOT, others
from tools.normalise import text

LOOKED = re.compile(r"\n*<!-- english: (\w*) -->\n*\Z")  # at the end of a page
PAGES = (".md", ".txt")
BESIDE = ("", "teach/", "hub/", "hub/school/")  # where a page has its editions beside it
FOLDERS = ("notebooks", "teach")  # each with a folder for every language


def digest(source):
    """Return a short number of a text."""
    return hashlib.sha256(source.encode("utf-8")).hexdigest()[:12]


def pairs(language, root=ROOT):
    """Return (English file, file of the edition) of all notebooks and pages of the lessons."""
    found = []
    for folder in FOLDERS:
        if (root / folder / language).is_dir():
            english = sorted((root / folder / ENGLISH).glob("*.*"))
            found += [(path, root / folder / language / path.name) for path in english
                      if path.suffix in (".ipynb", *PAGES)]  # fmt: skip
    for own in sorted(one for folder in BESIDE for one in root.glob(f"{folder}*.{language}.md")):
        found.append((own.with_name(own.name.replace(f".{language}.md", ".md")), own))
    return found


def name(source, root=ROOT):
    """Return how a command names a file: 01_neuron, or teach/README, which is one of two."""
    *folders, stem = source.relative_to(root).with_suffix("").parts
    return stem if ENGLISH in folders else "/".join([*folders, stem])


# ---------------------------------------------------------------- notebooks


def read(path):
    return nbformat.v4.reads(path.read_text("utf-8"))


def edition(english, own):
    """Return a notebook with the cells of the English one and the texts of the edition's.

    Outputs of a cell that is still the same stay, since the helpers speak another language there.
    """
    known = {cell.id: cell for cell in own.cells}
    made = deepcopy(english)
    for cell in made.cells:
        old = known.get(cell.id)
        if cell.cell_type == "markdown":
            cell.metadata["english"] = old.metadata.get("english", "") if old else ""
            cell.source = old.source if old else cell.source
        elif old is not None and old.source == cell.source:
            cell.outputs = old.outputs
    return made


def bring(source, target):
    """Write an edition of a notebook, or of a page that is not there yet, or is empty."""
    if source.suffix in PAGES:
        if not target.exists() or not target.read_text("utf-8").strip():
            target.write_text(source.read_text("utf-8") + "\n<!-- english:  -->\n", "utf-8")
        return
    english = read(source)
    own = read(target) if target.exists() else nbformat.v4.new_notebook()
    new = text(edition(english, own))
    if not target.exists() or new != target.read_text("utf-8"):
        target.write_text(new, "utf-8", newline="\n")


def texts(path):
    """Return {cell: text} of the texts of a notebook; a page is one, called `page`."""
    return texts_in(path.read_text("utf-8"), path.suffix)


def texts_in(file, suffix):
    """Return the same of what stands in a file."""
    if suffix in PAGES:
        return {"page": LOOKED.sub("\n", file)}
    cells = nbformat.v4.reads(file).cells
    return {cell.id: cell.source for cell in cells if cell.cell_type == "markdown"}


def looked_at(path):
    """Return {cell: number of the English text that it renders}."""
    if path.suffix in PAGES:
        found = LOOKED.search(path.read_text("utf-8"))
        return {"page": found[1] if found else ""}
    return {cell.id: cell.metadata.get("english", "") for cell in read(path).cells}


def late(source, target):
    """Return {cell: number of the English text that it renders} of the cells that are behind."""
    if not target.exists():
        return dict.fromkeys(texts(source), "")
    known = looked_at(target)
    return {
        cell: known.get(cell, "")
        for cell, english in texts(source).items()
        if known.get(cell) != digest(english)
    }


def seen(source, target, cells=()):
    """Note in an edition that its texts, or these cells of it, render the English of today."""
    english = texts(source)
    if source.suffix in PAGES:
        own = LOOKED.sub("", target.read_text("utf-8")).rstrip("\n")
        target.write_text(f"{own}\n\n<!-- english: {digest(english['page'])} -->\n", "utf-8")
        return
    nb = read(target)
    for cell in nb.cells:
        if cell.cell_type == "markdown" and (not cells or cell.id in cells):
            cell.metadata["english"] = digest(english[cell.id])
    target.write_text(text(nb), "utf-8", newline="\n")


# ---------------------------------------------------------------- what has changed


def before(source, cell, number, root=ROOT):
    """Return the English text that has this number, from the history of its file; else ""."""
    file = source.relative_to(root).as_posix()

    def git(*arguments):
        told = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
        return told.stdout.decode("utf-8")

    for commit in git("rev-list", "HEAD", "--", file).split() if number else ():
        old = texts_in(git("show", f"{commit}:{file}"), source.suffix).get(cell, "")
        if digest(old) == number:
            return old
    return ""


def changes(old, new):
    """Return what a text lost and won, a line each: words in [-…-] went, in {+…+} came."""
    one, two = re.findall(r"\S+|\n", old), re.findall(r"\S+|\n", new)
    told = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, two, False).get_opcodes():
        gone, come = " ".join(one[a:b]), " ".join(two[c:d])
        if kind != "equal":
            told.append((f"[-{gone}-] " if gone else "") + (f"{{+{come}+}}" if come else ""))
    return told


def report(language, root=ROOT):
    """Yield a line for each cell of an edition that is behind, and lines for what has changed."""
    for source, target in pairs(language, root):
        english = texts(source)
        for cell, number in late(source, target).items():
            old, new = before(source, cell, number, root), english[cell]
            yield f"{target.relative_to(root).as_posix()} {cell}: " + (
                "the English has changed" if number else "not translated yet"
            )
            yield from (f"    {line}" for line in (changes(old, new) if old else ()))


def main(arguments):
    if arguments[:1] == ["seen"] and len(arguments) > 2 and arguments[1] in others():
        known = {name(source): (source, target) for source, target in pairs(arguments[1])}
        if arguments[2] not in known:
            return f"{arguments[2]} is no lesson or page; there are {', '.join(known)}."
        unknown = set(arguments[3:]) - set(texts(known[arguments[2]][0]))
        if unknown:
            return f"{arguments[2]} has no text {', '.join(sorted(unknown))}."
        seen(*known[arguments[2]], arguments[3:])
    elif arguments:
        return (f"python -m tools.editions was asked for {arguments}; expected nothing, or seen, a "
                f"language ({', '.join(others())}), a notebook, and cells of it.")  # fmt: skip
    for language in others():
        for source, target in pairs(language):
            bring(source, target)
        print("\n".join(report(language)) or f"{language}: every cell renders the English.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
