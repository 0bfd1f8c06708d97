"""The owner is the account that holds the course in public; every address carries its name.

`python -m tools.owner NAME`, as `make owner OWNER=NAME` does, writes it into `helpers` and into the
README in each language. What the site, Colab and Binder are given follows from there.
"""

import re
import sys

from helpers import ADDRESS, inputs
from tools import editions
from tools.marks import ROOT, others

ACCOUNT = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}")  # as GitHub takes them
FILES = "helpers/__init__.py", "README.md", "README.*.md"


def renamed(text, old, new):
    """Return a text with another owner in its addresses; the line that says who OWNER is goes."""
    text = re.sub(rf"(?<=/){re.escape(old)}(?=/|\.github\.io)", new, text)
    return re.sub(r"[(（]OWNER\b.*[)）]\n\n", "", text)


def write(new, root=ROOT):
    """Write the name of the owner where it stands, and return the files that have changed."""
    old, changed = ADDRESS.split("/")[-2], []
    for path in sorted(path for name in FILES for path in root.glob(name)):
        before = path.read_text("utf-8")
        if (after := renamed(before, old, new)) != before:
            path.write_text(after, "utf-8")
            changed.append(path.relative_to(root).as_posix())
    for language in others():
        for source, own in editions.pairs(language, root):
            if source.relative_to(root).as_posix() in changed:
                editions.seen(source, own)  # their addresses have changed together
    return changed


def main(arguments, root=ROOT):
    name = " ".join(arguments)
    if not ACCOUNT.fullmatch(name) or name == "OWNER":  # which stands for a name until there is one
        return f"OWNER was {inputs.shown(name)}; expected the account at GitHub, as in OWNER=ada."
    print(f"{name} stands in: {', '.join(write(name, root)) or 'all files already'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
