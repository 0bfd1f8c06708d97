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
from helpers.parameters import Parameters
from helpers.words import _, joined

LEARNING_RATE = 0.5
W5, DL_DW5 = 1.2, 0.3
B3, DL_DB3 = -0.5, -0.8
BOUNCES, ONE_PERSON, UPHILL = 1, 2, 3  # why a loss goes up
REASONS = ("1", "2", "3")
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
              "slope: subtract."): {"w5": W5 + w5_step},
            _("{name} = {value} is a step uphill. The slope is -0.8, so half of it is -0.4, and to "
              "subtract a negative number is to add."): {"b3": B3 + b3_step},
            _("{name} = {value} is the old value. Now make the step."): {"w5": W5, "b3": B3},
            _("{name} = {value} is a step with the slope of the other parameter."): {
                "w5": W5 - b3_step,
                "b3": B3 - w5_step,
            },
            _("{name} = {value} is the new value of the other parameter. w5 and b3 have changed "
              "places."): {"w5": B3 - b3_step, "b3": W5 - w5_step},
            _("{name} = {value} subtracts both numbers, the learning rate and the slope. The step "
              "is their product."): {
                "w5": W5 - LEARNING_RATE - DL_DW5,
                "b3": B3 - LEARNING_RATE - DL_DB3,
            },
            _("{name} = {value} multiplies the difference by the learning rate. The rate belongs "
              "to the slope alone."): {
                "w5": LEARNING_RATE * (W5 - DL_DW5),
                "b3": LEARNING_RATE * (B3 - DL_DB3),
            },
            _("{name} = {value} multiplies the old value by the learning rate. The rate belongs to "
              "the slope."): {
                "w5": LEARNING_RATE * W5 - DL_DW5,
                "b3": LEARNING_RATE * B3 - DL_DB3,
            },
            _("{name} = {value} has lost the minus sign of -0.5 and that of -0.8."): {
                "b3": -B3 + b3_step,
            },
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
        if _reason(answer) not in REASONS:
            not_quite(_("The answer for {name} is {came}. Give the number of one reason: 1, 2 "
                        "or 3."), name=name, came=shown(answer))
    numbers(
        {name: int(_reason(answer)) for name, answer in answers.items()},
        right={"A": ONE_PERSON, "B": BOUNCES, "C": UPHILL},
        mistakes={
            _("The teeth of A come back every few steps and the curve falls all the same. How many "
              "people are in a batch of A?"): {"A": BOUNCES},
            _("A goes up now and then, and ends far lower. Somebody who walks uphill does not get "
              "down."): {"A": UPHILL},
            _("{name} has everybody in its batch. So each step is downhill for all four, if it is "
              "short enough and in the right direction."): {"B": ONE_PERSON, "C": ONE_PERSON},
            _("B falls as deep as it rises, again and again. With a wrong sign it would climb, "
              "and end high."): {"B": UPHILL},
            _("C never falls, not even once. Too large a rate leaps up and down."): {"C": BOUNCES},
        },
    )
    return _("A is honest noise and may stay; B needs a smaller rate; C needs its minus "
             "sign back.")


def _reason(answer):
    """Return the number of a reason as a text, whether it came as 2, 2.0 or "2"."""
    return str(answer).strip().removesuffix(".0")


@contextlib.contextmanager
def _watched():
    """Give a list in which each gradient is noted: (the network, its values, rows, labels)."""
    asked, usual = [], Network.gradient

    def noted(net, X, y_true):
        values, rows, labels = net.values.copy(), np.atleast_2d(np.array(X)), np.ravel(y_true)
        gradient = usual(net, X, y_true)
        asked.append((net, values, rows, labels))
        return gradient

    Network.gradient = noted  # of any network, since a learner may walk with a copy
    try:
        yield asked
    finally:
        Network.gradient = usual


