"""The explorer of notebook 6: trains again when it must, walks through epochs when it can."""

import sys
import time

import numpy as np
import plain
import pytest
from matplotlib.colors import to_hex
from palette import INK, answer_color
from readback import (
    alt,
    bold,
    check_curve,
    check_labels_at_arrows,
    check_marks,
    check_network,
    check_order,
    check_people_plane,
    check_person_bars,
    check_plane,
    check_words,
    fixed,
    predictions,
    short,
    tiny,
    unseen,
    written,
)

from helpers import widgets
from helpers.training import Diverged

MODULE = sys.modules[widgets.Training.__module__]
STATES = [  # rate, seed, epochs, epoch
    (0.1, 1, 1000, 0),
    (0.1, 1, 1000, 1000),
    (1, 7, 300, 37),
    (100, 3, 100, 2),
    (10, 99, 300, 299),
    (0.001, 0, 100, 100),
    (0.01, 2, 100, 50),  # it ends at 0.105, which is not yet learned
    (0.1, 0, 50, 50),  # an answer between 0.5 and 0.6
]


def start(seed):
    """Return the parameters with which a training begins: nine numbers drawn from N(0, 1)."""
    return dict(zip(plain.NAMES, np.random.default_rng(seed).standard_normal(9), strict=True))


def loss_text(loss):
    """Write a loss: one that is nearly 0 as a power of ten."""
    return fixed(loss) if loss >= 0.001 else tiny(loss) if loss < 0.00005 else two_digits(loss)


def two_digits(loss):
    """Write a loss below 0.001 as a power of ten."""
    digit, power = f"{loss:.0e}".split("e-")
    return f"{digit}·10⁻{'⁰¹²³⁴⁵⁶⁷⁸⁹'[int(power)]}"


@pytest.mark.parametrize(("rate", "seed", "epochs", "epoch"), STATES)
def test_the_picture_is_true(rate, seed, epochs, epoch):
    check(widgets.Training(rate, seed, epochs, epoch), rate, seed, epochs, epoch)


def test_no_training_starts_before_a_slider_is_let_go():
    assert not widgets.Training().controls["seed"].continuous_update


def test_the_picture_is_true_after_other_states():
    explorer = widgets.Training()
    for rate, seed, epochs, epoch in STATES[2:4]:
        values = {"rate": rate, "seed": seed, "epochs": epochs, "epoch": epoch}
        with unseen():
            for name, value in values.items():
                explorer.controls[name].value = value
        explorer.redraw()
        check(explorer, rate, seed, epochs, epoch)


def check(explorer, rate, seed, epochs, epoch):
    """Compare all that is shown with a training in plain Python."""
    panels, states = explorer.picture.panels, plain.train(start(seed), rate=rate, epochs=epochs)
    p, losses = states[epoch], [plain.loss(state) for state in states]
    check_words(panels["epoch"], "epoch ", bold(f"{epoch}"))
    check_words(panels["loss"], "L = ", bold(loss_text(losses[epoch])))
    check_curve(panels["curve"], losses, epochs, at=epoch, low=1e-4)
    assert panels["curve"].ax.get_yscale() == "log"
    assert panels["curve"].ax.get_xlabel() == "epoch"
    check_labels_at_arrows(check_network(panels["network"], p, named=False))
    check_people_plane(explorer, panels["plane"], p, title=r"$y_\mathrm{pred}(x_1, x_2)$")
    check_hidden(explorer, panels["hidden"], p)
    y_pred = [plain.forward(p, x)["y_pred"] for _name, x, _label in plain.PEOPLE]
    check_person_bars(panels["bars"], y_pred, 2)
    bars = panels["bars"].bars[0].axes
    (half,) = [line for line in bars.lines if set(line.get_xdata()) == {0.5}]
    assert list(half.get_ydata()) == [-0.5, 4]
    check_order(panels["plane"].ax, panels["hidden"].ax, bars)
    check_order(panels["curve"].ax, panels["network"].sheet.ax)
    check_strip(bars)
    check_key(bars)
    right = sum((plain.forward(states[-1], x)["y_pred"] > 0.5) == bool(label)
                for x, label in plain.ROWS)  # fmt: skip
    end = loss_text(losses[-1])
    assert written(explorer.message.value)[:3] == [f"{epochs}", *written(end), f"{right}"]
    assert ("not learned" in explorer.message.value) == (losses[-1] >= 0.1)
    numbers = [f"{epoch}", f"{epochs}", f"{seed}", *written(loss_text(losses[epoch]))]
    assert written(alt(explorer)) == [*numbers, *predictions(p), *map(short, p.values()), "0.5"]


