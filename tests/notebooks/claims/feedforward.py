"""What notebook 2 claims, and whether it is so.

Nearly all is computed in plain Python, neuron by neuron, where the notebook has NumPy.
"""

import random
from itertools import pairwise, product
from math import log, sqrt

import numpy as np
import pytest
from plain import CORNERS, sigmoid

LIT = {(0, 0): False, (0, 1): True, (1, 0): True, (1, 1): False}  # when exactly one switch is up
GATES = ((1, 1, -0.5), (-1, -1, 1.5), (1, 1, -1.5))  # OR, NAND, AND: two weights and a bias


def neuron(numbers, one, other):
    w, v, b = numbers
    return sigmoid(w * one + v * other + b)


def times(k, gates=GATES):
    return [tuple(k * number for number in gate) for gate in gates]


def outputs(gates, x1, x2):
    """Return h1, h2 and y_pred."""
    first, second, third = gates
    h1, h2 = neuron(first, x1, x2), neuron(second, x1, x2)
    return h1, h2, neuron(third, h1, h2)


def lit(gates):
    return {corner: outputs(gates, *corner)[2] > 0.5 for corner in CORNERS}


def drawn(seed=0, many=2000):
    """Yield neurons with numbers from a bell curve, wide enough that lines lie everywhere."""
    chance = random.Random(seed)
    for _trial in range(many):
        yield tuple(chance.gauss(0, 3) for _number in range(3))


def no_neuron_is_the_lamp():
    """Where both lit corners are above 0, one of the dark ones is: the sums of both pairs agree."""
    met = 0
    for w, v, b in drawn():
        if min(w + b, v + b) > 0:
            met += 1
            assert max(b, w + v + b) > 0
            assert (w + b) + (v + b) - b - (w + v + b) < 1e-9
    assert met > 300


def a_line_around_both_has_a_third_corner():
    """Also with the sides turned round."""
    for (w, v, b), side in product(drawn(1), (1, -1)):
        sums = {corner: side * (w * corner[0] + v * corner[1] + b) for corner in CORNERS}
        if min(sums[0, 1], sums[1, 0]) > 0:
            assert max(sums[0, 0], sums[1, 1]) > 0


def four_times_is_surer_of_the_same():
    chance = random.Random(2)
    for gate in drawn(2):
        x = chance.gauss(0, 2), chance.gauss(0, 2)
        before, after = neuron(gate, *x) - 0.5, neuron(times(4, [gate])[0], *x) - 0.5
        assert before * after > 0
        assert abs(after) >= abs(before)
    w, v, b = 2, -3, 1  # and where the sum is 0 it stays 0
    assert neuron((w, v, b), 1, 1) == neuron((4 * w, 4 * v, 4 * b), 1, 1) == 0.5


def xor_is_or_and_nand_at_once():
    for x1, x2 in CORNERS:
        assert LIT[x1, x2] == ((x1 or x2) and not (x1 and x2))
        assert LIT[x1, x2] == (0.5 < x1 + x2 < 1.5)


def a_change_of_w1_ends_at_h1():
    """In the network with the weights [0, 1] and the bias 0 everywhere."""
    seen = [outputs(((w1, 1, 0), (0, 1, 0), (0, 1, 0)), 2, 3) for w1 in (-6, -1, 0, 2, 6)]
    assert len({h1 for h1, _h2, _y in seen}) == 5
    assert len({(h2, y) for _h1, h2, y in seen}) == 1
    heard = {outputs(((w1, 1, 0), (0, 1, 0), (0.5, 1, 0)), 2, 3)[2] for w1 in (-6, -1, 0, 2, 6)}
    assert len(heard) == 5  # once w5 is not 0


def both_hidden_ones_are_above_and_the_output_is_not():
    h1, h2, y = outputs(GATES, 0, 1)
    assert min(h1, h2) > 0.5 > y


def dark_at_all_but_not_equally():
    y = [outputs(GATES, *corner)[2] for corner in CORNERS]
    assert max(y) < 0.5
    assert min(y[1], y[2]) > max(y[0], y[3])


