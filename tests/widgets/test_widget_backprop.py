"""The explorer of the chain rule: each step, arrow and factor is what plain Python says."""

import math
from fractions import Fraction
from itertools import combinations

import matplotlib
import numpy as np
import plain
import pytest
from explorers import NINE
from matplotlib.colors import to_hex
from palette import INK, sign_color
from readback import (
    PEOPLE,
    alt,
    bold,
    box_of,
    check_circle,
    check_network,
    check_slope_bars,
    check_words,
    fixed,
    index,
    maths,
    overlap,
    rim,
    said_by,
    short,
    tiny,
    to_segment,
    unseen,
    written,
)

from helpers import widgets

ODD = {"w1": -0.7, "w2": 0.4, "w3": 0.2, "w4": -0.9, "w5": 2.3, "w6": -1.6}
ODD |= {"b1": 0.1, "b2": -0.3, "b3": 0.8}
ONES = dict.fromkeys(plain.NAMES[:6], 1)
STATES = [  # person, parameter, all parameters
    *(("Charlie", name, ODD) for name in plain.NAMES),
    ("Alice", "w1", ONES), ("Bob", "b1", ONES),
    ("Diana", "w2", dict.fromkeys(plain.NAMES, 6)), ("Alice", "b3", dict.fromkeys(plain.NAMES, -6)),
]  # fmt: skip


@pytest.mark.parametrize(("person", "name", "some"), STATES)
def test_the_picture_is_true_at_every_step(person, name, some):
    explorer = widgets.Backprop(person, name, **some)
    p, way = plain.parameters(**some), [*range(8 + len(plain.path(name))), 11, 12]
    for steps in (12, *way):
        check(explorer, p, person, name, steps)
        with unseen():
            explorer.walk(+1)
    for steps in (0, *reversed(way[1:])):
        check(explorer, p, person, name, steps)
        with unseen():
            explorer.walk(-1)


@pytest.mark.parametrize("steps", [0, 7, 9, 11])
def test_it_may_begin_on_the_way_and_reset_brings_it_back_there(steps):
    explorer = widgets.Backprop(steps=steps, **ONES)
    start = explorer.html.value
    check(explorer, plain.parameters(**ONES), "Alice", "w1", steps)
    explorer.walk(+1)
    explorer.controls["w1"].value = 2
    assert explorer.html.value != start
    explorer.reset()
    assert explorer.html.value == start


@pytest.mark.parametrize(("name", "steps"), [("w1", 13), ("w5", 13), ("w1", -1), ("b3", 2.5)])
def test_steps_that_are_not_there_are_refused(name, steps):
    with pytest.raises(ValueError, match=f"^steps was {steps}; expected a whole number from 0 to"):
        widgets.Backprop(name=name, steps=steps)


def test_the_picture_is_true_after_other_choices():
    explorer = widgets.Backprop()
    for person, name, some in STATES[-4:]:
        with unseen():
            for parameter, value in plain.parameters(**some).items():
                explorer.controls[parameter].value = value
            explorer.controls["person"].value = person
            explorer.controls["name"].value = name
        explorer.redraw()
        check(explorer, plain.parameters(**some), person, name, 12)


def check(explorer, p, person, name, steps):
    """Compare all that is shown with the state; the first seven steps go forward to L."""
    panels, (x, label) = explorer.picture.panels, plain.ROWS[PEOPLE.index(person)]
    flow, way = plain.forward(p, x), plain.path(name)
    factor = plain.factors(p, x, label)
    check_diagram(panels, p, x, label, steps)
    check_ring(panels, way[-1][0], steps)
    slopes = plain.slopes_of_one(p, x, label)
    links = [(step, step, factor[step]) for step in way[: max(0, steps - 7)]]
    if steps == 12:
        links = blames(slopes)
    check_back(panels, links, steps - 7)
    check_slope_bars(panels["bars"], slopes, 0.3, chosen=name, shown=steps >= 11)
    check_words(panels["person"], bold(person), f"   y_true = {label}")
    if 0 < steps < 7:
        check_forward(panels["formula"], p, x, flow, steps)
    else:
        check_words(panels["formula"], *words(p, x, label, name, steps))
    check_sentence(explorer, p, x, label, name, steps)
    assert person in alt(explorer)
    told = [*map(short, p.values()), *written(explorer.sentence.value)]
    told += [tiny(slope) for slope in slopes.values()] if steps >= 11 else []
    assert written(alt(explorer)) == told
    assert ("Dashed arrows lead back" in alt(explorer)) == (steps > 7)


