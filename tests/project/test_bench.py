"""The benchmark's own machinery: turns are fair, all contestants do the same work, tables add up.

No time is asserted here: a time is measured by `make bench`, on a quiet computer.
"""

import re
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from ipywidgets import Button, Checkbox, Dropdown, FloatSlider, IntSlider

from helpers import packages, widgets
from helpers.network import Network
from tools.bench import __main__ as bench
from tools.bench import course, digits, explorers, lesson, passes, pytorch, small
from tools.bench.table import Section, duration, missing, row, short, verdict
from tools.bench.timing import Spread, Times, ratio, side_by_side
from tools.normalise import NotNormal

# ---------------------------------------------------------------- timing and table


def test_contestants_take_turns_and_only_the_run_is_timed():
    calls = []

    def contestant(name):
        def prepare():
            calls.append(f"prepare {name}")
            return lambda: calls.append(name)

        return prepare

    times = side_by_side({"a": contestant("a"), "b": contestant("b")}, rounds=2)
    assert calls == ["prepare a", "a", "prepare b", "b"] * 3
    assert {name: t.seconds.shape for name, t in times.items()} == {"a": (2,), "b": (2,)}
    calls.clear()
    side_by_side({"a": contestant("a")}, rounds=1, warm_up=False)
    assert calls == ["prepare a", "a"]


def test_a_ratio_is_taken_round_by_round():
    ours, theirs = (Times(n, np.array(s)) for n, s in (("a", [1, 2, 9.0]), ("b", [2, 4, 9.0])))
    assert ratio(ours, theirs) == Spread(0.5, 0.5, 0.75)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0000004, "0.4 µs"), (12e-6, "12 µs"), (0.0034, "3.4 ms"), (1.26, "1.3 s"), (75, "75 s")],
)
def test_a_duration_has_the_unit_that_fits(seconds, text):
    assert duration(seconds) == text


def test_a_section_that_was_measured_again_takes_the_place_of_the_old_one():
    table = "# Benchmark\n\nHead.\n\n## One\n\n1\n\n## Two\n\n2\n"
    again = bench.with_sections(table, ["## One\n\n3"])
    assert again == "# Benchmark\n\nHead.\n\n## One\n\n3\n\n## Two\n\n2\n"
    assert bench.with_sections(table, ["## Two\n\n2", "## Six\n\n6"]) == table + "\n## Six\n\n6\n"
    assert bench.with_sections(stored := bench.TABLE.read_text("utf-8"), []) == stored


def test_a_row_of_what_is_not_installed_stays_as_it_was_measured():
    old = "## One\n\n| a | b | 1 |\n| a | c | 5 |\n| c | d | 2 |"
    new = "## One\n\n| a | b | not installed; make frameworks |\n| a | c | 4 |\n| c | d | 3 |"
    again = bench.with_sections(f"# Benchmark\n\n{old}\n", [new])
    assert again == "# Benchmark\n\n## One\n\n| a | b | 1 |\n| a | c | 4 |\n| c | d | 3 |\n"
    assert bench.with_sections("# Benchmark\n\n## Two\n\n2\n", [new]).endswith(f"{new}\n")


def test_a_row_says_ratio_times_and_verdict():
    ours, theirs = Times("we", np.array([0.001] * 3)), Times("they", np.array([0.002] * 3))
    assert row(ours, theirs, target=1).cells == (
        *("we", "they", "**0.50**", "0.50 to 0.50", "1.0 ms : 2.0 ms", "at most 1: met"),
    )
    assert row(theirs, ours, target=1).cells[-1] == "at most 1: missed"
    assert row(ours, theirs, extra=", 5 kB").cells[-2:] == ("1.0 ms : 2.0 ms, 5 kB", "–")
    assert verdict(7, 6, " s") == "at most 6 s: missed"
    assert [short(v) for v in (0.0834, 0.25, 1.44, 12.3)] == ["0.083", "0.25", "1.4", "12"]


def test_a_section_is_a_table_in_markdown():
    lines = Section("Title", "Note.", [missing("we", "they", "not installed")]).markdown()
    assert lines.startswith("## Title\n\nNote.\n\n| measured | against |")
    assert "| we | they | – | – | not installed | – |\n" in lines
    assert len({line.count("|") for line in lines.splitlines() if "|" in line}) == 1


# ---------------------------------------------------------------- the same work


