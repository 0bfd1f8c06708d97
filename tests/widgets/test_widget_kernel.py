"""The explorer Kernel: windows, products, sums and maps against exact sums in plain Python."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from ipywidgets import Button
from matplotlib.colors import to_hex
from padread import middle, named, press, shade, stored
from palette import INK, PURPLE, TEAL
from readback import alt, box_of, fixed, overlap, short, texts_of, ticks, unseen

from helpers import kernels, widgets

SIX = 34
MIXED = [-4.7, 2.3, -1.1, 0.1, 5, -5, 3.3, -2.2, 1.9]
STATES = {
    "start": {},
    "named": {"row": 101, "weights": "learned7", "line": 5, "place": 0},
    "mixed": {"row": 316, "weights": MIXED, "bias": 0.3, "line": 0, "place": 5},
    "least": {"pixels": [16] * 64, "weights": [-5] * 9, "bias": -5, "line": 3, "place": 4},
    "most": {"pixels": [15] * 64, "weights": [5] * 9, "bias": 4.9, "line": 1, "place": 1},
    "empty": {"pixels": [0] * 64, "weights": "learned1"},
    "blank": {"weights": [0] * 9},
    "many digits": {"row": 200, "weights": [-5, -4.7] * 4 + [0.1], "bias": -4.9, "line": 1},
}
EDGES = {"horizontal": "─", "vertical": "│", "rising": "╱", "falling": "╲"}


@pytest.fixture
def explorer():
    return widgets.Kernel(SIX)


@pytest.fixture(params=STATES)
def state(request):
    """Return an explorer in each of these states."""
    return widgets.Kernel(**STATES[request.param])


def panels(explorer):
    return explorer.picture.panels


def exact(number):
    """Return a slider's number as a fraction: 0.1 is a tenth."""
    return Fraction(str(round(number, 6)))


def by_hand(explorer):
    """Return windows, weights, bias and sums, pixel by pixel, all of them fractions."""
    ink, w = explorer.pixels, [exact(explorer.controls[f"w{k}"].value) for k in range(1, 10)]
    b, V, Z = exact(explorer.controls["b"].value), {}, {}
    for i, j in itertools.product(range(6), repeat=2):
        V[i, j] = [
            Fraction(ink[8 * (i + down) + j + right], 16)
            for down, right in itertools.product(range(3), repeat=2)
        ]
        Z[i, j] = sum((v * weight for v, weight in zip(V[i, j], w, strict=True)), b)
    return V, w, b, Z


def pooled(Z):
    """Return what is left of the sums of each square of 2 by 2, line by line."""
    corners = list(itertools.product(range(2), repeat=2))
    return [
        max(0, *(Z[2 * i + down, 2 * j + right] for down, right in corners))
        for i, j in itertools.product(range(3), repeat=2)
    ]


def place(explorer):
    return explorer.controls["line"].value, explorer.controls["place"].value


def said(cells):
    return [text.get_text() for text in cells.numbers]


def shown(part):
    return part.squares.get_array().ravel().tolist()


def top_of(Z):
    """Return where the scale of a map ends."""
    most = max(map(abs, Z.values()))
    return next(top for top in (1, 2, 3, 4, 5, 6, 8, 10, 20, 30, 40, 50) if most <= top)


# ---------------------------------------------------------------- the picture


