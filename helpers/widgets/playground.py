"""The explorer of notebook 9: points, a network and its training, all of them to choose."""

import re
from html import escape
from textwrap import indent

import numpy as np
from ipywidgets import HTML, Checkbox, Text

from helpers import inputs, plots, style, tiles
from helpers.optimisers import KEYS
from helpers.points import SHAPES
from helpers.runs import FURTHER, MOST_LAYERS, Run
from helpers.widgets import activations, code
from helpers.widgets.controls import (
    button,
    called,
    choice,
    layout,
    listed,
    pick,
    slider,
    whole_slider,
)
from helpers.widgets.explorer import Played
from helpers.words import _, joined

EPOCHS, SEEDS, MOST_NOISE, MOST_OWN = 1000, 100, 3, 100
COUNTS, SHARES = (20, 50, 100, 200, 300, 500, 1000), (0, 0.1, 0.25, 0.5, 0.75, 0.9)
RATES, BATCHES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3), (5, 10, 25, 50, 100)
DECAYS, GAINS = (0, 0.0001, 0.001, 0.01, 0.03, 0.1, 0.3, 1), (0.5, 1, 1.4, 2, 4)
LAYERS = tuple(f"layer{k + 1}" for k in range(MOST_LAYERS))
SETTINGS = ("data", "n", "noise", "points_seed", "test", "hidden", "optimiser", "learning_rate")
SETTINGS += ("batch_size", "decay", "gain", "seed")
SOON = 100  # epochs, which take a second where a network is large
KEPT = 6  # runs, so that a value put back finds its own again
# All but one activation, which takes the time of two others, and none at all.
NAMES = {key: name for key, name in style.ACTIVATIONS.items() if key != "gelu"}
NAMES |= {"linear": "linear"}
FORMS = activations.FORMS | {"linear": ("z", "np.ones_like(z)")}

SHAPE = {  # lines of NumPy that make X of labels y_true, from what `rng` draws
    "clouds": "X = 2 * (2 * y_true - 1)[:, None] + scatter",
    "ring": """\
inner, outer = np.where(y_true, 0, 1), np.where(y_true, 0.6, 1.5)
radius = 5 / 1.5 * np.sqrt(rng.uniform(inner**2, outer**2))
angle = rng.uniform(0, 2 * np.pi, n)
X = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1) + scatter""",
    "XOR": """\
size = rng.uniform(0, 5, (n, 2))
side = rng.choice([-1.0, 1.0], n)
X = size * np.stack([side, side * (1 - 2 * y_true)], axis=1) + scatter""",
    "spirals": """\
t = rng.uniform(0, 1, n)
arm = np.stack([np.sin(3.5 * np.pi * t), np.cos(3.5 * np.pi * t)], axis=1)
X = (5 * t * (2 * y_true - 1))[:, None] * arm + scatter""",
}
ENTERING = {"squares": "X**2 / 5", "product": "X[:, :1] * X[:, 1:] / 5", "sines": "np.sin(X)"}
# Each sum is added up in the order of `Network.gradient`: a training may hang on its last digit.
STEPS = {  # the step of the numbers p[i] with the slopes g, and what is remembered in m and s
    "plain": "step = learning_rate * g",
    "momentum": "m[i] = 0.9 * m[i] + g\nstep = learning_rate * m[i]",
    "adagrad": "s[i] = s[i] + g**2\nstep = learning_rate * g / (np.sqrt(s[i]) + 1e-8)",
    "rmsprop": "s[i] = 0.9 * s[i] + (1 - 0.9) * g**2\n"
    "step = learning_rate * g / (np.sqrt(s[i]) + 1e-8)",
    "adam": "m[i] = 0.9 * m[i] + (1 - 0.9) * g\ns[i] = 0.999 * s[i] + (1 - 0.999) * g**2\n"
    "M, S = m[i] / (1 - 0.9**t), s[i] / (1 - 0.999**t)\n"
    "step = learning_rate * M / (np.sqrt(S) + 1e-8)",
}
FORWARD = """\
def forward(X):
    A, Z = [entering(X)], []
    for W, B in zip(p[::2], p[1::2]):
        Z.append(A[-1] @ W + B)
        A.append(f(Z[-1]))
    A[-1] = sigmoid(Z[-1])
    return A, Z

def loss(X, y):
    return np.mean((y - forward(X)[0][-1][:, 0]) ** 2)
"""
LOOP = """\
for epoch in range(epochs):
    order = rng.permutation(len(X))
    for first in range(0, len(X), batch_size):
        rows = order[first:first + batch_size]
        A, Z = forward(X[rows])
        dL_dZ = 2 / len(rows) * (A[-1] - y_true[rows, None]) * A[-1] * (1 - A[-1])
        slopes = []
        for k in reversed(range(len(Z))):
            slopes = [(dL_dZ.T @ A[k]).T, dL_dZ.sum(axis=0, keepdims=True), *slopes]
            if k > 0:
                dL_dZ = dL_dZ @ p[2 * k].T * slope(Z[k - 1])
        t = t + 1
        for i, g in enumerate(slopes):"""
