"""The mathematics once more, in plain Python: numbers and loops, nothing of NumPy or `helpers`.

Parameters come as one row: the weights neuron by neuron, then the biases neuron by neuron.
"""

import math

from plain import sigmoid


def sigmoid_prime(z):
    return math.exp(-z) / (1 + math.exp(-z)) ** 2


def softmax(z):
    e = [math.exp(number) for number in z]
    return [number / sum(e) for number in e]


SQUASH = {"sigmoid": sigmoid, "tanh": math.tanh, "relu": lambda z: max(z, 0.0)}


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
    """Return the nine slopes of a 2-2-1 network by the chain rule, with a mistake planted in them.

    `people` are triples (x1, x2, y_true).
    """
    w1, w2, w3, w4, w5, w6, b1, b2, b3 = values
    total = [0.0] * 9

    def slope(z):
        if mistake == "sigma_of_activation":
            return sigmoid_prime(sigmoid(z))
        return z * (1 - z) if mistake == "z_one_minus_z" else sigmoid_prime(z)

    forward = []
    for x1, x2, y in people:
        z1, z2 = w1 * x1 + w2 * x2 + b1, w3 * x1 + w4 * x2 + b2
        z3 = w5 * sigmoid(z1) + w6 * sigmoid(z2) + b3
        error = 2 * (sigmoid(z3) - y) / len(people)
        error *= {"factor_2": 0.5, "wrong_sign": -1}.get(mistake, 1)
        blame = error * (1 if mistake == "no_sigma_output" else slope(z3))
        forward.append((x1, x2, z1, z2, blame))
    if mistake == "after_update":
        w5 -= learning_rate * sum(blame * sigmoid(z1) for _, _, z1, _, blame in forward)
        w6 -= learning_rate * sum(blame * sigmoid(z2) for _, _, _, z2, blame in forward)
    for x1, x2, z1, z2, blame in forward:
        back = [1, 1] if mistake == "no_sigma_hidden" else [slope(z1), slope(z2)]
        blame1, blame2 = blame * w5 * back[0], blame * w6 * back[1]
        own = [blame1 * x1, blame1 * x2, blame2 * x1, blame2 * x2]
        own += [blame * sigmoid(z1), blame * sigmoid(z2)]
        own += [0, 0, 0] if mistake == "no_bias" else [blame1, blame2, blame]
        total = [one + other for one, other in zip(total, own, strict=True)]
    return total
