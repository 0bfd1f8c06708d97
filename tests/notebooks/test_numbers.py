"""Numbers in the text of a notebook are those that its code computes."""

import ast
import re

import pytest
from lessons import FORMULA, PATHS, TARGET, Lesson, printed, prose

from tools.marks import ENGLISH, marks

NUMBER = re.compile(
    r"(?<![\w.])([-−])?(\d+\.\d+)(?:e([+-]?\d+)|\s*\\times\s*10\^\{?(-?\d+))?(?![\w.]*\d)"
)
SUBTRACTED = re.compile(r"[\w)}\]]$")
SHARES = re.compile(r"(?:(?:, | and | or | to )\d+\.\d+)* %")  # behind one of some shares


def test_numbers_in_markdown_are_computed(lesson):
    """A number with two or more decimals rounds a stored output or repeats an input of the code.

    Of a share in per cent one decimal is enough.
    """
    known = [value for cell in lesson.code for value in computed(cell)]
    lesson.refuse(
        (cell, f"says {shown}, which no cell computes")
        for cell in lesson.markdown
        for shown, value, unit, signed in claimed(prose(cell))
        if not any(rounds(value, unit, signed, exact) for exact in known)
    )


def claimed(text):
    """Return (as written, value, worth of the last digit, whether a sign is written) of each."""
    text = TARGET.sub("]", text)
    for match in NUMBER.finditer(text):
        minus, digits, *powers = match.groups()
        decimals = len(digits.partition(".")[2])
        if decimals < 2 and not SHARES.match(text, match.end()):
            continue
        power = int(powers[0] or powers[1] or 0)
        signed = bool(minus) and not SUBTRACTED.search(text[: match.start()])
        value = float(digits) * 10.0**power
        yield match[0], -value if signed else value, 10.0 ** (power - decimals), signed


def rounds(value, unit, signed, exact):
    """Is `value` the number `exact`, or its size or its per cent, rounded to its last digit?"""
    sizes = [exact] if signed else [abs(exact), abs(exact) * 100]
    return any(abs(value - size) <= 0.5 * unit * (1 + 1e-9) for size in sizes)


