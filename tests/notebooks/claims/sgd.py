"""What notebook 5 claims, and whether it is so.

Walks are taken in plain Python, person by person, where the notebook has NumPy; only what takes
many thousand steps is left to `train`, on other people and from other starts than the notebook.
"""

import math
import random
import re
from itertools import pairwise

import nbformat
import numpy as np
import plain
from lessons import ENGLISH_PATHS

from helpers import score
from helpers.network import Network
from helpers.training import train

STAND = plain.parameters(w2=1, w4=1, w6=1)
PAIR = ("w6", "b3")
ALL = [plain.ROWS]  # a step on all four people


def losses(states):
    return [plain.loss(state) for state in states]


def on_map(rate, steps=20, **start):
    """Return the states of a walk over w6 and b3."""
    return plain.walk(STAND | start, ALL * steps, rate, PAIR)


def along_w6(rate, steps, w6=1.0):
    """Return the places of a walk along w6 alone, on all four people."""
    h2 = [plain.forward(STAND, x)["h2"] for x, _label in plain.ROWS]
    places = [w6]
    for _step in range(steps):
        slope = 0
        for h, (_x, label) in zip(h2, plain.ROWS, strict=True):
            y = plain.sigmoid(w6 * h)
            slope += 2 * (y - label) * y * (1 - y) * h / 4
        w6 -= rate * slope
        places.append(w6)
    return places


def drawn(many, seed=0):
    """Yield networks with parameters from a bell curve."""
    chance = random.Random(seed)
    for _network in range(many):
        yield {name: chance.gauss(0, 1) for name in plain.NAMES}


def number_of_places(places):
    return len({round(place, 3) for place in places})


# ---------------------------------------------------------------- how long a step


def rate_100_on_the_map():
    states = on_map(100)
    L = losses(states)
    assert abs(states[1]["w6"]) > 8
    assert L[1] > L[0]
    assert states[3]["w6"] < -8, "the valley goes on beyond the edge"
    assert L[3] < 0.01
    assert L[-1] < min(losses(on_map(rate))[-1] for rate in (0.1, 1, 10, 40))


def rate_10_strolls_and_40_leaps():
    start, rises = plain.loss(STAND), []
    for rate in (0.1, 10, 40):
        L = losses(on_map(rate))
        rises.append(sum(after > before for before, after in pairwise(L)))
        assert (L[-1] > 0.9 * start) == (rate == 0.1)
    assert rises[:2] == [0, 0]
    assert rises[2] > 0


def plus_is_uphill_from_both_sides():
    for w6 in (1, -6):
        slope = plain.gradient(STAND | {"w6": w6})["w6"]
        there = [plain.loss(STAND | {"w6": w6 + sign * 5 * slope}) for sign in (1, -1)]
        assert there[0] > plain.loss(STAND | {"w6": w6}) > there[1]
        assert (slope > 0) == (w6 == 1)


def the_promise_is_kept_to_three_digits():
    slope = plain.gradient(STAND)["w6"]
    kept = {}
    for rate in (20, 5, 1, 0.01):
        fall = plain.loss(STAND) - plain.loss(STAND | {"w6": 1 - rate * slope})
        kept[rate] = fall / (rate * slope**2)
    assert abs(kept[0.01] - 1) < 0.0005
    assert 1.005 < min(kept[1], kept[5]) < max(kept[1], kept[5]) < 1.015
    assert 0.5 < kept[20] < 0.7


def each_of_the_ten_steps_is_shorter():
    steps = [abs(b - a) for a, b in pairwise(along_w6(5, 10))]
    assert all(b < a for a, b in pairwise(steps))


def two_places_take_turns():
    places = along_w6(75, 3000)[-400:]
    assert number_of_places(places) == 2
    assert all((a > -1.726) != (b > -1.726) for a, b in pairwise(places))


