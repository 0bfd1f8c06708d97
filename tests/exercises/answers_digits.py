"""What learners may answer in notebook 10, and what its checks then say: rows for the tables."""

import numpy as np

from helpers import digits
from helpers.exercises import four_to_nine, softmax_by_hand, sure_and_wrong, write_confusion

TWO = {(2, 5): 16, (6, 6): 16}  # pixels that make a 9 of the 4
KEPT = np.zeros((10, 10))


def counts(true, answers, add=1):
    """The table, pair by pair."""
    found = np.zeros((10, 10), dtype=int)
    for digit, answer in zip(true, answers, strict=True):
        found[digit, answer] += add
    return found


def once(true, answers):
    """Counts a pair once, although it occurs twice."""
    found = np.zeros((10, 10), dtype=int)
    found[true, answers] += 1
    return found


def like_rows(true, answers):
    """Writes into one list that stands there ten times."""
    found = 10 * [10 * [0]]
    for digit, answer in zip(true, answers, strict=True):
        found[digit][answer] += 1
    return found


def goes_on(true, answers):
    """Fills the table of the calls before."""
    np.add.at(KEPT, (true, answers), 1)
    return KEPT


def of_what_occurs(true, answers):
    """A table of the digits that are there."""
    kept = sorted({*true, *answers})
    return [[np.sum((true == d) & (answers == a)) for a in kept] for d in kept]


