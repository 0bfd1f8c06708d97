"""A window is the rival of attention: a network that sees the last few symbols side by side."""

import numpy as np

from helpers import inputs
from helpers.symbols import NOBODY, Speaker
from helpers.words import _


class Window(Speaker):
    """At each place the last `last` symbols, that of the place among them, go through a layer.

    `Window([27, 10, 135, 27], last=8)` knows 27 symbols, has 10 numbers for each, 135 neurons and
    27 answers. X and y_true are as in `Speaker`. With the rows of E for the last symbols side by
    side in V, shape (rows, places, last · width), and zeros where there is none, it is

        R = ReLU(V W1 + b1)          Z = R U + u          y_pred = softmax(Z)

    Source: Bengio, Ducharme, Vincent, Jauvin, A neural probabilistic language model, 2003.
    """

    def __init__(self, sizes, values=None, last=8):
        numbers = inputs.sizes("sizes", sizes)
        if len(numbers) != 4:
            inputs.refuse("sizes", sizes, _("symbols, width, neurons and answers"))
        symbols, width, neurons, answers = numbers
        last = inputs.count("last", last)
        parts = {"E": (symbols, width, 0), "W1": (last * width, neurons), "U": (neurons, answers)}
        self._begin(sizes, values, parts, {"last": last})

    @classmethod
    def random(cls, sizes, rng, last=8):
        """Return one with E drawn from N(0, 1) by `rng`, W1 and U from N(0, 1/n), biases 0.

        n is how many numbers come into a neuron.
        """
        net = cls(sizes, last=last)
        inputs.generator("rng", rng)
        for name, (W, _b) in net.p.items():
            W[...] = rng.normal(0, 1 if name == "E" else len(W) ** -0.5, W.shape)
        return net

    def _forward(self, X):
        """Return Z, shape (rows, places, answers), and what the way back needs, by name."""
        kept, places, last = {}, X.shape[1], self.look["last"]
        before = [(0, 0), (last - 1, 0), (0, 0)]
        kept["E"] = self._marked(np.pad(X, before, constant_values=NOBODY))
        H = self._times(kept["E"], "E")
        kept["W1"] = V = np.concatenate([H[:, k : k + places] for k in range(last)], axis=-1)
        kept["U"] = R = np.maximum(self._times(V, "W1") + self.p["W1"][1], 0)
        return self._times(R, "U") + self.p["U"][1], kept

    def _backward(self, Z, kept, Y_true, gradient):
        """Return dL/dp for every parameter p, written into `gradient`, as `Network` does."""
        G, places, last = self.named(gradient), Z.shape[1], self.look["last"]
        dL_dR = self._layer_back("U", kept["U"], self._blame(Y_true, Z), G) * (kept["U"] > 0)
        dL_dV = self._layer_back("W1", kept["W1"], dL_dR, G)
        dL_dH = np.zeros((*kept["E"].shape[:2], self.sizes[1]))
        for k, part in enumerate(np.split(dL_dV, last, axis=-1)):
            dL_dH[:, k : k + places] += part  # a symbol is seen by several places
        self._layer_back("E", kept["E"], dL_dH, G)
        return gradient
