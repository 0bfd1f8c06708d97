"""The bug museum of notebook 4: gradients with a planted mistake, to be told by nine lamps."""

from functools import cache

from helpers import people, style
from helpers.gradients import gradient_check
from helpers.mistakes import MISTAKES
from helpers.network import Network
from helpers.training import Diverged, train
from helpers.widgets.room import EPOCHS, Room, start
from helpers.words import _, joined

# The order of the exhibits says nothing; 0 is the right gradient.
EXHIBITS = (None, "no_sigma_hidden", "factor_2", "no_bias", "z_one_minus_z", "after_update",
            "wrong_sign", "no_sigma_output", "sigma_of_activation")  # fmt: skip


@cache
def training_losses(key, epochs=EPOCHS):
    """Return the loss after each epoch of a training with a mistake, up to where it runs off."""
    data, gradient = (people.X, people.y_true), MISTAKES.get(key)
    try:
        return train(start(), *data, epochs=epochs, gradient=gradient).losses
    except Diverged as diverged:
        return training_losses(key, diverged.epoch - 1)


@cache
def checked(key):
    """Return the check, at Alice, of the gradient with a mistake; None is the right one."""
    gradient = MISTAKES.get(key, Network.gradient)
    return gradient_check(start(), people.X[:1], people.y_true[:1], gradient)


def mistakes():
    """Return what each mistake is called, and how the nine ratios look with it."""
    return {
        "factor_2": (_("the 2 of the squared error forgotten"),
                     _("All nine are half of what they should be.")),
        "after_update": (_("output weights moved before the hidden ones are blamed"),
                         _("The output neuron's three are right. The others are wrong by very "
                           "little, because the weights have moved very little.")),
        "no_sigma_output": (_("no σ′ at the output neuron"),
                            _("A factor of at most 1/4 is missing in all nine, so all are too "
                              "large by one and the same number, at least 4.")),
        "no_sigma_hidden": (_("no σ′ at the hidden neurons"),
                            _("The output neuron's three are right. Behind each hidden neuron a "
                              "factor of at most 1/4 is missing, so those are too large, at least "
                              "by 4.")),
        "sigma_of_activation": (_("σ′ taken at the output a, not at the sum z"),
                                _("All nine are wrong, by one number at the output neuron and by "
                                  "others behind each hidden neuron; the signs are right.")),
        "no_bias": (_("no derivative for the biases"),
                    _("The six weights are right, and three numbers are exactly 0.")),
        "z_one_minus_z": (_("z(1 − z) in place of a(1 − a)"),
                          _("Sums have no bounds, so the ratios are wild and even signs are wrong. "
                            "The training runs off.")),
        "wrong_sign": (_("the sign of the error turned round"),
                       _("All nine have the right size and the other sign. The loss climbs.")),
    }  # fmt: skip


class Museum(Room):
    """The first room: a derivative, the difference of losses that it should be, and their ratio."""

    exhibits = EXHIBITS
    followed = (r"$\mathtt{dL\_dp}$", r"$\Delta L\,/\,2h$")  # what the code says, what is so
    columns = (58, 156, 254, 330, 392)
    mistakes = staticmethod(mistakes)

    def losses(self, key):
        return training_losses(key)

    def compared(self, key):
        return checked(key)

    def label(self, name):
        return style.formula(name)

    def told(self, rows):
        return joined(f"{style.symbol(name)} {ratio} {mark}" for name, ratio, mark in rows)

    def sentences(self):
        return (
            _("One of the eight mistakes is hidden in this gradient. Read the lamps and the "
              "ratios, then name it."),
            _("Which mistake would make these nine numbers? Number 0 has none."),
            _("A curve of the loss up to epoch {epoch}, from {start} to {end}, beside a dotted "
              "one of the right gradient. The derivative divided by the difference, and "
              "whether they agree: {rows}."),
        )  # fmt: skip

    def code(self):
        return ""
