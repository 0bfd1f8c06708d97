"""What a teacher reads: links lead somewhere, minutes add up, numbers are those of the course."""

import csv
import os
import re
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from lessons import ENGLISH_PATHS, PATHS, ROOT, Lesson, said_by
from test_minutes import PLAN, notes
from test_notebooks import dead

from helpers import codes, score, words
from helpers.activations import sigmoid
from helpers.ideas import DAYS, EDITION, LETTERS, OPTIONS, RIGHT
from helpers.network import Network, Neuron
from helpers.people import PEOPLE, X, y_true
from helpers.widgets.gates import CORNERS, GATES, Gates
from teach.press import __main__ as press
from tools.marks import ENGLISH, languages

PAGES = [*sorted(ROOT.glob("teach/*.md")), *sorted(ROOT.glob("teach/*/*.md"))]
# What follows reads the English; tests/notebooks/test_editions.py holds the others against it.
TEXTS = {page.stem: page.read_text("utf-8") for page in ROOT.glob(f"teach/{ENGLISH}/*.md")}
LANGUAGES = languages()
CLASSROOMS = [ROOT / f"teach/{language}/classroom.ipynb" for language in LANGUAGES]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_links_are_alive(page):
    assert not list(dead(page, page.read_text("utf-8")))


def page(name, language):
    """Return the text of a teacher's page in a language."""
    return (ROOT / f"teach/{language}/{name}.md").read_text("utf-8")


