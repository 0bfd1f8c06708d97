"""What notebook 3 claims, and whether it is so."""

import random
from itertools import pairwise

import plain

STAND = plain.parameters(w2=1, w4=1, w6=1)  # the network of the first picture
BEST = STAND | {"w6": -6, "b3": 3.6}
START = {"w1": 0.2, "w2": -0.3, "w3": 0.1, "w4": -0.1, "w5": -0.4, "w6": -0.6}
START |= {"b1": 0.5, "b2": 1.4, "b3": -0.7}
POUNDS = {"Alice": (133, 65), "Bob": (160, 72), "Charlie": (152, 70), "Diana": (120, 60)}
LABELS = [label for _x, label in plain.ROWS]


def predictions(p):
    return [plain.forward(p, x)["y_pred"] for x, _label in plain.ROWS]


def mse(y_pred, labels=LABELS):
    return sum((y - p) ** 2 for y, p in zip(labels, y_pred, strict=True)) / len(labels)


def wrong(p):
    """Return who is on the wrong side of 0.5."""
    told = zip(plain.PEOPLE, predictions(p), strict=True)
    return [name for (name, _x, label), y in told if (y > 0.5) != label]


def one_sided(rows, draws=20_000):
    """Return the share of neurons with parameters from N(0, 1) that have all rows on one side."""
    rng, found = random.Random(3), 0
    for _ in range(draws):
        w1, w2, b = (rng.gauss(0, 1) for _ in range(3))
        found += len({w1 * x1 + w2 * x2 + b > 0 for x1, x2 in rows}) == 1
    return found / draws


def fresh_neurons():
    """Of other draws as well, nearly all before the shift and about one in twenty after it."""
    assert 0.97 < one_sided(list(POUNDS.values())) < 0.995
    assert 0.03 < one_sided([x for x, _label in plain.ROWS]) < 0.07


def another_reference_would_do():
    """Of eight others near the middle, hardly one neuron in seven has all four on one side."""
    for x1, x2 in [(w, h) for w in (132, 137, 141, 146) for h in (65.5, 67.5)]:
        rows = [(one - x1, two - x2) for one, two in POUNDS.values()]
        assert one_sided(rows, 4000) < 0.15


def with_diana_as_the_reference():
    """Of other draws as well, half have all four on one side: her sum is the bias alone."""
    diana = POUNDS["Diana"]
    rows = [(one - diana[0], two - diana[1]) for one, two in POUNDS.values()]
    assert 0.48 < one_sided(rows) < 0.52


def alice_and_diana_alone():
    below = [name for name, (one, two) in POUNDS.items() if one < 135 and two < 66]
    assert below == ["Alice", "Diana"]
    assert not [
        n for n, (one, two) in POUNDS.items() if n not in below and min(one - 135, two - 66) <= 0
    ]


def lowest_with_one_move(name):
    """Return the lowest loss of the game's start when one slider is moved, in tenths."""
    return min(mse(predictions(START | {name: k / 10})) for k in range(-60, 61))


def the_longest_bar_is_not_lowest():
    found = {name: lowest_with_one_move(name) for name in START}
    assert min(found, key=found.get) == "b3"
    assert found["b3"] < found["w6"] < found["w3"]
    slopes = plain.gradient(START)
    assert max(slopes, key=lambda name: abs(slopes[name])) == "w3"
    assert 1.45 < slopes["w3"] / slopes["b3"] < 1.6


def lines_near_the_origin():
    """Of the lines w · x + b = 0, nine in ten pass within 3 units; the raw people stand at 130."""
    rng, near = random.Random(4), 0
    for _ in range(5000):
        w1, w2, b = (rng.gauss(0, 1) for _ in range(3))
        near += abs(b) / (w1**2 + w2**2) ** 0.5 < 3
    assert near > 4500
    assert min((x1**2 + x2**2) ** 0.5 for x1, x2 in POUNDS.values()) > 130


def w6_alone():
    """On both sides of the valley the loss is higher, and it is Alice who is hurt at the left."""
    losses = {w6 / 100: plain.loss(STAND | {"w6": w6 / 100}) for w6 in range(-600, 601)}
    assert min(losses, key=losses.get) == -1.73
    assert round(losses[-1.73], 4) == 0.1688
    assert losses[-6] > losses[-1.73] < losses[0] < losses[1]
    left, valley = (predictions(STAND | {"w6": w6}) for w6 in (-4, -1.73))
    assert (1 - left[0]) ** 2 > (1 - valley[0]) ** 2 + 0.1
    assert left[1] < valley[1]
    assert left[2] < valley[2]


def squares(w6):
    y_pred = predictions(STAND | {"w6": w6})
    return [(label - y) ** 2 for label, y in zip(LABELS, y_pred, strict=True)]


