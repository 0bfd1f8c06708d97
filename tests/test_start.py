"""The start: make lab and make test, tried with a stand-in for Python that installs nothing."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the Makefile is for Linux and macOS"),
    pytest.mark.skipif(not shutil.which("make"), reason="make is not installed"),
]

# Notes how it was called, answers the questions of the Makefile as a Python of that version,
# and makes an environment whose programs are the stand-in again.
STAND_IN = """#!/bin/sh
echo "$*" >> "{calls}"
case "$*" in
    *version_info*) exec "{python}" -c "import sys; sys.version_info = {version}; $2" ;;
    *ensurepip*) exit {no_venv} ;;
    "-m venv "*)
        mkdir -p "$3/bin" && touch "$3/pyvenv.cfg"
        cp "$0" "$3/bin/python" && cp "$0" "$3/bin/jupyter"
        exit {broken} ;;
esac
"""
NAMES = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"]


COPIED = [
    "Makefile",
    "requirements.txt",
    *(f"{f}/requirements.txt" for f in ("tests", "tests/bench")),
]


class Clone:
    """A folder with the files that make reads, and a path on which only stand-ins are found."""

    def __init__(self, folder):
        self.folder = folder / "a clone"
        self.bin = folder / "bin"
        self.calls = folder / "calls"
        self.bin.mkdir()
        for name in COPIED:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.folder / name)
        for name in NAMES:
            self.stand_in(name)

    def stand_in(self, name, version=(3, 11), no_venv=0, broken=0):
        text = STAND_IN.format(
            calls=self.calls,
            python=sys.executable,
            version=version,
            no_venv=no_venv,
            broken=broken,
        )
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def make(self, *arguments):
        """Run make; return its result, and the calls of the stand-in that did some work."""
        self.calls.write_text("")
        # Not the variables of the make that may have started these tests.
        env = {
            k: v for k, v in os.environ.items() if "MAKE" not in k and k not in ("MFLAGS", "PYTHON")
        }
        env["PATH"] = f"{self.bin}:{env['PATH']}"
        command = ["make", *arguments]
        done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True)
        return done, [c for c in self.calls.read_text().splitlines() if c.startswith(("-m", "lab"))]


@pytest.fixture
def clone(tmp_path):
    return Clone(tmp_path)


def says_one_sentence(done):
    """Nothing but one sentence, and make's own line that the rule failed."""
    lines = (done.stdout + done.stderr).splitlines()
    assert done.returncode != 0
    assert len(lines) == 2
    assert lines[1].startswith("make: ***")
    return lines[0]


INSTALL = "-m pip install --quiet --disable-pip-version-check -r"
LAB = [
    "-m venv .venv",
    f"{INSTALL} requirements.txt",
    "labextension disable --log-level=ERROR @jupyterlab/apputils-extension:announcements",
]


def test_lab_sets_up_once_and_opens_the_first_notebook(clone):
    start = ["-m jupyterlab --notebook-dir=. notebooks/en/01_neuron.ipynb"]
    assert clone.make("lab")[1] == LAB + start
    assert clone.make("lab")[1] == start


def test_test_adds_what_the_tests_need_and_runs_pytest(clone):
    more = [f"{INSTALL} tests/requirements.txt"]
    assert clone.make("test")[1] == LAB + more + ["-m pytest"]
    assert clone.make("test")[1] == ["-m pytest"]


def test_bench_adds_what_the_benchmark_needs_and_measures(clone):
    more = [f"{INSTALL} {folder}/requirements.txt" for folder in ("tests", "tests/bench")]
    assert clone.make("bench")[1] == LAB + more + ["-m tests.bench"]
    assert clone.make("bench")[1] == ["-m tests.bench"]


def test_new_requirements_are_installed_into_the_same_environment(clone):
    clone.make("lab")
    later = (clone.folder / ".venv/lab").stat().st_mtime + 5
    os.utime(clone.folder / "requirements.txt", (later, later))
    assert clone.make("lab")[1][:1] == [f"{INSTALL} requirements.txt"]


def test_the_first_python_that_is_new_enough_is_taken(clone):
    for name in NAMES[:3]:
        clone.stand_in(name, version=(3, 10))
    (clone.bin / NAMES[3]).write_text("#!/bin/sh\nexit 127\n")  # as a shim for nothing does
    clone.stand_in(NAMES[5], version=(3, 10))
    assert clone.make("lab")[1][:3] == LAB


def test_no_python_is_new_enough(clone):
    for name in NAMES:
        clone.stand_in(name, version=(3, 10))
    done, _ = clone.make("lab")
    assert "install Python 3.11 or later" in says_one_sentence(done)


def test_the_named_python_does_not_exist(clone):
    done, _ = clone.make("lab", "PYTHON=no-such-python")
    assert "install Python 3.11 or later" in says_one_sentence(done)


def test_the_venv_module_is_missing(clone):
    clone.stand_in("python3", no_venv=1)
    done, _ = clone.make("test")
    assert "sudo apt install python3-venv" in says_one_sentence(done)
    assert not (clone.folder / ".venv").exists()


def test_no_half_made_environment_stays(clone):
    clone.stand_in("python3", broken=1)
    done, _ = clone.make("lab")
    assert done.returncode != 0
    assert not (clone.folder / ".venv").exists()


def test_oldest_can_be_derived():
    lines = (ROOT / "requirements.txt").read_text().split()
    assert {re.fullmatch(r"(\w+)>=[\d.]+", line)[1] for line in lines} == {
        "numpy",
        "matplotlib",
        "jupyter",
        "nbval",
        "ipywidgets",
    }
