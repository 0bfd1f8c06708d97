"""Editions in other languages say what the English lessons say, cell by cell."""

import re
import subprocess
from functools import cache

import pytest
from beside import (
    HAN,
    cut,
    foreign,
    has_english,
    ill_joined,
    knows,
    lost,
    nameless,
    numbers,
    ordered,
    otherwise,
    untranslated,
    wrong,
)
from lessons import PATHS, ROOT, Lesson, pictures, printed

from tools import editions, translate
from tools.marks import ENGLISH, others

OTHERS = others()
FILES = [(language, *pair) for language in OTHERS for pair in editions.pairs(language)]


def named(value):
    return value.relative_to(ROOT).as_posix() if hasattr(value, "stem") else None


def faults(language, english, own):
    """Return what is wrong with the texts of a file, a line each: {cell: text} of both editions."""
    known = knows(language)
    stem = editions.name(english) if english.is_relative_to(ROOT) else english.stem
    found = []
    theirs, ours = editions.texts(english), editions.texts(own)
    found += [f"{cell} is missing" for cell in theirs if cell not in ours]
    for cell in (cell for cell in theirs if cell in ours):
        if theirs[cell] == ours[cell]:
            found.append(f"{cell} is in English")
            continue
        apart = known["apart"].get(f"{stem} {cell}", ())
        pair = theirs[cell], ours[cell]
        told = [*lost(*pair, language, apart), *untranslated(*pair, known), *wrong(pair[1], known),
                *otherwise(*pair, known["terms"]), *cut(*pair, known["style"]),
                *foreign(pair[1], known)]  # fmt: skip
        turned = not ordered(*pair, apart)
        if turned != (f"{stem} {cell}" in known["order"].get("other", ())):
            told.append("has its numbers in another order" if turned else
                        "has its numbers in the order of English now")  # fmt: skip
        found += [f"{cell} {what}" for what in told if what not in apart]
    return found


@pytest.mark.parametrize(("language", "english", "own"), FILES, ids=named)
def test_an_edition_says_what_the_english_says(language, english, own):
    assert not faults(language, english, own)


@pytest.mark.parametrize(("language", "english", "own"), FILES, ids=named)
def test_a_translator_has_seen_the_english_of_today(language, english, own):
    assert not editions.late(english, own)


def catalogue(language):
    """Return {English sentence: message} of a language."""
    name = language.replace("-", "_")
    return translate.sentences(translate.read(translate.catalogues()[name]))


# In a sentence: what is filled in, tags, the mark ?, and what Typst and Python write in brackets
# and quotes.
MATHEMATICS = re.compile(r"\{[^}]*\}| \? |(?<=，)\? |<[^>]*>|\"[^\"]*\"|\([A-Za-z][^()]*\)")


FIELD = re.compile(r"\{[^}]*\}")


def off(english, own, known):
    """Yield what is wrong with a sentence of a catalogue beside the English one.

    Small numbers may be words in English and figures elsewhere.
    """
    there, here = FIELD.sub("x", english), FIELD.sub("x", own)
    yield from (what for what in wrong(MATHEMATICS.sub("x", own), known) if "stars" not in what)
    yield from otherwise(there, here, known["terms"])
    has_words = re.search("[a-z]{3,}", there)
    if has_words and known["style"].get("full_width") and not re.search(rf"[{HAN}]", own):
        yield f"is not translated: {own}"
    one, other = set(numbers(there)), set(numbers(here))
    yield from (f"lacks the number {number}" for number in one - other)
    yield from (
        f"has a number of its own, {n}" for n in other - one if not n.isdigit() or len(n) > 1
    )


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_keeps_the_rules_of_its_language(language):
    known = knows(language)
    apart = known["apart"].get("catalogue", ())
    found = [
        f"{english[:50]}: {what}"
        for english, message in catalogue(language).items()
        for what in off(english, message.string, known)
    ]
    assert [one for one in found if one not in apart] == []
    assert set(apart) <= set(found), "what is set apart is as in English now"


