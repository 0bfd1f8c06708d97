"""The explorer of notebook 4 that compares a tangent with a secant, along any parameter."""

import numpy as np

from helpers import inputs, people, plots, style
from helpers.plots import SPAN, line
from helpers.style import fixed, symbol
from helpers.widgets import code
from helpers.widgets.controls import choice, network, parameter_choice, slider
from helpers.widgets.explorer import Explorer
from helpers.words import _

H = np.logspace(-12, 0.5, 126)  # the steps h of which the errors are drawn
ERRORS = (1e-15, 1)  # the ends of their axis
X, Y_TRUE = people.X[:1], people.y_true[:1]  # Alice
KINDS = {"double": np.float64, "single": np.float32}  # of number, by precision
EPSILONS = {"double": "2⁻⁵²", "single": "2⁻²³"}  # from 1 to the next number of that kind


class Slope(Explorer):
    """A parameter to choose, a slider for its value, and one for the step h; the rest is fixed.

    `precision` is "double" or "single": with how many digits a loss is kept for the secant.
    """

    size = (840, 424)

    def __init__(self, name="w1", h=1, precision="double", **parameters):
        self.given = network(parameters)
        value = self.given[inputs.one_of("name", name, self.given.names)]
        h = round(float(np.log10(inputs.within("h", h, H[0], H[-1]))), 9)
        low, high = np.log10(H[[0, -1]])
        controls = {
            "value": slider("value", value, SPAN),
            "h": slider("log₁₀ h", h, 12, min=low, max=high),
            "name": parameter_choice(self.given, name, "L(…)"),
            "precision": choice("precision", precision, EPSILONS, "ε", 140),
        }
        controls["h"].style.description_width = "48px"
        # As wide as a slider, so that the buttons share the next row.
        controls["name"].layout.width = controls["value"].layout.width
        super().__init__(controls)

    def changed(self, name):
        """Answer a control; the slider of another parameter starts where that parameter does."""
        if name == "name":
            with self.held():
                self.controls["value"].value = self.given[self.controls["name"].value]
        self.redraw()

    def here(self):
        """Return the name of the parameter, the step h, and the network where the slider stands."""
        name, net = self.controls["name"].value, self.given.with_values(self.given.values)
        net[name] = self.controls["value"].value
        return name, 10.0 ** self.controls["h"].value, net

    def number_kind(self):
        """Return the kind of number as which losses are kept."""
        return KINDS[self.controls["precision"].value]

    def code(self):
        name, h, net = self.here()
        (x1, x2), y_true = X[0], Y_TRUE[0]
        kept = f"np.{self.number_kind().__name__}"
        return code.lines(
            code.SIGMOID,
            code.let(x1=x1, x2=x2, y_true=y_true),
            code.nine(net.by_name()),
            "",
            code.forward(name),
            f"def loss({name}):\n    return (y_true - forward({name})[-1]) ** 2\n",
            code.let(h=h),
            f"h1, h2, y_pred = forward({name})",
            code.back([name]),
            f"dL_d{name} = {code.SLOPES[name]}",
            f"up, down = {kept}(loss({name} + h)), {kept}(loss({name} - h))",
            "secant = float(up - down) / (2 * h)",
            f"print(dL_d{name}, secant)",
        )

    def state(self):
        name, h, net = self.here()
        return {"name": name, "h": h, "precision": self.controls["precision"].value} | net.by_name()

    def draw(self, figure):
        ax, errors = plots.panel(figure, 66, 100, 400, 260), plots.panel(figure, 578, 100, 236, 260)
        errors.set(xscale="log", yscale="log", xlim=H[[0, -1]], ylim=ERRORS, xlabel="$h$")
        errors.set(xticks=[1e-12, 1e-9, 1e-6, 1e-3, 1], yticks=[1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1])
        errors.minorticks_off()
        plots.title(errors, r"$|\Delta L\,/\,2h - \partial L/\partial p|$")
        square = {"marker": "s", "ms": 8, "mec": style.INK, "mew": 1.4, "mfc": style.PAPER}
        square |= {"ls": "", "zorder": 5}
        panels = {
            "slice": plots.LossSlice(ax, 2, color=style.FAINT, lw=4),
            "tangent": line(ax, lw=style.THICK),
            "secant": line(ax, lw=style.LINE, ls=style.LINES[1]),
            "ends": line(ax, **square),
            "errors": line(errors, lw=style.THIN),
            "h": line(errors, clip_on=False, **square),
        }
        for top, key in ((24, "tangent"), (56, "secant")):
            sample = plots.panel(figure, 66, top - 10, 40, 20)
            sample.axis("off")
            line(sample, [0, 1], [0.5, 0.5], lw=panels[key].get_lw(), ls=panels[key].get_ls())
            panels[f"{key} words"] = plots.Words(figure, 118, top + 5, 16, 700)
        return panels

    def show(self, panels):
        name, h, net = self.here()
        p, said_name = net[name], symbol(name)
        self.controls["value"].description = said_name
        slope, at = net.gradient(X, Y_TRUE)[name], panels["slice"].at
        secants = secant_slopes(net, name, np.append(H, h), self.number_kind())
        *errors, error = np.clip(np.abs(secants - slope), *ERRORS)
        left, L, right = net.losses_along({name: np.array([p - h, p, p + h])}, X, Y_TRUE)
        panels["slice"].update(net, name, X, Y_TRUE)
        panels["tangent"].set_data(at, L + slope * (at - p))
        panels["secant"].set_data(at, left + secants[-1] * (at - (p - h)))
        panels["ends"].set_data([p - h, p + h], [left, right])
        panels["errors"].set_data(H, errors)
        panels["h"].set_data([h], [error])
        texts = {"tangent": f"∂L/∂{said_name} = "}
        texts["secant"] = f"(L({said_name} + h) − L({said_name} − h)) / 2h = "
        numbers = {"tangent": fixed(slope, 7), "secant": fixed(secants[-1], 7)}
        for key, number in numbers.items():
            panels[f"{key} words"].update(plots.word(texts[key]), plots.bold(number))
        said = _("Alice's loss along {name}. At {name} = {value} the tangent has the slope "
                 "{tangent}. With h = {h} the secant has the slope {secant}; they differ by "
                 "{error}. A second plot shows this difference for every h: a V on logarithmic "
                 "axes. Losses are kept with ε = {epsilon}.")  # fmt: skip
        numbers |= {"value": style.short(p), "h": f"{h:.3g}"}
        numbers["epsilon"] = EPSILONS[self.controls["precision"].value]
        return said.format(name=said_name, error=f"{abs(secants[-1] - slope):.0e}", **numbers)


def secant_slopes(net, name, h, kind):
    """Return (L(p + h) - L(p - h)) / (2 h) for each h of an array, p being the parameter `name`.

    Each loss is kept as a number of that `kind`.
    """
    up, down = net.losses_along({name: net[name] + np.stack([h, -h])}, X, Y_TRUE).astype(kind)
    return (up - down).astype(float) / (2 * h)
