"""The explorer of the learning rate: twenty steps on the map, as plain Python takes them."""

from itertools import pairwise

import numpy as np
import plain
import pytest
from matplotlib.colors import to_hex
from palette import FAINT, PAPER
from readback import LINE, alt, bold, check_curve, check_words, fixed, pixels, short, written
from test_widget_descent import STAND, check_here, check_map

from helpers import widgets

PAIR, RATES = ("w6", "b3"), (0.1, 1, 7.5, 10, 40, 42, 10**1.75, 63, 100)


def walk(rate):
    """Return the places of a walk on all four people, and its losses."""
    states = plain.walk(STAND, [plain.ROWS] * 20, rate, PAIR)
    return [[state[name] for name in PAIR] for state in states], [plain.loss(s) for s in states]


@pytest.mark.parametrize("rate", RATES)
def test_the_picture_is_true(rate):
    check(widgets.Walks(rate), rate)


def test_the_picture_is_true_after_other_rates():
    explorer = widgets.Walks()
    for rate in (100, 0.1, 40, 3):
        explorer.controls["rate"].value = rate
        check(explorer, rate)


def check(explorer, rate):
    """Compare all that is shown with a walk in plain Python."""
    panels, (path, losses) = explorer.picture.panels, walk(rate)
    np.testing.assert_allclose(panels["path"].get_xydata(), path, atol=1e-9)
    assert to_hex(panels["path"].get_color()) == PAPER
    assert panels["path"].get_marker() == panels["history"].line.get_marker() == "o"
    check_here(panels["here"], path[-1])
    check_curve(panels["history"], losses, last=20, high=0.5, width=LINE)
    assert max(losses) < 0.5, "no loss is cut off"
    assert panels["history"].ax.get_xlabel() == "step"
    assert panels["here"].axes is panels["path"].axes is not panels["history"].ax
    check_words(panels["loss"], "L = ", bold(fixed(losses[-1])))
    rises = sum(after > before for before, after in pairwise(losses))
    assert written(explorer.message.value) == [f"{rises}", "20"]
    far = max(map(abs, path[-1])) > 8
    assert ("ends beyond the map" in explorer.message.value) == far
    said, places = alt(explorer), [short(value) for value in path[-1]]
    now = [f"{rate:.3g}", *places, fixed(losses[-1]), f"{rises}", "20"]
    assert written(said) == ["1", "0", *now, "1", "10", "40"]
    assert explorer.message.value in said
    assert said.startswith("A map of the loss over w₆ and b₃ with a walk from w₆ = 1, b₃ = 0.")
    assert f"it ends at w₆ = {places[0]}, b₃ = {places[1]}," in said


def test_the_map_is_that_of_notebook_3():
    explorer = widgets.Walks()
    ax = explorer.picture.panels["path"].axes
    title = ax.texts[-1]
    assert title.get_text() == "$L(w_6, b_3)$"
    title.remove()  # the other texts are the numbers of contours
    check_map(explorer, mapped(ax), STAND, PAIR, 8)


class mapped:
    """The parts of a landscape, found on its axes."""

    def __init__(self, ax):
        self.ax, (self.image,) = ax, ax.images
        (self.lines,) = (c for c in ax.collections if hasattr(c, "levels"))


def test_three_walks_are_there_for_comparison():
    """Thin white lines on the map, grey ones beside it, with the same dashes and a name each."""
    panels = widgets.Walks().picture.panels
    ax, side = panels["path"].axes, panels["history"].ax
    on_map = [line for line in ax.lines if line not in (panels["path"], panels["here"])]
    own = panels["history"].moving
    beside = [line for line in side.lines if line not in own]
    assert len(on_map) == len(beside) == 3
    for rate, there, here in zip((1, 10, 40), on_map, beside, strict=True):
        path, losses = walk(rate)
        np.testing.assert_allclose(there.get_xydata(), path, atol=1e-9)
        np.testing.assert_allclose(here.get_xydata(), list(enumerate(losses)), atol=1e-9)
        assert (to_hex(there.get_color()), to_hex(here.get_color())) == (PAPER, FAINT)
        assert there.get_lw() < panels["path"].get_lw()
        assert there._dash_pattern[1] is not None
        assert there.get_marker() == here.get_marker()
        assert there.get_markevery() == here.get_markevery() == [-1], "a mark at the end"
    dashes = [
        tuple(np.divide(line._dash_pattern[1], line.get_lw()).round(6)) for line in on_map + beside
    ]
    assert dashes[:3] == dashes[3:]
    assert len(set(dashes)) == 3
    assert len({line.get_marker() for line in beside}) == 3
    names = {text.get_text(): text for text in side.texts if text.get_text().startswith("rate")}
    assert list(names) == ["rate 1", "rate 10", "rate 40"]
    for line, text in zip(beside, names.values(), strict=True):
        box = text.get_window_extent()
        (_x, end), right = side.transData.transform(line.get_xydata()[-1]), side.bbox.x1
        assert right < box.x0, "beside the end of its line"
        assert abs((box.y0 + box.y1) / 2 - end) < box.height, "and at its height"
    boxes = sorted(text.get_window_extent().y0 for text in names.values())
    assert min(np.diff(boxes)) > 14 * side.figure.dpi / 100


def test_reset_brings_back_the_same_bytes():
    explorer = widgets.Walks()
    start = explorer.html.value
    explorer.controls["rate"].value = 100
    assert (pixels(explorer)[:, -8:] == 255).all()
    assert explorer.html.value != start
    explorer.reset_button.click()
    assert explorer.html.value == start
