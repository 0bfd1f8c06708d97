"""What notebook 7 claims, and whether it is so.

Networks are trained and layers walked in `deep`, apart from the helpers, and from other starts too.
"""

import itertools
import math
from functools import cache

import deep
import numpy as np
import plain
import pytest

DEAD = plain.parameters(w1=0.2, w2=0.2, b1=-7, w3=0.3, w4=-0.2, b2=0.1, w5=0.5, w6=-0.4, b3=0.2)
AFAR = np.linspace(-40, 40, 8001)


def no_sigmoid_lets_more_through_than_a_quarter():
    steepest = deep.SLOPES["sigmoid"](AFAR)
    assert steepest.max() == 0.25
    assert AFAR[steepest.argmax()] == 0
    assert all(deep.SLOPES[name](np.array([9.0])) > 0.99 for name in ("relu", "leaky_relu", "elu"))


@cache
def shares(name, gain, layers=20, seeds=range(100, 106)):
    """Return which share of the blame at the last layer reaches the first, for other draws."""
    runs = [deep.sizes(deep.FUNCTIONS[name], gain, layers, s, deep.SLOPES[name]) for s in seeds]
    return np.array([blame[0] / blame[-1] for _signal, blame, _slopes in runs])


@cache
def signals(name, gain, layers=20, seeds=range(100, 106)):
    runs = [deep.sizes(deep.FUNCTIONS[name], gain, layers, s, deep.SLOPES[name]) for s in seeds]
    return np.array([signal[-1] for signal, _blame, _slopes in runs])


def a_millionth_of_a_millionth_is_left():
    assert (shares("sigmoid", 1) > 5e-13).all()
    assert (shares("sigmoid", 1) < 2e-12).all()
    assert (abs(shares("tanh", 1) - 0.2) < 0.07).all()
    assert (shares("relu", 1.4) > 0.3).all()


def a_sigmoid_puts_out_something_between_0_and_1():
    assert (signals("sigmoid", 1) > 0.4).all()
    assert (signals("sigmoid", 1) < 0.6).all()


def the_starts_keep_the_blame():
    """And four times as large weights help the sigmoid, and not enough."""
    assert (shares("tanh", 1) > 1 / 8).all()
    assert (shares("tanh", 1) < 0.28).all()
    assert (shares("relu", math.sqrt(2)) > 0.4).all()
    assert (shares("relu", math.sqrt(2)) < 2.2).all()
    assert (shares("sigmoid", 4) > 1e-5).all()
    assert (shares("sigmoid", 4) < 1e-3).all()


def weights_of_size_1_make_it_explode():
    assert (shares("relu", 8) > 3e13).all()
    assert (np.abs(np.log10(shares("relu", 1)) + 3) < 0.5).all()
    assert (signals("relu", 8) > 1e14).all()


def a_corner_has_two_slopes():
    h, relu = 1e-5, deep.FUNCTIONS["relu"]
    assert (relu(h) - relu(-h)) / (2 * h) == 0.5
    assert (relu(h) / h, -relu(-h) / h) == (1, 0)


def silu_wants_a_little_above_one_and_a_half():
    low, high = (np.median(shares("silu", g, 30)) for g in (1.4, 1.6))
    assert low < 0.01
    assert high > 5
    assert 0.05 < np.median(shares("silu", 1.52, 30)) < 10


def softplus_keeps_not_both():
    assert 0.3 < np.median(shares("softplus", 1.52, 30)) < 3
    assert 5 < np.median(signals("softplus", 1.52, 30)) < 20
    assert np.median(shares("softplus", 1, 30)) < 1e-6
    assert 0.7 < np.median(signals("softplus", 1, 30)) < 1.2
    for gain in np.linspace(0.8, 3, 23):
        kept = [np.median(f("softplus", gain, 30)) for f in (shares, signals)]
        assert not all(0.3 < size < 3 for size in kept)
    at_0 = deep.FUNCTIONS["softplus"](np.zeros(1))[0], deep.SLOPES["softplus"](np.zeros(1))[0]
    assert at_0 == pytest.approx((0.69, 0.5), abs=0.005)


def the_first_neuron_is_dead():
    """All four sums are below 0, so that by hand nothing is left of any slope."""
    for x, _label in plain.ROWS:
        assert DEAD["w1"] * x[0] + DEAD["w2"] * x[1] + DEAD["b1"] < 0


