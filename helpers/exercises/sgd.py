"""Checks of notebook 5: an update by hand, a loss that goes up, an epoch, the largest rate."""

import contextlib
import io

import numpy as np

from helpers import people
from helpers.exercises.verdict import Verdict, check, not_quite, numbers, read
from helpers.inputs import shown
from helpers.network import Network
from helpers.words import say

LEARNING_RATE = 0.5
W5, DL_DW5 = 1.2, 0.3
B3, DL_DB3 = -0.5, -0.8
BOUNCES, ONE_PERSON, UPHILL = 1, 2, 3  # why a loss goes up
LARGEST_RATE = 64  # of the whole numbers; the edge is 2 / (slope of the slope in the valley) = 64.8


@check
def update_by_hand(w5, b3):
    """w5 - 0.5 · 0.3 = 1.05 and b3 - 0.5 · (-0.8) = -0.1."""
    w5_step, b3_step = LEARNING_RATE * DL_DW5, LEARNING_RATE * DL_DB3
    numbers(
        {"w5": w5, "b3": b3},
        right={"w5": W5 - w5_step, "b3": B3 - b3_step},
        mistakes={
            "update_by_hand_uphill": {"w5": W5 + w5_step, "b3": B3 + b3_step},
            "update_by_hand_no_rate": {"w5": W5 - DL_DW5, "b3": B3 - DL_DB3},
            "update_by_hand_change_alone": {"w5": -w5_step, "b3": -b3_step},
            "update_by_hand_product_alone": {"w5": w5_step, "b3": b3_step},
            "update_by_hand_divided": {
                "w5": W5 - DL_DW5 / LEARNING_RATE,
                "b3": B3 - DL_DB3 / LEARNING_RATE,
            },
            "update_by_hand_rate_alone": {"w5": W5 - LEARNING_RATE, "b3": B3 - LEARNING_RATE},
            "update_by_hand_bias_positive": {"b3": -B3 - b3_step},
        },
    )


@check
def why_up(A, B, C):
    """One person a step: a jagged fall. Too large a rate: leaps. A plus sign: ever upwards."""
    answers = {"A": A, "B": B, "C": C}
    for name, answer in answers.items():
        if read(name, answer) not in (BOUNCES, ONE_PERSON, UPHILL):
            not_quite("why_up_number", name=name, came=shown(answer))
    numbers(
        answers,
        right={"A": ONE_PERSON, "B": BOUNCES, "C": UPHILL},
        mistakes={
            "why_up_small_teeth": {"A": BOUNCES},
            "why_up_falls_in_the_end": {"A": UPHILL},
            "why_up_everybody_is_in": {"B": ONE_PERSON, "C": ONE_PERSON},
            "why_up_also_down": {"B": UPHILL},
            "why_up_never_down": {"C": BOUNCES},
        },
    )


class _Watched(Network):
    """A network that notes when its gradient is asked for: (values then, rows, labels)."""

    def __init__(self, sizes, values):
        super().__init__(sizes, values)
        self.asked = []

    def gradient(self, X, y_true):
        """Return the gradient, and note what it was asked for."""
        rows, labels = np.atleast_2d(np.array(X, float)), np.atleast_1d(np.array(y_true, float))
        self.asked.append((self.values.copy(), rows, labels))
        return super().gradient(X, y_true)


@check
def shuffled_epoch(candidate):
    """Every row once, in an order drawn anew each epoch, and after each row a step downhill."""
    if not callable(candidate):
        not_quite("verdict_not_a_function", name="my_epoch", came=shown(candidate))
    X = np.array([[-2.0, -1], [2.5, 0.6], [1.7, 0.4], [-1.5, -0.6], [0.3, 1.1], [-0.7, 0.2]])
    y_true = np.array([1.0, 0, 0, 1, 0, 1])
    orders = [_order_of(candidate, X, y_true, seed) for seed in (1, 2)]
    if list(range(len(X))) in orders[0] + orders[1]:
        not_quite("shuffled_epoch_fixed")
    if orders[0][0] == orders[0][1]:
        not_quite("shuffled_epoch_same_again")
    if orders[0] == orders[1]:
        not_quite("shuffled_epoch_own_rng")
    with contextlib.redirect_stdout(io.StringIO()):
        result = candidate(Network([2, 2, 1]), X, y_true, 0.1, np.random.default_rng(1))
    if result is None:
        not_quite("shuffled_epoch_no_return")


