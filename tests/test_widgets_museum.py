"""The bug museum: lamps tell which derivatives lie, and a hidden mistake can be named."""

import html
import threading

import matplotlib.pyplot as plt
import numpy as np
import pytest
from test_gradients import WRONG
from test_widgets import MOST_BYTES, alt, pixels

from helpers import style, views, widgets
from helpers.gradients import MISTAKES
from helpers.network import Network
from helpers.views.museum import EPOCHS, EXHIBITS, MuseumView, checked, start, training_losses
from helpers.words.en import SENTENCES


def test_every_mistake_has_a_number_that_does_not_tell_it():
    assert EXHIBITS[0] is None
    assert sorted(EXHIBITS[1:]) == sorted(MISTAKES)
    assert list(EXHIBITS[1:]) != list(MISTAKES)


@pytest.mark.parametrize("key", MISTAKES)
def test_the_lamps_show_what_lies(key):
    plt.close("all")
    view = MuseumView(plt.figure(figsize=MuseumView.size))
    view.update(key)
    names = start().names
    for sign, expected in (
        (view.lamps.unequal, WRONG[key]),
        (view.lamps.wrong, WRONG[key]),
        (view.lamps.equal, set(names) - set(WRONG[key])),
        (view.lamps.right, set(names) - set(WRONG[key])),
    ):
        lit = {name for name, mark in zip(names, sign, strict=True) if mark.get_visible()}
        assert lit == set(expected)
    assert {mark.get_text() for mark in view.lamps.unequal} == {"≠"}
    assert {mark.get_marker() for mark in view.lamps.wrong} == {"s"}
    assert {mark.get_marker() for mark in view.lamps.right} == {"o"}
    plt.close("all")


def test_without_a_mistake_all_nine_agree():
    _, _, lies = checked(None)
    assert not lies.any()


def test_each_mistake_has_ratios_of_its_own():
    ratios = [checked(key)[0] / checked(key)[1] for key in MISTAKES]
    distance = np.abs(np.subtract.outer(ratios, ratios)).max(axis=(1, 3))
    assert distance[~np.eye(len(ratios), dtype=bool)].min() > 0.01


def test_the_point_of_the_check_is_generic():
    gradient = np.abs(start().gradient([[-2, -1]], [1]).values)
    assert gradient.min() > 0.01
    assert len(np.unique(gradient.round(6))) >= 6


@pytest.mark.parametrize("key", sorted(set(MISTAKES) - {"wrong_sign", "z_one_minus_z"}))
def test_training_with_it_looks_fine(key):
    losses = training_losses(key)
    assert len(losses) == EPOCHS + 1
    assert losses[0] > 0.4
    assert losses[-1] < 0.03


def test_two_mistakes_show_in_the_curve():
    assert training_losses("wrong_sign")[-1] > 0.9
    assert len(training_losses("z_one_minus_z")) < EPOCHS


@pytest.fixture
def museum():
    made = widgets.museum(seed=3)
    yield made
    made.close()


def test_every_number_has_a_picture_and_a_sentence_of_its_own(museum):
    seen = set()
    for number in range(len(EXHIBITS)):
        museum.number.value = number
        seen.add((pixels(museum).tobytes(), alt(museum)))
        assert len(museum.html.value) <= MOST_BYTES
    assert len(seen) == len({text for _, text in seen}) == len(EXHIBITS)


def test_a_number_put_back_brings_back_the_same_bytes(museum):
    before = museum.html.value
    museum.number.value = 5
    assert museum.html.value != before
    museum.number.value = 0
    assert museum.html.value == before


def test_drawing_hides_each_mistake_once_before_one_comes_again(museum):
    keys = []
    for _ in range(16):
        museum.draw_button.click()
        keys.append(museum.key)
        assert museum.number.label == "?"
        assert museum.key not in museum.html.value + museum.message.value
    assert sorted(keys[:8]) == sorted(keys[8:]) == sorted(MISTAKES)
    assert keys[:8] != keys[8:]


def test_a_seed_repeats_the_rounds_and_another_gives_others():
    def rounds(seed):
        made = widgets.museum(seed=seed)
        keys = []
        for _ in range(8):
            made.draw_button.click()
            keys.append(made.key)
        return keys

    assert rounds(1) == rounds(1) != rounds(2)


@pytest.mark.parametrize("key", MISTAKES)
def test_each_mistake_is_recognised_and_each_other_is_not(museum, key):
    museum.number.value = EXHIBITS.index(key)
    for guess in MISTAKES:
        museum.guess.value = guess
        message = html.unescape(museum.message.value)
        assert message.startswith("Right" if guess == key else "Not this one")
        assert SENTENCES[f"museum_{guess}"] in message
        assert SENTENCES[f"museum_look_{guess}"] in message
    assert not museum.rounds, "only hidden ones count"


def test_the_first_go_counts(museum):
    for first, second in ((True, False), (False, True)):
        museum.draw_button.click()
        assert museum.guess.value is None
        other = next(key for key in MISTAKES if key != museum.key)
        for right in (first, second):
            museum.guess.value = museum.key if right else other
    assert (museum.hits, museum.rounds) == (1, 2)
    assert "1 of 2" in museum.message.value


def test_a_mistake_named_at_number_0(museum):
    museum.guess.value = "no_bias"
    assert "Number 0 has no mistake" in museum.message.value


def test_the_question_mark_draws_one(museum):
    museum.number.value = -1
    assert museum.key in MISTAKES
    hidden = museum.key
    museum.number.value = 3
    museum.number.value = -1
    assert museum.key == hidden, "the one that was drawn is kept until another is drawn"


def test_reset_brings_everything_back(museum):
    start_state = museum.html.value, museum.message.value
    museum.draw_button.click()
    first = museum.key
    museum.guess.value = "no_bias"
    museum.reset_button.click()
    assert (museum.html.value, museum.message.value) == start_state
    assert museum.guess.value is None
    museum.draw_button.click()
    assert museum.key == first


def test_callbacks_from_two_threads_leave_a_whole_picture(museum):
    def browse():
        for number in range(len(EXHIBITS)):
            museum.number.value = number

    def draw():
        for _ in range(8):
            museum.draw_button.click()

    threads = [threading.Thread(target=work) for work in (browse, draw)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    after = museum.html.value
    museum.redraw()
    assert museum.html.value == after
    assert plt.get_fignums() == []


def test_the_still_twin_shows_the_exhibit():
    views.museum(2)
    texts = {text.get_text() for text in plt.gcf().axes[1].texts}
    ratio = style.fixed(0.5, 3)
    plt.close("all")
    assert EXHIBITS[2] == "factor_2"
    assert ratio in texts


def test_an_exhibit_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="number was 9; expected one of 0, 1"):
        widgets.museum(number=9)


def test_planted_without_a_mistake_is_the_networks_gradient():
    net = Network.random([2, 2, 1], np.random.default_rng(0))
    derivatives, _, _ = checked(None)
    assert np.array_equal(derivatives, start().gradient([[-2, -1]], [1]).values)
    assert net.names == start().names
