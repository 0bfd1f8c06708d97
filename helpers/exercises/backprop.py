"""Checks of notebook 4: two derivatives by hand, another activation, and a bug to find."""

import numpy as np

from helpers.activations import sigmoid, sigmoid_prime
from helpers.exercises.verdict import check, function, not_quite, numbers
from helpers.gradients import GradientCheck
from helpers.inputs import shown
from helpers.network import Network
from helpers.words import _, joined

# The network of the exercises by hand: every sum is 0, so every output is 1/2 and every σ' 1/4.
SIZES = (2, 2, 1)
BY_HAND = {"w1": 1, "w2": 8, "b1": 5, "w5": 2, "w6": -2}
X_BY_HAND, Y_TRUE_BY_HAND = np.array([3.0, -1.0]), 0
LYING = {"w3", "w4", "b2"}
PLACES = (0.0, 0.5, -2.0, 3.0)
AS_A_FORMULA = 1e-12  # largest relative error of a formula, which no difference reaches


def _factors():
    """Return dL/dy_pred, dy_pred/dh1 and the slope of the sigmoid in h1, all by hand's network."""
    net = Network(SIZES, **BY_HAND)
    y_pred = net.feedforward(X_BY_HAND)[0]
    return 2 * (y_pred - Y_TRUE_BY_HAND), net["w5"] * 0.25, 0.25


@check
def blame_w2(dL_dy_pred, dy_pred_dh1, dh1_dw2, dL_dw2):
    """1 · 0.5 · (-0.25) = -0.125."""
    x1, x2 = X_BY_HAND
    w2, w5, w6 = BY_HAND["w2"], BY_HAND["w5"], BY_HAND["w6"]
    first, second, slope = _factors()
    third = x2 * slope
    numbers(
        {
            "dL_dy_pred": dL_dy_pred,
            "dy_pred_dh1": dy_pred_dh1,
            "dh1_dw2": dh1_dw2,
            "dL_dw2": dL_dw2,
        },
        right={
            "dL_dy_pred": first,
            "dy_pred_dh1": second,
            "dh1_dw2": third,
            "dL_dw2": first * second * third,
        },
        mistakes={
            _("{name} = {value} has the other sign. The derivative of (y_true - y_pred)² by y_pred "
              "is 2 (y_pred - y_true), and the label is 0."): {"dL_dy_pred": -first},
            _("{name} = {value} lacks the 2 that comes down from "
              "the square."): {"dL_dy_pred": first / 2},
            _("{name} = {value} is L itself. Its slope is 2 (y_pred "
              "- y_true)."): {"dL_dy_pred": 0.25},
            _("{name} = {value} lacks the slope of the sigmoid: the sum z passes a σ, so σ'(z) is "
              "a factor."): {"dy_pred_dh1": float(w5), "dh1_dw2": x2},
            _("{name} = {value} is the slope of the sigmoid alone. In z3, h1 is multiplied by a "
              "weight: that is a factor too."): {"dy_pred_dh1": 0.25},
            _("{name} = {value} takes w6. h1 reaches the output "
              "through w5."): {"dy_pred_dh1": w6 * 0.25},
            _("{name} = {value} takes σ' at the output 0.5. Take it at the sum z = 0, or use a (1 "
              "- a) with the output a."): {
                "dy_pred_dh1": w5 * sigmoid_prime(0.5),
                "dh1_dw2": x2 * sigmoid_prime(0.5),
            },
            _("{name} = {value} takes the output 0.5 where its slope belongs, which is 0.5 (1 - "
              "0.5)."): {"dy_pred_dh1": w5 * 0.5, "dh1_dw2": x2 * 0.5},
            _("{name} = {value} takes x1. w2 is the weight of x2."): {"dh1_dw2": x1 * slope},
            _("{name} = {value} takes the whole w2·x2. Only w2 moves, so what stands beside it "
              "remains: x2."): {"dh1_dw2": w2 * x2 * slope},
            _("{name} = {value} takes w2 as a factor. In w2·x2 it is w2 that moves, so what stands "
              "beside it remains: x2."): {"dh1_dw2": w2 * slope},
            _("{name} = {value} is the slope of the sigmoid alone. In w2·x2 the x2 is a factor "
              "too, and here it is negative."): {"dh1_dw2": slope},
            _("{name} = {value} is the sum of the factors. Changes along a "
              "chain multiply."): {"dL_dw2": first + second + third},
            _("{name} = {value} stops at h1. One factor is still to "
              "come: dh1_dw2."): {"dL_dw2": first * second},
            _("{name} = {value} lacks dy_pred_dh1. All three factors belong in the "
              "product."): {"dL_dw2": first * third},
            _("{name} = {value} has lost the sign of x2."): {"dL_dw2": -first * second * third},
        },
    )
    return _("1 · 0.5 · (-0.25) = -0.125. If w2 grows, L falls, because x2 is negative.")


