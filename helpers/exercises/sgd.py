"""Checks of notebook 5: an update by hand, a loss that goes up, an epoch, the largest rate."""

import contextlib
import io

import numpy as np

from helpers import people
from helpers.exercises.verdict import (
    STOPS,
    check,
    is_function,
    not_attempted,
    not_quite,
    numbers,
    read,
    stopped,
)
from helpers.inputs import shown
from helpers.network import Network
from helpers.words import _

LEARNING_RATE = 0.5
W5, DL_DW5 = 1.2, 0.3
B3, DL_DB3 = -0.5, -0.8
BOUNCES, ONE_PERSON, UPHILL = 1, 2, 3  # why a loss goes up
REST = 0.001  # a walk whose last step is shorter has come to rest
LARGEST_RATE = 64  # of the whole numbers; the edge is 2 / (slope of the slope in the valley) = 64.8


@check
def update_by_hand(w5, b3):
    """w5 - 0.5 · 0.3 = 1.05 and b3 - 0.5 · (-0.8) = -0.1."""
    w5_step, b3_step = LEARNING_RATE * DL_DW5, LEARNING_RATE * DL_DB3
    numbers(
        {"w5": w5, "b3": b3},
        right={"w5": W5 - w5_step, "b3": B3 - b3_step},
        mistakes={
            _("{name} = {value} is a step uphill. Downhill is against the "
              "slope: subtract."): {"w5": W5 + w5_step, "b3": B3 + b3_step},
            _("{name} = {value} takes the whole slope as the step. Multiply it by the learning "
              "rate first."): {"w5": W5 - DL_DW5, "b3": B3 - DL_DB3},
            _("{name} = {value} is the change. Add it to the "
              "old value."): {"w5": -w5_step, "b3": -b3_step},
            _("{name} = {value} is learning rate times slope. Subtract that from the "
              "old value."): {"w5": w5_step, "b3": b3_step},
            _("{name} = {value} divides by the learning rate. The rule multiplies."): {
                "w5": W5 - DL_DW5 / LEARNING_RATE,
                "b3": B3 - DL_DB3 / LEARNING_RATE,
            },
            _("{name} = {value} subtracts the learning rate itself. The step is learning rate "
              "times slope."): {"w5": W5 - LEARNING_RATE, "b3": B3 - LEARNING_RATE},
            _("{name} = {value} starts from +0.5. The old value is -0.5."): {"b3": -B3 - b3_step},
        },
    )
    return _("1.2 - 0.5 · 0.3 = 1.05 and -0.5 + 0.5 · 0.8 = -0.1: each goes against its "
             "own slope.")


@check
def why_up(A, B, C):
    """One person a step: a jagged fall. Too large a rate: leaps. A plus sign: ever upwards."""
    answers = {"A": A, "B": B, "C": C}
    for name, answer in answers.items():
        if read(name, answer) not in (BOUNCES, ONE_PERSON, UPHILL):
            not_quite(_("The answer for {name} is {came}. It should be 1, 2 "
                        "or 3."), name=name, came=shown(answer))
    numbers(
        answers,
        right={"A": ONE_PERSON, "B": BOUNCES, "C": UPHILL},
        mistakes={
            _("The teeth of A come back every few steps and the curve falls all the same. How many "
              "people are in a batch of A?"): {"A": BOUNCES},
            _("A goes up now and then, and ends far lower. Somebody who walks uphill does not get "
              "down."): {"A": UPHILL},
            _("{name} has everybody in its batch. So each step is downhill for all four, if it is "
              "short enough and in the right direction."): {"B": ONE_PERSON, "C": ONE_PERSON},
            _("B falls as well as it rises, in leaps. With a wrong sign it would "
              "never fall."): {"B": UPHILL},
            _("C never falls, not even once. Too large a rate leaps up and down."): {"C": BOUNCES},
        },
    )
    return _("A is honest noise and may stay; B needs a smaller rate; C needs its minus "
             "sign back.")


class _Watched(Network):
    """A network that notes when its gradient is asked for: (values then, rows, labels)."""

    def __init__(self, sizes, values, *kind):
        super().__init__(sizes, values, *kind)
        vars(self).update(asked=[])

    def gradient(self, X, y_true):
        """Return the gradient, and note what it was asked for."""
        rows, labels = np.atleast_2d(np.array(X, float)), np.atleast_1d(np.array(y_true, float))
        self.asked.append((self.values.copy(), rows, labels))
        return super().gradient(X, y_true)


@check
def shuffled_epoch(candidate):
    """Every row once, in an order drawn anew each epoch, and after each row a step downhill."""
    is_function("my_epoch", candidate)
    X = np.array([[-2.0, -1], [2.5, 0.6], [1.7, 0.4], [-1.5, -0.6], [0.3, 1.1], [-0.7, 0.2]])
    y_true = np.array([1.0, 0, 0, 1, 0, 1])
    orders = [_order_of(candidate, X, y_true, seed) for seed in (1, 2)]
    if list(range(len(X))) in orders[0] + orders[1]:
        not_quite(_("my_epoch goes through the rows in their fixed order. Let i run over "
                    "rng.permutation(len(X))."))
    if orders[0][0] == orders[0][1]:
        not_quite(_("my_epoch shuffles, but has the same order in the next epoch. Draw a new order "
                    "from the rng that is passed in."))
    if orders[0] == orders[1]:
        not_quite(_("my_epoch has the same orders whatever rng it gets. Use the rng that is passed "
                    "in."))
    with contextlib.redirect_stdout(io.StringIO()):
        result = candidate(Network([2, 2, 1]), X, y_true, 0.1, np.random.default_rng(1))
    if result is None:
        not_quite(_("The steps are right. Hand the network back: return net after the loop."))
    return _("Each row once, in a new order each epoch, and a step after each.")


