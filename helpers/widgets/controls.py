"""Controls are what a learner moves: sliders, choices and buttons, alike in all explorers."""

import math

from ipywidgets import Button, Dropdown, FloatLogSlider, FloatSlider, HBox, IntSlider, Layout

from helpers import inputs, style
from helpers.network import Network
from helpers.words import _

SIZES = (2, 2, 1)  # of the network that explorers show
WIDTH = 270  # pixels: three sliders in a row fit a notebook beside JupyterLab's file browser
LIMIT = 6  # of a parameter, to either side of 0
RATES = (0.1, 100)  # the ends of the slider for a learning rate
STEP = 0.05  # of such a slider, in powers of ten
ROWS = (("w1", "w3", "w5"), ("w2", "w4", "w6"), ("b1", "b2", "b3"))  # a column is a neuron


def layout(width=None, **more):
    """Return the place of a control; without a width it is as wide as what it says."""
    return Layout(width=f"{width}px" if width else "auto", margin="0 4px", **more)


def called(name):
    """Return what a name on a control is called in a sentence; most are so in every language."""
    words = {
        "plain": _("plain"), "momentum": _("momentum"), "linear": _("linear"),
        "clouds": _("clouds"), "ring": _("ring"), "spirals": _("spirals"),
    }  # fmt: skip
    return words.get(name, name)


def slider(name, value, limit, label=None, step=0.1, **more):
    """Return a slider for the quantity called `name`, from -limit, or another `min`, to limit."""
    ends = {"min": -limit, "max": limit, "step": step, "readout_format": ".2f"} | more
    value = inputs.within(name, value, ends["min"], ends["max"])
    look = {"description": label or style.symbol(name), "style": {"description_width": "28px"}}
    return FloatSlider(value=value, layout=layout(WIDTH), **look, **ends)


def whole_slider(name, value, most, width=WIDTH, label=None, least=0, **more):
    """Return a slider for whole numbers from `least` to `most`."""
    value = inputs.whole(name, value, least, most)
    look = {"description": label or name, "style": {"description_width": "45px"}}
    look["layout"] = layout(width)
    return IntSlider(value=value, min=least, max=most, **look, **more)


def rate_slider(value, name="learning_rate", ends=RATES, label="rate", room=40):
    """Return a slider for a learning rate on a logarithmic scale; `room` is that of its label.

    A browser moves a value that is not a whole number of steps from the lower end, so these are
    nearly, but not quite, of 0.05.
    """
    value = inputs.within(name, value, *ends)
    low, high = map(math.log10, ends)
    way = math.log10(value) - low
    step = round(way / max(1, round(way / STEP)), 9) or STEP
    look = {"description": label, "style": {"description_width": f"{room}px"}}
    look["layout"] = layout(WIDTH)
    return FloatLogSlider(value=value, min=low, max=high, step=step, readout_format=".3g", **look)


def rate_of(slider):
    """Return the rate that a slider shows, by its three digits."""
    return float(f"{slider.value:.3g}")


def network(parameters, limit=LIMIT):
    """Return a network with these parameters, all from -limit to limit."""
    numbers = {n: inputs.within(n, value, -limit, limit) for n, value in parameters.items()}
    return Network(SIZES, **numbers)


def parameter_sliders(net, **more):
    """Return nine sliders for a 2-2-1 network by name; in rows of three, a column is a neuron."""
    return {name: slider(name, net[name], LIMIT, **more) for row in ROWS for name in row}


def choice(name, value, options, label="", width=None, unseen=""):
    """Return a list to choose from: `options` maps what stands for a choice to what is shown.

    Without a label to see, there is an `unseen` one, which a screen reader reads out.
    """
    inputs.one_of(name, value, options)
    look = {"description": label or unseen, "layout": layout(width)}
    look["style"] = {"description_width": "initial" if label else "0px"}
    return Dropdown(options=[(shown, key) for key, shown in options.items()], value=value, **look)


def pick(name, value, values, label=None, width=135):
    """Return a list of numbers to choose from, in which `value` joins the others."""
    numbers = {number: f"{number:g}" for number in sorted({value, *values})}
    return choice(name, value, numbers, label or name, width)


def parameter_choice(net, name, label):
    """Return a list of the parameters of a network, set to the one called `name`."""
    return choice("name", name, {n: style.symbol(n) for n in net.names}, label, 130)


def button(label, action):
    """Return a button; a click calls `action`."""
    made = Button(description=label, layout=layout(min_width="60px"))
    made.on_click(lambda _button: action())
    return made


def rows(controls):
    """Return controls in rows of three, narrower where the page is narrow."""
    place = {"flex_flow": "row wrap", "align_items": "center", "max_width": "845px"}
    return HBox(controls, layout=Layout(**place))


def listed(name, value, expected, length=None):
    """Return `value` as a list, of this length if one is given; `expected` says what was wanted."""
    if not isinstance(value, list | tuple) or length not in (None, len(value)):
        inputs.refuse(name, value, expected)
    return [*value]


def pairs(name, value):
    """Return `value` as a list of pairs."""
    expected = _("a list of pairs")
    return [listed(name, pair, expected, 2) for pair in listed(name, value, expected)]


def read(net, controls):
    """Give a network the parameters that its sliders show."""
    for name in net.names:
        net[name] = controls[name].value
