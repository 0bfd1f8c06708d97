"""The explorer of gradient descent: map, walk, arrows and votes are those of plain Python."""

import math
import re

import numpy as np
import plain
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text
from palette import FAINT, INK, PAPER
from readback import (
    PEOPLE,
    alt,
    bold,
    box_of,
    check_curve,
    check_map,
    check_marks,
    check_words,
    fixed,
    in_pixels,
    index,
    maths,
    pixels,
    short,
    ticks,
    unseen,
    written,
)

from helpers import widgets

STAND = plain.parameters(w2=1, w4=1, w6=1)
BATCHES = {(1, "fixed"): 1, (1, "shuffled"): 1, (2, "shuffled"): 2, (4, "fixed"): 4}
STATES = [  # pair, the rest of the network, start, rate, batch, steps
    (("w6", "b3"), STAND, (1, 0), 10, (1, "fixed"), 0),
    (("w6", "b3"), STAND, (-2.5, 3.3), 7, (1, "fixed"), 6),
    (("w3", "w6"), STAND, (-1.5, -0.7), 0.5, (2, "shuffled"), 5),
    (("w4", "w6"), STAND, (4.5, -4.7), 40, (4, "fixed"), 2),
    (("b2", "b3"), STAND, (-8, 8), 100, (1, "shuffled"), 25),
    (("w1", "b1"), plain.parameters(w5=-2, w2=0.7, b3=0.4, w6=1.1), (-0.4, 2), 3, (4, "fixed"), 9),
]


def orders(batch, steps, drawn=0):
    """Return the rows of each coming step: everybody in turn, or shuffled anew each epoch."""
    size, order = batch
    rng, rows = np.random.default_rng(drawn), []
    while len(rows) < size * (steps + 1):
        rows += list(range(4)) if order == "fixed" else rng.permutation(4).tolist()
    return [rows[i * size : (i + 1) * size] for i in range(steps + 1)]


@pytest.mark.parametrize(("pair", "some", "start", "rate", "batch", "steps"), STATES)
def test_the_picture_is_true(pair, some, start, rate, batch, steps):
    p = some | dict(zip(pair, start, strict=True))
    explorer = widgets.Descent(*pair, rate, **{n: p[n] for n in plain.NAMES})
    explorer.controls["batch"].value = batch
    explorer.go(steps)
    check(explorer, p, pair, explorer.controls["rate"].value, batch, steps)


def test_the_picture_is_true_after_other_states():
    explorer = widgets.Descent()
    explorer.controls["rate"].value = 40
    for pair, _some, start, _rate, batch, steps in STATES[:5]:
        explorer.controls["pair"].value = pair
        for axis, value in zip("xy", start, strict=True):
            explorer.controls[axis].value = value
        explorer.controls["batch"].value = batch
        explorer.go(steps)
        check(explorer, STAND | dict(zip(pair, start, strict=True)), pair, 40, batch, steps)


def check(explorer, p, pair, rate, batch, steps):
    """Compare all that is shown with a walk in plain Python."""
    panels, coming = explorer.picture.panels, orders(batch, steps)
    batches = [[plain.ROWS[row] for row in rows] for rows in coming[:steps]]
    states = plain.walk(p, batches, rate, pair)
    losses, now = [plain.loss(state) for state in states], states[-1]
    path = [[state[name] for name in pair] for state in states]
    here = path[-1]
    slopes = [plain.gradient(now, [row]) for row in plain.ROWS]
    votes = np.array([[-slope[name] for name in pair] for slope in slopes])
    check_map(explorer, panels["landscape"], now, pair, 8)
    np.testing.assert_allclose(panels["path"].get_xydata(), path, atol=1e-9)
    assert to_hex(panels["path"].get_color()) == PAPER
    check_arrows(panels["asked"], [here] * 4, rate * votes)
    check_arrows(panels["step"], [here], [rate * votes.mean(axis=0)])
    assert (panels["step"].get_facecolor() == 1).all(), "white, with a dark rim"
    inside, rims = (
        [to_hex(color) for color in getattr(panels["asked"], f"get_{part}color")()]
        for part in ("face", "edge")
    )
    assert inside == [INK if row in coming[steps] else PAPER for row in range(4)]
    widths = panels["asked"].get_linewidth()
    assert [width > 1 for width in widths] == [row in coming[steps] for row in range(4)]
    assert rims == [PAPER if row in coming[steps] else INK for row in range(4)]
    check_here(panels["here"], here)
    check_votes(panels, votes, pair, coming[steps])
    last = 20
    while last < steps:
        last *= 2
    check_curve(panels["history"], losses, last)
    assert panels["history"].ax.get_xlabel() == "step"
    check_words(panels["loss"], "L = ", bold(fixed(losses[-1])))
    for part, ax in (("path", "landscape"), ("asked", "landscape"), ("step", "landscape")):
        assert panels[part].axes is panels[ax].ax
    check_text(explorer, panels, pair, here, losses[-1], rate, batch, steps, coming[steps])


