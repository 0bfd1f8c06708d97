"""What the pictures of notebook 13 have to show."""

from math import dist

import palette
from drawings_recurrence import arrow, circles
from matplotlib.colors import to_hex
from matplotlib.text import Text
from panels import reads, words
from pictures.drawn import centre_of

NOTEBOOK = "13_autograd"


@reads(NOTEBOOK, "by-hand-picture")
def two_paths(panel):
    """L = u + a with u = a b: at a the paths join, 1 from L and 1 times 3 from u."""
    found = circles(
        panel, {n: (f"{value}", None) for n, value in zip("abuL", (2, 3, 6, 8), strict=True)}
    )
    for before, after, slope in (("a", "L", 1), ("u", "L", 1), ("a", "u", 3), ("b", "u", 2)):
        middle = arrow(panel, found, before, after, slope)
        take(panel, f"+{slope}", middle, 45, "normal")
    for name, said in (("a", "1 + 3 = +4"), ("b", "+2"), ("u", "+1"), ("L", "+1")):
        take(panel, said, found[name].centre, 65, "bold")


def take(panel, said, place, far, weight):
    """Read the nearest text that says this, in the colour of a positive number."""
    near = [
        t for t in panel.those(Text) if words(t.get_text()) == said and t.get_weight() == weight
    ]
    text = min(near, key=lambda t: dist(centre_of(panel.ax, t), place))
    assert dist(centre_of(panel.ax, text), place) < far
    assert to_hex(text.get_color()) == palette.sign_color(1)
    panel.left.remove(text)
