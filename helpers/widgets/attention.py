"""The explorer of notebook 14: who looks at whom in a name or in a book, and what comes next."""

from functools import lru_cache
from html import escape
from textwrap import wrap
from typing import NamedTuple

import numpy as np
from ipywidgets import HTML, Checkbox, Text
from matplotlib.lines import Line2D

from helpers import books, inputs, names, plots, ribbons, style
from helpers.activations import softmax
from helpers.diagrams import Sheet, width_of
from helpers.ribbons import HEADS, LEFT, RIGHT, ZERO
from helpers.style import fixed, short
from helpers.symbols import FINE
from helpers.widgets import code
from helpers.widgets.controls import button, choice, layout, listed, slider, whole_slider
from helpers.widgets.explorer import Explorer
from helpers.words import _, joined, together

STAGES = {"names": names.STAGES, "book": books.STAGES}
PAIRS = ribbons.MOST - 1  # of a book; the question takes a place as well
TEN = ribbons.COUNT
SEEDS = 2**32  # the largest seed
HEAD_NUMBERS = range(1, HEADS + 1)
ONE = "head1"  # the switch that both worlds have
SWITCHES = (*(f"head{k}" for k in HEAD_NUMBERS), "mask", "positions")
NAMES_ALONE = ("head", *SWITCHES[1:])  # what a book does not have
KEYS, UNITS = {"names": "names", "book": "books"}, {"names": "epoch", "book": "step"}
DIGITS, EXAMPLE = "0123456789", "a3 k7 k?"
SPOKEN = 0.05  # a weight below it is drawn, but not told
END = 816  # pixels, where the picture ends at the right
ROOM = 146  # pixels for what stands above the bars

START = """\
import numpy as np

def softmax(S):
    e = np.exp(S - S.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)

def norm(H, name):
    from_mean = H - H.mean(axis=-1, keepdims=True)
    size = np.sqrt((from_mean**2).mean(axis=-1, keepdims=True) + 1e-5)
    return gain[name] * from_mean / size + b[name]

"""
STORED = "../../helpers/data/speakers.npz"
READ = """\
W, gain, b, k = {}, {}, {}, 0
for name, (rows, columns) in shapes.items():
    W[name] = values[k:k + rows * columns].reshape(columns, rows).T
    k += rows * columns
for name in biased:
    b[name] = values[k:k + W[name].shape[1]]
    k += W[name].shape[1]
gain = {name: W[name][0] for name in W if name.startswith("norm")}"""
LOOKED = """\
M = norm(H, "norm1")
Q, K, V = (np.split(M @ W[name], heads, axis=1) for name in ("Wq", "Wk", "Wv"))
A, O = [], []
for k in range(heads):
    S = Q[k] @ K[k].T / np.sqrt(Q[k].shape[1])
    A.append(softmax(np.where(seen, S, -np.inf)))
    O.append(A[k] @ V[k] * (k + 1 not in off))
H = H + np.hstack(O) @ W["Wo"]"""
NEURONS = 'H = H + np.maximum(norm(H, "norm2") @ W["W1"] + b["W1"], 0) @ W["W2"] + b["W2"]'
SAID = """\
Z = norm(H, "norm3") @ W["U"] + b["U"]
p = softmax(Z[place] / T)
print(A[head - 1][place].round(2), p.round(2))"""


class Look(NamedTuple):
    """What a network makes of the symbols in front of it."""

    symbols: list  # what stands in the boxes
    A: np.ndarray  # who looks at whom, shape (heads, places, places)
    seen: np.ndarray  # who may look at whom, shape (places, places)
    p: np.ndarray  # the shares of the answers at the place that asks


