"""The fourth room of the bug museum: windows with a mistake, told by seven numbers."""

from helpers import oversights
from helpers.widgets.room import SLOPE, Ways
from helpers.words import _

# The order of the exhibits says nothing; 0 is the right way.
EXHIBITS = (None, "stride", "ties", "every_place", "last_place", "padding", "turned")
SPELT = {  # names of rows for matplotlib
    "m₁(1, …, 1)": r"$m_1(1, \ldots, 1)$",
    "∂m₄/∂a₉": r"$\partial m_4\,/\,\partial a_9$",
    "Σ ∂L/∂A / Σ ∂L/∂P": r"$\sum\,\partial L/\partial A\;/\;\sum\,\partial L/\partial P$",
    "(∂L/∂W₂) / (ΔL/2h), U(0, 1)": SLOPE % ("W_2", "U(0, 1)"),
    "(∂L/∂W₁) / (ΔL/2h), U(0, 1)": SLOPE % ("W_1", "U(0, 1)"),
    "(∂L/∂W₁) / (ΔL/2h), x₁₂₁₃": SLOPE % ("W_1", "x_{1213}"),
    "(∂L/∂B₁) / (ΔL/2h), x₁₂₁₃": SLOPE % ("B_1", "x_{1213}"),
}


def mistakes():
    """Return what each mistake is called, and what curve, table and check say of it."""
    return {
        "padding": (_("padding counted in the mean"),
                    _("The loss falls later and ends nearly as low, and all differences agree. "
                      "The mean of a map of ones finds it: a corner says 1/4.")),
        "every_place": (_("the blame of pooling given to every place"),
                        _("The loss jumps about and ends below the right one. Adding up finds "
                          "it: four times as much blame leaves the pooling as enters.")),
        "ties": (_("the blame of pooling given to all ties"),
                 _("The curves nearly lie upon each other, and with pixels of chance no slope is "
                   "off. A digit with blank edges finds it, at the biases.")),
        "stride": (_("the stride forgotten on the way back"),
                   _("The loss falls more slowly and ends twice as high. One slope by hand finds "
                     "it: the last number of a map gets no blame at all.")),
        "turned": (_("the kernel turned on the way back"),
                   _("The loss jumps about and ends twice as high. Differences find it at the "
                     "first kernels, for the second are right.")),
        "last_place": (_("only the last place of a kernel counted"),
                       _("The loss falls, but ends eight times as high. Differences find it at "
                         "both kernels: nearly all of each slope is missing.")),
    }  # fmt: skip


class Oversights(Ways):
    """The fourth room: a number of a way to look, the number it should be, their ratio."""

    exhibits = EXHIBITS
    module, mistaken = oversights, oversights.OVERSIGHTS
    ends = (0, 2.5)  # a loss begins near log 10
    spelt = SPELT
    mistakes = staticmethod(mistakes)

    def asks(self):
        return (
            _("One of the six mistakes is hidden in this way to look at pictures. Read the lamps "
              "and the ratios, then name it."),
            _("Which mistake would make these seven numbers? Number 0 has none."),
        )  # fmt: skip

    def code(self):
        return ""
