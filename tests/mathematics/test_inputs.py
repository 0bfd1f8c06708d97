"""Inputs: what cannot be meant is refused, in one sentence that names it."""

import os
import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lessons import ROOT

from helpers import inputs
from helpers.activations import sigmoid, sigmoid_prime, sigmoid_prime_from_output, softmax
from helpers.chains import chain
from helpers.gradients import gradient_check, numerical_gradient, relative_error
from helpers.losses import cross_entropy_loss, mse_loss, mse_loss_prime
from helpers.network import Network, Neuron
from helpers.parameters import Parameters
from helpers.people import X, y_true
from helpers.training import train

net = Network([2, 2, 1])
pair = Network([2, 3, 2])
three = Network([2, 3], output="softmax")
neuron = Neuron([0, 1], 4)
two = Network([2, 2, 1], np.zeros((2, 9)))


def neuron_with(**wrong):
    """Return a neuron of which something was set after it was made."""
    made = Neuron([0, 1], 4)
    for name, value in wrong.items():
        setattr(made, name, value)
    return made


# Everywhere where numbers come in: the name of the argument, and a function of that argument.
TAKES_NUMBERS = [
    ("z", sigmoid),
    ("z", sigmoid_prime),
    ("a", sigmoid_prime_from_output),
    ("y_true", lambda v: mse_loss(v, [0, 0])),
    ("y_pred", lambda v: mse_loss([0, 1], v)),
    ("y_true", lambda v: mse_loss_prime(v, [0, 0])),
    ("y_pred", lambda v: mse_loss_prime([0, 1], v)),
    ("z", softmax),
    ("y_true", lambda v: cross_entropy_loss(v, [[0, 1]])),
    ("y_pred", lambda v: cross_entropy_loss([[0, 1]], v)),
    ("X", lambda v: three.gradient(v, [[1, 0, 0]])),
    ("y_true", lambda v: three.gradient([[1, 2]], v)),
    ("weights", lambda v: Neuron(v, 0)),
    ("bias", lambda v: Neuron([0, 1], v)),
    ("x", neuron.feedforward),
    ("X", net.feedforward),
    ("X", net.activations),
    ("X", lambda v: net.loss(v, [0, 1])),
    ("y_true", lambda v: net.loss([[1, 2], [3, 4]], v)),
    ("X", lambda v: net.gradient(v, [0, 1])),
    ("y_true", lambda v: net.gradient([[1, 2], [3, 4]], v)),
    ("x", lambda v: chain(net, v, 1, "w1")),
    ("y_true", lambda v: chain(net, [1, 2], v, "w1")),
    ("values", lambda v: setattr(Network([2, 2, 1]), "values", v)),
    ("w1", lambda v: Network([2, 2, 1], w1=v)),
    ("w1", lambda v: setattr(Network([2, 2, 1]), "w1", v)),
    ("w1", lambda v: Parameters([2, 2, 1]).__setitem__("w1", v)),
    ("h", lambda v: numerical_gradient(net, X, y_true, h=v)),
    ("h", lambda v: gradient_check(net, X, y_true, h=v)),
    ("tolerance", lambda v: gradient_check(net, X, y_true, tolerance=v)),
    ("a", lambda v: relative_error(v, [1, 2])),
    ("b", lambda v: relative_error([1, 2], v)),
    ("learning_rate", lambda v: train(net, X, y_true, learning_rate=v)),
    ("decay", lambda v: train(net, X, y_true, decay=v)),
    ("X", lambda v: train(net, v, y_true)),
    ("y_true", lambda v: train(net, X, v)),
]
SIGMOIDS = (sigmoid, sigmoid_prime, sigmoid_prime_from_output)  # have a value at infinity
OPTIONAL = [
    ("values", lambda v: Parameters([2, 2, 1], v)),
    ("values", lambda v: Network([2, 2, 1], v)),
]
TAKES_NUMBERS += OPTIONAL
BAD = {
    "a word": "heavy",
    "words": ["a", "b"],
    "nothing": None,
    "nothing in a list": [None, 1],
    "ragged": [[1, 2], [3]],
    "NaN": [[np.nan, 1], [0, 1]],
    "one NaN": float("nan"),
    "empty": [],
    "empty table": np.zeros((0, 2)),
    "complex": [1j, 2],
    "an object": object(),
    "a dictionary": {"x1": 2},
    "a set": {1, 2},
    "infinite": [[np.inf, 1], [0, 1]],
}


def refused(name, f, *value):
    """The error names the argument, what came and what was expected, in one short sentence."""
    with pytest.raises(ValueError, match=rf"^{name} was .+; expected .+\.$") as caught:
        f(*value)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert len(sentence) < 300
    return sentence


