"""Tiles are a network drawn by what its neurons do: each hidden one is a small plane of inputs.

A tile shows the output of its neuron over the plane of x1 and x2, as the large plane beside the
network shows that of the last one. All is laid out in pixels, as in `diagrams`.
"""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.cm import ScalarMappable
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import Normalize
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Circle
from matplotlib.ticker import LinearLocator
from matplotlib.transforms import IdentityTransform

from helpers import inputs, plots, style
from helpers.diagrams import Sheet, heights, pixels, tail_of
from helpers.runs import Run
from helpers.words import _

FIELD, TICKS = (-6, 6), (-5, 0, 5)  # of both coordinates
SIDE, PITCH, RADIUS = 32, 40, 17  # pixels: of a tile, from one to the next, of the last neuron
BOX = (26, 12)  # half the width and height of the box with the name of an input
GRID = 33  # points along each side of a tile
GREYS = style.TILES.resampled(32)  # more are not seen on a tile, and each costs bytes
SHARE = 0.4  # of its width has an edge which is not that of the chosen neuron
STUB = 46  # pixels from a tile to where edges begin if the weight stands above
ROOM = 26  # pixels, at least, that are left from there to the next tile
ARROW = 24  # pixels beyond its sheet reaches the arrow of the last neuron
MOST = 8  # neurons in a layer
HUGE = 1e6  # where a training runs off weights become too large to be rounded
NEVER_BELOW_0 = ("sigmoid", "relu", "softplus")
TOPS = tuple(digit * 10.0**power for power in range(-1, 5) for digit in (1, 2, 5))
FEW = 0.02  # of what tiles show may lie above the end of their scale
LOSSES, ENDS = (1e-3, 1), (50, 100, 200, 500, 1000)  # the ends of the axes
EDGE = 4  # pixels from the ends of the axis of the loss to the middle of a name


