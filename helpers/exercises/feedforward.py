"""Checks of notebook 2: a forward pass by hand, shapes, a wider hidden layer, and a count."""

from itertools import pairwise

import numpy as np

from helpers.activations import sigmoid
from helpers.exercises.verdict import check, function, mentioned, not_quite, numbers
from helpers.inputs import shown
from helpers.network import Network
from helpers.words import _

PEOPLE, INPUTS, HIDDEN = 7, 2, 3  # of the exercise about shapes


@check
def forward_by_hand(h1, h2, y_pred):
    """h1: [2, -2], 1; h2: [3, 0], -1; o1: [-2, 3], -1; x = [1, 2]: z1 = -1 and z2 = 2.

    The numbers are such that each mistake below gives another one than all others.
    """
    right_h1, right_h2 = sigmoid(-1.0), sigmoid(2.0)

    def output(h1, h2, w5=-2, b3=-1):
        return sigmoid(w5 * h1 + 3 * h2 + b3)

    right_y_pred = output(right_h1, right_h2)
    swapped_h1, swapped_h2 = sigmoid(9.0), sigmoid(-3.0)
    numbers(
        {"h1": h1, "h2": h2, "y_pred": y_pred},
        right={"h1": right_h1, "h2": right_h2, "y_pred": right_y_pred},
        mistakes={
            _("{name} = {value} comes out without the bias. Add it to the weighted sum before you "
              "squash."): {
                "h1": sigmoid(-2.0),
                "h2": sigmoid(3.0),
                "y_pred": output(right_h1, right_h2, b3=0),
            },
            _("{name} = {value} comes out when the exponent in the sigmoid is z. It is -z."): {
                "h1": sigmoid(1.0),
                "h2": sigmoid(-2.0),
                "y_pred": 1 - right_y_pred,
            },
            _("{name} = {value} is the output of the other hidden neuron: h1 and h2 have changed "
              "places."): {"h1": right_h2, "h2": right_h1},
            _("h1 = {value} comes out when w2 has lost its minus."): {"h1": sigmoid(7.0)},
            _("{name} = {value} comes out when the bias has the wrong sign."): {
                "h1": sigmoid(-3.0),
                "h2": sigmoid(4.0),
                "y_pred": output(right_h1, right_h2, b3=1),
            },
            _("{name} = {value} comes out when x1 and x2 change places. The first weight belongs "
              "to x1."): {"h1": sigmoid(3.0), "h2": sigmoid(5.0)},
            _("y_pred = {value} comes out when w5 has lost its "
              "minus."): {"y_pred": output(right_h1, right_h2, w5=2)},
            _("{name} = {value} is the sum of this neuron. Its output is what the sigmoid makes of "
              "it."): {
                "h1": -1.0,
                "h2": 2.0,
                "y_pred": -2 * right_h1 + 3 * right_h2 - 1,
            },
            _("{name} = {value} comes out when z1 and z2 go on to the output. Hidden neurons "
              "squash too: send h1 and h2."): {"y_pred": output(-1.0, 2.0)},
            _("{name} = {value} comes out when w2 and w3 change places. w2 leads from x2 up to h1, "
              "w3 from x1 down to h2; in W1 each column is a neuron."): {
                "h1": swapped_h1,
                "h2": swapped_h2,
                "y_pred": output(swapped_h1, swapped_h2),
            },
            _("{name} = {value} comes out when the sigmoid is taken twice. Once for "
              "each neuron."): {
                "h1": sigmoid(right_h1),
                "h2": sigmoid(right_h2),
                "y_pred": sigmoid(right_y_pred),
            },
            _("y_pred = {value} comes out when h1 and h2 change places. w5 goes with h1, w6 with "
              "h2."): {"y_pred": output(right_h2, right_h1)},
            _("{name} = {value} comes out when the output neuron looks at x1 and x2. It sees only "
              "h1 and h2."): {"y_pred": output(1, 2)},
            _("{name} = {value} comes out when h1 and h2 are rounded to two digits on the way. "
              "Keep all digits until the end."): {
                "y_pred": output(np.round(right_h1, 2), np.round(right_h2, 2))
            },
        },
    )
    return _("z1 = -1, z2 = 2, and the output is 0.7511.")


