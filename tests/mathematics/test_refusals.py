"""Refusals: each argument of every public function of the mathematics, wrong in three ways."""

import importlib
import inspect
import re

import numpy as np
import pytest

from helpers import (
    activations,
    addition,
    attention,
    autograd,
    blunders,
    books,
    chains,
    convolution,
    counting,
    depth,
    digits,
    exhibits,
    finders,
    gradients,
    lapses,
    losses,
    misreadings,
    misroutes,
    missteps,
    mistakes,
    names,
    optimisers,
    oversights,
    points,
    recurrence,
    rungs,
    runs,
    score,
    slips,
    splits,
    starts,
    studies,
    symbols,
    trials,
    valley,
    windows,
)
from helpers.activations import Activation
from helpers.network import Network, Neuron
from helpers.parameters import Parameters
from helpers.people import X, y_true
from helpers.training import train

MODULES = ["people", "activations", "losses", "parameters", "network", "gradients"]
MODULES += ["mistakes", "training", "score", "depth", "optimisers", "missteps", "valley"]
MODULES += ["points", "runs", "studies", "trials", "digits", "splits", "misreadings"]
MODULES += ["convolution", "slips", "exhibits", "oversights", "misroutes", "autograd"]
MODULES += ["lapses", "recurrence", "addition", "starts", "attention", "names", "books", "counting"]
MODULES += ["symbols", "windows", "finders", "rungs", "blunders", "chains"]
WRITTEN = (
    "__init__",
    "__getitem__",
    "__setitem__",
    "__setattr__",
    "__call__",
)  # called without its name

net = Network([2, 2, 1])
many = Network([2, 2, 1], np.zeros((3, 9)))
broken = Network([2, 2, 1])
broken.values[3] = np.nan
parameters = Parameters([2, 2, 1])
history = train(net, X, y_true, epochs=3)
check = gradients.gradient_check(net, X, y_true)
no_function = Activation(np.tanh, "steep")
rng = np.random.default_rng(0)
run = runs.Run(n=20)
a = autograd.Value(2)

NETS = ["net", 5, None, Parameters([2, 2, 1]), broken]
TABLES = [np.ones((4, 3)), "heavy", [[1, np.nan]] * 4, 5]
LABELS = [[1, 0], ["F", "M", "M", "F"], [1, 0, 0, 2], None]
NUMBERS = ["steep", None, [], [1, np.nan]]
NUMBER = ["heavy", np.inf, [1, 2], 10**400]
SHARES = [*NUMBER, -0.1, 1, 1.5]
ABOVE_0 = [*NUMBER, 0, -0.1]
FROM_0 = [*NUMBER, -0.1]
COUNT = [0, 2.5, "many", True]
LOOKED = {name: np.ones((3, 2)) for name in "QKV"}
SEEN = [5, "before", None, np.ones((3, 3)), np.ones((2, 2), bool), np.zeros((3, 3), bool)]
BLOCK = attention.Transformer([5, 4, 3], places=3)
NAMED = attention.Transformer([27, 4, 27], places=12)
SYMBOLS = [*NUMBERS, 3, [1, 2], np.full((2, 2), 5), np.full((2, 2), -2), np.full((2, 2), 0.5)]
LOOK = {"places": COUNT, "heads": [*COUNT, 3, 5]}
LOOK |= {"mask": [5, None, "yes"], "residual": [5, None, "yes"]}
LOOK |= {"without": [["mask"], [5], ["norm", "heads"]]}
SEED = [-1, 2.5, "one"]
EPOCH = [4, -2, 1.5, "last"]  # where there is none beyond 0
PART = ["validation", 0, None]
NAME = ["w7", 0, None, ["w1"]]
OWN = [
    5,
    "steep",
    Network,
    optimisers.Adam,
    lambda *_: None,
    lambda *_: "steep",
    lambda *_: [0.5] * 8,
    lambda *_: {"w1": 1},
]
ROW = [np.zeros(8), "heavy", [np.nan] * 9]
MAPS = [*NUMBERS, np.zeros((2, 2)), np.zeros((3, 2, 1)), np.zeros((2, 3, 1))]
WINDOWS = {"window": [4, *COUNT], "padding": [-1, 2.5, "same", 4], "stride": COUNT}
PLACES = [*NUMBERS, 3, [1, 2, 3], np.ones((2, 3)), [1, np.inf]]
WAYS = [5, "steep", *(lambda *_, value=v: value for v in (None, "steep", 1, [[1, 2]])), lambda: 0]
DATA = {"net": net, "X": X, "y_true": y_true}
RECURRENT, STEPS = recurrence.Recurrent([2, 3, 1]), {"X": np.zeros((4, 5, 2))}
ANSWERS = STEPS | {"y_true": np.zeros((4, 5))}
WRONG_STEPS = {"X": [*NUMBERS, 3, np.ones((4, 5, 3)), [1, 2], np.full((4, 5, 2), np.inf)]}
WRONG_ANSWERS = WRONG_STEPS | {"y_true": [*LABELS, np.zeros((4, 5, 2)), np.zeros(4)]}
PAIRS = [*NUMBERS, 3, [1, 0], [[1, 2]], np.zeros((2, 3))]
WHOLE = [-1, 2.5, "six", True, None]
RNG = ["a\nb", None, 5, np.random]
WRONG_TABLES = {"X": TABLES, "y_true": LABELS}
WRONG_DATA = {"net": NETS, **WRONG_TABLES}
NOISE = [*NUMBER, -0.1, 11]
STUDY = {"name": "words", "case": "divided", "optimiser": "plain"}
TRIAL = {"name": "overfit", "case": "clouds, 2-3-1"}
DIGIT_ROWS = [*NUMBERS, 3, [0.5], [1797]]
SLIPS = {"case": ["25 kernels", 5, None], "learned": ["moved", 4, None]}
SPLITS = {"case": ["64-30-10", 5, None], "rows": [0, 1401, 2.5, "all"], "seed": SEED}
LAYERS = [8, [0], [2.5], "deep"]
TRIALS = {"name": ["words", 5, None], "case": ["cloud", 5, None]}
WRONG_STUDY = {
    "name": ["unit", 5, None],
    "case": ["c = 1", 10, None],
    "optimiser": ["adam", optimisers.Adam, None],
}
KIND = {"hidden": ["step", np.tanh, no_function, None], "output": ["tanh", 5, ["sigmoid"], None]}
WRONG_NAMED = [{"w7": 1}, {"w1": "heavy"}, {"b3": [1, 2]}]  # a name, or the number that it gets
NO_WAY = [5, "softmax", None, missteps.RIGHT, misreadings.RIGHT[:3]]
NO_LOOK = [*NO_WAY, misreadings.RIGHT, oversights.RIGHT[:4]]
NO_ROUTE = [5, "graph", None, misreadings.RIGHT, misroutes.RIGHT[:1]]
TRAININGS = {"RIGHT": missteps.RIGHT, **missteps.MISSTEPS}

