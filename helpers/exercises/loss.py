"""Checks of notebook 3: the mean squared error by hand and in code, and a network with little."""

import numpy as np

from helpers import people
from helpers.exercises.verdict import check, function, mentioned, not_quite, numbers, read
from helpers.inputs import shown
from helpers.losses import mse_loss
from helpers.network import Network
from helpers.words import _, joined

PREDICTIONS = np.array([0.8, 0.1, 0.3, 0.4])  # Alice, Bob, Charlie, Diana
SIZES = (2, 2, 1)
SMALL = 0.1  # the loss to get below
ALIKE = 0.05  # predictions closer together than this are called the same


@check
def mse_by_hand(loss):
    """(0.2² + 0.1² + 0.3² + 0.6²) / 4 = 0.125."""
    errors = people.y_true - PREDICTIONS
    numbers(
        {"L": loss},
        right={"L": mse_loss(people.y_true, PREDICTIONS)},
        mistakes={
            _("L = {value} is the sum of the squared errors. The mean is this divided by the "
              "number of people."): {"L": np.sum(errors**2)},
            _("L = {value} is the mean size of the errors. Each error is to be squared before the "
              "mean is taken."): {"L": np.mean(np.abs(errors))},
            _("L = {value} is the mean of the errors themselves: those above and those below "
              "cancel. Square each error first."): {"L": np.mean(errors)},
            _("L = {value} is negative, which a mean of squares cannot be. Square each error "
              "first."): {"L": np.mean(-errors)},
            _("L = {value} is the square of the mean error. The order is the other one: square "
              "each error, then take the mean."): {"L": np.mean(errors) ** 2},
            _("L = {value} is the square root of the mean squared error. Leave out "
              "the root."): {"L": np.sqrt(np.mean(errors**2))},
            _("L = {value} is the sum of the squares divided by 3. There are four "
              "people."): {"L": np.sum(errors**2) / 3},
            _("L = {value} is the sum of the squares divided by 2. There are four "
              "people."): {"L": np.sum(errors**2) / 2},
            _("L = {value} divides the last square alone by 4. Put the sum in "
              "brackets."): {"L": np.sum(errors[:3] ** 2) + errors[3] ** 2 / 4},
            _("L = {value} is Diana's error alone, or the mean of doubled errors. Square each of "
              "the four, with ** 2, and take the mean."): {"L": np.mean(2 * abs(errors))},
            _("L = {value} is half of the mean squared error. Many books have this half; here L "
              "is the mean itself."): {"L": np.mean(errors**2) / 2},
            _("L = {value} is the mean of the squared predictions. The error is the label minus "
              "the prediction."): {"L": np.mean(PREDICTIONS**2)},
            _("L = {value} comes out when everybody has label 1. Bob and Charlie have label "
              "0."): {"L": np.mean((1 - PREDICTIONS) ** 2)},
            _("L = {value} comes out with the labels exchanged. Alice and Diana have label 1, Bob "
              "and Charlie label 0."): {"L": mse_loss(1 - people.y_true, PREDICTIONS)},
        },
    )
    return _("L = 0.125: a quarter of 0.04 + 0.01 + 0.09 + 0.36. Diana's error of 0.6 alone brings "
             "in more than the other three.")


@check
def predict_all_ones(loss, best):
    """Labels 1, 1, 1, 0: the loss of all ones is 1/4, the best constant is their mean 3/4."""
    numbers(
        {"loss": loss, "best": best},
        right={"loss": 0.25, "best": 0.75},
        mistakes={
            _("{name} = {value} is the share of people who are right, or the loss of all zeros. "
              "The loss of all ones grows with those who are wrong: one of four. (Or was ^ "
              "written? A power has two stars.)"): {"loss": 0.75},
            _("{name} = {value} is the sum of the squared errors. Divide by the number "
              "of people."): {"loss": 1.0},
            _("{name} = {value} belongs to two women and two men. Here one of four is wrong: "
              "divide his squared error by 4."): {"loss": 0.5},
            _("{name} = {value} is best for two women and two men. With three women, moving "
              "towards 1 helps three and harms one."): {"best": 0.5},
            _("{name} = {value} makes three errors 0 and one as large as it can be. Squares punish "
              "the large one: go back a little from 1."): {"best": 1.0},
            _("{name} = {value} would be best for one woman and three men. Here the labels are 1, "
              "1, 1 and 0."): {"best": 0.25},
        },
    )
    return _("Three errors of 0 and one of 1 make 0.25, and the best constant 0.75 is the mean of "
             "the labels.")


