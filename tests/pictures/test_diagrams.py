"""A diagram says what the numbers are: every circle, arrow, width, colour and label is read back.

What should be there is computed in plain Python, from the weights that were given.
"""

import re
from functools import cache
from itertools import pairwise
from math import dist, exp, log1p, tanh

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import (
    arrows,
    between,
    box,
    centre_of,
    collisions,
    cut,
    from_box,
    is_tint,
    labels,
    outside,
    plain,
    rings,
    said,
    sign_color,
    texts,
    written,
)
from matplotlib.colors import to_hex
from matplotlib.textpath import TextPath
from palette import INK, hidden_color
from plain import sigmoid

from helpers import diagrams, style
from helpers.network import Network

# How high a digit is on a sheet, in pixels.
DIGIT = TextPath((0, 0), "0", size=style.SMALL).get_extents().height * style.DPI / 72

pytestmark = pytest.mark.usefixtures("look")


def drawn(draw, size=style.WIDE):
    """Return the axes on which `draw` has drawn, in a figure of its own."""
    figure, ax = plt.subplots(figsize=size, dpi=200)  # as pictures are stored
    assert draw(ax) is None
    figure.draw_without_rendering()
    return ax


def sign(value):
    """Return a signed number as it is written: +0.46, −1.5, 0."""
    text = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return text if text == "0" else ("−" if value < 0 else "+") + text


def widths(value):
    """Return how wide the tail and the head of an arrow are, and how long its head, in points."""
    tail = 0.8 + 1.1 * min(abs(value), 4)
    return tail, 4 + 1.5 * tail, 5 + 1.1 * tail


def is_signed_arrow(arrow, value):
    assert (arrow.tail, arrow.head, arrow.length) == pytest.approx(widths(value), rel=0.01)
    assert arrow.color == sign_color(value)


def ends_on(ring, point):
    return abs(dist(ring.centre, point) - ring.radius) < 0.1


def from_to(arrow, before, after):
    """Tell whether an arrow goes straight from the rim of one circle to the rim of another."""
    straight = between(arrow.start, before.centre, after.centre) < 0.1
    straight &= between(arrow.tip, before.centre, after.centre) < 0.1
    return straight and ends_on(before, arrow.start) and ends_on(after, arrow.tip)


def the(found):
    """Return the only one of what was found."""
    (one,) = found
    return one


# ---------------------------------------------------------------- one neuron

NEURONS = [
    ([0, 1], 4, [2, 3]),
    ([-1.25, 2], -4.5, [2, 3]),
    ([0.004, -6], 0.5, [-1, 0.25]),
    ([3], -1, [0.5]),
    ([1, -2, 0.5], 0, [1, 2, -3]),
]
neurons = pytest.mark.parametrize(("w", "b", "x"), NEURONS)


def drawn_neuron(w, b, x):
    return drawn(lambda ax: diagrams.neuron(w, b, x, ax), style.HALF)


@neurons
def test_a_neuron_shows_its_inputs_its_sum_and_its_output(w, b, x):
    found = rings(drawn_neuron(w, b, x))
    z = sum(a * c for a, c in zip(w, x, strict=True)) + b
    assert list(found) == [*(f"x{i + 1}" for i in range(len(w))), "z", "y"]
    for i, value in enumerate(x):
        assert written(found[f"x{i + 1}"].value) == value
    assert written(found["z"].value) == pytest.approx(z, abs=0.005)
    assert found["y"].value == f"{sigmoid(z):.4f}"


@neurons
def test_a_neuron_has_the_colour_of_its_output_and_nothing_else_has_one(w, b, x):
    found = rings(drawn_neuron(w, b, x))
    z = sum(a * c for a, c in zip(w, x, strict=True)) + b
    assert is_tint(found.pop("y").color, sigmoid(z))
    assert {to_hex(ring.color) for ring in found.values()} == {"#ffffff"}