TAKEN = "p[i] = p[i] - (step + learning_rate * decay * p[i])"


class Playground(Played):
    """Choices for points, network and training; Play and a slider move through the epochs."""

    size, frames = (840, 426), 200  # five epochs from one picture to the next

    def __init__(
        self,
        data="spirals",
        n=500,
        noise=0.1,
        points_seed=0,
        test=0.5,
        further=(),
        layers=(8, 8),
        hidden="relu",
        optimiser="adam",
        learning_rate=0.01,
        batch_size=10,
        decay=0,
        gain=1.4,
        seed=0,
        own=(),
        epoch=0,
        neuron=0,
        x1=0,
        x2=0,
        label=1,
    ):
        sizes = [inputs.whole("layers", size, 1, tiles.MOST) for size in few_layers(layers)]
        for name in listed("further", further, _("a list of names")):
            inputs.one_of("further", name, FURTHER)
        learning_rate = inputs.above_0("learning_rate", learning_rate)
        batch_size = inputs.count("batch_size", batch_size, COUNTS[-1])
        shapes = {name: name for name in SHAPES}
        controls = {
            "data": choice("data", data, shapes, width=100, unseen=_("points")),
            "n": pick("n", inputs.whole("n", n, 2, COUNTS[-1]), COUNTS, "n", 92),
            "test": pick("test", inputs.share("test", test), SHARES, "test", 104),
        }
        for name in FURTHER:
            look = {"description": name, "indent": False, "layout": layout(90)}
            controls[name] = Checkbox(value=name in further, **look)
        controls |= {
            "noise": slider("noise", noise, MOST_NOISE, "noise", 0.05, min=0),
            "points_seed": whole_slider("points_seed", points_seed, SEEDS - 1, label=_("points")),
            "seed": whole_slider("seed", seed, SEEDS - 1, label="start"),
        }
        for name in ("noise", "points_seed", "seed"):
            controls[name].continuous_update = False
            controls[name].style.description_width = "45px"
        for k, name in enumerate(LAYERS):
            size = sizes[k] if k < len(sizes) else 0
            known = {i: str(i) if i else "–" for i in range(tiles.MOST + 1)}
            controls[name] = choice(name, size, known, style.symbol(f"A{k + 1}"), 76)
        controls |= {
            "hidden": choice("hidden", hidden, NAMES, width=124, unseen=_("activation")),
            "optimiser": choice("optimiser", optimiser, KEYS, width=124, unseen=_("optimiser")),
            "learning_rate": pick("learning_rate", learning_rate, RATES, "rate", 112),
            "batch_size": pick("batch_size", batch_size, BATCHES, _("batch"), 108),
            "epoch": whole_slider("epoch", epoch, EPOCHS, 550),
            "decay": pick("decay", inputs.from_0("decay", decay), DECAYS, "decay", 130),
            "gain": pick("gain", inputs.above_0("gain", gain), GAINS, "gain", 104),
            "x1": slider("x1", x1, tiles.FIELD[1]),
            "x2": slider("x2", x2, tiles.FIELD[1]),
            "label": choice("label", label, {0: "0", 1: "1"}, "y", 64),
            "neuron": choice("neuron", 0, {0: "–"}, _("neuron"), 140),
        }
        self.own = self.begin = points_of(own)
        self.field = Text(
            value=written(self.own),
            placeholder="1.5 2 1, -3 0.5 0",
            description=_("own points"),
            continuous_update=False,
            layout=layout(self.size[0]),
            style={"description_width": "initial"},
        )
        self.message, self.said = HTML(), ""
        self.controls, self.runs = controls, {}
        self.name_neurons()
        controls["neuron"].value = inputs.whole("neuron", neuron, 0, sum(sizes) + 1)
        for name in LAYERS:
            controls[name].observe(lambda _change: self.name_neurons(), names="value")
        self.field.observe(self._typed, names="value")
        actions = {_("Step"): lambda: self.walk(+1), _("Add"): self.add}
        actions |= {_("Clear"): lambda: self.put([]), _("Check"): self.check}
        buttons = [button(said, action) for said, action in actions.items()]
        super().__init__(controls, "epoch", buttons=buttons, below=[self.field, self.message])

    def name_neurons(self):
        """Offer the neurons that the network has to choose from; one that is gone is let go."""
        chosen, sizes = self.controls["neuron"], self.layers()
        known = [("–", 0), *((style.symbol(f"h{i + 1}"), i + 1) for i in range(sum(sizes)))]
        known.append(("y_pred", sum(sizes) + 1))
        value, last = chosen.value, len(chosen.options) - 1  # which was y_pred
        if value and value == last:
            value = sum(sizes) + 1
        elif value > sum(sizes):
            value = 0
        with self.held():
            chosen.options = known
            chosen.value = value

    def layers(self):
        """Return the neurons of each hidden layer; a layer of none is left out."""
        return [size for size in (self.controls[name].value for name in LAYERS) if size]

    def further(self):
        """Return the names of the further inputs."""
        return [name for name in FURTHER if self.controls[name].value]

    def settings(self):
        """Return all that a `Run` is told."""
        told = {name: self.controls[name].value for name in SETTINGS}
        return told | {"further": self.further(), "layers": self.layers(), "own": self.own}

    def run(self):
        """Return the run of these settings, and the epoch that is shown."""
        settings = self.settings()
        key = repr(settings)
        if key not in self.runs:
            if len(self.runs) == KEPT:
                self.runs.clear()
            self.runs[key] = Run(**settings)
        run, epoch = self.runs[key], self.controls["epoch"].value
        if run.diverged is None and epoch - run.epoch > SOON:
            said = _("Training from epoch {begin} to epoch {end} …")
            self.message.value = said.format(begin=run.epoch, end=epoch)
        return run, run.to(epoch)

    def state(self):
        more = {"further": self.further(), "layers": self.layers(), "own": self.own}
        return {n: v for n, v in self.values.items() if n not in (*FURTHER, *LAYERS)} | more

    def changed(self, name):
        self.said = ""
        super().changed(name)

    def rest(self):
        with self._lock:
            if not self._held:
                self.redraw()  # now with the edges for which Play has no time

    def restore(self):
        self.said, self.own = "", [*self.begin]
        self.field.value = written(self.own)
        super().restore()

    def put(self, own):
        """Let these be the learner's own points."""
        with self._lock:
            self.own, self.said = own[-MOST_OWN:], ""
            with self.held():
                self.field.value = written(self.own)
            self.redraw()

    def add(self):
        """Put a point where the cross is."""
        cross = (self.controls[name].value for name in ("x1", "x2", "label"))
        self.put([*self.own, tuple(round(float(number), 2) for number in cross)])

    def walk(self, epochs):
        """Train for so many epochs more; behind the last it begins again."""
        with self._lock:
            slider, self.said = self.controls["epoch"], ""
            with self.held():
                slider.value = (slider.value + epochs) % (slider.max + 1)
            self.redraw()

    def check(self):
        """Compare the gradient of the network that is shown with differences."""
        with self._lock:
            run, epoch = self.run()
            found, rows = run.check(epoch)
            said = _("Gradient check at epoch {epoch}, over all training rows: {count} "
                     "derivatives, = {same}, ≠ {other}, ? {unknown} that are too small for a "
                     "difference to tell.") if rows == len(run.X) else _(
                     "Gradient check at epoch {epoch}, over the {rows} training rows in which no "
                     "sum is at the kink of its function: {count} derivatives, = {same}, "
                     "≠ {other}, ? {unknown} that are too small for a "
                     "difference to tell.")  # fmt: skip
            marks = {"same": "=", "other": "≠", "unknown": "?"}
            numbers = {name: found.marks.count(mark) for name, mark in marks.items()}
            numbers |= {"epoch": epoch, "rows": rows, "count": len(found.names)}
            self.said = said.format(**numbers)
            self.redraw()

    def _typed(self, change):
        """Take the points that were typed; what is none is told in a sentence."""
        with self._lock:
            if self._held:
                return
            try:
                parts = re.split("[,;]", change.new)
                own = points_of([part.split() for part in parts if part.strip()])
            except ValueError as sentence:
                self.message.value = escape(str(sentence))
            else:
                self.put(own)

    def draw(self, figure):
        plane = plots.panel(figure, 540, 30, 226, 226)
        field = plots.Plane(plane, tiles.FIELD, tiles.FIELD, y="y_pred", marks=tiles.Ground(plane))
        plane.set(xticks=tiles.TICKS, yticks=tiles.TICKS)
        plane.yaxis.set_label_coords(-12 / 226, 0.75)
        curve = plots.panel(figure, 556, 308, 158, 70)
        cross = plots.mark(plane, (0, 0), 0, 7)
        cross.set(zorder=8, clip_on=False)
        return {
            "network": tiles.TileNetwork(figure, 8, 6, 500, 344),
            "scale": tiles.TileScale(plots.panel(figure, 40, 376, 150, 10)),
            "plane": field,
            "cloud": tiles.Cloud(plane),
            "own": tiles.Cloud(plane, 8.5),
            "cross": [plots.line(plane, clip_on=False, marker="+", ms=15, mew=m, mec=c, zorder=7)
                      for m, c in ((4.5, style.PAPER), (2, style.INK))]
            + [cross],
            "epoch": plots.title(plane, ""),
            "losses": tiles.TwoLosses(curve),
            "counts": Counts(plots.panel(figure, 236, 356, 260, 66)),
        }  # fmt: skip

    def show(self, panels):
        run, epoch = self.run()
        net, values = run.network(epoch), self.values
        sizes = net.sizes
        chosen = None
        if values["neuron"]:
            layer = np.repeat(np.arange(1, len(sizes)), sizes[1:])
            place = values["neuron"] - 1
            chosen = int(layer[place]), place - sum(sizes[1 : layer[place]])
        heads = [f"{sizes[0]}", *(f"{size} {NAMES[net.hidden]}" for size in sizes[1:-1]), "1"]
        if len(sizes) > 4:
            heads[1:-1] = [str(size) for size in sizes[1:-1]]
        network = panels["network"]
        names = [input_name(name) for name in run.input_names()]
        haste = self.plays()
        network.update(net, run.inputs_of(network.points), names, heads, chosen, haste)
        panels["scale"].update(network.low, network.high, network.colors)
        X, y_true = np.concatenate([run.X, run.X_test]), np.concatenate([run.y_true, run.y_test])
        drawn = len(run.X) - len(self.own)
        tested = np.arange(len(X)) >= len(run.X)
        mine = (np.arange(len(X)) >= drawn) & ~tested
        panels["cloud"].update(X[~mine], y_true[~mine], tested[~mine])
        panels["own"].update(X[mine], y_true[mine], tested[mine])
        panels["plane"].update(lambda points: run.feedforward(points, epoch), X)
        cross = [values["x1"]], [values["x2"]]
        for part in panels["cross"]:
            part.set_data(*cross)
        look = {"marker": style.LABEL_MARKERS[values["label"]]}
        panels["cross"][-1].set(mfc=style.LABEL_COLORS[values["label"]], **look)
        panels["epoch"].set_text(f"epoch {epoch}")
        losses = run.losses[: epoch + 1], run.test_losses[: epoch + 1]
        counts = {part: run.confusion(part, epoch) for part in ("training", "test")}
        panels["losses"].update(losses, [line_end(*part) for part in counts.items()])
        panels["counts"].update(counts.values())
        self.message.value = escape(self._message(run, epoch))
        return self._told(run, epoch, losses, counts.values())

    def _message(self, run, epoch):
        if epoch < self.controls["epoch"].value:
            return str(run.diverged)
        return self.said

    def _told(self, run, epoch, losses, counts):
        """Return the alternative text."""
        values, net = self.state(), run.network(epoch)
        said = _("Points: {data}, {n} with noise {noise}, drawn with seed {points_seed}; a share "
                 "of {test} are test rows. {own} points of one's own. The cross is at x₁ = {x1}, "
                 "x₂ = {x2}, label {label}. A network {sizes} of {hidden}, with the inputs "
                 "{inputs}, started with gain {gain} and seed {seed}, trained by {optimiser} at "
                 "the rate {learning_rate} in batches of {batch_size} with decay {decay}, at epoch "
                 "{epoch}. Training loss {loss}, {right} of {rows} rows right; {tested} A plane is "
                 "coloured by the output, with all points upon it; each hidden neuron is a small "
                 "plane of its own.{neuron}")  # fmt: skip
        test = _("test loss {loss}, {right} of {rows} rows right.") if len(run.X_test) else _(
            "there are no test rows.")  # fmt: skip
        parts = []
        for part, table in zip(losses, counts, strict=True):
            told = "?" if np.isnan(part[-1]) else style.tiny(float(part[-1]))
            parts.append({"loss": told, "right": int(np.trace(table)), "rows": int(table.sum())})
        training, other = parts
        neuron = ""
        if values["neuron"]:
            named = _(" Chosen is {name}.")
            neuron = named.format(name=self.controls["neuron"].label)
        numbers = {n: style.short(values[n], 4) for n in ("noise", "test", "x1", "x2", "gain",
                   "learning_rate", "decay")}  # fmt: skip
        words = {"own": len(self.own), "sizes": "-".join(map(str, net.sizes)), "epoch": epoch}
        words |= {"data": called(values["data"]), "hidden": called(NAMES[net.hidden])}
        words |= {"inputs": joined(run.input_names()), "tested": test.format(**other)}
        words["optimiser"] = called(KEYS[values["optimiser"]])
        return said.format(**values | numbers | words | training | {"neuron": neuron})

    def code(self):
        run, epoch = self.run()
        told = self.state()
        fours = [self.own[i : i + 4] for i in range(0, len(self.own), 4)]
        own = [f"    {code.literal(four)[1:-1]}," for four in fours]
        own = ["own = np.array([", *own, "])", "X = np.concatenate([X, own[:, :2]])",
               "y_true = np.concatenate([y_true, own[:, 2]])"] if own else []  # fmt: skip
        kind = told["hidden"]
        a = {"leaky_relu": ["a = 0.01\n"], "elu": ["a = 1\n"]}.get(kind, [])
        entering = ", ".join(["X", *(ENTERING[name] for name in run.further)])
        return code.lines(
            code.SIGMOID,
            *a,
            f"def f(z):\n    return {FORMS[kind][0]}\n",
            f"def slope(z):\n    return {FORMS[kind][1]}\n",
            f"def entering(X):\n    return np.concatenate([{entering}], axis=1)\n",
            FORWARD,
            'np.seterr(all="ignore")',
            f"rng = np.random.default_rng({told['points_seed']})",
            code.let(n=told["n"], noise=told["noise"], test=told["test"]),
            "y_true = np.arange(n) % 2.0\nscatter = noise * rng.standard_normal((n, 2))",
            SHAPE[told["data"]],
            "order, tested = rng.permutation(n), int(test * n)",
            "X_test, y_test = X[order[:tested]], y_true[order[:tested]]",
            "X, y_true = X[order[tested:]], y_true[order[tested:]]",
            *own,
            f"\nrng = np.random.default_rng({told['seed']})",
            f"sizes = {code.literal(list(run.start.sizes))}",
            code.let(learning_rate=told["learning_rate"], decay=told["decay"], gain=told["gain"]),
            code.let(batch_size=run.batch_size, epochs=epoch),
            "W = [rng.standard_normal((out, into)).T for into, out in zip(sizes, sizes[1:])]",
            "p = []",
            "for w in W:",
            "    p += [w * (gain / np.sqrt(len(w))), np.zeros((1, w.shape[1]))]",
            "rng.standard_normal(sum(sizes[1:]))",
            "t, m, s = 0, [0] * len(p), [0] * len(p)",
            "losses = [loss(X, y_true)]",
            LOOP,
            indent(code.lines(STEPS[told["optimiser"]], TAKEN), " " * 12),
            "    losses.append(loss(X, y_true))",
            "right = [int(sum((forward(x)[0][-1][:, 0] > 0.5) == y)) for x, y in ((X, y_true), "
            "(X_test, y_test))]",
            "print(losses[-1], right)",
        )


