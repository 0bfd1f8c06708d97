"""Worksheets are computed again in plain Python, for a thousand pupils of each lesson."""

import functools
import math
import re
import shlex
import subprocess
from collections import Counter
from importlib import import_module

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from lessons import ROOT

from helpers import __version__
from helpers.network import Network
from teach.press import __main__ as press
from teach.press import backprop as press_backprop
from teach.press import sheet as sheets
from teach.press import training, typeset
from tools import fonts
from tools.marks import languages, others, paper


def drawn_by(lesson, seed):
    """Return the sheet of the first pupil of a class with this seed."""
    return press.sheets(lesson, 1, seed)[1]


@functools.cache
def many(lesson):
    """Return {seed: the sheet of the first pupil of a class with this seed}, a thousand of them."""
    return {seed: drawn_by(lesson, seed) for seed in range(1, 1001)}


NUMBER = re.compile(r"[−-]?\d+(?:\.\d+)?")


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def looked_up(z):
    """Look σ(z) up as a pupil does: in a table to one decimal, which has none below 0."""
    table = {i: round(sigmoid(i / 10), 2) for i in range(41)}
    tenth = math.floor(abs(z) * 10 + 0.5 - 1e-9)
    return table[tenth] if z >= 0 else 1 - table[tenth]


def given(question):
    """Return the numbers that stand in a question as it is set, but for those in names."""
    text = re.sub(r"_\"?\w+\"?|\$2/[24]|w\^2 / 2|0\.5\b|\(1 -", "", question.text)
    return [float(n.replace("−", "-")) for n in NUMBER.findall(text)]


def told(question, *names):
    """Return what `name = number` says in a question, by the names as they are set."""
    found = dict(re.findall(r"(\w+(?:_\"?\w+\"?)?) = ([−\d.]+\d|\d)", question.text))
    return [float(found[name].replace("−", "-")) for name in names]


def neuron(sheet):
    w1, w2, b, x1, x2 = told(sheet.questions[0], "w_1", "w_2", "b", "x_1", "x_2")
    z = w1 * x1 + w2 * x2 + b
    undecided = -(w1 * x1 + b) / w2
    assert undecided != x2
    assert w1 > 0 > w2
    assert 1 <= abs(z) <= 3
    return {
        "w_1 x_1": w1 * x1,
        "w_2 x_2": w2 * x2,
        "z": z,
        "y": looked_up(z),
        '"beach"': "yes" if z > 0 else "no",
        "w_1 x_1 + b": w1 * x1 + b,
        "x_2^*": undecided,
        "b^*": -z - w1 * x1 - w2 * x2,
        "z^*": -z,
        "y^*": looked_up(-z),
        '"axis of" x_1': -b / w1,
        '"axis of" x_2': -b / w2,
    }


def feedforward(sheet):
    names = [f"w_{i}" for i in range(1, 7)] + [f"b_{i}" for i in range(1, 4)] + ["x_1", "x_2"]
    w1, w2, w3, w4, w5, w6, b1, b2, b3, x1, x2 = told(sheet.questions[0], *names)
    z1, z2 = w1 * x1 + w2 * x2 + b1, w3 * x1 + w4 * x2 + b2
    h1, h2 = looked_up(z1), looked_up(z2)
    z3 = w5 * h1 + w6 * h2 + b3
    exact = sigmoid(w5 * sigmoid(z1) + w6 * sigmoid(z2) + b3)
    assert abs(looked_up(z3) - exact) <= 0.02
    assert max(abs(z1), abs(z2), abs(z3)) <= 3
    n = [int(size) for size in re.search(r"(\d+)-(\d+)-(\d+)", sheet.questions[3].text).groups()]
    weights, biases = n[0] * n[1] + n[1] * n[2], n[1] + n[2]
    return {
        "w_1 x_1": w1 * x1,
        "w_2 x_2": w2 * x2,
        "w_3 x_1": w3 * x1,
        "w_4 x_2": w4 * x2,
        "w_5 h_1 + w_6 h_2": w5 * h1 + w6 * h2,
        "z_1": z1,
        "h_1": h1,
        "z_2": z2,
        "h_2": h2,
        "w_5 h_1": w5 * h1,
        "w_6 h_2": w6 * h2,
        "z_3": z3,
        "y": looked_up(z3),
        "b_3^*": -w5 * h1 - w6 * h2,
        '"weights"': weights,
        '"biases"': biases,
        '"parameters"': weights + biases,
    }


