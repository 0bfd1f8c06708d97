"""Style is what all pictures share: colours by role, sizes, and how a number is written.

Three families of colour say what kind of thing something is. Answers: blue squares for label 0,
orange circles for label 1, pale tints of both for outputs in between. Signed numbers: purple below
0, teal above. Sizes, such as a loss: cividis, with nothing but white and ink upon it. Words are
ink. `tests/pictures/test_style.py` computes how far apart they are for every kind of sight.
"""

from matplotlib.colors import LinearSegmentedColormap

INK, TICKS, FAINT, PAPER = "#222222", "#555555", "#8A8A8A", "#FFFFFF"
CHOSEN = "#EFEFEF"  # behind the row that is spoken of
PALE = "#DDDDDD"  # edges that are there, but not spoken of
LABEL_COLORS = BLUE, ORANGE = "#007EF0", "#FF800E"  # of label 0 and label 1, always with a rim
LABEL_MARKERS = ("s", "o")  # the second channel, for readers and printers without colour
ANSWERS = LinearSegmentedColormap.from_list("answers", ["#A6D2FA", PAPER, "#FFD3AB"])  # 0 to 1
NEGATIVE, POSITIVE = "#612584", "#166B63"  # signed quantities: weights, slopes
# Of a hidden neuron, from white towards ink or the colour of a sign, as far as words stay readable.
HIDDEN = LinearSegmentedColormap.from_list("hidden", [PAPER, "#AFAFAF"])  # 0 to 1
SIGNED = LinearSegmentedColormap.from_list("signed", ["#C6B1D3", PAPER, "#ABCAC7"])  # -1 to 1
TILES = LinearSegmentedColormap.from_list("tiles", [PAPER, INK])  # of neurons without words on them
SIGNED_TILES = LinearSegmentedColormap.from_list("signed_tiles", [NEGATIVE, PAPER, POSITIVE])
SIZES = "cividis"

DASH = (0, (5, 3))  # of the line where an output is 0.5, wherever it stands
LINES = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (7, 2, 1.5, 2)))  # lines side by side, all in ink
LARGE, MEDIUM, SMALL = 15, 12, 10  # points: a result; names and titles; ticks and numbers
THIN, LINE, THICK = 1.0, 1.6, 2.4  # points

DPI = 100  # pixels an inch at which a picture is shown; it is stored at twice that
HALF, WIDE, TALL = (5.6, 3.4), (8.4, 3.6), (8.4, 5.2)  # inches; 840 pixels is the widest

RC = {
    "figure.dpi": DPI,
    "figure.facecolor": PAPER,
    "figure.constrained_layout.use": True,
    "font.family": "DejaVu Sans",  # comes with matplotlib, so that every computer has it
    "mathtext.fontset": "dejavusans",
    "font.size": SMALL,
    "axes.labelsize": MEDIUM,
    "axes.titlesize": MEDIUM,
    "axes.titlelocation": "left",
    "axes.edgecolor": TICKS,
    "axes.linewidth": THIN,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "xtick.color": TICKS,
    "ytick.color": TICKS,
    "text.color": INK,
    "axes.labelcolor": INK,
    "lines.color": INK,
    "lines.linewidth": LINE,
    "legend.frameon": False,
    "legend.fontsize": SMALL,
}

MINUS = "\N{MINUS SIGN}"
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
INDICES = {index: digit for digit, index in SUBSCRIPTS.items()}  # from ₁ back to 1
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# What the activations are called, by their names in code.
ACTIVATIONS = {
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky_relu": "Leaky\N{NO-BREAK SPACE}ReLU",
    "elu": "ELU",
    "softplus": "softplus",
    "gelu": "GELU",
    "silu": "SiLU",
}


def short(value, digits=2):
    """Return a number with at most so many decimals and none that says nothing: 2, 0.5, −1.25."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    return "0" if text == "-0" else text.replace("-", MINUS)


def factor(value, digits=2):
    """Return a number as a factor or a later summand in a sum: a negative one in brackets."""
    text = short(value, digits)
    return f"({text})" if text.startswith(MINUS) else text


def fixed(value, digits=4):
    """Return a number with a fixed count of decimals: 0.9991, −0.0904; never −0."""
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", MINUS)


def signed(value, digits=2):
    """Return a number with its sign: +0.46, −1.5; 0 has none."""
    text = short(value, digits)
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def tiny(value, digits=4, plus=False):
    """Return a number with its decimals, and one too small for them as a power: −2·10⁻⁹.

    With `plus` a number above 0 has its sign as well.
    """
    sign = "+" if plus and value > 0 else ""
    if value == 0 or abs(value) >= 0.5 * 10**-digits:
        return sign + (fixed(value, digits) if value else "0")
    digit, power = f"{value:.0e}".replace("-", MINUS, 1).split("e")
    return f"{sign}{digit}·10⁻{power[1:].lstrip('0').translate(SUPERSCRIPTS)}"


def compact(value, plus=False):
    """Return a number in few letters, whatever its size: −0.42, 0.1353, 20.09, 2981, 4·10¹⁵.

    With `plus` a number above 0 has its sign as well.
    """
    size, sign = abs(value), "+" if plus and value > 0 else ""
    if size < 1e5:
        digits = 4 if size < 10 else 2 if size < 1000 else 0
        small = 0 < size < 0.5 * 10**-digits
        return tiny(value, digits, plus) if small else sign + short(value, digits)
    digit, power = f"{value:.0e}".replace("-", MINUS, 1).split("e+")
    return f"{sign}{digit}·10{power.lstrip('0').translate(SUPERSCRIPTS)}"


def power(value):
    """Return a number above 0 by the two digits that count: 0.19, or far from 1 1.0·10⁻¹², or ∞."""
    if value == float("inf"):
        return "∞"
    digits, tens = f"{value:.1e}".split("e")
    if -2 <= int(tens) <= 2:
        return f"{float(f'{value:.2g}'):g}"
    sign = "⁻" if tens.startswith("-") else ""
    return f"{digits}·10{sign}{tens.lstrip('+-0').translate(SUPERSCRIPTS)}"


def symbol(name):
    """Return the name of a quantity with its number as an index: "w1" gives "w₁"."""
    return name.translate(SUBSCRIPTS)


def formula(name):
    """Return the same for matplotlib's mathematics: "w1", or "w₁", gives "$w_{1}$".

    "dL_dw1" gives the slope of the loss, ∂L/∂w₁.
    """
    if name.startswith("dL_d"):
        return rf"$\partial L/\partial {formula(name.removeprefix('dL_d'))[1:]}"
    name = name.translate(INDICES)
    letter, index = (name[0], name[1:].lstrip("_")) if len(name) > 1 else (name, "")
    index = rf"\mathrm{{{index}}}" if index.isalpha() else index
    return f"${letter}_{{{index}}}$" if index else f"${letter}$"


def sign_color(value):
    """Return the colour of a signed quantity; 0 has that of words."""
    return INK if value == 0 else POSITIVE if value > 0 else NEGATIVE