@neurons
def test_inputs_stand_on_the_left_from_the_top_down_and_the_output_on_the_right(w, b, x):
    found = rings(drawn_neuron(w, b, x))
    column = [found[f"x{i + 1}"].centre for i in range(len(w))]
    assert len({place[0] for place in column}) == 1
    heights = [place[1] for place in column]
    assert heights == sorted(heights, reverse=True)
    assert sum(heights) / len(heights) == pytest.approx(found["z"].centre[1])
    assert found["z"].centre[1] == found["y"].centre[1]
    assert column[0][0] < found["z"].centre[0] < found["y"].centre[0]


@neurons
def test_every_weight_is_an_arrow_from_its_input_and_the_bias_comes_from_above(w, b, x):
    ax = drawn_neuron(w, b, x)
    found, left = rings(ax), arrows(ax)
    for i, weight in enumerate(w):
        arrow = the(a for a in left if from_to(a, found[f"x{i + 1}"], found["z"]))
        left.remove(arrow)
        if len(w) < 3:  # more need more height, and are drawn smaller
            is_signed_arrow(arrow, weight)
    squash = the(a for a in left if from_to(a, found["z"], found["y"]))
    left.remove(squash)
    bias, z = the(left), found["z"]
    assert bias.tip == pytest.approx((z.centre[0], z.centre[1] + z.radius))
    assert bias.start == pytest.approx((z.centre[0], z.centre[1] + z.radius + 44))
    if len(w) < 3:
        is_signed_arrow(bias, b)
        assert (squash.color, squash.tail) == (INK, pytest.approx(1.2))


@neurons
def test_every_weight_of_a_neuron_is_written_at_its_own_arrow(w, b, x):
    ax = drawn_neuron(w, b, x)
    found, written_there = rings(ax), labels(ax)
    weights = {f"w{i + 1}": value for i, value in enumerate(w)}
    for name, value in (weights | {"b": b}).items():
        text, color, around = written_there.pop(name)
        assert text == f"= {sign(value)}"
        assert color == sign_color(value)
        if name != "b":
            shafts = {f"w{i + 1}": (found[f"x{i + 1}"].centre, found["z"].centre) for i in range(3)
                      if i < len(w)}  # fmt: skip
            assert min(shafts, key=lambda n: from_box(around, *shafts[n])) == name
            assert 0 < from_box(around, *shafts[name]) < 15
        else:
            above = (found["z"].centre[0], found["z"].centre[1] + found["z"].radius + 44)
            assert abs((around[0] + around[2]) / 2 - above[0]) < 15
            assert 0 < around[1] - above[1] < 10
    assert not written_there


def test_a_neuron_says_that_its_output_is_sigma_of_its_sum():
    ax = drawn_neuron([0, 1], 4, [2, 3])
    found, squash = rings(ax), the(t for t in texts(ax) if t.get_text() == r"$\sigma$")
    x, y = centre_of(ax, squash)
    assert found["z"].centre[0] < x < found["y"].centre[0]
    assert 0 < y - found["z"].centre[1] < 30


def test_a_neuron_diagram_that_is_moved_shows_the_new_numbers_alone():
    figure, ax = plt.subplots(figsize=style.HALF)
    diagram = diagrams.NeuronDiagram(ax)
    diagram.update([5, 5], 5, [5, 5])
    diagram.update([-1, 2], 0.5, [3, -4])
    figure.draw_without_rendering()
    ours = said(ax), [a[:4] for a in arrows(ax)], [r.color for r in rings(ax).values()]
    fresh = drawn_neuron([-1, 2], 0.5, [3, -4])
    assert ours == (
        said(fresh),
        [a[:4] for a in arrows(fresh)],
        [r.color for r in rings(fresh).values()],
    )


# ---------------------------------------------------------------- networks


