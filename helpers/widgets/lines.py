"""Lines of code in a wrong order, which a learner puts in the right one instead of writing them."""

import sys
from html import escape

from ipywidgets import HTML, HBox, Layout, ToggleButtons, VBox

from helpers import inputs
from helpers.widgets.controls import button
from helpers.words import _

# A button for each line, below one another, in letters of one width; the chosen one has a mark. It
# is no list of choices, because JupyterLab keeps the arrow keys over one for itself.
LOOK = """<style>
.lines-of-code>*>button{width:100%;margin:0;text-align:left;font-family:monospace}
.lines-of-code>*>button::before{content:"\\00a0\\00a0"}
.lines-of-code>*>button.mod-active::before{content:"▸\\00a0"}
</style>"""
SPACE = "\N{NO-BREAK SPACE}"  # a button swallows other spaces at the left


class Lines(VBox):
    """A list of lines; a chosen one moves up or down, and `check` is asked about the whole.

    check : a check of `helpers.exercises`.
    name : what the lines make and the check is handed, for example "my_mse_loss".
    lines : texts, each a line of code with its indent, in the order in which they are shown first.

    The lines run with the names of the notebook, as they would in a cell. Raises
    ValueError for a check without a verdict and for fewer than two lines.
    """

    def __init__(self, check=None, name="", *lines):
        if not hasattr(check, "verdict"):
            inputs.refuse("check", check, _("a check of exercises, without brackets"))
        if len(lines) < 2 or not all(isinstance(line, str) for line in lines):
            inputs.refuse("lines", lines, _("two texts or more"))
        self._check, self._name, self._start = check, name, lines
        self._names = vars(sys.modules["__main__"])  # in a notebook what its cells define
        place = Layout(width="98%", max_width="620px", margin="2px 2px 8px")
        self.list = ToggleButtons(layout=place)
        self.list.description, self.list.style.description_width = _("lines of code"), "0px"
        self.list.add_class("lines-of-code")
        self.said = HTML()
        self.up, self.down = button("↑", lambda: self.move(-1)), button("↓", lambda: self.move(1))
        self.up.tooltip, self.down.tooltip = _("move the line up"), _("move the line down")
        self.check_button = button(_("Check"), self.check)
        self.reset_button = button(_("Reset"), self.reset)
        buttons = [self.up, self.down, self.check_button, self.reset_button]
        super().__init__([HTML(LOOK), self.list, HBox(buttons), self.said])
        self.reset()

    def reset(self):
        """Bring back the order in which the lines were shown first."""
        self._show(list(self._start), 0)

    def move(self, by):
        """Move the chosen line by one place, -1 up or 1 down; at the ends it stays."""
        here = self.list.index
        there = min(max(here + by, 0), len(self.lines) - 1)
        lines = self.lines
        lines.insert(there, lines.pop(here))
        self._show(lines, there)

    def check(self):
        """Say what the check says of the lines as they stand."""
        code, names = "\n".join(self.lines), dict(self._names)
        try:
            exec(code, names)
            text = self._check.verdict(names.get(self._name))
        except Exception as error:
            said = _("Not quite. In this order the lines stop with {error}: {text}")
            text = said.format(error=type(error).__name__, text=error)
        self.said.value = f"<p>{escape(text)}</p>"

    def _show(self, lines, place):
        self.lines, self.said.value = lines, ""
        # A number before each line keeps two equal lines apart, and tells where a line stands.
        self.list.options = [
            (f"{n}{SPACE}{SPACE}{line.replace(' ', SPACE)}", n) for n, line in enumerate(lines, 1)
        ]
        self.list.index = place
