"""The backprop view: numbers flow forward to the loss, then slopes flow back to one parameter."""

from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon

from helpers import people, style
from helpers.activations import sigmoid_prime
from helpers.diagrams import HEAD, RADIUS, WHITE, NetworkDiagram, Node, flow, label, plain_arrow
from helpers.network import Network
from helpers.style import fixed, symbol
from helpers.views.feedforward import step_text

FORWARD = 7  # steps: z and output of three neurons, then L
LOSS_AT = 8.95  # where the circle of L stands, in units of the diagram
LIMIT = 0.3  # the longest bar
POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def slope_text(value):
    """Return a slope with four decimals, and a tiny one as −2·10⁻⁹, so that it is not called 0."""
    if value == 0 or abs(value) >= 5e-5:
        return fixed(value) if value else "0"
    digit, power = f"{value:.0e}".replace("-", style.MINUS).split("e")
    return f"{digit}·10⁻{power[1:].lstrip('0').translate(POWERS)}"


class Step(NamedTuple):
    """One step of the walk: its kind, the name, formula and value of what is computed.

    A step back also says at which circle or parameter its arrow ends.
    """

    kind: str
    name: str
    formula: str
    value: float
    end: str | None = None


def walk(net, x, y_true, name):
    """Return all steps from z₁ to dL/d`name`: seven forward, then back, factor by factor."""
    Z, A = flow(net, x)
    forward = [("z1", Z[0]), ("h1", A[0]), ("z2", Z[1]), ("h2", A[1]), ("z3", Z[2])]
    forward += [("y_pred", A[2])]
    steps = [
        Step(name[0], symbol(name), step_text(net, x, i + 1), value)
        for i, (name, value) in enumerate(forward)
    ]
    y_pred = A[2]
    L = (y_true - y_pred) ** 2
    text = f"L = (y_true − y_pred)² = ({y_true} − {fixed(y_pred)})² = {fixed(L)}"
    back = backward_steps(net, x, y_true, name)
    return [*steps, Step("L", "L", text, L), *back, product(name, back)]


def backward_steps(net, x, y_true, name):
    """Return the factors of dL/d`name`, from the loss back to the parameter."""
    (z1, z2, z3), (h1, h2, y_pred) = flow(net, x)
    value = 2 * (y_pred - y_true)
    text = f"2·(y_pred − y_true) = 2·({fixed(y_pred)} − {y_true})"
    steps = [
        Step("dL_dy", "dL/dy_pred", f"dL/dy_pred = {text} = {slope_text(value)}", value, "y_pred")
    ]
    kind, number = name[0], int(name[1])
    into_output = number > 4 if kind == "w" else number == 3
    if into_output:
        source = (f"h{number - 4}", (h1, h2)[number - 5]) if kind == "w" else None
        return [*steps, slope_step("y_pred", name, source, "z3", z3)]
    hidden = (number + 1) // 2 if kind == "w" else number
    w = f"w{4 + hidden}"
    source = (f"x{2 - number % 2}", x[(number - 1) % 2]) if kind == "w" else None
    return [
        *steps,
        slope_step("y_pred", f"h{hidden}", (w, net[w]), "z3", z3),
        slope_step(f"h{hidden}", name, source, f"z{hidden}", (z1, z2)[hidden - 1]),
    ]


def slope_step(output, by, source, z_name, z):
    """Return the step d`output`/d`by`: what stands before `by` in the sum z, times σ′(z)."""
    slope, name = float(sigmoid_prime(z)), f"d{symbol(output)}/d{symbol(by)}"
    kind = f"d{output[0]}_d{by[0]}"
    if source is None:
        return Step(kind, name, f"{name} = σ′({symbol(z_name)}) = {slope_text(slope)}", slope, by)
    letter, number = source
    value = float(number * slope)
    letters, numbers = (
        f"{symbol(letter)}·σ′({symbol(z_name)})",
        f"{numeral(number)}·{slope_text(slope)}",
    )
    return Step(kind, name, f"{name} = {letters} = {numbers} = {slope_text(value)}", value, by)


def numeral(value):
    """Return a first factor: short where that is all of it, else with four digits."""
    return style.short(value) if round(float(value), 2) == value else fixed(value)


