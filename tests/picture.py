"""Draws the README's picture with the course's own code: python -m tests.picture"""

from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers import style
from helpers.views import TrainingView
from helpers.views.training import run

PICTURE = Path(__file__).parents[1] / "picture.png"


def draw():
    """Draw the view of the training explorer at an early epoch."""
    figure = Figure(figsize=TrainingView.size, dpi=style.DPI)
    FigureCanvasAgg(figure)
    TrainingView(figure).update(run(learning_rate=0.1, seed=1, epochs=1000), epoch=120)
    figure.savefig(PICTURE, metadata={"Software": None})


if __name__ == "__main__":
    draw()
