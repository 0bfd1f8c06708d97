"""Serves the course in the browser from this folder, on this computer alone, and opens it.

python3 start.py [PORT]; a browser does not run Python from a file that is double-clicked, because
it allows service workers only for what a server hands out. Nothing but Python itself is needed.
"""

import functools
import socket
import sys
import threading
import urllib.request
import webbrowser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path(__file__).resolve().parent / "site"
# What a learner writes belongs to the address, so it is the same one each time.
FIRST, TRIES = 8642, 10


class Course(SimpleHTTPRequestHandler):
    """Hands out the files of the site, each as what it is, and writes no line for each."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
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
    raise SystemExit(
        f"The ports {first} to {first + TRIES - 1} are all taken by other programs. "
        "Close one of them, or start with another number: python3 start.py 9000"
    )


def main(arguments):
    if not (SITE / "index.html").is_file():
        raise SystemExit("The folder 'site' is missing beside start.py. Unpack the whole archive, "
                         "and start from the unpacked folder.")  # fmt: skip
    first = arguments[0] if arguments else str(FIRST)
    if not (first.isdecimal() and 1024 <= int(first) < 65536 - TRIES):
        raise SystemExit(f"The port was {first}; expected a whole number from 1024 to "
                         f"{65535 - TRIES}, as in: python3 start.py 9000")  # fmt: skip
    running, port = server(int(first))
    print(f"The course is at {address(port)}")
    if running is None:
        print("It was running already; this window may be closed.")
        webbrowser.open(address(port))
        return
    print("Keep this window open while you learn; close it to stop.", flush=True)
    if port != FIRST and not arguments:
        print(f"(The usual address {address(FIRST)} is taken by another program. What you wrote "
              "there is still kept there.)", flush=True)  # fmt: skip
    threading.Timer(0.5, webbrowser.open, [address(port)]).start()
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        running.server_close()


if __name__ == "__main__":
    main(sys.argv[1:])
