"""Words: every sentence is marked where it is said, and every language has words for it."""

import ast
import os
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from lessons import ROOT

from helpers import finders, rungs, starts, words
from tools import sentences, translate

# What libraries want to be told, in more than one word.
LAB = ROOT / "tools/lab.py"
SETTINGS = {"axes fraction", "offset points", "row wrap", "DejaVu Sans", "lower left"}
SETTINGS |= {"overflow encountered in exp"}  # what NumPy says of itself, said where it cannot
# Of fonts, and of what shows a page in JupyterLab.
NAMES_OF_OTHERS = {'"DejaVu Sans"', '"Segoe UI"', '"Markdown Preview"'}
NAMES = {"Alice", "Bob", "Charlie", "Diana", "Emily", "Frank"}
NAMES |= {*starts.WAYS, "plain, rate {}", *rungs.WAYS, *finders.FINDERS}  # cases, which have keys


# ---------------------------------------------------------------- every sentence is marked


def is_docstring(node, parents):
    above = parents.get(node)
    return isinstance(above, ast.Expr)


def is_exported(node, parents):
    """Return whether a literal is the name of what a module hands out, in its `__all__`."""
    above = parents.get(parents.get(node))
    return isinstance(above, ast.Assign) and getattr(above.targets[0], "id", None) == "__all__"


def marked(node, parents):
    """Return whether a literal stands in a call of `_`."""
    while node := parents.get(node):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "_":
            return True
    return False


def whole_text(node, parents):
    """Return the text of a literal, of an f-string with {} for what is filled in; else none."""
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
        return "".join(parts)
    if isinstance(parents.get(node), ast.JoinedStr) or not isinstance(node, ast.Constant):
        return ""
    return node.value if isinstance(node.value, str) else ""


def is_said(literal):
    """Return whether a text reads like something for a person.

    That is two words in a row, or one word that begins with a capital and is no person's name.
    Single small words are mathematics, names of parameters, or of the few that figures may say.
    """
    text = re.sub(r"<[^<>]*>?|\$[^$]*\$", "", literal).replace("…", "")  # no tags, no formulas
    if literal in SETTINGS | NAMES:
        return False
    in_a_row = re.search(r"[^\W\d_]{2,}[,;:]? +[^\W\d_]{2,}", text)
    return bool(in_a_row or re.fullmatch(r"\W*[A-Z][a-z]{2,}\W*", text))


def is_code(text):
    """Return whether a text is a statement of Python, as explorers show them; {} is some name."""
    text = text.replace("{}", "_") + (" pass" if text.endswith(":") else "")
    try:
        statements = ast.parse(text).body
    except SyntaxError:
        return False
    kinds = ast.Import | ast.FunctionDef | ast.Assign | ast.For | ast.If
    return isinstance(statements[0], kinds) if statements else False


