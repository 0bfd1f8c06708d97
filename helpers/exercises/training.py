"""Checks of notebook 6: a table of one's own, five loss curves, XOR, and how few epochs suffice."""

from functools import cache

import numpy as np

from helpers import inputs, people
from helpers.exercises.neuron import CORNERS, XOR
from helpers.exercises.verdict import check, checked_input, not_quite, numbers
from helpers.inputs import shown
from helpers.network import Network
from helpers.training import History, train
from helpers.words import _

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
        not_quite(_("On this X and y the network's loss is {loss}, and the training ended with "
                    "{last}: it was trained on other numbers. Did you shift X after training, or "
                    "before?"), loss=f"{loss:.4f}", last=f"{history.losses[-1]:.4f}")
    y_pred = net.feedforward(X)[:, 0]
    right = int(np.sum((y_pred > 0.5) == y))
    if loss < SMALL and right == len(y):
        said = _("Your own {rows} rows, every one on the right side, and L = {loss}: a network of "
                 "yours has learned a table of yours.")
        return said.format(rows=len(y), loss=f"{loss:.4f}")
    if np.ptp(y_pred) < ALIKE:
        not_quite(_("The network says {y_pred} to every row. Its hidden neurons are likely "
                    "saturated: shift each column so that a middling row is 0, then "
                    "train again."), y_pred=f"{y_pred.mean():.2f}")
    if history.losses[-1] >= history.losses[0]:
        not_quite(_("The loss did not fall; it ended at {loss}. Try a learning rate ten times "
                    "smaller, and look at the curve."), loss=f"{loss:.4f}")
    not_quite(_("On the way: {right} of {rows} rows right, L = {loss}. Look at the curve. If it "
                "still falls, train longer; if it has gone flat, try another start or three hidden "
                "neurons."), loss=f"{loss:.4f}", right=right, rows=len(y))


def _own_data(X, y):
    """Return the table and the labels as arrays, or end the check with what is wrong with them."""
    X = checked_input(inputs.table, "X", X, columns=2)
    y = checked_input(inputs.labels, "y", y)
    if y.shape != X.shape[:1]:
        not_quite(_("X has {rows} rows, y has the shape {shape}. Each row needs "
                    "one label."), rows=len(X), shape=y.shape)
    if len(X) < LEAST_ROWS:
        not_quite(_("The table has {rows} rows. Take {least} "
                    "or more."), rows=len(X), least=LEAST_ROWS)
    if np.ptp(y) == 0:
        not_quite(_("Every label is {label}, so there is nothing to tell apart. Take rows of both "
                    "kinds."), label=int(y[0]))
    if np.array_equal(X, people.X) or np.array_equal(X, people.X + people.SHIFT):
        not_quite(_("This is the table of the four people. Make one of your own: anything with two "
                    "numbers and a yes or no."))
    return X, y


def _network(history):
    """Return the trained network of two inputs and one output, or end the check."""
    if not isinstance(history, History):
        not_quite(_("The training should be what train(…) returns, and it "
                    "is {came}."), came=shown(history))
    if np.ndim(history.parameters) != 2:
        not_quite(_("This is the training of many networks at once, with parameters of shape "
                    "{shape}. Hand over the training of one."), shape=np.shape(history.parameters))
    net = history.network()
    if (net.sizes[0], net.sizes[-1]) != (2, 1):
        not_quite(_("The network has the sizes {sizes}. It needs two inputs and one output, such "
                    "as [2, 2, 1]."), sizes=list(net.sizes))
    return net


