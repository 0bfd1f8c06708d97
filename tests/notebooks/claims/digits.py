"""Claims of notebook 10."""

import math

import numpy as np
import reading


def the_order_of_the_columns_counts_for_nothing():
    """Shuffled columns, and weights shuffled alike: every sum, and so every step, is the same."""
    X, _digits = reading.stored()
    mixed = np.random.default_rng(7).permutation(64)
    for W1, b1, W2, b2 in reading.lesson()[0][::10]:
        _h, shares = reading.forward((W1, b1, W2, b2), X[:50])
        _h, again = reading.forward((W1[mixed], b1, W2, b2), X[:50, mixed])
        assert np.allclose(shares, again, rtol=0, atol=1e-12)


def the_squared_error_of_a_share_ends_at_1():
    shares = np.linspace(0, 1, 1001)
    assert ((1 - shares) ** 2).max() == 1


def a_tenth_of_a_share_costs_2_3_more():
    for share in (0.5, 0.01, 1e-6):
        assert abs(-math.log(share / 10) + math.log(share) - 2.3) < 0.003


def the_slope_is_the_share_less_what_it_should_be():
    """By differences of plain Python, at drawn sums, large ones included: no factor in front."""
    rng, h = np.random.default_rng(1), 1e-5
    for size in (1, 5, 30):
        z, right = size * rng.standard_normal(10), int(rng.integers(10))

        def loss(sums, right=right):
            return np.logaddexp.reduce(sums) - sums[right]

        for k in range(10):
            nudge = h * np.eye(10)[k]
            slope = (loss(z + nudge) - loss(z - nudge)) / (2 * h)
            assert abs(slope - (reading.softmax(z)[k] - (k == right))) < 1e-8


def after_20_epochs_all_training_rows_are_read():
    X, digits = reading.stored()
    nets, training, validation, _test = reading.lesson()
    for p in nets[20:]:
        assert (reading.forward(p, X[training])[1].argmax(axis=1) == digits[training]).all()
    at_20 = reading.forward(nets[20], X[validation])[1].argmax(axis=1)
    assert (at_20 == digits[validation]).mean() == 0.965


def the_validation_loss_stays_between_a_tenth_and_a_fifth():
    nets, _training, validation, _test = reading.lesson()
    losses = [reading.cross_entropy(p, validation) for p in nets]
    assert all(0.1 < loss < 0.2 for loss in losses[8:])
    assert min(losses[15:]) > 0.9 * min(losses)
    assert losses[-1] < 1.1 * min(losses), "it does not turn and rise"


def the_hidden_layer_wins_in_all_20_splits():
    ours, flat = (reading.asked(f"{sizes}, rate 1", 1400, epochs)
                  for sizes, epochs in (("64-32-10", 30), ("64-10", 100)))  # fmt: skip
    assert len(ours) == 20
    assert all(one > other for one, other in zip(ours, flat, strict=True))


def only_one_kind_of_mistake_was_made_more_than_three_times():
    _X, digits = reading.stored()
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (digits, reading.crossed().argmax(axis=1)), 1)
    mistakes = counts * (1 - np.eye(10, dtype=int))
    assert mistakes[8, 1] == 6
    mistakes[8, 1] = 0
    assert mistakes.max() == 3


def longer_training_is_surer_and_no_better():
    """More answers above 0.95, a larger mean, and of those below no larger share right."""
    after, later = reading.surest(30), reading.surest(100)
    assert later[-1][1] > after[-1][1]

    def mean(rows, place):
        return sum(row[1] * row[place] for row in rows) / sum(row[1] for row in rows)

    assert mean(later, 2) > mean(after, 2)
    assert abs(mean(later, 3) - mean(after, 3)) < 0.001


def a_pixel_that_is_always_paper_keeps_its_weights():
    X, _digits = reading.stored()
    nets, training, _validation, _test = reading.lesson()
    empty = np.flatnonzero((X[training] == 0).all(axis=0))
    assert 0 in empty, "the corner"
    assert (nets[0][0][empty] == nets[-1][0][empty]).all()


def most_pixels_change_when_a_picture_slips():
    X, _digits = reading.stored()
    pictures = X.reshape(-1, 8, 8)
    changed = (pictures[:, :, 1:] != pictures[:, :, :-1]).mean(axis=(1, 2))
    assert changed.mean() > 0.5


def labels_reads_no_training_digit():
    X, digits = reading.stored()
    training, _validation = reading.rows("labels")
    _losses, W, b = reading.learned("labels")
    assert ((X[training] @ W + b).argmax(axis=1) != digits[training]).all()


def no_shift_learns_the_same():
    assert np.allclose(reading.learned("no_shift")[0], reading.learned(None)[0])


def the_slope_of_a_share_has_no_end():
    assert -math.log(1e-300) > 690


CLAIMS = {
    "if the same 64 columns were shuffled": the_order_of_the_columns_counts_for_nothing,
    "never gets beyond 1": the_squared_error_of_a_share_ends_at_1,
    "The cross-entropy has no such mercy": a_tenth_of_a_share_costs_2_3_more,
    "No slope of a squash stands in front": the_slope_is_the_share_less_what_it_should_be,
    "with no slope of a squash in front of it": the_slope_is_the_share_less_what_it_should_be,
    "no training row is misread any more": after_20_epochs_all_training_rows_are_read,
    "It does not turn and rise": the_validation_loss_stays_between_a_tenth_and_a_fifth,
    "wins in every split": the_hidden_layer_wins_in_all_20_splits,
    "no other mistake was made more than": only_one_kind_of_mistake_was_made_more_than_three_times,
    "has become no better": longer_training_is_surer_and_no_better,
    "its weight has no slope": a_pixel_that_is_always_paper_keeps_its_weights,
    "To a network whose every weight belongs to one pixel": most_pixels_change_when_a_picture_slips,
    "does not read a single training digit rightly": labels_reads_no_training_digit,
    "which does no harm as long as": no_shift_learns_the_same,
    "Being sure and wrong has no upper limit": the_slope_of_a_share_has_no_end,
}
PLAIN = {
    "every input was a number that you could draw": "what notebook 9 was about",
    "If it says *No module named": "what Python prints where the folder is not found",
    "for a yes or a no": "a name of an answer",
    "none disagrees": "the cell prints it",
    "Two rivals have no epochs at all": "what these two are",
    "Some of them nobody would misread": "an opinion about a picture",
    "let everybody write down ten answers": "what a teacher may ask",
    "a network that has no hidden layer": "what the cell makes",
    "the 3 says no to ink at its left": "read off the picture",
    "with no hidden layer between them": "what the exhibits are made of",
    "(a) In none, or in one by luck.": "an answer to choose from, and not the right one",
    "A ? stands where there is no number": "what the sign means",
    "no row is in both parts": "the last row of the museum's table",
    "if nobody kept the numbers of the rows": "a question for a class",
    "No share is 0, although": "what the exponential is",
}
