"""A room of the bug museum: exhibits with a planted mistake, to be told by lamps and named."""

from functools import cache
from itertools import takewhile
from types import MappingProxyType

import numpy as np
from ipywidgets import HTML

from helpers import inputs, plots, style
from helpers.mistakes import START
from helpers.network import Network
from helpers.style import fixed, short
from helpers.widgets.controls import button, choice, layout, listed
from helpers.widgets.explorer import Explorer
from helpers.words import _, together

EPOCHS = 300  # of such a training
HIDDEN = -1  # chosen by chance, and not shown
SLOPE = r"$\dfrac{\partial L/\partial %s}{\Delta L\,/\,2h},\ %s$"  # beside its difference


def start():
    """Return the network at which training starts."""
    return Network([2, 2, 1], **START)


def known(write, number):
    """Return a number as `write` does, and "?" for NaN, which is none."""
    return "?" if np.isnan(number) else write(number)


class Lamps:
    """A row for each number that was compared: as found, as it should be, their ratio, a lamp."""

    def __init__(self, ax, room):
        names, _found, right, _marks = room.compared(None)[:4]
        rows, (at_name, *ends, at_lamp) = range(len(names)), room.columns
        ax.set(xlim=(0, room.width), ylim=(len(rows) - 0.5, -1))
        ax.axis("off")
        look = {"ha": "right", "va": "center", "size": style.MEDIUM}
        for head, x in zip((*room.followed, "÷"), ends, strict=True):
            ax.text(x, -0.75, head, **look)
        for i, name in enumerate(names):
            ax.text(at_name, i, room.label(name), **look)
        self.found, self.right, self.ratios = ([ax.text(x, i, "", **look) for i in rows]
                                               for x in ends)  # fmt: skip
        for text, number in zip(self.right, right, strict=True):
            text.set_text(room.write(number))  # the same in every exhibit
        lamp = {"marker": "o", "ms": 15, "mec": style.INK, "mew": 1.6, "ls": ""}
        self.lamps = [plots.line(ax, [at_lamp], [i], **lamp) for i in rows]
        sign = look | {"ha": "center", "va": "center_baseline", "zorder": 5}
        self.marks = [ax.text(at_lamp, i, "", fontweight="bold", **sign) for i in rows]
        self.moving = [*self.lamps, *self.marks, *self.found, *self.ratios]

    def update(self, found, ratios, marks):
        """Show the numbers as written: a light lamp where one agrees, a dark one where not."""
        for i, mark in enumerate(marks):
            self.found[i].set_text(found[i])
            self.ratios[i].set_text(ratios[i])
            ground, ink, shape = (
                (style.PAPER, style.INK, "o") if mark == "=" else (style.INK, style.PAPER, "s")
            )
            self.lamps[i].set(mfc=ground, marker=shape)
            self.marks[i].set(text=mark, color=ink)


