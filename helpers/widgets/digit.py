"""The explorer of notebook 10: a pad of pixels, and what a network that reads digits says of it."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers import digits, inputs, plots, splits, style
from helpers.digits import CLASSES, SIDE
from helpers.pixels import Pixels, Signed
from helpers.widgets import code
from helpers.widgets.controls import button, choice, whole_slider
from helpers.widgets.pad import Padded, where
from helpers.words import _, joined, together

WINNER = -1  # stands for the digit with the largest share, whichever that is
NOISE = 0.2  # the width of the normal curve
LEAST = 0.005  # a share below it would be written 0.00
SPOKEN = 3  # pixels that the alternative text tells of
TOPS = tuple(d * 10.0**power for power in range(-8, 2) for d in (1, 2, 3, 4, 5, 6, 8))  # of a scale

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


class Digit(Padded):
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
        super().__init__(controls, pixels)

    def beside(self, controls):
        up, down, left, right = self.arrows()
        noise = button(_("Noise"), lambda: self.put(self.noisy))
        return {
            1: {1: up},
            2: {0: left, 2: right},
            3: {1: down},
            5: {0: self.erase(), 2: noise},
        }

    def lay(self, pixels):
        self.pixels, self.presses = pixels, 0

    def noisy(self, x):
        """Add to each pixel a number of a normal curve, other ones with each press."""
        self.presses += 1
        rng = np.random.default_rng(self.presses)
        return np.clip(x + NOISE * rng.standard_normal(len(x)), 0, 1)

    def state(self):
        state = super().state()
        return state | {"speaks": None if state["speaks"] == WINNER else state["speaks"]}

    def code(self):
        k = self.state()["speaks"]
        return code.lines(
            READER,
            self.code_of_picture("1, 64"),
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
        x = self.picture_on_pad()
        p, k, slopes = asked(splits.reader(), x, self.values["speaks"])
        self.pad.show(self.pixels)
        panels["x"].update(x, 0, 1)
        panels["y_true"].set_text(self.y_true())
        panels["slopes"].update(slopes, k, x)
        panels["p"].update(p, k)
        return together(self.whose(), told(p, k, slopes))


class Slopes(Signed):
    """The slope of log p_k for each pixel, its scale, and a dot on each that is nearer to ink."""

    def __init__(self, ax):
        super().__init__(ax, TOPS)
        self.names = [plots.title(ax, ""), plots.title(self.scale, "", 1)]
        look = {"marker": "s", "ms": 4, "mfc": style.INK, "mec": style.PAPER, "mew": 0.8}
        self.ink = plots.line(ax, ls="none", **look)
        self.moving += [*self.names, self.ink]

    def update(self, slopes, k, x):
        """Show slopes, shape (64,), of the digit k, and where the picture x is nearer to ink."""
        super().update(slopes)
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


def asked(net, x, k):
    """Return the shares p of a picture x, shape (64,), k, and the slopes of log p_k for each pixel.

    Where k is right −log p_k is the loss, so a slope goes back as it does in training, and one
    step further: to the picture. `WINNER` as k stands for the digit with the largest share.
    """
    X = x[np.newaxis]
    p = net.feedforward(X)[0]
    k = int(p.argmax()) if k == WINNER else k
    dL_dZ1 = net.gradient(X, digits.one_hot([k])).B[0]  # of one row, the slopes of the biases
    return p, k, -(dL_dZ1 @ net.W[0].T)[0]


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
    return joined(
        spot.format(slope=style.tiny(slopes[i], 2, plus=True), **where(i)) for i in order[:SPOKEN]
    )
