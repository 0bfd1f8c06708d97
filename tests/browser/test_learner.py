"""A learner plays: answers an exercise wrongly, then rightly; and opens Notebook 7."""

import pytest

from tests.browser.jupyter import Jupyter
from tests.browser.page import NotebookPage


def test_a_wrong_answer_is_named_and_a_right_one_praised(open_notebook):
    notebook = open_notebook("01_neuron.ipynb")
    assert "Not attempted yet" in notebook.text_of("exercise-and-gate-check")
    notebook.write("exercise-and-gate-stub", "w_and = [1, 1]\nb_and = -0.5")
    notebook.run("exercise-and-gate-check")
    assert "Not quite" in notebook.text_of("exercise-and-gate-check")
    assert "OR" in notebook.text_of("exercise-and-gate-check")
    notebook.write("exercise-and-gate-stub", "w_and = [1, 1]\nb_and = -1.5")
    notebook.run("exercise-and-gate-check")
    assert "Right" in notebook.text_of("exercise-and-gate-check")
    assert notebook.problems == []


def test_the_game_is_played_to_its_end(open_notebook):
    notebook = open_notebook("03_loss.ipynb")
    game = notebook.explorers[-1]
    game.show()
    for move in range(20):
        before = game.state
        game.type(game.sliders.nth(move % 9), round(0.1 * move + 0.05, 2))
        game.wait_for_change(before)
    assert "game is over" in game.box.inner_text()
    assert (notebook.jupyter.course / "notebooks" / "en" / "score.json").exists()


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
    explorer.show()
    start = explorer.state
    explorer.type(explorer.sliders.first, 1.5)
    explorer.wait_for_change(start)
    explorer.reset.click()
    explorer.wait_for(start)
    assert notebook.problems == []
    page.close()
