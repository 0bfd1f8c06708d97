"""How long each explorer takes to answer a control, and how many bytes it sends."""

import os
import tempfile
from functools import partial
from io import BytesIO
from itertools import cycle, islice
from time import perf_counter

import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import Button, Checkbox, Dropdown, FloatLogSlider, FloatSlider, IntSlider, Widget

from helpers import widgets
from helpers.widgets.explorer import Explorer
from tools.bench.table import Section, duration, row, verdict
from tools.bench.timing import Times

CLASSES = [getattr(widgets, name) for name in widgets.__all__]
NAMES = sorted(thing.__name__ for thing in CLASSES if issubclass(thing, Explorer))
MOST_MS, MOST_KB = 40, 120
# Frames of the playground's Play, five epochs from one to the next, and what one may take.
PLAYED = {
    "2-8-8-1, 500 points": ({}, 50, 120),
    "7-8-8-8-8-1, 1000 points": (
        {"layers": [8] * 4, "n": 1000, "further": ["squares", "product", "sines"]}, 120, None,
    ),
}  # fmt: skip
TITLE = "Explorers"
NOTE = f"""\
From a control that changes to the finished picture, inside the kernel: the median over all \
sliders, choices and buttons of an explorer with the values it starts with. Against: the same \
picture drawn anew as a whole, which is what a figure that is not kept would cost. An answer may \
take {MOST_MS} ms and {MOST_KB} kB. All controls of `Training` but one train the network anew, \
which is most of their time; the epoch, which Play moves, does not. So do most of those of \
`Playground`; for it there are two rows more, of the frames of its Play with five epochs of \
training in each: for the network that it begins with, and for the largest."""


def controls(widget):
    """Return all widgets inside a widget."""
    for child in getattr(widget, "children", ()):
        yield child
        yield from controls(child)


def changes(explorer):
    """Return pairs: what a control is called, and a function that changes it once more."""
    found = []
    for name, control in explorer.controls.items():
        attribute, values = places(control)
        found.append((name, partial(change, control, attribute, cycle(values))))
    buttons = [control for control in controls(explorer) if isinstance(control, Button)]
    return found + [(button.description, button.click) for button in buttons]


def change(control, attribute, values):
    setattr(control, attribute, next(values))


def places(control):
    """Return the attribute by which a control is moved and the values that it takes in turn."""
    if isinstance(control, FloatSlider | FloatLogSlider | IntSlider):
        values = np.linspace(control.min, control.max, 7)
        if isinstance(control, FloatLogSlider):
            values = control.base**values
        return "value", values.astype(int).tolist() if isinstance(control, IntSlider) else values
    if isinstance(control, Checkbox):
        return "value", [not control.value, control.value]
    assert isinstance(control, Dropdown), control
    return "index", np.roll(range(len(control.options)), -1 - (control.index or 0)).tolist()


def measured(explorer, redraws):
    """Return the seconds of each control's answers, those of drawing anew, and the most bytes."""
    answers, whole, most = {}, [], 0
    for name, act in islice(cycle(changes(explorer)), redraws):
        before, start = explorer.html.value, perf_counter()
        act()
        seconds = perf_counter() - start
        if explorer.html.value == before:
            continue  # it was there already
        answers.setdefault(name, []).append(seconds)
        most = max(most, len(explorer.html.value))
        whole.append(drawn_anew(explorer))
    return answers, np.array(whole), most


def drawn_anew(explorer):
    """Return the seconds that the picture of an explorer takes when it is drawn as a whole."""
    figure = explorer.still()  # not the explorer's own: drawing marks a figure as stale
    start = perf_counter()
    figure.savefig(BytesIO(), format="png")
    seconds = perf_counter() - start
    plt.close(figure)
    return seconds


def section(rounds):
    """Measure every explorer that `helpers.widgets` offers, and return the rows."""
    home, rows = os.getcwd(), []
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # the game keeps a score where it is played
        try:
            for name in NAMES:
                explorer = getattr(widgets, name)()
                rows.append(line(name, *measured(explorer, rounds(60))))
                explorer.close()
            rows += [played(name, *more, rounds(40)) for name, more in PLAYED.items()]
        finally:
            os.chdir(home)
            Widget.close_all()
    return Section(TITLE, NOTE, rows)


def played(name, settings, most_ms, most_kb, frames):
    """Return the row of a playground that plays: frame after frame, of five epochs each."""
    explorer, seconds, most = widgets.Playground(**settings), [], 0
    explorer.turn(True)
    slider = explorer.controls[explorer.played]
    for _frame in range(frames):
        start = perf_counter()
        slider.value += explorer.play.step
        seconds.append(perf_counter() - start)
        most = max(most, len(explorer.html.value))
    whole = Times("the whole picture", np.full(frames, drawn_anew(explorer)))
    explorer.close()
    ours = Times(f"Play, {name}", np.array(seconds))
    verdicts = [verdict(1000 * ours.median, most_ms, " ms")]
    verdicts += [] if most_kb is None else [verdict(most / 1000, most_kb, " kB")]
    return row(
        ours,
        whole,
        extra=f"; {most / 1000:.0f} kB",
        verdicts="; ".join(verdicts),
    )


def line(name, answers, whole, most):
    """Return the row of one explorer."""
    all_answers = np.array([seconds for control in answers.values() for seconds in control])
    slowest = max(answers, key=lambda control: np.median(answers[control]))
    ours, theirs = Times(f"`widgets.{name}`", all_answers), Times("the whole picture", whole)
    kb = most / 1000
    return row(
        ours,
        theirs,
        extra=f"; slowest {slowest}, {duration(np.median(answers[slowest]))}; {kb:.0f} kB",
        verdicts=f"{verdict(1000 * ours.median, MOST_MS, ' ms')}; {verdict(kb, MOST_KB, ' kB')}",
    )
