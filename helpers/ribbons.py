"""Ribbons lead from a place that asks to the places it looks at, each as wide as its weight.

With them come small maps of all weights, and bars of what comes next. As in `plots`, each class
draws once on a `Sheet` and is then moved by `update`; lengths are pixels, counted upwards.
"""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import FancyBboxPatch, Rectangle

from helpers import style
from helpers.diagrams import width_of

MOST = 13  # places
LEFT, RIGHT = 24, 557  # of what shows who looks at whom
PITCH, SIDE, APART = 72, 40, 6  # of boxes: from one to the next, how wide, at least between two
ASKED, ASKING, WEIGHTS = 354, 288, 406  # where upper boxes begin, lower ones end, numbers stand
CORNERS = 8  # the width of the round corners of a box, both together
ROUND = 12  # the radius of the inside of a bend, where there is room
BEND = np.linspace(0, np.pi / 2, 9)
LEAST = 0.005  # a share below it would be written 0.00
HEADS, MAP, CELL, TOP = 4, 94, 19, 202  # maps, and of each: side, a place at most, upper edge
BLOCK, LETTER = 124, 18  # from one map to the next; room for its letters, and for each of them
ALONE = MAP + (HEADS - 1) * BLOCK  # the width of a map that stands alone, at most
LEAST_CELL = 13  # beside a smaller place there is no room for its letter
SCALE = 532  # where the scale begins
BARS, ROW, ZERO, ONE = 408, 29, 630, 776  # the first bar, the next below it, a share of 0 and of 1
COUNT = 10  # bars, and below them one of all the others
DASHED = {"ls": (0, (4, 3)), "fc": style.PAPER, "ec": style.INK}


