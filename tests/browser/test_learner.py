"""A learner plays: answers an exercise wrongly, then rightly; and opens Notebook 7."""

import re

import pytest
from another import turn
from playwright.sync_api import expect

from helpers import words
from tests.browser.jupyter import Jupyter
from tests.browser.page import ON_ITS_WAY, NotebookPage
from tools.marks import ENGLISH, languages

OPEN = (
    "Not attempted yet. Put your answer in place of the three dots, then run that cell and this "
    "one. After a restart, first choose Run All Above Selected Cell in the menu Run."
)


def opened(lesson, folders=(ENGLISH,)):
    """Return what opens a lesson for a test, in each of these languages."""
    names = [f"{language}/{lesson}.ipynb" for language in folders]
    return pytest.mark.parametrize("notebook", names, indirect=True)


def beginning(sentence, language):
    """Return what a sentence of the helpers says in a language before its first blank."""
    return words.catalogue(language).gettext(sentence).partition("{")[0].strip()


@opened("01_neuron", languages())
def test_a_wrong_answer_is_named_and_a_right_one_praised(notebook):
    language = notebook.language
    check = "exercise-and-gate-check"
    without_breaks = "".join(notebook.text_of(check).split())
    assert "".join(beginning(OPEN, language).split()) in without_breaks
    notebook.write("exercise-and-gate-stub", "w_and = [1, 1]\nb_and = -0.5")
    notebook.run(check)
    assert beginning("Not quite. {why}", language) in notebook.text_of(check)
    assert "OR" in notebook.text_of(check)
    notebook.write("exercise-and-gate-stub", "w_and = [1, 1]\nb_and = -1.5")
    notebook.run(check)
    assert beginning("Right. {why}", language) in notebook.text_of(check)
    assert notebook.problems == []


@opened("03_loss", turn(languages(), 2))
def test_the_game_is_played_to_its_end(notebook):
    """In one language a day."""
    language, game = notebook.language, notebook.explorers[-1]
    game.begin()
    for move in range(20):
        before = game.state
        game.type(game.sliders.nth(move % 9), round(0.1 * move + 0.05, 2))
        game.wait_for_change(before)
    over = beginning("The game is over. Best loss: {best}.", language)
    assert over in game.box.inner_text()
    assert (notebook.jupyter.course / "notebooks" / language / "score.json").exists()


@opened("04_backprop", turn(languages()[::-1], 2))
def test_a_planted_mistake_is_named(notebook):
    """In one language a day, which is not that of the game."""
    language, museum = notebook.language, notebook.explorers[-1]
    before = museum.begin()
    exhibit, guess = museum.box.locator("select").nth(0), museum.box.locator("select").nth(1)
    exhibit.select_option(index=2)
    museum.wait_for_change(before)
    answers = set()
    for choice in range(1, guess.locator("option").count()):
        guess.select_option(index=choice)
        notebook.page.wait_for_timeout(400)
        answers.add(museum.box.inner_text())
    assert len(answers) == 8, "each guess has an answer of its own"

    score = words.catalogue(language).gettext(
        "Named at the first go: {hits} of {rounds}. In a row: {streak}."
    )
    counted = re.compile(
        re.sub(r"\\{rounds\\}", "1", re.sub(r"\\{(?!rounds).*?\\}", r"\\d", re.escape(score)))
    )
    museum.box.get_by_role("button", name=beginning("Draw", language)).click()
    notebook.page.wait_for_timeout(600)
    assert not counted.search(museum.box.inner_text())
    guess.select_option(index=1)
    notebook.page.wait_for_timeout(600)
    assert counted.search(museum.box.inner_text()), "the round is not counted"
    assert notebook.problems == []


@opened("10_digits")
def test_ink_is_laid_and_taken_with_the_pointer(notebook):
    """The name of a pixel tells how much ink it has; a press there draws another picture."""
    pad = notebook.explorers[0]
    pad.begin()
    pixel = pad.box.locator("button[title^='row 3, column 0']")
    title = pixel.get_attribute("title")
    for _press in range(2):
        before = pad.state
        pixel.click()
        pad.wait_for_change(before)
        before_title, title = title, pixel.get_attribute("title")
        assert title != before_title
    assert notebook.problems == []


@opened("05_sgd")
def test_the_rematch_takes_the_score_of_the_game(notebook, jupyter):
    scores = jupyter.course / "notebooks" / "en" / "score.json"
    scores.write_text('{"loss": 0.0123, "moves": 17, "blind": false}')
    rematch = notebook.explorers[-1]
    before = rematch.begin()
    assert "0.0123" in rematch.box.inner_text()
    rematch.type(rematch.sliders.first, 1)
    rematch.wait_for_change(before)
    assert notebook.problems == []


