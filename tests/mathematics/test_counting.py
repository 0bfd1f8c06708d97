"""Counted letters, against counts by hand and by other loops, and on all names."""

import math

import numpy as np
import pytest

from helpers import names
from helpers.counting import Counts

FEW = ["ann", "anna", "nan"]  # .ann. .anna. .nan.


def told(counts, beginning):
    """Return the shares above 0.001 by letter."""
    shares = dict(zip(names.LETTERS, counts.following(beginning), strict=True))
    return {letter: share for letter, share in shares.items() if share > 1e-3}


def test_letters_and_pairs_are_counted_by_hand():
    letters = Counts(FEW, back=0, more=1e-9)
    assert told(letters, "") == pytest.approx({"n": 6 / 13, "a": 4 / 13, ".": 3 / 13})
    assert told(letters, "an") == told(letters, ""), "nothing is looked back at"
    pairs = Counts(FEW, back=1, more=1e-9)
    assert told(pairs, "") == pytest.approx({"a": 2 / 3, "n": 1 / 3})
    assert told(pairs, "an") == pytest.approx({"n": 2 / 6, "a": 2 / 6, ".": 2 / 6})
    assert Counts(FEW, back=1, more=1).following("z") == pytest.approx(1 / 27)
    assert Counts(FEW, 1, 1).following()[1] == pytest.approx((2 + 1) / (3 + 27))


def test_what_was_seen_seldom_leans_on_what_is_shorter():
    """Behind n three letters came, 6 times: 6 / 9 is counted, 3 / 9 comes from the letters."""
    counts = Counts(FEW, back=1)
    letters = {"n": (6 + 3 / 27) / 16, "a": (4 + 3 / 27) / 16, ".": (3 + 3 / 27) / 16}
    for letter, share in letters.items():
        found = counts.following("an")[names.LETTERS.index(letter)]
        assert found == pytest.approx((2 + 3 * share) / 9)
    alone = counts.following("z")
    assert alone[names.LETTERS.index("n")] == pytest.approx(letters["n"])
    assert alone[names.LETTERS.index("z")] == pytest.approx(3 / 27 / 16)


def test_with_a_discount_a_letter_counts_by_what_it_was_met_behind():
    """An n has stood behind three different signs, an a and the end behind two each."""
    d = 0.75
    counts = Counts(FEW, back=1, discount=d)
    letters = {
        letter: (met - d + 3 * d / 27) / 7 for letter, met in {"n": 3, "a": 2, ".": 2}.items()
    }
    for letter, share in letters.items():
        found = counts.following("an")[names.LETTERS.index(letter)]
        assert found == pytest.approx((2 - d + 3 * d * share) / 6)
    alone = counts.following("z")
    assert alone[names.LETTERS.index("n")] == pytest.approx(letters["n"])
    assert alone[names.LETTERS.index("z")] == pytest.approx(3 * d / 27 / 7)


def test_what_was_met_once_with_nearly_all_of_it_taken_away_is_told_by_what_is_shorter():
    """A count of 1 less 0.99 leaves 0.01; with back=0 the counts are those of the letters."""
    counts = Counts(["b"], back=0, discount=0.99)
    b, z = (counts.following()[names.LETTERS.index(letter)] for letter in "bz")
    assert (b, z) == pytest.approx(((0.01 + 2 * 0.99 / 27) / 2, 0.99 / 27))


def test_more_and_a_discount_are_not_had_at_once():
    with pytest.raises(ValueError, match=r"discount was 0\.5; expected None"):
        Counts(FEW, more=1, discount=0.5)


def test_shares_add_up_to_1_and_the_loss_is_that_of_their_logarithms():
    known, asked = names.load().training[:200], names.load().validation[:20]
    for look in ((0, 1), (2, 0.1), (3, None), (0, None, 0.5), (4, None, 0.9)):
        counts, losses = Counts(known, *look), []
        for name in asked:
            for i, letter in enumerate(f"{name}."):
                shares = counts.following(name[:i])
                assert shares.sum() == pytest.approx(1)
                assert (shares > 0).all()
                losses.append(-math.log(shares[names.LETTERS.index(letter)]))
        assert counts.loss(asked) == pytest.approx(np.mean(losses))


@pytest.mark.parametrize(
    ("back", "more", "loss"),
    [(0, 1e-9, 2.833), (1, 1, 2.377), (2, 1, 2.195), (2, 0.1, 2.125), (3, None, 1.978)],
)
def test_on_all_names_longer_beginnings_tell_more(back, more, loss):
    training, _validation, test = names.load()
    assert Counts(training, back, more).loss(test) == pytest.approx(loss, abs=0.0006)


@pytest.mark.parametrize(
    ("back", "discount", "loss"), [(3, 0.8, 1.932), (4, 0.85, 1.884), (5, 0.9, 1.879)]
)
def test_kneser_and_ney_tell_more_than_witten_and_bell(back, discount, loss):
    training, _validation, test = names.load()
    assert Counts(training, back, discount=discount).loss(test) == pytest.approx(loss, abs=0.0006)


def test_size_tells_how_many_counts_are_kept():
    """Of letters, and of pairs, in .ann. .anna. .nan. as they stand there."""
    texts = [f".{name}." for name in FEW]
    single = {letter for text in texts for letter in text[1:]}
    pairs = {text[i : i + 2] for text in texts for i in range(len(text) - 1)}
    assert Counts(FEW, back=0).size == len(single)
    assert Counts(FEW, back=1).size == len(single) + len(pairs)
    assert Counts(FEW, back=1, discount=0.5).size == len(single) + len(pairs)
