"""The archive that needs no network: what is in it, and that its start files start the course."""

import ctypes
import gettext
import itertools
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import zipfile
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest
from lessons import ROOT

import teach.offline.__main__ as offline
from helpers import __version__, words
from teach.offline import start as start_file
from teach.offline.start import server
from tools import sentences
from tools.marks import languages, others

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")


class Program(NamedTuple):
    """What serves the course: its command, where it says what is wrong, how often it says a line.

    Python speaks the language of the computer; what knows no catalogues says all of them.
    """

    command: list
    errors: str = "stdout"
    times: int = len(languages())


PROGRAMS = [
    pytest.param(Program([sys.executable, "start.py"], "stderr", 1), id="start.py"),
    pytest.param(Program(["perl", "start.pl"]), id="start.pl", marks=UNIX),
]


@pytest.fixture(autouse=True)
def english(monkeypatch):
    """The start files speak the language of the computer, here English wherever the tests run."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A small site in place of the built one."""
    folder = tmp_path / "_site"
    (folder / "static").mkdir(parents=True)
    (folder / "index.html").write_text("<title>the course</title>", "utf-8")
    (folder / "course.json").write_text('{"version":"1","lessons":[]}', "utf-8")
    (folder / "static" / "python.wasm").write_bytes(b"\0asm")
    monkeypatch.setattr(offline, "SITE", folder)
    return folder


@pytest.fixture
def unpacked(site, tmp_path):
    """The archive, unpacked where a path has spaces and Chinese letters."""
    target = tmp_path / "课程.zip"
    offline.write(target)
    place = tmp_path / "my 课程"
    with zipfile.ZipFile(target) as archive:
        archive.extractall(place)
        for entry in archive.infolist():
            os.chmod(place / entry.filename, entry.external_attr >> 16)
    return place / offline.NAME


