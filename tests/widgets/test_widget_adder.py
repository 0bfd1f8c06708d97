"""The explorer Adder: each column of its picture against plain Python, and its steps."""

from itertools import pairwise

import adding
import numpy as np
import pytest
from lessons import ROOT
from matplotlib.colors import to_hex, to_rgb
from palette import CHOSEN, INK, PAPER, answer_color, hidden_color
from readback import (
    alt,
    arrow_ends,
    bold,
    box_of,
    check_curve,
    check_words,
    fixed,
    overlap,
    pixels,
    texts_of,
    ticks,
    unseen,
)

from helpers import widgets

PALE, GREY = "#dddddd", "#555555"  # the rim of an empty circle; a number that only counts
HAND = (0.4, 0.4, 0, 0.2, 12, 12, 0, 6, 10, -4, -0.5, -15, 0)
STORED = [tuple(map(float, line.split(",")))
          for line in (ROOT / "helpers/data/adder.csv").read_text("utf-8").splitlines()
          if not line.startswith("#")]  # fmt: skip
STATES = [  # a, b, t, epoch, network
    (105, 78, 9, 40, "trained"),
    (105, 78, 6, 40, "trained"),
    (255, 1, 9, 40, "trained"),
    (91, 37, 5, 3, "trained"),  # wrong at three of five steps
    (255, 255, 9, 0, "trained"),
    (0, 0, 0, 12, "trained"),
    (0, 0, 1, 1, "trained"),
    (200, 255, 9, 40, "by_hand"),
    (128, 127, 4, 7, "by_hand"),
]


@pytest.fixture
def explorer():
    return widgets.Adder()


def put(explorer, state):
    """Move an explorer to a state, and draw it once."""
    with explorer.held():
        for name, value in zip(("a", "b", "t", "epoch", "network"), state, strict=True):
            explorer.controls[name].value = value
    explorer.redraw()


def panels(explorer):
    return explorer.picture.panels


def columns(explorer):
    return panels(explorer)["columns"]


def values_of(epoch, network):
    return STORED[epoch] if network == "trained" else HAND


def steps_of(a, b, _t, epoch, network):
    return adding.added(values_of(epoch, network), a, b)


def middles(artists):
    """Return the middle of each text, in the pixels of the columns, as it was placed."""
    return np.array([artist.get_position() for artist in artists])


@pytest.fixture(params=STATES, ids=str)
def shown(request, explorer):
    """Return each state, the steps that belong to it, and the explorer that shows it."""
    with unseen():
        put(explorer, request.param)
    return request.param, steps_of(*request.param), explorer


# ---------------------------------------------------------------- the columns


def test_the_bits_stand_as_on_paper_the_lowest_at_the_right(shown):
    (a, b, t, *_kind), steps, explorer = shown
    rows = {"a": [x[0] for x, *_ in steps], "b": [x[1] for x, *_ in steps]}
    rows |= {"c": [step[1] for step in steps[:t]] + [""] * (9 - t)}
    rows |= {"sum": [step[4] for step in steps[:t]] + [""] * (9 - t)}
    for key, bits in rows.items():
        texts = columns(explorer).bits[key]
        assert [text.get_text() for text in texts] == list(map(str, bits)), key
        places = [text.get_position()[0] for text in texts]
        assert (np.diff(places) == np.diff(places)[0]).all()
        assert np.diff(places)[0] < 0, "from right to left"
        assert len({text.get_position()[1] for text in texts}) == 1
    for key, wanted in (("a", a), ("b", b)):
        left_to_right = reversed([text.get_text() for text in columns(explorer).bits[key]])
        assert int("".join(left_to_right), 2) == wanted


