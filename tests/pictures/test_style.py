"""The palette is far apart for every eye, and numbers are written one way everywhere.

How far apart two colours are is their CIEDE2000 distance, computed by the package coloraide.
"""

from itertools import combinations

import numpy as np
import pytest
from coloraide import Color
from matplotlib import colormaps
from matplotlib.colors import to_hex

from helpers import style

PALETTE = {
    "blue": style.BLUE,
    "orange": style.ORANGE,
    "purple": style.NEGATIVE,
    "teal": style.POSITIVE,
    "ink": style.INK,
    "white": style.PAPER,
}
PAIRS = [pytest.param(*pair, id="-".join(pair)) for pair in combinations(PALETTE, 2)]
SIGHTS = ["normal", "protan", "deutan", "tritan"]
READABLE, LARGE_OR_SHAPE = 4.5, 3  # the contrasts that the web's guidelines (WCAG, AA) ask for


def seen(color, sight):
    """Return a colour as somebody with this sight sees it: one of the three cones is missing."""
    color = Color(color)
    return color if sight == "normal" else color.filter(sight).clip("srgb")


def contrast(one, other):
    return Color(one).contrast(other)


def shades(colors, count=11):
    return [to_hex(color) for color in colors(np.linspace(0, 1, count))]


# ---------------------------------------------------------------- the palette


def test_the_palette_is_the_one_of_the_course():
    """The colours, by what they say, and the tints at both ends of the map of answers."""
    assert style.LABEL_COLORS == ("#007EF0", "#FF800E")
    assert style.LABEL_MARKERS == ("s", "o")
    assert (style.NEGATIVE, style.POSITIVE) == ("#612584", "#166B63")
    assert (style.INK, style.PAPER) == ("#222222", "#FFFFFF")
    assert shades(style.ANSWERS, 3)[::2] == ["#a6d2fa", "#ffd3ab"]
    assert style.SIZES == "cividis"


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_colours_are_15_apart_for_every_eye(one, other, sight):
    ours = [seen(PALETTE[name], sight) for name in (one, other)]
    assert ours[0].delta_e(ours[1], method="2000") >= 15


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_colours_are_10_apart_in_grey(one, other):
    ours = [Color(PALETTE[name]).filter("grayscale") for name in (one, other)]
    assert ours[0].delta_e(ours[1], method="2000") >= 10


def test_text_is_readable_on_white():
    """Purple has at least 7:1, teal 4.5:1, words far more; ticks are text as well."""
    assert contrast(style.NEGATIVE, style.PAPER) >= 7
    assert contrast(style.POSITIVE, style.PAPER) >= READABLE
    assert contrast(style.INK, style.PAPER) >= 12
    assert contrast(style.TICKS, style.PAPER) >= READABLE


@pytest.mark.parametrize("color", ["INK", "NEGATIVE", "POSITIVE"])
def test_text_is_readable_on_the_row_that_is_spoken_of(color):
    assert contrast(getattr(style, color), style.CHOSEN) >= READABLE


def test_words_are_readable_on_every_tint_of_an_answer():
    assert min(contrast(style.INK, tint) for tint in shades(style.ANSWERS)) >= 7


@pytest.mark.parametrize("name", ["HIDDEN", "SIGNED"])
def test_words_are_readable_on_every_shade_of_a_hidden_neuron(name):
    assert min(contrast(style.INK, shade) for shade in shades(getattr(style, name))) >= 7
    assert to_hex(style.HIDDEN(0.0)) == "#ffffff"


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("label", [0, 1])
def test_a_mark_stands_out_from_every_tint_that_it_may_stand_on(label, sight):
    """By its rim of ink, and by its own colour also from the tint of the same answer."""
    mark = style.LABEL_COLORS[label]
    assert contrast(mark, style.INK) >= LARGE_OR_SHAPE
    for tint in shades(style.ANSWERS):
        assert seen(mark, sight).delta_e(seen(tint, sight), method="2000") >= 15


@pytest.mark.parametrize("sight", SIGHTS)
def test_both_tints_differ_for_every_eye(sight):
    low, high = (seen(tint, sight) for tint in shades(style.ANSWERS, 2))
    white = Color(style.PAPER)
    assert low.delta_e(high, method="2000") >= 15
    assert min(low.delta_e(white, method="2000"), high.delta_e(white, method="2000")) >= 10


def test_an_answer_is_white_exactly_in_the_middle_and_deeper_towards_both_ends():
    levels = [Color(tint).delta_e("white", method="2000") for tint in shades(style.ANSWERS, 41)]
    assert to_hex(style.ANSWERS(0.5)) in ("#fefeff", "#ffffff", "#fffffe")
    assert levels[20:] == sorted(levels[20:])
    assert levels[:21] == sorted(levels[:21], reverse=True)


def test_white_with_a_casing_of_ink_is_seen_all_over_a_map_of_losses():
    """On its dark end white stands out, on its bright end the casing does."""
    for shade in shades(colormaps[style.SIZES]):
        assert max(contrast(shade, style.PAPER), contrast(shade, style.INK)) >= LARGE_OR_SHAPE


def test_a_faint_line_is_still_a_line():
    assert contrast(style.FAINT, style.PAPER) >= LARGE_OR_SHAPE


def test_words_and_lines_are_ink_and_figures_are_white():
    for name in ("text.color", "axes.labelcolor", "lines.color"):
        assert style.RC[name] == style.INK
    assert style.RC["figure.facecolor"] == style.PAPER
    assert style.RC["xtick.color"] == style.RC["ytick.color"] == style.TICKS