class Attention(Explorer):
    """A name to go on with or a book to look something up in: ribbons, maps, and what comes next.

    world : "names" or "book".
    text : a beginning of a name, up to 11 letters from a to z.
    book : up to 12 pairs of a letter and a digit, and a question: "a3 k7 m1 t4 k?".
    place : which place asks, from 0; None for the last.
    head : whose ribbons are shown, from 1 to 4. A book has one head.
    off : the heads that are switched off, as a list.
    mask, positions : False leaves them out. The network that reads books has neither.
    epoch, steps : how long the networks of names and of books have been trained, as stored.
    temperature : from 0.1 to 2.
    seed, drawn : what chance begins with, and how often there was drawn anew.
    """

    size = (840, 466)

    def __init__(
        self,
        world="names",
        text="mari",
        book="a3 k7 m1 t4 k?",
        place=None,
        head=1,
        off=(),
        mask=True,
        positions=True,
        epoch=names.STAGES[-1],
        steps=books.STAGES[-1],
        temperature=1.0,
        seed=0,
        drawn=0,
    ):
        inputs.spelt("text", [inputs.text("text", text)], names.LETTERS[1:], 0, names.PLACES - 1)
        inputs.one_of("world", world, STAGES)
        stages = {"names": inputs.one_of("epoch", epoch, names.STAGES)}
        stages["book"] = inputs.one_of("steps", steps, books.STAGES)
        stages = {name: STAGES[name].index(stage) for name, stage in stages.items()}
        texts = {"names": text, "book": " ".join(symbols_of("book", book))}
        self.seed = inputs.whole("seed", seed, 0, SEEDS)
        self.begin = texts, stages, inputs.whole("drawn", drawn, 0, SEEDS)
        last = len(symbols_of(world, texts[world])) - 1
        place = last if place is None else inputs.whole("place", place, 0, last)
        self.controls = {
            "world": choice("world", world, worlds(), width=100, unseen=_("world")),
            "head": choice("head", head, {k: str(k) for k in HEAD_NUMBERS}, "head", 92),
            **switches(off, mask, positions),
            "training": whole_slider("training", stages[world], len(STAGES[world]) - 1),
            "place": whole_slider("place", place, max(last, 1), label=_("place")),
            "temperature": slider("temperature", temperature, 2, "T", min=0.1),
        }
        for name in ("training", "place"):
            self.controls[name].style.description_width = "60px"
        look = {"layout": layout(300), "style": {"description_width": "initial"}}
        self.field = Text(description=_("text"), continuous_update=False, **look)
        self.message = HTML(layout=layout(min_height="28px"))
        self.bring_back()
        self.controls["world"].observe(self._changes_world, names="value")
        self.field.observe(self._typed, names="value")
        buttons = [self.field, button(_("Next"), self.go_on), button(_("Ten"), self.draw_ten)]
        super().__init__(self.controls, buttons, [self.message], buttons_at=1)

    def bring_back(self):
        """Bring back the texts, the stages of training and the draws of the start."""
        texts, stages, self.drawn = self.begin
        self.texts, self.stages = dict(texts), dict(stages)
        self.begun, self.ended = texts["names"], False
        self.enter()

    def enter(self):
        """Fit the controls to the world and its text; what a book does not have is hidden."""
        with self.held():
            world, training = (self.controls[name] for name in ("world", "training"))
            training.max = len(STAGES[world.value]) - 1
            training.value = self.stages[world.value]
            self.controls["place"].max = max(len(self.symbols()) - 1, 1)
            self.field.value, self.message.value = self.texts[world.value], ""
            for name in NAMES_ALONE:
                control, absent = self.controls[name], world.value == "book"
                control.disabled = absent
                control.layout.visibility = "hidden" if absent else "visible"

    def restore(self):
        self.bring_back()
        self.controls["place"].value = self.start["place"]

    def symbols(self):
        """Return what stands in the boxes."""
        world = self.controls["world"].value
        return symbols_of(world, self.texts[world])

    def place(self):
        """Return which place asks."""
        return min(self.controls["place"].value, len(self.symbols()) - 1)

    def off(self):
        """Return the heads that are switched off."""
        return [k for k in HEAD_NUMBERS if not self.controls[f"head{k}"].value]

    def stage(self, world):
        """Return after how many epochs or steps the network of a world is shown."""
        return STAGES[world][self.stages[world]]

    def state(self):
        known = ("world", "head", "mask", "positions", "temperature")
        state = {name: self.controls[name].value for name in known}
        state |= {"text": self.texts["names"], "book": self.texts["book"], "place": self.place()}
        state |= {"off": self.off(), "seed": self.seed, "drawn": self.drawn}
        return state | {"epoch": self.stage("names"), "steps": self.stage("book")}

    def changed(self, name):
        if name == "training":
            self.stages[self.controls["world"].value] = self.controls[name].value
        self.redraw()

    def _changes_world(self, _change):
        """Show another world, in which the last place asks."""
        with self._lock, self.held():
            self.enter()
            self.controls["place"].value = len(self.symbols()) - 1

    def _typed(self, change):
        """Take the text that was typed; what is none is told in a sentence."""
        with self._lock:
            if self._held:
                return
            text = change.new.strip()
            try:
                symbols_of(self.controls["world"].value, text)
            except ValueError as sentence:
                self.message.value = escape(str(sentence))
            else:
                self.put(text)
                if self.controls["world"].value == "names":
                    self.begun = text  # with which Next begins again

    def put(self, text, ended=False):
        """Let this be the text of the world that is shown; its last place asks."""
        self.texts[self.controls["world"].value], self.ended = text, ended
        self.enter()
        with self.held():
            self.controls["place"].value = len(self.symbols()) - 1
        self.redraw()

    def draw_ten(self):
        """Draw ten others."""
        with self._lock:
            self.drawn += 1
            self.redraw()

    def rng(self):
        """Return the generator of this draw."""
        return generator(self.seed, self.drawn)

    def go_on(self):
        """Draw a letter and append it, or ask the book about the next of its letters."""
        with self._lock:
            if self.controls["world"].value == "book":
                *pairs, question = self.symbols()
                letters = [letter for letter, _digit in pairs]
                before = letters.index(question[0]) if question[0] in letters else -1
                self.put(" ".join([*pairs, f"{letters[(before + 1) % len(letters)]}?"]))
            elif self.ended:
                self.put(self.begun)
            else:
                self.put_letter()

    def put_letter(self):
        """Append a letter that is drawn; after the end of a name Next begins again as typed."""
        text, T = self.texts["names"], self.controls["temperature"].value
        shares = names.following(self.net(), text, T)
        letter = names.LETTERS[self.rng().choice(len(shares), p=shares)]
        self.drawn += 1
        self.ended = letter == "." or len(text) == names.PLACES - 1
        self.put(text if self.ended else text + letter, self.ended)
        if self.ended:
            said = _("The name ends here: {name}. Next begins again with what was typed.")
            self.message.value = said.format(name=text or ".")

    def net(self):
        """Return the network that is asked, with what is switched off."""
        world, values = self.controls["world"].value, self.values
        kind = (True, True) if world == "book" else (values["mask"], values["positions"])
        return network(world, self.stage(world), tuple(self.off()), *kind)

    def look(self):
        """Return what the network makes of the symbols."""
        symbols, net, place = self.symbols(), self.net(), self.place()
        Z, kept = net.forward(numbers_of(self.controls["world"].value, symbols))
        n = len(symbols)
        seen = np.tri(n, dtype=bool) if net.look["mask"] else np.ones((n, n), bool)
        p = softmax(Z[0, place] / self.controls["temperature"].value)
        return Look(symbols, kept["A"][0], seen, p)

    def code(self):
        world, net, symbols = self.controls["world"].value, self.net(), self.symbols()
        shapes = ", ".join(f'"{name}": {shape[:2]}' for name, shape in net.parts.items())
        biased = [name for name, shape in net.parts.items() if len(shape) == 2]
        row = f'values = np.load("{STORED}")["{KEYS[world]}"][{self.stages[world]}] / {FINE}'
        if world == "book":
            pairs = [tuple(pair) for pair in numbers_of(world, symbols)[0].tolist()]
            X = [f"X = np.array({code.literal(pairs)})", 'H = W["E"][X].sum(axis=1)']
        else:
            X = [f'X = ["{names.LETTERS}".index(letter) for letter in "{"".join(symbols)}"]']
            X.append('H = W["E"][X]' + (' + W["P"][:len(X)]' if self.values["positions"] else ""))
        seen = "np.tri(len(X), dtype=bool)" if net.look["mask"] else "np.ones((len(X),) * 2, bool)"
        return code.lines(
            START + row,
            *wrap(f"shapes = {{{shapes}}}", 90, subsequent_indent="    "),
            f"biased = {code.literal(biased)}",
            READ,
            code.let(heads=net.look["heads"], off=self.off(), head=self.head() + 1),
            code.let(place=self.place(), T=self.controls["temperature"].value),
            *X,
            f"seen = {seen}",
            LOOKED,
            *([NEURONS] if "W1" in net.parts else []),
            SAID,
        )

    def head(self):
        """Return whose ribbons are shown, from 0; of a book there is one."""
        return 0 if self.controls["world"].value == "book" else self.controls["head"].value - 1

    def draw(self, figure):
        sheet = Sheet(plots.panel(figure, 0, 0, *self.size), *self.size)
        sheet.ax.add_line(Line2D([LEFT, END], [76, 76], color=style.PALE, lw=style.THIN))
        top = {"size": style.MEDIUM, "va": "baseline"}
        found = {
            "ribbons": ribbons.Ribbons(sheet),
            "boxes": ribbons.Boxes(sheet),
            "maps": ribbons.Maps(sheet),
            "bars": ribbons.Bars(sheet),
            "spoken": ribbons.Spoken(sheet),
        }
        places = {"A": (LEFT, "left"), "stage": (RIGHT - 15, "right")}
        places |= {"p": (ZERO - 30, "left"), "T": (END, "right")}
        return found | {
            name: sheet.text(x, 436, ha=side, **top) for name, (x, side) in places.items()
        }

    def show(self, panels):
        world, look, place, head = self.values["world"], self.look(), self.place(), self.head()
        off = [k - 1 for k in self.off() if k <= len(look.A)]
        weights, T = look.A[head, place], self.values["temperature"]
        panels["boxes"].update(look.symbols, place, weights)
        panels["ribbons"].update(len(look.symbols), place, weights, head not in off)
        panels["maps"].update(look.A, look.symbols, place, head, look.seen, off)
        panels["bars"].update(*answers(world, look.p))
        begun, drawn = self.spoken(look)
        ends = "." if world == "names" else ""  # which a name of eleven letters does not need
        full = names.PLACES - 1 - len(begun)
        said = [text + ends * (len(text) < full) for text in drawn]
        panels["spoken"].update(begun, said)
        panels["A"].set_text("$A$" if world == "book" else f"$A$, head {head + 1}")
        panels["stage"].set_text(f"{UNITS[world]} {self.stage(world)}")
        panels["p"].set_text(self.asked(look))
        panels["T"].set_text(f"$T$ = {short(T)}")
        return self.told(look, weights, [begun + text for text in drawn])

    def asked(self, look):
        """Return what stands above the bars, as p(? | mari)."""
        front, given = self.given(look)
        whole = given
        while width_of(f"p({front}? | {given})", style.MEDIUM) > ROOM:
            whole = whole[1:]
            given = f"…{whole}"
        return f"$p$({front}? | {given})"

    def given(self, look):
        """Return what asks, where that need be said, and what has been seen by it."""
        place, last = self.place(), len(look.symbols) - 1
        if self.controls["world"].value == "book":
            return "", look.symbols[place].strip("?")
        letters = "".join(look.symbols[1:])
        if place == last or not look.seen[place, -1]:
            return "", letters[:place] or "."
        return look.symbols[place], letters

    def spoken(self, look):
        """Return what ten texts begin with, and how each goes on."""
        if self.controls["world"].value == "book":
            asked = look.symbols[self.place()].strip("?") + "?"
            return asked, [str(k) for k in self.rng().choice(len(look.p), TEN, p=look.p)]
        text, T = self.texts["names"], self.controls["temperature"].value
        return text, ten_names(self.net(), self.seed, self.drawn, text, T)

    def told(self, look, weights, drawn):
        """Return the alternative text."""
        world, place = self.values["world"], self.place()
        said = _(
            "A network that goes on with names, after epoch {stage} of its training, reads "
            "{symbols}. Head {head} at place {place}, {symbol}, looks at {weights}. At "
            "temperature {T} there comes next {shares}; the other 17 letters have {rest}."
        )
        if world == "book":
            said = _("A network that looks up pairs, after step {stage} of its training, reads "
                     "{symbols}. Place {place}, {symbol}, looks at {weights}. At temperature {T} "
                     "it answers {shares}.")  # fmt: skip
        known, shares, *_others = answers(world, look.p)
        weights = listing(look.symbols, weights, SPOKEN)
        told = {
            "stage": self.stage(world),
            "symbols": " ".join(map(spelt, look.symbols)),
            "place": place,
        }
        told |= {"head": self.head() + 1, "symbol": spelt(look.symbols[place]), "weights": weights}
        told |= {"T": short(self.values["temperature"]), "shares": listing(known, shares)}
        told["rest"] = fixed(1 - sum(shares), 2)
        return together(said.format(**told), self.off_told(world), self.drawn_told(drawn))

    def off_told(self, world):
        """Return in words what is switched off."""
        off = [name for name in SWITCHES if not self.values[name]]
        off = [self.controls[name].description for name in off if world == "names" or name == ONE]
        return _("Switched off: {names}.").format(names=joined(off)) if off else ""

    def drawn_told(self, drawn):
        """Return in words what was drawn, and what else the picture shows."""
        said = _(
            "Drawn by these shares, draw {number}: {drawn}. Ribbons are as wide as the "
            "weights; small maps show those of every place; bars show the shares."
        )
        return said.format(number=self.drawn, drawn=joined(drawn))