def the_round_doubles_with_the_rate_and_then_no_more():
    """One person after the other, along w6: how far apart the last four places are."""
    people = [(1 / (1 + math.exp(-inches)), label) for inches, label in
              ((-1, 1), (6, 0), (4, 0), (-6, 1))]  # fmt: skip

    def wide(rate):
        w6, places = 1.0, []
        for signal, label in people * 100:
            y = 1 / (1 + math.exp(-w6 * signal))
            w6 -= rate * 2 * (y - label) * y * (1 - y) * signal
            places.append(w6)
        return max(places[-4:]) - min(places[-4:])

    widths = [wide(2**power) for power in range(6)]
    assert [round(one, 2) for one in widths[:4]] == [0.08, 0.16, 0.32, 0.64]
    assert abs(widths[4] / widths[3] - 2) < 0.1
    assert widths[5] < widths[4], "and not twice as wide"


STARTS = [1 + k * 1e-13 for k in range(8)]  # as computers may differ, and more


def forty_places_whatever_the_last_digit():
    late = [along_w6(100, 1000, w6)[-50:] for w6 in STARTS]
    assert all(number_of_places(places) >= 40 for places in late)
    assert len({round(places[-1], 2) for places in late}) > 1


def no_mean_of_squares_is_above_1():
    assert max(map(plain.loss, drawn(2000))) < 1
    assert plain.loss(plain.parameters(w2=50, w6=900, w4=50, b3=-450)) < 1 + 1e-12


def a_walk_uphill_rises_at_each_step():
    p, L = dict(score.START), []
    for _step in range(9):
        L.append(plain.loss(p))
        p = plain.step(p, rate=-5)
    assert sorted(L) == L
    assert [round(one, 3) for one in L] == walks_in_the_text()["C"]
    last = [b - a for a, b in pairwise(L)]
    assert last[-1] > last[-2] > last[-3]


def walks_in_the_text():
    """Return the three lists of losses that the exercise shows."""
    (path,) = [p for p in ENGLISH_PATHS if p.stem == "05_sgd"]
    cells = {cell.id: cell.source for cell in nbformat.read(path, 4).cells}
    found = re.findall(r'"([ABC])": \[([^\]]+)\]', cells["why-up-walks"])
    return {name: [float(one) for one in row.split(",")] for name, row in found}


def a_and_b_are_such_walks():
    one_by_one = plain.walk(STAND, [[row] for row in plain.ROWS] * 2, 3, PAIR)
    assert [round(one, 3) for one in losses(one_by_one)] == walks_in_the_text()["A"]
    assert [round(one, 3) for one in losses(on_map(75, 8))] == walks_in_the_text()["B"]


# ---------------------------------------------------------------- a bet


def ends_on_the_map(rate, many=150, seed=7):
    """Return the losses after twenty steps from places all over the map."""
    chance = random.Random(seed)
    starts = [{name: chance.uniform(-6, 6) for name in PAIR} for _start in range(many)]
    return [plain.loss(on_map(rate, **start)[-1]) for start in starts]


def longer_is_better_up_to_a_point():
    right, high = {}, {}
    for rate in (1, 10, 40, 100):
        L = ends_on_the_map(rate)
        right[rate] = sum(one < 1 / 16 for one in L) / len(L)
        high[rate] = sum(one > 0.4 for one in L) / len(L)
    assert right[1] < right[10] < right[40]
    assert right[40] > 0.7
    assert right[100] < right[10]
    assert high[100] > 0.45
    assert high[40] < 0.3


def two_thirds_were_thrown_up():
    chance = random.Random(7)
    starts = [{name: chance.uniform(-6, 6) for name in PAIR} for _start in range(400)]
    walks = [losses(on_map(100, **start)) for start in starts]
    high = [L for L in walks if L[-1] > 0.4]
    thrown = sum(min(L) <= 0.4 for L in high)
    assert abs(thrown / len(high) - 2 / 3) < 0.06


def rate_100_is_seldom_as_good():
    seen = losses(on_map(100))[-1]
    assert sum(one <= seen for one in ends_on_the_map(100)) < 0.5 * len(ends_on_the_map(100))


