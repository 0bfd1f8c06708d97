"""Claims of notebook 14."""

import csv
import math
import random
from collections import Counter, defaultdict
from statistics import mean

import numpy as np
from lessons import ROOT

NAMES = (ROOT / "helpers/data/names.txt").read_text("utf-8").split()
TRAINING, TEST = NAMES[:4130], NAMES[4646:]


def rows(name):
    """Return the rows of a table as dictionaries of texts."""
    lines = (ROOT / f"helpers/tables/{name}.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def no_line_parts_xor():
    """Of many weights for two bits none is right for all four pairs."""
    numbers = random.Random(0)
    for _draw in range(20_000):
        w1, w2, b = (numbers.uniform(-3, 3) for _number in range(3))
        said = [w1 * x1 + w2 * x2 + b > 0 for x1 in (0, 1) for x2 in (0, 1)]
        assert said != [False, True, True, False]


def the_counted_share_is_the_best():
    """What follows an a: any other shares cost these names more."""
    behind = Counter(b for name in TRAINING for a, b in zip(name, name[1:] + ".", strict=True)
                     if a == "a")  # fmt: skip
    counts = np.array(list(behind.values()))
    best = -(counts / counts.sum() * np.log(counts / counts.sum())).sum()
    chance = np.random.default_rng(0)
    for spread in (0.01, 0.1, 1):
        for _draw in range(100):
            shares = counts * np.exp(spread * chance.standard_normal(len(counts)))
            shares = shares / shares.sum()
            assert -(counts / counts.sum() * np.log(shares)).sum() > best


def heads_cost_no_numbers():
    with np.load(ROOT / "helpers/data/speakers.npz") as file:
        assert file["names"].shape[1] == 14_779
    counts = {row["case"]: row["numbers"] for row in rows("names")}
    assert counts["block, 1 head"] == counts["block, 4 heads"] == "14779"


def the_test_names_are_not_among_the_others():
    assert not {*TEST} & {*NAMES[:4646]}
    found = [float(row["test"]) for row in rows("names")
             if (row["case"], row["rate"], row["decay"]) == ("block, 4 heads", "0.01", "0.3")
             ]  # fmt: skip
    assert len(found) == 5
    assert max(found) < 1.978
    assert 6.9 < math.exp(mean(found)) < 7.3
    assert 8.8 < math.exp(2.18) < 9.1


def names_go_on_in_several_ways():
    """Behind mar come many letters; whoever knows their shares pays more than nothing."""
    behind = Counter(name[3:4] or "." for name in NAMES if name.startswith("mar"))
    total = sum(behind.values())
    assert len(behind) > 5
    assert max(behind.values()) / total < 0.5
    assert -sum(n / total * math.log(n / total) for n in behind.values()) > 1


def held_out_names_are_in_no_other_part():
    assert not {*NAMES[4130:]} & {*TRAINING}


def each_row_has_its_own_best_pair():
    """The rows with five starts are those of the pair with the least loss of validation names."""
    found = defaultdict(dict)
    for row in rows("names"):
        if row["case"] != "no mask":
            pair = row["rate"], row["decay"]
            found[row["case"]].setdefault(pair, []).append(float(row["validation"]))
    assert len(found) == 12
    for losses in found.values():
        pairs = {pair: mean(few[:2]) for pair, few in losses.items() if len(few) > 1}
        assert len({rate for rate, _decay in pairs}) >= 3
        assert len({decay for _rate, decay in pairs}) >= 4
        assert len(losses[min(pairs, key=pairs.get)]) == 5


def most_of_five_is_the_best_guess():
    """Of all 64 rows of six bits: the first one, guessed from the last and how many ones stand
    before it."""
    rows, right = [[k >> i & 1 for i in range(6)] for k in range(64)], 0
    for last in (0, 1):
        for ones in range(6):
            firsts = [row[0] for row in rows if (row[5], sum(row[:5])) == (last, ones)]
            right += max(firsts.count(0), firsts.count(1))
    assert right * 16 == 11 * 64


CLAIMS = {
    "That is right in 11 of 16 cases": most_of_five_is_the_best_guess,
    "where no single neuron could do XOR": no_line_parts_xor,
    "That is no wonder, because the best share": the_counted_share_is_the_best,
    "It costs no numbers": heads_cost_no_numbers,
    "On names that it has never seen": the_test_names_are_not_among_the_others,
    "Nobody can know how a name goes on": names_go_on_in_several_ways,
    "from the parts that it has never seen": held_out_names_are_in_no_other_part,
    "each at *its* best rate and decay": each_row_has_its_own_best_pair,
}
PLAIN = {
    "If it says *No module named": "what Python prints where the folder is not found",
    "a task that takes a person no learning at all": "what the task is",
    "so that no power gets too large": "the largest power is e to the 0",
    "a task of which there are no exact answers": "what the task is",
    "(a) Next to none, since it does not store names": "an answer to choose from",
    "The row of each symbol no longer says": "what the switch does",
    "needs no training, no data and no luck": "the cell above it uses none of them",
    "there is no table of positions": "what the exhibit is",
    "(a) In none.": "an answer to choose from",
    "The second line is for a head that has no positions": "what the cell trains",
    "Whether it is *true* plays no part": "what the training is made of",
    "no positions 1.997; no residual 1.990": "names of rows",
    "Look along the row *no norm*": "the name of a row",
}
