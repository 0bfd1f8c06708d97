"""Checks of notebook 12: three steps by hand, a count, a memory that is broken, sums without it."""

import numpy as np

from helpers import addition
from helpers.exercises.verdict import check, flat, function, in_decimals, numbers
from helpers.recurrence import Gated, Recurrent
from helpers.words import _

SEQUENCE, WEIGHT, BIAS = (1, 1, 0), 2, -0.5  # of the neuron of the first exercise
SIZES = (5, 10, 3)
ASKED = ((5, 2), (3, 1), (7, 7))
IN_BITS = [111, 10, 0], [111, 1, 0]  # what the last exercise has for an answer, in bits


def _states(sequence=SEQUENCE, weight=WEIGHT, bias=BIAS, first=0.0, squash=np.tanh):
    """Return what the neuron of the first exercise puts out at each step."""
    found = [first]
    for x in sequence:
        found.append(squash(x + weight * found[-1] + bias))
    return np.array(found[1:])


def _sums():
    """Return the three sums of the first exercise, before tanh."""
    return np.arctanh(_states())


def _with_old_sums():
    """Return the states of a neuron that remembers its sum and not what it put out."""
    z, found = 0.0, []
    for x in SEQUENCE:
        z = x + WEIGHT * z + BIAS
        found.append(np.tanh(z))
    return np.array(found)


@check
def three_steps(states):
    """Three times tanh of x + 2 h - 0.5, with the h of the step before."""
    right = _states()
    mistakes = {
        _("{name} = {value} are the sums. Each of them goes through tanh."): _sums(),
        _("{name} = {value} go without tanh all the way. Each sum goes through it before it is "
          "handed on."): _states(squash=lambda z: z),
        _("{name} = {value} remember the sum of the step before. What is handed on is what tanh "
          "made of it."): _with_old_sums(),
        _("{name} = {value} remember nothing: to each sum after the first belongs 2 h of the step "
          "before."): _states(weight=0),
        _("{name} = {value} take h as it is. In the sum it is multiplied by "
          "2."): _states(weight=1),
        _("{name} = {value} lack the bias. Take 0.5 away from each sum."): _states(bias=0),
        _("{name} = {value} add 0.5 to each sum. The bias is -0.5."): _states(bias=0.5),
        _("{name} = {value} begin with h = 1. Before the first step nothing is remembered, and h "
          "is 0."): _states(first=1.0),
        _("{name} = {value} read 1 at each step. The third input is "
          "0."): _states(sequence=(1, 1, 1)),
        _("{name} = {value} read the sequence from its end. The first input is the first 1, the "
          "last is 0."): _states(sequence=(0, 1, 1)),
        _("{name} = {value} have a sigmoid in the place of "
          "tanh."): _states(squash=lambda z: 1 / (1 + np.exp(-z))),
        _("{name} = {value} take 2 h away. It is added."): _states(weight=-2),
        _("{name} = {value} use the first state at the third step too. Each step remembers the one "
          "before it."): np.array([*right[:2], np.tanh(2 * right[0] - 0.5)]),
        _("{name} = {value} use the old inputs as memory, 2 x in the place of "
          "2 h."): np.tanh([0.5, 1 + 2 - 0.5, 0 + 2 - 0.5]),
        _("{name} = {value} multiply input and memory by 2. Only the memory has a weight of "
          "2."): np.array(_states(sequence=(2, 2, 0))),
        _("{name} = {value} put the bias outside of tanh. It belongs to the sum "
          "inside."): _bias_outside(),
        _("{name} = {value} are the right states from the last to the first."): right[::-1],
        _("{name} = {value} are rounded too far. Keep four digits or more."): right.round(2),
        _("{name} = {value} have h0 = 0 in front. Wanted are h1, h2 and "
          "h3."): np.array([0, *right[:2]]),
    }  # fmt: skip
    likely = in_decimals("states", flat(states, 3), mistakes)
    numbers({"states": states}, right={"states": right}, mistakes=likely)
    return _("The last input is 0, and still the state is {value}: with a weight of 2 a neuron "
             "near 1 keeps itself there.").format(value=f"{right[2]:.4f}")  # fmt: skip


def _bias_outside():
    """Return the states of a neuron whose bias is added behind tanh."""
    found = [0.0]
    for x in SEQUENCE:
        found.append(np.tanh(x + WEIGHT * found[-1]) + BIAS)
    return np.array(found[1:])


