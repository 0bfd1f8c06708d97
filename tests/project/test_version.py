"""One version number, in one place; pages that carry it or the course's address follow."""

import re
import subprocess
from itertools import pairwise

from lessons import ROOT

from helpers import ADDRESS, __version__

PAGES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "CHANGELOG.md")}
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


def test_the_link_to_the_browser_edition_has_this_address():
    """It is where the host of the course publishes the site: see .github/workflows/site.yml."""
    owner, name = ADDRESS.removeprefix("https://github.com/").split("/")
    links = re.findall(r"https://[\w.-]+\.github\.io/[^\s)]*", PAGES["README.md"])
    assert set(links) == {f"https://{owner}.github.io/{name}/"}
    assert PAGES["README.md"].index(links[0]) < PAGES["README.md"].index("https://mybinder.org")