@check
def shuffled_epoch(epoch):
    """Every row once, in an order drawn anew each epoch, and after each row a step downhill."""
    is_function("my_epoch", epoch)
    X = np.array([[-2.0, -1], [2.5, 0.6], [1.7, 0.4], [-1.5, -0.6], [0.3, 1.1], [-0.7, 0.2]])
    y_true = np.array([1.0, 0, 0, 1, 0, 1])
    first, again, other = (_two_orders(epoch, X, y_true, seed) for seed in (1, 1, 2))
    if all(order == list(range(len(X))) for order in first + other):
        not_quite(_("my_epoch goes through the rows in their fixed order. Let i run over "
                    "rng.permutation(len(X))."))
    if first[0] == first[1]:
        not_quite(_("my_epoch has one and the same order in every epoch. Draw a new one from the "
                    "rng that is passed in, each time that my_epoch is called."))
    if first != again:
        not_quite(_("my_epoch shuffles by a chance of its own: the same rng gives other orders "
                    "each time. Draw them from the rng that is passed in."))
    if first == other:
        not_quite(_("my_epoch has the same orders whatever rng it gets. Use the rng that is passed "
                    "in."))
    net = Network([2, 2, 1])
    result = _run(epoch, net, X, y_true, 0.1, np.random.default_rng(1))
    if result is None or result is ...:
        not_quite(_("The steps are right. Hand the network back: return net after the loop."))
    if result is not net:
        not_quite(_("The steps are right, and my_epoch hands back {came}. Hand back net "
                    "itself."), came=shown(result))
    return _("Each row once, in a new order each epoch, and a step after each.")


def _run(epoch, *arguments):
    """Return what an epoch returns, or end the check with what stopped it."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return epoch(*arguments)
    except STOPS as error:
        likely = [  # as in `stopped`
            (TypeError, (Parameters.__name__, Network.__name__),
             _("my_epoch calculates with a whole network or gradient. Their nine numbers are "
               "net.values and gradient.values.")),
            (TypeError, ("iterable",),
             _("my_epoch(…) stopped, because the loop has no row of places to run over: len(X) is "
               "a single number, and rng.shuffle hands nothing back. Take "
               "rng.permutation(len(X)).")),
            (ValueError, ("y_true",),
             _("my_epoch(…) stopped: net.gradient takes a table of rows and a row of labels. For "
               "one person write X[[i]] and y_true[[i]].")),
            (IndexError, ("integers",),
             _("my_epoch(…) stopped: i has to be the place of a row, a whole number. Let it run "
               "over rng.permutation(len(X)).")),
        ]
        for kind, words, sentence in likely:
            if isinstance(error, kind) and any(word in str(error) for word in words):
                not_quite(sentence)
        stopped("my_epoch(…)", error)


def _two_orders(epoch, X, y_true, seed):
    """Return the order of the rows in each of two epochs; each must consist of good steps."""
    rng = np.random.default_rng(seed)
    net, learning_rate, orders = Network([2, 2, 1], np.linspace(-0.9, 1.1, 9)), 0.3, []
    for _epoch in range(2):
        table, labels = X.copy(), y_true.copy()
        with _watched() as asked:
            result = _run(epoch, net, table, labels, learning_rate, rng)
        if result is ... and not asked:
            not_attempted()
        if not asked:
            not_quite(_("my_epoch never asks for net.gradient. Take it for one row, with X[[i]] "
                        "and y_true[[i]], and make a step."))
        if not np.array_equal(table, X) or not np.array_equal(labels, y_true):
            not_quite(_("my_epoch changes the tables that are handed in to it, and whoever calls "
                        "it finds them changed. Shuffle the places instead: "
                        "rng.permutation(len(X))."))
        _look_at_steps(net, asked, len(X), learning_rate)
        orders.append([_row_of(rows[0], X) for _net, _values, rows, _labels in asked])
        _look_at_rows(orders[-1], asked, y_true)
    return orders


def _look_at_steps(net, asked, rows_of_table, learning_rate):
    """End the check if the values did not change as the formula says."""
    most = max(len(rows) for _net, _values, rows, _labels in asked)
    if most > 1:
        not_quite(_("A step of my_epoch takes {rows} rows at once. Take one: X[[i]]."), rows=most)
    if any(other is not net for other, *_rest in asked):
        not_quite(_("my_epoch walks with another network than net, such as a copy. Take the "
                    "gradient of net, and change net itself: net.values -= …"))
    if len(asked) == rows_of_table * len(net.names):
        not_quite(_("my_epoch takes a new gradient for each parameter, when others have moved "
                    "already. Take it once for a row, then move all nine."))
    before = np.array([values for _net, values, _rows, _labels in asked])
    changes = np.diff(before, axis=0, append=[net.values])
    if not changes.any():
        not_quite(_("my_epoch takes gradients and changes nothing. Subtract from net.values after "
                    "each."))
    if len(asked) > 1 and not changes[:-1].any():
        not_quite(_("my_epoch takes all gradients first and moves once. Make a step after each "
                    "row, inside the loop."))
    slopes = [Network(net.sizes, v).gradient(rows, y).values for _net, v, rows, y in asked]
    steps = -learning_rate * np.array(slopes)
    if np.allclose(changes, steps):
        return
    if np.allclose(changes, -steps):
        not_quite(_("my_epoch walks uphill. Which sign belongs in the update?"))
    if np.allclose(changes, steps / learning_rate):
        not_quite(_("my_epoch takes the whole gradient as its step. The learning rate is missing."))
    times = (changes * steps).sum() / (steps**2).sum()
    if np.allclose(changes, times * steps):
        not_quite(_("Each step of my_epoch is {times} times learning rate times gradient. Use the "
                    "learning_rate that is passed in, and no other factor."), times=f"{times:.4g}")
    moved = changes.any(axis=0)
    if np.allclose(changes, steps * moved):
        names = joined(np.array(net.names)[~moved])
        not_quite(_("my_epoch leaves {names} where they are. All nine take part in a "
                    "step."), names=names)
    not_quite(_("The steps of my_epoch are not learning rate times gradient. Compare your update "
                "with the formula."))


def _look_at_rows(order, asked, y_true):
    """End the check if a row is missing, comes twice, or has another row's label."""
    if len(order) == 1:
        not_quite(_("my_epoch ends after one row of {rows}. Does return stand inside the loop? "
                    "Move it to the left, under the for."), rows=len(y_true))
    if len(order) != len(y_true):
        not_quite(_("my_epoch takes {count} steps for {rows} rows. An epoch uses each row once; "
                    "the number of rows is len(X)."), count=len(order), rows=len(y_true))
    if None in order:
        not_quite(_("my_epoch takes a gradient for a row that is not in X."))
    if len(set(order)) < len(order):
        not_quite(_("my_epoch meets {different} different rows of {rows}: some come twice. Draw an "
                    "order of all rows, not one row at "
                    "a time."), different=len(set(order)), rows=len(y_true))
    if any(y_true[i] != labels[0] for i, (*_rest, labels) in zip(order, asked, strict=True)):
        not_quite(_("my_epoch shuffles the rows away from their labels. Use the same i for X and "
                    "for y_true."))


