"""Mutants are the helpers with one small change each; the tests are good if they turn red.

`python -m tools.mutants [HOW_MANY] [MODULE …]` draws mutants from all of helpers with a fixed seed,
runs the tests on each (mutmut does both), and writes what became of them to `.mutants/report.md`.
With modules, such as `attention widgets.attention`, it draws from these alone; `--of teach` draws
from the programs of a teacher instead, but for what starts without the course's packages: in that
`tools.lies` plants what is wrong.

Of each module one is drawn at least. A change to a sentence is left out, since only its words
differ; so is a mutant that made the tests run for too long. Neither stored pictures nor stored
layouts are compared here, so that what counts is what the tests read from a drawing.
"""

import argparse
import ast
import json
import random
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".mutants"  # a copy of the project, for mutmut to work in
REPORT = FOLDER / "report.md"
SEED, HOW_MANY, MANY = 7, 440, 400  # some of them run too long; so many have to remain
LEAST = 0.9  # the share that has to die

COPIED = ("helpers", "teach", "tests", "tools", "notebooks", "Makefile", "requirements.txt",
          "requirements-teach.txt", "pyproject.toml")  # fmt: skip
# Tests by parts of their names: they list what a module holds, where all mutants stand, or start a
# Python of their own in a folder that is gone.
LEFT_OUT = ("has_a_row", "lessons_is_small", "mutmut_", "working_folder", "public_function")
LEFT_OUT += ("called_in_the_english", "another_computer")
# The class at a glance finds sentences in the code of the checks, where mutants have none.
LEFT_OUT += ("keeps_what_was_said", "no_two_sentences", "a_class_is_counted")
LEFT_OUT += ("three-hidden-wrong-78",)  # is told Python's name of a method, which mutmut changes
ALONE = "teach.offline."  # starts without what mutmut writes into a program
TESTS = {
    "helpers": (
        "tests/mathematics", "tests/pictures", "tests/widgets", "tests/exercises",
        "tests/project/test_finder_tables.py", "tests/project/test_rung_tables.py",
        "tests/project/test_score.py", "tests/project/test_slip_tables.py",
        "tests/project/test_split_tables.py", "tests/project/test_start_tables.py",
        "tests/project/test_trial_tables.py",
        # Of these files only what does not read the code itself, in which all mutants stand; -k
        # leaves out the same kind.
        "tests/project/test_words.py::test_a_chinese_character_takes_two_columns",
        "tests/project/test_words.py::test_the_folder_tells_the_language",
        "tests/project/test_words.py::test_elsewhere_a_variable_tells_the_language",
        "tests/project/test_words.py::test_in_a_folder_that_was_deleted_the_helpers_speak_on",
        "tests/project/test_frameworks.py::test_what_is_missing_is_named",
        "tests/project/test_floors.py::test_installed_packages_pass",
        "tests/project/test_floors.py::test_a_matplotlib_that_would_lose_a_figure_is_too_old",
        "tests/project/test_floors.py::test_a_missing_package_is_named",
        "tests/project/test_floors.py::test_an_old_package_is_named_and_jupyter_shows_only_that",
    ),
    "teach": (
        "tests/teach/test_copies.py", "tests/teach/test_press.py", "tests/teach/test_questions.py",
        "tests/teach/test_slides.py",
    ),
}  # fmt: skip
SETTINGS = """
[tool.mutmut]
source_paths = ["{source}"]
also_copy = {copied}
pytest_add_cli_args = [
    "--override-ini", "addopts=", "-p", "no:xdist", "-p", "no:nbval",
    "--ignore=tests/pictures/test_stored.py", "--ignore=tests/pictures/test_layouts.py",
    "-k", "not ({left_out})",
]
pytest_add_cli_args_test_selection = {tests}
use_git_change_detection = false
track_dependencies = false
"""
# mutmut names tests to pytest by what pytest calls them, which fails where that is escaped; not
# escaped, pytest cannot name bytes.
NAMES = "disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true"
NAMES_OF_BYTES = """

def pytest_make_parametrize_id(val):
    return val.hex() if isinstance(val, bytes) else None
"""
# What was computed and kept for one test would hide from the next what a mutant does, and from
# mutmut that the next test asks for it.
NOTHING_KEPT = """

KEPT = []


def pytest_collection_finish():
    import functools
    import gc

    every = [it for it in gc.get_objects() if isinstance(it, functools._lru_cache_wrapper)]
    KEPT[:] = [it for it in every if it.__module__.startswith(("helpers", "teach"))]


def pytest_runtest_setup():
    for kept in KEPT:
        kept.cache_clear()
"""
COUNTED = {"killed": True, "suspicious": True, "survived": False, "no tests": False}


