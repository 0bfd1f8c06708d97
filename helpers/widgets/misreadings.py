"""The third room of the bug museum: ways to learn digits with a mistake, told by seven numbers."""

from functools import cache

from helpers.misreadings import MISREADINGS, RIGHT, compare, taught
from helpers.style import short
from helpers.widgets.room import Room
from helpers.words import _

# The order of the exhibits says nothing; 0 is the right way.
EXHIBITS = (None, "sigma_slope", "leak", "no_shift", "labels", "axis", "mean_twice")
SPELT = {  # names of rows for matplotlib, where they are formulas
    "Σp": r"$\sum p$",
    "p₀(1000, 999, 998)": "$p_0(1000, 999, 998)$",
    "(∂L/∂z) / (ΔL/2h), n = 1": r"$\dfrac{\partial L/\partial z}{\Delta L\,/\,2h},\ n = 1$",
    "(∂L/∂z) / (ΔL/2h), n = 3": r"$\dfrac{\partial L/\partial z}{\Delta L\,/\,2h},\ n = 3$",
}


@cache
def compared(key):
    """Return the comparison of the way with a mistake with the right one."""
    return compare(MISREADINGS.get(key, RIGHT))


def mistakes():
    """Return what each mistake is called, and what curve, table and check say of it."""
    return {
        "axis": (_("softmax over the rows, not over the classes"),
                 _("The loss begins at log 200 instead of log 10, falls a little and then climbs. "
                   "Adding up the shares of one row finds it.")),
        "no_shift": (_("softmax without taking the largest sum away"),
                     _("The curves lie upon each other, since the sums of this training stay "
                       "small. Large sums find it: ∞ / ∞ is no number.")),
        "mean_twice": (_("the mean over the rows taken twice"),
                       _("The loss falls more slowly: each step is a tenth of what it should be. "
                         "Differences find it if a batch has more than one row.")),
        "labels": (_("one-hot labels one place off"),
                   _("The curves lie upon each other and differences agree, yet no digit is read "
                     "rightly. Answers beside the digits themselves find it.")),
        "leak": (_("validation rows among the training rows"),
                 _("The loss ends nearly as low, and the validation share is better than it "
                   "should be. Counting the different rows finds it.")),
        "sigma_slope": (_("the slope p(1 − p) kept in front of p − y"),
                        _("The loss falls more slowly, and ends five times as high. Differences "
                          "find it even in a batch of one row.")),
    }  # fmt: skip


class Misreadings(Room):
    """The third room: a number of a way to learn digits, the number it should be, their ratio."""

    exhibits = EXHIBITS
    followed = ("№", "№ 0")
    width = 440
    log, ends = True, (0.01, 100)  # a loss begins at log 10, and one of them climbs
    columns = (186, 256, 326, 394, 424)
    spelt = SPELT

    def mistakes(self):
        return mistakes()

    def losses(self, key):
        return taught(MISREADINGS.get(key, RIGHT)).losses

    def compared(self, key):
        return compared(key)

    def write(self, number):
        return short(number, 4)

    def sentences(self):
        return (
            _("One of the six mistakes is hidden in this way to learn digits. Read the lamps and "
              "the ratios, then name it."),
            _("Which mistake would make these seven numbers? Number 0 has none."),
            _("A curve of the loss up to epoch {epoch}, from {start} to {end}, beside a dotted "
              "one of the right way. A number divided by the right one, and whether they agree: "
              "{rows}."),
        )  # fmt: skip

    def code(self):
        return ""
