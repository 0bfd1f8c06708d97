"""Kernels are nine weights and a bias by name: some that people made up, and eight that learned.

The weights stand line by line, as the pixels of a window do. Those of an edge are above 0 where
there is more ink below it, or to its right. `blur` is a mean in which the middle counts twice, so
its weights add up to 1; `sharpen` adds to a pixel by how much it differs from its four neighbours.
"""

# The first layer of `Convolution([64, 8, 10])`, drawn and trained by the generator of
# `splits.parts(0)` as `splits.taught` does, at rate 0.2, and then rounded: with these numbers it
# reads as many of the 397 test digits, 388. What a training ends with hangs on the last digit of
# sums, so they are stored.
LEARNED = (
    ((1.2, 0.2, -1.4, 0.6, 2.1, -1.5, -1.0, 1.5, 1.3), -1.2),
    ((0.6, -0.6, -0.5, 0.9, 0.0, 0.4, 0.1, -1.2, 0.3), 0.0),
    ((-0.3, 0.5, 1.0, 0.2, 0.8, 0.8, 0.9, -0.1, -0.5), -0.7),
    ((1.6, 0.3, 0.9, 1.3, 1.0, 0.4, 0.5, -1.3, -1.1), -0.7),
    ((-0.4, 1.1, 0.6, -1.5, 1.9, 0.6, 0.3, 0.9, 0.5), -0.7),
    ((0.2, -1.9, -1.0, -0.3, 0.2, 0.1, 0.6, 2.0, 1.3), 0.0),
    ((2.0, 2.6, 1.5, -0.5, -1.9, 0.1, -0.6, -2.1, -0.6), 0.1),
    ((0.7, -0.9, -0.2, 0.6, -1.0, -0.5, 0.7, -0.7, 1.8), 0.0),
)
NAMED = {
    "horizontal": ((-1, -1, -1, 0, 0, 0, 1, 1, 1), 0),
    "vertical": ((-1, 0, 1, -1, 0, 1, -1, 0, 1), 0),
    "rising": ((-1, -1, 0, -1, 0, 1, 0, 1, 1), 0),
    "falling": ((0, -1, -1, 1, 0, -1, 1, 1, 0), 0),
    "blur": ((0.1, 0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1), 0),
    "sharpen": ((0, -1, 0, -1, 5, -1, 0, -1, 0), 0),
    **{f"learned{k}": kernel for k, kernel in enumerate(LEARNED, 1)},
}