# Each public function: how it is called, with arguments that are right, and wrong ones of each.
ROWS = {
    "activations.sigmoid": (activations.sigmoid, {"z": 0}, {"z": NUMBERS}),
    "activations.sigmoid_prime": (activations.sigmoid_prime, {"z": 0}, {"z": NUMBERS}),
    "activations.sigmoid_prime_from_output": (
        activations.sigmoid_prime_from_output,
        {"a": 0.5},
        {"a": NUMBERS},
    ),
    "activations.softmax": (activations.softmax, {"z": [0, 1]}, {"z": [*NUMBERS, 3, [np.inf, 1]]}),
    "activations.leaky_relu": (activations.leaky_relu, {}, {"a": NUMBER}),
    "activations.elu": (activations.elu, {}, {"a": NUMBER}),
    "depth.size": (depth.size, {"array": [1, 2]}, {"array": NUMBERS}),
    "depth.sized": (depth.sized, {"net": net, "gain": 1}, {"net": NETS, "gain": ABOVE_0}),
    "depth.through": (
        depth.through,
        {"activation": "tanh", "gain": 1, "layers": 2, "rng": rng},
        {
            "activation": KIND["hidden"],
            "gain": ABOVE_0,
            "layers": COUNT,
            "rng": RNG,
            "width": COUNT,
            "rows": COUNT,
        },
    ),
    "optimisers.Optimiser.__call__": (
        optimisers.Plain().__call__,
        {"slopes": [1, 2], "learning_rate": 0.1},
        {"slopes": NUMBERS, "learning_rate": ABOVE_0},
    ),
    "optimisers.Momentum.__init__": (optimisers.Momentum, {}, {"beta": SHARES}),
    "optimisers.AdaGrad.__init__": (optimisers.AdaGrad, {}, {"epsilon": ABOVE_0}),
    "optimisers.RMSProp.__init__": (
        optimisers.RMSProp,
        {},
        {"beta": SHARES, "epsilon": ABOVE_0},
    ),
    "optimisers.Adam.__init__": (
        optimisers.Adam,
        {},
        {"beta1": SHARES, "beta2": SHARES, "epsilon": ABOVE_0},
    ),
    "attention.weights": (
        attention.weights,
        {"Q": np.ones((3, 2)), "K": np.ones((3, 2)), "seen": np.tri(3, dtype=bool)},
        {"Q": [*NUMBERS, [1, 2]], "K": [*NUMBERS, np.ones((2, 2))], "seen": SEEN},
    ),
    "attention.attend": (
        attention.attend,
        LOOKED | {"seen": np.tri(3, dtype=bool)},
        {"Q": [*NUMBERS, [1, 2]], "V": [*NUMBERS, np.ones((3, 3))], "seen": SEEN}
        | {"K": [*NUMBERS, np.ones((2, 2))]},
    ),
    "attention.attend_back": (
        attention.attend_back,
        LOOKED | {"seen": np.tri(3, dtype=bool), "dL_dO": np.ones((3, 2))},
        {"Q": [*NUMBERS, [1, 2]], "V": [*NUMBERS, np.ones((3, 3))], "seen": SEEN}
        | {"K": [*NUMBERS, np.ones((2, 2))], "dL_dO": [*NUMBERS, np.ones(3)]},
    ),
    "attention.scores_back": (
        attention.scores_back,
        {"A": [0.5, 0.5], "dL_dA": [1, 2]},
        {"A": [*NUMBERS, 3], "dL_dA": [*NUMBERS, [1, 2, 3]]},
    ),
    "attention.normed": (attention.normed, {"X": [1, 2]}, {"X": [*NUMBERS, 3]}),
    "attention.normed_back": (
        attention.normed_back,
        {"X": [1, 2], "dL_dN": [1, 2]},
        {"X": [*NUMBERS, 3], "dL_dN": [*NUMBERS, [1, 2, 3]]},
    ),
    "attention.Transformer.__init__": (
        attention.Transformer,
        {"sizes": [5, 4, 3]},
        {"sizes": [5, [5, 4], [5, 0, 3], "5\n4"], "values": [np.zeros(3), "heavy", [np.nan] * 99]}
        | LOOK,
    ),
    "attention.Transformer.random": (
        attention.Transformer.random,
        {"sizes": [5, 4, 3], "rng": rng},
        {"sizes": [5, [5, 4], [5, 0, 3], "5\n4"], "rng": RNG}
        | {"kind": [{"heads": 3}, {"inside": 1}, {"mask": 5}]},
    ),
    "symbols.Speaker.with_values": (
        BLOCK.with_values,
        {"values": BLOCK.values},
        {"values": [np.zeros(3), "heavy", BLOCK.values + np.nan]},
    ),
    "symbols.Speaker.named": (
        BLOCK.named,
        {"parameters": BLOCK},
        {"parameters": [5, None, net]},
    ),
    "symbols.Speaker.feedforward": (
        BLOCK.feedforward,
        {"X": [[0, 1]]},
        {"X": [*SYMBOLS, np.zeros((2, 4))]},
    ),
    "attention.Transformer.looks": (
        BLOCK.looks,
        {"X": [[0, 1]]},
        {"X": [*SYMBOLS, np.zeros((2, 4))]},
    ),
    "symbols.marked": (
        symbols.marked,
        {"X": [[[0, 26], [1, 36]]], "symbols": 37},
        {
            "X": [*NUMBERS, 3, [1, 2], np.full((1, 2, 2), 40), np.full((1, 2, 2), 0.5)],
            "symbols": COUNT,
        },
    ),
    "symbols.Speaker.with_look": (
        BLOCK.with_look,
        {"mask": False},
        {"kind": [{"heads": 3}, {"mask": 5}, {"inside": 1}]},
    ),
    "names.numbered": (
        names.numbered,
        {"beginning": "mar"},
        {"beginning": ["Ann", "a name", "a" * 12, 5, "a.b"]},
    ),
    "books.numbered": (
        books.numbered,
        {"book": ["a3", "k?"]},
        {"book": [[], "a3 k?", ["a"], ["A3"], ["a33"], [5], 5, None]},
    ),
    "symbols.parts": (symbols.parts, {"rows": 200}, {"rows": WHOLE}),
    "symbols.stored": (symbols.stored, {"name": "names"}, {"name": NAME}),
    "windows.Window.__init__": (
        windows.Window,
        {"sizes": [5, 4, 3, 2]},
        {
            "sizes": [5, [5, 4, 3], [5, 0, 3, 2]],
            "values": [np.zeros(3), "heavy", [np.nan] * 38],
            "last": COUNT,
        },
    ),
    "windows.Window.random": (
        windows.Window.random,
        {"sizes": [5, 4, 3, 2], "rng": rng},
        {"sizes": [5, [5, 4, 3], [5, 0, 3, 2]], "rng": RNG, "last": COUNT},
    ),
    "names.speaker": (names.speaker, {}, {"epoch": [3, -1, 24, "last", None]}),
    "books.reader": (books.reader, {}, {"steps": [1, -1, 501, "last", None]}),
    "rungs.begun": (rungs.begun, {"case": "no mask", "seed": 0}, {"case": NAME, "seed": SEED}),
    "rungs.learned": (
        rungs.learned,
        {"case": "no mask", "rate": 0.01, "decay": 0.1, "seed": 0, "epochs": 1},
        {"case": NAME, "rate": ABOVE_0, "decay": FROM_0, "seed": SEED, "epochs": COUNT},
    ),
    "rungs.spelt": (
        rungs.spelt,
        {"case": "one head alone", "rate": 0.01, "decay": 0.1, "seed": 0},
        {"case": NAME, "rate": ABOVE_0, "decay": FROM_0, "seed": SEED},
    ),
    "rungs.sampled": (
        rungs.sampled,
        {"case": "one head alone", "rate": 0.01, "decay": 0.1, "seed": 0},
        {"case": NAME, "rate": ABOVE_0, "decay": FROM_0, "seed": SEED},
    ),
    "finders.shelf": (finders.shelf, {"rng": rng, "rows": 20}, {"rng": RNG, "rows": COUNT}),
    "finders.looking": (
        finders.looking,
        {"case": "attention", "rate": 0.01, "seed": 0},
        {"case": NAME, "rate": ABOVE_0, "seed": SEED},
    ),
    "finders.looked_up": (
        finders.looked_up,
        {"case": "attention", "rate": 0.01, "seed": 0},
        {"case": NAME, "rate": ABOVE_0, "seed": SEED},
    ),
    "finders.shares_right": (
        finders.shares_right,
        {"net": books.reader()},
        {"net": [5, None, net]},
    ),
    "finders.looked": (
        finders.looked,
        {"net": books.reader(), "pairs": 2},
        {"net": [5, None, net], "pairs": [27, *COUNT]},
    ),
    "rungs.chosen": (rungs.chosen, {"case": "no norm"}, {"case": NAME}),
    "rungs.tried": (rungs.tried, {"case": "no norm"}, {"case": ["no mask", *NAME]}),
    "rungs.column": (rungs.column, {"case": "no norm"}, {"case": NAME, "part": ["all", 0, None]}),
    "rungs.sample": (rungs.sample, {"case": "window of 3"}, {"case": ["no mask", *NAME]}),
    "rungs.at_decay": (
        rungs.at_decay,
        {"case": "no norm", "decay": 0.3},
        {"case": ["no mask", 0, None], "decay": [0.2, "all", None], "part": ["all", 0, None]},
    ),
    "finders.found": (finders.found, {"case": "attention"}, {"case": NAME}),
    "rungs.table": (rungs.table, {"name": "names"}, {"name": ["books", *NAME]}),
    "finders.table": (finders.table, {"name": "books"}, {"name": ["names", *NAME]}),
    "finders.reached": (finders.reached, {"case": "positions"}, {"case": NAME}),
    "finders.far_off": (
        finders.far_off,
        {"case": "no positions", "T": 3, "seed": 0, "epochs": 1},
        {"case": NAME, "T": [1000, *COUNT], "seed": SEED, "epochs": COUNT},
    ),
    "names.coded": (
        names.coded,
        {"names": ["ann"]},
        {"names": ["Ann", "a name", ["a" * 12], [5], "a.b"]},
    ),
    "counting.Counts.__init__": (
        counting.Counts,
        {"names": ["ann"]},
        {
            "names": ["Ann", 5, [5]],
            "back": [-1, 13, "one"],
            "more": [-0.1, *ABOVE_0],
            "discount": [0, 1, "half"],
        },
    ),
    "counting.Counts.following": (
        counting.Counts(["ann"]).following,
        {},
        {"beginning": ["Ann", 5, "a" * 12]},
    ),
    "counting.Counts.loss": (
        counting.Counts(["ann"]).loss,
        {"names": ["nan"]},
        {"names": ["Ann", 5, [], [""]]},
    ),
    "names.listed": (
        names.listed,
        {"names": "ann"},
        {"names": ["Ann", ["ann", 5], [""], 5, ["a" * 12]]},
    ),
    "names.begun": (names.begun, {"beginning": ""}, {"beginning": ["Ann", 5, "a" * 12]}),
    "names.following": (
        names.following,
        {"net": NAMED},
        {
            "net": [*NETS, BLOCK],
            "beginning": ["Ann", 5, "a" * 12],
            "temperature": ABOVE_0,
        },
    ),
    "names.spoken": (
        names.spoken,
        {"net": NAMED, "rng": rng, "count": 2},
        {
            "net": NETS,
            "rng": RNG,
            "count": COUNT,
            "beginning": ["Ann", 5, "a" * 12],
            "temperature": ABOVE_0,
        },
    ),
    "books.books": (
        books.books,
        {"rng": rng, "rows": 2, "pairs": 3},
        {"rng": RNG, "rows": COUNT, "pairs": [*COUNT, 27]},
    ),
    "books.padded": (
        books.padded,
        {"X": np.zeros((2, 3, 2)), "y_true": np.zeros((2, 3)), "places": 4},
        {
            "X": [*NUMBERS, [1, 2]],
            "y_true": [*NUMBERS, np.zeros((2, 2))],
            "places": [2, 2.5, "all"],
        },
    ),
    "optimisers.Schedule.__init__": (
        optimisers.Schedule,
        {},
        {"optimiser": [5, "adam", lambda: 1]},
    ),
    "optimisers.Falling.__init__": (
        optimisers.Falling,
        {"steps": 3},
        {"optimiser": [5, "adam", lambda: 1], "steps": COUNT},
    ),
    "optimisers.Halved.__init__": (
        optimisers.Halved,
        {},
        {"optimiser": [5, "adam", lambda: 1], "every": COUNT},
    ),
    "valley.Valley.__init__": (
        valley.Valley,
        {},
        {"stretch": [*ABOVE_0, 1e7], "turn": [*NUMBER, 91, -90.5]},
    ),
    "valley.Valley.loss": (valley.Valley(3).loss, {"w": [1, 2]}, {"w": PLACES}),
    "valley.Valley.slopes": (valley.Valley(3).slopes, {"w": [1, 2]}, {"w": PLACES}),
    "valley.Valley.contour": (valley.Valley(3).contour, {"loss": 2}, {"loss": ABOVE_0}),
    "valley.descend": (
        valley.descend,
        {"slopes": abs, "w": [1, 2], "learning_rate": 0.1, "steps": 3},
        {
            "slopes": WAYS,
            "w": [*NUMBERS, 3, [[1, 2]], [1, np.inf]],
            "learning_rate": ABOVE_0,
            "steps": COUNT,
            "optimiser": [*WAYS[:-1], "adam", lambda *_: [1, 2, 3]],
        },
    ),
    **{
        f"points.{function.__name__}": (
            function,
            {"rng": rng, "n": 4},
            {"rng": RNG, "n": COUNT, "noise": NOISE},
        )
        for function in (points.xor, points.spirals)
    },
    **{
        f"points.{function.__name__}": (
            function,
            {"rng": rng, "n": 4},
            {"rng": RNG, "n": COUNT, "noise": NOISE, argument: NOISE},
        )
        for function, argument in ((points.two_clouds, "centre"), (points.ring, "radius"))
    },
    "points.split": (
        points.split,
        {"rng": rng, "X": X, "y_true": y_true, "share": 0.5},
        {"rng": RNG, "X": TABLES, "y_true": [*NUMBERS, [1]], "share": SHARES},
    ),
    "runs.Run.__init__": (
        runs.Run,
        {},
        {
            "data": ["moons", 5, None],
            "n": [1, *COUNT],
            "noise": NOISE,
            "points_seed": SEED,
            "test": SHARES,
            "further": ["sines", ["cubes"], None],
            "layers": [8, [0], [2.5], [1] * 5, None],
            "hidden": ["step", 5, None],
            "optimiser": ["Adam", optimisers.Adam, None],
            "learning_rate": ABOVE_0,
            "batch_size": COUNT,
            "decay": FROM_0,
            "gain": ABOVE_0,
            "seed": SEED,
            "own": [[(1, 2)], [(1, 2, 3)], [(1, np.nan, 1)], "here"],
        },
    ),
    "runs.Run.inputs_of": (run.inputs_of, {"X": X}, {"X": TABLES}),
    "runs.Run.input_names": (run.input_names, {}, {}),
    "runs.Run.network": (run.network, {}, {"epoch": EPOCH}),
    "runs.Run.feedforward": (run.feedforward, {"X": X}, {"X": TABLES, "epoch": EPOCH}),
    "runs.Run.to": (run.to, {"epoch": 1}, {"epoch": [-1, 1.5, "last"]}),
    "runs.Run.check": (run.check, {}, {"epoch": EPOCH}),
    "runs.Run.confusion": (run.confusion, {}, {"part": PART, "epoch": EPOCH}),
    "runs.Run.accuracy": (run.accuracy, {}, {"part": PART, "epoch": EPOCH}),
    "trials.table": (trials.table, {"name": "overfit"}, {"name": TRIALS["name"]}),
    "trials.run": (trials.run, {**TRIAL, "seed": 0}, {**TRIALS, "seed": SEED}),
    "trials.trials": (trials.trials, {**TRIAL, "seed": 0}, {**TRIALS, "seed": SEED}),
    "trials.trial": (
        trials.trial,
        {**TRIAL, "epochs": 1, "seed": 0},
        {**TRIALS, "epochs": COUNT, "seed": SEED},
    ),
    "trials.column": (
        trials.column,
        TRIAL,
        {**TRIALS, "part": ["tests", 5, None], "epochs": [10, "all", -1]},
    ),
    "studies.table": (studies.table, {"name": "words"}, {"name": WRONG_STUDY["name"]}),
    "studies.best": (studies.best, STUDY, WRONG_STUDY),
    "studies.row": (studies.row, {**STUDY, "rate": 1}, {**WRONG_STUDY, "rate": ABOVE_0}),
    "studies.losses": (
        studies.losses,
        {**STUDY, "rate": 1, "steps": 2},
        {**WRONG_STUDY, "rate": ABOVE_0, "steps": COUNT},
    ),
    "digits.parts": (digits.parts, {"rng": rng}, {"rng": RNG}),
    "digits.moved": (
        digits.moved,
        {"X": np.zeros((2, 64))},
        {"X": TABLES, "down": [9, 0.5, "one"], "right": [-9, 0.5, "one"]},
    ),
    "digits.some": (digits.some, {"rows": [0, 1]}, {"rows": DIGIT_ROWS}),
    "digits.one_hot": (digits.one_hot, {"digits": [3, 0]}, {"digits": [*NUMBERS, 3, [10], [0.5]]}),
    "convolution.length_after": (
        convolution.length_after,
        {"length": 3},
        {"length": COUNT, **WINDOWS},
    ),
    "convolution.windows": (
        convolution.windows,
        {"X": np.zeros((3, 3))},
        {"X": [*NUMBERS, 3, [1, 2]], **WINDOWS},
    ),
    "convolution.windows_back": (
        convolution.windows_back,
        {"dL_dV": np.zeros((1, 1, 9)), "side": 3},
        {"dL_dV": [*NUMBERS, 3, np.zeros(9), np.zeros((2, 1, 9))], "side": COUNT, **WINDOWS},
    ),
    "convolution.pool": (convolution.pool, {"A": np.zeros((2, 2, 1))}, {"A": MAPS}),
    "convolution.pool_back": (
        convolution.pool_back,
        {"A": np.zeros((2, 2, 1)), "dL_dP": [[[1]]]},
        {"A": MAPS, "dL_dP": [*NUMBERS, 3, np.zeros((2, 1, 1))]},
    ),
    "convolution.Convolution.__init__": (
        convolution.Convolution,
        {"sizes": [16, 1, 2]},
        {
            "sizes": [16, [16, 2], [15, 1, 2], [25, 1, 2], [16, 0, 2], [16, 1, 1], [16, 2, 1, 2]],
            "values": [np.zeros(15), "heavy", [np.nan] * 14],
            "named": [{"w13": 1}, {"w1": "heavy"}, {"b3": [1, 2]}],
            **KIND,
        },
    ),
    "splits.parts": (
        splits.parts,
        {"seed": 0},
        {"seed": SEED, "rows": SPLITS["rows"]},
    ),
    "splits.taught": (
        splits.taught,
        {"rows": 50, "epochs": 1},
        {
            "seed": SEED,
            "rows": SPLITS["rows"],
            "layers": LAYERS,
            "rate": ABOVE_0,
            "epochs": COUNT,
        },
    ),
    "splits.start": (splits.start, {"layers": [8], "rng": rng}, {"layers": LAYERS, "rng": RNG}),
    "splits.learned": (
        splits.learned,
        {
            "net": Network([64, 2], output="softmax"),
            "X": np.zeros((2, 64)),
            "y_true": [[0, 1], [1, 0]],
            "learning_rate": 1,
            "epochs": 1,
            "rng": rng,
        },
        {
            "net": NETS[:3],
            "X": TABLES,
            "y_true": LABELS,
            "learning_rate": ABOVE_0,
            "epochs": COUNT,
            "rng": RNG,
        },
    ),
    "splits.neighbours": (
        splits.neighbours,
        {"X": np.zeros((2, 64)), "said": [3, 4]},
        {"X": TABLES, "said": [*NUMBERS, 3, [1], [1, 10], [1, 0.5]], "k": [3, *COUNT]},
    ),
    "slips.pictures": (
        slips.pictures,
        {"rows": [0, 1]},
        {"rows": DIGIT_ROWS, "part": ["slipped", 5, None]},
    ),
    "slips.right": (
        slips.right,
        {"ask": lambda X: 0, "rows": [0, 1]},
        {
            "ask": [5, "steep", lambda: 0],
            "rows": DIGIT_ROWS,
            "part": ["slipped", 5, None],
        },
    ),
    "slips.taught": (
        slips.taught,
        {"case": "64-11-10", "rows": 50, "epochs": 1},
        {
            **SLIPS,
            "rows": SPLITS["rows"],
            "seed": SEED,
            "rate": ABOVE_0,
            "epochs": COUNT,
        },
    ),
    "slips.slip": (
        slips.slip,
        {"case": "64-11-10", "rate": 1, "learned": "still", "rows": 50, "seed": 0, "epochs": 1},
        {**SLIPS, "rate": ABOVE_0, "rows": SPLITS["rows"], "seed": SEED, "epochs": COUNT},
    ),
    "slips.table": (slips.table, {}, {}),
    "slips.column": (
        slips.column,
        {"case": "8 kernels"},
        {**SLIPS, "part": ["test", 5, None], "epochs": [0, "all", 300]},
    ),
    "splits.answers": (splits.answers, {"shares": [[0, 1]]}, {"shares": [*NUMBERS, 3]}),
    "splits.split": (splits.split, {"case": "nearest, k = 1", "rows": 50, "seed": 0}, SPLITS),
    "splits.judged": (
        splits.judged,
        {"ask": lambda X: 0, "case": "one", "rows": 50, "epochs": 0, "seed": 0},
        {
            "ask": [5, "steep", lambda: 0],
            "case": [5, None, ["one"]],
            "rows": SPLITS["rows"],
            "epochs": SEED,
            "seed": SEED,
        },
    ),
    "splits.sure": (splits.sure, {"seed": 0}, {"seed": SEED}),
    "splits.table": (splits.table, {"name": "sure"}, {"name": ["digit", 5, None]}),
    "splits.pooled": (splits.pooled, {"case": "epoch 5"}, {"case": ["epoch 7", 5, None]}),
    "splits.softened": (
        splits.softened,
        {"net": splits.reader(), "X": np.zeros((2, 64)), "t": 2},
        {"net": NETS[:3], "X": TABLES, "t": ABOVE_0},
    ),
    "splits.softness": (
        splits.softness,
        {"net": splits.reader(), "rows": [0, 1]},
        {"net": NETS[:3], "rows": DIGIT_ROWS},
    ),
    "splits.column": (
        splits.column,
        {"case": "SVC, C = 1"},
        {
            "case": SPLITS["case"],
            "part": ["tests", 5, None],
            "rows": [50, 1200.5, "all"],
            "epochs": [30, "all", -1],
        },
    ),
    "autograd.Value.__init__": (
        autograd.Value,
        {"data": 2, "parents": (a,), "slopes": (1,)},
        {
            "data": [*NUMBER, a],
            "parents": [a, 5, (5,), None],
            "slopes": [1, (), (1, 2), None],
            "made": [5, None, a],
            "name": [5, None, a],
        },
    ),
    "autograd.Value.exp": (a.exp, {}, {}),
    "autograd.Value.order": (a.order, {}, {}),
    "autograd.Value.backward": (a.backward, {"steps": 1}, {"steps": [-1, 2, 0.5, "all"]}),
    "autograd.squash": (autograd.squash, {"z": a}, {"z": [2, "steep", None]}),
    "autograd.neuron": (
        autograd.neuron,
        {"weights": [a, a], "x": [2, a], "bias": a},
        {
            "weights": [a, [], [1, 2], None],
            "x": [2, [1], [1, 2, 3], None],
            "bias": [4, "heavy", None],
        },
    ),
    **{
        f"autograd.{function.__name__}": (
            function,
            DATA,
            {
                "net": [*NETS, many, Network([2, 2, 2]), Network([2, 1], hidden="tanh")],
                **WRONG_TABLES,
                "values": [5, "Value", a, float, None],
            },
        )
        for function in (autograd.graph, autograd.graph_gradient)
    },
    "losses.mse_loss": (
        losses.mse_loss,
        {"y_true": [0, 1], "y_pred": [0.5, 0.5]},
        {"y_true": LABELS[1:], "y_pred": [*NUMBERS, [1], 0.5]},
    ),
    "losses.mse_loss_prime": (
        losses.mse_loss_prime,
        {"y_true": [0, 1], "y_pred": [0.5, 0.5]},
        {"y_true": LABELS[1:], "y_pred": [*NUMBERS, [1], 0.5]},
    ),
    "losses.cross_entropy_loss": (
        losses.cross_entropy_loss,
        {"y_true": [[0, 1]], "y_pred": [[0.5, 0.5]]},
        {"y_true": [*LABELS, [[1, 1]]], "y_pred": [*NUMBERS, [[1]], [[-1, 2]]]},
    ),
    "parameters.Parameters.__init__": (
        Parameters,
        {"sizes": [2, 2, 1]},
        {
            "sizes": [3, [2], [2, 0], [2, 1.5], "[2,\n2, 1]"],
            "values": ROW,
            "named": WRONG_NAMED,
            "shapes": [5, [], [2, 1], [(2, 2), (2, 0)], [(2, 2, 1)], [(2, 2), (2, "one")]],
        },
    ),
    "parameters.Parameters.place": (parameters.place, {"name": "w1"}, {"name": NAME}),
    "parameters.Parameters.like": (parameters.like, {"values": np.zeros(9)}, {"values": ROW}),
    "parameters.Parameters.by_name": (parameters.by_name, {}, {}),
    "parameters.Parameters.__getitem__": (parameters.__getitem__, {"name": "w1"}, {"name": NAME}),
    "parameters.Parameters.__setitem__": (
        parameters.__setitem__,
        {"name": "w1", "value": 0},
        {"name": NAME, "value": NUMBER},
    ),
    "parameters.Parameters.__setattr__": (
        parameters.__setattr__,
        {"name": "w1", "value": 0},
        {"name": ["w7", "sizes", "bias"], "value": NUMBER},
    ),
    "network.Neuron.__init__": (
        Neuron,
        {"weights": [0, 1], "bias": 4},
        {"weights": [*NUMBERS, 3, [[1, 2]]], "bias": NUMBER},
    ),
    "network.Neuron.feedforward": (Neuron([0, 1], 4).feedforward, {"x": [2, 3]}, {"x": TABLES}),
    "network.Network.__init__": (
        Network,
        {"sizes": [2, 2, 1]},
        {
            "sizes": [3, [2], [2, 0], [2, 1.5], "[2,\n2, 1]"],
            "values": ROW,
            "named": WRONG_NAMED,
            **KIND,
        },
    ),
    "network.Network.random": (
        Network.random,
        {"sizes": [2, 2, 1], "rng": rng},
        {
            "sizes": [3, [2], [2, 0], [2, 1.5], "[2,\n2, 1]"],
            "rng": RNG,
            "networks": COUNT,
            "kind": [
                {"hidden": "step"},
                {"output": 5},
                {"inside": "tanh"},
                {"w1": 3},
                {"values": 0},
            ],
        },
    ),
    "network.Network.with_values": (net.with_values, {"values": np.zeros(9)}, {"values": ROW}),
    "network.Network.forward": (net.forward, {"X": X}, {"X": TABLES}),
    "network.Network.activations": (net.activations, {"X": X}, {"X": TABLES}),
    "network.Network.feedforward": (net.feedforward, {"X": X}, {"X": TABLES}),
    "network.Network.loss": (net.loss, {"X": X, "y_true": y_true}, WRONG_TABLES),
    "network.Network.gradient": (net.gradient, {"X": X, "y_true": y_true}, WRONG_TABLES),
    "network.Network.losses_along": (
        net.losses_along,
        {"changes": {"w1": [0, 1]}, "X": X, "y_true": y_true},
        {"changes": [{}, 5, ["w1"], {"w1": [1, 2], "w2": [1, 2, 3]}], **WRONG_TABLES},
    ),
    "gradients.numerical_gradient": (
        gradients.numerical_gradient,
        DATA,
        {**WRONG_DATA, "h": [*ABOVE_0, 1e308]},
    ),
    "gradients.relative_error": (
        gradients.relative_error,
        {"a": [1, 2], "b": [1, 2]},
        {"a": [*NUMBERS, [1]], "b": NUMBERS},
    ),
    "gradients.GradientCheck.named": (check.named, {"mark": "="}, {"mark": ["!", 0, None]}),
    "gradients.gradient_check": (
        gradients.gradient_check,
        DATA,
        {**WRONG_DATA, "gradient": [*OWN, None], "h": [*ABOVE_0, 1e308], "tolerance": ABOVE_0},
    ),
    "chains.chain": (
        chains.chain,
        {"net": net, "x": [1, 2], "y_true": 1, "name": "w1"},
        {
            "net": [*NETS, Network([2, 1]), many],
            "x": [5, [1, 2, 3], X, "heavy"],
            "y_true": [0.5, "F", y_true],
            "name": ["zz", "w7", 1],
        },
    ),
    **{
        f"mistakes.{key}": (
            mistake,
            DATA,
            {**WRONG_DATA, "learning_rate": ABOVE_0} if key == "after_update" else WRONG_DATA,
        )
        for key, mistake in mistakes.MISTAKES.items()
    },
    **{
        f"missteps.{key}": (
            misstep,
            DATA | {"epochs": 3},
            {
                **WRONG_DATA,
                "learning_rate": ABOVE_0,
                "epochs": COUNT,
                "decay": FROM_0,
                "gradient": OWN,
            },
        )
        for key, misstep in TRAININGS.items()
    },
    **{
        f"misreadings.{name}": (
            getattr(misreadings, name),
            {"way": misreadings.RIGHT},
            {"way": NO_WAY},
        )
        for name in ("compare", "probe", "rows", "taught")
    },
    **{
        f"oversights.{name}": (
            getattr(oversights, name),
            {"way": oversights.RIGHT},
            {"way": NO_LOOK},
        )
        for name in ("compare", "probe", "start", "taught")
    },
    "exhibits.compared": (
        exhibits.compared,
        {"names": ("p", "q"), "found": [1, np.nan], "right": [1, 2], "alike": [0, 0.1]},
        {
            "names": ["pq", ("p",), ["p", "q"], ("p", 2)],
            "found": [*NUMBERS[:3], [1, 2, 3], 5],
            "right": [*NUMBERS, 5],
            "alike": [*NUMBERS, 0.1],
        },
    ),
    "exhibits.like": (
        exhibits.like,
        {"way": misreadings.RIGHT, "right": misreadings.RIGHT, "table": "MISREADINGS"},
        {"way": NO_LOOK[:5], "right": [5, None, misreadings.RIGHT[:3]], "table": [5, None, ()]},
    ),
    "exhibits.kept": (exhibits.kept, {"history": history}, {"history": [net, 5, None, X]}),
    **{
        f"lapses.{name}": (
            getattr(lapses, name),
            {"way": lapses.RIGHT},
            {"way": [*NO_WAY, misreadings.RIGHT]},
        )
        for name in ("compare", "probe", "taught")
    },
    "lapses.start": (lapses.start, {}, {}),
    **{
        f"blunders.{name}": (
            getattr(blunders, name),
            {"way": blunders.RIGHT},
            {"way": [*NO_WAY, misreadings.RIGHT]},
        )
        for name in ("compare", "probe", "start", "taught")
    },
    "recurrence.Recurrent.__init__": (
        recurrence.Recurrent,
        {"sizes": [2, 3, 1]},
        {
            "sizes": [3, [2], [2, 1], [2, 0, 1], [2, 3, 3, 1]],
            "values": [np.zeros(21), "heavy", [np.nan] * 22],
            "named": [{"w19": 1}, {"w1": "heavy"}, {"b3": [1, 2]}],
            "hidden": KIND["hidden"],
            "output": [*KIND["output"], "softmax"],
        },
    ),
    **{
        f"recurrence.Recurrent.{name}": (getattr(RECURRENT, name), right, wrong)
        for name, right, wrong in (
            ("feedforward", STEPS, WRONG_STEPS),
            ("in_time", ANSWERS, WRONG_ANSWERS),
        )
    },
    "recurrence.right": (
        recurrence.right,
        {"net": RECURRENT, **ANSWERS},
        {"net": ["net", 5, net], **WRONG_ANSWERS, "at_once": COUNT},
    ),
    "recurrence.clipped": (
        recurrence.clipped,
        {"slopes": [3, 4]},
        {"slopes": [*NUMBERS, 3], "most": ABOVE_0},
    ),
    "addition.bits": (
        addition.bits,
        {"number": 6, "steps": 4},
        {"number": [*WHOLE, 16], "steps": COUNT},
    ),
    "addition.number": (
        addition.number,
        {"bits": [0, 1]},
        {"bits": [*NUMBERS, 3, [[0, 1]], [0, 2]]},
    ),
    "addition.written": (
        addition.written,
        {"a": 6, "b": 3},
        {"a": WHOLE, "b": WHOLE, "steps": [0, 2.5, "many"]},
    ),
    "addition.carries": (addition.carries, {"X": [[1, 1]]}, {"X": PAIRS}),
    "addition.sums": (addition.sums, {"X": [[1, 1]]}, {"X": PAIRS}),
    "addition.pairs": (
        addition.pairs,
        {"rng": rng, "rows": 3},
        {"rng": RNG, "rows": COUNT, "bits": COUNT},
    ),
    "addition.every_pair": (addition.every_pair, {"bits": 2}, {"bits": [*COUNT, 11]}),
    "addition.carry_through": (addition.carry_through, {"ones": 3}, {"ones": COUNT}),
    "addition.adder": (addition.adder, {}, {"epoch": [41, -2, 1.5, "last"]}),
    "starts.learned": (
        starts.learned,
        {"seed": 0, "case": "3, Adam"},
        {"seed": SEED, "case": ["3", 5, None]},
    ),
    "starts.added": (
        starts.added,
        {"case": "3, Adam", "seed": 0},
        {"seed": SEED, "case": ["3", 5, None]},
    ),
    "starts.plane": (
        starts.plane,
        {"net": RECURRENT, "X": [[1, 1]], "rounds": 2},
        {"net": ["net", 5, net], "X": PAIRS, "rounds": COUNT},
    ),
    "starts.first_bits": (
        starts.first_bits,
        {"rng": rng, "rows": 2, "T": 3},
        {"rng": RNG, "rows": COUNT, "T": COUNT},
    ),
    **{
        f"starts.{name}": (
            getattr(starts, name),
            {"case": "gates, bias 2", "T": 5, "seed": 0},
            {"case": ["gates", 5, None], "T": COUNT, "seed": SEED},
        )
        for name in ("beginning", "remembered")
    },
    "starts.table": (starts.table, {"name": "adder"}, {"name": ["starts", 5, None]}),
    "starts.planes": (
        starts.planes,
        {"case": "3, plain", "adds": True},
        {"case": ["3", 5, None], "adds": ["yes", 1, None]},
    ),
    "starts.learners": (starts.learners, {"case": "3, plain"}, {"case": ["3", 5, None]}),
    **{
        f"starts.{name}": (
            getattr(starts, name),
            {"case": "tanh", "T": 5},
            {"case": ["gates", 5, None], "T": [6, "long", None]},
        )
        for name in ("solvers", "ratio")
    },
    **{
        f"misroutes.{name}": (
            getattr(misroutes, name),
            {"way": misroutes.RIGHT},
            {"way": NO_ROUTE},
        )
        for name in ("compare", "probe", "taught")
    },
    "missteps.probe": (
        missteps.probe,
        {"training": missteps.RIGHT},
        {"training": [*OWN[:2], lambda net: 1, None]},
    ),
    "missteps.compare": (
        missteps.compare,
        {"training": missteps.RIGHT},
        {"training": [*OWN[:2], lambda net: 1, None]},
    ),
    "training.History.network": (history.network, {}, {"epoch": [4, 99, -2, 1.5, "last"]}),
    "training.train": (
        train,
        DATA,
        {
            **WRONG_DATA,
            "X": [*TABLES, X[0]],
            "learning_rate": ABOVE_0,
            "epochs": COUNT,
            "batch_size": [*COUNT, 5],
            "order": ["random", 5, None],
            "rng": [5, "rng", np.random],
            "report": [7, "yes", None, lambda: 1, Network],
            "gradient": OWN,
            "optimiser": [*OWN, "adam"],
            "decay": FROM_0,
        },
    ),
    "score.load": (score.load, {}, {}),
    "score.clear": (score.clear, {}, {}),
    "score.save": (
        score.save,
        {"loss": 0.5, "moves": 3, "blind": False},
        {"loss": [*NUMBER, 2], "moves": [21, -1, 2.5, "all"], "blind": [1, None, "yes"]},
    ),
}


