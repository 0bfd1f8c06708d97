"""Serves the course in the browser from this folder, on this computer alone, and opens it.

python3 start.py [PORT]; a browser does not run Python from a file that is double-clicked, because
it allows service workers only for what a server hands out. Nothing but Python itself is needed.
"""

import functools
import gettext
import locale
import socket
import sys
import threading
import urllib.request
import webbrowser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

HERE = Path(__file__).resolve().parent
SITE = HERE / "site"
LOCALE = HERE / "course/helpers/locale"
# What a learner writes belongs to the address, so it is the same one each time.
FIRST, TRIES = 8642, 10


def _(sentence):
    """Return a sentence in the language of this computer, where the course speaks it."""
    spoken = None  # what LANGUAGE, LC_ALL, LC_MESSAGES or LANG say
    if sys.platform == "win32":
        import ctypes

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        spoken = [locale.windows_locale.get(number, "en")]
    return gettext.translation("helpers", LOCALE, spoken, fallback=True).gettext(sentence)


class Course(SimpleHTTPRequestHandler):
    """Hands out the files of the site, each as what it is, and writes no line for each."""

    protocol_version = "HTTP/1.1"
    extensions_map: ClassVar = {  # and not by the sign |, which Python 3.8 does not know
        **SimpleHTTPRequestHandler.extensions_map,
        ".wasm": "application/wasm",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".json": "application/json",
        ".whl": "application/zip",
    }

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    """A server whose port nobody else can take over while it runs."""

    allow_reuse_address = sys.platform != "win32"
    daemon_threads = True

    def handle_error(self, *_):
        """A browser that hangs up in the middle is no error."""


def address(port):
    return f"http://127.0.0.1:{port}/"


def serves_the_course(port):
    """Return whether the course is served there already, from this folder or from another."""
    try:
        with urllib.request.urlopen(address(port) + "course.json", timeout=2) as answer:
            return b'"lessons"' in answer.read(300)
    except OSError:
        return False


def is_taken(port):
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0


def server(first=FIRST):
    """Return (server, port); no server where the course runs there already."""
    for port in range(first, first + TRIES):
        if is_taken(port):
            if serves_the_course(port):
                return None, port
            continue
        try:
            handler = functools.partial(Course, directory=str(SITE))
            return Server(("127.0.0.1", port), handler), port
        except OSError:
            continue
    taken = _("The ports {first} to {last} are all taken by other programs. "
              "Close one of them, or start with another number: python3 start.py 9000")  # fmt: skip
    raise SystemExit(taken.format(first=first, last=first + TRIES - 1))


def main(arguments):
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # an old window has not every letter
    if not (SITE / "index.html").is_file():
        missing = _("The folder 'site' is missing beside {name}. Unpack the whole archive, "
                    "and start from the unpacked folder.")  # fmt: skip
        raise SystemExit(missing.format(name="start.py"))
    first = arguments[0] if arguments else str(FIRST)
    if not (first.isdecimal() and 1024 <= int(first) < 65536 - TRIES):
        refused = _("The port was {port}; expected a whole number from 1024 to {most}, as in: "
                    "python3 start.py 9000")  # fmt: skip
        raise SystemExit(refused.format(port=first, most=65535 - TRIES))
    running, port = server(int(first))
    print(_("The course is at {address}").format(address=address(port)))
    if running is None:
        print(_("It was running already; this window may be closed."))
        webbrowser.open(address(port))
        return
    print(_("Keep this window open while you learn; close it to stop."), flush=True)
    if port != FIRST and not arguments:
        usual = _("(The usual address {address} is taken by another program. What you wrote "
                  "there is still kept there.)")  # fmt: skip
        print(usual.format(address=address(FIRST)), flush=True)
    threading.Timer(0.5, webbrowser.open, [address(port)]).start()
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        running.server_close()


if __name__ == "__main__":
    main(sys.argv[1:])
