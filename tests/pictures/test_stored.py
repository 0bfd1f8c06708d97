"""Stored pictures are what is drawn today: those of the pages here, and how any two are compared.

Those of the notebooks are compared wherever nbval runs a notebook, by `conftest.py`.
"""

import base64
import io
import os
import re
from types import SimpleNamespace

import matplotlib.pyplot as plt
import nbformat
import pytest
from lessons import ENGLISH_PATHS, ROOT, Lesson, changes, under_nbval
from PIL import Image

from helpers import figures
from tools import picture
from tools.stored import PINNED, complaint, complaints, decoded, pictures


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


def test_pictures_that_are_missing_or_too_many_are_seen():
    """Whatever else stands among the outputs."""
    figure = plt.figure(figsize=(2, 1))
    png, metadata = figures.printed(figure)
    plt.close(figure)
    shown = nbformat.v4.new_output("display_data", {"image/png": base64.b64encode(png).decode()})
    shown.metadata = {"image/png": metadata}
    text = nbformat.v4.new_output("stream", text="1")
    cell = SimpleNamespace(outputs=[text, shown], get=lambda name: None)
    assert complaints(cell, [shown, text]) == []
    assert complaints(cell, [text]) == ["1 pictures stored, 0 drawn"]
    assert complaints(cell, [shown, shown]) == ["1 pictures stored, 2 drawn"]


@pytest.mark.parametrize("count", [0, 1])
def test_nbval_compares_the_pictures_of_a_notebook(tmp_path, count):
    """One that stores a picture and draws none is red, and the report says why."""
    png = base64.b64encode(b"png").decode()
    shown = nbformat.v4.new_output("display_data", {"image/png": png})
    cell = nbformat.v4.new_code_cell("pass", execution_count=1, outputs=count * [shown])
    done = under_nbval([cell], tmp_path)
    assert (done.returncode == 0) == (count == 0), done.stdout
    assert ("1 pictures stored, 0 drawn" in done.stdout) == (count == 1)


@pytest.mark.parametrize("path", ENGLISH_PATHS, ids=lambda path: path.stem)
def test_there_are_pictures_to_be_compared(path):
    cells = [cell for cell in Lesson(path).code if not changes(cell)]
    assert any(pictures(cell.outputs) for cell in cells)
