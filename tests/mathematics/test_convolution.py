"""A convolution against plain Python: windows, pooling, the forward pass and every slope."""

import math
import tracemalloc
from itertools import product

import numpy as np
import pytest

from helpers import depth, digits
from helpers.convolution import Convolution, length_after, pool, pool_back, windows, windows_back
from helpers.gradients import gradient_check, numerical_gradient, relative_error
from helpers.training import train

SIZES = [  # side of a picture, window, padding, stride
    (5, 3, 0, 1),
    (5, 3, 1, 1),
    (5, 3, 0, 2),
    (6, 3, 1, 2),
    (8, 3, 0, 3),
    (4, 1, 0, 1),
    (4, 2, 2, 3),
    (3, 3, 0, 1),
    (2, 4, 1, 1),
]


def drawn(sizes, seed=0, bias=0.1, networks=None):
    """Return a convolution as notebook 11 starts it, but with biases that are not 0."""
    net = Convolution.random(sizes, np.random.default_rng(seed), networks=networks)
    net = depth.sized(net, math.sqrt(2))
    for B in net.B:
        B[...] = bias
    return net


def pictures(count, kind="digits", seed=0):
    """Return so many digits, or pictures of chance, and what they say, in a row for each."""
    X, said = digits.load()
    rng = np.random.default_rng(seed)
    rows = rng.permutation(len(X))[:count]
    drawn = X[rows] if kind == "digits" else rng.uniform(size=(count, 64))
    return drawn, digits.one_hot(said[rows])


# ---------------------------------------------------------------- windows


def firsts(side, window, padding, stride):
    """Return where windows begin in a picture without its padding: at -1, 0, 1, …"""
    return [first for first in range(-padding, side + padding, stride)
            if first + window <= side + padding]  # fmt: skip


def pixels(picture, top, left, window):
    """Return the pixels of one window in plain Python; beyond the picture there is 0."""
    side = len(picture)
    return [picture[i][j] if 0 <= i < side and 0 <= j < side else 0
            for i in range(top, top + window) for j in range(left, left + window)]  # fmt: skip


@pytest.mark.parametrize(("side", "window", "padding", "stride"), SIZES)
def test_windows_are_those_of_plain_python(side, window, padding, stride):
    X = np.random.default_rng(1).standard_normal((2, side, side))
    at = firsts(side, window, padding, stride)
    assert length_after(side, window, padding, stride) == len(at)
    found = windows(X, window, padding, stride)
    assert found.shape == (2, len(at), len(at), window**2)
    for n, (row, top), (column, left) in product(range(2), enumerate(at), enumerate(at)):
        wanted = pixels(X[n].tolist(), top, left, window)
        assert found[n, row, column].tolist() == wanted
    assert windows(X[0], window, padding, stride).tolist() == found[0].tolist()


def test_a_picture_need_not_be_square():
    X = np.arange(20).reshape(4, 5)
    assert windows(X).shape == (2, 3, 9)
    assert windows(X)[1, 2].tolist() == [7, 8, 9, 12, 13, 14, 17, 18, 19]


@pytest.mark.parametrize(("side", "window", "padding", "stride"), SIZES)
def test_on_the_way_back_each_pixel_gets_the_sum_of_its_windows(side, window, padding, stride):
    """By plain loops; and so that the two are adjoint: V · dL/dV is X · dL/dX."""
    rng = np.random.default_rng(2)
    X = rng.standard_normal((2, 3, side, side))
    V = windows(X, window, padding, stride)
    back = rng.standard_normal(V.shape)
    found = windows_back(back, side, window, padding, stride)
    assert found.shape == X.shape
    assert (V * back).sum() == pytest.approx((X * found).sum())
    wanted = np.zeros((side, side))
    at = firsts(side, window, padding, stride)
    for (row, top), (column, left) in product(enumerate(at), enumerate(at)):
        for place, (i, j) in enumerate(product(range(window), range(window))):
            if 0 <= top + i < side and 0 <= left + j < side:
                wanted[top + i, left + j] += back[1, 2, row, column, place]
    assert found[1, 2] == pytest.approx(wanted)


# ---------------------------------------------------------------- pooling


