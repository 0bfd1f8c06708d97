"""The fifth room of the bug museum: ways to learn sums with a mistake, told by eight numbers."""

from helpers import lapses
from helpers.widgets.room import Ways
from helpers.words import _

# The order of the exhibits says nothing; 0 is the right way.
EXHIBITS = (None, "cut", "late", "element", "carry", "highest", "state")
SPELT = {  # names of rows for matplotlib, where they are formulas
    "a₁(1 + 0)": "$a_1(1 + 0)$",
    "Σ 2ᵗ⁻¹ y_true(7 + 7)": r"$\sum 2^{t-1}\,y_\mathrm{true}(7 + 7)$",
    "y₁(3 + 3; 1 + 0)": r"$y_1(3 + 3;\ 1 + 0)$",
    "y₂(1 + 1) − y₂(0 + 0)": "$y_2(1 + 1) - y_2(0 + 0)$",
    "(∂L/∂w) / (ΔL/2h), T = 1": r"$\partial L/\partial w\,\div\,\Delta L/2h,\ T = 1$",
    "(∂L/∂w) / (ΔL/2h), T = 4": r"$\partial L/\partial w\,\div\,\Delta L/2h,\ T = 4$",
    "|g|": "$|g|$",
}


def mistakes():
    """Return what each mistake is called, and what curve, table and check say of it."""
    return {
        "highest": (_("the highest bit read first"),
                    _("The loss stays above 0.5, since the carry into a bit comes from those still "
                      "to be read. Looking at what is read at step 1 finds it.")),
        "carry": (_("no step for the last carry"),
                  _("The loss ends nearly as low, and the test passes, since it lacks the same "
                    "step. Reading the largest sum back from its labels finds it.")),
        "state": (_("the state not set to 0 between sequences"),
                  _("The loss ends a little lower, since no carry is left after a last step. "
                    "Asking for one sum alone and after another finds it.")),
        "late": (_("the state handed on one step late"),
                 _("The loss stays above 0.5, since the last carry is not known yet. Changing "
                   "step 1 and looking at step 2 finds it.")),
        "cut": (_("slopes cut off before the first step"),
                _("The curves nearly lie upon each other, since most slopes are right. Differences "
                  "find it if a sequence has more than one step.")),
        "element": (_("slopes clipped one by one, not by their length"),
                    _("The curves nearly lie upon each other, since few steps have slopes so "
                      "large. The length after clipping finds it.")),
    }  # fmt: skip


class Lapses(Ways):
    """The fifth room: a number of a way to learn sums, the number it should be, their ratio."""

    exhibits = EXHIBITS
    module, mistaken = lapses, lapses.LAPSES
    width = 444
    log, ends = True, (0.001, 1)
    columns = (200, 272, 340, 402, 428)
    spelt = SPELT
    mistakes = staticmethod(mistakes)

    def asks(self):
        return (
            _("One of the six mistakes is hidden in this way to learn sums. Read the lamps and "
              "the ratios, then name it."),
            _("Which mistake would make these eight numbers? Number 0 has none."),
        )  # fmt: skip

    def code(self):
        return ""
