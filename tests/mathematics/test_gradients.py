"""The gradient check: right gradients are never accused, and every planted mistake is caught."""

from collections import Counter

import by_hand
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers import sanity
from helpers.gradients import gradient_check, numerical_gradient, relative_error
from helpers.mistakes import MISTAKES, _exchanged
from helpers.network import Network
from helpers.people import SHIFT, X, y_true

SIZES = [[2, 2, 1], [2, 1], [1, 1, 1], [3, 4, 2], [2, 3, 3, 1]]
NAMES = ("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3")
GENERIC = {"w1": 0.5, "w2": -0.4, "w3": 0.3, "w4": 0.8, "w5": 1.1, "w6": -0.9}
GENERIC |= {"b1": 0.2, "b2": -0.3, "b3": 0.4}
HIDDEN, OUTPUT = ["w1", "w2", "w3", "w4", "b1", "b2"], ["w5", "w6", "b3"]

# What the check says of each mistake at a generic point: the derivatives that lie.
WRONG = {
    "factor_2": HIDDEN + OUTPUT,
    "after_update": HIDDEN,
    "no_sigma_output": HIDDEN + OUTPUT,
    "no_sigma_hidden": HIDDEN,
    "sigma_of_activation": HIDDEN + OUTPUT,
    "no_bias": ["b1", "b2", "b3"],
    "z_one_minus_z": HIDDEN + OUTPUT,
    "wrong_sign": HIDDEN + OUTPUT,
}


def drawn(seed, sizes, rows=3):
    rng = np.random.default_rng(seed)
    net = Network.random(sizes, rng)
    return net, rng.normal(size=(rows, sizes[0])), rng.integers(0, 2, (rows, sizes[-1]))


# ---------------------------------------------------------------- differences


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@given(seed=st.integers(0, 2**31), rows=st.integers(1, 4))
def test_differences_are_those_of_plain_python(sizes, seed, rows):
    net, table, targets = drawn(seed, sizes, rows)
    expected = by_hand.slopes(lambda v: by_hand.loss(sizes, v, table, targets), net.values.tolist())
    assert np.abs(numerical_gradient(net, table, targets).values - expected).max() < 1e-10


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@given(seed=st.integers(0, 2**31), rows=st.integers(1, 4))
def test_right_gradients_agree_with_differences(sizes, seed, rows):
    """Backpropagation and central differences agree to a relative error under 1e-7."""
    net, table, targets = drawn(seed, sizes, rows)
    gradient = net.gradient(table, targets).values
    slopes = numerical_gradient(net, table, targets).values
    assert np.abs(gradient - slopes).max() < 1e-9
    seen = np.abs(gradient) > 1e-3  # a smaller one drowns in rounding: eps / h
    assume(seen.any())
    assert relative_error(gradient, slopes)[seen].max() < 1e-7


def test_alice_passes_with_all_nine():
    net = Network([2, 2, 1], **dict.fromkeys(("w1", "w2", "w3", "w4", "w5", "w6"), 1))
    gradient, slopes = net.gradient(X[:1], y_true[:1]), numerical_gradient(net, X[:1], y_true[:1])
    assert slopes["w1"] == pytest.approx(0.0214695, abs=5e-8)
    assert relative_error(gradient.values, slopes.values).max() < 1e-8


def test_one_parameter_at_a_time_gives_the_same():
    net, table, targets = drawn(1, [3, 4, 2])
    slopes, h = numerical_gradient(net, table, targets, h=1e-3), 1e-3
    for name in net.names:
        losses = net.losses_along({name: net[name] + np.array([h, -h])}, table, targets)
        assert slopes[name] == pytest.approx((losses[0] - losses[1]) / (2 * h), abs=1e-15)


