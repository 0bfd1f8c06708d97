"""The pad of 8 by 8 buttons, in each explorer that has one."""

from itertools import pairwise

import ipywidgets
import numpy as np
import pytest
from padread import ARROWS, buttons_of, middle, named, on_pad, press, shade, stored
from readback import alt, unseen

from helpers import widgets

ROW = 316
WITH_PAD = widgets.Digit, widgets.Kernel


@pytest.fixture(params=WITH_PAD, ids=lambda made: made.__name__)
def made(request):
    """Return each class of explorers in turn."""
    return request.param


@pytest.fixture
def explorer(made):
    return made(ROW)


def x_of(explorer):
    """Return the numbers of the picture above the pad."""
    return explorer.picture.panels["x"].squares.get_array().ravel().tolist()


@pytest.mark.parametrize("row", [0, 101, ROW, 396])
def test_the_digit_on_the_pad_is_that_of_the_row(explorer, row):
    explorer.controls["row"].value = row
    points, said = stored()
    assert x_of(explorer) == [n / 16 for n in points[row]]
    assert explorer.picture.panels["y_true"].get_text() == rf"$y_\mathrm{{true}} = {said[row]}$"
    assert on_pad(explorer) == points[row]
    assert f"test digit {row}, as it was written: {said[row]}." in alt(explorer)
    ax = explorer.picture.panels["x"].squares.axes
    for i in (0, 7, 14, 35, 42, 49, 56, 63):  # not where the frame of a window lies
        seen = middle(explorer, ax, *divmod(i, 8))
        assert seen == pytest.approx(shade(points[row][i] / 16), abs=6), "a palette rounds"


def test_the_buttons_of_the_pad_have_no_room_around_the_number(explorer):
    """Else a number would not fit into a button as small as that."""
    for layout in (named(explorer, *divmod(i, 8)).layout for i in range(64)):
        assert (layout.padding, layout.margin) == ("0", "0")
        assert layout.width == layout.height == layout.min_width


def test_a_changed_picture_is_told(explorer):
    press(explorer, "→")
    digit = stored()[1][ROW]
    assert f"a changed picture; it began as test digit {ROW}: {digit}." in alt(explorer)
    assert explorer.picture.panels["y_true"].get_text() == "", "nobody wrote this one"


def test_the_upper_left_pixel_is_the_first_and_the_pad_lies_as_the_digit(explorer):
    squares = explorer.picture.panels["x"].squares
    assert (squares.axes.get_xlim(), squares.axes.get_ylim()) == ((0, 8), (8, 0))
    corners = squares.get_coordinates()
    assert corners[0, 0].tolist() == [0, 0]
    assert corners[8, 3].tolist() == [3, 8]


def test_each_button_has_the_colour_of_its_pixel_and_a_name_of_its_own(explorer):
    for i, ink in enumerate(explorer.pixels):
        color = named(explorer, i // 8, i % 8).style.button_color
        assert [int(color[j : j + 2], 16) for j in (1, 3, 5)] == pytest.approx(
            shade(ink / 16), abs=2
        )
    buttons = [one for one in buttons_of(explorer) if one.tooltip]
    assert len({one.tooltip for one in buttons}) == len(buttons) == 64
    assert len({one.style.model_id for one in explorer.pad.buttons}) <= 17, "they share looks"
    assert len({one.layout.model_id for one in explorer.pad.buttons}) == 8


def test_a_press_lays_ink_where_there_is_less_than_half_and_paper_elsewhere(made):
    explorer = made(pixels=[7, 8, 0, 16] + [3] * 60)
    for column in range(4):
        named(explorer, 0, column).click()
    assert explorer.pixels == on_pad(explorer) == [16, 0, 16, 0] + [3] * 60
    assert x_of(explorer) == [n / 16 for n in explorer.pixels]
    named(explorer, 7, 7).click()
    assert explorer.pixels == [16, 0, 16, 0] + [3] * 59 + [16]
    named(explorer, 7, 7).click()
    assert explorer.pixels == [16, 0, 16, 0] + [3] * 59 + [0]


def test_a_press_sends_one_message_for_its_pixel(explorer, monkeypatch):
    sent = []
    for one in explorer.pad.buttons:
        monkeypatch.setattr(one, "send_state", lambda key, one=one: sent.append((one, {*key})))
    explorer.press(20)
    ((one, keys),) = sent
    assert one is explorer.pad.buttons[20]
    # ipywidgets 7 lists what has changed only where there is a kernel.
    assert keys == ({"style", "tooltip"} if int(ipywidgets.__version__[0]) > 7 else set())


@pytest.mark.parametrize("arrow", ARROWS)
def test_arrows_move_by_one_pixel_and_what_leaves_is_lost(made, arrow):
    ink = [(5 * i + 1) % 17 for i in range(64)]
    explorer, (down, right) = made(pixels=ink), ARROWS[arrow]
    for step in (1, 2):
        press(explorer, arrow)
        wanted = []
        for row in range(8):
            for column in range(8):
                come = row - step * down, column - step * right
                inside = 0 <= come[0] < 8 and 0 <= come[1] < 8
                wanted.append(ink[8 * come[0] + come[1]] if inside else 0)
        assert explorer.pixels == on_pad(explorer) == wanted
    with unseen():
        for _step in range(6):
            press(explorer, arrow)
    assert explorer.pixels == [0] * 64, "eight steps lead off the pad"


def test_erase_leaves_paper(explorer):
    press(explorer, "Erase")
    assert explorer.pixels == on_pad(explorer) == [0] * 64


def test_it_is_as_high_as_a_screen_has_room_for(explorer):
    """A row of controls, the picture, and eight rows of the pad, which stand below one another."""
    look = explorer.pad.layout
    high = 8 * int(look.grid_auto_rows[:-2]) + 7 * int(look.grid_gap[:-2])
    assert 42 + explorer.size[1] + high <= 620
    assert {one.layout.height for one in explorer.pad.buttons} == {look.grid_auto_rows}


def test_tab_goes_on_as_one_reads(explorer):
    """Each row of the pad ends before the next begins, whatever stands to its right."""
    columns = [int(one.layout.grid_area.split("/ ")[1]) for one in explorer.pad.children]
    rows = np.cumsum([column == 1 for column in columns])
    assert rows[-1] == 8
    assert all(a < b for (r, a), (s, b) in pairwise(zip(rows, columns, strict=True)) if r == s)
    assert columns[:8] == [*range(1, 9)]
    assert all(column > 9 for column in columns if column not in range(1, 9))


def test_the_call_tells_the_pixels_only_where_they_are_changed(explorer):
    start = explorer.call()
    assert f"row={ROW}" in start
    assert "pixels" not in start
    explorer.press(63)
    assert explorer.state()["pixels"] == [*stored()[0][ROW][:-1], 16]
    again = eval(explorer.call(), {"widgets": widgets})
    assert (again.pixels, again.html.value) == (explorer.pixels, explorer.html.value)
    explorer.press(63)
    assert explorer.call() == start, "it is the test digit again"


def test_reset_brings_back_the_pixels_that_were_given_and_the_row_lays_its_own(made):
    given = [1] * 64
    explorer = made(3, given)
    start = explorer.html.value
    assert on_pad(explorer) == given
    explorer.controls["row"].value = 5
    assert explorer.pixels == stored()[0][5]
    explorer.reset()
    assert explorer.pixels == on_pad(explorer) == given
    assert explorer.html.value == start


def test_a_press_does_not_change_the_digits_for_others(explorer, made):
    explorer.press(0)
    press(explorer, "Erase")
    assert made(ROW).pixels == stored()[0][ROW]
