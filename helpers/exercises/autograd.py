"""Checks of notebook 13: slopes by a graph, a tanh for values, a program read, a line missing."""

import re

import numpy as np

from helpers import inputs
from helpers.activations import sigmoid
from helpers.autograd import Value
from helpers.exercises.verdict import (
    EXACT,
    STOPS,
    Unwritten,
    check,
    comma_behind,
    function,
    is_function,
    not_quite,
    numbers,
    stopped,
)
from helpers.network import Network
from helpers.words import _, joined

SIZES, RATE, EPOCHS, BATCH = (64, 20, 12, 10), 0.5, 40, 25  # of the program that is to be read
SETTINGS = ("learning_rate", "epochs", "batch_size", "order")
PROBES = (0.5, -1.2, 2.0)
ASKED_OF_A_VALUE = re.compile(r"callable\stanh|must\sbe\sreal")  # so NumPy and math put it


@check
def by_graph(slopes):
    """dL/da, dL/db and dL/dc of L = a (a b + c)² at 2, -1 and 5."""
    if isinstance(slopes, tuple) and len(slopes) == 1 and isinstance(slopes[0], dict):
        comma_behind("my_slopes")
    if not isinstance(slopes, dict) or set(slopes) != {"a", "b", "c"}:
        not_quite(_("my_slopes is {came}. It should be a dictionary with a number for a, for b "
                    "and for c."), came=inputs.shown(slopes))  # fmt: skip
    numbers(
        slopes,
        right={"a": -3.0, "b": 24.0, "c": 12.0},
        mistakes={
            _("{name} = {value} leaves out the path through u. Two arrows lead from a, so add what "
              "comes back on both."): {"a": 9.0},
            _("{name} = {value} is what comes back through u alone. Two arrows lead from a; on the "
              "other one v² comes back."): {"a": -12.0},
            _("{name} = {value} multiplies what comes back on two paths. Where paths join, slopes "
              "are added."): {"a": -108.0},
            _("{name} = {value} takes 1 for b. It is -1."): {"a": 21.0},
            _("{name} = {value} comes from b = 1. Here b is -1."): {
                "a": 77.0, "b": 56.0, "c": 28.0},
            _("{name} = {value} is what a slope is before the walk back. Call L.backward() "
              "first."): {"a": 0.0, "b": 0.0, "c": 0.0},
            _("{name} = {value} is twice the slope. Was backward called twice, on the same "
              "leaves?"): {"a": -6.0, "b": 48.0, "c": 24.0},
            _("{name} = {value} takes the wrong factor at the product a b: each factor hands over "
              "the other one."): {"a": 33.0, "b": -12.0},
            _("{name} = {value} lacks a factor of 2 at the square or in front of it. At v arrives "
              "a times 2 v."): {"a": 3.0, "b": 12.0, "c": 6.0},
            _("{name} = {value} takes v² for the slope of the square. It is "
              "2 v."): {"a": -9.0, "b": 36.0, "c": 18.0},
            _("{name} = {value} is multiplied by c. A sum hands on what it has, "
              "unchanged."): {"c": 60.0},
            _("{name} = {value} takes 1 at v as well. The walk begins with 1 at "
              "L."): {"a": 8.0, "b": 2.0, "c": 1.0},
        },
    )  # fmt: skip
    return _("At a two paths join, 9 and -12, and they add up to -3.")


