"""What the tests compute apart from the helpers is right itself: formulas against differences."""

import by_hand
import deep
import numpy as np
import pytest

PLACES = np.linspace(-6, 6, 240)  # 0 is not among them


@pytest.mark.parametrize("name", deep.FUNCTIONS)
def test_a_slope_is_the_difference_and_a_function_that_of_plain_python(name):
    f = deep.FUNCTIONS[name]
    assert deep.SLOPES[name](PLACES) == pytest.approx(deep.slope(f, PLACES), abs=1e-8)
    assert f(PLACES) == pytest.approx([by_hand.SQUASH[name](z) for z in PLACES.tolist()], rel=1e-9)