def one_in_five_is_left_behind():
    """Sigmoid and tanh all, the others fewer; from other starts as well."""
    for seed in (0, 1):
        assert all(deep.right(name, seed=seed).all() for name in ("sigmoid", "tanh"))
        others = {n: deep.right(n, seed=seed).sum() for n in deep.FUNCTIONS if n not in ("tanh",)}
        del others["sigmoid"]
        assert max(others.values()) < 200
        assert 150 < others["relu"] < 178
    assert deep.right("relu").sum() == 160


def deaths(tenth=False):
    """Return of the 200 ReLU networks how many neurons are dead in each at the end."""
    sums, _out = deep.trained("relu", tenth)
    return (sums <= 0).all(axis=1).sum(axis=1)


def the_dead_do_no_worse():
    right, dead = deep.right("relu"), deaths()
    assert [(dead == n).sum() for n in (0, 1, 2)] == [175, 25, 0]
    assert [right[dead == n].sum() for n in (0, 1)] == [139, 21]


def starts(seed):
    """Yield sums at the output of 200 networks of ReLU for the four people, and their labels."""
    for row in np.random.default_rng(seed).standard_normal((200, 9)).tolist():
        w1, w2, w3, w4, w5, w6, b1, b2, b3 = row
        sums = []
        for x, label in plain.ROWS:
            h1, h2 = max(w1 * x[0] + w2 * x[1] + b1, 0), max(w3 * x[0] + w4 * x[1] + b2, 0)
            sums.append((w5 * h1 + w6 * h2 + b3, label))
        yield sums


def nearly_all_failures_began_flat():
    for seed in (0, 1):
        flat = np.array([
            any((z > 0) != (label == 1) and deep.SLOPES["sigmoid"](z) < 0.01 for z, label in sums)
            for sums in starts(seed)
        ])  # fmt: skip
        right = deep.right("relu", seed=seed)
        assert right[~flat].mean() > 0.98
        assert 0.5 < right[flat].mean() < 0.75
        if seed == 0:
            assert (flat.sum(), right[flat].sum(), right[~flat].sum()) == (92, 54, 106)


def less_blame_is_no_cure():
    """The hidden neurons walk at a tenth of the rate; from other starts as well."""
    slower = 0.4 * np.array([0.1, 0.1, 0.1, 0.1, 1, 1, 0.1, 0.1, 1])
    x, y = (np.array(column, dtype=float) for column in zip(*plain.ROWS, strict=True))
    for seed, count in ((0, 157), (1, 164)):
        p = np.random.default_rng(seed).standard_normal((200, 9))
        way = deep.training(p, x, y, lambda s: slower * s, deep.FUNCTIONS["relu"],
                            deep.SLOPES["relu"])  # fmt: skip
        _sums, out = next(itertools.islice(way, 1000, None))
        assert ((out > 0.5) == y).all(axis=1).sum() == count


def a_leak_is_slow():
    x, y = (np.array(column, dtype=float) for column in zip(*plain.ROWS, strict=True))
    p = np.random.default_rng(0).standard_normal((200, 9))[~deep.right("leaky_relu", True)]
    f, df = deep.FUNCTIONS["leaky_relu"], deep.SLOPES["leaky_relu"]
    way = deep.training(p, x / 10, y, lambda s: 0.4 * s, f, df)
    _sums, out = next(itertools.islice(way, 2000, None))
    assert (len(p), ((out > 0.5) == y).all(axis=1).sum()) == (7, 6)


def the_output_often_has_a_sum_beyond_ten():
    """For somebody, at the start, in more than half of the networks."""
    beyond = [max(abs(z) for z, _label in sums) > 10 for sums in starts(0)]
    assert np.mean(beyond) > 0.5


def small_weights_behind_cure_all():
    assert deep.right("relu", behind=0.1).all()
    assert deep.right("relu", behind=0.1, seed=1).sum() > 190


def two_deaths_are_fatal_and_one_is_not():
    counts = {name: deep.right(name, True).sum() for name in deep.FUNCTIONS}
    assert sorted(counts, key=counts.get)[:2] == ["relu", "leaky_relu"]
    assert sum(count >= 198 for count in counts.values()) == 6
    right, dead = deep.right("relu", True), deaths(tenth=True)
    assert [(dead == n).sum() for n in (0, 1, 2)] == [118, 67, 15]
    assert [right[dead == n].sum() for n in (0, 1, 2)] == [116, 63, 0]


