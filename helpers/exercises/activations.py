"""Checks of notebook 7: ELU by hand, a leak, how large to start, and a neuron that is dead."""

import numpy as np

from helpers.exercises.verdict import check, function, not_quite, numbers
from helpers.inputs import shown
from helpers.words import _

Z, LEAK, INPUTS, HALF = -2.0, 0.1, 50, 0.5
ELU, SLOPE = np.expm1(Z), np.exp(Z)
DEAD = "3"  # the number of the neuron that never speaks
ARRAYS = [(np.array([-2.13579, -1e-4, 0.05, 3.0]),), (-4.0,), (5.0,)]  # to try


@check
def elu_by_hand(f, slope):
    """exp(-2) - 1 = -0.8647, and its slope is exp(-2) = 0.1353."""
    sigma = 1 / (1 + np.exp(-Z))
    numbers(
        {"f": f, "slope": slope},
        right={"f": ELU, "slope": SLOPE},
        mistakes={
            _("{name} = {value} is exp(-2). The 1 is still to be subtracted."): {"f": SLOPE},
            _("{name} = {value} is z itself. That is ELU to the right of 0."): {"f": Z},
            _("{name} = {value} is what ReLU says here. ELU bends where ReLU "
              "breaks off."): {"f": 0.0, "slope": 0.0},
            _("{name} = {value} is what Leaky ReLU says here."): {"f": 0.01 * Z, "slope": 0.01},
            _("{name} = {value} has exp(2) in it. The z is -2, and keeps its minus in the "
              "exponent."): {"f": np.expm1(-Z), "slope": np.exp(-Z)},
            _("{name} = {value} is tanh, or the slope of tanh."): {
                "f": np.tanh(Z),
                "slope": 1 - np.tanh(Z) ** 2,
            },
            _("{name} = {value} is the sigmoid, or its slope."): {
                "f": sigma,
                "slope": sigma * (1 - sigma),
            },
            _("{name} = {value} is the slope to the right of 0. The z is -2."): {"slope": 1.0},
            _("{name} = {value} is the function. Its slope is the function "
              "plus 1."): {"slope": ELU},
            _("{name} = {value} adds a 1 to exp(-2). What is added moves with nothing, so it adds "
              "nothing to the slope."): {"slope": 1 + SLOPE},
            _("{name} = {value} adds 1 where it is to be subtracted."): {"f": 1 + SLOPE},
            _("{name} = {value} multiplies exp(-2) by z. That is a rule for powers of z, not for "
              "powers of e."): {"slope": Z * SLOPE},
        },
    )
    return _("exp(-2) - 1 = -0.8647 with the slope exp(-2) = 0.1353. Far to the left ELU is flat, "
             "but it is nowhere dead.")


@check
def leaky(my_leaky, my_slope):
    """z for z > 0 and 0.1 z elsewhere, with the slope 1 or 0.1."""
    function(
        "my_leaky",
        my_leaky,
        right=lambda z: np.where(z > 0, z, LEAK * z),
        probes=ARRAYS,
        mistakes={
            _("{name} is ReLU: below 0 nothing gets "
              "through. Let a tenth through."): lambda z: np.maximum(z, 0),
            _("{name} lets a tenth through on both sides."): lambda z: LEAK * z,
            _("{name} has its two sides exchanged."): lambda z: np.where(z > 0, LEAK * z, z),
            _("{name} lets a hundredth through, and a tenth is "
              "wanted."): lambda z: np.where(z > 0, z, 0.01 * z),
            _("{name} turns the sign round below 0."): lambda z: np.where(z > 0, z, -LEAK * z),
            _("{name} puts out 0.1 itself below 0. It is to be multiplied "
              "by z."): lambda z: np.where(z > 0, z, LEAK),
            _("{name} lets everything through."): lambda z: z,
            _("{name} is the slope. It belongs into "
              "my_slope."): lambda z: np.where(z > 0, 1.0, LEAK),
            _("{name} never puts out less than 0.1. The leak is to be multiplied "
              "by z."): lambda z: np.maximum(z, LEAK),
        },
    )
    function(
        "my_slope",
        my_slope,
        right=lambda z: np.where(z > 0, 1.0, LEAK),
        probes=ARRAYS,
        mistakes={
            _("{name} is 0 below 0, as for ReLU. What leaks through has "
              "a slope."): lambda z: 1.0 * (np.asarray(z) > 0),
            _("{name} is 0.1 on both sides."): lambda z: LEAK + 0 * z,
            _("{name} is 1 on both sides."): lambda z: 1 + 0 * z,
            _("{name} has its two sides exchanged."): lambda z: np.where(z > 0, LEAK, 1.0),
            _("{name} is the function. The slope of 0.1 z is "
              "0.1 alone."): lambda z: np.where(z > 0, z, LEAK * z),
            _("{name} has 0.1 z below 0. The slope of 0.1 z is "
              "0.1 alone."): lambda z: np.where(z > 0, 1.0, LEAK * z),
            _("{name} is z above 0. The slope of z is 1."): lambda z: np.where(z > 0, z, LEAK),
            _("{name} is a hundredth below 0, and the leak is "
              "a tenth."): lambda z: np.where(z > 0, 1.0, 0.01),
            _("{name} has a minus below 0. Leaky ReLU climbs "
              "everywhere."): lambda z: np.where(z > 0, 1.0, -LEAK),
        },
    )
    return _("A tenth gets through, and a tenth of the blame comes back. Whatever z is, the neuron "
             "can still be moved.")


