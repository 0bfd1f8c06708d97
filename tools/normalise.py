"""Execute notebooks and store them in one fixed form, so that a second run changes no byte.

`python -m tools.normalise [NOTEBOOK ...]`; without a name, all notebooks of the course. A cell
whose frameworks are missing keeps what is stored.
"""

import os
import re
import sys
from base64 import b64decode, b64encode
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from helpers.figures import harder
from tools import frameworks
from tools.marks import languages, marks

ROOT = Path(__file__).resolve().parents[1]
# Of a cell's metadata: where a slide begins, and of which English text this is the translation.
KEPT = ("tags", "slideshow", "english")
FIGURE = "|".join(re.escape(marks(language)["figure"]) for language in languages())
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
METADATA = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
READABLE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SIGNS = {
    r"\partial ": "∂",
    r"\sigma": "σ",
    r"\log": "log",
    r"\epsilon": "ε",
    r"\delta": "δ",
    r"\Delta ": "Δ",
    r"\eta": "η",
    r"\approx": "≈",
    r"\times": "×",
    r"\cdot": "·",
    "^2": "²",
    "^{": "^",
}
RANDOM = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")  # as Jupyter makes them


class NotNormal(Exception):
    """The sentence that says which notebook cannot be stored, and why."""


def normalised(nb):
    """Return a copy of an executed notebook in the form in which it is stored."""
    nb = deepcopy(nb)
    ids = [cell.get("id", "") for cell in nb.cells]
    for i in ids:
        if not READABLE.fullmatch(i) or RANDOM.fullmatch(i):
            raise NotNormal(f'The cell id "{i}" is not readable: give it a name like chain-rule.')
        if ids.count(i) > 1:
            raise NotNormal(f'Two cells have the id "{i}": rename one.')
    nb.nbformat, nb.nbformat_minor, nb.metadata = 4, 5, nbformat.from_dict(METADATA)
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    texts = {cell.id: figure_text(after) for cell, after in pairwise(nb.cells)}
    for cell in nb.cells:
        kept = {name: cell.metadata[name] for name in KEPT if cell.metadata.get(name)}
        cell.metadata = nbformat.from_dict(kept)
    for count, cell in enumerate(code, start=1):
        cell.execution_count = count
        ignored = "nbval-ignore-output" in cell.metadata.get("tags", [])
        cell.outputs = [] if ignored else joined(cell.outputs)
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count
            shown = output.get("metadata", {}).get("image/png", {})
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
            if "image/png" in output.get("data", {}):
                output.data["image/png"] = without_text(output.data["image/png"])
                shown = shown | {"alt": shown.get("alt") or texts.get(cell.id, "")}
                output.metadata["image/png"] = nbformat.from_dict(shown)
    return nb


def figure_text(cell):
    """Return the paragraph that describes a figure in the cell behind it, as plain text.

    It is the alternative text of a figure that has none of its own; an explorer's has.
    """
    found = re.search(rf"^(?:{FIGURE})(.*)$", cell.source, re.MULTILINE)
    text = re.sub(r"\$([^$]*)\$", lambda m: plain(m[1]), found[1] if found else "")
    text = re.sub(r"[*`]|\]\([^)]*\)|\[", "", text).strip()
    return text[:1].upper() + text[1:]


def plain(formula):
    """Return a short formula of TeX as plain text: L, w6, -∂L/∂w6, h²."""
    for tex, sign in SIGNS.items():
        formula = formula.replace(tex, sign)
    return re.sub(r"\\[a-z]+|[{}_\\]", "", formula)


def joined(outputs):
    """Return the outputs with printed pieces that follow each other made into one."""
    result = []
    for output in outputs:
        if result and output.output_type == "stream" and output.name == result[-1].get("name"):
            result[-1].text += output.text
        else:
            result.append(output)
    return result


def without_text(png):
    """Return a base64 PNG without its text chunks, which name the version of matplotlib."""
    data = b64decode(png)
    kept, start = [data[:8]], 8
    while start < len(data):
        end = start + 12 + int.from_bytes(data[start : start + 4], "big")
        if data[start + 4 : start + 8] not in (b"tEXt", b"zTXt", b"iTXt"):
            kept.append(data[start:end])
        start = end
    return b64encode(b"".join(kept)).decode()


def packed(nb):
    """Pack the pictures of a notebook as they are stored, and return it."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if png := output.get("data", {}).get("image/png"):
                output.data["image/png"] = b64encode(harder(b64decode(png))).decode()
    return nb


@contextmanager
def kernel(nb, folder):
    """Start a fresh kernel in `folder`, and give a function that runs every code cell in it."""
    client = NotebookClient(
        nb,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        store_widget_state=False,
        extra_arguments=["--log-level=ERROR"],
    )

    def run_all():
        for index, cell in enumerate(nb.cells):
            try:
                client.execute_cell(cell, index)
            except CellExecutionError as error:
                said = f"{error.ename}: {error.evalue}"
                raise NotNormal(f'Cell "{cell.id}" stopped: {said}') from None

    with client.setup_kernel():
        yield run_all


def execute(nb, folder):
    """Run every code cell in a fresh kernel that starts in `folder`."""
    with kernel(nb, folder) as run_all:
        run_all()


def text(nb):
    """Return what stands in the file of a notebook."""
    return nbformat.writes(nb) + "\n"


def renew(path):
    """Execute one notebook and write it if that changes a byte; return a line to print."""
    old = path.read_text("utf-8")
    nb = nbformat.v4.reads(old)  # unlike nbformat.reads, it does not mend ids that stand twice
    try:
        normalised(nb)  # names the trouble with ids before the wait
        stored = {cell.id: deepcopy(cell.outputs) for cell in nb.cells if frameworks.missing(cell)}
        execute(nb, path.parent)
        for cell in nb.cells:
            cell.update({"outputs": stored[cell.id]} if cell.id in stored else {})
        new = text(packed(normalised(nb)))
    except NotNormal as sentence:
        raise NotNormal(f"{path}: {sentence}") from None
    if new != old:
        path.write_text(new, "utf-8", newline="\n")
    return f"{path}: {'unchanged' if new == old else 'written'}"


def main(names):
    paths = [Path(name) for name in names] or sorted(ROOT.glob("notebooks/*/*.ipynb"))
    if not paths:
        raise NotNormal("There are no notebooks to execute.")
    for path in paths:
        if not path.is_file():
            raise NotNormal(f"There is no notebook {path}.")
        if path.with_name("score.json").exists():  # notebook 5 would draw it
            raise NotNormal(f"Somebody's score lies in {path.parent}: remove score.json first.")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two kernels of two threads each wait long
    with ProcessPoolExecutor(max_workers=2) as pool:
        for line in pool.map(renew, paths):
            print(line, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except NotNormal as sentence:
        sys.exit(str(sentence))