@check
def value_tanh(tanh):
    """A value with the number tanh(z), the parent z, and the slope 1 - tanh(z)²."""
    is_function("my_tanh", tanh)
    found = np.array([_number_and_slope(tanh, z) for z in PROBES])
    z = np.array(PROBES)
    t = np.tanh(z)
    _compare(
        _("{call} holds the number {came}, and it should be {right}."),
        found[:, 0],
        t,
        {
            _("The number is the sigmoid of z. It should be tanh, with np.tanh."): sigmoid(z),
            _("The number is tan, of the angles. With an h at its end it is np.tanh."): np.tan(z),
            _("The number is the slope of tanh. The number comes first, and the slope goes into "
              "the second tuple."): 1 - t**2,
        },
    )  # fmt: skip
    _compare(
        _("The number of {call} is right. Its slope is {came}, and it should be {right}."),
        found[:, 1],
        1 - t**2,
        {
            _("The slope lacks its square: it is 1 - t**2, and here it is 1 - t."): 1 - t,
            _("The slope is 1 - z**2, taken from the number that comes in. It is 1 - t**2, with "
              "the tanh."): 1 - z**2,
            _("The slope is that of a sigmoid, t (1 - t). Of tanh it is 1 - t**2."): t * (1 - t),
            _("The slope is the number itself, as with exp. Of tanh it is 1 - t**2."): t,
            _("The slope has the wrong sign. It is 1 - t**2."): t**2 - 1,
            _("The slope has a plus in place of the minus. It is 1 - t**2."): 1 + t**2,
            _("The slope is t**2. It is what that lacks to 1."): t**2,
            _("The slope is that of tanh at the tanh. It is 1 - t**2, where t is computed "
              "already."): 1 - np.tanh(t) ** 2,
            _("The slope arrives twice. One parent with one slope is enough."): 2 * (1 - t**2),
            _("The slope is 1. That is the slope of a sum."): np.ones(len(z)),
        },
    )  # fmt: skip
    return _("Slopes find their way back through your tanh.")


def _number_and_slope(tanh, z):
    """Return the number of tanh(z) and the slope that comes back to z, or end the check."""
    leaf, call = Value(z), f"my_tanh(Value({z}))"
    try:
        made = tanh(leaf)
    except STOPS as error:
        if ASKED_OF_A_VALUE.search(str(error)):
            not_quite(_("{call} stopped, because tanh was asked of a Value. Its number is "
                        "value.data."), call=call)  # fmt: skip
        stopped(call, error)
    if made is ...:
        raise Unwritten("my_tanh")
    if made is None:
        not_quite(_("{call} gives None. Does a line that begins with return stand at its "
                    "end?"), call=call)  # fmt: skip
    if not all(hasattr(made, part) for part in ("data", "grad", "parents", "slopes")):
        not_quite(_("{call} gives {came}. It should give a Value, with a number, parents and "
                    "slopes."), call=call, came=inputs.shown(made))  # fmt: skip
    if leaf not in Value.order(made):
        not_quite(_("What my_tanh returns is not linked to what was handed in, so that a slope "
                    "finds no way back. Its parents are (value,)."))  # fmt: skip
    leaf.grad = 0.0
    Value.backward(made)
    return made.data, leaf.grad


def _compare(sentence, found, right, mistakes):
    """End the check with the likely mistake, or with the first number that is not right."""
    if np.allclose(found, right, EXACT, 1e-12):
        return
    for said, wrong in mistakes.items():
        if np.allclose(found, wrong, EXACT, 1e-12):
            not_quite(said)
    first = int(np.argmax(~np.isclose(found, right, EXACT, 1e-12)))
    came, wanted = f"{found[first]:.6g}", f"{right[first]:.6g}"
    not_quite(sentence, call=f"my_tanh(Value({PROBES[first]}))", came=came, right=wanted)


