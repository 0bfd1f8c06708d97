"""The explorer slope: the tangent touches, the secant cuts, and the numbers are theirs."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from test_widgets import alt

from helpers import people, style, views, widgets
from helpers.gradients import numerical_gradient
from helpers.network import Network
from helpers.views.slope import LIMIT, SlopeView

ONES = dict.fromkeys(("w1", "w2", "w3", "w4", "w5", "w6"), 1)
X, Y_TRUE = people.X[:1], people.y_true[:1]


@pytest.fixture
def drawn():
    plt.close("all")
    view = SlopeView(plt.figure(figsize=SlopeView.size))
    yield view
    plt.close("all")


@pytest.mark.parametrize("name", Network([2, 2, 1]).names)
@pytest.mark.parametrize("h", [1e-12, 1e-5, 0.1, 1])
def test_the_tangent_touches_and_the_secant_cuts(drawn, name, h):
    net = Network([2, 2, 1], **ONES)
    drawn.update(net, name, h)
    plot, p = drawn.plot, net[name]
    at, curve = plot.curve.get_data()
    assert 0 <= curve.min() <= curve.max() <= 1, "the curve fits"
    top = float(plot.heights[1].get_text())
    slopes = [line.get_ydata()[-1] - line.get_ydata()[0] for line in (plot.tangent, plot.secant)]
    right = [net.gradient(X, Y_TRUE)[name], numerical_gradient(net, X, Y_TRUE, h)[name]]
    assert slopes == pytest.approx(np.array(right) * 2 * LIMIT / top, rel=1e-3)
    assert np.interp(p, *plot.tangent.get_data()) == pytest.approx(
        np.interp(p, at, curve), abs=1e-3
    )
    for x, y in plot.ends.get_xydata():
        assert np.interp(x, *plot.secant.get_data()) == pytest.approx(y, abs=1e-6)
    assert drawn.tangent.get_text().endswith(style.fixed(net.gradient(X, Y_TRUE)[name], 7))


def test_the_errors_are_a_v_and_the_mark_is_on_it(drawn):
    drawn.update(Network([2, 2, 1], **ONES), "w1", 1e-2)
    h, errors = drawn.errors.curve.get_data()
    lowest = h[errors.argmin()]
    assert -8 < lowest < -4
    assert errors[0] > errors.min() + 4 < errors[-1]
    (x,), (y,) = drawn.errors.point.get_data()
    assert x == -2
    assert y == pytest.approx(np.interp(-2, h, errors), abs=0.05)


def test_another_parameter_brings_its_own_value():
    explorer = widgets.slope(**ONES, b3=-1)
    explorer.value.value = 3
    explorer.name.value = "b3"
    assert (explorer.value.value, explorer.value.description) == (-1, "b₃")
    assert "along b₃" in alt(explorer)
    explorer.reset_button.click()
    assert (explorer.name.value, explorer.value.value) == ("w1", 1)
    assert explorer.value.description == "w₁"
    assert explorer.html.value == widgets.slope(**ONES, b3=-1).html.value


def test_only_the_chosen_parameter_moves():
    explorer = widgets.slope(**ONES)
    explorer.value.value = -2
    explorer.name.value = "w2"
    assert explorer.net["w1"] == 1


def test_numbers_of_the_text():
    sentence = alt(widgets.slope(**ONES))
    assert "0.0214695" in sentence
    assert "0.0294713" in sentence


@pytest.mark.parametrize("h", [0, -1, 10, 1e-20])
def test_a_step_that_does_not_fit_is_refused(h):
    with pytest.raises(ValueError, match=r"h was .*; expected a number from 1e-12 to 3\.16"):
        widgets.slope(h=h)


def test_the_twin_draws_the_same_state():
    views.slope(name="b3", **ONES)
    assert plt.gcf().texts[0].get_text() == "dL/db₃ = −0.2376176"
    plt.close("all")
