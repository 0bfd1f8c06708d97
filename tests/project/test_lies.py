"""Lies are told where they are looked for, and one that nothing sees is red."""

import re
import sys

import pytest
from lessons import ROOT

from tools.lies import Lie, hub, offline, site
from tools.lies import __main__ as lies

LIES = [*offline.LIES, *site.LIES, *hub.LIES]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.lie.replace(" ", "_"))
def test_the_line_stands_once_and_its_tests_are_there(lie):
    assert (ROOT / lie.path).read_text("utf-8").count(lie.line) == 1
    assert lie.line != lie.becomes
    path, name = lie.test.split("::")
    assert re.search(rf"^def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE)


def test_no_two_lies_have_one_name():
    names = [lie.lie for lie in LIES]
    assert len(set(names)) == len(names) > 60


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A project of one line, with a test that reads it and one that does not."""
    (tmp_path / "said.py").write_text("ANSWER = 42\n")
    (tmp_path / "test_said.py").write_text(
        "import said\n\n\ndef test_answer():\n    assert said.ANSWER == 42\n\n\n"
        "def test_nothing():\n    assert said.__name__\n"
    )
    monkeypatch.setattr(lies, "COPY", tmp_path)
    monkeypatch.setattr(lies, "copy", lambda: None)
    monkeypatch.setattr(lies, "COMMANDS", {"site": [sys.executable, *lies.PYTEST]})
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")  # or Python takes the line of before

    def told(test, becomes="ANSWER = 41"):
        lie = Lie("the answer is known", "said.py", "ANSWER = 42", becomes, f"test_said.py::{test}")
        monkeypatch.setattr(lies, "PARTS", {"site": [lie]})
        return lies.main(["site"])

    yield told
    assert (tmp_path / "said.py").read_text() == "ANSWER = 42\n"


def test_a_lie_that_is_seen_is_counted(small, capsys):
    assert not small("test_answer")
    assert capsys.readouterr().out.splitlines() == [
        "seen      site: the answer is known", "1 of 1 lies were seen."
    ]  # fmt: skip


def test_a_lie_that_nothing_sees_is_red(small, capsys):
    assert small("test_nothing")
    assert "NOT SEEN  site: the answer is known" in capsys.readouterr().out


def test_a_test_that_cannot_run_has_seen_nothing(small, capsys):
    assert small("test_answer", becomes="raise SystemExit") is True
    assert "0 of 1 lies were seen." in capsys.readouterr().out


def test_what_is_red_without_a_lie_ends_it(small):
    assert "not green without a lie" in small("test_none")
