"""Checks of notebook 8: a second step of Adam, momentum, five paths, and what a correction does."""

import numpy as np

from helpers.exercises.verdict import check, function, in_order, numbers
from helpers.words import _

SLOPES, RATE = (4.0, -2.0), 0.5  # of the first two steps
BETA, STEP = 0.5, 0.2  # of the learner's momentum
PATHS = ("adam", "plain", "rmsprop", "momentum", "adagrad")  # in the panels 1, 2, …
FADED = (0.5, 0.99)  # the two betas of an Adam whose first step is asked for
PROBES = [
    (2.0, 3.0, 1.0),
    (-1.0, 0.5, -2.0),
    (np.array([1.0, 2.5]), np.array([0.5, -1.0]), np.array([0.0, 3.0])),
]


@check
def adam_second_step(M, S, step):
    """m = 0.16 and s = 0.019984, so M = 0.8421, S = 9.9970 and the step is 0.1332."""
    first, second = SLOPES
    m, s = 0.9 * 0.1 * first + 0.1 * second, 0.999 * 0.001 * first**2 + 0.001 * second**2
    right_M, right_S = m / (1 - 0.9**2), s / (1 - 0.999**2)
    right_step = RATE * right_M / np.sqrt(right_S)
    exchanged = 0.999 * 0.001 * first + 0.001 * second
    numbers(
        {"M": M, "S": S, "step": step},
        right={"M": right_M, "S": right_S, "step": right_step},
        mistakes={
            _("{name} = {value} is the memory before its correction. Divide it by 1 - β², where β "
              "is its own."): {"M": m, "S": s},
            _("{name} = {value} is ten times m, as after a division by 1 - 0.9. This is the second "
              "step: divide by 1 - 0.9² = 0.19."): {"M": m / 0.1},
            _("{name} = {value} is divided by 1 - 0.999. This is the second step: divide by "
              "1 - 0.999² = 0.001999."): {"S": s / 0.001},
            _("{name} = {value} is divided by β². What is missing is 1 - β²."): {
                "M": m / 0.9**2,
                "S": s / 0.999**2,
            },
            _("{name} = {value} is the mean of both slopes. The second one counts more than the "
              "first, which has faded by 0.9."): {"M": (first + second) / 2},
            _("{name} = {value} forgets the first slope. The memory keeps nine tenths "
              "of it."): {"M": 0.1 * second / 0.19},
            _("{name} = {value} forgets the first slope. Of its square the memory keeps "
              "0.999."): {"S": 0.001 * second**2 / (1 - 0.999**2)},
            _("{name} = {value} adds both slopes with a plus. The second one is -2, and pulls the "
              "mean down."): {"M": (0.9 * 0.1 * first - 0.1 * second) / 0.19},
            _("{name} = {value} has 0.999 as its β. That is the memory of the "
              "squares."): {"M": exchanged / (1 - 0.999**2)},
            _("{name} = {value} has 0.9 as its β. The squares fade by "
              "0.999."): {"S": (0.9 * 0.1 * first**2 + 0.1 * second**2) / 0.19},
            _("{name} = {value} takes the slopes as they are. S is the memory of their "
              "squares."): {"S": exchanged / (1 - 0.999**2)},
            _("{name} = {value} is the root of S already. S itself is "
              "asked for."): {"S": np.sqrt(right_S)},
            _("{name} = {value} has the corrected memory of the first step in it. What is kept "
              "from step to step is m and s; M and S are made anew each time."): {
                "M": (0.9 * first + 0.1 * second) / 0.19,
                "S": (0.999 * first**2 + 0.001 * second**2) / (1 - 0.999**2),
            },
            _("{name} = {value} belongs to the other name: M is the memory of slopes, S that of "
              "squares."): {"M": right_S, "S": right_M},
            _("{name} = {value} is the square of M. The slopes are squared first, each on its own, "
              "and then the mean is taken."): {"S": right_M**2},
            _("{name} = {value} subtracts a square. In Python -2**2 is -4, so put the slope in "
              "brackets: (-2)**2."): {
                "S": (0.999 * 0.001 * first**2 - 0.001 * second**2) / (1 - 0.999**2)
            },
            _("{name} = {value} has the rate 0.1 of the text. Here it is "
              "0.5."): {"step": 0.1 * right_M / np.sqrt(right_S)},
            _("{name} = {value} lacks the rate. Multiply by 0.5."): {"step": right_step / RATE},
            _("{name} = {value} divides by S. Take its root first."): {
                "step": RATE * right_M / right_S
            },
            _("{name} = {value} has m and s in it as they are, without their "
              "correction."): {"step": RATE * m / np.sqrt(s)},
            _("{name} = {value} has the last slope in the place of "
              "M."): {"step": RATE * second / np.sqrt(right_S)},
            _("{name} = {value} is the first step, which is the rate itself. The second one is "
              "asked for."): {"step": RATE},
        },
    )
    return _("M = 0.16/0.19 = 0.8421, S = 0.019984/0.001999 = 9.9970, and the step is 0.1332. It "
             "still goes against the first slope: the ball has not turned round yet.")