def smaller_and_as_often_wrong():
    """At w6 = -2 the loss is smaller, and other two people are on the wrong side."""
    moved = STAND | {"w6": -2}
    assert (wrong(STAND), wrong(moved)) == (["Bob", "Charlie"], ["Alice", "Diana"])
    assert mse(predictions(moved)) < mse(predictions(STAND))
    assert abs(predictions(moved)[3] - 0.5) < 0.01


def a_bargain():
    """To the left Alice loses and the two gain, until at −1.73 they gain less than she loses."""
    for place in range(100, -600, -1):
        (alice, bob, charlie, diana), after = squares(place / 100), squares(place / 100 - 0.01)
        assert after[0] > alice
        assert after[1] < bob
        assert after[2] < charlie
        assert abs(diana - 0.25) < 0.005
        if place > -170:
            assert bob + charlie - after[1] - after[2] > after[0] - alice
        if place < -175:
            assert bob + charlie - after[1] - after[2] < after[0] + after[3] - alice - diana
    alice, bob, charlie, _diana = squares(-1.73)
    assert max(bob, charlie) < 0.025
    assert alice > 0.37


def she_pays_more_and_they_gain_less():
    alice, bob, charlie, _diana = zip(*map(squares, (1, 0, -1, -2)), strict=True)
    paid = [after - before for before, after in pairwise(alice)]
    assert paid == sorted(paid)
    for tall in (bob, charlie):
        gained = [before - after for before, after in pairwise(tall)]
        assert gained == sorted(gained, reverse=True)


def the_lamp():
    said = [0.1775, 0.7401, 0.7401, 0.1775]
    assert round(mse(said, [0, 1, 1, 0]), 4) == 0.0495
    assert [y > 0.5 for y in said] == [False, True, True, False]


def pushed_down_and_lifted():
    """Bob and Charlie have an h2 near 1; w6 takes them down, Alice with them, and b3 lifts all."""
    h2 = [plain.forward(STAND, x)["h2"] for x, _label in plain.ROWS]
    assert min(h2[1], h2[2]) > 0.98 > 0.3 > h2[0] > 0.2 > 0.01 > h2[3]
    there, down, lifted = (
        predictions(STAND | change) for change in ({}, {"w6": -6}, {"w6": -6, "b3": 3.6})
    )
    assert all(after < before for before, after in zip(there[:3], down[:3], strict=True))
    assert all(after > before for before, after in zip(down, lifted, strict=True))
    assert max(lifted[1], lifted[2]) < 0.1 < 0.87 < min(lifted[0], lifted[3])


def the_hill_goes_on():
    heights = [plain.loss(STAND | {"w6": w6, "b3": -0.6 * w6}) for w6 in (6, 8, 12, 20, 40)]
    assert heights == sorted(heights)
    assert heights[-1] > 0.99


def level_at_two_corners():
    for w6, b3, said in ((-6, -6, 0), (6, 6, 1)):
        assert all(abs(y - said) < 0.003 for y in predictions(STAND | {"w6": w6, "b3": b3}))
        assert abs(plain.loss(STAND | {"w6": w6, "b3": b3}) - 0.5) < 0.002


def errors_balance():
    """Three women at 0.75 are 0.25 too low each, the man 0.75 too high: together nothing."""
    assert sum(label - 0.75 for label in (1, 1, 1, 0)) == 0
    best_constant_is_the_mean()


def best_constant():
    """0.5 has the smallest loss of all single answers for two people of each label."""
    losses = {c / 1000: mse([c / 1000] * 4) for c in range(1001)}
    assert min(losses, key=losses.get) == 0.5
    assert losses[0.5] == 0.25


def best_constant_is_the_mean():
    rng = random.Random(5)
    for _ in range(200):
        labels = [rng.randint(0, 1) for _ in range(rng.randint(1, 12))]
        mean = sum(labels) / len(labels)
        at_mean = mse([mean] * len(labels), labels)
        others = [mse([c / 100] * len(labels), labels) for c in range(-50, 151)]
        assert at_mean <= min(others) + 1e-12


def at_most_1():
    rng = random.Random(6)
    for _ in range(2000):
        p = {name: rng.gauss(0, 10) for name in plain.NAMES}
        assert 0 <= plain.loss(p) <= 1
    sure = plain.parameters(w2=1, w4=1, w5=40, w6=40, b3=-40)
    assert 0.99 < plain.loss(sure) <= 1


def lowest_of_the_map():
    grid = [place / 10 for place in range(-60, 61)]
    heights = {(w6, b3): plain.loss(STAND | {"w6": w6, "b3": b3}) for w6 in grid for b3 in grid}
    assert min(heights, key=heights.get) == (-6, 3.6)
    assert round(heights[-6, 3.6], 4) == 0.0077
    assert wrong(BEST) == []