def loss(sheet):
    rows = re.findall(r"\[(Alice|Bob|Charlie|Diana)\], \[(.+?)\], \[(.+?)\], \[(.+?)\]",
                      sheet.questions[0].text)  # fmt: skip
    names = [row[0] for row in rows]
    label, a, b = ([float(row[i]) for row in rows] for i in (1, 2, 3))
    errors = [t - y for y, t in zip(a, label, strict=True)]
    L = sum(e**2 for e in errors) / 4
    others = [t - y for y, t in zip(b, label, strict=True)]
    other = sum(e**2 for e in others) / 4
    who = names.index(re.search(r"answer for (\w+) moves", sheet.questions[2].text)[1])
    moved = [*errors]
    moved[who] -= math.copysign(0.2, errors[who])
    nearer = sum(e**2 for e in moved) / 4
    assert label == [1, 0, 0, 1]
    assert abs(L - other) > 0.02
    assert len({round(abs(e), 1) for e in errors}) >= 3
    assert abs(moved[who]) > 0.1 - 1e-9
    found = {f"e_{i}": e for i, e in enumerate(errors, 1)}
    found |= {f"e_{i}^2": e**2 for i, e in enumerate(errors, 1)}
    found |= {f"e_({i} B)": e for i, e in enumerate(others, 1)}
    found |= {f"e_({i} B)^2": e**2 for i, e in enumerate(others, 1)}
    found |= {"4 L_A": 4 * L, "4 L_B": 4 * other, "(e^*)^2": moved[who] ** 2}
    slope = -errors[who] / 2
    found |= {'"slope"': slope, '"slope" dot "step"': slope * math.copysign(0.2, errors[who])}
    found |= {"L_A": L, "L_B": other, '"better"': "A" if other > L else "B", "L^*": nearer}
    return found | {"L^* - L_A": nearer - L, "L_0.5": 0.25}


def backprop(sheet):
    names = ("x_1", "x_2", "w_5", "w_6", "h_1", "h_2", "y", 'y_"true"')
    x1, x2, w5, w6, h1, h2, y, t = told(sheet.questions[0], *names)
    dy, s3, s1 = 2 * (y - t), y * (1 - y), h1 * (1 - h1)
    d3 = dy * s3
    d1 = d3 * w5 * s1
    slopes = {"y": dy, "z_3": d3, "w_5": d3 * h1, "w_6": d3 * h2, "b_3": d3}
    slopes |= {"z_1": d1, "w_1": d1 * x1, "w_2": d1 * x2, "b_1": d1}
    assert min(abs(n) for n in slopes.values()) > 0.001
    assert abs(x1) != abs(x2)
    assert abs(w5) != abs(w6)
    assert abs(h1 - h2) > 1e-9 < abs(h1 + h2 - 1)
    assert abs(y - t) > 0.2 - 1e-9
    six = {name: slopes[name] for name in ("w_5", "w_6", "b_3", "w_1", "w_2", "b_1")}
    *_others, second, first = sorted(six, key=lambda name: abs(six[name]))
    assert abs(six[first]) > abs(six[second]) + 0.001, "or two could be turned first"
    found = {f"(partial L) / (partial {name})": slope for name, slope in slopes.items()}
    found |= {"sigma'_3": s3, "sigma'_1": s1, 'y - y_"true"': y - t}
    found["(partial L) / (partial z_3) dot w_5"] = d3 * w5
    return found | {'"first"': f"${first} {'arrow.t' if six[first] < 0 else 'arrow.b'}$"}


