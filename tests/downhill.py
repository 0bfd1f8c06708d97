"""A valley and five ways down it, in plain Python: what the tests compare the helpers with."""

from math import cos, radians, sin, sqrt

START = (-2.5, 1.5)
RATES = {"plain": 0.07, "momentum": 0.02, "adagrad": 0.4, "rmsprop": 0.6, "adam": 0.2}
EPSILON = 1e-8


def loss(w, stretch=1, turn=0):
    """Return half of u² + (s v)², with u along the floor and v across it."""
    w1, w2 = w
    u = w1 * cos(radians(turn)) + w2 * sin(radians(turn))
    v = w2 * cos(radians(turn)) - w1 * sin(radians(turn))
    return (u * u + stretch * stretch * v * v) / 2 if max(abs(u), abs(v)) < 1e150 else float("inf")


def slopes(w, stretch=1, turn=0):
    """Return dL/dw1 and dL/dw2 from the second derivatives of the loss, which are constant."""
    c, s, steep = cos(radians(turn)), sin(radians(turn)), stretch * stretch
    w11, w12, w22 = c * c + steep * s * s, (1 - steep) * c * s, s * s + steep * c * c
    return [w11 * w[0] + w12 * w[1], w12 * w[0] + w22 * w[1]]


def last_step(name, met, rate):
    """Return the last of the steps of one weight that met these slopes, memory by memory."""
    v = s = m = step = 0.0
    for t, g in enumerate(met, 1):
        if name == "plain":
            step = rate * g
        elif name == "momentum":
            v = 0.9 * v + g
            step = rate * v
        elif name == "adagrad":
            s += g * g
            step = rate * g / (sqrt(s) + EPSILON)
        elif name == "rmsprop":
            s = 0.9 * s + (1 - 0.9) * g * g
            step = rate * g / (sqrt(s) + EPSILON)
        elif name == "adam":
            m, s = 0.9 * m + (1 - 0.9) * g, 0.999 * s + (1 - 0.999) * g * g
            step = rate * (m / (1 - 0.9**t)) / (sqrt(s / (1 - 0.999**t)) + EPSILON)
    return step


def walk(name, rate, stretch=1, turn=0, steps=100, start=START):
    """Return the places of a walk, the first as it came, each worked out from all slopes so far."""
    path, met = [tuple(start)], ([], [])
    for _step in range(steps):
        for so_far, g in zip(met, slopes(path[-1], stretch, turn), strict=True):
            so_far.append(g)
        steps_now = [last_step(name, so_far, rate) for so_far in met]
        path.append(tuple(w - step for w, step in zip(path[-1], steps_now, strict=True)))
    return path
