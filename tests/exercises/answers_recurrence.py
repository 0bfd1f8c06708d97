"""What learners may answer in notebook 12, and what its checks then say: rows for the tables."""

import numpy as np

from helpers.exercises import break_the_memory, count_recurrent, three_steps, without_memory


def ins(W1, inputs):
    """Forgets what is read."""
    W1 = W1.copy()
    W1[:inputs] = 0
    return W1


def cols(W1, inputs):
    """Takes neurons for inputs."""
    W1 = W1.copy()
    W1[:, inputs:] = 0
    return W1


def first_cols(W1, inputs):
    """Takes neurons for inputs, and these for memory."""
    W1 = W1.copy()
    W1[:, :inputs] = 0
    return W1


def same(W1, inputs):
    """Leaves all as it is."""
    return W1


def all_of_it(W1, inputs):
    """Breaks every wire."""
    return np.zeros_like(W1)


def one_row(W1, inputs):
    """Breaks one wire of several."""
    W1 = W1.copy()
    W1[inputs] = 0
    return W1


def last(W1, inputs):
    """Breaks the last wire alone."""
    W1 = W1.copy()
    W1[-1] = 0
    return W1


def late(W1, inputs):
    """Counts rows from 1."""
    W1 = W1.copy()
    W1[inputs + 1 :] = 0
    return W1


def early(W1, inputs):
    """Takes the last input too."""
    W1 = W1.copy()
    W1[inputs - 1 :] = 0
    return W1


def two(W1, inputs):
    """Always has two inputs."""
    W1 = W1.copy()
    W1[2:] = 0
    return W1


def cut_off(W1, inputs):
    """Cuts the memory off."""
    return W1[:inputs]


def memory_alone(W1, inputs):
    """Cuts the inputs off."""
    return W1[inputs:]


def zeros_alone(W1, inputs):
    """What is put in, and no table."""
    return np.zeros((len(W1) - inputs, W1.shape[1]))


def zero(W1, inputs):
    """What is put in, as a number."""
    return 0


def diag(W1, inputs):
    """Keeps what others remember."""
    W1 = W1.copy()
    for i in range(W1.shape[1]):
        W1[inputs + i, i] = 0
    return W1


def ones(W1, inputs):
    """Fills up with ones."""
    W1 = W1.copy()
    W1[inputs:] = 1
    return W1


def changes(W1, inputs):
    """Works in the table that was handed in."""
    W1[inputs:] = 0
    return W1


def nothing(W1, inputs):
    """Hands nothing back."""
    W1 = W1.copy()
    W1[inputs:] = 0


def good(W1, inputs):
    """The rows of the memory are 0."""
    W1 = W1.copy()
    W1[inputs:] = 0
    return W1


