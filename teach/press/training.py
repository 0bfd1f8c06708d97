"""Lesson 6 on paper: one whole step of training, and curves that tell what is wrong."""

from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np

from helpers.losses import mse_loss
from helpers.network import Network
from helpers.optimisers import Plain
from helpers.people import X, y_true
from helpers.training import train
from helpers.words import _, joined
from teach.press.sheet import BY_TABLE, Question, Sheet, clean, plain, shown, table

EPOCHS = (0, 10, 100, 1000)
RUNS = {"good": 0.1, "slow": 0.001, "thrown": 100}  # the learning rate of each
INPUTS = [n for n in range(-5, 6) if n]
SUMS = (-2.2, -1.4, -0.4, 0.4, 1.4, 2.2)  # whose outputs have one decimal, at the start
LABELS = [0, 1]
RATES = (0.5, 0.8, 1, 1.25, 2, 2.5, 5, 10)
SLOPES = ("(partial L) / (partial w)", "(partial L) / (partial b)")
STEPS = tuple(f"eta {slope}" for slope in SLOPES)
STARTS = 40  # among which starts are looked for that behave as most do


def make(rng):
    """Return a sheet with a neuron of one input, two people, and four columns of losses."""
    alike = steps()[int(rng.integers(len(steps())))]
    x, w, b, rate = alike[int(rng.integers(len(alike)))]
    order, start = rng.permutation(len(RUNS)).tolist(), int(rng.choice(starts()))
    kinds = [list(RUNS)[i] for i in order]
    answers = _answers(x, w, b, rate)
    answers |= {name: "ABC"[kinds.index(kind)] for kind, name in _names().items()}
    return Sheet(list(_questions(x, w, b, rate, kinds, start)), answers)


class Neuron(NamedTuple):
    """What a neuron of one input, which looks its outputs up, makes of two people."""

    z: list
    y: list
    squares: list  # of their errors
    L: float
    blame: list
    slopes: list  # along w and b

    @classmethod
    def of(cls, x, w, b):
        net, X, Y = Network([1, 1], [w, b], output=BY_TABLE), [[one] for one in x], LABELS
        (Z,), (_X, Y_pred) = net.forward(X)
        pairs = zip(Y, Y_pred.ravel(), strict=True)
        squares = [mse_loss([label], [one]) for label, one in pairs]
        blame = BY_TABLE.slope(np.reshape(Y, Y_pred.shape), Z, Y_pred)
        L, slopes = clean(net.loss(X, Y)), net.gradient(X, Y).values
        return cls(*map(_cleaned, (Z, Y_pred, squares)), L, _cleaned(blame), _cleaned(slopes))


def _cleaned(numbers):
    return [clean(number) for number in np.ravel(numbers)]


@cache
def _slopes(x, w, b):
    return Neuron.of(x, w, b).slopes


def _step(x, w, b, rate):
    """Return what is taken from w and b, and what they are then."""
    by = _cleaned(Plain()(np.array(_slopes(x, w, b)), rate))
    return by, (clean(w - by[0]), clean(b - by[1]))


def _answers(x, w, b, rate):
    """Return what a pupil writes down, in that order, with the outputs of the table."""
    by, new = _step(x, w, b, rate)
    now, then = Neuron.of(x, w, b), Neuron.of(x, *new)
    helped = [str(n) for n in (1, 2) if then.squares[n - 1] < now.squares[n - 1]]
    return {
        "w x_1": clean(w * x[0]), "w x_2": clean(w * x[1]),
        "z_1": now.z[0], "y_1": now.y[0], "z_2": now.z[1], "y_2": now.y[1],
        "e_1^2": now.squares[0], "e_2^2": now.squares[1], "L": now.L,
        "delta_1": now.blame[0], "delta_2": now.blame[1],
        "delta_1 x_1": clean(now.blame[0] * x[0]), "delta_2 x_2": clean(now.blame[1] * x[1]),
        SLOPES[0]: now.slopes[0], SLOPES[1]: now.slopes[1], STEPS[0]: by[0], STEPS[1]: by[1],
        "w^*": new[0], "b^*": new[1],
        "w^* x_1": clean(new[0] * x[0]), "w^* x_2": clean(new[0] * x[1]),
        "z_1^*": then.z[0], "y_1^*": then.y[0], "z_2^*": then.z[1], "y_2^*": then.y[1],
        "(e_1^*)^2": then.squares[0], "(e_2^*)^2": then.squares[1], "L^*": then.L,
        f'"{_helped()}"': joined(helped),
    }  # fmt: skip