@check
def write_momentum(my_momentum):
    """The new v is 0.5 v + g, and the new w is w - 0.2 v, with that v."""

    def fades(w, g, v):
        return BETA * v + g

    function(
        "my_momentum",
        my_momentum,
        right=lambda w, g, v: (w - STEP * fades(w, g, v), fades(w, g, v)),
        probes=PROBES,
        mistakes={
            _("{name} steps with the v of before. First bring v up to date, then step with the "
              "new one."): lambda w, g, v: (w - STEP * v, fades(w, g, v)),
            _("{name} hands back the v that it was given. The new one is needed for the step after "
              "this."): lambda w, g, v: (w - STEP * fades(w, g, v), v),
            _("{name} walks uphill: the step is subtracted from w."): lambda w, g, v: (
                w + STEP * fades(w, g, v),
                fades(w, g, v),
            ),
            _("{name} hands back v and w. The order is w, v."): lambda w, g, v: (
                fades(w, g, v),
                w - STEP * fades(w, g, v),
            ),
            _("{name} adds a half of g to a half of v, which is a mean. Here g is added "
              "whole."): lambda w, g, v: (w - STEP * BETA * (v + g), BETA * (v + g)),
            _("{name} lets nothing fade: a half of the old v "
              "is kept."): lambda w, g, v: (w - STEP * (v + g), v + g),
            _("{name} lets v fade a second time in the step. It is brought up to date once, and "
              "then used."): lambda w, g, v: (
                w - STEP * (BETA * fades(w, g, v) + g),
                fades(w, g, v),
            ),
            _("{name} has β and the rate exchanged: 0.5 is what is kept of v, and the step "
              "is 0.2 v."): lambda w, g, v: (w - BETA * (STEP * v + g), STEP * v + g),
            _("{name} adds only a half of g to v. It is v that fades, and g is added "
              "whole."): lambda w, g, v: (w - STEP * (v + BETA * g), v + BETA * g),
            _("{name} leaves g out of v."): lambda w, g, v: (w - STEP * BETA * v, BETA * v),
            _("{name} steps along g, as plain descent does. The step is "
              "0.2 v."): lambda w, g, v: (w - STEP * g, fades(w, g, v)),
            _("{name} steps by v itself. The step is 0.2 v."): lambda w, g, v: (
                w - fades(w, g, v),
                fades(w, g, v),
            ),
            _("{name} has the rate inside v. The walk is the same, but here v is a speed made of "
              "slopes alone, and the rate comes in at the step."): lambda w, g, v: (
                w - (BETA * v + STEP * g),
                BETA * v + STEP * g,
            ),
            _("{name} has the β and the rate of the text. Here they are 0.5 and "
              "0.2."): lambda w, g, v: (w - 0.1 * (0.9 * v + g), 0.9 * v + g),
            _("{name} keeps nine tenths of v, as in the text. Here "
              "it is a half."): lambda w, g, v: (w - STEP * (0.9 * v + g), 0.9 * v + g),
            _("{name} steps with the rate 0.1, as in the text. Here "
              "it is 0.2."): lambda w, g, v: (w - 0.1 * fades(w, g, v), fades(w, g, v)),
            _("{name} subtracts g from v and adds the step to w. The walk is the same, but v is "
              "to be the sum of slopes with their own sign."): lambda w, g, v: (
                w + STEP * (BETA * v - g),
                BETA * v - g,
            ),
        },
    )
    return _("v remembers, w moves by 0.2 v, and both go on into the next step. Where all slopes "
             "are alike, v grows to twice the slope.")


