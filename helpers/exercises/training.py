"""Checks of notebook 6: a table of one's own, five loss curves, XOR, and how few epochs suffice."""

import numpy as np

from helpers import inputs, people
from helpers.exercises.neuron import CORNERS, XOR
from helpers.exercises.verdict import Verdict, check, not_quite, numbers
from helpers.inputs import shown
from helpers.network import Network
from helpers.training import History, train
from helpers.words import say

LEAST_ROWS = 4
SMALL = 0.1  # the loss to get below on one's own table
ALIKE = 0.05  # predictions closer together than this are called the same
CURVES = {"good": "B", "slow": "C", "unshifted": "A", "too_high": "E", "sign": "D"}
LOW = 0.01  # the loss that the epochs are counted to


@check
def own_table(X, y, history):
    """At least four rows with both labels, and a training on them that ended well."""
    X, y = _own_data(X, y)
    net = _network(history)
    loss = net.loss(X, y)
    if not np.isclose(loss, history.losses[-1]):
        not_quite("own_table_other_data", loss=f"{loss:.4f}", last=f"{history.losses[-1]:.4f}")
    y_pred = net.feedforward(X)[:, 0]
    right = int(np.sum((y_pred > 0.5) == y))
    if loss < SMALL and right == len(y):
        return {"rows": len(y), "loss": f"{loss:.4f}"}
    if np.ptp(y_pred) < ALIKE:
        not_quite("own_table_all_alike", y_pred=f"{y_pred.mean():.2f}")
    if history.losses[-1] >= history.losses[0]:
        not_quite("own_table_rises", loss=f"{loss:.4f}")
    not_quite("own_table_not_yet", loss=f"{loss:.4f}", right=right, rows=len(y))


def _own_data(X, y):
    """Return the table and the labels as arrays, or end the check with what is wrong with them."""
    try:
        X, y = inputs.table("X", X, columns=2), inputs.labels("y", y)
    except ValueError as error:
        raise Verdict(say("verdict_not_quite", why=error)) from None
    if y.shape != X.shape[:1]:
        not_quite("own_table_lengths", rows=len(X), shape=y.shape)
    if len(X) < LEAST_ROWS:
        not_quite("own_table_few", rows=len(X), least=LEAST_ROWS)
    if np.ptp(y) == 0:
        not_quite("own_table_one_label", label=int(y[0]))
    if np.array_equal(X, people.X) or np.array_equal(X, people.X + people.SHIFT):
        not_quite("own_table_four_people")
    return X, y


def _network(history):
    """Return the trained network of two inputs and one output, or end the check."""
    if not isinstance(history, History):
        not_quite("history_expected", came=shown(history))
    if np.ndim(history.parameters) != 2:
        not_quite("history_of_many", shape=np.shape(history.parameters))
    net = history.network()
    if (net.sizes[0], net.sizes[-1]) != (2, 1):
        not_quite("history_other_sizes", sizes=list(net.sizes))
    return net


@check
def read_curves(good, slow, unshifted, too_high, sign):
    """Which of five trainings drew which curve; the letters go up with the loss of epoch 1."""
    answers = {"good": good, "slow": slow, "unshifted": unshifted}
    answers |= {"too_high": too_high, "sign": sign}
    letters = sorted(CURVES.values())
    for name, answer in answers.items():
        if not isinstance(answer, str) or answer.strip().upper() not in letters:
            not_quite("read_curves_letter", name=name, came=shown(answer))
    given = {name: answer.strip().upper() for name, answer in answers.items()}
    for letter in letters:
        if list(given.values()).count(letter) > 1:
            not_quite("read_curves_twice", letter=letter)
    mixed = {name for name in CURVES if given[name] != CURVES[name]}
    for key, names in (
        ("read_curves_good", {"good"}),
        ("read_curves_flat", {"unshifted", "too_high"}),
        ("read_curves_still", {"unshifted", "slow"}),
        ("read_curves_up", {"sign", "too_high"}),
        ("read_curves_slow", {"slow"}),
    ):
        if names <= mixed:
            not_quite(key)
    if mixed:
        not_quite("read_curves_sign")


@check
def train_xor(history):
    """A network with a hidden layer whose output is right at all four corners."""
    net = _network(history)
    if len(net.sizes) == 2:
        not_quite("train_xor_no_hidden")
    decisions = net.feedforward(CORNERS)[:, 0] > 0.5
    if np.array_equal(decisions, XOR):
        return {"sizes": list(net.sizes), "loss": f"{net.loss(CORNERS, XOR):.4f}"}
    for key, wrong in {
        "train_xor_inverted": np.logical_not(XOR),
        "train_xor_and": [0, 0, 0, 1],
        "train_xor_or": [0, 1, 1, 1],
    }.items():
        if np.array_equal(decisions, wrong) and history.losses[-1] < LOW:
            not_quite(key)
    not_quite("train_xor_stuck", corners=int(np.sum(decisions == XOR)))


@check
def few_epochs(right, small):
    """The first epoch with all four on the right side, and the first with L below 0.01."""
    start = Network.random([2, 2, 1], np.random.default_rng(1))
    history = train(start, people.X, people.y_true)
    outputs = [history.network(e).feedforward(people.X)[:, 0] for e in range(len(history.losses))]
    correct = (np.array(outputs) > 0.5) == people.y_true
    low = history.losses < LOW
    first_right, first_small = int(correct.all(axis=1).argmax()), int(low.argmax())
    numbers(
        {"right": right, "small": small},
        right={"right": first_right, "small": first_small},
        mistakes={
            "few_epochs_one_early": {"right": first_right - 1, "small": first_small - 1},
            "few_epochs_one_late": {"right": first_right + 1, "small": first_small + 1},
            "few_epochs_any": {"right": int(correct.any(axis=1).argmax())},
            "few_epochs_steps": {"right": 4 * first_right, "small": 4 * first_small},
            "few_epochs_counted": {
                "right": int(correct.all(axis=1).sum()),
                "small": int(low.sum()),
            },
            "few_epochs_tenth": {"small": int((history.losses < 0.1).argmax())},
        },
    )
