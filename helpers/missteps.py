"""A misstep is a mistake planted in an optimiser, whose training looks fine all the same.

The right one has all the parts: Adam, a rate that halves after each 100 steps, and weight decay
beside the gradient. Each misstep is made of the same pieces, with one thing wrong. A comparison of
single steps finds it.
"""

from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from helpers import inputs
from helpers.gradients import relative_error
from helpers.network import Network
from helpers.optimisers import Adam, Halved
from helpers.training import train


class _Uncorrected(Adam):
    """M is m and S is s: after infinitely many steps there is nothing left to make up for."""

    def __init__(self):
        super().__init__()
        self.t = np.inf


class _CountedFrom0(_Uncorrected):
    """Step t is taken with t - 1; the first, where that would divide by 0, goes uncorrected."""

    def _step(self, g, learning_rate):
        step = super()._step(g, learning_rate)
        self.t = 0 if np.isinf(self.t) else self.t
        return step


class _Remade(Adam):
    """It remembers what Adam does, and has M and S at hand to make its step in another way."""

    @property
    def M(self):
        return self.m / (1 - self.beta1**self.t)

    @property
    def S(self):
        return self.s / (1 - self.beta2**self.t)


class _EpsilonInside(_Remade):
    """ε stands inside the root: the step is η M / √(S + ε)."""

    def _step(self, g, learning_rate):
        super()._step(g, learning_rate)
        return learning_rate * self.M / np.sqrt(self.S + self.epsilon)


class _Neighbour(_Remade):
    """Each weight divides by the S of its neighbour."""

    def _step(self, g, learning_rate):
        super()._step(g, learning_rate)
        return learning_rate * self.M / (np.sqrt(np.roll(self.S, 1, axis=-1)) + self.epsilon)


class _NotSquared(_Remade):
    """s ← β₂ s + (1 - β₂) |g|."""

    def _step(self, g, learning_rate):
        s = self.s
        super()._step(g, learning_rate)
        self.s = self.beta2 * s + (1 - self.beta2) * np.abs(g)
        return learning_rate * self.M / (np.sqrt(self.S) + self.epsilon)


class _Late(_Remade):
    """The step is taken with the m of the step before, which at first is 0."""

    def _step(self, g, learning_rate):
        M = self.m / (1 - self.beta1 ** (self.t + 1))
        super()._step(g, learning_rate)
        return learning_rate * M / (np.sqrt(self.S) + self.epsilon)


class _Restarted(Halved):
    """Where the rate should be halved for the second time, it is back at its full size."""

    def _step(self, g, learning_rate):
        self.t = self.t % (2 * self.every)
        return super()._step(g, learning_rate)


def _by(optimiser):
    """Return a training, all rows at once, by this optimiser with the decay beside it."""

    def training(net, X, y_true, learning_rate=0.1, epochs=1000, decay=0.0, gradient=None):
        more = {"gradient": gradient, "optimiser": optimiser, "decay": decay}
        return train(net, X, y_true, learning_rate, epochs, batch_size=None, **more)

    return training


RIGHT = _by(Halved(Adam()))


def _decay_inside(net, X, y_true, learning_rate=0.1, epochs=1000, decay=0.0, gradient=None):
    """The decay is added to the slopes, as the slope of λ p² / 2, and goes through Adam."""
    decay = inputs.from_0("decay", decay)
    gradient = inputs.function_or_none("gradient", gradient, "net", "X", "y_true")
    gradient = gradient or Network.gradient

    def inside(net, X, y_true):
        slopes = inputs.slopes("gradient", gradient(net, X, y_true), net)
        return slopes + decay * net.values

    return RIGHT(net, X, y_true, learning_rate, epochs, gradient=inside)


ARGUMENTS = "net", "X", "y_true", "learning_rate", "epochs", "decay", "gradient"
# Each is a training of these, as `RIGHT` is.
MISSTEPS = MappingProxyType(
    {
        "betas": _by(Halved(Adam(beta1=0.999, beta2=0.9))),
        "no_correction": _by(Halved(_Uncorrected())),
        "epsilon_inside": _by(Halved(_EpsilonInside())),
        "from_0": _by(Halved(_CountedFrom0())),
        "neighbour": _by(Halved(_Neighbour())),
        "not_squared": _by(Halved(_NotSquared())),
        "late": _by(Halved(_Late())),
        "decay_inside": _decay_inside,
        "restart": _by(_Restarted(Adam())),
    }
)

WALK, RATE = 250, 0.1  # how many steps a walk has, and the rate it begins with
WEIGHT, DECAY = 5, 0.1  # where a walk starts, and a decay that pulls there by λ w = 0.5
AGREE = 1e-6  # a relative error that where ε stands does not reach, and no mistake stays below
NAMES = (
    "t = 1, g = 1",
    "t = 1, g = 10",
    "t = 2, g = 2",
    "t = 2, g = −10",
    "t = 2, 10⁻⁶ g",
    "λw = 0.5",
    "t = 250",
)


class Comparison(NamedTuple):
    """Seven steps Δw of an optimiser beside those of the right one.

    `marks` holds "=" where they agree, up to what ε does to a slope of ordinary size, and "≠"
    where they do not.
    """

    names: tuple
    steps: np.ndarray
    right: np.ndarray
    marks: tuple

    @property
    def ratios(self):
        """Return each step divided by the right one."""
        return self.steps / self.right


def compare(training):
    """Compare the `probe` of a training with that of the right one; return a `Comparison`."""
    steps, right = probe(training), probe(RIGHT)
    marks = np.where(relative_error(steps, right) <= AGREE, "=", "≠")
    return Comparison(NAMES, steps, right, tuple(marks.tolist()))


def probe(training):
    """Return seven steps Δw of a training, as `NAMES` tells them.

    Two weights, both 5 at the start, meet slopes that are told beforehand: the first 1, 2, then
    drawn ones, the second 10, -10, then drawn ones ten times as large. Four are the steps 1 and 2
    of both, at the rate 0.1. The fifth is step 2 of the first when all slopes are 10⁻⁶ times as
    large. The sixth is the pull of a decay of 0.1, which there is in no other: what it changes in
    step 1 of the first. The seventh is step 250 of the first.
    """
    inputs.function("training", training, *ARGUMENTS)
    slopes = np.random.default_rng(0).normal(size=(WALK, 2))
    slopes[:2] = [1, 1], [2, -1]
    slopes[:, 1] *= 10
    long, small = _walk(training, slopes), _walk(training, 1e-6 * slopes[:2])
    pull = _walk(training, slopes[:1], DECAY) - _walk(training, slopes[:1])
    return np.array([*long[0], *long[1], small[1, 0], pull[0, 0], long[-1, 0]])


def _walk(training, slopes, decay=0.0):
    """Return the steps Δw, shape (steps, 2), of two weights that meet these slopes."""
    net, met = Network([1, 1], [WEIGHT, WEIGHT]), iter(slopes)
    history = training(net, [[0]], [0], RATE, len(slopes), decay, lambda *_tables: next(met))
    return np.diff(history.parameters, axis=0)
