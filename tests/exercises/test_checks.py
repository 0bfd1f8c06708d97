"""Every check names each likely mistake, and knows what is right; the tables hold the answers."""

import re
from importlib import import_module
from itertools import permutations

import numpy as np
import plain
import pytest
from answers import each, unsaid
from answers_attention import asked, cost
from answers_backprop import checked_at, mended
from transcripts import rows, translated

from helpers.exercises import failing_book, find_the_bug, suspects, training, verdict
from helpers.network import Network
from tools.marks import others

NAMES = (
    "neuron",
    "feedforward",
    "loss",
    "backprop",
    "sgd",
    "training",
    "activations",
    "optimisers",
    "playground",
    "digits",
    "convolution",
    "recurrence",
    "autograd",
    "attention",
)
TABLES = {name: import_module(f"answers_{name}") for name in NAMES}


@each([row for table in TABLES.values() for row in table.MISTAKES])
def test_a_check_names_the_mistake(check, answers, sentence, capsys):
    check(*answers)
    assert capsys.readouterr() == (f"Not quite. {sentence}\n", "")


@each([row for table in TABLES.values() for row in table.RIGHT])
def test_a_right_answer_is_right(check, answers, sentence, capsys):
    check(*answers)
    assert capsys.readouterr() == (f"Right. {sentence}\n", "")


@each([row for table in TABLES.values() for row in table.RIGHT])
def test_a_mistake_is_one_of_the_numbers_that_are_asked(
    check, answers, sentence, monkeypatch, capsys
):
    """Under a name that is none of the answers' it would never be seen."""

    def looked(given, right, mistakes=None):
        for wrong in (mistakes or {}).values():
            assert set(wrong) <= set(right)
        return verdict.numbers(given, right, mistakes)

    for name in NAMES:
        module = import_module(f"helpers.exercises.{name}")
        if hasattr(module, "numbers"):
            monkeypatch.setattr(module, "numbers", looked)
    check(*answers)
    assert capsys.readouterr().out == f"Right. {sentence}\n"


@pytest.mark.parametrize("language", others())
@pytest.mark.parametrize("name", [*NAMES, "verdict"])
def test_a_row_says_what_is_stored_in_each_language(name, language):
    """So that every mistake with a name, and every praise, is read in every language."""
    table = TABLES.get(name) or import_module("test_verdict")
    assert translated(table, language) == rows(name, language)


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


def test_a_line_is_asked_about_numbers_that_a_network_may_have(capsys):
    asked = []

    def line(dL_dz3, w5, w6, h1, h2):
        asked.append((h1, h2))
        return mended(dL_dz3, w5, w6, h1, h2)

    find_the_bug(["w3", "w4", "b2"], line)
    assert capsys.readouterr().out.startswith("Right.")
    assert len(asked) > 1
    assert all(0 < h < 1 for outputs in asked for h in outputs)


def test_epochs_are_counted_in_the_training_of_the_lesson():
    """Trained anew, whichever tests have kept it before."""
    training._of_the_lesson.cache_clear()
    start = np.random.default_rng(1).standard_normal(9)
    states = plain.train(dict(zip(plain.NAMES, start, strict=True)))
    losses = training._of_the_lesson().losses
    assert losses == pytest.approx([plain.loss(p) for p in states], rel=1e-6)


def test_of_the_suspects_the_one_that_leaks_costs_neither_most_nor_least():
    short, long, leaking = (cost(number) for number in suspects)
    assert long + 0.03 < leaking < short - 0.03


def test_a_suspect_says_27_shares_after_each_letter_and_refuses_what_is_no_name():
    for said in suspects.values():
        assert said("ann").shape == (4, 27)
        assert said("ann").sum(axis=1) == pytest.approx(np.ones(4))
        for wrong in ("", "Ann", 3, ["ann"], "abcdefghijkl"):
            with pytest.raises(ValueError, match=r"^name was .*; expected 1 to 11 letters from a"):
                said(wrong)


@pytest.mark.parametrize("book", ["a3 k7 a9", "m4 s1 m7 m0"])
def test_in_another_order_of_its_pairs_a_book_is_answered_alike(book, capsys):
    letter, said = book[0], set()
    for pairs in permutations(book.split()):
        failing_book(" ".join(pairs), letter)
        told = capsys.readouterr().out
        said.add(re.search(r"and says (\d), with a share of (.{4});", told)[0])
    found = asked(book, letter)
    assert said == {"and says {said}, with a share of {share};".format(**found)}
