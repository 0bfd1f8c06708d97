"""Code is what an explorer's button Code shows: lines of NumPy that give the picture's numbers."""

from textwrap import indent

from helpers import people

NAMES = ("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3")

SIGMOID = """\
import numpy as np

def sigmoid(z):
    z = np.maximum(z, -700)
    return 1 / (1 + np.exp(-z))
"""

FLOW = """\
z1 = w1 * x1 + w2 * x2 + b1
h1 = sigmoid(z1)
z2 = w3 * x1 + w4 * x2 + b2
h2 = sigmoid(z2)
z3 = w5 * h1 + w6 * h2 + b3
y_pred = sigmoid(z3)"""

BACK = {  # from the loss of one person, or of each of several
    "z3": "dL_dz3 = 2 * (y_pred - {y}) * y_pred * (1 - y_pred)",
    "z1": "dL_dz1 = dL_dz3 * w5 * h1 * (1 - h1)",
    "z2": "dL_dz2 = dL_dz3 * w6 * h2 * (1 - h2)",
}
SLOPES = {
    "w1": "dL_dz1 * x1",
    "w2": "dL_dz1 * x2",
    "w3": "dL_dz2 * x1",
    "w4": "dL_dz2 * x2",
    "w5": "dL_dz3 * h1",
    "w6": "dL_dz3 * h2",
    "b1": "dL_dz1",
    "b2": "dL_dz2",
    "b3": "dL_dz3",
}


def literal(value):
    """Return a value as it is written in code: 2, -0.5, "Alice", [(10, 3), (40, 1)]."""
    if isinstance(value, (tuple, list)):
        inside = ", ".join(map(literal, value))
        return f"({inside})" if isinstance(value, tuple) else f"[{inside}]"
    if isinstance(value, str):
        return f'"{value}"'
    if value is None or isinstance(value, bool):
        return repr(value)
    return repr(float(value)).removesuffix(".0")


def let(**numbers):
    """Return the line that gives names their numbers: x1, x2 = 2, 3."""
    return f"{', '.join(numbers)} = {', '.join(map(literal, numbers.values()))}"


def nine(parameters):
    """Return two lines that give the nine parameters, a dictionary, their numbers."""
    weights, biases = NAMES[:6], NAMES[6:]
    return "\n".join(let(**{name: parameters[name] for name in kind}) for kind in (weights, biases))


def table():
    """Return the lines of the four people's numbers and labels."""
    X, y_true = people.X.tolist(), people.y_true.tolist()
    return f"X = np.array({literal(X)})\ny_true = np.array({literal(y_true)})"


def forward(moving):
    """Return the function of what is `moving`, such as "x1, x2", that goes forward."""
    body = indent(FLOW, "    ")
    return lines(f"def forward({moving}):", body, "    return h1, h2, y_pred\n")


def back(names, y="y_true"):
    """Return the lines that go back from the loss to the sums behind these parameters."""
    needed = {SLOPES[name].split()[0] for name in names} | {"dL_dz3"}
    lines = [line.format(y=y) for line in BACK.values() if line.split()[0] in needed]
    return "\n".join(lines)


def steps(names, y="y_true", mean="{}"):
    """Return the lines of one step against the slopes of some parameters, all taken first."""
    slopes = {name: mean.format(SLOPES[name]) for name in names}
    updates = [f"{name} -= learning_rate * {slope}" for name, slope in slopes.items()]
    return lines("h1, h2, y_pred = forward(x1, x2)", back(names, y), *updates)


def training(given, names, loop, step, shown):
    """Return the code of a training that keeps the loss and the parameters called `names`.

    `given` are the lines before the loop, `loop` its first line, `step` what is done in it, and
    `shown` what is printed at the end.
    """
    kept = f"({', '.join(names)})"
    return lines(
        SIGMOID,
        forward("x1, x2"),
        "def loss():\n    return np.mean((y_true - forward(*X.T)[-1]) ** 2)\n",
        table(),
        *given,
        f"losses, parameters = [loss()], [{kept}]",
        loop,
        indent(step, "    "),
        f"    losses.append(loss())\n    parameters.append({kept})",
        f"print({shown})",
    )


def lines(*parts):
    """Return parts of a code one below the other."""
    return "\n".join(parts)


def loss(parameters):
    """Return the code of the mean squared error of the four people."""
    return lines(
        SIGMOID,
        table(),
        "x1, x2 = X.T",
        nine(parameters),
        FLOW,
        "squared_errors = (y_true - y_pred) ** 2",
        "L = np.mean(squared_errors)",
        "print(y_pred, L)",
    )
