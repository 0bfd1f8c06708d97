"""Points are made-up data: two numbers each and a label, scattered by chance over a plane."""

import numpy as np

from helpers import inputs

CENTRE = 1.0  # of the cloud of label 1, in both coordinates; that of label 0 is -CENTRE
MOST = 10.0  # noise
DISC, RING = 0.6, (1.0, 1.5)  # radii: label 1 lies within the disc, label 0 in the ring around it


def two_clouds(rng, n, noise=0.5):
    """Return X of shape (n, 2) and y_true of shape (n,): two round clouds, one for each label.

    A point of label 1 is (1, 1), one of label 0 is (-1, -1), and to both of its coordinates is
    added what `rng` draws from N(0, noise²). The labels take turns: 0, 1, 0, 1, …
    """
    y_true, scatter = _begin(rng, n, noise)
    return CENTRE * (2 * y_true - 1)[:, np.newaxis] + scatter, y_true


def ring(rng, n, noise=0.1):
    """Return X of shape (n, 2) and y_true of shape (n,): label 1 in a disc, 0 in a ring around it.

    A point lies anywhere within its area with the same chance: the square of its radius is even
    from 0 to 0.6², or from 1 to 1.5². To both coordinates is added what `rng` draws from
    N(0, noise²). The labels take turns: 0, 1, 0, 1, …
    """
    y_true, scatter = _begin(rng, n, noise)
    inner, outer = np.where(y_true, 0, RING[0]), np.where(y_true, DISC, RING[1])
    radius = np.sqrt(rng.uniform(inner**2, outer**2))
    angle = rng.uniform(0, 2 * np.pi, len(y_true))
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return radius[:, np.newaxis] * circle + scatter, y_true


def _begin(rng, n, noise):
    """Return n labels that take turns, and what is added to the coordinates, shape (n, 2)."""
    inputs.generator("rng", rng)
    y_true = np.arange(inputs.count("n", n)) % 2.0
    return y_true, inputs.within("noise", noise, 0, MOST) * rng.standard_normal((len(y_true), 2))
