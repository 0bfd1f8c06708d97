"""The twelve questions on paper, as PDF: python -m teach.questions

Writes the questions of the first day and of the last, as they stand in the notebooks, and the key,
below `questions/`.
"""

import re
import sys
from pathlib import Path

import nbformat

from helpers.ideas import DAYS, LETTERS, OPTIONS, RIGHT, ideas
from helpers.words import _
from teach.needs import language, missing
from teach.press import typeset
from teach.press.sheet import cells

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "questions"
OPTION = re.compile(r"^- \*\*([A-D]):\*\* (.+)$", re.MULTILINE)
PLAIN = r"[^*_`$#<>@\[\]\\~]*"  # what means nothing in Markdown, nor in Typst


def questions(day, language="en"):
    """Return what a day's notebook says: [(text, {letter: option})], and the words before."""
    nb = nbformat.read(ROOT / f"teach/{language}/questions_{day}.ipynb", 4)
    cells = {cell.id: cell.source for cell in nb.cells}
    asked = []
    for number in range(1, len(OPTIONS[day]) + 1):
        _number, text, options = cells[f"question-{number}"].split("\n\n")
        asked.append((text, dict(OPTION.findall(options))))
    return asked, cells["words"].split("\n\n")[1:-1]


def typst(text):
    """Return a paragraph of Markdown in Typst's markup; it knows *emphasis* and nothing else."""
    parts = text.split("*")
    if len(parts) % 2 == 0 or not all(re.fullmatch(PLAIN, part) for part in parts):
        raise ValueError(f"This paragraph has more than emphasis in it: {text!r}.")
    return "".join(f"#emph[{part}]" if n % 2 else part for n, part in enumerate(parts))


def pages(day, language):
    """Return a day's questions as a PDF."""
    asked, words = questions(day, language)
    title = {"first": _("Twelve questions on the first day"),
             "last": _("Twelve questions on the last day")}[day]  # fmt: skip
    word = {"first": _("A word that only you will know on the last day"),
            "last": _("The word that you chose on the first day")}[day]  # fmt: skip
    boxes = ", ".join(f"[#box(stroke: 0.5pt, width: 9mm, height: 9mm) \\ {n}]"
                      for n in range(1, len(asked) + 1))  # fmt: skip
    letters = f"#grid(columns: (1fr,) * {len(asked)}, align: center, {boxes})"
    line = "#box(width: 1fr, stroke: (bottom: 0.5pt))"
    parts = [f"= {title}", *map(typst, words), "#v(1fr)"]
    for n, (text, options) in enumerate(asked, 1):
        rows = ", ".join(f"[*{one}*], [{typst(said)}]" for one, said in options.items())
        table = f"#grid(columns: (8mm, 1fr), row-gutter: 5pt, {rows})"
        parts.append(f"#block(breakable: false)[*{n}.* {typst(text)}\n\n{table}]\n\n#v(1fr)")
        if n == len(asked) // 2:
            parts.append("#pagebreak()")
    told = _("The letters of your answers; leave a question open rather than toss a coin:")
    parts += [f"#block(breakable: false)[{told}\n\n{letters}\n\n#v(3mm)\n{word}: {line}]"]
    return typeset.pdf(typeset.head(title, 11, language) + "\n\n".join(parts))


def key(language):
    """Return what every option of both days says of whoever chooses it, as a PDF."""
    title, right = _("Key to the twelve questions"), _("right")
    first, last = _("first day"), _("last day")
    rows = [cells(f"*{head}*" for head in ("", _("idea"), *(f"{day} {letter}" for day in
            (first, last) for letter in LETTERS)))]  # fmt: skip
    for number, idea in enumerate(ideas(), 1):
        told = {RIGHT: f"*{right}*"}
        told |= {str(place): name for place, name in enumerate(idea.misconceptions, 1)}
        found = [told[kind] for day in DAYS for kind in OPTIONS[day][number - 1]]
        rows.append(cells([number, f"*{idea.name}*", *found]))
    look = "columns: (auto, 1.3fr) + (1fr,) * 8, inset: 3pt, stroke: 0.4pt"
    top = typeset.head(title, 7.5, language, True)
    return typeset.pdf(f"{top}= {title}\n\n#table({look}, {', '.join(rows)})\n")


def main(folder=FOLDER):
    """Write the files, and say where they are."""
    try:
        spoken = language()
    except ValueError as sentence:
        return str(sentence)
    if sentence := missing("typst", "questions"):
        return sentence
    folder.mkdir(exist_ok=True)
    for day in DAYS:
        (folder / f"{day}_day.pdf").write_bytes(pages(day, spoken))
    (folder / "key.pdf").write_bytes(key(spoken))
    print(_("The questions of both days and their key are in {folder}.").format(folder=folder.name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
