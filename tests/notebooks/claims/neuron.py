"""What notebook 1 claims, and whether it is so."""

import random
import re
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise
from math import exp, log

import numpy as np
import plain
import pytest
from lessons import ROOT, Lesson, solution_code
from plain import CORNERS

from helpers.network import Neuron
from helpers.widgets.gates import GATES

DAY = (4, 3)
DAYS = [DAY, (0, 0), (5, 7), (1, 5)]


def drawn(count, seed=0):
    """Yield settings w1, w2, b of neurons, small and large ones."""
    rng = random.Random(seed)
    for _neuron in range(count):
        size = 10 ** rng.uniform(-1, 3)
        yield tuple(rng.uniform(-size, size) for _number in range(3))


def answers(w1, w2, b):
    """Return what a neuron says at the four corners, 1 for yes and 0 for no."""
    return tuple(int(w1 * x1 + w2 * x2 + b > 0) for x1, x2 in CORNERS)


def turns_at_five_thirds():
    """With w2 = -1.6 the day is a yes, with -1.7 a no, and z is 0 at -5/3."""
    outputs = [plain.neuron(2, w2, -3, DAY)[1] for w2 in (-1.6, -1.7)]
    assert 0.5 < outputs[0] < 0.6
    assert outputs[1] < 0.5
    assert 2 * DAY[0] - 3 - Fraction(5, 3) * DAY[1] == 0


def weights_have_their_signs():
    """A larger input raises the sum with a weight above 0, lowers it below 0, and not at 0."""
    rng = random.Random(1)
    for w1, w2, b in drawn(300):
        x1, x2, step = (rng.uniform(0.1, 10) for _number in range(3))
        for w in (abs(w1), -abs(w1), 0):
            change = (
                plain.neuron(w, w2, b, (x1 + step, x2))[0] - plain.neuron(w, w2, b, (x1, x2))[0]
            )
            assert np.sign(change) == np.sign(w)


def below_0_is_a_no():
    """The sigmoid is below 0.5 where z is below 0, as 1 / (1 + e^-z) tells without a helper."""
    rng = random.Random(2)
    assert all(1 / (1 + exp(-z)) < 0.5 for z in (-rng.uniform(1e-9, 700) for _z in range(3000)))


def one_straight_line():
    """Between two points of one side there is none of the other, and both sides exist."""
    rng = random.Random(3)
    for w1, w2, b in drawn(300):
        points = [(rng.uniform(-8, 8), rng.uniform(-8, 8)) for _point in range(30)]
        yes = [p for p in points if plain.neuron(w1, w2, b, p)[0] > 0]
        no = [p for p in points if plain.neuron(w1, w2, b, p)[0] <= 0]
        for side, is_yes in ((yes, True), (no, False)):
            for (ax, ay), (bx, by) in pairwise(side):
                share = rng.random()
                between = ax + share * (bx - ax), ay + share * (by - ay)
                assert (plain.neuron(w1, w2, b, between)[0] > 0) == is_yes
        far = [(s * w1 * 1e6, s * w2 * 1e6) for s in (1, -1)]
        assert [plain.neuron(w1, w2, b, p)[0] > 0 for p in far] == [True, False]


def without_w2_the_wind_is_mute():
    """With w2 = 0 the output is the same for any x2, and it is 0.5 at x1 = 1.5."""
    for x1 in (-3, 1.5, 4):
        outputs = {plain.neuron(2, 0, -3, (x1, x2))[1] for x2 in range(-8, 9)}
        assert len(outputs) == 1
    assert plain.neuron(2, 0, -3, (1.5, 7)) == (0, 0.5)


def turned_round_it_is_as_firm():
    """With all signs turned the output y becomes 1 - y, for any neuron and any input."""
    rng = random.Random(4)
    for w1, w2, b in drawn(500):
        x = rng.uniform(-8, 8), rng.uniform(-8, 8)
        turned = Neuron([-w1, -w2], -b).feedforward(x)
        assert turned == pytest.approx(1 - Neuron([w1, w2], b).feedforward(x), abs=1e-12)


def three_of_four_are_right():
    """The neuron of the beach says no at all corners, and the sum at (1, 1) is -2."""
    assert plain.neuron(2, -1, -3, (1, 1))[0] == -2
    assert answers(2, -1, -3) == (0, 0, 0, 0)
    assert [x1 and x2 for x1, x2 in CORNERS] == [0, 0, 0, 1]


