"""The rematch of notebook 5: gradient descent against the learner's score of notebook 3."""

from ipywidgets import HTML

from helpers import people, plots, score, style
from helpers.network import Network
from helpers.score import MOVES, Score
from helpers.training import train
from helpers.widgets import code
from helpers.widgets.controls import rate_slider, whole_slider
from helpers.widgets.explorer import Explorer
from helpers.widgets.loss import people_panels, predictions_text, show_people, side_panel
from helpers.words import _, together

STAND_IN = Score(0.0618, 3, False)  # three moves, each the best one of all single moves


class Rematch(Explorer):
    """Sliders for the learning rate and for the steps taken; the score of notebook 3 beside."""

    size = (840, 372)

    def __init__(self, learning_rate=10, steps=MOVES):
        self.message = HTML()
        step = whole_slider("steps", steps, MOVES, label="step")
        super().__init__({"rate": rate_slider(learning_rate), "step": step}, below=[self.message])

    def code(self):
        rate, step = self.values.values()
        given = code.nine(score.START), code.let(learning_rate=rate), "x1, x2 = X.T"
        steps = code.steps(code.NAMES, mean="np.mean({})")
        told = f"losses[{step}], *parameters[{step}]"
        return code.training(given, code.NAMES, f"for step in range({MOVES}):", steps, told)

    def state(self):
        rate, step = self.values.values()
        return {"learning_rate": rate, "steps": step}

    def draw(self, figure):
        ax = side_panel(figure)
        level = plots.line(ax, [0, MOVES], [0, 0], **plots.GUIDE)
        look = {"marker": "D", "ms": 8, "mec": style.INK, "mfc": style.TICKS, "clip_on": False}
        mine = plots.line(ax, zorder=5, **look)
        panels = {"history": plots.LossCurve(ax, "step"), "level": level, "score": mine}
        return people_panels(figure) | panels

    def show(self, panels):
        start, (rate, steps) = Network([2, 2, 1], **score.START), self.values.values()
        history = train(start, people.X, people.y_true, rate, MOVES, batch_size=None)
        stored = score.load()
        mine, ends = stored or STAND_IN, history.losses[-1]
        show_people(panels, history.network(steps))
        panels["history"].update(history.losses[: steps + 1], last=MOVES)
        panels["level"].set_ydata([mine.loss, mine.loss])
        panels["score"].set_data([mine.moves], [mine.loss])
        numbers = {"loss": style.fixed(mine.loss), "moves": mine.moves}
        told = _("Your best score of notebook 3: L = {loss} at move {moves}.") if stored else _(
            "There is no score of notebook 3 in this folder. In its place stands what {moves} good "
            "moves reach: L = {loss}. Play the game of notebook 3 to put your own here."
        )  # fmt: skip
        theirs = _("Gradient descent, learning rate {rate}: L = {loss} after 20 steps.")
        lower = ends < mine.loss
        self.message.value = together(
            told.format(**numbers),
            theirs.format(rate=f"{rate:.3g}", loss=style.fixed(ends)),
            _("Gradient descent is lower.") if lower else _("The score is lower, or as low."),
        )
        said = _("After step {step} with learning rate {rate} the loss is L = {now}. Predictions: "
                 "{predictions}. A curve shows the loss after each step; a dotted line and a "
                 "diamond show the score L = {loss} at move {moves}.")  # fmt: skip
        now = {"now": style.fixed(history.losses[steps]), "rate": f"{rate:.3g}", "step": steps}
        return said.format(predictions=predictions_text(history.network(steps)), **now, **numbers)