@check
def name_the_paths(names):
    """Adam, plain descent, RMSProp, momentum and AdaGrad, panel by panel."""
    names = names.tolist() if isinstance(names, np.ndarray) else names
    said = [_name(name) for name in names] if isinstance(names, list | tuple) else []
    in_order(
        names,
        said,
        PATHS,
        clues={
            "adam": _("Panel {panel} is not {name}. It leaves along the diagonal, so each weight "
                      "has a rate of its own, and then it swings past the floor in a curve: a ball "
                      "as well."),
            "plain": _("Panel {panel} is not {name}. Its steps jump from one side of the floor to "
                       "the other, in each single step, and there is no diagonal at the start."),
            "rmsprop": _("Panel {panel} is not {name}. It leaves along the diagonal, so each "
                         "weight has a rate of its own, and at the floor it jumps to and fro with "
                         "steps that no longer become shorter."),
            "momentum": _("Panel {panel} is not {name}. It leaves steeply, so the size of a slope "
                          "counts, and then it swings past the floor in several steps and comes "
                          "back: that is a ball."),
        },
        few=_("The answer is {came}. Give five names in square brackets, one for each panel from "
              "1 to 5."),
        unknown=_("Panel {panel} is called {came}. The names are plain, momentum, adagrad, rmsprop "
                  "and adam, each in quotes."),
        twice=_("{name} is there {count} times, and each of the five walks once."),
    )  # fmt: skip
    return _("Two look at the size of a slope and leave steeply, three do not and leave along the "
             "diagonal; of each kind one is a ball. What the last steps do tells the rest.")


@check
def without_correction(neither, only_m, only_s):
    """0.5/√0.01 = 5 without any, 1/√0.01 = 10 with that of m alone, 0.5 with that of s alone."""
    m, s = (1 - beta for beta in FADED)
    numbers(
        {"neither": neither, "only_m": only_m, "only_s": only_s},
        right={"neither": m / np.sqrt(s), "only_m": 1 / np.sqrt(s), "only_s": m},
        mistakes={
            _("{name} = {value} divides by s. Take its root first: √0.01 is 0.1."): {
                "neither": m / s,
                "only_m": 1 / s,
            },
            _("{name} = {value} is what comes out when both are corrected."): {
                "neither": 1.0,
                "only_m": 1.0,
                "only_s": 1.0,
            },
            _("{name} = {value} is the quotient upside down: the root of s stands "
              "below."): {"neither": np.sqrt(s) / m, "only_m": np.sqrt(s), "only_s": 1 / m},
            _("{name} = {value} multiplies by the root of s. The step is divided "
              "by it."): {"neither": m * np.sqrt(s)},
            _("{name} = {value} belongs to the betas of the text, 0.9 and 0.999. Here they are 0.5 "
              "and 0.99."): {"neither": 0.1 / np.sqrt(0.001), "only_m": 1 / np.sqrt(0.001),
                             "only_s": 0.1},
            _("{name} = {value} has β of the slope in its memory. It is 1 - β of it that "
              "comes in."): {"neither": FADED[0] / np.sqrt(FADED[1])},
            _("{name} = {value} is the step without any correction. If m is corrected, it is g "
              "itself."): {"only_m": m / np.sqrt(s)},
            _("{name} = {value} is the step without any correction. If s is corrected, its root "
              "is |g|."): {"only_s": m / np.sqrt(s)},
            _("{name} = {value} is the step where m alone is "
              "corrected."): {"only_s": 1 / np.sqrt(s), "neither": 1 / np.sqrt(s)},
            _("{name} = {value} is the step where s alone is "
              "corrected."): {"only_m": m, "neither": m},
        },
    )  # fmt: skip
    return _("5, 10 and 0.5 times the rate. An empty m makes a step too short and an empty s makes "
             "it too long; with 0.9 and 0.99 the two would cancel.")


def _name(answer):
    """Return the name of an optimiser in small letters, without blanks; "" for what is no text."""
    name = answer.lower().replace(" ", "").replace("-", "") if isinstance(answer, str) else ""
    return {"gradientdescent": "plain", "sgd": "plain", "plaindescent": "plain"}.get(name, name)
