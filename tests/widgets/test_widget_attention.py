"""The explorer Attention: each ribbon, map and bar against plain NumPy, and what is drawn."""

import re
from itertools import combinations, pairwise

import attending
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb
from palette import FAINT, INK, PAPER
from readback import alt, box_of, fixed, overlap, pixels, short, texts_of, unseen

from helpers import widgets
from helpers.widgets.attention import listing

PALE, GREY = "#dddddd", "#555555"
START = {"world": "names", "text": "mari", "book": "a3 k7 m1 t4 k?", "place": 4, "head": 1,
         "off": (), "mask": True, "positions": True, "epoch": 23, "steps": 500,
         "temperature": 1.0, "seed": 0, "drawn": 0}  # fmt: skip
STATES = [
    {},
    {"text": "", "place": 0},
    {"text": "christopher", "place": 11, "head": 3},
    {"text": "mmmmmmmmmmm", "place": 7, "head": 4, "epoch": 0, "temperature": 2.0},
    {"text": "maria", "place": 2, "temperature": 0.5, "seed": 3},
    {"text": "maria", "place": 2, "mask": False, "head": 2},
    {"text": "annabella", "place": 0, "mask": False, "positions": False, "epoch": 4},
    {"off": (1, 3), "drawn": 5},
    {"off": (1, 2, 3, 4), "head": 4, "temperature": 0.1},
    {"world": "book"},
    {"world": "book", "book": "a3 k7 m1 k4 k?", "steps": 100, "head": 2, "temperature": 1.5},
    {"world": "book", "book": "a3 k7 m1 t4 b5 c6 d9 e0 f2 g3 h7 i8 z?", "place": 12},
    {"world": "book", "book": "w0 w?", "place": 0, "steps": 0, "off": (1, 2), "mask": False},
    {"world": "book", "book": "a1 b2 c3 d4 e5 f6 g7 h8 b?", "place": 3, "steps": 50},
]


def made(state):
    """Return the arguments of a state, and the explorer that shows it."""
    told = START | state
    return told, widgets.Attention(**told | {"off": list(told["off"])})


@pytest.fixture(scope="module", params=STATES, ids=str)
def shown(request):
    """Return each state, what the network makes of it, and the explorer that shows it."""
    with unseen():
        told, explorer = made(request.param)
    return told, asked(told), explorer


def asked(told):
    stage = told["epoch" if told["world"] == "names" else "steps"]
    return attending.asked(told["world"], tuple(symbols(told)), stage, *(told[n] for n in KIND))


KIND = ("off", "mask", "positions", "temperature")


def symbols(told):
    return attending.symbols_of(told["world"], told["text" if told["world"] == "names" else "book"])


def head_of(told):
    return told["head"] - 1 if told["world"] == "names" else 0


def panels(explorer):
    return explorer.picture.panels


def spelt(symbol):
    return "point" if symbol == "." else symbol


def tint(share):
    """Return the grey of a share, from white to ink, as three numbers from 0 to 255."""
    return [255 - share * (255 - channel * 255) for channel in to_rgb(INK)]


def middle(box):
    left, low, right, high = box
    return (left + right) / 2, (low + high) / 2


# ---------------------------------------------------------------- boxes


def test_boxes_hold_all_symbols_above_and_those_that_came_so_far_below(shown):
    told, _found, explorer = shown
    upper, lower = panels(explorer)["boxes"].letters
    said = symbols(told)
    wanted = [said, [*said[: told["place"] + 1], "?"]]
    for row, boxes, texts in zip(wanted, panels(explorer)["boxes"].boxes, (upper, lower),
                                 strict=True):  # fmt: skip
        assert [text.get_text() for text in texts if text.get_text()] == row
        assert [box.get_visible() for box in boxes] == [k < len(row) for k in range(14)]
        places = [box_of(box) for box, _symbol in zip(boxes, row, strict=False)]
        for place, text in zip(places, texts, strict=False):
            x, y = text.get_position()
            assert middle(place) == pytest.approx((x, y), abs=0.6)
            left, low, right, high = box_of(text)
            assert left - place[0] > 2
            assert place[2] - right > 2
            assert low > place[1]
            assert high < place[3]
        steps = np.diff([middle(place)[0] for place in places])
        assert np.ptp(steps) < 0.01 if len(steps) else True
        assert all(one[2] < other[0] for one, other in pairwise(places)), "apart"
        assert places[-1][2] <= 560, "left of the bracket"
    for one, other in zip(*panels(explorer)["boxes"].boxes, strict=True):
        if one.get_visible() and other.get_visible():
            assert middle(box_of(one))[0] == pytest.approx(middle(box_of(other))[0])
            assert box_of(one)[1] > box_of(other)[3] + 60, "room for a whole cable and its bends"