class Counts:
    """How many rows of each label are answered no and yes, for training and for test rows."""

    def __init__(self, ax):
        ax.set(xlim=(0, 260), ylim=(0, 66))
        ax.axis("off")
        self.numbers, self.moving = [], []
        look = {"va": "center_baseline", "ha": "right"}
        for left, name in ((30, "training"), (150, "test")):
            ax.text(left + 50, 60, name, size=style.MEDIUM, ha="center", va="center_baseline")
            for i, sign in enumerate("<>"):
                ax.text(left + 44 + 50 * i, 42, f"${sign}\\,0.5$", **look)
            table = [[ax.text(left + 40 + 50 * i, 24 - 18 * j, "", **look) for i in (0, 1)]
                     for j in (0, 1)]  # fmt: skip
            self.numbers.append(table)
        for j in (0, 1):
            plots.mark(ax, (10, 24 - 18 * j), j, 7).set_clip_on(False)
        self.moving = [text for table in self.numbers for row in table for text in row]

    def update(self, counts):
        """Show both tables [label, answer]; a right count is bold."""
        for table, numbers in zip(counts, self.numbers, strict=True):
            for (j, i), number in np.ndenumerate(table):
                shown = str(number) if table.sum() else ""
                numbers[j][i].set(text=shown, fontweight="bold" if i == j else "normal")


