"""Lesson 5 on paper: steps against a slope, and four people who vote."""

import numpy as np

from helpers.optimisers import Plain
from helpers.people import PEOPLE
from helpers.valley import Valley, descend
from helpers.words import _, joined
from teach.press.sheet import Question, Sheet, clean, drawn, one_of, plain, shown

STEPS = 3
CALM, WILD = (0.2, 0.25, 0.4, 0.5, 0.75), (1.5, 1.6, 1.75, 2.5, 3)  # below 1, and above


def make(rng):
    """Return a sheet with a walk in a valley, and the votes of four people."""
    start, calm, wild, w, rate, votes = drawn(rng, _draw, _good)
    way, other = _walk(start, calm), _walk(start, wild)
    mean = clean(np.mean(votes))
    answers = {_after("w", t): w for t, w in enumerate(way, 1)}
    answers |= {_after("v", t): w for t, w in enumerate(other, 1)}
    answers |= {
        "eta": clean(2 / Valley().slopes([1.0, 0.0])[0]),  # a step of it leads from w to -w
        "4 g": clean(np.sum(votes)),
        "g": mean,
        "eta v_A": clean(rate * votes[0]),
        "eta g": clean(rate * mean),
        "w_A": _stepped(w, votes[0], rate),
        "w_g": _stepped(w, mean, rate),
        _('"against"'): int(np.sum(np.sign(votes) != np.sign(mean))),
    }
    return Sheet(list(_questions(start, calm, wild, w, rate, votes)), answers)


def _after(weight, steps):
    """Return how a weight is called after some steps."""
    return _('{weight} "after" {steps}').format(weight=weight, steps=steps)


def _walk(start, rate):
    """Return the places of a walk on L = w² / 2, whose slope is w."""
    places = descend(Valley().slopes, [start, 0.0], rate, STEPS)
    return [clean(w) for w in places[1:, 0]]


def _stepped(w, slope, rate):
    return clean(w - Plain()(slope, rate))


def _draw(rng):
    votes = [one_of(rng, *(n / 10 for n in range(-9, 10) if n)) for _p in PEOPLE]
    start = one_of(rng, -16, -8, -4, 4, 8, 10, 16, 20)
    rates = one_of(rng, *CALM), one_of(rng, *WILD)
    return start, *rates, one_of(rng, -2, -1, 1, 2, 3), one_of(rng, 0.5, 1, 2), votes


def _good(given):
    """Places with two decimals at most, a mean of two, none at 0, and people who do not agree."""
    start, calm, wild, w, rate, votes = given
    mean = clean(np.mean(votes))
    far = abs(votes[0] - mean) > 0.15 and abs(mean) >= 0.1
    mixed = 1 <= sum(np.sign(votes) != np.sign(mean)) <= 2 and len(set(votes)) == 4
    stepped = [_stepped(w, slope, rate) for slope in (votes[0], mean)]
    if not (far and mixed and all(stepped) and plain(mean, stepped[1])):
        return False
    return plain(*_walk(start, calm), *_walk(start, wild))


def _questions(start, calm, wild, w, rate, votes):
    text = _("The loss of one weight is $L = w^2 / 2$, so its slope at $w$ is $w$ itself. A step "
             "is $w <- w - eta dot \"slope\"$. Start at $w = {start}$ and take three steps with "
             "the learning rate $eta = {rate}$.")  # fmt: skip
    three = tuple(_after("w", t) for t in (1, 2, 3))
    yield Question(text.format(start=shown(start), rate=shown(calm)), three)
    text = _("Take three steps from the same place with $eta = {rate}$, and call the weight $v$. "
             "What is different, and does the loss fall?")  # fmt: skip
    three = tuple(_after("v", t) for t in (1, 2, 3))
    said = _("Each step leads across 0 to the other side. The loss falls for a rate below 2, and "
             "rises above it.")  # fmt: skip
    yield Question(text.format(rate=shown(wild)), three, said)
    yield Question(
        _("Above which learning rate does each step lead further away from 0 than it began? (Write "
          "one step as a factor of $w$.)"),
        ("eta",), _("The factor is $1 - eta$; its size is above 1 where $eta > 2$."))  # fmt: skip
    told = joined(f"{p.name} {shown(v)}" for p, v in zip(PEOPLE, votes, strict=True))
    text = _("In a network one weight is {w}, and each person has a slope for it: {told}. What is "
             "the mean $g$ of the four? Take one step with $eta = {rate}$: where is the weight, "
             "$w_A$, if Alice is asked alone, and where, $w_g$, if all four are?")  # fmt: skip
    yield Question(text.format(w=shown(w), told=told, rate=shown(rate)), ("g", "w_A", "w_g"),
                   between=("4 g", "eta v_A", "eta g"))  # fmt: skip
    text = _("How many of the four would have gone the other way than all together? If a step is "
             "taken for one person alone, must the loss of the others fall too?")  # fmt: skip
    said = _("It need not: a step for one promises nothing to the others.")
    yield Question(text, (_('"against"'),), said)
