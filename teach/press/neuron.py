"""Lesson 1 on paper: a neuron weighs sun and wind, and one decides with it."""

from helpers.network import Neuron
from helpers.words import _
from teach.press.sheet import (
    Question,
    Sheet,
    clean,
    drawn,
    looked_up,
    one_of,
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
        "x_2^*": _undecided(given),
        "b^*": b - 2 * z,
        "z^*": -z,
        "y^*": looked_up(-z),
        "x_1^0": clean(-b / w1),
        "x_2^0": clean(-b / w2),
    }
    numbers = {"w1": w1, "w2": w2, "b": b, "x1": x1, "x2": x2}
    numbers = {name: shown(value) for name, value in numbers.items()}
    return Sheet(list(_questions(numbers)), answers)


def _draw(rng):
    w1, w2 = (one_of(rng, -3, -2, -1, 1, 2, 3) for _w in range(2))
    return w1, w2, one_of(rng, -6, -4, -3, -2, 2, 3, 4, 6), *rng.integers(0, 6, 2).tolist()


def _good(given):
    """Nothing saturated, nothing trivial, and every place a whole number."""
    w1, w2, b, x1, x2 = given
    z = w1 * x1 + w2 * x2 + b
    places = -b / w1, -b / w2, _undecided(given)
    near = max(map(abs, places)) <= 8 and plain(*places, most=0)
    return 1 <= abs(z) <= 4 and x1 * x2 > 0 and near and _undecided(given) >= 0 and w1 != w2


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
    yield Question(told.format(**numbers), ("x_2^*",))
    yield Question(
        _("With another bias $b^*$ the sum for today becomes the opposite number, $z^* = -z$, and "
          "the neuron decides the other way. What is $b^*$? Look up its output $y^*$, and add $y$ "
          "and $y^*$: what do you notice?"), ("b^*", "z^*", "y^*"))  # fmt: skip
    yield Question(
        _("All days with $z = 0$ lie on a straight line. Where does it meet the axis of $x_1$, "
          "where $x_2 = 0$, and where that of $x_2$, where $x_1 = 0$? Draw the line on the back, "
          "mark today, and write yes and no on its two sides."), ("x_1^0", "x_2^0"))  # fmt: skip