def test_every_column_has_its_number_and_its_place_value(explorer):
    ax = columns(explorer).sheet.ax
    grey = [text for text in ax.texts if to_hex(text.get_color()) == GREY]
    heads, places = grey[:9], grey[9:]
    assert [text.get_text() for text in heads] == [str(t) for t in range(1, 10)]
    assert [text.get_text() for text in places] == [str(2**t) for t in range(9)]
    for one, other, bit in zip(heads, places, columns(explorer).bits["a"], strict=True):
        assert one.get_position()[0] == other.get_position()[0] == bit.get_position()[0]


def test_rows_have_their_names(explorer):
    ax, part = columns(explorer).sheet.ax, columns(explorer)
    names = {text.get_text(): text.get_position() for text in ax.texts if text.get_ha() == "right"}
    wanted = {f"${key}$": part.bits[key] for key in "abc"} | {"sum": part.bits["sum"]}
    numbers = np.reshape(part.cells.numbers, (9, 4))
    wanted |= {f"$h_{j + 1}$": numbers[:, j] for j in range(3)} | {"$y$": numbers[:, 3]}
    for name, texts in wanted.items():
        x, y = names[name]
        assert {text.get_position()[1] for text in texts} == {y}, name
        assert x < min(text.get_position()[0] for text in texts)
    assert set(names) - set(wanted) == {"$t$", "$2^{t-1}$"}
    heights = [names[name][1] for name in ("$t$", *wanted, "$2^{t-1}$")]
    assert sorted(heights, reverse=True) == [
        names[name][1]
        for name in ("$t$", "$a$", "$b$", "$c$", "$h_1$", "$h_2$", "$h_3$", "$y$", "sum",
                     "$2^{t-1}$")
    ]  # fmt: skip


def test_the_third_neuron_has_a_name_where_there_is_one(explorer):
    assert columns(explorer).h3.get_text() == "$h_3$"
    explorer.controls["network"].value = "by_hand"
    assert columns(explorer).h3.get_text() == ""


def test_circles_hold_the_states_and_the_outputs_in_their_colours(shown):
    (_a, _b, t, *_kind), steps, explorer = shown
    cells = columns(explorer).cells
    faces, rims = (np.reshape(colors, (9, 4, 4)) for colors in (
        cells.circles.get_facecolor(), cells.circles.get_edgecolor()))  # fmt: skip
    numbers = np.reshape(cells.numbers, (9, 4))
    for i, (_x, _carry, h, y, _bit) in enumerate(steps):
        wanted = [*h, *[None] * (3 - len(h)), y]
        for j, value in enumerate(wanted):
            text, face, rim = numbers[i, j].get_text(), faces[i, j], rims[i, j]
            if value is None:
                assert (text, face[3], rim[3]) == ("", 0, 0)
            elif i >= t:
                assert (text, to_hex(face), to_hex(rim)) == ("", PAPER, PALE)
            else:
                color = answer_color(value) if j == 3 else hidden_color(value, signed=True)
                assert text == fixed(value, 2)
                assert 255 * np.array(to_rgb(face)) == pytest.approx(color, abs=1.6)
                assert to_hex(rim) == INK


def test_circles_stand_around_their_numbers_and_hold_them(explorer):
    with unseen():
        put(explorer, (255, 1, 9, 2, "trained"))
    cells, ax = columns(explorer).cells, columns(explorer).sheet.ax
    offsets, scale = cells.circles.get_offsets(), ax.transData.transform([(0, 0), (1, 0)])
    assert offsets.tolist() == middles(cells.numbers).tolist()
    paths = [path.get_extents() for path in cells.circles.get_paths()]
    assert len(paths) == 1
    # Halves; matplotlib 3.8 has no function that hands them out.
    sizes = 2 * np.array([cells.circles._widths, cells.circles._heights])
    assert np.ptp(sizes) == 0
    radius = np.max(sizes) / 2 * (scale[1] - scale[0])[0] * 100 / ax.figure.dpi
    for text in cells.numbers:
        left, low, right, high = box_of(text)
        assert (right - left) / 2 < radius - 1, "off the rim"
        assert (high - low) / 2 < radius / 2
    for column in np.reshape(offsets[:, 1], (9, 4)):
        assert (-np.diff(column) > np.max(sizes)).all(), "none covers the next"