@check
def count_recurrent(count, longer, gated):
    """(5 + 10) · 10 + 10 and 10 · 3 + 3; the same for longer sequences; three times the first."""
    n_in, hidden, n_out = SIZES
    plain, unit = Recurrent(SIZES).values.size, Gated(SIZES).values.size
    layer, last = (n_in + hidden) * hidden + hidden, hidden * n_out + n_out
    dense = n_in * hidden + hidden + last
    right = {"count": plain, "longer": plain, "gated": unit}
    numbers(
        {"count": count, "longer": longer, "gated": gated},
        right=right,
        mistakes={
            _("{name} = {value} is the count of a network without memory. Each hidden neuron is "
              "also fed by all hidden neurons of the step before."): {
                "count": dense, "longer": dense},
            _("{name} = {value} has one weight for the memory of each hidden neuron. It is fed by "
              "all ten of the step before."): {"count": dense + hidden, "longer": dense + hidden},
            _("{name} = {value} lacks the biases. There is one for each hidden neuron and one for "
              "each output."): {"count": plain - hidden - n_out, "longer": plain - hidden - n_out},
            _("{name} = {value} lacks the biases of the hidden "
              "neurons."): {"count": plain - hidden, "longer": plain - hidden,
                            "gated": unit - 3 * hidden},
            _("{name} = {value} lacks the biases of the outputs."): {
                "count": plain - n_out, "longer": plain - n_out, "gated": unit - n_out},
            _("{name} = {value} is the hidden layer alone. The outputs have weights and biases "
              "too."): {"count": layer, "longer": layer, "gated": 3 * layer},
            _("{name} = {value} are the outputs alone. The hidden layer has weights and "
              "biases too."): {"count": last, "longer": last, "gated": last},
            _("{name} = {value} has weights for the hidden neurons of the step before, and "
              "none for the inputs."): {
                "count": plain - n_in * hidden, "longer": plain - n_in * hidden},
            _("{name} = {value} lets the outputs see the inputs too. They are fed by the hidden "
              "state alone."): {"count": plain + n_in * n_out, "longer": plain + n_in * n_out},
            _("{name} = {value} counts each step anew. All steps have the same weights, so their "
              "number does not matter."): {"count": 10 * plain, "longer": 10 * plain},
            _("{name} = {value} counts a hundred steps. All steps have the same weights, so their "
              "number does not matter."): {"longer": 100 * plain},
            _("{name} = {value} grows with the steps for the hidden layer. It is the same layer at "
              "each step."): {"longer": 10 * layer + last},
            _("{name} = {value} grows a hundredfold in the hidden layer. It is the same layer at "
              "each step."): {"longer": 100 * layer + last},
            _("{name} = {value} has the two gates and no candidate. Gates and candidate are three "
              "layers."): {"gated": 2 * layer + last},
            _("{name} = {value} has one gate. There are two, and a "
              "candidate."): {"gated": layer + last},
            _("{name} = {value} has four layers, as an LSTM does. Here there are two gates and a "
              "candidate."): {"gated": 4 * layer + last},
            _("{name} = {value} multiplies the outputs by three too. The state goes out through "
              "one layer."): {"gated": 3 * plain},
            _("{name} = {value} has one number a neuron for a gate. A gate is a neuron with "
              "weights of its own."): {"gated": plain + 2 * hidden},
        },
    )  # fmt: skip
    return _("Sequences of any length share the same weights, and each gate costs as many as the "
             "candidate.")  # fmt: skip


@check
def break_the_memory(forget):
    """A copy of W1 whose rows from `inputs` on are 0."""
    rng = np.random.default_rng(12)
    probes = [(rng.normal(size=(n + hidden, hidden)).round(2), n) for n, hidden in ((2, 3), (1, 2))]
    function(
        "my_forget",
        forget,
        right=_forgotten,
        probes=probes,
        mistakes={
            _("{name} sets the rows of the inputs to 0: the network remembers, and no longer "
              "reads. The inputs come first, what is remembered comes after "
              "them."): lambda W1, inputs: _rows(W1, slice(0, inputs)),
            _("{name} sets columns to 0. A column is a neuron, and a row is what comes "
              "in."): lambda W1, inputs: _rows(W1.T, slice(inputs, None)).T,
            _("{name} sets the first columns to 0. A column is a neuron, and a row is what comes "
              "in."): lambda W1, inputs: _rows(W1.T, slice(0, inputs)).T,
            _("{name} leaves W1 as it is. The rows from inputs on are to be "
              "0."): lambda W1, inputs: W1,
            _("{name} sets all to 0, and so nothing is read any more either. Only the rows from "
              "inputs on belong to the memory."): lambda W1, inputs: 0 * W1,
            _("{name} sets one row to 0. All rows from inputs on belong to the "
              "memory."): lambda W1, inputs: _rows(W1, slice(inputs, inputs + 1)),
            _("{name} sets the last row alone to 0. All rows from inputs on belong to the "
              "memory."): lambda W1, inputs: _rows(W1, slice(-1, None)),
            _("{name} begins one row too late. Rows are counted from 0, so the inputs have the "
              "rows 0 to inputs - 1."): lambda W1, inputs: _rows(W1, slice(inputs + 1, None)),
            _("{name} begins one row too early, with the row of the last "
              "input."): lambda W1, inputs: _rows(W1, slice(inputs - 1, None)),
            _("{name} takes 2 for the number of inputs. It is handed in as "
              "inputs."): lambda W1, inputs: _rows(W1, slice(2, None)),
            _("{name} leaves out the rows of the memory. They stay, with zeros in "
              "them."): lambda W1, inputs: W1[:inputs],
            _("{name} gives the rows of the memory alone. Wanted is the whole table, with zeros in "
              "these rows."): lambda W1, inputs: W1[inputs:],
            _("{name} gives only zeros, in as many rows as the memory has. Wanted is the whole "
              "table."): lambda W1, inputs: 0 * W1[inputs:],
            _("{name} gives the number 0. Hand back the whole table."): lambda W1, inputs: 0,
            _("{name} sets what a neuron hands to itself to 0. Of the step before all neurons are "
              "heard, so all those rows are 0."): _no_diagonal,
            _("{name} sets the rows of the memory to 1. With 0 nothing of it comes "
              "in."): lambda W1, inputs: _rows(W1, slice(inputs, None), 1),
        },
    )  # fmt: skip
    return _("Nothing of the step before comes in any more, and the table that was handed in is as "
             "it was.")  # fmt: skip