def beyond_the_edge():
    """Further to the left there is still lower ground."""
    lowest = plain.loss(BEST)
    for w6 in (-7, -8, -10):
        further = min(plain.loss(STAND | {"w6": w6, "b3": b3 / 10}) for b3 in range(0, 121))
        assert further < lowest
        lowest = further


def three_do_nothing():
    loss = plain.loss(BEST)
    silent = [
        name
        for name in plain.NAMES
        if all(plain.loss(BEST | {name: v / 2}) == loss for v in range(-12, 13))
    ]
    assert silent == ["w1", "w2", "b1"]


def alice_alone():
    assert wrong(BEST | {"b2": 4}) == ["Alice"]


def above_09():
    p = BEST | {"w5": 6, "w6": 6, "b3": -6}
    assert plain.loss(p) > 0.9
    assert len(wrong(p)) == 4


def below_a_sixteenth():
    """Of many networks, those below 1/16 have all four right, and not all above it have."""
    rng, below, wrong_above = random.Random(7), 0, 0
    for _ in range(3000):
        p = {name: rng.gauss(0, 2) for name in plain.NAMES}
        if plain.loss(p) < 1 / 16:
            below += 1
            assert wrong(p) == []
        wrong_above += bool(wrong(p))
    assert below > 50
    assert wrong_above > 1000


def all_the_same_at_the_start():
    assert len({y > 0.5 for y in predictions(START)}) == 1


def no_zero_slope():
    """At the start no parameter is 0, and each of the nine changes the loss at once."""
    assert all(START.values())
    assert all(abs(slope) > 0.01 for slope in plain.gradient(START).values())


def seven_negative():
    slopes = plain.gradient(START)
    assert [name for name in slopes if slopes[name] > 0] == ["b1", "b2"]
    order = sorted(slopes, key=lambda name: -abs(slopes[name]))
    assert order[0] == "w3"
    assert set(order[1:3]) == {"w1", "b3"}


def one_valley_through_both_hidden_neurons():
    here, worst = BEST | {"w1": 1, "w2": 0}, 0
    assert mse(predictions(here)) == mse(predictions(BEST))
    for k in range(1001):
        moved = {"w6": -6 + 6 * k / 1000, "w5": -6 * k / 1000, "b3": 3.6 - 0.6 * k / 1000}
        worst = max(worst, mse(predictions(here | moved)))
    assert worst < 0.01


CLAIMS = {
    "with $b_3$ alone one comes lower than with $w_3$ alone": the_longest_bar_is_not_lowest,
    "983 of 1000 neurons have all four on one side": fresh_neurons,
    "so that most of them pass close to that point": lines_near_the_origin,
    "any pair not far from the middle would do.": another_reference_would_do,
    "about half of the neurons give all four the same": with_diana_as_the_reference,
    "and a negative number means *below the reference*": alice_and_diana_alone,
    "To the left $L$ falls, down to about 0.17": w6_alone,
    "as long as the bars of the two together shrink by more than hers grows": a_bargain,
    "so it is (b): a smaller loss does not mean more right answers": smaller_and_as_often_wrong,
    "Alice pays more with each step": she_pays_more_and_they_gain_less,
    "for the lamp is on the right side at all four corners": the_lamp,
    "A positive $b_3$ lifts all four again": pushed_down_and_lifted,
    "it goes on as well, towards 1": the_hill_goes_on,
    "At the lower left the network says almost 0 to all four": level_at_two_corners,
    "The valley lies at −1.73": w6_alone,
    "0.5 is the best single answer": best_constant,
    "because there the errors balance": errors_balance,
    "so one person's square is at most 1": at_most_1,
    "it stands at the lowest place on this map": lowest_of_the_map,
    "Beyond the edge the valley goes on": beyond_the_edge,
    "the loss stays small on the whole way": one_valley_through_both_hidden_neurons,
    "and the output takes $h_1$ times $w_5$, which is 0": three_do_nothing,
    "while the other three stay on their sides": alice_alone,
    "the network is sure of the opposite of the truth": above_09,
    "all four are on their right sides": below_a_sixteenth,
    "a network that took all four for the same": all_the_same_at_the_start,
    "Not one of the nine is 0, so each slider has something to say": no_zero_slope,
    "Seven slopes are negative, bars to the left": seven_negative,
}

PLAIN = {
    "a count has no slope": "a count moves by whole numbers or not at all",
    "If it says *No module named 'helpers'*": "what Python prints",
    "What is the loss of a network that says 1 to everybody?": "a question",
}
