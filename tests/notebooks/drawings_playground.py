"""What the pictures of notebook 9 have to show."""

import numpy as np
from deep import CALLED
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from palette import BLUE, INK, ORANGE, PAPER
from panels import kind, number_of, reads, ticks
from playing import drawn, ring_nets, shares, walk

NOTEBOOK = "09_playground"
FIELD = (-6, 6, -6, 6)
RATES, DECAYS = (0.001, 0.003, 0.01, 0.03, 0.1), (0.003, 0.01, 0.03, 0.1, 0.3, 1, 3)


def cloud(panel, X, y):
    """Read points: a square or a circle at each place, in the colour of its label."""
    drawn = panel.take(panel.those(PathCollection), "points")
    assert np.allclose(drawn.get_offsets(), X, atol=1e-9)
    colors = [to_hex(color) for color in drawn.get_facecolor()]
    assert colors == [(BLUE, ORANGE)[int(label)].lower() for label in y]
    assert {to_hex(color) for color in drawn.get_edgecolor()} == {INK.lower()}
    corners = {len(np.unique(path.vertices.round(6), axis=0)) for path in drawn.get_paths()}
    for path, label in zip(drawn.get_paths(), y, strict=True):
        assert (len(np.unique(path.vertices.round(6), axis=0)) == 4) == (label == 0)
    assert len(corners) == 2
    assert set(drawn.get_sizes()) == {36.0}
    assert drawn.get_zorder() > 3, "a line runs over the points"
    told = [number_of(text) for _place, text in ticks(panel.ax.xaxis)]
    assert told in ([-5, 0, 5], [])


def plane(panel, name, y_name, output, X, y, scale):
    """Read points on a plane that is coloured by an output."""
    panel.named("x1", y_name, name)
    sides = [t for t in panel.ax.texts if t.get_visible() and t.get_text()]
    panel.plane(lambda a, b: float(output(np.array([[a, b]]))[0]), FIELD, "y_pred", scale,
                sides=bool(sides))  # fmt: skip
    cloud(panel, X, y)


@reads(NOTEBOOK, "shapes-picture")
def four_shapes(*panels):
    for place, (panel, name) in enumerate(
        zip(panels, ("clouds", "ring", "XOR", "spirals"), strict=True)
    ):
        panel.named("x1", "" if place else "x2", name)
        X, y = drawn(name, 200, 0.2, np.random.default_rng(0))
        cloud(panel, X, y)
        assert (*panel.ax.get_xlim(), *panel.ax.get_ylim()) == FIELD
        assert to_hex(panel.ax.get_facecolor()) == PAPER


@reads(NOTEBOOK, "ring-planes")
def one_two_three(*panels):
    for panel, size in zip(panels, (1, 2, 3), strict=True):
        made = ring_nets(size)

        def output(x, made=made):
            return made.outputs(x)[made.best]

        plane(panel, f"2-{size}-1", "" if size > 1 else "x2", output, made.X, made.y, size == 3)


@reads(NOTEBOOK, "bends-picture")
def straight_and_smooth(*panels):
    for place, (panel, size) in enumerate(zip(panels, (3, 8), strict=True)):
        made = walk("ring", 400, 0.1, 0, (size,), "relu", 1.4, 1, epochs=60)
        name = f"ReLU, 2-{size}-1"
        if size == 3:  # each line is where the sum of one neuron is 0, right through the plane
            kinks, (W, b) = panel.those(Line2D, linewidth=1.0), (made.p[0], made.p[2])
            assert len(kinks) == 3
            for k, line in enumerate(kinks):
                panel.left.remove(line)
                ends = line.get_xydata()
                assert np.allclose(ends @ W[:, k] + b[k], 0, atol=1e-6)
                assert np.abs(ends).max(axis=1).min() > FIELD[1]
                assert kind(line) == "solid"
        plane(panel, name, "" if place else "x2", made.output, made.X_test, made.y_test, size == 8)


@reads(NOTEBOOK, "wedge-picture")
def the_walk(panel):
    """The walk leads from the middle through the ring, and no sum of the second neuron changes."""
    made = ring_nets(2)
    (line,) = panel.those(Line2D, linewidth=3.0)
    panel.left.remove(line)
    start, end = line.get_xydata()
    assert (start == 0).all()
    assert np.hypot(*end) > 5, "it leads through the ring"
    assert abs(end @ made.W[made.best][:, 1]) < 1e-6
    assert line.get_zorder() > 3, "points lie on the walk"

    def output(x):
        return made.outputs(x)[made.best]

    on_the_way = output(np.linspace(start, 3 * end, 50))
    assert (np.diff(on_the_way) > -1e-9).all()
    plane(panel, "2-2-1", "x2", output, made.X, made.y, True)


