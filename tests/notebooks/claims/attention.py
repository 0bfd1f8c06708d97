"""Claims of notebook 14."""

import csv
import itertools
import math
import random
import re
from collections import Counter, defaultdict
from statistics import mean

import numpy as np
from lessons import ROOT, Lesson

from helpers import books
from helpers.blunders import BLUNDERS, RIGHT, compare, taught

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
    assert len(found) == 14
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


def cell(name):
    """Return the text of a cell."""
    (found,) = [c for c in Lesson(ROOT / "notebooks/en/14_attention.ipynb").cells if c.id == name]
    return found.source


def lines_of_tables(text, columns):
    """Return the lines of tables with so many columns, as lists of texts, without their heads."""
    parts = [re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines() if line[:1] == "|"]
    told = [[part.strip() for part in line] for line in parts if len(line) == columns]
    return [line for line in told[1:] if not line[0].startswith("---")]


def each_row_finds_its_mistake():
    """The row that is said to find a mistake has another number than the right way has, and the
    loss ends where it is said to."""
    witnesses = [line[0] for line in lines_of_tables(cell("museum-train-seen"), 2)]
    told = lines_of_tables(cell("museum-after"), 3)
    assert [line[0].strip("`") for line in told] == [*BLUNDERS]
    right = taught(RIGHT).losses[-1]
    for key, loss, row in told:
        way = BLUNDERS[key.strip("`")]
        assert compare(way).marks[witnesses.index(row)] == "≠", key
        end = taught(way).losses[-1] / right
        least, most = LOSSES[loss.partition(";")[0].partition(",")[0]]
        assert least < end < most, (key, end)
        assert compare(way).marks[8] == "≠" or "validation" not in loss, key


LOSSES = {  # what is said of a loss, and its end divided by that of the right way
    "falls to next to nothing": (0, 0.01),
    "below two thirds of the right one": (0.5, 2 / 3),
    "a little lower": (0.85, 0.95),
    "nearly the same": (0.97, 1.03),
    "a little higher": (1.03, 1.1),
    "falls more slowly": (1.1, 1.2),
}


def each_sample_has_may():
    says = [row["says"].split() for row in rows("samples")]
    assert len(says) == 10
    assert all("may" in names for names in says)
    alike = [sum(one[:2] == other[:2] for one, other in zip(a, b, strict=False))
             for a, b in itertools.pairwise(says)]  # fmt: skip
    assert min(alike) >= 2, alike
    odd = {row["case"]: {*row["says"].split()} & {"rnettaboy", "mdanta", "rorrrdiny", "lildn"}
           for row in rows("samples")}  # fmt: skip
    assert {case: name for case, (name,) in ((c, n) for c, n in odd.items() if n)} == {
        "head, no positions": "rnettaboy",
        "head, residual, norm": "mdanta",
        "block, 1 head": "rorrrdiny",
        "wide block": "lildn",
    }


def all_twenty_learn_far_away():
    steps = {"positions": [], "no positions": []}
    for row in rows("far"):
        steps[row["case"]].append(float(row["steps"]))
    assert sorted(steps["positions"]) == [100] * 13 + [200] * 4 + [300] * 2 + [500]
    assert steps["no positions"] == [math.inf] * 20


BEST = ("recurrent", "0.01"), ("wide recurrent", "0.003"), ("gated", "0.03")


def recurrent_networks_hardly_look_up():
    """Beside a person who says which digit comes most often in the book."""
    said = {}
    for pairs in (2, 5, 8, 16, 26):
        X, y_true = books.books(np.random.default_rng(pairs), 1000, pairs)
        most = [np.bincount(digits, minlength=10).argmax() for digits in X[:, :-1, 1] - 26]
        said[pairs] = np.mean(np.array(most) == y_true[:, -1])
    found = defaultdict(list)
    for row in rows("books"):
        if (row["case"], row["rate"]) in BEST:
            found[row["case"]].append([float(row[f"pairs_{pairs}"]) for pairs in said])
    assert [len(starts) for starts in found.values()] == [5, 5, 5]
    line = np.array([*said.values()])
    small, wide, gated = (np.array(found[case]) for case, _rate in BEST)
    assert (small[:, 0] > line[0]).all()
    assert (small[:, 1:] < line[1:]).all()
    assert (wide[:, 0] > 0.97).all()
    assert (np.abs(wide[:, 1] - 0.5) < 0.04).all()
    assert (np.abs(gated - [1, 0.94, 0.81, 0.52, 0.36]) < [0.02, 0.02, 0.02, 0.06, 0.04]).all()


CLAIMS = {
    "a little above it for two pairs, and for no longer book": recurrent_networks_hardly_look_up,
    "Without positions none does": all_twenty_learn_far_away,
    "What finds each of the nine": each_row_finds_its_mistake,
    "each of the ten rows has *may* in it": each_sample_has_may,
    "All 20 get there, thirteen of them": all_twenty_learn_far_away,
    "which happens in 11 of 16 cases": most_of_five_is_the_best_guess,
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
    "no positions 1.997; no residual 1.990; no norm 1.959": "names of rows",
    "no neurons 2.012": "the name of a row",
    "head, no positions 2.251": "the name of a row",
    "Look along the row *no norm*": "the name of a row",
}
