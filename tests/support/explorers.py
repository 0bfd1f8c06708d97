"""The explorers that all tests run over; a new one adds a row."""

from helpers import widgets

# Of a network in which no two parameters are alike.
NINE = {"w1": 1.3, "w2": -0.5, "w3": 0.3, "w4": 0.7, "w5": -2, "w6": 1.2, "b2": -0.4, "b3": 0.3}
EXPLORERS = {
    "neuron": lambda: widgets.Neuron(),
    "gates": lambda: widgets.Gates(),
    "feedforward": lambda: widgets.Feedforward(**NINE),
    "loss": lambda: widgets.Loss(**NINE),
    "landscape": lambda: widgets.Landscape(),
    "game": lambda: widgets.Game(),
    "rematch": lambda: widgets.Rematch(),
    "backprop": lambda: widgets.Backprop(**NINE),
    "slope": lambda: widgets.Slope(**NINE),
    "graph": lambda: widgets.Graph(step=13),
    "museum": lambda: widgets.Museum(seed=1),
    "missteps": lambda: widgets.Missteps(seed=1),
    "misreadings": lambda: widgets.Misreadings(seed=1),
    "oversights": lambda: widgets.Oversights(seed=1),
    "lapses": lambda: widgets.Lapses(seed=1),
    "misroutes": lambda: widgets.Misroutes(seed=1),
    "blunders": lambda: widgets.Blunders(seed=1),
    "descent": lambda: widgets.Descent(),
    "training": lambda: widgets.Training(),
    "walks": lambda: widgets.Walks(),
    "race": lambda: widgets.Race(),
    "playground": lambda: widgets.Playground(own=[(1, 1, 1)], n=100, epoch=20, neuron=12),
    "digit": lambda: widgets.Digit(row=316),
    "kernel": lambda: widgets.Kernel(row=34),
    "adder": lambda: widgets.Adder(a=91, b=37, t=6),
    "attention": lambda: widgets.Attention(text="maria", place=3, head=2),
    "activations": lambda: widgets.Activations("leaky_relu", a=0.1),
}
