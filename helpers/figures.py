"""Figures leave the course sharp, small, and with a text for people who cannot see them.

They are stored at two pixels for each one that they take on a page, so that a projector and a
dense screen show them sharp. Their colours are few and known, so one palette keeps them small.
"""

import ctypes
import gc
import zlib
from base64 import b64encode
from functools import cache
from io import BytesIO
from weakref import WeakKeyDictionary

import matplotlib.pyplot as plt
import numpy as np
from IPython import get_ipython
from matplotlib import colormaps
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from helpers import style

SHARP = 2  # pixels stored for each one shown, along both axes
# How hard a picture is packed: while it moves; where a cell shows it, or it would be too large;
# where it is stored, a tenth smaller than that and in six times as long.
LIVE, SHOWN, STORED = 4, 7, 9
TAKERS = WeakKeyDictionary()  # {figure: what takes its PNG and its label}
MOST = 88_000  # bytes, which are 120 kB when they are sent as text


def use():
    """Let this notebook draw every figure in the course's style, and show it sharp."""
    gc.freeze()  # what the packages made stays to the end: `let_go` need not look through it
    plt.rcParams.update(style.RC)
    shell = get_ipython()
    if shell is not None:
        plt.switch_backend(plt.get_backend())  # now, since it brings a printer of its own
        shell.display_formatter.formatters["image/png"].for_type(Figure, sent)


def inches(size):
    """Return a size in pixels in inches.

    Older matplotlib cuts what the way back leaves behind the point, so 919.999 would become 919.
    """
    exact = np.array(size) / style.DPI
    return np.where(
        exact * style.DPI * SHARP < np.array(size) * SHARP, np.nextafter(exact, 99), exact
    )


def sent(figure):
    """Return what `printed` does, the PNG as text: a kernel in a browser passes it on as it is."""
    data, metadata = printed(figure)
    return b64encode(data).decode("ascii"), metadata


def printed(figure):
    """Return a figure's PNG, and as metadata its size on the page and its label.

    The label of a figure is its text for people who cannot see it.
    """
    canvas, dpi, paper = figure.canvas, figure.dpi, figure.get_facecolor()
    as_it_was = not figure.stale
    sharp = FigureCanvasAgg(figure)  # for this picture alone: its pixels go with it
    figure.set(dpi=SHARP * style.DPI, facecolor=style.PAPER)
    sharp.draw()  # once; `savefig` would draw a second time, to measure first
    width, height = np.round(figure.get_size_inches() * style.DPI).astype(int).tolist()
    data = png(sharp.buffer_rgba(), *sharp.get_width_height(), level=SHOWN)
    figure.set(dpi=dpi, facecolor=paper)
    figure.set_canvas(canvas)
    if as_it_was and figure in TAKERS:
        TAKERS.pop(figure)(data, figure.get_label())
    del sharp  # what this picture took is let go of as well, or the last one would keep it
    let_go()
    return data, {"width": width, "height": height, "alt": figure.get_label()}


def hand_over(figure, take):
    """Let `take` have the PNG and the label of a figure when it is shown as it is now."""
    figure.stale = False  # until something in it changes
    TAKERS[figure] = take


def let_go():
    """Free what figures shown before still hold: some megabytes each, in circles of references.

    What Linux's allocator has got back it keeps for later, until it is told not to.
    """
    gc.collect()
    getattr(ctypes.pythonapi, "malloc_trim", int)(0)


def png(rgba, width, height, flat=False, level=LIVE):
    """Return pixels, four bytes each, as the bytes of a PNG in the course's colours.

    A `flat` picture, without tints that run into each other, is packed by its runs of one colour,
    in half the time. One that comes out too large to be sent is packed once more, harder.
    """
    colors, found_by = palette()
    image = Image.frombytes("RGB", (width, height), rgba, "raw", "RGBX")
    image = image.quantize(palette=found_by, dither=Image.Dither.NONE)
    image.putpalette(colors.tobytes())
    data = packed(image, compress_type=zlib.Z_RLE) if flat else packed(image, compress_level=level)
    small = len(data) <= MOST or level != LIVE
    return data if small else packed(image, compress_level=SHOWN)


def harder(data):
    """Return a PNG with the same pixels in fewer bytes, as it is stored."""
    return packed(Image.open(BytesIO(data)), compress_level=STORED)


def packed(image, **how):
    """Return an image as the bytes of a PNG."""
    file = BytesIO()
    image.save(file, "png", **how)
    return file.getvalue()


def even(count):
    """Return so many shares from 0 to 1, a column."""
    return np.linspace(0, 1, count)[:, np.newaxis]


@cache
def palette():
    """Return the 256 colours of all pictures, those in between at edges included, shape (256, 3).

    With them comes an image by which the nearest of them is found: Pillow rounds a colour down to
    multiples of 4 before it looks, so that image has them rounded down.
    """
    # As many tints as there are multiples of 4 on their way; of two that are as near the first is
    # taken, so tints stand before greys, which would draw a line across a plane. Greys of ticks
    # stand before tints of signs, so that these do not colour the edges of numbers.
    ramps = [(style.PAPER, style.ANSWERS(end), even(23)) for end in (0.0, 1.0)]
    ramps += [(style.PAPER, style.TICKS, even(8))]
    # Ninths, as `pixels` has them, and between the pale ones more, so that a pale tint of a sign is
    # nearer to one of them than to a grey.
    steps = np.concatenate([np.arange(10) / 27, np.arange(4, 10) / 9])[:, np.newaxis]
    ramps += [(style.PAPER, color, steps) for color in (style.NEGATIVE, style.POSITIVE)]
    ramps += [(style.PAPER, style.INK, even(48))]
    ramps += [(color, style.INK, even(4)) for color in style.LABEL_COLORS]
    ramps += [(style.ANSWERS(end), style.INK, even(6)) for end in (0.0, 1.0)]
    colors = [(1 - n) * to_rgb(one) + n * to_rgb(other) for one, other, n in ramps]
    colors.append(colormaps[style.SIZES](np.linspace(0, 1, 256 - sum(map(len, colors))))[:, :3])
    colors = (255 * np.concatenate(colors)).round().astype(np.uint8)
    found_by = Image.new("P", (1, 1))
    found_by.putpalette((colors & 0xFC).tobytes())
    return colors, found_by
