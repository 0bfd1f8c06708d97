"""The twelve questions ask for the same ideas on both days, and their options are what they say."""

import re

import pytest
import typst
from lessons import PATHS, ROOT, Lesson, said_by

from helpers.ideas import DAYS, OPTIONS, ideas
from teach import questions
from teach.press import __main__ as press
from teach.press import typeset
from tools.marks import languages, others, paper

NOTEBOOKS = {day: ROOT / f"teach/en/questions_{day}.ipynb" for day in DAYS}
ASKED = {day: questions.questions(day)[0] for day in DAYS}
# By what the options of both days are told apart: the right one, then the beliefs in their order.
# The numbers of 1, 7, 8 and 9 are computed below.
WORDS = {
    2: ("With all inputs at 0", "until training", "one of its inputs", "three times|half"),
    3: ("single neuron with", "all that they could", "how likely", "in the hidden neurons there"),
    4: ("rather sure", "Of 100", "The answer is right", "of its inputs"),
    5: ("hidden neurons before", "more decided", "longer training", "from a few"),
    6: ("by little", "because", r"\b80\b|\b42\b", "about the training"),
    10: ("error is smaller; the loss of all", "and so is", "above 0.5", "of the other"),
    11: ("lands farther", "about to the bottom", "bring the weight back", "more is learned"),
    12: ("wrong about one of", "by heart", "every second new", "mistake in the program"),
}


def option(day, number, kind):
    """Return an option of a question by what it is: r, 1, 2 or 3."""
    return ASKED[day][number - 1][1]["ABCD"[OPTIONS[day][number - 1].index(kind)]]


def numbers(text):
    return [float(n.replace("−", "-")) for n in re.findall(r"[−-]?\d+(?:\.\d+)?", text)]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("number", WORDS)
def test_an_option_says_what_it_is(day, number):
    for kind, words in zip("r123", WORDS[number], strict=True):
        assert [k for k in "r123" if re.search(words, option(day, number, k))] == [kind]


@pytest.mark.parametrize("day", DAYS)
def test_what_a_weight_does_is_computed(day):
    weight, change = numbers(ASKED[day][0][0])
    assert re.search("The (hours of sun fall|warmth falls) by", ASKED[day][0][0])
    change *= -1
    moves = {"r": weight * change, "1": -weight * change, "2": -change, "3": weight + change}
    for kind, move in moves.items():
        said = f"It {'rises' if move > 0 else 'falls'} by {abs(move):g}."
        assert option(day, 1, kind) == said


@pytest.mark.parametrize("day", DAYS)
def test_what_a_slope_says_is_computed(day):
    weight, slope, rate = numbers(ASKED[day][6][0])
    assert rate * slope < slope, "the next step is not the slope"
    assert numbers(option(day, 7, "r")) == [slope]
    assert numbers(option(day, 7, "1")) == [weight, slope]
    assert numbers(option(day, 7, "2")) == [slope]
    assert numbers(option(day, 7, "3")) == [slope, weight - slope]


@pytest.mark.parametrize("day", DAYS)
def test_what_is_multiplied_along_a_path_is_computed(day):
    first, second = numbers(ASKED[day][7][0])
    assert "neuron falls" in ASKED[day][7][0]
    assert "network grows" in ASKED[day][7][0]
    slopes = {"r": -first * second, "1": second - first, "2": (second - first) / 2}
    for kind, slope in (slopes | {"3": -second / first}).items():
        does = "grows" if slope > 0 else "falls"
        said = f"It {does}, {abs(slope):g} times as much as the weight grows."
        assert option(day, 8, kind) == said


@pytest.mark.parametrize("day", DAYS)
def test_what_is_added_where_paths_join_is_computed(day):
    first, second = numbers(ASKED[day][8][0])
    assert "would grow" in ASKED[day][8][0]
    assert "it would fall" in ASKED[day][8][0]
    for kind, value in {"r": first - second, "1": -first * second, "2": -second}.items():
        assert value < 0
        assert option(day, 9, kind) == f"It falls, {-value:g} times as much as the input grows."
    assert "depending on which of the paths" in option(day, 9, "3")


@pytest.mark.parametrize("day", DAYS)
def test_a_large_rate_leaves_the_parabola_of_the_question(day):
    """A step multiplies the distance to the bottom by 1 - rate · curvature."""
    slow, fast = numbers(ASKED[day][10][0])
    left = {"first": 1 / 2, "last": 3 / 4}[day]
    assert {"first": "halves", "last": "takes away a quarter of"}[day] in ASKED[day][10][0]
    assert 1 - fast * (1 - left) / slow == pytest.approx(-24)


