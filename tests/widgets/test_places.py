"""Where the panels of each explorer stand: a learner finds them where they were, with room around.

Left, low, width and height in pixels of the picture, from its lower left corner; in the order in
which an explorer makes them, each with the scale beside it.
"""

from itertools import pairwise

import pytest
from explorers import EXPLORERS
from readback import axes_of

PLACES = {
    "neuron": [(4, 56, 372, 320), (424, 134, 116, 194), (584, 134, 194, 194), (790, 134, 12, 194)],
    "gates": [(60, 102, 240, 240), (312, 102, 12, 240), (590, 102, 120, 240)],
    "feedforward": [(60, 72, 720, 310)],
    "loss": [(70, 110, 250, 216), (332, 110, 12, 216), (452, 110, 92, 216), (686, 110, 128, 216)],
    "landscape": [
        (58, 68, 372, 372), (442, 68, 12, 372), (566, 274, 250, 116), (566, 68, 250, 120),
    ],
    "game": [(686, 110, 128, 216), (70, 110, 250, 216), (332, 110, 12, 216), (452, 110, 92, 216)],
    "rematch": [
        (686, 110, 128, 216), (70, 110, 250, 216), (332, 110, 12, 216), (452, 110, 92, 216),
    ],
    "backprop": [(6, 31, 560, 431), (640, 97, 96, 333)],
    "slope": [(66, 64, 400, 260), (578, 64, 236, 260), (66, 390, 40, 20), (66, 358, 40, 20)],
    "graph": [(0, 68, 840, 352)],
    "museum": [(84, 56, 288, 290), (420, 14, 410, 352)],
    "missteps": [(84, 56, 288, 290), (400, 14, 430, 352)],
    "misreadings": [(84, 56, 288, 290), (390, 14, 440, 352)],
    "oversights": [(84, 56, 288, 290), (390, 14, 440, 352)],
    "lapses": [(84, 56, 288, 290), (386, 14, 444, 352)],
    "misroutes": [(84, 56, 288, 290), (390, 14, 440, 352)],
    "blunders": [(84, 56, 288, 290), (386, 14, 444, 352)],
    "descent": [(58, 68, 372, 372), (442, 68, 12, 372), (616, 246, 190, 190), (566, 60, 250, 78)],
    "training": [
        (92, 294, 254, 112), (400, 236, 436, 218), (92, 52, 254, 142), (446, 52, 142, 142),
        (672, 52, 100, 142), (612, 198, 160, 20),
    ],
    "walks": [(58, 68, 372, 372), (442, 68, 12, 372), (566, 68, 196, 336)],
    "race": [
        (40, 272, 142, 142), (188, 272, 142, 142), (336, 272, 142, 142), (484, 272, 142, 142),
        (632, 272, 142, 142), (786, 272, 12, 142), (60, 50, 638, 136), (712, 50, 126, 136),
    ],
    "playground": [
        (540, 170, 226, 226), (778, 170, 12, 226), (556, 48, 158, 70), (8, 76, 500, 344),
        (40, 40, 150, 10), (236, 4, 260, 66),
    ],
    "digit": [(20, 26, 208, 208), (290, 26, 208, 208), (510, 26, 12, 208), (636, 26, 150, 208)],
    "kernel": [
        (20, 16, 256, 256), (300, 128, 144, 144), (462, 128, 144, 144), (300, 16, 144, 78),
        (462, 16, 144, 78), (630, 128, 144, 144), (786, 128, 12, 144), (630, 16, 144, 78),
    ],
    "adder": [(12, 2, 600, 388), (684, 200, 132, 120)],
    "attention": [(0, 0, 840, 466)],
    "activations": [
        (60, 188, 320, 146), (60, 48, 320, 96), (486, 48, 330, 286), (486, 405, 40, 20),
        (486, 373, 40, 20),
    ],
}  # fmt: skip


def places(figure):
    """Return the places of all panels, those inside others as well."""
    width, height = figure.get_size_inches() * 100
    bounds = [ax.get_position().bounds for ax in axes_of(figure)]
    return [(x * width, y * height, w * width, h * height) for x, y, w, h in bounds]


def test_every_explorer_has_a_row():
    assert list(PLACES) == list(EXPLORERS)


@pytest.mark.parametrize("name", PLACES)
def test_panels_stand_where_they_stood(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the game keeps a score where it is played
    found = places(EXPLORERS[name]().picture.figure)
    assert len(found) == len(PLACES[name])
    for place, wanted in zip(found, PLACES[name], strict=True):
        assert place == pytest.approx(wanted, abs=0.01)


def test_a_scale_is_as_high_as_its_panel():
    """Twelve pixels wide, and to the right of what it explains, at one distance."""
    scales = [(panel, scale) for row in PLACES.values() for panel, scale in pairwise(row)
              if scale[2] == 12]  # fmt: skip
    assert len(scales) == 12
    for (left, low, width, height), scale in scales:
        assert (scale[1], scale[3]) == (low, height)
        assert scale[0] - left - width == 12


# How many points a title stands above its panel, where that is not 7: above a row of small ones,
# and beside the names of two curves.
UP = {"race": 11} | dict.fromkeys(
    ["museum", "missteps", "misreadings", "oversights", "lapses", "misroutes", "blunders"], 12
)
COLUMNS = {"gates": {"$(x_1, x_2)$": -266, "$z$": -142, "AND": -200}}  # the heads of a table


def titles(figure):
    """Return what stands above panels, as (text, ha, pixels from its left, from its right, up)."""
    found, per_pixel = [], 100 / figure.dpi
    across, down = figure.get_size_inches() * 100
    for ax in axes_of(figure):
        left, low, width, height = ax.get_position().bounds
        for text in ax.texts:
            x, y = text.get_transform().transform(text.get_position()) * per_pixel
            up = y - (low + height) * down
            if text.get_visible() and text.get_text().strip() and up > -1:
                sides = x - left * across, x - (left + width) * across
                found.append((text.get_text(), text.get_ha(), *sides, up))
    return found


@pytest.mark.parametrize("name", EXPLORERS)
def test_titles_stand_above_an_end_of_their_panel(name, tmp_path, monkeypatch):
    """So one looks for them where one found them in another picture."""
    monkeypatch.chdir(tmp_path)
    for text, ha, from_left, from_right, up in titles(EXPLORERS[name]().picture.figure):
        assert up == pytest.approx(UP.get(name, 7) * 100 / 72, abs=0.1), text
        end = {"left": (from_left, 0), "right": (from_right, 0)}
        if ha == "right" and text in COLUMNS.get(name, {}):
            end["right"] = from_right, COLUMNS[name][text]
        found, wanted = end[ha]
        assert found == pytest.approx(wanted, abs=0.1), text


def test_most_explorers_have_titles(tmp_path, monkeypatch):
    """Else the test above would look at nothing."""
    monkeypatch.chdir(tmp_path)
    without = {name for name, make in EXPLORERS.items() if not titles(make().picture.figure)}
    assert without == {"feedforward", "backprop", "graph", "adder", "attention"}