class TileNetwork:
    """Names of inputs, a column of tiles for each hidden layer, the last neuron, and all edges.

    Of the edges that enter it a hidden neuron has its one strongest in the colour of its sign, the
    last neuron all, at a part of their width. All edges of the chosen neuron have their full width,
    and the weights that enter it are written. All other edges are pale, and left out in `haste`:
    they are a tenth of a picture's bytes.
    """

    def __init__(self, figure, left, top, width, height):
        ax = plots.panel(figure, left, top, width, height)
        self.sheet, self.width, self.middle = Sheet(ax, width, height), width, (height - 24) / 2
        along = np.linspace(*FIELD, GRID)
        self.points = plots.points_of(along, along)
        names = ("pale", "edges", "casing", "stubs", "chosen", "frames", "ring")
        self.lines = {}
        # At two pixels for each one shown soft edges are not seen, and are a third of all bytes.
        look = {"lw": 1.2, "zorder": 1, "capstyle": "butt", "antialiased": False}
        for name in names:
            made = LineCollection([], colors=style.INK, **look)
            self.lines[name] = ax.add_collection(made, autolim=False)
        self.lines["pale"].set(color=style.PALE, linewidth=0.5)
        self.lines["casing"].set(color=style.PAPER)
        self.lines["stubs"].set(color=style.TICKS)
        self.lines["frames"].set(zorder=3)
        self.lines["ring"].set(linewidth=2.2, zorder=3)
        self.tiles = ax.add_artist(Tiles())
        self.inputs = [self.sheet.text(0, 0) for _name in range(MOST)]
        self.heads = [self.sheet.text(0, height - 9, size=style.MEDIUM) for _layer in range(6)]
        look = {"ha": "center", "va": "bottom", "weight": "bold"}
        self.weights = [self.sheet.text(0, 0, **look) for _weight in range(MOST)]
        place, look = (width - RADIUS - 4, self.middle), {"fc": style.PAPER, "ec": style.INK}
        self.last = ax.add_patch(Circle(place, RADIUS, lw=1.4, zorder=2, **look))
        sign = self.sheet.text(*place, r"$\sigma$", style.MEDIUM)
        look = {"arrowstyle": "-|>", "color": style.INK, "lw": 1.4, "shrinkA": 0, "shrinkB": 0}
        ends = (width + ARROW, self.middle), (width - 4, self.middle)
        ax.annotate("", *ends, arrowprops=look, annotation_clip=False)  # to the plane of its output
        self.moving = [*self.lines.values(), self.tiles, self.last, sign]
        self.moving += [*self.inputs, *self.heads, *self.weights]

    def update(self, net, table, names, heads, chosen, haste=False):
        """Show `net`, fed with `table`, its inputs at `points`; `names` are those of the inputs.

        `heads` stand above the layers. `chosen` is the place of a neuron, (layer, neuron) from
        (1, 0) on, or None.
        """
        columns = self._columns(net.sizes, chosen)
        for text, size, (x, _ys) in zip(self.heads, heads, columns, strict=False):
            text.set(text=size, x=x)
        for text in self.heads[len(heads) :]:
            text.set_text("")
        self._name(names, columns[0])
        self._draw_tiles(net, table, columns[1:-1])
        self._draw_edges(net.W, columns, chosen, haste)

    def _columns(self, sizes, chosen):
        """Return for each layer where its middle lies, and the heights of its neurons.

        Before a chosen hidden neuron there is room for numbers and edges, be it that of others.
        """
        left, right = 2 * BOX[0] + 4, self.width - 2 * RADIUS - 4
        gaps = np.full(len(sizes) - 1, (right - left) / (len(sizes) - 1))
        if chosen is not None and len(gaps) > 1:
            more = max(0, STUB + ROOM + SIDE - gaps[0])
            gaps -= more / (len(gaps) - 1)
            gaps[chosen[0] - 1] += more + more / (len(gaps) - 1)
        across = left + np.append(0, gaps.cumsum())
        across[0], across[-1] = BOX[0] + 2, self.width - RADIUS - 4
        rows = [self.middle + heights(size, PITCH) for size in sizes]
        return list(zip(across.tolist(), rows, strict=True))

    def _name(self, names, column):
        x, rows = column
        for text, name, y in zip(self.inputs, names, rows, strict=False):
            text.set(text=name, x=x, y=y)
        for text in self.inputs[len(names) :]:
            text.set_text("")

    def _draw_tiles(self, net, table, columns):
        A = net.activations(table)[1:-1]
        self.low, self.high = tile_range(net, A)
        norm = Normalize(self.low, self.high)
        colors = ScalarMappable(norm, style.SIGNED_TILES if self.low < 0 else GREYS)
        places = [(x, y) for x, rows in columns for y in rows]
        tables = [column.reshape(GRID, GRID) for layer in A for column in layer.T]
        self.tiles.show(places, tables, colors)
        self.colors = colors.cmap
        named = [text.get_position() for text in self.inputs if text.get_text()]
        frames = [square(SIDE / 2, place) for place in places]
        self.lines["frames"].set_segments(frames + [square(BOX, place) for place in named])

    def _draw_edges(self, W, columns, chosen, haste):
        sides = [BOX[0], *[SIDE / 2] * (len(W) - 1), RADIUS]
        ports = [  # of each layer: where edges end, and where they begin
            [np.column_stack([np.full(len(rows), x + s * side), rows]) for s in (-1, 1)]
            for (x, rows), side in zip(columns, sides, strict=True)
        ]
        found = {"pale": [], "edges": [], "chosen": [], "stubs": []}
        looks = {"edges": [], "chosen": []}
        said = []
        for k, w in enumerate(W):
            strongest = np.abs(w).argmax(axis=0)
            starts, ends = ports[k][1], ports[k + 1][0]
            if chosen is not None and chosen[0] == k + 1:  # no edge strikes a number through
                reach = min(STUB, ends[0, 0] - starts[0, 0] - ROOM)
                starts = np.add(starts, (reach, 0))
                found["stubs"] += np.stack([ports[k][1], starts], axis=1).tolist()
                numbers = np.clip(w[:, chosen[1]], -HUGE, HUGE).tolist()
                said = list(zip(starts - (reach / 2 - 2, -3), numbers, strict=True))
            for i, j in np.ndindex(w.shape):
                start, end = starts[i], ends[j]
                weight = float(np.clip(w[i, j], -HUGE, HUGE))
                if chosen in ((k + 1, j), (k, i)):
                    kind = "chosen"
                elif strongest[j] == i or k == len(W) - 1:
                    kind = "edges"
                elif haste:
                    continue
                else:
                    kind = "pale"
                found[kind].append([start, end])
                if kind in looks:
                    width = (1 if kind == "chosen" else SHARE) * tail_of(weight)
                    looks[kind].append((width, style.sign_color(round(weight, 2))))
        for name, segments in found.items():
            self.lines[name].set_segments(segments)
        for name, look in looks.items():
            widths, colors = zip(*look, strict=True) if look else ((), ())
            self.lines[name].set(linewidth=widths, color=colors)
            if name == "chosen":
                self.lines["casing"].set_segments(found["chosen"])
                self.lines["casing"].set_linewidth([width + 2 for width in widths])
        for text, (place, weight) in zip(self.weights, said, strict=False):
            rounded = style.signed(round(weight, 1), 1)
            text.set(text=rounded, position=place, color=style.sign_color(round(weight, 1)))
        for text in self.weights[len(said) :]:
            text.set_text("")
        self._ring(columns, chosen)

    def _ring(self, columns, chosen):
        segments = []
        if chosen is not None and chosen[0] < len(columns) - 1:
            layer, i = chosen
            x, rows = columns[layer]
            segments = [square(SIDE / 2 + 4, (x, rows[i]))]
        self.lines["ring"].set_segments(segments)
        self.last.set_linewidth(3.4 if chosen == (len(columns) - 1, 0) else 1.4)


