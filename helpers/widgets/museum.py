"""The bug museum of notebook 4: gradients with a planted mistake, to be told by nine lamps."""

from functools import cache
from itertools import takewhile

import numpy as np
from ipywidgets import HTML

from helpers import inputs, people, plots, style
from helpers.gradients import gradient_check
from helpers.mistakes import MISTAKES
from helpers.network import Network
from helpers.style import fixed, symbol
from helpers.training import Diverged, train
from helpers.widgets.controls import button, choice, layout, listed
from helpers.widgets.explorer import Explorer
from helpers.words import _

# A point at which nothing is special: no two neurons alike, none saturated, no parameter 0.
START = {"w1": 0.4, "w2": 0.7, "w3": -0.6, "w4": 0.5, "w5": 0.9, "w6": -0.8}
START |= {"b1": 0.3, "b2": -0.2, "b3": 0.1}
EPOCHS = 300
# The order of the exhibits says nothing; 0 is the right gradient.
EXHIBITS = (None, "no_sigma_hidden", "factor_2", "no_bias", "z_one_minus_z", "after_update",
            "wrong_sign", "no_sigma_output", "sigma_of_activation")  # fmt: skip
HIDDEN = -1  # chosen by chance, and not shown


def start():
    """Return the network at which training starts and the check is made."""
    return Network([2, 2, 1], **START)


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


class Lamps:
    """A row for each parameter: its derivative, the difference, their ratio, and a lamp."""

    def __init__(self, ax, check):
        rows = range(len(check.names))
        ax.set(xlim=(0, 410), ylim=(len(rows) - 0.5, -1))
        ax.axis("off")
        look = {"ha": "right", "va": "center", "size": style.MEDIUM}
        ends = {r"$\partial L/\partial p$": 156, r"$\Delta L\,/\,2h$": 254, "÷": 330}  # pixels
        for head, x in ends.items():
            ax.text(x, -0.75, head, **look)
        for i, name in enumerate(check.names):
            ax.text(58, i, style.formula(name), **look)
        self.slopes, self.differences, self.ratios = (
            [ax.text(x, i, "", **look) for i in rows] for x in ends.values()
        )
        for text, difference in zip(self.differences, check.differences, strict=True):
            text.set_text(fixed(difference))  # the same in every exhibit
        lamp = {"marker": "o", "ms": 15, "mec": style.INK, "mew": 1.6, "ls": ""}
        self.lamps = [plots.line(ax, [392], [i], **lamp) for i in rows]
        sign = look | {"ha": "center", "va": "center_baseline", "zorder": 5}
        self.marks = [ax.text(392, i, "", fontweight="bold", **sign) for i in rows]
        self.moving = [*self.lamps, *self.marks, *self.slopes, *self.ratios]

    def update(self, check, ratios):
        """Show a `GradientCheck`: a light lamp where it agrees, a dark one where it does not."""
        for i, mark in enumerate(check.marks):
            self.slopes[i].set_text(fixed(check.derivatives[i]))
            self.ratios[i].set_text(fixed(ratios[i], 3))
            ground, ink, shape = (
                (style.PAPER, style.INK, "o") if mark == "=" else (style.INK, style.PAPER, "s")
            )
            self.lamps[i].set(mfc=ground, marker=shape)
            self.marks[i].set(text=mark, color=ink)


