"""The table of slips: complete, in one fixed form, and what the helpers compute.

Some rows are computed again, others each day. `STUDY_DATE=2025-01-31` draws those of some other
day.
"""

import math
import random
from collections import Counter
from datetime import date
from itertools import product

import numpy as np
import pytest
from another import DAY, computer, same

from helpers import digits, slips, splits, studies
from helpers.convolution import Convolution
from helpers.slips import BEST, LEARNED, NETWORKS, RATES, Slip, column, pictures, right, table
from tools import study

NUMBERS = {"24 kernels": 2410, "8 kernels": 810, "64-32-10": 2410, "64-11-10": 835}
CHOSEN = list(product(NUMBERS, LEARNED))
PARTS = {"still": 397, "moved": 4 * 397, "diagonal": 4 * 397}  # pictures
COPIES = {"still": 1, "copied": 5}


def leaps(key):
    """Return whether a training leaps, so that a last digit decides what comes out of it.

    At the largest rates, on copies from 0.5 on, a network is thrown to and fro, and starts that
    differ by 10⁻¹³ may end far apart. At all other rates they stay together to 10⁻⁸.
    """
    case, rate, learned, _rows, _seed = key
    return case != "nearest" and (rate == max(RATES[case]) or (learned == "copied" and rate >= 0.5))


def drawn(day=DAY):
    """Return the keys whose turn it is on this day: one of kernels, one of neurons, a neighbour.

    And for how many epochs. To train kernels for 100 of them on copies takes a quarter of a
    minute, so that mostly the row of the first 30 is enough.
    """
    chance = random.Random(f"{day} slips")
    keys = [key for key in slips.KEYS if not leaps(key)]
    kinds = [[key for key in keys if kind in key[0]] for kind in ("kernels", "-10", "near")]
    found = [chance.choice(kind) for kind in kinds]
    return found, 30 if found[0][2] == "copied" and chance.random() < 0.9 else None


def stored(key):
    """Return the rows of the table that belong to a key."""
    case, rate, learned, rows, seed = key
    return [row for row in table() if (*row[:4], row.seed) == (case, rate, learned, rows, seed)]


# ---------------------------------------------------------------- what is stored


def test_the_table_has_each_training_once_and_in_order():
    keys = []
    for row in table():
        key = (*row[:4], row.seed)
        keys += [key] * (not keys or keys[-1] != key)
    assert keys == study.keys("slips")
    assert max(Counter(keys).values()) == 1
    for case, learned in CHOSEN:
        tried = [key for key in keys if (key[0], key[2], key[3]) == (case, learned, 1200)]
        assert tried == [(case, rate, learned, 1200, seed)
                         for rate in RATES[case] for seed in range(10)]  # fmt: skip
    for key in keys:
        wanted = [0] if key[0] == "nearest" else [30, 100] if key[3] == 1400 else [30]
        assert [row.epochs for row in stored(key)] == wanted


def test_the_table_is_in_its_one_form_is_small_and_says_how_it_was_made():
    text = (studies.TABLES / "slips.csv").read_bytes().decode("utf-8")
    assert text == study.text("slips", table())
    assert len(text) < 80_000
    head = " ".join(line[2:] for line in text.splitlines() if line.startswith("#"))
    for word in ("397 test rows", "200 validation rows", "from 0 to 19.", "make study", "slips.py"):
        assert word in head


def test_shares_are_counts_of_pictures():
    for row in table():
        sizes = dict(PARTS)
        if row.rows == 1400:
            assert math.isnan(row.validation)
        else:
            sizes["validation"] = 200 * COPIES[row.learned]
        for part, size in sizes.items():
            share = getattr(row, part)
            assert share * size == pytest.approx(round(share * size), abs=0.01)
            assert 0 <= share <= 1


@pytest.mark.parametrize(("case", "learned"), CHOSEN)
def test_the_best_rate_is_that_of_the_validation_rows_and_lies_within_the_grid(case, learned):
    found = {rate: np.mean([row.validation for row in table()
                            if row[:4] == (case, rate, learned, 1200)])
             for rate in RATES[case]}  # fmt: skip
    best = BEST[case, learned]
    assert best == max(found, key=found.get)
    assert min(RATES[case]) < best < max(RATES[case])


def test_what_other_tables_hold_too_is_the_same():
    """The network of notebook 10, and the nearest of its digits, on their 1400 rows."""
    for epochs in (30, 100):
        if BEST["64-32-10", "still"] == 1:
            told = splits.column("64-32-10, rate 1", rows=1400, epochs=epochs)
            assert column("64-32-10", epochs=epochs) == pytest.approx(told)
    assert column("nearest") == pytest.approx(splits.column("nearest, k = 1", rows=1400))


def test_a_column_holds_the_rows_of_1400_digits_draw_by_draw():
    for (case, learned), part in product(CHOSEN, PARTS):
        for epochs in (None, 30, 100):
            key = case, learned, 1400, epochs or 30
            wanted = [getattr(row, part) for row in table()
                      if (row.case, row.learned, row.rows, row.epochs) == key]  # fmt: skip
            assert column(case, part, learned, epochs).tolist() == wanted
            assert len(wanted) == 20


# ---------------------------------------------------------------- pictures and networks, by hand


