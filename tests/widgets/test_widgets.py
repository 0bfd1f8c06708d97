"""Every explorer: each control changes the picture, and nothing of the plumbing shows."""

import os
import re
import threading
from contextlib import chdir
from functools import lru_cache, partial

import matplotlib.pyplot as plt
import numpy as np
import pytest
from another import turn
from explorers import EXPLORERS
from ipywidgets import Button, Checkbox, Dropdown, FloatLogSlider, FloatSlider, IntSlider
from matplotlib.backends import backend_agg
from matplotlib.mathtext import MathTextParser
from readback import (
    alt,
    axes_of,
    box_of,
    check_marks_are_whole,
    check_numbers_on_axes,
    check_ticks,
    drawn,
    pixels,
    texts_of,
    unseen,
)

from helpers import figures, people, score, widgets
from helpers.diagrams import width_of
from helpers.widgets import picture
from helpers.widgets.picture import sheet

SLIDERS = FloatSlider, FloatLogSlider, IntSlider
MOST_BYTES = 120_000
LETTERS, ARROW = 13 * 72 / 100, 30  # in a list of choices: points, and pixels for its arrow
LEAST_BUTTON, LEAST_PIXEL = 44, 24  # pixels, for a finger; for one of many buttons in a square
MOST_HEIGHT = 640  # pixels of controls and picture together, on a screen of 800


# All of them, or with EXPLORER_DAYS those that have their turn today.
OF_TODAY = turn(list(EXPLORERS), int(os.environ.get("EXPLORER_DAYS", "1")))


@pytest.fixture(scope="module", params=OF_TODAY)
def made(request, tmp_path_factory):
    """Return each explorer in turn, in a folder of its own, its first picture, and later sizes."""
    with chdir(tmp_path_factory.mktemp("score")):
        explorer, sizes = EXPLORERS[request.param](), []
        explorer.html.observe(lambda change: sizes.append(len(change.new)), "value")
        yield explorer, explorer.html.value, sizes


@pytest.fixture
def explorer(made):
    """Return an explorer that shows what a new one does.

    Whatever is done with it, every picture is small, and no figure of pyplot is left behind.
    """
    explorer, first, sizes = made
    score.clear()
    explorer.reset()
    assert explorer.html.value == first
    yield explorer
    assert plt.get_fignums() == []
    assert max(sizes, default=0) <= MOST_BYTES


def inside(widget):
    """Yield all widgets inside a widget."""
    for child in getattr(widget, "children", ()):
        yield child
        yield from inside(child)


def sliders(explorer):
    """Return the sliders of an explorer by name."""
    return {n: c for n, c in explorer.controls.items() if isinstance(c, SLIDERS)}


def move(control):
    """Give a control another value."""
    if isinstance(control, Checkbox):
        control.value = not control.value
    elif isinstance(control, Dropdown):
        steps = min(2, len(control.options) - 1)
        control.index = (control.index + steps) % len(control.options)
    else:
        value = 1.5 if isinstance(control, FloatLogSlider) else control.value + 1.5
        if isinstance(control, IntSlider):
            value = control.value + (3 if control.value < control.max - 3 else -3)
        control.value = value if value <= control.max else control.value - 1.5


def move_all(explorer):
    """Give every control another value, and draw the picture once."""
    with unseen():
        for control in explorer.controls.values():
            move(control)
    explorer.redraw()


def everything_said(explorer):
    """Return the alternative text, and each of the sentences around the picture."""
    below = [child for child in explorer.children[1:] if child is not explorer.html]
    texts = [child.value for child in below if child.has_trait("value")]
    return [alt(explorer), *texts]


def test_every_control_changes_the_picture_and_what_is_said(explorer):
    picture, said, shown = explorer.html.value, everything_said(explorer), pixels(explorer)
    for name, control in explorer.controls.items():
        with unseen():
            explorer.reset()
        move(control)
        assert everything_said(explorer) != said, f"{name} is not in the alternative text"
        if name != "guess":  # the museum answers to it in words alone
            assert explorer.html.value != picture
            assert (pixels(explorer) != shown).any(), f"{name} moves nothing"


def test_a_slider_draws_what_moves_and_nothing_else(explorer, monkeypatch):
    """What stands still is drawn once: the figure as a whole takes three times as long."""
    drawn = []
    for name, control in explorer.controls.items():
        if isinstance(control, FloatSlider | FloatLogSlider | IntSlider):
            move(control)
            with monkeypatch.context() as patch:
                patch.setattr(explorer.picture.canvas, "draw", partial(drawn.append, name))
                move(control)
    assert drawn == []


def test_a_picture_is_packed_as_is_quickest_for_what_it_shows(explorer, monkeypatch):
    """By runs of one colour, but where a plane or a map has tints that run into each other."""
    asked = []
    pack = figures.png
    monkeypatch.setattr(figures, "png", lambda *of: asked.append(of[-1]) or pack(*of))
    explorer.redraw()
    flat = widgets.Feedforward | widgets.Backprop | widgets.Slope | widgets.Museum
    flat |= widgets.Activations | widgets.Missteps | widgets.Digit | widgets.Misreadings
    flat |= widgets.Kernel | widgets.Oversights | widgets.Adder | widgets.Lapses
    flat |= widgets.Misroutes | widgets.Graph | widgets.Attention | widgets.Blunders
    assert asked == [isinstance(explorer, flat)]


def test_no_text_leaves_a_trace_for_the_next_one(explorer):
    """Texts are drawn one after another on one sheet, which is clean in between."""
    move_all(explorer)
    renderer, _lock = sheet()
    assert not np.asarray(renderer.buffer_rgba())[..., 3].any()