def test_no_figure_is_wider_than_840_pixels():
    sizes = [style.HALF, style.WIDE, style.TALL]
    assert max(width * style.DPI for width, _height in sizes) == 840


def test_three_sizes_of_type():
    assert (style.LARGE, style.MEDIUM, style.SMALL) == (15, 12, 10)


# ---------------------------------------------------------------- the colour of a sign


def test_a_sign_has_its_colour_and_0_that_of_words():
    assert style.sign_color(-1e-9) == "#612584"
    assert style.sign_color(1e-9) == "#166B63"
    assert style.sign_color(0) == style.sign_color(-0.0) == "#222222"


# ---------------------------------------------------------------- how a number is written


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (2, 2, "2"),
        (2.0, 2, "2"),
        (0.5, 2, "0.5"),
        (-1.25, 2, "−1.25"),
        (0.001, 2, "0"),
        (-0.001, 2, "0"),
        (10, 2, "10"),
        (100, 0, "100"),
        (-0.4, 0, "0"),
        (3.14159, 4, "3.1416"),
        (1.2345, 1, "1.2"),
    ],
)
def test_short_has_no_decimal_that_says_nothing(value, digits, text):
    assert style.short(value, digits) == text


def test_short_has_two_decimals_where_nothing_is_said():
    assert style.short(1.239) == "1.24"
    assert style.factor(-1.239) == "(−1.24)"
    assert style.signed(1.239) == "+1.24"


def test_a_negative_factor_stands_in_brackets():
    assert style.factor(-3) == "(−3)"
    assert style.factor(3) == "3"
    assert style.factor(-0.00012, 4) == "(−0.0001)"
    assert style.factor(-0.00001, 4) == "0"


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.99909, 4, "0.9991"),
        (-0.09036, 4, "−0.0904"),
        (-0.00001, 4, "0.0000"),
        (1, 2, "1.00"),
        (0.125, 3, "0.125"),
    ],
)
def test_fixed_keeps_its_decimals(value, digits, text):
    assert style.fixed(value, digits) == text


def test_fixed_has_four_decimals_where_nothing_is_said():
    assert style.fixed(0.123456) == "0.1235"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.456, "+0.46"), (-1.5, "−1.5"), (0, "0"), (0.001, "0"), (-0.001, "0"), (2, "+2")],
)
def test_signed_has_a_sign_but_for_0(value, text):
    assert style.signed(value) == text


@pytest.mark.parametrize(
    ("value", "plus", "text"),
    [
        (0.0952, False, "0.0952"),
        (0.0952, True, "+0.0952"),
        (-0.0952, True, "−0.0952"),
        (0, True, "0"),
        (0, False, "0"),
        (0.00005, False, "0.0001"),
        (0.00004, False, "4·10⁻⁵"),
        (0.00004, True, "+4·10⁻⁵"),
        (-2.1e-9, False, "−2·10⁻⁹"),
        (-2.1e-9, True, "−2·10⁻⁹"),
        (3e-10, False, "3·10⁻¹⁰"),
        (7e-123, False, "7·10⁻¹²³"),
    ],
)
def test_tiny_numbers_are_powers_and_not_0(value, plus, text):
    assert style.tiny(value, plus=plus) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.194, "0.19"),
        (0.0123, "0.012"),
        (123, "120"),
        (1234, "1.2·10³"),
        (0.00123, "1.2·10⁻³"),
        (9.96e-13, "1.0·10⁻¹²"),
        (2e300, "2.0·10³⁰⁰"),
        (float("inf"), "∞"),
        (0, "0"),
    ],
)
def test_power_has_two_digits_that_count(value, text):
    assert style.power(value) == text


@pytest.mark.parametrize(
    ("value", "plus", "text"),
    [
        (0.13534, False, "0.1353"),
        (0.42, True, "+0.42"),
        (-0.42, True, "−0.42"),
        (0, True, "0"),
        (9.99994, False, "9.9999"),
        (20.0855, True, "+20.09"),
        (-403.4288, False, "−403.43"),
        (2980.958, False, "2981"),
        (99999.4, False, "99999"),
        (4.3e15, False, "4·10¹⁵"),
        (-1e5, True, "−1·10⁵"),
        (1e5, True, "+1·10⁵"),
        (0.00005, False, "0.0001"),
        (0.00004, True, "+4·10⁻⁵"),
        (-2.1e-16, False, "−2·10⁻¹⁶"),
    ],
)
def test_compact_has_few_letters_whatever_the_size(value, plus, text):
    assert style.compact(value, plus) == text


def test_tiny_with_fewer_decimals_changes_to_powers_earlier():
    assert style.tiny(0.0042, 2) == "4·10⁻³"
    assert style.tiny(0.0052, 2) == "0.01"


@pytest.mark.parametrize(
    ("name", "symbol", "formula"),
    [
        ("w1", "w₁", "$w_{1}$"),
        ("b10", "b₁₀", "$b_{10}$"),
        ("z", "z", "$z$"),
        ("y_pred", "y_pred", r"$y_{\mathrm{pred}}$"),
    ],
)
def test_a_name_has_its_number_as_an_index(name, symbol, formula):
    assert style.symbol(name) == symbol
    assert style.formula(name) == formula


def test_a_slope_of_the_loss_is_written_as_one():
    assert style.formula("dL_dw1") == r"$\partial L/\partial w_{1}$"
    assert style.formula("dL_dP") == r"$\partial L/\partial P$"
