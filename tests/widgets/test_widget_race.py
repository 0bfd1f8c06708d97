"""The explorer of the race: maps, paths, losses and names are those of five walks in plain Python.

RMSProp is left where it does not yet hang on the last digit of a sum.
"""

import math
from itertools import pairwise

import downhill
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from palette import INK, PAPER
from readback import (
    alt,
    bold,
    box_of,
    check_order,
    check_words,
    in_pixels,
    overlap,
    pixels,
    short,
    size_color,
    ticks,
    unseen,
)

from helpers import widgets
from helpers.diagrams import width_of
from helpers.widgets.race import spread

NAMES = {
    "plain": "plain",
    "momentum": "momentum",
    "adagrad": "AdaGrad",
    "rmsprop": "RMSProp",
    "adam": "Adam",
}
STATES = [  # what differs from how it begins
    {},
    {"step": 0},
    {"step": 100},
    {"stretch": 1, "step": 20},
    {"turn": 30, "step": 25},
    {"stretch": 10, "turn": 45, "step": 12, "plain": 0.01},
    {"plain": 0.1, "momentum": 0.2, "adagrad": 10, "rmsprop": 0.1, "adam": 2, "step": 30},
    {"plain": 0.001, "momentum": 0.001, "adagrad": 0.001, "rmsprop": 0.001, "adam": 0.001},
    {"plain": 10, "momentum": 10, "stretch": 10, "step": 100},
    {"plain": 1, "stretch": 1, "step": 3},  # is down at once
    {"plain": 2.02, "stretch": 1, "step": 10},  # beyond the map, by little
]


def full(state):
    return downhill.RATES | {"stretch": 5, "turn": 0, "step": 40} | state


def walks(state):
    """Return of each walker the places up to the step that is shown, and the losses there."""
    valley = state["stretch"], state["turn"]
    for key in NAMES:
        path = downhill.walk(key, state[key], *valley, steps=state["step"])
        yield path, [downhill.loss(place, *valley) for place in path]


def power(value):
    """Write a number above 0 with two digits that count, as a power of ten where it is far off."""
    if value in (0, math.inf):
        return "0" if value == 0 else "∞"
    digits, tens = f"{value:.1e}".split("e")
    if -2 <= int(tens) <= 2:
        return f"{float(f'{value:.2g}'):g}"
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(abs(int(tens))))
    return f"{digits}·10{'⁻' if int(tens) < 0 else ''}{raised}"


def weight(value):
    if abs(value) < 1000:
        return short(value)
    return "−" * (value < 0) + power(abs(value))


@pytest.mark.parametrize("state", STATES)
def test_the_picture_is_true(state):
    check(widgets.Race(**state), full(state))


def test_the_picture_is_true_after_other_states():
    """What was drawn before leaves nothing behind."""
    explorer = widgets.Race()
    for state in (*STATES[3:8], {}):
        with unseen():
            for name, value in full(state).items():
                explorer.controls[name].value = value
        explorer.redraw()
        check(explorer, full(state))


def check(explorer, state):
    """Compare all that is shown with five walks in plain Python."""
    panels, told = explorer.picture.panels, []
    check_order(*(panels[key].ax for key in NAMES))
    seen, all_losses = pixels(explorer), []
    for key, (path, losses) in zip(NAMES, walks(state), strict=True):
        check_map(panels[key], seen, state)
        check_path(panels[key], path)
        check_frame(panels[key].ax, key)
        x, y = map(weight, path[-1])
        far = "beyond the map " * (max(map(abs, path[-1])) > 3)
        place = f"{far}at w₁ = {x}, w₂ = {y}, L = {power(losses[-1])}."
        told.append(f"{NAMES[key]}, rate {state[key]:.3g}: {place}")
        all_losses.append(losses)
    check_losses(panels["losses"], all_losses)
    check_names(panels["losses"], all_losses)
    c, alpha, step = short(state["stretch"]), f"{state['turn']}°", f"{state['step']}"
    check_words(panels["c"], f"c = {c}")
    check_words(panels["at"], "step ", bold(step))
    assert "".join(t.get_text() for t in panels["alpha"].moving) == rf"$\alpha$ = {alpha}"
    start = f"with c = {c}, turned by α = {alpha}, after {step} of 100 steps from w₁ = −2.5, w₂ = 1"
    assert start in alt(explorer)
    assert f" {' '.join(told)} " in alt(explorer)


