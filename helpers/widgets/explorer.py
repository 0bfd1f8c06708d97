"""An explorer is sliders and buttons above one picture that follows them."""

import time
from base64 import b64encode
from contextlib import contextmanager
from functools import cached_property
from html import escape
from inspect import signature
from threading import RLock

import matplotlib.pyplot as plt
from IPython import get_ipython
from ipywidgets import HTML, HBox, Layout, Play, Textarea, VBox, jslink

from helpers import figures, inputs, style
from helpers.parameters import Parameters
from helpers.widgets import code
from helpers.widgets.controls import SIZES, button, layout, rows
from helpers.widgets.picture import Picture
from helpers.words import _, joined

COLUMNS = 100  # characters in a row of the area with the code; a longer line takes two
FRAMES, INTERVAL = 100, 100  # of one play: pictures, and milliseconds from one to the next
LATE = 1.5  # seconds in which steps of Play may still arrive after Reset


class Explorer(VBox):
    """The shared part of all explorers; `still()` gives the same picture as an ordinary figure.

    A subclass sets `size`, in pixels, and hands over its controls by name, its buttons, and what
    stands below the picture; controls named in `apart` stand there as well, and not above it.
    `draw` draws what never changes, and returns what will move; `show` moves it, as the controls
    say, and returns the picture's alternative text. `code` returns lines of NumPy that give the
    same numbers; where its state is more than its controls, or the arguments have other names,
    `state` returns those.

    Jupyter may run a callback in a second thread, also while a cell runs, so everything that
    reads the controls and hands over a picture holds a lock.

    Where a cell shows the still picture of a new explorer, that one is the live picture as well,
    until somebody moves a control: what is only looked at is drawn once, and keeps no pixels.
    """

    size = (840, 400)
    _held = False  # while controls may change without an answer

    def __new__(cls, *values, **named):
        """Refuse an argument that the explorer does not have."""
        known = cls.arguments()
        for name in [name for name in named if name not in known]:
            names = _("an argument called {names}").format(names=joined(known))
            inputs.refuse(name, named[name], names if known else _("no argument"))
        return super().__new__(cls, *values, **named)

    def __init__(self, controls, buttons=(), below=(), buttons_at=None, apart=()):
        self.controls = controls
        self.start = {name: control.value for name, control in controls.items()}
        self.html, self._lock = HTML(layout=Layout(margin="0")), RLock()
        self.reset_button = button(_("Reset"), self.reset)
        self.code_button, self.code_shown = button(_("Code"), self.show_code), False
        # Below everything, so that nothing jumps; the placeholder is its name for those who listen.
        place = Layout(width=f"{self.size[0]}px", max_width="100%", display="none")
        self.code_area = Textarea(placeholder=_("Code"), layout=place)
        row = [control for name, control in controls.items() if name not in apart]
        buttons = HBox([*buttons, self.reset_button, self.code_button])
        row.insert(len(row) if buttons_at is None else buttons_at, buttons)
        super().__init__([rows(row), self.html, *below, self.code_area])
        for control in controls.values():
            control.observe(self._on_change, names="value")
        shell = get_ipython()
        if shell is None:
            self.redraw()
        else:
            at_the_end_of_the_cell(shell, self.draw_first)

    @cached_property
    def picture(self):
        """The live picture with all that moves, made when a control is moved for the first time."""
        return Picture(self.size, self.draw)

    @classmethod
    def arguments(cls):
        """Return the names of the arguments that the explorer takes."""
        known = [*signature(cls).parameters]
        if "parameters" in known:  # all those of its network
            known[known.index("parameters") :] = Parameters(SIZES).names
        return known

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

    def code(self):
        """Return lines of NumPy that give the picture's numbers; "" where its call says it all."""
        raise NotImplementedError

    def state(self):
        """Return the arguments with which an explorer shows what this one shows, by name."""
        return self.values

    def call(self):
        """Return the call that makes such an explorer."""
        state = self.state()
        told = [f"{n}={code.literal(state[n])}" for n in self.arguments() if n in state]
        return f"widgets.{type(self).__name__}({', '.join(told)})"

    def redraw(self):
        """Draw the picture for the controls as they are."""
        with self._lock:
            alt = self.show(self.picture.panels)
            self.html.value = image_tag(self.picture.png(), self.size, alt)
            self._write_code()

    def draw_first(self):
        """Draw the picture if none is shown yet."""
        with self._lock:
            if not self.html.value:
                self.redraw()
                figures.let_go()

    def take(self, png, alt):
        """Show a picture of the start that was drawn as a still one, if none is shown yet."""
        with self._lock:
            if not self.html.value:
                self.html.value = image_tag(png, self.size, alt)

    # Jupyter calls one of these when a widget is shown: the first with ipywidgets 7, the other with
    # later ones. The picture is drawn before, so that the page below need not move down for it.
    if hasattr(VBox, "_ipython_display_"):

        def _ipython_display_(self, **options):
            self.draw_first()
            return super()._ipython_display_(**options)

    else:

        def _repr_mimebundle_(self, **options):
            self.draw_first()
            return super()._repr_mimebundle_(**options)

    def show_code(self):
        """Open the area with the code, or close it."""
        with self._lock:
            self.code_shown = not self.code_shown
            self._write_code()

    def _write_code(self):
        """Write the code of what is shown into the area, if that is open."""
        text = ""
        if self.code_shown:
            text, call = self.code(), self.call()
            text = f"# {call}\n{text}" if text else call
        rows = sum(1 + len(line) // COLUMNS for line in text.split("\n"))
        self.code_area.value, self.code_area.rows = text, rows
        # Not None, which a kernel in a browser hands over as nothing new.
        self.code_area.layout.display = "" if self.code_shown else "none"

    def still(self):
        """Return the picture for the controls as they are as a figure of pyplot."""
        with self._lock, plt.rc_context(style.RC):
            inches, dpi = figures.inches(self.size), figures.SHARP * style.DPI
            figure = plt.figure(figsize=inches, dpi=dpi, layout="none")
            figure.set_label(self.show(self.draw(figure)))
            figures.hand_over(figure, self.take)
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
            self.code_shown = False
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


def at_the_end_of_the_cell(shell, action):
    """Do something once, when the cell has run."""

    def end(_result):
        shell.events.unregister("post_run_cell", end)
        action()

    shell.events.register("post_run_cell", end)


class Stepwise(Explorer):
    """An explorer with the buttons Back and Step; `steps` of `last()` are shown, None for all.

    It starts, and Reset brings it back, with `begin` of them.
    """

    def __init__(self, controls, begin=None, **more):
        self.steps = self.begin = begin
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
        self.steps = self.begin

    def state(self):
        return self.values | ({} if self.steps is None else {"steps": self.shown()})


class Played(Explorer):
    """An explorer in which Play moves the slider called `played`, from 0 to its end.

    Reset stops it. So many `frames` lead through the whole slider, with `interval` milliseconds
    from one to the next.
    """

    frames, interval = FRAMES, INTERVAL

    def __init__(self, controls, played, buttons=(), **more):
        self.played, slider = played, controls[played]
        self.reached, self.rested = slider.value, 0.0  # by the play that is on; when it was stopped
        self.stopped = self.before = 0.0, slider.value  # until when steps may be late, and whence
        # The link gives the slider the value of Play, so that must be right when it is made.
        ends = {"value": slider.value, "max": slider.max, "step": self.frame(slider)}
        # A play that began again by itself would go on after Reset: see `late`.
        look = {"interval": self.interval, "show_repeat": False, "layout": layout()}
        self.play = Play(**ends, **look)
        slider.observe(self._follow, names="max")
        for name in self._playing():
            self.play.observe(self._turns, names=name)
        # In the browser, so that the kernel has no queue.
        self.link = jslink((self.play, "value"), (slider, "value"))
        super().__init__(controls, [self.play, *buttons], **more)

    def frame(self, slider):
        """Return how far a slider is moved from one picture of a play to the next."""
        return max(1, slider.max // self.frames)

    def _follow(self, change):
        """Let Play go as far as its slider."""
        self.play.max, self.play.step = change.new, self.frame(change.owner)

    def _playing(self):
        """Return the name of what says whether it plays, in ipywidgets 8 or 7."""
        return [name for name in ("playing", "_playing") if self.play.has_trait(name)]

    def plays(self):
        """Return whether Play is on."""
        return any(getattr(self.play, name) for name in self._playing())

    def turn(self, on):
        """Turn Play on or off, as its button does."""
        for name in self._playing():
            setattr(self.play, name, on)

    def _turns(self, change):
        """Play is on, or off: who presses it again after Reset wants to see its steps."""
        if change.new:
            now = self.controls[self.played].value
            self.reached = now if now < self.play.max else 0  # at its end it begins anew
            self.before, self.stopped = self.stopped, (0.0, now)
        else:
            self.rested = time.monotonic()
            self.rest()

    def rest(self):
        """Answer that Play rests; a subclass that leaves out things meanwhile adds a redraw."""

    def changed(self, name):
        """Show what a control says, but take back a step of Play that comes after Reset."""
        if name == self.played:
            if self.late(*self.stopped):
                with self.held():
                    self.play.value = self.controls[name].value = self.start[name]
                return
            if not self.late(*self.before):
                self.reached = self.controls[name].value
        self.redraw()

    def late(self, until, stopped_at):
        """Return whether the slider stands at a step of a play that was stopped by Reset.

        Such a step goes on from where that play was; a new one begins below that, or at 0, and a
        slider that is moved by hand seldom stops a whole number of steps behind it.
        """
        now = self.controls[self.played].value
        behind = now - stopped_at
        on_its_way = now > 0 and behind >= 0 and behind % self.play.step == 0
        return on_its_way and time.monotonic() < until

    def reset(self):
        with self._lock:
            plays = self.plays() or time.monotonic() < self.rested + LATE
            with self.held():
                self.turn(False)  # first, or the browser may take a step from the start
            super().reset()
            if plays:  # counted from here, since a redraw may take long
                self.stopped = time.monotonic() + LATE, self.reached

    def restore(self):
        self.play.value = self.controls[self.played].value = self.start[self.played]


def image_tag(png, size, alt):
    """Return the picture as an <img>; decoding="sync" keeps it from flickering."""
    width, height = size
    data = b64encode(png).decode("ascii")
    return (
        f'<img width="{width}" height="{height}" alt="{escape(alt, quote=True)}" decoding="sync" '
        f'style="max-width: 100%; height: auto" src="data:image/png;base64,{data}">'
    )