@pytest.mark.parametrize("front", [(5,), (2, 3), (1,)])
def test_many_networks_at_once(front):
    rng = np.random.default_rng(2)
    many = Network([2, 2, 1], rng.normal(size=(*front, 9)))
    slopes = numerical_gradient(many, X, y_true).values
    assert slopes.shape == (*front, 9)
    for place in np.ndindex(front):
        one = Network([2, 2, 1], many.values[place])
        assert np.allclose(slopes[place], numerical_gradient(one, X, y_true).values, atol=1e-14)


def test_the_check_changes_nothing():
    net, table, targets = drawn(3, [2, 2, 1])
    before = net.values.copy()
    numerical_gradient(net, table, targets)
    for mistake in MISTAKES.values():
        gradient_check(net, table, targets, mistake)
    assert np.array_equal(net.values, before)


def test_a_gradient_that_moves_the_network_moves_a_copy():
    net = Network([2, 2, 1], **GENERIC)

    def moving(net, X, y_true):
        net.w1 = 0
        return net.gradient(X, y_true)

    check = gradient_check(net, X, y_true, moving)
    assert net.by_name() == GENERIC
    assert "w1" in check.named("≠"), "and so its slopes are those of another place"


def test_the_error_is_a_v():
    """Truncation falls with h², rounding rises with 1 / h; the best h is in between."""
    net = Network([2, 2, 1], **GENERIC)
    right = net.gradient(X[:1], y_true[:1]).values
    errors = {
        k: np.abs(numerical_gradient(net, X[:1], y_true[:1], h=10.0**-k).values - right).max()
        for k in (1, 2, 3, 5, 11, 13)
    }
    assert errors[1] / errors[2] == pytest.approx(100, rel=0.1)
    assert errors[2] / errors[3] == pytest.approx(100, rel=0.1)
    assert errors[5] < 1e-3 * errors[11] < errors[13]


def test_relative_error_by_hand():
    a, b = [1.0, 0.0, -2.0, 3.0, 0.0, 1e-20], [1.0, 0.0, 2.0, 1.5, 5.0, -1e-20]
    assert relative_error(a, b).tolist() == [0, 0, 2, 0.5, 1, 2]


def test_relative_error_is_symmetric_and_keeps_the_shape():
    rng = np.random.default_rng(4)
    a, b = rng.normal(size=(2, 3, 4))
    assert np.array_equal(relative_error(a, b), relative_error(b, a))
    assert relative_error(a, b).shape == (3, 4)
    assert relative_error(1.0, 2.0) == 0.5


# ---------------------------------------------------------------- three verdicts


def nine_different_integers(rng):
    return rng.permutation(np.arange(1.0, 10)) * rng.choice([-1, 1], 9)


# Where the check stands: how the nine parameters are drawn, and the table.
POINTS = {
    "between -1 and 1": (lambda rng: rng.uniform(-1, 1, 9), X),
    "drawn from N(0, 1)": (lambda rng: rng.standard_normal(9), X),
    "different integers, ±1 to ±9": (nine_different_integers, X),
    "pounds and inches": (lambda rng: rng.standard_normal(9), X + SHIFT),
    "saturated": (lambda rng: 20 * rng.standard_normal(9), X),
    "one person": (lambda rng: rng.standard_normal(9), X[:1]),
}


@pytest.mark.parametrize(("draw", "table"), POINTS.values(), ids=POINTS)
def test_the_right_gradient_is_never_accused_and_a_wrong_one_never_acquitted(draw, table):
    """In 100 draws: no derivative of the right gradient lies, no suspect agrees in all nine."""
    rng, labels = np.random.default_rng(0), y_true[: len(table)]
    for _ in range(100):
        net = Network([2, 2, 1], draw(rng))
        assert gradient_check(net, table, labels).named("≠") == [], net.values
        for key, mistake in MISTAKES.items():
            marks = gradient_check(net, table, labels, mistake).marks
            assert set(marks) != {"="}, (key, net.values)


