"""The rungs of sanity let what is right pass, from many starts, and catch what they should."""

import math
import re

import numpy as np
import pytest
from plain import sigmoid

from helpers import people, sanity
from helpers.activations import sigmoid as numpy_sigmoid
from helpers.losses import mse_loss
from helpers.mistakes import MISTAKES
from helpers.network import Network, Output
from helpers.training import train

STARTS = Network.random([2, 2, 1], np.random.default_rng(100), networks=200)
QUIET = ("factor_2", "after_update", "no_sigma_output", "no_sigma_hidden", "sigma_of_activation")


def rng(seed=0):
    return np.random.default_rng(seed)


def crowd(seed=0):
    """Return forty people, ten around each of the four, and their labels."""
    return np.repeat(people.X, 10, axis=0) + [3, 1] * rng(seed).standard_normal((40, 2))


TABLE, LABELS = crowd(), np.repeat(people.y_true, 10)


def groups(size=20):
    """Yield the starts, some at a time: as many as a lesson climbs with."""
    for first in range(0, len(STARTS.values), size):
        yield STARTS.with_values(STARTS.values[first : first + size])


def caught(rungs):
    return {rung.name for rung in rungs if not rung.passed}


def total_slope(Y_true, Z, A):
    """Return dL/dZ of a loss that adds up where the mean should be taken."""
    return 2 * (A - Y_true) * A * (1 - A)


def kept(net, loss=mse_loss, squash=numpy_sigmoid):
    """Return the network with something else at its output."""
    return Network(net.sizes, net.values, output=Output(squash, loss, total_slope))


# ---------------------------------------------------------------- what is right passes


def test_the_right_gradient_passes_all_rungs():
    """From ten times twenty starts, with another table and other shuffles each time."""
    for seed, net in enumerate(groups()):
        rungs = sanity.climb(net, crowd(seed), LABELS, rng(seed))
        assert caught(rungs) == set(), (seed, rungs)
        assert [rung.name for rung in rungs] == ["chance", "slopes", "step", "by_heart", "shuffled"]


def test_one_network_climbs_too():
    """Of one start at a time all but a few pass, and no slope is accused."""
    fallen = []
    for values in STARTS.values[:40]:
        one = STARTS.with_values(values)
        fallen += caught(sanity.climb(one, TABLE, LABELS, rng()))
    assert "slopes" not in fallen
    assert "chance" not in fallen
    assert len(fallen) <= 2


def test_limits_of_chance_and_step_lie_far_from_what_is_right():
    """The docstrings count 1000 starts; here are 200, with the numbers computed in plain Python."""
    for values in STARTS.values:
        w1, w2, w3, w4, w5, w6, b1, b2, b3 = (number / 100 for number in values)
        squares = []
        for (x1, x2), label in zip(people.X, people.y_true, strict=True):
            h1, h2 = sigmoid(w1 * x1 + w2 * x2 + b1), sigmoid(w3 * x1 + w4 * x2 + b2)
            squares.append((sigmoid(w5 * h1 + w6 * h2 + b3) - label) ** 2)
        one = STARTS.with_values(values)
        found = sanity.chance(one, people.X, people.y_true).found
        assert found == pytest.approx(sum(squares) / 4)
        assert 0.249 < found < 0.251
        slopes = one.gradient(TABLE, LABELS).values
        length = math.sqrt(sum(s * s for s in slopes)) / math.sqrt(sum(p * p for p in values))
        found = sanity.step(one, TABLE, LABELS, learning_rate=0.3).found
        assert found == pytest.approx(0.3 * length)
        assert 1e-4 < found / 3 < 0.08


def test_two_rows_are_learned_from_nearly_every_start():
    assert sanity.by_heart(STARTS, TABLE, LABELS).found == 1
    some = sanity.by_heart(STARTS, TABLE, LABELS, MISTAKES["no_bias"]).found
    assert 0.65 < some < 0.85


# ---------------------------------------------------------------- what is wrong is caught


@pytest.mark.parametrize("name", MISTAKES)
def test_slopes_catch_every_planted_mistake_at_every_start(name):
    for values in STARTS.values[:60]:
        rung = sanity.slopes(STARTS.with_values(values), TABLE, LABELS, MISTAKES[name])
        assert not rung.passed


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("name", MISTAKES)
def test_which_rung_catches_which_planted_mistake(name, seed):
    """Five mistakes pass all rungs but one; the others are caught by what they do."""
    more = {
        "no_bias": {"by_heart"},
        "wrong_sign": {"by_heart", "shuffled"},
        "z_one_minus_z": {"by_heart", "step", "shuffled"},
    }
    assert set(MISTAKES) == {*more, *QUIET}
    net = Network.random([2, 2, 1], rng(seed), networks=20)
    rungs = sanity.climb(net, crowd(seed), LABELS, rng(seed), MISTAKES[name])
    assert caught(rungs) == {"slopes", *more.get(name, ())}


