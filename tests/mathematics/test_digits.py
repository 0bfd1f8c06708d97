"""The digits are those of the source, in three parts, and a picture moves by whole pixels."""

import zlib
from collections import Counter

import numpy as np
import pytest

from helpers import digits
from helpers.digits import load, moved, one_hot, parts


def test_the_digits_are_those_of_the_source():
    """1797 pictures with so many of each digit, and the bytes of the source, by their sum."""
    X, said = load()
    assert (X.shape, said.shape) == ((1797, 64), (1797,))
    counts = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert [Counter(said.tolist())[digit] for digit in range(10)] == counts
    pixels = (16 * X).astype(np.uint8)
    assert (pixels / 16 == X).all()
    assert (pixels.min(), pixels.max()) == (0, 16)
    assert f"{zlib.crc32(pixels.tobytes()):08x}" == "f3a2533c"
    assert digits.FILE.stat().st_size < 50_000
    with pytest.raises(ValueError, match="read-only"):
        X[0, 0] = 1


def test_the_first_picture_is_a_0():
    """Its rows as they stand in the source."""
    rows = (16 * load()[0][0]).astype(int).reshape(8, 8).tolist()
    assert rows[:3] == [[0, 0, 5, 13, 9, 1, 0, 0], [0, 0, 13, 15, 10, 15, 5, 0],
                        [0, 3, 15, 2, 0, 11, 8, 0]]  # fmt: skip
    assert load()[1][:10].tolist() == list(range(10))


def test_three_parts_hold_each_row_once_in_an_order_of_chance():
    found = parts(np.random.default_rng(0))
    assert [len(rows) for rows in found] == [1200, 200, 397]
    assert sorted(np.concatenate(found).tolist()) == list(range(1797))
    again, other = (parts(np.random.default_rng(seed)) for seed in (0, 1))
    assert all(map(np.array_equal, found, again))
    assert not any(map(np.array_equal, found, other))
    for rows in found:
        assert abs(np.corrcoef(rows, np.arange(len(rows)))[0, 1]) < 0.15, "in no order"


@pytest.mark.parametrize(
    ("down", "right"), [(0, 0), (1, 0), (-1, 0), (0, 2), (0, -3), (8, 0), (2, -1)]
)
def test_a_picture_moves_pixel_by_pixel(down, right):
    X = np.random.default_rng(4).uniform(size=(3, 64))
    found = moved(X, down, right)
    for picture, other in zip(X, found, strict=True):
        for place in range(64):
            row, column = divmod(place, 8)
            before = row - down, column - right
            inside = all(0 <= part < 8 for part in before)
            assert other[place] == (picture[8 * before[0] + before[1]] if inside else 0)


def test_one_hot_has_a_1_at_the_place_of_each_digit():
    found = one_hot([3, 0, 9])
    assert found.shape == (3, 10)
    assert [row.index(1) for row in found.tolist()] == [3, 0, 9]
    assert found.sum() == 3
    assert one_hot(load()[1]).sum(axis=0).tolist() == [
        178,
        182,
        177,
        183,
        181,
        182,
        181,
        179,
        174,
        180,
    ]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: parts(3), "rng was 3"),
        (lambda: moved(np.zeros((2, 63))), "X was .+ a table of shape .rows, 64."),
        (lambda: moved(np.zeros((2, 64)), 9), "down was 9; expected a whole number from -8 to 8"),
        (lambda: moved(np.zeros((2, 64)), 0, 0.5), "right was 0.5"),
        (lambda: one_hot([1, 10]), "digits was a row with 10 among them; expected whole numbers"),
        (lambda: one_hot([1.5]), "digits was a row with 1.5 among them"),
        (lambda: one_hot([-1]), "digits was a row with -1 among them"),
        (lambda: one_hot([]), "digits was empty"),
        (lambda: one_hot(3), "digits was 3"),
        (lambda: one_hot("3"), "digits was '3'"),
    ],
)
def test_a_mistake_meets_a_sentence(call, said):
    with pytest.raises(ValueError, match=said):
        call()
