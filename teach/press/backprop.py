"""Lesson 4 on paper: blame goes back, and each slope is blame times signal."""

from helpers.activations import sigmoid_prime_from_output
from helpers.losses import mse_loss_prime
from helpers.words import _
from teach.press.sheet import Question, Sheet, clean, drawn, one_of, plain, shown

OUTPUTS = (0.1, 0.2, 0.4, 0.5, 0.6, 0.8, 0.9)


def make(rng):
    """Return a sheet with a pass forward that is done, and a pass back to do."""
    x1, x2, w5, w6, h1, h2, y, label = given = drawn(rng, _draw, _good)
    return Sheet(list(_questions(given)), _slopes(x1, x2, w5, w6, h1, h2, y, label))


def _slopes(x1, x2, w5, w6, h1, h2, y, label):
    """Return every number of the way back, by name."""
    (dL_dy,) = mse_loss_prime([label], [y]).tolist()
    prime, prime1, prime2 = (float(sigmoid_prime_from_output(a)) for a in (y, h1, h2))
    blame = dL_dy * prime
    blame1, blame2 = blame * w5 * prime1, blame * w6 * prime2
    found = {
        "(partial L) / (partial y)": dL_dy,
        "sigma'_3": prime,
        "delta_3": blame,
        "(partial L) / (partial w_5)": blame * h1,
        "(partial L) / (partial w_6)": blame * h2,
        "(partial L) / (partial b_3)": blame,
        "sigma'_1": prime1,
        "delta_1": blame1,
        "sigma'_2": prime2,
        "delta_2": blame2,
        "(partial L) / (partial w_1)": blame1 * x1,
        "(partial L) / (partial w_2)": blame1 * x2,
        "(partial L) / (partial b_1)": blame1,
        "(partial L) / (partial w_3)": blame2 * x1,
        "(partial L) / (partial w_4)": blame2 * x2,
        "(partial L) / (partial b_2)": blame2,
    }
    return {name: clean(number) for name, number in found.items()}


def _draw(rng):
    x = (one_of(rng, -3, -2, -1, 2, 3) for _x in range(2))
    w = (one_of(rng, -4, -3, -2, -1, 1, 2, 3, 4) for _w in range(2))
    return *x, *w, *(one_of(rng, *OUTPUTS) for _y in range(3)), one_of(rng, 0, 1)


def _good(given):
    """At most four decimals, nothing that rounds away, no two that could be mixed up."""
    x1, x2, w5, w6, h1, h2, y, label = given
    found = _slopes(*given)
    numbers = [number for name, number in found.items() if "partial w" in name]
    apart = abs(x1) != abs(x2) and abs(w5) != abs(w6) and h1 not in (h2, 1 - h2)
    seen = min(map(abs, numbers)) >= 0.004 and len({abs(n) for n in numbers}) == 6
    return apart and abs(y - label) >= 0.2 and seen and plain(*found.values(), most=4)


def _questions(given):
    names = ("x_1", "x_2", "w_5", "w_6", "h_1", "h_2", "y", 'y_"true"')
    told = ", ".join(f"${n} = {shown(v)}$" for n, v in zip(names, given, strict=True))
    text = _("In a network with two inputs, two hidden neurons and one output the pass forward is "
             "done: {told}. The loss of this one person is $L = (y - y_\"true\")^2$. Begin the way "
             "back: the slope of the loss along $y$, the slope $sigma'_3 = y (1 - y)$ of the "
             "output neuron, and its blame $delta_3$, which is their product.")  # fmt: skip
    yield Question(text.format(told=told), ("(partial L) / (partial y)", "sigma'_3", "delta_3"))
    yield Question(
        _("A weight's slope is the blame at the head of its arrow times the signal at its tail; a "
          "bias has the signal 1. Write down the three slopes of the output neuron."),
        _slope_names("w_5", "w_6", "b_3"))  # fmt: skip
    yield Question(
        _("Hand the blame on: a hidden neuron gets $delta_3$ times the weight on the way, times "
          "its own slope $h (1 - h)$."),
        ("sigma'_1", "delta_1", "sigma'_2", "delta_2"))  # fmt: skip
    yield Question(
        _("Write down the slopes of the six numbers that enter the hidden neurons."),
        _slope_names("w_1", "w_2", "b_1", "w_3", "w_4", "b_2"))  # fmt: skip
    yield Question(
        _("Which of the nine numbers would you turn first, and which way, to make the loss "
          "smaller? Say how you know."), ())  # fmt: skip


def _slope_names(*parameters):
    return tuple(f"(partial L) / (partial {name})" for name in parameters)
