"""Answers to the exercises of notebook 6, wrong and right, and what their checks say."""

import functools

import numpy as np
import plain

from helpers import people
from helpers.exercises import few_epochs, own_table, read_curves, train_xor
from helpers.network import Network
from helpers.training import train

CORNERS, XOR = np.array(plain.CORNERS), np.array(plain.XOR)
TABLE = np.array([[9.0, 1], [8, 2], [-8, -1], [-9, -2]])
OF_TABLE = np.array([1, 1, 0, 0])


@functools.cache
def trained(*sizes, data="table", epochs=2000):
    """Return the history of a training on the little table, or on corners with these labels."""
    X, y = (TABLE, OF_TABLE) if data == "table" else (CORNERS, list(map(int, data)))
    return train(Network.random(sizes, np.random.default_rng(0)), X, y, 1, epochs)


def epochs_of(history):
    """Return the check of few_epochs, asked about a history of the learner's own."""

    def few_epochs_of(right, small):
        few_epochs(right=right, small=small, history=history)

    return few_epochs_of


def uphill(net, X, y_true):
    wrong = net.gradient(X, y_true)
    wrong.values *= -1
    return wrong


START = Network.random([2, 2, 1], np.random.default_rng(1))
THREE = Network([2, 2, 1], np.zeros((3, 9)))
ONE_MORE = np.vstack([TABLE, [0.5, 0]]), np.array([1, 1, 0, 0, 0])
ONE_WRONG = train(trained(2, 2, 1, epochs=100).network(), *ONE_MORE, 1e-9, 1)
SAME_ROWS = np.array([[1.0, 1], [-1, 2], [1, 1], [-2, -1]])
OF_PEOPLE = train(START, people.X, people.y_true)
QUICK = train(START, people.X, people.y_true, 1, epochs=300)
SATURATED = train(START, TABLE + 1000, OF_TABLE, epochs=100)
RISEN = train(START, TABLE, OF_TABLE, gradient=uphill, epochs=30)
DAYS = np.array([[20, 0.1], [25, 0.2], [30, 0], [8, 0.9], [5, 0.8], [10, 0.7]])  # degrees, cloud
OF_DAYS = np.array([1, 1, 1, 0, 0, 0])
CALM = Network.random([2, 2, 1], np.random.default_rng(2))  # others run into chaos on these days
FLATTENED = train(CALM, DAYS, OF_DAYS, 1, epochs=1000)


