"""The floors of helpers: what may import what, what an import costs, and where words stand."""

import ast
import importlib
import pkgutil
import re
import string
import subprocess
import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell
from lessons import ROOT

from helpers import packages, words
from helpers.words import en, say

MATHEMATICS = {
    "activations",
    "inputs",
    "losses",
    "parameters",
    "network",
    "people",
    "gradients",
    "training",
    "score",
    "words",
    "packages",
    "exercises",
}
PICTURES = {"style", "diagrams", "plots", "views"}
EXPLORERS = {"widgets"}
DRAWING = {"matplotlib", "contourpy", "PIL"}  # matplotlib, and what it is itself made with

FILES = sorted((ROOT / "helpers").rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in FILES}


def name_of(path):
    """Return the dotted name of a module: helpers.words.en."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def floor(name):
    """Return the first name below helpers: helpers.words.en is on the floor of words."""
    return name.removeprefix("helpers").removeprefix(".").split(".")[0]


MODULES = {name_of(path) for path in FILES}


def imports(path):
    """Return the full names of the modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in MODULES else node.module)
    return found


@pytest.fixture(params=FILES, ids=name_of)
def path(request):
    return request.param


def test_every_module_has_a_floor():
    """Every module of helpers is mathematics, pictures or explorers."""
    assert {floor(m) for m in MODULES} - {""} <= MATHEMATICS | PICTURES | EXPLORERS


def test_floors_are_kept(path):
    """Mathematics imports no pictures, pictures import no widgets, and nothing else is needed."""
    mine, theirs = floor(name_of(path)), imports(path)
    outside = {name.split(".")[0] for name in theirs} - {"helpers"} - set(sys.stdlib_module_names)
    below = {floor(name) for name in theirs if name.startswith("helpers")} - {""}
    if mine in EXPLORERS:
        assert outside <= {"numpy", "ipywidgets", "IPython"} | DRAWING
        assert "exercises" not in below
    elif mine in PICTURES:
        assert outside <= {"numpy"} | DRAWING
        assert below <= MATHEMATICS - {"exercises"} | PICTURES
    else:
        assert outside <= {"numpy"}
        assert below <= MATHEMATICS
        assert mine == "exercises" or "exercises" not in below


def test_imports_go_in_no_circle():
    """No module imports itself by way of others."""
    below = {name_of(path): imports(path) & MODULES for path in FILES}
    while leaves := [name for name, needs in below.items() if not needs & set(below) - {name}]:
        for name in leaves:
            del below[name]
    assert not below, f"a circle among {', '.join(sorted(below))}"


def test_no_star_imports_and_no_private_ones(path):
    """Nothing is imported with a star or relatively: one sees where a name comes from."""
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert "*" not in [alias.name for alias in node.names]


def test_first_line_says_what_it_is(path):
    """A module opens with one plain sentence."""
    first = (ast.get_docstring(TREES[path]) or "").split("\n")[0]
    assert re.fullmatch(r"[A-Z].*[.:;,\w]", first), f"{name_of(path)} begins with {first!r}"


