"""The explorer backprop: every walk ends at the derivative that the check confirms."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from test_widgets import alt, pixels

from helpers import people, views, widgets
from helpers.gradients import numerical_gradient
from helpers.network import Network
from helpers.views.backprop import FORWARD, slope_text, walk

NINE = {"w1": 1, "w2": -0.5, "w3": 0.3, "w4": 0.7, "w5": -2, "w6": 1}
NINE |= {"b1": 0.2, "b2": -0.1, "b3": 0.3}
NAMES = tuple(NINE)
ONES = dict.fromkeys(NAMES[:6], 1)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("person", people.PEOPLE, ids=lambda person: person.name)
def test_the_product_is_the_derivative(name, person):
    net = Network([2, 2, 1], **NINE)
    way = walk(net, person.x, person.label, name)
    slopes = numerical_gradient(net, [person.x], [person.label])
    assert way[-1].value == pytest.approx(slopes[name], rel=1e-6, abs=1e-10)
    assert way[-1].value == pytest.approx(np.prod([s.value for s in way[FORWARD:-1]]), rel=1e-12)
    assert way[FORWARD - 1].value == pytest.approx(net.loss([person.x], [person.label]))


def test_alice_with_every_weight_1():
    alice = people.PEOPLE[0]
    *way, last = walk(Network([2, 2, 1], **ONES), alice.x, alice.label, "w1")
    assert [f"{s.value:.8f}" for s in way[FORWARD:]] == ["-0.95260965", "0.24943854", "-0.09035332"]
    assert [s.name for s in way[FORWARD:]] == ["dL/dy_pred", "dy_pred/dh₁", "dh₁/dw₁"]
    assert last.value == pytest.approx(0.0214695, abs=5e-8)
    assert last.formula.endswith("= −0.9526·0.2494·(−0.0904) = 0.0215")


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("w2", ["y_pred", "h1", "w2"]),
        ("w3", ["y_pred", "h2", "w3"]),
        ("b2", ["y_pred", "h2", "b2"]),
        ("w6", ["y_pred", "w6"]),
        ("b3", ["y_pred", "b3"]),
    ],
)
def test_the_way_back_passes_the_right_circles(name, ends):
    alice = people.PEOPLE[0]
    way = walk(Network([2, 2, 1], **NINE), alice.x, alice.label, name)
    assert [step.end for step in way[FORWARD:-1]] == ends


def test_dashed_arrows_lead_from_right_to_left_to_the_label_of_the_parameter():
    plt.close("all")
    views.backprop(**NINE)
    (diagram, *_) = plt.gcf().axes
    texts = {t.get_text(): t.get_position() for t in diagram.texts}
    arrows = [line for line in diagram.lines if line.get_linestyle() == "--" and line.get_visible()]
    assert len(arrows) == 3
    for arrow in arrows:
        assert arrow.get_xdata()[0] > arrow.get_xdata()[-1]
    nearest = min(np.hypot(*(a.get_xydata()[-1] - texts["w₁ = 1"])) for a in arrows)
    assert nearest < 0.6
    plt.close("all")


@pytest.mark.parametrize("name", ["w1", "b3"])
def test_each_step_shows_and_says_something_new(name):
    explorer = widgets.backprop(name=name, **NINE)
    length = 11 if name == "w1" else 10
    seen = set()
    for _ in range(length + 1):
        explorer.step_button.click()
        seen.add((alt(explorer), pixels(explorer).tobytes()))
        assert explorer.sentence.value in alt(explorer).replace("&#x27;", "'")
    assert len(seen) == len({sentence for sentence, _ in seen}) == length + 1
    before = explorer.html.value
    explorer.back_button.click()
    explorer.step_button.click()
    assert explorer.html.value == before


def test_the_walk_stays_where_it_is_when_something_else_is_chosen():
    explorer = widgets.backprop(**NINE)
    explorer.name.value = "w5"
    assert "dL/dw₅ =" in alt(explorer), "at the end it stays at the end"
    explorer.step_button.click()
    explorer.step_button.click()
    for choice, value in ((explorer.name, "w3"), (explorer.person, "Bob")):
        choice.value = value
        assert explorer.steps == 1
    explorer.reset_button.click()
    assert explorer.html.value == widgets.backprop(**NINE).html.value


def test_the_sentence_at_the_end_tells_the_direction():
    explorer = widgets.backprop(**ONES)
    assert "L rises" in explorer.sentence.value
    explorer.name.value = "b3"
    assert "L falls" in explorer.sentence.value
    explorer.person.value = "Bob"
    explorer.name.value = "w1"
    assert "next to nothing" in explorer.sentence.value


def test_a_tiny_slope_is_not_called_0():
    assert [slope_text(v) for v in (0, 0.0214695, -0.00004, -2.3e-9, 1e-120)] == [
        "0",
        "0.0215",
        "−4·10⁻⁵",
        "−2·10⁻⁹",
        "1·10⁻¹²⁰",
    ]


def test_start_values_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="name was 'w12'; expected one of w1"):
        widgets.backprop(name="w12")
    with pytest.raises(ValueError, match="person was 'Zoe'; expected one of Alice, Bob"):
        widgets.backprop(person="Zoe")


def test_the_traced_slope_is_the_bold_one_in_the_picture_too():
    """A text that changes its weight alone is drawn anew."""
    start = widgets.backprop(name="w1", **NINE)
    moved = widgets.backprop(name="w5", **NINE)
    moved.name.value = "w1"
    assert moved.html.value == start.html.value


@pytest.mark.parametrize("name", NAMES)
def test_no_formula_leaves_the_picture(name):
    """The longest numbers still fit: negative ones with two digits before the point."""
    figure = plt.figure(figsize=views.BackpropView.size)
    view = views.BackpropView(figure)
    net = Network([2, 2, 1], [-5.55, 5.25, 5.75, -5.15, -5.95, -5.85, 5.55, -5.25, 5.55])
    for person in people.PEOPLE:
        for steps in range(1, len(walk(net, person.x, person.label, name)) + 1):
            view.update(net, person, name, steps)
            for text in (view.letters, view.numbers):
                box = text.get_window_extent()
                assert box.x0 >= 0
                assert box.x1 <= figure.bbox.x1
    plt.close(figure)
