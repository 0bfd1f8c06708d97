"""People are the data of the course: a weight in pounds, a height in inches, and a label."""

from typing import NamedTuple

import numpy as np

LABELS = {"M": 0, "F": 1}  # the one place that says which number stands for whom
SHIFT = np.array([135.0, 66.0])  # pounds, inches; round numbers near the means 141.25 and 66.75


class Person(NamedTuple):
    """One row of the table; the label of somebody new is not known."""

    name: str
    pounds: float
    inches: float
    label: int | None = None

    @property
    def x(self):
        """Return the two shifted numbers that enter a network, shape (2,)."""
        return np.array([self.pounds, self.inches]) - SHIFT


PEOPLE = (
    Person("Alice", 133, 65, LABELS["F"]),
    Person("Bob", 160, 72, LABELS["M"]),
    Person("Charlie", 152, 70, LABELS["M"]),
    Person("Diana", 120, 60, LABELS["F"]),
)
EMILY = Person("Emily", 128, 63)
FRANK = Person("Frank", 155, 68)

X = np.array([person.x for person in PEOPLE])  # shape (4, 2), shifted
y_true = np.array([float(person.label) for person in PEOPLE])  # shape (4,)
for array in (SHIFT, X, y_true):
    array.flags.writeable = False  # a lesson that changes its copy cannot change everybody's