def check_arrows(quiver, places, steps):
    """Arrows begin at these places and make these steps, in the units of the axes."""
    np.testing.assert_allclose(quiver.get_offsets(), places, atol=1e-9)
    np.testing.assert_allclose(np.transpose([quiver.U, quiver.V]), steps, atol=1e-9)
    assert (quiver.angles, quiver.scale_units, quiver.scale) == ("xy", "xy", 1)


def check_here(marker, here):
    """The marker is at the place, or a triangle at the border towards it."""
    x, y = (max(-8, min(8, value)) for value in here)
    np.testing.assert_allclose(marker.get_xydata(), [[x, y]], atol=1e-9)
    far = max(here, key=abs)
    if abs(far) <= 8:
        assert marker.get_marker() == "o"
    else:
        assert marker.get_marker() == ("<>", "v^")[here.index(far)][far > 0]
    assert (to_hex(marker.get_mfc()), to_hex(marker.get_mec())) == (PAPER, INK)


def check_votes(panels, votes, pair, batch):
    """The way each person would walk, dark for the next batch, and the mean of the four."""
    ax, largest = panels["votes"].axes, abs(votes).max()
    end = next((s for s in (0.004, 0.02, 0.1, 0.4, 2, 10, 50) if largest <= s), largest)
    assert ax.get_xlim() == ax.get_ylim() == (-1.25 * end, 1.25 * end)
    assert {-end, end} <= set(ticks(ax.xaxis)[0])
    names = tuple(rf"$-\partial L/\partial${maths(name)}" for name in pair)
    assert (ax.get_xlabel(), ax.get_ylabel()) == names
    check_arrows(panels["votes"], np.zeros((4, 2)), votes)
    check_arrows(panels["mean"], np.zeros((1, 2)), [votes.mean(axis=0)])
    colors = [to_hex(color) for color in panels["votes"].get_facecolor()]
    assert colors == [INK if row in batch else FAINT for row in range(4)]
    assert to_hex(panels["mean"].get_facecolor()[0]) == INK
    assert panels["mean"].axes is panels["marks"].ax is ax
    check_marks(panels["marks"], votes)
    check_names(panels["marks"].names)


def check_names(names):
    """No name stands on a dotted line through 0, but where it is too wide for either side of it."""
    (across,), (down,) = in_pixels(names[0].axes, [0], [0])
    up = names[0].figure.bbox.height * 100 / names[0].figure.dpi - down
    for text in filter(Text.get_visible, names):
        left, low, right, top = box_of(text)
        assert not low + 3 < up < top - 3
        assert not left + 1 < across < right - 1 or right - left > 95 - 6
        assert text.get_path_effects(), "white around it breaks the line"


def check_text(explorer, panels, pair, here, loss, rate, batch, steps, coming):
    """Message and alternative text tell the counts, the place, the loss, and who comes next."""
    counts = [f"{steps}", f"{steps * batch[0] // 4}"]
    message, sentence = explorer.message.value, alt(explorer)
    assert written(message) == counts
    far = any(abs(value) > 8 for value in here)
    end = f"Next batch: {', '.join(PEOPLE[row] for row in coming)}."
    assert message.endswith(end + " The walk has left the map." * far)
    places = [short(value) for value in here]
    assert written(sentence) == [*places, fixed(loss), f"{rate:.3g}", *counts]
    for name, place in zip(pair, places, strict=True):
        assert f"{index(name)} = {place}" in sentence
    assert [explorer.controls[axis].description for axis in "xy"] == list(map(index, pair))


def click(explorer, label):
    """Click the button with this label."""
    for row in explorer.children[0].children:
        for child in getattr(row, "children", ()):
            if getattr(child, "description", "") == label:
                child.click()
                return
    raise AssertionError(f"no button {label}")


def steps_of(explorer):
    """Return how many steps the walk has made, as the message tells."""
    return int(re.search(r"Iterations: (\d+)", explorer.message.value)[1])


