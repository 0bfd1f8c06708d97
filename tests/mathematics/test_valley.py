"""The valley and the walks through it, against sums in plain Python."""

import downhill
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_optimisers import NEW

from helpers.optimisers import Momentum, Plain
from helpers.training import Diverged
from helpers.valley import Valley, descend

PLACE = st.tuples(st.floats(-5, 5), st.floats(-5, 5))
VALLEY = {"stretch": st.floats(0.1, 20), "turn": st.floats(-90, 90)}


@given(w=PLACE, **VALLEY)
def test_the_loss_is_half_the_sum_of_two_squares(w, stretch, turn):
    wanted = downhill.loss(w, stretch, turn)
    assert Valley(stretch, turn).loss(w) == pytest.approx(wanted, rel=1e-9, abs=1e-12)


@given(w=PLACE, **VALLEY)
def test_the_slopes_are_those_of_the_loss(w, stretch, turn):
    """By sums in plain Python, and by central differences, which a square has exactly."""
    valley, h = Valley(stretch, turn), 1e-3
    steep = 1 + stretch**2
    found = valley.slopes(w)
    assert found == pytest.approx(downhill.slopes(w, stretch, turn), rel=1e-9, abs=1e-9 * steep)
    for i, nudge in enumerate(((h, 0), (0, h))):
        after, before = (valley.loss(np.add(w, sign * np.array(nudge))) for sign in (1, -1))
        assert found[i] == pytest.approx((after - before) / (2 * h), abs=1e-8 * steep)


def test_a_valley_without_a_turn_in_numbers_that_a_head_can_check():
    valley = Valley(3)
    assert valley.loss([4, 1]) == (4**2 + 3**2 * 1**2) / 2
    assert valley.slopes([4, 1]).tolist() == [4, 9]
    assert Valley().loss([3, 4]) == 12.5
    assert Valley().slopes([3, 4]).tolist() == [3, 4]


def test_a_turn_lays_the_floor_at_its_angle():
    """On the floor, 30 degrees up to the right, the loss is that of a round bowl."""
    floor = np.array([np.sqrt(3), 1]) / 2
    assert Valley(5, 30).loss(2 * floor) == pytest.approx(2)
    assert Valley(5, 30).loss(2 * floor[::-1] * [-1, 1]) == pytest.approx(2 * 5**2)


def test_many_places_are_as_many_losses_and_slopes():
    valley, places = Valley(4, 20), np.random.default_rng(0).normal(size=(3, 5, 2))
    assert valley.loss(places).shape == (3, 5)
    assert valley.slopes(places).shape == (3, 5, 2)
    for at in np.ndindex(3, 5):
        assert valley.loss(places)[at] == pytest.approx(downhill.loss(places[at], 4, 20))
        assert valley.slopes(places)[at] == pytest.approx(downhill.slopes(places[at], 4, 20))


def test_where_the_loss_is_too_large_for_a_number_it_is_infinite(recwarn):
    assert Valley(2, 30).loss([1e200, 1]) == np.inf
    assert not recwarn.list


@given(loss=st.floats(0.01, 1000), **VALLEY)
def test_a_contour_goes_once_around_where_the_loss_is_what_it_says(loss, stretch, turn):
    places = Valley(stretch, turn).contour(loss)
    for place in places:
        assert downhill.loss(place, stretch, turn) == pytest.approx(loss, rel=1e-9)
    assert places[0] == pytest.approx(places[-1], abs=1e-9)
    c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    turns = np.diff(np.unwrap(np.arctan2(stretch * places @ [-s, c], places @ [c, s])))
    assert turns == pytest.approx(2 * np.pi / len(turns)), "once, in even steps"


@pytest.mark.parametrize("name", NEW)
@pytest.mark.parametrize(("stretch", "turn"), [(1, 0), (5, 0), (3, 30), (10, 45)])
def test_a_walk_is_that_of_plain_python(name, stretch, turn):
    # Small rates: RMSProp at a large one hangs on the last digit of a sum after thirty steps.
    rate, steps = {"plain": 1 / stretch**2, "rmsprop": 0.1}.get(name, downhill.RATES[name]), 40
    path = descend(Valley(stretch, turn).slopes, downhill.START, rate, steps, NEW[name]())
    assert path.shape == (steps + 1, 2)
    wanted = downhill.walk(name, rate, stretch, turn, steps)
    np.testing.assert_allclose(path, wanted, rtol=1e-7, atol=1e-9)


def test_a_walk_without_an_optimiser_is_plain():
    valley = Valley(4, 10)
    alone, plain = (descend(valley.slopes, [2, -1], 0.05, 30, way) for way in (None, Plain()))
    assert alone.tolist() == plain.tolist()


def test_a_walk_of_one_weight_and_of_three():
    assert descend(lambda w: 2 * w, [1], 0.25, 3)[:, 0].tolist() == [1, 0.5, 0.25, 0.125]
    assert descend(np.sign, [3, -3, 0.25], 0.5, 3)[-1].tolist() == [1.5, -1.5, -0.25]


@pytest.mark.parametrize("name", NEW)
def test_an_optimiser_that_is_handed_over_keeps_its_memory_and_begins_with_it(name):
    """The same call again gives the same; what was seen before the walk counts in it."""
    valley, optimiser = Valley(2), NEW[name]()
    optimiser(np.array([1.0, -2.0]), 0.1)
    before = {key: np.copy(value) for key, value in vars(optimiser).items()}
    paths = [descend(valley.slopes, [1, 1], 0.1, 10, optimiser) for _again in range(2)]
    assert paths[0].tolist() == paths[1].tolist()
    assert all((vars(optimiser)[key] == value).all() for key, value in before.items())
    fresh = descend(valley.slopes, [1, 1], 0.1, 10, NEW[name]())
    assert (fresh.tolist() == paths[0].tolist()) == (name == "plain")


def test_what_slopes_and_optimiser_do_to_their_arguments_does_not_change_the_walk():
    def slopes(w):
        w *= 2
        return w

    def optimiser(g, learning_rate):
        g *= learning_rate
        return g

    path = descend(slopes, [1, -1], 0.25, 2, optimiser)
    assert path.tolist() == [[1, -1], [0.5, -0.5], [0.25, -0.25]]
    g = np.array([1.0, 2.0])
    descend(lambda w: g, [0, 0], 0.5, 3, optimiser)
    assert g.tolist() == [1, 2]


@pytest.mark.parametrize("way", [None, Momentum()])
def test_a_walk_that_runs_off_says_after_which_step(way, recwarn):
    with pytest.raises(Diverged, match=r"no longer finite: .+ below 3") as caught:
        descend(Valley(10).slopes, [0, 1], 3, 1000, way)
    w, step, v = 1.0, 0, 0.0
    while np.isfinite(w):
        v = 100 * w + (0.9 * v if way else 0)
        w, step = w - 3 * v, step + 1
    assert caught.value.epoch == step
    assert not recwarn.list


@pytest.mark.parametrize("wrong", [np.inf, np.nan])
def test_slopes_that_are_no_longer_finite_are_a_walk_that_ran_off(wrong):
    with pytest.raises(Diverged) as caught:
        descend(lambda w: np.where(w > 1, 1, wrong), [4, 2.5], 1, 5)
    assert caught.value.epoch == 3  # from 2.5 to 1.5 and to 0.5
