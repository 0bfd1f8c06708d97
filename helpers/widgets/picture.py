"""A picture is drawn again and again: what never changes is drawn once and kept.

Kept it is by the picture that was drawn last, and by no other, since it takes ten megabytes. A
picture whose turn comes again is drawn as a whole once more.
"""

from functools import cache, lru_cache
from threading import Lock

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.backends import backend_agg
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

from helpers import figures, style

LOOK = ("text", "color", "fontweight", "fontsize", "ha", "va")  # of a text
EDGE = 12  # pixels around a text that may be drawn on too, such as a white rim
FORMULAS, STAMPS = 500, 250  # that are kept: 250 texts are some megabytes
LOCK = Lock()  # of all pictures: a callback of one explorer must not take the pixels of another


class Picture:
    """A figure of its own, drawn by `draw`, a function of the figure that returns what moves."""

    last = None  # the one that was drawn last

    def __init__(self, size, draw):
        self.figure = Figure(figures.inches(size), figures.SHARP * style.DPI, layout="none")
        self.forget()
        keep_formulas()
        with plt.rc_context(style.RC):
            self.panels = draw(self.figure)
        self.moving = sorted(artists(self.panels), key=Artist.get_zorder)
        for artist in self.moving:
            artist.set_animated(True)  # left out when the figure as a whole is drawn

    def forget(self):
        """Let go of all pixels: those of the whole, and of its texts."""
        self.canvas, self.background, self.stamps = FigureCanvasAgg(self.figure), None, {}

    def png(self):
        """Return the picture as it is now, as the bytes of a PNG."""
        with LOCK, plt.rc_context(style.RC):
            if Picture.last not in (None, self):
                Picture.last.forget()
            Picture.last = self
            if self.figure.stale or self.background is None:  # such as when a contour is another
                self.canvas.draw()
                self.background = self.canvas.copy_from_bbox(self.figure.bbox)
            self.canvas.restore_region(self.background)
            pixels = np.asarray(self.canvas.buffer_rgba())
            for artist in self.moving:
                if not isinstance(artist, Text | Axis | PathCollection):
                    artist.draw(self.canvas.renderer)
                elif artist.get_visible() and (not isinstance(artist, Text) or artist.get_text()):
                    self._stamp(artist, pixels)
            self.figure.stale = False
            flat = not any(ax.images for ax in self.figure.axes)
            return figures.png(self.canvas.buffer_rgba(), *self.canvas.get_width_height(), flat)

    def _stamp(self, artist, pixels):
        """Lay a text, an axis or a cloud over the picture; what has changed is drawn, and kept.

        A text may come back to what it said before, as a count does, so of texts the stamps laid
        last are kept; an axis or a cloud, which is large, has one. Texts of one group, which have
        the same `gid`, differ in what is in their look alone, so one stamp does for all of them.
        """
        whose = artist.get_gid() or artist
        key = (whose, look(artist)) if isinstance(artist, Text) else artist
        kept = self.stamps.pop(key, None)
        if kept is None or not kept.shows(artist):
            kept = Stamp(artist, pixels.shape[:2])
        self.stamps[key] = kept  # the last of all
        if len(self.stamps) > STAMPS:
            del self.stamps[next(iter(self.stamps))]
        under = pixels[kept.around(artist)]
        under[...] = kept.ink + (np.multiply(kept.rest, under, dtype=np.uint16) + 127) // 255


