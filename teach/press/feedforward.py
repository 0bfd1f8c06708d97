"""Lesson 2 on paper: a network of three neurons, from two inputs to one output."""

from helpers.network import Network
from helpers.words import _
from teach.press.sheet import Question, Sheet, clean, drawn, given, looked_up, one_of, shown

PRODUCTS = ("w_1 x_1", "w_2 x_2", "w_3 x_1", "w_4 x_2")
NAMES = ("w_1", "w_2", "w_3", "w_4", "w_5", "w_6", "b_1", "b_2", "b_3")


def make(rng):
    """Return a sheet with nine parameters and two inputs, so that every sum is short."""
    values, x, sizes = drawn(rng, _draw, _good)
    net = Network([2, 2, 1], values)
    z1, z2, h1, h2, z3 = _sums(values, x)
    inputs, hidden, outputs = sizes
    answers = {name: clean(w * one) for name, w, one in zip(PRODUCTS, values, x * 2, strict=False)}
    answers |= {
        "z_1": z1,
        "h_1": h1,
        "z_2": z2,
        "h_2": h2,
        "w_5 h_1": clean(net["w5"] * h1),
        "w_6 h_2": clean(net["w6"] * h2),
        "z_3": z3,
        "y": looked_up(z3),
        "w_5 h_1 + w_6 h_2": clean(z3 - net["b3"]),
        "b_3^*": clean(net["b3"] - z3),
        _('"weights"'): inputs * hidden + hidden * outputs,
        _('"biases"'): hidden + outputs,
        _('"parameters"'): Network(list(sizes)).values.size,
    }
    return Sheet(list(_questions(values, x, sizes)), answers)


def _draw(rng):
    weights = [one_of(rng, -3, -2, -1, 1, 2, 3) for _w in range(6)]
    biases = [one_of(rng, -2, -1, 0, 1, 2) for _b in range(3)]
    sizes = tuple(int(n) for n in rng.integers((2, 3, 1), (6, 7, 5)))
    return [*weights, *biases], [one_of(rng, -2, -1, 1, 2) for _x in range(2)], sizes


def _sums(values, x):
    """Return z1, z2, h1, h2 and z3, with outputs as the table has them."""
    net = Network([2, 2, 1], values)
    (Z, _last), _A = net.forward(x)
    z1, z2 = Z[0].tolist()
    h1, h2 = looked_up(z1), looked_up(z2)
    (Z3,), _A = Network([2, 1], [net["w5"], net["w6"], net["b3"]]).forward([h1, h2])
    return z1, z2, h1, h2, clean(Z3.item())


def _good(found):
    """No neuron saturated, none at 0, no two alike, and an output that is no guess."""
    values, x, _sizes = found
    z1, z2, h1, h2, z3 = _sums(values, x)
    small = all(1 <= abs(z) <= 3 for z in (z1, z2)) and 0.3 <= abs(z3) <= 3
    tie = abs(round(10 * z3) - 10 * z3) > 0.4  # which of two rows of the table?
    return small and h1 != h2 and h1 + h2 != 1 and not tie and len(set(values[:6])) >= 4


def _questions(values, x, sizes):
    text = _("Two inputs feed two hidden neurons, $h_1$ with $w_1, w_2, b_1$ and $h_2$ with $w_3, "
             "w_4, b_2$; these two feed the output neuron with $w_5, w_6, b_3$. The numbers are "
             "{told}, and the inputs $x_1 = {x1}$, $x_2 = {x2}$. Draw the network on the back, "
             "with each number at its arrow. Then compute both hidden neurons, with the table for "
             "$sigma$.")  # fmt: skip
    yield Question(
        text.format(told=given(NAMES, values), x1=shown(x[0]), x2=shown(x[1])),
        ("z_1", "h_1", "z_2", "h_2"),
        between=PRODUCTS,
    )
    yield Question(
        _("What do the two hidden neurons bring to the output neuron, and what is its sum $z_3 = "
          "w_5 h_1 + w_6 h_2 + b_3$? Look up $y$: round $z_3$ to one decimal first."),
        ("w_5 h_1", "w_6 h_2", "z_3", "y"))  # fmt: skip
    yield Question(
        _("Which bias $b_3^*$ in place of $b_3$ would leave the network undecided, with $y = "
          "0.5$?"),
        ("b_3^*",), between=("w_5 h_1 + w_6 h_2",))  # fmt: skip
    text = _("Another network has layers of {sizes} neurons, the first of which are inputs. How "
             "many weights does it have, how many biases, and how many parameters in "
             "all?")  # fmt: skip
    names = (_('"weights"'), _('"biases"'), _('"parameters"'))
    yield Question(text.format(sizes="-".join(map(str, sizes))), names)
    text = _("Move $x_1$ up by a little. Which neurons' outputs can change? Which weights would "
             "you set to 0 so that the output neuron does not hear of it?")  # fmt: skip
    said = _("All three can. There are two ways to the output, so each has to be cut: $w_1$ or "
             "$w_5$, and $w_3$ or $w_6$.")  # fmt: skip
    yield Question(text, (), said)
