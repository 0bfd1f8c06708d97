"""What the pictures of notebook 6 have to show."""

from functools import cache
from itertools import pairwise
from math import dist, hypot, inf, isfinite
from statistics import median

import numpy as np
import plain
import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.quiver import Quiver
from palette import CHOSEN, FAINT, INK, PAPER
from panels import reads
from plain import NAMES, PEOPLE, ROWS, forward, gradient, loss, neuron, train

from helpers import training
from helpers.mistakes import MISTAKES
from helpers.network import Network

NOTEBOOK = "06_training"
AROUND = (-25, 35, -10, 10)  # of the plane of weight and height
HIDDEN = (-0.2, 1.2, -0.2, 1.2)
PLACES = {name: x for name, x, _label in PEOPLE}
NEW = {"Emily": (-7, -3), "Frank": (20, 2)}
MARKS = [(x, label) for _name, x, label in PEOPLE]
RAW = [((x1 + 135, x2 + 66), label) for (x1, x2), label in ROWS]
CORNERS = list(zip(plain.CORNERS, plain.XOR, strict=True))


def drawn(seed=1):
    """Return nine parameters drawn from N(0, 1)."""
    numbers = np.random.default_rng(seed).standard_normal(9).tolist()
    return dict(zip(NAMES, numbers, strict=True))


@cache
def states(rate=0.1, epochs=1000):
    """Return the parameters after each epoch of the training of notebook 6."""
    return train(drawn(), ROWS, rate, epochs)


def losses(those, rows=ROWS):
    return [loss(p, rows) for p in those]


def people_plane(panel, p, names=True, scale=True):
    """Read the plane of weight and height with the four people; what has no names has no sides."""
    panel.plane(lambda a, b: forward(p, (a, b))["y_pred"], AROUND, "y_pred", scale, sides=names)
    panel.marks(MARKS)
    panel.names_at(PLACES if names else {})


@reads(NOTEBOOK, "loss-curve")
def two_scales(left, right):
    for panel, title, scale in ((left, "L", "linear"), (right, "L, log", "log")):
        panel.named("epoch", "L", title)
        panel.line(range(1001), losses(states()))
        assert panel.ax.get_yscale() == scale


@cache
def many(networks, rate, epochs, rows, batch_size=1):
    """Return the parameters of many networks, drawn from seed 0, after a training.

    200 trainings take too long in plain Python; tests of the mathematics compare `train` with it.
    """
    X, y_true = np.array([x for x, _y in rows]), np.array([y for _x, y in rows])
    nets = Network.random([2, 2, 1], np.random.default_rng(0), networks=networks)
    ends = training.train(nets, X, y_true, rate, epochs, batch_size).network().values
    return [dict(zip(NAMES, row, strict=True)) for row in ends.tolist()]


def above(outline, x):
    """Return the two heights between which an outline of upright and level lines is at x."""
    sides = pairwise(outline.get_xy().tolist())
    return tuple(sorted(y for (x0, y), (x1, _y) in sides if min(x0, x1) < x < max(x0, x1)))


@reads(NOTEBOOK, "many-histograms")
def histograms(*panels):
    nets = many(200, 0.1, 1000, tuple(ROWS))
    groups = {
        "w5 w6 < 0": (FAINT, [p["w5"] * p["w6"] < 0 for p in nets]),
        "w5, w6 > 0": (INK, [p["w5"] > 0 and p["w6"] > 0 for p in nets]),
        "w5, w6 < 0": (PAPER, [p["w5"] < 0 and p["w6"] < 0 for p in nets]),
    }
    shown = {
        "": [loss(p) for p in nets],
    } | {name: [forward(p, x)["y_pred"] for p in nets] for name, x in NEW.items()}
    for panel, (name, values) in zip(panels, shown.items(), strict=True):
        panel.named("y_pred" if name else "L", "" if name else "n", name)
        low, width = min(values), (max(values) - min(values)) / 24
        stacked = [0] * 24
        for color, belongs in groups.values():
            heights = [0] * 24
            for value, one in zip(values, belongs, strict=True):
                heights[min(int((value - low) / width), 23)] += one
            outline = panel.take(
                [p for p in panel.those(Polygon) if to_hex(p.get_facecolor()) == color], color
            )
            middles = [low + (i + 0.5) * width for i in range(24)]
            tops = [a + b for a, b in zip(stacked, heights, strict=True)]
            both = zip(stacked, tops, strict=True)
            edges = [low + i * width for i in range(25)]
            assert sorted(set(outline.get_xy()[:, 0].tolist())) == pytest.approx(edges)
            assert [above(outline, x) for x in middles] == list(both)
            stacked = tops
    panels[0].bars_legend({name: color for name, (color, _belongs) in groups.items()})


