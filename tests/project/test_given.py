"""What somebody wrote into a notebook of a class goes to nobody else."""

import subprocess

import pytest
from lessons import ROOT

import teach.offline.__main__ as offline
from tools import given

NAME = "teach/en/classroom.ipynb"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course in which somebody pasted codes with names into what was committed."""
    monkeypatch.setattr(given, "ROOT", tmp_path)
    file = tmp_path / NAME
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no codes")
    return file


def git(*arguments, folder):
    me = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *me, *arguments], cwd=folder, check=True, capture_output=True)


def test_what_was_committed_is_given_on(course, tmp_path):
    git("init", "-q", folder=tmp_path)
    git("add", ".", folder=tmp_path)
    git("commit", "-qm", "as it is", folder=tmp_path)
    course.write_bytes(b"Mia Muster, 7b: NN-0N41")
    assert given.given(course) == b"no codes"


def test_a_file_that_git_does_not_know_is_given_on_as_it_is(course, tmp_path, monkeypatch):
    assert given.given(course) == b"no codes"
    git("init", "-q", folder=tmp_path)
    assert given.given(course) == b"no codes"
    monkeypatch.setenv("PATH", "")
    assert given.given(course) == b"no codes"


def test_the_archive_has_notebooks_of_a_class_as_they_are_given_on(tmp_path, monkeypatch):
    monkeypatch.setattr(offline, "SITE", tmp_path)
    monkeypatch.setattr(offline, "given", lambda path: f"given: {path.name}".encode())
    found = dict(offline.files())
    mine = {n: data for n, data in found.items() if data.startswith(b"given: ")}
    assert mine == {
        f"course/{path.relative_to(ROOT).as_posix()}": f"given: {path.name}".encode()
        for path in (ROOT / "teach").glob("*/*.ipynb")
    }