def test_where_it_is_wrong_the_bit_of_the_sum_is_white_on_ink(shown):
    (_a, _b, t, *_kind), steps, explorer = shown
    for i, (ground, text) in enumerate(
        zip(columns(explorer).wrong, columns(explorer).bits["sum"], strict=True)
    ):
        *_others, y, bit = steps[i]
        wrong = i < t and (y > 0.5) != bit
        assert ground.get_visible() == wrong
        assert to_hex(text.get_color()) == (PAPER if wrong else INK)
        assert to_hex(ground.get_facecolor()) == INK
        left, low, right, high = box_of(ground)
        assert (left + right) / 2 == pytest.approx(box_of_place(explorer, text)[0])
        assert high - low > 20


def box_of_place(explorer, text):
    """Return where a text stands, in pixels at the size shown, from the lower left."""
    ax = columns(explorer).sheet.ax
    return ax.transData.transform(text.get_position()) * 100 / ax.figure.dpi


def test_a_ground_lies_behind_the_column_of_the_last_step(explorer):
    for t in range(10):
        with unseen():
            explorer.controls["t"].value = t
        ground = columns(explorer).ground
        assert ground.get_visible() == (t > 0)
        assert to_hex(ground.get_facecolor()) == CHOSEN
        if t:
            x = columns(explorer).bits["a"][t - 1].get_position()[0]
            assert ground.get_x() + ground.get_width() / 2 == pytest.approx(x)
            assert 50 < ground.get_width() < 61, "as wide as a column, and no wider"
    assert ground.get_zorder() < min(cell.get_zorder() for cell in columns(explorer).cells.moving)