def sgd(sheet):
    ((start, calm), (wild,)) = (
        told(sheet.questions[0], "w", "eta"),
        told(sheet.questions[1], "eta"),
    )
    start = float(
        re.search(r"Start at \$w = ([−\d]+)\$", sheet.questions[0].text)[1].replace("−", "-")
    )
    way, other = ([start * (1 - rate) ** t for t in (1, 2, 3)] for rate in (calm, wild))
    assert abs(way[-1]) < abs(start) < abs(other[-1]) or calm < 1 < wild
    text = sheet.questions[3].text
    votes = [
        float(v.replace("−", "-"))
        for v in re.findall(r"(?:Alice|Bob|Charlie|Diana) ([−\d.]+\d)", text)
    ]
    w = float(re.search(r"one weight is ([−\d]+)", text)[1].replace("−", "-"))
    (rate,) = told(sheet.questions[3], "eta")
    mean = sum(votes) / 4
    assert abs(votes[0] - mean) > 0.15 - 1e-9, "or w_A and w_g are nearly one place"
    assert abs(mean) > 0.1 - 1e-9
    found = {f'w "after" {t}': place for t, place in enumerate(way, 1)}
    found |= {f'v "after" {t}': place for t, place in enumerate(other, 1)}
    found |= {"eta": 2, "g": mean, "w_A": w - rate * votes[0], "w_g": w - rate * mean}
    found |= {"4 g": sum(votes), "eta v_A": rate * votes[0], "eta g": rate * mean}
    return found | {'"against"': sum(v * mean < 0 for v in votes)}


def trained(sheet):
    text = sheet.questions[0].text
    numbers = re.findall(r"\$[wbx] = ([−\d.]*\d)\$", text)
    w, b, x1, x2 = (float(number.replace("−", "-")) for number in numbers)
    rate = float(re.search(r"learning rate ([\d.]+\d|\d)", sheet.questions[1].text)[1])
    found, errors = {}, {}
    for star in ("", "^*"):
        z = [w * x1 + b, w * x2 + b]
        y = [looked_up(one) for one in z]
        assert max(map(abs, z)) <= 3 + 1e-9
        errors[star] = [y[0] ** 2, (1 - y[1]) ** 2]
        L = f"L{star}"
        found |= {f"z_{n}{star}": one for n, one in enumerate(z, 1)}
        found |= {f"w{star} x_{n}": w * x for n, x in enumerate((x1, x2), 1)}
        names = ("e_1^2", "e_2^2") if not star else ("(e_1^*)^2", "(e_2^*)^2")
        found |= dict(zip(names, errors[star], strict=True))
        found |= {f"y_{n}{star}": one for n, one in enumerate(y, 1)} | {L: sum(errors[star]) / 2}
        if not star:
            blame = [y[0] * y[0] * (1 - y[0]), (y[1] - 1) * y[1] * (1 - y[1])]
            dw, db = blame[0] * x1 + blame[1] * x2, sum(blame)
            found |= {"delta_1": blame[0], "delta_2": blame[1]}
            found |= {"(partial L) / (partial w)": dw, "(partial L) / (partial b)": db}
            found |= {"delta_1 x_1": blame[0] * x1, "delta_2 x_2": blame[1] * x2}
            steps = rate * dw, rate * db
            found |= {
                f"eta (partial L) / (partial {n})": s for n, s in zip("wb", steps, strict=True)
            }
            w, b = w - steps[0], b - steps[1]
            found |= {"w^*": w, "b^*": b}
    assert found["L^*"] < found["L"] - 0.02 + 1e-9
    assert abs(found["(partial L) / (partial w)"]) > 1e-9 < abs(found["(partial L) / (partial b)"])
    better = [new < old for new, old in zip(errors["^*"], errors[""], strict=True)]
    found['"helped"'] = ", ".join(n for n, one in zip("12", better, strict=True) if one)
    rows = re.findall(
        r"\[(0|10|100|1000)\], \[(.+?)\], \[(.+?)\], \[(.+?)\]", sheet.questions[3].text
    )
    columns = {"ABC"[i]: [float(row[i + 1]) for row in rows] for i in range(3)}
    good = min(columns, key=lambda c: columns[c][-1])
    slow = min(set(columns) - {good}, key=lambda c: abs(columns[c][1] - columns[c][0]))
    thrown = (set(columns) - {good, slow}).pop()
    assert columns[good][-1] < 0.01
    assert 0.1 < columns[slow][-1] < columns[slow][0]
    assert min(columns[thrown][1:]) > 0.2
    return found | {'"good"': good, '"slow"': slow, '"thrown"': thrown}