@pytest.mark.parametrize("day", DAYS)
def test_what_a_small_loss_proves_is_computed(day):
    """If the squared errors of all have the mean of the question, none of them reaches 0.25."""
    loss = numbers(ASKED[day][11][0])[-1]
    people = {"first": 4, "last": 40}[day]
    assert people * loss < 0.25
    assert "Which of these is impossible?" in ASKED[day][11][0]


@pytest.mark.parametrize("day", DAYS)
def test_the_smaller_of_two_losses_may_have_fewer_right_answers(day):
    """A right answer costs from 0 to 0.25, a wrong one from 0.25 to 1."""
    people, larger, smaller = numbers(ASKED[day][5][0])
    most = people * min(1, (1 - larger) / (1 - 0.25))
    fewest = people * max(0, 1 - smaller / 0.25)
    assert fewest < most
    assert larger > smaller


@pytest.mark.parametrize("day", DAYS)
def test_a_form_runs_and_prints_what_is_stored(day):
    lesson, space = Lesson(NOTEBOOKS[day]), {"__name__": "__main__"}
    setup, *cells, last = (cell.source for cell in lesson.code)
    assert setup == Lesson(PATHS[0]).code[0].source
    assert cells == [f'widgets.Question("{day}", {n})' for n in range(1, len(ideas()) + 1)]
    assert last == f'from helpers import ideas\n\nword = ...\nideas.code("{day}", word)'
    for cell in lesson.code:
        printed = said_by(cell.source, space, ROOT / "teach/en")
        assert printed == "".join(output.text for output in cell.outputs)


def test_both_forms_give_the_same_words_first():
    first, last = (questions.questions(day)[1] for day in DAYS)
    assert first == last
    assert len(first) == 2


def test_the_page_has_every_idea_and_belief():
    text = (ROOT / "teach/en/ideas.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \| .+? \| (.+?) \| .+? \|$", text, re.MULTILINE)
    assert rows == [
        (str(n), idea.name, "; ".join(idea.misconceptions)) for n, idea in enumerate(ideas(), 1)
    ]


# ---------------------------------------------------------------- on paper


def test_the_paper_has_what_the_notebooks_have(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(typeset, "pdf", str.encode)
    questions.main(tmp_path)
    for day in DAYS:
        paper = (tmp_path / f"{day}_day.pdf").read_text("utf-8")
        place = 0
        for n, (text, options) in enumerate(ASKED[day], 1):
            place = paper.index(f"*{n}.* {text}", place)
            for letter, said in options.items():
                place = paper.index(f"[*{letter}*], [{said}]", place)
    key = (tmp_path / "key.pdf").read_text("utf-8")
    for number, idea in enumerate(ideas(), 1):
        row = key.split(f"[{number}], [*{idea.name}*], ")[1]
        told = dict(zip("r123", ["*right*", *idea.misconceptions], strict=True))
        wanted = ", ".join(f"[{told[k]}]" for d in DAYS for k in OPTIONS[d][number - 1])
        assert row.startswith(wanted)
    assert capsys.readouterr().out == (
        f"The questions of both days and their key are in {tmp_path.name}.\n"
    )


def test_the_paper_is_set_and_two_pages_long(monkeypatch):
    def pages(source):
        made = typst.compile(source.encode(), format="png", ppi=10)
        return len(made) if isinstance(made, list) else 1

    monkeypatch.setattr(typeset, "pdf", pages)
    assert [questions.pages(day, "en") for day in DAYS] == [2, 2]
    assert questions.key("en") == 1


@pytest.mark.parametrize("text", ["$x$", "*one", "`code`", "a_b", "#x", "[a](b)"])
def test_markup_that_paper_does_not_know_is_refused(text):
    with pytest.raises(ValueError, match="more than emphasis"):
        questions.typst(text)


@pytest.mark.parametrize("language", others())
def test_the_paper_in_another_language_needs_no_font_of_the_computer(language, monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", language)
    for pdf in (*(questions.pages(day, language) for day in DAYS), questions.key(language)):
        assert pdf.startswith(b"%PDF")
        if family := paper(language):
            assert family.replace(" ", "").removesuffix("SC").encode() in pdf


def test_a_language_that_the_course_does_not_have_is_refused_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_LANGUAGE", "xx")
    known = ", ".join(languages())
    sentence = f"LANGUAGE was 'xx'; expected one of {known}."
    assert questions.main(tmp_path) == press.main([], tmp_path) == sentence
    assert list(tmp_path.iterdir()) == []
