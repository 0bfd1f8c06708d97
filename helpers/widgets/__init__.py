"""Widgets are the explorers: a picture, sliders that move it, and buttons.

Each is a class in a file of its own; `still()` gives its picture as an ordinary figure.
"""

from helpers.widgets.activations import Activations
from helpers.widgets.adder import Adder
from helpers.widgets.attention import Attention
from helpers.widgets.backprop import Backprop
from helpers.widgets.blunders import Blunders
from helpers.widgets.descent import Descent
from helpers.widgets.digit import Digit
from helpers.widgets.feedforward import Feedforward
from helpers.widgets.game import Game
from helpers.widgets.gates import Gates
from helpers.widgets.graph import Graph
from helpers.widgets.kernel import Kernel
from helpers.widgets.landscape import Landscape
from helpers.widgets.lapses import Lapses
from helpers.widgets.lines import Lines
from helpers.widgets.loss import Loss
from helpers.widgets.misreadings import Misreadings
from helpers.widgets.misroutes import Misroutes
from helpers.widgets.missteps import Missteps
from helpers.widgets.museum import Museum
from helpers.widgets.neuron import Neuron
from helpers.widgets.oversights import Oversights
from helpers.widgets.playground import Playground
from helpers.widgets.question import Question
from helpers.widgets.race import Race
from helpers.widgets.rematch import Rematch
from helpers.widgets.slope import Slope
from helpers.widgets.training import Training
from helpers.widgets.walks import Walks
