"""The feedforward view: numbers flow through the 2-2-1 network, one formula at a time."""

import matplotlib.pyplot as plt
from matplotlib.patches import Circle

from helpers import style
from helpers.diagrams import RADIUS, NetworkDiagram, flow, sum_text
from helpers.network import Network

STEPS = 6  # z and output of each of three neurons


class FeedforwardView:
    """The diagram with its numbers, and below it the formula of the last step taken."""

    size = (8.4, 4.1)

    def __init__(self, figure):
        self.diagram = NetworkDiagram(figure.add_axes((0, 0.12, 1, 0.88)), (2, 2, 1))
        strip = figure.add_axes((0, 0, 1, 0.12))
        strip.axis("off")
        self.formula = strip.text(0.5, 0.6, "", ha="center", va="center", size=14)
        self.ring = Circle((0, 0), RADIUS, fill=False, edgecolor=style.POSITIVE, lw=3.2, zorder=4)
        self.diagram.axes.add_patch(self.ring)
        self.moving = [*self.diagram.moving, self.ring, self.formula]

    def update(self, net, x, steps=STEPS):
        """Show `net` at the inputs `x` after the first `steps` of the six steps."""
        self.diagram.update(net, x, steps)
        self.ring.set(visible=steps > 0, center=self.diagram.neurons[(steps - 1) // 2].centre)
        self.formula.set_text(step_text(net, x, steps) if steps else "")


def step_text(net, x, steps):
    """Return the formula of the last of the first `steps` steps, with letters, then numbers."""
    Z, A = flow(net, x)
    i, is_output = divmod(steps - 1, 2)
    name = ("h₁", "h₂", "y_pred")[i]
    if is_output:
        z = style.symbol(f"z{i + 1}")
        return f"{name} = σ({z}) = σ({style.short(Z[i], digits=4)}) = {style.fixed(A[i])}"
    weights = [f"w{2 * i + 1}", f"w{2 * i + 2}"]
    names, inputs = (("h₁", "h₂"), A[:2]) if i == 2 else (("x₁", "x₂"), x)
    letters = " + ".join(f"{style.symbol(w)}·{n}" for w, n in zip(weights, names, strict=True))
    numbers = sum_text([net[w] for w in weights], inputs, net[f"b{i + 1}"], Z[i])
    return f"{style.symbol(f'z{i + 1}')} = {letters} + {style.symbol(f'b{i + 1}')} = {numbers}"


def feedforward(x1=2, x2=3, **parameters):
    """Draw the view that the explorer of the same name starts with."""
    net = Network([2, 2, 1], **parameters)
    FeedforwardView(plt.figure(figsize=FeedforwardView.size)).update(net, [x1, x2])
