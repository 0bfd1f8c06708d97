"""The explorer of the landscape: map, disc, cuts and loss are those of plain Python."""

import numpy as np
import plain
import pytest
from matplotlib.colors import to_hex
from palette import INK, PAPER
from readback import (
    alt,
    bold,
    check_map,
    check_order,
    check_slice,
    check_words,
    fixed,
    index,
    short,
    written,
)

from helpers import widgets

STAND = plain.parameters(w2=1, w4=0.9, w6=1.1, b3=-0.3)
STATES = [  # pair, the rest of the network, place (off the grid on which colours are looked at)
    (("w6", "b3"), STAND, (0.9, -0.2)),
    (("w6", "b3"), STAND, (-6, 3.6)),
    (("w4", "w6"), STAND, (5.9, -6)),
    (("w1", "b2"), plain.parameters(w5=-2, w2=0.7, b3=0.4, w6=1.1), (-0.45, 2.25)),
]


@pytest.mark.parametrize(("pair", "some", "place"), STATES)
def test_the_picture_is_true(pair, some, place):
    p = some | dict(zip(pair, place, strict=True))
    check(widgets.Landscape(*pair, **p), p, pair)


def test_the_picture_is_true_after_other_states():
    explorer = widgets.Landscape(**STAND)
    for pair, _some, place in STATES[:3]:
        explorer.controls["pair"].value = pair
        for axis, value in zip("xy", place, strict=True):
            explorer.controls[axis].value = value
        check(explorer, STAND | dict(zip(pair, place, strict=True)), pair)


def check(explorer, p, pair):
    """Compare all that is shown with the network in plain Python."""
    panels, here = explorer.picture.panels, [p[name] for name in pair]
    x, y = here
    check_map(explorer, panels["landscape"], p, pair, 6)
    disc, cuts = panels["here"], panels["cuts"]
    np.testing.assert_array_equal(disc.get_xydata(), [here])
    looks = (disc.get_marker(), to_hex(disc.get_mfc()), to_hex(disc.get_mec()))
    assert looks == ("o", PAPER, INK)
    across, _gap, upright = np.split(np.array(cuts.get_xydata(), dtype=float), [2, 3])
    np.testing.assert_array_equal(across, [[-6, y], [6, y]])
    np.testing.assert_array_equal(upright, [[x, -6], [x, 6]])
    assert disc.axes is cuts.axes is panels["landscape"].ax
    for axis, name in zip("xy", pair, strict=True):
        check_slice(panels[axis], p, name)
    check_order(panels["landscape"].ax, panels["x"].ax)
    assert panels["x"].ax.get_position().y0 > panels["y"].ax.get_position().y1
    loss = fixed(plain.loss(p))
    check_words(panels["loss"], "L = ", bold(loss))
    assert written(alt(explorer)) == [short(x), short(y), loss]
    for name, value in zip(pair, here, strict=True):
        assert f"{index(name)} = {short(value)}" in alt(explorer)
    assert [explorer.controls[axis].description for axis in "xy"] == list(map(index, pair))
    assert [explorer.controls[axis].value for axis in "xy"] == here


def test_another_pair_brings_its_own_values_and_reset_the_first_one():
    explorer = widgets.Landscape(w3=0.3, w6=0.8, b3=0.2)
    explorer.controls["x"].value = -4.3
    explorer.controls["pair"].value = ("w3", "w6")
    check(explorer, plain.parameters(w3=0.3, w6=0.8, b3=0.2), ("w3", "w6"))
    explorer.reset_button.click()
    check(explorer, plain.parameters(w3=0.3, w6=0.8, b3=0.2), ("w6", "b3"))
