"""Answers to the exercises of notebook 4, wrong and right, and what their checks say."""

import math

import numpy as np

from helpers import people
from helpers.activations import sigmoid
from helpers.exercises import blame_b1, blame_w2, find_the_bug, tanh_slope
from helpers.gradients import gradient_check
from helpers.network import Network

FOUND = (
    "w5 stood where w6 belongs, so everything behind h2 was wrong. With every weight 1 the two are "
    "equal, and the check cannot see it."
)
NONE_LIES = (
    "Where all weights are equal no slope lies, and where they are large every slope is nearly 0. "
    "Choose nine different numbers between -1 and 1, and hand suspect to gradient_check."
)
W5_AND_W6 = (
    "The slopes of w5 and w6 are right. One of these two stands in the wrong line, where the other "
    "belongs: whose slopes are made from that line?"
)
THE_LINE = (
    "The line for dL_dz2 is the wrong one. Asked is which parameters it spoils: whose slopes are "
    "made from dL_dz2?"
)
SLOPE_TWICE = sigmoid(0.5) * (1 - sigmoid(0.5))


def slope(z):
    """Return the slope of the sigmoid, from the exponential alone."""
    return math.exp(-z) / (1 + math.exp(-z)) ** 2


def as_it_stands(dL_dz3, w5, w6, h1, h2):
    return dL_dz3 * w5 * h2 * (1 - h2)


def mended(dL_dz3, w5, w6, h1, h2):
    return dL_dz3 * w6 * h2 * (1 - h2)


def suspect(net, X, y_true):
    """Return the slopes of the lesson's suspect, for one example: w5 stands where w6 belongs."""
    p, ((x1, x2),), (y,) = net.by_name(), X.tolist(), y_true.tolist()
    h1 = 1 / (1 + math.exp(-(p["w1"] * x1 + p["w2"] * x2 + p["b1"])))
    h2 = 1 / (1 + math.exp(-(p["w3"] * x1 + p["w4"] * x2 + p["b2"])))
    y_pred = 1 / (1 + math.exp(-(p["w5"] * h1 + p["w6"] * h2 + p["b3"])))
    dL_dz3 = 2 * (y_pred - y) * y_pred * (1 - y_pred)
    dL_dz1 = dL_dz3 * p["w5"] * h1 * (1 - h1)
    dL_dz2 = dL_dz3 * p["w5"] * h2 * (1 - h2)
    weights = [dL_dz1 * x1, dL_dz1 * x2, dL_dz2 * x1, dL_dz2 * x2, dL_dz3 * h1, dL_dz3 * h2]
    return np.array([*weights, dL_dz1, dL_dz2, dL_dz3])


def checked_at(values):
    """Return what the gradient check finds of the suspect, with these nine numbers."""
    net = Network([2, 2, 1], np.array(values, dtype=float))
    return gradient_check(net, people.X[:1], people.y_true[:1], suspect)


def behind_h2(line):
    return {"w3", "w4", "b2"}, line


