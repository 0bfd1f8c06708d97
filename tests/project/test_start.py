"""The start: make lab and make test, tried with a stand-in for Python that installs nothing."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter

import pytest
from beside import knows, wrong
from lessons import ROOT

from helpers.words import LOCALE
from tools.marks import others

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
    *" pip install "*) exit {offline} ;;
    "-m venv "*)
        mkdir -p "$3/bin" && touch "$3/pyvenv.cfg"
        cp "$0" "$3/bin/python" && cp "$0" "$3/bin/jupyter"
        exit {broken} ;;
esac
"""
NUMBER = re.compile(r"\d+(?:\.\d+)*")
NAMES = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"]


QUICK = (
    "-m pytest --hypothesis-profile=quick --ignore-glob=*/14_*.ipynb notebooks tests/mathematics"
)
LISTS = [
    "requirements.txt",
    "requirements-frameworks.txt",
    "requirements-teach.txt",
    *(
        f"{f}/requirements.txt"
        for f in ("tests", "tests/browser", "tools/bench", "tools/export", "site", "hub")
    ),
    "tests/hub/requirements.txt",
    "tools/mutants-requirements.txt",
    "tools/colab-requirements.txt",
    "hub/package.json",
    "tools/image.py",
    "binder/requirements.txt",
    "binder/postBuild",
    *(path.relative_to(ROOT) for path in LOCALE.glob("*/make.mk")),
]


class Clone:
    """A folder with the files that make reads, and a path on which only stand-ins are found."""

    def __init__(self, folder):
        self.folder = folder / "a clone"
        self.bin = folder / "bin"
        self.calls = folder / "calls"
        self.bin.mkdir()
        for name in ["Makefile", *LISTS]:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.folder / name)
        for name in NAMES:
            self.stand_in(name)

    def stand_in(self, name, version=(3, 11), no_venv=0, broken=0, offline=0):
        text = STAND_IN.format(
            calls=self.calls,
            python=sys.executable,
            version=version,
            no_venv=no_venv,
            broken=broken,
            offline=offline,
        )
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def make(self, *arguments):
        """Run make; return its result, and the calls of the stand-in that did some work."""
        self.calls.write_text("")
        # Not the variables of the make that may have started these tests.
        ours = ("MFLAGS", "PYTHON", "LANGUAGE", "UV")
        env = {k: v for k, v in os.environ.items() if "MAKE" not in k and k not in ours}
        env["PATH"] = f"{self.bin}:{env['PATH']}"
        command = ["make", *arguments]
        done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True)
        questions = ("-c ",)  # which version it is, and what it has
        calls = [c for c in self.calls.read_text().splitlines() if not c.startswith(questions)]
        return done, [what(call) for call in calls]


def what(call):
    """Return what a call of Python does, however it is spelled."""
    words = call.split()
    if words[:2] == ["-m", "venv"]:
        return f"makes {words[2]}"
    if "pip" in words and "install" in words:
        return f"installs {words[words.index('-r') + 1]}"
    if "labextension" in words and "disable" in words:
        return "silences " + " ".join(w for w in words if w.startswith("@"))
    return call


@pytest.fixture
def clone(tmp_path):
    return Clone(tmp_path)


def says_one_sentence(done, after=None):
    """Nothing but one sentence, and make's own line that the rule failed."""
    lines = (done.stdout + done.stderr).splitlines()
    assert done.returncode != 0
    if after:
        assert lines.pop(0).startswith(after)
    assert len(lines) == 2
    assert lines[1].startswith("make: ***")
    return lines[0]


LAB = [
    "makes .venv",
    "installs requirements.txt",
    "silences @jupyterlab/apputils-extension:announcements",
]
TEST = [*LAB, "installs tests/requirements.txt"]