def all_right_below_one_sixteenth():
    below = 0
    for p in drawn(4000, seed=1):
        if plain.loss(p) < 1 / 16:
            below += 1
            for x, label in plain.ROWS:
                assert (plain.forward(p, x)["y_pred"] > 0.5) == label
    assert below > 20


def ten_falls_at_each_step():
    L = losses(on_map(10))
    assert len(L) == 21
    assert all(b < a for a, b in pairwise(L))
    before, after = losses(on_map(40))[2:4]
    assert before < 0.1
    assert 0.28 < after < 0.3


# ---------------------------------------------------------------- votes


def the_mean_of_the_votes_is_the_step():
    for p in [STAND, *drawn(50)]:
        net = Network([2, 2, 1], **p)
        whole = net.gradient([x for x, _y in plain.ROWS], [y for _x, y in plain.ROWS])
        each = [plain.slopes_of_one(p, x, label) for x, label in plain.ROWS]
        for name in plain.NAMES:
            assert abs(whole[name] - sum(one[name] for one in each) / 4) < 1e-12


def alice_falls_and_all_rise():
    after = plain.step(STAND, plain.ROWS[:1], 5, PAIR)
    assert plain.loss(after, plain.ROWS[:1]) < plain.loss(STAND, plain.ROWS[:1])
    assert plain.loss(after) > plain.loss(STAND)


def ten_for_alice_is_a_yes_for_all():
    """Along b3 her error falls all the way; 10 to the right all four get a yes."""
    hers = [plain.loss(STAND | {"b3": b3}, plain.ROWS[:1]) for b3 in (0, 0.1, 1, 10)]
    assert all(b < a for a, b in pairwise(hers))
    assert abs(plain.loss(STAND | {"b3": 10}) - 0.5) < 0.001


def who_votes_alike():
    """Signs alone, without a smallest vote, on 3000 other networks."""
    agreed = 0
    for p in drawn(3000, seed=3):
        each = [plain.slopes_of_one(p, x, label) for x, label in plain.ROWS]
        for name in plain.NAMES:
            signs = {(one[name] > 0) - (one[name] < 0) for one in each}
            if name in ("w1", "w2", "w3", "w4"):
                assert signs != {1, -1}
                assert not {1, -1} <= signs
                agreed += len(signs) == 1
            else:
                assert signs not in ({1}, {-1})
    assert agreed > 6000


def rounds(rate, turns=100):
    """Return the last four places of a walk along w6 that asks one person after the other."""
    p = dict(STAND)
    for _turn in range(turns):
        places = []
        for row in plain.ROWS:
            p["w6"] -= rate * plain.slopes_of_one(p, *row)["w6"]
            places.append(p["w6"])
    return places


def twice_the_rate_twice_the_round():
    wide = [max(places) - min(places) for places in map(rounds, (0.5, 1, 2, 4, 8))]
    assert all(abs(b / a - 2) < 0.03 for a, b in pairwise(wide))
    assert max(abs(a - b) for a, b in zip(rounds(4, 100), rounds(4, 101), strict=True)) < 1e-9
    moved = [b - a for a, b in pairwise([rounds(1)[-1], *rounds(1, 101)])]
    assert moved[0] > 0 > max(moved[1:3])


def none_is_content_at_the_bottom():
    bottom = STAND | {"w6": along_w6(10, 1000)[-1]}
    each = [plain.slopes_of_one(bottom, *row)["w6"] for row in plain.ROWS]
    assert abs(sum(each)) < 1e-9
    assert min(map(abs, each)) > 1e-4


# ---------------------------------------------------------------- batch and order

PEOPLE = np.array([x for x, _label in plain.ROWS]), np.array([label for _x, label in plain.ROWS])