class Expected:
    """What a network holds and computes, in plain Python, from a flat list of its parameters."""

    def __init__(self, sizes, values, x):
        hidden = iter(range(1, 99))
        last = sizes[-1]
        outputs = ["y_pred"] if last == 1 else [f"y{i + 1}" for i in range(last)]
        self.layers = [[f"x{i + 1}" for i in range(sizes[0])]]
        self.layers += [[f"h{next(hidden)}" for _ in range(size)] for size in sizes[1:-1]]
        self.layers.append(outputs)
        values, self.weights, self.biases, self.sums = iter(values), {}, {}, {}
        for before, after in pairwise(self.layers):
            for neuron in after:
                for other in before:
                    name = f"w{len(self.weights) + 1}"
                    self.weights[other, neuron] = name, next(values)
        for i, neuron in enumerate(n for layer in self.layers[1:] for n in layer):
            self.biases[neuron] = f"b{i + 1}", next(values)
        self.outputs = dict(zip(self.layers[0], x, strict=True))
        for before, after in pairwise(self.layers):
            for neuron in after:
                terms = [self.weights[other, neuron][1] * self.outputs[other] for other in before]
                self.sums[neuron] = sum(terms) + self.biases[neuron][1]
            self.outputs |= {neuron: sigmoid(self.sums[neuron]) for neuron in after}


def network_of(sizes, seed):
    """Return a network with drawn parameters, some 0 and some large, and an example."""
    rng = np.random.default_rng(seed)
    net = Network.random(sizes, rng)
    net.values = np.round(net.values * 2.5, 2)
    net.values[seed % len(net.values)] = 0
    x = np.round(rng.normal(0, 4, sizes[0]), 1)
    return net, x, Expected(sizes, net.values.tolist(), x.tolist())


SMALL = [(2, 2, 1), (2, 1), (1, 1), (2, 2, 2, 1), (2, 2, 2)]  # every parameter has its name
ROOMY = [*SMALL, (2, 3, 1), (2, 4, 1)]  # here labels have room
CROWDED = [(2, 3, 1), (3, 4, 2), (2, 5, 1)]  # numbers alone, where there are many
EVERY = [*SMALL, *CROWDED]
sizes = pytest.mark.parametrize("sizes", EVERY, ids=str)
seeds = pytest.mark.parametrize("seed", range(2))


def drawn_network(net, x=None):
    return drawn(lambda ax: diagrams.network(net, x, ax))


@cache
def picture_of(sizes, seed):
    """Return the picture of a drawn network, and what it has to show."""
    net, x, expected = network_of(sizes, seed)
    return drawn_network(net, x), expected


def test_a_name_without_a_value_stands_in_the_middle_of_its_circle():
    for x, middle in ((None, 0), ([2, 3], 11)):
        ax = drawn_network(Network([2, 2, 1]), x)
        for name, ring in rings(ax).items():
            (text,) = [t for t in texts(ax) if plain(t.get_text()) == name]
            assert text.get_position() == (ring.centre[0], ring.centre[1] + middle), name


@seeds
@sizes
def test_every_neuron_of_a_network_shows_what_it_says(sizes, seed):
    ax, expected = picture_of(sizes, seed)
    found = rings(ax)
    assert list(found) == [name for layer in expected.layers for name in layer]
    for name, value in expected.outputs.items():
        if name in expected.sums:
            assert found[name].value == f"{value:.4f}"
        else:
            assert written(found[name].value) == value


@seeds
@sizes
def test_every_neuron_of_a_network_has_the_colour_of_what_it_puts_out(sizes, seed):
    """Outputs have that of an answer, hidden neurons run from white to grey, inputs are white."""
    ax, expected = picture_of(sizes, seed)
    for name, ring in rings(ax).items():
        if name in expected.layers[-1]:
            assert is_tint(ring.color, expected.outputs[name])
        else:
            hidden = expected.outputs[name] if name in expected.sums else 0
            assert 255 * np.array(ring.color[:3]) == pytest.approx(hidden_color(hidden), abs=1.01)


