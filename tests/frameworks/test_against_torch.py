"""Our gradients and steps against those of PyTorch."""

from functools import partial
from itertools import chain

import numpy as np
import pytest
import torch
from lessons import PATHS, Lesson
from torch.nn import functional

from helpers import names, oversights, packages
from helpers.activations import HIDDEN
from helpers.attention import Transformer
from helpers.autograd import Value, graph_gradient
from helpers.convolution import Convolution, windows, windows_back
from helpers.depth import sized
from helpers.digits import load, one_hot
from helpers.network import Network
from helpers.optimisers import EPSILON, AdaGrad, Adam, Momentum, Optimiser, Plain, RMSProp
from helpers.people import X, y_true
from helpers.recurrence import EACH, LAST, Gated, Recurrent, clipped
from tools import frameworks

ALIKE = 1e-12  # of numbers between 0 and about 1; each sum has its last digit in doubt

# What PyTorch calls them.
SQUASH = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": lambda z: functional.leaky_relu(z, 0.01),
    "elu": functional.elu,
    "softplus": functional.softplus,
    "gelu": functional.gelu,
    "silu": functional.silu,
    "linear": lambda z: z,
}


def test_all_frameworks_are_there():
    assert packages.missing(*packages.FRAMEWORKS) == ""


def test_a_notebook_asks_for_each_of_them():
    """So every stored output is compared where these tests run."""
    asked = {n for path in PATHS for cell in Lesson(path).code for n in frameworks.needed(cell)}
    assert asked == set(packages.FRAMEWORKS)


def leaves(net):
    """Return the matrices of a network as tensors that gather their slopes, layer after layer."""
    pairs = zip(net.W, net.B, strict=True)
    return [[torch.tensor(M.copy(), requires_grad=True) for M in pair] for pair in pairs]


def slopes(net, tensors):
    """Return the slopes that the tensors hold, in the order of net.values."""
    found = net.like(np.zeros_like(net.values))
    for k, (W, B) in enumerate(tensors):
        found.W[k], found.B[k] = W.grad.numpy(), B.grad.numpy()
    return found.values


def loss_of(net, Z, Y):
    """Return the loss that a network takes of its last sums Z."""
    if net.output == "softmax":
        return functional.cross_entropy(Z, torch.tensor(Y))
    return functional.mse_loss(torch.sigmoid(Z), torch.tensor(Y))


@pytest.mark.parametrize("output", ["sigmoid", "softmax"])
@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_network(hidden, output):
    rng = np.random.default_rng(5)
    for _ in range(10):
        net = sized(Network.random([6, 5, 4, 3], rng, hidden=hidden, output=output), 1)
        inputs, Y = rng.standard_normal((7, 6)), np.eye(3)[rng.integers(3, size=7)]
        tensors, A = leaves(net), torch.tensor(inputs)
        for W, B in tensors:
            Z = A @ W + B
            A = SQUASH[hidden](Z)
        L = loss_of(net, Z, Y)
        L.backward()
        assert L.item() == pytest.approx(net.loss(inputs, Y), abs=ALIKE)
        assert slopes(net, tensors) == pytest.approx(net.gradient(inputs, Y).values, abs=ALIKE)


def test_the_convolution():
    """On real digits, whose blank windows tie in the pooling; then on pictures of chance."""
    rng, (pictures, said) = np.random.default_rng(6), load()
    for inputs in (pictures[:50], rng.standard_normal((50, 64))):
        net = sized(Convolution.random([64, 8, 10], rng), 1)
        (K, B1), (W2, B2) = tensors = leaves(net)
        kernels = K.T.reshape(8, 1, 3, 3)
        A1 = torch.relu(
            functional.conv2d(torch.tensor(inputs).reshape(-1, 1, 8, 8), kernels, B1[0])
        )
        P = functional.max_pool2d(A1, 2).permute(0, 2, 3, 1).flatten(1)
        L = loss_of(net, P @ W2 + B2, Y := one_hot(said[:50]))
        L.backward()
        assert L.item() == pytest.approx(net.loss(inputs, Y), abs=ALIKE)
        assert slopes(net, tensors) == pytest.approx(net.gradient(inputs, Y).values, abs=ALIKE)


