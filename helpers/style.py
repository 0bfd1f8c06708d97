"""Style is what all pictures share: colours by role, sizes, and how a number is written."""

BLUE, ORANGE = "#006BA4", "#FF800E"  # label 0 and label 1; a colour-blind reader can tell them
LABEL_COLORS = (BLUE, ORANGE)
LABEL_MARKERS = ("s", "o")  # the second channel, for readers and printers without colour
NEGATIVE, POSITIVE = "#542788", "#B35806"  # signed quantities: weights, gradients
SIGNED = "PuOr_r"  # negative or near 0 is purple, positive or near 1 is orange
MAGNITUDE = "cividis"
INK, FAINT, PAPER = "#222222", "#8A8A8A", "#FFFFFF"
HIDDEN, OUTPUT = "#F1F1F1", "#DCEAF2"  # fills of hidden and output neurons

# Lines side by side differ in colour and in kind.
LINES = tuple(
    {"color": color, "ls": kind}
    for color, kind in zip((INK, ORANGE, NEGATIVE, BLUE), ("-", "--", "-.", ":"), strict=True)
)

SMALL = (5.6, 3.2)  # inches
WIDE = (8.4, 3.6)
DPI = 100

MINUS = "\N{MINUS SIGN}"
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def short(value, digits=2):
    """Return a number with at most so many decimals and none that says nothing: 2, 0.5, −1.25."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", MINUS)


def factor(value, digits=2):
    """Return a number as a factor or a later summand in a sum: a negative one in brackets."""
    text = short(value, digits)
    return f"({text})" if text.startswith(MINUS) else text


def fixed(value, digits=4):
    """Return a number with a fixed count of decimals: 0.9991, −0.0904."""
    return f"{value:.{digits}f}".replace("-", MINUS)


def symbol(name):
    """Return the name of a quantity with its number as an index: "w1" gives "w₁"."""
    return name.translate(SUBSCRIPTS)


def sign_color(value):
    """Return the colour of a signed quantity; that of a value without sign is faint."""
    if short(value) == "0":
        return FAINT
    return POSITIVE if value > 0 else NEGATIVE