NOT_OF_THIS = (
    "my_own is not a training on my_X and my_y: with these the network has other losses. Was one "
    "of them changed after the training? Then train again."
)
NOT_YET_TOLD_APART = (
    "The network says 0.48 to every row: it does not tell them apart yet. Train longer, or with a "
    "larger learning rate. If the curve is flat, draw another start, or take more hidden neurons."
)
ALIKE = (
    "All hidden neurons began with the same numbers, so they stay alike and count as one. Draw the "
    "start: Network.random(…)."
)
MISTAKES = [
    (
        own_table,
        ("table", OF_TABLE, trained(2, 2, 1, epochs=100)),
        (
            "X has the word 'table' in it, and numbers are wanted. For a label write 1, which "
            "stands for yes, or 0, for no; in the place of another word, a number."
        ),
    ),
    (
        own_table,
        (TABLE, [1, 1, 2, 2], trained(2, 2, 1, epochs=100)),
        "y was labels with 2.0 among them; expected labels that are 0 or 1.",
    ),
    (
        own_table,
        (TABLE, [1, 1, 0], trained(2, 2, 1, epochs=100)),
        "X has 4 rows, y has the shape (3,). Each row needs one label.",
    ),
    (
        own_table,
        (TABLE[1:], [1, 0, 0], trained(2, 2, 1, epochs=100)),
        "The table has 3 rows. Take 4 or more.",
    ),
    (
        own_table,
        (TABLE, np.ones(4), trained(2, 2, 1, epochs=100)),
        "Every label is 1, so there is nothing to tell apart. Take rows of both kinds.",
    ),
    (
        own_table,
        (people.X, people.y_true, train(START, people.X, people.y_true)),
        (
            "This is the table of the four people. Make one of your own: anything with two "
            "numbers and a yes or no."
        ),
    ),
    (
        own_table,
        (people.X + people.SHIFT, people.y_true, None),
        (
            "This is the table of the four people. Make one of your own: anything with two "
            "numbers and a yes or no."
        ),
    ),
    (
        own_table,
        (TABLE, OF_TABLE, START),
        (
            "The training should be what train(…) returns, and it is Network([2, 2, 1]: 9 "
            "parameters)."
        ),
    ),
    (
        train_xor,
        (START,),
        (
            "The training should be what train(…) returns, and it is Network([2, 2, 1]: 9 "
            "parameters)."
        ),
    ),
    (
        train_xor,
        (train(THREE, CORNERS, XOR, epochs=1),),
        (
            "This is the training of many networks at once, with parameters of shape (2, 3, 9). "
            "Hand over the training of one."
        ),
    ),
    (
        train_xor,
        (train(Network([3, 1]), np.eye(3), [0, 1, 1], epochs=1),),
        (
            "The network has the sizes [3, 1]. It needs two inputs and one output, such as [2, 2, "
            "1]."
        ),
    ),
    (
        own_table,
        (TABLE - 3, OF_TABLE, trained(2, 2, 1, epochs=100)),
        NOT_OF_THIS,
    ),
    (own_table, (TABLE * 2, OF_TABLE, trained(2, 2, 1, epochs=100)), NOT_OF_THIS),
    (own_table, (TABLE, 1 - OF_TABLE, trained(2, 2, 1, epochs=100)), NOT_OF_THIS),
    (
        own_table,
        ([[1, 2], [3]], [0, 1], None),
        "The rows of X are of unequal lengths.",
    ),
    (
        own_table,
        (TABLE, ["yes", "yes", "no", "no"], trained(2, 2, 1, epochs=100)),
        (
            "y has the word 'yes' in it, and numbers are wanted. For a label write 1, which stands "
            "for yes, or 0, for no; in the place of another word, a number."
        ),
    ),
    (own_table, (CORNERS, XOR, trained(2, 2, 1, data="0110", epochs=10)), NOT_YET_TOLD_APART),
    (
        own_table,
        (DAYS, OF_DAYS, FLATTENED),
        (
            "The network says 0.40 to every row. Training has made its hidden neurons flat for all "
            "of them, because the numbers in X are large or all on one side: subtract from each "
            "column its mean, divide by its standard deviation, then train again."
        ),
    ),
    (
        own_table,
        (CORNERS, XOR, train(Network([2, 2, 1]), CORNERS, XOR, epochs=20)),
        ALIKE,
    ),
    (train_xor, (train(Network([2, 4, 1]), CORNERS, XOR, epochs=20),), ALIKE),
    (
        own_table,
        (CORNERS, XOR, train(Network([2, 1]), CORNERS, XOR, epochs=20)),
        NOT_YET_TOLD_APART.replace("0.48", "0.50"),
    ),
    (
        own_table,
        (TABLE, OF_TABLE, train(START, TABLE, OF_TABLE, 1000, 20)),
        (
            "The network says 1.00 to every row. It is sure of one label for all, and has no slope "
            "there: long steps throw it onto such a plain. Try a learning rate ten times smaller."
        ),
    ),
    (
        own_table,
        (SAME_ROWS, OF_TABLE, train(START, SAME_ROWS, OF_TABLE)),
        (
            "Two rows of X are the same and have different labels, so no network can be right "
            "about both. Change one of them."
        ),
    ),
    (
        train_xor,
        (trained(2, 1, 1, data="0110", epochs=10),),
        (
            "With a single hidden neuron the network still draws one line. Take two or more, such "
            "as [2, 4, 1]."
        ),
    ),
    (
        train_xor,
        (trained(2, 2, 1, data="1110"),),
        (
            "Corners that are right: 3 of 4. This network was not trained on corners and xor, but "
            "on other rows or other labels."
        ),
    ),
    (
        train_xor,
        (trained(2, 4, 1, epochs=100),),
        (
            "Corners that are right: 2 of 4. This network was not trained on corners and xor, but "
            "on other rows or other labels."
        ),
    ),
    (
        train_xor,
        (train(START, CORNERS, XOR, 1000, 20),),
        (
            "The loss did not fall; it ended at 0.5000. Try a learning rate ten times smaller, and "
            "look at the curve."
        ),
    ),
    (
        own_table,
        (TABLE + 1000, OF_TABLE, SATURATED),
        (
            "The network says 0.49 to every row. Already at the start nothing told them apart, "
            "because the numbers in X are far from 0 or close together: subtract from each column "
            "its mean, divide by its standard deviation, then train again."
        ),
    ),
    (
        own_table,
        (TABLE, OF_TABLE, RISEN),
        (
            "The loss did not fall; it ended at 0.4568. Try a learning rate ten times smaller, "
            "and look at the curve."
        ),
    ),
    (
        own_table,
        (TABLE, OF_TABLE, train(START, TABLE, OF_TABLE, 0.01, 3)),
        (
            "On the way: 2 of 4 rows right, L = 0.2135. Look at the curve. If it still falls, "
            "train longer; if it has gone flat, try another start or three hidden neurons."
        ),
    ),
    (
        read_curves,
        ("B", "C", "A", "F", "D"),
        "The answer for too_high is 'F'. Give the letter of a curve, such as 'A'.",
    ),
    (
        read_curves,
        ("B", "C", 1, "E", "D"),
        "The answer for unshifted is 1. Give the letter of a curve, such as 'A'.",
    ),
    (
        read_curves,
        ("B", "C", "A", "A", "D"),
        "The letter A stands twice. Each training drew one curve.",
    ),
    (
        read_curves,
        ("C", "B", "A", "E", "D"),
        (
            "Begin with the good one: it falls quickly at first, then ever more slowly, and ends "
            "lowest of all."
        ),
    ),
    (
        read_curves,
        ("B", "C", "E", "A", "D"),
        (
            "Two curves are flat at the end, at different heights. The same middling answer for "
            "everybody gives 0.25; the same extreme answer gives 0.5."
        ),
    ),
    (
        read_curves,
        ("b", "a", "c", "e", "d"),
        (
            "Two curves stay near 0.25 for long. Data that are too large leave no slope at all; a "
            "tiny learning rate leaves a curve that still falls."
        ),
    ),
    (
        read_curves,
        ("B", "C", "A", "D", "E"),
        (
            "Two curves go up. A rate that is far too high jumps up in a single epoch; a wrong "
            "sign climbs step by step, towards 1."
        ),
    ),
    (
        read_curves,
        ("B", "D", "A", "E", "C"),
        (
            "A learning rate a hundred times too small needs a hundred times as long: its curve "
            "is the beginning of a good one, stretched."
        ),
    ),
    (
        read_curves,
        ("B", "C", "D", "E", "A"),
        "A wrong sign walks uphill, step by step. Which curve climbs all the way?",
    ),
    (
        train_xor,
        (trained(2, 1, data="0110", epochs=10),),
        (
            "There is no hidden layer: this is one neuron, and one line cannot separate the "
            "corners. Give it hidden neurons, such as [2, 2, 1]."
        ),
    ),
    (
        train_xor,
        (trained(2, 4, 1, data="1001"),),
        "Every corner gives the opposite of XOR. The labels are 0, 1, 1, 0.",
    ),
    (
        train_xor,
        (trained(2, 2, 1, data="0001"),),
        "This network has learned AND. The labels of XOR are 0, 1, 1, 0.",
    ),
    (
        train_xor,
        (trained(2, 2, 1, data="0111"),),
        "This network has learned OR. In XOR the corner (1, 1) has the label 0.",
    ),
    (
        train_xor,
        (trained(2, 2, 1, data="0110", epochs=10),),
        (
            "Corners that are right: 2 of 4. Train longer or with a larger rate; if the curve is "
            "flat, take another start."
        ),
    ),
    (
        few_epochs,
        (15, 197),
        (
            "right = 15 is one epoch early. Row 0 of the history is the start, so the place in "
            "the row is the epoch."
        ),
    ),
    (
        few_epochs,
        (16, 198),
        (
            "small = 198 is one epoch late. Row 0 of the history is the start, so the place in "
            "the row is the epoch."
        ),
    ),
    (
        few_epochs,
        (0, 197),
        "right = 0: at that epoch some are right, and not all. Ask for all four, with all().",
    ),
    (
        few_epochs,
        (64, 197),
        "right = 64 counts steps. An epoch is four steps, one for each person.",
    ),
    (
        few_epochs,
        (16, 804),
        ("small = 804 is how many epochs fulfil it. Asked is the first of them."),
    ),
    (
        few_epochs,
        (197, 16),
        "right = 197 is the answer to the other question. The two have changed places.",
    ),
    (
        few_epochs,
        (16, 16),
        "small = 16 is the answer to the other question. The two have changed places.",
    ),
    (
        few_epochs,
        (1000, 197),
        (
            "right = 1000 is the last epoch. Asked is the first that fulfils it: does your loop "
            "stop there, with break? Or is a column compared with a row, which [:, 0] would mend?"
        ),
    ),
    (
        few_epochs,
        (16, 1000),
        (
            "small = 1000 is the last epoch. Asked is the first that fulfils it: does your loop "
            "stop there, with break? Or is a column compared with a row, which [:, 0] would mend?"
        ),
    ),
    (
        few_epochs,
        (16, OF_PEOPLE.losses[197]),
        "small = 0.0099988 is the loss at that epoch. Asked is the epoch.",
    ),
    (
        few_epochs,
        (OF_PEOPLE.losses[16], 197),
        f"right = {OF_PEOPLE.losses[16]:.6g} is the loss at that epoch. Asked is the epoch.",
    ),
    (
        epochs_of(train(START, TABLE, OF_TABLE, epochs=9)),
        (16, 197),
        (
            "This history is not a training on the four people. Run the cell again that trained on "
            "them."
        ),
    ),
    (
        epochs_of(train(START, people.X, people.y_true, epochs=20)),
        (16, 197),
        (
            "This training does not get there: at no epoch are all four right and the loss below "
            "0.01. Take the history of this notebook, or train longer."
        ),
    ),
    (
        epochs_of(QUICK),
        (16, 197),
        (
            "right = 16 is not what comes out here. Go through the second hint with your own "
            "numbers, one step at a time."
        ),
    ),
    (few_epochs, (16, 30), "small = 30 is the first epoch with a loss below 0.1. Asked is 0.01."),
    (
        few_epochs,
        (16, 4 * 197),
        "small = 788 counts steps. An epoch is four steps, one for each person.",
    ),
    (
        few_epochs,
        (985, 197),
        ("right = 985 is how many epochs fulfil it. Asked is the first of them."),
    ),
    (
        few_epochs,
        (16, 196),
        (
            "small = 196 is one epoch early. Row 0 of the history is the start, so the place in "
            "the row is the epoch."
        ),
    ),
    (
        few_epochs,
        (17, 197),
        (
            "right = 17 is one epoch late. Row 0 of the history is the start, so the place in the "
            "row is the epoch."
        ),
    ),
    (
        own_table,
        (*ONE_MORE, ONE_WRONG),
        (
            "On the way: 4 of 5 rows right, L = 0.0794. Look at the curve. If it still falls, "
            "train longer; if it has gone flat, try another start or three hidden neurons."
        ),
    ),
    (
        own_table,
        (TABLE, OF_TABLE, train(START, TABLE, OF_TABLE, epochs=15)),
        (
            "On the way: 4 of 4 rows right, L = 0.1220. Look at the curve. If it still falls, "
            "train longer; if it has gone flat, try another start or three hidden neurons."
        ),
    ),
    (
        train_xor,
        (train(Network([3, 2, 1]), np.eye(3), [0, 1, 1], epochs=1),),
        (
            "The network has the sizes [3, 2, 1]. It needs two inputs and one output, such as "
            "[2, 2, 1]."
        ),
    ),
]