@pytest.mark.parametrize("x", [[1.5, -0.5], [-2, 0.25]])
def test_hidden_neurons_below_and_above_0_have_the_colour_of_their_sign(x):
    """As tanh gives them; what is never negative has a grey, and beyond 1 that of 1."""
    values = {"w1": 0.5, "w2": -1, "w3": -0.75, "w4": 2}
    sums = [0.5 * x[0] - x[1], -0.75 * x[0] + 2 * x[1]]
    functions = {"tanh": tanh, "linear": lambda z: z, "relu": lambda z: max(z, 0)}
    functions |= {"elu": lambda z: z if z > 0 else exp(z) - 1, "softplus": lambda z: log1p(exp(z))}
    functions |= {"leaky_relu": lambda z: z if z > 0 else 0.01 * z}
    for hidden, function in functions.items():
        found = rings(drawn_network(Network([2, 2, 1], hidden=hidden, **values), x))
        for name, z in zip(("h1", "h2"), sums, strict=True):
            h = max(-1, min(1, function(z)))
            wanted = hidden_color(h, signed=hidden not in ("relu", "softplus"))
            assert 255 * np.array(found[name].color[:3]) == pytest.approx(wanted, abs=1.01)


@seeds
@sizes
def test_every_sum_stands_above_its_neuron(sizes, seed):
    ax, expected = picture_of(sizes, seed)
    found, called = rings(ax), labels(ax, "z")
    for i, (name, z) in enumerate(expected.sums.items()):
        said, color, (left, low, right, high) = called[f"z{i + 1}"]
        assert color == INK
        assert written(said) == pytest.approx(z, abs=0.00005)
        ring = found[name]
        assert (left + right) / 2 == pytest.approx(ring.centre[0], abs=1.5)
        assert 0 < (low + high) / 2 - (ring.centre[1] + ring.radius) < 20


@sizes
def test_layers_stand_from_left_to_right_and_their_neurons_from_the_top_down(sizes):
    ax, expected = picture_of(sizes, 0)
    found = rings(ax)
    columns = [[found[name].centre for name in layer] for layer in expected.layers]
    assert [len({place[0] for place in column}) for column in columns] == [1] * len(sizes)
    across = [column[0][0] for column in columns]
    assert np.diff(across) == pytest.approx(diagrams.COLUMN)
    for column in columns:
        assert np.diff([y for _x, y in column]) == pytest.approx(-diagrams.ROW)
        middle = sum(y for _x, y in column) / len(column)
        assert middle == pytest.approx(columns[0][0][1] + columns[0][-1][1] - middle)
    for ring in found.values():
        assert ring.radius == diagrams.RADIUS


@seeds
@sizes
def test_every_weight_is_an_arrow_between_its_neurons_and_every_bias_comes_from_below(sizes, seed):
    ax, expected = picture_of(sizes, seed)
    found, left = rings(ax), arrows(ax)
    texts_of_x = the(t for t in texts(ax) if plain(t.get_text()) == "x1")
    scale = texts_of_x.get_fontsize() / style.MEDIUM
    signed = []
    for (before, after), (_name, value) in expected.weights.items():
        arrow = the(a for a in left if from_to(a, found[before], found[after]))
        left.remove(arrow)
        signed.append((arrow, value))
    for neuron, (_name, value) in expected.biases.items():
        x0, y0 = found[neuron].centre
        below = (x0, y0 - found[neuron].radius)
        arrow = the(a for a in left if dist(a.tip, below) < 0.1)
        assert arrow.start == pytest.approx((x0, below[1] - 44))
        left.remove(arrow)
        signed.append((arrow, value))
    assert not left
    for arrow, value in signed:
        large = arrow._replace(
            tail=arrow.tail / scale, head=arrow.head / scale, length=arrow.length / scale
        )
        is_signed_arrow(large, value)


@seeds
@pytest.mark.parametrize("sizes", SMALL, ids=str)
def test_every_parameter_is_written_at_its_own_arrow(sizes, seed):
    ax, expected = picture_of(sizes, seed)
    found, written_there = rings(ax), labels(ax)
    shafts = {
        name: (found[before].centre, found[after].centre)
        for (before, after), (name, _value) in expected.weights.items()
    }
    weights, biases = list(shafts), [name for name, _value in expected.biases.values()]
    for neuron, (name, _value) in expected.biases.items():
        x0, y0 = found[neuron].centre
        shafts[name] = (x0, y0 - found[neuron].radius - 44), (x0, y0 - found[neuron].radius)
    for name, value in [*expected.weights.values(), *expected.biases.values()]:
        text, color, around = written_there.pop(name)
        assert text == f"= {sign(value)}"
        assert color == sign_color(value)
        nearest = min(weights, key=lambda n: from_box(around, *shafts[n]))
        assert name == nearest if name in weights else name in biases
        assert 0 < from_box(around, *shafts[name]) < 15
    assert not written_there


