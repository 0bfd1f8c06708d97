"""What learners may answer in notebook 14, and what its checks then say: rows for the tables."""

import math

import numpy as np
from attending import at_once, numbered

from helpers import names
from helpers.exercises import failing_book, find_leak, one_row, softmax_row, write_mask

A, OUT = [0.4, 0.1, 0.5, 0], [14, 7]
ROOT = math.sqrt(2)


# ---------------------------------------------------------------- what the networks say


def asked(book, letter):
    """Return what the reader says, its share, and the weights of the pairs with the letter."""
    pairs = [(ord(a) - 97, 26 + int(digit)) for a, digit in book.split()]
    marks = [*pairs, (ord(letter) - 97, 36)]
    shares, looks = at_once("book", 500, marks, np.ones((1, len(marks), len(marks))))
    rows = [k for k, pair in enumerate(book.split()) if pair[0] == letter]
    weights = ", ".join(f"{looks[0][-1, k]:.2f}" for k in rows)
    return {"said": shares[-1].argmax(), "share": f"{shares[-1].max():.2f}", "weights": weights}


def crowded():
    """Return a book in which a letter stands once, and the reader misses it in a crowd."""
    for k in range(26 * 26 * 10):
        digit, letter, other = k % 10, k // 10 % 26, k // 260
        right, letter, other = (digit + 1) % 10, chr(97 + letter), chr(97 + other)
        book = f"{letter}{right}" + 25 * f" {other}{digit}"
        if letter != other and asked(book, letter)["said"] != right:
            return book, letter, right, asked(book, letter)["said"]
    raise AssertionError("no crowd is large enough")


CROWD, MISSED, BESIDE, INSTEAD = crowded()


def forecasts(number, some):
    """Return the shares of letters that a suspect says of names of one length.

    The third looks ahead in its first head.
    """
    places = len(some[0]) + 1
    before, ahead = (
        [[float(j <= i + more) for j in range(places)] for i in range(places)]
        for more in (0, number == 3)
    )
    marks = [[[letter] for letter in numbered(f".{name}")] for name in some]
    stage = 2 if number == 1 else 23
    return at_once("names", stage, marks, np.array([ahead, before, before, before]))[0]


def cost(number):
    """Return what the test names cost a suspect, in nats a letter."""
    right, test = [], names.load().test
    for length in set(map(len, test)):
        some = [name for name in test if len(name) == length]
        for row, name in zip(forecasts(number, some), some, strict=True):
            right += row[range(length + 1), numbered(f"{name}.")].tolist()
    return -np.log(right).mean()


COSTS = ", ".join(f"{cost(number):.2f}" for number in (1, 2, 3))


def caught(one, other, row):
    first, second = forecasts(3, [one, other])
    moved = np.abs(first - second)[row].max()
    return (
        f"Row {row} of forecast 3 has read {one[:row]} in both names and moves by {moved:.2g}: it "
        f"has seen what comes next. On the test names the three cost {COSTS} nats a letter, which "
        "would not have told."
    )


def failed(book, letter):
    digits = [pair[1] for pair in book.split() if pair[0] == letter]
    return (
        "The letter {letter} stands there with {digits}. The network looks at these pairs with "
        "the weights {weights} and says {said}, with a share of {share}; a dictionary says {last}. "
        "In another order of the pairs the network says the same, because it has no positions, and "
        "a dictionary need not: put another of these digits last, and one of the two answers is "
        "wrong."
    ).format(letter=letter, digits=", ".join(digits), last=digits[-1], **asked(book, letter))


# ---------------------------------------------------------------- functions with a mistake


def mask(seen):
    """Return a function that asks of each place i and each j whether i may look at j."""

    def my_mask(places):
        return np.array([[seen(i, j) for j in range(places)] for i in range(places)])

    return (my_mask,)


def good_mask(places):
    return np.arange(places) <= np.arange(places)[:, np.newaxis]


def loops(places):
    rows = []
    for i in range(places):
        rows.append([j <= i for j in range(places)])
    return rows


def in_full(A, dL_dA):
    """Multiply the whole table of slopes."""
    return (np.diag(A) - np.outer(A, A)) @ dL_dA