def test_pictures_are_those_of_the_rows_one_step_after_the_other():
    X, said = digits.load()
    rows = [5, 1796, 0]
    steps = {
        "still": [(0, 0)],
        "moved": [(-1, 0), (1, 0), (0, -1), (0, 1)],
        "diagonal": [(-1, -1), (-1, 1), (1, -1), (1, 1)],
    }
    steps["copied"] = steps["still"] + steps["moved"]
    for kind, wanted in steps.items():
        found, told = pictures(rows, kind)
        assert told.tolist() == said[rows].tolist() * len(wanted)
        for place, (down, over) in enumerate(wanted):
            for n, row in enumerate(rows):
                paper = np.zeros((10, 10))
                paper[1 + down : 9 + down, 1 + over : 9 + over] = X[row].reshape(8, 8)
                assert found[3 * place + n].tolist() == paper[1:9, 1:9].ravel().tolist()


def test_a_share_counts_the_pictures_that_get_their_digit():
    rows = range(100, 150)
    _X, said = digits.load()
    assert right(lambda X: said[100:150], rows) == 1
    assert right(lambda X: np.where(np.arange(200) < 30, np.tile(said[100:150], 4), -1), rows,
                 "moved") == 30 / 200  # fmt: skip
    assert right(lambda X: 3, rows, "diagonal") == (said[100:150] == 3).mean()


@pytest.mark.parametrize(("case", "numbers"), NUMBERS.items())
def test_networks_have_so_many_numbers_and_begin_as_in_notebook_7(case, numbers):
    nets = [NETWORKS[case](np.random.default_rng(seed)) for seed in range(40)]
    assert len(nets[0].names) == numbers
    kernels = "kernels" in case
    assert isinstance(nets[0], Convolution) == kernels
    assert nets[0].hidden == ("relu" if kernels else "tanh")
    gain = math.sqrt(2) if kernels else 1
    for k, inputs in enumerate((9, 9 * int(case.split()[0])) if kernels else nets[0].sizes[:2]):
        spread = np.std([net.W[k] for net in nets])
        assert spread == pytest.approx(gain / math.sqrt(inputs), rel=0.03)
        assert not any(net.B[k].any() for net in nets)


def test_a_network_learns_from_copies_too_in_an_order_drawn_anew():
    """By hand, with the gradient that other tests know to be right, two epochs of 20 digits."""
    rng = np.random.default_rng(4)
    rows = rng.permutation(1797)[597:617]
    net = NETWORKS["8 kernels"](rng)
    X, said = pictures(rows, "copied")
    Y = np.eye(10)[said]
    for _epoch in range(2):
        order = rng.permutation(100)
        for first in range(0, 100, 16):
            batch = order[first : first + 16]
            net.values = net.values - 0.1 * net.gradient(X[batch], Y[batch]).values
    found = slips.taught("8 kernels", "copied", 20, 4, 0.1, 2).network()
    assert found.values == pytest.approx(net.values, abs=1e-9)
    best = slips.taught("8 kernels", "copied", 20, 4, epochs=1)
    wanted = slips.taught("8 kernels", "copied", 20, 4, BEST["8 kernels", "copied"], 1)
    assert best.parameters.tolist() == wanted.parameters.tolist()


def test_a_network_is_asked_validation_pictures_as_it_has_learned_them():
    _rng, drawn = splits.parts(4)
    net = slips.taught("8 kernels", "copied", seed=4, rate=0.1, epochs=1).network()
    shares = {}
    for part in ("still", "copied"):
        X, said = pictures(drawn.validation, part)
        shares[part] = (net.feedforward(X).argmax(axis=1) == said).mean()
    (row,) = slips.slip("8 kernels", 0.1, "copied", 1200, 4, 1)
    assert row.validation == pytest.approx(shares["copied"])
    assert shares["copied"] != pytest.approx(shares["still"], abs=0.01)


# ---------------------------------------------------------------- what is computed again


def test_the_rows_of_the_day_are_computed_again():
    (kernels, *others), epochs = drawn()
    rows = stored(kernels)[:1] if epochs else stored(kernels)
    assert same(slips.slip(*kernels, epochs), rows), f"{DAY}: {kernels}"
    for key in others:
        assert same(study.rows("slips", *key), stored(key)), f"{DAY}: {key}"


def test_the_rows_of_the_day_are_those_of_another_computer_too():
    chance = random.Random(f"{DAY} another")
    keys = [key for key in slips.KEYS if not leaps(key) and key[2] == "still"]
    few = [(*chance.choice([key for key in keys if kind in key[0]]), 30)
           for kind in ("kernels", "-10")]  # fmt: skip
    for key, found in zip(few, computer("slips.slip", few), strict=True):
        assert same([Slip(*row) for row in found], stored(key[:5])[:1]), f"{DAY}: {key}"


def test_another_day_has_other_rows_and_in_time_most_have_their_turn():
    days = [date.fromordinal(number).isoformat() for number in range(738_000, 739_000)]
    found = [drawn(day) for day in days]
    keys = {key for keys, _epochs in found for key in keys}
    assert len(keys) > 0.9 * len([key for key in slips.KEYS if not leaps(key)])
    long = {keys[0] for keys, epochs in found if not epochs}
    assert len([key for key in long if key[2:4] == ("copied", 1400)]) > 5


@pytest.mark.parametrize("place", range(200, 500, 60))
def test_a_planted_wrong_number_is_seen(place):
    row = table()[place]
    for name, wrong in [("seed", 77), ("rate", 0.3), ("epochs", 29), ("learned", "moved")]:
        assert not same([row._replace(**{name: wrong})], [row])
    for name, count in PARTS.items():
        assert not same([row._replace(**{name: getattr(row, name) + 1 / count})], [row])