@seeds
@pytest.mark.parametrize("sizes", CROWDED, ids=str)
def test_numbers_of_many_arrows_stand_upon_their_own(sizes, seed):
    """Near the neuron from which the arrow comes, where arrows do not cross yet."""
    net, x, expected = network_of(sizes, seed)
    ax = drawn_network(net, x)  # anew: `make mutants` runs the tests that draw what it changed
    found = rings(ax)
    crowded = {len(a) * len(b) > 4 for a, b in pairwise(expected.layers)}
    numbers = [t for t in texts(ax) if t.get_text()[0] in "+−0" and t.get_bbox_patch()]
    taken = []
    for (before, after), (_name, value) in expected.weights.items():
        layer = next(n for n in expected.layers if before in n)
        if len(layer) * len(expected.layers[expected.layers.index(layer) + 1]) <= 4:
            continue
        start, end = np.array(found[before].centre), np.array(found[after].centre)
        along = (end - start) / dist(start, end)
        place = start + (diagrams.RADIUS + diagrams.NEAR) * along
        text = min(numbers, key=lambda t: dist(centre_of(ax, t), place))
        assert dist(centre_of(ax, text), place) < 2.5
        x, foot = text.get_position()
        assert between((x, foot + DIGIT / 2), start, end) < 0.5, "the arrow leads to its middle"
        assert text.get_text() == sign(value)
        assert to_hex(text.get_color()) == sign_color(value)
        taken.append(text)
    assert len(set(taken)) == len(numbers) == len(taken)
    assert True in crowded


@seeds
@pytest.mark.parametrize("sizes", CROWDED, ids=str)
def test_a_bias_without_a_name_has_its_number_below_its_arrow(sizes, seed):
    ax, expected = picture_of(sizes, seed)
    found = rings(ax)
    for neuron, (_name, value) in expected.biases.items():
        foot = found[neuron].centre[0], found[neuron].centre[1] - diagrams.RADIUS - 44
        text = min(texts(ax), key=lambda t: dist(centre_of(ax, t), (foot[0], foot[1] - 9)))
        assert text.get_text() == sign(value)
        assert to_hex(text.get_color()) == sign_color(value)
        assert dist(centre_of(ax, text), (foot[0], foot[1] - 9)) < 4


def test_a_network_without_an_example_shows_parameters_alone():
    net, _x, expected = network_of((2, 2, 1), 1)
    ax = drawn_network(net)
    assert {ring.value for ring in rings(ax).values()} == {""}
    assert {to_hex(ring.color) for ring in rings(ax).values()} == {"#ffffff"}
    assert not [text for text in said(ax) if "z" in text]
    assert len(labels(ax)) == len(expected.weights) + len(expected.biases)


@pytest.mark.parametrize("steps", range(7))
def test_a_neuron_takes_two_steps_its_sum_and_its_output(steps):
    net, x, expected = network_of((2, 2, 1), 2)
    figure, ax = plt.subplots(figsize=style.WIDE)
    diagram = diagrams.NetworkDiagram(ax, (2, 2, 1))
    diagram.update(net, x)
    diagram.update(net, x, steps)
    figure.draw_without_rendering()
    found = rings(ax)
    sums = {name: number for name, (number, *_look) in labels(ax, "z").items()}
    assert sums == {
        f"z{i + 1}": f"= {z:.4f}".rstrip("0").rstrip(".").replace("-", "−")
        for i, z in enumerate(expected.sums.values())
        if 2 * i < steps
    }
    for i, name in enumerate(expected.sums):
        spoken = 2 * i + 1 < steps
        assert found[name].value == (f"{expected.outputs[name]:.4f}" if spoken else "")
    assert is_tint(found["y_pred"].color, expected.outputs["y_pred"] if steps > 5 else 0.5)
    for name, shown in (("h1", steps > 1), ("h2", steps > 3)):
        wanted = hidden_color(expected.outputs[name] * shown)
        assert 255 * np.array(found[name].color[:3]) == pytest.approx(wanted, abs=1.01)
    assert written(found["x1"].value) == x[0]


