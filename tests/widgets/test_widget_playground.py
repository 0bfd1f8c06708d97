"""The playground: what is drawn against plain Python, one's own points, buttons, and refusals."""

import math
import sys
from inspect import signature
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.colors import to_hex
from readback import alt

from helpers import style, tiles, widgets
from helpers.gradients import gradient_check
from helpers.runs import Run

SQUASH = {"tanh": math.tanh, "sigmoid": lambda z: 1 / (1 + math.exp(-z))}
SMALL = {"data": "ring", "n": 50, "layers": [3, 2], "hidden": "tanh", "seed": 4}


@pytest.fixture
def explorer():
    return widgets.Playground(**SMALL, epoch=15, neuron=4, own=[(1, -2, 0)], x1=2, x2=-1)


def panels(explorer):
    return explorer.picture.panels


def by_hand(explorer, x):
    """Return the outputs of all layers for one point, neuron by neuron, in plain Python."""
    net = explorer.run()[0].network(15)
    layers = [list(x)]
    for k, (W, B) in enumerate(zip(net.W, net.B, strict=True)):
        f = SQUASH["tanh" if k < len(net.W) - 1 else "sigmoid"]
        sums = [
            sum(a * float(w) for a, w in zip(layers[-1], W[:, j], strict=True)) + float(B[0, j])
            for j in range(W.shape[1])
        ]
        layers.append([f(z) for z in sums])
    return layers


def test_a_layer_is_called_as_its_outputs_are(explorer):
    called = [control.description for control in explorer.controls.values()]
    layers = [name for name in called if name.startswith("A")]
    assert layers == ["A₁", "A₂", "A₃", "A₄"]


def test_each_tile_is_the_plane_of_its_neuron_and_the_large_one_that_of_the_last(explorer):
    network = panels(explorer)["network"]
    tables = [table for _place, table in network.tiles.shown]
    assert len(tables) == 5
    along = [-6 + 12 * i / 32 for i in range(33)]
    for row, column in ((0, 0), (3, 30), (16, 16), (32, 5)):
        _x, first, second, _y = by_hand(explorer, (along[column], along[row]))
        assert [table[row, column] for table in tables] == pytest.approx(first + second)
    plane = panels(explorer)["plane"].image.get_array()
    wide = [-6 + 12 * i / 60 for i in range(61)]
    for row, column in ((0, 0), (50, 7), (33, 60)):
        assert plane[row, column] == pytest.approx(
            by_hand(explorer, (wide[column], wide[row]))[-1][0]
        )
    assert (network.low, network.high) == (-1, 1)
    assert network.colors is style.SIGNED_TILES
    frames = network.lines["frames"].get_segments()
    for place, _table in network.tiles.shown:
        (frame,) = [f for f in frames if np.ptp(f, axis=0).tolist() == [tiles.SIDE] * 2
                    and np.abs(f.mean(axis=0) - place).max() < tiles.SIDE / 2]  # fmt: skip
        assert frame.min(axis=0).tolist() == [at - tiles.SIDE / 2 for at in place]


def test_tiles_of_a_layer_stand_in_a_column_from_the_top_down(explorer):
    network = panels(explorer)["network"]
    places = np.array([place for place, _table in network.tiles.shown])
    first, second, last = places[0, 0], places[3, 0], network.last.center[0]
    named = network.inputs[0].get_position()[0]
    free = named + tiles.BOX[0] + 2, last - 17  # from the names to the last neuron
    assert np.diff([free[0], first, second, free[1]]) == pytest.approx([np.ptp(free) / 3] * 3)
    many = [x for x, _rows in network._columns((2, 4, 4, 4, 4, 4, 1), (3, 0))]
    assert many[3] - many[2] == pytest.approx(46 + 26 + 32)  # room for the numbers of the chosen
    assert np.ptp(np.diff(many)[[1, 3, 4]]) == pytest.approx(0)
    assert len(set(places[:3, 0])) == len(set(places[3:, 0])) == 1
    assert places[0, 0] < places[3, 0]
    for column in (places[:3, 1], places[3:, 1]):
        assert np.diff(column).tolist() == [-40] * (len(column) - 1)