def check_map(shown, seen, state):
    """The tints are those of the loss there, and contours lie where it is a power of ten."""
    ax, valley = shown.ax, (state["stretch"], state["turn"])
    assert ax.get_xlim() == ax.get_ylim() == (-3, 3)
    places = [(x / 4, y / 4) for x in range(-11, 12) for y in range(-11, 12)]
    tens = [math.log10(max(downhill.loss(place, *valley), 0.1)) for place in places]
    columns, rows = (2 * in_pixels(ax, *np.transpose(places))).astype(int)
    found, tints = seen[rows, columns], np.array([size_color((power + 1) / 4) for power in tens])
    assert (abs(found - tints).max(axis=1) <= 20).mean() > 0.5
    off = [away_from_mix(found, tints, color) for color in (255, 0x22)]  # lines, and their edges
    assert (np.min(off, axis=0) <= 24).mean() > 0.98  # the palette lacks some of their mixtures
    points = shown.lines.get_xydata()
    rings = np.split(points, np.flatnonzero(np.isnan(points[:, 0])))
    rings = [ring[~np.isnan(ring[:, 0])] for ring in rings][: len(rings) - 1]
    for ring, loss in zip(rings, (0.1, 1, 10, 100), strict=True):
        assert [downhill.loss(p, *valley) for p in ring] == pytest.approx([loss] * len(ring))
        assert ring[0] == pytest.approx(ring[-1])
        away = np.hypot(*np.diff(ring, axis=0).T)
        assert away.max() < 0.06 * np.hypot(*np.ptp(ring, axis=0)), "without a gap"
    assert to_hex(shown.lines.get_color()) == PAPER


def away_from_mix(found, tints, color):
    """Return how far colours are from the nearest mixtures of tints and a grey."""
    towards = color - tints
    share = np.clip(((found - tints) * towards).sum(axis=1) / (towards**2).sum(axis=1), 0, 1)
    return abs(found - tints - share[:, np.newaxis] * towards).max(axis=1)


def check_path(shown, path):
    """A white line with a dark casing goes from place to place; a disc is at its end."""
    here = shown.here
    for line, color in ((shown.path, PAPER), (shown.casing, INK)):
        assert to_hex(line.get_color()) == to_hex(line.get_mfc()) == to_hex(line.get_mec()) == color
        assert line.get_marker() == "o"
        for drawn, place in zip(line.get_xydata(), path, strict=True):
            far = max(1, max(map(abs, place)) / 1e4)  # no further than that, in its direction
            assert drawn * far == pytest.approx(place, rel=1e-6, abs=1e-6)
    for size in ("lw", "ms"):
        white, dark = (getattr(line, f"get_{size}")() for line in (shown.path, shown.casing))
        assert dark > white + 1
    order = shown.lines, shown.casing, shown.path, here
    assert [a.get_zorder() < b.get_zorder() for a, b in pairwise(order)] == [True] * 3
    check_head(here, *path[-1], (-3, 3), (-3, 3))
    assert here.get_ms() == 9


def check_head(head, x, y, across, up):
    """A white disc is at a place, or a triangle at the border that points to it."""
    at = [min(max(value, low), high) for value, (low, high) in ((x, across), (y, up))]
    assert head.get_xydata()[0] == pytest.approx(at, abs=1e-6)
    beyond = [
        abs(value - inside) / (high - low)
        for value, inside, (low, high) in zip((x, y), at, (across, up), strict=True)
    ]
    shape = "o"
    if any(beyond):
        shape = (">" if x > 0 else "<") if beyond[0] > beyond[1] else ("^" if y > at[1] else "v")
    assert head.get_marker() == shape
    assert (to_hex(head.get_mfc()), to_hex(head.get_mec())) == (PAPER, INK)
    assert not head.get_clip_on()


