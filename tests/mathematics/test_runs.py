"""Runs: points, start and training against plain Python, and one run however it is asked for."""

import math
import pickle

import numpy as np
import pytest
from by_hand import loss
from test_optimisers import by_hand as step_by_hand

from helpers import points
from helpers.gradients import gradient_check
from helpers.network import Network
from helpers.runs import Run
from helpers.training import Diverged

SMALL = {"data": "XOR", "n": 12, "noise": 0.3, "layers": [3, 2], "batch_size": 4, "test": 0.25}


def test_rows_and_start_are_drawn_as_it_is_told():
    run = Run(**SMALL, points_seed=3, seed=5, hidden="tanh", gain=2, own=[(1, -2, 1), (0.5, 3, 0)])
    rng = np.random.default_rng(3)
    X, y_true = points.xor(rng, 12, 0.3)
    order = rng.permutation(12)
    assert run.X_test.tolist() == X[order[:3]].tolist()
    assert run.y_test.tolist() == y_true[order[:3]].tolist()
    assert run.X.tolist() == [*X[order[3:]].tolist(), [1, -2], [0.5, 3]]
    assert run.y_true.tolist() == [*y_true[order[3:]].tolist(), 1, 0]
    drawn = np.random.default_rng(5).standard_normal(6 + 6 + 2 + 6)
    for i, weight in enumerate(run.start.values[:14].tolist()):
        wide = 2 if i < 6 else 3 if i < 12 else 2  # inputs of its neuron
        assert weight == pytest.approx(drawn[i] * 2 / math.sqrt(wide))
    assert run.start.values[14:].tolist() == [0] * 6
    assert (run.start.sizes, run.start.hidden) == ((2, 3, 2, 1), "tanh")


def test_further_inputs_are_what_their_names_say():
    run = Run(**SMALL, further=["sines", "squares", "product"])
    assert run.input_names() == ["x1", "x2", "x1²/5", "x2²/5", "x1x2/5", "sin x1", "sin x2"]
    (row,) = run.inputs_of(np.array([[2.0, -3.0]])).tolist()
    assert row == pytest.approx([2, -3, 0.8, 1.8, -1.2, math.sin(2), math.sin(-3)])
    assert run.start.sizes == (7, 3, 2, 1)
    assert Run(**SMALL, further=["product"]).input_names() == ["x1", "x2", "x1x2/5"]


@pytest.mark.parametrize("optimiser", ["plain", "momentum", "adagrad", "rmsprop", "adam"])
def test_two_epochs_are_steps_by_hand(optimiser):
    """Slopes by differences of a loss in plain Python, orders from the same generator."""
    how = {"optimiser": optimiser, "learning_rate": 0.05, "decay": 0.01, "hidden": "tanh"}
    run = Run(**SMALL, **how)
    run.to(2)
    rng = np.random.default_rng(0)
    w = run.start.values.tolist()
    rng.standard_normal(len(w))
    seen = [[] for _weight in w]
    for _epoch in range(2):
        order = rng.permutation(9)
        for rows in (order[:4], order[4:8], order[8:]):
            for i, slope in enumerate(slopes(run, w, rows)):
                seen[i].append(slope)
            moves = [step_by_hand(optimiser, s, 0.05) for s in seen]
            w = [p - move - 0.05 * 0.01 * p for p, move in zip(w, moves, strict=True)]
    assert run.network().values == pytest.approx(w, abs=1e-6)
    for found, (X, y_true) in (
        (run.losses, (run.X, run.y_true)),
        (run.test_losses, (run.X_test, run.y_test)),
    ):
        wanted = of(run, w, X, y_true)
        assert found[2] == pytest.approx(wanted, abs=1e-6)


def of(run, w, X, y_true):
    """Return the loss with the parameters w over rows, in plain Python."""
    return loss(run.start.sizes, w, X.tolist(), [[y] for y in y_true.tolist()], "tanh", "sigmoid")


def slopes(run, w, rows, h=1e-5):
    """Return the slopes of the loss over some training rows, by differences."""
    X, y_true, found = run.X[rows], run.y_true[rows], []
    for i in range(len(w)):
        up, down = ([p + s * h * (j == i) for j, p in enumerate(w)] for s in (1, -1))
        found.append((of(run, up, X, y_true) - of(run, down, X, y_true)) / (2 * h))
    return found


@pytest.mark.parametrize("optimiser", ["momentum", "adam"])
def test_a_run_is_the_same_in_one_go_and_bit_by_bit(optimiser):
    """Nothing of a memory or of the order is lost in between."""
    whole, parts = Run(**SMALL, optimiser=optimiser), Run(**SMALL, optimiser=optimiser)
    assert whole.to(23) == 23
    for epoch in (1, 2, 10, 5, 23):
        assert parts.to(epoch) == epoch
    for name in ("parameters", "losses", "test_losses"):
        assert getattr(whole, name).tolist() == getattr(parts, name).tolist()
    assert len(whole.losses) == 24
    assert whole.network(5).values.tolist() == whole.parameters[5].tolist()
    assert whole.network(0).values.tolist() == whole.start.values.tolist()


def test_a_seed_of_the_points_leaves_the_start_and_the_other_way_round():
    seeds = ({}, {"points_seed": 1}, {"seed": 1})
    first, points_moved, start_moved = (Run(**SMALL, **seed) for seed in seeds)
    assert (first.start.values == points_moved.start.values).all()
    assert not (first.X == points_moved.X).any()
    assert (first.X == start_moved.X).all()
    assert not (first.start.values[:14] == start_moved.start.values[:14]).any()


