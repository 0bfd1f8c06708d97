"""Every picture in the notebooks shows what its lesson says, and speaks for itself.

What a cell draws by itself has a reader in `drawings_*.py`, which knows in plain Python what has to
be there; an explorer's still picture is read in `tests/widgets`. The rules below hold for all.
"""

import functools
import importlib
import re
from itertools import combinations
from math import dist

import numpy as np
import pytest
from another import spoken
from lessons import ENGLISH_PATHS, ROOT, Lesson, played
from panels import READERS, look, read, ticks, words
from pictures.drawn import box, outside, overlap, texts
from pictures.layouts import beside

from tools.marks import others
from tools.normalise import figure_text

for file in sorted((ROOT / "tests/notebooks").glob("drawings_*.py")):
    importlib.import_module(file.stem)

ENGLISH = {path.stem: Lesson(path) for path in ENGLISH_PATHS}


@pytest.fixture(
    scope="session", params=spoken(7), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def lesson(request):
    """Each notebook in English, and two of those in each other language, others each day."""
    return Lesson(request.param)


def drawings(lesson):
    """Return the figures of a lesson's cells, [(cell, figure)]."""
    return played(lesson.path).figures


def is_twin(cell):
    return ".still()" in cell.source


# ---------------------------------------------------------------- what a picture shows


@pytest.mark.parametrize(
    ("notebook", "cell"), [pytest.param(*key, id="-".join(key)) for key in READERS]
)
def test_a_picture_shows_what_its_lesson_says(notebook, cell):
    (figure,) = [figure for c, figure in drawings(ENGLISH[notebook]) if c.id == cell]
    read(figure, READERS[notebook, cell])


def test_whatever_a_cell_draws_has_a_reader(lesson):
    """A cell that draws by itself is read above; a reader without a cell is told as well."""
    drawing = {cell.id for cell, _figure in drawings(lesson) if not is_twin(cell)}
    readers = {cell for notebook, cell in READERS if notebook == lesson.path.stem}
    assert drawing - readers == set(), "cells that draw have no reader in drawings_*.py"
    assert readers - drawing == set(), "readers in drawings_*.py have no cell that draws"


# ---------------------------------------------------------------- what it says to the blind


def test_the_stored_text_is_the_one_of_the_picture(lesson):
    """An explorer says its state; of another figure the paragraph below it is the text."""
    complaints = []
    after = dict(zip((cell.id for cell in lesson.cells), lesson.cells[1:], strict=False))
    for cell, figure in drawings(lesson):
        shown = [output for output in cell.outputs if "image/png" in output.get("data", {})]
        stored = [output.metadata["image/png"].get("alt") for output in shown]
        text = figure.get_label() if is_twin(cell) else figure_text(after[cell.id])
        if stored != [text] or not text:
            complaints.append((cell, f"has the text {stored}, but shows: {text}"))
        if re.search(r"  | [,.]", text):
            complaints.append((cell, f"has lost a sign in its text: {text}"))
    lesson.refuse(complaints)


# ---------------------------------------------------------------- what it says in every language

PEOPLE = {"Alice", "Bob", "Charlie", "Diana", "Emily", "Frank"}
MADE_UP = {"names-start"}  # its picture shows names that a network has made up


def unexplained(figures, cells, before=""):
    """Yield (cell, word) of each word in pictures that no text says, up to the one behind it."""
    places = {cell.id: place for place, cell in enumerate(cells)}
    for cell, figure in figures:
        if cell.id in MADE_UP:
            continue
        known = [c.source for c in cells[: places[cell.id] + 2] if c.cell_type == "markdown"]
        told = set(re.findall("[A-Za-z]+", " ".join([before, *known]))) | PEOPLE
        shown = " ".join(re.sub(r"\$[^$]*\$", "", text.get_text()) for text in texts(figure))
        yield from ((cell, word) for word in {*re.findall("[A-Za-z]{2,}", shown)} - told)


@pytest.mark.parametrize("language", others())
@pytest.mark.parametrize("name", ENGLISH)
def test_an_edition_says_each_word_of_a_picture(name, language):
    """Pictures are the same in every language, so their words are said where they come first."""
    folder = ROOT / "notebooks" / language
    files = sorted(folder.glob("*.ipynb"))
    earlier = [Lesson(path) for path in files if path.stem < name]
    before = " ".join(cell.source for one in earlier for cell in one.markdown)
    lesson = Lesson(folder / f"{name}.ipynb")
    lesson.refuse(
        (cell, f"shows {word}, which no text says")
        for cell, word in unexplained(drawings(ENGLISH[name]), lesson.cells, before)
    )


def test_a_word_that_no_text_says_is_found():
    name = next(iter(ENGLISH))
    found = drawings(ENGLISH[name])
    cells = [c for c in ENGLISH[name].cells if c.cell_type == "code" or c.id == "title"]
    assert {"AND", "yes"} <= {word for _cell, word in unexplained(found, cells)}


# ---------------------------------------------------------------- it speaks for itself


def ruled(rule):
    """Make a test of a rule: a function of a figure that returns what is wrong with it."""

    @functools.wraps(rule)
    def test(lesson):
        lesson.refuse((cell, what) for cell, figure in drawings(lesson) for what in rule(figure))

    del test.__wrapped__  # else pytest asks for the rule's own argument
    return test


def shown_on(axis):
    """Return what an axis is called, if that is to be seen."""
    label = axis.get_label()
    return words(label.get_text()) if label.get_visible() else ""


def side(ax, other, axis):
    """Tell whether another panel stands in the same row (y) or column (x) and shares its ends."""
    one, two = ax.get_position(), other.get_position()
    ends = getattr(ax, f"get_{axis}lim")() == getattr(other, f"get_{axis}lim")()
    return ends and np.allclose(getattr(one, f"interval{axis}"), getattr(two, f"interval{axis}"))


@ruled
def test_axes_have_names(figure):
    """Each axis has a name or names along it, or a panel of an explorer says above what it shows.

    Panels that share an axis may leave its name to the outer one.
    """
    for ax in figure.axes:
        for axis in "xy" if ax.axison else "":
            own = getattr(ax, f"{axis}axis")
            along = [text for _place, text in ticks(own)]
            names = any(text.replace(" ", "").isalpha() for text in along)
            names |= any(len(beside(text)) for text in ax.texts)
            names |= any(getattr(text, "xycoords", "") == "axes fraction" for text in ax.texts)
            shared = [o for o in figure.axes if o is not ax and o.axison and side(ax, o, axis)]
            if not (shown_on(own) or names) and not any(
                shown_on(getattr(o, f"{axis}axis")) for o in shared
            ):
                yield f"a panel {ax.get_title('left')!r} has an {axis} axis without a name"
        for bar in ax.child_axes:
            if not bar.texts:
                yield "a scale has no name"


def curves(ax):
    """Return the lines of an axes that show data, guides and borders left out."""
    shown = [line for line in ax.lines if line.get_visible() and len(line.get_xdata()) > 3]
    return [] if ax.images else shown


def called(figure):
    """Return the looks that have a name: by a sample in a legend, or in a small axes of its own."""
    legends = [ax.get_legend() for ax in figure.axes if ax.get_legend()]
    samples = [line for legend in legends for line in legend.get_lines()]
    inside = [child for ax in figure.axes for child in ax.child_axes]
    samples += [line for ax in (*figure.axes, *inside) if not ax.axison for line in ax.lines]
    return {look(line) for line in samples}


def has_a_name_at_its_end(line):
    """Tell whether a text begins within 15 pixels of the page, of which a still may have two."""
    end, near = line.axes.transData.transform(line.get_xydata()[-1]), 15 * line.figure.dpi / 100
    return any(dist(end, np.clip(end, *np.split(box(t), 2))) < near for t in line.axes.texts)


@ruled
def test_lines_are_told_apart(figure):
    """Of several curves in a panel each looks of its own and has a name, in a legend or at its end.

    One may do without, which is then what the axis names.
    """
    for ax in figure.axes:
        several, known = curves(ax), called(figure)
        unknown = [n for n in several if look(n) not in known and not has_a_name_at_its_end(n)]
        if len(unknown) > 1:
            yield f"{len(unknown)} lines of a panel {ax.get_title('left')!r} have no name"
        if len({look(line) for line in several}) < len(several):
            yield "two lines look alike"


def scales(figure):
    """Return the names of the colour maps that have a scale in a figure: a bar, or a strip."""
    bars = [bar for ax in figure.axes for bar in ax.child_axes]
    found = {part.get_cmap().name for bar in bars for part in (*bar.images, *bar.collections)}
    strips = [image for ax in figure.axes for image in ax.images]
    return found | {i.get_cmap().name for i in strips if len(i.get_array()) == 1}


def is_poster(figure):
    """Return whether it is the last page, with a glyph for each of fourteen lessons.

    Their maps have their scales in the lessons.
    """
    numbers = {text.get_text() for ax in figure.axes for text in ax.texts}
    return {str(number) for number in range(1, 15)} <= numbers


@ruled
def test_maps_have_a_scale(figure):
    """The colours of a map are told by a scale in its figure."""
    if is_poster(figure):
        return
    for image in {i.get_cmap().name: i for ax in figure.axes for i in ax.images}.values():
        if image.get_cmap().name not in scales(figure):
            yield f"a map in the colours {image.get_cmap().name} has no scale"


def inked(text):
    """Return the box of a text without what is empty at its ends: spaces, a formula's border."""
    left, low, right, high = box(text)
    if "$" in text.get_text():
        left, right = left + 1, right - 1
    said, space = text.get_text(), 0.318 * text.get_fontsize() * text.figure.dpi / 72
    before, behind = (len(said) - len(cut) for cut in (said.lstrip(), said.rstrip()))
    return left + before * space, low, right - behind * space, high


@ruled
def test_no_word_runs_over_another(figure):
    """No two texts overlap."""
    for one, other in combinations(texts(figure), 2):
        if overlap(inked(one), inked(other)):
            yield f"{one.get_text()} runs over {other.get_text()}"


@ruled
def test_no_word_is_cut_off(figure):
    """No text runs over the edge of the figure."""
    for text in outside(texts(figure), figure):
        yield f"{text} is cut off"