@pytest.fixture
def start(tmp_path):
    """Return a function that starts a command and returns what it prints first; all end with us."""
    running, opened = [], tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{opened}"\n')
    browser.chmod(0o755)

    def started(command, folder, lines=2):
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | {"BROWSER": str(browser), "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        running.append(process)
        return process, [process.stdout.readline().rstrip("\n") for _line in range(lines)]

    started.opened = opened
    yield started
    for process in running:
        process.kill()
        process.wait()


PORTS = itertools.count(18642, 10)


def free_ports(count=3):
    """Return the first of some ports in a row that nobody listens on, others each time."""
    for first in itertools.islice(PORTS, 100):
        taken = []
        for port in range(first, first + count):
            with socket.socket() as asking:
                taken.append(asking.connect_ex(("127.0.0.1", port)) == 0)
        if not any(taken):
            return first
    raise RuntimeError("no free port")


# What stands in files that no computer of ours can run, and would be missed by those who can.
HELD = {
    "start.ps1": [
        '$listener.Prefixes.Add("http://${name}:$port/")',
        "if ($kind) { $answer.ContentType = $kind }",
        "\nStart-Process $address\n",
        "if ($port -ne 8642) {",
    ],
    "Start on Windows.bat": [
        'pushd "%~dp0"',
        "powershell -NoProfile -ExecutionPolicy Bypass -File start.ps1",
        "sys.version_info < (3, 8)",
    ],
    "start.sh": [
        "[ -d /System/Library ] && ! xcode-select -p",
        "sys.version_info < (3, 8)",
    ],
    "start.pl": ['$^O eq "darwin" ? "open" : "xdg-open"'],
}


@pytest.mark.parametrize("name", HELD)
def test_what_nobody_can_run_here_stands_in_the_file(name):
    text = (Path(offline.__file__).parent / name).read_text("utf-8")
    for line in HELD[name]:
        assert line in text


def test_powershell_listens_to_this_computer_alone():
    text = (Path(offline.__file__).parent / "start.ps1").read_text("utf-8")
    (loop,) = re.findall(r"(?<=\n)foreach \(\$name in (.*)\) {\n    foreach \(\$port", text)
    assert loop == '"127.0.0.1", "localhost"'
    assert len(re.findall(r"Prefixes", text)) == 1


def test_windows_is_asked_for_its_language(monkeypatch):
    """There no variable of the environment tells it."""
    spoken = []

    def translation(_domain, _folder, languages, fallback):
        spoken.append((languages, fallback))
        return gettext.NullTranslations()

    answers = SimpleNamespace(kernel32=SimpleNamespace(GetUserDefaultUILanguage=lambda: 0x0804))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", answers, raising=False)
    monkeypatch.setattr(gettext, "translation", translation)
    assert start_file._("a sentence") == "a sentence"
    assert spoken == [(["zh_CN"], True)]


def test_the_archive_has_the_site_the_course_and_the_start_files(site, tmp_path):
    target = tmp_path / "course.zip"
    offline.write(target)
    with zipfile.ZipFile(target) as archive:
        entries = {entry.filename.removeprefix(f"{offline.NAME}/"): entry for entry in
                   archive.infolist()}  # fmt: skip
        assert all(entry.filename.startswith(f"{offline.NAME}/") for entry in archive.infolist())
        told = archive.read(f"{offline.NAME}/Read me first.txt")
        script = archive.read(f"{offline.NAME}/Start on Windows.bat")
    assert {"site/index.html", "site/static/python.wasm", "course/README.md",
            "course/notebooks/en/14_attention.ipynb"} <= set(entries)  # fmt: skip
    assert not any("score.json" in name or ".venv" in name for name in entries)
    assert f"version {__version__}".encode() in told
    for data in (told, script):
        assert data.count(b"\n") == data.count(b"\r\n") > 5
    for name in ("Start on Linux.sh", "Start on macOS.command", "start.py"):
        assert entries[name].external_attr >> 16 & stat.S_IXUSR
    assert entries["course/README.md"].compress_type == zipfile.ZIP_DEFLATED
    assert entries["course/picture.png"].compress_type == zipfile.ZIP_STORED
    for name in ("Read me first.txt", "course/README.md"):
        assert not entries[name].external_attr >> 16 & stat.S_IXUSR


@pytest.mark.parametrize("language", others())
def test_the_archive_speaks_every_language(unpacked, start, language, monkeypatch):
    known = words.catalogue(language).gettext
    told = (unpacked / known("Read me first.txt")).read_text("utf-8-sig")
    english = (unpacked / "Read me first.txt").read_text("utf-8")
    assert set(re.findall(r"Start on \w+\.\w+|http://\S+/", told)) == set(
        re.findall(r"Start on \w+\.\w+|http://\S+/", english)
    )
    for name in ("Start on Windows.bat", "Start on Linux.sh", "start.ps1", "start.pl"):
        text = (unpacked / name).read_text("utf-8")
        # An old PowerShell takes a file for one in letters of Windows, unless it begins with this.
        assert text.startswith("\ufeff") == (name == "start.ps1")
        marked = sentences.found(offline.HERE / offline.BESIDE[name])
        assert marked
        for sentence in marked:
            assert known(sentence) != sentence
            assert text.index(sentence) < text.index(known(sentence))
            # A shell would take these for more than letters.
            assert not set('"$`%&|<>^!@\\') & set(known(sentence) + sentence)
    if sys.platform != "win32":  # where the language is not a matter of the environment
        monkeypatch.setenv("LANGUAGE", language.replace("-", "_"))
        port = free_ports()
        _process, said = start([sys.executable, "start.py", str(port)], unpacked)
        at = known("The course is at {address}").format(address=f"http://127.0.0.1:{port}/")
        assert said == [at, known("Keep this window open while you learn; close it to stop.")]


def test_without_a_site_a_sentence_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(offline, "SITE", tmp_path)
    assert "run make offline, which builds it first" in offline.main(tmp_path / "offline")


@UNIX
@pytest.mark.parametrize("script", ["Start on Linux.sh", "Start on macOS.command"])
def test_a_start_file_serves_the_course_and_opens_it(unpacked, start, script):
    port = free_ports()
    _process, said = start([str(unpacked / script), str(port)], Path("/"))
    assert said == [f"The course is at http://127.0.0.1:{port}/",
                    "Keep this window open while you learn; close it to stop."]  # fmt: skip
    with urlopen(f"http://127.0.0.1:{port}/") as answer:
        assert answer.read() == b"<title>the course</title>"
    with urlopen(f"http://127.0.0.1:{port}/static/python.wasm") as answer:
        assert answer.headers["Content-Type"] == "application/wasm"
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"http://127.0.0.1:{port}/not/there")
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"http://127.0.0.1:{port}/../start.py")
    for _look in range(60):
        if start.opened.exists():
            break
        time.sleep(0.05)
    assert start.opened.read_text() == f"http://127.0.0.1:{port}/\n"