@pytest.mark.parametrize("asked", [[400], [7, 400], range(1, 401)])
def test_a_run_that_runs_off_stops_where_all_was_finite_however_it_was_asked(asked):
    run = Run(**SMALL, optimiser="plain", learning_rate=3, decay=3)
    reached = [run.to(epoch) for epoch in asked][-1]
    assert 0 < reached < 400
    assert reached == run.epoch == len(run.losses) - 1
    assert np.isfinite(run.parameters).all()
    assert isinstance(run.diverged, Diverged)
    assert run.diverged.epoch == reached + 1
    alone = Run(**SMALL, optimiser="plain", learning_rate=3, decay=3)
    assert alone.to(reached) == reached
    assert alone.diverged is None
    assert alone.parameters.tolist() == run.parameters.tolist()
    assert alone.to(reached + 1) == reached


def test_confusion_counts_every_row_and_accuracy_is_its_diagonal():
    run = Run(**{**SMALL, "n": 60})
    run.to(5)
    for part, X, y_true in (("training", run.X, run.y_true), ("test", run.X_test, run.y_test)):
        counts = [[0, 0], [0, 0]]
        for x, label in zip(X.tolist(), y_true.tolist(), strict=True):
            answer = run.network(5).feedforward(run.inputs_of(np.array([x])))[0, 0] > 0.5
            counts[int(label)][int(answer)] += 1
        assert run.confusion(part, 5).tolist() == counts
        right = counts[0][0] + counts[1][1]
        assert run.accuracy(part) == right / len(X)
    assert run.confusion("test", 0).sum() == 15


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu", "elu"])
def test_a_check_leaves_out_the_rows_that_are_at_a_kink(hidden):
    """At (0, 0), where biases are 0, every sum is 0: a difference there is half of two slopes."""
    run = Run(**SMALL, hidden=hidden, own=[(0, 0, 1), (1, -2, 0)])
    net, left = run.network(), 0
    for x in run.X.tolist():
        Z, _A = net.forward([x])
        left += hidden != "elu" and any(abs(z) < 1e-3 for layer in Z[:-1] for z in layer[0])
    found, rows = run.check()
    assert rows == len(run.X) - left
    assert left >= (hidden != "elu")
    assert found.named("≠") == []
    whole = gradient_check(net, run.X, run.y_true, tolerance=1e-3)
    assert whole.named("≠") == []
    bent = [whole.bends[whole.names.index(name)] for name in whole.named("?")]
    assert any(bent) == (hidden != "elu"), "with that row it could not tell"


def test_a_check_of_a_network_that_is_all_kink_is_over_all_rows():
    run = Run(**SMALL, hidden="relu")
    run.parameters[0] = 0
    assert run.check()[1] == len(run.X)


def test_without_test_rows_there_is_nothing_to_tell_of_them():
    run = Run(**{**SMALL, "test": 0})
    run.to(3)
    assert np.isnan(run.test_losses).all()
    assert len(run.test_losses) == 4
    assert run.confusion().tolist() == [[0, 0], [0, 0]]
    assert math.isnan(run.accuracy())
    assert run.accuracy("training") >= 0.5


def test_a_network_of_a_run_is_an_ordinary_one():
    net = Run(**SMALL).network()
    assert isinstance(net, Network)
    assert pickle.loads(pickle.dumps(net)).values.tolist() == net.values.tolist()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"data": "moons"}, "data was 'moons'; expected one of clouds, ring, XOR, spirals"),
        ({"n": 1}, "n was 1; expected a whole number from 2 to 2000"),
        ({"noise": -1}, "noise was -1"),
        ({"test": 1}, "test was 1"),
        ({"further": "sines"}, "further was 'sines'; expected a list of names"),
        ({"further": ["cubes"]}, "further was 'cubes'; expected one of squares, product, sines"),
        ({"layers": 8}, r"layers was 8; expected a list of at most 4 whole numbers"),
        ({"layers": [1] * 5}, "layers was .+at most 4"),
        ({"layers": [0]}, "layers was 0; expected a whole number from 1 to 32"),
        ({"hidden": "step"}, "hidden was 'step'"),
        ({"optimiser": "Adam"}, "optimiser was 'Adam'; expected one of plain, momentum, adagrad"),
        ({"learning_rate": 0}, "learning_rate was 0"),
        ({"batch_size": 0}, "batch_size was 0"),
        ({"decay": -1}, "decay was -1"),
        ({"gain": 0}, "gain was 0"),
        ({"gain": 1e200}, "gain was 1e.200; expected a number from 0 to 100"),
        ({"seed": -1}, "seed was -1"),
        ({"points_seed": 0.5}, "points_seed was 0.5"),
        ({"own": [(1, 2)]}, r"own was .+\(rows, 3\)"),
        ({"own": [(1, 2, 3)]}, "own was labels with 3.0 among them"),
    ],
)
def test_a_mistake_meets_a_sentence(settings, said):
    with pytest.raises(ValueError, match=said):
        Run(**settings)


def test_what_is_asked_of_a_run_is_checked():
    run = Run(**SMALL)
    for ask, said in (
        (lambda: run.to(-1), "epoch was -1"),
        (lambda: run.network(1), "epoch was 1; expected a whole number from -1 to 0"),
        (lambda: run.confusion("validation"), "part was 'validation'"),
        (lambda: run.accuracy("all"), "part was 'all'"),
    ):
        with pytest.raises(ValueError, match=said):
            ask()