def same_when_turned(gates):
    """Tell of each corner whether h1, h2 and whether y_pred survive w2 and w3 changing places."""
    (w1, w2, b1), (w3, w4, b2), third = gates
    turned = ((w1, w3, b1), (w2, w4, b2), third)
    pairs = [zip(outputs(turned, *c), outputs(gates, *c), strict=True) for c in CORNERS]
    h1, h2, y = zip(*([abs(a - b) < 1e-12 for a, b in pair] for pair in pairs), strict=True)
    return [a and b for a, b in zip(h1, h2, strict=True)], list(y)


def a_square_table_turned_is_not_found_at_two_corners():
    """At the second of them by luck: with another w5 it shows."""
    assert same_when_turned(GATES) == ([True, False, False, False], [True, False, False, True])
    assert same_when_turned((*GATES[:2], (2, 1, -1.5)))[1] == [True, False, False, False]
    assert outputs(GATES, 1, 1)[:2] == outputs(((1, -1, -0.5), (1, -1, 1.5), GATES[2]), 1, 1)[1::-1]


def at_0_0_it_cannot_show():
    chance = random.Random(4)
    for _trial in range(200):
        gates = [tuple(chance.gauss(0, 2) for _n in range(3)) for _neuron in range(3)]
        assert same_when_turned(gates)[1][0]


def both_hidden_neurons_are_on_the_right_side():
    for x1, x2 in CORNERS:
        h1, h2, _y = outputs(GATES, x1, x2)
        assert (h1 > 0.5) == bool(x1 or x2)
        assert (h2 > 0.5) == (not (x1 and x2))


def the_output_alone_made_louder_is_farther_below():
    for corner in CORNERS:
        _h1, _h2, before = outputs(GATES, *corner)
        _h1, _h2, after = outputs([*GATES[:2], *times(4, GATES[2:])], *corner)
        assert after < before < 0.5


def the_hidden_ones_made_louder_are_enough():
    """Faintly; and then the output made louder is surer of the same."""
    faint = [*times(4, GATES[:2]), GATES[2]]
    assert lit(faint) == LIT
    for corner in CORNERS:
        before, after = outputs(faint, *corner)[2], outputs(times(4), *corner)[2]
        assert abs(before - 0.5) < 0.1 < abs(after - 0.5)
        assert (before - 0.5) * (after - 0.5) > 0


def rows_of_biases_that_fit():
    for rows in range(1, 6):
        if rows in (1, 4):
            assert (np.ones((4, 2)) + np.ones((rows, 2))).shape == (4, 2)
        else:
            with pytest.raises(ValueError, match="broadcast"):
                np.ones((4, 2)) + np.ones((rows, 2))


def the_mended_lamp_is_xor():
    assert lit(times(4)) == LIT
    no_neuron_is_the_lamp()


def two_is_too_little_and_three_is_enough():
    assert not any(lit(times(2)).values())
    ways = [times(k / 10) for k in range(10, 300)]
    assert all((lit(way) == LIT) == (k / 10 > 2 * log(3)) for k, way in enumerate(ways, start=10))
    for one, other in pairwise(times(k) for k in range(3, 21)):
        for corner in CORNERS:
            distances = [abs(outputs(gates, *corner)[2] - LIT[corner]) for gates in (one, other)]
            assert distances[1] < distances[0]


def the_squares_stay_below_the_line():
    """And the one circle, of two corners, crosses it and does not come back."""
    above = []
    for k in (1 + i / 10 for i in range(200)):
        sums = {c: sum(outputs(times(k), *c)[:2]) for c in CORNERS}
        assert max(sums[0, 0], sums[1, 1]) < 1.5
        assert outputs(times(k), 0, 1)[:2] == outputs(times(k), 1, 0)[:2]
        above.append(sums[0, 1] > 1.5)
    assert above == sorted(above)
    assert not above[10]  # at k = 2
    assert above[20]