def _order_of(candidate, X, y_true, seed):
    """Return the order of the rows in each of two epochs; each must consist of good steps."""
    rng = np.random.default_rng(seed)
    net = _Watched([2, 2, 1], np.linspace(-0.9, 1.1, 9))
    orders = []
    for _ in range(2):
        net.asked, learning_rate = [], 0.3
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                result = candidate(net, X.copy(), y_true.copy(), learning_rate, rng)
        except Exception as error:
            kind = type(error).__name__
            not_quite("verdict_raised", call="my_epoch(…)", error=kind, text=error)
        if result is ... and not net.asked:
            raise Verdict(say("verdict_not_attempted"))
        if not net.asked:
            not_quite("shuffled_epoch_no_gradient")
        _look_at_steps(net, X, learning_rate)
        orders.append([_row_of(rows[0], X) for _, rows, _ in net.asked])
        _look_at_rows(orders[-1], net, y_true)
    return orders


def _look_at_steps(net, X, learning_rate):
    """End the check if the values did not change as the formula says."""
    if len(net.asked[0][1]) > 1:
        not_quite("shuffled_epoch_many_rows", rows=len(net.asked[0][1]))
    before = [values for values, _, _ in net.asked]
    after = [*before[1:], net.values]
    changes = np.array(after) - before
    if not changes.any():
        not_quite("shuffled_epoch_no_step")
    if len(net.asked) > 1 and not changes[:-1].any():
        not_quite("shuffled_epoch_one_step")
    gradients = np.array(
        [
            Network(net.sizes, values).gradient(rows, labels).values
            for values, rows, labels in net.asked
        ]
    )
    for key, step in (
        ("shuffled_epoch_uphill", learning_rate * gradients),
        ("shuffled_epoch_no_rate", -gradients),
    ):
        if np.allclose(changes, step):
            not_quite(key)
    if not np.allclose(changes, -learning_rate * gradients):
        not_quite("shuffled_epoch_other_step")


def _look_at_rows(order, net, y_true):
    """End the check if a row is missing, comes twice, or has another row's label."""
    if len(order) != len(y_true):
        not_quite("shuffled_epoch_count", count=len(order), rows=len(y_true))
    if None in order:
        not_quite("shuffled_epoch_other_rows")
    if len(set(order)) < len(order):
        not_quite("shuffled_epoch_twice", different=len(set(order)), rows=len(y_true))
    if any(labels[0] != y_true[row] for row, (_, _, labels) in zip(order, net.asked, strict=True)):
        not_quite("shuffled_epoch_labels")


def _row_of(row, X):
    """Return which row of X this is, or None."""
    places = np.flatnonzero((row == X).all(axis=1))
    return int(places[0]) if places.size else None


@check
def largest_rate(learning_rate):
    """64: with 65 the walk along w6 ends in two values that take turns."""
    rate = float(read("learning_rate", learning_rate))
    if rate == LARGEST_RATE:
        return
    if rate != round(rate):
        not_quite("largest_rate_whole", came=shown(learning_rate))
    if rate <= 0:
        not_quite("largest_rate_negative", came=shown(learning_rate))
    if rate < LARGEST_RATE:
        not_quite("largest_rate_more", rate=f"{rate:g}")
    net = Network([2, 2, 1], w2=1, w4=1, w6=1)
    last = [_walk(net, rate, steps) for steps in (1000, 1)]
    if rate == LARGEST_RATE + 1:
        not_quite("largest_rate_one_less", one=f"{last[0]:.2f}", other=f"{last[1]:.2f}")
    not_quite("largest_rate_less", rate=f"{rate:g}", one=f"{last[0]:.2f}", other=f"{last[1]:.2f}")


def _walk(net, learning_rate, steps):
    """Let w6 walk on, and return where it is then."""
    for _ in range(steps):
        net["w6"] -= learning_rate * net.gradient(people.X, people.y_true)["w6"]
    return net["w6"]
