"""Depth: signal and blame, layer by layer, against plain Python that goes neuron by neuron."""

import math

import by_hand
import deep
import numpy as np
import pytest

from helpers.activations import Activation
from helpers.depth import size, sized, through
from helpers.network import Network

ROWS, WIDTH, LAYERS = 3, 4, 3


def by_rows(name, gain, seed):
    """Return the three sizes for each layer, with every sum written out."""
    rng, n = np.random.default_rng(seed), range(WIDTH)
    x = rng.standard_normal((ROWS, WIDTH)).tolist()
    back = rng.standard_normal((ROWS, WIDTH)).tolist()
    drawn = rng.standard_normal((LAYERS, WIDTH, WIDTH)).tolist()
    W = [[[gain / math.sqrt(WIDTH) * w for w in row] for row in layer] for layer in drawn]
    signals, sums = [x], []
    for w in W:
        a = signals[-1]
        sums.append([[sum(row[i] * w[i][j] for i in n) for j in n] for row in a])
        signals.append([[by_hand.SQUASH[name](z) for z in row] for row in sums[-1]])
    found = []
    for k in reversed(range(LAYERS)):
        slope = [[float(deep.slope(by_hand.SQUASH[name], z)) for z in row] for row in sums[k]]
        blame = [[back[r][j] * slope[r][j] for j in n] for r in range(ROWS)]
        slopes = [[sum(signals[k][r][i] * blame[r][j] for r in range(ROWS)) for j in n] for i in n]
        found.append([deep.root_mean_square(np.array(t)) for t in (signals[k + 1], blame, slopes)])
        back = [[sum(blame[r][j] * W[k][i][j] for j in n) for i in n] for r in range(ROWS)]
    return np.transpose(found[::-1])


@pytest.mark.parametrize("name", by_hand.SQUASH)
@pytest.mark.parametrize("gain", [0.5, 2])
def test_sizes_are_those_of_sums_written_out(name, gain):
    found = through(name, gain, LAYERS, np.random.default_rng(3), WIDTH, ROWS)
    assert np.array(found) == pytest.approx(by_rows(name, gain, 3), rel=1e-8)


def test_without_a_squash_a_layer_multiplies_by_its_gain():
    """Of wide layers without an activation each is as much larger as its gain, both ways."""
    plain = Activation(lambda Z: Z, lambda Z, A: np.ones_like(Z))
    signal, blame, _slopes = through(plain, 2, 5, np.random.default_rng(0), width=1000, rows=20)
    assert signal[1:] / signal[:-1] == pytest.approx(2, rel=0.1)
    assert blame[:-1] / blame[1:] == pytest.approx(2, rel=0.1)


def test_size_is_the_root_of_the_mean_square():
    assert size([[3, -3], [3, 3]]) == 3
    assert size([0, 0, 0, 2]) == 1
    assert size(np.random.default_rng(0).normal(0, 5, 100_000)) == pytest.approx(5, rel=0.02)


def test_sized_weights_are_divided_by_the_root_of_what_their_neuron_is_fed_with():
    drawn = Network.random([2, 3, 1], np.random.default_rng(0), networks=4, hidden="tanh")
    before, found = drawn.values.copy(), sized(drawn, 1.5)
    for mine, its in zip(found.values.tolist(), before.tolist(), strict=True):
        wide = [2] * 6 + [3] * 3  # inputs of the neuron of each weight
        wanted = [1.5 * w / math.sqrt(n) for w, n in zip(its[:9], wide, strict=True)]
        assert mine == pytest.approx([*wanted, 0, 0, 0, 0])
    assert (drawn.values == before).all(), "what was handed over stays"
    assert found.hidden == "tanh"
