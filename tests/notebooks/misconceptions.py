"""Of the misconceptions that the teacher's notes of 1 to 6 expect: the wrong option that says each.

For each cell with such notes, the options that its sentences name, in their order, as a letter and
the first words of the option in the notebook (or in one that the sentence names).
"""

OPTIONS = {
    ("01_neuron", "another-weight-seen"): ["(a) It falls by 1, because"],
    ("01_neuron", "sigmoid-curve-seen"): ["(c) It stays the same: of a hundred such days 88"],
    ("01_neuron", "table-outputs-seen"): ["(a) On the second, since both of its inputs are 0"],
    ("01_neuron", "another-input-seen"): ["(a) It gets closer to 1, since an input has become"],
    ("01_neuron", "bias-moves-line-seen"): [
        "(c) It turns about the white disc, because it has to pass",
        "(a) Setting $w_1$ to 0",
    ],
    ("01_neuron", "xor-search-seen"): ["(c) Four, if the weights are large enough"],
    ("02_feedforward", "two-lines-seen"): ["(c) Neither of the two; it takes four hidden neurons"],
    ("02_feedforward", "layers"): [
        "(c) $z_2$ and $h_2$, since $x_2$ belongs to $h_2$",
        "(b) $z_1$, $h_1$ and in the end $y_{\\text{pred}}$ at the right, since everything",
    ],
    ("02_feedforward", "hand-output-seen"): [
        "(a) 2 and 3, for they are the inputs",
        "(b) 3 and 3, for one squashing at the end",
    ],
    ("02_feedforward", "our-network-seen"): ["(a) 2 and 3, for they are the inputs"],
    ("02_feedforward", "corner-ours-seen"): ["(a) Above 0.5, because both hidden neurons are"],
    ("02_feedforward", "network-inside-seen"): ["(a) The same as `@` would, because both multiply"],
    ("02_feedforward", "four-rows-compare-seen"): [
        "(c) It is an error, because the shapes (4, 2) and"
    ],
    ("02_feedforward", "lamp-picture-seen"): [
        "(a) Multiply the three numbers of the output neuron"
    ],
    ("02_feedforward", "knobs-two-seen"): [
        "(a) $h_1$ becomes 0 and drops out",
        "(a) At 15, because three biases of 5 arrive there",
    ],
    ("03_loss", "touch-seen"): [
        "(a) All four shrink together, since $L$ is their mean",
        "(a) More than the two of now, since the loss is smaller",
    ],
    ("03_loss", "quarter-seen"): ["(a) 0.5, because each of its errors has the size 0.5"],
    ("03_loss", "judge-seen"): ["(a) To about three, since 1 − 0.3750 is about two thirds"],
    ("03_loss", "check-seen"): ["(a) `(4,)`, since four labels meet four predictions"],
    ("03_loss", "landscape-told"): ["(d) Far out in the upper right, where somebody heavy"],
    ("03_loss", "knobs-seen"): ["(a) unimportant, or (b) kept quiet"],
    ("03_loss", "game-after"): ["(a) With $w_3$, which has the longest bar"],
    ("04_backprop", "wiggle-slope-seen"): ["(a) It falls, because a larger weight lets more"],
    ("04_backprop", "chain-product"): ["(a) They are added, since each wheel turns"],
    ("04_backprop", "sigma-prime-curve-seen"): [
        "(c) Not one in either copy, because a neuron that says 1"
    ],
    ("04_backprop", "rounded-seen"): ["(b) $w_1$, or", "(c) both?"],
    ("04_backprop", "two-ways-sum-figure"): ["(a) They multiply, as links do"],
    ("04_backprop", "saving-seen"): [
        "(b) They differ clearly, because training lets them drift apart",
        "(c) $b_3$, up, since the largest slope marks the most important",
    ],
    ("04_backprop", "knobs-slope-answer"): [
        "(a) It falls all the way, since a smaller step",
        "(b) It falls, and then stays level at the last digit",
        "(a) there as well, (b) to the left of it",
    ],
    ("04_backprop", "museum-answer"): ["(a) good enough, because rounding does as much"],
    ("05_sgd", "walks-touched"): ["(a) Walk the same way and be at the bottom sooner"],
    ("05_sgd", "update-seen"): ["(c) At the left one, here and wherever we stand, since a minus"],
    ("05_sgd", "promise-seen"): ["(a) All of them, because the slope is a fact"],
    ("05_sgd", "rates"): ["(a) All of the same length"],
    ("05_sgd", "rates-far-seen"): ["(a) 10, since that is the right rate"],
    ("05_sgd", "bet-seen"): ["(c) 100, which ended lowest of all"],
    ("05_sgd", "alice-seen"): ["(a) Both fall, because downhill is downhill"],
    ("05_sgd", "batches-seen"): ["(b) $n = 1$ by itself, because chance helps it along"],
    ("05_sgd", "orders-seen"): ["(d) Anything, because so small a network cannot"],
    ("05_sgd", "knobs-answer"): ["(a) Where the loss is high"],
    ("05_sgd", "rematch-after"): ["(a) With both: a computer finds it"],
    ("05_sgd", "chaos-same-seen"): ["(a) A hundred-millionth at both rates, since a computer"],
    ("06_training", "first-seen"): ["(a) The people move, until the squares"],
    ("06_training", "lowest-epochs-seen"): ["(a) It grows, since training had found the lowest"],
    ("06_training", "strangers-seen"): [
        "(a) One hill, since all have learned the same",
        "(a) Nearly wholly: 200 votes are many more than one",
    ],
    ("06_training", "ladder-seen"): ["(a) `slopes` and `by_heart`, since with wrong slopes"],
    ("06_training", "one-neuron-seen"): ["(a) Higher"],
    ("06_training", "xor-trench-seen"): ["(a) Each time, since notebook 2 has shown"],
}
