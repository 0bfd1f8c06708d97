"""The explorer of tangent and secant: lines and numbers are those of plain Python."""

import math

import numpy as np
import plain
import pytest
from explorers import NINE
from matplotlib.colors import to_hex
from palette import FAINT, INK, PAPER
from readback import (
    alt,
    bold,
    check_order,
    check_words,
    fixed,
    index,
    maths,
    said_by,
    short,
    unseen,
    written,
)

from helpers import widgets

ONES = dict.fromkeys(plain.NAMES[:6], 1)
ALICE = [plain.ROWS[0]]
STATES = [("w1", 1, ONES), ("b3", 0.1, NINE), ("w6", 1e-12, NINE), ("w2", 1e-5, ONES)]
STATES += [("b2", 10**0.5, dict.fromkeys(plain.NAMES, -6)), ("w4", 1e-3, {"w6": 2, "w4": 6})]


def loss(p, name, value):
    """Return Alice's loss with one parameter at another value."""
    return plain.loss(p | {name: value}, ALICE)


def secant(p, name, h, bits=53):
    up, down = (rounded(loss(p, name, value), bits) for value in (p[name] + h, p[name] - h))
    return (up - down) / (2 * h)


def rounded(number, bits):
    """Return a number with so many binary digits."""
    mantissa, power = math.frexp(number)
    return math.ldexp(round(math.ldexp(mantissa, bits)), power - bits)


@pytest.mark.parametrize(("name", "h", "some"), STATES)
@unseen()
def test_the_picture_is_true(name, h, some):
    check(widgets.Slope(name, h, **some), plain.parameters(**some), name, h)


@pytest.mark.parametrize("name", plain.NAMES)
@unseen()
def test_the_picture_is_true_for_every_parameter_and_after_other_states(name):
    explorer, p = widgets.Slope(**NINE), plain.parameters(**NINE)
    explorer.controls["h"].value = explorer.controls["value"].value = -6
    for chosen in ("b3" if name == "w1" else "w1", name):
        explorer.controls["name"].value = chosen
    explorer.controls["h"].value = -0.7
    check(explorer, p, name, 10**-0.7)
    explorer.controls["value"].value = -2.4
    check(explorer, p | {name: -2.4}, name, 10**-0.7)
    explorer.controls["precision"].value, explorer.controls["h"].value = "single", 0
    check(explorer, p | {name: -2.4}, name, 1, bits=24)


def check(explorer, p, name, h, bits=53):
    """Compare all that is shown with the state."""
    panels, at = explorer.picture.panels, p[name]
    slope, cut = plain.gradient(p, ALICE)[name], secant(p, name, h, bits)
    rough = 2.0 ** (3 - bits) / h + 1e-9  # what rounding may do to a secant
    L, left, right = (loss(p, name, value) for value in (at, at - h, at + h))
    for x, y in panels["slice"].curve.get_xydata():
        assert y == pytest.approx(loss(p, name, x), abs=1e-12)
    for x, y in panels["tangent"].get_xydata():
        assert y == pytest.approx(L + slope * (x - at), abs=1e-12)
    for x, y in panels["secant"].get_xydata():  # through the left square
        assert y == pytest.approx(left + cut * (x - at + h), abs=20 * rough)
    np.testing.assert_allclose(panels["ends"].get_xydata(), [[at - h, left], [at + h, right]])
    np.testing.assert_allclose(panels["slice"].point.get_xydata(), [[at, L]])
    check_looks(panels)
    check_errors(panels, p, name, h, slope, bits)
    check_axes(panels, name)
    named = f"∂L/∂{index(name)} = "
    check_words(panels["tangent words"], named, bold(fixed(slope, 7)))
    number = said_by(panels["secant words"]).split(" = ")[1]
    named = f"(L({index(name)} + h) − L({index(name)} − h)) / 2h = "
    check_words(panels["secant words"], named, bold(number))
    assert float(number.replace("−", "-")) == pytest.approx(cut, abs=rough + 6e-8)
    check_alt(explorer, panels, at, h, slope, cut, rough)


def check_looks(panels):
    """The tangent is the thick line, the secant the dashed one, and their samples look so too."""
    for key, width, dashes in (("tangent", 2.4, "-"), ("secant", 1.6, "--")):
        line, words = panels[key], panels[f"{key} words"].moving[0]
        figure = line.axes.figure
        near = min(
            (ax for ax in figure.axes if not ax.axison),
            key=lambda ax: abs(ax.get_position().y0 - words.get_position()[1]),
        )
        (sample,) = near.lines
        for one in (line, sample):
            assert (one.get_lw(), one.get_ls(), to_hex(one.get_color())) == (width, dashes, INK)
        height = near.get_position()
        assert height.y0 < words.get_position()[1] < height.y1, "sample and words in one line"
    assert to_hex(panels["slice"].curve.get_color()) == FAINT
    assert panels["ends"].get_marker() == panels["h"].get_marker() == "s"
    assert panels["slice"].point.get_marker() == "o"
    assert to_hex(panels["slice"].point.get_mfc()) == PAPER


