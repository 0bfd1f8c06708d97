"""The explorer of notebook 5: walk downhill on the landscape of two parameters."""

import math
from contextlib import contextmanager

import numpy as np
from ipywidgets import HTML, Dropdown, FloatLogSlider, Layout

from helpers import people, style
from helpers.inputs import number, refuse, shown
from helpers.network import Network
from helpers.training import Walk
from helpers.views import DescentView
from helpers.views.descent import LIMIT, START
from helpers.widgets.explorer import SLIDER_WIDTH, Explorer, NamedSlider, button
from helpers.words import say

PAIRS = (("w6", "b3"), ("w3", "w6"), ("w4", "w6"), ("w5", "w6"), ("w5", "b3"), ("b2", "b3"))
BATCHES = ((1, "fixed"), (1, "shuffled"), (2, "shuffled"), (4, "fixed"))
RATES = (0.1, 100)  # ends of the slider for the learning rate
RANDOM_LIMIT = 5  # of both parameters at a start that is drawn


class DescentExplorer(Explorer):
    """Two sliders for the start and one for the learning rate; buttons walk on from there."""

    view_class = DescentView

    def __init__(self, x="w6", y="b3", learning_rate=10, **parameters):
        self.net = Network([2, 2, 1], **START | parameters)
        self.start_pair = self._checked_pair(x, y)
        pairs = PAIRS if self.start_pair in PAIRS else (self.start_pair, *PAIRS)
        self.pair = choice([(f"{style.symbol(x)}, {style.symbol(y)}", (x, y)) for x, y in pairs])
        self.pair.value = self.start_pair
        self.batch = choice(
            [(say(f"batch_{size}_{order}"), (size, order)) for size, order in BATCHES]
        )
        self.message = HTML()
        self.drawn = 0  # starts drawn so far
        self.walk = None  # begins when it is first shown
        buttons = [
            button("step", lambda: self.go(1)),
            button("ten_steps", lambda: self.go(10)),
            button("epoch", self.go_to_end_of_epoch),
            button("other_start", self.draw_start),
        ]
        super().__init__(
            [*self._place_sliders(), RateSlider(learning_rate)],
            [self.pair, self.batch, *buttons],
            [self.message],
        )
        self._observe_choices(True)

    def _checked_pair(self, x, y):
        for name in (x, y):
            self.net.place(name)  # refuses a name that is none of the nine
        if x == y:
            refuse("y", shown(y), "expected_another", other=x)
        return x, y

    def _place_sliders(self):
        for axis, name in zip("xy", self.start_pair, strict=True):
            slider = NamedSlider(name, self.net[name], LIMIT)
            slider.name = axis
            yield slider

    def go(self, steps):
        """Take this many steps."""
        with self._lock:
            for _ in range(steps):
                self.walk.step(self.sliders["learning_rate"].value)
            self.redraw()

    def go_to_end_of_epoch(self):
        """Take steps until every person has had a turn."""
        with self._lock:
            epochs = self.walk.epochs
            while self.walk.epochs == epochs:
                self.walk.step(self.sliders["learning_rate"].value)
            self.redraw()

    def draw_start(self):
        """Begin a new walk at a random place; the places come in the same order each time."""
        with self._lock, self._unobserved():
            self.drawn += 1
            place = np.random.default_rng(self.drawn).uniform(-RANDOM_LIMIT, RANDOM_LIMIT, 2)
            self.sliders["x"].value, self.sliders["y"].value = place.round(1)
            self.walk = None
            self.redraw()

    def on_slider(self, change):
        with self._lock:
            if change.owner is not self.sliders["learning_rate"]:
                self.walk = None
            self.redraw()

    def on_choice(self, change):
        """Begin a new walk on another map or with other batches."""
        with self._lock, self._unobserved():
            if change.owner is self.pair:
                self._stand_where_the_network_is()
            self.walk = None
            self.redraw()

    def restore(self):
        self.pair.value, self.batch.value = self.start_pair, BATCHES[0]
        self._stand_where_the_network_is()
        super().restore()
        self.drawn, self.walk = 0, None

    def _stand_where_the_network_is(self):
        for axis, name in zip("xy", self.pair.value, strict=True):
            self.sliders[axis].description = style.symbol(name)
            self.sliders[axis].value = self.net[name]

    def show(self, view):
        if self.walk is None:
            self.walk = self._new_walk()
        rate, walk = self.sliders["learning_rate"].value, self.walk
        view.update(walk, rate)
        names = ", ".join(people.PEOPLE[row].name for row in walk.batch)
        counts = {"iterations": walk.iterations, "epochs": walk.epochs, "people": names}
        self.message.value = say("descent_counts", **counts)
        x, y = walk.path[-1]
        return say(
            "alt_descent",
            x_name=style.symbol(walk.names[0]),
            y_name=style.symbol(walk.names[1]),
            x=style.short(x),
            y=style.short(y),
            loss=style.fixed(walk.losses[-1]),
            learning_rate=f"{rate:.3g}",
            counts=say("descent_counts", **counts),
        )

    def _new_walk(self):
        size, order = self.batch.value
        net, names = Network(self.net.sizes, self.net.values), self.pair.value
        for axis, name in zip("xy", names, strict=True):
            net[name] = self.sliders[axis].value
        rng = np.random.default_rng(self.drawn)
        return Walk(net, names, people.X, people.y_true, size, order, rng)

    @contextmanager
    def _unobserved(self):
        self._observe_choices(False)
        try:
            with super()._unobserved():
                yield
        finally:
            self._observe_choices(True)

    def _observe_choices(self, on):
        for box in (self.pair, self.batch):
            (box.observe if on else box.unobserve)(self.on_choice, names="value")


class RateSlider(FloatLogSlider):
    """A slider for the learning rate on a logarithmic scale."""

    name = "learning_rate"

    def __init__(self, value):
        value, (lowest, highest) = number(self.name, value), RATES
        if not lowest <= value <= highest:
            refuse(self.name, value, "expected_within", low=lowest, high=highest)
        super().__init__(
            value=value,
            min=math.log10(lowest),
            max=math.log10(highest),
            step=0.05,
            description=self.name,
            readout_format=".3g",
            style={"description_width": "initial"},
            layout=Layout(width=SLIDER_WIDTH, margin="0 4px"),
        )


def choice(options):
    """Return a list to choose from."""
    return Dropdown(options=options, layout=Layout(width="auto", margin="0 4px"))