class Tiles(Artist):
    """Square tables as small images, their middles at places of the axes."""

    def __init__(self):
        super().__init__()
        self.set_zorder(2)
        self.shown = ()

    def show(self, places, tables, colors):
        """Show these tables, in the colours of a `ScalarMappable`."""
        self.shown, self.colors, self.stale = list(zip(places, tables, strict=True)), colors, True

    def draw(self, renderer):
        if not self.get_visible():
            return
        side = round(SIDE * self.figure.dpi / style.DPI)
        gc, numbers = renderer.new_gc(), np.empty((len(self.shown), side, side), np.float32)
        for one, (_place, table) in zip(numbers, self.shown, strict=True):
            one[...] = plots.stretched(table, side, side)
        # Looked up at once, the colours of all tiles take half the time.
        images = plots.painted(self.colors, numbers)
        for (place, _table), image in zip(self.shown, images, strict=True):
            x, y = self.axes.transData.transform(place)
            renderer.draw_image(gc, round(x - side / 2), round(y - side / 2), image)
        gc.restore()


class TileScale:
    """Which colour of a tile stands for which output."""

    def __init__(self, ax):
        self.ax = ax
        look = {"aspect": "auto", "cmap": GREYS, "origin": "lower"}
        self.image = ax.imshow(np.linspace(0, 1, 101)[np.newaxis], extent=(0, 1, 0, 1), **look)
        ax.set(yticks=[], xlim=(0, 1), ylim=(0, 1))
        ax.xaxis.set_major_locator(LinearLocator(3))
        ax.xaxis.set_major_formatter("{x:g}")
        ax.spines[:].set_visible(True)
        look = {"ha": "right", "va": "center", "size": style.MEDIUM}
        ax.annotate("$h$", (0, 0.5), (-10, 0), "axes fraction", "offset points", **look)
        self.moving = [self.image, *ax.spines.values(), ax.xaxis]

    def update(self, low, high, colors):
        """Show the colours from the lowest output to the highest."""
        self.image.set(cmap=colors, extent=(low, high, 0, 1))
        self.ax.set_xlim(low, high)


