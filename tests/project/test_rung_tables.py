"""The tables of rungs: complete, in one fixed form, and what the helpers compute.

A row of each is trained again, others each day; `test_finder_tables.py` does so for books.
`STUDY_DATE=2025-01-31` draws those of some other day.
"""

import random
from itertools import product

import numpy as np
import pytest
from another import DAY, computer, in_its_one_form, others_on_other_days

from helpers import names, rungs
from helpers.rungs import (
    BEST,
    DECAYS,
    PARTS,
    RATES,
    RIVALS,
    RUNGS,
    TUNED,
    WAYS,
    WHOLE,
)
from helpers.symbols import FINE, stored

ROWS = {name: rungs.table(name) for name in rungs.KINDS}
KEY = 4  # parts of a row by which it is known
SLACK = 0.02  # nats: what sums in another order may change
QUICK = ("head, no positions", "one head alone", "head, residual", "window of 3", "window of 8")
SAID = {"names": ("5 of the best", "Seeds from 0 to 4"), "samples": ("7 of each", "seed 14")}


def drawn(day=DAY):
    """Return a row of names and a sample, whose turn it is on this day."""
    chance = random.Random(f"{day} rungs")
    quick = [row for row in ROWS["names"] if row.case in QUICK and row.rate <= 0.01]
    said = [row for row in ROWS["samples"] if row.case in QUICK]
    return {"rungs.spelt": chance.choice(quick), "rungs.sampled": chance.choice(said)}


def close(row, other):
    """Tell whether two rows come to the same, but for what sums in another order may change."""
    if row[:KEY] != tuple(other[:KEY]):
        return False
    rest, others = row[KEY:], other[KEY:]
    if isinstance(row, rungs.Sample):  # a name may be drawn at the edge of two letters
        return len({*rest[0].split()} & {*others[0].split()}) > rungs.MADE_UP / 2
    alike = [abs(a - b) < SLACK for a, b in zip(rest[1:], others[1:], strict=True)]
    return rest[0] == others[0] and all(alike)


# ---------------------------------------------------------------- what is stored


@pytest.mark.parametrize("name", ROWS)
def test_a_table_is_in_its_one_form(name):
    in_its_one_form(name, ROWS[name], KEY, "helpers/rungs.py", *SAID[name])


def test_all_that_is_compared_has_five_starts_and_all_that_is_tuned_has_two():
    keys = {row[:4] for row in ROWS["names"]}
    assert {*product(TUNED, RATES, DECAYS, range(2))} <= keys
    assert {(case, *BEST[case], seed) for case in TUNED for seed in range(5)} <= keys
    assert {*product((WHOLE, *PARTS), (BEST[WHOLE][0],), DECAYS, range(5))} <= keys
    assert {("no mask", *BEST[WHOLE], seed) for seed in range(5)} <= keys
    assert {row.case for row in ROWS["names"]} == {*WAYS}


@pytest.mark.parametrize("case", TUNED)
def test_the_best_rate_and_decay_are_those_of_the_validation_names(case):
    found = {}
    for row in ROWS["names"]:
        if row.case == case and row.seed < 2:
            found.setdefault((row.rate, row.decay), []).append(row.validation)
    means = {pair: np.mean(losses) for pair, losses in found.items() if len(losses) == 2}
    rates, decays = (sorted({*part}) for part in zip(*means, strict=True))
    assert means.keys() == {*product(rates, decays)} == {*product(*rungs.tried(case))}
    rate, decay = BEST[case]
    assert min(means, key=means.get) == (rate, decay)
    # None of them is at an end, unless it is one behind which there is nothing to be had.
    assert rates[0] < rate < rates[-1]
    assert decay < decays[-1]
    assert decay > decays[0] or means[rate, decays[1]] - means[rate, decay] < 0.001


def test_what_is_chosen_is_read_from_the_table():
    for case in WAYS:
        rows = rungs.chosen(case)
        assert [row.seed for row in rows] == [*range(5)]
        assert {row.case for row in rows} == {case}
        assert len({row[:3] for row in rows}) == 1
        for part in ("training", "validation", "test", "blind"):
            wanted = [getattr(row, part) for row in rows]
            assert rungs.column(case, part).tolist() == wanted
    for case in TUNED:
        assert rungs.chosen(case)[0][1:3] == BEST[case]
    for case, decay in product((WHOLE, *PARTS), DECAYS):
        rows = [r for r in ROWS["names"] if r[:3] == (case, BEST[WHOLE][0], decay)]
        assert rungs.at_decay(case, decay).tolist() == [row.test for row in rows]
        wanted = [row.validation for row in rows]
        assert rungs.at_decay(case, decay, "validation").tolist() == wanted


def test_only_a_leak_is_another_when_it_may_not_look():
    for row in ROWS["names"]:
        assert (row.blind == row.test) == (row.case != "no mask")


def test_there_is_a_sample_of_each_rung_and_of_each_rival():
    assert [row[:KEY] for row in ROWS["samples"]] == [
        (case, *BEST[case], 0) for case in (*RUNGS, *RIVALS)
    ]
    for row in ROWS["samples"]:
        said = row.says.split(" ")
        assert len(said) == rungs.MADE_UP
        assert all(len(name) < names.PLACES and {*name} <= {*names.LETTERS[1:]} for name in said)
    assert len({row.says for row in ROWS["samples"]}) == len(ROWS["samples"])
    assert [rungs.sample(row.case) for row in ROWS["samples"]] == [r.says for r in ROWS["samples"]]


# ---------------------------------------------------------------- what is computed again


def test_the_rows_of_the_day_are_trained_again():
    for function, row in drawn().items():
        found = getattr(rungs, function.partition(".")[2])(*row[:KEY])
        assert close(row, found), f"{DAY}: {row} is now {found}"


def test_the_rows_of_the_day_are_those_of_another_computer_too():
    """The same where products add their terms from the last to the first."""
    for function, row in drawn().items():
        (found,) = computer(function, [row[:KEY]])
        assert close(row, found), f"{DAY}: {row} is there {found}"


def test_another_day_has_other_rows():
    others_on_other_days(drawn)


def test_a_planted_wrong_number_is_seen():
    spelt, said = drawn().values()
    for row in (spelt, said):
        assert close(row, row)
        assert not close(row, row._replace(seed=row.seed + 1))
    for name in spelt._fields[KEY:]:
        assert not close(spelt, spelt._replace(**{name: getattr(spelt, name) + 0.05})), name
    half = " ".join(said.says.split()[:3] + ["anna"] * 4)
    assert not close(said, said._replace(says=half))


# ---------------------------------------------------------------- the one that is stored


def test_the_stored_speaker_is_the_first_of_the_table_but_for_its_digits():
    """It begins as its start is drawn, and in the end costs what the row of seed 0 says."""
    start = rungs.begun(WHOLE, 0)[1].values
    assert (stored("names")[0] == np.round(start * FINE) / FINE).all()
    row, net = rungs.chosen(WHOLE)[0], names.speaker()
    losses = [net.loss(*names.coded(part)) for part in names.load()]
    assert losses == pytest.approx(row[5:8], abs=0.015)