CASES = {
    f"{i} {name} {bad}": (name, f, value)
    for i, (name, f) in enumerate(TAKES_NUMBERS)
    for bad, value in BAD.items()
    if not (bad == "infinite" and f in SIGMOIDS)
    and not (bad == "nothing" and (name, f) in OPTIONAL)
}


@pytest.mark.parametrize(("name", "f", "value"), CASES.values(), ids=CASES)
def test_bad_numbers_are_refused(name, f, value):
    refused(name, f, value)


@given(st.one_of(st.text(), st.lists(st.text(), max_size=3), st.binary()))
def test_nonsense_of_any_kind_is_refused(value):
    for name, f in TAKES_NUMBERS:
        refused(name, f, value)


WRONG = [
    ("weights", lambda: Neuron([[0, 1]], 0), r"\(1, 2\).+\(n,\)"),
    ("weights", lambda: Neuron(3, 0), r"3\.0.+\(n,\)"),
    ("bias", lambda: Neuron([0, 1], [4, 4]), r"\(2,\).+one number"),
    ("x", lambda: neuron.feedforward([1, 2, 3]), r"\(3,\).+\(2,\).+\(rows, 2\)"),
    ("x", lambda: neuron.feedforward(5), r"5\.0.+\(2,\)"),
    ("x", lambda: neuron.feedforward(np.zeros((4, 3))), r"\(4, 3\).+\(rows, 2\)"),
    ("x", lambda: neuron.feedforward(np.zeros((1, 4, 2))), r"\(1, 4, 2\)"),
    ("X", lambda: net.feedforward([1, 2, 3]), r"\(3,\).+\(rows, 2\)"),
    ("X", lambda: net.feedforward(np.zeros((2, 4))), r"\(2, 4\).+\(rows, 2\)"),
    ("X", lambda: net.feedforward(np.zeros((1, 4, 2))), r"\(1, 4, 2\)"),
    ("X", lambda: net.gradient([1, 2, 3], [0]), r"\(3,\)"),
    ("y_true", lambda: net.gradient([[1, 2]], [0, 1]), r"\(2,\).+1 rows"),
    ("y_true", lambda: net.loss(X, y_true[:3]), r"\(3,\).+4 rows"),
    ("y_true", lambda: net.loss(X, [y_true]), r"\(1, 4\).+4 rows"),
    ("y_true", lambda: pair.loss(X, y_true), r"\(4,\).+4 rows and 2 output"),
    ("y_true", lambda: pair.gradient(X, y_true), r"\(4,\).+4 rows and 2 output"),
    ("y_true", lambda: mse_loss(1, 1), r"1\.0.+\(n,\)"),
    ("y_pred", lambda: mse_loss([0, 1], 0.5), r"0\.5.+y_true.+\(2,\)"),
    ("y_pred", lambda: mse_loss([0, 1], [0.5]), r"\(1,\).+y_true.+\(2,\)"),
    ("y_pred", lambda: mse_loss([0, 1], [[0.5], [0.5]]), r"\(2, 1\).+y_true.+\(2,\)"),
    ("y_pred", lambda: mse_loss([[0], [1]], [0.5, 0.5]), r"\(2,\).+y_true.+\(2, 1\)"),
    ("y_pred", lambda: mse_loss_prime([0, 1], [1, 1, 1]), r"\(3,\).+y_true.+\(2,\)"),
    ("y_true", lambda: mse_loss([0, 2], [0, 0]), r"2\.0.+0 or 1"),
    ("y_true", lambda: mse_loss([0, 0.5], [0, 0]), r"0\.5.+0 or 1"),
    ("y_true", lambda: mse_loss_prime([-1, 1], [0, 0]), r"-1\.0.+0 or 1"),
    ("y_true", lambda: net.loss(X, [1, 0, 0, 2]), r"2\.0.+0 or 1"),
    ("y_true", lambda: net.gradient(X, [1, 0, 0, -1]), r"-1\.0.+0 or 1"),
    ("y_true", lambda: net.gradient(X, [1, 0, 0, np.inf]), r"inf.+0 or 1"),
    ("z", lambda: softmax(3), r"3\.0.+\(n,\)"),
    ("y_true", lambda: cross_entropy_loss([1, 0], [1, 0]), r"\(2,\).+exactly one 1"),
    ("y_true", lambda: cross_entropy_loss([[1, 1]], [[0.5, 0.5]]), r"\(1, 2\).+exactly one 1"),
    ("y_true", lambda: cross_entropy_loss([[0, 0]], [[0.5, 0.5]]), r"\(1, 2\).+exactly one 1"),
    ("y_true", lambda: cross_entropy_loss([[2, -1]], [[0.5, 0.5]]), r"2\.0.+0 or 1"),
    ("y_pred", lambda: cross_entropy_loss([[0, 1]], [[0.5, 0.3, 0.2]]), r"\(1, 3\).+\(1, 2\)"),
    ("y_pred", lambda: cross_entropy_loss([[0, 1]], [[-0.5, 1]]), r"shares from 0 to 1"),
    ("y_pred", lambda: cross_entropy_loss([[0, 1]], [[0, 1.5]]), r"shares from 0 to 1"),
    ("y_true", lambda: three.loss([[1, 2]], [[1, 0, 1]]), r"\(1, 3\).+exactly one 1"),
    ("y_true", lambda: three.gradient([[1, 2]], [[0, 0, 0]]), r"\(1, 3\).+exactly one 1"),
    ("y_true", lambda: three.gradient([[1, 2]], [2]), r"2\.0.+0 or 1"),
    ("y_true", lambda: three.gradient([[1, 2]], [1, 0, 0]), r"\(3,\).+1 rows and 3 output"),
    ("sizes", lambda: Network([2, 2, 1], output="softmax"), r"\[2, 2, 1\].+two or more outputs"),
    ("hidden", lambda: Network([2, 2, 1], hidden="step"), r"'step'.+sigmoid, tanh, relu"),
    ("hidden", lambda: Network([2, 2, 1], hidden=np.tanh), r"one of sigmoid, tanh, relu"),
    ("output", lambda: Network([2, 2, 1], output="tanh"), r"'tanh'.+sigmoid, softmax"),
    ("output", lambda: Network([2, 2, 1], output=["sigmoid"]), r"sigmoid, softmax"),
    ("values", lambda: Parameters([2, 2, 1], np.zeros(8)), r"\(8,\).+9"),
    ("values", lambda: Parameters([2, 2, 1], 1.0), r"1\.0.+9"),
    ("values", lambda: Network([2, 2, 1], np.zeros((9, 2))), r"\(9, 2\).+9"),
    ("net", lambda: gradient_check(two, X, y_true), r"2 networks.+one Network\(\[2, 2, 1\]\)"),
    ("weights", lambda: neuron_with(weights="a").feedforward([1, 2]), r"'a'.+numbers"),
    ("bias", lambda: neuron_with(bias="b").feedforward([1, 2]), r"'b'.+numbers"),
    ("name", lambda: net["w7"], r"w7.+w1, .+b3"),
    ("name", lambda: net[0], r"0.+w1, .+b3"),
    ("name", lambda: net[["w1"]], r"w1, .+b3"),
    ("name", lambda: Network([2, 2, 1], w0=1), r"w0.+w1, .+b3"),
    ("name", lambda: net.__setitem__("bias", 1), r"bias.+w1, .+b3"),
    ("w1", lambda: Network([2, 2, 1], w1=[1, 2]), r"\(2,\).+one number"),
    ("a", lambda: relative_error(np.zeros(2), np.zeros(3)), r"\(2,\).+\(3,\)"),
    ("h", lambda: numerical_gradient(net, X, y_true, h=0), r"0\.0.+above 0"),
    ("h", lambda: gradient_check(net, X, y_true, h=-1e-5), r"-1e-05.+above 0"),
    ("tolerance", lambda: gradient_check(net, X, y_true, tolerance=0), r"0\.0.+above 0"),
    ("sizes", lambda: Network([2]), r"\[2\].+two or more"),
    ("sizes", lambda: Network([]), r"\[\].+two or more"),
    ("sizes", lambda: Network([2, 0, 1]), r"0.+above 0"),
    ("sizes", lambda: Network([2, -1]), r"-1.+above 0"),
    ("sizes", lambda: Network([2, 2.0, 1]), r"2\.0.+whole"),
    ("sizes", lambda: Network([2, True]), r"True.+whole"),
    ("sizes", lambda: Network("221"), r"221.+whole"),
    ("sizes", lambda: Network(3), r"3.+list"),
    ("sizes", lambda: Network(None), r"None.+list"),
    ("sizes", lambda: Network.random([2], np.random.default_rng(0)), r"\[2\].+two or more"),
]


