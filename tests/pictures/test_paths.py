"""Two paths to one number: read back with several numbers, and refused."""

from math import dist

import matplotlib.pyplot as plt
import palette
import pytest
from drawn import arrows, centre_of, collisions, outside, rings, texts
from matplotlib.colors import to_hex

from helpers import paths

pytestmark = pytest.mark.usefixtures("look")
MINUS = "\N{MINUS SIGN}"


@pytest.fixture
def ax():
    return plt.subplots(figsize=(8.4, 4))[1]  # room enough, so that nothing is drawn smaller


def signed(x):
    return f"{x:+g}".replace("-", MINUS) if x else "0"


@pytest.mark.parametrize(("a", "b"), [(2, 3), (-1.5, 0.5), (0.25, -4), (3, -1)])
def test_numbers_slopes_and_their_sum_are_those_of_differences(ax, a, b):
    paths.joined(a, b, ax)
    ax.figure.canvas.draw()  # an arrow learns its size in points when it is drawn
    found = rings(ax)
    values = {"a": a, "b": b, "u": a * b, "L": a * b + a}
    assert {name: ring.value for name, ring in found.items()} == {
        name: f"{value:g}".replace("-", MINUS) for name, value in values.items()
    }
    h = 1e-5
    dL_da = ((a + h) * b + a + h - ((a - h) * b + a - h)) / (2 * h)
    dL_db = (a * (b + h) - a * (b - h)) / (2 * h)
    bold = {t.get_text(): to_hex(t.get_color()) for t in texts(ax) if t.get_weight() == "bold"}
    parts = f"1 + {b:g}" if b > 0 else f"1 + ({MINUS}{-b:g})"
    wanted = {signed(1.0): 1, signed(round(dL_db, 6)): dL_db}
    wanted[f"{parts} = {signed(round(dL_da, 6))}"] = dL_da
    assert bold == {text: palette.sign_color(round(value, 6)) for text, value in wanted.items()}
    plain = sorted(t.get_text() for t in texts(ax) if t.get_weight() != "bold" and signed_text(t))
    assert plain == sorted([signed(1.0)] * 2 + [signed(b), signed(a)])
    slopes = {("a", "L"): 1, ("u", "L"): 1, ("a", "u"): b, ("b", "u"): a}
    labels = [t for t in texts(ax) if t.get_weight() != "bold"]
    for arrow in arrows(ax):
        ends = [
            min(found, key=lambda n: dist(found[n].centre, end)) for end in (arrow.start, arrow.tip)
        ]
        slope = slopes.pop(tuple(ends))
        assert arrow.color == palette.sign_color(slope)
        assert arrow.tail == pytest.approx(0.8 + 1.1 * min(abs(slope), 4), rel=0.02)
        middle = [(x + y) / 2 for x, y in zip(arrow.start, arrow.tip, strict=True)]
        label = min(labels, key=lambda t: dist(centre_of(ax, t), middle))
        assert label.get_text() == signed(slope)
    assert not slopes
    assert not collisions(texts(ax))
    assert not outside(texts(ax), ax.figure)


def signed_text(text):
    return text.get_text()[:1] in ("+", MINUS) and to_hex(text.get_color()) != palette.INK


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda ax: paths.joined("two", 3, ax), "a was 'two'; expected"),
        (lambda ax: paths.joined(2, None, ax), "b was None; expected"),
        (lambda ax: paths.joined(2, 3, 5), "ax was 5"),
    ],
)
def test_a_mistake_meets_a_sentence(ax, call, said):
    with pytest.raises(ValueError, match=said):
        call(ax)