class Museum(Explorer):
    """Exhibits by number, a button that hides one, and a choice to name its mistake.

    `number` None shows the one that is hidden. `seed` decides about the order in which they hide.
    `named` tells of each that was hidden so far whether it was named at the first go; the last
    may be None: not named yet. `guess` is the key of the mistake that is named.
    """

    size = (840, 380)

    def __init__(self, number=0, seed=None, named=(), guess=""):
        if number is not None:
            inputs.whole("number", number, 0, len(EXHIBITS) - 1)
        if seed is not None:
            inputs.whole("seed", seed, 0, 2**32)
        for first in listed("named", named, _("a list of True, False and None")):
            inputs.one_of("named", first, (True, False, None))
        self.begin = seed, [*named] or [None] * (number is None)
        self.message = HTML(layout=layout(min_height="56px"))
        shown = {i: str(i) for i in range(len(EXHIBITS))} | {HIDDEN: "?"}
        known = {"": _("Name the mistake …")} | {
            key: name for key, (name, _look) in mistakes().items()
        }
        controls = {
            "number": choice("number", HIDDEN if number is None else number, shown, "№", 90),
            "guess": choice("guess", guess, known, width=410, unseen=_("mistake")),
        }
        self.controls = controls
        self.restore()
        super().__init__(controls, [button(_("Draw"), self.hide_one)], [self.message])

    @property
    def key(self):
        """Return the key of the mistake that is shown; None is the right gradient."""
        number = self.controls["number"].value
        return self.hidden if number == HIDDEN else EXHIBITS[number]

    @property
    def rounds(self):
        """Return how many hidden mistakes were named, rightly or not."""
        return len(self.named) - self.named.count(None)

    @property
    def hits(self):
        """Return how many of them were named rightly at the first go."""
        return self.named.count(True)

    def restore(self):
        seed, named = self.begin
        self.seed = int(np.random.default_rng().integers(2**32)) if seed is None else seed
        self.rng = np.random.default_rng(self.seed)
        self.waiting, self.named, self.hidden, self.text = [], [], None, ""
        for first in named:
            self._hide()
            self.named[-1] = first
        if self.controls["number"].value != HIDDEN:
            self.text = ""
        self._judge(self.controls["guess"].value)

    def code(self):
        return ""

    def state(self):
        number, guess = self.values.values()
        number = None if number == HIDDEN else number
        return {"number": number, "seed": self.seed, "named": self.named, "guess": guess}

    def _hide(self):
        if not self.waiting:
            self.waiting = list(self.rng.permutation(list(MISTAKES)))
        self.hidden = str(self.waiting.pop())
        self.named.append(None)
        self.text = _("One of the eight mistakes is hidden in this gradient. Read the lamps and "
                      "the ratios, then name it.")  # fmt: skip

    def hide_one(self):
        """Hide a mistake: all eight come once, in an order of chance, before one comes again."""
        with self._lock:
            self._hide()
            with self.held():
                self.controls["number"].value, self.controls["guess"].value = HIDDEN, ""
            self.redraw()

    def changed(self, name):
        """Show another exhibit, or say whether the named mistake is the one that is shown."""
        if name == "guess":
            self._judge(self.controls["guess"].value)
        elif self.controls["number"].value == HIDDEN and self.hidden is None:
            return self.hide_one()
        else:
            with self.held():
                self.controls["guess"].value = ""
            self.text = ""
        self.redraw()

    def _judge(self, guess):
        if guess == "":
            return
        right, (name, look) = guess == self.key, mistakes()[guess]
        if self.controls["number"].value == HIDDEN and self.named[-1] is None:
            self.named[-1] = right
        if right:
            said = _("Right: {name}. {look}")
        elif self.key is None:
            said = _("Number 0 has no mistake: every ratio is 1. With {name}: {look}")
        else:
            said = _("Not this one. With {name}: {look} Compare with the ratios here.")
        self.text = said.format(name=name, look=look)

    def draw(self, figure):
        ax = plots.panel(figure, 62, 34, 310, 290)
        curve = plots.LossCurve(ax, "epoch")
        number = plots.title(ax, "", x=1)
        number.xyann = (0, 12)  # off the mark of a curve that ends near the top
        losses, look = training_losses(None), {"ls": style.LINES[2], "lw": style.THICK}
        right = plots.line(ax, np.arange(len(losses)), losses, color=style.FAINT, **look)
        names = [r"$\partial L/\partial p$", r"$\Delta L\,/\,2h$"]  # what each training follows
        ax.legend([curve.line, right], names, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
        return {
            "curve": curve,
            "right": right,
            "number": number,
            "lamps": Lamps(plots.panel(figure, 420, 14, 410, 352), checked(None)),
        }

    def show(self, panels):
        losses, check = training_losses(self.key), checked(self.key)
        ratios = check.derivatives / check.differences
        panels["curve"].update(losses, last=EPOCHS)
        number = self.controls["number"].value
        panels["number"].set_text("?" if number == HIDDEN else f"{number}")
        panels["lamps"].update(check, ratios)
        text = self.text or _("Which mistake would make these nine numbers? Number 0 has none.")
        score = _("Named at the first go: {hits} of {rounds}. In a row: {streak}.")
        firsts = [first for first in self.named if first is not None]
        streak = len([*takewhile(bool, reversed(firsts))])
        score = score.format(hits=self.hits, rounds=self.rounds, streak=streak)
        self.message.value = f"{text} {score}" if self.rounds else text
        said = _("A curve of the loss up to epoch {epoch}, from {start} to {end}, beside a dotted "
                 "one of the right gradient. The derivative divided by the difference, and "
                 "whether they agree: {rows}.")  # fmt: skip
        rows = [
            f"{symbol(name)} {fixed(ratio, 3)} {mark}"
            for name, ratio, mark in zip(check.names, ratios, check.marks, strict=True)
        ]
        ends = {"start": fixed(losses[0]), "end": fixed(losses[-1])}
        return said.format(epoch=len(losses) - 1, rows=", ".join(rows), **ends)
