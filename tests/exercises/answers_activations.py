"""What learners may answer in notebook 7, and what its checks then say: rows for the tables."""

import numpy as np

from helpers.exercises import dead_neuron, elu_by_hand, leaky, starts

MISTAKES = [
    (elu_by_hand, (0.1353, 0.1353), "f = 0.1353 is exp(-2). The 1 is still to be subtracted."),
    (elu_by_hand, (-2, 0.1353), "f = -2 is z itself. That is ELU to the right of 0."),
    (elu_by_hand, (0.0, 0.1353), "f = 0 is what ReLU says here. ELU bends where ReLU breaks off."),
    (elu_by_hand, (-0.02, 0.1353), "f = -0.02 is what Leaky ReLU says here."),
    (
        elu_by_hand,
        (6.389, 0.1353),
        "f = 6.389 has exp(2) in it. The z is -2, and keeps its minus in the exponent.",
    ),
    (elu_by_hand, (-0.964, 0.1353), "f = -0.964 is tanh, or the slope of tanh."),
    (elu_by_hand, (0.1192, 0.1353), "f = 0.1192 is the sigmoid, or its slope."),
    (elu_by_hand, (1.1353, 0.1353), "f = 1.1353 adds 1 where it is to be subtracted."),
    (elu_by_hand, (-0.8647, 1), "slope = 1 is the slope to the right of 0. The z is -2."),
    (
        elu_by_hand,
        (-0.8647, 0.0),
        "slope = 0 is what ReLU says here. ELU bends where ReLU breaks off.",
    ),
    (elu_by_hand, (-0.8647, 0.01), "slope = 0.01 is what Leaky ReLU says here."),
    (
        elu_by_hand,
        (-0.8647, -0.8647),
        "slope = -0.8647 is the function. Its slope is the function plus 1.",
    ),
    (
        elu_by_hand,
        (-0.8647, 7.389),
        ("slope = 7.389 has exp(2) in it. The z is -2, and keeps its minus in the exponent."),
    ),
    (elu_by_hand, (-0.8647, 0.07065), "slope = 0.07065 is tanh, or the slope of tanh."),
    (elu_by_hand, (-0.8647, 0.105), "slope = 0.105 is the sigmoid, or its slope."),
    (
        elu_by_hand,
        (-0.8647, 1.1353),
        (
            "slope = 1.1353 adds a 1 to exp(-2). What is added moves with nothing, so it "
            "adds nothing to the slope."
        ),
    ),
    (
        elu_by_hand,
        (-0.8647, -0.2707),
        (
            "slope = -0.2707 multiplies exp(-2) by z. That is a rule for powers of z, not "
            "for powers of e."
        ),
    ),
    (
        leaky,
        (lambda z: np.maximum(z, 0), lambda z: np.where(z > 0, 1.0, 0.1)),
        "my_leaky is ReLU: below 0 nothing gets through. Let a tenth through.",
    ),
    (
        leaky,
        (lambda z: 0.1 * z, lambda z: np.where(z > 0, 1.0, 0.1)),
        "my_leaky lets a tenth through on both sides.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, 0.1 * z, z), lambda z: np.where(z > 0, 1.0, 0.1)),
        "my_leaky has its two sides exchanged.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.01 * z), lambda z: np.where(z > 0, 1.0, 0.1)),
        "my_leaky lets a hundredth through, and a tenth is wanted.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, -0.1 * z), lambda z: np.where(z > 0, 1.0, 0.1)),
        "my_leaky turns the sign round below 0.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.1), lambda z: np.where(z > 0, 1.0, 0.1)),
        "my_leaky puts out 0.1 itself below 0. It is to be multiplied by z.",
    ),
    (
        leaky,
        (lambda z: np.minimum(z, 0.1 * z), lambda z: np.where(z > 0, 1.0, 0.1)),
        "my_leaky has its two sides exchanged.",
    ),
    (
        leaky,
        (lambda z: z, lambda z: np.where(z > 0, 1.0, 0.1)),
        "my_leaky lets everything through.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, 1.0, 0.1), lambda z: np.where(z > 0, 1.0, 0.1)),
        "my_leaky is the slope. It belongs into my_slope.",
    ),
    (
        leaky,
        (lambda z: np.maximum(z, 0.1), lambda z: np.where(z > 0, 1.0, 0.1)),
        "my_leaky never puts out less than 0.1. The leak is to be multiplied by z.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: 1.0 * (np.asarray(z) > 0)),
        "my_slope is 0 below 0, as for ReLU. What leaks through has a slope.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: 0.1 + 0 * z),
        "my_slope is 0.1 on both sides.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: 1 + 0 * z),
        "my_slope is 1 on both sides.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: np.where(z > 0, 0.1, 1.0)),
        "my_slope has its two sides exchanged.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: np.where(z > 0, z, 0.1 * z)),
        "my_slope is the function. The slope of 0.1 z is 0.1 alone.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: np.where(z > 0, 1.0, 0.1 * z)),
        "my_slope has 0.1 z below 0. The slope of 0.1 z is 0.1 alone.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: np.where(z > 0, z, 0.1)),
        "my_slope is z above 0. The slope of z is 1.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: np.where(z > 0, 1.0, 0.01)),
        "my_slope is a hundredth below 0, and the leak is a tenth.",
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: np.where(z > 0, 1.0, -0.1)),
        "my_slope has a minus below 0. Leaky ReLU climbs everywhere.",
    ),
    (starts, (0.02, 0.2, 0.1789), "tanh = 0.02 is the square of what is asked. Take the root."),
    (starts, (0.1414, 0.04, 0.1789), "relu = 0.04 is the square of what is asked. Take the root."),
    (starts, (0.1414, 0.2, 0.032), "leaky = 0.032 is the square of what is asked. Take the root."),
    (
        starts,
        (7.0711, 0.2, 0.1789),
        (
            "tanh = 7.0711 multiplies by the root of 50. A neuron with many inputs needs "
            "smaller weights: divide."
        ),
    ),
    (
        starts,
        (0.1414, 10, 0.1789),
        (
            "relu = 10 multiplies by the root of 50. A neuron with many inputs needs "
            "smaller weights: divide."
        ),
    ),
    (
        starts,
        (0.2, 0.2, 0.1789),
        (
            "tanh = 0.2 is the start for ReLU. Near 0 tanh lets its sum through whole, so "
            "no half is lost."
        ),
    ),
    (
        starts,
        (0.1414, 0.1414, 0.1789),
        "relu = 0.1414 is the start for tanh. ReLU loses half of the mean square.",
    ),
    (starts, (0.1414, 0.2828, 0.1789), "relu = 0.2828 has the 2 outside of the root."),
    (
        starts,
        (0.1414, 0.1, 0.1789),
        (
            "relu = 0.1 makes weights smaller because half is lost. What is lost has to be "
            "made up for: larger."
        ),
    ),
    (
        starts,
        (0.1414, 0.2, 0.1414),
        (
            "leaky = 0.1414 is the start for tanh. A leak of a half does lose something: of"
            " the sums below 0 three quarters of the square."
        ),
    ),
    (
        starts,
        (0.1414, 0.2, 0.2),
        (
            "leaky = 0.2 is the start for ReLU. A leak of a half keeps a quarter of the "
            "square where ReLU keeps nothing."
        ),
    ),
    (
        starts,
        (0.1414, 0.2, 0.1633),
        (
            "leaky = 0.1633 takes the share as (1 + 0.5) / 2. It is squares that are kept: "
            "0.5² is a quarter."
        ),
    ),
    (
        starts,
        (0.1414, 0.2, 0.1118),
        (
            "leaky = 0.1118 multiplies by the share. What is lost has to be made up for: "
            "divide by it."
        ),
    ),
    (
        starts,
        (0.125, 0.2, 0.1789),
        "tanh = 0.125 is a factor for sums of 64 inputs. This layer has 50.",
    ),
    (
        starts,
        (0.1414, 0.1768, 0.1789),
        "relu = 0.1768 is a factor for sums of 64 inputs. This layer has 50.",
    ),
    (
        dead_neuron,
        (1,),
        ("h1 puts out 0 for three of the four, but for Bob its sum is 5. He can still move it."),
    ),
    (
        dead_neuron,
        (2,),
        (
            "h2 has a sum above 0 for everybody, so it is wide awake. (If you counted from "
            "0: the first neuron is h1.)"
        ),
    ),
    (
        dead_neuron,
        (4,),
        (
            "h4 puts out more than 0 for Alice and for Diana. Nobody listens to it, since "
            "its weight behind is 0, but that weight can move, and with it the blame comes "
            "back."
        ),
    ),
    (dead_neuron, (0,), "Neurons are counted from 1 here: the first is h1."),
    (dead_neuron, (5,), "The answer is 5. Give the number of one hidden neuron: 1, 2, 3 or 4."),
    (
        dead_neuron,
        ("h2",),
        (
            "h2 has a sum above 0 for everybody, so it is wide awake. (If you counted from "
            "0: the first neuron is h1.)"
        ),
    ),
    (
        dead_neuron,
        (None,),
        "The answer is None. Give the number of one hidden neuron: 1, 2, 3 or 4.",
    ),
]
RIGHT = [
    (
        elu_by_hand,
        (-0.8647, 0.1353),
        (
            "exp(-2) - 1 = -0.8647 with the slope exp(-2) = 0.1353. Far to the left ELU is "
            "flat, but it is nowhere dead."
        ),
    ),
    (
        elu_by_hand,
        (np.exp(-2) - 1, np.exp(-2)),
        (
            "exp(-2) - 1 = -0.8647 with the slope exp(-2) = 0.1353. Far to the left ELU is "
            "flat, but it is nowhere dead."
        ),
    ),
    (
        leaky,
        (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: np.where(z > 0, 1.0, 0.1)),
        (
            "A tenth gets through, and a tenth of the blame comes back. Whatever z is, the "
            "neuron can still be moved."
        ),
    ),
    (
        leaky,
        (lambda z: np.maximum(z, 0.1 * z), lambda z: np.where(z > 0, 1.0, 0.1)),
        (
            "A tenth gets through, and a tenth of the blame comes back. Whatever z is, the "
            "neuron can still be moved."
        ),
    ),
    (
        starts,
        (0.1414, 0.2, 0.1789),
        (
            "√(1/50) = 0.1414, √(2/50) = 0.2 and √(1.6/50) = 0.1789: the more is lost, the "
            "larger the start."
        ),
    ),
    (
        starts,
        (1 / np.sqrt(50), np.sqrt(2 / 50), np.sqrt(1.6 / 50)),
        (
            "√(1/50) = 0.1414, √(2/50) = 0.2 and √(1.6/50) = 0.1789: the more is lost, the "
            "larger the start."
        ),
    ),
    (
        dead_neuron,
        (3,),
        (
            "The sums of h3 are below 0 for all four, so it puts out 0, its slopes are 0, "
            "and no step on these people will ever move it."
        ),
    ),
    (
        dead_neuron,
        ("h3",),
        (
            "The sums of h3 are below 0 for all four, so it puts out 0, its slopes are 0, "
            "and no step on these people will ever move it."
        ),
    ),
    (
        dead_neuron,
        ([3.0],),
        (
            "The sums of h3 are below 0 for all four, so it puts out 0, its slopes are 0, "
            "and no step on these people will ever move it."
        ),
    ),
]
