"""Claims of notebook 12."""

import math
from itertools import pairwise, product

import numpy as np
import remembering

ALL = [(a, b) for a in range(0, 256, 5) for b in range(0, 256, 3)]


def the_carry_is_all_that_has_to_be_kept():
    """The bit of the sum and the next carry follow from two bits and one carry."""
    for a, b in ALL:
        carry, total = 0, 0
        for t in range(9):
            ones = (a >> t & 1) + (b >> t & 1) + carry
            total += (ones % 2) << t
            carry = ones // 2
        assert total == a + b


def u_is_positive_where_a_carry_leaves():
    for ones, h2 in product((0, 1, 2), (-1, 0, 1)):
        u = 4 * ones + 2 * h2 - 5
        before = int(h2 > 0)
        assert (u > 0) == (ones + before >= 2)
        new = math.tanh(3 * u)
        assert (10 * math.tanh(u / 10) - 4 * new > 0) == ((ones + before) % 2 == 1)
        assert abs(abs(new) - 1) < 0.005


def the_first_neuron_by_hand_is_never_near_1():
    found = [h[0] for a, b in ALL for h, _carry in remembering.states(remembering.BY_HAND, a, b, 9)]
    assert max(map(abs, found)) < 0.62


def six_epochs_do_not_suffice():
    """Wrong after epoch 6: a carry that meets a single 1 of a. After epoch 7 all are right."""
    early, late = remembering.stored(6), remembering.stored(7)
    assert (remembering.answer(early, 3, 1), remembering.answer(early, 1, 3)) == (6, 4)
    small = list(product(range(16), repeat=2))
    assert all(remembering.answer(late, a, b) == a + b for a, b in small)
    for epoch in range(7):
        net = remembering.stored(epoch)
        assert not all(remembering.answer(net, a, b) == a + b for a, b in small)


def the_sign_of_the_first_neuron_is_the_carry():
    for a, b in ALL:
        for h, carry in remembering.states(remembering.stored(), a, b, 9):
            assert (h[0] > 0) == (carry == 1)


def the_first_column_is_the_carry():
    """5 a + 4 b + 3 h1 - 5, with h1 near 1 or -1, or 0 at the first step."""
    for a, b in product((0, 1), repeat=2):
        for h1 in (-1, 1):
            z = 5 * a + 4 * b + 3 * h1 - 5
            assert (z > 0) == (a + b + (h1 > 0) >= 2)
    alone = {h1: [5 * a + 4 * b + 3 * h1 - 5 for a, b in ((1, 0), (0, 1))] for h1 in (1, -1, 0)}
    assert sorted(alone[1]) == [2, 3]
    assert (max(alone[-1]), max(alone[0])) == (-3, 0)
    assert 5 + 4 + 3 * 0 - 5 == 4, "two ones after an h1 of 0"


def no_line_parts_the_bits_of_a_sum():
    """Of many weights for two bits none is right for all four pairs."""
    for w1, w2, b in product(np.linspace(-3, 3, 25), repeat=3):
        said = [w1 * x1 + w2 * x2 + b > 0 for x1, x2 in product((0, 1), repeat=2)]
        assert said != [False, True, True, False]


def after_the_last_step_no_carry_is_left():
    for a, b in ALL:
        *_others, (_h, carry) = remembering.states(remembering.BY_HAND, a, b, 9)
        assert carry == 0


def rows_of(case):
    return [row for row in remembering.table("adder") if row["case"] == case]


def two_neurons_never_learn_it():
    for case in ("2, plain", "2, longer"):
        assert len(rows_of(case)) == 100
        assert max(float(row["pairs"]) for row in rows_of(case)) < 0.6


def a_carry_is_lost_if_the_numbers_change_places():
    """The stored network adds 2⁶⁰ - 1 and 1, but not 1 and 2⁶⁰ - 1, where h1 falls to step 20."""
    net, ones = remembering.stored(), 2**60 - 1
    assert remembering.answer(net, ones, 1, 61) == 2**60
    assert remembering.answer(net, 1, ones, 61) != 2**60
    h1 = [h[0] for h, _carry in remembering.states(net, 1, ones, 61)]
    assert all(late < early for early, late in pairwise(h1[:20]))
    assert h1[18] > 0 > h1[19]
    assert remembering.answer(net, 1, 2**19 - 1, 20) == 2**19
    assert remembering.answer(net, 1, 2**20 - 1, 21) != 2**20


