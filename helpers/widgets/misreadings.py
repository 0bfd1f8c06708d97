"""The third room of the bug museum: ways to learn digits with a mistake, told by seven numbers."""

from helpers import misreadings
from helpers.widgets.room import SLOPE, Ways
from helpers.words import _

# The order of the exhibits says nothing; 0 is the right way.
EXHIBITS = (None, "sigma_slope", "leak", "no_shift", "labels", "axis", "mean_twice")
SPELT = {  # names of rows for matplotlib, where they are formulas
    "Σp": r"$\sum p$",
    "p₀(1000, 999, 998)": "$p_0(1000, 999, 998)$",
    "(∂L/∂z) / (ΔL/2h), n = 1": SLOPE % ("z", "n = 1"),
    "(∂L/∂z) / (ΔL/2h), n = 3": SLOPE % ("z", "n = 3"),
}


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


class Misreadings(Ways):
    """The third room: a number of a way to learn digits, the number it should be, their ratio."""

    exhibits = EXHIBITS
    module, mistaken = misreadings, misreadings.MISREADINGS
    log, ends = True, (0.01, 100)  # a loss begins at log 10, and one of them climbs
    spelt = SPELT
    mistakes = staticmethod(mistakes)

    def asks(self):
        return (
            _("One of the six mistakes is hidden in this way to learn digits. Read the lamps and "
              "the ratios, then name it."),
            _("Which mistake would make these seven numbers? Number 0 has none."),
        )  # fmt: skip

    def code(self):
        return ""
