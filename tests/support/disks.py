"""A disk of its own under a folder, which a test may fill."""

import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def disk(folder, options):
    """Lay a disk under a folder, `size=1m` for example, where this machine lets us."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
