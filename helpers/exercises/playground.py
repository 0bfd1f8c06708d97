"""Checks of notebook 9: a ring closed by hand, four causes, an overfit cured, and two spirals."""

from functools import cache
from itertools import combinations

import numpy as np

from helpers import inputs
from helpers.activations import sigmoid
from helpers.exercises.verdict import (
    check,
    checked_input,
    comma_behind,
    in_order,
    not_quite,
    read,
)
from helpers.points import SHAPES
from helpers.runs import Run
from helpers.words import _, joined

ENOUGH = 0.95  # of the points of a ring, and of the test rows of spirals
CAUSES = ("large", "neurons", "heart", "small")  # in the panels 1, 2, …
SICK = {"data": "XOR", "n": 1000, "noise": 0.9, "test": 0.9, "hidden": "tanh", "gain": 1}
SICK_LAYERS, CURED, CURE_EPOCHS = [16, 16], 0.84, 400
FAR, NEAR = 0.96, 0.89  # shares of training rows: by heart, and not even these
STRONG = 0.3  # decay
POINTS = ("data", "n", "noise", "points_seed", "test", "own")  # what belongs to the points
YOURS = ("further", "layers", "hidden", "optimiser", "learning_rate", "batch_size", "decay", "gain")
YOURS += ("seed",)
MOST_EPOCHS, PARTS = 1000, ("training", "test")
CURE_DRAWS, SPIRAL_DRAWS = range(101, 106), range(104, 109)  # seeds that no explorer offers


@check
def close_the_ring(lines, output):
    """Three lines whose yeses meet in a triangle around the disc, and an output that asks all."""
    rows = lines.tolist() if isinstance(lines, np.ndarray) else lines
    if not isinstance(rows, list | tuple):
        not_quite(
            _("my_lines is {came}. It should be a list of three rows, each of them [w1, w2, b]."),
            came=inputs.shown(lines),
        )
    _refuse_comma("my_lines", rows)
    rows = [read(_row(k), row, (3,)) for k, row in enumerate(rows)]
    if len(rows) < 3:
        not_quite(
            _(
                "my_lines has {count} row(s), and fewer than three lines cannot close a ring: "
                "somewhere a yes reaches out to infinity."
            ),
            count=len(rows),
        )
    if len(rows) > 3:
        not_quite(_("my_lines has {count} rows. Three lines are enough."), count=len(rows))
    lines, output = np.array(rows), read("my_output", output, (4,))
    if not _closes(lines, output):
        _name_the_line(lines, output)
        _name_the_gap(lines, output)
    return _(
        "Three lines make a triangle, and the output says yes inside it. Nobody trained this "
        "network: you built it."
    )


