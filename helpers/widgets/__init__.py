"""Widgets are the explorers: a picture, sliders that move it, and buttons.

Each has a still picture of the same name and with the same arguments in `helpers.views`.
"""

from helpers.widgets.backprop import BackpropExplorer as backprop
from helpers.widgets.descent import DescentExplorer as descent
from helpers.widgets.feedforward import FeedforwardExplorer as feedforward
from helpers.widgets.game import GameExplorer as game
from helpers.widgets.loss import LossExplorer as loss
from helpers.widgets.museum import MuseumExplorer as museum
from helpers.widgets.neuron import NeuronExplorer as neuron
from helpers.widgets.rematch import RematchExplorer as rematch
from helpers.widgets.slope import SlopeExplorer as slope
from helpers.widgets.training import TrainingExplorer as training

__all__ = [
    "backprop",
    "descent",
    "feedforward",
    "game",
    "loss",
    "museum",
    "neuron",
    "rematch",
    "slope",
    "training",
]