@check
def blame_b1(dh1_db1, dL_db1):
    """1 · 0.5 · 0.25 = 0.125."""
    x1, x2 = X_BY_HAND
    b1 = BY_HAND["b1"]
    first, second, slope = _factors()
    numbers(
        {"dh1_db1": dh1_db1, "dL_db1": dL_db1},
        right={"dh1_db1": slope, "dL_db1": first * second * slope},
        mistakes={
            _("{name} = {value} would mean that b1 cannot change anything. It is a parameter like "
              "the others, and in z1 it is added."): {"dh1_db1": 0.0, "dL_db1": 0.0},
            _("{name} = {value} takes b1 as a factor. The bias is added, and what is added has the "
              "slope 1."): {"dh1_db1": b1 * slope, "dL_db1": first * second * b1 * slope},
            _("{name} = {value} takes x1 as a factor. No input stands beside "
              "a bias."): {"dh1_db1": x1 * slope, "dL_db1": first * second * x1 * slope},
            _("{name} = {value} has the other sign, as it would with x2 = -1 as a factor. No input "
              "stands beside a bias, and no sign changes on this way."): {
                "dh1_db1": x2 * slope,
                "dL_db1": first * second * x2 * slope,
            },
            _("{name} = {value} lacks the slope of the sigmoid: the sum z passes a σ, so σ'(z) is "
              "a factor."): {"dh1_db1": 1.0},
            _("{name} = {value} takes σ' at the output 0.5. Take it at the sum z = 0, or use a (1 "
              "- a) with the output a."): {"dh1_db1": sigmoid_prime(0.5)},
            _("{name} = {value} takes the output 0.5 where its slope belongs, which is 0.5 (1 - "
              "0.5)."): {"dh1_db1": 0.5},
            _("{name} = {value} lacks dy_pred_dh1. From b1 the way to the loss leads through h1, "
              "and through w5."): {"dL_db1": first * slope},
            _("{name} = {value} stops at h1. One factor is still to come: "
              "dh1_db1."): {"dL_db1": first * second},
            _("{name} = {value} is the sum of the factors. Changes along a "
              "chain multiply."): {"dL_db1": first + second + slope},
        },
    )
    return _("1 · 0.5 · 0.25 = 0.125. Compare with w2: only the input is missing.")


