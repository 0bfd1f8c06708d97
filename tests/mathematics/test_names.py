"""Names: what follows each letter, what is drawn next, and the file they come from."""

import math

import numpy as np
import pytest

from helpers import names
from helpers.attention import Transformer


def network(seed=0):
    net = Transformer.random([27, 8, 27], np.random.default_rng(seed), places=12, heads=2)
    net.values += 0.3 * np.random.default_rng(seed + 1).standard_normal(net.values.shape)
    return net


def test_the_file_holds_5163_different_names_in_three_parts():
    parts = names.load()
    assert [len(part) for part in parts] == [4130, 516, 517]
    every = [name for part in parts for name in part]
    assert len(set(every)) == 5163
    assert all(2 <= len(name) <= 11 and name.isascii() and name.islower() for name in every)
    assert [sum(len(name) + 1 for name in part) for part in parts] == [28_844, 3_589, 3_689]
    assert (names.FILE.stat().st_size, every[:3]) == (36_122, ["lani", "ciara", "emogene"])


def test_each_place_is_asked_for_what_follows_it():
    X, y = names.coded(["ann", "zo"])
    assert X.tolist() == [[0, 1, 14, 14] + [-1] * 8, [0, 26, 15] + [-1] * 9]
    assert y.tolist() == [[1, 14, 14, 0] + [-1] * 8, [26, 15, 0] + [-1] * 9]
    assert [table.tolist() for table in names.coded("ann")] == [X[:1].tolist(), y[:1].tolist()]


def test_nothing_told_is_worth_log_27():
    net = Transformer([27, 8, 27], places=12)
    assert net.loss(*names.coded(names.load().test)) == pytest.approx(math.log(27))


def test_what_follows_is_what_the_last_place_says():
    net = network()
    found = names.following(net, "mar")
    assert found.sum() == pytest.approx(1)
    assert found == pytest.approx(net.feedforward(np.array([[0, 13, 1, 18]]))[0, -1])
    assert names.following(net) == pytest.approx(net.feedforward(np.array([[0]]))[0, -1])
    sharp = found**2 / (found**2).sum()
    assert names.following(net, "mar", 0.5) == pytest.approx(sharp)


def test_names_are_drawn_letter_by_letter_from_the_shares():
    """A first letter, in 4000 draws, comes as often as its share says, and then the next one."""
    net = network()
    drawn = names.spoken(net, np.random.default_rng(0), 4000, temperature=0.7)
    for beginning in ("", "a"):
        share = names.following(net, beginning, 0.7)
        ours = [name for name in drawn if name.startswith(beginning)]
        place = len(beginning)
        found = [names.LETTERS.index((name + ".")[place]) for name in ours]
        counted = np.bincount(found, minlength=27) / len(found)
        spread = np.sqrt(share * (1 - share) / len(found))
        assert (abs(counted - share) < 5 * spread + 1e-3).all()
    assert all(len(name) <= 11 for name in drawn)
    again = names.spoken(net, np.random.default_rng(0), 4000, temperature=0.7)
    assert again == drawn


def test_a_beginning_stays_and_a_full_name_ends():
    net = network()
    assert all(n.startswith("mar") for n in names.spoken(net, np.random.default_rng(1), 50, "mar"))
    assert names.spoken(net, np.random.default_rng(1), 3, "a" * 11) == ["a" * 11] * 3
