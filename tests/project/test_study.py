"""The tables of the long studies: complete, in one fixed form, and what the helpers compute.

One row of each table is computed again, another one each day. `STUDY_DATE=2025-01-31` draws those
of some other day.
"""

import math
import random
from datetime import date
from itertools import product

import pytest
from another import DAY, computer

from helpers import finders, rungs, splits, starts, studies, trials
from helpers.studies import Row, best, row, table
from tools import study

NAMES = list(studies.STUDIES)
NUMBERS = ("median", "least", "most")
TABLES = {name: table(name) for name in NAMES}
BEST = {
    (name, *key): best(name, *key)
    for name, made in studies.STUDIES.items()
    for key in product(made.cases, studies.OPTIMISERS)
}


def drawn(name, day=DAY):
    """Return the row of a table whose turn it is on this day: mostly one where some arrive."""
    chance = random.Random(f"{day} {name}")
    some = chance.random() < 0.8
    return chance.choice([row for row in TABLES[name] if row.arrived or not some])


def leaps(name, row):
    """Return whether training leaps about at the rate of this row.

    Sums end in other digits on another computer. A walk that comes down calmly hardly notices.
    But at rates near the best one and above it, units and depth may leap to and fro for a
    thousand steps, and then a last digit decides when, and whether, a start reaches the goal:
    with sums from the other end up to a tenth or a seventh of the starts did otherwise. Words do
    not leap: each of them walks by itself, without a sum.
    """
    return name != "words" and row.rate > BEST[name, row.case, row.optimiser].rate / 4


def complaint(name, stored, found):
    """Return what is wrong with a stored row, or nothing."""
    leaping, starts = leaps(name, stored), studies.STUDIES[name].starts
    fewer = starts // 5 if leaping else 1
    times = {"median": 2, "least": 4, "most": 4} if leaping else dict.fromkeys(NUMBERS, 1.1)
    if stored[:3] != found[:3] or abs(stored.arrived - found.arrived) > fewer:
        return f"{stored} is now {found}"
    # What is infinite follows from how many arrived.
    for key in NUMBERS:
        low, high = sorted([getattr(stored, key), getattr(found, key)])
        if math.isfinite(high) and high > times[key] * low + 1:
            return f"{key} was {getattr(stored, key):g} and is {getattr(found, key):g}"
    return ""


# ---------------------------------------------------------------- what is stored


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_each_case_optimiser_and_rate_once_and_in_order(name):
    made = studies.STUDIES[name]
    wanted = list(product(made.cases, studies.OPTIMISERS, made.rates))
    assert [row[:3] for row in TABLES[name]] == wanted == study.keys(name)
    steps = [later / rate for rate, later in zip(made.rates, made.rates[1:], strict=False)]
    assert all(2 <= step <= 2.5 + 1e-9 for step in steps)


def test_nothing_else_is_stored():
    stored = sorted(path.stem for path in studies.TABLES.iterdir())
    others = (trials.TRIALS, splits.KINDS, starts.KINDS, rungs.KINDS, finders.KINDS, ["slips"])
    assert stored == sorted([*NAMES, *(name for kinds in others for name in kinds)])


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_in_its_one_form_and_says_how_it_was_made(name):
    path = studies.TABLES / f"{name}.csv"
    stored = path.read_bytes().decode("utf-8")
    assert stored == study.text(name, TABLES[name])
    head = " ".join(line[2:] for line in stored.splitlines() if line.startswith("#"))
    made = studies.STUDIES[name]
    assert f"The seed is {studies.SEED};" in head
    assert f"more than {made.steps} steps" in head
    assert f"from {made.rates[0]:g} to {made.rates[-1]:g}." in head
    assert f"{made.starts} starts" in head or f"{made.starts} tables" in head
    assert "make study" in head


