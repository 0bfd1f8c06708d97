"""A learner's server as the image starts it: its packages, its paths, its command."""

import nbformat
import pytest
from lessons import ROOT

from hub.load import Hub, Learner

PYTHON = ROOT / ".venv-image/bin/python"
LESSONS = ("01_neuron", "06_training")


@pytest.fixture(scope="module")
def learner(tmp_path_factory):
    """Somebody with a server whose Python is the image's, behind a hub with a Python of its own."""
    hub = Hub("try", tmp_path_factory.mktemp("hub"), HUB_LEARNERS_PYTHON=str(PYTHON))
    try:
        hub.start()
        learner = Learner(hub, "ada")
        learner.log_in()
        yield learner.start()
    finally:
        hub.end()


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_prints_what_is_stored(learner, lesson):
    errors, printed = learner.run(learner.open(lesson))
    assert errors == []
    nb = nbformat.read(ROOT / f"notebooks/en/{lesson}.ipynb", 4)
    outputs = [output for cell in nb.cells for output in cell.get("outputs", ())]
    assert printed == "".join(o.text for o in outputs if o.output_type == "stream")


def test_python_and_its_packages_are_the_images(learner):
    source = ("import sys, jupyterlab, jupyterhub; print(sys.prefix, jupyterlab.__version__,"
              " jupyterhub.__version__)")  # fmt: skip
    errors, printed = learner.run([source])
    pins = dict(line.split("==") for line in (PYTHON.parents[1] / "pins.txt").read_text().split())
    assert errors == []
    expected = [str(PYTHON.parents[1]), pins["jupyterlab"], pins["jupyterhub"]]
    assert printed.split() == expected
