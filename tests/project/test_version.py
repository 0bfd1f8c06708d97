"""One version number, in one place; pages that carry it or the course's address follow."""

import re
import subprocess
from itertools import pairwise

import pytest
from lessons import ROOT

from helpers import ADDRESS, __version__
from tools.marks import others

READMES = {"README.md": "", **{f"README.{one}.md": f"{one}.html" for one in others()}}
PAGES = {name: (ROOT / name).read_text("utf-8") for name in (*READMES, "CHANGELOG.md")}
VERSIONS = re.findall(r"^## (\S+)$", PAGES["CHANGELOG.md"], re.MULTILINE)


def test_the_changelog_begins_with_this_version():
    assert VERSIONS[0] == __version__
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in VERSIONS)
    numbers = [[*map(int, version.split("."))] for version in VERSIONS]
    assert all(one > two for one, two in pairwise(numbers))


def test_a_tag_is_a_version_of_the_changelog():
    git = ["git", "-C", str(ROOT), "tag", "--list", "v*"]
    tags = subprocess.run(git, capture_output=True, text=True, check=False).stdout.split()
    assert {tag.removeprefix("v") for tag in tags} <= set(VERSIONS)


def test_links_carry_this_version_and_address():
    """Binder opens the tag of this version, at the address that stands in `helpers`."""
    owner_and_name = ADDRESS.removeprefix("https://github.com/")
    links = re.findall(r"https://mybinder\.org/v2/gh/([^?\s)]+)", PAGES["README.md"])
    assert links
    assert set(links) == {f"{owner_and_name}/v{__version__}"}


@pytest.mark.parametrize("readme", READMES)
def test_the_first_link_opens_the_browser_edition_and_binder_is_the_second_way(
    readme,
):
    """It is where the host of the course publishes the site: see .github/workflows/site.yml."""
    owner, name = ADDRESS.removeprefix("https://github.com/").split("/")
    page = f"https://{owner}.github.io/{name}/{READMES[readme]}"
    links = re.findall(r"https://[\w.-]+\.github\.io/[^\s)]*", PAGES[readme])
    assert links == [page]
    first, second = re.findall(r"(?<!!)\[[^]]*\]\(([^)]+)\)", PAGES[readme])[:2]
    assert first == page
    assert second.startswith("https://mybinder.org/")
    ways = re.findall(r"^\| .*?\]\((https?://[^)]+)\)", PAGES[readme], re.MULTILINE)
    assert ways[0] == page
    assert ways[1].startswith("https://mybinder.org/")