@check
def tanh_slope(candidate):
    """tanh' = 1 - tanh²."""
    function(
        "my_tanh_prime",
        candidate,
        right=lambda z: 1 - np.tanh(z) ** 2,
        probes=[(z,) for z in PLACES],
        mistakes={
            _("{name} is the slope of the sigmoid. tanh is another function: start from its own "
              "formula."): lambda z: sigmoid_prime(z),
            _("{name} is a (1 - a) with a = tanh(z). That form belongs to "
              "the sigmoid."): lambda z: np.tanh(z) * (1 - np.tanh(z)),
            _("{name} is 1 - z². The square is that of the output a "
              "= tanh(z)."): lambda z: 1 - z**2,
            _("{name} is 1 - a. The a is to be squared."): lambda z: 1 - np.tanh(z),
            _("{name} is 1 + a². Look at the sign: the slope cannot be "
              "above 1."): lambda z: 1 + np.tanh(z) ** 2,
            _("{name} has the other sign. tanh climbs everywhere."): lambda z: np.tanh(z) ** 2 - 1,
            _("{name} takes tanh twice. a is "
              "already tanh(z)."): lambda z: 1 - np.tanh(np.tanh(z)) ** 2,
            _("{name} is 1 / cosh(z). The cosh is to be squared."): lambda z: 1 / np.cosh(z),
            _("{name} is tanh itself. We want its slope."): np.tanh,
            _("{name} lacks a 2. In 2 σ(2z) - 1 there are two of them, one in front and one beside "
              "z, and both are links."): lambda z: 2 * sigmoid_prime(2 * z),
            _("{name} is σ'(2z) alone. In 2 σ(2z) - 1 there are two more links, the 2 in front and "
              "the 2 beside z."): lambda z: sigmoid_prime(2 * z),
            _("{name} takes σ' at z. The sigmoid gets 2z, so its slope is to be taken "
              "there."): lambda z: 4 * sigmoid_prime(z),
            _("{name} keeps the -1. What is added moves with nothing, so it adds nothing to the "
              "slope."): lambda z: 4 * sigmoid_prime(2 * z) - 1,
            _("{name} is 2 σ'(2z) - 1. The -1 adds nothing to the slope, and the 2 beside z is a "
              "link as well."): lambda z: 2 * sigmoid_prime(2 * z) - 1,
            _("{name} takes a (1 - a) with a = 2z. The a is an output: "
              "σ(2z)."): lambda z: 4 * (2 * z) * (1 - 2 * z),
            _("{name} squares the sigmoid. In 1 - a² the a is tanh(z)."): lambda z: (
                1 - sigmoid(z) ** 2
            ),
        },
    )
    if not all(np.isclose(candidate(z), 1 - np.tanh(z) ** 2, 1e-3, 0) for z in (-5.0, 5.0)):
        not_quite(_("Right near 0, and wrong further out: at z = 5 the slope is tiny and not 0. "
                    "One formula holds for every z."))
    if not all(abs(candidate(z) / (1 - np.tanh(z) ** 2) - 1) < AS_A_FORMULA for z in PLACES):
        not_quite(_("Every slope is right to nine digits and not to twelve, as a difference is. "
                    "The chain rule gives a formula."))
    return _("1 - a² with a = tanh(z): like a (1 - a), it needs the output alone.")


