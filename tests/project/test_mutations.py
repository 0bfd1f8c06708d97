"""The tests are tested: each rule turns red when a notebook breaks it."""

import base64
import io
import os
import re
import subprocess
import sys
from copy import deepcopy

import matplotlib.pyplot as plt
import nbformat
import pytest
import test_again
import test_helpers_cells
import test_minutes
import test_notebooks
import test_numbers
from lessons import PATHS, ROOT, Lesson, changes, exercises, pictures, printed, tags
from PIL import Image

from helpers import packages

MODULES = (test_notebooks, test_numbers, test_helpers_cells, test_minutes, test_again)
RULES = {
    name: rule
    for module in MODULES
    for name, rule in vars(module).items()
    if name.startswith("test_")
    and "lesson" in rule.__code__.co_varnames[: rule.__code__.co_argcount]
}


def code(nb, wanted):
    """Return the first code cell of which `wanted` is true."""
    return next(cell for cell in nb.cells if cell.cell_type == "code" and wanted(cell))


def prints(nb):
    return code(nb, lambda cell: printed(cell) and "print(" in cell.source)


def draws(nb):
    return code(nb, pictures)


def explorer(nb):
    return code(nb, changes)


def twin(nb):
    return code(nb, lambda cell: ".still()" in cell.source)


def place(nb, cell):
    return nb.cells.index(cell)


def below(nb, cell):
    return nb.cells[place(nb, cell) + 1]


def stored(nb):
    """Return what is stored about the first picture: its size and its text."""
    return next(o.metadata["image/png"] for o in draws(nb).outputs if "image/png" in o.metadata)


def exercise(nb, part):
    """Return the task (0), stub, check or solution (3) of the first exercise."""

    class Cells:
        cells = nb.cells

    return next(iter(exercises(Cells).values()))[part]


def say(nb, text):
    """Add a paragraph to the second Markdown cell."""
    [cell for cell in nb.cells if cell.cell_type == "markdown"][1].source += f"\n\n{text}"


def replace(nb, old, new):
    """Replace a text in the first Markdown cell that has it."""
    cell = next(c for c in nb.cells if c.cell_type == "markdown" and old in c.source)
    cell.source = cell.source.replace(old, new, 1)


def picture(cell, image):
    """Put a picture in the place of the first one that a cell stores."""
    data = next(o.data for o in cell.outputs if "image/png" in o.get("data", {}))
    data["image/png"] = base64.b64encode(image).decode()


def white(width, height):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "png")
    return file.getvalue()


def empty_axes():
    """Return a picture of axes with ticks and numbers, but nothing drawn on them."""
    fig, _ = plt.subplots()
    file = io.BytesIO()
    fig.savefig(file, format="png")
    plt.close(fig)
    return file.getvalue()


def output(cell, **fields):
    cell.outputs.append(nbformat.from_dict(fields))


def remove(nb, wanted):
    nb.cells = [cell for cell in nb.cells if not wanted(cell)]


def swap(nb, a, b):
    i, j = nb.cells.index(a), nb.cells.index(b)
    nb.cells[i], nb.cells[j] = b, a


def edit(cell, old, new):
    assert old in cell.source
    cell.source = cell.source.replace(old, new, 1)


SOLUTION = "<summary>Solution</summary>"
TEACHER = "<details><summary>For the teacher: 5 minutes</summary>\n\nAsk.\n\n</details>"
FOLDED = "<details><summary>The picture in words</summary>\n\n*Figure:* A long text.\n\n</details>"
STATES = "nbval-ignore-output"

ASKS = 'if packages.found("torch"):\n    print(1)'


def with_frameworks(nb, source, text="1"):
    """Let a cell be one that needs a framework, and store this text."""
    cell = prints(nb)
    cell.update(source=source, metadata=nbformat.from_dict({"tags": ["frameworks"]}), outputs=[])
    output(cell, output_type="stream", name="stdout", text=text)


