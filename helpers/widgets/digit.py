"""The explorer of notebook 10: a pad of pixels, and what a network that reads digits says of it."""

from functools import cache

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import LinearLocator

from helpers import digits, inputs, plots, splits, style
from helpers.digits import CLASSES, MOST_INK, SIDE
from helpers.widgets import code
from helpers.widgets.controls import button, choice, listed, whole_slider
from helpers.widgets.explorer import Explorer
from helpers.widgets.pad import Pad, where
from helpers.words import _

WINNER = -1  # stands for the digit with the largest share, whichever that is
NOISE = 0.2  # the width of the normal curve
LEAST = 0.005  # a share below it would be written 0.00
SPOKEN = 3  # pixels that the alternative text tells of
TOPS = tuple(d * 10.0**power for power in range(-8, 2) for d in (1, 2, 3, 4, 5, 6, 8))  # of a scale
TINTS = 19  # of slopes: those that the palette of all pictures has

# Each sum is added up in the order of `Network.gradient`: a training may hang on its last digit.
READER = """\
import numpy as np

def forward(X):
    A1 = np.tanh(X @ W1 + B1)
    Z2 = A1 @ W2 + B2
    e = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    return A1, e / e.sum(axis=1, keepdims=True)

with np.load("../../helpers/data/digits.npz") as stored:
    X, Y_true = stored["pixels"] / 16, np.eye(10)[stored["digits"]]
rng = np.random.default_rng(0)
test, others = np.split(rng.permutation(len(X)), [397])
validation, training = np.split(others, [200])
W1, W2 = rng.standard_normal((32, 64)).T, rng.standard_normal((10, 32)).T
W1, W2 = W1 * (1 / np.sqrt(64)), W2 * (1 / np.sqrt(32))
B1, B2 = 0 * rng.standard_normal((1, 32)), 0 * rng.standard_normal((1, 10))
learning_rate = 1
for epoch in range(30):
    order = training[rng.permutation(1200)]
    for first in range(0, 1200, 16):
        rows = order[first:first + 16]
        A1, A2 = forward(X[rows])
        dL_dZ2 = (A2 - Y_true[rows]) / len(rows)
        dL_dZ1 = dL_dZ2 @ W2.T * (1 - A1**2)
        W1 = W1 - learning_rate * (dL_dZ1.T @ X[rows]).T
        W2 = W2 - learning_rate * (dL_dZ2.T @ A1).T
        B1 = B1 - learning_rate * dL_dZ1.sum(axis=0, keepdims=True)
        B2 = B2 - learning_rate * dL_dZ2.sum(axis=0, keepdims=True)
"""
ASKED = """\
dL_dZ2 = p - np.eye(10)[[k]]
dL_dZ1 = dL_dZ2 @ W2.T * (1 - A1**2)
dL_dX = dL_dZ1 @ W1.T
slopes = -dL_dX.reshape(8, 8)
print(p.round(4), slopes.round(2))"""


