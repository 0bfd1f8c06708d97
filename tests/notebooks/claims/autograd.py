"""Claims of notebook 13."""

import math

import numpy as np
import plain
from lessons import ROOT, Lesson, tags


def only_a_value_in_the_middle_loses_what_comes_later():
    """By hand, at a = 2, b = 3: hand on as soon as one part is there, or when all are."""
    b = 3

    def slope(through, early):
        """dL/da of L = u + u² where u = a b, or where `through` is False of L = a b + a."""
        if not through:  # both parts arrive at a, the leaf, whatever the order
            return 1 * b + 1 if early else 1 + 1 * b
        u, parts = 2 * b, []
        arrived = 1.0  # on the short path
        if early:
            parts.append(arrived * b)  # handed on, and what comes now is not
            arrived += 2 * u
        else:
            arrived += 2 * u
            parts.append(arrived * b)
        return sum(parts)

    assert slope(False, True) == slope(False, False) == 4
    assert slope(True, False) == 39
    assert slope(True, True) == 3


def thirty_two_bits_train_as_well():
    """The loop of notebook 6 with numbers of 32 and of 64 bits, from one start."""
    found = {}
    for bits in (np.float32, np.float64):
        w1, w2, w3, w4, w5, w6, b1, b2, b3 = (
            np.random.default_rng(1).standard_normal(9).astype(bits)
        )
        X, y_true = (np.array(part, bits) for part in zip(*plain.ROWS, strict=True))
        one, rate = bits(1), bits(0.1)

        def sigma(z, one=one):
            return one / (one + np.exp(-z))

        for epoch in range(1000):
            for (x1, x2), y in zip(X, y_true, strict=True):
                h1, h2 = sigma(w1 * x1 + w2 * x2 + b1), sigma(w3 * x1 + w4 * x2 + b2)
                out = sigma(w5 * h1 + w6 * h2 + b3)
                d3 = bits(2) * (out - y) * out * (one - out)
                d1, d2 = d3 * w5 * h1 * (one - h1), d3 * w6 * h2 * (one - h2)
                w1, w2, b1 = w1 - rate * d1 * x1, w2 - rate * d1 * x2, b1 - rate * d1
                w3, w4, b2 = w3 - rate * d2 * x1, w4 - rate * d2 * x2, b2 - rate * d2
                w5, w6, b3 = w5 - rate * d3 * h1, w6 - rate * d3 * h2, b3 - rate * d3
            if epoch == 19:
                early = np.array([w1, w2, w3, w4, w5, w6, b1, b2, b3])
        outs = [
            sigma(w5 * sigma(w1 * x1 + w2 * x2 + b1) + w6 * sigma(w3 * x1 + w4 * x2 + b2) + b3)
            for x1, x2 in X
        ]
        assert early.dtype == bits
        found[bits] = early, np.mean((np.array(outs) - y_true) ** 2), np.round(outs)
    (early, loss, answers), (exact, right, truth) = found.values()
    assert 1e-8 < np.abs(early - exact).max() < 1e-6
    assert math.isclose(loss, right, rel_tol=1e-3)
    assert answers.tolist() == truth.tolist() == y_true.tolist()


def forty_lines_and_eleven_more():
    """Lines of `Value` before the cell that says so, and after it, which hold no slopes."""
    cells = Lesson(ROOT / "notebooks/en/13_autograd.ipynb").cells
    (here,) = [k for k, cell in enumerate(cells) if cell.id == "rest"]
    before, after = [
        [line for cell in part if "helpers" in tags(cell) or cell.id == "value-as"
         for line in cell.source.splitlines() if line not in ("", "class Value(Value):")]
        for part in (cells[:here], cells[here:])
    ]  # fmt: skip
    assert before[0] == "class Value:"
    assert 37 <= len(before) <= 42
    methods = after[: [line.strip() for line in after].index("return self**-1 * other") + 1]
    assert len(methods) == 11
    assert not any("Value(" in line for line in methods)


CLAIMS = {
    "eleven lines of comfort, which need no slope": forty_lines_and_eleven_more,
    "since it hands on to no other value": only_a_value_in_the_middle_loses_what_comes_later,
    "which a training hardly notices": thirty_two_bits_train_as_well,
}
PLAIN = {
    "Arrows leave them, and none arrives there": "what was given was made from nothing",
    "If it says *No module named": "what Python prints where the folder is not found",
    "a formula as you always do": "a way to say that the code is the usual one",
    "Nobody has told it that": "the cells above have no slope of a sigmoid",
    "slopes by a program need no check": "a misconception, and not what is said",
    "There is no backward pass in it": "the cell below has none",
    "With 64 bits yes, with 32 bits no": "an answer to choose from",
    "formulas that were never derived": "the formula of the section about any formula",
    "you need no framework for them": "the tests run without",
    "has no softmax, because": "the program of the exercise",
}
