"""Answers to the exercises of notebook 5, wrong and right, and what their checks say."""

import copy
import itertools

import numpy as np

from helpers.exercises import largest_rate, shuffled_epoch, update_by_hand, why_up


def epoch(
    order=lambda X, rng: rng.permutation(len(X)),
    factor=lambda rate: rate,
    other=lambda i: i,
    shift=0,
):
    """Return an epoch of steps as the exercise asks for it, right but for what is given."""

    def run(net, X, y_true, learning_rate, rng):
        for i in order(X, rng):
            rows = i if isinstance(i, slice) else [i]
            labels = i if isinstance(i, slice) else [other(i)]
            gradient = net.gradient(X[rows] + shift, y_true[labels])
            net.values -= factor(learning_rate) * gradient.values
        return net

    return run


def one_step(net, X, y_true, learning_rate, rng):
    """Take all gradients first, then move."""
    rows = rng.permutation(len(X))
    gradients = [net.gradient(X[[i]], y_true[[i]]).values for i in rows]
    net.values -= learning_rate * np.sum(gradients, axis=0)
    return net


OWN_ORDERS = itertools.cycle([[0, 2, 1, 4, 3, 5], [5, 4, 3, 2, 1, 0]])


def orders_of_its_own(X, rng):
    """Draw from elsewhere than the rng that was passed in."""
    return next(OWN_ORDERS)


def as_the_lesson_writes_it(net, X, y_true, learning_rate, rng):
    """Put new values in the place of the old ones, instead of changing them."""
    for i in rng.permutation(len(X)):
        net.values = net.values - learning_rate * net.gradient(X[[i]], y_true[[i]]).values
    return net


def name_by_name(net, X, y_true, learning_rate, rng):
    for i in rng.permutation(len(X)):
        gradient = net.gradient(X[[i]], y_true[[i]])
        for name in net.names:
            net[name] -= learning_rate * gradient[name]
    return net


def layer_by_layer(net, X, y_true, learning_rate, rng):
    for i in rng.permutation(len(X)):
        gradient = net.gradient(X[i], [y_true[i]])
        for k in range(2):
            net.W[k] -= learning_rate * gradient.W[k]
            net.B[k] = net.B[k] - learning_rate * gradient.B[k]
    return net


def moves_another_network(net, X, y_true, learning_rate, rng):
    """Give the name net to a new network, so that the one handed in stays as it was."""
    for i in rng.permutation(len(X)):
        gradient = net.gradient(X[[i]], y_true[[i]])
        net = net.with_values(net.values - learning_rate * gradient.values)
    return net


def a_gradient_for_each(net, X, y_true, learning_rate, rng):
    """Take the gradient anew after each parameter."""
    for i in rng.permutation(len(X)):
        for name in net.names:
            net[name] -= learning_rate * net.gradient(X[[i]], y_true[[i]])[name]
    return net


def shuffles_in_place(net, X, y_true, learning_rate, rng):
    rng.shuffle(X)
    return epoch(lambda X, rng: range(len(X)))(net, X, y_true, learning_rate, rng)


def changes_the_labels(net, X, y_true, learning_rate, rng):
    y_true[:] = 1
    return epoch()(net, X, y_true, learning_rate, rng)