MUTATIONS = [
    ("stored_in_its_normal_form", lambda nb: nb.metadata.update(widgets={"state": {}})),
    ("stored_in_its_normal_form", lambda nb: nb.cells[0].update(id="1f3a9c2e")),
    ("stored_in_its_normal_form", lambda nb: nb.cells[1].update(id=nb.cells[0].id)),
    ("stored_in_its_normal_form", lambda nb: prints(nb).metadata.update(execution={"a": "1"})),
    ("stored_in_its_normal_form", lambda nb: nb.metadata.kernelspec.update(name="conda")),
    ("valid", lambda nb: nb.cells[0].update(remark="unheard of")),
    (
        "a_sentence_stands_between_two_cells_of_code",
        lambda nb: nb.cells.insert(place(nb, prints(nb)), nbformat.v4.new_code_cell("1")),
    ),
    ("not_too_large", lambda nb: say(nb, "a " * 350_000)),
    ("every_code_cell_was_run", lambda nb: prints(nb).update(execution_count=None)),
    ("only_explorers_are_not_compared", lambda nb: prints(nb).metadata.update(tags=[STATES])),
    ("only_explorers_are_not_compared", lambda nb: explorer(nb).metadata.update(tags=["widget"])),
    ("only_explorers_are_not_compared", lambda nb: prints(nb).metadata.update(tags=["skip"])),
    (
        "only_explorers_are_not_compared",
        lambda nb: prints(nb).metadata.update(tags=["timing", STATES]),
    ),
    ("what_needs_a_framework_says_so", lambda nb: prints(nb).metadata.update(tags=["frameworks"])),
    ("what_needs_a_framework_says_so", lambda nb: prints(nb).update(source=ASKS)),
    ("what_needs_a_framework_says_so", lambda nb: prints(nb).update(source="import keras.layers")),
    ("what_needs_a_framework_says_so", lambda nb: with_frameworks(nb, ASKS + "\nprint(2)")),
    ("what_needs_a_framework_says_so", lambda nb: with_frameworks(nb, ASKS + "\nelse:\n    1")),
    ("what_needs_a_framework_says_so", lambda nb: with_frameworks(nb, ASKS.replace("c", "p"))),
    (
        "what_needs_a_framework_says_so",
        lambda nb: with_frameworks(nb, 'if packages.found("keras"):\n    from torch import nn'),
    ),
    (
        "what_needs_a_framework_says_so",
        lambda nb: with_frameworks(nb, ASKS, packages.missing("no-such-package")),
    ),
    ("outputs_are_stored", lambda nb: prints(nb).update(outputs=[])),
    ("outputs_are_stored", lambda nb: draws(nb).update(outputs=[])),
    ("outputs_are_stored", lambda nb: exercise(nb, 2).update(outputs=[])),
    (
        "outputs_are_text_or_png",
        lambda nb: output(prints(nb), output_type="stream", name="stderr", text="Warning"),
    ),
    (
        "outputs_are_text_or_png",
        lambda nb: output(
            prints(nb), output_type="error", ename="ValueError", evalue="no", traceback=[]
        ),
    ),
    (
        "outputs_are_text_or_png",
        lambda nb: output(
            prints(nb), output_type="display_data", data={"text/html": "<b>"}, metadata={}
        ),
    ),
    (
        "outputs_are_the_same_everywhere",
        lambda nb: output(prints(nb), output_type="stream", name="stdout", text="at 0x7f0012ab34"),
    ),
    (
        "outputs_are_the_same_everywhere",
        lambda nb: output(prints(nb), output_type="stream", name="stdout", text="/home/a/b"),
    ),
    ("pictures_are_not_blank", lambda nb: picture(draws(nb), white(560, 320))),
    ("pictures_are_not_blank", lambda nb: picture(draws(nb), empty_axes())),
    ("code_cells_are_short", lambda nb: prints(nb).update(source="x1 = 1\n" * 16)),
    (
        "code_cells_are_short",
        lambda nb: [c.update(source="x1 = 1\n" * 5) for c in nb.cells if c.cell_type == "code"],
    ),
    (
        "setup_is_the_same_everywhere",
        lambda nb: edit(code(nb, lambda c: c.id == "setup"), "import sys", "import os, sys"),
    ),
    ("setup_is_the_same_everywhere", lambda nb: remove(nb, lambda c: c.id == "setup-note")),
    ("setup_is_the_same_everywhere", lambda nb: prints(nb).metadata.update(tags=["setup"])),
    ("languages_share_their_code", lambda nb: prints(nb).update(source="print(1)")),
    ("languages_share_their_code", lambda nb: nb.cells.pop()),
    ("no_english_in_code", lambda nb: prints(nb).update(source="x1 = 1  # the weight")),
    ("no_english_in_code", lambda nb: prints(nb).update(source='print(f"the output is {1}")')),
    ("no_english_in_code", lambda nb: prints(nb).update(source='ax.set_title("Loss curve")')),
    ("title", lambda nb: edit(nb.cells[0], "# ", "# 7")),
    ("title", lambda nb: say(nb, "# Another title")),
    ("headings_skip_no_level", lambda nb: say(nb, "#### Deep")),
    ("objectives_are_met", lambda nb: replace(nb, "**You will**", "**You may**")),
    ("objectives_are_met", lambda nb: replace(nb, "## What we have seen\n", "## Seen\n")),
    ("objectives_are_met", lambda nb: replace(nb, "**You will**", "**You will**\n\n- sing")),
    (
        "predict_then_run",
        lambda nb: [
            c.update(source=c.source.replace("**Predict.**", "Predict."))
            for c in nb.cells
            if c.cell_type == "markdown"
        ],
    ),
    ("explorers_have_a_twin", lambda nb: explorer(nb).metadata.update(tags=[])),
    ("explorers_have_a_twin", lambda nb: explorer(nb).update(source="widgets.Neuron(x1=7.5)")),
    ("explorers_have_a_twin", lambda nb: edit(twin(nb), ".still()", ".reset()")),
    ("explorers_have_a_twin", lambda nb: twin(nb).update(outputs=[])),
    ("explorers_have_a_twin", lambda nb: nb.cells.append(nb.cells.pop(place(nb, explorer(nb))))),
    ("figures_are_sharp_and_have_a_text", lambda nb: stored(nb).update(alt="")),
    ("figures_are_sharp_and_have_a_text", lambda nb: stored(nb).update(alt=f"${'x_1 ' * 20}$")),
    ("figures_are_sharp_and_have_a_text", lambda nb: stored(nb).update(width=1120)),
    ("figures_are_sharp_and_have_a_text", lambda nb: picture(draws(nb), white(560, 320))),
    ("figures_are_described", lambda nb: replace(nb, "*Figure:*", "*Picture:*")),
    ("figures_are_described", lambda nb: replace(nb, "The picture in words", "In words")),
    ("figures_are_described", lambda nb: edit(draws(nb), "plt.show()", "plt.show();")),
    ("figures_are_described", lambda nb: below(nb, draws(nb)).update(source=FOLDED)),
    ("it_recalls_and_asks", lambda nb: replace(nb, "**A question to take along.**", "Why?")),
    ("minutes_are_honest", lambda nb: edit(nb.cells[0], "*About ", "*About 1")),
    ("minutes_are_honest", lambda nb: say(nb, "word " * 750)),
    (
        "a_long_notebook_has_a_place_to_stop",
        lambda nb: replace(nb, "**A good place to stop.**", "**Stop.**"),
    ),
    (
        "the_first_slider_comes_soon",
        lambda nb: nb.cells.append(nb.cells.pop(place(nb, explorer(nb)))),
    ),
    (
        "every_note_for_the_teacher_tells_minutes",
        lambda nb: replace(nb, "<summary>For the teacher: ", "<summary>For the teacher: about "),
    ),
    ("any_cell_again", lambda nb: prints(nb).update(source="n = vars().get('n', 0) + 1\nprint(n)")),
    ("folds", lambda nb: say(nb, "<details><summary>A</summary>\n\nb")),
    ("folds", lambda nb: say(nb, "<details><summary>A</summary>\n*b*\n\n</details>")),
    ("folds", lambda nb: say(nb, "<details>\n\n*b*\n\n</details>")),
    ("folds", lambda nb: say(nb, f"{FOLDED}\n\nb")),
    ("one_note_for_the_teacher_a_section", lambda nb: say(nb, f"{TEACHER}\n\n{TEACHER}")),
    (
        "what_is_misunderstood_is_asked",
        lambda nb: say(nb, TEACHER.replace("Ask.", "Expect the belief that it is so.")),
    ),
    (
        "each_misconception_has_its_option",
        lambda nb: say(nb, TEACHER.replace("Ask.", "Expect the belief that it is so, (d).")),
    ),
    ("exercises_have_four_cells", lambda nb: swap(nb, exercise(nb, 1), exercise(nb, 2))),
    ("exercises_have_four_cells", lambda nb: nb.cells.remove(exercise(nb, 3))),
    ("exercises_have_four_cells", lambda nb: nb.cells.remove(exercise(nb, 0))),
    ("exercises_have_four_cells", lambda nb: edit(exercise(nb, 0), "<details>", "")),
    ("exercises_have_four_cells", lambda nb: edit(exercise(nb, 3), SOLUTION, "")),
    ("exercises_have_four_cells", lambda nb: exercise(nb, 1).update(source="my_z = 0")),
    ("no_unkind_words", lambda nb: say(nb, "Simply add the bias.")),
    ("no_unkind_words", lambda nb: say(nb, "It is just a sum.")),
    ("no_mistake_that_copies_of_this_lesson_carry_on", lambda nb: say(nb, "male is 1")),
    (
        "no_mistake_that_copies_of_this_lesson_carry_on",
        lambda nb: say(nb, r"$\frac{e^x}{(1 + e^{-x})^2}$"),
    ),
    ("no_mistake_that_copies_of_this_lesson_carry_on", lambda nb: say(nb, "the inputs $x_3$")),
    ("links_are_alive", lambda nb: say(nb, "[next](02_nowhere.ipynb)")),
    ("links_are_alive", lambda nb: say(nb, "[above](#No-such-heading)")),
    ("neighbours_are_linked", lambda nb: nb.cells[-1].update(source="The end.")),
    ("nothing_is_fetched", lambda nb: say(nb, "![a curve](https://example.org/a.png)")),
    ("nothing_is_fetched", lambda nb: say(nb, '<img alt="a" src="//example.org/a.png">')),
    ("nothing_is_fetched", lambda nb: say(nb, "<script>1</script>")),
    ("nothing_is_fetched", lambda nb: prints(nb).update(source='get("https://example.org")')),
    ("images_have_a_text", lambda nb: say(nb, "![](curve.png)")),
    ("mathematics_can_be_set", lambda nb: say(nb, r"$\frac{1}{2$")),
    ("mathematics_can_be_set", lambda nb: say(nb, r"$\sigmma(z)$")),
    ("mathematics_can_be_set", lambda nb: say(nb, r"$\left( z \right.$ and $\left( z )$")),
    ("mathematics_can_be_set", lambda nb: say(nb, r"$$\begin{aligned} a &= b$$")),
    ("mathematics_can_be_set", lambda nb: say(nb, r"$$a &= b \\ c &= d$$")),
    ("mathematics_can_be_set", lambda nb: say(nb, "it costs $5")),
    ("numbers_in_markdown_are_computed", lambda nb: say(nb, "The output is 0.123457.")),
    ("whole_numbers_in_markdown_are_computed", lambda nb: say(nb, "Of 200 starts 187 succeed.")),
    ("large_numbers_are_grouped_alike", lambda nb: say(nb, "The best of 35937 neurons.")),
    ("large_numbers_are_grouped_alike", lambda nb: say(nb, "The best of 35,937 neurons.")),
    ("large_numbers_are_grouped_alike", lambda nb: say(nb, "The best of 35 937 neurons.")),
    ("cells_tagged_helpers_do_what_helpers_do", lambda nb: edit(helper(nb), "1", "1.001")),
    ("helpers_cells_are_tagged", lambda nb: helper(nb).metadata.update(tags=[])),
    ("helpers_cells_are_tagged", lambda nb: prints(nb).metadata.update(tags=["helpers"])),
]