def test_the_box_that_asks_is_thick_the_next_dashed_and_those_before_pale(shown):
    told, _found, explorer = shown
    boxes, letters = panels(explorer)["boxes"].boxes, panels(explorer)["boxes"].letters
    for k in range(told["place"] + 2):
        asks, comes = k == told["place"], k == told["place"] + 1
        box, text = boxes[1][k], letters[1][k]
        assert box.get_lw() == (2.4 if asks else 1.6)
        assert (box.get_ls() != "solid" and box.get_ls() != "-") == comes
        assert to_hex(box.get_edgecolor()) == (INK if asks or comes else PALE)
        assert to_hex(text.get_color()) == (INK if asks or comes else FAINT)
        assert text.get_fontweight() == ("bold" if asks else "normal")
    for k in range(len(symbols(told))):
        assert to_hex(boxes[0][k].get_edgecolor()) == INK
        assert boxes[0][k].get_lw() == 1.6
        assert to_hex(letters[0][k].get_color()) == INK


def test_each_weight_is_written_above_its_box_with_two_decimals_and_the_largest_bold(shown):
    told, found, explorer = shown
    weights = found.A[head_of(told)][told["place"]]
    assert sum(weights) == pytest.approx(1)
    upper, _lower = panels(explorer)["boxes"].boxes
    for k, text in enumerate(panels(explorer)["boxes"].numbers):
        share = weights[k] if k < len(weights) else 0
        assert text.get_text() == (fixed(share, 2) if share >= 0.005 else "")
        if text.get_text():
            assert text.get_fontweight() == "normal" or share > max(weights) - 1e-9
            assert middle(box_of(text))[0] == pytest.approx(middle(box_of(upper[k]))[0], abs=1)
            assert 0 < box_of(text)[1] - box_of(upper[k])[3] < 35
    looks = [text.get_fontweight() for text in panels(explorer)["boxes"].numbers if text.get_text()]
    assert looks.count("bold") == 1


# ---------------------------------------------------------------- ribbons


def outlines(explorer):
    """Return the outline of each ribbon in pixels, counted from the lower left."""
    ribbons = panels(explorer)["ribbons"].ribbons
    return [path.vertices[:-1] for path in ribbons.get_paths()]


def test_a_ribbon_leads_from_the_place_that_asks_to_each_that_it_sees(shown):
    told, found, explorer = shown
    weights = found.A[head_of(told)][told["place"]]
    upper, lower = panels(explorer)["boxes"].boxes
    left, _low, right, top = box_of(lower[told["place"]])
    edge = right - left - 8  # between the round corners
    seen = [k for k, share in enumerate(weights) if share > 0]
    ribbons = outlines(explorer)
    assert len(ribbons) == len(seen)
    at = (left + right) / 2 - edge / 2
    for k, outline in zip(seen, ribbons, strict=True):
        wide = weights[k] * edge
        feet = sorted(outline[np.isclose(outline[:, 1], outline[:, 1].min())][:, 0])
        assert [feet[0], feet[-1]] == pytest.approx([at, at + wide], abs=0.01), "side by side"
        assert outline[:, 1].min() == pytest.approx(top)
        ends = outline[np.isclose(outline[:, 1], outline[:, 1].max())][:, 0]
        assert np.ptp(ends) == pytest.approx(wide, abs=0.01), "as wide as its weight"
        target = middle(box_of(upper[k]))[0]
        assert abs(ends.mean() - target) < (0.01 if k != told["place"] else edge / 2)
        assert outline[:, 1].max() == pytest.approx(box_of(upper[k])[1]), "it ends at the box"
        at += wide
    assert at - edge == pytest.approx((left + right) / 2 - edge / 2, abs=0.01), "one whole edge"


def test_a_ribbon_is_as_wide_along_its_way_as_at_its_ends(shown):
    told, found, explorer = shown
    weights = [share for share in found.A[head_of(told)][told["place"]] if share > 0]
    for share, outline in zip(weights, outlines(explorer), strict=True):
        whole = np.ptp(outline[np.isclose(outline[:, 1], outline[:, 1].max())][:, 0])
        one, other = np.split(outline, 2)
        gaps = np.hypot(*(one - other[::-1]).T)
        if len(one) > 2:  # between the arcs of a bend, which have one centre
            assert gaps[:9] == pytest.approx(np.full(9, whole), abs=0.01)
            assert gaps[9:18] == pytest.approx(np.full(9, whole), abs=0.01)
        assert whole / share == pytest.approx(
            np.ptp(outlines(explorer)[0][[0, -1], 0]) / weights[0]
        )


