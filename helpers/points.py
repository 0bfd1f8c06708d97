"""Points are made-up data: two numbers each and a label, scattered by chance over a plane."""

from functools import partial

import numpy as np

from helpers import inputs

CENTRE = 1.0  # of the cloud of label 1, in both coordinates; that of label 0 is -CENTRE
MOST = 10.0  # noise
DISC, RING = 0.6, (1.0, 1.5)  # radii: label 1 lies within the disc, label 0 in the ring around it
RADIUS, TURNS = 5.0, 1.75  # of the square of `xor` and of the spirals, to either side of the middle


def two_clouds(rng, n, noise=0.5, centre=CENTRE):
    """Return X of shape (n, 2) and y_true of shape (n,): two round clouds, one for each label.

    A point of label 1 is (1, 1), one of label 0 is (-1, -1), or both times another `centre`, and to
    both of its coordinates is added what `rng` draws from N(0, noise²). The labels take turns:
    0, 1, 0, 1, …
    """
    y_true, scatter = _begin(rng, n, noise)
    centre = inputs.within("centre", centre, 0, MOST)
    return centre * (2 * y_true - 1)[:, np.newaxis] + scatter, y_true


def ring(rng, n, noise=0.1, radius=RING[1]):
    """Return X of shape (n, 2) and y_true of shape (n,): label 1 in a disc, 0 in a ring around it.

    A point lies anywhere within its area with the same chance: the square of its radius is even
    from 0 to 0.6², or from 1 to 1.5²; with another outer `radius` all is as much larger. To both
    coordinates is added what `rng` draws from N(0, noise²). The labels take turns: 0, 1, 0, 1, …
    """
    y_true, scatter = _begin(rng, n, noise)
    larger = inputs.within("radius", radius, 0, MOST) / RING[1]
    inner, outer = np.where(y_true, 0, RING[0]), np.where(y_true, DISC, RING[1])
    radius = np.sqrt(rng.uniform(inner**2, outer**2))
    angle = rng.uniform(0, 2 * np.pi, len(y_true))
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return larger * radius[:, np.newaxis] * circle + scatter, y_true


def xor(rng, n, noise=0.5):
    """Return X of shape (n, 2) and y_true of shape (n,): a square of four quarters.

    Label 1 lies where exactly one of both coordinates is above 0, label 0 in the other two
    quarters; before noise a point lies anywhere there with the same chance, up to 5 from both axes.
    To both coordinates is added what `rng` draws from N(0, noise²). The labels take turns.
    """
    y_true, scatter = _begin(rng, n, noise)
    size = rng.uniform(0, RADIUS, (len(y_true), 2))
    side = rng.choice([-1.0, 1.0], len(y_true))
    return size * np.stack([side, side * (1 - 2 * y_true)], axis=1) + scatter, y_true


def spirals(rng, n, noise=0.1):
    """Return X of shape (n, 2) and y_true of shape (n,): two arms that wind around each other.

    With t drawn evenly from 0 to 1, a point of label 1 is 5 t (sin a, cos a) at the angle
    a = 2π 1.75 t, one of label 0 lies opposite. To both coordinates is added what `rng` draws from
    N(0, noise²). The labels take turns: 0, 1, 0, 1, …
    """
    y_true, scatter = _begin(rng, n, noise)
    t = rng.uniform(0, 1, len(y_true))
    arm = np.stack([np.sin(2 * np.pi * TURNS * t), np.cos(2 * np.pi * TURNS * t)], axis=1)
    return (RADIUS * t * (2 * y_true - 1))[:, np.newaxis] * arm + scatter, y_true


# Four kinds of points, all about 5 wide to either side of the middle.
SHAPES = {
    "clouds": partial(two_clouds, centre=2.0),
    "ring": partial(ring, radius=RADIUS),
    "XOR": xor,
    "spirals": spirals,
}


def split(rng, X, y_true, share):
    """Return X, y_true of the training rows, then X, y_true of the test rows.

    `rng` puts the rows in a new order; the first of them, a `share` from 0 to below 1 of all,
    rounded down, become test rows.
    """
    X = inputs.table("X", X, 2)
    y_true = inputs.shaped("y_true", y_true, (len(X),))
    order = inputs.generator("rng", rng).permutation(len(X))
    test, training = np.split(order, [int(inputs.share("share", share) * len(X))])
    return X[training], y_true[training], X[test], y_true[test]


def _begin(rng, n, noise):
    """Return n labels that take turns, and what is added to the coordinates, shape (n, 2)."""
    inputs.generator("rng", rng)
    y_true = np.arange(inputs.count("n", n)) % 2.0
    return y_true, inputs.within("noise", noise, 0, MOST) * rng.standard_normal((len(y_true), 2))
