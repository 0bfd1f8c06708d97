"""Checks of notebook 4: two derivatives by hand, another activation, and a bug to find."""

import numpy as np

from helpers.activations import sigmoid_prime
from helpers.exercises.verdict import check, function, not_quite, numbers
from helpers.network import Network

# The network of the exercises by hand: every sum is 0, so every output is 1/2 and every σ' 1/4.
SIZES = (2, 2, 1)
BY_HAND = {"w1": 1, "w2": 8, "b1": 5, "w5": 2, "w6": -2}
X_BY_HAND, Y_TRUE_BY_HAND = np.array([3.0, -1.0]), 0
LYING = {"w3", "w4", "b2"}


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
            "blame_w2_sign": {"dL_dy_pred": -first},
            "blame_w2_no_2": {"dL_dy_pred": first / 2},
            "blame_w2_loss": {"dL_dy_pred": 0.25},
            "blame_no_slope": {"dy_pred_dh1": float(w5), "dh1_dw2": x2},
            "blame_no_weight": {"dy_pred_dh1": 0.25},
            "blame_w2_other_weight": {"dy_pred_dh1": w6 * 0.25},
            "blame_slope_of_output": {
                "dy_pred_dh1": w5 * sigmoid_prime(0.5),
                "dh1_dw2": x2 * sigmoid_prime(0.5),
            },
            "blame_w2_input_1": {"dh1_dw2": x1 * slope},
            "blame_w2_weight_not_input": {"dh1_dw2": w2 * slope},
            "blame_w2_no_input": {"dh1_dw2": slope},
            "blame_sum": {"dL_dw2": first + second + third},
            "blame_w2_two_factors": {"dL_dw2": first * second},
            "blame_w2_product_sign": {"dL_dw2": -first * second * third},
        },
    )


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
            "blame_b1_constant": {"dh1_db1": 0.0, "dL_db1": 0.0},
            "blame_b1_times_bias": {"dh1_db1": b1 * slope, "dL_db1": first * second * b1 * slope},
            "blame_b1_times_input": {"dh1_db1": x1 * slope, "dL_db1": first * second * x1 * slope},
            "blame_b1_times_x2": {"dh1_db1": x2 * slope, "dL_db1": first * second * x2 * slope},
            "blame_no_slope": {"dh1_db1": 1.0},
            "blame_slope_of_output": {"dh1_db1": sigmoid_prime(0.5)},
            "blame_b1_of_the_output": {"dL_db1": first * slope},
            "blame_sum": {"dL_db1": first + second + slope},
        },
    )


@check
def tanh_slope(candidate):
    """tanh' = 1 - tanh²."""
    function(
        "my_tanh_prime",
        candidate,
        right=lambda z: 1 - np.tanh(z) ** 2,
        probes=[(0.0,), (0.5,), (-2.0,), (3.0,)],
        mistakes={
            "tanh_slope_of_sigmoid": lambda z: sigmoid_prime(z),
            "tanh_slope_sigmoid_form": lambda z: np.tanh(z) * (1 - np.tanh(z)),
            "tanh_slope_of_z": lambda z: 1 - z**2,
            "tanh_slope_no_square": lambda z: 1 - np.tanh(z),
            "tanh_slope_plus": lambda z: 1 + np.tanh(z) ** 2,
            "tanh_slope_sign": lambda z: np.tanh(z) ** 2 - 1,
            "tanh_slope_twice": lambda z: 1 - np.tanh(np.tanh(z)) ** 2,
            "tanh_slope_cosh": lambda z: 1 / np.cosh(z),
            "tanh_slope_itself": np.tanh,
        },
    )


@check
def find_the_bug(wrong, line):
    """w5 stands where w6 belongs, so dL/dz2 is wrong, and with it w3, w4 and b2."""
    names = _names(wrong)
    if not names:
        not_quite("find_the_bug_none")
    if names == LYING - {"b2"}:
        not_quite("find_the_bug_no_bias")
    if names == {"w1", "w2", "b1"}:
        not_quite("find_the_bug_other_neuron")
    if names >= set(Network(SIZES).names):
        not_quite("find_the_bug_all")
    if names - LYING:
        not_quite("find_the_bug_extra", names=", ".join(sorted(names - LYING)))
    if LYING - names:
        not_quite("find_the_bug_missing", count=len(LYING), found=len(names))
    function(
        "my_line",
        line,
        right=lambda dL_dz3, w5, w6, h1, h2: dL_dz3 * w6 * h2 * (1 - h2),
        probes=[(-0.5, 2.0, -3.0, 0.2, 0.6), (0.25, -1.0, 0.5, 0.9, 0.4)],
        mistakes={
            "find_the_bug_unchanged": lambda d, w5, w6, h1, h2: d * w5 * h2 * (1 - h2),
            "find_the_bug_line_above": lambda d, w5, w6, h1, h2: d * w5 * h1 * (1 - h1),
            "find_the_bug_wrong_h": lambda d, w5, w6, h1, h2: d * w6 * h1 * (1 - h1),
            "find_the_bug_no_slope": lambda d, w5, w6, h1, h2: d * w6,
            "find_the_bug_both_weights": lambda d, w5, w6, h1, h2: d * (w5 + w6) * h2 * (1 - h2),
            "find_the_bug_no_dL_dz3": lambda d, w5, w6, h1, h2: w6 * h2 * (1 - h2),
        },
    )


def _names(wrong):
    """Return the names of the parameters that were handed in, as a set."""
    if isinstance(wrong, str):
        wrong = wrong.replace(",", " ").split()
    if not isinstance(wrong, list | tuple | set) or not all(isinstance(n, str) for n in wrong):
        not_quite("find_the_bug_no_list")
    names = {name.removeprefix("dL_d").removeprefix("dL/d") for name in wrong}
    for name in sorted(names):
        if name not in Network(SIZES).names:
            not_quite("find_the_bug_unknown", name=name)
    return names