def check_frame(ax, key):
    """A map carries the name of its walker; w2 stands at the first, a scale beside the last."""
    assert [text.get_text() for text in ax.texts] == [NAMES[key]]
    assert ax.get_xlabel() == "$w_1$"
    assert ticks(ax.xaxis) == ([-2, 0, 2], ["−2", "0", "2"])
    first, last = key == "plain", key == "adam"
    assert ax.get_ylabel() == "$w_2$" * first
    assert ticks(ax.yaxis) == (ticks(ax.xaxis) if first else ([], []))
    assert len(ax.child_axes) == last
    for scale in ax.child_axes:
        assert [text.get_text() for text in scale.texts] == ["$L$"]
        assert ticks(scale.yaxis)[0] == [-1, 0, 1, 2, 3]  # and test_widgets reads the numbers
        (image,) = scale.images
        column = np.asarray(image.get_array())[:, 0]
        np.testing.assert_allclose(column, np.linspace(0, 1, len(column)))
        assert (image.cmap.name, image.origin) == ("cividis", "lower")
        assert tuple(image.get_extent()) == (0, 1, -1, 3)
        assert [line.get_ydata()[0] for line in scale.lines] == [0, 1, 2]


def check_losses(shown, all_losses):
    """A line for each walker, up to the step that is shown, and a disc at its end."""
    ax, last = shown.lines[0].axes, len(all_losses[0]) - 1
    assert (ax.get_xlim(), ax.get_ylim(), ax.get_yscale()) == ((0, 100), (1e-6, 1e3), "log")
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("step", "$L$")
    for losses, line, head in zip(all_losses, shown.lines, shown.heads, strict=True):
        assert line.get_xdata().tolist() == list(range(last + 1))
        inside = [min(max(loss, 1e-6), 1e3) for loss in losses]
        np.testing.assert_allclose(line.get_ydata(), inside, rtol=1e-4)
        check_head(head, last, losses[-1], (0, 100), (1e-6, 1e3))
        assert (to_hex(line.get_color()), to_hex(line.get_mfc())) == (INK, PAPER)
    looks = {(str(line._dash_pattern), line.get_marker()) for line in shown.lines}
    assert len(looks) == len({dash for dash, _marker in looks}) == 5
    assert len({marker for _dash, marker in looks}) == 5
    assert all(head.get_mew() < head.get_ms() / 3 for head in shown.heads), "a disc is no ring"
    assert not {"^", "v", "<", ">"} & {marker for _dash, marker in looks}, "these point beyond"


def test_no_mark_of_a_line_stands_upon_one_of_another():
    lines = widgets.Race().picture.panels["losses"].lines
    marked = [range(*(first, 101, step)) for first, step in (n.get_markevery() for n in lines)]
    assert len({step for steps in marked for step in steps}) == sum(map(len, marked)) >= 5 * 9


def test_a_walker_at_the_upper_border_stands_off_the_name():
    race = widgets.Race(plain=2.02, stretch=1, step=1)  # jumps over the middle, past the border
    shown = race.picture.panels["plain"]
    for across in (-3, 0, 3):
        shown.walk(np.array([[across, 4.0]]))
        assert shown.here.get_marker() == "^"
        rim = shown.here.get_mew() / 2 * 100 / 72  # which the box leaves out
        assert box_of(shown.here)[3] + rim < box_of(shown.ax.texts[0])[1]


def test_the_name_of_the_second_weight_stands_off_the_numbers():
    ax = widgets.Race().picture.panels["plain"].ax
    name = box_of(ax.yaxis.label)
    assert not any(overlap(name, box_of(text)) for text in ax.get_yticklabels())
    assert 0 <= name[0] < name[2] < box_of(ax)[0]


def test_the_wildest_of_hundreds_of_races_is_as_small_as_a_picture_has_to_be():
    """Found among 800 with rates, valleys and turns drawn at random."""
    wild = widgets.Race(0.127, 0.0813, 6.5885, 1.64968, 5.3483, stretch=5.5, turn=25, step=100)
    assert len(wild.html.value) <= 120_000


