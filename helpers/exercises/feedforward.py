"""Checks of notebook 2: a forward pass by hand, shapes, a wider hidden layer, and a count."""

from itertools import pairwise

import numpy as np

from helpers.activations import sigmoid
from helpers.exercises.verdict import check, function, numbers
from helpers.network import Network

PEOPLE, INPUTS, HIDDEN = 7, 2, 3  # of the exercise about shapes


@check
def forward_by_hand(h1, h2, y_pred):
    """h1: [2, -1], 1; h2: [1, 0], -2; o1: [4, -3], -1; x = [1, 2]: z1 = 1 and z2 = -1."""
    right_h1, right_h2 = sigmoid(1.0), sigmoid(-1.0)

    def output(h1, h2, b3=-1):
        return sigmoid(4 * h1 - 3 * h2 + b3)

    right_y_pred = output(right_h1, right_h2)
    swapped_h1, swapped_h2 = sigmoid(5.0), sigmoid(-3.0)
    numbers(
        {"h1": h1, "h2": h2, "y_pred": y_pred},
        right={"h1": right_h1, "h2": right_h2, "y_pred": right_y_pred},
        mistakes={
            "forward_by_hand_no_bias": {
                "h1": sigmoid(0.0),
                "h2": sigmoid(1.0),
                "y_pred": output(right_h1, right_h2, b3=0),
            },
            "forward_by_hand_no_sigmoid": {
                "h1": 1.0,
                "h2": -1.0,
                "y_pred": 4 * right_h1 - 3 * right_h2 - 1,
            },
            "forward_by_hand_no_sigmoid_hidden": {"y_pred": output(1.0, -1.0)},
            "forward_by_hand_swapped": {
                "h1": swapped_h1,
                "h2": swapped_h2,
                "y_pred": output(swapped_h1, swapped_h2),
            },
            "forward_by_hand_sigmoid_twice": {
                "h1": sigmoid(right_h1),
                "h2": sigmoid(right_h2),
                "y_pred": sigmoid(right_y_pred),
            },
            "forward_by_hand_crossed": {
                "h1": right_h2,
                "h2": right_h1,
                "y_pred": output(right_h2, right_h1),
            },
            "forward_by_hand_skipped_hidden": {"y_pred": output(1, 2)},
            "forward_by_hand_rounded_h": {
                "y_pred": output(np.round(right_h1, 2), np.round(right_h2, 2))
            },
        },
    )


@check
def shapes(XW1, Z1, H1, Z2):
    """7 people in a 2-3-1 network: (7, 2) @ (2, 3) = (7, 3), then (7, 3) @ (3, 1) = (7, 1)."""
    hidden, output = (PEOPLE, HIDDEN), (PEOPLE, 1)
    numbers(
        {"X @ W1": XW1, "Z1": Z1, "H1": H1, "Z2": Z2},
        right={"X @ W1": hidden, "Z1": hidden, "H1": hidden, "Z2": output},
        mistakes={
            "shapes_transposed": _hidden((HIDDEN, PEOPLE)) | {"Z2": (1, PEOPLE)},
            "shapes_inner_kept": _hidden((PEOPLE, INPUTS)) | {"Z2": hidden},
            "shapes_of_the_weights": {"X @ W1": (INPUTS, HIDDEN), "Z2": (HIDDEN, 1)},
            "shapes_one_person": _hidden((1, HIDDEN)) | {"Z2": (1, 1)},
            "shapes_bias_row": {"Z1": (PEOPLE + 1, HIDDEN)},
            "shapes_flat": {"Z2": (PEOPLE,)},
        },
    )


def _hidden(shape):
    """Return the answers in which all of the hidden layer has this shape."""
    return dict.fromkeys(("X @ W1", "Z1", "H1"), shape)


@check
def three_hidden(candidate):
    """h1: [1, 0], -1; h2: [0, 2], 1; h3: [-1, 1], 0.5; o1: [2, -1, 3], -2."""
    W1, B1 = np.array([[1, 0, -1], [0, 2, 1]]), np.array([-1, 1, 0.5])
    W2, b4 = np.array([2, -1, 3]), -2

    def network(squash=sigmoid, squash_output=sigmoid, **changed):
        p = {"W1": W1, "B1": B1, "W2": W2, "b4": b4} | changed
        return lambda x1, x2: squash_output(
            squash(np.array([x1, x2]) @ p["W1"] + p["B1"]) @ p["W2"] + p["b4"]
        )

    def untouched(z):
        return z

    function(
        "my_network",
        candidate,
        right=network(),
        probes=[(2, 3), (-1, 0.5), (0, 0)],
        mistakes={
            "three_hidden_only_two": network(W2=np.array([2, -1, 0])),
            "three_hidden_row_by_row": network(W1=W1.T.reshape(2, 3)),
            "three_hidden_no_biases": network(B1=0, b4=0),
            "three_hidden_no_hidden_biases": network(B1=0),
            "three_hidden_no_output_bias": network(b4=0),
            "three_hidden_no_sigmoid_hidden": network(squash=untouched),
            "three_hidden_no_sigmoid_output": network(squash_output=untouched),
            "three_hidden_sigmoid_twice": network(squash_output=lambda z: sigmoid(sigmoid(z))),
            "three_hidden_inputs_swapped": lambda x1, x2: network()(x2, x1),
            "three_hidden_table": lambda x1, x2: network()(x1, x2).reshape(1),
            "three_hidden_table_of_one": lambda x1, x2: network()(x1, x2).reshape(1, 1),
        },
    )


@check
def count_parameters(candidate):
    """Σ n_in · n_out + n_out over neighbouring layers: [2, 2, 1] has 9."""

    def count(weights=1, biases=1):
        return lambda sizes: sum(
            weights * n_in * n_out + biases * n_out for n_in, n_out in pairwise(sizes)
        )

    function(
        "my_count",
        candidate,
        right=lambda sizes: len(Network(sizes).names),
        probes=[([2, 2, 1],), ([2, 3, 1],), ([3, 4, 5, 2],), ([4, 1],)],
        mistakes={
            "count_parameters_no_biases": count(biases=0),
            "count_parameters_no_weights": count(weights=0),
            "count_parameters_input_biases": lambda sizes: count()(sizes) + sizes[0],
            "count_parameters_no_last_layer": lambda sizes: count()(sizes[:-1]),
            "count_parameters_first_layer": lambda sizes: count()(sizes[:2]),
            "count_parameters_one_bias_a_layer": lambda sizes: (
                count(biases=0)(sizes) + len(sizes) - 1
            ),
            "count_parameters_added": lambda sizes: (
                sum(sizes[:-1]) + sum(sizes[1:]) + sum(sizes[1:])
            ),
            "count_parameters_nine": lambda sizes: 9,
        },
    )
