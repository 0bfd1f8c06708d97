"""Puts bytecode in the place of source: python3.12 site/bytecode.py FROM TO NAME [NAME ...]

Python in a browser compiles each module that it imports, which takes a third of the time until the
first picture. So each archive FROM/NAME, a wheel or the standard library, is written to TO/NAME
with its modules compiled; in the course's own wheel the source, which learners read, stays beside.
It has to be run by the version of Python that the browser will have, and needs nothing else.
"""

import importlib.util
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from importlib._bootstrap_external import _code_to_hash_pyc  # what py_compile uses
from itertools import repeat
from pathlib import Path


def compiled(source, name):
    """Return the bytes of a .pyc that is used without a look at its source."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=0)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), checked=False))


def write(source, target, name):
    """Write an archive with bytecode; what cannot be compiled stays as it is."""
    packed, read = zipfile.ZIP_DEFLATED, name.startswith("course_helpers")
    with zipfile.ZipFile(source / name) as old, zipfile.ZipFile(target / name, "w", packed) as new:
        for entry in old.infolist():
            found = {entry.filename: old.read(entry)}
            if entry.filename.endswith(".py"):
                with suppress(SyntaxError):  # a template or a test, which nobody imports
                    code = compiled(found[entry.filename], entry.filename)
                    if read:
                        found[importlib.util.cache_from_source(entry.filename)] = code
                    else:
                        found = {f"{entry.filename}c": code}
            for place, data in found.items():  # of no date: the same bytes again
                new.writestr(zipfile.ZipInfo(place), data, packed)


def main(source, target, *names):
    with ProcessPoolExecutor() as pool:
        list(pool.map(write, repeat(Path(source)), repeat(Path(target)), names))


if __name__ == "__main__":
    main(*sys.argv[1:])