def check_names(shown, all_losses):
    """The names stand in the order of the losses, each with a sample of its line, apart."""
    assert [text.get_text() for text in shown.names] == list(NAMES.values())
    boxes = [box_of(text) for text in shown.names]
    ax = shown.lines[0].axes
    right, tall = box_of(ax)[2], ax.figure.get_size_inches()[1] * 100
    for line, sample, box in zip(shown.lines, shown.samples, boxes, strict=True):
        look = [(one.get_marker(), str(one._dash_pattern)) for one in (line, sample)]
        assert look[0] == look[1]
        (at,) = sample.get_markevery()
        assert at == 1
        assert len(sample.get_xdata()) == 3, "its marker stands in its middle"
        assert (line.get_ms(), sample.get_ms()) == (5, 6)
        left, y = box_of(sample)[0], sample.get_ydata()[0]
        assert right + 5 < left < box[0]
        _x, height = in_pixels(sample.axes, 0, y)
        middle = tall - (box[1] + box[3]) / 2
        assert height == pytest.approx(middle, abs=3), "beside its name"
    ends = [min(max(losses[-1], 1e-6), 1e3) for losses in all_losses]
    lows = [box[1] for box in boxes]
    for i, one in enumerate(boxes):
        assert one[2] <= 840
        for j, other in enumerate(boxes[:i]):
            assert not overlap(one, other)
            if not math.isclose(ends[i], ends[j], rel_tol=1e-6):
                assert (ends[i] > ends[j]) == (lows[i] > lows[j])
    heights = [in_pixels(ax, 0, end)[1] for end in ends]
    for i, (box, height) in enumerate(zip(boxes, heights, strict=True)):
        if all(abs(height - other) > 72 for j, other in enumerate(heights) if j != i):
            middle = tall - (box[1] + box[3]) / 2
            assert middle == pytest.approx(height, abs=4), "alone it stands at the end of its line"


HEIGHTS = st.lists(st.floats(0, 136), min_size=5, max_size=5)


@given(wanted=HEIGHTS, others=HEIGHTS)
def test_names_are_pushed_apart_as_little_as_may_be(wanted, others):
    """Nothing else that is apart and in the same order is nearer, as sums of squares go."""
    found = spread(wanted, 136)
    order = sorted(range(5), key=wanted.__getitem__)
    up = [found[i] for i in order]
    assert all(b - a > 18 - 1e-9 for a, b in pairwise(sorted(up)))
    assert 0 <= min(up) <= max(up) <= 136
    for a, b in pairwise(order):
        assert (found[a] < found[b]) == (wanted[a] < wanted[b]) or wanted[a] == wanted[b]
    room = 136 - 4 * 18
    other = [room * height / 136 + 18 * i for i, height in enumerate(sorted(others))]
    near, nearer = (
        sum((x - wanted[i]) ** 2 for i, x in zip(order, heights, strict=True))
        for heights in (other, sorted(up))
    )
    assert nearer <= near + 1e-6


def test_names_that_are_apart_stay_where_they_are_and_equals_stand_in_their_order():
    assert spread([100, 10, 60, 30, 136], 136).tolist() == [100, 10, 60, 30, 136]
    assert spread([50] * 5, 136).tolist() == [86, 68, 50, 32, 14]
    assert spread([0] * 5, 136).tolist() == [72, 54, 36, 18, 0]
    assert spread([136] * 5, 136).tolist() == [136, 118, 100, 82, 64]


def places(explorer):
    return {key: explorer.picture.panels[key].path.get_xydata().copy() for key in NAMES}


@unseen()
def test_a_stretch_moves_plain_and_momentum_alone_and_with_a_turn_all():
    explorer = widgets.Race(plain=0.01, momentum=0.005, step=60)
    moved = {}
    for turn in (0, 30):
        explorer.controls["turn"].value = turn
        explorer.controls["stretch"].value = 2
        before = places(explorer)
        explorer.controls["stretch"].value = 9
        moved[turn] = {key: abs(path - before[key]).max() for key, path in places(explorer).items()}
    assert [key for key, far in moved[0].items() if far > 1e-5] == ["plain", "momentum"]
    assert min(moved[0][key] for key in ("plain", "momentum")) > 0.5
    assert min(moved[30].values()) > 0.1