@check
def translate(net, training):
    """The network 64-20-12-10 with tanh and softmax, and how it is trained."""
    if not isinstance(net, Network):
        not_quite(_("my_net is {came}. It should be a Network, such as Network([2, 2, 1])."),
                  came=inputs.shown(net))  # fmt: skip
    said = {
        _("my_net has the sizes {sizes}, so each layer counts twice. What Linear(64, 20) puts out "
          "is what Linear(20, 12) is fed by."): (64, 20, 20, 12, 12, 10),
        _("my_net has the sizes {sizes}. The first number is that of the inputs, which is 64 "
          "here."): (20, 12, 10),
        _("my_net has the sizes {sizes}. The last layer is missing: it has 10 "
          "outputs."): (64, 20, 12),
    }.items()  # fmt: skip
    for sentence, sizes in said:
        if net.sizes == sizes:
            not_quite(sentence, sizes=list(sizes))
    if net.sizes != SIZES:
        not_quite(_("my_net has the sizes {sizes}. Read the numbers of the three Linear layers "
                    "from the left to the right."), sizes=list(net.sizes))  # fmt: skip
    if net.hidden != "tanh":
        not_quite(_("The hidden layers of my_net are {came}. In the program nn.Tanh() stands "
                    "behind both."), came=inputs.shown(net.hidden))  # fmt: skip
    if net.output != "softmax":
        not_quite(_("The output of my_net is {came}, with another loss. CrossEntropyLoss holds a "
                    "softmax."), came=inputs.shown(net.output))  # fmt: skip
    if not isinstance(training, dict) or set(training) != set(SETTINGS):
        not_quite(_("my_training is {came}. It should be a dictionary with {names}, and nothing "
                    "else."), came=inputs.shown(training),
                  names=joined(SETTINGS))  # fmt: skip
    if training["batch_size"] is None:
        not_quite(_("batch_size = None takes all rows at once. split(25) cuts pieces of 25 "
                    "rows."))  # fmt: skip
    numbers(
        training,
        right={"learning_rate": RATE, "epochs": EPOCHS, "batch_size": BATCH},
        mistakes={
            _("{name} = {value} stands in the program as something else: 40 are the epochs, and 25 "
              "rows are a batch."): {"epochs": BATCH, "batch_size": EPOCHS},
            _("{name} = {value} is what train takes by itself. The program says "
              "lr=0.5."): {"learning_rate": 0.1},
            _("{name} = {value} is a batch of a single row. split(25) cuts pieces of 25 "
              "rows."): {"batch_size": 1},
        },
    )  # fmt: skip
    if training["order"] != "shuffled":
        not_quite(_("The order is {came}. randperm draws an order by chance, anew in each "
                    "epoch."), came=inputs.shown(training["order"]))  # fmt: skip
    return _("You have read a program in PyTorch, with the softmax that hides in its loss.")


def _walk(rate, steps, keep=False):
    """Return where a walk down (w - 3)² ends; with `keep` the slopes are not set back to 0."""
    w, grad = 0.0, 0.0
    for _step in range(steps):
        grad = grad * keep + 2 * (w - 3)
        w -= rate * grad
    return w


@check
def missing_zero(place, descent):
    """Where two steps lead without a line, and a walk that has it."""
    numbers(
        {"place": place},
        right={"place": _walk(0.1, 2, keep=True)},
        mistakes={
            _("{name} = {value} is where it would be with the missing line. Here the second slope "
              "is added to the first."): {"place": _walk(0.1, 2)},
            _("{name} = {value} is where it is after one step. There are two."): {"place": 0.6},
            _("{name} = {value} is where it is after three steps. There are "
              "two."): {"place": _walk(0.1, 3, keep=True)},
            _("{name} = {value} takes the first slope twice. The second one is that at "
              "0.6."): {"place": 1.2},
            _("{name} = {value} is what stands in w.grad. Where is w, after the "
              "step?"): {"place": -10.8},
            _("{name} = {value} leaves out the rate. A step is 0.1 times the "
              "slope."): {"place": 6.0},
        },
    )  # fmt: skip
    function(
        "my_descent",
        descent,
        right=_walk,
        probes=[(0.1, 2), (0.2, 3), (0.05, 12)],
        mistakes={
            _("{name} still adds up its slopes over the steps. Set w.grad to 0.0 inside the loop, "
              "before backward or after the update."): lambda rate, steps: _walk(
                rate, steps, keep=True),
            _("{name} does not move. Is w.grad set to 0.0 between backward and the update, or the "
              "loop left out?"): lambda rate, steps: 0.0,
            _("{name} stops after the first step. Does return stand inside the loop? Move it to "
              "the left, under for."): lambda rate, steps: _walk(rate, 1),
            _("{name} takes a rate of 0.1, whatever is handed in."): lambda rate, steps: _walk(
                0.1, steps),
            _("{name} takes two steps, however many are wanted."): lambda rate, steps: _walk(
                rate, 2),
            _("{name} takes one step too few."): lambda rate, steps: _walk(rate, steps - 1),
            _("{name} takes one step too many."): lambda rate, steps: _walk(rate, steps + 1),
            _("{name} walks uphill. The step is subtracted."): lambda rate, steps: _walk(
                -rate, steps),
            _("{name} returns the loss. What is wanted is the place."): lambda rate, steps: (
                _walk(rate, steps) - 3) ** 2,
            _("{name} returns the slope. What is wanted is the place."): lambda rate, steps: 2 * (
                _walk(rate, steps - 1) - 3),
        },
    )  # fmt: skip
    return _("Without that line it overshoots; with it the walk comes to rest at 3.")
