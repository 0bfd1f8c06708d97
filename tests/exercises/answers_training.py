"""Answers to the exercises of notebook 6, wrong and right, and what their checks say."""

import functools

import numpy as np

from helpers import people
from helpers.exercises import few_epochs, own_table, read_curves, train_xor
from helpers.network import Network
from helpers.training import train

CORNERS, XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
TABLE = np.array([[9.0, 1], [8, 2], [-8, -1], [-9, -2]])
OF_TABLE = np.array([1, 1, 0, 0])


@functools.cache
def trained(*sizes, data="table", epochs=5000):
    """Return the history of a training on the little table, or on corners with these labels."""
    X, y = (TABLE, OF_TABLE) if data == "table" else (CORNERS, list(map(int, data)))
    return train(Network.random(sizes, np.random.default_rng(0)), X, y, 1, epochs)


def uphill(net, X, y_true):
    wrong = net.gradient(X, y_true)
    wrong.values *= -1
    return wrong


START = Network.random([2, 2, 1], np.random.default_rng(1))
THREE = Network([2, 2, 1], np.zeros((3, 9)))
ONE_MORE = np.vstack([TABLE, [0.5, 0]]), np.array([1, 1, 0, 0, 0])
ONE_WRONG = train(trained(2, 2, 1, epochs=100).network(), *ONE_MORE, 1e-9, 1)
SATURATED = train(START, TABLE + 1000, OF_TABLE, epochs=100)
RISEN = train(START, TABLE, OF_TABLE, gradient=uphill, epochs=30)


MISTAKES = [
    (
        own_table,
        ("table", OF_TABLE, trained(2, 2, 1, epochs=100)),
        "X was 'table'; expected numbers.",
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
        (
            "On this X and y the network's loss is 0.0018, and the training ended with 0.0014: it "
            "was trained on other numbers. Did you shift X after training, or before?"
        ),
    ),
    (
        own_table,
        (TABLE + 1000, OF_TABLE, SATURATED),
        (
            "The network says 0.49 to every row. Its hidden neurons are likely saturated: shift "
            "each column so that a middling row is 0, then train again."
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
        "right = 0: at that epoch some are right. Ask for all four: all(axis=1).",
    ),
    (
        few_epochs,
        (64, 197),
        "right = 64 counts steps. An epoch is four steps, one for each person.",
    ),
    (
        few_epochs,
        (16, 804),
        (
            "small = 804 is how many epochs fulfil it. Asked is the first of them: argmax() finds "
            "the first True."
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
        (
            "right = 985 is how many epochs fulfil it. Asked is the first of them: argmax() finds "
            "the first True."
        ),
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

RIGHT = [
    (
        own_table,
        (TABLE, OF_TABLE, trained(2, 2, 1, epochs=100)),
        (
            "Your own 4 rows, every one on the right side, and L = 0.0014: a network of yours has "
            "learned a table of yours."
        ),
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
        (trained(2, 4, 1, data="0110"),),
        (
            "All four corners with the sizes [2, 4, 1], and L = 0.0001: hidden neurons do what no "
            "single line can."
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
