"""The lessons as Colab would run them: its versions, an empty folder, the course fetched by git."""

import re
import runpy
import subprocess
from importlib.metadata import version
from pathlib import Path

import nbformat
import pytest
from lessons import PATHS, ROOT, tags
from nbclient import NotebookClient

from helpers import __version__
from tools import colab
from tools.marks import others

LESSONS = [("en", "01_neuron"), ("en", "06_training"), ("en", "09_playground")]
LESSONS += [(language, "01_neuron") for language in others()]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The public address, which for git is a clone of what is committed here."""
    public = tmp_path_factory.mktemp("public") / "course.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(ROOT), str(public)], check=True)
    tag = ["git", "-C", str(public), "tag", "--force", f"v{__version__}", "HEAD"]
    subprocess.run(tag, check=True, capture_output=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_COUNT", "1")
        patch.setenv("GIT_CONFIG_KEY_0", f"url.{public.as_uri()}.insteadOf")
        patch.setenv("GIT_CONFIG_VALUE_0", colab.ADDRESS)
        yield public


def printed(cell):
    """Return what a cell printed, its pieces joined; of one that measures time, nothing."""
    if "nbval-ignore-output" in tags(cell):
        return ""
    return "".join(o.text for o in cell.get("outputs", ()) if o.output_type == "stream")


@pytest.mark.parametrize(("language", "lesson"), LESSONS)
def test_a_lesson_fetches_the_course_and_prints_what_is_stored(address, language, lesson, tmp_path):
    path = ROOT / f"notebooks/{language}/{lesson}.ipynb"
    stored = nbformat.read(path, 4)
    nb = colab.for_colab(nbformat.read(path, 4), language)
    for _again in range(1 + (lesson == "01_neuron")):  # the second time the course is there
        run = NotebookClient(nb, timeout=200, resources={"metadata": {"path": str(tmp_path)}})
        run.execute()
        first, *cells = nb.cells
        assert printed(first) == ""
        assert [(c.id, printed(c)) for c in cells] == [(c.id, printed(c)) for c in stored.cells]
    assert (tmp_path / colab.NAME / "helpers" / "packages.py").is_file()


def test_versions_are_colabs():
    assert version("numpy").startswith("2.1.")
    assert version("ipywidgets").startswith("7.7.")
    assert version("matplotlib").startswith("3.10.")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_copy_is_the_lesson_with_one_cell_more_and_its_links_lead_somewhere(path):
    lesson = nbformat.read(path, 4)
    nb = colab.for_colab(nbformat.read(path, 4), path.parent.name)
    assert [cell.id for cell in nb.cells] == ["fetch", *(cell.id for cell in lesson.cells)]
    for cell, own in zip(nb.cells[1:], lesson.cells, strict=True):
        if cell.cell_type == "code":
            assert cell.source == own.source
            assert cell.outputs == []
    for target in re.findall(
        r"\]\(([^)\s]+\.(?:ipynb|md)[^)\s]*)\)", "\n".join(c.source for c in nb.cells)
    ):
        assert target.startswith(("https://", "#")), target
        here = target.partition("#")[0]
        for base, folder in (
            (colab.OPENED, "notebooks"),
            (f"{colab.ADDRESS}/blob/v{__version__}", ""),
        ):
            if here.startswith(base):
                assert (ROOT / folder / here.removeprefix(base).strip("/")).is_file(), target
                break
        else:
            assert colab.NAME not in target, target


def test_the_badge_opens_the_first_copy():
    assert f"{colab.OPENED}/en/01_neuron.ipynb" in (ROOT / "README.md").read_text("utf-8")


def test_the_branch_that_is_opened_is_the_one_that_is_written():
    steps = (ROOT / ".github/workflows/colab.yml").read_text("utf-8").split("    steps:\n")[1]
    branch = colab.OPENED.rpartition("/blob/")[2]
    assert re.findall(r"git switch --orphan (\S+)$", steps, re.M) == [branch]
    assert re.findall(r"git push --force origin (\S+)$", steps, re.M) == [branch]
    assert "make colab\n" in steps


def test_copies_are_written_for_every_language(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    runpy.run_module("tools.colab", run_name="__main__")
    written = {path.relative_to("colab").as_posix() for path in Path("colab").rglob("*.ipynb")}
    assert written == {f"{path.parent.name}/{path.name}" for path in PATHS}
