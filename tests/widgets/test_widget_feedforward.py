"""The explorer of a network: at each step every number is what plain Python says."""

import plain
import pytest
from explorers import NINE
from matplotlib.colors import to_hex
from palette import INK, sign_color
from readback import (
    alt,
    bold,
    check_labels_at_arrows,
    check_network,
    check_words,
    fixed,
    said_by,
    short,
    unseen,
    written,
)

from helpers import widgets

STATES = [
    ((2, 3), {"w2": 1, "w4": 1, "w6": 1}),
    ((-1.3, 0.7), NINE),
    ((8, -8), dict.fromkeys(plain.NAMES, -6)),
    ((0, 8), dict.fromkeys(plain.NAMES, 6)),
    ((-2, 0.3), {n: 0.37 * (-1) ** i * i for i, n in enumerate(plain.NAMES)}),
]


@pytest.mark.parametrize(("x", "some"), STATES)
def test_the_picture_is_true_at_every_step(x, some):
    explorer = widgets.Feedforward(*x, **some)
    p = plain.parameters(**some)
    for steps in (6, 0, 1, 2, 3, 4, 5, 6):
        if steps != 6 or explorer.steps is not None:
            with unseen():
                explorer.walk(+1)
        check(explorer, x, p, steps)


def check(explorer, x, p, steps):
    """Compare all that is shown with the state."""
    panels, flow = explorer.picture.panels, plain.forward(p, x)
    diagram, ring = panels["diagram"], panels["diagram"].ring
    edges = check_network(diagram, p, x, steps)
    check_labels_at_arrows(edges, most=45)
    assert ring.get_visible() == (steps > 0)
    if steps:
        assert tuple(ring.center) == tuple(diagram.neurons[(steps - 1) // 2].circle.center)
        assert ring.radius == diagram.neurons[0].circle.radius
    check_formula(panels["formula"], p, x, flow, steps)
    shown = written(said_by(panels["formula"]))
    numbers = [short(n) for n in (*x, *p.values())]
    output = [fixed(flow["y_pred"])] if steps == 6 else []  # its circle is empty before
    assert written(alt(explorer)) == [*numbers, *shown, *output]
    assert ("The output is" in alt(explorer)) == (steps == 6)


def check_formula(words, p, x, flow, steps):
    """The step in letters, then in numbers, each term in the colour of its sign."""

    def later(text):
        return f"({text})" if text.startswith("−") else text

    if steps == 0:
        return check_words(words)
    if steps % 2 == 0:
        name, z = (("h₁", "z1"), ("h₂", "z2"), ("y_pred", "z3"))[steps // 2 - 1]
        value = flow["y_pred" if z == "z3" else f"h{z[1]}"]
        letters = f"{name} = σ({'z' + '₀₁₂₃'[int(z[1])]}) = σ({short(flow[z], 4)}) = "
        return check_words(words, letters, bold(fixed(value)))
    letters, (a, b, bias), inputs = {
        1: ("z₁ = w₁·x₁ + w₂·x₂ + b₁ = ", ("w1", "w2", "b1"), x),
        3: ("z₂ = w₃·x₁ + w₄·x₂ + b₂ = ", ("w3", "w4", "b2"), x),
        5: ("z₃ = w₅·h₁ + w₆·h₂ + b₃ = ", ("w5", "w6", "b3"), (flow["h1"], flow["h2"])),
    }[steps]
    terms = [p[a] * inputs[0], p[b] * inputs[1], p[bias]]
    texts = [
        f"{short(p[a])}·{later(short(inputs[0], 4))}",
        f"{later(short(p[b]))}·{later(short(inputs[1], 4))}",
        later(short(p[bias])),
    ]
    colored = [(t, sign_color(round(n, 4)), "normal") for t, n in zip(texts, terms, strict=True)]
    parts = [colored[0], " + ", colored[1], " + ", colored[2], " = ", bold(short(sum(terms), 4))]
    return check_words(words, letters, *parts)


def test_the_walk_shows_one_number_more_a_step():
    explorer = widgets.Feedforward(**NINE)
    sentences = set()
    for _step in range(7):
        explorer.walk(+1)
        sentences.add(alt(explorer))
    assert len(sentences) == 7
    before = explorer.html.value
    explorer.walk(-1)
    assert explorer.html.value != before
    explorer.walk(+1)
    assert explorer.html.value == before


def test_reset_brings_the_walk_back():
    explorer = widgets.Feedforward(**NINE)
    start = explorer.html.value
    explorer.walk(+1)
    explorer.walk(+1)
    explorer.reset_button.click()
    assert explorer.shown() == 6
    assert explorer.html.value == start


def test_the_ring_is_ink_and_empty():
    ring = widgets.Feedforward().picture.panels["diagram"].ring
    assert to_hex(ring.get_edgecolor()) == INK
    assert not ring.get_fill()