def generator(seed, drawn):
    """Return the generator of a draw: each has numbers of its own."""
    return np.random.default_rng((seed, drawn))


def worlds():
    """Return the worlds as they are shown."""
    return {"names": _("names"), "book": _("book")}


def switches(off, mask, positions):
    """Return a box to tick for each part that can be switched off, by name."""
    for number in listed("off", off, _("a list of heads")):
        inputs.whole("off", number, 1, HEADS)
    on = {f"head{k}": (_("head {number}").format(number=k), k not in off) for k in HEAD_NUMBERS}
    on["mask"] = _("mask"), inputs.yes_or_no("mask", mask)
    on["positions"] = _("positions"), inputs.yes_or_no("positions", positions)
    return {name: Checkbox(value=is_on, description=said, indent=False, layout=layout(96))
            for name, (said, is_on) in on.items()}  # fmt: skip


def symbols_of(world, text):
    """Return the symbols of a text, one for each place; the text may be refused."""
    if world == "names":
        return [*names.begun(text)]
    parts = inputs.text("book", text).split()
    good = [len(part) == 2 and part[0] in names.LETTERS[1:] for part in parts]
    digits, asks = [part[1:] in DIGITS for part in parts[:-1]], [part[1:] for part in parts[-1:]]
    if not all(good) or not all(digits) or asks != ["?"] or not 0 < len(digits) <= PAIRS:
        expected = _("1 to {most} pairs of a letter and a digit, and a question, such as {example}")
        inputs.refuse("book", text, expected.format(most=PAIRS, example=EXAMPLE))
    return parts