AGAIN = {1: neuron, 2: feedforward, 3: loss, 4: backprop, 5: sgd, 6: trained}


@pytest.mark.parametrize("lesson", AGAIN)
def test_every_answer_is_what_its_page_asks_for(lesson):
    """From the numbers on the page alone, for a thousand seeds."""
    for sheet in many(lesson).values():
        wanted = AGAIN[lesson](sheet)
        assert set(wanted) == set(sheet.answers)
        for name, found in sheet.answers.items():
            right = wanted[name]
            assert found == right if isinstance(right, str) else abs(found - right) < 1e-9, name


# In lesson 6 a loss is the mean of two squares of outputs with two decimals.
DECIMALS = {1: 2, 2: 2, 3: 2, 4: 3, 5: 2, 6: 4}


@pytest.mark.parametrize("lesson", AGAIN)
def test_numbers_come_out_well(lesson):
    """Few decimals, and no number that is written as −0."""
    for sheet in many(lesson).values():
        for number in sheet.answers.values():
            if not isinstance(number, str):
                assert sheets.decimals(float(number)) <= DECIMALS[lesson]
                assert sheets.shown(number) != "−0"


# What is the same on each page by intent: the mean of what all say who cannot tell, and the rate
# that takes a walk to the other side for good.
SAME = {(3, "L_0.5"), (5, "eta")}


@pytest.mark.parametrize("lesson", AGAIN)
def test_no_answer_is_trivial(lesson):
    """None is the same on nearly all pages, be it a number or a word."""
    pages = [sheet.answers for sheet in many(lesson).values()]
    for name in pages[0]:
        if (lesson, name) not in SAME:
            said = (page[name] for page in pages)
            counts = Counter(one if isinstance(one, str) else round(one, 9) for one in said)
            assert max(counts.values()) < 0.7 * len(pages), (name, counts.most_common(1))


@pytest.mark.parametrize("lesson", AGAIN)
def test_no_answer_is_0(lesson):
    """Who has no idea writes that."""
    for n, sheet in many(lesson).items():
        asked = [name for question in sheet.questions for name in question.asked]
        assert [name for name in asked if sheet.answers[name] == 0] == [], n


def test_of_the_outputs_of_lesson_4_a_half_is_not_the_rule():
    """It stands on each page once, so that slopes are short: on half of them as y, else as h1."""
    given = [told(sheet.questions[0], "h_1", "y") for sheet in many(4).values()]
    assert all([h1, y].count(0.5) == 1 for h1, y in given)
    assert 400 < sum(y == 0.5 for _h1, y in given) < 600


@pytest.mark.parametrize("lesson", AGAIN)
def test_pupils_have_other_numbers(lesson):
    """No two of the largest class have one page, and seed and pupil are all it hangs on."""
    whole = press.sheets(lesson, press.MOST, 3)
    pages = [tuple(q.text for q in sheet.questions) for sheet in whole.values()]
    assert len(set(pages)) == press.MOST
    again = press.sheets(lesson, 3, 3)
    assert [again[n].answers for n in (1, 2, 3)] == [whole[n].answers for n in (1, 2, 3)]
    other = press.sheets(lesson, 3, 4)
    assert [other[n].answers for n in (1, 2, 3)] != [again[n].answers for n in (1, 2, 3)]


@pytest.mark.parametrize("lesson", AGAIN)
def test_every_answer_is_told_once(lesson):
    for sheet in many(lesson).values():
        told = [name for question in sheet.questions for name in question.computed]
        assert sorted(told) == sorted(sheet.answers)