def test_no_ribbon_crosses_another_and_none_touches_a_box_that_it_does_not_lead_to(shown):
    told, _found, explorer = shown
    ribbons, place = outlines(explorer), told["place"]
    for one, other in combinations(ribbons, 2):  # drawn as they lie, from left to right
        for y in np.linspace(290, 352, 32):
            spans = [crossings(outline, y) for outline in (one, other)]
            if len(spans[0]) == len(spans[1]) == 2:
                assert spans[0][1] <= spans[1][0] + 0.01
    lower = panels(explorer)["boxes"].boxes[1]
    for k in range(place + 2):
        if k != place:
            high = box_of(lower[k])[3]
            for outline in ribbons:
                inside = abs(outline[:, 0] - middle(box_of(lower[k]))[0]) < 12
                assert not inside.any() or outline[inside][:, 1].min() > high


def crossings(outline, y):
    """Return the leftmost and rightmost place where an outline is at a height."""
    closed = np.vstack([outline, outline[:1]])
    found = []
    for (x1, y1), (x2, y2) in pairwise(closed):
        if min(y1, y2) <= y < max(y1, y2):
            found.append(x1 + (y - y1) / (y2 - y1) * (x2 - x1))
    return [min(found), max(found)] if len(found) == 2 else []


def test_ribbons_are_as_dark_as_their_weights_or_white_and_dashed_where_they_are_not_used(shown):
    told, found, explorer = shown
    weights = [share for share in found.A[head_of(told)][told["place"]] if share > 0]
    ribbons = panels(explorer)["ribbons"].ribbons
    off = head_of(told) + 1 in told["off"]
    faces = ribbons.get_facecolor()
    if off:
        assert {to_hex(face) for face in faces} == {PAPER}
    else:
        for face, share in zip(faces, weights, strict=True):
            assert 255 * face[:3] == pytest.approx(tint(share), abs=1)
    assert {dashes is not None for _offset, dashes in ribbons.get_linestyle()} == {off}
    assert to_hex(ribbons.get_edgecolor()[0]) == INK
    side = np.ptp(outlines(explorer)[0][[0, -1], 0]) / weights[0]
    rims = [min(1, max(0.3, share * side / 3)) for share in weights]
    assert np.resize(ribbons.get_linewidth(), len(rims)) == pytest.approx(rims)


# ---------------------------------------------------------------- maps


def cells(explorer):
    """Return the corners of the squares of all maps, lower left and upper right, and the greys."""
    maps = panels(explorer)["maps"].cells
    corners = [np.array([p.vertices.min(axis=0), p.vertices.max(axis=0)]) for p in maps.get_paths()]
    return np.array(corners), maps.get_facecolor()


def test_maps_have_a_square_for_each_that_may_be_seen_as_dark_as_its_weight(shown):
    told, found, explorer = shown
    corners, faces = cells(explorer)
    n, many = len(symbols(told)), len(found.A)
    hidden = told["world"] == "names" and told["mask"]
    wanted = [(head, i, j) for head in range(many) for i in range(n)
              for j in range(i + 1 if hidden else n)]  # fmt: skip
    assert len(wanted) == len(corners) == len(faces)
    (wide, high), steps = corners[0][1] - corners[0][0], set()
    for (head, i, j), ((left, low), (right, top)), face in zip(wanted, corners, faces, strict=True):
        assert 255 * face[:3] == pytest.approx(tint(found.A[head][i][j]), abs=1)
        assert (right - left, top - low) == pytest.approx((wide, high))
        assert top == pytest.approx(202 - high * i)
        steps.add((head, round(left - wide * j, 6)))
    lefts = [left for _head, left in sorted(steps)]
    assert len(lefts) == many, "columns stand one beside the other"
    assert wide == pytest.approx(high) if many > 1 else wide >= high
    assert all(other - one > n * wide + 20 for one, other in pairwise(lefts))
    assert max(corners[:, 1, 0]) < 520, "left of the scale"
    assert min(corners[:, 0, 1]) > 105