def _row_of(row, X):
    """Return which row of X this is, or None."""
    places = np.flatnonzero((row == X).all(axis=1))
    return int(places[0]) if places.size else None


@check
def largest_rate(rate):
    """64: with 65 the walk along w6 ends in two values that take turns."""
    rate = float(read("my_rate", rate))
    came = f"{rate:.12g}"
    if rate != round(rate):
        not_quite(_("Asked is a whole number, and this is {came}."), came=came)
    if rate <= 0:
        not_quite(_("{came} is not a learning rate: it is to be above 0."), came=came)
    if rate < LARGEST_RATE:
        not_quite(_("{rate} comes to rest, and so does a larger one. Go on."), rate=came)
    if rate > LARGEST_RATE:
        one, other = _last_two(rate)
        if abs(other - one) < REST:
            not_quite(_("With {rate} the walk does rest, but not in the valley: the first steps "
                        "throw it onto the plain, to {other}, where there is no slope "
                        "left."), rate=came, other=f"{other:.5g}")
        if rate == LARGEST_RATE + 1:
            not_quite(_("One too far: after 1000 steps w6 still goes back and forth between {one} "
                        "and {other}."), one=f"{one:.4g}", other=f"{other:.4g}")
        not_quite(_("{rate} is too large: after 1000 steps w6 has not come to "
                    "rest."), rate=came)
    return _("Near the bottom each swing with 64 is a little smaller than the one before; with 65 "
             "the walk ends in two places that take turns.")


def _last_two(learning_rate, steps=1000):
    """Let w6 walk, and return where it is before and after the last step."""
    net, path = Network([2, 2, 1], w2=1, w4=1, w6=1), []
    for _step in range(steps + 1):
        path.append(net["w6"])
        net["w6"] -= learning_rate * net.gradient(people.X, people.y_true)["w6"]
    return path[-2:]
