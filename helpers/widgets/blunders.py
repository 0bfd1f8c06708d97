"""A room of the bug museum: ways to learn names with a mistake, told by ten numbers."""

from helpers import blunders
from helpers.widgets.room import Ways
from helpers.words import _

# The order of the exhibits says nothing; 0 is the right way.
EXHIBITS = (
    None,
    "padding",
    "no_root",
    "itself",
    "among",
    "no_mask",
    "overwritten",
    "two_ahead",
    "axis",
    "no_positions",
)
SPELT = {  # names of rows for matplotlib, where they are formulas
    "y_true(ann)₁": r"$y_\mathrm{true}(\mathrm{ann})_1$",
    "N(ann + mary)": r"$N(\mathrm{ann} + \mathrm{mary})$",
    "|training ∪ validation|": r"$|\mathrm{training} \cup \mathrm{validation}|$",
    "Σ A₁(mary)": r"$\sum A_1(\mathrm{mary})$",
    "max A, d = 64": r"$\max A,\ d = 64$",
    "N(mar ≠ amr)": r"$N(\mathrm{mar}\,\neq\,\mathrm{amr})$",
    "a_y(mark) / a_y(mary)": r"$a_\mathrm{y}(\mathrm{mark})\ /\ a_\mathrm{y}(\mathrm{mary})$",
    "(∂L/∂Eₙ) / (ΔL/2h), ann": (
        r"$\partial L/\partial E_\mathrm{n}\,\div\,\Delta L/2h,\ \mathrm{ann}$"
    ),
    "test | x₁, …, xₜ": r"test $\mid x_1,\ \ldots,\ x_t$",
}


def mistakes():
    """Return what each mistake is called, and what curve, table and check say of it."""
    return {
        "no_mask": (_("no mask"),
                    _("The loss falls to nearly nothing, for validation names too: no test loss "
                      "catches a leak. Changing the last letter and looking at an earlier answer "
                      "finds it.")),
        "axis": (_("softmax over the wrong axis"),
                 _("The loss ends a little lower, since the weights of a place depend on those "
                   "behind it. Adding up a row of weights finds it.")),
        "no_positions": (_("no positions"),
                         _("The loss ends a little higher, since which letters came tells much and "
                           "their order less. Exchanging letters 1 and 2 finds it.")),
        "itself": (_("the label is the letter itself"),
                   _("The loss falls to nearly nothing, since each place has its answer before "
                     "it. Looking at the first label of a name finds it.")),
        "two_ahead": (_("the label is the letter after the next"),
                      _("The loss ends a little higher, since two letters ahead are harder to "
                        "say. Looking at the labels of one name finds it.")),
        "padding": (_("places behind the end counted"),
                    _("The loss ends below two thirds of the right one, since points behind the "
                      "end are easily said. Counting the terms of the mean finds it.")),
        "no_root": (_("scores not divided by √d"),
                    _("The curves nearly lie upon each other, since at width 16 scores begin small "
                      "in any case. Looking at the largest weight for 64 numbers finds it.")),
        "overwritten": (_("= in place of += for a letter used twice"),
                        _("The loss falls more slowly, since of all places with a letter the last "
                          "alone is heard. Differences find it if a name has a letter twice.")),
        "among": (_("validation names among the training names"),
                  _("The curves nearly lie upon each other, and validation names cost nearly as "
                    "little. Counting the names of both parts together finds it.")),
    }  # fmt: skip


class Blunders(Ways):
    """The room for names: a number of a way to learn them, as it should be, their ratio."""

    exhibits = EXHIBITS
    module, mistaken = blunders, blunders.BLUNDERS
    width = 444
    log, ends = True, (0.002, 5)
    columns = (190, 262, 332, 402, 428)
    spelt = SPELT
    mistakes = staticmethod(mistakes)

    def asks(self):
        return (
            _("One of the nine mistakes is hidden in this way to learn names. Read the lamps and "
              "the ratios, then name it."),
            _("Which mistake would make these ten numbers? Number 0 has none."),
        )  # fmt: skip

    def code(self):
        return ""
