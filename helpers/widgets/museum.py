"""The bug museum of notebook 4: gradients with a planted mistake, to be told by nine lamps."""

import numpy as np
from ipywidgets import HTML, Dropdown, Layout

from helpers import style
from helpers.gradients import MISTAKES
from helpers.inputs import refuse, shown
from helpers.views import MuseumView
from helpers.views.museum import EXHIBITS, checked, start, training_losses
from helpers.widgets.explorer import Explorer, button
from helpers.words import say

HIDDEN = -1  # chosen by chance, and not shown


class MuseumExplorer(Explorer):
    """Exhibits by number, a button that hides one, and a choice to name its mistake."""

    view_class = MuseumView

    def __init__(self, number=0, seed=None):
        self.start_number, self.seed = number, seed
        options = [(str(i), i) for i in range(len(EXHIBITS))]
        if number not in range(len(EXHIBITS)):
            refuse("number", shown(number), "expected_name", names=", ".join(n for n, _ in options))
        self.number = Dropdown(
            options=[*options, ("?", HIDDEN)], value=number, description="№", **sized(30, 90)
        )
        names = [(say(f"museum_{key}"), key) for key in MISTAKES]
        self.guess = Dropdown(
            options=[(say("museum_choose"), None), *names], value=None, **sized(0, 400)
        )
        self.draw_button = button("draw", self.draw)
        self.message = HTML(layout=Layout(min_height="56px", margin="0"))
        self._begin()
        self.number.observe(self.on_number, names="value")
        self.guess.observe(self.on_guess, names="value")
        super().__init__([], [self.number, self.draw_button, self.guess], [self.message])

    @property
    def key(self):
        """Return the key of the mistake that is shown; None is the right gradient."""
        return self.hidden if self.number.value == HIDDEN else EXHIBITS[self.number.value]

    def draw(self):
        """Hide a mistake: all eight come once, in an order of chance, before one comes again."""
        with self._lock:
            if not self.waiting:
                self.waiting = list(self.rng.permutation(list(MISTAKES)))
            self.hidden, self.answered = str(self.waiting.pop()), False
            self.number.value = HIDDEN
            self.guess.value = None
            self.text = say("museum_drawn")
            self.redraw()

    def on_number(self, _change):
        """Answer another choice of the exhibit."""
        with self._lock:
            if self.number.value == HIDDEN and self.hidden is None:
                self.draw()
                return
            self.guess.value = None
            self.text = say("museum_start")
            self.redraw()

    def on_guess(self, _change):
        """Say whether the named mistake is the one that is shown."""
        guess = self.guess.value
        if guess is None:
            return
        with self._lock:
            right = guess == self.key
            if self.number.value == HIDDEN and not self.answered:
                self.rounds, self.hits = self.rounds + 1, self.hits + right
                self.answered = True
            kind = "right" if right else "none" if self.key is None else "wrong"
            self.text = say(
                f"museum_{kind}", name=say(f"museum_{guess}"), look=say(f"museum_look_{guess}")
            )
            self.redraw()

    def restore(self):
        self._begin()
        self.number.value = self.start_number
        self.guess.value = None

    def show(self, view):
        view.update(self.key)
        score = say("museum_score", rounds=self.rounds, hits=self.hits) if self.rounds else ""
        self.message.value = f"{self.text} {score}"
        derivatives, differences, lies = checked(self.key)
        return say(
            "alt_museum",
            start=style.fixed(training_losses(self.key)[0]),
            end=style.fixed(training_losses(self.key)[-1]),
            epochs=len(training_losses(self.key)) - 1,
            rows=", ".join(
                f"{style.symbol(name)} {style.fixed(ratio + 0.0, 3)} {'≠' if lie else '='}"
                for name, ratio, lie in zip(
                    start().names, derivatives / differences, lies, strict=True
                )
            ),
        )

    def _begin(self):
        self.rng = np.random.default_rng(self.seed)
        self.waiting, self.hidden, self.answered = [], None, False
        self.rounds = self.hits = 0
        self.text = say("museum_start")


def sized(description, width):
    """Return the look of a dropdown with these widths in pixels."""
    return {
        "style": {"description_width": f"{description}px"},
        "layout": Layout(width=f"{width}px"),
    }