@pytest.mark.parametrize(
    ("there", "here", "complaint"),
    [
        ("1000", "1001", "lacks the number"),
        ("偏置", "偏差", "for bias"),
        ("神经元", "节点", "for neuron"),
        ("。", ".", "half-width"),
        ("", None, "not translated"),
    ],
)
def test_a_fault_planted_in_a_catalogue_is_found(there, here, complaint):
    """None: the English sentence stands there."""
    known = knows("zh-CN")
    sentences = [(e, m.string) for e, m in catalogue("zh-CN").items() if there in m.string]
    planted = [(e, e if here is None else own.replace(there, here)) for e, own in sentences]
    seen = [pair for pair in planted if any(complaint in what for what in off(*pair, known))]
    assert len(seen) > 0.5 * len(planted) > 0


def test_commands_for_teachers_name_the_language():
    for language in OTHERS:
        for _language, _english, page in (file for file in FILES if file[0] == language):
            if page.suffix == ".md" and page.name != f"CHANGELOG.{language}.md":
                assert silent(page.read_text("utf-8"), language) == [], page.name


def silent(text, language):
    """Return the commands of a page that would bring the English course."""
    command = r"(?:sudo )?make (?:lab|worksheets|questions|slides|hub|hub-class)(?: [^`\n]*)?"
    found = re.findall(rf"`({command})`|^({command})$", text, re.MULTILINE)
    return [one for one in map("".join, found) if f"LANGUAGE={language}" not in one]


def test_a_command_that_would_bring_the_english_course_is_found():
    assert silent("`make lab`，`sudo make hub-class HUB_KEY=…`\nmake questions\n", "zh-CN") == [
        "make lab", "sudo make hub-class HUB_KEY=…", "make questions"
    ]  # fmt: skip
    assert silent("`sudo make hub-class LANGUAGE=zh-CN`，`make hub-test`", "zh-CN") == []


# ---------------------------------------------------------------- what cells have printed


def back(text, messages):
    """Return a text with what catalogues translate said in English again, without its spaces."""
    text, before = re.sub(r"\s+", "", text), None
    while text != before:
        before = text
        for words, pattern, english in messages:
            if not all(part in text for part in words):  # sooner known than that a pattern is not
                continue
            said = english.replace(" ", "")
            text = pattern.sub(lambda match, said=said: filled(said, match), text)
    return text


def filled(sentence, match):
    return re.sub(r"\{(\w+)[^}]*\}", lambda field: match[field[1]], sentence)


@cache
def messages(language):
    """Return [(words between fields, pattern of what a language says, the English sentence)].

    What has the most words comes first.
    All without spaces: sentences are broken into lines for print, at any of them.
    """
    found = []
    for english, message in catalogue(language).items():
        parts = re.split(r"\{(\w+)[^}]*\}", message.string)
        words = "".join(parts[::2]).strip()
        if not words or message.string == english:
            continue  # such as two sentences without a space between them: spaces do not count
        if len(parts[0]) < 2 and len(parts) < 3 and re.search(r"\w", english):
            continue  # a single letter would be found everywhere; a comma of a list comes last
        parts = [part.replace(" ", "") for part in parts]
        pattern, names = "", set()
        for place, part in enumerate(parts):
            if place % 2 == 0:
                pattern += re.escape(part)
            else:
                pattern += f"(?P={part})" if part in names else f"(?P<{part}>.+?)"
                names.add(part)
        found.append((len(words), parts[::2], re.compile(pattern), english))
    return [one[1:] for one in sorted(found, key=lambda one: -one[0])]


# What a teacher's notebooks print is run in each language by tests/teach/test_pages.py.
LESSONS = [file for file in FILES if file[1] in PATHS]


@pytest.mark.parametrize(("language", "english", "own"), LESSONS, ids=named)
def test_outputs_are_those_of_english_but_for_what_catalogues_say(language, english, own):
    found = []
    for there, here in zip(Lesson(english).code, Lesson(own).code, strict=True):
        if pictures(there) != pictures(here):
            found.append(f"{here.id} has another picture")
        one, other = printed(there), printed(here)
        if one != other and re.sub(r"\s+", "", one) != back(other, messages(language)):
            found.append(f"{here.id} says {other!r}, which is not {one!r}")
    assert not found


