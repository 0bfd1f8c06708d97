"""The explorer of notebook 2: nine parameters, two inputs, and numbers that flow step by step."""

from helpers import style
from helpers.network import Network
from helpers.views import FeedforwardView
from helpers.views.feedforward import STEPS, step_text
from helpers.widgets.explorer import Explorer, NamedSlider, button, parameter_sliders
from helpers.words import say

INPUT_LIMIT = 8


class FeedforwardExplorer(Explorer):
    """Eleven sliders and the network's diagram; buttons walk through z₁, h₁, … to y_pred."""

    view_class = FeedforwardView

    def __init__(self, x1=2, x2=3, **parameters):
        self.net = Network([2, 2, 1], **parameters)
        self.steps = STEPS
        self.back_button = button("back", lambda: self.walk(-1))
        self.step_button = button("step", lambda: self.walk(+1))
        inputs = [NamedSlider("x1", x1, INPUT_LIMIT), NamedSlider("x2", x2, INPUT_LIMIT)]
        buttons = [self.back_button, self.step_button]
        super().__init__(inputs + parameter_sliders(self.net), buttons, buttons_after=2)

    def walk(self, steps):
        """Take steps forward or back; past the last the walk begins again."""
        with self._lock:
            self.steps = (self.steps + steps) % (STEPS + 1)
            self.redraw()

    def restore(self):
        super().restore()
        self.steps = STEPS

    def show(self, view):
        values = self.values
        x = [values.pop("x1"), values.pop("x2")]
        self.net.update(values)
        view.update(self.net, x, self.steps)
        y_pred = self.net.feedforward(x)[0]
        shown = say("alt_feedforward_step", formula=step_text(self.net, x, self.steps))
        return say(
            "alt_feedforward",
            x1=style.short(x[0]),
            x2=style.short(x[1]),
            parameters=parameters_text(self.net),
            result=shown if self.steps else say("alt_feedforward_start"),
            y=style.fixed(y_pred),
        )


def parameters_text(net):
    """Return all parameters in one line: w₁ = 0, w₂ = 1, …"""
    return ", ".join(f"{style.symbol(n)} = {style.short(v)}" for n, v in net.by_name().items())
