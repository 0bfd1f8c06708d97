"""Numbers in the text of a notebook are those that its code computes."""

import ast
import re

from lessons import printed, prose

NUMBER = re.compile(
    r"(?<![\w.])([-−])?(\d+\.\d+)(?:e([+-]?\d+)|\s*\\times\s*10\^\{?(-?\d+))?(?![\w.]*\d)"
)
SUBTRACTED = re.compile(r"[\w)}\]]$")


def test_numbers_in_markdown_are_computed(lesson):
    """A number with two or more decimals rounds a stored output or repeats an input of the code."""
    known = [value for cell in lesson.code for value in computed(cell)]
    lesson.refuse(
        (cell, f"says {shown}, which no cell computes")
        for cell in lesson.markdown
        for shown, value, unit, signed in claimed(prose(cell))
        if not any(rounds(value, unit, signed, exact) for exact in known)
    )


def claimed(text):
    """Return (as written, value, worth of the last digit, whether a sign is written) of each."""
    text = re.sub(r"\]\([^)]*\)", "]", text)  # not the targets of links
    for match in NUMBER.finditer(text):
        minus, digits, *powers = match.groups()
        decimals = len(digits.partition(".")[2])
        if decimals < 2:
            continue
        power = int(powers[0] or powers[1] or 0)
        signed = bool(minus) and not SUBTRACTED.search(text[: match.start()])
        value = float(digits) * 10.0**power
        yield match[0], -value if signed else value, 10.0 ** (power - decimals), signed


def rounds(value, unit, signed, exact):
    """Is `value` the number `exact`, or its size or its per cent, rounded to its last digit?"""
    sizes = [exact] if signed else [abs(exact), abs(exact) * 100]
    return any(abs(value - size) <= 0.5 * unit * (1 + 1e-9) for size in sizes)


def computed(cell):
    """Return the numbers in the stored text of a code cell, and those that stand in its code."""
    text = printed(cell).replace("−", "-")
    yield from map(float, re.findall(r"(?<![\w.])-?\d+\.?\d*(?:e[+-]?\d+)?", text))
    for node in ast.walk(ast.parse(cell.source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            yield float(node.value)


def test_the_check_itself():
    """Roundings pass, other digits and signs do not."""
    ((_, value, unit, signed),) = claimed(r"$\sigma(7) = 0.9991$ and 3.5 and w1.25")
    assert rounds(value, unit, signed, 0.9990889488055994)
    assert not rounds(value, unit, signed, 0.99904)
    ((_, value, unit, signed),) = claimed("it is −0.0904.")
    assert rounds(value, unit, signed, -0.09035332)
    assert not rounds(value, unit, signed, 0.09035332)
    ((_, value, unit, signed),) = claimed(r"$2.15 \times 10^{-2}$")
    assert rounds(value, unit, signed, 0.0214695)
    ((_, value, unit, signed),) = claimed("1-0.73")
    assert not signed
