"""What learners may answer in notebook 13, and what its checks then say: rows for the tables."""

import numpy as np

from helpers.autograd import Value
from helpers.exercises import by_graph, missing_zero, translate, value_tanh
from helpers.network import Network

SETTINGS = {"learning_rate": 0.5, "epochs": 40, "batch_size": 25, "order": "shuffled"}


def three(a=-3, b=24, c=12):
    return ({"a": a, "b": b, "c": c},)


def made(number=np.tanh, slope=lambda z: 1 - np.tanh(z) ** 2):
    """Return a function of a value with this number and this slope."""

    def my_tanh(value):
        return Value(number(value.data), (value,), (slope(value.data),))

    return (my_tanh,)


def sigma(z):
    return 1 / (1 + np.exp(-z))


def network(sizes=(64, 20, 12, 10), hidden="tanh", output="softmax"):
    return Network(list(sizes), hidden=hidden, output=output)


def walk(*, before=0.0, keep=False, turn=lambda rate, steps: (rate, steps), give="place"):
    """Return a walk down (w - 3)², with a mistake."""

    def my_descent(rate, steps):
        w, (rate, steps) = Value(before), turn(rate, steps)
        L = (w - 3) ** 2
        for _step in range(steps):
            if not keep:
                w.grad = 0.0
            L = (w - 3) ** 2
            L.backward()
            w.data = w.data - rate * w.grad
        return {"place": w.data, "loss": (w.data - 3) ** 2, "slope": w.grad}[give]

    return my_descent


def twice(value):
    t = np.tanh(value.data)
    return Value(t, (value, value), (1 - t**2, 1 - t**2))


def unlinked(value):
    return Value(np.tanh(value.data))


def of_powers(value):
    return 2 * (1 + (-2 * value).exp()) ** -1 - 1


