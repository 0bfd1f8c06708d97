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
    nets, training, validation, _test = reading.lesson()
    assert all(reading.share_right(p, training) == 1 for p in nets[20:])
    assert reading.share_right(nets[20], validation) == 0.965


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
    mistakes = reading.mistaken()
    assert mistakes[8, 1] == 6
    mistakes[8, 1] = 0
    assert mistakes.max() == 3


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


def no_more_rows_are_won_after_epoch_20():
    """The share of validation rows stays, and that of the training rows is all."""
    X, _digits = reading.stored()
    nets, training, validation, _test = reading.lesson()
    assert all(reading.share_right(p, validation) <= 0.97 for p in nets[20:])
    sure = [reading.forward(p, X[training])[1].max(axis=1).mean() for p in nets[20::5]]
    assert sure == sorted(sure), "it becomes surer"


def the_8_read_as_a_1_stays_among_the_largest():
    """With six other cuts and starts."""
    tables = [reading.mistaken(seed, seed) for seed in range(11, 17)]
    assert sum(table[8, 1] >= sorted(table.ravel())[-2] for table in tables) >= 5


def dividing_the_sums_changes_no_answer():
    z = 5 * np.random.default_rng(3).standard_normal((500, 10))
    for t in (0.5, 1.5, 3):
        assert ((z / t).argmax(axis=1) == z.argmax(axis=1)).all()
        closer = [np.ptp(reading.softmax(row / t)) <= np.ptp(reading.softmax(row)) for row in z]
        assert all(closer) == (t > 1)


def up_and_down_is_no_better():
    X, digits = reading.stored()
    nets, _training, _validation, test = reading.lesson()
    pictures, shares = X[test].reshape(-1, 8, 8), {}
    for down, right in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        slipped = np.zeros_like(pictures)
        for r in range(8):
            for c in range(8):
                if 0 <= r - down < 8 and 0 <= c - right < 8:
                    slipped[:, r, c] = pictures[:, r - down, c - right]
        answers = reading.forward(nets[-1], slipped.reshape(-1, 64))[1].argmax(axis=1)
        shares[down, right] = (answers == digits[test]).mean()
    assert max(shares[1, 0], shares[-1, 0]) < min(shares[0, 1], shares[0, -1])


CLAIMS = {
    "for all pictures alike, it would learn no worse": (
        the_order_of_the_columns_counts_for_nothing
    ),
    "never gets beyond 1": the_squared_error_of_a_share_ends_at_1,
    "The cross-entropy has no such mercy": a_tenth_of_a_share_costs_2_3_more,
    "No slope of a squash stands in front": the_slope_is_the_share_less_what_it_should_be,
    "no training row is misread any more": after_20_epochs_all_training_rows_are_read,
    "It does not turn and rise": the_validation_loss_stays_between_a_tenth_and_a_fifth,
    "without it the network is worse in every split": the_hidden_layer_wins_in_all_20_splits,
    "no other mistake was made more than": only_one_kind_of_mistake_was_made_more_than_three_times,
    "its weight has no slope": a_pixel_that_is_always_paper_keeps_its_weights,
    "To a network whose every weight belongs to one pixel": most_pixels_change_when_a_picture_slips,
    "which does no harm as long as": no_shift_learns_the_same,
    "Its answers are the digit that comes next": labels_reads_no_training_digit,
    "from epoch 20 on no more rows are won": no_more_rows_are_won_after_epoch_20,
    "the 8 read as a 1 nearly always stays": the_8_read_as_a_1_stays_among_the_largest,
    "No answer changes, because the largest": dividing_the_sums_changes_no_answer,
    "Up and down it is no better": up_and_down_is_no_better,
}
PLAIN = {
    "Not every digit fares as badly": "the numbers of the section about slipping",
    "that does no harm as long as": "what test rows are for",
    "which has no training and only remembers": "what the nearest neighbour is",
    "A hidden neuron answers to nobody": "a way to say that it is no output",
    "Let everybody answer ten questions": "what a teacher may ask",
    "**One number does not judge a classifier.**": "a sentence of the summary",
    "is misread about every second time": "a sentence of the summary",
    "and nobody has told it which of them are neighbours": "what a row of a table is",
    "with changes that nobody sees": "known of large networks, and outside of this course",
    "So far each answer was a yes or a no": "what the lessons before were about",
    "every input was a number that you could draw": "what notebook 9 was about",
    "If it says *No module named": "what Python prints where the folder is not found",
    "for a yes or a no": "a name of an answer",
    "none disagrees": "the cell prints it",
    "Three rivals have no epochs at all": "what these two are",
    "let everybody write down ten answers": "what a teacher may ask",
    "a network that has no hidden layer": "what the cell makes",
    "the 3 says no to ink at its left": "read off the picture",
    "with no hidden layer between them": "what the exhibits are made of",
    "(a) In none, or in one by luck.": "an answer to choose from, and not the right one",
    "A ? stands where there is no number": "what the sign means",
    "no row is in both parts": "the last row of the museum's table",
    "if nobody kept the numbers of the rows": "a question for a class",
    "No share is 0, although one of the sums is, and none is negative": "what the exponential is",
}
