"""The explorer of graphs: each value, slope, arrow and word is what plain Python says."""

import math
from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.path import Path
from palette import INK, PAPER, answer_color, sign_color
from readback import (
    alt,
    arrow_ends,
    bold,
    box_of,
    check_circle,
    check_words,
    compact,
    overlap,
    texts_of,
    unseen,
    written,
)

from helpers import widgets
from helpers.widgets import graph as module

SPELT = {  # how each value is written in its circle, below ∂y, and in a sentence
    "w1": ("w_{1}", "w_{1}", "w₁"), "w2": ("w_{2}", "w_{2}", "w₂"), "b": ("b", "b", "b"),
    "x1": ("x_{1}", "x_{1}", "x₁"), "x2": ("x_{2}", "x_{2}", "x₂"),
    "w1x1": ("w_1 x_1", "(w_1 x_1)", "w₁x₁"), "w2x2": ("w_2 x_2", "(w_2 x_2)", "w₂x₂"),
    "w1x2": ("w_1 x_2", "(w_1 x_2)", "w₁x₂"), "s": ("s", "s", "s"), "z": ("z", "z", "z"),
    "minus_z": ("-z", "(-z)", "−z"), "e": ("e^{-z}", "e^{-z}", "e⁻ᶻ"),
    "u": ("1 + e^{-z}", "(1 + e^{-z})", "1 + e⁻ᶻ"), "a": (r"\sigma(z)", r"\sigma(z)", "σ(z)"),
    "y": ("y", "y", "y"),
}  # fmt: skip
BRACKETS = ("w1x1", "w2x2", "w1x2", "minus_z", "u")  # behind a ∂ in a sentence
FORMULAS = {
    "neuron": (r"$y = \sigma(w_1 x_1 + w_2 x_2 + b)$", "y = σ(w₁x₁ + w₂x₂ + b)"),
    "twice": (r"$y = \sigma(w_1 x_1 + w_1 x_2 + b)$", "y = σ(w₁x₁ + w₁x₂ + b)"),
    "silu": (r"$y = z\,\sigma(z),\ \ z = w_1 x_1 + b$", "y = z·σ(z), z = w₁x₁ + b"),
}
MADE = {  # in the order in which they are made
    "neuron": ["w1x1", "w2x2", "s", "z", "minus_z", "e", "u", "y"],
    "twice": ["w1x1", "w1x2", "s", "z", "minus_z", "e", "u", "y"],
    "silu": ["w1x1", "z", "minus_z", "e", "u", "a", "y"],
}
START = {"w1": 0.5, "w2": 1, "b": -2, "x1": 2, "x2": 3}
STATES = [
    START,
    {"w1": -1.7, "w2": 0.4, "b": 0.9, "x1": 1.3, "x2": -2.6},
    {"w1": 4, "w2": 4, "b": 4, "x1": 4, "x2": 4},
    {"w1": -4, "w2": 3.9, "b": -3.9, "x1": 3.9, "x2": -3.9},
    dict.fromkeys(START, 0),
]
CASES = [(kind, state) for kind in FORMULAS for state in STATES]


def bracketed(value):
    return f"({compact(value)})" if value < 0 else compact(value)


def forward(kind, n):
    """Return all values by name, and how each that is made was computed from numbers."""
    v, how = dict(n), {}
    w, other = ("w1", "w1x2") if kind == "twice" else ("w2", "w2x2")
    v["w1x1"] = n["w1"] * n["x1"]
    how["w1x1"] = f"{compact(n['w1'])}·{bracketed(n['x1'])}"
    if kind == "silu":
        del v["w2"], v["x2"]
        v["z"] = v["w1x1"] + n["b"]
        how["z"] = f"{compact(v['w1x1'])} + {bracketed(n['b'])}"
    else:
        if kind == "twice":
            del v["w2"]
        v[other] = n[w] * n["x2"]
        v["s"] = v["w1x1"] + v[other]
        v["z"] = v["s"] + n["b"]
        how[other] = f"{compact(n[w])}·{bracketed(n['x2'])}"
        how["s"] = f"{compact(v['w1x1'])} + {bracketed(v[other])}"
        how["z"] = f"{compact(v['s'])} + {bracketed(n['b'])}"
    v["minus_z"], v["e"], v["u"] = -v["z"], math.exp(-v["z"]), 1 + math.exp(-v["z"])
    how["minus_z"] = f"{compact(v['z'])}·(−1)"
    how["e"], how["u"] = f"exp({compact(v['minus_z'])})", f"{compact(v['e'])} + 1"
    end = "a" if kind == "silu" else "y"
    v[end], how[end] = 1 / v["u"], f"{bracketed(v['u'])}⁻¹"
    if kind == "silu":
        v["y"], how["y"] = v["z"] * v["a"], f"{compact(v['z'])}·{bracketed(v['a'])}"
    return v, how


