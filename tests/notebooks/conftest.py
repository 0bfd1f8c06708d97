"""What the tests of the notebooks share."""

from pathlib import Path

import pytest

READING = sorted(file.stem for file in Path(__file__).parent.glob("drawings_*.py"))
pytest.register_assert_rewrite("panels", *READING)  # so that a red one says what it has read
