"""Answers to the exercises of notebook 2, wrong and right, and what their checks say."""

import itertools

import numpy as np

from helpers.activations import sigmoid
from helpers.exercises import count_parameters, forward_by_hand, shapes, three_hidden
from helpers.network import Network

H1, H2 = sigmoid(-1), sigmoid(2)  # of the forward pass by hand
Y = sigmoid(-2 * H1 + 3 * H2 - 1)


def wider(**wrong):
    """Return the network with three hidden neurons as a function, with some parameters wrong."""
    weights = {"w1": 1, "w4": 2, "w5": -1, "w6": 1, "w7": 2, "w8": -1, "w9": 3}
    biases = {"b1": -1, "b2": 1, "b3": 0.5, "b4": -2}
    net = Network([2, 3, 1], **weights | biases | wrong)
    return lambda x1, x2: net.feedforward([x1, x2])[0]


def by_hand(x1, x2):
    """Return the output of that network, neuron by neuron."""
    h1, h2, h3 = sigmoid(x1 - 1), sigmoid(2 * x2 + 1), sigmoid(x2 - x1 + 0.5)
    return float(sigmoid(2 * h1 - h2 + 3 * h3 - 2))


MISTAKES = [
    (
        forward_by_hand,
        (sigmoid(2 * 1 - 2 * 2), H2, Y),
        "h1 = 0.119203 comes out without the bias. Add it to the weighted sum before you squash.",
    ),
    (
        forward_by_hand,
        (H1, H2, sigmoid(-2 * H1 + 3 * H2)),
        (
            "y_pred = 0.891341 comes out without the bias. Add it to the weighted sum before you "
            "squash."
        ),
    ),
    (
        forward_by_hand,
        (1 / (1 + np.exp(-1)), H2, Y),
        "h1 = 0.731059 comes out when the exponent in the sigmoid is z. It is -z.",
    ),
    (
        forward_by_hand,
        (H1, 1 / (1 + np.exp(2)), Y),
        "h2 = 0.119203 comes out when the exponent in the sigmoid is z. It is -z.",
    ),
    (
        forward_by_hand,
        (H1, H2, 1 - Y),
        "y_pred = 0.248896 comes out when the exponent in the sigmoid is z. It is -z.",
    ),
    (
        forward_by_hand,
        (H2, H1, Y),
        "h1 = 0.880797 is the output of the other hidden neuron: h1 and h2 have changed places.",
    ),
    (
        forward_by_hand,
        (H1, H1, Y),
        "h2 = 0.268941 is the output of the other hidden neuron: h1 and h2 have changed places.",
    ),
    (
        forward_by_hand,
        (sigmoid(2 * 1 + 2 * 2 + 1), H2, Y),
        "h1 = 0.999089 comes out when w2 has lost its minus.",
    ),
    (
        forward_by_hand,
        (H1, sigmoid(3 * 1 + 0 * 2 + 1), Y),
        "h2 = 0.982014 comes out when the bias has the wrong sign.",
    ),
    (
        forward_by_hand,
        (H1, H2, sigmoid(-2 * H1 + 3 * H2 + 1)),
        "y_pred = 0.957078 comes out when the bias has the wrong sign.",
    ),
    (
        forward_by_hand,
        (sigmoid(2 * 2 - 2 * 1 + 1), H2, Y),
        "h1 = 0.952574 comes out when x1 and x2 change places. The first weight belongs to x1.",
    ),
    (
        forward_by_hand,
        (H1, H2, sigmoid(2 * H1 + 3 * H2 - 1)),
        "y_pred = 0.898464 comes out when w5 has lost its minus.",
    ),
    (
        forward_by_hand,
        (2 * 1 - 2 * 2 + 1, H2, Y),
        "h1 = -1 is the sum of this neuron. Its output is what the sigmoid makes of it.",
    ),
    (
        forward_by_hand,
        (H1, H2, -2 * H1 + 3 * H2 - 1),
        "y_pred = 1.10451 is the sum of this neuron. Its output is what the sigmoid makes of it.",
    ),
    (
        forward_by_hand,
        (H1, H2, sigmoid(-2 * -1 + 3 * 2 - 1)),
        (
            "y_pred = 0.999089 comes out when z1 and z2 go on to the output. Hidden neurons squash "
            "too: send h1 and h2."
        ),
    ),
    (
        forward_by_hand,
        (sigmoid(2 * 1 + 3 * 2 + 1), H2, Y),
        (
            "h1 = 0.999877 comes out when w2 and w3 change places. w2 leads from x2 up to h1, w3 "
            "from x1 down to h2; in W1 each column is a neuron."
        ),
    ),
    (
        forward_by_hand,
        (H1, sigmoid(-2 * 1 + 0 * 2 - 1), Y),
        (
            "h2 = 0.0474259 comes out when w2 and w3 change places. w2 leads from x2 up to h1, w3 "
            "from x1 down to h2; in W1 each column is a neuron."
        ),
    ),
    (
        forward_by_hand,
        (sigmoid(H1), H2, Y),
        "h1 = 0.566833 comes out when the sigmoid is taken twice. Once for each neuron.",
    ),
    (
        forward_by_hand,
        (H1, H2, sigmoid(Y)),
        "y_pred = 0.679419 comes out when the sigmoid is taken twice. Once for each neuron.",
    ),
    (
        forward_by_hand,
        (H1, H2, sigmoid(-2 * H2 + 3 * H1 - 1)),
        "y_pred = 0.124034 comes out when h1 and h2 change places. w5 goes with h1, w6 with h2.",
    ),
    (
        forward_by_hand,
        (H1, H2, sigmoid(-2 * 1 + 3 * 2 - 1)),
        (
            "y_pred = 0.952574 comes out when the output neuron looks at x1 and x2. It sees only "
            "h1 and h2."
        ),
    ),
    (
        forward_by_hand,
        (H1, H2, sigmoid(-2 * round(H1, 2) + 3 * round(H2, 2) - 1)),
        (
            "y_pred = 0.75026 comes out when h1 and h2 are rounded to two digits on the way. Keep "
            "all digits until the end."
        ),
    ),
    (
        forward_by_hand,
        (H1, H2, 0.75),
        "y_pred = 0.75 is rounded too far. Keep four digits or more.",
    ),
    (
        shapes,
        ((3, 7), (3, 7), (3, 7), (1, 7)),
        "X @ W1 has people and neurons exchanged. Rows are people, columns are neurons.",
    ),
    (
        shapes,
        ((7, 3), (7, 3), (7, 3), (1, 7)),
        "Z2 has people and neurons exchanged. Rows are people, columns are neurons.",
    ),
    (
        shapes,
        ((7, 2), (7, 2), (7, 2), (7, 1)),
        (
            "X @ W1 keeps the inner number. In a product it vanishes: the columns come from the "
            "weights."
        ),
    ),
    (
        shapes,
        ((7, 3), (7, 3), (7, 3), (7, 3)),
        ("Z2 keeps the inner number. In a product it vanishes: the columns come from the weights."),
    ),
    (
        shapes,
        ((2, 3), (7, 3), (7, 3), (7, 1)),
        "This is the shape of the weights. X @ W1 has a row for each of the 7 people.",
    ),
    (
        shapes,
        ((7, 3), (7, 3), (7, 3), (3, 1)),
        "This is the shape of the weights. Z2 has a row for each of the 7 people.",
    ),
    (
        shapes,
        ((1, 3), (1, 3), (1, 3), (1, 1)),
        "X @ W1 has one row here, enough for one person. There are 7.",
    ),
    (
        shapes,
        ((7, 3), (8, 3), (7, 3), (7, 1)),
        "The bias row is added to every row of Z1. It does not become a row of its own.",
    ),
    (
        shapes,
        ((7, 3), (7, 3), (7, 3), (7,)),
        (
            "Z2 is a table with a single column, and its shape is a pair. Which number stands for "
            "the column?"
        ),
    ),
    (
        three_hidden,
        (wider(w9=0),),
        "my_network gives what h1 and h2 alone give. The output has a third weight, for h3.",
    ),
    (
        three_hidden,
        (wider(w2=2, w3=0, w4=-1, w5=0),),
        (
            "my_network fills W1 row by row with the weights in order. One neuron is one column: "
            "the first column is 1, 0."
        ),
    ),
    (
        three_hidden,
        (wider(b1=0, b2=0, b3=0, b4=0),),
        "my_network gives what comes out without biases. There are four of them.",
    ),
    (
        three_hidden,
        (wider(b1=0, b2=0, b3=0),),
        "my_network leaves out the biases of the hidden neurons, b1, b2 and b3.",
    ),
    (three_hidden, (wider(b4=0),), "my_network leaves out the bias of the output neuron, b4 = -2."),
    (
        three_hidden,
        (lambda x1, x2: sigmoid(2 * (x1 - 1) - (2 * x2 + 1) + 3 * (x2 - x1 + 0.5) - 2),),
        (
            "my_network sends the hidden sums on as they are. Squash them before the output "
            "weighs them."
        ),
    ),
    (
        three_hidden,
        (
            lambda x1, x2: (
                2 * sigmoid(x1 - 1) - sigmoid(2 * x2 + 1) + 3 * sigmoid(x2 - x1 + 0.5) - 2
            ),
        ),
        "my_network returns the sum in the output neuron. Squash it too.",
    ),
    (
        three_hidden,
        (lambda x1, x2: sigmoid(wider()(x1, x2)),),
        "my_network squashes the output twice. feedforward has done it already.",
    ),
    (three_hidden, (lambda x1, x2: wider()(x2, x1),), "my_network has x1 and x2 exchanged."),
    (
        three_hidden,
        (lambda x1, x2: [wider()(x1, x2)],),
        "my_network returns a row that holds one number. Take the number out with [0].",
    ),
    (
        three_hidden,
        (lambda x1, x2: [[wider()(x1, x2)]],),
        "my_network returns a table that holds one number. Take the number out with [0, 0].",
    ),
    (
        count_parameters,
        (lambda sizes: sum(np.multiply(sizes[:-1], sizes[1:])),),
        "my_count counts the weights and leaves out the biases: one for each neuron.",
    ),
    (
        count_parameters,
        (lambda sizes: sum(sizes[1:]),),
        "my_count counts the biases and leaves out the weights: one for each arrow.",
    ),
    (
        count_parameters,
        (lambda sizes: sum(np.multiply(sizes[:-1], sizes[1:])) + sum(sizes),),
        "my_count gives the inputs biases. They are no neurons and have none.",
    ),
    (
        count_parameters,
        (lambda sizes: sum((a + 1) * b for a, b in itertools.pairwise(sizes[:-1])),),
        "my_count leaves out the last layer: the output has weights and a bias too.",
    ),
    (
        count_parameters,
        (lambda sizes: (sizes[0] + 1) * sizes[1],),
        (
            "my_count stops after the first pair of layers. If return stands inside the loop, "
            "move it below."
        ),
    ),
    (
        count_parameters,
        (lambda sizes: sum(a * b + 1 for a, b in itertools.pairwise(sizes)),),
        "my_count counts one bias for each layer. There is one for each neuron.",
    ),
    (
        count_parameters,
        (lambda sizes: sum(a + b + b for a, b in itertools.pairwise(sizes)),),
        (
            "my_count adds the sizes of two layers. Every circle is joined to every neuron, so "
            "the arrows are a product."
        ),
    ),
    (
        count_parameters,
        (lambda sizes: 2 * 2 + 2 + 2 * 1 + 1,),
        "my_count gives 9 whatever comes. The answer depends on sizes.",
    ),
    (
        forward_by_hand,
        (H1, sigmoid(3 * 1 + 0 * 2), Y),
        "h2 = 0.952574 comes out without the bias. Add it to the weighted sum before you squash.",
    ),
    (
        forward_by_hand,
        (sigmoid(2 * 1 - 2 * 2 - 1), H2, Y),
        "h1 = 0.0474259 comes out when the bias has the wrong sign.",
    ),
    (
        forward_by_hand,
        (H1, sigmoid(3 * 2 + 0 * 1 - 1), Y),
        "h2 = 0.993307 comes out when x1 and x2 change places. The first weight belongs to x1.",
    ),
    (
        shapes,
        (np.zeros((7, 3)), (7, 3), (7, 3), (7, 1)),
        ("X @ W1 is answered by a whole table. Its shape alone is wanted, a pair such as (4, 2)."),
    ),
    *[
        (
            shapes,
            (single, (7, 3), (7, 3), (7, 1)),
            f"X @ W1 is {single}, and a shape is a pair: rows and columns, such as (4, 2).",
        )
        for single in (7, (7,), (7, 2, 3))
    ],
    (
        shapes,
        ((7, 3), (7, 4), (7, 3), (7, 1)),
        "The biases are added to Z1. They do not become a column of their own.",
    ),
    (
        shapes,
        ((7, 3), (7, 3), (7, 3), (7, 2)),
        "The biases are added to Z2. They do not become a column of their own.",
    ),
    *[
        (
            three_hidden,
            (wider(**{weight: value}),),
            f"my_network gives what comes out when {weight} loses its minus.",
        )
        for weight, value in {"w5": 1, "w8": 1, "b1": 1, "b4": 2}.items()
    ],
    (
        count_parameters,
        (lambda sizes: sum(a * (b + 1) for a, b in itertools.pairwise(sizes)),),
        (
            "my_count adds a bias for every circle that arrows start from. A bias belongs to a "
            "neuron that arrows lead to."
        ),
    ),
    (
        count_parameters,
        (lambda sizes: (sizes[-2] + 1) * sizes[-1],),
        (
            "my_count keeps the last pair of layers alone. Each turn of the loop should add to "
            "the total."
        ),
    ),
    (
        count_parameters,
        (lambda sizes: Network(sizes).values.size,),
        (
            "Every number is right, because a network that is already there has counted. Find the "
            "numbers from sizes yourself."
        ),
    ),
    (
        forward_by_hand,
        (H1, sigmoid(H2), Y),
        "h2 = 0.706987 comes out when the sigmoid is taken twice. Once for each neuron.",
    ),
    (
        forward_by_hand,
        (H1, 3 * 1 + 0 * 2 - 1, Y),
        "h2 = 2 is the sum of this neuron. Its output is what the sigmoid makes of it.",
    ),
    (
        forward_by_hand,
        (H1, H2, sigmoid(-2 * sigmoid(2 * 1 + 3 * 2 + 1) + 3 * sigmoid(-2 * 1 + 0 * 2 - 1) - 1)),
        (
            "y_pred = 0.0542962 comes out when w2 and w3 change places. w2 leads from x2 up to h1, "
            "w3 from x1 down to h2; in W1 each column is a neuron."
        ),
    ),
    (
        shapes,
        ((7, 3), (1, 3), (7, 3), (7, 1)),
        "Z1 has one row here, enough for one person. There are 7.",
    ),
    (
        shapes,
        ((7, 3), (7, 3), (1, 3), (7, 1)),
        "H1 has one row here, enough for one person. There are 7.",
    ),
    (
        shapes,
        ((7, 3), (7, 3), (7, 3), (1, 1)),
        "Z2 has one row here, enough for one person. There are 7.",
    ),
    (
        shapes,
        ((7, 3), (3, 7), (7, 3), (7, 1)),
        "Z1 has people and neurons exchanged. Rows are people, columns are neurons.",
    ),
    (
        shapes,
        ((7, 3), (7, 3), (3, 7), (7, 1)),
        "H1 has people and neurons exchanged. Rows are people, columns are neurons.",
    ),
    (
        shapes,
        ((7, 3), (7, 2), (7, 3), (7, 1)),
        ("Z1 keeps the inner number. In a product it vanishes: the columns come from the weights."),
    ),
    (
        shapes,
        ((7, 3), (7, 3), (7, 2), (7, 1)),
        ("H1 keeps the inner number. In a product it vanishes: the columns come from the weights."),
    ),
]

RIGHT = [
    (forward_by_hand, (0.2689, 0.8808, 0.7511), "z1 = -1, z2 = 2, and the output is 0.7511."),
    (
        shapes,
        ((7, 3), (7, 3), (7, 3), (7, 1)),
        "People stay in the rows, and the columns follow the neurons.",
    ),
    (
        shapes,
        ([7, 3], [7, 3], [7, 3], [7, 1]),
        "People stay in the rows, and the columns follow the neurons.",
    ),
    (
        three_hidden,
        (wider(),),
        "One more neuron is one more column of W1, and feedforward stays as it was.",
    ),
    (
        three_hidden,
        (by_hand,),
        "One more neuron is one more column of W1, and feedforward stays as it was.",
    ),
    (
        count_parameters,
        (lambda sizes: sum((a + 1) * b for a, b in itertools.pairwise(sizes)),),
        "Each neuron has one weight for every circle before it, and one bias.",
    ),
]