def test_reset_brings_everything_back_in_one_redraw(explorer, monkeypatch):
    start, values = explorer.html.value, explorer.values
    said = everything_said(explorer)
    move_all(explorer)
    assert explorer.html.value != start
    drawn_again = []
    redraw = type(explorer).redraw

    def counted(self):
        drawn_again.append(self.values)
        redraw(self)

    monkeypatch.setattr(type(explorer), "redraw", counted)
    explorer.reset_button.click()
    assert drawn_again == [values], "one redraw, with everything where it started"
    assert explorer.html.value == start
    assert everything_said(explorer) == said
    assert explorer.values == values


# In the game a move back is one more move; in the descent a walk begins anew, which is the same.
@pytest.mark.parametrize("made", [name for name in OF_TODAY if name != "game"], indirect=True)
def test_a_value_put_back_brings_back_the_same_bytes(explorer):
    start = explorer.html.value
    for name, slider in sliders(explorer).items():
        value = slider.value
        slider.value = slider.max if value == slider.min else slider.min
        assert explorer.html.value != start, name
        slider.value = value
        assert explorer.html.value == start, name


def test_both_ends_of_every_slider_show_their_state_without_a_warning(explorer, recwarn):
    """What stands in the picture after a drag to an end is what a fresh drawing shows."""
    for slider in sliders(explorer).values():
        for end in (slider.min, slider.max):
            slider.value = 10.0**end if isinstance(slider, FloatLogSlider) else end
            check_marks_are_whole(explorer.picture.figure)
        check_live_as_still(explorer)
    assert [str(w.message) for w in recwarn if "Kernel" not in str(w.message)] == []


def check_live_as_still(explorer):
    """The still picture shows the same artists, and the learner sees the same pixels."""
    still = explorer.still()
    try:
        still.set_dpi(200)
        still.canvas.draw()
        assert drawn(still) == drawn(explorer.picture.figure)
        assert still.get_label() == alt(explorer)
        width, height = still.get_size_inches() * 100
        assert (round(width), round(height)) == explorer.size
        wanted = np.asarray(still.canvas.buffer_rgba())[..., :3].astype(np.int16)
        different = abs(wanted - pixels(explorer)).max(axis=-1) > 60  # the palette rounds
        assert different.mean() < 2e-4
    finally:
        plt.close(still)


def test_the_still_picture_is_the_live_one(explorer):
    check_live_as_still(explorer)
    move_all(explorer)
    check_live_as_still(explorer)


def test_the_numbers_on_all_axes_are_where_they_say(explorer):
    for _state in range(2):
        check_numbers_on_axes(explorer.picture.figure)
        check_ticks(explorer.picture.figure)
        move_all(explorer)


def test_every_axis_has_a_name(explorer):
    """A scale, a strip and bars carry theirs as a title."""
    for ax in axes_of(explorer.picture.figure):
        names = [text.get_text() for text in ax.texts]
        if ax.axison:
            assert ax.get_xlabel() or names
            assert ax.get_ylabel() or names or ax.get_xlabel()


WORDS = {"rate", "epoch", "step", "training", "test", "validation", "loss", "start", "head", "sum"}
WORDS |= {"shuffled", "fixed", "AND", "OR", "XOR", "NAND", "yes", "no", "plain", "momentum"}
WORDS |= {"AdaGrad", "RMSProp", "Adam", "ReLU", "GELU", "SiLU", "ELU", "tanh", "sigmoid"}
WORDS |= {person.name for person in people.PEOPLE}


def test_a_picture_has_no_words_but_names_and_terms_of_the_field(explorer):
    """So it is the same in each language; what else stands there is told in words beside it."""
    for _state in range(2):
        for text in texts_of(explorer.picture.figure):
            for word in re.findall("[A-Za-z]{2,}", re.sub(r"\$[^$]*\$", " ", text.get_text())):
                assert word in WORDS or word in alt(explorer)
        move_all(explorer)


def test_no_text_leaves_the_picture_and_no_panel_covers_another(explorer):
    for _state in range(2):
        width, height = explorer.size
        for text in texts_of(explorer.picture.figure):
            left, low, right, top = box_of(text)
            assert left >= 0, text
            assert right <= width, text
            assert low >= 0, text
            assert top <= height, text
        panels = [ax for ax in explorer.picture.figure.axes if ax.axison]
        boxes = [np.ravel(ax.get_position().get_points()) for ax in panels]
        for i, (left, low, right, top) in enumerate(boxes):
            for other in boxes[:i]:
                apart = right <= other[0] or other[2] <= left or top <= other[1] or other[3] <= low
                assert apart
        move_all(explorer)


def in_pixels(length):
    """Return a length of a layout, "60px", as a number."""
    return int(re.fullmatch(r"(\d+)px", length)[1])


@pytest.mark.parametrize("name", OF_TODAY)
@unseen()
def test_a_new_explorer_has_room_for_its_controls_and_even_ticks(name, tmp_path):
    with chdir(tmp_path):
        explorer = EXPLORERS[name]()
    check_sliders(explorer)
    check_choices(explorer)
    for button in [c for c in inside(explorer) if isinstance(c, Button)]:
        least = LEAST_BUTTON if button.description else LEAST_PIXEL
        assert in_pixels(button.layout.min_width) >= least
    check_ticks(explorer.picture.figure)


def check_sliders(explorer):
    """Three sliders fit in a row, four do not, and a column of parameters is a neuron."""
    row = explorer.children[0]
    room, order = in_pixels(row.layout.max_width), list(row.children)
    for name, slider in sliders(explorer).items():
        wide = in_pixels(slider.layout.width) + 2 * 4  # and its margins
        beside = slider not in order  # a pad, whose test looks after it
        if name != "epoch" and not beside:  # of which there are more than of anything else
            assert 3 * wide <= room < 4 * wide
        assert wide <= room
    if "b3" in explorer.controls:
        for i, neuron in enumerate((("w1", "w2", "b1"), ("w3", "w4", "b2"), ("w5", "w6", "b3"))):
            assert {order.index(explorer.controls[name]) % 3 for name in neuron} == {i}