class Room(Explorer):
    """Exhibits by number, a button that hides one, and a choice to name its mistake.

    `number` None shows the one that is hidden. `seed` decides about the order in which they hide.
    `named` tells of each that was hidden so far whether it was named at the first go; the last
    may be None: not named yet. `guess` is the key of the mistake that is named.

    A subclass tells its `exhibits`, the keys of the mistakes in an order that says nothing, with
    None for the right one as number 0; what the two trainings `followed`, which two columns of
    the table hold; whether the axis of the loss is a `log` one, and its `ends` where they are not
    those of other curves; the `width` of the table and where its names, three `columns` and lamps
    stand, in pixels; how names of rows are `spelt` for matplotlib where they are formulas; and the
    methods that follow.
    """

    size = (840, 380)
    exhibits = followed = columns = ()
    width = 410
    log, ends = False, None  # of the axis of the loss
    spelt = MappingProxyType({})

    def mistakes(self):
        """Return by key what each mistake is called, and how it looks."""
        raise NotImplementedError

    def losses(self, key):
        """Return the loss after each epoch of a training with a mistake."""
        raise NotImplementedError

    def compared(self, key):
        """Return names, what was found with a mistake, what is right, and marks, in this order."""
        raise NotImplementedError

    def label(self, name):
        """Return the name of a row in mathematics."""
        return self.spelt.get(name, name)

    def told(self, rows):
        """Return the rows of the table, each a name, a ratio and a mark, within a sentence."""
        row = _("{name}: {ratio} {mark}")
        return _("; ").join(row.format(name=n, ratio=r, mark=m) for n, r, m in rows)

    def write(self, number):
        """Return a number of the table as a text."""
        return fixed(number)

    def write_ratio(self, ratio):
        """Return a ratio as a text."""
        return fixed(ratio, 3)

    def sentences(self):
        """Return what is said when one is hidden, what is asked, and the alternative text."""
        raise NotImplementedError

    def __init__(self, number=0, seed=None, named=(), guess=""):
        if number is not None:
            inputs.whole("number", number, 0, len(self.exhibits) - 1)
        if seed is not None:
            inputs.whole("seed", seed, 0, 2**32)
        for first in listed("named", named, _("a list of True, False and None")):
            inputs.one_of("named", first, (True, False, None))
        self.begin = seed, [*named] or [None] * (number is None)
        self.message = HTML(layout=layout(min_height="56px"))
        shown = {i: str(i) for i in range(len(self.exhibits))} | {HIDDEN: "?"}
        known = {"": _("Name the mistake …")} | {
            key: name for key, (name, _look) in self.mistakes().items()
        }
        controls = {
            "number": choice("number", HIDDEN if number is None else number, shown, "№", 90),
            "guess": choice("guess", guess, known, width=414, unseen=_("mistake")),
        }
        self.controls = controls
        self.restore()
        super().__init__(controls, [button(_("Draw"), self.hide_one)], [self.message])

    @property
    def key(self):
        """Return the key of the mistake that is shown; None is the right one."""
        number = self.controls["number"].value
        return self.hidden if number == HIDDEN else self.exhibits[number]

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

    def state(self):
        number, guess = self.values.values()
        number = None if number == HIDDEN else number
        return {"number": number, "seed": self.seed, "named": self.named, "guess": guess}

    def _hide(self):
        if not self.waiting:
            self.waiting = list(self.rng.permutation(list(self.mistakes())))
        self.hidden = str(self.waiting.pop())
        self.named.append(None)
        self.text, _asked, _picture = self.sentences()

    def hide_one(self):
        """Hide a mistake: all come once, in an order of chance, before one comes again."""
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
        right, (name, look) = guess == self.key, self.mistakes()[guess]
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
        ax = plots.panel(figure, 84, 34, 288, 290)
        curve = plots.LossCurve(ax, "epoch", self.log, self.ends)
        number = plots.title(ax, "", x=1, up=12)  # off the mark of a curve that ends near the top
        losses, look = self.losses(None), {"ls": style.LINES[2], "lw": style.THICK}
        right = plots.line(ax, np.arange(len(losses)), losses, color=style.FAINT, **look)
        lines = [curve.line, right]
        ax.legend(lines, self.followed, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
        return {
            "curve": curve,
            "right": right,
            "number": number,
            "lamps": Lamps(plots.panel(figure, 830 - self.width, 14, self.width, 352), self),
        }

    def show(self, panels):
        losses, (names, found, right, marks) = self.losses(self.key), self.compared(self.key)[:4]
        ratios = [known(self.write_ratio, ratio) for ratio in found / right]
        panels["curve"].update(losses, last=len(self.losses(None)) - 1)
        panels["number"].set_text(f"№ {self.controls['number'].label}")
        panels["lamps"].update([known(self.write, one) for one in found], ratios, marks)
        _hidden, asked, picture = self.sentences()
        text = self.text or asked
        score = _("Named at the first go: {hits} of {rounds}. In a row: {streak}.")
        firsts = [first for first in self.named if first is not None]
        streak = len([*takewhile(bool, reversed(firsts))])
        score = score.format(hits=self.hits, rounds=self.rounds, streak=streak)
        self.message.value = together(text, score if self.rounds else "")
        rows = self.told(zip(names, ratios, marks, strict=True))
        ends = {"start": fixed(losses[0]), "end": fixed(losses[-1])}
        return picture.format(epoch=len(losses) - 1, rows=rows, **ends)


class Ways(Room):
    """A room of ways to do one thing: a number of a way, the number it should be, their ratio.

    A subclass tells its `module`, which has the `RIGHT` way, what is `taught` by a way, and how to
    `compare` one with the right; and `mistaken`, the ways with a mistake by their keys.
    """

    followed = ("№", "№ 0")
    width = 440
    columns = (186, 256, 326, 394, 424)
    module, mistaken = None, MappingProxyType({})

    def way(self, key):
        """Return the way with a mistake; None is the right one."""
        return self.mistaken.get(key, self.module.RIGHT)

    def losses(self, key):
        return self.module.taught(self.way(key)).losses

    def compared(self, key):
        return _compared(self.module.compare, self.way(key))

    def write(self, number):
        return short(number, 4)

    def asks(self):
        """Return what is said when one is hidden, and what is asked."""
        raise NotImplementedError

    def sentences(self):
        return (
            *self.asks(),
            _("A curve of the loss up to epoch {epoch}, from {start} to {end}, beside a dotted "
              "one of the right way. A number divided by the right one, and whether they agree: "
              "{rows}."),
        )  # fmt: skip


@cache
def _compared(compare, way):
    """Return the comparison of a way with the right one, which is kept."""
    return compare(way)
