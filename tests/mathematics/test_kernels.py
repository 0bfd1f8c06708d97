"""Kernels by name: what each finds in small pictures, and where the learned ones come from."""

import numpy as np
import pytest

from helpers import depth, digits, splits
from helpers.convolution import Convolution, windows
from helpers.kernels import LEARNED, NAMED
from helpers.training import train

RNG = np.random.default_rng(3)
INK_BELOW = np.repeat([0.0, 1.0], 4)[:, None] * np.ones(8)  # paper above, ink below
PICTURES = {  # ink on that side on which the kernel's weights are above 0
    "horizontal": INK_BELOW,
    "vertical": INK_BELOW.T,
    "rising": np.array([[float(i + j > 7) for j in range(8)] for i in range(8)]),
    "falling": np.array([[float(i > j) for j in range(8)] for i in range(8)]),
}


def found(name, X):
    """Return the map of a kernel, sum by sum."""
    w, b = NAMED[name]
    return np.array(
        [
            [
                sum(w[3 * m + n] * X[i + m][j + n] for m in range(3) for n in range(3)) + b
                for j in range(6)
            ]
            for i in range(6)
        ]
    )


@pytest.mark.parametrize("name", PICTURES)
def test_an_edge_is_found_where_it_is_and_no_other_as_much(name):
    most = {other: found(name, X).max() for other, X in PICTURES.items()}
    assert most[name] == 3 == max(most.values())
    assert [other for other, z in most.items() if z == 3] == [name]
    assert found(name, PICTURES[name][::-1, ::-1]).min() == -3, "the other way round"
    assert (found(name, np.ones((8, 8))) == 0).all(), "nothing in even ink"


def test_a_blur_is_a_mean_in_which_the_middle_counts_twice():
    X = RNG.uniform(size=(8, 8))
    sums = [[X[i : i + 3, j : j + 3].sum() + X[i + 1, j + 1] for j in range(6)] for i in range(6)]
    assert found("blur", X) == pytest.approx(np.array(sums) / 10)


def test_to_sharpen_is_to_add_how_much_a_pixel_differs_from_its_neighbours():
    X = RNG.uniform(size=(8, 8))
    x = X[1:-1, 1:-1]
    around = X[:-2, 1:-1] + X[2:, 1:-1] + X[1:-1, :-2] + X[1:-1, 2:]
    assert found("sharpen", X) == pytest.approx(x + (4 * x - around))


def test_the_learned_ones_are_what_a_training_ends_with():
    """To one decimal, and a little more, since it hangs on the last digits of sums."""
    X, said = digits.load()
    rng, drawn = splits.parts(0)
    net = depth.sized(Convolution.random([64, 8, 10], rng), 1)
    rows, look = drawn.training, {"order": "shuffled", "rng": rng}
    net = train(net, X[rows], digits.one_hot(said[rows]), 0.2, 30, 16, **look).network()
    weights, biases = map(np.array, zip(*LEARNED, strict=True))
    assert pytest.approx(weights, abs=0.1) == net.W[0].T
    assert net.B[0][0] == pytest.approx(biases, abs=0.1)
    net.W[0][...], net.B[0][...] = weights.T, biases
    right = (net.feedforward(X[drawn.test]).argmax(axis=1) == said[drawn.test]).sum()
    assert abs(right - 388) <= 2
    picture = X[drawn.test[0]].reshape(8, 8)
    assert found("learned2", picture).ravel() == pytest.approx(
        (windows(picture) @ weights[1] + biases[1]).ravel()
    )


def test_all_have_nine_weights_of_one_decimal_and_no_two_are_alike():
    for weights, bias in NAMED.values():
        assert len(weights) == 9
        assert all(round(number, 1) == number for number in (*weights, bias))
    assert len({weights for weights, _bias in NAMED.values()}) == len(NAMED) == 14