def check_hidden(explorer, plane, p):
    """The people at what the two hidden neurons make of them, and the output's straight line."""
    hidden = [plain.forward(p, x) for _name, x, _label in plain.PEOPLE]
    check_marks(plane.marks, [(f["h1"], f["h2"]) for f in hidden])
    check_plane(
        explorer, plane, lambda h1, h2: plain.neuron(p["w5"], p["w6"], p["b3"], (h1, h2))[1],
        (-0.2, 1.2), (-0.2, 1.2), ("h1", "h2"), "y_pred",
    )  # fmt: skip
    assert r"$y_\mathrm{pred}(h_1, h_2)$" in [text.get_text() for text in plane.ax.texts]


def check_strip(ax):
    """Below the bars stands which colour is which output, and where it is 0.5."""
    (strip,) = ax.images
    row = np.asarray(strip.get_array())[0]
    np.testing.assert_allclose(row, np.linspace(0, 1, len(row)))
    assert tuple(strip.get_extent())[:2] == (0, 1)
    for value in (0.0, 0.25, 0.5, 0.75, 1.0):
        shown = 255 * np.array(strip.cmap(value)[:3])
        assert shown == pytest.approx(answer_color(value), abs=1.5)
    assert ax.get_xlabel() == r"$y_\mathrm{pred}$"
    (half,) = [one for one in ax.lines if one.get_ls() == "--"]
    assert list(half.get_xdata()) == [0.5, 0.5]


def check_key(bars):
    """The key above the bars, which ends where they end, says which mark stands for which label."""
    found = [ax for ax in bars.figure.axes if any("true" in text.get_text() for text in ax.texts)]
    (ax,) = found
    assert ax.get_position().x1 == pytest.approx(bars.get_position().x1)
    assert ax.get_position().y0 >= bars.get_position().y1
    texts = {text.get_text(): text.get_position()[0] for text in ax.texts}
    assert set(texts) == {r"$y_\mathrm{true}$", "0", "1"}
    looks = {}
    for marker in ax.lines:
        ((x, _y),) = marker.get_xydata()
        label = min(("0", "1"), key=lambda one: abs(texts[one] - x - 14))
        assert 0 < texts[label] - x < 20, "a mark, and its label right of it"
        looks[label] = marker.get_marker(), to_hex(marker.get_mfc()), to_hex(marker.get_mec())
    assert looks == {"0": ("s", "#007ef0", INK), "1": ("o", "#ff800e", INK)}


@pytest.fixture(autouse=True)
def nothing_trained(monkeypatch):
    """What other tests have trained is not known."""
    monkeypatch.setattr(MODULE, "TRAINED", {})


@pytest.fixture
def explorer():
    """Return the explorer as notebook 6 begins with it."""
    return widgets.Training()


@unseen()
def test_walking_through_epochs_trains_nothing(explorer, monkeypatch):
    monkeypatch.setattr(MODULE, "train", lambda *_: pytest.fail("trained again"))
    for epoch in (0, 500, 1000):
        explorer.controls["epoch"].value = epoch
        assert f"Epoch {epoch} of 1000" in alt(explorer)


@pytest.mark.parametrize(("box", "value"), [("rate", 1), ("epochs", 300), ("seed", 5)])
def test_a_choice_trains_again_and_reset_brings_all_back(explorer, box, value):
    before, history = explorer.html.value, explorer.history
    epoch = explorer.controls["epoch"]
    with unseen():
        epoch.value = explorer.play.value = 700
        explorer.controls[box].value = value
    assert explorer.history is not history
    assert epoch.max == explorer.play.max == explorer.controls["epochs"].value
    assert epoch.value == min(700, epoch.max)
    explorer.reset_button.click()
    assert (explorer.html.value, explorer.play.value, epoch.max) == (before, 0, 1000)
    assert explorer.values == {"seed": 1, "rate": 0.1, "epochs": 1000, "epoch": 0}


