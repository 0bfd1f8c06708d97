"""The explorer of notebook 2: nine parameters, two inputs, and numbers that flow step by step."""

from helpers import inputs, plots, style
from helpers.diagrams import NetworkDiagram, flow
from helpers.style import symbol
from helpers.widgets import code
from helpers.widgets.controls import network, parameter_sliders, read, slider
from helpers.widgets.explorer import Stepwise
from helpers.words import _, joined, together

LIMIT = 8  # of both inputs


class Feedforward(Stepwise):
    """Eleven sliders and the network's diagram; buttons walk through z₁, h₁, … to y_pred.

    `steps` tells how many steps are shown at the start, and after Reset; None shows all.
    """

    size = (840, 390)

    def __init__(self, x1=2, x2=3, steps=None, **parameters):
        self.net = network(parameters)
        controls = {"x1": slider("x1", x1, LIMIT), "x2": slider("x2", x2, LIMIT)}
        if steps is not None:
            inputs.whole("steps", steps, 0, self.last())
        super().__init__(controls | parameter_sliders(self.net), begin=steps, buttons_at=2)

    def last(self):
        return 2 * 3  # z and output of each of three neurons

    def code(self):
        x1, x2 = self.controls["x1"].value, self.controls["x2"].value
        given = code.let(x1=x1, x2=x2), code.nine(self.values)
        return code.lines(code.SIGMOID, *given, code.FLOW, "print(y_pred)")

    def draw(self, figure):
        ax = plots.panel(figure, 60, 8, 720, 310)
        diagram = NetworkDiagram(ax, self.net.sizes, column=300)
        return {"diagram": diagram, "formula": plots.Words(figure, 36, 362, 19, 780)}

    def show(self, panels):
        read(self.net, self.controls)
        x = [self.controls["x1"].value, self.controls["x2"].value]
        words = step_words(self.net, x, self.shown())
        panels["diagram"].update(self.net, x, self.shown())
        panels["formula"].update(*words)
        said = _("A network with two inputs, two hidden neurons and one output. x₁ = {x1}, "
                 "x₂ = {x2}, {parameters}. {step}")  # fmt: skip
        step = _("The step shown is {formula}.") if words else _("No step is taken yet.")
        told = step.format(formula=plots.text_of(words))
        if self.shown() == self.last():  # its circle is empty before
            output = _("The output is {y}.").format(y=style.fixed(self.net.feedforward(x)[0]))
            told = together(told, output)
        x1, x2 = map(style.short, x)
        return said.format(x1=x1, x2=x2, parameters=parameters_text(self.net), step=told)


def step_words(net, x, steps):
    """Return the formula of the last of the first `steps` steps, with letters, then numbers."""
    if steps == 0:
        return []
    Z, A = flow(net, x)
    i, is_output = divmod(steps - 1, 2)
    name = ("h₁", "h₂", "y_pred")[i]
    if is_output:
        letters = f"{name} = σ({symbol(f'z{i + 1}')}) = σ({style.short(Z[i], 4)}) = "
        return [plots.word(letters), plots.bold(style.fixed(A[i]))]
    weights = [f"w{2 * i + 1}", f"w{2 * i + 2}"]
    names, inputs = (("h₁", "h₂"), A[:2]) if i == 2 else (("x₁", "x₂"), x)
    letters = " + ".join(f"{symbol(w)}·{n}" for w, n in zip(weights, names, strict=True))
    start = f"{symbol(f'z{i + 1}')} = {letters} + {symbol(f'b{i + 1}')}"
    return plots.sum_words(start, [net[w] for w in weights], inputs, net[f"b{i + 1}"], spell=False)


def parameters_text(net):
    """Return all parameters in one line: w₁ = 0, w₂ = 1, …"""
    return joined(f"{symbol(n)} = {style.short(v)}" for n, v in net.by_name().items())
