"""A cell tagged `frameworks` shows what is stored where its frameworks are, else one sentence."""

import ast
from copy import deepcopy

from nbformat.v4 import new_output

from helpers import packages

TAG = "frameworks"


def needed(cell):
    """Return the frameworks that a cell asks for: `if packages.found("torch", "keras"):`."""
    if cell.cell_type != "code" or TAG not in cell.metadata.get("tags", []):
        return ()
    first = ast.parse(cell.source).body[0]
    return tuple(name.value for name in first.test.args)


def missing(cell):
    """Return the sentence that a cell prints instead of its output; "" if it needs nothing more."""
    return packages.missing(*needed(cell))


def here(cell):
    """Return a copy of a cell with the outputs that it should have on this computer."""
    cell, sentence = deepcopy(cell), missing(cell)
    if sentence:
        cell.outputs = [new_output("stream", name="stdout", text=f"{sentence}\n")]
    return cell
