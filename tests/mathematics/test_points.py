"""Points: where each may lie, which label it has, and that chance comes from the generator."""

import math

import numpy as np
import pytest

from helpers.points import ring, two_clouds


@pytest.fixture(params=[two_clouds, ring])
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