def links(kind, v):
    """Return the slope at each arrow, (parent, made): slope, in the order of the parents."""
    found = {("w1", "w1x1"): v["x1"], ("x1", "w1x1"): v["w1"]}
    if kind == "neuron":
        found |= {("w2", "w2x2"): v["x2"], ("x2", "w2x2"): v["w2"]}
    if kind == "twice":
        found |= {("w1", "w1x2"): v["x2"], ("x2", "w1x2"): v["w1"]}
    if kind == "silu":
        found |= {("w1x1", "z"): 1, ("b", "z"): 1, ("z", "y"): v["a"], ("a", "y"): v["z"]}
    else:
        found |= {(name, "s"): 1 for name in MADE[kind][:2]} | {("s", "z"): 1, ("b", "z"): 1}
    last = "a" if kind == "silu" else "y"
    return found | {("z", "minus_z"): -1, ("minus_z", "e"): v["e"], ("e", "u"): 1,
                    ("u", last): -1 / v["u"] ** 2}  # fmt: skip


def whole_slopes(kind, v):
    """Return dy/d of every value, without a graph: by the derivative of the sigmoid."""
    a = 1 / (1 + math.exp(-v["z"]))
    down = math.exp(-v["z"]) / (1 + math.exp(-v["z"])) ** 2  # σ′(z)
    d = {"y": 1.0}
    if kind == "silu":
        d |= {"a": v["z"], "z": a + v["z"] * down}
        behind = v["z"]
    else:
        d |= {"z": down, "s": down, MADE[kind][1]: down}
        behind = 1
    d |= {"u": -behind * a**2, "e": -behind * a**2, "minus_z": -behind * down}
    d |= {"w1x1": d["z"], "b": d["z"], "x1": d["z"] * v["w1"], "w1": d["z"] * v["x1"]}
    if kind == "neuron":
        d |= {"w2": d["z"] * v["x2"], "x2": d["z"] * v["w2"]}
    if kind == "twice":
        d |= {"w1": d["z"] * (v["x1"] + v["x2"]), "x2": d["z"] * v["w1"]}
    return d


def way_back(kind):
    """Return an order in which everything hands on after all that was made from it."""
    return MADE[kind][::-1]


def check(explorer, kind, n, step):
    """Compare all that is shown with the state."""
    part = explorer.picture.panels[kind]
    v, how = forward(kind, n)
    made, last = MADE[kind][: min(step, len(MADE[kind]))], len(MADE[kind])
    handed = explorer.walk().handed
    check_order_back(kind, handed, step - last - 1)
    arrows, arrived, whole = links(kind, v), {name: [] for name in v}, whole_slopes(kind, v)
    if step > last:
        arrived["y"].append(1)
    for name in handed:  # each has all by then
        for (parent, of), slope in arrows.items():
            if of == name:
                arrived[parent].append(slope * whole[name])
    check_nodes(part, kind, v, made)
    check_arrows(part, arrows, handed)
    paths = {name: max(1, [parent for parent, _of in arrows].count(name)) for name in v}
    check_slopes(part, arrived, paths)
    about = handed[-1] if handed else made[-1] if made else None
    assert part.ring.get_visible() == bool(about)
    if about:
        assert tuple(part.ring.center) == tuple(part.nodes[about].circle.center)
        assert part.ring.radius == part.nodes[about].circle.radius
    assert (to_hex(part.ring.get_edgecolor()), part.ring.get_fill()) == (INK, False)
    assert explorer.picture.panels["title"].get_text() == FORMULAS[kind][0]
    words = words_of(v, how, made, step > last, handed, arrows, arrived, whole)
    check_words(explorer.picture.panels["formula"], *words)
    check_sentences(explorer, kind, v, how, made, step > last, handed, arrived, whole)
    for other in FORMULAS:
        if other != kind:
            hidden = explorer.picture.panels[other]
            assert not any(a.get_visible() for a in [*hidden.moving, *hidden.fixed])