@check
def find_the_bug(wrong, line):
    """w5 stands where w6 belongs, so dL/dz2 is wrong, and with it w3, w4 and b2."""
    names = _names(wrong)
    if not names:
        not_quite(_("Where all weights are equal no slope lies, and where they are large every "
                    "slope is nearly 0. Choose nine different numbers between -1 and 1, and hand "
                    "suspect to gradient_check."))
    if names <= {"w5", "w6"}:
        not_quite(_("The slopes of w5 and w6 are right. One of these two stands in the wrong line, "
                    "where the other belongs: whose slopes are made from that line?"))
    if names == LYING - {"b2"}:
        not_quite(_("The bias behind the same neuron lies too."))
    if names == {"w1", "w2", "b1"}:
        not_quite(_("These belong to h1, and they are right. Look once more which rows of the "
                    "check have the mark ≠."))
    if names >= set(Network(SIZES).names):
        not_quite(_("Not all nine lie. Compare dL/dp with the difference, one by one."))
    if names - LYING:
        not_quite(_("These slopes are right: {names}. Take out of my_wrong what does not "
                    "lie."), names=joined(sorted(names - LYING)))
    if LYING - names:
        not_quite(_("{found} found; {count} of the nine lie."), count=len(LYING), found=len(names))
    function(
        "my_line",
        line,
        right=lambda dL_dz3, w5, w6, h1, h2: dL_dz3 * w6 * h2 * (1 - h2),
        probes=[(-0.5, 2.0, -3.0, 0.2, 0.6), (0.25, -1.0, 0.5, 0.9, 0.4)],
        mistakes={
            _("{name} is the line as it stands. By which weight does h2 reach "
              "the output?"): lambda d, w5, w6, h1, h2: d * w5 * h2 * (1 - h2),
            _("{name} is the line for z1, and that one "
              "is right."): lambda d, w5, w6, h1, h2: d * w5 * h1 * (1 - h1),
            _("{name} has the right weight. Its slope should be that of "
              "h2's σ."): lambda d, w5, w6, h1, h2: d * w6 * h1 * (1 - h1),
            _("{name} has the right weight, and now lacks the slope of "
              "h2's σ."): lambda d, w5, w6, h1, h2: d * w6,
            _("{name} adds both weights. From h2 only one of them "
              "leads on."): lambda d, w5, w6, h1, h2: d * (w5 + w6) * h2 * (1 - h2),
            _("{name} has lost dL_dz3, which comes in "
              "from behind."): lambda d, w5, w6, h1, h2: w6 * h2 * (1 - h2),
            _("{name} multiplies by both weights. From h2 only one of them "
              "leads on."): lambda d, w5, w6, h1, h2: d * w5 * w6 * h2 * (1 - h2),
            _("{name} lacks brackets. Without them, h2 is subtracted from the whole product: write "
              "(1 - h2)."): lambda d, w5, w6, h1, h2: d * w6 * h2 * 1 - h2,
            _("{name} takes σ' at the output h2. From the output, the slope is h2 (1 - "
              "h2)."): lambda d, w5, w6, h1, h2: d * w6 * sigmoid_prime(h2),
            _("{name} has one half of the slope of h2's σ. It is h2 (1 - "
              "h2)."): lambda d, w5, w6, h1, h2: d * w6 * (1 - h2),
            _("{name} lacks (1 - h2): the slope of h2's σ has two "
              "factors."): lambda d, w5, w6, h1, h2: d * w6 * h2,
            _("{name} has the other sign."): lambda d, w5, w6, h1, h2: -d * w6 * h2 * (1 - h2),
        },
    )
    return _("w5 stood where w6 belongs, so everything behind h2 was wrong. With every weight 1 "
             "the two are equal, and the check cannot see it.")


def _names(wrong):
    """Return the names of the parameters that were handed in, as a set."""
    if isinstance(wrong, GradientCheck):
        wrong = wrong.named("≠")
    if isinstance(wrong, np.ndarray):
        wrong = wrong.ravel().tolist()
    if isinstance(wrong, str):
        wrong = wrong.replace(",", " ").split()
    if not isinstance(wrong, list | tuple | set | dict) or not all(map(_is_text, wrong)):
        not_quite(_("my_wrong should be a list of names such as ['w1', 'b3'], and it is "
                    "{came}."), came=shown(wrong))
    names = {name.strip().removeprefix("dL_d").removeprefix("dL/d") for name in wrong}
    if {name.lower() for name in names} == LYING:
        return LYING  # capitals do no harm; elsewhere W2 may be meant as the matrix
    if "z2" in names:
        not_quite(_("The line for dL_dz2 is the wrong one. Asked is which parameters it spoils: "
                    "whose slopes are made from dL_dz2?"))
    for name in sorted(names):
        if name not in Network(SIZES).names:
            not_quite(_("There is no parameter called {name}: they are w1 to w6, b1 "
                        "to b3."), name=shown(name))
    return names


def _is_text(name):
    return isinstance(name, str)