@check
def write_mse_loss(candidate):
    """Difference, square, mean, for any number of people."""
    function(
        "my_mse_loss",
        candidate,
        right=mse_loss,
        probes=[
            (np.array([1.0, 0.0, 0.0, 1.0]), PREDICTIONS),
            (np.array([0.0, 1.0, 1.0]), np.array([0.6, 0.9, 0.2])),
        ],
        mistakes={
            _("{name} averages the errors themselves, so that positive and negative ones cancel. "
              "Square each difference."): lambda y, p: np.mean(y - p),
            _("{name} averages y_pred - y_true, and positive and negative errors cancel. Square "
              "each difference."): lambda y, p: np.mean(p - y),
            _("{name} adds the squares up and does not divide. The mean is the sum divided by the "
              "number of people."): lambda y, p: np.sum((y - p) ** 2),
            _("{name} averages the sizes of the errors. It should average "
              "their squares."): lambda y, p: np.mean(np.abs(y - p)),
            _("{name} takes a square root at the end. The mean of the squares is already the "
              "answer."): lambda y, p: np.sqrt(np.mean((y - p) ** 2)),
            _("{name} takes the mean first and squares it. The order is the other one: square each "
              "difference, then take the mean."): lambda y, p: np.mean(y - p) ** 2,
            _("{name} gives one squared error for each person. Their mean is still to "
              "be taken."): lambda y, p: (y - p) ** 2,
            _("{name} divides by 4 whoever comes. With three people divide by 3: the number is "
              "len(y_true)."): lambda y, p: np.sum((y - p) ** 2) / 4,
            _("{name} stops after the first person. The line with return stands inside the loop: "
              "move it to the left, below the loop."): lambda y, p: (y[0] - p[0]) ** 2 / len(y),
            _("{name} keeps the last person's squared error alone. Each turn of the loop should "
              "add to the total."): lambda y, p: (y[-1] - p[-1]) ** 2 / len(y),
            _("{name} doubles the differences. One star multiplies, two stars are a power: "
              "** 2."): lambda y, p: np.mean((y - p) * 2),
            _("{name} squares the prediction alone. Put the difference in brackets: "
              "(y - p) ** 2."): lambda y, p: np.mean(y - p**2),
            _("{name} divides by one person too few. The number of people is "
              "len(y_true)."): lambda y, p: np.sum((y - p) ** 2) / (len(y) - 1),
            _("{name} leaves out the first person. Places are counted from "
              "0."): lambda y, p: np.sum((y[1:] - p[1:]) ** 2) / len(y),
            _("{name} compares every label with every prediction. zip takes them in "
              "pairs."): lambda y, p: np.sum((y[:, np.newaxis] - p) ** 2) / len(y),
            _("{name} gives half of the mean. Here L is the mean "
              "itself."): lambda y, p: np.mean((y - p) ** 2) / 2,
        },
    )
    if mentioned(candidate) & {"mse_loss", "losses"}:
        not_quite(_("Every number is right, because an mse_loss that is already there is called. "
                    "Write the loop yourself: one squared error for each person, added up."))
    if not _works_person_by_person(candidate):
        not_quite(_("Every number is right, and NumPy has done the work on all people at once. The "
                    "task is a loop that takes one person after the other."))
    if mentioned(candidate) & {"np", "numpy"}:
        not_quite(_("Every number is right, and it comes from NumPy. A loop, a difference and ** 2 "
                    "are enough for it."))
    return _("Difference, square, mean: the same numbers as the helper's mse_loss, for four people "
             "and for three.")


class _NoArithmetic(np.ndarray):
    """A row whose numbers can be taken out one by one, while the row itself does no arithmetic."""

    __array_ufunc__ = None


def _works_person_by_person(candidate):
    """Return whether a loss still works where no two rows can be subtracted at once."""
    try:
        candidate(np.ones(3).view(_NoArithmetic), np.zeros(3).view(_NoArithmetic))
    except TypeError:
        return False
    return True


@check
def small_loss(weights):
    """Any nine numbers with w6 = 0 with which the loss on the four people is below 0.1."""
    net = _network(weights)
    with np.errstate(over="ignore"):  # the sigmoid of infinity is 1
        y_pred = net.feedforward(people.X)[:, 0]
    squared_errors = (people.y_true - y_pred) ** 2
    loss = f"{squared_errors.mean():.4f}"
    if squared_errors.mean() < SMALL:
        if net["w6"] != 0:
            not_quite(_("L = {loss}, which is below 0.1, but h2 takes part in it: w6 is {w6}. Find "
                        "a way through h1 alone, with w6 = 0."), loss=loss, w6=f"{net['w6']:.4g}")
        return _("L = {loss}, which is below 0.1.").format(loss=loss)
    if np.ptp(y_pred) < ALIKE:
        not_quite(_("L = {loss}. Everybody gets about {y_pred}, so the output hardly sees the "
                    "people. It takes a way through: a weight into a hidden neuron and a weight "
                    "out of the same one, both far enough from 0, and biases that do not drown "
                    "them."), loss=loss, y_pred=f"{y_pred.mean():.2f}")
    if y_pred[people.y_true == 1].max() < y_pred[people.y_true == 0].min():
        not_quite(_("L = {loss}. The network tells the people apart, but the wrong way round: Bob "
                    "and Charlie get the higher numbers. Change the signs of w5, w6 "
                    "and b3."), loss=loss)
    worst = squared_errors.argmax()
    not_quite(
        _("L = {loss}. The largest error is that of {name}: predicted {y_pred}, and the label is "
          "{label}. Move the predictions further towards the labels."),
        loss=loss,
        name=people.PEOPLE[worst].name,
        y_pred=f"{y_pred[worst]:.2f}",
        label=people.PEOPLE[worst].label,
    )


def _network(weights):
    """Return the network that was handed in, as such or as a dictionary of its nine numbers."""
    if isinstance(weights, Network):
        if weights.sizes != SIZES or weights.values.ndim != 1:
            not_quite(_("{came} is another network. It should be one Network([2, 2, 1]) with nine "
                        "parameters."), came=weights)
        weights = weights.by_name()
    if not isinstance(weights, dict):
        not_quite(_("my_weights was {came}; it should be a dictionary with the nine names w1 to w6 "
                    "and b1 to b3, or a Network([2, 2, 1])."), came=shown(weights))
    net = Network(SIZES)
    for name in weights:
        if name not in net.names:
            not_quite(_("There is no parameter called {name}. The names "
                        "are {names}."), name=shown(name), names=joined(net.names))
    missing = [name for name in net.names if name not in weights]
    if missing:
        not_quite(_("Not all nine parameters have a number. Still "
                    "missing: {names}."), names=joined(missing))
    for name in net.names:
        net[name] = read(name, weights[name])
    return net