CHANGED = (
    "my_epoch changes the tables that are handed in to it, and whoever calls it finds them "
    "changed. Shuffle the places instead: rng.permutation(len(X))."
)
NO_PLACES = (
    "my_epoch(…) stopped, because the loop has no row of places to run over: len(X) is a single "
    "number, and rng.shuffle hands nothing back. Take rng.permutation(len(X))."
)
OF_ANOTHER = (
    "my_epoch walks with another network than net, such as a copy. Take the gradient of net, and "
    "change net itself: net.values -= …"
)
MISTAKES = [
    (
        update_by_hand,
        (1.35, -0.1),
        "w5 = 1.35 is a step uphill. Downhill is against the slope: subtract.",
    ),
    (
        update_by_hand,
        (1.05, -0.9),
        (
            "b3 = -0.9 is a step uphill. The slope is -0.8, so half of it is -0.4, and to subtract "
            "a negative number is to add."
        ),
    ),
    (
        update_by_hand,
        (0.9, 0.3),
        "w5 = 0.9 takes the whole slope as the step. Multiply it by the learning rate first.",
    ),
    (update_by_hand, (-0.15, 0.4), "w5 = -0.15 is the change. Add it to the old value."),
    (
        update_by_hand,
        (0.15, -0.1),
        "w5 = 0.15 is learning rate times slope. Subtract that from the old value.",
    ),
    (update_by_hand, (0.6, -0.1), "w5 = 0.6 divides by the learning rate. The rule multiplies."),
    (update_by_hand, (1.05, 1.1), "b3 = 1.1 divides by the learning rate. The rule multiplies."),
    (
        update_by_hand,
        (0.7, -0.1),
        "w5 = 0.7 subtracts the learning rate itself. The step is learning rate times slope.",
    ),
    (update_by_hand, (1.05, 0.9), "b3 = 0.9 starts from +0.5. The old value is -0.5."),
    (update_by_hand, (1.2, -0.1), "w5 = 1.2 is the old value. Now make the step."),
    (update_by_hand, (1.05, -0.5), "b3 = -0.5 is the old value. Now make the step."),
    (update_by_hand, (1.6, -0.1), "w5 = 1.6 is a step with the slope of the other parameter."),
    (update_by_hand, (1.05, -0.65), "b3 = -0.65 is a step with the slope of the other parameter."),
    (
        update_by_hand,
        (-0.1, 1.05),
        "w5 = -0.1 is the new value of the other parameter. w5 and b3 have changed places.",
    ),
    (
        update_by_hand,
        (1.05, 1.05),
        "b3 = 1.05 is the new value of the other parameter. w5 and b3 have changed places.",
    ),
    (
        update_by_hand,
        (1.2 - 0.5 - 0.3, -0.1),
        "w5 = 0.4 subtracts both numbers, the learning rate and the slope. The step is their "
        "product.",
    ),
    (
        update_by_hand,
        (1.05, -0.5 - 0.5 + 0.8),
        "b3 = -0.2 subtracts both numbers, the learning rate and the slope. The step is their "
        "product.",
    ),
    (
        update_by_hand,
        ((1.2 - 0.3) * 0.5, -0.1),
        "w5 = 0.45 multiplies the difference by the learning rate. The rate belongs to the slope "
        "alone.",
    ),
    (
        update_by_hand,
        (1.05, (-0.5 + 0.8) * 0.5),
        "b3 = 0.15 multiplies the difference by the learning rate. The rate belongs to the slope "
        "alone.",
    ),
    (
        update_by_hand,
        (1.2 * 0.5 - 0.3, -0.1),
        "w5 = 0.3 multiplies the old value by the learning rate. The rate belongs to the slope.",
    ),
    (
        update_by_hand,
        (1.05, -0.5 * 0.5 + 0.8),
        "b3 = 0.55 multiplies the old value by the learning rate. The rate belongs to the slope.",
    ),
    (
        update_by_hand,
        (1.05, 0.5 - 0.5 * 0.8),
        "b3 = 0.1 has lost the minus sign of -0.5 and that of -0.8.",
    ),
    (
        why_up,
        (2, 4, 3),
        "The answer for B is 4. Give the number of one reason: 1, 2 or 3.",
    ),
    (
        why_up,
        (1, 2, 3),
        (
            "The teeth of A come back every few steps and the curve falls all the same. How many "
            "people are in a batch of A?"
        ),
    ),
    (
        why_up,
        (3, 1, 2),
        (
            "A goes up now and then, and ends far lower. Somebody who walks uphill does not get "
            "down."
        ),
    ),
    (
        why_up,
        (2, 2, 3),
        (
            "B has everybody in its batch. So each step is downhill for all four, if it is short "
            "enough and in the right direction."
        ),
    ),
    (
        why_up,
        (2, 1, 2),
        (
            "C has everybody in its batch. So each step is downhill for all four, if it is short "
            "enough and in the right direction."
        ),
    ),
    (
        why_up,
        (2, 3, 1),
        "B falls as deep as it rises, again and again. With a wrong sign it would climb, and "
        "end high.",
    ),
    (why_up, (2, 1, 1), "C never falls, not even once. Too large a rate leaps up and down."),
    (
        shuffled_epoch,
        (lambda net, X, y, rate, rng: net,),
        (
            "my_epoch never asks for net.gradient. Take it for one row, with X[[i]] and "
            "y_true[[i]], and make a step."
        ),
    ),
    (
        shuffled_epoch,
        (epoch(lambda X, rng: [slice(None)]),),
        "A step of my_epoch takes 6 rows at once. Take one: X[[i]].",
    ),
    (
        shuffled_epoch,
        (epoch(factor=lambda rate: 0),),
        "my_epoch takes gradients and changes nothing. Subtract from net.values after each.",
    ),
    (
        shuffled_epoch,
        (one_step,),
        (
            "my_epoch takes all gradients first and moves once. Make a step after each row, inside "
            "the loop."
        ),
    ),
    (
        shuffled_epoch,
        (epoch(factor=lambda rate: -rate),),
        "my_epoch walks uphill. Which sign belongs in the update?",
    ),
    (
        shuffled_epoch,
        (epoch(factor=lambda rate: 1),),
        "my_epoch takes the whole gradient as its step. The learning rate is missing.",
    ),
    (
        shuffled_epoch,
        (epoch(factor=lambda rate: rate / 2),),
        (
            "Each step of my_epoch is 0.5 times learning rate times gradient. Use the "
            "learning_rate that is passed in, and no other factor."
        ),
    ),
    (
        shuffled_epoch,
        (epoch(factor=lambda rate: np.linspace(0, rate, 9)),),
        (
            "The steps of my_epoch are not learning rate times gradient. Compare your update with "
            "the formula."
        ),
    ),
    (
        shuffled_epoch,
        (epoch(factor=lambda rate: rate * np.array([1, 1, 1, 1, 1, 1, 0, 0, 0])),),
        "my_epoch leaves b1, b2, b3 where they are. All nine take part in a step.",
    ),
    (
        shuffled_epoch,
        (a_gradient_for_each,),
        (
            "my_epoch takes a new gradient for each parameter, when others have moved already. "
            "Take it once for a row, then move all nine."
        ),
    ),
    (
        shuffled_epoch,
        (epoch(lambda X, rng: X),),
        (
            "my_epoch(…) stopped: i has to be the place of a row, a whole number. Let it run over "
            "rng.permutation(len(X))."
        ),
    ),
    (
        shuffled_epoch,
        (lambda net, X, y, rate, rng: net.gradient(X[0], y[0]),),
        (
            "my_epoch(…) stopped: net.gradient takes a table of rows and a row of labels. For one "
            "person write X[[i]] and y_true[[i]]."
        ),
    ),
    (
        shuffled_epoch,
        (lambda net, X, y, rate, rng: net - rate * net.gradient(X[:1], y[:1]).values,),
        (
            "my_epoch calculates with a whole network or gradient. Their nine numbers are "
            "net.values and gradient.values."
        ),
    ),
    (
        shuffled_epoch,
        (lambda net, X, y, rate, rng: net.values - rate * net.gradient(X[:1], y[:1]),),
        (
            "my_epoch calculates with a whole network or gradient. Their nine numbers are "
            "net.values and gradient.values."
        ),
    ),
    (shuffled_epoch, (epoch(lambda X, rng: len(X)),), NO_PLACES),
    (shuffled_epoch, (epoch(lambda X, rng: rng.shuffle(np.arange(len(X)))),), NO_PLACES),
    (shuffled_epoch, (shuffles_in_place,), CHANGED),
    (shuffled_epoch, (changes_the_labels,), CHANGED),
    (
        shuffled_epoch,
        (epoch(lambda X, rng: rng.permutation(4)),),
        (
            "my_epoch takes 4 steps for 6 rows. An epoch uses each row once; the number of rows "
            "is len(X)."
        ),
    ),
    (shuffled_epoch, (epoch(shift=0.5),), "my_epoch takes a gradient for a row that is not in X."),
    (
        shuffled_epoch,
        (epoch(lambda X, rng: rng.integers(0, 6, 6)),),
        (
            "my_epoch meets 5 different rows of 6: some come twice. Draw an order of all rows, "
            "not one row at a time."
        ),
    ),
    (
        shuffled_epoch,
        (epoch(other=lambda i: 5 - i),),
        ("my_epoch shuffles the rows away from their labels. Use the same i for X and for y_true."),
    ),
    (
        shuffled_epoch,
        (epoch(lambda X, rng: range(len(X))),),
        (
            "my_epoch goes through the rows in their fixed order. Let i run over "
            "rng.permutation(len(X))."
        ),
    ),
    (
        shuffled_epoch,
        (epoch(lambda X, rng: np.random.default_rng(0).permutation(6)),),
        (
            "my_epoch has one and the same order in every epoch. Draw a new one from the rng that "
            "is passed in, each time that my_epoch is called."
        ),
    ),
    (
        shuffled_epoch,
        (lambda *args: print(epoch()(*args)),),
        "The steps are right. Hand the network back: return net after the loop.",
    ),
    (
        shuffled_epoch,
        (epoch(orders_of_its_own),),
        "my_epoch has the same orders whatever rng it gets. Use the rng that is passed in.",
    ),
    (largest_rate, (64.5,), "Asked is a whole number, and this is 64.5."),
    (largest_rate, (-1,), "-1 is not a learning rate: it is to be above 0."),
    (largest_rate, (0,), "0 is not a learning rate: it is to be above 0."),
    (largest_rate, (1,), "1 comes to rest, and so does a larger one. Go on."),
    (largest_rate, (1000,), "1000 is too large: after 1000 steps w6 has not come to rest."),
    (largest_rate, (20,), "20 comes to rest, and so does a larger one. Go on."),
    (
        largest_rate,
        (65,),
        ("One too far: after 1000 steps w6 still goes back and forth between -1.653 and -1.806."),
    ),
    (
        shuffled_epoch,
        (epoch(lambda X, rng: rng.permutation(1)),),
        (
            "my_epoch ends after one row of 6. Does return stand inside the loop? Move it to the "
            "left, under the for."
        ),
    ),
    (
        shuffled_epoch,
        (moves_another_network,),
        OF_ANOTHER,
    ),
    (shuffled_epoch, (lambda net, *rest: epoch()(copy.deepcopy(net), *rest),), OF_ANOTHER),
    (
        shuffled_epoch,
        (lambda *arguments: epoch()(*arguments) and "done",),
        "The steps are right, and my_epoch hands back 'done'. Hand back net itself.",
    ),
    (
        shuffled_epoch,
        (lambda net, *rest: epoch()(net, *rest).with_values(net.values),),
        (
            "The steps are right, and my_epoch hands back Network([2, 2, 1]: 9 parameters). Hand "
            "back net itself."
        ),
    ),
    (
        shuffled_epoch,
        (epoch(lambda X, rng: np.random.default_rng().permutation(6)),),
        (
            "my_epoch shuffles by a chance of its own: the same rng gives other orders each time. "
            "Draw them from the rng that is passed in."
        ),
    ),
    (
        largest_rate,
        (1e5,),
        (
            "With 100000 the walk does rest, but not in the valley: the first steps throw it onto "
            "the plain, to -12807, where there is no slope left."
        ),
    ),
    (largest_rate, (99,), "99 is too large: after 1000 steps w6 has not come to rest."),
    (
        update_by_hand,
        (1.05, -0.4),
        "b3 = -0.4 is learning rate times slope. Subtract that from the old value.",
    ),
    (update_by_hand, (1.05, 0.4), "b3 = 0.4 is the change. Add it to the old value."),
    (
        update_by_hand,
        (1.05, -1),
        "b3 = -1 subtracts the learning rate itself. The step is learning rate times slope.",
    ),
    (
        update_by_hand,
        (1.05, 0.3),
        "b3 = 0.3 takes the whole slope as the step. Multiply it by the learning rate first.",
    ),
]

EACH_ROW_ONCE = "Each row once, in a new order each epoch, and a step after each."
HONEST_NOISE = (
    "A is honest noise and may stay; B needs a smaller rate; C needs its minus sign back."
)
RIGHT = [
    (
        update_by_hand,
        (1.05, -0.1),
        "1.2 - 0.5 · 0.3 = 1.05 and -0.5 + 0.5 · 0.8 = -0.1: each goes against its own slope.",
    ),
    (
        why_up,
        (2, 1, 3),
        HONEST_NOISE,
    ),
    (why_up, ("2", 1.0, np.int64(3)), HONEST_NOISE),
    (shuffled_epoch, (epoch(),), EACH_ROW_ONCE),
    (shuffled_epoch, (as_the_lesson_writes_it,), EACH_ROW_ONCE),
    (shuffled_epoch, (name_by_name,), EACH_ROW_ONCE),
    (shuffled_epoch, (layer_by_layer,), EACH_ROW_ONCE),
    (
        largest_rate,
        (64,),
        (
            "Near the bottom each swing with 64 is a little smaller than the one before; with 65 "
            "the walk ends in two places that take turns."
        ),
    ),
]