def test_the_chosen_neuron_shows_its_weights_and_others_their_strongest(explorer):
    """Chosen is h4, the first neuron of the second layer."""
    network, net = panels(explorer)["network"], explorer.run()[0].network(15)
    entering = net.W[1][:, 0].tolist()
    said = [text for text in network.weights if text.get_text()]
    assert [text.get_text() for text in said] == [
        style.signed(round(weight, 1), 1) for weight in entering
    ]
    chosen, edges = network.lines["chosen"], network.lines["edges"]
    (ring,) = network.lines["ring"].get_segments()
    assert ring.mean(axis=0) == pytest.approx(network.tiles.shown[3][0], abs=8)
    assert np.ptp(ring, axis=0).tolist() == [40, 40]
    looks = [network.lines[name].get_linewidth()[0] for name in ("ring", "frames", "stubs")]
    assert looks == [2.2, 1.2, 1.2]
    assert network.last.get_linewidth() == 1.4
    leaving = net.W[2][0].tolist()
    widths = [0.8 + 1.1 * min(abs(w), 4) for w in entering + leaving]
    assert chosen.get_linewidth() == pytest.approx(widths)
    colors = [style.sign_color(round(w, 2)) for w in entering + leaving]
    assert [to_hex(color) for color in chosen.get_color()] == [color.lower() for color in colors]
    strong = [max(net.W[0][:, j].tolist(), key=abs) for j in range(3)]
    strong += [max(net.W[1][:, 1].tolist(), key=abs), float(net.W[2][1, 0])]
    wanted = sorted(0.4 * (0.8 + 1.1 * min(abs(w), 4)) for w in strong)
    assert sorted(edges.get_linewidth()) == pytest.approx(wanted)
    assert len(edges.get_segments()) == 5
    explorer.controls["neuron"].value = 0
    assert not [text for text in network.weights if text.get_text()]
    assert not chosen.get_segments()


def test_at_rest_every_edge_is_there_and_play_leaves_out_the_pale_ones(explorer):
    explorer.controls["neuron"].value = 0
    network = panels(explorer)["network"]
    tiles = [y for (_x, y), _table in network.tiles.shown]
    named = [text.get_position()[1] for text in network.inputs if text.get_text()]
    rows = [named, tiles[:3], tiles[3:], [network.middle]]
    wanted = [(a, b) for left, right in pairwise(rows) for a in left for b in right]
    ends = [
        (start[1], end[1])
        for kind in ("pale", "edges")
        for start, end in network.lines[kind].get_segments()
    ]
    assert sorted(ends) == [pytest.approx(edge) for edge in sorted(wanted)]
    pale = network.lines["pale"]
    assert len(pale.get_segments()) == 14 - 7  # three, two and two have a colour
    assert [to_hex(color) for color in pale.get_color()] == [style.PALE.lower()]
    explorer.turn(True)
    explorer.controls["epoch"].value = 16
    assert not pale.get_segments()
    assert len(network.lines["edges"].get_segments()) == 7
    moving = explorer.html.value
    explorer.turn(False)  # as the browser does at Pause, and at the end
    assert len(pale.get_segments()) == 7
    assert explorer.html.value != moving


def test_points_stand_where_they_are_and_test_rows_have_a_white_centre(explorer):
    run = explorer.run()[0]
    drawn = panels(explorer)["cloud"].drawn
    places, faces = drawn.get_offsets().tolist(), [to_hex(c) for c in drawn.get_facecolor()]
    white = [place for place, face in zip(places, faces, strict=True) if face == "#ffffff"]
    assert white == run.X_test.tolist()
    colored = [(p, f) for p, f in zip(places, faces, strict=True) if f != "#ffffff"]
    labels = np.concatenate([run.y_true[:-1], run.y_test]).astype(int)
    assert [p for p, _f in colored] == [*run.X[:-1].tolist(), *run.X_test.tolist()]
    assert [f for _p, f in colored] == [style.LABEL_COLORS[label].lower() for label in labels]
    mine = panels(explorer)["own"].drawn
    assert mine.get_offsets().tolist() == [[1, -2]]
    assert [to_hex(color) for color in mine.get_facecolor()] == [style.LABEL_COLORS[0].lower()]
    for line in panels(explorer)["cross"]:
        assert line.get_xydata().tolist() == [[2, -1]]
    for label, (color, shape) in enumerate(
        zip(style.LABEL_COLORS, style.LABEL_MARKERS, strict=True)
    ):
        explorer.controls["label"].value = label
        dropped = panels(explorer)["cross"][-1]
        assert (to_hex(dropped.get_markerfacecolor()), dropped.get_marker()) == (
            color.lower(),
            shape,
        )


