"""What learners may answer in notebook 9, and what its checks then say: rows for the tables."""

import numpy as np

from helpers.exercises import (
    close_the_ring,
    cure_the_overfit,
    fit_the_spirals,
    name_the_causes,
)

LINES = np.array([[0, -5, 11.5], [4.33, 2.5, 11.5], [-4.33, 2.5, 11.5]])
OUTPUT = [10, 10, 10, -25]
TANH = {"hidden": "tanh", "gain": 1}

MISTAKES = [
    (
        close_the_ring,
        ("a triangle", OUTPUT),
        "my_lines is 'a triangle'. It should be a list of three rows, each of them [w1, w2, b].",
    ),
    (
        close_the_ring,
        (dict(enumerate("abc")), OUTPUT),
        (
            "my_lines is {0: 'a', 1: 'b', 2: 'c'}. It should be a list of three rows, each of "
            "them [w1, w2, b]."
        ),
    ),
    (
        close_the_ring,
        (np.array(5), OUTPUT),
        "my_lines is 5. It should be a list of three rows, each of them [w1, w2, b].",
    ),
    (
        close_the_ring,
        ((LINES.tolist(),), OUTPUT),
        "my_lines ends in a comma, which makes a tuple of it. Leave the comma out.",
    ),
    (
        close_the_ring,
        (LINES[:, :2], OUTPUT),
        (
            "my_lines[0] holds 2 numbers, and 3 are wanted. (A comma parts two numbers; decimals "
            "have a point, as in 0.5.)"
        ),
    ),
    (
        close_the_ring,
        ([LINES[0], LINES[1], "mirrored"], OUTPUT),
        (
            "my_lines[2] has the word 'mirrored' in it, and numbers are wanted. For a label write "
            "1, which stands for yes, or 0, for no; in the place of another word, a number."
        ),
    ),
    (
        close_the_ring,
        (LINES[:2], OUTPUT),
        (
            "my_lines has 2 row(s), and fewer than three lines cannot close a ring: somewhere a "
            "yes reaches out to infinity."
        ),
    ),
    (
        close_the_ring,
        ([], OUTPUT),
        (
            "my_lines has 0 row(s), and fewer than three lines cannot close a ring: somewhere a "
            "yes reaches out to infinity."
        ),
    ),
    (
        close_the_ring,
        ([[5, 0, 11.5], [-5, 0, 11.5], [0, 5, 11.5], [0, -5, 11.5]], [10, 10, 10, 10, -35]),
        "my_lines has 4 rows. Three lines are enough.",
    ),
    (
        close_the_ring,
        (LINES, -25),
        (
            "my_output is the single number -25, and 4 numbers are wanted, in square brackets and "
            "with a comma between them."
        ),
    ),
    (
        close_the_ring,
        (LINES * [[1], [1], [-1]], OUTPUT),
        (
            "In my_lines[2] the yes lies on the far side of the line, where the disc is not. Turn "
            "the signs of all three numbers there."
        ),
    ),
    (
        close_the_ring,
        (LINES * [[-1], [1], [-1]], OUTPUT),
        (
            "In my_lines[0], my_lines[2] the yes lies on the far side of the line, where the disc "
            "is not. Turn the signs of all three numbers there."
        ),
    ),
    (
        close_the_ring,
        (-LINES, OUTPUT),
        (
            "In my_lines[0], my_lines[1], my_lines[2] the yes lies on the far side of the line, "
            "where the disc is not. Turn the signs of all three numbers there."
        ),
    ),
    (
        close_the_ring,
        (LINES, [-10, -10, -10, 25]),
        (
            "The output says no in the disc and yes around it. Turn the signs of all four numbers "
            "of my_output."
        ),
    ),
    (
        close_the_ring,
        (LINES, [-25, 10, 10, 10]),
        "my_output begins with its bias. The order is v1, v2, v3, b.",
    ),
    (
        close_the_ring,
        (LINES, [10, 10, 10, -5]),
        (
            "The three lines are right, but the output says yes before all three do. Its bias, "
            "-5, has to be lower: two yeses and a bit of the third must not overcome it."
        ),
    ),
    (
        close_the_ring,
        (LINES, [10, 10, 10, -21]),
        (
            "The three lines are right, but the output says yes before all three do. Its bias, "
            "-21, has to be lower: two yeses and a bit of the third must not overcome it."
        ),
    ),
    (
        close_the_ring,
        (LINES, [1, 1, 1, -3]),
        (
            "The three lines are right, but the output stays at no even where all three say yes. "
            "Its bias, -3, has to be higher than that."
        ),
    ),
    (
        close_the_ring,
        (LINES[:, [2, 0, 1]], OUTPUT),
        "Each row begins with its bias. The order is w1, w2, b.",
    ),
    (
        close_the_ring,
        (LINES.T, OUTPUT),
        (
            "my_lines has a neuron in each column. Each row is to be a neuron, with its w1, w2 "
            "and b."
        ),
    ),
    (
        close_the_ring,
        (LINES * [1, 1, 0.2], OUTPUT),
        (
            "The bias of a row is the distance of its line by itself. It has to be multiplied by "
            "the size of the weights, as they are."
        ),
    ),
    (
        close_the_ring,
        (LINES / 25, OUTPUT),
        (
            "The borders are so soft that the three answers hardly differ between disc and ring. "
            "Multiply all numbers of my_lines by 10, say."
        ),
    ),
    (
        close_the_ring,
        (LINES * [1, 1, 1 / 2.3], OUTPUT),
        (
            "The three lines run too near to the middle and cut off parts of the disc. Larger "
            "biases move them out."
        ),
    ),
    (
        close_the_ring,
        (LINES * [1, 1, 3.3 / 2.3], OUTPUT),
        (
            "The three lines run so far out that much of the ring lies within them. Smaller "
            "biases bring them nearer."
        ),
    ),
    (
        close_the_ring,
        (LINES, [10, 10, -10, -25]),
        (
            "The three lines are right; what goes amiss is in my_output. Give the three weights "
            "the same size, large and positive, so that the output is an AND."
        ),
    ),
    (
        close_the_ring,
        ([[0, -5, 11.5], [0, 0, 11.5], [-4.33, 2.5, 11.5]], OUTPUT),
        "my_lines[1] has the weights 0 and 0, and so no line at all.",
    ),
    (
        close_the_ring,
        ([[0, -5, -11.5], *LINES[1:]], OUTPUT),
        (
            "In my_lines[0] the bias is not above 0. It is the sum in the middle of the disc, at "
            "(0, 0), where each neuron should say yes."
        ),
    ),
    (
        close_the_ring,
        (LINES * [1, 1, 0], OUTPUT),
        (
            "In my_lines[0], my_lines[1], my_lines[2] the bias is not above 0. It is the sum in "
            "the middle of the disc, at (0, 0), where each neuron should say yes."
        ),
    ),
    (
        close_the_ring,
        ([[0, -5, 11.5], [4.33, -2.5, 11.5], [-4.33, -2.5, 11.5]], OUTPUT),
        (
            "The three lines make no triangle: a walk from the middle in the direction (0.00, "
            "-1.00) crosses none of them, so the ring there is answered as the disc is. Turn a "
            "line so that it bars the way."
        ),
    ),
    (
        close_the_ring,
        ([LINES[0]] * 3, OUTPUT),
        (
            "The three lines make no triangle: a walk from the middle in the direction (0.00, "
            "-1.00) crosses none of them, so the ring there is answered as the disc is. Turn a "
            "line so that it bars the way."
        ),
    ),
    (
        close_the_ring,
        ([[5, 0, 11.5], [-5, 0, 11.5], [5, 0, 11.5]], OUTPUT),
        (
            "The three lines make no triangle: a walk from the middle in the direction (0.00, "
            "1.00) crosses none of them, so the ring there is answered as the disc is. Turn a "
            "line so that it bars the way."
        ),
    ),
    (
        close_the_ring,
        (LINES * [[1, 1, 1], [1, 1, 0.2], [1, 1, 0.2]], OUTPUT),
        (
            "The network says no to 134 of the 200 points of the disc, and yes to 0 of the 200 "
            "points of the ring. Its lines pass the middle at the distances 2.30, 0.46, 0.46; the "
            "disc ends at 2, and the ring begins at 3.3. Where do they meet, and how many yeses "
            "does the output ask for?"
        ),
    ),
    (
        close_the_ring,
        (-LINES, [-10, -10, -10, 25]),
        (
            "The network says no to 0 of the 200 points of the disc, and yes to 200 of the 200 "
            "points of the ring. Its lines pass the middle at the distances 2.30, 2.30, 2.30; the "
            "disc ends at 2, and the ring begins at 3.3. Where do they meet, and how many yeses "
            "does the output ask for?"
        ),
    ),
    (
        name_the_causes,
        ((["large", "neurons", "heart", "small"],),),
        "my_causes ends in a comma, which makes a tuple of it. Leave the comma out.",
    ),
    (
        name_the_causes,
        ("heart",),
        (
            "The answer is 'heart'. Give four causes in square brackets, one for each panel from "
            "1 to 4."
        ),
    ),
    (
        name_the_causes,
        (["large", "neurons", "heart"],),
        (
            "The answer is ['large', 'neurons', 'heart']. Give four causes in square brackets, "
            "one for each panel from 1 to 4."
        ),
    ),
    (
        name_the_causes,
        (["large", "too few", "heart", "small"],),
        (
            "The cause of panel 2 is called 'too few'. The causes are neurons, heart, large and "
            "small, each in quotes."
        ),
    ),
    (
        name_the_causes,
        ([1, 2, 3, 4],),
        (
            "The cause of panel 1 is called 1. The causes are neurons, heart, large and small, "
            "each in quotes."
        ),
    ),
    (
        name_the_causes,
        (["large", "small", "heart", "small"],),
        "small is there 2 times, and each of the four belongs to one panel.",
    ),
    (
        name_the_causes,
        (["heart", "neurons", "large", "small"],),
        (
            "Panel 3 is not large. There both lines fall far, and then the training line goes on "
            "falling while the test line turns and rises."
        ),
    ),
    (
        name_the_causes,
        (["small", "neurons", "heart", "large"],),
        "Panel 1 is not small. There both lines leap up and down, as when each step goes too far.",
    ),
    (
        name_the_causes,
        (["large", "small", "heart", "neurons"],),
        (
            "Panel 2 is not small. There both lines lie high and level from early on: more epochs "
            "would change nothing."
        ),
    ),
    (
        cure_the_overfit,
        ([16, 16], -0.3),
        "my_decay was -0.3; expected a number from 0 up.",
    ),
    (
        cure_the_overfit,
        ([16, 16], "0.3"),
        "my_decay has the text '0.3' in it, and numbers are wanted. Leave out the quotes.",
    ),
    (
        cure_the_overfit,
        (([16, 16],), 0.3),
        "my_layers ends in a comma, which makes a tuple of it. Leave the comma out.",
    ),
    (
        cure_the_overfit,
        (16, 0.3),
        "my_layers is 16. It should be a list of numbers of neurons, such as [8, 8].",
    ),
    (
        cure_the_overfit,
        (np.array([64, 64]), 0.3),
        "layers was 64; expected a whole number from 1 to 32.",
    ),
    (
        cure_the_overfit,
        ((16, 16), 0),
        (
            "This is the network as it was, with about 82 % of the test rows. Change one of the "
            "two, or both."
        ),
    ),
    (
        cure_the_overfit,
        ([4], 1000),
        (
            "With a decay of 1000 the training runs off. Each step takes away the decay times the "
            "rate 0.01 of each parameter: more than all of it is too much."
        ),
    ),
    (
        cure_the_overfit,
        ([2, 8, 1], 0.1),
        (
            "The layers are [2, 8, 1], and only the hidden ones are wanted. Leave out the 2 of the "
            "inputs and the 1 of the output."
        ),
    ),
    (
        cure_the_overfit,
        ([2], 0),
        (
            "The network has too few neurons even for its training rows: 73 % of them, and 69 % "
            "of the test rows. Give it more in each layer."
        ),
    ),
    (
        cure_the_overfit,
        ([], 0.3),
        (
            "The network has too few neurons even for its training rows: 54 % of them, and 46 % "
            "of the test rows. Give it more in each layer."
        ),
    ),
    (
        cure_the_overfit,
        ([10], 30),
        (
            "So strong a decay takes away what is understood along with what is learned by heart: "
            "57 % of the training rows, 50 % of the test rows. Take a weaker one."
        ),
    ),
    (
        cure_the_overfit,
        ([6], 0.01),
        (
            "A decay of 0.01 takes too little away: 94 % of the training rows, 83 % of the test "
            "rows. Take a stronger one."
        ),
    ),
    (
        cure_the_overfit,
        ([12], 0),
        (
            "It still learns by heart: 96 % of the training rows, 83 % of the test rows. Without "
            "a decay it needs a much smaller network; with one it may stay as large as it is."
        ),
    ),
    (
        cure_the_overfit,
        ([4], 0),
        (
            "91 % of the training rows and 83 % of the test rows, and 84 % are asked for. Which "
            "of the two knobs did most in the table?"
        ),
    ),
    (
        fit_the_spirals,
        (({"layers": [32, 32]},), 300),
        "my_run ends in a comma, which makes a tuple of it. Leave the comma out.",
    ),
    (
        fit_the_spirals,
        ([8, 8, 8], 400),
        (
            "my_run is [8, 8, 8]. It should be a dictionary in curly brackets, such as "
            '{"layers": [8, 8]}.'
        ),
    ),
    (
        fit_the_spirals,
        ({"noise": 0}, 200),
        (
            "my_run has 'noise' in it, which belongs to the points. These are given: 500 points "
            "with the noise 0.1, half of them test rows."
        ),
    ),
    (
        fit_the_spirals,
        ({"layers": [32, 32], "epochs": 300}, 300),
        "my_run has 'epochs' in it. They have a name of their own, my_epochs.",
    ),
    (
        fit_the_spirals,
        ({"neurons": [32, 32]}, 300),
        (
            "my_run has 'neurons' in it, which Run does not know. Yours to choose are further, "
            "layers, hidden, optimiser, learning_rate, batch_size, decay, gain, seed."
        ),
    ),
    (
        fit_the_spirals,
        ({"layers": [32, 32]}, 2000),
        "my_epochs was 2000; expected a whole number from 1 to 1000.",
    ),
    (
        fit_the_spirals,
        ({"layers": [32, 32]}, 0),
        "my_epochs was 0; expected a whole number from 1 to 1000.",
    ),
    (
        fit_the_spirals,
        ({"further": "squares"}, 200),
        (
            "further was 'squares'; expected a list of names, such as ['squares', 'product', "
            "'sines']."
        ),
    ),
    (
        fit_the_spirals,
        ({"decay": 1000}, 50),
        (
            "The training runs off: after epoch 5 a parameter is no longer finite. Take a smaller "
            "learning rate, or a weaker decay if there is one."
        ),
    ),
    (
        fit_the_spirals,
        ({}, 10),
        (
            "This is Run() as it is: 61 % of the test rows in the middle of five draws. Give it "
            "more to work with."
        ),
    ),
    (
        fit_the_spirals,
        (TANH | {"layers": (2, 4, 1)}, 10),
        (
            "The layers are (2, 4, 1), and only the hidden ones are wanted. Leave out the 2 of the "
            "inputs and the 1 of the output."
        ),
    ),
    (
        fit_the_spirals,
        (TANH | {"learning_rate": 0.0001}, 50),
        (
            "Not even the training rows are learned: 52 % of them, and 49 % of the test rows. Are "
            "there enough neurons and epochs, and is the rate far too large or too small, or the "
            "decay too strong?"
        ),
    ),
    (
        fit_the_spirals,
        (TANH, 50),
        (
            "76 % of the training rows and 68 % of the test rows: it underfits. More neurons in "
            "its layers or further inputs give it more to work with, and another rate may suit it "
            "better."
        ),
    ),
    (
        fit_the_spirals,
        (TANH | {"layers": [26]}, 300),
        (
            "98 % of the training rows and 91 % of the test rows: part of it is learned by heart. "
            "Further inputs, or wider layers, let it find a border that winds as the arms do."
        ),
    ),
]
CLOSED = (
    "Three lines make a triangle, and the output says yes inside it. Nobody trained this network: "
    "you built it."
)
NAMED = (
    "Two are cured by another rate, one by more neurons, and one by fewer, by more points or by a "
    "decay. So the curves are read before a knob is turned."
)
FITTED = (
    "More than 95 % of the test rows, in the middle of five draws that you had not seen. More than "
    "one way leads here: wider layers, for example, or further inputs."
)
RIGHT = [
    (close_the_ring, (LINES, OUTPUT), CLOSED),
    (close_the_ring, ([tuple(row) for row in LINES], (1, 1, 1, -2.5)), CLOSED),
    (close_the_ring, (LINES * [-1, -1, 1], [100, 100, 100, -250]), CLOSED),  # a triangle turned
    (close_the_ring, (-LINES, [-10, -10, -10, 5]), CLOSED),  # yes where none says yes
    (close_the_ring, (np.round(LINES / 2.3, 1).tolist(), np.array(OUTPUT)), CLOSED),
    (name_the_causes, (["large", "neurons", "heart", "small"],), NAMED),
    (name_the_causes, (np.array(["Large", " neurons", "HEART", "small"]),), NAMED),
    (
        cure_the_overfit,
        ([8], 0.2),
        (
            "88 % of the training rows and 84 % of the test rows. It knows fewer of its examples, "
            "and more about XOR."
        ),
    ),
    (
        cure_the_overfit,
        (np.array([4, 4]), [0.3]),
        (
            "89 % of the training rows and 85 % of the test rows. It knows fewer of its examples, "
            "and more about XOR."
        ),
    ),
    (  # what the solution says of two layers of 3
        cure_the_overfit,
        ([3, 3], 0),
        (
            "94 % of the training rows and 85 % of the test rows. It knows fewer of its examples, "
            "and more about XOR."
        ),
    ),
    (fit_the_spirals, (TANH | {"layers": [16], "further": ["sines"]}, 50), FITTED),
    # The other ways of the last hint.
    (fit_the_spirals, ({"layers": [32, 32]}, 300), FITTED),
    (fit_the_spirals, ({"layers": [8, 8], "further": ["squares", "product"]}, 200), FITTED),
    (fit_the_spirals, (TANH | {"layers": [32, 32], "batch_size": 50}, np.int64(250)), FITTED),
]
