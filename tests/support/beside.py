"""A text of another edition beside the English one: what it lost, and what it says otherwise."""

import re
import tomllib
from collections import Counter

from lessons import FENCE, FORMULA, ROOT, headings
from markdown_it import MarkdownIt

LOCALE = ROOT / "helpers/locale"
HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
NUMBER = re.compile(rf"(?<![\w.])\d+(?:\.\d+)?(?:e[+−-]?\d+)?|(?<=[{HAN}])\d+(?:\.\d+)?")
SYMBOL = re.compile("[Ͱ-Ͽ∂∇∑√∞≈≠≤≥]")
LINK = re.compile(r"\]\(([^)]*)\)")
# Signs beside Chinese; then brackets around a word, quotes, and a full stop behind a number.
HALF = re.compile(
    rf"[{HAN}][,;:?!()]|[{HAN}]\.(?!\w)|(?<=\S)[,;:?!](?= ?[{HAN}])|\)(?=[{HAN}])"
    rf"|[{HAN}]\*{{0,2}} ?\([A-Za-z]{{3,}}[^()]*\)|[{HAN}]\"|\"[{HAN}]|\d\.\d+\. ?[{HAN}]"
)
MARKDOWN = MarkdownIt()


def knows(language):
    """Return what the tests know of a language, from terms.toml beside its catalogue."""
    path = LOCALE / language.replace("-", "_") / "terms.toml"
    known = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return {name: known.get(name, {}) for name in ("style", "terms", "never", "apart")}


def plain(text, in_place=" "):
    """Return the prose of a text: no fenced code, no formulas, no code words, no targets."""
    return LINK.sub("]", FORMULA.sub(in_place, FENCE.sub("", text)))


def parts(text, language="en"):
    """Return {what: Counter} of all in a text that is the same in every language."""
    text = neutral(text, language)
    prose = FENCE.sub("", text)
    spans = [re.sub(r"\\text\{[^{}]*\}", r"\\text{}", span) for span in FORMULA.findall(prose)]
    return {
        "number": Counter(NUMBER.findall(plain(text))),
        "code": Counter(span for span in spans if span.startswith("`")),
        "formula": Counter(" ".join(span.split()) for span in spans if span.startswith("$")),
        "link": Counter(LINK.findall(prose)),
        "block of code": Counter(FENCE.findall(text)),
        "fold": Counter("<details>" for _fold in re.findall("<details", text)),
        "symbol": Counter(SYMBOL.findall(plain(text))),
        "heading": Counter("#" * level for level, _title in headings(text)),
    }


def neutral(text, language):
    """Return a text whose commands and links name no language, as in English."""
    spoken = {
        f"{language}.html": "",
        f"{language}/": "en/",
        f"/{language}": "/en",
        f".{language}.md": ".md",
        f"COURSE_LANGUAGE={language} ": "",
        f" LANGUAGE={language}": "",
        f" {language}`": "`",
        f" {language}\n": "\n",
        f" -r requirements-{language}.txt": "",
    }
    for there, here in spoken.items():
        text = text.replace(there, here)
    return text


COUNTED = ("block of code", "fold", "heading")  # of the rest it is enough that it is there


def lost(english, own, language, apart=()):
    """Yield what one of two texts has and the other has not."""
    ours, theirs = parts(own, language), parts(english, language)
    for what, there in theirs.items():
        here = ours[what]
        if what not in COUNTED:
            there, here = set(there), set(here)
        yield from (f"lacks the {what} {one}" for one in there - here if one not in apart)
        yield from (f"has a {what} of its own, {one}" for one in here - there if one not in apart)


def wrong(own, known):
    """Yield what is no good language, or no good Markdown, in a text."""
    if known["style"].get("full_width"):
        prose = re.sub(rf"\([{HAN}]+, \d+\)", "", plain(own, "x"))  # a shape
        for found in HALF.finditer(prose):
            around = prose[max(found.start() - 8, 0) : found.end() + 8]
            yield f"has half-width punctuation: {around!r}"
    shown = MARKDOWN.render(FORMULA.sub("1", FENCE.sub("", own)))
    for text in re.findall(r">[^<]*\*[^<]*<", shown):
        yield f"has stars that Markdown shows: {text[:60]}"
    for word, good in known["never"].items():
        if word in own:
            yield f"says {word}; the course says {good}"


def untranslated(english, own, known=None):
    """Yield the headings and the titles of folds that are as in English, though they have words.

    In a language of full width they have a character of that language.
    """
    letters = rf"[{HAN}]" if known and known["style"].get("full_width") else "."
    titles = [[title for _level, title in headings(text)] for text in (english, own)]
    titles = [one + re.findall("<summary>(.*?)</summary>", text) for one, text in
              zip(titles, (english, own), strict=True)]  # fmt: skip
    for there, here in zip(*titles, strict=False):
        words = re.search(r"[a-z]{3,}", FORMULA.sub("", there))
        if words and (there == here or not re.search(letters, here)):
            yield f"has a title that is not translated: {here}"


def otherwise(english, own, terms):
    """Yield each term of the English text that the other one has no word for."""
    there, here = plain(english), plain(own)
    for term, said in terms.items():
        spoken = re.search(rf"\b{re.escape(term)}(?:s|es|d)?\b", there, re.IGNORECASE)
        if spoken and not re.search(said, here):
            yield f"has no {said} for {term}"