def ratio_of_slopes(gain):
    """Return the size of the slopes of the first layer's weights over that of the last layer's."""
    slopes = deep.sizes(deep.FUNCTIONS["relu"], gain, 20, 100, deep.SLOPES["relu"])[2]
    return slopes[0] / slopes[-1]


def the_ratio_is_the_same_whatever_the_gain():
    ratios = [ratio_of_slopes(gain) for gain in (0.5, 1, 3, 8)]
    assert np.allclose(ratios, ratios[0], rtol=1e-9)


def deep_ones(name, gain, seed=0):
    """Train 20 networks with ten hidden layers of eight, 200 steps of rate 2, on tenths of people.

    Return how far apart the people are in the last hidden layer before the first step, how far
    the first weights have moved, and how many networks end below 0.05.
    """
    x = np.array([row[0] for row in plain.ROWS]) / 10
    y = np.array([row[1] for row in plain.ROWS])[:, None]
    f, df = deep.FUNCTIONS[name], deep.SLOPES[name]
    rng, sizes = np.random.default_rng(seed), [2] + [8] * 10 + [1]
    W = [gain / math.sqrt(a) * rng.standard_normal((20, a, b))
         for a, b in itertools.pairwise(sizes)]  # fmt: skip
    b, first = [np.zeros((20, 1, n)) for n in sizes[1:]], W[0]
    for step in range(201):
        A, Z = [np.broadcast_to(x, (20, 4, 2))], []
        for w, c in zip(W, b, strict=True):
            Z.append(A[-1] @ w + c)
            A.append(f(Z[-1]) if len(Z) < 11 else deep.logistic(Z[-1]))
        if step == 0:
            apart = deep.root_mean_square(A[-2] - A[-2].mean(axis=1, keepdims=True))
        if step == 200:
            break
        blame = 2 / 4 * (A[-1] - y) * A[-1] * (1 - A[-1])
        for k in range(10, -1, -1):
            dw, db = A[k].transpose(0, 2, 1) @ blame, blame.sum(axis=1, keepdims=True)
            if k:
                blame = blame @ W[k].transpose(0, 2, 1) * df(Z[k - 1])
            W[k], b[k] = W[k] - 2 * dw, b[k] - 2 * db
    moved = deep.root_mean_square(W[0] - first) / deep.root_mean_square(first)
    return apart, moved, int((((A[-1] - y) ** 2).mean(axis=(1, 2)) < 0.05).sum())


def small_deep_sigmoids_learn_nothing():
    kinds = (("sigmoid", 1), ("sigmoid", 4), ("tanh", 1), ("relu", 1), ("relu", math.sqrt(2)))
    for seed in (0, 1):
        found = [deep_ones(*kind, seed) for kind in kinds]
        apart, moved, learned = zip(*found, strict=True)
        assert apart[0] < 1e-6 < 1e-3 < min(apart[1:])
        assert moved[0] < 3e-5 < 1e-2 < min(moved[1:])
        assert learned[0] == 0
        assert learned[2] == 20
        assert max(learned[1], learned[3], learned[4]) < 20
        assert learned[4] < learned[3]  # a start that keeps the blame is no promise
        if seed == 0:
            assert learned == (0, 16, 20, 17, 15)


def most_are_drawn_dead_by_their_biases():
    """Of 800 neurons drawn at once; without biases few are dead for the same people."""
    drawn = np.random.default_rng(7).standard_normal((8000, 3))
    x = np.array([row[0] for row in plain.ROWS]) / 10
    sums = drawn[:, :2] @ x.T
    with_bias, without = ((z <= 0).all(axis=1).mean() for z in (sums + drawn[:, 2:], sums))
    assert 0.1 < with_bias < 0.2
    assert without < 0.05


def what_tells_rows_apart_dies():
    rng = np.random.default_rng(100)
    a = rng.standard_normal((32, 64))
    rng.standard_normal((32, 64))
    for w in rng.standard_normal((20, 64, 64)) / 8:
        a = deep.FUNCTIONS["sigmoid"](a @ w)
    assert 0.4 < deep.root_mean_square(a) < 0.6
    assert deep.root_mean_square(a - a.mean(axis=0)) < 1e-11