class Digit(Explorer):
    """A slider lays a test digit on the pad; each press there is a pixel more, or less.

    row : which of the 397 test digits; `pixels`, 64 whole numbers from 0 to 16, lie in its place.
    speaks : the digit for or against which pixels speak; None for that with the largest share.
    """

    size = (840, 270)

    def __init__(self, row=0, pixels=None, speaks=None):
        inputs.one_of("speaks", speaks, (None, *range(CLASSES)))
        known = {WINNER: "–"} | {k: str(k) for k in range(CLASSES)}
        controls = {
            "row": whole_slider("row", row, digits.TEST - 1),
            "speaks": choice("speaks", WINNER if speaks is None else speaks, known, "k", 76),
        }
        self.begin = rows()[0][row] if pixels is None else pixels_of(pixels)
        self.restore()
        self.pad = Pad(self.press, self.buttons())
        super().__init__(controls, below=[self.pad])

    def buttons(self):
        """Return the buttons beside each row of the pad, each with its column."""
        up, down, left, right = (
            button(arrow, lambda step=step: self.put(lambda x: digits.moved(x[None], *step)[0]))
            for arrow, step in zip("↑↓←→", ((-1, 0), (1, 0), (0, -1), (0, 1)), strict=True)
        )
        erase = button(_("Erase"), lambda: self.put(np.zeros_like))
        noise = button(_("Noise"), lambda: self.put(self.noisy))
        beside = {1: {1: up}, 2: {0: left, 2: right}, 3: {1: down}, 5: {0: erase, 2: noise}}
        return [beside.get(row, {}) for row in range(SIDE)]

    def changed(self, name):
        """Answer a control; the slider lays its digit on the pad."""
        if name == "row":
            self.pixels, self.presses = self.test_digit()[0], 0
        self.redraw()

    def restore(self):
        self.pixels, self.presses = self.begin, 0

    def test_digit(self):
        """Return the pixels of the row on the slider, and which digit they are."""
        return tuple(part[self.controls["row"].value] for part in rows())

    def put(self, change):
        """Lay on the pad what a function makes of the picture, numbers from 0 to 1, shape (64,)."""
        with self._lock:
            x = change(np.array(self.pixels) / MOST_INK)
            self.pixels = (MOST_INK * x).round().astype(int).tolist()
            self.redraw()

    def press(self, i):
        """Lay ink on pixel number i where it is nearer to paper, else paper."""
        self.put(lambda x: np.where(np.arange(len(x)) == i, x < 0.5, x))

    def noisy(self, x):
        """Add to each pixel a number of a normal curve, other ones with each press."""
        self.presses += 1
        rng = np.random.default_rng(self.presses)
        return np.clip(x + NOISE * rng.standard_normal(len(x)), 0, 1)

    def state(self):
        values = self.values
        speaks = None if values["speaks"] == WINNER else values["speaks"]
        changed = {} if self.pixels == self.test_digit()[0] else {"pixels": self.pixels}
        return values | {"speaks": speaks} | changed

    def code(self):
        k, lines = self.state()["speaks"], np.reshape(self.pixels, (SIDE, SIDE)).tolist()
        return code.lines(
            READER,
            "x = np.array([",
            *(f"    {code.literal(line)}," for line in lines),
            "]).reshape(1, 64) / 16",
            "A1, p = forward(x)",
            f"k = {'p.argmax()' if k is None else k}",
            ASKED,
        )

    def draw(self, figure):
        x, slopes, p = (
            plots.panel(figure, left, 36, width, 8 * 26)
            for left, width in ((20, 8 * 26), (290, 8 * 26), (636, 150))
        )
        plots.title(x, "$x$")
        return {
            "x": Pixels(x, style.TILES),
            "y_true": plots.title(x, "", 1),
            "slopes": Slopes(slopes),
            "p": Shares(p),
        }

    def show(self, panels):
        (test, y_true), values = self.test_digit(), self.values
        x, as_written = np.array(self.pixels) / MOST_INK, self.pixels == test
        p, k, slopes = asked(splits.reader(), x, values["speaks"])
        self.pad.show(self.pixels)
        panels["x"].update(x, 0, 1)
        panels["y_true"].set_text(rf"$y_\mathrm{{true}} = {y_true}$" if as_written else "")
        panels["slopes"].update(slopes, k, x)
        panels["p"].update(p, k)
        said = _("On the pad lies a changed picture; it began as test digit {row}: {digit}.")
        if as_written:
            said = _("On the pad lies test digit {row}, as it was written: {digit}.")
        return f"{said.format(row=values['row'], digit=y_true)} {told(p, k, slopes)}"


class Pixels:
    """A picture of 8 by 8 pixels in a frame.

    Squares of one colour each are packed smaller than an image, and look the same.
    """

    def __init__(self, ax, colors):
        edges, nothing = np.arange(SIDE + 1), np.zeros((SIDE, SIDE))
        look = {"cmap": colors, "edgecolors": style.PALE, "lw": 0.5}
        self.squares = ax.pcolormesh(edges, edges, nothing, **look)
        ax.set(xlim=(0, SIDE), ylim=(SIDE, 0), xticks=[], yticks=[])
        ax.spines[:].set_visible(True)
        self.moving = [self.squares, *ax.spines.values()]

    def update(self, pixels, low, high):
        """Show numbers, shape (64,), in the colours from low to high."""
        self.squares.set_array(np.reshape(pixels, (SIDE, SIDE)))
        self.squares.set_clim(low, high)


class Slopes(Pixels):
    """The slope of log p_k for each pixel, its scale, and a dot on each that is nearer to ink."""

    def __init__(self, ax):
        tints = style.SIGNED_TILES.resampled(TINTS)
        super().__init__(ax, tints)
        self.scale = plots.beside(ax)
        self.names = [plots.title(ax, ""), plots.title(self.scale, "", 1)]
        edges, look = np.linspace(0, 1, TINTS + 1), {"transform": self.scale.transAxes}
        self.scale.pcolormesh([0, 1], edges, np.arange(TINTS)[:, None], cmap=tints, **look)
        self.scale.set(xticks=[], xlim=(0, 1))
        self.scale.spines[:].set_visible(True)
        self.scale.yaxis.tick_right()
        self.scale.yaxis.set_major_locator(LinearLocator(3))
        self.scale.yaxis.set_major_formatter(lambda slope, _place: brief(slope))
        look = {"marker": "s", "ms": 4, "mfc": style.INK, "mec": style.PAPER, "mew": 0.8}
        self.ink = plots.line(ax, ls="none", **look)
        self.moving += [*self.names, self.scale.yaxis, self.ink]

    def update(self, slopes, k, x):
        """Show slopes, shape (64,), of the digit k, and where the picture x is nearer to ink."""
        most = np.abs(slopes).max()
        top = next((top for top in TOPS if most <= top), TOPS[-1])
        super().update(slopes, -top, top)
        self.scale.set_ylim(-top, top)
        chosen, slope = self.names
        chosen.set_text(f"$k = {k}$")
        slope.set_text(rf"$\partial\,\log\,p_{k}\,/\,\partial x$")
        row, column = np.divmod(np.flatnonzero(x >= 0.5), SIDE)
        self.ink.set_data(column + 0.5, row + 0.5)


