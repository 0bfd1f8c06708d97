"""Views are whole pictures of several panels that follow one state.

An explorer moves such a picture; the functions here draw the same picture once, with the same
arguments, so that a page without a running kernel shows where the explorer starts.
"""

from helpers.views.backprop import BackpropView, backprop
from helpers.views.descent import DescentView, descent
from helpers.views.feedforward import FeedforwardView, feedforward
from helpers.views.game import BlindGameView, GameView
from helpers.views.loss import LossView, loss
from helpers.views.museum import MuseumView, museum
from helpers.views.neuron import NeuronView, neuron
from helpers.views.rematch import RematchView, rematch
from helpers.views.slope import SlopeView, slope
from helpers.views.training import TrainingView, training

__all__ = [
    "BackpropView",
    "BlindGameView",
    "DescentView",
    "FeedforwardView",
    "GameView",
    "LossView",
    "MuseumView",
    "NeuronView",
    "RematchView",
    "SlopeView",
    "TrainingView",
    "backprop",
    "descent",
    "feedforward",
    "loss",
    "museum",
    "neuron",
    "rematch",
    "slope",
    "training",
]
