"""The lab: a learner's own copy of the notebooks, and a JupyterLab that starts anywhere."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from threading import Timer
from urllib.error import URLError
from urllib.request import Request, urlopen

import nbformat
import pytest
from jupyter_client import BlockingKernelClient
from lessons import ROOT

from tools import lab
from tools.marks import others

NAME = "03_loss.ipynb"


def lesson(path, *sources, printed=""):
    """Write a notebook of code cells, each with an output; return its path."""
    nb = nbformat.v4.new_notebook()
    for number, source in enumerate(sources):
        cell = nbformat.v4.new_code_cell(source, id=f"cell-{number}")
        cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=printed)]
        nb.cells.append(cell)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.v4.writes(nb), "utf-8")
    return path


def sources(path):
    return [cell.source for cell in nbformat.v4.reads(path.read_text("utf-8")).cells]


def files(folder):
    return {f.name: f.read_bytes() for f in folder.iterdir() if f.name != lab.RECORD}


def handed_out(folder):
    """Return what a learner gets of the files of a course."""
    return {f.name: lab.fresh(f) for f in folder.iterdir()}


class Home:
    """A course of one lesson, and the folder of somebody who learns with it."""

    def __init__(self, folder):
        self.course, self.mine = folder / "notebooks/en", folder / "my/en"
        self.publish("x = 1", "my_answer = ...")

    def publish(self, *cells, printed=""):
        lesson(self.course / NAME, *cells, printed=printed)

    def answer(self, *cells, name=NAME):
        lesson(self.mine / name, *cells)

    def start(self):
        return lab.renew(self.course, self.mine)


@pytest.fixture
def home(tmp_path):
    """Somebody who has started once."""
    home = Home(tmp_path)
    assert home.start() == []
    return home


def test_the_first_start_copies_what_the_course_holds(tmp_path):
    home = Home(tmp_path)
    (home.course / "glossary.md").write_text("# Glossary\n")
    (home.course / "score.json").write_text("{}")  # of somebody who opened the original
    (home.course / ".ipynb_checkpoints").mkdir()
    assert home.start() == []
    assert files(home.mine) == {
        name: lab.fresh(home.course / name) for name in (NAME, "glossary.md")
    }


def test_a_copy_shows_no_answer_before_its_cell_is_run(tmp_path):
    home = Home(tmp_path)
    home.publish("x = 1", printed="the answer")
    (home.course / "glossary.md").write_text("# Glossary\n")
    home.start()
    nb = nbformat.v4.reads((home.mine / NAME).read_text("utf-8"))
    nbformat.validate(nb)
    assert [cell.outputs for cell in nb.cells] == [[]]
    assert sources(home.mine / NAME) == sources(home.course / NAME)
    assert (home.mine / "glossary.md").read_text() == "# Glossary\n"


def test_a_second_start_touches_nothing(home):
    home.answer("x = 1", "my_answer = 7")
    before = files(home.mine), {f: f.stat().st_mtime_ns for f in home.mine.iterdir()}
    assert home.start() == []
    assert (files(home.mine), {f: f.stat().st_mtime_ns for f in home.mine.iterdir()}) == before


def test_an_untouched_copy_is_renewed_without_a_word(home):
    home.publish("x = 2", "my_answer = ...")
    assert home.start() == []
    assert files(home.mine) == handed_out(home.course)


def test_a_copy_that_was_only_run_counts_as_untouched(home):
    lesson(home.mine / NAME, "x = 1", "my_answer = ...", printed="what this computer printed")
    home.publish("x = 2", "my_answer = ...")
    assert home.start() == []
    assert files(home.mine) == handed_out(home.course)


def test_answers_stay_and_the_new_lesson_lies_beside_them(home):
    home.answer("x = 1", "my_answer = 7")
    home.publish("x = 2", "my_answer = ...")
    (sentence,) = home.start()
    assert NAME in sentence
    assert "03_loss.new.ipynb" in sentence
    assert sources(home.mine / NAME) == ["x = 1", "my_answer = 7"]
    assert sources(home.mine / "03_loss.new.ipynb") == ["x = 2", "my_answer = ..."]
    assert home.start() == [], "it is said once"


def test_a_cell_that_a_learner_added_is_an_answer_too(home):
    home.answer("x = 1", "my_answer = ...", "print(x)")
    home.publish("x = 2", "my_answer = ...")
    assert len(home.start()) == 1
    assert sources(home.mine / NAME)[-1] == "print(x)"


def test_new_outputs_alone_are_no_new_lesson(home):
    home.answer("x = 1", "my_answer = 7")
    home.publish("x = 1", "my_answer = ...", printed="drawn anew")
    assert home.start() == []
    assert list(files(home.mine)) == [NAME]
    assert sources(home.mine / NAME)[-1] == "my_answer = 7"


def test_a_lesson_that_changes_again_and_again_loses_no_answer(home):
    home.answer("x = 1", "my_answer = 7")
    home.publish("x = 2")
    home.start()
    home.publish("x = 3")
    assert "03_loss.new.ipynb" in home.start()[0]
    assert sources(home.mine / "03_loss.new.ipynb") == ["x = 3"]
    home.answer("x = 3", "my_other = 8", name="03_loss.new.ipynb")
    home.publish("x = 4")
    assert "03_loss.new2.ipynb" in home.start()[0]
    assert sources(home.mine / NAME)[-1] == "my_answer = 7"
    assert sources(home.mine / "03_loss.new.ipynb")[-1] == "my_other = 8"
    assert sources(home.mine / "03_loss.new2.ipynb") == ["x = 4"]


def test_a_lesson_that_was_thrown_away_comes_back_as_it_was(home):
    home.answer("x = 1", "my_answer = 7")
    (home.mine / NAME).unlink()
    assert home.start() == []
    assert files(home.mine) == handed_out(home.course)


def test_a_learner_who_took_the_new_lesson_is_told_nothing(home):
    home.publish("x = 2")
    shutil.copy(home.course / NAME, home.mine / NAME)
    assert home.start() == []
    assert list(files(home.mine)) == [NAME]


@pytest.mark.parametrize("record", [None, "", "{", "[]", '{"03_loss.ipynb": 7}', '{"a": {}}'])
def test_without_its_record_every_copy_is_kept(home, record):
    home.answer("x = 1", "my_answer = 7")
    home.publish("x = 2")
    (home.mine / lab.RECORD).unlink()
    if record is not None:
        (home.mine / lab.RECORD).write_text(record)
    assert len(home.start()) == 1
    assert sources(home.mine / NAME)[-1] == "my_answer = 7"
    assert sources(home.mine / "03_loss.new.ipynb") == ["x = 2"]


def test_a_damaged_copy_is_kept(home):
    (home.mine / NAME).write_text("{ half a notebook")
    home.publish("x = 2")
    assert len(home.start()) == 1
    assert (home.mine / NAME).read_text() == "{ half a notebook"


def test_the_copy_is_out_of_sight_of_git():
    assert "my/" in (ROOT / ".gitignore").read_text().splitlines()


def test_a_language_that_the_course_does_not_have_is_refused_in_a_sentence():
    there = ", ".join(sorted(folder.name for folder in (ROOT / "notebooks").iterdir()))
    for named in ("xx", ".", "../teach"):
        assert lab.main([named]) == f"There is no course in {named}; there is one in {there}."
    assert lab.main([""]) == f"There is no course in ''; there is one in {there}."


def test_only_root_is_allowed_as_root(monkeypatch):
    for uid, allowed in ((0, True), (1000, False)):
        monkeypatch.setattr(os, "geteuid", lambda uid=uid: uid, raising=False)
        assert ("--allow-root" in lab.options("my/en/01.ipynb")) == allowed


def test_a_home_that_may_not_even_be_looked_at_is_no_place_to_write(tmp_path, monkeypatch):
    assert lab.can_write(tmp_path / "to/be/made")

    def closed(_path, **_more):
        raise PermissionError

    monkeypatch.setattr(Path, "exists", closed)
    assert not lab.can_write(tmp_path)


def test_somebody_without_a_home_is_no_reason_to_stop(monkeypatch):
    def nowhere():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    assert not lab.jupyter_can_remember()


# ---------------------------------------------------------------- a real start


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The course on a path with a space and Chinese letters."""
    folder = tmp_path_factory.mktemp("learner") / "神经 网络"
    shutil.copytree(ROOT / "helpers", folder / "helpers")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    (folder / "tools").mkdir()
    for name in ("tools/lab.py", "requirements.txt"):
        shutil.copy(ROOT / name, folder / name)
    return folder