def check_diagram(panels, p, x, label, steps):
    """The network and, behind it, the loss."""
    diagram, loss = panels["diagram"], panels["loss"]
    check_network(diagram, p, x, min(steps, 6))
    for above in diagram.sums:
        assert above.name.get_visible() == above.number.get_visible() == (steps <= 7)
    squared = (label - plain.forward(p, x)["y_pred"]) ** 2
    check_circle(loss, "$L$", fixed(squared) if steps >= 7 else "")
    y = diagram.layers[-1][0].circle
    assert loss.circle.center[0] > y.center[0]
    assert loss.circle.center[1] == y.center[1]


def blames(slopes):
    """Return an arrow, the letters and the value of each neuron's blame: the slope of its bias."""
    way = {("L", "y_pred"): 3, ("y_pred", "h1"): 1, ("y_pred", "h2"): 2}
    return [(step, ("L", f"z{i}"), slopes[f"b{i}"]) for step, i in way.items()]


def check_ring(panels, head, steps):
    """The ring is around the circle of the last step forward; with the blame, at the head."""
    ring, diagram = panels["diagram"].ring, panels["diagram"]
    assert ring.get_visible() == (0 < steps <= 7 or steps == 12)
    assert (to_hex(ring.get_edgecolor()), ring.get_fill()) == (INK, False)
    if ring.get_visible():
        node = panels["loss"] if steps == 7 else diagram.neurons[min(steps - 1, 5) // 2]
        if steps == 12:
            node = diagram.neurons[("h1", "h2", "y_pred").index(head)]
        assert tuple(ring.center) == tuple(node.circle.center)


def check_back(panels, links, steps):
    """A dashed arrow for each link, from right to left, and beside it what it carries."""
    back, diagram = panels["back"], panels["diagram"]
    shown = {by for by, arrow in back.arrows.items() if arrow.get_visible()}
    assert shown == {by for (_output, by), _letters, _value in links}
    (_inputs, (h1, h2), (y,)) = diagram.layers
    circles = {"L": panels["loss"], "y_pred": y, "h1": h1, "h2": h2}
    circles = {name: node.circle for name, node in circles.items()}
    for i, texts in enumerate(zip(back.fractions, back.values, strict=True)):
        assert all(text.get_visible() == (i < len(links)) for text in texts)
    boxes = []
    for i, ((output, by), letters, value) in enumerate(links):
        arrow = back.arrows[by]
        points = arrow.get_path().vertices
        assert away(points[0], circles[output]) == pytest.approx(0, abs=1)
        if by in circles:
            assert min(abs(away(point, circles[by])) for point in points) < 4  # and a mitre
            end = circles[by].center
        else:
            end = points[-2]
            edge = diagram.edges[plain.NAMES.index(by)]
            assert min(distance_to_edge(edge, point, diagram, by) for point in points) < 10
            begins, ends = (beside(edge, point) for point in arrow._posA_posB)
            assert begins * ends > 0, "it ends on the side from which it comes"
        assert end[0] < circles[output].center[0]
        assert arrow.get_linestyle() not in ("-", "solid")
        assert arrow.get_lw() == (2.6 if i == steps - 1 else 1.8)
        color = sign_color(value)
        fraction, number = back.fractions[i], back.values[i]
        assert fraction.get_text() == over(*letters)
        assert number.get_text() == f"= {tiny(value, plus=True)}"
        for artist in (fraction, number):
            assert to_hex(artist.get_color()) == color
        assert to_hex(arrow.get_edgecolor()) == color
        check_place(fraction, number, back, by)
        check_clear(fraction, number, diagram, panels["loss"])
        boxes += [box_of(fraction), box_of(number)]
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other)


def over(output, by):
    """Return a slope as a fraction, for matplotlib."""
    return rf"$\frac{{\partial {maths(output)[1:-1]}}}{{\partial {maths(by)[1:-1]}}}$"


def check_place(fraction, number, back, by):
    """A fraction stands left of its number, not far from its own arrow."""
    assert 0 < number.get_position()[0] - fraction.get_position()[0] < 12
    assert number.get_position()[1] == fraction.get_position()[1]
    left, low, _right, top = box_of(fraction)
    right = box_of(number)[2]
    points = back.arrows[by].get_path().vertices
    shown = back.arrows[by].get_transform().transform(points) * 100 / fraction.figure.dpi
    beside = np.clip(shown, (left, low), (right, top)) - shown
    assert np.hypot(*beside.T).min() < 140


