"""The twelve questions ask for the same ideas on both days, and their options are what they say."""

import math
import re
from zlib import crc32

import numpy as np
import pytest
import typst
from lessons import PATHS, ROOT, Lesson, said_by

from helpers.ideas import DAYS, EDITION, OPTIONS, ideas
from helpers.network import Network, Neuron
from helpers.training import train
from teach import questions
from teach.press import __main__ as press
from teach.press import typeset
from tools.marks import languages, others, paper

NOTEBOOKS = {day: ROOT / f"teach/en/questions_{day}.ipynb" for day in DAYS}
ASKED = {day: questions.questions(day)[0] for day in DAYS}
# By what the options of both days are told apart: the right one, then the beliefs in their order.
# What is no number is told by its words; the numbers are computed below.
WORDS = {
    1: ("nearer to 0", "answers become", "line moves", "Nothing changes"),
    3: ("single neuron that", "they could with", "how likely", "in the hidden neurons there"),
    6: ("may have more", "twice as many", "at most as many", "at least one wrong"),
    8: ("hundredth", r"\b[35] times", r"\b[46] times", "third|fifth"),
    10: ("^It rises", "each of the four", "gains", "the others stay"),
    11: ("still alike", "something of its own", "nothing moves", "have parted"),
    12: (r"with [45]0 alone\.$", "follow a rule", "long enough", "nothing to learn"),
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
def test_what_larger_weights_do_is_computed(day):
    """The line stays, and each answer moves away from 0.5, or towards it where they are smaller."""
    words, factor = {"first": ("ten times as large", 10), "last": ("ten times as small", 0.1)}[day]
    assert words in ASKED[day][0][0]
    assert option(day, 1, "r").startswith("The line stays.")
    rng, grown = np.random.default_rng(0), []
    points = rng.normal(0, 2, (500, 2))
    for row in rng.normal(0, 1, (50, 3)):
        before, after = (
            Neuron(by * row[:2], by * row[2]).feedforward(points) for by in (1, factor)
        )
        assert ((before > 0.5) == (after > 0.5)).all()
        further = np.abs(after - 0.5) > np.abs(before - 0.5)
        assert (further == (factor > 1)).all()
        grown.append((after > before).mean())
    assert min(grown) < 0.3 < 0.7 < max(grown), "so not all answers become larger, nor smaller"


@pytest.mark.parametrize("day", DAYS)
def test_what_a_neuron_says_where_nothing_comes_in_is_computed(day):
    """Its bias alone decides; the wrong options forget it, or the squashing."""
    *weights, bias = numbers(ASKED[day][1][0])[: {"first": 3, "last": 4}[day]]
    answer = Neuron(weights, bias).feedforward([0] * len(weights))
    side = "More than 0.5" if answer > 0.5 else "Less than 0.5"
    assert option(day, 2, "r").startswith(side)
    starts = {kind: numbers(option(day, 2, kind))[0] for kind in "123"}
    assert starts == {"1": 0, "2": 0.5, "3": bias}


@pytest.mark.parametrize("day", DAYS)
def test_which_answer_moves_most_is_computed(day):
    (*answers, added) = numbers(ASKED[day][3][0])
    added *= {"first": 1, "last": -1}[day]
    moved = {y: abs(sigmoid(math.log(y / (1 - y)) + added) - y) for y in answers}
    told = {kind: numbers(option(day, 4, kind)) for kind in "r12"}
    assert told["r"] == [max(moved, key=moved.get)]
    assert max(moved.values()) > 1.4 * sorted(moved.values())[-2]
    undecided, fairly_sure, surest = sorted(answers, key=lambda y: abs(y - 0.5))
    assert told == {"r": [undecided], "1": [surest], "2": [fairly_sure]}
    assert "by the same amount" in option(day, 4, "3")


@pytest.mark.parametrize("day", DAYS)
def test_how_many_of_four_cases_a_neuron_gets_right_is_computed(day):
    """By all neurons of a fine grid; XOR and its opposite are alike in this."""
    wanted = {"first": [0, 1, 1, 0], "last": [1, 0, 0, 1]}[day]
    words = {"first": "exactly one of them is on", "last": "both vote alike"}[day]
    assert words in ASKED[day][4][0]
    cases = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    grid = np.arange(-3, 3.1, 0.25)
    w1, w2, b = (one.ravel() for one in np.meshgrid(grid, grid, grid))
    says = np.outer(cases[:, 0], w1) + np.outer(cases[:, 1], w2) + b > 0
    right = (says == np.array(wanted, bool)[:, None]).sum(0)
    of_one_input = right[(w1 == 0) | (w2 == 0)].max()
    assert told(day, 5) == {"r": [right.max()], "1": [4], "2": [of_one_input], "3": [1]}


@pytest.mark.parametrize("day", DAYS)
def test_what_two_losses_say_of_mistakes_is_computed(day):
    """A right answer costs from 0 to 0.25, a wrong one from 0.25 to 1."""
    large, small = sorted(numbers(ASKED[day][5][0]), reverse=True)
    count = {"first": 20, "last": 30}[day]
    assert {"first": "twenty people", "last": "thirty messages"}[day] in ASKED[day][5][0]
    assert large == 2 * small
    most = max(n for n in range(count + 1) if n * 0.25 < count * small)
    assert most > 0, "the smaller loss may have mistakes"
    assert large < 0.25, "while the larger one may have none"


@pytest.mark.parametrize("day", DAYS)
def test_which_step_is_longer_is_computed(day):
    """A step is rate times slope, whatever the loss is; a belief has another number, or none."""
    loss, slope, other_loss, other_slope = numbers(ASKED[day][6][0])
    first, second = ("In the first, ", loss / other_loss), ("In the second, ", other_slope / slope)
    both = other_loss * other_slope / (loss * slope)
    wanted = {"r": second, "2": first, "3": ("In the second, about ", both)}
    for kind, (begins, times) in wanted.items():
        said = option(day, 7, kind)
        assert said.startswith(f"{begins}{round(times)} times as much as")
        assert float(f"{times:.6f}") == round(times) or "about" in said
    assert option(day, 7, "1") == "In both by the same."


@pytest.mark.parametrize("day", DAYS)
def test_what_a_saturated_neuron_hands_on_is_computed(day):
    output, factor, arrives = numbers(ASKED[day][7][0])
    assert output * (1 - output) * factor * arrives < 1 / 100
    options = told(day, 8)
    assert (options["1"], options["2"]) == ([factor], [factor + 1])
    assert option(day, 8, "3").startswith({3: "About a third", 5: "About a fifth"}[factor])


@pytest.mark.parametrize("day", DAYS)
def test_paths_that_join_are_added(day):
    one, one_on, other, other_on = numbers(ASKED[day][8][0])
    paths = np.array([one * one_on, other * other_on])
    rises = np.array([[one, other]]) @ np.array([[one_on], [other_on]])
    assert told(day, 9) == {
        "r": [rises.item()],
        "1": [paths.prod()],
        "2": [paths[abs(paths).argmax()]],
        "3": [one + one_on + other + other_on],
    }


@pytest.mark.parametrize("day", DAYS)
def test_a_step_for_one_may_raise_the_mean_is_computed(day):
    own, *others = numbers(ASKED[day][9][0])
    step = -1e-6 * own
    changes = [slope * step for slope in (own, *others)]
    assert len(changes) == 4
    assert changes[0] < 0 < sum(changes)
    assert min(changes[1:]) > 0


@pytest.mark.parametrize("day", DAYS)
def test_neurons_that_start_alike_stay_alike(day):
    """Their weights move, and to the last one together: they do what a single one could."""
    inputs, hidden, weight, bias = {"first": (2, 5, 0.5, 0), "last": (3, 8, 0.1, 0.1)}[day]
    count = {5: "five", 8: "eight"}[hidden]
    assert f"{count} hidden neurons and one at the end" in ASKED[day][10][0]
    told = numbers(ASKED[day][10][0])
    assert told == [weight, bias] if bias != weight else told == [weight]
    rng = np.random.default_rng(2)
    X, y_true = rng.normal(0, 1, (10, inputs)), rng.integers(2, size=10).astype(float)
    net = Network([inputs, hidden, 1])
    for name in net.names:
        net[name] = bias if name.startswith(("b", "B")) else weight
    before, _y = net.forward(X)[1][1:]
    trained = train(net, X, y_true, 0.5, 2000).network()
    after, y_pred = trained.forward(X)[1][1:]
    assert np.ptp(after, axis=1).max() < 1e-9
    assert np.abs(after - before).max() > 0.1
    single = Network([inputs, 1, 1])
    single.W[0], single.B[0] = trained.W[0][:, :1], trained.B[0][:, :1]
    single.W[1], single.B[1] = trained.W[1].sum(0, keepdims=True), trained.B[1]
    assert single.feedforward(X) == pytest.approx(y_pred, abs=1e-9)


@pytest.mark.parametrize("day", DAYS)
def test_what_has_no_rule_is_learned_by_heart_by_a_large_network_alone(day):
    """Labels by a coin, or dealt, of twelve who have two numbers each; the best of six starts."""
    few, many, _close_to = map(int, numbers(ASKED[day][11][0]))
    assert (few, many) == {"first": (2, 50), "last": (2, 40)}[day]
    assert {"first": "twelve people two", "last": "with the twelve"}[day] in ASKED[day][11][0]
    for seed in range(2):
        rng = np.random.default_rng(seed)
        rows, labels = rng.normal(0, 1, (12, 2)), rng.integers(2, size=12)
        if day == "last":
            labels = rng.permutation(np.arange(12) % 2)
        starts = [Network.random([2, hidden, 1], rng, networks=6) for hidden in (few, many)]
        least = [train(net, rows, labels.astype(float), 3, 8000, batch_size=12).losses[-1].min()
                 for net in starts]  # fmt: skip
        assert least[0] > 0.04 > 0.004 > least[1]


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


def test_who_changes_the_questions_raises_their_edition():
    """A code holds letters; under other questions they would say what nobody has said."""
    asked = repr((ASKED, ideas(), OPTIONS)).encode()
    assert (EDITION, crc32(asked)) == (4, 2203867529)


def test_both_forms_give_the_same_words_first():
    first, last = (questions.questions(day)[1] for day in DAYS)
    assert first == last
    assert len(first) == 3


def test_the_page_has_every_idea_and_belief():
    text = (ROOT / "teach/en/ideas.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \| .+? \| (.+?) \| .+? \|$", text, re.MULTILINE)
    assert rows == [
        (str(n), idea.name, "; ".join(idea.misconceptions)) for n, idea in enumerate(ideas(), 1)
    ]


# ---------------------------------------------------------------- on paper


def test_the_paper_has_what_the_notebooks_have(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(typeset, "pdf", str.encode)
    assert questions.main(tmp_path) == 0
    for day in DAYS:
        paper = (tmp_path / f"{day}_day.pdf").read_text("utf-8")
        word = {"first": "A word that only you will know on the last day: ",
                "last": "The word that you chose on the first day: "}  # fmt: skip
        assert [one for one in word if word[one] in paper] == [day]
        boxes = re.findall(
            r"\[#box\(stroke: 0\.5pt, width: \d+mm, height: \d+mm\) \\ (\d+)\]", paper
        )
        assert [int(number) for number in boxes] == list(range(1, len(ASKED[day]) + 1))
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
