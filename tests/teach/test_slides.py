"""A talk from each notebook: what its slides hold. How they look is tested in the browser."""

import pytest
from lessons import PATHS, Lesson, is_widget, slides

from teach import copies, needs, questions
from teach import slides as talk
from teach.press import __main__ as press
from tools import lab


@pytest.fixture(params=PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def lesson(request):
    return Lesson(request.param)


@pytest.fixture
def nb(lesson):
    return lesson.nb


def test_a_talk_has_twenty_to_thirty_slides(nb):
    assert 20 <= len(slides(nb)) <= 30


def test_it_begins_with_the_title_and_has_what_was_seen(nb):
    told = slides(nb)
    assert told[0] == ["title"]
    (recap,) = [cell.id for cell in nb.cells if cell.id == "recap"]
    assert [recap] in told


def test_what_answers_a_prediction_comes_with_the_next_key(lesson):
    """The first cell with an output behind it on its slide; a slide may end with the question."""
    told = {cell.id: cell for cell in lesson.cells}
    for ids in slides(lesson.nb):
        asked = False
        for cell in map(told.get, ids):
            kind = cell.metadata.get("slideshow", {}).get("slide_type")
            answers = asked and cell.cell_type == "code" and bool(cell.outputs)
            assert (kind == "fragment") == answers, cell.id
            asked = (asked and not answers) or lesson.marks["predict"] in cell.source


def test_it_has_live_explorers_and_no_exercise_and_no_setup(nb):
    shown = {cell for ids in slides(nb) for cell in ids}
    explorers = [c.id for c in nb.cells if is_widget(c) and not c.id.startswith("exercise-")]
    assert len([one for one in explorers if one in shown]) >= min(2, len(explorers))
    left_out = [i for i in shown if i.startswith("exercise-")]
    assert left_out == []
    assert "setup" not in shown


@pytest.mark.parametrize(
    ("main", "package", "command", "listed"),
    [
        (lambda: talk.main([]), "jupyterlab-slideshow", "slides", "requirements-teach.txt"),
        (lambda: press.main([]), "typst", "worksheets", "requirements-teach.txt"),
        (lambda: questions.main(), "typst", "questions", "requirements-teach.txt"),
        (lambda: copies.write_handouts(None), "math-core", "handout",
         "tools/export/requirements.txt"),
    ],
    ids=["slides", "worksheets", "questions", "handout"],
)  # fmt: skip
def test_a_package_that_is_missing_is_named(monkeypatch, main, package, command, listed):
    monkeypatch.setattr(needs, "find_spec", lambda _name: None)
    assert main() == (
        f"{package} is missing: run make {command}, which installs it, or python -m pip install "
        f"-r {listed}."
    )


def test_a_talk_has_copies_of_its_own(monkeypatch):
    opened = []
    monkeypatch.setattr(lab, "main", lambda *arguments: opened.append(arguments))
    talk.main(["en"])
    ((arguments, place, (said,)),) = opened
    assert (arguments, place) == (["en", *talk.STYLED], "my/slides")
    assert "Run All Cells" in said


def test_a_language_without_a_talk_is_told_so_and_nothing_else(capsys):
    assert talk.main(["."]).startswith("There is no course in .;")
    assert capsys.readouterr().out == ""
