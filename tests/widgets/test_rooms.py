"""What all rooms of the museum have in common: how they hide their mistakes, and how they count."""

import html
from typing import NamedTuple

import pytest
import test_widget_blunders as letters
import test_widget_lapses as fifth
import test_widget_misreadings as third
import test_widget_misroutes as graphs
import test_widget_missteps as second
import test_widget_museum as first
import test_widget_oversights as fourth
from readback import alt, pixels, unseen, written

from helpers import widgets


class Told(NamedTuple):
    """A room, its tests, and what its own sentences say."""

    kind: type
    tests: object
    many: str  # mistakes
    asked: str  # how it asks for the mistake


ROOMS = {
    "museum": Told(widgets.Museum, first, "eight", "make these nine numbers?"),
    "missteps": Told(widgets.Missteps, second, "nine", "make these seven steps?"),
    "misreadings": Told(widgets.Misreadings, third, "six", "make these seven numbers?"),
    "oversights": Told(widgets.Oversights, fourth, "six", "make these seven numbers?"),
    "lapses": Told(widgets.Lapses, fifth, "six", "make these eight numbers?"),
    "misroutes": Told(widgets.Misroutes, graphs, "six", "make these seven numbers?"),
    "blunders": Told(widgets.Blunders, letters, "nine", "make these ten numbers?"),
}
MISTAKES = [(name, key) for name, told in ROOMS.items() for key in told.tests.KEYS]
NUMBERS = [(name, i) for name, told in ROOMS.items() for i in range(len(told.tests.KEYS) + 1)]


@pytest.fixture(params=ROOMS)
def told(request):
    """Return each room in turn."""
    return ROOMS[request.param]


@pytest.fixture
def room(told):
    """Return the room with a seed, so that the order of its rounds is known."""
    return told.kind(seed=3)


@pytest.fixture(scope="module")
def rooms():
    """Return a room of each kind, to be used again and again."""
    return {name: told.kind(seed=3) for name, told in ROOMS.items()}


@pytest.mark.parametrize(("name", "number"), NUMBERS)
@unseen()
def test_the_picture_is_true(rooms, name, number):
    """Whatever was shown before: a climb, what runs off and a "?" leave nothing behind."""
    room, tests = rooms[name], ROOMS[name].tests
    for before in (5, 3, 4, number):
        room.controls["number"].value = before
    tests.check(room, tests.module.EXHIBITS[number])


def test_the_table_of_lamps_has_no_axes(rooms):
    for room in rooms.values():
        lamps = room.picture.panels["lamps"]
        assert not lamps.lamps[0].axes.axison
        assert {text.get_fontweight() for text in lamps.marks} == {"bold"}


@unseen()
def test_the_picture_of_a_hidden_mistake_is_true(told, room):
    for _round in range(3):
        room.hide_one()
        told.tests.check(room, room.key)


def test_every_mistake_has_a_number_that_does_not_tell_it(told):
    keys, exhibits = list(told.tests.KEYS), told.tests.module.EXHIBITS
    assert exhibits[0] is None
    assert sorted(exhibits[1:]) == sorted(keys) == sorted(told.tests.module.mistakes())
    assert list(exhibits[1:]) != keys


def test_every_number_has_a_picture_and_a_sentence_of_its_own(told, room):
    seen = set()
    for number in range(len(told.tests.KEYS) + 1):
        room.controls["number"].value = number
        seen.add((pixels(room).tobytes(), alt(room)))
    assert len(seen) == len({text for _, text in seen}) == len(told.tests.KEYS) + 1


@unseen()
def test_drawing_hides_each_mistake_once_before_one_comes_again(told, room):
    keys, count = [], len(told.tests.KEYS)
    for _round in range(2 * count):
        room.hide_one()
        keys.append(room.key)
        assert room.controls["number"].label == "?"
        assert f"One of the {told.many} mistakes is hidden" in room.message.value
        assert room.key not in room.html.value + room.message.value
    assert sorted(keys[:count]) == sorted(keys[count:]) == sorted(told.tests.KEYS)
    assert keys[:count] != keys[count:]


@unseen()
def test_a_seed_repeats_the_rounds_and_another_gives_others(told):
    def rounds(seed):
        made, keys = told.kind(seed=seed), []
        for _round in told.tests.KEYS:
            made.hide_one()
            keys.append(made.key)
        return keys

    assert rounds(1) == rounds(1) != rounds(2)


@pytest.mark.parametrize(("name", "key"), MISTAKES)
@unseen()
def test_each_mistake_is_recognised_and_each_other_is_not(name, key):
    kind, tests = ROOMS[name][:2]
    room = kind(seed=3)
    room.controls["number"].value = tests.module.EXHIBITS.index(key)
    for guess in tests.KEYS:
        room.controls["guess"].value = guess
        message = html.unescape(room.message.value)
        assert message.startswith("Right" if guess == key else "Not this one")
        assert room.controls["guess"].label in message
        assert tests.LOOKS[guess] in message
    assert not room.rounds, "only hidden ones count"


def another(told, room):
    """Return the key of a mistake that is not the one that is hidden."""
    return next(key for key in told.tests.KEYS if key != room.key)


@unseen()
def test_the_first_go_counts(told, room):
    guess = room.controls["guess"]
    for right_ones in ((True, False), (False, True)):
        room.hide_one()
        assert not guess.value
        other = another(told, room)
        for right in right_ones:
            guess.value = room.key if right else other
    assert (room.hits, room.rounds) == (1, 2)
    assert "1 of 2" in room.message.value
    assert written(room.message.value)[-3:] == ["1", "2", "0"]


@unseen()
def test_three_in_a_row_are_counted_and_a_wrong_one_begins_anew(told, room):
    """The notebook asks for three in a row; a second go at the same mistake counts for nothing."""
    guess, streaks = room.controls["guess"], []
    for first_is_right in (True, True, False, True, True, True):
        room.hide_one()
        other = another(told, room)
        for go in (room.key, other) if first_is_right else (other, room.key):
            guess.value = go
        streaks.append(written(room.message.value)[-1])
    assert streaks == ["1", "2", "0", "1", "2", "3"]
    assert room.message.value.endswith("5 of 6. In a row: 3.")
    room.reset_button.click()
    assert "In a row" not in room.message.value


def test_number_0_asks_and_has_no_mistake(told, room):
    assert room.message.value.startswith(f"Which mistake would {told.asked}")
    room.controls["guess"].value = told.tests.KEYS[0]
    assert "Number 0 has no mistake" in room.message.value


@pytest.mark.parametrize("name", ["number", "guess", "seed"])
def test_an_argument_is_called_by_its_name_where_it_is_refused(told, name):
    with pytest.raises(ValueError, match=rf"^{name} was 'none of these'; expected"):
        told.kind(**{name: "none of these"})
