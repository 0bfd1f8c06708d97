"""Lesson 1 on paper: a neuron weighs sun and wind, and one decides with it."""

from helpers.network import Neuron
from helpers.words import _
from teach.press.sheet import (
    Question,
    Sheet,
    clean,
    drawn,
    looked_up,
    plain,
    shown,
    yes_or_no,
)


def make(rng):
    """Return a sheet with w, b and x drawn so that all comes out in whole numbers."""
    w1, w2, b, x1, x2 = given = drawn(rng, _draw, _good)
    neuron = Neuron([w1, w2], b)
    z = float(neuron.weights @ [x1, x2] + neuron.bias)
    y = looked_up(z)
    answers = {
        "w_1 x_1": clean(w1 * x1),
        "w_2 x_2": clean(w2 * x2),
        "z": z,
        "y": y,
        _('"beach"'): yes_or_no(y),
        "w_1 x_1 + b": clean(w1 * x1 + b),
        "x_2^*": _undecided(given),
        "b^*": b - 2 * z,
        "z^*": -z,
        "y^*": looked_up(-z),
        _('"axis of" x_1'): clean(-b / w1),
        _('"axis of" x_2'): clean(-b / w2),
    }
    numbers = {"w1": w1, "w2": w2, "b": b, "x1": x1, "x2": x2}
    numbers = {name: shown(value) for name, value in numbers.items()}
    return Sheet(list(_questions(numbers)), answers)


def _draw(rng):
    w1, w2 = int(rng.integers(1, 9)), -int(rng.integers(1, 9))
    return w1, w2, -int(rng.integers(1, 31)), *rng.integers(1, 13, 2).tolist()


def _good(given):
    """The sun speaks for it, the wind against; nothing saturated or trivial, no fraction."""
    w1, w2, b, x1, x2 = given
    z = w1 * x1 + w2 * x2 + b
    if not 1 <= abs(z) <= 3 or abs(w1) == abs(w2) or b == 2 * z:  # b* would be 0
        return False
    places = -b / w1, -b / w2, _undecided(given)
    return max(map(abs, places)) <= 10 and plain(*places, most=0) and _undecided(given) > 0


def _undecided(given):
    """Return the wind at which this sun leaves the neuron undecided."""
    w1, w2, b, x1, _x2 = given
    return clean(-(w1 * x1 + b) / w2)


def _questions(numbers):
    told = _("A neuron decides about the beach. It gets $x_1$, the hours of sun, and $x_2$, the "
             "strength of the wind, and has the weights $w_1 = {w1}$ and $w_2 = {w2}$ and the bias "
             "$b = {b}$. Today $x_1 = {x1}$ and $x_2 = {x2}$. What does each of the two inputs "
             "bring, and what is the sum $z = w_1 x_1 + w_2 x_2 + b$?")  # fmt: skip
    yield Question(told.format(**numbers), ("w_1 x_1", "w_2 x_2", "z"))
    yield Question(
        _("Look up the output $y = sigma(z)$ in the table below. Does the neuron say yes, which is "
          "$y > 0.5$, or no?"), ("y", _('"beach"')))  # fmt: skip
    told = _("The sun stays at $x_1 = {x1}$. At which wind $x_2^*$ is the neuron undecided, with "
             "$z = 0$?")  # fmt: skip
    yield Question(told.format(**numbers), ("x_2^*",), between=("w_1 x_1 + b",))
    yield Question(
        _("With another bias $b^*$ the sum for today becomes the opposite number, $z^* = -z$, and "
          "the neuron decides the other way. What is $b^*$? Look up the output $y^*$ that it has "
          "then. What do $y$ and $y^*$ add up to, and why?"),
        ("b^*", "z^*", "y^*"),
        _("They add up to 1: the sigmoid of $-z$ is 1 minus that of $z$."))  # fmt: skip
    text = _("All days with $z = 0$ lie on a straight line. Where does it meet the axis of $x_1$, "
             "where $x_2 = 0$, and where that of $x_2$, where $x_1 = 0$? (The line may run below "
             "0, where no weather is.) Draw it on the back, mark today, and write yes and no on "
             "its two sides.")  # fmt: skip
    said = _("The side on which there is more sun and less wind is yes.")
    yield Question(text, (_('"axis of" x_1'), _('"axis of" x_2')), said)
