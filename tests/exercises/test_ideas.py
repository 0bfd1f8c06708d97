"""The twelve questions: what is answered is in the code, and a class is counted as it answered."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import classroom, codes, ideas, record, widgets
from helpers.codes import Damaged, Field
from helpers.ideas import Sheet

ANSWERS = st.lists(st.sampled_from([*"ABCD", ""]), min_size=12, max_size=12).map(tuple)
SHEETS = st.builds(Sheet, st.sampled_from(ideas.DAYS), st.integers(0, 2**20 - 1), ANSWERS)


@pytest.fixture(autouse=True)
def empty():
    """Begin and end each test without an answer."""
    ideas.CHOSEN.clear()
    yield
    ideas.CHOSEN.clear()


def answered(day, *found):
    """Return the letters of answers by what they are: r, 1, 2, 3, or "" for an open question."""
    kinds = [*found, *[""] * (12 - len(found))]
    pairs = zip(ideas.OPTIONS[day], kinds, strict=True)
    return tuple("ABCD"[options.index(kind)] if kind else "" for options, kind in pairs)


def code(day, word, *found):
    return ideas.written(Sheet(day, ideas.number_of(word), answered(day, *found)))


@given(SHEETS)
def test_a_sheet_that_is_written_is_read(sheet):
    kind, bits = record.opened(ideas.written(sheet))
    assert kind == record.IDEAS
    assert ideas.read(bits) == sheet


def test_a_sheet_of_another_edition_is_told():
    """Of other questions, or with letters that there are not."""
    for edition, answer in ((ideas.EDITION - 1, 1), (ideas.EDITION, 7)):
        fields = [Field(edition, 4), Field(0, 1), Field(5, 20), *[Field(answer, 3)] * 12]
        code = codes.write([*record.head(record.IDEAS), *fields])
        with pytest.raises(Damaged, match=r"^written by another edition of the course$"):
            ideas.read(record.opened(code)[1])


def test_every_question_has_each_option_once_and_no_letter_is_right_too_often():
    for options in ideas.OPTIONS.values():
        assert len(options) == len(ideas.ideas()) == 12
        assert all(sorted(one) == ["1", "2", "3", "r"] for one in options)
        right = [one.index("r") for one in options]
        assert [right.count(place) for place in range(4)] == [3, 3, 3, 3]
    assert all(a != b for a, b in zip(*ideas.OPTIONS.values(), strict=True))


def test_no_two_beliefs_have_one_name():
    names = [name for idea in ideas.ideas() for name in (idea.name, *idea.misconceptions)]
    assert len(set(names)) == len(names) == 48


@pytest.mark.parametrize(
    "other", ["elm street 46", " Elm  Street 46", "ELM STREET 46", "elmstreet46"]
)
def test_a_word_may_be_written_in_other_ways(other):
    assert ideas.number_of(other) == ideas.number_of("Elm Street 46")
    assert ideas.number_of("Elm Street 47") != ideas.number_of("Elm Street 46")


# ---------------------------------------------------------------- a learner


def test_the_buttons_keep_what_is_chosen():
    row = widgets.Question("last", 3)
    assert row.children[0].value == "question 3"
    assert row.letters.value is None
    row.letters.value = "C"
    assert ideas.CHOSEN["last", 3] == "C"
    assert widgets.Question("last", 3).letters.value == "C"  # the cell is run again
    row.leave.click()
    assert row.letters.value is None
    assert ideas.CHOSEN["last", 3] == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("second", 1), "day was 'second'"),
        (("first", 13), "number was 13"),
        (("first", 0), "number was 0"),
    ],
)
def test_a_question_that_is_none_is_refused(arguments, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        widgets.Question(*arguments)


def test_the_code_has_the_answers(capsys):
    ideas.code("first", ...)
    assert capsys.readouterr().out.startswith("No code yet. Put a word")
    ideas.code("first", "elm")
    assert capsys.readouterr().out == "No question has been answered yet, so there is no code.\n"
    letters = "BDACACDBDBCA"
    for number, letter in enumerate(letters[:11], 1):
        ideas.choose("first", number, letter)
    ideas.code("first", "elm")
    written, still = capsys.readouterr().out.splitlines()
    assert still == "Still open: 12."
    _kind, bits = record.opened(written)
    assert ideas.read(bits) == Sheet("first", ideas.number_of("elm"), (*letters[:11], ""))
    ideas.choose("first", 12, "A")
    ideas.code("first", "elm")
    whole = capsys.readouterr().out
    ideas.typed("first", "ELM", "BDAC acdb DBCA")  # from paper: the same code
    assert capsys.readouterr().out == whole


@pytest.mark.parametrize("letters", ["BDAC", "BDACACDBDBCAA", "BDACACDBDBCE", 7])
def test_letters_that_are_no_answers_are_refused(letters):
    with pytest.raises(ValueError, match=r"^letters was "):
        ideas.typed("first", "elm", letters)


def test_a_word_that_is_none_is_refused():
    with pytest.raises(ValueError, match=r"^word was ' '; expected a word"):
        ideas.typed("first", "  ", "B" * 12)
    with pytest.raises(ValueError, match=r"^word was 5; expected a text"):
        ideas.code("first", 5)


# ---------------------------------------------------------------- a class


def test_a_class_is_counted():
    text = "\n".join([
        code("first", "a", "1", "r", "2"),
        code("last", "a", "r", "1", "2"),
        code("first", "b", "1", "r", ""),
        code("last", "b", "1", "r", "r"),
        code("first", "c", "3", "3", "3"),
        code("last", "d", "1", "2", ""),
    ])  # fmt: skip
    room = classroom.read(text)
    said = str(room).splitlines()
    assert said[2] == "Twelve ideas: 3 on the first day, 3 on the last, 2 on both."
    assert said[4].split() == ["first", "day", "last", "day", "to", "right", "from", "right"]
    assert said[5].split()[-4:] == ["0", "1", "1", "0"]
    assert said[6:8] == [
        "     larger weights say yes more often: 2 → 2, stayed with 1",
        "     what grows alike changes nothing: 1 → 0, stayed with 0",
    ]
    assert said[8].split()[-4:] == ["2", "1", "0", "1"]
    assert said[12].split()[-4:] == ["0", "1", "1", "0"]  # what was open counts as not right
    assert said[13] == "     squashing makes a probability: 1 → 1, stayed with 1"
    assert said[-3:] == [
        "Not counted, or only in part:",
        f"  line 5: {text.splitlines()[4]}: no code of the other day has this word; it counts for "
        "its own day alone",
        f"  line 6: {text.splitlines()[5]}: no code of the other day has this word; it counts for "
        "its own day alone",
    ]


def test_one_day_alone_has_no_moves_and_no_complaint():
    said = str(classroom.read(code("first", "a", "1") + "\n" + code("first", "b", "r")))
    assert "Not counted" not in said
    assert said.splitlines()[5].split()[-4:] == ["1", "–", "–", "–"]
    assert said.splitlines()[6] == "     larger weights say yes more often: 1"


def test_two_codes_of_one_word_and_day_are_told_and_the_fuller_counts():
    short, full = code("first", "a", "1"), code("first", "a", "1", "r")
    for text in (f"{short}\n{full}", f"{full}\n{short}"):
        room = classroom.read(text)
        (sheet,) = room.sheets.values()
        assert sheet.answers == answered("first", "1", "r")
        (trouble,) = room.troubles
        assert (trouble.line, trouble.why) == (
            2, "of the same word and day as line 1; the fuller one counts")  # fmt: skip


def test_both_kinds_of_codes_may_be_pasted_together():
    lesson = record.written(record.Record(1, 5, (record.Exercise(record.RIGHT),) * 5))
    room = classroom.read(f"Mia {lesson} and {code('last', 'x', 'r')}")
    assert (len(room.records["neuron"]), len(room.sheets), room.troubles) == (1, 1, [])