@check
def shapes(XW1, Z1, H1, Z2):
    """7 people in a 2-3-1 network: (7, 2) @ (2, 3) = (7, 3), then (7, 3) @ (3, 1) = (7, 1)."""
    hidden, output = (PEOPLE, HIDDEN), (PEOPLE, 1)
    answers = {"X @ W1": XW1, "Z1": Z1, "H1": H1, "Z2": Z2}
    for name, answer in answers.items():
        if np.ndim(answer) == 2 and len(answer) > 1:
            not_quite(_("{name} is answered by a whole table. Its shape alone is wanted, a pair "
                        "such as (4, 2)."), name=name)
        single = isinstance(answer, int | float) or np.size(answer) > 2
        if single or (name != "Z2" and np.shape(answer) == (1,)):
            not_quite(_("{name} is {came}, and a shape is a pair: rows and columns, such as "
                        "(4, 2)."), name=name, came=shown(answer))
    numbers(
        answers,
        right={"X @ W1": hidden, "Z1": hidden, "H1": hidden, "Z2": output},
        mistakes={
            _("{name} has people and neurons exchanged. Rows are people, columns "
              "are neurons."): _hidden((HIDDEN, PEOPLE)) | {"Z2": (1, PEOPLE)},
            _("{name} keeps the inner number. In a product it vanishes: the columns come from the "
              "weights."): _hidden((PEOPLE, INPUTS)) | {"Z2": hidden},
            _("This is the shape of the weights. {name} has a row for each of the "
              "7 people."): {"X @ W1": (INPUTS, HIDDEN), "Z2": (HIDDEN, 1)},
            _("{name} has one row here, enough for one person. There "
              "are 7."): _hidden((1, HIDDEN)) | {"Z2": (1, 1)},
            _("The bias row is added to every row of {name}. It does not become a row of "
              "its own."): {"Z1": (PEOPLE + 1, HIDDEN)},
            _("The biases are added to {name}. They do not become a column of "
              "their own."): {"Z1": (PEOPLE, HIDDEN + 1), "Z2": (PEOPLE, 2)},
            _("{name} is a table with a single column, and its shape is a pair. Which number "
              "stands for the column?"): {"Z2": (PEOPLE,)},
        },
    )
    return _("People stay in the rows, and the columns follow the neurons.")


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

    without_minus = _("{name} gives what comes out when {weight} loses its minus.")
    lost = {
        "w5": network(W1=abs(W1)),
        "w8": network(W2=abs(W2)),
        "b1": network(B1=abs(B1)),
        "b4": network(b4=-b4),
    }
    function(
        "my_network",
        candidate,
        right=network(),
        probes=[(2, 3), (-1, 0.5), (0, 0)],
        mistakes={
            _("{name} gives what h1 and h2 alone give. The output has a third weight, "
              "for h3."): network(W2=np.array([2, -1, 0])),
            _("{name} fills W1 row by row with the weights in order. One neuron is one column: the "
              "first column is 1, 0."): network(W1=W1.T.reshape(2, 3)),
            _("{name} gives what comes out without biases. There are four "
              "of them."): network(B1=0, b4=0),
            _("{name} leaves out the biases of the hidden neurons, b1, b2 and b3."): network(B1=0),
            _("{name} leaves out the bias of the output neuron, b4 = -2."): network(b4=0),
            _("{name} sends the hidden sums on as they are. Squash them before the output weighs "
              "them."): network(squash=untouched),
            _("{name} returns the sum in the output neuron. Squash "
              "it too."): network(squash_output=untouched),
            _("{name} squashes the output twice. feedforward has done "
              "it already."): network(squash_output=lambda z: sigmoid(sigmoid(z))),
            _("{name} has x1 and x2 exchanged."): lambda x1, x2: network()(x2, x1),
            **{
                without_minus.format(name="{name}", weight=weight): mistake
                for weight, mistake in lost.items()
            },
        },
    )
    return _("One more neuron is one more column of W1, and feedforward stays as it was.")


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
            _("{name} counts the weights and leaves out the biases: one for "
              "each neuron."): count(biases=0),
            _("{name} counts the biases and leaves out the weights: one for "
              "each arrow."): count(weights=0),
            _("{name} gives the inputs biases. They are no neurons and "
              "have none."): lambda sizes: count()(sizes) + sizes[0],
            _("{name} leaves out the last layer: the output has weights and a "
              "bias too."): lambda sizes: count()(sizes[:-1]),
            _("{name} stops after the first pair of layers. If return stands inside the loop, move "
              "it below."): lambda sizes: count()(sizes[:2]),
            _("{name} counts one bias for each layer. There is one for "
              "each neuron."): lambda sizes: (
                count(biases=0)(sizes) + len(sizes) - 1
            ),
            _("{name} adds a bias for every circle that arrows start from. A bias belongs to a "
              "neuron that arrows lead to."): lambda sizes: (
                count(biases=0)(sizes) + sum(sizes[:-1])
            ),
            _("{name} keeps the last pair of layers alone. Each turn of the loop should add to the "
              "total."): lambda sizes: count()(sizes[-2:]),
            _("{name} adds the sizes of two layers. Every circle is joined to every neuron, so the "
              "arrows are a product."): lambda sizes: (
                sum(sizes[:-1]) + sum(sizes[1:]) + sum(sizes[1:])
            ),
            _("{name} gives 9 whatever comes. The answer depends on sizes."): lambda sizes: 9,
        },
    )
    if Network.__name__ in mentioned(candidate):
        not_quite(_("Every number is right, because a network that is already there has counted. "
                    "Find the numbers from sizes yourself."))
    return _("Each neuron has one weight for every circle before it, and one bias.")