def newcomers(panel):
    """Read Emily and Frank: white diamonds with a rim, and their names, each beside its own."""
    for name, x in NEW.items():
        mark = panel.take(
            [n for n in panel.those(Line2D, marker="D") if (*n.get_xydata()[0],) == x], name
        )
        shown = to_hex(mark.get_markerfacecolor()), to_hex(mark.get_markeredgecolor())
        assert shown == (PAPER, INK)
    panel.names_at(NEW)


def hidden_line(panel, p, j):
    """Read where a hidden neuron says 0.5, and the arrow to the side where it says yes."""
    name = f"h{j}"

    def h(x):
        return forward(p, x)[name]

    (quiver,) = [q for q in panel.those(Quiver) if abs(h(q.XY[0]) - 0.5) < 1e-9]
    through = [
        n for n in panel.those(Line2D, marker="None")
        if all(h(point) == pytest.approx(0.5) for point in n.get_xydata())
    ]  # fmt: skip
    ends = panel.take(through, f"line of {name}").get_xydata()
    assert set(ends[:, 1]) == {-10, 10}, "from the lower border to the upper one"
    panel.left.remove(quiver)
    (start,), to_pixels = quiver.XY, panel.ax.transData.transform
    along, way = np.diff(to_pixels(ends), axis=0)[0], np.array([quiver.U[0], quiver.V[0]])
    assert quiver.angles == "uv"  # as on the page
    assert abs(along @ way) < 0.06 * hypot(*along) * hypot(*way), "at a right angle"
    text = panel.text(name)
    there = text.get_position()
    assert h(there) > 0.9
    led = np.subtract(to_pixels(there), to_pixels(start))
    assert led @ way > 0.98 * hypot(*led) * hypot(*way), "the arrow leads to its name"


@reads(NOTEBOOK, "many-clusters")
def three_kinds(*panels):
    """In the first plane the women and the men are on two sides of two arrows."""
    nets = many(200, 0.1, 1000, tuple(ROWS))
    titles = ("w5 w6 < 0", "w5, w6 > 0", "w5, w6 < 0")
    for panel, i, title in zip(panels, (2, 1, 15), titles, strict=True):
        panel.named("x1", "" if i != 2 else "x2", title)
        newcomers(panel)
        for j in (1, 2):
            hidden_line(panel, nets[i], j)
        people_plane(panel, nets[i], names=False, scale=i == 15)
    yes = [[[forward(nets[i], x)[f"h{j}"] > 0.5 for x in PLACES.values()] for j in (1, 2)]
           for i in (2, 1, 15)]  # fmt: skip
    women = [True, False, False, True]
    men = [not woman for woman in women]
    assert yes == [[men, women], [women, women], [men, men]]


def hidden_space(panel, p, names=True, scale=True):
    """Read the plane of the two hidden outputs with the four people."""
    output = (p["w5"], p["w6"], p["b3"])
    panel.plane(lambda a, b: neuron(*output, (a, b))[1], HIDDEN, "y_pred", scale)
    flows = {name: forward(p, x) for name, x in PLACES.items()}
    places = {name: (flow["h1"], flow["h2"]) for name, flow in flows.items()}
    panel.marks([(places[name], label) for name, _x, label in PEOPLE])
    panel.names_at(places if names else {})


@reads(NOTEBOOK, "hidden-still")
def both_planes(left, right):
    left.named("x1", "x2", "x1, x2")
    people_plane(left, states()[-1], scale=False)
    right.named("h1", "h2", "h1, h2")
    hidden_space(right, states()[-1])


@reads(NOTEBOOK, "training-view")
def four_epochs(*panels):
    for panel, epoch in zip(panels, (0, 10, 30, 1000), strict=True):
        panel.named("h1", "" if epoch else "h2", f"epoch {epoch}")
        hidden_space(panel, states()[epoch], names=False, scale=epoch == 1000)


@cache
def broken():
    """Return the losses of four spoilt trainings, and of one that is too slow."""
    return {
        "unshifted": losses(train(drawn(), RAW), RAW),
        "equal": losses(train(dict.fromkeys(NAMES, 0.5))),
        "too_high": losses(states(100)),
        "wrong_sign": losses(states(-0.1)),  # a wrong sign is a rate below zero
        "slow": losses(states(0.001)),
    }


