"""The explorer of notebook 7: an activation, its slope, and what becomes of both in many layers."""

from functools import lru_cache

import numpy as np
from matplotlib.ticker import LinearLocator

from helpers import depth, inputs, plots, style
from helpers.activations import ACTIVATIONS, elu, leaky_relu
from helpers.plots import line
from helpers.widgets import code
from helpers.widgets.controls import choice, slider, whole_slider
from helpers.widgets.explorer import Explorer
from helpers.words import _

WITH_A = {"leaky_relu": (leaky_relu, 0.01), "elu": (elu, 1.0)}  # a parameter, and what it is alone
LIMIT, LAYERS, GAINS, SEEDS = 6, 30, (0.1, 8), 20
BOUNDED, OPEN, STEEP = (-1.25, 1.25), (-1.5, 6), (-0.25, 1.25)  # axes of functions, and of slopes
ENDS = (2, 8, 16)  # where the axis of sizes may end, as powers of ten

ERFC = "import math\n\nerfc = np.vectorize(math.erfc, otypes=[float])\n"
FORMS = {  # f(z) and its slope in NumPy
    "sigmoid": ("sigmoid(z)", "sigmoid(z) * (1 - sigmoid(z))"),
    "tanh": ("np.tanh(z)", "1 - np.tanh(z) ** 2"),
    "relu": ("np.maximum(z, 0)", "1.0 * (z > 0)"),
    "leaky_relu": ("np.where(z > 0, z, a * z)", "np.where(z > 0, 1.0, a)"),
    "elu": (
        "np.where(z > 0, z, a * np.expm1(np.minimum(z, 0)))",
        "np.where(z > 0, 1.0, f(z) + a)",
    ),
    "softplus": ("np.logaddexp(0, z)", "sigmoid(z)"),
    "gelu": (
        "z * erfc(-z / np.sqrt(2)) / 2",
        "erfc(-z / np.sqrt(2)) / 2 + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)",
    ),
    "silu": ("z * sigmoid(z)", "sigmoid(z) + z * sigmoid(z) * sigmoid(-z)"),
}
UP_AND_BACK = """\
A, Z = [rng.standard_normal((32, 64))], []
dL_dA = rng.standard_normal((32, 64))
W = gain / np.sqrt(64) * rng.standard_normal((layers, 64, 64))
for k in range(layers):
    Z.append(A[k] @ W[k])
    A.append(f(Z[k]))
signal, blame = [], []
for k in reversed(range(layers)):
    dL_dZ = dL_dA * slope(Z[k])
    signal.insert(0, np.sqrt(np.mean(A[k + 1] ** 2)))
    blame.insert(0, np.sqrt(np.mean(dL_dZ ** 2)))
    dL_dA = dL_dZ @ W[k].T
print(f(z), slope(z), signal[-1], blame[0] / blame[-1])"""