MISTAKES = [
    (
        softmax_by_hand,
        ([1, 7.3891, 0.3679],),
        (
            "shares = [1, 7.3891, 0.3679] are the three powers of e. Divide each by what they are "
            "together."
        ),
    ),
    (
        softmax_by_hand,
        ([0, 2, -1],),
        (
            "shares = [0, 2, -1] are the sums themselves. First make each positive, with e to its "
            "power."
        ),
    ),
    (
        softmax_by_hand,
        ([0.1353, 1, 0.0498],),
        (
            "shares = [0.1353, 1, 0.0498] are divided by the largest power. Divide by all three "
            "together."
        ),
    ),
    (
        softmax_by_hand,
        ([0.1289, 5.4018, 0.0439],),
        (
            "shares = [0.1289, 5.4018, 0.0439] are divided by the two other powers. The total holds"
            " all three."
        ),
    ),
    (
        softmax_by_hand,
        ([0, 0.9526, 0.0474],),
        "shares = [0, 0.9526, 0.0474] take 0 for e to the power of 0. It is 1.",
    ),
    (
        softmax_by_hand,
        ([0.1763, 1.303, -0.4793],),
        (
            "shares = [0.1763, 1.303, -0.4793] take -e for e to the power of -1. It is 1 / e, which"
            " is above 0."
        ),
    ),
    (
        softmax_by_hand,
        ([0.1192, 0.8808, 0],),
        (
            "shares = [0.1192, 0.8808, 0] give the sum -1 nothing. e to the power of -1 is small, "
            "and above 0."
        ),
    ),
    (
        softmax_by_hand,
        ([0.5, 0.8808, 0.2689],),
        (
            "shares = [0.5, 0.8808, 0.2689] are three sigmoids, which know nothing of each other. "
            "All shares together are to be 1."
        ),
    ),
    (
        softmax_by_hand,
        ([0.3031, 0.5339, 0.163],),
        (
            "shares = [0.3031, 0.5339, 0.163] are sigmoids, divided by their total. A softmax "
            "divides powers of e."
        ),
    ),
    (
        softmax_by_hand,
        ([0.2595, 0.0351, 0.7054],),
        (
            "shares = [0.2595, 0.0351, 0.7054] come from e to the power of minus z, so that the "
            "smallest sum gets most."
        ),
    ),
    (
        softmax_by_hand,
        ((0, 1, 0),),
        (
            "shares = [0, 1, 0] give everything to the largest sum. A softmax leaves something to "
            "the others."
        ),
    ),
    (
        softmax_by_hand,
        ([0.1818, 0.7273, 0.0909],),
        "shares = [0.1818, 0.7273, 0.0909] come from powers of 2. Take powers of e.",
    ),
    (
        softmax_by_hand,
        ([0.0099, 0.9891, 0.001],),
        "shares = [0.0099, 0.9891, 0.001] come from powers of 10. Take powers of e.",
    ),
    (
        softmax_by_hand,
        ([0, 0.8, 0.2],),
        "shares = [0, 0.8, 0.2] come from squares. Take e to the power of each sum.",
    ),
    (
        softmax_by_hand,
        ([0, 0.6667, 0.3333],),
        (
            "shares = [0, 0.6667, 0.3333] are the sums without their signs, divided by their total."
            " A softmax takes powers of e."
        ),
    ),
    (
        softmax_by_hand,
        ([-2.1698, -0.1698, -3.1698],),
        "shares = [-2.1698, -0.1698, -3.1698] are the logarithms of the shares.",
    ),
    (
        softmax_by_hand,
        ([2.1698, 0.1698, 3.1698],),
        (
            "shares = [2.1698, 0.1698, 3.1698] are what the loss would be with each of the three as"
            " the right one. Here the shares are wanted."
        ),
    ),
    (
        softmax_by_hand,
        ([0.8438, 0.1142, 0.042],),
        (
            "shares = [0.8438, 0.1142, 0.042] are the right shares in another order. They belong to"
            " the sums 0, 2 and -1, in this order."
        ),
    ),
    (
        softmax_by_hand,
        ([0.8438, 0.042, 0.1142],),
        (
            "shares = [0.8438, 0.042, 0.1142] are the right shares in another order. They belong to"
            " the sums 0, 2 and -1, in this order."
        ),
    ),
    (
        softmax_by_hand,
        ([0.042, 0.8438, 0.1142],),
        (
            "shares = [0.042, 0.8438, 0.1142] are the right shares in another order. They belong to"
            " the sums 0, 2 and -1, in this order."
        ),
    ),
    (
        softmax_by_hand,
        ([0.6652, 0.2447, 0.09],),
        "shares = [0.6652, 0.2447, 0.09] belong to the sums 2, 1 and 0 of the text.",
    ),
    (
        softmax_by_hand,
        ([0.09, 0.6652, 0.2447],),
        "shares = [0.09, 0.6652, 0.2447] treat -1 as if it were 1.",
    ),
    (
        softmax_by_hand,
        ([0.11, 0.84, 0.04],),
        "shares = [0.11, 0.84, 0.04] is rounded too far. Keep four digits or more.",
    ),
    (
        softmax_by_hand,
        ([0.114, 0.844, 0.042],),
        "shares = [0.114, 0.844, 0.042] is rounded too far. Keep four digits or more.",
    ),
    (
        softmax_by_hand,
        ([11, 84, 4],),
        (
            "shares = [11, 84, 4] look like per cents. Write plain numbers from 0 to 1, with four "
            "digits or more."
        ),
    ),
    (
        softmax_by_hand,
        ([11.42, 84.38, 4.201],),
        (
            "shares = [11.42, 84.38, 4.201] look like per cents. Write plain numbers from 0 to 1, "
            "with four digits or more."
        ),
    ),
    (
        softmax_by_hand,
        ([0.1142, 0.8438, -0.042],),
        (
            "shares = [0.1142, 0.8438, -0.042] go below 0. e to the power of a sum is above 0, also"
            " where the sum is not."
        ),
    ),
    (
        softmax_by_hand,
        ([-0.1142, -0.8438, -0.042],),
        "shares = [-0.1142, -0.8438, -0.042] has the right size and the wrong sign.",
    ),
    (
        softmax_by_hand,
        ([0.3426, 2.5314, 0.126],),
        (
            "shares = [0.3426, 2.5314, 0.126] add up to 3, and shares add up to 1. Was each power "
            "divided by the total of the three?"
        ),
    ),
    (
        softmax_by_hand,
        ([0.3333, 0.3333, 0.3333],),
        (
            "shares = [0.3333, 0.3333, 0.3333] is not what comes out here. Go through the second "
            "hint with your own numbers, one step at a time."
        ),
    ),
    (
        softmax_by_hand,
        ([0.1142, 0.8438],),
        (
            "shares holds 2 numbers, and 3 are wanted. (A comma parts two numbers; decimals have a "
            "point, as in 0.5.)"
        ),
    ),
    (
        softmax_by_hand,
        ("0.1142",),
        "shares has the text '0.1142' in it, and numbers are wanted. Leave out the quotes.",
    ),
    (
        sure_and_wrong,
        (3, -0.999, 0.7856),
        "loss = 3 is a logarithm to the base 10. np.log is that to the base e.",
    ),
    (
        sure_and_wrong,
        (-3, -0.999, 0.7856),
        (
            "loss = -3 is the logarithm to the base 10, and without its minus. The loss is -np.log "
            "of the share."
        ),
    ),
    (
        sure_and_wrong,
        (9.9658, -0.999, 0.7856),
        "loss = 9.9658 is a logarithm to the base 2. np.log is that to the base e.",
    ),
    (
        sure_and_wrong,
        (0.999, -0.999, 0.7856),
        "loss = 0.999 is what the share lacks to 1. The loss is minus its logarithm.",
    ),
    (
        sure_and_wrong,
        (0.998001, -0.999, 0.7856),
        "loss = 0.998001 is the squared error of the share. The loss is minus its logarithm.",
    ),
    (
        sure_and_wrong,
        (1000, -0.999, 0.7856),
        "loss = 1000 is one divided by the share. The loss is minus its logarithm.",
    ),
    (
        sure_and_wrong,
        (0.0069078, -0.999, 0.7856),
        (
            "loss = 0.0069078 is the logarithm times the share. The logarithm is multiplied by y, "
            "which is 1."
        ),
    ),
    (
        sure_and_wrong,
        (0.0010005, -0.999, 0.7856),
        (
            "loss = 0.0010005 takes the share of the wrong digits. What counts is the share of the "
            "right one."
        ),
    ),
    (
        sure_and_wrong,
        (0.69078, -0.999, 0.7856),
        "loss = 0.69078 is divided by ten rows. Here the row is alone.",
    ),
    (
        sure_and_wrong,
        (-0.999, -0.999, 0.7856),
        (
            "loss = -0.999 belongs to the other name: the loss is minus a logarithm, the slope a "
            "share minus y."
        ),
    ),
    (
        sure_and_wrong,
        (-6.9078, -0.999, 0.7856),
        "loss = -6.9078 has the right size and the wrong sign.",
    ),
    (
        sure_and_wrong,
        (6.9, -0.999, 0.7856),
        "loss = 6.9 is rounded too far. Keep four digits or more.",
    ),
    (
        sure_and_wrong,
        (6.9078, 0.001, 0.7856),
        "slope = 0.001 is the share itself. The slope is the share minus what it should be.",
    ),
    (
        sure_and_wrong,
        (6.9078, 0.999, 0.7856),
        (
            "slope = 0.999 is y - p. The slope is p - y, below 0 at the right digit: a larger sum "
            "there makes the loss smaller."
        ),
    ),
    (
        sure_and_wrong,
        (6.9078, -1, 0.7856),
        "slope = -1 leaves out the share that it has. The slope is p - y, and p is 0.001.",
    ),
    (
        sure_and_wrong,
        (6.9078, -1000, 0.7856),
        (
            "slope = -1000 is the slope along the share. Along the sum it is the share minus what "
            "it should be."
        ),
    ),
    (
        sure_and_wrong,
        (6.9078, -0.0999, 0.7856),
        "slope = -0.0999 is divided by ten rows. Here the row is alone.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.000998, 0.7856),
        (
            "slope = -0.000998 has a slope of a squash in front. With softmax and cross-entropy "
            "there is none."
        ),
    ),
    (
        sure_and_wrong,
        (6.9078, 0.000999, 0.7856),
        (
            "slope = 0.000999 is the slope of a squash, p (1 - p). With softmax and cross-entropy "
            "there is none."
        ),
    ),
    (
        sure_and_wrong,
        (6.9078, -1.998, 0.7856),
        (
            "slope = -1.998 is the slope of the squared error along the share. Of the cross-entropy"
            " along the sum it is p - y."
        ),
    ),
    (
        sure_and_wrong,
        (6.9078, 6.9078, 0.7856),
        (
            "slope = 6.9078 belongs to the other name: the loss is minus a logarithm, the slope a "
            "share minus y."
        ),
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.3412),
        "mean = 0.3412 is a logarithm to the base 10. np.log is that to the base e.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 1.1334),
        "mean = 1.1334 is a logarithm to the base 2. np.log is that to the base e.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 7.856),
        "mean = 7.856 is the total of ten rows. The loss is their mean.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.8101),
        "mean = 0.8101 is the mean of the ten shares. Take the mean of the ten losses.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.2106),
        (
            "mean = 0.2106 takes the logarithm of the mean share. Take the mean of the ten "
            "logarithms."
        ),
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 6.9078),
        "mean = 6.9078 is the loss of the one row. The nine others count as well.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.10536),
        "mean = 0.10536 is the loss of one of the nine. The mean is that of all ten.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.6908),
        "mean = 0.6908 leaves the nine others out. Each of them adds -log 0.9.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.09482),
        "mean = 0.09482 leaves out the one row that is sure and wrong. It adds -log 0.001.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 7.00258),
        (
            "mean = 7.00258 divides only what stands last by ten. Put round brackets around the "
            "total."
        ),
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 1.639),
        ("mean = 1.639 divides only the first loss by ten. Put round brackets around the total."),
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.596),
        (
            "mean = 0.596 takes the nine losses away. Each is minus a logarithm, so it is above 0 "
            "and is added."
        ),
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 3.50656),
        (
            "mean = 3.50656 counts both kinds of rows alike. There are nine of the one and one of "
            "the other."
        ),
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.70131),
        "mean = 0.70131 counts one of the nine others. There are nine.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 6.22752),
        ("mean = 6.22752 counts nine rows with 0.001 and one with 0.9. It is the other way round."),
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.79614),
        "mean = 0.79614 counts ten others. Nine and the one make ten.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.78078),
        "mean = 0.78078 takes 1 - 0.9 for the loss of the nine. It is -log 0.9.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 1.50078),
        "mean = 1.50078 takes 0.9 for the loss of the nine. It is -log 0.9.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.8729),
        "mean = 0.8729 is divided by nine rows. There are ten.",
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.79),
        "mean = 0.79 is rounded too far. Keep four digits or more.",
    ),
    (
        write_confusion,
        (lambda true, answers: counts(answers, true),),
        "my_confusion has rows and columns exchanged. The true digit chooses the row.",
    ),
    (
        write_confusion,
        (once,),
        (
            "my_confusion counts a pair once, however often it occurs. So does counts[true, "
            "answers] += 1, and = in place of += in a loop. Go through the pairs and add 1 for "
            "each, or use np.add.at."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: once(answers, true),),
        (
            "my_confusion has rows and columns exchanged, and counts a pair once, however often it "
            "occurs."
        ),
    ),
    (
        write_confusion,
        (like_rows,),
        (
            "my_confusion gives ten rows that are alike. 10 * [10 * [0]] holds one list ten times; "
            "begin with np.zeros((10, 10))."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: counts(true[:1], answers[:1]),),
        (
            "my_confusion stops after the first pair. Does return stand inside the loop? Move it to"
            " the left, under for."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: counts(true[-1:], answers[-1:]),),
        (
            "my_confusion counts the last pair alone. Is the table made anew inside the loop? Make "
            "it once, above for."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: counts(true - 1, answers - 1),),
        (
            "my_confusion counts from 1: each pair is one place up and to the left, and a 0 comes "
            "last. The digit 0 has row 0 and column 0."
        ),
    ),
    (
        write_confusion,
        (of_what_occurs,),
        (
            "my_confusion leaves out the digits that do not occur. The table has ten rows and ten "
            "columns, whatever comes."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: counts(digits.load()[1][: len(true)], answers),),
        (
            "my_confusion counts said, which are the digits of the notebook. What is handed in is "
            "called true."
        ),
    ),
    (
        write_confusion,
        (goes_on,),
        (
            "my_confusion goes on with a table that is filled already. Begin with an empty one "
            "inside, with np.zeros."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: np.diag(np.diag(counts(true, answers))),),
        "my_confusion counts right answers alone. The table has a place for each mistake too.",
    ),
    (
        write_confusion,
        (lambda true, answers: counts(true, answers) - np.diag(np.diag(counts(true, answers))),),
        "my_confusion counts mistakes alone. Right answers stand on the diagonal.",
    ),
    (
        write_confusion,
        (lambda true, answers: counts(true, answers) / len(true),),
        "my_confusion divides by the number of rows. What is wanted are counts.",
    ),
    (
        write_confusion,
        (
            lambda true, answers: (
                counts(true, answers)
                / np.maximum(np.bincount(true, minlength=10), 1)[:, np.newaxis]
            ),
        ),
        "my_confusion divides by how often each digit occurs. What is wanted are counts.",
    ),
    (
        write_confusion,
        (lambda true, answers: counts(true, answers, add=0),),
        "my_confusion leaves the table empty. A place of it grows by += 1.",
    ),
    (
        write_confusion,
        (
            lambda true, answers: (
                np.bincount(true, minlength=10)[:, np.newaxis] * np.bincount(answers, minlength=10)
            ),
        ),
        (
            "my_confusion counts each digit against all answers. Only the answer to its own picture"
            " belongs to it."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: counts(true, answers, add=2),),
        (
            "my_confusion([4, 4, 8, 0, 4], [4, 9, 8, 0, 9]) gives a table with 2 in row 0 and "
            "column 0, both counted from 0; 1 should stand there."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: [counts(true, answers)],),
        (
            "my_confusion([4, 4, 8, 0, 4], [4, 9, 8, 0, 9]) was an array of shape (1, 10, 10); "
            "expected an array of shape (10, 10)."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: counts(true, answers).sum(),),
        (
            "my_confusion([4, 4, 8, 0, 4], [4, 9, 8, 0, 9]) was 5.0; expected an array of shape "
            "(10, 10)."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: None,),
        (
            "my_confusion([4, 4, 8, 0, 4], [4, 9, 8, 0, 9]) gives None. A result is handed back by "
            "a line that begins with return; print only shows it."
        ),
    ),
    (
        write_confusion,
        (lambda true, answers: counts(true + 10, answers),),
        (
            "my_confusion([4, 4, 8, 0, 4], [4, 9, 8, 0, 9]) stopped, because it asks for a place "
            "beyond the last one. Places are counted from 0, so n numbers have the places 0 to n - "
            "1."
        ),
    ),
    (
        write_confusion,
        (np.zeros((10, 10)),),
        (
            "my_confusion should be a function, and it is an array of shape (10, 10). A function "
            "begins with def, and is handed over by its name, without brackets."
        ),
    ),
    (
        four_to_nine,
        ([(2, 5), (6, 6)],),
        (
            "my_ink is [(2, 5), (6, 6)]. It should be a dictionary that gives each pixel its ink, "
            "such as {(0, 0): 16}."
        ),
    ),
    (
        four_to_nine,
        ({},),
        (
            "my_ink is {}. It should be a dictionary that gives each pixel its ink, such as {(0, "
            "0): 16}."
        ),
    ),
    (
        four_to_nine,
        ((TWO,),),
        "my_ink ends in a comma, which makes a tuple of it. Leave the comma out.",
    ),
    (
        four_to_nine,
        ({21: 16},),
        (
            "A pixel is called 21. It should be a row and a column in round brackets, two whole "
            "numbers from 0 to 7, such as (3, 1)."
        ),
    ),
    (
        four_to_nine,
        ({(2, 8): 16},),
        (
            "A pixel is called (2, 8). It should be a row and a column in round brackets, two "
            "whole numbers from 0 to 7, such as (3, 1)."
        ),
    ),
    (
        four_to_nine,
        ({(2.0, 5.0): 16},),
        (
            "A pixel is called (2.0, 5.0). It should be a row and a column in round brackets, two "
            "whole numbers from 0 to 7, such as (3, 1)."
        ),
    ),
    (
        four_to_nine,
        ({("2", "5"): 16},),
        (
            "A pixel is called ('2', '5'). It should be a row and a column in round brackets, two "
            "whole numbers from 0 to 7, such as (3, 1)."
        ),
    ),
    (four_to_nine, ({(2, 5): 17},), "my_ink[(2, 5)] was 17; expected a whole number from 0 to 16."),
    (
        four_to_nine,
        ({(2, 5): True},),
        "my_ink[(2, 5)] was True; expected a whole number from 0 to 16.",
    ),
    (
        four_to_nine,
        ({(2, 5): 0.5},),
        "my_ink[(2, 5)] was 0.5; expected a whole number from 0 to 16.",
    ),
    (
        four_to_nine,
        ({(0, 0): 0, (0, 4): 16},),
        "No pixel is changed: each of these has that ink already.",
    ),
    (
        four_to_nine,
        (TWO | {(1, 3): 16, (1, 4): 15, (1, 5): 16},),
        "5 pixels are changed, and at most four are allowed.",
    ),
    (
        four_to_nine,
        ({(5, 2): 16, (6, 6): 16},),
        (
            "With row and column exchanged it would be read as a 9. The row comes first, then the"
            " column."
        ),
    ),
    (
        four_to_nine,
        ({(3, 6): 16, (7, 7): 16},),
        (
            "With rows and columns counted from 1 it would be read as a 9. Here both are counted "
            "from 0."
        ),
    ),
    (
        four_to_nine,
        ({(2, 5): 1, (6, 6): 1.0},),
        (
            "With full ink in these pixels it would be read as a 9. Full ink is 16 points, and not "
            "1."
        ),
    ),
    (
        four_to_nine,
        ({(0, 2): 0, (2, 5): 1, (0, 1): 1},),
        (
            "It is still read as a 4, with a share of 0.9992; the 9 has 0.0000. On the pad the map "
            "says what speaks for a 9."
        ),
    ),
    (
        four_to_nine,
        ({(2, 5): 16},),
        (
            "It is still read as a 4, with a share of 0.9861; the 9 has 0.0124. On the pad the map "
            "says what speaks for a 9."
        ),
    ),
    (
        four_to_nine,
        ({(0, 5): 16, (0, 2): 16},),
        (
            "It is read as a 5 now; the 4 has 0.3553 and the 9 has 0.0001. Leave out what speaks "
            "for another digit."
        ),
    ),
]

