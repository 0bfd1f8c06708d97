"""The explorer Digit: what is drawn against plain Python, noise, and its states."""

import math
from functools import cache
from itertools import chain, pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from ipywidgets import Button
from matplotlib.colors import to_hex
from padread import ARROWS, middle, on_pad, press, shade, stored
from palette import CHOSEN, FAINT, INK, PURPLE, TEAL
from readback import alt, box_of, overlap, texts_of, ticks

from helpers import splits, widgets

FOUR = 316  # a test digit of which the network is not sure


@pytest.fixture
def explorer():
    return widgets.Digit(FOUR, speaks=4)


def panels(explorer):
    return explorer.picture.panels


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


# ---------------------------------------------------------------- the picture


def test_the_map_lies_as_the_digit(explorer):
    for ax in (panels(explorer)[key].squares.axes for key in ("x", "slopes")):
        assert (ax.get_xlim(), ax.get_ylim()) == ((0, 8), (8, 0))


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
        assert told.startswith(", ".join(places))


# ---------------------------------------------------------------- beside the pad


def test_on_an_empty_pad_no_dot_is_left(explorer):
    press(explorer, "Erase")
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


def test_the_arrows_lie_as_they_point(explorer):
    children = explorer.pad.children
    columns = [int(one.layout.grid_area.split("/ ")[1]) for one in children]
    rows = np.cumsum([column == 1 for column in columns])
    beside = {one.description: (r, c) for one, r, c in zip(children, rows, columns, strict=True)}
    (up, a), (down, b), (left, c), (right, d) = (beside[arrow] for arrow in ARROWS)
    assert up + 1 == left == right == down - 1
    assert c + 1 == a == b == d - 1
    assert all(isinstance(one, Button) for one in children)


# ---------------------------------------------------------------- states


def test_the_call_tells_for_which_digit_pixels_speak(explorer):
    assert explorer.call() == f"widgets.Digit(row={FOUR}, speaks=4)"
    explorer.controls["speaks"].value = -1
    assert explorer.call() == f"widgets.Digit(row={FOUR}, speaks=None)"


def test_it_begins_with_the_first_row_and_with_the_answer():
    controls = widgets.Digit().controls
    assert controls["row"].value == 0
    assert [name for name, _k in controls["speaks"].options] == ["–", *map(str, range(10))]
    assert controls["speaks"].value == controls["speaks"].options[0][1]
    with pytest.raises(ValueError, match=r"^speaks was 11; expected"):
        widgets.Digit(speaks=11)
