"""Lesson 6 on paper: one whole step of training, and curves that tell what is wrong."""

from functools import cache

import numpy as np

from helpers.losses import mse_loss
from helpers.network import Network
from helpers.people import X, y_true
from helpers.training import train
from helpers.words import _
from teach.press.sheet import Question, Sheet, clean, drawn, looked_up, one_of, plain, shown, table

EPOCHS = (0, 10, 100, 1000)
RUNS = {"good": 0.1, "slow": 0.001, "thrown": 100}  # the learning rate of each
STARTS = 40  # among which starts are looked for that behave as most do


def make(rng):
    """Return a sheet with a neuron of one input, two people, and four columns of losses."""
    x, rate, order, start = drawn(rng, _draw, _good)
    w, b, *slopes = _stepped(x, rate)
    z = [clean(w * one + b) for one in x]
    y = [looked_up(one) for one in z]
    answers = {
        "L": clean(mse_loss([0, 1], [0.5, 0.5])),
        "(partial L) / (partial w)": slopes[0],
        "(partial L) / (partial b)": slopes[1],
        "w": w,
        "b": b,
        "z_1": z[0],
        "y_1": y[0],
        "z_2": z[1],
        "y_2": y[1],
        "L^*": clean(mse_loss([0, 1], y)),
    }
    kinds = [list(RUNS)[i] for i in order]
    answers |= {f'"{kind}"': "ABC"[kinds.index(kind)] for kind in RUNS}
    return Sheet(list(_questions(x, rate, kinds, start)), answers)


def _stepped(x, rate):
    """Return w and b after one step from 0, and both slopes: of two people, labels 0 and 1."""
    net = Network([1, 1])
    slopes = net.gradient([[one] for one in x], [0, 1])
    net.values -= rate * slopes.values
    return tuple(clean(n) for n in (net["w1"], net["b1"], slopes["w1"], slopes["b1"]))


def _draw(rng):
    x = one_of(rng, -4, -3, -2, -1, 1, 2), one_of(rng, -2, -1, 1, 2, 3, 4)
    rate = one_of(rng, 0.4, 0.8, 1, 1.6, 2, 4)
    return x, rate, rng.permutation(len(RUNS)).tolist(), int(rng.choice(starts()))


def _good(given):
    """One decimal in each sum, no neuron saturated, and a step that helps."""
    x, rate, _order, _start = given
    w, b, *slopes = _stepped(x, rate)
    z = [w * one + b for one in x]
    sums = plain(*z, most=1) and min(map(abs, z)) >= 0.2 and max(map(abs, z)) <= 3
    L = mse_loss([0, 1], [looked_up(one) for one in z])
    return (
        x[0] != x[1]
        and sums
        and L < 0.24
        and plain(L, most=4)
        and plain(w, b, *slopes, most=3)
        and b == 0
    )


@cache
def starts():
    """Return the starts, by their seeds, whose three trainings go as the sheet says."""
    good, slow, thrown = (losses(kind) for kind in RUNS)
    well = (good[-1] < 0.01) & (slow[-1] > 0.1) & (slow[-1] < slow[0]) & (thrown[1:].min(0) > 0.2)
    return np.flatnonzero(well).tolist()


@cache
def losses(kind):
    """Return the losses after `EPOCHS` of trainings of the four people, a column for each start."""
    rows = [Network.random([2, 2, 1], np.random.default_rng(n)).values for n in range(STARTS)]
    net = Network([2, 2, 1], rows)
    return train(net, X, y_true, RUNS[kind], EPOCHS[-1]).losses[list(EPOCHS)]


def _questions(x, rate, kinds, start):
    text = _("A neuron with one input has $w = 0$ and $b = 0$, so its answer is 0.5 for everybody. "
             "Two people teach it: the first has $x = {x1}$ and the label 0, the second $x = {x2}$ "
             "and the label 1. What is the loss $L$, the mean of the two squared errors? A "
             "person's blame is $2/2 dot (y - y_\"true\") dot y (1 - y)$: 2 from the square, "
             "divided by two people. A slope is blame times signal, which is $x$ for $w$ and 1 for "
             "$b$; add up those of both people.")  # fmt: skip
    names = ("L", "(partial L) / (partial w)", "(partial L) / (partial b)")
    yield Question(text.format(x1=shown(x[0]), x2=shown(x[1])), names)
    text = _("Take one step with the learning rate {rate}, against both slopes.")
    yield Question(text.format(rate=shown(rate)), ("w", "b"))
    yield Question(
        _("Answer for both again, with the table, and compute the new loss $L^*$ (four decimals). "
          "Has the step helped, and whom?"), ("z_1", "y_1", "z_2", "y_2", "L^*"))  # fmt: skip
    heads = [_("epoch"), "A", "B", "C"]
    columns = [losses(kind)[:, start] for kind in kinds]
    rows = [[str(e), *(f"{c[i]:.3f}" for c in columns)] for i, e in enumerate(EPOCHS)]
    text = _("These are the losses of three trainings of the same network. One rate was good, one "
             "far too small, one far too large. Which column is which, and what tells "
             "you?")  # fmt: skip
    said = _("The good one comes close to 0, the slow one has hardly moved, and the one that was "
             "thrown has jumped and stays.")  # fmt: skip
    yield Question(f"{text}\n{table(heads, rows)}", tuple(f'"{kind}"' for kind in RUNS), said)
    text = _("The loss of a training lies at 0.25 and stays there. Name two things that may be "
             "wrong, and what you would look at to tell them apart.")  # fmt: skip
    said = _("It has no idea (all answers near 0.5), or it is sure and wrong about one in four: "
             "the answers themselves tell. A rate that is far too small moves the loss a "
             "little.")  # fmt: skip
    yield Question(text, (), said)
