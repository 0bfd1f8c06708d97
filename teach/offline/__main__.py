"""Writes the course as one archive that needs no network: python -m teach.offline

In it: the site that runs in the browser, start files for Windows, macOS and Linux, and the course.
The site has to be built before (`make site`).
"""

import subprocess
import sys
import time
import zipfile
from pathlib import Path

from helpers import __version__, words
from helpers.words import _
from tools import editions, sentences
from tools.given import given
from tools.marks import languages

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SITE = ROOT / "_site"
FOLDER = ROOT / "offline"
NAME = f"neural-network-you-can-touch-{__version__}"
# What lies beside site and course, and which file here it is.
BESIDE = {name: name for name in ("Start on Windows.bat", "start.py", "start.ps1", "start.pl")}
BESIDE |= dict.fromkeys(("Start on macOS.command", "Start on Linux.sh"), "start.sh")
READ_ME = "Read me first.txt"
RUN = (".sh", ".command", ".py")  # files that a double click may run
LINES_OF_WINDOWS = (".bat", ".ps1", ".txt")


def files():
    """Yield (name in the archive, bytes) of all that goes in."""
    texts = {name: spoken((HERE / source).read_text("utf-8")) for name, source in BESIDE.items()}
    for language in languages():
        path = HERE.parent / language / READ_ME
        if path.is_file():
            _ = words.catalogue(language).gettext
            texts[_("Read me first.txt")] = editions.texts(path)["page"]
    for name, text in texts.items():
        text = text.replace("{version}", __version__)
        ends = "\r\n" if Path(name).suffix in LINES_OF_WINDOWS else "\n"
        # Without this mark an old PowerShell or Notepad guesses the letters.
        mark = "\ufeff" if name.endswith((".ps1", ".txt")) and not text.isascii() else ""
        yield name, (mark + text.replace("\n", ends)).encode("utf-8")
    for path in sorted(path for path in SITE.rglob("*") if path.is_file()):
        yield f"site/{path.relative_to(SITE).as_posix()}", path.read_bytes()
    for name in tracked():
        written_in = name.startswith("teach/") and name.endswith(".ipynb")
        yield f"course/{name}", given(ROOT / name) if written_in else (ROOT / name).read_bytes()


def spoken(text):
    """Return a text in which a line with {{ a sentence }} stands once in each language.

    A shell knows no catalogues, and what it says is short.
    """
    known = [words.catalogue(language).gettext for language in languages()]
    lines = []
    for line in text.splitlines(keepends=True):
        lines += dict.fromkeys(sentences.said(line, say) for say in known)
    return "".join(lines)


def tracked():
    """Return the names of the files that belong to the course; none where git knows none."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    except FileNotFoundError:  # there is no git
        return []
    names = done.stdout.decode("utf-8").split("\0")
    return [name for name in names if name and (ROOT / name).is_file()]


def write(target):
    """Write the archive; the same course gives the same bytes on one day."""
    now = (*time.localtime()[:3], 0, 0, 0)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files():
            entry = zipfile.ZipInfo(f"{NAME}/{name}", now)
            mode = 0o755 if Path(name).suffix in RUN and "/" not in name else 0o644
            entry.external_attr, entry.create_system = (0o100000 | mode) << 16, 3
            # Wheels and pictures are packed already, and would only take time.
            packed = Path(name).suffix in (".whl", ".png", ".zip", ".woff2")
            archive.writestr(entry, data, zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)


def main(folder=FOLDER):
    """Write the archive, and say where it is."""
    if not (SITE / "course.json").is_file():
        return _("There is no site yet: run make offline, which builds it first, or make site.")
    if not tracked():
        return _("The archive takes what git knows of the course, and this folder is no clone. "
                 "Fetch the course with git clone, and run make offline there.")  # fmt: skip
    folder.mkdir(exist_ok=True)
    target = folder / f"{NAME}.zip"
    write(target)
    said = _("The whole course is in {file}, {size} MB; it needs no network.")
    print(said.format(file=f"{folder.name}/{target.name}", size=round(target.stat().st_size / 1e6)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
