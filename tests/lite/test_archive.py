"""The archive as somebody unpacks it: its start file serves it, and a lesson runs in Chromium."""

import os
import re
import socket
import subprocess
import sys
import zipfile
from types import SimpleNamespace

import pytest
from another import turn
from lessons import ROOT

from teach.offline import __main__ as offline
from tests.browser.page import NotebookPage
from tests.lite.conftest import SITE
from tests.lite.test_lessons import WAIT, check_it_moves, shown_whole
from tools.marks import languages

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The archive of the built site, where a path has a space and Chinese letters."""
    assert (SITE / "course.json").is_file(), "there is no site yet: run make site"
    folder = tmp_path_factory.mktemp("archive")
    offline.write(folder / "course.zip")
    place = folder / "my 课程"
    with zipfile.ZipFile(folder / "course.zip") as archive:
        archive.extractall(place)
    return place / offline.NAME


def test_archive_and_site_are_as_large_as_the_pages_say(unpacked):
    files = [path for path in SITE.rglob("*") if path.is_file()]
    held = [sum(path.stat().st_size for path in each) / 1e6 for each in
            ([unpacked.parents[1] / "course.zip"], files)]  # fmt: skip
    for page in ("README.md", "README.zh-CN.md"):
        told = re.findall(r"(\d+) MB", (ROOT / "teach" / page).read_text("utf-8"))
        assert held == pytest.approx([float(megabytes) for megabytes in told], rel=0.1)


@pytest.fixture(params=[[sys.executable, "start.py"], ["perl", "start.pl"]], ids=lambda c: c[1])
def served(request, unpacked):
    """Where its start file says that the course is, with a browser that stays closed."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1] - 20  # the numbers up to the last are not for start.py
    process = subprocess.Popen(
        [*request.param, str(port)], cwd=unpacked, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"BROWSER": "true", "PYTHONUNBUFFERED": "1", "LANGUAGE": "en"},
    )  # fmt: skip
    line = next(line for line in process.stdout if ADDRESS.search(line))
    address = ADDRESS.search(line)[0]
    yield SimpleNamespace(address=address, host=f"{address}/")
    process.kill()
    process.wait()


@pytest.mark.parametrize("language", turn(languages(), 2))
def test_a_lesson_runs_out_of_the_archive(browser, served, language):
    context = browser.new_context()
    opened = NotebookPage(context.new_page(), served, "01_neuron.ipynb", "lite", wait=WAIT,
                          folder=f"notebooks/{language}")  # fmt: skip
    shown_whole(opened).run_all()
    assert "0.9990889488055994" in opened.text_of("sailor")
    check_it_moves(opened.explorers[0], 0)
    assert opened.problems == []
    context.close()
