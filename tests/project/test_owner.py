"""Who holds the course is written into every address by one command."""

import re
import shutil

import pytest
from lessons import ROOT

from helpers import ADDRESS
from tools import editions, owner
from tools.marks import others

PAGES = ["README.md", *(f"README.{language}.md" for language in others())]
OLD = ADDRESS.split("/")[-2]


@pytest.fixture
def copy(tmp_path):
    (tmp_path / "helpers").mkdir()
    for name in ("helpers/__init__.py", *PAGES):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_owner_stands_in_every_address(copy, capsys):
    assert owner.main(["ada-lovelace"], copy) == 0
    assert capsys.readouterr().out == (
        f"ada-lovelace stands in: {', '.join(sorted(['helpers/__init__.py', *PAGES]))}.\n"
    )
    for name in ("helpers/__init__.py", *PAGES):
        before, after = ((root / name).read_text("utf-8") for root in (ROOT, copy))
        assert "OWNER" not in after
        count = len(re.findall(rf"/{OLD}(?=/|\.github\.io)", before))
        assert after.count("ada-lovelace") == count > 0
    for own in PAGES[1:]:
        assert editions.late(copy / "README.md", copy / own) == {}
    assert (copy / "README.md").read_text("utf-8").count("\n\n\n") == 0


def test_nothing_else_changes(copy):
    owner.write("ada", copy)
    for name in ("helpers/__init__.py", *PAGES):
        lines = [(root / name).read_text("utf-8").splitlines() for root in (ROOT, copy)]
        gone = set(lines[0]) - set(lines[1])
        assert all(OLD in line or "<!-- english" in line for line in gone)


@pytest.mark.parametrize(
    "name", ["", "a b", "-ada", "ada--x", "ada/course", "é", "a" * 40, "OWNER"]
)
def test_what_is_no_account_is_refused(copy, name):
    assert owner.main([name], copy).startswith(f"OWNER was {name!r}; expected the account")
    assert owner.main([], copy).startswith("OWNER was ''")
    assert owner.main(["ada", "lovelace"], copy).startswith("OWNER was 'ada lovelace'")
    assert "OWNER" in (copy / "README.md").read_text("utf-8") or OLD != "OWNER"
