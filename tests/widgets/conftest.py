"""What the tests of the explorers share."""

import pytest
from ipywidgets import Widget


@pytest.fixture(autouse=True)
def closed():
    """Let every explorer go after its test; ipywidgets would keep it for a browser."""
    yield
    Widget.close_all()