@unseen()
def test_an_epoch_is_four_steps_two_or_one():
    descent = widgets.Descent()
    for batch, size in BATCHES.items():
        descent.controls["batch"].value = batch
        assert steps_of(descent) == 0
        click(descent, "An epoch")
        assert steps_of(descent) == 4 // size
        click(descent, "Step")
        click(descent, "An epoch")
        assert steps_of(descent) == (8 // size if size < 4 else 3)
    assert "Full epochs: 3" in descent.message.value


def test_ten_steps_are_ten():
    descent = widgets.Descent()
    click(descent, "Ten steps")
    check(descent, STAND, ("w6", "b3"), 10, (1, "fixed"), 10)


def test_a_long_walk_is_drawn_from_its_start():
    descent = widgets.Descent()
    descent.go(100)
    check(descent, STAND, ("w6", "b3"), 10, (1, "fixed"), 100)


def test_who_comes_next_is_named_in_the_order_of_the_walk():
    """Two a step, shuffled: not always in the order of the table."""
    descent = widgets.Descent()
    descent.controls["batch"].value = (2, "shuffled")
    told = []
    for step in range(9):
        names = [plain.PEOPLE[row][0] for row in orders((2, "shuffled"), step)[step]]
        assert f"Next batch: {', '.join(names)}." in descent.message.value
        told.append(names)
        descent.go(1)
    assert any(names != sorted(names) for names in told)


def test_another_rate_goes_on_and_another_start_begins_anew():
    descent = widgets.Descent()
    click(descent, "Ten steps")
    descent.controls["rate"].value = 1
    assert steps_of(descent) == 10
    descent.controls["x"].value = -3
    check(descent, STAND | {"w6": -3}, ("w6", "b3"), 1, (1, "fixed"), 0)
    click(descent, "Another start")
    first = [descent.controls[axis].value for axis in "xy"]
    check(descent, STAND | dict(zip(("w6", "b3"), first, strict=True)), ("w6", "b3"), 1,
          (1, "fixed"), 0)  # fmt: skip
    click(descent, "Another start")
    assert [descent.controls[axis].value for axis in "xy"] != first
    descent.reset()
    assert [descent.controls[axis].value for axis in "xy"] == [1, 0]
    click(descent, "Another start")
    assert [descent.controls[axis].value for axis in "xy"] == first, "the same starts come again"


def test_another_pair_brings_its_own_values():
    descent = widgets.Descent(w3=0.5)
    descent.controls["pair"].value = ("w3", "w6")
    assert [descent.controls[axis].value for axis in "xy"] == [0.5, 1]
    check(descent, STAND | {"w3": 0.5}, ("w3", "w6"), 10, (1, "fixed"), 0)
    descent.reset()
    assert [descent.controls[axis].description for axis in "xy"] == ["w₆", "b₃"]


def test_shuffled_and_fixed_part_ways():
    fixed_order, shuffled = orders((1, "fixed"), 7), orders((1, "shuffled"), 7)
    assert fixed_order == [[row] for row in (0, 1, 2, 3)] * 2
    assert shuffled != fixed_order
    descent = widgets.Descent()
    descent.controls["batch"].value = (1, "shuffled")
    for step in range(8):
        check(descent, STAND, ("w6", "b3"), 10, (1, "shuffled"), step)
        click(descent, "Step")


def test_a_walk_that_leaves_the_map_is_marked_at_its_edge_and_named():
    descent = widgets.Descent()
    descent.controls["pair"].value = ("w4", "w6")
    descent.controls["batch"].value = (4, "fixed")
    descent.controls["rate"].value = 40
    start = descent.html.value
    descent.go(2)
    states = plain.walk(STAND, [plain.ROWS] * 2, 40, ("w4", "w6"))
    assert abs(states[-1]["w4"]) > 8, "it is beyond the map"
    marker = descent.picture.panels["here"]
    assert abs(marker.get_xydata()).max() <= 8
    assert marker.get_marker() in ("<", ">", "v", "^")
    assert "The walk has left the map." in descent.message.value
    check(descent, STAND, ("w4", "w6"), 40, (4, "fixed"), 2)
    edge = pixels(descent)
    assert (edge[:8] == 255).all(), "nothing of it lies in the top row"
    assert (edge[:, -8:] == 255).all(), "nor at the right side"
    for batch in ((1, "fixed"), (4, "fixed")):
        descent.controls["batch"].value = batch
    assert descent.html.value == start, "no pixel stays behind"


def test_after_a_far_step_reset_brings_back_the_same_bytes():
    descent = widgets.Descent()
    start = descent.html.value
    descent.controls["rate"].value = 100
    click(descent, "Ten steps")
    assert descent.html.value != start
    descent.reset_button.click()
    assert descent.html.value == start


def test_own_parameters_and_an_own_pair():
    own = widgets.Descent("w1", "w2", w5=1)
    assert own.controls["pair"].value == ("w1", "w2")
    check(own, STAND | {"w5": 1}, ("w1", "w2"), 10, (1, "fixed"), 0)
    assert not math.isclose(plain.loss(STAND), plain.loss(STAND | {"w5": 1}))