def all_seen(panel, curve):
    """A curve of the loss is on a logarithmic scale, and no part of it is cut off."""
    low, high = panel.ax.get_ylim()
    assert panel.ax.get_yscale() == "log"
    assert panel.ax.get_xlim() == (-40, 1000)  # from left of where it begins
    assert low < min(curve) < max(curve) < high


@reads(NOTEBOOK, "break-curves")
def break_curves(*panels):
    titles = ("unshifted", "equal", "too_high", "wrong_sign")
    for panel, title in zip(panels, titles, strict=True):
        panel.named("epoch", "" if title != "unshifted" else "L", title)
        panel.line(range(1001), losses(states()), color=FAINT, label="right")
        panel.line(range(1001), broken()[title])
        all_seen(panel, losses(states()))
        all_seen(panel, broken()[title])
    panels[0].legend("right")


@cache
def crowd():
    """Return forty rows around the four people, and twenty starts, as (rows, starts)."""
    rng = np.random.default_rng(0)
    away = rng.standard_normal((40, 2)).tolist()
    each = [row for row in ROWS for _ten in range(10)]
    rows = [((x1 + 3 * a, x2 + b), y) for ((x1, x2), y), (a, b) in zip(each, away, strict=True)]
    starts = rng.standard_normal((20, 9)).tolist()
    return rows, [dict(zip(NAMES, row, strict=True)) for row in starts]


def size(numbers):
    return hypot(*numbers.values())


def lies(p, rows, mistake):
    """Count the slopes with a mistake that differ from a difference of the loss."""
    slopes = gradient(p, rows, mistake)
    ups = {name: loss(p | {name: p[name] + 1e-5}, rows) for name in NAMES}
    downs = {name: loss(p | {name: p[name] - 1e-5}, rows) for name in NAMES}
    slope = {name: (ups[name] - downs[name]) / 2e-5 for name in NAMES}
    return sum(abs(slopes[name] - slope[name]) > 1e-9 + 1e-5 * abs(slope[name]) for name in NAMES)


def after_300(starts, rows, rate, mistake):
    """Return the losses of starts after 300 steps along the mean; infinite where one ran off."""
    nets = starts
    for _step in range(300):
        slopes = [gradient(p, rows, mistake) for p in nets]
        nets = [{n: p[n] - rate * s[n] for n in NAMES} for p, s in zip(nets, slopes, strict=True)]
        if not all(isfinite(size(p)) for p in nets):
            return [inf] * len(nets)
    return losses(nets, rows)


def after_300_of_40(starts, rows, rate, mistake):
    """Return the same by `train`: of forty rows it takes too long in plain Python."""
    nets = Network([2, 2, 1], [[p[name] for name in NAMES] for p in starts])
    X, y_true = np.array([x for x, _y in rows]), np.array([y for _x, y in rows])
    made = {"gradient": MISTAKES[mistake]} if mistake else {}
    try:
        return training.train(nets, X, y_true, rate, 300, None, **made).losses[-1].tolist()
    except training.Diverged:
        return [inf] * len(starts)


def untrained(rows, starts, mistake=None, rate=0.1, times=1):
    """Return what the rungs find that do not train, and whether they let it pass.

    `times` multiplies the loss.
    """
    tiny = [{name: p[name] / 100 for name in NAMES} for p in starts]
    chance = times * median(losses(tiny, rows))
    first = [rate * times * size(gradient(p, rows, mistake)) / size(p) for p in starts]
    wrong = lies(starts[0], rows, mistake)
    return {
        "chance": (chance, 0.24 <= chance <= 0.26),
        "slopes": (wrong, wrong == 0),
        "step": (median(first), 1e-4 <= median(first) <= 1 / 3),
    }


def rungs(rows, starts, mistake=None, rate=0.1, times=1):
    """Return the same of all five."""
    pairs = [(a, b) for a in rows for b in rows if (a[1], b[1]) == (0, 1)]
    pair = max(pairs, key=lambda pair: dist(pair[0][0], pair[1][0]))
    # A sum over two rows is twice their mean, and one over forty is forty times theirs.
    two = min(times, 2)
    learned = [two * end < 0.1 for end in after_300(starts, pair, 10 * rate * two, mistake)]
    labels = np.random.default_rng(1).permutation([y for _x, y in rows]).tolist()
    dealt = [(x, y) for (x, _y), y in zip(rows, labels, strict=True)]
    by_chance = times * median(after_300_of_40(starts, dealt, 10 * rate * times, mistake))
    return untrained(rows, starts, mistake, rate, times) | {
        "by_heart": (sum(learned) / 20, sum(learned) >= 18),
        "shuffled": (by_chance, 0.15 <= by_chance <= 0.3),
    }