def four_times_the_rate_catches_up():
    for seed in (50, 51, 52):
        nets = Network.random([2, 2, 1], np.random.default_rng(seed), networks=10)
        single = train(nets, *PEOPLE, 0.1, 200, 1, "shuffled", np.random.default_rng(51)).losses
        full = train(nets, *PEOPLE, 0.4, 200, None).losses
        gap = abs(np.median(single, axis=1) - np.median(full, axis=1))
        assert gap.max() < 0.01
        assert gap[-1] < 0.0002
        slow = train(nets, *PEOPLE, 0.1, 200, None).losses
        assert np.median(slow[-1]) > 2 * np.median(full[-1])


def a_step_asks_one_row_or_the_whole_table():
    net = Network([2, 2, 1], **STAND)
    for size, batches in (({}, [[row] for row in plain.ROWS]), ({"batch_size": None}, ALL)):
        after = train(net, *PEOPLE, 0.5, 1, **size).network()
        there = plain.walk(STAND, batches, 0.5)[-1]
        assert all(abs(after[name] - there[name]) < 1e-12 for name in plain.NAMES)


def kinks_come_where_another_network_takes_the_middle():
    """In a fixed order, too: the bend of the median is sharpest in the epochs of such a change."""
    nets = Network.random([2, 2, 1], np.random.default_rng(5), networks=10)
    for n in (1, 2, 4):
        losses = train(nets, *PEOPLE, 0.1, 200, n).losses
        middle = np.argsort(losses, axis=1)[:, 4:6]
        changes = {k for k, (a, b) in enumerate(pairwise(middle), 1) if set(a) != set(b)}
        bends = np.abs(np.diff(np.median(losses, axis=1), 2))[10:]
        sharpest = np.argsort(bends)[-2:] + 11
        assert all({k, k + 1} & changes for k in sharpest.tolist()), (n, sharpest, changes)


def crowd(seed):
    """Return 200 people from two clouds, sorted by label."""
    rng = np.random.default_rng(seed)
    clouds = [rng.normal(middle, [12, 4], (100, 2)) for middle in ([-10, -3], [10, 3])]
    return np.concatenate(clouds), np.repeat([1, 0], 100)


def end(nets, table, rate, epochs, order):
    run = train(nets, *table, rate, epochs, order=order, rng=np.random.default_rng(9))
    return np.median(run.losses[-1])


def order_matters_where_rows_are_sorted_and_steps_long():
    for seed in (11, 12):
        table = crowd(seed)
        nets = Network.random([2, 2, 1], np.random.default_rng(seed), networks=10)
        for rate in (0.02, 1, 2):
            fixed, shuffled = (end(nets, table, rate, 5, o) for o in ("fixed", "shuffled"))
            assert shuffled < 0.2
            assert (fixed > 0.25) == (rate >= 1)
            assert abs(fixed - shuffled) < 0.02 or rate >= 1


def order_hardly_matters_for_four():
    nets = Network.random([2, 2, 1], np.random.default_rng(21), networks=10)
    for rate in (0.02, 0.2, 2):
        fixed, shuffled = (end(nets, PEOPLE, rate, 250, o) for o in ("fixed", "shuffled"))
        assert abs(fixed - shuffled) < 0.02 * max(fixed, 0.02)


def shuffling_does_no_harm():
    """Neither on four people nor on two hundred is the shuffled end higher to the eye."""
    order_hardly_matters_for_four()
    order_matters_where_rows_are_sorted_and_steps_long()


def the_last_hundred_votes_win():
    """For other people and starts: after an epoch in the fixed order nearly all get a no."""
    for seed in (31, 32, 33):
        X, y = crowd(seed)
        nets = Network.random([2, 2, 1], np.random.default_rng(seed), networks=20)
        sorted_ones = train(nets, X, y, 0.5, 2).network().feedforward(X) > 0.5
        assert np.median(sorted_ones.sum(axis=(-2, -1))) < 40
        mixed = train(nets, X, y, 0.5, 2, 1, "shuffled", np.random.default_rng(0))
        yes = (mixed.network().feedforward(X) > 0.5).sum(axis=(-2, -1))
        assert 70 < np.median(yes) < 130


