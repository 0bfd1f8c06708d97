"""A run is points, a network and its training, all told by a few words and numbers.

`Run(data="ring", layers=[3])` draws points and a network, and `to(200)` trains it up to epoch 200,
from where it is. The same words and numbers give the same points and the same start on every
computer, and on one computer the same run; where a training leaps, another may come out elsewhere.
"""

from copy import deepcopy

import numpy as np

from helpers import depth, inputs
from helpers.gradients import gradient_check
from helpers.network import Network
from helpers.optimisers import KEYS, OPTIMISERS
from helpers.points import SHAPES, split
from helpers.training import Diverged, train
from helpers.words import _

MOST_POINTS, MOST_LAYERS, MOST_NEURONS = 2000, 4, 32
MOST_GAIN = 100  # beyond it numbers might run off before the first step
TOLERANCE = 1e-3  # of a slope: a mistake makes a larger difference, and a small loss rounds
BENT, NEAR = ("relu", "leaky_relu"), 1e-3  # functions with a kink at 0, and what is too near to it
LARGE = 5.0  # squares and products are divided by it, so that all inputs are of one size
FURTHER = {  # inputs besides x1 and x2: their names, and what they are
    "squares": (("x1²/5", "x2²/5"), lambda X: X**2 / LARGE),
    "product": (("x1x2/5",), lambda X: X[:, :1] * X[:, 1:] / LARGE),
    "sines": (("sin x1", "sin x2"), np.sin),
}