def _order_of(candidate, X, y_true, seed):
    """Return the order of the rows in each of two epochs; each must consist of good steps."""
    rng = np.random.default_rng(seed)
    net, learning_rate, orders = _Watched([2, 2, 1], np.linspace(-0.9, 1.1, 9)), 0.3, []
    for _epoch in range(2):
        net.asked.clear()
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                result = candidate(net, X.copy(), y_true.copy(), learning_rate, rng)
        except STOPS as error:
            stopped("my_epoch(…)", error)
        if result is ... and not net.asked:
            not_attempted()
        if not net.asked:
            not_quite(_("my_epoch never asks for net.gradient. Take it for one row, with X[[i]] "
                        "and y_true[[i]], and make a step."))
        _look_at_steps(net, X, learning_rate)
        orders.append([_row_of(rows[0], X) for _values, rows, _labels in net.asked])
        _look_at_rows(orders[-1], net, y_true)
    return orders


def _look_at_steps(net, X, learning_rate):
    """End the check if the values did not change as the formula says."""
    if len(net.asked[0][1]) > 1:
        not_quite(_("A step of my_epoch takes {rows} rows at once. Take "
                    "one: X[[i]]."), rows=len(net.asked[0][1]))
    before = [values for values, _rows, _labels in net.asked]
    after = [*before[1:], net.values]
    changes = np.array(after) - before
    if not changes.any():
        not_quite(_("my_epoch takes gradients and changes nothing. Subtract from net.values after "
                    "each."))
    if len(net.asked) > 1 and not changes[:-1].any():
        not_quite(_("my_epoch takes all gradients at the start and moves once. Make a step after "
                    "each row."))
    gradients = np.array(
        [
            Network(net.sizes, values).gradient(rows, labels).values
            for values, rows, labels in net.asked
        ]
    )
    for sentence, step in (
        (_("my_epoch walks uphill. Which sign belongs in the update?"), learning_rate * gradients),
        (_("my_epoch takes the whole gradient as its step. The learning rate "
           "is missing."), -gradients),
    ):
        if np.allclose(changes, step):
            not_quite(sentence)
    if not np.allclose(changes, -learning_rate * gradients):
        not_quite(_("The steps of my_epoch are not learning rate times gradient. Compare your "
                    "update with the formula."))


def _look_at_rows(order, net, y_true):
    """End the check if a row is missing, comes twice, or has another row's label."""
    if len(order) != len(y_true):
        not_quite(_("my_epoch takes {count} steps for {rows} rows. An epoch uses each row once; "
                    "the number of rows is len(X)."), count=len(order), rows=len(y_true))
    if None in order:
        not_quite(_("my_epoch takes a gradient for a row that is not in X."))
    if len(set(order)) < len(order):
        not_quite(_("my_epoch meets {different} different rows of {rows}: some come twice. Draw an "
                    "order of all rows, not one row at "
                    "a time."), different=len(set(order)), rows=len(y_true))
    labels = [labels[0] for _values, _rows, labels in net.asked]
    if list(y_true[order]) != labels:
        not_quite(_("my_epoch shuffles the rows away from their labels. Use the same i for X and "
                    "for y_true."))


def _row_of(row, X):
    """Return which row of X this is, or None."""
    places = np.flatnonzero((row == X).all(axis=1))
    return int(places[0]) if places.size else None


@check
def largest_rate(learning_rate):
    """64: with 65 the walk along w6 ends in two values that take turns."""
    rate = float(read("learning_rate", learning_rate))
    if rate != round(rate):
        not_quite(_("Asked is a whole number, and this is {came}."), came=shown(learning_rate))
    if rate <= 0:
        not_quite(_("{came} is not a learning rate: "
                    "it is to be above 0."), came=shown(learning_rate))
    if rate < LARGEST_RATE:
        not_quite(_("{rate} converges, and so does a larger one. Go on."), rate=f"{rate:g}")
    if rate > LARGEST_RATE:
        one, other = _last_two(rate)
        ends = {"rate": f"{rate:g}", "one": f"{one:.4g}", "other": f"{other:.4g}"}
        if rate == LARGEST_RATE + 1:
            not_quite(_("One too far: after 1000 steps w6 still goes back and forth between {one} "
                        "and {other}."), **ends)
        if abs(other - one) < REST:
            not_quite(_("With {rate} the walk does rest, but not in the valley: the first steps "
                        "throw it onto the plain, to {one}, where there is no slope left."), **ends)
        not_quite(_("{rate} is too large: after 1000 steps w6 is still on its way."), **ends)
    return _("With 64 each swing is a little smaller than the one before; with 65 the walk ends in "
             "two places that take turns.")


def _last_two(learning_rate, steps=1000):
    """Let w6 walk, and return where it is before and after the last step."""
    net, path = Network([2, 2, 1], w2=1, w4=1, w6=1), []
    for _step in range(steps + 1):
        path.append(net["w6"])
        net["w6"] -= learning_rate * net.gradient(people.X, people.y_true)["w6"]
    return path[-2:]
