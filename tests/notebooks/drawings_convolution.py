"""What the pictures of notebook 11 have to show."""

import numpy as np
import reading
import sliding
from panels import reads, sheet

from helpers import kernels

NOTEBOOK = "11_convolution"
FOUR = (
    [-1, -1, -1, 0, 0, 0, 1, 1, 1],
    [-1, 0, 1, -1, 0, 1, -1, 0, 1],
    [-1, -1, 0, -1, 0, 1, 0, 1, 1],
    [0, -1, -1, 1, 0, -1, 1, 1, 0],
)
AWAY = {"still": 0, "moved": 1, "diagonal": 2**0.5}  # how far a digit has slipped


def six():
    """Return the 6 of the opening, a table with one row."""
    return reading.stored()[0][[reading.lesson()[3][34]]]


@reads(NOTEBOOK, "digit-maps-picture")
def a_digit_four_kernels_and_their_maps(digit, kernels, maps):
    sheet(digit, six(), [""], "tiles", (0, 1), "x")
    sheet(kernels, FOUR, [""] * 4, "signed_tiles", (-1, 1), "w")
    pixels = six().reshape(8, 8)
    found = [
        [
            sum(w * pixels[line + k // 3, place + k % 3] for k, w in enumerate(kernel))
            for line in range(6)
            for place in range(6)
        ]
        for kernel in FOUR
    ]
    sheet(maps, found, [""] * 4, "signed_tiles", (-3, 3), "z")


def on_the_way(what):
    """Return for each of three stored kernels a map of the 6, as a table with a row each."""
    three = [kernels.LEARNED[place] for place in (5, 6, 3)]
    W, b = np.array([w for w, _bias in three]).T, np.array([bias for _w, bias in three])
    A = np.maximum(sliding.maps(six(), W, b), 0)
    left = np.max([sliding.corner(A, *place) for place in sliding.CORNERS], axis=0)
    blame = np.broadcast_to(np.arange(1, 10).reshape(1, 3, 3, 1) / 9, left.shape)
    at_a, given = np.zeros(A.shape), np.zeros(left.shape, bool)
    for place in sliding.CORNERS:
        takes = (sliding.corner(A, *place) == left) & ~given
        sliding.corner(at_a, *place)[takes] = blame[takes]
        given |= takes
    found = {"w": W, "z": sliding.maps(six(), W, b), "a": A, "P": left}
    found |= {"∂L/∂P": blame, "∂L/∂a": at_a, "∂L/∂z": np.where(A > 0, at_a, 0)}
    return found[what].reshape(-1, 3).T


@reads(NOTEBOOK, "network-picture")
def the_way_up(*panels):
    *columns, digit = panels  # which ends lower
    sheet(digit, six(), [""], "tiles", (0, 1), "x")
    for panel, (name, most) in zip(columns, (("w", 3), ("z", 4), ("a", 4), ("P", 4)), strict=True):
        look = ("tiles", (0, most)) if name in "aP" else ("signed_tiles", (-most, most))
        sheet(panel, on_the_way(name), [""] * 3, *look, name)


@reads(NOTEBOOK, "back-pooled-picture")
def the_way_back(ahead, *columns):
    sheet(ahead, on_the_way("a"), [""] * 3, "tiles", (0, 4), "a")
    for panel, name in zip(columns, ("∂L/∂P", "∂L/∂a", "∂L/∂z"), strict=True):
        sheet(panel, on_the_way(name), [""] * 3, "signed_tiles", (-1, 1), name)


@reads(NOTEBOOK, "kernels-picture")
def what_kernels_look_like_and_find(kernels, maps):
    net = sliding.lesson()[0][-1]
    sheet(kernels, net[0].T, [*map(str, range(1, 25))], "signed_tiles", (-2, 2), "w")
    found = sliding.forward(net, six())[0]
    sheet(maps, found.reshape(36, 24).T, [*map(str, range(1, 25))], "tiles", (0, 4), "a")


@reads(NOTEBOOK, "fair-picture")
def shares_over_how_far_it_slipped(*panels):
    learned_from = {"still": "1400", "copied": r"5 \cdot 1400"}
    for panel, (learned, n) in zip(panels, learned_from.items(), strict=True):
        panel.named("d", "%", f"n = {n}")
        for case, label, mark, aside in (
            ("24 kernels", r"24 \cdot (3 \times 3)", "o", -0.03),
            ("64-32-10", "64-32-10", "s", 0.03),
        ):
            places = [away + aside for away in AWAY.values()]
            means = [100 * sliding.mean(case, learned, part) for part in AWAY]
            panel.line(places, means, kind="none", marker=mark, label=label, rtol=1e-5)
            shares = [sliding.told(case, learned, part) for part in AWAY]
            panel.ranges(places, [(100 * min(found), 100 * max(found)) for found in shares])
        panel.legend(r"24 \cdot (3 \times 3)", "64-32-10")
