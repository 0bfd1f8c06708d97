"""Plants one lie after the other in a copy, and tells which the tests see: python -m tools.lies

Names of parts, `offline`, `site` or `hub`, plant these alone; their environments have to be there,
and for the site the built site.
"""

import argparse
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil

from tools.lies import hub, offline, site

ROOT = Path(__file__).resolve().parents[2]
COPY = ROOT / ".lies"
PARTS = {"offline": offline.LIES, "site": site.LIES, "hub": hub.LIES}
# The command of each part's tests, as the Makefile has it.
PYTEST = ["-m", "pytest", "-q", "-x", "--override-ini", "addopts="]
COMMANDS = {
    "offline": [ROOT / ".venv/bin/python", *PYTEST, "-p", "no:xdist"],
    "site": [ROOT / ".venv/bin/python", *PYTEST, "-p", "no:xdist"],
    "hub": [ROOT / ".venv-hub/bin/python", *PYTEST, "--confcutdir=tests/hub"],
}
FEW = {"SITE_LESSONS": "01"}  # one lesson tells of all explorers' buttons
BUILD = [ROOT / ".venv-site/bin/python", "site/build.py"]
GREEN, RED = 0, 1  # of pytest's exits; any other says that it could not run


def copy():
    """Lay a copy of the project and of the built site."""
    shutil.rmtree(COPY, ignore_errors=True)
    listed = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, text=True,
                            capture_output=True, check=True)  # fmt: skip
    for name in listed.stdout.split("\0")[:-1]:
        if (ROOT / name).is_file():
            (COPY / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, COPY / name)
    if (ROOT / "_site").is_dir():
        shutil.copytree(ROOT / "_site", COPY / "_site")
        (COPY / ".site-cache").symlink_to(ROOT / ".site-cache")


def write(lie, text):
    """Write a lie's file of the copy, and what its test sees of it in the built site."""
    (COPY / lie.path).write_text(text, "utf-8")
    if lie.path.startswith("site/page/"):
        shutil.copy(COPY / lie.path, COPY / "_site")
    elif lie.test.startswith("tests/lite/"):
        subprocess.run(BUILD, cwd=COPY, stdout=subprocess.DEVNULL, check=True)


def run(part, tests):
    """Run tests in the copy; return pytest's exit and what it said."""
    done = subprocess.run([*map(str, COMMANDS[part]), *tests], cwd=COPY, env=os.environ | FEW,
                          text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
    return done.returncode, done.stdout


def plant(part, lie):
    """Return pytest's exit where one line lies."""
    text = (COPY / lie.path).read_text("utf-8")
    try:
        write(lie, text.replace(lie.line, lie.becomes))
        return run(part, [lie.test])[0]
    finally:
        write(lie, text)
        end_what_is_left()


def end_what_is_left():
    """End what a lie about ending has left: processes that work in the copy, or on it."""
    for process in psutil.process_iter(["cmdline", "cwd"]):
        if str(COPY) in " ".join([process.info["cwd"] or "", *(process.info["cmdline"] or ())]):
            with suppress(psutil.NoSuchProcess):
                process.terminate()


def main(arguments):
    parser = argparse.ArgumentParser("python -m tools.lies", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    parts = parser.parse_args(arguments).parts or PARTS
    unseen, planted = 0, sum(len(PARTS[part]) for part in parts)
    copy()
    for part in parts:
        code, said = run(part, sorted({lie.test for lie in PARTS[part]}))
        if code != GREEN:
            return f"The tests are not green without a lie:\n{said}"
        for lie in PARTS[part]:
            code = plant(part, lie)
            seen = {RED: "seen", GREEN: "NOT SEEN"}.get(code, f"NOT RUN, pytest says {code}")
            print(f"{seen:9} {part}: {lie.lie}", flush=True)
            unseen += code != RED
    print(f"{planted - unseen} of {planted} lies were seen.")
    return unseen > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
