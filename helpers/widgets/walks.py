"""The first explorer of notebook 5: one learning rate, and the twenty steps that it makes."""

import numpy as np
from ipywidgets import HTML

from helpers import people, plots, style
from helpers.network import Network
from helpers.style import symbol
from helpers.widgets import code
from helpers.widgets.controls import rate_slider
from helpers.widgets.descent import SPAN, START, Walk
from helpers.widgets.explorer import Explorer
from helpers.words import _, joined, together

NAMES, STEPS = ("w6", "b3"), 20
KNOWN = (1, 10, 40)  # the rates whose walks are there for comparison
MOST = 0.5  # no walk has a larger loss


class Walks(Explorer):
    """A slider for the learning rate; the walk on the map and its loss after each step follow."""

    size = (840, 470)

    def __init__(self, learning_rate=10):
        self.message = HTML()
        super().__init__({"rate": rate_slider(learning_rate)}, below=[self.message])

    def code(self):
        start = Network([2, 2, 1], **START).by_name()
        rate = code.let(learning_rate=self.controls["rate"].value)
        step, loop = code.steps(NAMES, mean="np.mean({})"), f"for step in range({STEPS}):"
        told = "losses[-1], *parameters[-1]"
        return code.training((code.nine(start), rate, "x1, x2 = X.T"), NAMES, loop, step, told)

    def state(self):
        return {"learning_rate": self.controls["rate"].value}

    def draw(self, figure):
        ax = plots.panel(figure, 58, 30, 372, 372)
        side = plots.panel(figure, 566, 66, 196, 336)
        net = Network([2, 2, 1], **START)
        plots.Landscape(ax, SPAN).update(net, NAMES, people.X, people.y_true)
        plots.title(ax, "$L(w_6, b_3)$")
        history = plots.LossCurve(side, "step")
        history.line.set(
            marker="o", ms=4.5, mfc=style.PAPER, lw=style.LINE, clip_on=False, zorder=3
        )
        side.set(ylim=(0, MOST), xlim=(0, STEPS), xticks=range(0, STEPS + 1, 5))
        known = [walked(rate) for rate in KNOWN]
        _width, height = plots.pixels(side)
        ends = plots.spread([walk.losses[-1] / MOST * height for walk in known], height)
        for k, (rate, walk) in enumerate(zip(KNOWN, known, strict=True)):
            # A mark where a walk ends, on the map and beside it.
            look = {"marker": plots.MARKS[k + 1], "ms": 6, "markevery": [-1], "mfc": style.PAPER}
            look |= {"ls": style.LINES[k + 1], "zorder": 3, "label": f"rate {rate}"}
            plots.on_landscape(ax, *np.transpose(walk.path), lw=style.THIN, **look)
            look |= {"color": style.FAINT, "lw": style.LINE, "mew": 1.4}
            look |= {"zorder": 2, "clip_on": False}
            plots.line(side, range(STEPS + 1), walk.losses, **look)
            at = {"x": 1, "y": ends[k] / height, "color": style.TICKS, "va": "center_baseline"}
            plots.text_beside(side, 8, 0, text=f"rate {rate}", **at)
        return {
            "path": plots.on_landscape(ax, lw=style.LINE, marker="o", ms=4.5, zorder=4),
            "here": plots.line(ax, clip_on=False, **plots.HERE),
            "history": history,
            "loss": plots.Words(figure, 566, 36, 3, 250),
        }

    def show(self, panels):
        rate = self.controls["rate"].value
        walk = walked(rate)
        panels["path"].set_data(*np.transpose(walk.path))
        plots.put_inside(panels["here"], *walk.path[-1])
        panels["history"].update(walk.losses, last=STEPS)
        loss = style.fixed(walk.losses[-1])
        panels["loss"].update(plots.word("L = "), plots.bold(loss))
        rises = int((np.diff(walk.losses) > 0).sum())
        told = _("The loss rose in {rises} of {steps} steps.").format(rises=rises, steps=STEPS)
        far = np.abs(walk.path[-1]).max() > SPAN
        self.message.value = together(told, _("The walk ends beyond the map.") if far else "")
        said = _("A map of the loss over {x_name} and {y_name} with a walk from {x_name} = 1, "
                 "{y_name} = 0. With the learning rate {rate} it ends at {x_name} = {x}, {y_name} "
                 "= {y}, where L = {loss}. {message} Thin lines are the walks with the rates "
                 "{known}; curves show the loss after each step.")  # fmt: skip
        places = dict(zip("xy", map(style.short, walk.path[-1]), strict=True))
        return said.format(
            x_name=symbol(NAMES[0]),
            y_name=symbol(NAMES[1]),
            rate=f"{rate:.3g}",
            loss=loss,
            message=self.message.value,
            known=joined(map(str, KNOWN)),
            **places,
        )


def walked(rate):
    """Return a walk from the network of notebook 3, all of its steps taken, on all four people."""
    walk = Walk(Network([2, 2, 1], **START), NAMES, size=len(people.PEOPLE))
    for _step in range(STEPS):
        walk.step(rate)
    return walk
