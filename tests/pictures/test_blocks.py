"""The steps of a block, in their boxes: none meets another, and what is no answer is refused."""

from itertools import combinations

import matplotlib.pyplot as plt
import pytest
from drawn import box, overlap
from matplotlib.patches import Circle, PathPatch, Rectangle

from helpers import blocks, style


@pytest.mark.parametrize("back", [False, True])
def test_no_box_meets_another_and_each_holds_its_name(back):
    figure, ax = plt.subplots(figsize=style.WIDE)
    blocks.block(ax, back)
    figure.canvas.draw()
    frames = [patch for patch in ax.patches if isinstance(patch, Rectangle | Circle)]
    assert len(frames) == 5 + 5 + 3
    for one, other in combinations(frames, 2):
        assert not overlap(box(one), box(other))
    outs = [text for text in ax.texts if text.get_va() == "bottom"]
    assert len(outs) == (0 if back else 6)
    assert not any(overlap(box(out), box(other)) for out in outs for other in [*frames, *ax.texts]
                   if other is not out)  # fmt: skip
    for text in ax.texts:
        if text in outs:
            continue
        around = [f for f in frames if overlap(box(f), box(text))]
        assert len(around) == (not text.get_text().startswith(("$H", "$y")))
        for left, low, right, high in map(box, around):
            x1, y1, x2, y2 = box(text)
            assert left < x1 < x2 < right
            assert low < y1 < y2 < high
    plt.close(figure)


def test_ways_lead_over_the_boxes_and_not_through_them():
    figure, ax = plt.subplots(figsize=style.WIDE)
    blocks.block(ax)
    figure.canvas.draw()
    ways = [patch.get_path().vertices for patch in ax.patches if isinstance(patch, PathPatch)]
    over = [way for way in ways if len(way) == 4]
    assert len(over) == 2
    for way in over:
        height = way[1][1]
        for frame in ax.patches:
            if isinstance(frame, Rectangle):
                low, high = frame.get_y(), frame.get_y() + frame.get_height()
                assert not low - 4 < height < high + 4
    plt.close(figure)


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (lambda ax: blocks.block(5), "ax was 5"),
        (lambda ax: blocks.block(ax, back="yes"), "back was 'yes'; expected"),
    ],
)
def test_what_cannot_be_drawn_is_refused(refused, said):
    figure, ax = plt.subplots()
    with pytest.raises(ValueError, match=said):
        refused(ax)
    plt.close(figure)
