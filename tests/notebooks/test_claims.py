"""Where a notebook says always, never, every or no, a test finds out whether that is so."""

import importlib
import re

import pytest
from lessons import ENGLISH_PATHS, Lesson, prose

WORDS = re.compile(r"\b(always|never|every|everybody|everyone|nobody|none|no)\b", re.IGNORECASE)
ENGLISH = {path.stem: path for path in ENGLISH_PATHS}


def claims(stem):
    """Return the module that holds the claims of a notebook."""
    return importlib.import_module(f"claims.{stem.partition('_')[2]}")


def sentences(cell):
    """Yield the sentences of a Markdown cell, without folds around them, whose titles are some."""
    text = re.sub(r"</?details>|</?summary>", "\n\n", prose(cell))
    for paragraph in re.split(r"\n\s*\n|\n(?=[-*|] |\d+\. )", text):
        flat = " ".join(paragraph.split())
        yield from re.split(r"(?<=[.!?])\s+(?=[A-Z*$`(“\"])", flat)


def alone(sentence, pieces):
    """Return the words of a sentence that make a claim and stand in none of its pieces."""
    spans = [(sentence.find(piece), len(piece)) for piece in pieces if piece in sentence]
    return [
        word.group()
        for word in WORDS.finditer(sentence)
        if not any(at <= word.start() and word.end() <= at + length for at, length in spans)
    ]


@pytest.mark.parametrize("stem", ENGLISH)
def test_every_such_word_is_looked_after(stem):
    """Each such word stands in a claim with a test, or in a piece that is plain for a reason."""
    lesson, known = Lesson(ENGLISH[stem]), claims(stem)
    pieces = [*known.CLAIMS, *known.PLAIN]
    lesson.refuse(
        (cell, f"claims {', '.join(words)}: {sentence}")
        for cell in lesson.markdown
        for sentence in sentences(cell)
        if (words := alone(sentence, pieces))
    )


@pytest.mark.parametrize("stem", ENGLISH)
def test_every_claim_is_in_the_text(stem):
    """A piece of a sentence stands once in its notebook, and a plain one has a reason."""
    lesson, known = Lesson(ENGLISH[stem]), claims(stem)
    text = "\n".join(" ".join(cell.source.split()) for cell in lesson.markdown)
    counts = {piece: text.count(piece) for piece in [*known.CLAIMS, *known.PLAIN]}
    assert {piece: n for piece, n in counts.items() if n != 1} == {}
    assert all(len(reason) > 8 for reason in known.PLAIN.values())
    assert not set(known.CLAIMS) & set(known.PLAIN)


@pytest.mark.parametrize(
    ("stem", "piece"), [(stem, piece) for stem in ENGLISH for piece in claims(stem).CLAIMS]
)
def test_claim_is_true(stem, piece):
    """What the sentence says is so."""
    claims(stem).CLAIMS[piece]()
