"""Points: where each may lie, which label it has, and that chance comes from the generator."""

import math

import numpy as np
import pytest

from helpers.points import SHAPES, ring, spirals, split, two_clouds, xor


@pytest.fixture(params=[two_clouds, ring, xor, spirals, *SHAPES.values()])
def cloud(request):
    return request.param


def test_labels_take_turns_and_shapes_are_those_of_the_people(cloud):
    X, y_true = cloud(np.random.default_rng(1), 7)
    assert X.shape == (7, 2)
    assert X.dtype == y_true.dtype == np.float64
    assert y_true.tolist() == [0, 1, 0, 1, 0, 1, 0]
    assert cloud(np.random.default_rng(1), 1)[0].shape == (1, 2)


def test_the_same_generator_gives_the_same_points_and_another_others(cloud):
    first, again, other = (cloud(np.random.default_rng(seed), 5)[0] for seed in (1, 1, 2))
    assert first.tolist() == again.tolist()
    assert not (first == other).any()


def test_without_noise_a_cloud_is_its_centre():
    X, y_true = two_clouds(np.random.default_rng(0), 4, noise=0)
    assert X.tolist() == [[-1, -1], [1, 1], [-1, -1], [1, 1]]
    assert y_true.tolist() == [0, 1, 0, 1]


@pytest.mark.parametrize("noise", [0.5, 1.5])
def test_noise_is_the_standard_deviation_of_both_coordinates(noise):
    X, y_true = two_clouds(np.random.default_rng(0), 20_000, noise)
    for label, centre in ((0, -1), (1, 1)):
        mine = X[y_true == label]
        for column in mine.T.tolist():
            mean = sum(column) / len(column)
            spread = math.sqrt(sum((x - mean) ** 2 for x in column) / len(column))
            assert mean == pytest.approx(centre, abs=0.05)
            assert spread == pytest.approx(noise, rel=0.03)
        assert abs(np.corrcoef(mine.T)[0, 1]) < 0.05
    assert two_clouds(np.random.default_rng(0), 5)[0].tolist() == (
        two_clouds(np.random.default_rng(0), 5, noise=0.5)[0].tolist()
    )


def test_without_noise_one_label_fills_the_disc_and_the_other_the_ring():
    X, y_true = ring(np.random.default_rng(0), 20_000, noise=0)
    radius = [math.hypot(*x) for x in X.tolist()]
    disc = [r for r, label in zip(radius, y_true, strict=True) if label == 1]
    outer = [r for r, label in zip(radius, y_true, strict=True) if label == 0]
    assert 0 <= min(disc) < 0.05
    assert 0.59 < max(disc) <= 0.6
    assert 1 <= min(outer) < 1.01
    assert 1.49 < max(outer) <= 1.5
    # Evenly: within a smaller circle lies that share of the points which it has of the area.
    assert sum(r < 0.3 for r in disc) / len(disc) == pytest.approx(0.25, abs=0.02)
    inner = (1.25**2 - 1) / (1.5**2 - 1)
    assert sum(r < 1.25 for r in outer) / len(outer) == pytest.approx(inner, abs=0.02)
    # All around: a quarter of each in every quadrant.
    for label in (0, 1):
        for signs in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
            share = (np.sign(X[y_true == label]) == signs).all(axis=1).mean()
            assert share == pytest.approx(0.25, abs=0.02)


def test_noise_is_added_to_the_points_of_the_ring():
    still, _y = ring(np.random.default_rng(3), 20_000, noise=0)
    for noise in (0.1, 0.3):
        moved = ring(np.random.default_rng(3), 20_000, noise)[0] - still
        assert moved.std(axis=0) == pytest.approx(noise, rel=0.03)
        assert moved.mean(axis=0) == pytest.approx(0, abs=0.01)
    assert ring(np.random.default_rng(3), 5)[0].tolist() == (
        ring(np.random.default_rng(3), 5, noise=0.1)[0].tolist()
    )


