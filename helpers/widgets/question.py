"""A question's options A to D as four buttons; which is chosen is kept for the code."""

from ipywidgets import HBox, Label, Layout, ToggleButtons

from helpers import ideas
from helpers.widgets.controls import button
from helpers.words import _


class Question(HBox):
    """Four buttons, A to D, of which one may be pressed, and one that leaves the question open.

    day, number : which of the questions of `helpers.ideas` is answered.

    A cell that is run again shows what was chosen. Raises ValueError for a day and a number that
    are none.
    """

    def __init__(self, day="first", number=1):
        self._key = ideas.question(day, number)
        ideas.CHOSEN.setdefault(self._key, "")
        self._name = _("question {number}").format(number=number)
        self.leave = button(_("leave open"), self.leave_open)
        super().__init__(layout=Layout(align_items="center"))
        self._show()

    def _show(self):
        """Show the four letters, with the one that is kept pressed."""
        named = [_("{name}: {value}").format(name=self._name, value=one) for one in ideas.LETTERS]
        self.letters = ToggleButtons(
            options=list(ideas.LETTERS),
            value=ideas.CHOSEN[self._key] or None,
            tooltips=named,
            style={"button_width": "48px"},
            layout=Layout(width="auto"),
        )
        self.letters.observe(self._keep, "value")
        self.children = [Label(self._name), self.letters, self.leave]

    def leave_open(self):
        """Take the answer back.

        With new letters: a kernel in a browser cannot tell those that are there of None.
        """
        ideas.choose(*self._key, "")
        self._show()

    def _keep(self, change):
        ideas.choose(*self._key, change["new"] or "")
