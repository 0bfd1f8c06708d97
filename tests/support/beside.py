"""A text of another edition beside the English one: what it lost, and what it says otherwise."""

import re
from collections import Counter

from lessons import FENCE, FORMULA, headings
from markdown_it import MarkdownIt

from tools import marks

HAN = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"  # of full width
WIDE = "。！？；，：、"
# With its minus, which no space parts from it; behind a Chinese character as behind a space.
NUMBER = re.compile(rf"(?:(?<![\w.)])|(?<=[{HAN}]))−?\d+(?:\.\d+)?(?:e[+−-]?\d+)?")
SYMBOL = re.compile(r"[Ͱ-Ͽ∂∇∑√∞≈≠≤≥×÷·±→←°∪%№]")
LINK = re.compile(r"\]\(([^)]*)\)")
# What has half the width of a Chinese sign; a formula or code word is an x by then.
HALF = re.compile(
    "|".join([
        rf"[{HAN}][,;:?!()]|(?<=\S)[,;:?!](?= ?[{HAN}])|\)(?=[{HAN}])",  # beside Chinese
        rf"[{HAN}]\.(?!venv|txt)|\d\.\d+\. ?[{HAN}]|[A-Za-z]{{2,}}\. ?[{HAN}]",  # a stop behind
        rf"(?m:[\w，；、] ?\d\. ?(?:[{HAN}]|$))",  # a whole number, which begins no list
        rf"(?<![A-Za-z])x\.(?!\w)|(?m:[A-Za-z]\.$)|[^\s\w.x]\.(?=\s|$|[{HAN}])",  # or a sign
        r"\d, ?−?\d(?!\d\d\b)|(?<![\w.])x, ?x(?![\w.])",  # a comma between numbers or formulas
        rf"(?<=[{HAN}] )[A-Za-z]+, ?[A-Za-z]|[A-Za-z]+, ?[A-Za-z]+(?= ?[{HAN}])",  # or names
        rf"\([^()]*[{HAN}][^()]*\)|[{HAN}]\*{{0,2}} ?\([A-Za-z]{{3,}}[^()]*\)",  # brackets
        r"\([^()（）]*）|（[^()（）]*\)",  # of two kinds
        rf"[{HAN}]\"|\"[{HAN}]|[{HAN}] \"[A-Za-z]|[A-Za-z]\" [{HAN}]",  # quotes
        rf"'[^'\n]*[{HAN}][^'\n]*'|[A-Za-z]'s\b",
    ])
)  # fmt: skip
TOGETHER = re.compile(r"\([^()]*\)|\[[^][]*\]")  # a shape, a point, a list
ASIDE = re.compile(r"（[^（）]*）|\*[^*]*\*|<[^>]*>")  # where a word of another language may stand
# Four words, or a sentence.
LATIN = re.compile(r"[A-Za-z]+(?:[ ,]+[A-Za-z']+){3,}|[A-Z][a-z]*(?: [A-Za-z']+)+ ?[.?!](?!\w)")
MARKDOWN = MarkdownIt()


def knows(language):
    """Return what the tests know of a language, from terms.toml beside its catalogue."""
    found = marks.known(language)
    return {name: found.get(name, {}) for name in ("style", "terms", "never", "apart", "order")}


def plain(text, in_place=" "):
    """Return the prose of a text: no fenced code, no formulas, no code words, no targets."""
    return LINK.sub("]", FORMULA.sub(in_place, FENCE.sub("", text)))