LEARNED = (
    "Your own 4 rows, every one on the right side, and L = 0.0014: a network of yours has learned "
    "a table of yours. What does it say of a row that it has not seen?"
)
RIGHT = [
    (
        own_table,
        (TABLE, OF_TABLE, trained(2, 2, 1, epochs=100)),
        LEARNED,
    ),
    (
        own_table,
        (TABLE.tolist(), OF_TABLE[:, np.newaxis], trained(2, 2, 1, epochs=100)),
        LEARNED,
    ),
    (
        own_table,
        (TABLE, [True, True, False, False], trained(2, 2, 1, epochs=100)),
        LEARNED,
    ),
    (
        read_curves,
        ("B", "C", "A", "E", "D"),
        (
            "Falling, creeping, flat at 0.25, jumped to 0.5, climbing to 1: five curves, five "
            "causes."
        ),
    ),
    (
        read_curves,
        (" b ", "c", "a", "e", "d"),
        (
            "Falling, creeping, flat at 0.25, jumped to 0.5, climbing to 1: five curves, five "
            "causes."
        ),
    ),
    (
        train_xor,
        (trained(2, 4, 1, data="0110", epochs=5000),),
        (
            "All four corners with the sizes [2, 4, 1], and L = 0.0001: hidden neurons do what no "
            "single line can."
        ),
    ),
    (
        epochs_of(QUICK),
        (2, 19),
        (
            "Being on the right side takes 2 epochs, being nearly sure takes 19. How few suffice "
            "depends on what you ask."
        ),
    ),
    (
        few_epochs,
        (16, 197),
        (
            "Being on the right side takes 16 epochs, being nearly sure takes 197. How few "
            "suffice depends on what you ask."
        ),
    ),
]
