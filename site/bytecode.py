"""Puts bytecode in the place of source: python3.12 site/bytecode.py FROM TO NAME [NAME ...]

Python in a browser compiles each module that it imports, which takes a third of the time until the
first picture. So each archive FROM/NAME, a wheel or the standard library, is written to TO/NAME
with its modules compiled; in the course's own wheel the source, which learners read, stays beside.
It has to be run by the version of Python that the browser will have, and needs nothing else.
"""

import compileall
import re
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from importlib.util import cache_from_source
from itertools import repeat
from pathlib import Path
from py_compile import PycInvalidationMode
from tempfile import TemporaryDirectory

# Of Jedi, which completes what is typed: what it knows of Python 2 and of packages that are not
# there. These are a quarter of all files, and each takes its time to unpack.
NOT_UNPACKED = re.compile("jedi/third_party/(django-stubs|typeshed/(stdlib/2|third_party/2.*?))/")


def write(source, target, name):
    """Write an archive with bytecode; what cannot be compiled stays as it is."""
    packed, read = zipfile.ZIP_DEFLATED, name.startswith("course_helpers")
    with (
        TemporaryDirectory() as place,
        zipfile.ZipFile(source / name) as old,
        zipfile.ZipFile(target / name, "w", packed) as new,
    ):
        old.extractall(place)
        # Used without a look at the source; a template or a test that is no Python is passed over.
        compileall.compile_dir(place, quiet=2, legacy=not read, stripdir=place, maxlevels=99,
                               invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)  # fmt: skip
        for entry in old.namelist():
            if NOT_UNPACKED.match(entry):
                continue
            found = {entry: old.read(entry)}
            made = cache_from_source(entry) if read else f"{entry}c"
            if entry.endswith(".py") and Path(place, made).is_file():
                kept = found if read else {}
                found = kept | {made: Path(place, made).read_bytes()}
            for path, data in found.items():  # of no date: the same bytes again
                new.writestr(zipfile.ZipInfo(path), data, packed)


def main(source, target, *names):
    with ProcessPoolExecutor() as pool:
        list(pool.map(write, repeat(Path(source)), repeat(Path(target)), names))


if __name__ == "__main__":
    main(*sys.argv[1:])
