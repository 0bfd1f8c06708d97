"""Checks of notebook 6: a table of one's own, five loss curves, XOR, and how few epochs suffice."""

from functools import cache

import numpy as np

from helpers import inputs, people
from helpers.exercises.neuron import CORNERS, XOR
from helpers.exercises.verdict import check, checked_input, not_quite, numbers, read
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
def own_table(my_X, my_y, my_own):
    """At least four rows with both labels, and a training on them that ended well."""
    X, y = _own_data(my_X, my_y)
    net = _network(my_own)
    if not _is_of(my_own, X, y):
        not_quite(_("my_own is not a training on my_X and my_y: with these the network has other "
                    "losses. Was one of them changed after the training? Then train again."))
    loss, y_pred = net.loss(X, y), net.feedforward(X)[:, 0]
    right = int(np.sum((y_pred > 0.5) == y))
    if loss < SMALL and right == len(y):
        said = _("Your own {rows} rows, every one on the right side, and L = {loss}: a network of "
                 "yours has learned a table of yours. What does it say of a row that it has not "
                 "seen?")
        return said.format(rows=len(y), loss=f"{loss:.4f}")
    if np.ptp(y_pred) < ALIKE:
        _look_why_all_get_the_same(my_own, X, y_pred.mean())
    _refuse_a_loss_that_did_not_fall(my_own)
    if len(np.unique(X, axis=0)) < len(np.unique(np.column_stack([X, y]), axis=0)):
        not_quite(_("Two rows of X are the same and have different labels, so no network can be "
                    "right about both. Change one of them."))
    not_quite(_("On the way: {right} of {rows} rows right, L = {loss}. Look at the curve. If it "
                "still falls, train longer; if it has gone flat, try another start or three hidden "
                "neurons."), loss=f"{loss:.4f}", right=right, rows=len(y))


def _own_data(X, y):
    """Return the table and the labels as arrays, or end the check with what is wrong with them."""
    X = checked_input(inputs.table, "X", _numbers("X", X), columns=2)
    y = checked_input(inputs.labels, "y", _numbers("y", y))
    if y.shape == (len(X), 1):
        y = y[:, 0]
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


def _numbers(name, answer):
    """Return an answer as finite numbers of whatever shape, or end the check."""
    try:
        shape = np.shape(answer)
    except ValueError:
        not_quite(_("The rows of {name} are of unequal lengths."), name=name)
    return read(name, answer, shape)


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


def _is_of(history, X, y):
    """Return whether the first and last loss of a training are those on this table."""
    ends = [net.loss(X, y) for net in (history.start, history.network())]
    return np.allclose(history.losses[[0, -1]], ends)


def _refuse_a_loss_that_did_not_fall(history):
    """End the check if the training ended no lower than it began."""
    if history.losses[-1] >= history.losses[0]:
        not_quite(_("The loss did not fall; it ended at {loss}. Try a learning rate ten times "
                    "smaller, and look at the curve."), loss=f"{history.losses[-1]:.4f}")


def _refuse_equal_hidden_neurons(history):
    """End the check if all neurons of the first hidden layer began with the same numbers."""
    W, B = history.start.W, history.start.B
    if len(W) == 1 or W[0].shape[1] == 1:
        return
    if not np.ptp(np.vstack([W[0], B[0]]), axis=1).any() and not np.ptp(W[1], axis=0).any():
        not_quite(_("All hidden neurons began with the same numbers, so they stay alike and count "
                    "as one. Draw the start: Network.random(…)."))