def computed(cell):
    """Return the numbers in the stored text of a code cell, and those that stand in its code."""
    text = printed(cell).replace("−", "-")
    yield from map(float, re.findall(r"(?<![\w.])-?\d+\.?\d*(?:e[+-]?\d+)?", text))
    for node in ast.walk(ast.parse(cell.source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            yield float(node.value)


# Whole numbers from 10 on, outside formulas and code; minutes have a test of their own.
WHOLE = re.compile(r"(?<![\w.,−\-/^{$\\(])(\d{2,}(?:\u00a0\d{3})*)(?![\w]*[.,]?\d|\s*[}^/%])")
# Of five digits or more, in one piece, or grouped by something else than a space that holds.
UNGROUPED = re.compile(r"(?<![\w.])(?:\d{5,}|\d{1,3}(?:[, ]\d{3})+)(?![\w]*\.?\d)")
SUMMARY = r"<summary>[^<]*</summary>"
GIVEN = "the text gives it, and nothing hangs on it"
CLAIM = "a claim, and tested as one"
ROUND = "a round number near one that is printed"
KNOWN = {  # of each notebook, (cell, number): why no cell computes it
    "01_neuron": {
        ("see-a-neuron", 12): "the last step of the Beaufort scale",
        ("powers-of-e-seen", 55): "e to the 4 is 54.6, which the cell prints as exp(-z)",
        ("powers-of-e-seen", 56): "and 1 more",
        ("sigmoid-doubled", 88): "0.8808 in per cent",
        ("sigmoid-by-hand-seen", 88): "0.8808 in per cent",
        ("sigmoid-curve-seen", 37): "exp(-37) is less than half of the step above 1",
        ("overflow", 435): CLAIM,
        ("overflow", 308): "of 1.8e+308",
        ("overflow", 16): "the decimals of 2.2e-16, the step above 1",
    },
    "02_feedforward": {
        ("exercise-count-parameters", 13): "9 + 4",
        ("knobs", 15): "three biases of 5",
        ("knobs-two-seen", 15): "three biases of 5",
        ("product-count-seen", 24): "16 + 8",
        ("cost-caption", 30000): "3 times 10 000",
        ("cost-caption", 100000000): "below 10 000 squared and 10 000 more",
    },
    "03_loss": {
        ("recall", 200): GIVEN,
        ("people", 165): "65 inches in centimetres",
        ("shift-why", 200): ROUND,
        ("shifted-sums-seen", 201): "135 + 66",
        ("judge-seen", 62): "1 - 0.3750 in per cent",
        ("judge-seen", 100): GIVEN,
    },
    "04_backprop": {
        ("knobs-backprop-answers", 25): "Bob's weight, less the reference",
        ("knobs-backprop-answers", 31): "25 + 6",
        ("knobs-slope-figure", 1000): "from tick to tick",
        ("knobs-slope-answer", 16): "digits of a number in double precision",
        ("extra-v", 16): "digits of a number in double precision",
        ("museum-predict", 1000): "the epochs that train takes by itself",
        ("museum-ratios-seen", 300): "the epochs of the museum",
        ("museum-picture-seen", 300): "the epochs of the museum",
    },
    "05_sgd": {
        ("trace-note", 199): "the last of 200 counted from 0",
        ("trace-seen", 100): GIVEN,
        ("trace-seen", 300): GIVEN,
        ("exercise-largest-rate", 100000): CLAIM,
        ("exercise-largest-rate", 60): CLAIM,
        ("exercise-largest-rate-solution", 64): CLAIM,
        ("two-walks-seen", 45): "read off the picture",
        ("two-walks-seen", 52): "read off the picture",
    },
    "06_training": {
        ("new-people", 128): "people.EMILY",
        ("new-people", 63): "people.EMILY",
        ("new-people", 155): "people.FRANK",
        ("new-people", 68): "people.FRANK",
        ("many-final-seen", 800): "200 networks, four people",
        ("new-people", 58): "128 pounds in kilograms, in Chinese",
        ("new-people", 160): "63 inches in centimetres, in Chinese",
        ("new-people", 70): "155 pounds in kilograms, in Chinese",
        ("new-people", 173): "68 inches in centimetres, in Chinese",
        ("break-unshifted-seen", 400): "200 networks, two hidden neurons",
        ("break-shift-seen", 400): "200 networks, two hidden neurons",
        ("one-neuron-seen", 662): "25² + 6² + 1, with the inputs of Bob",
        ("exercise-few-epochs", 150): GIVEN,
        ("exercise-few-epochs", 250): GIVEN,
        ("exercise-few-epochs-solution", 197): "the check of the exercise knows it",
        ("exercise-train-xor", 5000): GIVEN,
        ("exercise-own-table-solution", 118): "in the code of the solution",
        ("xor-run-seen", 76): CLAIM,
        ("xor-run-seen", 78): CLAIM,
        ("xor-run-seen", 23): CLAIM,
    },
    "07_activations": {
        ("revive-seen", 800): "a hundred networks with eight neurons",
        ("dying-seen", 800): "a hundred networks with eight neurons",
        ("network-slopes-seen", 84): "the share of the normal curve below 1, in a teacher's note",
        ("network-slopes-seen", 24): "the height of the normal curve at 1, in a teacher's note",
        ("squash-touched", 19): "steps between twenty layers",
        ("start-seen", 1998): "a year",
        ("start-seen", 2010): "a year",
        ("start-seen", 2015): "a year",
        ("deep-train-seen", 16): GIVEN,
        ("dying-seen", 76): "193 - 117",
        ("frozen-seen", 25): "Bob's weight, less the reference",
        ("exercise-starts", 50): GIVEN,
    },
    "08_optimisers": {
        ("rmsprop-seen", 200): GIVEN,
        ("rmsprop-seen", 190): GIVEN,
        ("units-picture-seen", 140): ROUND,
        ("depth-note", 2000): "the steps of the study, as its table tells",
        ("adam-seen", 1964): "a year",
        ("adam-seen", 2011): "a year",
        ("adam-seen", 2012): "a year",
        ("adam-seen", 2015): "a year",
        ("words-seen", 1300): ROUND,
    },
    "09_playground": {
        ("slow", 250): "a third of the 750 points of these trials",
        ("overfit-seen", 92): "0.92 in per cent",
        ("overfit-seen", 27): "100 - 73",
        ("sick-seen", 27): "100 - 73",
        ("rule-seen", 85): "0.850 in per cent",
        ("decay-picture-seen", 40): "where the axis begins",
        ("sick-answers-seen", 500): "half of 1000",
        ("sick-answers-seen", 26): "99 - 73",
        ("exercise-cure", 900): "the check of the exercise knows it",
        ("exercise-spirals", 500): GIVEN,
        ("spirals-seen", 75): "answers to choose from",
        ("exercise-spirals", 16): "the check of the exercise knows it",
        ("exercise-spirals", 32): "in the code of the solution",
        ("exercise-spirals", 300): "in the code of the solution",
    },
    "10_digits": {
        ("data", 1998): "a year",
        ("parts", 96): "0.975 less two standard deviations of a share of 397 rows",
        ("train", 2410): "65 times 32 and 33 times 10",
        ("curve", 2640): "splits.STEPS",
        ("museum-after", 709): "beyond it exp is infinite in a computer",
        ("exercise-four", 63): GIVEN,
    },
    "11_convolution": {
        ("title", 11): "the number of the notebook",
        (
            "count-seen",
            10000,
        ): "9936, which is 9 times 36 times 24 and 216 times 10, in round numbers",
        ("count-seen", 2368): "64 times 32 and 32 times 10",
        ("back-all-seen", 410): "10 times 4 and 37 times 10",
        ("back-differences-seen", 7200): "200 pictures, 9 squares and 4 kernels",
        ("train-seen", 1200): "1797 less 397 and 200",
        ("kernels-seen", 14): "the number above a kernel",
        ("kernels-seen", 22): "the number above a kernel",
        ("kernels-seen", 23): "the number above a kernel",
        ("museum", 27): "three maps of nine",
        ("museum-train-seen", 1213): "the number of a picture",
        ("extra-shuffled-seen", 397): "1797 less 1200 and 200",
    },
    "12_recurrence": {
        ("title", 11): "a notebook",
        ("check", 11): "a notebook",
        ("question", 11): "a notebook",
        ("adder", 105): "where the explorer starts",
        ("adder", 78): "where the explorer starts",
        ("adder", 255): "8 bits that are 1",
        ("adder-seen", 105): "where the explorer starts",
        ("adder-seen", 78): "where the explorer starts",
        ("adder-seen", 183): "105 + 78",
        ("adder-touched", 255): "8 bits that are 1",
        ("check-slopes-seen", 288): "32 times 9",
        ("train-seen", 4000): "40 times 3200 / 32",
        ("train-seen", 200): "starts.STARTS",
        ("train-seen", 100): "starts.OTHERS",
        ("train-seen", 1500): "15 times 3200 / 32",
        ("train-table-seen", 1500): "15 times 3200 / 32",
        ("train-table-seen", 4000): "40 times 3200 / 32",
        ("state-weights-seen", 200): "starts.STARTS",
        ("long", 14): "starts.NEURONS",
        ("long", 239): "14 times 15, and 14, and 14, and 1",
        ("clip-table", 500): "starts.ASKED",
        ("clip-table", 1500): "starts.MOST_STEPS",
        ("gate-table-note", 249): "3 times 8 times 10, and 9",
        ("gate-table-seen", 1500): "starts.MOST_STEPS",
        ("long-picture-seen", 41): "40 and the first",
        ("gate-steps-seen", 41): "40 and the first",
        ("museum", 64): "8 times 8",
        ("museum", 200): "lapses.EPOCHS",
        ("museum-picture-seen", 200): "lapses.EPOCHS",
        ("exercise-count", 100): GIVEN,
        ("exercise-count", 160): "15 times 10, and 10",
        ("exercise-count", 33): "10 times 3, and 3",
    },
    "13_autograd": {
        ("torch-loop-seen", 4000): "1000 epochs of four people",
        ("conv", 11): "a notebook",
        ("conv-agree-seen", 75): "1200 / 16",
        ("conv-agree-seen", 597): "1797 - 1200",
        ("conv-agree-seen", 11): "a notebook",
        ("museum", 40): "misroutes.EPOCHS",
        ("museum-picture-seen", 40): "misroutes.EPOCHS",
        ("museum-picture-seen", 11): "the museum shows it",
        ("museum-after", 11): "the museum shows it",
        ("exercise-by-graph-solution", 12): "2 * 2 * 3",
        ("exercise-translate", 12): "in the program of the exercise",
        ("exercise-translate", 40): "in the program of the exercise",
        ("exercise-translate", 25): "in the program of the exercise",
        ("question", 12): "a notebook",
        ("question", 14): "a notebook",
    },
    "14_attention": {
        ("title", 10): "a notebook",
        ("book-touched", 50): "a stage of the training, which the explorer offers",
        ("book-numbers-seen", 10): "a notebook",
        ("book-numbers-seen", 512): "neurons of the study, in finders.FINDERS",
        ("book-numbers-seen", 128): "neurons of the study, in finders.FINDERS",
        ("root-seen", 10): "a notebook",
        ("names", 5163): "4130 + 516 + 517",
        ("names-load-seen", 1990): "a year",
        ("names-load-seen", 10): "a notebook",
        ("names-load-seen", 22): "an answer to choose from, and not the right one",
        ("alone-seen", 128): "4 times 32",
        ("rows-same-seen", 10): "a notebook",
        ("train-seen", 1500): "23 times 65 is 1495",
        ("rungs", 10): "numbers a letter of the study, in rungs.RIVALS",
        ("rungs", 1995): "a year",
        ("rungs", 1999): "a year",
        ("rungs", 52): "the width of the study, in rungs.RIVALS",
        ("luck-seen", 52): "the width of the study, in rungs.RIVALS",
        ("parts-seen", 240): "239 and 249, which notebook 12 prints",
        ("parts-seen", 2450): "in the table of the study",
        ("names-load-seen", 1991): "a year",
        ("pairs-descent-seen", 2022): "a year",
        ("not", 2024): "a year",
        ("far-seen", 20): "starts of the study, in the claims",
        ("far-seen", 1500): "15 times 100",
        ("far-starts-seen", 20): "starts of the study, in the claims",
        ("parts-seen", 20): "starts of notebook 12",
        ("parts-seen", 1500): "steps of notebook 12",
        ("museum", 30): "blunders.BATCH",
        ("museum", 20): "blunders.EPOCHS",
        ("museum", 2171): "the numbers of blunders.start()",
        ("museum-train-seen", 100): "blunders.VALIDATION",
        ("museum-picture-seen", 20): "blunders.EPOCHS",
        ("not", 96): "of the source",
        ("not", 175): "of the source",
        ("not", 1750): "the same in Chinese, which counts in 亿, hundreds of millions",
        ("far-starts-seen", 11): "11/16, of 64 cases counted in the claims",
        ("far-starts-seen", 16): "11/16, of 64 cases counted in the claims",
        ("not", 2003): "a year",
        ("not", 2014): "a year",
        ("not", 2021): "a year",
        ("not", 2015): "a year",
        ("not", 2016): "a year",
        ("not", 2017): "a year",
        ("not", 2019): "a year",
        ("not", 2020): "a year",
        ("not", 2022): "a year",
        ("last-page-table", 10): "a notebook",
        ("last-page-table", 2017): "a year",
    },
}


def whole(text, language=ENGLISH):
    """Yield the whole numbers that a text gives, each with what stands around it."""
    minutes = f"{SUMMARY}|{marks(language)['minutes']}"
    text = re.sub(minutes, "", TARGET.sub("]", text), flags=re.MULTILINE)
    text = FORMULA.sub(" ", text)
    for match in WHOLE.finditer(text):
        around = text[max(0, match.start() - 20) : match.end() + 20]
        yield int(re.sub(r"\D", "", match[1])), " ".join(around.split())


def test_whole_numbers_in_markdown_are_computed(lesson):
    """A whole number stands in a stored output or in the code, or is known with a reason."""
    known = {value for cell in lesson.code for value in computed(cell)}
    lesson.refuse(
        (cell, f'says {number} in "{around}", which no cell computes')
        for cell in lesson.markdown
        for number, around in whole(prose(cell), lesson.language)
        if number not in known and (cell.id, number) not in KNOWN.get(lesson.path.stem, {})
    )


@pytest.mark.parametrize("name", KNOWN)
def test_whole_numbers_that_are_known_are_said(name):
    """A reason without its number goes."""
    said = {
        (cell.id, number)
        for path in PATHS
        if path.stem == name
        for cell in Lesson(path).markdown
        for number, _around in whole(prose(cell))
    }
    assert set(KNOWN[name]) - said == set()


def test_the_check_itself():
    """Roundings pass, other digits and signs do not."""
    ((_, value, unit, signed),) = claimed(r"$\sigma(7) = 0.9991$ and 3.5 and w1.25")
    assert rounds(value, unit, signed, 0.9990889488055994)
    assert not rounds(value, unit, signed, 0.99904)
    ((_, value, unit, signed),) = claimed("it is −0.0904.")
    assert rounds(value, unit, signed, -0.09035332)
    assert not rounds(value, unit, signed, 0.09035332)
    ((_, value, unit, signed),) = claimed(r"$2.15 \times 10^{-2}$")
    assert rounds(value, unit, signed, 0.0214695)
    shares = [value for _shown, value, *_rest in claimed("59.9, 71.5 and 66.8 %, 3.5 steps")]
    assert shares == [59.9, 71.5, 66.8]
    ((_, value, unit, signed),) = claimed("1-0.73")
    assert not signed


def test_large_numbers_are_grouped_alike(lesson):
    """Three digits a group, and a space between them at which no line is broken."""
    lesson.refuse(
        (cell, f"says {found[0]}")
        for cell in lesson.markdown
        for found in UNGROUPED.finditer(FORMULA.sub("", TARGET.sub("]", prose(cell))))
    )