def test_larger_clouds_and_a_larger_ring_are_the_same_points_further_apart():
    near, far = (two_clouds(np.random.default_rng(1), 6, 0, centre=c)[0] for c in (1, 2))
    assert far.tolist() == (2 * near).tolist()
    near, far = (ring(np.random.default_rng(1), 50, 0, radius=r)[0] for r in (1.5, 5))
    assert far == pytest.approx(near / 0.3)
    wide = ring(np.random.default_rng(1), 20_000, 0.5, radius=5)[0]
    still = ring(np.random.default_rng(1), 20_000, 0, radius=5)[0]
    assert (wide - still).std(axis=0) == pytest.approx(0.5, rel=0.03), "noise is not made larger"


def test_xor_is_a_square_of_four_quarters_evenly_filled():
    X, y_true = xor(np.random.default_rng(0), 40_000, noise=0)
    assert abs(X).max() <= 5
    for signs, label in (((1, 1), 0), ((-1, -1), 0), ((1, -1), 1), ((-1, 1), 1)):
        mine = (np.sign(X) == signs).all(axis=1)
        assert set(y_true[mine]) == {label}
        assert mine.mean() == pytest.approx(0.25, abs=0.01)
        assert (abs(X[mine]) < 2.5).mean(axis=0) == pytest.approx(0.5, abs=0.02)
    moved = xor(np.random.default_rng(0), 40_000, noise=0.7)[0] - X
    assert moved.std(axis=0) == pytest.approx(0.7, rel=0.03)


def test_each_spiral_winds_so_far_and_the_other_is_opposite():
    X, y_true = spirals(np.random.default_rng(0), 10_000, noise=0)
    for (x, y), label in zip(X.tolist(), y_true.tolist(), strict=True):
        t = math.hypot(x, y) / 5
        arm, angle = (5 if label else -5) * t, 3.5 * math.pi * t
        assert x == pytest.approx(arm * math.sin(angle), abs=1e-9)
        assert y == pytest.approx(arm * math.cos(angle), abs=1e-9)
    radius = np.hypot(*X.T)
    assert radius.max() <= 5
    assert np.quantile(radius, [0.25, 0.5, 0.75]) == pytest.approx([1.25, 2.5, 3.75], abs=0.1)
    moved = spirals(np.random.default_rng(0), 20_000, 0.3)[0]
    moved = moved - spirals(np.random.default_rng(0), 20_000, 0)[0]
    assert moved.std(axis=0) == pytest.approx(0.3, rel=0.03)


def test_all_four_shapes_are_of_one_size():
    for name, shape in SHAPES.items():
        X, _y = shape(np.random.default_rng(2), 2000, noise=0)
        assert abs(X).max() == pytest.approx(2 if name == "clouds" else 5, abs=0.1), name


@pytest.mark.parametrize(("share", "tested"), [(0, 0), (0.5, 5), (0.3, 3), (0.99, 9), (0.05, 0)])
def test_a_split_deals_every_row_once_and_keeps_labels_with_their_points(share, tested):
    X, y_true = np.arange(20.0).reshape(10, 2), np.arange(10.0)
    X_train, y_train, X_test, y_test = split(np.random.default_rng(4), X, y_true, share)
    assert len(X_test) == len(y_test) == tested
    assert sorted([*y_train, *y_test]) == y_true.tolist()
    for rows, labels in ((X_train, y_train), (X_test, y_test)):
        assert [row[0] for row in rows] == [2 * label for label in labels]
    assert [*y_test, *y_train] != y_true.tolist(), "in a new order"
    order = np.random.default_rng(4).permutation(10)
    assert [*y_test, *y_train] == order.tolist()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda rng: split(rng, [[1, 2]], [1, 0], 0.5), r"y_true was an array.+\(1,\)"),
        (lambda rng: split(rng, [[1, 2]], [1], 1), r"share was 1\.0; expected a number from 0 to"),
        (lambda rng: split(rng, [[1, 2]], [1], -0.1), "share was -0.1"),
        (lambda rng: split(0, [[1, 2]], [1], 0.5), "rng was 0"),
        (lambda rng: two_clouds(rng, 5, centre=-1), "centre was -1"),
        (lambda rng: ring(rng, 5, radius=11), "radius was 11"),
        (lambda rng: xor(rng, 0), "n was 0"),
        (lambda rng: spirals(rng, 5, noise=-1), "noise was -1"),
    ],
)
def test_a_mistake_meets_a_sentence(call, said):
    with pytest.raises(ValueError, match=said):
        call(np.random.default_rng(0))