# Pixels; fractions of matplotlib before 3.9 are half a pixel wider.
CLEAR = 4 if matplotlib.__version_info__ < (3, 9) else 5


def check_clear(fraction, number, diagram, loss):
    """A fraction and its number stand clear of circles, of straight arrows and of their labels."""
    one, other = box_of(fraction), box_of(number)
    around = np.array([*np.minimum(one, other)[:2], *np.maximum(one, other)[2:]])
    ax = fraction.axes

    def seen(point):
        return ax.transData.transform(point) * 100 / ax.figure.dpi

    for node in (*(node for layer in diagram.layers for node in layer), loss):
        middle, (x, y) = seen(node.circle.center), node.circle.center
        radius = seen((x + node.circle.radius, y))[0] - middle[0]
        assert np.hypot(*(np.clip(middle, around[:2], around[2:]) - middle)) > radius + 10
    for edge in diagram.edges:
        places = np.linspace(*map(seen, edge.ends), 101)
        assert np.hypot(*(np.clip(places, around[:2], around[2:]) - places).T).min() > CLEAR
        assert not any(overlap(around, box_of(text)) for text in (edge.name, edge.number))


def beside(edge, point):
    """Return a number that is above 0 to the left of a straight arrow, and below 0 to its right."""
    (x, y), (to_x, to_y) = edge.ends
    return (to_x - x) * (point[1] - y) - (to_y - y) * (point[0] - x)


def away(point, circle):
    """Return how far a point is from the rim of a circle."""
    return np.hypot(*(np.array(point) - circle.center)) - circle.radius


def distance_to_edge(edge, point, diagram, name):
    """Return how far a point is from the arrow of a parameter, in pixels."""
    (x1, x2), (h1, h2), (y,) = ([n.circle for n in layer] for layer in diagram.layers)
    if name[0] == "b":
        circle = (h1, h2, y)[int(name[1]) - 1]
        below = edge.arrow.get_path().vertices[:-1, 1].min()
        start, end = (circle.center[0], below), circle.center
    else:
        a, b = {"w1": (x1, h1), "w2": (x2, h1), "w3": (x1, h2), "w4": (x2, h2),
                "w5": (h1, y), "w6": (h2, y)}[name]  # fmt: skip
        start, end = rim(a, b), rim(b, a)
    ax = edge.arrow.axes
    there = ax.transData.transform(point) * 100 / ax.figure.dpi
    return to_segment(ax, there, start, end)


def check_forward(formula, p, x, flow, steps):
    """Forward the formula ends in the number that the step writes into the picture."""
    name = ("z1", "h1", "z2", "h2", "z3", "y_pred")[steps - 1]
    said = said_by(formula)
    head = name if name == "y_pred" else index(name)
    assert said.startswith(f"{head} = ")
    value = fixed(flow[name]) if steps % 2 == 0 else short(flow[name], 4)
    assert formula.moving[len([t for t in formula.moving if t.get_text()]) - 1].get_text() == value
    if steps % 2 == 0:
        assert f"= σ({short(flow[f'z{steps // 2}'], 4)}) = {value}" in said
    else:
        i = (steps + 1) // 2
        weights = [p[f"w{2 * i - 1}"], p[f"w{2 * i}"], p[f"b{i}"]]
        inputs = (flow["h1"], flow["h2"]) if i == 3 else x
        wanted = [short(weights[0]), short(inputs[0], 4), short(weights[1]), short(inputs[1], 4)]
        assert written(said) == [*wanted, short(weights[2]), value]
        signs = [weights[0] * inputs[0], weights[1] * inputs[1], weights[2]]
        shown = [text for text in formula.moving if text.get_text()]
        colors = [to_hex(shown[place].get_color()) for place in (-7, -5, -3)]  # of the terms
        assert colors == [sign_color(round(sign, 4)) for sign in signs]