def test_the_window_is_written_out_and_framed(state):
    V, *_rest = by_hand(state)
    i, j = place(state)
    assert shown(panels(state)["v"]) == [float(v) for v in V[i, j]]
    assert said(panels(state)["v"]) == [short(float(v)) for v in V[i, j]]
    for name, at, side, width in (
        ("window", (j, i), 3, 2.4),
        ("here", (j, i), 1, 1.6),
        ("kept", (j // 2, i // 2), 1, 1.6),
    ):
        frame = panels(state)[name]
        assert (frame.get_xy(), frame.get_width(), frame.get_height()) == (at, side, side)
        assert (to_hex(frame.get_edgecolor()), frame.get_linewidth()) == (INK, width)
        assert frame.get_facecolor()[3] == 0, "one sees through it"
        assert not frame.get_clip_on(), "whole at an edge"
    axes = [panels(state)[name].axes for name in ("window", "here", "kept")]
    assert axes == [panels(state)[name].squares.axes for name in ("x", "z", "P")]


def test_a_frame_stands_over_what_it_frames(explorer):
    for name in ("window", "here", "kept"):
        frame = panels(explorer)[name]
        ax = frame.axes
        others = [*ax.collections, *ax.lines, *ax.texts, *ax.spines.values()]
        assert all(frame.get_zorder() > one.get_zorder() for one in others)


def test_weights_and_products_are_written_out(state):
    V, w, *_rest = by_hand(state)
    products = [v * weight for v, weight in zip(V[place(state)], w, strict=True)]
    for key, numbers in (("w", w), ("vw", products)):
        assert shown(panels(state)[key]) == pytest.approx([float(n) for n in numbers], abs=1e-12)
        assert said(panels(state)[key]) == [short(float(n)) for n in numbers]


def test_the_sum_is_added_up_as_on_paper(state):
    _V, _w, b, Z = by_hand(state)
    i, j = place(state)
    z, part = Z[i, j], panels(state)["sums"]
    written = [short(float(number), 5) for number in (z - b, b, z)]
    assert [text.get_text() for text in part.numbers] == written
    first, second, result = (Fraction(text.replace("−", "-")) for text in written)
    assert first + second == result == z, "nothing is rounded"
    assert part.name.get_text() == f"$z_{{{i},{j}}}$"
    color = TEAL if z > 0 else PURPLE if z < 0 else INK
    assert [to_hex(text.get_color()) for text in part.numbers] == [INK, INK, color]
    assert [text.get_fontweight() for text in part.numbers] == ["normal", "normal", "bold"]
    heads = [text.get_text() for text in part.name.axes.texts if text not in part.moving]
    assert heads == [r"$v \cdot w$", "$b$"]
    (rule,) = part.name.axes.lines
    assert rule.get_xydata().tolist() == [[0, 2], [1, 2]]


def test_the_map_has_all_sums_and_a_scale_with_room(state):
    Z = by_hand(state)[-1]
    part, top = panels(state)["z"], top_of(Z)
    wanted = [float(Z[i, j]) for i, j in itertools.product(range(6), repeat=2)]
    assert shown(part) == pytest.approx(wanted, abs=1e-8)
    assert part.squares.get_clim() == (-top, top) == part.scale.get_ylim()
    assert ticks(part.scale.yaxis) == ([-top, 0, top], [f"−{top}", "0", f"{top}"])
    for i, j in ((0, 0), (0, 3), (2, 1), (4, 4), (5, 5)):
        if (i, j) != place(state):
            z = float(Z[i, j])
            level = min(int((19 * abs(z) / top + 1) / 2), 9)  # of nineteen bands, white in between
            wanted = shade(level / 9, TEAL if z > 0 else PURPLE)
            assert middle(state, part.squares.axes, i, j) == pytest.approx(wanted, abs=3)


def test_what_remains_after_relu_and_pooling_is_written_out(state):
    Z = by_hand(state)[-1]
    P, part = pooled(Z), panels(state)["P"]
    assert shown(part) == pytest.approx([float(p) for p in P], abs=1e-8)
    assert said(part) == [short(float(p)) for p in P]
    assert part.squares.get_clim() == (0, top_of(Z))
    lines = panels(state)["squares"]
    ways = {tuple(map(tuple, way.tolist())) for line in lines for way in line.get_segments()}
    assert ways == {((2, 0), (2, 6)), ((4, 0), (4, 6)), ((0, 2), (6, 2)), ((0, 4), (6, 4))}


def test_tints_are_those_of_sign_and_size_and_words_stay_readable(state):
    """The deepest is a third of the way to the colour of a sign, or that of a hidden neuron."""
    V, w, _b, Z = by_hand(state)
    most = max(map(abs, w)) or 1
    products = [v * weight for v, weight in zip(V[place(state)], w, strict=True)]
    for key, numbers in (("w", w), ("vw", products)):
        part = panels(state)[key]
        for number, color in zip(numbers, colors(part), strict=True):
            band = (7 * abs(number) / most + 1) / 2  # of seven, white in the middle
            levels = {min(int(band), 3), min(math.ceil(band) - 1, 3)}  # one, but on an edge
            wanted = [shade(level / 9, TEAL if number > 0 else PURPLE) for level in levels]
            assert color in [pytest.approx(one, abs=1) for one in wanted]
    for key, numbers, top in (("v", V[place(state)], 1), ("P", pooled(Z), top_of(Z))):
        for number, color in zip(numbers, colors(panels(state)[key]), strict=True):
            assert color == pytest.approx(shade(float(number) / top, "#AFAFAF"), abs=1)


def colors(part):
    """Return the colours of a panel's squares, three numbers each."""
    values = part.squares.get_array().ravel()
    return (255 * part.squares.get_cmap()(part.squares.norm(values))[:, :3]).tolist()


def test_each_number_stands_in_its_cell_and_nothing_overlaps(state):
    for key in ("v", "w", "vw", "P"):
        part = panels(state)[key]
        ax = part.squares.axes
        for i, text in enumerate(part.numbers):
            assert text.get_position() == (i % 3 + 0.5, i // 3 + 0.5)
            left, low, right, top = box_of(text)
            box = box_of(ax.patch)
            wide, high = (box[2] - box[0]) / 3, (box[3] - box[1]) / 3
            assert left - 1 >= box[0] + wide * (i % 3)
            assert right + 1 <= box[0] + wide * (i % 3 + 1)
            assert top <= box[3] - high * (i // 3)
            assert low >= box[3] - high * (i // 3 + 1)
    boxes = [box_of(text) for text in texts_of(state.picture.figure)]
    boxes += [box_of(text) for text in panels(state)["z"].scale.get_yticklabels()]
    for i, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[2] <= 840
        assert not any(overlap(one, other) for other in boxes[:i])


def test_the_result_is_large_where_there_is_room():
    sizes = [
        panels(widgets.Kernel(**STATES[key]))["sums"].numbers[-1].get_fontsize()
        for key in ("start", "many digits")
    ]
    assert sizes == [15, 12]


def test_panels_say_what_they_are(explorer):
    names = {"x": "$x$", "v": "$v$", "w": "$w$", "vw": r"$v_k\,w_k$"}
    names |= {"z": r"$z = v \cdot w + b$", "P": r"$P = \max\,\mathrm{ReLU}(z)$"}
    for key, name in names.items():
        part = panels(explorer)[key]
        titles = [t.get_text() for t in part.squares.axes.texts if t not in part.moving]
        assert titles[0] == name
    assert [text.get_text() for text in panels(explorer)["z"].scale.texts] == ["$z$"]


def test_ink_below_is_above_0_for_an_edge_that_lies():
    """The first line of the kernel meets the upper line of a window, not the lower one."""
    lower = widgets.Kernel(pixels=[0] * 32 + [16] * 32, weights="horizontal", line=2, place=0)
    assert panels(lower)["z"].squares.get_array()[:, 0].tolist() == [0, 0, 3, 3, 0, 0]
    right = widgets.Kernel(pixels=[0, 0, 0, 0, 16, 16, 16, 16] * 8, weights="vertical")
    assert panels(right)["z"].squares.get_array()[0].tolist() == [0, 0, 3, 3, 0, 0]


# ---------------------------------------------------------------- kernels to load


@pytest.mark.parametrize("name", kernels.NAMED)
def test_the_list_puts_a_kernel_and_its_bias_on_the_sliders(explorer, name):
    weights, bias = kernels.NAMED[name]
    explorer.controls["b"].value = 1.5
    with unseen():
        explorer.controls["kernel"].value = name
    assert [explorer.controls[f"w{k}"].value for k in range(1, 10)] == list(weights)
    assert explorer.controls["b"].value == (1.5 if name == "horizontal" else bias), "it was there"
    again = widgets.Kernel(SIX, weights=name)
    assert again.controls["b"].value == bias
    assert again.controls["kernel"].value == name
    assert f'weights="{name}"' in again.call()
    assert widgets.Kernel(SIX, weights=name, bias=2).controls["b"].value == 2


def test_a_kernel_is_loaded_in_one_redraw(explorer, monkeypatch):
    drawn, png = [], explorer.picture.png
    monkeypatch.setattr(explorer.picture, "png", lambda: drawn.append(1) or png())
    explorer.controls["kernel"].value = "learned3"
    assert drawn == [1]


def test_the_list_tells_the_name_of_what_is_on_the_sliders(explorer):
    chosen, shown = explorer.controls["kernel"], []
    for value in (-1.5, -1.0):
        explorer.controls["w2"].value = value
        shown.append(chosen.value)
    assert shown == ["", "horizontal"]
    with unseen():
        for k, weight in enumerate(kernels.NAMED["blur"][0], 1):
            explorer.controls[f"w{k}"].value = weight + 1e-12  # as a browser may add it up
    assert chosen.value == "blur"
    assert widgets.Kernel(weights=[0, -1, 0, -1, 5, -1, 0, -1, 0]).controls["kernel"].value == (
        "sharpen"
    )


def test_to_choose_no_name_changes_nothing(explorer):
    before = explorer.html.value
    explorer.controls["kernel"].value = ""
    assert explorer.controls["kernel"].value == "horizontal"
    assert explorer.html.value == before
    explorer.controls["w5"].value = 2.5
    before = explorer.html.value
    explorer.controls["kernel"].value = ""
    assert explorer.html.value == before
    assert explorer.controls["w5"].value == 2.5


def test_the_list_says_names_and_draws_edges(explorer):
    told = {value: text for text, value in explorer.controls["kernel"].options}
    assert [told[name] for name in EDGES] == [f"edge {line}" for line in EDGES.values()]
    assert [told[name] for name in ("blur", "sharpen", "learned1", "learned8", "")] == [
        *("blur", "sharpen", "learned 1", "learned 8", "–")
    ]
    assert list(told) == [*kernels.NAMED, ""]


# ---------------------------------------------------------------- what is said


def test_the_alternative_text_tells_all_numbers(state):
    V, w, b, Z = by_hand(state)
    i, j = place(state)
    products = [v * weight for v, weight in zip(V[i, j], w, strict=True)]
    told = alt(state)
    assert f"the weights {table(w)} and the bias {short(float(b))}. " in told
    assert f"at line {i}, place {j}, over the pixels {table(V[i, j])}; " in told
    assert f"the products are {table(products)}, " in told
    assert f"their sum is z = {short(float(Z[i, j]), 5)}. " in told
    most, least = (end(Z, key=lambda at: Z[at]) for end in (max, min))
    assert f"the largest is {short(float(Z[most]))}, at line {most[0]}, place {most[1]}, " in told
    assert f"the smallest {short(float(Z[least]))}, at line {least[0]}, place {least[1]}. " in told
    assert f"there remain {table(pooled(Z))}." in told
    name = dict(map(reversed, state.controls["kernel"].options))[state.controls["kernel"].value]
    assert told.endswith(f"Its name is {name}." if name != "–" else f"{table(pooled(Z))}.")


def table(numbers):
    """Write nine numbers line by line."""
    said = [short(float(number)) for number in numbers]
    return "; ".join(", ".join(said[k : k + 3]) for k in (0, 3, 6))


# ---------------------------------------------------------------- controls


def test_weights_of_ones_own_begin_without_a_bias():
    assert widgets.Kernel(weights=[0.5] * 9).controls["b"].value == 0


def test_sliders_stand_as_the_weights_of_the_kernel_beside_the_pad(explorer):
    """Three in a row, and a pad, are not wider than the picture and its margins."""
    children = explorer.pad.children
    columns = [int(one.layout.grid_area.split("/ ")[1]) for one in children]
    rows = np.cumsum([column == 1 for column in columns])
    at = {one: (r - 1, c - 10) for one, r, c in zip(children, rows, columns, strict=True)}
    for k in range(9):
        assert at[explorer.controls[f"w{k + 1}"]] == divmod(k, 3)
    assert [at[explorer.controls[name]] for name in ("b", "line", "place")] == [
        *((4, 0), (4, 1), (4, 2))
    ]
    look = explorer.pad.layout
    pad = 8 * (28 + 1) + 16 + int(look.margin.split()[-1][:-2])
    (wide,) = {one.layout.width for one in explorer.controls.values() if one in at}
    assert pad + 3 * (int(wide[:-2]) + 8) + 3 <= explorer.size[0]
    labels = [explorer.controls[f"w{k}"].description for k in range(1, 10)]
    assert labels == [f"w{index}" for index in "₁₂₃₄₅₆₇₈₉"]
    assert [explorer.controls[name].description for name in ("b", "line", "place")] == [*"bij"]
    top = explorer.children[0].children
    assert [name for name, one in explorer.controls.items() if one in top] == ["kernel", "row"]


def test_the_buttons_below_the_sliders_span_their_columns(explorer):
    row = explorer.pad.children[-1 - 8]
    assert [one.description for one in row.children] == ["←", "↑", "↓", "→", "Erase"]
    assert all(isinstance(one, Button) for one in row.children)
    assert row.layout.grid_area == "auto / 10 / auto / span 3"


def test_a_press_moves_the_map_but_not_the_kernel(explorer):
    weights = [explorer.controls[f"w{k}"].value for k in range(1, 10)]
    named(explorer, 7, 7).click()
    V, _w, _b, Z = by_hand(explorer)
    assert V[5, 5][8] == 1
    assert shown(panels(explorer)["z"])[-1] == float(Z[5, 5])
    assert [explorer.controls[f"w{k}"].value for k in range(1, 10)] == weights
    press(explorer, "Erase")
    assert set(shown(panels(explorer)["z"])) == {0}


# ---------------------------------------------------------------- states


def test_the_call_tells_the_kernel_by_name_or_by_weights(explorer):
    said = f'widgets.Kernel(row={SIX}, weights="horizontal", bias=0, line=2, place=2)'
    assert explorer.call() == said
    with unseen():
        explorer.controls["w9"].value = 0.3
        explorer.controls["b"].value = -0.5
        explorer.controls["line"].value = 0
    weights = "[-1, -1, -1, 0, 0, 0, 1, 1, 0.3]"
    assert explorer.call() == (
        f"widgets.Kernel(row={SIX}, weights={weights}, bias=-0.5, line=0, place=2)"
    )


def test_reset_brings_back_a_kernel_that_has_no_name():
    explorer = widgets.Kernel(weights=MIXED, bias=0.3)
    start = explorer.html.value
    explorer.controls["kernel"].value = "blur"
    explorer.reset()
    assert explorer.html.value == start
    assert explorer.controls["kernel"].value == ""
    assert [explorer.controls[f"w{k}"].value for k in range(1, 10)] == MIXED


def test_the_start_is_the_first_test_digit_and_an_edge():
    explorer = widgets.Kernel()
    assert explorer.pixels == stored()[0][0]
    assert explorer.values == {
        "kernel": "horizontal", "row": 0, "b": 0, "line": 2, "place": 2,
        **dict(zip((f"w{k}" for k in range(1, 10)), (-1, -1, -1, 0, 0, 0, 1, 1, 1), strict=True)),
    }  # fmt: skip
    assert fixed(panels(explorer)["z"].squares.get_array()[2, 2], 2) == "1.25"
