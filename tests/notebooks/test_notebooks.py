"""The rules of a notebook: the docstring of each test is the rule."""

import ast
import base64
import difflib
import io
import re
import statistics
import tokenize
from inspect import signature
from itertools import pairwise
from urllib.parse import unquote

import nbformat
import pytest
from lessons import (
    CHANGING,
    ENGLISH_PATHS,
    FENCE,
    FOLD,
    PATHS,
    ROOT,
    Lesson,
    by_section,
    changes,
    exercises,
    folds,
    headings,
    is_widget,
    pictures,
    printed,
    prose,
    solution_code,
    tags,
)
from misconceptions import OPTIONS
from PIL import Image

from helpers import finders, kernels, packages, rungs, style
from helpers.attention import Transformer
from helpers.blunders import BLUNDERS
from helpers.mistakes import MISTAKES
from helpers.points import SHAPES
from helpers.runs import FURTHER, Run
from helpers.slips import LEARNED, NETWORKS, STEPS
from helpers.starts import ADDERS, WAYS
from helpers.starts import KINDS as TABLES
from helpers.studies import STUDIES
from helpers.trials import TRIALS
from helpers.widgets.graph import GRAPHS
from tools import frameworks
from tools.marks import ENGLISH, marks
from tools.normalise import NotNormal, normalised, text


def test_there_are_notebooks():
    """The course has notebooks, and the tests find them."""
    assert PATHS, "no notebook was found in notebooks/*/"


# ---------------------------------------------------------------- the file


def test_stored_in_its_normal_form(lesson):
    """A notebook is stored exactly as `make execute` writes it."""
    try:
        normal = text(normalised(lesson.nb))
    except NotNormal as sentence:
        lesson.refuse([(None, str(sentence))])
    if normal != lesson.text:
        lines = difflib.unified_diff(
            lesson.text.splitlines(), normal.splitlines(), "stored", "normal", n=1, lineterm=""
        )
        changes = "\n".join(line[:100] for line in list(lines)[:12])
        lesson.refuse([(None, f"run make execute; it would change\n{changes}")])


def test_valid(lesson):
    """A notebook follows the format of notebooks."""
    nbformat.validate(lesson.nb)


def test_not_too_large(lesson):
    """A notebook file has at most 700 kB."""
    kB = len(lesson.text.encode()) / 1000
    lesson.refuse([(None, f"has {kB:.0f} kB, more than 700")] if kB > 700 else [])


# ---------------------------------------------------------------- outputs


def test_every_code_cell_was_run(lesson):
    """Code cells have the counts 1 to n in order: nbval compares no cell without a count."""
    lesson.refuse(
        (cell, f"has count {cell.execution_count}, not {n}")
        for n, cell in enumerate(lesson.code, start=1)
        if cell.execution_count != n
    )


def test_only_explorers_are_not_compared(lesson):
    """Explorers (tag widget) and measured times (timing), and no others, store no output.

    nbval is told so by the tag nbval-ignore-output beside the other.
    """
    known = {"setup", "helpers", "frameworks", *CHANGING, "nbval-ignore-output"}
    lesson.refuse(
        (cell, what)
        for cell in lesson.cells
        for wrong, what in (
            (set(tags(cell)) - known, f"has a tag other than {', '.join(sorted(known))}"),
            (changes(cell) != ("nbval-ignore-output" in tags(cell)), "has one tag of the pair"),
            (changes(cell) and cell.outputs, "should store no output"),
            ("timing" in tags(cell) and "seconds(" not in cell.source, "does not measure seconds"),
            ("NBVAL" in cell.source, "speaks to nbval"),
        )
        if wrong
    )


def test_what_needs_a_framework_says_so(lesson):
    """It stands below `if packages.found(…):` in a cell tagged frameworks, with its real output."""
    complaints = []
    for cell in lesson.code:
        tree = ast.parse(cell.source)
        asks = re.match(r"if packages\.found\(.+\):\n", cell.source)
        alone = len(tree.body) == 1 and not getattr(tree.body[0], "orelse", None)
        named = set(frameworks.needed(cell)) if asks else set()
        used = {name for node in ast.walk(tree) for name in imported(node)}
        for wrong, what in (
            (bool(asks) != ("frameworks" in tags(cell)), "lacks the tag or the question"),
            (asks and not alone, "has lines outside of the question"),
            (named - set(packages.FRAMEWORKS), "asks for what is no framework"),
            (used & set(packages.FRAMEWORKS) - named, "imports what it did not ask for"),
            ("requirements-frameworks" in printed(cell), "stores the sentence of a run without"),
        ):
            complaints += [(cell, what)] if wrong else []
    lesson.refuse(complaints)