def check_choices(explorer):
    """Every choice is told in words of its own, and the list has room for the longest."""
    for choice in [c for c in explorer.controls.values() if isinstance(c, Dropdown)]:
        texts = [text for text, _value in choice.options]
        assert all(text and isinstance(text, str) for text in texts)
        assert len(set(texts)) == len(texts)
        if choice.layout.width == "auto":  # as wide as it has to be
            continue
        wide = max(width_of(text, LETTERS) for text in texts)
        if choice.style.description_width == "initial":
            wide += width_of(choice.description, LETTERS) + 8
        assert in_pixels(choice.layout.width) >= wide + ARROW


def test_every_button_has_a_name_and_works(explorer):
    buttons = [c for c in inside(explorer) if isinstance(c, Button)]
    assert explorer.reset_button in buttons
    for button in buttons:
        move_all(explorer)
        before = [explorer.html.value, *everything_said(explorer)]
        button.click()
        assert button.description or button.tooltip
        after = [explorer.html.value, *everything_said(explorer)]
        assert after != before, f"{button.description or button.tooltip} does nothing"


def test_callbacks_from_two_threads_leave_a_whole_picture(explorer):
    first, *others = explorer.controls.values()
    second = (others or [first])[0]  # two threads at one control, where there is no other

    def drag(control):
        for _change in range(5):
            if isinstance(control, Dropdown):
                control.index = (control.index + 1) % len(control.options)
            else:
                control.value = control.min if control.value == control.max else control.max

    threads = [threading.Thread(target=drag, args=(control,)) for control in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    check_live_as_still(explorer)


def test_a_still_picture_is_one_ordinary_figure(explorer):
    still = explorer.still()
    assert plt.get_fignums() == [still.number]
    plt.close(still)


def test_a_drag_stays_small(explorer):
    """Of a list each choice once. How long a change takes is measured by the benchmark."""
    control = list(explorer.controls.values())[-1]
    if isinstance(control, Checkbox):
        control = explorer.controls["w1"]
    if isinstance(control, Dropdown):
        values = [value for _shown, value in control.options]
    else:
        values = np.linspace(control.min, control.max, 20).tolist()
    for value in values:
        control.value = round(value) if isinstance(control, IntSlider) else value
        assert len(explorer.html.value) <= MOST_BYTES


def rows_of(explorer):
    """Return in how many rows the controls come to lie, from left to right, each as wide as it is.

    Where the width is not told, such as of the buttons, it is taken to be that of a whole row.
    """
    room, rows, taken = in_pixels(explorer.children[0].layout.max_width), 1, 0
    for control in explorer.children[0].children:
        told = control.layout.width
        wide = in_pixels(told) + 2 * 4 if re.fullmatch(r"\d+px", told or "") else room
        if taken + wide > room:
            rows, taken = rows + 1, 0
        taken += wide
    return rows


def test_it_fits_a_notebook_beside_the_file_browser(explorer):
    width, height = explorer.size
    assert width <= 840
    assert height + 34 * rows_of(explorer) <= MOST_HEIGHT
    assert f'<img width="{width}" height="{height}"' in explorer.html.value
    assert pixels(explorer).shape == (2 * height, 2 * width, 3), "sharp: two pixels for one shown"


NINE_NAMES = "w₁ w₃ w₅ w₂ w₄ w₆ b₁ b₂ b₃"
SAID = {  # beside their controls, in the order of these
    "activations": "f a z layers g seed",
    "adder": "network a b t epoch",
    "attention": "world head head_1 head_2 head_3 head_4 mask positions training place T",
    "backprop": f"{NINE_NAMES} person ∂L/∂…",
    "descent": "w₆ b₃ rate two_parameters batch_and_order",
    "digit": "row k",
    "feedforward": f"x₁ x₂ {NINE_NAMES}",
    "game": f"{NINE_NAMES} Blind:_show_only_the_slopes",
    "gates": "w₁ w₂ b gate",
    "graph": "graph w₁ w₂ b x₁ x₂ step",
    "kernel": "kernel row w₁ w₂ w₃ w₄ w₅ w₆ w₇ w₈ w₉ b i j",
    "landscape": "w₆ b₃ two_parameters",
    "loss": f"{NINE_NAMES} L(…)",
    "neuron": "x₁ x₂ w₁ w₂ b",
    "playground": "points n test squares product sines noise points start A₁ A₂ A₃ A₄ activation "
    "optimiser rate batch epoch decay gain x₁ x₂ y neuron",
    "race": "plain momentum AdaGrad RMSProp Adam c α step",
    "rematch": "rate step",
    "slope": "w₁ log₁₀_h L(…) ε",
    "training": "seed rate epochs epoch",
    "walks": "rate",
}


def test_every_control_has_the_name_that_the_lessons_use(explorer):
    said = [control.description.replace(" ", "_") for control in explorer.controls.values()]
    assert " ".join(said) == SAID.get(type(explorer).__name__.lower(), "№ mistake")


def test_every_length_is_one_that_a_browser_knows(explorer):
    """One that it does not know, it leaves out, and the page jumps."""
    for widget in (explorer, *inside(explorer)):
        for name in ("width", "min_width", "max_width", "height", "min_height", "max_height"):
            length = getattr(getattr(widget, "layout", None), name, None)
            assert re.fullmatch(r"\d+(\.\d+)?(px|%)|auto|None", str(length)), length


def test_readouts_can_be_typed_into_and_every_control_says_what_it_is(explorer):
    for name, control in explorer.controls.items():
        assert control.description
        if name in sliders(explorer):
            assert control.readout
            assert re.fullmatch(r"\.\d[fg]|d", control.readout_format)


NAN, INFINITE = float("nan"), float("inf")
REFUSED = [  # the call, and what its sentence must say
    (lambda: widgets.Neuron(w1=NAN), "w1 was numbers with 1 NaN"),
    (lambda: widgets.Neuron(b=INFINITE), "b was numbers with an infinite one"),
    (lambda: widgets.Neuron(w1="heavy"), "w1 was 'heavy'; expected numbers"),
    (lambda: widgets.Neuron(w1=99), "w1 was 99.0; expected a number from -8 to 8"),
    (lambda: widgets.Neuron(x2=[1, 2]), r"x2 was an array of shape \(2,\); expected one number"),
    (lambda: widgets.Gates("NOR"), "gate was 'NOR'; expected one of AND, OR, XOR, NAND"),
    (lambda: widgets.Gates(gate=1), "gate was 1; expected one of AND"),
    (lambda: widgets.Gates(w2=8.5), "w2 was 8.5; expected a number from -8 to 8"),
    (lambda: widgets.Gates(b=NAN), "b was numbers with 1 NaN"),
    (lambda: widgets.Feedforward(x1=-8.5), "x1 was -8.5; expected a number from -8 to 8"),
    (lambda: widgets.Feedforward(w1=7), "w1 was 7.0; expected a number from -6 to 6"),
    (lambda: widgets.Feedforward(w7=1), "w7 was 1; expected an argument called x1, x2, steps, "),
    (lambda: widgets.Loss(name="w9"), "name was 'w9'; expected one of w1"),
    (lambda: widgets.Loss(name=1), "name was 1; expected one of w1"),
    (lambda: widgets.Loss(b3=-7), "b3 was -7.0; expected a number from -6 to 6"),
    (lambda: widgets.Landscape("w12"), "x was 'w12'; expected one of w1"),
    (lambda: widgets.Landscape("b3", "b3"), "y was 'b3'; expected one of w1"),
    (lambda: widgets.Landscape(y=3), "y was 3; expected one of w1"),
    (lambda: widgets.Landscape(w6=7), "w6 was 7.0; expected a number from -6 to 6"),
    (lambda: widgets.Landscape(w1=NAN), "w1 was numbers with 1 NaN"),
    (lambda: widgets.Rematch(steps=50), "steps was 50; expected a whole number from 0 to 20"),
    (lambda: widgets.Rematch(steps=-1), "steps was -1; expected a whole number from 0 to 20"),
    (lambda: widgets.Rematch(steps=21), "steps was 21; expected a whole number from 0 to 20"),
    (lambda: widgets.Rematch(steps=2.5), "steps was 2.5; expected a whole number from 0 to 20"),
    (lambda: widgets.Rematch(learning_rate=0), "learning_rate was 0.0; expected a number from 0.1"),
    (lambda: widgets.Backprop(person="Zoe"), "person was 'Zoe'; expected one of Alice, Bob"),
    (lambda: widgets.Backprop(name="w12"), "name was 'w12'; expected one of w1"),
    (lambda: widgets.Backprop(w1=NAN), "w1 was numbers with 1 NaN"),
    (lambda: widgets.Slope(name="h"), "name was 'h'; expected one of w1"),
    (lambda: widgets.Slope(h=0), r"h was 0.0; expected a number from 1e-12 to 3\.16"),
    (lambda: widgets.Slope(h=-1), r"h was -1.0; expected a number from 1e-12 to 3\.16"),
    (lambda: widgets.Slope(h=10), r"h was 10.0; expected a number from 1e-12 to 3\.16"),
    (lambda: widgets.Slope(h=1e-20), r"h was 1e-20; expected a number from 1e-12 to 3\.16"),
    (lambda: widgets.Slope(h="small"), "h was 'small'; expected numbers"),
    (lambda: widgets.Slope(precision=23), "precision was 23; expected one of double, single"),
    (lambda: widgets.Museum(99), "number was 99; expected a whole number from 0 to 8"),
    (lambda: widgets.Museum(-1), "number was -1; expected a whole number from 0 to 8"),
    (lambda: widgets.Museum("one"), "number was 'one'; expected a whole number from 0 to 8"),
    (lambda: widgets.Museum(seed=-1), "seed was -1; expected a whole number from 0"),
    (lambda: widgets.Museum(seed=1.5), "seed was 1.5; expected a whole number from 0"),
    (lambda: widgets.Descent("w12"), "x was 'w12'; expected one of w1"),
    (lambda: widgets.Descent("w6", "w6"), "y was 'w6'; expected one of w1"),
    (lambda: widgets.Descent(learning_rate=1000), "learning_rate was 1000.0; expected a number"),
    (lambda: widgets.Descent(w6=9), "w6 was 9.0; expected a number from -8 to 8"),
    (lambda: widgets.Descent(w1=99), "w1 was 99.0; expected a number from -8 to 8"),
    (
        lambda: widgets.Descent(pair=2),
        "pair was 2; expected an argument called x, y, learning_r",
    ),
    (lambda: widgets.Slope(w1=7), "w1 was 7.0; expected a number from -6 to 6"),
    (lambda: widgets.Slope(w2=7), "w2 was 7.0; expected a number from -6 to 6"),
    (lambda: widgets.Slope(b2="1"), "b2 was '1'; expected numbers"),
    (lambda: widgets.Neuron(w3=1), "w3 was 1; expected an argument called x1, x2, w1, w2, b"),
    (lambda: widgets.Game(w1=1), "w1 was 1; expected an argument called moves, blind"),
    (lambda: widgets.Game(moves=3), "moves was 3; expected a list of pairs"),
    (lambda: widgets.Game(moves=["w1"]), "moves was 'w1'; expected a list of pairs"),
    (
        lambda: widgets.Game(moves=[("w1", 1), ("w2", 1, 0)]),
        r"moves was \('w2', 1, 0\); expected a list of pairs",
    ),
    (lambda: widgets.Descent(walked=[(10,)]), r"walked was \(10,\); expected a list of pairs"),
    (lambda: widgets.Game(moves=[("w1", 7)]), "moves was 7.0; expected a number from -6 to 6"),
    (lambda: widgets.Game(moves=[("x1", 1)]), "moves was 'x1'; expected one of w1"),
    (lambda: widgets.Game(moves=[("w1", 1)] * 21), "moves was 21; expected a whole number from 0"),
    (lambda: widgets.Game(blind=1), "blind was 1; expected one of False, True"),
    (lambda: widgets.Feedforward(steps=7), "steps was 7; expected a whole number from 0 to 6"),
    (lambda: widgets.Museum(named=True), "named was True; expected a list of True, False and No"),
    (lambda: widgets.Museum(named=[1]), "named was 1; expected one of True, False, None"),
    (lambda: widgets.Museum(guess="none"), "guess was 'none'; expected one of "),
    (lambda: widgets.Missteps(10), "number was 10; expected a whole number from 0 to 9"),
    (lambda: widgets.Missteps(seed=-1), "seed was -1; expected a whole number from 0"),
    (lambda: widgets.Missteps(named=[1]), "named was 1; expected one of True, False, None"),
    (lambda: widgets.Missteps(guess="no_bias"), "guess was 'no_bias'; expected one of "),
    (lambda: widgets.Missteps(key="late"), "key was 'late'; expected an argument called number, "),
    (lambda: widgets.Misreadings(7), "number was 7; expected a whole number from 0 to 6"),
    (lambda: widgets.Misreadings(seed="x"), "seed was 'x'; expected a whole number from 0"),
    (lambda: widgets.Misreadings(named="no"), "named was 'no'; expected a list of True, False an"),
    (lambda: widgets.Misreadings(guess="late"), "guess was 'late'; expected one of , axis, no_shi"),
    (lambda: widgets.Lapses(7), "number was 7; expected a whole number from 0 to 6"),
    (lambda: widgets.Lapses(seed="x"), "seed was 'x'; expected a whole number from 0"),
    (lambda: widgets.Lapses(named=[1]), "named was 1; expected one of True, False, None"),
    (
        lambda: widgets.Lapses(guess="leak"),
        "guess was 'leak'; expected one of , highest, carry, st",
    ),
    (lambda: widgets.Lapses(way=1), "way was 1; expected an argument called number, seed, named"),
    (lambda: widgets.Blunders(10), "number was 10; expected a whole number from 0 to 9"),
    (lambda: widgets.Blunders(seed="x"), "seed was 'x'; expected a whole number from 0"),
    (lambda: widgets.Blunders(named=[1]), "named was 1; expected one of True, False, None"),
    (lambda: widgets.Blunders(guess="leak"), "guess was 'leak'; expected one of , no_mask, axis"),
    (lambda: widgets.Blunders(way=1), "way was 1; expected an argument called number, seed, named"),
    (lambda: widgets.Adder(256), "a was 256; expected a whole number from 0 to 255"),
    (lambda: widgets.Adder(a=1.0), "a was 1.0; expected a whole number from 0 to 255"),
    (lambda: widgets.Adder(b=-1), "b was -1; expected a whole number from 0 to 255"),
    (lambda: widgets.Adder(b="7"), "b was '7'; expected a whole number from 0 to 255"),
    (lambda: widgets.Adder(t=10), "t was 10; expected a whole number from 0 to 9"),
    (lambda: widgets.Adder(epoch=41), "epoch was 41; expected a whole number from 0 to 40"),
    (lambda: widgets.Adder(epoch=True), "epoch was True; expected a whole number from 0 to 40"),
    (lambda: widgets.Adder(network="hand"), "network was 'hand'; expected one of trained, by_hand"),
    (lambda: widgets.Adder(network=13), "network was 13; expected one of trained, by_hand"),
    (lambda: widgets.Adder(steps=3), "steps was 3; expected an argument called a, b, t, epoch, n"),
    (lambda: widgets.Attention("name"), "world was 'name'; expected one of names, book"),
    (lambda: widgets.Attention(text="Mari"), "text was 'Mari'; expected 0 to 11 letters from"),
    (lambda: widgets.Attention(text="mmmmmmmmmmmm"), "text was 'mmmmmmmmmmmm'; expected 0 to"),
    (lambda: widgets.Attention(text=3), "text was 3; expected a text"),
    (lambda: widgets.Attention(book="a3 k7"), "book was 'a3 k7'; expected 1 to 12 pairs of a let"),
    (lambda: widgets.Attention(book="k?"), "book was 'k.'; expected 1 to 12 pairs of a letter an"),
    (lambda: widgets.Attention(book="a3 " * 13 + "a?"), "book was 'a3 a3 .+; expected 1 to 12 pa"),
    (lambda: widgets.Attention(book="a3 kk k?"), "book was 'a3 kk k.'; expected 1 to 12 pairs"),
    (lambda: widgets.Attention(book="A3 k?"), "book was 'A3 k.'; expected 1 to 12 pairs of a let"),
    (lambda: widgets.Attention(book="3a k?"), "book was '3a k.'; expected 1 to 12 pairs of a let"),
    (lambda: widgets.Attention(book="a³ k?"), "book was 'a³ k.'; expected 1 to 12 pairs of a let"),
    (lambda: widgets.Attention(book="a k?"), "book was 'a k.'; expected 1 to 12 pairs of a lett"),
    (lambda: widgets.Attention(book="a12 k?"), "book was 'a12 k.'; expected 1 to 12 pairs of a l"),
    (lambda: widgets.Attention(book="a? k?"), "book was 'a. k.'; expected 1 to 12 pairs of a let"),
    (lambda: widgets.Attention(book=["a3", "k?"]), "book was .+; expected a text"),
    (lambda: widgets.Attention(place=5), "place was 5; expected a whole number from 0 to 4"),
    (lambda: widgets.Attention(place=-1), "place was -1; expected a whole number from 0 to 4"),
    (lambda: widgets.Attention("book", place=1.0), "place was 1.0; expected a whole number from 0"),
    (lambda: widgets.Attention(head=0), "head was 0; expected one of 1, 2, 3, 4"),
    (lambda: widgets.Attention(head=True), "head was True; expected one of 1, 2, 3, 4"),
    (lambda: widgets.Attention(off=2), "off was 2; expected a list of heads"),
    (lambda: widgets.Attention(off=[5]), "off was 5; expected a whole number from 1 to 4"),
    (lambda: widgets.Attention(mask=1), "mask was 1; expected one of True, False"),
    (lambda: widgets.Attention(positions="no"), "positions was 'no'; expected one of True, False"),
    (lambda: widgets.Attention(epoch=3), "epoch was 3; expected one of 0, 1, 2, 4, 8, 23"),
    (lambda: widgets.Attention(steps=200), "steps was 200; expected one of 0, 50, 100, 500"),
    (lambda: widgets.Attention(temperature=0), "temperature was 0.0; expected a number from 0.1"),
    (lambda: widgets.Attention(temperature=2.1), "temperature was 2.1; expected a number from 0"),
    (lambda: widgets.Attention(temperature=NAN), "temperature was numbers with 1 NaN"),
    (lambda: widgets.Attention(seed=-1), "seed was -1; expected a whole number from 0 to 4294967"),
    (lambda: widgets.Attention(seed=None), "seed was None; expected a whole number from 0"),
    (lambda: widgets.Descent(seed=2**32 + 1), "seed was 4294967297; expected a whole number from"),
    (lambda: widgets.Attention(drawn=0.5), "drawn was 0.5; expected a whole number from 0"),
    (lambda: widgets.Attention(pairs="a3"), "pairs was 'a3'; expected an argument called world, "),
    (lambda: widgets.Misreadings(way=1), "way was 1; expected an argument called number, seed, "),
    (lambda: widgets.Oversights(7), "number was 7; expected a whole number from 0 to 6"),
    (lambda: widgets.Oversights(seed=2.5), "seed was 2.5; expected a whole number from 0"),
    (lambda: widgets.Oversights(named=[0]), "named was 0; expected one of True, False, None"),
    (lambda: widgets.Oversights(guess="leak"), "guess was 'leak'; expected one of , padding, ev"),
    (lambda: widgets.Oversights(way=1), "way was 1; expected an argument called number, seed, "),
    (lambda: widgets.Graph("xor"), "graph was 'xor'; expected one of neuron, twice, silu"),
    (lambda: widgets.Graph(w1=5), "w1 was 5.0; expected a number from -4 to 4"),
    (lambda: widgets.Graph(b=NAN), "b was numbers with 1 NaN"),
    (lambda: widgets.Graph(x2="much"), "x2 was 'much'; expected numbers"),
    (lambda: widgets.Graph(step=18), "step was 18; expected a whole number from 0 to 17"),
    (lambda: widgets.Graph("silu", step=16), "step was 16; expected a whole number from 0 to 15"),
    (lambda: widgets.Graph(step=1.5), "step was 1.5; expected a whole number from 0 to 17"),
    (lambda: widgets.Graph(x3=1), "x3 was 1; expected an argument called graph, w1, w2, b, x1"),
    (lambda: widgets.Misroutes(7), "number was 7; expected a whole number from 0 to 6"),
    (lambda: widgets.Misroutes(seed=-1), "seed was -1; expected a whole number from 0"),
    (lambda: widgets.Misroutes(named=[0]), "named was 0; expected one of True, False, None"),
    (lambda: widgets.Misroutes(guess="leak"), "guess was 'leak'; expected one of , overwritten, d"),
    (lambda: widgets.Misroutes(kind=1), "kind was 1; expected an argument called number, seed, "),
    (lambda: widgets.Descent(order="zzz"), "order was 'zzz'; expected one of fixed, shuffled"),
    (lambda: widgets.Descent(batch=3), r"batch was 3; expected one of 1, 2, 4"),
    (lambda: widgets.Descent(batch=np.ones(2)), r"batch was an array of shape \(2,\); expected"),
    (lambda: widgets.Descent(seed=-1), "seed was -1; expected a whole number from 0"),
    (lambda: widgets.Descent(walked=[10]), "walked was 10; expected a list of pairs"),
    (lambda: widgets.Descent(walked=[(0, 1)]), "walked was 0.0; expected a number from 0.1 to 100"),
    (
        lambda: widgets.Descent(walked=[(1, 0)]),
        "walked was 0; expected a whole number from 1 to 1000",
    ),
    (lambda: widgets.Museum(mistake="no_bias"), "mistake was 'no_bias'; expected an argument"),
    (lambda: widgets.Rematch(step=5), "step was 5; expected an argument called learning_rate, st"),
    (lambda: widgets.Training(rate=1), "rate was 1; expected an argument called learning_rate, s"),
    (lambda: widgets.Walks(0), "learning_rate was 0.0; expected a number from 0.1 to 100"),
    (lambda: widgets.Walks(learning_rate=101), "learning_rate was 101.0; expected a number from"),
    (lambda: widgets.Walks(NAN), "learning_rate was numbers with 1 NaN"),
    (lambda: widgets.Training(seed=-1), "seed was -1; expected a whole number from 0 to 99"),
    (lambda: widgets.Training(seed=1.5), "seed was 1.5; expected a whole number from 0 to 99"),
    (lambda: widgets.Training(seed=100), "seed was 100; expected a whole number from 0 to 99"),
    (lambda: widgets.Training(learning_rate=-1), "learning_rate was -1.0; expected a number above"),
    (lambda: widgets.Training(learning_rate=NAN), "learning_rate was numbers with 1 NaN"),
    (lambda: widgets.Training(epochs=0), "epochs was 0; expected a whole number from 1 to 3000"),
    (lambda: widgets.Training(epochs=3001), "epochs was 3001; expected a whole number from 1 to"),
    (lambda: widgets.Digit(397), "row was 397; expected a whole number from 0 to 396"),
    (lambda: widgets.Digit(row=-1), "row was -1; expected a whole number from 0 to 396"),
    (lambda: widgets.Digit(2.0), "row was 2.0; expected a whole number from 0 to 396"),
    (lambda: widgets.Digit(pixels=0), "pixels was 0; expected a list of 64 whole numbers"),
    (
        lambda: widgets.Digit(pixels=[0] * 63),
        r"pixels was \[0, 0, .+…; expected a list of 64 whole",
    ),
    (lambda: widgets.Digit(pixels=np.zeros(64)), r"pixels was an array of shape \(64,\); expected"),
    (
        lambda: widgets.Digit(pixels=[17] * 64),
        "pixels was 17; expected a whole number from 0 to 16",
    ),
    (lambda: widgets.Digit(pixels=[0.5] * 64), "pixels was 0.5; expected a whole number from 0 to"),
    (
        lambda: widgets.Digit(pixels=[-1] * 64),
        "pixels was -1; expected a whole number from 0 to 16",
    ),
    (lambda: widgets.Digit(speaks=10), "speaks was 10; expected one of None, 0, 1, 2, 3, 4, 5, 6"),
    (lambda: widgets.Digit(speaks=-1), "speaks was -1; expected one of None, 0, 1, 2, 3, 4, 5, 6"),
    (lambda: widgets.Digit(speaks="4"), "speaks was '4'; expected one of None, 0, 1, 2, 3, 4, 5"),
    (
        lambda: widgets.Digit(digit=4),
        "digit was 4; expected an argument called row, pixels, speaks",
    ),
    (lambda: widgets.Kernel(397), "row was 397; expected a whole number from 0 to 396"),
    (lambda: widgets.Kernel(row="0"), "row was '0'; expected a whole number from 0 to 396"),
    (lambda: widgets.Kernel(pixels=[0] * 9), r"pixels was \[0, 0, .+; expected a list of 64 whole"),
    (lambda: widgets.Kernel(pixels=[17] * 64), "pixels was 17; expected a whole number from 0 to"),
    (
        lambda: widgets.Kernel(weights="edge"),
        "weights was 'edge'; expected one of horizontal, vertical, rising, falling, blur, sharpen",
    ),
    (lambda: widgets.Kernel(weights=1), "weights was 1; expected a list of 9 numbers, or the name"),
    (
        lambda: widgets.Kernel(weights=[1] * 8),
        r"weights was \[1, 1, .+; expected a list of 9 numbers, or the name of a kernel",
    ),
    (
        lambda: widgets.Kernel(weights=np.zeros(9)),
        r"weights was an array of shape \(9,\); expected",
    ),
    (lambda: widgets.Kernel(weights=[6] * 9), "weights was 6.0; expected a number from -5 to 5"),
    (lambda: widgets.Kernel(weights=[NAN] * 9), "weights was numbers with 1 NaN"),
    (lambda: widgets.Kernel(weights=["a"] * 9), "weights was 'a'; expected numbers"),
    (lambda: widgets.Kernel(bias=5.1), "bias was 5.1; expected a number from -5 to 5"),
    (lambda: widgets.Kernel(bias=[0]), r"bias was an array of shape \(1,\); expected one number"),
    (lambda: widgets.Kernel(bias="0"), "bias was '0'; expected numbers"),
    (lambda: widgets.Kernel(line=6), "line was 6; expected a whole number from 0 to 5"),
    (lambda: widgets.Kernel(line=-1), "line was -1; expected a whole number from 0 to 5"),
    (lambda: widgets.Kernel(line=1.0), "line was 1.0; expected a whole number from 0 to 5"),
    (lambda: widgets.Kernel(place=6), "place was 6; expected a whole number from 0 to 5"),
    (lambda: widgets.Kernel(place=None), "place was None; expected a whole number from 0 to 5"),
    (lambda: widgets.Kernel(place=True), "place was True; expected a whole number from 0 to 5"),
    (lambda: widgets.Kernel(w1=1), "w1 was 1; expected an argument called row, pixels, weights, b"),
    (lambda: widgets.Activations("step"), "name was 'step'; expected one of sigmoid, tanh, relu"),
    (lambda: widgets.Activations(a=2), "a was 2.0; expected a number from 0 to 1"),
    (lambda: widgets.Activations(z=7), "z was 7.0; expected a number from -6 to 6"),
    (lambda: widgets.Activations(layers=0), "layers was 0; expected a whole number from 1 to 30"),
    (lambda: widgets.Activations(gain=0), "gain was 0.0; expected a number from 0.1 to 8"),
    (lambda: widgets.Activations(seed=21), "seed was 21; expected a whole number from 0 to 20"),
    (lambda: widgets.Activations(depth=3), "depth was 3; expected an argument called name, a, z"),
    (lambda: widgets.Race(0), "plain was 0.0; expected a number from 0.001 to 10"),
    (lambda: widgets.Race(momentum=11), "momentum was 11.0; expected a number from 0.001 to 10"),
    (lambda: widgets.Race(adagrad=NAN), "adagrad was numbers with 1 NaN"),
    (lambda: widgets.Race(rmsprop="slow"), "rmsprop was 'slow'; expected numbers"),
    (lambda: widgets.Race(adam=-1), "adam was -1.0; expected a number from 0.001 to 10"),
    (lambda: widgets.Race(stretch=0.5), "stretch was 0.5; expected a number from 1 to 10"),
    (lambda: widgets.Race(turn=46), "turn was 46; expected a whole number from 0 to 45"),
    (lambda: widgets.Race(turn=2.5), "turn was 2.5; expected a whole number from 0 to 45"),
    (lambda: widgets.Race(step=101), "step was 101; expected a whole number from 0 to 100"),
    (lambda: widgets.Race(rate=1), "rate was 1; expected an argument called plain, momentum, ada"),
    (
        lambda: widgets.Training(1e308),
        r"learning_rate was 1e\+308; expected a number above 0, at most 100",
    ),
    (lambda: widgets.Question(day=[]), r"day was \[\]; expected one of first, last"),
    (lambda: widgets.Question(number=[]), r"number was \[\]; expected a whole number from 1 to"),
    (lambda: widgets.Training(epoch=1001), "epoch was 1001; expected a whole number from 0 to"),
]


@pytest.mark.parametrize(("call", "sentence"), REFUSED, ids=[said for _call, said in REFUSED])
def test_what_does_not_fit_is_refused_in_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}"):
        call()


