"""Lesson 4 on paper: blame goes back, and each slope is blame times signal."""

import numpy as np

from helpers.activations import Activation, sigmoid_prime_from_output
from helpers.losses import mse_loss_prime
from helpers.network import OUTPUTS, Network
from helpers.words import _
from teach.press.sheet import Question, Sheet, clean, drawn, given, one_of, plain

FIFTHS = (0.2, 0.4, 0.6, 0.8)
QUARTERS = (0.25, 0.75)  # of which a slope with three decimals has three again
TURNED = ("w_5", "w_6", "b_3", "w_1", "w_2", "b_1")
EVEN = 0.5  # one of h1 and y is this on each page, or else the slopes have too many decimals


def make(rng):
    """Return a sheet with a pass forward that is done, and a pass back to do."""
    numbers = drawn(rng, one_of(rng, _draw_even_hidden, _draw_even_output), _good)
    slopes = _slopes(*numbers)
    return Sheet(list(_questions(numbers)), slopes | {_('"first"'): _first(slopes)})


def _slopes(x1, x2, w5, w6, h1, h2, y, label):
    """Return every number of the way back through h1, by name."""
    hidden = Activation(lambda _Z: np.array([[h1, h2]]), lambda _Z, A: sigmoid_prime_from_output(A))
    output = OUTPUTS["sigmoid"]._replace(squash=lambda _Z: np.array([[y]]))
    net = Network([2, 2, 1], hidden=hidden, output=output, w5=w5, w6=w6)
    back = net.gradient([[x1, x2]], [label])
    found = {"y": mse_loss_prime([label], [y])[0], "z_3": back.b3, "z_1": back.b1}
    found |= {name: back[name.replace("_", "")] for name in TURNED}
    slopes = {slope(name): clean(number) for name, number in found.items()}
    slopes |= {f"sigma'_{n}": clean(sigmoid_prime_from_output(a)) for n, a in ((3, y), (1, h1))}
    return slopes | {'y - y_"true"': clean(y - label), handed("w_5"): clean(back.b3 * w5)}


def _by_size(slopes):
    """Return what may be turned, that with the largest slope first."""
    return sorted(TURNED, key=lambda name: abs(slopes[slope(name)]), reverse=True)


def _first(slopes):
    """Return which number is turned first, and which way: against its slope."""
    name = _by_size(slopes)[0]
    return f"${name} {'arrow.b' if slopes[slope(name)] > 0 else 'arrow.t'}$"


def slope(name):
    """Return how the slope of the loss along something is written."""
    return f"(partial L) / (partial {name})"


def handed(weight):
    """Return how what a weight hands back of the output neuron's blame is written."""
    return f"{slope('z_3')} dot {weight}"


def _draw_even_hidden(rng):
    return *_draw(rng), EVEN, one_of(rng, *QUARTERS), one_of(rng, *FIFTHS), one_of(rng, 0, 1)


def _draw_even_output(rng):
    return *_draw(rng), *(one_of(rng, *FIFTHS) for _h in range(2)), EVEN, one_of(rng, 0, 1)


def _draw(rng):
    x = [one_of(rng, -3, -2, -1, 2, 3) for _x in range(2)]
    return *x, *(one_of(rng, -4, -3, -2, -1, 1, 2, 3, 4) for _w in range(2))


def _good(numbers):
    """At most three decimals, nothing that rounds away, no two that could be mixed up."""
    x1, x2, w5, w6, h1, h2, y, label = numbers
    found = _slopes(*numbers)
    first, second = (abs(found[slope(name)]) for name in _by_size(found)[:2])
    slopes = [abs(number) for name, number in found.items() if "partial w" in name]
    apart = abs(x1) != abs(x2) and abs(w5) != abs(w6) and h1 not in (h2, clean(1 - h2))
    seen = min(slopes) >= 0.004 and len(set(slopes)) == 4
    clear = first > second + 0.001
    return apart and clear and abs(y - label) >= 0.2 and seen and plain(*found.values(), most=3)


def _questions(numbers):
    names = ("x_1", "x_2", "w_5", "w_6", "h_1", "h_2", "y", 'y_"true"')
    text = _("In a network with two inputs, two hidden neurons and one output the pass forward is "
             "done: {told}. ($w_1$, $w_2$ and $b_1$ enter $h_1$; $w_5$, $w_6$ and $b_3$ enter the "
             "output.) The loss of this one person is $L = (y - y_\"true\")^2$, and its slope "
             "along $y$ is $2 (y - y_\"true\")$. Compute it, the slope $sigma'_3 = y (1 - y)$ of "
             "the output neuron, and the neuron's blame, their product.")  # fmt: skip
    yield Question(text.format(told=given(names, numbers)), (slope("y"), "sigma'_3", slope("z_3")),
                   between=('y - y_"true"',))  # fmt: skip
    yield Question(
        _("A weight's slope is the blame at the head of its arrow times the signal at its tail; a "
          "bias has the signal 1. Write down the three slopes of the output neuron."),
        tuple(map(slope, ("w_5", "w_6", "b_3"))))  # fmt: skip
    text = _("Hand the blame on to $h_1$: it gets the blame of the output times the weight on the "
             "way, $w_5$, times its own slope $sigma'_1 = h_1 (1 - h_1)$.")  # fmt: skip
    yield Question(text, ("sigma'_1", slope("z_1")), between=(handed("w_5"),))
    yield Question(
        _("Write down the slopes of the three numbers that enter $h_1$."),
        tuple(map(slope, ("w_1", "w_2", "b_1"))))  # fmt: skip
    text = _("Which of these six numbers would you turn first, and which way, to make the loss "
             "smaller? Say how you know.")  # fmt: skip
    said = _("The one with the slope that is largest in size, against its sign; it promises the "
             "fastest fall for a small step.")  # fmt: skip
    yield Question(text, (_('"first"'),), said)