def parts(text, language="en"):
    """Return {what: Counter} of all in a text that is the same in every language."""
    text = neutral(text, language)
    prose = FENCE.sub("", text)
    spans = [wordless(span) for span in FORMULA.findall(prose)]
    return {
        "number": Counter(numbers(text)),
        "code": Counter(span for span in spans if span.startswith("`")),
        "formula": Counter(span for span in spans if span.startswith("$")),
        "link": Counter(LINK.findall(prose)),
        "block of code": Counter(FENCE.findall(text)),
        "fold": Counter("<details>" for _fold in re.findall("<details", text)),
        "symbol": Counter(SYMBOL.findall(re.sub(r"(?i)(?<=\d) by (?=\d)", " × ", plain(text)))),
        "heading": Counter("#" * level for level, _title in headings(text)),
        "item": Counter(re.findall(r"(?m)^ *([-*]|\d+\.) ", prose)),
        "row": Counter(re.findall(r"(?m)^(\|)", prose)),
    }


def numbers(text):
    """Return the numbers of the prose of a text, in their order."""
    return NUMBER.findall(plain(text))


def wordless(span):
    """Return a formula without its words, whose place is up to the language, and their count."""
    if not span.startswith("$"):
        return span
    left, words = re.subn(r"\\text\{[^{}]*\}", "", span)
    return " ".join(left.split()).replace("{ ", "{").replace(" }", "}") + " (words)" * words


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


# Of the rest it is enough that it is there.
COUNTED = ("block of code", "fold", "heading", "item", "row")


def lost(english, own, language, apart=()):
    """Yield what one of two texts has and the other has not; numbers and signs may repeat."""
    ours, theirs = parts(own, language), parts(english, language)
    for what, there in theirs.items():
        here = ours[what]
        missing = (
            there - here if what in (*COUNTED, "number", "symbol") else there.keys() - here.keys()
        )
        extra = here - there if what in COUNTED else here.keys() - there.keys()
        yield from (f"lacks the {what} {one}" for one in missing if one not in apart)
        yield from (f"has a {what} of its own, {one}" for one in extra if one not in apart)
    words = marks.marks(language)
    for name, said in marks.marks(marks.ENGLISH).items():
        bold = str(said).startswith("**")  # such as **Predict.**; others are patterns
        if bold and english.count(said) != own.count(words[name]):
            yield f"has not the words {words[name]} of the others"


def ordered(english, own, apart=()):
    """Return whether the numbers of a text come in the other one too, in their order."""
    left = iter(numbers(own))
    return all(number in left for number in numbers(english) if number not in apart)


def cut(english, own, style):
    """Yield which paragraphs have gone, and which are too short or too long for the English ones.

    `length` of a style tells between how many characters of Chinese for a word of English.
    """
    there, here = (re.split(r"\n\s*\n", FENCE.sub("", text).strip()) for text in (english, own))
    if len(there) != len(here):
        yield f"has {len(here)} paragraphs, and in English {len(there)}"
    for one, other in zip(there, here, strict=False):
        words = len(re.findall(r"[A-Za-z']+", plain(one)))
        signs = len(re.findall(rf"[{HAN}]", plain(other)))
        least, most = style.get("length", (0, float("inf")))
        if words >= 25 and not least <= signs / words <= most:
            yield f"is of another length from {other[:12]!r} on"


def foreign(own, known):
    """Yield what stands in Latin words, outside brackets and stars, in a full-width text."""
    if known["style"].get("full_width"):
        prose = plain(own, "；")
        for found in LATIN.findall(ASIDE.sub("；", prose)):
            yield f"is in another language: {found}"
        names = known["style"].get("names", ())
        for found in re.findall(r"\*\*([^*]+)\*\*", prose):
            if (
                re.search("[a-z]{2}", found)
                and not re.search(rf"[{HAN}]", found)
                and found not in names
            ):
                yield f"has no word of its own for {found}"


