"""The bug museum: lamps tell which derivatives lie, and a hidden mistake can be named."""

import itertools
import math
import threading

import matplotlib.pyplot as plt
import numpy as np
import plain
import pytest
from readback import Row, alt, check_room, fixed, index, maths, unseen, written

from helpers import widgets
from helpers.widgets import museum as module

START = {"w1": 0.4, "w2": 0.7, "w3": -0.6, "w4": 0.5, "w5": 0.9, "w6": -0.8}
START |= {"b1": 0.3, "b2": -0.2, "b3": 0.1}
KEYS = ["factor_2", "after_update", "no_sigma_output", "no_sigma_hidden", "sigma_of_activation"]
KEYS += ["no_bias", "z_one_minus_z", "wrong_sign"]
BEHIND_HIDDEN = ["w1", "w2", "w3", "w4", "b1", "b2"]
WRONG = dict.fromkeys(KEYS, plain.NAMES) | {
    "no_sigma_hidden": BEHIND_HIDDEN, "after_update": BEHIND_HIDDEN,
    "no_bias": ["b1", "b2", "b3"], None: [],
}  # fmt: skip
LOOKS = {  # what of the museum's own sentences tells which mistake it was
    "factor_2": "half of what they should be",
    "after_update": "the weights have moved very little",
    "no_sigma_output": "at least 4",
    "no_sigma_hidden": "Behind each hidden neuron",
    "sigma_of_activation": "the signs are right",
    "no_bias": "exactly 0",
    "z_one_minus_z": "even signs are wrong",
    "wrong_sign": "the other sign",
}


def mistaken(p, x, label, key):
    """Return the nine slopes of one person with a mistake, by the chain rule in plain Python."""

    def slope(z, a):
        if key == "sigma_of_activation":
            return plain.sigmoid(a) * (1 - plain.sigmoid(a))
        return z * (1 - z) if key == "z_one_minus_z" else a * (1 - a)

    f, back = plain.forward(p, x), p
    if key == "after_update":
        back = plain.step(p, [(x, label)], 0.1)
    at_y = 1 if key == "no_sigma_output" else slope(f["z3"], f["y_pred"])
    at_h1, at_h2 = (
        1 if key == "no_sigma_hidden" else slope(f[z], f[h])
        for z, h in (("z1", "h1"), ("z2", "h2"))
    )
    down = 2 * (f["y_pred"] - label) * at_y
    down *= {"factor_2": 0.5, "wrong_sign": -1}.get(key, 1)
    down_h1, down_h2 = down * back["w5"] * at_h1, down * back["w6"] * at_h2
    bias = 0 if key == "no_bias" else 1
    return {
        "w1": down_h1 * x[0], "w2": down_h1 * x[1], "w3": down_h2 * x[0], "w4": down_h2 * x[1],
        "w5": down * f["h1"], "w6": down * f["h2"],
        "b1": down_h1 * bias, "b2": down_h2 * bias, "b3": down * bias,
    }  # fmt: skip


def losses_with(key):
    """Return the loss after each of 300 epochs with a mistake, up to where it runs off."""
    p, losses = dict(START), [plain.loss(START)]
    for _epoch in range(300):
        for x, label in plain.ROWS:
            slopes = mistaken(p, x, label, key)
            p = {name: p[name] - 0.1 * slopes[name] for name in plain.NAMES}
        if not all(map(math.isfinite, p.values())):
            break
        losses.append(plain.loss(p))
    return losses


def differences():
    """Return (L(p + h) − L(p − h)) / 2h for each parameter, at Alice."""
    h, alice = 1e-5, [plain.ROWS[0]]
    return {
        name: (plain.loss(START | {name: START[name] + h}, alice)
               - plain.loss(START | {name: START[name] - h}, alice)) / (2 * h)
        for name in plain.NAMES
    }  # fmt: skip


@pytest.fixture
def museum():
    """Return the museum with a seed, so that the order of its rounds is known."""
    return widgets.Museum(seed=3)