class Activations(Explorer):
    """A function, a sum z to look at, and a network of many layers that is made of it.

    name : one of `ACTIVATIONS`; `a` is the parameter of Leaky ReLU and of ELU.
    gain : the weights are drawn from N(0, 1) and multiplied by `gain` / √64.
    """

    size = (840, 440)

    def __init__(self, name="sigmoid", a=None, z=1, layers=20, gain=1, seed=0):
        inputs.one_of("name", name, style.ACTIVATIONS)
        a = usual(name) if a is None else a
        controls = {
            "name": choice("name", name, style.ACTIVATIONS, "f", 150),
            "a": slider("a", a, 1, min=0, step=0.01),
            "z": slider("z", z, LIMIT),
            "layers": whole_slider("layers", layers, LAYERS, least=1),
            "gain": slider("gain", gain, GAINS[1], "g", 0.05, min=GAINS[0]),
            "seed": whole_slider("seed", seed, SEEDS),
        }
        self.controls = controls
        self.restore()
        super().__init__(controls)

    def changed(self, name):
        """Answer a control; a parameter belongs to its function, and another has its own."""
        if name == "name":
            kind, a = self.controls["name"].value, self.controls["a"]
            with self.held():
                a.value = usual(kind)
            self.restore()
        self.redraw()

    def restore(self):
        """Hide the slider of a parameter that the function does not have; its place stays."""
        a = self.controls["a"]
        a.disabled = self.controls["name"].value not in WITH_A
        a.layout.visibility = "hidden" if a.disabled else "visible"

    def code(self):
        name, a, z, layers, gain, seed = self.values.values()
        squash, slope = FORMS[name]
        return code.lines(
            code.SIGMOID if "sigmoid" in slope else "import numpy as np\n",
            *([ERFC] if name == "gelu" else []),
            *([code.let(a=a)] if name in WITH_A else []),
            f"def f(z):\n    return {squash}\n",
            f"def slope(z):\n    return {slope}\n",
            f"{code.let(z=z, gain=gain)}\nlayers = {layers}",
            f"rng = np.random.default_rng({seed})",
            UP_AND_BACK,
        )

    def draw(self, figure):
        function, slope = (
            plots.panel(figure, 60, top, 320, h) for top, h in ((106, 146), (296, 96))
        )
        sizes = plots.panel(figure, 486, 106, 330, 286)
        across = np.linspace(-LIMIT, LIMIT, 241)
        for ax, name, ends in ((function, "$f(z)$", OPEN), (slope, "$f'(z)$", STEEP)):
            ax.set(xlim=(-LIMIT, LIMIT), ylim=ends, xticks=range(-LIMIT, LIMIT + 1, 2))
            plots.title(ax, name)
        function.set_xticks([])
        slope.set(xlabel="$z$", yticks=[0, 0.5, 1])
        sizes.set_xlabel("$k$")
        plots.title(sizes, r"$|A_k|,\ |\partial L/\partial Z_k|$")
        sizes.yaxis.set_major_locator(LinearLocator(5))  # of powers of ten
        sizes.yaxis.set_major_formatter(plots.TENS)
        line(sizes, [0, LAYERS], [0, 0], **plots.GUIDE)
        round_, square = ({"marker": m, "mfc": style.PAPER, "ms": 5} for m in "os")
        zeros = [line(ax, [-LIMIT, LIMIT], [0, 0], **plots.GUIDE) for ax in (function, slope)]
        zeros += [line(ax, [0, 0], [-9, 9], **plots.GUIDE) for ax in (function, slope)]
        panels = {
            "zeros": zeros,
            "f": line(function, across, across, lw=style.THICK),
            "tangent": line(function, lw=style.LINE, ls=style.LINES[1]),
            "f_at": line(function, clip_on=False, **plots.HERE),
            "slope": line(slope, across, across, lw=style.THICK),
            "slope_at": line(slope, clip_on=False, **plots.HERE),
            "signal": line(sizes, lw=style.LINE, clip_on=False, **round_),
            "blame": line(sizes, lw=style.LINE, ls=style.LINES[1], clip_on=False, **square),
            "axes": [function.yaxis, sizes.xaxis, sizes.yaxis],
            "f_words": plots.Words(figure, 60, 30, 8, 400),
            "slope_words": plots.Words(figure, 60, 62, 8, 400),
        }
        for top, key, look in ((25, "signal", round_), (57, "blame", square)):
            sample = plots.panel(figure, 486, top - 10, 40, 20)
            sample.axis("off")
            line(sample, [0, 1], [0.5, 0.5], ls=panels[key].get_ls(), clip_on=False, **look)
            panels[f"{key}_words"] = plots.Words(figure, 542, top + 5, 16, 290)
        return panels

    def show(self, panels):
        name, a, z, layers, gain, seed = self.values.values()
        f, (signal, blame) = chosen(name, a), through(name, a, layers, gain, seed)
        at = panels["f"].get_xdata()
        Z = np.append(at, z)
        A = f.squash(Z)
        *values, y = A
        *slopes, steep = f.slope(Z, A)
        function, sizes = panels["f"].axes, panels["signal"].axes
        function.set_ylim(BOUNDED if max(values) < BOUNDED[1] else OPEN)
        panels["f"].set_ydata(values)
        ends = at[[0, -1]]
        panels["tangent"].set_data(ends, y + steep * (ends - z))
        panels["f_at"].set_data([z], [y])
        panels["slope"].set_ydata(slopes)
        panels["slope_at"].set_data([z], [steep])
        sizes.set_xlim(0, max(layers, 5))
        powers = np.log10(np.clip([signal, blame], 10.0 ** -ENDS[-1], 10.0 ** ENDS[-1]))
        end = next(end for end in ENDS if np.abs(powers).max() <= end)
        sizes.set_ylim(-end, end)
        for key, series in zip(("signal", "blame"), powers, strict=True):
            panels[key].set_data(np.arange(1, layers + 1), series)
        here, last = style.short(z), style.symbol(str(layers))
        panels["f_words"].update(plots.word(f"f({here}) = "), plots.bold(style.fixed(y)))
        panels["slope_words"].update(plots.word(f"f′({here}) = "), plots.bold(style.fixed(steep)))
        ratio = blame[0] / blame[-1] if blame[-1] else 0
        numbers = {"signal": style.power(signal[-1]), "blame": style.power(ratio)}
        texts = {"signal": f"|A{last}| = ", "blame": f"|∂L/∂Z₁| / |∂L/∂Z{last}| = "}
        for key, number in numbers.items():
            panels[f"{key}_words"].update(plots.word(texts[key]), plots.bold(number))
        said = _("The activation {name}{with_a}. At z = {z} it is {y}, its slope {slope}. In "
                 "{layers} layers with weights of size {gain}/√64, drawn with seed {seed}, the "
                 "signal has the size {signal} at the end, and the blame at the first layer is "
                 "{blame} times that at the last. Two plots show the function with its tangent, "
                 "and its slope; a third shows both sizes layer by layer.")  # fmt: skip
        with_a = _(" with a = {a}").format(a=style.short(a)) if name in WITH_A else ""
        numbers |= {"z": here, "y": style.fixed(y), "slope": style.fixed(steep)}
        numbers |= {"layers": layers, "gain": style.short(gain), "seed": seed, "with_a": with_a}
        return said.format(name=style.ACTIVATIONS[name], **numbers)


def usual(name):
    """Return the parameter that a function has where none is given; 0 where it has none."""
    return WITH_A[name][1] if name in WITH_A else 0.0


def chosen(name, a):
    """Return the `Activation` called `name`, with the parameter a if it has one."""
    return WITH_A[name][0](a) if name in WITH_A else ACTIVATIONS[name]


@lru_cache(100)
def through(name, a, layers, gain, seed):
    """Return the sizes of signal and blame, layer by layer."""
    rng = np.random.default_rng(seed)
    return depth.through(chosen(name, a), gain, layers, rng)[:2]