# ---------------------------------------------------------------- the check itself


CELL = """## Chain rule

The **gradient** of $L$ is `dL_dw1`, near 0.0215, as [notebook 3](03_loss.ipynb) says.

<details><summary>Hint</summary>

```python
x = 1
```

</details>
"""
OURS = """## 链式法则

$L$ 的**梯度**（gradient）是 `dL_dw1`，接近 0.0215，[第 3 课](03_loss.ipynb)讲过。

<details><summary>提示</summary>

```python
x = 1
```

</details>
"""


def told(own):
    known = {"style": {"full_width": True}, "never": {"显然": ""}, "terms": {"gradient": "梯度"}}
    return [
        *lost(CELL, own, "zh-CN"),
        *untranslated(CELL, own, known),
        *wrong(own, known),
        *otherwise(CELL, own, known["terms"]),
    ]


def test_a_good_cell_is_left_alone():
    assert told(OURS) == []


@pytest.mark.parametrize(
    ("there", "here", "complaint"),
    [
        ("0.0215", "0.0251", "number 0.0215"),
        ("，接近 0.0215", "", "number"),
        ("$L$", "$M$", "formula"),
        ("$L$ 的", "它的", "formula"),
        ("`dL_dw1`", "`dL_dw2`", "code"),
        ("03_loss", "04_backprop", "link"),
        ("x = 1", "x = 2", "block of code"),
        ("</details>", "<details></details></details>", "fold"),
        ("## 链", "### 链", "heading"),
        ("链式法则", "Chain rule", "title that is not translated"),
        ("提示", "Hint", "title that is not translated"),
        ("，接近", ", 接近", "half-width"),
        ("（gradient）", "(gradient)", "half-width"),
        ("讲过。", "讲过.", "half-width"),
        ("讲过。", "讲过 NumPy.", "half-width"),
        ("讲过。", "讲过 5%. 它", "half-width"),
        ("讲过。", "讲过 $L$, `x` 两样。", "half-width"),
        ("讲过。", "讲过 Alice, Bob 两个人。", "half-width"),
        ("讲过。", "讲过 Alice's 导数。", "half-width"),
        ("的**梯度**（", "的**“梯度”**是（", "stars"),
        ("讲过。", "*讲过**两遍**，真的。*", "stars that JupyterLab shows"),
        ("梯度", "坡度", "no 梯度 for gradient"),
        ("链式法则", "The rule of chains", "title that is not translated"),
        ("讲过。", "讲过(`x`)。", "half-width"),
        ("（gradient）", " (gradient) ", "half-width"),
        ("0.0215，", "0.0215. 它，", "half-width"),
        ("**梯度**", '"梯度"', "half-width"),
        ("讲过", "讲过 σ", "symbol"),
        ("讲过", "显然讲过", "says 显然"),
    ],
)
def test_a_planted_fault_is_found(there, here, complaint):
    assert OURS.replace(there, here) != OURS
    assert any(complaint in what for what in told(OURS.replace(there, here)))