def _rows(W1, rows, value=0):
    """Return a copy of a table with some rows filled with a number."""
    W1 = np.array(W1)
    W1[rows] = value
    return W1


def _forgotten(W1, inputs):
    return _rows(W1, slice(inputs, None))


def _no_diagonal(W1, inputs):
    W1 = np.array(W1)
    np.fill_diagonal(W1[inputs:], 0)
    return W1


def _answers(net):
    """Return what a network answers to the three sums."""
    return np.array([
        float(addition.number(net.feedforward(addition.written(a, b))[:, 0] > 0.5))
        for a, b in ASKED
    ])  # fmt: skip


@check
def without_memory(sums):
    """Step by step 1 where two bits differ: the exclusive or of the numbers."""
    net = Recurrent([2, 2, 1], addition.BY_HAND)
    net.W[0][2:] = 0
    right, came = _answers(net), flat(sums, 3)
    alike = [~(a ^ b) & 15 for a, b in ASKED]  # with the step of the last carry
    mistakes = {
        _("{name} = {value} are the sums. Without memory a carry is lost where there is "
          "one."): [a + b for a, b in ASKED],
        _("{name} = {value} has a 1 where both bits are 1. With two ones u is 3, and the output is "
          "below 0.5."): [a | b for a, b in ASKED],
        _("{name} = {value} has a 1 only where both bits are 1. There the sum of the bits is 2, "
          "which leaves a 0 and a carry."): [a & b for a, b in ASKED],
        _("{name} = {value} is nothing but zeros. A step with a single 1 still says "
          "1."): [0, 0, 0],
        _("{name} = {value} says 1 where the bits are alike, and it is the other way "
          "round."): alike if np.array_equal(came, alike) else [~(a ^ b) & 7 for a, b in ASKED],
        _("{name} = {value} are written in bits. Write them as ordinary numbers, such as 7 for "
          "1, 1, 1."): came if came.tolist() in IN_BITS else IN_BITS[0],
        _("{name} = {value} takes the lowest bit for the highest in 3 + 1. Its bits are 0, 1 with "
          "the lowest first, which is 2."): [7, 1, 0],
        _("{name} = {value} keeps the carry that leaves the last step, and there is no memory that "
          "could keep it."): [7, 4, 8],
        _("{name} = {value} adds 3 and 1 rightly. At the first step both bits are 1, and the carry "
          "is lost."): [7, 4, 0],
        _("{name} = {value} adds 7 and 7 rightly. At each step both bits are 1, so each says "
          "0."): [7, 2, 14],
        _("{name} = {value} makes a 1 at each step of 7 + 7. With two ones u is 3, and the output "
          "is below 0.5."): [7, 2, 7],
        _("{name} = {value} loses the sum 5 + 2 too. There is nothing to carry in it, so it is "
          "right."): [0, 2, 0],
        _("{name} = {value} says nothing for 3 + 1. At the second step one bit is 1 and the other "
          "is 0."): [7, 0, 0],
        _("{name} = {value} takes the numbers away from each other."): [a - b for a, b in ASKED],
        _("{name} = {value} multiplies the numbers."): [a * b for a, b in ASKED],
        _("{name} = {value} gives the first number each time. Both are read."): [
            a for a, _b in ASKED],
        _("{name} = {value} lets a carry live for one step. Without recurrent weights it does not "
          "live at all."): [7, 4, 6],
        _("{name} = {value} gives 3 + 1 as 3. At the first step both bits are 1, and that is a "
          "0."): [7, 3, 0],
    }  # fmt: skip
    numbers(
        {"sums": sums},
        right={"sums": right},
        mistakes={sentence: {"sums": wrong} for sentence, wrong in mistakes.items()},
    )
    return _("Bits that differ make a 1: it is adding without carries, and right where there is "
             "none.")  # fmt: skip
