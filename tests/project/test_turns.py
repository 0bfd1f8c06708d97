"""In as many days as were named every test has its turn, and those of the path have it each day."""

import another
import pytest
import turns
from explorers import EXPLORERS
from turns import LESSONS, of_the_day, rests

TESTS = [f"tests/notebooks/test_again.py::test_any_cell_again[{name}]" for name in LESSONS]
TESTS += [f"tests/exercises/test_exercises.py::test_it[zh-CN/{name}/one-3]" for name in LESSONS]
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


def awake(monkeypatch, days=3):
    """Return for each of so many days the tests that do not rest."""
    found = []
    for day in range(1, days + 1):
        monkeypatch.setattr(another, "DAY", f"2026-03-{day:02}")
        found.append([test for test in TESTS if not rests(test, days)])
    return found


def test_every_test_has_its_turn_and_that_of_a_later_lesson_has_it_once(monkeypatch):
    first, second, third = awake(monkeypatch)
    often = {test: (first + second + third).count(test) for test in TESTS}
    for test in TESTS:
        name = turns.OF_ONE.search(test)
        about = turns.shown_in()[name[0]] if name else {n for n in LESSONS if n[3:] in test}
        assert about
        assert often[test] == (3 if min(about) < "07" else 1), test
    assert first != second != third


def test_without_days_nothing_rests(monkeypatch):
    assert awake(monkeypatch, 1) == [TESTS]


@pytest.mark.parametrize("test", ALWAYS)
def test_what_is_quick_or_about_no_lesson_never_rests(test, monkeypatch):
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        monkeypatch.setattr(another, "DAY", day)
        assert not rests(test, 3)


def test_the_browser_has_the_lessons_of_the_same_day():
    assert of_the_day(3)[:6] == LESSONS[:6]
    assert of_the_day(3)[6:] == another.turn(LESSONS[6:], 3)
