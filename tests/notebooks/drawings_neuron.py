"""What the pictures of notebook 1 have to show."""

from panels import reads
from plain import CORNERS, neuron, sigmoid

NOTEBOOK = "01_neuron"
DAYS = [(4, 3), (0, 0), (5, 7), (1, 5)]


def output(w1, w2, b):
    return lambda x1, x2: neuron(w1, w2, b, (x1, x2))[1]


def square(panel):
    """A step to the right is as long as a step up, so that a line is as steep as it looks."""
    assert panel.ax.get_aspect() == 1


@reads(NOTEBOOK, "neuron-diagram")
def one_neuron(panel):
    panel.neuron([2, -1], -3, (4, 3))


@reads(NOTEBOOK, "sigmoid-curve")
def sigma(panel):
    panel.named("z", "y")
    panel.text("y = σ(z)")
    panel.curve(sigmoid, -8, 8)
    panel.line([-8, 8], [0.5, 0.5], kind="dashed")
    panel.line([2, 2, -8], [-0.04, sigmoid(2), sigmoid(2)], kind="dotted", color="#555555")
    panel.here(2, sigmoid(2))


@reads(NOTEBOOK, "plane-code")
def plane(panel):
    panel.named("x1", "x2")
    panel.plane(output(2, -1, -3), (0, 10, 0, 10))
    panel.here(*zip(*DAYS, strict=True))
    square(panel)


@reads(NOTEBOOK, "bias-moves-line")
def two_biases(left, right):
    left.named("x1", "x2", "b = -3")
    left.plane(output(2, -2, -3), (-8, 8, -8, 8), scale=False)
    right.named("x1", "", "b = 3")
    right.plane(output(2, -2, 3), (-8, 8, -8, 8))
    square(left)
    square(right)


@reads(NOTEBOOK, "gates-code")
def gates(*panels):
    truth = {
        "AND": lambda a, b: a and b,
        "OR": lambda a, b: a or b,
        "NAND": lambda a, b: int(not (a and b)),
        "XOR": lambda a, b: int(a != b),
    }
    for place, (panel, (name, gate)) in enumerate(zip(panels, truth.items(), strict=True)):
        panel.named("x1", "" if place else "x2", name)
        panel.marks([(corner, gate(*corner)) for corner in CORNERS])
        square(panel)
