"""In as many days as were named every test has its turn; what was changed has it each day."""

import os
import subprocess

import another
import pytest
import turns
from explorers import EXPLORERS
from lessons import ROOT
from turns import LESSONS, of_the_day, rests

TESTS = [f"tests/notebooks/test_again.py::test_any_cell_again[{name}]" for name in LESSONS]
TESTS += [f"tests/exercises/test_exercises.py::test_it[zh-CN/{name}/one-3]" for name in LESSONS]
CLAIMS = "tests/notebooks/test_claims.py"
TESTS += [f"{CLAIMS}::test_every_such_word_is_looked_after[{name}]" for name in LESSONS]
DRAWINGS = "tests/notebooks/test_drawings.py"
TESTS += [f"{DRAWINGS}::test_it[{name}-3]" for name in LESSONS]
WIDE = "tests/project/test_arithmetics.py::test_a_notebook_prints_the_same_with_wider_numbers"
TESTS += [f"{WIDE}[{name}]" for name in LESSONS]
ROWS = "tests/exercises/test_checks.py::test_a_row_says_what_is_stored_in_each_language"
TESTS += [f"{ROWS}[{name[3:]}-zh-CN]" for name in LESSONS]
TESTS += [f"tests/widgets/test_widgets.py::test_it[{name}]" for name in EXPLORERS]
TESTS += [f"tests/widgets/test_widget_{name}.py::test_it[3]" for name in EXPLORERS]
ALWAYS = [
    "tests/notebooks/test_again.py::test_the_check_itself",
    f"{ROWS}[verdict-zh-CN]",
    "tests/exercises/test_checks.py::test_a_check_names_the_mistake[adam-attention-1]",
    "tests/widgets/test_widgets.py::test_it",
    "tests/mathematics/test_attention.py::test_it[attention]",
    "notebooks/en/14_attention.ipynb::Cell 3",
]


@pytest.fixture(autouse=True)
def nothing_changed(monkeypatch):
    """What somebody is working at decides about no test of turns."""
    monkeypatch.setattr(turns, "changed", frozenset)


def awake(monkeypatch, days=3):
    """Return for each of so many days the tests that do not rest."""
    found = []
    for day in range(1, days + 1):
        monkeypatch.setattr(another, "DAY", f"2026-03-{day:02}")
        found.append([test for test in TESTS if not rests(test, days)])
    return found


def lessons_of(test):
    """Return of which lessons a test is."""
    name = turns.OF_ONE.search(test)
    return turns.shown_in()[name[0]] if name else {n for n in LESSONS if n[3:] in test}


def test_every_test_has_its_turn(monkeypatch):
    first, second, third = awake(monkeypatch)
    often = {test: (first + second + third).count(test) for test in TESTS}
    for test in TESTS:
        days = {LESSONS.index(name) % 3 for name in lessons_of(test)}
        assert often[test] == len(days) > 0, test
    assert first != second != third


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("notebooks/en/03_loss.ipynb", "03_loss"),
        ("notebooks/zh-CN/03_loss.ipynb", "03_loss"),
        ("helpers/widgets/slope.py", "04_backprop"),
        ("helpers/exercises/backprop.py", "04_backprop"),
    ],
)
def test_what_was_changed_has_its_turn_each_day(path, name, monkeypatch):
    monkeypatch.setattr(turns, "changed", lambda: frozenset([path]))
    for tests in awake(monkeypatch):
        assert {test for test in TESTS if name in lessons_of(test)} <= set(tests)


@pytest.mark.parametrize(
    ("path", "name", "own"),
    [
        ("tests/notebooks/claims/neuron.py", "01_neuron", CLAIMS),
        ("tests/notebooks/drawings_neuron.py", "01_neuron", DRAWINGS),
        ("tests/exercises/answers_loss.py", "03_loss", "tests/exercises/"),
        ("tests/exercises/transcripts/zh-CN/03_loss.txt", "03_loss", "tests/exercises/"),
        ("tests/widgets/test_widget_race.py", "08_optimisers", "tests/widgets/"),
        ("tests/notebooks/said/03_loss.txt", "03_loss", "no test that takes long"),
    ],
)
def test_a_file_of_one_test_gives_no_other_a_turn(path, name, own, monkeypatch):
    assert list(ROOT.glob(path)), "a file that is there"
    usual = awake(monkeypatch)
    monkeypatch.setattr(turns, "changed", lambda: frozenset([path]))
    for tests, before in zip(awake(monkeypatch), usual, strict=True):
        its = {test for test in TESTS if name in lessons_of(test) and test.startswith(own)}
        assert set(tests) == {*before, *its}


