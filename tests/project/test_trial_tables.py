"""The tables of trials: complete, in one fixed form, and what the helpers compute.

Some runs of each table are trained again, others each day. `STUDY_DATE=2025-01-31` draws those of
some other day.
"""

import math
import random
import re
from datetime import date
from itertools import product

import pytest
from another import DAY, computer

from helpers import studies, trials
from helpers.trials import SEEDS, TRIALS, Trial, table, trial
from tools import study

NAMES = list(TRIALS)
RUNS = {"overfit": 8, "spirals": 5}  # that are trained again
SLACK = 0.025  # of a share: what another order of sums may change where a training does not leap


def drawn(name, day=DAY):
    """Return the rows whose turn it is on this day; of spirals those with few epochs."""
    chance = random.Random(f"{day} {name}")
    rows = [row for row in table(name) if row.epochs < 1000]
    return chance.sample(rows, RUNS[name])


def leaps(row):
    """Return whether training may leap about, so that a last digit decides what comes out.

    Sums end in other digits on another computer. With tanh and sigmoids at rates up to 0.01 two
    runs that differ in a last digit mostly stay together: with sums from the other end one of 200
    did not. ReLU has kinks, and large rates throw a walk to and fro: there shares differed by up
    to 0.16, and by 0.1 in the mean.
    """
    return re.search("ReLU|rate 0.03|rate 0.1", row.case) is not None


def complaint(stored, found):
    """Return what is wrong with rows, or nothing: each by itself, or, where they leap, the mean."""
    pairs = list(zip(stored, found, strict=True))
    for row, other in pairs:
        if row[:3] != other[:3] or math.isnan(row.validation) != math.isnan(other.validation):
            return f"{row} is now {other}"
    calm = [pair for pair in pairs if not leaps(pair[0])]
    others = [pair for pair in calm if away(*pair) > SLACK]
    if len(others) > len(calm) // 5:
        return f"{others[0][0]} is now {others[0][1]}"
    far = [away(*pair) for pair in pairs if leaps(pair[0])]
    if far and (max(far) > 0.25 or sum(far) / len(far) > 0.12):
        return f"another table than {stored}"
    return ""


def away(row, other):
    """Return by how much the shares of two rows differ, at most."""
    pairs = zip(row[3:], other[3:], strict=True)
    return max(abs(one - two) for one, two in pairs if not math.isnan(one))


# ---------------------------------------------------------------- what is stored


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_each_case_seed_and_number_of_epochs_once_and_in_order(name):
    made = TRIALS[name]
    wanted = [(case, epochs, seed)
              for case, seed in product(made.cases, range(SEEDS)) for epochs in made.epochs
              ]  # fmt: skip
    assert [row[:3] for row in table(name)] == wanted
    assert study.keys(name) == list(product(made.cases, range(SEEDS)))


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_in_its_one_form_and_says_how_it_was_made(name):
    stored = (studies.TABLES / f"{name}.csv").read_bytes().decode("utf-8")
    assert stored == study.text(name, table(name))
    head = " ".join(line[2:] for line in stored.splitlines() if line.startswith("#"))
    made = TRIALS[name]
    assert f"{made.test} test rows and {made.validation} validation rows" in head
    assert f"from 0 to {SEEDS - 1}." in head
    assert "make study" in head
    assert "helpers/trials.py" in head


@pytest.mark.parametrize("name", NAMES)
def test_shares_are_counts_of_rows(name):
    made = TRIALS[name]
    for row in table(name):
        training = 1000 if "1000" in row.case else 250 if name == "spirals" else 100
        sizes = {"training": training, "validation": made.validation, "test": made.test}
        for part, size in sizes.items():
            share = getattr(row, part)
            if part == "validation" and "1000" in row.case:
                assert math.isnan(share)
            else:
                assert 0 <= share <= 1
                assert share * size == pytest.approx(round(share * size), abs=1e-6)


# ---------------------------------------------------------------- what is computed again


@pytest.mark.parametrize("name", NAMES)
def test_the_runs_of_the_day_are_trained_again(name):
    stored = drawn(name)
    found = [trial(name, *row[:3]) for row in stored]
    assert not complaint(stored, found), f"{DAY}: {complaint(stored, found)}"


def test_the_runs_of_the_day_are_those_of_another_computer_too():
    """The same where products add their terms from the last to the first."""
    rows = {name: drawn(name) for name in NAMES}
    keys = [(name, *row[:3]) for name, few in rows.items() for row in few]
    found = iter(Trial(*row) for row in computer("trials.trial", keys))
    for name, stored in rows.items():
        assert not complaint(stored, [next(found) for _row in stored]), f"{DAY}: {name}"


def test_another_day_has_other_runs_and_in_time_most_have_their_turn():
    days = [date.fromordinal(number).isoformat() for number in range(738_000, 738_400)]
    for name in NAMES:
        found = [row for day in days for row in drawn(name, day)]
        assert drawn(name, days[0]) == found[: RUNS[name]]
        assert len(set(found)) > 0.8 * len([row for row in table(name) if row.epochs < 1000])


@pytest.mark.parametrize("part", ["training", "validation", "test"])
def test_a_planted_wrong_share_is_seen(part):
    for row in table("overfit"):
        share = getattr(row, part)
        wrong = row._replace(**{part: share - 0.04})
        if not leaps(row) and not math.isnan(share):
            assert complaint([wrong], [row])
            assert complaint([row], [wrong])
        assert not complaint([row], [row])
    assert complaint([row._replace(validation=math.nan)], [row])


def test_a_planted_wrong_table_of_leaping_runs_is_seen():
    """Five runs of one kind in the place of five others whose mean is another one."""
    low = [row for row in table("spirals") if row[:2] == ("ReLU, rate 0.1", 200)][:5]
    high = [row for row in table("spirals") if row[:2] == ("ReLU, 7-8-8-1", 200)][:5]
    forged = [row._replace(case=other.case) for row, other in zip(high, low, strict=True)]
    assert complaint(forged, low)
    assert complaint([low[0]._replace(seed=7)], low[:1])


def test_the_command_writes_a_table_of_trials_that_is_read_back(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(studies, "TABLES", tmp_path)
    monkeypatch.setattr(trials, "SEEDS", 2)
    cases = {case: TRIALS["overfit"].cases[case] for case in ("clouds, 2-3-1", "XOR, 2-4-1")}
    monkeypatch.setitem(TRIALS, "overfit", TRIALS["overfit"]._replace(cases=cases, epochs=(1, 2)))
    assert study.main(["overfit"]) == 0
    assert "overfit: 8 rows" in capsys.readouterr().out
    made = table("overfit")
    assert [row[:3] for row in made[:2]] == [("clouds, 2-3-1", 1, 0), ("clouds, 2-3-1", 2, 0)]
    assert list(made) == [trial("overfit", *row[:3]) for row in made]
