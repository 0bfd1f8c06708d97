"""What notebook 8 claims, and whether it is so.

Walks and trainings are those of `downhill` and `racing`, apart from the helpers, and from other
starts too; what the long studies found is read from their tables line by line.
"""

import math

import downhill
import numpy as np
import plain
import racing

from helpers.missteps import MISSTEPS, RIGHT
from helpers.network import Network

OWN_RATE = ("adagrad", "rmsprop", "adam")
STARTS = ((-2.5, 1.5), (2, 2.9), (0.7, -1.2))


def stretching_moves_plain_descent_and_momentum_alone():
    for start in STARTS:
        for key, rate in downhill.RATES.items():
            paths = [downhill.walk(key, rate, c, steps=60, start=start) for c in (5, 10)]
            near = np.allclose(*paths, rtol=0, atol=1e-4)  # ε counts a little
            assert near == (key in OWN_RATE), key


def beyond_two_over_the_steepness_jumps_grow():
    for c in (2, 5, 30):
        below, above = (
            downhill.walk("plain", share * 2 / c**2, c, steps=40) for share in (0.98, 1.02)
        )
        assert abs(below[-1][1]) < abs(below[0][1])
        assert abs(above[-1][1]) > abs(above[0][1])


def a_ball_gets_ten_times_as_fast_as_a_slope_would_make_it():
    assert downhill.last_step("momentum", [1.0] * 300, 1) - 10 < 1e-9
    assert downhill.last_step("momentum", [1.0, -1.0] * 200, 1) > -0.6  # and slopes cancel


def a_ball_pays_where_the_valley_is_narrow():
    """With finer rates than those of the cell, and for other valleys."""
    for c, pays in ((1, False), (3, False), (10, True), (20, True)):
        fewest = {}
        for name, most in (("plain", 2), ("momentum", 3.8)):
            counts = []
            for share in np.linspace(0.02, 0.98, 40):
                path = racing.walk(name, c, share * most / c**2, 700)
                above = np.flatnonzero(racing.height(path, c) >= 0.01)
                counts.append(above.max() + 1)
            fewest[name] = min(counts)
        assert (fewest["momentum"] < fewest["plain"]) == pays, c


def steeper_slopes_leave_the_steps_as_they_are():
    met = [2.0, 1.9, -0.3, 0.5, 1.1]
    for key in OWN_RATE:
        for times in (25, 1000):
            steps = [downhill.last_step(key, [k * g for g in met], 0.1) for k in (1, times)]
            assert math.isclose(*steps, rel_tol=1e-6)


def the_tie():
    """From other starts as well, where nearly all arrive."""
    for seed, most in ((0, 4), (3, 5), (5, 5)):
        for name in racing.NAMES:
            low = [racing.race(name, rate, seed=seed) < 0.01 for rate in (0.3, 1, 3, 10, 30)]
            near = [found for found in low if found.any(axis=0).mean() >= 0.95]
            counts = [np.where(n.any(axis=0), n.argmax(axis=0), 400) for n in near]
            assert 2 <= min(map(np.median, counts)) <= most, (name, seed)


def the_columns_mislead():
    assert racing.steps_needed("Adam", 0.1) == 31
    assert (racing.race("plain", 0.1)[-1] >= 0.01).any()
    assert racing.steps_needed("plain", 30) == 3
    assert (~(racing.race("Adam", 30) < 0.01).any(axis=0)).mean() > 0.5


def good_rates_span_as_much_as_it_says():
    rates = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)
    spans = {}
    for name in racing.NAMES:
        good = [rate for rate in rates if racing.steps_needed(name, rate) is not None]
        spans[name] = round(good[-1] / good[0])
    assert spans == {"plain": 30, "momentum": 100, "AdaGrad": 10, "RMSProp": 100, "Adam": 33}


def medians(study):
    """Return the best median of each (case, optimiser), and how many starts arrive with it."""
    rows = [line.split(",") for line in racing.stored(study) if not line.startswith("#")]
    names, found = rows[0], {}
    for row in rows[1:]:
        told = dict(zip(names, row, strict=True))
        key = told["case"], told["optimiser"]
        now = -int(told["arrived"]), float(told["median"])
        found[key] = min(now, found.get(key, now))
    return {key: (median, -arrived) for key, (arrived, median) in found.items()}


def standardised_plain_descent_is_the_fastest_of_all():
    best = {key: median for key, (median, _arrived) in medians("units").items()}
    assert min(best, key=best.get) == ("standardised", "plain")
    adam = [best[f"c = {c}", "Adam"] for c in (1, 3, 10, 30, 100)]
    assert (min(adam), max(adam)) == (46, 120.5)
    assert best["c = 100", "plain"] == math.inf


def from_larger_weights_all_arrive():
    best = medians("depth")
    assert all(best["gain 4", name][1] == 40 for name in racing.NAMES)
    small = min(best["gain 1", name][0] for name in racing.NAMES)
    assert best["gain 4", "plain"][0] < small