def input_name(name):
    """Return the name of an input for matplotlib: "x1²/5" gives x₁²/5."""
    return style.symbol(name.replace("/5", "")) + ("/5" if "/5" in name else "")


def line_end(part, counts):
    """Return what stands at the end of a line: "test  97 %", or nothing where there are no rows.

    100 % are all rows, and not nearly all.
    """
    right, rows = np.trace(counts), counts.sum()
    if rows == 0:
        return ""
    return f"{part}  {min(round(100 * right / rows), 100 if right == rows else 99)} %"


def few_layers(layers):
    """Return the neurons of hidden layers as a list of at most four."""
    expected = _("a list of up to {most} numbers of neurons").format(most=MOST_LAYERS)
    found = listed("layers", layers, expected)
    return found if len(found) <= MOST_LAYERS else inputs.refuse("layers", found, expected)


def points_of(own):
    """Return points as a list of (x1, x2, label), or refuse them in a sentence."""
    expected = _("points such as 1.5 2 1, -3 0.5 0: x1 and x2 from -6 to 6, and a label 0 or 1")
    found = []
    for point in listed("own", own, expected):
        try:
            x1, x2, label = map(float, point)
        except (TypeError, ValueError):
            inputs.refuse("own", point, expected)
        inside = max(abs(x1), abs(x2)) <= tiles.FIELD[1]
        if not inside or label not in (0, 1):
            inputs.refuse("own", point, expected)
        found.append((x1, x2, int(label)))
    if len(found) > MOST_OWN:
        inputs.refuse("own", len(found), _("at most {most} points").format(most=MOST_OWN))
    return found


def written(own):
    """Return points as they are typed: 1.5 2 1, -3 0.5 0."""
    return ", ".join(" ".join(f"{number:g}" for number in point) for point in own)