def _look_why_all_get_the_same(history, X, y_pred):
    """End the check with the likely reason why the network says y_pred to every row."""
    _refuse_equal_hidden_neurons(history)
    said = {"y_pred": f"{y_pred:.2f}"}
    if np.ptp(history.start.activations(X)[-2], axis=0).max() < ALIKE:
        not_quite(_("The network says {y_pred} to every row. Already at the start nothing told "
                    "them apart, because the numbers in X are far from 0 or close together: "
                    "subtract from each column its mean, divide by its standard deviation, then "
                    "train again."), **said)
    flat = np.ptp(history.network().activations(X)[-2], axis=0).max() < ALIKE
    if flat and (np.abs(X.mean(axis=0)) > X.std(axis=0)).any():  # not one column about 0
        not_quite(_("The network says {y_pred} to every row. Training has made its hidden neurons "
                    "flat for all of them, because the numbers in X are large or all on one side: "
                    "subtract from each column its mean, divide by its standard deviation, then "
                    "train again."), **said)
    if min(y_pred, 1 - y_pred) < ALIKE:
        not_quite(_("The network says {y_pred} to every row. It is sure of one label for all, and "
                    "has no slope there: long steps throw it onto such a plain. Try a learning "
                    "rate ten times smaller."), **said)
    not_quite(_("The network says {y_pred} to every row: it does not tell them apart yet. Train "
                "longer, or with a larger learning rate. If the curve is flat, draw another start, "
                "or take more hidden neurons."), **said)


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
    if net.sizes == (2, 1, 1):
        not_quite(_("With a single hidden neuron the network still draws one line. Take two or "
                    "more, such as [2, 4, 1]."))
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
    if not _is_of(history, CORNERS, XOR):
        not_quite(_("Corners that are right: {corners} of 4. This network was not trained on "
                    "corners and xor, but on other rows or other "
                    "labels."), corners=int(np.sum(decisions == XOR)))
    _refuse_equal_hidden_neurons(history)
    _refuse_a_loss_that_did_not_fall(history)
    not_quite(_("Corners that are right: {corners} of 4. Train longer or with a larger rate; if "
                "the curve is flat, take another start."), corners=int(np.sum(decisions == XOR)))


@cache
def _of_the_lesson():
    """Return the history of the training in notebook 6; one training serves every answer."""
    start = Network.random([2, 2, 1], np.random.default_rng(1))
    return train(start, people.X, people.y_true)


@check
def few_epochs(right, small, *, history=None):
    """The first epoch with all four on the right side, and the first with L below 0.01.

    They are those of the training in the notebook, or of a `history` of the learner's own.
    """
    history = _of_the_lesson() if history is None else history
    _network(history)
    if not _is_of(history, people.X, people.y_true):
        not_quite(_("This history is not a training on the four people. Run the cell again that "
                    "trained on them."))
    epochs = history.start.with_values(history.parameters)  # the networks of all epochs at once
    outputs = epochs.feedforward(people.X)[..., 0]
    correct = (outputs > 0.5) == people.y_true
    low = history.losses < LOW
    if not correct.all(axis=1).any() or not low.any():
        not_quite(_("This training does not get there: at no epoch are all four right and the loss "
                    "below 0.01. Take the history of this notebook, or train longer."))
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
            _("{name} = {value} is the answer to the other question. The two have changed "
              "places."): {"right": first_small, "small": first_right},
            _("{name} = {value}: at that epoch some are right, and not all. Ask for all four, with "
              "all()."): {"right": int(correct.any(axis=1).argmax())},
            _("{name} = {value} counts steps. An epoch is four steps, one for "
              "each person."): {"right": 4 * first_right, "small": 4 * first_small},
            _("{name} = {value} is how many epochs fulfil it. Asked is the first of them."): {
                "right": int(correct.all(axis=1).sum()),
                "small": int(low.sum()),
            },
            _("{name} = {value} is the last epoch. Asked is the first that fulfils it: does your "
              "loop stop there, with break? Or is a column compared with a row, which [:, 0] "
              "would mend?"): {"right": len(low) - 1, "small": len(low) - 1},
            _("{name} = {value} is the loss at that epoch. Asked is the epoch."): {
                "right": history.losses[first_right],
                "small": history.losses[first_small],
            },
            _("{name} = {value} is the first epoch with a loss below 0.1. Asked "
              "is 0.01."): {"small": int((history.losses < 0.1).argmax())},
        },
    )
    said = _("Being on the right side takes {right} epochs, being nearly sure takes {small}. How "
             "few suffice depends on what you ask.")
    return said.format(right=first_right, small=first_small)