def test_other_losses_are_caught_by_chance_alone_or_first():
    """A sum, a half and an output that is not squashed; slopes that fit go unseen by `slopes`."""
    net = next(groups())

    def total(Y_true, A):
        return len(Y_true) * mse_loss(Y_true, A)

    def half(Y_true, A):
        return mse_loss(Y_true, A) / 2

    def plain(Z):
        return Z

    summed = kept(net, loss=total)
    rungs = sanity.climb(summed, TABLE, LABELS, rng())
    assert rungs[0].found == pytest.approx(10, abs=0.1)
    assert caught(rungs) == {"chance", "shuffled"}
    assert sanity.chance(kept(net, loss=half), TABLE, LABELS).found == pytest.approx(
        0.125, abs=0.01
    )
    assert not sanity.chance(kept(net, loss=half), TABLE, LABELS).passed
    assert not sanity.chance(kept(net, squash=plain), TABLE, LABELS).passed


def test_data_rates_and_starts_are_caught_by_what_they_spoil():
    net = next(groups())
    equal = net.with_values(np.full((20, 9), 0.5))
    assert caught(sanity.climb(net, TABLE + people.SHIFT, LABELS, rng())) == {"by_heart"}
    assert caught(sanity.climb(equal, TABLE, LABELS, rng())) == set()
    high = sanity.climb(net, TABLE, LABELS, rng(), learning_rate=100)
    assert caught(high) == {"by_heart", "step", "shuffled"}
    assert {"by_heart", "step"} <= caught(
        sanity.climb(net, TABLE, LABELS, rng(), learning_rate=1e-3)
    )


def test_a_label_that_slipped_into_the_table_is_caught_by_shuffled_alone():
    """The second column is made of the labels as they were dealt out: nobody should know them."""
    net = next(groups())
    dealt = rng(7).permutation(LABELS)
    table = np.column_stack([TABLE[:, 0], 10 * dealt - 5])
    rungs = sanity.climb(net, table, LABELS, rng(7))
    assert caught(rungs) == {"shuffled"}
    assert rungs[-1].found < 0.1


# ---------------------------------------------------------------- the parts


@pytest.mark.parametrize(
    ("found", "passed"),
    [(1, True), (2, True), (3, True), (0.99, False), (3.01, False), (math.nan, False)],
)
def test_a_rung_is_passed_between_its_limits(found, passed):
    assert sanity.Rung("step", found, 1, 3).passed is passed


def test_by_heart_learns_the_two_rows_of_both_labels_that_lie_farthest_apart():
    """Which these are is found pair by pair; with those two rows alone the same is found."""
    net = next(groups())
    table = [tuple(row) for row in TABLE]
    pairs = [(i, j) for i in range(40) for j in range(40) if LABELS[i] < LABELS[j]]
    pair = list(max(pairs, key=lambda pair: math.dist(table[pair[0]], table[pair[1]])))
    quick = {"gradient": MISTAKES["no_bias"], "learning_rate": 0.02}
    alone = sanity.by_heart(net, TABLE[pair], LABELS[pair], **quick)
    assert 0 < alone.found < 1
    assert sanity.by_heart(net, TABLE, LABELS, **quick) == alone


def test_a_rung_that_trains_takes_300_steps_with_ten_times_the_rate():
    net = STARTS.with_values(STARTS.values[:20])
    dealt = rng(3).permutation(LABELS)
    rung = sanity.shuffled(net, TABLE, LABELS, rng(3), learning_rate=0.02)
    ends = train(net, TABLE, dealt, 0.2, 300, batch_size=None).losses[-1]
    assert rung.found == pytest.approx(float(np.median(ends)))


@pytest.mark.filterwarnings("error")
def test_parameters_that_are_all_0_are_measured_without_a_warning():
    net = Network([2, 2, 1])
    assert not net.values.any()
    for slopes, passed in ((np.ones(9), False), (np.zeros(9), False)):
        rung = sanity.step(net, TABLE, LABELS, gradient=lambda *_net, slopes=slopes: slopes)
        assert rung.passed == passed


def test_nothing_is_changed():
    net = next(groups())
    before, table = net.values.copy(), TABLE.copy()
    sanity.climb(net, table, LABELS, rng())
    assert np.array_equal(net.values, before)
    assert np.array_equal(table, TABLE)


BAD = {
    "net": (lambda: sanity.chance([1, 2], TABLE, LABELS), "net was [1, 2]; expected a Network"),
    "net of slopes": (lambda: sanity.slopes(None, TABLE, LABELS), "net was None; expected a Netw"),
    "labels": (
        lambda: sanity.by_heart(STARTS, TABLE, np.ones(40)),
        "y_true was an array of shape (40,); expected rows of both labels.",
    ),
    "few rows": (
        lambda: sanity.shuffled(STARTS, people.X, people.y_true, rng()),
        "y_true was an array of shape (4,); expected 36 rows or more.",
    ),
    "rng": (lambda: sanity.shuffled(STARTS, TABLE, LABELS, 3), "rng was 3; expected"),
    "rate": (
        lambda: sanity.step(STARTS, TABLE, LABELS, learning_rate=0),
        "learning_rate was 0.0; expected a number above 0.",
    ),
    "rows": (lambda: sanity.by_heart(STARTS, TABLE[:1], LABELS), "y_true was an array of shape"),
    "gradient": (
        lambda: sanity.step(STARTS, TABLE, LABELS, gradient="steep"),
        "gradient was 'steep'; expected a function of (net, X, y_true).",
    ),
    "columns": (lambda: sanity.by_heart(STARTS, np.ones((40, 3)), LABELS), "X was an array of sha"),
}


@pytest.mark.parametrize(("call", "sentence"), BAD.values(), ids=BAD)
def test_a_bad_argument_is_refused_in_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        call()
