"""The digits are those of the source, and one-hot each has a place of its own."""

import zlib
from collections import Counter

import numpy as np
import pytest

from helpers import digits
from helpers.digits import load, one_hot


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