def test_titles_name_the_heads_and_the_chosen_one_is_bold(shown):
    told, _found, explorer = shown
    titles = panels(explorer)["maps"].titles
    many = told["world"] == "names"
    assert [t.get_text() for t in titles] == [f"head {k}" if many else "" for k in range(1, 5)]
    if many:
        weights = ["bold" if k == told["head"] else "normal" for k in range(1, 5)]
        assert [t.get_fontweight() for t in titles] == weights
    said = f"$A$, head {told['head']}" if many else "$A$"
    assert panels(explorer)["A"].get_text() == said


def test_a_frame_is_around_the_row_of_what_asks_in_the_chosen_map(shown):
    told, found, explorer = shown
    corners, _faces = cells(explorer)
    n, hidden = len(symbols(told)), told["world"] == "names" and told["mask"]
    each = n * (n + 1) // 2 if hidden else n * n
    first = head_of(told) * each + sum(i + 1 if hidden else n for i in range(told["place"]))
    row = corners[first : first + (told["place"] + 1 if hidden else n)]
    frame = panels(explorer)["maps"].frame
    (left, low), (right, top) = row.min(axis=(0, 1)), row.max(axis=(0, 1))
    assert frame.get_bbox().extents == pytest.approx([left, low, right, top])
    assert to_hex(frame.get_edgecolor()) == INK
    assert frame.get_facecolor()[3] == 0
    assert len(found.A) * each == len(corners)


def test_what_is_switched_off_is_crossed_out(shown):
    told, found, explorer = shown
    corners, _faces = cells(explorer)
    each = len(corners) // len(found.A)
    crosses = [line.tolist() for line in panels(explorer)["maps"].crosses.get_segments()]
    wanted = []
    for head in range(len(found.A)):
        if head + 1 in told["off"]:
            part = corners[each * head : each * (head + 1)]
            (left, low), (right, top) = part.min(axis=(0, 1)), part.max(axis=(0, 1))
            wanted += [[(left, top), (right, low)], [(left, low), (right, top)]]
    assert np.ravel(crosses) == pytest.approx(np.ravel(wanted))


def test_rows_and_columns_have_the_letters_for_which_there_is_room(shown):
    told, found, explorer = shown
    corners, _faces = cells(explorer)
    said, part = symbols(told), panels(explorer)["maps"]
    wide, high = corners[0][1] - corners[0][0]
    each = len(corners) // len(found.A)
    for head in range(4):
        rows = {k: t for k, t in enumerate(part.rows[head]) if t.get_text()}
        columns = {k: t for k, t in enumerate(part.columns[head]) if t.get_text()}
        if head >= len(found.A):
            assert not rows
            assert not columns
            continue
        assert list(rows) == [k for k in range(len(said)) if high >= 13 or k == told["place"]]
        assert list(columns) == (list(range(len(said))) if wide >= 13 else [])
        left, low = corners[each * head : each * (head + 1)].min(axis=(0, 1))
        for k, text in rows.items():
            assert text.get_text() == said[k]
            assert text.get_position()[1] == pytest.approx(202 - high * (k + 0.5), abs=0.6)
            assert box_of(text)[2] < left + 0.5
        for k, text in columns.items():
            assert text.get_text() == said[k]
            assert text.get_position()[0] == pytest.approx(left + wide * (k + 0.5), abs=0.6)
            assert box_of(text)[3] < low + 0.5


def test_the_scale_runs_from_white_at_0_to_ink_at_1():
    with unseen():
        explorer = widgets.Attention()
    ax = panels(explorer)["maps"].cells.axes
    (scale,) = [c for c in ax.collections if len(c.get_paths()) == 48]
    heights = [path.vertices[:, 1].mean() for path in scale.get_paths()]
    assert heights == sorted(heights)
    faces = 255 * scale.get_facecolor()[:, :3]
    assert faces[0].tolist() == [255, 255, 255]
    assert faces[-1] == pytest.approx(tint(1), abs=0.1)
    ends = {text.get_text(): text.get_position()[1] for text in ax.texts
            if to_hex(text.get_color()) == GREY and text.get_text() in "01"}  # fmt: skip
    low, high = (path.vertices[:, 1] for path in (scale.get_paths()[0], scale.get_paths()[-1]))
    assert ends == pytest.approx({"0": low.min(), "1": high.max()})


# ---------------------------------------------------------------- what comes next


def wanted_bars(told, found):
    """Return names and shares of the answers as they should stand, and the share of the rest."""
    p = found.p[told["place"]]
    if told["world"] == "book":
        return [(str(k), share) for k, share in enumerate(p)], None
    order = sorted(range(27), key=lambda k: (-p[k], k))
    return [(attending.LETTERS[k], p[k]) for k in order[:10]], sum(p[k] for k in order[10:])