def mutmut(*arguments, **options):
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, cwd=FOLDER, text=True, **options)


def settings(source):
    """Return what mutmut is told of the folder that it changes."""
    taken = (source, "tests", "pyproject.toml")  # by mutmut itself
    return SETTINGS.format(
        source=source,
        copied=json.dumps([name for name in COPIED if name not in taken]),
        left_out=" or ".join(LEFT_OUT),
        tests=json.dumps(TESTS[source]),
    )


def prepare(source):
    """Copy the project, and let mutmut write every mutant and time every test."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            leave = shutil.ignore_patterns("__pycache__", "browser", "screenshots", "score.json")
            shutil.copytree(ROOT / name, FOLDER / name, ignore=leave)
        else:
            shutil.copy(ROOT / name, FOLDER / name)
    told = (FOLDER / "pyproject.toml").read_text("utf-8")
    told = told.replace("[tool.pytest.ini_options]", f"[tool.pytest.ini_options]\n{NAMES}")
    (FOLDER / "pyproject.toml").write_text(told + settings(source), "utf-8")
    with (FOLDER / "tests/conftest.py").open("a") as file:
        file.write(NAMES_OF_BYTES + NOTHING_KEPT)
    # mutmut asks of a mutant only those tests that came by its function: each has to make for
    # itself what it looks at.
    for path in (FOLDER / "tests").glob("*/test_*.py"):
        alone = path.read_text("utf-8").replace(
            'fixture(scope="module"', 'fixture(scope="function"'
        )
        path.write_text(alone, "utf-8")
    for path in (FOLDER / source).rglob("*.py"):
        path.write_text(undecorated(path.read_text("utf-8")), "utf-8")
    # All mutants are made before mutmut finds that there is none of this name.
    done = mutmut("run", "none-of-this-name", capture_output=True)
    if "nothing matches" not in done.stderr:
        sys.exit(f"The tests are not green without a mutant:\n{done.stdout}{done.stderr}")


def undecorated(code):
    """Return a module in which `@d` above `def f` has become `f = d(f)` below it.

    mutmut leaves functions with a decorator as they are, and so many have one here.
    """
    lines = code.split("\n")
    for node in reversed(ast.parse(code).body):
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            name, marks = node.name, [ast.unparse(d) for d in node.decorator_list]
            lines[node.end_lineno : node.end_lineno] = [
                f"{name} = {m}({name})" for m in marks[::-1]
            ]
            del lines[node.decorator_list[0].lineno - 1 : node.lineno - 1]
    return "\n".join(lines)


def states():
    """Return {name: what became of it} of every mutant."""
    listed = mutmut("results", "--all", "true", capture_output=True, check=True).stdout
    return dict(re.findall(r"^ +(\S+): (.+)$", listed, re.MULTILINE))


def changes_a_sentence(name):
    """Return whether a mutant differs from the original in the words of a sentence alone."""
    module, mutant = name.rsplit(".", 1)
    path = FOLDER / "mutants" / f"{module.replace('.', '/')}.py"
    functions = functions_of(path if path.exists() else path.with_suffix("") / "__init__.py")
    original = re.sub(r"__mutmut_\d+$", "__mutmut_orig", mutant)
    return without_sentences(functions[mutant]) == without_sentences(functions[original])


@cache
def functions_of(path):
    """Return all functions and methods of a file by name, mutants as mutmut calls them."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}


