"""Transcripts are what learners might answer, wrong and right, and what the checks then say.

`python -m tests.exercises.transcripts` writes anew what the checks say; read the difference.

A file for each notebook. `# exercise-KEY` opens an exercise, `## wrong` and `## right` its two
parts; an answer is the code of its stub, and the lines after it with `> ` are what it was told.
"""

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).with_name("transcripts")
FILES = sorted(FOLDER.glob("*.txt"))


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


def main():
    sys.path[:0] = [str(folder) for folder in (FOLDER.parents[2], FOLDER.parents[1], FOLDER.parent)]
    from test_exercises import LESSONS, told

    paths = {path.stem: path for path in LESSONS if path.parent.name == "en"}
    for file in FILES:
        found = answers(file.read_text("utf-8"))
        new = [
            (key, part, code, told(paths[file.stem], key, code).strip())
            for key, part, code, _said in found
        ]
        file.write_text(written(new), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