@pytest.mark.parametrize(
    ("target", "set_up", "run"),
    [
        ("lab", LAB, ["tools/lab.py en"]),
        ("test", TEST, ["-m pytest"]),
        ("quick", TEST, [QUICK]),
        ("lint", TEST, ["-m ruff check", "-m ruff format --check"]),
        ("execute", TEST, ["-m tools.normalise", "-m tools.picture"]),
        ("translate", TEST, ["-m tools.translate", "-m tools.editions"]),
        ("arithmetics", TEST, ["-m tools.arithmetics"]),
        ("bench", [*TEST, "installs tools/bench/requirements.txt"], ["-m tools.bench"]),
        ("export", [*LAB, "installs tools/export/requirements.txt"], ["-m tools.export"]),
        ("mutants", [*TEST, "installs tools/mutants-requirements.txt"], ["-m tools.mutants"]),
        (
            "worksheets",
            [*LAB, "installs requirements-teach.txt"],
            ["-m teach.press --class 30 --seed 1"],
        ),
        ("questions", [*LAB, "installs requirements-teach.txt"], ["-m teach.questions"]),
        ("slides", [*LAB, "installs requirements-teach.txt"], ["-m teach.slides en"]),
        ("pupils", LAB, ["-m teach.copies pupils"]),
        ("handout", [*LAB, "installs tools/export/requirements.txt"], ["-m teach.copies handout"]),
    ],
)
def test_a_target_sets_up_once_and_does_its_work(clone, target, set_up, run):
    assert clone.make(target)[1] == set_up + run
    assert clone.make(target)[1] == run


def test_where_uv_is_named_it_fills_what_learners_do_not_make(clone):
    for name in ("uv", "npm"):
        clone.stand_in(name)
    clone.make("test", ".venv/frameworks", ".venv-hub/hub", f"UV={clone.bin}/uv")
    calls = clone.calls.read_text().splitlines()
    by = {call.split()[-1]: call.split(" install ")[0] for call in calls if " install " in call}
    pip = ["requirements.txt", "requirements-frameworks.txt"]
    assert [name for name, program in by.items() if program == "-m pip"] == pip
    assert [name for name, program in by.items() if program == "pip"] == [
        "tests/requirements.txt",
        "hub/requirements.txt",
    ]
    told = [call for call in calls if call.startswith("pip install")]
    assert ["--compile-bytecode" in call for call in told] == [False, True]
    assert [re.search(r"--python (\S+)", call)[1] for call in told] == [".venv", ".venv-hub"]


def test_the_site_has_an_environment_of_its_own(clone):
    work = ["site/build.py"]
    assert clone.make("site")[1] == ["makes .venv-site", "installs site/requirements.txt", *work]
    assert clone.make("site")[1] == work
    assert clone.make("offline")[1] == [*work, *LAB, "-m teach.offline"]
    run = clone.make("site-test", "LESSONS=01 06")[1][-1]
    assert run.startswith("-m pytest ")
    assert run.endswith(" tests/lite")


def test_browser_test_sets_up_once_and_runs_the_tests_in_the_browser(clone):
    (*set_up, run) = clone.make("browser-test")[1]
    assert set_up == [*TEST, "installs tests/browser/requirements.txt"]
    assert run.startswith("-m pytest ")
    assert run.endswith(" tests/browser")
    assert clone.make("browser-test")[1] == [run]


@pytest.mark.parametrize(("target", "kind"), [("hub", "try"), ("hub-class", "class")])
def test_each_hub_is_of_the_kind_that_its_name_tells(target, kind):
    asked = ["make", "--no-print-directory", "-n", target]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1].endswith(f" -m hub {kind}")


def test_frameworks_go_where_lab_finds_them(clone):
    (*set_up, run) = clone.make("frameworks")[1]
    assert set_up == [*TEST, "installs requirements-frameworks.txt"]
    assert run.startswith("-m pytest ")
    assert run.endswith(" tests/frameworks")
    assert clone.make("frameworks")[1] == [run]
    assert clone.make("lab")[1] == ["tools/lab.py en"]


def test_lab_opens_the_language_that_is_asked_for(clone):
    assert clone.make("lab", "LANGUAGE=zh-CN")[1] == [*LAB, "tools/lab.py zh-CN"]