@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_of_a_row_fit_together(name):
    starts, cap = studies.STUDIES[name].starts, studies.STUDIES[name].steps
    for stored in TABLES[name]:
        steps = stored.least, stored.median, stored.most
        assert [*steps] == sorted(steps)
        assert all(0 < step <= cap for step in steps if math.isfinite(step))
        assert 0 <= stored.arrived <= starts
        assert math.isfinite(stored.least) == (stored.arrived > 0), stored
        # Of an even number of starts the median lies between the two in the middle.
        assert math.isfinite(stored.median) == (stored.arrived >= starts // 2 + 1), stored
        assert math.isfinite(stored.most) == (stored.arrived == starts), stored


@pytest.mark.parametrize("name", NAMES)
def test_the_best_rate_lies_within_the_grid(name):
    """An end of the grid is nowhere better than all that lies within; or nobody ever arrives."""
    made = studies.STUDIES[name]
    for case, optimiser in product(made.cases, studies.OPTIMISERS):
        found = BEST[name, case, optimiser]
        if found.arrived:
            assert made.rates[0] < found.rate < made.rates[-1], found
        else:
            assert (name, case, optimiser) == ("words", "batch 10", "RMSProp")


# ---------------------------------------------------------------- what is computed again


@pytest.mark.parametrize("name", NAMES)
def test_the_row_of_the_day_is_computed_again(name):
    stored = drawn(name)
    found = row(name, stored.case, stored.optimiser, stored.rate)
    assert not complaint(name, stored, found), f"{DAY}: {complaint(name, stored, found)}"


def test_the_rows_of_the_day_are_those_of_another_computer_too():
    """The same where products add their terms from the last to the first; depth takes too long."""
    rows = {name: drawn(name) for name in ("units", "words")}
    elsewhere = computer("studies.row", [(name, *row[:3]) for name, row in rows.items()])
    for (name, stored), found in zip(rows.items(), elsewhere, strict=True):
        assert not complaint(name, stored, Row(*found)), f"{DAY}: {name}"


def test_another_day_has_another_row_and_in_time_most_have_their_turn():
    days = [date.fromordinal(number).isoformat() for number in range(738_000, 742_000)]
    for name in NAMES:
        found = [drawn(name, day) for day in days]
        assert drawn(name, days[0]) == found[0]
        assert len(set(found)) > 0.7 * len(TABLES[name])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("key", ["arrived", *NUMBERS])
def test_a_planted_wrong_number_is_seen(name, key):
    """In every row with such a number: a few more starts, or several times as many steps."""
    for stored in TABLES[name]:
        assert not complaint(name, stored, stored)
        if key == "arrived":
            wrong = 2 + studies.STUDIES[name].starts // 5 * leaps(name, stored)
            changed = stored._replace(arrived=stored.arrived + wrong)
        else:
            times = 1.2 if not leaps(name, stored) else 2 if key == "median" else 4
            changed = stored._replace(**{key: times * getattr(stored, key) + 2})
        if math.isfinite(getattr(changed, key)):
            assert complaint(name, changed, stored)
            assert complaint(name, stored, changed)


@pytest.mark.parametrize("place", range(3))
def test_a_row_of_another_case_optimiser_or_rate_is_seen(place):
    stored = Row("all", "plain", 10.0, 5, 626.0, 544.0, 684.0)
    other = Row("divided", "Adam", 20.0, 5, 626.0, 544.0, 684.0)
    changed = Row(*[*stored[:place], other[place], *stored[place + 1 :]])
    assert complaint("words", changed, stored)


# ---------------------------------------------------------------- the command


def test_the_command_writes_the_table_and_names_what_there_is(tmp_path, monkeypatch, capsys):
    """With a study of two rates, whose table is then read back."""
    monkeypatch.setattr(studies, "TABLES", tmp_path / "tables")
    short = studies.STUDIES["words"]._replace(steps=20, cases=("divided",), rates=(0.5, 1.0))
    monkeypatch.setattr(studies, "STUDIES", {"words": short})
    assert "no study" in study.main(["unit"]).lower()
    assert "there are words" in study.main(["unit"])
    assert not (tmp_path / "tables").exists()
    assert study.main(["words"]) == 0
    assert "words: 10 rows" in capsys.readouterr().out
    made = table("words")
    assert [found[:3] for found in made] == study.keys("words")
    assert made[1] == Row("divided", "plain", 1.0, 5, 1.0, 1.0, 1.0)
    assert [row("words", *found[:3]) for found in made] == made
