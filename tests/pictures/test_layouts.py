"""Everything in a picture stands where it stood, and looks as it looked."""

from contextlib import chdir

import pytest
from layouts import DRAWINGS, FOLDER, STATES, made


@pytest.mark.parametrize("name", STATES | DRAWINGS)
def test_the_layout_is_the_stored_one(name, tmp_path):
    with chdir(tmp_path):
        found = made(name).splitlines()
    stored = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    assert len(found) == len(stored)
    for now, before in zip(found, stored, strict=True):
        assert [number(one) for one in now.split()] == [near(one) for one in before.split()], now


def number(word):
    """Return a word as a number where it is one."""
    try:
        return float(word)
    except ValueError:
        return word


def near(word):
    """Return what a word must be equal to; how wide a text is differs a little by version."""
    value = number(word)
    return value if isinstance(value, str) else pytest.approx(value, rel=0.0012, abs=1e-4)


def test_every_layout_is_compared():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(STATES | DRAWINGS)