def test_each_input_has_its_name_at_its_own_edges(explorer):
    """The edges of the last input begin where its name stands."""
    for name in ("squares", "product", "sines"):
        explorer.controls[name].value = True
    network, net = panels(explorer)["network"], explorer.run()[0].network(15)
    said = [text.get_text() for text in network.inputs if text.get_text()]
    assert said == ["x₁", "x₂", "x₁²/5", "x₂²/5", "x₁x₂/5", "sin x₁", "sin x₂"]
    heights = [text.get_position()[1] for text in network.inputs[:7]]
    assert heights == sorted(heights, reverse=True)
    explorer.controls["neuron"].value = 1
    entering = net.W[0][:, 0].tolist()
    starts = [segment[0][1] for segment in network.lines["stubs"].get_segments()]
    assert starts == pytest.approx(heights)
    told = [text for text in network.weights if text.get_text()]
    assert [t.get_text() for t in told] == [style.signed(round(w, 1), 1) for w in entering]


def test_the_scale_of_the_tiles_has_the_ends_of_their_colours(explorer):
    scale, network = panels(explorer)["scale"], panels(explorer)["network"]
    assert scale.ax.get_xlim() == (-1, 1) == (network.low, network.high)
    assert list(scale.image.get_extent()) == [-1, 1, 0, 1]
    places, tables = zip(*network.tiles.shown, strict=True)
    assert len(places) == 5
    assert max(abs(table).max() for table in tables) <= 1
    explorer.controls["hidden"].value = "sigmoid"
    assert scale.ax.get_xlim() == (0, 1)


def test_before_a_long_training_it_says_what_it_does(explorer):
    said = []
    explorer.message.observe(lambda change: said.append(change.new), "value")
    explorer.controls["epoch"].value = 100
    assert said == []
    explorer.controls["epoch"].value = 400
    assert said == ["Training from epoch 100 to epoch 400 …", ""]


def test_step_after_reset_is_no_late_step_of_play(explorer):
    explorer.turn(True)
    explorer.reset()
    explorer.walk(+1)
    assert explorer.controls["epoch"].value == 16


def test_losses_counts_and_what_is_said(explorer):
    run = Run(**SMALL, own=[(1, -2, 0)])
    run.to(15)
    part = panels(explorer)["losses"]
    for line, losses in zip(part.lines, (run.losses, run.test_losses), strict=True):
        assert line.get_ydata() == pytest.approx(np.clip(losses, 1e-3, 1))
    tables = [run.confusion("training"), run.confusion("test")]
    shown = [
        [[int(t.get_text()) for t in row] for row in table]
        for table in panels(explorer)["counts"].numbers
    ]
    assert shown == [table.tolist() for table in tables]
    ends = [text.get_text().strip() for text in part.names]
    for text in part.names:
        assert text.get_position()[0] == pytest.approx(15 / 50, abs=0.005), "where its line ends"
    shares = [100 * (t[0][0] + t[1][1]) / sum(map(sum, t)) for t in shown]
    ends_in = [round(s) if s == 100 else min(round(s), 99) for s in shares]
    assert ends == [f"{n}  {s} %" for n, s in zip(("training", "test"), ends_in, strict=True)]
    assert f"{shown[0][0][0] + shown[0][1][1]} of {sum(map(sum, shown[0]))} rows right" in alt(
        explorer
    )
    assert "1 points of one's own" in alt(explorer)
    assert "Chosen is h₄" in alt(explorer)


