"""The floors of helpers: what may import what, what an import costs, and what is installed."""

import ast
import re
import subprocess
import sys

import pytest
from floors import EXPLORERS, MATHEMATICS, PICTURES
from IPython.core.interactiveshell import InteractiveShell
from lessons import ROOT

from helpers import packages

DRAWING = {"matplotlib", "contourpy", "PIL"}  # matplotlib, and what it is itself made with

FILES = sorted((ROOT / "helpers").rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in FILES}


def name_of(path):
    """Return the dotted name of a module: helpers.widgets.neuron."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def floor(name):
    """Return the first name below helpers: helpers.widgets.neuron is on the floor of widgets."""
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
        shown = {"IPython"} if mine == "figures" else set()  # it prints figures in a notebook
        assert outside <= {"numpy"} | DRAWING | shown
        assert below <= MATHEMATICS - {"exercises"} | PICTURES
    else:
        assert outside <= {"numpy"}
        assert below <= MATHEMATICS
        assert mine in ("exercises", "classroom") or "exercises" not in below


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
    for ipython in ("9.9.0", "9.10.0", "10.0"):
        assert "3.9.0 or later" in str(complaint(monkeypatch, found | {"ipython": ipython}))
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