def helper(nb):
    """Return the last cell that writes what helpers hold: it is the one that counts."""
    return [cell for cell in nb.cells if "helpers" in tags(cell)][-1]


@pytest.fixture(scope="module")
def first():
    """The first notebook, of which every rule is true."""
    return Lesson(PATHS[0])


@pytest.fixture(scope="module")
def beginning(first):
    """Its first cells, for the rule that runs them."""
    nb = deepcopy(first.nb)
    del nb.cells[20:]
    return Lesson(first.path, nb)


@pytest.mark.parametrize(
    ("rule", "mutate"), MUTATIONS, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(MUTATIONS)]
)
def test_a_broken_rule_turns_red(first, beginning, rule, mutate):
    """A notebook that breaks a rule fails the test of that rule, which it passed before."""
    lesson = beginning if rule == "any_cell_again" else first
    RULES[f"test_{rule}"](lesson)
    nb = deepcopy(lesson.nb)
    mutate(nb)
    with pytest.raises((AssertionError, nbformat.ValidationError)):
        RULES[f"test_{rule}"](Lesson(first.path, nb))


def test_a_notebook_that_recalls_nothing_turns_red():
    """The first notebook has nothing to recall; from the second on it is a rule."""
    second = Lesson(PATHS[1])
    test_notebooks.test_it_recalls_and_asks(second)
    for wanted, old, new in (("recall", "?", "."), ("recall", "## ", ""), ("title", "", "")):
        nb = deepcopy(second.nb)
        cell = next(c for c in nb.cells if c.id == wanted)
        if old:
            cell.source = cell.source.replace(old, new)
        else:
            nb.cells.insert(1, deepcopy(cell))
        with pytest.raises(AssertionError):
            test_notebooks.test_it_recalls_and_asks(Lesson(second.path, nb))


