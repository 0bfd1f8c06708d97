"""Checks of notebook 1: one neuron by hand, three gates, and a sigmoid that cannot overflow."""

import math
import warnings
from unittest.mock import patch

import numpy as np

from helpers.activations import sigmoid
from helpers.exercises.verdict import check, function, mentioned, not_quite, numbers, read
from helpers.words import _

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = [0, 1, 1, 0]
BEST_XOR = 3  # corners that one straight line can get right
ROUNDING = 1e-12  # as a part of what was added or computed
# From near 0 outwards: where somebody may have cut off too early.
BETWEEN = (-5, 5, -10, 10, -11, 11, -15, 15, -20, 20, 25, -30)
TINY = 1e-15  # forms that add to a half or to 1 may be wrong by as much
LARGEST_EXPONENT = 709  # exp of a larger number overflows


@check
def neuron_by_hand(z, y):
    """w = [2, -1], b = -3, x = [3.5, 2]: z = 2·3.5 - 1·2 - 3 = 2."""
    numbers(
        {"z": z, "y": y},
        right={"z": 2.0, "y": sigmoid(2.0)},
        mistakes={
            _("z = {value} is the weighted sum alone. Now add the bias."): {"z": 5.0},
            _("z = {value} takes the bias as +3. It is -3."): {"z": 8.0},
            _("z = {value} takes the second weight as +1. It is -1."): {"z": 6.0},
            _("z = {value} comes out when two weights or two inputs change places. The first "
              "weight belongs to the first input."): {"z": -2.5},
            _("z = {value} leaves out the second input. It has a weight too, -1."): {"z": 4.0},
            _("z = {value} adds the weights to the inputs. A weight multiplies "
              "its input."): {"z": 3.5},
            _("z = {value} multiplies by the bias. The bias is added."): {"z": -15.0},
            _("z = {value} is the output, y. z is the sum that goes into "
              "the sigmoid."): {"z": sigmoid(2.0)},
            _("y = {value} is z. The output is what the sigmoid makes of z."): {"y": 2.0},
            _("y = {value} comes from exp(+z). In the sigmoid the exponent is -z. A positive z "
              "gives more than 0.5."): {"y": sigmoid(-2.0)},
            _("y = {value} is 1 + exp(-z). The output is 1 divided by that, with the sum in "
              "brackets."): {"y": 1 + np.exp(-2.0)},
            _("y = {value} is exp(-z). The output is 1 / (1 + exp(-z))."): {"y": np.exp(-2.0)},
            _("y = {value} is the sigmoid of the sum without the bias. Give it "
              "z = 2."): {"y": sigmoid(5.0)},
            _("y = {value} is a decision. The output itself lies between 0 and 1, and tells how "
              "sure the neuron is."): {"y": 1.0},
        },
    )
    return _("The inputs weigh in with 7 and -2, the bias with -3: z = 2, and the sigmoid squashes "
             "2 to 0.88.")


@check
def and_gate(w, b):
    """y > 0.5 at the corner (1, 1) alone."""
    _gate(w, b, right=[0, 0, 0, 1], mistakes={_("This is an OR gate: one input alone already lifts "
                                                "the output above 0.5. Make the bias more "
                                                "negative, so that it takes both."): [0, 1, 1, 1]})
    return _("Only both inputs together outweigh the bias: an AND gate.")


@check
def or_gate(w, b):
    """y > 0.5 at every corner but (0, 0)."""
    _gate(w, b, right=[0, 1, 1, 1], mistakes={_("This is an AND gate: one input alone does not "
                                                "outweigh the bias. Bring the bias closer "
                                                "to 0."): [0, 0, 0, 1]})
    return _("Each input alone outweighs the bias: an OR gate. From AND to OR the line moves and "
             "need not turn.")


@check
def xor_corners(w, b):
    """No line does all four corners of XOR; three are the best."""
    corners = np.sum((_sums(w, b) > 0) == XOR)
    if corners < BEST_XOR:
        not_quite(_("Corners that agree with XOR: {corners} of 4. One neuron can "
                    "do better."), corners=corners)
    return _("Corners that agree with XOR: 3 of 4. Can it be 4? The next cells find out.")