def test_the_text_tells_the_whole_state_and_heads_tell_the_layers():
    """Word by word, for a state in which no two numbers are alike."""
    state = {"data": "XOR", "n": 100, "noise": 0.7, "test": 0.3, "points_seed": 4, "seed": 9}
    state |= {"layers": [3, 2], "hidden": "tanh", "further": ["squares"], "gain": 1.5}
    state |= {"optimiser": "adam", "learning_rate": 0.03, "batch_size": 10, "decay": 0.01}
    cross = {"x1": 2, "x2": -1, "label": 1, "own": [(1, -2, 0)], "epoch": 15, "neuron": 4}
    explorer = widgets.Playground(**state, **cross)
    run, _epoch = explorer.run()
    L, test = (losses[15] for losses in (run.losses, run.test_losses))
    right = {part: int(np.trace(run.confusion(part, 15))) for part in ("training", "test")}
    assert alt(explorer) == (
        "Points: XOR, 100 with noise 0.7, drawn with seed 4; a share of 0.3 are test rows. 1 "
        "points of one's own. The cross is at x₁ = 2, x₂ = −1, label 1. A network 4-3-2-1 of tanh, "
        "with the inputs x1, x2, x1²/5, x2²/5, started with gain 1.5 and seed 9, trained by Adam "
        "at the rate 0.03 in batches of 10 with decay 0.01, at epoch 15. Training loss "
        f"{L:.4f}, {right['training']} of 71 rows right; test loss {test:.4f}, {right['test']} of "
        "30 rows right. A plane is coloured by the output, with all points upon it; each hidden "
        "neuron is a small plane of its own. Chosen is h₄."
    )
    heads = [text.get_text() for text in panels(explorer)["network"].heads]
    assert heads == ["4", "3 tanh", "2 tanh", "1", "", ""]
    places = [text.get_position()[0] for text in panels(explorer)["network"].heads[:4]]
    assert places == sorted(places)


def test_nearly_all_rows_are_not_100_per_cent():
    line_end = sys.modules[widgets.Playground.__module__].line_end
    assert line_end("test", np.array([[100, 0], [0, 150]])) == "test  100 %"
    assert line_end("test", np.array([[100, 1], [0, 149]])) == "test  99 %"
    assert line_end("test", np.zeros((2, 2), int)) == ""


def test_each_count_stands_below_its_answer_and_beside_its_label(explorer):
    counts = panels(explorer)["counts"]
    ax = counts.numbers[0][0][0].axes
    heads = [t for t in ax.texts if "0.5" in t.get_text()]
    assert ["<" in t.get_text() for t in heads] == [True, False] * 2
    marks = sorted(ax.lines, key=lambda mark: -mark.get_ydata()[0])
    assert [mark.get_marker() for mark in marks] == ["s", "o"], "no above, yes below"
    for side, table in enumerate(counts.numbers):
        for label, row in enumerate(table):
            for answer, text in enumerate(row):
                x, y = text.get_position()
                assert y == marks[label].get_ydata()[0]
                assert abs(x - heads[2 * side + answer].get_position()[0]) < 10
                assert text.get_fontweight() == ("bold" if label == answer else "normal")


def test_the_check_is_of_the_epoch_that_is_shown(explorer, monkeypatch):
    """And not of the last one that was trained."""
    checked = []

    def noted(net, *rows, **more):
        checked.append(net)
        return gradient_check(net, *rows, **more)

    monkeypatch.setattr("helpers.runs.gradient_check", noted)
    for epoch in (15, 5):
        explorer.controls["epoch"].value = epoch
    press(explorer, "Check")
    assert "at epoch 5," in explorer.message.value
    assert [net.values.tolist() for net in checked] == [
        explorer.run()[0].network(5).values.tolist()
    ]


def press(explorer, said):
    row = [child for child in explorer.children[0].children if hasattr(child, "children")]
    (found,) = [b for b in row[-1].children if getattr(b, "description", "") == said]
    found.click()