def test_outputs_are_kept_by_the_diagram_as_they_are():
    net, x, expected = network_of((2, 2, 1), 2)
    _figure, ax = plt.subplots()
    diagram = diagrams.NetworkDiagram(ax, (2, 2, 1))
    diagram.update(net, x, 0)
    assert list(diagram.outputs) == pytest.approx([expected.outputs[n] for n in expected.sums])


def test_a_small_diagram_has_numbers_alone_and_no_values():
    """As in the explorer of a training: circles of another size, closer to each other."""
    net, _x, expected = network_of((2, 2, 1), 0)
    figure = plt.figure(figsize=(4.36, 2.18), layout="none")
    ax = figure.add_axes((0, 0, 1, 1))
    diagram = diagrams.NetworkDiagram(ax, (2, 2, 1), 166, 92, 23, named=False, width=436)
    diagram.update(net)
    figure.draw_without_rendering()
    found = rings(ax)
    assert {ring.radius for ring in found.values()} == {23}
    assert found["h1"].centre[0] - found["x1"].centre[0] == pytest.approx(166)
    assert found["x1"].centre[1] - found["x2"].centre[1] == pytest.approx(92)
    assert not labels(ax)
    numbers = sorted(t.get_text() for t in texts(ax) if not t.get_text().startswith("$"))
    values = [v for _n, v in (*expected.weights.values(), *expected.biases.values())]
    assert numbers == sorted(map(sign, values))
    for (before, after), (_name, value) in expected.weights.items():
        shaft = found[before].centre, found[after].centre
        near = min(
            (t for t in texts(ax) if t.get_text() == sign(value)),
            key=lambda t: between(centre_of(ax, t), *shaft),
        )
        crossing = (before, after) in (("x1", "h2"), ("x2", "h1"))
        assert between(centre_of(ax, near), *shaft) < (2 if crossing else 25)
    assert not collisions(texts(ax))
    assert not outside(texts(ax), figure)


# ---------------------------------------------------------------- nothing runs over anything


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("sizes", ROOMY, ids=str)
def test_no_label_runs_over_another_or_over_a_rim_or_out_of_the_figure(sizes, seed):
    ax, _expected = picture_of(sizes, seed)
    assert not collisions(texts(ax))
    assert not outside(texts(ax), ax.figure)
    found = rings(ax)
    assert not [(t, n) for t in texts(ax) for n, ring in found.items() if cut(t, ring, ax)]


@neurons
def test_no_label_of_a_neuron_runs_over_another_or_over_a_rim(w, b, x):
    ax = drawn_neuron(w, b, x)
    assert not collisions(texts(ax))
    assert not outside(texts(ax), ax.figure)
    found = rings(ax)
    assert not [(t, n) for t in texts(ax) for n, ring in found.items() if cut(t, ring, ax)]


def test_type_has_its_full_size_where_there_is_room():
    """Names of the circles are 12 points, numbers 10, whatever the layout of the figure leaves."""
    for ax in (drawn_neuron([0, 1], 4, [2, 3]), drawn_network(network_of((2, 2, 1), 0)[0])):
        assert {t.get_fontsize() for t in texts(ax)} == {style.MEDIUM, style.SMALL}


@pytest.mark.parametrize("size", [(400, 100), (300, 280)])
def test_a_sheet_lies_in_the_middle_of_its_axes(size):
    """It has as much room to its left as to its right, and below as above."""
    figure = plt.figure(figsize=(7, 4), layout="none")
    ax = figure.add_axes((0.1, 0.1, 0.8, 0.8))
    diagrams.Sheet(ax, *size)
    figure.draw_without_rendering()
    ends = ax.transData.transform([(0, 0), size])
    assert ends.mean(axis=0) == pytest.approx((350, 200))
    assert ends[1] - ends[0] == pytest.approx(size), "a pixel is a pixel"