@pytest.mark.parametrize("made", [widgets.Backprop, widgets.Feedforward])
def test_back_and_step_walk_by_one(made):
    explorer = made()
    buttons = {widget.description: widget for widget in inside(explorer) if type(widget) is Button}
    seen = []
    for pressed in ("Step", "Step", "Step", "Back"):
        buttons[pressed].click()
        seen.append(explorer.shown())
    assert seen == [0, 1, 2, 1]


def test_quotes_in_an_alternative_text_do_not_end_it(explorer, monkeypatch):
    show = explorer.show
    monkeypatch.setattr(explorer, "show", lambda panels: show(panels) + ' "<b>&')
    explorer.redraw()
    assert alt(explorer).endswith(' "<b>&')
    assert "<b>" not in explorer.html.value


@pytest.mark.parametrize(
    ("x", "y"),
    [(100.4, 60), (130.4, 20), (100.7, 60.3), (3, 60), (195, 60), (100.4, 117), (99.4, -8)],
)
def test_a_text_that_moved_is_seen_where_a_new_one_would_be(x, y):
    """By whole pixels of 200 by 120, by parts of one, and over each edge of the picture."""

    def drawn(x, y):
        return picture.Picture((100, 60), lambda f: {"text": f.text(x / 200, y / 120, "Wy")})

    moved = drawn(100.4, 60)
    before = moved.png()
    moved.panels["text"].set_position((x / 200, y / 120))
    assert moved.png() == drawn(x, y).png()
    moved.panels["text"].set_position((100.4 / 200, 60 / 120))
    assert moved.png() == before
    clean = not np.asarray(sheet()[0].buffer_rgba())[..., 3].any()
    sheet()[0].clear()
    assert clean, "what ran over an edge was left for the next text"


