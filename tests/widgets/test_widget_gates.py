"""The explorer of gates: every number, length, colour and sign is what plain Python says."""

from itertools import pairwise

import numpy as np
import plain
import pytest
from matplotlib.colors import to_hex, to_rgb
from palette import INK, answer_color, sign_color
from plain import CORNERS
from readback import (
    LABELS,
    alt,
    bold,
    box_of,
    check_plane,
    check_words,
    fixed,
    overlap,
    short,
    written,
)

from helpers import widgets

GATES = {
    "AND": lambda x1, x2: x1 and x2,
    "OR": lambda x1, x2: x1 or x2,
    "XOR": lambda x1, x2: x1 != x2,
    "NAND": lambda x1, x2: not (x1 and x2),
}
STATES = [
    {"gate": "AND", "w1": 2, "w2": -1, "b": -3},
    {"gate": "OR", "w1": 1, "w2": 1, "b": -0.5},
    {"gate": "XOR", "w1": 1, "w2": 1, "b": -0.5},
    {"gate": "NAND", "w1": -7.3, "w2": 8, "b": -8},
    {"gate": "XOR", "w1": 8, "w2": 8, "b": 7},
    {"gate": "AND", "w1": 0, "w2": 0, "b": 0},
]


@pytest.mark.parametrize("state", STATES)
def test_the_picture_is_true(state):
    check(widgets.Gates(**state), state)


def test_it_starts_with_the_neuron_of_the_beach():
    check(widgets.Gates(), STATES[0])


def test_the_picture_is_true_after_other_states():
    """What was drawn before leaves nothing behind."""
    explorer = widgets.Gates()
    for state in (*STATES[::-1], *STATES):
        for name, value in state.items():
            explorer.controls[name].value = value
        check(explorer, state)


def check(explorer, state):
    """Compare all that is shown with the state."""
    panels, w, b = explorer.picture.panels, (state["w1"], state["w2"]), state["b"]
    gate = GATES[state["gate"]]
    labels = [int(gate(*corner)) for corner in CORNERS]
    sums = [w[0] * x1 + w[1] * x2 + b for x1, x2 in CORNERS]
    outputs = [plain.sigmoid(z) for z in sums]
    right = [round(z, 9) != 0 and (z > 0) == bool(y) for z, y in zip(sums, labels, strict=True)]
    ends = (-0.5, 1.5), (-0.5, 1.5)
    check_plane(
        explorer, panels["plane"], lambda x1, x2: plain.neuron(*w, b, (x1, x2))[1],
        *ends, ("x1", "x2"), "y",
    )  # fmt: skip
    assert panels["name"].get_text() == state["gate"]
    assert panels["name"].axes is panels["plane"].ax
    axes = panels["plane"].ax
    assert axes.get_xticks().tolist() == axes.get_yticks().tolist() == [0, 1]
    check_corners(panels["corners"], panels["plane"], labels)
    check_table(panels["table"], state["gate"], labels, sums, outputs, right)
    check_letters(panels["sum"], w, b)
    check_words(panels["count"], f"{state['gate']}: ", bold(f"{sum(right)} / 4"))
    numbers = [short(n) for n in (*w, b)]
    for corner, y in zip(CORNERS, outputs, strict=True):
        numbers += [*map(str, corner), fixed(y)]
    assert written(alt(explorer)) == [*numbers, str(sum(right)), "4", "0.5"]
    assert alt(explorer).count(" right") == sum(right)
    assert alt(explorer).count(" wrong") == 4 - sum(right)
    assert f", as {state['gate']}." in alt(explorer)


def check_label(marker, label):
    """A mark has the shape and the colour of a label."""
    shape, color = LABELS[label]
    assert marker.get_marker() == shape
    assert to_hex(marker.get_mfc()) == color
    assert to_hex(marker.get_mec()) == INK


def check_corners(marks, plane, labels):
    """A mark stands at each corner, and no name of a side lies over one."""
    for marker, corner, label in zip(marks, CORNERS, labels, strict=True):
        assert marker.axes is plane.ax
        assert marker.get_xydata().tolist() == [list(corner)]
        check_label(marker, label)
    for side in plane.sides:
        if side.get_visible():
            assert not any(overlap(box_of(side), box_of(marker)) for marker in marks)


def check_table(table, gate, labels, sums, outputs, right):
    """A row for each corner, the first on top, and columns that keep apart."""
    ax = table.bars[0].axes
    assert ax.get_xlim() == (0, 1)
    assert ax.get_ylim()[0] > ax.get_ylim()[1], "(0, 0) stands on top"
    assert list(table.half.get_xdata()) == [0.5, 0.5]
    assert table.half.get_ls() == "--"
    titles = {text.get_text(): box_of(text) for text in ax.texts if "$" in text.get_text()}
    assert sorted(titles) == ["$(x_1, x_2)$", "$y$", "$z$"]
    assert table.gate.get_text() == gate
    head, below = box_of(table.gate), box_of(table.texts["label"][0])
    assert head[1] > below[3], "above what the gate says"
    assert head[2] == pytest.approx(below[2], abs=2)
    assert not any(overlap(head, other) for other in titles.values())
    for i, corner in enumerate(CORNERS):
        row = {name: column[i] for name, column in table.texts.items()}
        assert {name: text.get_text() for name, text in row.items()} == {
            "corner": f"({corner[0]}, {corner[1]})",
            "label": "yes" if labels[i] else "no",
            "z": short(sums[i]),
            "y": fixed(outputs[i]),
            "right": "✓" if right[i] else "✗",
        }
        assert {text.get_position()[1] for text in row.values()} == {i}
        assert table.marks[i].get_ydata()[0] == i
        check_label(table.marks[i], labels[i])
        bar = table.bars[i]
        assert bar.get_x() == 0
        assert bar.get_width() == pytest.approx(outputs[i], abs=1e-12)
        assert bar.get_y() + bar.get_height() / 2 == pytest.approx(i)
        tint = 255 * np.array(to_rgb(bar.get_facecolor()))
        assert tint == pytest.approx(answer_color(outputs[i]), abs=1.5)
        assert to_hex(bar.get_edgecolor()) == INK
        boxes = [box_of(row["corner"]), box_of(table.marks[i]), box_of(row["label"])]
        boxes += [box_of(row["z"]), box_of(ax.patch), box_of(row["y"]), box_of(row["right"])]
        for before, after in pairwise(boxes):
            assert before[2] < after[0]
        assert abs(box_of(row["z"])[2] - titles["$z$"][2]) < 3


def check_letters(words, w, b):
    """The sum with the letters of the inputs, numbers in the colours of their signs."""

    def factor(value, first=False):
        return f"({short(value)})" if value < 0 and not first else short(value)

    first, second = f"{factor(w[0], first=True)}·x₁", f"{factor(w[1])}·x₂"
    parts = [(first, sign_color(w[0]), "normal"), " + ", (second, sign_color(w[1]), "normal")]
    check_words(words, "z = ", *parts, " + ", (factor(b), sign_color(b), "normal"))
