"""Stored pictures are what the notebooks draw today.

Under the versions that binder/requirements.txt pins, a stored picture and a fresh one agree pixel
for pixel, but for what another processor rounds otherwise; under other versions, which draw
letters and edges a little differently, they agree in their size and number.
"""

import base64
import io
import os
import re
from importlib.metadata import version

import matplotlib.pyplot as plt
import numpy as np
import pytest
from lessons import ENGLISH_PATHS, ROOT, Lesson, pictures, run
from PIL import Image

from helpers import figures
from tools import picture

PINS = dict(re.findall(r"^([\w-]+)==(\S+)", (ROOT / "binder/requirements.txt").read_text(), re.M))
DRAW = [name for name in ("numpy", "matplotlib", "pillow") if name in PINS]
PINNED = all(version(name) == PINS[name] for name in DRAW)
FAR = 64  # of 255: such a difference can be seen
FEW = 24  # pixels of hundreds of thousands
# Where a picture shows what rounding leaves of a difference: left, right, top and bottom, as shares
# of the picture. Another processor rounds otherwise, and draws other teeth into the same arm; all
# around has to agree as everywhere.
ROUNDED = {"knobs-slope-start": (0.7, 0.88, 0.42, 0.74), "extra-v-picture": (0.09, 0.72, 0.15, 0.5)}
TEETH = 0.02  # of the pixels there


def decoded(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def complaint(stored, fresh, rounded=None):
    """Return what is wrong with a stored picture, or None; `rounded` is a place in `ROUNDED`."""
    (png, metadata), (fresh_png, fresh_metadata) = stored, fresh
    for name in ("width", "height"):
        if metadata.get(name) != fresh_metadata[name]:
            return f"its {name} is {metadata.get(name)}; drawn now it is {fresh_metadata[name]}"
    one, other = decoded(png), decoded(fresh_png)
    if one.shape != other.shape:
        return f"it has {one.shape} pixels; drawn now it has {other.shape}"
    far = abs(one - other).max(axis=2) > FAR
    if rounded:
        left, right, top, bottom = (
            round(share * far.shape[side])
            for share, side in zip(rounded, (1, 1, 0, 0), strict=True)
        )
        place = far[top:bottom, left:right]
        if PINNED and place.mean() > TEETH:
            return f"{place.mean():.1%} of its teeth are not as they are drawn now"
        place[:] = False
    differ = int(far.sum())
    if PINNED and differ > FEW:
        return f"{differ} pixels are not as they are drawn now: run make execute"
    return None


@pytest.fixture(params=ENGLISH_PATHS, ids=lambda path: path.stem)
def lesson(request):
    """Each notebook in English; tests/notebooks/test_editions.py holds the others against it."""
    return Lesson(request.param)


def test_stored_pictures_are_those_that_the_notebook_draws(lesson, tmp_path):
    """Each picture of a notebook, but for cells that show another one every time."""
    complaints, seen = [], 0
    for cell, _space in run(lesson, tmp_path):
        fresh = [figures.printed(plt.figure(n)) for n in plt.get_fignums()]
        stored = [
            (base64.b64decode(png), output.metadata.get("image/png", {}))
            for output in cell.outputs
            for png in pictures({"outputs": [output]})
        ]
        if len(stored) != len(fresh):
            complaints.append((cell, f"{len(stored)} pictures stored, {len(fresh)} drawn"))
            continue
        rounded = ROUNDED.get(cell.id)
        found = [complaint(*pair, rounded) for pair in zip(stored, fresh, strict=True)]
        complaints += [(cell, sentence) for sentence in found if sentence]
        seen += len(stored)
    lesson.refuse(complaints)
    assert seen, "no picture was compared"


@pytest.mark.parametrize("name", picture.PICTURES)
def test_a_picture_of_a_page_is_the_one_that_is_drawn_now(name):
    """And the page, README or cold lesson, shows it with a text for people who cannot see it."""
    png, metadata = picture.draw(name)
    assert complaint(((ROOT / name).read_bytes(), metadata), (png, metadata)) is None
    page = ROOT / ("teach/en/lesson.md" if name.startswith("teach") else "README.md")
    link = os.path.relpath(ROOT / name, page.parent)
    assert len(re.findall(rf"!\[.{{40,}}\]\({re.escape(link)}\)", page.read_text("utf-8"))) == 1


def test_a_changed_picture_would_be_seen():
    """Two legend entries exchanged are enough; so is another size."""
    shown = []
    for labels in (("a", "b"), ("b", "a")):
        with plt.rc_context():
            figures.use()
            figure, ax = plt.subplots(figsize=(4, 3))
            for style, label in zip(("-", "--"), labels, strict=True):
                ax.plot([0, 1], [0, 1], style, label=f"{label * 5}")
            ax.legend()
            shown.append(figures.printed(figure))
            plt.close(figure)
    one, other = shown
    assert complaint(one, one) is None
    assert not PINNED or "pixels are not" in complaint(one, other)
    whole, corner = (0, 1, 0, 1), (0, 0.1, 0, 0.1)
    assert complaint(one, other, whole) is None, "a few pixels among many, as teeth are"
    assert not PINNED or "pixels are not" in complaint(one, other, corner)
    black = io.BytesIO()
    Image.new("RGB", decoded(one[0]).shape[1::-1]).save(black, "png")
    told = complaint(one, (black.getvalue(), one[1]), whole)
    assert not PINNED or "of its teeth are not as they are" in told
    assert complaint(one, (one[0], one[1] | {"width": 401})) == (
        "its width is 400; drawn now it is 401"
    )
    small = io.BytesIO()
    Image.new("RGB", (8, 6)).save(small, "png")
    assert "pixels; drawn now" in complaint(one, (small.getvalue(), one[1]))
