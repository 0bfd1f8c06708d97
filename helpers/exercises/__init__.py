"""Exercises are checked here: a check says what is right, or which mistake is the likely one."""

from helpers.exercises import report
from helpers.exercises.activations import dead_neuron, elu_by_hand, leaky, starts
from helpers.exercises.attention import (
    failing_book,
    find_leak,
    one_row,
    softmax_row,
    suspects,
    write_mask,
)
from helpers.exercises.autograd import by_graph, missing_zero, translate, value_tanh
from helpers.exercises.backprop import blame_b1, blame_w2, find_the_bug, tanh_slope
from helpers.exercises.convolution import diagonal, one_window, sizes, write_pool
from helpers.exercises.digits import (
    four_to_nine,
    softmax_by_hand,
    sure_and_wrong,
    write_confusion,
)
from helpers.exercises.feedforward import count_parameters, forward_by_hand, shapes, three_hidden
from helpers.exercises.loss import mse_by_hand, predict_all_ones, small_loss, write_mse_loss
from helpers.exercises.neuron import and_gate, neuron_by_hand, or_gate, stable_sigmoid, xor_corners
from helpers.exercises.optimisers import (
    adam_second_step,
    name_the_paths,
    without_correction,
    write_momentum,
)
from helpers.exercises.playground import (
    close_the_ring,
    cure_the_overfit,
    fit_the_spirals,
    name_the_causes,
)
from helpers.exercises.recurrence import (
    break_the_memory,
    count_recurrent,
    three_steps,
    without_memory,
)
from helpers.exercises.sgd import largest_rate, shuffled_epoch, update_by_hand, why_up
from helpers.exercises.training import few_epochs, own_table, read_curves, train_xor