@check
def read_curves(good, slow, unshifted, too_high, sign):
    """Which of five trainings drew which curve; the letters go up with the loss of epoch 1."""
    answers = {"good": good, "slow": slow, "unshifted": unshifted}
    answers |= {"too_high": too_high, "sign": sign}
    letters = sorted(CURVES.values())
    for name, answer in answers.items():
        if not isinstance(answer, str) or answer.strip().upper() not in letters:
            not_quite(_("The answer for {name} is {came}. Give the letter of a curve, such "
                        "as 'A'."), name=name, came=shown(answer))
    given = {name: answer.strip().upper() for name, answer in answers.items()}
    for letter in letters:
        if list(given.values()).count(letter) > 1:
            not_quite(_("The letter {letter} stands twice. Each training drew "
                        "one curve."), letter=letter)
    mixed = {name for name in CURVES if given[name] != CURVES[name]}
    for sentence, names in (
        (_("Begin with the good one: it falls quickly at first, then ever more slowly, and ends "
           "lowest of all."), {"good"}),
        (_("Two curves are flat at the end, at different heights. The same middling answer for "
           "everybody gives 0.25; the same extreme answer gives 0.5."), {"unshifted", "too_high"}),
        (_("Two curves stay near 0.25 for long. Data that are too large leave no slope at all; a "
           "tiny learning rate leaves a curve that still falls."), {"unshifted", "slow"}),
        (_("Two curves go up. A rate that is far too high jumps up in a single epoch; a wrong sign "
           "climbs step by step, towards 1."), {"sign", "too_high"}),
        (_("A learning rate a hundred times too small needs a hundred times as long: its curve is "
           "the beginning of a good one, stretched."), {"slow"}),
    ):
        if names <= mixed:
            not_quite(sentence)
    if mixed:
        not_quite(_("A wrong sign walks uphill, step by step. Which curve climbs all the way?"))
    return _("Falling, creeping, flat at 0.25, jumped to 0.5, climbing to 1: five curves, five "
             "causes.")


@check
def train_xor(history):
    """A network with a hidden layer whose output is right at all four corners."""
    net = _network(history)
    if len(net.sizes) == 2:
        not_quite(_("There is no hidden layer: this is one neuron, and one line cannot separate "
                    "the corners. Give it hidden neurons, such as [2, 2, 1]."))
    decisions = net.feedforward(CORNERS)[:, 0] > 0.5
    if np.array_equal(decisions, XOR):
        said = _("All four corners with the sizes {sizes}, and L = {loss}: hidden neurons do what "
                 "no single line can.")
        return said.format(sizes=list(net.sizes), loss=f"{net.loss(CORNERS, XOR):.4f}")
    for sentence, wrong in {
        _("Every corner gives the opposite of XOR. The labels are 0, 1, "
          "1, 0."): np.logical_not(XOR),
        _("This network has learned AND. The labels of XOR are 0, 1, 1, 0."): [0, 0, 0, 1],
        _("This network has learned OR. In XOR the corner (1, 1) has the label 0."): [0, 1, 1, 1],
    }.items():
        if np.array_equal(decisions, wrong) and history.losses[-1] < LOW:
            not_quite(sentence)
    not_quite(_("Corners that are right: {corners} of 4. Train longer or with a larger rate; if "
                "the curve is flat, take another start."), corners=int(np.sum(decisions == XOR)))


@cache
def _of_the_lesson():
    """Return the history of the training in notebook 6; one training serves every answer."""
    start = Network.random([2, 2, 1], np.random.default_rng(1))
    return train(start, people.X, people.y_true)


@check
def few_epochs(right, small):
    """The first epoch with all four on the right side, and the first with L below 0.01."""
    history = _of_the_lesson()
    epochs = history.start.with_values(history.parameters)  # the networks of all epochs at once
    outputs = epochs.feedforward(people.X)[..., 0]
    correct = (outputs > 0.5) == people.y_true
    low = history.losses < LOW
    first_right, first_small = int(correct.all(axis=1).argmax()), int(low.argmax())
    numbers(
        {"right": right, "small": small},
        right={"right": first_right, "small": first_small},
        mistakes={
            _("{name} = {value} is one epoch early. Row 0 of the history is the start, so the "
              "place in the row is "
              "the epoch."): {"right": first_right - 1, "small": first_small - 1},
            _("{name} = {value} is one epoch late. Row 0 of the history is the start, so the place "
              "in the row is the epoch."): {"right": first_right + 1, "small": first_small + 1},
            _("{name} = {value}: at that epoch some are right. Ask for all "
              "four: all(axis=1)."): {"right": int(correct.any(axis=1).argmax())},
            _("{name} = {value} counts steps. An epoch is four steps, one for "
              "each person."): {"right": 4 * first_right, "small": 4 * first_small},
            _("{name} = {value} is how many epochs fulfil it. Asked is the first of them: argmax() "
              "finds the first True."): {
                "right": int(correct.all(axis=1).sum()),
                "small": int(low.sum()),
            },
            _("{name} = {value} is the first epoch with a loss below 0.1. Asked "
              "is 0.01."): {"small": int((history.losses < 0.1).argmax())},
        },
    )
    return _("Being on the right side takes 16 epochs, being nearly sure takes 197. How few "
             "suffice depends on what you ask.")
