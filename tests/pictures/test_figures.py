"""Figures leave the course sharp, in its own colours, the right way up, and with a text."""

import base64
import os
import subprocess
import sys
from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
import pytest
from coloraide import Color
from lessons import ROOT
from matplotlib import colormaps
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle
from PIL import Image

from helpers import figures, style


@pytest.fixture
def figure():
    """A figure of 300 by 200 pixels with one blue quarter, in the upper left corner."""
    made = plt.figure(figsize=(3, 2), layout="none", label="A blue quarter.")
    made.add_artist(Rectangle((0, 0.5), 0.5, 0.5, fc=style.BLUE, lw=0))
    yield made
    plt.close(made)


def opened(png):
    return Image.open(BytesIO(png))


def stored(colors):
    """Return the colours as which a row of colours is stored."""
    rgb = np.round(255 * np.array([to_rgb(color) for color in colors])).astype(np.uint8)
    rgba = np.pad(rgb, ((0, 0), (0, 1)), constant_values=255)
    image = opened(figures.png(rgba.tobytes(), len(rgba), 1)).convert("RGB")
    return [to_hex(color / 255) for color in np.asarray(image)[0]]


def distances(colors):
    """Return how far each colour is from the one as which it is stored (CIEDE2000)."""
    pairs = zip(colors, stored(colors), strict=True)
    return [Color(one).delta_e(other, method="2000") for one, other in pairs]


def mixed(one, other, count=16):
    """Return the colours from one to another, as they stand at the edge of a letter."""
    one, other = np.array(to_rgb(one)), np.array(to_rgb(other))
    return [to_hex(one + share * (other - one)) for share in np.linspace(0, 1, count)]


# ---------------------------------------------------------------- what is stored


def test_a_figure_is_stored_at_two_pixels_for_each_one_shown(figure):
    png, metadata = figures.printed(figure)
    assert opened(png).size == (600, 400)
    assert (metadata["width"], metadata["height"]) == (300, 200)


def test_sizes_in_the_metadata_are_plain_whole_numbers(figure):
    """JSON, in which a notebook is stored, knows no numbers of NumPy."""
    figure.set_size_inches(5.6, 3.4)
    _png, metadata = figures.printed(figure)
    assert metadata == {"width": 560, "height": 340, "alt": "A blue quarter."}
    assert type(metadata["width"]) is type(metadata["height"]) is int


def test_a_stored_figure_is_the_right_way_up(figure):
    pixels = np.asarray(opened(figures.printed(figure)[0]).convert("RGB"))
    blue = (pixels == [0, 126, 240]).all(axis=2)
    assert blue[:199, :299].all()
    assert (pixels[201:] == 255).all()
    assert (pixels[:, 301:] == 255).all()


def test_a_stored_figure_is_white_where_nothing_is_drawn(figure):
    """Also where the notebook's own figures would be transparent or dark."""
    figure.set_facecolor("black")
    pixels = np.asarray(opened(figures.printed(figure)[0]).convert("RGB"))
    assert (pixels[201:] == 255).all()


def test_a_figure_is_stored_as_drawn_again_in_the_same_bytes(figure):
    assert figures.printed(figure) == figures.printed(figure)


def test_a_figure_is_sent_as_text_that_is_its_picture(figure):
    text, metadata = figures.sent(figure)
    assert (base64.b64decode(text), metadata) == figures.printed(figure)
    assert text.isascii()
    assert "\n" not in text


def test_a_stored_figure_keeps_the_canvas_that_it_had(figure):
    """In Jupyter this is the one that shows it."""
    canvas = figure.canvas
    figures.printed(figure)
    assert figure.canvas is canvas


def test_a_stored_picture_has_the_same_pixels_in_fewer_bytes(figure):
    shown, _metadata = figures.printed(figure)
    stored = figures.harder(shown)
    assert len(stored) < len(shown)
    assert np.array_equal(*(np.asarray(opened(one).convert("RGB")) for one in (shown, stored)))
    assert figures.harder(stored) == stored


def test_a_picture_that_is_too_large_to_be_sent_is_packed_harder():
    """With the same pixels; one that is small enough is left as it was packed quickly."""
    rng = np.random.default_rng(0)
    for share, large in ((0.02, False), (0.17, True)):  # of the pixels that chance decides
        grey = np.where(rng.random((852, 1680)) < share, rng.integers(0, 40, (852, 1680)), 255)
        rgba = np.repeat(grey[..., np.newaxis], 4, axis=2).astype(np.uint8).tobytes()
        quick, harder = (
            figures.png(rgba, 1680, 852, level=n) for n in (figures.LIVE, figures.SHOWN)
        )
        assert (quick == harder) == large
        assert large or len(quick) <= figures.MOST
        assert np.array_equal(*(np.asarray(opened(one).convert("L")) for one in (quick, harder)))