def check_order_back(kind, handed, count):
    """So many have handed on, each after all that was made from it."""
    assert len(handed) == max(0, count)
    assert len(set(handed)) == len(handed)
    n = forward(kind, START)[0]
    for name in handed:
        after = [of for parent, of in links(kind, n) if parent == name]
        assert all(of in handed and handed.index(of) < handed.index(name) for of in after)


def check_nodes(part, kind, v, made):
    """A circle for each value, with its name, and its number as soon as it is made."""
    assert set(part.nodes) == set(v)
    for name, node in part.nodes.items():
        known = name in made or name not in MADE[kind]
        color = answer_color(v["y"]) if name == "y" and kind != "silu" and known else PAPER
        check_circle(node, f"${SPELT[name][0]}$", compact(v[name]) if known else "", color)
        assert node.circle.get_visible()
        assert node.name.get_visible()
        assert node.circle.radius == (36 if name in MADE[kind] else 26)


def away(point, circle):
    """Return how far a point is from the rim of a circle."""
    return np.hypot(*(np.array(point) - circle.center)) - circle.radius


def check_arrows(part, arrows, handed):
    """A solid arrow from rim to rim for each pair, and a dashed one back where a slope has gone."""
    assert set(part.arrows) == set(arrows)
    solid = [one for one in part.fixed if hasattr(one, "get_arrowstyle")]
    assert len(solid) == len(arrows)
    for shape, (parent, of) in zip(solid, part.arrows, strict=True):
        one, other = part.nodes[parent].circle, part.nodes[of].circle
        assert one.center[0] < other.center[0], "values go to the right"
        along = np.subtract(other.center, one.center) / np.hypot(
            *np.subtract(other.center, one.center)
        )
        ends = one.center + one.radius * along, other.center - other.radius * along
        missed, wide = arrow_ends(shape, *ends)
        assert missed < 1
        assert wide == pytest.approx(1.2, abs=0.02)
        assert to_hex(shape.get_facecolor()) == INK
        assert shape.get_visible()
    for (parent, of), back in part.arrows.items():
        assert back.arrow.get_visible() == back.text.get_visible() == (of in handed)
        if of not in handed:
            continue
        slope = arrows[parent, of]
        start, end = back.arrow._posA_posB
        assert away(start, part.nodes[of].circle) == pytest.approx(0, abs=1e-6)
        assert away(end, part.nodes[parent].circle) == pytest.approx(0, abs=1e-6)
        assert back.arrow.get_linestyle() not in ("-", "solid")
        assert back.arrow.get_lw() == (2.4 if of == handed[-1] else 1.6)
        assert back.text.get_text() == compact(slope, plus=True)
        for color in (back.arrow.get_edgecolor(), back.text.get_color()):
            assert to_hex(color) == sign_color(slope)
        check_beside(part, (parent, of))


def seen_points(arrow):
    """Return points along a dashed arrow and its head, in pixels at the size shown."""
    path = arrow.get_transform().transform_path(arrow.get_path())
    lines = path.to_polygons(closed_only=False)
    points = np.concatenate([Path(line).interpolated(9).vertices for line in lines])
    return points * 100 / arrow.figure.dpi


def check_beside(part, link):
    """A slope stands nearer to its own dashed arrow than to another one that is seen."""
    left, low, right, top = box_of(part.arrows[link].text)
    far = {}
    for other, back in part.arrows.items():
        if not back.arrow.get_visible():
            continue
        points = seen_points(back.arrow)
        beside = np.clip(points, (left, low), (right, top)) - points
        far[other] = np.hypot(*beside.T).min()
    assert far[link] < 20
    assert far[link] == min(far.values()), (link, min(far, key=far.get))


