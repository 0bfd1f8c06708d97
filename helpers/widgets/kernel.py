"""The explorer of notebook 11: a kernel looks at a picture, and a map comes out."""

import numpy as np
from ipywidgets import HBox
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from helpers import digits, inputs, kernels, pixels, plots, style
from helpers.activations import ACTIVATIONS
from helpers.convolution import POOL, WINDOW, length_after, pool, windows
from helpers.digits import SIDE
from helpers.pixels import Cells, Pixels, Signed
from helpers.widgets import code
from helpers.widgets.controls import choice, listed, slider, whole_slider
from helpers.widgets.pad import Padded
from helpers.words import _, joined, together

LIMIT = 5  # of a weight and of the bias, to either side of 0
WEIGHTS = tuple(f"w{k}" for k in range(1, WINDOW**2 + 1))
PLACES = length_after(SIDE)  # of the window, down and across
OWN = ""  # stands for a kernel without a name
NARROW = 180  # pixels: three sliders fit beside the pad; on 60 of them a mouse meets whole numbers
TOPS = (1, 2, 3, 4, 5, 6, 8, 10, 20, 30, 40, 50)  # of the scale of what comes out
DIGITS = 9  # decimals to which numbers are rounded before anything is asked of them
EXACT = 5  # of them, all that a pixel, a whole number of 16ths, times a weight of one decimal has
ROOM = 102  # pixels, for z beside its name
FRAME = {"fc": "none", "ec": style.INK, "zorder": 4, "clip_on": False}
FRAME["path_effects"] = [withStroke(linewidth=5, foreground=style.PAPER)]  # on ink
PANELS = (  # left, top, width and height of x, v, w, their products and sums, z and P
    (20, 36, 256, 256),
    (300, 36, 144, 144),
    (462, 36, 144, 144),
    (300, 214, 144, 78),
    (462, 214, 144, 78),
    (630, 36, 144, 144),
    (630, 214, 144, 78),
)

LOOKED = """\
V = np.lib.stride_tricks.sliding_window_view(x, (3, 3)).reshape(6, 6, 9)
Z = V @ w + b
P = np.maximum(Z, 0).reshape(3, 2, 3, 2).max(axis=(1, 3))
print(Z.round(2), P.round(2))"""


