"""Fixtures of the site's tests: the built site on loopback, below a path, and a browser for it."""

import os
from functools import partial
from threading import Event, Thread

import pytest
from lessons import ROOT

from teach.offline.start import Course, Server
from tests.browser import chromium
from tests.browser.page import LAPTOP

SITE = ROOT / "_site"
NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
BELOW = "/some/where"  # a static host seldom gives a course its root


class Below(Course):
    """Hands out the site below a path, as a static host would, and counts what it sends.

    A slow one never comes to an end with Python's own files.
    """

    def translate_path(self, path):
        below = path.startswith(BELOW)
        return super().translate_path(path[len(BELOW) :] if below else "/not-here" + path)

    def copyfile(self, source, outputfile):
        if self.server.slow and "/static/pyodide/" in self.path:
            self.server.ended.wait()
        self.server.sent += os.fstat(source.fileno()).st_size
        super().copyfile(source, outputfile)


class Lite:
    """The site as somebody's browser finds it."""

    def __init__(self, site=SITE, slow=False):
        self.server = Server(("127.0.0.1", 0), partial(Below, directory=str(site)))
        self.server.sent = 0  # bytes
        self.server.slow, self.server.ended = slow, Event()
        self.host = f"http://127.0.0.1:{self.server.server_port}/"
        self.address = self.host.rstrip("/") + BELOW
        Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.ended.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="session")
def with_python():
    yield from served()


@pytest.fixture(scope="session")
def lite(with_python):
    return with_python


def served(**how):
    assert (SITE / "course.json").is_file(), "there is no site yet: run make site"
    site = Lite(**how)
    yield site
    site.stop()


@pytest.fixture(scope="session")
def browser():
    """A browser for which there is no other host than this computer."""
    with chromium.launched(NO_NETWORK) as browser:
        yield browser


@pytest.fixture
def context(browser, lite):
    """Return a browser without a past, which asks the site's own host for everything."""
    context, foreign = browser.new_context(viewport=LAPTOP, accept_downloads=True), []
    known = (lite.host, "data:", "blob:")
    context.on("request", lambda r: None if r.url.startswith(known) else foreign.append(r.url))
    yield context
    cookies = context.cookies()
    context.close()
    assert foreign == []
    assert cookies == []
