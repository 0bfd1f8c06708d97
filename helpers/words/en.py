"""English."""

SENTENCES = {
    # packages
    "package_missing": "{name} is not installed. Close Jupyter and run: "
    "pip install -r requirements.txt (it needs {name} {lowest} or later).",
    "package_old": "{name} {found} is too old. Close Jupyter and run: "
    "pip install -U {name} (the course needs {name} {lowest} or later).",
    # inputs
    "refused": "{name} was {came}; expected {expected}.",
    "came_array": "an array of shape {shape}",
    "came_empty": "empty, with shape {shape}",
    "came_nan": "numbers with {count} NaN (not a number) among them",
    "came_infinite": "numbers with an infinite one among them",
    "came_label": "labels with {label} among them",
    "expected_numbers": "numbers",
    "expected_some": "at least one number",
    "expected_no_nan": "numbers without NaN",
    "expected_finite": "finite numbers",
    "expected_count": "a whole number above 0",
    "expected_generator": "a random generator such as np.random.default_rng(0)",
    "expected_one_number": "one number",
    "expected_row": "a row of numbers of shape ({length},)",
    "expected_table": "a table of shape (rows, {columns})",
    "expected_examples": "one example of shape ({columns},) or a table of shape (rows, {columns})",
    "expected_labels": "labels that are 0 or 1",
    "expected_one_hot": "a table (rows, classes) with exactly one 1 in each row, 0 elsewhere",
    "expected_shares": "shares from 0 to 1",
    "expected_classes": "two or more outputs, one for each class",
    "expected_like": "the shape of {other}, which is {shape}",
    "expected_last_axis": "a last axis of {length} numbers",
    "expected_name": "one of {names}",
    "expected_sizes": "a list of two or more whole numbers above 0, such as [2, 2, 1]",
    "expected_targets": "one label for each of {rows} rows and {outputs} output(s)",
    # notebook 3
    "expected_loss": "a loss from 0 to 1",
    "expected_moves": "a whole number from 0 to {most}",
    "expected_true_or_false": "True or False",
    # verdicts of all exercises
    "verdict_not_attempted": "Not attempted yet. Put your answer in place of the three dots, "
    "then run that cell and this one.",
    "verdict_missing": "Not attempted yet in full. The three dots are still in {names}.",
    "verdict_not_quite": "Not quite. {why}",
    "verdict_right": "Right. {why}",
    "verdict_unreadable": "This answer cannot be compared ({error}).",
    "verdict_rounded": "{name} = {value} is close, and rounded too far. Keep four digits or more.",
    "verdict_number": "{name} = {value} is not what comes out here. Go through the second hint "
    "with your own numbers, one step at a time.",
    "verdict_not_a_function": "{name} should be a function, and it is {came}. Hand over its name "
    "without brackets.",
    "verdict_none": "{call} gives None. Is there a line that begins with return?",
    "verdict_raised": "{call} stopped with {error}: {text}",
    "verdict_result": "{call} gives {value}; it should give {right}.",
    # notebook 1
    "neuron_by_hand_right": "The inputs weigh in with 6 and -1, the bias with -3: z = 2, and the "
    "sigmoid squashes 2 to 0.88.",
    "neuron_by_hand_no_bias": "z = {value} is the weighted sum alone. Now add the bias.",
    "neuron_by_hand_bias_sign": "z = {value} takes the bias as +3. It is -3.",
    "neuron_by_hand_weight_sign": "z = {value} takes the second weight as +1. It is -1.",
    "neuron_by_hand_swapped": "z = {value} comes out when the weights change places. The first "
    "weight belongs to the first input.",
    "neuron_by_hand_not_squashed": "y = {value} is z. The output is what the sigmoid makes of z.",
    "neuron_by_hand_exponent_sign": "y = {value} comes from exp(+z). In the sigmoid the exponent "
    "is -z. A positive z gives more than 0.5.",
    "neuron_by_hand_no_division": "y = {value} is 1 + exp(-z). The output is 1 divided by that.",
    "gate_on_the_line": "At the corner {corner} z is 0 and the output exactly 0.5: neither yes nor "
    "no. Move the line away from this corner.",
    "gate_always": "The output is above 0.5 at all four corners. At (0, 0) only the bias counts: "
    "does it have the sign you want?",
    "gate_never": "The output is below 0.5 at all four corners. The weights cannot outweigh the "
    "bias: make it less negative.",
    "gate_x1_only": "The output follows x1 alone, so x2 has no say. Give w2 a weight too.",
    "gate_x2_only": "The output follows x2 alone, so x1 has no say. Give w1 a weight too.",
    "gate_inverted": "Every corner gives the opposite of what it should. Change the sign of w1, w2 "
    "and b, all three.",
    "gate_corner": "The corner {corner} is on the wrong side of the line. What is z there?",
    "and_gate_acts_as_or": "This is an OR gate: one input alone already lifts the output above "
    "0.5. Make the bias more negative, so that it takes both.",
    "and_gate_right": "Only both inputs together outweigh the bias: an AND gate.",
    "or_gate_acts_as_and": "This is an AND gate: one input alone does not outweigh the bias. Bring "
    "the bias closer to 0.",
    "or_gate_right": "Each input alone outweighs the bias: an OR gate. From AND to OR the line "
    "moves and need not turn.",
    "xor_corners_fewer": "Corners that agree with XOR: {corners} of 4. One neuron can do better.",
    "xor_corners_right": "Corners that agree with XOR: 3 of 4, and no neuron does better.",
    "stable_sigmoid_right": "It holds at both ends, and exp never overflows.",
    "stable_sigmoid_naive": "Right near 0, and at -1000 exp(1000) overflows. For a negative z use "
    "the other form, which holds exp(z).",
    "stable_sigmoid_other_end": "The other form alone only moves the trouble: now exp(1000) "
    "overflows at z = 1000. Use each form on its own side of 0.",
    "stable_sigmoid_branches": "Both forms are there, each on the wrong side: exp gets a large "
    "positive number at both ends. Exchange them.",
    "stable_sigmoid_mirrored": "For a negative z the output is that of -z, above 0.5. For z < 0 "
    "the numerator is exp(z), not 1.",
    "stable_sigmoid_no_division": "For a negative z only the numerator exp(z) is there. It is "
    "still to be divided by 1 + exp(z).",
    # notebook 2, exercises
    "forward_by_hand_right": "z1 = 1, z2 = -1, and the output is 0.7535.",
    "forward_by_hand_no_bias": "{name} = {value} comes out without the bias. Add it to the "
    "weighted sum before you squash.",
    "forward_by_hand_no_sigmoid": "{name} = {value} is the sum of this neuron. Its output is what "
    "the sigmoid makes of it.",
    "forward_by_hand_no_sigmoid_hidden": "{name} = {value} comes out when z1 and z2 go on to the "
    "output. Hidden neurons squash too: send h1 and h2.",
    "forward_by_hand_swapped": "{name} = {value} comes out when w2 and w3 change places. w2 leads "
    "from x2 up to h1, w3 from x1 down to h2; in W1 each column is a neuron.",
    "forward_by_hand_sigmoid_twice": "{name} = {value} comes out when the sigmoid is taken twice. "
    "Once for each neuron.",
    "forward_by_hand_crossed": "{name} = {value} comes out when h1 and h2 change places. w5 goes "
    "with h1, w6 with h2.",
    "forward_by_hand_skipped_hidden": "{name} = {value} comes out when the output neuron looks at "
    "x1 and x2. It sees only h1 and h2.",
    "forward_by_hand_rounded_h": "{name} = {value} comes out when h1 and h2 are rounded to two "
    "digits on the way. Keep all digits until the end.",
    "shapes_right": "People stay in the rows, and the columns follow the neurons.",
    "shapes_transposed": "{name} has people and neurons exchanged. Rows are people, columns are "
    "neurons.",
    "shapes_inner_kept": "{name} keeps the inner number. In a product it vanishes: the columns "
    "come from the weights.",
    "shapes_of_the_weights": "This is the shape of the weights. {name} has a row for each of the 7 "
    "people.",
    "shapes_one_person": "{name} has one row here, enough for one person. There are 7.",
    "shapes_bias_row": "The bias row is added to every row of {name}. It does not become a row of "
    "its own.",
    "shapes_flat": "{name} is a table with a single column, and its shape is a pair. Which number "
    "stands for the column?",
    "three_hidden_right": "One more neuron is one more column of W1, and feedforward stays as it "
    "was.",
    "three_hidden_only_two": "{name} gives what h1 and h2 alone give. The output has a third "
    "weight, for h3.",
    "three_hidden_row_by_row": "{name} fills W1 row by row with the weights in order. One neuron "
    "is one column: the first column is 1, 0.",
    "three_hidden_no_biases": "{name} gives what comes out without biases. There are four of them.",
    "three_hidden_no_hidden_biases": "{name} leaves out the biases of the hidden neurons, b1, b2 "
    "and b3.",
    "three_hidden_no_output_bias": "{name} leaves out the bias of the output neuron, b4 = -2.",
    "three_hidden_no_sigmoid_hidden": "{name} sends the hidden sums on as they are. Squash them "
    "before the output weighs them.",
    "three_hidden_no_sigmoid_output": "{name} returns the sum in the output neuron. Squash it too.",
    "three_hidden_sigmoid_twice": "{name} squashes the output twice. feedforward has done it "
    "already.",
    "three_hidden_inputs_swapped": "{name} has x1 and x2 exchanged.",
    "three_hidden_table": "{name} returns a row that holds one number. Take the number out with "
    "[0].",
    "three_hidden_table_of_one": "{name} returns a table that holds one number. Take the number "
    "out with [0, 0].",
    "count_parameters_right": "Each neuron has one weight for every circle before it, and one "
    "bias.",
    "count_parameters_no_biases": "{name} counts the weights and leaves out the biases: one for "
    "each neuron.",
    "count_parameters_no_weights": "{name} counts the biases and leaves out the weights: one for "
    "each arrow.",
    "count_parameters_input_biases": "{name} gives the inputs biases. They are no neurons and have "
    "none.",
    "count_parameters_no_last_layer": "{name} leaves out the last layer: the output has weights "
    "and a bias too.",
    "count_parameters_first_layer": "{name} stops after the first pair of layers. If return stands "
    "inside the loop, move it below.",
    "count_parameters_one_bias_a_layer": "{name} counts one bias for each layer. There is one for "
    "each neuron.",
    "count_parameters_added": "{name} adds the sizes of two layers. Every circle is joined to "
    "every neuron, so the arrows are a product.",
    "count_parameters_nine": "{name} gives 9 whatever comes. The answer depends on sizes.",
    "expected_within": "a number from {low} to {high}",
    # buttons
    "button_blind": "Blind: show only the slopes",
    "button_new_game": "New game",
    "button_reset": "Reset",
    "button_back": "Back",
    "button_step": "Step",
    # alternative texts of pictures
    "alt_neuron": "A neuron with w₁ = {w1}, w₂ = {w2} and b = {b}. The inputs x₁ = {x1} and "
    "x₂ = {x2} give z = {z} and the output y = {y}. A curve shows the point (z, y) on the "
    "sigmoid; a plane of inputs is coloured by the output, with a line where y = 0.5.",
    "alt_feedforward": "A network with two inputs, two hidden neurons and one output. "
    "x₁ = {x1}, x₂ = {x2}, {parameters}. {result} The output is {y}.",
    "alt_feedforward_step": "The step shown is {formula}.",
    "alt_feedforward_start": "No step is taken yet.",
    "alt_game": "Move {moves} of {of}. The loss is L = {loss}. Predictions: {predictions}. A curve "
    "shows the loss after each move.",
    "alt_game_blind": "Move {moves} of {of}. The slopes of the loss are {slopes}.",
    "alt_loss": "The mean squared error of the four people is L = {loss}. Predictions: "
    "{predictions}. A plane of weight and height is coloured by the output; a curve shows the "
    "loss along {name}, with a point at {name} = {value}.",
    "alt_training": "Epoch {epoch} of {epochs}, start number {seed}. The loss is L = {loss}. "
    "Predictions: {predictions}. The network has {parameters}. A curve shows the loss after every "
    "epoch; a plane of weight and height is coloured by the output, a second plane shows the four "
    "people at their hidden values h₁ and h₂, with the line where the output is 0.5.",
    # the explorer of notebook 6
    "training_learned": "After {epochs} epochs L = {loss}; {right} of 4 people are on the right "
    "side of 0.5.",
    "training_stuck": "After {epochs} epochs L = {loss}: not learned. {right} of 4 people are on "
    "the right side of 0.5. Look at the curve: does it still fall, or has it jumped and gone flat?",
    # notebook 4, explorers
    "button_draw": "Draw",
    "alt_backprop": "A network with two inputs, two hidden neurons, one output and the loss behind "
    "it, at {person}. {parameters}. Dashed arrows lead back from the loss. {formula}. {sentence} "
    "The nine slopes dL/dp are {slopes}.",
    "backprop_start": "No step is taken yet. The first seven go forward, the others back.",
    "backprop_z": "Forward: weigh what comes in and add the bias. The sum is {made}.",
    "backprop_h": "Forward: the sigmoid squashes the sum, and {made} = {value} goes on to the "
    "output neuron.",
    "backprop_y": "Forward: of {person} the network says {value}. The label is {label}.",
    "backprop_L": "Forward: the squared error, {value}. From here we go back.",
    "backprop_dL_dy": "Back: if y_pred grows a little, L changes {value} times as much. That is "
    "twice the error.",
    "backprop_dy_dh": "Back: if {end} grows a little, y_pred changes {value} times as much. The "
    "change passes a weight, then the slope of a sigmoid.",
    "backprop_dh_dw": "Back: if {end} grows a little, its hidden neuron changes {value} times as "
    "much. {end} weighs an input; then comes the slope of a sigmoid.",
    "backprop_dh_db": "Back: if {end} grows a little, its hidden neuron changes {value} times as "
    "much. A bias is added as it is, so only the slope of the sigmoid counts.",
    "backprop_dy_dw": "Back: if {end} grows a little, y_pred changes {value} times as much. {end} "
    "weighs a hidden output; then comes the slope of a sigmoid.",
    "backprop_dy_db": "Back: if {end} grows a little, y_pred changes {value} times as much. A bias "
    "is added as it is, so only the slope of the sigmoid counts.",
    "backprop_product_up": "All factors multiplied: if {name} grows a little, L rises, at a rate "
    "of {value}. A smaller {name} makes L smaller.",
    "backprop_product_down": "All factors multiplied: if {name} grows a little, L falls, at a rate "
    "of {value}. A larger {name} makes L smaller.",
    "backprop_product_flat": "All factors multiplied: next to nothing. A little more or less of "
    "{name} leaves L as it is.",
    "alt_slope": "Alice's loss along {name}. At {name} = {value} the tangent has the slope "
    "{slope}. With h = {h} the secant has the slope {secant}; they differ by {error}. A second "
    "plot shows this difference for every h: a V on logarithmic axes.",
    "alt_museum": "A curve of the loss over {epochs} epochs, from {start} to {end}, beside a "
    "dotted one of the right gradient. The derivative divided by the difference, and whether they "
    "agree: {rows}.",
    "museum_start": "Which mistake would make these nine numbers? Number 0 has none.",
    "museum_drawn": "One of the eight mistakes is hidden in this gradient. Read the lamps and the "
    "ratios, then name it.",
    "museum_choose": "Name the mistake …",
    "museum_right": "Right: {name}. {look}",
    "museum_wrong": "Not this one. With {name}: {look} Compare with the ratios here.",
    "museum_none": "Number 0 has no mistake: every ratio is 1. With {name}: {look}",
    "museum_score": "Named at the first go: {hits} of {rounds}.",
    "museum_factor_2": "the 2 of the squared error forgotten",
    "museum_after_update": "output weights moved before the hidden ones are blamed",
    "museum_no_sigma_output": "no σ′ at the output neuron",
    "museum_no_sigma_hidden": "no σ′ at the hidden neurons",
    "museum_sigma_of_activation": "σ′ taken at the output a, not at the sum z",
    "museum_no_bias": "no derivative for the biases",
    "museum_z_one_minus_z": "z(1 − z) in place of a(1 − a)",
    "museum_wrong_sign": "the sign of the error turned round",
    "museum_look_factor_2": "All nine are half of what they should be.",
    "museum_look_after_update": "The output neuron's three are right. The others are wrong by very "
    "little, because the weights have moved very little.",
    "museum_look_no_sigma_output": "A factor of at most 1/4 is missing in all nine, so all are too "
    "large by one and the same number, at least 4.",
    "museum_look_no_sigma_hidden": "The output neuron's three are right. Behind each hidden neuron "
    "a factor of at most 1/4 is missing, so those are too large, at least by 4.",
    "museum_look_sigma_of_activation": "All nine are wrong, by one number at the output neuron and "
    "by others behind each hidden neuron; the signs are right.",
    "museum_look_no_bias": "The six weights are right, and three numbers are exactly 0.",
    "museum_look_z_one_minus_z": "Sums have no bounds, so the ratios are wild and even signs are "
    "wrong. The training runs off.",
    "museum_look_wrong_sign": "All nine have the right size and the other sign. The loss climbs.",
    # the game of notebook 3
    "game_open": "Moves left: {left}. Loss now: {loss}. Best in this game: {best}.",
    "game_blind": "Moves left: {left}. The loss is hidden until the last move.",
    "game_over": "The game is over. Best loss: {best}.",
    "game_kept": "Your best score so far, {loss}, is kept for notebook 5.",
    "game_not_kept": "Your best score so far is {loss}. It could not be written to a file, so "
    "notebook 5 will not see it.",
    # notebook 3, exercises
    "mse_by_hand_right": "L = 0.125: a quarter of 0.04 + 0.01 + 0.09 + 0.36. Diana's error of 0.6 "
    "alone brings in more than the other three.",
    "mse_by_hand_sum": "L = {value} is the sum of the squared errors. The mean is this divided by "
    "the number of people.",
    "mse_by_hand_absolute": "L = {value} is the mean size of the errors. Each error is to be "
    "squared before the mean is taken.",
    "mse_by_hand_no_square": "L = {value} is the mean of the errors themselves: those above and "
    "those below cancel. Square each error first.",
    "mse_by_hand_no_square_mirrored": "L = {value} is negative, which a mean of squares cannot be. "
    "Square each error first.",
    "mse_by_hand_squared_the_mean": "L = {value} is the square of the mean error. The order is "
    "the other one: square each error, then take the mean.",
    "mse_by_hand_root": "L = {value} is the square root of the mean squared error. Leave out the "
    "root.",
    "mse_by_hand_labels": "L = {value} comes out with the labels exchanged. Alice and Diana have "
    "label 1, Bob and Charlie label 0.",
    "predict_all_ones_right": "Three errors of 0 and one of 1 make 0.25, and the best constant "
    "0.75 is the mean of the labels.",
    "predict_all_ones_counted_right": "{name} = {value} is the share of people who are right, or "
    "the loss of all zeros. The loss of all ones grows with those who are wrong: one of four.",
    "predict_all_ones_sum": "{name} = {value} is the sum of the squared errors. Divide by the "
    "number of people.",
    "predict_all_ones_two_and_two": "{name} = {value} belongs to two women and two men. Here are "
    "three women and one man.",
    "predict_all_ones_best_middle": "{name} = {value} is best for two women and two men. With "
    "three women, moving towards 1 helps three and harms one.",
    "predict_all_ones_best_majority": "{name} = {value} makes three errors 0 and one as large as "
    "it can be. Squares punish the large one: go back a little from 1.",
    "predict_all_ones_best_other_label": "{name} = {value} would be best for one woman and three "
    "men. Here the labels are 1, 1, 1 and 0.",
    "write_mse_loss_right": "Difference, square, mean: the same numbers as the helper's mse_loss, "
    "for four people and for three.",
    "write_mse_loss_no_square": "{name} averages the errors themselves, so that positive and "
    "negative ones cancel. Square each difference.",
    "write_mse_loss_no_square_mirrored": "{name} averages y_pred - y_true, and positive and "
    "negative errors cancel. Square each difference.",
    "write_mse_loss_sum": "{name} adds the squares up and does not divide. The mean is the sum "
    "divided by the number of people.",
    "write_mse_loss_absolute": "{name} averages the sizes of the errors. It should average their "
    "squares.",
    "write_mse_loss_root": "{name} takes a square root at the end. The mean of the squares is "
    "already the answer.",
    "write_mse_loss_squared_the_mean": "{name} takes the mean first and squares it. The order is "
    "the other one: square each difference, then take the mean.",
    "write_mse_loss_per_person": "{name} gives one squared error for each person. Their mean is "
    "still to be taken.",
    "write_mse_loss_four_people": "{name} divides by 4 whoever comes. With three people divide by "
    "3: the number is len(y_true).",
    "write_mse_loss_first_person": "{name} stops after the first person. The line with return "
    "stands inside the loop: move it to the left, below the loop.",
    "write_mse_loss_last_person": "{name} keeps the last person's squared error alone. Each turn "
    "of the loop should add to the total.",
    "small_loss_right": "L = {loss}, which is below 0.1.",
    "small_loss_no_dictionary": "my_weights was {came}; it should be a dictionary with the nine "
    "names w1 to w6 and b1 to b3, or a Network([2, 2, 1]).",
    "small_loss_other_network": "{came} is another network. It should be one Network([2, 2, 1]) "
    "with nine parameters.",
    "small_loss_unknown": "There is no parameter called {name}. The names are {names}.",
    "small_loss_missing": "Not all nine parameters have a number. Still missing: {names}.",
    "small_loss_all_alike": "L = {loss}. Everybody gets about {y_pred}, so the output does not see "
    "the people. It takes a way through: a weight into a hidden neuron, and a weight out of the "
    "same one, neither of them 0.",
    "small_loss_wrong_way": "L = {loss}. The network tells the people apart, but the wrong way "
    "round: Bob and Charlie get the higher numbers. Change the signs of w5, w6 and b3.",
    "small_loss_person": "L = {loss}. The largest error is that of {name}: predicted {y_pred}, and "
    "the label is {label}. Move the predictions further towards the labels.",
    # notebook 4, exercises
    "blame_w2_right": "1 · 0.5 · (-0.25) = -0.125. If w2 grows, L falls, because x2 is negative.",
    "blame_w2_sign": "{name} = {value} has the other sign. The derivative of (y_true - y_pred)² by "
    "y_pred is 2 (y_pred - y_true).",
    "blame_w2_no_2": "{name} = {value} lacks the 2 that comes down from the square.",
    "blame_w2_loss": "{name} = {value} is L itself. Its slope is 2 (y_pred - y_true).",
    "blame_no_slope": "{name} = {value} lacks the slope of the sigmoid: the sum z passes a σ, so "
    "σ'(z) is a factor.",
    "blame_no_weight": "{name} = {value} is the slope of the sigmoid alone. In z3, h1 is "
    "multiplied by a weight: that is a factor too.",
    "blame_w2_other_weight": "{name} = {value} takes w6. h1 reaches the output through w5.",
    "blame_slope_of_output": "{name} = {value} takes σ' at the output 0.5. Take it at the sum "
    "z = 0, or use a (1 - a) with the output a.",
    "blame_w2_input_1": "{name} = {value} takes x1. w2 is the weight of x2.",
    "blame_w2_weight_not_input": "{name} = {value} takes w2 as a factor. In w2·x2 it is w2 that "
    "moves, so what stands beside it remains: x2.",
    "blame_w2_no_input": "{name} = {value} is the slope of the sigmoid alone. In w2·x2 the x2 is a "
    "factor too, and here it is negative.",
    "blame_sum": "{name} = {value} is the sum of the factors. Changes along a chain multiply.",
    "blame_w2_two_factors": "{name} = {value} stops at h1. One factor is still to come: dh1_dw2.",
    "blame_w2_product_sign": "{name} = {value} has lost the sign of x2.",
    "blame_b1_right": "1 · 0.5 · 0.25 = 0.125. Compare with w2: only the input is missing.",
    "blame_b1_constant": "{name} = {value} would mean that b1 cannot change anything. It is a "
    "parameter like the others, and in z1 it is added.",
    "blame_b1_times_bias": "{name} = {value} takes b1 as a factor. The bias is added, and what is "
    "added has the slope 1.",
    "blame_b1_times_input": "{name} = {value} takes x1 as a factor. No input stands beside a bias.",
    "blame_b1_times_x2": "{name} = {value} takes x2 as a factor. No input stands beside a bias.",
    "blame_b1_of_the_output": "{name} = {value} belongs to b3, the bias of the output. From b1 the "
    "way leads through h1.",
    "tanh_slope_right": "1 - a² with a = tanh(z): like a (1 - a), it needs the output alone.",
    "tanh_slope_of_sigmoid": "{name} is the slope of the sigmoid. tanh is another function: start "
    "from its own formula.",
    "tanh_slope_sigmoid_form": "{name} is a (1 - a) with a = tanh(z). That form belongs to the "
    "sigmoid.",
    "tanh_slope_of_z": "{name} is 1 - z². The square is that of the output a = tanh(z).",
    "tanh_slope_no_square": "{name} is 1 - a. The a is to be squared.",
    "tanh_slope_plus": "{name} is 1 + a². Look at the sign: the slope cannot be above 1.",
    "tanh_slope_sign": "{name} has the other sign. tanh climbs everywhere.",
    "tanh_slope_twice": "{name} takes tanh twice. a is already tanh(z).",
    "tanh_slope_cosh": "{name} is 1 / cosh(z). The cosh is to be squared.",
    "tanh_slope_itself": "{name} is tanh itself. We want its slope.",
    "find_the_bug_right": "w5 stood where w6 belongs, so everything behind h2 was wrong. With "
    "every weight 1 the two are equal, and the check cannot see it.",
    "find_the_bug_none": "Nothing lies at a point where all weights are equal. Choose nine numbers "
    "of which no two are alike, and check again.",
    "find_the_bug_no_bias": "The bias behind the same neuron lies too.",
    "find_the_bug_other_neuron": "These belong to h1. Look at the relative errors again, in the "
    "order w1 to w6, b1 to b3.",
    "find_the_bug_all": "Not all nine lie. Compare dL/dp with the difference, one by one.",
    "find_the_bug_extra": "Not wrong at all: {names}.",
    "find_the_bug_missing": "{found} found; {count} of the nine lie.",
    "find_the_bug_no_list": "my_wrong should be a list of names such as ['w1', 'b3'].",
    "find_the_bug_unknown": "There is no parameter called {name}: they are w1 to w6, b1 to b3.",
    "find_the_bug_unchanged": "{name} is the line as it stands. By which weight does h2 reach the "
    "output?",
    "find_the_bug_line_above": "{name} is the line for z1, and that one is right.",
    "find_the_bug_wrong_h": "{name} has the right weight. Its slope should be that of h2's σ.",
    "find_the_bug_no_slope": "{name} has the right weight, and now lacks the slope of h2's σ.",
    "find_the_bug_both_weights": "{name} adds both weights. From h2 only one of them leads on.",
    "find_the_bug_no_dL_dz3": "{name} has lost dL_dz3, which comes in from behind.",
    # training
    "expected_network": "a Network, such as Network([2, 2, 1])",
    "expected_above_0": "a number above 0",
    "expected_count_to": "a whole number from 1 to {most}, the number of rows",
    "training_diverged": "The training ran off in epoch {epoch}: a parameter is no longer finite. "
    "Try a learning rate smaller than {learning_rate}, or look for a mistake in the gradient.",
    "training_line": "epoch {epoch}   L {loss}",
    # notebook 5, exercises
    "update_by_hand_right": "1.2 - 0.5 · 0.3 = 1.05 and -0.5 + 0.5 · 0.8 = -0.1: each goes against "
    "its own slope.",
    "update_by_hand_uphill": "{name} = {value} is a step uphill. Downhill is against the slope: "
    "subtract.",
    "update_by_hand_no_rate": "{name} = {value} takes the whole slope as the step. Multiply it by "
    "the learning rate first.",
    "update_by_hand_change_alone": "{name} = {value} is the change. Add it to the old value.",
    "update_by_hand_product_alone": "{name} = {value} is learning rate times slope. Subtract that "
    "from the old value.",
    "update_by_hand_divided": "{name} = {value} divides by the learning rate. The rule multiplies.",
    "update_by_hand_rate_alone": "{name} = {value} subtracts the learning rate itself. The step is "
    "learning rate times slope.",
    "update_by_hand_bias_positive": "{name} = {value} starts from +0.5. The old value is -0.5.",
    "why_up_right": "A is honest noise and may stay; B needs a smaller rate; C needs its minus "
    "sign back.",
    "why_up_number": "The answer for {name} is {came}. It should be 1, 2 or 3.",
    "why_up_small_teeth": "The teeth of A come back every few steps and the curve falls all the "
    "same. How many people are in a batch of A?",
    "why_up_falls_in_the_end": "A goes up now and then, and ends far lower. Somebody who walks "
    "uphill does not get down.",
    "why_up_everybody_is_in": "{name} has everybody in its batch. So each step is downhill for all "
    "four, if it is short enough and in the right direction.",
    "why_up_also_down": "B falls as well as it rises, in leaps. With a wrong sign it would never "
    "fall.",
    "why_up_never_down": "C never falls, not even once. Too large a rate leaps up and down.",
    "shuffled_epoch_right": "Each row once, in a new order each epoch, and a step after each.",
    "shuffled_epoch_no_gradient": "my_epoch never asks for net.gradient. Take it for one row, with "
    "X[[i]] and y_true[[i]], and make a step.",
    "shuffled_epoch_many_rows": "A step of my_epoch takes {rows} rows at once. Take one: X[[i]].",
    "shuffled_epoch_no_step": "my_epoch takes gradients and changes nothing. Subtract from "
    "net.values after each.",
    "shuffled_epoch_one_step": "my_epoch takes all gradients at the start and moves once. Make a "
    "step after each row.",
    "shuffled_epoch_uphill": "my_epoch walks uphill. Which sign belongs in the update?",
    "shuffled_epoch_no_rate": "my_epoch takes the whole gradient as its step. The learning rate is "
    "missing.",
    "shuffled_epoch_other_step": "The steps of my_epoch are not learning rate times gradient. "
    "Compare your update with the formula.",
    "shuffled_epoch_count": "my_epoch takes {count} steps for {rows} rows. An epoch uses each row "
    "once; the number of rows is len(X).",
    "shuffled_epoch_other_rows": "my_epoch takes a gradient for a row that is not in X.",
    "shuffled_epoch_twice": "my_epoch meets {different} different rows of {rows}: some come twice. "
    "Draw an order of all rows, not one row at a time.",
    "shuffled_epoch_labels": "my_epoch shuffles the rows away from their labels. Use the same i "
    "for X and for y_true.",
    "shuffled_epoch_fixed": "my_epoch goes through the rows in their fixed order. Let i run over "
    "rng.permutation(len(X)).",
    "shuffled_epoch_same_again": "my_epoch shuffles, but has the same order in the next epoch. "
    "Draw a new order from the rng that is passed in.",
    "shuffled_epoch_own_rng": "my_epoch has the same orders whatever rng it gets. Use the rng that "
    "is passed in.",
    "shuffled_epoch_no_return": "The steps are right. Hand the network back: return net after the "
    "loop.",
    "largest_rate_right": "With 64 each swing is a little smaller than the one before; with 65 the "
    "walk ends in two places that take turns.",
    "largest_rate_whole": "Asked is a whole number, and this is {came}.",
    "largest_rate_negative": "{came} is not a learning rate: it is to be above 0.",
    "largest_rate_more": "{rate} converges, and so does a larger one. Go on.",
    "largest_rate_one_less": "One too far: after 1000 steps w6 still goes back and forth between "
    "{one} and {other}.",
    "largest_rate_less": "{rate} is too large: after 1000 steps w6 is still on its way, from {one} "
    "to {other}.",
    # notebook 6, exercises
    "history_expected": "The training should be what train(…) returns, and it is {came}.",
    "history_of_many": "This is the training of many networks at once, with parameters of shape "
    "{shape}. Hand over the training of one.",
    "history_other_sizes": "The network has the sizes {sizes}. It needs two inputs and one output, "
    "such as [2, 2, 1].",
    "own_table_right": "Your own {rows} rows, every one on the right side, and L = {loss}: a "
    "network of yours has learned a table of yours.",
    "own_table_lengths": "X has {rows} rows, y has the shape {shape}. Each row needs one label.",
    "own_table_few": "The table has {rows} rows. Take {least} or more.",
    "own_table_one_label": "Every label is {label}, so there is nothing to tell apart. Take rows "
    "of both kinds.",
    "own_table_four_people": "This is the table of the four people. Make one of your own: anything "
    "with two numbers and a yes or no.",
    "own_table_other_data": "On this X and y the network's loss is {loss}, and the training ended "
    "with {last}: it was trained on other numbers. Did you shift X after training, or before?",
    "own_table_all_alike": "The network says {y_pred} to every row. Its hidden neurons are likely "
    "saturated: shift each column so that a middling row is 0, then train again.",
    "own_table_rises": "The loss did not fall; it ended at {loss}. Try a learning rate ten times "
    "smaller, and look at the curve.",
    "own_table_not_yet": "On the way: {right} of {rows} rows right, L = {loss}. Look at the curve. "
    "If it still falls, train longer; if it has gone flat, try another start or three hidden "
    "neurons.",
    "read_curves_right": "Falling, creeping, flat at 0.25, jumped to 0.5, climbing to 1: five "
    "curves, five causes.",
    "read_curves_letter": "The answer for {name} is {came}. Give the letter of a curve, such as "
    "'A'.",
    "read_curves_twice": "The letter {letter} stands twice. Each training drew one curve.",
    "read_curves_good": "Begin with the good one: it falls quickly at first, then ever more "
    "slowly, and ends lowest of all.",
    "read_curves_flat": "Two curves are flat at the end, at different heights. The same middling "
    "answer for everybody gives 0.25; the same extreme answer gives 0.5.",
    "read_curves_still": "Two curves stay near 0.25 for long. Data that are too large leave no "
    "slope at all; a tiny learning rate leaves a curve that still falls.",
    "read_curves_up": "Two curves go up. A rate that is far too high jumps up in a single epoch; a "
    "wrong sign climbs step by step, towards 1.",
    "read_curves_slow": "A learning rate a hundred times too small needs a hundred times as long: "
    "its curve is the beginning of a good one, stretched.",
    "read_curves_sign": "A wrong sign walks uphill, step by step. Which curve climbs all the way?",
    "train_xor_right": "All four corners with the sizes {sizes}, and L = {loss}: hidden neurons do "
    "what no single line can.",
    "train_xor_no_hidden": "There is no hidden layer: this is one neuron, and one line cannot "
    "separate the corners. Give it hidden neurons, such as [2, 2, 1].",
    "train_xor_inverted": "Every corner gives the opposite of XOR. The labels are 0, 1, 1, 0.",
    "train_xor_and": "This network has learned AND. The labels of XOR are 0, 1, 1, 0.",
    "train_xor_or": "This network has learned OR. In XOR the corner (1, 1) has the label 0.",
    "train_xor_stuck": "Corners that are right: {corners} of 4. Train longer or with a larger "
    "rate; if the curve is flat, take another start.",
    "few_epochs_right": "Being on the right side takes 16 epochs, being nearly sure takes 197. How "
    "few suffice depends on what you ask.",
    "few_epochs_one_early": "{name} = {value} is one epoch early. Row 0 of the history is the "
    "start, so the place in the row is the epoch.",
    "few_epochs_one_late": "{name} = {value} is one epoch late. Row 0 of the history is the start, "
    "so the place in the row is the epoch.",
    "few_epochs_any": "{name} = {value}: at that epoch some are right. Ask for all four: "
    "all(axis=1).",
    "few_epochs_steps": "{name} = {value} counts steps. An epoch is four steps, one for each "
    "person.",
    "few_epochs_counted": "{name} = {value} is how many epochs fulfil it. Asked is the first of "
    "them: argmax() finds the first True.",
    "few_epochs_tenth": "{name} = {value} is the first epoch with a loss below 0.1. Asked is 0.01.",
    # notebook 5
    "expected_another": "another parameter than {other}",
    "rematch_mine": "Your best score of notebook 3: L = {loss} after {moves} moves.",
    "rematch_stand_in": "There is no score of notebook 3 in this folder. In its place stands what "
    "{moves} good moves reach: L = {loss}. Play the game of notebook 3 to put your own here.",
    "rematch_theirs": "Gradient descent, learning rate {learning_rate}: L = {loss} after 20 steps.",
    "rematch_descent": "Gradient descent is lower.",
    "rematch_score": "The score is lower, or as low.",
    "alt_rematch": "After step {step} with learning rate {learning_rate} the loss is L = {now}. "
    "Predictions: {predictions}. A curve shows the loss after each step; a dashed line and a "
    "diamond show the score L = {loss} after {moves} moves.",
    "button_ten_steps": "Ten steps",
    "button_epoch": "An epoch",
    "button_other_start": "Another start",
    "batch_1_fixed": "batch 1, fixed order",
    "batch_1_shuffled": "batch 1, shuffled",
    "batch_2_shuffled": "batch 2, shuffled",
    "batch_4_fixed": "batch 4, everybody",
    "descent_counts": "Iterations: {iterations}. Full epochs: {epochs}. Next batch: {people}.",
    "alt_descent": "A map of the loss over {x_name} and {y_name} with the path walked so far. It "
    "stands at {x_name} = {x}, {y_name} = {y}, where L = {loss}. The learning rate is "
    "{learning_rate}. {counts} Arrows show the step each person asks for, and their mean; a curve "
    "shows the loss after each iteration.",
}