class Run:
    """Points, a network 2-…-1 of one kind, and its training so far.

    - `data`, one of `SHAPES`, `n` points with this `noise`, drawn by `points_seed`, of which a
      share `test` is put aside before anything else; `own` are further training points, a list
      of (x1, x2, label);
    - `further` inputs of the network besides x1 and x2: some of `FURTHER`;
    - `layers`, the neurons of each hidden layer, with `hidden` as their activation. Weights are
      drawn from N(0, 1) by `seed` and multiplied by `gain` / √n, with n the inputs of their
      neuron; biases begin at 0. The output is a sigmoid, the loss the mean squared error;
    - `optimiser`, one of `KEYS`, `learning_rate`, `batch_size`, and the weight `decay`. Each
      epoch has an order of its own, drawn by the same generator as the weights.

    X, y_true are the training rows, X_test, y_test the others, all with x1 and x2 alone.
    """

    def __init__(
        self,
        data="spirals",
        n=500,
        noise=0.1,
        points_seed=0,
        test=0.5,
        further=(),
        layers=(8, 8),
        hidden="relu",
        optimiser="adam",
        learning_rate=0.01,
        batch_size=10,
        decay=0.0,
        gain=1.4,
        seed=0,
        own=(),
    ):
        inputs.one_of("data", data, SHAPES)
        self.further = [name for name in FURTHER if name in _names(further)]
        rng = _generator("points_seed", points_seed)
        made = SHAPES[data](rng, inputs.whole("n", n, 2, MOST_POINTS), noise)
        X, y_true, self.X_test, self.y_test = split(rng, *made, inputs.share("test", test))
        added = inputs.table("own", own, 3) if len(own) else np.empty((0, 3))
        self.X = np.concatenate([X, added[:, :2]])
        labels = inputs.labels("own", added[:, 2]) if len(own) else []
        self.y_true = np.concatenate([y_true, labels])

        self.rng = _generator("seed", seed)
        sizes = [2 + sum(len(FURTHER[name][0]) for name in self.further), *_layers(layers), 1]
        start = Network.random(sizes, self.rng, hidden=hidden)
        self.start = depth.sized(start, inputs.within("gain", gain, 0, MOST_GAIN))
        self.optimiser = OPTIMISERS[KEYS[inputs.one_of("optimiser", optimiser, KEYS)]]()
        self.learning_rate = inputs.above_0("learning_rate", learning_rate)
        self.batch_size = min(inputs.count("batch_size", batch_size), len(self.X))
        self.decay = inputs.from_0("decay", decay)
        self.parameters = self.start.values[np.newaxis].copy()  # a row an epoch, as the losses
        self.losses, self.test_losses = (self._losses(*rows) for rows in self._parts())
        self.diverged = None  # or the error that says when a parameter ran off

    @property
    def epoch(self):
        """Return the number of epochs so far."""
        return len(self.losses) - 1

    def inputs_of(self, X):
        """Return what enters the network for points X, shape (rows, 2): x1, x2, and the further."""
        X = inputs.table("X", X, 2)
        return np.concatenate([X, *(FURTHER[name][1](X) for name in self.further)], axis=1)

    def input_names(self):
        """Return the names of the inputs."""
        return ["x1", "x2", *(name for key in self.further for name in FURTHER[key][0])]

    def network(self, epoch=-1):
        """Return the network as it was after `epoch`; -1 is the last so far."""
        epoch = inputs.whole("epoch", epoch, -1, self.epoch)
        return self.start.with_values(self.parameters[epoch])

    def feedforward(self, X, epoch=-1):
        """Return the output for each point of X, shape (rows, 2), after `epoch`."""
        return self.network(epoch).feedforward(self.inputs_of(X))[:, 0]

    def to(self, epoch):
        """Train up to `epoch` where that has not been done, and return the epoch reached.

        Where a parameter runs off on the way, that is the last epoch at which all were finite.
        """
        inputs.whole("epoch", epoch, 0, 10**6)
        if self.epoch < epoch and self.diverged is None:
            before = deepcopy((self.optimiser, self.rng))
            try:
                self._train(epoch - self.epoch)
            except Diverged as error:
                self.optimiser, self.rng = before
                if error.epoch > 1:
                    self._train(error.epoch - 1)
                self.diverged = Diverged(self.epoch + 1, self.learning_rate)
        return min(epoch, self.epoch)

    def _train(self, epochs):
        """Train for so many epochs more."""
        step = inputs.unchecked(self.optimiser)
        history = train(
            self.network(),
            self.inputs_of(self.X),
            self.y_true,
            self.learning_rate,
            epochs,
            self.batch_size,
            "shuffled",
            self.rng,
            # `train` copies an optimiser, but a function only by its name: so the memory stays.
            optimiser=lambda slopes, learning_rate: step(slopes, learning_rate),
            decay=self.decay,
        )
        first = len(self.parameters)
        self.parameters = np.concatenate([self.parameters, history.parameters[1:]])
        self.losses = np.concatenate([self.losses, history.losses[1:]])
        tested = self._losses(*self._parts()[1], first)
        self.test_losses = np.concatenate([self.test_losses, tested])

    def _parts(self):
        """Return the training rows and the test rows."""
        return (self.X, self.y_true), (self.X_test, self.y_test)

    def _losses(self, X, y_true, first=0):
        """Return the loss over these rows after each epoch from `first` on; NaN without rows."""
        if not len(X):
            return np.full(len(self.parameters) - first, np.nan)
        return self.start.with_values(self.parameters[first:]).loss(self.inputs_of(X), y_true)

    def check(self, epoch=-1):
        """Compare every derivative after `epoch` with a difference; return a `GradientCheck`.

        With it comes how many training rows it is over. A row in which a hidden sum is near the
        kink of its function is left out: there is no slope, and a difference takes the mean of both
        sides.
        """
        net, X = self.network(epoch), self.inputs_of(self.X)
        smooth = np.ones(len(X), dtype=bool)
        if net.hidden in BENT:
            for Z in net.forward(X)[0][:-1]:
                smooth &= (np.abs(Z) > NEAR).all(axis=1)
        if not smooth.any():  # as where a decay has pulled all weights to 0
            smooth[:] = True
        found = gradient_check(net, X[smooth], self.y_true[smooth], tolerance=TOLERANCE)
        return found, int(smooth.sum())

    def confusion(self, part="test", epoch=-1):
        """Return how many rows of label 0 and 1 are answered 0 and 1, as a table [label, answer].

        `part` is "training" or "test". The answer is 1 where the output is above 0.5.
        """
        X, y_true = self._parts()[inputs.one_of("part", part, ("training", "test")) == "test"]
        found = np.zeros((2, 2), dtype=int)
        if len(X):
            answers = self.feedforward(X, epoch) > 0.5
            np.add.at(found, (y_true.astype(int), answers.astype(int)), 1)
        return found

    def accuracy(self, part="test", epoch=-1):
        """Return the share of rows of this part that are answered rightly; NaN without rows."""
        found = self.confusion(part, epoch)
        return float(np.trace(found) / found.sum()) if found.sum() else float("nan")


def _names(further):
    """Return the names of further inputs as a list, each of them known."""
    if not isinstance(further, list | tuple):
        expected = _("a list of names, such as {names}").format(names=list(FURTHER))
        inputs.refuse("further", further, expected)
    return [inputs.one_of("further", name, FURTHER) for name in further]


def _layers(layers):
    """Return the neurons of each hidden layer as a list."""
    if not isinstance(layers, list | tuple) or len(layers) > MOST_LAYERS:
        expected = _("a list of at most {most} whole numbers, such as [8, 8]")
        inputs.refuse("layers", layers, expected.format(most=MOST_LAYERS))
    return [inputs.whole("layers", size, 1, MOST_NEURONS) for size in layers]


def _generator(name, seed):
    """Return a generator that begins at a seed, a whole number from 0 up."""
    return np.random.default_rng(inputs.whole(name, seed, 0, 10**6))