def check_slopes(part, arrived, paths):
    """Below a value stands what has arrived; where paths join and all is there, also the sum."""
    for name, slopes in part.slopes.items():
        parts = arrived[name]
        whole = paths[name] > 1 and len(parts) == paths[name]
        numbers = [*parts, sum(parts)] if whole else parts
        shown = [text for text in slopes.texts if text.get_visible()]
        assert [text.get_text() for text in shown] == [compact(m, plus=True) for m in numbers]
        assert [to_hex(text.get_color()) for text in shown] == [sign_color(m) for m in numbers]
        weights = ["normal"] * len(parts) + ["bold"] if paths[name] > 1 else ["bold"]
        weights = weights[: len(numbers)]
        assert [text.get_fontweight() for text in shown] == weights
        assert slopes.rule.get_visible() == whole
        circle = part.nodes[name].circle
        for i, text in enumerate(shown):
            x, y = text.get_position()
            if name == "b":
                assert y == circle.center[1]
                assert x == circle.center[0] - circle.radius - 6
            else:
                assert x == circle.center[0]
                assert y < circle.center[1] - circle.radius - 8
                assert i == 0 or y < shown[i - 1].get_position()[1] - 14
        if whole:
            (height, same), (left, right) = slopes.rule.get_ydata(), slopes.rule.get_xdata()
            assert height == same
            assert left < circle.center[0] < right
            assert shown[-1].get_position()[1] < height < shown[-2].get_position()[1]


def over(name):
    return rf"$\frac{{\partial y}}{{\partial {SPELT[name][1]}}}$"


def words_of(v, how, made, backward, handed, arrows, arrived, whole):
    """Return what the formula of the last step says."""
    if handed:
        words = []
        for (parent, of), slope in arrows.items():
            if of == handed[-1]:
                *before, _new = arrived[parent]
                total = sum(arrived[parent])
                front = "".join(f"{compact(one)} + " for one in before)
                words += [",     "] * bool(words) + [over(parent)]
                words += [f" = {front}{bracketed(whole[of])}·{bracketed(slope)} = "]
                words += [bold(compact(total, plus=True), sign_color(total))]
        return words
    if backward:
        return [over("y"), " = ", bold("1")]
    if made:
        name = made[-1]
        head = name if name in ("s", "z", "y") else f"${SPELT[name][0]}$"
        return [head, f" = {how[name]} = ", bold(compact(v[name]))]
    return []


def check_sentences(explorer, kind, v, how, made, backward, handed, arrived, whole):
    """The sentence tells the last step; the alternative text tells all that is known."""
    said, told = explorer.sentence.value, alt(explorer)
    assert said in told
    assert f"A graph of values for {FORMULAS[kind][1]}, from left to right." in told
    values = [
        f"{SPELT[name][2]} = {compact(v[name])}"
        for name in part_order(explorer, kind)
        if name in made or name not in MADE[kind]
    ]
    slopes = [
        f"∂y/∂{f'({SPELT[n][2]})' if n in BRACKETS else SPELT[n][2]} = {compact(sum(arrived[n]))}"
        for n in part_order(explorer, kind)
        if arrived[n]
    ]
    assert f"The values so far are {', '.join(values)}. " in told
    assert f"The slopes so far are {', '.join(slopes) or 'none'}. " in told
    if handed:
        name = SPELT[handed[-1]][2]
        assert said.startswith(f"Back: {name} hands its slope {compact(whole[handed[-1]])} on")
        joins = [n for n, parts in arrived.items() if len(parts) > 1
                 and (n, handed[-1]) in links(kind, v)]  # fmt: skip
        assert ("Two paths join" in said) == bool(joins)
        for join in joins:
            first, second = arrived[join]
            assert f"join in {SPELT[join][2]}, so their slopes are added: " in said
            tail = f"{compact(first)} + {bracketed(second)} = {compact(first + second)}."
            assert said.endswith(tail)
    elif backward:
        assert said == "Back: the way back begins at y, and ∂y/∂y = 1."
    elif made:
        name = made[-1]
        head = f"Forward: {SPELT[name][2]} = {how[name]} = {compact(v[name])}."
        assert said.startswith(head)
    else:
        assert said.startswith("No step is taken yet.")
        assert not written(said)


def part_order(explorer, kind):
    return list(explorer.picture.panels[kind].nodes)


@pytest.mark.parametrize(("kind", "state"), CASES)
def test_the_picture_is_true_at_every_step(kind, state):
    explorer = widgets.Graph(kind, **state)
    last = 2 * len(MADE[kind]) + 1
    assert explorer.controls["step"].max == last
    for step in (last, *range(last + 1)):
        with unseen():
            explorer.controls["step"].value = step
        check(explorer, kind, state, step)
        if step == last:  # all that is seen before is seen then
            check_clear(explorer, kind)