def _names():
    """Return what each of `RUNS` is called on the sheet."""
    return {"good": _('"good"'), "slow": _('"slow"'), "thrown": _('"thrown"')}


def _helped():
    return _("helped")


@cache
def steps():
    """Return all (x, w, b, rate) that come out well, those alike in a list.

    They are a start, and a step that helps; alike are those with the same sums that help the same
    people.
    """
    apart = [(x, sums) for x in product(INPUTS, repeat=2) if x[0] != x[1]
             for sums in product(SUMS, repeat=2) if sums[0] != sums[1]]  # fmt: skip
    found = {}
    for x, sums in apart:
        w = clean((sums[0] - sums[1]) / (x[0] - x[1]))
        b = clean(sums[0] - w * x[0])
        for rate in RATES:
            if _good(x, w, b, rate):
                helped = _answers(x, w, b, rate)[f'"{_helped()}"']
                found.setdefault((sums, helped), []).append((x, w, b, rate))
    return [*found.values()]


def _good(x, w, b, rate):
    """Two decimals before and after, four in all, no bias or slope of 0, no neuron saturated, and a
    step that helps by more than the table rounds.
    """
    if not (plain(w, b, most=2) and b and all(_slopes(x, w, b))):
        return False
    if not plain(*_step(x, w, b, rate)[1], most=2):
        return False
    numbers = {name: n for name, n in _answers(x, w, b, rate).items() if not isinstance(n, str)}
    sums = [numbers["z_1^*"], numbers["z_2^*"]]
    return (
        plain(*numbers.values(), most=4)
        and plain(*sums, most=2)
        and max(map(abs, sums)) <= 3
        and all(sums)
        and not any(clean(abs(one) * 10 % 1) == 0.5 for one in sums)  # up or down?
        and numbers["L^*"] < numbers["L"] - 0.02
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


def _questions(x, w, b, rate, kinds, start):
    text = _("A neuron with one input has $w = {w}$ and $b = {b}$. Two people teach it: the first "
             "has $x = {x1}$ and the label 0, the second $x = {x2}$ and the label 1. What does it "
             "answer to each, with the table? And what is the loss $L$, the mean of the two "
             "squared errors?")  # fmt: skip
    told = text.format(w=shown(w), b=shown(b), x1=shown(x[0]), x2=shown(x[1]))
    yield Question(told, ("z_1", "y_1", "z_2", "y_2", "L"),
                   between=("w x_1", "w x_2", "e_1^2", "e_2^2"))  # fmt: skip
    text = _("A person's blame is $delta = 2/2 dot (y - y_\"true\") dot y (1 - y)$: 2 from the "
             "square, divided by two people. A slope is blame times signal, which is $x$ for $w$ "
             "and 1 for $b$; add up those of both people. Then take one step with the learning "
             "rate {rate}, against both slopes.")  # fmt: skip
    names = ("delta_1", "delta_2", *SLOPES, "w^*", "b^*")
    yield Question(text.format(rate=shown(rate)), names,
                   between=("delta_1 x_1", "delta_2 x_2", *STEPS))  # fmt: skip
    text = _("Answer for both again, and compute the new loss $L^*$ (four decimals). Whom has the "
             "step helped: 1, 2 or both?")  # fmt: skip
    said = _("The loss has fallen. Where only one is helped, the step went by the mean of two "
             "wishes, and the other person paid for it.")  # fmt: skip
    asked = ("z_1^*", "y_1^*", "z_2^*", "y_2^*", "L^*", f'"{_helped()}"')
    between = ("w^* x_1", "w^* x_2", "(e_1^*)^2", "(e_2^*)^2")
    yield Question(text, asked, said, between)
    heads = [_("epoch"), "A", "B", "C"]
    columns = [losses(kind)[:, start] for kind in kinds]
    rows = [[str(e), *(f"{c[i]:.3f}" for c in columns)] for i, e in enumerate(EPOCHS)]
    text = _("These are the losses of three trainings of the same network. One rate was good, one "
             "far too small, one far too large. Which column is which, and what tells "
             "you?")  # fmt: skip
    said = _("The good one comes close to 0, the slow one has hardly moved, and the one that was "
             "thrown has jumped and stays.")  # fmt: skip
    yield Question(f"{text}\n{table(heads, rows)}", tuple(_names().values()), said)
    text = _("The loss of a training lies at 0.25 and stays there. Name two things that may be "
             "wrong, and what you would look at to tell them apart.")  # fmt: skip
    said = _("It has no idea (all answers near 0.5), or it is sure and wrong about one in four: "
             "the answers themselves tell. A rate that is far too small moves the loss a "
             "little.")  # fmt: skip
    yield Question(text, (), said)
