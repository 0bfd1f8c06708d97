"""A valley and five ways down it, in plain Python: what the tests compare the helpers with."""

from math import cos, radians, sin

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


class Memory:
    """What an optimiser remembers of the slopes of one weight, or of an array of weights."""

    def __init__(self, name):
        self.name, self.t = name, 0
        self.v = self.s = self.m = 0.0

    def step(self, g, rate):
        """Return the step for the next slopes."""
        self.t += 1
        if self.name == "plain":
            return rate * g
        if self.name == "momentum":
            self.v = 0.9 * self.v + g
            return rate * self.v
        if self.name == "adagrad":
            self.s = self.s + g * g
            return rate * g / (self.s**0.5 + EPSILON)
        if self.name == "rmsprop":
            self.s = 0.9 * self.s + (1 - 0.9) * g * g
            return rate * g / (self.s**0.5 + EPSILON)
        self.m = 0.9 * self.m + (1 - 0.9) * g
        self.s = 0.999 * self.s + (1 - 0.999) * g * g
        root = (self.s / (1 - 0.999**self.t)) ** 0.5
        return rate * (self.m / (1 - 0.9**self.t)) / (root + EPSILON)


def last_step(name, met, rate):
    """Return the last of the steps of one weight that met these slopes."""
    memory = Memory(name)
    return [memory.step(g, rate) for g in met][-1]


def walk(name, rate, stretch=1, turn=0, steps=100, start=START, every=None):
    """Return the places of a walk, the first as it came; `every` so many steps halve the rate."""
    path, memories = [tuple(start)], (Memory(name), Memory(name))
    for step in range(steps):
        now = rate / 2 ** (step // every) if every else rate
        moves = zip(path[-1], memories, slopes(path[-1], stretch, turn), strict=True)
        path.append(tuple(w - memory.step(g, now) for w, memory, g in moves))
    return path