def test_the_course_is_served_on_this_computer_alone():
    port = free_ports()
    served, at = server(port)
    with served:
        assert served.server_address == ("127.0.0.1", at) == ("127.0.0.1", port)


@UNIX
def test_python_needs_no_package(unpacked, start):
    """The interpreter below the virtual environment, without any of its packages."""
    port = free_ports()
    plain = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info[1]}"
    _process, said = start([str(plain), "-I", "start.py", str(port)], unpacked)
    assert said[0] == f"The course is at http://127.0.0.1:{port}/"
    with urlopen(f"http://127.0.0.1:{port}/course.json") as answer:
        assert answer.headers["Content-Type"] == "application/json"


@UNIX
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_second_start_opens_what_runs_already(unpacked, start, program):
    command = [*program.command, str(port := free_ports())]
    start(command, unpacked)
    again, said = start(command, unpacked, 2 * program.times)
    assert said[:: program.times] == [
        f"The course is at http://127.0.0.1:{port}/",
        "It was running already; this window may be closed.",
    ]
    assert again.wait(timeout=10) == 0


@UNIX
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_port_of_another_program_is_passed_over(unpacked, start, program):
    port = free_ports()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        process, said = start([*program.command, str(port)], unpacked)
        assert said[0] == f"The course is at http://127.0.0.1:{port + 1}/"
    known = psutil.Process(process.pid).net_connections("tcp")
    assert [c.laddr for c in known if c.status == "LISTEN"] == [("127.0.0.1", port + 1)]


@pytest.mark.parametrize("program", PROGRAMS)
def test_where_the_site_was_not_unpacked_a_sentence_says_so(unpacked, program):
    shutil.rmtree(unpacked / "site")
    done = subprocess.run(program.command, cwd=unpacked, capture_output=True, text=True)
    assert done.returncode == 1
    said = getattr(done, program.errors)
    assert said.startswith(f"The folder 'site' is missing beside {program.command[1]}. Unpack the")