@pytest.mark.parametrize(("name", "f", "told"), WRONG, ids=range(len(WRONG)))
def test_wrong_shapes_labels_and_names_are_refused(name, f, told):
    sentence = refused(name, f)
    assert re.search(told, sentence), sentence


@pytest.mark.parametrize("rng", [None, 5, "rng", np.random])
def test_chance_comes_from_a_generator(rng):
    refused("rng", lambda: Network.random([2, 2, 1], rng))


@pytest.mark.parametrize("networks", [0, -1, 2.5, "many", True])
def test_how_many_networks(networks):
    rng = np.random.default_rng(0)
    refused("networks", lambda: Network.random([2, 2, 1], rng, networks=networks))


# ---------------------------------------------------------------- the checks themselves


@pytest.mark.parametrize("good", [2, 2.0, np.float32(2), np.int8(2), np.array(2), True])
def test_a_number_of_any_kind_becomes_a_float(good):
    value = inputs.number("rate", good)
    assert type(value) is float
    assert value == float(good)


@pytest.mark.parametrize(
    "table", [[[1, 2]], ((True, 2),), np.array([[1, 2]], dtype=np.float32), np.array([[1, 2]])]
)
def test_a_table_of_any_kind_becomes_float64(table):
    array = inputs.table("X", table, columns=2)
    assert array.dtype == np.float64
    assert array.tolist() == [[1, 2]]


