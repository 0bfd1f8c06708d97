"""A chain is the slopes along the path from a parameter to the loss, one factor a link."""

from typing import NamedTuple

from helpers import inputs
from helpers.activations import sigmoid_prime_from_output
from helpers.network import Network


class Factor(NamedTuple):
    """One link of a chain: d`output`/d`by` is `number`, called `before`, times `slope`."""

    output: str
    by: str
    before: str  # what stands before `by` in the sum z; "" for a bias, whose number is 1
    number: float
    slope: float  # of the sigmoid, at that sum

    @property
    def value(self):
        """Return d`output`/d`by`."""
        return float(self.number * self.slope)


# In a 2-2-1 network: the neuron that each parameter enters, and what it is multiplied by there.
WAYS = {"w1": ("h1", "x1"), "w2": ("h1", "x2"), "b1": ("h1", "")}
WAYS |= {"w3": ("h2", "x1"), "w4": ("h2", "x2"), "b2": ("h2", "")}
WAYS |= {"w5": ("y_pred", "h1"), "w6": ("y_pred", "h2"), "b3": ("y_pred", "")}
WAYS |= {"h1": ("y_pred", "w5"), "h2": ("y_pred", "w6")}


def chain(net, x, y_true, name):
    """Return the factors of dL/d`name` in a 2-2-1 network, for one example, from the loss back.

    The first is dL/dy_pred = 2 (y_pred - y_true).
    """
    inputs.one_network(net, Network, (2, 2, 1))
    x, by = inputs.row("x", x, 2), inputs.one_of("name", name, net.names)
    y_true = inputs.number("y_true", inputs.labels("y_true", y_true))
    ((x1, x2),), ((h1, h2),), ((y_pred,),) = net.activations(x)
    known = net.by_name() | {"x1": x1, "x2": x2, "h1": h1, "h2": h2, "y_pred": y_pred, "": 1.0}
    factors = []
    while by != "y_pred":
        neuron, before = WAYS[by]
        slope = sigmoid_prime_from_output(known[neuron])
        factors.append(Factor(neuron, by, before, known[before], slope))
        by = neuron
    return [Factor("L", "y_pred", "2", 2, y_pred - y_true), *reversed(factors)]
