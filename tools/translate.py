"""Catalogues hold what the helpers say in other languages; this brings them up to date.

`python -m tools.translate [LANGUAGE]` collects every sentence that stands in `_("…")` into
`helpers/locale/helpers.pot`, carries what is new into the catalogue of each language, and compiles
it. With a language that has no catalogue yet, zh-CN for example, it makes an empty one. What is
still to be done for a language is printed.

A translator writes into `helpers/locale/LANGUAGE/LC_MESSAGES/helpers.po`, with Poedit or any
editor, and then runs this again.
"""

import re
import string
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from tools.sentences import found

ROOT = Path(__file__).resolve().parents[1]
SOURCES = (
    "helpers/**/*.py",
    "tools/colab.py",
    "tools/lab.py",
    "tools/marks.py",
    "site/build.py",
    "teach/**/*.py",
    "hub/*.py",
)  # where somebody who learns is spoken to
PAGES = ("site/page/*.*", "teach/offline/*.*")
LOCALE = Path("helpers/locale")
TEMPLATE = LOCALE / "helpers.pot"
PROJECT = {
    "project": "neural-network-you-can-touch",
    "charset": "utf-8",
    "header_comment": "# What the helpers say to a person.",
}
# In place of today's date, so that only a sentence changes the file.
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)


def collect(root=ROOT):
    """Return a catalogue of all sentences that are marked in the code below `root`."""
    catalog = Catalog(creation_date=WRITTEN, **PROJECT)
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            name = path.relative_to(root).as_posix()
            for line, sentence, _comments, _context in extract_from_file(
                "python", str(path), keywords={"_": None}
            ):
                catalog.add(sentence, locations=[(name, line)])
    for path in sorted(path for pattern in PAGES for path in root.glob(pattern)):
        for sentence in found(path):
            catalog.add(sentence, locations=[(path.relative_to(root).as_posix(), 1)])
    return catalog


def read(path):
    with path.open("rb") as file:
        return read_mo(file) if path.suffix == ".mo" else read_po(file)


def text(catalog):
    """Return a catalogue as it stands in a file: sentences by module, without line numbers."""
    file = BytesIO()
    write_po(file, catalog, width=100, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def compiled(catalog):
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def catalogues(root=ROOT):
    """Return the files of all languages: {zh_CN: …/zh_CN/LC_MESSAGES/helpers.po}."""
    found = sorted((root / LOCALE).glob("*/LC_MESSAGES/helpers.po"))
    return {path.parent.parent.name: path for path in found}


def update(root=ROOT, new=None):
    """Write the template, and every catalogue and what is compiled from it."""
    template = collect(root)
    (root / LOCALE).mkdir(exist_ok=True)
    (root / TEMPLATE).write_bytes(text(template))
    paths = catalogues(root)
    if new and new.replace("-", "_") not in paths:
        new = new.replace("-", "_")
        paths[new] = root / LOCALE / new / "LC_MESSAGES" / "helpers.po"
        paths[new].parent.mkdir(parents=True)
        empty = Catalog(new, creation_date=WRITTEN, revision_date=WRITTEN, **PROJECT)
        paths[new].write_bytes(text(empty))
    for path in paths.values():
        catalog = read(path)
        catalog.update(template)
        path.write_bytes(text(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))


def fields(sentence):
    """Return the names of the places that are filled in: {"name", "came"}."""
    return {
        field for _text, field, _spec, _conversion in string.Formatter().parse(sentence) if field
    }


def sentences(catalog):
    """Return {sentence: what the catalogue says instead}."""
    return {message.id: message for message in catalog if message.id}


def faults(root=ROOT):
    """Return what is wrong with the catalogues below `root`, a line each."""
    code = sentences(collect(root))
    template = sentences(read(root / TEMPLATE)) if (root / TEMPLATE).exists() else {}
    found = difference(TEMPLATE.name, code, template)
    for language, path in catalogues(root).items():
        catalog = read(path)
        known = sentences(catalog)
        found += difference(language, code, known)
        for sentence in set(code) & set(known):
            found += faults_of(language, known[sentence])
        if not path.with_suffix(".mo").exists() or told(
            sentences(read(path.with_suffix(".mo")))
        ) != told({s: m for s, m in known.items() if m.string and not m.fuzzy}):
            found.append(f"{language}: helpers.mo is not what helpers.po says")
    return found


def difference(name, code, known):
    """Return the sentences that one has and the other lacks."""
    return [f"{name} lacks: {s}" for s in sorted(set(code) - set(known))] + [
        f"{name} holds what nobody says: {s}" for s in sorted(set(known) - set(code))
    ]


def faults_of(language, message):
    """Return what is wrong with one translation."""
    if not message.string:
        return [f"{language} has no words for: {message.id}"]
    if message.fuzzy:
        return [f"{language} is unsure (fuzzy) of: {message.id}"]
    try:
        theirs = fields(message.string)
    except ValueError:
        return [f"{language} has a bracket too many or too few: {message.string}"]
    if theirs != fields(message.id):
        return [f"{language} loses or invents a place to fill in: {message.string}"]
    return []


def told(known):
    return {sentence: message.string for sentence, message in known.items()}


def main(arguments):
    if arguments and not re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*", arguments[0]):
        return f"{arguments[0]} is no name of a language; one is zh-CN."
    update(new=arguments[0] if arguments else None)
    print(f"{TEMPLATE}: {len(sentences(collect()))} sentences")
    for fault in faults():
        print(fault)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
