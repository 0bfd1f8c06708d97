"""The game of notebook 3, "be the optimiser": twenty moves to make the loss small."""

from ipywidgets import HTML, Checkbox

from helpers import inputs, people, plots, score, style
from helpers.network import Network
from helpers.score import MOVES
from helpers.widgets.controls import LIMIT, button, layout, pairs, parameter_sliders
from helpers.widgets.explorer import Explorer
from helpers.widgets.loss import people_panels, predictions_text, show_people, side_panel
from helpers.widgets.picture import Picture
from helpers.words import _, joined, together


class Game(Explorer):
    """Nine sliders, each release of one a move; the best loss is kept for notebook 5.

    Blind, only the slopes are shown, and the losses when the game is over. `moves` are those made
    already, as pairs of a parameter and its new value: [("w1", 2), ("b3", -0.5)].
    """

    size = (840, 372)

    def __init__(self, moves=(), blind=False):
        inputs.one_of("blind", blind, (False, True))
        moves = pairs("moves", moves)
        inputs.whole("moves", len(moves), 0, MOVES)
        for name, value in moves:
            inputs.one_of("moves", name, score.START)
            inputs.within("moves", value, -LIMIT, LIMIT)
        self.net, self.message = Network([2, 2, 1], **score.START), HTML()
        self.moves, self.losses, self.pictures = [], [self._loss()], {}
        box = Checkbox(description=_("Blind: show only the slopes"), indent=False)
        box.layout = layout(230)
        controls = parameter_sliders(self.net, continuous_update=False) | {"blind": box}
        clear = button(_("New player"), self.new_player)
        super().__init__(controls, [clear], [self.message])
        self.reset_button.description = _("New game")
        if moves or blind:  # a new game has none
            with self.held():
                box.value = blind
                for name, value in moves:
                    controls[name].value = value
                    self._move(name)
            self.redraw()

    @property
    def over(self):
        """Tell whether all moves are made."""
        return len(self.losses) > MOVES

    def changed(self, name):
        """Make a move, or choose what is shown; this can be done before the first move only."""
        if self.over:
            return
        if name != "blind":
            self._move(name)
        self.redraw()

    def _move(self, name):
        self.net[name] = self.controls[name].value
        self.moves.append((name, self.net[name]))
        self.losses.append(self._loss())

    def code(self):
        return ""

    def state(self):
        return {"moves": self.moves, "blind": self.controls["blind"].value}

    def restore(self):
        for name, value in score.START.items():
            self.net[name] = value
        self.moves, self.losses = [], [self._loss()]

    def new_player(self):
        """Forget the best score, so that somebody else may begin."""
        score.clear()
        self.reset()

    def redraw(self):
        """Show the picture for somebody who sees everything, or for somebody blind."""
        with self._lock:
            blind = self.controls["blind"].value
            if blind not in self.pictures:
                self.pictures[blind] = Picture(self.size, self.draw)
            self.picture = self.pictures[blind]
            for name, control in self.controls.items():
                control.disabled = len(self.losses) > 1 if name == "blind" else self.over
            super().redraw()

    def draw(self, figure):
        panels = {"history": plots.LossCurve(side_panel(figure), "step")}
        if not self.controls["blind"].value:
            return panels | people_panels(figure)
        ax = plots.panel(figure, 110, 30, 340, 300)
        return panels | {"slopes": plots.SlopeBars(ax, self.net.names, 0.2)}

    def show(self, panels):
        self.message.value = self._message()
        moves = {"moves": len(self.losses) - 1, "of": MOVES}
        if not self.controls["blind"].value:
            show_people(panels, self.net)
            panels["history"].update(self.losses, last=MOVES)
            said = _("Move {moves} of {of}. The loss is L = {loss}. Predictions: {predictions}. A "
                     "curve shows the loss after each move.")  # fmt: skip
            loss = style.fixed(self.losses[-1])
            return said.format(loss=loss, predictions=predictions_text(self.net), **moves)
        slopes = self.net.gradient(people.X, people.y_true)
        panels["slopes"].update(slopes.values)
        panels["history"].update(self.losses if self.over else [], last=MOVES)
        said = _("Move {moves} of {of}. The slopes of the loss are {slopes}.")
        text = joined(f"{style.symbol(n)} {style.fixed(s)}" for n, s in slopes.by_name().items())
        return said.format(slopes=text, **moves)

    def _loss(self):
        return float(self.net.loss(people.X, people.y_true))

    def _message(self):
        best, blind = min(self.losses), self.controls["blind"].value
        if not self.over:
            said = _("Moves left: {left}. The loss is hidden until the last move.") if blind else _(
                "Moves left: {left}. Loss now: {loss}. Best in this game: {best}.")  # fmt: skip
            told = {"loss": style.fixed(self.losses[-1]), "best": style.fixed(best)}
            return said.format(left=MOVES - len(self.losses) + 1, **told)
        kept = score.save(best, self.losses.index(best), blind)
        said = _("Your best score so far, {loss}, is kept for notebook 5.") if kept else _(
            "Your best score so far is {loss}. It could not be written to a file, so notebook 5 "
            "will not see it."
        )  # fmt: skip
        over = _("The game is over. Best loss: {best}.").format(best=style.fixed(best))
        return together(over, said.format(loss=style.fixed(score.load().loss)))
