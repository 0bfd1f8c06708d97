"""The explorer Digit: what is drawn against plain Python, the pad, its buttons, and its states."""

import math
from functools import cache
from itertools import chain, pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from ipywidgets import Button
from lessons import ROOT
from matplotlib.colors import to_hex
from palette import CHOSEN, FAINT, INK, PURPLE, TEAL
from readback import alt, box_of, overlap, pixels, texts_of, ticks, unseen

from helpers import splits, widgets

FOUR = 316  # a test digit of which the network is not sure
ARROWS = {"↑": (-1, 0), "↓": (1, 0), "←": (0, -1), "→": (0, 1)}


@pytest.fixture
def explorer():
    return widgets.Digit(FOUR, speaks=4)


def panels(explorer):
    return explorer.picture.panels


@cache
def stored():
    """Return the test digits as lists of pixels, and what each says, from the file itself."""
    with np.load(ROOT / "helpers" / "data" / "digits.npz") as file:
        points, said = file["pixels"].tolist(), file["digits"].tolist()
    test = np.random.default_rng(0).permutation(1797)[:397].tolist()
    return [points[row] for row in test], [said[row] for row in test]


@cache
def weights():
    net = splits.reader()
    return SimpleNamespace(
        W=[w.T.tolist() for w in net.W],  # a row a neuron
        B=[b[0].tolist() for b in net.B],
    )


def log_shares(x):
    """Return log p for each digit, neuron by neuron, in plain Python."""
    layers, known = [x], weights()
    for W, B in zip(known.W, known.B, strict=True):
        sums = [
            math.fsum([w * a for w, a in zip(row, layers[-1], strict=True)]) + b
            for row, b in zip(W, B, strict=True)
        ]
        layers.append([math.tanh(z) for z in sums])
    most = max(sums)
    total = most + math.log(math.fsum(math.exp(z - most) for z in sums))
    return [z - total for z in sums]


def slopes_by_hand(ink, k, h=1e-4):
    """Return central differences of log p_k, pixel by pixel."""
    x, found = [n / 16 for n in ink], []
    for i in range(64):
        ends = ([*x[:i], x[i] + step, *x[i + 1 :]] for step in (h, -h))
        above, below = (log_shares(end)[k] for end in ends)
        found.append((above - below) / (2 * h))
    return found


def winner(explorer):
    shares = log_shares([n / 16 for n in explorer.pixels])
    return max(range(10), key=shares.__getitem__)


def press(explorer, said):
    (found,) = [one for one in explorer.pad.children if one.description == said]
    found.click()


def named(explorer, row, column):
    """Return the button of a pixel, by its name."""
    start = f"row {row}, column {column}: "
    (found,) = [one for one in explorer.pad.children if (one.tooltip or "").startswith(start)]
    return found