def test_every_rule_is_broken_here():
    """No rule is without a mutation that proves it can turn red."""
    assert set(RULES) == {f"test_{rule}" for rule, _ in MUTATIONS} | {"test_marks_are_known"}


def test_nbval_sees_a_changed_number(first, tmp_path):
    """One changed digit in a stored output, and that cell, and no other, is red."""
    nb = deepcopy(first.nb)
    cell = code(nb, lambda c: re.search(r"\d\.\d{3}", printed(c)))
    nb.cells = [c for c in nb.cells[: nb.cells.index(cell) + 1] if c.cell_type == "code"]
    out = next(o for o in cell.outputs if re.search(r"\d\.\d{3}", printed({"outputs": [o]})))
    holder, key = (out, "text") if "text" in out else (out.data, "text/plain")
    digit = re.search(r"\d\.\d{2}(\d)", holder[key])
    other = str((int(digit[1]) + 1) % 10)
    holder[key] = holder[key][: digit.start(1)] + other + holder[key][digit.end(1) :]
    (tmp_path / "changed.ipynb").write_text(nbformat.writes(nb), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    count = len(nb.cells)
    said = re.sub(r"\x1b\[[\d;]*m", "", done.stdout)
    assert f"1 failed, {count - 1} passed" in said, said[-2000:]
    assert f"Cell {count - 1}" in said
