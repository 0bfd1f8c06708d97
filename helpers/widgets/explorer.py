"""An explorer is sliders and buttons above one picture that follows them."""

from base64 import b64encode
from contextlib import contextmanager
from html import escape
from threading import RLock

from ipywidgets import HTML, Button, Dropdown, FloatSlider, HBox, Layout, VBox

from helpers import style
from helpers.inputs import number, refuse
from helpers.widgets.picture import Picture
from helpers.words import say

PARAMETER_LIMIT = 6
SLIDER_WIDTH = "270px"  # three in a row fit a notebook beside JupyterLab's file browser


class Explorer(VBox):
    """The shared part of all explorers.

    A subclass sets `view_class`, passes its sliders, what stands beside Reset and what stands
    below the picture, and defines `show`, which updates the view from the controls and returns
    the alternative text of the picture.

    Jupyter may run a callback in a second thread, also while a cell runs, so every redraw
    holds a lock from reading the controls to handing over the picture.
    """

    view_class = None

    def __init__(self, sliders, others=(), below=(), buttons_after=None):
        self.sliders = {slider.name: slider for slider in sliders}
        self.start = {name: slider.value for name, slider in self.sliders.items()}
        self.reset_button = button("reset", self.reset)
        self.picture = Picture(self.view_class)
        self.html = HTML(layout=Layout(margin="0"))
        self._lock = RLock()
        for slider in sliders:
            slider.observe(self.on_slider, names="value")
        controls = list(sliders)
        place = len(controls) if buttons_after is None else buttons_after
        controls.insert(place, HBox([*others, self.reset_button]))
        super().__init__([grid(controls), self.html, *below])
        self.redraw()

    @property
    def values(self):
        """Return a dictionary of the sliders' values by name."""
        return {name: slider.value for name, slider in self.sliders.items()}

    def show(self, view):
        """Update `view` from the controls and return the picture's alternative text."""
        raise NotImplementedError

    def redraw(self):
        """Draw the picture for the controls as they are."""
        with self._lock:
            alt = self.show(self.picture.view)
            self.html.value = image_tag(self.picture.png(), self.picture.size, alt)

    def reset(self):
        """Bring everything back to where it started, in one redraw."""
        with self._lock:
            with self._unobserved():
                self.restore()
            self.redraw()

    def restore(self):
        """Set every control to its start value; a subclass with more state adds to this."""
        for name, slider in self.sliders.items():
            slider.value = self.start[name]

    def on_slider(self, _change):
        """Answer a moved slider."""
        self.redraw()

    @contextmanager
    def _unobserved(self):
        """Let sliders change without a redraw each."""
        for slider in self.sliders.values():
            slider.unobserve(self.on_slider, names="value")
        try:
            yield
        finally:
            for slider in self.sliders.values():
                slider.observe(self.on_slider, names="value")


class NamedSlider(FloatSlider):
    """A slider for the quantity called `name`, with the index written as an index."""

    def __init__(self, name, value, limit, step=0.1, **kwargs):
        value = number(name, value)
        if abs(value) > limit:
            refuse(name, value, "expected_within", low=-limit, high=limit)
        self.name = name
        super().__init__(
            value=value,
            min=-limit,
            max=limit,
            step=step,
            description=style.symbol(name),
            readout_format=".2f",
            style={"description_width": "28px"},
            layout=Layout(width=SLIDER_WIDTH, margin="0 4px"),
            **kwargs,
        )


def parameter_sliders(net, **kwargs):
    """Return nine sliders for a 2-2-1 network; in rows of three, a column is a neuron."""
    rows = (("w1", "w3", "w5"), ("w2", "w4", "w6"), ("b1", "b2", "b3"))
    return [NamedSlider(name, net[name], PARAMETER_LIMIT, **kwargs) for row in rows for name in row]


def parameter_choice(net, name):
    """Return a dropdown of the parameters of a network, set to the one called `name`."""
    net.place(name)  # refuses a name that is none of them
    return Dropdown(
        options=[(style.symbol(n), n) for n in net.names],
        value=name,
        description="L(…)",
        style={"description_width": "40px"},
        layout=Layout(width="130px"),
    )


def button(key, action):
    """Return a button whose label is the sentence called `key`; a click calls `action`."""
    made = Button(description=say(f"button_{key}"), layout=Layout(width="auto", min_width="80px"))
    made.on_click(lambda _button: action())
    return made


def grid(controls):
    """Return controls in rows of three, narrower where the page is narrow."""
    return HBox(
        controls, layout=Layout(flex_flow="row wrap", align_items="center", max_width="845px")
    )


def image_tag(png, size, alt):
    """Return the picture as an <img>; decoding="sync" keeps it from flickering."""
    width, height = size
    data = b64encode(png).decode("ascii")
    return (
        f'<img width="{width}" height="{height}" alt="{escape(alt, quote=True)}" decoding="sync" '
        f'style="max-width: 100%; height: auto" src="data:image/png;base64,{data}">'
    )