def product(name, factors):
    """Return the last step: all factors multiplied."""
    value = float(np.prod([step.value for step in factors]))
    letters = " · ".join(step.name for step in factors)
    first, *rest = (slope_text(step.value) for step in factors)
    numbers = "·".join([first, *(f"({n})" if n[0] == style.MINUS else n for n in rest)])
    result = f"dL/d{symbol(name)}"
    return Step("product", result, f"{result} = {letters} = {numbers} = {slope_text(value)}", value)


def halves(formula):
    """Return a formula in two parts, "z = letters" and " = numbers"."""
    name, letters, *numbers = formula.split(" = ")
    return f"{name} = {letters}", "".join(f" = {part}" for part in numbers)


class BackArrow:
    """A dashed arrow against the flow, bent by a control point, with a slope written at it."""

    def __init__(self, ax, start, bend, end, text_at):
        start, bend, end = map(np.asarray, (start, bend, end))
        t = np.linspace(0, 1, 21)[:, np.newaxis]
        curve = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end
        along = (end - bend) / np.hypot(*(end - bend))
        across = 0.11 * np.array([-along[1], along[0]])
        kept = np.hypot(*(curve - end).T) > HEAD
        self.line = ax.add_line(Line2D(*curve[kept].T, ls=(0, (3, 2)), zorder=3))
        neck = end - HEAD * along
        self.head = Polygon([end, neck + across, neck - across], lw=0, zorder=3)
        ax.add_patch(self.head)
        # Two texts: the name is always the same, and is not drawn anew with every number.
        x, y = text_at
        self.name = label(ax, x, y + 0.13, bbox=WHITE, zorder=4)
        self.value = label(ax, x, y - 0.13, bbox=WHITE, zorder=4)
        self.moving = [self.line, self.head, self.name, self.value]

    def update(self, step=None, current=False):
        """Show the slope of a step, thicker where it is the current one; nothing without a step."""
        for artist in self.moving:
            artist.set_visible(step is not None)
        if step is not None:
            color = style.sign_color(np.sign(step.value))
            self.line.set(color=color, linewidth=3.2 if current else 1.8)
            self.head.set_facecolor(color)
            weight = "bold" if current else "normal"
            self.name.set(text=step.name, color=color, fontweight=weight)
            self.value.set(text=slope_text(step.value), color=color, fontweight=weight)


def back_arrows(ax):
    """Return the dashed arrows by name: L to y_pred, y_pred to h₁ and h₂, and to each parameter.

    An arrow to a parameter ends at the label of the parameter.
    """
    mirror = np.array([1, -1])
    above = {  # start, bend, end, place of the text; those below the middle are mirrored
        "h1": ((6.86, 0.3), (5.6, 1.5), (4.02, 1.2), (5.6, 1.5)),
        "w1": ((3.25, 1.32), (2.3, 1.95), (1.35, 1.24), (2.25, 1.98)),
        "w2": ((3.22, 0.78), (2.75, -0.1), (1.84, -0.26), (2.47, -0.6)),
        "w5": ((6.86, 0.3), (6.0, 1.25), (5.05, 0.86), (5.85, 1.42)),
        "b1": ((3.96, 1.32), (4.7, 1.7), (4.28, 2.14), (5.1, 2.1)),
    }
    below = {"h1": "h2", "w1": "w4", "w2": "w3", "w5": "w6", "b1": "b2"}
    points = above | {below[k]: [mirror * point for point in p] for k, p in above.items()}
    points["b3"] = ((6.9, 0.34), (6.35, 0.6), (6.5, 1.05), (5.85, 1.3))
    points["y_pred"] = ((LOSS_AT - 0.36, 0.28), (8.1, 0.55), (7.6, 0.24), (8.4, 0.8))
    return {name: BackArrow(ax, *four) for name, four in points.items()}