class Shares:
    """The share of each digit as a bar, the largest in ink; a ground lies behind the digit k."""

    def __init__(self, ax):
        ax.set(xlim=(0, 1), ylim=(CLASSES - 0.5, -0.5), yticks=range(CLASSES))
        ax.set_xticks(*plots.UNIT)
        ax.tick_params(axis="y", length=0)
        ax.set_ylabel("$k$", rotation=0, ha="right", va="center")
        ax.yaxis.set_label_coords(-0.18, 0.5)  # left of the ground
        plots.title(ax, "$p_k$")
        look = {"fc": style.CHOSEN, "ec": "none", "zorder": 0, "clip_on": False}
        self.ground = ax.add_patch(Rectangle((-0.15, 0), 1.15, 1, **look))
        self.bars = list(ax.barh(range(CLASSES), 0, height=0.7))
        look = {"textcoords": "offset points", "va": "center_baseline"}
        self.numbers = [ax.annotate("", (0, i), (5, 0), **look) for i in range(CLASSES)]
        self.moving = [self.ground, *self.bars, *self.numbers, ax.yaxis, *ax.spines.values()]

    def update(self, p, k):
        """Show the shares p, shape (10,)."""
        self.ground.set_y(k - 0.5)
        for i, (bar, number) in enumerate(zip(self.bars, self.numbers, strict=True)):
            bar.set(width=p[i], fc=style.FAINT)
            number.set(text=f"{p[i]:.2f}" if p[i] >= LEAST else "", fontweight="normal")
            number.xy = (p[i], i)
        self.bars[p.argmax()].set_facecolor(style.INK)
        self.numbers[p.argmax()].set_fontweight("bold")


@cache
def rows():
    """Return the pixels of all test rows, lists of whole numbers, and which digits they are."""
    (X, said), test = digits.load(), splits.parts(0)[1].test
    return (MOST_INK * X[test]).astype(int).tolist(), said[test].tolist()


def pixels_of(pixels):
    """Return a picture as a list of 64 whole numbers, or refuse it in a sentence."""
    expected = _("a list of {count} whole numbers").format(count=SIDE**2)
    return [
        inputs.whole("pixels", ink, 0, MOST_INK)
        for ink in listed("pixels", pixels, expected, SIDE**2)
    ]


def asked(net, x, k):
    """Return the shares p of a picture x, shape (64,), k, and the slopes of log p_k for each pixel.

    Where k is right −log p_k is the loss, so a slope goes back as it does in training, and one
    step further: to the picture. `WINNER` as k stands for the digit with the largest share.
    """
    _X, A1, A2 = net.activations(x[np.newaxis])
    k = int(A2.argmax()) if k == WINNER else k
    dL_dZ2 = A2 - digits.one_hot([k])
    dL_dZ1 = dL_dZ2 @ net.W[1].T * (1 - A1**2)
    dL_dX = dL_dZ1 @ net.W[0].T
    return A2[0], k, -dL_dX[0]


def brief(slope):
    """Return a slope of one digit as it stands beside a scale."""
    return style.short(slope, 3) if slope == 0 or abs(slope) >= 0.001 else style.tiny(slope, 2)


def told(p, k, slopes):
    """Return what the network makes of a picture, in words."""
    said = _("The network answers {answer}, with a share of {share}; next is {next}, with {less}. "
             "More ink raises the share of {k} most at {best}; it lowers it most at {worst}. Two "
             "maps of 8 by 8 pixels show the picture and these slopes; bars show the shares of all "
             "digits.")  # fmt: skip
    first, second = (-p).argsort(kind="stable")[:2]
    order = slopes.argsort(kind="stable")
    numbers = {"share": f"{p[first]:.2f}", "less": f"{p[second]:.2f}"}
    numbers |= {"best": spots(order[::-1], slopes), "worst": spots(order, slopes)}
    return said.format(answer=first, next=second, k=k, **numbers)


def spots(order, slopes):
    """Return where the first pixels in an order are, each with its slope."""
    spot = _("row {row}, column {column} ({slope})")
    return "; ".join(
        spot.format(slope=style.tiny(slopes[i], 2, plus=True), **where(i)) for i in order[:SPOKEN]
    )