class Started:
    """A lab that was started where much goes wrong: home is no folder, the port is taken."""

    def __init__(self, clone, folder, *language):
        (folder / "a file").touch()
        home = str(folder / "a file" / "home")
        ours = ("JUPYTER", "IPYTHON", "MPL", "XDG", "COURSE")
        env = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        self.taken = socket.create_server(("127.0.0.1", 0))
        self.port = self.taken.getsockname()[1]
        self.log = folder / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "tools/lab.py", *language, f"--port={self.port}"),
                    *("--ServerApp.ip=127.0.0.1", "--ServerApp.browser=no-such-browser"),
                ],
                cwd=clone,
                env=env | {"HOME": home, "USERPROFILE": home},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        watch = Timer(90, self.process.kill)  # so that the wait below has an end
        watch.start()
        while not (found := re.search(r"http://\S+\?token=\w+", self.said())):
            assert self.process.poll() is None, self.said()
        self.address = found[0]
        while not self.answers():
            assert self.process.poll() is None, self.said()
        watch.cancel()

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.taken.close()

    def answers(self):
        try:
            return self.ask("/api")[0] == 200
        except URLError:
            return False

    def said(self):
        return self.log.read_text("utf-8", errors="replace")

    def ask(self, path, **more):
        """Return what the server answers to a request, read from JSON if it is some."""
        base, token = re.fullmatch(r"(http://[^/]+)/.*token=(\w+)", self.address).groups()
        request = Request(base + path, headers={"Authorization": f"token {token}"}, **more)
        with urlopen(request, timeout=60) as answer:
            return answer.status, answer.read()


