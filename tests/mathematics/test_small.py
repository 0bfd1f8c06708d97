"""The mathematics is small: whoever has finished the lessons reads all of it at one sitting."""

import ast
import io
import tokenize

from lessons import ROOT

MOST = 387  # lines of code in all of these; notebooks 7 and 8 brought 35
MODULES = "people activations losses parameters network gradients training"
LAYOUT = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)


def code_lines(source):
    """Return how many lines hold code; docstrings, comments and blank lines do not count."""
    lines, docstrings = set(), set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in (*LAYOUT, tokenize.ENDMARKER):
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            docstrings.update(range(node.lineno, node.end_lineno + 1))
    return len(lines - docstrings)


def test_what_counts_as_a_line_of_code():
    source = '"""Says."""\n\n# why\nA = (  # one\n    1,\n)\n\n\n'
    source += 'def f():\n    """Do\n    so."""\n    return A\n'
    assert code_lines(source) == 5


def test_the_mathematics_of_the_lessons_is_small():
    sources = [(ROOT / f"helpers/{name}.py").read_text("utf-8") for name in MODULES.split()]
    assert sum(map(code_lines, sources)) <= MOST
