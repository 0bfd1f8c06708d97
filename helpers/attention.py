"""Attention looks up: each place asks all places before it, and mixes what they have to say.

A `Transformer` is a block around it, with every part of the lesson, each of which can be left out.
The letters are those of notebook 14.
"""

import numpy as np

from helpers import inputs
from helpers.symbols import SHARES, Speaker
from helpers.words import _

SPREAD = 0.08  # of the numbers with which all matrices begin
TINY = 1e-5  # keeps the norm of a row from a division by 0
KIND = ("places", "heads", "mask", "residual", "without")


def _tables(**tables):
    """Return tables as finite numbers of one shape, (…, places, d)."""
    found = []
    for name, value in tables.items():
        array = inputs.finite(name, value)
        if array.ndim < 2:
            inputs.refuse(name, array, _("a table of shape (places, d), or more of them"))
        found.append(inputs.of_shape(name, array, found[0].shape) if found else array)
    return found


def _look(seen, Q):
    """Return `seen` as True and False, with at least one True a row, for queries Q."""
    array, places = np.asarray(seen), Q.shape[-2]
    fits = array.shape[-2:] == (places, places) and array.ndim <= Q.ndim
    if array.dtype != bool or not fits or not array.any(axis=-1).all():
        expected = _("True or False for each of {places} places and each that it may look at, with "
                     "a True in each row")  # fmt: skip
        inputs.refuse("seen", array, expected.format(places=places))
    return array


def _asked(seen, **tables):
    """Return the tables, of which the first holds queries, and who may look at whom."""
    found = _tables(**tables)
    return *found, _look(seen, found[0])


def _on_the_way_back(Q, K, V, seen, dL_dO):
    """Return the arguments of `attend_back` as numbers."""
    Q, K, V, dL_dO, seen = _asked(seen, Q=Q, K=K, V=V, dL_dO=dL_dO)
    return Q, K, V, seen, dL_dO


def _pair_of_rows(**tables):
    """Return two arrays of rows of numbers, of one shape."""
    (first, one), (second, other) = tables.items()
    one = inputs.rows(first, one)
    return [one, inputs.of_shape(second, inputs.finite(second, other), one.shape)]


# ---------------------------------------------------------------- attention and norm


@inputs.checked(lambda Q, K, seen: _asked(seen, Q=Q, K=K))
def weights(Q, K, seen):
    """Return A, the shares with which each place looks at each, shape (…, places, places).

        S = Q Kᵀ / √d          A = softmax of each row of S

    Q and K, shape (…, places, d), hold a query and a key a row. `seen`, shape (places, places) or
    more of them, tells of each place which places it may look at; the others get the share 0.
    """
    S = Q @ K.mT / np.sqrt(Q.shape[-1])
    return SHARES(np.where(seen, S, -np.inf))


@inputs.checked(lambda Q, K, V, seen: _asked(seen, Q=Q, K=K, V=V))
def attend(Q, K, V, seen):
    """Return A, the `weights`, and O = A V, the values mixed by them, shape (…, places, d)."""
    A = inputs.unchecked(weights)(Q, K, seen)
    return A, A @ V


@inputs.checked(lambda A, dL_dA: _pair_of_rows(A=A, dL_dA=dL_dA))
def scores_back(A, dL_dA):
    """Return dL/dS of scores S whose softmax is A, row by row, shape (…, places).

        dL/dS = A (dL/dA - the sum of A dL/dA)

    Each row of it sums to 0, because a softmax can only shift shares from one place to another.
    """
    return A * (dL_dA - (A * dL_dA).sum(axis=-1, keepdims=True))


@inputs.checked(_on_the_way_back)
def attend_back(Q, K, V, seen, dL_dO):
    """Return dL/dQ, dL/dK and dL/dV of what `attend` has mixed to O."""
    return _attend_back(Q, K, V, inputs.unchecked(weights)(Q, K, seen), dL_dO)


def _attend_back(Q, K, V, A, dL_dO):
    """Return the same where the weights A are known already."""
    dL_dS = inputs.unchecked(scores_back)(A, dL_dO @ V.mT) / np.sqrt(Q.shape[-1])
    return dL_dS @ K, dL_dS.mT @ Q, A.mT @ dL_dO


