"""The explorer of the loss: people, errors, mean and slice are what plain Python says."""

import numpy as np
import plain
import pytest
from readback import (
    NINE,
    alt,
    check_people_panels,
    fixed,
    maths,
    parameters_of,
    predictions,
    short,
    ticks,
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
    check_slice(explorer.picture.panels["slice"], p, name)
    pairs = [f"{person} {y}" for (person, *_), y in zip(plain.PEOPLE, predictions(p), strict=True)]
    assert ", ".join(pairs) in alt(explorer)
    assert written(alt(explorer)) == [fixed(loss), *predictions(p), short(p[name])]


def check_slice(part, p, name):
    """The loss along one parameter, all others held, and the point where the network is."""
    ax = part.ax
    for at, height in part.curve.get_xydata():
        assert height == pytest.approx(plain.loss(p | {name: at}), abs=1e-12)
    assert part.curve.get_xdata()[[0, -1]].tolist() == [-6, 6] == list(ax.get_xlim())
    np.testing.assert_allclose(part.point.get_xydata(), [[p[name], plain.loss(p)]])
    assert (ax.get_xlabel(), ax.get_ylabel()) == (maths(name), "$L$")
    low, top = ax.get_ylim()
    assert low == 0
    assert part.curve.get_ydata().max() <= top
    smaller = [end for end in (0.1, 0.2, 0.4, 0.6) if end < top]
    assert all(part.curve.get_ydata().max() > end for end in smaller), "as high as it must be"
    assert ticks(ax.yaxis)[0] == [0, top / 2, top]
    assert "$L(p)$" in [text.get_text() for text in ax.texts]
