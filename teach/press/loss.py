"""Lesson 3 on paper: how wrong four answers are, in one number."""

import numpy as np

from helpers.losses import mse_loss, mse_loss_prime
from helpers.people import PEOPLE, y_true
from helpers.words import _
from teach.press.sheet import Question, Sheet, clean, drawn, one_of, plain, shown, table

ANSWERS = (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9)
OF_A, OF_B = "e_{}", "e_({} B)"  # what the errors of the two networks are called
STEP = 0.2  # a change of L has two decimals then; with 0.1 it has four


def make(rng):
    """Return a sheet with two networks' answers for four people."""
    first, second, who = given = drawn(rng, _draw, _good)
    nearer = first.copy()
    nearer[who] -= STEP * np.sign(first[who] - y_true[who])
    slope = clean(mse_loss_prime(y_true, first)[who])
    L, L2, L3 = (clean(mse_loss(y_true, y)) for y in (first, second, nearer))
    answers = _errors(first, OF_A) | _errors(second, OF_B)
    answers |= {
        "4 L_A": clean(4 * L),
        "L_A": L,
        "4 L_B": clean(4 * L2),
        "L_B": L2,
        _('"better"'): "A" if L < L2 else "B",
        "(e^*)^2": clean((y_true - nearer)[who] ** 2),
        "L^*": L3,
        "L^* - L_A": clean(L3 - L),
        _('"slope"'): slope,
        _slope_times_step(): clean(slope * (nearer - first)[who]),
        "L_0.5": clean(mse_loss(y_true, np.full(4, 0.5))),
    }
    return Sheet(list(_questions(*given)), answers)


def _errors(y_pred, called):
    """Return each error of a network and its square, by name, in the order of the page."""
    found = {}
    for i, e in enumerate(y_true - y_pred, 1):
        found |= {called.format(i): clean(e), f"{called.format(i)}^2": clean(e**2)}
    return found


def _slope_times_step():
    slope, step = _('"slope"'), _('"step"')
    return f"{slope} dot {step}"


def _draw(rng):
    first, second = (np.array([one_of(rng, *ANSWERS) for _p in range(4)]) for _n in range(2))
    return first, second, int(rng.integers(4))


def _good(given):
    """Means that come out in two decimals, two losses that differ, and no two alike."""
    first, second, who = given
    far = abs(first[who] - y_true[who]) > 1.4 * STEP  # so that it stays on this side of the label
    if not far or len(set(np.abs(first - y_true).round(1).tolist())) < 3:
        return False
    L, L2 = mse_loss(y_true, first), mse_loss(y_true, second)
    return plain(L, L2) and abs(L - L2) > 0.02 and min(L, L2) > 0.03 and max(L, L2) < 0.6


def _questions(first, second, who):
    names = [person.name for person in PEOPLE]
    rows = [
        [name, shown(t), shown(a), shown(b)]
        for name, t, a, b in zip(names, y_true, first, second, strict=True)
    ]
    heads = ["", '$y_"true"$', _("network A"), _("network B")]
    text = _("Two networks have answered for four people. For network A, write down each error "
             "$e = y_\"true\" - y$ and its square.")  # fmt: skip
    yield Question(f"{text}\n{table(heads, rows)}", tuple(_errors(first, OF_A)))
    yield Question(
        _("The loss $L$ is the mean of the four squares. Compute it for A and for B. Which network "
          "is better?"), ("L_A", "L_B", _('"better"')),
        between=(*_errors(second, OF_B), "4 L_A", "4 L_B"))  # fmt: skip
    text = _("In network A the answer for {name} moves by {step} towards the label. What is the "
             "loss $L^*$ then, and by how much has it changed?")  # fmt: skip
    yield Question(text.format(name=names[who], step=shown(STEP)), ("L^*", "L^* - L_A"),
                   between=("(e^*)^2",))  # fmt: skip
    text = _("The slope of the loss along this answer is $2/4 dot (y - y_\"true\")$. Compute it "
             "for {name} in network A, and multiply it by the step of the last question, which has "
             "a sign: + where the answer grew, − where it fell. Why is the product not quite the "
             "change?")  # fmt: skip
    said = _("The slope itself changes on the way; for a shorter step the two come closer.")
    asked = (_('"slope"'), _slope_times_step())
    yield Question(text.format(name=names[who]), asked, said)
    text = _("What is the loss $L_0.5$ of somebody who has no idea and answers 0.5 four times? Can "
             "a network with one answer on the wrong side of 0.5 have a smaller one?")  # fmt: skip
    said = _("Yes: one answer of 0.4 for the label 1 costs 0.36, and if the other three are right "
             "$L$ is 0.09.")  # fmt: skip
    yield Question(text, ("L_0.5",), said)