def the_lines_lie_almost_at_the_same_places():
    """Along the diagonal the output crosses 0.5 within 0.03 of where x1 + x2 is 0.5 and 1.5."""
    sums = [i / 1000 for i in range(2001)]
    above = [outputs(times(4), s / 2, s / 2)[2] > 0.5 for s in sums]
    crossings = [s for s, (one, other) in zip(sums, pairwise(above), strict=False) if one != other]
    assert len(crossings) == 2
    assert all(abs(a - b) < 0.03 for a, b in zip(crossings, (0.5, 1.5), strict=True))


DEAF = ((0, 0, -2), *times(4)[1:])


def a_deaf_neuron_says_the_same_at_all_four():
    assert {round(outputs(DEAF, *corner)[0], 12) for corner in CORNERS} == {round(sigmoid(-2), 12)}
    assert not any(lit(DEAF).values())


def two_yeses_and_it_gets_one_at_most():
    for corner in CORNERS:
        assert sum(h > 0.5 for h in outputs(DEAF, *corner)[:2]) <= 1


def whatever_the_switches_do_it_is_near_1():
    eager = [(*gate[:2], 5) for gate in times(4)]
    places = [(x1 / 4, x2 / 4) for x1 in range(-32, 33) for x2 in range(-32, 33)]
    assert min(outputs(eager, *place)[2] for place in places) >= sigmoid(5) > 0.99


def turned_signs_give_one_minus():
    first, second, third = times(4)
    for corner in CORNERS:
        y = outputs((first, second, tuple(-number for number in third)), *corner)[2]
        assert abs(y - (1 - outputs((first, second, third), *corner)[2])) < 1e-12
        assert (y > 0.5) == (corner[0] == corner[1])


def two_sliders_do_nothing_at_this_corner():
    numbers = {f"{kind}{i}": 0.0 for kind, n in (("w", 6), ("b", 3)) for i in range(1, n + 1)}
    numbers |= {"w3": -4, "w4": -4, "w5": 4, "w6": 4, "b1": -2, "b2": 6, "b3": -6, "x1": 0, "x2": 1}

    def y(p):
        gates = ((p["w1"], p["w2"], p["b1"]), (p["w3"], p["w4"], p["b2"]))
        return outputs((*gates, (p["w5"], p["w6"], p["b3"])), p["x1"], p["x2"])[2]

    still = [name for name in numbers if y(numbers | {name: numbers[name] + 1}) == y(numbers)]
    assert still == ["w1", "w3"]


def another_repair_is_thinner():
    by_bias = (*GATES[:2], (1, 1, -1.2))
    assert lit(by_bias) == LIT
    assert all(abs(outputs(by_bias, *corner)[2] - 0.5) < 0.02 for corner in CORNERS)
    assert outputs(by_bias, 0, 0.1)[2] > 0.5 > outputs(times(4), 0, 0.1)[2]


def a_thousand_pairs_agree():
    """Matrices and neurons, on other networks than those of the notebook."""
    chance = random.Random(3)
    for _trial in range(1000):
        gates = [tuple(chance.gauss(0, 1) for _n in range(3)) for _neuron in range(3)]
        x = [chance.gauss(0, 1) for _input in range(2)]
        W1 = np.array([gate[:2] for gate in gates[:2]]).T
        h = [sigmoid(z + gate[2]) for z, gate in zip(x @ W1, gates[:2], strict=True)]
        y = sigmoid(float(np.dot(h, gates[2][:2])) + gates[2][2])
        assert abs(y - outputs(gates, *x)[2]) < 1e-15


def only_square_tables_fit_both_ways():
    """A table that is turned is refused where it is not square."""
    for rows, columns in product(range(1, 6), repeat=2):
        X, W = np.ones((7, rows)), np.ones((rows, columns))
        assert (X @ W).shape == (7, columns)
        if rows == columns:
            assert (X @ W.T).shape == (7, columns)
        else:
            with pytest.raises(ValueError, match="mismatch"):
                X @ W.T


class Counted(float):
    """A number that counts how often it is multiplied."""

    times = 0

    def __mul__(self, other):
        Counted.times += 1
        return float(self) * float(other)


def multiplications(work):
    before = Counted.times
    work()
    return Counted.times - before