def in_a_loop(A, dL_dA):
    mean = sum(a * slope for a, slope in zip(A, dL_dA, strict=True))
    return [a * (slope - mean) for a, slope in zip(A, dL_dA, strict=True)]


def in_place(A, dL_dA):
    """Give the right slopes, and spoil what was handed in."""
    dL_dA -= (A * dL_dA).sum()
    return A * dL_dA


def row_of(scores):
    """Return the softmax of a row."""
    powers = np.exp(scores)
    return powers / powers.sum()


def shown(numbers):
    """Return numbers as a sentence shows them."""
    return f"[{', '.join(f'{number:.6g}' for number in numbers)}]"


def weighed(numbers, text):
    """Return the row of the table for weights that are wrong."""
    numbers = [float(number) for number in numbers]
    return (one_row, (numbers, OUT), f"my_weights = {shown(numbers)} {text}")


def mixed(numbers, text):
    """Return the row of the table for weights that are right, and an output that is wrong."""
    said = f"my_output = {shown(numbers)} {text}" if np.ndim(numbers) == 1 else f"my_output {text}"
    return (one_row, (A, numbers), said)


S = np.array([2 * math.log(2), 0, math.log(5), math.log(10)])
THREE = np.array([1.0, 1, 1, 0])


def seen_row(scores):
    return np.append(row_of(np.array(scores)[:3]), 0)


# ---------------------------------------------------------------- tables

