"""A chain's factors are slopes, each by itself, and their product is the slope of the loss."""

import by_hand
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.chains import chain
from helpers.network import Network
from helpers.people import X, y_true

NAMES = ("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3")
VALUES = [0.5, -0.4, 0.3, 0.8, 1.1, -0.9, 0.2, -0.3, 0.4]


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 2**31), row=st.integers(0, 3))
def test_the_factors_of_a_chain_multiply_to_the_slope(name, seed, row):
    net = Network.random([2, 2, 1], np.random.default_rng(seed))
    factors = chain(net, X[row], y_true[row], name)
    product = 1.0
    for factor in factors:
        product *= factor.value
    expected = by_hand.gradient(net.values.tolist(), [by_hand.PEOPLE[row]])
    assert product == pytest.approx(expected[NAMES.index(name)], rel=1e-9, abs=1e-14)


def test_every_factor_of_a_chain_is_a_slope_of_its_own():
    """From the loss back: what each link is called, and its number by a difference."""
    values = VALUES
    x1, x2, y = by_hand.PEOPLE[0]

    def h1(v):
        return by_hand.sigmoid(v[0] * x1 + v[1] * x2 + v[6])

    def h2(v):
        return by_hand.sigmoid(v[2] * x1 + v[3] * x2 + v[7])

    def y_pred(v, h=None):
        first, second = h or (h1(v), h2(v))
        return by_hand.sigmoid(v[4] * first + v[5] * second + v[8])

    (dL_dy_pred,) = by_hand.slopes(lambda p: (y - p[0]) ** 2, [y_pred(values)])
    dy_pred_dh = by_hand.slopes(lambda h: y_pred(values, h), [h1(values), h2(values)])
    net = Network([2, 2, 1], values)
    befores = dict(zip(NAMES, ("x1", "x2", "x1", "x2", "h1", "h2", "", "", ""), strict=True))
    for i, name in enumerate(NAMES):
        factors = chain(net, [x1, x2], y, name)
        expected = [("L", "y_pred", "2", dL_dy_pred)]
        if name in ("w5", "w6", "b3"):
            expected += [("y_pred", name, befores[name], by_hand.slopes(y_pred, values)[i])]
        else:
            j = 0 if name in ("w1", "w2", "b1") else 1
            dh = by_hand.slopes((h1, h2)[j], values)[i]
            expected += [("y_pred", f"h{j + 1}", f"w{5 + j}", dy_pred_dh[j])]
            expected += [(f"h{j + 1}", name, befores[name], dh)]
        assert [f[:3] for f in factors] == [e[:3] for e in expected]
        assert [f.value for f in factors] == pytest.approx([e[3] for e in expected], abs=1e-9)
        for factor in factors:
            assert factor.value == factor.number * factor.slope
