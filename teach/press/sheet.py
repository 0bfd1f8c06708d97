"""A sheet is one pupil's page: numbers that are given, questions, and what comes out."""

from typing import NamedTuple

import numpy as np

from helpers import inputs
from helpers.activations import sigmoid
from helpers.losses import mse_loss
from helpers.network import OUTPUTS, Output
from helpers.words import _, joined

TABLE = [round(0.1 * tenth, 1) for tenth in range(41)]  # the sums z of the table on a page
TRIES = 10_000  # draws before the press gives up, which it never did


class Question(NamedTuple):
    """What is asked, in Typst's markup, and the names of the answers, as they are written.

    The rest is for the key: `said` is an answer in words where one is asked for, `between` names
    what has to be computed on the way.
    """

    text: str
    asked: tuple
    said: str = ""
    between: tuple = ()

    @property
    def computed(self):
        """The names of all that the key tells of this question."""
        return (*self.between, *self.asked)


class Sheet(NamedTuple):
    """A page: its questions, and the answers by name, those in between among them."""

    questions: list
    answers: dict


def looked_up(z):
    """Return σ(z) as the table on the page has it: z to one decimal, σ to two."""
    return round(float(sigmoid(round(float(z), 1))), 2)


# What an output neuron does whose pupil looks the table up, and how blame goes back from there.
BY_TABLE = Output(np.vectorize(looked_up, otypes=[float]), mse_loss, OUTPUTS["sigmoid"].slope)


def drawn(rng, draw, good):
    """Return what `draw(rng)` gives, as often as it takes until it is `good`."""
    inputs.generator("rng", rng)
    for _attempt in range(TRIES):
        found = draw(rng)
        if good(found):
            return found
    raise RuntimeError(f"{TRIES} draws, and none is good.")


def one_of(rng, *numbers):
    """Return one of the numbers, as a number of Python."""
    return numbers[int(rng.integers(len(numbers)))]


def decimals(number, most=6):
    """Return how many decimals a number has, up to `most`."""
    return next(d for d in range(most + 1) if d == most or abs(round(number, d) - number) < 1e-9)


def plain(*numbers, most=2):
    """Return whether numbers come out well: at most so many decimals."""
    return all(decimals(float(number)) <= most for number in numbers)


def clean(number):
    """Return a number without what a computer adds behind its tenth decimal, and without -0."""
    return round(float(number), 10) + 0.0


def shown(value):
    """Return a number as it is written on paper: 0.25, −3, 12; a text as it is."""
    if isinstance(value, str):
        return value
    return np.format_float_positional(clean(value), trim="-").replace("-", "−")


def given(names, values):
    """Return what is given in Typst's markup: $w_1 = 2$, $w_2 = −1$, and so on."""
    return joined(f"${n} = {shown(v)}$" for n, v in zip(names, values, strict=True))


def cells(row):
    """Return a row of a table in Typst's markup: [Alice], [1], [0.3]."""
    return ", ".join(f"[{cell}]" for cell in row)


def table(heads, rows):
    """Return a table between the lines of a question."""
    body = ", ".join(map(cells, [heads, *rows]))
    look = f"columns: {len(heads)}, align: center, inset: 5pt"
    return f"#align(center, table({look}, {body}))"


def yes_or_no(y):
    """Return what an output decides."""
    return _("yes") if y > 0.5 else _("no")
