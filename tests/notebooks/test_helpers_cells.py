"""Written in a notebook first, imported later: both must do the same."""

import ast
import importlib
import pkgutil

import numpy as np
import pytest
from floors import PICTURES
from lessons import PATHS, Lesson, defined, tags

import helpers

# For each name that a notebook may define: how to call it with drawn inputs. A new name needs a
# line here.
SHAPES = [(), (1,), (4,), (3, 2)]


def any_shape(low, high):
    """Return calls with an array of numbers between low and high."""
    return lambda f, rng: f(rng.uniform(low, high, SHAPES[rng.integers(len(SHAPES))]))


def guesses(f, rng):
    """Call f(y_true, y_pred), now and then with two that do not fit."""
    n = rng.integers(1, 6)
    m = n if rng.random() < 0.8 else n + 1
    return f(rng.integers(0, 2, n).astype(float), rng.uniform(0, 1, m))


def neuron(Neuron, rng):
    """Build a neuron and call it with one example, or with a table of them."""
    n = rng.integers(1, 5)
    shape = (n,) if rng.random() < 0.5 else (rng.integers(1, 6), n)
    return Neuron(rng.normal(size=n), rng.normal()).feedforward(rng.normal(size=shape))


def maps(rng):
    """Return maps, shape (pictures, lines, places, maps), in which numbers are often the same."""
    n, lines, places, count = rng.integers(1, 4, 4) * [1, 2, 2, 1]
    return rng.integers(-2, 3, (n, lines, places, count)).astype(float)


def windows_back(f, rng):
    """Call f(dL_dV, side, window) with slopes of so many windows."""
    side = rng.integers(3, 7)
    window = rng.integers(1, side + 1)
    places = side - window + 1
    return f(rng.normal(size=(2, places, places, window**2)), side, window)


def pool_back(f, rng):
    """Call f(A, dL_dP) with slopes of what is left of maps."""
    A = maps(rng)
    return f(A, rng.normal(size=A[:, ::2, ::2].shape))


def values(Value, rng):
    """Make a graph of all operations, with paths that join; return its numbers and slopes."""
    a, b, c = leaves = [Value(number) for number in rng.uniform(0.5, 2, 3)]
    u = a * b + c**2 - 1 / a
    made = [u, u * u / b, (-u + a).exp(), 2 - u * 3 + b**-1.5, u + 1 + a * 2]
    L = sum(made, a)
    L.backward()
    L.backward()
    order = [value.data for value in L.order()]
    return [*order, *(value.grad for value in (*leaves, *made, L))]


def looking(rng):
    """Return Q, K and V of several tables, and who may look at whom."""
    tables, places, d = rng.integers(1, 5, 3)
    seen = np.tri(places, dtype=bool) | (rng.random((places, places)) < 0.3)
    return *rng.normal(size=(3, tables, places, d)), seen


def attended(f, rng):
    """Call f(Q, K, V, seen) and return both of its tables in a row."""
    return np.concatenate([table.ravel() for table in f(*looking(rng))])


def attended_back(f, rng):
    """Call f(Q, K, V, seen, dL_dO) and return the three slopes in one table."""
    Q, K, V, seen = looking(rng)
    return np.stack(f(Q, K, V, seen, rng.normal(size=V.shape)))


def pair(f, rng):
    """Call f with two tables of one shape."""
    return f(*rng.normal(size=(2, *rng.integers(1, 6, 3))))


def weights(f, rng):
    """Call f(Q, K, seen)."""
    Q, K, _V, seen = looking(rng)
    return f(Q, K, seen)


CALLS = {
    "attend": attended,
    "attend_back": attended_back,
    "normed": lambda f, rng: np.concatenate(f(rng.normal(size=rng.integers(1, 6, 3))), axis=-1),
    "normed_back": pair,
    "scores_back": pair,
    "weights": weights,
    "pool": lambda f, rng: f(maps(rng)),
    "pool_back": pool_back,
    "windows": lambda f, rng: f(rng.normal(size=(*rng.integers(1, 4, 2), *rng.integers(3, 9, 2)))),
    "windows_back": windows_back,
    "sigmoid": any_shape(-1000, 1000),
    "sigmoid_prime": any_shape(-1000, 1000),
    "sigmoid_prime_from_output": any_shape(0, 1),
    "size": any_shape(-1000, 1000),
    "softmax": lambda f, rng: f(rng.uniform(-1000, 1000, SHAPES[rng.integers(1, 4)])),
    "mse_loss": guesses,
    "mse_loss_prime": guesses,
    "Neuron": neuron,
    "clipped": lambda f, rng: f(rng.normal(size=SHAPES[rng.integers(1, 4)]), rng.uniform(0.1, 3)),
    "Value": values,
}