@reads(NOTEBOOK, "layers-picture")
def one_layer_and_two(*panels):
    kinds = (("relu", (26,), 1.4), ("relu", (8, 8), 1.4), ("tanh", (8, 8), 1))
    for place, (panel, (hidden, layers, gain)) in enumerate(zip(panels, kinds, strict=True)):
        made = walk("spirals", 500, 0.1, 0, layers, hidden, gain, 0)
        name = f"{CALLED[hidden]}, 2-{'-'.join(map(str, layers))}-1"
        plane(panel, name, "" if place else "x2", made.output, made.X_test, made.y_test,
              hidden == "tanh")  # fmt: skip


def over(panel, name, x):
    """Read which numbers stand below a panel of shares."""
    told = [(place, float(text)) for place, text in ticks(panel.ax.xaxis)]
    assert told == [(n, n) for n in x]
    assert (panel.ax.get_xscale(), panel.ax.get_yscale()) == ("log", "linear")
    assert (panel.ax.get_xlabel().strip("$"), panel.ax.get_ylim()) == (name, (40, 100))


@reads(NOTEBOOK, "rates-picture")
def medians_over_rates(*panels):
    for place, (panel, name) in enumerate(zip(panels, ("ReLU", "tanh", "sigmoid"), strict=True)):
        panel.named("rate", "" if place else "%", name)
        for k, (epochs, run, marker) in enumerate(((2000, "solid", "o"), (200, "dashed", "s"))):
            cases = [shares("spirals", f"{name}, rate {rate}", "test", epochs) for rate in RATES]
            middle = [50 * sum(sorted(tests)[9:11]) for tests in cases]
            at = [rate * 1.12**k for rate in RATES]
            panel.line(at, middle, kind=run, marker=marker, label=f"epoch {epochs}")
            ends = [
                [(x, 100 * min(tests)), (x, 100 * max(tests))]
                for x, tests in zip(at, cases, strict=True)
            ]
            bars = panel.those(LineCollection)[0]
            assert np.allclose(bars.get_segments(), ends)
            panel.left.remove(bars)
        over(panel, "rate", RATES)
    panels[-1].legend("epoch 2000", "epoch 200")


def heart():
    return walk("XOR", 200, 0.9, 19, (8, 8), "tanh", 1, 19, epochs=400)


def two_losses(panel, made, legend, ends=(0.01, 1)):
    for test, run, label in ((False, "solid", "training"), (True, "dashed", "test")):
        losses = made.losses(test)
        panel.line(range(len(losses)), losses, rtol=1e-6, kind=run, label=label)
    assert (panel.ax.get_yscale(), panel.ax.get_ylim()) == ("log", ends)
    if legend:
        panel.legend("training", "test")


@reads(NOTEBOOK, "overfit-curves")
def both_losses(panel):
    panel.named("epoch", "L")
    two_losses(panel, heart(), legend=True)


@reads(NOTEBOOK, "overfit-planes")
def before_and_after(*panels):
    for panel, epoch in zip(panels, (50, 400), strict=True):
        made, last = heart(), epoch == 400
        rings = panel.take(panel.those(Line2D, markersize=12), "rings")
        misplaced = [x for x, y in zip(made.X, made.y, strict=True) if (x[0] * x[1] < 0) != y]
        assert np.allclose(rings.get_xydata(), misplaced)
        assert (rings.get_marker(), rings.get_markerfacecolor()) == ("o", "none")
        assert kind(rings) == "none"

        def output(x, epoch=epoch):
            return heart().output(x, epoch)

        order = sorted(range(100), key=lambda i: any((made.X[i] == x).all() for x in misplaced))
        X, y = made.X[order], made.y[order]
        plane(panel, f"epoch {epoch}", "" if last else "x2", output, X, y, last)


@reads(NOTEBOOK, "decay-picture")
def means_over_the_decay(*panels):
    for panel, data in zip(panels, ("clouds", "XOR", "spirals"), strict=True):
        panel.named("λ", "%" if data == "clouds" else "", data)
        looks = (("training", "o", "solid"), ("validation", "s", "dashed"), ("test", "D", "dotted"))
        for part, marker, run in looks:
            cases = [shares("overfit", f"{data}, decay {decay}", part, 400) for decay in DECAYS]
            means = [5 * sum(tests) for tests in cases]
            panel.line(DECAYS, means, kind=run, marker=marker, label=part)
        over(panel, r"\lambda", DECAYS[::2])
    panels[-1].legend("training", "validation", "test")


@reads(NOTEBOOK, "causes")
def four_causes(*panels):
    told = {"data": "XOR", "n": 200, "noise": 0.9, "points_seed": 19, "hidden": "tanh", "gain": 1}
    runs = (
        {"layers": (8,), "rate": 8, "batch": 100, "adam": False},
        {"layers": (1,), "seed": 19},
        {"layers": (8, 8), "rate": 0.03},
        {"layers": (8, 8), "rate": 0.001, "seed": 19},
    )
    for place, (panel, run) in enumerate(zip(panels, runs, strict=True), 1):
        panel.named("epoch", "" if place > 1 else "L", f"{place}")
        two_losses(panel, walk(**told, **run, epochs=100), place == 4, (0.03, 0.5))
