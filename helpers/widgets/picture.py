"""A picture turns a view into the bytes of a PNG, again and again and fast."""

from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from helpers import style


class Picture:
    """A view drawn on a figure of its own: what never changes is drawn once and kept."""

    def __init__(self, view_class, *args):
        figure = Figure(figsize=view_class.size, dpi=style.DPI, facecolor=style.PAPER)
        self.canvas = FigureCanvasAgg(figure)
        self.view = view_class(figure, *args)
        for artist in self.view.moving:
            artist.set_animated(True)  # left out when the figure as a whole is drawn
        self.canvas.draw()
        self.background = self.canvas.copy_from_bbox(figure.bbox)

    @property
    def size(self):
        """Return width and height in pixels."""
        return self.canvas.get_width_height()

    def png(self):
        """Return the view as it is now, as the bytes of a PNG."""
        self.canvas.restore_region(self.background)
        for artist in sorted(self.view.moving, key=lambda artist: artist.get_zorder()):
            artist.draw(self.canvas.renderer)
        image = Image.frombuffer("RGBA", self.size, self.canvas.buffer_rgba()).convert("RGB")
        file = BytesIO()
        image.save(
            file, "png", compress_level=2
        )  # level 6 takes twice as long, for a tenth fewer bytes
        return file.getvalue()
