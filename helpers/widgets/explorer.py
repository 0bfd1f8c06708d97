"""An explorer is sliders and buttons above one picture that follows them."""

from base64 import b64encode
from contextlib import contextmanager
from html import escape
from inspect import signature
from threading import RLock

import matplotlib.pyplot as plt
from ipywidgets import HTML, HBox, Layout, VBox

from helpers import figures, inputs, style
from helpers.parameters import Parameters
from helpers.widgets.controls import SIZES, button, rows
from helpers.widgets.picture import Picture
from helpers.words import _


class Explorer(VBox):
    """The shared part of all explorers; `still()` gives the same picture as an ordinary figure.

    A subclass sets `size`, in pixels, and hands over its controls by name, its buttons, and what
    stands below the picture. `draw` draws what never changes, and returns what will move; `show`
    moves it, as the controls say, and returns the picture's alternative text.

    Jupyter may run a callback in a second thread, also while a cell runs, so everything that
    reads the controls and hands over a picture holds a lock.
    """

    size = (840, 400)

    def __new__(cls, *values, **named):
        """Refuse an argument that the explorer does not have."""
        known = [*signature(cls).parameters]
        if "parameters" in known:  # all those of its network
            known[known.index("parameters") :] = Parameters(SIZES).names
        for name in [name for name in named if name not in known]:
            names = _("an argument called {names}").format(names=", ".join(known))
            inputs.refuse(name, inputs.shown(named[name]), names if known else _("no argument"))
        return super().__new__(cls, *values, **named)

    def __init__(self, controls, buttons=(), below=(), buttons_at=None):
        self.controls = controls
        self.start = {name: control.value for name, control in controls.items()}
        self.html, self._lock, self._held = HTML(layout=Layout(margin="0")), RLock(), False
        self.reset_button = button(_("Reset"), self.reset)
        row, buttons = list(controls.values()), HBox([*buttons, self.reset_button])
        row.insert(len(row) if buttons_at is None else buttons_at, buttons)
        super().__init__([rows(row), self.html, *below])
        for control in controls.values():
            control.observe(self._on_change, names="value")
        self.picture = Picture(self.size, self.draw)
        self.redraw()
        figures.let_go()

    @property
    def values(self):
        """Return a dictionary of the controls' values by name."""
        return {name: control.value for name, control in self.controls.items()}

    def draw(self, figure):
        """Draw the panels, and return a dictionary of what `show` moves: panels and artists."""
        raise NotImplementedError

    def show(self, panels):
        """Move what `draw` returned as the controls say; return the alternative text."""
        raise NotImplementedError

    def redraw(self):
        """Draw the picture for the controls as they are."""
        with self._lock:
            alt = self.show(self.picture.panels)
            self.html.value = image_tag(self.picture.png(), self.size, alt)

    def still(self):
        """Return the picture for the controls as they are as a figure of pyplot."""
        with self._lock, plt.rc_context(style.RC):
            width, height = self.size
            inches, dpi = (width / style.DPI, height / style.DPI), figures.SHARP * style.DPI
            figure = plt.figure(figsize=inches, dpi=dpi, layout="none")
            figure.set_label(self.show(self.draw(figure)))
            return figure

    def changed(self, name):
        """Answer the control called `name`; a subclass with more to do than a redraw adds it."""
        self.redraw()

    def restore(self):
        """Bring back what is no control; a subclass that keeps more than controls adds it."""

    def reset(self):
        """Bring everything back to where it started, in one redraw."""
        with self._lock:
            with self.held():
                for name, control in self.controls.items():
                    control.value = self.start[name]
                self.restore()
            self.redraw()

    @contextmanager
    def held(self):
        """Let controls change without an answer."""
        before, self._held = self._held, True
        try:
            yield
        finally:
            self._held = before

    def _on_change(self, change):
        with self._lock:
            if not self._held:
                self.changed(next(n for n, c in self.controls.items() if c is change.owner))


class Stepwise(Explorer):
    """An explorer with the buttons Back and Step; `steps` of `last()` are shown, None for all."""

    def __init__(self, controls, **more):
        self.steps = None
        walk = [button(_("Back"), lambda: self.walk(-1)), button(_("Step"), lambda: self.walk(+1))]
        super().__init__(controls, walk, **more)

    def last(self):
        """Return how many steps there are."""
        raise NotImplementedError

    def shown(self):
        """Return how many steps are shown."""
        return self.last() if self.steps is None else min(self.steps, self.last())

    def walk(self, steps):
        """Take steps forward or back; past the last the walk begins again."""
        with self._lock:
            now = (self.shown() + steps) % (self.last() + 1)
            self.steps = None if now == self.last() else now
            self.redraw()

    def restore(self):
        self.steps = None


def image_tag(png, size, alt):
    """Return the picture as an <img>; decoding="sync" keeps it from flickering."""
    width, height = size
    data = b64encode(png).decode("ascii")
    return (
        f'<img width="{width}" height="{height}" alt="{escape(alt, quote=True)}" decoding="sync" '
        f'style="max-width: 100%; height: auto" src="data:image/png;base64,{data}">'
    )
