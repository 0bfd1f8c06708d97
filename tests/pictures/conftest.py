"""What the tests of drawings share."""

import matplotlib.pyplot as plt
import pytest

from helpers import figures


@pytest.fixture
def look():
    """Every figure has the look of the course, as after figures.use()."""
    with plt.rc_context():
        figures.use()
        yield
    plt.close("all")
