"""Points, planes with points, and pairs of losses side by side: read back, and refused."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.cm import ScalarMappable
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import Normalize, to_hex
from palette import BLUE, INK, ORANGE, PAPER

from helpers import plots, style, tiles
from helpers.network import Network
from helpers.runs import Run

X, LABELS = np.array([[1.0, 2.0], [-3.0, 0.5], [0.0, -4.0]]), np.array([1, 0, 1])
NET = Network([2, 3, 1], np.random.default_rng(0).standard_normal(13))

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def axes():
    return plt.subplots(1, 2, figsize=(6, 3), sharey=True)[1]


def points(ax):
    (drawn,) = [part for part in ax.collections if isinstance(part, PathCollection)]
    return drawn


def test_clouds_have_each_point_in_the_colour_of_its_label(axes):
    assert tiles.clouds({"one": (X, LABELS), "two": (-X, LABELS)}, axes) is None
    for ax, sign, name in zip(axes, (1, -1), ("one", "two"), strict=True):
        drawn = points(ax)
        assert drawn.get_offsets().tolist() == (sign * X).tolist()
        assert [to_hex(c) for c in drawn.get_facecolor()] == [ORANGE.lower(), BLUE.lower(),
                                                              ORANGE.lower()]  # fmt: skip
        assert ax.get_title("left") == name
        assert (*ax.get_xlim(), *ax.get_ylim()) == (-6, 6, -6, 6)
        assert (ax.get_xlabel(), ax.get_xticks().tolist()) == ("$x_1$", [-5, 0, 5])


def test_fields_are_the_outputs_with_points_and_rings(axes):
    other = NET.with_values(-NET.values)
    tiles.fields({"a": NET, "b": other}, X, LABELS, axes, ringed=[0, 1, 1])
    for ax, net in zip(axes, (NET, other), strict=True):
        (image,) = ax.images
        heights = np.asarray(image.get_array())
        for i, j in ((0, 0), (60, 10), (31, 47)):
            place = np.array([[-6 + 0.2 * j, -6 + 0.2 * i]])
            assert heights[i, j] == pytest.approx(net.feedforward(place)[0, 0])
        (rings,) = [line for line in ax.lines if line.get_markersize() == 12]
        assert rings.get_xydata().tolist() == X[1:].tolist()
        assert (to_hex(rings.get_markeredgecolor()), rings.get_markerfacecolor()) == (INK, "none")
        assert rings.get_zorder() > points(ax).get_zorder()
        colors = dict(zip((1, 0), (ORANGE.lower(), BLUE.lower()), strict=True))
        drawn = points(ax)
        shown = zip(drawn.get_offsets().tolist(), drawn.get_facecolor(), strict=True)
        labels = {tuple(x): label for x, label in zip(X.tolist(), LABELS, strict=True)}
        assert all(to_hex(color) == colors[labels[tuple(x)]] for x, color in shown)
    assert [len(ax.child_axes) for ax in axes] == [0, 1], "the last one has the scale"
    tiles.fields({"a": NET, "b": other}, X, LABELS, plt.subplots(1, 2)[1])  # and without rings
    assert not [line for line in plt.gcf().axes[0].lines if line.get_markersize() == 12]


def test_losses_are_those_of_both_parts(axes):
    runs = {"a": Run(n=20, layers=[2]), "b": Run(n=30, layers=[3])}
    for run in runs.values():
        run.to(3)
    tiles.losses(runs, axes)
    for ax, run in zip(axes, runs.values(), strict=True):
        training, test = ax.lines
        assert training.get_ydata().tolist() == run.losses.tolist()
        assert test.get_ydata().tolist() == run.test_losses.tolist()
        assert (training.get_linestyle(), test.get_linestyle()) == ("-", "--")
    assert [ax.get_title("left") for ax in axes] == ["a", "b"]
    assert [ax.get_legend() is not None for ax in axes] == [False, True]
    assert [t.get_text() for t in axes[1].get_legend().get_texts()] == ["training", "test"]


def test_shares_run_through_the_medians_and_show_the_ranges():
    ax = plt.subplots()[1]
    table = np.array([[0.5, 0.9, 0.6, 0.7], [0.8, 1, 0.9, 0.9]])
    assert plots.shares((0.1, 1), {"a": table, "b": table, "c": [0.55, 0.75]}, ax, "rate") is None
    a, b, c = ax.lines
    assert a.get_xydata().tolist() == [[0.1, 65], [1, 90]]
    assert b.get_xydata().ravel() == pytest.approx([0.112, 65, 1.12, 90])
    assert c.get_xydata().ravel() == pytest.approx([0.1, 55, 1, 75])
    bars = [part for part in ax.collections if isinstance(part, LineCollection)]
    assert np.reshape(bars[0].get_segments(), (2, 2, 2)).tolist() == [
        [[0.1, 50], [0.1, 90]],
        [[1, 80], [1, 100]],
    ]
    assert len(bars) == 2
    assert len({(line.get_linestyle(), line.get_marker()) for line in ax.lines}) == 3
    assert {to_hex(line.get_markerfacecolor()) for line in ax.lines} == {PAPER.lower()}
    assert (ax.get_xscale(), ax.get_ylim()) == ("log", (40, 100))
    assert [t.get_text() for t in ax.get_xticklabels()] == ["0.1", "1"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("rate", "%")
    plots.shares((0.1, 1), {"c": [0.55, 0.75]}, ax)
    assert ax.get_xlabel() == "x"


TWO = {"one": (X, LABELS), "two": (X, LABELS)}


@pytest.mark.parametrize(
    ("draw", "sentence"),
    [
        (lambda axes: tiles.clouds([5], axes), "made was [5]; expected a dictionary with a title"),
        (lambda axes: tiles.clouds({"one": (X, LABELS)}, axes), "with a title for each of 2 axes"),
        (
            lambda axes: tiles.clouds(TWO | {"two": (X, [0, 1, 2])}, axes),
            "y_true was labels with 2.0 ",
        ),
        (lambda axes: tiles.clouds(TWO | {"two": (X, [0, 1])}, axes), "array of shape (3,)"),
        (lambda axes: tiles.clouds(TWO | {"two": (X[:, :1], LABELS)}, axes), "shape (rows, 2)"),
        (lambda axes: tiles.fields({"a": 5, "b": NET}, X, LABELS, axes), "net was 5"),
        (
            lambda axes: tiles.fields({"a": Network([3, 1]), "b": NET}, X, LABELS, axes),
            "one Network with 2 inputs and 1 output",
        ),
        (
            lambda axes: tiles.fields({"a": NET, "b": NET}, X, LABELS, axes, ringed=[1]),
            "ringed was an array of shape (1,); expected an array of shape (3,)",
        ),
        (lambda axes: tiles.fields({"a": NET, "b": NET}, X, [1, 0], axes), "y_true was"),
        (lambda axes: tiles.losses({"a": NET, "b": NET}, axes), "a Run, such as Run(layers=[3])"),
        (lambda axes: plots.shares((1, 2), 5, axes[0]), "rows was 5; expected a dictionary of one"),
        (lambda axes: plots.shares((1, 2), {}, axes[0]), "rows was"),
        (lambda axes: plots.shares((1, 2), {"a": [0.5]}, axes[0]), "a was"),
        (lambda axes: plots.shares("12", {"a": [0.5, 1]}, axes[0]), "x was"),
    ],
)
def test_a_bad_argument_is_refused_in_a_sentence(axes, draw, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        draw(axes)


def test_a_tile_stands_upright_at_its_place():
    """Row 0 of a table is the lowest of x2, and column 0 the lowest of x1."""
    figure, ax = plt.subplots(figsize=(1, 1), dpi=style.DPI)
    ax.set(position=(0, 0, 1, 1), xlim=(0, 96), ylim=(0, 96))
    ax.axis("off")
    tile, table = ax.add_artist(tiles.Tiles()), np.zeros((33, 33))
    table[:9, :9], table[:9, -9:], table[-9:, -9:] = 1, 0.6, 0.3
    tile.show([(40, 60)], [table], ScalarMappable(Normalize(0, 1), style.TILES))
    figure.canvas.draw()
    pixels = np.asarray(figure.canvas.buffer_rgba())[::-1, :, 0]  # from the lowest row up
    corners = {(x, y): int(pixels[60 + y, 40 + x]) for x in (-13, 12) for y in (-13, 12)}
    ink, paper = 0x22, 0xFF
    wanted = {(-13, -13): 1, (12, -13): 0.6, (12, 12): 0.3, (-13, 12): 0}
    for corner, share in wanted.items():
        assert corners[corner] == pytest.approx(paper + share * (ink - paper), abs=12), corner
    assert pixels[60, 40 - 19] == pixels[60 - 19, 40] == paper, "nothing beside it"
    plt.close(figure)
