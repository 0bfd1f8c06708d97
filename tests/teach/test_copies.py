"""Copies for pupils hold no solution and no note, and are the lessons in all else."""

import re

import nbformat
import pytest
from another import turn
from lessons import PATHS, ROOT, printed
from nbclient import NotebookClient

from helpers.ideas import DAYS
from teach import copies
from tools.export import pages
from tools.marks import languages, marks


@pytest.fixture(params=PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def path(request):
    return request.param


def made(path, make):
    """Return the cells of a lesson, and those of a copy of it."""
    words = marks(path.parent.name)
    nb = nbformat.read(path, as_version=4)
    before = nb.copy()
    copy = make(nb, words)
    assert nb == before
    return nb.cells, copy.cells


def test_pupils_find_no_solution_and_no_note(path):
    lesson, copy = made(path, copies.for_pupils)
    text = "\n".join(cell.source for cell in copy)
    known = marks(path.parent.name)
    teacher = known["teacher"]
    assert teacher not in text
    assert known["solution"] not in text
    assert text.count("<details>") == text.count("</details>")
    gone = [cell.id for cell in lesson if cell.id not in {c.id for c in copy}]
    notes = [cell.id for cell in lesson if not without(cell.source, teacher).strip()]
    assert all(one.endswith("-solution") or one in notes for one in gone)
    assert sum("-check" in cell.id for cell in copy) == sum("-check" in cell.id for cell in lesson)


def without(text, teacher):
    """Return a text without notes, line by line: from where one opens to where it closes."""
    kept, inside = [], False
    for line in text.splitlines():
        inside = inside or line.startswith(f"<details>{teacher}")
        kept += [] if inside else [line]
        inside = inside and "</details>" not in line
    return "\n".join(kept)


def test_all_else_stays(path):
    """Code to the letter, and of the text each line that is in no note."""
    lesson, copy = made(path, copies.for_pupils)
    teacher = marks(path.parent.name)["teacher"]
    found = {cell.id: cell for cell in copy}
    for cell in lesson:
        if cell.id.endswith("-solution"):
            continue
        if cell.cell_type == "code":
            assert found[cell.id].source == cell.source
            assert found[cell.id].outputs == []
        elif without(cell.source, teacher).strip():
            lines = [line for line in without(cell.source, teacher).splitlines() if line.strip()]
            assert [x for x in found[cell.id].source.splitlines() if x.strip()] == lines


def test_handouts_have_all_solutions_at_the_end(path):
    lesson, copy = made(path, copies.to_hand_out)
    ids = [cell.id for cell in copy]
    solutions = [cell for cell in lesson if cell.id.endswith("-solution")]
    assert ids[ids.index("solutions") + 1 :] == [cell.id for cell in solutions]
    text = "\n".join(cell.source for cell in copy)
    known = marks(path.parent.name)
    assert known["teacher"] not in text
    assert known["solution"] not in text
    for cell in solutions:
        (moved,) = [c for c in copy if c.id == cell.id]
        inside = re.search(r"</summary>\n+(.*)\n+</details>", cell.source, re.DOTALL)[1]
        title, _, body = moved.source.partition("\n\n")
        assert body.strip() == inside.strip()
        (task,) = [c for c in lesson if c.id == cell.id.removesuffix("-solution")]
        assert title in task.source


def test_files_are_written(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(copies, "sources", lambda: PATHS[:1])
    copies.write_pupils(tmp_path)
    written = tmp_path / "en" / PATHS[0].name
    assert nbformat.read(written, as_version=4).cells[0].id == "title"
    assert (tmp_path / "en" / "glossary.md").is_file()
    assert str(written) in capsys.readouterr().out


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", copies.KINDS)
def test_what_is_written_has_no_notes_and_no_solutions_in_its_place(
    kind, language, tmp_path, monkeypatch
):
    """In the words of its own language; a page to hand out has its solutions at the end."""
    source = next(path for path in PATHS if path.parent.name == language)
    monkeypatch.setattr(copies, "sources", lambda: [source])
    monkeypatch.setattr(pages, "page", lambda _source, nb: nbformat.writes(nb))
    folder = tmp_path / "not there" / "yet"
    for _again in range(2):  # what is there is written anew
        copies.KINDS[kind](folder)
    (written,) = (folder / language).glob(f"{source.stem}.*")
    text, words = written.read_text("utf-8"), marks(language)
    assert words["teacher"] in source.read_text("utf-8")
    assert words["teacher"] not in text
    assert words["solution"] not in text
    assert (f'"{words["solutions"]}"' in text) == (kind == "handout")


@pytest.mark.parametrize("page", sorted(ROOT.glob("notebooks/*/*.md")), ids=lambda page: page.stem)
def test_no_link_of_a_page_beside_the_lessons_leads_away_from_them(page):
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
    assert targets
    assert {one for one in targets if not one.startswith("https://")} <= {
        one.name for one in page.parent.iterdir()
    }


@pytest.mark.parametrize("make", [copies.for_pupils, copies.to_hand_out])
def test_no_link_leads_out_of_what_is_handed_out(path, make):
    _lesson, copy = made(path, make)
    text = "\n".join(cell.source for cell in copy if cell.cell_type == "markdown")
    here = {one.name for one in path.parent.iterdir()}
    targets = re.findall(r"\]\(([\w./-]+\.(?:ipynb|md))[#)]", text)
    assert targets
    assert set(targets) <= here


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    """What `make pupils` writes, where nothing else of the course is near."""
    folder = tmp_path_factory.mktemp("pupils")
    copies.write_pupils(folder)
    return folder


@pytest.mark.parametrize(
    "path", turn(PATHS, 14), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_a_copy_runs_by_itself_and_its_checks_wait_for_an_answer(handed_out, path):
    """Some of them a day, others on other days."""
    copy = handed_out / path.parent.name / path.name
    nb = nbformat.read(copy, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONPATH", raising=False)
        run = NotebookClient(nb, timeout=300, resources={"metadata": {"path": str(copy.parent)}})
        run.execute()
    stored = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    checks = [cell for cell in nb.cells if cell.id.endswith("-check")]
    assert checks
    for cell in checks:
        assert printed(cell) == printed(stored[cell.id])


def test_the_best_game_of_whoever_writes_the_copies_stays_with_them():
    assert copies.LEFT_OUT("helpers", ["score.json", "score.py"]) == {"score.json"}


def test_pupils_have_the_twelve_questions_and_what_is_needed_to_install(tmp_path):
    copies.write_pupils(tmp_path)
    assert (tmp_path / "requirements.txt").is_file()
    for language in languages():
        for day in DAYS:
            name = f"{language}/questions_{day}.ipynb"
            assert (tmp_path / name).read_bytes() == (ROOT / "teach" / name).read_bytes()
