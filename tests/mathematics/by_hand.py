"""The mathematics once more, in plain Python: numbers and loops, nothing of NumPy or `helpers`.

Parameters come as one row: the weights neuron by neuron, then the biases neuron by neuron.
"""

import math

import plain
from plain import sigmoid

PEOPLE = [(*x, label) for x, label in plain.ROWS]  # triples x1, x2, y_true


def sigmoid_prime(z):
    return math.exp(-z) / (1 + math.exp(-z)) ** 2


def softmax(z):
    e = [math.exp(number) for number in z]
    return [number / sum(e) for number in e]


SQUASH = {
    "sigmoid": sigmoid,
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
    "elu": lambda z: z if z > 0 else math.expm1(z),
    "softplus": lambda z: math.log1p(math.exp(z)),
    "gelu": lambda z: z * math.erfc(-z / math.sqrt(2)) / 2,
    "silu": lambda z: z * sigmoid(z),
}


def count(sizes):
    """Return how many parameters there are."""
    return sum((sizes[k] + 1) * sizes[k + 1] for k in range(len(sizes) - 1))


def sums_and_outputs(sizes, values, x, hidden="sigmoid", output="sigmoid"):
    """Return the sums of all hidden neurons, layer after layer, and the outputs for one example."""
    weights = iter(values)
    biases = iter(values[sum(sizes[k] * sizes[k + 1] for k in range(len(sizes) - 1)) :])
    a, sums = list(x), []
    for layer in range(1, len(sizes)):
        z = []
        for _ in range(sizes[layer]):
            z.append(sum([next(weights) * number for number in a]) + next(biases))
        if layer < len(sizes) - 1:
            sums += z
            a = [SQUASH[hidden](number) for number in z]
    return sums, softmax(z) if output == "softmax" else [sigmoid(number) for number in z]


def loss(sizes, values, X, Y_true, hidden="sigmoid", output="sigmoid"):
    """Return the mean squared error, or with softmax the mean cross-entropy of the rows."""
    parts = []
    for x, y_true in zip(X, Y_true, strict=True):
        _, y_pred = sums_and_outputs(sizes, values, x, hidden, output)
        for y, guess in zip(y_true, y_pred, strict=True):
            if output == "sigmoid":
                parts.append((y - guess) ** 2)
            elif y == 1:
                parts.append(-math.log(guess))
    return sum(parts) / len(parts)


def slopes(f, values, h=1e-5):
    """Return the slope of f along each of the values, by central differences."""
    found = []
    for i, value in enumerate(values):
        up, down = ([*values[:i], value + step, *values[i + 1 :]] for step in (h, -h))
        found.append((f(up) - f(down)) / (2 * h))
    return found


def gradient(values, people, mistake=None, learning_rate=0.1):
    """Return the nine slopes of a 2-2-1 network as a row; `people` are triples (x1, x2, y_true)."""
    rows = [((x1, x2), y_true) for x1, x2, y_true in people]
    p = dict(zip(plain.NAMES, values, strict=True))
    return list(plain.gradient(p, rows, mistake, learning_rate).values())
