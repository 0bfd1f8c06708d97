"""Checks of notebook 1: one neuron by hand, three gates, and a sigmoid that cannot overflow."""

import numpy as np

from helpers.activations import sigmoid
from helpers.exercises.verdict import check, function, not_quite, numbers, read

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = [0, 1, 1, 0]
BEST_XOR = 3  # corners that one straight line can get right


@check
def neuron_by_hand(z, y):
    """w = [2, -1], b = -3, x = [3, 1]: z = 2·3 - 1·1 - 3 = 2."""
    numbers(
        {"z": z, "y": y},
        right={"z": 2.0, "y": sigmoid(2.0)},
        mistakes={
            "neuron_by_hand_no_bias": {"z": 5.0},
            "neuron_by_hand_bias_sign": {"z": 8.0},
            "neuron_by_hand_weight_sign": {"z": 4.0},
            "neuron_by_hand_swapped": {"z": -4.0},
            "neuron_by_hand_not_squashed": {"y": 2.0},
            "neuron_by_hand_exponent_sign": {"y": sigmoid(-2.0)},
            "neuron_by_hand_no_division": {"y": 1 + np.exp(-2.0)},
        },
    )


@check
def and_gate(w, b):
    """y > 0.5 at the corner (1, 1) alone."""
    _gate(w, b, right=[0, 0, 0, 1], mistakes={"and_gate_acts_as_or": [0, 1, 1, 1]})


@check
def or_gate(w, b):
    """y > 0.5 at every corner but (0, 0)."""
    _gate(w, b, right=[0, 1, 1, 1], mistakes={"or_gate_acts_as_and": [0, 0, 0, 1]})


@check
def xor_corners(w, b):
    """No line does all four corners of XOR; three are the best."""
    corners = np.sum(_decisions(w, b) == XOR)
    if corners < BEST_XOR:
        not_quite("xor_corners_fewer", corners=corners)


@check
def stable_sigmoid(candidate):
    """One number in, one number out, and exp never overflows on the way."""
    function(
        "stable_sigmoid",
        candidate,
        right=sigmoid,
        probes=[(0.0,), (2.0,), (-2.0,), (1000.0,), (-1000.0,)],
        mistakes={
            "stable_sigmoid_naive": lambda z: 1 / (1 + np.exp(-z)),
            "stable_sigmoid_other_end": lambda z: np.exp(z) / (1 + np.exp(z)),
            "stable_sigmoid_branches": _swapped_branches,
            "stable_sigmoid_mirrored": lambda z: sigmoid(abs(z)),
            "stable_sigmoid_no_division": lambda z: sigmoid(z) if z >= 0 else np.exp(z),
        },
    )


def _swapped_branches(z):
    return np.exp(z) / (1 + np.exp(z)) if z >= 0 else 1 / (1 + np.exp(-z))


def _decisions(w, b):
    """Return whether the neuron's output is above 0.5, at each corner."""
    z = CORNERS @ read("w", w, shape=(2,)) + read("b", b)
    for corner in CORNERS[np.isclose(z, 0)]:
        not_quite("gate_on_the_line", corner=tuple(corner.tolist()))
    return z > 0


def _gate(w, b, right, mistakes):
    """Compare the decisions at the corners with the gate's table."""
    decisions = _decisions(w, b)
    mistakes = mistakes | {
        "gate_always": [1, 1, 1, 1],
        "gate_never": [0, 0, 0, 0],
        "gate_x1_only": [0, 0, 1, 1],
        "gate_x2_only": [0, 1, 0, 1],
        "gate_inverted": np.logical_not(right),
    }
    for key, wrong in mistakes.items():
        if np.array_equal(decisions, wrong):
            not_quite(key)
    for corner in CORNERS[decisions != right]:
        not_quite("gate_corner", corner=tuple(corner.tolist()))
