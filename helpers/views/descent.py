"""The descent view: a walk on the landscape of two parameters, the people's votes, the loss."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import colormaps
from matplotlib.lines import Line2D

from helpers import people, style
from helpers.network import Network
from helpers.plots import level_line, open_frame
from helpers.training import Walk

LIMIT = 8  # of both parameters on the map
GRID = 81  # points along each side of the map
START = {"w2": 1, "w4": 1, "w6": 1}  # the network of notebook 3; the rest is 0
LEVELS = np.arange(0.05, 1, 0.05)  # heights of the lines on the map
HIGHEST, SHADES = 0.8, 16  # a new shade at every line; few shades make a small file
SCALES = (0.004, 0.02, 0.1, 0.4, 2, 10, 50)  # ends of the axes of the votes
CLOSE = 0.22  # tips of arrows nearer than this share a label


class LossMap:
    """The loss over two parameters, the path walked there, and the arrows of the next step."""

    def __init__(self, ax):
        self.along = np.linspace(-LIMIT, LIMIT, GRID)
        self.across, self.up = np.meshgrid(self.along, self.along)
        self.image = ax.imshow(
            np.zeros((GRID, GRID)),
            cmap=colormaps[style.MAGNITUDE].resampled(SHADES),
            vmin=0,
            vmax=HIGHEST,
            origin="lower",
            extent=(-LIMIT, LIMIT) * 2,
            aspect="auto",
            interpolation="bilinear",
        )
        self.lines = ax.add_line(Line2D([], [], color=style.PAPER, lw=0.6, alpha=0.7))
        self.path = ax.add_line(
            Line2D([], [], color=style.PAPER, lw=1.4, marker="o", ms=4.5, mec=style.INK, mew=0.6)
        )
        self.votes = [
            ax.add_line(Line2D([], [], color=style.LABEL_COLORS[person.label], lw=1.6, alpha=0.9))
            for person in people.PEOPLE
        ]
        self.mean = ax.add_line(Line2D([], [], color=style.PAPER, lw=3))
        self.point = ax.add_line(Line2D([], [], marker="o", ms=10, color=style.ORANGE))
        self.point.set(mec=style.PAPER, mew=1.5, clip_on=False, zorder=4)
        ax.set(xlim=(-LIMIT, LIMIT), ylim=(-LIMIT, LIMIT))
        ax.set(xticks=range(-LIMIT, LIMIT + 1, 4), yticks=range(-LIMIT, LIMIT + 1, 4))
        self.names = [
            ax.text(0.5, -0.11, "", transform=ax.transAxes, ha="center", va="center", size=13),
            ax.text(-0.11, 0.5, "", transform=ax.transAxes, ha="center", va="center", size=13),
        ]
        self.drawn = None  # which map the image shows
        self.moving = [self.image, self.lines, self.path, *self.votes, self.mean, self.point]
        self.moving += [*self.names, *ax.spines.values()]

    def update(self, walk, gradients, learning_rate):
        """Show where `walk` went; the arrows are the steps that `gradients` ask for."""
        self._draw_map(walk)
        path = np.array(walk.path)
        here = path[-1]
        self.path.set_data(*path.T)
        self.point.set_data(*here[:, None])
        for line, gradient in zip(self.votes, gradients, strict=True):
            line.set_data(*np.array([here, here - learning_rate * gradient]).T)
        step = learning_rate * gradients.mean(axis=0)
        self.mean.set_data(*np.array([here, here - step]).T)

    def _draw_map(self, walk):
        held = np.delete(walk.net.values, walk.places)
        key = (walk.names, held.tobytes())
        if key == self.drawn:
            return
        self.drawn = key
        changes = dict(zip(walk.names, (self.across, self.up), strict=True))
        losses = walk.net.losses_along(changes, walk.X, walk.targets[:, 0])
        self.image.set_data(losses)
        self.lines.set_data(*contour_lines(self.along, losses))
        for text, name in zip(self.names, walk.names, strict=True):
            text.set_text(style.symbol(name))


def contour_lines(along, losses):
    """Return x and y of the lines at all `LEVELS`, with NaN between its pieces."""
    lines = [level_line(along, along, losses, level) for level in LEVELS]
    return np.concatenate(lines, axis=1)


class Votes:
    """Minus the gradient of each person as an arrow from the middle, and the mean of the four."""

    def __init__(self, ax):
        ax.axhline(0, color=style.FAINT, lw=0.8)
        ax.axvline(0, color=style.FAINT, lw=0.8)
        ax.set(xlim=(-1.3, 1.3), ylim=(-1.3, 1.3), xticks=[-1, 0, 1], yticks=[-1, 0, 1])
        ax.set_xticklabels([])
        ax.set_yticklabels([])
        self.arrows = [Arrow(ax, style.LABEL_COLORS[person.label], 2.0) for person in people.PEOPLE]
        self.mean = Arrow(ax, style.INK, 3.0)
        self.labels = [
            ax.text(0, 0, "", ha="center", va="center", size=11, zorder=5) for _ in people.PEOPLE
        ]
        self.scale = [
            ax.text(1, -1.36, "", ha="center", va="top", size=10),
            ax.text(-1.36, 1, "", ha="right", va="center", size=10),
        ]
        self.names = [
            ax.text(0, -1.36, "", ha="center", va="top", size=11),
            ax.text(-1.42, 0, "", ha="right", va="center", size=11),
        ]
        self.moving = [artist for arrow in self.arrows for artist in arrow.moving]
        self.moving += [*self.mean.moving, *self.labels, *self.scale, *self.names]

    def update(self, names, gradients, batch):
        """Show the `gradients` of the people; those in the next `batch` are the strong ones."""
        largest = np.abs(gradients).max()
        end = next((scale for scale in SCALES if largest <= scale), largest)
        tips = -gradients / end
        for i, (arrow, tip) in enumerate(zip(self.arrows, tips, strict=True)):
            arrow.update(tip, alpha=1.0 if i in batch else 0.35)
        self.mean.update(tips.mean(axis=0))
        self._label(tips)
        for text in self.scale:
            text.set_text(f"{end:g}")
        for text, name in zip(self.names, names, strict=True):
            text.set_text(f"−dL/d{style.symbol(name)}")

    def _label(self, tips):
        """Write initials at the tips; where tips meet, one label names them all."""
        groups = []
        for i, tip in enumerate(tips):
            near = [group for group in groups if np.hypot(*(tips[group[0]] - tip)) < CLOSE]
            near[0].append(i) if near else groups.append([i])
        for text in self.labels:
            text.set_text("")
        for text, group in zip(self.labels, groups, strict=False):
            tip = tips[group].mean(axis=0)
            length = np.hypot(*tip)
            away = tip / length if length > 1e-9 else np.array([0.0, 1.0])
            text.set_position(np.clip(tip + 0.2 * away, -1.15, 1.15))
            text.set_text("".join(people.PEOPLE[i].name[0] for i in group))


class Arrow:
    """An arrow from the middle of an axes."""

    def __init__(self, ax, color, width):
        self.line = ax.add_line(Line2D([], [], color=color, lw=width))
        self.head = ax.add_line(Line2D([], [], color=color, lw=width))
        self.moving = [self.line, self.head]

    def update(self, tip, alpha=1.0):
        """Let the arrow end at `tip`."""
        length = np.hypot(*tip)
        back = -tip / length * min(0.14, length / 2) if length > 1e-9 else np.zeros(2)
        left, right = (rotation @ back for rotation in HEAD_SIDES)
        self.line.set_data([0, tip[0]], [0, tip[1]])
        self.head.set_data(*np.array([tip + left, tip, tip + right]).T)
        for line in self.moving:
            line.set_alpha(alpha)


HEAD_SIDES = [
    np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    for angle in (0.5, -0.5)
]


class LossPath:
    """The loss after every iteration; the axis grows with the walk."""

    def __init__(self, ax):
        self.line = ax.add_line(Line2D([], [], color=style.INK, marker="o", ms=3.5, lw=1.4))
        self.line.set_clip_on(False)
        ax.set(xlim=(0, 1), ylim=(0, 1), ylabel="L", xticks=[0, 0.5, 1], yticks=[0, 0.25, 0.5, 1])
        ax.set_xticklabels(["0", "", ""])
        ax.axhline(0.25, color=style.FAINT, lw=0.8, ls=":")
        open_frame(ax)
        below = {"transform": ax.transAxes, "ha": "center", "va": "top", "size": 10}
        self.ends = [ax.text(place, -0.07, "", **below) for place in (0.5, 1)]
        self.moving = [self.line, *self.ends]

    def update(self, losses):
        """Show the losses from the start on."""
        steps = len(losses) - 1
        end = 20
        while end < steps:
            end *= 2
        self.line.set_data(np.arange(steps + 1) / end, losses)
        for text, place in zip(self.ends, (end // 2, end), strict=True):
            text.set_text(f"{place}")


class DescentView:
    """Three panels that follow a `Walk` of two parameters: the map, the votes, the loss."""

    size = (8.4, 4.1)

    def __init__(self, figure):
        self.map = LossMap(figure.add_axes((0.07, 0.12, 0.46, 0.86)))
        self.votes = Votes(figure.add_axes((0.67, 0.51, 0.23, 0.471)))
        self.history = LossPath(figure.add_axes((0.62, 0.12, 0.36, 0.25)))
        self.mse = figure.text(0.97, 0.37, "", ha="right", va="center", size=13)
        self.moving = [*self.map.moving, *self.votes.moving, *self.history.moving, self.mse]

    def update(self, walk, learning_rate):
        """Show where `walk` is, how it came there, and what the next step could be."""
        gradients = walk.gradients()
        self.map.update(walk, gradients, learning_rate)
        self.votes.update(walk.names, gradients, walk.batch)
        self.history.update(walk.losses)
        self.mse.set_text(f"L = {style.fixed(walk.losses[-1])}")


def descent(x="w6", y="b3", learning_rate=10, **parameters):
    """Draw the view that the explorer of the same name starts with."""
    net = Network([2, 2, 1], **START | parameters)
    walk = Walk(net, (x, y), people.X, people.y_true)
    DescentView(plt.figure(figsize=DescentView.size)).update(walk, learning_rate)