@pytest.mark.parametrize("kind", [("tanh", "sigmoid"), ("tanh", "softmax"), ("relu", "softmax")])
@pytest.mark.parametrize("size", [1, 3, 5])
def test_the_right_gradient_of_other_networks_is_never_accused(kind, size):
    """Left out: a share below a computer's numbers, where the loss is cut off and flat."""
    rng, seen = np.random.default_rng(1), 0
    for sizes in ([2, 2, 2], [3, 4, 5], [2, 3, 3, 2]) * 40:
        net = Network.random(sizes, rng, hidden=kind[0], output=kind[1])
        net.values *= size
        table, right = rng.normal(size=(3, sizes[0])), rng.integers(0, sizes[-1], 3)
        check = gradient_check(net, table, np.eye(sizes[-1])[right])
        if kind[1] == "sigmoid" or net.feedforward(table)[range(3), right].min() > 1e-300:
            assert check.named("≠") == [], check
            seen += 1
    assert seen > 110


def test_between_minus_1_and_1_the_check_can_nearly_always_tell():
    """There all nine agree in at least 95 of 100 draws, and the check names every mistake."""
    rng, told = np.random.default_rng(0), 0
    for _ in range(100):
        net = Network([2, 2, 1], rng.uniform(-1, 1, 9))
        told += gradient_check(net, X, y_true).named("=") == list(NAMES)
        for key, mistake in MISTAKES.items():
            assert gradient_check(net, X, y_true, mistake).named("≠"), key
    assert told >= 95


def test_of_saturated_neurons_the_check_cannot_tell():
    """Parameters 1 to 9: every slope drowns in rounding, and no hundredth more is seen either."""
    net = Network([2, 2, 1], np.arange(1.0, 10))
    check = gradient_check(net, X, y_true)
    assert check.marks == ("?",) * 9
    assert not check.bends.any()

    def a_hundredth_more(net, X, y_true):
        return 1.01 * net.gradient(X, y_true).values

    assert gradient_check(net, X, y_true, a_hundredth_more).marks == ("?",) * 9


def test_a_check_holds_both_numbers_of_each_parameter():
    net = Network([2, 2, 1], **GENERIC)
    check = gradient_check(net, X, y_true, MISTAKES["no_bias"])
    assert check.names == NAMES
    assert check.derivatives == pytest.approx(
        by_hand.gradient([*GENERIC.values()], by_hand.PEOPLE)[:6] + [0] * 3
    )
    assert check.differences == pytest.approx(
        by_hand.gradient([*GENERIC.values()], by_hand.PEOPLE), rel=1e-6
    )
    assert check.marks == ("=",) * 6 + ("≠",) * 3
    assert check.named("=") == list(NAMES[:6])
    assert check.named("?") == []


@pytest.mark.parametrize("error", [1.1e-5, -1.1e-5, 9e-6, -9e-6])
def test_a_derivative_lies_from_the_tolerance_on(error):
    net = Network([2, 2, 1], **GENERIC)

    def nearly(net, X, y_true):
        return by_hand.gradient(net.values.tolist(), by_hand.PEOPLE) * np.array(
            [1 + error] + [1] * 8
        )

    mark = "≠" if abs(error) > 1e-5 else "="
    assert gradient_check(net, X, y_true, nearly).marks == (mark, *["="] * 8)
    assert gradient_check(net, X, y_true, nearly, tolerance=1e-4).marks == ("=",) * 9


@pytest.mark.parametrize("h", [0.01, 0.003])
@pytest.mark.parametrize("sign", [1, -1])
def test_ten_times_the_spread_of_the_differences_is_the_doubt(h, sign):
    """With h/2, h and 2h: a derivative 9 spreads away may be right, one 11 spreads away is not."""
    values, targets = [*GENERIC.values()], [[y] for y in y_true]

    def differences(step):
        return np.array(
            by_hand.slopes(lambda v: by_hand.loss([2, 2, 1], v, X.tolist(), targets), values, step)
        )

    halved, middle, doubled = (differences(step) for step in (h / 2, h, 2 * h))
    spread = np.maximum(np.abs(middle - halved), np.abs(doubled - middle))
    net = Network([2, 2, 1], values)
    for times, mark in ((9, "?"), (11, "≠")):
        slopes = middle + sign * times * spread
        away = gradient_check(net, X, y_true, lambda *_, slopes=slopes: slopes, h)
        assert away.marks == (mark,) * 9
    assert gradient_check(net, X, y_true, h=h).marks == ("?",) * 9