def with_four_hidden_nearly_all_learn():
    for seed in (0, 1):
        assert deep.right("relu", True, seed=seed, hidden=4).sum() >= 195


def a_sigmoid_is_half_a_tanh_and_a_half():
    half = 0.5 + 0.5 * np.tanh(AFAR / 2)
    assert np.allclose(half, [plain.sigmoid(z) for z in AFAR.tolist()], atol=1e-15)


CLAIMS = {
    "which no sigmoid ever lets it do": no_sigmoid_lets_more_through_than_a_quarter,
    "each of which has multiplied by a slope of at most": (
        no_sigmoid_lets_more_through_than_a_quarter
    ),
    "through twenty layers it is a millionth of a millionth": a_millionth_of_a_millionth_is_left,
    "because a sum near 0 comes out as about a half": a_sigmoid_puts_out_something_between_0_and_1,
    "But it is nearly the same half for all rows": what_tells_rows_apart_dies,
    "a $g$ that all layers share falls out of the ratio": the_ratio_is_the_same_whatever_the_gain,
    "Of the sigmoids with $g = 1$ none has learned": small_deep_sigmoids_learn_nothing,
    "with $g = 1$ none learned in two hundred steps": (small_deep_sigmoids_learn_nothing),
    "Even at $z = 0$ softplus puts out": softplus_keeps_not_both,
    "and no $g$ suits both": softplus_keeps_not_both,
    "the biases are drawn about as large as a tenth of the people's numbers": (
        most_are_drawn_dead_by_their_biases
    ),
    "the central difference takes the mean of the two": a_corner_has_two_slopes,
    "At a corner a function has no slope": a_corner_has_two_slopes,
    "a hundred million million times as large": weights_of_size_1_make_it_explode,
    "Of the blame a seventh to a quarter comes through": the_starts_keep_the_blame,
    "With 1.4 the squares still fall off to the left": silu_wants_a_little_above_one_and_a_half,
    "At about 1.5 the blame is level": softplus_keeps_not_both,
    "so the neuron puts out 0 for everybody": the_first_neuron_is_dead,
    "and by no small margin: the sigmoid and tanh have 200 of 200": one_in_five_is_left_behind,
    "ReLU leaves one network in five behind": one_in_five_is_left_behind,
    "The dead do no worse than the rest": the_dead_do_no_worse,
    "So nearly all failures began flat": nearly_all_failures_began_flat,
    "It does not help: 157 instead of 160": less_blame_is_no_cure,
    "so these were slow and not stuck": a_leak_is_slow,
    "may have a sum beyond ten for somebody": the_output_often_has_a_sum_beyond_ten,
    "It is (c), all of them": small_weights_behind_cure_all,
    "so that everybody gets the same answer, and none of these can be right": (
        two_deaths_are_fatal_and_one_is_not
    ),
    "With four hidden neurons all of them should die": with_four_hidden_nearly_all_learn,
    "hands on a half, which is the same for everybody": a_sigmoid_is_half_a_tanh_and_a_half,
}

PLAIN = {
    "If it says *No module named": "what Python prints where the folder is not found",
    "One such factor does no harm": "notebooks 4 to 6 trained with one",
    "so seldom that nobody notices": "a manner of speaking of chances of one in many millions",
    "end with no dead neuron, with one and with two, and how many of these have everybody right?": (
        "a question"
    ),
    "These zeros are exact, for every row": "a product with the slope 0, or with the signal 0",
    "from a signal that is the same for everybody": "the spread over the rows is printed above",
    "One answer for everybody": "the spread over the rows is printed above",
    "so that no blame reaches $w_1$, $w_2$ and $b_1$": "a product with 0",
    "so that $w_5$ gets none either": "a product with 0",
    "where $n$ is how many of the 200 have everybody right": "what the axis counts",
    "Nobody has to.": "an invitation to check",
    "counts the neurons that never speak": "what the line of code does, for the rows at hand",
    "Nobody gives a neuron a bias of −7 on purpose": "a manner of speaking",
    "from where it gets no slope that would bring it back": "a slope of 0 is none",
    "the first explanation which sounds right needs no count": "a misconception, told as one",
    "Look for a column in which every number": "a hint that says what to look for",
}