def cross_entropy(net, Z, Y):
    """Return the loss of a yes or a no at each step, or at the last one alone."""
    steps = np.s_[:, -1:] if net.output is LAST else np.s_[:]
    return functional.binary_cross_entropy_with_logits(Z[steps], torch.tensor(Y)[steps])


def recurrent(x, h, W1, B1):
    return torch.tanh(torch.cat([x, h], 1) @ W1 + B1)


def gated(x, h, W1, B1, W2, B2):
    k, r = torch.sigmoid(torch.cat([x, h], 1) @ W1 + B1).split(4, 1)
    return k * h + (1 - k) * torch.tanh(torch.cat([x, r * h], 1) @ W2 + B2)


@pytest.mark.parametrize("output", [EACH, LAST])
@pytest.mark.parametrize(("kind", "step"), [(Recurrent, recurrent), (Gated, gated)])
def test_a_network_with_a_memory(kind, step, output):
    """The chain rule through time, by a machine that knows nothing of time."""
    rng = np.random.default_rng(8)
    net = sized(kind.random([2, 4, 1], rng, output=output), 1)
    inputs, Y = rng.standard_normal((6, 7, 2)), rng.integers(0, 2, (6, 7, 1)).astype(float)
    *hidden, (W, B) = tensors = leaves(net)
    h, sums = torch.zeros((6, 4), dtype=torch.float64), []
    for x in torch.tensor(inputs).unbind(1):
        h = step(x, h, *chain.from_iterable(hidden))
        sums.append(h @ W + B)
    L = cross_entropy(net, torch.stack(sums, 1), Y)
    L.backward()
    assert L.item() == pytest.approx(net.loss(inputs, Y), abs=ALIKE)
    assert slopes(net, tensors) == pytest.approx(net.gradient(inputs, Y).values, abs=ALIKE)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Plain(), torch.optim.SGD),
        (Momentum(), partial(torch.optim.SGD, momentum=0.9)),
        (AdaGrad(), partial(torch.optim.Adagrad, eps=EPSILON)),
        (RMSProp(), partial(torch.optim.RMSprop, alpha=0.9, eps=EPSILON)),
        (Adam(), partial(torch.optim.Adam, eps=EPSILON)),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Optimiser) else "",
)
def test_optimisers_step_by_step(ours, theirs):
    """Slopes over six powers of ten, at numbers that both have moved themselves."""
    rng = np.random.default_rng(11)
    numbers = rng.standard_normal(12)
    moved = torch.tensor(numbers.copy(), requires_grad=True)
    theirs = theirs([moved], lr=0.03)
    for _step in range(200):
        g = rng.standard_normal(12) * 10.0 ** rng.integers(-4, 3, 12)
        numbers = numbers - ours(g, 0.03)
        moved.grad = torch.tensor(g)
        theirs.step()
        assert moved.detach().numpy() == pytest.approx(numbers, rel=1e-12, abs=ALIKE)


@pytest.mark.parametrize("length", [0.1, 1, 3, 100])
def test_slopes_clipped_to_a_length(length):
    g = np.random.default_rng(12).standard_normal(22)
    theirs = torch.zeros(22, requires_grad=True, dtype=torch.float64)
    theirs.grad = torch.tensor(g)
    torch.nn.utils.clip_grad_norm_([theirs], length)
    assert clipped(g, length) == pytest.approx(theirs.grad.numpy(), rel=1e-5)  # they add 1e-6


def test_a_second_convolution_with_padding_a_stride_and_means():
    """The network of the museum for images, in its right way."""
    net = oversights.start(oversights.RIGHT)
    x, y = load()[0][:10], one_hot(load()[1][:10])
    ((W1, B1), (W2, B2), (W3, B3)) = tensors = leaves(net)
    maps, more = W1.shape[1], W2.shape[1]
    pictures = torch.tensor(x).reshape(-1, 1, 8, 8)
    first = functional.conv2d(pictures, W1.T.reshape(maps, 1, 3, 3), B1[0])
    pooled = functional.max_pool2d(torch.relu(first), 2)
    kernels = W2.T.reshape(more, maps, 3, 3)
    second = torch.relu(functional.conv2d(pooled, kernels, B2[0], padding=1))
    means = functional.avg_pool2d(second, 2, padding=1, count_include_pad=False)
    sums = means.permute(0, 2, 3, 1).reshape(len(x), -1) @ W3 + B3
    loss = functional.cross_entropy(sums, torch.tensor(y))
    loss.backward()
    assert loss.item() == pytest.approx(net.loss(x, y), abs=ALIKE)
    assert slopes(net, tensors) == pytest.approx(net.gradient(x, y).values, abs=ALIKE)