@pytest.mark.parametrize(
    ("net", "table", "labels", "change"),
    [
        (Network([2, 2, 1], b3=100), X, y_true, 0.5**0.5),  # two of four are wrong: the root of L
        (Network([2, 2, 2], b3=100, output="softmax"), X, [[1, 0]] * 4, 1),  # all are right
    ],
    ids=["squares", "logarithms"],
)
def test_what_rounding_may_do_is_in_doubt_too(net, table, labels, change):
    """Where all differences are exactly 0: 100 ε / h, times how much L changes with an output."""
    doubt = 100 * 2.0**-52 * change / 1e-5
    for times, mark in ((0.9, "?"), (1.1, "≠")):
        slopes = np.full(net.values.shape, times * doubt)
        check = gradient_check(net, table, labels, lambda *_, slopes=slopes: slopes)
        assert not check.differences.any()
        assert set(check.marks) == {mark}
    assert set(gradient_check(net, table, labels).marks) == {"?"}


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_a_derivative_that_is_no_number_lies(wrong):
    def broken(net, X, y_true):
        return net.gradient(X, y_true).by_name() | {"w2": wrong}

    check = gradient_check(Network([2, 2, 1], **GENERIC), X, y_true, broken)
    assert check.named("≠") == ["w2"]
    assert check.named("=") == [name for name in NAMES if name != "w2"]


def test_a_gradient_may_be_a_dictionary_a_row_or_parameters():
    net = Network([2, 2, 1], **GENERIC)
    expected = gradient_check(net, X, y_true)
    for form in (
        lambda *data: Network.gradient(*data).by_name(),
        lambda *data: Network.gradient(*data).values,
        lambda *data: Network.gradient(*data).values.tolist(),
        lambda *data: net.with_values(Network.gradient(*data).values),
    ):
        check = gradient_check(net, X, y_true, form)
        assert check.marks == expected.marks == ("=",) * 9
        assert check.derivatives.tolist() == expected.derivatives.tolist()


def test_a_check_that_agrees_prints_nine_lines():
    lines = str(gradient_check(Network([2, 2, 1], **GENERIC), X, y_true)).splitlines()
    expected = by_hand.gradient([*GENERIC.values()], by_hand.PEOPLE)
    assert len(lines) == 9
    for line, name, slope in zip(lines, NAMES, expected, strict=True):
        first, derivative, difference, mark = line.split()
        assert (first, mark) == (name, "=")
        assert derivative[0] in "+-"
        assert float(derivative) == pytest.approx(slope, abs=6e-8)
        assert float(difference) == pytest.approx(slope, abs=6e-8)
    assert lines[0].startswith("w1  ")


def test_a_lie_is_said_with_the_names():
    net = Network([2, 2, 1], **GENERIC)
    lines = str(gradient_check(net, X, y_true, MISTAKES["no_bias"])).splitlines()
    assert len(lines) == 10
    assert [line[-1] for line in lines[:9]] == list("======≠≠≠")
    right = net.gradient(X, y_true).values
    for i, (line, slope) in enumerate(zip(lines, right, strict=False)):
        _name, derivative, difference, _mark = line.split()
        assert float(derivative) == pytest.approx(slope if i < 6 else 0, abs=6e-8)
        assert float(difference) == pytest.approx(slope, abs=6e-8)
    assert lines[9] == "≠ b1, b2, b3: the derivative lies."


def test_what_drowns_in_rounding_is_told_with_what_to_try():
    net = Network([2, 2, 1], np.arange(1.0, 10))
    *_, last = str(gradient_check(net, X, y_true)).splitlines()
    assert last == (
        "? w1, w2, w3, w4, w5, w6, b1, b2, b3: cannot tell. The slope is so small that rounding "
        "hides it. Try other parameters, nearer to 0 and no two alike, or a larger h."
    )


