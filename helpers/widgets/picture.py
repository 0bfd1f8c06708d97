"""A picture is drawn again and again: what never changes is drawn once and kept."""

import matplotlib.pyplot as plt
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers import figures, style


class Picture:
    """A figure of its own, drawn by `draw`, a function of the figure that returns what moves."""

    def __init__(self, size, draw):
        inches, dpi = [n / style.DPI for n in size], figures.SHARP * style.DPI
        self.figure = Figure(inches, dpi, layout="none")
        self.canvas, self.background = FigureCanvasAgg(self.figure), None
        with plt.rc_context(style.RC):
            self.panels = draw(self.figure)
        self.moving = sorted(artists(self.panels), key=Artist.get_zorder)
        for artist in self.moving:
            artist.set_animated(True)  # left out when the figure as a whole is drawn

    def png(self):
        """Return the picture as it is now, as the bytes of a PNG."""
        with plt.rc_context(style.RC):
            if self.figure.stale:  # for the first time, or a contour is another one
                self.canvas.draw()
                self.background = self.canvas.copy_from_bbox(self.figure.bbox)
            self.canvas.restore_region(self.background)
            for artist in self.moving:
                artist.draw(self.canvas.renderer)
        self.figure.stale = False
        return figures.png(self.canvas.buffer_rgba(), *self.canvas.get_width_height())


def artists(panels):
    """Return all artists that move, of panels and of what stands alone."""
    found = []
    for part in panels.values():
        moving = [part] if isinstance(part, Artist) else getattr(part, "moving", part)
        found += moving
    return found