def mathematics():
    """Return everything that the mathematics of helpers defines, by name."""
    found = {}
    for module in pkgutil.iter_modules(helpers.__path__):
        if module.ispkg or module.name in PICTURES:
            continue
        module = importlib.import_module(f"helpers.{module.name}")
        for name, value in vars(module).items():
            if getattr(value, "__module__", None) == module.__name__ and name[0] != "_":
                found[name] = value
    return found


def written(lesson):
    """Return {name: what it is} of all that a notebook defines in cells tagged helpers.

    Of the other cells before, only imports and definitions are run.
    """
    last = max((i for i, c in enumerate(lesson.code) if "helpers" in tags(c)), default=-1)
    space, found = {}, {}
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    for cell in lesson.code[: last + 1]:
        tree = ast.parse(cell.source)
        if "helpers" not in tags(cell):
            tree.body = [node for node in tree.body if isinstance(node, kinds)]
        exec(compile(tree, cell.id, "exec"), space)
        if "helpers" in tags(cell):
            found |= {name: space[name] for name in defined(cell)}
    return found


def outcome(call, f, seed):
    """Return what a call with inputs drawn from a seed gives, or None if it is refused."""
    try:
        with np.errstate(all="raise", under="ignore"):
            return call(f, np.random.default_rng(seed))
    except ValueError:
        return None


def differs(name, theirs, ours):
    """Return the first seed for which the two do not do the same, or None."""
    for seed in range(60):
        a, b = (outcome(CALLS[name], f, seed) for f in (theirs, ours))
        same = a is b is None
        if a is not None and b is not None:
            same = np.shape(a) == np.shape(b) and np.allclose(a, b, rtol=1e-12, atol=1e-12)
        if not same:
            return seed
    return None


def test_cells_tagged_helpers_do_what_helpers_do(lesson):
    """What a cell tagged helpers defines equals what helpers call by the same name."""
    known, complaints = mathematics(), []
    for name, theirs in written(lesson).items():
        if name not in known:
            complaints.append((None, f"{name} is tagged helpers, but helpers have no such name"))
        elif name not in CALLS:
            complaints.append((None, f"add {name} to CALLS in test_helpers_cells.py"))
        elif (seed := differs(name, theirs, known[name])) is not None:
            complaints.append((None, f"{name} is not that of helpers, see inputs of seed {seed}"))
    lesson.refuse(complaints)


def test_helpers_cells_are_tagged(lesson):
    """Cells that define something which helpers hold too are tagged helpers, and no others."""
    known = set(mathematics())
    lesson.refuse(
        (cell, "needs the tag helpers" if shared else "is tagged helpers but defines nothing")
        for cell in lesson.code
        for shared in [bool(known & set(defined(cell)))]
        if shared != ("helpers" in tags(cell))
    )


def test_the_names_are_those_of_helpers():
    """Every name that is compared exists."""
    assert set(CALLS) <= set(mathematics())


def test_something_is_compared():
    """The lessons define the sigmoid, the neuron and the loss themselves."""
    names = {name for path in PATHS for name in written(Lesson(path))}
    assert {"sigmoid", "Neuron"} <= names


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_difference_is_seen(name):
    """A function that is wrong by a little is found out."""
    right = mathematics()[name]

    def wrong(*inputs):
        made = right(*inputs)
        if hasattr(made, "feedforward"):
            made.bias += 1e-6
            return made
        if isinstance(made, tuple):
            return tuple(part + 1e-9 for part in made)
        return made + 1e-9

    assert differs(name, right, right) is None
    assert differs(name, wrong, right) is not None