def test_a_text_that_comes_back_is_laid_as_it_was_and_the_oldest_are_let_go(monkeypatch):
    """Of two counts, one of them turned, neither takes the stamp of the other."""

    def counts(one, other):
        def draw(figure):
            look = {"rotation": 90}
            return {"one": figure.text(0.2, 0.5, one), "two": figure.text(0.6, 0.5, other, **look)}

        return picture.Picture((100, 60), draw)

    made, drawn, eight = [], counts("7", "7"), counts("8", "7").png()
    make = picture.Stamp
    monkeypatch.setattr(picture, "Stamp", lambda *of: made.append(of) or make(*of))
    first = drawn.png()
    for said in ("8", "7", "8", "7"):
        drawn.panels["one"].set_text(said)
        assert drawn.png() == (first if said == "7" else eight)
    of_drawn = [artist for artist, _shape in made if artist.figure is drawn.figure]
    assert len(of_drawn) == 3, "7, 7 turned and 8"
    for number in range(2 * picture.STAMPS):
        drawn.panels["one"].set_text(str(number))
        drawn.png()
    assert len(drawn.stamps) == picture.STAMPS
    drawn.panels["one"].set_text("7")
    assert drawn.png() == first
    counts("8", "7").png()
    assert drawn.stamps == {}, "while another picture is drawn on, this one keeps no pixels"
    assert drawn.png() == first