def test_the_ends_of_a_range_are_in_it():
    assert (inputs.within("w", 0, 0, 6), inputs.within("w", 6, 0, 6)) == (0, 6)
    assert (inputs.whole("k", 0, 0, 3), inputs.whole("k", 3, 0, 3)) == (0, 3)
    assert (inputs.count("n", 1), inputs.count("n", 1, 1), inputs.count("n", 7, 7)) == (1, 1, 7)
    assert type(inputs.whole("k", np.int64(2), 0, 3)) is type(inputs.count("n", np.int8(2))) is int
    assert inputs.above_0("h", 1e-300) == 1e-300
    assert inputs.from_0("decay", 0) == 0
    assert refused("decay", inputs.from_0, "decay", -1e-300).endswith("a number from 0 up.")
    assert refused("w", inputs.within, "w", 6.001, 0, 6).endswith("a number from 0 to 6.")
    refused("w", inputs.within, "w", -0.001, 0, 6)
    for value in (-1, 4, 2.0, True, "2", None):
        assert "a whole number from 0 to 3." in refused("k", inputs.whole, "k", value, 0, 3)
    for value in (0, -1, 2.0, True, "2", None):
        assert "a whole number above 0." in refused("n", inputs.count, "n", value)
    assert "a whole number from 1 to 7." in refused("n", inputs.count, "n", 8, 7)


def test_a_choice_is_of_the_same_kind_and_many_are_named_in_short():
    assert inputs.one_of("k", 1, (0, 1)) == 1
    for other in (True, 1.0, "1", [1]):
        assert refused("k", inputs.one_of, "k", other, (0, 1)).endswith("expected one of 0, 1.")
    assert "one of 1, 2, 3, 4." in refused("k", inputs.one_of, "k", 0, range(1, 5))
    assert "16, 17, 18." in refused("k", inputs.one_of, "k", 0, range(1, 19))
    assert "one of 1, 2, 3, …, 19." in refused("k", inputs.one_of, "k", 0, range(1, 20))


def test_texts_are_of_so_many_letters():
    look = ("abc", 1, 3)
    assert inputs.spelt("names", "cab", *look) == ["cab"]
    assert inputs.spelt("names", ("a", "bb"), *look) == ["a", "bb"]
    for wrong, came in (("abcd", "'abcd'"), (["a", "x"], "'x'"), ([""], "''"), ([5], "5")):
        said = refused("names", inputs.spelt, "names", wrong, *look)
        assert said == f"names was {came}; expected 1 to 3 letters from a to c."
    assert "expected a text, or a list of texts" in refused(
        "names", inputs.spelt, "names", 5, *look
    )


def test_what_came_is_told_in_short():
    assert inputs.shown("heavy") == "'heavy'"
    assert inputs.shown(np.zeros((2, 3))) == "an array of shape (2, 3)"
    assert inputs.shown(np.float64(0.5)) == inputs.shown(np.array(0.5)) == "0.5"
    assert inputs.shown("x" * 58) == repr("x" * 58)
    assert inputs.shown("x" * 59) == "'" + "x" * 58 + "…"
    assert len(inputs.shown(list(range(1000)))) == 60


class Frame:
    """Shows itself in many lines, as the tables of pandas do."""

    def __repr__(self):
        return "   pounds  inches\n0     133      65\n1     160      72"


@pytest.mark.parametrize(
    "f",
    [
        net.feedforward,
        lambda v: train(v, X, y_true),
        lambda v: Network([2, 2, 1], w1=v),
        lambda v: Network(v),
        lambda v: net[v],
    ],
)
def test_what_shows_itself_in_lines_is_told_on_one(f):
    with pytest.raises(ValueError, match=r"was pounds inches 0 133 65 1 160 72; expected"):
        f(Frame())


def test_sentences_do_not_need_the_working_folder(tmp_path):
    """Somebody deletes the folder of a running kernel, where a system lets them."""
    folder = tmp_path / "gone"
    folder.mkdir()
    code = (
        "import os, shutil; shutil.rmtree(os.getcwd(), ignore_errors=True)\n"
        "from helpers.network import Network\n"
        "try:\n    Network([2, 2, 1]).feedforward([1, 2, 3])\n"
        "except ValueError as sentence:\n    print(sentence)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == (
        "X was an array of shape (3,); expected one example of shape (2,) or a table of shape "
        "(rows, 2).\n"
    )