def test_bars_are_the_shares_of_the_answers(shown):
    told, found, explorer = shown
    rows, rest = wanted_bars(told, found)
    part = panels(explorer)["bars"]
    most = max(share for _name, share in rows)
    for k, (name, share) in enumerate(rows):
        bar, texts = part.bars[k], (part.names[k], part.numbers[k])
        assert [text.get_text() for text in texts] == [name, fixed(share, 2)]
        assert {t.get_fontweight() for t in texts} == {"bold" if share == most else "normal"}
        assert to_hex(bar.get_facecolor()) == (INK if share == most else FAINT)
        check_bar(bar, texts, share)
    assert part.bars[10].get_visible() == (rest is not None)
    texts = part.names[10], part.numbers[10]
    said = ["", ""] if rest is None else ["+17", fixed(rest, 2)]
    assert [text.get_text() for text in texts] == said
    if rest is not None:
        assert to_hex(part.bars[10].get_facecolor()) == PAPER
        assert part.bars[10].get_ls() not in ("solid", "-")
        check_bar(part.bars[10], texts, rest)
        assert sum(bar.get_width() for bar in part.bars) == pytest.approx(146), "shares of 1"


def check_bar(bar, texts, share):
    """A bar is as long as its share of 146 pixels, its name left of it, its number right of it."""
    assert bar.get_visible()
    assert (bar.get_x(), bar.get_width()) == pytest.approx((630, share * 146), abs=1e-6)
    name, number = texts
    middle_of_bar = bar.get_y() + bar.get_height() / 2
    assert {text.get_position()[1] for text in texts} == {middle_of_bar}
    assert box_of(name)[2] < 628
    assert 4 < box_of(number)[0] - (630 + share * 146) < 9
    assert box_of(number)[2] <= 820


def test_bars_stand_one_below_the_other_in_a_bracket_to_which_the_arrow_leads(shown):
    told, _found, explorer = shown
    part, boxes = panels(explorer)["bars"], panels(explorer)["boxes"]
    heights = [bar.get_y() for bar in part.bars]
    assert (np.diff(heights) == -29).all()
    (bracket,) = part.still
    x, y = bracket.get_data()
    assert y[0] < heights[-1]
    assert y[2] > heights[0] + 16
    assert max(x) < min(box_of(name)[0] for name in part.names if name.get_text())
    with unseen():
        left, low, right, high = box_of(boxes.arrow)
    dashed = box_of(boxes.boxes[1][told["place"] + 1])
    assert 1 < left - dashed[2] < 6
    assert 0 < min(x) - right < 5
    assert (low + high) / 2 == pytest.approx(middle(dashed)[1], abs=1)


def test_above_them_stands_what_is_asked(shown):
    told, _found, explorer = shown
    said, place = panels(explorer)["p"].get_text(), told["place"]
    if told["world"] == "book":
        assert said == f"$p$(? | {symbols(told)[place].replace('?', '')})"
    else:
        text, front = told["text"], ""
        if told["mask"]:
            text = text[:place]
        elif place < len(text):
            front = f".{text}"[place]
        asks, given = re.fullmatch(r"\$p\$\((.*)\? \| (.+)\)", said).groups()
        assert asks == front
        if given.startswith("…"):
            assert text.endswith(given[1:])
            assert len(text) > 6
        else:
            assert given == (text or ".")
    unit, stage = ("epoch", told["epoch"]) if told["world"] == "names" else ("step", told["steps"])
    assert panels(explorer)["stage"].get_text() == f"{unit} {stage}"
    assert panels(explorer)["T"].get_text() == f"$T$ = {short(told['temperature'])}"
    assert box_of(panels(explorer)["p"])[2] < box_of(panels(explorer)["T"])[0] - 4


# ---------------------------------------------------------------- what is drawn


def wanted_drawn(told, found):
    """Return the beginning and ten goings-on, drawn by the shares with this seed."""
    rng = np.random.default_rng((told["seed"], told["drawn"]))
    if told["world"] == "book":
        p = found.p[told["place"]]
        begun = symbols(told)[told["place"]].replace("?", "") + "?"
        up_to = np.cumsum(p)
        return begun, [str(int((up_to / up_to[-1] <= u).sum())) for u in rng.random(10)]
    kind = {"stage": told["epoch"], "T": told["temperature"]}
    kind |= {name: told[name] for name in ("off", "mask", "positions")}
    names = attending.spoken(told["text"], rng, 10, **kind)
    return told["text"], [name[len(told["text"]) :] for name in names]