@check
def starts(tanh, relu, leaky):
    """√(1 / 50), √(2 / 50), and with the share (1 + 0.5²) / 2 for a leak of a half."""
    tanh_s, relu_s = np.sqrt(1 / INPUTS), np.sqrt(2 / INPUTS)
    share = (1 + HALF**2) / 2  # of the mean square that a leak of a half lets through
    leaky_s = np.sqrt(1 / (INPUTS * share))
    numbers(
        {"tanh": tanh, "relu": relu, "leaky": leaky},
        right={"tanh": tanh_s, "relu": relu_s, "leaky": leaky_s},
        mistakes={
            _("{name} = {value} is the square of what is asked. Take the root."): {
                "tanh": tanh_s**2,
                "relu": relu_s**2,
                "leaky": leaky_s**2,
            },
            _("{name} = {value} multiplies by the root of 50. A neuron with many inputs needs "
              "smaller weights: divide."): {
                "tanh": INPUTS**0.5,
                "relu": np.sqrt(2 * INPUTS),
            },
            _("{name} = {value} is the start for ReLU. Near 0 tanh lets its sum through whole, so "
              "no half is lost."): {"tanh": relu_s},
            _("{name} = {value} is the start for tanh. ReLU loses half of the mean "
              "square."): {"relu": tanh_s},
            _("{name} = {value} has the 2 outside of the root."): {"relu": 2 * tanh_s},
            _("{name} = {value} makes weights smaller because half is lost. What is lost has to be "
              "made up for: larger."): {"relu": np.sqrt(1 / (2 * INPUTS))},
            _("{name} = {value} is the start for tanh. A leak of a half does lose something: of "
              "the sums below 0 three quarters of the square."): {"leaky": tanh_s},
            _("{name} = {value} is the start for ReLU. A leak of a half keeps a quarter of the "
              "square where ReLU keeps nothing."): {"leaky": relu_s},
            _("{name} = {value} takes the share as (1 + 0.5) / 2. It is squares that are kept: "
              "0.5² is a quarter."): {"leaky": np.sqrt(1 / (INPUTS * (1 + HALF) / 2))},
            _("{name} = {value} multiplies by the share. What is lost has to be made up for: "
              "divide by it."): {"leaky": np.sqrt(share / INPUTS)},
            _("{name} = {value} is a factor for sums of 64 inputs. This layer has 50."): {
                "tanh": 1 / 8,
                "relu": np.sqrt(2 / 64),
            },
        },
    )
    return _("√(1/50) = 0.1414, √(2/50) = 0.2 and √(1.6/50) = 0.1789: the more is lost, the larger "
             "the start.")


@check
def dead_neuron(number):
    """The third hidden neuron has a sum below 0 for everybody."""
    said = _number(number)
    why = {
        "1": _("h1 puts out 0 for three of the four, but for Bob its sum is 5. He can still move "
               "it."),
        "2": _("h2 has a sum above 0 for everybody, so it is wide awake. (If you counted from 0: "
               "the first neuron is h1.)"),
        "4": _("h4 puts out more than 0 for Alice and for Diana. Nobody listens to it, since its "
               "weight behind is 0, but that weight can move, and with it the blame comes back."),
        "0": _("Neurons are counted from 1 here: the first is h1."),
    }  # fmt: skip
    if said in why:
        not_quite(why[said])
    if said != DEAD:
        not_quite(_("The answer is {came}. Give the number of one hidden neuron: 1, 2, 3 "
                    "or 4."), came=shown(number))
    return _("The sums of h3 are below 0 for all four, so it puts out 0, its slopes are 0, and no "
             "step on these people will ever move it.")


def _number(answer):
    """Return the number of a neuron as a text, whether it came as 3, 3.0, "3", "h3" or [3]."""
    if isinstance(answer, list | tuple) and len(answer) == 1:
        answer = answer[0]
    return str(answer).strip().lower().removeprefix("h").removesuffix(".0").strip("_")