def brief(number):
    """Write a number as a field of the ladder does."""
    return "∞" if number == inf else "≥ 10" if number >= 10 else f"{number:.2g}"


CAUGHT = {mistake: ["slopes"] for mistake in MISTAKES} | {  # case: the rungs that catch it
    "right": [],
    "no_bias": ["slopes", "by_heart"],
    "wrong_sign": ["slopes", "by_heart", "shuffled"],
    "z_one_minus_z": ["slopes", "step", "by_heart", "shuffled"],
    "sum": ["chance", "shuffled"],
    "unshifted": ["by_heart"],
    "equal": [],
    "too_high": ["step", "by_heart", "shuffled"],
}


LIMITS = {"chance": "0.24–0.26", "slopes": "0", "step": "0.0001–0.33"}
LIMITS |= {"by_heart": "0.9–1", "shuffled": "0.15–0.3"}


def climbed(panel, climbs):
    """Read which rung has caught what, {case: {rung: (number, passed)}}."""
    names = [*next(iter(climbs.values()))]
    panel.names_along("x", names)
    panel.names_along("y", [*climbs])
    for y, (case, row) in enumerate(climbs.items()):
        for x, (number, passed) in enumerate(row.values()):
            said = panel.field(x, y, CHOSEN if passed else INK)
            if (case, x) == ("sum", 4):  # its steps leap, and the last digit of a sum decides
                shown = max(number, 10) if said == "≥ 10" else float(said)
                assert shown == pytest.approx(number, rel=0.5)
            else:
                assert said == brief(number), (case, x)
        caught = [name for name, (_number, passed) in row.items() if not passed]
        assert caught == [name for name in CAUGHT[case] if name in names], case
    for name in names:
        panel.text(LIMITS[name])  # below the names


@reads(NOTEBOOK, "three-picture")
def three(panel):
    """The four people and the start of the lesson."""
    one = [drawn()]
    climbs = {"right": untrained(ROWS, one), "sum": untrained(ROWS, one, times=4)}
    climbs["unshifted"] = untrained(RAW, one)
    climbs["equal"] = untrained(ROWS, [dict.fromkeys(NAMES, 0.5)])
    climbs["too_high"] = untrained(ROWS, one, rate=100)
    climbs |= {mistake: untrained(ROWS, one, mistake) for mistake in ("wrong_sign", "no_bias")}
    climbed(panel, climbs)


@reads(NOTEBOOK, "ladder-picture")
def ladder(panel):
    rows, starts = crowd()
    raw = [((x1 + 135, x2 + 66), y) for (x1, x2), y in rows]
    climbs = {"right": rungs(rows, starts)}
    for mistake in ("factor_2", "no_bias", "wrong_sign"):
        climbs[mistake] = rungs(rows, starts, mistake)
    climbs["sum"] = rungs(rows, starts, times=40)
    climbs["unshifted"] = rungs(raw, starts)
    climbs["equal"] = rungs(rows, [dict.fromkeys(NAMES, 0.5)] * 20)
    climbs["too_high"] = rungs(rows, starts, rate=100)
    climbed(panel, climbs)


@reads(NOTEBOOK, "xor-planes")
def xor(*panels):
    nets = many(100, 4, 1000, tuple(CORNERS), batch_size=None)
    ends = losses(nets, CORNERS)
    solved = ends.index(min(ends))
    stuck = next(i for i, end in enumerate(ends) if end > 0.1)
    for panel, i in zip(panels, (solved, stuck), strict=True):
        panel.named("x1", "x2" if i == solved else "", f"L = {ends[i]:.2f}")
        panel.plane(
            lambda a, b, p=nets[i]: forward(p, (a, b))["y_pred"],
            (-0.5, 1.5, -0.5, 1.5), "y_pred", scale=i == stuck,
        )  # fmt: skip
        panel.marks(CORNERS)


@reads(NOTEBOOK, "quiz-curves")
def quiz(*panels):
    """The five curves are sorted by their loss after the first epoch."""
    curves = [losses(states()), *(v for key, v in broken().items() if key != "equal")]
    curves.sort(key=lambda curve: curve[1])
    for panel, curve, letter in zip(panels, curves, "ABCDE", strict=True):
        panel.named("epoch", "L" if letter == "A" else "", letter)
        panel.line(range(1001), curve)
        all_seen(panel, curve)