def test_ten_are_drawn_by_the_shares_with_the_seed(shown):
    told, found, explorer = shown
    begun, drawn = wanted_drawn(told, found)
    part = panels(explorer)["spoken"]
    assert {text.get_text() for text in part.begun} == {begun}
    ends = [text + "." if told["world"] == "names" and len(begun + text) < 11 else text
            for text in drawn]  # fmt: skip
    assert [text.get_text() for text in part.drawn] == ends
    for first, then in zip(part.begun, part.drawn, strict=True):
        assert to_hex(first.get_color()) == GREY
        assert (to_hex(then.get_color()), then.get_fontweight()) == (INK, "bold")
        assert first.get_fontsize() == then.get_fontsize() <= 12
        assert first.get_position()[1] == then.get_position()[1]
        if begun and then.get_text():
            assert -0.5 < box_of(then)[0] - box_of(first)[2] < 3
    rows = np.reshape([text.get_position() for text in part.begun], (2, 5, 2))
    assert (np.diff(rows[..., 0]) == 158).all()
    assert rows[0, 0, 1] > rows[1, 0, 1]


def test_ten_draws_ten_others_and_reset_brings_back_the_first():
    explorer = widgets.Attention(seed=4)
    first, seen = explorer.html.value, []
    for press in range(1, 4):
        button(explorer, "Ten").click()
        told = START | {"seed": 4, "drawn": press}
        _begun, drawn = wanted_drawn(told, asked(told))
        seen.append(tuple(drawn))
        part = panels(explorer)["spoken"]
        assert [t.get_text().rstrip(".") for t in part.drawn] == drawn
        assert f"draw {press}: " in alt(explorer)
    assert len(set(seen)) == 3
    explorer.reset_button.click()
    assert explorer.html.value == first
    button(explorer, "Ten").click()
    assert [t.get_text().rstrip(".") for t in part.drawn] == list(seen[0])


def button(explorer, name):
    (found,) = [one for one in explorer.children[0].children[1].children
                if getattr(one, "description", "") == name]  # fmt: skip
    return found


@unseen()
def test_next_appends_a_letter_drawn_by_the_shares_and_stops_at_the_end():
    """After the end it begins again with what was typed."""
    explorer, text, ends = widgets.Attention(text="jo", seed=2, place=0), "jo", 0
    for press in range(60):
        rng = np.random.default_rng((2, press - ends))
        up_to = np.cumsum(attending.next_shares(text))
        letter = attending.LETTERS[int((up_to / up_to[-1] <= rng.random()).sum())]
        button(explorer, "Next").click()
        if letter == "." or len(text) == 11:
            assert f"The name ends here: {text}." in explorer.message.value
            assert explorer.field.value == text, "nothing is appended"
            button(explorer, "Next").click()
            assert explorer.message.value == ""
            text = "jo"
        else:
            text += letter
        assert explorer.field.value == explorer.state()["text"] == text
        assert explorer.controls["place"].value == len(text), "the last place asks"
    assert explorer.state()["drawn"] == 60


@unseen()
@pytest.mark.parametrize(
    ("of_explorer", "of_plain"),
    [
        ({"temperature": 0.4}, {"T": 0.4}),
        ({"off": [2, 3]}, {"off": (2, 3)}),
        ({"positions": False}, {"positions": False}),
        ({"epoch": 1}, {"stage": 1}),
    ],
)
def test_next_draws_from_what_is_switched_on(of_explorer, of_plain):
    """The letters are those of the shares with this temperature, these heads and this stage."""
    explorer, found = widgets.Attention(text="mari", seed=5, **of_explorer), []
    shares = attending.next_shares("mari", **of_plain)
    assert np.abs(np.subtract(shares, attending.next_shares("mari"))).max() > 0.02
    for press in range(40):
        rng, up_to = np.random.default_rng((5, press)), np.cumsum(shares)
        found.append(attending.LETTERS[int((up_to / up_to[-1] <= rng.random()).sum())])
        button(explorer, "Next").click()
        drawn = explorer.field.value[4:] or "."
        assert drawn == found[-1]
        explorer.put("mari")
    whole = np.cumsum(attending.next_shares("mari"))
    others = [np.random.default_rng((5, press)).random() for press in range(40)]
    assert found != [attending.LETTERS[int((whole <= u * whole[-1]).sum())] for u in others]