def test_loops_of_every_kind_end_where_ours_does():
    start = Network.random([2, 2, 1], np.random.default_rng(1))
    runs = small.contestants(start, 5)
    ours = runs.pop("helpers.training")()()
    assert {"scalar loop", "written out", "plain floats"} <= set(runs)
    runs.pop("scikit-learn", None)  # whose output neuron has no sigmoid
    for name, prepare in runs.items():
        for _ in range(2):  # a run leaves nothing behind for the next
            np.testing.assert_allclose(prepare()(), ours, rtol=1e-9, err_msg=name)


def test_the_scalar_loop_is_the_code_of_the_notebook():
    names = lesson.functions()
    assert names["gradient"].__code__.co_filename == "gradient"
    net = Network([2, 2, 1])
    assert set(names["gradient"](net.by_name(), [1, 2], 0)) == set(net.names)


def test_digits_are_learned_alike(monkeypatch):
    """With pictures drawn here, since those of the benchmark come with scikit-learn."""
    rng = np.random.default_rng(0)
    kinds, labels = rng.uniform(size=(10, 64)), rng.integers(0, 10, 1797)
    pictures = kinds[labels] + rng.normal(scale=0.2, size=(1797, 64))
    monkeypatch.setattr(digits, "data", lambda: (pictures, labels))
    runs = digits.contestants(epochs=2)
    if find_spec("sklearn") is None:  # it comes with make bench
        runs.pop("scikit-learn")
    ours = runs.pop("helpers.training")()()
    assert 0.5 < digits.accuracy(ours) <= 1
    by_hand = digits.start()
    one_hot = np.eye(10)[labels]
    for _ in range(2):
        for first in range(0, digits.TRAINED_ON, digits.BATCH):
            rows = slice(first, min(first + digits.BATCH, digits.TRAINED_ON))
            by_hand.values -= digits.RATE * by_hand.gradient(pictures[rows], one_hot[rows]).values
    np.testing.assert_allclose(ours, by_hand.values, rtol=1e-6, atol=1e-9)
    for name, prepare in runs.items():
        np.testing.assert_allclose(prepare()(), ours, rtol=1e-6, atol=1e-9, err_msg=name)


def test_without_pytorch_its_rows_say_so(monkeypatch):
    monkeypatch.setattr(pytorch, "VERSION", None)
    start = Network([2, 2, 1])
    assert "PyTorch" not in small.contestants(start, 1)
    assert re.search(r"not installed.*pip install torch", pytorch.HOW_TO_ADD)


def test_the_floor_has_the_products_of_both_passes():
    runs = passes.contestants(width=4, batch=3)
    assert list(runs) == ["width 4, batch 3", "matrix products"]
    for prepare in runs.values():
        prepare()()


def test_the_plot_is_stored_with_the_table_and_not_before(tmp_path, monkeypatch):
    monkeypatch.setattr(passes, "PICTURE", tmp_path / "cost.png")
    monkeypatch.setattr(passes, "WIDTHS", (2, 4))
    monkeypatch.setattr(passes, "BATCHES", (1, 2, 3))
    section = passes.section(lambda rounds: 1)
    assert len(section.rows) == 6
    assert not any(tmp_path.iterdir())
    section.store()
    assert (tmp_path / "cost.png").stat().st_size > 5000


def test_a_section_by_name_may_be_stored(tmp_path, monkeypatch, capsys):
    table = tmp_path / "table.md"
    table.write_text("# Benchmark\n\n## Title\n\nOld.\n\n## Two\n\n2\n")
    made = Section("Title", "New.", [missing("we", "they", "not installed")])
    monkeypatch.setattr(bench, "SECTIONS", {"one": SimpleNamespace(section=lambda rounds: made)})
    monkeypatch.setattr(bench, "TABLE", table)
    monkeypatch.setattr(bench, "surroundings", lambda: "Here.")
    monkeypatch.setattr(sys, "argv", ["bench", "one", "--store"])
    bench.main()
    written = table.read_text()
    assert "Old." not in written
    assert written == f"# Benchmark\n\n{made.markdown().strip()}\n\n## Two\n\n2\n"