def test_every_test_that_takes_long_is_there():
    for test, own in turns.LONG.items():
        file, _, name = test.partition("::")
        assert (ROOT / file).is_dir() or f"def {name}" in (ROOT / file).read_text("utf-8")
        assert all(list(ROOT.glob(f"{start}*")) for start in own)


def test_a_file_of_no_lesson_gives_none_a_turn(monkeypatch):
    before = awake(monkeypatch)
    files = ["README.md", "helpers/network.py", "tests/browser/page.py", "teach/press/neuron.py"]
    monkeypatch.setattr(turns, "changed", lambda: frozenset(files))
    assert awake(monkeypatch) == before


def test_each_rehearsal_has_its_turn_and_what_was_changed_has_it_each_day(monkeypatch):
    def found():
        for day in range(1, 4):
            monkeypatch.setattr(another, "DAY", f"2026-03-0{day}")
            yield turns.rehearsed(5)

    assert sorted(found()) == [["colab-test"], ["frameworks"], ["image-test"]]
    assert turns.rehearsed(1) == list(turns.REHEARSALS)
    for name, files in turns.REHEARSALS.items():
        for file in files:
            assert list(ROOT.glob(f"{file}*")), "a file that is there"
            monkeypatch.setattr(turns, "changed", lambda file=file: frozenset([file]))
            assert all(name in today for today in found())


def test_make_runs_what_is_rehearsed_today():
    asked = ["make", "--dry-run", "rehearsal", "DAYS=1", "MAKE=echo asked:"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    said = [line.split() for line in done.stdout.splitlines() if line.startswith("asked:")]
    assert said == [["asked:", *turns.REHEARSALS]]


def test_without_days_nothing_rests(monkeypatch):
    assert awake(monkeypatch, 1) == [TESTS]


@pytest.mark.parametrize("test", ALWAYS)
def test_what_is_quick_or_about_no_lesson_never_rests(test, monkeypatch):
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        monkeypatch.setattr(another, "DAY", day)
        assert not rests(test, 3)


@pytest.fixture
def repository(tmp_path):
    """A repository with a file of yesterday, two of this morning, one of now and one to come."""
    commits = {"old": "01T08", "early": "02T09", "morning": "02T11", "now": "02T14"}
    for name, hour in commits.items():
        (tmp_path / f"{name}.txt").write_text(name)
        there = {f"GIT_{who}_DATE": f"2026-03-{hour}:00:00Z" for who in ("AUTHOR", "COMMITTER")}
        there |= {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER")
                  for what in ("NAME", "EMAIL")}  # fmt: skip
        if not (tmp_path / ".git").exists():
            subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
        for command in (["add", "--all"], ["commit", "--quiet", "--message", name]):
            subprocess.run(["git", *command], cwd=tmp_path, check=True, env=os.environ | there)
    (tmp_path / "new.txt").write_text("new")
    return tmp_path


CHANGED = turns.changed.__wrapped__  # which the fixture above replaces


def test_what_was_changed_is_known_to_git(repository):
    """Four hours before the last commit, whatever the day of the test."""
    assert CHANGED(repository) == {"morning.txt", "now.txt", "new.txt"}
    (repository / "old.txt").write_text("other")
    assert "old.txt" in CHANGED(repository)


def test_where_git_knows_nothing_nothing_was_changed(tmp_path, monkeypatch):
    assert CHANGED(tmp_path) == frozenset()
    monkeypatch.setenv("PATH", "")
    assert CHANGED(tmp_path) == frozenset()


def test_the_browser_has_the_lessons_of_the_same_day():
    assert of_the_day(3) == another.turn(LESSONS, 3)
    assert of_the_day(1) == LESSONS