def test_both_labels_come_with_each_kind_of_sheet_of_lesson_4():
    """On some sheets a hidden neuron says 0.5, on others the output does."""
    for draw in (press_backprop._draw_even_hidden, press_backprop._draw_even_output):
        rng = np.random.default_rng(4)
        assert {draw(rng)[-1] for _sheet in range(30)} == {0, 1}


def test_no_neuron_of_lesson_6_begins_undecided():
    """Of a sum of 0, whose output needs no table, there would be nothing to compute."""
    begun = {sheet.answers[f"z_{n}"] for sheet in many(6).values() for n in (1, 2)}
    assert begun == {-2.2, -1.4, -0.4, 0.4, 1.4, 2.2}


def test_exact_outputs_differ_from_the_table_by_no_more_than_the_key_says(monkeypatch):
    """Most where a step was taken with them: in the sums of lesson 6 that come after it."""
    most = 0
    for x, w, b, rate in {start for alike in training.steps() for start in alike}:
        X, exact = np.reshape(x, (2, 1)), Network([1, 1], [w, b])
        exact = exact.with_values(exact.values - rate * exact.gradient(X, [0, 1]).values)
        z, y = (table[-1].ravel() for table in exact.forward(X))
        told = training._answers(x, w, b, rate)
        found = {"w^*": exact.w1, "b^*": exact.b1, "L^*": exact.loss(X, [0, 1]),
                 "z_1^*": z[0], "z_2^*": z[1], "y_1^*": y[0], "y_2^*": y[1]}  # fmt: skip
        most = max(most, *(abs(told[name] - number) for name, number in found.items()))
    assert 0.14 < most < 0.15
    monkeypatch.setattr(typeset, "pdf", str)
    assert press.LESSONS[6].table == 0.15
    for lesson in (1, 2, 6):
        key = typeset.key("t", press.LESSONS[lesson], {1: many(lesson)[1]})
        assert f"may be up to {press.LESSONS[lesson].table} away" in key


def test_in_the_first_two_lessons_exact_outputs_differ_less():
    one = max(abs(sheet.answers[y] - sigmoid(sheet.answers[z])) for sheet in many(1).values()
              for y, z in (("y", "z"), ("y^*", "z^*")))  # fmt: skip
    two = 0
    for sheet in many(2).values():
        weights = told(sheet.questions[0], "w_5", "w_6", "b_3")
        exact = np.dot(weights, [*(sigmoid(sheet.answers[z]) for z in ("z_1", "z_2")), 1])
        two = max(two, abs(sheet.answers["z_3"] - exact), abs(sheet.answers["y"] - sigmoid(exact)))
    assert (one < press.LESSONS[1].table, 0.01 < two < press.LESSONS[2].table) == (True, True)


def test_what_keys_say_in_words_is_so(monkeypatch):
    monkeypatch.setattr(typeset, "pdf", str)
    keys = {n: typeset.key("t", press.LESSONS[n], {1: many(n)[1]}) for n in (1, 3)}
    answer, cost = re.search(r"answer of (0\.\d) for the label 1 costs (0\.\d+),", keys[3]).groups()
    assert (1 - float(answer)) ** 2 == pytest.approx(float(cost))
    weights = [told(sheet.questions[0], "w_1", "w_2") for sheet in many(1).values()]
    assert all(sun > 0 > wind for sun, wind in weights)
    assert "The side on which there is more sun and less wind is yes." in keys[1]


def test_somebody_of_lesson_5_would_go_the_other_way_and_most_would_not():
    against = Counter(sheet.answers['"against"'] for sheet in many(5).values())
    assert set(against) == {1, 2}
    assert min(against.values()) > 100


def test_the_curves_of_lesson_6_go_as_most_do():
    assert len(training.starts()) >= 20


# ---------------------------------------------------------------- the pages