def test_a_section_by_name_is_printed_and_writes_nothing(tmp_path, monkeypatch, capsys):
    stored = []
    rows = [missing("we", "they", "not installed")]
    made = Section("Title", "Note.", rows, lambda: stored.append("picture"))
    one = SimpleNamespace(section=lambda rounds: made)
    monkeypatch.setattr(bench, "SECTIONS", {"one": one})
    monkeypatch.setattr(bench, "TABLE", tmp_path / "table.md")
    monkeypatch.setattr(bench, "surroundings", lambda: "Here.")
    for arguments in (["one"], []):
        monkeypatch.setattr(sys, "argv", ["bench", *arguments])
        bench.main()
        assert made.markdown().strip() in capsys.readouterr().out
        assert (tmp_path / "table.md").exists() == bool(stored) == (not arguments)
    written = (tmp_path / "table.md").read_text("utf-8")
    assert "Here.\n\n" in written
    assert written.endswith(made.markdown())


def test_a_kernel_says_how_much_memory_it_takes_after_run_all(tmp_path):
    """A notebook that keeps 50 MiB more ends with that much more, and its row says so."""
    ends = []
    for size in (1, 50):
        cell = nbformat.v4.new_code_cell(f"kept = bytes(range(256)) * {size * 2**12}")
        path = tmp_path / "kept.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
        running = course.Running(path)
        running()()
        ends += running.memory
        assert 0.1 < running.starts[0] < 60
    assert ends[1] - ends[0] == pytest.approx(49, abs=5)
    times = [Times(name, np.array([1.0])) for name in ("all", "setup")]
    for name, most in (("06_a", "at most 5 s: met; at most 180 MiB: missed"),
                       ("07_b", "at most 6 s: met; at most 220 MiB: met")):  # fmt: skip
        running = course.Running(Path(name))
        running.memory += [100.0, 180.4]
        running.starts += [0.8, 1.2]
        told = "1.0 s : 1.0 s; kernel 1.0 s, 180 MiB"
        assert course.line(*times, running).cells[-2:] == (told, most)


def test_a_notebook_with_frameworks_has_a_row_of_its_own(monkeypatch, tmp_path):
    cells = map(nbformat.v4.new_code_cell, ("kept = 1", "kept = 2"))
    first, last = cells
    last.source = f'if packages.found("torch"):\n    {last.source}'
    last.metadata["tags"] = ["frameworks"]
    path = tmp_path / "13_a.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[first, last]), path)
    monkeypatch.setattr(course, "PATHS", [path])
    name = f"Run All, {tmp_path.name}/13_a, with frameworks"
    for there in (True, False):
        monkeypatch.setattr(packages, "find_spec", lambda name, there=there: there or None)
        runs, why = course.with_frameworks()
        assert (list(runs), list(why)) == (([name], []) if there else ([], [name]))
    course.Running(path)()()  # without its last cell
    with pytest.raises(NotNormal, match="NameError"):  # packages was not imported
        course.Running(path, framed=True)()()
    running, times = course.Running(path, framed=True), Times("one", np.array([20.0]))
    running.memory, running.starts = [800.0], [1.0]
    assert course.line(times, times, running).cells[-1] == "at most 30 s: met"


# ---------------------------------------------------------------- explorers


@pytest.mark.parametrize("name", explorers.PLAYED)
def test_frames_of_the_playground_are_measured_as_it_trains(name):
    settings, most_ms, most_kb = explorers.PLAYED[name]
    sizes = "-".join(map(str, widgets.Playground(**settings).run()[0].start.sizes))
    assert name.startswith(f"{sizes}, {settings.get('n', 500)} points")
    cells = explorers.played(name, settings, most_ms, most_kb, 3).cells
    assert cells[:2] == (f"Play, {name}", "the whole picture")
    assert re.search(r"; \d+ kB$", cells[-2])
    assert cells[-1].count("at most") == (1 if most_kb is None else 2)
    assert f"at most {most_ms} ms" in cells[-1]


@pytest.mark.parametrize("name", explorers.NAMES)
def test_every_explorer_is_measured_by_all_its_controls(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    explorer = getattr(widgets, name)()
    changes = explorers.changes(explorer)
    inside = list(explorers.controls(explorer))
    moved = [c for c in inside if isinstance(c, FloatSlider | IntSlider | Dropdown | Checkbox)]
    buttons = [c.description for c in inside if isinstance(c, Button)]
    assert len(moved) + len(buttons) <= len(changes)
    assert [name for name, _ in changes] == [*explorer.controls, *buttons]
    answers, whole, most = explorers.measured(explorer, 2)
    assert sum(map(len, answers.values())) == len(whole) > 0
    assert most > 5000
    cells = explorers.line(name, answers, whole, most).cells
    assert f"widgets.{name}" in cells[0]
    assert re.search(r"at most 40 ms: \w+; at most 120 kB: \w+", cells[-1])
    explorer.close()