def test_what_was_trained_before_is_not_trained_again(explorer, monkeypatch):
    """Fewer epochs are the beginning of the same way; Reset goes back to one that is known."""
    trained, train = [], MODULE.train
    monkeypatch.setattr(MODULE, "train", lambda *given: trained.append(given[3:]) or train(*given))
    explorer.controls["epochs"].value = 300
    assert trained == []
    check(explorer, 0.1, 1, 300, 0)
    explorer.controls["seed"].value = 5
    explorer.controls["rate"].value = 1
    explorer.reset_button.click()
    assert trained == [(0.1, 300), (1, 300)]
    explorer.controls["seed"].value = 5
    assert trained[2:] == [(0.1, 1000)], "longer than it was trained before"


def test_another_explorer_with_the_same_start_trains_nothing(explorer, monkeypatch):
    """Notebook 6 begins with one, shows it again with names, and a cell may be run once more."""
    monkeypatch.setattr(MODULE, "train", lambda *_: pytest.fail("trained again"))
    check(widgets.Training(epoch=30), 0.1, 1, 1000, 30)


@unseen()
def test_more_epochs_than_at_the_start(explorer):
    explorer.controls["epochs"].value = 3000
    explorer.controls["epoch"].value = 3000
    assert "Epoch 3000 of 3000" in alt(explorer)
    assert explorer.play.step == 30


def test_play_and_slider_are_linked_in_the_browser(explorer):
    """The link runs in the front end: its two ends are the values of Play and of the slider."""
    ends = [(explorer.play, "value"), (explorer.controls["epoch"], "value")]
    assert [explorer.link.source, explorer.link.target] == ends


def test_play_begins_at_the_epoch_that_is_shown():
    """The link in the browser takes the value of Play when it is made."""
    explorer = widgets.Training(epochs=100, epoch=30)
    assert explorer.play.value == explorer.controls["epoch"].value == 30
    explorer.reset()
    assert explorer.play.value == 30
    later = widgets.Training(epochs=3000, epoch=300).play
    assert (later.value, later.max, later.step) == (300, 3000, 30)
    assert widgets.Training(epochs=50).play.step == 1


def test_reset_stops_play(explorer):
    explorer.turn(True)
    explorer.reset_button.click()
    assert not explorer.plays()


def test_a_step_of_play_that_comes_after_reset_is_taken_back(explorer):
    before, epoch = explorer.html.value, explorer.controls["epoch"]
    explorer.turn(True)
    explorer.play.value = epoch.value = 200
    explorer.reset()
    epoch.value = 210
    assert explorer.html.value == before
    assert epoch.value == 0
    epoch.value = 213  # a hand's move: from 200 on Play goes by tens
    assert epoch.value == 213
    explorer.reset()
    explorer.turn(True)  # Play is pressed again
    epoch.value = 210
    assert explorer.html.value != before


def test_a_late_step_is_known_however_long_the_redraw_of_reset_takes(explorer, monkeypatch):
    now, redraw = [0.0], explorer.redraw
    monkeypatch.setattr("helpers.widgets.explorer.time.monotonic", lambda: now[0])

    def slow_redraw():
        now[0] += 5
        redraw()

    before, epoch = explorer.html.value, explorer.controls["epoch"]
    explorer.turn(True)
    explorer.play.value = epoch.value = 200
    monkeypatch.setattr(explorer, "redraw", slow_redraw)
    explorer.reset()
    for late in (210, 220):  # the browser has not heard of it yet
        now[0] += 0.7
        epoch.value = late
        assert epoch.value == explorer.play.value == 0
        assert explorer.html.value == before
    now[0] += 0.7  # this is a hand
    epoch.value = 240
    assert epoch.value == 240
    assert explorer.html.value != before