def drawn(monkeypatch, make):
    """Return the pages of a document as images."""
    import typst

    monkeypatch.setattr(
        typeset, "pdf", lambda source: typst.compile(source.encode(), format="png", ppi=10)
    )
    found = make()
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize(("made", "count"), [(typeset.pages, 30), (typeset.key, 1)])
@pytest.mark.parametrize("lesson", AGAIN)
def test_each_pupil_has_one_page_and_so_has_the_key_of_thirty(monkeypatch, lesson, made, count):
    pages = {n: many(lesson)[n] for n in range(1, 31)}
    title = press.titles()[lesson]
    assert len(drawn(monkeypatch, lambda: made(title, press.LESSONS[lesson], pages))) == count


def test_a_page_has_the_number_of_its_row_in_the_key(monkeypatch):
    """Else no teacher could mark it: what is asked there is what that row answers."""
    monkeypatch.setattr(typeset, "pdf", lambda source: source)
    lesson = next(iter(press.LESSONS))
    made = {n: many(lesson)[n] for n in (1, 2, 7)}
    source = typeset.pages(press.titles()[lesson], press.LESSONS[lesson], made)
    for (n, sheet), page in zip(made.items(), source.split("#pagebreak()"), strict=True):
        assert re.findall(r"told\[sheet (\d+)\]", page) == [str(n)]
        assert all(question.text in page for question in sheet.questions)


@pytest.mark.parametrize("lesson", AGAIN)
def test_the_key_holds_all_that_is_computed_in_the_order_of_the_page(monkeypatch, lesson):
    """In bold what is written down, below the number of the question that asks for it."""
    told = []
    monkeypatch.setattr(typeset, "pdf", lambda source: told.append(source) or b"")
    pages = {n: many(lesson)[n] for n in (1, 2, 3)}
    typeset.key(press.titles()[lesson], press.LESSONS[lesson], pages)
    parts = [
        (n, question.between, question.asked) for n, question in enumerate(pages[1].questions, 1)
    ]
    names = [name for _n, between, asked in parts for name in (*between, *asked)]
    above = [
        f"table.cell(colspan: {len(between + asked)})[*{n}*]"
        for n, between, asked in parts
        if asked
    ]
    assert f"table.header([], {', '.join(above)}, " in told[0]
    assert f"[*sheet*], {', '.join(f'[${name}$]' for name in names)}" in told[0]
    for n, sheet in pages.items():
        row = [f"[*{n}*]"]
        for _n, between, asked in parts:
            row += [f"[{sheets.shown(sheet.answers[name])}]" for name in between]
            row += [f"[*{sheets.shown(sheet.answers[name])}*]" for name in asked]
        assert ", ".join(row) in told[0]
    assert ("Outputs are as the table has them" in told[0]) == bool(
        bool(press.LESSONS[lesson].table)
    )


def test_the_table_is_that_of_the_sigmoid(monkeypatch):
    told = []
    monkeypatch.setattr(typeset, "pdf", lambda source: told.append(source) or b"")
    typeset.pages("1", press.LESSONS[1], {1: many(1)[1]})
    rows = re.findall(r"\[(\d\.\d) #h\(1mm\) \*(\d\.\d\d)\*\]", told[0])
    assert [float(z) for z, _s in rows] == [round(i / 10, 1) for i in range(41)]
    assert all(abs(float(s) - sigmoid(float(z))) <= 0.005 for z, s in rows)


@pytest.mark.parametrize("language", languages())
def test_what_is_emphasised_is_seen_on_paper(language):
    """Also in a script without italics."""
    head = typeset.head("1", 12, language)
    assert typeset.pdf(head + "#emph[1 是 x]") != typeset.pdf(head + "1 是 x")


def test_what_is_called_a_key_is_the_key(tmp_path, monkeypatch):
    monkeypatch.setattr(typeset, "pages", lambda *_sheet: b"pages")
    monkeypatch.setattr(typeset, "key", lambda *_sheet: b"key")
    press.main(["--class", "1"], tmp_path)
    names = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(names) == 2 * len(press.LESSONS)
    assert {name for name, data in names.items() if data == b"key"} == {
        name for name in names if name.endswith("_key.pdf")
    }


