"""Misroutes: what is found of each is as in plain Python, and marks tell which rows are off."""

import numpy as np
import plain
import pytest
import routing

from helpers import autograd
from helpers.autograd import Value
from helpers.misroutes import (
    ALIKE,
    MISROUTES,
    NAMES,
    RIGHT,
    compare,
    probe,
    taught,
)

KEYS = routing.KEYS
WAYS = {None: RIGHT, **MISROUTES}
OFF = {  # which of the seven rows tell it, counted from 0
    None: [],
    "overwritten": [1, 2, 6],
    "depth_first": [2],
    "no_zero": [3],
    "changed": [0, 1, 2, 3, 5, 6],
    "unlinked": [0, 4, 5, 6],
    "growing": [4],
}
CHANGED = dict.fromkeys(KEYS, "kind") | dict.fromkeys(("no_zero", "growing"), "keep")
LIE_UPON = ("depth_first", "growing")  # curves upon the right one


@pytest.mark.parametrize("key", WAYS)
def test_the_probe_is_seven_numbers_of_plain_python(key):
    found, wanted = probe(WAYS[key]), routing.seven(key)
    assert len(found) == len(NAMES) == len(ALIKE) == 7
    assert found[:5] == pytest.approx(wanted[:5], rel=1e-12)
    assert found[5:] == pytest.approx(wanted[5:], rel=1e-6, abs=1e-9)


def test_what_can_be_said_by_head():
    """With a = 2, b = 3 and u = 6."""
    found = {key: probe(way) for key, way in WAYS.items()}
    assert found[None] == pytest.approx([2, 3 + 1, (1 + 2 * 6) * 3, 3, 3, 1, 1])
    assert found["overwritten"][[1, 2]].tolist() == [3, 36], "one of two paths"
    assert found["depth_first"][2] == 3, "u has handed on before u² hands something to it"
    assert found["no_zero"][3] == 3 + 3
    assert found["changed"][[0, 3]] == pytest.approx([0.98 * 2, 0.98 * 3])
    assert found["unlinked"][[0, 4, 5, 6]].tolist() == [0, 2, 0, 0]
    assert found["growing"][4] == 3 + 2 * 4, "in two steps two weights get an old one and a step"


@pytest.mark.parametrize("key", WAYS)
def test_marks_tell_which_rows_are_off_and_none_is_near_to_the_line(key):
    found = compare(WAYS[key])
    assert [row for row, mark in enumerate(found.marks) if mark == "≠"] == OFF[key]
    assert set(found.marks) <= {"=", "≠"}
    assert found.names == NAMES
    assert found.right == pytest.approx([2, 4, 39, 3, 3, 1, 1], abs=1e-8)
    for row, ratio in enumerate(found.found / found.right):
        assert abs(ratio - 1) > 0.01 if row in OFF[key] else abs(ratio - 1) < ALIKE[row] / 100


def test_each_row_finds_something():
    assert {row for off in OFF.values() for row in off} == set(range(7))


def test_right_parts_are_those_of_the_lesson():
    assert RIGHT.kind is Value


@pytest.mark.parametrize("key", WAYS)
def test_a_training_is_that_of_plain_python(key):
    history, (losses, p) = taught(WAYS[key]), routing.learned(key)
    assert history.losses == pytest.approx(losses, rel=1e-7, abs=1e-12)
    assert history.network().by_name() == pytest.approx(p, rel=1e-7, abs=1e-9)
    assert losses[0] == plain.loss(routing.START)
    assert (np.diff(history.losses) < 0).all() or key in ("no_zero", "unlinked")


def test_which_curves_look_fine():
    ends = {key: taught(way).losses[-1] for key, way in WAYS.items()}
    start = taught(RIGHT).losses[0]
    assert {key for key, end in ends.items() if end > start / 5} == {"overwritten"}
    assert ends["overwritten"] > start / 2
    assert max(end for key, end in ends.items() if key != "overwritten") < start / 8
    for key in LIE_UPON:
        assert taught(MISROUTES[key]).losses == pytest.approx(taught(RIGHT).losses, rel=1e-9)
    assert taught(MISROUTES["changed"]).losses == pytest.approx(taught(RIGHT).losses, rel=0.01)


@pytest.mark.parametrize("key", WAYS)
def test_nothing_that_is_printed_hangs_on_a_last_digit(key):
    exact, nudged = (
        [f"{loss:.4f}" for loss in routing.learned(key, nudge)[0]] for nudge in (0.0, 1e-13)
    )
    assert exact == nudged


def test_of_one_who_is_heard_the_slopes_arrive_last():
    """In the graph of all four people, from the loss back, Diana comes last."""
    found = autograd.graph_gradient(
        taught(RIGHT).network(0), *map(np.array, zip(*plain.ROWS, strict=True)),
        values=MISROUTES["overwritten"].kind,
    )  # fmt: skip
    alone = plain.slopes_of_one(routing.START, *routing.HEARD)
    assert found.by_name() == pytest.approx({name: slope / 4 for name, slope in alone.items()})


def test_in_this_network_nothing_but_leaves_is_used_twice():
    """So a walk that is depth first finds the same slopes."""
    start = taught(RIGHT).network(0)
    X, y_true = map(np.array, zip(*plain.ROWS, strict=True))
    leaves, L = autograd.graph(start, X, y_true)
    used = [id(parent) for value in L.order() for parent in value.parents]
    twice = {one for one in used if used.count(one) > 1}
    assert twice == {id(leaf) for leaf in leaves.values()}


def test_a_graph_that_grows_gets_slower_with_every_step():
    """Each weight of a step drags along the one before it and the step between them."""
    way, counts, before = MISROUTES["growing"], [], None
    for _step in range(5):
        leaf = way.kind(2)
        if before is not None:
            way.keep(leaf, before)
        counts.append(len((leaf * leaf).order()))
        before = leaf
    assert counts == [2, 4, 6, 8, 10]


def test_a_way_of_somebodys_own():
    """A sum whose slopes are 2 is off wherever there is a sum, and learns all the same."""

    class Double(Value):
        def __add__(self, other):
            made = super().__add__(other)
            made.slopes = (2.0, 2.0)
            return made

        __radd__ = __add__

    found = compare(RIGHT._replace(kind=Double))
    assert "".join(found.marks) == "=≠≠==≠≠"
    assert found.found[1] == 2 * (3 + 1)


@pytest.mark.parametrize("function", [compare, probe, taught])
def test_a_part_that_does_not_fit_is_refused_by_its_name(function):
    for kind in (5, None, "Value", dict, Value(2)):
        with pytest.raises(ValueError, match=r"^kind was .+; expected Value, or a class made from"):
            function(RIGHT._replace(kind=kind))
    for keep in (5, None, "keep", lambda leaf: leaf):
        with pytest.raises(ValueError, match=r"^keep was .+; expected a function of \(leaf, befo"):
            function(RIGHT._replace(keep=keep))
