"""What a notebook says is its numbers, and the words on which a sentence stands or falls.

Numbers that code computes and claims about many are compared with the truth elsewhere. Here each
of them is stored, cell by cell and in order, with those that nothing else sees: four of five, half,
1.5, not one. So no edit changes what is said unseen. `python -m tests.notebooks.said` writes the
files anew; read the difference, and ask of each line whether it is true.
"""

import re
from pathlib import Path
from textwrap import fill

from tests.support.lessons import ENGLISH_PATHS, TARGET, Lesson

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
LETTER = r"\([a-e]\)"  # of an answer to a prediction
SAID = re.compile(
    rf"[−-]?\d[\d.,]*\d|[−-]?\d|{LETTER}|\b(?:{WEIGHTY})(?:s|th|fold)?\b", re.IGNORECASE
)


def said(lesson):
    """Return what a notebook says, a paragraph for each Markdown cell."""
    parts = []
    for cell in lesson.markdown:
        words = " ".join(SAID.findall(TARGET.sub("]", cell.source))).lower()
        parts.append(f"# {cell.id}\n{fill(words, 100)}\n")
    return "\n".join(parts)


def main():
    for path in ENGLISH:
        (FOLDER / f"{path.stem}.txt").write_text(said(Lesson(path)), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