@unseen()
def test_it_begins_with_rates_at_which_each_walks_as_it_is_known():
    explorer = widgets.Race(step=100)
    lines = explorer.picture.panels["losses"].lines
    losses = {key: line.get_ydata() for key, line in zip(NAMES, lines, strict=True)}
    w1, w2 = ({key: path[:, i] for key, path in places(explorer).items()} for i in (0, 1))
    assert {key: explorer.controls[key].value for key in NAMES} == downhill.RATES
    assert (w2["plain"][:40] * w2["plain"][1:41] < 0).all(), "plain zigzags"
    assert w1["momentum"].max() > 0.5, "momentum rolls past"
    assert (np.diff(w1["adagrad"]) > 0).all(), "AdaGrad goes without turning round"
    assert (np.diff(w2["adagrad"]) < 0).all()
    first = {key: int(np.argmax(loss < 0.05)) for key, loss in losses.items()}
    assert min(first, key=first.get) == "rmsprop", "RMSProp is the first to be down"
    assert losses["rmsprop"][-30:].min() > 0.1, "and does not settle"
    assert 0.3 < w1["adam"].max() < 1, "Adam overshoots"
    for key in set(NAMES) - {"rmsprop"}:
        assert losses[key][-1] < 1e-3 < losses[key][20]


@unseen()
def test_play_moves_the_step_and_reset_stops_it():
    """The link runs in the front end: its two ends are the values of Play and of the slider."""
    explorer = widgets.Race(step=30)
    step, play = explorer.controls["step"], explorer.play
    ends = [(play, "value"), (step, "value")]
    assert [explorer.link.source, explorer.link.target] == ends
    assert (play.value, play.min, play.max, play.step, play.interval) == (30, 0, 100, 1, 100)
    playing = "playing" if play.has_trait("playing") else "_playing"
    setattr(play, playing, True)
    step.value = play.value = 77
    assert "after 77 of 100 steps" in alt(explorer)
    explorer.reset_button.click()
    assert (getattr(play, playing), play.value, step.value) == (False, 30, 30)
    step.value = 78  # a step that was on its way
    assert step.value == 30
    explorer.controls["turn"].value = 20  # a hand is not
    assert explorer.controls["turn"].value == 20


def test_names_that_move_are_not_drawn_anew(monkeypatch):
    explorer = widgets.Race()
    names, drawn = explorer.picture.panels["losses"].names, []
    explorer.controls["step"].value = 60
    for name in names:
        monkeypatch.setattr(name, "draw", lambda _renderer, name=name: drawn.append(name))
    before = [name.get_position() for name in names]
    explorer.controls["step"].value = 6
    assert [name.get_position() for name in names] != before
    assert drawn == []
    assert explorer.html.value == widgets.Race(step=6).html.value


@pytest.mark.parametrize("rate", [0.001, 0.00104, 0.07, 0.5, 3.3, 10])
@unseen()
def test_a_browser_leaves_a_rate_as_it_came(rate):
    """It moves a slider's handle to a whole number of steps from the lower end, and says so."""
    slider = widgets.Race(plain=rate).controls["plain"]
    steps = (math.log10(rate) + 3) / slider.step
    assert steps == pytest.approx(round(steps), abs=1e-6)
    assert slider.step == pytest.approx(0.05, rel=0.7 if rate < 0.0011 else 0.03)


def test_a_rate_is_the_one_that_its_slider_shows():
    """Three digits of it, since a browser may change the last ones."""
    explorer = widgets.Race(rmsprop=0.6)
    before = explorer.html.value, explorer.call()
    explorer.controls["rmsprop"].value = 0.6000004
    assert (explorer.html.value, explorer.call()) == before
    check(widgets.Race(rmsprop=0.60123), full({"rmsprop": 0.601}))


def in_pixels_wide(text):
    """Return how wide a label of a control is, in the letters of 13 pixels that Jupyter has."""
    return width_of(text, 13 * 72 / 100)


@unseen()
def test_rates_are_told_apart_by_name_and_go_from_a_thousandth_to_ten():
    explorer = widgets.Race()
    for key, name in NAMES.items():
        slider = explorer.controls[key]
        assert (slider.description, slider.base**slider.min, slider.max) == (name, 0.001, 1)
        assert in_pixels_wide(name) < int(slider.style.description_width.removesuffix("px"))
    assert [explorer.controls[key].description for key in ("stretch", "turn")] == ["c", "α"]
    assert explorer.controls["stretch"].step == 0.5
    assert explorer.code() == ""
    assert explorer.call() == (
        "widgets.Race(plain=0.07, momentum=0.02, adagrad=0.4, rmsprop=0.6, adam=0.2, stretch=5, "
        "turn=0, step=40)"
    )
