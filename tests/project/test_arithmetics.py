"""What a lesson prints is what every computer prints: the notebooks under other arithmetics.

`make arithmetics` runs the kinds one by one. Sums from the end are made in
`tests/notebooks/test_again.py`, where all notebooks run anyway, on an old processor; more digits
are computed here, in English, since in other languages the code is the same.
"""

import ast
import math
import os
import subprocess
import sys
from fractions import Fraction

import nbformat
import numpy as np
import pytest
from lessons import ENGLISH_PATHS, ROOT
from threadpoolctl import threadpool_info

from tools import arithmetics
from tools.arithmetics import Plain, Reversed, Rewrite, Wide

LONG = ["14_attention"]  # with more digits it takes minutes; `make arithmetics` has them


@pytest.mark.parametrize(
    "path", [path for path in ENGLISH_PATHS if path.stem not in LONG], ids=lambda path: path.stem
)
def test_a_notebook_prints_the_same_with_wider_numbers(path):
    """A red cell is an error with what nbval says of it."""
    done = arithmetics.run("wide", "--color=no", path, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]


def test_a_process_of_the_tests_multiplies_on_as_many_threads_as_conftest_says():
    """It says so before NumPy is loaded, which reads it then and never again."""
    found = {one["num_threads"] for one in threadpool_info() if one["internal_api"] == "openblas"}
    assert found <= {int(os.environ["OPENBLAS_NUM_THREADS"])}


# ---------------------------------------------------------------- the arithmetics themselves


@pytest.fixture
def factors():
    """Two tables with sums of 50 terms, of which almost every one has to be rounded."""
    rng = np.random.default_rng(3)
    return rng.standard_normal((40, 50)), rng.standard_normal((50, 30))


@pytest.mark.parametrize("kind", [Reversed, Wide])
def test_only_the_last_digits_of_a_product_differ(kind, factors):
    usual, other = Plain.matmul(*factors), kind.matmul(*factors)
    assert (usual != other).mean() > 0.1
    np.testing.assert_allclose(other, usual, rtol=0, atol=1e-13)


def test_a_reversed_product_is_that_of_the_terms_from_the_end(factors):
    """A number that swallows what comes after it tells which term came first."""
    big = 2.0**53  # big + 1 is big again
    left, right = np.array([1.0, 1.0, -big, big]), np.ones(4)
    assert Reversed.matmul(left, right) == 2  # -big and big have gone when the ones come
    a, b = factors
    np.testing.assert_array_equal(Reversed.matmul(a, b), a[:, ::-1].copy() @ b[::-1].copy())
    assert Reversed.matmul(a[0], b).shape == (30,)
    assert Reversed.matmul(a, b[:, 0]).shape == (40,)
    many = np.stack([a, -a])
    np.testing.assert_array_equal(Reversed.matmul(many, b)[1], -Reversed.matmul(a, b))


def test_a_wide_product_is_nearer_to_the_exact_one(factors):
    a, b = factors
    exact = [sum(Fraction(p) * Fraction(q) for p, q in zip(a[0], c, strict=True)) for c in b.T]
    for kind, least in ((Plain, 0), (Wide, 0 if np.finfo(np.longdouble).nmant < 60 else 28)):
        right = sum(float(e) == v for e, v in zip(exact, kind.matmul(a[0], b), strict=True))
        assert right >= least


@pytest.mark.parametrize("kind", [Plain, Reversed, Wide])
def test_tables_of_a_framework_multiply_by_themselves(kind):
    class Tensor:
        def numpy(self):
            raise RuntimeError("it needs its slopes")

        def __matmul__(self, other):
            return "by itself"

        __rmatmul__ = __matmul__

    assert kind.product(Tensor(), np.eye(2)) == "by itself"
    assert kind.product(Tensor(), Tensor()) == "by itself"
    big = 2.0**53
    left = np.array([1.0, 1.0, -big, big])
    assert kind.product(left, np.ones(4)) == kind.matmul(left, np.ones(4))


@pytest.mark.parametrize("kind", [Plain, Reversed, Wide])
@pytest.mark.parametrize("name", ["exp", "tanh", "log"])
def test_functions_are_what_their_names_say(kind, name):
    z = np.array([0.1, 0.7, 3.0])
    expected = [getattr(math, name)(number) for number in z]
    np.testing.assert_allclose(getattr(kind, name)(z), expected, rtol=1e-15)
    place = np.zeros(3)
    assert getattr(kind, name)(z, out=place) is place
    np.testing.assert_allclose(place, expected, rtol=1e-15)


