"""The code of an explorer gives the numbers of its picture, and its call the same picture."""

import ast
import math
import re
import warnings
from contextlib import chdir

import numpy as np
import plain
import pytest
from explorers import EXPLORERS
from ipywidgets import Checkbox, Dropdown, FloatLogSlider
from lessons import ROOT
from readback import alt, compact, fixed, said_by, short, tiny, unseen, written

from helpers import widgets
from helpers.activations import ACTIVATIONS, HIDDEN
from helpers.optimisers import KEYS
from helpers.points import SHAPES
from helpers.runs import FURTHER
from helpers.widgets.explorer import Explorer
from helpers.widgets.room import Room

ALICE = plain.PEOPLE[0]


def panels(explorer):
    """Return the panels of the picture that is shown."""
    return explorer.picture.panels


def people_errors(explorer):
    """Return the squared errors that the bars show."""
    return [bar.get_width() for bar in panels(explorer)["errors"].bars]


# Of each explorer: what the picture shows, number by number, and what the code holds for it.


def neuron(explorer, held):
    yield written(alt(explorer))[-3:-1], [short(held["z"], 4), fixed(held["y"])]
    point = panels(explorer)["curve"].point.get_xydata()[0]
    yield list(point), [np.clip(held["z"], -8, 8), held["y"]]
    yield list(explorer.values.values()), [held[name] for name in ("x1", "x2", "w1", "w2", "b")]


def gates(explorer, held):
    table = panels(explorer)["table"]
    yield [bar.get_width() for bar in table.bars], held["y"]
    yield [text.get_text() for text in table.texts["z"]], list(map(short, held["z"]))
    yield (
        said_by(panels(explorer)["count"]),
        f"{explorer.controls['gate'].value}: " + (f"{held['right'].sum()} / 4"),
    )
    yield ["✓" in text.get_text() for text in table.texts["right"]], list(held["right"])


def feedforward(explorer, held):
    explorer.steps = None  # all that can be seen
    explorer.redraw()
    diagram = panels(explorer)["diagram"]
    sums = [above.number.get_text().removeprefix("= ") for above in diagram.sums]
    yield sums, [short(held[z], 4) for z in ("z1", "z2", "z3")]
    outputs = [node.value.get_text() for node in diagram.neurons]
    yield outputs, [fixed(held[a]) for a in ("h1", "h2", "y_pred")]


def loss(explorer, held):
    yield people_errors(explorer), held["squared_errors"]
    yield panels(explorer)["mean"].get_xdata()[0], held["L"]
    yield written(alt(explorer))[1:5], list(map(fixed, held["y_pred"]))


def landscape(explorer, held):
    x, y = explorer.controls["pair"].value
    yield list(panels(explorer)["here"].get_xydata()[0]), [held[x], held[y]]
    yield panels(explorer)["x"].point.get_ydata()[0], held["L"]
    yield said_by(panels(explorer)["loss"]), f"L = {fixed(held['L'])}"


def slope(explorer, held):
    name = explorer.controls["name"].value
    part, h = panels(explorer), held["h"]
    tangent, secant = (said_by(part[f"{key} words"]) for key in ("tangent", "secant"))
    yield tangent.split(" = ")[1], fixed(held[f"dL_d{name}"], 7)
    epsilon = {"double": 2e-16, "single": 1.2e-7}[explorer.controls["precision"].value]
    rough = 5 * epsilon / h + 1e-7  # what rounding may do to a secant
    assert float(secant.split(" = ")[1].replace("−", "-")) == pytest.approx(
        held["secant"], abs=rough
    )
    yield list(part["ends"].get_xdata()), [held[name] - h, held[name] + h]
    yield part["slice"].point.get_ydata()[0], held["loss"](held[name])


def backprop(explorer, held):
    explorer.steps = None
    explorer.redraw()
    bars = panels(explorer)["bars"]
    slopes = [held[f"dL_d{name}"] for name in plain.NAMES]
    yield [text.get_text() for text in bars.texts], [tiny(slope, plus=True) for slope in slopes]
    yield [bar.get_width() for bar in bars.bars], list(np.clip(slopes, -0.3, 0.3))
    yield panels(explorer)["loss"].value.get_text(), fixed(held["L"])


