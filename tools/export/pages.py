"""Pages are the lessons as HTML: formulas as MathML, pictures with their texts, nothing fetched.

nbconvert does the work with the template in `course/`; what is the course's own is here. An
explorer is left out, for the still picture above it shows its start.
"""

import re
from pathlib import Path

import nbformat
from jinja2 import pass_context
from math_core import LatexToMathML
from nbconvert.exporters.html import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.formatters import HtmlFormatter
from pygments.style import Style
from pygments.token import Comment, Error, Keyword, Name, Operator, String, Token

from helpers import style
from tools.marks import marks

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent
COLORS = {
    "ink": style.INK,
    "ticks": style.TICKS,
    "faint": style.FAINT,
    "paper": style.PAPER,
    "code": style.CHOSEN,
    "purple": style.NEGATIVE,
}


class Code(Style):
    """Colours of code, from the course's palette: each is 4.5:1 or more on its background."""

    background_color = style.CHOSEN
    styles = {  # noqa: RUF012 (pygments wants it so)
        Token: style.INK,
        Comment: f"italic {style.TICKS}",
        Keyword: f"bold {style.NEGATIVE}",
        Operator.Word: f"bold {style.NEGATIVE}",
        Name.Function: "bold",
        Name.Class: "bold",
        String: style.POSITIVE,
        Error: style.INK,
    }


class Renderer(IPythonRenderer):
    """Markdown as nbconvert reads it, with MathML and with links from page to page."""

    mathml = LatexToMathML()

    def inline_math(self, body):
        return self.mathml.convert_with_local_state(body, displaystyle=False)

    def block_math(self, body):
        return self.mathml.convert_with_local_state(body, displaystyle=True)

    def heading(self, text, level, **attrs):
        """Return a heading with the anchor that Jupyter gives it."""
        anchor = re.sub(r"<[^>]+>", "", text).replace(" ", "-")
        return super().heading(text, level, id=anchor, **attrs)

    def table(self, text):
        """Return a table in a box of its own, in which it moves where the screen is narrow."""
        return f'<div class="table"><table>{text}</table></div>\n'

    def table_cell(self, text, align=None, head=False):
        """Return a cell; an empty corner of the head is no header."""
        place = f' style="text-align: {align}"' if align else ""
        if head and text.strip():
            return f'<th scope="col"{place}>{labelled(text)}</th>\n'
        return f"<td{place}>{text}</td>\n"

    def link(self, text, url, title=None):
        url = re.sub(r"^(\w+)\.(ipynb|md)", r"\1.html", url).replace("#cell-id=", "#")
        return super().link(text, url, title)


def labelled(head):
    """Return the head of a column; a formula that is all of it gets its letters as a label.

    What reads no MathML would take such a head for empty.
    """
    if not head.startswith("<math>") or not head.endswith("</math>") or head.count("<math>") > 1:
        return head
    text = re.sub("<[^>]+>", " ", head.replace("<mn>2</mn></msup>", "²"))
    label = " ".join(text.replace(" ²", "²").split())
    return head.replace("<math>", f'<math aria-label="{label}">')


class Exporter(HTMLExporter):
    """nbconvert's exporter with the course's template and Markdown."""

    def __init__(self, **options):
        super().__init__(template_name="course", extra_template_basedirs=[str(FOLDER)], **options)

    @pass_context
    def markdown2html(self, _context, source):
        renderer = Renderer(escape=False, exclude_anchor_links=True)
        return MarkdownWithMath(renderer=renderer).render(source)


def sources():
    """Return the notebooks, and the pages beside them, of every language."""
    return sorted([*ROOT.glob("notebooks/*/*.ipynb"), *ROOT.glob("notebooks/*/*.md")])


def notebook(source):
    """Return what stands in a file; a page of Markdown is a notebook of one cell."""
    text = source.read_text("utf-8")
    if source.suffix == ".ipynb":
        return nbformat.reads(text, as_version=4)
    cell = nbformat.v4.new_markdown_cell(text, id=source.stem)
    return nbformat.v4.new_notebook(cells=[cell])


def stylesheet():
    """Return the style of a page: the colours, how code looks, and the rest."""
    colors = " ".join(f"--{name}: {color};" for name, color in COLORS.items())
    code = HtmlFormatter(style=Code).get_style_defs(".highlight")
    return f":root {{ {colors} }}\n{code}\n{(FOLDER / 'course/course.css').read_text('utf-8')}"


def page(source, nb=None):
    """Return a lesson as a page of HTML; `nb` is a notebook that is made of it, None for itself."""
    nb, words = nb or notebook(source), marks(source.parent.name)
    title = re.search(r"^# (.+)$", nb.cells[0].source, re.MULTILINE)[1]
    about = {"language": source.parent.name, "title": title, "style": stylesheet(), **words}
    html, _ = Exporter().from_notebook_node(nb, resources={"page": about})
    return html.replace(
        f"<details>{words['picture']}",
        f'<details class="picture">{words["picture"]}',
    )
