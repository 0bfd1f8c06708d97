"""Checks of notebook 11: places of a window, one window by hand, pooling, a kernel that slants."""

from contextlib import suppress

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers import convolution, inputs
from helpers.activations import sigmoid
from helpers.exercises.verdict import EXACT, check, flat, function, not_quite, numbers, read
from helpers.words import _, joined

ASKED = ((28, 5, 0, 1), (28, 5, 2, 2), (6, 2, 0, 2))  # length, window, padding, stride
PIXELS = np.array([[6.0, 4, 5], [7, 0, 7], [4, 5, 7]])
WEIGHTS = np.array([[0.0, -2, -3], [-1, 2, 3], [-3, 3, 0]])
BIAS, BLAME = 8, 3
SMALL_MAP = np.array([[1, 3, -2, -5], [0, 2, -4, -1.5]])
LEAST = 1  # what the sum of the right stroke should be at least


@check
def sizes(places):
    """At how many places along a side a window fits: (n + 2p - w) // s + 1."""
    n, w, p, s = np.transpose(ASKED)
    right = np.array([convolution.length_after(*case) for case in ASKED])
    came = flat(places, len(right))
    mistakes = {
        _("{name} = {value} counts the steps. The window stands at a place before its first step, "
          "so there is 1 more."): right - 1,
        _("{name} = {value} takes the padding once. It lies at both ends of a side, so it counts "
          "twice."): (n + p - w) // s + 1,
        _("{name} = {value} leaves the padding out. It makes a side longer, at both "
          "ends."): (n - w) // s + 1,
        _("{name} = {value} adds the 1 before it divides. Divide first, round down, and then add "
          "it."): (n + 2 * p - w + 1) // s,
        _("{name} = {value} rounds up. A step that would lead over the edge is not taken, so round "
          "down."): -((w - n - 2 * p) // s) + 1,
        _("{name} = {value} does not round. Half a step leads to no place, so round "
          "down."): (n + 2 * p - w) / s + 1,
        _("{name} = {value} adds the 1 before it divides, and does not round."): (
            (n + 2 * p - w + 1) / s),
        _("{name} = {value} forgets the stride: with 2 the window stops at every second place "
          "alone."): n + 2 * p - w + 1,
        _("{name} = {value} divides the window alone. Put the length that is left in round "
          "brackets, and then divide."): n + 2 * p - w // s + 1,
        _("{name} = {value} counts all places of the picture. Asked is how many there are along "
          "one side."): right**2,
        _("{name} = {value} multiplies by the stride. Longer steps lead to fewer places, so "
          "divide."): (n + 2 * p - w) * s + 1,
        _("{name} = {value} leaves the window out. Its far end must still be on the picture, so "
          "take its length away first."): (n + 2 * p) // s,
        _("{name} = {value} leaves window and padding out. Take the length of the window away, and "
          "add the padding twice."): n // s,
        _("{name} = {value} lays windows side by side. From one place to the next it is a stride, "
          "and windows may overlap."): (n + 2 * p) // w,
        _("{name} = {value} are the right numbers in another order. They belong to the three "
          "pictures in the order of the table."): np.sort(right)[came.argsort().argsort()],
    }  # fmt: skip
    # A mistake that explains all three comes first, then one that was made now and then.
    likely = sorted(mistakes.items(), key=lambda mistake: not np.array_equal(mistake[1], came))
    found = {
        sentence: {"places": np.where(came == right, right, wrong)} for sentence, wrong in likely
    }
    numbers({"places": places}, right={"places": right}, mistakes=found)
    return _("The last one is pooling: a window of 2 by 2 that moves by 2, so it halves each side.")


@check
def one_window(z, a, slope):
    """The sum of nine products and the bias, its ReLU, and the slope at the third weight."""
    products = PIXELS * WEIGHTS
    right_z = products.sum() + BIAS
    pixel, weight = PIXELS[0, 2], WEIGHTS[0, 2]
    numbers(
        {"z": z, "a": a, "slope": slope},
        right={"z": right_z, "a": max(right_z, 0.0), "slope": BLAME * pixel},
        mistakes={
            _("{name} holds the nine products. Add them up, and then add the "
              "bias."): {"z": products},
            _("{name} holds nine products with the bias added to each. Add the products up first, "
              "and then add the bias once."): {"z": products + BIAS},
            _("{name} holds the nine numbers of a matrix product. Here each pixel is multiplied by "
              "the weight at its own place, with * and not with @."): {
                "z": PIXELS @ WEIGHTS + BIAS},
            _("{name} = {value} is the sum of the nine products. Now add the "
              "bias."): {"z": products.sum()},
            _("{name} = {value} takes the bias away. It is added, and it is "
              "8."): {"z": products.sum() - BIAS},
            _("{name} = {value} adds the bias nine times. It is added once, to the sum of the nine "
              "products."): {"z": products.sum() + 9 * BIAS},
            _("{name} = {value} multiplies by the bias. The bias is "
              "added."): {"z": products.sum() * BIAS},
            _("{name} = {value} comes out when the kernel is turned upside down and left to right. "
              "Each weight belongs to the pixel at its own place."): _sum_with(
                WEIGHTS[::-1, ::-1]),
            _("{name} = {value} comes out when the rows of the kernel are taken for its columns. "
              "Each weight belongs to the pixel at its own place."): _sum_with(WEIGHTS.T),
            _("{name} = {value} comes out when left and right of the kernel change places. Each "
              "weight belongs to the pixel at its own place."): _sum_with(WEIGHTS[:, ::-1]),
            _("{name} = {value} comes out when the upper and the lower row of the kernel change "
              "places. Each weight belongs to the pixel at its own place."): _sum_with(
                WEIGHTS[::-1]),
            _("{name} = {value} takes the mean of the nine products. Take their "
              "sum."): {"z": products.mean() + BIAS},
            _("{name} = {value} is divided by nine. A window adds up, and takes no "
              "mean."): {"z": right_z / 9},
            _("{name} = {value} loses the minus signs of the weights."): _sum_with(abs(WEIGHTS)),
            _("{name} = {value} leaves out the products below 0. ReLU comes once, after the "
              "sum."): {"z": np.maximum(products, 0).sum() + BIAS},
            _("{name} = {value} multiplies the sum of all pixels by the sum of all weights. Each "
              "pixel has a weight of its own."): {"z": PIXELS.sum() * WEIGHTS.sum() + BIAS},
            _("{name} = {value} adds each weight to its pixel. A weight multiplies its "
              "pixel."): {"z": (PIXELS + WEIGHTS).sum() + BIAS},
            _("{name} = {value} is the sum of the pixels and the bias. First multiply each pixel "
              "by its weight."): {"z": PIXELS.sum() + BIAS},
            _("{name} = {value} is the sum of the pixels. First multiply each by its weight, and "
              "then add the bias."): {"z": PIXELS.sum()},
            _("{name} = {value} adds up the nine numbers of a matrix product. Here each pixel is "
              "multiplied by the weight at its own place, with * and not with @."): {
                "z": (PIXELS @ WEIGHTS).sum() + BIAS},
            _("{name} = {value} is ReLU of the products' sum, without the bias. The bias comes "
              "first, and ReLU after it."): {"z": 0.0},
            _("{name} = {value} is what is left when ReLU comes before the bias. The bias is added "
              "to the sum of the products, and ReLU comes after it."): {"z": BIAS, "a": BIAS},
            **_slips(products, right_z),
            _("{name} = {value} is what ReLU makes of a sum below 0. This sum is above 0 and "
              "passes as it is."): {"a": 0.0},
            _("{name} = {value} is the sum without the bias. ReLU gets the whole sum, and what it "
              "gives is not below 0."): {"a": products.sum()},
            _("{name} = {value} is the slope of ReLU. Its value is the sum itself where that is "
              "above 0."): {"a": 1.0},
            _("{name} = {value} is a sigmoid. Here the activation is "
              "ReLU."): {"a": sigmoid(right_z)},
            _("{name} = {value} is a tanh. Here the activation is ReLU."): {"a": np.tanh(right_z)},
            _("{name} holds the slopes at all nine weights. Asked is the one in the upper right "
              "corner."): {"slope": BLAME * PIXELS},
            _("{name} = {value} takes the weight. The slope at a weight is dL/dz times the pixel "
              "that it multiplies."): {"slope": BLAME * weight},
            _("{name} = {value} is the pixel. It is still to be multiplied by dL/dz, which is "
              "3."): {"slope": pixel},
            _("{name} = {value} is dL/dz, which is the slope at the bias. At a weight it is "
              "multiplied by the pixel."): {"slope": BLAME},
            _("{name} = {value} takes pixel and weight. Along the weight the product changes by "
              "the pixel alone."): {"slope": BLAME * pixel * weight},
            _("{name} = {value} is the product of the pixel and its weight. The slope is dL/dz "
              "times the pixel."): {"slope": pixel * weight},
            _("{name} = {value} would be the slope if the sum were below 0. It is above 0, so "
              "blame comes through."): {"slope": 0.0},
            **_of_other_pixels(pixel),
            _("{name} = {value} is divided by nine. The weight meets one pixel, and there is no "
              "mean."): {"slope": BLAME * pixel / 9},
            _("{name} = {value} takes all nine pixels. This weight meets one of "
              "them."): {"slope": BLAME * PIXELS.sum()},
            _("{name} = {value} adds dL/dz to the pixel. Multiply them."): {"slope": BLAME + pixel},
            _("{name} = {value} has the sum z as a factor. dL/dz holds all that comes behind the "
              "sum; what is left is the pixel."): {"slope": BLAME * pixel * right_z},
            _("{name} = {value} is the weight after a step with rate 1. Asked is the slope "
              "alone."): {"slope": weight - BLAME * pixel},
        },
    )  # fmt: skip
    return _("z is above 0, so ReLU lets it pass, and blame on its way back. A weight is the same "
             "in all windows, so it gets such a slope from each of them, and they add "
             "up.")  # fmt: skip


def _sum_with(weights):
    """Return the mistake of a sum with other weights."""
    return {"z": (PIXELS * weights).sum() + BIAS}


def _slips(products, right_z):
    """Return the mistakes of one product with a wrong sign, and of one that is left out."""
    wrong_sign = _("{name} = {value} comes out when {pixel} times {weight} has the wrong sign.")
    left_out = _("{name} = {value} comes out when {pixel} times {weight} is left out.")
    found = {}
    for pixel, weight, product in zip(PIXELS.flat, WEIGHTS.flat, products.flat, strict=True):
        for sentence, times in ((wrong_sign, 2), (left_out, 1)):
            said = sentence.replace("{pixel}", f"{pixel:g}").replace("{weight}", f"{weight:g}")
            found[said] = {"z": right_z - times * product}
    return found


def _of_other_pixels(pixel):
    """Return the mistakes of a slope that belongs to another pixel."""
    sentence = _("{name} = {value} takes the pixel {pixel}. The weight in the upper right corner "
                 "meets the pixel in the upper right corner.")  # fmt: skip
    return {
        sentence.replace("{pixel}", f"{other:g}"): {"slope": BLAME * other}
        for other in np.setdiff1d(PIXELS, pixel)
    }


@check
def write_pool(pool):
    """The largest number of each square of 2 by 2."""
    rng = np.random.default_rng(4)
    maps = [rng.integers(-9, 7, shape) / 2 for shape in [(4, 4), (6, 6), (6, 2)]]
    function(
        "my_pool",
        pool,
        right=_pooled,
        probes=[(SMALL_MAP,), *((A,) for A in maps)],
        mistakes={
            _("{name} takes the mean of each square. Take the largest number."): lambda A: (
                _squares(A).mean(axis=-1)),
            _("{name} adds up each square. Take the largest number."): lambda A: (
                _squares(A).sum(axis=-1)),
            _("{name} takes the smallest number of each square. Take the "
              "largest."): lambda A: _squares(A).min(axis=-1),
            _("{name} takes the first number of each square, as A[::2, ::2] does, or a slice that "
              "is one row long. Look at all four."): lambda A: A[::2, ::2],
            _("{name} takes the last number of each square. Look at all "
              "four."): lambda A: A[1::2, 1::2],
            _("{name} looks at the upper row of each square alone. Look at all "
              "four numbers."): lambda A: _squares(A)[..., :2].max(axis=-1),
            _("{name} looks at the lower row of each square alone. Look at all "
              "four numbers."): lambda A: _squares(A)[..., 2:].max(axis=-1),
            _("{name} looks at the left column of each square alone. Look at all "
              "four numbers."): lambda A: _squares(A)[..., ::2].max(axis=-1),
            _("{name} looks at two corners of each square. Look at all four "
              "numbers."): lambda A: _squares(A)[..., ::3].max(axis=-1),
            _("{name} begins at 0, so a square of numbers below 0 gets 0. Begin with one of the "
              "four numbers, or leave it to max."): lambda A: np.maximum(_pooled(A), 0),
            _("{name} takes the number that is farthest from 0. Take the largest, and -9 is below "
              "1."): lambda A: np.take_along_axis(
                _squares(A), abs(_squares(A)).argmax(axis=-1)[..., np.newaxis], -1)[..., 0],
            _("{name} leaves out the signs. Take the largest number, and -9 is below "
              "1."): lambda A: abs(_squares(A)).max(axis=-1),
            _("{name} tells where in its square the largest number stands. Give the number "
              "itself."): lambda A: _squares(A).argmax(axis=-1),
            _("{name} cuts off decimals. np.zeros with dtype=int holds whole numbers alone; leave "
              "dtype out."): lambda A: np.trunc(_pooled(A)),
            _("{name} gives all squares that overlap. Pooling moves by 2, so each number lies in "
              "one square."): lambda A: sliding_window_view(A, (2, 2)).max(axis=(2, 3)),
            _("{name} moves by 1 from square to square. The square for row i and column j begins "
              "at row 2 * i and column 2 * j."): lambda A: (
                sliding_window_view(A, (2, 2)).max(axis=(2, 3))[: len(A) // 2, : A.shape[1] // 2]),
            _("{name} takes four numbers that follow each other in a row. A square takes two from "
              "each of two rows."): lambda A: A.reshape(len(A) // 2, -1, 4).max(axis=-1),
            _("{name} takes four numbers that follow each other, and gives a row. A square takes "
              "two from each of two rows."): lambda A: A.reshape(-1, 4).max(axis=-1),
            _("{name} makes pairs side by side alone, so no row is gone. Pairs above each other "
              "are to become one, too."): lambda A: A.reshape(len(A), -1, 2).max(axis=-1),
            _("{name} makes pairs above each other alone, so no column is gone. Pairs side by side "
              "are to become one, too."): lambda A: np.maximum(A[::2], A[1::2]),
            _("{name} has rows and columns exchanged. What was above stays "
              "above."): lambda A: _pooled(A).T,
            _("{name} gives one row. The result is a map again, with half as many rows and half as "
              "many columns."): lambda A: _pooled(A).ravel(),
            _("{name} gives the largest number of the whole map. Each square of 2 by 2 has one of "
              "its own."): lambda A: A.max(),
            _("{name} gives the map back as it came."): lambda A: A,
            _("{name} writes the largest number into all four places. One number is to be left of "
              "a square."): lambda A: np.kron(_pooled(A), np.ones((2, 2))),
            _("{name} stops after the first square. Does return stand inside both loops? Move it "
              "to the left, under the first for."): lambda A: _part(A, np.s_[:1, :1]),
            _("{name} stops after the first row of squares. Does return stand inside a loop? Move "
              "it to the left, under the first for."): lambda A: _part(A, np.s_[:1]),
            _("{name} keeps the last square alone. Is the result made anew inside a loop? Make it "
              "once, above both."): lambda A: _part(A, np.s_[-1:, -1:]),
            _("{name} keeps the last row of squares alone. Is the result made anew inside a loop? "
              "Make it once, above both."): lambda A: _part(A, np.s_[-1:]),
            _("{name} fills the places on the diagonal alone, as zip does with two ranges. Put one "
              "loop inside the other."): lambda A: _pooled(A) * np.eye(*_pooled(A).shape),
            _("{name} leaves the result as it was made, full of 0. Each place gets its number "
              "by a single =."): lambda A: _part(A, np.s_[:0]),
            _("{name} compares rows and columns that are half a map apart. In reshape each 2 "
              "comes behind the number of squares, not in front of it."): lambda A: A.reshape(
                2, len(A) // 2, 2, -1).max(axis=(0, 2)),
            **_along_other_axes(),
            _("{name} is right for square maps, and not for all others. Take the number of rows "
              "from A.shape[0] and that of columns from A.shape[1]."): lambda A: (
                _pooled(A) if len(A) == A.shape[1] else pool(A)),
            _("{name} is right for a map of 6 by 6, and not for all others. Take the numbers of "
              "rows and columns from A.shape."): lambda A: (
                _pooled(A) if A.shape == (6, 6) else pool(A)),
        },
    )  # fmt: skip
    return _("Three of four numbers are gone, and where in its square the largest stood is "
             "forgotten.")  # fmt: skip


def _squares(A):
    """Return a map, shape (2 lines, 2 places), square by square, shape (lines, places, 4)."""
    return np.stack([A[i::2, j::2] for i in (0, 1) for j in (0, 1)], axis=-1)


def _pooled(A):
    """Return the largest number of each square, as the lesson's `pool` finds it."""
    return convolution.pool(A[..., np.newaxis])[..., 0]


def _part(A, kept):
    """Return the largest number of each square that is kept, and 0 for the others."""
    found = np.zeros_like(_pooled(A))
    found[kept] = _pooled(A)[kept]
    return found


def _along_other_axes():
    """Return the mistakes of the largest along axes of (lines, 2, places, 2) that are not 1, 3."""
    sentence = _("{name} takes the largest with axis={axes}. After the reshape a square lies along "
                 "the axes 1 and 3.")  # fmt: skip

    def along(axes):
        return lambda A: A.reshape(len(A) // 2, 2, -1, 2).max(axis=axes)

    others = [1, 3, *((i, j) for i in range(4) for j in range(i + 1, 4) if (i, j) != (1, 3))]
    return {sentence.replace("{axes}", str(axes)): along(axes) for axes in others}


@check
@np.errstate(all="ignore")
def diagonal(kernel):
    """Nine weights that give ╲ a sum of at least 1, and no other stroke one above 0."""
    _refuse_rows(kernel)
    kernel = read("my_kernel", kernel, (3, 3))
    stroke, others = np.sum(kernel * np.eye(3)), _sums(kernel)
    if _finds(kernel) and stroke < LEAST - EXACT:
        not_quite(_("Only ╲ has a sum above 0, and it is {sum}. It should be at least 1: multiply "
                    "all nine weights by the same number."), sum=_told(stroke))  # fmt: skip
    if _finds(kernel):
        return _("╲ has the sum {sum} and the largest of the others is {most}, so of these windows "
                 "ReLU lets only ╲ pass."
                 ).format(sum=_told(stroke), most=_told(max(others.values())))  # fmt: skip
    with_sum = _("{name} ({sum})")
    also = [with_sum.format(name=n, sum=_told(z)) for n, z in others.items() if z > EXACT]
    found = joined(also) if len(also) < len(others) else _("all other windows with ink")
    if not kernel.any():
        not_quite(_("All nine weights are 0, so each sum is 0."))
    if kernel.min() >= 0:
        not_quite(_("No weight is below 0, so ink speaks for a stroke wherever it lies. Above 0, "
                    "and not wanted: {found}. Let ink beside the diagonal speak against it."),
                  found=found)  # fmt: skip
    if kernel.max() <= 0:
        not_quite(_("No weight is above 0, so no sum is. Let ink on the diagonal speak for it."))
    if _finds(kernel[:, ::-1]):
        not_quite(_("It finds ╱ and not ╲. Exchange left and right in each row: ╲ begins in row 0 "
                    "and column 0, and ends in row 2 and column 2."))
    if _finds(-kernel):
        not_quite(_("Each weight has the wrong sign: the sum for ╲ is {sum}, and with all signs "
                    "exchanged only ╲ would be above 0."), sum=_told(stroke))  # fmt: skip
    if stroke < LEAST - EXACT and found:
        not_quite(_("The sum for ╲ is {sum}, and it should be at least 1. What it finds instead: "
                    "{found}. For ╲ count the three weights on the diagonal."),
                  sum=_told(stroke), found=found)  # fmt: skip
    if stroke < LEAST - EXACT:
        not_quite(_("The sum for ╲ is {sum}, and it should be at least 1. It is the sum of the "
                    "three weights on the diagonal; make these larger."),
                  sum=_told(stroke))  # fmt: skip
    not_quite(_("Not only ╲ has a sum above 0, but also {found}. Make a weight smaller that such a "
                "window uses and ╲ does not."), found=found)  # fmt: skip


def _refuse_rows(kernel):
    """End the check at nine numbers in one row, and at rows of unequal length."""
    with suppress(ValueError):
        if inputs.finite("", kernel).shape == (9,):
            not_quite(_("my_kernel holds nine numbers in one row. A kernel has three rows of "
                        "three: [[…, …, …], […, …, …], […, …, …]]."))
    lengths = [len(row) for row in kernel if isinstance(row, list)] if type(kernel) is list else []
    if len(set(lengths)) > 1:
        not_quite(_("The rows of my_kernel have {lengths} numbers, and each should have 3. Is a "
                    "comma missing, or one too many?"), lengths=joined(map(str, lengths)))


def _sums(kernel):
    """Return the sum of every window with ink that is not ╲, by its name."""
    found = {}
    for place in range(3):
        found[_("─ in row {place}").format(place=place)] = kernel[place].sum()
        found[_("│ in column {place}").format(place=place)] = kernel[:, place].sum()
    return found | {"╱": np.trace(kernel[:, ::-1]), _("all ink"): kernel.sum()}


def _finds(kernel):
    """Return whether the sum for ╲ is above 0, and no other one but for a last digit."""
    return np.trace(kernel) > EXACT >= max(_sums(kernel).values())


def _told(z):
    """Return a sum with four digits, and 0 where only last digits are left."""
    return f"{z if abs(z) > EXACT else 0:.4g}"