@pytest.mark.parametrize("mask", [True, False])
def test_a_block_with_attention(mask):
    rng = np.random.default_rng(13)
    net = Transformer.random([27, 32, 27], rng, places=12, heads=4, mask=mask)
    net.values += 0.1 * rng.standard_normal(net.values.shape)
    x, y = names.coded(names.load().validation[:20])
    there = torch.tensor(x >= 0)
    p = {k: [torch.tensor(M.copy(), requires_grad=True) for M in pair] for k, pair in net.p.items()}

    def norm(name, H):
        gain, shift = p[name]
        return functional.layer_norm(H, (32,), gain[0], shift[0], eps=1e-5)

    H = there[..., None] * p["E"][0][torch.tensor(x)] + p["P"][0]
    N = norm("norm1", H)
    Q, K, V = ((N @ p[k][0]).reshape(20, 12, 4, 8).transpose(1, 2) for k in ("Wq", "Wk", "Wv"))
    seen = there[:, None, None, :] & torch.tensor(np.tri(12) > 0 if mask else np.ones((12, 12)) > 0)
    seen = seen | torch.eye(12, dtype=bool)
    mixed = functional.scaled_dot_product_attention(Q, K, V, attn_mask=seen)
    H = H + mixed.transpose(1, 2).reshape(20, 12, 32) @ p["Wo"][0]
    H = H + torch.relu(norm("norm2", H) @ p["W1"][0] + p["W1"][1]) @ p["W2"][0] + p["W2"][1]
    sums = norm("norm3", H) @ p["U"][0] + p["U"][1]
    asked = torch.tensor(y >= 0)
    loss = functional.cross_entropy(sums[asked], torch.tensor(y)[asked])
    loss.backward()
    assert loss.item() == pytest.approx(net.loss(x, y), abs=ALIKE)
    for name, slopes_of in net.named(net.gradient(x, y)).items():
        for ours, theirs in zip(slopes_of, p[name], strict=True):
            assert ours.size == 0 or ours == pytest.approx(theirs.grad.numpy(), abs=ALIKE), name


def test_windows_on_the_way_back():
    rng = np.random.default_rng(10)
    inputs, blame = rng.standard_normal((5, 8, 8)), rng.standard_normal((5, 6, 6, 9))
    seen = torch.tensor(inputs, requires_grad=True)
    found = functional.unfold(seen[:, np.newaxis], 3).transpose(1, 2).reshape(5, 6, 6, 9)
    assert found.detach().numpy() == pytest.approx(windows(inputs))
    (found * torch.tensor(blame)).sum().backward()
    assert windows_back(blame, 8) == pytest.approx(seen.grad.numpy(), abs=ALIKE)


def test_values():
    """The nine slopes for each person; and what each operation hands on."""
    rng = np.random.default_rng(7)
    for _ in range(20):
        net = Network.random([2, 2, 1], rng)
        ((W1, B1), (W2, B2)) = tensors = leaves(net)
        y_pred = torch.sigmoid(torch.sigmoid(torch.tensor(X) @ W1 + B1) @ W2 + B2)
        loss = functional.mse_loss(y_pred[:, 0], torch.tensor(y_true))
        loss.backward()
        assert slopes(net, tensors) == pytest.approx(
            graph_gradient(net, X, y_true).values, abs=ALIKE
        )

    def everything(a, b):
        return (a * b + a / b - 2 / a) ** 3 + (a - b).exp() * (1 - b) ** -2 + -a

    for a, b in rng.uniform(1.5, 3, (20, 2)):
        ours, theirs = [Value(a), Value(b)], [torch.tensor(n, requires_grad=True) for n in (a, b)]
        for leaf in (ours, theirs):
            everything(*leaf).backward()
        assert [v.grad for v in ours] == pytest.approx([t.grad.item() for t in theirs], rel=1e-12)