def test_texts_of_one_group_share_a_stamp_and_are_laid_where_they_stand(monkeypatch):
    """By whole pixels of 200 by 120; one between two pixels has other edges, and its own."""
    made, make = [], picture.Stamp
    monkeypatch.setattr(picture, "Stamp", lambda *of: made.append(of) or make(*of))
    places = [(40.4, 60), (90.4, 20), (140.4, 61)]

    def drawn(group, places):
        def draw(figure):
            texts = [figure.text(x / 200, y / 120, "4", gid=group) for x, y in places]
            return {"texts": texts}

        del made[:]
        return picture.Picture((100, 60), draw).png(), len(made)

    (one, once), (other, thrice) = drawn("cell", places), drawn(None, places)
    assert one == other
    assert (once, thrice) == (1, 3)
    between = [*places[:2], (140.9, 61)]
    assert drawn("cell", between) == (drawn(None, between)[0], 2)


def test_matplotlib_keeps_as_many_formulas_as_an_explorer_has(monkeypatch):
    """Once and for all; where it keeps more already, or in another way, nothing changes."""
    keep = picture.keep_formulas.__wrapped__
    for before, after in ((50, picture.FORMULAS), (1000, 1000), (None, None)):
        monkeypatch.setattr(MathTextParser, "_parse_cached", lru_cache(before)(abs))
        monkeypatch.setattr(backend_agg, "MathTextParser", MathTextParser)
        keep()
        one, other = (backend_agg.RendererAgg(9, 9, dpi).mathtext_parser for dpi in (100, 200))
        assert (one is other) == (after != before)  # so that figures share what was set
        assert MathTextParser._parse_cached.cache_parameters()["maxsize"] == after
        assert MathTextParser._parse_cached(-3) == 3
    monkeypatch.setattr(MathTextParser, "_parse_cached", abs)
    keep()
    assert MathTextParser._parse_cached is abs
    monkeypatch.delattr(MathTextParser, "_parse_cached")
    keep()
    assert not hasattr(MathTextParser, "_parse_cached")


def test_the_tab_key_offers_the_explorers_and_nothing_else():
    assert dir(widgets) == sorted(widgets.__all__)
    with pytest.raises(AttributeError, match=r"^widgets has no Neurone$"):
        widgets.Neurone  # noqa: B018