def training(explorer, held):
    epoch = explorer.controls["epoch"].value
    yield list(panels(explorer)["curve"].line.get_ydata()), list(np.clip(held["losses"], 1e-4, 1))
    weights = [edge.number.get_text() for edge in panels(explorer)["network"].edges]
    numbers = [text.lstrip("+= ") for text in weights]
    yield numbers, list(map(short, held["parameters"][epoch]))


def rematch(explorer, held):
    step = explorer.controls["step"].value
    shown = explorer.code().splitlines()[-1]
    yield shown, f"print(losses[{step}], *parameters[{step}])"
    yield list(panels(explorer)["history"].line.get_ydata()), held["losses"][: step + 1]
    p = dict(zip(plain.NAMES, held["parameters"][step], strict=True))
    yield people_errors(explorer), [(y - plain.forward(p, x)["y_pred"]) ** 2 for x, y in plain.ROWS]


def descent(explorer, held):
    yield panels(explorer)["path"].get_xydata(), np.array(held["parameters"])
    yield list(panels(explorer)["history"].line.get_ydata()), held["losses"]


def activations(explorer, held):
    part = panels(explorer)
    yield list(part["f_at"].get_xydata()[0]), [held["z"], held["f"](held["z"])]
    yield part["slope_at"].get_ydata()[0], held["slope"](held["z"])
    for name in ("signal", "blame"):
        yield list(part[name].get_ydata()), list(np.log10(np.clip(held[name], 1e-16, 1e16)))


def digit(explorer, held):
    part = panels(explorer)
    yield [bar.get_width() for bar in part["p"].bars], list(held["p"][0])
    yield part["slopes"].squares.get_array(), held["slopes"]
    yield part["p"].ground.get_y() + 0.5, held["k"]
    yield part["x"].squares.get_array().ravel(), held["x"][0]


def kernel(explorer, held):
    part, at = panels(explorer), (held["i"], held["j"])
    yield part["vw"].squares.get_array().ravel(), held["V"][at] * held["w"]
    yield part["z"].squares.get_array(), held["Z"]
    yield part["P"].squares.get_array(), held["P"]
    yield part["window"].get_xy(), [held["j"], held["i"]]
    yield part["sums"].numbers[-1].get_text(), short(held["Z"][at], 5)


def adder(explorer, held):
    """The numbers in the circles, the carries, and the sum that is said at the end."""
    columns, t = panels(explorer)["columns"], explorer.controls["t"].value
    cells = [text.get_text() for text in columns.cells.numbers]
    states = [text for i, text in enumerate(cells) if text and i % 4 < 3]
    yield states, [fixed(h, 2) for row in held["H"] for h in row]
    yield cells[3 : 4 * t : 4], [fixed(y, 2) for y in held["Y"]]
    yield [text.get_text() for text in columns.bits["c"][:t]], [f"{c:.0f}" for c in held["C"]]
    if t == 9:
        yield re.split(" [=≠] ", said_by(panels(explorer)["sum"]))[1], str(held["number"])


def attention(explorer, held):
    """The weights above the boxes and in all maps, and the shares of the bars."""
    part, place = panels(explorer), held["place"]
    weights = held["A"][held["head"] - 1][place]
    texts = [text.get_text() for text in part["boxes"].numbers]
    yield [t for t in texts if t], [fixed(w, 2) for w in weights if w >= 0.005]
    tints = part["maps"].cells.get_facecolor()[:, 0]
    (i, j), ink = np.nonzero(held["seen"]), 0x22 / 255
    wanted = 1 - np.concatenate([A[i, j] for A in held["A"]]) * (1 - ink)
    yield np.abs(tints - wanted).max() < 0.005, True
    shown = [bar.get_width() / 146 for bar in part["bars"].bars[:10]]
    yield shown, held["p"] if len(held["p"]) == 10 else sorted(held["p"], reverse=True)[:10]


def graph(explorer, held):
    kind, step = (explorer.controls[name] for name in ("graph", "step"))
    before, step.value = step.value, step.max  # all that can be seen
    part = panels(explorer)[kind.value]
    for name, node in part.nodes.items():
        yield node.value.get_text(), compact(held[name])
        if name != "y":  # the last is the sum, where paths join
            shown = part.slopes[name].texts[-1].get_text()
            yield shown, compact(held[f"dy_d{name}"], plus=True)
    step.value = before