def nand_is_and_turned_round():
    """NAND is the opposite of AND, made with its signs turned round, and differs once from XOR."""
    assert [1 - label for label in GATES["AND"]] == list(GATES["NAND"])
    assert answers(1, 1, -1.5) == GATES["AND"]
    assert answers(-1, -1, 1.5) == GATES["NAND"]
    assert [a == b for a, b in zip(GATES["NAND"], GATES["XOR"], strict=True)].count(True) == 3


def the_cousin_wants_one_of_them():
    assert [int(x1 + x2 == 1) for x1, x2 in CORNERS] == list(GATES["XOR"])


def one_neuron_makes_fourteen_gates():
    """Of the sixteen tables neurons make all but XOR and its opposite; three corners are made."""
    made = {answers(*setting) for setting in drawn(20000)}
    assert len(made) == 14
    assert {(0, 1, 1, 0), (1, 0, 0, 1)}.isdisjoint(made)
    assert max(sum(a == b for a, b in zip(m, GATES["XOR"], strict=True)) for m in made) == 3
    for w1, w2, b in drawn(2000):  # and the reason: the same sum would be above 0 and below it
        w1, w2, b = Fraction(w1), Fraction(w2), Fraction(b)
        assert (w2 + b) + (w1 + b) == b + (w1 + w2 + b)


def a_larger_bias_says_yes_more_often():
    """What was a yes at b = -3 is one at b = 3, and the line keeps its direction."""
    rng = random.Random(5)
    days = [(rng.uniform(-8, 8), rng.uniform(-8, 8)) for _day in range(3000)]
    yes = [{day for day in days if plain.neuron(2, -2, b, day)[0] > 0} for b in (-3, 3)]
    assert yes[0] < yes[1]
    assert [plain.neuron(2, -2, b, (-b / 2 + s, s))[0] for b in (-3, 3) for s in (-1, 5)] == [0] * 4


def doubling_makes_surer():
    """With all three numbers doubled no answer changes sides, and each is further from 0.5."""
    rng = random.Random(6)
    for w1, w2, b in drawn(500):
        w1, w2, b = (number / 1000 for number in (w1, w2, b))  # so that few are at 0 or 1
        x = rng.uniform(-8, 8), rng.uniform(-8, 8)
        once, twice = (plain.neuron(k * w1, k * w2, k * b, x)[1] for k in (1, 2))
        assert (once > 0.5) == (twice > 0.5)
        assert abs(twice - 0.5) > abs(once - 0.5)


def power_of_1000_has_435_digits():
    assert len(str(int(Decimal(1000).exp(Context(prec=500))))) == 435


def nothing_is_lost_below_minus_700():
    """The output at -700 begins with more than three hundred zeros."""
    y = 1 / (1 + Decimal(700).exp(Context(prec=60)))
    assert y.adjusted() < -301


def a_step_of_2_leaves_a_seventh():
    assert [exp(-z) / exp(2 - z) for z in (2, 4)] == pytest.approx([1 / 7] * 2, rel=0.06)


def any_base_squashes():
    """With any base above 1 the function climbs from 0 to 1, is a half at 0, and has the mirror."""
    for base in (1.01, 2, 3, 10, 1000):
        outputs = [1 / (1 + Fraction(base) ** -z) for z in range(-80, 81)]
        mirrored = [1 - y for y in reversed(outputs)]
        assert outputs == sorted(outputs)
        assert outputs[80] == Fraction(1, 2)
        assert outputs == mirrored
        assert 0 < outputs[0] < outputs[-1] < 1


def only_e_leaves_no_factor():
    """The slope is the logarithm of the base times y (1 - y), and that is 1 for e alone."""
    for base in (2, exp(1), 10):
        low, y, high = (1 / (1 + base**-z) for z in (0.7 - 1e-5, 0.7, 0.7 + 1e-5))
        factor = (high - low) / 2e-5 / (y * (1 - y))
        assert factor == pytest.approx(log(base), rel=1e-6)
        assert (factor == pytest.approx(1, rel=1e-6)) == (base == exp(1))


def a_table_comes_first():
    """Vectors may change places; a table of days may not."""
    X, w = np.array(DAYS), np.array([2, -1])
    assert X[0] @ w == w @ X[0] == 5
    with pytest.raises(ValueError, match="matmul"):
        w @ X
    assert not np.array_equal(w @ X[:2], X[:2] @ w)  # no error, and other numbers