@pytest.mark.parametrize("flat", [False, True])
def test_the_pixels_of_a_png_are_those_that_came(flat):
    """Two by three pixels, each of another colour, each at its place."""
    colors = ["#FFFFFF", "#222222", "#007EF0", "#FF800E", "#612584", "#166B63"]
    rgb = [[int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in colors]
    rgba = bytes(n for color in rgb for n in (*color, 255))
    image = np.asarray(opened(figures.png(rgba, 3, 2, flat)).convert("RGB"))
    assert image.tolist() == [rgb[:3], rgb[3:]]


# ---------------------------------------------------------------- in 256 colours


def test_the_palette_has_256_colours():
    colors, _found_by = figures.palette.__wrapped__()  # made anew, and not the one that is kept
    assert (colors == figures.palette()[0]).all()
    assert colors.shape == (256, 3)
    assert colors.dtype == np.uint8


def test_the_colours_of_signs_answers_words_and_paper_are_stored_as_they_are():
    colors = [style.INK, style.PAPER, *style.LABEL_COLORS, style.NEGATIVE, style.POSITIVE]
    assert stored(colors) == [color.lower() for color in colors]


def test_greys_of_lines_and_grounds_are_stored_as_good_as_they_are():
    assert max(distances([style.TICKS, style.FAINT, style.CHOSEN])) < 1


def test_every_tint_of_an_answer_and_every_size_is_stored_with_nothing_to_see():
    shares = np.linspace(0, 1, 256)
    assert max(distances([to_hex(color) for color in style.ANSWERS(shares)])) < 2.5
    assert max(distances([to_hex(color) for color in colormaps[style.SIZES](shares)])) < 2.5


def test_edges_of_words_are_stored_with_nothing_to_see():
    assert max(distances(mixed(style.PAPER, style.INK))) < 2.5
    assert max(distances(mixed(style.PAPER, style.TICKS))) < 2.5


@pytest.mark.parametrize("color", [style.NEGATIVE, style.POSITIVE])
def test_edges_of_signed_numbers_stay_near(color):
    assert max(distances(mixed(style.PAPER, color))) < 6


@pytest.mark.parametrize("end", [0, 1])
@pytest.mark.parametrize(("tints", "palest"), [(style.SIGNED, 0.25), (style.SIGNED_TILES, 0.09)])
def test_a_pale_tint_of_a_sign_is_not_stored_as_a_grey(tints, palest, end):
    """A number a tenth as large as the largest still shows its sign."""
    shown = [to_hex(c) for c in tints(0.5 + (end - 0.5) * np.linspace(palest, 1, 200))]
    assert not [color for color in stored(shown) if color[1:3] == color[3:5] == color[5:]]
    assert max(distances(shown)) < 5
    assert max(distances([c for c in shown if max(to_rgb(c)) > 0.85])) < 2.5, "of the pale ones"


# ---------------------------------------------------------------- in a notebook and out of it


def fresh(code):
    """Return what code prints in a new Python, with the backend that Jupyter uses."""
    environment = os.environ | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    run = {"cwd": ROOT, "env": environment, "capture_output": True, "text": True}
    done = subprocess.run([sys.executable, "-c", code], check=False, **run)
    assert done.returncode == 0, done.stderr
    return done.stdout


IN_A_NOTEBOOK = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
import matplotlib.pyplot as plt
from helpers import figures, style
printers = shell.display_formatter.formatters["image/png"]
before = dict(plt.rcParams), len(printers.type_printers)
{use}
print((dict(plt.rcParams), len(printers.type_printers)) == before)
figure = plt.figure(figsize=(1, 1), label="one")
data, metadata = shell.display_formatter.format(figure)
print(metadata.get("image/png"))
print(data.get("image/png") == figures.sent(figure)[0])
"""


def test_use_lets_a_notebook_show_every_figure_in_the_style_of_the_course():
    said = fresh(IN_A_NOTEBOOK.format(use="figures.use()")).splitlines()
    assert said == ["False", "{'width': 100, 'height': 100, 'alt': 'one'}", "True"]


def test_a_second_use_changes_nothing():
    said = fresh(IN_A_NOTEBOOK.format(use="figures.use(); figures.use()")).splitlines()
    assert said == ["False", "{'width': 100, 'height': 100, 'alt': 'one'}", "True"]


def test_an_import_alone_changes_nothing_in_a_notebook():
    said = fresh(IN_A_NOTEBOOK.format(use="from helpers import diagrams, plots, widgets"))
    assert said.splitlines() == ["True", "None", "False"]


def test_use_outside_of_a_notebook_sets_the_style_alone():
    with plt.rc_context():
        plt.rcdefaults()
        figures.use()
        assert {key: plt.rcParams[key] for key in style.RC} == {
            key: [value] if key == "font.family" else value for key, value in style.RC.items()
        }
