"""Fonts for paper hold only the characters that the course writes there.

`python -m tools.fonts LANGUAGE FONT ...` takes the files of the family that the terms.toml of a
language names as `paper`: for zh-CN, NotoSerifCJK-Regular.ttc and NotoSerifCJK-Bold.ttc of Debian's
fonts-noto-cjk. What is left of them lies in `teach/press/fonts`, under its own licence, so that
worksheets look alike on every computer and need no font of it.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from teach.press.typeset import SHARED
from tools import editions, translate
from tools.marks import ROOT, others, paper

FOLDER = ROOT / "teach/press/fonts"
# What lies between has Typst's own fonts: Latin with all its signs, punctuation and mathematics.
OTHER_SCRIPTS = (0x590, 0x1E00), (0x2E80, 0x110000)


def characters(language):
    """Return the letters of other scripts in a catalogue and in what is asked on paper.

    With them are the signs that such a script writes in its own width.
    """
    catalogue = translate.catalogues()[language.replace("-", "_")]
    texts = [message.string for message in translate.read(catalogue) if message.id]
    for path in ROOT.glob(f"teach/{language}/questions_*.ipynb"):
        texts += editions.texts(path).values()
    letters = {letter for text in texts for letter in text}
    own = {one for one in letters if any(a <= ord(one) < b for a, b in OTHER_SCRIPTS)}
    return own | (letters & set(SHARED) if own else set())


def named(font):
    return font["name"].getDebugName(1)


def cut(path, wanted, letters):
    """Write these letters of a family as a file, and return a line about it."""
    fonts = TTCollection(path).fonts if path.endswith((".ttc", ".otc")) else [TTFont(path)]
    found = [font for font in fonts if named(font) == wanted]
    if not found:
        return f"{path} holds {', '.join(map(named, fonts))}, and no {wanted}."
    font = found[0]
    subsetter = Subsetter(Options(name_IDs=["*"], layout_features=[], notdef_outline=True))
    subsetter.populate(unicodes=map(ord, letters))
    subsetter.subset(font)
    font.recalcTimestamp = False  # the same letters give the same bytes
    target = FOLDER / f"{font['name'].getDebugName(6)}.otf"
    font.save(target, reorderTables=None)
    return f"{target.name}: {len(letters)} characters, {target.stat().st_size // 1000} kB"


def main(arguments):
    language, *files = arguments or [""]
    if language not in others() or not paper(language):
        known = ", ".join(one for one in others() if paper(one))
        return f"{language or 'Nothing'} was named first; expected a language with a font: {known}."
    missing = [name for name in files if not Path(name).is_file()]
    if missing or not files:
        return f"There is no file {missing[0] if missing else 'named'}: name those of a font."
    letters = characters(language)
    for path in files:
        print(cut(path, paper(language), letters))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