def _name_the_line(lines, output):
    """End the check with the one mistake whose mending closes the ring, if there is one."""
    for numbers in (*combinations(range(3), 1), *combinations(range(3), 2), (0, 1, 2)):
        signs = np.where(np.isin(range(3), numbers), -1, 1)
        if _closes(lines * signs[:, np.newaxis], output):
            not_quite(
                _(
                    "In {rows} the yes lies on the far side of the line, where the disc is not. "
                    "Turn the signs of all three numbers there."
                ),
                rows=joined(map(_row, numbers)),
            )
    weights, bias = output[:3], output[3]
    if _closes(lines, -output):
        not_quite(
            _(
                "The output says no in the disc and yes around it. Turn the signs of all four "
                "numbers of my_output."
            )
        )
    if _closes(lines, output[[1, 2, 3, 0]]):
        not_quite(_("my_output begins with its bias. The order is v1, v2, v3, b."))
    if _closes(lines, np.append(weights, -2.5 * weights.mean())):
        lower = _(
            "The three lines are right, but the output says yes before all three do. Its bias, "
            "{bias:g}, has to be lower: two yeses and a bit of the third must not overcome it."
        )
        higher = _(
            "The three lines are right, but the output stays at no even where all three say yes. "
            "Its bias, {bias:g}, has to be higher than that."
        )
        not_quite(lower if bias > -2.5 * weights.mean() else higher, bias=bias)
    far = np.hypot(lines[:, 0], lines[:, 1])
    longer = np.column_stack([lines[:, :2], lines[:, 2] * far])
    for mended, sentence in (
        (lines[:, [1, 2, 0]], _("Each row begins with its bias. The order is w1, w2, b.")),
        (lines.T, _("my_lines has a neuron in each column. Each row is to be a neuron, with its "
                    "w1, w2 and b.")),
        (longer, _("The bias of a row is the distance of its line by itself. It has to be "
                   "multiplied by the size of the weights, as they are.")),
        (10 * lines, _("The borders are so soft that the three answers hardly differ between "
                       "disc and ring. Multiply all numbers of my_lines by 10, say.")),
    ):  # fmt: skip
        if _closes(mended, output):
            not_quite(sentence)
    wider, nearer = (
        any(_closes(np.column_stack([lines[:, :2], k * lines[:, 2]]), output) for k in shares)
        for shares in ((1.25, 1.6, 2, 3, 5), (0.8, 0.6, 0.5, 0.33, 0.2))
    )
    if wider or nearer:
        near = _(
            "The three lines run too near to the middle and cut off parts of the disc. Larger "
            "biases move them out."
        )
        far_out = _(
            "The three lines run so far out that much of the ring lies within them. Smaller "
            "biases bring them nearer."
        )
        not_quite(near if wider else far_out)
    if _closes(lines, np.array([10.0, 10.0, 10.0, -25.0])):
        not_quite(
            _(
                "The three lines are right; what goes amiss is in my_output. Give the three "
                "weights the same size, large and positive, so that the output is an AND."
            )
        )


def _name_the_gap(lines, output):
    """End the check with what is open, or with how many points are on the wrong side."""
    weights, biases = lines[:, :2], lines[:, 2]
    far = np.hypot(*weights.T)
    for row in np.flatnonzero(far == 0):
        not_quite(_("{row} has the weights 0 and 0, and so no line at all."), row=_row(row))
    if (output[:3] > 0).all():
        if (biases <= 0).any():
            not_quite(
                _(
                    "In {rows} the bias is not above 0. It is the sum in the middle of the disc, "
                    "at (0, 0), where each neuron should say yes."
                ),
                rows=joined(map(_row, np.flatnonzero(biases <= 0))),
            )
        away = weights / far[:, np.newaxis]  # from each line; it is met by no step along it
        ways = np.concatenate([away, away[:, ::-1] * [-1, 1], away[:, ::-1] * [1, -1]])
        free = ways[(ways @ away.T > -1e-9).all(axis=1)]
        if len(free):
            way = free.sum(axis=0) if np.hypot(*free.sum(axis=0)) > 1e-9 else free[0]
            x, y = np.round(way / np.hypot(*way), 2) + 0.0  # no -0.00
            not_quite(
                _(
                    "The three lines make no triangle: a walk from the middle in the direction "
                    "({x:.2f}, {y:.2f}) crosses none of them, so the ring there is answered as "
                    "the disc is. Turn a line so that it bars the way."
                ),
                x=x,
                y=y,
            )
    right, labels = _right(lines, output), _ring()[1]
    not_quite(
        _(
            "The network says no to {missed} of the 200 points of the disc, and yes to {caught} "
            "of the 200 points of the ring. Its lines pass the middle at the distances "
            "{distances}; the disc ends at 2, and the ring begins at 3.3. Where do they meet, and "
            "how many yeses does the output ask for?"
        ),
        missed=(~right[labels == 1]).sum(),
        caught=(~right[labels == 0]).sum(),
        distances=joined(f"{distance:.2f}" for distance in abs(biases) / far),
    )


def _row(number):
    """Return what a row of the answer is called."""
    return f"my_lines[{number}]"


@cache
def _ring():
    """Return the points that are to be parted, and their labels."""
    return SHAPES["ring"](np.random.default_rng(0), 400, noise=0.1)


