"""Widgets are the explorers: a picture, sliders that move it, and buttons.

Each is a class in a file of its own, which has its name in small letters and is read when the class
is asked for, because a lesson has a few of them. `still()` gives an explorer's picture as an
ordinary figure.
"""

from importlib import import_module

from helpers.words import _

__all__ = [
    "Activations",
    "Adder",
    "Attention",
    "Backprop",
    "Blunders",
    "Descent",
    "Digit",
    "Feedforward",
    "Game",
    "Gates",
    "Graph",
    "Kernel",
    "Landscape",
    "Lapses",
    "Lines",
    "Loss",
    "Misreadings",
    "Misroutes",
    "Missteps",
    "Museum",
    "Neuron",
    "Oversights",
    "Playground",
    "Question",
    "Race",
    "Rematch",
    "Slope",
    "Training",
    "Walks",
]


def __getattr__(name):  # widgets.Neuron, and all that is not in this file
    if name not in __all__:
        raise AttributeError(_("{kind} has no {name}").format(kind="widgets", name=name))
    return getattr(import_module(f"{__name__}.{name.lower()}"), name)


def __dir__():  # what the Tab key offers
    return sorted(__all__)
