"""The explorer of notebook 4 that compares a tangent with a secant, along any parameter."""

import numpy as np

from helpers import style
from helpers.inputs import number, refuse
from helpers.network import Network
from helpers.views import SlopeView
from helpers.views.slope import LIMIT, H, secant_slopes, tangent_slope
from helpers.widgets.explorer import Explorer, NamedSlider, parameter_choice
from helpers.words import say


class SlopeExplorer(Explorer):
    """A parameter to choose, a slider for its value, and one for the step h; the rest is fixed."""

    view_class = SlopeView

    def __init__(self, name="w1", h=1, **parameters):
        self.start_net = Network([2, 2, 1], **parameters)
        self.net = Network([2, 2, 1], self.start_net.values)
        self.start_name = name
        self.name = parameter_choice(self.net, name)
        self.name.observe(self.on_name, names="value")
        self.value = NamedSlider(name, self.net[name], LIMIT)
        self.value.name = "value"
        self.h = NamedSlider("log10_h", 0, -H[0])
        self.h.max, self.h.value = H[-1], log_step(h)
        self.h.description = "log₁₀ h"
        self.h.style.description_width = "48px"
        super().__init__([self.value, self.h], [self.name])

    def on_name(self, _change):
        """Answer another choice of the parameter: its slider starts where the parameter does."""
        with self._lock:
            with self._unobserved():
                name = self.name.value
                self.value.value = self.start_net[name]
                self.value.description = style.symbol(name)
            self.redraw()

    def restore(self):
        self.name.unobserve(self.on_name, names="value")
        self.name.value = self.start_name
        self.name.observe(self.on_name, names="value")
        self.value.description = style.symbol(self.start_name)
        super().restore()

    def show(self, view):
        name, h = self.name.value, 10.0**self.h.value
        self.net.values[:] = self.start_net.values
        self.net[name] = self.value.value
        view.update(self.net, name, h)
        slope = tangent_slope(self.net, name)
        secant = secant_slopes(self.net, name, np.array([h]))[0]
        return say(
            "alt_slope",
            name=style.symbol(name),
            value=style.short(self.net[name]),
            slope=style.fixed(slope, 7),
            h=f"{h:.3g}",
            secant=style.fixed(secant, 7),
            error=f"{abs(secant - slope):.0e}",
        )


def log_step(h):
    """Return log10 of a step that fits the slider."""
    h = number("h", h)
    if not 10 ** H[0] <= h <= 10 ** H[-1]:
        refuse("h", h, "expected_within", low=f"{10 ** H[0]:g}", high=f"{10 ** H[-1]:.3g}")
    return round(float(np.log10(h)), 1)
