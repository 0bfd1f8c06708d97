"""Transcripts are what learners might answer, wrong and right, and what the checks then say.

`python -m tests.exercises.transcripts [01_neuron ...]` writes anew what the checks say, of all
notebooks or of these; read the difference.

A file for each notebook, and in a folder for each other language what is said there.
`# exercise-KEY` opens an exercise, `## wrong` and `## right` its two parts; an answer is the code
of its stub, and the lines after it with `> ` are what it was told.

The tables of `answers_NAME.py` name each mistake in English; what is said of their rows in another
language is in its folder `rows`, the English sentence first.
"""

import contextlib
import io
import re
import sys
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).with_name("transcripts")
FILES = sorted(FOLDER.glob("*.txt"))


def file_of(name, language):
    """Return the file with the answers to a notebook's exercises and what is said in a language."""
    return FOLDER / ("" if language == "en" else language) / f"{name}.txt"


def answers(text):
    """Yield (key of the exercise, "wrong" or "right", code, what was said) of each answer."""
    key = part = ""
    for block in re.split(r"\n\n+", text.strip()):
        if block.startswith("# "):
            key = block.removeprefix("# ")
        elif block.startswith("## "):
            part = block.removeprefix("## ")
        else:
            lines = block.splitlines()
            code = "\n".join(line for line in lines if not line.startswith("> "))
            said = "\n".join(line[2:] for line in lines if line.startswith("> "))
            yield key, part, code, said


def written(found):
    """Return the text of a file from such answers."""
    lines, key, part = [], "", ""
    for new_key, new_part, code, said in found:
        if new_key != key:
            lines.append(f"# {new_key}")
            part = ""
        if new_part != part:
            lines.append(f"## {new_part}")
        key, part = new_key, new_part
        lines.append("\n".join([code, *(f"> {line}" for line in said.splitlines())]))
    return "\n\n".join(lines) + "\n"


def rows_of(table):
    """Return the rows of a module, (check, answers, sentence)."""
    return getattr(table, "ROWS", None) or table.MISTAKES + table.RIGHT


def translated(table, language):
    """Return [(English sentence, what is said in a language)] of the rows of a table."""
    found = []
    with contextlib.chdir(FOLDER.parents[2] / "notebooks" / language):
        for check, given, sentence in rows_of(table):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                check(*given)
            found.append((sentence, out.getvalue().strip()))
    return found


def rows(name, language):
    """Return what is stored of these."""
    text = (FOLDER / language / "rows" / f"{name}.txt").read_text("utf-8")
    blocks = (block.split("\n> ") for block in text.strip().split("\n\n"))
    return [(english, "\n".join(said)) for english, *said in blocks]


def write_rows(language, names):
    """Write what is said of the rows of such tables in a language."""
    for file in [*sorted(FOLDER.parent.glob("answers_*.py")), FOLDER.parent / "test_verdict.py"]:
        name = file.stem.partition("_")[2]
        if name not in names:
            continue
        found = translated(import_module(file.stem), language)
        blocks = ("\n> ".join([english, *said.splitlines()]) for english, said in found)
        target = FOLDER / language / "rows" / f"{name}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n\n".join(blocks) + "\n", "utf-8", newline="\n")


def main(names):
    tests = FOLDER.parents[1]
    sys.path[:0] = [str(folder) for folder in (tests.parent, tests / "support", FOLDER.parent)]
    from test_exercises import LANGUAGES, told

    from tools.marks import others

    chosen = [file for file in FILES if not names or file.stem in names]
    for file in chosen:
        found = list(answers(file.read_text("utf-8")))
        said = [told(file.stem, key, code, LANGUAGES) for key, _part, code, _said in found]
        for place, language in enumerate(LANGUAGES):
            new = [(*one[:3], told[place]) for one, told in zip(found, said, strict=True)]
            target = file_of(file.stem, language)
            target.parent.mkdir(exist_ok=True)
            target.write_text(written(new), "utf-8", newline="\n")
    tables = [*([] if names else ["verdict"]), *(file.stem.partition("_")[2] for file in chosen)]
    for language in others():
        write_rows(language, tables)


if __name__ == "__main__":
    main(sys.argv[1:])