@pytest.fixture(scope="module")
def started(clone, tmp_path_factory):
    lab = Started(clone, tmp_path_factory.mktemp("home"))
    yield lab
    lab.end()


def test_without_a_browser_the_address_of_the_first_notebook_is_printed(started):
    assert "/lab/tree/my/en/01_neuron.ipynb?token=" in started.address
    status, page = started.ask("/lab/tree/my/en/01_neuron.ipynb")
    assert status == 200
    assert b"JupyterLab" in page


@pytest.mark.parametrize("language", others())
def test_a_lab_in_another_language_opens_its_lessons_and_asks_for_its_menus(
    clone, tmp_path, language
):
    lab = Started(clone, tmp_path, language)
    try:
        assert f"/lab/tree/my/{language}/01_neuron.ipynb?token=" in lab.address
        _status, answer = lab.ask("/lab/api/settings/@jupyterlab/translation-extension:plugin")
        locale = json.loads(answer)["schema"]["properties"]["locale"]["default"]
        assert locale == language.replace("-", "_")
    finally:
        lab.end()


def test_a_taken_port_is_passed_over(started):
    assert int(re.search(r":(\d+)/", started.address)[1]) != started.port


def test_the_copy_is_what_the_course_holds(started, clone):
    status, answer = started.ask("/api/contents/my/en/01_neuron.ipynb")
    original = json.loads((ROOT / "notebooks/en/01_neuron.ipynb").read_text("utf-8"))
    assert status == 200
    assert len(json.loads(answer)["content"]["cells"]) == len(original["cells"])
    assert {f.name for f in (clone / "my/en").glob("*.ipynb")} == {
        f.name for f in (ROOT / "notebooks/en").glob("*.ipynb")
    }