def on_pad(explorer):
    """Return the pixels that the pad shows, by the names of its buttons."""
    names = [named(explorer, i // 8, i % 8).tooltip for i in range(64)]
    assert all(name.endswith(" of 16") for name in names)
    return [int(name.split(": ")[1].removesuffix(" of 16")) for name in names]


def shade(share, end=INK):
    """Return the colour so far on the way from white, as three numbers from 0 to 255."""
    return [255 + share * (int(end[i : i + 2], 16) - 255) for i in (1, 3, 5)]


def middle(explorer, ax, row, column):
    """Return the colour that a learner sees beside the middle of a pixel of a map."""
    across, up = ax.transData.transform((column + 0.8, row + 0.8))
    return pixels(explorer)[2 * explorer.size[1] - 1 - round(up), round(across)].tolist()


# ---------------------------------------------------------------- the picture


@pytest.mark.parametrize("row", [0, 101, FOUR, 396])
def test_the_digit_on_the_pad_is_that_of_the_row(explorer, row):
    explorer.controls["row"].value = row
    points, said = stored()
    assert panels(explorer)["x"].squares.get_array().ravel().tolist() == [
        n / 16 for n in points[row]
    ]
    assert panels(explorer)["y_true"].get_text() == rf"$y_\mathrm{{true}} = {said[row]}$"
    assert on_pad(explorer) == points[row]
    assert f"test digit {row}, as it was written: {said[row]}." in alt(explorer)
    ax = panels(explorer)["x"].squares.axes
    for i in range(0, 64, 7):
        seen = middle(explorer, ax, *divmod(i, 8))
        assert seen == pytest.approx(shade(points[row][i] / 16), abs=6), "a palette rounds"


def test_the_upper_left_pixel_is_the_first_and_the_pad_lies_as_the_digit(explorer):
    for ax in (panels(explorer)[key].squares.axes for key in ("x", "slopes")):
        assert (ax.get_xlim(), ax.get_ylim()) == ((0, 8), (8, 0))
    corners = panels(explorer)["x"].squares.get_coordinates()
    assert corners[0, 0].tolist() == [0, 0]
    assert corners[8, 3].tolist() == [3, 8]


@pytest.mark.parametrize(("row", "speaks"), [(FOUR, None), (FOUR, 4), (0, 3), (101, 8)])
def test_the_slopes_are_central_differences_of_log_p(explorer, row, speaks):
    explorer = widgets.Digit(row, speaks=speaks)
    k = winner(explorer) if speaks is None else speaks
    part = panels(explorer)["slopes"]
    wanted = slopes_by_hand(stored()[0][row], k)
    shown = part.squares.get_array().ravel().tolist()
    assert shown == pytest.approx(wanted, rel=1e-5, abs=1e-6)
    assert [text.get_text() for text in part.names] == [
        f"$k = {k}$",
        rf"$\partial\,\log\,p_{k}\,/\,\partial x$",
    ]
    most = max(map(abs, wanted))
    low, top = part.squares.get_clim()
    assert low == -top
    assert most <= top <= 2 * most
    assert part.scale.get_ylim() == (low, top)
    assert ticks(part.scale.yaxis)[0] == [low, 0, top]


def test_a_slope_has_the_colour_of_its_sign_as_far_as_it_goes(explorer):
    part = panels(explorer)["slopes"]
    _low, top = part.squares.get_clim()
    slopes = slopes_by_hand(explorer.pixels, 4)
    for i, slope in enumerate(slopes):
        level = min(
            int((19 * abs(slope) / top + 1) / 2), 9
        )  # of nineteen bands, white in the middle
        color = to_hex(part.squares.get_cmap()(part.squares.norm(slope)))
        channels = [int(color[j : j + 2], 16) for j in (1, 3, 5)]
        assert channels == pytest.approx(shade(level / 9, TEAL if slope > 0 else PURPLE), abs=1)
        seen = middle(explorer, part.squares.axes, *divmod(i, 8))
        assert seen == pytest.approx(channels, abs=3), "the palette has these tints"


def test_the_scale_has_the_colours_of_the_map(explorer):
    part = panels(explorer)["slopes"]
    (ramp,) = part.scale.collections
    count, (low, top) = len(ramp.get_array()), part.squares.get_clim()
    heights = ramp.get_coordinates()[:, 0, 1]
    assert heights.tolist() == pytest.approx([i / count for i in range(count + 1)])
    assert ramp.get_transform().transform((0.5, 1))[1] == part.scale.bbox.y1
    ramp.update_scalarmappable()
    for i, color in enumerate(ramp.get_facecolor()):
        slope = low + (i + 0.5) / count * (top - low)
        assert to_hex(color) == to_hex(part.squares.get_cmap()(part.squares.norm(slope)))


def test_dots_on_the_map_stand_where_the_picture_is_nearer_to_ink(explorer):
    for _state in range(2):
        inked = [i for i, n in enumerate(explorer.pixels) if n >= 8]
        places = panels(explorer)["slopes"].ink.get_xydata().tolist()
        assert places == [[i % 8 + 0.5, i // 8 + 0.5] for i in inked]
        explorer.put(explorer.noisy)


@pytest.mark.parametrize("row", [0, FOUR])
def test_bars_are_the_shares_and_the_largest_is_in_ink(explorer, row):
    explorer.controls["row"].value = row
    shares = [math.exp(one) for one in log_shares([n / 16 for n in explorer.pixels])]
    part, most = panels(explorer)["p"], max(shares)
    assert math.fsum(shares) == pytest.approx(1)
    for k, (bar, number) in enumerate(zip(part.bars, part.numbers, strict=True)):
        assert (bar.get_x(), bar.get_width()) == (0, pytest.approx(shares[k], abs=1e-9))
        assert bar.get_y() + bar.get_height() / 2 == pytest.approx(k)
        largest = shares[k] == most
        assert to_hex(bar.get_facecolor()) == (INK if largest else FAINT)
        assert number.get_fontweight() == ("bold" if largest else "normal")
        assert number.get_text() == (f"{shares[k]:.2f}" if shares[k] >= 0.005 else "")
        assert number.xy == pytest.approx((shares[k], k))
    ax = part.bars[0].axes
    assert ax.get_xlim() == (0, 1)
    assert ticks(ax.xaxis) == ([0, 0.5, 1], ["0", "0.5", "1"])
    assert ticks(ax.yaxis) == (list(range(10)), [str(k) for k in range(10)])


def test_a_ground_lies_behind_the_row_of_the_digit_that_is_spoken_for(explorer):
    for speaks in (-1, 0, 9):
        explorer.controls["speaks"].value = speaks
        ground = panels(explorer)["p"].ground
        k = winner(explorer) if speaks == -1 else speaks
        assert (ground.get_y(), ground.get_height()) == (k - 0.5, 1)
        assert to_hex(ground.get_facecolor()) == CHOSEN
        ax = panels(explorer)["p"].bars[0].axes
        assert box_of(ground)[0] < box_of(ax.get_yticklabels()[k])[0], "behind its name too"
        assert box_of(ground)[0] > box_of(ax.yaxis.label)[2]
        assert all(ground.get_zorder() < bar.get_zorder() for bar in panels(explorer)["p"].bars)


@pytest.mark.parametrize("row", [0, 20, 101, FOUR])
def test_nothing_overlaps(row):
    explorer = widgets.Digit(row)
    for speaks in (-1, 4):
        explorer.controls["speaks"].value = speaks
        boxes = [box_of(text) for text in texts_of(explorer.picture.figure)]
        for ax in (panels(explorer)["slopes"].scale, panels(explorer)["p"].bars[0].axes):
            labels = chain(ax.get_xticklabels(), ax.get_yticklabels(), [ax.yaxis.label])
            boxes += [box_of(text) for text in labels if text.get_text()]
        boxes += [box_of(panels(explorer)[key].squares.axes.patch) for key in ("x", "slopes")]
        for i, one in enumerate(boxes):
            assert one[0] >= 0
            assert one[2] <= 840
            assert not any(overlap(one, other) for other in boxes[:i])
        bars = panels(explorer)["p"].bars
        assert all(one.get_y() + one.get_height() < other.get_y() for one, other in pairwise(bars))


# ---------------------------------------------------------------- what is said


def test_the_alternative_text_tells_the_answer_the_next_and_the_strongest_pixels(explorer):
    shares = [math.exp(one) for one in log_shares([n / 16 for n in explorer.pixels])]
    first, second = sorted(range(10), key=lambda k: -shares[k])[:2]
    assert (first, second) == (9, 4)
    said = f"answers 9, with a share of {shares[9]:.2f}; next is 4, with {shares[4]:.2f}. "
    assert said + "More ink raises the share of 4 most at " in alt(explorer)
    slopes = slopes_by_hand(explorer.pixels, 4)
    order = sorted(range(64), key=slopes.__getitem__)
    for part, strongest in (("raises", order[::-1][:3]), ("lowers", order[:3])):
        told = alt(explorer).split(part)[1].split("most at ")[1].split(".  ")[0]
        places = [
            f"row {i // 8}, column {i % 8} ({slopes[i]:+.2f})".replace("-", "−") for i in strongest
        ]
        assert told.startswith("; ".join(places))
    press(explorer, "→")
    assert f"a changed picture; it began as test digit {FOUR}: 4." in alt(explorer)
    assert panels(explorer)["y_true"].get_text() == "", "nobody wrote this one"


# ---------------------------------------------------------------- the pad


def test_each_button_has_the_colour_of_its_pixel_and_a_name_of_its_own(explorer):
    for i, ink in enumerate(explorer.pixels):
        color = named(explorer, i // 8, i % 8).style.button_color
        assert [int(color[j : j + 2], 16) for j in (1, 3, 5)] == pytest.approx(
            shade(ink / 16), abs=2
        )
    buttons = [one for one in explorer.pad.children if one.tooltip]
    assert len({one.tooltip for one in buttons}) == len(buttons) == 64
    assert len({one.style.model_id for one in explorer.pad.buttons}) <= 17, "they share looks"
    assert len({one.layout.model_id for one in explorer.pad.buttons}) == 8


def test_a_press_lays_ink_where_there_is_less_than_half_and_paper_elsewhere():
    explorer = widgets.Digit(pixels=[7, 8, 0, 16] + [3] * 60)
    for column in range(4):
        named(explorer, 0, column).click()
    assert explorer.pixels == on_pad(explorer) == [16, 0, 16, 0] + [3] * 60
    assert panels(explorer)["x"].squares.get_array().ravel().tolist() == [
        n / 16 for n in explorer.pixels
    ]
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
    assert keys == {"style", "tooltip"}


@pytest.mark.parametrize("arrow", ARROWS)
def test_arrows_move_by_one_pixel_and_what_leaves_is_lost(arrow):
    ink = [(5 * i + 1) % 17 for i in range(64)]
    explorer, (down, right) = widgets.Digit(pixels=ink), ARROWS[arrow]
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
    assert panels(explorer)["slopes"].ink.get_xydata().size == 0


def test_noise_is_drawn_anew_with_each_press_and_begins_again(explorer):
    start, shown = explorer.pixels, explorer.html.value
    seen, before = [], start
    for presses in (1, 2):
        press(explorer, "Noise")
        drawn = np.random.default_rng(presses).standard_normal(64).tolist()
        wanted = [
            round(16 * min(max(n / 16 + 0.2 * one, 0), 1))
            for n, one in zip(before, drawn, strict=True)
        ]
        assert explorer.pixels == on_pad(explorer) == wanted
        seen.append(wanted)
        before = wanted
    assert seen[0] != seen[1]
    explorer.reset()
    assert explorer.pixels == on_pad(explorer) == start
    assert explorer.html.value == shown
    press(explorer, "Noise")
    assert explorer.pixels == seen[0]
    explorer.controls["row"].value = 0
    explorer.controls["row"].value = FOUR
    assert explorer.pixels == start
    press(explorer, "Noise")
    assert explorer.pixels == seen[0], "a digit that is laid anew begins with the first noise"


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
    beside = {one.description: (r, c) for one, r, c in zip(explorer.pad.children, rows, columns,
              strict=True) if one.description}  # fmt: skip
    (up, a), (down, b), (left, c), (right, d) = (beside[arrow] for arrow in ARROWS)
    assert up + 1 == left == right == down - 1
    assert c + 1 == a == b == d - 1
    assert all(isinstance(one, Button) for one in explorer.pad.children)


# ---------------------------------------------------------------- states


def test_the_call_tells_the_pixels_only_where_they_are_changed(explorer):
    assert explorer.call() == f"widgets.Digit(row={FOUR}, speaks=4)"
    explorer.press(63)
    assert explorer.state()["pixels"] == [*stored()[0][FOUR][:-1], 16]
    again = eval(explorer.call(), {"widgets": widgets})
    assert (again.pixels, again.html.value) == (explorer.pixels, explorer.html.value)
    explorer.press(63)
    assert "pixels" not in explorer.state(), "it is the test digit again"
    explorer.controls["speaks"].value = -1
    assert explorer.call() == f"widgets.Digit(row={FOUR}, speaks=None)"


def test_reset_brings_back_the_pixels_that_were_given_and_the_row_lays_its_own():
    given = [1] * 64
    explorer = widgets.Digit(3, given)
    start = explorer.html.value
    assert on_pad(explorer) == given
    explorer.controls["row"].value = 5
    assert explorer.pixels == stored()[0][5]
    explorer.reset()
    assert explorer.pixels == on_pad(explorer) == given
    assert explorer.html.value == start


def test_a_press_does_not_change_the_digits_for_others(explorer):
    explorer.press(0)
    press(explorer, "Erase")
    assert widgets.Digit(FOUR).pixels == stored()[0][FOUR]
