"""The mathematics of the lessons in plain Python: what the tests compare the helpers with.

A network is a dictionary of nine numbers, w1 to w6 and b1 to b3; no array and no helper is used.
"""

from math import exp

PEOPLE = [  # name, (weight − 135, height − 66), label
    ("Alice", (-2, -1), 1),
    ("Bob", (25, 6), 0),
    ("Charlie", (17, 4), 0),
    ("Diana", (-15, -6), 1),
]
ROWS = [(x, label) for _name, x, label in PEOPLE]
CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]  # the inputs of a gate
XOR = [0, 1, 1, 0]
NAMES = ["w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3"]


def sigmoid(z):
    """Return 1 / (1 + e⁻ᶻ)."""
    return 1 / (1 + exp(-z)) if z > -700 else 0.0


def parameters(**some):
    """Return all nine parameters, those that are not given as 0."""
    return {name: some.get(name, 0) for name in NAMES}


def neuron(w1, w2, b, x):
    """Return the sum and the output of one neuron with two inputs."""
    z = w1 * x[0] + w2 * x[1] + b
    return z, sigmoid(z)


def forward(p, x):
    """Return z1, h1, z2, h2, z3 and y_pred for the inputs x."""
    z1, h1 = neuron(p["w1"], p["w2"], p["b1"], x)
    z2, h2 = neuron(p["w3"], p["w4"], p["b2"], x)
    z3, y_pred = neuron(p["w5"], p["w6"], p["b3"], (h1, h2))
    return {"z1": z1, "h1": h1, "z2": z2, "h2": h2, "z3": z3, "y_pred": y_pred}


def loss(p, rows=ROWS):
    """Return the mean of the squared errors over (x, label) pairs."""
    return sum((label - forward(p, x)["y_pred"]) ** 2 for x, label in rows) / len(rows)


def factors(p, x, label, mistake=None, moved=None):
    """Return the nine factors of the chain rule for one person, as (output, by): slope.

    `mistake` is the key of one to plant; `moved` are the parameters on the way back, if not p.
    """
    f, back = forward(p, x), moved or p

    def slope(z, a):
        if mistake == "sigma_of_activation":
            return sigmoid(a) * (1 - sigmoid(a))
        return z * (1 - z) if mistake == "z_one_minus_z" else a * (1 - a)

    at_y = 1 if mistake == "no_sigma_output" else slope(f["z3"], f["y_pred"])
    hidden = [slope(f["z1"], f["h1"]), slope(f["z2"], f["h2"])]
    at_h1, at_h2 = [1, 1] if mistake == "no_sigma_hidden" else hidden
    bias = 0 if mistake == "no_bias" else 1
    times = {"factor_2": 0.5, "wrong_sign": -1}.get(mistake, 1)
    return {
        ("L", "y_pred"): -2 * (label - f["y_pred"]) * times,
        ("y_pred", "w5"): f["h1"] * at_y,
        ("y_pred", "w6"): f["h2"] * at_y,
        ("y_pred", "b3"): bias * at_y,
        ("y_pred", "h1"): back["w5"] * at_y,
        ("y_pred", "h2"): back["w6"] * at_y,
        ("h1", "w1"): x[0] * at_h1,
        ("h1", "w2"): x[1] * at_h1,
        ("h1", "b1"): bias * at_h1,
        ("h2", "w3"): x[0] * at_h2,
        ("h2", "w4"): x[1] * at_h2,
        ("h2", "b2"): bias * at_h2,
    }


def path(name):
    """Return the factors on the way from the loss back to a parameter, as (output, by)."""
    if name in ("w5", "w6", "b3"):
        return [("L", "y_pred"), ("y_pred", name)]
    hidden = "h1" if name in ("w1", "w2", "b1") else "h2"
    return [("L", "y_pred"), ("y_pred", hidden), (hidden, name)]


def slopes_of_one(p, x, label, mistake=None, moved=None):
    """Return ∂L/∂p for every parameter for one person: the factors on its way multiplied."""
    factor, slopes = factors(p, x, label, mistake, moved), {}
    for name in NAMES:
        slopes[name] = 1.0
        for step in path(name):
            slopes[name] *= factor[step]
    return slopes


def gradient(p, rows=ROWS, mistake=None, rate=0.1):
    """Return ∂L/∂p for every parameter: the mean of what each person says.

    With the mistake "after_update" the way back is that of parameters that made their step.
    """
    moved = step(p, rows, rate) if mistake == "after_update" else p
    each = [slopes_of_one(p, x, label, mistake, moved) for x, label in rows]
    return {name: sum(slopes[name] for slopes in each) / len(each) for name in NAMES}


def step(p, rows=ROWS, rate=0.1, names=NAMES):
    """Return the parameters after one step against the slopes of the named ones."""
    slopes = gradient(p, rows)
    return {name: p[name] - rate * slopes[name] * (name in names) for name in NAMES}


def train(p, rows=ROWS, rate=0.1, epochs=1000):
    """Return the parameters after each epoch, the first as they came; an epoch is a step a row."""
    states = [dict(p)]
    for _epoch in range(epochs):
        p = states[-1]
        for one in rows:
            p = step(p, [one], rate)
        states.append(p)
    return states


def walk(p, batches, rate=0.1, names=NAMES):
    """Return the parameters before the first step and after each; a batch of rows is a step."""
    states = [dict(p)]
    for rows in batches:
        states.append(step(states[-1], rows, rate, names))
    return states