MISTAKES = [
    (
        three_steps,
        ([0.5, 1.4242, 1.2804],),
        "states = [0.5, 1.4242, 1.2804] are the sums. Each of them goes through tanh.",
    ),
    (
        three_steps,
        ([0.5, 1.5, 2.5],),
        (
            "states = [0.5, 1.5, 2.5] go without tanh all the way. Each sum goes through it "
            "before it is handed on."
        ),
    ),
    (
        three_steps,
        ([0.4621, 0.9051, 0.9866],),
        (
            "states = [0.4621, 0.9051, 0.9866] remember the sum of the step before. What is "
            "handed on is what tanh made of it."
        ),
    ),
    (
        three_steps,
        ([0.4621, 0.4621, -0.4621],),
        (
            "states = [0.4621, 0.4621, -0.4621] remember nothing: to each sum after the first"
            " belongs 2 h of the step before."
        ),
    ),
    (
        three_steps,
        ([0.4621, 0.7452, 0.2404],),
        ("states = [0.4621, 0.7452, 0.2404] take h as it is. In the sum it is multiplied by 2."),
    ),
    (
        three_steps,
        ([0.7616, 0.9872, 0.9622],),
        "states = [0.7616, 0.9872, 0.9622] lack the bias. Take 0.5 away from each sum.",
    ),
    (
        three_steps,
        ([0.9051, 0.9973, 0.9865],),
        "states = [0.9051, 0.9973, 0.9865] add 0.5 to each sum. The bias is -0.5.",
    ),
    (
        three_steps,
        ([0.9866, 0.9859, 0.8999],),
        (
            "states = [0.9866, 0.9859, 0.8999] begin with h = 1. Before the first step "
            "nothing is remembered, and h is 0."
        ),
    ),
    (
        three_steps,
        ([0.4621, 0.8905, 0.9793],),
        "states = [0.4621, 0.8905, 0.9793] read 1 at each step. The third input is 0.",
    ),
    (
        three_steps,
        ([-0.4621, -0.4005, -0.2922],),
        (
            "states = [-0.4621, -0.4005, -0.2922] read the sequence from its end. The first "
            "input is the first 1, the last is 0."
        ),
    ),
    (
        three_steps,
        ([0.6225, 0.8513, 0.769],),
        "states = [0.6225, 0.8513, 0.769] have a sigmoid in the place of tanh.",
    ),
    (
        three_steps,
        ([0.4621, -0.4005, 0.2922],),
        "states = [0.4621, -0.4005, 0.2922] take 2 h away. It is added.",
    ),
    (
        three_steps,
        ([0.4621, 0.8905, 0.4005],),
        (
            "states = [0.4621, 0.8905, 0.4005] use the first state at the third step too. "
            "Each step remembers the one before it."
        ),
    ),
    (
        three_steps,
        ([0.4621, 0.9866, 0.9051],),
        (
            "states = [0.4621, 0.9866, 0.9051] use the old inputs as memory, 2 x in the place"
            " of 2 h."
        ),
    ),
    (
        three_steps,
        ([0.9051, 0.9973, 0.9042],),
        (
            "states = [0.9051, 0.9973, 0.9042] multiply input and memory by 2. Only the "
            "memory has a weight of 2."
        ),
    ),
    (
        three_steps,
        ([0.2616, 0.4093, 0.1743],),
        (
            "states = [0.2616, 0.4093, 0.1743] put the bias outside of tanh. It belongs to "
            "the sum inside."
        ),
    ),
    (
        three_steps,
        ([0.8567, 0.8905, 0.4621],),
        "states = [0.8567, 0.8905, 0.4621] are the right states from the last to the first.",
    ),
    (
        three_steps,
        ([0.46, 0.89, 0.86],),
        "states = [0.46, 0.89, 0.86] are rounded too far. Keep four digits or more.",
    ),
    (
        three_steps,
        ([0, 0.4621, 0.8905],),
        "states = [0, 0.4621, 0.8905] have h0 = 0 in front. Wanted are h1, h2 and h3.",
    ),
    (
        three_steps,
        ([-0.4621, -0.8905, -0.8567],),
        "states = [-0.4621, -0.8905, -0.8567] has the right size and the wrong sign.",
    ),
    (
        three_steps,
        ([0.4621, 0.8902, 0.86],),
        (
            "states = [0.4621, 0.8902, 0.86] comes close, and is no rounding of the right "
            "number. Was something rounded on the way, or is one digit wrong?"
        ),
    ),
    (
        three_steps,
        ([0.4621, 0.8902, 0.8],),
        (
            "states = [0.4621, 0.8902, 0.8] is not what comes out here. Go through the second"
            " hint with your own numbers, one step at a time."
        ),
    ),
    (
        three_steps,
        ([46.21, 89.05, 85.67],),
        (
            "states = [46.21, 89.05, 85.67] is 100 times what comes out. Write it as a plain "
            "number, not per cent."
        ),
    ),
    (
        three_steps,
        (["0.46", 0, 0],),
        "states has the text '0.46' in it, and numbers are wanted. Leave out the quotes.",
    ),
    (
        three_steps,
        ([0.4621, 0.8902],),
        (
            "states holds 2 numbers, and 3 are wanted. (A comma parts two numbers; decimals "
            "have a point, as in 0.5.)"
        ),
    ),
    (
        three_steps,
        (0.4621,),
        (
            "states is the single number 0.4621, and 3 numbers are wanted, in square brackets"
            " and with a comma between them."
        ),
    ),
    (
        count_recurrent,
        (93, 93, 513),
        (
            "count = 93 is the count of a network without memory. Each hidden neuron is also "
            "fed by all hidden neurons of the step before."
        ),
    ),
    (
        count_recurrent,
        (193, 93, 513),
        (
            "longer = 93 is the count of a network without memory. Each hidden neuron is also"
            " fed by all hidden neurons of the step before."
        ),
    ),
    (
        count_recurrent,
        (103, 193, 513),
        (
            "count = 103 has one weight for the memory of each hidden neuron. It is fed by "
            "all ten of the step before."
        ),
    ),
    (
        count_recurrent,
        (73, 193, 513),
        (
            "count = 73 is not what comes out here. Go through the second hint with your own "
            "numbers, one step at a time."
        ),
    ),
    (
        count_recurrent,
        (180, 193, 513),
        (
            "count = 180 lacks the biases. There is one for each hidden neuron and one for "
            "each output."
        ),
    ),
    (
        count_recurrent,
        (193, 180, 513),
        (
            "longer = 180 lacks the biases. There is one for each hidden neuron and one for "
            "each output."
        ),
    ),
    (
        count_recurrent,
        (193, 193, 480),
        "gated = 480 is the hidden layer alone. The outputs have weights and biases too.",
    ),
    (count_recurrent, (183, 193, 513), "count = 183 lacks the biases of the hidden neurons."),
    (count_recurrent, (193, 193, 483), "gated = 483 lacks the biases of the hidden neurons."),
    (count_recurrent, (190, 193, 513), "count = 190 lacks the biases of the outputs."),
    (count_recurrent, (193, 193, 510), "gated = 510 lacks the biases of the outputs."),
    (
        count_recurrent,
        (160, 193, 513),
        "count = 160 is the hidden layer alone. The outputs have weights and biases too.",
    ),
    (
        count_recurrent,
        (193, 160, 513),
        "longer = 160 is the hidden layer alone. The outputs have weights and biases too.",
    ),
    (
        count_recurrent,
        (193, 143, 513),
        (
            "longer = 143 has weights for the hidden neurons of the step before, and none for"
            " the inputs."
        ),
    ),
    (
        count_recurrent,
        (193, 208, 513),
        (
            "longer = 208 lets the outputs see the inputs too. They are fed by the hidden "
            "state alone."
        ),
    ),
    (
        count_recurrent,
        (193, 33, 513),
        "longer = 33 are the outputs alone. The hidden layer has weights and biases too.",
    ),
    (
        count_recurrent,
        (33, 193, 513),
        "count = 33 are the outputs alone. The hidden layer has weights and biases too.",
    ),
    (
        count_recurrent,
        (193, 193, 33),
        "gated = 33 are the outputs alone. The hidden layer has weights and biases too.",
    ),
    (
        count_recurrent,
        (143, 193, 513),
        (
            "count = 143 has weights for the hidden neurons of the step before, and none for "
            "the inputs."
        ),
    ),
    (
        count_recurrent,
        (208, 193, 513),
        (
            "count = 208 lets the outputs see the inputs too. They are fed by the hidden "
            "state alone."
        ),
    ),
    (
        count_recurrent,
        (1930, 193, 513),
        (
            "count = 1930 counts each step anew. All steps have the same weights, so their "
            "number does not matter."
        ),
    ),
    (
        count_recurrent,
        (193, 1930, 513),
        (
            "longer = 1930 counts each step anew. All steps have the same weights, so their "
            "number does not matter."
        ),
    ),
    (
        count_recurrent,
        (193, 19300, 513),
        (
            "longer = 19300 counts a hundred steps. All steps have the same weights, so their"
            " number does not matter."
        ),
    ),
    (
        count_recurrent,
        (193, 1633, 513),
        (
            "longer = 1633 grows with the steps for the hidden layer. It is the same layer at"
            " each step."
        ),
    ),
    (
        count_recurrent,
        (193, 16033, 513),
        (
            "longer = 16033 grows a hundredfold in the hidden layer. It is the same layer at "
            "each step."
        ),
    ),
    (
        count_recurrent,
        (193, 103, 513),
        (
            "longer = 103 has one weight for the memory of each hidden neuron. It is fed by "
            "all ten of the step before."
        ),
    ),
    (
        count_recurrent,
        (193, 193, 353),
        ("gated = 353 has the two gates and no candidate. Gates and candidate are three layers."),
    ),
    (count_recurrent, (193, 193, 193), "gated = 193 has one gate. There are two, and a candidate."),
    (
        count_recurrent,
        (193, 193, 673),
        ("gated = 673 has four layers, as an LSTM does. Here there are two gates and a candidate."),
    ),
    (
        count_recurrent,
        (193, 193, 579),
        ("gated = 579 multiplies the outputs by three too. The state goes out through one layer."),
    ),
    (
        count_recurrent,
        (193, 193, 213),
        (
            "gated = 213 has one number a neuron for a gate. A gate is a neuron with weights "
            "of its own."
        ),
    ),
    (count_recurrent, (-193, 193, 513), "count = -193 has the right size and the wrong sign."),
    (
        count_recurrent,
        (194, 193, 513),
        (
            "count = 194 comes close, and is no rounding of the right number. Was something "
            "rounded on the way, or is one digit wrong?"
        ),
    ),
    (
        count_recurrent,
        (193, "193", 513),
        "longer has the text '193' in it, and numbers are wanted. Leave out the quotes.",
    ),
    (
        break_the_memory,
        (ins,),
        (
            "my_forget sets the rows of the inputs to 0: the network remembers, and no longer"
            " reads. The inputs come first, what is remembered comes after them."
        ),
    ),
    (
        break_the_memory,
        (cols,),
        "my_forget sets columns to 0. A column is a neuron, and a row is what comes in.",
    ),
    (
        break_the_memory,
        (first_cols,),
        (
            "my_forget sets the first columns to 0. A column is a neuron, and a row is what "
            "comes in."
        ),
    ),
    (
        break_the_memory,
        (same,),
        "my_forget leaves W1 as it is. The rows from inputs on are to be 0.",
    ),
    (
        break_the_memory,
        (all_of_it,),
        (
            "my_forget sets all to 0, and so nothing is read any more either. Only the rows "
            "from inputs on belong to the memory."
        ),
    ),
    (
        break_the_memory,
        (one_row,),
        "my_forget sets one row to 0. All rows from inputs on belong to the memory.",
    ),
    (
        break_the_memory,
        (last,),
        ("my_forget sets the last row alone to 0. All rows from inputs on belong to the memory."),
    ),
    (
        break_the_memory,
        (late,),
        (
            "my_forget begins one row too late. Rows are counted from 0, so the inputs have "
            "the rows 0 to inputs - 1."
        ),
    ),
    (
        break_the_memory,
        (early,),
        "my_forget begins one row too early, with the row of the last input.",
    ),
    (
        break_the_memory,
        (two,),
        "my_forget takes 2 for the number of inputs. It is handed in as inputs.",
    ),
    (
        break_the_memory,
        (cut_off,),
        "my_forget leaves out the rows of the memory. They stay, with zeros in them.",
    ),
    (
        break_the_memory,
        (memory_alone,),
        (
            "my_forget gives the rows of the memory alone. Wanted is the whole table, with "
            "zeros in these rows."
        ),
    ),
    (
        break_the_memory,
        (zeros_alone,),
        (
            "my_forget gives only zeros, in as many rows as the memory has. Wanted is the "
            "whole table."
        ),
    ),
    (break_the_memory, (zero,), "my_forget gives the number 0. Hand back the whole table."),
    (
        break_the_memory,
        (diag,),
        (
            "my_forget sets what a neuron hands to itself to 0. Of the step before all "
            "neurons are heard, so all those rows are 0."
        ),
    ),
    (
        break_the_memory,
        (ones,),
        "my_forget sets the rows of the memory to 1. With 0 nothing of it comes in.",
    ),
    (
        break_the_memory,
        (changes,),
        (
            "my_forget changes what is handed in to it: whoever calls it finds other numbers "
            "in place of their own. Work with names of your own inside."
        ),
    ),
    (
        without_memory,
        ([7, 4, 14],),
        "sums = [7, 4, 14] are the sums. Without memory a carry is lost where there is one.",
    ),
    (
        without_memory,
        ([7, 3, 7],),
        (
            "sums = [7, 3, 7] has a 1 where both bits are 1. With two ones u is 3, and the "
            "output is below 0.5."
        ),
    ),
    (
        without_memory,
        ([0, 1, 7],),
        (
            "sums = [0, 1, 7] has a 1 only where both bits are 1. There the sum of the bits "
            "is 2, which leaves a 0 and a carry."
        ),
    ),
    (
        without_memory,
        ([0, 0, 0],),
        "sums = [0, 0, 0] is nothing but zeros. A step with a single 1 still says 1.",
    ),
    (
        without_memory,
        ([0, 5, 7],),
        "sums = [0, 5, 7] says 1 where the bits are alike, and it is the other way round.",
    ),
    (
        without_memory,
        ([8, 13, 15],),
        "sums = [8, 13, 15] says 1 where the bits are alike, and it is the other way round.",
    ),
    (
        without_memory,
        ([111, 10, 0],),
        (
            "sums = [111, 10, 0] are written in bits. Write them as ordinary numbers, such as"
            " 7 for 1, 1, 1."
        ),
    ),
    (
        without_memory,
        ([111, 1, 0],),
        (
            "sums = [111, 1, 0] are written in bits. Write them as ordinary numbers, such as "
            "7 for 1, 1, 1."
        ),
    ),
    (
        without_memory,
        ([7, 1, 0],),
        (
            "sums = [7, 1, 0] takes the lowest bit for the highest in 3 + 1. Its bits are 0, "
            "1 with the lowest first, which is 2."
        ),
    ),
    (
        without_memory,
        ([7, 4, 8],),
        (
            "sums = [7, 4, 8] keeps the carry that leaves the last step, and there is no "
            "memory that could keep it."
        ),
    ),
    (
        without_memory,
        ([7, 4, 0],),
        (
            "sums = [7, 4, 0] adds 3 and 1 rightly. At the first step both bits are 1, and "
            "the carry is lost."
        ),
    ),
    (
        without_memory,
        ([7, 2, 14],),
        ("sums = [7, 2, 14] adds 7 and 7 rightly. At each step both bits are 1, so each says 0."),
    ),
    (
        without_memory,
        ([7, 2, 7],),
        (
            "sums = [7, 2, 7] makes a 1 at each step of 7 + 7. With two ones u is 3, and the "
            "output is below 0.5."
        ),
    ),
    (
        without_memory,
        ([0, 2, 0],),
        (
            "sums = [0, 2, 0] loses the sum 5 + 2 too. There is nothing to carry in it, so it"
            " is right."
        ),
    ),
    (
        without_memory,
        ([7, 0, 0],),
        (
            "sums = [7, 0, 0] says nothing for 3 + 1. At the second step one bit is 1 and the"
            " other is 0."
        ),
    ),
    (without_memory, ([3, 2, 0],), "sums = [3, 2, 0] takes the numbers away from each other."),
    (without_memory, ([10, 3, 49],), "sums = [10, 3, 49] multiplies the numbers."),
    (
        without_memory,
        ([5, 3, 7],),
        "sums = [5, 3, 7] gives the first number each time. Both are read.",
    ),
    (
        without_memory,
        ([7, 4, 6],),
        (
            "sums = [7, 4, 6] lets a carry live for one step. Without recurrent weights it "
            "does not live at all."
        ),
    ),
    (
        without_memory,
        ([7, 3, 0],),
        ("sums = [7, 3, 0] gives 3 + 1 as 3. At the first step both bits are 1, and that is a 0."),
    ),
    (
        without_memory,
        ([7, 2],),
        (
            "sums holds 2 numbers, and 3 are wanted. (A comma parts two numbers; decimals "
            "have a point, as in 0.5.)"
        ),
    ),
    (
        without_memory,
        (["7", 2, 0],),
        "sums has the text '7' in it, and numbers are wanted. Leave out the quotes.",
    ),
    (
        without_memory,
        ([7, 2, 1],),
        (
            "sums = [7, 2, 1] is not what comes out here. Go through the second hint with "
            "your own numbers, one step at a time."
        ),
    ),
]

RIGHT = [
    (
        break_the_memory,
        (good,),
        (
            "Nothing of the step before comes in any more, and the table that was handed in "
            "is as it was."
        ),
    ),
    (
        three_steps,
        ([0.4621, 0.8905, 0.8567],),
        (
            "The last input is 0, and still the state is 0.8567: with a weight of 2 a neuron "
            "near 1 keeps itself there."
        ),
    ),
    (
        count_recurrent,
        (193, 193, 513),
        (
            "Sequences of any length share the same weights, and each gate costs as many as "
            "the candidate."
        ),
    ),
    (
        without_memory,
        ([7, 2, 0],),
        ("Bits that differ make a 1: it is adding without carries, and right where there is none."),
    ),
]