def the_highest_answer_stays_below_a_quarter():
    """In the notebook's own walk, and mostly from other starts: the highest of the 200 answers."""
    X, y = crowd(0)
    nets = Network.random([2, 2, 1], np.random.default_rng(1), networks=20)
    highest = train(nets, X, y, 0.5, 2).network().feedforward(X).max(axis=(-2, -1))
    assert highest[0] < 0.25
    assert np.median(highest) < 0.25


def four_is_smoother_and_lower():
    ones = plain.walk(STAND, [[row] for row in plain.ROWS * 3][:10], 10, PAIR)
    alls = on_map(10, 10)
    assert plain.loss(alls[-1]) < 0.5 * plain.loss(ones[-1])
    assert losses(ones)[1] > losses(ones)[0], "Alice's first step"
    assert losses(alls) == sorted(losses(alls), reverse=True)


def votes_on_the_hill_and_on_the_plain():
    def strongest(**place):
        each = [plain.slopes_of_one(STAND | place, *row) for row in plain.ROWS]
        return max(abs(one[name]) for one in each for name in PAIR)

    assert strongest(w6=4, b3=-2.5) > 0.2
    assert strongest(w6=8, b3=8) < 0.001
    assert plain.loss(STAND | {"w6": 4, "b3": -2.5}) > 0.6
    y = [plain.forward(STAND | {"w6": 8, "b3": 8}, x)["y_pred"] for x, _label in plain.ROWS]
    assert min(y) > 0.99


# ---------------------------------------------------------------- rematch, exercises, chaos


def from_the_start_of_the_lesson_40_ends_lower():
    ten, forty = (plain.loss(on_map(rate)[-1]) for rate in (10, 40))
    assert forty < ten / 2


def with_rate_1_all_are_right_and_not_sure():
    p = plain.walk(dict(score.START), ALL * 20, 1)[-1]
    errors = [abs(plain.forward(p, x)["y_pred"] - label) for x, label in plain.ROWS]
    assert 0.4 < max(errors) < 0.5


def the_bet_of_50_is_lost():
    """In twenty steps; many steps later it slips off the plain."""
    L = losses(plain.walk(dict(score.START), ALL * 200, 50))
    assert all(0.4999 < one < 0.5 for one in L[1:21])
    assert L[200] < 0.001


def rests(rate):
    places = along_w6(rate, 1000)
    return abs(places[-1] - places[-2]) < 0.001


def sixty_four_is_the_largest_below_100():
    assert [rate for rate in range(50, 100) if rests(rate)] == list(range(50, 65))
    assert rests(10**5)
    assert along_w6(10**5, 1000)[-1] < -1000, "frozen on the plain"


def the_edge_is_two_over_c():
    bottom, h = along_w6(10, 1000)[-1], 1e-4
    up, down = (along_w6(1, 1, bottom + s * h)[0] - along_w6(1, 1, bottom + s * h)[1]
                for s in (1, -1))  # fmt: skip
    assert 64 < 2 / ((up - down) / (2 * h)) < 65


def a_step_leaves_a_share():
    bottom = along_w6(10, 1000)[-1]
    for rate, share in ((10, 0.7), (40, -0.2), (75, -1.3)):
        before, after = (w6 - bottom for w6 in along_w6(rate, 1, bottom + 1e-4)[:2])
        assert round(after / before, 1) == share
    assert abs(along_w6(75, 500)[-1] - bottom) > 0.1, "it never arrives"


def swings_grow_until_they_are_held():
    bottom = along_w6(10, 1000)[-1]
    near = [abs(b - a) for a, b in pairwise(along_w6(65, 4000, bottom + 0.01))]
    assert near[20] > near[0]
    assert abs(near[-1] - near[-500]) < 1e-6
    assert near[-1] < 0.3


def differences_die_out_or_grow():
    for rate, dies in ((10, True), (100, False)):
        one, other = along_w6(rate, 70), along_w6(rate, 70, 1 + 1e-8)
        apart = [abs(a - b) for a, b in zip(one, other, strict=True)]
        assert (max(apart[30:]) < 1e-10) == dies
        if not dies:
            assert max(apart[:40]) < 0.1, "more than forty steps look like one walk"
            assert max(apart[50:]) > 1