def unmarked(root):
    """Return the places below `root` where helpers say something in English only."""
    found = []
    for path in sorted((root / "helpers").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "_":
                whole = len(node.args) == 1 and isinstance(node.args[0], ast.Constant)
                if not whole or node.keywords:
                    found.append(f"{path.name}:{node.lineno}: not one plain text in _()")
            literal = whole_text(node, parents)
            if not is_said(literal) or is_code(literal):
                continue
            if not any(known(node, parents) for known in (is_docstring, is_exported, marked)):
                found.append(f"{path.name}:{node.lineno}: {literal!r}")
    return found


def test_every_sentence_is_marked():
    assert not unmarked(ROOT)


@pytest.mark.parametrize(
    "planted",
    [
        'raise ValueError("the weights are not what they were")',
        'raise ValueError(f"{name} is no name of a weight")',
        'print("Not quite.", "Look again at the sign of the bias.")',
        "html = f'<p>Well done, {name}</p>'",
        "made = button('Start', action)",
        "said = f'Right: {name}'",
        "said = 'If you know it: say so'",
        "said = 'For each person in turn:'",
        'def said():\n    return "Right. " + "All four people"',
        'print(_(f"{name} is not a sentence that a catalogue can hold"))',
        'print(_("All " + kind + " people"))',
        'print(_("one sentence", "and another"))',
    ],
)
def test_a_sentence_that_is_not_marked_is_found(tmp_path, planted):
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers/planted.py").write_text(f'"""A module says what it is."""\n{planted}\n')
    assert len(unmarked(tmp_path)) >= 1


@pytest.mark.parametrize(
    "allowed",
    [
        'print(_("Look again at the sign of the bias."))',
        'print(_("{name} is " "no name.").format(name="w1"))',
        'code = f"for epoch in range({epochs}):"',
        'ax.set(xlabel="$x_1$", title="rate", label="Alice")',
        'def f():\n    """Say what it does."""\n    return "w1"',
    ],
)
def test_what_needs_no_mark_is_left_alone(tmp_path, allowed):
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers/fine.py").write_text(allowed + "\n")
    assert unmarked(tmp_path) == []


# What no sentence holds is joined as it stands: code, a learner's own list, names in a picture.
JOINED = {
    "exercises/verdict.py": 2, "inputs.py": 1, "parameters.py": 2, "plots.py": 1, "trials.py": 1,
    "widgets/attention.py": 2, "widgets/backprop.py": 1, "widgets/code.py": 4,
    "widgets/explorer.py": 1, "widgets/gates.py": 3, "widgets/graph.py": 1,
    "widgets/landscape.py": 1, "widgets/missteps.py": 1, "widgets/pad.py": 1,
    "widgets/playground.py": 2, "widgets/training.py": 1,
}  # fmt: skip


def joins(path):
    """Return the texts, not said by `_`, that join others with a sign of English and a space."""
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    said = {id(part) for call in calls if ast.unparse(call.func) == "_" for part in ast.walk(call)}
    said |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [text.value for text in texts
            if id(text) not in said and re.search(r"^[,;:] $|\}[,;:] ", text.value)]  # fmt: skip


def test_texts_in_a_sentence_are_joined_as_its_language_does():
    """By `words.joined` or a sentence of the catalogue, since a comma is another sign in Chinese.

    How they are joined by a space, tests/widgets/test_in_languages.py sees.
    """
    files = sorted((ROOT / "helpers").rglob("*.py"))
    found = {path.relative_to(ROOT / "helpers").as_posix(): len(joins(path)) for path in files}
    assert {name: count for name, count in found.items() if count} == JOINED


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ('x = ", ".join(a)', 1),
        ('class A:\n    between = "; "', 1),
        ('x = f"{a}, {b}"', 1),
        ('x = "{}; {}".format(a, b)', 1),
        ('x = f"{a}: {b}"', 1),
        ('x = _(", ").join(a)', 0),
        ('x = _("{a}, {b}").format(a=1, b=2)', 0),
    ],
)
def test_a_text_that_joins_by_itself_is_seen(tmp_path, line, count):
    (tmp_path / "planted.py").write_text(line, "utf-8")
    assert len(joins(tmp_path / "planted.py")) == count


# ---------------------------------------------------------------- every catalogue is up to date


def test_catalogues_say_what_the_code_says():
    assert translate.faults() == []


def test_the_template_holds_every_marked_sentence():
    """Counted another way: by Python's own parser instead of Babel's."""
    said = set()
    for path in [
        *(ROOT / "helpers").rglob("*.py"),
        *(ROOT / "teach").rglob("*.py"),
        *(LAB, *(ROOT / "tools" / name for name in ("marks.py", "colab.py"))),
        *(ROOT / "site/build.py", *ROOT.glob("hub/*.py")),
    ]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "_":
                said.add(node.args[0].value)
    template = translate.sentences(translate.read(ROOT / translate.TEMPLATE))
    of_pages = {
        sentence
        for sentence, message in template.items()
        if all(Path(name).suffix in sentences.KINDS for name, _line in message.locations)
    }
    assert set(template) - of_pages == said - of_pages
    assert len(of_pages) > 20


def test_the_pages_of_the_site_say_nothing_in_english_alone():
    html = (ROOT / "site/page/index.html").read_text("utf-8")
    told = re.sub(r"<!--.*?-->", "", sentences.said(html, lambda _sentence: " "))  # in tags too
    bare = re.sub(r"<[^>]*>|\{\}", " ", told)
    assert re.findall(r"[A-Za-z]{2,}", bare) == []
    for path in (ROOT / "site/page").glob("*.js"):
        text = sentences.joined(path)
        calls = len(re.findall(r"(?<!function )\bsay\(", text))
        assert calls == len(sentences.found(path)), path.name
        told = re.sub(r'//.*|\bsay\(\s*"[^"]+"', "", text)
        unmarked_ones = set(re.findall(r'"[A-Z][^"]* [^"]*"', told))
        assert unmarked_ones <= NAMES_OF_OTHERS, path.name


CODE = """
from helpers.words import _
def check(name, value):
    print(_("{name} = {value} lacks the bias."))
    print(_("Right."))
"""


class Course:
    """A course of one module, with a catalogue for Chinese that says everything."""

    def __init__(self, root):
        self.root, self.module = root, root / "helpers/check.py"
        self.module.parent.mkdir(parents=True)
        self.module.write_text(CODE)
        translate.update(root, new="zh-CN")
        self.po = root / "helpers/locale/zh_CN/LC_MESSAGES/helpers.po"
        self.translate("{name} = {value} lacks the bias.", "{name} = {value}：少了偏置。")
        self.translate("Right.", "对。")
        translate.update(root)

    def translate(self, sentence, said, fuzzy=False):
        catalog = translate.read(self.po)
        catalog[sentence].string = said
        catalog[sentence].flags |= {"fuzzy"} if fuzzy else set()
        self.po.write_bytes(translate.text(catalog))

    def faults(self):
        return translate.faults(self.root)


@pytest.fixture
def course(tmp_path):
    course = Course(tmp_path)
    assert course.faults() == []
    return course


def test_a_second_update_changes_no_byte(course):
    before = {p: p.read_bytes() for p in (course.root / "helpers/locale").rglob("*.*")}
    assert len(before) == 3
    translate.update(course.root)
    assert {p: p.read_bytes() for p in before} == before


def test_a_new_language_has_everything_still_to_do(course):
    translate.update(course.root, new="fr")
    assert len(course.faults()) == 2
    assert all(fault.startswith("fr has no words for: ") for fault in course.faults())


def test_a_new_sentence_makes_template_and_catalogue_late(course):
    course.module.write_text(CODE.replace("Right.", "Right again."))
    assert any("helpers.pot lacks: Right again." in fault for fault in course.faults())
    assert any("zh_CN lacks: Right again." in fault for fault in course.faults())
    assert any("helpers.pot holds what nobody says: Right." in f for f in course.faults())
    translate.update(course.root)
    assert course.faults() != []
    assert {fault.split(":")[0] for fault in course.faults()} <= {
        "zh_CN has no words for",
        "zh_CN is unsure (fuzzy) of",
    }


@pytest.mark.parametrize(
    "said",
    [
        "{name} 少了偏置。",
        "{nam} = {value}：少了偏置。",
        "{} = {value}",
        "{name} = {value：少了",
        "",
    ],
)
def test_a_place_that_a_translation_loses_is_found(course, said):
    course.translate("{name} = {value} lacks the bias.", said)
    translate.update(course.root)
    assert len(course.faults()) == 1


def test_an_unsure_translation_is_found(course):
    course.translate("Right.", "错。", fuzzy=True)
    translate.update(course.root)
    assert course.faults() == ["zh_CN is unsure (fuzzy) of: Right."]


def test_a_compiled_catalogue_that_is_late_or_missing_is_found(course):
    course.translate("Right.", "正确。")
    assert course.faults() == ["zh_CN: helpers.mo is not what helpers.po says"]
    course.po.with_suffix(".mo").unlink()
    assert course.faults() == ["zh_CN: helpers.mo is not what helpers.po says"]


@pytest.mark.parametrize("name", ["", "../x", "Chinese", "zh-CN-x"])
def test_only_the_name_of_a_language_makes_a_catalogue(name):
    assert "is no name of a language" in translate.main([name])


# ---------------------------------------------------------------- which language is spoken


@pytest.fixture
def spoken(tmp_path, monkeypatch):
    """Catalogues for two languages nobody speaks, and a function that asks from a folder."""
    for language, said in (("xx_YY", "xaxa"), ("qq", "quqqu")):
        catalog = Catalog(language)
        catalog.add("Reset", said)
        folder = tmp_path / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "helpers.mo").write_bytes(translate.compiled(catalog))
    monkeypatch.setattr(words, "LOCALE", tmp_path / "locale")
    monkeypatch.delenv("COURSE_LANGUAGE", raising=False)
    words.catalogue.cache_clear()

    def ask(folder):
        (tmp_path / folder).mkdir(exist_ok=True)
        monkeypatch.chdir(tmp_path / folder)
        return words.language(), words._("Reset"), words._("a sentence that has no translation")

    yield ask
    words.catalogue.cache_clear()


def test_a_chinese_character_takes_two_columns():
    assert (words.left("ab", 4), words.right("ab", 4)) == ("ab  ", "  ab")
    assert (words.left("学习", 6), words.right("学a", 6)) == ("学习  ", "   学a")


@pytest.mark.parametrize(
    ("folder", "language", "said"),
    [
        ("xx-YY", "xx_YY", "xaxa"),
        ("xx_YY", "xx_YY", "xaxa"),
        ("qq", "qq", "quqqu"),
        ("en", "en", "Reset"),
        ("notebooks", "en", "Reset"),
        ("zz-ZZ", "en", "Reset"),
    ],
)
def test_the_folder_tells_the_language(spoken, folder, language, said):
    assert spoken(folder) == (language, said, "a sentence that has no translation")


@pytest.mark.parametrize(
    ("folder", "variable", "language"),
    [
        ("work", "xx-YY", "xx_YY"),
        ("work", "xx_YY", "xx_YY"),
        ("work", "zz", "en"),
        ("work", "", "en"),
        ("en", "qq", "en"),
        ("xx-YY", "qq", "xx_YY"),
    ],
)
def test_elsewhere_a_variable_tells_the_language(spoken, monkeypatch, folder, variable, language):
    monkeypatch.setenv("COURSE_LANGUAGE", variable)
    assert spoken(folder)[0] == language


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder in which somebody works")
def test_in_a_folder_that_was_deleted_the_helpers_speak_on(spoken, tmp_path, monkeypatch):
    spoken("gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(FileNotFoundError):
        Path.cwd()
    assert words._("Reset") == "Reset"
    monkeypatch.setenv("COURSE_LANGUAGE", "qq")
    assert words._("Reset") == "quqqu"
    monkeypatch.chdir(tmp_path)


def test_the_helpers_of_the_course_find_their_catalogues(tmp_path):
    """`LOCALE` is the folder that `make translate` writes into."""
    assert (ROOT / translate.LOCALE).samefile(words.LOCALE)
    shutil.copytree(ROOT / "helpers", tmp_path / "helpers")
    translate.update(tmp_path, new="fr")
    assert (tmp_path / "helpers/locale/fr/LC_MESSAGES/helpers.mo").is_file()
