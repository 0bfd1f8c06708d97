"""Every check names each likely mistake, and knows what is right; the tables hold the answers."""

from importlib import import_module

import numpy as np
import pytest
from answers import each, unsaid
from answers_backprop import checked_at

from helpers.network import Network

NAMES = ("neuron", "feedforward", "loss", "backprop", "sgd", "training")
TABLES = {name: import_module(f"answers_{name}") for name in NAMES}


@each([row for table in TABLES.values() for row in table.MISTAKES])
def test_a_check_names_the_mistake(check, answers, sentence, capsys):
    check(*answers)
    assert capsys.readouterr() == (f"Not quite. {sentence}\n", "")


@each([row for table in TABLES.values() for row in table.RIGHT])
def test_a_right_answer_is_right(check, answers, sentence, capsys):
    check(*answers)
    assert capsys.readouterr() == (f"Right. {sentence}\n", "")


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_of_these_checks_has_a_row(name):
    checks, table = import_module(f"helpers.exercises.{name}"), TABLES[name]
    assert unsaid(checks, table.MISTAKES + table.RIGHT) == []


@pytest.mark.parametrize("seed", range(50))
def test_nine_different_numbers_between_minus_1_and_1_find_the_bug_as_the_hint_says(seed):
    found = checked_at(np.random.default_rng(seed).uniform(-1, 1, 9))
    assert found.named("≠") == ["w3", "w4", "b2"]


def test_no_derivative_lies_where_all_weights_are_equal_or_large_as_the_hint_says():
    assert checked_at(9 * [1]).named("=") == list(Network([2, 2, 1]).names)
    found = checked_at(range(10, 100, 10))
    assert not found.named("≠")
    assert np.abs(found.derivatives).max() < 1e-12