def imported(node):
    """Return the packages that a line imports."""
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    names += [node.module] if isinstance(node, ast.ImportFrom) else []
    return {name.split(".")[0] for name in names}


def test_outputs_are_stored(lesson):
    """A cell that prints, shows a figure, checks an exercise or ends with a value has an output."""
    complaints = []
    for cell in lesson.code:
        speaks = speaking(cell.source)
        if changes(cell) or not speaks:
            continue
        if not cell.outputs:
            complaints.append((cell, f"has no stored output, in spite of {speaks}"))
        elif speaks == "plt.show" and not pictures(cell):
            complaints.append((cell, "has no stored picture"))
    lesson.refuse(complaints)


def speaking(source):
    """Return what makes a cell produce output, or "" if nothing is sure to."""
    body = ast.parse(source).body
    calls = [
        ast.unparse(node.func)
        for statement in body
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call)
    ]
    for name in ("plt.show", "print"):
        if name in calls:
            return name
    for name in calls:
        if name.startswith("exercises."):
            return name
    last = body[-1] if body else None
    if isinstance(last, ast.Expr) and not isinstance(last.value, ast.Call):
        return "its last line"
    return ""


def test_outputs_are_text_or_png(lesson):
    """An output is printed text, a plain value or a PNG: no error, no warning, no other format."""
    complaints = []
    for cell in lesson.code:
        for output in cell.outputs:
            formats = set(output.get("data", {})) - {"text/plain", "image/png"}
            if output.output_type == "error":
                complaints.append((cell, f"stores the error {output.ename}: {output.evalue}"))
            elif output.get("name") == "stderr":
                complaints.append((cell, f"stores a warning: {output.text.strip()[:80]}"))
            elif formats:
                complaints.append((cell, f"stores {', '.join(sorted(formats))}"))
    lesson.refuse(complaints)


def test_outputs_are_the_same_everywhere(lesson):
    """No stored text holds a memory address, a URL or a path of somebody's computer."""
    told = {
        r"0x[0-9a-fA-F]{6,}": "an address",
        r"https?://": "a URL",
        r"(?:/home/|/root/|/Users/|/tmp/|[A-Z]:\\)": "a path",
    }
    lesson.refuse(
        (cell, f"stores {what}")
        for cell in lesson.code
        for pattern, what in told.items()
        if re.search(pattern, printed(cell))
    )


def test_pictures_are_not_blank(lesson):
    """Every stored picture shows something in its middle."""
    complaints = []
    for cell in lesson.code:
        for png in pictures(cell):
            share = drawn_inside(png)
            if share < 0.003:
                complaints.append((cell, f"stores a picture with {share:.1%} drawn inside"))
    lesson.refuse(complaints)


