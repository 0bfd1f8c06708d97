"""The twelve questions ask for the same ideas on both days, and their options are what they say."""

import math
import re

import numpy as np
import pytest
import typst
from lessons import PATHS, ROOT, Lesson, said_by

from helpers.ideas import DAYS, OPTIONS, ideas
from helpers.network import Network
from teach import questions
from teach.press import __main__ as press
from teach.press import typeset
from tools.marks import languages, others, paper

NOTEBOOKS = {day: ROOT / f"teach/en/questions_{day}.ipynb" for day in DAYS}
ASKED = {day: questions.questions(day)[0] for day in DAYS}
# By what the options of both days are told apart: the right one, then the beliefs in their order.
# What is no number is told by its words; the numbers are computed below.
WORDS = {
    3: ("single neuron that", "they could with", "how likely", "in the hidden neurons there"),
    5: (r"^Two\.", "^None", r"^One\.", r"^Three\."),
    8: ("hundredth", r"\b[35] times", r"\b[46] times", "third|fifth"),
    10: ("may rise", "right one", "harms", "did not look"),
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


def told(day, number):
    """Return the numbers of each option, by what the option is."""
    return {kind: numbers(option(day, number, kind)) for kind in "r123"}


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


@pytest.mark.parametrize("day", DAYS)
def test_what_a_weight_does_is_computed(day):
    """Each wrong input is the largest in what a belief looks at, the right one in what counts."""
    inputs = told(day, 1)
    changes = {kind: abs(w) * (high - low) for kind, (w, low, high) in inputs.items()}
    assert max(changes, key=changes.get) == "r"
    assert sorted(changes.values())[-1] > 1.5 * sorted(changes.values())[-2]
    assert max(inputs, key=lambda kind: abs(inputs[kind][0])) == "1"
    assert max(inputs, key=lambda kind: abs(inputs[kind][0]) * inputs[kind][2]) == "2"
    assert max(inputs, key=lambda kind: inputs[kind][2] - inputs[kind][1]) == "3"


@pytest.mark.parametrize("day", DAYS)
def test_what_a_bias_does_is_computed(day):
    """The sum w x + b is 0 at x = -b / w."""
    weight, before, after = numbers(ASKED[day][1][0])
    border = -before / weight
    assert told(day, 2) == {
        "r": [-after / weight],
        "1": [border + after - before],
        "2": [-after],
        "3": [border],
    }


@pytest.mark.parametrize("day", DAYS)
def test_what_doubling_does_to_an_output_is_computed(day):
    (answer,) = numbers(ASKED[day][3][0])
    z = math.log(answer / (1 - answer))
    assert sigmoid(z) == pytest.approx(answer)
    end = 1.0 if z > 0 else 0.0
    options = told(day, 4)
    assert options["r"] == [round(sigmoid(2 * z), 3)]
    assert options["1"] == [answer]
    assert options["2"] == [pytest.approx((answer + end) / 2)]
    assert options["3"] == [pytest.approx(min(2 * answer, 1))]


@pytest.mark.parametrize("day", DAYS)
def test_two_hidden_neurons_tell_the_middle_and_fewer_cannot(day):
    """With one, or with none, the answer only grows with the input, or only falls."""
    assert "the last neuron hears nothing but them" in ASKED[day][4][0]
    said = [sigmoid(20 * (sigmoid(9 * (x + 1)) - sigmoid(9 * (x - 1)) - 0.5)) for x in (-2, 0, 2)]
    assert [y > 0.5 for y in said] == [False, True, False]
    rng = np.random.default_rng(0)
    for w, b, v, c in rng.normal(0, 5, (1000, 4)):
        for one in (lambda x, w=w, b=b: w * x + b, lambda x, v=v, c=c, w=w, b=b:
                    v * sigmoid(w * x + b) + c):  # fmt: skip
            low, middle, high = one(-2), one(0), one(2)
            assert min(low, high) <= middle <= max(low, high)


@pytest.mark.parametrize("day", DAYS)
def test_how_many_answers_may_be_wrong_is_computed(day):
    """A right answer costs from 0 to 0.25, a wrong one from 0.25 to 1."""
    (loss,) = numbers(ASKED[day][5][0])
    count = {"first": 10, "last": 20}[day]
    assert {"first": "ten people", "last": "twenty messages"}[day] in ASKED[day][5][0]
    assert told(day, 6) == {
        "r": [max(n for n in range(count + 1) if n * 0.25 < count * loss)],
        "1": [round(count * loss)],
        "2": [count / 2],
        "3": [count],
    }


@pytest.mark.parametrize("day", DAYS)
def test_how_far_the_loss_falls_is_computed(day):
    """A step of rate times slope leads down by slope times that step."""
    loss, slope, rate = numbers(ASKED[day][6][0])
    wanted = {"r": slope * rate * slope, "1": slope, "2": rate * slope, "3": rate * loss}
    assert told(day, 7) == {kind: [pytest.approx(value)] for kind, value in wanted.items()}


@pytest.mark.parametrize("day", DAYS)
def test_what_a_saturated_neuron_hands_on_is_computed(day):
    output, factor, arrives = numbers(ASKED[day][7][0])
    assert output * (1 - output) * factor * arrives < 1 / 100
    options = told(day, 8)
    assert (options["1"], options["2"]) == ([factor], [factor + 1])
    assert option(day, 8, "3").startswith({3: "About a third", 5: "About a fifth"}[factor])


@pytest.mark.parametrize("day", DAYS)
def test_what_is_multiplied_and_what_is_added_is_computed(day):
    hidden, up, down = numbers(ASKED[day][8][0])
    assert f"would grow {up:g}" in ASKED[day][8][0]
    assert f"it would fall {down:g}" in ASKED[day][8][0]
    paths = [hidden * up, -hidden * down]
    slopes = {
        "r": sum(paths),
        "1": hidden * up * -down,
        "2": max(paths, key=abs),
        "3": hidden + up - down,
    }
    for kind, slope in slopes.items():
        does = "grows" if slope > 0 else "falls"
        said = f"It {does}, {abs(slope):g} times as much as the weight grows."
        assert option(day, 9, kind) == said


def test_a_tiny_step_for_one_may_help_and_harm_another():
    """In drawn networks, whether the right answers are alike or not; its own error falls."""
    rng = np.random.default_rng(0)
    for labels in ((1.0, 1.0), (1.0, 0.0)):
        moved = []
        for _ in range(1000):
            net, X = Network.random([2, 2, 1], rng), rng.normal(0, 3, (2, 2))
            before = (net.feedforward(X)[:, 0] - labels) ** 2
            net.values -= 1e-3 * net.gradient(X[:1], np.array(labels[:1])).values
            moved.append((net.feedforward(X)[:, 0] - labels) ** 2 - before)
        own, others = np.array(moved).T
        assert (own < 0).all()
        assert (others < 0).any()
        assert (others > 0).any()


@pytest.mark.parametrize("day", DAYS)
def test_which_rates_leave_the_parabola_is_computed(day):
    """A step multiplies the distance to the bottom by 1 - rate · curvature."""
    (rate,) = numbers(ASKED[day][10][0])
    left = {"first": 1 / 2, "last": 3 / 4}[day]
    assert {"first": "halves", "last": "takes away a quarter of"}[day] in ASKED[day][10][0]
    rates = {kind: found[0] for kind, found in told(day, 11).items() if found}
    factors = {kind: 1 - (1 - left) / rate * one for kind, one in rates.items()}
    assert 0 < factors["1"] < 1, "a longer step, and a better one"
    assert -1 < factors["2"] < 0, "leaps across, and comes nearer"
    assert factors["r"] < -1
    assert "none of them" in option(day, 11, "3")


@pytest.mark.parametrize("day", DAYS)
def test_what_a_small_loss_proves_is_computed(day):
    """If the squared errors of all have the mean of the question, none of them reaches 0.25."""
    loss = numbers(ASKED[day][11][0])[-1]
    people = {"first": 4, "last": 40}[day]
    assert people * loss < 0.25
    assert "Which of these is impossible?" in ASKED[day][11][0]


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


def test_the_key_lies_on_its_side_and_the_questions_do_not(monkeypatch):
    monkeypatch.setattr(typeset, "pdf", str)
    assert "flipped: true" in questions.key("en")
    assert not any("flipped: true" in questions.pages(day, "en") for day in DAYS)