def test_public_names_have_a_docstring(path):
    """Every public function and class of the mathematics says what it is."""
    if floor(name_of(path)) not in MATHEMATICS:
        return
    lacking = [
        node.name
        for node in TREES[path].body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not lacking


def fresh(code):
    """Return what code prints in a new Python that starts in the root folder."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_import_helpers_costs_no_more_than_numpy():
    """`import helpers` loads nothing that `import numpy` does not, and mathematics little more."""
    listing = "import sys; print(*sys.modules)"
    numpy = set(fresh(f"import numpy; {listing}"))
    assert set(fresh(f"import helpers; {listing}")) - numpy == {"helpers"}
    loaded = set(fresh(f"from helpers import network, people; {listing}")) - numpy
    assert {name.split(".")[0] for name in loaded} - set(sys.stdlib_module_names) == {"helpers"}


def test_nothing_happens_on_import():
    """An import draws no chance, changes no setting of matplotlib and opens no figure."""
    code = f"""
import importlib, numpy, ipywidgets, matplotlib.pyplot as plt
before = str(numpy.random.get_state()), dict(plt.rcParams)
for name in {sorted(MODULES)}:
    importlib.import_module(name)
    after = str(numpy.random.get_state()), dict(plt.rcParams)
    if before != after or plt.get_fignums():
        print(name)
        break
"""
    assert fresh(code) == []


# ---------------------------------------------------------------- words

LANGUAGES = [m.name for m in pkgutil.iter_modules(words.__path__)]


def fields(sentence):
    """Return the names of the places to fill in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_sentences(language):
    """Every language has the sentences of English, with the same places to fill."""
    theirs = importlib.import_module(f"helpers.words.{language}").SENTENCES
    assert {k: fields(s) for k, s in theirs.items()} == {
        k: fields(s) for k, s in en.SENTENCES.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_stands_twice(language):
    """A key stands once: a second one would silently replace the first."""
    tree = ast.parse((ROOT / f"helpers/words/{language}.py").read_text("utf-8"))
    keys = [k.value for n in ast.walk(tree) if isinstance(n, ast.Dict) for k in n.keys if k]
    assert len(keys) == len(set(keys)), {k for k in keys if keys.count(k) > 1}


def test_every_sentence_is_said():
    """Every key of words stands in the code, and every key that the code says is in words."""
    strings, patterns = set(), set()
    for path, tree in TREES.items():
        if path.parent.name == "words":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
            elif isinstance(node, ast.JoinedStr):  # f"button_{key}" says all that begin so
                parts = [
                    re.escape(getattr(part, "value", ""))
                    if isinstance(part, ast.Constant)
                    else r"\w+"
                    for part in node.values
                ]
                patterns.add("".join(parts))
    patterns = [pattern for pattern in patterns if re.search(r"[a-z]{4}", pattern)]
    unsaid = {
        key
        for key in set(en.SENTENCES) - strings
        if not any(re.fullmatch(pattern, key) for pattern in patterns)
    }
    assert not unsaid, "sentences that nothing says"
    said = {
        node.args[0].value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and node.args
        if isinstance(node.args[0], ast.Constant)
    }
    assert said <= set(en.SENTENCES)


def test_the_folder_tells_the_language(tmp_path, monkeypatch):
    """A kernel in notebooks/zh-CN speaks Chinese once there is a zh_CN module, else English."""
    modules = tmp_path / "modules"
    modules.mkdir()
    monkeypatch.setattr(words, "__path__", [*words.__path__, str(modules)])
    (modules / "xx_YY.py").write_text('SENTENCES = {"expected_some": "nonsense"}\n')
    for folder, sentence in (("xx-YY", "nonsense"), ("zz", en.SENTENCES["expected_some"])):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        assert say("expected_some") == sentence
    words.sentences.cache_clear()
    sys.modules.pop("helpers.words.xx_YY", None)


# ---------------------------------------------------------------- packages


def test_installed_packages_pass():
    """The packages with which the tests run are good enough."""
    assert packages.check() is None


def complaint(monkeypatch, found):
    """Return the error of packages.check where versions are looked up in the dictionary found."""

    def version(name):
        if name not in found:
            raise packages.PackageNotFoundError(name)
        return found[name]

    monkeypatch.setattr(packages, "version", version)
    with pytest.raises(packages.PackageError) as caught:
        packages.check()
    return caught.value


def test_a_matplotlib_that_would_lose_a_figure_is_too_old(monkeypatch):
    found = dict.fromkeys(packages.NEEDED_IN_A_LESSON, "99.0") | {"matplotlib": "3.8.4"}
    assert "3.9.0 or later" in str(complaint(monkeypatch, found | {"ipython": "9.10.0"}))
    monkeypatch.setattr(packages, "version", (found | {"ipython": "9.8.0"}).__getitem__)
    assert packages.check() is None


@pytest.mark.parametrize("name", packages.NEEDED_IN_A_LESSON)
def test_a_missing_package_is_named(monkeypatch, name):
    """A sentence says which package is missing and what to do."""
    found = {n: "99.0" for n in packages.NEEDED_IN_A_LESSON if n != name}
    error = complaint(monkeypatch, found)
    assert str(error).startswith(f"{name} is not installed.")
    assert "pip install -r requirements.txt" in str(error)


def test_an_old_package_is_named_and_jupyter_shows_only_that(monkeypatch, capsys):
    """A sentence says which package is too old; the notebook shows no traceback."""
    found = dict.fromkeys(packages.NEEDED_IN_A_LESSON, "99.0") | {"matplotlib": "3.8.2rc1"}
    error = complaint(monkeypatch, found)
    assert str(error).startswith("matplotlib 3.8.2rc1 is too old.")
    shell = InteractiveShell()
    shell.user_ns["error"] = error
    shell.run_cell("raise error")
    assert capsys.readouterr().out.strip() == str(error)