def words(p, x, label, name, steps):
    """Return what the formula says where the walk begins, at L, and on the way back."""
    flow, factor, way = plain.forward(p, x), plain.factors(p, x, label), plain.path(name)
    if steps == 0:
        return []
    if steps == 7:
        y = flow["y_pred"]
        letters = f"L = (y_true − y_pred)² = ({label} − {fixed(y)})² = "
        return [letters, bold(fixed((label - y) ** 2))]

    if steps == 12:
        head, z, letter, signal = tail(p, x, label, name)
        (slope,), number, equal = true_line(head * signal, [head], signal)
        color, number = sign_color(head), f"({number})" if signal < 0 else number
        parts = [over("L", name), "  = ", (over("L", z), color, "normal"), f" · {letter} = "]
        parts += [(slope, color, "normal"), f" · {number}{equal}"]
        return [*parts, bold(tiny(head * signal, plus=True), sign_color(head * signal))]
    if steps == 11:
        value = math.prod(factor[step] for step in way)
        parts = [over("L", name), "  = "]
        numbers, _one, equal = true_line(value, [factor[step] for step in way])
        for texts, end in (([over(*step) for step in way], " = "), (numbers, equal)):
            for step, text in zip(way, texts, strict=True):
                parts += [(text, sign_color(factor[step]), "normal"), " · "]
            parts[-1] = end
        return [*parts, bold(tiny(value, plus=True), sign_color(value))]
    output, by = way[steps - 8]
    value = factor[output, by]
    letters, numbers = letters_and_numbers(p, x, label, flow, output, by)
    said = f"  = {letters} = {numbers}"
    return [over(output, by), said, bold(tiny(value, plus=True), sign_color(value))]


def tail(p, x, label, name):
    """Return the blame at a parameter's head and its sum, and the signal at its tail and its name.

    A bias has the signal 1.
    """
    i = int(name[1]) if name[0] == "b" else (int(name[1]) + 1) // 2
    flow, blame = plain.forward(p, x), plain.slopes_of_one(p, x, label)[f"b{i}"]
    if name[0] == "b":
        return blame, f"z{i}", "1", 1
    first = int(name[1]) % 2 == 1
    inner = ("h₁", flow["h1"]) if first else ("h₂", flow["h2"])
    outer = ("x₁", x[0]) if first else ("x₂", x[1])
    return blame, f"z{i}", *(inner if i == 3 else outer)


def letters_and_numbers(p, x, label, flow, output, by):
    """Return one factor in letters and in numbers; a bias has no number."""

    if output == "L":
        error = flow["y_pred"] - label
        (slope,), number, equal = true_line(2 * error, [error], 2)
        return "2·(y_pred − y_true)", f"{number}·{slope}{equal}"
    z, a = {"y_pred": ("z₃", "y_pred"), "h1": ("z₁", "h1"), "h2": ("z₂", "h2")}[output]
    slope = flow[a] * (1 - flow[a])
    before, number = {
        "w1": ("x₁", x[0]), "w2": ("x₂", x[1]), "w3": ("x₁", x[0]), "w4": ("x₂", x[1]),
        "w5": ("h₁", flow["h1"]), "w6": ("h₂", flow["h2"]),
        "h1": ("w₅", p["w5"]), "h2": ("w₆", p["w6"]),
    }.get(by, ("", 1))  # fmt: skip
    if not before:
        return f"σ′({z})", ""
    (slope,), number, equal = true_line(number * slope, [slope], number)
    return f"{before}·σ′({z})", f"{number}·{slope}{equal}"


POWERS = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")


def number_in(text):
    """Return the number that is written: 0.0474, (−0.0904), 2·10⁻⁹."""
    digits, _, power = text.strip("()").translate(POWERS).partition("·10")
    return Fraction(digits) * Fraction(10) ** int(power or 0)


def true_line(value, slopes, number=1):
    """Return slopes and a number as written, with as many decimals as make the line true, and = or
    ≈ where even seven do not.
    """

    def written(digits):
        texts = [tiny(slope, digits=digits) for slope in slopes]
        return [f"({t})" if t[0] == "−" else t for t in texts], short(number, digits)

    for digits in (4, 5, 6, 7):
        texts, last = written(digits)
        if tiny(float(math.prod(map(number_in, [*texts, last])))) == tiny(value):
            return texts, last, " = "
    return *written(4), " ≈ "