def test_points_are_dropped_at_the_cross_typed_cleared_and_come_back(explorer):
    press(explorer, "Add")
    assert explorer.own == [(1, -2, 0), (2, -1, 1)]
    assert explorer.field.value == "1 -2 0, 2 -1 1"
    explorer.field.value = "3 3 1; -4 0.5 0"
    assert explorer.own == [(3, 3, 1), (-4, 0.5, 0)]
    assert explorer.run()[0].X[-2:].tolist() == [[3, 3], [-4, 0.5]]
    for wrong, named in (("3 3 2", "'3', '3', '2'"), ("1 2", "'1', '2'"), ("a b 1", "'a'"),
                         ("7 0 1", "'7'"), ("nan 0 1", "'nan'")):  # fmt: skip
        explorer.field.value = wrong
        assert named.replace("'", "&#x27;") in explorer.message.value
        assert "expected points such as" in explorer.message.value
        assert explorer.own == [(3, 3, 1), (-4, 0.5, 0)], "nothing is lost"
    press(explorer, "Clear")
    assert explorer.own == []
    assert explorer.message.value == explorer.field.value == ""
    explorer.reset()
    assert explorer.own == [(1, -2, 0)]
    assert explorer.field.value == "1 -2 0"


def test_step_trains_one_epoch_more_and_begins_again_behind_the_last(explorer):
    press(explorer, "Step")
    assert explorer.controls["epoch"].value == explorer.run()[1] == 16
    explorer.controls["epoch"].value = 1000
    press(explorer, "Step")
    assert explorer.controls["epoch"].value == 0


def test_it_begins_with_the_run_that_a_run_is_without_a_word():
    told, known = (signature(kind).parameters for kind in (widgets.Playground, Run))
    assert {name: told[name].default for name in known} == {
        name: argument.default for name, argument in known.items()
    }


def test_a_play_takes_five_epochs_from_one_picture_to_the_next(explorer):
    assert (explorer.play.step, explorer.play.max) == (5, 1000)


def test_the_gradient_check_is_that_of_the_network_on_the_screen(explorer):
    press(explorer, "Check")
    run = explorer.run()[0]
    found = gradient_check(run.network(15), run.inputs_of(run.X), run.y_true, tolerance=1e-3)
    counts = [found.marks.count(mark) for mark in "=≠?"]
    assert counts[0] > 15
    assert counts[1] == 0
    said = (
        f"epoch 15, over all training rows: 20 derivatives, = {counts[0]}, ≠ 0, ? {counts[2]} that "
        "are too small for a difference to tell."
    )
    assert said in explorer.message.value
    explorer.controls["seed"].value = 5
    assert explorer.message.value == "", "it was said of another network"


def test_a_point_at_the_kink_of_a_relu_is_left_out_of_the_check_and_that_is_said():
    explorer = widgets.Playground(n=100, test=0, hidden="relu", own=[(0, 0, 1)])
    press(explorer, "Check")
    run = explorer.run()[0]
    found, rows = run.check(0)
    assert rows < 101
    assert f"over the {rows} training rows in which no sum is at the kink" in explorer.message.value
    assert f"= {found.marks.count('=')}, ≠ 0, " in explorer.message.value


def test_a_planted_mistake_turns_the_check_red(explorer, monkeypatch):
    def wrong(net, X, y_true):
        return 1.01 * gradient(net, X, y_true).values

    gradient = Run(**SMALL).network().gradient.__func__
    monkeypatch.setattr(
        "helpers.runs.gradient_check",
        lambda *rows, tolerance: gradient_check(*rows, gradient=wrong, tolerance=tolerance),
    )
    press(explorer, "Check")
    assert "≠ 0" not in explorer.message.value