def test_the_ground_hides_neither_the_number_of_the_step_nor_the_rule(explorer):
    """It moves, and what moves is drawn over what stands still."""
    for t in (1, 6, 9):
        explorer.controls["t"].value = t
        shown, ground = pixels(explorer), box_of(columns(explorer).ground)
        left, _low, right, high = (round(2 * edge) for edge in ground)
        top = shown.shape[0] - high
        column = shown[top : top + 40, left + 4 : right - 4]
        assert column.min() < 120, "a number in grey on a light ground"
        rule = shown[:, (left + right) // 2 - 50].max(axis=-1) < 60
        assert rule.any(), "ink beside the digits"


def test_the_rule_lies_between_what_is_added_and_the_carry(explorer):
    """As below two numbers that are added on paper, as far as their digits and names reach."""
    ax, bits = columns(explorer).sheet.ax, columns(explorer).bits
    (rule,) = [line for line in ax.lines if line.get_visible()]
    (left, right), (y, other) = rule.get_xdata(), rule.get_ydata()
    a, b, c = (bits[key][0].get_position()[1] for key in "abc")
    assert y == other
    assert left < bits["b"][-1].get_position()[0] < bits["b"][0].get_position()[0] < right
    assert c + 10 < y < b - 10 < a


def test_arrows_bring_the_state_of_the_step_before(explorer):
    for network, neurons in (("trained", 3), ("by_hand", 2)):
        explorer.controls["network"].value = network
        for t in (0, 1, 2, 5, 9):
            explorer.controls["t"].value = t
            arrows = columns(explorer).arrows
            assert [arrow.get_visible() for arrow in arrows] == [
                t > 1 and j < neurons for j in range(3)
            ]
            if t < 2:
                continue
            places = np.reshape(columns(explorer).cells.circles.get_offsets(), (9, 4, 2))
            for j in range(neurons):
                start, end = places[t - 2, j] - (23, 0), places[t - 1, j] + (23, 0)
                missed, tail = arrow_ends(arrows[j], start, end)
                assert missed < 0.01
                assert tail == pytest.approx(1.2)


# ---------------------------------------------------------------- what comes out


def test_the_sum_is_what_the_network_says(shown):
    (a, b, t, *_kind), steps, explorer = shown
    said = adding.number([step[3] for step in steps])
    parts = [f"{a} + {b}"]
    if t == 9:
        parts += [" = " if said == a + b else " ≠ ", bold(str(said))]
    check_words(panels(explorer)["sum"], *parts)


def test_what_a_learner_sees_first_is_right_and_later_states_are_not():
    steps = steps_of(*STATES[0])
    assert adding.number([step[3] for step in steps]) == 183
    assert adding.number([step[3] for step in steps_of(*STATES[2])]) == 256
    assert adding.number([step[3] for step in steps_of(*STATES[3])]) != 128


@unseen()
def test_the_curve_is_the_loss_over_all_pairs_of_small_numbers(explorer):
    judged = [adding.judged(values) for values in STORED]
    losses = [loss for loss, _right in judged]
    assert all(1e-4 < loss < 1 for loss in losses), "no part of the curve is cut"
    for epoch in (0, 3, 7, 40):
        explorer.controls["epoch"].value = epoch
        part = panels(explorer)
        check_curve(part["curve"], losses, last=40, at=epoch, low=1e-4)
        check_words(part["epoch"], "epoch ", bold(str(epoch)))
        check_words(part["loss"], "L = ", bold(fixed(losses[epoch])))
        check_words(part["most"], "a, b ≤ 15:")
        check_words(part["right"], bold(f"{judged[epoch][1]} / 256"))
    assert [right for _loss, right in judged[7:]] == [256] * 34
    assert max(right for _loss, right in judged[:7]) < 256


@unseen()
def test_the_network_by_hand_has_no_epochs(explorer):
    explorer.controls["network"].value = "by_hand"
    part = panels(explorer)
    for key in ("epoch", "loss"):
        check_words(part[key])
    assert part["curve"].point.get_xydata().size == part["curve"].guide.get_xydata().size == 0
    assert len(part["curve"].line.get_xydata()) == 41
    assert adding.judged(HAND)[1] == 256
    check_words(part["right"], bold("256 / 256"))


def test_the_sign_of_its_second_neuron_is_the_carry():
    """As the notebook says of the network by hand."""
    for a, b in ((200, 255), (105, 78), (255, 1), (0, 0)):
        for _x, carry, h, _y, _bit in adding.added(HAND, a, b):
            assert (h[1] > 0) == carry
            assert abs(h[1]) > 0.9


def test_no_answer_of_a_stored_network_is_near_to_a_half_but_those_that_are_exactly():
    """So no computer counts another number of right pairs."""
    for values in STORED:
        for a in range(16):
            for b in range(16):
                for *_others, y, _bit in adding.added(values, a, b, 5):
                    assert y == 0.5 or abs(y - 0.5) > 1e-8


# ---------------------------------------------------------------- what is said


def test_the_alternative_text_tells_the_step_and_what_is_wrong(shown):
    (a, b, t, epoch, network), steps, explorer = shown
    loss, count = adding.judged(values_of(epoch, network))
    kind = "A network with 13 numbers, set by hand,"
    if network == "trained":
        kind = f"A network with 22 numbers, after epoch {epoch} of its training, where the loss is "
        kind += f"{fixed(loss)},"
    assert alt(explorer).startswith(f"{kind} adds {a} and {b}, lowest bits first. ")
    assert f"Of all 256 pairs of numbers up to 15 it adds {count} rightly." in alt(explorer)
    wrong = [i + 1 for i, (*_others, y, bit) in enumerate(steps[:t]) if (y > 0.5) != bit]
    if t == 0:
        assert "No step is taken yet. Of all" in alt(explorer)
        return
    x, carry, h, y, bit = steps[t - 1]
    states = ", ".join(fixed(one, 2) for one in h)
    read = f"At step {t} of 9 it reads the bits {x[0]} and {x[1]}, and the carry that leaves the "
    read += f"step is {carry}. The hidden neurons put out {states}, and the output is "
    assert f"{read}{fixed(y, 2)}, where the bit of the sum is {bit}." in alt(explorer)
    told = "right at every step so far."
    if wrong:
        told = f"wrong at these steps: {', '.join(map(str, wrong))}."
    assert f"It is {told}" in alt(explorer)
    said = adding.number([step[3] for step in steps])
    assert (f"Its answer is {said}." in alt(explorer)) == (t == 9)
    assert "  " not in alt(explorer)


@pytest.mark.parametrize("state", [*STATES, (255, 255, 9, 1, "trained")], ids=str)
def test_nothing_overlaps(explorer, state):
    put(explorer, state)
    figure = explorer.picture.figure
    boxes = [box_of(text) for text in texts_of(figure)]
    ax = panels(explorer)["curve"].ax
    labels = [*ax.get_xticklabels(), *ax.get_yticklabels(), ax.xaxis.label, ax.yaxis.label]
    boxes += [box_of(text) for text in labels if text.get_text()] + [box_of(ax.patch)]
    for i, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[2] <= 840
        assert not any(overlap(one, other) for other in boxes[:i])
    cells = columns(explorer).cells.circles.get_offsets()
    sheet = columns(explorer).sheet.ax
    for x, y in cells:
        left, low = sheet.transData.transform((x - 23, y - 23)) * 100 / sheet.figure.dpi
        right, high = sheet.transData.transform((x + 23, y + 23)) * 100 / sheet.figure.dpi
        for text in [*columns(explorer).bits["c"], *columns(explorer).bits["sum"]]:
            if text.get_text():
                assert not overlap((left, low, right, high), box_of(text))


def test_the_axis_of_the_loss_has_its_name_between_two_numbers(explorer):
    ax = panels(explorer)["curve"].ax
    places, texts = ticks(ax.yaxis)
    seen = [label for label in ax.get_yticklabels() if label.get_text()]
    boxes = [box_of(label) for label in [*seen, ax.yaxis.label]]
    assert not any(overlap(one, other) for one, other in pairwise(boxes))
    assert len(places) == len(texts)


# ---------------------------------------------------------------- steps


@unseen()
def test_step_takes_one_step_more_and_begins_again_after_the_last(explorer):
    (button,) = [one for one in explorer.children[0].children[-1].children
                 if getattr(one, "description", "") == "Step"]  # fmt: skip
    explorer.controls["t"].value = 7
    seen = []
    for _press in range(4):
        button.click()
        seen.append(explorer.controls["t"].value)
    assert seen == [8, 9, 0, 1]


def test_play_goes_step_by_step_and_slowly_enough_to_follow():
    play = widgets.Adder(t=3).play
    assert (play.value, play.min, play.max, play.step, play.interval) == (3, 0, 9, 1, 700)


def test_a_play_that_begins_anew_at_0_is_no_late_step(explorer):
    explorer.turn(True)
    explorer.play.value = explorer.controls["t"].value = 0
    explorer.reset()
    assert explorer.controls["t"].value == 9
    explorer.controls["t"].value = 1
    assert explorer.controls["t"].value == 9, "a step that comes late"
    explorer.controls["t"].value = 0
    assert explorer.controls["t"].value == 0


@unseen()
def test_reset_stops_play_and_brings_back_the_step(explorer):
    explorer.turn(True)
    explorer.play.value = explorer.controls["t"].value = 4
    explorer.reset_button.click()
    assert not explorer.plays()
    assert explorer.controls["t"].value == explorer.play.value == 9


def test_the_call_tells_all_five(explorer):
    with unseen():
        put(explorer, (91, 37, 5, 3, "by_hand"))
    assert explorer.call() == 'widgets.Adder(a=91, b=37, t=5, epoch=3, network="by_hand")'