def test_files_are_written_and_the_same_again(tmp_path, capsys):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        assert press.main(["--class", "2", "--seed", "5", "--lessons", "1", "4"], folder) == 0
    names = ["01_neuron.pdf", "01_neuron_key.pdf", "04_backprop.pdf", "04_backprop_key.pdf"]
    assert sorted(path.name for path in first.iterdir()) == names
    for name in names:
        data = (first / name).read_bytes()
        assert data[:5] == b"%PDF-"
        assert data == (second / name).read_bytes()
    assert "2 pages for each of 2 lessons, and their keys, are in first." in capsys.readouterr().out


def test_each_lesson_has_as_many_pages_as_pupils_by_the_seed(monkeypatch, tmp_path):
    asked, sheets = [], press.sheets
    monkeypatch.setattr(press, "sheets", lambda *given: asked.append(given) or sheets(*given))
    press.main(["--class", "2", "--seed", "7", "--lessons", "1", "3"], tmp_path)
    assert asked == [(1, 2, 7), (3, 2, 7)]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--class", "0"], "CLASS was 0; expected a whole number from 1 to 300."),
        (["--class", "many"], "CLASS was 'many'; expected a whole number from 1 to 300."),
        (["--seed", "-1"], "SEED was -1; expected a whole number from 0 to 4294967296."),
        (["--lessons", "7"], "LESSONS was 7; expected a whole number from 1 to 6."),
        (["--class", "3 4"], "CLASS was '3 4'; expected a whole number from 1 to 300."),
        (["--class", "2.5"], "CLASS was '2.5'; expected a whole number from 1 to 300."),
        (["--folder", __file__], f"No worksheets can be written into {__file__}: File exists."),
    ],
)
def test_bad_arguments_get_a_sentence(arguments, sentence, tmp_path):
    assert press.main(arguments, tmp_path / "none") == sentence
    assert not (tmp_path / "none").exists()


def test_the_makefile_hands_its_arguments_on_as_they_came():
    asked = ["make", "--no-print-directory", "-n", "worksheets", "CLASS=3 4", "SEED="]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    last = shlex.split(done.stdout.splitlines()[-1])
    assert last[1:] == ["-m", "teach.press", "--class", "3 4", "--seed", ""]


def test_a_sheet_that_cannot_be_drawn_is_given_up(monkeypatch):
    monkeypatch.setattr(sheets, "TRIES", 10)
    with pytest.raises(RuntimeError, match="10 draws, and none is good"):
        sheets.drawn(np.random.default_rng(0), lambda rng: 1, lambda found: False)


@pytest.mark.parametrize("lesson", AGAIN)
def test_a_page_asks_every_question_and_has_its_blanks(monkeypatch, lesson):
    monkeypatch.setattr(typeset, "pdf", str)
    page = typeset.pages(press.titles()[lesson], press.LESSONS[lesson], {1: many(lesson)[1]})
    for n, question in enumerate(many(lesson)[1].questions, 1):
        assert f"*{n}.* {question.text}" in page
        assert all(f"#blank(${name}$)" in page for name in question.asked)


@pytest.mark.parametrize("made", [typeset.pages, typeset.key])
def test_pages_and_their_key_say_of_which_version_and_seed_they_are(monkeypatch, made):
    monkeypatch.setattr(typeset, "pdf", str)
    page = made(press.titles()[1], press.LESSONS[1], {1: many(1)[1]}, "en", 7)
    assert f"footer: align(right, text(7pt)[{__version__} · SEED=7])" in page
    assert f"[{__version__}]" in typeset.head("1", 12, "en")


def test_the_two_hidden_neurons_differ_and_do_not_add_up_to_1():
    for sheet in many(2).values():
        h1, h2 = (sheet.answers[name] for name in ("h_1", "h_2"))
        assert h1 != h2
        assert abs(h1 + h2 - 1) > 1e-9