def a_product_adds_nothing_up():
    assert (np.array(DAYS) * np.array([2, -1])).shape == (4, 2)


def the_line_climbs_by_two():
    """On the line x2 = 2 x1 - 3 the sum is 0, and it leaves the floor at 1.5."""
    for x1 in (1.5, 2.5, 3.5, 6.5):
        assert plain.neuron(2, -1, -3, (x1, 2 * (x1 - 1.5)))[0] == 0


def both_days_are_as_far():
    """From (3, 1) to (4, 3) is the way along the line, and the sum is the same at both."""
    assert (4 - 3, 3 - 1) == (1, 2)
    assert plain.neuron(2, -1, -3, (3, 1))[0] == plain.neuron(2, -1, -3, DAY)[0]


def infinity_is_harmless_on_one_side():
    with np.errstate(over="ignore", invalid="ignore"):
        huge = np.exp(1000.0)
        assert 1 / (1 + huge) == 0
        assert np.isnan(huge / (huge + 1))


def an_if_takes_no_table():
    """The solution of the extra decides for one number, and NumPy refuses a table there."""
    lesson = Lesson(ROOT / "notebooks/en/01_neuron.ipynb")
    (cell,) = [c for c in lesson.cells if c.id == "exercise-stable-sigmoid-solution"]
    space = {"np": np}
    exec(solution_code(cell)[0], space)
    assert space["stable_sigmoid"](-1000) == 0
    with pytest.raises(ValueError, match=re.escape("more than one element")):
        space["stable_sigmoid"](np.array([-1.0, 1.0]))


CLAIMS = {
    "at −1.7 it has become a no": turns_at_five_thirds,
    "below 0 it makes it speak for a no": weights_have_their_signs,
    "A sum below 0 will turn out to be a no": below_0_is_a_no,
    "and −3 makes a rather firm no": below_0_is_a_no,
    "Any number above 1 would squash as well": any_base_squashes,
    "come out with any number above 1 in the place of $e$": any_base_squashes,
    "the arithmetic of notebook 4 the shortest": only_e_leaves_no_factor,
    "`w @ X` is a *ValueError* here": a_table_comes_first,
    "it would be wrong numbers and no error at all": a_table_comes_first,
    "so the shape of what it gives is (4, 2)": a_product_adds_nothing_up,
    "climbs by two steps of wind": the_line_climbs_by_two,
    "which is parallel to the dashed one": both_days_are_as_far,
    "with yes on one side and no on the other": one_straight_line,
    "no longer changes the answer": without_w2_the_wind_is_mute,
    "says no exactly as firmly": turned_round_it_is_as_firm,
    "and the neuron says no, so three of four corners are right": three_of_four_are_right,
    "her NAND is AND with yes and no exchanged": nand_is_and_turned_round,
    "by the mirror that takes no more than turning all signs round": nand_is_and_turned_round,
    "she has what she wants": nand_is_and_turned_round,
    "yes at (0, 1) and (1, 0), no at": the_cousin_wants_one_of_them,
    "NAND has three right as well": nand_is_and_turned_round,
    "it cannot be both": one_neuron_makes_fourteen_gates,
    "no neuron can have": one_neuron_makes_fourteen_gates,
    "A larger bias makes the neuron easier to please, and": a_larger_bias_says_yes_more_often,
    "which makes the neuron surer on both sides": doubling_makes_surer,
    "a number of 435 digits": power_of_1000_has_435_digits,
    "0 for more than three hundred decimals": nothing_is_lost_below_minus_700,
    "the true value has more than four hundred zeros": power_of_1000_has_435_digits,
    "it would have to divide infinity by infinity": infinity_is_harmless_on_one_side,
    "leaves only about a seventh of it": a_step_of_2_leaves_a_seventh,
    "so this function takes no table": an_if_takes_no_table,
}

PLAIN = {
    "so there are no brackets after it": "says why Python writes it so",
    "No module named 'helpers'": "what Python says",
    "near 0 means *no*": "says what the numbers are to mean",
    "on the scale from no to yes": "names the two ends of the scale",
    "until the answer turns into a no?": "a question",
    "adds and says yes or no": "an instruction for the teacher",
    "the colour of *no*": "says what a colour means",
    "a blue square one where it says no": "says what the marks of the picture mean",
}