def no_single_multiplication_is_saved():
    """The hidden layer, four rows at once and neuron by neuron."""
    X = np.array([[Counted(x) for x in corner] for corner in CORNERS], dtype=object)
    W = np.array([gate[:2] for gate in GATES[:2]], dtype=object).T
    alone = multiplications(lambda: [row @ column for row in X for column in W.T])
    assert multiplications(lambda: X @ W) == alone == 4 * 4


def nearly_a_hundred_as_soon_as_n_is_large():
    def weights(n):
        return n * n + n

    factors = [weights(10 * n) / weights(n) for n in (1, 10, 100, 1000)]
    assert factors[0] < 60
    assert all(98 < factor < 100 for factor in factors[2:])
    assert weights(2) == 3 * 2  # between the first two marks
    assert sqrt(weights(10**4)) > 10**4


def without_squashing_the_switches_drop_out():
    """At each corner the first lamp would add 1; and any such network is one sum."""
    assert {x1 + x2 - 0.5 + (1.5 - x1 - x2) for x1, x2 in CORNERS} == {1.0}
    rng = random.Random(2)
    for _network in range(50):
        w = [rng.gauss(0, 1) for _number in range(9)]

        def total(x1, x2, w=w):
            h1, h2 = w[0] * x1 + w[1] * x2 + w[2], w[3] * x1 + w[4] * x2 + w[5]
            return w[6] * h1 + w[7] * h2 + w[8]

        assert abs(total(0, 0) + total(1, 1) - total(0, 1) - total(1, 0)) < 1e-9


CLAIMS = {
    "an opinion that no neuron could have": no_neuron_is_the_lamp,
    "has a third corner there as well": a_line_around_both_has_a_third_corner,
    "Everywhere else the answers move away from 0.5": four_times_is_surer_of_the_same,
    "so XOR is OR and NAND at once": xor_is_or_and_nand_at_once,
    "so the output does not hear of it": a_change_of_w1_ends_at_h1,
    "but the output is 0.4366 and the lamp": both_hidden_ones_are_above_and_the_output_is_not,
    "but not equally dark": dark_at_all_but_not_equally,
    "would be refused. Four rows went in": rows_of_biases_that_fit,
    "Only the first row of the hidden": a_square_table_turned_is_not_found_at_two_corners,
    "which the output treats alike": a_square_table_turned_is_not_found_at_two_corners,
    "at (0, 0) the mistake cannot show": at_0_0_it_cannot_show,
    "so the two lines lie where they belong": both_hidden_neurons_are_on_the_right_side,
    "four times such a sum lies farther below": the_output_alone_made_louder_is_farther_below,
    "lit and dark where it should be, though faintly": the_hidden_ones_made_louder_are_enough,
    "the gate that a single neuron cannot be": the_mended_lamp_is_xor,
    "from there on it becomes surer": two_is_too_little_and_three_is_enough,
    "but its middle is still a little below": the_squares_stay_below_the_line,
    "where they stay below the line": the_squares_stay_below_the_line,
    "lie almost at the same places": the_lines_lie_almost_at_the_same_places,
    "The left column says 0.1192 four times": a_deaf_neuron_says_the_same_at_all_four,
    "gets one at most": two_yeses_and_it_gets_one_at_most,
    "is at least its bias, 5": whatever_the_switches_do_it_is_near_1,
    "the four predictions become 1 minus": turned_signs_give_one_minus,
    "which two sliders do nothing to the output": two_sliders_do_nothing_at_this_corner,
    "but with answers a hair from 0.5.": another_repair_is_thinner,
    "but with answers a hair from 0.5, and only": another_repair_is_thinner,
    "a sum of sums is one sum again": without_squashing_the_switches_drop_out,
    "In a thousand networks the largest difference is 0": a_thousand_pairs_agree,
    "A square matrix fits both ways round": only_square_tables_fit_both_ways,
    "they do not save a single multiplication": no_single_multiplication_is_saved,
    "by a factor of nearly a hundred as soon as": nearly_a_hundred_as_soon_as_n_is_large,
}

PLAIN = {
    "there 0.1 never ends, as a third never ends for us": "a tenth in base two, by mathematics",
    "If it says *No module named": "what Python prints where the folder is not found",
}