def test_no_two_people_vote_alike():
    for sheet in many(5).values():
        votes = re.findall(r"(?:Alice|Bob|Charlie|Diana) ([−\d.]+\d)", sheet.questions[3].text)
        assert len(set(votes)) == 4


def test_a_generator_that_is_none_is_refused():
    with pytest.raises(ValueError, match=r"^rng was 7"):
        sheets.drawn(7, lambda rng: 1, lambda found: True)


@pytest.mark.parametrize("language", [one for one in others() if fonts.characters(one)])
def test_the_fonts_of_paper_have_all_that_is_written_there(language):
    assert f'(name: "{paper(language)}", covers: ' in typeset.fonts(language)
    assert f'"{paper(language)}"' in typeset.fonts("en")
    assert set("“”") <= fonts.characters(language)
    opened = [TTFont(path) for path in typeset.FOLDER.glob("*.otf")]
    own = [font for font in opened if fonts.named(font) == paper(language)]
    assert len(own) == 2, "one for text and one in bold"
    for font in own:
        there = font["cmap"].getBestCmap()
        assert [one for one in fonts.characters(language) if ord(one) not in there] == []
    assert (typeset.FOLDER / "OFL.txt").is_file()


@pytest.mark.parametrize("number", press.LESSONS)
def test_a_page_and_its_key_in_chinese_need_no_font_of_the_computer(monkeypatch, number):
    """Each Chinese character is set in the font of the folder."""
    monkeypatch.setenv("COURSE_LANGUAGE", "zh-CN")
    made = press.sheets(number, 2, 7)
    title = press.titles()[number]
    assert re.match(rf"{number} · [\u4e00-\u9fff]{{2}}", title)
    assert b"NotoSerifCJKsc" in typeset.pages(title, press.LESSONS[number], made, "zh-CN")
    assert b"NotoSerifCJKsc" in typeset.key(title, press.LESSONS[number], made, "zh-CN")


def words_beside_blanks(question):
    """Return the words among the names of answers; "true" is the index of a symbol."""
    return set(re.findall(r'"([^"]+)"', " ".join(question.asked))) - {"true"}


@pytest.mark.parametrize("number", press.LESSONS)
def test_a_pupil_has_the_same_numbers_in_every_language(monkeypatch, number):
    """And is asked as many questions, of which neither text nor blanks are in English still."""
    english = press.sheets(number, 3, 7)
    for language in others():
        monkeypatch.setenv("COURSE_LANGUAGE", language)
        own = press.sheets(number, 3, 7)
        for one, other in zip(english.values(), own.values(), strict=True):
            found = (
                [v for v in x.answers.values() if not isinstance(v, str)] for x in (one, other)
            )
            assert next(found) == next(found)
            for asked, there in zip(one.questions, other.questions, strict=True):
                assert asked.text != there.text
                assert len(asked.asked) == len(there.asked)
                assert not words_beside_blanks(asked) & words_beside_blanks(there)


def test_the_weight_of_lesson_5_is_any_that_may_be_drawn():
    found = {re.search(r"one weight is ([−\d]+)", sheet.questions[3].text)[1]
             for sheet in many(5).values()}  # fmt: skip
    assert found == {"−2", "−1", "1", "2", "3"}


@pytest.mark.parametrize("lesson", press.LESSONS)
def test_a_key_has_the_answers_in_words_and_a_page_its_table(lesson, monkeypatch):
    monkeypatch.setattr(typeset, "pdf", str)
    sheet, title = many(lesson)[1], press.titles()[lesson]
    key = typeset.key(title, press.LESSONS[lesson], {1: sheet})
    for n, question in enumerate(sheet.questions, 1):
        assert not question.said or f"*{n}.* {question.said}" in key
    page = typeset.pages(title, press.LESSONS[lesson], {1: sheet})
    module = import_module(f"teach.press.{press.LESSONS[lesson].module}")
    looks_up = not {"looked_up", "BY_TABLE"}.isdisjoint(vars(module))
    assert ("The sigmoid, to two decimals" in page) == looks_up