def both_stay_between_minus_5_and_minus_a_half():
    for w6 in STARTS:
        late = along_w6(100, 1000, w6)[101:]
        assert -5 < min(late) < max(late) < -0.5
        assert number_of_places(late[-50:]) >= 40


CLAIMS = {
    "and from ours it ends lower too": from_the_start_of_the_lesson_40_ends_lower,
    "where all four are right as well": with_rate_1_all_are_right_and_not_sure,
    "The rule holds for the first and fails": the_round_doubles_with_the_rate_and_then_no_more,
    "the first step throws it off the map and *up*": rate_100_on_the_map,
    "with 10 it strolls down the middle": rate_10_strolls_and_40_leaps,
    "the same minus takes": plus_is_uphill_from_both_sides,
    "the promise is kept to three digits": the_promise_is_kept_to_three_digits,
    "unlike a rolling ball it gathers no speed": each_of_the_ten_steps_is_shorter,
    "At 75 two places take turns for ever": two_places_take_turns,
    "at least forty places in fifty steps": forty_places_whatever_the_last_digit,
    "a mean of squared differences between numbers": no_mean_of_squares_is_above_1,
    "| it rises at every step |": a_walk_uphill_rises_at_each_step,
    "A asks Alice, Bob, Charlie and Diana in turn": a_and_b_are_such_walks,
    "leaps that long throw walks back up": two_thirds_were_thrown_up,
    "From 1 to 40 a longer step is better": longer_is_better_up_to_a_point,
    "all four people are on their right sides": all_right_below_one_sixteenth,
    "that falls at every step: with 10 it does so twenty times": ten_falls_at_each_step,
    "while with 40 the third step throws it up again": ten_falls_at_each_step,
    "with a given number of steps longer is better up to a point": longer_is_better_up_to_a_point,
    "Most do not end as well": rate_100_is_seldom_as_good,
    "the mean of the four votes is the step for all": the_mean_of_the_votes_is_the_step,
    "Hers falls, the loss of all four rises": alice_falls_and_all_rise,
    "but then the network says 1 to everybody": ten_for_alice_is_a_yes_for_all,
    "sit on the solid line of the single people": four_times_the_rate_catches_up,
    "with `batch_size=None` the whole table": a_step_asks_one_row_or_the_whole_table,
    "it has a kink where another": kinks_come_where_another_network_takes_the_middle,
    "because the last hundred votes have won": the_last_hundred_votes_win,
    "the highest of the answers stays below a quarter": the_highest_answer_stays_below_a_quarter,
    "the order makes hardly any difference": order_hardly_matters_for_four,
    "the sorted rows end far above": order_matters_where_rows_are_sorted_and_steps_long,
    "It did no harm here that we could see": shuffling_does_no_harm,
    "The batch of 4 walks a smooth path": four_is_smoother_and_lower,
    "the arrows have all but disappeared": votes_on_the_hill_and_on_the_plain,
    "the first step throws it onto the plain, where": the_bet_of_50_is_lost,
    "(An enormous rate such as 100 000 comes to rest as well": sixty_four_is_the_largest_below_100,
    "With the rate 10 about 0.7 of the distance is left": a_step_leaves_a_share,
    "The edge lies at": the_edge_is_two_over_c,
    "the slope is no longer in proportion to the distance": swings_grow_until_they_are_held,
    "there is not one in which two of them disagree": who_votes_alike,
    "not one of them *is* 0": none_is_content_at_the_bottom,
    "the round is twice as wide": twice_the_rate_twice_the_round,
    "at rate 10 the difference dies out": differences_die_out_or_grow,
    "Both are still leaping after a thousand steps": both_stay_between_minus_5_and_minus_a_half,
}

PLAIN = {
    "If it says *No module named": "what Python prints where the folder is not found",
}
