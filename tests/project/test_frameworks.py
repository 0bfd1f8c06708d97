"""Without frameworks a cell prints one sentence, and that is what is compared."""

import os

import nbformat
import pytest
from lessons import ROOT, under_nbval
from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers import packages
from tools import frameworks, normalise

SENTENCE = (
    "This cell needs {}, not installed here. Close Jupyter and run\n"
    "make frameworks\n"
    "in the folder of the course, or, without make,\n"
    "pip install -r requirements-frameworks.txt"
)


@pytest.fixture
def only(monkeypatch):
    """Return a function that lets only these packages be installed."""

    def install(*names):
        monkeypatch.setattr(packages, "find_spec", lambda name: True if name in names else None)

    for name in packages.QUIET:
        monkeypatch.setenv(name, "before")
        monkeypatch.delenv(name)
    return install


def cell(source, text):
    outputs = [new_output("stream", name="stdout", text=text)]
    tags = {"tags": ["frameworks"]} if "found" in source else {}
    return new_code_cell(source, metadata=tags, outputs=outputs, execution_count=1, id="a-cell")


ASKING = 'if packages.found("torch", "keras"):\n    print(1)'


def test_what_is_missing_is_named(only, capsys):
    only("keras")
    assert packages.found("keras")
    assert capsys.readouterr().out == ""
    assert not packages.found("torch", "keras", "tensorflow")
    assert capsys.readouterr().out == SENTENCE.format("torch, tensorflow") + "\n"
    only()
    assert packages.missing("torch") == SENTENCE.format("torch")
    assert packages.missing() == ""


def test_tensorflow_is_told_to_be_quiet_and_keeps_what_a_learner_has_set(only, monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    only("torch")
    packages.found("keras")
    assert "TF_CPP_MIN_LOG_LEVEL" not in os.environ
    packages.found("torch")
    assert os.environ["TF_CPP_MIN_LOG_LEVEL"] == "3"
    assert os.environ["KERAS_BACKEND"] == "torch"


def test_the_sentence_stands_in_for_the_stored_output(only):
    asking, plain = cell(ASKING, "1\n"), cell("print(1)", "1\n")
    only("torch", "keras")
    assert frameworks.here(asking) == asking
    only("torch")
    assert frameworks.here(asking).outputs[0].text == SENTENCE.format("keras") + "\n"
    assert asking.outputs[0].text == "1\n", "the cell itself stays"
    assert frameworks.here(plain) == plain


def test_execute_keeps_what_is_stored_where_a_framework_is_missing(only, monkeypatch, tmp_path):
    def executed(nb, folder):
        for one in nb.cells:
            one.outputs = [new_output("stream", name="stdout", text="new\n")]

    monkeypatch.setattr(normalise, "execute", executed)
    for installed, text in (("keras",), "1\n"), (("torch", "keras"), "new\n"):
        only(*installed)
        path = tmp_path / "13_autograd.ipynb"
        nbformat.write(new_notebook(cells=[cell(ASKING, "1\n")]), path)
        normalise.renew(path)
        assert nbformat.read(path, 4).cells[0].outputs[0].text == text


@pytest.mark.parametrize("green", [True, False])
def test_nbval_compares_the_sentence(tmp_path, green):
    """A cell that asks for what nobody has: its sentence is compared, and a wrong one is red."""
    source = 'if packages.found("no-such-framework"):\n    pass'
    if not green:
        source += "\nprint(1)"
    set_up = new_code_cell(
        f"import sys\nsys.path[:0] = [{str(ROOT)!r}]\nfrom helpers import packages",
        execution_count=1,
    )
    done = under_nbval([set_up, cell(source, "stored by a run with it\n")], tmp_path)
    assert (done.returncode == 0) == green, done.stdout