MISTAKES = [
    (
        blame_w2,
        (-1, 0.5, -0.25, -0.125),
        (
            "dL_dy_pred = -1 has the other sign. The derivative of (y_true - y_pred)² by y_pred "
            "is 2 (y_pred - y_true), and the label is 0."
        ),
    ),
    (
        blame_w2,
        (0.5 - 0, 0.5, -0.25, -0.125),
        "dL_dy_pred = 0.5 lacks the 2 that comes down from the square.",
    ),
    (
        blame_w2,
        ((0 - 0.5) ** 2, 0.5, -0.25, -0.125),
        "dL_dy_pred = 0.25 is L itself. Its slope is 2 (y_pred - y_true).",
    ),
    (
        blame_w2,
        (1, 2, -0.25, -0.125),
        (
            "dy_pred_dh1 = 2 lacks the slope of the sigmoid: the sum z passes a σ, so σ'(z) is a "
            "factor."
        ),
    ),
    (
        blame_w2,
        (1, 0.5, -1, -0.125),
        (
            "dh1_dw2 = -1 lacks the slope of the sigmoid: the sum z passes a σ, so σ'(z) is a "
            "factor."
        ),
    ),
    (
        blame_w2,
        (1, 0.5 * (1 - 0.5), -0.25, -0.125),
        (
            "dy_pred_dh1 = 0.25 is the slope of the sigmoid alone. In z3, h1 is multiplied by a "
            "weight: that is a factor too."
        ),
    ),
    (
        blame_w2,
        (1, -2 * 0.25, -0.25, -0.125),
        "dy_pred_dh1 = -0.5 takes w6. h1 reaches the output through w5.",
    ),
    (
        blame_w2,
        (1, 2 * SLOPE_TWICE, -0.25, -0.125),
        (
            "dy_pred_dh1 = 0.470007 takes σ' at the output 0.5. Take it at the sum z = 0, or use "
            "a (1 - a) with the output a."
        ),
    ),
    (
        blame_w2,
        (1, 0.5, -SLOPE_TWICE, -0.125),
        (
            "dh1_dw2 = -0.235004 takes σ' at the output 0.5. Take it at the sum z = 0, or use a "
            "(1 - a) with the output a."
        ),
    ),
    (blame_w2, (1, 0.5, 3 * 0.25, 0.375), "dh1_dw2 = 0.75 takes x1. w2 is the weight of x2."),
    (
        blame_w2,
        (1, 0.5, 8 * 0.25, 1),
        (
            "dh1_dw2 = 2 takes w2 as a factor. In w2·x2 it is w2 that moves, so what stands "
            "beside it remains: x2."
        ),
    ),
    (
        blame_w2,
        (1, 0.5, 0.25, 0.125),
        (
            "dh1_dw2 = 0.25 is the slope of the sigmoid alone. In w2·x2 the x2 is a factor too, "
            "and here it is negative."
        ),
    ),
    (
        blame_w2,
        (1, 0.5, -0.25, 1 + 0.5 - 0.25),
        "dL_dw2 = 1.25 is the sum of the factors. Changes along a chain multiply.",
    ),
    (
        blame_w2,
        (1, 0.5, -0.25, 1 * 0.5),
        "dL_dw2 = 0.5 stops at h1. One factor is still to come: dh1_dw2.",
    ),
    (
        blame_w2,
        (1, 2 * 0.5, -0.25, -0.125),
        "dy_pred_dh1 = 1 takes the output 0.5 where its slope belongs, which is 0.5 (1 - 0.5).",
    ),
    (
        blame_w2,
        (1, 0.5, -1 * 0.5, -0.125),
        "dh1_dw2 = -0.5 takes the output 0.5 where its slope belongs, which is 0.5 (1 - 0.5).",
    ),
    (
        blame_w2,
        (1, 0.5, 8 * -1 * 0.25, -1),
        "dh1_dw2 = -2 takes the whole w2·x2. Only w2 moves, so what stands beside it remains: x2.",
    ),
    (
        blame_w2,
        (1, 0.5, -0.25, 1 * -0.25),
        "dL_dw2 = -0.25 lacks dy_pred_dh1. All three factors belong in the product.",
    ),
    (blame_w2, (1, 0.5, -0.25, 0.125), "dL_dw2 = 0.125 has lost the sign of x2."),
    (
        blame_b1,
        (0, 0),
        (
            "dh1_db1 = 0 would mean that b1 cannot change anything. It is a parameter like the "
            "others, and in z1 it is added."
        ),
    ),
    (
        blame_b1,
        (5 * 0.25, 0.125),
        (
            "dh1_db1 = 1.25 takes b1 as a factor. The bias is added, and what is added has the "
            "slope 1."
        ),
    ),
    (
        blame_b1,
        (0.25, 1 * 0.5 * 5 * 0.25),
        (
            "dL_db1 = 0.625 takes b1 as a factor. The bias is added, and what is added has the "
            "slope 1."
        ),
    ),
    (
        blame_b1,
        (3 * 0.25, 0.125),
        "dh1_db1 = 0.75 takes x1 as a factor. No input stands beside a bias.",
    ),
    (
        blame_b1,
        (-1 * 0.25, 0.125),
        (
            "dh1_db1 = -0.25 has the other sign, as it would with x2 = -1 as a factor. No input "
            "stands beside a bias, and no sign changes on this way."
        ),
    ),
    (
        blame_b1,
        (1, 0.125),
        ("dh1_db1 = 1 lacks the slope of the sigmoid: the sum z passes a σ, so σ'(z) is a factor."),
    ),
    (
        blame_b1,
        (SLOPE_TWICE, 0.125),
        (
            "dh1_db1 = 0.235004 takes σ' at the output 0.5. Take it at the sum z = 0, or use a (1 "
            "- a) with the output a."
        ),
    ),
    (
        blame_b1,
        (0.25, 1 * 0.25),
        (
            "dL_db1 = 0.25 lacks dy_pred_dh1. From b1 the way to the loss leads through h1, and "
            "through w5."
        ),
    ),
    (
        blame_b1,
        (0.25, 1 * 0.5),
        "dL_db1 = 0.5 stops at h1. One factor is still to come: dh1_db1.",
    ),
    (
        blame_b1,
        (0.5, 0.125),
        "dh1_db1 = 0.5 takes the output 0.5 where its slope belongs, which is 0.5 (1 - 0.5).",
    ),
    (
        blame_b1,
        (0.25, 1 + 0.5 + 0.25),
        "dL_db1 = 1.75 is the sum of the factors. Changes along a chain multiply.",
    ),
    (
        tanh_slope,
        (lambda z: sigmoid(z) * (1 - sigmoid(z)),),
        (
            "my_tanh_prime is the slope of the sigmoid. tanh is another function: start from its "
            "own formula."
        ),
    ),
    (
        tanh_slope,
        (lambda z: math.tanh(z) * (1 - math.tanh(z)),),
        "my_tanh_prime is a (1 - a) with a = tanh(z). That form belongs to the sigmoid.",
    ),
    (
        tanh_slope,
        (lambda z: 1 - z * z,),
        "my_tanh_prime is 1 - z². The square is that of the output a = tanh(z).",
    ),
    (tanh_slope, (lambda z: 1 - math.tanh(z),), "my_tanh_prime is 1 - a. The a is to be squared."),
    (
        tanh_slope,
        (lambda z: 1 + math.tanh(z) ** 2,),
        "my_tanh_prime is 1 + a². Look at the sign: the slope cannot be above 1.",
    ),
    (
        tanh_slope,
        (lambda z: math.tanh(z) ** 2 - 1,),
        "my_tanh_prime has the other sign. tanh climbs everywhere.",
    ),
    (
        tanh_slope,
        (lambda z: 1 - math.tanh(math.tanh(z)) ** 2,),
        "my_tanh_prime takes tanh twice. a is already tanh(z).",
    ),
    (
        tanh_slope,
        (lambda z: 2 / (math.exp(z) + math.exp(-z)),),
        "my_tanh_prime is 1 / cosh(z). The cosh is to be squared.",
    ),
    (
        tanh_slope,
        (lambda z: (math.tanh(z + 1e-5) - math.tanh(z - 1e-5)) / 2e-5,),
        (
            "Every slope is right to nine digits and not to twelve, as a difference is. The chain "
            "rule gives a formula."
        ),
    ),
    (tanh_slope, (math.tanh,), "my_tanh_prime is tanh itself. We want its slope."),
    (
        tanh_slope,
        (lambda z: 0.0 if abs(z) > 4 else 1 - math.tanh(z) ** 2,),
        (
            "Right near 0, and wrong further out: at z = 5 the slope is tiny and not 0. One "
            "formula holds for every z."
        ),
    ),
    (
        tanh_slope,
        (lambda z: 2 * slope(2 * z),),
        (
            "my_tanh_prime lacks a 2. In 2 σ(2z) - 1 there are two of them, one in front and one "
            "beside z, and both are links."
        ),
    ),
    (
        tanh_slope,
        (lambda z: slope(2 * z),),
        (
            "my_tanh_prime is σ'(2z) alone. In 2 σ(2z) - 1 there are two more links, the 2 in "
            "front and the 2 beside z."
        ),
    ),
    (
        tanh_slope,
        (lambda z: 2 * 2 * slope(z),),
        ("my_tanh_prime takes σ' at z. The sigmoid gets 2z, so its slope is to be taken there."),
    ),
    (
        tanh_slope,
        (lambda z: 2 * 2 * slope(2 * z) - 1,),
        (
            "my_tanh_prime keeps the -1. What is added moves with nothing, so it adds nothing to "
            "the slope."
        ),
    ),
    (
        tanh_slope,
        (lambda z: 2 * slope(2 * z) - 1,),
        (
            "my_tanh_prime is 2 σ'(2z) - 1. The -1 adds nothing to the slope, and the 2 beside z "
            "is a link as well."
        ),
    ),
    (
        tanh_slope,
        (lambda z: 8 * z - 16 * z * z,),
        "my_tanh_prime takes a (1 - a) with a = 2z. The a is an output: σ(2z).",
    ),
    (
        tanh_slope,
        (lambda z: 1 - sigmoid(z) ** 2,),
        "my_tanh_prime squares the sigmoid. In 1 - a² the a is tanh(z).",
    ),
    (
        find_the_bug,
        ([], as_it_stands),
        NONE_LIES,
    ),
    (find_the_bug, (checked_at(9 * [1]), as_it_stands), NONE_LIES),
    (find_the_bug, (checked_at(range(10, 100, 10)), as_it_stands), NONE_LIES),
    (find_the_bug, (["w3", "w4"], as_it_stands), "The bias behind the same neuron lies too."),
    (
        find_the_bug,
        (["w1", "w2", "b1"], as_it_stands),
        (
            "These belong to h1, and they are right. Look once more which rows of the check have "
            "the mark ≠."
        ),
    ),
    (find_the_bug, (["w5"], as_it_stands), W5_AND_W6),
    (find_the_bug, (["w6", "w5"], mended), W5_AND_W6),
    (find_the_bug, (["dL_dz2"], as_it_stands), THE_LINE),
    (find_the_bug, ("z2", mended), THE_LINE),
    (
        find_the_bug,
        (Network([2, 2, 1]).names, as_it_stands),
        "Not all nine lie. Compare dL/dp with the difference, one by one.",
    ),
    (
        find_the_bug,
        (["w3", "w4", "w6", "b2"], as_it_stands),
        "These slopes are right: w6. Take out of my_wrong what does not lie.",
    ),
    (find_the_bug, (["b2"], as_it_stands), "1 found; 3 of the nine lie."),
    (
        find_the_bug,
        (7, as_it_stands),
        "my_wrong should be a list of names such as ['w1', 'b3'], and it is 7.",
    ),
    (
        find_the_bug,
        (np.array([2, 3, 7]), as_it_stands),
        "my_wrong should be a list of names such as ['w1', 'b3'], and it is [2, 3, 7].",
    ),
    (
        find_the_bug,
        (None, as_it_stands),
        "my_wrong should be a list of names such as ['w1', 'b3'], and it is None.",
    ),
    (
        find_the_bug,
        (["W2"], as_it_stands),
        "There is no parameter called 'W2': they are w1 to w6, b1 to b3.",
    ),
    (
        find_the_bug,
        (["w3", "w4", "b2"], as_it_stands),
        "my_line is the line as it stands. By which weight does h2 reach the output?",
    ),
    (
        find_the_bug,
        ("dL_dw3, dL_dw4, dL_db2", as_it_stands),
        "my_line is the line as it stands. By which weight does h2 reach the output?",
    ),
    (
        find_the_bug,
        behind_h2(lambda d, a, b, p, q: d * a * p * (1 - p)),
        "my_line is the line for z1, and that one is right.",
    ),
    (
        find_the_bug,
        behind_h2(lambda d, a, b, p, q: d * b * p * (1 - p)),
        "my_line has the right weight. Its slope should be that of h2's σ.",
    ),
    (
        find_the_bug,
        behind_h2(lambda d, a, b, p, q: d * b),
        "my_line has the right weight, and now lacks the slope of h2's σ.",
    ),
    (
        find_the_bug,
        behind_h2(lambda d, a, b, p, q: d * (a + b) * q * (1 - q)),
        "my_line adds both weights. From h2 only one of them leads on.",
    ),
    (
        find_the_bug,
        behind_h2(lambda d, a, b, p, q: b * q * (1 - q)),
        "my_line has lost dL_dz3, which comes in from behind.",
    ),
    (
        find_the_bug,
        behind_h2(lambda d, a, b, p, q: d * a * b * q * (1 - q)),
        "my_line multiplies by both weights. From h2 only one of them leads on.",
    ),
    (
        find_the_bug,
        behind_h2(lambda d, a, b, p, q: d * b * q - q),
        (
            "my_line lacks brackets. Without them, h2 is subtracted from the whole product: write "
            "(1 - h2)."
        ),
    ),
    (
        find_the_bug,
        behind_h2(lambda d, a, b, p, q: d * b * slope(q)),
        "my_line takes σ' at the output h2. From the output, the slope is h2 (1 - h2).",
    ),
    (
        find_the_bug,
        behind_h2(lambda d, a, b, p, q: d * b * (1 - q)),
        "my_line has one half of the slope of h2's σ. It is h2 (1 - h2).",
    ),
    (
        find_the_bug,
        behind_h2(lambda d, a, b, p, q: d * b * q),
        "my_line lacks (1 - h2): the slope of h2's σ has two factors.",
    ),
    (
        find_the_bug,
        behind_h2(lambda d, a, b, p, q: -d * b * q * (1 - q)),
        "my_line has the other sign.",
    ),
    (
        blame_b1,
        (0.25, 1 * 0.5 * 3 * 0.25),
        "dL_db1 = 0.375 takes x1 as a factor. No input stands beside a bias.",
    ),
    (
        blame_b1,
        (0.25, 1 * 0.5 * -1 * 0.25),
        (
            "dL_db1 = -0.125 has the other sign, as it would with x2 = -1 as a factor. No input "
            "stands beside a bias, and no sign changes on this way."
        ),
    ),
    (
        blame_b1,
        (0.25, 0),
        (
            "dL_db1 = 0 would mean that b1 cannot change anything. It is a parameter like the "
            "others, and in z1 it is added."
        ),
    ),
]

