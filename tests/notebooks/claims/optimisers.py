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
from helpers.optimisers import Adam
from helpers.training import train

OTHERS = ("plain", "momentum", "Adam")
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


def fewest(c, beta):
    """Return the steps of a ball with the best of many rates, from the closed form of its walk.

    Along each weight a ball is a linear map of place and speed, here taken to a power.
    """
    counts = []
    for share in np.linspace(0.02, 0.98, 60):
        rate, reached = share * 2 * (1 + beta) / c**2, np.zeros(1501)
        for start, steep in ((-2.5, 1.0), (1.5, float(c * c))):
            one = np.array([[1 - rate * steep, -rate * beta], [steep, beta]])  # of (w, v)
            state = np.array([start, 0.0])
            for step in range(1501):
                reached[step] += steep * state[0] ** 2 / 2
                state = one @ state
        counts.append(np.flatnonzero(reached >= 0.01).max() + 1)
    return min(counts)


def a_ball_pays_where_the_valley_is_narrow():
    """With finer rates than those of the cell, and for another valley."""
    best = {c: min((fewest(c, beta), beta) for beta in (0, 0.5, 0.7, 0.9)) for c in (1, 5, 10, 30)}
    assert best[1] == (1, 0)
    assert [best[c][1] for c in (5, 10, 30)] == [0.5, 0.7, 0.9]


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
            counts = [np.where(n.any(axis=0), n.argmax(axis=0), 300) for n in near]
            assert 2 <= min(map(np.median, counts)) <= most, (name, seed)


def the_slow_ones_do_not_tie():
    """At the best rate of each, 90 of a hundred starts; with starts of another seed as well."""
    best = {"plain": 30, "momentum": 10, "AdaGrad": 3, "RMSProp": 1, "Adam": 1}
    for seed in (0, 1, 2, 3):
        middle, most, longest = {}, {}, {}
        for name, rate in best.items():
            low = racing.race(name, rate, seed=seed) < 0.01
            steps = np.sort(np.where(low.any(axis=0), low.argmax(axis=0), np.inf))
            middle[name], most[name], longest[name] = np.median(steps), steps[89], steps[-1]
        assert set(middle.values()) <= {3, 4, 5}
        assert min(most["AdaGrad"], most["RMSProp"]) > max(most[n] for n in OTHERS)
        if seed == 0:
            assert [most[name] for name in best] == [4, 4, 13, 15, 8]
            assert (longest["plain"], longest["AdaGrad"]) == (7, 77)


def the_columns_mislead():
    assert racing.steps_needed("Adam", 0.1) == 31
    assert (racing.race("plain", 0.1) < 0.01).any(axis=0).sum() == 0
    assert racing.steps_needed("plain", 30) == 3
    assert (~(racing.race("Adam", 30) < 0.01).any(axis=0)).mean() > 0.5


def good_rates_span_as_much_as_it_says():
    rates = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)
    spans = {}
    for name in racing.NAMES:
        good = [rate for rate in rates if racing.steps_needed(name, rate) is not None]
        spans[name] = round(good[-1] / good[0])
    assert spans == {"plain": 30, "momentum": 100, "AdaGrad": 10, "RMSProp": 33, "Adam": 33}


def standardised_plain_descent_is_the_fastest_of_all():
    best = {key: median for key, (median, _arrived) in racing.best("units").items()}
    assert min(best, key=best.get) == ("standardised", "plain")
    adam = [best[f"c = {c}", "Adam"] for c in (1, 3, 10, 30, 100)]
    assert (min(adam), max(adam)) == (46, 120.5)
    assert best["c = 100", "plain"] == math.inf


def one_rate_serves_adam_in_all_units_and_plain_descent_in_none():
    arrived = {
        (row["case"], row["optimiser"], row["rate"]): int(row["arrived"])
        for row in racing.rows("units")
    }
    cases, rates = [f"c = {c}" for c in (1, 3, 10, 30, 100)], {key[2] for key in arrived}
    least = {
        name: max(min(arrived[case, name, rate] for case in cases) for rate in rates)
        for name in ("plain", "Adam")
    }
    assert least["Adam"] >= 18
    assert least["plain"] < 5
    for name, rate in (("AdaGrad", "0.1"), ("RMSProp", "0.01")):
        assert {arrived[case, name, rate] for case in (*cases, "standardised")} == {20}


def from_larger_weights_all_arrive():
    best = racing.best("depth")
    assert all(best["gain 4", name][1] == 40 for name in racing.NAMES)
    small = {name: best["gain 1", name] for name in racing.NAMES}
    assert best["gain 4", "plain"][0] < min(median for median, _arrived in small.values())
    assert max(small, key=lambda name: small[name][1]) == "momentum"
    assert all(best["gain 4", name][0] < small[name][0] for name in racing.NAMES)


def from_larger_weights_all_arrive_on_another_ring():
    """Of the networks of a study 10 each, on a ring and from starts that were drawn anew."""
    rng = np.random.default_rng(21)
    radii = np.sqrt(np.where(np.arange(40) % 2, rng.uniform(0, 0.36, 40), rng.uniform(1, 2.25, 40)))
    turns = rng.uniform(0, 2 * np.pi, 40)
    x = radii[:, None] * np.column_stack([np.cos(turns), np.sin(turns)])
    starts = Network.random([2, 8, 8, 8, 8, 1], rng, networks=10)
    for W, B in zip(starts.W, starts.B, strict=True):
        W *= 4 / np.sqrt(W.shape[-2])
        B *= 0
    for rate, optimiser in ((10, None), (0.1, Adam())):
        way = train(starts, x, np.arange(40) % 2, rate, 1500, batch_size=None, optimiser=optimiser)
        assert (way.losses.min(axis=0) < 0.01).all()


