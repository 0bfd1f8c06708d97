"""A gradient is tested: every derivative is compared with a difference of losses."""

from typing import NamedTuple

import numpy as np

from helpers import inputs
from helpers.network import Network
from helpers.words import _, joined

LONGEST = 10  # step along a parameter; parameters themselves are about as large


def numerical_gradient(net, X, y_true, h=1e-5):
    """Return dL/dp ≈ (L(p + h) - L(p - h)) / (2 h) for every parameter p, as `Parameters`.

    Each p is moved up and down by itself; all 2 n networks are computed in one pass. The error
    grows with h² for large h, and with 1 / h for small h, where rounding wins.
    """
    X, Y_true = inputs.network(net, Network)._tables(X, y_true)
    up, down = _beside(net, X, Y_true, inputs.above_0("h", h, LONGEST))
    return net.like((up - down) / (2 * h))


def _beside(net, X, Y_true, h):
    """Return the losses with every p moved up, and down, by h, for tables checked before."""
    steps = h * np.eye(net.values.shape[-1])
    moved = net.values[..., np.newaxis, np.newaxis, :] + np.stack([steps, -steps])
    return np.moveaxis(net.with_values(moved)._loss(X, Y_true), -2, 0)


def relative_error(a, b):
    """Return |a - b| / max(|a|, |b|), element by element; 0 where both are 0."""
    b = inputs.finite("b", b)
    a = inputs.shaped("a", a, b.shape)
    larger = np.maximum(np.abs(a), np.abs(b))
    return np.abs(a - b) / np.where(larger > 0, larger, 1)


class GradientCheck(NamedTuple):
    """What a gradient check found: one entry a parameter, in the order of `names`.

    `marks` holds "=" where derivative and difference agree, "≠" where the derivative lies, and
    "?" where the check cannot tell; `bends` is true where that is because the loss bends.
    """

    names: tuple
    derivatives: np.ndarray
    differences: np.ndarray
    marks: tuple
    bends: np.ndarray

    def named(self, mark):
        """Return the names of the parameters with this mark."""
        inputs.one_of("mark", mark, ("=", "≠", "?"))
        return [name for name, own in zip(self.names, self.marks, strict=True) if own == mark]

    def __str__(self):
        rows = zip(*self[:4], strict=True)
        lines = [f"{name:3} {slope:+.7f} {other:+.7f} {mark}" for name, slope, other, mark in rows]
        bent = [n for n in self.named("?") if self.bends[self.names.index(n)]]
        small = [n for n in self.named("?") if n not in bent]
        said = {
            _("≠ {names}: the derivative lies."): self.named("≠"),
            _("? {names}: cannot tell. The slope is so small that rounding hides it. Try other "
              "parameters, nearer to 0 and no two alike, or a larger h."): small,
            _("? {names}: cannot tell. The loss bends too much within h. Try a smaller h, inputs "
              "nearer to 0, or other parameters."): bent,
        }  # fmt: skip
        lines += [text.format(names=joined(names)) for text, names in said.items() if names]
        return "\n".join(lines)


def gradient_check(net, X, y_true, gradient=Network.gradient, h=1e-5, tolerance=1e-5):
    """Compare every derivative with a difference; return a `GradientCheck`, which can be printed.

    `gradient` is a function of (net, X, y_true). How exact a difference is shows when it is taken
    with three steps, h/2, h and 2h: ten times their spread, and what rounding alone may do to it,
    is the doubt. A derivative lies where it is further from the difference than the doubt, and
    than `tolerance` times that. It agrees where it is as near as that and the doubt is smaller
    still; otherwise the check cannot tell. Nor can it where the loss has a corner, as a sum right
    at the bend of ReLU makes one: there is more than one slope there.
    """
    tables = inputs.one_network(net, Network)._tables(X, y_true)
    h, tolerance = inputs.above_0("h", h, LONGEST), inputs.above_0("tolerance", tolerance)
    gradient = inputs.function("gradient", gradient, "net", "X", "y_true")
    asked = net.with_values(net.values)  # a copy, which a mistaken gradient may move
    derivatives = inputs.slopes("gradient", gradient(asked, X, y_true), net)
    beside = [(k * h, *_beside(net, *tables, k * h)) for k in (0.5, 1, 2)]
    halved, differences, doubled = ((up - down) / (2 * step) for step, up, down in beside)
    near, far = np.abs(differences - halved), np.abs(doubled - differences)
    loss = net._loss(*tables)  # and how much it changes with an output: a square, or a logarithm
    # How much steeper the loss is above p than below: with half a step half as much, but for what
    # a corner adds.
    halfway, steeper = ((up + down - 2 * loss) / step for step, up, down in beside[:2])
    change = np.sqrt(loss) if net.output == "sigmoid" else 1 + loss
    rounding = 10 * np.finfo(float).eps * change / h  # of an output that a computer kept
    doubt, bends = 10 * (np.maximum(near, far) + rounding), far > np.maximum(2 * near, rounding)
    corner = np.abs(2 * halfway - steeper) > doubt
    doubt[corner] = np.inf
    allowed = tolerance * np.abs(differences)
    as_near = np.abs(derivatives - differences) <= np.maximum(allowed, doubt)  # NaN is not
    marks = np.where(as_near, np.where(doubt <= allowed, "=", "?"), "≠")
    return GradientCheck(net.names, derivatives, differences, tuple(marks.tolist()), bends | corner)