def test_another_layer_offers_other_neurons_and_lets_go_of_one_that_is_gone(explorer):
    names = [text for text, _value in explorer.controls["neuron"].options]
    assert names == ["–", "h₁", "h₂", "h₃", "h₄", "h₅", "y_pred"]
    explorer.controls["layer2"].value = 0
    assert [text for text, _v in explorer.controls["neuron"].options] == [*names[:4], "y_pred"]
    assert explorer.controls["neuron"].value == 0, "not another one in its place"
    assert explorer.call().count("layers=[3]") == 1
    explorer.controls["neuron"].value = 4
    explorer.controls["layer3"].value = 5
    assert explorer.controls["neuron"].label == "y_pred"
    explorer.controls["layer3"].value = 0
    explorer.controls["layer1"].value = 0
    assert explorer.controls["neuron"].label == "y_pred"
    assert explorer.run()[0].start.sizes == (2, 1)
    explorer.reset()
    assert explorer.controls["neuron"].value == 4


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"noise": 1, "neuron": 12},
        {"hidden": "tanh", "gain": 4, "noise": 0.5},
        {"hidden": "tanh", "gain": 1, "noise": 1},
        {"hidden": "tanh", "gain": 4, "neuron": 12},
    ],
)
def test_a_picture_of_500_points_and_two_layers_of_eight_is_small(more):
    """Where tints are many it is packed harder, so that no more than 120 kB are sent."""
    explorer = widgets.Playground(**more)
    assert (len(explorer.run()[0].X) * 2, explorer.layers()) == (500, [8, 8])
    for epoch in (0, 60, 200):
        explorer.controls["epoch"].value = epoch
        assert 50_000 < len(explorer.html.value) <= 120_000


def test_a_training_that_runs_off_is_told_and_the_last_good_epoch_is_shown(recwarn):
    explorer = widgets.Playground(**SMALL, optimiser="plain", learning_rate=3, decay=1, epoch=900)
    run, epoch = explorer.run()
    assert 0 < epoch < 900
    assert f"After epoch {epoch + 1} " in explorer.message.value
    assert panels(explorer)["epoch"].get_text() == f"epoch {epoch}"
    assert math.isfinite(run.network(epoch).values.sum())
    told = [str(w.message) for w in recwarn if "Kernel" not in str(w.message)]
    assert [text for text in told if "`ipykernel.comm.Comm`" not in text] == []  # ipywidgets 7


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"data": "moons"}, "data was 'moons'; expected one of clouds, ring, XOR, spirals"),
        ({"n": 1}, "n was 1"),
        ({"noise": 4}, "noise was 4"),
        ({"test": 1}, "test was 1"),
        ({"further": "sines"}, "further was 'sines'; expected a list of names"),
        ({"further": ["cubes"]}, "further was 'cubes'"),
        ({"layers": [8] * 5}, "layers was .+ expected a list of up to 4 numbers of neurons"),
        ({"layers": 5}, "layers was 5; expected a list of up to 4 numbers of neurons"),
        ({"layers": [9]}, "layers was 9; expected a whole number from 1 to 8"),
        ({"hidden": "step"}, "hidden was 'step'"),
        ({"optimiser": "Adam"}, "optimiser was 'Adam'"),
        ({"learning_rate": 0}, "learning_rate was 0"),
        ({"batch_size": 0}, "batch_size was 0"),
        ({"decay": -1}, "decay was -1"),
        ({"gain": 0}, "gain was 0"),
        ({"gain": 1e200}, "gain was 1e.200; expected a number from 0 to 100"),
        ({"seed": 100}, "seed was 100"),
        ({"points_seed": -1}, "points_seed was -1"),
        ({"epoch": 1001}, "epoch was 1001"),
        ({"neuron": 18}, "neuron was 18; expected a whole number from 0 to 17"),
        ({"own": [(1, 2)]}, r"own was \(1, 2\); expected points such as"),
        ({"own": [(0, 0, 1)] * 101}, "own was 101; expected at most 100 points"),
        ({"x1": 7}, "x1 was 7"),
        ({"x2": -7}, "x2 was -7"),
        ({"label": 2}, "label was 2"),
        ({"layer": 3}, "layer was 3; expected an argument called data, n"),
    ],
)
def test_a_mistake_meets_a_sentence(settings, said):
    with pytest.raises(ValueError, match=said):
        widgets.Playground(**settings)
