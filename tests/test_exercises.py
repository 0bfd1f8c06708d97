"""Every exercise runs untouched, its solution is right, and its check names each mistake."""

import ast
import contextlib
import functools
import inspect
import io
import itertools
import math
import re
import sys
import warnings
from pathlib import Path

import matplotlib
import nbformat
import numpy as np
import pytest

from helpers import exercises, people
from helpers.activations import sigmoid
from helpers.network import Network
from helpers.training import train
from helpers.words import say
from helpers.words.en import SENTENCES

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*/*.ipynb"))
STUB = re.compile(r"exercise-(.+)-stub")

# ---------------------------------------------------------------- in the notebooks


@functools.cache
def cells_of(notebook):
    return {cell.id: cell for cell in nbformat.read(notebook, as_version=4).cells}


EXERCISES = [
    pytest.param(notebook, match[1], id=f"{notebook.parent.name}/{notebook.stem}/{match[1]}")
    for notebook in NOTEBOOKS
    for match in map(STUB.fullmatch, cells_of(notebook))
    if match
]


def solution_of(notebook, key):
    (block,) = re.findall(
        r"^```python\n(.*?)^```$",
        cells_of(notebook)[f"exercise-{key}-solution"].source,
        re.DOTALL | re.MULTILINE,
    )
    return block


def printed(source, namespace):
    with contextlib.redirect_stdout(io.StringIO()) as out, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="FigureCanvasAgg is non-interactive")
        exec(source, namespace)
    return out.getvalue()


@functools.cache
def verdicts(notebook):
    """Run a notebook without its explorers; return for each exercise what the check prints.

    Each is a pair: for the stub as shipped, and for the solution in its place.
    """
    matplotlib.use("Agg")
    path, namespace, found = sys.path.copy(), {"__name__": "__main__"}, {}
    with contextlib.chdir(notebook.parent):
        for cell in cells_of(notebook).values():
            if cell.cell_type != "code" or "widget" in cell.metadata.get("tags", []):
                continue
            printed(cell.source, namespace)
            if match := STUB.fullmatch(cell.id):
                check = cells_of(notebook)[f"exercise-{match[1]}-check"].source
                solved = dict(namespace)
                printed(solution_of(notebook, match[1]), solved)
                found[match[1]] = printed(check, dict(namespace)), printed(check, solved)
    matplotlib.pyplot.close("all")
    sys.path[:] = path
    return found


def begins(text, verdict, notebook):
    with contextlib.chdir(notebook.parent):
        return text.startswith(say(verdict, why="").strip())


@pytest.mark.parametrize(("notebook", "key"), EXERCISES)
def test_an_untouched_exercise_is_not_attempted(notebook, key):
    untouched, _ = verdicts(notebook)[key]
    assert begins(untouched, "verdict_not_attempted", notebook), untouched


@pytest.mark.parametrize(("notebook", "key"), EXERCISES)
def test_its_solution_is_right(notebook, key):
    _, solved = verdicts(notebook)[key]
    assert begins(solved, "verdict_right", notebook), solved


@pytest.mark.parametrize(("notebook", "key"), EXERCISES)
def test_it_has_a_task_with_three_hints_a_check_and_a_folded_solution(notebook, key):
    cells = cells_of(notebook)
    ids = [f"exercise-{key}{part}" for part in ("", "-stub", "-check", "-solution")]
    assert [cell_id for cell_id in cells if cell_id in ids] == ids
    assert cells[ids[0]].source.count("<details>") == 3
    assert re.fullmatch(r"exercises\.\w+\([^\n]*\)", cells[ids[2]].source)
    assert cells[ids[3]].source.startswith("<details>")


def test_every_check_is_called_in_the_english_notebooks():
    called = {
        name
        for notebook in (ROOT / "notebooks" / "en").glob("*.ipynb")
        for cell in cells_of(notebook).values()
        for name in re.findall(r"exercises\.(\w+)\(", cell.source)
    }
    assert called == set(exercises.__all__)


# ---------------------------------------------------------------- the likely mistakes


def corner(w1, w2, b):
    return np.array([w1, w2]), b


def divides_by_zero(z):
    return 1 / 0


def swapped_branches(z):
    return 1 / (1 + math.exp(-z)) if z < 0 else math.exp(z) / (1 + math.exp(z))


H1, H2 = sigmoid(1), sigmoid(-1)  # of the forward pass by hand
Y = sigmoid(4 * H1 - 3 * H2 - 1)


def wider(**wrong):
    """Return the network with three hidden neurons as a function, with some parameters wrong."""
    weights = {"w1": 1, "w4": 2, "w5": -1, "w6": 1, "w7": 2, "w8": -1, "w9": 3}
    biases = {"b1": -1, "b2": 1, "b3": 0.5, "b4": -2}
    net = Network([2, 3, 1], **weights | biases | wrong)
    return lambda x1, x2: net.feedforward([x1, x2])[0]


WEIGHTS = dict.fromkeys(("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3"), 0)
WEIGHTS |= {"w1": 1, "w5": -6, "b3": 3}  # a small loss


def returns_inside_the_loop(y_true, y_pred):
    total = 0
    for y, p in zip(y_true, y_pred, strict=True):
        total = total + (y - p) ** 2
        return total / len(y_true)


def forgets_the_total(y_true, y_pred):
    for y, p in zip(y_true, y_pred, strict=True):
        total = (y - p) ** 2
    return total / len(y_true)


SLOPE_TWICE = sigmoid(0.5) * (1 - sigmoid(0.5))


def as_it_stands(dL_dz3, w5, w6, h1, h2):
    return dL_dz3 * w5 * h2 * (1 - h2)


def behind_h2(line):
    return {"w3", "w4", "b2"}, line


CORNERS, XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
TABLE = np.array([[9.0, 1], [8, 2], [-8, -1], [-9, -2]])
OF_TABLE = np.array([1, 1, 0, 0])


@functools.cache
def trained(*sizes, data="table", epochs=5000):
    """Return the history of a training on the little table, or on corners with these labels."""
    X, y = (TABLE, OF_TABLE) if data == "table" else (CORNERS, list(map(int, data)))
    return train(Network.random(sizes, np.random.default_rng(0)), X, y, 1, epochs)


def uphill(net, X, y_true):
    wrong = net.gradient(X, y_true)
    wrong.values *= -1
    return wrong


START = Network.random([2, 2, 1], np.random.default_rng(1))
THREE = Network([2, 2, 1], np.zeros((3, 9)))
SATURATED = train(START, TABLE + 1000, OF_TABLE, epochs=100)
RISEN = train(START, TABLE, OF_TABLE, gradient=uphill, epochs=30)


# The key of a sentence, the check that must say it, and answers that contain the mistake.
def epoch(
    order=lambda X, rng: rng.permutation(len(X)),
    factor=lambda rate: rate,
    other=lambda i: i,
    shift=0,
):
    """Return an epoch of steps for the exercise of notebook 5, right but for what is given."""

    def run(net, X, y_true, learning_rate, rng):
        for i in order(X, rng):
            rows = i if isinstance(i, slice) else [i]
            labels = i if isinstance(i, slice) else [other(i)]
            gradient = net.gradient(X[rows] + shift, y_true[labels])
            net.values -= factor(learning_rate) * gradient.values
        return net

    return run


def one_step(net, X, y_true, learning_rate, rng):
    """Take all gradients first, then move."""
    rows = rng.permutation(len(X))
    gradients = [net.gradient(X[[i]], y_true[[i]]).values for i in rows]
    net.values -= learning_rate * np.sum(gradients, axis=0)
    return net


OWN_ORDERS = itertools.cycle([[0, 2, 1, 4, 3, 5], [5, 4, 3, 2, 1, 0]])


def orders_of_its_own(X, rng):
    """Draw from elsewhere than the rng that was passed in."""
    return next(OWN_ORDERS)


MISTAKES = [
    ("verdict_missing", "neuron_by_hand", (2, ...)),
    ("verdict_missing", "and_gate", ([..., ...], -1)),
    ("verdict_missing", "and_gate", (np.array([1, ...]), -1)),
    ("verdict_not_attempted", "stable_sigmoid", (lambda z: ...,)),
    ("refused", "neuron_by_hand", ("two", 1)),
    ("refused", "neuron_by_hand", (None, 1)),
    ("refused", "neuron_by_hand", (2, math.nan)),
    ("refused", "neuron_by_hand", ([2, 2], 1)),
    ("refused", "and_gate", (1, -1)),
    ("refused", "stable_sigmoid", (lambda z: "half",)),
    ("verdict_unreadable", "neuron_by_hand", (1, 2, 3)),
    ("verdict_rounded", "neuron_by_hand", (2, 0.88)),
    ("verdict_number", "neuron_by_hand", (2, 0.7)),
    ("verdict_not_a_function", "stable_sigmoid", (0.5,)),
    ("verdict_none", "stable_sigmoid", (lambda z: None,)),
    ("verdict_raised", "stable_sigmoid", (divides_by_zero,)),
    ("verdict_result", "stable_sigmoid", (lambda z: z,)),
    # notebook 1
    ("neuron_by_hand_no_bias", "neuron_by_hand", (2 * 3 - 1 * 1, 0.5)),
    ("neuron_by_hand_bias_sign", "neuron_by_hand", (2 * 3 - 1 * 1 + 3, 0.5)),
    ("neuron_by_hand_weight_sign", "neuron_by_hand", (2 * 3 + 1 * 1 - 3, 0.5)),
    ("neuron_by_hand_swapped", "neuron_by_hand", (-1 * 3 + 2 * 1 - 3, 0.5)),
    ("neuron_by_hand_not_squashed", "neuron_by_hand", (2, 2)),
    ("neuron_by_hand_exponent_sign", "neuron_by_hand", (2, 1 / (1 + math.exp(2)))),
    ("neuron_by_hand_no_division", "neuron_by_hand", (2, 1 + math.exp(-2))),
    ("gate_on_the_line", "and_gate", corner(1, 1, -1)),
    ("gate_on_the_line", "xor_corners", corner(0, 0, 0)),
    ("gate_always", "and_gate", corner(1, 1, 1.5)),
    ("gate_never", "or_gate", corner(1, 1, -3)),
    ("gate_x1_only", "and_gate", corner(1, 0, -0.5)),
    ("gate_x2_only", "or_gate", corner(0, 1, -0.5)),
    ("gate_inverted", "and_gate", corner(-1, -1, 1.5)),
    ("gate_inverted", "or_gate", corner(-1, -1, 0.5)),
    ("gate_corner", "and_gate", corner(3, -3, -1)),
    ("and_gate_acts_as_or", "and_gate", corner(1, 1, -0.5)),
    ("or_gate_acts_as_and", "or_gate", corner(1, 1, -1.5)),
    ("xor_corners_fewer", "xor_corners", corner(1, 1, -3)),
    ("stable_sigmoid_naive", "stable_sigmoid", (lambda z: 1 / (1 + np.exp(-z)),)),
    ("stable_sigmoid_naive", "stable_sigmoid", (lambda z: 1 / (1 + math.exp(-z)),)),
    ("stable_sigmoid_other_end", "stable_sigmoid", (lambda z: math.exp(z) / (1 + math.exp(z)),)),
    ("stable_sigmoid_branches", "stable_sigmoid", (swapped_branches,)),
    ("stable_sigmoid_mirrored", "stable_sigmoid", (lambda z: 1 / (1 + math.exp(-abs(z))),)),
    (
        "stable_sigmoid_no_division",
        "stable_sigmoid",
        (lambda z: 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z),),
    ),
    # notebook 2
    ("forward_by_hand_no_bias", "forward_by_hand", (sigmoid(2 * 1 - 1 * 2), H2, Y)),
    ("forward_by_hand_no_bias", "forward_by_hand", (H1, H2, sigmoid(4 * H1 - 3 * H2))),
    ("forward_by_hand_no_sigmoid", "forward_by_hand", (2 * 1 - 1 * 2 + 1, H2, Y)),
    ("forward_by_hand_no_sigmoid", "forward_by_hand", (H1, H2, 4 * H1 - 3 * H2 - 1)),
    ("forward_by_hand_no_sigmoid_hidden", "forward_by_hand", (H1, H2, sigmoid(4 * 1 + 3 * 1 - 1))),
    ("forward_by_hand_swapped", "forward_by_hand", (sigmoid(2 * 1 + 1 * 2 + 1), H2, Y)),
    ("forward_by_hand_swapped", "forward_by_hand", (H1, sigmoid(-1 * 1 + 0 * 2 - 2), Y)),
    ("forward_by_hand_sigmoid_twice", "forward_by_hand", (sigmoid(H1), H2, Y)),
    ("forward_by_hand_sigmoid_twice", "forward_by_hand", (H1, H2, sigmoid(Y))),
    ("forward_by_hand_crossed", "forward_by_hand", (H2, H1, Y)),
    ("forward_by_hand_crossed", "forward_by_hand", (H1, H2, sigmoid(4 * H2 - 3 * H1 - 1))),
    ("forward_by_hand_skipped_hidden", "forward_by_hand", (H1, H2, sigmoid(4 * 1 - 3 * 2 - 1))),
    (
        "forward_by_hand_rounded_h",
        "forward_by_hand",
        (H1, H2, sigmoid(4 * round(H1, 2) - 3 * round(H2, 2) - 1)),
    ),
    ("shapes_transposed", "shapes", ((3, 7), (3, 7), (3, 7), (1, 7))),
    ("shapes_transposed", "shapes", ((7, 3), (7, 3), (7, 3), (1, 7))),
    ("shapes_inner_kept", "shapes", ((7, 2), (7, 2), (7, 2), (7, 1))),
    ("shapes_inner_kept", "shapes", ((7, 3), (7, 3), (7, 3), (7, 3))),
    ("shapes_of_the_weights", "shapes", ((2, 3), (7, 3), (7, 3), (7, 1))),
    ("shapes_of_the_weights", "shapes", ((7, 3), (7, 3), (7, 3), (3, 1))),
    ("shapes_one_person", "shapes", ((1, 3), (1, 3), (1, 3), (1, 1))),
    ("shapes_bias_row", "shapes", ((7, 3), (8, 3), (7, 3), (7, 1))),
    ("shapes_flat", "shapes", ((7, 3), (7, 3), (7, 3), (7,))),
    ("three_hidden_only_two", "three_hidden", (wider(w9=0),)),
    ("three_hidden_row_by_row", "three_hidden", (wider(w2=2, w3=0, w4=-1, w5=0),)),
    ("three_hidden_no_biases", "three_hidden", (wider(b1=0, b2=0, b3=0, b4=0),)),
    ("three_hidden_no_hidden_biases", "three_hidden", (wider(b1=0, b2=0, b3=0),)),
    ("three_hidden_no_output_bias", "three_hidden", (wider(b4=0),)),
    (
        "three_hidden_no_sigmoid_hidden",
        "three_hidden",
        (lambda x1, x2: sigmoid(2 * (x1 - 1) - (2 * x2 + 1) + 3 * (x2 - x1 + 0.5) - 2),),
    ),
    (
        "three_hidden_no_sigmoid_output",
        "three_hidden",
        (
            lambda x1, x2: (
                2 * sigmoid(x1 - 1) - sigmoid(2 * x2 + 1) + 3 * sigmoid(x2 - x1 + 0.5) - 2
            ),
        ),
    ),
    ("three_hidden_sigmoid_twice", "three_hidden", (lambda x1, x2: sigmoid(wider()(x1, x2)),)),
    ("three_hidden_inputs_swapped", "three_hidden", (lambda x1, x2: wider()(x2, x1),)),
    ("three_hidden_table", "three_hidden", (lambda x1, x2: [wider()(x1, x2)],)),
    ("three_hidden_table_of_one", "three_hidden", (lambda x1, x2: [[wider()(x1, x2)]],)),
    (
        "count_parameters_no_biases",
        "count_parameters",
        (lambda sizes: sum(np.multiply(sizes[:-1], sizes[1:])),),
    ),
    ("count_parameters_no_weights", "count_parameters", (lambda sizes: sum(sizes[1:]),)),
    (
        "count_parameters_input_biases",
        "count_parameters",
        (lambda sizes: sum(np.multiply(sizes[:-1], sizes[1:])) + sum(sizes),),
    ),
    (
        "count_parameters_no_last_layer",
        "count_parameters",
        (lambda sizes: sum((a + 1) * b for a, b in itertools.pairwise(sizes[:-1])),),
    ),
    (
        "count_parameters_first_layer",
        "count_parameters",
        (lambda sizes: (sizes[0] + 1) * sizes[1],),
    ),
    (
        "count_parameters_one_bias_a_layer",
        "count_parameters",
        (lambda sizes: sum(a * b + 1 for a, b in itertools.pairwise(sizes)),),
    ),
    (
        "count_parameters_added",
        "count_parameters",
        (lambda sizes: sum(a + b + b for a, b in itertools.pairwise(sizes)),),
    ),
    ("count_parameters_nine", "count_parameters", (lambda sizes: 2 * 2 + 2 + 2 * 1 + 1,)),
    # notebook 3
    ("verdict_missing", "small_loss", (WEIGHTS | {"b3": ...},)),
    ("mse_by_hand_sum", "mse_by_hand", (0.04 + 0.01 + 0.09 + 0.36,)),
    ("mse_by_hand_absolute", "mse_by_hand", ((0.2 + 0.1 + 0.3 + 0.6) / 4,)),
    ("mse_by_hand_no_square", "mse_by_hand", ((0.2 - 0.1 - 0.3 + 0.6) / 4,)),
    ("mse_by_hand_no_square_mirrored", "mse_by_hand", ((-0.2 + 0.1 + 0.3 - 0.6) / 4,)),
    ("mse_by_hand_squared_the_mean", "mse_by_hand", (((0.2 - 0.1 - 0.3 + 0.6) / 4) ** 2,)),
    ("mse_by_hand_root", "mse_by_hand", (math.sqrt(0.125),)),
    ("mse_by_hand_labels", "mse_by_hand", ((0.8**2 + 0.9**2 + 0.7**2 + 0.4**2) / 4,)),
    ("predict_all_ones_counted_right", "predict_all_ones", (3 / 4, 0.75)),
    ("predict_all_ones_sum", "predict_all_ones", (1, 0.75)),
    ("predict_all_ones_two_and_two", "predict_all_ones", (0.5, 0.75)),
    ("predict_all_ones_best_middle", "predict_all_ones", (0.25, 0.5)),
    ("predict_all_ones_best_majority", "predict_all_ones", (0.25, 1)),
    ("predict_all_ones_best_other_label", "predict_all_ones", (0.25, 1 / 4)),
    ("write_mse_loss_no_square", "write_mse_loss", (lambda y, p: (y - p).mean(),)),
    ("write_mse_loss_no_square_mirrored", "write_mse_loss", (lambda y, p: (p - y).mean(),)),
    ("write_mse_loss_sum", "write_mse_loss", (lambda y, p: sum((y - p) ** 2),)),
    ("write_mse_loss_absolute", "write_mse_loss", (lambda y, p: abs(y - p).mean(),)),
    ("write_mse_loss_root", "write_mse_loss", (lambda y, p: ((y - p) ** 2).mean() ** 0.5,)),
    ("write_mse_loss_squared_the_mean", "write_mse_loss", (lambda y, p: (y - p).mean() ** 2,)),
    ("write_mse_loss_per_person", "write_mse_loss", (lambda y, p: (y - p) ** 2,)),
    ("write_mse_loss_per_person", "write_mse_loss", (lambda y, p: list((y - p) ** 2),)),
    ("write_mse_loss_four_people", "write_mse_loss", (lambda y, p: sum((y - p) ** 2) / 4,)),
    ("write_mse_loss_first_person", "write_mse_loss", (returns_inside_the_loop,)),
    ("write_mse_loss_last_person", "write_mse_loss", (forgets_the_total,)),
    ("small_loss_no_dictionary", "small_loss", ([1, 0, 0, 0, -6, 0, 0, 0, 3],)),
    ("small_loss_other_network", "small_loss", (Network([2, 3, 1]),)),
    ("small_loss_unknown", "small_loss", (WEIGHTS | {"w7": 1},)),
    ("small_loss_missing", "small_loss", ({"w1": 1, "w5": -6, "b3": 3},)),
    ("small_loss_all_alike", "small_loss", (WEIGHTS | {"w5": 0},)),
    ("small_loss_all_alike", "small_loss", (Network([2, 2, 1]),)),
    ("small_loss_wrong_way", "small_loss", (WEIGHTS | {"w5": 6, "b3": -3},)),
    ("small_loss_person", "small_loss", (WEIGHTS | {"b3": 0},)),
    # notebook 4
    ("blame_w2_sign", "blame_w2", (-1, 0.5, -0.25, -0.125)),
    ("blame_w2_no_2", "blame_w2", (0.5 - 0, 0.5, -0.25, -0.125)),
    ("blame_w2_loss", "blame_w2", ((0 - 0.5) ** 2, 0.5, -0.25, -0.125)),
    ("blame_no_slope", "blame_w2", (1, 2, -0.25, -0.125)),
    ("blame_no_slope", "blame_w2", (1, 0.5, -1, -0.125)),
    ("blame_no_weight", "blame_w2", (1, 0.5 * (1 - 0.5), -0.25, -0.125)),
    ("blame_w2_other_weight", "blame_w2", (1, -2 * 0.25, -0.25, -0.125)),
    ("blame_slope_of_output", "blame_w2", (1, 2 * SLOPE_TWICE, -0.25, -0.125)),
    ("blame_slope_of_output", "blame_w2", (1, 0.5, -SLOPE_TWICE, -0.125)),
    ("blame_w2_input_1", "blame_w2", (1, 0.5, 3 * 0.25, 0.375)),
    ("blame_w2_weight_not_input", "blame_w2", (1, 0.5, 8 * 0.25, 1)),
    ("blame_w2_no_input", "blame_w2", (1, 0.5, 0.25, 0.125)),
    ("blame_sum", "blame_w2", (1, 0.5, -0.25, 1 + 0.5 - 0.25)),
    ("blame_w2_two_factors", "blame_w2", (1, 0.5, -0.25, 1 * 0.5)),
    ("blame_w2_product_sign", "blame_w2", (1, 0.5, -0.25, 0.125)),
    ("blame_b1_constant", "blame_b1", (0, 0)),
    ("blame_b1_times_bias", "blame_b1", (5 * 0.25, 0.125)),
    ("blame_b1_times_bias", "blame_b1", (0.25, 1 * 0.5 * 5 * 0.25)),
    ("blame_b1_times_input", "blame_b1", (3 * 0.25, 0.125)),
    ("blame_b1_times_x2", "blame_b1", (-1 * 0.25, 0.125)),
    ("blame_no_slope", "blame_b1", (1, 0.125)),
    ("blame_slope_of_output", "blame_b1", (SLOPE_TWICE, 0.125)),
    ("blame_b1_of_the_output", "blame_b1", (0.25, 1 * 0.25)),
    ("blame_sum", "blame_b1", (0.25, 1 + 0.5 + 0.25)),
    ("tanh_slope_of_sigmoid", "tanh_slope", (lambda z: sigmoid(z) * (1 - sigmoid(z)),)),
    ("tanh_slope_sigmoid_form", "tanh_slope", (lambda z: math.tanh(z) * (1 - math.tanh(z)),)),
    ("tanh_slope_of_z", "tanh_slope", (lambda z: 1 - z * z,)),
    ("tanh_slope_no_square", "tanh_slope", (lambda z: 1 - math.tanh(z),)),
    ("tanh_slope_plus", "tanh_slope", (lambda z: 1 + math.tanh(z) ** 2,)),
    ("tanh_slope_sign", "tanh_slope", (lambda z: math.tanh(z) ** 2 - 1,)),
    ("tanh_slope_twice", "tanh_slope", (lambda z: 1 - math.tanh(math.tanh(z)) ** 2,)),
    ("tanh_slope_cosh", "tanh_slope", (lambda z: 2 / (math.exp(z) + math.exp(-z)),)),
    ("tanh_slope_itself", "tanh_slope", (math.tanh,)),
    ("find_the_bug_none", "find_the_bug", ([], as_it_stands)),
    ("find_the_bug_no_bias", "find_the_bug", (["w3", "w4"], as_it_stands)),
    ("find_the_bug_other_neuron", "find_the_bug", (["w1", "w2", "b1"], as_it_stands)),
    ("find_the_bug_all", "find_the_bug", (Network([2, 2, 1]).names, as_it_stands)),
    ("find_the_bug_extra", "find_the_bug", (["w3", "w4", "w6", "b2"], as_it_stands)),
    ("find_the_bug_missing", "find_the_bug", (["b2"], as_it_stands)),
    ("find_the_bug_no_list", "find_the_bug", (7, as_it_stands)),
    ("find_the_bug_no_list", "find_the_bug", (None, as_it_stands)),
    ("find_the_bug_unknown", "find_the_bug", (["z2"], as_it_stands)),
    ("find_the_bug_unchanged", "find_the_bug", (["w3", "w4", "b2"], as_it_stands)),
    ("find_the_bug_unchanged", "find_the_bug", ("dL_dw3, dL_dw4, dL_db2", as_it_stands)),
    (
        "find_the_bug_line_above",
        "find_the_bug",
        behind_h2(lambda d, a, b, p, q: d * a * p * (1 - p)),
    ),
    ("find_the_bug_wrong_h", "find_the_bug", behind_h2(lambda d, a, b, p, q: d * b * p * (1 - p))),
    ("find_the_bug_no_slope", "find_the_bug", behind_h2(lambda d, a, b, p, q: d * b)),
    (
        "find_the_bug_both_weights",
        "find_the_bug",
        behind_h2(lambda d, a, b, p, q: d * (a + b) * q * (1 - q)),
    ),
    ("find_the_bug_no_dL_dz3", "find_the_bug", behind_h2(lambda d, a, b, p, q: b * q * (1 - q))),
    ("refused", "small_loss", (WEIGHTS | {"w1": "one"},)),
    # notebook 5
    ("update_by_hand_uphill", "update_by_hand", (1.35, -0.1)),
    ("update_by_hand_uphill", "update_by_hand", (1.05, -0.9)),
    ("update_by_hand_no_rate", "update_by_hand", (0.9, 0.3)),
    ("update_by_hand_change_alone", "update_by_hand", (-0.15, 0.4)),
    ("update_by_hand_product_alone", "update_by_hand", (0.15, -0.1)),
    ("update_by_hand_divided", "update_by_hand", (0.6, -0.1)),
    ("update_by_hand_divided", "update_by_hand", (1.05, 1.1)),
    ("update_by_hand_rate_alone", "update_by_hand", (0.7, -0.1)),
    ("update_by_hand_bias_positive", "update_by_hand", (1.05, 0.9)),
    ("why_up_number", "why_up", (2, 4, 3)),
    ("why_up_small_teeth", "why_up", (1, 2, 3)),
    ("why_up_falls_in_the_end", "why_up", (3, 1, 2)),
    ("why_up_everybody_is_in", "why_up", (2, 2, 3)),
    ("why_up_everybody_is_in", "why_up", (2, 1, 2)),
    ("why_up_also_down", "why_up", (2, 3, 1)),
    ("why_up_never_down", "why_up", (2, 1, 1)),
    ("verdict_not_a_function", "shuffled_epoch", (7,)),
    ("verdict_not_attempted", "shuffled_epoch", (lambda net, X, y, rate, rng: ...,)),
    ("verdict_raised", "shuffled_epoch", (lambda net, X, y, rate, rng: X[99],)),
    ("shuffled_epoch_no_gradient", "shuffled_epoch", (lambda net, X, y, rate, rng: net,)),
    ("shuffled_epoch_many_rows", "shuffled_epoch", (epoch(lambda X, rng: [slice(None)]),)),
    ("shuffled_epoch_no_step", "shuffled_epoch", (epoch(factor=lambda rate: 0),)),
    ("shuffled_epoch_one_step", "shuffled_epoch", (one_step,)),
    ("shuffled_epoch_uphill", "shuffled_epoch", (epoch(factor=lambda rate: -rate),)),
    ("shuffled_epoch_no_rate", "shuffled_epoch", (epoch(factor=lambda rate: 1),)),
    ("shuffled_epoch_other_step", "shuffled_epoch", (epoch(factor=lambda rate: rate / 2),)),
    ("shuffled_epoch_count", "shuffled_epoch", (epoch(lambda X, rng: rng.permutation(4)),)),
    ("shuffled_epoch_other_rows", "shuffled_epoch", (epoch(shift=0.5),)),
    ("shuffled_epoch_twice", "shuffled_epoch", (epoch(lambda X, rng: rng.integers(0, 6, 6)),)),
    ("shuffled_epoch_labels", "shuffled_epoch", (epoch(other=lambda i: 5 - i),)),
    ("shuffled_epoch_fixed", "shuffled_epoch", (epoch(lambda X, rng: range(len(X))),)),
    (
        "shuffled_epoch_same_again",
        "shuffled_epoch",
        (epoch(lambda X, rng: np.random.default_rng(0).permutation(6)),),
    ),
    ("shuffled_epoch_no_return", "shuffled_epoch", (lambda *args: print(epoch()(*args)),)),
    ("shuffled_epoch_own_rng", "shuffled_epoch", (epoch(orders_of_its_own),)),
    ("largest_rate_whole", "largest_rate", (64.5,)),
    ("largest_rate_negative", "largest_rate", (-1,)),
    ("largest_rate_more", "largest_rate", (20,)),
    ("largest_rate_one_less", "largest_rate", (65,)),
    ("largest_rate_less", "largest_rate", (100,)),
    # notebook 6
    ("verdict_missing", "own_table", (TABLE, ..., trained(2, 2, 1, epochs=100))),
    ("refused", "own_table", ("table", OF_TABLE, trained(2, 2, 1, epochs=100))),
    ("refused", "own_table", (TABLE, [1, 1, 2, 2], trained(2, 2, 1, epochs=100))),
    ("own_table_lengths", "own_table", (TABLE, [1, 1, 0], trained(2, 2, 1, epochs=100))),
    ("own_table_few", "own_table", (TABLE[1:], [1, 0, 0], trained(2, 2, 1, epochs=100))),
    ("own_table_one_label", "own_table", (TABLE, np.ones(4), trained(2, 2, 1, epochs=100))),
    (
        "own_table_four_people",
        "own_table",
        (people.X, people.y_true, train(START, people.X, people.y_true)),
    ),
    ("own_table_four_people", "own_table", (people.X + people.SHIFT, people.y_true, None)),
    ("history_expected", "own_table", (TABLE, OF_TABLE, START)),
    ("history_expected", "train_xor", (START,)),
    (
        "history_of_many",
        "train_xor",
        (train(Network([2, 2, 1], np.zeros((3, 9))), CORNERS, XOR, epochs=1),),
    ),
    ("history_other_sizes", "train_xor", (train(Network([3, 1]), np.eye(3), [0, 1, 1], epochs=1),)),
    ("own_table_other_data", "own_table", (TABLE - 3, OF_TABLE, trained(2, 2, 1, epochs=100))),
    (
        "own_table_all_alike",
        "own_table",
        (TABLE + 1000, OF_TABLE, SATURATED),
    ),
    ("own_table_rises", "own_table", (TABLE, OF_TABLE, RISEN)),
    ("own_table_not_yet", "own_table", (TABLE, OF_TABLE, train(START, TABLE, OF_TABLE, 0.01, 3))),
    ("read_curves_letter", "read_curves", ("B", "C", "A", "F", "D")),
    ("read_curves_letter", "read_curves", ("B", "C", 1, "E", "D")),
    ("read_curves_twice", "read_curves", ("B", "C", "A", "A", "D")),
    ("read_curves_good", "read_curves", ("C", "B", "A", "E", "D")),
    ("read_curves_flat", "read_curves", ("B", "C", "E", "A", "D")),
    ("read_curves_still", "read_curves", ("b", "a", "c", "e", "d")),
    ("read_curves_up", "read_curves", ("B", "C", "A", "D", "E")),
    ("read_curves_slow", "read_curves", ("B", "D", "A", "E", "C")),
    ("read_curves_sign", "read_curves", ("B", "C", "D", "E", "A")),
    ("train_xor_no_hidden", "train_xor", (trained(2, 1, data="0110", epochs=10),)),
    ("train_xor_inverted", "train_xor", (trained(2, 4, 1, data="1001"),)),
    ("train_xor_and", "train_xor", (trained(2, 2, 1, data="0001"),)),
    ("train_xor_or", "train_xor", (trained(2, 2, 1, data="0111"),)),
    ("train_xor_stuck", "train_xor", (trained(2, 2, 1, data="0110", epochs=10),)),
    ("few_epochs_one_early", "few_epochs", (15, 197)),
    ("few_epochs_one_late", "few_epochs", (16, 198)),
    ("few_epochs_any", "few_epochs", (0, 197)),
    ("few_epochs_steps", "few_epochs", (64, 197)),
    ("few_epochs_counted", "few_epochs", (16, 804)),
    ("few_epochs_tenth", "few_epochs", (16, 30)),
]


def keys_in_the_checks():
    """Return the keys of all sentences that stand in the source of the checks."""
    return {
        node.value
        for file in (ROOT / "helpers" / "exercises").glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in SENTENCES
    }


@pytest.mark.parametrize(
    ("key", "check", "answers"),
    [pytest.param(*row, id=f"{row[0]}-{number}") for number, row in enumerate(MISTAKES)],
)
def test_a_check_names_the_mistake(key, check, answers, capsys):
    getattr(exercises, check)(*answers)
    sentence = re.sub(r"\\{.*?\\}", ".+", re.escape(SENTENCES[key]))
    dots = ("verdict_not_attempted", "verdict_missing")
    verdict = "" if key in dots else re.escape(say("verdict_not_quite", why=""))
    assert re.fullmatch(f"{verdict}{sentence}\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("check", "answers"),
    [("neuron_by_hand", (2, 0.8808)), ("forward_by_hand", (0.7311, 0.2689, 0.7535))],
)
def test_four_digits_suffice(check, answers, capsys):
    getattr(exercises, check)(*answers)
    assert capsys.readouterr().out == f"{say('verdict_right', why=say(f'{check}_right'))}\n"


def test_every_sentence_of_the_checks_has_a_row_above():
    parts = {"verdict_right", "verdict_not_quite", "came_array", "expected_one_number"}
    assert {key for key, _, _ in MISTAKES} == keys_in_the_checks() - parts


def test_no_sentence_about_an_exercise_is_left_unsaid():
    rights = {f"{name}_right" for name in exercises.__all__}
    about = {key for key in SENTENCES if key.startswith((*exercises.__all__, "gate_", "verdict_"))}
    assert about - keys_in_the_checks() == rights


# ---------------------------------------------------------------- whatever is handed in


class Hostile:
    """Raises wherever it can."""

    def _raise(self, *_):
        raise RuntimeError("no")

    __repr__ = __str__ = __eq__ = __array__ = __len__ = __iter__ = __float__ = __call__ = _raise
    __hash__ = None


class UnspeakableError(Exception):
    def __str__(self):
        raise RuntimeError("no")


def raises_unspeakable(*_):
    raise UnspeakableError


ITSELF = []
ITSELF.append(ITSELF)
HOSTILE = {
    "None": None,
    "text": "{0} {name}",
    "nan": math.nan,
    "infinity": -math.inf,
    "complex": 1j,
    "huge": 10**400,
    "empty": [],
    "ragged": [[1], [1, 2]],
    "nested": [[[1.0]]],
    "itself": ITSELF,
    "wrong shape": np.zeros((3, 4, 5)),
    "objects": np.array([None, "a"]),
    "dictionary": {"z": 1},
    "class": int,
    "hostile": Hostile(),
    "function of nothing": lambda: 1,
    "returns None": lambda *_: None,
    "returns hostile": lambda *_: Hostile(),
    "returns a function": lambda *_: len,
    "returns nan": lambda *_: math.nan,
    "raises": raises_unspeakable,
    "recursion": lambda *a: HOSTILE["recursion"](*a),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", exercises.__all__)
def test_a_check_never_raises(name, hostile, capsys):
    check = getattr(exercises, name)
    size = len(inspect.signature(check).parameters)
    one_hostile = [[1.0] * place + [hostile] + [1.0] * (size - place - 1) for place in range(size)]
    for answers in ([hostile] * size, *one_hostile, [hostile] * (size + 1), []):
        assert check(*answers) is None
        assert re.fullmatch(r"Not quite\. [^\n]+\n", capsys.readouterr().out)
