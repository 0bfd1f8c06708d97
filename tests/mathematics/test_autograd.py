"""Values find their slopes: against differences, against the network, and where paths join."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.autograd import Value, graph, graph_gradient, neuron, squash
from helpers.gradients import gradient_check
from helpers.network import Network
from helpers.people import X, y_true
from helpers.training import train

BETWEEN = st.floats(0.3, 2.0)
OPERATIONS = {  # each as it is written, with values and with plain numbers alike
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a b": lambda a, b: a * b,
    "a / b": lambda a, b: a / b,
    "-a": lambda a, b: -a,
    "a^3": lambda a, b: a**3,
    "a^-2": lambda a, b: a**-2,
    "a^0.5": lambda a, b: a**0.5,
    "2 + a": lambda a, b: 2 + a,
    "2 - a": lambda a, b: 2 - a,
    "2 a": lambda a, b: 2 * a,
    "2 / a": lambda a, b: 2 / a,
    "a + 2": lambda a, b: a + 2,
    "a - 2": lambda a, b: a - 2,
    "a 2": lambda a, b: a * 2,
    "a / 2": lambda a, b: a / 2,
    "np.float64(2) a": lambda a, b: np.float64(2) * a,
    "exp a": lambda a, b: a.exp() if isinstance(a, Value) else math.exp(a),
}


def difference(function, numbers, place, h=1e-5):
    """Return the central difference of a function of plain numbers along one of them."""
    up, down = ([n + sign * h * (k == place) for k, n in enumerate(numbers)] for sign in (1, -1))
    return (function(*up) - function(*down)) / (2 * h)


def slopes(function, numbers):
    """Return a function's value and its slopes along all its arguments, by `Value`."""
    leaves = [Value(number) for number in numbers]
    result = function(*leaves)
    result.backward()
    return result.data, [leaf.grad for leaf in leaves]


@pytest.mark.parametrize("name", OPERATIONS)
@given(a=BETWEEN, b=BETWEEN)
def test_each_operation_against_differences(name, a, b):
    function = OPERATIONS[name]
    value, found = slopes(function, [a, b])
    assert value == pytest.approx(function(a, b), rel=1e-14)
    for place in (0, 1):
        assert found[place] == pytest.approx(difference(function, [a, b], place), abs=2e-7)


@given(data=st.data(), start=st.lists(BETWEEN, min_size=3, max_size=3))
def test_any_graph_against_differences(data, start):
    """Operations are drawn, and each takes from all that was there before, so paths join."""
    names = sorted(set(OPERATIONS) - {"a^3", "exp a"})  # these run off when they are repeated
    step = st.tuples(st.sampled_from(names), st.integers(0, 99), st.integers(0, 99))
    steps = data.draw(st.lists(step, min_size=1, max_size=8))

    def function(*numbers):
        numbers = list(numbers)
        for name, i, k in steps:
            new = OPERATIONS[name](numbers[i % len(numbers)], numbers[k % len(numbers)])
            size = new.data if isinstance(new, Value) else new
            numbers.append(new if 0.2 < size < 5 else numbers[i % len(numbers)])
        return numbers[-1] * numbers[0] + numbers[-2]

    try:
        expected = [difference(function, start, place) for place in range(3)]
        finer = [difference(function, start, place, 3e-6) for place in range(3)]
    except ZeroDivisionError:
        return
    if np.allclose(expected, finer, rtol=1e-4):  # else a number has left its limits on the way
        assert slopes(function, start)[1] == pytest.approx(expected, rel=1e-4, abs=1e-6)


def test_where_paths_join_slopes_are_added():
    """By hand: a² + a b at a = 3, b = 4 has the slopes 2 a + b = 10 and a = 3."""
    a, b = Value(3), Value(4)
    L = a * a + a * b
    L.backward()
    assert (L.data, a.grad, b.grad) == (21, 10, 3)
    a = Value(5)
    (a + a + a).backward()
    assert a.grad == 3


def test_a_value_between_that_is_used_twice_hands_on_once():
    """c = a b is used twice; a walk that came to c before both had arrived would give 2, not 7."""
    a, b = Value(2), Value(1)
    c = a * b
    d = c * c + c * 3  # dd/dc = 2 c + 3 = 7
    d.backward()
    assert (c.grad, a.grad, b.grad) == (7, 7, 14)


