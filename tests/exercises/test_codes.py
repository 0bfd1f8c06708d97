"""Codes carry what checks said to a teacher, and nothing that is damaged is counted or lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lessons import PATHS, Lesson

from helpers import classroom, codes, exercises, record
from helpers.codes import LETTERS, Damaged, Field
from helpers.exercises.report import LESSONS, exercises_of
from helpers.record import NOT_QUITE, OPEN, RIGHT, Exercise, Record

FIELDS = st.integers(1, 24).flatmap(
    lambda bits: st.builds(Field, st.integers(0, 2**bits - 1), st.just(bits))
)


@pytest.fixture(autouse=True)
def empty():
    """Begin and end each test with a record in which nothing stands."""
    record.SAID.clear()
    record.whose.cache_clear()
    yield
    record.SAID.clear()
    record.whose.cache_clear()


def record_of(lesson=1, whose=7, *said):
    """Return a record whose first exercises are as they are told, the others open."""
    names = exercises_of(LESSONS[lesson - 1])
    return Record(lesson, whose, (*said, *[Exercise()] * (len(names) - len(said))))


# ---------------------------------------------------------------- letters and numbers


@given(st.lists(FIELDS, min_size=1, max_size=12))
def test_what_is_written_is_read(fields):
    bits = codes.read(codes.write(fields))
    assert [bits.take(field.bits) for field in fields] == [field.number for field in fields]


@given(st.lists(FIELDS, min_size=1, max_size=6), st.data())
def test_one_wrong_letter_is_always_seen(fields, data):
    code = codes.write(fields)
    place = data.draw(st.sampled_from([i for i, x in enumerate(code) if x != "-" and i > 1]))
    other = data.draw(st.sampled_from([x for x in LETTERS if x != code[place]]))
    with pytest.raises(Damaged):
        codes.read(code[:place] + other + code[place + 1 :])


def test_a_code_looks_as_the_module_says():
    """Worked by hand: 5 and 3 are 00101 00011, the letters 5 and 3; 8 letters are told as 08."""
    code = codes.write([Field(5, 5), Field(3, 5)])
    assert re.fullmatch(r"NN-0853-[0-9A-Z]{4}", code)
    assert codes.read(code).bits == "0010100011"


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("0", "O"),
                                   lambda code: code.replace("1", "l"),
                                   lambda code: code.replace("-", "–"),
                                   lambda code: code.replace("-", "")])  # fmt: skip
def test_a_code_may_be_typed_in_other_ways(typed):
    code = codes.write([Field(33, 10), Field(1, 5)])
    assert {"0", "1"} <= set(code)
    assert codes.read(typed(code)).bits == codes.read(code).bits
    assert codes.find(f"Anna: {typed(code)}, done")[0] == [(1, typed(code))]


def test_a_code_may_come_from_a_keyboard_for_chinese():
    """With letters and hyphens twice as wide; and some chats put signs without width in between."""
    code = codes.write([Field(33, 10), Field(1, 5)])
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    assert wide.isascii() is False
    assert codes.read(wide).bits == codes.read(code).bits
    assert codes.find(f"王芳：{wide}\u3000完成")[0] == [(1, code)]
    assert codes.find(f"王芳 {code[:5]}\u200b{code[5:]}")[0] == [(1, code)]


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda code: code[:-3], "cut: 9 of 12 letters"),
        (lambda code: code[:6], "cut: 3 of 12 letters"),
        (lambda code: code + "-77", "too long: 14 letters, and it has 12"),
        (lambda code: code[:-1] + ("2" if code[-1] != "2" else "3"), "a letter in it is wrong"),
        (lambda code: code.replace("0", "U", 1), "U stands in no code"),
        (lambda code: "NN-0", "no code of this course"),
        (lambda code: "hello", "no code of this course"),
    ],
)
def test_a_damaged_code_is_told_its_damage(damage, sentence):
    code = codes.write([Field(1, 10), Field(77, 20)])
    with pytest.raises(Damaged, match=f"^{re.escape(sentence)}$"):
        codes.read(damage(code))


def test_a_code_that_ends_too_early_is_told_so():
    with pytest.raises(Damaged, match=r"^it ends too early$"):
        codes.read(codes.write([Field(1, 5)])).take(6)


# ---------------------------------------------------------------- what the checks said


def test_the_record_keeps_what_was_said_last_and_the_mistakes_on_the_way(capsys):
    exercises.and_gate([1, 1], -0.5)
    exercises.and_gate([1, 1], -0.5)
    exercises.and_gate([0, 0], 1)
    exercises.and_gate([1, 1], -1.5)
    exercises.or_gate([..., ...], ...)
    exercises.xor_corners([1, 1], "x")
    said = record.SAID
    assert said["neuron", "and_gate"].state == RIGHT
    named = [classroom.named("neuron", one) for one in said["neuron", "and_gate"].mistakes]
    assert [text.split(":")[0] for text in named] == [
        "This is an OR gate",
        "The output is above 0.5 at all four corners. At (0, 0) only the bias counts",
    ]
    assert said["neuron", "or_gate"] == Exercise(OPEN)
    assert said["neuron", "xor_corners"].state == NOT_QUITE
    assert len(said["neuron", "xor_corners"].mistakes) == 1


def test_only_the_latest_mistakes_are_kept_each_once():
    for sentence in ("a", "b", "c", "a", "d"):
        record.keep("neuron", "and_gate", NOT_QUITE, sentence)
    latest = tuple(map(record.number, "cad"))
    assert record.SAID["neuron", "and_gate"] == Exercise(NOT_QUITE, latest)


@given(st.lists(st.builds(Exercise, st.integers(0, 2),
                          st.lists(st.integers(0, 2**20 - 1), max_size=3).map(tuple)),
                max_size=15), st.integers(1, 14), st.integers(0, 2**20 - 1))  # fmt: skip
def test_a_record_that_is_written_is_read(said, lesson, whose):
    one = Record(lesson, whose, tuple(said))
    kind, bits = record.opened(record.written(one))
    assert kind == record.LESSON
    assert record.read(bits) == one


def test_codes_of_other_editions_and_kinds_are_told():
    other = codes.write([Field(2, 3), Field(0, 2), Field(1, 5)])
    with pytest.raises(Damaged, match=r"^written by another edition of the course$"):
        record.opened(other)
    kind = codes.write([Field(1, 3), Field(3, 2), Field(1, 5)])
    with pytest.raises(Damaged, match=r"^the code of another kind of page$"):
        record.opened(kind)


def test_an_untouched_notebook_has_no_code(capsys):
    exercises.and_gate([..., ...], ...)
    capsys.readouterr()
    exercises.report.code(1)
    assert capsys.readouterr().out == "No answer has been checked yet, so there is no code.\n"


def test_a_notebook_with_answers_prints_the_same_code_again(capsys):
    exercises.and_gate([1, 1], -1.5)
    capsys.readouterr()
    exercises.report.code(1)
    exercises.report.code(1)
    first, second = capsys.readouterr().out.split()
    assert first == second
    found = classroom.opened(first)
    assert (found.lesson, found.whose) == (1, record.whose())
    assert [one.state for one in found.exercises] == [OPEN, RIGHT, OPEN, OPEN, OPEN]


def test_a_notebook_that_there_is_not_meets_a_sentence():
    with pytest.raises(ValueError, match=r"^number was 15; expected a whole number from 1 to 14"):
        exercises.report.code(15)
    with pytest.raises(ValueError, match=r"^lesson was 'neurons'; expected one of neuron, "):
        exercises.report.exercises_of("neurons")


def test_two_kernels_are_told_apart_by_chance():
    drawn = set()
    for _kernel in range(50):
        record.whose.cache_clear()
        drawn.add(record.whose())
    assert len(drawn) >= 45  # of a million numbers; two alike are a rare accident


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_exercises_of_a_code_are_those_of_the_notebook(path):
    number = int(path.stem[:2])
    code = "\n".join(cell.source for cell in Lesson(path).code)
    called = re.findall(r"^exercises\.(\w+)\(", code, re.MULTILINE)
    assert sorted(set(called)) == sorted(exercises_of(LESSONS[number - 1]))


# ---------------------------------------------------------------- a class


def test_no_two_sentences_of_a_lesson_have_one_number():
    for lesson in LESSONS:
        sentences = classroom._sentences(lesson) | classroom._sentences("verdict")
        texts = set(sentences.values())
        assert len({record.number(text) for text in texts}) == len(texts) == len(sentences)


def test_a_class_is_counted():
    mistake = "y = {value} is z. The output is what the sigmoid makes of z."
    wrong = Exercise(NOT_QUITE, (record.number(mistake),))
    answers = [[Exercise(RIGHT, wrong.mistakes)], [wrong], [Exercise(RIGHT), Exercise(RIGHT)]]
    seen = [record_of(1, n, *said) for n, said in enumerate(answers)]
    text = "\n".join(f"pupil {n}: {record.written(one)}" for n, one in enumerate(seen))
    said = str(classroom.read(text)).splitlines()
    assert said[0] == "Codes of each notebook: 1: 3."
    assert said[2].split() == ["1", "·", "neuron", "right", "not", "quite", "open"]
    assert said[3].split() == ["neuron_by_hand", "2", "1", "0"]
    assert said[4] == "      2 × y = … is z. The output is what the sigmoid makes of z."
    assert said[5].split() == ["and_gate", "1", "0", "2"]


def test_nothing_that_is_pasted_is_lost():
    one, fuller = record_of(1, 5, Exercise(NOT_QUITE)), record_of(1, 5, Exercise(RIGHT))
    other = record_of(2, 5, Exercise(RIGHT))
    text = "\n".join(
        [
            record.written(one),
            f"from Ben: {record.written(fuller)}",
            record.written(fuller),
            record.written(other)[:-2],
            "see you tomorrow",
            record.written(Record(3, 9, (Exercise(),))),
            record.written(other),
            "",
        ]
    )
    room = classroom.read(text)
    assert room.records == {"neuron": [fuller], "feedforward": [other]}
    told = [(t.line, t.why) for t in room.troubles]
    twice = "from the same notebook as line 1; the fuller one counts"
    assert told == [
        (2, twice),
        (3, twice),
        (4, f"cut: {len(record.written(other).replace('-', '')) - 4} of "
            f"{len(record.written(other).replace('-', '')) - 2} letters"),
        (5, "no code of this course"),
        (6, "written by another edition of the course"),
    ]  # fmt: skip
    said = str(room).splitlines()
    assert said[said.index("Not counted, or only in part:") + 4] == (
        "  line 5: see you tomorrow: no code of this course"
    )


def test_an_empty_text_is_no_class():
    assert str(classroom.read("")) == "Codes of each notebook: 0."


# ---------------------------------------------------------------- as a chat hands it on

BOTH = "NN-0S41-NBK1-AN49-WD4Y-YW50-0ZBH-P", "NN-0N41-188J-B549-WC00-0XN0-0"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (BOTH[0].replace("-", " ") + " Mia", 1),
        (f"Mia: {BOTH[0][:14]}\n{BOTH[0][14:]}\nJon: {BOTH[1]}", 2),
        (BOTH[0] + BOTH[1], 2),
        ("".join(BOTH).replace("-", "").lower() + "\nno code", 2),
        (f"Ann{BOTH[0]}", 1),
        (f"7{BOTH[0]}", 1),
    ],
)
def test_a_code_in_pieces_is_put_together_and_two_in_one_are_parted(text, count):
    room = classroom.read(text)
    assert sum(map(len, room.records.values())) == count
    assert [one.why for one in room.troubles] == ["no code of this course"] * ("no code" in text)


@pytest.mark.parametrize(
    "lost",
    [
        "0N41-188J-B549-WC00-0XN0-0",
        "AB-1234-5678-9ABC",
        "41‑188J‑B549‑WC00‑0XN0‑0",
        "FCAD-QGMM-EARA",
        "B549-WC00",
        "J-B549",
        "B549-W",
    ],
    ids=[
        "without its mark",
        "of somebody else",
        "without its head",
        "its middle, without a digit",
        "two groups of it",
        "a letter and a group",
        "a group and a letter",
    ],
)
def test_what_is_like_a_code_beside_one_is_told(lost):
    for text in (f"{BOTH[0]}\t{lost}", f"Mia: {lost}, Jon: {BOTH[0]}"):
        room = classroom.read(text)
        assert sum(map(len, room.records.values())) == 1
        assert [(one.line, one.text) for one in room.troubles] == [(1, lost)]


def test_names_and_days_beside_a_code_are_none():
    room = classroom.read(f"Anne-Marie-Sophie, EVA-MAY, 7b, 2026-11-30 10:15, 0151-2345: {BOTH[0]}")
    assert room.troubles == []


def test_a_cut_code_does_not_swallow_the_whole_one_behind_it():
    room = classroom.read(BOTH[0][:-6] + BOTH[1])
    assert sum(map(len, room.records.values())) == 1
    assert [one.why.split(":")[0] for one in room.troubles] == ["cut"]


def test_letters_that_are_no_code_are_not_called_cut():
    (trouble,) = classroom.read("NN-ZZZZZZ").troubles
    assert trouble.why == "no code of this course"


@pytest.mark.parametrize("field", [Field(32, 5), Field(-1, 5)])
def test_a_number_without_room_is_refused(field):
    with pytest.raises(ValueError, match=r"^fields was .*numbers for which there is room"):
        codes.write([field])
