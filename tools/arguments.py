"""Arguments are texts that somebody typed behind a command."""

from helpers import inputs


def whole(name, text, low, high):
    """Return an argument as a whole number, or refuse it in a sentence."""
    number = int(text) if text.lstrip("-").isdecimal() else text
    return inputs.whole(name, number, low, high)