@pytest.mark.parametrize("kind", [Plain, Reversed, Wide])
def test_what_numpy_refuses_and_warns_of_stays(kind):
    with pytest.raises(ValueError, match="matmul"):
        kind.matmul(np.ones((2, 3)), np.ones((2, 3)))
    with np.errstate(over="raise"), pytest.raises(FloatingPointError):
        kind.exp(1000.0)
    with np.errstate(over="ignore"):
        assert kind.exp(1000.0) == math.inf
    assert kind.matmul(np.array([[2, 3]]), np.array([[4], [5]])).tolist() == [[23]]
    place = np.zeros((2, 2))
    kind.matmul(np.eye(2), np.array([[1.0, 2.0], [3.0, 4.0]]), place.T)
    assert place.tolist() == [[1, 3], [2, 4]]


def test_products_and_functions_are_rewritten_and_nothing_else():
    code = "y = f(np.exp(-(X @ W)), np.ndarray.dot, np.sqrt(A.dot(B)), math.exp(1), a * b)"
    assert ast.unparse(Rewrite().visit(ast.parse(code))) == (
        "y = f(other_arithmetic.exp(-other_arithmetic.product(X, W)), other_arithmetic.dot, "
        "np.sqrt(A.dot(B)), math.exp(1), a * b)"
    )


# ---------------------------------------------------------------- and that a kernel plays them

CELL = """
import numpy as np
from helpers.activations import sigmoid
from helpers.network import Network
rng = np.random.default_rng(5)
X, W = rng.standard_normal((40, 50)), rng.standard_normal((50, 30))
net = Network.random([50, 30, 1], rng)
slopes = net.gradient(X, X[:, 0] > 0).values
for numbers in (X @ W, np.tanh(X), sigmoid(X), net.feedforward(X), slopes):
    print(*(float(number).hex() for number in np.ravel(numbers)))
"""


def shown(kind, folder):
    """Return the five lines that the cell prints in a kernel of this kind."""
    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--quick", "-c", CELL]
        if kind is None
        else [sys.executable, "-m", "IPython", "-c", CELL],
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "IPYTHONDIR": str(folder)}
        | ({} if kind is None else arithmetics.environment(kind, folder)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


def test_cells_and_helpers_differ_from_the_usual_in_the_last_digits(tmp_path):
    usual = shown(None, tmp_path / "usual")
    assert len(usual) == 5
    for kind, differing in (("reversed", (0, 3, 4)), ("wide", (0, 3, 4)), ("plain", ())):
        other = shown(kind, tmp_path / kind)
        for number, (mine, theirs) in enumerate(zip(usual, other, strict=True)):
            assert number not in differing or mine != theirs, f"{kind} changes nothing in {number}"
            mine, theirs = ([float.fromhex(n) for n in line] for line in (mine, theirs))
            np.testing.assert_allclose(theirs, mine, rtol=1e-9, atol=1e-12)


def test_an_output_that_hangs_on_a_last_digit_is_red(tmp_path):
    """The cell of a chaotic walk, stored as this computer prints it, is seen by another kind."""
    source = (
        "import numpy as np\n"
        "X = np.random.default_rng(5).standard_normal((9, 50))\n"
        "print(*(x.hex() for x in (X @ X.T).ravel()))"
    )
    printed = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    nb = nbformat.v4.new_notebook()
    cell = nbformat.v4.new_code_cell(source, id="digits", execution_count=1)
    cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=printed.stdout)]
    nb.cells = [cell]
    path = tmp_path / "digits.ipynb"
    path.write_text(nbformat.writes(nb), "utf-8")
    assert arithmetics.run("wide", path, capture_output=True).returncode == 1


def test_machines_own_variables_are_left_alone(tmp_path):
    for kind in (*arithmetics.KINDS, "reversed+plain"):
        env = arithmetics.environment(kind, tmp_path / kind)
        assert not any(name.startswith("OPENBLAS") for name in env)


@pytest.mark.parametrize("kind", ["", "wild", "reversed+wide", "reversed+"])
def test_a_kind_that_does_not_exist_is_refused(kind, tmp_path):
    with pytest.raises(SystemExit, match="there are reversed, wide, plain"):
        arithmetics.environment(kind, tmp_path)
