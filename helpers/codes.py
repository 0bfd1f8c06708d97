"""A code is a few small whole numbers as letters that can be read aloud, pasted and checked.

    NN-2K07-5M3Q-08VD        the mark, how long it is, the numbers, and a sum that guards them

It is written in the 32 digits and letters of Crockford's alphabet, which has no I, L, O and U;
whoever types one for 1 or 0 is understood. Five bits are a letter.

Source: Crockford, Base 32, 2002. The sum is the CRC-32 of the letters before it, cut to 20 bits.
"""

import re
from typing import NamedTuple
from zlib import crc32

from helpers import inputs
from helpers.words import _, joined

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MARK, GROUP = "NN", 4
LENGTH, SUM = 2, 4  # letters that tell how many there are, and that guard the others
MOST = 200  # letters, which is more than any code of the course has
HYPHENS = "-‐‑–—−"  # of whatever kind
FOUND = re.compile(f"NN(?:[{HYPHENS}]?[0-9A-Za-z])+", re.IGNORECASE)
SPREAD = re.compile(rf"NN(?:[{HYPHENS}\s]*[0-9A-Za-z])+", re.IGNORECASE)  # by spaces, in a chat
# What may be a code without its mark, or one of somebody else's: groups with digits and letters.
# And what is left of one that was cut: groups as we write them, of which one is whole.
PART, WHOLE = (rf"[{LETTERS}]{{{size}}}" for size in (f"1,{GROUP}", GROUP))
LIKE_ONE = re.compile(
    rf"(?=\S*\d)(?=\S*[A-Za-z])[0-9A-Za-z]+(?:[{HYPHENS}][0-9A-Za-z]+){{2,}}"
    rf"|(?=\S*[A-Z])\b(?:{PART}(?:[{HYPHENS}]{WHOLE})+(?:[{HYPHENS}]{PART})?"
    rf"|{WHOLE}[{HYPHENS}]{PART})\b"
)
ALIKE = str.maketrans("OIL", "011")
# Signs as wide as a Chinese one, as a keyboard for Chinese types them, and signs without a width.
WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
WIDE |= dict.fromkeys((0x200B, 0x200C, 0x200D, 0xFEFF))


class Damaged(ValueError):
    """A text that begins as a code does, and is none as it stands; it says what is wrong."""


class Field(NamedTuple):
    """A whole number from 0, and for how many bits there is room."""

    number: int
    bits: int


def write(fields):
    """Return the code of a list of `Field`s, which are read back in the same order."""
    bits = "".join(f"{number:0{bits}b}" for number, bits in fields)
    wide = sum(bits for _number, bits in fields)
    if len(bits) != wide or any(number < 0 for number, _bits in fields):
        inputs.refuse("fields", fields, _("numbers for which there is room"))
    bits += "0" * (-wide % 5)
    body = _letters(int(bits or "0", 2), len(bits) // 5)
    told = _letters(LENGTH + len(body) + SUM, LENGTH) + body
    whole = told + _guard(told)
    return "-".join([MARK, *(whole[i : i + GROUP] for i in range(0, len(whole), GROUP))])


def find(text):
    """Return what looks like a code in a text, as it stands there, and what else may be meant.

    Both lists have (line, text), lines counted from 1. Of a line without a code all is returned;
    beside a code names may stand, and what is like a code. A code that is broken by spaces or ends
    of lines is put together, and two without a space between are two. Letters and hyphens as wide
    as a Chinese sign are taken for the usual ones.
    """
    text, codes, used = inputs.text("text", text).translate(WIDE), [], set()
    rest = text
    place = after = 0  # where to look on, and where a whole code has ended
    while match := SPREAD.search(text, place):
        start, place = match.start(), match.start() + 1
        end = _end_of_whole(text, match)
        in_a_word = start != after and text[start - 1 : start].isalnum()
        if end is None and not in_a_word and (found := FOUND.match(text, start)):
            end = _before_a_whole(text, start + 1, found.end())
        if end is not None:
            first, last = (1 + text.count("\n", 0, at) for at in (start, end))
            codes.append((first, " ".join(text[start:end].split())))
            used |= {*range(first, last + 1)}
            rest = rest[:start] + re.sub(r"\S", " ", text[start:end]) + rest[end:]
            place = after = end
    others = []
    for n, line in enumerate(rest.splitlines(), 1):
        beside = [match[0] for match in LIKE_ONE.finditer(line)]
        others += [(n, part) for part in (beside if n in used else [line.strip()]) if part]
    return codes, others


def _before_a_whole(text, start, end):
    """Return where what is damaged ends: where a whole code begins in the same run of letters."""
    while (match := SPREAD.search(text, start)) and match.start() < end:
        if _end_of_whole(text, match) is not None:
            return match.start()
        start = match.start() + 1
    return end


def _end_of_whole(text, match):
    """Return where a code ends that is whole, after as many letters as it tells; else None."""
    letters = [i for i in range(*match.span()) if text[i].isalnum()]
    head = "".join(text[i] for i in letters[len(MARK) : len(MARK) + LENGTH])
    head = head.upper().translate(ALIKE)
    told = len(MARK) + int(_bits(head), 2) if set(head) <= set(LETTERS) else len(letters) + 1
    if len(head) < LENGTH or told > len(letters):
        return None
    end = letters[told - 1] + 1
    try:
        read(text[match.start() : end])
    except Damaged:
        return None
    return end


def read(code):
    """Return the `Bits` of a code; raise `Damaged` with a sentence where it is not whole."""
    letters = re.sub(r"[^0-9A-Z]", "", inputs.text("code", code).translate(WIDE).upper())
    if not letters.startswith(MARK) or len(letters) < len(MARK) + LENGTH:
        raise Damaged(_("no code of this course"))
    letters = letters.removeprefix(MARK).translate(ALIKE)
    strange = sorted(set(letters) - set(LETTERS))
    if strange:
        raise Damaged(_("{letters} stands in no code").format(letters=joined(strange)))
    told = int(_bits(letters[:LENGTH]), 2)
    if len(letters) < told > MOST:
        raise Damaged(_("no code of this course"))
    if len(letters) < told:
        said = _("cut: {count} of {told} letters").format(count=len(letters), told=told)
        raise Damaged(said)
    if len(letters) > told:
        said = _("too long: {count} letters, and it has {told}")
        raise Damaged(said.format(count=len(letters), told=told))
    if told < LENGTH + SUM or _guard(letters[:-SUM]) != letters[-SUM:]:
        raise Damaged(_("a letter in it is wrong"))
    return Bits(_bits(letters[LENGTH:-SUM]))


class Bits:
    """What is left of a code to be read."""

    def __init__(self, bits):
        self.bits = bits

    def take(self, count):
        """Return the next whole number, which has so many bits."""
        if count > len(self.bits):
            raise Damaged(_("it ends too early"))
        number, self.bits = int(self.bits[:count] or "0", 2), self.bits[count:]
        return number


def _letters(number, count):
    """Return a number as so many letters."""
    return "".join(LETTERS[number >> 5 * i & 31] for i in reversed(range(count)))


def _bits(letters):
    """Return the bits that letters stand for, five for each."""
    return "".join(f"{LETTERS.index(letter):05b}" for letter in letters)


def _guard(letters):
    """Return the letters that guard others."""
    return _letters(crc32(letters.encode("ascii")) & 0xFFFFF, SUM)
