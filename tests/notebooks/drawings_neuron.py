"""What the pictures of notebook 1 have to show."""

from panels import reads
from plain import sigmoid

NOTEBOOK = "01_neuron"
SQUARE = (-8, 8, -8, 8)
CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


@reads(NOTEBOOK, "neuron-diagram")
def one_neuron(panel):
    panel.neuron([0, 1], 4, (2, 3))


@reads(NOTEBOOK, "sigmoid-curve")
def sigma(panel):
    panel.named("z", "y")
    panel.text("y = σ(z)")
    panel.curve(sigmoid, -8, 8)
    panel.line([-8, 8], [0.5, 0.5], kind="dashed")
    panel.line([7, 7, -8], [-0.04, sigmoid(7), sigmoid(7)], kind="dotted", color="#555555")
    panel.here(7, sigmoid(7))


@reads(NOTEBOOK, "plane-code")
def plane(panel):
    panel.named("x1", "x2")
    panel.plane(lambda x1, x2: sigmoid(x2 + 4), SQUARE)


@reads(NOTEBOOK, "bias-moves-line")
def two_biases(left, right):
    left.named("x1", "x2", "b = 4")
    left.plane(lambda x1, x2: sigmoid(x2 + 4), SQUARE, scale=False)
    right.named("x1", "", "b = 6")
    right.plane(lambda x1, x2: sigmoid(x2 + 6), SQUARE)


@reads(NOTEBOOK, "gates-code")
def gates(*panels):
    truth = {
        "AND": lambda a, b: a and b,
        "OR": lambda a, b: a or b,
        "XOR": lambda a, b: int(a != b),
    }
    for panel, (name, gate) in zip(panels, truth.items(), strict=True):
        panel.named("x1", "x2", name)
        panel.marks([(corner, gate(*corner)) for corner in CORNERS])
