"""Pages and keys as PDF, set by Typst; it needs no network and no other program."""

from pathlib import Path

from helpers import __version__
from helpers.activations import sigmoid
from helpers.words import _
from teach.press.sheet import TABLE, cells, shown
from tools.marks import others, paper

HEAD = """\
#set document(date: none, title: "{title}")
#set page(paper: "a4", margin: (x: 18mm, y: 15mm){flipped})
#set page(footer: align(right, text(7pt)[{foot}]))
#set text(size: {size}pt, lang: "{language}", font: {fonts})
#set par(leading: 0.6em, spacing: 0.8em)
#let blank(name) = box(inset: (y: 3pt), [$#name =$ #box(width: 19mm, stroke: (bottom: 0.5pt))])
#let told(body) = box(stroke: 0.5pt, inset: 4pt, radius: 2pt, body)
"""
BOLD = "#show emph: it => strong(it.body)\n"  # a script of its own has no italics
FOLDER = Path(__file__).parent / "fonts"
COLUMNS = 9  # of a table of σ
SHARED = "“”‘’…—"  # signs of Latin fonts too, which are wider among Chinese characters


def fonts(language):
    """Return the families that pages of a language are set in, as Typst writes them.

    Libertinus and New Computer Modern come with Typst. What other scripts need is named as `paper`
    in the terms.toml of a language and lies in a folder here, so that no font of the computer is
    needed and pages are the same everywhere. Of the language itself it comes first for the signs
    that it shares with Latin fonts.
    """
    families = ["Libertinus Serif", "New Computer Modern", *filter(None, map(paper, others()))]
    named = [f'"{family}"' for family in families]
    if family := paper(language):
        named.insert(0, f'(name: "{family}", covers: regex("[{SHARED}]"))')
    return f"({', '.join(named)})"


def pdf(source):
    """Return a document in Typst's markup as the bytes of a PDF; the same bytes each time."""
    import typst  # when it is needed: who lacks it is told so before

    return typst.compile(source.encode("utf-8"), format="pdf", timestamp=0,
                         font_paths=[str(FOLDER)], ignore_system_fonts=True)  # fmt: skip


def pages(title, lesson, sheets, language="en", seed=None):
    """Return the PDF with a page for each pupil: {number: Sheet}."""
    parts = [_page(title, lesson, number, sheet) for number, sheet in sheets.items()]
    return pdf(head(title, 12, language, seed=seed) + "\n#pagebreak()\n".join(parts))


def key(title, lesson, sheets, language="en", seed=None):
    """Return the PDF with all that a pupil computes, sheet by sheet, for the teacher.

    Above the columns stands the number of their question; what a pupil writes down is in bold.
    """
    asked = next(iter(sheets.values())).questions
    names = [(name, "*" if name in question.asked else "")
             for question in asked for name in question.computed]  # fmt: skip
    sheet = _("sheet")
    numbers = [f"table.cell(colspan: {len(question.computed)})[*{n}*]"
               for n, question in enumerate(asked, 1) if question.computed]  # fmt: skip
    heads = cells([f"*{sheet}*", *(f"${name}$" for name, _mark in names)])
    rows = [
        cells([f"*{number}*", *(f"{mark}{shown(one.answers[name])}{mark}" for name, mark in names)])
        for number, one in sheets.items()
    ]
    told = [_("Key. In bold what a pupil writes down, beside it what leads there.")]
    if lesson.table:
        told.append(_("Outputs are as the table has them, to two decimals; what is computed from "
                      "them may be up to {most} away from what exact ones "
                      "give.").format(most=lesson.table))  # fmt: skip
    told += [f"*{n}.* {question.said}" for n, question in enumerate(asked, 1) if question.said]
    look = f"columns: {len(names) + 1}, align: center + horizon, inset: (x: 3pt, y: 4pt)"
    above = f"table.header([], {', '.join(numbers)}, {heads})"
    table = f"table({look}, stroke: 0.4pt, {above}, {', '.join(rows)})"
    size = 9 if len(names) < 12 else 7.5 if len(names) < 24 else 7
    top = head(title, size, language, True, seed)
    return pdf("\n\n".join([f"{top}= {title}", *told, f"#{table}\n"]))


def head(title, size, language, flipped=False, seed=None):
    """Return what a document begins with.

    At the foot of each page stand the version of the course and the seed, so that a page is laid
    beside the key that belongs to it.
    """
    lang = language.split("-")[0].split("_")[0]
    more = ", flipped: true" if flipped else ""
    foot = __version__ if seed is None else f"{__version__} · SEED={seed}"
    text = HEAD.format(
        title=title, size=size, language=lang, fonts=fonts(language), flipped=more, foot=foot
    )
    return text + (BOLD if paper(language) else "")


def _page(title, lesson, number, sheet):
    """Return one pupil's page."""
    name, told = _("Name:"), _("sheet")
    parts = [
        f"#grid(columns: (1fr, auto), [*{title}*], told[{told} {number}])",
        f"{name} #box(width: 70mm, stroke: (bottom: 0.5pt))",
    ]
    for n, question in enumerate(sheet.questions, 1):
        blanks = " #h(4mm) ".join(f"#blank(${answer}$)" for answer in question.asked)
        parts.append(f"*{n}.* {question.text}\n\n{blanks}\n\n#v(1fr)")  # room to work in
    if lesson.table:
        parts.append(_table())
    return "\n\n".join(parts)


def _table():
    """Return the table of σ for a page, from 0 to 4 in steps of 0.1."""
    head = _("The sigmoid, to two decimals. For a sum below 0: $sigma(-z) = 1 - sigma(z)$.")
    body = cells(f"{z:.1f} #h(1mm) *{float(sigmoid(z)):.2f}*" for z in TABLE)
    look = "align: center, inset: 3.5pt, stroke: 0.3pt"
    return f"{head}\n#table(columns: (1fr,) * {COLUMNS}, {look}, {body})"
