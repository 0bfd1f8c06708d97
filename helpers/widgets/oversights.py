"""The fourth room of the bug museum: windows with a mistake, told by seven numbers."""

from functools import cache

from helpers.oversights import OVERSIGHTS, RIGHT, compare, taught
from helpers.style import short
from helpers.widgets.room import Room
from helpers.words import _

# The order of the exhibits says nothing; 0 is the right way.
EXHIBITS = (None, "stride", "ties", "every_place", "last_place", "padding", "turned")
SLOPE = r"$\dfrac{\partial L/\partial %s}{\Delta L\,/\,2h},\ %s$"
SPELT = {  # names of rows for matplotlib
    "m₁(1, …, 1)": r"$m_1(1, \ldots, 1)$",
    "∂m₄/∂a₉": r"$\partial m_4\,/\,\partial a_9$",
    "Σ ∂L/∂A / Σ ∂L/∂P": r"$\sum\,\partial L/\partial A\;/\;\sum\,\partial L/\partial P$",
    "(∂L/∂W₂) / (ΔL/2h), U(0, 1)": SLOPE % ("W_2", "U(0, 1)"),
    "(∂L/∂W₁) / (ΔL/2h), U(0, 1)": SLOPE % ("W_1", "U(0, 1)"),
    "(∂L/∂W₁) / (ΔL/2h), x₁₂₁₃": SLOPE % ("W_1", "x_{1213}"),
    "(∂L/∂B₁) / (ΔL/2h), x₁₂₁₃": SLOPE % ("B_1", "x_{1213}"),
}


@cache
def compared(key):
    """Return the comparison of the way with a mistake with the right one."""
    return compare(OVERSIGHTS.get(key, RIGHT))


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


class Oversights(Room):
    """The fourth room: a number of a way to look, the number it should be, their ratio."""

    exhibits = EXHIBITS
    followed = ("№", "№ 0")
    width = 440
    ends = (0, 2.5)  # a loss begins near log 10
    columns = (186, 256, 326, 394, 424)
    spelt = SPELT

    def mistakes(self):
        return mistakes()

    def losses(self, key):
        return taught(OVERSIGHTS.get(key, RIGHT)).losses

    def compared(self, key):
        return compared(key)

    def write(self, number):
        return short(number, 4)

    def sentences(self):
        return (
            _("One of the six mistakes is hidden in this way to look at pictures. Read the lamps "
              "and the ratios, then name it."),
            _("Which mistake would make these seven numbers? Number 0 has none."),
            _("A curve of the loss up to epoch {epoch}, from {start} to {end}, beside a dotted "
              "one of the right way. A number divided by the right one, and whether they agree: "
              "{rows}."),
        )  # fmt: skip

    def code(self):
        return ""