class Cloud:
    """Points one by one as squares and circles; a test row has a white centre."""

    def __init__(self, ax, size=6.0):
        self.size, self.shown = size, None
        markers = [MarkerStyle(shape) for shape in (*style.LABEL_MARKERS, "o")]
        self.paths = [m.get_path().transformed(m.get_transform()) for m in markers]
        look = {"zorder": 4, "offset_transform": ax.transData, "antialiased": False}
        self.drawn = ax.add_collection(PathCollection([], [1], **look), autolim=False)
        self.drawn.set_transform(IdentityTransform())
        self.moving = [self.drawn]

    def update(self, X, y_true, tested):
        """Show points X, shape (n, 2), with their labels; `tested` tells which are test rows."""
        shown = X.tolist(), y_true.tolist(), tested.tolist()
        if shown == self.shown:  # as mostly where a training goes on
            return
        self.shown = shown
        paths, sizes, places, faces, rims = [], [], [], [], []
        for x, label, white in zip(*shown, strict=True):
            label = int(label)
            paths.append(self.paths[label])
            sizes.append(self.size**2)
            faces.append(style.LABEL_COLORS[label])
            rims.append(0.9)
            places.append(x)
            if white:
                paths.append(self.paths[2])
                sizes.append((0.46 * self.size) ** 2)
                faces.append(style.PAPER)
                rims.append(0.0)
                places.append(x)
        self.drawn.set_paths(paths)
        self.drawn.set_sizes(np.array(sizes), self.drawn.figure.dpi)
        self.drawn.set(
            offsets=np.reshape(places, (-1, 2)),
            facecolor=faces,
            edgecolor=style.INK,
            linewidth=rims,
        )


class Ground:
    """What points on a plane leave free, for the names of its sides."""

    moving = ()

    def __init__(self, ax):
        self.ax = ax

    def update(self, places, border=()):
        """Return the boxes that the points take, in pixels, as (n, 2, 2)."""
        return plots.around(plots.in_pixels(self.ax, places), 4)


def labelled(X, y_true):
    """Return points of shape (rows, 2) and their labels, if they are such."""
    X = inputs.table("X", X, 2)
    return X, inputs.shaped("y_true", inputs.labels("y_true", y_true), (len(X),))


def clouds(made, axes):
    """Draw points side by side: `made` is {title: (X, y_true)}, with one of `axes` for each."""
    for ax, (name, (X, y_true)) in side_by_side(made, axes):
        X, y_true = labelled(X, y_true)
        ax.set(xlim=FIELD, ylim=FIELD)
        ax.spines[:].set_visible(True)
        plots.name_axes(ax, "$x_1$", "$x_2$")
        put(ax, X, y_true)
        titled(ax, name)


def put(ax, X, y_true):
    """Draw points with their labels; none is a test row."""
    ax.set(xticks=TICKS, yticks=TICKS)
    Cloud(ax).update(X, y_true, np.zeros(len(X), dtype=bool))


def fields(nets, X, y_true, axes, ringed=None):
    """Draw points on planes that are coloured by the outputs of networks: {title: network}.

    Each has two inputs and one output. The last of `axes` gets the scale of colours. Around the
    rows of which `ringed` says 1 stands a ring.
    """
    X, y_true = labelled(X, y_true)
    around = inputs.labels("ringed", np.zeros(len(X)) if ringed is None else ringed)
    inputs.shaped("ringed", around, (len(X),))
    order = np.argsort(around, kind="stable")  # those with a ring lie above all others
    for ax, (name, net) in side_by_side(nets, axes):
        plots.from_plane(net)
        scale = ax is np.ravel(axes)[-1]
        plane = plots.Plane(ax, FIELD, FIELD, y="y_pred", marks=Ground(ax), scale=scale)
        put(ax, X[order], y_true[order])
        plane.update(net.feedforward, X)
        if around.any():
            look = {"marker": "o", "ms": 12, "mfc": "none", "mec": style.INK, "mew": 1.3}
            plots.line(ax, *X[around == 1].T, ls="none", zorder=5, **look)
        titled(ax, name)