@pytest.mark.parametrize(
    ("target", "changed", "again"),
    [
        ("lab", "requirements.txt", ["installs requirements.txt", LAB[-1]]),
        ("test", "tests/requirements.txt", ["installs tests/requirements.txt"]),
        ("bench", "tools/bench/requirements.txt", ["installs tools/bench/requirements.txt"]),
    ],
)
def test_new_requirements_are_installed_into_the_same_environment(clone, target, changed, again):
    run = clone.make(target)[1][-1]
    later = (clone.folder / ".venv" / target).stat().st_mtime + 5
    os.utime(clone.folder / changed, (later, later))
    assert clone.make(target)[1] == [*again, run]


def test_an_installation_that_fails_is_told_and_tried_again(clone):
    clone.stand_in("python3", offline=1)
    done, _ = clone.make("lab")
    assert "is this computer online?" in says_one_sentence(done, after="Installing")
    assert not (clone.folder / ".venv/lab").exists()
    assert "installs requirements.txt" in clone.make("lab")[1]


def sentences(path):
    """Return {name: what it says} of the sentences of make in a file."""
    return dict(re.findall(r"^(SAY_\w+) = (.*)$", path.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("language", others())
def test_make_speaks_the_language_that_is_asked_for(clone, language):
    said = sentences(LOCALE / language.replace("-", "_") / "make.mk")
    clone.stand_in("python3", offline=1)
    done, _ = clone.make("lab", f"LANGUAGE={language}")
    assert said["SAY_FIRST"] in done.stdout
    assert said["SAY_OFFLINE"] in done.stdout
    shutil.rmtree(clone.folder / ".venv")
    for name in NAMES:
        clone.stand_in(name, version=(3, 10))
    done, _ = clone.make("test", f"LANGUAGE={language}")
    assert said["SAY_PYTHON"] in done.stdout


@pytest.mark.parametrize("language", others())
def test_each_sentence_of_make_is_translated(language):
    """And keeps the names of files, commands and addresses."""
    english = sentences(ROOT / "Makefile")
    own = sentences(LOCALE / language.replace("-", "_") / "make.mk")
    assert len(english) > 8
    assert list(own) == list(english)
    for name, sentence in english.items():
        kept = re.findall(r"\$<|https://[\w./]+|sudo [\w -]+\d-venv|[\w.]+/[\w.]+\.txt", sentence)
        assert [one for one in kept if one.rstrip(".") not in own[name]] == []
        assert Counter(NUMBER.findall(own[name])) == Counter(NUMBER.findall(sentence)), name
        prose = re.sub(r"https?:[\w./]+|[\w.]+/[\w.]+\.txt", "x", own[name])
        assert list(wrong(prose, knows(language))) == []
    said = re.findall(r"echo '([^']*)'(?! >>)", (ROOT / "Makefile").read_text())
    assert all(text.startswith("$(SAY_") for text in said)


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


EVERY_LIST = sorted(path for path in ROOT.rglob("*requirements*.txt") if ".venv" not in str(path))


@pytest.mark.parametrize("path", EVERY_LIST, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_list_of_packages_builds_on_lists_that_are_there(path):
    others = re.findall(r"^(?:-r|--requirement)[ =]*(\S+)", path.read_text("utf-8"), re.MULTILINE)
    missing = [other for other in others if not (path.parent / other).is_file()]
    assert not missing


def commands():
    """Return the commands that the README gives for testing."""
    tests = (ROOT / "README.md").read_text("utf-8").split("## Tests\n")[1]
    return [line for line in tests.split("```")[1].splitlines() if line]


def test_what_has_its_turn_on_some_days_is_run_whole_by_the_workflow():
    text = (ROOT / ".github/workflows/test.yml").read_text("utf-8")
    run = re.findall(r"^ +(?:- )?run: (.+)$|^ +- ([^:\n]+)$", text, re.MULTILINE)
    words = {word for pair in run for part in pair for word in part.split()}
    assert {line.split()[1] for line in commands()} <= words
    for taken_in_turn in ("test", "browser-test", "rehearsal"):
        assert f"{taken_in_turn} DAYS=1" in text


def test_ci_runs_the_commands_that_the_readme_gives():
    named = commands()
    run = re.findall(r"^ *(make .*)$", (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)
    assert len(named) >= 4
    assert sorted(run) == sorted(named)
