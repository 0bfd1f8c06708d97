"""Ribbons: each is as wide as its weight, all the way, and none crosses another."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.path import Path

from helpers import ribbons, style
from helpers.diagrams import Sheet

WEIGHTS = [
    (3, [0.4, 0.1, 0.0, 0.5, 0.0]),
    (2, [0.2, 0.3, 0.1, 0.15, 0.25]),
    (0, [0.25, 0.25, 0.25, 0.25]),
    (5, [0.05, 0.15, 0.2, 0.25, 0.05, 0.3]),
]


def outlines(place, weights):
    return list(ribbons.ribbons(len(weights), place, np.array(weights)))


def edge_of(place, places):
    """Return where the straight edge of a box begins, and how wide it is."""
    _pitch, side, middles = ribbons.laid_out(places)
    wide = side - ribbons.CORNERS
    return middles[place] - wide / 2, wide


@pytest.mark.parametrize(("place", "weights"), WEIGHTS)
def test_a_ribbon_leaves_one_box_and_comes_to_another_as_wide_as_its_weight(place, weights):
    places = len(weights)
    left, wide = edge_of(place, places)
    before = np.cumsum([0.0, *weights])
    there = np.flatnonzero(np.array(weights) > 0)
    found = outlines(place, weights)
    assert len(found) == len(there)
    for k, line in zip(there, found, strict=True):
        low = np.sort(line[line[:, 1] == ribbons.ASKING][:, 0])
        high = np.sort(line[line[:, 1] == ribbons.ASKED][:, 0])
        assert low[[0, -1]] == pytest.approx(left + wide * before[[k, k + 1]])
        assert high[-1] - high[0] == pytest.approx(wide * weights[k])
        _pitch, _side, middles = ribbons.laid_out(places)
        if k != place:
            assert high.mean() == pytest.approx(middles[k])
            half = len(line) // 2  # one side, and then the other one back
            for side in (line[:half], line[half:][::-1]):
                bend = len(ribbons.BEND)  # between its two bends it lies level
                assert side[bend - 1, 1] == pytest.approx(side[bend, 1])
            apart = np.hypot(*(line[:half] - line[half:][::-1]).T)
            assert apart == pytest.approx(wide * weights[k])


@pytest.mark.parametrize(("place", "weights"), WEIGHTS)
def test_no_ribbon_crosses_another(place, weights):
    found = outlines(place, weights)
    middles = [(line[: len(line) // 2] + line[len(line) // 2 :][::-1]) / 2 for line in found]
    for k, line in enumerate(found):
        for m, middle in enumerate(middles):
            # Of a straight one the two middles stand at its ends, which may be on the border.
            if m != k:
                assert not Path(line).contains_points(middle).any()


@pytest.fixture
def sheet():
    figure, ax = plt.subplots()
    yield Sheet(ax, 800, 450)
    plt.close(figure)


def test_all_that_moves_is_told(sheet):
    """What is not told is drawn once and stays where it was."""
    boxes = ribbons.Boxes(sheet)
    assert {*boxes.numbers, boxes.arrow} <= {*boxes.moving}
    assert {box for row in boxes.boxes + boxes.letters for box in row} <= {*boxes.moving}
    assert len(boxes.moving) == len({*boxes.moving})
    maps = ribbons.Maps(sheet)
    texts = {text for row in maps.rows + maps.columns for text in row}
    assert {maps.cells, maps.crosses, maps.frame, *maps.titles, *texts} == {*maps.moving}


def test_a_cross_goes_from_corner_to_corner_of_its_map(sheet):
    maps = ribbons.Maps(sheet)
    A = np.full((4, 3, 3), 1 / 3)
    maps.update(A, "abc", 2, 0, np.ones((3, 3), bool), np.array([False, True, False, True]))
    cells = [path.vertices for path in maps.cells.get_paths()]
    corners = []
    for k in (1, 3):
        points = np.concatenate(cells[9 * k : 9 * k + 9])
        (x1, y1), (x2, y2) = points.min(axis=0), points.max(axis=0)
        corners += [[(x1, y2), (x2, y1)], [(x1, y1), (x2, y2)]]
    assert np.array(maps.crosses.get_segments()) == pytest.approx(np.array(corners))


def test_names_are_as_large_as_there_is_room_for_bold_letters(sheet):
    spoken = ribbons.Spoken(sheet)
    for text in ("a", "mmmmmmmmmmm", "wilhelminaw"):
        spoken.update("mar", [text] * 10)
        for first, then in zip(spoken.begun, spoken.drawn, strict=True):
            size = then.get_fontsize()
            letters = sum(ribbons.width_of(letter, size, "bold") for letter in text)
            assert ribbons.width_of("mar", size) + letters <= 1.03 * spoken.room
            filled = ribbons.width_of("mar", size) + letters
            assert size == style.MEDIUM or filled > 0.95 * spoken.room
            assert first.get_fontsize() == size