@pytest.mark.parametrize(
    ("name", "cell", "there", "here", "complaint"),
    [
        ("01_neuron", "beach-explorer-seen", "−1.6", "1.6", "number −1.6"),
        ("01_neuron", "sigmoid-values-seen", "0.5", "0.6", "number 0.5"),
        ("02_feedforward", "recap", r"(\d)(\D+)(\d)", r"\3\2\1", "in another order"),
        ("10_digits", "curve-picture-seen", "%", "", "symbol %"),
        ("10_digits", "data", "×", "乘", "symbol ×"),
        ("01_neuron", "another-input-seen", "答案", "The answer is what you see. 答案", "language"),
        ("01_neuron", "neuron-words", r"\*\*偏置\*\*（bias）", "**bias**", "no word of its own"),
        ("01_neuron", "squash", r"## .*", "## The squash 压", "title that is not"),
        ("01_neuron", "another-input-seen", r"你已经造了.*?发言。", "", "another length"),
        ("01_neuron", "another-input-seen", r"\n\n.*?\n\n", r"\n\n", "paragraphs"),
        ("01_neuron", "another-input-seen", "权重", "权数", "says 权数"),
        ("03_loss", "check-seen", "0；", "0, 1 和", "half-width"),
        ("05_sgd", "ten-steps", "更新。", "NumPy. 它", "half-width"),
        ("01_neuron", "see-a-neuron", "(?<=[一-龥])。(?=[一-龥])", ".", "half-width"),
        ("12_recurrence", "gate-table-seen", "（([^（）]*)）", r"(\1)", "half-width"),
        ("01_neuron", "squash", "## .*", "## Squash 压缩", "title that is not"),
        ("03_loss", "exercise-small-loss", r"\$\\square\$。", r"$\\square$. ", "half-width"),
        ("03_loss", "shift-many", "（`rng`", "(`rng`", "half-width"),
        ("03_loss", "shift", "0。(?=[一-龥])", "0. ", "half-width"),
        ("03_loss", "judge", "“(.*?)”", r"'\1'", "half-width"),
        ("03_loss", "touch-figure", r"\n- \(c\).*", "", "lacks the item"),
        ("14_attention", "not", r"\n- \*\*.*", "", "lacks the item"),
        ("14_attention", "not", r"\n\| 同一行各.*", "", "lacks the row"),
        ("03_loss", "game-play", "。", "。Who will win? ", "another language"),
        ("12_recurrence", "museum-train-seen", "№", "No.", "symbol №"),
        ("03_loss", "shape-trap", "先猜一猜", "先预测", "has not the words"),
    ],
)
def test_a_fault_planted_in_a_lesson_is_found(name, cell, there, here, complaint, tmp_path):
    """In Chinese, whose cells have many numbers and long sentences."""
    english, own = (ROOT / "notebooks" / one / f"{name}.ipynb" for one in (ENGLISH, "zh-CN"))
    nb = editions.read(own)
    (planted,) = [one for one in nb.cells if one.id == cell]
    before = planted.source
    planted.source = re.sub(there, here, before, count=1)
    assert planted.source != before
    (tmp_path / own.name).write_text(editions.text(nb), "utf-8")
    assert any(
        what.startswith(cell) and complaint in what
        for what in faults("zh-CN", english, tmp_path / own.name)
    )


def test_a_cell_that_is_missing_or_english_is_found(tmp_path):
    english = ROOT / "notebooks" / ENGLISH / "01_neuron.ipynb"
    own = tmp_path / english.name
    editions.bring(english, own)
    cells = len(editions.texts(english))
    assert [what.split(" ", 1)[1] for what in faults("qq", english, own)] == [
        "is in English"
    ] * cells
    assert set(editions.late(english, own)) == set(editions.texts(english))
    editions.seen(english, own, ["recap"])
    assert len(editions.late(english, own)) == cells - 1
    nb = editions.read(own)
    nb.cells = [cell for cell in nb.cells if cell.id != "recap"]
    own.write_text(editions.text(nb), "utf-8")
    assert "recap is missing" in faults("qq", english, own)


def composed(path):
    """Yield each text that a stored output of a notebook says, and its cell.

    Lines, and alternative texts of pictures; those of explorers are composed by code.
    """
    for cell in Lesson(path).code:
        told = [printed(cell)]
        for output in cell.get("outputs", []):
            told += [shown.get("alt", "") for shown in output.get("metadata", {}).values()]
        yield from ((cell, text) for text in told if re.search(rf"[{HAN}]", text))


def ill_composed(language, path):
    """Yield what is no good language in the outputs of a notebook, most of which code composes."""
    known = knows(language)
    for cell, text in composed(path):
        bare = nameless(text, known)
        found = list(wrong(bare, known))
        if text in printed(cell) or ".still()" in cell.source:
            found += ill_joined(bare, known)
        yield from (f"{cell.id}: {what}" for what in found)


OUTPUTS = [
    (language, path) for language in OTHERS for path in PATHS if path.parent.name == language
]


@pytest.mark.parametrize(("language", "path"), OUTPUTS, ids=named)
def test_what_code_composes_keeps_the_rules_of_its_language(language, path):
    """Such as a list of numbers, which the catalogue joins."""
    assert list(ill_composed(language, path)) == []