def defined(module):
    """Return (name, function) of all that a learner may call in a module of helpers.

    Left out are exceptions and the making of tuples with names, which is for the helpers.
    """
    module = importlib.import_module(f"helpers.{module}")
    for name, value in vars(module).items():
        if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(value):
            yield name, value
        elif inspect.isclass(value) and not issubclass(value, Exception):
            for method, found in vars(value).items():
                found = getattr(found, "__func__", found)
                if inspect.isfunction(found) and (method[0] != "_" or method in WRITTEN):
                    yield f"{name}.{method}", found


PUBLIC = {
    f"{module}.{name}": function for module in MODULES for name, function in defined(module)
} | {f"mistakes.{key}": mistake for key, mistake in mistakes.MISTAKES.items()}
PUBLIC |= {f"missteps.{key}": misstep for key, misstep in TRAININGS.items()}


def arguments(function):
    return set(inspect.signature(function).parameters) - {"self", "cls"}


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_function_has_a_row_with_each_of_its_arguments(name):
    _function, _right, wrong = ROWS[name]
    assert arguments(PUBLIC[name]) == set(wrong)
    assert all(len(values) >= 3 for values in wrong.values())


def test_every_row_is_of_a_public_function():
    assert set(ROWS) == set(PUBLIC)


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    """Scores are kept in the working folder."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", ROWS)
def test_what_is_right_is_taken(name):
    function, right, _wrong = ROWS[name]
    function(**right)


@pytest.mark.parametrize("name", ROWS)
def test_what_is_wrong_is_refused_in_a_sentence(name):
    """The sentence names the argument, what came and what was expected."""
    function, right, wrong = ROWS[name]
    for argument, values in wrong.items():
        for value in values:
            given, known = right | {argument: value}, [argument]
            if argument in ("named", "kind"):  # any names, such as w1=0.5
                given, known = right | value, ["name", *value]
            if argument == "value":  # of the parameter "w1"
                known = ["w1"]
            with pytest.raises(ValueError, match=r"^\w+ was .+; expected .+\.$") as caught:
                function(**given)
            sentence = str(caught.value)
            assert re.match(r"\w+", sentence)[0] in known, sentence
            assert "\n" not in sentence
            assert "expected None" not in sentence
            assert "None)" not in sentence
            assert "{" not in sentence.split("; expected ")[1], sentence
            if value is not None and not callable(value):  # a function may have given it
                assert " was None; " not in sentence
            if isinstance(value, str):  # in quotes, since it might be read as something else
                assert f" was {value!r}; " in sentence
            assert len(sentence) < 300