MISTAKES = [
    (
        by_graph,
        ([-3, 24, 12],),
        (
            "my_slopes is [-3, 24, 12]. It should be a dictionary with a number for a, for b and "
            "for c."
        ),
    ),
    (
        by_graph,
        (three(),),
        "my_slopes ends in a comma, which makes a tuple of it. Leave the comma out.",
    ),
    (
        by_graph,
        three(a=9),
        (
            "a = 9 leaves out the path through u. Two arrows lead from a, so add what comes back "
            "on both."
        ),
    ),
    (
        by_graph,
        three(a=-12),
        (
            "a = -12 is what comes back through u alone. Two arrows lead from a; on the other one "
            "v² comes back."
        ),
    ),
    (
        by_graph,
        three(a=-108),
        "a = -108 multiplies what comes back on two paths. Where paths join, slopes are added.",
    ),
    (by_graph, three(a=21), "a = 21 takes 1 for b. It is -1."),
    (by_graph, three(77, 56, 28), "a = 77 comes from b = 1. Here b is -1."),
    (
        by_graph,
        three(0, 0, 0),
        "a = 0 is what a slope is before the walk back. Call L.backward() first.",
    ),
    (
        by_graph,
        three(-6, 48, 24),
        "a = -6 is twice the slope. Was backward called twice, on the same leaves?",
    ),
    (
        by_graph,
        three(b=-12),
        (
            "b = -12 takes the wrong factor at the product a b: each factor hands over the other "
            "one."
        ),
    ),
    (
        by_graph,
        three(3, 12, 6),
        "a = 3 lacks a factor of 2 at the square or in front of it. At v arrives a times 2 v.",
    ),
    (by_graph, three(c=18), "c = 18 takes v² for the slope of the square. It is 2 v."),
    (by_graph, three(c=60), "c = 60 is multiplied by c. A sum hands on what it has, unchanged."),
    (by_graph, three(8, 2, 1), "a = 8 takes 1 at v as well. The walk begins with 1 at L."),
    (
        value_tanh,
        made(sigma),
        "The number is the sigmoid of z. It should be tanh, with np.tanh.",
    ),
    (
        value_tanh,
        made(np.tan),
        "The number is tan, of the angles. With an h at its end it is np.tanh.",
    ),
    (
        value_tanh,
        made(lambda z: 1 - np.tanh(z) ** 2),
        (
            "The number is the slope of tanh. The number comes first, and the slope goes into the "
            "second tuple."
        ),
    ),
    (
        value_tanh,
        made(lambda z: z),
        "my_tanh(Value(0.5)) holds the number 0.5, and it should be 0.462117.",
    ),
    (
        value_tanh,
        made(slope=lambda z: 1 - np.tanh(z)),
        "The slope lacks its square: it is 1 - t**2, and here it is 1 - t.",
    ),
    (
        value_tanh,
        made(slope=lambda z: 1 - z**2),
        (
            "The slope is 1 - z**2, taken from the number that comes in. It is 1 - t**2, with the "
            "tanh."
        ),
    ),
    (
        value_tanh,
        made(slope=lambda z: np.tanh(z) * (1 - np.tanh(z))),
        "The slope is that of a sigmoid, t (1 - t). Of tanh it is 1 - t**2.",
    ),
    (
        value_tanh,
        made(slope=np.tanh),
        "The slope is the number itself, as with exp. Of tanh it is 1 - t**2.",
    ),
    (
        value_tanh,
        made(slope=lambda z: np.tanh(z) ** 2 - 1),
        "The slope has the wrong sign. It is 1 - t**2.",
    ),
    (
        value_tanh,
        made(slope=lambda z: np.tanh(z) ** 2 + 1),
        "The slope has a plus in place of the minus. It is 1 - t**2.",
    ),
    (
        value_tanh,
        made(slope=lambda z: np.tanh(z) ** 2),
        "The slope is t**2. It is what that lacks to 1.",
    ),
    (
        value_tanh,
        made(slope=lambda z: 1 - np.tanh(np.tanh(z)) ** 2),
        "The slope is that of tanh at the tanh. It is 1 - t**2, where t is computed already.",
    ),
    (value_tanh, (twice,), "The slope arrives twice. One parent with one slope is enough."),
    (value_tanh, made(slope=lambda z: 1), "The slope is 1. That is the slope of a sum."),
    (
        value_tanh,
        made(slope=lambda z: 0),
        ("The number of my_tanh(Value(0.5)) is right. Its slope is 0, and it should be 0.786448."),
    ),
    (
        value_tanh,
        (np.tanh,),
        (
            "my_tanh(Value(0.5)) stopped, because tanh was asked of a Value. Its number is "
            "value.data."
        ),
    ),
    (
        value_tanh,
        (lambda value: None,),
        "my_tanh(Value(0.5)) gives None. Does a line that begins with return stand at its end?",
    ),
    (
        value_tanh,
        (lambda value: 0.5,),
        "my_tanh(Value(0.5)) gives 0.5. It should give a Value, with a number, parents and slopes.",
    ),
    (
        value_tanh,
        (unlinked,),
        (
            "What my_tanh returns is not linked to what was handed in, so that a slope finds no "
            "way back. Its parents are (value,)."
        ),
    ),
    (
        translate,
        ([64, 20, 12, 10], SETTINGS),
        "my_net is [64, 20, 12, 10]. It should be a Network, such as Network([2, 2, 1]).",
    ),
    (
        translate,
        (network((64, 20, 20, 12, 12, 10)), SETTINGS),
        (
            "my_net has the sizes [64, 20, 20, 12, 12, 10], so each layer counts twice. What "
            "Linear(64, 20) puts out is what Linear(20, 12) is fed by."
        ),
    ),
    (
        translate,
        (network((20, 12, 10)), SETTINGS),
        (
            "my_net has the sizes [20, 12, 10]. The first number is that of the inputs, which is "
            "64 here."
        ),
    ),
    (
        translate,
        (network((64, 20, 12)), SETTINGS),
        "my_net has the sizes [64, 20, 12]. The last layer is missing: it has 10 outputs.",
    ),
    (
        translate,
        (network((64, 32, 10)), SETTINGS),
        (
            "my_net has the sizes [64, 32, 10]. Read the numbers of the three Linear layers from "
            "the left to the right."
        ),
    ),
    (
        translate,
        (network(hidden="sigmoid"), SETTINGS),
        ("The hidden layers of my_net are 'sigmoid'. In the program nn.Tanh() stands behind both."),
    ),
    (
        translate,
        (network(output="sigmoid"), SETTINGS),
        ("The output of my_net is 'sigmoid', with another loss. CrossEntropyLoss holds a softmax."),
    ),
    (
        translate,
        (network(), {"learning_rate": 0.5}),
        (
            "my_training is {'learning_rate': 0.5}. It should be a dictionary with learning_rate, "
            "epochs, batch_size, order, and nothing else."
        ),
    ),
    (
        translate,
        (network(), SETTINGS | {"epochs": 25}),
        (
            "epochs = 25 stands in the program as something else: 40 are the epochs, and 25 rows "
            "are a batch."
        ),
    ),
    (
        translate,
        (network(), SETTINGS | {"learning_rate": 0.1}),
        "learning_rate = 0.1 is what train takes by itself. The program says lr=0.5.",
    ),
    (
        translate,
        (network(), SETTINGS | {"batch_size": None}),
        "batch_size = None takes all rows at once. split(25) cuts pieces of 25 rows.",
    ),
    (
        translate,
        (network(), SETTINGS | {"batch_size": 1}),
        "batch_size = 1 is a batch of a single row. split(25) cuts pieces of 25 rows.",
    ),
    (
        translate,
        (network(), SETTINGS | {"order": "fixed"}),
        "The order is 'fixed'. randperm draws an order by chance, anew in each epoch.",
    ),
    (
        missing_zero,
        (1.08, walk()),
        (
            "place = 1.08 is where it would be with the missing line. Here the second slope is "
            "added to the first."
        ),
    ),
    (
        missing_zero,
        (0.6, walk()),
        "place = 0.6 is where it is after one step. There are two.",
    ),
    (
        missing_zero,
        (3.024, walk()),
        "place = 3.024 is where it is after three steps. There are two.",
    ),
    (
        missing_zero,
        (1.2, walk()),
        "place = 1.2 takes the first slope twice. The second one is that at 0.6.",
    ),
    (
        missing_zero,
        (-10.8, walk()),
        "place = -10.8 is what stands in w.grad. Where is w, after the step?",
    ),
    (missing_zero, (6, walk()), "place = 6 leaves out the rate. A step is 0.1 times the slope."),
    (
        missing_zero,
        (1.68, walk(keep=True)),
        (
            "my_descent still adds up its slopes over the steps. Set w.grad to 0.0 inside the "
            "loop, before backward or after the update."
        ),
    ),
    (
        missing_zero,
        (1.68, walk(turn=lambda rate, steps: (0, steps))),
        (
            "my_descent does not move. Is w.grad set to 0.0 between backward and the update, or "
            "the loop left out?"
        ),
    ),
    (
        missing_zero,
        (1.68, walk(turn=lambda rate, steps: (rate, 1))),
        (
            "my_descent stops after the first step. Does return stand inside the loop? Move it to "
            "the left, under for."
        ),
    ),
    (
        missing_zero,
        (1.68, walk(turn=lambda rate, steps: (0.1, steps))),
        "my_descent takes a rate of 0.1, whatever is handed in.",
    ),
    (
        missing_zero,
        (1.68, walk(turn=lambda rate, steps: (rate, 2))),
        "my_descent takes two steps, however many are wanted.",
    ),
    (
        missing_zero,
        (1.68, walk(turn=lambda rate, steps: (rate, steps - 1))),
        "my_descent takes one step too few.",
    ),
    (
        missing_zero,
        (1.68, walk(turn=lambda rate, steps: (rate, steps + 1))),
        "my_descent takes one step too many.",
    ),
    (
        missing_zero,
        (1.68, walk(turn=lambda rate, steps: (-rate, steps))),
        "my_descent walks uphill. The step is subtracted.",
    ),
    (
        missing_zero,
        (1.68, walk(give="loss")),
        "my_descent returns the loss. What is wanted is the place.",
    ),
    (
        missing_zero,
        (1.68, walk(give="slope")),
        "my_descent returns the slope. What is wanted is the place.",
    ),
]
RIGHT = [
    (by_graph, three(), "At a two paths join, 9 and -12, and they add up to -3."),
    (value_tanh, made(), "Slopes find their way back through your tanh."),
    (value_tanh, (of_powers,), "Slopes find their way back through your tanh."),
    (
        translate,
        (network(), SETTINGS),
        "You have read a program in PyTorch, with the softmax that hides in its loss.",
    ),
    (
        missing_zero,
        (1.68, walk()),
        "Without that line it overshoots; with it the walk comes to rest at 3.",
    ),
]