@given(seed=st.integers(0, 2**32 - 1))
def test_the_order_has_each_value_once_after_its_parents(seed):
    rng = np.random.default_rng(seed)
    values = [Value(1.0), Value(2.0)]
    for _ in range(30):
        i, k = rng.integers(len(values), size=2)
        values.append(values[i] + values[k])
    order = values[-1].order()
    place = {id(value): number for number, value in enumerate(order)}
    assert len(place) == len(order)
    assert order[-1] is values[-1]
    assert all(place[id(p)] < place[id(value)] for value in order for p in value.parents)
    below, waiting = set(), [values[-1]]  # all that it was made from, and nothing else
    while waiting:
        value = waiting.pop()
        below.add(id(value))
        waiting += value.parents if len(waiting) < 10_000 else []
    assert below <= set(place)
    assert set(place) <= {id(value) for value in values}


def test_leaves_add_up_over_calls_and_what_lies_between_begins_anew():
    a = Value(3)
    b = a * a
    L = b * 2
    for call in (1, 2, 3):
        L.backward()
        assert (L.grad, b.grad, a.grad) == (1, 2, 12 * call)
    a.grad = 0.0
    L.backward()
    assert a.grad == 12
    leaf = Value(1)
    leaf.backward()
    leaf.backward()
    assert leaf.grad == 2


def test_two_losses_on_the_same_leaf():
    a = Value(3)
    (a * 2).backward()
    (a**2).backward()
    assert a.grad == 2 + 6


def test_step_by_step():
    """With so many steps, only so many values have handed on, from the last back."""
    a, b = Value(2), Value(3)
    c = a * b
    L = c * c
    found = []
    for steps in range(5):
        a.grad = b.grad = 0.0
        L.backward(steps)
        found.append((L.grad, c.grad, a.grad, b.grad))
    assert found == [(1, 0, 0, 0), (1, 12, 0, 0), *[(1, 12, 36, 24)] * 3]


def test_slopes_are_those_of_the_way_forward():
    """A leaf that is changed before the walk back does not change what was recorded."""
    a = Value(3)
    L = a * a
    a.data = 100.0
    L.backward()
    assert a.grad == 6


def test_a_long_chain_needs_no_deep_recursion():
    a = Value(1.0)
    value = a
    for _ in range(20_000):
        value = value + 1
    value.backward()
    assert (value.data, a.grad) == (20_001, 1)


def test_what_a_value_remembers():
    a, b = Value(2, name="a"), Value(3)
    c = a * b
    assert (c.parents, c.slopes, c.made, c.name) == ((a, b), (3, 2), "×", "")
    assert [v.made for v in (a, a + b, a**-1, a**0.5, a.exp())] == ["", "+", "^-1", "^0.5", "exp"]
    assert (a.parents, a.slopes, a.name, a.grad) == ((), (), "a", 0)
    assert repr(c) == "Value(6, grad=0)"
    with pytest.raises(AttributeError):
        a.gard = 0


def test_a_class_made_from_it_stays_in_its_class():
    class Other(Value):
        __slots__ = ()

    a = Other(2)
    made = [a + 1, 1 - a, 3 / a, a * Value(2), -a, a**2, a.exp()]
    assert {type(value) for value in made} == {Other}
    assert {type(p) for value in made[:3] for p in value.parents} == {Other}


@given(z=st.floats(-30, 30))
def test_sigmoid(z):
    leaf = Value(z)
    a = squash(leaf)
    a.backward()
    assert a.data == pytest.approx(1 / (1 + math.exp(-z)), rel=1e-12)
    assert leaf.grad == pytest.approx(math.exp(-z) / (1 + math.exp(-z)) ** 2, rel=1e-12)


def test_one_neuron_of_notebook_1():
    """w = [0, 1], b = 4, x = [2, 3]: y = σ(7), and dy/dw2 is σ'(7) times 3."""
    w1, w2, b = Value(0), Value(1), Value(4)
    y = neuron([w1, w2], [2, 3], b)
    y.backward()
    assert y.data == pytest.approx(0.9990889488055994, rel=1e-15)
    slope = y.data * (1 - y.data)
    assert [w1.grad, w2.grad, b.grad] == pytest.approx([2 * slope, 3 * slope, slope], rel=1e-9)


