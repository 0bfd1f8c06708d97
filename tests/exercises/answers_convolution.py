"""What learners may answer in notebook 11, and what its checks then say: rows for the tables."""

import numpy as np

from helpers.exercises import diagonal, one_window, sizes, write_pool

X = np.array([[6, 4, 5], [7, 0, 7], [4, 5, 7]])
K = np.array([[0, -2, -3], [-1, 2, 3], [-3, 3, 0]])
SLANT = np.array([[2, -1, -1], [-1, 2, -1], [-1, -1, 2]])


def each_square(choose, step=2):
    """Go from square to square, and let a function choose the number that is kept."""

    def pool(A):
        lines, places = A.shape[0] // 2, A.shape[1] // 2
        return np.array(
            [
                [choose(A[step * i : step * i + 2, step * j : step * j + 2]) for j in range(places)]
                for i in range(lines)
            ]
        )

    return pool


largest = each_square(np.max)


def returns_inside(A, inner):
    """Hands the result back inside the first loop, or the second."""
    P = np.zeros((len(A) // 2, len(A[0]) // 2))
    for i in range(len(P)):
        for j in range(len(P[0])):
            P[i, j] = A[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max()
            if inner:
                return P
        return P


def made_anew(A, inner):
    """Makes the result anew inside the first loop, or the second."""
    for i in range(len(A) // 2):
        P = np.zeros((len(A) // 2, len(A[0]) // 2))
        for j in range(len(A[0]) // 2):
            if inner:
                P = np.zeros((len(A) // 2, len(A[0]) // 2))
            P[i, j] = A[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max()
    return P


def along_the_diagonal(A):
    """Pairs the first row with the first column, and so on."""
    P = np.zeros((len(A) // 2, len(A[0]) // 2))
    for i, j in zip(range(len(A) // 2), range(len(A[0]) // 2), strict=False):
        P[i, j] = A[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max()
    return P


def counts_rows_alone(A):
    """Takes the number of rows for that of columns."""
    n = A.shape[0] // 2
    return A.reshape(n, 2, n, 2).max(axis=(1, 3))


def goes_to_the_edge(A):
    """Takes the number of rows for that of columns, in a loop."""
    n = len(A) // 2
    return [[A[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max() for j in range(n)] for i in range(n)]


def whole_numbers(A):
    """Has room for whole numbers alone."""
    P = np.zeros((len(A) // 2, len(A[0]) // 2), dtype=int)
    P[:] = largest(A)
    return P


def changes_the_map(A):
    """Works upon the map that it is handed."""
    A[A < 0] = 0
    return largest(A)


def by_reshape(axes):
    """Reshape, and take the largest along some axes."""
    return lambda A: A.reshape(A.shape[0] // 2, 2, A.shape[1] // 2, 2).max(axis=axes)


MISTAKES = [
    (
        sizes,
        ([23, 13, 2],),
        (
            "places = [23, 13, 2] counts the steps. The window stands at a place before its first"
            " step, so there is 1 more."
        ),
    ),
    (
        sizes,
        ([24, 13, 2],),
        (
            "places = [24, 13, 2] counts the steps. The window stands at a place before its first"
            " step, so there is 1 more."
        ),
    ),
    (
        sizes,
        ([23, 14, 3],),
        (
            "places = [23, 14, 3] counts the steps. The window stands at a place before its first"
            " step, so there is 1 more."
        ),
    ),
    (
        sizes,
        ([24, 13, 3],),
        (
            "places = [24, 13, 3] takes the padding once. It lies at both ends of a side, so it "
            "counts twice."
        ),
    ),
    (
        sizes,
        ([24, 12, 3],),
        "places = [24, 12, 3] leaves the padding out. It makes a side longer, at both ends.",
    ),
    (
        sizes,
        ([24, 14, 2],),
        (
            "places = [24, 14, 2] adds the 1 before it divides. Divide first, round down, and "
            "then add it."
        ),
    ),
    (
        sizes,
        ([24, 15, 3],),
        (
            "places = [24, 15, 3] rounds up. A step that would lead over the edge is not taken, "
            "so round down."
        ),
    ),
    (
        sizes,
        ([24, 14.5, 3],),
        "places = [24, 14.5, 3] does not round. Half a step leads to no place, so round down.",
    ),
    (
        sizes,
        ([24, 14, 2.5],),
        "places = [24, 14, 2.5] adds the 1 before it divides, and does not round.",
    ),
    (
        sizes,
        ([24, 28, 5],),
        (
            "places = [24, 28, 5] forgets the stride: with 2 the window stops at every second "
            "place alone."
        ),
    ),
    (
        sizes,
        ([24, 28, 3],),
        (
            "places = [24, 28, 3] forgets the stride: with 2 the window stops at every second "
            "place alone."
        ),
    ),
    (
        sizes,
        ([576, 196, 9],),
        (
            "places = [576, 196, 9] counts all places of the picture. Asked is how many there are"
            " along one side."
        ),
    ),
    (
        sizes,
        ([24, 55, 9],),
        (
            "places = [24, 55, 9] multiplies by the stride. Longer steps lead to fewer places, so"
            " divide."
        ),
    ),
    (
        sizes,
        ([28, 16, 3],),
        (
            "places = [28, 16, 3] leaves the window out. Its far end must still be on the "
            "picture, so take its length away first."
        ),
    ),
    (
        sizes,
        ([28, 14, 3],),
        (
            "places = [28, 14, 3] leaves window and padding out. Take the length of the window "
            "away, and add the padding twice."
        ),
    ),
    (
        sizes,
        ([5, 6, 3],),
        (
            "places = [5, 6, 3] lays windows side by side. From one place to the next it is a "
            "stride, and windows may overlap."
        ),
    ),
    (
        sizes,
        ([24, 31, 6],),
        (
            "places = [24, 31, 6] divides the window alone. Put the length that is left in round "
            "brackets, and then divide."
        ),
    ),
    (
        sizes,
        ([3, 14, 24],),
        (
            "places = [3, 14, 24] are the right numbers in another order. They belong to the "
            "three pictures in the order of the table."
        ),
    ),
    (
        sizes,
        ([24, 3, 14],),
        (
            "places = [24, 3, 14] are the right numbers in another order. They belong to the "
            "three pictures in the order of the table."
        ),
    ),
    (
        sizes,
        ([24, 12, 2],),
        (
            "places = [24, 12, 2] is not what comes out here. Go through the second hint with "
            "your own numbers, one step at a time."
        ),
    ),
    (
        sizes,
        ([24, 14],),
        (
            "places holds 2 numbers, and 3 are wanted. (A comma parts two numbers; decimals have "
            "a point, as in 0.5.)"
        ),
    ),
    (
        sizes,
        ([-24, -14, -3],),
        "places = [-24, -14, -3] has the right size and the wrong sign.",
    ),
    (
        sizes,
        (24,),
        (
            "places is the single number 24, and 3 numbers are wanted, in square brackets and "
            "with a comma between them."
        ),
    ),
    (
        one_window,
        (X * K, 2, 15),
        "z holds the nine products. Add them up, and then add the bias.",
    ),
    (
        one_window,
        (X * K + 8, 2, 15),
        (
            "z holds nine products with the bias added to each. Add the products up first, and "
            "then add the bias once."
        ),
    ),
    (
        one_window,
        (X @ K + 8, 2, 15),
        (
            "z holds the nine numbers of a matrix product. Here each pixel is multiplied by the "
            "weight at its own place, with * and not with @."
        ),
    ),
    (
        one_window,
        ((X * K).sum(), 2, 15),
        "z = -6 is the sum of the nine products. Now add the bias.",
    ),
    (
        one_window,
        ((X * K).sum() - 8, 2, 15),
        "z = -14 takes the bias away. It is added, and it is 8.",
    ),
    (
        one_window,
        (66, 2, 15),
        "z = 66 adds the bias nine times. It is added once, to the sum of the nine products.",
    ),
    (
        one_window,
        ((X * K).sum() * 8, 2, 15),
        "z = -48 multiplies by the bias. The bias is added.",
    ),
    (
        one_window,
        ((X * K[::-1, ::-1]).sum() + 8, 2, 15),
        (
            "z = -3 comes out when the kernel is turned upside down and left to right. Each "
            "weight belongs to the pixel at its own place."
        ),
    ),
    (
        one_window,
        ((X * K.T).sum() + 8, 2, 15),
        (
            "z = -1 comes out when the rows of the kernel are taken for its columns. Each weight "
            "belongs to the pixel at its own place."
        ),
    ),
    (
        one_window,
        (np.trace(X @ K) + 8, 2, 15),
        (
            "z = -1 comes out when the rows of the kernel are taken for its columns. Each weight "
            "belongs to the pixel at its own place."
        ),
    ),
    (
        one_window,
        ((X * K[:, ::-1]).sum() + 8, 2, 15),
        (
            "z = -10 comes out when left and right of the kernel change places. Each weight "
            "belongs to the pixel at its own place."
        ),
    ),
    (
        one_window,
        ((X * K[::-1]).sum() + 8, 2, 15),
        (
            "z = -15 comes out when the upper and the lower row of the kernel change places. Each"
            " weight belongs to the pixel at its own place."
        ),
    ),
    (
        one_window,
        ((X * K).mean() + 8, 2, 15),
        "z = 7.33333 takes the mean of the nine products. Take their sum.",
    ),
    (
        one_window,
        (0.2222, 2, 15),
        "z = 0.2222 is divided by nine. A window adds up, and takes no mean.",
    ),
    (
        one_window,
        ((X * abs(K)).sum() + 8, 2, 15),
        "z = 86 loses the minus signs of the weights.",
    ),
    (
        one_window,
        (44, 2, 15),
        "z = 44 leaves out the products below 0. ReLU comes once, after the sum.",
    ),
    (
        one_window,
        (X.sum() * K.sum() + 8, 2, 15),
        (
            "z = -37 multiplies the sum of all pixels by the sum of all weights. Each pixel has a"
            " weight of its own."
        ),
    ),
    (
        one_window,
        ((X + K).sum() + 8, 2, 15),
        "z = 52 adds each weight to its pixel. A weight multiplies its pixel.",
    ),
    (
        one_window,
        (X.sum() + 8, 2, 15),
        "z = 53 is the sum of the pixels and the bias. First multiply each pixel by its weight.",
    ),
    (
        one_window,
        (X.sum(), 2, 15),
        (
            "z = 45 is the sum of the pixels. First multiply each by its weight, and then add the"
            " bias."
        ),
    ),
    (
        one_window,
        ((X @ K).sum() + 8, 2, 15),
        (
            "z = -41 adds up the nine numbers of a matrix product. Here each pixel is multiplied "
            "by the weight at its own place, with * and not with @."
        ),
    ),
    (
        one_window,
        (0, 2, 15),
        (
            "z = 0 is ReLU of the products' sum, without the bias. The bias comes first, and ReLU"
            " after it."
        ),
    ),
    (
        one_window,
        (8, 2, 15),
        (
            "z = 8 is what is left when ReLU comes before the bias. The bias is added to the sum "
            "of the products, and ReLU comes after it."
        ),
    ),
    (
        one_window,
        (18, 2, 15),
        "z = 18 comes out when 4 times -2 has the wrong sign.",
    ),
    (
        one_window,
        (17, 2, 15),
        "z = 17 comes out when 5 times -3 is left out.",
    ),
    (
        one_window,
        (-28, 2, 15),
        "z = -28 comes out when 5 times 3 has the wrong sign.",
    ),
    (
        one_window,
        (-2, 2, 15),
        "z = -2 has the right size and the wrong sign.",
    ),
    (
        one_window,
        (1.9, 2, 15),
        (
            "z = 1.9 is not what comes out here. Go through the second hint with your own "
            "numbers, one step at a time."
        ),
    ),
    (
        one_window,
        (2, 0, 15),
        "a = 0 is what ReLU makes of a sum below 0. This sum is above 0 and passes as it is.",
    ),
    (
        one_window,
        (2, -6, 15),
        (
            "a = -6 is the sum without the bias. ReLU gets the whole sum, and what it gives is "
            "not below 0."
        ),
    ),
    (
        one_window,
        (2, 8, 15),
        (
            "a = 8 is what is left when ReLU comes before the bias. The bias is added to the sum "
            "of the products, and ReLU comes after it."
        ),
    ),
    (
        one_window,
        (2, 1, 15),
        "a = 1 is the slope of ReLU. Its value is the sum itself where that is above 0.",
    ),
    (
        one_window,
        (2, 0.8808, 15),
        "a = 0.8808 is a sigmoid. Here the activation is ReLU.",
    ),
    (
        one_window,
        (2, 0.964, 15),
        "a = 0.964 is a tanh. Here the activation is ReLU.",
    ),
    (
        one_window,
        (2, -2, 15),
        "a = -2 has the right size and the wrong sign.",
    ),
    (
        one_window,
        (2, 3, 15),
        (
            "a = 3 is not what comes out here. Go through the second hint with your own numbers, "
            "one step at a time."
        ),
    ),
    (
        one_window,
        (2, 2, 3 * X),
        "slope holds the slopes at all nine weights. Asked is the one in the upper right corner.",
    ),
    (
        one_window,
        (2, 2, -9),
        (
            "slope = -9 takes the weight. The slope at a weight is dL/dz times the pixel that it "
            "multiplies."
        ),
    ),
    (
        one_window,
        (2, 2, 5),
        "slope = 5 is the pixel. It is still to be multiplied by dL/dz, which is 3.",
    ),
    (
        one_window,
        (2, 2, 3),
        (
            "slope = 3 is dL/dz, which is the slope at the bias. At a weight it is multiplied by "
            "the pixel."
        ),
    ),
    (
        one_window,
        (2, 2, -45),
        (
            "slope = -45 takes pixel and weight. Along the weight the product changes by the "
            "pixel alone."
        ),
    ),
    (
        one_window,
        (2, 2, -15),
        (
            "slope = -15 is the product of the pixel and its weight. The slope is dL/dz times the"
            " pixel."
        ),
    ),
    (
        one_window,
        (2, 2, 12),
        (
            "slope = 12 takes the pixel 4. The weight in the upper right corner meets the pixel "
            "in the upper right corner."
        ),
    ),
    (
        one_window,
        (2, 2, 18),
        (
            "slope = 18 takes the pixel 6. The weight in the upper right corner meets the pixel "
            "in the upper right corner."
        ),
    ),
    (
        one_window,
        (2, 2, 21),
        (
            "slope = 21 takes the pixel 7. The weight in the upper right corner meets the pixel "
            "in the upper right corner."
        ),
    ),
    (
        one_window,
        (2, 2, 0),
        (
            "slope = 0 would be the slope if the sum were below 0. It is above 0, so blame comes "
            "through."
        ),
    ),
    (
        one_window,
        (2, 2, 1.6667),
        "slope = 1.6667 is divided by nine. The weight meets one pixel, and there is no mean.",
    ),
    (
        one_window,
        (2, 2, 135),
        "slope = 135 takes all nine pixels. This weight meets one of them.",
    ),
    (
        one_window,
        (2, 2, 8),
        "slope = 8 adds dL/dz to the pixel. Multiply them.",
    ),
    (
        one_window,
        (2, 2, 30),
        (
            "slope = 30 has the sum z as a factor. dL/dz holds all that comes behind the sum; "
            "what is left is the pixel."
        ),
    ),
    (
        one_window,
        (2, 2, -18),
        "slope = -18 is the weight after a step with rate 1. Asked is the slope alone.",
    ),
    (
        one_window,
        (2, 2, 14),
        (
            "slope = 14 is not what comes out here. Go through the second hint with your own "
            "numbers, one step at a time."
        ),
    ),
    (
        one_window,
        (2, 2, 150),
        (
            "slope = 150 is not what comes out here. Go through the second hint with your own "
            "numbers, one step at a time."
        ),
    ),
    (
        write_pool,
        (each_square(np.mean),),
        "my_pool takes the mean of each square. Take the largest number.",
    ),
    (
        write_pool,
        (each_square(np.sum),),
        "my_pool adds up each square. Take the largest number.",
    ),
    (
        write_pool,
        (each_square(np.min),),
        "my_pool takes the smallest number of each square. Take the largest.",
    ),
    (
        write_pool,
        (lambda A: A[::2, ::2],),
        (
            "my_pool takes the first number of each square, as A[::2, ::2] does, or a slice that "
            "is one row long. Look at all four."
        ),
    ),
    (
        write_pool,
        (each_square(lambda S: S[-1, -1]),),
        "my_pool takes the last number of each square. Look at all four.",
    ),
    (
        write_pool,
        (each_square(lambda S: S[0].max()),),
        "my_pool looks at the upper row of each square alone. Look at all four numbers.",
    ),
    (
        write_pool,
        (each_square(lambda S: S[1].max()),),
        "my_pool looks at the lower row of each square alone. Look at all four numbers.",
    ),
    (
        write_pool,
        (each_square(lambda S: S[:, 0].max()),),
        "my_pool looks at the left column of each square alone. Look at all four numbers.",
    ),
    (
        write_pool,
        (each_square(lambda S: max(S[0, 0], S[1, 1])),),
        "my_pool looks at two corners of each square. Look at all four numbers.",
    ),
    (
        write_pool,
        (each_square(lambda S: max(0, S.max())),),
        (
            "my_pool begins at 0, so a square of numbers below 0 gets 0. Begin with one of the "
            "four numbers, or leave it to max."
        ),
    ),
    (
        write_pool,
        (lambda A: largest(np.maximum(A, 0)),),
        (
            "my_pool begins at 0, so a square of numbers below 0 gets 0. Begin with one of the "
            "four numbers, or leave it to max."
        ),
    ),
    (
        write_pool,
        (each_square(lambda S: max(S.ravel(), key=abs)),),
        "my_pool takes the number that is farthest from 0. Take the largest, and -9 is below 1.",
    ),
    (
        write_pool,
        (lambda A: largest(abs(A)),),
        "my_pool leaves out the signs. Take the largest number, and -9 is below 1.",
    ),
    (
        write_pool,
        (each_square(np.argmax),),
        "my_pool tells where in its square the largest number stands. Give the number itself.",
    ),
    (
        write_pool,
        (whole_numbers,),
        (
            "my_pool cuts off decimals. np.zeros with dtype=int holds whole numbers alone; leave "
            "dtype out."
        ),
    ),
    (
        write_pool,
        (
            lambda A: np.array(
                [
                    [A[i : i + 2, j : j + 2].max() for j in range(A.shape[1] - 1)]
                    for i in range(A.shape[0] - 1)
                ]
            ),
        ),
        (
            "my_pool gives all squares that overlap. Pooling moves by 2, so each number lies in "
            "one square."
        ),
    ),
    (
        write_pool,
        (each_square(np.max, step=1),),
        (
            "my_pool moves by 1 from square to square. The square for row i and column j begins "
            "at row 2 * i and column 2 * j."
        ),
    ),
    (
        write_pool,
        (lambda A: A.reshape(A.shape[0] // 2, A.shape[1] // 2, 4).max(axis=2),),
        (
            "my_pool takes four numbers that follow each other in a row. A square takes two from "
            "each of two rows."
        ),
    ),
    (
        write_pool,
        (lambda A: A.reshape(-1, 4).max(axis=1),),
        (
            "my_pool takes four numbers that follow each other, and gives a row. A square takes "
            "two from each of two rows."
        ),
    ),
    (
        write_pool,
        (lambda A: np.maximum(A[:, ::2], A[:, 1::2]),),
        (
            "my_pool makes pairs side by side alone, so no row is gone. Pairs above each other "
            "are to become one, too."
        ),
    ),
    (
        write_pool,
        (lambda A: np.maximum(A[::2], A[1::2]),),
        (
            "my_pool makes pairs above each other alone, so no column is gone. Pairs side by side"
            " are to become one, too."
        ),
    ),
    (
        write_pool,
        (lambda A: largest(A).T,),
        "my_pool has rows and columns exchanged. What was above stays above.",
    ),
    (
        write_pool,
        (lambda A: largest(A).ravel(),),
        (
            "my_pool gives one row. The result is a map again, with half as many rows and half as"
            " many columns."
        ),
    ),
    (
        write_pool,
        (lambda A: A.max(),),
        (
            "my_pool gives the largest number of the whole map. Each square of 2 by 2 has one of "
            "its own."
        ),
    ),
    (
        write_pool,
        (lambda A: A,),
        "my_pool gives the map back as it came.",
    ),
    (
        write_pool,
        (lambda A: np.repeat(np.repeat(largest(A), 2, axis=0), 2, axis=1),),
        (
            "my_pool writes the largest number into all four places. One number is to be left of "
            "a square."
        ),
    ),
    (
        write_pool,
        (lambda A: returns_inside(A, inner=True),),
        (
            "my_pool stops after the first square. Does return stand inside both loops? Move it "
            "to the left, under the first for."
        ),
    ),
    (
        write_pool,
        (lambda A: returns_inside(A, inner=False),),
        (
            "my_pool stops after the first row of squares. Does return stand inside a loop? Move "
            "it to the left, under the first for."
        ),
    ),
    (
        write_pool,
        (lambda A: made_anew(A, inner=True),),
        (
            "my_pool keeps the last square alone. Is the result made anew inside a loop? Make it "
            "once, above both."
        ),
    ),
    (
        write_pool,
        (lambda A: made_anew(A, inner=False),),
        (
            "my_pool keeps the last row of squares alone. Is the result made anew inside a loop? "
            "Make it once, above both."
        ),
    ),
    (
        write_pool,
        (lambda A: np.zeros((len(A) // 2, len(A[0]) // 2)),),
        (
            "my_pool leaves the result as it was made, full of 0. Each place gets its number by a"
            " single =."
        ),
    ),
    (
        write_pool,
        (along_the_diagonal,),
        (
            "my_pool fills the places on the diagonal alone, as zip does with two ranges. Put one"
            " loop inside the other."
        ),
    ),
    (
        write_pool,
        (lambda A: A.reshape(2, A.shape[0] // 2, 2, A.shape[1] // 2).max(axis=(0, 2)),),
        (
            "my_pool compares rows and columns that are half a map apart. In reshape each 2 comes"
            " behind the number of squares, not in front of it."
        ),
    ),
    (
        write_pool,
        (by_reshape(1),),
        (
            "my_pool takes the largest with axis=1. After the reshape a square lies along the "
            "axes 1 and 3."
        ),
    ),
    (
        write_pool,
        (by_reshape(3),),
        (
            "my_pool takes the largest with axis=3. After the reshape a square lies along the "
            "axes 1 and 3."
        ),
    ),
    (
        write_pool,
        (by_reshape((0, 1)),),
        (
            "my_pool takes the largest with axis=(0, 1). After the reshape a square lies along "
            "the axes 1 and 3."
        ),
    ),
    (
        write_pool,
        (by_reshape((0, 2)),),
        (
            "my_pool takes the largest with axis=(0, 2). After the reshape a square lies along "
            "the axes 1 and 3."
        ),
    ),
    (
        write_pool,
        (by_reshape((2, 3)),),
        (
            "my_pool takes the largest with axis=(2, 3). After the reshape a square lies along "
            "the axes 1 and 3."
        ),
    ),
    (
        write_pool,
        (by_reshape((1, 2)),),
        (
            "my_pool takes the largest with axis=(1, 2). After the reshape a square lies along "
            "the axes 1 and 3."
        ),
    ),
    (
        write_pool,
        (counts_rows_alone,),
        (
            "my_pool is right for square maps, and not for all others. Take the number of rows "
            "from A.shape[0] and that of columns from A.shape[1]."
        ),
    ),
    (
        write_pool,
        (goes_to_the_edge,),
        (
            "my_pool is right for square maps, and not for all others. Take the number of rows "
            "from A.shape[0] and that of columns from A.shape[1]."
        ),
    ),
    (
        write_pool,
        (lambda A: largest(A[: A.shape[1]]),),
        (
            "my_pool is right for square maps, and not for all others. Take the number of rows "
            "from A.shape[0] and that of columns from A.shape[1]."
        ),
    ),
    (
        write_pool,
        (lambda A: largest(A[:, : A.shape[0]]),),
        (
            "my_pool is right for square maps, and not for all others. Take the number of rows "
            "from A.shape[0] and that of columns from A.shape[1]."
        ),
    ),
    (
        write_pool,
        (lambda A: A.reshape(3, 2, 3, 2).max(axis=(1, 3)),),
        (
            "my_pool is right for a map of 6 by 6, and not for all others. Take the numbers of "
            "rows and columns from A.shape."
        ),
    ),
    (
        write_pool,
        (changes_the_map,),
        (
            "my_pool changes what is handed in to it: whoever calls it finds other numbers in "
            "place of their own. Work with names of your own inside."
        ),
    ),
    (
        write_pool,
        (lambda A: None,),
        (
            "my_pool([[1.0, 3.0, -2.0, -5.0], [0.0, 2.0, -4.0, -1.5]]) gives None. A result is "
            "handed back by a line that begins with return; print only shows it."
        ),
    ),
    (
        write_pool,
        (lambda A: largest(A) + 0.5,),
        (
            "my_pool([[1.0, 3.0, -2.0, -5.0], [0.0, 2.0, -4.0, -1.5]]) gives a table with 3.5 in "
            "row 0 and column 0, both counted from 0; 3 should stand there."
        ),
    ),
    (
        write_pool,
        (lambda A: largest(A)[np.newaxis],),
        (
            "my_pool([[1.0, 3.0, -2.0, -5.0], [0.0, 2.0, -4.0, -1.5]]) was an array of shape (1, "
            "1, 2); expected an array of shape (1, 2)."
        ),
    ),
    (
        write_pool,
        (lambda A: max(A[:2, :2]),),
        (
            "my_pool([[1.0, 3.0, -2.0, -5.0], [0.0, 2.0, -4.0, -1.5]]) stopped, because if and "
            "max() ask one question, and an array has an answer for each of its numbers. "
            "np.where(z > 0, …, …) chooses for each, and z.max() is the largest."
        ),
    ),
    (
        write_pool,
        (lambda A: A[9:].max(),),
        (
            "my_pool([[1.0, 3.0, -2.0, -5.0], [0.0, 2.0, -4.0, -1.5]]) stopped, because it looks "
            "for the largest or the smallest of no numbers at all. Does a slice begin beyond the "
            "last row or column?"
        ),
    ),
    (
        write_pool,
        (lambda A: A.reshape(3, 3),),
        (
            "my_pool([[1.0, 3.0, -2.0, -5.0], [0.0, 2.0, -4.0, -1.5]]) stopped at a reshape: "
            "cannot reshape array of size 8 into shape (3,3). A shape holds as many numbers as "
            "its own numbers give, multiplied."
        ),
    ),
    (
        write_pool,
        (X,),
        (
            "my_pool should be a function, and it is an array of shape (3, 3). A function begins "
            "with def, and is handed over by its name, without brackets."
        ),
    ),
    (
        diagonal,
        (np.eye(3),),
        (
            "No weight is below 0, so ink speaks for a stroke wherever it lies. Above 0, and not "
            "wanted: all other windows with ink. Let ink beside the diagonal speak against it."
        ),
    ),
    (
        diagonal,
        ([[0, 0, 0], [0, 0, 0], [0, 0, 0]],),
        "All nine weights are 0, so each sum is 0.",
    ),
    (
        diagonal,
        (np.ones((3, 3)),),
        (
            "No weight is below 0, so ink speaks for a stroke wherever it lies. Above 0, and not "
            "wanted: all other windows with ink. Let ink beside the diagonal speak against it."
        ),
    ),
    (
        diagonal,
        (-np.eye(3),),
        "No weight is above 0, so no sum is. Let ink on the diagonal speak for it.",
    ),
    (
        diagonal,
        (SLANT[:, ::-1],),
        (
            "It finds ╱ and not ╲. Exchange left and right in each row: ╲ begins in row 0 and "
            "column 0, and ends in row 2 and column 2."
        ),
    ),
    (
        diagonal,
        (-SLANT,),
        (
            "Each weight has the wrong sign: the sum for ╲ is -6, and with all signs exchanged "
            "only ╲ would be above 0."
        ),
    ),
    (
        diagonal,
        ([[1, 0, -1], [0, 1, 0], [-1, 0, 1]],),
        (
            "Not only ╲ has a sum above 0, but also ─ in row 1 (1), │ in column 1 (1), all ink "
            "(1). Make a weight smaller that such a window uses and ╲ does not."
        ),
    ),
    (
        diagonal,
        ([[1, -2, -2], [-2, 1, -2], [-2, -2, -9]],),
        (
            "The sum for ╲ is -7, and it should be at least 1. It is the sum of the three weights"
            " on the diagonal; make these larger."
        ),
    ),
    (
        diagonal,
        (SLANT / 10,),
        (
            "Only ╲ has a sum above 0, and it is 0.6. It should be at least 1: multiply all nine "
            "weights by the same number."
        ),
    ),
    (
        diagonal,
        (SLANT.ravel(),),
        (
            "my_kernel holds nine numbers in one row. A kernel has three rows of three: [[…, …, "
            "…], […, …, …], […, …, …]]."
        ),
    ),
    (
        diagonal,
        ([[2, -1, -1], [-1, 2, -1], [-1, -1]],),
        (
            "The rows of my_kernel have 3, 3, 2 numbers, and each should have 3. Is a comma "
            "missing, or one too many?"
        ),
    ),
    (
        diagonal,
        ([[2, -1], [-1, 2]],),
        "my_kernel was an array of shape (2, 2); expected an array of shape (3, 3).",
    ),
    (
        diagonal,
        ([[3, -1, -1], [-1, 2, -1], [-1, -1, 2]],),
        (
            "Not only ╲ has a sum above 0, but also ─ in row 0 (1), │ in column 0 (1), all ink "
            "(1). Make a weight smaller that such a window uses and ╲ does not."
        ),
    ),
    (
        diagonal,
        ([[2, -1, -1], [-1, 2, -1], [-1, 0, 2]],),
        (
            "Not only ╲ has a sum above 0, but also │ in column 1 (1), ─ in row 2 (1), all ink "
            "(1). Make a weight smaller that such a window uses and ╲ does not."
        ),
    ),
    (
        diagonal,
        ([[2, -1, 0], [-1, 2, -1], [-1, -1, 2]],),
        (
            "Not only ╲ has a sum above 0, but also ─ in row 0 (1), │ in column 2 (1), ╱ (1), all"
            " ink (1). Make a weight smaller that such a window uses and ╲ does not."
        ),
    ),
    (
        diagonal,
        ([[-1, -1, -1], [2, 2, 2], [-1, -1, -1]],),
        (
            "The sum for ╲ is 0, and it should be at least 1. What it finds instead: ─ in row 1 "
            "(6). For ╲ count the three weights on the diagonal."
        ),
    ),
    (
        diagonal,
        ([[0, 1, 0], [0, 1, 0], [0, 1, -1]],),
        (
            "The sum for ╲ is 0, and it should be at least 1. What it finds instead: ─ in row 0 "
            "(1), ─ in row 1 (1), │ in column 1 (3), ╱ (1), all ink (2). For ╲ count the three "
            "weights on the diagonal."
        ),
    ),
    (
        diagonal,
        ("SLANT",),
        (
            "my_kernel has the word 'SLANT' in it, and numbers are wanted. For a label write 1, "
            "which stands for yes, or 0, for no; in the place of another word, a number."
        ),
    ),
]

RIGHT = [
    (
        sizes,
        ([24, 14, 3],),
        "The last one is pooling: a window of 2 by 2 that moves by 2, so it halves each side.",
    ),
    (
        sizes,
        ((24.0, 14.0, 3.0),),
        "The last one is pooling: a window of 2 by 2 that moves by 2, so it halves each side.",
    ),
    (
        sizes,
        (np.array([28, 32, 6]) - [4, 18, 3],),
        "The last one is pooling: a window of 2 by 2 that moves by 2, so it halves each side.",
    ),
    (
        one_window,
        (2, 2, 15),
        (
            "z is above 0, so ReLU lets it pass, and blame on its way back. A weight is the same "
            "in all windows, so it gets such a slope from each of them, and they add up."
        ),
    ),
    (
        one_window,
        ((X * K).sum() + 8, max(0, (X * K).sum() + 8), 3 * X[0, 2]),
        (
            "z is above 0, so ReLU lets it pass, and blame on its way back. A weight is the same "
            "in all windows, so it gets such a slope from each of them, and they add up."
        ),
    ),
    (
        one_window,
        (np.array([[2.0]]), [2], 15.0),
        (
            "z is above 0, so ReLU lets it pass, and blame on its way back. A weight is the same "
            "in all windows, so it gets such a slope from each of them, and they add up."
        ),
    ),
    (
        write_pool,
        (largest,),
        ("Three of four numbers are gone, and where in its square the largest stood is forgotten."),
    ),
    (
        write_pool,
        (lambda A: largest(A).tolist(),),
        ("Three of four numbers are gone, and where in its square the largest stood is forgotten."),
    ),
    (
        write_pool,
        (by_reshape((1, 3)),),
        ("Three of four numbers are gone, and where in its square the largest stood is forgotten."),
    ),
    (
        write_pool,
        (
            lambda A: np.maximum(
                np.maximum(A[::2, ::2], A[::2, 1::2]), np.maximum(A[1::2, ::2], A[1::2, 1::2])
            ),
        ),
        ("Three of four numbers are gone, and where in its square the largest stood is forgotten."),
    ),
    (
        write_pool,
        (lambda A: np.lib.stride_tricks.sliding_window_view(A, (2, 2))[::2, ::2].max(axis=(2, 3)),),
        ("Three of four numbers are gone, and where in its square the largest stood is forgotten."),
    ),
    (
        diagonal,
        (SLANT,),
        (
            "╲ has the sum 6 and the largest of the others is 0, so of these windows "
            "ReLU lets only ╲ pass."
        ),
    ),
    (
        diagonal,
        (SLANT / 3,),
        (
            "╲ has the sum 2 and the largest of the others is 0, so of these windows "
            "ReLU lets only ╲ pass."
        ),
    ),
    (
        diagonal,
        ([[1, -1, -1], [-1, 2, -1], [-1, -1, 1]],),
        (
            "╲ has the sum 4 and the largest of the others is 0, so of these windows "
            "ReLU lets only ╲ pass."
        ),
    ),
    (
        diagonal,
        (np.eye(3) - 1 / 3,),
        (
            "╲ has the sum 2 and the largest of the others is 0, so of these windows "
            "ReLU lets only ╲ pass."
        ),
    ),
    (
        diagonal,
        ((np.diag([0.3, 0.6, 0.1]) - (1 - np.eye(3))),),
        (
            "╲ has the sum 1 and the largest of the others is -1.4, so of these windows "
            "ReLU lets only ╲ pass."
        ),
    ),
    (
        diagonal,
        ((np.eye(3) - 0.4).tolist(),),
        (
            "╲ has the sum 1.8 and the largest of the others is -0.2, so of these windows "
            "ReLU lets only ╲ pass."
        ),
    ),
    (
        diagonal,
        ([[SLANT]],),
        (
            "╲ has the sum 6 and the largest of the others is 0, so of these windows "
            "ReLU lets only ╲ pass."
        ),
    ),
    (
        diagonal,
        ([[5, -9, -9], [-9, -1, -9], [-9, -9, 5]],),
        (
            "╲ has the sum 9 and the largest of the others is -13, so of these windows "
            "ReLU lets only ╲ pass."
        ),
    ),
]
