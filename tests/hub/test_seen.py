"""What a learner of a hub sees in JupyterLab when something fails, in a real browser."""

import os
import re
import shutil
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from disks import disk
from lessons import ROOT
from playwright.sync_api import expect

from hub.load import PASSWORD, Hub
from tests.browser import chromium

NAME = "touch-ada"
WAIT = 60_000  # milliseconds
AWAY = "Your server at /user/touch-ada/ is not running. Would you like to restart it?"
FULL = "No space left on device"
DIED = "appears to have died. It will restart automatically."


class Seen:
    """A learner's page, on a hub to try."""

    def __init__(self, hub, page):
        self.hub, self.page = hub, page
        page.goto(hub.address)
        page.locator("#username_input").fill(NAME)
        page.locator("#password_input").fill(PASSWORD)
        page.locator("#login_submit").click()
        self.ready()

    def ready(self):
        """Wait until a notebook is there, and its kernel."""
        self.page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=WAIT)
        status = self.page.locator("#jp-main-statusbar")
        expect(status).to_contain_text("Idle", timeout=WAIT)

    def open(self, path):
        """Open a notebook by its address, in the place of all that was open."""
        self.page.goto(f"{self.hub.address}/user/{NAME}/lab/tree/{path}?reset")
        self.ready()

    def write(self, code):
        """Write into the first code cell; return it."""
        cell = self.page.locator(".jp-CodeCell").first
        cell.locator(".cm-content").click()
        for keys in ("Control+a", "Delete"):
            self.page.keyboard.press(keys)
        self.page.keyboard.insert_text(code)
        return cell

    def run(self, code, says):
        """Write into the first code cell, run it, and wait for what it says."""
        cell = self.write(code)
        self.page.keyboard.press("Shift+Enter")
        expect(cell.locator(".jp-OutputArea-output").first).to_have_text(says, timeout=WAIT)

    def told(self, sentence, button):
        """Wait for a dialog with this sentence, and press this button of it."""
        dialog = self.page.locator(".jp-Dialog", has_text=sentence)
        dialog.wait_for(timeout=WAIT)
        dialog.get_by_role("button", name=button).click()
        expect(dialog).to_have_count(0)

    def saved(self, text, lesson=None):
        """Save, and wait until the notebook on the disk holds this text."""
        home = Path(self.hub.servers()[NAME].cwd())
        lesson = Path(lesson or home / "course/en/01_neuron.ipynb")
        self.page.keyboard.press("Control+s")
        for _look in range(100):
            if text in lesson.read_text("utf-8"):
                return True
            self.page.wait_for_timeout(100)
        return False


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    hub = Hub("try", tmp_path_factory.mktemp("seen"))
    try:
        hub.start()
        with chromium.launched() as browser:
            yield Seen(hub, browser.new_page(viewport={"width": 1280, "height": 800}))
    finally:
        hub.end()


def test_a_killed_kernel_is_said_to_have_died_and_is_there_again(seen):
    seen.run("mine = 5\nprint(mine)", "5\n")
    for process in seen.hub.kernels(NAME):
        process.send_signal(signal.SIGKILL)
    seen.told(DIED, "Ok")
    seen.run("print('alive')", "alive\n")


def test_who_dismisses_what_is_said_of_a_hub_that_is_away_goes_on(seen):
    """With what the kernel knew; and what is written then is saved."""
    seen.run("kept = 6 * 7\nprint(1)", "1\n")
    seen.hub.stop()
    seen.page.locator(".jp-Dialog", has_text=AWAY).wait_for(timeout=WAIT)
    seen.hub.start()
    seen.told(AWAY, "Dismiss")
    seen.run("print(kept)  # after the hub", "42\n")
    assert seen.saved("# after the hub")


def test_a_killed_proxy_is_told_of_in_the_same_way_or_not_noticed(seen):
    """Its place is taken within seconds, in which JupyterLab may ask for something or not."""
    seen.run("kept = 7 * 8\nprint(1)", "1\n")
    os.kill(int((seen.hub.state / "proxy.pid").read_text()), signal.SIGKILL)
    seen.page.wait_for_timeout(10_000)
    if seen.page.locator(".jp-Dialog").count():
        seen.told(AWAY, "Dismiss")
    seen.run("print(kept)  # after the proxy", "56\n")
    assert seen.saved("# after the proxy")


def test_a_cell_that_wants_too_much_memory_says_so_and_the_next_one_runs(seen):
    seen.run("kept = 8 * 9\nprint(1)", "1\n")
    seen.run("bytearray(3_000_000_000)", re.compile("MemoryError"))
    seen.run("print(kept)  # after the memory", "72\n")
    assert seen.saved("# after the memory")


def test_on_a_full_disk_a_save_is_refused_and_with_room_again_it_is_taken(seen):
    home = Path(seen.hub.servers()[NAME].cwd())
    with disk(home / "small", "size=2m") as folder:
        lesson = shutil.copy(home / "course/en/01_neuron.ipynb", folder)
        seen.open(f"small/{Path(lesson).name}")
        with suppress(OSError), open(folder / "all", "wb", buffering=0) as filling:
            while filling.write(bytes(4096)):
                pass
        seen.write("print('not lost')")
        seen.page.keyboard.press("Control+s")
        seen.told(FULL, "Close")
        assert "not lost" not in Path(lesson).read_text("utf-8"), "what was saved before stays"
        (folder / "all").unlink()
        assert seen.saved("not lost", lesson)
        seen.open("course/en/01_neuron.ipynb")


def test_nobody_is_asked_whether_to_fetch_news(seen):
    """The page has been open long enough for JupyterLab to ask."""
    assert seen.page.get_by_text("Jupyter news").count() == 0


def test_the_page_says_what_is_seen():
    text = (ROOT / "hub/README.md").read_text("utf-8")
    assert f"*{AWAY.replace(f'/user/{NAME}/', '…')}*" in text
    assert "choose *Dismiss*" in text
    assert "a cell that wants too much gets a *MemoryError*" in text
    assert f"the save is refused with *{FULL}*" in text
