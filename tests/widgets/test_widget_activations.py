"""The explorer of activations: curves, points, sizes and numbers are those of plain Python."""

import deep
import numpy as np
import pytest
from matplotlib.colors import to_hex
from palette import INK, PAPER
from readback import alt, bold, check_words, fixed, short, ticks, unseen

from helpers import widgets

SHOWN = {
    "sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU",
    "leaky_relu": "Leaky\N{NO-BREAK SPACE}ReLU",
    "elu": "ELU", "softplus": "softplus", "gelu": "GELU", "silu": "SiLU",
}  # fmt: skip
STATES = [
    {},
    {"name": "tanh", "z": -0.7, "layers": 12, "seed": 3},
    {"name": "relu", "z": 2, "gain": 8, "layers": 30},
    {"name": "leaky_relu", "a": 0.2, "z": -6, "gain": 1.4},
    {"name": "elu", "a": 0.5, "z": -1, "layers": 1},
    {"name": "softplus", "z": 6, "gain": 0.1, "layers": 25},
    {"name": "gelu", "z": -0.5, "gain": 2, "layers": 5},
    {"name": "silu", "z": 0, "gain": 1.75, "seed": 20},
]


def function(state):
    """Return the function that is shown, with its parameter."""
    a = state.get("a")
    if state["name"] == "leaky_relu":
        return lambda z: z * np.where(z > 0, 1, a)
    if state["name"] == "elu":
        return lambda z: np.where(z > 0, z, a * (np.exp(np.minimum(z, 0)) - 1))
    return deep.FUNCTIONS[state["name"]]


def power(value):
    """Write a number with two digits that count, as a power of ten where it is far from 1."""
    digits, tens = f"{value:.1e}".split("e")
    if -2 <= int(tens) <= 2:
        return f"{float(f'{value:.2g}'):g}"
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(abs(int(tens))))
    return f"{digits}·10{'⁻' if int(tens) < 0 else ''}{raised}"


def full(state):
    whole = {"name": "sigmoid", "z": 1, "layers": 20, "gain": 1, "seed": 0} | state
    alone = {"leaky_relu": 0.01, "elu": 1}
    return whole | ({"a": state.get("a", alone[whole["name"]])} if whole["name"] in alone else {})


@pytest.mark.parametrize("state", STATES)
def test_the_picture_is_true(state):
    check(widgets.Activations(**state), full(state))


def test_the_picture_is_true_after_other_states():
    """What was drawn before leaves nothing behind; another function brings its own parameter."""
    explorer = widgets.Activations(**STATES[2])
    for state in map(full, STATES):
        with unseen():
            for name in ("name", *(name for name in state if name != "name")):
                explorer.controls[name].value = state[name]
        explorer.redraw()
        check(explorer, state)


def check(explorer, state):
    panels, f, z = explorer.picture.panels, function(state), state["z"]
    y, steep = float(f(np.float64(z))), float(deep.slope(f, z))
    for at, height in panels["f"].get_xydata():
        assert height == pytest.approx(float(f(at)), abs=1e-12)
    for at, height in panels["slope"].get_xydata():
        assert height == pytest.approx(float(deep.slope(f, at)), abs=1e-5)
    for name in ("f", "slope"):
        at = panels[name].get_xdata()
        assert (at[0], at[-1], len(at)) == (-6, 6, 241)
    for at, height in panels["tangent"].get_xydata():
        assert height == pytest.approx(y + steep * (at - z), abs=1e-4)
    assert panels["f_at"].get_xydata()[0] == pytest.approx([z, y])
    assert panels["slope_at"].get_xydata()[0] == pytest.approx([z, steep], abs=1e-6)
    assert {to_hex(panels[f"{name}_at"].get_mfc()) for name in ("f", "slope")} == {PAPER}
    check_axes(panels, f)
    signal, blame, _slopes = deep.sizes(f, state["gain"], state["layers"], state["seed"])
    for name, series in (("signal", signal), ("blame", blame)):
        at, shown = panels[name].get_data()
        assert list(at) == list(range(1, state["layers"] + 1))
        assert shown == pytest.approx(np.log10(np.clip(series, 1e-16, 1e16)), abs=1e-4)
        low, high = panels[name].axes.get_ylim()
        assert all(low <= number <= high for number in shown)
        assert to_hex(panels[name].get_color()) == INK
    check_words(panels["f_words"], f"f({short(z)}) = ", bold(fixed(y)))
    check_words(panels["slope_words"], f"f′({short(z)}) = ", bold(fixed(steep)))
    last, ratio = "".join("₀₁₂₃₄₅₆₇₈₉"[int(d)] for d in str(state["layers"])), blame[0] / blame[-1]
    check_words(panels["signal_words"], f"|A{last}| = ", bold(power(signal[-1])))
    blames = f"|∂L/∂Z₁| / |∂L/∂Z{last}| = "
    check_words(panels["blame_words"], blames, bold(power(ratio)))
    with_a = f" with a = {short(state['a'])}" if "a" in state else ""
    assert alt(explorer).startswith(
        f"The activation {SHOWN[state['name']]}{with_a}. At z = {short(z)} it is {fixed(y)}, its "
        f"slope {fixed(steep)}. In {state['layers']} layers with weights of size "
        f"{short(state['gain'])}/√64, drawn with seed {state['seed']}, the signal has the size "
        f"{power(signal[-1])} at the end, and the blame at the first layer is {power(ratio)} times "
    )


def check_axes(panels, f):
    """All of a function that stays small is shown large; the samples look as their lines do."""
    function, slope, at = panels["f"].axes, panels["slope"].axes, panels["signal"].axes
    bounded = max(f(np.array([-6.0, 6.0]))) < 1.25
    assert function.get_ylim() == ((-1.25, 1.25) if bounded else (-1.5, 6))
    assert slope.get_ylim() == (-0.25, 1.25)
    assert function.get_xlim() == slope.get_xlim() == (-6, 6)
    assert (slope.get_xlabel(), at.get_xlabel()) == ("$z$", "$k$")
    end = at.get_ylim()[1]
    assert at.get_ylim() == (-end, end)
    places, texts = ticks(at.yaxis)
    powers = [f"{place:.0f}".replace("-", "−") for place in places]
    texts = [text.replace("-", "−") for text in texts]  # a formula shows both alike
    assert texts == [rf"$\mathdefault{{10^{{{power}}}}}$" for power in powers]
    assert places == pytest.approx([-end, -end / 2, 0, end / 2, end])
    samples = [ax.lines[0] for ax in at.figure.axes if not ax.axison]
    for line, sample in zip((panels["signal"], panels["blame"]), samples, strict=True):
        assert (line.get_marker(), line.get_ls()) == (sample.get_marker(), sample.get_ls())
        assert sample.get_xdata().tolist() == [0, 1]
    heights = [sample.axes.get_position().y0 for sample in samples]
    words = [panels[f"{name}_words"].moving[0].get_position()[1] for name in ("signal", "blame")]
    assert [round(h - w, 2) for h, w in zip(heights, words, strict=True)] == [-0.01, -0.01]


@unseen()
def test_a_parameter_can_be_moved_where_the_function_has_one():
    explorer = widgets.Activations()
    a = explorer.controls["a"]
    assert (a.disabled, a.layout.visibility) == (True, "hidden")
    for name, value in (("elu", 1), ("leaky_relu", 0.01)):
        explorer.controls["name"].value = name
        assert (a.disabled, a.layout.visibility, a.value) == (False, "visible", value)
    explorer.reset()
    assert (a.disabled, a.value) == (True, 0)