@inputs.checked(lambda X: [inputs.rows("X", X)])
def normed(X):
    """Return X, shape (…, width), with rows of mean 0 and size 1, and what they were divided by."""
    from_mean = X - X.mean(axis=-1, keepdims=True)
    size = np.sqrt((from_mean**2).mean(axis=-1, keepdims=True) + TINY)
    return from_mean / size, size


@inputs.checked(lambda X, dL_dN: _pair_of_rows(X=X, dL_dN=dL_dN))
def normed_back(X, dL_dN):
    """Return dL/dX: dL/dN without its mean and without its part along N, divided by the size."""
    return _normed_back(*inputs.unchecked(normed)(X), dL_dN)


def _normed_back(N, size, dL_dN):
    """Return the same where N and the size are known already."""
    along = (N * dL_dN).mean(axis=-1, keepdims=True)
    return (dL_dN - dL_dN.mean(axis=-1, keepdims=True) - N * along) / size


# ---------------------------------------------------------------- the block


class Transformer(Speaker):
    """Symbols become rows of numbers, look each other up, and say what comes next.

    `Transformer([27, 32, 27])` knows 27 symbols, has 32 numbers for each, and gives 27 answers. X
    and y_true are as in `Speaker`. With H of shape (rows, places, width):

        H = E[X] + P                        what each symbol is, and where it stands
        H ← H + O Wo                        O is the attention of Q, K, V = M Wq, M Wk, M Wv
        H ← H + ReLU(M W1 + b1) W2 + b2
        Z = M U + u                         and y_pred = softmax(Z), a share for each answer

    where M is H each time with rows of mean 0 and size 1 (`normed`), times a gain, plus a shift.

    `places` tells how many a row may have, each with a row of P; None leaves P out, and then there
    may be any number. A place looks at itself and those before it, with `mask=False` at all. Each
    of the `heads` has its part of the width. `residual=False` leaves out "H +", and `without` any
    of "norm" and "neurons" the norms, and the line with the ReLU.
    """

    def __init__(
        self, sizes, values=None, places=None, heads=1, mask=True, residual=True, without=()
    ):
        symbols, width, answers = _three(sizes)
        heads = inputs.count("heads", heads, most=width)
        if width % heads:
            inputs.refuse("heads", heads, _("a number that divides {width}").format(width=width))
        for part in without:
            inputs.one_of("without", part, ("norm", "neurons"))
        look = {"places": places, "heads": heads, "mask": inputs.yes_or_no("mask", mask)}
        look |= {"residual": inputs.yes_or_no("residual", residual), "without": tuple(without)}
        square, norm, neurons = (width, width, 0), "norm" not in without, "neurons" not in without
        parts = {"E": (symbols, width, 0)}
        if places is not None:
            parts["P"] = (inputs.count("places", places), width, 0)
        parts |= {"norm1": (1, width)} if norm else {}
        parts |= dict.fromkeys(("Wq", "Wk", "Wv", "Wo"), square)
        parts |= {"norm2": (1, width)} if norm and neurons else {}
        parts |= {"W1": (width, 4 * width), "W2": (4 * width, width)} if neurons else {}
        parts |= {"norm3": (1, width)} if norm else {}
        parts["U"] = (width, answers)
        self._begin(sizes, values, parts, look)

    @classmethod
    def random(cls, sizes, rng, **kind):
        """Return one with all matrices drawn from N(0, 0.08²) by `rng`, gains 1 and the rest 0.

        `kind` is `places`, `heads` and so on.
        """
        for name in kind:
            inputs.one_of("name", name, KIND)
        net = cls(sizes, **kind)
        inputs.generator("rng", rng)
        for name, (W, _b) in net.p.items():
            W[...] = 1.0 if "norm" in name else rng.normal(0, SPREAD, W.shape)
        return net

    _attend, _attend_back = staticmethod(inputs.unchecked(attend)), staticmethod(_attend_back)

    def looks(self, X):
        """Return A of X, who looks at whom, shape (rows, heads, places, places)."""
        return self._forward(self._rows(X))[1]["A"]

    def _forward(self, X):
        """Return Z, shape (rows, places, answers), and what the way back needs, by name."""
        p, residual, kept = self.p, self.look["residual"], {}
        kept["E"] = X = self._marked(X)
        H = self._times(X, "E")
        if "P" in p:
            H = H + p["P"][0][: H.shape[1]]
        M = self._norm("norm1", H, kept)
        Q, K, V = (self._split(self._times(M, name)) for name in ("Wq", "Wk", "Wv"))
        A, mixed = self._attend(Q, K, V, self._seen(X.any(axis=-1)))
        kept |= {"Q": Q, "K": K, "V": V, "A": A, "Wo": _merged(mixed)}
        H = residual * H + self._times(kept["Wo"], "Wo")
        if "W1" in p:
            M = self._norm("norm2", H, kept)
            kept["W2"] = R = np.maximum(self._times(M, "W1") + p["W1"][1], 0)
            H = residual * H + self._times(R, "W2") + p["W2"][1]
        return self._times(self._norm("norm3", H, kept), "U") + p["U"][1], kept

    def _backward(self, Z, kept, Y_true, gradient):
        """Return dL/dp for every parameter p, written into `gradient`, as `Network` does."""
        residual, G = self.look["residual"], self.named(gradient)
        dL_dM = self._layer_back("U", kept["norm3"], self._blame(Y_true, Z), G)
        dL_dH = self._norm_back("norm3", dL_dM, kept, G)
        if "W1" in self.p:
            R = kept["W2"]
            dL_dR = self._layer_back("W2", R, dL_dH, G) * (R > 0)
            dL_dM = self._layer_back("W1", kept["norm2"], dL_dR, G)
            dL_dH = residual * dL_dH + self._norm_back("norm2", dL_dM, kept, G)
        dL_dO = self._split(self._layer_back("Wo", kept["Wo"], dL_dH, G))
        back = self._attend_back(*(kept[name] for name in "QKVA"), dL_dO)
        # Each row was a query, a key and a value: where paths join, slopes add up.
        dL_dM = sum(
            self._layer_back(name, kept["norm1"], _merged(dL_dQ), G)
            for name, dL_dQ in zip(("Wq", "Wk", "Wv"), back, strict=True)
        )
        dL_dH = residual * dL_dH + self._norm_back("norm1", dL_dM, kept, G)
        if "P" in self.p:
            G["P"][0][...] = 0.0
            G["P"][0][: dL_dH.shape[1]] = dL_dH.sum(axis=0)
        self._layer_back("E", kept["E"], dL_dH, G)
        return gradient

    def _norm(self, name, H, kept):
        """Return M of H, and keep it by the name of its norm."""
        if name in self.p:
            kept[name, "rows"] = inputs.unchecked(normed)(H)
            gain, shift = self.p[name]
            H = gain * kept[name, "rows"][0] + shift
        kept[name] = H
        return H

    def _norm_back(self, name, dL_dM, kept, G):
        """Write the slopes of a gain and a shift, and return dL/dH."""
        if name not in self.p:
            return dL_dM
        rows, size = kept[name, "rows"]
        gain, shift = G[name]
        gain[...], shift[...] = (dL_dM * rows).sum(axis=(0, 1)), dL_dM.sum(axis=(0, 1))
        return _normed_back(rows, size, dL_dM * self.p[name][0])

    def _rows(self, X):
        X, places = super()._rows(X), self.look["places"]
        if places is not None and X.shape[1] > places:
            inputs.refuse("X", X, _("at most {places} places").format(places=places))
        return X

    def _seen(self, there):
        """Return which place may look at which, shape (rows, 1, places, places)."""
        places = there.shape[1]
        before = np.tri(places, dtype=bool) if self.look["mask"] else np.ones((places,) * 2, bool)
        # A place without a symbol looks at itself, so that its row of shares is one.
        return (there[:, np.newaxis] & before | np.eye(places, dtype=bool))[:, np.newaxis]

    def _split(self, X):
        """Return X with an axis for the heads, shape (rows, heads, places, d)."""
        return X.reshape(*X.shape[:2], self.look["heads"], -1).swapaxes(1, 2)


def _merged(X):
    """Return what the heads have found side by side again, shape (rows, places, width)."""
    return X.swapaxes(1, 2).reshape(X.shape[0], X.shape[2], -1)


def _three(sizes):
    """Return how many symbols there are, how wide their rows are, and how many answers."""
    if len(inputs.sizes("sizes", sizes)) != 3:
        inputs.refuse("sizes", sizes, _("symbols, width and answers, such as [27, 32, 27]"))
    return inputs.sizes("sizes", sizes)