def check_errors(panels, p, name, h, slope, bits):
    """The difference of secant and tangent for each h; below h = 10⁻⁷ rounding makes it ragged."""
    steps, errors = panels["errors"].get_data()
    assert steps[0] == pytest.approx(1e-12)
    assert steps[-1] == pytest.approx(10**0.5)
    for step, error in zip(steps, errors, strict=True):
        wanted = abs(secant(p, name, step, bits) - slope)
        near = 2.0 ** (3 - bits) / step
        assert error == pytest.approx(max(1e-15, min(1, wanted)), rel=1e-6, abs=near)
    ((x, y),) = panels["h"].get_xydata()
    assert x == pytest.approx(h)
    wanted = abs(secant(p, name, h, bits) - slope)
    assert y == pytest.approx(max(1e-15, wanted), rel=1e-6, abs=2.0 ** (3 - bits) / h)


def check_axes(panels, name):
    """The axes carry the names of what they show."""
    curve, errors = panels["slice"].curve.axes, panels["errors"].axes
    check_order(curve, errors)
    for key in ("tangent", "secant", "ends"):
        assert panels[key].axes is curve
    assert panels["h"].axes is errors
    assert (curve.get_xlabel(), curve.get_ylabel()) == (maths(name), "$L$")
    assert curve.get_xlim() == (-6, 6)
    assert panels["slice"].curve.get_ydata().max() <= curve.get_ylim()[1] <= 1
    assert (errors.get_xscale(), errors.get_yscale()) == ("log", "log")
    assert errors.get_xlim() == pytest.approx((1e-12, 10**0.5))
    assert errors.get_ylim() == (1e-15, 1)
    assert errors.get_xticks().tolist() == [1e-12, 1e-9, 1e-6, 1e-3, 1]
    assert errors.get_yticks().tolist() == [1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1]
    assert errors.get_xlabel() == "$h$"
    assert r"$|\Delta L\,/\,2h - \partial L/\partial p|$" in [t.get_text() for t in errors.texts]


def check_alt(explorer, panels, at, h, slope, cut, rough):
    """The alternative text tells value, slopes and their difference."""
    value, tangent, step, other, error, *_epsilon = written(alt(explorer))
    assert (value, tangent, step) == (short(at), fixed(slope, 7), f"{h:.3g}")
    assert said_by(panels["secant words"]).endswith(f" = {other}")
    epsilon = {"double": "2⁻⁵²", "single": "2⁻²³"}[explorer.controls["precision"].value]
    assert alt(explorer).endswith(f"ε = {epsilon}.")
    difference = abs(cut - slope)
    if difference > 100 * rough:
        assert error == f"{difference:.0e}"
    else:
        assert float(error) == pytest.approx(difference, abs=10 * rough)


def test_another_parameter_brings_its_own_value():
    explorer = widgets.Slope(**ONES, b3=-1)
    value, name = explorer.controls["value"], explorer.controls["name"]
    value.value = 3
    name.value = "b3"
    assert (value.value, value.description) == (-1, "b₃")
    assert "along b₃" in alt(explorer)
    explorer.reset_button.click()
    assert (name.value, value.value, value.description) == ("w1", 1, "w₁")
    assert explorer.html.value == widgets.Slope(**ONES, b3=-1).html.value


@unseen()
def test_only_the_chosen_parameter_moves():
    explorer = widgets.Slope(**ONES)
    explorer.controls["value"].value = -2
    explorer.controls["name"].value = "w2"
    check(explorer, plain.parameters(**ONES), "w2", 1)


@unseen()
def test_where_tangent_and_secant_are_one_the_text_says_0():
    """The plot, on a logarithmic axis, ends at 10⁻¹⁵."""
    explorer = widgets.Slope("w1", 0.1, w5=0, w6=0, b3=0.4)
    assert "0e+00" in alt(explorer)
    assert explorer.picture.panels["h"].get_ydata()[0] == 1e-15


def test_numbers_of_the_text():
    sentence = alt(widgets.Slope(**ONES))
    assert "0.0214695" in sentence
    assert "0.0294713" in sentence


@unseen()
def test_in_single_precision_the_arms_meet_further_to_the_right():
    """At the cube root of ε, about 6e-6 and 5e-3, within what stands before both errors."""
    explorer = widgets.Slope(**ONES)
    lowest = {}
    for precision, epsilon in (("double", 2**-52), ("single", 2**-23)):
        explorer.controls["precision"].value = precision
        steps, errors = explorer.picture.panels["errors"].get_data()
        smooth = np.exp(np.convolve(np.log(errors), np.ones(9) / 9, "valid"))
        lowest[precision] = steps[4:-4][smooth.argmin()] / epsilon ** (1 / 3)
    assert all(0.2 < ratio < 8 for ratio in lowest.values()), lowest
