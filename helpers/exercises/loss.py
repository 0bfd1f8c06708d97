"""Checks of notebook 3: the mean squared error by hand and in code, and a network with little."""

import numpy as np

from helpers import people
from helpers.exercises.verdict import check, function, not_quite, numbers, read
from helpers.inputs import shown
from helpers.losses import mse_loss
from helpers.network import Network

PREDICTIONS = np.array([0.8, 0.1, 0.3, 0.4])  # Alice, Bob, Charlie, Diana
SIZES = (2, 2, 1)
SMALL = 0.1  # the loss to get below
ALIKE = 0.05  # predictions closer together than this are called the same


@check
def mse_by_hand(loss):
    """(0.2² + 0.1² + 0.3² + 0.6²) / 4 = 0.125."""
    errors = people.y_true - PREDICTIONS
    numbers(
        {"loss": loss},
        right={"loss": mse_loss(people.y_true, PREDICTIONS)},
        mistakes={
            "mse_by_hand_sum": {"loss": np.sum(errors**2)},
            "mse_by_hand_absolute": {"loss": np.mean(np.abs(errors))},
            "mse_by_hand_no_square": {"loss": np.mean(errors)},
            "mse_by_hand_no_square_mirrored": {"loss": np.mean(-errors)},
            "mse_by_hand_squared_the_mean": {"loss": np.mean(errors) ** 2},
            "mse_by_hand_root": {"loss": np.sqrt(np.mean(errors**2))},
            "mse_by_hand_labels": {"loss": mse_loss(1 - people.y_true, PREDICTIONS)},
        },
    )


@check
def predict_all_ones(loss, best):
    """Labels 1, 1, 1, 0: the loss of all ones is 1/4, the best constant is their mean 3/4."""
    numbers(
        {"loss": loss, "best": best},
        right={"loss": 0.25, "best": 0.75},
        mistakes={
            "predict_all_ones_counted_right": {"loss": 0.75},
            "predict_all_ones_sum": {"loss": 1.0},
            "predict_all_ones_two_and_two": {"loss": 0.5},
            "predict_all_ones_best_middle": {"best": 0.5},
            "predict_all_ones_best_majority": {"best": 1.0},
            "predict_all_ones_best_other_label": {"best": 0.25},
        },
    )


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
            "write_mse_loss_no_square": lambda y, p: np.mean(y - p),
            "write_mse_loss_no_square_mirrored": lambda y, p: np.mean(p - y),
            "write_mse_loss_sum": lambda y, p: np.sum((y - p) ** 2),
            "write_mse_loss_absolute": lambda y, p: np.mean(np.abs(y - p)),
            "write_mse_loss_root": lambda y, p: np.sqrt(np.mean((y - p) ** 2)),
            "write_mse_loss_squared_the_mean": lambda y, p: np.mean(y - p) ** 2,
            "write_mse_loss_per_person": lambda y, p: (y - p) ** 2,
            "write_mse_loss_four_people": lambda y, p: np.sum((y - p) ** 2) / 4,
            "write_mse_loss_first_person": lambda y, p: (y[0] - p[0]) ** 2 / len(y),
            "write_mse_loss_last_person": lambda y, p: (y[-1] - p[-1]) ** 2 / len(y),
        },
    )


@check
def small_loss(weights):
    """Any nine numbers with which the loss on the four people is below 0.1."""
    net = _network(weights)
    with np.errstate(over="ignore"):  # the sigmoid of infinity is 1
        y_pred = net.feedforward(people.X)[:, 0]
    squared_errors = (people.y_true - y_pred) ** 2
    loss = f"{squared_errors.mean():.4f}"
    if squared_errors.mean() < SMALL:
        return {"loss": loss}
    if np.ptp(y_pred) < ALIKE:
        not_quite("small_loss_all_alike", loss=loss, y_pred=f"{y_pred.mean():.2f}")
    if y_pred[people.y_true == 1].max() < y_pred[people.y_true == 0].min():
        not_quite("small_loss_wrong_way", loss=loss)
    worst = squared_errors.argmax()
    not_quite(
        "small_loss_person",
        loss=loss,
        name=people.PEOPLE[worst].name,
        y_pred=f"{y_pred[worst]:.2f}",
        label=people.PEOPLE[worst].label,
    )


def _network(weights):
    """Return the network that was handed in, as such or as a dictionary of its nine numbers."""
    if isinstance(weights, Network):
        if weights.sizes != SIZES or weights.values.ndim != 1:
            not_quite("small_loss_other_network", came=weights)
        weights = weights.by_name()
    if not isinstance(weights, dict):
        not_quite("small_loss_no_dictionary", came=shown(weights))
    net = Network(SIZES)
    for name in weights:
        if name not in net.names:
            not_quite("small_loss_unknown", name=shown(name), names=", ".join(net.names))
    missing = [name for name in net.names if name not in weights]
    if missing:
        not_quite("small_loss_missing", names=", ".join(missing))
    for name in net.names:
        net[name] = read(name, weights[name])
    return net
