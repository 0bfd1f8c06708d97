"""The explorer of the loss: people, errors, mean and slice are what plain Python says."""

import plain
import pytest
from explorers import NINE
from readback import (
    alt,
    check_people_panels,
    check_slice,
    fixed,
    parameters_of,
    predictions,
    short,
    unseen,
    written,
)

from helpers import widgets

STATES = [
    ("w1", {"w2": 1, "w4": 1, "w6": 1}),
    ("b2", NINE),
    ("w6", dict.fromkeys(plain.NAMES, -6)),
    ("b3", dict.fromkeys(plain.NAMES, 6)),
    ("w4", {"w1": -2.4, "w3": -1.9, "w5": 5.6, "w6": 5.5, "b3": -5.1}),
]


@pytest.mark.parametrize(("name", "some"), STATES)
def test_the_picture_is_true(name, some):
    check(widgets.Loss(name, **some), plain.parameters(**some), name)


def test_the_picture_is_true_after_other_states():
    explorer = widgets.Loss()
    for name, some in STATES:
        with unseen():
            for parameter, value in plain.parameters(**some).items():
                explorer.controls[parameter].value = value
            explorer.controls["name"].value = name
        explorer.redraw()
        check(explorer, parameters_of(explorer), name)


def check(explorer, p, name):
    """Compare all that is shown with the state."""
    _y_pred, loss = check_people_panels(explorer, p)
    part = explorer.picture.panels["slice"]
    check_slice(part, p, name)
    assert "$L$" in [text.get_text() for text in part.ax.texts]
    pairs = [f"{person} {y}" for (person, *_), y in zip(plain.PEOPLE, predictions(p), strict=True)]
    assert ", ".join(pairs) in alt(explorer)
    assert written(alt(explorer)) == [fixed(loss), *predictions(p), short(p[name])]
