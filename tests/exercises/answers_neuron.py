"""Answers to the exercises of notebook 1, wrong and right, and what their checks say."""

import math

import numpy as np

from helpers.activations import sigmoid
from helpers.exercises import and_gate, neuron_by_hand, or_gate, stable_sigmoid, xor_corners


def corner(w1, w2, b):
    return np.array([w1, w2]), b


def swapped_branches(z):
    return 1 / (1 + math.exp(-z)) if z < 0 else math.exp(z) / (1 + math.exp(z))


def two_branches(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def by_tanh(z):
    return 0.5 + 0.5 * math.tanh(z / 2)


def cut_off(z, low, high):
    """The sigmoid between two numbers, and 0 or 1 outside."""
    return two_branches(z) if low <= z <= high else float(z > 0)


# From where to where a cut-off sigmoid is right, and where the check finds it wrong.
CUTS = (
    (-3, 3, -5), (-7, 7, -10), (-1e3, 7, 10), (-10, 1e3, -11), (-10, 10, -11), (-12, 1e3, -15),
    (-1e3, 12, 15), (-15, 20, -20), (-1e3, 15, 20), (-1e3, 20, 25), (-20, 1e3, -30),
)  # fmt: skip


def expit(z):
    """SciPy's name for the sigmoid."""
    return two_branches(z)


def ignores_the_overflow(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


def catches_the_overflow(z):
    try:
        return 1 / (1 + math.exp(-z))
    except OverflowError:
        return 0


MISTAKES = [
    (neuron_by_hand, (2 * 3.5 - 1 * 2, 0.5), "z = 5 is the weighted sum alone. Now add the bias."),
    (neuron_by_hand, (2 * 3.5 - 1 * 2 + 3, 0.5), "z = 8 takes the bias as +3. It is -3."),
    (neuron_by_hand, (2 * 3.5 + 1 * 2 - 3, 0.5), "z = 6 takes the second weight as +1. It is -1."),
    (
        neuron_by_hand,
        (-1 * 3.5 + 2 * 2 - 3, 0.5),
        (
            "z = -2.5 comes out when two weights or two inputs change places. The first weight "
            "belongs to the first input."
        ),
    ),
    (
        neuron_by_hand,
        (2 + 3.5 - 1 + 2 - 3, 0.5),
        "z = 3.5 adds the weights to the inputs. A weight multiplies its input.",
    ),
    (neuron_by_hand, (2, 2), "y = 2 is z. The output is what the sigmoid makes of z."),
    (
        neuron_by_hand,
        (2, 1 / (1 + math.exp(2))),
        (
            "y = 0.119203 comes from exp(+z). In the sigmoid the exponent is -z. A positive z "
            "gives more than 0.5."
        ),
    ),
    (
        neuron_by_hand,
        (2, 1 + math.exp(-2)),
        "y = 1.13534 is 1 + exp(-z). The output is 1 divided by that, with the sum in brackets.",
    ),
    (
        neuron_by_hand,
        (2 * 3.5 - 3, 0.5),
        "z = 4 leaves out the second input. It has a weight too, -1.",
    ),
    (
        neuron_by_hand,
        ((2 * 3.5 - 1 * 2) * -3, 0.5),
        "z = -15 multiplies by the bias. The bias is added.",
    ),
    (
        neuron_by_hand,
        (1 / (1 + math.exp(-2)), 2),
        "z = 0.880797 is the output, y. z is the sum that goes into the sigmoid.",
    ),
    (
        neuron_by_hand,
        (2, math.exp(-2)),
        "y = 0.135335 is exp(-z). The output is 1 / (1 + exp(-z)).",
    ),
    (
        neuron_by_hand,
        (2, 1 / (1 + math.exp(-5))),
        "y = 0.993307 is the sigmoid of the sum without the bias. Give it z = 2.",
    ),
    (
        neuron_by_hand,
        (2, True),
        (
            "y = 1 is a decision. The output itself lies between 0 and 1, and tells how sure the "
            "neuron is."
        ),
    ),
    (
        and_gate,
        corner(1, 1, -1),
        (
            "At the corner (0, 1) z is 0 and the output exactly 0.5: neither yes nor no. Move the "
            "line away from this corner."
        ),
    ),
    (
        xor_corners,
        corner(0, 0, 0),
        (
            "At the corner (0, 0) z is 0 and the output exactly 0.5: neither yes nor no. Move the "
            "line away from this corner."
        ),
    ),
    (
        and_gate,
        corner(1, 1, 1.5),
        (
            "The output is above 0.5 at all four corners. At (0, 0) only the bias counts: does it "
            "have the sign you want?"
        ),
    ),
    (
        or_gate,
        corner(1, 1, -3),
        (
            "The output is below 0.5 at all four corners. The weights cannot outweigh the bias: "
            "make it less negative."
        ),
    ),
    (
        and_gate,
        corner(1, 0, -0.5),
        (
            "The output follows x1 alone: x2 has no say, or too little of it. Give both inputs the "
            "same weight."
        ),
    ),
    (
        or_gate,
        corner(0, 1, -0.5),
        (
            "The output follows x2 alone: x1 has no say, or too little of it. Give both inputs the "
            "same weight."
        ),
    ),
    (
        and_gate,
        corner(-1, 0, -1),
        (
            "The output is below 0.5 at all four corners, since no weight is above 0 and no input "
            "can lift it. Make both weights positive."
        ),
    ),
    (
        and_gate,
        corner(-1, -1, 1.5),
        (
            "Every corner gives the opposite of what it should. Change the sign of w1, w2 and b, "
            "all three."
        ),
    ),
    (
        or_gate,
        corner(-1, -1, 0.5),
        (
            "Every corner gives the opposite of what it should. Change the sign of w1, w2 and b, "
            "all three."
        ),
    ),
    (
        and_gate,
        corner(3, -3, -1),
        (
            "The corner (1, 0) is on the wrong side of the line: z is 2 there, and should be below "
            "0."
        ),
    ),
    (
        or_gate,
        corner(3, -3, -1),
        (
            "The corner (0, 1) is on the wrong side of the line: z is -4 there, and should be "
            "above 0."
        ),
    ),
    (
        and_gate,
        corner(1, 1, -0.5),
        (
            "This is an OR gate: one input alone already lifts the output above 0.5. Make the "
            "bias more negative, so that it takes both."
        ),
    ),
    (
        or_gate,
        corner(1, 1, -1.5),
        (
            "This is an AND gate: one input alone does not outweigh the bias. Bring the bias "
            "closer to 0."
        ),
    ),
    (
        xor_corners,
        corner(1, 1, -3),
        "Corners that agree with XOR: 2 of 4. One neuron can do better.",
    ),
    (
        stable_sigmoid,
        (lambda z: 1 / (1 + np.exp(-z)),),
        (
            "Right near 0, and at -1000 exp(1000) overflows. For a negative z use the other form, "
            "which holds exp(z)."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: 1 / (1 + math.exp(-z)),),
        (
            "Right near 0, and at -1000 exp(1000) overflows. For a negative z use the other form, "
            "which holds exp(z)."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: math.exp(z) / (1 + math.exp(z)),),
        (
            "The other form alone only moves the trouble: now exp(1000) overflows at z = 1000. "
            "Use each form on its own side of 0."
        ),
    ),
    (
        stable_sigmoid,
        (swapped_branches,),
        (
            "Both forms are there, each on the wrong side: exp gets a large positive number at "
            "both ends. Exchange them."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: 1 / (1 + math.exp(-abs(z))),),
        (
            "For a negative z the output is that of -z, above 0.5. For z < 0 the numerator is "
            "exp(z), not 1."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z),),
        (
            "For a negative z only the numerator exp(z) is there. It is still to be divided by 1 "
            "+ exp(z)."
        ),
    ),
    (
        stable_sigmoid,
        (lambda z: two_branches(-z),),
        "This is the sigmoid of -z: it falls where the sigmoid climbs. Look at the signs of the "
        "exponents.",
    ),
    (
        stable_sigmoid,
        (lambda z: np.where(z < 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z))),),
        (
            "np.where computes both forms for every z and chooses afterwards, so exp overflows at "
            "both ends. Let an if choose first."
        ),
    ),
    *[
        (
            stable_sigmoid,
            (ours,),
            (
                "Every number is right, because a sigmoid that is already there is called. Write "
                "the two forms yourself, with np.exp."
            ),
        )
        for ours in (sigmoid, lambda z: sigmoid(z), lambda z: expit(z))
    ],
    *[
        (
            stable_sigmoid,
            (hiding,),
            (
                "Every number is right, and yet exp is asked for exp(1000): its overflow still "
                "happens, and is hidden. Choose the form by the sign of z, so that no exponent is "
                "above 0."
            ),
        )
        for hiding in (ignores_the_overflow, catches_the_overflow)
    ],
    *[
        (
            stable_sigmoid,
            (lambda z, low=low, high=high: cut_off(z, low, high),),
            (
                f"Right near 0 and far out, and wrong between them, at {at} for example, where "
                "the sigmoid has not reached 0 or 1 yet. Choose between two forms by the sign of "
                "z, and let both compute."
            ),
        )
        for low, high, at in CUTS
    ],
]

