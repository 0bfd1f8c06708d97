"""Every explorer says its state in the language of its folder, whatever is done with it."""

import re
from contextlib import chdir
from inspect import signature

import pytest
from beside import HAN, ill_joined, knows, nameless
from explorers import EXPLORERS
from ipywidgets import Button
from readback import alt, unseen
from test_widgets import everything_said, inside, move

from helpers.optimisers import OPTIMISERS
from helpers.runs import FURTHER
from helpers.widgets.controls import called
from helpers.widgets.game import MOVES, Game
from helpers.widgets.room import Room
from tools.marks import others

ENGLISH = re.compile(r"\b(?:[Tt]he|is|are|of|to|and|that|with|at|it|by)\b")
# Of the words that a picture holds in every language, those that name a control.
IN_PICTURES = {"rate", "epoch", "step", "training", "test", "start", "head"}


def foreign(explorer, language):
    """Return a word of English that an explorer says, or that it does not say its own; or None."""
    known = knows(language)
    for said in everything_said(explorer):
        said = nameless(re.sub("<[^>]*>", "", said), known)
        if found := ENGLISH.search(said):
            return found[0]
        for found in ill_joined(said, known):
            return found
    if known["style"].get("full_width") and not re.search(rf"[{HAN}]", alt(explorer)):
        return "no character of its own"
    return None


@unseen()
@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.parametrize("language", others())
def test_an_explorer_speaks_the_language_of_its_folder(language, name, tmp_path):
    (tmp_path / language).mkdir()
    with chdir(tmp_path / language):
        explorer = EXPLORERS[name]()
        assert foreign(explorer, language) is None
        for control in explorer.controls.values():
            move(control)
            assert foreign(explorer, language) is None
        for pressed in (one for one in inside(explorer) if isinstance(one, Button)):
            if pressed is not explorer.code_button:  # what it shows is Python
                pressed.click()
                assert foreign(explorer, language) is None
        if isinstance(explorer, Room):  # what it says of a name, and how many were right
            explorer.hide_one()
            for guess in list(explorer.mistakes()):
                explorer.controls["guess"].value = guess
                assert foreign(explorer, language) is None
        if isinstance(explorer, Game):
            for turn in range(MOVES):  # to the end, where it tells the best score
                explorer.controls["b3"].value = turn % 2
            assert foreign(explorer, language) is None


@unseen()
@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.parametrize("language", others())
def test_a_control_has_an_english_name_only_where_picture_or_code_has_it(language, name, tmp_path):
    """What is written beside a slider is looked for in the picture, and typed as an argument."""
    (tmp_path / language).mkdir()
    explorer = EXPLORERS[name]()
    known = IN_PICTURES | {*signature(type(explorer)).parameters, *FURTHER, *OPTIMISERS}
    with chdir(tmp_path / language):
        theirs = EXPLORERS[name]().controls
    for key, control in explorer.controls.items():
        label = control.description
        if re.fullmatch("[A-Za-z ]{3,}", label) and label not in known:
            assert theirs[key].description != label


@pytest.mark.parametrize("name", ["plain", "momentum", "linear", "clouds", "ring", "spirals"])
@pytest.mark.parametrize("language", others())
def test_a_name_on_a_control_that_is_a_word_is_called_by_a_word(language, name, tmp_path):
    """A name that is none, such as that of an optimiser, stays as it is."""
    folder = tmp_path / language
    folder.mkdir()
    with chdir(folder):
        assert re.search(f"[{HAN}]", called(name))
        assert called("RMSProp") == "RMSProp"
    assert called(name) == name


def test_an_explorer_in_english_is_told_from_one_that_speaks_another_language(tmp_path):
    for language in others():
        with chdir(tmp_path):
            assert foreign(EXPLORERS["neuron"](), language)