def _right(lines, output):
    """Return of each point of the ring whether such a network is right about it."""
    X, y_true = _ring()
    with np.errstate(over="ignore"):
        H = sigmoid(X @ lines[:, :2].T + lines[:, 2])
        return (H @ output[:3] + output[3] > 0) == y_true


def _closes(lines, output):
    """Return whether such a network is right about enough points of the ring."""
    return _right(lines, output).mean() >= ENOUGH


@check
def name_the_causes(causes):
    """A rate too large, too few neurons, learned by heart, and a rate too small."""
    causes = causes.tolist() if isinstance(causes, np.ndarray) else causes
    _refuse_comma("my_causes", causes)
    said = [c.strip().lower() if isinstance(c, str) else "" for c in causes] if isinstance(
        causes, list | tuple) else []  # fmt: skip
    in_order(
        causes,
        said,
        CAUSES,
        clues={
            "heart": _(
                "Panel {panel} is not {name}. There both lines fall far, and then the training "
                "line goes on falling while the test line turns and rises."
            ),
            "large": _(
                "Panel {panel} is not {name}. There both lines leap up and down, as when each "
                "step goes too far."
            ),
            "neurons": _(
                "Panel {panel} is not {name}. There both lines lie high and level from early "
                "on: more epochs would change nothing."
            ),
        },
        few=_(
            "The answer is {came}. Give four causes in square brackets, one for each panel "
            "from 1 to 4."
        ),
        unknown=_(
            "The cause of panel {panel} is called {came}. The causes are neurons, heart, "
            "large and small, each in quotes."
        ),
        twice=_("{name} is there {count} times, and each of the four belongs to one panel."),
    )
    return _(
        "Two are cured by another rate, one by more neurons, and one by fewer, by more points "
        "or by a decay. So the curves are read before a knob is turned."
    )


@check
def cure_the_overfit(layers, decay):
    """Fewer neurons, though not too few, and a decay that takes away what is learned by heart."""
    decay = float(checked_input(inputs.from_0, "my_decay", read("my_decay", decay)))
    layers = layers.tolist() if isinstance(layers, np.ndarray) else layers
    _refuse_comma("my_layers", layers)
    if not isinstance(layers, list | tuple):
        not_quite(
            _("my_layers is {came}. It should be a list of numbers of neurons, such as [8, 8]."),
            came=inputs.shown(layers),
        )
    told = [
        checked_input(Run, **SICK, layers=layers, decay=decay, points_seed=seed, seed=seed)
        for seed in CURE_DRAWS
    ]
    if list(layers) == SICK_LAYERS and decay == 0:
        not_quite(
            _(
                "This is the network as it was, with about 82 % of the test rows. Change one of "
                "the two, or both."
            )
        )
    reached = [run.to(CURE_EPOCHS) for run in told]
    if min(reached) < CURE_EPOCHS:
        not_quite(_("With a decay of {decay:g} the training runs off. Each step takes away the "
                    "decay times the rate 0.01 of each parameter: more than all of it is too "
                    "much."), decay=decay)  # fmt: skip
    training, test = (np.mean([run.accuracy(part) for run in told]) for part in PARTS)
    shares = {"training": _percent(training), "test": _percent(test)}
    if test >= CURED:
        return _(
            "{training} % of the training rows and {test} % of the test rows. It knows fewer of "
            "its examples, and more about XOR."
        ).format(**shares)
    _refuse_ends(layers)
    if training < NEAR:
        few = _(
            "The network has too few neurons even for its training rows: {training} % of them, "
            "and {test} % of the test rows. Give it more in each layer."
        )
        hard = _(
            "So strong a decay takes away what is understood along with what is learned by "
            "heart: {training} % of the training rows, {test} % of the test rows. Take a weaker "
            "one."
        )
        not_quite(few if min(layers, default=0) < 4 or decay < STRONG else hard, **shares)
    if 0 < decay < STRONG:
        not_quite(
            _(
                "A decay of {decay:g} takes too little away: {training} % of the training rows, "
                "{test} % of the test rows. Take a stronger one."
            ),
            decay=decay,
            **shares,
        )
    if training > FAR:
        not_quite(
            _(
                "It still learns by heart: {training} % of the training rows, {test} % of the "
                "test rows. Without a decay it needs a much smaller network; with one it may "
                "stay as large as it is."
            ),
            **shares,
        )
    not_quite(
        _(
            "{training} % of the training rows and {test} % of the test rows, and 84 % are asked "
            "for. Which of the two knobs did most in the table?"
        ),
        **shares,
    )