def small_batches_turn_the_order_round():
    best = {key: median for key, (median, _arrived) in medians("words").items()}
    for few, many in (("AdaGrad", "plain"), ("Adam", "plain"), ("Adam", "AdaGrad")):
        assert best["batch 10", few] > best["batch 10", many]
    assert best["batch 10", "RMSProp"] == math.inf
    assert best["divided", "plain"] == 1
    step = downhill.last_step("rmsprop", [0.3] + [0.0] * 400 + [1e-3], 1)
    assert abs(step - 1 / math.sqrt(0.1)) < 0.01  # of a word that was long away


def adagrad_does_not_feel_how_narrow_a_straight_valley_is():
    for c in (1, 10, 100):
        counts = []
        for rate in np.geomspace(0.1, 10, 21):
            heights = racing.height(racing.walk("AdaGrad", c, rate, 60), c)
            counts.append(np.flatnonzero(heights >= 0.01).max() + 1)
        assert min(counts) <= 4
    turned = [
        downhill.walk("adagrad", rate, 10, 45, steps=100) for rate in np.geomspace(0.1, 10, 21)
    ]
    assert all(downhill.loss(path[-1], 10, 45) > 0.01 for path in turned)


def rmsprop_ends_in_a_cage_as_wide_as_its_rate():
    for c, rate in ((1, 0.5), (5, 0.5), (10, 0.05)):
        path = racing.walk("RMSProp", c, rate, 3000)
        assert np.allclose(abs(path[-2:]), rate / 2, rtol=1e-3)
        assert np.allclose(path[-1], -path[-2], rtol=1e-3)
    assert racing.height(racing.walk("RMSProp", 5, 0.5, 20), 5)[-1] < 1e-7


def five_of_nine_end_lower():
    """From other starts as well."""
    for seed in (2, 11):
        starts = Network.random([2, 2, 1], np.random.default_rng(seed), networks=60)
        X, y_true = (np.array(column, dtype=float) for column in zip(*plain.ROWS, strict=True))
        middle = {
            key: float(np.median(training(starts, X, y_true, 0.1, 300, decay=0.01).losses[-1]))
            for key, training in (("", RIGHT), *MISSTEPS.items())
        }
        lower = {key for key, loss in middle.items() if loss < 0.99 * middle[""]}
        assert lower == {"betas", "no_correction", "from_0", "neighbour", "restart"}


def with_any_betas_the_first_step_is_the_rate():
    for beta1, beta2 in ((0.9, 0.999), (0.999, 0.9), (0.2, 0.5)):
        m, s = (1 - beta1) * 7.0, (1 - beta2) * 49.0
        assert math.isclose(m / (1 - beta1) / math.sqrt(s / (1 - beta2)), 1)


CLAIMS = {
    "the path on it does not move by a hair": stretching_moves_plain_descent_and_momentum_alone,
    "beyond that each jump is larger than the last": beyond_two_over_the_steepness_jumps_grow,
    "and that is at ten times the slope": a_ball_gets_ten_times_as_fast_as_a_slope_would_make_it,
    "So a ball pays where the valley is narrow": a_ball_pays_where_the_valley_is_narrow,
    "make every slope of a weight 25 times as large": steeper_slopes_leave_the_steps_as_they_are,
    "each of them needs three or four steps, which is a tie": the_tie,
    "and with Adam most starts are not there after 400": the_columns_mislead,
    "span a factor of ten for AdaGrad": good_rates_span_as_much_as_it_says,
    "which is the fewest in the whole table": standardised_plain_descent_is_the_fastest_of_all,
    "all 40 networks arrive, with any of the five": from_larger_weights_all_arrive,
    "with small batches the order turns round": small_batches_turn_the_order_round,
    "Along an axis four steps are enough": adagrad_does_not_feel_how_narrow_a_straight_valley_is,
    "In the end both weights jump between": rmsprop_ends_in_a_cage_as_wide_as_its_rate,
    "five of the nine end lower than the right optimiser, and": five_of_nine_end_lower,
    "whatever its memories do": with_any_betas_the_first_step_is_the_rate,
}

PLAIN = {
    "If it says *No module named": "what Python prints where the folder is not found",
    "(c) None changes": "an answer to choose from, and not the right one",
    "one for each row.) $\\beta = 0$ in the first line": "what the line of code does",
    "Let the slope be 1 in every step": "what the cell after it does",
    "Another is that Adam needs no rate": "a misconception, told as one",
    "since it carries no memory along": "an answer to choose from, and not the right one",
    "where some start no longer arrives": "what the dashes in the table mean",
    "with the same list of rates for everybody": "how the tool is made",
    "It is no cure for inputs that go together.": "the count above it, for three valleys",
    "does not always come to rest": "a hint at what the section shows",
    "after every so many steps, here 50": "what the schedule does",
    "that has every part of one from a library": "the parts are told",
    "by which every weight loses in each step": "what weight decay is",
    "| `no_correction` | no bias correction": "what the exhibit is",
    "(a) In none, or in one by luck.": "an answer to choose from, and not the right one",
    "The curve is no witness.": "what the counts above it come to",
    "Of the other two one has no memory": "a hint that says what to look for",
}
