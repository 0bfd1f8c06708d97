"""The explorer of notebook 3: nine parameters, four people, and how wrong the network is."""

from helpers import people, plots, style
from helpers.widgets import code
from helpers.widgets.controls import network, parameter_choice, parameter_sliders, read
from helpers.widgets.explorer import Explorer
from helpers.words import _, joined


class Loss(Explorer):
    """Nine sliders; the people's plane, their errors and a slice of the loss follow."""

    size = (840, 372)

    def __init__(self, name="w1", **parameters):
        self.net = network(parameters)
        controls = parameter_sliders(self.net) | {"name": parameter_choice(self.net, name, "L(…)")}
        super().__init__(controls)

    def code(self):
        return code.loss(self.values)

    def draw(self, figure):
        panels = people_panels(figure)
        ax = side_panel(figure)
        plots.title(ax, "$L$")
        return panels | {"slice": plots.LossSlice(ax)}

    def show(self, panels):
        read(self.net, self.controls)
        name = self.controls["name"].value
        show_people(panels, self.net)
        panels["slice"].update(self.net, name, people.X, people.y_true)
        said = _("The mean squared error of the four people is L = {loss}. Predictions: "
                 "{predictions}. A plane of weight and height is coloured by the output; a curve "
                 "shows the loss along {name}, with a point at {name} = {value}.")  # fmt: skip
        loss, value = self.net.loss(people.X, people.y_true), style.short(self.net[name])
        told = {"loss": style.fixed(loss), "predictions": predictions_text(self.net)}
        return said.format(name=style.symbol(name), value=value, **told)


def people_panels(figure):
    """Draw the people on the plane, a bar for the squared error of each, and room for their mean.

    Return the panels by name; `show_people` moves them.
    """
    plane, errors = (plots.panel(figure, x, 46, w, 216) for x, w in ((70, 250), (452, 92)))
    plots.title(plane, "$x_1, x_2$")
    return {
        "plane": plots.PeoplePlane(plane),
        "errors": plots.PersonBars(errors, r"$(y_\mathrm{true} - y_\mathrm{pred})^2$", 4),
        "mean": errors.axvline(0, color=style.INK, lw=style.LINE, zorder=0.5),  # behind the bars
        "sum": plots.Words(figure, 70, 340, 3, 740),
    }


def side_panel(figure):
    """Return the axes to the right of those panels, for what an explorer adds to them."""
    return plots.panel(figure, 686, 46, 128, 216)


def show_people(panels, net):
    """Show what a network says of the four people, and how wrong that is."""
    squared_errors = (people.y_true - net.feedforward(people.X)[:, 0]) ** 2
    loss = squared_errors.mean()
    panels["plane"].update(net)
    panels["errors"].update(squared_errors)
    panels["mean"].set_xdata([loss, loss])
    terms = " + ".join(map(style.fixed, squared_errors))
    panels["sum"].update(plots.word(f"L = ({terms}) / 4 = "), plots.bold(style.fixed(loss)))


def predictions_text(net):
    """Return what a network says of each person in one line: Alice 0.9713, Bob 0.0321, …"""
    y_pred = net.feedforward(people.X)[:, 0]
    pairs = zip(people.PEOPLE, y_pred, strict=True)
    return joined(f"{person.name} {style.fixed(y)}" for person, y in pairs)