def test_what_bends_is_told_with_what_to_try_and_trying_helps():
    net = Network([2, 2, 1], **GENERIC)
    bent = gradient_check(net, X, y_true, h=0.3)
    assert bent.named("?") == list(NAMES)
    assert bent.bends.all()
    assert str(bent).splitlines()[9:] == [
        "? w1, w2, w3, w4, w5, w6, b1, b2, b3: cannot tell. The loss bends too much within h. Try "
        "a smaller h, inputs nearer to 0, or other parameters."
    ]
    assert gradient_check(net, X, y_true, h=1e-5).named("?") == []


def test_where_it_agrees_the_doubt_is_below_what_is_allowed():
    """Ten times the spread of three differences; at h = 0.01 rounding is no part of it."""
    net, h = Network([2, 2, 1], **GENERIC), 0.01
    half, whole, double = (numerical_gradient(net, X, y_true, k * h).values for k in (0.5, 1, 2))
    doubts = 10 * np.maximum(np.abs(whole - half), np.abs(double - whole)) / np.abs(whole)
    for i, doubt in enumerate(doubts.tolist()):
        for share, mark in ((0.9, "?"), (1.1, "=")):
            assert gradient_check(net, X, y_true, h=h, tolerance=share * doubt).marks[i] == mark


CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu"])
@pytest.mark.parametrize("seed", range(5))
def test_at_a_bend_nobody_is_accused(hidden, seed):
    """With biases of 0 the sums of the first row are 0: there both sides have a slope each."""
    net = Network.random([2, 3, 1], np.random.default_rng(seed), hidden=hidden)
    for dL_dB in net.B:
        dL_dB[...] = 0
    check = gradient_check(net, CORNERS, [0, 1, 1, 0])
    assert check.named("≠") == []
    assert check.named("?")[-3:] == ["b1", "b2", "b3"]
    assert check.bends[-4:].tolist() == [True, True, True, False]
    assert sanity.slopes(net, CORNERS, [0, 1, 1, 0]).found == 0


def test_where_all_sums_are_at_the_bend_the_check_cannot_tell():
    """Four people on both sides: no slope of one side is 0, nor is their mean."""
    check = gradient_check(Network([2, 2, 1], hidden="relu", w5=1, w6=-1), X, y_true)
    assert check.named("?") == list(NAMES)
    assert check.bends[:4].all()


def test_every_name_stands_under_the_reason_that_is_its_own():
    """Both reasons meet where the step is large: each ? is told once, with what is true of it."""
    rng, reasons = np.random.default_rng(3), Counter()
    for _ in range(40):
        net = Network([2, 2, 1], rng.standard_normal(9))
        check = gradient_check(net, X + SHIFT, y_true, h=1e-3)
        lines = [line for line in str(check).splitlines()[9:] if line[0] == "?"]
        told = {line: line[2:].split(":")[0].split(", ") for line in lines}
        assert Counter(name for names in told.values() for name in names) == Counter(
            check.named("?")
        )
        for line, names in told.items():
            bends = [bool(check.bends[NAMES.index(name)]) for name in names]
            assert bends == ["bends" in line] * len(names)
            reasons["bends" in line] += 1
    assert min(reasons[True], reasons[False]) > 5


# ---------------------------------------------------------------- planted mistakes


@pytest.mark.parametrize("key", MISTAKES)
@pytest.mark.parametrize("rows", [slice(0, 1), slice(0, 4)], ids=["Alice", "all four"])
def test_every_planted_mistake_is_caught(key, rows):
    """At a generic point the check names exactly the derivatives that are wrong."""
    check = gradient_check(Network([2, 2, 1], **GENERIC), X[rows], y_true[rows], MISTAKES[key])
    assert set(check.named("≠")) == set(WRONG[key])
    assert set(check.named("=")) == set(NAMES) - set(WRONG[key])


