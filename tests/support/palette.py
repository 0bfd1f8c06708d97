"""The colours of the course, written out anew: what the tests compare pictures with."""

INK, FAINT, PAPER = "#222222", "#8a8a8a", "#ffffff"
CHOSEN = "#efefef"  # behind what is spoken of, or light beside black
BLUE, ORANGE = "#007ef0", "#ff800e"  # label 0 and label 1
PURPLE, TEAL = "#612584", "#166b63"  # below and above 0
NO, YES = (0xA6, 0xD2, 0xFA), (0xFF, 0xD3, 0xAB)  # the ends of the map of answers, white between


def sign_color(value):
    """Return the colour of a signed number."""
    return INK if value == 0 else TEAL if value > 0 else PURPLE


def answer_color(y):
    """Return the colour of an output between 0 and 1, as three numbers from 0 to 255."""
    end, share = (NO, 1 - 2 * y) if y < 0.5 else (YES, 2 * y - 1)
    return [255 + share * (channel - 255) for channel in end]


def hidden_color(h, signed=False):
    """Return the same for a hidden neuron: 36 % of the way from white to ink, or to its sign."""
    end = sign_color(h) if signed else INK
    channels = [int(end[i : i + 2], 16) for i in (1, 3, 5)]
    return [255 + 0.36 * abs(h) * (channel - 255) for channel in channels]
