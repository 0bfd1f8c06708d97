"""What pytest does with every notebook that nbval runs."""

import os

from tools import frameworks

# Each of two workers has a core of its own. With more threads they wait for each other, in circles,
# and a training of ten seconds may take a minute.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_collection_modifyitems(items):
    """Compare a cell whose frameworks are missing with the sentence that it prints instead."""
    for item in items:
        if hasattr(item, "cell"):
            item.cell = frameworks.here(item.cell)
