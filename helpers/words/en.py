"""English."""

SENTENCES = {
    # packages
    "package_missing": "{name} is not installed. Close Jupyter and run: "
    "pip install -r requirements.txt (it needs {name} {lowest} or later).",
    "package_old": "{name} {found} is too old. Close Jupyter and run: "
    "pip install -U -r requirements.txt (it needs {name} {lowest} or later).",
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
    "expected_one_number": "one number",
    "expected_row": "a row of numbers of shape ({length},)",
    "expected_table": "a table of shape (rows, {columns})",
    "expected_examples": "one example of shape ({columns},) or a table of shape (rows, {columns})",
    "expected_labels": "labels that are 0 or 1",
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
    "verdict_not_quite": "Not quite. {why}",
    "verdict_right": "Right. {why}",
    "verdict_unreadable": "This answer cannot be compared ({error}).",
    "verdict_rounded": "{name} = {value} is close, and rounded too far. Keep four digits or more.",
    "verdict_number": "{name} = {value} is another number than ours. Go through the second hint "
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
    "has it the sign you want?",
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
    "stable_sigmoid_right": "At both ends exp only ever meets a number below 0.",
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
    "expected_within": "a number from {low} to {high}",
    # buttons
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
    "alt_loss": "The mean squared error of the four people is L = {loss}. Predictions: "
    "{predictions}. A plane of weight and height is coloured by the output; a curve shows the "
    "loss along {name}, with a point at {name} = {value}.",
}