def playground(explorer, held):
    """All epochs: sums are added up in the order of the helpers, so that no last digit differs."""
    part, epoch = panels(explorer), explorer.controls["epoch"].value
    shown, computed = part["losses"].lines[0].get_ydata(), np.clip(held["losses"], 1e-3, 1)
    yield list(shown[: epoch + 1]), list(computed[: epoch + 1])
    yield held["X"], explorer.run()[0].X
    yield held["X_test"], explorer.run()[0].X_test
    tables = [[[int(t.get_text() or 0) for t in row] for row in t] for t in part["counts"].numbers]
    yield [table[0][0] + table[1][1] for table in tables], list(held["right"])


def nothing(explorer, held):
    """A game, a museum, a race have no numbers to compute: their call brings them back."""
    return ()


NUMBERS = {
    "neuron": neuron,
    "gates": gates,
    "feedforward": feedforward,
    "loss": loss,
    "landscape": landscape,
    "slope": slope,
    "backprop": backprop,
    "graph": graph,
    "training": training,
    "rematch": rematch,
    "descent": descent,
    "walks": descent,
    "activations": activations,
    "playground": playground,
    "digit": digit,
    "kernel": kernel,
    "adder": adder,
    "attention": attention,
    "game": nothing,
    "museum": nothing,
    "missteps": nothing,
    "misreadings": nothing,
    "oversights": nothing,
    "lapses": nothing,
    "misroutes": nothing,
    "blunders": nothing,
    "race": nothing,
}
DRAWS = 2  # states of each explorer


def test_every_explorer_has_code_that_is_compared():
    found = [getattr(widgets, name) for name in widgets.__all__]
    classes = [c for c in found if issubclass(c, Explorer)]
    assert {c.__name__.lower() for c in classes} == set(NUMBERS) == set(EXPLORERS)
    assert all("code" in vars(c) for c in classes)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Let the game keep its score in a folder of its own."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(params=EXPLORERS)
def explorer(request):
    """Return each explorer in turn, whose picture is not drawn yet."""
    with unseen():
        made = EXPLORERS[request.param]()
    made.kind = request.param
    return made


def draw_state(explorer, rng, place=None):
    """Move every control by chance or to its "min", "max" or 0, and press what else moves."""
    if getattr(explorer, "over", False):
        shown = explorer.code_shown
        explorer.reset()
        explorer.controls["blind"].value = True
        if shown:
            explorer.show_code()
    for name, control in explorer.controls.items():
        if not control.disabled:
            control.value = drawn_value(name, control, rng, place)
    act(explorer, rng)


def drawn_value(name, control, rng, place):
    """Return the value that a control is moved to."""
    if isinstance(control, Checkbox):
        return bool(rng.integers(2))
    if isinstance(control, Dropdown):
        places = {"min": 0, "max": -1, "zero": 0}
        values = [value for _shown, value in control.options]
        return values[places.get(place, rng.integers(len(values)))]
    low, high = control.min, control.max
    value = round(rng.uniform(low, high), 1)
    if isinstance(control, FloatLogSlider):  # its ends are powers of ten
        value, low, high = 10 ** rng.uniform(low, high - 0.5), 10**low, 10**high
    ends = {"min": low, "max": high, "zero": min(max(0, low), high)}
    return type(control.value)(ends.get(place, value))


def act(explorer, rng):
    """Press the buttons that change what is shown."""
    if explorer.kind in ("feedforward", "backprop"):
        explorer.walk(int(rng.integers(1, 6)))
    if explorer.kind == "descent":
        if rng.integers(2):
            explorer.draw_start()
        explorer.go(int(rng.integers(1, 7)))
        explorer.controls["rate"].value = 10 ** rng.uniform(-1, 1)
        explorer.go(int(rng.integers(1, 7)))
    if explorer.kind in ("digit", "kernel") and rng.integers(3):
        for i in rng.integers(0, 64, rng.integers(1, 9)).tolist():
            explorer.press(i)
    if isinstance(explorer, Room) and rng.integers(3):
        for _draw in range(rng.integers(1, 4)):
            explorer.hide_one()
            guess = explorer.controls["guess"]
            guess.index = int(rng.integers(len(guess.options)))


