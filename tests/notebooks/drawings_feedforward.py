"""What the pictures of notebook 2 have to show."""

from itertools import pairwise

from panels import reads
from plain import parameters

NOTEBOOK = "02_feedforward"
FIRST = parameters(w2=1, w4=1, w6=1)
NINE = parameters(w1=0.5, w2=-1, b1=2, w3=-2, w4=1.5, b2=1, w5=-3, w6=2.5, b3=0.25)


@reads(NOTEBOOK, "first-picture")
def first(panel):
    panel.network(FIRST)


@reads(NOTEBOOK, "hand-picture")
def by_hand(panel):
    panel.network(FIRST, (2, 3))


@reads(NOTEBOOK, "nine-picture")
def nine(panel):
    panel.network(NINE)


def products(sizes):
    """Return how many multiplications one example costs: one for each arrow of a weight."""
    return sum(before * after for before, after in pairwise(sizes))


@reads(NOTEBOOK, "cost-picture")
def cost(left, right):
    counts = [1, 10, 100, 1000, 10000]
    left.named("m", "# ×", "6 m")
    left.line(counts, [m * products([2, 2, 1]) for m in counts], marker="o", label="2-2-1")
    left.legend("2-2-1")
    right.named("n", "", "3 n,  n^2 + n")
    right.line(counts, [products([2, n, 1]) for n in counts], marker="o", label="2-n-1")
    wide = [products([n, n, 1]) for n in counts]
    right.line(counts, wide, kind="dashed", marker="s", label="n-n-1")
    right.legend("2-n-1", "n-n-1")