RIGHT = [
    (
        softmax_by_hand,
        ([0.1142, 0.8438, 0.042],),
        ("The sum 2 is larger than 0 by 2, so its share is e² times as large, and e² is 7.3891."),
    ),
    (
        softmax_by_hand,
        ((0.11420, 0.84379, 0.04201),),
        ("The sum 2 is larger than 0 by 2, so its share is e² times as large, and e² is 7.3891."),
    ),
    (
        softmax_by_hand,
        (np.exp([0, 2, -1]) / np.exp([0, 2, -1]).sum(),),
        ("The sum 2 is larger than 0 by 2, so its share is e² times as large, and e² is 7.3891."),
    ),
    (
        softmax_by_hand,
        (list(np.exp([[0], [2], [-1]]) / np.exp([0, 2, -1]).sum()),),
        ("The sum 2 is larger than 0 by 2, so its share is e² times as large, and e² is 7.3891."),
    ),
    (
        sure_and_wrong,
        (6.9078, -0.999, 0.7856),
        "One row of ten, sure and wrong, makes nearly nine tenths of the loss.",
    ),
    (
        sure_and_wrong,
        (-np.log(0.001), 0.001 - 1, -np.log([0.001, *9 * [0.9]]).mean()),
        "One row of ten, sure and wrong, makes nearly nine tenths of the loss.",
    ),
    (
        sure_and_wrong,
        ([6.908], np.array([-0.999]), np.float64(0.7856)),
        "One row of ten, sure and wrong, makes nearly nine tenths of the loss.",
    ),
    (write_confusion, (counts,), "Each row of the table adds up to how often that digit occurs."),
    (
        write_confusion,
        (lambda true, answers: counts(true, answers).tolist(),),
        "Each row of the table adds up to how often that digit occurs.",
    ),
    (
        write_confusion,
        (lambda true, answers: np.bincount(10 * true + answers, minlength=100).reshape(10, 10),),
        "Each row of the table adds up to how often that digit occurs.",
    ),
    (
        write_confusion,
        (lambda true, answers: np.eye(10)[true].T @ np.eye(10)[answers],),
        "Each row of the table adds up to how often that digit occurs.",
    ),
    (
        four_to_nine,
        (TWO,),
        "It is read as a 9, with a share of 0.5076, and 2 of 64 pixels are changed.",
    ),
    (
        four_to_nine,
        (TWO | {(1, 4): 16},),
        "It is read as a 9, with a share of 0.7251, and 3 of 64 pixels are changed.",
    ),
    (
        four_to_nine,
        (dict.fromkeys(TWO, 16.0),),
        "It is read as a 9, with a share of 0.5076, and 2 of 64 pixels are changed.",
    ),
    (
        four_to_nine,
        (TWO | {(0, 0): 0, (1, 5): np.int64(16), (0, 5): 8},),
        "It is read as a 9, with a share of 0.8700, and 4 of 64 pixels are changed.",
    ),
]