@pytest.mark.parametrize(
    ("name", "well", "ill"),
    [
        ("01_neuron", "0.0474 对、", "0.0474 对, "),
        ("04_backprop", "b₃ = 0。往前", "b₃ = 0。 往前"),
        ("08_optimisers", "w₁ = −2.5、w₂", "w₁ = −2.5, w₂"),
        ("12_recurrence", "1.000 =；", "1.000 =; "),
        ("12_recurrence", "a₁(1 + 0)：1.000", "a₁(1 + 0): 1.000"),
    ],
)
def test_what_is_joined_as_in_english_is_found(tmp_path, name, well, ill):
    path = ROOT / f"notebooks/zh-CN/{name}.ipynb"
    text = path.read_text("utf-8")
    planted = text.replace(well, ill)
    assert planted != text
    (tmp_path / path.name).write_text(planted, "utf-8")
    assert list(ill_composed("zh-CN", path)) == []
    assert list(ill_composed("zh-CN", tmp_path / path.name)) != []


def without_their_english(lessons):
    """Yield each term, in bold where it is defined, behind which no English word stands so far.

    lessons : [({cell: text} in English, {cell: text} of the edition)] in the order of the course
    """
    told = ""
    for theirs, ours in lessons:
        for cell, text in ours.items():
            told += text
            defines = re.search(r"\*\*[a-z][A-Za-z -]+\*\*", theirs[cell])
            for term in re.findall(rf"\*\*([{HAN}]+)\*\*", text) if defines else ():
                if not has_english(term, told):
                    yield f"{cell}: {term}"


def in_order(language):
    found = [pair for pair in editions.pairs(language) if re.match(r"\d\d_", pair[0].name)]
    return [tuple(map(editions.texts, pair)) for pair in sorted(found)]


@pytest.mark.parametrize("language", OTHERS)
def test_a_term_has_its_english_word_where_it_is_defined(language):
    """So that code and other books stay readable; terms in Latin letters are left alone."""
    assert list(without_their_english(in_order(language))) == []


@pytest.mark.parametrize("cell", ["layers", "sigmoid-values-seen"])
def test_a_term_without_its_english_word_is_found(cell):
    lessons = in_order("zh-CN")
    (place,) = [ours for _theirs, ours in lessons if cell in ours]
    planted = re.sub(r"（(output layer|saturated)）", "", place[cell])
    assert planted != place[cell]
    place[cell] = planted
    assert [what.split(":")[0] for what in without_their_english(lessons)] == [cell]


@pytest.mark.parametrize("language", OTHERS)
def test_a_command_can_name_each_file(language):
    sources = [source for source, _own in editions.pairs(language)]
    assert len({editions.name(source) for source in sources}) == len(sources)
    assert editions.name(ROOT / "teach/README.md") == "teach/README"


def test_what_changed_in_english_is_told(tmp_path):
    """From the history of the file: what the translator last saw, and what stands there now."""
    folder = tmp_path / "notebooks/en"
    folder.mkdir(parents=True)
    page, other = folder / "page.md", tmp_path / "notebooks/qq/page.md"

    def git(*arguments):
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    page.write_text("The weight is 2.\n")
    git("add", ".")
    git("commit", "-qm", "one")
    other.parent.mkdir()
    editions.bring(page, other)
    assert list(editions.report("qq", tmp_path)) == [
        "notebooks/qq/page.md page: not translated yet"
    ]
    editions.seen(page, other)
    assert list(editions.report("qq", tmp_path)) == []
    page.write_text("The weight is 3.\n")
    assert list(editions.report("qq", tmp_path)) == [
        "notebooks/qq/page.md page: the English has changed",
        "    [-2.-] {+3.+}",
    ]


def test_an_output_in_other_words_is_seen():
    pattern = re.compile(r"(?P<name>.+?)少了偏置。")
    known = [(["", "少了偏置。"], pattern, "{name} lacks the bias.")]
    assert back("w1 少了偏置。", known) == "w1lacksthebias."
    assert back("w1 少了权重。", known) != "w1lacksthebias."