def numbers_of(world, symbols):
    """Return symbols as a row of X, with two numbers at each place of a book."""
    return books.numbered(symbols) if world == "book" else names.numbered("".join(symbols[1:]))


@lru_cache(8)
def network(world, stage, off, mask, positions):
    """Return the network of a world after a stage of its training, with parts switched off."""
    net = books.reader(stage) if world == "book" else names.speaker(stage)
    net = net.with_look(mask=mask and net.look["mask"])
    Wo, _none = net.p["Wo"]
    parts = np.split(Wo, net.look["heads"])  # the rows of each head
    for number in off:
        if number <= len(parts):
            parts[number - 1][...] = 0.0
    if not positions:
        net.p["P"][0][...] = 0.0
    return net


@lru_cache(8)
def ten_names(net, seed, drawn, text, T):
    """Return how ten names go on; they are kept, since a redraw is seldom about them."""
    found = names.spoken(net, generator(seed, drawn), TEN, text, T)
    return [name[len(text) :] for name in found]


def answers(world, p):
    """Return the names of answers, their shares, and how many other answers there are.

    Of letters the likeliest are told, in their order; of digits all.
    """
    if world == "book":
        return DIGITS, p.tolist(), 0
    order = np.argsort(-p, kind="stable")[:TEN]
    return [names.LETTERS[k] for k in order], p[order].tolist(), len(p) - TEN


def listing(symbols, shares, least=0):
    """Return symbols with their shares as they are told, but for small shares."""
    told = zip(symbols, shares, strict=True)
    return joined(f"{spelt(one)} {fixed(share, 2)}" for one, share in told if share >= least)


def spelt(symbol):
    """Return a symbol as it can be read out."""
    return _("point") if symbol == "." else symbol