def readme(folder, language):
    """Return the path of the first page of a folder in a language."""
    return ROOT / folder / ("README.md" if language == ENGLISH else f"README.{language}.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_teachers_names_all_pages(language):
    named = set(
        re.findall(rf"\({language}/([\w.]+)\)", readme("teach", language).read_text("utf-8"))
    )
    pages = [path for path in ROOT.glob(f"teach/{language}/*") if path.is_file()]
    assert named == {path.name for path in pages if path.suffix != ".txt"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_leads_here(language):
    first = readme("", language)
    assert f"(teach/{first.name})" in first.read_text("utf-8")


@pytest.mark.parametrize("name", ["lesson", "lesson_in_halves"])
def test_a_lesson_takes_45_minutes_without_a_gap(name):
    spans = re.findall(r"^(?:## Minutes|\|) (\d+) to (\d+)", TEXTS[name], re.MULTILINE)
    assert spans[0][0] == "0"
    assert spans[-1][1] == "45"
    assert all(one[1] == other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize("name", ["lesson", "lesson_in_halves"])
def test_the_box_of_a_lesson_takes_45_minutes_too(name):
    found = re.findall(r"^> \d\. ([\w-]+) minutes\.", TEXTS[name], re.MULTILINE)
    counts = {"Five": 5, "Eight": 8, "Ten": 10, "Twenty": 20, "Twenty-two": 22}
    assert sum(counts[one] for one in found) == 45


def test_of_the_twelve_questions_as_many_are_right_as_the_page_adds_up():
    """Counted from the answer sheets of the last round, which had the questions as they are."""
    lines = (ROOT / "tests/teach/answer_sheets.csv").read_text("utf-8").splitlines()
    assert f"of edition {EDITION};" in lines[0]
    people = list(csv.DictReader(lines[1:]))
    kinds = [(form, course) for form in DAYS for course in ("without", "with")]
    right = {form: [LETTERS[o.index(RIGHT)] for o in OPTIONS[form]] for form in DAYS}
    sheets = {kind: [p["letters"] for p in people if (p["form"], p["course"]) == kind]
              for kind in kinds}  # fmt: skip
    assert [len(sheets[kind]) for kind in kinds] == [12] * 4
    counts = [
        [sum(one[n] == right[form][n] for one in sheets[form, course]) for n in range(12)]
        for form, course in kinds
    ]
    table = r"^\| (?:first|last) day, \w+ (?:the course|it) \| (.+) \|$"
    rows = re.findall(table, TEXTS["ideas"], re.MULTILINE)
    assert [list(map(int, row.split("|"))) for row in rows] == [[*c, sum(c)] for c in counts]
    without, with_it = (np.add(counts[n], counts[n + 2]) for n in (0, 1))
    told = r"of (\d+) answers (\d+) were right without the course and (\d+) with it"
    assert list(map(int, re.search(told, TEXTS["ideas"]).groups())) == [
        12 * 24, without.sum(), with_it.sum()
    ]  # fmt: skip
    more = with_it - without
    least = re.search(r"Question (\d+) tells least: five more had it right", TEXTS["ideas"])[1]
    assert more.min() == 5
    assert [int(least) - 1] == np.flatnonzero(more == 5).tolist()
    hardest = re.search(r"Question (\d+) is the hardest, with (\d+) of 24", TEXTS["ideas"]).groups()
    assert list(map(int, hardest)) == [1 + with_it.argmin(), with_it.min()]
    found = [sum(map(str.__eq__, one, right[form])) for form in DAYS
             for one in sheets[form, "without"]]  # fmt: skip
    known = sum(count >= 10 for count in found)
    assert (
        f"({known} of the {len(found)} without the course had ten or more right)" in TEXTS["ideas"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_that_the_page_shows_is_a_whole_one(language):
    (code,) = re.findall(r"`(NN-[\w-]+)`", readme("teach", language).read_text("utf-8"))
    assert codes.read(code)


def test_a_lesson_can_be_given_where_nothing_is_installed():
    for name in ("lesson", "lesson_in_halves"):
        assert "in the browser" in TEXTS[name]
    assert "`make offline`" in TEXTS["lesson"]


def errors_of_the_wrong(net):
    """Return {person: how far off the answer is}, to one decimal, of those on the wrong side."""
    errors = np.abs(net.feedforward(X)[:, 0] - y_true)
    return {i: round(error, 1) for i, error in enumerate(errors.tolist()) if error > 0.5}


def test_the_numbers_of_the_lesson_are_those_of_the_course():
    text = TEXTS["lesson"]
    neuron = Neuron([2, -1], -3)
    sums = {(4, 3): 2, (0, 0): -3, (3, 3): 0}
    for x, z in sums.items():
        assert np.dot(neuron.weights, x) + neuron.bias == z
    assert "2 \\cdot 4 - 1 \\cdot 3 - 3 = 2" in text
    assert "The sums are −3 and 0:" in text
    assert np.dot([2, -1.6], [4, 3]) - 3 == pytest.approx(0.2)
    assert np.dot([2, -1.7], [4, 3]) - 3 == pytest.approx(-0.1)
    assert "At −1.6 the sum is 0.2 and it is still a yes, at −1.7 it is −0.1" in text
    assert f"from {sigmoid(2):.2f} to {sigmoid(4):.2f}" in text
    assert f"\\frac{{1}}{{{1 + np.exp(-2):.3f}}} = {sigmoid(2):.2f}" in text
    net = Network([2, 2, 1], **score.START)
    assert f"At the start $L$ is {net.loss(X, y_true):.4f}" in text
    assert "Once $L$ is below 0.0625" in text  # 1/16: a quarter of 0.25
    alice = net.feedforward(X)[0, 0]
    assert (
        f"which is {alice:.3f}. She lacks {1 - alice:.3f}; squared, that is {(1 - alice) ** 2:.3f}"
    ) in text
    assert [np.dot([2, w2], [4, 3]) - 3 for w2 in (-1.5, -2)] == [0.5, -1]
    assert "the sum for −1.5 and −2, which is 0.5 and −1" in text
    by_hand = re.findall(r"answers? (0\.[\d., and]+?\d) ?(?:to four|: about)", text)
    about = re.findall(r"about (0\.\d\d)(?:\.|,)", text)[-2:]
    moved = Network([2, 2, 1], **score.START | {"b3": 1})
    for one, told, loss in zip((net, moved), by_hand, about, strict=True):
        answers = [float(number) for number in re.findall(r"0\.\d\d", told)]
        assert answers == one.feedforward(X)[:, 0].round(2).tolist()
        assert loss == f"{np.mean((np.array(answers) - y_true) ** 2):.2f}"
    assert len(errors_of_the_wrong(moved)) == 2  # "two are on the wrong side still"
    (z, _z3), (_X, h, _y) = net.forward(X)
    assert f"0.2 \\cdot (-2) - 0.3 \\cdot (-1) + 0.5 = {z[0, 0]:.1f}$" in text
    assert f"and squashed that is {h[0, 0]:.4f}" in text
    assert f"at $-\\frac{{5}}{{3}}$, about −{5 / 3:.2f}" in text
    slope = -net.gradient(X, y_true)["w6"]
    assert f"press *New game* and type −{-(score.START['w6'] + 0.01):.2f}: " in text
    pushed = Network([2, 2, 1], **score.START | {"w6": score.START["w6"] + 0.01})
    fall = net.loss(X, y_true) - pushed.loss(X, y_true)
    assert f"by 0.01 to the right, and $L$ falls by {fall:.4f}" in text
    assert f"that would be {slope:.2f}, so its slope is −{slope:.2f}" in text
    at_once = Network([2, 2, 1], **score.START | {"b3": 3}).loss(X, y_true)
    assert f"From the start that makes $L$ {at_once:.4f}" in text
    after_two = Network([2, 2, 1], **score.START | {"b3": 1, "w3": 2}).gradient(X, y_true)["w6"]
    assert f"the first two of the four moves that of $w_6$ is {after_two:.2f}" in text
    moves = re.search(r"play (.+?), and let the class call out \$L\$: ([\d., ]+\d)\.", text)
    losses, wrong = [], [errors_of_the_wrong(net)]
    for name, value in re.findall(r"\$(\w_\d) = (-?\d)\$", moves[1]):
        net[name.replace("_", "")] = int(value)
        losses.append(f"{net.loss(X, y_true):.4f}")
        wrong.append(errors_of_the_wrong(net))
    assert "off by about 0.5, where the others were off by 0.8. From the third on" in text
    far, near = [0.8, 0.8], [0.5, 0.5]
    assert [list(errors.values()) for errors in wrong] == [far, near, near, [], []]
    assert not set(wrong[0]) & set(wrong[1])
    assert moves[2].split(", ") == losses
    assert len(losses) == 4
    # "With w3 = 2 the second neuron in the middle says": the moves leave w3 and b2 as they are.
    seen = net.activations(X)[1][:, 1]
    assert ((seen > 0.9) == [False, True, True, False]).all()
    assert ((seen < 0.1) == [True, False, False, True]).all()
    told = "−2.5 for Alice, −28 for Diana, 35 for Charlie and 50.8 for Bob"
    names = [person.name for person in PEOPLE]
    sums = dict(zip(names, net.forward(X)[0][0][:, 1], strict=True))
    said = re.findall(r"(−?[\d.]+) for (\w+)", told)
    assert f"sums of the second neuron in the middle are {told}" in text
    assert {name: float(z.replace("−", "-")) for z, name in said} == pytest.approx(sums)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_of_the_box_are_those_of_the_course(language):
    """The box is all that is read in five minutes; the same numbers stand on the page once more."""
    text = page("lesson", language)
    box = re.search(r"^> .+?(?=\n\n> )", text, re.DOTALL | re.MULTILINE)[0]
    assert "= $" not in box
    assert re.findall(r"\$2 \\cdot 4 - 1 \\cdot 3 - 3 = (.+?)\$", box) == ["2"]
    below = {"en": "at −1.7 the sum $z$ is below 0", "zh-CN": "到 −1.7，和 $z$ 小于 0"}[language]
    assert below in box
    assert np.dot([2, -1.7], [4, 3]) - 3 < 0 < np.dot([2, -1.6], [4, 3]) - 3
    net = Network([2, 2, 1], **score.START)
    alice, start = net.feedforward(X)[0, 0], net.loss(X, y_true)
    losses = []
    for name, value in re.findall(r"\$(\w_\d) = (-?\d)\$", box):
        net[name.replace("_", "")] = int(value)
        losses.append(net.loss(X, y_true))
    assert len(losses) == 4
    goal = 0.25 / 4  # one person who is not on the right side adds at least as much
    told = [alice, (1 - alice) ** 2, start, goal, *losses]
    assert re.findall(r"0\.\d{4}", box) == [f"{number:.4f}" for number in told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_names_the_buttons_to_press_in_their_order(language):
    """In the words of its language, as they stand on the screen."""
    text = page("lesson", language)
    english = ("New game", "New player", "Reset", "Blind: show only the slopes")
    said = [words.catalogue(language).gettext(name) for name in english]
    new, other, reset, blind = (re.split("[:：]", name)[0] for name in said)
    named = re.findall(rf"\*({new}|{other}|{reset}|{blind})\*", text)
    in_the_box, on_the_page = [new, new, other], [reset, new, other, new, new, blind]
    assert named == in_the_box + on_the_page
    assert len(re.findall(rf"[(（](?:not|不是旁边的|不是) ?\*{other}\*", text)) == 2
    game = (ROOT / "helpers/widgets/game.py").read_text("utf-8")
    assert all(f'_("{name}")' in game for name in english if name != "Reset")


def test_half_a_class_in_pairs_has_a_machine_each():
    text = TEXTS["lesson_in_halves"]
    pupils, *machines = re.search(r"a class of (\d+) needs (\w+) or (\w+) machines", text).groups()
    whole, rest = divmod(int(pupils), 2 * 2)
    assert (whole, rest) == (7, 2)
    assert machines == ["seven", "eight"]
    slips = r"of (\d+) pupils with eight machines, (\d+) and (\d+)"
    class_, at_machines, on_paper = map(int, re.search(slips, text).groups())
    assert class_ == int(pupils)
    assert (at_machines, on_paper) == (8 * 2, class_ - 8 * 2)
    each, all_eight = re.search(r"fetches (\d+) MB, eight of them (\d+) MB", text).groups()
    assert int(all_eight) == 8 * int(each)
    assert f"about {each} MB a machine" in TEXTS["lesson"]


def ticks(gate, w, b):
    """Return at how many corners a neuron answers what a gate asks for."""
    return np.sum((CORNERS @ np.array(w) + b > 0) == np.array(GATES[gate]))


def signed(texts):
    """Return the numbers of a page, which has a minus for each that is below 0."""
    return [float(text.replace("−", "-")) for text in texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gates_of_the_lesson_in_halves_are_so(language):
    text = page("lesson_in_halves", language)
    found = re.search(r"w_1 = w_2 = 1\$.*?(−[\d.]+).*?AND.*?(−[\d.]+).*?OR"
                      r".*?w_1 = w_2 = -1\$.*?([\d.]+).*?NAND", text)  # fmt: skip
    conjunction, disjunction, neither = signed(found.groups())
    assert ticks("AND", (1, 1), conjunction) == ticks("OR", (1, 1), disjunction) == 4
    assert ticks("NAND", (-1, -1), neither) == 4
    assert ticks("XOR", (1, 1), disjunction) == 3  # "which the numbers of OR already bring"
    assert ticks("XOR", (1, 1), conjunction) == 1
    corners = {gate: sum(GATES[gate]) for gate in ("AND", "OR", "XOR", "NAND")}
    assert corners == {"AND": 1, "OR": 3, "XOR": 2, "NAND": 3}
    drawn = np.random.default_rng(1).normal(size=(2000, 3))
    wanted = np.array(GATES["XOR"]) == 1
    for *w, b in [*drawn, (1, 1, disjunction)]:  # "give the same number"
        sums = CORNERS @ np.array(w) + b
        assert sums[wanted].sum() == pytest.approx(sums[~wanted].sum())
    added = re.search(r"\$(\S+) \+ (\S+) = (\S+) \+ (\S+) = (\S+)\$", text).groups()
    assert [float(number) for number in added] == [*sums[wanted], *sums[~wanted], sums.sum() / 2]
    assert max(ticks("XOR", w, b) for *w, b in drawn) == 3
    start = Gates()
    start.controls["gate"].value = "XOR"
    start.reset_button.click()
    assert {name: start.values[name] for name in ("w1", "w2", "b")} == {"w1": 2, "w2": -1, "b": -3}
    assert start.values["gate"] == "AND"
    assert ticks("AND", (2, -1), -3) == 3  # "Three ticks are there already"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_box_of_the_lesson_in_halves_has_the_gates_of_the_page(language):
    text = page("lesson_in_halves", language)
    box, below = text.split("\n## ", 1)
    given = r"w_1 = w_2 = 1\$.*?(−[\d.]+).*?(−[\d.]+)"
    assert re.search(given, box).groups() == re.search(given, below).groups()


def test_the_gates_with_sliders_come_after_two_pictures_without():
    """Where the lesson in halves sends pairs, who would meet answers below."""
    cells = Lesson(ENGLISH_PATHS[0]).cells
    names = [cell.id for cell in cells]
    section = cells[names.index("gates") : names.index("gates-explorer")]
    shown = [cell for cell in section if cell.cell_type == "code"]
    assert all("image/png" in cell.outputs[0].data for cell in shown)
    assert len(shown) == 2
    assert "past two pictures" in TEXTS["lesson_in_halves"]
    assert "to the third, which has sliders above" in TEXTS["lesson_in_halves"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_beach_and_bet_of_the_lesson_in_halves_are_so(language):
    text = page("lesson_in_halves", language)
    neuron = Neuron([2, -1], -3)

    def z(sun, wind, w2=-1):
        return np.dot([2, w2], [sun, wind]) + neuron.bias

    assert "$2 \\cdot 4 - 1 \\cdot 3 - 3 = 2$" in text
    days = re.search(r"[(（](−\d)[,，].*?[(（](\d)[,，]", text[text.index("= 2$") :])
    assert signed(days.groups()) == [z(0, 0), z(3, 3)]
    assert z(4, 3) == 2
    assert "-\\frac{5}{3}" in text
    assert z(4, 3, -5 / 3) == pytest.approx(0)
    assert [z(4, 3, w2) for w2 in (-1.5, -2)] == [0.5, -1]
    assert re.search(r"−1\.5[^\d]+ 0\.5[^\d]+−2[^\d]+ −1[^\d]", text)
    # The box: 1, a yes; force 5; −5; 1.5 hours; two more days; with each hour more 2 of wind.
    (told,) = re.findall(r"^> 3\.(.*?)\$w_1", text, re.MULTILINE)
    decided, undecided, other, sun, *days, more = signed(re.findall(r"−?\d[\d.]*", told))
    assert z(4, 4) == decided
    assert z(4, undecided) == z(sun, 0) == z(sun + 1, more) == 0
    assert z(4, 4) - neuron.bias + other == -decided
    assert [z(*days[:2]), z(*days[2:])] == [0, 0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["lesson", "lesson_in_halves"])
def test_the_letter_of_the_bet_is_the_one_that_is_true(name, language):
    """Where the weight of the wind makes a no of the day, with sun and sofa as they are."""
    text = page(name, language)
    from_to = re.search(r"\(b\)[^(]*?(−[\d.]+)[^(\d]*(−[\d.]+)", text)
    high, low = signed(from_to.groups())
    assert low < -(2 * 4 - 3) / 3 < high
    after = text[text.index("(d)") :]
    assert re.search(r"\(([a-d])\)", after[3:])[1] == "b"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_teacher_walks_over_while_a_half_is_at_the_machines(language):
    text = page("lesson_in_halves", language)
    spans = re.findall(r"^\| (20|32) (?:to|到) (\d+) \|", text, re.MULTILINE)
    walks = {
        "en": r"at minutes (\d+) and (\d+)\D+(\d+) and (\d+)\.",
        "zh-CN": r"第 (\d+) 和 (\d+) 分钟\D+(\d+) 和 (\d+) 分钟",
    }[language]
    minutes = list(map(int, re.search(walks, text).groups()))
    for (begin, end), (one, other) in zip(spans, (minutes[:2], minutes[2:]), strict=True):
        assert int(begin) < one < other < int(end)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_squash_of_the_lesson_in_halves_is_so(language):
    text = page("lesson_in_halves", language)
    board = re.findall(r"\\sigma\((-?\d)\) = ([\d.]+)\$", text)
    assert [(int(z), y) for z, y in board] == [(-3, "0.05"), (0, "0.5"), (3, "0.95")]
    assert all(round(float(sigmoid(int(z))), 2) == float(y) for z, y in board)
    # The table is shown with a sum that no page asks for.
    asked = {sheet.answers["z"] for sheet in press.sheets(1, 300, 1).values()}
    assert -1.5 not in asked
    assert f"$z = -1.5${'，' if language == 'zh-CN' else ','}" in text
    assert f"$1 - {sigmoid(1.5):.2f} = {sigmoid(-1.5):.2f}$" in text


def test_the_plans_are_those_of_the_readme_and_of_the_notes():
    rows = re.findall(r"^\| \[(\d+)\]\(\S+\) \| (.+?) \| (\d+) \|$", TEXTS["plans"], re.MULTILINE)
    assert rows == [(number, sections, minutes) for number, sections, minutes in PLAN]
    six = re.findall(
        r"^\| (\d) \| \[(\d)\]\(\S+\) \| .+? \| (\d+) \|", TEXTS["plans"], re.MULTILINE
    )
    assert [lesson for lesson, _n, _m in six] == list("123456")
    for _lesson, number, minutes in six:
        (path,) = [p for p in ENGLISH_PATHS if p.name.startswith(f"{number:0>2}")]
        assert sum(took for _title, took in notes(Lesson(path))) == int(minutes)


def test_the_loss_of_a_mistake_is_one_less_the_share_that_is_read_into_it():
    ((loss, share),) = re.findall(r"loss is (0\.\d+), so (\d+) in 100", TEXTS["mistakes"])
    assert int(100 * (1 - float(loss))) == int(share)


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_of_the_first_page_that_a_page_names_are_there(language):
    """In the words of its language, since a teacher looks for them."""
    script = (ROOT / "site/page/first.js").read_text("utf-8")
    text = readme("teach", language).read_text("utf-8")
    for name in ("Download it all", "Forget it here"):
        assert f'button(say("{name}")' in script
        assert f"*{words.catalogue(language).gettext(name)}*" in text


def test_a_semester_has_every_notebook():
    part = TEXTS["plans"].split("## A semester")[1]
    assert {int(n) for n in re.findall(r"\[(\d+)\]\(", part)} == set(range(7, 15))
    weeks = [
        re.findall(r"\d+", row) for row in re.findall(r"^\| (\d+[^|]*) \|", part, re.MULTILINE)
    ]
    held = [week for ends in weeks for week in range(int(ends[0]), int(ends[-1]) + 1)]
    assert held == list(range(1, 16)), "one after the other, and the last notebook has two"
    assert re.search(r"^\| 14 and 15 \| \[14\]", part, re.MULTILINE)


def test_the_curriculum_leads_to_cells_about_what_it_says():
    """The words of a link stand in the heading of its cell, in the cell or in its name."""
    pattern = r"\[([^\]]+)\]\(\.\./\.\./(\S+?)#cell-id=([\w-]+)\)"
    links = re.findall(pattern, TEXTS["curriculum"])
    assert len(links) == 15
    for linked, path, name in links:
        lesson = Lesson(ROOT / path)
        before = lesson.cells[: 1 + [cell.id for cell in lesson.cells].index(name)]
        texts = [cell.source for cell in before if cell.cell_type == "markdown"]
        heading = re.findall(r"^##+ (.+)$", "\n".join(texts), re.MULTILINE)[-1]
        told = " ".join([heading, before[-1].source, name.replace("-", " ")])
        assert linked.lower() in told.lower(), f"[{linked}] leads to {heading}: {name}"


# Which cell a row of the curriculum leads to first; None where it leads to a page.
TAUGHT_IN = {
    "straight line, slope, intercept": "plane",
    "inequality, half-plane": "gates-explorer",
    "power, exponential function": "powers-of-e",
    "composition of functions": "by-hand",
    "vector, matrix, product": "matrices",
    "mean, deviation, square": "by-hand",
    "function of several variables, level lines": "landscape",
    "difference quotient, derivative": "only-alice",
    "chain rule": "chain",
    "product rule, derivative of the exponential": "sigma-prime",
    "extremum, iteration": "walks-touched",
    "geometric sequence, convergence": None,
    "chance, histogram, sample": "many-histograms-seen",
}


def test_each_row_of_the_curriculum_leads_to_what_it_is_about():
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", TEXTS["curriculum"], re.MULTILINE)
    first = {name: re.search(r"#cell-id=([\w-]+)", told) for name, told in rows[1:]}
    assert {name: found and found[1] for name, found in first.items()} == TAUGHT_IN


@pytest.mark.parametrize("path", CLASSROOMS, ids=LANGUAGES)
def test_the_classroom_runs_and_prints_what_is_stored(path):
    lesson, space = Lesson(path), {"__name__": "__main__"}
    for cell in lesson.code:
        printed = said_by(cell.source, space, path.parent)
        assert printed == "".join(output.text for output in cell.outputs)


def test_the_classroom_begins_as_a_lesson_does():
    assert Lesson(CLASSROOMS[0]).code[0].source == Lesson(PATHS[0]).code[0].source


@pytest.mark.parametrize(
    ("command", "variables", "sentence"),
    [
        ("teach.press", {"COURSE_LANGUAGE": "xx"}, "LANGUAGE was 'xx'"),
        ("teach.questions", {"COURSE_LANGUAGE": "xx"}, "LANGUAGE was 'xx'"),
        ("teach.copies", {}, "expected pupils or handout"),
        ("teach.copies pupils mine", {}, "expected pupils or handout"),
        ("teach.offline", {"PATH": ""}, "make offline"),  # no git, or no site
        ("hub", {}, "make hub, or make hub-class"),
        ("tools.owner", {}, "OWNER was ''"),
    ],
)
def test_a_command_that_cannot_do_its_work_ends_with_a_sentence(command, variables, sentence):
    done = subprocess.run(
        [sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True,
        env=os.environ | {"COURSE_LANGUAGE": "en"} | variables,
    )  # fmt: skip
    assert done.returncode == 1
    assert sentence in done.stderr