def squares(A):
    """Yield (line, place, map) of each square of one picture, and the places of its numbers."""
    lines, places, maps = np.shape(A)
    for line, place, k in product(range(lines // 2), range(places // 2), range(maps)):
        yield (line, place, k), [(2 * line + i, 2 * place + j, k) for i in (0, 1) for j in (0, 1)]


@pytest.mark.parametrize("ties", [False, True])
def test_pooling_keeps_the_largest_and_its_slope_goes_to_the_first_of_them(ties):
    rng = np.random.default_rng(3)
    A = rng.standard_normal((2, 5, 6, 4, 3))
    if ties:
        A = rng.integers(0, 2, A.shape)
    P = pool(A)
    back = rng.standard_normal(P.shape)
    found = pool_back(A, back)
    assert P.shape == (2, 5, 3, 2, 3)
    assert found.shape == A.shape
    tied = 0
    for n, m in product(range(2), range(5)):
        for square, members in squares(A[n, m]):
            numbers = [A[n, m][member] for member in members]
            tied += numbers.count(max(numbers)) > 1
            assert P[n, m][square] == max(numbers)
            slopes = [0.0] * 4
            slopes[numbers.index(max(numbers))] = back[n, m][square]
            assert [found[n, m][member] for member in members] == slopes
    assert tied == 0 or (ties and tied > 50)


# ---------------------------------------------------------------- the network


def dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


def by_plain_loops(net, x):
    """Return the maps, what is left of them and the shares of one picture, number by number."""
    side = math.isqrt(len(x))
    kernels, classes = net.sizes[1:]
    picture = x.reshape(side, side).tolist()
    w, b = net.W[0].T.tolist(), net.B[0].ravel().tolist()
    places = range(side - 2)
    maps = [[[max(0, dot(w[k], pixels(picture, i, j, 3)) + b[k]) for k in range(kernels)]
             for j in places] for i in places]  # fmt: skip
    left = [max(maps[i][j][k] for i, j, k in members) for _square, members in squares(maps)]
    w, b = net.W[1].T.tolist(), net.B[1].ravel().tolist()
    z = [dot(w[c], left) + b[c] for c in range(classes)]
    e = [math.exp(one) for one in z]
    return maps, left, [one / sum(e) for one in e]


@pytest.mark.parametrize("sizes", [[64, 3, 10], [16, 2, 2], [36, 1, 3]])
def test_the_forward_pass_is_that_of_plain_loops(sizes):
    net = drawn(sizes, bias=-0.1)
    side = math.isqrt(sizes[0])
    X = np.random.default_rng(4).uniform(size=(3, sizes[0]))
    V, A1, P, A2 = net.activations(X)
    Z1, Z2 = net.forward(X)[0]
    assert (
        V.reshape(3, side - 2, side - 2, 9).tolist() == windows(X.reshape(3, side, side)).tolist()
    )
    assert A1.tolist() == np.maximum(Z1, 0).tolist()
    assert net.feedforward(X).tolist() == A2.tolist()
    for n in range(3):
        maps, left, shares = by_plain_loops(net, X[n])
        assert A1.reshape(3, *np.shape(maps))[n] == pytest.approx(np.array(maps))
        assert P[n] == pytest.approx(left)
        assert A2[n] == pytest.approx(shares)
        assert net.feedforward(X[n]) == pytest.approx(shares)
        assert np.exp(Z2[n]) / np.exp(Z2[n]).sum() == pytest.approx(shares)


@pytest.mark.parametrize(
    ("sizes", "count"), [([64, 24, 10], 2410), ([64, 8, 10], 810), ([16, 1, 2], 14)]
)
def test_sharing_makes_few_numbers(sizes, count):
    """A kernel has 9 weights and a bias, and what it leaves has its own weights in each class."""
    kernels, classes = sizes[1:]
    left = (math.isqrt(sizes[0]) - 2) ** 2 // 4 * kernels
    assert len(drawn(sizes).names) == kernels * 10 + classes * (left + 1) == count


@pytest.mark.parametrize("kind", ["digits", "chance"])
@pytest.mark.parametrize("hidden", ["relu", "tanh", "softplus"])
def test_each_slope_is_the_difference(kind, hidden):
    """On digits whole windows are blank and tie in pooling; of tanh and softplus none is at 0."""
    net = drawn([64, 3, 10])
    net = Convolution(net.sizes, net.values, hidden=hidden)
    X, Y = pictures(20, kind)
    check = gradient_check(net, X, Y)
    assert not check.named("≠")
    steep = abs(check.differences) > 1e-4  # of a kernel that nowhere rises above 0 all are 0
    assert steep.sum() > 0.6 * len(net.names)
    assert relative_error(check.derivatives, check.differences)[steep].max() < 1e-5


def test_on_digits_windows_tie_in_pooling_and_to_pay_all_of_them_would_be_seen():
    X, Y = pictures(20)
    net = drawn([64, 3, 10])
    (Z, A), place = net.forward(X), net.like(np.zeros_like(net.values))
    maps = A[1].reshape(20, 3, 2, 3, 2, 3)
    tied = (maps == maps.max(axis=(2, 4), keepdims=True)).sum(axis=(2, 4)) > 1
    assert tied.sum() > 50
    slopes = net._backward(Z, A, Y, place).values.copy()
    blame = (A[3] - Y) / 20 @ net.W[1].T
    all_of_them = maps == maps.max(axis=(2, 4), keepdims=True)
    back = (blame.reshape(20, 3, 1, 3, 1, 3) * all_of_them * (maps > 0)).reshape(-1, 3)
    wrong = back.sum(axis=0)
    right = numerical_gradient(net, X, Y)
    assert net.like(slopes).B[0][0] == pytest.approx(right.B[0][0], rel=1e-5)
    assert relative_error(wrong, right.B[0][0]).max() > 1e-3


def test_many_networks_at_once_are_each_by_itself():
    many, (X, Y) = drawn([64, 4, 10], networks=3), pictures(7)
    slopes, losses, shares = many.gradient(X, Y), many.loss(X, Y), many.feedforward(X)
    assert (losses.shape, shares.shape) == ((3,), (3, 7, 10))
    assert many.feedforward(X[0]).shape == (3, 10)
    for n in range(3):
        one = many.with_values(many.values[n])
        assert isinstance(one, Convolution)
        assert one.loss(X, Y) == pytest.approx(losses[n])
        assert one.gradient(X, Y).values == pytest.approx(slopes.values[n])
        for here, there in zip(one.activations(X)[1:], many.activations(X)[1:], strict=True):
            assert here == pytest.approx(there[n])
        assert one.feedforward(X) == pytest.approx(shares[n])
    front = many.with_values(np.stack([many.values, 2 * many.values]))
    assert front.loss(X, Y)[0] == pytest.approx(losses)
    assert front.feedforward(X).shape == (2, 3, 7, 10)


@pytest.mark.parametrize("count", [1, 31, 32, 33, 350])
def test_shares_are_the_same_in_parts(count):
    """32 pictures are asked at a time, and none is lost or comes twice."""
    net, (X, Y) = drawn([64, 4, 10]), pictures(count)
    shares = net.forward(X)[1][-1]
    assert net.feedforward(X) == pytest.approx(shares, abs=1e-12)
    wanted = -np.log((shares * Y).sum(axis=1)).mean()
    assert net.loss(X, Y) == pytest.approx(wanted)


def test_thousands_of_pictures_and_the_losses_of_many_epochs_need_little_memory():
    """All windows of 7000 pictures, and what 24 kernels find in them, would be 115 MB, thrice."""
    X = np.tile(digits.load()[0], (4, 1))[:7000]
    Y, many = digits.one_hot(np.arange(7000) % 10), drawn([64, 24, 10], networks=3)
    for ask in (many.with_values(many.values[0]).feedforward, lambda X: many.loss(X, Y)):
        tracemalloc.start()
        ask(X)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 10e6


def test_it_is_trained_by_the_one_loop():
    """Two steps by hand, with slopes by differences; then a loss that falls."""
    net, (X, Y) = drawn([64, 2, 10]), pictures(32)
    p = net.values.copy()
    for rows in (slice(0, 16), slice(16, 32)):
        p -= 0.3 * numerical_gradient(net.with_values(p), X[rows], Y[rows]).values
    found = train(net, X, Y, 0.3, 1, batch_size=16)
    assert found.parameters[1] == pytest.approx(p, abs=1e-7)
    assert found.losses[1] == pytest.approx(net.with_values(p).loss(X, Y))
    losses = train(net, X, Y, 0.3, 60, batch_size=16).losses
    assert losses[-1] < 0.2 * losses[0]


@pytest.mark.parametrize(
    "sizes", [[63, 8, 10], [49, 8, 10], [4, 8, 10], [64, 8], [64, 8, 8, 10], [1, 8, 10], 64]
)
def test_what_cannot_be_pooled_is_refused(sizes):
    with pytest.raises(ValueError, match=r"^sizes was .+; expected .+"):
        Convolution(sizes)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: windows(np.zeros((2, 8)), 3), r"window was 3; .+ from 1 to 2"),
        (lambda: windows(np.zeros((8, 2)), 5, 1), r"window was 5; .+ from 1 to 4"),
        (lambda: windows(np.zeros(8)), r"X was .+ pictures of shape \(\.\.\., height, width\)"),
        (lambda: length_after(8, padding=9), "padding was 9; expected a whole number from 0 to 8"),
        (lambda: windows_back(np.zeros((6, 6, 9)), 7), r"dL_dV was .+ shape \(5, 5, 9\)"),
        (lambda: pool(np.zeros((2, 3, 1))), "A was .+ lines and places even"),
        (lambda: pool_back(np.zeros((2, 4, 1)), np.zeros((1, 1, 1))), r"dL_dP was .+\(1, 2, 1\)"),
        (lambda: drawn([64, 2, 10]).feedforward(np.zeros(63)), r"X was .+\(64,\)"),
    ],
)
def test_a_mistake_meets_a_sentence(call, said):
    with pytest.raises(ValueError, match=said):
        call()
