"""Pictures of pixels, maps of weights and confusion matrices: read back, and refused."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from helpers import pixels

pytestmark = pytest.mark.usefixtures("look")
RNG = np.random.default_rng(2)
X = RNG.uniform(size=(5, 64))


@pytest.fixture
def ax():
    return plt.subplots(figsize=(6, 3))[1]


def test_pictures_stand_line_by_line_with_the_first_row_of_pixels_at_the_top(ax):
    pixels.pictures(X, "abcde", columns=2, ax=ax)
    places = [image.get_extent() for image in ax.images]
    assert [place[:2] for place in places] == [[0, 8], [9.5, 17.5]] * 2 + [[0, 8]]
    assert [place[2:] for place in places] == [[8, 0]] * 2 + [[20, 12]] * 2 + [[32, 24]]
    for image, row in zip(ax.images, X, strict=True):
        assert np.asarray(image.get_array()).tolist() == row.reshape(8, 8).tolist()
        shade = to_hex(image.cmap(image.norm(1.0))), to_hex(image.cmap(image.norm(0.0)))
        assert shade == ("#222222", "#ffffff")
    assert [text.get_text() for text in ax.texts] == [*"abcde"]
    for text, (left, _right, _bottom, top) in zip(ax.texts, places, strict=True):
        x, y = text.get_position()
        assert (x, text.get_ha(), text.get_va()) == (left, "left", "baseline")
        assert top - 1.5 < y < top - 0.3, "just above its picture, and off its frame"
    low, high = ax.get_ylim()
    assert low > high, "down the page"
    figure = ax.figure
    figure.canvas.draw()
    dark = ax.transData.transform((0.5, 0.5)), ax.transData.transform((0.5, 7.5))
    assert dark[0][1] > dark[1][1]


def test_without_titles_there_are_none(ax):
    pixels.pictures(X[:2], ax=ax)
    assert [text.get_text() for text in ax.texts] == ["", ""]
    assert ax.get_ylim() == (8.3, -0.3), "nor is there room for them"
    assert ax.get_xlim()[1] == pytest.approx(9.5 + 8 + 0.3)


@pytest.mark.parametrize("side", [1, 3, 6])
def test_a_picture_of_any_side_fills_its_frame(ax, side):
    numbers = RNG.uniform(-2, 2, size=(3, side**2))
    pixels.maps(numbers, 2, columns=2, ax=ax, name="z1")
    assert [image.get_extent() for image in ax.images] == [
        [0, 8, 8, 0],
        [9.5, 17.5, 8, 0],
        [0, 8, 17.5, 9.5],
    ]
    for image, row in zip(ax.images, numbers, strict=True):
        shown = np.asarray(image.get_array())
        assert shown.shape == (side, side)
        assert [shown[i // side, i % side] for i in range(side**2)] == row.tolist()
    assert [text.get_text() for text in ax.child_axes[0].texts] == ["$z_{1}$"]


def test_ink_may_be_another_number_than_1(ax):
    pixels.pictures(X, ax=ax, most=2.5, name="a")
    for image in ax.images:
        assert (image.norm.vmin, image.norm.vmax) == (0, 2.5)
    (bar,) = ax.child_axes
    assert bar.get_yticks().tolist() == [0, 2.5]
    assert [text.get_text() for text in bar.texts] == ["$a$"]


def test_maps_are_white_at_0_and_have_one_scale(ax):
    pixels.maps(2 * X - 1, 1.5, ax=ax)
    for image in ax.images:
        assert (image.norm.vmin, image.norm.vmax) == (-1.5, 1.5)
        assert min(image.cmap(image.norm(0.0))[:3]) > 0.99
        purple, teal = (image.cmap(image.norm(end)) for end in (-1.5, 1.5))
        assert purple[1] < purple[0] < purple[2]
        assert teal[0] < teal[2] < teal[1]
    (bar,) = ax.child_axes
    assert [text.get_text() for text in bar.texts] == ["$w$"]
    assert bar.get_yticks().tolist() == [-1.5, 0, 1.5]
    column = np.asarray(bar.images[0].get_array())[:, 0]
    assert (column[0], column[-1], bar.images[0].origin) == (-1.5, 1.5, "lower")


def test_a_confusion_matrix_has_each_count_at_its_place(ax):
    counts = np.zeros((10, 10), int)
    counts[3, 3], counts[3, 8], counts[0, 5] = 40, 4, 1
    pixels.confusion(counts, ax)
    said = {text.get_position(): (text.get_text(), text.get_fontweight()) for text in ax.texts}
    assert said == {(3, 3): ("40", "bold"), (8, 3): ("4", "normal"), (5, 0): ("1", "normal")}
    grounds = {p.get_xy(): p.get_facecolor()[0] for p in ax.patches if isinstance(p, Rectangle)}
    assert set(grounds) == {(7.5, 2.5), (4.5, -0.5)}
    assert grounds[7.5, 2.5] < grounds[4.5, -0.5] < 1, "the more, the darker"
    assert ax.get_ylim() == (9.5, -0.5), "0 stands above"


def test_where_nothing_is_wrong_no_ground_is_drawn(ax):
    pixels.confusion(np.eye(10), ax)
    assert not ax.patches
    assert len(ax.texts) == 10


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda ax: pixels.pictures(X[:, :63], ax=ax), "X was .+; expected a table of shape .rows"),
        (lambda ax: pixels.pictures("ink", ax=ax), "X was 'ink'"),
        (lambda ax: pixels.pictures(5, ax=ax), "X was 5"),
        (lambda ax: pixels.pictures(X[0], ax=ax), "X was .+; expected a table of shape .rows"),
        (lambda ax: pixels.pictures(X, ax=ax, most=-1), "most was -1.0; expected a number above 0"),
        (lambda ax: pixels.maps(X, 1, ax=ax, name=5), "name was 5; expected a text"),
        (lambda ax: pixels.pictures(X, "abc", ax=ax), "titles was 3 titles; expected one title"),
        (lambda ax: pixels.pictures(X, columns=0, ax=ax), "columns was 0; expected"),
        (lambda ax: pixels.pictures(X, ax=5), "ax was 5"),
        (lambda ax: pixels.maps(X, 0, ax=ax), "limit was 0.0; expected a number above 0"),
        (lambda ax: pixels.confusion(np.zeros((9, 10)), ax), "counts was .+; expected .*10, 10"),
        (lambda ax: pixels.confusion("many", ax), "counts was 'many'"),
        (lambda ax: pixels.confusion(np.full((10, 10), np.nan), ax), "counts was"),
    ],
)
def test_a_mistake_meets_a_sentence(ax, call, said):
    with pytest.raises(ValueError, match=said):
        call(ax)
