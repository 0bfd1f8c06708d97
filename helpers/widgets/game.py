"""The game of notebook 3, "be the optimiser": twenty moves to make the loss small."""

from ipywidgets import HTML, Checkbox, Layout

from helpers import people, score, style
from helpers.network import Network
from helpers.views import BlindGameView, GameView
from helpers.widgets.explorer import Explorer, parameter_sliders
from helpers.widgets.loss import predictions_text
from helpers.widgets.picture import Picture
from helpers.words import say


class GameExplorer(Explorer):
    """Nine sliders, each release of one a move; the best loss is kept for notebook 5."""

    view_class = GameView

    def __init__(self):
        self.net = Network([2, 2, 1], **score.START)
        self.losses = [self._loss()]
        self.message = HTML()
        self.blind = Checkbox(
            description=say("button_blind"), indent=False, layout=Layout(width="230px")
        )
        self.blind.observe(lambda _change: self.reset(), names="value")
        sliders = parameter_sliders(self.net, continuous_update=False)
        super().__init__(sliders, [self.blind], [self.message])
        self.reset_button.description = say("button_new_game")
        self.pictures = {False: self.picture, True: Picture(BlindGameView)}

    @property
    def over(self):
        """Tell whether all moves are made."""
        return len(self.losses) > score.MOVES

    def on_slider(self, _change):
        with self._lock:
            if self.over:
                return
            self.net.update(self.values)
            self.losses.append(self._loss())
            self._enable(not self.over)
            self.redraw()

    def restore(self):
        super().restore()
        self.net.update(self.start)
        self.losses = [self._loss()]
        self.picture = self.pictures[self.blind.value]
        self._enable(True)

    def show(self, view):
        view.update(self.net, self.losses, self.over)
        self.message.value = self._message()
        progress = {"moves": len(self.losses) - 1, "of": score.MOVES}
        if self.blind.value:
            slopes = self.net.gradient(people.X, people.y_true).by_name().items()
            text = ", ".join(f"{style.symbol(n)} {style.fixed(slope)}" for n, slope in slopes)
            return say("alt_game_blind", slopes=text, **progress)
        loss = style.fixed(self.losses[-1])
        return say("alt_game", loss=loss, predictions=predictions_text(self.net), **progress)

    def _loss(self):
        return float(self.net.loss(people.X, people.y_true))

    def _enable(self, on):
        for slider in self.sliders.values():
            slider.disabled = not on

    def _message(self):
        best, moves = min(self.losses), len(self.losses) - 1
        left = score.MOVES - moves
        if not self.over and self.blind.value:
            return say("game_blind", left=left)
        now = {"loss": style.fixed(self.losses[-1]), "best": style.fixed(best)}
        if not self.over:
            return say("game_open", left=left, **now)
        kept = score.save(best, self.losses.index(best), self.blind.value)
        sentence = say(
            "game_kept" if kept else "game_not_kept", loss=style.fixed(score.load().loss)
        )
        return f"{say('game_over', best=style.fixed(best))} {sentence}"
