"""The explorer of notebook 3: nine parameters, four people, and how wrong the network is."""

from helpers import people, style
from helpers.network import Network
from helpers.views import LossView
from helpers.widgets.explorer import Explorer, parameter_choice, parameter_sliders
from helpers.words import say


class LossExplorer(Explorer):
    """Nine sliders; the people's plane, their errors and a slice of the loss follow."""

    view_class = LossView

    def __init__(self, name="w1", **parameters):
        self.net = Network([2, 2, 1], **parameters)
        self.start_name = name
        self.slice_choice = parameter_choice(self.net, name)
        self.slice_choice.observe(self.on_slider, names="value")
        super().__init__(parameter_sliders(self.net), [self.slice_choice])

    def restore(self):
        super().restore()
        self.slice_choice.value = self.start_name

    def show(self, view):
        self.net.update(self.values)
        view.update(self.net, self.slice_choice.value)
        name = self.slice_choice.value
        return say(
            "alt_loss",
            loss=style.fixed(self.net.loss(people.X, people.y_true)),
            predictions=predictions_text(self.net),
            name=style.symbol(name),
            value=style.short(self.net[name]),
        )


def predictions_text(net):
    """Return what a network says of each person in one line: Alice 0.9713, Bob 0.0321, …"""
    y_pred = net.feedforward(people.X)[:, 0]
    pairs = zip(people.PEOPLE, y_pred, strict=True)
    return ", ".join(f"{person.name} {style.fixed(y)}" for person, y in pairs)
