"""Handwritten digits: the 1797 pictures of 8 by 8 pixels of `helpers.digits`."""

import numpy as np

from helpers.digits import load, one_hot
from helpers.network import Network
from helpers.training import train
from tools.bench import pytorch
from tools.bench.scikit import started
from tools.bench.table import Section, missing, row
from tools.bench.timing import side_by_side

SIZES = [64, 32, 10]
RATE, EPOCHS, BATCH = 0.5, 20, 32
TRAINED_ON = 1437  # four fifths; the accuracy is that on the other 360 pictures
TITLE = "Handwritten digits"
NOTE = """\
A network 64-32-10 with a sigmoid hidden layer, softmax and cross-entropy learns from 1437 of the \
1797 digits of `helpers.digits`: minibatches of 32, 20 epochs, learning rate 0.5, 64-bit \
floats. Same start, same rate, same batches, and the same 2410 parameters at the end; the \
accuracy is that on the other 360 digits. Each has one thread. `helpers.training` also keeps the \
parameters and the loss over all rows after every epoch."""


def data():
    """Return pictures (rows, 64) from 0 to 1 and digits (rows,), in an order drawn once."""
    pictures, digits = load()
    order = np.random.default_rng(0).permutation(len(digits))
    return pictures[order], digits[order]


def start():
    """Return the network before training, with small weights."""
    net = Network.random(SIZES, np.random.default_rng(0), output="softmax")
    return net.with_values(0.1 * net.values)


def contestants(epochs=EPOCHS):
    """Return the ways to train, each a function that prepares a run; a run returns parameters."""
    pictures, digits = (part[:TRAINED_ON] for part in data())
    classes, net = one_hot(digits), start()
    found = {
        "helpers.training": lambda: (
            lambda: train(net, pictures, classes, RATE, epochs, BATCH).parameters[-1]
        ),
        "scikit-learn": lambda: started(
            "MLPClassifier", net, pictures, digits, RATE, epochs, BATCH
        ),
    }
    if pytorch.VERSION:
        found["PyTorch"] = lambda: pytorch.training(net, pictures, classes, RATE, epochs, BATCH)
    return found


def accuracy(parameters):
    """Return which share of the digits held back a network with these parameters names right."""
    pictures, digits = (part[TRAINED_ON:] for part in data())
    shares = start().with_values(parameters).feedforward(pictures)
    return (shares.argmax(axis=1) == digits).mean()


def section(rounds):
    """Measure, and return the rows."""
    from threadpoolctl import threadpool_limits  # comes with scikit-learn

    runs = contestants()
    right = {name: accuracy(prepare()()) for name, prepare in runs.items()}
    with threadpool_limits(1):
        times = side_by_side(runs, rounds(9))

    def line(name, target):
        if name not in times:
            return missing("helpers.training", name, pytorch.NOT_INSTALLED)
        shares = f", right {right['helpers.training']:.1%} : {right[name]:.1%}"
        return row(times["helpers.training"], times[name], target, extra=shares)

    return Section(TITLE, NOTE, [line("scikit-learn", 1), line("PyTorch", None)])