def check_sentence(explorer, p, x, label, name, steps):
    """The sentence tells the number of its step, and at the end whether L rises or falls."""
    said, flow = explorer.sentence.value, plain.forward(p, x)
    way, factor = plain.path(name), plain.factors(p, x, label)
    if steps == 0 or steps in (1, 3, 5):
        numbers = []
    elif steps in (2, 4):
        numbers = [fixed(flow[f"h{steps // 2}"])]
    elif steps == 6:
        numbers = [fixed(flow["y_pred"]), f"{label}"]
    elif steps == 7:
        numbers = [fixed((label - flow["y_pred"]) ** 2)]
    elif steps == 12:
        head, _z, _letter, signal = tail(p, x, label, name)
        numbers = [tiny(head), short(signal, 4)]
        assert f"{index(name)} gets the blame at its head" in said
    elif steps < 8 + len(way):
        numbers, (output, by) = [tiny(factor[way[steps - 8]])], way[steps - 8]
        letters, stands = letters_and_numbers(p, x, label, flow, output, by)
        why = "twice the error" if output == "L" else "added as it is"
        if stands and output != "L":
            why = f"passes {letters.split('·')[0]},"
        assert why in said.split(". ", 1)[1]
    else:
        slope = math.prod(factor[step] for step in way)
        small = abs(slope) < 0.00005
        numbers = [] if small else [tiny(slope)]
        assert ("next to nothing" in said) == small
        assert ("L rises" in said) == (slope > 0 and not small)
        assert ("L falls" in said) == (slope < 0 and not small)
    assert written(said) == numbers
    assert said in alt(explorer)


@pytest.mark.parametrize("name", ["w1", "b3"])
def test_each_step_shows_and_says_something_new(name):
    explorer = widgets.Backprop(name=name, **NINE)
    length, seen = 9 + len(plain.path(name)), set()
    for _step in range(length + 1):
        explorer.walk(+1)
        seen.add(explorer.html.value)
    assert len(seen) == length + 1
    assert explorer.steps is None
    before = explorer.html.value
    explorer.walk(-1)
    assert explorer.html.value != before
    explorer.walk(+1)
    assert explorer.html.value == before


def test_the_walk_stays_where_it_is_when_something_else_is_chosen():
    explorer = widgets.Backprop(**NINE)
    explorer.controls["name"].value = "w5"
    check(explorer, plain.parameters(**NINE), "Alice", "w5", 12)
    explorer.walk(-1)
    explorer.controls["name"].value = "w1"
    check(explorer, plain.parameters(**NINE), "Alice", "w1", 11)
    explorer.walk(+1)
    explorer.walk(+1)
    explorer.walk(+1)
    for choice, value in (("name", "w3"), ("person", "Bob")):
        explorer.controls[choice].value = value
        assert explorer.steps == 1
    explorer.reset_button.click()
    assert explorer.html.value == widgets.Backprop(**NINE).html.value


def test_a_chain_of_two_has_no_third_step_however_one_comes_there():
    """Who had three factors and chooses w5 sees the product, with the bars, and goes on from it."""
    explorer, p = widgets.Backprop(steps=10, **NINE), plain.parameters(**NINE)
    check(explorer, p, "Alice", "w1", 10)
    explorer.controls["name"].value = "w5"
    check(explorer, p, "Alice", "w5", 11)
    explorer.walk(-1)
    check(explorer, p, "Alice", "w5", 9)
    explorer.walk(+1)
    check(explorer, p, "Alice", "w5", 11)
    explorer.walk(+1)
    check(explorer, p, "Alice", "w5", 12)
    check(widgets.Backprop(name="w5", steps=10, **NINE), p, "Alice", "w5", 11)


@unseen()
def test_alice_with_every_weight_1():
    explorer = widgets.Backprop(steps=11, **ONES)
    assert said_by(explorer.picture.panels["formula"]).endswith(
        "(−0.9526) · 0.2494 · (−0.0904) = +0.0215"
    )


def test_the_traced_slope_is_the_bold_one_in_the_picture_too():
    """A text that changes its weight alone is drawn anew."""
    start = widgets.Backprop(name="w1", **NINE)
    moved = widgets.Backprop(name="w5", **NINE)
    moved.controls["name"].value = "w1"
    assert moved.html.value == start.html.value


@pytest.mark.parametrize("name", ["w1", "w4", "b2"])
@unseen()
def test_no_formula_leaves_the_picture(name):
    """The longest numbers still fit: negative ones with two digits before the point."""
    long = dict(zip(plain.NAMES, [-5.55, 5.25, 5.75, -5.15, -5.95, -5.85, 5.55, -5.25, 5.55],
                    strict=True))  # fmt: skip
    explorer = widgets.Backprop(name=name, **long)
    for person in ("Bob", "Diana"):
        explorer.controls["person"].value = person
        for _step in range(10 + len(plain.path(name))):
            explorer.walk(+1)
            for text in explorer.picture.panels["formula"].moving:
                if text.get_text():
                    left, _low, right, _top = box_of(text)
                    assert left >= 0
                    assert right <= 840