def laid_out(places):
    """Return how far so many boxes, and one more, are apart, their side, and their middles."""
    pitch = min(PITCH, (RIGHT - LEFT) // (places + 1))
    side = min(SIDE, pitch - APART)
    return pitch, side, LEFT + side / 2 + pitch * np.arange(places + 1)


class Boxes:
    """Boxes of all places, and below them those up to the place that asks, and of what comes."""

    def __init__(self, sheet):
        look = {
            "boxstyle": f"round,pad=0,rounding_size={CORNERS / 2}",
            "fc": style.PAPER,
            "zorder": 3,
        }
        self.boxes = [[sheet.ax.add_patch(FancyBboxPatch((0, 0), 1, 1, **look))
                       for _place in range(MOST + 1)] for _row in range(2)]  # fmt: skip
        self.letters = [[sheet.text(0, 0, size=style.MEDIUM, gid="letter", va="center_baseline")
                         for _place in range(MOST + 1)] for _row in range(2)]  # fmt: skip
        self.numbers = [sheet.text(0, 0, gid="weight") for _place in range(MOST)]
        self.arrow = sheet.arrow((LEFT, ASKING), (RIGHT, ASKING))
        self.moving = [*self.numbers, self.arrow]
        self.moving += [part for row in self.boxes + self.letters for part in row]

    def update(self, symbols, place, weights):
        """Show the symbols, and with which weights the one at a place looks at all of them."""
        _pitch, side, middles = laid_out(len(symbols))
        rows = symbols, [*symbols[: place + 1], "?"]
        for low, said, boxes, letters in zip(
            (ASKED, ASKING - side), rows, self.boxes, self.letters, strict=True
        ):
            for k, (box, letter) in enumerate(zip(boxes, letters, strict=True)):
                box.set_visible(k < len(said))
                letter.set_text(said[k] if k < len(said) else "")
                if k < len(said):
                    box.set_bounds(middles[k] - side / 2, low, side, side)
                    letter.set_position((middles[k], low + side / 2))
        self.tell_apart(place)
        most = int(np.argmax(weights))
        for k, text in enumerate(self.numbers):
            shown = k < len(weights) and weights[k] >= LEAST
            text.set_text(style.fixed(weights[k], 2) if shown else "")
            text.set_fontweight("bold" if k == most else "normal")
            if shown:
                text.set_position((middles[k], WEIGHTS))
        y, end = ASKING - side / 2, RIGHT + 14
        self.arrow.set_positions((middles[place + 1] + side / 2 + 4, y), (end, y))

    def tell_apart(self, place):
        """Give a thick rim to what asks, a dashed one to what comes, a pale one to what was."""
        for k, (box, letter) in enumerate(zip(self.boxes[1], self.letters[1], strict=True)):
            ink = style.FAINT if k < place else style.INK
            rim = style.PALE if k < place else style.INK
            box.set(lw=style.THICK if k == place else style.LINE, ec=rim, ls="-")
            if k == place + 1:
                box.set(**DASHED)
            letter.set(color=ink, fontweight="bold" if k == place else "normal")
        for box in self.boxes[0]:
            box.set(lw=style.LINE, ec=style.INK)


class Ribbons:
    """A cable that leaves the place that asks, as wide as its edge; ribbons part from it upwards.

    The edge of a box is what lies between its round corners.
    """

    def __init__(self, sheet):
        self.ribbons = PolyCollection([], ec=style.INK, zorder=1)
        sheet.ax.add_collection(self.ribbons, autolim=False)
        self.moving = [self.ribbons]

    def update(self, places, place, weights, on):
        """Show with which weights, shape (places,), a place looks; dashed if that is not used."""
        shown = np.flatnonzero(weights > 0)
        self.ribbons.set_verts(list(ribbons(places, place, weights)))
        _pitch, side, _middles = laid_out(places)
        # The rim of a thin ribbon is thin, or it would look like a weight.
        self.ribbons.set_linewidth(np.clip((side - CORNERS) * weights[shown] / 3, 0.3, style.THIN))
        tints = style.TILES(weights[shown])
        self.ribbons.set_facecolor(tints if on else style.PAPER)
        self.ribbons.set_linestyle("-" if on else (0, (4, 3)))


def ribbons(places, place, weights):
    """Yield the outline of the ribbon of each weight above 0, from the left, shape (points, 2).

    They leave the asking box side by side, in the order of the places, so that none crosses
    another: those to the left bend to the left, the one that leads farthest lowest, those to the
    right to the right, and what a place gives to itself goes straight up.
    """
    pitch, side, middles = laid_out(places)
    bend = min(ROUND, (pitch - side + CORNERS) / 2)
    left, edge = middles[place] - (side - CORNERS) / 2, side - CORNERS
    ends = left + edge * np.cumsum([0.0, *weights])
    for k in np.flatnonzero(weights > 0):
        start, stop = ends[k], ends[k + 1]
        if k == place:
            corners = [(start, ASKING), (start, ASKED), (stop, ASKED), (stop, ASKING)]
            yield np.array(corners)
        elif k < place:
            yield bent(start - left, stop - left, left, middles[k], bend)
        else:  # the same in a mirror
            right = left + edge
            mirrored = bent(right - stop, right - start, -right, -middles[k], bend)
            yield mirrored * (-1, 1)


def bent(near, far, edge, end, bend):
    """Return the outline of a ribbon that bends left and then up.

    It starts so far, `near` and `far`, right of the `edge` of the box, and comes to its `end`, the
    middle of another box, as wide as it was.
    """
    half = (far - near) / 2
    first, second = np.array([edge - bend, ASKING]), end + half + bend
    sides = []
    for out, inner in ((near, bend + 2 * half), (far, bend)):
        turn = first + (bend + out) * np.transpose([np.cos(BEND), np.sin(BEND)])
        centre = np.array([second, ASKING + bend + far + bend])
        back = centre - inner * np.transpose([np.sin(BEND), np.cos(BEND)])
        top = [(second - inner, ASKED)]
        sides.append(np.concatenate([turn, back, top]))
    return np.concatenate([sides[0], sides[1][::-1]])


class Maps:
    """A small map of each head: who asks in rows, whom it looks at in columns, and a scale."""

    def __init__(self, sheet):
        ax, look = sheet.ax, {"va": "center_baseline"}
        self.cells = PolyCollection([], lw=0.5, ec=style.PALE, zorder=1)
        self.crosses = LineCollection([], colors=style.INK, lw=style.LINE, zorder=3)
        for collection in (self.cells, self.crosses):
            ax.add_collection(collection, autolim=False)
        look_of_frame = {"fc": "none", "ec": style.INK, "lw": style.LINE, "zorder": 4}
        self.frame = ax.add_patch(Rectangle((0, 0), 1, 1, **look_of_frame))
        self.lefts = LEFT + LETTER + BLOCK * np.arange(HEADS)
        self.titles = [sheet.text(x, TOP + 14, size=style.MEDIUM, ha="left", gid="head")
                       for x in self.lefts]  # fmt: skip
        rows, texts = [range(MOST)] * HEADS, look | {"gid": "small"}
        self.rows, self.columns = ([[sheet.text(0, 0, **texts) for _place in row] for row in rows]
                                   for _way in range(2))  # fmt: skip
        sheet.text(SCALE, TOP + 14, "$A$", style.MEDIUM, ha="left")
        tints = np.linspace(0, 1, 48)
        scale = [[(SCALE, y), (SCALE + 10, y), (SCALE + 10, y + MAP / 48), (SCALE, y + MAP / 48)]
                 for y in TOP - MAP + MAP / 48 * np.arange(48)]  # fmt: skip
        ax.add_collection(PolyCollection(scale, fc=style.TILES(tints), ec="none"), autolim=False)
        ax.add_patch(Rectangle((SCALE, TOP - MAP), 10, MAP, fc="none", ec=style.TICKS))
        for share, text in ((0, "0"), (1, "1")):
            y = TOP - MAP + share * MAP
            sheet.text(SCALE + 16, y, text, color=style.TICKS, ha="left", **look)
        for row in (text for texts in self.rows for text in texts):
            row.set_ha("right")
        self.moving = [self.cells, self.crosses, self.frame, *self.titles]
        self.moving += [text for texts in self.rows + self.columns for text in texts]

    def update(self, A, letters, place, head, seen, off):
        """Show A, shape (heads, places, places), framed where the chosen head's place asks.

        `seen`, shape (places, places), tells who may look at whom; heads that are `off` are
        crossed out.
        """
        heads, places = A.shape[:2]
        down = min(CELL, MAP / places)
        across = down if heads > 1 else min(3 * CELL, ALONE / places)
        lefts, wide, last = self.lefts[:heads], across * places, np.flatnonzero(seen[place])[-1]
        i, j = np.nonzero(seen)
        squares = np.stack([j, -i], axis=-1)[:, np.newaxis] + [(0, 0), (1, 0), (1, -1), (0, -1)]
        maps = [np.array((x, TOP)) + (across, down) * squares for x in lefts]
        self.cells.set_verts([*np.concatenate(maps)])
        self.cells.set_facecolor(style.TILES(A[:, i, j].ravel()))
        ends = TOP, TOP - down * places
        self.crosses.set_segments([[(x, one), (x + wide, other)] for x in lefts[off]
                                   for one, other in (ends, ends[::-1])])  # fmt: skip
        self.frame.set_bounds(lefts[head], ends[0] - down * (place + 1), across * (last + 1), down)
        for k, title in enumerate(self.titles):
            title.set_text(f"head {k + 1}" if k < heads > 1 else "")
            title.set_fontweight("bold" if k == head else "normal")
        for k, x in enumerate(self.lefts):
            for m, (row, column) in enumerate(zip(self.rows[k], self.columns[k], strict=True)):
                said = letters[m] if k < heads and m < places else ""
                row.set_text(said if down >= LEAST_CELL or m == place else "")
                column.set_text(said if across >= LEAST_CELL else "")
                row.set_position((x - 5, round(TOP - down * (m + 0.5))))
                column.set_position((round(x + across * (m + 0.5)), round(ends[1]) - 10))


class Bars:
    """The share of each answer as a bar, the largest in ink, and a dashed one of all others."""

    def __init__(self, sheet):
        heights, ax = BARS - ROW * np.arange(COUNT + 1), sheet.ax
        look = {"height": 16, "width": 0, "lw": style.THIN, "ec": style.INK}
        self.bars = [ax.add_patch(Rectangle((ZERO, y - 8), **look)) for y in heights]
        self.bars[-1].set(**DASHED)
        texts = {"va": "center_baseline"}
        self.names = [sheet.text(ZERO - 20, y, size=style.MEDIUM, gid="answer", **texts)
                      for y in heights]  # fmt: skip
        self.names[-1].set(fontsize=style.SMALL, color=style.TICKS)
        self.numbers = [sheet.text(0, y, ha="left", gid="share", **texts) for y in heights]
        low, high, x = heights[-1] - 14, heights[0] + 14, RIGHT + 24
        ends = ax.plot([x, x - 7, x - 7, x], [low, low, high, high], color=style.INK)
        zero = ax.plot([ZERO] * 2, [low, high], color=style.TICKS, lw=style.THIN)
        self.moving = [*self.bars, *self.names, *self.numbers, *zero]
        self.still = ends

    def update(self, names, shares, others=0):
        """Show shares with their names, and how many `others` there are, which have the rest."""
        most = int(np.argmax(shares))
        shares = [*shares, 1 - sum(shares)] if others else shares
        names = [*names, f"+{others}"] if others else names
        for k, (bar, name, number) in enumerate(
            zip(self.bars, self.names, self.numbers, strict=True)
        ):
            there, last = k < len(shares), k == COUNT
            share = max(shares[k], 0.0) if there else 0.0
            long = share * (ONE - ZERO)
            bar.set(width=long, visible=there)
            weight = "bold" if k == most else "normal"
            name.set(text=names[k] if there else "", fontweight=weight)
            number.set(text=style.fixed(share, 2) if there else "", fontweight=weight)
            number.set_position((round(ZERO + long) + 6, number.get_position()[1]))
            if not last:
                bar.set_facecolor(style.INK if k == most else style.FAINT)


class Spoken:
    """Ten texts in two lines, each with a grey beginning and what was drawn after it."""

    def __init__(self, sheet, across=158, lines=(50, 22)):
        self.room, self.sheet = across - 14, sheet
        places = [(LEFT + across * k, y) for y in lines for k in range(COUNT // len(lines))]
        look = {"ha": "left", "va": "center_baseline", "size": style.MEDIUM}
        self.begun = [sheet.text(x, y, color=style.TICKS, **look) for x, y in places]
        self.drawn = [sheet.text(x, y, **look) for x, y in places]
        self.moving = [*self.begun, *self.drawn]

    def update(self, begun, drawn):
        """Show the beginning and what was drawn, ten texts, as large as there is room."""
        for first, then, text in zip(self.begun, self.drawn, drawn, strict=True):
            # Letter by letter, since widths are kept, and there is no end of names.
            wide = width_of(begun, style.MEDIUM) + sum(width_of(letter, style.MEDIUM, "bold")
                                                       for letter in text)  # fmt: skip
            size = style.MEDIUM * min(1, self.room / wide)
            first.set(text=begun, fontsize=size)
            x = first.get_position()[0] + (width_of(begun, size) + 1 if begun else 0)
            then.set(text=text, x=round(x), fontsize=size, fontweight="bold")
