"""Answers to the exercises of notebook 3, wrong and right, and what their checks say."""

import math

import numpy as np

from helpers.exercises import mse_by_hand, predict_all_ones, small_loss, write_mse_loss
from helpers.losses import mse_loss
from helpers.network import Network

WEIGHTS = dict.fromkeys(("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3"), 0)
WEIGHTS |= {"w1": 1, "w5": -6, "b3": 3}  # a small loss


def returns_inside_the_loop(y_true, y_pred):
    total = 0
    for y, p in zip(y_true, y_pred, strict=True):
        total = total + (y - p) ** 2
        return total / len(y_true)


def forgets_the_total(y_true, y_pred):
    for y, p in zip(y_true, y_pred, strict=True):
        total = (y - p) ** 2
    return total / len(y_true)


def adds_up_in_a_loop(y_true, y_pred):
    total = 0
    for y, p in zip(y_true, y_pred, strict=True):
        total = total + (y - p) ** 2
    return total / len(y_true)


MISTAKES = [
    (
        mse_by_hand,
        (0.04 + 0.01 + 0.09 + 0.36,),
        (
            "L = 0.5 is the sum of the squared errors. The mean is this divided by the number of "
            "people."
        ),
    ),
    (
        mse_by_hand,
        ((0.2 + 0.1 + 0.3 + 0.6) / 4,),
        (
            "L = 0.3 is the mean size of the errors. Each error is to be squared before the mean "
            "is taken."
        ),
    ),
    (
        mse_by_hand,
        ((0.2 - 0.1 - 0.3 + 0.6) / 4,),
        (
            "L = 0.1 is the mean of the errors themselves: those above and those below cancel. "
            "Square each error first."
        ),
    ),
    (
        mse_by_hand,
        ((-0.2 + 0.1 + 0.3 - 0.6) / 4,),
        "L = -0.1 is negative, which a mean of squares cannot be. Square each error first.",
    ),
    (
        mse_by_hand,
        (((0.2 - 0.1 - 0.3 + 0.6) / 4) ** 2,),
        (
            "L = 0.01 is the square of the mean error. The order is the other one: square each "
            "error, then take the mean."
        ),
    ),
    (
        mse_by_hand,
        (math.sqrt(0.125),),
        "L = 0.353553 is the square root of the mean squared error. Leave out the root.",
    ),
    (
        mse_by_hand,
        ((0.8**2 + 0.9**2 + 0.7**2 + 0.4**2) / 4,),
        (
            "L = 0.525 comes out with the labels exchanged. Alice and Diana have label 1, Bob and "
            "Charlie label 0."
        ),
    ),
    (
        mse_by_hand,
        (0.5 / 3,),
        "L = 0.166667 is the sum of the squares divided by 3. There are four people.",
    ),
    (
        mse_by_hand,
        (0.5 / 2,),
        "L = 0.25 is the sum of the squares divided by 2. There are four people.",
    ),
    (
        mse_by_hand,
        (0.04 + 0.01 + 0.09 + 0.36 / 4,),
        "L = 0.23 divides the last square alone by 4. Put the sum in brackets.",
    ),
    (
        mse_by_hand,
        ((0.2 * 2 + 0.1 * 2 + 0.3 * 2 + 0.6 * 2) / 4,),
        (
            "L = 0.6 is Diana's error alone, or the mean of doubled errors. Square each of the "
            "four, with ** 2, and take the mean."
        ),
    ),
    (
        mse_by_hand,
        (0.5 / 8,),
        (
            "L = 0.0625 is half of the mean squared error. Many books have this half; here L is "
            "the mean itself."
        ),
    ),
    (
        mse_by_hand,
        ((0.8**2 + 0.1**2 + 0.3**2 + 0.4**2) / 4,),
        (
            "L = 0.225 is the mean of the squared predictions. The error is the label minus the "
            "prediction."
        ),
    ),
    (
        mse_by_hand,
        ((0.2**2 + 0.9**2 + 0.7**2 + 0.6**2) / 4,),
        "L = 0.425 comes out when everybody has label 1. Bob and Charlie have label 0.",
    ),
    (
        predict_all_ones,
        (3 / 4, 0.75),
        (
            "loss = 0.75 is the share of people who are right, or the loss of all zeros. The loss "
            "of all ones grows with those who are wrong: one of four. (Or was ^ written? A "
            "power has two stars.)"
        ),
    ),
    (
        predict_all_ones,
        (1, 0.75),
        "loss = 1 is the sum of the squared errors. Divide by the number of people.",
    ),
    (
        predict_all_ones,
        (0.5, 0.75),
        (
            "loss = 0.5 belongs to two women and two men. Here one of four is wrong: divide his "
            "squared error by 4."
        ),
    ),
    (
        predict_all_ones,
        (0.25, 0.5),
        (
            "best = 0.5 is best for two women and two men. With three women, moving towards 1 "
            "helps three and harms one."
        ),
    ),
    (
        predict_all_ones,
        (0.25, 1),
        (
            "best = 1 makes three errors 0 and one as large as it can be. Squares punish the "
            "large one: go back a little from 1."
        ),
    ),
    (
        predict_all_ones,
        (0.25, 1 / 4),
        (
            "best = 0.25 would be best for one woman and three men. Here the labels are 1, 1, 1 "
            "and 0."
        ),
    ),
    (
        write_mse_loss,
        (lambda y, p: (y - p).mean(),),
        (
            "my_mse_loss averages the errors themselves, so that positive and negative ones "
            "cancel. Square each difference."
        ),
    ),
    (
        write_mse_loss,
        (lambda y, p: (p - y).mean(),),
        (
            "my_mse_loss averages y_pred - y_true, and positive and negative errors cancel. "
            "Square each difference."
        ),
    ),
    (
        write_mse_loss,
        (lambda y, p: sum((y - p) ** 2),),
        (
            "my_mse_loss adds the squares up and does not divide. The mean is the sum divided by "
            "the number of people."
        ),
    ),
    (
        write_mse_loss,
        (lambda y, p: abs(y - p).mean(),),
        "my_mse_loss averages the sizes of the errors. It should average their squares.",
    ),
    (
        write_mse_loss,
        (lambda y, p: ((y - p) ** 2).mean() ** 0.5,),
        (
            "my_mse_loss takes a square root at the end. The mean of the squares is already the "
            "answer."
        ),
    ),
    (
        write_mse_loss,
        (lambda y, p: (y - p).mean() ** 2,),
        (
            "my_mse_loss takes the mean first and squares it. The order is the other one: square "
            "each difference, then take the mean."
        ),
    ),
    (
        write_mse_loss,
        (lambda y, p: (y - p) ** 2,),
        ("my_mse_loss gives one squared error for each person. Their mean is still to be taken."),
    ),
    (
        write_mse_loss,
        (lambda y, p: list((y - p) ** 2),),
        ("my_mse_loss gives one squared error for each person. Their mean is still to be taken."),
    ),
    (
        write_mse_loss,
        (lambda y, p: sum((y - p) ** 2) / 4,),
        (
            "my_mse_loss divides by 4 whoever comes. With three people divide by 3: the number is "
            "len(y_true)."
        ),
    ),
    (
        write_mse_loss,
        (returns_inside_the_loop,),
        (
            "my_mse_loss stops after the first person. The line with return stands inside the "
            "loop: move it to the left, below the loop."
        ),
    ),
    (
        write_mse_loss,
        (forgets_the_total,),
        (
            "my_mse_loss keeps the last person's squared error alone. Each turn of the loop "
            "should add to the total."
        ),
    ),
    (
        write_mse_loss,
        (lambda y, p: sum((y - p) * 2) / len(y),),
        ("my_mse_loss doubles the differences. One star multiplies, two stars are a power: ** 2."),
    ),
    (
        write_mse_loss,
        (lambda y, p: sum(y - p**2) / len(y),),
        ("my_mse_loss squares the prediction alone. Put the difference in brackets: (y - p) ** 2."),
    ),
    (
        write_mse_loss,
        (lambda y, p: sum((y - p) ** 2) / (len(y) - 1),),
        "my_mse_loss divides by one person too few. The number of people is len(y_true).",
    ),
    (
        write_mse_loss,
        (lambda y, p: sum((y - p) ** 2) / len(y) / 2,),
        "my_mse_loss gives half of the mean. Here L is the mean itself.",
    ),
    *[
        (
            write_mse_loss,
            (ours,),
            (
                "Every number is right, because an mse_loss that is already there is called. Write "
                "the loop yourself: one squared error for each person, added up."
            ),
        )
        for ours in (
            mse_loss,
            lambda y, p: mse_loss(y, p),
            lambda y, p: sum(mse_loss([a], [b]) for a, b in zip(y, p, strict=True)) / len(y),
        )
    ],
    *[
        (
            write_mse_loss,
            (at_once,),
            (
                "Every number is right, and NumPy has done the work on all people at once. The "
                "task is a loop that takes one person after the other."
            ),
        )
        for at_once in (
            lambda y, p: ((y - p) ** 2).mean(),
            lambda y, p: sum((y - p) ** 2) / len(y),
        )
    ],
    (
        write_mse_loss,
        (lambda y, p: np.mean((np.array(y) - np.array(p)) ** 2),),
        (
            "Every number is right, and it comes from NumPy. A loop, a difference and ** 2 are "
            "enough for it."
        ),
    ),
    (
        write_mse_loss,
        (lambda y, p: sum((y[1:] - p[1:]) ** 2) / len(y),),
        "my_mse_loss leaves out the first person. Places are counted from 0.",
    ),
    (
        write_mse_loss,
        (lambda y, p: sum((a - b) ** 2 for a in y for b in p) / len(y),),
        "my_mse_loss compares every label with every prediction. zip takes them in pairs.",
    ),
    (
        small_loss,
        ([1, 0, 0, 0, -6, 0, 0, 0, 3],),
        (
            "my_weights was [1, 0, 0, 0, -6, 0, 0, 0, 3]; it should be a dictionary with the nine "
            "names w1 to w6 and b1 to b3, or a Network([2, 2, 1])."
        ),
    ),
    (
        small_loss,
        (Network([2, 3, 1]),),
        (
            "Network([2, 3, 1]: 13 parameters) is another network. It should be one Network([2, "
            "2, 1]) with nine parameters."
        ),
    ),
    (
        small_loss,
        (WEIGHTS | {"w7": 1},),
        "There is no parameter called 'w7'. The names are w1, w2, w3, w4, w5, w6, b1, b2, b3.",
    ),
    (
        small_loss,
        ({"w1": 1, "w5": -6, "b3": 3},),
        "Not all nine parameters have a number. Still missing: w2, w3, w4, w6, b1, b2.",
    ),
    (
        small_loss,
        (WEIGHTS | {"w5": 0},),
        (
            "L = 0.4548. Everybody gets about 0.95, so the output hardly sees the people. It "
            "takes a way through: a weight into a hidden neuron and a weight out of the same one, "
            "both far enough from 0, and biases that do not drown them."
        ),
    ),
    (
        small_loss,
        (Network([2, 2, 1]),),
        (
            "L = 0.2500. Everybody gets about 0.50, so the output hardly sees the people. It "
            "takes a way through: a weight into a hidden neuron and a weight out of the same one, "
            "both far enough from 0, and biases that do not drown them."
        ),
    ),
    (
        small_loss,
        (Network([2, 2, 1], w4=1, w6=-6, b3=3.6),),
        (
            "L = 0.0077, which is below 0.1, but h2 takes part in it: w6 is -6. Find a way through "
            "h1 alone, with w6 = 0."
        ),
    ),
    (
        small_loss,
        (WEIGHTS | {"w5": 6, "b3": -3},),
        (
            "L = 0.8865. The network tells the people apart, but the wrong way round: Bob and "
            "Charlie get the higher numbers. Change the signs of w5, w6 and b3."
        ),
    ),
    (
        small_loss,
        (WEIGHTS | {"b3": 0},),
        (
            "L = 0.1752. The largest error is that of Alice: predicted 0.33, and the label is 1. "
            "Move the predictions further towards the labels."
        ),
    ),
]

RIGHT = [
    (
        mse_by_hand,
        (0.125,),
        (
            "L = 0.125: a quarter of 0.04 + 0.01 + 0.09 + 0.36. Diana's error of 0.6 alone brings "
            "in more than the other three."
        ),
    ),
    (
        predict_all_ones,
        (0.25, 0.75),
        (
            "Three errors of 0 and one of 1 make 0.25, and the best constant 0.75 is the mean of "
            "the labels."
        ),
    ),
    (
        predict_all_ones,
        (1 / 4, 3 / 4),
        (
            "Three errors of 0 and one of 1 make 0.25, and the best constant 0.75 is the mean of "
            "the labels."
        ),
    ),
    (
        write_mse_loss,
        (adds_up_in_a_loop,),
        (
            "Difference, square, mean: the same numbers as the helper's mse_loss, for four people "
            "and for three."
        ),
    ),
    (small_loss, (WEIGHTS,), "L = 0.0038, which is below 0.1."),
    (small_loss, (Network([2, 2, 1], **WEIGHTS),), "L = 0.0038, which is below 0.1."),
]