class Kernel(Padded):
    """Nine sliders are the kernel, two move its window; a list has kernels to load.

    row : which of the 397 test digits; `pixels`, 64 whole numbers from 0 to 16, lie in its place.
    weights : nine numbers, line by line, or a name in `kernels.NAMED`, which has a bias as well.
    bias : None for that of the named kernel; of others it is 0.
    line, place : where the window lies, both from 0 to 5.
    """

    size = (840, 308)

    def __init__(self, row=0, pixels=None, weights="horizontal", bias=None, line=2, place=2):
        name, weights, own_bias = weights_of(weights)
        bias = own_bias if bias is None else inputs.within("bias", bias, -LIMIT, LIMIT)
        controls = {
            "kernel": choice("weights", name, names(), width=130, unseen=_("kernel")),
            "row": whole_slider("row", row, digits.TEST - 1),
            **{n: slider(n, w, LIMIT) for n, w in zip(WEIGHTS, weights, strict=True)},
            "b": slider("b", bias, LIMIT),
            "line": whole_slider("line", line, PLACES - 1, label="i"),
            "place": whole_slider("place", place, PLACES - 1, label="j"),
        }
        super().__init__(controls, pixels, apart=(*WEIGHTS, "b", "line", "place"))

    def beside(self, controls):
        found = {}
        for k, name in enumerate((*WEIGHTS, "b", "line", "place")):
            row = k // 3 + (k >= len(WEIGHTS))
            found.setdefault(row, {})[k % 3] = controls[name]
            controls[name].layout.width = f"{NARROW}px"
            controls[name].style.description_width = "24px"
        up, down, left, right = self.arrows()
        return found | {6: {range(3): HBox([left, up, down, right, self.erase()])}}

    def changed(self, name):
        """Answer a control; the list loads its kernel, and tells the name of what is on sliders."""
        with self.held():
            if name == "kernel" and self.controls[name].value != OWN:
                self.load(*kernels.NAMED[self.controls[name].value])
            self.controls["kernel"].value = name_of(self.weights())
        super().changed(name)

    def load(self, weights, bias):
        """Put a kernel on the sliders."""
        for name, number in zip((*WEIGHTS, "b"), (*weights, bias), strict=True):
            self.controls[name].value = number

    def weights(self):
        """Return the nine weights; a slider in a browser may add to a number its last digits."""
        return [round(self.controls[name].value, 6) for name in WEIGHTS]

    def state(self):
        known = ("row", "pixels", "line", "place")
        state = {name: value for name, value in super().state().items() if name in known}
        weights = self.controls["kernel"].value or self.weights()
        return state | {"weights": weights, "bias": self.controls["b"].value}

    def code(self):
        i, j = self.controls["line"].value, self.controls["place"].value
        return code.lines(
            "import numpy as np\n",
            self.code_of_picture("8, 8"),
            f"w = np.array({code.literal(self.weights())})",
            code.let(b=self.controls["b"].value),
            code.let(i=i, j=j),
            LOOKED,
            "print(V[i, j] * w, Z[i, j])",
        )

    def draw(self, figure):
        x, v, w, vw, sums, z, P = (plots.panel(figure, *place) for place in PANELS)
        for ax, name in ((x, "$x$"), (v, "$v$"), (w, "$w$"), (vw, r"$v_k\,w_k$")):
            plots.title(ax, name)
        plots.title(z, r"$z = v \cdot w + b$")
        plots.title(P, r"$P = \max\,\mathrm{ReLU}(z)$")
        found = {
            "x": Pixels(x, style.TILES),
            "y_true": plots.title(x, "", 1),
            "v": Cells(v, style.HIDDEN, WINDOW),
            "w": Cells(w, pixels.WORDED, WINDOW),
            "vw": Cells(vw, pixels.WORDED, WINDOW),
            "sums": Sums(sums),
            "z": Signed(z, TOPS, PLACES),
            "P": Cells(P, style.HIDDEN, PLACES // POOL),
        }
        plots.title(found["z"].scale, "$z$", 1)
        look = {"color": style.TICKS, "lw": style.THIN}  # between squares of which one is kept
        edges = range(POOL, PLACES, POOL)
        found["squares"] = [way(edges, 0, PLACES, **look) for way in (z.hlines, z.vlines)]
        for name, ax, side in (("window", x, WINDOW), ("here", z, 1), ("kept", P, 1)):
            look = FRAME | {"lw": style.LINE if side == 1 else style.THICK}
            found[name] = ax.add_patch(Rectangle((0, 0), side, side, **look))
        return found

    def show(self, panels):
        x, w, b = self.picture_on_pad(), self.weights(), self.controls["b"].value
        i, j = self.controls["line"].value, self.controls["place"].value
        V, Z, P = looked(x, w, b)
        v, z, products = V[i, j], Z[i, j], (V[i, j] * w).round(DIGITS)
        self.pad.show(self.pixels)
        panels["x"].update(x, 0, 1)
        panels["y_true"].set_text(self.y_true())
        panels["v"].update(v, 0, 1)
        most = np.abs(w).max() or 1  # white is 0, and the largest weight has the deepest tint
        panels["w"].update(w, -most, most)
        panels["vw"].update(products, -most, most)
        panels["sums"].update(z - b, b, z, i, j)
        panels["z"].update(Z)
        panels["P"].update(P, 0, panels["z"].top)
        panels["window"].set_xy((j, i))
        panels["here"].set_xy((j, i))
        panels["kept"].set_xy((j // POOL, i // POOL))
        name = self.controls["kernel"].value
        return together(self.whose(), told(name, w, b, v, products, Z, P, i, j))


class Sums:
    """What the products add up to, the bias, and z below a line, as one adds on paper."""

    def __init__(self, ax):
        ax.set(xlim=(0, 1), ylim=(3, 0))
        ax.axis("off")
        look = {"va": "center_baseline", "size": style.MEDIUM}
        for k, name in enumerate((r"$v \cdot w$", "$b$")):
            ax.text(0, k + 0.5, name, **look)
        self.name = ax.text(0, 2.5, "", **look)
        self.numbers = [ax.text(1, k + 0.5, "", ha="right", **look) for k in range(3)]
        plots.line(ax, [0, 1], [2, 2], lw=style.THIN)
        self.numbers[-1].set_fontweight("bold")
        self.moving = [self.name, *self.numbers]

    def update(self, products, b, z, i, j):
        """Show three numbers, the last one as large as there is room, and whose it is."""
        for text, number in zip(self.numbers, (products, b, z), strict=True):
            text.set_text(style.short(number, EXACT))
        result, said = self.numbers[-1], style.short(z, EXACT)
        wide = plots.room_of(said, style.LARGE, "bold") > ROOM
        result.set(color=style.sign_color(z), fontsize=style.MEDIUM if wide else style.LARGE)
        self.name.set_text(f"$z_{{{i},{j}}}$")


def names():
    """Return the names of kernels as they are shown."""
    shown = dict(zip(("horizontal", "vertical", "rising", "falling"), "─│╱╲", strict=True))
    known = {name: _("edge {line}").format(line=line) for name, line in shown.items()}
    known |= {"blur": _("blur"), "sharpen": _("sharpen")}
    for number in range(1, len(kernels.LEARNED) + 1):
        known[f"learned{number}"] = _("learned {number}").format(number=number)
    return known | {OWN: "–"}


def weights_of(weights):
    """Return the name of a kernel, its nine weights, and the bias that belongs to it."""
    if isinstance(weights, str):
        name = inputs.one_of("weights", weights, kernels.NAMED)
        return name, *kernels.NAMED[name]
    expected = _("a list of {count} numbers, or the name of a kernel").format(count=len(WEIGHTS))
    found = listed("weights", weights, expected, len(WEIGHTS))
    found = [inputs.within("weights", w, -LIMIT, LIMIT) for w in found]
    return name_of(found), found, 0


def name_of(weights):
    """Return the name of the kernel with these nine weights, and `OWN` where it has none."""
    known = {tuple(map(float, w)): name for name, (w, _bias) in kernels.NAMED.items()}
    return known.get(tuple(weights), OWN)


def looked(x, w, b):
    """Return the windows V of a picture x, shape (64,), the map Z of a kernel, and P, its pool.

    Z is rounded, so that no colour, no scale and no number hangs on the last digit of a sum.
    """
    V = windows(x.reshape(SIDE, SIDE))
    Z = (V @ w + b).round(DIGITS)
    return V, Z, pool(ACTIVATIONS["relu"].squash(Z)[..., np.newaxis])[..., 0]


def told(name, w, b, v, products, Z, P, i, j):
    """Return in words what a kernel finds, and what it sees at one place."""
    said = _("The kernel has the weights {w} and the bias {b}. Its window lies at line {i}, place "
             "{j}, over the pixels {v}; the products are {products}, and with the bias their sum "
             "is z = {z}. Of the 36 numbers of the map the largest is {most}, at line {most_i}, "
             "place {most_j}, and the smallest {least}, at line {least_i}, place {least_j}. After "
             "ReLU and pooling there remain {P}.")  # fmt: skip
    found = {
        "w": line_by_line(w),
        "b": style.short(b),
        "v": line_by_line(v),
        "products": line_by_line(products),
    }
    found |= {"z": style.short(Z[i, j], EXACT), "P": line_by_line(P), "i": i, "j": j}
    for end, at in (("most", Z.argmax()), ("least", Z.argmin())):
        line, place = divmod(int(at), PLACES)
        found |= {end: style.short(Z[line, place]), f"{end}_i": line, f"{end}_j": place}
    shown = _("Its name is {name}.").format(name=names()[name]) if name else ""
    return together(said.format(**found), shown)


def line_by_line(numbers):
    """Return nine numbers line by line, as they are read: 1, 0, −1; 2, 0, −2; 1, 0, −1."""
    rows = np.reshape(numbers, (-1, WINDOW))
    return _("; ").join(joined(style.short(number) for number in row) for row in rows)