RIGHT = [
    (
        neuron_by_hand,
        (2, 0.8808),
        (
            "The inputs weigh in with 7 and -2, the bias with -3: z = 2, and the sigmoid squashes "
            "2 to 0.88."
        ),
    ),
    (
        and_gate,
        corner(1e-9, 1e-9, -1.5e-9),
        "Only both inputs together outweigh the bias: an AND gate.",
    ),
    (and_gate, corner(1, 1, -1.5), "Only both inputs together outweigh the bias: an AND gate."),
    (and_gate, ([0.2, 0.3], -0.4), "Only both inputs together outweigh the bias: an AND gate."),
    (
        or_gate,
        corner(1, 1, -0.5),
        (
            "Each input alone outweighs the bias: an OR gate. From AND to OR the line moves and "
            "need not turn."
        ),
    ),
    (
        xor_corners,
        corner(1, 1, -0.5),
        "Corners that agree with XOR: 3 of 4. Can it be 4? The next cells find out.",
    ),
    (
        xor_corners,
        corner(-1, -1, 1.5),
        "Corners that agree with XOR: 3 of 4. Can it be 4? The next cells find out.",
    ),
    *[
        (stable_sigmoid, (form,), "It holds at both ends, and exp never overflows.")
        for form in (two_branches, by_tanh)
    ],
]