@check
def fit_the_spirals(run, epochs):
    """Wider layers or further inputs; more time alone does not do it."""
    _refuse_comma("my_run", run)
    if not isinstance(run, dict):
        not_quite(
            _(
                "my_run is {came}. It should be a dictionary in curly brackets, such as "
                '{{"layers": [8, 8]}}.'
            ),
            came=inputs.shown(run),
        )
    for key in run:
        if key in POINTS:
            not_quite(
                _(
                    "my_run has {key} in it, which belongs to the points. These are given: 500 "
                    "points with the noise 0.1, half of them test rows."
                ),
                key=inputs.shown(key),
            )
        if key == "epochs":
            not_quite(_("my_run has 'epochs' in it. They have a name of their own, my_epochs."))
        if key not in YOURS:
            not_quite(
                _("my_run has {key} in it, which Run does not know. Yours to choose are {known}."),
                key=inputs.shown(key),
                known=joined(YOURS),
            )
    epochs = checked_input(inputs.whole, "my_epochs", epochs, 1, MOST_EPOCHS)
    runs = [checked_input(Run, **run, points_seed=draw) for draw in SPIRAL_DRAWS]
    for one in runs:
        if one.to(epochs) < epochs:
            not_quite(
                _(
                    "The training runs off: after epoch {epoch} a parameter is no longer finite. "
                    "Take a smaller learning rate, or a weaker decay if there is one."
                ),
                epoch=one.diverged.epoch,
            )
    training, test = (np.median([one.accuracy(part) for one in runs]) for part in PARTS)
    shares = {"training": _percent(training), "test": _percent(test)}
    if test > ENOUGH:
        return _(
            "More than 95 % of the test rows, in the middle of five draws that you had not "
            "seen. More than one way leads here: wider layers, for example, or further inputs."
        )
    if not run:
        not_quite(
            _(
                "This is Run() as it is: {test} % of the test rows in the middle of five draws. "
                "Give it more to work with."
            ),
            **shares,
        )
    _refuse_ends(run.get("layers", ()))
    if training < 0.7:
        not_quite(
            _(
                "Not even the training rows are learned: {training} % of them, and {test} % of "
                "the test rows. Are there enough neurons and epochs, and is the rate far too "
                "large or too small, or the decay too strong?"
            ),
            **shares,
        )
    if training < ENOUGH:
        not_quite(
            _(
                "{training} % of the training rows and {test} % of the test rows: it underfits. "
                "More neurons in its layers or further inputs give it more to work with, and "
                "another rate may suit it better."
            ),
            **shares,
        )
    not_quite(
        _(
            "{training} % of the training rows and {test} % of the test rows: part of it is "
            "learned by heart. Further inputs, or wider layers, let it find a border that winds "
            "as the arms do."
        ),
        **shares,
    )


def _refuse_comma(name, answer):
    """End the check where a comma after an answer in brackets makes a tuple of it."""
    several = list | tuple | dict | np.ndarray
    if isinstance(answer, tuple) and len(answer) == 1 and isinstance(answer[0], several):
        comma_behind(name)


def _refuse_ends(layers):
    """End the check where the inputs and the output stand among the hidden layers."""
    if len(layers) > 2 and (layers[0], layers[-1]) == (2, 1):
        not_quite(
            _(
                "The layers are {came}, and only the hidden ones are wanted. Leave out the 2 of "
                "the inputs and the 1 of the output."
            ),
            came=inputs.shown(layers),
        )


def _percent(share):
    """Return a share in whole per cent, rounded down, so that none looks like what it misses."""
    return int(100 * share + 1e-9)