@check
def stable_sigmoid(candidate):
    """One number in, one number out, and exp never overflows on the way."""
    both_forms = _("Both forms are there, each on the wrong side: exp gets a large positive number "
                   "at both ends. Exchange them.")
    if "where" in mentioned(candidate):
        both_forms = _("np.where computes both forms for every z and chooses afterwards, so exp "
                       "overflows at both ends. Let an if choose first.")
    function(
        "stable_sigmoid",
        candidate,
        right=sigmoid,
        probes=[(0.0,), (2.0,), (-2.0,), (1000.0,), (-1000.0,)],
        mistakes={
            _("Right near 0, and at -1000 exp(1000) overflows. For a negative z use the other "
              "form, which holds exp(z)."): lambda z: 1 / (1 + np.exp(-z)),
            _("The other form alone only moves the trouble: now exp(1000) overflows at z = 1000. "
              "Use each form on its own side of 0."): lambda z: np.exp(z) / (1 + np.exp(z)),
            both_forms: _swapped_branches,
            _("For a negative z the output is that of -z, above 0.5. For z < 0 the numerator is "
              "exp(z), not 1."): lambda z: sigmoid(abs(z)),
            _("For a negative z only the numerator exp(z) is there. It is still to be divided by 1 "
              "+ exp(z)."): lambda z: sigmoid(z) if z >= 0 else np.exp(z),
            _("This is the sigmoid of -z: it falls where the sigmoid climbs. Look at the signs of "
              "the exponents."): lambda z: sigmoid(-z),
        },
    )
    for z in BETWEEN:
        if not np.isclose(candidate(float(z)), sigmoid(z), ROUNDING, TINY):
            not_quite(_("Right near 0 and far out, and wrong between them, at {z} for example, "
                        "where the sigmoid has not reached 0 or 1 yet. Choose between two forms by "
                        "the sign of z, and let both compute."), z=z)
    if mentioned(candidate) & {"sigmoid", "expit"}:
        not_quite(_("Every number is right, because a sigmoid that is already there is called. "
                    "Write the two forms yourself, with np.exp."))
    if _largest_exponent(candidate) > LARGEST_EXPONENT:
        not_quite(_("Every number is right, and yet exp is asked for exp(1000): its overflow still "
                    "happens, and is hidden. Choose the form by the sign of z, so that no exponent "
                    "is above 0."))
    return _("It holds at both ends, and exp never overflows.")


def _largest_exponent(candidate):
    """Return the largest number of which a function takes exp, at -1000 and at 1000."""
    asked = [0.0]

    def watched(exp):
        return lambda z, *more, **named: asked.append(np.max(z)) or exp(z, *more, **named)

    with (
        patch.object(np, "exp", watched(np.exp)),
        patch.object(math, "exp", watched(math.exp)),
        np.errstate(all="ignore"),
        warnings.catch_warnings(action="ignore"),
    ):
        candidate(-1000.0)
        candidate(1000.0)
    return max(asked)


def _swapped_branches(z):
    return np.exp(z) / (1 + np.exp(z)) if z >= 0 else 1 / (1 + np.exp(-z))


def _sums(w, b):
    """Return the neuron's weighted sum z at each corner; none may be 0, but for rounding."""
    w, b = read("w", w, shape=(2,)), read("b", b)
    with np.errstate(over="ignore"):
        z = CORNERS @ w + b
    for corner in CORNERS[np.abs(z) <= (ROUNDING * np.abs([*w, b])).sum()]:
        not_quite(_("At the corner {corner} z is 0 and the output exactly 0.5: neither yes nor no. "
                    "Move the line away from this corner."), corner=tuple(corner.tolist()))
    return z


def _gate(w, b, right, mistakes):
    """Compare the decisions at the corners with the gate's table."""
    z = _sums(w, b)
    mistakes = mistakes | {
        _("The output is above 0.5 at all four corners. At (0, 0) only the bias counts: does it "
          "have the sign you want?"): [1, 1, 1, 1],
        _("The output follows x1 alone: x2 has no say, or too little of it. Give both inputs the "
          "same weight."): [0, 0, 1, 1],
        _("The output follows x2 alone: x1 has no say, or too little of it. Give both inputs the "
          "same weight."): [0, 1, 0, 1],
        _("Every corner gives the opposite of what it should. Change the sign of w1, w2 and b, all "
          "three."): np.logical_not(right),
    }
    for sentence, wrong in mistakes.items():
        if np.array_equal(z > 0, wrong):
            not_quite(sentence)
    if not (z > 0).any():
        if np.max(w) <= 0:
            not_quite(_("The output is below 0.5 at all four corners, since no weight is above 0 "
                        "and no input can lift it. Make both weights positive."))
        not_quite(_("The output is below 0.5 at all four corners. The weights cannot outweigh the "
                    "bias: make it less negative."))
    first = np.flatnonzero((z > 0) != right)
    if not first.size:
        return
    corner, z = tuple(CORNERS[first[0]].tolist()), z[first[0]]
    if z > 0:
        not_quite(_("The corner {corner} is on the wrong side of the line: z is {z} there, and "
                    "should be below 0."), corner=corner, z=f"{z:.4g}")
    not_quite(_("The corner {corner} is on the wrong side of the line: z is {z} there, and should "
                "be above 0."), corner=corner, z=f"{z:.4g}")