MISTAKES = [
    (
        one_row,
        ([0.4, 0.1, 0.5], OUT),
        (
            "my_weights has three numbers, and there are four places. The fourth one is hidden: "
            "its weight is 0."
        ),
    ),
    (
        one_row,
        ([*S[:3], -math.inf], OUT),
        (
            "my_weights has -inf in it. That is the score of a hidden place; the softmax is still "
            "to come, and makes it 0."
        ),
    ),
    weighed(
        [0.2, 0.05, 0.25, 0.5],
        ("look at the fourth place too, which comes later. The mask hides it before the softmax."),
    ),
    weighed(
        [0.2, 0.05, 0.25, 0],
        (
            "hide the fourth place after the softmax, so that they no longer add up to 1. The "
            "mask comes first."
        ),
    ),
    weighed(
        seen_row(ROOT * S),
        "come from scores without their root. Divide each by √d, which is √2 here.",
    ),
    weighed(
        [0.3981, 0.056, 0.5458, 0],
        "come from scores without their root. Divide each by √d, which is √2 here.",
    ),
    weighed(
        seen_row(2 * S),
        "come from scores that were multiplied by √2. Divide each by √2.",
    ),
    weighed(
        seen_row(S / ROOT),
        "come from scores that were divided by d. Divide each by √d, which is √2 here.",
    ),
    weighed(
        row_of(ROOT * S),
        "come from scores without their root, and look at the fourth place too.",
    ),
    weighed(
        THREE * S / S[:3].sum(),
        "are the scores divided by their sum. A softmax divides powers of e.",
    ),
    weighed(
        S / S.sum(),
        (
            "are the scores of all four divided by their sum. A softmax divides powers of e, and "
            "the fourth place is hidden."
        ),
    ),
    weighed(THREE * S, "are the scores. The softmax is still to come."),
    weighed(
        S,
        (
            "are the scores of all four. The fourth place is hidden, and the softmax is still to "
            "come."
        ),
    ),
    weighed([4, 1, 5, 0], "are the powers of e. Divide each by their sum."),
    weighed(
        [4, 1, 5, 10],
        (
            "are the powers of e of all four. Leave the fourth place out, and divide each by the "
            "sum of the others."
        ),
    ),
    weighed(
        [0.8, 0.2, 1, 0],
        "are divided by the largest power. Divide by all three together.",
    ),
    weighed(
        [0, 0, 1, 0],
        ("give everything to the place that fits best. A softmax leaves something to the others."),
    ),
    weighed(
        THREE / 3,
        "ask all places alike. The query fits some keys better than others.",
    ),
    weighed(
        [0.25, 0.25, 0.25, 0.25],
        (
            "ask all four places alike. The fourth one is hidden, and the query fits some keys "
            "better than others."
        ),
    ),
    weighed(
        [4 / 9, 0, 5 / 9, 0],
        "give nothing to the second place. Its score is 0, and e to the power of 0 is 1.",
    ),
    weighed(
        seen_row(-S),
        "come from powers of minus the scores, so that what fits least gets most.",
    ),
    weighed(
        seen_row([2, 0, 1]),
        "take every coordinate of the query for 1. It is √2 times a logarithm.",
    ),
    weighed(
        [25 / 28, 1 / 28, 2 / 28, 0],
        ("exchange the two numbers of the query, or of the keys. The first goes with the first."),
    ),
    weighed(
        [0.5, 0.1, 0.4, 0],
        (
            "are the right weights in another order. They belong to the first, second, third and "
            "fourth place."
        ),
    ),
    mixed(
        [0.8, 0.5],
        "mixes the keys. They tell where to look; what is mixed are the values.",
    ),
    mixed([10, 10], "is the mean of the three values. Each is multiplied by its weight."),
    mixed([30, 30], "is the sum of the three values. Each is multiplied by its weight."),
    mixed([12, 18.5], "mixes all four values. The fourth place has the weight 0."),
    mixed(
        [20, 10],
        (
            "is the value of the place with the largest weight. The others are mixed in, each "
            "with its own."
        ),
    ),
    mixed([140, 70], "is mixed with the powers of e. Take the weights, which add up to 1."),
    mixed(
        [10 * S[0] + 20 * S[2], 10 * S[2]],
        "is mixed with the scores. Take the weights.",
    ),
    mixed(
        [14 / 3, 7 / 3],
        "is divided by the number of places. The weights add up to 1 already.",
    ),
    mixed([3.5, 1.75], "is divided by four places. The weights add up to 1 already."),
    mixed(
        [[4, 0], [0, 2], [10, 5], [0, 0]],
        "has the four values, each times its weight. Add them up.",
    ),
    mixed(
        [[4, 0], [0, 2], [10, 5]],
        "has the three values, each times its weight. Add them up.",
    ),
    mixed([7, 14], "has its two numbers the wrong way round."),
    (
        write_mask,
        mask(lambda i, j: str(j <= i)),
        "my_mask has texts in its table. True and False stand without quotes.",
    ),
    *[
        (
            write_mask,
            mask(lambda i, j, low=low: 0.0 if j <= i else low),
            (
                "my_mask holds what is added to the scores. What is wanted comes before that: "
                "True where a place may look, and False where it may not."
            ),
        )
        for low in (-math.inf, -1e9)
    ],
    (
        write_mask,
        mask(lambda i, j: j >= i),
        (
            "my_mask lets each place look at itself and at the later ones. Rows are those who "
            "look, so exchange rows and columns."
        ),
    ),
    (
        write_mask,
        mask(lambda i, j: j < i),
        (
            "my_mask hides each place from itself, and so the first one has nobody to look at. "
            "The diagonal is True."
        ),
    ),
    (
        write_mask,
        mask(lambda i, j: j <= i + 1),
        "my_mask looks one place too far: in row i the last True stands in column i.",
    ),
    (
        write_mask,
        mask(lambda i, j: True),
        "my_mask lets all look at all. What comes later is to be hidden.",
    ),
    (
        write_mask,
        mask(lambda i, j: i == j),
        "my_mask lets each place look at itself alone. What came before it may be seen too.",
    ),
    (
        write_mask,
        mask(lambda i, j: False),
        "my_mask hides all from all. A place may look at itself and at those before it.",
    ),
    (
        write_mask,
        mask(lambda i, j: j > i),
        "my_mask has True where a place may not look. Turn True and False round.",
    ),
    (
        write_mask,
        mask(lambda i, j: j == i - 1),
        "my_mask lets each place look at the one before it alone.",
    ),
    (
        write_mask,
        mask(lambda i, j: i - j in (0, 1)),
        (
            "my_mask lets each place look at itself and at the one before it alone. All that came "
            "before may be seen."
        ),
    ),
    (
        write_mask,
        mask(lambda i, j: i == j == 0),
        (
            "my_mask fills its first row alone. Does return stand inside the loop? Move it to the "
            "left, under for."
        ),
    ),
    (
        write_mask,
        (lambda places: True,),
        "my_mask(3) was 1.0; expected an array of shape (3, 3).",
    ),
    (
        write_mask,
        mask(lambda i, j: j <= i and j < 2),
        (
            "my_mask(3) gives a table with 0 in row 2 and column 2, both counted from 0; 1 should "
            "stand there."
        ),
    ),
    (
        write_mask,
        mask(lambda i, j: (j <= i) / (i + 1)),
        ("my_mask gives shares already. What is wanted is who may be looked at, as True or False."),
    ),
    *[
        (
            write_mask,
            (lambda places, size=size: np.tri(size, dtype=bool),),
            (
                "my_mask gives the same table for any number of places. How many there are is "
                "handed in as places."
            ),
        )
        for size in (3, 4, 12)
    ],
    *[
        (
            write_mask,
            numbers,
            (
                "my_mask has its numbers in the right places, and numbers they are. A mask "
                "answers with True and False: a comparison gives them, and so does dtype=bool."
            ),
        )
        for numbers in ((np.tri,), mask(lambda i, j: int(j <= i)))
    ],
    *[
        (softmax_row, (wrong,), f"my_scores_back {text}")
        for wrong, text in [
            (
                lambda A, g: A * (g - (A * g).sum(axis=1, keepdims=True)),
                (
                    "asks for a second axis. A is a single row here, so .sum() alone, or axis=-1, "
                    "will do."
                ),
            ),
            (
                lambda A, g: A * g,
                (
                    "lacks the mean. From what arrives at each weight take the weighted mean away, "
                    "and multiply by A then."
                ),
            ),
            (
                lambda A, g: A * (g - g.mean()),
                (
                    "takes the plain mean away. In a weighted mean what arrives at each weight is "
                    "multiplied by that weight."
                ),
            ),
            (
                lambda A, g: A * (g - g.sum()),
                (
                    "takes the sum of what arrives away, without the weights. It is the sum of A "
                    "times dL_dA."
                ),
            ),
            (
                lambda A, g: A * (g - (A * g).mean()),
                (
                    "takes the mean of A times dL_dA away. The weights add up to 1 already, so "
                    "their weighted mean is a sum."
                ),
            ),
            (
                lambda A, g: g - A @ g,
                "is not multiplied by A. A place with a small weight hardly moves it.",
            ),
            (
                lambda A, g: g - np.mean(g),
                (
                    "takes the plain mean away, and is not multiplied by A. The mean is a weighted "
                    "one."
                ),
            ),
            (
                lambda A, g: A * (1 - A) * g,
                (
                    "treats each weight as a sigmoid, with A (1 - A). In a softmax a score moves "
                    "the other weights too."
                ),
            ),
            (lambda A, g: A * (1 - A), "gives A (1 - A), in which dL_dA does not occur."),
            (
                lambda A, g: A * (A @ g - g),
                "has the wrong sign. Take the mean away from what arrives.",
            ),
            (lambda A, g: A * (g + A @ g), "adds the weighted mean. It is taken away."),
            (
                lambda A, g: A * g - (A * g).sum(),
                "lacks round brackets: the weighted mean is to be multiplied by A as well.",
            ),
            (lambda A, g: A**2 * (g - A @ g), "multiplies by A twice."),
            (lambda A, g: g, "hands on what arrives. The softmax has a slope of its own."),
            (
                lambda A, g: A @ g,
                (
                    "gives the weighted mean alone. Each score gets a slope, so take the mean away "
                    "from dL_dA and multiply by A."
                ),
            ),
            (
                lambda A, g: np.diag(A) - A[:, np.newaxis] * A,
                (
                    "gives the slopes of all weights by all scores, a whole table. Multiply it by "
                    "dL_dA, with @."
                ),
            ),
            (
                lambda A, g: in_full(row_of(A), g),
                "takes a softmax of A once more. A is what came out of it.",
            ),
            (
                lambda A, g: A - g,
                (
                    "takes dL_dA away from A. That short form belongs to softmax with "
                    "cross-entropy; here anything may arrive."
                ),
            ),
            (
                lambda A, g: A * (g - A @ g) / A.size,
                "divides by the number of weights. Nothing is averaged here.",
            ),
            (
                in_place,
                (
                    "changes what is handed in to it: whoever calls it finds other numbers in "
                    "place of their own. Work with names of your own inside."
                ),
            ),
        ]
    ],
    *[
        (
            failing_book,
            (book, letter),
            (
                "A good try: {letter} is not in the book, so there is nothing to find, and the "
                "network still says {said}, with a share of {share}, because its weights add up to "
                "1 whatever stands there. Not even a dictionary has an answer here. Ask for a "
                "letter of the book."
            ).format(letter=letter, **asked(book, letter)),
        )
        for book, letter in [("a3 k7 b9", "z"), ("a3 k7 a9", "b")]
    ],
    (
        failing_book,
        (CROWD, MISSED),
        (
            f"The network says {INSTEAD}, and {BESIDE} stands beside {MISSED}. It fails, and it "
            "need not: there is a right answer, which a network that is trained for longer might "
            "find. Look for a question that it cannot answer at all."
        ),
    ),
    (
        failing_book,
        ("a3 k7 a3", "a"),
        (
            "a stands there more than once, with 3 each time. Whichever of them it looks at, the "
            "network is right with 3. Give them different digits."
        ),
    ),
    (
        failing_book,
        ("a3 k7 a9", "k"),
        (
            "a stands there more than once, and you ask for k, which stands there once. So the "
            "network is right with 7."
        ),
    ),
    (
        failing_book,
        ("a3 k7 b9", "b"),
        (
            "All letters of this book are different, and the network is right: beside b stands 9. "
            "What would make two rows fit the question equally well?"
        ),
    ),
    (
        failing_book,
        ({"a": 3, "k": 7}, "a"),
        (
            "my_pairs is a dictionary, in which a letter can stand only once: Python keeps what "
            'came last. Write the pairs as a text, such as "b4 s1 m7".'
        ),
    ),
    *[
        (
            failing_book,
            (pairs, "a"),
            (
                f"my_pairs is {came}. It should be a text with a space between two pairs, such as "
                '"b4 s1 m7".'
            ),
        )
        for pairs, came in [
            ([("a", 3), ("a", 9)], "[('a', 3), ('a', 9)]"),
            (None, "None"),
            (39, "39"),
            (math.nan, "nan"),
            (b"a3 a9", "b'a3 a9'"),
            (np.zeros((2, 2)), "an array of shape (2, 2)"),
        ]
    ],
    *[
        (
            failing_book,
            (pairs, "a"),
            f"my_pairs has {count} pair(s). A book for this exercise has 2 to 26.",
        )
        for pairs, count in [("a3", 1), ("", 0), ([], 0), (27 * "a3 ", 27)]
    ],
    *[
        (failing_book, (f"k7 {pair} a9", "a"), f"In my_pairs {pair!r} {text}")
        for pair, text in [
            ("3a", "has its digit in front. The letter comes first."),
            ("A3", "has a capital letter. The network has learned small ones alone."),
            ("a12", "has a number with several digits. A letter has one, from 0 to 9."),
            ("a?", "is the question. It belongs into my_question."),
            ("a3k7", "holds several pairs. Put a space between them."),
            *[
                (
                    pair,
                    (
                        "cannot be read. A pair is a small letter and a digit with nothing between "
                        "them, such as b4."
                    ),
                )
                for pair in ("a", "3", "a=3", "ä3", "ab3", "a٣")
            ],
        ]
    ],
    *[
        (
            failing_book,
            ("a3 k7 a9", question),
            f'my_question is {question!r}. It should be a letter in quotes, such as "s".',
        )
        for question in (None, 3, ["a"], math.nan)
    ],
    *[
        (failing_book, ("a3 k7 a9", question), f"my_question is {question!r}{text}")
        for question, text in [
            (
                "3",
                ", which is no letter. Ask for a letter; a digit is what the network answers with.",
            ),
            ("a3", ", a whole pair. Ask for the letter alone, and the network says the digit."),
            ("A", ". The network has learned small letters alone."),
            *[
                (question, ". A question is a single letter.")
                for question in ("", "?", "ak", "a or k", "ä", "a\nk")
            ],
        ]
    ],
    (
        find_leak,
        (math.sin, ["mary", "mark"], 3),
        "my_leak is a function. Give the number of the suspect, 1, 2 or 3.",
    ),
    *[
        (
            find_leak,
            (leak, ["mary", "mark"], 3),
            f"my_leak = {leak} belongs to none of the forecasts, which are 1, 2 and 3.",
        )
        for leak in (0, 4, 2.5, -3)
    ],
    *[
        (
            find_leak,
            (3, pair, 3),
            (
                f"my_names is {came}. A number alone is a guess: the proof is two names, each in "
                "quotes, in square brackets and with a comma between them."
            ),
        )
        for pair, came in [
            (None, "None"),
            ("mary mark", "'mary mark'"),
            (["mary"], "['mary']"),
            (["mary", "mark", "maria"], "['mary', 'mark', 'maria']"),
            (3, "3"),
        ]
    ],
    *[
        (
            find_leak,
            (3, ["mary", name], 3),
            f"my_names was {name!r}; expected 1 to 11 letters from a to z.",
        )
        for name in ("Mark", "", "mary ann", 4, None, "maryelizabeth", ".mary")
    ],
    (
        find_leak,
        (3, ["mary", "mary"], 3),
        "Both names are mary, and so nothing can move. Change a letter of one.",
    ),
    (
        find_leak,
        (3, ["mary", "maria"], 3),
        (
            "mary and maria have different lengths. Take names of the same length, so that each "
            "row of one has a row of the other beside it."
        ),
    ),
    *[
        (
            find_leak,
            (leak, ["mary", "gary"], 3),
            (
                "mary and gary differ from the first letter on, so row 0, which has read nothing, "
                "is the only one that has read the same. Take two names that begin alike, and "
                "change a letter near the end."
            ),
        )
        for leak in (1, 2, 3)
    ],
    *[
        (
            find_leak,
            (3, ["mary", "mark"], row),
            (
                f"my_row = {row} is no row of this forecast. Its rows are 0, where nothing has "
                "been read, to 4, where the whole name has been."
            ),
        )
        for row in (-1, 5, 2.5)
    ],
    *[
        (
            find_leak,
            (leak, ["mary", "mark"], 4),
            (
                "Row 4 has read mary in one name and mark in the other, so an honest forecast "
                "moves there too. Rows 0 to 3 have read the same: which of them move?"
            ),
        )
        for leak in (1, 2, 3)
    ],
    *[
        (
            find_leak,
            (leak, ("carla", "carol"), row),
            (
                f"Forecast {leak} is the same for carla and carol in the rows 0 to 3, which have "
                "read the same letters. It moves behind them, as it may. Ask the other two."
            ),
        )
        for leak in (1, 2)
        for row in (3, 0)
    ],
    *[
        (
            find_leak,
            (3, ["carla", "carol"], row),
            (
                f"Forecast 3 does not move in row {row}. Another row that has read the same "
                "letters in both names does. How far ahead does it look?"
            ),
        )
        for row in (0, 1, 2)
    ],
]

