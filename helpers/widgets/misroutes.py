"""A room of the bug museum: graphs that find slopes with a mistake, told by seven numbers."""

from helpers import misroutes
from helpers.widgets.room import SLOPE, Ways
from helpers.words import _

# The order of the exhibits says nothing; 0 is the right way.
EXHIBITS = (None, "changed", "unlinked", "growing", "no_zero", "overwritten", "depth_first")
SPELT = {  # names of rows for matplotlib
    "∂(ab)/∂b": r"$\partial(ab)\,/\,\partial b$",
    "∂(ab + a)/∂a": r"$\partial(ab + a)\,/\,\partial a$",
    "∂(u + u²)/∂a, u = ab": r"$\partial(u + u^2)\,/\,\partial a,\ u = ab$",
    "∂(ab)/∂a, step 2": r"$\partial(ab)\,/\,\partial a$, step 2",
    "N, step 3": "$N$, step 3",
    "(∂L/∂w₁) / (ΔL/2h), n = 1": SLOPE % ("w_1", "n = 1"),
    "(∂L/∂w₁) / (ΔL/2h), n = 4": SLOPE % ("w_1", "n = 4"),
}


def mistakes():
    """Return what each mistake is called, and what curve, table and check say of it."""
    return {
        "overwritten": (_("= in place of += where paths join"),
                        _("The loss hardly falls, since of four people one is heard. Differences "
                          "find it if there is more than one row, and so does a leaf that is used "
                          "twice.")),
        "depth_first": (_("a value hands on before it has all"),
                        _("The curves lie upon each other, since in this network nothing but "
                          "leaves is used twice. Two paths of unequal length find it.")),
        "no_zero": (_("slopes not set back to 0 between steps"),
                    _("The loss falls faster and ends at 0, below the right one. The second step "
                      "finds it: its slope is added to that of the first.")),
        "changed": (_("weights changed before the way back"),
                    _("The curves can hardly be told apart. Any product finds it, and so do "
                      "differences: a slope behind a weight is too small by 2 %.")),
        "unlinked": (_("a product linked to its first factor alone"),
                     _("The loss ends nearly twice as high, since the hidden neurons learn "
                       "nothing. A slope by the second factor finds it, and so do differences.")),
        "growing": (_("a new weight linked to the one before"),
                    _("The curves lie upon each other, and all slopes are right, while each step "
                      "takes longer. Counting the values of a graph finds it.")),
    }  # fmt: skip


class Misroutes(Ways):
    """The room for graphs: a number of a way to find slopes, as it should be, their ratio."""

    exhibits = EXHIBITS
    module, mistaken = misroutes, misroutes.MISROUTES
    ends = (0, 0.5)  # a loss begins at a quarter
    spelt = SPELT
    mistakes = staticmethod(mistakes)

    def asks(self):
        return (
            _("One of the six mistakes is hidden in this way to find slopes. Read the lamps and "
              "the ratios, then name it."),
            _("Which mistake would make these seven numbers? Number 0 has none."),
        )  # fmt: skip

    def code(self):
        return ""