def rounding_cures_the_drift():
    whole = [np.round(part) for part in remembering.stored()]
    for a, b in ((2**60 - 1, 1), (1, 2**60 - 1)):
        assert remembering.answer(whole, a, b, 61) == 2**60


def who_adds_has_the_carry_in_a_plane():
    for case in ("3, plain", "3, Adam", "4, plain"):
        assert all(row["plane"] == "1" for row in rows_of(case) if row["pairs"] == "1")


def every_state_goes_into_all_neurons():
    """A change of one state at a step changes all three of the next step."""
    W1, B1, *_output = remembering.stored()
    for k in range(3):
        for state in (-0.9, 0.1, 0.9):
            h = np.zeros(3)
            before = np.tanh(np.hstack([1, 0, h]) @ W1 + B1)
            h[k] = state
            assert (np.tanh(np.hstack([1, 0, h]) @ W1 + B1) != before).all()


def blame_falls_faster_where_it_begins():
    """By loops over 40 steps: per step, the last ten shrink it more than the others do."""
    for seed in range(20):
        size = remembering.blame("tanh", 40, seed, 0.0)
        assert (size[30] / size[40]) ** (1 / 10) < (size[0] / size[30]) ** (1 / 30)


CLAIMS = {
    "takes no more of you either": the_carry_is_all_that_has_to_be_kept,
    "is never more than that one carry": the_carry_is_all_that_has_to_be_kept,
    "as none, one or both of the bits are 1": u_is_positive_where_a_carry_leaves,
    "$h_1$ never is": the_first_neuron_by_hand_is_never_near_1,
    "where it is below there is none": the_sign_of_the_first_neuron_is_the_carry,
    "With no carry, an old $h_1$ near −1, and a single 1 the sum in the bracket": (
        the_first_column_is_the_carry
    ),
    "−3 or less, and no carry begins": the_first_column_is_the_carry,
    "and no straight line does that": no_line_parts_the_bits_of_a_sum,
    "what a complete sum has left, and that is no carry": after_the_last_step_no_carry_is_left,
    "learn it in none of 100 starts": two_neurons_never_learn_it,
    "with 10 000 steps in none either": two_neurons_never_learn_it,
    "It adds those in which no carry has to go far": a_carry_is_lost_if_the_numbers_change_places,
    "rounding has cured the drift": rounding_cures_the_drift,
    "Find the first epoch after which": six_epochs_do_not_suffice,
    "because every state goes into all three": every_state_goes_into_all_neurons,
    "starts that add keep the carry in a plane": who_adds_has_the_carry_in_a_plane,
    "then leaves it at 0, between yes and no": the_first_column_is_the_carry,
    "In all 20 starts it does": blame_falls_faster_where_it_begins,
}
PLAIN = {
    "(c) In none": "an answer to choose from",
    "A kernel has the same nine weights at every window": "what notebook 11 is about",
    "If it says *No module named": "what Python prints where the folder is not found",
    "the network has never been told": "how the explorer and the training are made",
    "(a) None, because it has never seen": "an answer to choose from, and not the right one",
    "near 1 if there is one and near −1 if there is none": "what one wishes for, and then builds",
    "add 4 where none leaves": "what the table below computes",
    "there is no memory yet": "h of step 0 is 0",
    "needs no more of them than one of three": "the steps share all weights",
    "and no biases: $w_1 = 1$": "how the small network is made",
    "of a yes or a no as the loss": "a name of an answer",
    "that the network was never shown": "how the training is made",
    "a square where no carry leaves": "what the marks mean",
    "there is no step for the last carry": "what the exhibit is",
    "(a) In none, since a network": "an answer to choose from, and not the right one",
    "there it is no mistake": "what people do on purpose",
    "Which answer does it give for no, for one": "a question",
    "at $T = 40$ none of them do": "the cell prints it",
    "so this is no contest": "the steps of the two, told before the table",
    "Blame before learning is no verdict": "the table printed above it",
    "In none of the 20": "the cell prints it",
    "(no longer a carry, in this section)": "what a letter means",
    "Does every network that adds keep the carry?": "a question, which the next cell answers",
}
