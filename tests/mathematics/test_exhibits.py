"""What the ways of five rooms of the museum have in common: one part each that is another one."""

import itertools
from types import ModuleType
from typing import NamedTuple

import pytest
import test_blunders as letters
import test_lapses as fifth
import test_misreadings as third
import test_misroutes as graphs
import test_oversights as fourth

from helpers import blunders, lapses, misreadings, misroutes, oversights


class Kind(NamedTuple):
    """Ways to do one thing: their module, its tests, and who else takes a way."""

    module: ModuleType
    tests: ModuleType
    more: tuple = ()  # functions that take a way

    @property
    def table(self):
        """Return how the ways with a mistake are called."""
        return self.module.__name__.rpartition(".")[2].upper()

    @property
    def mistaken(self):
        """Return the ways with a mistake, by their keys."""
        return getattr(self.module, self.table)

    @property
    def takers(self):
        """Return all functions that take a way."""
        return self.module.compare, self.module.probe, self.module.taught, *self.more


KINDS = {
    "misreadings": Kind(misreadings, third, (misreadings.rows,)),
    "oversights": Kind(oversights, fourth, (oversights.start,)),
    "lapses": Kind(lapses, fifth),
    "misroutes": Kind(misroutes, graphs),
    "blunders": Kind(blunders, letters, (blunders.start,)),
}
MISTAKES = [(name, key) for name, kind in KINDS.items() for key in kind.mistaken]
PARTS = [  # but for those of `misroutes`, of which one is a class
    (name, part)
    for name, kind in KINDS.items()
    if name != "misroutes"
    for part in kind.module.Way._fields
]


@pytest.fixture(params=KINDS)
def kind(request):
    """Return the ways of each room in turn."""
    return KINDS[request.param]


def test_no_two_are_off_in_the_same_rows(kind):
    assert list(kind.mistaken) == list(kind.tests.KEYS)
    ways = {None: kind.module.RIGHT, **kind.mistaken}
    assert len(set(map(tuple, kind.tests.OFF.values()))) == len(ways)
    for one, other in itertools.combinations(ways.values(), 2):
        assert kind.module.compare(one).marks != kind.module.compare(other).marks


@pytest.mark.parametrize(("name", "key"), MISTAKES)
def test_each_is_the_right_way_with_one_part_exchanged(name, key):
    """The part says in a line what is wrong."""
    kind = KINDS[name]
    way, changed = kind.mistaken[key], kind.tests.CHANGED[key]
    right = kind.module.RIGHT
    others = [name for name, part in way._asdict().items() if part is not getattr(right, name)]
    assert others == [changed]
    assert len(getattr(way, changed).__doc__.splitlines()) == 1


def test_a_training_is_kept_and_cannot_be_changed(kind):
    taught, right = kind.module.taught, kind.module.RIGHT
    history = taught(right)
    assert taught(right) is history
    for array in (history.losses, history.parameters):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    net = history.network()
    net.w1 = 5
    assert history.network().w1 != 5


@pytest.mark.parametrize(("name", "part"), PARTS)
@pytest.mark.parametrize("given", [5, None, "softmax", lambda: 1])
def test_a_part_that_cannot_be_called_is_refused_by_its_name(name, part, given):
    expected = rf"^{part} was .+; expected a function of \(\w+.*\)\.$"
    for function in KINDS[name].takers:
        with pytest.raises(ValueError, match=expected):
            function(KINDS[name].module.RIGHT._replace(**{part: given}))


def test_what_is_no_way_is_refused(kind):
    expected = rf"^way was .+; expected a Way, such as RIGHT or one of {kind.table}\.$"
    for function in kind.takers:
        for way in (kind.module.Way, None, "late", tuple(kind.module.RIGHT)):
            with pytest.raises(ValueError, match=expected):
                function(way)