def wrong(own, known):
    """Yield what is no good language, or no good Markdown, in a text."""
    if known["style"].get("full_width"):
        prose = TOGETHER.sub(listed, TOGETHER.sub(listed, plain(own, "x")))
        for found in HALF.finditer(prose):
            around = prose[max(found.start() - 8, 0) : found.end() + 8]
            yield f"has half-width punctuation: {around!r}"
    shown = MARKDOWN.render(FORMULA.sub("1", FENCE.sub("", own)))
    for text in re.findall(r">[^<]*\*[^<]*<", shown):
        yield f"has stars that Markdown shows: {text[:60]}"
    yield from (f"has stars that JupyterLab shows: {text}" for text in strong_in_emphasis(own))
    for word, good in known["never"].items():
        if word in own:
            yield f"says {word}; the course says {good}"


def nameless(told, known):
    """Return a text that code has composed, without the names in mathematics that are set apart."""
    for name in known["apart"].get("outputs", ()):
        told = told.replace(name, "x")
    return told


def ill_joined(told, known):
    """Yield what is joined as in English in a text of full width that code has composed.

    What is in brackets may have a comma of its own, and a name in mathematics before a colon too.
    """
    for line in told.splitlines() if known["style"].get("full_width") else ():
        if re.search(rf"[{HAN}]", line):
            bare = TOGETHER.sub(listed, TOGETHER.sub(listed, line))
            bare = re.sub(rf"(?<=[{WIDE}])[^{HAN}{WIDE};]+：", "：", bare)
            for found in re.finditer(rf"[{WIDE}] (?=\S)|[,;:] ", bare):
                around = bare[max(found.start() - 8, 0) : found.end() + 8]
                yield f"is joined as in English: {around!r}"


def has_english(term, text):
    """Return whether a term, such as 层, stands in a text with its English word behind it."""
    return re.search(rf"{term}\**（[^）]*[A-Za-z]{{3}}", text) is not None


def strong_in_emphasis(text):
    """Yield what is **strong** between letters within *emphasis*, which JupyterLab does not set."""
    for token in MARKDOWN.parse(FORMULA.sub("1", FENCE.sub("", text))):
        inside, pieces = 0, token.children or []
        for n, piece in enumerate(pieces):
            inside += {"em_open": 1, "em_close": -1}.get(piece.type, 0)
            if inside and piece.type == "strong_open":
                before, after = pieces[n - 1].content[-1:], pieces[n + 3 : n + 4]
                if before.isalnum() or (after and after[0].content[:1].isalnum()):
                    yield pieces[n + 1].content


def listed(found):
    """Return a letter in place of a shape, a point or a list of numbers, else what was found.

    Code or a formula alone, an x here, is an aside where a character of full width stands before.
    """
    before = found.string[: found.start()][-1:]
    aside = found[0] == "(x)" and re.match(rf"[{HAN}]", before)
    return found[0] if aside or re.search(rf"[A-Za-z]{{3}}|[{HAN}]", found[0]) else "x"


def untranslated(english, own, known=None):
    """Yield the headings and the titles of folds that are as in English, though they have words.

    In a language of full width they have a character of that language, and no longer word in
    small Latin letters but names of functions.
    """
    style = known["style"] if known else {}
    titles = [[title for _level, title in headings(text)] for text in (english, own)]
    titles = [one + re.findall("<summary>(.*?)</summary>", text) for one, text in
              zip(titles, (english, own), strict=True)]  # fmt: skip
    for there, here in zip(*titles, strict=False):
        words = re.search(r"[a-z]{3,}", FORMULA.sub("", there))
        left = re.findall(r"[A-Za-z_]{3,}", FORMULA.sub("", ASIDE.sub("", here)))
        missing = not re.search(rf"[{HAN}]", here) or set(left) - set(style.get("names", ()))
        if words and (there == here or (style.get("full_width") and missing)):
            yield f"has a title that is not translated: {here}"


def otherwise(english, own, terms):
    """Yield each term of the English text that the other one has no word for."""
    there, here = plain(english), plain(own)
    for term, said in terms.items():
        spoken = re.search(rf"\b{re.escape(term)}(?:s|es|d)?\b", there, re.IGNORECASE)
        if spoken and not re.search(said, here):
            yield f"has no {said} for {term}"