def check_clear(explorer, kind):
    """No text runs over another, over the rim of a circle or over a solid arrow."""
    part, figure = explorer.picture.panels[kind], explorer.picture.figure
    texts = [text for text in texts_of(figure) if text.axes]
    boxes = [box_of(text) for text in texts]
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other)
    inside = [text for node in part.nodes.values() for text in (node.name, node.value)]
    ax = part.ring.axes
    scale = 100 / figure.dpi
    for text, (left, low, right, top) in zip(texts, boxes, strict=True):
        if text in inside:
            continue
        for node in part.nodes.values():
            middle = ax.transData.transform(node.circle.center) * scale
            near = np.hypot(*(np.clip(middle, (left, low), (right, top)) - middle))
            assert near > node.circle.radius + 1, text
        for parent, of in part.arrows:
            one, other = (part.nodes[n].circle.center for n in (parent, of))
            places = [ax.transData.transform(p) * scale for p in np.linspace(one, other, 61)]
            apart = np.clip(places, (left, low), (right, top)) - places
            assert np.hypot(*apart.T).min() > 1, text
        for link, back in part.arrows.items():
            points = seen_points(back.arrow)
            apart = np.clip(points, (left, low), (right, top)) - points
            assert np.hypot(*apart.T).min() > 0.5, (text, link)


@pytest.mark.parametrize("kind", FORMULAS)
def test_the_picture_is_true_after_other_choices(kind):
    explorer = widgets.Graph()
    with unseen():
        for other in ("silu", "twice", "neuron", kind):
            explorer.controls["graph"].value = other
            explorer.controls["step"].value = explorer.controls["step"].max - 1
        for name, value in STATES[1].items():
            explorer.controls[name].value = value
    explorer.redraw()
    check(explorer, kind, STATES[1], 2 * len(MADE[kind]))


def test_a_graph_has_the_steps_and_the_leaves_that_it_has():
    explorer = widgets.Graph(step=17)
    for kind, most, without in (
        ("silu", 15, {"w2", "x2"}),
        ("twice", 17, {"w2"}),
        ("neuron", 17, set()),
    ):
        explorer.controls["graph"].value = kind
        step = explorer.controls["step"]
        assert step.max == explorer.play.max == most
        assert step.value <= most
        off = {name for name, control in explorer.controls.items() if control.disabled}
        assert off == without


def test_reset_after_a_shorter_graph_brings_back_the_last_step():
    explorer = widgets.Graph(step=17)
    start = explorer.html.value
    explorer.controls["graph"].value = "silu"
    assert explorer.html.value != start
    explorer.reset()
    assert explorer.html.value == start
    assert explorer.controls["step"].value == explorer.play.value == 17
    assert not explorer.controls["w2"].disabled


def test_play_takes_a_step_about_every_second():
    explorer = widgets.Graph()
    assert 600 <= explorer.play.interval <= 1200
    assert (explorer.play.min, explorer.play.step) == (0, 1)


def test_the_numbers_of_the_text():
    """By head: where z = 2, as on the day at the beach of notebook 1, and where paths join."""
    explorer = widgets.Graph(step=17)
    shown = {name: slopes.texts[-1].get_text() for name, slopes in shown_slopes(explorer).items()}
    assert (shown["w1"], shown["w2"], shown["b"]) == ("+0.21", "+0.315", "+0.105")
    explorer = widgets.Graph("twice", step=17)
    texts = [text.get_text() for text in shown_slopes(explorer)["w1"].texts]
    assert texts == ["+0.47", "+0.705", "+1.175"]


def shown_slopes(explorer):
    return explorer.picture.panels[explorer.controls["graph"].value].slopes


def test_a_graph_is_made_by_the_lesson_itself():
    """Its numbers are those of `helpers.autograd`, whose sigmoid and neuron it takes apart."""
    walk = module.Walk(module.GRAPHS["neuron"], START, 17)
    y = walk.values["y"]
    named = {id(value) for value in walk.values.values()}
    rest = [value.data for value in y.order() if id(value) not in named]
    assert sorted(rest) == [-1, 1], "constants alone have no circle"
    assert walk.values["w1"].grad == pytest.approx(
        whole_slopes("neuron", forward("neuron", START)[0])["w1"]
    )