@unseen()
def test_next_begins_again_with_the_name_that_was_typed_and_not_with_a_drawn_one():
    explorer = widgets.Attention(text="jo", seed=2)
    button(explorer, "Next").click()
    assert explorer.field.value != "jo"
    explorer.controls["world"].value = "book"
    explorer.field.value = "a3 k7 k?"
    explorer.controls["world"].value = "names"
    while not explorer.message.value:
        button(explorer, "Next").click()
    button(explorer, "Next").click()
    assert explorer.field.value == "jo"


@unseen()
def test_the_shares_decide_how_often_a_letter_is_drawn():
    explorer, drawn = widgets.Attention(text="chri"), []
    for _press in range(100):
        button(explorer, "Next").click()
        drawn.append(explorer.field.value[4:] or ".")
        explorer.put("chri")
    p = attending.next_shares("chri")
    most = int(np.argmax(p))
    share = np.mean([letter == attending.LETTERS[most] for letter in drawn])
    assert abs(share - p[most]) < 4 * np.sqrt(p[most] * (1 - p[most]) / 100) + 1e-9


@unseen()
def test_at_the_eleventh_letter_a_name_is_over():
    explorer = widgets.Attention(text="mmmmmmmmmmm", temperature=2, epoch=0)
    explorer.field.value = "bbbbbbbbbb"
    while not explorer.message.value:
        button(explorer, "Next").click()
    assert len(explorer.field.value) <= 11
    button(explorer, "Next").click()
    assert explorer.field.value == "bbbbbbbbbb"


@unseen()
def test_next_asks_a_book_about_its_letters_in_turn():
    explorer = widgets.Attention("book", book="a3 k7 m1 z?")
    asked_for = []
    for _press in range(4):
        button(explorer, "Next").click()
        asked_for.append(explorer.state()["book"])
    assert asked_for == [f"a3 k7 m1 {letter}?" for letter in "akma"]
    assert explorer.field.value == asked_for[-1]


# ---------------------------------------------------------------- texts and worlds


@pytest.mark.parametrize(("world", "typed", "said"), [
    ("names", "Mari", "beginning was &#x27;Mari&#x27;; expected 0 to 11 letters from a to z"),
    ("names", "christophers", "expected 0 to 11 letters from a to z"),
    ("names", "ma ri", "expected 0 to 11 letters from a to z"),
    ("book", "a3 k7", "expected 1 to 12 pairs of a letter and a digit, and a question, such as "),
    ("book", "<b>", "&lt;b&gt;"),
    ("book", "", "expected 1 to 12 pairs"),
])  # fmt: skip
def test_what_is_typed_wrongly_is_told_and_nothing_is_lost(world, typed, said):
    explorer = widgets.Attention(world)
    before, state = explorer.html.value, explorer.state()
    explorer.field.value = typed
    assert said in explorer.message.value
    assert explorer.field.value == typed, "it can be mended"
    assert (explorer.html.value, explorer.state()) == (before, state)
    explorer.field.value = " anna " if world == "names" else " b2  b? "
    assert explorer.message.value == ""
    assert explorer.html.value != before
    assert explorer.state()["text" if world == "names" else "book"] in ("anna", "b2  b?", "b2 b?")


def test_a_typed_text_is_shown_and_its_last_place_asks():
    explorer = widgets.Attention(place=1)
    explorer.field.value = "christophe"
    assert explorer.controls["place"].max == len("christophe"), "the point before it is place 0"
    assert explorer.html.value == widgets.Attention(text="christophe").html.value
    explorer.field.value = ""
    assert explorer.html.value == widgets.Attention(text="").html.value
    assert explorer.controls["place"].max == 1
    explorer.controls["place"].value = 1  # a slider has two ends; there is one place
    assert explorer.state()["place"] == 0
    explorer.reset()
    assert explorer.html.value == widgets.Attention(place=1).html.value
    assert explorer.field.value == "mari"


def test_each_world_keeps_its_text_and_its_training():
    explorer = widgets.Attention(epoch=4, steps=50)
    explorer.field.value = "anna"
    explorer.controls["training"].value = 1
    explorer.controls["world"].value = "book"
    assert explorer.field.value == "a3 k7 m1 t4 k?"
    wanted = widgets.Attention("book", text="anna", steps=50, epoch=1)
    assert explorer.html.value == wanted.html.value
    explorer.field.value = "q1 r2 q?"
    explorer.controls["training"].value = 3
    explorer.controls["world"].value = "names"
    assert explorer.field.value == "anna"
    assert explorer.html.value == widgets.Attention(text="anna", epoch=1).html.value
    state = explorer.state()
    assert (state["book"], state["steps"], state["epoch"]) == ("q1 r2 q?", 500, 1)
    explorer.reset()
    assert explorer.html.value == widgets.Attention(epoch=4).html.value
    assert explorer.state()["steps"] == 50