def small_batches_turn_the_order_round():
    best = {key: median for key, (median, _arrived) in racing.best("words").items()}
    for few, many in (("AdaGrad", "plain"), ("Adam", "plain"), ("Adam", "AdaGrad")):
        assert best["batch 10", few] > best["batch 10", many]
    hundred = {name: best["batch 100", name] for name in racing.NAMES}
    assert (max(hundred, key=hundred.get), min(hundred, key=hundred.get)) == ("plain", "momentum")
    assert best["batch 10", "RMSProp"] == math.inf
    assert best["divided", "plain"] == 1
    step = downhill.last_step("rmsprop", [0.3] + [0.0] * 400 + [1e-3], 1)
    assert abs(step - 1 / math.sqrt(0.1)) < 0.01  # of a word that was long away


def adagrad_feels_a_turn_and_plain_descent_does_not():
    """From other places than those of the cell, and with finer rates."""
    angles = np.arange(5) * 2 * np.pi / 5 + 0.3
    rates = {"plain": np.linspace(0.012, 0.0195, 6), "momentum": np.linspace(0.003, 0.02, 8),
             "adagrad": np.geomspace(0.3, 10, 8), "adam": np.geomspace(0.05, 1.2, 8)}  # fmt: skip
    found = {}
    for turn in (0, 10, 45):
        for key, tried in rates.items():
            medians = []
            for rate in tried:
                counts = []
                for a in angles:
                    start = (3 * math.cos(a), 3 * math.sin(a))
                    path = downhill.walk(key, rate, 10, turn, steps=250, start=start)
                    high = [downhill.loss(place, 10, turn) >= 0.01 for place in path]
                    counts.append(251 - high[::-1].index(True))
                medians.append(np.median(counts))
            found[key, turn] = min(medians)
    for key in ("plain", "momentum"):
        assert max(found[key, t] for t in (10, 45)) < 1.15 * found[key, 0]
    assert found["adagrad", 0] < 8 < 30 < found["adagrad", 10] < found["adagrad", 45]
    assert found["adagrad", 45] > found["plain", 45]
    assert found["adam", 0] < found["adam", 45] < 1.3 * found["adam", 0]


def rmsprop_ends_in_a_cage_as_wide_as_its_rate():
    for c, rate in ((1, 0.5), (5, 0.5), (10, 0.05)):
        path = np.array(downhill.walk("rmsprop", rate, c, steps=3000))
        assert np.allclose(abs(path[-2:]), rate / 2, rtol=1e-3)
        assert np.allclose(path[-1], -path[-2], rtol=1e-3)
    assert downhill.loss(downhill.walk("rmsprop", 0.5, 5, steps=20)[-1], 5) < 1e-7


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
    "at 0.1 none of the hundred plain walks has arrived after 300 steps": the_columns_mislead,
    "again take longest with AdaGrad and RMSProp": the_slow_ones_do_not_tie,
    "span a factor of ten for AdaGrad": good_rates_span_as_much_as_it_says,
    "which is the fewest in the whole table": standardised_plain_descent_is_the_fastest_of_all,
    "all 40 arrive with each of the five, and each is faster": from_larger_weights_all_arrive,
    "The lower half stays": from_larger_weights_all_arrive_on_another_ring,
    "For plain descent no rate in the table serves all units": (
        one_rate_serves_adam_in_all_units_and_plain_descent_in_none
    ),
    "AdaGrad and RMSProp lose none": one_rate_serves_adam_in_all_units_and_plain_descent_in_none,
    "In small batches things look otherwise": small_batches_turn_the_order_round,
    "Plain descent and momentum do not feel the turn, as no axis is special to them": (
        adagrad_feels_a_turn_and_plain_descent_does_not
    ),
    "In the end both weights jump between": rmsprop_ends_in_a_cage_as_wide_as_its_rate,
    "five of the nine end lower than the right optimiser, and": five_of_nine_end_lower,
    "the rate itself with any two betas": with_any_betas_the_first_step_is_the_rate,
}

PLAIN = {
    "If it says *No module named": "what Python prints where the folder is not found",
    "(c) None changes": "an answer to choose from, and not the right one",
    "in `rates[:, None]` the rates stand below one another": "what the line of code does",
    "Let the slope be 1 in every step": "what the cell after it does",
    "Another is that Adam needs no rate": "a misconception, told as one",
    "since it carries no memory along": "an answer to choose from, and not the right one",
    "some start no longer arrives": "what the dashes in the table mean",
    "while every ball rolls past": "the column of the table for a round bowl",
    "which has no rate for each weight at all": "what momentum is",
    "as the cage is always as wide": "squares of the picture, tested with it",
    "with the schedule each stretch stays lower": "the picture shows all eight, and is tested",
    "after every so many steps, here 50": "what the schedule does",
    "that has every part of one from a library": "the parts are told",
    "by which every weight loses in each step": "what weight decay is",
    "| `no_correction` | no bias correction": "what the exhibit is",
    "(a) In none, or in one by luck.": "an answer to choose from, and not the right one",
    "Of the other two one has no memory": "a hint that says what to look for",
}
