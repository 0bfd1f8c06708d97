"""What a notebook says is its numbers, and the words on which a sentence stands or falls.

Numbers that code computes and claims about many are compared with the truth elsewhere. Here each
of them is stored, cell by cell and in order, with those that nothing else sees: four of five, half,
1.5, not one. So no edit changes what is said unseen. `python -m tests.notebooks.said` writes the
files anew; read the difference, and ask of each line whether it is true.

Of an edition in another language and of its pages the same is stored, if terms.toml beside its
catalogue says in `weighty` what the words are; its terms are stored with them, and a number made
of the formulas, the code and the links.
"""

import re
from pathlib import Path
from textwrap import fill
from zlib import crc32

from tests.support.lessons import ENGLISH_PATHS, FENCE, FORMULA, TARGET
from tools import editions
from tools.marks import known, others

FOLDER = Path(__file__).with_name("said")
ENGLISH = ENGLISH_PATHS
UNITS = "zero one two three four five six seven eight nine ten eleven twelve dozen"
TENS = "fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million"
PARTS = "half third quarter fifth tenth hundredth thousandth twice once double"
HOW_MANY = "no none nobody nothing never not every each all any always everybody both neither nor"
HOW_MANY += " most few many several only alone exactly nearly about least whatever without"
WHICH = "more less larger smaller higher lower longer shorter faster slower same equal above below"
WHICH += " first last lowest highest surest fastest slowest"
OPTIMISERS = "plain momentum adagrad rmsprop adam"
WEIGHTY = "|".join(f"{UNITS} {TENS} {PARTS} {HOW_MANY} {WHICH} {OPTIMISERS}".split())
# Numbers, and the letter of an answer to a prediction.
COUNTED = r"[−-]?\d[\d.,]*\d|[−-]?\d|\([a-e]\)"
SAID = re.compile(rf"{COUNTED}|\b(?:{WEIGHTY})(?:s|th|fold)?\b", re.IGNORECASE)


def said(texts, pattern=SAID, more=lambda text: ""):
    """Return what {cell: text} says, a paragraph for each, and `more` behind its name."""
    parts = []
    for cell, text in texts.items():
        words = " ".join(pattern.findall(TARGET.sub("]", text))).lower()
        parts.append(f"# {cell}{more(text)}\n{fill(words, 100)}\n")
    return "\n".join(parts)


def signs(text):
    """Return a short number made of the formulas, the code and the links of a text, in order."""
    found = [*FENCE.findall(text), *FORMULA.findall(text), *TARGET.findall(text)]
    return f" {crc32(''.join(found).encode()):08x}"


def how(language):
    """Return by which pattern a language is read, longer words first, and what more is stored.

    None where a language has no `weighty` in its terms.toml.
    """
    if language == editions.ENGLISH:
        return (SAID,)
    found = known(language)
    if words := found.get("style", {}).get("weighty"):
        terms = {term for one in found.get("terms", {}).values() for term in one.split("|")}
        longest = sorted(terms, key=lambda term: (-len(term), term))
        return re.compile("|".join([COUNTED, words, *longest])), signs
    return None


def stored():
    """Yield (file, what is said) of the English lessons and of all editions."""
    for path in ENGLISH:
        yield FOLDER / f"{path.stem}.txt", said(editions.texts(path), *how(editions.ENGLISH))
    for language in filter(how, others()):
        for source, own in editions.pairs(language):
            name = editions.name(source).replace("/", "_")
            yield FOLDER / language / f"{name}.txt", said(editions.texts(own), *how(language))


def main():
    for path, text in stored():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