def test_a_kernel_runs_without_a_warning_although_home_cannot_be_written(started, clone):
    kernel = json.loads(started.ask("/api/kernels", data=b"{}", method="POST")[1])["id"]
    connection = clone / f"my/.jupyter/runtime/kernel-{kernel}.json"
    client = BlockingKernelClient(connection_file=str(connection))
    client.load_connection_file()
    # A heart counts as stopped after one second without an answer, and a kernel that
    # starts on a busy machine needs longer: how long to wait is said below.
    client.hb_channel.time_to_dead = 60
    client.start_channels()
    said = []
    try:
        client.wait_for_ready(timeout=60)
        code = "import matplotlib.pyplot as plt; plt.figure(); print(6 * 7)"
        reply = client.execute_interactive(code, timeout=60, output_hook=said.append)
    finally:
        client.stop_channels()
        started.ask(f"/api/kernels/{kernel}", method="DELETE")
    assert reply["content"]["status"] == "ok"
    streams = [m["content"] for m in said if m["msg_type"] == "stream"]
    assert streams == [{"name": "stdout", "text": "42\n"}]
    assert "Traceback" not in started.said()


def test_the_setup_cell_finds_helpers_from_the_copy_and_the_score_lies_there(started, clone):
    nb = nbformat.v4.reads((clone / "my/en/01_neuron.ipynb").read_text("utf-8"))
    setup = next(cell.source for cell in nb.cells if cell.id == "setup")
    code = f"{setup}\nfrom helpers import score, words\nscore.save(0.1, 2, False)"
    code += "\nprint(score.__file__, words.language(), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code],
        cwd=clone / "my/en",
        env=os.environ | {"MPLBACKEND": "agg", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    file, language = done.stdout.splitlines()
    assert Path(file) == clone.resolve() / "helpers/score.py"
    assert language == "en"
    assert (clone / "my/en/score.json").is_file()


def test_what_a_class_needs_lies_beside_the_lessons(tmp_path):
    """In the language of the folder."""
    home = Home(tmp_path)
    for name in ("questions_first.ipynb", "classroom.ipynb"):
        lesson(tmp_path / "teach/en" / name, "x = 1")
        lesson(tmp_path / "teach/xx" / name, "x = 2")
    assert home.start() == []
    assert set(files(home.mine)) == {NAME, "questions_first.ipynb", "classroom.ipynb"}
    home.answer("x = 3", name="questions_first.ipynb")
    lesson(tmp_path / "teach/en/questions_first.ipynb", "x = 4")
    assert len(home.start()) == 1, "what was written stays, and the new one lies beside it"
    assert sources(home.mine / "questions_first.ipynb") == ["x = 3"]


@pytest.mark.parametrize("language", ["en", *others()])
def test_what_a_teacher_pastes_into_the_original_goes_to_nobody(tmp_path, language):
    """Neither codes nor names; and it makes no newer lesson of it."""
    source = tmp_path / "teach" / language / "classroom.ipynb"
    source.parent.mkdir(parents=True)
    shutil.copy(ROOT / "teach" / language / source.name, source)
    course, mine = tmp_path / "notebooks" / language, tmp_path / "my" / language
    course.mkdir(parents=True)
    assert lab.renew(course, mine) == []
    before = files(mine)
    nb = nbformat.v4.reads(source.read_text("utf-8"))
    (cell,) = [cell for cell in nb.cells if cell.id == lab.PASTED]
    cell.source = cell.source.replace('"""\n\n', '"""\nMia "the first": NN-0S41\nJon """NN\n')
    assert "Mia" in cell.source
    source.write_text(nbformat.v4.writes(nb), "utf-8")
    assert lab.renew(course, mine) == []
    assert files(mine) == before
    lab.renew(course, tmp_path / "another")
    assert files(tmp_path / "another") == before
