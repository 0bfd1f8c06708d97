"""The 2-2-1 network on the four people: 1000 epochs of single steps, done in several ways."""

from math import exp

import numpy as np

from helpers.network import Network
from helpers.people import X, y_true
from helpers.training import train
from tools.bench import lesson, pytorch
from tools.bench.scikit import started
from tools.bench.table import Section, missing, row
from tools.bench.timing import side_by_side

RATE, EPOCHS, STARTS = 0.1, 1000, 200
TITLE = "The small network, 1000 epochs of single steps"
NOTE = """\
The network 2-2-1, the four people, learning rate 0.1, order fixed: 4000 steps, in 64-bit floats. \
All but scikit-learn end with the same nine parameters. `helpers.training` also keeps the \
parameters and the loss after every epoch.

- The **scalar loop** is the code of notebook 6, taken out of its cells: nine derivatives in a \
dictionary, the sigmoid of `helpers`.
- **Written out** is the same loop without functions and dictionaries, with NumPy's scalars and \
`np.exp`.
- **Plain floats** is that loop with Python's `float` and `math.exp`. For nine numbers nothing is \
faster: an operation on an array costs about a quarter of a microsecond before it touches the \
first number, and that pays only where arrays are longer.
- **PyTorch** is an `nn.Module`, `MSELoss` and `SGD`, on the CPU, with one thread: for batches so \
small more threads are no faster.
- **scikit-learn** is `MLPRegressor` with the same sizes, start, order and batches of one. Not the \
same: its output neuron has no sigmoid, and its loss is halved, so that its rate is 0.2. It does \
about the same work and ends elsewhere.
- **One after another** trains 200 starts with 200 calls; the other row trains them in one call, \
along a leading axis.
"""


def written_out(exp, start, data, rate, epochs):
    """Return the nine parameters after training, in one loop without a function call but `exp`.

    The numbers are of the kind that come in: NumPy's scalars or Python's floats.
    """
    w1, w2, w3, w4, w5, w6, b1, b2, b3 = start
    for _ in range(epochs):
        for (x1, x2), y in data:
            h1 = 1 / (1 + exp(-(w1 * x1 + w2 * x2 + b1)))
            h2 = 1 / (1 + exp(-(w3 * x1 + w4 * x2 + b2)))
            y_pred = 1 / (1 + exp(-(w5 * h1 + w6 * h2 + b3)))
            dL_dz3 = 2 * (y_pred - y) * y_pred * (1 - y_pred)
            dL_dz1 = dL_dz3 * w5 * h1 * (1 - h1)
            dL_dz2 = dL_dz3 * w6 * h2 * (1 - h2)
            w1 -= rate * dL_dz1 * x1
            w2 -= rate * dL_dz1 * x2
            b1 -= rate * dL_dz1
            w3 -= rate * dL_dz2 * x1
            w4 -= rate * dL_dz2 * x2
            b2 -= rate * dL_dz2
            w5 -= rate * dL_dz3 * h1
            w6 -= rate * dL_dz3 * h2
            b3 -= rate * dL_dz3
    return [w1, w2, w3, w4, w5, w6, b1, b2, b3]


def contestants(start, epochs):
    """Return the ways to train, each a function that prepares a run of so many epochs.

    A run returns the nine parameters.
    """
    numpys, floats = (X, y_true), (X.tolist(), y_true.tolist())
    numpys, floats = (list(zip(*data, strict=True)) for data in (numpys, floats))
    found = {
        "helpers.training": lambda: lambda: train(start, X, y_true, RATE, epochs).parameters[-1],
        "scalar loop": lambda: lesson.training(start, RATE, epochs),
        "written out": lambda: (
            lambda: written_out(np.exp, list(start.values), numpys, RATE, epochs)
        ),
        "plain floats": lambda: (
            lambda: written_out(exp, start.values.tolist(), floats, RATE, epochs)
        ),
        "scikit-learn": lambda: started("MLPRegressor", start, X, y_true, 2 * RATE, epochs, 1),
    }
    if pytorch.VERSION:
        found["PyTorch"] = lambda: pytorch.training(start, X, y_true[:, None], RATE, epochs, 1)
    return found


def section(rounds):
    """Measure, and return the rows."""
    start = Network.random([2, 2, 1], np.random.default_rng(1))
    times = side_by_side(contestants(start, EPOCHS), rounds(7))
    ours = times["helpers.training"]
    rows = [
        row(ours, times["scalar loop"], target=1),
        row(ours, times["written out"]),
        row(ours, times["plain floats"]),
        row(ours, times["PyTorch"], target=0.1)
        if pytorch.VERSION
        else missing(ours.name, "PyTorch", pytorch.NOT_INSTALLED),
        row(ours, times["scikit-learn"]),
    ]
    starts = Network.random([2, 2, 1], np.random.default_rng(0), networks=STARTS)
    each = [Network([2, 2, 1], values) for values in starts.values]
    many = {
        "200 starts at once": lambda: lambda: train(starts, X, y_true, RATE, EPOCHS),
        "one after another": lambda: lambda: [train(net, X, y_true, RATE, EPOCHS) for net in each],
        "one training": lambda: lambda: train(each[0], X, y_true, RATE, EPOCHS),
    }
    times = side_by_side(many, rounds(3), warm_up=False)
    together = times["200 starts at once"]
    rows += [
        row(together, times["one after another"]),
        row(together, times["one training"], target=10),
    ]
    return Section(TITLE, NOTE, rows)