RIGHT = [
    (
        blame_w2,
        (1, 0.5, -0.25, -0.125),
        "1 · 0.5 · (-0.25) = -0.125. If w2 grows, L falls, because x2 is negative.",
    ),
    (
        blame_b1,
        (0.25, 0.125),
        "1 · 0.5 · 0.25 = 0.125. Compare with w2: only the input is missing.",
    ),
    (
        tanh_slope,
        (lambda z: 1 - math.tanh(z) ** 2,),
        "1 - a² with a = tanh(z): like a (1 - a), it needs the output alone.",
    ),
    (
        find_the_bug,
        (["w3", "w4", "b2"], mended),
        FOUND,
    ),
    (
        find_the_bug,
        ("dL_dw3, dL_dw4, dL_db2", mended),
        FOUND,
    ),
    (find_the_bug, (["dL/dw3", "dL/dw4", "dL/db2"], mended), FOUND),
    (find_the_bug, (np.array(["w3", "w4", "b2"]), mended), FOUND),
    (find_the_bug, (["W3", "W4", "B2"], mended), FOUND),
    (find_the_bug, ({"w3": 0.1, "w4": 0.2, "b2": 0.3}, mended), FOUND),
    (find_the_bug, (checked_at([0.9, -0.4, 0.3, 0.7, -0.8, 0.5, -0.2, 0.1, -0.6]), mended), FOUND),
    (
        find_the_bug,
        behind_h2(mended),
        FOUND,
    ),
]