def losses(runs, axes):
    """Draw the losses of training and test rows of runs side by side: {title: `Run`}."""
    for ax, (name, run) in side_by_side(runs, axes):
        if not isinstance(run, Run):
            inputs.refuse("runs", run, _("a Run, such as Run(layers=[3])"))
        plots.loss_curve(run.losses, ax, label="training")
        plots.loss_curve(run.test_losses, ax, ls=style.LINES[1], label="test")
        ax.set_ylim(0.01, 1)
        titled(ax, name)
    ax.legend()


def side_by_side(made, axes):
    """Return each axes with its title and what is drawn there, of {title: …}."""
    axes = np.ravel(axes)
    if not isinstance(made, dict) or len(made) != len(axes):
        expected = _("a dictionary with a title for each of {count} axes")
        inputs.refuse("made", made, expected.format(count=len(axes)))
    return zip(axes, made.items(), strict=True)


def titled(ax, name):
    """Write the title of one of several panels; only those at the left and below have numbers."""
    ax.set_title(name)
    ax.label_outer()


class TwoLosses:
    """The loss of the training rows and of the test rows, with names and accuracies at the ends."""

    def __init__(self, ax):
        self.ax, (self.wide, self.high) = ax, pixels(ax)
        ax.set(xlim=(0, ENDS[0]), ylim=LOSSES, yscale="log", yticks=10.0 ** np.arange(-3, 1))
        ax.minorticks_off()
        ax.yaxis.set_major_formatter("{x:g}")
        plots.name_axes(ax, "epoch", "$L$")
        ax.yaxis.set_label_coords(-44 / pixels(ax)[0], 0.5)  # left of the numbers in the middle
        looks = ({}, {"ls": style.LINES[1]})
        self.lines = [plots.line(ax, **look) for look in looks]
        self.ends = [plots.line(ax, clip_on=False, **plots.HERE | {"ms": 7}) for _line in looks]
        look = {"va": "center_baseline", "size": style.SMALL}
        self.names = [plots.text_beside(ax, 5, 0, **look) for _line in looks]
        self.moving = [*self.lines, *self.ends, *self.names, ax.xaxis]

    def update(self, all_losses, names):
        """Show the losses of both parts from epoch 0 on; NaN shows nothing."""
        last = len(all_losses[0]) - 1
        most = next(end for end in ENDS if last <= end)
        self.ax.set_xlim(0, most)
        ends = []
        for losses, drawn, end in zip(all_losses, self.lines, self.ends, strict=True):
            drawn.set_data(np.arange(len(losses)), np.clip(losses, *LOSSES))
            known = not np.isnan(losses[-1])
            end.set_visible(known)
            if known:
                plots.put_inside(end, last, losses[-1])
            ends.append(np.clip(losses[-1], *LOSSES) if known else LOSSES[0])
        room = (EDGE, self.high - EDGE)
        wanted = np.interp(np.log10(ends), np.log10(LOSSES), (0, self.high))
        places = plots.spread(np.clip(wanted, *room) - EDGE, room[1] - EDGE) + EDGE
        # By whole pixels, so that the same words need not be drawn anew.
        across = round(last / most * self.wide) / self.wide
        for text, name, place in zip(self.names, names, places, strict=True):
            # The space keeps it off the disc.
            text.set(text=name and f" {name}", position=(across, round(place) / self.high))


def square(half, middle):
    """Return the corners of a square, or box, round its middle; the last side closes it."""
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1), (1, -1)]
    return np.multiply(corners, half) + middle


def tile_range(net, A):
    """Return the outputs from which to which tiles are coloured: round, and few lie outside."""
    found = np.concatenate([np.abs(layer).ravel() for layer in A] or [np.ones(1)])
    found = np.nan_to_num(found, nan=HUGE, posinf=HUGE)  # where numbers run off
    most = float(np.sort(found)[int((1 - FEW) * (found.size - 1))])
    top = next((top for top in TOPS if most <= top * (1 + 1e-9)), most)
    if net.hidden == "sigmoid":
        return 0.0, 1.0
    return (0.0 if net.hidden in NEVER_BELOW_0 else -top), top
