"""The rematch of notebook 5: gradient descent against the learner's score of notebook 3."""

from ipywidgets import HTML

from helpers import score, style
from helpers.score import MOVES, Score
from helpers.views import RematchView
from helpers.views.rematch import descend
from helpers.widgets.descent import RateSlider
from helpers.widgets.explorer import SLIDER_WIDTH, Explorer
from helpers.widgets.loss import predictions_text
from helpers.widgets.training import WholeSlider
from helpers.words import say

STAND_IN = Score(0.0618, 3, False)  # three moves, each the best one of all single moves


class RematchExplorer(Explorer):
    """Sliders for the learning rate and for the steps taken; the score of notebook 3 beside."""

    view_class = RematchView

    def __init__(self, learning_rate=10, steps=MOVES):
        self.message = HTML()
        sliders = [
            RateSlider(learning_rate),
            WholeSlider("step", steps, MOVES, SLIDER_WIDTH),
        ]
        super().__init__(sliders, below=[self.message])

    def show(self, view):
        rate, steps = self.values["learning_rate"], self.values["step"]
        history = descend(rate)
        stored = score.load()
        mine = stored or STAND_IN
        view.update(history, steps, mine)
        numbers = {"loss": style.fixed(mine.loss), "moves": mine.moves}
        ends = history.losses[-1]
        self.message.value = " ".join(
            [
                say("rematch_mine" if stored else "rematch_stand_in", **numbers),
                say("rematch_theirs", loss=style.fixed(ends), learning_rate=f"{rate:.3g}"),
                say("rematch_descent" if ends < mine.loss else "rematch_score"),
            ]
        )
        return say(
            "alt_rematch",
            step=steps,
            learning_rate=f"{rate:.3g}",
            now=style.fixed(history.losses[steps]),
            predictions=predictions_text(history.network(steps)),
            **numbers,
        )