def test_a_diagram_shrinks_as_a_whole_where_there_is_no_room():
    figure = plt.figure(figsize=(1.86, 1.6), layout="none")
    ax = figure.add_axes((0, 0, 1, 1))
    diagrams.neuron([4, 0], 0, [2, 3], ax)
    figure.draw_without_rendering()
    assert {t.get_fontsize() for t in texts(ax)} == {style.MEDIUM / 2, style.SMALL / 2}
    assert max(arrow.tail for arrow in arrows(ax)) == pytest.approx(5.2 / 2)


def test_the_width_of_a_text_is_what_is_drawn():
    """The layout goes by it: it has to agree with what matplotlib draws."""
    figure = plt.figure(figsize=(8, 2), layout="none")
    for text in ("= +0.25", "−1.5", "$w_{12}$", r"$y_{\mathrm{pred}}$", "Charlie, Diana"):
        for size in (style.SMALL, style.LARGE):
            shown = figure.text(0.1, 0.5, text, size=size)
            left, _low, right, _high = box(shown)
            slack = 5 if "$" in text else 1 + 0.03 * (right - left)  # glyphs at whole pixels
            assert diagrams.width_of(text, size) == pytest.approx(right - left, abs=slack)


# ---------------------------------------------------------------- arguments


def test_without_axes_the_current_ones_are_drawn_into():
    _figure, (left, right) = plt.subplots(1, 2)
    plt.sca(left)
    diagrams.neuron([0, 1], 4, [2, 3])
    plt.sca(right)
    diagrams.network(Network([2, 2, 1]))
    assert set(rings(left)) == {"x1", "x2", "z", "y"}
    assert set(rings(right)) == {"x1", "x2", "h1", "h2", "y_pred"}


def test_axes_that_are_given_are_drawn_into_and_no_others():
    _figure, (left, right) = plt.subplots(1, 2)
    diagrams.neuron([0, 1], 4, [2, 3], left)
    assert not rings(right)
    assert len(plt.get_fignums()) == 1


NET = Network([2, 2, 1])
MANY = Network.random([2, 2, 1], np.random.default_rng(0), networks=3)
LOST = Network([1, 1])
LOST.values[0] = np.nan
BAD = {
    "w ab": (lambda: diagrams.neuron("ab", 0, [1, 2]), "w was 'ab'; expected numbers."),
    "w nan": (lambda: diagrams.neuron([1, float("nan")], 0, [1, 2]), "w was numbers with 1 NaN"),
    "w a number": (lambda: diagrams.neuron(1, 0, [1, 2]), "w was 1.0; expected a row"),
    "x": (lambda: diagrams.neuron([1, 2], 0, [1]), "x was an array of shape (1,); expected"),
    "b": (
        lambda: diagrams.neuron([1, 2], [0, 1], [1, 2]),
        "b was an array of shape (2,); expected",
    ),
    "x of three": (lambda: diagrams.network(NET, [1, 2, 3]), "x was an array of shape (3,); expec"),
    "x a table": (lambda: diagrams.network(NET, [[1, 2]]), "x was an array of shape (1, 2); expec"),
    "net a text": (lambda: diagrams.network("net"), "net was 'net'; expected one Network."),
    "not a number": (lambda: diagrams.network(LOST), "net was numbers with 1 NaN"),
    "net sizes": (lambda: diagrams.network([2, 1]), "net was [2, 1]; expected one Network."),
    "many": (lambda: diagrams.network(MANY), "3 networks); expected one Network."),
    "ax": (lambda: diagrams.network(NET, ax=3), "ax was 3; expected one axes of matplotlib."),
    "axes": (
        lambda: diagrams.neuron([1], 0, [1], ax=plt.subplots(1, 2)[1]),
        "ax was an array of shape (2,); expected one axes of matplotlib.",
    ),
}


@pytest.mark.parametrize(("draw", "sentence"), BAD.values(), ids=BAD)
def test_a_bad_argument_is_refused_in_a_sentence(draw, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        draw()