def drawn_states(explorer, rng):
    """Bring an explorer from one state to the next, both ends included."""
    explorer.redraw()
    yield
    for place in ["min", "max", "zero"] + [None] * DRAWS:
        with unseen():
            draw_state(explorer, rng, place)
        explorer.redraw()
        yield


def run(text):
    """Return what the code holds at its end, in an empty namespace, with every warning an error.

    It is run where notebooks are, and so finds the digits.
    """
    held = {}
    with warnings.catch_warnings(), chdir(ROOT / "notebooks" / "en"):
        warnings.simplefilter("error")
        exec(text, held)
    return held


def same(one, other):
    """Tell whether two things that were read are the same, numbers to nine digits."""
    if isinstance(one, str) or (isinstance(one, list) and one and isinstance(one[0], str)):
        assert one == other
    else:
        np.testing.assert_allclose(np.array(one, float), np.array(other, float), 1e-7, 1e-9)


def test_code_and_call_give_what_is_shown(explorer, capsys):
    """The code gives the numbers of the picture, and the call brings the picture back."""
    explorer.show_code()
    for _state in drawn_states(explorer, np.random.default_rng(8)):
        check_call(explorer)
        text = explorer.code_area.value
        if NUMBERS[explorer.kind] is nothing:
            assert text == explorer.call()
            continue
        held = run(text)
        assert capsys.readouterr().out.strip(), "it prints its result"
        for shown, computed in NUMBERS[explorer.kind](explorer, held):
            same(shown, computed)


def check_call(explorer):
    """Assert that another explorer, made by the call, shows and says the same."""
    again = eval(explorer.call(), {"widgets": widgets})
    assert again.html.value == explorer.html.value, explorer.call()  # picture and text
    if hasattr(explorer, "message"):
        assert again.message.value == explorer.message.value
    assert again.call() == explorer.call()
    again.close()


def test_the_code_imports_numpy_alone_and_has_one_comment(explorer):
    explorer.show_code()
    text = explorer.code_area.value
    if NUMBERS[explorer.kind] is nothing:
        return
    first, *rest = text.splitlines()
    assert first == f"# {explorer.call()}"
    assert not [line for line in rest if "#" in line]
    imports = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(one) for one in imports] == ["import numpy as np"]
    assert re.match(r"print\(", rest[-1])
    assert max(map(len, rest)) <= 100


def test_while_it_is_open_it_follows_every_control(explorer):
    explorer.show_code()
    for control in explorer.controls.values():
        before = explorer.code_area.value
        with unseen():
            if isinstance(control, Checkbox):
                control.value = not control.value
                if explorer.kind == "game":
                    assert explorer.code_area.value == explorer.call()
                    control.value = not control.value
                    continue
            elif isinstance(control, Dropdown):
                control.index = (control.index + 1) % len(control.options)
            else:
                control.value = control.min if control.value != control.min else control.max
        assert explorer.code_area.value != before
        assert explorer.call() in explorer.code_area.value


def test_the_button_opens_and_closes_and_reset_closes(explorer):
    area, button = explorer.code_area, explorer.code_button
    assert explorer.children[-1] is area, "below everything, so that nothing jumps"
    picture = explorer.html.value

    def is_open():
        assert (area.layout.display == "") == bool(area.value) == explorer.code_shown
        return explorer.code_shown

    assert not is_open()
    button.click()
    assert is_open()
    assert area.rows >= len(area.value.splitlines())
    assert explorer.html.value == picture
    button.click()
    assert not is_open()
    button.click()
    explorer.reset_button.click()
    assert not is_open()


@unseen()
def test_a_closed_area_costs_nothing(explorer, monkeypatch):
    def asked():
        raise AssertionError("nobody looks")

    monkeypatch.setattr(explorer, "code", asked)
    monkeypatch.setattr(explorer, "call", asked)
    explorer.redraw()


SMALL = {"n": 60, "layers": [5, 4], "hidden": "tanh", "gain": 1, "epoch": 40, "learning_rate": 0.05}
KINDS = [{"data": shape} for shape in SHAPES] + [{"optimiser": key} for key in KEYS]
KINDS += [{"hidden": kind} for kind in HIDDEN if kind != "gelu"]
KINDS += [{"further": [name]} for name in FURTHER] + [{"further": list(FURTHER)}, {"layers": []}]
KINDS += [{"decay": 0.03}, {"own": [(1, 2, 0), (-3, 0.5, 1)]}, {"test": 0}, {"batch_size": 7}]


