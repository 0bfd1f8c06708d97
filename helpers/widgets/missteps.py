"""The second room of the bug museum: optimisers with a planted mistake, told by seven steps."""

from functools import cache

from helpers import people
from helpers.missteps import MISSTEPS, RIGHT, compare
from helpers.style import fixed, tiny
from helpers.widgets.room import EPOCHS, Room, start
from helpers.words import _

# The order of the exhibits says nothing; 0 is the right optimiser.
EXHIBITS = (None, "epsilon_inside", "late", "betas", "restart", "not_squared", "no_correction",
            "decay_inside", "neighbour", "from_0")  # fmt: skip
SPELT = {", ": r",\ ", "λ": r"\lambda ", "10⁻⁶": r"10^{-6}"}  # for matplotlib
RATE, DECAY = 0.1, 0.01  # of the training, with which all of them arrive


@cache
def training_losses(key):
    """Return the loss after each epoch of a training with a mistake; None is the right one."""
    training = MISSTEPS.get(key, RIGHT)
    return training(start(), people.X, people.y_true, RATE, EPOCHS, DECAY).losses


@cache
def compared(key):
    """Return the comparison of the optimiser with a mistake with the right one."""
    return compare(MISSTEPS.get(key, RIGHT))


def mistakes():
    """Return what each mistake is called, and what curve, table and check say of it."""
    return {
        "betas": (_("β₁ and β₂ exchanged"),
                  _("The loss ends at 0, below the right one. Step 1 is right and step 2 is not: "
                    "where the slope turns round it all but stops. The second step by hand finds "
                    "it.")),
        "no_correction": (_("no bias correction"),
                          _("The loss falls faster. All steps are too large, the first by "
                            "0.1 / √0.001 = 3.162. The first step by hand finds it.")),
        "epsilon_inside": (_("ε inside the root"),
                           _("The curves lie upon each other. The steps are right but for tiny "
                             "slopes, since √ε is 10,000 times as large as ε. A scale test finds "
                             "it.")),
        "from_0": (_("t counted from 0"),
                   _("The loss falls a little faster. Step 1 is too large by 3.162, step 2 by "
                     "1.344, and at step 250 next to nothing is left of that. The second step by "
                     "hand finds it.")),
        "neighbour": (_("s taken from the neighbouring weight"),
                      _("The loss falls faster. The weight with small slopes makes steps too "
                        "small, the one with large slopes too large, first by 10. A step by hand "
                        "finds it, if there are two weights.")),
        "not_squared": (_("|g| in place of g²"),
                        _("The loss falls more slowly. Step 1 is right where the slope is 1, and "
                          "where it is 10 too large by √10. A scale test finds it.")),
        "late": (_("m brought up to date after the step"),
                 _("The loss falls a little later. Step 1 is 0, and where the slope turns round "
                   "step 2 has the wrong sign. The second step by hand finds it.")),
        "decay_inside": (_("weight decay inside the gradient"),
                         _("The loss stays higher. All steps without decay are right, and of its "
                           "pull next to nothing is left: Adam divides it away. A comparison "
                           "with a reference finds it, if both have a decay.")),
        "restart": (_("a schedule that begins anew"),
                    _("The curve is right for 200 steps and then ends lower. Step 250 is four "
                      "times as large as it should be. A comparison with a reference finds it, "
                      "if the walk is long.")),
    }  # fmt: skip


class Missteps(Room):
    """The second room: a step of an optimiser, the step that it should be, and their ratio."""

    exhibits = EXHIBITS
    followed = (r"$\Delta w$", r"$\Delta w_{\mathrm{Adam}}$")
    width = 430
    log = True  # where most trainings end near 0, they differ by powers of ten
    columns = (126, 210, 297, 380, 412)
    mistakes = staticmethod(mistakes)

    def losses(self, key):
        return training_losses(key)

    def compared(self, key):
        return compared(key)

    def write(self, number):
        """Return a step in four decimals; where those would be one digit or none, as a power."""
        return fixed(number) if abs(number) >= 0.001 else tiny(number, 0)

    def write_ratio(self, ratio):
        return tiny(ratio, 3)

    def label(self, name):
        for sign, spelt in SPELT.items():
            name = name.replace(sign, spelt)
        return f"${name}$"

    def sentences(self):
        return (
            _("One of the nine mistakes is hidden in this optimiser. Read the lamps and the "
              "ratios, then name it."),
            _("Which mistake would make these seven steps? Number 0 has none."),
            _("A curve of the loss up to epoch {epoch}, from {start} to {end}, beside a dotted "
              "one of the right optimiser. A step divided by the right one, and whether they "
              "agree: {rows}."),
        )  # fmt: skip

    def code(self):
        return ""