@unseen()
def test_what_a_book_does_not_have_is_hidden_in_its_place():
    explorer = widgets.Attention()
    absent = ("head", "head2", "head3", "head4", "mask", "positions")
    for world in ("book", "names", "book"):
        explorer.controls["world"].value = world
        for name, control in explorer.controls.items():
            away = world == "book" and name in absent
            assert control.disabled == away
            assert (control.layout.visibility == "hidden") == away


@unseen()
def test_the_call_tells_everything():
    explorer = widgets.Attention("book", text="jo", head=2, off=[1, 4], mask=False, drawn=3)
    assert explorer.call() == (
        'widgets.Attention(world="book", text="jo", book="a3 k7 m1 t4 k?", place=4, head=2, '
        "off=[1, 4], mask=False, positions=True, epoch=23, steps=500, temperature=1, seed=0, "
        "drawn=3)"
    )


# ---------------------------------------------------------------- what is said


def test_the_alternative_text_tells_who_looks_at_whom_and_what_comes_next(shown):
    told, found, explorer = shown
    said, place = symbols(told), told["place"]
    weights = zip(said, found.A[head_of(told)][place], strict=True)
    looks = ", ".join(f"{spelt(one)} {fixed(share, 2)}" for one, share in weights if share >= 0.05)
    rows, rest = wanted_bars(told, found)
    shares = ", ".join(f"{spelt(name)} {fixed(share, 2)}" for name, share in rows)
    read, T = " ".join(map(spelt, said)), short(told["temperature"])
    if told["world"] == "names":
        wanted = (
            f"A network that goes on with names, after epoch {told['epoch']} of its training, "
            f"reads {read}. Head {told['head']} at place {place}, {spelt(said[place])}, looks at "
            f"{looks}. At temperature {T} there comes next {shares}; the other 17 letters have "
            f"{fixed(rest, 2)}. "
        )
    else:
        wanted = (
            f"A network that looks up pairs, after step {told['steps']} of its training, reads "
            f"{read}. Place {place}, {said[place]}, looks at {looks}. At temperature {T} it "
            f"answers {shares}. "
        )
    off = [f"head {k}" for k in told["off"] if told["world"] == "names" or k == 1]
    if told["world"] == "names":
        off += [name for name in ("mask", "positions") if not told[name]]
    wanted += f"Switched off: {', '.join(off)}. " if off else ""
    begun, drawn = wanted_drawn(told, found)
    wanted += f"Drawn by these shares, draw {told['drawn']}: "
    wanted += f"{', '.join(begun + text for text in drawn)}. Ribbons are as wide as "
    assert alt(explorer).startswith(wanted)
    assert "  " not in alt(explorer)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_nothing_overlaps(state):
    _told, explorer = made(state)
    boxes = [(text, box_of(text)) for text in texts_of(explorer.picture.figure)]
    for i, (text, one) in enumerate(boxes):
        assert one[0] >= 8
        assert one[2] <= 832
        assert one[1] >= 8
        assert one[3] <= 458
        assert text.get_fontsize() >= 9.3
        assert not any(overlap(one, other) for _text, other in boxes[:i]), text
    assert len(explorer.html.value) <= 120_000


def test_the_largest_pictures_stay_small():
    for state in ({"text": "christopher"}, {"text": "maximilian", "mask": False},
                  {"world": "book", "book": "a3 k7 m1 t4 b5 c6 d9 e0 f2 g3 h7 i8 z?"}):  # fmt: skip
        _told, explorer = made(state | {"place": 3})
        assert len(explorer.html.value) <= 120_000
        assert pixels(explorer).shape == (932, 1680, 3)


@unseen()
def test_the_book_is_right_and_cannot_be_where_a_letter_stands_twice():
    """What a learner sees first, and the question for which it must fail."""
    found = asked(START | {"world": "book"})
    assert found.A[0][4][1] == max(found.A[0][4]) > 0.5
    assert int(np.argmax(found.p[4])) == 7
    twice = asked(START | {"world": "book", "book": "a3 k7 m1 k4 k?"})
    weights = twice.A[0][4]
    assert min(weights[1], weights[3]) > 0.01, "the weight is shared out"
    assert weights[1] + weights[3] > 0.5


def test_a_list_leaves_out_small_shares_where_it_is_told_to():
    assert listing("ab", [0.25, 0.004]) == "a 0.25, b 0.00"
    assert listing("ab", [0.25, 0.004], least=0.005) == "a 0.25"
