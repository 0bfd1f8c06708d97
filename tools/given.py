"""What teachers and pupils write into is given on as it was committed, without what they wrote."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def given(path):
    """Return the bytes of a file as it is given on; as it is now where git does not know it."""
    name = path.relative_to(ROOT).as_posix()
    try:
        done = subprocess.run(["git", "show", f"HEAD:./{name}"], cwd=ROOT, capture_output=True)
    except FileNotFoundError:  # there is no git
        return path.read_bytes()
    return path.read_bytes() if done.returncode else done.stdout