@unseen()
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_code_of_every_kind_of_playground_gives_its_losses_and_its_network(kind, capsys):
    explorer = widgets.Playground(**SMALL | kind)
    held, (run_of_it, epoch) = run(explorer.code()), explorer.run()
    assert held["losses"] == pytest.approx(run_of_it.losses[: epoch + 1].tolist(), rel=1e-9)
    net = run_of_it.network(epoch)
    for k, (W, B) in enumerate(zip(net.W, net.B, strict=True)):
        assert held["p"][2 * k] == pytest.approx(W, rel=1e-7, abs=1e-9)
        assert held["p"][2 * k + 1] == pytest.approx(B, rel=1e-7, abs=1e-9)
    assert abs(net.values - run_of_it.start.values).max() > 0.01, "it has learned something"


LEAPS = [
    {"layers": [8, 8, 8]},
    {"layers": [8, 8, 8], "decay": 0.001},
    {"hidden": "sigmoid", "gain": 1, "learning_rate": 0.3},
    {"hidden": "elu", "learning_rate": 0.1},
    {"optimiser": "rmsprop", "learning_rate": 0.1},
]


@unseen()
@pytest.mark.parametrize("kind", LEAPS, ids=str)
def test_the_code_stays_with_a_training_that_leaps(kind, capsys):
    """A last digit that differs leads each of these to another network within 200 epochs."""
    explorer = widgets.Playground(**kind, epoch=200)
    held, losses = run(explorer.code()), explorer.run()[0].losses
    assert held["losses"] == pytest.approx(losses[:201].tolist(), rel=1e-9)


@unseen()
@pytest.mark.parametrize("kind", ACTIVATIONS)
@pytest.mark.parametrize("z", [-2.3, -0.7, 0.4, 1.9])
def test_the_code_of_every_activation_gives_its_picture(kind, z, capsys):
    explorer = widgets.Activations(name=kind, z=z, a=0.3, layers=5)
    for shown, computed in activations(explorer, run(explorer.code())):
        same(shown, computed)


def test_the_code_has_all_points_of_ones_own():
    own = [(i / 2 - 2, 1 - i / 4, i % 2) for i in range(9)]
    text = widgets.Playground(own=own).code()
    listed = re.search(r"own = np\.array\(\[\n((?: .*\n)+)", text)[1]
    assert ast.literal_eval(f"[{listed}]") == own


def test_the_code_is_as_exact_far_out(capsys):
    """At z = −64 the output is 1.6 · 10⁻²⁸, and no clipped number."""
    held = run(widgets.Neuron(8, 8, -4, -4, 0).code())
    capsys.readouterr()
    assert held["z"] == -64
    assert held["y"] == pytest.approx(math.exp(-64), rel=1e-9)


def test_a_hidden_exhibit_stays_hidden():
    museum = widgets.Museum(seed=5)
    museum.hide_one()
    assert museum.key not in museum.call()
    assert museum.call() == 'widgets.Museum(number=None, seed=5, named=[None], guess="")'


def test_reset_brings_back_what_the_call_said():
    for call in (
        "widgets.Descent(walked=[(10, 3), (40, 2)])",
        'widgets.Descent(batch=2, order="shuffled", seed=3, walked=[(1, 5)])',
        "widgets.Museum(number=None, seed=2, named=[True, False, None])",
        "widgets.Missteps(number=None, seed=2, named=[True, False, None])",
        "widgets.Misreadings(number=None, seed=2, named=[False, None])",
        "widgets.Oversights(number=None, seed=4, named=[False, True, None])",
        "widgets.Misroutes(number=None, seed=2, named=[False, None])",
        "widgets.Feedforward(steps=3, w1=1)",
    ):
        explorer = eval(call, {"widgets": widgets})
        explorer.kind = type(explorer).__name__.lower()
        state, picture = explorer.call(), explorer.html.value
        assert call[call.index("(") + 1 : -1] in state
        with unseen():
            draw_state(explorer, np.random.default_rng(1))
        assert explorer.call() != state
        explorer.reset()
        assert (explorer.call(), explorer.html.value) == (state, picture)
