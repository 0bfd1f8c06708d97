"""The explorer of notebook 5: walk downhill on the landscape of two parameters."""

from itertools import groupby

import numpy as np
from ipywidgets import HTML
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FixedLocator

from helpers import inputs, people, plots, style
from helpers.style import symbol
from helpers.training import train
from helpers.widgets import code
from helpers.widgets.controls import RATES, button, choice, network, pairs, rate_slider
from helpers.widgets.explorer import Explorer
from helpers.widgets.landscape import bring_own, name_sliders, net_here, place_controls
from helpers.words import _, joined, together

SPAN = 8  # of both parameters on the map, to either side of 0
START = {"w2": 1, "w4": 1, "w6": 1}  # the network of notebook 3; the rest is 0
RANDOM = 5  # largest parameter of a start that is drawn
ASKED = {  # how the arrows of all others look on the map, and those of the next batch
    "facecolor": (style.PAPER, style.INK),
    "edgecolor": (style.INK, style.PAPER),
    "linewidth": (0.8, 1.2),
}
MOST_STEPS = 1000  # of one rate among those walked at the start
APART = 10  # pixels between points of a line which names keep off
SCALES = (0.004, 0.02, 0.1, 0.4, 2, 10, 50)  # ends of the axes of the votes


class Descent(Explorer):
    """Two sliders for the start and one for the learning rate; buttons walk on from there.

    `batch` and `order` tell who takes part in a step, and `seed` shuffles. `walked` are the steps
    taken at the start, and after Reset, as pairs of a learning rate and how many steps: [(10, 5)].
    """

    size = (840, 470)

    def __init__(
        self,
        x="w6",
        y="b3",
        learning_rate=10,
        batch=1,
        order="fixed",
        seed=0,
        walked=(),
        **parameters,
    ):
        self.net, self.message = network(START | parameters, SPAN), HTML()
        self.begin = inputs.whole("seed", seed, 0, 2**32), checked(walked)
        inputs.one_of("batch", batch, (1, 2, 4))
        inputs.one_of("order", order, ("fixed", "shuffled"))
        batches = {
            (1, "fixed"): _("batch 1, fixed order"),
            (1, "shuffled"): _("batch 1, shuffled"),
            (2, "shuffled"): _("batch 2, shuffled"),
            (4, "fixed"): _("batch 4, everybody"),
        }
        place = place_controls(self.net, x, y, SPAN)
        controls = {
            "x": place["x"],
            "y": place["y"],
            "rate": rate_slider(learning_rate),
            "pair": place["pair"],
            "batch": choice("batch", (batch, order), batches, unseen=_("batch and order")),
        }
        buttons = [
            button(_("Step"), lambda: self.go(1)),
            button(_("Ten steps"), lambda: self.go(10)),
            button(_("An epoch"), self.go_to_end_of_epoch),
            button(_("Another start"), self.draw_start),
        ]
        self.controls = controls
        self.restore()
        super().__init__(controls, buttons, [self.message])

    def go(self, steps):
        """Take this many steps."""
        with self._lock:
            for _step in range(steps):
                self.walk.step(self.controls["rate"].value)
            self.redraw()

    def go_to_end_of_epoch(self):
        """Take steps until every person has had a turn."""
        with self._lock:
            self.go(len(self.walk.coming) // self.walk.size or 1)

    def draw_start(self):
        """Begin a new walk at a random place; the places come in the same order each time."""
        with self._lock:
            self.drawn += 1
            place = np.random.default_rng(self.drawn).uniform(-RANDOM, RANDOM, 2).round(1)
            with self.held():
                self.controls["x"].value, self.controls["y"].value = place
            self.walk = None
            self.redraw()

    def changed(self, name):
        """Begin a new walk, but where only the learning rate is another one."""
        if name == "pair":
            bring_own(self)
        if name != "rate":
            self.walk = None
        self.redraw()

    def restore(self):
        self.drawn, walked = self.begin  # starts drawn so far
        self.walk = self._new_walk()
        for rate, steps in walked:
            for _step in range(steps):
                self.walk.step(rate)

    def code(self):
        size, order = self.controls["batch"].value
        rates = " + ".join(f"[{code.literal(rate)}] * {n}" for rate, n in runs(self.walk.rates))
        turns = "np.arange(4)"
        given = [code.nine(net_here(self).by_name()), "coming = []"]
        if order == "shuffled":
            given.append(f"rng = np.random.default_rng({self.drawn})")
            turns = "rng.permutation(4)"
        step = code.lines(
            f"if len(coming) == 0:\n    coming = {turns}",
            f"rows, coming = coming[:{size}], coming[{size}:]",
            "x1, x2 = X[rows].T",
            code.steps(self.walk.names, "y_true[rows]", "np.mean({})"),
        )
        loop = f"for learning_rate in {rates or '[]'}:"
        return code.training(given, self.walk.names, loop, step, "losses[-1], *parameters[-1]")

    def state(self):
        x, y = self.walk.names
        batch, order = self.controls["batch"].value
        told = {"x": x, "y": y, "learning_rate": self.controls["rate"].value}
        told |= {"batch": batch, "order": order, "seed": self.drawn}
        return told | {"walked": runs(self.walk.rates)} | net_here(self).by_name()

    def draw(self, figure):
        ax = plots.panel(figure, 58, 30, 372, 372)
        landscape, votes = plots.Landscape(ax, SPAN), plots.panel(figure, 616, 34, 190, 190)
        white = {"fc": style.PAPER, "ec": style.INK, "lw": 0.8}
        for zero in (votes.axhline, votes.axvline):
            zero(0, **plots.GUIDE)
        marks = plots.Marks(votes)
        for name in marks.names:  # one that is too wide for all places breaks the dotted line
            name.set_path_effects([withStroke(linewidth=4, foreground=style.PAPER)])
        return {
            "landscape": landscape,
            "path": plots.on_landscape(ax, lw=style.LINE, marker="o", ms=4.5, zorder=4),
            "asked": arrows(ax, 4, width=0.009, headwidth=2.6, **white),
            "step": arrows(ax, 1, width=0.014, **white),
            "here": plots.line(ax, clip_on=False, **plots.HERE),
            "axes": [votes.xaxis, votes.yaxis],
            "votes": arrows(votes, 4, width=0.01),
            "mean": arrows(votes, 1, width=0.018, color=style.INK),
            "marks": marks,
            "history": plots.LossCurve(plots.panel(figure, 566, 332, 250, 78), "step"),
            "loss": plots.Words(figure, 566, 306, 3, 250),
        }

    def show(self, panels):
        walk = self.walk = self.walk or self._new_walk()
        name_sliders(self)
        rate, here, slopes = self.controls["rate"].value, walk.path[-1], walk.slopes()
        panels["landscape"].update(walk.net, walk.names, people.X, people.y_true)
        panels["path"].set_data(*np.transpose(walk.path))
        for key, steps in (("asked", -rate * slopes), ("step", -rate * slopes.mean(axis=0))):
            panels[key].set_offsets([here] * (steps.size // 2))
            panels[key].set_UVC(*np.atleast_2d(steps).T)
        plots.put_inside(panels["here"], *here)
        coming = [row in walk.batch for row in range(len(slopes))]
        for name, looks in ASKED.items():
            panels["asked"].set(**{name: [looks[is_next] for is_next in coming]})
        show_votes(panels, walk, slopes)
        last = 20 * 2 ** max(0, int(np.ceil(np.log2(max(len(walk.path) - 1, 1) / 20))))
        panels["history"].update(walk.losses, last=last)
        loss = style.fixed(walk.losses[-1])
        panels["loss"].update(plots.word("L = "), plots.bold(loss))
        counts = _("Iterations: {iterations}. Full epochs: {epochs}. Next batch: {people}.").format(
            iterations=len(walk.path) - 1,
            epochs=walk.epochs,
            people=joined(people.PEOPLE[row].name for row in walk.batch),
        )
        far = np.abs(here).max() > SPAN
        self.message.value = together(counts, _("The walk has left the map.") if far else "")
        said = _("A map of the loss over {x_name} and {y_name} with the path walked so far. It "
                 "stands at {x_name} = {x}, {y_name} = {y}, where L = {loss}. The learning rate is "
                 "{rate}. {counts} Arrows show the step each person asks for, and their mean; a "
                 "curve shows the loss after each iteration.")  # fmt: skip
        names = dict(zip(("x_name", "y_name"), map(symbol, walk.names), strict=True))
        places = dict(zip("xy", map(style.short, here), strict=True))
        return said.format(loss=loss, rate=f"{rate:.3g}", counts=counts, **names, **places)

    def _new_walk(self):
        size, order = self.controls["batch"].value
        rng = np.random.default_rng(self.drawn) if order == "shuffled" else None
        return Walk(net_here(self), self.controls["pair"].value, size, rng)


def checked(walked):
    """Return pairs of a learning rate and a number of steps, or refuse them in a sentence."""
    return [
        (inputs.within("walked", rate, *RATES), inputs.count("walked", steps, MOST_STEPS))
        for rate, steps in pairs("walked", walked)
    ]


def runs(rates):
    """Return rates as pairs: each, and how often it comes in a row."""
    return [(rate, len([*same])) for rate, same in groupby(rates)]


def arrows(ax, count, width, **look):
    """Draw so many arrows at 0, in the units of the axes; a single one has a slender head."""
    look |= {"angles": "xy", "scale_units": "xy", "scale": 1, "zorder": 5}
    look |= {"headlength": 4, "headaxislength": 3.6} if count == 1 else {}
    return ax.quiver(*np.zeros((4, count)), width=width, **look)


def show_votes(panels, walk, slopes):
    """Show the way that each person would walk; those in the next batch are the dark arrows."""
    ax, votes = panels["votes"].axes, -slopes
    end = next((scale for scale in SCALES if np.abs(votes).max() <= scale), np.abs(votes).max())
    names = [rf"$-\partial L/\partial${style.formula(name)}" for name in walk.names]
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(FixedLocator([-end, 0, end]))
    ax.set_xlim(-1.25 * end, 1.25 * end)
    ax.set_ylim(-1.25 * end, 1.25 * end)
    plots.name_axes(ax, *names)
    panels["votes"].set_UVC(*votes.T)
    colors = [style.INK if i in walk.batch else style.FAINT for i in range(len(votes))]
    panels["votes"].set_facecolor(colors)
    panels["mean"].set_UVC(*votes.mean(axis=0)[:, np.newaxis])
    panels["marks"].update(votes, cross(ax))


def cross(ax):
    """Return points on both lines through 0, in pixels, which names keep off."""
    (x, y), (width, height) = plots.in_pixels(ax, [(0, 0)])[0], plots.pixels(ax)
    upright = [(x, at) for at in range(0, int(height), APART)]
    return [*upright, *((at, y) for at in range(0, int(width), APART))]


class Walk:
    """Gradient descent on the four people one step at a time; only two parameters move.

    `path` holds the values of the two called `names`, `losses` the loss over all four people: at
    the start and after each step; `rates` holds the learning rate of each step. `size` people take
    part in a step, and `rng`, if there is one, shuffles them anew each epoch.
    """

    def __init__(self, net, names, size=1, rng=None):
        self.net, self.names, self.size, self.rng = net, names, size, rng
        self.places = [net.place(name) for name in names]
        self.path, self.losses, self.rates = [], [], []
        self.coming, self.epochs = [], -1
        self._note()

    @property
    def batch(self):
        """Return the rows of the next step."""
        return self.coming[: self.size]

    def slopes(self):
        """Return dL/dp of each person's own loss along both parameters, shape (4, 2)."""
        rows = zip(people.X[:, np.newaxis], people.y_true[:, np.newaxis], strict=True)
        return np.array([self.net.gradient(*row).values[self.places] for row in rows])

    def held(self, net, X, y_true):
        """Return the gradient in which all parameters but the two have the slope 0."""
        slopes = np.zeros_like(net.values)
        slopes[self.places] = net.gradient(X, y_true).values[self.places]
        return slopes

    def step(self, learning_rate):
        """Take one step on the next batch."""
        rows = people.X[self.batch], people.y_true[self.batch]
        taken = train(self.net, *rows, learning_rate, 1, batch_size=None, gradient=self.held)
        self.rates.append(learning_rate)
        self.net, self.coming = taken.network(), self.coming[self.size :]
        self._note()

    def _note(self):
        if len(self.coming) == 0:
            rows, self.epochs = len(people.X), self.epochs + 1
            self.coming = np.arange(rows) if self.rng is None else self.rng.permutation(rows)
        self.path.append(self.net.values[self.places])
        self.losses.append(float(self.net.loss(people.X, people.y_true)))
