"""What learners may answer in notebook 8, and what its checks then say: rows for the tables."""

import numpy as np

from helpers.exercises import (
    adam_second_step,
    name_the_paths,
    without_correction,
    write_momentum,
)

MISTAKES = [
    (
        adam_second_step,
        (3.4 / 0.19, 9.997, 0.13317),
        (
            "M = 17.8947 has the corrected memory of the first step in it. What is kept "
            "from step to step is m and s; M and S are made anew each time."
        ),
    ),
    (
        adam_second_step,
        (9.997, 9.997, 0.13317),
        ("M = 9.997 belongs to the other name: M is the memory of slopes, S that of squares."),
    ),
    (
        adam_second_step,
        (0.16, 9.997, 0.13317),
        ("M = 0.16 is the memory before its correction. Divide it by 1 - β², where β is its own."),
    ),
    (
        adam_second_step,
        (1.6, 9.997, 0.13317),
        (
            "M = 1.6 is ten times m, as after a division by 1 - 0.9. This is the second "
            "step: divide by 1 - 0.9² = 0.19."
        ),
    ),
    (
        adam_second_step,
        (0.1975, 9.997, 0.13317),
        "M = 0.1975 is divided by β². What is missing is 1 - β².",
    ),
    (
        adam_second_step,
        (1.0, 9.997, 0.13317),
        (
            "M = 1 is the mean of both slopes. The second one counts more than the first, "
            "which has faded by 0.9."
        ),
    ),
    (
        adam_second_step,
        (-1.0526, 9.997, 0.13317),
        "M = -1.0526 forgets the first slope. The memory keeps nine tenths of it.",
    ),
    (
        adam_second_step,
        (2.947, 9.997, 0.13317),
        ("M = 2.947 adds both slopes with a plus. The second one is -2, and pulls the mean down."),
    ),
    (
        adam_second_step,
        (0.9985, 9.997, 0.13317),
        "M = 0.9985 has 0.999 as its β. That is the memory of the squares.",
    ),
    (
        adam_second_step,
        (0.8421, 0.8421, 0.13317),
        ("S = 0.8421 belongs to the other name: M is the memory of slopes, S that of squares."),
    ),
    (
        adam_second_step,
        (0.8421, 7998.0, 0.13317),
        (
            "S = 7998 has the corrected memory of the first step in it. What is kept from "
            "step to step is m and s; M and S are made anew each time."
        ),
    ),
    (
        adam_second_step,
        (0.8421, 0.019984, 0.13317),
        (
            "S = 0.019984 is the memory before its correction. Divide it by 1 - β², where β"
            " is its own."
        ),
    ),
    (
        adam_second_step,
        (0.8421, 19.984, 0.13317),
        (
            "S = 19.984 is divided by 1 - 0.999. This is the second step: divide by 1 - "
            "0.999² = 0.001999."
        ),
    ),
    (
        adam_second_step,
        (0.8421, 0.020024, 0.13317),
        "S = 0.020024 is divided by β². What is missing is 1 - β².",
    ),
    (
        adam_second_step,
        (0.8421, 2.001, 0.13317),
        "S = 2.001 forgets the first slope. Of its square the memory keeps 0.999.",
    ),
    (
        adam_second_step,
        (0.8421, 9.684, 0.13317),
        "S = 9.684 has 0.9 as its β. The squares fade by 0.999.",
    ),
    (
        adam_second_step,
        (0.8421, 0.9985, 0.13317),
        "S = 0.9985 takes the slopes as they are. S is the memory of their squares.",
    ),
    (
        adam_second_step,
        (0.8421, 3.1618, 0.13317),
        "S = 3.1618 is the root of S already. S itself is asked for.",
    ),
    (
        adam_second_step,
        (0.8421, 0.7091, 0.13317),
        (
            "S = 0.7091 is the square of M. The slopes are squared first, each on its own, "
            "and then the mean is taken."
        ),
    ),
    (
        adam_second_step,
        (0.8421, 5.995, 0.13317),
        (
            "S = 5.995 subtracts a square. In Python -2**2 is -4, so put the slope in "
            "brackets: (-2)**2."
        ),
    ),
    (adam_second_step, (0.8421, 9.997, 0.26634), "step = 0.26634 lacks the rate. Multiply by 0.5."),
    (
        adam_second_step,
        (0.8421, 9.997, 0.04212),
        "step = 0.04212 divides by S. Take its root first.",
    ),
    (
        adam_second_step,
        (0.8421, 9.997, 0.5659),
        "step = 0.5659 has m and s in it as they are, without their correction.",
    ),
    (
        adam_second_step,
        (0.8421, 9.997, -0.31628),
        "step = -0.31628 has the last slope in the place of M.",
    ),
    (
        adam_second_step,
        (0.8421, 9.997, 0.5),
        ("step = 0.5 is the first step, which is the rate itself. The second one is asked for."),
    ),
    (
        adam_second_step,
        (0.8421, 9.997, -0.13317),
        "step = -0.13317 has the right size and the wrong sign.",
    ),
    (
        adam_second_step,
        (0.8421, 9.997, 0.3),
        (
            "step = 0.3 is not what comes out here. Go through the second hint with your "
            "own numbers, one step at a time."
        ),
    ),
    (
        adam_second_step,
        (0.8421, 9.997, 0.026634),
        "step = 0.026634 has the rate 0.1 of the text. Here it is 0.5.",
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.2 * v, 0.5 * v + g),),
        (
            "my_momentum steps with the v of before. First bring v up to date, then step "
            "with the new one."
        ),
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.2 * (0.5 * v + g), v),),
        (
            "my_momentum hands back the v that it was given. The new one is needed for the "
            "step after this."
        ),
    ),
    (
        write_momentum,
        (lambda w, g, v: (w + 0.2 * (0.5 * v + g), 0.5 * v + g),),
        "my_momentum walks uphill: the step is subtracted from w.",
    ),
    (
        write_momentum,
        (lambda w, g, v: (0.5 * v + g, w - 0.2 * (0.5 * v + g)),),
        "my_momentum hands back v and w. The order is w, v.",
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.1 * (v + g), 0.5 * (v + g)),),
        ("my_momentum adds a half of g to a half of v, which is a mean. Here g is added whole."),
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.2 * (v + g), v + g),),
        "my_momentum lets nothing fade: a half of the old v is kept.",
    ),
    (write_momentum, (lambda w, g, v: (w - 0.1 * v, 0.5 * v),), "my_momentum leaves g out of v."),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.2 * g, 0.5 * v + g),),
        "my_momentum steps along g, as plain descent does. The step is 0.2 v.",
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.5 * v - g, 0.5 * v + g),),
        "my_momentum steps by v itself. The step is 0.2 v.",
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.5 * v - 0.2 * g, 0.5 * v + 0.2 * g),),
        (
            "my_momentum has the rate inside v. The walk is the same, but here v is a speed"
            " made of slopes alone, and the rate comes in at the step."
        ),
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.1 * (0.9 * v + g), 0.9 * v + g),),
        "my_momentum has the β and the rate of the text. Here they are 0.5 and 0.2.",
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.2 * (0.9 * v + g), 0.9 * v + g),),
        "my_momentum keeps nine tenths of v, as in the text. Here it is a half.",
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.1 * (0.5 * v + g), 0.5 * v + g),),
        "my_momentum steps with the rate 0.1, as in the text. Here it is 0.2.",
    ),
    (
        write_momentum,
        (lambda w, g, v: (w + 0.2 * (0.5 * v - g), 0.5 * v - g),),
        (
            "my_momentum subtracts g from v and adds the step to w. The walk is the same, "
            "but v is to be the sum of slopes with their own sign."
        ),
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.2 * (0.25 * v + 1.5 * g), 0.5 * v + g),),
        (
            "my_momentum lets v fade a second time in the step. It is brought up to date "
            "once, and then used."
        ),
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.5 * (0.2 * v + g), 0.2 * v + g),),
        (
            "my_momentum has β and the rate exchanged: 0.5 is what is kept of v, and the "
            "step is 0.2 v."
        ),
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.2 * (v + 0.5 * g), v + 0.5 * g),),
        ("my_momentum adds only a half of g to v. It is v that fades, and g is added whole."),
    ),
    (
        write_momentum,
        (lambda w, g, v: w - 0.2 * (0.5 * v + g),),
        (
            "my_momentum(2, 3, 1) is the single number 1.3, and 2 numbers are wanted, in "
            "square brackets and with a comma between them."
        ),
    ),
    (
        name_the_paths,
        ("adam",),
        (
            "The answer is 'adam'. Give five names in square brackets, one for each panel "
            "from 1 to 5."
        ),
    ),
    (
        name_the_paths,
        (["adam", "plain"],),
        (
            "The answer is ['adam', 'plain']. Give five names in square brackets, one for "
            "each panel from 1 to 5."
        ),
    ),
    (
        name_the_paths,
        (["adam", "plain", "rmsprop", "momentum", "sgdm"],),
        (
            "Panel 5 is called 'sgdm'. The names are plain, momentum, adagrad, rmsprop and "
            "adam, each in quotes."
        ),
    ),
    (
        name_the_paths,
        (["adam", "plain", "rmsprop", "momentum", "adam"],),
        "adam is there 2 times, and each of the five walks once.",
    ),
    (
        name_the_paths,
        (["plain", "adam", "rmsprop", "momentum", "adagrad"],),
        (
            "Panel 1 is not plain. It leaves along the diagonal, so each weight has a rate "
            "of its own, and then it swings past the floor in a curve: a ball as well."
        ),
    ),
    (
        name_the_paths,
        (["adam", "momentum", "rmsprop", "plain", "adagrad"],),
        (
            "Panel 2 is not momentum. Its steps jump from one side of the floor to the "
            "other, in each single step, and there is no diagonal at the start."
        ),
    ),
    (
        name_the_paths,
        (["adam", "plain", "momentum", "rmsprop", "adagrad"],),
        (
            "Panel 3 is not momentum. It leaves along the diagonal, so each weight has a "
            "rate of its own, and at the floor it jumps to and fro with steps that no "
            "longer become shorter."
        ),
    ),
    (
        name_the_paths,
        (["adam", "plain", "rmsprop", "adagrad", "momentum"],),
        (
            "Panel 4 is not adagrad. It leaves steeply, so the size of a slope counts, and "
            "then it swings past the floor in several steps and comes back: that is a ball."
        ),
    ),
    (
        name_the_paths,
        (["adam", "plain", "adagrad", "momentum", "rmsprop"],),
        (
            "Panel 3 is not adagrad. It leaves along the diagonal, so each weight has a "
            "rate of its own, and at the floor it jumps to and fro with steps that no "
            "longer become shorter."
        ),
    ),
    (
        name_the_paths,
        (["adam", "plain", "rmsprop", "momentum", 5],),
        (
            "Panel 5 is called 5. The names are plain, momentum, adagrad, rmsprop and adam,"
            " each in quotes."
        ),
    ),
    (
        without_correction,
        (50, 10, 0.5),
        "neither = 50 divides by s. Take its root first: √0.01 is 0.1.",
    ),
    (
        without_correction,
        (5, 100, 0.5),
        "only_m = 100 divides by s. Take its root first: √0.01 is 0.1.",
    ),
    (without_correction, (1, 10, 0.5), "neither = 1 is what comes out when both are corrected."),
    (without_correction, (5, 1, 0.5), "only_m = 1 is what comes out when both are corrected."),
    (without_correction, (5, 10, 1), "only_s = 1 is what comes out when both are corrected."),
    (
        without_correction,
        (0.2, 10, 0.5),
        "neither = 0.2 is the quotient upside down: the root of s stands below.",
    ),
    (
        without_correction,
        (5, 0.1, 0.5),
        "only_m = 0.1 is the quotient upside down: the root of s stands below.",
    ),
    (
        without_correction,
        (5, 10, 2),
        "only_s = 2 is the quotient upside down: the root of s stands below.",
    ),
    (
        without_correction,
        (0.05, 10, 0.5),
        "neither = 0.05 multiplies by the root of s. The step is divided by it.",
    ),
    (
        without_correction,
        (3.1623, 10, 0.5),
        (
            "neither = 3.1623 belongs to the betas of the text, 0.9 and 0.999. Here they "
            "are 0.5 and 0.99."
        ),
    ),
    (
        without_correction,
        (5, 31.623, 0.5),
        (
            "only_m = 31.623 belongs to the betas of the text, 0.9 and 0.999. Here they are"
            " 0.5 and 0.99."
        ),
    ),
    (
        without_correction,
        (5, 10, 0.1),
        (
            "only_s = 0.1 belongs to the betas of the text, 0.9 and 0.999. Here they are "
            "0.5 and 0.99."
        ),
    ),
    (
        without_correction,
        (0.50252, 10, 0.5),
        ("neither = 0.50252 has β of the slope in its memory. It is 1 - β of it that comes in."),
    ),
    (
        without_correction,
        (5, 5, 0.5),
        ("only_m = 5 is the step without any correction. If m is corrected, it is g itself."),
    ),
    (
        without_correction,
        (5, 10, 5),
        ("only_s = 5 is the step without any correction. If s is corrected, its root is |g|."),
    ),
    (without_correction, (5, 10, 10), "only_s = 10 is the step where m alone is corrected."),
    (without_correction, (10, 10, 0.5), "neither = 10 is the step where m alone is corrected."),
    (without_correction, (5, 0.5, 0.5), "only_m = 0.5 is the step where s alone is corrected."),
    (without_correction, (0.5, 10, 0.5), "neither = 0.5 is the step where s alone is corrected."),
    (
        name_the_paths,
        (["adam", "plain", "adagrad", "rmsprop", "momentum"],),
        (
            "Panel 3 is not adagrad. It leaves along the diagonal, so each weight has a "
            "rate of its own, and at the floor it jumps to and fro with steps that no "
            "longer become shorter."
        ),
    ),
]
RIGHT = [
    (
        adam_second_step,
        (0.8421, 9.997, 0.1332),
        (
            "M = 0.16/0.19 = 0.8421, S = 0.019984/0.001999 = 9.9970, and the step is "
            "0.1332. It still goes against the first slope: the ball has not turned round "
            "yet."
        ),
    ),
    (
        adam_second_step,
        (0.16 / 0.19, 0.019984 / 0.001999, 0.133169),
        (
            "M = 0.16/0.19 = 0.8421, S = 0.019984/0.001999 = 9.9970, and the step is "
            "0.1332. It still goes against the first slope: the ball has not turned round "
            "yet."
        ),
    ),
    (
        write_momentum,
        (lambda w, g, v: (w - 0.2 * (0.5 * v + g), 0.5 * v + g),),
        (
            "v remembers, w moves by 0.2 v, and both go on into the next step. Where all "
            "slopes are alike, v grows to twice the slope."
        ),
    ),
    (
        write_momentum,
        (lambda w, g, v: [w - 0.1 * v - 0.2 * g, v / 2 + g],),
        (
            "v remembers, w moves by 0.2 v, and both go on into the next step. Where all "
            "slopes are alike, v grows to twice the slope."
        ),
    ),
    (
        name_the_paths,
        (["adam", "plain", "rmsprop", "momentum", "adagrad"],),
        (
            "Two look at the size of a slope and leave steeply, three do not and leave "
            "along the diagonal; of each kind one is a ball. What the last steps do tells "
            "the rest."
        ),
    ),
    (
        name_the_paths,
        (("Adam", "plain descent", "RMS-Prop", "Momentum", "AdaGrad"),),
        (
            "Two look at the size of a slope and leave steeply, three do not and leave "
            "along the diagonal; of each kind one is a ball. What the last steps do tells "
            "the rest."
        ),
    ),
    (
        without_correction,
        (5, 10, 0.5),
        (
            "5, 10 and 0.5 times the rate. An empty m makes a step too short and an empty s"
            " makes it too long; with 0.9 and 0.99 the two would cancel."
        ),
    ),
    (
        without_correction,
        (0.5 / np.sqrt(0.01), 10, 1 / 2),
        (
            "5, 10 and 0.5 times the rate. An empty m makes a step too short and an empty s"
            " makes it too long; with 0.9 and 0.99 the two would cancel."
        ),
    ),
]