class BlameBars:
    """The slope of the loss along each parameter: a signed bar, and its number in a column."""

    def __init__(self, ax, names):
        places = np.arange(len(names))
        self.names = names
        self.bars = ax.barh(places, np.zeros(len(names)), height=0.62)
        ax.axvline(0, color=style.INK, lw=1.2)
        ax.set_yticks(places, [symbol(name) for name in names], size=11)
        ax.tick_params(axis="y", length=0)
        ax.set(xlim=(-LIMIT, LIMIT), xlabel="dL/dp")
        ax.set_xticks([-LIMIT, 0, LIMIT], [f"{style.MINUS}{LIMIT}", "0", f"{LIMIT}"])
        ax.invert_yaxis()
        ax.spines[["top", "right", "left"]].set_visible(False)
        at = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center", "size": 10}
        self.texts = [ax.text(1.68, place, "", **at) for place in places]
        self.moving = [*self.bars, *self.texts]

    def update(self, slopes, name):
        """Show the slopes, that of `name` in bold; without slopes nothing."""
        for artist in self.moving:
            artist.set_visible(slopes is not None)
        if slopes is None:
            return
        for bar, text, slope, own in zip(self.bars, self.texts, slopes, self.names, strict=True):
            color = style.sign_color(np.sign(slope))
            bar.set(width=float(np.clip(slope, -LIMIT, LIMIT)), facecolor=color)
            text.set(text=slope_text(slope), fontweight="bold" if own == name else "normal")


class BackpropView:
    """The diagram with L behind it, the nine slopes as bars, and the formula of the last step."""

    size = (8.4, 3.75)

    def __init__(self, figure):
        width, height = self.size
        scale = 0.645  # inches a unit of the diagram
        left, bottom, tall = 0, 0.14, 3.15 / height
        ax = figure.add_axes((left, bottom, 8.32 * scale / width, tall))
        self.diagram = NetworkDiagram(ax, (2, 2, 1))
        low = ax.get_xlim()[0]
        right = LOSS_AT + RADIUS + 0.12  # L needs room on the right, at the same scale
        ax.set_position((left, bottom, (right - low) * scale / width, tall))
        ax.set_xlim(low, right)
        y_pred = self.diagram.layers[-1][0]
        self.loss = Node(ax, (LOSS_AT, 0), "L")
        plain_arrow(ax, y_pred.rim(self.loss.centre), self.loss.rim(y_pred.centre))
        self.arrows = back_arrows(ax)
        self.ring = Circle((0, 0), RADIUS, fill=False, edgecolor=style.INK, lw=3.4, zorder=4)
        ax.add_patch(self.ring)
        self.bars = BlameBars(figure.add_axes((0.815, 0.265, 0.105, 0.715)), self.diagram.names)
        place = {"va": "center", "size": 12}
        self.letters = figure.text(0.47, 0.065, "", ha="right", **place)
        self.numbers = figure.text(0.47, 0.065, "", ha="left", **place)
        self.person = label(ax, -0.5, 2.2, ha="left", size=11)
        arrows = [artist for arrow in self.arrows.values() for artist in arrow.moving]
        self.moving = [*self.diagram.moving, *self.loss.moving, self.ring, *arrows]
        self.moving += [*self.bars.moving, self.letters, self.numbers, self.person]

    def update(self, net, person, name="w1", steps=None):
        """Show the first `steps` steps (None: all) of the walk to `name`, for one of the four."""
        x, y_true = person.x, person.label
        way = walk(net, x, y_true, name)
        steps = len(way) if steps is None else steps
        self.diagram.update(net, x, min(steps, FORWARD - 1))
        self.loss.value.set_text(fixed(way[FORWARD - 1].value) if steps >= FORWARD else "")
        self.person.set_text(f"{person.name}   y_true = {y_true}")
        circles = [node for node in self.diagram.neurons for _ in "za"] + [self.loss]
        self.ring.set_visible(0 < steps <= FORWARD)
        if 0 < steps <= FORWARD:
            self.ring.set_center(circles[steps - 1].centre)
        current = way[steps - 1] if steps else None
        shown = {step.end: step for step in way[FORWARD:steps]}
        for end, arrow in self.arrows.items():
            arrow.update(shown.get(end), shown.get(end) is current)
        self.bars.update(
            net.gradient([x], [y_true]).values if steps == len(way) else None,
            name,
        )
        letters, numbers = halves(way[steps - 1].formula) if steps else ("", "")
        self.letters.set_text(letters)
        self.numbers.set_text(numbers)


def backprop(person="Alice", name="w1", **parameters):
    """Draw the view that the explorer of the same name starts with: after the last step."""
    net = Network([2, 2, 1], **parameters)
    chosen = next(p for p in people.PEOPLE if p.name == person)
    BackpropView(plt.figure(figsize=BackpropView.size)).update(net, chosen, name)