MIXED = (
    "The powers of e are 4, 1 and 5, so there are ten parts to hand out, and the hidden place gets "
    "nothing."
)
MASKED = "Each row sees one place more than the row above it, and each place sees itself."
SHIFTED = (
    "What it gives adds up to 0 in each row: a softmax can only shift weight from one place to "
    "another."
)
RIGHT = [
    (one_row, (A, OUT), MIXED),
    (one_row, (np.array([A]), np.array([OUT])), MIXED),
    (write_mask, (good_mask,), MASKED),
    (write_mask, (loops,), MASKED),
    (write_mask, (lambda places: np.tril(np.ones((places, places), bool)),), MASKED),
    (softmax_row, (lambda A, g: A * (g - (A * g).sum()),), SHIFTED),
    (softmax_row, (in_full,), SHIFTED),
    (softmax_row, (in_a_loop,), SHIFTED),
    *[
        (failing_book, (pairs, question), failed(book, letter))
        for pairs, question, book, letter in [
            ("a3 k7 a9", "a", "a3 k7 a9", "a"),
            ("a9 k7 a3", "a?", "a9 k7 a3", "a"),
            (["q1", "q2"], " q ", "q1 q2", "q"),
            ("b4, s1, b4, b0", "b", "b4 s1 b4 b0", "b"),
            (13 * "m0 m1 ", "m", 13 * "m0 m1 ", "m"),
        ]
    ],
    *[
        (find_leak, (3, pair, row), caught(*pair, row))
        for pair, row in [
            (["mary", "mark"], 3),
            (("anna", "anne"), 3),
            (["tom", "tim"], 1),
            (["christopher", "christophes"], 10),
        ]
    ],
]