def test_reset_stops_play_before_it_moves_the_slider(explorer):
    """The browser hears of both in this order; the other way round it might take a step between."""
    heard, epoch = [], explorer.controls["epoch"]
    explorer.turn(True)
    explorer.play.value = epoch.value = 50
    for name in explorer._playing():
        explorer.play.observe(lambda change: heard.append("stop"), name)
    explorer.play.observe(lambda change: heard.append("back"), "value")
    epoch.observe(lambda change: heard.append("back"), "value")
    explorer.reset()
    assert heard == ["stop"] * len(explorer._playing()) + ["back"] * 2


def test_a_late_step_is_known_where_play_was_stopped_just_before_reset(explorer, monkeypatch):
    epoch, now = explorer.controls["epoch"], time.monotonic()
    explorer.turn(True)
    epoch.value = 50
    explorer.turn(False)
    explorer.reset()
    start = explorer.html.value
    epoch.value = 60
    assert (epoch.value, explorer.html.value) == (0, start)
    monkeypatch.setattr(time, "monotonic", lambda: now + 60)
    epoch.value = 60
    assert epoch.value == 60
    explorer.reset()
    epoch.value = 70
    assert epoch.value == 70, "nothing is late long after a play"


def test_a_late_step_of_one_play_does_not_let_those_of_the_next_through(explorer):
    """Play, Reset, Play at once, with a step of the first still on its way, and Reset again."""
    before, epoch = explorer.html.value, explorer.controls["epoch"]
    explorer.turn(True)
    explorer.play.value = epoch.value = 50
    explorer.reset()
    explorer.turn(True)
    explorer.play.value = epoch.value = 60  # of the first play
    explorer.reset()
    explorer.play.value = epoch.value = 10  # of the second
    assert (epoch.value, explorer.html.value) == (0, before)


@unseen()
def test_a_hopeless_choice_says_so(explorer):
    """At a rate far too high the loss jumps and stays; the sentence below the picture says it."""
    explorer.controls["rate"].value = 100
    assert "not learned" in explorer.message.value
    assert "2 of 4" in explorer.message.value


def test_a_training_that_runs_off_leaves_controls_and_picture_that_agree(explorer, monkeypatch):
    explorer.controls["epoch"].value = 40
    picture, train, tried = explorer.html.value, MODULE.train, []

    def diverge(net, X, y_true, learning_rate, epochs):
        if learning_rate == 100:
            tried.append(learning_rate)
            raise Diverged(7, learning_rate)
        return train(net, X, y_true, learning_rate, epochs)

    monkeypatch.setattr(MODULE, "train", diverge)
    explorer.controls["rate"].value = 100
    assert tried == [100]
    assert "After epoch 7" in explorer.message.value
    assert explorer.html.value == picture
    assert explorer.values == {"seed": 1, "rate": 0.1, "epochs": 1000, "epoch": 40}
    explorer.controls["epoch"].value = 60
    check(explorer, 0.1, 1, 1000, 60)


def test_a_rate_that_is_not_in_the_list_joins_it():
    explorer = widgets.Training(learning_rate=0.5, epochs=50)
    assert 0.5 in [value for _shown, value in explorer.controls["rate"].options]
    assert explorer.controls["epochs"].value == 50
    check(explorer, 0.5, 1, 50, 0)


def test_a_tiny_loss_is_told_as_a_power():
    assert loss_text(0.25) == "0.2500"
    assert MODULE.loss_text(0.25) == "0.2500"
    assert MODULE.loss_text(0.0007) == "7·10⁻⁴"
    assert MODULE.loss_text(4.16e-6) == "4·10⁻⁶"


def test_a_play_that_begins_at_once_after_reset_is_seen(explorer):
    """Its first step may come before the word that it plays; it is no late one, being lower."""
    epoch = explorer.controls["epoch"]
    explorer.turn(True)
    explorer.play.value = epoch.value = 200
    explorer.reset()
    before = explorer.html.value
    epoch.value = 10
    assert epoch.value == 10
    assert explorer.html.value != before