def drawn_inside(png):
    """Return the share of the inner part of a picture that is not of its commonest colour."""
    picture = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB")
    w, h = picture.size
    inside = picture.crop((w // 6, h // 6, w - w // 6, h - h // 6))
    counts = [count for count, _color in inside.getcolors(maxcolors=w * h)]
    return 1 - max(counts) / sum(counts)


# ---------------------------------------------------------------- code cells


def test_code_cells_are_short(lesson):
    """A code cell has at most 15 lines, and the median is at most 4."""
    lines = {cell.id: len(cell.source.splitlines()) for cell in lesson.code}
    lesson.refuse((c, f"has {lines[c.id]} lines") for c in lesson.code if not 0 < lines[c.id] <= 15)
    median = statistics.median(lines.values())
    lesson.refuse(
        [(None, f"half of the code cells have over {median} lines")] if median > 4 else []
    )


def test_setup_is_the_same_everywhere(lesson):
    """The first code cell is the setup, the same in all notebooks, with the same note before it."""
    first = Lesson(PATHS[0])
    alike = next(p for p in PATHS if p.parent == lesson.path.parent)
    complaints = []
    setup, model = lesson.code[0], first.code[0]
    if (setup.id, tags(setup)) != ("setup", ["setup"]) or setup.source != model.source:
        complaints.append((setup, f"is not the setup cell of {first.path.name}"))
    complaints += [(c, "is tagged setup too") for c in lesson.code[1:] if "setup" in tags(c)]
    notes = [[c.source for c in x.cells if c.id == "setup-note"] for x in (lesson, Lesson(alike))]
    if notes[0] != notes[1] or len(notes[0]) != 1:
        complaints.append((None, f"its setup-note is not that of {alike.name}"))
    lesson.refuse(complaints)


def test_languages_share_their_code(lesson):
    """Each language has the same cells as English, and the same code to the byte."""
    english = ROOT / "notebooks/en" / lesson.path.name
    assert english.exists(), f"there is no {lesson.path.name} in English"
    shapes = [
        [(c.id, c.cell_type, tags(c), c.source if c.cell_type == "code" else "") for c in x.cells]
        for x in (lesson, Lesson(english))
    ]
    lesson.refuse(
        (None, f"{ours[:2]} is not {theirs[:2]}, or its code differs")
        for ours, theirs in zip(*shapes, strict=False)
        if ours != theirs
    )
    assert len(shapes[0]) == len(shapes[1])


# Words that stand in strings though they are no names in the code: what matplotlib understands,
# and the closed list of terms that a figure may hold in every language of the course.
MATPLOTLIB = """
    angles auto best bins black bold bottom box center center_baseline clip_on constrained dashed
    data dotted equal gray grey height left linear log lower major minor none off outward path right
    scale scale_units solid stacked stepfilled symlog tight top upper white width
"""
TERMS = """
    rate epoch step training test validation loss start head sum shuffled fixed yes no
    plain momentum ReLU Leaky ELU softplus GELU SiLU relu leaky_relu elu gelu silu GRU
    min max median pred true ignore AND BCE MSE NaN NOR NAND NOT OR SGD XOR inf nan sin cos exp tanh
    Kneser Ney
"""
# Planted mistakes, and what is studied, have keys: these are no words.
MADE = [made.cases for made in (*STUDIES.values(), *TRIALS.values())]
RUNGS = [rungs.WAYS, rungs.KINDS, rungs.Spelt._fields, finders.FINDERS, finders.KINDS]
CASES = {word.strip(",") for cases in (*MADE, *RUNGS, ADDERS, WAYS, TABLES)
         for word in " ".join(cases).split()}  # fmt: skip
KEYS = {*MISTAKES, *BLUNDERS, *STUDIES, *TRIALS, *CASES, *SHAPES, *FURTHER}
KEYS |= {*signature(Run).parameters}
KEYS |= {*Transformer([27, 8, 27], places=12).parts}
KEYS |= {*kernels.NAMED, *LEARNED, *STEPS, *" ".join(NETWORKS).split(), *GRAPHS}
ALLOWED = {*MATPLOTLIB.split(), *TERMS.split(), *KEYS}
SYMBOL = re.compile(r"d?[A-Za-z]_?\d+|dL_d\w+|[MF]+")  # w1, x_1, db3, dL_dw1, and labels in a row


def test_no_english_in_code(lesson):
    """Code cells hold no comments, and no words in strings but names: they serve every language."""
    complaints = []
    names = {name for cell in lesson.code for name in names_in(cell.source)}
    names |= {name for cell in lesson.code for name in words_to_order(cell.source)}
    for cell in lesson.code:
        for token in tokenize.generate_tokens(io.StringIO(cell.source).readline):
            if token.type == tokenize.COMMENT and not token.string.startswith("# noqa"):
                complaints.append((cell, f"has the comment {token.string}"))
        for string in strings_in(cell.source):
            string = re.sub(r"\\[A-Za-z]+", " ", string)  # TeX
            words = set(re.findall(r"[^\W\d]\w{2,}", string)) - names - ALLOWED
            words = {word for word in words if not SYMBOL.fullmatch(word)}
            if words:
                complaints.append((cell, f"has the words {', '.join(sorted(words))}"))
    lesson.refuse(complaints)


def names_in(source):
    """Return the identifiers in code, and the names of people, which serve every language."""
    names = {"Alice", "Bob", "Charlie", "Diana", "Emily", "Frank", "__vsc_ipynb_file__"}
    names |= {"mary", "mark", "john", "anna", "lani"}
    for node in ast.walk(ast.parse(source)):
        for field in ("id", "attr", "arg", "name", "module"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                names |= set(value.split("."))
    return names


def words_to_order(source):
    """Return the words of Python in the lines of code that a cell gives to be put in order."""
    if not source.startswith("widgets.Lines("):
        return set()
    return set(re.findall(r"[A-Za-z_]\w*", " ".join(strings_in(source))))


def strings_in(source):
    """Return the string literals of code, and the literal parts of f-strings without formats."""
    tree = ast.parse(source)
    formats = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.FormattedValue) and node.format_spec
        for part in ast.walk(node.format_spec)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in formats
    ]


# ---------------------------------------------------------------- anatomy


def test_title(lesson):
    """The first cell has the only h1, which begins with the number of the file."""
    titles = [(c, t) for c in lesson.markdown for level, t in headings(c.source) if level == 1]
    complaints = [(c, f'has a second title "{t}"') for c, t in titles[1:]]
    start = f"{lesson.number} · "
    if not titles or titles[0][0] is not lesson.cells[0] or not titles[0][1].startswith(start):
        complaints.append((lesson.cells[0], f'does not begin with "# {start}…"'))
    lesson.refuse(complaints)


def test_headings_skip_no_level(lesson):
    """Headings go down one level at a time."""
    complaints, above = [], 0
    for cell in lesson.markdown:
        for level, title in headings(cell.source):
            if level > above + 1:
                complaints.append((cell, f'skips a level before "{title}"'))
            above = level
    lesson.refuse(complaints)


def bullets_after(mark, cells):
    """Return the number of bullets in the first list after `mark`, and the cell that has it."""
    for cell in cells:
        if mark in cell.source:
            lines = cell.source.split(mark, 1)[1].splitlines()
            starts = [i for i, line in enumerate(lines) if re.match(r"[-*] ", line)]
            count = 0
            for line in lines[starts[0] :] if starts else []:
                if line and not re.match(r"[-*] |  ", line):
                    break
                count += bool(re.match(r"[-*] ", line))
            return count, cell
    return 0, None


def test_objectives_are_met(lesson):
    """There are three objectives, and what was seen at the end has as many bullets."""
    complaints = []
    for part in ("objectives", "recap"):
        count, cell = bullets_after(lesson.marks[part], lesson.markdown)
        if cell is None:
            complaints.append((None, f"has no {lesson.marks[part]}"))
        elif count != 3:
            complaints.append((cell, f"has {count} bullets after {lesson.marks[part]}, not 3"))
    lesson.refuse(complaints)


def test_predict_then_run(lesson):
    """At least twice the learner predicts before the answer can be seen."""
    count = sum(cell.source.count(lesson.marks["predict"]) for cell in lesson.markdown)
    lesson.refuse([(None, f"has {count} place(s) to predict, not two")] if count < 2 else [])


def explorers(cell):
    """Return the names that a code cell gives to explorers: name = widgets.Something(...)."""
    return [
        node.targets[0].id
        for node in ast.parse(cell.source).body
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("widgets.")
    ]


def last_line(cell):
    """Return what a code cell ends with, without the arguments of a call."""
    return ast.unparse(ast.parse(cell.source).body[-1]).split("(")[0]


def test_explorers_have_a_twin(lesson):
    """An explorer is made in a cell that shows it still, and shown live within the next four.

    Only the game, which is played once, lines to be ordered and the bar of a long training are made
    where they are shown.
    """
    complaints, made = [], {}
    for place, cell in enumerate(lesson.cells):
        if cell.cell_type != "code":
            continue
        shown = last_line(cell)
        live = shown in made or (shown.startswith("widgets.") and ".still" not in cell.source)
        live = live or shown == "display"
        if live != is_widget(cell):
            complaints.append((cell, "shows an explorer or has the tag widget, but not both"))
        elif (
            live
            and shown not in ("widgets.Game", "widgets.Lines", "display")
            and place - made.get(shown, -9) > 4
        ):
            complaints.append((cell, f"has no stored figure {shown}.still() in the four above"))
        for name in explorers(cell):
            made[name] = place
            if f"{name}.still()" not in cell.source or not pictures(cell):
                complaints.append((cell, f"makes {name}, but shows no {name}.still()"))
    lesson.refuse(complaints)


def test_figures_are_sharp_and_have_a_text(lesson):
    """A stored picture has two pixels for each it is shown at, a width that fits, and a text."""
    complaints = []
    for cell in lesson.code:
        shown = [o for o in cell.outputs if "image/png" in o.get("data", {})]
        for output, png in zip(shown, pictures(cell), strict=True):
            look = output.metadata.get("image/png", {})
            width, height = Image.open(io.BytesIO(base64.b64decode(png))).size
            if (width, height) != (2 * look.get("width", 0), 2 * look.get("height", 0)):
                complaints.append((cell, f"stores {width} × {height} pixels, shown at {look}"))
            if look.get("width", 0) > style.DPI * style.WIDE[0]:
                complaints.append((cell, f"stores a picture {look['width']} pixels wide"))
            said = r"[A-Z].{30}" if lesson.language == ENGLISH else r"\S.{15}"
            if not re.match(said, look.get("alt", "")):
                complaints.append((cell, "stores a picture without an alternative text"))
            if re.search(r"[\\$*{}]", look.get("alt", "")):
                complaints.append((cell, f"has signs of markup in the text {look['alt']}"))
    lesson.refuse(complaints)


def test_figures_are_described(lesson):
    """After a stored picture comes something to read and, folded, its full description."""
    complaints = []
    for cell, after in zip(lesson.cells, [*lesson.cells[1:], None], strict=True):
        if cell.cell_type == "code" and pictures(cell):
            mark = re.escape(lesson.marks["figure"])
            described = [
                text
                for summary, text in (folds(after) if after else [])
                if f"<summary>{summary}</summary>" == lesson.marks["picture"]
                and re.search(rf"^{mark} \w.{{20}}", text, re.MULTILINE)
            ]
            if len(described) != 1:
                complaints.append((cell, f"is not followed by {lesson.marks['picture']}"))
            elif not re.match(r"\w|\*\*|\$", after.source):
                complaints.append((after, "does not open with a sentence on the picture above"))
            elif after.source.count(lesson.marks["figure"]) != 1:
                complaints.append((after, "describes the picture twice"))
            if cell.source.splitlines()[-1] != "plt.show()":
                complaints.append((cell, "draws but does not end with plt.show()"))
    lesson.refuse(complaints)


def test_it_recalls_and_asks(lesson):
    """From 2 on a notebook opens with questions on what was; each closes with one to take along."""
    complaints = []
    if lesson.number > 1:
        recall = next((cell for cell in lesson.cells if cell.id == "recall"), None)
        if recall is None or lesson.cells.index(recall) > 1:
            complaints.append((recall, "has no cell recall after its title"))
        else:
            questions = len(
                re.findall(r"^\d\. .*[?？]$", FOLD.sub("", recall.source), re.MULTILINE)
            )
            if questions not in (2, 3) or lesson.marks["recall"] not in recall.source:
                complaints.append((recall, f"asks {questions} questions, not two or three"))
            if lesson.marks["answers"] not in recall.source:
                complaints.append((recall, f"has no {lesson.marks['answers']}"))
    if lesson.marks["question"] not in lesson.cells[-1].source:
        complaints.append((lesson.cells[-1], f"has no {lesson.marks['question']}"))
    lesson.refuse(complaints)


def test_folds(lesson):
    """Folded parts are opened and closed, have a summary, and an empty line before Markdown."""
    complaints = []
    for cell in lesson.markdown:
        source = prose(cell)
        kinds = re.findall(r"</?details>", source)
        if kinds != ["<details>", "</details>"] * (len(kinds) // 2):
            complaints.append((cell, "opens and closes <details> in a wrong order"))
        summaries = re.findall(r"^<details><summary>[^<\n]+</summary>\n\n", source, re.MULTILINE)
        if len(summaries) != source.count("<details"):
            complaints.append((cell, "needs <details><summary>…</summary> and an empty line"))
        if re.search(r"<summary>[^<\n]*[`*]", cell.source):
            complaints.append(
                (cell, "has Markdown in a summary, which shows its signs as they are")
            )
        if len(re.findall(r"^</details>$", source, re.MULTILINE)) != source.count("</details>"):
            complaints.append((cell, "needs </details> on a line of its own"))
        if re.search(r"^</details>\n+(?!<details>|#)\S", source, re.MULTILINE):
            complaints.append((cell, "goes on behind a fold, where JupyterLab leaves no space"))
    lesson.refuse(complaints)


def test_one_note_for_the_teacher_a_section(lesson):
    """A section has at most one note for the teacher."""
    complaints = []
    for _title, pieces in by_section(lesson):
        notes = 0
        for cell, piece in pieces:
            here = piece.count(lesson.marks["teacher"])
            notes += here
            if here and notes > 1:
                complaints.append((cell, "has a second note for the teacher in its section"))
    lesson.refuse(complaints)


def test_a_sentence_stands_between_two_cells_of_code(lesson):
    """In 1 to 6 something is said between them, but for an exercise, whose parts are one."""
    if lesson.number > 6:
        return
    pairs = pairwise(lesson.cells)
    codes = [below for above, below in pairs if above.cell_type == below.cell_type == "code"]
    parts = {part.id for cells in exercises(lesson).values() for part in cells}
    lesson.refuse(
        (cell, "follows a cell of code, and nothing is said between them")
        for cell in codes
        if cell.id not in parts
    )


def test_what_is_misunderstood_is_asked(lesson):
    """What the notes of 1 to 6 expect is an option, or they name what else asks it."""
    if lesson.language != ENGLISH or lesson.number > 6:
        return
    lesson.refuse(
        (cell, f"is expected and asked nowhere: {said}")
        for cell in lesson.markdown
        for said in expected(cell.source, lesson.marks["teacher"])
        if not re.search(r"\([a-d]\)|\bquestion|notebook \d|\bexercise", said)
    )


def test_each_misconception_has_its_option(lesson):
    """The options that the notes of 1 to 6 expect are those that say so, word for word."""
    if lesson.language != ENGLISH or lesson.number > 6:
        return
    named = {
        cell.id: re.findall(r"\([a-d]\)", " ".join(expected(cell.source, lesson.marks["teacher"])))
        for cell in lesson.markdown
    }
    known = {cell: words for (stem, cell), words in OPTIONS.items() if stem == lesson.path.stem}
    letters = {cell: [option[:3] for option in options] for cell, options in known.items()}
    assert letters == {cell: options for cell, options in named.items() if options}


def test_a_misconception_is_an_option_of_one_prediction():
    """Each stands once among all the options of notebooks 1 to 6."""
    cells = [cell for path in ENGLISH_PATHS[:6] for cell in Lesson(path).markdown]
    text = "\n".join(FOLD.sub("", cell.source) for cell in cells)
    options = {option for said in OPTIONS.values() for option in said}
    assert {option: text.count(option) for option in options} == dict.fromkeys(options, 1)


def expected(text, teacher):
    """Yield the sentences of the notes for the teacher that say what will be misunderstood.

    Whoever names an option says so, but for options on which a class is to vote.
    """
    for title, note in FOLD.findall(text):
        if f"<summary>{title}".startswith(teacher):
            note = re.sub(r"vote on \(a\), \(b\),? (or )?\(c\)", "vote", note)
            for said in re.split(r"(?<=[.?!])\s+(?=[A-Z])", note):
                if re.search(r"misconception|belief|the idea that|[Ee]xpect|\([a-d]\)", said):
                    yield said


def test_exercises_have_four_cells(lesson):
    """An exercise is a task with three folded hints, a stub, a check and a solution, in order."""
    complaints, ids = [], [cell.id for cell in lesson.cells]
    found = exercises(lesson)
    if len(found) < 3:
        complaints.append((None, f"has {len(found)} exercises, not three or four"))
    for key, (task, stub, check, solution) in found.items():
        place = ids.index(key)
        parts = [key, f"{key}-stub", f"{key}-check", f"{key}-solution"]
        # Lines to be put in order, instead of written, may stand before the stub.
        if [i for i in ids[place : place + 5] if i != f"{key}-lines"][:4] != parts:
            complaints.append((task, f"is not followed by {', '.join(parts[1:])}"))
            continue
        kinds = [cell.cell_type for cell in (task, stub, check, solution)]
        if kinds != ["markdown", "code", "code", "markdown"]:
            complaints.append((task, "its four cells are not Markdown, code, code, Markdown"))
            continue
        blocks = solution_code(solution)
        for wrong, cell, what in (
            (
                [summary for summary, _ in folds(task)] != lesson.marks["hints"],
                task,
                f"does not have the folds {', '.join(lesson.marks['hints'])}",
            ),
            ("..." not in stub.source, stub, "has no ... to fill in"),
            (stub.outputs, stub, "says something before it was attempted"),
            (not re.match(r"exercises\.\w+\(", check.source), check, "does not call exercises"),
            (lesson.marks["solution"] not in solution.source, solution, "is not folded"),
            (len(blocks) != 1, solution, "does not have one block of code"),
        ):
            if wrong:
                complaints.append((cell, what))
    parts = {i.removesuffix(p) for i in ids for p in ("-stub", "-check", "-solution") if p in i}
    complaints += [(None, f"has parts of {key} without its task") for key in parts - set(found)]
    lesson.refuse(complaints)


# ---------------------------------------------------------------- words

UNKIND = {
    "en": [
        r"simply",
        r"obvious(?:ly)?",
        r"just",
        r"basically",
        r"trivial(?:ly)?",
        r"of course",
        r"as you can see",
        r"needless to say",
        r"in this notebook,? we will",
    ]
}


def test_no_unkind_words(lesson):
    """Nothing is called simple, obvious or trivial: it is not to somebody who learns it."""
    pattern = rf"\b({'|'.join(UNKIND.get(lesson.language, ['(?!)']))})\b"
    lesson.refuse(
        (cell, f'says "{word}"')
        for cell in lesson.markdown
        for word in re.findall(pattern, prose(cell), re.IGNORECASE)
    )


COPIED = {
    r"e\^\{?x\}?\}?\s*(?:\{|/)\s*\(1 ?\+": "σ' as e^x / (1 + e^-x)²; it is e^-x / (1 + e^-x)²",
    r"(?i)mean of the variances": "MSE as the mean of variances; it is that of squared errors",
    r"\bx_?\{?[34]\b": "an input x3 or x4; there are only x1 and x2",
    r"(?i)\bmale\b\W{0,3}(?:is|as|=|→|:)?\W{0,3}1\b(?!\.\d)": "male as 1; it is 0",
    r"(?i)\bfemale\b\W{0,3}(?:is|as|=|→|:)?\W{0,3}0\b(?!\.\d)": "female as 0; it is 1",
    "[\U0001f300-\U0001faff]": "an emoji",
}


def test_no_mistake_that_copies_of_this_lesson_carry_on(lesson):
    """The mistakes that copies of the tutorial carry on stand nowhere but in notes for teachers."""
    mark = re.escape(lesson.marks["teacher"])
    teacher = re.compile(rf"<details>{mark}.*?</details>", re.DOTALL)
    lesson.refuse(
        (cell, f"has {what}")
        for cell in lesson.markdown
        for pattern, what in COPIED.items()
        if re.search(pattern, teacher.sub("", prose(cell)))
    )


# ---------------------------------------------------------------- links and mathematics

PAGES = [
    page
    for folder in ("", "notebooks/*/", "hub/", "hub/school/")
    for page in ROOT.glob(f"{folder}*.md")
]
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|(?:href|src)=[\"']([^\"']+)[\"']")


def links(markdown):
    """Return the targets of links and images in a Markdown text."""
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", markdown))
    return [a or b for a, b in LINK.findall(text)]


def anchors(path):
    """Return the names by which places of a notebook or of a Markdown page can be reached."""
    if path.suffix == ".ipynb":  # JupyterLab keeps capitals and signs of a title
        titles = [t for c in Lesson(path).markdown for _, t in headings(c.source)]
        cells = {f"cell-id={cell.id}" for cell in Lesson(path).cells}
        return cells | {title.replace(" ", "-") for title in titles}
    titles = [title for _, title in headings(path.read_text("utf-8"))]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def dead(path, markdown):
    """Return what is wrong with each dead link in a text that stands in the file `path`."""
    for link in links(markdown):
        if re.match(r"https://|mailto:", link):
            continue
        file, _, anchor = unquote(link).partition("#")
        target = (path.parent / file) if file else path
        if not target.exists():
            yield f"links to {link}, which is not there"
        elif anchor and anchor not in anchors(target):
            yield f"links to {link}, but there is no such heading"


def test_links_are_alive(lesson):
    """Links lead to files and headings that are there, or begin with https."""
    lesson.refuse(
        (cell, what) for cell in lesson.markdown for what in dead(lesson.path, cell.source)
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_of_pages_are_alive(page):
    """Links in README and CONTRIBUTING lead to files and headings that are there."""
    assert not list(dead(page, page.read_text("utf-8")))


def test_neighbours_are_linked(lesson):
    """The last cell leads to the next notebook and back to the one before."""
    alike = {int(p.name[:2]): p.name for p in PATHS if p.parent == lesson.path.parent}
    last = lesson.cells[-1]
    lesson.refuse(
        (last, f"does not link to {alike[n]}")
        for n in (lesson.number - 1, lesson.number + 1)
        if n in alike and alike[n] not in links(last.source)
    )


REMOTE = [
    r"!\[[^\]]*\]\(\s*<?(?:https?:)?//",
    r"<(?:img|iframe|script|link|video|audio|source|embed|object)\b[^>]*(?:https?:)?//",
    r"<(?:iframe|script|style|link|object|embed)\b",
    r"url\(",
]


def test_nothing_is_fetched(lesson):
    """No picture, style, script or frame comes from the network, and no code holds a URL."""
    complaints = [
        (cell, "fetches something from the network, or holds a script or style")
        for cell in lesson.markdown
        if any(re.search(pattern, prose(cell), re.IGNORECASE) for pattern in REMOTE)
    ]
    complaints += [(c, "holds a URL") for c in lesson.code if re.search(r"https?://", c.source)]
    lesson.refuse(complaints)


def test_images_have_a_text(lesson):
    """An image in Markdown has a text for people who cannot see it."""
    lesson.refuse(
        (cell, "has an image without a text")
        for cell in lesson.markdown
        if re.search(r"!\[\s*\]\(|<img(?![^>]*alt=\"[^\"]+\")", prose(cell))
    )


# What the notebooks may use of LaTeX: MathJax, in JupyterLab and on GitHub, knows all of it.
COMMANDS = """
    alpha approx bar begin beta big Big bigg Bigg boxed cdot cdots circ colon color cos Delta delta
    dfrac dots downarrow end epsilon eta exp frac ge geq gt hat infty int lambda land ldots le left
    Leftarrow leftarrow leq lfloor lim ln lnot log lor lt lvert mathbb mathcal mathrm max mid min mu
    nabla ne neq operatorname overbrace overline partial Phi pi pm prime prod propto qquad quad
    rfloor rho right Rightarrow rightarrow rvert sigma Sigma sim sin sqrt square sum tanh text tfrac
    theta times to top underbrace underline uparrow varphi vdots vec
"""
ENVIRONMENTS = {"aligned", "bmatrix", "cases", "array"}
FORMULA = re.compile(
    r"(?<!\\)\$\$(.+?)(?<!\\)\$\$|(?<![\\$])\$(?!\s)([^$]+?)(?<![\s\\])\$", re.DOTALL
)


def formulas(cell):
    """Return the formulas of a Markdown cell, and what is left of it without them."""
    text = re.sub(r"`[^`\n]*`", "", prose(cell))
    return [a or b for a, b in FORMULA.findall(text)], FORMULA.sub("", text)


def faults(formula):
    """Return what keeps MathJax from setting a formula, as far as a small check can tell."""
    bare = re.sub(r"\\[\\{}$%&#_,;:! |]", lambda m: "\\\\" if m[0] == "\\\\" else " ", formula)
    depth = 0
    for sign in bare:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            break
    if depth:
        yield "has braces that do not match"
    if len(re.findall(r"\\left\b", formula)) != len(re.findall(r"\\right\b", formula)):
        yield r"has \left without \right"
    opened = []
    for kind, name in re.findall(r"\\(begin|end)\{(\w+\*?)\}", formula):
        if name not in ENVIRONMENTS:
            yield f"uses the environment {name}"
        if kind == "begin":
            opened.append(name)
        elif not opened or opened.pop() != name:
            yield f"ends {name}, which was not begun"
    if opened:
        yield f"does not end {opened[-1]}"
    for command in re.findall(r"\\([a-zA-Z]+)", formula):
        if command not in COMMANDS.split():
            yield f"uses the command \\{command}, which is not in the list of this test"
    outside = re.sub(r"\\begin\{(\w+)\}.*\\end\{\1\}", "", formula, flags=re.DOTALL)
    if re.search(r"(?<!\\)&|\\\\", outside):
        yield r"has & or \\ outside an environment"
    if "\n\n" in formula:
        yield "has an empty line"
    if re.search(r"<\w", formula):
        yield r"has < before a letter, which GitHub takes for HTML: write \lt"


def test_mathematics_can_be_set(lesson):
    """Formulas have matching braces and environments, and known commands only."""
    complaints = []
    for cell in lesson.markdown:
        found, rest = formulas(cell)
        complaints += [(cell, f"{what}: {f[:60]}") for f in found for what in faults(f)]
        if re.search(r"(?<!\\)\$", rest):
            complaints.append((cell, "has a single $"))
        if re.search(r"\\(?:frac|sigma|partial|begin|cdot)\b", rest):
            complaints.append((cell, "has LaTeX outside of dollars"))
    lesson.refuse(complaints)


def test_marks_are_known(lesson):
    """The catalogue says what the parts of a notebook are called in its language."""
    if lesson.language != ENGLISH:
        english = marks(ENGLISH)
        assert not [name for name, mark in lesson.marks.items() if mark == english[name]]
