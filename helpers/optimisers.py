"""Optimisers turn slopes into steps, and remember what they have seen.

`train(…, optimiser=Adam())` asks one for each step: it is handed the slopes g and the learning
rate η, and returns what is to be subtracted from the parameters. Of several networks at once each
number has a memory of its own. The memory of a new optimiser is empty.
"""

import numpy as np

from helpers import inputs

EPSILON = 1e-8  # keeps a division from being one by 0


class Optimiser:
    """What all have in common: slopes and a rate come in checked, and one step goes out."""

    def __call__(self, slopes, learning_rate):
        """Return the step for these slopes g, an array of any shape, at the learning rate η."""
        g = inputs.finite("slopes", slopes)
        return self._step(g, inputs.above_0("learning_rate", learning_rate))

    @property
    def bare(self):
        """Return the step without its check, as `inputs.unchecked` asks for it."""
        return self._step

    def _rate(self, learning_rate):
        """Return the rate of the last step, by which a weight decay goes too."""
        return learning_rate


class Plain(Optimiser):
    """Gradient descent as it is: the step is η g."""

    def _step(self, g, learning_rate):
        return learning_rate * g


class Momentum(Optimiser):
    """A ball that rolls: its speed v ← β v + g, and the step is η v.

    Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964.
    """

    def __init__(self, beta=0.9):
        self.beta, self.v = inputs.share("beta", beta), 0.0

    def _step(self, g, learning_rate):
        self.v = self.beta * self.v + g
        return learning_rate * self.v


class AdaGrad(Optimiser):
    """A rate for each weight: s ← s + g², and the step is η g / (√s + ε).

    Source: Duchi, Hazan, Singer, Adaptive subgradient methods, 2011.
    """

    def __init__(self, epsilon=EPSILON):
        self.epsilon, self.s = inputs.above_0("epsilon", epsilon), 0.0

    def _step(self, g, learning_rate):
        self.s = self.s + g**2
        return learning_rate * g / (np.sqrt(self.s) + self.epsilon)


class RMSProp(Optimiser):
    """The same with a memory that fades: s ← β s + (1 - β) g², and the step is η g / (√s + ε).

    Source: Tieleman, Hinton, Lecture 6.5 of Neural networks for machine learning, 2012.
    """

    def __init__(self, beta=0.9, epsilon=EPSILON):
        self.beta, self.epsilon = inputs.share("beta", beta), inputs.above_0("epsilon", epsilon)
        self.s = 0.0

    def _step(self, g, learning_rate):
        self.s = self.beta * self.s + (1 - self.beta) * g**2
        return learning_rate * g / (np.sqrt(self.s) + self.epsilon)


class Adam(Optimiser):
    """Momentum and a rate for each weight: with the number t of the step, counted from 1,

        m ← β₁ m + (1 - β₁) g         s ← β₂ s + (1 - β₂) g²
        the step is η M / (√S + ε), where M = m / (1 - β₁ᵗ) and S = s / (1 - β₂ᵗ)

    m and s begin at 0 and are too small at first; M and S make up for that, so that M = g and
    S = g² at the first step.

    Source: Kingma, Ba, Adam: a method for stochastic optimization, 2015.
    """

    def __init__(self, beta1=0.9, beta2=0.999, epsilon=EPSILON):
        self.beta1, self.beta2 = inputs.share("beta1", beta1), inputs.share("beta2", beta2)
        self.epsilon, self.m, self.s, self.t = inputs.above_0("epsilon", epsilon), 0.0, 0.0, 0

    def _step(self, g, learning_rate):
        self.t = self.t + 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.s = self.beta2 * self.s + (1 - self.beta2) * g**2
        M, S = self.m / (1 - self.beta1**self.t), self.s / (1 - self.beta2**self.t)
        return learning_rate * M / (np.sqrt(S) + self.epsilon)


class Schedule(Optimiser):
    """Another optimiser steps, None for `Plain()`, with a share of the rate η.

    A subclass tells in `_share` which share it is at step `t`, counted from 1.
    """

    def __init__(self, optimiser=None):
        inputs.function_or_none("optimiser", optimiser, "slopes", "learning_rate")
        self.optimiser, self.t = Plain() if optimiser is None else optimiser, 0

    def _step(self, g, learning_rate):
        self.t = self.t + 1
        return inputs.unchecked(self.optimiser)(g, learning_rate * self._share())

    def _rate(self, learning_rate):
        rate = learning_rate * self._share()
        return self.optimiser._rate(rate) if isinstance(self.optimiser, Optimiser) else rate


class Halved(Schedule):
    """A schedule with a rate that halves after each `every` steps: at step t it is

    η / 2ᵏ        where k = (t - 1) // every
    """

    def __init__(self, optimiser=None, every=100):
        super().__init__(optimiser)
        self.every = inputs.count("every", every)

    def _share(self):
        return 0.5 ** ((self.t - 1) // self.every)


class Falling(Schedule):
    """A schedule with a rate that falls evenly to 0: at step t of `steps` it is

        η (1 - (t - 1) / steps)

    and after the last one it stays 0.
    """

    def __init__(self, steps, optimiser=None):
        super().__init__(optimiser)
        self.steps = inputs.count("steps", steps)

    def _share(self):
        return max(0.0, 1 - (self.t - 1) / self.steps)


OPTIMISERS = {"plain": Plain, "momentum": Momentum}
OPTIMISERS |= {kind.__name__: kind for kind in (AdaGrad, RMSProp, Adam)}
KEYS = {name.lower(): name for name in OPTIMISERS}  # as arguments call them