@pytest.mark.parametrize("key", MISTAKES)
@pytest.mark.parametrize("rows", [slice(0, 1), slice(0, 4)], ids=["Alice", "all four"])
@given(seed=st.integers(0, 2**31))
def test_every_planted_mistake_is_what_its_name_says(key, rows, seed):
    """The same mistake made in the nine lines of plain Python gives the same nine numbers."""
    net = Network.random([2, 2, 1], np.random.default_rng(seed))
    expected = by_hand.gradient(net.values.tolist(), by_hand.PEOPLE[rows], key)
    planted = MISTAKES[key](net, X[rows], y_true[rows]).values
    assert planted == pytest.approx(expected, rel=1e-9, abs=1e-13)


def test_all_eight_are_there_and_differ():
    net = Network([2, 2, 1], **GENERIC)
    planted = [mistake(net, X, y_true).values for mistake in MISTAKES.values()]
    assert set(MISTAKES) == set(WRONG)
    assert len(np.unique(np.round(planted, 12), axis=0)) == len(MISTAKES) == 8


@pytest.mark.parametrize("key", MISTAKES)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_mistakes_work_for_any_sizes_and_many_networks(key, sizes):
    net, table, targets = drawn(6, sizes)
    many = Network(sizes, np.stack([net.values, 2 * net.values]))
    one, both = (MISTAKES[key](n, table, targets).values for n in (net, many))
    assert np.allclose(both[0], one, rtol=1e-12, atol=1e-15)
    alone = MISTAKES[key](net, table[0], targets[:1]).values
    assert np.array_equal(alone, MISTAKES[key](net, table[:1], targets[:1]).values)


def test_how_late_a_mistake_comes_is_its_learning_rate():
    net = Network([2, 2, 1], **GENERIC)
    late = MISTAKES["after_update"](net, X, y_true, learning_rate=0.5).values
    values = [*GENERIC.values()]
    assert late == pytest.approx(
        by_hand.gradient(values, by_hand.PEOPLE, "after_update", 0.5), rel=1e-10
    )


# The table of the course, with fewer starts: where the median of the final losses lies.
@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        ("factor_2", 0.002, 0.006),
        ("after_update", 0.001, 0.003),
        ("no_sigma_output", 0, 1e-4),
        ("no_sigma_hidden", 0.0005, 0.003),
        ("sigma_of_activation", 0, 5e-4),
        ("no_bias", 0.0005, 0.004),
        ("wrong_sign", 0.9, 1),
    ],
)
def test_a_falling_loss_proves_nothing(key, low, high):
    """Trained with a mistake, most networks end as well as with the right gradient."""
    many = Network.random([2, 2, 1], np.random.default_rng(0), networks=40)
    for _ in range(1000):
        for i in range(4):
            many.values -= 0.1 * MISTAKES[key](many, X[i : i + 1], y_true[i : i + 1]).values
    assert low <= np.median(many.loss(X, y_true)) <= high


OWN_SLOPES = [  # of the hidden neurons, and at the output
    (None, None),
    (lambda Z, A: A * (1 - A), None),
    (None, lambda Y_true, Z, A: 2 / Y_true.size * (A - Y_true) * A * (1 - A)),
]


@pytest.mark.parametrize(("hidden", "output"), OWN_SLOPES, ids=["none", "hidden", "output"])
def test_the_gradient_in_which_nothing_is_exchanged_is_the_right_one(hidden, output):
    net, table, labels = drawn(3, [2, 3, 1])
    slopes = _exchanged(hidden, output)(net, table, labels).values
    assert slopes == pytest.approx(net.gradient(table, labels).values, rel=1e-12)


def test_a_gradient_that_is_no_function_is_told_its_arguments():
    with pytest.raises(ValueError, match=r"a function of \(net, X, y_true\)\.$"):
        gradient_check(Network([2, 2, 1], **GENERIC), X, y_true, gradient={})