@opened("06_training")
def test_play_walks_through_the_epochs(notebook):
    explorer = notebook.explorers[-1]
    start = explorer.begin()
    explorer.play.first.click()
    states = {explorer.wait_for_change(start)[1]}
    for _ in range(10):
        notebook.page.wait_for_timeout(200)
        states.add(explorer.state[1])
    assert len(states) > 3, "the epochs stand still"
    # Paused first: steps on their way when Reset is pressed are tested in tests/widgets.
    explorer.play.first.click()
    notebook.page.wait_for_timeout(1000)
    explorer.reset.click()
    explorer.wait_for(start)
    assert notebook.problems == []


@opened("09_playground")
def test_the_playground_at_rest_has_all_its_edges(notebook):
    """Play leaves out the pale ones; once it is paused another picture would bring nothing new."""
    explorer = notebook.explorers[0]
    start = explorer.begin()
    explorer.play.first.click()
    for _frame in range(3):
        moved = explorer.wait_for_change(explorer.state)
    explorer.play.first.click()
    notebook.page.wait_for_timeout(1500)
    rested = explorer.state
    assert moved != start != rested
    explorer.box.get_by_role("button", name="Check", exact=True).click()
    explorer.box.get_by_text("Gradient check at epoch").wait_for()
    assert explorer.state == rested
    assert notebook.problems == []


@pytest.mark.parametrize(
    "told",
    ["n=500", 'n=1000, layers=[8, 8, 8, 8], further=["squares", "product", "sines"]'],
    ids=["500 points", "largest"],
)
@opened("09_playground")
def test_a_large_playground_leaves_no_queue_and_reset_wins(notebook, told):
    notebook.write("play-explorer", f"widgets.Playground({told})")
    explorer = notebook.explorers[0]
    explorer.show()
    start = explorer.state
    explorer.play.first.click()
    for _frame in range(5):
        moved = explorer.wait_for_change(explorer.state)
    assert moved != start
    assert explorer.pause() <= ON_ITS_WAY, "pictures were still waiting"
    rested = explorer.state
    explorer.play.first.click()
    explorer.wait_for_change(rested)
    explorer.reset.click()
    explorer.wait_for(start)
    notebook.page.wait_for_timeout(1500)
    assert explorer.state == start, "it went on after Reset"
    assert notebook.problems == []


@pytest.fixture(scope="module")
def notebook7(tmp_path_factory):
    server = Jupyter(tmp_path_factory.mktemp("notebook7"), application="notebook")
    yield server
    server.stop()


def test_notebook_7_runs_the_first_lesson(browser, notebook7):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    notebook = NotebookPage(page, notebook7, "01_neuron.ipynb", application="notebook")
    notebook.run_all()
    explorer = notebook.explorers[0]
    start = explorer.begin()
    explorer.type(explorer.sliders.first, 1.5)
    explorer.wait_for_change(start)
    explorer.reset.click()
    explorer.wait_for(start)
    assert notebook.problems == []
    page.close()


@opened("04_backprop")
def test_lines_are_put_in_order_by_keyboard_alone(notebook, screenshots):
    """Tab comes to each line and to the four buttons behind them, and Space presses them."""
    shown = notebook.cell("exercise-tanh-slope-lines").locator(".jp-OutputArea-output")
    press, buttons = notebook.page.keyboard.press, shown.locator("button")
    right = ["def", "inner=", "s=sigmoid", "slope=", "return"]

    def texts():
        return ["".join(text.split()) for text in buttons.all_inner_texts()][: len(right)]

    def place_of(word):
        (place,) = [n for n, text in enumerate(texts()) if word in text]
        return place

    def go(place, key="Tab"):
        for _stop in range(12):
            if buttons.nth(place).evaluate("button => button === document.activeElement"):
                return
            press(key)
        raise AssertionError(f"{key} did not come to button {place}")

    shown.scroll_into_view_if_needed()
    buttons.nth(len(right)).focus()
    for target, word in enumerate(right):
        go(place_of(word), "Shift+Tab")
        press("Space")
        expect(buttons.nth(place_of(word))).to_have_class(re.compile("mod-active"))
        go(len(right))  # the button that moves a line up
        for here in range(place_of(word), target, -1):
            press("Space")
            expect(buttons.nth(here - 1)).to_have_class(re.compile("mod-active"))
            assert place_of(word) == here - 1, "the button did not move the line"
    shown.screenshot(path=str(screenshots / "lines.png"))
    go(len(right) + 2)
    press("Space")
    shown.get_by_text(beginning("Right. {why}", notebook.language)).wait_for(timeout=10_000)
    assert notebook.problems == []
