"""The explorer of notebook 1: two inputs, two weights and a bias make one neuron."""

from helpers import plots, style
from helpers.diagrams import NeuronDiagram
from helpers.network import Neuron as OneNeuron
from helpers.widgets import code
from helpers.widgets.controls import slider
from helpers.widgets.explorer import Explorer
from helpers.words import _

LIMIT = 8  # of all five numbers


class Neuron(Explorer):
    """Sliders x1, x2, w1, w2 and b; the diagram, the sigmoid and the plane follow."""

    size = (840, 396)

    def __init__(self, x1=2, x2=3, w1=0, w2=1, b=4):
        start = {"x1": x1, "x2": x2, "w1": w1, "w2": w2, "b": b}
        super().__init__({name: slider(name, value, LIMIT) for name, value in start.items()})

    def code(self):
        return code.lines(
            code.SIGMOID,
            code.let(**self.values),
            "z = w1 * x1 + w2 * x2 + b",
            "y = sigmoid(z)",
            "print(z, y)",
        )

    def draw(self, figure):
        diagram = NeuronDiagram(plots.panel(figure, 4, 20, *NeuronDiagram.size))
        curve = plots.SigmoidPlot(plots.panel(figure, 424, 68, 116, 194))
        ends, ticks = (-LIMIT, LIMIT), range(-LIMIT, LIMIT + 1, 4)
        ax = plots.panel(figure, 584, 68, 194, 194)
        plane = plots.Plane(ax, ends, ends)
        ax.set(xticks=ticks, yticks=ticks)
        ax.yaxis.set_label_coords(-0.07, 0.625)  # between two ticks, off the curve at its left
        plots.title(ax, "$x_1, x_2$")
        figure.text(0.0286, 0.945, "$z = w_1 x_1 + w_2 x_2 + b$", size=style.MEDIUM)
        return {
            "diagram": diagram,
            "curve": curve,
            "plane": plane,
            "point": plots.line(ax, clip_on=False, **plots.HERE),
            "sum": plots.Words(figure, 24, 340, 9, 800),
            "answer": plots.Words(figure, 24, 376, 3, 800),
        }

    def show(self, panels):
        x1, x2, w1, w2, b = self.values.values()
        w, x, z = (w1, w2), (x1, x2), w1 * x1 + w2 * x2 + b
        neuron = OneNeuron(w, b)
        y = neuron.feedforward(x)
        panels["diagram"].update(w, b, x)
        panels["curve"].update(z)
        panels["plane"].update(neuron.feedforward)
        panels["point"].set_data([x1], [x2])
        panels["sum"].update(*plots.sum_words("z", w, x, b))
        letters = plots.word(f"y = σ({style.short(z, 4)}) = ")
        panels["answer"].update(letters, plots.bold(style.fixed(y)))
        said = _(
            "A neuron with w₁ = {w1}, w₂ = {w2} and b = {b}. The inputs x₁ = {x1} and x₂ = {x2} "
            "give z = {z} and the output y = {y}. A curve shows the point (z, y) on the sigmoid; a "
            "plane of inputs is coloured by the output, with a dashed line where y = 0.5."
        )
        shorts = {name: style.short(value) for name, value in self.values.items()}
        return said.format(z=style.short(z, 4), y=style.fixed(y), **shorts)
