"""The explorer of the landscape in notebook 3: two parameters are a place, the loss its height."""

from helpers import inputs, people, plots, style
from helpers.style import symbol
from helpers.widgets import code
from helpers.widgets.controls import LIMIT, choice, network, slider
from helpers.widgets.explorer import Explorer
from helpers.words import _

PAIRS = (("w6", "b3"), ("w3", "w6"), ("w4", "w6"), ("w5", "w6"), ("w5", "b3"), ("b2", "b3"))


class Landscape(Explorer):
    """Two sliders move a disc over the map of the loss; beside it are the two cuts through it."""

    size = (840, 470)

    def __init__(self, x="w6", y="b3", **parameters):
        self.net = network(parameters)
        super().__init__(place_controls(self.net, x, y, LIMIT))

    def changed(self, name):
        """Show the place; another pair of parameters starts at its own."""
        if name == "pair":
            bring_own(self)
        self.redraw()

    def code(self):
        return code.loss(net_here(self).by_name())

    def state(self):
        x, y = self.controls["pair"].value
        return {"x": x, "y": y} | net_here(self).by_name()

    def draw(self, figure):
        ax = plots.panel(figure, 58, 30, 372, 372)
        return {
            "landscape": plots.Landscape(ax),
            "cuts": plots.on_landscape(ax, lw=style.LINE, ls=":", zorder=4),
            "here": plots.line(ax, clip_on=False, **plots.HERE),
            "loss": plots.Words(figure, 566, 30, 3, 250),
            "x": plots.LossSlice(plots.panel(figure, 566, 80, 250, 116)),
            "y": plots.LossSlice(plots.panel(figure, 566, 282, 250, 120)),
        }

    def show(self, panels):
        net, names = net_here(self), self.controls["pair"].value
        x, y = (net[name] for name in names)
        name_sliders(self)
        panels["landscape"].update(net, names, people.X, people.y_true)
        panels["cuts"].set_data([-LIMIT, LIMIT, None, x, x], [y, y, None, -LIMIT, LIMIT])
        panels["here"].set_data([x], [y])
        for axis, name in zip("xy", names, strict=True):
            panels[axis].update(net, name, people.X, people.y_true)
        loss = style.fixed(net.loss(people.X, people.y_true))
        panels["loss"].update(plots.word("L = "), plots.bold(loss))
        said = _("A map of the loss over {x_name} and {y_name}. A disc stands at {x_name} = {x}, "
                 "{y_name} = {y}, where L = {loss}. Two curves show the loss along each of the "
                 "two, with the other one held.")  # fmt: skip
        return said.format(
            x_name=symbol(names[0]),
            y_name=symbol(names[1]),
            x=style.short(x),
            y=style.short(y),
            loss=loss,
        )


def place_controls(net, x, y, limit):
    """Return two sliders for a place on the map, and a list of pairs of parameters to choose."""
    inputs.one_of("x", x, net.names)
    inputs.one_of("y", y, [name for name in net.names if name != x])
    pairs = {pair: ", ".join(map(symbol, pair)) for pair in dict.fromkeys([(x, y), *PAIRS])}
    return {
        "x": slider(x, net[x], limit),
        "y": slider(y, net[y], limit),
        "pair": choice("pair", (x, y), pairs, unseen=_("two parameters")),
    }


def bring_own(explorer):
    """Set both sliders to the values that the pair of parameters has in the explorer's network."""
    with explorer.held():
        for axis, name in zip("xy", explorer.controls["pair"].value, strict=True):
            explorer.controls[axis].value = explorer.net[name]


def name_sliders(explorer):
    """Let both sliders carry the names of the pair."""
    for axis, name in zip("xy", explorer.controls["pair"].value, strict=True):
        explorer.controls[axis].description = symbol(name)


def net_here(explorer):
    """Return the network at the place where the sliders stand."""
    net = explorer.net.with_values(explorer.net.values)
    for axis, name in zip("xy", explorer.controls["pair"].value, strict=True):
        net[name] = explorer.controls[axis].value
    return net