class Stamp:
    """What is kept as it was drawn: its ink, how much shines through, and its upper left."""

    def __init__(self, artist, shape):
        self.look, self.place, self.shape = look(artist), place(artist), shape
        renderer, lock = sheet()
        height, width = shape
        with lock:
            artist.draw(renderer)
            box = extent(artist, renderer).padded(EDGE)
            whole = np.asarray(renderer.buffer_rgba())
            top = len(whole) - height  # a picture may be less than the sheet
            drawn = whole[top:, :width]
            (left, low), (right, high) = box.get_points().astype(int)
            around = np.s_[max(height - high, 0) : height - low, max(left, 0) : right]
            inked = tuple(span(drawn[around][..., 3].any(axis)) for axis in (1, 0))
            found = drawn[around][inked].astype(np.uint16)
            # For the next text, and what ran over an edge of the picture too.
            whole[max(top + height - high, 0) : top + height - low, max(left, 0) : right] = 0
        starts = [[part.start for part in parts] for parts in (around, inked)]
        self.corner = np.sum(starts, axis=0)
        opacity = found[..., 3:]
        ink = np.concatenate([found[..., :3] * opacity // 255, opacity], axis=2)
        rest = np.repeat(255 - opacity, 4, axis=2)
        self.ink, self.rest = ink.astype(np.uint8), rest.astype(np.uint8)

    def moved(self, artist):
        """Return how many pixels down and to the right an artist has moved since."""
        right, up = place(artist) - self.place
        return np.array([-up, right])

    def shows(self, artist):
        """Return whether an artist looks as it did.

        It may have moved by whole pixels, since then its letters have the same edges, but neither
        from an edge of the picture, where a part may be lacking, nor to one.
        """
        moved = self.moved(artist)
        whole = np.abs(moved - moved.round()).max() < 1e-6 and self.inside() and self.inside(moved)
        return self.look == look(artist) and (whole or not moved.any())

    def inside(self, moved=0):
        """Return whether all of it is off the edges of the picture."""
        first = self.corner + moved
        return first.min() > 0 and (first + self.ink.shape[:2] < self.shape).all()

    def around(self, artist):
        """Return the part of the picture over which it is laid."""
        top, left = self.corner + self.moved(artist).round().astype(int)
        high, wide = self.ink.shape[:2]
        return np.s_[top : top + high, left : left + wide]


def look(artist):
    """Return all but its place by which what is kept may differ from how it was drawn."""
    if isinstance(artist, PathCollection):
        parts = ("offsets", "facecolor", "linewidth", "sizes")
        return tuple(np.asarray(getattr(artist, f"get_{part}")()).tobytes() for part in parts)
    if isinstance(artist, Axis):
        return *artist.get_view_interval(), *artist.get_majorticklocs(), artist.get_label_text()
    of_place = (*artist.xyann, *artist.xy) if isinstance(artist, Annotation) else ()
    return *(getattr(artist, f"get_{name}")() for name in LOOK), *of_place


def place(artist):
    """Return the place of a text that can be moved as it is, in pixels from the lower left."""
    if isinstance(artist, Axis | Annotation | PathCollection):
        return np.zeros(2)
    return artist.get_transform().transform(artist.get_position())


def extent(artist, renderer):
    """Return the box around a text, or around an axis and its panel: ticks stand between them.

    A cloud of points is cut off at its panel.
    """
    if isinstance(artist, PathCollection):
        return artist.axes.bbox
    if isinstance(artist, Axis):
        return Bbox.union([artist.axes.bbox, artist.get_tightbbox(renderer)])
    return artist.get_window_extent(renderer)


def span(marks):
    """Return from where to where marks are set, as a slice."""
    places = np.flatnonzero(marks)
    return slice(places[0], places[-1] + 1) if places.size else slice(0, 0)


@cache  # once is enough
def keep_formulas():
    """Let matplotlib keep more than the 50 formulas set last, and let all figures share them.

    A formula takes 5 ms, an explorer alone has more than 50, and matplotlib sets each of them anew
    for each figure. One that keeps them in another way is left alone.
    """
    parse = getattr(MathTextParser, "_parse_cached", None)
    kept = parse.cache_parameters()["maxsize"] if hasattr(parse, "cache_parameters") else None
    if kept and kept < FORMULAS:
        MathTextParser._parse_cached = lru_cache(FORMULAS)(parse.__wrapped__)
        backend_agg.MathTextParser = cache(MathTextParser)  # one for all figures, not one for each


@cache
def sheet():
    """Return where texts are drawn, as large as the largest picture, and the lock of it.

    There is one for all pictures, since it takes megabytes and texts keep hold of it.
    """
    width, height = (int(figures.SHARP * style.DPI * inches) for inches in (style.WIDE[0], 4.8))
    return RendererAgg(width, height, figures.SHARP * style.DPI), Lock()


def artists(panels):
    """Return all artists that move, of panels and of what stands alone."""
    found = []
    for part in panels.values():
        moving = [part] if isinstance(part, Artist) else getattr(part, "moving", part)
        found += moving
    return found