@UNIX
def test_a_start_file_that_was_unpacked_alone_says_so(unpacked):
    (unpacked / "start.py").unlink()
    done = subprocess.run(["sh", "Start on Linux.sh"], cwd=unpacked, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Unpack the whole archive" in done.stdout


@pytest.mark.parametrize("port", ["abc", "-5", "80", "1023", "99999", "9000.5"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_port_that_is_none_is_refused(unpacked, program, port):
    done = subprocess.run(
        [*program.command, port], cwd=unpacked, capture_output=True, text=True, encoding="utf-8",
        timeout=60,  # or it serves there without end
    )  # fmt: skip
    assert done.returncode == 1
    refused = f"The port was {port}; expected a whole number from 1024 to 65525"
    assert getattr(done, program.errors).startswith(refused)


def test_without_a_clone_a_sentence_says_so(site, tmp_path, monkeypatch):
    monkeypatch.setattr(offline, "ROOT", tmp_path)
    assert "this folder is no clone" in offline.main(tmp_path / "offline")
    monkeypatch.setenv("PATH", "")
    assert "this folder is no clone" in offline.main(tmp_path / "offline")


# ---------------------------------------------------------------- what the system brings


@pytest.fixture
def bare(tmp_path):
    """A folder with a shell alone, where nothing else can be found."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname"):
        (tools / name).symlink_to(shutil.which(name))
    return tools


@UNIX
def test_without_python_and_perl_a_sentence_says_so(unpacked, bare):
    done = subprocess.run([str(bare / "sh"), str(unpacked / "Start on Linux.sh")],
                          env={"PATH": str(bare)}, capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith("The course needs Python 3.8 or later, or Perl, and neither was")


def raw(port, request):
    """Return the first line and the rest of what a server says to a request as it stands."""
    with socket.create_connection(("127.0.0.1", port)) as asking:
        asking.sendall(request)
        told = b"".join(iter(lambda: asking.recv(65536), b""))
    head, _end, body = told.partition(b"\r\n\r\n")
    return head.split(b"\r\n")[0].decode(), body


@UNIX
def test_where_there_is_perl_and_no_python_it_serves_the_course(unpacked, start, bare, monkeypatch):
    (bare / "perl").symlink_to(shutil.which("perl"))
    monkeypatch.setenv("PATH", str(bare))
    port = free_ports()
    _process, said = start([str(bare / "sh"), "Start on Linux.sh", str(port)], unpacked)
    assert said[0] == f"The course is at http://127.0.0.1:{port}/"
    kinds = {"": "text/html; charset=utf-8", "course.json": "application/json",
             "static/python.wasm": "application/wasm"}  # fmt: skip
    for name, kind in kinds.items():
        with urlopen(f"http://127.0.0.1:{port}/{name}?x=1") as answer:
            assert answer.headers["Content-Type"] == kind
            place = unpacked / "site" / (name or "index.html")
            assert answer.read() == place.read_bytes()
    outside = unpacked / "site2"
    outside.mkdir()
    (outside / "secret").write_text("s")
    for path in ("/../start.py", "/%2e%2e/start.py", "/..%2fstart.py", "/static/../../start.py",
                 "/../site2/secret", "/not/there", "//../start.py", "relative"):  # fmt: skip
        line, body = raw(port, f"GET {path} HTTP/1.1\r\n\r\n".encode())
        assert (line, body) == ("HTTP/1.1 404 Not Found", b""), path
    assert raw(port, b"HEAD / HTTP/1.1\r\n\r\n") == ("HTTP/1.1 200 OK", b"")
    assert raw(port, b"GET /static HTTP/1.1\r\n\r\n")[0] == "HTTP/1.1 301 Moved"
    assert raw(port, b"POST / HTTP/1.1\r\n\r\n") == ("", b"")


def kinds_in(name):
    """Return {ending: kind} of the files that a start file knows."""
    text = (offline.HERE / name).read_text("utf-8")
    pair = r'"?\.?(\w+)"? =>? "((?:text|application|image|font)/[\w.+-]+)'
    return dict(re.findall(pair, text))


@UNIX
def test_the_oldest_python_that_is_taken_serves_the_course(unpacked, start):
    """Where it is; and no start file takes an older one, or says another number."""
    (oldest,) = {number for name in ("start.sh", "Start on Windows.bat") for number in re.findall(
        r"Python (3\.\d+) or later", (offline.HERE / name).read_text("utf-8"))}  # fmt: skip
    for name, times in {"start.sh": 1, "Start on Windows.bat": 2}.items():
        asked = f"sys.exit(sys.version_info < ({oldest.replace('.', ', ')}))"
        assert (offline.HERE / name).read_text("utf-8").count(asked) == times
    places = [*Path.home().glob(f".pyenv/versions/{oldest}.*/bin/python"), f"python{oldest}"]
    if not (python := next(filter(None, map(shutil.which, map(str, places))), None)):
        pytest.skip(f"there is no Python {oldest} here")
    port = free_ports()
    _process, said = start([python, "-I", "start.py", str(port)], unpacked)
    assert said[0] == f"The course is at http://127.0.0.1:{port}/"
    with urlopen(f"http://127.0.0.1:{port}/static/python.wasm") as answer:
        assert answer.headers["Content-Type"] == "application/wasm"


def test_start_files_say_of_a_file_what_it_is():
    """A browser runs no module that is said to be a plain text."""
    perl, powershell = kinds_in("start.pl"), kinds_in("start.ps1")
    assert perl == powershell
    wanted = {"html": "text/html", "js": "text/javascript", "mjs": "text/javascript",
              "css": "text/css", "json": "application/json", "wasm": "application/wasm",
              "whl": "application/zip", "pdf": "application/pdf"}  # fmt: skip
    assert perl.items() >= wanted.items()


def test_every_file_that_a_start_file_names_is_there():
    for name, source in offline.BESIDE.items():
        text = (offline.HERE / source).read_text("utf-8")
        named = set(re.findall(r"\bstart\.\w+", text))
        assert named <= {*offline.BESIDE, *offline.BESIDE.values()}, name
    bat = (offline.HERE / "Start on Windows.bat").read_text("utf-8")
    assert {"start.py", "start.ps1"} == set(re.findall(r"\bstart\w*\.\w+", bat))
    assert "if not exist start.py goto alone\n" in bat.replace("\r", "")
    assert bat.count("start.py & goto end)") == 2
    starts = [line for line in bat.splitlines() if re.search(r"&& \(.*start\.p", line)]
    assert len(starts) == 3
    assert all(line.endswith(" & goto end)") for line in starts), "what served is not served again"


def test_powershell_hands_out_what_is_in_the_site_alone():
    """Read and not run: no PowerShell is at hand here."""
    text = (offline.HERE / "start.ps1").read_text("utf-8")
    assert "$root = [System.IO.Path]::GetFullPath($site) + [System.IO.Path]::Directory" in text
    handed = text[text.index("$asked = ") :]
    order = [handed.index(part) for part in (
        "UnescapeDataString", "GetFullPath((Join-Path $root $asked))",
        "if ($path.StartsWith($root) -and", "ReadAllBytes($path)", "StatusCode = 404")]  # fmt: skip
    assert order == sorted(order), "unescaped first, then made whole, then looked at, then read"
    assert 'if ($context.Request.HttpMethod -ne "HEAD") { $answer.OutputStream.Write(' in handed
    served = {path.suffix[1:] for path in (ROOT / "site/page").iterdir()}
    assert served | {"pdf", "wasm", "whl", "json", "ipynb", "png"} <= set(kinds_in("start.ps1"))


def test_powershell_shows_the_course_that_runs_already():
    """A second one would have another address, without what was written at the first."""
    text = (offline.HERE / "start.ps1").read_text("utf-8")
    asked = text[: text.index("New-Object System.Net.HttpListener")]
    order = [asked.index(part) for part in (
        '"http://${name}:8642/course.json"', "if ($told.Content -match '\"lessons\"')",
        "It was running already", 'Start-Process "http://${name}:8642/"', "exit 0")]  # fmt: skip
    assert order == sorted(order)


def test_all_start_files_speak_of_the_same_ports():
    texts = {name: (offline.HERE / offline.BESIDE[name]).read_text("utf-8") for name in
             offline.BESIDE}  # fmt: skip
    assert "FIRST, TRIES = 8642, 10" in texts["start.py"]
    assert "8642..8651" in texts["start.ps1"]
    for language in languages():
        page = offline.HERE.parent / language / offline.READ_ME
        assert "http://127.0.0.1:8642/" in page.read_text("utf-8")


@UNIX
def test_ctrl_c_ends_it_while_a_browser_holds_a_connection(unpacked, start):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # which a child inherits
    try:
        port = free_ports()
        process, _said = start([sys.executable, "start.py", str(port)], unpacked)
    finally:
        signal.signal(signal.SIGINT, before)
    held = HTTPConnection("127.0.0.1", port)
    held.request("GET", "/")
    assert held.getresponse().read()  # and the connection stays open
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == 0
    held.close()
