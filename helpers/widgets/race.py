"""The explorer of notebook 8: five walkers on one landscape of two weights."""

from functools import lru_cache

import numpy as np

from helpers import plots, style
from helpers.optimisers import KEYS, OPTIMISERS
from helpers.plots import spread
from helpers.valley import Valley, descend
from helpers.widgets.controls import called, rate_of, rate_slider, slider, whole_slider
from helpers.widgets.explorer import Played
from helpers.words import _, joined, together

START, STEPS = (-2.5, 1.5), 100
RATES, MOST_STRETCH, MOST_TURN = (0.001, 10), 10, 45  # where the sliders end
MAP, GAP = 142, 6  # pixels: a side of a map, and between two of them
LOSSES = (1e-6, 1e3)  # the ends of the axis
LOOKS = (  # dash and marker of each line
    *zip(style.LINES, "osDP", strict=True),
    ((0, (14, 3)), "X"),
)


class Race(Played):
    """A slider for the rate of each walker, two for the valley, and one for the step, with Play."""

    size = (840, 450)

    def __init__(
        self,
        plain=0.07,
        momentum=0.02,
        adagrad=0.4,
        rmsprop=0.6,
        adam=0.2,
        stretch=5,
        turn=0,
        step=40,
    ):
        rates = (plain, momentum, adagrad, rmsprop, adam)
        controls = {
            key: rate_slider(rate, key, RATES, name, 82)
            for (key, name), rate in zip(KEYS.items(), rates, strict=True)
        }
        controls["stretch"] = slider("stretch", stretch, MOST_STRETCH, "c", 0.5, min=1)
        controls["turn"] = whole_slider("turn", turn, MOST_TURN, label="α")
        controls["step"] = whole_slider("step", step, STEPS)
        super().__init__(controls, "step")

    def code(self):
        return ""

    def state(self):
        return self.values | {key: rate_of(self.controls[key]) for key in KEYS}

    def draw(self, figure):
        maps = {}
        for i, (key, name) in enumerate(KEYS.items()):
            ax = plots.panel(figure, 40 + i * (MAP + GAP), 36, MAP, MAP)
            maps[key] = plots.ValleyMap(ax, scale=key == "adam")
            plots.title(ax, name, up=11)  # off a triangle at the border
            # At this size soft edges are not seen, and where a walk is wild a sixth of all bytes.
            for drawn in (maps[key].casing, maps[key].path):
                drawn.set_antialiased(False)
            ax.yaxis.set_label_coords(-10 / MAP, 2 / 3)  # above the 0
            if i > 0:
                ax.set(yticks=[], ylabel="")
        curves = plots.panel(figure, 60, 264, 638, 136)
        curves.set(xlim=(0, STEPS), ylim=LOSSES, yscale="log")
        curves.set_yticks(10.0 ** np.arange(-6, 4, 3))
        curves.minorticks_off()
        plots.name_axes(curves, "step", "$L$")
        words = zip(("c", "alpha", "at"), (60, 160, 270), strict=True)
        words = {key: plots.Words(figure, left, 247, 3, 100) for key, left in words}
        return maps | words | {"losses": Losses(curves)}

    def show(self, panels):
        state = self.state()
        stretch, turn, step = (state[name] for name in ("stretch", "turn", "step"))
        walks = {key: walked(key, state[key], stretch, turn) for key in KEYS}
        for key, (path, _losses) in walks.items():
            panels[key].update(stretch, turn)
            panels[key].walk(path[: step + 1])
        panels["losses"].update([losses[: step + 1] for _path, losses in walks.values()])
        c, alpha = style.short(stretch), f"{turn}°"
        panels["c"].update(plots.word(f"c = {c}"))
        panels["alpha"].update(plots.word(r"$\alpha$"), plots.word(f" = {alpha}"))
        panels["at"].update(plots.word("step "), plots.bold(f"{step}"))
        said = _("Five walkers on one landscape, a valley with c = {c}, turned by α = {alpha}, "
                 "after {step} of {steps} steps from {start}. {walkers} Five maps show the loss, "
                 "with contours at the powers of ten, and the path of each walker with a disc at "
                 "its end; a plot shows the loss of each after every step.")  # fmt: skip
        walkers = [told(key, state[key], *walk, step) for key, walk in walks.items()]
        numbers = {"c": c, "alpha": alpha, "step": step, "steps": STEPS, "start": place(START)}
        return said.format(walkers=together(*walkers), **numbers)


class Losses:
    """The loss of each walker after every step, a line each, with its name to the right."""

    def __init__(self, ax):
        width, self.height = plots.pixels(ax)
        names = ax.inset_axes((1 + 14 / width, 0, 126 / width, 1))
        names.set(xlim=(0, 126), ylim=(0, self.height))
        names.axis("off")
        self.lines, self.heads, self.samples, self.names = [], [], [], []
        looks = zip(KEYS.values(), LOOKS, strict=True)
        for i, (name, (dash, marker)) in enumerate(looks):
            look = {"marker": marker, "mfc": style.PAPER, "ls": dash, "clip_on": False}
            every = (2 * i, 10)  # so that no mark stands upon another
            self.lines.append(plots.line(ax, ms=5, markevery=every, zorder=3, **look))
            head = plots.HERE | {"ms": 7, "mew": 1.8}
            self.heads.append(plots.line(ax, clip_on=False, **head))
            self.samples.append(plots.line(names, ms=6, markevery=[1], **look))
            self.names.append(names.text(38, 0, name, va="center_baseline"))
        self.moving = [*self.lines, *self.heads, *self.samples, *self.names]

    def update(self, all_losses):
        """Show the losses of each walker from step 0 on."""
        ends = []
        for losses, line, head in zip(all_losses, self.lines, self.heads, strict=True):
            shown = np.clip(losses, *LOSSES)
            line.set_data(np.arange(len(losses)), shown)
            plots.put_inside(head, len(losses) - 1, losses[-1])
            ends.append(shown[-1])
        heights = spread(np.interp(np.log10(ends), np.log10(LOSSES), (0, self.height)), self.height)
        for y, sample, name in zip(heights, self.samples, self.names, strict=True):
            sample.set_data([0, 15, 30], [y] * 3)
            name.set_y(round(y))  # whole pixels, so that the text need not be drawn again


@lru_cache(1000)
def walked(key, rate, stretch, turn):
    """Return the places of a walker after each step, and the losses there."""
    valley = Valley(stretch, turn)
    path = descend(valley.slopes, START, rate, STEPS, OPTIMISERS[KEYS[key]]())
    return path, valley.loss(path)


def told(key, rate, path, losses, step):
    """Return a sentence about a walker."""
    far = np.abs(path[step]).max() > plots.VALLEY_SPAN
    said = _("{name}, rate {rate}: beyond the map at {place}, L = {loss}.") if far else _(
        "{name}, rate {rate}: at {place}, L = {loss}.")  # fmt: skip
    numbers = {"rate": f"{rate:.3g}", "loss": style.power(losses[step])}
    return said.format(name=called(KEYS[key]), place=place(path[step]), **numbers)


def place(w):
    """Return a place in words; a number of many digits is told as a power."""
    weights = [
        style.short(x) if abs(x) < 1000 else ("", style.MINUS)[x < 0] + style.power(abs(x))
        for x in map(float, w)
    ]
    return joined(f"{name} = {x}" for name, x in zip(("w₁", "w₂"), weights, strict=True))
