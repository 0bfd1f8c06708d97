"""Claims of notebook 11."""

from itertools import product

import numpy as np
import reading
import sliding

SEVEN = ["01110", "00010", "00100", "01000", "01000"]


def all_sums_of_a_window_follow_the_picture():
    """Whatever the kernel: the map of a moved picture is the moved map, but for one column."""
    X, _digits = reading.stored()
    rng = np.random.default_rng(1)
    W, b = rng.standard_normal((9, 5)), rng.standard_normal(5)
    still = sliding.maps(X[:50], W, b)
    moved = sliding.maps(sliding.slipped(X[:50], 0, 1), W, b)
    assert np.allclose(moved[:, :, 1:], still[:, :, :-1])


def the_bar_is_in_no_middle_line():
    middles = {line + 1 for line in range(3)}
    (bar,) = [line for line, pixels in enumerate(SEVEN) if pixels.count("1") == 3]
    assert bar not in middles


def a_window_is_fed_as_a_row_is():
    """The sums of the windows of the 7, one after the other, and all rows in one product."""
    seven = np.array([[float(ink) for ink in line] for line in SEVEN])
    kernel = np.array([1, 1, 1, 0, 0, 0, -1, -1, -1])
    rows = [
        [seven[i + r, j + c] for r, c in product(range(3), repeat=2)]
        for i, j in product(range(3), repeat=2)
    ]
    sums = [sum(w * v for w, v in zip(kernel, row, strict=True)) for row in rows]
    assert np.allclose(np.array(rows) @ kernel, sums)
    assert sums == [1, 2, 1, -1, 0, 1, 0, 0, 1]


def chance_has_no_ties():
    """Of drawn pictures no square has two equal numbers above 0; of digits some have."""
    X, _digits = reading.stored()
    rng = np.random.default_rng(8)
    W, drawn = rng.standard_normal((9, 4)), rng.standard_normal((300, 64))

    def tied(pictures):
        A = np.maximum(sliding.maps(pictures, W, np.full(4, 0.1)), 0)
        four = np.sort([sliding.corner(A, *place) for place in sliding.CORNERS], axis=0)
        return ((four[-1] == four[-2]) & (four[-1] > 0)).sum()

    assert tied(drawn) == 0
    assert tied(X[:300]) > 0


CLAIMS = {
    "what it says of nine pixels it says of": all_sums_of_a_window_follow_the_picture,
    "there is none among the windows": the_bar_is_in_no_middle_line,
    "the line of every layer so far": a_window_is_fed_as_a_row_is,
    "are practically never the same": chance_has_no_ties,
}
PLAIN = {
    "takes every second one from there on": "how Python reads the colons",
    "of which none of the networks has seen": "what the copies are",
    "If it says *No module named": "what Python prints where the folder is not found",
    "stride 2 and no padding": "a question",
    "nobody can say that the one had more": "the cell prints both numbers",
}