def check(museum, key):
    """Compare curve, numbers and lamps with the mistake in plain Python."""
    slopes, compared, rows = mistaken(START, *plain.ROWS[0], key), differences(), []
    for name in plain.NAMES:
        ratio, lies = slopes[name] / compared[name], name in WRONG[key]
        assert (abs(ratio - 1) > 1e-3) == lies
        texts = fixed(slopes[name]), fixed(compared[name]), fixed(ratio, 3)
        rows.append(Row(maths(name), index(name), *texts, lies))
    losses = losses_with(key)
    heads = [r"$\mathtt{dL\_dp}$", r"$\Delta L\,/\,2h$"]
    check_room(museum, losses, losses_with(None), rows, heads, between=", ")
    ends = [f"{len(losses) - 1}", fixed(losses[0]), fixed(losses[-1])]
    assert written(alt(museum)) == [*ends, *(row.ratio for row in rows)]


def test_each_mistake_has_ratios_of_its_own():
    compared = differences()
    ratios = {
        key: [
            slope / compared[name] for name, slope in mistaken(START, *plain.ROWS[0], key).items()
        ]
        for key in KEYS
    }
    for one, other in itertools.combinations(KEYS, 2):
        assert max(abs(a - b) for a, b in zip(ratios[one], ratios[other], strict=True)) > 0.01


def test_nothing_is_special_at_the_point_of_the_check():
    slopes = [abs(slope) for slope in plain.gradient(START, [plain.ROWS[0]]).values()]
    assert min(slopes) > 0.01
    assert len({round(slope, 6) for slope in slopes}) >= 6


@unseen()
def test_two_mistakes_show_in_the_curve_and_the_others_look_fine(museum):
    for number, key in enumerate(module.EXHIBITS):
        museum.controls["number"].value = number
        losses = museum.picture.panels["curve"].line.get_ydata()
        if key == "wrong_sign":
            assert losses_with(key)[-1] > 0.9
            assert losses[-1] == pytest.approx(losses_with(key)[-1]), "it is seen to climb"
        elif key == "z_one_minus_z":
            assert len(losses) < 301
        else:
            assert losses[0] > 0.4
            assert losses[-1] < 0.03
            assert len(losses) == 301


def test_a_training_that_runs_off_is_shown_up_to_there():
    """Trained anew, whichever tests have kept it before."""
    module.training_losses.cache_clear()
    losses = module.training_losses("z_one_minus_z")
    assert losses == pytest.approx(losses_with("z_one_minus_z"), rel=1e-7)
    assert len(losses) < 301


def test_one_epoch_is_not_called_epochs(museum, monkeypatch):
    """A training that runs off in its second epoch has a start and one point."""
    monkeypatch.setattr(module, "training_losses", lambda key: np.array([0.45, 0.08]))
    museum.controls["number"].value = 5
    assert written(alt(museum))[:3] == ["1", "0.4500", "0.0800"]
    assert "epoch 1," in alt(museum)
    assert "epochs" not in alt(museum)


@unseen()
def test_the_question_mark_draws_one(museum):
    museum.controls["number"].value = -1
    assert museum.key in KEYS
    hidden = museum.key
    museum.controls["number"].value = 3
    museum.controls["number"].value = -1
    assert museum.key == hidden, "the one that was drawn is kept until another is drawn"


def test_reset_brings_everything_back(museum):
    start_state = museum.html.value, museum.message.value
    museum.hide_one()
    first = museum.key
    museum.controls["guess"].value = "no_bias"
    museum.reset_button.click()
    assert (museum.html.value, museum.message.value) == start_state
    assert not museum.controls["guess"].value
    museum.hide_one()
    assert museum.key == first


def test_callbacks_from_two_threads_leave_a_whole_picture(museum):
    def browse():
        for number in range(9):
            museum.controls["number"].value = number

    def draw():
        for _round in range(8):
            museum.hide_one()

    threads = [threading.Thread(target=work) for work in (browse, draw)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    check(museum, museum.key)
    assert plt.get_fignums() == []