def without_sentences(function):
    """Return the code of a function as text, in which every sentence is the same."""

    class Replace(ast.NodeTransformer):
        def visit_Constant(self, node):
            words = isinstance(node.value, str) and len(re.findall(r"[^\W\d_]{2,}", node.value))
            return ast.Constant("a sentence") if words and " " in node.value else node

    return [ast.dump(Replace().visit(part)) for part in (function.args, *function.body)]


def draw(names, how_many, modules=(), source="helpers"):
    """Return mutants drawn by chance from all that change more than a sentence.

    Where `modules` are given, by their names in the folder, they are drawn from these. One of each
    module comes first, as far as `how_many` goes.
    """
    within = tuple(f"{source}.{module}." for module in modules) or ("",)
    names = [name for name in sorted(names) if name.startswith(within)]
    names = [name for name in names if not name.startswith(ALONE)]
    names = [name for name in names if not changes_a_sentence(name)]
    random.Random(SEED).shuffle(names)
    first = {name.rsplit(".", 1)[0]: name for name in reversed(names)}.values()
    return sorted(names, key=lambda name: name not in first)[:how_many]


def report(drawn, state):
    """Return the report, and the share of the counted mutants that died.

    Where not even half of those drawn can be counted, nothing is known, and the share is 0.
    """
    counted = [name for name in drawn if state[name] in COUNTED]
    alive = sorted(name for name in counted if not COUNTED[state[name]])
    share = 1 - len(alive) / len(counted) if 2 * len(counted) > len(drawn) else 0.0
    lines = [f"# {share:.1%} of {len(counted)} mutants died (seed {SEED})", ""]
    lines += [
        f"Not counted: {len(drawn) - len(counted)}, which ran for too long or not at all.",
        "",
    ]
    lines += ["| module | drawn | alive |", "|---|---|---|"]
    modules = sorted({name.rsplit(".", 1)[0] for name in drawn})
    for module in modules:
        mine = [[n for n in some if n.rsplit(".", 1)[0] == module] for some in (drawn, alive)]
        lines.append(f"| {module} | {len(mine[0])} | {len(mine[1])} |")
    for name in alive:
        shown = mutmut("show", name, capture_output=True).stdout
        lines += ["", f"## {name}: {state[name]}", "", "```diff", shown.strip(), "```"]
    return "\n".join(lines) + "\n", share


def main(arguments):
    parser = argparse.ArgumentParser("python -m tools.mutants")
    parser.add_argument("--of", choices=list(TESTS), default="helpers", dest="source")
    parser.add_argument("how_many", nargs="?", type=int, default=HOW_MANY)
    parser.add_argument("modules", nargs="*")
    told = parser.parse_args(arguments)
    for module in told.modules:
        if not (ROOT / told.source / f"{module.replace('.', '/')}.py").is_file():
            raise SystemExit(f"There is no module {module} in {told.source}.")
    print("Making the mutants; the tests run once on the code as it is.", flush=True)
    prepare(told.source)
    drawn = draw(states(), told.how_many, told.modules, told.source)
    mutmut("run", *drawn)
    state = states()
    text, share = report(drawn, state)
    REPORT.write_text(text, "utf-8")
    print(text.split("\n")[0].removeprefix("# "))
    print(f"Those that lived are in {REPORT.relative_to(ROOT)}.")
    whole = told.source == "helpers" and not told.modules and told.how_many >= HOW_MANY
    counted = sum(state[name] in COUNTED for name in drawn)
    if whole and counted < MANY:
        print(f"{counted} mutants are too few to tell; at least {MANY} have to be counted.")
        return True
    return share < LEAST


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