@pytest.mark.parametrize("sizes", [[2, 2, 1], [2, 1], [2, 3, 4, 1]])
def test_the_gradient_is_that_of_the_network(sizes):
    """For each person alone and for all four; the largest difference is in the last digits."""
    rng, worst = np.random.default_rng(13), 0
    for _ in range(20):
        net = Network.random(sizes, rng)
        for rows in ([0], [1], [2], [3], [0, 1, 2, 3]):
            ours = graph_gradient(net, X[rows], y_true[rows]).values
            theirs = net.gradient(X[rows], y_true[rows]).values
            worst = max(worst, abs(ours - theirs).max())
            assert graph(net, X[rows], y_true[rows])[1].data == pytest.approx(
                net.loss(X[rows], y_true[rows]), rel=1e-12
            )
    assert worst < 1e-14


def test_the_graph_names_its_leaves():
    net = Network.random([2, 2, 1], np.random.default_rng(1))
    leaves, L = graph(net, X[:1], y_true[:1])
    assert list(leaves) == list(net.names) == [leaf.name for leaf in leaves.values()]
    assert [leaf.data for leaf in leaves.values()] == net.values.tolist()
    assert {leaf.name for leaf in L.order() if leaf.name} == set(net.names)


def test_it_passes_the_check_of_notebook_4_and_trains_by_the_loop_of_notebook_6():
    net = Network.random([2, 2, 1], np.random.default_rng(5))
    marks = gradient_check(net, X / 10, y_true, gradient=graph_gradient).marks
    assert (marks.count("="), "≠" in marks) == (9, False)
    ours = train(net, X, y_true, 0.1, epochs=5, gradient=graph_gradient)
    theirs = train(net, X, y_true, 0.1, epochs=5)
    assert abs(ours.parameters - theirs.parameters).max() < 1e-12


@pytest.mark.parametrize("kind", ["overwritten", "too early"])
def test_the_check_of_notebook_4_catches_a_walk_that_is_wrong(kind):
    class Wrong(Value):
        __slots__ = ()

        def backward(self):
            order = self.order()
            self.grad = 1.0
            for value in reversed(order) if kind == "overwritten" else order:
                for parent, slope in zip(value.parents, value.slopes, strict=True):
                    before = 0.0 if kind == "overwritten" else parent.grad
                    parent.grad = before + slope * value.grad

    net = Network.random([2, 2, 1], np.random.default_rng(4))
    found = gradient_check(
        net, X / 10, y_true, gradient=lambda *a: graph_gradient(*a, values=Wrong)
    )
    assert "≠" in found.marks


@pytest.mark.parametrize(
    ("make", "argument"),
    [
        (lambda: Value(0) ** -1, "base"),
        (lambda: Value(0) ** 0, "base"),
        (lambda: Value(-2) ** 0.5, "base"),
        (lambda: Value(1e200) ** 2, "base"),
        (lambda: 1 / Value(0), "base"),
        (lambda: Value(2) ** Value(3), "exponent"),
        (lambda: Value(710).exp(), "exponent"),
        (lambda: Value(1e200) * 1e200, "data"),
        (lambda: Value(2) + "2", "other"),
        (lambda: Value(2) * [1, 2], "other"),
        (lambda: Value(2) - None, "other"),
        (lambda: Value(2) / np.nan, "other"),
    ],
)
def test_what_cannot_be_computed_is_refused(make, argument):
    with pytest.raises(ValueError, match=rf"^{argument} was .+; expected .+\.$"):
        make()


@given(a=st.floats(-3, -0.3), k=st.sampled_from([-2, -1, 1, 2, 3]))
def test_whole_powers_of_numbers_below_0(a, k):
    value, (slope,) = slopes(lambda leaf: leaf**k, [a])
    assert value == pytest.approx(a**k)
    assert slope == pytest.approx(k * a ** (k - 1))


def test_powers_of_0_that_have_a_slope():
    assert slopes(lambda a: a**1, [0]) == (0, [1])
    assert slopes(lambda a: a**2, [0]) == (0, [0])
