"""Fonts for paper hold only the characters that the course writes there.

`python -m tools.fonts FONT ...` takes files of Noto Serif CJK, NotoSerifCJK-Regular.ttc and
NotoSerifCJK-Bold.ttc of Debian's fonts-noto-cjk. What is left of them lies in `teach/press/fonts`,
under its own licence, so that worksheets look alike on every computer and need no font of it.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

from tools import editions, translate
from tools.marks import ROOT, others

FOLDER = ROOT / "teach/press/fonts"
FAMILY = "Noto Serif CJK SC"


def characters():
    """Return the Chinese characters and signs of catalogues and of what is asked on paper."""
    texts = []
    for path in translate.catalogues().values():
        texts += [message.string for message in translate.read(path) if message.id]
    for language in others():
        for path in ROOT.glob(f"teach/{language}/questions_*.ipynb"):
            texts += editions.texts(path).values()
    return {letter for text in texts for letter in text if ord(letter) >= 0x3000}


def named(font):
    return font["name"].getDebugName(1)


def cut(path, letters):
    """Write these letters of the font as a file, and return a line about it."""
    font = next(font for font in TTCollection(path) if named(font) == FAMILY)
    subsetter = Subsetter(Options(name_IDs=["*"], layout_features=[], notdef_outline=True))
    subsetter.populate(unicodes=map(ord, letters))
    subsetter.subset(font)
    font.recalcTimestamp = False  # the same letters give the same bytes
    target = FOLDER / f"NotoSerifCJKsc-{font['name'].getDebugName(2)}.otf"
    font.save(target, reorderTables=None)
    return f"{target.name}: {len(letters)} characters, {target.stat().st_size // 1000} kB"


def main(arguments):
    missing = [name for name in arguments if not Path(name).is_file()]
    if missing or not arguments:
        return f"There is no file {missing[0] if missing else 'named'}: name those of a font."
    letters = characters()
    for path in arguments:
        print(cut(path, letters))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
