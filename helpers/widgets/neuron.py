"""The explorer of notebook 1: two inputs, two weights and a bias make one neuron."""

from helpers import style
from helpers.network import Neuron
from helpers.views import NeuronView
from helpers.widgets.explorer import Explorer, NamedSlider
from helpers.words import say

LIMIT = 8


class NeuronExplorer(Explorer):
    """Sliders x1, x2, w1, w2 and b; the diagram, the sigmoid and the plane follow."""

    view_class = NeuronView

    def __init__(self, x1=2, x2=3, w1=0, w2=1, b=4):
        start = {"x1": x1, "x2": x2, "w1": w1, "w2": w2, "b": b}
        super().__init__([NamedSlider(name, value, LIMIT) for name, value in start.items()])

    def show(self, view):
        v = self.values
        w, x = [v["w1"], v["w2"]], [v["x1"], v["x2"]]
        view.update(w, v["b"], x)
        z = w[0] * x[0] + w[1] * x[1] + v["b"]
        y = Neuron(w, v["b"]).feedforward(x)
        shorts = {name: style.short(value) for name, value in v.items()}
        return say("alt_neuron", z=style.short(z), y=style.fixed(y), **shorts)
